//! What is sent to the desk, kept in a store: read by the engine, durable before it is answered.

use super::Desk;
use super::collect;
use crate::say::Say;
use isnad_desk::post::{Answer, Keeper, Kept, Post, Receipt, Rejected, Unkept};
use isnad_desk::{Pages, Source};
use isnad_engine::Engine;
use isnad_engine::extract::Outcome;
use isnad_engine::intake::{Intake, Item, reread};
use isnad_engine::record::{Collection, Memory};
use isnad_model::{Diagnostic, Raw};
use isnad_store::accept::{self, PostKey};
use isnad_store::codec::hash;
use isnad_store::generation::{Generation, OUTDATED};
use isnad_store::read::View;
use isnad_store::write::Incoming;
use isnad_store::{Mode, Reading, Result};
use serde_json::Value;
use std::sync::{Arc, Mutex, PoisonError};

/// What posted articles are called in the store's list of files.
const NAME: &str = "post";

/// A store that the desk serves from, and keeps posts in.
pub struct StoreKeeper {
    engine: &'static Engine,
    store: Desk,
    /// Where what comes in is read to; another once somebody read everything anew.
    generation: Mutex<Generation>,
    held: Mutex<Held>,
}

/// What was taken from the store so far, and what is remembered of the record made of it.
#[derive(Default)]
struct Held {
    collection: Collection,
    documents: usize,
    last: i64,
    memory: Arc<Mutex<Memory>>,
}

impl StoreKeeper {
    /// The store at `url`, made where there is none yet.
    pub fn open(engine: &'static Engine, url: &str) -> Result<StoreKeeper> {
        let store = Desk::open(Some(url), Mode::Create)?;
        let generation = Mutex::new(grow(&store, engine)?);
        Ok(StoreKeeper { engine, store, generation, held: Mutex::default() })
    }

    fn generation(&self) -> Generation {
        *self.generation.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Everything in the store, as this program reads it; what was taken from it before is not read again.
    pub fn pages(&self, say: &mut Say) -> Result<Pages> {
        let mut held = self.held.lock().unwrap_or_else(PoisonError::into_inner);
        loop {
            let new = self.take(&mut held, say)?;
            let extent = self.store.wait(self.store.store.extent())?;
            if extent == (held.documents, held.last) {
                break;
            }
            if new == 0 {
                // Something that was taken is there no more (`isnad forget`): nothing may remember it.
                *held = Held::default();
            }
        }
        Ok(Pages::growing(self.engine, held.collection.clone(), held.memory.clone()))
    }

    /// Takes what came in since the last time; how many documents that were.
    fn take(&self, held: &mut Held, say: &mut Say) -> Result<usize> {
        let pages = self.store.store.pages(Some(self.generation()), &View::default())?.after(held.last);
        // A failure half way leaves what was held as it was.
        let mut collection = held.collection.clone();
        let (new, last) = collect::add(&self.store, self.engine, pages, &mut collection, say)?;
        held.collection = collection;
        held.documents += new;
        held.last = last.unwrap_or(held.last);
        Ok(new)
    }
}

/// Where this program's readings go to.
fn grow(store: &Desk, engine: &Engine) -> Result<Generation> {
    store.wait(store.store.grow(&engine.version(), &engine.pack().versions)).map(|row| row.id)
}

/// The articles of a post as they were read.
struct ReadPost {
    /// What is said of each, so far.
    kept: Vec<Kept>,
    /// Which of them could be read.
    places: Vec<usize>,
    incoming: Vec<Incoming>,
    rejects: Vec<Diagnostic>,
}

impl ReadPost {
    fn of(engine: &Engine, lines: &[&[u8]]) -> ReadPost {
        let items: Vec<Item> = lines.iter().enumerate().map(|(at, line)| item(line, at + 1)).collect();
        let sources: Vec<String> = lines.iter().map(|line| source(line)).collect();
        let mut extract = engine.extract_from(Intake::of(items.into_iter()));
        let mut post = ReadPost { kept: Vec::with_capacity(lines.len()), places: Vec::new(), incoming: Vec::new(), rejects: Vec::new() };
        while let Some((outcome, raw)) = extract.next_with_raw() {
            let source = sources.get(post.kept.len()).cloned().unwrap_or_default();
            post.kept.push(match outcome {
                Outcome::Article(one) => {
                    let article = Some(one.article.id.to_string());
                    post.places.push(post.kept.len());
                    post.incoming.push(Incoming { raw, reading: Reading { article: one.article, annotation: one.annotation } });
                    Kept { source, article, outcome: String::new(), problem: None }
                }
                Outcome::Reject(diagnostic) => {
                    let problem = Rejected { code: diagnostic.code.into(), message: diagnostic.message.clone(), hint: diagnostic.hint.clone() };
                    post.rejects.push(diagnostic);
                    Kept { source, article: None, outcome: "rejected".into(), problem: Some(problem) }
                }
            });
        }
        post
    }
}

impl Keeper for StoreKeeper {
    fn keep(&self, post: &Post<'_>) -> std::result::Result<Answer, Unkept> {
        let key = post.key.map(|key| PostKey::new(post.sender, key, post.body));
        if let Some(key) = &key {
            if let Some(text) = self.store.wait(self.store.store.answered(key)).map_err(unkept)? {
                return said(&text, true);
            }
        }
        let ReadPost { mut kept, places, incoming, rejects } = ReadPost::of(self.engine, post.lines);
        let given = accept::Post { sender: post.sender, key: key.as_ref(), documents: &incoming, rejects: &rejects };
        let mut accept = || {
            let answer = self.store.store.accept(self.generation(), given, |outcomes| {
                for (at, outcome) in places.iter().zip(outcomes) {
                    kept[*at].outcome = outcome.name().to_owned();
                }
                serde_json::to_string(&Receipt { articles: kept.clone() }).unwrap_or_default()
            });
            self.store.wait(answer)
        };
        let answer = match accept() {
            Err(error) if error.code == OUTDATED => {
                let grown = grow(&self.store, self.engine).map_err(unkept)?;
                *self.generation.lock().unwrap_or_else(PoisonError::into_inner) = grown;
                accept()
            }
            answer => answer,
        };
        let answer = answer.map_err(unkept)?;
        said(&answer.text, answer.again)
    }

    fn source(&self) -> Result<Arc<dyn Source>> {
        Ok(Arc::new(self.pages(&mut Say::silent())?))
    }
}

/// An answer as the store keeps it.
fn said(text: &str, again: bool) -> std::result::Result<Answer, Unkept> {
    let receipt: Receipt = serde_json::from_str(text).map_err(|error| Diagnostic {
        code: "E0743",
        subject: "post".into(),
        position: None,
        message: format!("the answer kept for it cannot be read: {error}"),
        hint: Some("send it under another key; `isnad verify` lists all that is damaged".into()),
    })?;
    Ok(Answer { articles: receipt.articles, again })
}

fn unkept(diagnostic: Diagnostic) -> Unkept {
    if diagnostic.code == "E0725" { Unkept::OtherBody } else { Unkept::Failed(diagnostic) }
}

/// The document of one posted line, as intake reads a line of JSON Lines.
fn item(line: &[u8], place: usize) -> Item {
    let raw = Raw { bytes: line.to_vec(), form: "record".into(), name: NAME.into(), place: Some(place) };
    match reread(raw, &source(line)) {
        Ok(document) => Item::Document(Box::new(document)),
        Err(diagnostic) => Item::Reject(diagnostic),
    }
}

/// What a posted article is called: its id, else its address, else by its content, so that it is called the same when it comes again.
fn source(line: &[u8]) -> String {
    let value: Value = serde_json::from_slice(line).unwrap_or_default();
    let named = |field: &str| match &value[field] {
        Value::String(text) => Some(text.trim().to_owned()).filter(|text| !text.is_empty()),
        Value::Number(number) => Some(number.to_string()),
        _ => None,
    };
    let by_content = || {
        let digits: String = hash(line).iter().take(8).map(|byte| format!("{byte:02x}")).collect();
        format!("{NAME}-{digits}")
    };
    named("id").or_else(|| named("url")).unwrap_or_else(by_content)
}

#[cfg(test)]
mod tests {
    use super::*;
    use isnad_fuse::Options;

    fn article(id: &str, town: &str) -> String {
        serde_json::json!({"id": id, "outlet": "منبر", "published_at": "2024-12-06T10:00:00Z",
            "text": format!("أعلن المرصد السوري لحقوق الإنسان أن الجيش السوري انسحب من مدينة {town} يوم الجمعة.")})
        .to_string()
    }

    struct Setting {
        engine: &'static Engine,
        folder: tempfile::TempDir,
    }

    impl Setting {
        fn new() -> Setting {
            let (engine, _) = Engine::new(None);
            Setting { engine: Box::leak(Box::new(engine)), folder: tempfile::tempdir().unwrap() }
        }

        fn keeper(&self) -> StoreKeeper {
            StoreKeeper::open(self.engine, &self.folder.path().join("isnad.db").to_string_lossy()).unwrap()
        }

        /// The canonical export of what a keeper serves.
        fn export(&self, keeper: &StoreKeeper) -> Vec<u8> {
            let mut bytes = Vec::new();
            let record = keeper.source().unwrap().record(&Options::default());
            isnad_export::record::write_record(&record, &self.engine.pack().versions, &mut bytes).unwrap();
            bytes
        }
    }

    fn keep(keeper: &StoreKeeper, key: Option<&str>, lines: &[&str]) -> std::result::Result<Answer, Unkept> {
        let body = lines.join("\n");
        let lines: Vec<&[u8]> = lines.iter().map(|line| line.as_bytes()).collect();
        keeper.keep(&Post { sender: "feed", key, body: body.as_bytes(), lines: &lines })
    }

    fn outcomes(answer: &Answer) -> Vec<(&str, &str)> {
        answer.articles.iter().map(|one| (one.source.as_str(), one.outcome.as_str())).collect()
    }

    #[test]
    fn what_is_posted_is_in_the_store_when_it_is_answered_and_counts_once() {
        let setting = Setting::new();
        let keeper = setting.keeper();
        let (first, second) = (article("a", "حمص"), article("b", "حماة"));
        let kept = keep(&keeper, None, &[&first, "{\"id\": 7}", &second]).unwrap();
        assert_eq!(outcomes(&kept), [("a", "stored"), ("7", "rejected"), ("b", "stored")]);
        assert_eq!(kept.articles[1].problem.as_ref().map(|problem| problem.code.as_str()), Some("E0222"));
        // Another program sees it at once.
        let other = setting.keeper();
        assert_eq!(other.source().unwrap().articles().len(), 2);
        assert_eq!(outcomes(&keep(&keeper, None, &[&first]).unwrap()), [("a", "duplicate")]);
        assert_eq!(other.source().unwrap().articles().len(), 2);
    }

    #[test]
    fn a_post_under_its_key_is_answered_as_before_after_a_restart_too() {
        let setting = Setting::new();
        let (first, second) = (article("a", "حمص"), article("b", "حماة"));
        let kept = keep(&setting.keeper(), Some("k"), &[&first, "{}"]).unwrap();
        // A keeper that knows nothing but the store.
        let keeper = setting.keeper();
        let again = keep(&keeper, Some("k"), &[&first, "{}"]).unwrap();
        assert!(!kept.again && again.again);
        assert_eq!(serde_json::to_string(&kept.articles).unwrap(), serde_json::to_string(&again.articles).unwrap());
        assert!(matches!(keep(&keeper, Some("k"), &[&second]), Err(Unkept::OtherBody)));
        assert_eq!(keeper.source().unwrap().articles().len(), 1);
    }

    #[test]
    fn a_desk_goes_on_when_others_read_everything_anew_with_packs_of_their_own() {
        let setting = Setting::new();
        let keeper = setting.keeper();
        keep(&keeper, None, &[&article("a", "حمص")]).unwrap();
        let store = &keeper.store;
        let theirs = store.wait(store.store.grow("their packs", &setting.engine.pack().versions)).unwrap().id;
        store.wait(store.store.make_current(theirs)).unwrap();
        assert_eq!(outcomes(&keep(&keeper, Some("k"), &[&article("b", "حماة")]).unwrap()), [("b", "stored")]);
        assert_eq!(keeper.source().unwrap().articles().len(), 2);
        assert_eq!(setting.keeper().source().unwrap().articles().len(), 2);
        // The last is deleted and another comes in, while the desk holds what was there.
        let found = store.wait(store.store.find("b")).unwrap();
        store.wait(store.store.forget(&found, "request 1")).unwrap();
        keep(&setting.keeper(), None, &[&article("c", "الرستن")]).unwrap();
        let pages = keeper.source().unwrap();
        let mut held: Vec<&str> = pages.articles().iter().map(|one| one.article.source.as_str()).collect();
        held.sort_unstable();
        assert_eq!(held, ["a", "c"]);
    }

    #[test]
    fn a_record_that_grows_is_byte_for_byte_the_record_made_anew() {
        let setting = Setting::new();
        let keeper = setting.keeper();
        let towns = ["حمص", "حماة", "حمص", "دير الزور", "الرستن", "حماة", "حمص"];
        for (at, town) in towns.iter().enumerate() {
            // Every other article comes in by another program.
            let by = if at % 2 == 0 { &keeper } else { &setting.keeper() };
            keep(by, None, &[&article(&format!("{at}"), town)]).unwrap();
            let grown = setting.export(&keeper);
            assert_eq!(keeper.source().unwrap().articles().len(), at + 1);
            assert!(grown == setting.export(&setting.keeper()), "after {} articles", at + 1);
        }
        let last = keeper.source().unwrap().articles()[0].article.source.clone();
        let store = &keeper.store;
        let found = store.wait(store.store.find(&last)).unwrap();
        store.wait(store.store.forget(&found, "request 1")).unwrap();
        let left = setting.export(&keeper);
        assert_eq!(keeper.source().unwrap().articles().len(), towns.len() - 1, "what was forgotten is gone");
        assert!(left == setting.export(&setting.keeper()));
    }
}
