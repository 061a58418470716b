//! Articles that are sent in one by one, for a desk that runs on a store: read, kept, and answered for once they are durable.

use super::{Desk, collect};
use crate::say::Say;
use isnad_engine::Engine;
use isnad_engine::extract::Outcome as Read;
use isnad_engine::intake::{self, Intake};
use isnad_engine::record::Collection;
use isnad_model::Diagnostic;
use isnad_store::accept::{Answer, Post, PostKey};
use isnad_store::generation::Generation;
use isnad_store::read::View;
use isnad_store::write::{Incoming, Outcome};
use isnad_store::{Mode, Reading, Result};
use serde_json::{Value, json};

/// What records that come without a file are called by.
const NAME: &str = "post";

/// A store with the engine that reads for it.
pub struct Keeper {
    desk: Desk,
    engine: &'static Engine,
    generation: Generation,
}

impl Keeper {
    /// The store that `--store` names, made where it is not there yet.
    pub fn open(engine: &'static Engine, url: Option<&str>) -> Result<Keeper> {
        let desk = Desk::open(url, Mode::Create)?;
        let generation = desk.wait(desk.store.grow(&engine.version(), &engine.pack().versions))?.id;
        Ok(Keeper { desk, engine, generation })
    }

    /// Reads `lines`, each one record as JSON Lines hold it, and keeps them for `sender`. The answer, an array with `source`, `article`,
    /// `outcome` and `problem` of each line in its order, is given once all are durable. What comes again under the same key gets
    /// the same answer.
    pub fn accept(&self, sender: &str, key: Option<&str>, lines: &[&[u8]]) -> Result<Answer> {
        let key = key.map(|key| PostKey::new(sender, key, &lines.join(&b'\n')));
        if let Some(key) = &key {
            if let Some(text) = self.desk.wait(self.desk.store.answered(key))? {
                return Ok(Answer { text, again: true });
            }
        }
        let (mut documents, mut rejects, mut told) = (Vec::new(), Vec::new(), Vec::new());
        for (outcome, raw) in self.read(lines) {
            match outcome {
                Read::Article(one) => {
                    told.push(None);
                    documents.push(Incoming { raw, reading: Reading { article: one.article, annotation: one.annotation } });
                }
                Read::Reject(diagnostic) => {
                    told.push(Some(rejected(&diagnostic)));
                    rejects.push(diagnostic);
                }
            }
        }
        let post = Post { sender, key: key.as_ref(), documents: &documents, rejects: &rejects };
        self.desk.wait(self.desk.store.accept(self.generation, post, |outcomes| answer(told, &documents, outcomes)))
    }

    /// What comes of each line, with its bytes, in order.
    fn read(&self, lines: &[&[u8]]) -> Vec<(Read, isnad_model::Raw)> {
        let items: Vec<_> = lines.iter().zip(1..).map(|(line, number)| intake::record(line.to_vec(), NAME, number)).collect();
        let mut extract = self.engine.extract_from(Intake::of(items.into_iter()));
        std::iter::from_fn(|| extract.next_with_raw()).collect()
    }

    /// Everything that the store holds now, from whomever it came.
    pub fn collection(&self, say: &mut Say) -> Result<Collection> {
        collect::collection(&self.desk, self.engine, Some(self.generation), &View::default(), say)
    }

    /// Closes the store.
    pub fn close(self) {
        self.desk.close();
    }
}

fn rejected(diagnostic: &Diagnostic) -> Value {
    let problem = json!({"code": diagnostic.code, "message": diagnostic.message, "hint": diagnostic.hint});
    json!({"source": diagnostic.subject, "article": null, "outcome": "rejected", "problem": problem})
}

/// The answer: `told` of what was rejected, the outcomes of the documents in between.
fn answer(told: Vec<Option<Value>>, documents: &[Incoming], outcomes: &[Outcome]) -> String {
    let mut kept = documents.iter().zip(outcomes).map(|(one, outcome)| {
        let article = &one.reading.article;
        json!({"source": article.source, "article": article.id.as_str(), "outcome": outcome.name(), "problem": null})
    });
    Value::Array(told.into_iter().filter_map(|one| one.or_else(|| kept.next())).collect()).to_string()
}

#[cfg(test)]
mod tests {
    use super::*;
    use clap::Parser;

    #[test]
    fn a_post_is_kept_once_and_answered_alike_after_a_restart() {
        let folder = tempfile::tempdir().unwrap();
        let url = folder.path().join("s.db").to_string_lossy().into_owned();
        let engine: &'static Engine = Box::leak(Box::new(Engine::new(None).0));
        let line = |text: &str| json!({"id": "one", "url": "https://paper.example/1", "text": text}).to_string();
        let (first, changed) = (line("قال المرصد إن الجيش انسحب من حمص."), line("قال المرصد إن الجيش لم ينسحب من حمص."));
        let keeper = Keeper::open(engine, Some(&url)).unwrap();
        let lines = [first.as_bytes(), b"no record"];
        let answer = keeper.accept("ward", Some("k-1"), &lines).unwrap();
        let told: Value = serde_json::from_str(&answer.text).unwrap();
        assert!(!answer.again && told[0]["outcome"] == "stored" && told[1]["outcome"] == "rejected" && told[1]["problem"]["code"] == "E0220");
        keeper.close();
        let keeper = Keeper::open(engine, Some(&url)).unwrap();
        assert_eq!(keeper.accept("ward", Some("k-1"), &lines).unwrap(), Answer { text: answer.text, again: true });
        assert_eq!(keeper.accept("ward", Some("k-1"), &[changed.as_bytes()]).unwrap_err().code, "E0725");
        let outcome = |sender: &str, key: Option<&str>, line: &str| {
            let answer = keeper.accept(sender, key, &[line.as_bytes()]).unwrap();
            serde_json::from_str::<Value>(&answer.text).unwrap()[0]["outcome"].as_str().unwrap().to_owned()
        };
        assert_eq!(outcome("other", Some("k-1"), &first), "duplicate");
        assert_eq!(outcome("other", None, &changed), "revision");
        let mut say = Say::new(&crate::args::Cli::parse_from(["isnad", "--quiet", "man"]));
        assert_eq!(keeper.collection(&mut say).unwrap().articles.len(), 2);
        keeper.close();
    }
}
