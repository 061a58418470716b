//! Errors of the store: a code, which store, what is wrong, what to do.

use crate::location::{Dialect, Location};
use isnad_model::Diagnostic;

/// What every call of this crate gives.
pub type Result<T> = std::result::Result<T, Diagnostic>;

/// A diagnostic about `subject`.
pub fn complain(code: &'static str, subject: impl Into<String>, message: impl Into<String>, hint: impl Into<String>) -> Diagnostic {
    Diagnostic { code, subject: subject.into(), position: None, message: message.into(), hint: Some(hint.into()) }
}

impl Location {
    /// The database's error in our words.
    pub(crate) fn told(&self, error: sqlx::Error) -> Diagnostic {
        let (code, message, hint) = match (&error, self.dialect) {
            (sqlx::Error::Database(inner), Dialect::Sqlite) => sqlite(inner.code().as_deref().unwrap_or(""), inner.message()),
            (sqlx::Error::Database(inner), Dialect::Postgres) => postgres(inner.code().as_deref().unwrap_or(""), inner.message()),
            (sqlx::Error::PoolTimedOut, _) => BUSY.with("no connection became free in time"),
            (sqlx::Error::Io(io), Dialect::Sqlite) => CANNOT_OPEN.with(&io.to_string()),
            (sqlx::Error::Io(io), Dialect::Postgres) => UNREACHABLE.with(&io.to_string()),
            (sqlx::Error::Tls(_), _) => NO_TLS.with(""),
            (sqlx::Error::Configuration(inner), _) => WRONG_URL.with(&inner.to_string()),
            (sqlx::Error::ColumnDecode { .. } | sqlx::Error::Decode(_), _) => DAMAGED.with(&error.to_string()),
            (sqlx::Error::Protocol(_) | sqlx::Error::WorkerCrashed | sqlx::Error::PoolClosed, _) => CUT.with(&error.to_string()),
            _ => OTHER.with(&error.to_string()),
        };
        complain(code, self.shown.clone(), message, hint)
    }
}

/// A kind of trouble: its code and its remedy.
struct Trouble {
    code: &'static str,
    what: &'static str,
    hint: &'static str,
}

impl Trouble {
    fn with(&self, detail: &str) -> (&'static str, String, &'static str) {
        let detail = detail.trim();
        let message = if detail.is_empty() { self.what.to_owned() } else { format!("{}: {detail}", self.what) };
        (self.code, message, self.hint)
    }
}

const OTHER: Trouble = Trouble {
    code: "E0700",
    what: "the database refuses",
    hint: "nothing was half-written; run `isnad doctor` on this store, and report it if it stays",
};
pub(crate) const WRONG_URL_HINT: &str = "write a store as `sqlite:PATH`, as the path of a .db file, or as `postgres://USER@HOST/DATABASE`";
const WRONG_URL: Trouble = Trouble { code: "E0701", what: "no store's URL", hint: WRONG_URL_HINT };
const CANNOT_OPEN: Trouble = Trouble {
    code: "E0702",
    what: "cannot be opened",
    hint: "check the path and the permissions of the file and of its folder; `isnad ingest` makes a new store",
};
const BUSY: Trouble = Trouble {
    code: "E0703",
    what: "is locked by another process that writes",
    hint: "wait until the other `isnad ingest` or `isnad reprocess` ends, then run this again: it goes on where it stopped",
};
const DAMAGED: Trouble = Trouble {
    code: "E0706",
    what: "is damaged, or no store",
    hint: "keep the file, run `isnad doctor` and `isnad verify` on it, and bring the last backup back with `isnad restore`",
};
const UNREACHABLE: Trouble =
    Trouble { code: "E0707", what: "the server cannot be reached", hint: "check host, port and whether PostgreSQL runs (`pg_isready`)" };
const NO_TLS: Trouble = Trouble {
    code: "E0707",
    what: "the address asks for an encrypted connection, which this program does not make",
    hint: "leave `sslmode` out of it, and reach the server through a socket, a private network or a tunnel",
};
const REFUSED: Trouble = Trouble {
    code: "E0708",
    what: "the server refuses this user",
    hint: "check user and password; PGPASSWORD keeps the password off the command line",
};
const NO_DATABASE: Trouble = Trouble { code: "E0709", what: "there is no such database", hint: "make it once: `createdb NAME`" };
const READ_ONLY: Trouble =
    Trouble { code: "E0711", what: "can be read only", hint: "give this user the right to write the file and its folder, or use another store" };
const FULL: Trouble = Trouble {
    code: "E0712",
    what: "is full",
    hint: "free space on its disk and run this again: all that was acknowledged is kept, the rest goes in then",
};
const DISK: Trouble = Trouble {
    code: "E0716",
    what: "its disk cannot be read or written",
    hint: "look at the disk and its cable, mount or share; what was acknowledged was on it: `isnad verify` says whether it still is",
};
const SLOW: Trouble =
    Trouble { code: "E0713", what: "the server stopped a statement that took too long", hint: "run it again when the server has less to do" };
const NO_RIGHT: Trouble = Trouble { code: "E0714", what: "this user lacks a right", hint: "docs/store.md lists the rights that each role needs" };
const CUT: Trouble =
    Trouble { code: "E0715", what: "the connection broke", hint: "run this again: all that was acknowledged is kept, nothing was half-written" };

/// By SQLite's result code; the low byte is the primary one.
fn sqlite(code: &str, message: &str) -> (&'static str, String, &'static str) {
    let primary = code.parse::<i64>().map_or(-1, |code| code & 0xff);
    match primary {
        5 | 6 => BUSY.with(""),
        8 => READ_ONLY.with(""),
        11 | 26 => DAMAGED.with(message),
        13 => FULL.with(""),
        3 | 14 | 23 => CANNOT_OPEN.with(message),
        10 => DISK.with(message),
        _ => OTHER.with(message),
    }
}

/// By SQLSTATE.
fn postgres(code: &str, message: &str) -> (&'static str, String, &'static str) {
    match code {
        "28P01" | "28000" => REFUSED.with(message),
        "3D000" => NO_DATABASE.with(message),
        "25006" => READ_ONLY.with(message),
        "42501" => NO_RIGHT.with(message),
        "53100" | "53200" => FULL.with(message),
        "55P03" | "40P01" | "40001" => BUSY.with(""),
        "57014" => SLOW.with(""),
        "57P01" | "57P02" | "57P03" | "53300" | "25P03" => CUT.with(message),
        code if code.starts_with("08") => CUT.with(message),
        "XX001" | "XX002" => DAMAGED.with(message),
        _ => OTHER.with(message),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_server_that_wants_encryption_is_told_from_one_that_is_away() {
        let location = Location::parse("postgres://u@host/d?sslmode=require").unwrap();
        let told = |error: sqlx::Error| location.told(error).to_string();
        assert!(told(sqlx::Error::Tls("x".into())).contains("sslmode"));
        assert!(told(sqlx::Error::Io(std::io::ErrorKind::ConnectionRefused.into())).contains("pg_isready"));
    }
}
