//! The isnad tree: from an origin through its relays to the outlets that print it.

use super::evidence::{Sentence, Told, entity};
use crate::frame::Frame;
use crate::html::Html;
use isnad_fuse::record::{Chain, Dropped};
use isnad_model::ClaimId;
use std::collections::{BTreeMap, BTreeSet};

/// One root with everything that leads from it.
pub struct Tree {
    /// Its name.
    pub root: Html,
    /// Its own page.
    pub href: String,
    /// Its stake in words.
    pub interest: String,
    /// Whether it says the opposite later.
    pub superseded: bool,
    /// Whether it denies days before the event.
    pub outdated: bool,
    /// Whether it denies only who did it.
    pub of_doing: bool,
    /// Ways from the root to outlets.
    pub branches: Vec<Branch>,
}

/// One way: the speaker and the relays, and the sentences that came by it.
pub struct Branch {
    /// Who spoke and who passed it on; empty when the root itself is quoted directly.
    pub path: Html,
    /// The sentences, equal words together.
    pub leaves: Vec<Leaf>,
    /// Claims that are not shown.
    pub more: usize,
}

/// Words at the end of a way.
pub struct Leaf {
    /// Who printed them.
    pub told: Told,
    /// Who printed the same as if it had no source.
    pub laundered: Vec<Sentence>,
}

impl Tree {
    /// The tree of `chain`; `dropped` are the sentences that lost their source on the way.
    pub fn of(frame: &Frame, chain: &Chain, dropped: &[Dropped]) -> Tree {
        let leaf = |told: Told| {
            let is_of = |one: &&Dropped| told.all_claims().any(|claim| *claim == one.attributed_in);
            let claims: BTreeSet<&ClaimId> = dropped.iter().filter(is_of).map(|one| &one.claim).collect();
            Leaf { laundered: Sentence::all(frame, claims), told }
        };
        let branch = |(path, claims): (Html, Vec<&ClaimId>)| {
            let (told, more) = Told::some(frame, claims);
            Branch { path, leaves: told.into_iter().map(leaf).collect(), more }
        };
        let mut ways: BTreeMap<Vec<String>, (Html, Vec<&ClaimId>)> = BTreeMap::new();
        for id in &chain.claims {
            let Some(row) = frame.snapshot.claim(id.as_str()) else { continue };
            let links = row.claim.parts.attribution.iter().filter(|link| *link.source.id != *chain.root.id);
            let key: Vec<String> = links.clone().map(|link| link.source.id.to_string()).collect();
            let names: Vec<Html> = links.map(|link| entity(frame, &link.source)).collect();
            ways.entry(key).or_insert_with(|| (Html::join(&names, frame.arrow()), Vec::new())).1.push(id);
        }
        Tree {
            root: frame.name(&chain.root),
            href: frame.view.to(&format!("/source/{}", crate::view::encode(&chain.root.id))),
            interest: frame.code("interest", chain.interest.name()),
            superseded: chain.superseded,
            outdated: chain.outdated,
            of_doing: !chain.denies_doing.is_empty(),
            branches: ways.into_values().map(branch).collect(),
        }
    }
}
