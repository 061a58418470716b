//! Roots, denials, admissions, attribution dropped.

use super::*;

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
    for (chain, expect) in [
        ("unnamed:army", vec!["gov"]),
        ("unnamed:medical < wire", vec!["wire"]),
        // Whom an agency quotes without a name is its one word; a state's own agency is the state.
        ("unnamed:security < wire", vec!["wire"]),
        ("unnamed:military < state_agency", vec!["gov"]),
        ("unnamed:diplomatic < state_agency", vec!["gov"]),
        ("unnamed:diplomatic < wire", vec!["wire"]),
        ("unnamed:diplomatic", vec![]),
        ("unnamed:security", vec![]),
        ("unnamed:reports < wire", vec![]),
    ] {
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
fn attribution_dropped_is_marked_with_where_it_was() {
    let toll = || claim("killed", "", "town").on(6).number(20, Bound::Exact, None, None);
    let record = check(&[page("a", "2024-12-06").says(toll().by("observatory")), page("b", "2024-12-07").says(toll())]);
    let dropped = &event(&record, "killed").attribution_dropped;
    assert_eq!((dropped.len(), dropped[0].source.as_str(), dropped[0].by), (1, "observatory", "figure"));
    assert_eq!(total(&record).points.len(), 1);
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

#[test]
fn whoever_denies_stands_on_the_denying_side_named_or_not() {
    let left = || claim("withdraw", "army", "town").on(6);
    let flat = check(&[page("a", "2024-12-06").says(left().denied())]);
    let denied = event(&flat, "withdraw");
    assert_eq!((denied.status, denied.denied_by, roots(&denied.chains_against)), (Status::Denied, DeniedBy::ThirdParty, vec!["outlet:a"]));
    let denied_by = |by: &str| check(&[page("a", "2024-12-06").says(left().by("observatory")), page("b", "2024-12-06").says(left().by(by).denied())]);
    let record = denied_by("unnamed:activists");
    let disputed = event(&record, "withdraw");
    // Who it is nobody knows, so he is neither a third party nor one with a stake.
    assert_eq!((disputed.status, disputed.denied_by), (Status::Disputed, DeniedBy::Unknown));
    assert_eq!((roots(&disputed.chains_for), roots(&disputed.chains_against)), (vec!["observatory"], vec!["unnamed:activists"]));
    // A rumour counts against no more than it counts for.
    let record = denied_by("unnamed:reports");
    assert_eq!((event(&record, "withdraw").status, event(&record, "withdraw").denied_by), (Status::Reported, DeniedBy::Nobody));
}

#[test]
fn what_is_denied_in_flat_prose_beside_a_named_denier_is_his_and_is_shown_under_him() {
    let left = || claim("withdraw", "army", "town").on(6);
    let one = [page("a", "2024-12-06").says(left().by("ministry").denied()).says(left().denied())];
    let several = [
        page("a", "2024-12-06").says(left().by("ministry").denied()),
        page("b", "2024-12-06").says(left().denied()),
        page("c", "2024-12-07").says(left().denied()),
    ];
    for (pages, outlets) in [(&one[..], vec!["outlet:a"]), (&several[..], vec!["outlet:a", "outlet:b", "outlet:c"])] {
        let record = check(pages);
        let denied = event(&record, "withdraw");
        assert_eq!((roots(&denied.chains_against), denied.denied_by), (vec!["gov"], DeniedBy::InterestedParty));
        assert_eq!(denied.chains_against[0].outlets, outlets);
        assert_eq!(denied.chains_against[0].claims.len(), record.claims.len());
        assert!(record.claims.iter().all(|row| row.roots == ["gov"]), "{:?}", record.claims);
    }
    // Where another story names nobody, its outlet stands for what it denies.
    let story = |i: usize| Story { id: format!("s-{i}").into(), articles: vec![several[i].article.id.clone()] };
    let apart = Lineage { stories: (0..3).map(story).collect(), ..Lineage::default() };
    let record = check_with(&several, &apart, &Options::default());
    assert_eq!(roots(&event(&record, "withdraw").chains_against), ["gov", "outlet:b", "outlet:c"]);
}

#[test]
fn a_flat_retelling_of_a_denial_is_no_later_word_of_the_denier() {
    let left = || claim("withdraw", "army", "town").on(4);
    let record = check(&[
        page("a", "2024-12-04").says(left().by("ministry").denied()),
        page("b", "2024-12-05").says(left().by("army")),
        page("c", "2024-12-06").says(left().denied()),
    ]);
    let event = event(&record, "withdraw");
    assert!(event.chains_against[0].superseded && !event.chains_for[0].superseded);
}

#[test]
fn who_is_known_to_nobody_is_no_third_party() {
    let taken = |by: &str| check(&[page("a", "2024-12-06").says(claim("capture", "rebels", "town").on(6).by(by))]);
    let interest = |by: &str| event(&taken(by), "capture").chains_for[0].interest;
    assert_eq!(interest("observatory"), Interest::ThirdParty);
    for stranger in ["x:person:commander", "generic:gunmen", "people:residents", "unnamed:security < wire"] {
        assert_eq!(interest(stranger), Interest::Unknown, "{stranger}");
    }
    // Nor does his word empty a place, or hold it.
    let record = check(&[page("a", "2024-12-06").says(claim("hold", "rebels", "town").on(6).by("x:person:commander"))]);
    assert_eq!(record.control[0].status, ControlStatus::Claimed);
}

#[test]
fn an_institution_named_without_its_state_is_the_only_one_of_its_kind_that_the_story_names() {
    let toll = |by: &str| claim("killed", "", "town").on(6).number(20, Bound::Exact, None, None).by(by);
    let roots_of = |drafts: &[Draft]| -> Vec<String> {
        let pages: Vec<Page> = drafts.iter().enumerate().map(|(i, draft)| page(["a", "b", "c"][i], "2024-12-06").says(draft.clone())).collect();
        roots(&event(&check(&pages), "killed").chains_for).into_iter().map(str::to_owned).collect()
    };
    let bare = || toll("land_ministry").bare();
    // The page guessed the recognised one; the story tells of the other authority's alone, and a body does not bear itself out.
    assert_eq!(roots_of(&[toll("coast_ministry"), bare()]), ["coast"]);
    assert_eq!(roots_of(&[toll("coast_ministry"), toll("x:body:ministry")]), ["coast"]);
    assert_eq!(roots_of(&[toll("land_ministry"), toll("x:body:ministry")]), ["land_ministry"]);
    // Nobody is named in full: what one page makes of it holds for the other.
    assert_eq!(roots_of(&[bare(), toll("x:body:ministry")]), ["land_ministry"]);
    // Two are named: who can tell which is meant.
    assert_eq!(roots_of(&[toll("coast_ministry"), toll("land_ministry"), bare()]), ["coast", "land_ministry"]);
    assert_eq!(roots_of(&[toll("coast_ministry"), toll("land_ministry"), toll("x:body:ministry")]), ["coast", "land_ministry", "x:body:ministry"]);
    // Another country's is not meant where the page tells of this one.
    assert_eq!(roots_of(&[toll("isle_ministry"), bare()]), ["isle_ministry", "land_ministry"]);
    // Unless it speaks of what happened in that one: then the page has guessed the wrong country.
    let there = |mut draft: Draft| {
        draft.0.places[0].country = Some("land".into());
        draft
    };
    assert_eq!(roots_of(&[toll("coast_ministry"), there(toll("isle_ministry").bare())]), ["coast"]);
}

#[test]
fn a_ministry_of_no_state_bears_out_no_other_of_its_kind_whatever_the_story() {
    let toll = |by: &str| claim("killed", "", "town").on(6).number(20, Bound::Exact, None, None).by(by);
    let roots_of = |drafts: &[Draft]| -> Vec<String> {
        let pages: Vec<Page> = drafts.iter().enumerate().map(|(i, draft)| page(["a", "b", "c"][i], "2024-12-06").says(draft.clone())).collect();
        let record = check_with(&pages, &stories_apart(&pages), &Options::default());
        roots(&event(&record, "killed").chains_for).into_iter().map(str::to_owned).collect()
    };
    assert_eq!(roots_of(&[toll("isle_ministry"), toll("x:body:ministry")]), ["isle_ministry"]);
    assert_eq!(roots_of(&[toll("isle_ministry"), toll("land_ministry"), toll("x:body:ministry")]).len(), 3, "which of two, nobody can tell");
    assert_eq!(roots_of(&[toll("observatory"), toll("x:body:ministry")]).len(), 2, "no other body is meant");
}

#[test]
fn who_is_left_out_takes_with_him_what_he_said_without_his_state() {
    let toll = |by: &str, value: u64| claim("killed", "", "town").on(6).number(value, Bound::Exact, None, None).by(by);
    let pages = [page("a", "2024-12-06").says(toll("coast_ministry", 20)), page("b", "2024-12-06").says(toll("land_ministry", 31).bare())];
    let without = Options { without: vec!["coast".into()], ..Options::default() };
    assert!(check_with(&pages, &one_story(&pages), &without).claims.is_empty());
}
