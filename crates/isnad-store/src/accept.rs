//! Posts: documents that one sender gives together and is answered for once they are durable. A post that comes again under its key,
//! because its answer was lost on the way, gets that answer again, after a restart, too; nothing is kept or counted twice.

use crate::codec::{Hash, hash};
use crate::error::{Result, complain};
use crate::generation::Generation;
use crate::sql::{self, Value};
use crate::store::{Store, Tx, now};
use crate::write::{Incoming, Job, Outcome, Tally, close_job, count, insert_job};
use isnad_model::Diagnostic;

/// How a sender names a post: whoever sends other bytes under the same key is told so.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PostKey {
    key: Hash,
    body: Hash,
}

impl PostKey {
    /// The post that `sender` calls `key` and that holds `body`.
    pub fn new(sender: &str, key: &str, body: &[u8]) -> PostKey {
        PostKey { key: hash(format!("{sender}\0{key}").as_bytes()), body: hash(body) }
    }
}

/// What comes in together.
#[derive(Clone, Copy, Debug)]
pub struct Post<'a> {
    /// Who sends it.
    pub sender: &'a str,
    /// How the sender names it, if at all.
    pub key: Option<&'a PostKey>,
    /// What could be read.
    pub documents: &'a [Incoming],
    /// What could not.
    pub rejects: &'a [Diagnostic],
}

/// The answer to a post.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Answer {
    /// What was said.
    pub text: String,
    /// Whether it had been said before: then nothing was done now.
    pub again: bool,
}

/// How long answers are kept.
const KEPT: jiff::SignedDuration = jiff::SignedDuration::from_hours(7 * 24);

impl Store {
    /// The answer that the post of that key had.
    pub async fn answered(&self, key: &PostKey) -> Result<Option<String>> {
        self.same_post(key, self.all(ANSWER, vec![Value::bytes(&key.key)]).await?.first())
    }

    /// Takes in a post, read as `generation` reads, in one transaction. `answer` makes the answer from what became of each document;
    /// it is kept with them, and given once all are durable.
    pub async fn accept(&self, generation: Generation, post: Post<'_>, answer: impl FnOnce(&[Outcome]) -> String) -> Result<Answer> {
        let mut tx = self.begin().await?;
        if let Some(key) = post.key {
            let rows = tx.all(ANSWER, vec![Value::bytes(&key.key)]).await?;
            if let Some(text) = self.same_post(key, rows.first())? {
                return Ok(Answer { text, again: true });
            }
        }
        let job = Job(tx.next_id("job").await?);
        insert_job(&mut tx, job, "post", post.sender).await?;
        let outcomes = self.write_in(&mut tx, job, generation, post.documents).await?;
        self.note_in(&mut tx, job, post.rejects).await?;
        count(&mut tx, job, Tally { rejected: post.rejects.len(), ..Tally::default() }).await?;
        let text = answer(&outcomes);
        if let Some(key) = post.key {
            self.remember(&mut tx, key, &text).await?;
        }
        close_job(&mut tx, job).await?;
        self.point("accept.commit")?;
        tx.commit().await?;
        self.point("accept.acknowledge")?;
        Ok(Answer { text, again: false })
    }

    async fn remember(&self, tx: &mut Tx, key: &PostKey, text: &str) -> Result<()> {
        let oldest = (jiff::Timestamp::now() - KEPT).strftime("%Y-%m-%dT%H:%M:%S.%6fZ").to_string();
        tx.run("DELETE FROM post WHERE answered_at < $1", vec![Value::Text(oldest)]).await?;
        let values = vec![Value::bytes(&key.key), Value::bytes(&key.body), Value::text(text), Value::text(&now())];
        self.point("accept.answer")?;
        tx.run("INSERT INTO post (post_key, body_sha256, answer, answered_at) VALUES ($1, $2, $3, $4)", values).await.map(|_| ())
    }

    /// The answer in a row of [`ANSWER`], if it is one to the same bytes.
    fn same_post(&self, key: &PostKey, row: Option<&sqlx::any::AnyRow>) -> Result<Option<String>> {
        match row {
            None => Ok(None),
            Some(row) if sql::bytes(row, 0) == key.body => Ok(Some(sql::text(row, 1))),
            Some(_) => {
                Err(complain("E0725", self.shown(), "a post with this key was answered, and held other bytes", "give each post a key of its own"))
            }
        }
    }
}

const ANSWER: &str = "SELECT body_sha256, answer FROM post WHERE post_key = $1";
