//! `isnad verify`: what was checked, what was found, and what could not be checked.

use super::args::VerifyArgs;
use super::{Desk, collect, record, run};
use crate::args::Cli;
use crate::commands::{engine, stdout};
use crate::report::count;
use crate::say::Say;
use crate::term::{Style, Tone, pad};
use isnad_engine::Engine;
use isnad_engine::extract::Outcome;
use isnad_store::generation::GenerationRow;
use isnad_store::verify::Check;
use isnad_store::{Mode, Reading, Result};
use serde_json::json;
use std::io::{self, Write};

/// Documents that are read anew without `--full`, spread over all.
const SAMPLE: usize = 200;
const HINT: &str = "run `isnad reprocess`, which makes it anew from the raw bytes";

const RECORD: &str = "record made anew";

/// `isnad verify`.
pub fn verify(cli: &Cli, args: &VerifyArgs) -> io::Result<u8> {
    let mut say = Say::new(cli);
    let Some(engine) = engine(cli, &say) else { return Ok(2) };
    let style = Style::for_stdout(cli.color);
    run(&mut say, |say| {
        let desk = Desk::open(args.at.store.as_deref(), Mode::Read)?;
        let mut checks = desk.wait(desk.store.verify())?;
        let read = readings(&desk, engine, args.full, say);
        checks.push(beside(&checks, "read anew", read)?);
        if args.full {
            let made = kept_record(&desk, engine, say);
            checks.push(beside(&checks, RECORD, made)?);
        }
        let verdict = Verdict::of(&checks);
        if args.json {
            return Ok(write_json(&checks, verdict, desk.store.shown()));
        }
        let told = show(&checks, style, say);
        say.done(&format!("{} · {}", verdict.words(&checks), desk.store.shown()));
        Ok(told.map(|()| verdict.code()))
    })
}

/// A check; where it fails for what others have found already, that is all there is to say of it.
fn beside(others: &[Check], name: &'static str, check: Result<Check>) -> Result<Check> {
    match check {
        Err(error) if others.iter().any(|other| other.wrong > 0) => {
            Ok(Check { unchecked: Some(format!("{}: {}", error.subject, error.message)), ..Check::new(name) })
        }
        check => check,
    }
}

/// What all checks together say.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Verdict {
    Verified,
    /// Nothing wrong was found, but not all was checked that should have been.
    Incomplete,
    Wrong,
}

impl Verdict {
    fn of(checks: &[Check]) -> Verdict {
        match () {
            () if checks.iter().any(|check| check.wrong > 0) => Verdict::Wrong,
            () if checks.iter().any(|check| check.unchecked.is_some()) => Verdict::Incomplete,
            () => Verdict::Verified,
        }
    }

    fn name(self) -> &'static str {
        match self {
            Verdict::Verified => "verified",
            Verdict::Incomplete => "incomplete",
            Verdict::Wrong => "wrong",
        }
    }

    fn code(self) -> u8 {
        match self {
            Verdict::Verified => 0,
            Verdict::Incomplete => 1,
            Verdict::Wrong => 8,
        }
    }

    fn words(self, checks: &[Check]) -> String {
        let wrong: usize = checks.iter().map(|check| check.wrong).sum();
        match self {
            Verdict::Verified => "verified".into(),
            Verdict::Incomplete => "nothing wrong in what was checked, but NOT all was checked".into(),
            Verdict::Wrong => format!("NOT verified: {} wrong", if wrong == 1 { "1 thing is".into() } else { format!("{wrong} things are") }),
        }
    }
}

/// Whether what readers see is what is read today: where it was read by this program and these packs.
fn readings(desk: &Desk, engine: &Engine, full: bool, say: &mut Say) -> Result<Check> {
    let mut check = Check::new(if full { "read anew" } else { "read anew (sample)" });
    let Some(current) = desk.wait(desk.store.current())? else { return Ok(check) };
    if current.version != engine.version() {
        let remedy = "give the same --packs as then, or run `isnad reprocess` and verify again";
        check.unchecked =
            Some(format!("the pages were read by another program or other packs ({}; these are {}): {remedy}", current.version, engine.version()));
        return Ok(check);
    }
    let ids = desk.wait(desk.store.read_by(current.id))?;
    collect::read_anew(desk, engine, sample(ids, full), |id, outcome| {
        compare(desk, &current, id, outcome, &mut check);
        say.tick(|| format!("{} read anew", check.looked_at));
        Ok(())
    })?;
    if desk.wait(desk.store.current())?.as_ref() != Some(&current) {
        check.unchecked = Some("another program read all anew meanwhile: run this again".into());
        return Ok(check);
    }
    unread(desk, engine, &current, full, (&mut check, say))?;
    Ok(check)
}

/// All of `ids`, or some that are spread over all.
fn sample(ids: Vec<i64>, full: bool) -> Vec<i64> {
    let step = if full { 1 } else { ids.len().div_ceil(SAMPLE).max(1) };
    ids.into_iter().step_by(step).collect()
}

/// Looks at the documents that have not been read: what still cannot be read is as it should be, and is said; the others wait.
fn unread(desk: &Desk, engine: &Engine, current: &GenerationRow, full: bool, (check, say): (&mut Check, &mut Say)) -> Result<()> {
    let ids = desk.wait(desk.store.next_unread(current.id, 0, usize::MAX >> 1))?;
    let (all, mut readable, mut rejects) = (ids.len(), 0, Vec::new());
    collect::read_anew(desk, engine, sample(ids, full), |_, outcome| {
        match outcome {
            Outcome::Article(_) => readable += 1,
            Outcome::Reject(diagnostic) => rejects.push(diagnostic),
        }
        Ok(())
    })?;
    check.looked_at += rejects.len();
    say.rejects(&rejects);
    if readable > 0 {
        check.unchecked = Some(format!("{} not read yet: run `isnad reprocess`", count(all, "document") + if all == 1 { " is" } else { " are" }));
    }
    Ok(())
}

/// Whether a document says today what is kept of it; one that was deleted meanwhile is not looked at.
fn compare(desk: &Desk, current: &GenerationRow, id: i64, outcome: Outcome, check: &mut Check) {
    check.looked_at += 1;
    match outcome {
        Outcome::Reject(diagnostic) => check.wrong(&diagnostic.subject, diagnostic.message, HINT),
        Outcome::Article(one) => {
            let reading = Reading { article: one.article, annotation: one.annotation };
            match desk.wait(desk.store.differs(current.id, id, &reading)) {
                Ok(Some(false)) => {}
                Ok(Some(true)) => check.wrong(&reading.article.source, "what is kept is not what is read in its bytes", HINT),
                Ok(None) => check.looked_at -= 1,
                Err(error) => check.wrong(&reading.article.source, error.message, HINT),
            }
        }
    }
}

/// Whether the kept record is the one that its readings make.
fn kept_record(desk: &Desk, engine: &Engine, say: &mut Say) -> Result<Check> {
    let mut check = Check::new(RECORD);
    let not = |why: &str| Ok(Check { unchecked: Some(why.into()), ..Check::new(RECORD) });
    let Some(kept) = desk.wait(desk.store.record_state())? else {
        return not("no record is kept: `isnad search status:…` or `isnad ingest` makes one");
    };
    let Some(current) = desk.wait(desk.store.current())?.filter(|_| kept.fresh) else {
        return not("the kept record is older than the documents: `isnad search status:…` or `isnad ingest` makes it anew");
    };
    if [&current.version, &kept.version].into_iter().any(|version| *version != engine.version()) {
        return not("the kept record was made by another program or other packs");
    }
    let record::Made { rows, events, .. } = record::rows(desk, engine, current.id, say)?;
    check.looked_at = events;
    if desk.wait(desk.store.record_state())?.as_ref() != Some(&kept) {
        return not("documents came in while the record was made: run this again");
    }
    if rows.sha256 != kept.sha256 {
        check.wrong(desk.store.shown(), "the kept record is not the one that its readings make", HINT);
    }
    Ok(check)
}

fn show(checks: &[Check], style: Style, say: &Say) -> io::Result<()> {
    let mut out = stdout();
    for check in checks {
        let (tone, word) = match check {
            check if check.wrong > 0 => (Tone::Bad, "WRONG"),
            check if check.unchecked.is_some() => (Tone::Warn, "NOT"),
            _ => (Tone::Good, "ok"),
        };
        let wrong = if check.wrong > 0 { format!(", {} wrong", check.wrong) } else { String::new() };
        writeln!(out, "{} {} {} looked at{wrong}", style.tone(tone, &pad(word, 5)), pad(check.name, 20), check.looked_at)?;
        if let Some(why) = &check.unchecked {
            writeln!(out, "      not checked: {why}")?;
        }
        check.findings.iter().for_each(|finding| say.error(finding));
    }
    out.flush()
}

fn write_json(checks: &[Check], verdict: Verdict, store: &str) -> io::Result<u8> {
    let check = |check: &Check| {
        let finding = |one: &isnad_model::Diagnostic| json!({"code": one.code, "subject": one.subject, "message": one.message, "hint": one.hint});
        json!({
            "name": check.name, "looked_at": check.looked_at, "wrong": check.wrong, "not_checked": check.unchecked,
            "findings": check.findings.iter().map(finding).collect::<Vec<_>>(),
        })
    };
    let value = json!({"store": store, "result": verdict.name(), "checks": checks.iter().map(check).collect::<Vec<_>>()});
    let mut out = stdout();
    writeln!(out, "{value}")?;
    out.flush()?;
    Ok(verdict.code())
}
