//! `isnad pack learn-site`: what the pages of a site repeat, as a file for review.

use crate::args::Cli;
use crate::commands::{engine, stdout};
use crate::report::count;
use crate::say::{Say, code};
use crate::term::isolate;
use clap::Args;
use isnad_engine::learn::LEAST_PAGES;
use isnad_model::Diagnostic;
use std::io::{self, Write};
use std::path::{Path, PathBuf};

/// Options of `isnad pack learn-site`.
#[derive(Args, Debug)]
pub struct LearnArgs {
    /// Pages in HTML, records with `html`, web archives, folders; three different pages of a host at least, ten are better
    #[arg(required = true, value_name = "PAGES")]
    pub inputs: Vec<String>,
    /// Write source/learned/sites/HOST.toml into this folder of packs instead of printing it; a file that is there stays as it is
    #[arg(long, value_name = "DIR")]
    pub write: Option<PathBuf>,
}

/// Prints or writes what was learned of each host; what to do with it stands in its comments.
pub fn learn_site(cli: &Cli, args: &LearnArgs) -> io::Result<u8> {
    let mut say = Say::new(cli);
    let Some(engine) = engine(cli, &say) else { return Ok(2) };
    let learned = engine.learn_sites(&args.inputs);
    learned.rejects.iter().for_each(|reject| say.error(reject));
    let mut out = stdout();
    let mut failed = false;
    let (found, empty): (Vec<_>, Vec<_>) = learned.sites.iter().partition(|site| site.rows() + site.told.len() > 0);
    for site in found {
        let Some(folder) = &args.write else {
            writeln!(out, "{}", site.to_toml())?;
            continue;
        };
        let path = folder.join("source/learned/sites").join(format!("{}.toml", site.host));
        match create(&path, &site.to_toml()) {
            Ok(()) => {
                let (blocks, lines) = (count(site.blocks.len(), "block"), count(site.lines.len(), "line"));
                let told = match site.told.len() {
                    0 => String::new(),
                    number => format!("; {} of texts not learned, at its end", count(number, "sentence")),
                };
                let (path, pages) = (isolate(&path.to_string_lossy()), count(site.pages, "page"));
                writeln!(out, "{path}: {blocks} and {lines} of {pages}; read it before use{told}")?;
            }
            Err(diagnostic) => {
                failed = true;
                say.error(&diagnostic);
            }
        }
    }
    out.flush()?;
    empty.iter().for_each(|site| {
        say.warn(&nothing(&site.host, format!("{} repeat nothing that is not left out already", count(site.pages, "page")), "there is nothing to do"))
    });
    let few = |pages: &usize| format!("{pages} of the {LEAST_PAGES} different pages that are needed");
    let more = "give more pages of the host; copies and states of one page count once";
    learned.too_few.iter().for_each(|(host, pages)| say.warn(&nothing(host, few(pages), more)));
    say.summary(learned.counts);
    let is_nothing = learned.counts.documents > 0 && learned.sites.iter().all(|site| site.rows() == 0);
    Ok(match () {
        () if failed => 6,
        () if is_nothing => 5,
        () => code(learned.counts),
    })
}

/// Why nothing is learned of a host.
fn nothing(host: &str, why: String, hint: &str) -> Diagnostic {
    Diagnostic { code: "N0144", subject: host.to_owned(), position: None, message: format!("nothing learned: {why}"), hint: Some(hint.into()) }
}

/// Writes a file that is not there yet: what somebody has reviewed is not written over.
fn create(path: &Path, text: &str) -> Result<(), Diagnostic> {
    let complain = |error: io::Error| {
        let (code, message, hint) = match error.kind() {
            io::ErrorKind::AlreadyExists => ("E0143", "is there already: left as it is".into(), "move it away, or name another folder"),
            _ => ("E0142", format!("cannot be written: {error}"), "name a folder that can be written"),
        };
        Diagnostic { code, subject: path.to_string_lossy().into_owned(), position: None, message, hint: Some(hint.into()) }
    };
    std::fs::create_dir_all(path.parent().unwrap_or(path)).map_err(complain)?;
    let mut file = std::fs::File::create_new(path).map_err(complain)?;
    file.write_all(text.as_bytes()).map_err(complain)
}
