//! An open store: its connections, its transactions.

use crate::error::{Result, complain};
use crate::fault::Faults;
use crate::location::{Dialect, Location};
use crate::schema;
use crate::sql::{self, Value};
use isnad_model::Diagnostic;
use sqlx::any::{AnyPoolOptions, AnyRow};
use sqlx::{Any, AnyConnection, AnyPool, Connection, Executor, Transaction};
use std::time::Duration;

/// Lets code without a runtime of its own wait for the store.
pub struct Runtime {
    handle: tokio::runtime::Handle,
    runtime: Option<tokio::runtime::Runtime>,
}

impl Runtime {
    /// A runtime with one worker; any number of threads may wait on it.
    pub fn new() -> Result<Runtime> {
        let built = tokio::runtime::Builder::new_multi_thread().worker_threads(1).enable_all().build();
        let built = built.map(|runtime| Runtime { handle: runtime.handle().clone(), runtime: Some(runtime) });
        built.map_err(|error| complain("E0741", "runtime", error.to_string(), "free memory or threads and run this again"))
    }

    /// Runs `work` to its end.
    pub fn wait<T>(&self, work: impl Future<Output = T>) -> T {
        self.handle.block_on(work)
    }
}

impl Drop for Runtime {
    /// Does not wait: a runtime may be dropped where no thread may block, inside that of a server.
    fn drop(&mut self) {
        if let Some(runtime) = self.runtime.take() {
            runtime.shutdown_background();
        }
    }
}

/// How a store is opened.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Mode {
    /// For reading; the store must be there.
    Read,
    /// For writing; the store must be there.
    Write,
    /// For writing; made where it is not there yet.
    Create,
    /// Whatever its schema version, to look at it or to migrate it.
    Inspect,
}

/// Limits on what the database does for us.
#[derive(Clone, Copy, Debug)]
pub struct Settings {
    /// How long to wait for another process that writes.
    pub patience: Duration,
    /// How long one statement may take on a server.
    pub statement: Duration,
    /// Connections at most.
    pub connections: u32,
    /// Pages that a SQLite file may have at most; none where only the disk bounds it.
    pub pages: Option<u32>,
}

impl Default for Settings {
    fn default() -> Self {
        Settings { patience: Duration::from_secs(20), statement: Duration::from_secs(120), connections: 4, pages: None }
    }
}

/// An open store. Clones share their connections.
#[derive(Clone, Debug)]
pub struct Store {
    pool: AnyPool,
    location: Location,
    faults: Faults,
    /// How a connection of the pool is made.
    door: Door,
}

/// What it takes to make a connection.
#[derive(Clone, Debug)]
struct Door {
    url: String,
    setup: Vec<String>,
}

impl Door {
    async fn open(&self, location: &Location) -> Result<AnyConnection> {
        let mut connection = AnyConnection::connect(&self.url).await.map_err(|error| location.told(error))?;
        for statement in &self.setup {
            let done = connection.execute(sqlx::raw_sql(sqlx::AssertSqlSafe(statement.clone()))).await;
            done.map_err(|error| location.told(error))?;
        }
        Ok(connection)
    }
}

/// The one lock that writers of a PostgreSQL store take; any number will do that nothing else uses.
const WRITER: i64 = 0x6973_6e61_6400;

impl Store {
    /// Opens the store at `location`.
    pub async fn open(location: &Location, mode: Mode) -> Result<Store> {
        Store::open_with(location, mode, Settings::default()).await
    }

    /// Opens the store at `location` within `settings`.
    pub async fn open_with(location: &Location, mode: Mode, settings: Settings) -> Result<Store> {
        sqlx::any::install_default_drivers();
        if let Some(path) = &location.path {
            prepare_file(path, mode, location)?;
        }
        let writes = matches!(mode, Mode::Write | Mode::Create);
        let url = location.connect_url(mode == Mode::Create, location.dialect == Dialect::Sqlite && mode == Mode::Read && !has_journal(location));
        let setup = setup(location.dialect, settings, writes);
        let door = Door { url, setup };
        // The pool tries again and again where a connection cannot be set up; the first one is made by hand, to hear why.
        let first = door.open(location).await?;
        first.close().await.map_err(|error| location.told(error))?;
        let setup = door.setup.clone();
        let options = AnyPoolOptions::new()
            .max_connections(settings.connections)
            .acquire_timeout(settings.patience + Duration::from_secs(10))
            .test_before_acquire(location.dialect == Dialect::Postgres)
            .after_connect(move |connection, _| {
                let setup = setup.clone();
                Box::pin(async move {
                    for statement in setup {
                        connection.execute(sqlx::raw_sql(sqlx::AssertSqlSafe(statement))).await?;
                    }
                    Ok(())
                })
            });
        let pool = options.connect(&door.url).await.map_err(|error| location.told(error))?;
        let store = Store { pool, location: location.clone(), faults: Faults::from_environment(), door };
        let settled = store.settle(mode).await;
        settled.map(|()| store).map_err(|error| if mode == Mode::Read { for_reader(error) } else { error })
    }

    /// Makes or checks the schema, as the mode asks.
    async fn settle(&self, mode: Mode) -> Result<()> {
        if mode == Mode::Inspect {
            return Ok(());
        }
        let mut version = self.schema_version().await?;
        if version == 0 && mode == Mode::Create {
            self.migrate_to(schema::VERSION).await?;
            version = self.schema_version().await?;
        }
        self.wrong_version(version).map_or(Ok(()), Err)
    }

    /// Which database holds it.
    pub fn dialect(&self) -> Dialect {
        self.location.dialect
    }

    /// Where it is, without a password.
    pub fn shown(&self) -> &str {
        &self.location.shown
    }

    /// Where it is.
    pub fn location(&self) -> &Location {
        &self.location
    }

    /// Closes every connection; a SQLite store is then one file.
    pub async fn close(self) {
        self.pool.close().await;
    }

    /// What is to fail in this store.
    #[cfg(feature = "fail-points")]
    pub fn faults(&self) -> &Faults {
        &self.faults
    }

    pub(crate) fn point(&self, name: &str) -> Result<()> {
        self.faults.pass(name)
    }

    /// The rows of a query outside any transaction.
    pub(crate) async fn all(&self, text: &str, values: Vec<Value>) -> Result<Vec<AnyRow>> {
        sql::query(text, values).fetch_all(&self.pool).await.map_err(|error| self.location.told(error))
    }

    pub(crate) async fn one(&self, text: &str, values: Vec<Value>) -> Result<AnyRow> {
        sql::query(text, values).fetch_one(&self.pool).await.map_err(|error| self.location.told(error))
    }

    /// A view of one moment on a connection of its own, which ends with it. SQLite's checks need that: a connection keeps the list of
    /// its search index's parts from its last search, and a check by it, after another connection has merged these parts, takes them
    /// for corrupt.
    pub(crate) async fn alone(&self) -> Result<Alone> {
        let connection = self.door.open(&self.location).await?;
        let mut alone = Alone { connection, location: self.location.clone() };
        alone.all(self.look_begins(), vec![]).await?;
        Ok(alone)
    }

    /// Executes a statement outside any transaction.
    pub(crate) async fn run(&self, text: &str) -> Result<()> {
        let done = self.pool.execute(sqlx::raw_sql(sqlx::AssertSqlSafe(text.to_owned()))).await;
        done.map(|_| ()).map_err(|error| self.location.told(error))
    }

    /// Begins to write. There is one writer at a time, so ids and what is known grow in the order of commits.
    pub(crate) async fn begin(&self) -> Result<Tx> {
        self.point("begin")?;
        let begin = match self.dialect() {
            Dialect::Sqlite => "BEGIN IMMEDIATE",
            Dialect::Postgres => "BEGIN",
        };
        let mut tx = self.transaction(begin).await?;
        if self.dialect() == Dialect::Postgres {
            tx.all("SELECT CAST(pg_advisory_xact_lock($1) AS TEXT)", vec![Value::Int(WRITER)]).await?;
        }
        Ok(tx)
    }

    /// Begins to read: everything seen until the end is of one moment.
    pub(crate) async fn look(&self) -> Result<Tx> {
        self.transaction(self.look_begins()).await
    }

    fn look_begins(&self) -> &'static str {
        match self.dialect() {
            Dialect::Sqlite => "BEGIN",
            Dialect::Postgres => "BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY",
        }
    }

    async fn transaction(&self, begin: &'static str) -> Result<Tx> {
        let inner = self.pool.begin_with(begin).await.map_err(|error| self.location.told(error))?;
        Ok(Tx { inner, location: self.location.clone() })
    }
}

/// A view of one moment on a connection of its own.
pub(crate) struct Alone {
    connection: AnyConnection,
    location: Location,
}

impl Alone {
    pub(crate) async fn all(&mut self, text: &str, values: Vec<Value>) -> Result<Vec<AnyRow>> {
        sql::query(text, values).fetch_all(&mut self.connection).await.map_err(|error| self.location.told(error))
    }

    pub(crate) async fn one(&mut self, text: &str, values: Vec<Value>) -> Result<AnyRow> {
        sql::query(text, values).fetch_one(&mut self.connection).await.map_err(|error| self.location.told(error))
    }

    pub(crate) async fn close(self) -> Result<()> {
        self.connection.close().await.map_err(|error| self.location.told(error))
    }
}

/// An open transaction; dropped without [`Tx::commit`] it leaves nothing behind.
pub(crate) struct Tx {
    inner: Transaction<'static, Any>,
    location: Location,
}

impl Tx {
    pub(crate) async fn all(&mut self, text: &str, values: Vec<Value>) -> Result<Vec<AnyRow>> {
        sql::query(text, values).fetch_all(&mut *self.inner).await.map_err(|error| self.location.told(error))
    }

    pub(crate) async fn one(&mut self, text: &str, values: Vec<Value>) -> Result<AnyRow> {
        sql::query(text, values).fetch_one(&mut *self.inner).await.map_err(|error| self.location.told(error))
    }

    /// Executes a statement; how many rows it touched.
    pub(crate) async fn run(&mut self, text: &str, values: Vec<Value>) -> Result<u64> {
        let done = sql::query(text, values).execute(&mut *self.inner).await;
        done.map(|done| done.rows_affected()).map_err(|error| self.location.told(error))
    }

    /// Inserts all of `rows`.
    pub(crate) async fn insert(&mut self, rows: sql::Rows) -> Result<()> {
        for (text, values) in rows.statements() {
            self.run(&text, values).await?;
        }
        Ok(())
    }

    /// The id after the greatest in `table`; safe since there is one writer.
    pub(crate) async fn next_id(&mut self, table: &str) -> Result<i64> {
        let row = self.one(&format!("SELECT COALESCE(MAX(id), 0) + 1 FROM {table}"), vec![]).await?;
        Ok(sql::int(&row, 0))
    }

    pub(crate) async fn commit(self) -> Result<()> {
        self.inner.commit().await.map_err(|error| self.location.told(error))
    }
}

/// The statements that every connection begins with.
fn setup(dialect: Dialect, settings: Settings, writes: bool) -> Vec<String> {
    let millis = |time: Duration| time.as_millis();
    match dialect {
        Dialect::Sqlite => {
            let mut out = vec![format!("PRAGMA busy_timeout = {}", millis(settings.patience)), "PRAGMA cache_size = -16000".into()];
            if writes {
                // A commit is acknowledged when the log has reached the disk.
                out.extend(["PRAGMA journal_mode = WAL".into(), "PRAGMA synchronous = FULL".into()]);
            }
            out.extend(settings.pages.map(|pages| format!("PRAGMA max_page_count = {pages}")));
            out
        }
        Dialect::Postgres => vec![
            format!("SET statement_timeout = {}", millis(settings.statement)),
            format!("SET lock_timeout = {}", millis(settings.patience)),
            "SET idle_in_transaction_session_timeout = 600000".into(),
            "SET synchronous_commit = on".into(),
            "SET client_min_messages = warning".into(),
        ],
    }
}

/// Whether a log of a writer lies beside the file, left by a kill or in use: then even a reader must be able to write, to take it in
/// or to undo it.
fn has_journal(location: &Location) -> bool {
    let beside = |path: &std::path::PathBuf, end: &str| {
        let mut log = path.clone().into_os_string();
        log.push(end);
        std::path::Path::new(&log).exists()
    };
    location.path.as_ref().is_some_and(|path| beside(path, "-wal") || beside(path, "-journal"))
}

/// What a reader does about a store in SQLite's usual state, which keeps a log beside the file.
fn for_reader(error: Diagnostic) -> Diagnostic {
    let hint = "readers, too, must be able to write the folder of a store in use; a copy by `isnad backup` can be read by anybody, anywhere";
    if error.code == "E0711" { complain(error.code, error.subject, "cannot be read by this user: its folder is closed to it", hint) } else { error }
}

/// Sees to the folder of a new store; says so when an old one is not there.
fn prepare_file(path: &std::path::Path, mode: Mode, location: &Location) -> Result<()> {
    if path.is_dir() {
        let hint = format!("name a file, for example {}", path.join("isnad.db").display());
        return Err(complain("E0702", &location.shown, "is a folder, no store", hint));
    }
    if mode != Mode::Create {
        return if path.exists() {
            Ok(())
        } else {
            Err(complain("E0702", &location.shown, "no store there", "name one with --store, or make this one: `isnad ingest PAGES`"))
        };
    }
    location.make_room()
}

/// The present moment in UTC, to the microsecond, as the store writes it: such texts sort by time.
pub fn now() -> String {
    jiff::Timestamp::now().strftime("%Y-%m-%dT%H:%M:%S%.6fZ").to_string()
}
