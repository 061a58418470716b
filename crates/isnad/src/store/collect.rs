//! What the store holds, as the engine takes it: the same articles with the same claims as from the files themselves.

use super::Desk;
use super::args::FromStore;
use crate::report::count;
use crate::say::Say;
use isnad_engine::Engine;
use isnad_engine::extract::{Extracted, Outcome};
use isnad_engine::intake::{Counts, Intake, Item, reread};
use isnad_engine::record::Collection;
use isnad_model::Diagnostic;
use isnad_store::generation::{Generation, GenerationRow};
use isnad_store::read::{Held, Pages, View};
use isnad_store::{Mode, Result};
use std::sync::Arc;

/// The collection that `from` asks for.
pub fn from_store(engine: &Engine, from: &FromStore, say: &mut Say) -> Result<Collection> {
    let desk = Desk::open(from.store.as_deref(), Mode::Read)?;
    let view = View { known_at: from.known_at.clone() };
    let generation = match &view.known_at {
        None => desk.wait(desk.store.generation_of(&engine.version()))?,
        Some(moment) => Some(desk.wait(desk.store.current_at(moment))?.ok_or_else(|| nothing_known(moment))?),
    };
    collection(&desk, engine, generation.as_ref().map(|row: &GenerationRow| row.id), &view, say)
}

fn nothing_known(moment: &str) -> Diagnostic {
    Diagnostic {
        code: "E0718",
        subject: format!("--known-at {moment}"),
        position: None,
        message: "the store had taken in nothing by then".into(),
        hint: Some("`isnad stats` says from when on it holds documents; --as-of asks by day of publication".into()),
    }
}

/// Every document of `view` as `generation` read it; what it has not read is read now, and not kept.
pub fn collection(desk: &Desk, engine: &Engine, generation: Option<Generation>, view: &View, say: &mut Say) -> Result<Collection> {
    let mut collection = Collection::default();
    add(desk, engine, desk.store.pages(generation, view)?, &mut collection, say)?;
    Ok(collection)
}

/// Adds what `pages` hold; how many documents that were, and the number of the last.
pub fn add(desk: &Desk, engine: &Engine, mut pages: Pages, collection: &mut Collection, say: &mut Say) -> Result<(usize, Option<i64>)> {
    let (mut unread, mut documents, mut last) = (Vec::new(), 0, None);
    loop {
        let page = desk.wait(pages.next())?;
        if page.is_empty() {
            break;
        }
        documents += page.len();
        for one in page {
            last = Some(one.document);
            match one.reading {
                None => unread.push(one.document),
                Some(reading) => {
                    collection.articles.push(Arc::new(Extracted::new(reading.article, reading.annotation, Vec::new())));
                }
            }
        }
        say.tick(|| format!("{} documents taken from the store", collection.articles.len()));
    }
    if !unread.is_empty() {
        let held = collection.articles.len();
        read_anew(desk, engine, unread, |_, outcome| {
            match outcome {
                Outcome::Article(one) => collection.articles.push(Arc::from(one)),
                Outcome::Reject(diagnostic) => collection.rejects.push(diagnostic),
            }
            Ok(())
        })?;
        let read = collection.articles.len() - held;
        if read > 0 {
            let message = format!("{} read by another program or other packs, and read anew for this answer", count(read, "document"));
            let hint = Some("`isnad reprocess` reads them once and keeps that".into());
            say.notice(&Diagnostic { code: "N0701", subject: desk.store.shown().into(), position: None, message, hint });
        }
    }
    collection.counts = Counts { documents: collection.articles.len(), rejected: collection.rejects.len(), ..Counts::default() };
    collection.sort();
    Ok((documents, last))
}

const PAGE: usize = 64;

/// Reads documents anew from their bytes, in order; `each` gets the document's number and what came of it. Those that were deleted
/// meanwhile are left out.
pub fn read_anew(desk: &Desk, engine: &Engine, documents: Vec<i64>, mut each: impl FnMut(i64, Outcome) -> Result<()>) -> Result<()> {
    let (failed, failure) = std::sync::mpsc::channel();
    let (under_way, ids) = std::sync::mpsc::channel();
    let own = desk.clone();
    let parts: Vec<Vec<i64>> = documents.chunks(PAGE).map(<[i64]>::to_vec).collect();
    let items = parts.into_iter().flat_map(move |part| match own.wait(own.store.raws(&part)) {
        Ok(held) => held,
        Err(error) => {
            // Whoever waits for it may be gone already; then nobody needs the rest either.
            let _ = failed.send(error);
            Vec::new()
        }
    });
    let items = items.map(move |(id, held)| {
        // Outcomes come in the order of items, so that each finds its number.
        let _ = under_way.send(id);
        held.map_or_else(Item::Reject, item)
    });
    for outcome in engine.extract_from(Intake::of(items)) {
        if let Ok(error) = failure.try_recv() {
            return Err(error);
        }
        if let Ok(id) = ids.try_recv() {
            each(id, outcome)?;
        }
    }
    failure.try_recv().map_or(Ok(()), Err)
}

/// A kept document as intake gave it at first.
pub fn item(held: Held) -> Item {
    match reread(held.raw, &held.source) {
        Ok(document) => Item::Document(Box::new(document)),
        Err(diagnostic) => Item::Reject(diagnostic),
    }
}
