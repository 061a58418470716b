//! What is sent to the desk, kept in a store: read by the engine, durable before it is answered.

use super::Desk;
use super::collect;
use crate::say::Say;
use isnad_desk::post::{Keeper, Kept, Rejected};
use isnad_desk::{Pages, Source};
use isnad_engine::Engine;
use isnad_engine::extract::Outcome;
use isnad_engine::intake::{Intake, Item, reread};
use isnad_model::Raw;
use isnad_store::codec::hash;
use isnad_store::generation::GenerationRow;
use isnad_store::read::View;
use isnad_store::write::Incoming;
use isnad_store::{Mode, Reading, Result};
use serde_json::Value;
use std::sync::Arc;

/// What posted articles are called in the store's list of files.
const NAME: &str = "post";

/// A store that the desk serves from, and keeps posts in.
pub struct StoreKeeper {
    engine: &'static Engine,
    store: Desk,
    generation: GenerationRow,
}

impl StoreKeeper {
    /// The store at `url`, made where there is none yet.
    pub fn open(engine: &'static Engine, url: &str) -> Result<StoreKeeper> {
        let store = Desk::open(Some(url), Mode::Create)?;
        let generation = store.wait(store.store.grow(&engine.version(), &engine.pack().versions))?;
        Ok(StoreKeeper { engine, store, generation })
    }

    /// Everything in the store, as this program reads it.
    pub fn pages(&self, say: &mut Say) -> Result<Pages> {
        let collection = collect::collection(&self.store, self.engine, Some(self.generation.id), &View::default(), say)?;
        Ok(Pages::new(self.engine, collection))
    }
}

impl Keeper for StoreKeeper {
    fn keep(&self, lines: &[&[u8]]) -> Result<Vec<Kept>> {
        let items: Vec<Item> = lines.iter().enumerate().map(|(at, line)| item(line, at + 1)).collect();
        let sources: Vec<String> = lines.iter().map(|line| source(line)).collect();
        let mut extract = self.engine.extract_from(Intake::of(items.into_iter()));
        let (mut kept, mut batch, mut rejects) = (Vec::with_capacity(lines.len()), Vec::new(), Vec::new());
        while let Some((outcome, raw)) = extract.next_with_raw() {
            let source = sources.get(kept.len()).cloned().unwrap_or_default();
            kept.push(match outcome {
                Outcome::Article(one) => {
                    let article = Some(one.article.id.to_string());
                    batch.push((kept.len(), Incoming { raw, reading: Reading { article: one.article, annotation: one.annotation } }));
                    Kept { source, article, outcome: String::new(), problem: None }
                }
                Outcome::Reject(diagnostic) => {
                    let problem = Rejected { code: diagnostic.code.into(), message: diagnostic.message.clone(), hint: diagnostic.hint.clone() };
                    rejects.push(diagnostic);
                    Kept { source, article: None, outcome: "rejected".into(), problem: Some(problem) }
                }
            });
        }
        let job = self.store.wait(self.store.store.begin_job("post"))?;
        let (places, incoming): (Vec<usize>, Vec<Incoming>) = batch.into_iter().unzip();
        let outcomes = self.store.wait(self.store.store.write(job, self.generation.id, &incoming))?;
        if !rejects.is_empty() {
            self.store.wait(self.store.store.note(job, &rejects, 0))?;
        }
        self.store.wait(self.store.store.end_job(job))?;
        for (at, outcome) in places.into_iter().zip(outcomes) {
            kept[at].outcome = outcome.name().to_owned();
        }
        Ok(kept)
    }

    fn source(&self) -> Result<Arc<dyn Source>> {
        Ok(Arc::new(self.pages(&mut Say::silent())?))
    }
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

    fn article(id: &str, town: &str) -> String {
        serde_json::json!({"id": id, "outlet": "منبر", "published_at": "2024-12-06T10:00:00Z",
            "text": format!("أعلن المرصد السوري لحقوق الإنسان أن الجيش السوري انسحب من مدينة {town} يوم الجمعة.")})
        .to_string()
    }

    #[test]
    fn what_is_posted_is_in_the_store_when_it_is_answered_and_counts_once() {
        let (engine, _) = Engine::new(None);
        let engine: &'static Engine = Box::leak(Box::new(engine));
        let folder = tempfile::tempdir().unwrap();
        let url = folder.path().join("isnad.db").to_string_lossy().into_owned();
        let keeper = StoreKeeper::open(engine, &url).unwrap();
        let (first, second) = (article("a", "حمص"), article("b", "حماة"));
        let lines: [&[u8]; 3] = [first.as_bytes(), b"{\"id\": 7}", second.as_bytes()];
        let kept = keeper.keep(&lines).unwrap();
        let outcomes: Vec<(&str, &str)> = kept.iter().map(|one| (one.source.as_str(), one.outcome.as_str())).collect();
        assert_eq!(outcomes, [("a", "stored"), ("7", "rejected"), ("b", "stored")]);
        assert_eq!(kept[1].problem.as_ref().map(|problem| problem.code.as_str()), Some("E0222"));
        // Another program sees it at once.
        let other = StoreKeeper::open(engine, &url).unwrap();
        assert_eq!(other.source().unwrap().articles().len(), 2);
        assert_eq!(keeper.keep(&[first.as_bytes()]).unwrap()[0].outcome, "duplicate");
        assert_eq!(other.source().unwrap().articles().len(), 2);
    }
}
