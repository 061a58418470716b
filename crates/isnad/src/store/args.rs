//! Arguments of the commands that work on a store.

use clap::Args;
use isnad_text::fold::latin_digits;
use std::path::PathBuf;

#[derive(Args, Debug, Clone, Default)]
pub struct StoreArg {
    /// The store: sqlite:PATH, a path, or postgres://USER@HOST/DATABASE [default: isnad/isnad.db in the user's data folder]
    #[arg(long, value_name = "URL")]
    pub store: Option<String>,
}

/// Where `record`, `explain` and `revisions` read from, if not from files.
#[derive(Args, Debug, Clone, Default)]
pub struct FromStore {
    /// Read what this store holds instead of files: sqlite:PATH, a path, or postgres://USER@HOST/DATABASE
    #[arg(long, value_name = "URL", conflicts_with = "inputs")]
    pub store: Option<String>,
    /// Only what the store had taken in by then, read as it was read then (2024-12-07, 2024-12-07T09:30, in UTC or with +03:00)
    #[arg(long, value_name = "TIME", requires = "store", value_parser = moment)]
    pub known_at: Option<String>,
}

#[derive(Args, Debug)]
pub struct IngestArgs {
    /// Pages, records, folders, or `-`
    #[arg(required = true, value_name = "INPUT")]
    pub inputs: Vec<String>,
    #[command(flatten)]
    pub at: StoreArg,
    /// Read and compare, write nothing
    #[arg(long)]
    pub dry_run: bool,
    /// One JSON object a document, each once the document is durable
    #[arg(long)]
    pub json: bool,
    /// Leave the kept record as it is: the next search by `status:` makes it anew
    #[arg(long)]
    pub no_record: bool,
}

#[derive(Args, Debug)]
pub struct SearchArgs {
    /// What to look for; quote it for the shell where it holds quotation marks, * or -
    #[arg(required = true, value_name = "QUERY")]
    pub query: Vec<String>,
    #[command(flatten)]
    pub at: StoreArg,
    /// Hits at most
    #[arg(long, short = 'n', value_name = "N", default_value_t = 10, value_parser = clap::value_parser!(u16).range(1..=1000))]
    pub limit: u16,
    /// Only claims whose own sentence says it
    #[arg(long)]
    pub claims: bool,
    /// JSON Lines, one hit a line
    #[arg(long)]
    pub json: bool,
}

#[derive(Args, Debug)]
pub struct VerifyArgs {
    #[command(flatten)]
    pub at: StoreArg,
    /// Read every page anew and make the record anew, not just a sample of 200 pages
    #[arg(long)]
    pub full: bool,
    /// As one JSON object: what was checked, what is wrong, what could not be checked
    #[arg(long)]
    pub json: bool,
}

#[derive(Args, Debug)]
pub struct ReprocessArgs {
    #[command(flatten)]
    pub at: StoreArg,
    /// Say what would change, write nothing
    #[arg(long)]
    pub dry_run: bool,
    /// Delete the readings of other programs and packs: past views are then read anew
    #[arg(long)]
    pub drop_old: bool,
}

#[derive(Args, Debug)]
pub struct BackupArgs {
    /// The backup, a new file
    #[arg(value_name = "FILE")]
    pub file: PathBuf,
    #[command(flatten)]
    pub at: StoreArg,
}

#[derive(Args, Debug)]
pub struct RestoreArgs {
    /// The backup
    #[arg(value_name = "FILE")]
    pub file: PathBuf,
    #[command(flatten)]
    pub at: StoreArg,
}

#[derive(Args, Debug)]
pub struct DoctorArgs {
    #[command(flatten)]
    pub at: StoreArg,
    /// Bring an older store up to this program's schema
    #[arg(long)]
    pub migrate: bool,
    /// With --migrate: print the statements, execute none
    #[arg(long, requires = "migrate")]
    pub dry_run: bool,
}

#[derive(Args, Debug)]
pub struct StatsArgs {
    #[command(flatten)]
    pub at: StoreArg,
    /// As one JSON object
    #[arg(long)]
    pub json: bool,
}

#[derive(Args, Debug)]
pub struct ForgetArgs {
    /// What to delete: an article's id, a document's name, an address (every state of the page), or the SHA-256 of the bytes
    #[arg(value_name = "WHAT")]
    pub what: String,
    #[command(flatten)]
    pub at: StoreArg,
    /// Which request this follows; it stands in the audit log
    #[arg(long, value_name = "TEXT", value_parser = reason)]
    pub reason: String,
    /// Really delete; without it, only what would be deleted is shown
    #[arg(long)]
    pub yes: bool,
}

/// A reason that says something.
fn reason(text: &str) -> Result<String, String> {
    let says = text.chars().any(char::is_alphanumeric);
    if says { Ok(text.trim().to_owned()) } else { Err("name the request (a file number, a date): it stands in the audit log".to_owned()) }
}

/// A moment as the store writes moments.
fn moment(text: &str) -> Result<String, String> {
    let stamp =
        isnad_model::Stamp::parse(&latin_digits(text)).ok_or("write a day (2024-12-07) or a time (2024-12-07T09:30, with +03:00 if need be)")?;
    let key = stamp.order_key();
    // A day means all of it.
    Ok(if stamp.day_only { format!("{}T23:59:59.999999Z", key.date()) } else { key.strftime("%Y-%m-%dT%H:%M:%S.999999Z").to_string() })
}
