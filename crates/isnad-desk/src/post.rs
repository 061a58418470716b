//! Articles that are sent to the desk. An answer says that they are kept only once they are; the record follows.

use crate::limit::Limit;
use crate::problem::Problem;
use crate::source::Source;
use crate::tokens::{Refusal, Scope, Tokens};
use crate::web::peer;
use crate::{Desk, Library};
use axum::body::{Bytes, to_bytes};
use axum::extract::Request;
use axum::http::{HeaderMap, StatusCode, header};
use axum::response::{IntoResponse, Response};
use isnad_fuse::Options;
use isnad_model::Diagnostic;
use isnad_model::ids::sha256_hex;
use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use serde_json::json;
use std::fs::File;
use std::io::{self, Write};
use std::path::Path;
use std::sync::atomic::Ordering::Relaxed;
use std::sync::{Arc, Mutex, PoisonError};
use std::time::{Duration, Instant};
use tokio::sync::{Notify, Semaphore};
use utoipa::ToSchema;

/// Bytes of one post.
pub const LONGEST: usize = 8 << 20;
/// Articles of one post.
const MOST: usize = 500;
/// Posts that a token may send a second in the long run, and at once.
const A_SECOND: u32 = 5;
const AT_ONCE: u32 = 50;
/// Posts whose bodies are held at once, the one that is being kept among them.
const HELD: usize = 4;
/// Refusals a second that are written down in the long run, and at once: whoever has no token cannot fill the audit log.
const REFUSALS: (u32, u32) = (1, 100);
/// How long the making of a new record waits for more that is posted.
const PAUSE: Duration = Duration::from_millis(500);
/// How long it waits after it failed, at first and at most.
const AGAIN: (Duration, Duration) = (Duration::from_secs(2), Duration::from_secs(60));

/// What keeps articles that are sent in.
pub trait Keeper: Send + Sync + 'static {
    /// Reads the articles of `post` and keeps them; what became of each, once all are durable. A post that comes again under its key is
    /// answered as it was the first time, after a restart, too.
    ///
    /// # Errors
    /// When they cannot be kept; then none is.
    fn keep(&self, post: &Post<'_>) -> Result<Answer, Unkept>;

    /// Everything that is kept, to make records of. What was there before is not read again.
    ///
    /// # Errors
    /// When it cannot be read.
    fn source(&self) -> Result<Arc<dyn Source>, Diagnostic>;
}

/// What a holder of a token sends.
#[derive(Clone, Copy, Debug)]
pub struct Post<'a> {
    /// Whose token it came with.
    pub sender: &'a str,
    /// What the sender calls it, so that a repetition is known.
    pub key: Option<&'a str>,
    /// The body as it came.
    pub body: &'a [u8],
    /// Its articles, each as JSON Lines hold it.
    pub lines: &'a [&'a [u8]],
}

/// What a keeper answers.
#[derive(Clone, Debug)]
pub struct Answer {
    /// What became of each article, in the order sent.
    pub articles: Vec<Kept>,
    /// Whether this had been said before: then nothing was done now.
    pub again: bool,
}

/// Why nothing of a post was kept.
#[derive(Clone, Debug)]
pub enum Unkept {
    /// Its key stood for another body.
    OtherBody,
    /// It could not be.
    Failed(Diagnostic),
}

impl From<Diagnostic> for Unkept {
    fn from(diagnostic: Diagnostic) -> Self {
        Unkept::Failed(diagnostic)
    }
}

/// What became of one article.
#[derive(Clone, Debug, Serialize, Deserialize, ToSchema)]
pub struct Kept {
    /// What it is called: its id, else its address.
    pub source: String,
    /// Id of the article; none where it could not be read.
    pub article: Option<String>,
    /// `stored`, `revision`, `repeat`, `duplicate`, `forgotten` or `rejected`.
    pub outcome: String,
    /// Why it was rejected.
    pub problem: Option<Rejected>,
}

/// Why an article was rejected.
#[derive(Clone, Debug, Serialize, Deserialize, ToSchema)]
pub struct Rejected {
    /// Stable code of Isnad.
    pub code: String,
    /// What is wrong.
    pub message: String,
    /// What to do about it.
    pub hint: Option<String>,
}

/// The answer to a post.
#[derive(Clone, Debug, Serialize, Deserialize, ToSchema)]
pub struct Receipt {
    /// What became of each article, in the order sent.
    pub articles: Vec<Kept>,
}

/// What is needed to take in posts.
pub struct Posts {
    keeper: Arc<dyn Keeper>,
    tokens: Tokens,
    limit: Limit<String>,
    audit: Mutex<File>,
    refusals: Limit<()>,
    /// Bounds what waits in memory to be kept.
    places: Arc<Semaphore>,
    /// One post is kept at a time.
    turn: tokio::sync::Mutex<()>,
    changed: Notify,
}

impl Posts {
    /// Posts by holders of `tokens`, kept by `keeper`; who sent what is written to the end of the file `audit`.
    ///
    /// # Errors
    /// When the file cannot be written to.
    pub fn new(keeper: Arc<dyn Keeper>, tokens: Tokens, audit: &Path) -> io::Result<Posts> {
        let audit = File::options().create(true).append(true).open(audit)?;
        Ok(Posts {
            keeper,
            tokens,
            limit: Limit::new(A_SECOND, AT_ONCE),
            audit: Mutex::new(audit),
            refusals: Limit::new(REFUSALS.0, REFUSALS.1),
            places: Arc::new(Semaphore::new(HELD)),
            turn: tokio::sync::Mutex::new(()),
            changed: Notify::new(),
        })
    }

    /// Writes one line of who did what.
    fn note(&self, who: &str, from: &str, action: &str, detail: &serde_json::Value) -> io::Result<()> {
        let line = json!({"at": Timestamp::now().to_string(), "who": who, "from": from, "action": action, "detail": detail});
        let mut file = self.audit.lock().unwrap_or_else(PoisonError::into_inner);
        writeln!(file, "{line}").and_then(|()| file.sync_data())
    }

    /// Writes down that somebody without a good token was sent away, as long as that is not often.
    fn note_refusal(self: &Arc<Self>, from: String, problem: &Problem) {
        if self.refusals.take((), Instant::now()).is_err() {
            return;
        }
        let (posts, code) = (self.clone(), problem.code);
        // Nobody waits for it: what was refused is refused whether or not it can be written down.
        tokio::task::spawn_blocking(move || posts.note("-", &from, "refused", &json!({ "code": code })));
    }
}

/// Whose token the request bears, when it is good for `scope`.
///
/// # Errors
/// Why it is not.
pub fn holder<'d>(desk: &'d Desk, headers: &HeaderMap, scope: Scope) -> Result<&'d str, Problem> {
    let given = headers.get(header::AUTHORIZATION).and_then(|value| value.to_str().ok()).and_then(|value| value.strip_prefix("Bearer "));
    let known = desk.posts.as_ref().map_or(Err(Refusal::Unknown), |posts| posts.tokens.holder(given, scope, Timestamp::now()));
    known.map_err(|refusal| {
        desk.metrics.unauthorized.fetch_add(1, Relaxed);
        match refusal {
            Refusal::Unknown => Problem::unauthorized(),
            Refusal::OtherScope => Problem::other_scope(scope.name()),
        }
    })
}

/// Answers what is posted.
pub async fn answer(desk: Arc<Desk>, request: Request) -> Response {
    taken(desk, request).await.unwrap_or_else(IntoResponse::into_response)
}

async fn taken(desk: Arc<Desk>, request: Request) -> Result<Response, Problem> {
    let posts = desk.posts.clone().ok_or_else(Problem::method)?;
    let from = peer(&request).map_or_else(|| "-".to_owned(), |address| address.to_string());
    let who = match holder(&desk, request.headers(), Scope::Ingest) {
        Ok(who) => who.to_owned(),
        Err(problem) => {
            posts.note_refusal(from, &problem);
            return Err(problem);
        }
    };
    posts.limit.take(who.clone(), Instant::now()).map_err(|wait| {
        desk.metrics.limited.fetch_add(1, Relaxed);
        Problem::too_often(wait)
    })?;
    let key = idempotency_key(request.headers())?;
    let kind = request.headers().get(header::CONTENT_TYPE).and_then(|kind| kind.to_str().ok()).unwrap_or("").to_owned();
    // A body is taken into memory only where few others wait there.
    let place = posts.places.clone().acquire_owned().await.map_err(|_| Problem::busy())?;
    let body = to_bytes(request.into_body(), LONGEST).await.map_err(|_| Problem::too_big(LONGEST))?;
    let lines = lines(&kind, &body)?;
    let sent = Sent { who, from, key, body, lines };
    // What has begun goes on to its end when the sender goes away: what is kept is counted, told and shown.
    let kept = tokio::spawn(async move {
        let _place = place;
        kept(&desk, &posts, sent).await
    });
    kept.await.map_err(|_| Problem::defect())?.map(receipt)
}

/// A post whose body has come whole.
struct Sent {
    who: String,
    from: String,
    key: Option<String>,
    body: Bytes,
    lines: Vec<Bytes>,
}

/// Keeps what was sent once it is written down who sent it, and tells of it.
async fn kept(desk: &Desk, posts: &Arc<Posts>, sent: Sent) -> Result<Answer, Problem> {
    let _turn = posts.turn.lock().await;
    let keeping = posts.clone();
    let keep = move || {
        let Sent { who, from, key, body, lines } = sent;
        let detail = json!({"articles": lines.len(), "bytes": body.len(), "sha256": sha256_hex(&body)});
        keeping.note(&who, &from, "post", &detail).map_err(|_| Problem::unkept("the audit log cannot be written"))?;
        let lines: Vec<&[u8]> = lines.iter().map(Bytes::as_ref).collect();
        keeping.keeper.keep(&Post { sender: &who, key: key.as_deref(), body: &body, lines: &lines }).map_err(|unkept| match unkept {
            Unkept::OtherBody => Problem::other_body(),
            Unkept::Failed(diagnostic) => Problem::unkept(&diagnostic.message),
        })
    };
    let answer = tokio::task::spawn_blocking(keep).await.map_err(|_| Problem::defect())??;
    if !answer.again {
        tell(desk, posts, &answer.articles);
    }
    Ok(answer)
}

fn is_new(one: &Kept) -> bool {
    matches!(one.outcome.as_str(), "stored" | "revision" | "repeat")
}

/// Counts and tells what is new, and has a record made of it.
fn tell(desk: &Desk, posts: &Posts, articles: &[Kept]) {
    let new: Vec<&Kept> = articles.iter().filter(|one| is_new(one)).collect();
    desk.metrics.posted.fetch_add(new.len() as u64, Relaxed);
    for one in &new {
        desk.happenings.tell("article", &json!({"article": one.article, "source": one.source, "outcome": one.outcome}));
    }
    if !new.is_empty() {
        posts.changed.notify_one();
    }
}

/// Says what became of the articles.
fn receipt(answer: Answer) -> Response {
    let status = match answer.articles {
        ref kept if kept.iter().any(is_new) => StatusCode::CREATED,
        ref kept if kept.iter().all(|one| one.outcome == "rejected") => StatusCode::UNPROCESSABLE_ENTITY,
        _ => StatusCode::OK,
    };
    let headers = [(header::CONTENT_TYPE, "application/json"), (header::CACHE_CONTROL, "no-store")];
    let text = serde_json::to_string(&Receipt { articles: answer.articles }).unwrap_or_default();
    let mut response = (status, headers, text).into_response();
    if answer.again {
        response.headers_mut().insert("idempotency-replayed", header::HeaderValue::from_static("true"));
    }
    response
}

/// The key by which a sender tells a repetition.
fn idempotency_key(headers: &HeaderMap) -> Result<Option<String>, Problem> {
    let Some(value) = headers.get("idempotency-key") else { return Ok(None) };
    let key = value.to_str().ok().filter(|key| (1..=200).contains(&key.len()));
    key.map(|key| Some(key.to_owned())).ok_or_else(|| Problem::parameter("Idempotency-Key", "1 to 200 plain characters"))
}

/// The articles of a body, one each.
fn lines(kind: &str, body: &Bytes) -> Result<Vec<Bytes>, Problem> {
    let kind = kind.split(';').next().unwrap_or("").trim();
    let lines: Vec<Bytes> = match kind {
        "application/json" => vec![one_line(body)?],
        "application/x-ndjson" | "application/jsonl" => {
            body.split(|byte| *byte == b'\n').filter(|line| !line.trim_ascii().is_empty()).map(|line| body.slice_ref(line)).collect()
        }
        _ => return Err(Problem::media_type()),
    };
    if lines.is_empty() || lines.len() > MOST {
        return Err(Problem::parameter("body", &format!("send 1 to {MOST} articles")));
    }
    Ok(lines)
}

/// A JSON object over several lines as one.
fn one_line(body: &Bytes) -> Result<Bytes, Problem> {
    let value: serde_json::Value = serde_json::from_slice(body).map_err(|error| Problem::parameter("body", &format!("no JSON object: {error}")))?;
    Ok(Bytes::from(value.to_string()))
}

/// Makes the record anew whenever something was posted, as long as the desk is there; where that fails, it is said and tried again.
pub async fn keep_up(desk: Arc<Desk>) {
    let Some(posts) = desk.posts.clone() else { return };
    let mut wait = AGAIN.0;
    loop {
        posts.changed.notified().await;
        tokio::time::sleep(PAUSE).await;
        while let Err(problem) = renew(&desk, &posts).await {
            desk.happenings.tell("problem", &problem);
            tokio::time::sleep(wait).await;
            wait = (wait * 2).min(AGAIN.1);
        }
        wait = AGAIN.0;
    }
}

/// Makes the record of all that is kept, serves it, and tells what changed.
async fn renew(desk: &Desk, posts: &Posts) -> Result<(), serde_json::Value> {
    let keeper = posts.keeper.clone();
    let before = desk.library();
    let make = move || keeper.source().map(|source| Arc::new(Library::new(source, Some(&before))));
    let defect = |problem: Problem| json!({"code": problem.code, "message": problem.detail});
    let library = match tokio::task::spawn_blocking(make).await {
        Ok(made) => made.map_err(|diagnostic| json!({"code": diagnostic.code, "message": diagnostic.message}))?,
        Err(_) => return Err(defect(Problem::defect())),
    };
    let now = library.shelf.get(&Options::default()).await.map_err(defect)?;
    let before = desk.library().shelf.whole();
    desk.replace(library);
    if let (Some(before), Some(since)) = (before, now.record.articles.iter().filter_map(|row| row.published_at).max_by_key(|at| at.order_key())) {
        for change in isnad_fuse::changes::changes(&before.record, &now.record, since).into_iter().filter(|change| change.kind != "article") {
            desk.happenings.tell("change", &json!({"kind": change.kind, "subject": change.subject, "detail": change.detail}));
        }
    }
    desk.happenings.tell("record", &json!({"articles": now.record.articles.len(), "events": now.record.events.len()}));
    Ok(())
}
