//! The desk over the samples, through its routes.

mod posts;
mod screens;

use crate::api::openapi;
use crate::strings::Lang;
use crate::{Desk, Pages, web};
use axum::Router;
use axum::body::{Body, to_bytes};
use axum::http::{Request, StatusCode, header};
use isnad_engine::Engine;
use serde_json::Value;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use tower::ServiceExt;

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).ancestors().nth(2).unwrap().to_path_buf()
}

/// The routes of a desk over `inputs`.
fn router(inputs: &[String]) -> Router {
    over(inputs).0
}

/// A desk over `inputs`, and its routes.
fn over(inputs: &[String]) -> (Router, Arc<Desk>) {
    let (engine, _) = Engine::new(Some(&root().join("samples/packs")));
    let engine: &'static Engine = Box::leak(Box::new(engine));
    let collection = engine.collect(inputs, |_| {});
    assert!(!collection.articles.is_empty());
    let desk = Arc::new(Desk::new(Arc::new(Pages::new(engine, collection))));
    (web::router(desk.clone(), true), desk)
}

fn samples() -> Router {
    router(&[root().join("samples").to_string_lossy().into_owned()])
}

struct Reply {
    status: StatusCode,
    headers: axum::http::HeaderMap,
    body: String,
}

impl Reply {
    fn json(&self) -> Value {
        serde_json::from_str(&self.body).unwrap_or_else(|error| panic!("{error}: {}", self.body))
    }

    fn header(&self, name: header::HeaderName) -> &str {
        self.headers.get(name).map_or("", |value| value.to_str().unwrap())
    }
}

async fn ask(router: &Router, method: &str, path: &str, extra: &[(&str, &str)]) -> Reply {
    let mut request = Request::builder().method(method).uri(path);
    if extra.iter().all(|(name, _)| *name != "host") {
        request = request.header("host", "localhost:4747");
    }
    for (name, value) in extra {
        request = request.header(*name, *value);
    }
    let response = router.clone().oneshot(request.body(Body::empty()).unwrap()).await.unwrap();
    let (parts, body) = response.into_parts();
    let bytes = to_bytes(body, usize::MAX).await.unwrap();
    Reply { status: parts.status, headers: parts.headers, body: String::from_utf8(bytes.to_vec()).unwrap() }
}

async fn get(router: &Router, path: &str) -> Reply {
    ask(router, "GET", path, &[]).await
}

const SCREENS: [&str; 14] = [
    "/",
    "/matrix",
    "/matrix?all=1",
    "/timeline",
    "/figures",
    "/control",
    "/framing",
    "/sources",
    "/articles",
    "/watch",
    "/contradictions",
    "/compare",
    "/search?q=%D8%AD%D9%85%D8%B5",
    "/help",
];

/// Every address of the desk that a page names.
fn links(body: &str) -> Vec<String> {
    let hrefs = body.split("href=\"").skip(1).filter_map(|rest| rest.split('"').next());
    let own = hrefs.filter(|href| href.starts_with("/ar/") || href.starts_with("/en/") || href.starts_with("/v1/"));
    own.map(|href| href.split('#').next().unwrap_or(href).replace("&amp;", "&")).collect()
}

#[tokio::test]
async fn every_screen_answers_in_both_languages_and_views_with_the_headers_of_safety() {
    let router = samples();
    for lang in ["ar", "en"] {
        for screen in SCREENS {
            for view in ["", "as_of=2024-12-06T20:00", "without=sohr", "without=sohr&without=un&as_of=2024-12-07"] {
                let joint = if view.is_empty() {
                    ""
                } else if screen.contains('?') {
                    "&"
                } else {
                    "?"
                };
                let path = format!("/{lang}{screen}{joint}{view}");
                let reply = get(&router, &path).await;
                assert_eq!(reply.status, StatusCode::OK, "{path}");
                let direction = if lang == "ar" { "dir=\"rtl\"" } else { "dir=\"ltr\"" };
                assert!(reply.body.contains(&format!("<html lang=\"{lang}\" {direction}>")), "{path}");
                let policy = reply.header(header::CONTENT_SECURITY_POLICY);
                assert!(policy.contains("default-src 'none'") && !policy.contains("unsafe"), "{policy}");
                for inline in ["<style", "style=\"", " onclick=", "javascript:", "<script>"] {
                    assert!(!reply.body.contains(inline), "{path} holds {inline}");
                }
                assert!(reply.body.contains("/v1/"), "{path} names its data");
                assert!(!reply.body.contains("&lt;bdi"), "{path} shows markup as text");
            }
        }
    }
}

#[tokio::test]
async fn every_link_of_every_screen_leads_somewhere() {
    let router = samples();
    let mut seen = std::collections::BTreeSet::new();
    let mut open: Vec<String> = SCREENS.iter().map(|screen| format!("/ar{screen}")).collect();
    while let Some(path) = open.pop() {
        if !seen.insert(path.clone()) || seen.len() > 700 {
            continue;
        }
        let reply = get(&router, &path).await;
        let fine = matches!(reply.status, StatusCode::OK | StatusCode::SEE_OTHER);
        // A page that a narrower view has lost says so, with the way back.
        let lost = reply.status == StatusCode::NOT_FOUND && (path.contains("without=") || path.contains("as_of="));
        assert!(fine || lost, "{} {path}", reply.status);
        if !path.contains("without=") && !path.contains("as_of=") && path.starts_with("/ar/") {
            open.extend(links(&reply.body));
        }
    }
    assert!(seen.len() > 300, "{}", seen.len());
}

#[tokio::test]
async fn an_event_shows_both_sides_with_their_sentences() {
    let router = samples();
    let events = get(&router, "/v1/events?status=disputed&event_type=withdraw").await.json();
    let id = events["items"][0]["id"].as_str().unwrap().to_owned();
    let page = get(&router, &format!("/en/event/{id}")).await.body;
    let (so, not) = page.split_once("id=\"not\"").unwrap();
    assert!(so.contains("class=\"quote-link\"") && not.contains("class=\"quote-link\""));
    assert!(not.contains("Syrian government") && so.contains("Syrian Observatory"));
}

#[tokio::test]
async fn an_event_that_a_source_alone_carries_says_that_nothing_is_left() {
    let router = samples();
    let events = get(&router, "/v1/events?limit=1000").await.json();
    let empty = |value: &Value| value.as_array().is_some_and(Vec::is_empty);
    let alone = |event: &&Value| {
        let one = event["chains_for"].as_array().is_some_and(|chains| chains.len() == 1);
        one && ["chains_against", "unattributed", "hypotheticals", "restatements"].iter().all(|list| empty(&event[*list]))
    };
    let mut gone = 0;
    for event in events["items"].as_array().unwrap().iter().filter(alone).take(12) {
        let (id, root) = (event["id"].as_str().unwrap(), event["chains_for"][0]["root"]["id"].as_str().unwrap());
        let reply = get(&router, &format!("/en/event/{id}?without={root}")).await;
        assert_eq!(reply.status, StatusCode::OK, "{id} without {root}");
        gone += usize::from(reply.body.contains(Lang::En.t("gone.without")));
    }
    assert!(gone > 0);
    assert_eq!(get(&router, "/en/event/e-0000000000000000?without=un").await.status, StatusCode::NOT_FOUND);
}

#[tokio::test]
async fn answers_are_tagged_and_repeated_only_when_they_change() {
    let router = samples();
    let first = get(&router, "/v1/events").await;
    let tag = first.header(header::ETAG).to_owned();
    assert!(tag.starts_with("W/\""));
    let again = ask(&router, "GET", "/v1/events", &[("if-none-match", &tag)]).await;
    assert_eq!((again.status, again.body.len()), (StatusCode::NOT_MODIFIED, 0));
    let other = ask(&router, "GET", "/v1/events?without=sohr", &[("if-none-match", &tag)]).await;
    assert_eq!(other.status, StatusCode::OK);
    // The whole record is written while it is sent, and has a tag all the same.
    let whole = get(&router, "/v1/record").await;
    let tag = whole.header(header::ETAG).to_owned();
    assert!(tag.starts_with("W/\"") && whole.json()["articles"].as_array().is_some_and(|list| list.len() > 10));
    for known in [tag.as_str(), "*", &format!("\"other\", {tag}")] {
        let again = ask(&router, "GET", "/v1/record", &[("if-none-match", known)]).await;
        assert_eq!((again.status, again.body.len()), (StatusCode::NOT_MODIFIED, 0));
    }
    let then = ask(&router, "GET", "/v1/record?as_of=2024-12-06", &[("if-none-match", &tag)]).await;
    assert!(then.status == StatusCode::OK && then.json()["as_of"] == "2024-12-06");
}

#[tokio::test]
async fn who_has_the_whole_record_is_told_so_while_another_takes_it_and_who_has_not_is_asked_to_come_again() {
    let (router, desk) = over(&[root().join("samples").to_string_lossy().into_owned()]);
    let tag = get(&router, "/v1/record").await.header(header::ETAG).to_owned();
    let turns = desk.library().work.records.clone();
    let _taken = turns.acquire().await.unwrap();
    let known = ask(&router, "GET", "/v1/record", &[("if-none-match", &tag)]).await;
    assert_eq!(known.status, StatusCode::NOT_MODIFIED);
    let busy = get(&router, "/v1/record").await;
    assert_eq!((busy.status, busy.json()["code"].as_str()), (StatusCode::SERVICE_UNAVAILABLE, Some("N0803")));
    assert!(!busy.header(header::RETRY_AFTER).is_empty());
}

#[tokio::test]
async fn pages_of_a_list_follow_each_other_without_gap_or_double() {
    let router = samples();
    let all: Vec<Value> = get(&router, "/v1/claims?limit=1000").await.json()["items"].as_array().unwrap().clone();
    let mut found = Vec::new();
    let mut next = "/v1/claims?limit=50".to_owned();
    loop {
        let reply = get(&router, &next).await;
        found.extend(reply.json()["items"].as_array().unwrap().clone());
        match reply.header(header::LINK).strip_prefix('<').and_then(|link| link.split('>').next()) {
            Some(link) => next = link.to_owned(),
            None => break,
        }
    }
    assert!(found.len() > 150 && found == all);
}

#[tokio::test]
async fn what_is_out_of_bounds_is_refused_with_a_problem() {
    let router = samples();
    let long = format!("/ar/search?q={}", "x".repeat(9000));
    let cases = [
        ("GET", "/v1/nothing", 404, "N0802"),
        ("GET", "/v1/events?evnt_type=capture", 400, "N0801"),
        ("GET", "/v1/events?evnt_type=", 400, "N0801"),
        ("GET", "/v1/stream?since=1", 400, "N0801"),
        ("GET", "/v1/events?event_type=party", 400, "N0801"),
        ("GET", "/v1/events?status=true", 400, "N0801"),
        ("GET", "/v1/events?without=zzzz", 400, "N0801"),
        ("GET", "/v1/record?without=sohr&without=zzzz", 400, "N0801"),
        ("GET", "/v1/events?limit=0", 400, "N0801"),
        ("GET", "/v1/events?cursor=zz", 400, "N0801"),
        ("GET", "/v1/events?as_of=yesterday", 400, "N0801"),
        ("GET", "/v1/events?format=xml", 400, "N0801"),
        ("POST", "/v1/events", 405, "N0806"),
        ("POST", "/v1/articles", 405, "N0806"),
        ("GET", long.as_str(), 414, "N0807"),
    ];
    for (method, path, status, code) in cases {
        let reply = ask(&router, method, path, &[]).await;
        assert_eq!((reply.status.as_u16(), reply.json()["code"].as_str().unwrap()), (status, code), "{method} {}", &path[..path.len().min(60)]);
        assert_eq!(reply.header(header::CONTENT_TYPE), "application/problem+json");
    }
    let stranger = ask(&router, "GET", "/ar/", &[("host", "evil.example")]).await;
    assert_eq!(stranger.status.as_u16(), 421);
}

#[tokio::test]
async fn the_api_says_what_there_is() {
    let router = samples();
    for path in ["/v1", "/v1/"] {
        let contents = get(&router, path).await.json();
        for list in contents["lists"].as_array().unwrap() {
            assert_eq!(get(&router, list["href"].as_str().unwrap()).await.status, StatusCode::OK, "{list}");
        }
        assert_eq!(get(&router, contents["description"].as_str().unwrap()).await.status, StatusCode::OK);
    }
}

#[tokio::test]
async fn a_problem_is_told_in_the_language_of_the_page_with_a_way_on() {
    let router = samples();
    for (path, status, said) in [
        ("/ar/event/e-none", 404, "e-none"),
        ("/ar/control?as_of=yesterday", 400, "اكتب يوماً"),
        ("/ar/?without=a&without=b&without=c&without=d&without=e&without=f&without=g&without=h&without=i", 400, "ثمانية"),
        ("/ar/story/s-none?without=un", 404, "s-none"),
        ("/ar/matrix?tpye=capture", 400, "tpye"),
        ("/ar/?story=", 400, "story"),
    ] {
        let reply = get(&router, path).await;
        assert_eq!(reply.status.as_u16(), status, "{path}");
        let main = reply.body.split_once("<main").unwrap().1;
        assert!(main.contains(said) && !main.contains(" in this view") && !main.contains("write a day"), "{main}");
        let again = path.split_once('?').is_none_or(|(bare, _)| main.contains(&format!("href=\"{bare}\"")));
        assert!(again && main.contains("action=\"/ar/search\""), "{main}");
    }
}

#[tokio::test]
async fn control_is_listed_by_governorate_and_moved_through_time_without_a_script() {
    let router = samples();
    let page = get(&router, "/ar/control?as_of=2024-12-06T20:00").await.body;
    let (before, by_place) = page.split_once("id=\"by-place\"").unwrap();
    let by_governorate = before.split_once("id=\"by-governorate\"").unwrap().1;
    let rows = |part: &str| part.matches("<tr data-row").count();
    assert!(by_governorate.contains("محافظة حمص") && rows(by_governorate) > 2 && rows(by_governorate) <= rows(by_place));
    let control = get(&router, "/v1/control?as_of=2024-12-06T20:00").await.json();
    for one in control["items"].as_array().unwrap() {
        let (name, status) = (one["place"]["name_ar"].as_str().unwrap(), one["status"].as_str().unwrap());
        assert!(by_governorate.contains(name), "{name} is in no governorate's row");
        assert!(by_governorate.contains(&Lang::Ar.code_word("control", status)) && by_governorate.contains(&format!("st-{status}")), "{status}");
    }
    let step = page.split_once("name=\"step\"").unwrap().1.split_once("value=\"").unwrap().1.split('"').next().unwrap().to_owned();
    let moved = get(&router, &format!("/ar/control?step={step}&without=un")).await;
    assert_eq!((moved.status, moved.header(header::LOCATION)), (StatusCode::SEE_OTHER, "/ar/control?as_of=2024-12-06T20:00&without=un"));
    let first = get(&router, "/en/control?step=0").await;
    let shown = get(&router, first.header(header::LOCATION)).await;
    assert!(shown.status == StatusCode::OK && shown.body.contains("value=\"0\""), "{}", first.header(header::LOCATION));
    for odd in ["-1", "99999999999", "x"] {
        assert!(matches!(get(&router, &format!("/ar/control?step={odd}")).await.status, StatusCode::OK | StatusCode::SEE_OTHER), "{odd}");
    }
}

#[tokio::test]
async fn a_governorate_is_told_from_its_city() {
    let folder = tempfile::tempdir().unwrap();
    let text = "أعلن المرصد السوري لحقوق الإنسان أن الجيش السوري انسحب من مدينة حمص يوم الجمعة. ونفت وزارة الدفاع السورية انسحاب الجيش من محافظة حمص.";
    let record = serde_json::json!({"id": "a", "outlet": "منبر", "published_at": "2024-12-06T10:00:00Z", "text": text});
    std::fs::write(folder.path().join("a.jsonl"), record.to_string()).unwrap();
    let router = router(&[folder.path().to_string_lossy().into_owned()]);
    let board = get(&router, "/en/").await.body;
    assert!(board.contains("from <bdi>Homs</bdi>") && board.contains("from <bdi>Homs</bdi> governorate"), "{board}");
}

#[tokio::test]
async fn a_hostile_article_is_inert_on_every_screen() {
    let folder = tempfile::tempdir().unwrap();
    let hostile = "<script>alert(1)</script><img src=x onerror=alert(2)><svg/onload=alert(3)>\u{202E}منسحب\u{2066} {{ 7*7 }}";
    let record = serde_json::json!({
        "id": "x\"><script>alert(4)</script>", "url": "javascript:alert(5)//https://a.example/", "outlet": "<b onclick=alert(6)>منبر</b>",
        "title": format!("عنوان {hostile}"), "published_at": "2024-12-06T10:00:00Z",
        "text": format!("أعلن المرصد السوري لحقوق الإنسان أن الجيش السوري انسحب من مدينة حمص {hostile} يوم الجمعة.\n\nنفت وزارة الدفاع السورية انسحاب الجيش من مدينة حمص {hostile}."),
    });
    let long = serde_json::json!({"id": "long", "outlet": "طويل", "text": format!("قتل 5 أشخاص في حمص. {}", "س ".repeat(2_000_000)), "published_at": "2024-12-06"});
    std::fs::write(folder.path().join("a.jsonl"), format!("{record}\n{long}\n")).unwrap();
    let router = router(&[folder.path().to_string_lossy().into_owned()]);
    let articles = get(&router, "/v1/articles").await.json();
    let events = get(&router, "/v1/events").await.json();
    let ids = |list: &Value, kind: &str| -> Vec<String> {
        list["items"].as_array().unwrap().iter().map(|one| format!("/{kind}/{}", one["id"].as_str().unwrap())).collect()
    };
    let own: Vec<String> = [ids(&articles, "article"), ids(&events, "event")].concat();
    assert!(own.len() >= 3);
    for screen in SCREENS.iter().map(|screen| (*screen).to_owned()).chain(own) {
        let reply = get(&router, &format!("/ar{screen}")).await;
        assert_eq!(reply.status, StatusCode::OK, "{screen}");
        assert!(reply.body.len() < 900_000, "{screen} weighs {}", reply.body.len());
        for bad in ["<script>", "<img", "<svg/", "onerror=alert(2)>", "<b onclick", "href=\"javascript", "\u{202E}", "\u{2066}"] {
            assert!(!reply.body.contains(bad), "{screen} holds {bad}");
        }
    }
}

#[tokio::test]
async fn a_page_in_two_states_shows_what_changed() {
    let folder = tempfile::tempdir().unwrap();
    let state = |at: &str, toll: &str, rest: &str| {
        serde_json::json!({"url": "https://a.example/1", "outlet": "منبر", "title": "حصيلة", "published_at": at,
            "text": format!("أعلن المرصد السوري لحقوق الإنسان مقتل {toll} أشخاص في مدينة حمص يوم الجمعة. {rest}")})
    };
    let lines = [state("2024-12-06T10:00:00Z", "5", "وتوقفت الحركة في السوق."), state("2024-12-06T12:00:00Z", "9", "وعادت الحركة إلى السوق.")];
    std::fs::write(folder.path().join("a.jsonl"), lines.map(|line| line.to_string()).join("\n")).unwrap();
    let router = router(&[folder.path().to_string_lossy().into_owned()]);
    let articles = get(&router, "/v1/articles").await.json()["items"].as_array().unwrap().clone();
    let of = |at: &str| articles.iter().find(|one| one["published_at"].as_str().unwrap().starts_with(at)).unwrap()["id"].as_str().unwrap().to_owned();
    let later = get(&router, &format!("/ar/article/{}", of("2024-12-06T12"))).await.body;
    for part in
        ["<del><bdi lang=\"ar\">وتوقفت الحركة في السوق.", "<ins><bdi lang=\"ar\">وعادت الحركة إلى السوق.", Lang::Ar.t("differs.number_raised")]
    {
        assert!(later.contains(part), "{part} is not in\n{later}");
    }
    let earlier = get(&router, &format!("/ar/article/{}", of("2024-12-06T10"))).await.body;
    assert!(earlier.contains("class=\"state num\"") && !earlier.contains("<del>"));
    let before = get(&router, &format!("/ar/article/{}?as_of=2024-12-06T11:00Z", of("2024-12-06T10"))).await.body;
    assert!(!before.contains("class=\"states\""), "a later state is not known yet");
}

#[tokio::test]
async fn every_answer_has_the_shape_that_the_description_gives() {
    use crate::api::schema as s;
    fn check<T: serde::de::DeserializeOwned>(name: &str, value: Value) {
        if let Err(error) = serde_json::from_value::<T>(value.clone()) {
            panic!("{name}: {error}\n{value}");
        }
    }
    let router = samples();
    macro_rules! lists {
        ($($path:literal $shape:ident),*) => {$(
            let items = get(&router, concat!("/v1/", $path, "?limit=1000")).await.json()["items"].as_array().unwrap().clone();
            assert!(!items.is_empty(), $path);
            items.into_iter().for_each(|item| check::<s::$shape>($path, item));
        )*};
    }
    lists!(
        "stories" Story, "events" Event, "claims" Claim, "articles" Article, "contradictions" Contradiction, "figures" Figure, "control" Control,
        "framing" Framing, "sources" Source, "timeline" TimelineDay, "lineage" CopyEdge, "watchlist" Watch
    );
    for article in get(&router, "/v1/articles").await.json()["items"].as_array().unwrap() {
        check::<s::ArticleText>("article", get(&router, &format!("/v1/articles/{}", article["id"].as_str().unwrap())).await.json());
    }
    assert_eq!(get(&router, "/v1/record").await.json()["schema"], "isnad.record/1");
}

#[test]
fn the_committed_description_of_the_api_is_the_served_one() {
    let path = root().join("docs/openapi.json");
    if std::env::var_os("ISNAD_OPENAPI").is_some_and(|what| what == "update") {
        std::fs::write(&path, openapi::text()).unwrap();
    }
    let committed = std::fs::read_to_string(&path).unwrap_or_default();
    assert!(committed == openapi::text(), "docs/openapi.json is old: run ISNAD_OPENAPI=update cargo test -p isnad-desk");
}

#[test]
fn every_word_that_a_page_asks_for_is_in_the_table() {
    let here = Path::new(env!("CARGO_MANIFEST_DIR"));
    let mut files: Vec<PathBuf> = Vec::new();
    for folder in ["src", "src/pages", "templates"] {
        files.extend(
            std::fs::read_dir(here.join(folder))
                .unwrap()
                .map(|entry| entry.unwrap().path())
                .filter(|path| path.is_file() && !path.ends_with("tests.rs")),
        );
    }
    let mut asked = 0;
    for file in files {
        let text = std::fs::read_to_string(&file).unwrap();
        for call in [".t(\"", ".count(\"", ".fill(\"", "fact(\""] {
            for key in text.split(call).skip(1).filter_map(|rest| rest.split('"').next()).filter(|key| key.contains('.')) {
                asked += 1;
                assert!(Lang::Ar.find(key).is_some(), "{}: `{key}` is not in strings.tsv", file.display());
            }
        }
    }
    assert!(asked > 100);
}

#[tokio::test]
async fn the_words_for_every_code_of_the_samples_are_there() {
    let router = samples();
    let record = get(&router, "/v1/record").await.json();
    let mut missing = std::collections::BTreeSet::new();
    let mut need = |group: &str, value: &Value| {
        if let Some(code) = value.as_str() {
            let key = format!("{group}.{}", code.replace(' ', "_"));
            if Lang::Ar.find(&key).is_none() {
                missing.insert(key);
            }
        }
    };
    let list = |value: &Value| value.as_array().cloned().unwrap_or_default();
    for event in list(&record["events"]) {
        need("type", &event["type"]);
        need("status", &event["status"]);
        need("support", &event["support"]);
        need("denied_by", &event["denied_by"]);
        list(&event["chains_for"]).iter().chain(&list(&event["chains_against"])).for_each(|chain| need("interest", &chain["interest"]));
        list(&event["linked"]).iter().for_each(|link| need("link", &link["kind"]));
        list(&event["reasons"]).iter().chain(&list(&event["near_misses"])).for_each(|reason| need("reason", &reason["code"]));
    }
    for figure in list(&record["figures"]) {
        need("metric", &figure["metric"]);
        need("subgroup", &figure["subgroup"]);
        need("measure", &figure["measure"]);
        need("rule", &figure["rule"]);
        list(&figure["flags"]).iter().for_each(|flag| need("flag", flag));
    }
    for one in list(&record["contradictions"]) {
        need("contradiction", &one["kind"]);
        need("state", &one["state"]);
        need("reason", &one["reason"]);
    }
    for one in list(&record["control"]) {
        need("control", &one["status"]);
        need("place", &one["place"]["kind"]);
        list(&one["basis"]).iter().for_each(|ground| need("ground", &ground["code"]));
    }
    list(&record["framing"]).iter().for_each(|row| need("frame", &row["frame"]));
    list(&record["claims"]).iter().for_each(|claim| need("basis", &claim["basis"]));
    assert!(missing.is_empty(), "{missing:?}");
}
