//! The states of one page in time: what each says that the one before it did not, and what it no longer says.

use crate::frame::{Frame, Link};
use crate::html::Html;
use isnad_engine::extract::Extracted;
use isnad_engine::revisions::{Change, chain};
use isnad_model::Claim;

/// States looked at; of more, the latest.
const STATES: usize = 12;
/// Sentences shown of each kind.
const SENTENCES: usize = 40;

/// A page in its states.
pub struct States {
    /// Every state in time; the one shown is marked.
    pub links: Vec<Link>,
    /// What changed from the state before; none for the first.
    pub change: Option<Changed>,
}

/// What changed.
#[derive(Default)]
pub struct Changed {
    /// The headline before, where it was another.
    pub title: Option<Html>,
    /// Claims told otherwise: what, before, after, what is different.
    pub otherwise: Vec<(String, Html, Html, String)>,
    /// Sentences that are gone.
    pub removed: Vec<Html>,
    /// Sentences that are new.
    pub added: Vec<Html>,
    /// Sentences left out here.
    pub more: usize,
}

impl States {
    /// The states of the page that `source` is one of, as far as this view knows them; `None` where there is but one.
    pub fn of(frame: &Frame, source: &Extracted) -> Option<States> {
        let url = source.article.url.as_deref()?;
        let library = &frame.library;
        let known = library.states(url).filter(|one| frame.snapshot.article(one.article.id.as_str()).is_some());
        let mut states: Vec<&Extracted> = known.collect();
        states.sort_by_key(|one| one.article.seen_at.or(one.article.updated_at).or(one.article.published_at).map(|stamp| stamp.order_key()));
        states.drain(..states.len().saturating_sub(STATES));
        let chain = chain(url, states)?;
        let here = chain.states.iter().position(|one| one.article.id == source.article.id);
        let link = |one: &&Extracted| {
            let article = &one.article;
            let stamp = article.seen_at.or(article.updated_at).or(article.published_at);
            let text = stamp.map_or_else(|| frame.t("asof.undated").to_owned(), |stamp| frame.moment(stamp));
            Link { href: frame.article_href(article.id.as_str()), text, here: article.id == source.article.id }
        };
        let before = here.and_then(|at| at.checked_sub(1));
        Some(States {
            links: chain.states.iter().map(link).collect(),
            change: before.map(|at| changed(frame, chain.states[at], chain.states[at + 1], &chain.changes[at])),
        })
    }
}

fn changed(frame: &Frame, before: &Extracted, after: &Extracted, change: &Change<'_>) -> Changed {
    let texts = |list: &[&str]| list.iter().take(SENTENCES).map(|text| Html::bdi(text)).collect();
    let words = |one: &Extracted, claim: &Claim| Html::bdi(claim.evidence.slice(&one.article.text));
    let otherwise = change.told_otherwise.iter().take(SENTENCES).map(|(old, new, what)| {
        let what: Vec<String> = what.iter().map(|code| frame.code("differs", code)).collect();
        (frame.code("type", old.parts.event_type.name()), words(before, old), words(after, new), what.join(frame.lang().comma()))
    });
    Changed {
        title: change.title.then(|| before.article.title.as_deref().map(Html::bdi)).flatten(),
        otherwise: otherwise.collect(),
        removed: texts(&change.removed),
        added: texts(&change.added),
        more: change.removed.len().saturating_sub(SENTENCES) + change.added.len().saturating_sub(SENTENCES),
    }
}
