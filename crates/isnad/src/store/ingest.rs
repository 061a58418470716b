//! `isnad ingest`: intake and two annotating threads on one side, one writer on the other. What is said about a document is said
//! once it is durable.

use super::args::IngestArgs;
use super::{Desk, location, record, run};
use crate::args::Cli;
use crate::commands::{engine, stdout};
use crate::say::Say;
use isnad_engine::Engine;
use isnad_engine::extract::Outcome as Read;
use isnad_engine::intake::{Document, Intake, Item};
use isnad_model::Diagnostic;
use isnad_store::generation::GenerationRow;
use isnad_store::write::{Incoming, Job, Outcome, Tally, doc_key};
use isnad_store::{Mode, Reading, Result};
use serde_json::json;
use std::collections::VecDeque;
use std::io::{self, Write};
use std::sync::mpsc::{Receiver, Sender, SyncSender, channel, sync_channel};

/// Documents and bytes of one transaction.
const BATCH: usize = 128;
const BATCH_BYTES: usize = 4 << 20;
/// Documents looked up at once.
const LOOK_UP: usize = 64;
/// Rejects noted at once.
const NOTE: usize = 256;

/// `isnad ingest`.
pub fn ingest(cli: &Cli, args: &IngestArgs) -> io::Result<u8> {
    let mut say = Say::new(cli);
    let Some(engine) = engine(cli, &say) else { return Ok(2) };
    run(&mut say, |say| if args.dry_run { dry_run(engine, args, say) } else { keep(engine, args, say) })
}

/// What became of one document.
struct Told {
    source: String,
    article: Option<String>,
    outcome: Outcome,
}

fn keep(engine: &Engine, args: &IngestArgs, say: &mut Say) -> Result<io::Result<u8>> {
    let desk = Desk::open(args.at.store.as_deref(), Mode::Create)?;
    let generation = desk.wait(desk.store.grow(&engine.version(), &engine.pack().versions))?;
    let job = desk.wait(desk.store.begin_job("ingest"))?;
    let mut run = Run { desk: desk.clone(), job, tally: Tally::default(), rejects: Vec::new(), duplicates: 0, json: args.json };
    let (known, duplicates) = channel();
    let intake = Intake::of(Fresh { desk: Some(desk.clone()), intake: engine.intake(&args.inputs), ready: VecDeque::new(), known });
    let written = run.pump(engine, intake, &duplicates, &generation, say);
    let tally = match written {
        Ok(Ok(())) => run.tally,
        Ok(Err(error)) => return Ok(Err(error)),
        Err(error) => {
            say.done(&summary("so far", &run.tally, desk.store.shown()));
            return Err(error);
        }
    };
    desk.wait(desk.store.end_job(job))?;
    say.done(&summary("", &tally, desk.store.shown()));
    let current = desk.wait(desk.store.current())?;
    if current.is_none_or(|current| current.id != generation.id) {
        say.warn(&stale(desk.store.shown()));
    } else if !args.no_record {
        record::settle(&desk, engine, say)?;
    }
    desk.close();
    Ok(Ok(code(&tally)))
}

fn stale(store: &str) -> Diagnostic {
    let message = "was read by another program or other packs; the new documents are kept, and searched once all are read alike".into();
    Diagnostic { code: "N0701", subject: store.into(), position: None, message, hint: Some("run `isnad reprocess`".into()) }
}

fn code(tally: &Tally) -> u8 {
    match (tally.given() - tally.rejected, tally.rejected) {
        (0, _) => 3,
        (_, 0) => 0,
        _ => 1,
    }
}

fn summary(when: &str, tally: &Tally, store: &str) -> String {
    let when = if when.is_empty() { String::new() } else { format!(" {when}") };
    let part = |count: usize, word: &str| if count > 0 { format!(", {count} {word}") } else { String::new() };
    format!(
        "{} given{when}: {} stored{}{}, {} known already{} · {store}",
        tally.given(),
        tally.stored,
        part(tally.revisions, if tally.revisions == 1 { "new state of a known page" } else { "new states of known pages" }),
        part(tally.repeats, if tally.repeats == 1 { "known article in other bytes" } else { "known articles in other bytes" }),
        tally.duplicates,
        part(tally.rejected, "rejected"),
    )
}

/// The state of one ingest.
struct Run {
    desk: Desk,
    job: Job,
    tally: Tally,
    rejects: Vec<Diagnostic>,
    duplicates: usize,
    json: bool,
}

impl Run {
    fn pump(
        &mut self,
        engine: &Engine,
        intake: Intake,
        known: &Receiver<String>,
        generation: &GenerationRow,
        say: &mut Say,
    ) -> Result<io::Result<()>> {
        let (batches, inbox) = sync_channel::<Vec<Incoming>>(1);
        let (outbox, written) = channel();
        let writer = Writer { desk: self.desk.clone(), job: self.job, generation: generation.id };
        let thread = std::thread::spawn(move || writer.run(&inbox, &outbox));
        let result = self.feed(engine, intake, known, batches, &written, say);
        // The writer has ended: its inbox is closed, and what it wrote has been said.
        if thread.join().is_err() {
            return Err(writer_gone(self.desk.store.shown()));
        }
        result
    }

    fn feed(
        &mut self,
        engine: &Engine,
        intake: Intake,
        known: &Receiver<String>,
        batches: SyncSender<Vec<Incoming>>,
        written: &Receiver<Result<Vec<Told>>>,
        say: &mut Say,
    ) -> Result<io::Result<()>> {
        let mut extract = engine.extract_from(intake);
        let (mut batch, mut bytes) = (Vec::with_capacity(BATCH), 0);
        while let Some((outcome, raw)) = extract.next_with_raw() {
            match outcome {
                Read::Reject(diagnostic) => {
                    say.error(&diagnostic);
                    self.rejects.push(diagnostic);
                    self.tally.rejected += 1;
                    if self.rejects.len() >= NOTE {
                        if let Err(error) = self.note()? {
                            return Ok(Err(error));
                        }
                    }
                }
                Read::Article(one) => {
                    one.notices.iter().for_each(|notice| say.notice(notice));
                    bytes += raw.bytes.len() + one.article.text.len();
                    batch.push(Incoming { raw, reading: Reading { article: one.article, annotation: one.annotation } });
                }
            }
            if batch.len() >= BATCH || bytes >= BATCH_BYTES {
                bytes = 0;
                if batches.send(std::mem::take(&mut batch)).is_err() {
                    break;
                }
            }
            while let Ok(told) = written.try_recv() {
                if let Err(error) = self.tell(told?, say) {
                    return Ok(Err(error));
                }
            }
            if let Err(error) = self.tell_known(known)? {
                return Ok(Err(error));
            }
            say.tick(|| format!("{} documents: {} stored, {} known already", self.tally.given(), self.tally.stored, self.tally.duplicates));
        }
        if !batch.is_empty() {
            // A writer that has ended says why through `written`.
            let _ = batches.send(batch);
        }
        drop(batches);
        while let Ok(told) = written.recv() {
            if let Err(error) = self.tell(told?, say) {
                return Ok(Err(error));
            }
        }
        if let Err(error) = self.tell_known(known)? {
            return Ok(Err(error));
        }
        self.note()
    }

    /// Says what became of documents; they are durable.
    fn tell(&mut self, told: Vec<Told>, say: &Say) -> io::Result<()> {
        let mut lines = Vec::new();
        for one in told {
            self.tally.add(one.outcome);
            if one.outcome == Outcome::Forgotten {
                say.error(&forgotten(&one.source));
            }
            lines.push(json!({"source": one.source, "article": one.article, "outcome": one.outcome.name()}));
        }
        self.print(lines)
    }

    /// Says which documents were known before they were read.
    fn tell_known(&mut self, known: &Receiver<String>) -> Result<io::Result<()>> {
        let sources: Vec<String> = known.try_iter().collect();
        self.tally.duplicates += sources.len();
        self.duplicates += sources.len();
        let line = |source| json!({"source": source, "article": null, "outcome": Outcome::Duplicate.name()});
        match self.print(sources.into_iter().map(line).collect()) {
            Ok(()) if self.duplicates >= NOTE => self.note(),
            printed => Ok(printed),
        }
    }

    /// Prints lines, if they are wanted. A reader that goes away misses words only: what was given is taken in all the same.
    fn print(&mut self, lines: Vec<serde_json::Value>) -> io::Result<()> {
        if !self.json || lines.is_empty() {
            return Ok(());
        }
        let mut out = stdout();
        let printed = lines.iter().try_for_each(|line| writeln!(out, "{line}")).and_then(|()| out.flush());
        match printed {
            Err(error) if error.kind() == io::ErrorKind::BrokenPipe => {
                self.json = false;
                Ok(())
            }
            printed => printed,
        }
    }

    /// Notes with the job what could not be read, and says so line by line.
    fn note(&mut self) -> Result<io::Result<()>> {
        if self.rejects.is_empty() && self.duplicates == 0 {
            return Ok(Ok(()));
        }
        let (rejects, duplicates) = (std::mem::take(&mut self.rejects), std::mem::take(&mut self.duplicates));
        self.desk.wait(self.desk.store.note(self.job, &rejects, duplicates))?;
        let line =
            |one: &Diagnostic| json!({"source": one.subject, "article": null, "outcome": "rejected", "code": one.code, "message": one.message});
        Ok(self.print(rejects.iter().map(line).collect()))
    }
}

fn writer_gone(store: &str) -> Diagnostic {
    Diagnostic {
        code: "E0900",
        subject: store.into(),
        position: None,
        message: "a defect of Isnad stopped the writing; what was acknowledged is kept, the rest is not".into(),
        hint: Some("please report it; run this again: it goes on where it stopped".into()),
    }
}

fn forgotten(source: &str) -> Diagnostic {
    Diagnostic {
        code: "E0717",
        subject: source.into(),
        position: None,
        message: "was deleted from this store on a legal request".into(),
        hint: Some("it stays out; the store's audit log names the request".into()),
    }
}

/// The one thread that writes.
struct Writer {
    desk: Desk,
    job: Job,
    generation: isnad_store::generation::Generation,
}

impl Writer {
    fn run(&self, batches: &Receiver<Vec<Incoming>>, told: &Sender<Result<Vec<Told>>>) {
        for batch in batches {
            let written = self.desk.wait(self.desk.store.write(self.job, self.generation, &batch));
            let failed = written.is_err();
            let message = written.map(|outcomes| {
                let tell = |(one, outcome): (&Incoming, Outcome)| Told {
                    source: one.reading.article.source.clone(),
                    article: Some(one.reading.article.id.to_string()),
                    outcome,
                };
                batch.iter().zip(outcomes).map(tell).collect()
            });
            if told.send(message).is_err() || failed {
                return;
            }
        }
    }
}

/// What intake gives, less what the store knows byte for byte: that need not be read again.
struct Fresh {
    desk: Option<Desk>,
    intake: Intake,
    ready: VecDeque<Item>,
    known: Sender<String>,
}

impl Iterator for Fresh {
    type Item = Item;

    fn next(&mut self) -> Option<Item> {
        while self.ready.is_empty() {
            let items: Vec<Item> = self.intake.by_ref().take(LOOK_UP).collect();
            if items.is_empty() {
                return None;
            }
            self.sift(items);
        }
        self.ready.pop_front()
    }
}

impl Fresh {
    fn sift(&mut self, items: Vec<Item>) {
        let key = |document: &Document| doc_key(&document.raw, &document.source);
        let keys: Vec<_> = items.iter().filter_map(|item| if let Item::Document(document) = item { Some(key(document)) } else { None }).collect();
        // Where the look-up fails, so will the writing, with a reason; and what is written twice is seen again there.
        let known = self.desk.as_ref().and_then(|desk| desk.wait(desk.store.known(&keys)).ok()).unwrap_or_default();
        for item in items {
            match item {
                Item::Document(document) if known.contains(&key(&document)) => {
                    let _ = self.known.send(document.source);
                }
                item => self.ready.push_back(item),
            }
        }
    }
}

/// Reads everything and compares; writes nothing.
fn dry_run(engine: &Engine, args: &IngestArgs, say: &mut Say) -> Result<io::Result<u8>> {
    let location = location(args.at.store.as_deref())?;
    let desk = match Desk::at(&location, Mode::Read) {
        Ok(desk) => Some(desk),
        Err(error) if error.code == "E0702" && location.path.as_ref().is_some_and(|path| !path.exists()) => None,
        Err(error) => return Err(error),
    };
    let (known, duplicates) = channel();
    let intake = Intake::of(Fresh { desk, intake: engine.intake(&args.inputs), ready: VecDeque::new(), known });
    let mut tally = Tally::default();
    let mut out = stdout();
    for outcome in engine.extract_from(intake) {
        let line = match outcome {
            Read::Reject(diagnostic) => {
                say.error(&diagnostic);
                tally.rejected += 1;
                continue;
            }
            Read::Article(one) => json!({"source": one.article.source, "article": one.article.id.as_str(), "outcome": "new"}),
        };
        tally.stored += 1;
        if args.json {
            if let Err(error) = writeln!(out, "{line}") {
                return Ok(Err(error));
            }
        }
    }
    tally.duplicates = duplicates.try_iter().count();
    say.done(&format!(
        "dry run, nothing written: {} new, {} known already, {} rejected · {}",
        tally.stored, tally.duplicates, tally.rejected, location.shown
    ));
    Ok(out.flush().map(|()| code(&tally)))
}
