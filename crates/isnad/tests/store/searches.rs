//! What every store must find, whichever database holds it: cases of the suite in `conformance`.

use crate::conformance::line;
use crate::support::*;
use isnad_store::search::{Query, Wanted};
use isnad_store::write::Incoming;

pub fn search_with_filters(make: &dyn Fn() -> Bench) {
    let bench = make();
    bench.take_in(&sample_pages(), 20);
    let hits = |query: &str, claims| bench.wait(bench.store.search(&Query::parse(query).unwrap(), Wanted { limit: 50, claims })).unwrap();
    let all = hits("حمص", false);
    assert!(all.len() > 5);
    assert!(all.iter().all(|hit| hit.snippet.marks.iter().all(|mark| !mark.slice(&hit.snippet.text).is_empty())));
    assert!(all.iter().any(|hit| !hit.snippet.marks.is_empty()));
    for (query, fewest, most) in [
        ("حمص -حماة", 1, all.len() - 1),
        ("حمص type:withdraw", 1, all.len()),
        ("type:withdraw place:حمص polarity:denied", 1, all.len()),
        ("type:withdraw place:Homs", 1, all.len()),
        ("type:withdraw place:geonames:169577", 1, all.len()),
        ("حمص since:2024-12-07", 1, all.len() - 1),
        ("حمص until:1999-01-01", 0, 0),
        ("حمص lang:en", 0, 0),
        ("حمص outlet:nowhere", 0, 0),
        ("قوات*", 1, 20),
        ("كلمةلايكتبهاأحد", 0, 0),
    ] {
        let found = hits(query, false).len();
        assert!((fewest..=most).contains(&found), "{query}: {found}");
    }
    let phrase = hits("\"مدينة حمص\"", false);
    assert!(!phrase.is_empty() && phrase.len() <= all.len());
    // Two words of one claim's own clause find that claim.
    let pages = sample_pages();
    let mut clauses =
        pages.iter().flat_map(|page| page.reading.annotation.claims.iter().map(|claim| (claim, claim.evidence.slice(&page.reading.article.text))));
    let (claim, clause) = clauses.rfind(|(_, clause)| clause.contains("حمص") && clause.split_whitespace().count() > 3).unwrap();
    let longest = clause.split_whitespace().max_by_key(|word| word.chars().filter(|c| c.is_alphabetic()).count()).unwrap();
    let found = hits(&format!("{} حمص", longest.trim_matches(|c: char| !c.is_alphabetic())), true);
    let ids: Vec<&String> = found.iter().flat_map(|hit| &hit.claims).map(|one| &one.claim_id).collect();
    assert!(ids.contains(&&claim.id.to_string()), "{clause}: {ids:?}");
    assert!(found.iter().all(|hit| hit.claims.iter().all(|one| one.evidence.contains("حمص"))));
}

/// Hundreds of articles hold the words of a phrase, and say them more often; only these hold the phrase.
pub fn a_phrase_among_many(make: &dyn Fn() -> Bench) {
    let bench = make();
    let apart = |n: usize| line(&format!("x{n}"), &format!("x://{n}"), &format!("حمص قديمة. مدينة كبيرة، قديمة حمص. قديمة مدينة رقم {n}."), "");
    let mut pages: Vec<Incoming> = (0..300).map(apart).collect();
    for (id, text) in [
        ("plain", "كلام طويل عن أشياء كثيرة لا تخص أحداً، ثم ذكر مدينة حمص القديمة مرة."),
        ("clitic", "كلام طويل عن أشياء كثيرة لا تخص أحداً، ومدينة حمص القديمة ذكرت مرة."),
    ] {
        pages.push(line(id, &format!("x://{id}"), text, ""));
    }
    bench.take_in(&pages, 100);
    let asked = |text: &str| {
        let hits = bench.wait(bench.store.search(&Query::parse(text).unwrap(), Wanted { limit: 400, claims: false })).unwrap();
        let mut found: Vec<String> = pages
            .iter()
            .filter(|page| hits.iter().any(|hit| hit.article_id == page.reading.article.id.as_str()))
            .map(|page| page.reading.article.source.clone())
            .collect();
        found.sort();
        found
    };
    assert_eq!(asked("\"مدينة حمص القديمة\""), ["clitic", "plain"]);
    assert_eq!(asked("\"مدينه حمص\""), ["clitic", "plain"]);
    assert_eq!(asked("\"المدينة حمص\""), [""; 0]);
    assert_eq!(asked("قديمة -\"مدينة حمص\"").len(), 300);
}

/// The names of the pages that answer, sorted.
fn found(bench: &Bench, pages: &[Incoming], asked: &str) -> Vec<String> {
    let hits = bench.wait(bench.store.search(&Query::parse(asked).unwrap(), Wanted { limit: 50, claims: false })).unwrap();
    let answers = |page: &&Incoming| hits.iter().any(|hit| hit.article_id == page.reading.article.id.as_str());
    let mut names: Vec<String> = pages.iter().filter(answers).map(|page| page.reading.article.source.clone()).collect();
    names.sort();
    names
}

/// One paper tells of a withdrawal from one town and of deaths in another, a second paper of the reverse.
fn two_towns() -> Vec<Incoming> {
    let page = |id: &str, left: &str, hit: &str| {
        let text = format!(
            "قال المرصد السوري لحقوق الإنسان إن الجيش السوري انسحب من مدينة {left} يوم الجمعة. وقالت وزارة الدفاع السورية إن عشرة مدنيين قتلوا في قصف على مدينة {hit} يوم الخميس."
        );
        record(&serde_json::json!({"id": id, "outlet": format!("outlet-{id}"), "published_at": "2024-12-06T10:00:00Z", "text": text}).to_string())
    };
    vec![page("one", "حماة", "درعا"), page("two", "درعا", "حماة")]
}

pub fn one_claim_is_all_that_is_asked(make: &dyn Fn() -> Bench) {
    let (bench, pages) = (make(), two_towns());
    bench.take_in(&pages, 5);
    for (asked, expected) in [
        ("type:withdraw", &["one", "two"][..]),
        ("place:حماة", &["one", "two"]),
        ("type:withdraw place:حماة", &["one"]),
        ("type:withdraw place:Hama polarity:asserted", &["one"]),
        ("type:killed place:حماة", &["two"]),
        ("type:killed type:withdraw place:حماة", &["one", "two"]),
        ("place:حماة place:درعا", &[]),
        ("انسحب outlet:outlet-one", &["one"]),
        ("انسحب outlet:outlet-one outlet:outlet-two", &["one", "two"]),
        ("انسحب -outlet:outlet-one", &["two"]),
        ("انسحب -type:capture -place:حلب", &["one", "two"]),
        ("انسحب -place:حماة", &[]),
        ("انسحب -type:withdraw", &[]),
    ] {
        assert_eq!(found(&bench, &pages, asked), expected, "{asked}");
    }
    let unheard = |asked: &str| {
        let told = bench.wait(bench.store.unheard_of(&Query::parse(asked).unwrap())).unwrap();
        told.into_iter().map(|one| (one.code, one.subject, one.hint.unwrap())).collect::<Vec<_>>()
    };
    assert_eq!(unheard("outlet:outlet-one place:حماة type:siege since:2030-01-01"), []);
    let told = unheard("outlet:nosuch -place:نيويورك source:حماة");
    assert_eq!(told.iter().map(|one| one.1.as_str()).collect::<Vec<_>>(), ["outlet:nosuch", "source:حماة", "place:نيويورك"]);
    assert!(told[0].0 == "N0753" && told[0].2.contains("outlet-one, outlet-two"), "{told:?}");
}

pub fn what_a_filter_found_is_shown(make: &dyn Fn() -> Bench) {
    let bench = make();
    let before = "كلام طويل عن الطقس والأسعار لا يخص أحداً. ".repeat(40);
    let clause = "قال المرصد السوري لحقوق الإنسان إن الجيش السوري انسحب من مدينة حماة يوم الجمعة.";
    let text = format!("{before}{clause} {before}");
    bench.take_in(&[line("far", "x://far", &text, "")], 1);
    for asked in ["type:withdraw", "type:withdraw place:حماة", "الجيش type:withdraw", "الأسعار type:withdraw"] {
        let hits = bench.wait(bench.store.search(&Query::parse(asked).unwrap(), Wanted { limit: 5, claims: false })).unwrap();
        let snippet = &hits[0].snippet;
        assert!(snippet.text.contains("انسحب من مدينة حماة"), "{asked}: {}", snippet.text);
        assert!(!snippet.marks.is_empty() && snippet.marks.iter().all(|mark| !mark.slice(&snippet.text).is_empty()), "{asked}");
    }
    let asked = Query::parse("type:withdraw").unwrap();
    let hits = bench.wait(bench.store.search(&asked, Wanted { limit: 5, claims: true })).unwrap();
    assert!(
        hits[0].claims.iter().all(|claim| claim.event_type == "withdraw") && hits[0].snippet.marks[0].slice(&hits[0].snippet.text).contains("انسحب")
    );
}
