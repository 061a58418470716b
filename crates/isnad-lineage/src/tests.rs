use super::*;
use isnad_model::{Outlet, Stamp};
use proptest::prelude::*;
use std::sync::Arc;

fn article(outlet: &str, published: &str, text: &str) -> Article {
    let outlet = Outlet { id: outlet.into(), ..Outlet::default() };
    let mut article = Article::new(format!("{}-{}", outlet.id, text.len()), outlet, None, Arc::from(text));
    article.published_at = Stamp::parse(published);
    article
}

/// A text of `count` invented words, different for each seed.
fn prose(seed: u32, count: usize) -> String {
    let mut state = u64::from(seed) * 7919 + 17;
    let mut words = Vec::new();
    for _ in 0..count {
        state = state.wrapping_mul(6364136223846793005).wrapping_add(1442695040888963407);
        words.push(format!("كلمة{}", to_letters((state >> 33) % 5000)));
    }
    words.join(" ")
}

fn to_letters(mut n: u64) -> String {
    let letters: Vec<char> = "ابتثجحخدذرزسشصضطظعغفقكلمنهوي".chars().collect();
    let mut out = String::new();
    loop {
        out.push(letters[(n % 28) as usize]);
        n /= 28;
        if n == 0 {
            return out;
        }
    }
}

fn check(articles: &[Article]) -> Lineage {
    lineage(&articles.iter().collect::<Vec<_>>())
}

#[test]
fn a_copy_points_from_the_earlier_with_spans_on_both_sides() {
    let text = prose(1, 80);
    let copy = format!("{} {} {}", prose(2, 10), text, prose(3, 5));
    let articles = [article("a", "2024-12-06T10:00", &text), article("b", "2024-12-06T11:00", &copy)];
    let found = check(&articles);
    let edge = &found.edges[0];
    assert_eq!((&edge.from, &edge.to, edge.direction, edge.kind), (&articles[0].id, &articles[1].id, Direction::Earlier, EdgeKind::Copy));
    assert_eq!(edge.passages[0].from.slice(&text), edge.passages[0].to.slice(&copy));
    assert_eq!(edge.containment[0], 1000);
    assert_eq!(found.stories.len(), 1);
}

#[test]
fn a_copy_dated_before_what_it_credits_is_misdated() {
    let text = prose(4, 60);
    let mut copy = article("b", "2024-12-05", &format!("{text} {}", prose(5, 3)));
    copy.credits = vec!["a".into()];
    let found = check(&[article("a", "2024-12-06", &text), copy]);
    assert!(found.edges[0].misdated);
    assert_eq!(found.edges[0].direction, Direction::Unknown);
}

#[test]
fn a_credit_names_an_outlet_by_whole_words() {
    let text = prose(4, 60);
    let mut source = article("wire", "2024-12-06", &text);
    source.outlet.name_ar = Some("وكالة النوارس للأنباء".into());
    let mut copy = article("b", "2024-12-05", &format!("{text} {}", prose(5, 3)));
    copy.credits = vec!["النوارس".into()];
    assert!(check(&[source.clone(), copy.clone()]).edges[0].misdated);
    copy.credits = vec!["نوار".into()];
    assert!(!check(&[source, copy]).edges[0].misdated);
}

#[test]
fn reordered_trimmed_and_edited_copies_are_found() {
    let parts: Vec<String> = (10..15).map(|seed| prose(seed, 30)).collect();
    let edited: Vec<String> = prose(10, 30).split(' ').enumerate().map(|(i, w)| if i % 7 == 3 { "غير".into() } else { w.to_owned() }).collect();
    let copy = [parts[3].clone(), parts[1].clone(), edited.join(" ")].join("\n");
    let found =
        check(&[article("a", "2024-12-06", &parts.join("\n")), article("b", "2024-12-07", &copy), article("c", "2024-12-07", &prose(99, 150))]);
    assert_eq!(found.edges.len(), 1);
    assert!(found.edges[0].containment[1] > 850, "{:?}", found.edges[0].containment);
    assert_eq!(found.stories.len(), 2);
}

#[test]
fn two_rewrites_of_one_unseen_text_have_a_common_ancestor() {
    let (quoted, counted) = (prose(90, 14), prose(91, 12));
    let rewrite = |seed: u32| format!("{} {quoted} {} {counted} {}", prose(seed, 30), prose(seed + 1, 25), prose(seed + 2, 20));
    let articles = [article("a", "2024-12-06T10:00", &rewrite(100)), article("b", "2024-12-06T11:00", &rewrite(200))];
    let found = check(&articles);
    let edge = &found.edges[0];
    assert_eq!((edge.kind, edge.passages.len()), (EdgeKind::CommonAncestor, 2));
    assert!(edge.containment.iter().all(|share| (150..400).contains(share)), "{:?}", edge.containment);
    assert_eq!(found.stories.len(), 1);
}

#[test]
fn nothing_comes_of_empty_texts() {
    assert_eq!(check(&[]), Lineage::default());
    assert!(check(&[article("a", "", ""), article("b", "", "كلمة")]).edges.is_empty());
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(24))]
    #[test]
    fn order_of_articles_does_not_matter(seeds in prop::collection::vec((0u32..6, 0u32..6, 1u8..9), 2..9), rotate in 0usize..8) {
        let mut articles: Vec<Article> = seeds.iter().enumerate()
            .map(|(i, (x, y, day))| article(&format!("o{i}"), &format!("2024-12-0{day}"), &format!("{} {}", prose(*x, 40), prose(*y, 40))))
            .collect();
        let before = check(&articles);
        let by = rotate % articles.len();
        articles.rotate_left(by);
        articles.reverse();
        prop_assert_eq!(before, check(&articles));
    }
}

/// What an article is made of: its stretches, its day, its outlet, whether it has the common phrase.
type Drawn = (Vec<(u32, usize)>, u8, usize, bool);

/// Texts that share stretches: of ten invented texts, each article joins three stretches and, now and then, a phrase that all have.
fn overlapping() -> impl Strategy<Value = Vec<Article>> {
    let one = (prop::collection::vec((0u32..10, 0usize..4), 1..4), 0u8..9, 0usize..3, prop::bool::weighted(0.9));
    prop::collection::vec(one, 1..70).prop_map(|drafts| {
        let phrase = prose(99, 9);
        let draft = |(i, (stretches, day, outlet, phrased)): (usize, Drawn)| {
            let stretch = |&(seed, part): &(u32, usize)| prose(seed, 100).split(' ').skip(part * 25).take(25).collect::<Vec<_>>().join(" ");
            let mut words: Vec<String> = stretches.iter().map(stretch).collect();
            words.extend(phrased.then(|| phrase.clone()));
            words.push(format!("خبر{}", to_letters(i as u64)));
            let date = if day == 0 { String::new() } else { format!("2024-12-0{day}") };
            article(["أ", "ب", ""][outlet], &date, &words.join(" "))
        };
        drafts.into_iter().enumerate().map(draft).collect()
    })
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 128, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn a_lineage_that_grows_is_the_lineage_from_scratch(articles in overlapping(), batch in prop::sample::select(vec![1usize, 7, 30])) {
        let mut memory = Memory::default();
        for upto in (batch..articles.len()).step_by(batch).chain([articles.len()]) {
            let some: Vec<&Article> = articles[..upto].iter().collect();
            let again = lineage_with(&mut memory, &some, &[]);
            if upto == articles.len() || upto % 16 == 0 {
                prop_assert_eq!(&again, &lineage(&some));
            }
        }
        // One that is taken away leaves no trace either.
        let fewer: Vec<&Article> = articles[1..].iter().collect();
        prop_assert_eq!(lineage_with(&mut memory, &fewer, &[]), lineage(&fewer));
    }
}

#[test]
fn a_round_up_joins_one_story_and_glues_none() {
    let (one, other) = (prose(1, 60), prose(2, 60));
    let mut blog = article("ج", "2024-12-02", &format!("{one}\n{other}\nخبر\nخبر"));
    let entry = |span: Span| isnad_model::Block { kind: isnad_model::BlockKind::LiveEntry, span, reason: "live".into() };
    let mut start = 0;
    for line in blog.text.clone().split('\n') {
        blog.blocks.push(entry(Span::new(start, start + line.len())));
        start += line.len() + 1;
    }
    let found = check(&[article("أ", "2024-12-02", &one), article("ب", "2024-12-02", &other), blog.clone()]);
    assert_eq!(found.stories.len(), 2, "{:?}", found.stories);
    blog.blocks.clear();
    let found = check(&[article("أ", "2024-12-02", &one), article("ب", "2024-12-02", &other), blog]);
    assert_eq!(found.stories.len(), 1, "an article that tells of both joins them");
}
