use crate::claim::{ClaimWire, Offsets};
use crate::record_json;
use isnad_fuse::{Options, fuse};
use isnad_model::*;
use isnad_text::Span;
use serde_json::{Value, json};
use std::collections::BTreeMap;
use std::sync::Arc;

const TEXT: &str = "قال المرصد إن الجيش انسحب من حمص.";

fn entity(id: &str, surface: &str) -> EntityRef {
    let span = TEXT.find(surface).map(|at| Span::new(at, at + surface.len()));
    EntityRef { id: id.into(), name_ar: surface.into(), name_en: Some(id.into()), surface: surface.into(), kind: EntityKind::Body, span }
}

fn page() -> (Article, Annotation) {
    let mut article = Article::new("a.txt".into(), Outlet::default(), None, Arc::from(TEXT));
    article.published_at = Stamp::parse("2024-12-06T23:47:00+03:00");
    let start = TEXT.find("الجيش").unwrap();
    let homs = PlaceRef {
        id: "geonames:169577".into(),
        name_ar: "حمص".into(),
        name_en: Some("Homs".into()),
        kind: PlaceKind::City,
        position: Some((347_300, 367_100)),
        admin1: None,
        country: None,
        part: None,
        surface: "حمص".into(),
        span: None,
    };
    let parts = ClaimParts {
        event_type: EventType::Withdraw,
        position: Position::Body,
        actors: vec![entity("army", "الجيش")],
        targets: vec![],
        places: vec![homs],
        time: Some(TimeRef { start: None, end: None, precision: TimePrecision::Day, weekday: Some(jiff::civil::Weekday::Friday) }),
        quantity: None,
        attribution: vec![Attribution { source: entity("sohr", "المرصد"), cue: Some(Span::new(0, "قال".len())) }],
        co_origins: vec![],
        basis: Basis::Attributed,
        polarity: Polarity::Asserted,
        modality: Modality::Actual,
        quotation: None,
        partial: false,
        points_back: false,
        rules: vec!["withdraw.v".into()],
    };
    let claim = Claim::new(article.id.clone(), Span::new(start, TEXT.len() - 1), parts);
    (article, Annotation { claims: vec![claim], ..Annotation::default() })
}

#[test]
fn a_claim_has_the_shape_of_the_guide() {
    let (article, annotation) = page();
    let wire = serde_json::to_value(ClaimWire::of(&annotation.claims[0], &Offsets::of(&article.text))).unwrap();
    assert_eq!(wire["evidence"], json!({"start": 14, "end": 32, "quote": "الجيش انسحب من حمص"}));
    assert_eq!(wire["actors"][0], json!({"id": "army", "name_ar": "الجيش", "name_en": "army", "start": 14, "end": 19}));
    assert_eq!(wire["places"][0], json!({"id": "geonames:169577", "name_ar": "حمص", "name_en": "Homs", "lat": 34.73, "lon": 36.71, "kind": "city"}));
    assert_eq!(wire["time"], json!({"start": null, "end": null, "precision": "day", "weekday": "friday"}));
    assert_eq!(wire["attribution"][0]["cue"], json!({"start": 0, "end": 3}));
    assert_eq!((&wire["quantity"], &wire["targets"], wire.get("in")), (&Value::Null, &json!([]), None));
}

#[test]
fn the_record_has_every_list_and_sorted_keys() {
    let (article, annotation) = page();
    let record = fuse(&[&article], &[&annotation], &Default::default(), &Knowledge::default(), &Options::default());
    let packs = BTreeMap::from([("lang/ar".to_owned(), "1".to_owned())]);
    let value = record_json(&record, &packs);
    for list in [
        "articles",
        "claims",
        "lineage",
        "events",
        "contradictions",
        "figures",
        "control",
        "framing",
        "stories",
        "sources",
        "timeline",
        "watchlist",
        "diagnostics",
    ] {
        assert!(value[list].is_array(), "{list}");
    }
    assert_eq!((&value["schema"], &value["as_of"], &value["packs"]["lang/ar"]), (&json!("isnad.record/1"), &Value::Null, &json!("1")));
    assert_eq!(value["events"][0]["chains_for"][0]["root"]["id"], json!("sohr"));
    assert_eq!((&value["events"][0]["articles"], &value["claims"][0]["article"]), (&json!(1), &json!(article.id.as_str())));
    let mut bytes = Vec::new();
    crate::write_record(&record, &packs, &mut bytes).unwrap();
    // A parsed value keeps its keys sorted, so equal bytes mean that they were written sorted, piece by piece.
    assert_eq!(String::from_utf8(bytes).unwrap().replace('\n', ""), value.to_string());
}
