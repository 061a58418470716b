//! Article and claim rows of the record.

use crate::events::Built;
use crate::framing::copied_spans;
use crate::record::{ArticleRow, ClaimRow};
use crate::world::{World, dates};
use isnad_lineage::Lineage;
use isnad_text::Span;
use std::collections::{BTreeMap, BTreeSet};

/// One row an article, by id.
pub(crate) fn articles(world: &World, lineage: &Lineage) -> Vec<ArticleRow> {
    let copied = copied_spans(lineage);
    let mut claims = vec![0; world.articles.len()];
    for facts in &world.claims {
        claims[facts.article] += 1;
    }
    let rows = world.articles.iter().zip(claims).map(|(facts, claims)| {
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
            story: facts.story.map(|story| world.story_ids[story].clone()),
            copied_share: copied.get(article.id.as_str()).map_or(0, |spans| share(article, spans)),
            claims,
        }
    });
    rows.collect()
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

/// One row a claim, by article and place in it.
pub(crate) fn claims(world: &World, built: &[Built]) -> Vec<ClaimRow> {
    let mut events: BTreeMap<usize, BTreeSet<&str>> = BTreeMap::new();
    for one in built {
        for claim in one.cluster.claims() {
            events.entry(claim).or_default().insert(&one.event.id);
        }
    }
    let row = |(i, facts): (usize, &crate::world::ClaimFacts)| ClaimRow {
        claim: facts.claim.clone(),
        days: facts.days.map(dates),
        inferred: facts.days_inferred,
        roots: match facts.counts() {
            true => facts.origins.iter().filter_map(|origin| origin.root.clone()).collect::<BTreeSet<String>>().into_iter().collect(),
            false => Vec::new(),
        },
        events: events.get(&i).into_iter().flatten().map(|id| (*id).to_owned()).collect(),
    };
    world.claims.iter().enumerate().map(row).collect()
}
