//! Series of numbers.

use super::*;

#[test]
fn a_toll_race_of_one_root_is_one_series_of_updates() {
    let since = Some(december(1));
    let toll = |value: u64| claim("killed", "", "land").number(value, Bound::Exact, None, since).by("observatory");
    let part = || claim("killed", "", "land").number(111, Bound::Exact, Some("civilians"), since).by("director");
    let record = check(&[page("a", "2024-12-06").says(toll(727)).says(part()), page("b", "2024-12-07").says(toll(826)).says(part())]);
    let figure = total(&record);
    assert_eq!(figure.points.iter().map(|point| point.value).collect::<Vec<_>>(), [727, 826]);
    assert_eq!((figure.low, figure.best, figure.high, figure.measure), (Some(826), Some(826), Some(826), Measure::Cumulative));
    assert!(record.contradictions.is_empty());
    let part = record.figures.iter().find(|figure| figure.subgroup.is_some()).unwrap();
    assert!(part.flags.contains(&"stale") && part.parent.as_ref() == Some(&figure.id));
}

#[test]
fn counts_of_two_roots_that_do_not_meet_are_a_contradiction_and_the_counter_is_best() {
    let toll = |value: u64, by: &str| claim("killed", "", "town").on(6).number(value, Bound::Exact, None, None).by(by);
    let record = check(&[page("a", "2024-12-06").says(toll(20, "observatory")), page("b", "2024-12-06").says(toll(35, "ministry"))]);
    assert_eq!(record.contradictions.iter().map(|one| one.kind).collect::<Vec<_>>(), [ContradictionKind::Quantity]);
    let figure = total(&record);
    assert_eq!((figure.low, figure.best, figure.high, figure.rule), (Some(20), Some(20), Some(35), "latest_of_most_competent_root"));
}

#[test]
fn forecasts_stay_apart_and_headings_never_add_a_chain() {
    let gone = |value: u64| claim("displaced", "", "land").number(value, Bound::Exact, None, Some(december(1))).by("un");
    let mut heading = claim("capture", "rebels", "town").on(6).by("council");
    heading.0.position = Position::Title;
    let record = check(&[page("a", "2024-12-06")
        .says(gone(370_000))
        .says(gone(1_500_000).modal(Modality::Possible))
        .says(heading)
        .says(claim("capture", "rebels", "town").on(6).by("observatory"))]);
    let values =
        |measure: Measure| record.figures.iter().filter(|figure| figure.measure == measure).map(|figure| figure.best.unwrap()).collect::<Vec<_>>();
    assert_eq!((values(Measure::Cumulative), values(Measure::Forecast)), (vec![370_000], vec![1_500_000]));
    let event = event(&record, "capture");
    assert_eq!((roots(&event.chains_for), event.restatements.len()), (vec!["observatory"], 1));
}

#[test]
fn a_toll_whose_place_was_carried_over_joins_its_twin() {
    let toll = |at: &str| claim("killed", "", at).on(6).number(20, Bound::Exact, None, None).by("observatory");
    let record = check(&[page("a", "2024-12-06").says(toll("town")), page("b", "2024-12-06").says(toll("gate").carried())]);
    assert_eq!((record.figures.len(), event(&record, "killed").articles.len()), (1, 2));
    let apart = check(&[page("a", "2024-12-06").says(toll("town")), page("b", "2024-12-06").says(toll("gate"))]);
    assert_eq!(apart.figures.len(), 2);
    let since = |value: u64, at: &str| claim("killed", "", at).number(value, Bound::Exact, None, Some(december(1))).by("observatory");
    let series = check(&[page("a", "2024-12-06").says(since(700, "land")), page("b", "2024-12-07").says(since(800, "town").carried())]);
    assert_eq!(total(&series).points.len(), 2);
}

#[test]
fn a_newer_number_without_a_source_is_flagged_and_counts_for_nothing() {
    let toll = |value: u64| claim("killed", "", "land").number(value, Bound::Exact, None, Some(december(1)));
    let record = check(&[page("a", "2024-12-06").says(toll(700).by("observatory")), page("b", "2024-12-08").says(toll(900))]);
    let figure = total(&record);
    assert_eq!((figure.best, figure.high), (Some(700), Some(700)));
    assert!(figure.flags.contains(&"newer_without_source"));
    assert_eq!(crate::figures::newer_without_source(&figure.points).map(|point| point.value), Some(900));
}

/// A toll that an article tells with its scope, under the place of the sentence before.
fn under(at: &str, value: u64, since: Option<Date>) -> Draft {
    claim("killed", "", at).number(value, Bound::Exact, None, since).carried()
}

#[test]
fn the_dead_of_a_war_are_not_those_of_the_village_in_focus() {
    let areas = |pages: &[Page]| -> Vec<String> {
        let record = check(pages);
        record
            .figures
            .iter()
            .filter(|figure| figure.measure == Measure::Cumulative)
            .map(|figure| figure.area.as_ref().unwrap().name.id.clone())
            .collect()
    };
    // Over years: the country's, whatever the article is about.
    let years = page("a", "2024-12-06").says(under("town", 350_000, Some(date(2011, 3, 15))));
    assert_eq!(areas(&[years]), ["country:land"]);
    // Since the battle began: the region's, where the article tells of several towns.
    let battle = || page("a", "2024-12-06").says(under("town", 727, Some(december(1))));
    assert_eq!(areas(&[battle()]), ["town"]);
    assert_eq!(areas(&[battle().says(claim("capture", "rebels", "village").on(5))]), ["town_gov"]);
    // In so many words the town's.
    let written = claim("killed", "", "town").number(727, Bound::Exact, None, Some(december(1)));
    assert_eq!(areas(&[page("a", "2024-12-06").says(written).says(claim("capture", "rebels", "village").on(5))]), ["town"]);
}

#[test]
fn a_number_of_the_countrys_size_is_the_countrys() {
    let told = claim("killed", "", "country:land").number(340_000, Bound::Min, None, Some(date(2011, 3, 15))).by("observatory");
    let flat = under("town_gov", 350_000, None);
    let record = check(&[page("a", "2024-12-05").says(told), page("b", "2024-12-06").says(flat)]);
    let areas: Vec<&str> = record.figures.iter().map(|figure| figure.area.as_ref().unwrap().name.id.as_str()).collect();
    assert_eq!(areas, ["country:land", "country:land"]);
}

#[test]
fn a_number_without_a_place_is_not_that_of_a_count_of_months_before() {
    let gone = |place: &str, value: u64| claim("displaced", "", place).number(value, Bound::Exact, None, None).by("un");
    let places = |day: &str| {
        let record = check(&[page("a", day).says(gone("town", 6_000)), page("b", "2024-12-06").says(gone("", 6_500))]);
        let mut areas: Vec<Option<String>> = record.figures.iter().map(|figure| figure.area.as_ref().map(|area| area.name.id.to_string())).collect();
        areas.sort();
        areas
    };
    assert_eq!(places("2024-12-05"), [Some("town".to_owned())]);
    assert_eq!(places("2024-09-05"), [None, Some("town".to_owned())]);
}
