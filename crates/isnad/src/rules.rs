//! `isnad pack fmt` and `isnad pack new-rule`: for those who write rows.

use crate::args::Cli;
use crate::commands::stdout;
use crate::report::count;
use crate::say::Say;
use crate::term::{Style, Tone, isolate};
use clap::Args;
use isnad_engine::rules::{NewRow, Tried, try_row, unformatted};
use isnad_model::Diagnostic;
use std::io::{self, Write};
use std::path::{Path, PathBuf};

/// Options of `isnad pack fmt`.
#[derive(Args, Debug)]
pub struct FmtArgs {
    /// A folder with lang/, know/, source/ in it
    pub dir: PathBuf,
    /// Change nothing; end with 4 and name the files that would change
    #[arg(long)]
    pub check: bool,
}

/// Options of `isnad pack new-rule`.
#[derive(Args, Debug)]
pub struct NewRuleArgs {
    /// The table the row belongs to (frames/verbs, cues, reporting, lexicon/nouns, …)
    pub table: String,
    /// Its cells as column=value; columns not named stay empty
    #[arg(required = true, value_name = "COLUMN=VALUE", value_parser = cell)]
    pub cells: Vec<(String, String)>,
    /// A sentence of your own that the row should read
    #[arg(long, value_name = "SENTENCE")]
    pub example: String,
    /// A sentence like it that the row should leave alone
    #[arg(long, value_name = "SENTENCE")]
    pub counter: String,
}

fn cell(text: &str) -> Result<(String, String), String> {
    text.split_once('=').map(|(column, value)| (column.to_owned(), value.to_owned())).ok_or_else(|| "write column=value".into())
}

/// Brings the tables of a folder into their one form.
pub fn fmt(cli: &Cli, args: &FmtArgs) -> io::Result<u8> {
    let say = Say::new(cli);
    let (files, diagnostics) = unformatted(&args.dir);
    let unreadable = diagnostics.iter().any(|diagnostic| matches!(diagnostic.code, "E0120" | "E0121"));
    diagnostics.iter().for_each(|diagnostic| say.error(diagnostic));
    if unreadable {
        return Ok(2);
    }
    let mut out = stdout();
    let mut failed = false;
    for (path, text) in &files {
        if args.check {
            writeln!(out, "{}", isolate(path))?;
        } else if let Err(error) = replace(&args.dir.join(path), text) {
            failed = true;
            let hint = Some("the file is as it was; check the permissions of its folder".into());
            let message = format!("cannot be written: {error}");
            say.error(&Diagnostic { code: "E0142", subject: path.clone(), position: None, message, hint });
        } else {
            writeln!(out, "formatted {}", isolate(path))?;
        }
    }
    writeln!(out, "{} {}", count(files.len(), "file"), if args.check { "not in form" } else { "brought into form" })?;
    out.flush()?;
    Ok(if failed || args.check && !files.is_empty() { 4 } else { 0 })
}

/// Writes beside the file and renames, so that a full disk costs nothing.
fn replace(path: &Path, text: &str) -> io::Result<()> {
    let beside = path.with_extension("tsv.new");
    std::fs::write(&beside, text)?;
    std::fs::rename(&beside, path)
}

/// Tries a row on an example and a counter-example, and prints what to paste where.
pub fn new_rule(cli: &Cli, args: &NewRuleArgs) -> io::Result<u8> {
    let say = Say::new(cli);
    let cells: Vec<(&str, &str)> = args.cells.iter().map(|(column, value)| (column.as_str(), value.as_str())).collect();
    let new = NewRow { table: &args.table, cells: &cells, example: &args.example, counter: &args.counter };
    let tried = match try_row(cli.packs.as_deref(), &new) {
        Ok(tried) => tried,
        Err(diagnostic) => {
            say.error(&diagnostic);
            return Ok(2);
        }
    };
    let mut out = stdout();
    let style = Style::for_stdout(cli.color);
    tried.diagnostics.iter().for_each(|diagnostic| say.error(diagnostic));
    write_tried(&mut out, style, args, &tried)?;
    out.flush()?;
    Ok(if tried.holds() { 0 } else { 4 })
}

fn write_tried(out: &mut dyn Write, style: Style, args: &NewRuleArgs, tried: &Tried) -> io::Result<()> {
    writeln!(out, "# for packs/{}\n# {}\n{}\n", tried.file, tried.columns.replace('\t', " · "), tried.row)?;
    let read = tried.example[0] != tried.example[1];
    let alone = tried.counter[0] == tried.counter[1];
    let verdict = |good: bool, yes: &str, no: &str| if good { style.tone(Tone::Good, yes) } else { style.tone(Tone::Bad, no) };
    writeln!(
        out,
        "example          {}",
        verdict(
            read,
            "read otherwise with the row",
            "the row changes nothing: the packs read it so already, a word of it is in no table, or a need is not met"
        )
    )?;
    writeln!(out, "    {}", isolate(&args.example))?;
    write_claims(out, &tried.example)?;
    writeln!(out, "counter-example  {}", verdict(alone, "left alone", "the row reads it too: give it a need, or a longer expression of its own"))?;
    writeln!(out, "    {}", isolate(&args.counter))?;
    write_claims(out, &tried.counter)?;
    if !tried.holds() {
        return Ok(());
    }
    writeln!(out, "\n# a case, for cases/claims/NAME.md; say in a line what it shows, and correct what the claims get wrong")?;
    for (id, sentence, claims) in [("a", &args.example, &tried.example[1]), ("b", &args.counter, &tried.counter[1])] {
        writeln!(out, "\n```article outlet=nawaris date=2024-12-06T12:00:00+03:00 id={id}\n{sentence}\n```")?;
        if id == "b" || !claims.is_empty() {
            writeln!(out, "\n```claims")?;
            claims.iter().try_for_each(|claim| writeln!(out, "{id} | {claim}"))?;
            writeln!(out, "```")?;
        }
    }
    Ok(())
}

fn write_claims(out: &mut dyn Write, [before, after]: &[Vec<String>; 2]) -> io::Result<()> {
    let lines = |sign: &str, own: &[String], other: &[String]| {
        own.iter().filter(|claim| !other.contains(claim)).map(|claim| format!("  {sign} {}", isolate(claim))).collect::<Vec<_>>()
    };
    let kept = after.iter().filter(|claim| before.contains(claim)).map(|claim| format!("    {}", isolate(claim)));
    kept.chain(lines("-", before, after)).chain(lines("+", after, before)).try_for_each(|line| writeln!(out, "{line}"))
}
