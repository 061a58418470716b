//! Undated pages, bad claims, labels, and how a record is looked at.

use super::*;

#[test]
fn a_short_name_means_its_side_only_in_the_news_of_its_country() {
    let mut knowledge = knowledge();
    knowledge.partial_terms.insert(("militias".into(), "league".into()), "here".into());
    let named = |country: &str| {
        let mut draft = claim("shelling", "", "town").on(6).by("observatory");
        draft.0.places[0].country = Some(country.into());
        let mut page = page("a", "2024-12-06").says(draft);
        let span = Span::new(0, 4);
        let (term, actor, frame) = ("militias".to_owned(), "league".to_owned(), "neutral".to_owned());
        page.annotation.labels.push(LabelMention { term, actor, frame, span, quoted: false, indirect: false });
        fuse(&[&page.article], &[&page.annotation], &Lineage::default(), &knowledge, &Options::default()).framing[0].actor.id.clone()
    };
    assert_eq!((named("here").as_str(), named("elsewhere").as_str()), ("league", ""));
}

#[test]
fn undated_pages_are_dated_from_their_story_and_say_so() {
    let left = || claim("withdraw", "army", "town").by("observatory");
    let toll = || claim("killed", "", "land").number(727, Bound::Exact, None, Some(december(1))).by("observatory");
    let pages = [page("a", "2024-12-07").says(left().on(6)).says(toll()), page("b", "").says(left().weekday(Weekday::Friday)).says(toll())];
    let record = check(&pages);
    let inferred = record.articles.iter().find_map(|row| row.inferred.clone()).unwrap();
    assert_eq!((inferred.start, inferred.end), (december(6), december(8)));
    let event = event(&record, "withdraw");
    assert_eq!((event.articles.len(), event.time.start, event.time.end), (2, Some(december(6)), Some(december(6))));
    let early = check_with(&pages, &one_story(&pages), &Options { as_of: Stamp::parse("2024-12-07"), ..Options::default() });
    assert_eq!(early.articles.len(), 1);
    assert!(early.diagnostics.iter().any(|one| one.code == "E0605"));
}

#[test]
fn bad_claims_are_noted_and_the_rest_stands() {
    let mut knowledge = knowledge();
    knowledge.belongs_to.insert("x".into(), vec![tie("y")]);
    knowledge.belongs_to.insert("y".into(), vec![tie("x")]);
    knowledge.part_of_place.insert("town_gov".into(), "town".into());
    let good = claim("capture", "rebels", "town").on(6).by("x");
    let mut old = claim("capture", "rebels", "town").by("observatory");
    old.0.time = Some(TimeRef::day(date(1066, 10, 14)));
    let mut late = claim("capture", "rebels", "town").by("council");
    late.0.time = Some(TimeRef::day(date(2124, 1, 1)));
    let mut page = page("a", "2024-12-06")
        .says(good)
        .says(old)
        .says(late)
        .says(claim("killed", "", "town").number(1_000_000_000_000, Bound::Exact, None, None).by("un"));
    let outside = Claim::new(page.article.id.clone(), Span::new(10_000, 10_020), claim("capture", "rebels", "town").0);
    page.annotation.claims.push(outside);
    page.annotation.claims.push(Claim::new(ArticleId::of(&["other"]), Span::new(0, 4), claim("capture", "rebels", "town").0));
    let record = fuse(&[&page.article], &[&page.annotation], &Lineage::default(), &knowledge, &Options::default());
    let codes: Vec<&str> = record.diagnostics.iter().map(|one| one.code).collect();
    assert_eq!(codes, ["E0602", "E0602", "E0602", "E0603", "E0604"]);
    assert_eq!(event(&record, "capture").chains_for.len(), 3);
}

#[test]
fn what_changed_since_the_last_look() {
    let left = || claim("withdraw", "army", "town").on(6);
    let pages = [page("a", "2024-12-06").says(left().by("observatory")), page("b", "2024-12-08").says(left().by("ministry").denied())];
    let since = Stamp::parse("2024-12-07");
    let before = check_with(&pages, &one_story(&pages), &Options { as_of: since, ..Options::default() });
    let changes = crate::changes::changes(&before, &check(&pages), since.unwrap());
    let kinds: Vec<&str> = changes.iter().map(|change| change.kind).collect();
    assert_eq!(kinds, ["article", "contradiction", "control", "new_denial", "status"]);
}

#[test]
fn explanations_name_members_and_near_misses() {
    let strike = |day: i8| claim("airstrike", "army", "town").on(day).by("observatory");
    let record = check(&[page("a", "2024-12-06").says(strike(5)).says(strike(6))]);
    assert_eq!(record.events.len(), 2);
    let Some(crate::Explanation::Event(found)) = crate::explain(&record, &record.events[0].id) else { panic!("no event") };
    assert_eq!((found.members.len(), found.near_misses[0].code), (1, Why::AnotherDay));
    assert!(crate::explain(&record, "nothing").is_none());
}

#[test]
fn filters_choose_figures_and_control_too_and_say_when_they_can_show_nothing() {
    let pages = [page("a", "2024-12-07")
        .says(claim("capture", "rebels", "town").on(6).by("rebels"))
        .says(claim("capture", "league", "gate").on(2).by("league"))
        .says(claim("killed", "", "town").on(2).number(20, Bound::Exact, None, None).by("observatory"))];
    let with = |options: Options| check_with(&pages, &one_story(&pages), &options);
    let late = with(Options { since: Some(december(5)), ..Options::default() });
    assert_eq!((late.events.len(), late.figures.len(), late.control.len()), (1, 0, 1));
    let here = with(Options { area: Some("gate".into()), ..Options::default() });
    assert_eq!((here.events.len(), here.figures.len(), here.control[0].place.name.id.as_str()), (1, 0, "gate"));
    let nowhere = with(Options { area: Some("nowhere".into()), since: Some(december(9)), until: Some(december(1)), ..Options::default() });
    let codes: Vec<&str> = nowhere.diagnostics.iter().map(|one| one.code).collect();
    assert_eq!((nowhere.events.len(), codes), (0, vec!["N0311", "N0312"]));
}

#[test]
fn a_country_shows_what_lies_in_it() {
    let told = [page("a", "2024-12-06").says(claim("capture", "rebels", "town").on(6).by("observatory"))];
    let seen = |area: &str| check_with(&told, &one_story(&told), &Options { area: Some(area.into()), ..Options::default() });
    assert_eq!(seen("country:land").events.len(), 1);
    assert_eq!(seen("country:sea").events.len(), 0);
}
