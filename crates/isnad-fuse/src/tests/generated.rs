//! Generated cases: copies and repeated words never raise roots; order leaves no trace.

use super::*;
use proptest::prelude::*;

fn drafts() -> impl Strategy<Value = Draft> {
    let kinds = prop::sample::select(vec!["capture", "withdraw", "shelling", "killed", "call", "hold", "clash", "displaced"]);
    let actors = prop::sample::select(vec!["rebels", "army", "", "league", "rebels,army"]);
    let places = prop::sample::select(vec!["town", "town_gov", "land", "", "gate", "town,gate"]);
    let sources = prop::sample::select(vec![
        "observatory",
        "ministry",
        "director < agency",
        "unnamed:army",
        "unnamed:x < wire",
        "",
        "correspondent",
        "own",
        "rebels",
        "land_ministry",
        "coast_ministry",
        "x:body:ministry",
        "bare",
    ]);
    (kinds, actors, places, sources, 0i8..9, any::<[bool; 5]>(), 0u64..4).prop_map(
        |(kind, actor, place, source, day, [denied, hypothetical, quoted, numbered, carried], number)| {
            let draft = claim(kind, actor, place);
            let draft = match source {
                "" => draft,
                "correspondent" => draft.own(Basis::Correspondent),
                "own" => draft.own(Basis::AgencyOwn),
                "bare" => draft.by("land_ministry").bare(),
                chain => draft.by(chain),
            };
            let draft = if day > 0 { draft.on(day) } else { draft };
            let draft = if denied { draft.denied() } else { draft };
            let draft = if hypothetical && number == 3 { draft.modal(Modality::Possible) } else { draft };
            let draft = if quoted { draft.words(number) } else { draft };
            let draft = if carried { draft.carried() } else { draft };
            if numbered { draft.number(number * 10 + 3, Bound::Exact, None, None) } else { draft }
        },
    )
}

fn page_sets() -> impl Strategy<Value = Vec<Page>> {
    let one = (0usize..5, 0u8..10, prop::collection::vec(drafts(), 0..6));
    prop::collection::vec(one, 1..7).prop_map(|pages| {
        let build = |(i, (outlet, day, drafts)): (usize, (usize, u8, Vec<Draft>))| {
            let stamp = if day == 0 { String::new() } else { format!("2024-12-0{day}") };
            let mut page = page(["a", "b", "agency", "", "wire"][outlet], &stamp);
            page.article = Article {
                published_at: page.article.published_at,
                ..Article::new(format!("{i}"), page.article.outlet.clone(), None, page.article.text.clone())
            };
            drafts.into_iter().fold(page, Page::says)
        };
        pages.into_iter().enumerate().map(build).collect()
    })
}

/// The same page printed by another outlet a day later, with the edge that lineage finds.
fn copy_of(page: &Page) -> (Page, CopyEdge) {
    let outlet = Outlet { id: "copier".into(), ..Outlet::default() };
    let mut article = Article::new(format!("copy of {}", page.article.source), outlet, None, page.article.text.clone());
    article.published_at = page.article.published_at;
    let claims = page.annotation.claims.iter().map(|claim| Claim::new(article.id.clone(), claim.evidence, (*claim.parts).clone())).collect();
    let whole = Span::new(0, article.text.len());
    let (from, to) =
        if page.article.id < article.id { (page.article.id.clone(), article.id.clone()) } else { (article.id.clone(), page.article.id.clone()) };
    let passages = vec![Passage { from: whole, to: whole, words: 100 }];
    let edge = CopyEdge { from, to, kind: EdgeKind::Copy, containment: [1000, 1000], direction: Direction::Unknown, misdated: false, passages };
    (Page { article, annotation: Annotation { claims, ..Annotation::default() } }, edge)
}

/// For every claim, the most roots of an event that it is in.
fn roots_by_claim(record: &Record) -> std::collections::BTreeMap<(ClaimId, String), usize> {
    let mut out = std::collections::BTreeMap::new();
    for event in &record.events {
        let place = event.places.first().map_or(String::new(), |place| place.name.id.clone());
        for claim in event.chains_for.iter().flat_map(|chain| &chain.claims) {
            let most: &mut usize = out.entry((claim.clone(), place.clone())).or_default();
            *most = (*most).max(event.chains_for.len());
        }
    }
    out
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(1000))]

    #[test]
    fn copies_never_raise_independent_roots(pages in page_sets(), which in 0usize..7) {
        let before = roots_by_claim(&check(&pages));
        let (copy, edge) = copy_of(&pages[which % pages.len()]);
        let mut more = pages.clone();
        more.push(copy);
        let mut lineage = one_story(&more);
        lineage.edges.push(Arc::new(edge));
        let after = roots_by_claim(&check_with(&more, &lineage, &Options::default()));
        for (claim, roots) in before {
            prop_assert!(after.get(&claim).copied().unwrap_or(0) <= roots, "{:?}: {} roots became {:?}", claim, roots, after.get(&claim));
        }
    }

    #[test]
    fn a_second_outlet_quoting_the_same_words_never_raises_them(pages in page_sets(), which in 0usize..40) {
        let mut pages = pages;
        pages[0] = pages[0].clone().says(claim("capture", "rebels", "town").on(3).words(77).by("observatory"));
        let before = roots_by_claim(&check(&pages));
        // An origin that counts zero is no root that the words could be folded into.
        let counts = |claim: &Claim| claim.parts.basis == Basis::Attributed && before.keys().any(|(id, _)| *id == claim.id);
        let quoted: Vec<(usize, &Claim)> = pages.iter().enumerate()
            .flat_map(|(i, page)| page.annotation.claims.iter().map(move |claim| (i, claim)))
            .filter(|(_, claim)| claim.parts.quotation.is_some() && counts(claim))
            .collect();
        let (from, claim) = quoted[which % quoted.len()];
        let mut parts = claim.parts.as_ref().clone();
        parts.attribution = vec![Attribution { source: entity("somebody"), cue: None }];
        let mut second = page("second", "");
        second.article.published_at = pages[from].article.published_at;
        let mut more = pages.clone();
        more.push(second.says(Draft(parts)));
        let after = roots_by_claim(&check(&more));
        for (key, roots) in before.iter().filter(|((id, _), _)| *id == claim.id) {
            prop_assert!(after.get(key).copied().unwrap_or(0) <= *roots);
        }
    }

    #[test]
    fn the_order_of_the_input_does_not_matter(pages in page_sets(), order in any::<prop::sample::Index>(), seed in any::<u64>()) {
        let lineage = one_story(&pages);
        let before = check_with(&pages, &lineage, &Options::default());
        let mut shuffled = pages.clone();
        let by = order.index(shuffled.len());
        shuffled.rotate_left(by);
        for page in &mut shuffled {
            if seed % 2 == 0 { page.annotation.claims.reverse(); }
        }
        if seed % 3 == 0 { shuffled.reverse(); }
        let after = check_with(&shuffled, &lineage, &Options::default());
        prop_assert_eq!(format!("{before:?}"), format!("{after:?}"));
    }

    #[test]
    fn a_record_that_grows_is_the_record_from_scratch(pages in page_sets(), turn in any::<prop::sample::Index>(), batch in 1usize..8, copied in any::<bool>()) {
        let mut pages = pages;
        let mut edges = Vec::new();
        if copied {
            let (copy, edge) = copy_of(&pages[0]);
            pages.push(copy);
            edges.push(Arc::new(edge));
        }
        let by = turn.index(pages.len());
        pages.rotate_left(by);
        let mut memory = Memory::default();
        for upto in (batch..pages.len()).step_by(batch).chain([pages.len()]) {
            let now = &pages[..upto];
            let has = |id: &ArticleId| now.iter().any(|page| page.article.id == *id);
            let edges = edges.iter().filter(|edge: &&Arc<CopyEdge>| has(&edge.from) && has(&edge.to)).cloned().collect();
            // Articles of even days tell one story, the others another.
            let of = |even: bool| now.iter().filter(move |page| (page.article.outlet.id.len() % 2 == 0) == even).map(|page| page.article.id.clone());
            let mut stories: Vec<Story> = [true, false].into_iter().map(|even| of(even).collect::<std::collections::BTreeSet<_>>())
                .filter(|articles| !articles.is_empty())
                .map(|articles| Story { id: format!("s-{}", articles.first().unwrap()).into(), articles: articles.into_iter().collect() })
                .collect();
            stories.sort_by(|a, b| a.articles.cmp(&b.articles));
            let lineage = Lineage { edges, stories };
            let again = check_again(&mut memory, now, &lineage);
            prop_assert_eq!(format!("{again:?}"), format!("{:?}", check_with(now, &lineage, &Options::default())));
        }
    }
}
