//! Where a store is: a SQLite file or a PostgreSQL database.

use crate::error::{Result, WRONG_URL_HINT, complain};
use std::path::{Path, PathBuf};

/// Which of the two databases holds a store.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Dialect {
    /// One file, compiled in.
    Sqlite,
    /// A server, for teams.
    Postgres,
}

/// Where a store is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Location {
    /// Which database.
    pub dialect: Dialect,
    /// As a message may show it: without a password.
    pub shown: String,
    /// The file of a SQLite store.
    pub path: Option<PathBuf>,
    url: String,
    /// Whether nobody named it, so that its folder is made where there is none.
    standard: bool,
}

impl Location {
    /// The place that `text` names: `sqlite:PATH`, a path, or `postgres://…`.
    pub fn parse(text: &str) -> Result<Location> {
        if text.starts_with("postgres://") || text.starts_with("postgresql://") {
            return Ok(Location { dialect: Dialect::Postgres, shown: without_password(text), path: None, url: text.to_owned(), standard: false });
        }
        let path = text.strip_prefix("sqlite://").or_else(|| text.strip_prefix("sqlite:")).unwrap_or(text);
        let (path, other_scheme) = (path.trim(), text.find("://").is_some_and(|_| !text.starts_with("sqlite")));
        if path.is_empty() || other_scheme || path == ":memory:" || path.contains('?') {
            return Err(complain("E0701", without_password(text), "no store's URL", WRONG_URL_HINT));
        }
        Ok(Location::file(Path::new(path)))
    }

    /// The SQLite store in that file.
    pub fn file(path: &Path) -> Location {
        let shown = path.to_string_lossy().into_owned();
        let url = format!("sqlite:{}", percent_encoded(&shown));
        Location { dialect: Dialect::Sqlite, url, shown, path: Some(path.to_owned()), standard: false }
    }

    /// `isnad/isnad.db` in the user's data folder, which is XDG_DATA_HOME or `.local/share`.
    pub fn standard() -> Result<Location> {
        let set = |name: &str| std::env::var_os(name).map(PathBuf::from).filter(|path| path.is_absolute());
        let data = set("XDG_DATA_HOME").or_else(|| set("HOME").map(|home| home.join(".local/share")));
        let Some(data) = data else {
            return Err(complain("E0701", "--store", "neither XDG_DATA_HOME nor HOME says where data goes", WRONG_URL_HINT));
        };
        Ok(Location { standard: true, ..Location::file(&data.join("isnad/isnad.db")) })
    }

    /// Sees to it that the folder of a new SQLite store is there: that of the standard one is made, any other must have been.
    pub(crate) fn make_room(&self) -> Result<()> {
        let Some(path) = &self.path else { return Ok(()) };
        if !self.standard {
            return folder_is_there(path, &self.shown);
        }
        let cannot =
            |error| complain("E0702", &self.shown, format!("its folder cannot be made: {error}"), "check the permissions, or name another place");
        std::fs::create_dir_all(folder(path)).map_err(cannot)
    }

    /// As the database's client takes it.
    pub(crate) fn connect_url(&self, create: bool, read_only: bool) -> String {
        match self.dialect {
            Dialect::Postgres => self.url.clone(),
            Dialect::Sqlite => format!(
                "{}?mode={}",
                self.url,
                if create {
                    "rwc"
                } else if read_only {
                    "ro"
                } else {
                    "rw"
                }
            ),
        }
    }
}

/// The folder of a file.
pub(crate) fn folder(path: &Path) -> &Path {
    path.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."))
}

/// An error where the folder of a new file is not there: a slip of the pen would otherwise make a chain of folders.
pub(crate) fn folder_is_there(path: &Path, shown: &str) -> Result<()> {
    let folder = folder(path);
    if folder.is_dir() {
        return Ok(());
    }
    let hint = format!("check the path, or make the folder first: mkdir -p {}", folder.display());
    Err(complain("E0702", shown, format!("there is no folder {}", folder.display()), hint))
}

/// `postgres://user:secret@host/db?password=secret` without the secrets.
fn without_password(url: &str) -> String {
    let Some((scheme, rest)) = url.split_once("://") else { return url.to_owned() };
    let (place, options) = rest.split_once('?').unwrap_or((rest, ""));
    // A password may hold a question mark, an option an @: which of the two it is nobody can tell.
    if options.contains('@') {
        return format!("{scheme}://…");
    }
    let (user, address) = place.rsplit_once('@').map_or((None, place), |(user, address)| (user.split([':', '/']).next(), address));
    let user = user.map_or_else(String::new, |user| format!("{user}@"));
    let is_open = |option: &&str| !option.is_empty() && !option.to_ascii_lowercase().starts_with("password=");
    let options: Vec<&str> = options.split('&').filter(is_open).collect();
    format!("{scheme}://{user}{address}{}{}", if options.is_empty() { "" } else { "?" }, options.join("&"))
}

fn percent_encoded(path: &str) -> String {
    let plain = |byte: u8| byte.is_ascii_alphanumeric() || b"/._-~".contains(&byte);
    path.bytes().map(|byte| if plain(byte) { char::from(byte).to_string() } else { format!("%{byte:02X}") }).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_store_is_a_file_or_a_server_and_never_shows_a_password() {
        for (text, dialect, shown) in [
            ("sqlite:a b.db", Dialect::Sqlite, "a b.db"),
            ("sqlite:///var/x.db", Dialect::Sqlite, "/var/x.db"),
            ("خبر/x.db", Dialect::Sqlite, "خبر/x.db"),
            ("postgres://u:p@ss@host:5433/db", Dialect::Postgres, "postgres://u@host:5433/db"),
            ("postgresql://host/db", Dialect::Postgres, "postgresql://host/db"),
            ("postgres://u@host/db?password=p@secret", Dialect::Postgres, "postgres://…"),
            ("postgres://u:p?x@host/db", Dialect::Postgres, "postgres://…"),
            ("postgres://u@host/db?password=p&host=%2Ftmp", Dialect::Postgres, "postgres://u@host/db?host=%2Ftmp"),
        ] {
            let location = Location::parse(text).unwrap();
            assert_eq!((location.dialect, location.shown.as_str()), (dialect, shown));
        }
        for text in ["", "sqlite:", "mysql://u:secret@h/d", "mysql://h/d?password=secret@x", "sqlite::memory:"] {
            let error = Location::parse(text).unwrap_err();
            assert_eq!(error.code, "E0701");
            assert!(!error.to_string().contains("secret"));
        }
    }
}
