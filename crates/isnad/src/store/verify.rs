//! `isnad verify`.

use super::args::VerifyArgs;
use super::{Desk, collect, record, run};
use crate::args::Cli;
use crate::commands::{engine, stdout};
use crate::say::Say;
use crate::term::{Style, Tone, pad};
use isnad_engine::Engine;
use isnad_engine::extract::Outcome;
use isnad_store::read::View;
use isnad_store::verify::Check;
use isnad_store::{Mode, Reading, Result};
use std::io::{self, Write};

/// Documents that are read anew without `--full`, spread over all.
const SAMPLE: usize = 200;
const HINT: &str = "run `isnad reprocess`, which makes it anew from the raw bytes";

/// `isnad verify`.
pub fn verify(cli: &Cli, args: &VerifyArgs) -> io::Result<u8> {
    let mut say = Say::new(cli);
    let Some(engine) = engine(cli, &say) else { return Ok(2) };
    let style = Style::for_stdout(cli.color);
    run(&mut say, |say| {
        let desk = Desk::open(args.at.store.as_deref(), Mode::Read)?;
        let mut checks = desk.wait(desk.store.verify())?;
        checks.push(readings(&desk, engine, args.full, say)?);
        if args.full {
            checks.extend(kept_record(&desk, engine, say)?);
        }
        say.done(&format!("verified · {}", desk.store.shown()));
        Ok(show(&checks, style, say))
    })
}

/// What is kept is what is read today, where it was read by this program and these packs.
fn readings(desk: &Desk, engine: &Engine, full: bool, say: &mut Say) -> Result<Check> {
    let mut check = Check::new(if full { "read anew" } else { "read anew (sample)" });
    let Some(generation) = desk.wait(desk.store.generation_of(&engine.version()))? else { return Ok(check) };
    let mut pages = desk.store.pages(Some(generation.id), &View::default())?;
    let mut ids = Vec::new();
    loop {
        let page = desk.wait(pages.next())?;
        if page.is_empty() {
            break;
        }
        ids.extend(page.iter().filter(|one| one.reading.is_some()).map(|one| one.document));
    }
    let step = if full { 1 } else { ids.len().div_ceil(SAMPLE).max(1) };
    let sample: Vec<i64> = ids.into_iter().step_by(step).collect();
    let mut read = Vec::new();
    collect::read_anew(desk, engine, sample, |id, outcome| match outcome {
        Outcome::Article(one) => read.push((id, Reading { article: one.article, annotation: one.annotation })),
        Outcome::Reject(diagnostic) => check.wrong(&diagnostic.subject, diagnostic.message, HINT),
    })?;
    for (id, reading) in read {
        check.looked_at += 1;
        if desk.wait(desk.store.differs(generation.id, id, &reading))? {
            check.wrong(&reading.article.source, "what is kept is not what is read in its bytes", HINT);
        }
        say.tick(|| format!("{} read anew", check.looked_at));
    }
    Ok(check)
}

/// The kept record is the one that its readings make.
fn kept_record(desk: &Desk, engine: &Engine, say: &mut Say) -> Result<Option<Check>> {
    let (Some(kept), Some(current)) = (desk.wait(desk.store.record_state())?, desk.wait(desk.store.current())?) else { return Ok(None) };
    if !kept.fresh || current.version != engine.version() {
        return Ok(None);
    }
    let mut check = Check::new("record made anew");
    let (rows, events) = record::rows(desk, engine, current.id, say)?;
    check.looked_at = events;
    if desk.wait(desk.store.record_state())?.as_ref() != Some(&kept) {
        // Documents came in while it was made: there is nothing to compare with any more.
        return Ok(None);
    }
    if rows.sha256 != kept.sha256 {
        check.wrong(desk.store.shown(), "the kept record is not the one that its readings make", HINT);
    }
    Ok(Some(check))
}

fn show(checks: &[Check], style: Style, say: &Say) -> io::Result<u8> {
    let mut out = stdout();
    for check in checks {
        let (tone, word) = if check.wrong == 0 { (Tone::Good, "ok") } else { (Tone::Bad, "WRONG") };
        let wrong = if check.wrong > 0 { format!(", {} wrong", check.wrong) } else { String::new() };
        writeln!(out, "{} {} {} looked at{wrong}", style.tone(tone, &pad(word, 5)), pad(check.name, 20), check.looked_at)?;
        check.findings.iter().for_each(|finding| say.error(finding));
    }
    out.flush()?;
    Ok(if checks.iter().all(|check| check.wrong == 0) { 0 } else { 8 })
}
