//! Articles that are sent in, and what is told of them.

use super::{Reply, root};
use crate::post::{Answer, Keeper, Kept, Post, Rejected, Unkept};
use crate::tokens::{Scope, Token, Tokens};
use crate::{Desk, Pages, Posts, Source, post, web};
use axum::Router;
use axum::body::{Body, to_bytes};
use axum::http::{Request, StatusCode, header};
use isnad_engine::Engine;
use isnad_model::Diagnostic;
use std::collections::HashMap;
use std::io::Write;
use std::path::PathBuf;
use std::sync::{Arc, Mutex};
use std::time::Duration;
use tower::ServiceExt;

/// The body of a post and what was answered.
type Said = (Vec<u8>, Vec<Kept>);

/// Keeps articles in a file of a folder.
struct Folder {
    engine: &'static Engine,
    path: PathBuf,
    /// Body and answer of each key.
    answers: Mutex<HashMap<String, Said>>,
}

impl Keeper for Folder {
    fn keep(&self, post: &Post<'_>) -> Result<Answer, Unkept> {
        let mut answers = self.answers.lock().unwrap();
        let key = post.key.map(|key| format!("{} {key}", post.sender));
        if let Some((body, articles)) = key.as_ref().and_then(|key| answers.get(key)) {
            return if body == post.body { Ok(Answer { articles: articles.clone(), again: true }) } else { Err(Unkept::OtherBody) };
        }
        let before = std::fs::read_to_string(self.path.join("kept.jsonl")).unwrap_or_default();
        let mut file = std::fs::File::options().create(true).append(true).open(self.path.join("kept.jsonl")).unwrap();
        let keep = |line: &&[u8]| {
            let text = std::str::from_utf8(line).unwrap();
            let value: serde_json::Value = serde_json::from_str(text).unwrap_or_default();
            let source = value["id"].as_str().unwrap_or("?").to_owned();
            let kept = |outcome: &str, problem| Kept { source: source.clone(), article: Some(source.clone()), outcome: outcome.into(), problem };
            if value["text"].is_null() {
                return kept("rejected", Some(Rejected { code: "E0222".into(), message: "no text".into(), hint: None }));
            }
            if before.contains(text) {
                return kept("duplicate", None);
            }
            writeln!(file, "{text}").unwrap();
            kept("stored", None)
        };
        let articles: Vec<Kept> = post.lines.iter().map(keep).collect();
        answers.extend(key.map(|key| (key, (post.body.to_vec(), articles.clone()))));
        Ok(Answer { articles, again: false })
    }

    fn source(&self) -> Result<Arc<dyn Source>, Diagnostic> {
        let inputs = [self.path.to_string_lossy().into_owned()];
        Ok(Arc::new(Pages::new(self.engine, self.engine.collect(&inputs, |_| {}))))
    }
}

struct Setting {
    router: Router,
    desk: Arc<Desk>,
    folder: tempfile::TempDir,
    token: String,
}

fn article(id: &str, place: &str) -> String {
    let text = format!("أعلن المرصد السوري لحقوق الإنسان أن الجيش السوري انسحب من مدينة {place} يوم الجمعة.");
    serde_json::json!({"id": id, "outlet": "منبر", "title": "عنوان", "published_at": "2024-12-06T10:00:00Z", "text": text}).to_string()
}

fn setting() -> Setting {
    let (engine, _) = Engine::new(Some(&root().join("samples/packs")));
    let engine: &'static Engine = Box::leak(Box::new(engine));
    let folder = tempfile::tempdir().unwrap();
    let kept = folder.path().join("pages");
    std::fs::create_dir(&kept).unwrap();
    std::fs::write(kept.join("kept.jsonl"), article("first", "حمص") + "\n").unwrap();
    let end = jiff::Timestamp::now() + jiff::SignedDuration::from_hours(1);
    let (token, line) = Token::new("feed", vec![Scope::Ingest], end).unwrap();
    let (_, other) = Token::new("eyes", vec![Scope::Metrics], end).unwrap();
    std::fs::write(folder.path().join("tokens"), format!("{}\n{}\n", line.line(), other.line())).unwrap();
    let keeper = Arc::new(Folder { engine, path: kept, answers: Mutex::default() });
    let tokens = Tokens::read(&folder.path().join("tokens")).unwrap();
    let posts = Posts::new(keeper.clone(), tokens, &folder.path().join("audit")).unwrap();
    let desk = Arc::new(Desk::new(keeper.source().unwrap()).with_posts(posts));
    Setting { router: web::router(desk.clone(), true), desk, folder, token }
}

impl Setting {
    async fn send(&self, body: &str, extra: &[(&str, &str)]) -> Reply {
        let mut request = Request::builder().method("POST").uri("/v1/articles").header("host", "localhost");
        if extra.iter().all(|(name, _)| *name != "authorization") {
            request = request.header("authorization", format!("Bearer {}", self.token));
        }
        if extra.iter().all(|(name, _)| *name != "content-type") {
            request = request.header("content-type", "application/x-ndjson");
        }
        let request = extra.iter().fold(request, |request, (name, value)| request.header(*name, *value));
        let response = self.router.clone().oneshot(request.body(Body::from(body.to_owned())).unwrap()).await.unwrap();
        let (parts, body) = response.into_parts();
        let bytes = to_bytes(body, usize::MAX).await.unwrap();
        Reply { status: parts.status, headers: parts.headers, body: String::from_utf8(bytes.to_vec()).unwrap() }
    }

    fn audit(&self) -> String {
        std::fs::read_to_string(self.folder.path().join("audit")).unwrap()
    }
}

#[tokio::test]
async fn an_article_that_is_sent_is_kept_told_and_shown() {
    let setting = setting();
    let stream = Request::builder().uri("/v1/stream").header("host", "localhost").body(Body::empty()).unwrap();
    let stream = setting.router.clone().oneshot(stream).await.unwrap();
    assert_eq!(stream.headers()[header::CONTENT_TYPE], "text/event-stream");
    let keeping_up = tokio::spawn(post::keep_up(setting.desk.clone()));
    super::get(&setting.router, "/en/").await;
    let reply = setting.send(&format!("{}\n{{\"id\": \"bad\"}}\n", article("second", "حماة")), &[]).await;
    let articles = reply.json()["articles"].clone();
    assert_eq!((reply.status, &articles[0]["outcome"], &articles[1]["outcome"]), (StatusCode::CREATED, &"stored".into(), &"rejected".into()));
    assert_eq!(articles[1]["problem"]["code"], "E0222");
    let mut told = String::new();
    let mut body = stream.into_body();
    let listen = async {
        while !told.contains("event: record") {
            let frame = http_body_util::BodyExt::frame(&mut body).await.unwrap().unwrap();
            told.push_str(std::str::from_utf8(frame.data_ref().unwrap()).unwrap());
        }
    };
    tokio::time::timeout(Duration::from_secs(60), listen).await.expect("the record is made anew");
    for kind in ["ready", "article", "change", "record"] {
        assert!(told.contains(&format!("event: {kind}\n")), "{kind} is not in {told}");
    }
    let shown = super::get(&setting.router, "/v1/articles").await.json();
    assert_eq!(shown["total"], 2);
    keeping_up.abort();
}

#[tokio::test]
async fn a_post_sent_again_is_answered_as_before_and_kept_once() {
    let setting = setting();
    let body = article("second", "حماة");
    let first = setting.send(&body, &[("idempotency-key", "k1")]).await;
    let again = setting.send(&body, &[("idempotency-key", "k1")]).await;
    assert_eq!((first.status, again.status), (StatusCode::CREATED, StatusCode::CREATED));
    assert_eq!((first.body, again.header(header::HeaderName::from_static("idempotency-replayed"))), (again.body.clone(), "true"));
    let other = setting.send(&article("third", "حلب"), &[("idempotency-key", "k1")]).await;
    assert_eq!((other.status.as_u16(), other.json()["code"].as_str().unwrap()), (422, "N0814"));
    let unnamed = setting.send(&body, &[]).await;
    assert_eq!((unnamed.status, unnamed.json()["articles"][0]["outcome"].as_str().unwrap()), (StatusCode::OK, "duplicate"));
    assert_eq!(setting.audit().lines().filter(|line| line.contains("\"who\":\"feed\"") && line.contains("\"action\":\"post\"")).count(), 4);
}

/// Body, headers, the status and the code of the refusal.
type Case<'c> = (&'c str, &'c [(&'c str, &'c str)], u16, &'c str);

#[tokio::test]
async fn what_may_not_be_sent_is_refused_and_written_down() {
    let setting = setting();
    let line = article("second", "حماة");
    let many = format!("{line}\n").repeat(501);
    let cases: [Case; 7] = [
        (&line, &[("authorization", "Bearer isnad_00")], 401, "N0809"),
        (&line, &[("authorization", "")], 401, "N0809"),
        (&line, &[("content-type", "text/html")], 415, "N0813"),
        ("", &[], 400, "N0801"),
        (&many, &[], 400, "N0801"),
        ("{", &[("content-type", "application/json")], 400, "N0801"),
        (&line, &[("idempotency-key", "")], 400, "N0801"),
    ];
    for (body, extra, status, code) in cases {
        let reply = setting.send(body, extra).await;
        assert_eq!((reply.status.as_u16(), reply.json()["code"].as_str().unwrap()), (status, code), "{extra:?}");
    }
    let big = setting.send(&"x".repeat(post::LONGEST + 1), &[]).await;
    assert_eq!(big.status.as_u16(), 413);
    // Refusals are written down without anybody waiting for it.
    let refused = || setting.audit().lines().filter(|line| line.contains("\"action\":\"refused\"")).count();
    let written = async {
        while refused() < 2 {
            tokio::time::sleep(Duration::from_millis(10)).await;
        }
    };
    tokio::time::timeout(Duration::from_secs(60), written).await.expect("both refusals are written down");
    assert_eq!(refused(), 2);
    assert!(!setting.audit().contains(&setting.token), "no token is written down");
    let kept = std::fs::read_to_string(setting.folder.path().join("pages/kept.jsonl")).unwrap();
    assert_eq!(kept.lines().count(), 1);
}

#[tokio::test]
async fn another_machine_is_held_to_a_rate_and_needs_a_token_for_the_measurements() {
    let setting = setting();
    let ask = |path: &'static str| {
        let mut request = Request::builder().uri(path).header("host", "localhost").body(Body::empty()).unwrap();
        request.extensions_mut().insert(web::Peer("192.0.2.7".parse().unwrap()));
        setting.router.clone().oneshot(request)
    };
    assert_eq!(ask("/metrics").await.unwrap().status(), StatusCode::UNAUTHORIZED);
    let mut last = StatusCode::OK;
    for _ in 0..400 {
        let answer = ask("/healthz").await.unwrap();
        last = answer.status();
        if last == StatusCode::TOO_MANY_REQUESTS {
            assert!(answer.headers().contains_key(header::RETRY_AFTER));
            break;
        }
    }
    assert_eq!(last, StatusCode::TOO_MANY_REQUESTS);
    let own = super::get(&setting.router, "/metrics").await;
    assert!(own.status == StatusCode::OK && own.body.contains("isnad_limited_total 1") && own.body.contains("isnad_articles 1"), "{}", own.body);
}

#[tokio::test]
async fn whoever_has_no_token_cannot_fill_the_audit_log() {
    let setting = setting();
    for _ in 0..400 {
        assert_eq!(setting.send("{}", &[("authorization", "Bearer isnad_00")]).await.status, StatusCode::UNAUTHORIZED);
    }
    setting.send(&article("second", "حماة"), &[]).await;
    let lines = setting.audit().lines().count();
    assert!((2..200).contains(&lines), "{lines} lines of 401 requests");
}

#[tokio::test]
async fn what_was_sent_by_somebody_who_went_away_is_kept_told_and_shown() {
    let setting = setting();
    let keeping_up = tokio::spawn(post::keep_up(setting.desk.clone()));
    super::get(&setting.router, "/en/").await;
    let body = article("second", "حماة");
    // The sender hangs up before it is answered.
    let _ = tokio::time::timeout(Duration::ZERO, setting.send(&body, &[])).await;
    let shown = async {
        while super::get(&setting.router, "/v1/articles").await.json()["total"] != 2 {
            tokio::time::sleep(Duration::from_millis(50)).await;
        }
    };
    tokio::time::timeout(Duration::from_secs(60), shown).await.expect("the record has it");
    keeping_up.abort();
}
