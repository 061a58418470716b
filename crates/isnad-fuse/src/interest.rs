//! The stake of a root in a claim, from who stands with whom (record.md, "Chains and independence", 6).

use isnad_model::{EventType, Family, Interest, Knowledge, Naming, Polarity, naming};
use jiff::civil::Date;

/// What a proposition means for those in it.
#[derive(Clone, Debug, Default)]
pub(crate) struct Stake {
    /// Roots of the actors.
    pub actors: Vec<String>,
    /// Roots of the targets.
    pub targets: Vec<String>,
    /// Roots that were told to hold the place until then.
    pub held: Vec<String>,
    /// Whether harm to civilians is told, so that doing it is nobody's success.
    pub civilians: bool,
    /// Whether those who come to harm are told to be armed, so that it is their side's loss.
    pub armed: bool,
    /// The day by which relations are judged.
    pub on: Option<Date>,
    /// The day that is told of it, and the day on which it was said.
    pub done: Option<Date>,
    pub said: Option<Date>,
}

#[derive(Clone, Copy, PartialEq)]
enum Meaning {
    /// The actor takes what somebody held.
    Taking,
    /// The actor stands somewhere.
    Standing,
    /// The actor loses.
    Loss,
    /// The actor attacks the target.
    Attack,
    /// The target comes to harm.
    Harm,
    /// Nobody wins or loses.
    Neutral,
}

fn meaning(event_type: EventType) -> Meaning {
    use EventType::*;
    match event_type {
        Capture | Advance => Meaning::Taking,
        Hold | Siege | Deploy => Meaning::Standing,
        Withdraw => Meaning::Loss,
        Bombing | Airstrike | Shelling | AttackCivilians | Offensive => Meaning::Attack,
        Destroy | Killed | Injured | Detained => Meaning::Harm,
        other if other.family() == Family::Casualties => Meaning::Harm,
        _ => Meaning::Neutral,
    }
}

/// Whether nothing tells whom a root stands with: a commander whom no table knows, an anonymous officer, "the rebels", residents. He may speak for
/// his own side, so nobody may take him for a third party.
pub(crate) fn is_stranger(root: &str) -> bool {
    naming(root) != Naming::Listed
}

/// The stake of `root` in the proposition that it asserts or denies.
pub(crate) fn interest(root: &str, event_type: EventType, polarity: Polarity, stake: &Stake, knowledge: &Knowledge) -> Interest {
    if stake.actors.is_empty() && stake.targets.is_empty() {
        return Interest::Unknown;
    }
    // A body that its enemies took over since speaks of what was another party.
    let other = knowledge.was_taken_over(root, stake.done, stake.said);
    let involved = |list: &[String]| list.iter().any(|id| id == root);
    if other && stake.done.is_none() && (involved(&stake.actors) || involved(&stake.targets)) {
        return Interest::Unknown;
    }
    let own = |list: &[String]| !other && involved(list);
    let enemy = |list: &[String]| other && involved(list) || list.iter().any(|id| knowledge.are_enemies(id, root, stake.on));
    // Allies count with him; what he says of their loss or guilt is no admission, for the loss is not his own.
    let ours = |list: &[String]| list.iter().any(|id| !(other && id == root) && knowledge.same_side(id, root, stake.on));
    let (actors, targets) = (&stake.actors, &stake.targets);
    if !(ours(actors) || ours(targets) || enemy(actors) || enemy(targets)) {
        return if is_stranger(root) { Interest::Unknown } else { Interest::ThirdParty };
    }
    if polarity == Polarity::Denied {
        let enemys_loss = match meaning(event_type) {
            Meaning::Loss => enemy(actors),
            Meaning::Harm => enemy(targets) && !enemy(actors),
            _ => false,
        };
        // Whoever denies what his side is said to do, or what an enemy gains, serves himself; who denies an enemy's loss does not.
        return if enemys_loss && !ours(actors) { Interest::Admission } else { Interest::SelfServing };
    }
    match meaning(event_type) {
        Meaning::Taking | Meaning::Standing if ours(actors) => Interest::SelfServing,
        // What an enemy is said to hold or to surround accuses him, and gives up nothing that was the speaker's.
        Meaning::Taking if enemy(actors) && (own(targets) || own(&stake.held)) => Interest::Admission,
        Meaning::Loss if own(actors) => Interest::Admission,
        Meaning::Loss if enemy(actors) => Interest::SelfServing,
        Meaning::Attack | Meaning::Harm if own(actors) && stake.civilians => Interest::Admission,
        Meaning::Attack | Meaning::Harm if own(actors) => Interest::SelfServing,
        Meaning::Harm if own(targets) && stake.armed && !stake.civilians => Interest::Admission,
        Meaning::Taking | Meaning::Standing | Meaning::Attack | Meaning::Harm | Meaning::Neutral if enemy(actors) => Interest::EnemyClaim,
        Meaning::Taking | Meaning::Attack | Meaning::Harm if enemy(targets) => Interest::SelfServing,
        // Of what his side does or suffers nobody is a third party.
        _ => Interest::Unknown,
    }
}
