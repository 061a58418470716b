//! Institutions that are named without their state (`the health ministry`): the one of that kind that the story names in full.

use crate::roots::Origin;
use crate::world::World;
use isnad_model::{Claim, Knowledge};
use isnad_text::fold::fold;
use rustc_hash::{FxHashMap, FxHasher};
use std::collections::{BTreeMap, BTreeSet};
use std::hash::{Hash, Hasher};
use std::sync::Arc;

/// An institution among the origins of a claim.
#[derive(Clone, Debug)]
pub(crate) struct Standing {
    /// Its id, which is a guess by the page where it is named without its state.
    member: String,
    kind: String,
    country: Option<String>,
    is_bare: bool,
}

/// The institutions among the origins of a claim.
pub(crate) fn standing(claim: &Claim, knowledge: &Knowledge) -> Vec<Standing> {
    let sources = claim.parts.attribution.first().map(|first| &first.source).into_iter().chain(&claim.parts.co_origins);
    let of_source = |source: &isnad_model::EntityRef| {
        let known = knowledge.institutions.get(&*source.id)?;
        let is_bare = known.country.is_none() || knowledge.bare_names.get(&fold(&source.surface)) == Some(&known.kind);
        Some(Standing { member: source.id.to_string(), kind: known.kind.clone(), country: known.country.clone(), is_bare })
    };
    sources.filter_map(of_source).collect()
}

/// What one story tells, or an article that is of none.
type Told = (bool, usize);

/// Takes an institution that is named without its state for the one of its kind, and of the country that its page tells of or that it
/// speaks of, that alone stands in the story as a source. Of two, nobody can tell which: then it stays what its page makes of it.
pub(crate) fn settle(world: &mut World) {
    let bare: Vec<usize> = (0..world.claims.len()).filter(|&claim| world.claims[claim].standing.iter().any(|one| one.is_bare)).collect();
    if bare.is_empty() {
        return;
    }
    let told = |claim: usize| -> Told {
        let article = world.claims[claim].article;
        world.articles[article].story.map_or((false, article), |story| (true, story))
    };
    let stories: BTreeSet<Told> = bare.iter().map(|&claim| told(claim)).collect();
    let mut named: FxHashMap<(Told, &str), BTreeSet<(&str, &str)>> = FxHashMap::default();
    for claim in (0..world.claims.len()).filter(|&claim| !world.claims[claim].standing.is_empty() && stories.contains(&told(claim))) {
        for one in world.claims[claim].standing.iter().filter(|one| !one.is_bare) {
            named.entry((told(claim), &one.kind)).or_default().insert((one.country.as_deref().unwrap_or(""), &one.member));
        }
    }
    let only = |claim: usize, one: &Standing, named: &FxHashMap<(Told, &str), BTreeSet<(&str, &str)>>| -> Option<String> {
        let lies_in = |country: &str| {
            let mut places = world.claims[claim].claim.parts.places.iter();
            places.any(|place| place.country.as_deref() == Some(country))
        };
        // What happened in one country its own bodies tell, whatever else the page is about.
        let fits = |(country, _): &&(&str, &str)| one.country.as_deref().is_none_or(|own| own == *country || lies_in(country) && !lies_in(own));
        let mut fitting = named.get(&(told(claim), one.kind.as_str()))?.iter().filter(fits);
        let (_, member) = fitting.next()?;
        fitting.next().is_none().then(|| (*member).to_owned())
    };
    // Those whose page tells a country first: then they, too, may be what one without any country is.
    let mut meant: Vec<(usize, String, String)> = Vec::new();
    let mut guessed: FxHashMap<(Told, &str), BTreeSet<(&str, &str)>> = named.clone();
    let of_a_country = |one: &&Standing| one.is_bare && one.country.is_some();
    let found: Vec<(usize, &Standing, Option<String>)> = bare
        .iter()
        .flat_map(|&claim| world.claims[claim].standing.iter().filter(of_a_country).map(move |one| (claim, one)))
        .map(|(claim, one)| (claim, one, only(claim, one, &named)))
        .collect();
    for (claim, one, home) in &found {
        let (country, member) = (one.country.as_deref().unwrap_or(""), home.as_deref().unwrap_or(&one.member));
        guessed.entry((told(*claim), &one.kind)).or_default().insert((country, member));
    }
    for &claim in &bare {
        for one in world.claims[claim].standing.iter().filter(|one| one.is_bare && one.country.is_none()) {
            meant.extend(only(claim, one, &guessed).map(|home| (claim, one.member.clone(), home)));
        }
    }
    meant.extend(found.iter().filter_map(|(claim, one, home)| Some((*claim, one.member.clone(), home.clone()?))));
    for (claim, member, home) in meant.into_iter().filter(|(_, member, home)| member != home) {
        rename(world, claim, &member, home);
    }
}

/// Roots of claims that say one thing, each with one that it may be for all that is told: an institution that is named without its state,
/// nowhere told what country's, is that of its kind that somebody else names beside it, and bears nobody out.
pub(crate) fn may_be_one<'w>(world: &'w World, claims: &[usize]) -> Vec<(&'w str, &'w str)> {
    let mut told: BTreeMap<&str, BTreeSet<(bool, &str)>> = BTreeMap::new();
    for facts in claims.iter().map(|&claim| &world.claims[claim]) {
        for one in &facts.standing {
            let root = facts.origins.iter().find(|origin| origin.member == one.member).and_then(|origin| origin.root.as_deref());
            if let Some(root) = root {
                told.entry(&one.kind).or_default().insert((one.country.is_none(), root));
            }
        }
    }
    // Those of a country stand first; of two, nobody can tell which is meant.
    let pairs = told.into_values().flat_map(|roots| {
        let of_a_country = roots.iter().filter(|(is_open, _)| !is_open).count();
        let first = roots.first().map(|(_, root)| *root).filter(|_| of_a_country < 2);
        roots.into_iter().filter(|(is_open, _)| *is_open).filter_map(move |(_, root)| Some((root, first?)))
    });
    pairs.filter(|(root, other)| root != other).collect()
}

/// Lets an origin of a claim be another body.
fn rename(world: &mut World, claim: usize, member: &str, home: String) {
    let facts = &mut world.claims[claim];
    let root = Some(world.knowledge.root(&home, facts.on).to_owned());
    let mut hasher = FxHasher::default();
    (facts.meant, &home).hash(&mut hasher);
    facts.meant = hasher.finish();
    let origins = &mut Arc::make_mut(&mut facts.base).origins;
    for origin in origins.iter_mut().filter(|origin| origin.member == member) {
        *origin = Origin { member: home.clone(), root: root.clone() };
    }
    origins.sort();
    origins.dedup();
}
