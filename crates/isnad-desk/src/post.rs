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
use serde::Serialize;
use serde_json::json;
use std::collections::VecDeque;
use std::fs::File;
use std::io::{self, Write};
use std::path::Path;
use std::sync::atomic::Ordering::Relaxed;
use std::sync::{Arc, Mutex, PoisonError};
use std::time::{Duration, Instant};
use tokio::sync::Notify;
use utoipa::ToSchema;

/// Bytes of one post.
pub const LONGEST: usize = 8 << 20;
/// Articles of one post.
const MOST: usize = 500;
/// Answers kept for a sender that does not know whether it was heard.
const KEPT_ANSWERS: usize = 1000;
/// Posts that a token may send a second in the long run, and at once.
const A_SECOND: u32 = 5;
const AT_ONCE: u32 = 50;
/// How long the making of a new record waits for more that is posted.
const PAUSE: Duration = Duration::from_millis(500);

/// What keeps articles that are sent in.
pub trait Keeper: Send + Sync + 'static {
    /// Reads `lines`, each one article as JSON Lines hold it, and keeps them. What became of each, once all are durable.
    ///
    /// # Errors
    /// When they cannot be kept; then none is.
    fn keep(&self, lines: &[&[u8]]) -> Result<Vec<Kept>, Diagnostic>;

    /// Everything that is kept, to make records of.
    ///
    /// # Errors
    /// When it cannot be read.
    fn source(&self) -> Result<Arc<dyn Source>, Diagnostic>;
}

/// What became of one article.
#[derive(Clone, Debug, Serialize, ToSchema)]
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
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct Rejected {
    /// Stable code of Isnad.
    pub code: String,
    /// What is wrong.
    pub message: String,
    /// What to do about it.
    pub hint: Option<String>,
}

/// The answer to a post.
#[derive(Clone, Debug, Serialize, ToSchema)]
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
    answers: Mutex<VecDeque<Answered>>,
    /// One post is kept at a time.
    turn: tokio::sync::Mutex<()>,
    changed: Notify,
}

/// A post that was answered.
struct Answered {
    key: String,
    body: String,
    status: StatusCode,
    receipt: String,
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
            answers: Mutex::default(),
            turn: tokio::sync::Mutex::new(()),
            changed: Notify::new(),
        })
    }

    /// Writes one line of who did what. A post that cannot be written down is not taken.
    fn note(&self, who: &str, from: &str, action: &str, detail: &serde_json::Value) -> Result<(), Problem> {
        let line = json!({"at": Timestamp::now().to_string(), "who": who, "from": from, "action": action, "detail": detail});
        let mut file = self.audit.lock().unwrap_or_else(PoisonError::into_inner);
        writeln!(file, "{line}").and_then(|()| file.sync_data()).map_err(|_| Problem::unkept("the audit log cannot be written"))
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

/// Answers a post.
pub async fn answer(desk: Arc<Desk>, request: Request) -> Response {
    taken(desk, request).await.unwrap_or_else(IntoResponse::into_response)
}

async fn taken(desk: Arc<Desk>, request: Request) -> Result<Response, Problem> {
    let posts = desk.posts.as_ref().ok_or_else(Problem::method)?;
    let from = peer(&request).map_or_else(|| "-".to_owned(), |address| address.to_string());
    let who = match holder(&desk, request.headers(), Scope::Ingest) {
        Ok(who) => who.to_owned(),
        Err(problem) => {
            posts.note("-", &from, "refused", &json!({"code": problem.code}))?;
            return Err(problem);
        }
    };
    posts.limit.take(who.clone(), Instant::now()).map_err(|wait| {
        desk.metrics.limited.fetch_add(1, Relaxed);
        Problem::too_often(wait)
    })?;
    let key = idempotency_key(request.headers(), &who)?;
    let kind = request.headers().get(header::CONTENT_TYPE).and_then(|kind| kind.to_str().ok()).unwrap_or("").to_owned();
    let body = to_bytes(request.into_body(), LONGEST).await.map_err(|_| Problem::too_big(LONGEST))?;
    let hash = sha256_hex(&body);
    let _turn = posts.turn.lock().await;
    if let Some(key) = &key {
        if let Some(answer) = answered(posts, key, &hash)? {
            return Ok(answer);
        }
    }
    let lines = lines(&kind, &body)?;
    posts.note(&who, &from, "post", &json!({"articles": lines.len(), "bytes": body.len(), "sha256": hash}))?;
    let keeper = posts.keeper.clone();
    let kept = tokio::task::spawn_blocking(move || keeper.keep(&lines.iter().map(Bytes::as_ref).collect::<Vec<_>>())).await;
    let kept = kept.map_err(|_| Problem::defect())?.map_err(|diagnostic| Problem::unkept(&diagnostic.message))?;
    Ok(receipt(&desk, posts, key, hash, kept))
}

/// Says what became of the articles, and remembers having said so.
fn receipt(desk: &Desk, posts: &Posts, key: Option<String>, hash: String, kept: Vec<Kept>) -> Response {
    let new: Vec<&Kept> = kept.iter().filter(|one| matches!(one.outcome.as_str(), "stored" | "revision" | "repeat")).collect();
    desk.metrics.posted.fetch_add(new.len() as u64, Relaxed);
    for one in &new {
        desk.happenings.tell("article", &json!({"article": one.article, "source": one.source, "outcome": one.outcome}));
    }
    let status = match () {
        () if !new.is_empty() => StatusCode::CREATED,
        () if kept.iter().all(|one| one.outcome == "rejected") => StatusCode::UNPROCESSABLE_ENTITY,
        () => StatusCode::OK,
    };
    if !new.is_empty() {
        posts.changed.notify_one();
    }
    let receipt = serde_json::to_string(&Receipt { articles: kept }).unwrap_or_default();
    if let Some(key) = key {
        let mut answers = posts.answers.lock().unwrap_or_else(PoisonError::into_inner);
        if answers.len() >= KEPT_ANSWERS {
            answers.pop_front();
        }
        answers.push_back(Answered { key, body: hash, status, receipt: receipt.clone() });
    }
    said(status, receipt, false)
}

fn said(status: StatusCode, receipt: String, again: bool) -> Response {
    let headers = [(header::CONTENT_TYPE, "application/json"), (header::CACHE_CONTROL, "no-store")];
    let mut response = (status, headers, receipt).into_response();
    if again {
        response.headers_mut().insert("idempotency-replayed", header::HeaderValue::from_static("true"));
    }
    response
}

/// The answer that a post with that key had.
fn answered(posts: &Posts, key: &str, hash: &str) -> Result<Option<Response>, Problem> {
    let answers = posts.answers.lock().unwrap_or_else(PoisonError::into_inner);
    match answers.iter().find(|one| one.key == key) {
        None => Ok(None),
        Some(one) if one.body == hash => Ok(Some(said(one.status, one.receipt.clone(), true))),
        Some(_) => Err(Problem::other_body()),
    }
}

/// The key by which a sender tells a repetition, with the sender's name before it.
fn idempotency_key(headers: &HeaderMap, who: &str) -> Result<Option<String>, Problem> {
    let Some(value) = headers.get("idempotency-key") else { return Ok(None) };
    let key = value.to_str().ok().filter(|key| (1..=200).contains(&key.len()));
    key.map(|key| Some(format!("{who}\n{key}"))).ok_or_else(|| Problem::parameter("Idempotency-Key", "1 to 200 plain characters"))
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

/// Makes the record anew whenever something was posted, as long as the desk is there.
pub async fn keep_up(desk: Arc<Desk>) {
    let Some(posts) = &desk.posts else { return };
    loop {
        posts.changed.notified().await;
        tokio::time::sleep(PAUSE).await;
        let keeper = posts.keeper.clone();
        let made = tokio::task::spawn_blocking(move || keeper.source().map(|source| Arc::new(Library::new(source)))).await;
        let library = match made {
            Ok(Ok(library)) => library,
            Ok(Err(diagnostic)) => {
                desk.happenings.tell("problem", &json!({"code": diagnostic.code, "message": diagnostic.message}));
                continue;
            }
            Err(_) => continue,
        };
        let Ok(now) = library.shelf.get(&Options::default()).await else { continue };
        let before = desk.library().shelf.whole();
        desk.replace(library);
        if let (Some(before), Some(since)) = (before, now.record.articles.iter().filter_map(|row| row.published_at).max_by_key(|at| at.order_key())) {
            for change in isnad_fuse::changes::changes(&before.record, &now.record, since).into_iter().filter(|change| change.kind != "article") {
                desk.happenings.tell("change", &json!({"kind": change.kind, "subject": change.subject, "detail": change.detail}));
            }
        }
        desk.happenings.tell("record", &json!({"articles": now.record.articles.len(), "events": now.record.events.len()}));
    }
}
