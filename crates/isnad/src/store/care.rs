//! `isnad backup`, `restore`, `doctor`, `stats`, `forget`.

use super::args::{BackupArgs, DoctorArgs, ForgetArgs, RestoreArgs, StatsArgs};
use super::{Desk, location, record, run};
use crate::args::Cli;
use crate::commands::{engine, stdout};
use crate::report::count;
use crate::say::Say;
use crate::term::{Style, Tone, isolate, pad};
use isnad_engine::Engine;
use isnad_model::Diagnostic;
use isnad_store::stats::{Finding, Stats};
use isnad_store::verify::Check;
use isnad_store::{Location, Mode, Result, steps};
use serde_json::json;
use std::io::{self, Write};
use std::path::Path;

/// `isnad backup`.
pub fn backup(cli: &Cli, args: &BackupArgs) -> io::Result<u8> {
    let mut say = Say::new(cli);
    run(&mut say, |say| {
        let desk = Desk::open(args.at.store.as_deref(), Mode::Read)?;
        desk.wait(desk.store.backup(&args.file))?;
        let (documents, sha256) = checked(&args.file, say)?;
        say.done(&format!("{documents} documents in {} · sha256 {sha256}", isolate(&args.file.to_string_lossy())));
        Ok(Ok(0))
    })
}

/// Opens a backup and checks it whole; how many documents it holds, and the hash of the file.
fn checked(file: &Path, say: &Say) -> Result<(usize, String)> {
    let desk = Desk::at(&Location::file(file), Mode::Read)?;
    let checks = desk.wait(desk.store.verify())?;
    let (documents, _) = desk.wait(desk.store.extent())?;
    desk.close();
    let wrong: usize = checks.iter().map(|check| check.wrong).sum();
    if wrong > 0 {
        checks.iter().flat_map(|check: &Check| &check.findings).for_each(|finding| say.error(finding));
        return Err(complain(
            "E0723",
            file,
            format!("{wrong} things in this backup are wrong"),
            "make another one; `isnad verify` on the store says where it comes from",
        ));
    }
    let mut hasher = isnad_store::codec::Hasher::default();
    let hashed = std::fs::File::open(file).and_then(|mut file| io::copy(&mut file, &mut hasher));
    hashed.map_err(|error| complain("E0723", file, format!("cannot be read back: {error}"), "check the disk and make another one"))?;
    Ok((documents, hasher.finish()))
}

fn complain(code: &'static str, file: &Path, message: String, hint: &str) -> Diagnostic {
    Diagnostic { code, subject: file.to_string_lossy().into_owned(), position: None, message, hint: Some(hint.into()) }
}

/// `isnad restore`.
pub fn restore(cli: &Cli, args: &RestoreArgs) -> io::Result<u8> {
    let mut say = Say::new(cli);
    let Some(engine) = engine(cli, &say) else { return Ok(2) };
    run(&mut say, |say| {
        let no_backup = |error: Diagnostic| match error.code {
            "E0702" | "E0706" | "E0710" => Diagnostic { hint: Some("name a file that `isnad backup` wrote, or another one of them".into()), ..error },
            "E0704" => {
                let file = args.file.to_string_lossy();
                let hint = format!("bring a copy of it up to date: cp {file} COPY && isnad doctor --store COPY --migrate && isnad restore COPY");
                Diagnostic { hint: Some(hint), ..error }
            }
            _ => error,
        };
        let (documents, _) = checked(&args.file, say).map_err(no_backup)?;
        let backup = Desk::at(&Location::file(&args.file), Mode::Read)?;
        let desk = Desk::open(args.at.store.as_deref(), Mode::Create)?;
        desk.wait(desk.store.restore(&backup.store))?;
        record::settle(&desk, engine, say)?;
        let checks = desk.wait(desk.store.verify())?;
        let wrong: usize = checks.iter().map(|check| check.wrong).sum();
        checks.iter().flat_map(|check| &check.findings).for_each(|finding| say.error(finding));
        say.done(&format!("{documents} documents restored, {wrong} things wrong · {}", desk.store.shown()));
        desk.close();
        Ok(Ok(if wrong == 0 { 0 } else { 8 }))
    })
}

/// `isnad doctor`.
pub fn doctor(cli: &Cli, args: &DoctorArgs) -> io::Result<u8> {
    let mut say = Say::new(cli);
    let Some(engine) = engine(cli, &say) else { return Ok(2) };
    let style = Style::for_stdout(cli.color);
    run(&mut say, |say| {
        let location = location(args.at.store.as_deref())?;
        let desk = Desk::at(&location, Mode::Inspect)?;
        if args.migrate {
            return migrate(&desk, engine, args.dry_run, style, say);
        }
        let findings = desk.wait(desk.store.examine(&engine.version()))?;
        // What lies in the log goes into the file, where nobody reads and this user may write: nothing deleted stays beside it.
        if desk.wait(desk.store.is_swept()).is_ok_and(|swept| !swept) {
            say.insist(&not_swept(desk.store.shown()));
        }
        let told = show_findings(&location, &findings, style);
        findings
            .iter()
            .filter_map(|finding| finding.trouble.as_ref())
            .for_each(|trouble| if trouble.code.starts_with('E') { say.error(trouble) } else { say.warn(trouble) });
        let bad = findings.iter().filter_map(|finding| finding.trouble.as_ref()).any(|trouble| trouble.code.starts_with('E'));
        Ok(told.map(|()| if bad { 8 } else { 0 }))
    })
}

fn migrate(desk: &Desk, engine: &Engine, dry_run: bool, style: Style, say: &mut Say) -> Result<io::Result<u8>> {
    let held = desk.wait(desk.store.schema_version())?;
    let todo = if dry_run { steps(desk.store.dialect(), held) } else { desk.wait(desk.store.migrate())? };
    if !dry_run && !todo.is_empty() {
        record::settle(desk, engine, say)?;
    }
    let tell = || {
        let mut out = stdout();
        for step in &todo {
            let done = if dry_run { "would lead" } else { "led" };
            writeln!(out, "{} {done} to schema {}: {} statements", style.tone(Tone::Strong, step.name), step.version, step.statements.len())?;
            if dry_run {
                step.statements.iter().try_for_each(|statement| writeln!(out, "{statement};\n"))?;
            }
        }
        if todo.is_empty() {
            writeln!(out, "schema {held} is up to date")?;
        }
        out.flush()
    };
    Ok(tell().map(|()| 0))
}

fn show_findings(location: &Location, findings: &[Finding], style: Style) -> io::Result<()> {
    let mut out = stdout();
    writeln!(out, "{}", style.tone(Tone::Strong, &isolate(&location.shown)))?;
    for finding in findings {
        let (tone, word) = match &finding.trouble {
            None => (Tone::Good, "ok"),
            Some(trouble) if trouble.code.starts_with('E') => (Tone::Bad, "WRONG"),
            Some(_) => (Tone::Warn, "look"),
        };
        writeln!(out, "{} {} {}", style.tone(tone, &pad(word, 5)), pad(finding.name, 10), finding.state)?;
    }
    out.flush()
}

/// `isnad stats`.
pub fn stats(cli: &Cli, args: &StatsArgs) -> io::Result<u8> {
    let mut say = Say::new(cli);
    let style = Style::for_stdout(cli.color);
    run(&mut say, |_| {
        let desk = Desk::open(args.at.store.as_deref(), Mode::Read)?;
        let stats = desk.wait(desk.store.stats())?;
        Ok(show_stats(&stats, desk.store.shown(), args.json, style).map(|()| 0))
    })
}

fn show_stats(stats: &Stats, store: &str, as_json: bool, style: Style) -> io::Result<()> {
    let mut out = stdout();
    if as_json {
        let outlets: Vec<_> = stats.outlets.iter().map(|(outlet, articles)| json!({"outlet": outlet, "articles": articles})).collect();
        let published = stats.published.as_ref().map(|(first, last)| [first, last]);
        let value = json!({
            "store": store, "documents": stats.documents, "articles": stats.articles, "revised_pages": stats.revised_pages, "claims": stats.claims,
            "events": stats.events, "outlets": outlets, "published": published, "last_known_at": stats.last_known_at, "bytes": stats.bytes,
            "packed": stats.packed, "on_disk": stats.on_disk, "generations": stats.generations, "forgotten": stats.forgotten,
        });
        writeln!(out, "{value}")?;
        return out.flush();
    }
    writeln!(out, "{}", style.tone(Tone::Strong, &isolate(store)))?;
    let time = |published: &str| published.replace('T', " ");
    let mut line = |name: &str, value: String| writeln!(out, "  {} {value}", style.tone(Tone::Faint, &pad(name, 12)));
    line(
        "documents",
        format!("{}, {}, {}", stats.documents, count(stats.articles, "article"), count(stats.revised_pages, "page") + " in several states"),
    )?;
    line("claims", format!("{} in {}", stats.claims, count(stats.events, "event")))?;
    if let Some((first, last)) = &stats.published {
        line("published", format!("{} to {}", time(first), time(last)))?;
    }
    if let Some(known) = &stats.last_known_at {
        line("last came in", known.get(..19).unwrap_or(known).replace('T', " ") + " (UTC)")?;
    }
    line("size", format!("{} on disk; {} of pages and texts in {}", size(stats.on_disk), size(stats.bytes), size(stats.packed)))?;
    line("readings", format!("{} kept", count(stats.generations, "generation")))?;
    if stats.forgotten > 0 {
        line("forgotten", count(stats.forgotten, "document"))?;
    }
    for (outlet, articles) in stats.outlets.iter().take(20) {
        let outlet = if outlet.is_empty() { "(unknown outlet)".to_owned() } else { isolate(outlet) };
        line("", format!("{articles:>7}  {outlet}"))?;
    }
    out.flush()
}

/// A number of bytes in the unit that suits it.
fn size(bytes: usize) -> String {
    match bytes {
        0..1_000 => format!("{bytes} bytes"),
        1_000..1_000_000 => format!("{:.1} kB", bytes as f64 / 1e3),
        1_000_000..1_000_000_000 => format!("{:.1} MB", bytes as f64 / 1e6),
        _ => format!("{:.1} GB", bytes as f64 / 1e9),
    }
}

fn not_swept(store: &str) -> Diagnostic {
    let message = "another program reads the store: what was deleted is gone for all, but its bytes lie in the file's log until that program ends";
    let hint = Some("end it (`isnad serve`, a long `isnad record`), then run `isnad doctor` on the store".into());
    Diagnostic { code: "N0704", subject: store.into(), position: None, message: message.into(), hint }
}

/// `isnad forget`.
pub fn forget(cli: &Cli, args: &ForgetArgs) -> io::Result<u8> {
    let mut say = Say::new(cli);
    let Some(engine) = engine(cli, &say) else { return Ok(2) };
    run(&mut say, |say| {
        let desk = Desk::open(args.at.store.as_deref(), if args.yes { Mode::Write } else { Mode::Read })?;
        let found = desk.wait(desk.store.find(&args.what))?;
        if found.is_empty() {
            let hint = Some("give an article's id, a document's name, an address, or the SHA-256 of its bytes".into());
            let message = "the store holds no such document".into();
            say.error(&Diagnostic { code: "E0724", subject: args.what.clone(), position: None, message, hint });
            return Ok(Ok(5));
        }
        let deleted = if args.yes { desk.wait(desk.store.forget(&found, &args.reason))? } else { found.len() };
        let mut out = stdout();
        let told = found.iter().try_for_each(|one| {
            let title = one.title.as_deref().map_or_else(|| "(no headline)".to_owned(), isolate);
            writeln!(out, "{}  {}  {title}", one.article_id.as_deref().unwrap_or("-"), isolate(&one.source))
        });
        let documents = count(deleted, "document");
        say.done(&if args.yes { format!("{documents} deleted for good") } else { format!("{documents} would be deleted; add --yes to do it") });
        if args.yes {
            // What is deleted leaves the log whatever becomes of the record.
            if !desk.wait(desk.store.is_swept())? {
                say.insist(&not_swept(desk.store.shown()));
            }
            record::settle(&desk, engine, say)?;
            // The record's own words of it lay in the log too.
            let _ = desk.wait(desk.store.is_swept());
        }
        desk.close();
        Ok(told.and_then(|()| out.flush()).map(|()| 0))
    })
}
