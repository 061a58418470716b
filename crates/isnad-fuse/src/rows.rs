//! Article and claim rows of the record.

use crate::days::Days;
use crate::events::{Built, Index};
use crate::framing::Copied;
use crate::memory::{GONE, Memory};
use crate::record::{ArticleRow, ClaimRow, Event};
use crate::world::{ArticleFacts, ClaimFacts, World, dates};
use isnad_text::Span;
use rustc_hash::FxHashSet;
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

/// One row an article, by id.
pub(crate) fn articles(world: &World, memory: &mut Memory, copied: &Copied) -> Vec<Arc<ArticleRow>> {
    let none = Vec::new();
    let mut claims = vec![0; world.articles.len()];
    for facts in &world.claims {
        claims[facts.article] += 1;
    }
    let mut row = |(facts, claims): (&ArticleFacts, usize)| {
        let spans = copied.get(facts.article.id.as_str()).unwrap_or(&none);
        let story = facts.story.map(|story| &*world.story_ids[story]);
        let same = |(known, told_in, row): &&(Vec<Span>, u32, Arc<ArticleRow>)| {
            known == spans && row.claims == claims && *told_in == facts.story_number && row.inferred == facts.inferred
        };
        if let Some((.., row)) = memory.article_rows.get(&facts.number).filter(same) {
            return row.clone();
        }
        let row = Arc::new(article(facts, spans, story, claims));
        memory.article_rows.insert(facts.number, (spans.clone(), facts.story_number, row.clone()));
        row
    };
    world.articles.iter().zip(claims).map(&mut row).collect()
}

fn article(facts: &ArticleFacts, copied: &[Span], story: Option<&str>, claims: usize) -> ArticleRow {
    let article = facts.article;
    ArticleRow {
        id: article.id.clone(),
        source: article.source.clone(),
        outlet: article.outlet.clone(),
        url: article.url.clone(),
        title: article.title.clone(),
        language: article.language.clone(),
        published_at: article.published_at,
        updated_at: article.updated_at,
        text: article.text.clone(),
        text_sha256: article.text_sha256.clone(),
        inferred: facts.inferred.clone(),
        story: story.map(str::to_owned),
        copied_share: share(article, copied),
        claims,
    }
}

/// Thousandths of the body that `spans` cover.
fn share(article: &isnad_model::Article, spans: &[Span]) -> u16 {
    let body: usize = article.body().map(|block| block.span.len()).sum();
    let whole = if body == 0 { article.text.len() } else { body };
    let mut spans = spans.to_vec();
    spans.sort();
    let (mut covered, mut upto) = (0, 0);
    for span in spans {
        covered += span.end.saturating_sub(span.start.max(upto));
        upto = upto.max(span.end);
    }
    (covered * 1000 / whole.max(1)).min(1000) as u16
}

/// A row with what it was made by beside its events.
#[derive(Debug)]
pub(crate) struct KeptRow {
    number: u64,
    days: Option<Days>,
    inferred: bool,
    meant: u64,
    row: Arc<ClaimRow>,
}

/// One row a claim, by article and place in it; only those of events that are new or no more are made again.
pub(crate) fn claims(world: &World, memory: &mut Memory, built: &[Built], gone: &[Built], index: &Index) -> Vec<Arc<ClaimRow>> {
    let mut stirred = vec![false; world.claims.len()];
    let fresh = built.iter().filter(|one| one.fresh).chain(gone);
    fresh.flat_map(|one| one.cluster.all()).filter(|&claim| claim != GONE).for_each(|claim| stirred[claim] = true);
    let mut rows: Vec<Option<Arc<ClaimRow>>> = Vec::with_capacity(world.claims.len());
    for article in &world.articles {
        let kept = memory.claim_rows.get(&article.number).map_or(&[][..], Vec::as_slice);
        for (place, i) in article.claims.clone().enumerate() {
            let facts = &world.claims[i];
            let same =
                |kept: &&KeptRow| (kept.number, kept.days, kept.inferred, kept.meant) == (facts.number, facts.days, facts.days_inferred, facts.meant);
            rows.push(kept.get(place).filter(same).filter(|_| !stirred[i]).map(|kept| kept.row.clone()));
        }
    }
    for one in built.iter().filter(|one| one.fresh) {
        for claim in one.cluster.all() {
            memory.article_events.entry(world.articles[world.claims[claim].article].number).or_default().insert(one.number);
        }
    }
    // Only events of the articles of these rows are looked at.
    let mut numbers: FxHashSet<u32> = FxHashSet::default();
    for article in world.articles.iter().filter(|article| rows[article.claims.clone()].iter().any(Option::is_none)) {
        if let Some(own) = memory.article_events.get_mut(&article.number) {
            own.retain(|&number| index.at(number).is_some());
            numbers.extend(own.iter().copied());
        }
    }
    let mut events: BTreeMap<usize, Vec<&Event>> = BTreeMap::new();
    for one in index.all(built, numbers.into_iter()) {
        for claim in one.cluster.all().filter(|&claim| rows[claim].is_none()) {
            events.entry(claim).or_default().push(&one.event);
        }
    }
    for article in &world.articles {
        let claims = article.claims.clone();
        if rows[claims.clone()].iter().all(Option::is_some) {
            continue;
        }
        let keep = |i: usize| {
            let facts = &world.claims[i];
            let row = rows[i].take().unwrap_or_else(|| Arc::new(claim(facts, events.get(&i).map_or(&[][..], Vec::as_slice))));
            rows[i] = Some(row.clone());
            KeptRow { number: facts.number, days: facts.days, inferred: facts.days_inferred, meant: facts.meant, row }
        };
        memory.claim_rows.insert(article.number, claims.map(keep).collect());
    }
    rows.into_iter().flatten().collect()
}

fn claim(facts: &ClaimFacts, events: &[&Event]) -> ClaimRow {
    ClaimRow {
        claim: facts.claim.clone(),
        days: facts.days.map(dates),
        inferred: facts.days_inferred,
        roots: roots(facts, events).into_iter().collect(),
        events: events.iter().map(|event| event.id.clone()).collect::<BTreeSet<String>>().into_iter().collect(),
    }
}

/// What an outlet denies in flat prose counts for whoever its events show it under; everything else for its own origins.
fn roots(facts: &ClaimFacts, events: &[&Event]) -> BTreeSet<String> {
    if !facts.counts() {
        return BTreeSet::new();
    }
    let denials = events.iter().flat_map(|event| &event.chains_against).filter(|_| facts.is_flat() && facts.is_denied());
    let shown: BTreeSet<String> = denials.filter(|chain| chain.claims.contains(&facts.claim.id)).map(|chain| chain.root.id.clone()).collect();
    let own = || facts.origins.iter().filter_map(|origin| origin.root.clone()).collect();
    if shown.is_empty() { own() } else { shown }
}
