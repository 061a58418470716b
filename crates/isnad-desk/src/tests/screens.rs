//! What single screens say of pages written for it.

use super::{get, router, samples};
use crate::strings::Lang;
use axum::Router;
use axum::http::{StatusCode, header};
use serde_json::{Value, json};

/// A desk over articles: outlet, day and hour of December 2024, text.
fn desk_of(articles: &[(&str, &str, &str)]) -> (Router, tempfile::TempDir) {
    let folder = tempfile::tempdir().unwrap();
    let line = |(outlet, at, text): &(&str, &str, &str)| {
        json!({"outlet": outlet, "title": text.split('.').next(), "published_at": format!("2024-12-{at}:00:00Z"), "text": text}).to_string()
    };
    std::fs::write(folder.path().join("a.jsonl"), articles.iter().map(line).collect::<Vec<_>>().join("\n")).unwrap();
    (router(&[folder.path().to_string_lossy().into_owned()]), folder)
}

async fn items(router: &Router, path: &str) -> Vec<Value> {
    get(router, path).await.json()["items"].as_array().unwrap().clone()
}

const LEFT: &str = "قال المرصد السوري لحقوق الإنسان إن القوات الحكومية انسحبت من مدينة تدمر مساء الأربعاء.";

#[tokio::test]
async fn flat_and_anonymous_denials_stand_on_the_denying_side_of_every_screen() {
    let (router, _folder) = desk_of(&[
        ("صحيفة الميناء", "05T09", &format!("{LEFT}\n\nلم تنسحب القوات الحكومية من مدينة تدمر.")),
        ("موقع الساحل", "05T12", "نفى مصدر عسكري انسحاب الجيش السوري من مدينة تدمر."),
    ]);
    let events = items(&router, "/v1/events?event_type=withdraw").await;
    assert_eq!(events.len(), 1, "{events:?}");
    let against: Vec<&str> = events[0]["chains_against"].as_array().unwrap().iter().filter_map(|chain| chain["root"]["id"].as_str()).collect();
    assert_eq!(against, ["outlet:صحيفة الميناء", "unnamed:military"], "the outlet's own voice, and whoever it does not name");
    let id = events[0]["id"].as_str().unwrap();
    let page = get(&router, &format!("/en/event/{id}")).await.body;
    let (so, not) = page.split_once("id=\"not\"").unwrap();
    assert!(!page.contains(Lang::En.t("denied_by.nobody")));
    assert_eq!((so.matches("class=\"quote-link\"").count(), not.matches("class=\"quote-link\"").count()), (1, 2), "{page}");
    assert!(!not.contains(Lang::En.t("empty.not")));
    let board = get(&router, "/en/").await.body;
    assert!(board.contains(&format!("class=\"against\"><span class=\"side-word\">{}</span>", Lang::En.t("says.not"))));
    let matrix = get(&router, "/en/matrix").await.body;
    let denying = matrix.split(&format!("{id}~")).skip(1).filter(|cell| cell.split("</a>").next().unwrap().contains("m-denies")).count();
    assert_eq!(denying, 2, "{matrix}");
}

#[tokio::test]
async fn what_was_printed_without_its_source_hangs_on_the_branch_that_it_was_cut_from() {
    let taken = "سيطرت فصائل المعارضة السورية على مدينة تدمر يوم الجمعة";
    let entered = "وقال مراسلنا إن الفصائل دخلت المدينة من الشرق وإن الأهالي خرجوا إلى الشوارع الرئيسية.";
    let (router, _folder) = desk_of(&[
        ("إذاعة الجبل", "06T21", &format!("{taken}، بحسب المرصد السوري لحقوق الإنسان.\n\n{entered}")),
        ("موقع الساحل", "07T08", &format!("{taken}.\n\n{entered}")),
    ]);
    let events = items(&router, "/v1/events?limit=1000").await;
    let dropped = |event: &&Value| !event["attribution_dropped"].as_array().unwrap().is_empty();
    let event = events.iter().find(dropped).expect("one of the two drops the source");
    let page = get(&router, &format!("/ar/event/{}", event["id"].as_str().unwrap())).await.body;
    let faces = page.split_once("class=\"lost-list\"").map_or(&*page, |(before, _)| before);
    assert!(faces.contains("class=\"lost-edge\"") && faces.contains("lost-leaf"), "{faces}");
}

#[tokio::test]
async fn a_story_shows_what_followed_on_what() {
    let (router, _folder) = desk_of(&[
        ("صحيفة الميناء", "05T09", LEFT),
        ("إذاعة الجبل", "06T21", &format!("سيطرت فصائل المعارضة السورية على مدينة تدمر يوم الجمعة، بحسب المرصد السوري لحقوق الإنسان. {LEFT}")),
    ]);
    let mut steps = Vec::new();
    for story in items(&router, "/v1/stories").await {
        let page = get(&router, &format!("/en/story/{}", story["id"].as_str().unwrap())).await.body;
        let Some((_, rest)) = page.split_once("class=\"threads\"") else { continue };
        let threads = rest.split_once("</dl>").unwrap().0;
        steps.extend(["Withdrawal", "Capture"].map(|word| threads.find(word)));
    }
    assert!(steps.len() == 2 && steps[0].is_some() && steps[0] < steps[1], "{steps:?}");
}

#[tokio::test]
async fn a_number_on_the_board_is_of_the_origin_beside_it() {
    let router = samples();
    let figures = items(&router, "/v1/figures").await;
    let root = |point: &Value| point["root"]["id"].as_str().map(str::to_owned);
    let mixed = figures.iter().find(|one| {
        let points = one["points"].as_array().unwrap();
        one["subgroup"].is_null() && points.iter().any(|point| root(point).is_none()) && points.iter().any(|point| root(point).is_some())
    });
    let mixed = mixed.expect("a series of the samples has a number without a source");
    let nobodys = mixed["points"].as_array().unwrap().iter().find(|point| root(point).is_none()).unwrap()["value"].to_string();
    let board = get(&router, "/en/").await.body;
    let entry = board.split_once(mixed["id"].as_str().unwrap()).unwrap().1.split_once("</li>").unwrap().0.to_owned();
    assert!(!entry.contains(&nobodys), "{nobodys} is nobody's: {entry}");
}

#[tokio::test]
async fn digits_are_of_the_readers_choice_and_no_words_of_an_article_change() {
    let (router, _folder) = desk_of(&[("صحيفة الميناء", "05T09", "قال المرصد السوري لحقوق الإنسان إن 14 شخصاً قتلوا في غارات على مدينة تدمر.")]);
    let figure = items(&router, "/v1/figures").await[0]["id"].as_str().unwrap().to_owned();
    let page = get(&router, &format!("/ar/figure/{figure}?nu=arab")).await.body;
    let quote = page.split_once("class=\"quote\"").unwrap().1.split_once("</p>").unwrap().0;
    assert!(page.contains("١٤") && page.contains("٢٠٢٤") && quote.contains("14"), "{page}");
    assert!(page.contains("href=\"/ar/figures?nu=arab\"") && page.contains(&format!("/v1/figures/{figure}\"")), "links keep it, data do not");
    assert!(!get(&router, &format!("/ar/figure/{figure}")).await.body.contains("١٤"));
    for (path, status) in [("/ar/?nu=roman", 400), ("/v1/events?nu=arab", 400), ("/en/?nu=arab", 200)] {
        assert_eq!(get(&router, path).await.status.as_u16(), status, "{path}");
    }
}

#[tokio::test]
async fn a_source_that_nobody_bears_is_said_and_leaves_the_view_as_it_was() {
    let router = samples();
    let whole = get(&router, "/en/sources").await.body;
    let page = get(&router, "/en/sources?without=zzzz").await;
    assert_eq!(page.status, StatusCode::OK);
    assert!(page.body.contains("role=\"status\"") && page.body.contains("zzzz") && !page.body.contains("without=zzzz"));
    let rows = |body: &str| body.matches("<tr data-row").count();
    assert_eq!(rows(&page.body), rows(&whole));
    let answer = get(&router, "/v1/sources?without=zzzz").await;
    assert!(answer.status == StatusCode::BAD_REQUEST && answer.json()["detail"].as_str().unwrap().contains("zzzz"), "{}", answer.body);
    // Whoever stands behind an event can be left out, by id.
    for event in items(&router, "/v1/events?limit=1000").await {
        for chain in event["chains_for"].as_array().unwrap().iter().chain(event["chains_against"].as_array().unwrap()) {
            let path = crate::view::View::parse(Lang::En, "/x", "").unwrap().toggled(chain["root"]["id"].as_str().unwrap());
            let path = path.replacen("/en/x", "/v1/watchlist", 1);
            let reply = get(&router, &path).await;
            assert_ne!(reply.status, StatusCode::BAD_REQUEST, "{path}");
        }
    }
}

#[tokio::test]
async fn the_address_of_a_cell_shows_the_row_that_it_stands_in() {
    let texts: Vec<String> = (1..29)
        .flat_map(|day| [("05T09", day), ("06T09", day)])
        .map(|(_, day)| format!("قال المرصد السوري لحقوق الإنسان إن {} أشخاص قتلوا في مدينة تدمر يوم {day} تشرين الأول 2024. وقال إن غارات ضربت مدينة حماة يوم {day} تشرين الأول 2024.", day + 3))
        .collect();
    let articles: Vec<(&str, &str, &str)> = texts.iter().map(|text| ("صحيفة الميناء", "05T09", text.as_str())).collect();
    let (router, _folder) = desk_of(&articles);
    let matrix = get(&router, "/en/matrix?all=1&from=40").await.body;
    let cell = matrix.split("cell=").nth(1).expect("a second page").split(['"', '&', '#']).next().unwrap().to_owned();
    let event = cell.split('~').next().unwrap();
    let shown = get(&router, &format!("/en/matrix?all=1&cell={cell}")).await;
    assert!(shown.body.contains(&format!("/en/event/{event}")) && shown.body.contains("class=\"cell here\""));
    assert!(shown.header(header::CONTENT_TYPE).starts_with("text/html"));
}

#[tokio::test]
async fn what_is_to_be_said_of_a_page_stands_beside_it() {
    let folder = tempfile::tempdir().unwrap();
    let page = |name: &str, head: &str| {
        let html = format!("<title>انسحاب من تدمر</title>{head}<h1>انسحاب من تدمر</h1><p>{LEFT}</p>");
        std::fs::write(folder.path().join(name), html).unwrap();
    };
    page("a.html", "<meta property=article:published_time content='2024-12-45'>");
    page("b.html", "");
    let router = router(&[folder.path().to_string_lossy().into_owned()]);
    for article in items(&router, "/v1/articles").await {
        let id = article["id"].as_str().unwrap();
        let one = get(&router, &format!("/v1/articles/{id}")).await.json();
        let screen = get(&router, &format!("/en/article/{id}")).await.body;
        let is_noted = article["source"] == "a.html";
        assert_eq!(one["notices"][0]["code"].as_str(), is_noted.then_some("N0241"), "{one}");
        assert_eq!(screen.contains("2024-12-45"), is_noted, "{screen}");
        assert_eq!(screen.contains(Lang::En.t("article.notice")), is_noted);
    }
}
