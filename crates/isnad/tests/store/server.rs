//! A PostgreSQL server for tests: Debian's programs on a folder of its own, reached through a socket in it.

use isnad_store::Location;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::sync::atomic::{AtomicUsize, Ordering};

/// A running server; it stops with this value.
pub struct Server {
    folder: Option<tempfile::TempDir>,
    admin: String,
    made: AtomicUsize,
}

const PASSWORD: &str = "for tests only";

impl Server {
    /// The server that ISNAD_TEST_POSTGRES names (`postgres://USER:PASSWORD@HOST/DATABASE`, a user who may make databases), or a new one.
    pub fn start() -> Server {
        if let Ok(admin) = std::env::var("ISNAD_TEST_POSTGRES") {
            return Server { folder: None, admin, made: AtomicUsize::new(0) };
        }
        let folder = tempfile::Builder::new().prefix("isnad-pg-").tempdir_in("/tmp").unwrap();
        std::fs::write(folder.path().join("password"), PASSWORD).unwrap();
        if is_root() {
            done(Command::new("chown").args(["-R", "postgres"]).arg(folder.path()));
        }
        let data = folder.path().join("data");
        let password = format!("--pwfile={}", folder.path().join("password").display());
        done(
            as_server("initdb")
                .args(["-U", "isnad", "-A", "scram-sha-256", "-E", "UTF8", "--locale=C.UTF-8", "-N"])
                .arg(password)
                .arg("-D")
                .arg(&data),
        );
        let server = Server { admin: url(folder.path(), "postgres"), folder: Some(folder), made: AtomicUsize::new(0) };
        server.control("start");
        server
    }

    fn control(&self, verb: &str) {
        let Some(folder) = &self.folder else { return };
        // Without fsync a killed server still keeps what it committed (the system holds it); only a power cut, which no test makes, would not.
        let settings = "-c listen_addresses='' -c max_connections=40 -c fsync=off";
        let options = format!("{settings} -c unix_socket_directories='{}'", folder.path().display());
        let (data, log) = (folder.path().join("data"), folder.path().join("log"));
        done(as_server("pg_ctl").args([verb, "-w", "-s", "-m", "immediate", "-o", &options]).arg("-D").arg(data).arg("-l").arg(log));
    }

    /// A new database.
    pub fn database(&self) -> Location {
        let name = format!("isnad_{}_{}", std::process::id(), self.made.fetch_add(1, Ordering::Relaxed));
        self.sql("postgres", &format!("CREATE DATABASE {name}"));
        Location::parse(&self.url(&name)).unwrap()
    }

    /// The address of a database of that name.
    pub fn url(&self, name: &str) -> String {
        match &self.folder {
            Some(folder) => url(folder.path(), name),
            None => {
                let (start, query) = self.admin.split_once('?').map_or((self.admin.as_str(), String::new()), |(a, b)| (a, format!("?{b}")));
                format!("{}/{name}{query}", start.rsplit_once('/').unwrap().0)
            }
        }
    }

    /// Executes statements as the server's owner.
    pub fn sql(&self, database: &str, text: &str) {
        done(Command::new(program("psql")).args(["-q", "-v", "ON_ERROR_STOP=1", "-d", &self.url(database), "-c", text]));
    }

    /// Ends every connection to that database.
    pub fn cut(&self, location: &Location) {
        let name = location.shown.split('?').next().unwrap().rsplit('/').next().unwrap();
        self.sql("postgres", &format!("SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = '{name}'"));
    }

    /// Stops the server at once, as a kill would, and starts it again.
    pub fn crash(&self) {
        self.control("restart");
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        self.control("stop");
        if let Some(folder) = self.folder.as_ref().filter(|_| is_root()) {
            // The folder is the server's; it must be ours again to be removed by whoever is not root.
            let _ = Command::new("chown").args(["-R", "root"]).arg(folder.path()).status();
        }
    }
}

fn url(folder: &Path, database: &str) -> String {
    let folder = folder.to_string_lossy().replace('/', "%2F");
    format!("postgres://isnad:{}@localhost/{database}?host={folder}", PASSWORD.replace(' ', "%20"))
}

fn is_root() -> bool {
    let id = Command::new("id").arg("-u").output().unwrap();
    String::from_utf8_lossy(&id.stdout).trim() == "0"
}

/// A program of the server: on the path, or where Debian puts it.
fn program(name: &str) -> PathBuf {
    let mut versions: Vec<PathBuf> = std::fs::read_dir("/usr/lib/postgresql").into_iter().flatten().flatten().map(|entry| entry.path()).collect();
    versions.sort();
    let debian = versions.iter().rev().map(|version| version.join("bin").join(name)).find(|path| path.exists());
    debian.unwrap_or_else(|| name.into())
}

/// The server refuses to be run by root.
fn as_server(name: &str) -> Command {
    if is_root() {
        let mut command = Command::new("runuser");
        command.args(["-u", "postgres", "--"]).arg(program(name)).current_dir("/");
        command
    } else {
        Command::new(program(name))
    }
}

fn done(command: &mut Command) {
    let output = command.output().unwrap_or_else(|error| panic!("{command:?}: {error}; `make check-tools` installs PostgreSQL"));
    assert!(output.status.success(), "{command:?}: {}", String::from_utf8_lossy(&output.stderr));
}
