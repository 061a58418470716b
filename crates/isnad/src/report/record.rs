//! The record as a report: what disagrees first, then what is known, then who says it.

use crate::report::book::Book;
use crate::report::{count, events, figures, sections, words};
use crate::term::{Style, Tone};
use isnad_fuse::{Options, Record};
use std::collections::BTreeSet;
use std::io::{self, Write};

/// Writes the report of what `view` asks for; a section shows at most `limit` entries, all with 0.
pub fn write(out: &mut dyn Write, style: Style, record: &Record, view: &Options, limit: usize) -> io::Result<()> {
    let limit = if limit == 0 { usize::MAX } else { limit };
    let book = Book::of(record);
    head(out, style, record)?;
    part(out, view)?;
    if !record.changes.is_empty() {
        sections::changes(out, style, &book, limit)?;
    }
    events::write(out, style, &book, limit)?;
    events::write_contradictions(out, style, &book, limit)?;
    figures::write(out, style, &book, limit)?;
    sections::control(out, style, &book, limit)?;
    sections::framing(out, style, &book, limit)?;
    sections::watchlist(out, style, &book, limit)?;
    if !record.revisions.is_empty() {
        sections::revisions(out, style, &book, limit)?;
    }
    sections::articles(out, style, &book, limit)?;
    for diagnostic in record.diagnostics.iter().filter(|one| !crate::commands::of_options(one)) {
        writeln!(
            out,
            "{}",
            style.tone(
                Tone::Faint,
                &format!(
                    "note: {}: {} [{}]",
                    crate::report::foreign(&diagnostic.subject),
                    crate::term::isolate(&crate::term::shorten(&diagnostic.message, 200)),
                    diagnostic.code
                )
            )
        )?;
    }
    Ok(())
}

fn head(out: &mut dyn Write, style: Style, record: &Record) -> io::Result<()> {
    let outlets: BTreeSet<&str> = record.articles.iter().map(|row| row.outlet.id.as_str()).filter(|id| !id.is_empty()).collect();
    let unknown = record.articles.iter().filter(|row| row.outlet.id.is_empty()).count();
    let unknown = if unknown == 0 { String::new() } else { format!(" and {unknown} of unknown outlets") };
    let parts = [count(record.articles.len(), "article"), count(outlets.len(), "outlet") + &unknown, count(record.claims.len(), "claim")];
    writeln!(out, "{}", style.tone(Tone::Strong, &parts.join(" · ")))?;
    if let Some(as_of) = record.as_of {
        writeln!(out, "as published by {}", as_of.to_string().replace('T', " "))?;
    }
    if !record.without.is_empty() {
        let names: Vec<String> = record.without.iter().map(|name| crate::term::isolate(name)).collect();
        writeln!(out, "without {}", names.join(", "))?;
    }
    Ok(())
}

/// Which part of the record is shown, where it is not all.
fn part(out: &mut dyn Write, view: &Options) -> io::Result<()> {
    let types: Vec<String> = view.types.iter().map(|one| words(one.name())).collect();
    let parts = [
        view.area.as_ref().map(|area| format!("in {}", crate::term::isolate(area))),
        (!types.is_empty()).then(|| types.join(", ")),
        view.since.map(|day| format!("from {day}")),
        view.until.map(|day| format!("until {day}")),
        view.status.as_ref().map(|status| words(status)),
        view.min_chains.map(|chains| format!("on at least {}", count(chains, "chain"))),
    ];
    let parts: Vec<String> = parts.into_iter().flatten().collect();
    if parts.is_empty() { Ok(()) } else { writeln!(out, "only {}", parts.join(" · ")) }
}

/// The heading of a section, with how many entries it has and what their columns are.
pub fn heading(out: &mut dyn Write, style: Style, title: &str, entries: usize, columns: &str) -> io::Result<()> {
    let columns = if columns.is_empty() || entries == 0 { String::new() } else { format!("   {columns}") };
    let none = if entries == 0 { "none".to_owned() } else { entries.to_string() };
    writeln!(out, "\n{}{}", style.tone(Tone::Strong, &format!("{title} ({none})")), style.tone(Tone::Faint, &columns))
}

/// How many entries the limit left out.
pub fn more(out: &mut dyn Write, style: Style, entries: usize, limit: usize) -> io::Result<()> {
    match entries.checked_sub(limit) {
        None | Some(0) => Ok(()),
        Some(rest) => writeln!(out, "  {}", style.tone(Tone::Faint, &format!("… and {rest} more (--limit 0 shows all, --json has everything)"))),
    }
}
