//! The command line.

pub use crate::store::args::*;
use clap::{ArgGroup, Args, Parser, Subcommand, ValueEnum};
use isnad_fuse::Options;
use isnad_model::{EventType, Stamp};
use isnad_text::fold::latin_digits;
use jiff::civil::Date;
use std::path::PathBuf;

/// Turns many Arabic outlets' pages into one sourced record of claims: who says what happened, who denies it, on whose word.
#[derive(Parser, Debug)]
#[command(name = "isnad", version, arg_required_else_help = true, max_term_width = 100, after_help = EXIT_CODES)]
pub struct Cli {
    /// Lay the pack files of this folder over the built-in ones (same path replaces, others are added)
    #[arg(long, global = true, value_name = "DIR")]
    pub packs: Option<PathBuf>,
    /// Say nothing but results, errors and options that name nothing: no notices, no summary, no progress
    #[arg(long, short, global = true)]
    pub quiet: bool,
    /// Colours: only on a terminal and without NO_COLOR, or always, or never
    #[arg(long, global = true, value_name = "WHEN", default_value = "auto")]
    pub color: When,
    #[command(subcommand)]
    pub command: Command,
}

/// Documented exit codes.
pub const EXIT_CODES: &str = "Exit codes:
  0  everything was read
  1  some inputs were rejected (each is named); the others were read. `verify` found nothing wrong, but could not check all
  2  the command line is wrong (`--without` a source that nobody bears), or a folder of packs cannot be read
  3  nothing could be read
  4  `pack check` found errors, `pack fmt --check` files out of form; the row of `pack new-rule` does not hold
  5  `explain` found nothing by that id, `search` nothing at all; `pack learn-site` learned nothing
  6  the output cannot be written
  7  the store cannot be opened or written; nothing is half-written
  8  `verify` or `doctor` found something wrong";

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum When {
    Auto,
    Always,
    Never,
}

#[derive(Subcommand, Debug)]
pub enum Command {
    /// Read pages: their parts, dates, outlet, and every claim with its source, polarity and modality
    #[command(after_help = INPUTS)]
    Extract(ExtractArgs),
    /// Make one record of many pages: events with their independent chains, contradictions, figures, control, framing
    #[command(after_help = INPUTS)]
    Record(RecordArgs),
    /// Say why a claim, an event, a figure, a contradiction or an article stands in the record as it does
    #[command(after_help = INPUTS)]
    Explain(ExplainArgs),
    /// Show what became of pages that are given in two states or more: sentences and claims that came, went or changed
    #[command(after_help = INPUTS)]
    Revisions(RevisionsArgs),
    /// Show what every pass saw in a page: one page in HTML, for work on rules
    #[command(after_help = INPUTS)]
    Trace(crate::trace::TraceArgs),
    /// Open the desk: the record as pages in Arabic and English, and as an API
    #[command(after_help = INPUTS)]
    Serve(crate::serve::ServeArgs),
    /// Make a token for a desk that takes in articles
    Token(crate::token::TokenArgs),
    /// Keep pages in a store: raw bytes, what is read in them, search; what is known already is left out
    #[command(after_help = INPUTS)]
    Ingest(IngestArgs),
    /// Search the store: words, "phrases", prefix*, -without, type: place: actor: target: source: outlet: since: until: status:
    Search(SearchArgs),
    /// Check that the store holds what it took in: hashes, spans, counts, search, and readings made anew
    Verify(VerifyArgs),
    /// Read every page of the store anew with this program and these packs
    Reprocess(ReprocessArgs),
    /// Write a checked backup of the store, while others go on working
    Backup(BackupArgs),
    /// Fill a new store from a backup
    Restore(RestoreArgs),
    /// Say how the store is and what to do about it
    Doctor(DoctorArgs),
    /// Count what the store holds
    Stats(StatsArgs),
    /// Delete documents for good, on a legal request; it is logged
    Forget(ForgetArgs),
    /// Work on packs
    Pack {
        #[command(subcommand)]
        command: PackCommand,
    },
    /// Print completions for a shell
    Completions {
        /// The shell
        shell: clap_complete::Shell,
    },
    /// Print the manual page (roff; `isnad man | man -l -`)
    Man,
}

const INPUTS: &str = "Inputs:
  page.html[.gz]      one page in HTML: the article is found in it, the rest is marked
  page.txt[.gz]       one page as text (UTF-8, UTF-16, windows-1256 and ISO-8859-6 are recognized)
  records.jsonl[.gz]  one record a line: id, url, outlet, title, published_at, text or html
  pages.warc[.gz|.zst] a web archive: its pages, with the time each was seen
  news.rss, .atom, .xml, feed.json  a feed: the entries that hold a text (a sitemap holds none)
  folder              every such file in it, recursively, sorted
  'pages/**/*.html'   every such file that matches: * within a folder, ** through all
  -                   standard input";

#[derive(Args, Debug)]
pub struct ExtractArgs {
    /// Pages, records, folders, patterns, or `-`
    #[arg(required = true, value_name = "INPUT")]
    pub inputs: Vec<String>,
    /// JSON Lines, one article a line, offsets in Unicode code points
    #[arg(long)]
    pub json: bool,
    /// Leave the text out of the JSON
    #[arg(long, requires = "json")]
    pub no_text: bool,
}

#[derive(Args, Debug)]
#[command(group = from_files_or_store())]
pub struct RevisionsArgs {
    /// Pages, records, folders, patterns, or `-`
    #[arg(value_name = "INPUT")]
    pub inputs: Vec<String>,
    #[command(flatten)]
    pub from: FromStore,
    /// JSON Lines, one page a line: its states and what changed from each to the next
    #[arg(long)]
    pub json: bool,
}

#[derive(Args, Debug)]
#[command(group = from_files_or_store())]
pub struct RecordArgs {
    /// Pages, records, folders, patterns, or `-`
    #[arg(value_name = "INPUT")]
    pub inputs: Vec<String>,
    #[command(flatten)]
    pub from: FromStore,
    /// The whole record as one JSON object
    #[arg(long)]
    pub json: bool,
    /// Lines a section of the report shows at most; 0 shows all
    #[arg(long, value_name = "N", default_value_t = 20, conflicts_with = "json")]
    pub limit: usize,
    #[command(flatten)]
    pub view: View,
}

#[derive(Args, Debug)]
#[command(override_usage = "isnad explain [OPTIONS] <ID> <INPUT>...\n       isnad explain [OPTIONS] <ID> --store <URL>")]
pub struct ExplainArgs {
    /// The id, or its beginning; of an article also its source
    #[arg(value_name = "ID")]
    pub id: String,
    /// Pages, records, folders, patterns, or `-`
    #[arg(value_name = "INPUT")]
    pub inputs: Vec<String>,
    #[command(flatten)]
    pub from: FromStore,
    #[command(flatten)]
    pub view: View,
}

/// Files are read, or a store.
pub fn from_files_or_store() -> ArgGroup {
    ArgGroup::new("from").args(["inputs", "store"]).required(true)
}

/// What a view of the record asks for.
#[derive(Args, Debug, Default)]
#[command(next_help_heading = "What to look at")]
pub struct View {
    /// Only what had been published by then (2024-12-07, 2024-12-07T09:30, with +03:00 or Z if need be)
    #[arg(long, value_name = "TIME", value_parser = stamp)]
    pub as_of: Option<Stamp>,
    /// What is left without this source: an id or any name; may be repeated
    #[arg(long, value_name = "SOURCE")]
    pub without: Vec<String>,
    /// Report what changed since then
    #[arg(long, value_name = "TIME", value_parser = stamp)]
    pub since_look: Option<Stamp>,
    /// Only this place, by id or name, and its parts
    #[arg(long, value_name = "PLACE")]
    pub area: Option<String>,
    /// Only these types of events; may be repeated or joined by commas
    #[arg(long = "type", value_name = "TYPE", value_delimiter = ',', value_parser = event_type)]
    pub types: Vec<EventType>,
    /// Only what happened on this day or later
    #[arg(long, value_name = "DAY", value_parser = day)]
    pub since: Option<Date>,
    /// Only what happened on this day or before
    #[arg(long, value_name = "DAY", value_parser = day)]
    pub until: Option<Date>,
    /// Only events with at least so many independent chains
    #[arg(long, value_name = "N")]
    pub min_chains: Option<usize>,
    /// Only events of this status
    #[arg(long, value_name = "STATUS", value_parser = isnad_store::search::STATUSES)]
    pub status: Option<String>,
}

impl View {
    /// As fusion takes it.
    pub fn options(&self) -> Options {
        Options {
            as_of: self.as_of,
            without: self.without.clone(),
            since_look: self.since_look,
            area: self.area.clone(),
            types: self.types.clone(),
            since: self.since,
            until: self.until,
            min_chains: self.min_chains,
            status: self.status.clone(),
        }
    }
}

#[derive(Subcommand, Debug)]
pub enum PackCommand {
    /// Check the built-in packs, or those of a folder laid over them: file, line, column, what, remedy
    Check {
        /// A folder with lang/, know/, source/ in it
        dir: Option<PathBuf>,
    },
    /// Bring tables into their one form: cells trimmed, no vowel marks, Unix line ends; rows stay where they are
    Fmt(crate::rules::FmtArgs),
    /// Try a row on a sentence that it should read and one that it should leave alone; print the row and a case to paste
    NewRule(crate::rules::NewRuleArgs),
    /// Find the blocks and lines that the pages of a site repeat (related links, insets, tickers), as a file for review
    LearnSite(crate::learn::LearnArgs),
}

fn stamp(text: &str) -> Result<Stamp, String> {
    Stamp::parse(&latin_digits(text)).ok_or_else(|| "write a day (2024-12-07) or a time (2024-12-07T09:30, with +03:00 or Z if need be)".into())
}

fn day(text: &str) -> Result<Date, String> {
    latin_digits(text).parse().map_err(|_| "write a day as 2024-12-07".into())
}

fn event_type(text: &str) -> Result<EventType, String> {
    let names = || EventType::ALL.iter().map(|kind| kind.name()).collect::<Vec<_>>().join(", ");
    EventType::ALL.iter().copied().find(|kind| kind.name() == text).ok_or_else(|| format!("the types are: {}", names()))
}
