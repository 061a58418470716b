//! Two axes that are never mixed, support and denial, and the status derived from them.

use crate::chains::independent;
use crate::record::{Chain, DeniedBy, Status, Support};
use isnad_model::{ClaimId, Interest};

/// What speaks for and against an event, besides its chains.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Beside {
    /// The loser's own word on the counterpart admits it.
    pub admitted: bool,
    /// Nothing actual is said of it at all.
    pub only_hypothetical: bool,
}

/// Support, denial and status of an event. Who denies no more than who did it does not speak against the event.
pub(crate) fn judge(chains_for: &[Chain], chains_against: &[Chain], beside: Beside) -> (Support, DeniedBy, Status) {
    let on: Vec<Chain> = chains_for.iter().filter(|chain| !chain.superseded).cloned().collect();
    let off: Vec<&Chain> = chains_against.iter().filter(opposes).collect();
    let admitted = beside.admitted || on.iter().any(|chain| chain.interest == Interest::Admission);
    let support = match independent(&on) {
        _ if admitted => Support::Admitted,
        0 => Support::None,
        1 => Support::Single,
        _ => Support::Multiple,
    };
    let denier = |chain: &&Chain| match chain.interest {
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

/// Whether a chain of the denying side stands, and against the event itself.
fn opposes(chain: &&Chain) -> bool {
    !chain.superseded && !chain.outdated && chain.denies_doing.is_empty()
}

/// Whether what one root says is denied by another, and both stand by it. A root that only contradicts itself disputes nothing.
pub(crate) fn stand_apart(chains_for: &[Chain], chains_against: &[Chain]) -> bool {
    let mut on = chains_for.iter().filter(|chain| !chain.superseded);
    on.any(|chain| chains_against.iter().filter(opposes).any(|other| other.root.id != chain.root.id))
}

/// Marks, for roots on both sides, what their later word takes back. `unsaid` tells of a claim whether another of its root, told later,
/// says the opposite of the very same; a chain is superseded when that is so of all its claims whose time is known.
pub(crate) fn supersede(chains: &mut [Chain], unsaid: impl Fn(&ClaimId) -> Option<bool>) {
    for chain in chains {
        let mut told = chain.claims.iter().filter_map(&unsaid).peekable();
        chain.superseded = told.peek().is_some() && told.all(|unsaid| unsaid);
    }
}
