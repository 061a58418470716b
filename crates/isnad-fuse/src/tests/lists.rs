//! What follows from events: links, disagreement, lists, filters, codes.

use super::*;
use crate::record::Precision;

fn only_links(record: &Record, kind: &str) -> Vec<(&'static str, String)> {
    let of = |id: &str| record.events.iter().find(|event| event.id == id).unwrap().event_type.name().to_owned();
    event(record, kind).linked.iter().map(|link| (link.kind, of(&link.event))).collect()
}

#[test]
fn an_advance_and_the_capture_after_it_are_one_thread_and_a_toll_is_of_its_strike() {
    let record = check(&[page("a", "2024-12-07")
        .says(claim("offensive", "rebels", "town").on(5).by("observatory"))
        .says(claim("advance", "rebels", "town").on(6).by("observatory"))
        .says(claim("capture", "rebels", "town").on(7).by("observatory"))]);
    assert_eq!(only_links(&record, "advance"), [("thread", "capture".to_owned())]);
    assert_eq!(only_links(&record, "capture").len(), 2);
    let record = check(&[page("a", "2024-12-07")
        .says(claim("airstrike", "army", "town").on(6).by("observatory"))
        .says(claim("killed", "", "town").on(6).number(20, Bound::Exact, None, None).by("observatory"))
        .says(claim("killed", "", "town").on(2).number(3, Bound::Exact, None, None).by("observatory"))]);
    assert_eq!(only_links(&record, "airstrike"), [("incident", "killed".to_owned())]);
}

#[test]
fn a_change_of_holder_that_roots_date_differently_is_a_contradiction_of_time() {
    let took = |day: i8, by: &str| claim("capture", "rebels", "town").on(day).by(by);
    let record = check(&[page("a", "2024-12-07").says(took(5, "rebels")).says(took(6, "observatory"))]);
    let sides: Vec<&str> = record.contradictions[0].sides.iter().map(|side| side.position.as_str()).collect();
    assert_eq!((record.contradictions[0].kind, sides), (ContradictionKind::Time, vec!["2024-12-05", "2024-12-06"]));
    let agreed = check(&[page("a", "2024-12-07").says(took(6, "rebels")).says(took(6, "observatory"))]);
    assert!(agreed.contradictions.is_empty());
}

#[test]
fn two_sides_that_each_say_they_hold_a_place_contradict_each_other() {
    let took = |who: &str, day: i8| claim("capture", who, "town").on(day).by(who);
    let record = check(&[page("a", "2024-12-07").says(took("rebels", 5)).says(took("army", 6))]);
    let control: Vec<&crate::record::Contradiction> = record.contradictions.iter().filter(|one| one.kind == ContradictionKind::Control).collect();
    let holders: Vec<&str> = control[0].sides.iter().map(|side| side.position.as_str()).collect();
    assert_eq!(holders, ["gov", "rebels"]);
}

#[test]
fn sources_are_counted_by_what_they_tell_themselves_and_what_they_relay() {
    let toll = || claim("killed", "", "town").on(6).number(20, Bound::Exact, None, None);
    let record = check(&[
        page("a", "2024-12-06").says(toll().by("director < agency")),
        page("b", "2024-12-07").says(toll()).says(claim("capture", "rebels", "town").on(6).own(Basis::Correspondent)),
        page("c", "2024-12-08").says(claim("capture", "rebels", "town").on(6).by("ministry").denied()),
    ]);
    let row = |kind: &str, id: &str| {
        let one = record.sources.iter().find(|row| row.kind == kind && row.source.id == id).unwrap_or_else(|| panic!("{kind} {id}"));
        (one.claims, one.own, one.relayed, one.attribution_dropped, one.denied, one.first)
    };
    assert_eq!(row("agency", "agency"), (1, 0, 1, 0, 0, 0));
    assert_eq!(row("root", "observatory"), (1, 1, 0, 1, 0, 1));
    assert_eq!(row("outlet", "outlet:b"), (2, 1, 0, 1, 0, 0));
    assert_eq!(row("root", "outlet:b"), (1, 1, 0, 0, 1, 1));
    assert_eq!(row("outlet", "outlet:c"), (1, 0, 1, 0, 1, 0));
}

#[test]
fn the_timeline_runs_by_day_and_the_watchlist_says_what_would_confirm() {
    let record = check(&[page("a", "2024-12-07")
        .says(claim("capture", "rebels", "town").on(6).by("rebels"))
        .says(claim("airstrike", "army", "gate").on(5).by("observatory"))
        .says(claim("withdraw", "army", "door").by("observatory"))
        .says(claim("clash", "rebels,army", "land").on(7).modal(Modality::Possible).by("observatory"))]);
    let days: Vec<Option<Date>> = record.timeline.iter().map(|day| day.day).collect();
    assert_eq!(days, [Some(december(5)), Some(december(6)), None], "what is only possible has no day");
    let of = |kind: &str| {
        let watch = record.watchlist.iter().find(|watch| watch.event == event(&record, kind).id).unwrap();
        watch.confirm.iter().map(|(code, who)| (*code, who.as_ref().map(|who| who.id.as_str()))).collect::<Vec<_>>()
    };
    assert_eq!(of("capture"), [("independent_root", None), ("third_party_departure", None)]);
    assert_eq!(of("withdraw"), [("independent_root", None), ("admission", Some("gov"))]);
    assert_eq!(record.watchlist.len(), 3);
}

#[test]
fn filters_by_type_status_and_chains_choose_events() {
    let took = |by: &str| claim("capture", "rebels", "town").on(6).by(by);
    let pages =
        [page("a", "2024-12-07").says(took("observatory")).says(took("council")).says(claim("shelling", "army", "gate").on(6).by("observatory"))];
    let shown = |options: Options| {
        let record = check_with(&pages, &one_story(&pages), &options);
        record.events.iter().map(|event| event.event_type.name()).collect::<Vec<_>>()
    };
    assert_eq!(shown(Options { min_chains: Some(2), ..Options::default() }), ["capture"]);
    assert_eq!(shown(Options { types: vec![EventType::Shelling], ..Options::default() }), ["shelling"]);
    assert_eq!(shown(Options { status: Some("reported".into()), ..Options::default() }), ["shelling"]);
    assert_eq!(shown(Options { status: Some("disputed".into()), ..Options::default() }), Vec::<&str>::new());
}

#[test]
fn days_and_places_have_the_codes_of_the_two_databases() {
    let code = |draft: Draft| check(&[page("a", "2024-12-07").says(draft.by("observatory"))]).events[0].precision;
    let strike = |at: &str| claim("shelling", "army", at);
    let codes = |acled_time, acled_geo, ucdp_date, ucdp_where| Precision { acled_time, acled_geo, ucdp_date, ucdp_where };
    assert_eq!(code(strike("town").on(6)), codes(1, 1, 1, 1));
    assert_eq!(code(strike("town_gov").on(6)), codes(1, 3, 1, 4));
    assert_eq!(code(strike("land")), codes(3, 3, 5, 6));
    let mut week = strike("town");
    week.0.time = Some(TimeRef { start: Some(december(1)), end: Some(december(6)), precision: TimePrecision::Week, weekday: None });
    assert_eq!(code(week), codes(2, 1, 3, 1));
}

#[test]
fn one_page_given_twice_counts_once_and_a_missing_annotation_is_noted() {
    let once = page("a", "2024-12-06").says(claim("capture", "rebels", "town").on(6).own(Basis::Correspondent));
    let record = check(&[once.clone(), once.clone()]);
    assert_eq!((record.articles.len(), record.claims.len(), event(&record, "capture").outlets.len()), (1, 1, 1));
    let alone = fuse(&[&once.article, &page("b", "2024-12-06").article], &[&once.annotation], &Lineage::default(), &knowledge(), &Options::default());
    assert_eq!((alone.diagnostics[0].code, alone.articles.len()), ("E0601", 1));
}
