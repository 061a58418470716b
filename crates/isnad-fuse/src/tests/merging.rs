//! What is one event, and what is two.

use super::*;

#[test]
fn a_place_that_changes_hands_back_makes_two_captures() {
    let took = |who: &str, day: i8| claim("capture", who, "town").on(day).by("observatory");
    let record = check(&[page("a", "2024-12-09").says(took("rebels", 2)).says(took("army", 4)).says(took("rebels", 8))]);
    assert_eq!(record.events.len(), 3);
    let whole = check(&[page("a", "2024-12-09").says(took("rebels", 2)), page("b", "2024-12-09").says(took("rebels", 4))]);
    assert_eq!(whole.events.len(), 1);
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
    assert_eq!(check(&pages("generic:police")).events.len(), 1);
    assert_eq!(check(&pages("x:person:somebody")).events.len(), 1, "a man whom no table knows is one of those who fight");
    assert_eq!(check(&pages("wire")).events.len(), 1, "who only tells of it does not");
    let doers = |record: &Record| record.events[0].actors.iter().map(|actor| actor.id.clone()).collect::<Vec<_>>();
    assert_eq!(doers(&check(&pages("generic:brigade"))), ["army"], "units are no second party");
    assert_eq!(doers(&check(&[page("a", "2024-12-06").says(left("generic:brigade", "observatory"))])), ["generic:brigade"]);
    assert_eq!(check(&pages("generic:gunmen")).events.len(), 2);
    assert_eq!(check(&pages("x:body:council")).events.len(), 2);
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
    let story = |i: usize| Story { id: format!("s-{i}").into(), articles: vec![apart[i].article.id.clone()] };
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

/// Each page tells a story of its own.
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

#[test]
fn pages_without_a_date_are_no_neighbours_in_time() {
    let fire = || page("a", "").says(claim("destroy", "", "town"));
    let other = || page("b", "").says(claim("destroy", "", "town"));
    assert_eq!(count(&[fire(), other()], "destroy"), 2);
    assert_eq!(check(&[fire(), other()]).events.len(), 1, "of one story they are");
}

#[test]
fn forces_without_a_side_are_those_of_their_story() {
    let told = |outlet: &str, actor: &str| page(outlet, "2024-12-06").says(claim("offensive", actor, "town").on(6).by(outlet));
    let pages = [told("a", "rebels"), told("b", "generic:brigade"), told("c", "league")];
    let lineage = |stories: &[&[usize]]| {
        let story = |(i, members): (usize, &&[usize])| Story {
            id: format!("s-{i}").into(),
            articles: members.iter().map(|&at| pages[at].article.id.clone()).collect(),
        };
        Lineage { edges: Vec::new(), stories: stories.iter().enumerate().map(story).collect() }
    };
    let events = |stories: &[&[usize]]| check_with(&pages, &lineage(stories), &Options::default()).events.len();
    assert_eq!(events(&[&[0, 1], &[2]]), 2);
    // Two sides in one story: whose they are nobody can tell.
    assert_eq!(events(&[&[0, 1, 2]]), 3);
}

#[test]
fn what_an_article_tells_with_its_day_and_without_is_one() {
    let freed = || claim("freed", "rebels", "town").by("observatory");
    let twice = |more: Draft| check(&[page("a", "2024-12-09").says(freed().on(6)).says(freed()).says(more)]).events.len();
    assert_eq!(twice(claim("capture", "rebels", "gate").on(6)), 2);
    // Of two such deeds nobody can tell which is meant.
    assert_eq!(twice(freed().on(2)), 3);
}

#[test]
fn on_a_front_a_page_tells_of_its_own_day() {
    let raid = |outlet: &str, day: i8| page(outlet, &format!("2024-12-{day:02}")).says(claim("airstrike", "gov", "town").on(day).by(outlet));
    let untold = || page("z", "2024-12-08").says(claim("airstrike", "gov", "town").by("z"));
    let quiet = [raid("g", 7), untold()];
    assert_eq!(check(&quiet).events.len(), 1);
    let front = [raid("c", 3), raid("d", 4), raid("e", 5), raid("f", 6), raid("g", 7), untold()];
    assert_eq!(check(&front).events.len(), 6);
}

#[test]
fn two_persons_of_one_family_are_two_voices() {
    let person = |id: &str| EntityRef { kind: EntityKind::Person, ..entity(id) };
    let call = |outlet: &str, who: &str| {
        let mut call = claim("call", "", "town").by(who);
        call.0.actors = vec![person(who)];
        page(outlet, "2024-12-06").says(call)
    };
    assert_eq!(check(&[call("a", "director"), call("b", "observatory")]).events.len(), 1, "the body means its only voice");
    let apart = [call("a", "ministry"), call("b", "army")];
    assert_eq!(check(&apart).events.len(), 2);
}

#[test]
fn a_toll_that_grew_overnight_is_one_in_two_stories() {
    let toll = |outlet: &str, day: i8, dead: u64| {
        page(outlet, &format!("2024-12-{day:02}")).says(claim("killed", "", "town").number(dead, Bound::Exact, None, None).by(outlet))
    };
    assert_eq!(count(&[toll("a", 6, 9), toll("b", 7, 10)], "killed"), 1);
    assert_eq!(count(&[toll("a", 6, 9), toll("b", 9, 10)], "killed"), 2);
}

#[test]
fn a_deed_of_long_ago_is_not_the_one_that_the_same_page_tells_without_its_day() {
    let shelled = || claim("shelling", "army", "town").by("observatory");
    let pages = |day: &str| [page("a", day).says(shelled().on(5)).says(shelled())];
    assert_eq!((count(&pages("2024-12-06"), "shelling"), count(&pages("2024-12-30"), "shelling")), (1, 2));
}

#[test]
fn which_outlet_counts_first_does_not_tell_whose_dead_the_uncounted_are() {
    let toll = |value: u64| claim("killed", "", "town").number(value, Bound::Exact, None, None).by("observatory");
    let uncounted = || claim("killed", "", "town").by("observatory");
    let shapes = |drafts: &[Draft]| -> std::collections::BTreeSet<Vec<Vec<u64>>> {
        let mut shapes = std::collections::BTreeSet::new();
        for turn in 0..drafts.len() {
            for turned in [false, true] {
                let mut drafts = drafts.to_vec();
                drafts.rotate_left(turn);
                if turned {
                    drafts.reverse();
                }
                let pages: Vec<Page> =
                    drafts.into_iter().enumerate().map(|(i, draft)| page(["a", "b", "c", "d"][i], "2024-12-02").says(draft)).collect();
                let record = check(&pages);
                let of = |event: &Event| {
                    let rows = record.claims.iter().filter(|row| row.events.contains(&event.id));
                    let mut values: Vec<u64> = rows.map(|row| row.claim.parts.quantity.as_ref().map_or(0, |quantity| quantity.value)).collect();
                    values.sort_unstable();
                    values
                };
                let mut shape: Vec<Vec<u64>> = record.events.iter().map(of).collect();
                shape.sort();
                shapes.insert(shape);
            }
        }
        shapes
    };
    let only = |shape: Vec<Vec<u64>>| std::collections::BTreeSet::from([shape]);
    assert_eq!(shapes(&[toll(20), uncounted(), toll(90)]), only(vec![vec![0], vec![20], vec![90]]), "of two tolls nobody can tell which");
    assert_eq!(shapes(&[toll(20), uncounted(), uncounted()]), only(vec![vec![0, 0, 20]]));
    assert_eq!(shapes(&[toll(7), toll(9), uncounted()]), only(vec![vec![0, 7, 9]]), "one toll that has grown");
    assert_eq!(shapes(&[uncounted(), uncounted()]), only(vec![vec![0], vec![0]]));
}

#[test]
fn dead_of_whom_nothing_is_told_are_not_those_that_another_page_of_the_story_counts() {
    let toll = |at: &str| claim("killed", "", at).number(6, Bound::Exact, None, None).by("observatory");
    let events = |at: &str, by: &str| {
        let pages = [page("a", "2024-12-02").says(toll(at)), page("b", "2024-12-02").says(claim("killed", by, at).by("observatory"))];
        check(&pages).events.len()
    };
    assert_eq!((events("", ""), events("town", "")), (2, 1));
    let counted = [page("a", "2024-12-02").says(toll("")), page("b", "2024-12-02").says(toll(""))];
    assert_eq!(check(&counted).events.len(), 1);
}

#[test]
fn what_tells_neither_its_place_nor_its_day_is_known_by_its_words_only() {
    let fought = || claim("clash", "army", "town").by("observatory");
    let pages = |a: Draft, b: Draft| [page("a", "2024-12-07").says(a), page("b", "2024-12-07").says(b)];
    let events = |pages: &[Page]| check(pages).events.len();
    assert_eq!(events(&pages(fought(), fought())), 1, "of one story, one place, one day of publication");
    assert_eq!(events(&pages(fought(), fought().carried())), 1, "what the story told on the same day");
    let later = [page("a", "2024-12-07").says(fought().on(7)), page("b", "2024-12-08").says(fought().carried())];
    assert_eq!(events(&later), 2, "the place was understood: the next day it may be another fight");
    assert_eq!(events(&pages(fought().words(9), fought().carried().words(9))), 1, "the same words");
    assert_eq!(count(&pages(fought(), fought()), "clash"), 2, "another story's fight is another one");
    let struck = || claim("airstrike", "army", "town").by("observatory");
    assert_eq!(events(&pages(struck(), struck().carried())), 1, "of strikes a story tells of one");
    assert_eq!(count(&pages(struck(), struck().carried()), "airstrike"), 2);
    let somewhere = || claim("airstrike", "army", "").by("observatory");
    assert_eq!(events(&pages(somewhere(), somewhere())), 2, "who struck, but neither where nor whom");
}

#[test]
fn a_deed_that_nobody_is_named_for_is_the_only_one_of_its_day() {
    let blast = |by: &str, day: i8| claim("bombing", by, "town").on(day).by("observatory");
    let told = |second: &[Draft]| {
        let first = [page("a", "2024-12-07").says(blast("", 6)), page("b", "2024-12-07").says(blast("army", 2))];
        let rest = second.iter().enumerate().map(|(i, draft)| page(["c", "d"][i], "2024-12-07").says(draft.clone()));
        count(&first.into_iter().chain(rest).collect::<Vec<Page>>(), "bombing")
    };
    assert_eq!(told(&[blast("rebels", 6)]), 2);
    assert_eq!(told(&[blast("rebels", 5)]), 3, "of another day");
    assert_eq!(told(&[blast("rebels", 6), blast("army", 6)]), 4, "of two, which is meant");
}

#[test]
fn what_goes_on_has_its_own_of_each_day() {
    let strike = |from: i8, to: i8| {
        let mut draft = claim("shelling", "army", "town").by("observatory");
        draft.0.time = Some(TimeRef { end: Some(date(2024, 12, to)), precision: TimePrecision::Range, ..TimeRef::day(date(2024, 12, from)) });
        draft
    };
    let alone = [page("a", "2024-12-07").says(strike(4, 4)), page("b", "2024-12-07").says(strike(2, 6))];
    assert_eq!(check(&alone).events.len(), 1);
    let several = [page("a", "2024-12-07").says(strike(4, 4)).says(strike(5, 5)), page("b", "2024-12-07").says(strike(2, 6))];
    assert_eq!(check(&several).events.len(), 3, "days of shelling are none of its days");
}

#[test]
fn what_a_story_tells_on_two_days_without_saying_when_is_two_deeds() {
    let events = |kind: &str, day: &str, words: Option<u64>| {
        let draft = || words.into_iter().fold(claim(kind, "army", "town").by("observatory"), Draft::words);
        check(&[page("a", "2024-12-06").says(draft()), page("b", day).says(draft())]).events.len()
    };
    for kind in ["airstrike", "shelling", "detained"] {
        assert_eq!((events(kind, "2024-12-06", None), events(kind, "2024-12-07", None)), (1, 2), "{kind}");
        assert_eq!(events(kind, "2024-12-07", Some(7)), 1, "{kind}: the same words");
    }
    for kind in ["advance", "bombing", "freed", "capture", "siege"] {
        assert_eq!(events(kind, "2024-12-07", None), 1, "{kind}: of these there are few");
    }
    let went = |outlet: &str, day: &str| page(outlet, day).says(claim("advance", "army", "town").by("observatory"));
    let front = [went("c", "2024-12-02"), went("a", "2024-12-06"), went("b", "2024-12-07")];
    assert_eq!(check(&front).events.len(), 3, "where they advance day by day each day has its own");
    assert_eq!((events("deploy", "2024-12-06", None), events("deploy", "2024-12-06", Some(7))), (2, 1), "guns, men and mines are brought all day");
}

#[test]
fn the_news_of_a_page_is_not_what_it_goes_on_to_date_to_the_day_before() {
    let raid = || claim("airstrike", "gov", "town").by("observatory");
    let events = |page: Page| check(&[page]).events.len();
    assert_eq!(events(page("a", "2024-12-08").says(raid()).says(raid().on(7))), 2, "after the raids of Saturday one more");
    assert_eq!(events(page("a", "2024-12-08").says(raid().on(7)).says(raid())), 1, "the raids of Saturday and what they hit");
    assert_eq!(events(page("a", "2024-12-07").says(raid()).says(raid().on(7))), 1);
}

#[test]
fn an_event_keeps_its_id_when_its_story_is_renamed() {
    let pages = [
        page("a", "2024-12-06").says(claim("clash", "army,rebels", "").by("observatory")).says(claim("call", "gov", "").by("gov")),
        page("b", "2024-12-06").says(claim("killed", "army", "").on(5).by("observatory")).says(claim("meet", "gov", "").modal(Modality::Intended)),
    ];
    let ids = |name: &str| -> Vec<String> {
        let articles = one_story(&pages).stories[0].articles.clone();
        let lineage = Lineage { stories: vec![Story { id: name.into(), articles }], ..Lineage::default() };
        check_with(&pages, &lineage, &Options::default()).events.iter().map(|event| event.id.clone()).collect()
    };
    assert_eq!(ids("s-1").len(), 4);
    assert_eq!(ids("s-1"), ids("s-2"));
}

#[test]
fn a_guest_of_two_hosts_met_twice_and_a_deal_about_a_town_is_one_whoever_is_told_of() {
    let told = |kind: &str, who: &str, at: &str| claim(kind, who, at).on(6).by("observatory");
    let events = |kind: &str, at: &str, parties: &[&str]| {
        let tell = |(i, who): (usize, &&str)| page(["a", "b", "c"][i], "2024-12-06").says(told(kind, who, at));
        check(&parties.iter().enumerate().map(tell).collect::<Vec<Page>>()).events.len()
    };
    assert_eq!(events("meet", "town", &["council,gov", "council,isle"]), 2);
    assert_eq!(events("meet", "town", &["council,gov", "council"]), 1, "who names fewer means the only one");
    assert_eq!(events("meet", "town", &["council,gov", "council,isle", "council"]), 3, "of two, which");
    assert_eq!(events("agree", "town", &["rebels", "army", ""]), 1);
    assert_eq!(events("agree", "land", &["rebels", "army"]), 2);
}

#[test]
fn a_number_that_few_deeds_share_tells_which_of_a_year_is_meant() {
    let dead = |value: u64| claim("killed", "", "town").number(value, Bound::Exact, None, None).by("observatory");
    let in_the_year = |value: u64| {
        let mut draft = dead(value);
        draft.0.time = Some(TimeRef { end: Some(date(2024, 12, 31)), precision: TimePrecision::Year, ..TimeRef::day(date(2024, 1, 1)) });
        draft
    };
    let pages = |value: u64| [page("a", "2024-12-07").says(dead(130).on(7)), page("b", "2025-03-30").says(in_the_year(value))];
    assert_eq!((count(&pages(130), "killed"), count(&pages(12), "killed")), (1, 2));
    let quakes = [page("a", "2024-12-07"), page("b", "2024-12-07")];
    let [strong, weak] = [1300, 1].map(|value| claim("killed", "", "land").on(6).number(value, Bound::Exact, None, None).by("observatory"));
    let [a, b] = quakes;
    assert_eq!(check(&[a.says(strong), b.says(weak)]).events.len(), 2, "one dead is no count of a disaster");
}

#[test]
fn the_uncounted_dead_of_a_place_under_fire_are_nobodys() {
    let dead = |day: i8| claim("killed", "", "town").on(day).number(9, Bound::Exact, None, None).by("observatory");
    let uncounted = || page("b", "2024-12-07").says(claim("killed", "", "town").by("observatory"));
    let quiet = [page("a", "2024-12-07").says(dead(7)), uncounted()];
    assert_eq!(check(&quiet).events.len(), 1);
    let fire = [page("a", "2024-12-07").says(dead(7)), page("c", "2024-12-04").says(dead(4)), uncounted()];
    assert_eq!(check(&fire).events.len(), 3);
}

#[test]
fn who_holds_a_part_of_a_place_does_not_hold_the_whole() {
    let holds = |partial: bool, outlet: &str| {
        let mut draft = claim("hold", "army", "town").on(6).by("observatory");
        draft.0.partial = partial;
        page(outlet, "2024-12-06").says(draft)
    };
    assert_eq!(check(&[holds(false, "a"), holds(false, "b")]).events.len(), 1);
    let record = check(&[holds(false, "a"), holds(true, "b")]);
    assert_eq!(record.events.len(), 2);
    assert!(record.events.iter().any(|event| event.partial));
    assert!(check(&[holds(true, "a")]).control.iter().all(|control| control.holder.is_none()), "nor is it told whose the whole is");
}

#[test]
fn who_met_nowhere_nobody_knows_whom_is_known_by_the_words() {
    let met = |who: &str| claim("meet", who, "").by("observatory");
    let events = |who: &str| check(&[page("a", "2024-12-06").says(met(who)), page("b", "2024-12-06").says(met(who))]).events.len();
    assert_eq!((events("army"), events("army,rebels")), (2, 1));
}

#[test]
fn who_meets_one_today_and_another_tomorrow_met_twice() {
    let met = |who: &str, day: i8| claim("meet", who, "town").on(day).by("observatory");
    let pages = |a: &str, b: &str| [page("a", "2024-12-06").says(met(a, 5)), page("b", "2024-12-06").says(met(b, 6))];
    assert_eq!(check(&pages("army,rebels", "rebels,army")).events.len(), 1, "talks of two days");
    assert_eq!(check(&pages("army,rebels", "army,council")).events.len(), 2);
}

/// A strike told of every day from one on.
fn since(first: i8, last: i8) -> TimeRef {
    TimeRef { start: Some(december(first)), end: Some(december(last)), precision: TimePrecision::Range, weekday: None }
}

#[test]
fn what_comes_again_is_none_of_the_single_deeds() {
    let strike = || claim("airstrike", "army", "town").by("observatory");
    let pages = |again: bool| {
        let mut other = strike();
        other.0.rules.extend(again.then(|| REPEATED.to_owned()));
        [page("a", "2024-12-06").says(strike().on(6)), page("b", "2024-12-06").says(other)]
    };
    assert_eq!(check(&pages(false)).events.len(), 1);
    assert_eq!(check(&pages(true)).events.len(), 2);
}

#[test]
fn what_goes_on_is_one_from_its_first_day() {
    let told = |from: i8, on: i8| {
        let mut draft = claim("airstrike", "army", "town").by("observatory");
        draft.0.time = Some(TimeRef { start: Some(date(2024, 10, from)), ..since(1, on) });
        page(["a", "b"][usize::from(on == 9)], &format!("2024-12-0{on}")).says(draft)
    };
    assert_eq!(check(&[told(1, 6), told(1, 9)]).events.len(), 1);
    assert_eq!(check(&[told(1, 6), told(9, 9)]).events.len(), 2);
    let day = page("c", "2024-12-06").says(claim("airstrike", "army", "town").on(6).by("observatory"));
    assert_eq!(check(&[told(1, 6), day]).events.len(), 2, "and no deed of a day");
}

#[test]
fn of_unnamed_parts_each_day_has_its_own() {
    let took = |day: i8, outlet: &str| {
        let mut draft = claim("capture", "army", "town").on(day).by("observatory");
        draft.0.partial = true;
        page(outlet, "2024-12-09").says(draft)
    };
    assert_eq!(check(&[took(6, "a"), took(6, "b")]).events.len(), 1);
    assert_eq!(check(&[took(6, "a"), took(7, "b")]).events.len(), 2);
}

#[test]
fn a_visit_is_spoken_of_for_days() {
    let visit = |who: &str| {
        let mut draft = claim("meet", who, "town").by("observatory");
        draft.0.actors[0].kind = EntityKind::Person;
        draft
    };
    let pages = |who: &str, published: &str| [page("a", "2024-12-05").says(visit("envoy").on(5)), page("b", published).says(visit(who))];
    let events = |pages: &[Page]| check_with(pages, &stories_apart(pages), &Options::default()).events.len();
    assert_eq!(events(&pages("envoy", "2024-12-08")), 1);
    assert_eq!(events(&pages("minister", "2024-12-08")), 2);
    assert_eq!(events(&pages("envoy", "2024-12-15")), 2);
}

#[test]
fn a_copy_means_what_its_original_meant() {
    let took = || claim("capture", "rebels", "town").by("observatory");
    let dated = page("c", "2024-12-06").says(claim("capture", "rebels", "town").on(6).by("ministry"));
    let pages = [page("a", "2024-12-05").says(took()), page("b", "2024-12-07").says(took()), dated];
    let whole = Span::new(0, pages[0].article.text.len());
    let [from, to] = [0, 1].map(|i: usize| pages[i].article.id.clone());
    let passages = vec![Passage { from: whole, to: whole, words: 100 }];
    let edge = CopyEdge { from, to, kind: EdgeKind::Copy, containment: [1000, 1000], direction: Direction::Earlier, misdated: false, passages };
    let beside_the_first = |lineage: &Lineage| {
        let record = check_with(&pages, lineage, &Options::default());
        let of = |event: &&Event| event.articles.contains(&pages[0].article.id);
        record.events.iter().find(of).map(|event| event.articles.len())
    };
    let copied = Lineage { edges: vec![Arc::new(edge)], ..one_story(&pages) };
    assert_eq!(beside_the_first(&copied), Some(2), "what was told on the fifth is not of the sixth, whoever prints it later");
    assert_eq!(beside_the_first(&one_story(&pages)), Some(1), "told in words of its own on the seventh, it is of the sixth");
}

#[test]
fn dozens_counted_twice_on_one_page_are_the_same_dozens() {
    let hurt = |value: u64, bound: Bound| claim("injured", "", "town").on(6).number(value, bound, None, None).by("observatory");
    let beside = |deed: &str| claim(deed, "army", "town").on(6).by("observatory");
    let twice = |bound: Bound, second: u64| {
        let page = page("a", "2024-12-06").says(beside("shelling")).says(hurt(10, bound)).says(beside("clash")).says(hurt(second, bound));
        check(&[page]).events.iter().filter(|event| event.event_type == EventType::Injured).count()
    };
    assert_eq!((twice(Bound::Min, 10), twice(Bound::Exact, 10), twice(Bound::Exact, 30)), (1, 1, 2));
}
