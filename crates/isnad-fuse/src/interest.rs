//! The stake of a root in a claim, from who stands with whom (record.md, "Chains and independence", 6).

use isnad_model::{EventType, Family, Interest, Knowledge, Polarity};
use jiff::civil::Date;

/// What a proposition means for those in it.
#[derive(Clone, Debug, Default)]
pub(crate) struct Stake {
    /// Roots of the actors.
    pub actors: Vec<String>,
    /// Roots of the targets.
    pub targets: Vec<String>,
    /// Whether harm to civilians is told, so that doing it is nobody's success.
    pub civilians: bool,
    /// The day by which relations are judged.
    pub on: Option<Date>,
}

#[derive(Clone, Copy, PartialEq)]
enum Meaning {
    /// The actor gains, the target loses.
    Gain,
    /// The actor loses.
    Loss,
    /// The actor harms the target.
    Harm,
    /// Nobody wins or loses.
    Neutral,
}

fn meaning(event_type: EventType) -> Meaning {
    use EventType::*;
    match event_type {
        Capture | Advance | Hold | Siege | Deploy => Meaning::Gain,
        Withdraw => Meaning::Loss,
        Bombing | Airstrike | Shelling | AttackCivilians | Destroy | Killed | Injured | Offensive | Detained => Meaning::Harm,
        other if other.family() == Family::Casualties => Meaning::Harm,
        _ => Meaning::Neutral,
    }
}

/// Whether nothing tells whom a root stands with: a commander whom no table knows, an anonymous officer, "the rebels", residents. He may speak for
/// his own side, so nobody may take him for a third party.
fn is_stranger(root: &str) -> bool {
    ["x:", "generic:", "people:", "unnamed:"].iter().any(|kind| root.starts_with(kind))
}

/// The stake of `root` in the proposition that it asserts or denies.
pub(crate) fn interest(root: &str, event_type: EventType, polarity: Polarity, stake: &Stake, knowledge: &Knowledge) -> Interest {
    if stake.actors.is_empty() && stake.targets.is_empty() {
        return Interest::Unknown;
    }
    let own = |list: &[String]| list.iter().any(|id| id == root);
    let enemy = |list: &[String]| list.iter().any(|id| knowledge.are_enemies(id, root, stake.on));
    let ally = |list: &[String]| !own(list) && list.iter().any(|id| knowledge.same_side(id, root, stake.on));
    let (actors, targets) = (&stake.actors, &stake.targets);
    let involved = own(actors) || own(targets) || enemy(actors) || enemy(targets) || ally(actors) || ally(targets);
    if !involved {
        return if is_stranger(root) { Interest::Unknown } else { Interest::ThirdParty };
    }
    let asserted = match meaning(event_type) {
        Meaning::Gain if own(actors) || ally(actors) || enemy(targets) => Interest::SelfServing,
        Meaning::Gain if own(targets) || enemy(actors) => Interest::Admission,
        Meaning::Loss if own(actors) => Interest::Admission,
        Meaning::Loss if enemy(actors) => Interest::SelfServing,
        Meaning::Harm if own(actors) && stake.civilians => Interest::Admission,
        Meaning::Harm if own(actors) => Interest::SelfServing,
        Meaning::Harm if enemy(actors) => Interest::EnemyClaim,
        Meaning::Harm if own(targets) => Interest::Admission,
        Meaning::Harm if enemy(targets) => Interest::SelfServing,
        _ => Interest::ThirdParty,
    };
    match (polarity, asserted) {
        (Polarity::Asserted, asserted) => asserted,
        (Polarity::Denied, Interest::Admission | Interest::EnemyClaim) => Interest::SelfServing,
        // Denying one's own doing serves oneself as well: a strike on civilians, a retreat.
        (Polarity::Denied, Interest::SelfServing) if meaning(event_type) == Meaning::Harm && own(actors) => Interest::SelfServing,
        (Polarity::Denied, Interest::SelfServing) => Interest::Admission,
        (Polarity::Denied, other) => other,
    }
}
