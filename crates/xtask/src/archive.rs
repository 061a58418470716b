//! `cargo xtask archive FILE`: the pages of a web archive to articles, without their claims, on as many threads as `isnad extract` has.

use crate::Outcome;
use isnad_article::{Reader, TextInput};
use isnad_engine::Engine;
use isnad_engine::intake::{Document, Item};
use std::sync::mpsc::{Receiver, sync_channel};

/// Threads that read pages, beside the one that unpacks.
const WORKERS: usize = 2;
/// Pages handed to a thread and not yet read.
const WAITING: usize = 8;

/// Prints how many pages were read and how many characters their bodies hold.
pub fn run(arguments: &[String]) -> Outcome {
    let (engine, _) = Engine::new(None);
    let mut intake = engine.intake(arguments);
    let characters = std::thread::scope(|scope| {
        let (inboxes, threads): (Vec<_>, Vec<_>) = (0..WORKERS)
            .map(|_| {
                let (inbox, documents) = sync_channel::<Box<Document>>(WAITING);
                let engine = &engine;
                (inbox, scope.spawn(move || read(engine, documents)))
            })
            .unzip();
        let documents = intake.by_ref().filter_map(|item| if let Item::Document(document) = item { Some(document) } else { None });
        for (document, inbox) in documents.zip(inboxes.iter().cycle()) {
            if inbox.send(document).is_err() {
                break;
            }
        }
        drop(inboxes);
        threads.into_iter().map(|thread| thread.join().unwrap_or(0)).sum::<usize>()
    });
    let counts = intake.counts();
    println!("{} pages, {} rejected, {characters} characters of body", counts.documents, counts.rejected);
    Ok(())
}

fn read(engine: &Engine, documents: Receiver<Box<Document>>) -> usize {
    let reader = Reader::new(engine.pack());
    let body = |document: Box<Document>| {
        let article = reader.read_html(TextInput { source: document.source, url: document.url, text: document.text, ..TextInput::default() });
        crate::pages::body(&article).chars().count()
    };
    documents.into_iter().map(body).sum()
}
