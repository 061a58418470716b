//! `isnad reprocess`: every document read anew, beside the readings that people see, which change places at the end.

use super::args::ReprocessArgs;
use super::{Desk, collect, record, run};
use crate::args::Cli;
use crate::commands::engine;
use crate::report::count;
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
    let mut done = 0;
    let mut rejects = read_unread(&desk, engine, generation.id, &mut done, todo, say)?;
    let changes = desk.wait(desk.store.make_current(generation.id))?;
    // What came in meanwhile and was read by others' packs.
    let late = read_unread(&desk, engine, generation.id, &mut done, todo, say)?;
    rejects.extend(late.into_iter().filter(|reject| !rejects.contains(reject)).collect::<Vec<_>>());
    desk.wait(desk.store.note(job, &rejects, 0))?;
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
    // What could not be read has been said.
    record::settle(&desk, engine, &mut Say::silent())?;
    if args.drop_old {
        let dropped = desk.wait(desk.store.drop_old_generations(generation.id))?;
        say.done(&format!("the readings of {} were deleted", count(dropped, "other generation")));
    }
    desk.close();
    Ok(u8::from(!rejects.is_empty()))
}

/// Reads what `generation` has not read yet; what cannot be read.
fn read_unread(desk: &Desk, engine: &Engine, generation: Generation, done: &mut usize, todo: usize, say: &mut Say) -> Result<Vec<Diagnostic>> {
    let (mut rejects, mut after) = (Vec::new(), 0);
    loop {
        let ids = desk.wait(desk.store.next_unread(generation, after, BATCH))?;
        let Some(last) = ids.last() else { return Ok(rejects) };
        after = *last;
        let (read, refused) = read_batch(desk, engine, ids)?;
        *done += read.len();
        rejects.extend(refused);
        desk.wait(desk.store.write_generation(generation, &read))?;
        say.tick(|| format!("{done} of {todo} documents read anew, {} cannot be read", rejects.len()));
    }
}

/// What is read in documents, by their numbers, and what cannot be read.
type Batch = (Vec<(i64, Reading)>, Vec<Diagnostic>);

fn read_batch(desk: &Desk, engine: &Engine, ids: Vec<i64>) -> Result<Batch> {
    let (mut read, mut refused) = (Vec::new(), Vec::new());
    collect::read_anew(desk, engine, ids, |id, outcome| {
        match outcome {
            Outcome::Article(one) => read.push((id, Reading { article: one.article, annotation: one.annotation })),
            Outcome::Reject(diagnostic) => refused.push(diagnostic),
        }
        Ok(())
    })?;
    Ok((read, refused))
}

fn dry_run(engine: &Engine, args: &ReprocessArgs, say: &mut Say) -> Result<u8> {
    let desk = Desk::open(args.at.store.as_deref(), Mode::Read)?;
    let current = desk.wait(desk.store.current())?;
    let known = desk.wait(desk.store.generation_of(&engine.version()))?;
    let known = known.filter(|known| known.current_until.is_none()).map_or(Generation::none(), |known| known.id);
    let ids = desk.wait(desk.store.next_unread(known, 0, usize::MAX >> 1))?;
    let (mut otherwise, mut rejects) = (0, Vec::new());
    for part in ids.chunks(BATCH) {
        let (read, refused) = read_batch(&desk, engine, part.to_vec())?;
        rejects.extend(refused);
        for (id, reading) in read {
            if let Some(current) = &current {
                otherwise += usize::from(desk.wait(desk.store.differs(current.id, id, &reading))? != Some(false));
            }
        }
        say.tick(|| format!("{otherwise} read otherwise so far"));
    }
    rejects.iter().for_each(|reject| say.error(reject));
    let unreadable = if rejects.is_empty() { String::new() } else { format!(", {} cannot be read", rejects.len()) };
    say.done(&format!(
        "dry run, nothing written: {} to read anew, {otherwise} of them read otherwise{unreadable} · {}",
        count(ids.len(), "document"),
        desk.store.shown()
    ));
    Ok(u8::from(!rejects.is_empty()))
}
