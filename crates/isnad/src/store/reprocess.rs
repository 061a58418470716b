//! `isnad reprocess`: every document read anew, beside the readings that people see, which change places at the end.

use super::args::ReprocessArgs;
use super::{Desk, collect, record, run};
use crate::args::Cli;
use crate::commands::engine;
use crate::say::Say;
use isnad_engine::Engine;
use isnad_engine::extract::Outcome;
use isnad_model::Diagnostic;
use isnad_store::generation::Generation;
use isnad_store::{Mode, Reading, Result};
use std::io;

const BATCH: usize = 128;

/// `isnad reprocess`.
pub fn reprocess(cli: &Cli, args: &ReprocessArgs) -> io::Result<u8> {
    let mut say = Say::new(cli);
    let Some(engine) = engine(cli, &say) else { return Ok(2) };
    run(&mut say, |say| if args.dry_run { dry_run(engine, args, say) } else { read_all(engine, args, say) }.map(Ok))
}

fn read_all(engine: &Engine, args: &ReprocessArgs, say: &mut Say) -> Result<u8> {
    let desk = Desk::open(args.at.store.as_deref(), Mode::Write)?;
    let generation = desk.wait(desk.store.grow(&engine.version(), &engine.pack().versions))?;
    let todo = desk.wait(desk.store.unread(generation.id))?;
    let (documents, _) = desk.wait(desk.store.extent())?;
    let job = desk.wait(desk.store.begin_job("reprocess"))?;
    let mut rejects = Vec::new();
    let mut done = 0;
    let mut after = 0;
    loop {
        let ids = desk.wait(desk.store.next_unread(generation.id, after, BATCH))?;
        let Some(last) = ids.last() else { break };
        after = *last;
        let (read, refused) = read_batch(&desk, engine, ids)?;
        done += read.len() + refused.len();
        rejects.extend(refused);
        desk.wait(desk.store.write_generation(generation.id, &read))?;
        say.tick(|| format!("{done} of {todo} documents read anew, {} cannot be read", rejects.len()));
    }
    desk.wait(desk.store.note(job, &rejects, 0))?;
    let changes = desk.wait(desk.store.make_current(generation.id))?;
    desk.wait(desk.store.end_job(job))?;
    for reject in &rejects {
        say.error(reject);
    }
    say.done(&format!(
        "{done} read anew, {} read so before; {} articles read otherwise, {} claims appeared, {} vanished · {}",
        documents.saturating_sub(todo),
        changes.articles,
        changes.appeared,
        changes.vanished,
        desk.store.shown()
    ));
    record::settle(&desk, engine, say)?;
    if args.drop_old {
        let dropped = desk.wait(desk.store.drop_old_generations())?;
        say.done(&format!("the readings of {dropped} earlier generations were deleted"));
    }
    desk.close();
    Ok(u8::from(!rejects.is_empty()))
}

/// What is read in documents, by their numbers, and what cannot be read.
type Batch = (Vec<(i64, Reading)>, Vec<Diagnostic>);

fn read_batch(desk: &Desk, engine: &Engine, ids: Vec<i64>) -> Result<Batch> {
    let (mut read, mut refused) = (Vec::new(), Vec::new());
    collect::read_anew(desk, engine, ids, |id, outcome| match outcome {
        Outcome::Article(one) => read.push((id, Reading { article: one.article, annotation: one.annotation })),
        Outcome::Reject(diagnostic) => refused.push(diagnostic),
    })?;
    Ok((read, refused))
}

fn dry_run(engine: &Engine, args: &ReprocessArgs, say: &mut Say) -> Result<u8> {
    let desk = Desk::open(args.at.store.as_deref(), Mode::Read)?;
    let current = desk.wait(desk.store.current())?;
    let known = desk.wait(desk.store.generation_of(&engine.version()))?;
    let nowhere = Generation::none();
    let todo = desk.wait(desk.store.unread(known.as_ref().map_or(nowhere, |known| known.id)))?;
    let ids = desk.wait(desk.store.next_unread(known.as_ref().map_or(nowhere, |known| known.id), 0, usize::MAX >> 1))?;
    let mut otherwise = 0;
    if let Some(current) = current {
        for part in ids.chunks(BATCH) {
            for (id, reading) in read_batch(&desk, engine, part.to_vec())?.0 {
                otherwise += usize::from(desk.wait(desk.store.differs(current.id, id, &reading))?);
            }
            say.tick(|| format!("{otherwise} read otherwise so far"));
        }
    }
    say.done(&format!("dry run, nothing written: {todo} documents to read anew, {otherwise} of them read otherwise · {}", desk.store.shown()));
    Ok(0)
}
