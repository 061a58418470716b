//! Hand-made claims through one helper.

mod generated;
mod lists;

use crate::record::{ContradictionKind, ContradictionState, ControlStatus, DeniedBy, Event, Measure, Record, Status, Support};
use crate::{Memory, Options, fuse, fuse_again};
use isnad_lineage::{CopyEdge, Direction, EdgeKind, Lineage, Passage, Story};
use isnad_model::knowledge::{Period, Tie};
use isnad_model::*;
use isnad_text::Span;
use jiff::civil::{Date, Weekday, date};
use std::sync::Arc;

/// One invented page with its claims.
#[derive(Clone, Debug)]
struct Page {
    article: Article,
    annotation: Annotation,
}

fn page(outlet: &str, published: &str) -> Page {
    let outlet = Outlet { id: outlet.into(), ..Outlet::default() };
    let mut article = Article::new(format!("{}/{published}", outlet.id), outlet, None, Arc::from("ن".repeat(400).as_str()));
    article.published_at = Stamp::parse(published);
    Page { article, annotation: Annotation::default() }
}

fn entity(id: &str) -> EntityRef {
    let kind = match id {
        _ if id.starts_with("unnamed:") => EntityKind::Unnamed,
        "agency" | "wire" => EntityKind::Agency,
        _ => EntityKind::Body,
    };
    EntityRef { id: id.into(), name_ar: id.into(), name_en: None, surface: id.into(), kind, span: None }
}

fn place(id: &str) -> PlaceRef {
    let kind = if id == "land" {
        PlaceKind::Country
    } else if id.ends_with("_gov") {
        PlaceKind::Governorate
    } else {
        PlaceKind::City
    };
    PlaceRef {
        id: id.into(),
        name_ar: id.into(),
        name_en: None,
        kind,
        position: None,
        admin1: None,
        country: None,
        part: None,
        surface: id.into(),
        span: None,
    }
}

/// A claim in the making: `claim("capture", "rebels", "town").by("observatory")`.
#[derive(Clone, Debug)]
struct Draft(ClaimParts);

fn claim(kind: &str, actor: &str, at: &str) -> Draft {
    let list = |ids: &str| ids.split(',').filter(|id| !id.is_empty()).map(str::to_owned).collect::<Vec<_>>();
    Draft(ClaimParts {
        event_type: EventType::parse(kind).unwrap(),
        position: Position::Body,
        actors: list(actor).iter().map(|id| entity(id)).collect(),
        targets: Vec::new(),
        places: list(at).iter().map(|id| place(id)).collect(),
        time: None,
        quantity: None,
        attribution: Vec::new(),
        co_origins: Vec::new(),
        basis: Basis::Unattributed,
        polarity: Polarity::Asserted,
        modality: Modality::Actual,
        quotation: None,
        partial: false,
        points_back: false,
        rules: Vec::new(),
    })
}

impl Draft {
    fn by(mut self, chain: &str) -> Self {
        self.0.attribution = chain.split(" < ").map(|id| Attribution { source: entity(id), cue: None }).collect();
        self.0.basis = Basis::Attributed;
        self
    }

    fn own(mut self, basis: Basis) -> Self {
        self.0.basis = basis;
        self
    }

    fn on(mut self, day: i8) -> Self {
        self.0.time = Some(TimeRef::day(december(day)));
        self
    }

    fn weekday(mut self, weekday: Weekday) -> Self {
        self.0.time = Some(TimeRef { start: None, end: None, precision: TimePrecision::Day, weekday: Some(weekday) });
        self
    }

    fn denied(mut self) -> Self {
        self.0.polarity = Polarity::Denied;
        self
    }

    fn modal(mut self, modality: Modality) -> Self {
        self.0.modality = modality;
        self
    }

    /// The place comes from another sentence.
    fn carried(mut self) -> Self {
        for place in &mut self.0.places {
            place.surface = "".into();
        }
        self
    }

    fn words(mut self, hash: u64) -> Self {
        self.0.quotation = Some(hash);
        self
    }

    fn number(mut self, value: u64, bound: Bound, subgroup: Option<&str>, since: Option<Date>) -> Self {
        let mut quantity = Quantity::new(self.0.event_type.name(), value, bound);
        quantity.subgroup = subgroup.map(str::to_owned);
        quantity.scope = since.map(|since| Scope { since: Some(since), ..Scope::default() });
        self.0.quantity = Some(quantity);
        self
    }
}

fn december(day: i8) -> Date {
    date(2024, 12, day)
}

impl Page {
    /// Puts a claim on the page, each at its own stretch of text.
    fn says(mut self, draft: Draft) -> Self {
        let at = self.annotation.claims.len() * 20;
        self.annotation.claims.push(Claim::new(self.article.id.clone(), Span::new(at, at + 20), draft.0));
        self
    }
}

fn tie(to: &str) -> Tie {
    Tie { to: to.into(), period: Period::default() }
}

fn knowledge() -> Knowledge {
    let mut knowledge = Knowledge::default();
    for (part, whole) in [
        ("ministry", "gov"),
        ("army", "gov"),
        ("state_agency", "gov"),
        ("unnamed:army", "gov"),
        ("director", "observatory"),
        ("food_programme", "un"),
    ] {
        knowledge.belongs_to.insert(part.into(), vec![tie(whole)]);
    }
    for enemy in ["rebels", "league"] {
        let mut opposes = std::mem::take(&mut knowledge.opposes);
        knowledge.relate(&mut opposes, "gov", enemy, Period::default());
        knowledge.opposes = opposes;
    }
    knowledge.agencies.extend(["agency".to_owned(), "wire".to_owned(), "state_agency".to_owned()]);
    knowledge.counting_competence.insert("observatory".into(), 3);
    knowledge.by_name.insert("الامم المتحده".into(), "un".into());
    knowledge.part_of_place.insert("town".into(), "town_gov".into());
    knowledge.paired_places.extend([("gate".to_owned(), "door".to_owned()), ("door".to_owned(), "gate".to_owned())]);
    knowledge
}

/// One story of all pages, no copying.
fn one_story(pages: &[Page]) -> Lineage {
    let mut articles: Vec<ArticleId> = pages.iter().map(|page| page.article.id.clone()).collect();
    articles.sort();
    articles.dedup();
    Lineage { edges: Vec::new(), stories: vec![Story { id: "s-1".into(), articles }] }
}

fn check_with(pages: &[Page], lineage: &Lineage, options: &Options) -> Record {
    let articles: Vec<&Article> = pages.iter().map(|page| &page.article).collect();
    let annotations: Vec<&Annotation> = pages.iter().map(|page| &page.annotation).collect();
    fuse(&articles, &annotations, lineage, &knowledge(), options)
}

fn check_again(memory: &mut Memory, pages: &[Page], lineage: &Lineage) -> Record {
    let articles: Vec<&Article> = pages.iter().map(|page| &page.article).collect();
    let annotations: Vec<&Annotation> = pages.iter().map(|page| &page.annotation).collect();
    fuse_again(memory, &articles, &annotations, lineage, &knowledge(), &Options::default())
}

fn check(pages: &[Page]) -> Record {
    check_with(pages, &one_story(pages), &Options::default())
}

fn event<'r>(record: &'r Record, kind: &str) -> &'r Event {
    let found: Vec<&Event> = record.events.iter().filter(|event| event.event_type.name() == kind).collect();
    assert_eq!(found.len(), 1, "{kind}: {found:#?}");
    found[0]
}

fn roots(chains: &[crate::record::Chain]) -> Vec<&str> {
    chains.iter().map(|chain| chain.root.id.as_str()).collect()
}

fn total(record: &Record) -> &crate::record::Figure {
    record.figures.iter().find(|figure| figure.subgroup.is_none() && figure.measure != Measure::Forecast).unwrap()
}

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
fn a_denial_by_the_party_disputes_and_its_members_stay_visible() {
    let left = || claim("withdraw", "army", "town").on(6);
    let record = check(&[
        page("a", "2024-12-06").says(left().by("observatory")).says(left().by("ministry").denied()),
        page("b", "2024-12-06").says(left().by("director < agency")).says(left().by("unnamed:army < state_agency").denied()),
    ]);
    let event = event(&record, "withdraw");
    assert_eq!((roots(&event.chains_for), roots(&event.chains_against)), (vec!["observatory"], vec!["gov"]));
    assert_eq!(event.chains_against[0].members.len(), 2);
    assert_eq!((event.status, event.support, event.denied_by), (Status::Disputed, Support::Single, DeniedBy::InterestedParty));
    assert_eq!(record.contradictions[0].kind, ContradictionKind::Polarity);
}

#[test]
fn a_denial_that_its_own_root_takes_back_becomes_an_admission() {
    let left = || claim("withdraw", "army", "town").on(4);
    let record = check(&[
        page("a", "2024-12-04").says(left().by("ministry").denied()).says(left().by("observatory")),
        page("b", "2024-12-06").says(left().by("army")),
    ]);
    let event = event(&record, "withdraw");
    assert_eq!((event.status, event.support, event.denied_by), (Status::Corroborated, Support::Admitted, DeniedBy::Nobody));
    let statuses: Vec<Status> = event.history.iter().map(|state| state.status).collect();
    assert_eq!(statuses, [Status::Disputed, Status::Corroborated]);
}

#[test]
fn the_same_quoted_words_are_one_utterance_whoever_is_named() {
    let taken = || claim("capture", "rebels", "town").on(6).words(42);
    let record = check(&[page("a", "2024-12-06").says(taken().by("commander")), page("b", "2024-12-06").says(taken().by("council"))]);
    let event = event(&record, "capture");
    assert_eq!((event.chains_for.len(), event.chains_for[0].members.len(), event.status), (1, 2, Status::Reported));
}

#[test]
fn two_origins_in_one_dispatch_stay_two_and_flat_prose_counts_zero() {
    let mut two = claim("capture", "rebels", "town").on(6).by("observatory < agency");
    two.0.co_origins = vec![entity("council")];
    let record = check(&[page("a", "2024-12-06").says(two), page("b", "2024-12-06").says(claim("capture", "rebels", "town").on(6))]);
    let taken = event(&record, "capture");
    assert_eq!((taken.chains_for.len(), taken.unattributed.len(), taken.status), (2, 1, Status::Corroborated));
    let flat = check(&[page("a", "2024-12-06").says(claim("capture", "rebels", "town").on(6))]);
    assert_eq!(event(&flat, "capture").status, Status::Unattributed);
}

#[test]
fn anonymous_origins_fold_into_their_party_or_their_agency_or_count_zero() {
    for (chain, expect) in
        [("unnamed:army", vec!["gov"]), ("unnamed:security < wire", vec!["wire"]), ("unnamed:security", vec![]), ("unnamed:reports < wire", vec![])]
    {
        let record = check(&[page("a", "2024-12-06").says(claim("clash", "", "town").on(6).by(chain))]);
        assert_eq!(roots(&event(&record, "clash").chains_for), expect, "{chain}");
    }
}

#[test]
fn the_losers_word_on_the_counterpart_admits_the_capture() {
    let took = || claim("capture", "rebels", "town").on(5);
    let left = || page("b", "2024-12-05").says(claim("withdraw", "army", "town").on(5).by("army"));
    // Whoever told it, or nobody.
    for taken in [took().by("rebels"), took()] {
        let record = check(&[page("a", "2024-12-05").says(taken), left()]);
        let taken = event(&record, "capture");
        assert_eq!((taken.support, taken.status, taken.linked[0].kind), (Support::Admitted, Status::Corroborated, "counterpart"));
        let control = &record.control[0];
        assert_eq!((control.status, control.holder.as_ref().unwrap().id.as_str()), (ControlStatus::Held, "rebels"));
    }
}

#[test]
fn control_is_held_claimed_contested_or_unknown() {
    let took = || claim("capture", "league", "town").on(6).by("league");
    let left = |by: &str| claim("withdraw", "army", "town").on(6).by(by);
    let fight = || claim("clash", "league,army", "town").on(7).by("observatory");
    let state = |pages: &[Page]| {
        let record = check(pages);
        let one = record.control.iter().find(|one| one.place.name.id == "town").unwrap().clone();
        (one.status, one.holder.as_ref().map(|holder| holder.id.clone()), one.claimant.as_ref().map(|claimant| claimant.id.clone()))
    };
    let of = |drafts: &[Draft]| vec![drafts.iter().cloned().fold(page("a", "2024-12-07"), Page::says)];
    let named = |id: &str| Some(id.to_owned());
    assert_eq!(state(&of(&[took(), left("observatory")])), (ControlStatus::Held, named("league"), None));
    assert_eq!(state(&of(&[took()])), (ControlStatus::Claimed, None, named("league")));
    assert_eq!(state(&of(&[left("observatory"), fight()])), (ControlStatus::Contested, named("army"), None));
    assert_eq!(state(&of(&[left("observatory"), left("council")])), (ControlStatus::Unknown, None, None));
    let hoped = check(&of(&[took().modal(Modality::Conditional)]));
    assert!(hoped.control.is_empty());
    assert_eq!(event(&hoped, "capture").status, Status::Hypothetical);
}

#[test]
fn a_place_that_changes_hands_back_makes_two_captures() {
    let took = |who: &str, day: i8| claim("capture", who, "town").on(day).by("observatory");
    let record = check(&[page("a", "2024-12-09").says(took("rebels", 2)).says(took("army", 4)).says(took("rebels", 8))]);
    assert_eq!(record.events.len(), 3);
    let whole = check(&[page("a", "2024-12-09").says(took("rebels", 2)), page("b", "2024-12-09").says(took("rebels", 4))]);
    assert_eq!(whole.events.len(), 1);
}

#[test]
fn a_city_is_not_its_governorate_and_facing_facilities_are_a_pair() {
    let record = check(&[page("a", "2024-12-07")
        .says(claim("capture", "rebels", "town").on(6).by("rebels"))
        .says(claim("capture", "rebels", "town_gov").on(6).by("rebels"))
        .says(claim("close", "neighbour", "door").on(6).by("neighbour"))
        .says(claim("capture", "rebels", "gate").on(6).by("rebels"))]);
    let kinds = |id: &str| -> Vec<&str> {
        let of = record.events.iter().find(|event| event.places[0].name.id == id && !event.linked.is_empty()).unwrap();
        of.linked.iter().map(|link| link.kind).collect()
    };
    assert_eq!((record.events.len(), kinds("town"), kinds("door")), (4, vec!["part_of"], vec!["pair"]));
}

#[test]
fn sides_that_blame_each_other_tell_of_one_incident() {
    let strike = |who: &str, by: &str| claim("shelling", who, "town").on(6).by(by);
    let record = check(&[page("a", "2024-12-06").says(strike("army", "rebels")), page("b", "2024-12-06").says(strike("rebels", "ministry"))]);
    let event = event(&record, "shelling");
    assert_eq!(event.perpetrators.len(), 2);
    assert_eq!(record.contradictions[0].kind, ContradictionKind::Responsibility);
}

#[test]
fn without_a_body_all_that_speak_for_it_fall_away() {
    let gone = |value: u64, by: &str| claim("displaced", "", "land").number(value, Bound::Min, None, Some(december(1))).by(by);
    let pages = [page("a", "2024-12-06").says(gone(280_000, "food_programme")).says(gone(370_000, "un")).says(gone(90_000, "observatory"))];
    for name in ["un", "الأمم المتحدة"] {
        let record = check_with(&pages, &one_story(&pages), &Options { without: vec![name.into()], ..Options::default() });
        assert_eq!(record.figures[0].points.iter().map(|point| point.value).collect::<Vec<_>>(), [90_000], "{name}");
    }
    let kept = check_with(&pages, &one_story(&pages), &Options { without: vec!["food_programme".into()], ..Options::default() });
    assert_eq!(kept.figures[0].points.len(), 2);
}

#[test]
fn a_number_that_is_told_elsewhere_by_the_one_left_out_falls_with_it() {
    let gone = || claim("displaced", "", "land").number(280_000, Bound::Exact, None, Some(december(1)));
    let pages = [page("a", "2024-12-06").says(gone().by("un")), page("b", "2024-12-06").says(gone())];
    let without = |names: &[&str], pages: &[Page]| {
        let options = Options { without: names.iter().map(|name| (*name).to_owned()).collect(), ..Options::default() };
        check_with(pages, &one_story(pages), &options).figures.len()
    };
    assert_eq!((without(&[], &pages), without(&["un"], &pages)), (1, 0));
    let also = [pages.to_vec(), vec![page("c", "2024-12-06").says(gone().by("observatory"))]].concat();
    assert_eq!(without(&["un"], &also), 1);
}

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
fn attribution_dropped_is_marked_with_where_it_was() {
    let toll = || claim("killed", "", "town").on(6).number(20, Bound::Exact, None, None);
    let record = check(&[page("a", "2024-12-06").says(toll().by("observatory")), page("b", "2024-12-07").says(toll())]);
    let dropped = &event(&record, "killed").attribution_dropped;
    assert_eq!((dropped.len(), dropped[0].source.as_str(), dropped[0].by), (1, "observatory", "figure"));
    assert_eq!(total(&record).points.len(), 1);
}

#[test]
fn what_changed_since_the_last_look() {
    let left = || claim("withdraw", "army", "town").on(6);
    let pages = [page("a", "2024-12-06").says(left().by("observatory")), page("b", "2024-12-08").says(left().by("ministry").denied())];
    let record = check_with(&pages, &one_story(&pages), &Options { since_look: Stamp::parse("2024-12-07"), ..Options::default() });
    let kinds: Vec<&str> = record.changes.iter().map(|change| change.kind).collect();
    assert_eq!(kinds, ["article", "new_denial", "status"]);
}

#[test]
fn explanations_name_members_and_near_misses() {
    let strike = |day: i8| claim("airstrike", "army", "town").on(day).by("observatory");
    let record = check(&[page("a", "2024-12-06").says(strike(5)).says(strike(6))]);
    assert_eq!(record.events.len(), 2);
    let Some(crate::Explanation::Event(found)) = crate::explain(&record, &record.events[0].id) else { panic!("no event") };
    assert_eq!((found.members.len(), found.near_misses[0].code), (1, "another_day"));
    assert!(crate::explain(&record, "nothing").is_none());
}

#[test]
fn an_official_of_a_country_is_rooted_in_its_government_and_an_expert_in_the_agency_that_asked() {
    let left = |by: &str| claim("withdraw", "army", "town").on(6).by(by);
    let mut knowledge = knowledge();
    knowledge.belongs_to.extend(["state", "state_army"].map(|part| (part.to_owned(), vec![tie("state_government")])));
    for (by, root) in [
        ("unnamed:official:state < agency", "state_government"),
        ("unnamed:sources@state_army < agency", "state_government"),
        ("unnamed:expert:state < agency", "agency"),
        ("unnamed:sources@state < agency", "agency"),
    ] {
        let page = page("a", "2024-12-06").says(left(by));
        let record = fuse(&[&page.article], &[&page.annotation], &Lineage::default(), &knowledge, &Options::default());
        assert_eq!(roots(&event(&record, "withdraw").chains_for), [root], "{by}");
    }
}

#[test]
fn a_root_that_says_both_disputes_nothing() {
    let left = || claim("withdraw", "army", "town").on(6).by("ministry");
    let record = check(&[page("a", "2024-12-06").says(left()).says(left().denied())]);
    let event = event(&record, "withdraw");
    assert_eq!((event.status, event.support), (Status::Corroborated, Support::Admitted));
    assert_eq!(record.contradictions[0].state, ContradictionState::Explained);
}

#[test]
fn the_history_tells_when_the_loser_admitted() {
    let took = |day: &str| page("a", day).says(claim("capture", "rebels", "town").on(5).by("rebels"));
    let denied = page("b", "2024-12-08").says(claim("capture", "rebels", "town").on(5).by("ministry").denied());
    let left = page("c", "2024-12-07").says(claim("withdraw", "army", "town").on(5).by("ministry"));
    let record = check(&[took("2024-12-06"), denied, left]);
    let history: Vec<(Option<Date>, Support)> = event(&record, "capture").history.iter().map(|state| (state.from, state.support)).collect();
    assert_eq!(history[..2], [(Some(december(6)), Support::Single), (Some(december(7)), Support::Admitted)]);
    assert_eq!(history.last().unwrap().0, Some(december(8)));
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
fn who_only_tells_of_a_place_does_not_hold_it() {
    let mut taken = claim("capture", "observatory", "town").on(6).by("agency");
    taken.0.actors[0].kind = EntityKind::Ngo;
    assert!(check(&[page("a", "2024-12-06").says(taken)]).control.is_empty());
}

#[test]
fn a_toll_without_a_place_is_of_the_strike_beside_it() {
    let strike = claim("airstrike", "army", "town").on(6).by("observatory");
    let toll = |value: u64| claim("killed", "", "").on(6).number(value, Bound::Exact, None, None);
    let record = check(&[page("a", "2024-12-06").says(toll(20).by("observatory")).says(strike), page("b", "2024-12-06").says(toll(9).by("council"))]);
    let areas: Vec<Option<&str>> = record.figures.iter().map(|figure| figure.area.as_ref().map(|area| area.name.id.as_str())).collect();
    assert_eq!(areas, [None, Some("town")]);
}

#[test]
fn forces_of_whatever_side_join_the_only_one_and_gunmen_do_not() {
    let left = |who: &str, by: &str| claim("withdraw", who, "town").on(6).by(by);
    let pages = |who: &str| [page("a", "2024-12-06").says(left("army", "observatory")), page("b", "2024-12-06").says(left(who, "ministry"))];
    assert_eq!(check(&pages("generic:troops")).events.len(), 1);
    assert_eq!(check(&pages("people:residents")).events.len(), 1);
    assert_eq!(check(&pages("generic:gunmen")).events.len(), 2);
}

#[test]
fn a_body_that_no_table_knows_is_whom_the_same_passage_names() {
    let left = |who: &str| claim("withdraw", who, "town").on(6);
    let pages = [page("a", "2024-12-06").says(left("army").by("observatory")), page("b", "2024-12-06").says(left("x:body:forces"))];
    let whole = Span::new(0, pages[0].article.text.len());
    let [from, to] = [0, 1].map(|i: usize| pages[i].article.id.clone());
    let passages = vec![Passage { from: whole, to: whole, words: 100 }];
    let edge = CopyEdge { from, to, kind: EdgeKind::Copy, containment: [1000, 1000], direction: Direction::Earlier, misdated: false, passages };
    let copied = Lineage { edges: vec![Arc::new(edge)], ..one_story(&pages) };
    let dropped = |lineage: &Lineage| {
        check_with(&pages, lineage, &Options::default()).events.iter().map(|event| event.attribution_dropped.len()).sum::<usize>()
    };
    assert_eq!((dropped(&copied), dropped(&one_story(&pages))), (1, 0));
}

#[test]
fn enemies_named_in_one_breath_are_not_one_side() {
    let took = |who: &str| claim("capture", who, "town").on(6).by("observatory");
    let record = check(&[page("a", "2024-12-06").says(took("rebels")).says(took("army")), page("b", "2024-12-06").says(took("rebels,army"))]);
    assert!(record.events.iter().all(|event| event.event_type != EventType::Capture || event.articles.len() < 3));
    assert_eq!(record.events.len(), 2);
}

#[test]
fn what_is_said_is_one_by_its_place_or_its_words() {
    let call = |at: &str| claim("call", "gov", at).by("gov");
    let pages = |draft: &dyn Fn() -> Draft| [page("a", "2024-12-06").says(draft()), page("b", "2024-12-06").says(draft())];
    assert_eq!(check(&pages(&|| call("town"))).events.len(), 1);
    assert_eq!(check(&pages(&|| call("").words(7))).events.len(), 1);
    assert_eq!(check(&pages(&|| call(""))).events.len(), 2);
    let apart = pages(&|| call("town"));
    let story = |i: usize| Story { id: format!("s-{i}"), articles: vec![apart[i].article.id.clone()] };
    let two = Lineage { edges: Vec::new(), stories: vec![story(0), story(1)] };
    assert_eq!(check_with(&apart, &two, &Options::default()).events.len(), 2);
}

#[test]
fn parts_of_a_place_that_fall_one_after_the_other_are_several_events() {
    let took = |partial: bool| {
        let mut draft = claim("capture", "rebels", "town").by("observatory");
        draft.0.partial = partial;
        draft
    };
    let pages = |partial: bool| [page("a", "2024-12-01").says(took(partial)), page("b", "2024-12-08").says(took(partial))];
    assert_eq!((check(&pages(false)).events.len(), check(&pages(true)).events.len()), (1, 2));
}

#[test]
fn an_advance_and_a_fight_of_enemies_contest_a_town_that_nobody_was_told_to_hold() {
    let mut fight = claim("clash", "rebels,army", "town").on(6).by("observatory");
    let record = check(&[page("a", "2024-12-06").says(claim("advance", "rebels", "town").on(6).by("observatory")).says(fight.clone())]);
    assert_eq!((record.control[0].status, &record.control[0].holder), (ControlStatus::Contested, &None));
    fight.0.attribution.clear();
    fight.0.basis = Basis::Unattributed;
    assert!(check(&[page("a", "2024-12-06").says(fight)]).control.is_empty());
}

#[test]
fn a_lineage_that_runs_in_a_circle_is_one_derivation() {
    let told = || claim("capture", "rebels", "town").on(6).own(Basis::Correspondent);
    let pages = [page("a", "2024-12-06").says(told()), page("b", "2024-12-06").says(told())];
    let whole = Span::new(0, pages[0].article.text.len());
    let edge = |from: usize, to: usize| {
        let passages = vec![Passage { from: whole, to: whole, words: 100 }];
        let (from, to) = (pages[from].article.id.clone(), pages[to].article.id.clone());
        Arc::new(CopyEdge { from, to, kind: EdgeKind::Copy, containment: [1000, 1000], direction: Direction::Earlier, misdated: false, passages })
    };
    let lineage = Lineage { edges: vec![edge(0, 1), edge(1, 0), edge(0, 0)], ..one_story(&pages) };
    let record = check_with(&pages, &lineage, &Options::default());
    assert_eq!(event(&record, "capture").chains_for.len(), 1, "whoever was first, it was said once");
    assert_eq!(record.claims.len(), 2);
}

/// Each page tells a story of its own.
fn stories_apart(pages: &[Page]) -> Lineage {
    let story = |page: &Page| Story { id: page.article.id.to_string(), articles: vec![page.article.id.clone()] };
    let mut stories: Vec<Story> = pages.iter().map(story).collect();
    stories.sort_by(|a, b| a.articles.cmp(&b.articles));
    Lineage { stories, ..Lineage::default() }
}

fn count(pages: &[Page], kind: &str) -> usize {
    let record = check_with(pages, &stories_apart(pages), &Options::default());
    record.events.iter().filter(|event| event.event_type.name() == kind).count()
}

#[test]
fn one_deed_in_two_stories_is_one_where_nothing_contradicts() {
    let toll = |value: u64| claim("killed", "", "town").on(2).number(value, Bound::Exact, None, None).by("observatory");
    let pages = |a: Draft, b: Draft| [page("a", "2024-12-02").says(a), page("b", "2024-12-02").says(b)];
    assert_eq!(count(&pages(toll(7), toll(9)), "killed"), 1, "a toll that grew");
    assert_eq!(count(&pages(toll(7), toll(40)), "killed"), 2, "no toll grows so much in a day");
    assert_eq!(count(&pages(toll(1), toll(2)), "killed"), 2, "of single deaths there are several");
    let strike = |at: &str| claim("shelling", "army", at).by("observatory");
    assert_eq!(count(&pages(strike("town"), strike("town")), "shelling"), 1, "one strike without its day");
    assert_eq!(count(&pages(strike("land"), strike("land")), "shelling"), 2, "somewhere in a country there are many");
    let siege = || claim("siege", "army", "town_gov").by("observatory");
    assert_eq!(count(&pages(siege(), siege()), "siege"), 1, "a place is under siege from one day to the next");
}

#[test]
fn what_is_told_without_its_day_joins_only_what_leaves_no_doubt() {
    let shelled = || claim("shelling", "army", "town").by("observatory");
    let later = |days: &[&str]| -> Vec<Page> {
        let told = days.iter().enumerate().map(|(i, day)| page(["b", "c", "d"][i], day).says(shelled()));
        std::iter::once(page("a", "2024-12-07").says(shelled().on(7))).chain(told).collect()
    };
    assert_eq!(count(&later(&["2024-12-08"]), "shelling"), 1, "news is of yesterday");
    assert_eq!(count(&later(&["2024-12-12"]), "shelling"), 1, "nothing such was told for weeks before: everybody knows which is meant");
    assert_eq!(count(&later(&["2024-12-12", "2024-12-03"]), "shelling"), 3, "where it is shelled day by day, nobody does");
    let dead = |value: u64| claim("killed", "", "town").number(value, Bound::Exact, None, None).by("observatory");
    let tolls = |value: u64| [page("a", "2024-12-07").says(dead(value).on(7)), page("b", "2024-12-14").says(dead(value))];
    assert_eq!(count(&tolls(116), "killed"), 1, "few incidents have that many dead");
    assert_eq!(count(&tolls(16), "killed"), 2, "many have so few");
    let everywhere = || claim("airstrike", "army", "town,gate,door,land").by("observatory");
    let one = || page("a", "2024-12-07").says(claim("airstrike", "army", "town").on(7).by("observatory"));
    assert_eq!(count(&[one(), page("b", "2024-12-07").says(everywhere())], "airstrike"), 5, "a list tells of a campaign");
}

#[test]
fn a_year_long_past_is_the_deed_that_everybody_means() {
    let in_year = |year: i16| {
        let mut draft = claim("withdraw", "army", "land").by("observatory");
        draft.0.time = Some(TimeRef {
            start: Some(date(year, 1, 1)),
            end: Some(date(year, 12, 31)),
            precision: TimePrecision::Year,
            ..TimeRef::day(date(year, 1, 1))
        });
        draft
    };
    let pages = |year: i16| [page("a", "2024-12-07").says(in_year(year)), page("b", "2024-11-07").says(in_year(year))];
    assert_eq!(count(&pages(2012), "withdraw"), 1);
    assert_eq!(count(&pages(2024), "withdraw"), 2, "of the year that still runs there may be several");
}

#[test]
fn fire_and_the_fire_that_answers_it_are_two_deeds() {
    let fired = |who: &str, by: &str| claim("shelling", who, "town").on(6).by(by);
    let blamed = [page("a", "2024-12-06").says(fired("army", "rebels")), page("b", "2024-12-06").says(fired("rebels", "ministry"))];
    assert_eq!(count(&blamed, "shelling"), 1, "each says that it was the other");
    let answered = [
        page("a", "2024-12-06").says(fired("army", "rebels")),
        page("b", "2024-12-06").says(fired("rebels", "ministry")).says(fired("army", "ministry")),
    ];
    assert_eq!(count(&answered, "shelling"), 2, "who tells of both blames nobody for the other's");
}
