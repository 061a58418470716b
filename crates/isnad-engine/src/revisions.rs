//! States of one page in time: which sentences came and went, and what became of its claims.

use crate::extract::Extracted;
use isnad_fuse::Record;
use isnad_fuse::record::{PageStates, StateChange, ToldOtherwise};
use isnad_model::{Article, ArticleId, Claim, ClaimId, Stamp, url_key};
use isnad_text::fold::fold;
use isnad_text::sentence::sentences;
use isnad_text::token::tokens;
use jiff::civil::DateTime;
use rustc_hash::FxHashMap;
use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet};
use std::sync::Arc;

/// Sentences of two states beyond which their order is not compared.
const CELLS: usize = 4_000_000;

/// The states of one page, earliest first.
#[derive(Clone, Debug)]
pub struct Chain<'a> {
    /// Its address.
    pub url: &'a str,
    /// Its states.
    pub states: Vec<&'a Extracted>,
    /// What changed from each state to the next.
    pub changes: Vec<Change<'a>>,
}

/// What changed from one state to the next.
#[derive(Clone, Debug, Default)]
pub struct Change<'a> {
    /// Sentences that only the later state has, in its order.
    pub added: Vec<&'a str>,
    /// Sentences that only the earlier state has, in its order.
    pub removed: Vec<&'a str>,
    /// Whether the headline is another.
    pub title: bool,
    /// Claims of the later state that the earlier did not make.
    pub appeared: Vec<&'a Claim>,
    /// Claims of the earlier state that the later does not make.
    pub vanished: Vec<&'a Claim>,
    /// Claims told otherwise: before, after, and what is different (`number_raised`, `attribution_dropped`, `polarity`).
    pub told_otherwise: Vec<(&'a Claim, &'a Claim, Vec<&'static str>)>,
}

/// The pages of which `articles` holds two states or more, by address.
pub fn chains<'a>(articles: impl IntoIterator<Item = &'a Arc<Extracted>>) -> Vec<Chain<'a>> {
    several(articles).into_iter().filter_map(|(url, states)| chain(url, states)).collect()
}

/// What stands at one address more than once, however that is spelled; told by the shortest spelling.
fn several<'a>(articles: impl IntoIterator<Item = &'a Arc<Extracted>>) -> Vec<(&'a str, Vec<&'a Extracted>)> {
    let mut by_page: HashMap<String, (&str, Vec<&Extracted>)> = HashMap::new();
    for one in articles {
        if let Some(url) = &one.article.url {
            let (shown, states) = by_page.entry(url_key(url)).or_insert((url, Vec::new()));
            if (url.len(), url.as_str()) < (shown.len(), *shown) {
                *shown = url;
            }
            states.push(one);
        }
    }
    let mut several: Vec<(&str, Vec<&Extracted>)> = by_page.into_values().filter(|(_, states)| states.len() >= 2).collect();
    several.sort_by_key(|(url, _)| *url);
    several
}

/// The states of the page at `url` in time; `None` where all say the same.
pub fn chain<'a>(url: &'a str, states: Vec<&'a Extracted>) -> Option<Chain<'a>> {
    let states = distinct(states);
    let changes = states.windows(2).map(|pair| change(pair[0], pair[1])).collect();
    (states.len() >= 2).then_some(Chain { url, states, changes })
}

/// The states in time, without those that say what the one before them said.
fn distinct(mut states: Vec<&Extracted>) -> Vec<&Extracted> {
    states.sort_by(|a, b| (time(&a.article), &a.article.id).cmp(&(time(&b.article), &b.article.id)));
    states.dedup_by(|later, earlier| body(&later.article) == body(&earlier.article) && later.article.title == earlier.article.title);
    states
}

/// The states of pages in `articles` that were seen only after `limit`, where an earlier one was known by then: a view at that time
/// shows the page as it was.
pub fn later_states(articles: &[Arc<Extracted>], limit: Stamp) -> BTreeSet<ArticleId> {
    let is_later = |one: &&Extracted| {
        let at = one.article.seen_at.or(one.article.updated_at);
        at.is_some_and(|at| {
            if limit.day_only || at.day_only { at.order_key().date() > limit.order_key().date() } else { at.order_key() > limit.order_key() }
        })
    };
    let of_chain = |chain: Chain<'_>| {
        let later: Vec<&Extracted> = chain.states.iter().copied().filter(is_later).collect();
        let all_are = later.len() == chain.states.len();
        later.into_iter().filter(move |_| !all_are).map(|one| one.article.id.clone()).collect::<Vec<_>>()
    };
    chains(articles).into_iter().flat_map(of_chain).collect()
}

/// What a state of a page is told by: its id, time and title, and its claims in the record.
type State = (ArticleId, Option<DateTime>, Option<String>, Vec<ClaimId>);

/// What the last record showed of each address, with the states that it was made of; and which articles stand at one address.
#[derive(Debug, Default)]
pub struct Memory {
    shown: HashMap<String, (Vec<State>, Option<PageStates>)>,
    /// Address of each article met, and the number of the page that it names.
    addresses: FxHashMap<ArticleId, (String, usize)>,
    /// Numbers of pages.
    pages: FxHashMap<String, usize>,
}

impl Memory {
    /// The number of the page that an article stands at.
    fn page(&mut self, article: &Article) -> Option<usize> {
        let url = article.url.as_ref()?;
        if let Some((_, page)) = self.addresses.get(&article.id).filter(|(known, _)| known == url) {
            return Some(*page);
        }
        let next = self.pages.len();
        let page = *self.pages.entry(url_key(url)).or_insert(next);
        self.addresses.insert(article.id.clone(), (url.clone(), page));
        Some(page)
    }

    /// Those of `articles` that stand at the address of another.
    fn several<'a>(&mut self, articles: &'a [Arc<Extracted>]) -> Vec<&'a Arc<Extracted>> {
        let pages: Vec<Option<usize>> = articles.iter().map(|one| self.page(&one.article)).collect();
        let mut counts = vec![0; self.pages.len()];
        pages.iter().flatten().for_each(|&page| counts[page] += 1);
        let shares = |page: &Option<usize>| page.is_some_and(|page| counts[page] > 1);
        articles.iter().zip(pages).filter(|(_, page)| shares(page)).map(|(one, _)| one).collect()
    }
}

/// The chains as the record shows them: of its articles and claims only.
pub fn rows(record: &Record, articles: &[Arc<Extracted>], memory: &mut Memory) -> Vec<PageStates> {
    // Rows of articles and of claims stand in the order of the articles' ids.
    let kept = |one: &&Extracted| {
        let at = record.articles.partition_point(|row| row.id < one.article.id);
        record.articles.get(at).is_some_and(|row| row.id == one.article.id)
    };
    let state = |one: &&Extracted| -> State {
        let first = record.claims.partition_point(|row| row.claim.article < one.article.id);
        let own = (first..).map_while(|at| record.claims.get(at)).take_while(|row| row.claim.article == one.article.id);
        let ids = own.map(|row| row.claim.id.clone()).collect();
        (one.article.id.clone(), time(&one.article), one.article.title.clone(), ids)
    };
    let mut last = std::mem::take(&mut memory.shown);
    let mut out = Vec::new();
    for (url, states) in several(memory.several(articles).into_iter().filter(|one| kept(&&***one))) {
        let made_of: Vec<State> = states.iter().map(state).collect();
        let row = match last.remove(url) {
            Some((before, row)) if before == made_of => row,
            _ => chain(url, states).map(|chain| row(&chain, &made_of.iter().flat_map(|(.., claims)| claims).collect())),
        };
        out.extend(row.clone());
        memory.shown.insert(url.to_owned(), (made_of, row));
    }
    out
}

fn row(chain: &Chain<'_>, claims: &HashSet<&ClaimId>) -> PageStates {
    let id = |claim: &Claim| Some(claim.id.clone()).filter(|id| claims.contains(id));
    let ids = |list: &[&Claim]| list.iter().filter_map(|claim| id(claim)).collect();
    let told = |(old, new, what): &(&Claim, &Claim, Vec<&'static str>)| Some(ToldOtherwise { before: id(old)?, after: id(new)?, what: what.clone() });
    let states: Vec<ArticleId> = chain.states.iter().map(|one| one.article.id.clone()).collect();
    let of_change = |(at, change): (usize, &Change<'_>)| StateChange {
        from: states[at].clone(),
        to: states[at + 1].clone(),
        headline: change.title,
        added: change.added.len(),
        removed: change.removed.len(),
        appeared: ids(&change.appeared),
        vanished: ids(&change.vanished),
        told_otherwise: change.told_otherwise.iter().filter_map(told).collect(),
    };
    let changes = chain.changes.iter().enumerate().map(of_change).collect();
    PageStates { url: chain.url.to_owned(), states, changes }
}

/// When a state was seen, or else changed, or else published.
fn time(article: &Article) -> Option<DateTime> {
    article.seen_at.or(article.updated_at).or(article.published_at).map(Stamp::order_key)
}

fn body(article: &Article) -> Vec<&str> {
    article.body().map(|block| block.span.slice(&article.text)).collect()
}

fn change<'a>(before: &'a Extracted, after: &'a Extracted) -> Change<'a> {
    let (old, new) = (sentences_of(&before.article), sentences_of(&after.article));
    let kept = common(&old, &new);
    let mut change = Change {
        removed: old.iter().enumerate().filter(|(at, _)| !kept.iter().any(|pair| pair.0 == *at)).map(|(_, one)| one.0).collect(),
        added: new.iter().enumerate().filter(|(at, _)| !kept.iter().any(|pair| pair.1 == *at)).map(|(_, one)| one.0).collect(),
        title: before.article.title != after.article.title,
        ..Change::default()
    };
    claims(before, after, &mut change);
    change
}

/// The sentences of the body as written and folded.
fn sentences_of(article: &Article) -> Vec<(&str, String)> {
    let mut out = Vec::new();
    for block in article.body() {
        let tokens = tokens(block.span.slice(&article.text), block.span.start);
        for range in sentences(&tokens) {
            let Some((first, last)) = tokens.get(range.start).zip(tokens.get(range.end.saturating_sub(1))) else { continue };
            let sentence = first.span.cover(last.span).slice(&article.text).trim();
            if !sentence.is_empty() {
                out.push((sentence, fold(sentence)));
            }
        }
    }
    out
}

/// Pairs of indices of the longest run of sentences that both have in the same order.
fn common(old: &[(&str, String)], new: &[(&str, String)]) -> Vec<(usize, usize)> {
    if old.len().saturating_mul(new.len()) > CELLS {
        let places: BTreeMap<&str, usize> = new.iter().enumerate().map(|(at, one)| (one.1.as_str(), at)).collect();
        return old.iter().enumerate().filter_map(|(at, one)| Some((at, *places.get(one.1.as_str())?))).collect();
    }
    let width = new.len() + 1;
    let mut length = vec![0u32; (old.len() + 1) * width];
    for a in (0..old.len()).rev() {
        for b in (0..new.len()).rev() {
            length[a * width + b] =
                if old[a].1 == new[b].1 { length[(a + 1) * width + b + 1] + 1 } else { length[(a + 1) * width + b].max(length[a * width + b + 1]) };
        }
    }
    let (mut a, mut b, mut pairs) = (0, 0, Vec::new());
    while a < old.len() && b < new.len() {
        if old[a].1 == new[b].1 {
            pairs.push((a, b));
            (a, b) = (a + 1, b + 1);
        } else if length[(a + 1) * width + b] >= length[a * width + b + 1] {
            a += 1;
        } else {
            b += 1;
        }
    }
    pairs
}

/// Claims told in the same words, or else of the same event at the same places, are one claim in two states.
fn claims<'a>(before: &'a Extracted, after: &'a Extracted, change: &mut Change<'a>) {
    let words = |one: &Extracted, claim: &Claim| fold(claim.evidence.slice(&one.article.text));
    let mut free: Vec<&Claim> = after.annotation.claims.iter().collect();
    let mut open: Vec<&Claim> = Vec::new();
    for old in &before.annotation.claims {
        let same = |new: &&Claim| words(before, old) == words(after, new) && differences(old, new).is_empty();
        match free.iter().position(same) {
            Some(at) => drop(free.remove(at)),
            None => open.push(old),
        }
    }
    for old in open {
        let alike =
            |new: &&Claim| old.parts.event_type == new.parts.event_type && old.parts.position == new.parts.position && is_same_matter(old, new);
        let best = free.iter().enumerate().filter(|(_, new)| alike(new)).min_by_key(|(at, new)| (differences(old, new).len(), *at)).map(|(at, _)| at);
        match best.map(|at| free.remove(at)) {
            None => change.vanished.push(old),
            Some(new) => {
                let different = differences(old, new);
                if !different.is_empty() {
                    change.told_otherwise.push((old, new, different));
                }
            }
        }
    }
    change.appeared = free;
}

fn is_same_matter(old: &Claim, new: &Claim) -> bool {
    let metric = |claim: &Claim| claim.parts.quantity.as_ref().map(|quantity| (quantity.metric.clone(), quantity.subgroup.clone()));
    let places = |claim: &Claim| claim.parts.places.iter().map(|place| place.id.to_string()).collect::<BTreeSet<_>>();
    places(old) == places(new) && (metric(old) == metric(new) || metric(old).is_none() || metric(new).is_none())
}

/// In what two claims differ.
fn differences(old: &Claim, new: &Claim) -> Vec<&'static str> {
    let (a, b) = (&old.parts, &new.parts);
    let number = |claim: &Claim| claim.parts.quantity.as_ref().map(|quantity| (quantity.value, quantity.low, quantity.high));
    let number_is = match (number(old), number(new)) {
        (Some((before, ..)), Some((after, ..))) if after > before => "number_raised",
        (Some((before, ..)), Some((after, ..))) if after < before => "number_lowered",
        (Some(_), None) => "number_dropped",
        (None, Some(_)) => "number_given",
        _ => "bound_of_number",
    };
    let attribution_is = match (a.attribution.is_empty(), b.attribution.is_empty()) {
        (false, true) => "attribution_dropped",
        (true, false) => "attribution_given",
        _ => "attribution",
    };
    let ids = |list: &[isnad_model::EntityRef]| list.iter().map(|entity| entity.id.to_string()).collect::<Vec<_>>();
    let sources = |claim: &Claim| claim.parts.attribution.iter().map(|link| link.source.id.to_string()).collect::<Vec<_>>();
    let checks = [
        ("polarity", a.polarity != b.polarity),
        ("modality", a.modality != b.modality),
        (number_is, number(old) != number(new)),
        (attribution_is, sources(old) != sources(new)),
        ("actors", ids(&a.actors) != ids(&b.actors)),
        ("time", a.time != b.time),
    ];
    checks.into_iter().filter(|(_, differs)| *differs).map(|(name, _)| name).collect()
}
