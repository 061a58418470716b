//! From what an article says of its source to closed roots (record.md, "Chains and independence", 1, 4 and 5).

use isnad_model::knowledge::SpeaksFor;
use isnad_model::{Article, Basis, Claim, EntityKind, EntityRef, Knowledge, Naming, Polarity, naming};
use isnad_text::fold::fold;
use jiff::civil::Date;
use std::collections::BTreeSet;

/// One origin of a claim.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Origin {
    /// The entity that is named or typed.
    pub member: String,
    /// Its family's root; `None` when it counts zero.
    pub root: Option<String>,
}

/// The entity that an outlet is, as an origin or relay.
pub(crate) fn outlet_entity(article: &Article, knowledge: &Knowledge) -> String {
    let id = &article.outlet.id;
    match knowledge.outlet_owner.get(id) {
        Some(owner) => owner.clone(),
        None if knowledge.names.contains_key(id) || knowledge.agencies.contains(id) => id.clone(),
        None => format!("outlet:{id}"),
    }
}

/// The origins of `claim` by the relations of a day: the named ones with their parallels, or what the basis of the outlet's own voice says.
pub(crate) fn origins(claim: &Claim, article: &Article, outlet: &str, knowledge: &Knowledge, on: Option<Date>) -> Vec<Origin> {
    let parts = &claim.parts;
    let agency = vetting_agency(claim, outlet, knowledge);
    let mut out: Vec<Origin> = match parts.attribution.first() {
        Some(first) => vec![named(&first.source, agency.as_deref(), knowledge, on)],
        None => own_voice(claim, article, outlet, knowledge, on).into_iter().collect(),
    };
    out.extend(parts.co_origins.iter().map(|origin| named(origin, agency.as_deref(), knowledge, on)));
    if parts.polarity == Polarity::Denied {
        // A denial is no count that could be raised: whoever denies, named or not, stands on the denying side. A rumour is nobody.
        let rumour = |id: &str| knowledge.unnamed_kind(id).is_some_and(|kind| kind.is_rumour);
        out.iter_mut().filter(|origin| origin.root.is_none() && !rumour(&origin.member)).for_each(|origin| origin.root = Some(origin.member.clone()));
    }
    out.sort();
    out.dedup();
    out
}

/// The relays of `claim` after its origin, the outlet not among them; the last is the agency that the page credits alone.
pub(crate) fn relays(claim: &Claim, article: &Article, outlet: &str, knowledge: &Knowledge) -> Vec<String> {
    let mut out: Vec<String> = claim.parts.attribution.iter().skip(1).map(|link| link.source.id.to_string()).collect();
    let is_origin = |id: &String| claim.parts.attribution.first().is_some_and(|first| *first.source.id == **id);
    let credited = match article.credits.as_slice() {
        [credit] => knowledge.by_name.get(&fold(credit)).filter(|id| knowledge.agencies.contains(*id) && *id != outlet),
        _ => None,
    };
    out.extend(credited.filter(|id| !out.contains(id) && !is_origin(id)).cloned());
    out
}

/// Whether `id` is one of `excluded`, or on a day speaks for or is part of one of them.
pub(crate) fn belongs_to_any(id: &str, excluded: &BTreeSet<String>, knowledge: &Knowledge, on: Option<Date>) -> bool {
    let mut at = id;
    for _ in 0..9 {
        let bare = at.strip_prefix("outlet:").unwrap_or(at);
        if excluded.contains(at) || excluded.contains(bare) {
            return true;
        }
        match knowledge.above(at, on) {
            Some(next) if next != at => at = next,
            _ => return false,
        }
    }
    false
}

fn named(origin: &EntityRef, agency: Option<&str>, knowledge: &Knowledge, on: Option<Date>) -> Origin {
    let id = origin.id.as_ref();
    let top = knowledge.root(id, on);
    let affiliated = top != id;
    let kind = knowledge.unnamed_kind(id);
    let root = match is_unnamed(origin) {
        _ if affiliated => Some(top.to_owned()),
        // "Reports said" and raw social media: nobody stands behind them, whoever relays them.
        true if kind.is_some_and(|kind| kind.is_rumour) => None,
        // However many nameless mouths an agency lends its name to, they are its one word.
        true => agency.map(|agency| knowledge.root(agency, on).to_owned()),
        false => Some(top.to_owned()),
    };
    Origin { member: id.to_owned(), root }
}

/// Whether an origin speaks from inside a state or a force that is not told: the agency that vouches for him is no party, he may be one.
pub(crate) fn is_insider(origin: &Origin, knowledge: &Knowledge) -> bool {
    let kind = knowledge.unnamed_kind(&origin.member);
    knowledge.affiliation(&origin.member).is_none() && kind.is_some_and(|kind| matches!(kind.speaks_for, SpeaksFor::State | SpeaksFor::Himself))
}

fn is_unnamed(origin: &EntityRef) -> bool {
    naming(&origin.id) == Naming::Unnamed || matches!(origin.kind, EntityKind::Unnamed | EntityKind::People)
}

fn vetting_agency(claim: &Claim, outlet: &str, knowledge: &Knowledge) -> Option<String> {
    let is_agency = |source: &EntityRef| source.kind == EntityKind::Agency || knowledge.agencies.contains(source.id.as_ref());
    let relay = claim.parts.attribution.iter().skip(1).map(|link| &link.source).find(|source| is_agency(source));
    relay.map(|source| source.id.to_string()).or_else(|| knowledge.agencies.contains(outlet).then(|| outlet.to_owned()))
}

fn own_voice(claim: &Claim, article: &Article, outlet: &str, knowledge: &Knowledge, on: Option<Date>) -> Option<Origin> {
    let body = match claim.parts.basis {
        Basis::Correspondent => outlet.to_owned(),
        Basis::AgencyOwn | Basis::VerifiedFootage => agency_of(article, outlet, knowledge),
        // "It did not fall" in flat prose: the outlet says so.
        Basis::Unattributed if claim.parts.polarity == Polarity::Denied => outlet.to_owned(),
        Basis::Attributed | Basis::Unattributed => return None,
    };
    let root = knowledge.root(&body, on).to_owned();
    Some(Origin { member: body, root: Some(root) })
}

/// The agency whose own report an article prints: the outlet if it is one, else the first credited one, else the outlet.
fn agency_of(article: &Article, outlet: &str, knowledge: &Knowledge) -> String {
    if knowledge.agencies.contains(outlet) {
        return outlet.to_owned();
    }
    let credited = article.credits.iter().filter_map(|credit| knowledge.by_name.get(&fold(credit))).find(|id| knowledge.agencies.contains(*id));
    credited.cloned().unwrap_or_else(|| outlet.to_owned())
}
