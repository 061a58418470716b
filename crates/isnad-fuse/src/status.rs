//! Two axes that are never mixed, support and denial, and the status derived from them.

use crate::chains::independent;
use crate::record::{Chain, DeniedBy, Status, Support};
use isnad_model::Interest;
use jiff::civil::DateTime;
use std::collections::BTreeMap;

/// What speaks for and against an event, besides its chains.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Beside {
    /// The loser's own word on the counterpart admits it.
    pub admitted: bool,
    /// Nothing actual is said of it at all.
    pub only_hypothetical: bool,
}

/// Support, denial and status of an event.
pub(crate) fn judge(chains_for: &[Chain], chains_against: &[Chain], beside: Beside) -> (Support, DeniedBy, Status) {
    let standing = |chains: &[Chain]| chains.iter().filter(|chain| !chain.superseded).cloned().collect::<Vec<Chain>>();
    let (on, off) = (standing(chains_for), standing(chains_against));
    let admitted = beside.admitted || on.iter().any(|chain| chain.interest == Interest::Admission);
    let support = match independent(&on) {
        _ if admitted => Support::Admitted,
        0 => Support::None,
        1 => Support::Single,
        _ => Support::Multiple,
    };
    let denier = |chain: &Chain| match chain.interest {
        Interest::ThirdParty => DeniedBy::ThirdParty,
        Interest::Unknown => DeniedBy::Unknown,
        Interest::Admission | Interest::EnemyClaim | Interest::SelfServing => DeniedBy::InterestedParty,
    };
    let denied_by = off.iter().map(denier).max().unwrap_or(DeniedBy::Nobody);
    let different = stand_apart(chains_for, chains_against);
    let status = match (on.len(), off.len()) {
        _ if beside.only_hypothetical => Status::Hypothetical,
        (_, 1..) if different => Status::Disputed,
        _ if admitted || on.len() > 1 => Status::Corroborated,
        (1, _) => Status::Reported,
        (0, _) if chains_for.iter().any(|chain| chain.superseded) => Status::Retracted,
        (0, 1..) => Status::Denied,
        _ => Status::Unattributed,
    };
    (support, denied_by, status)
}

/// Whether what one root says is denied by another, and both stand by it. A root that only contradicts itself disputes nothing.
pub(crate) fn stand_apart(chains_for: &[Chain], chains_against: &[Chain]) -> bool {
    let standing = |chain: &&Chain| !chain.superseded;
    let mut on = chains_for.iter().filter(standing);
    on.any(|chain| chains_against.iter().filter(standing).any(|other| other.root.id != chain.root.id))
}

/// Marks, for roots on both sides, the side of their earlier word as superseded. `latest` gives the last time a root said so.
pub(crate) fn supersede(chains_for: &mut [Chain], chains_against: &mut [Chain], latest: &dyn Fn(&Chain) -> Option<DateTime>) {
    let against: BTreeMap<String, Option<DateTime>> = chains_against.iter().map(|chain| (chain.root.id.clone(), latest(chain))).collect();
    for chain in chains_for {
        let (Some(Some(denied)), Some(asserted)) = (against.get(&chain.root.id), latest(chain)) else { continue };
        chain.superseded = *denied > asserted;
        if asserted > *denied {
            for other in chains_against.iter_mut().filter(|other| other.root.id == chain.root.id) {
                other.superseded = true;
            }
        }
    }
}
