//! Documents to annotated articles: two workers, results in input order.

use isnad_article::{Reader, TextInput};
use isnad_intake::{Counts, Document, Intake, Item};
use isnad_model::{Annotation, Article, Diagnostic, Raw, Stamp};
use isnad_pack::Pack;
use std::collections::VecDeque;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::Arc;
use std::sync::mpsc::{Receiver, SyncSender, sync_channel};
use std::thread::JoinHandle;

const WORKERS: usize = 2;
/// Documents that may be under way at once: bounds memory.
const UNDER_WAY: usize = 16;

/// One article with what was read in it.
#[derive(Clone, Debug)]
pub struct Extracted {
    /// The page, cleaned.
    pub article: Article,
    /// Its claims and terms.
    pub annotation: Annotation,
    /// Notices of its reading (a detected encoding).
    pub notices: Vec<Diagnostic>,
}

impl Extracted {
    /// What was read in a page, without the room that lists were made with and do not fill: articles by the thousand are kept for long.
    pub fn new(mut article: Article, mut annotation: Annotation, notices: Vec<Diagnostic>) -> Self {
        article.blocks.shrink_to_fit();
        annotation.claims.shrink_to_fit();
        annotation.labels.shrink_to_fit();
        Extracted { article, annotation, notices }
    }
}

/// What comes of one document.
#[derive(Clone, Debug)]
pub enum Outcome {
    /// An article.
    Article(Box<Extracted>),
    /// Something that was given and cannot be read.
    Reject(Diagnostic),
}

/// A stream of outcomes in input order.
pub struct Extract {
    intake: Intake,
    workers: Vec<Worker>,
    under_way: VecDeque<Pending>,
    next_worker: usize,
    failed: usize,
}

enum Pending {
    /// The next result of that worker, and what it reads.
    At(usize, Raw),
    Done(Diagnostic),
}

struct Worker {
    documents: Option<SyncSender<Box<Document>>>,
    outcomes: Receiver<Outcome>,
    thread: Option<JoinHandle<()>>,
}

impl Extract {
    /// Reads and annotates what `intake` gives.
    pub fn new(pack: Arc<Pack>, intake: Intake) -> Self {
        let workers = (0..WORKERS).map(|_| Worker::start(pack.clone())).collect();
        Extract { intake, workers, under_way: VecDeque::new(), next_worker: 0, failed: 0 }
    }

    /// What has come in so far; documents that failed inside count as rejected.
    pub fn counts(&self) -> Counts {
        let counts = self.intake.counts();
        Counts { documents: counts.documents - self.failed, rejected: counts.rejected + self.failed, ..counts }
    }

    /// How many files are still to be opened.
    pub fn files_left(&self) -> usize {
        self.intake.files_left()
    }

    /// The next outcome with the bytes behind it; those of a reject may be empty.
    pub fn next_with_raw(&mut self) -> Option<(Outcome, Raw)> {
        self.fill();
        let (outcome, raw) = match self.under_way.pop_front()? {
            Pending::Done(diagnostic) => return Some((Outcome::Reject(diagnostic), Raw::default())),
            Pending::At(worker, raw) => (self.workers[worker].outcomes.recv().unwrap_or_else(|_| Outcome::Reject(worker_gone())), raw),
        };
        if matches!(outcome, Outcome::Reject(_)) {
            self.failed += 1;
        }
        Some((outcome, raw))
    }

    fn fill(&mut self) {
        while self.under_way.len() < UNDER_WAY {
            let pending = match self.intake.next() {
                None => return,
                Some(Item::Reject(diagnostic)) => Pending::Done(diagnostic),
                Some(Item::Document(mut document)) => {
                    let raw = std::mem::take(&mut document.raw);
                    let worker = self.next_worker;
                    self.next_worker = (worker + 1) % self.workers.len();
                    if self.workers[worker].take(document) { Pending::At(worker, raw) } else { Pending::Done(worker_gone()) }
                }
            };
            self.under_way.push_back(pending);
        }
    }
}

impl Iterator for Extract {
    type Item = Outcome;

    fn next(&mut self) -> Option<Outcome> {
        self.next_with_raw().map(|(outcome, _)| outcome)
    }
}

impl Drop for Extract {
    fn drop(&mut self) {
        for worker in &mut self.workers {
            worker.documents = None;
        }
        for worker in &mut self.workers {
            while worker.outcomes.recv().is_ok() {}
            if let Some(thread) = worker.thread.take() {
                // A worker that panicked has already said so through its channel's end.
                let _ = thread.join();
            }
        }
    }
}

impl Worker {
    fn start(pack: Arc<Pack>) -> Self {
        let (documents, inbox) = sync_channel::<Box<Document>>(UNDER_WAY);
        let (outbox, outcomes) = sync_channel::<Outcome>(UNDER_WAY);
        let thread = std::thread::spawn(move || {
            let reader = Reader::new(&pack);
            for document in inbox {
                if outbox.send(read(*document, &reader, &pack)).is_err() {
                    return;
                }
            }
        });
        Worker { documents: Some(documents), outcomes, thread: Some(thread) }
    }
}

impl Worker {
    /// Hands a document over; false when the worker is gone.
    fn take(&self, document: Box<Document>) -> bool {
        self.documents.as_ref().is_some_and(|channel| channel.send(document).is_ok())
    }
}

/// Reads and annotates one document; a defect of ours costs that document and says so.
fn read(document: Document, reader: &Reader<'_>, pack: &Pack) -> Outcome {
    let source = document.source.clone();
    let run = || {
        let (article, mut notices) = article(document, reader);
        let annotation = if is_readable(&article) {
            isnad_annotate::annotate(&article, pack)
        } else {
            notices.push(foreign(&article));
            Annotation::default()
        };
        Outcome::Article(Box::new(Extracted::new(article, annotation, notices)))
    };
    catch_unwind(AssertUnwindSafe(run)).unwrap_or_else(|_| Outcome::Reject(defect(source)))
}

/// The article of a document, its blocks with their places in the file.
fn article(document: Document, reader: &Reader<'_>) -> (Article, Vec<Diagnostic>) {
    let Document { source, url, outlet, site, title, published_at, updated_at, text, is_html, places, seen_at, raw: _, mut notices } = document;
    let seen_at = seen_at.as_deref().and_then(Stamp::parse);
    for (given, what) in [(&published_at, "publication"), (&updated_at, "the last change")] {
        notices.extend(given.as_deref().filter(|given| reader.stamp(given).is_none()).map(|given| undated(&source, given, what)));
    }
    let input = TextInput { source, url, outlet, site, title, published_at, updated_at, text };
    let mut article = if is_html {
        let page = input.text.clone();
        let (mut article, of_page) = reader.read_page(input);
        notices.extend(of_page);
        article.raw = places.raw(&page, &article.raw);
        article
    } else {
        reader.read(input)
    };
    article.seen_at = seen_at;
    (article, notices)
}

/// Whether the packs can read the article's language; one that nothing tells is tried.
fn is_readable(article: &Article) -> bool {
    matches!(article.language.as_str(), "ar" | "und")
}

fn undated(source: &str, given: &str, what: &str) -> Diagnostic {
    Diagnostic {
        code: "N0241",
        subject: source.to_owned(),
        position: None,
        message: format!("`{given}` is no time of {what} that can be read: left out"),
        hint: Some("write the day as 2024-12-06, or the time as 2024-12-06T23:47:00+03:00".into()),
    }
}

fn foreign(article: &Article) -> Diagnostic {
    Diagnostic {
        code: "N0240",
        subject: article.source.clone(),
        position: None,
        message: format!("the text is not Arabic (language {}): stored, no claims read", article.language),
        hint: None,
    }
}

fn defect(subject: String) -> Diagnostic {
    Diagnostic {
        code: "E0900",
        subject,
        position: None,
        message: "a defect of Isnad stopped the reading of this document".into(),
        hint: Some("please report it with the document; the others were read".into()),
    }
}

fn worker_gone() -> Diagnostic {
    defect("-".into())
}
