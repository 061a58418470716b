//! Claims that tell neither where nor when: both were understood from the page. They are weak evidence that two pages tell of one deed.

use crate::bucket::Key;
use crate::world::World;
use isnad_model::{EventType, Family};

/// Whether a claim tells no day, and its place only by reference to another sentence (`المدينة`, `هناك`, or by the page's silence).
pub(crate) fn is_loose(world: &World, key: &Key, claim: usize) -> bool {
    let facts = &world.claims[claim];
    let by_reference = || facts.claim.parts.places.iter().any(|place| *place.id == *key.place && place.surface.is_empty());
    facts.days.is_none() && by_reference()
}

/// Types of which a place sees many in a row, so that without its place and day only the same passage, words or number tell which is meant.
pub(crate) fn wants_a_twin(event_type: EventType) -> bool {
    use EventType::{Clash, Close, Offensive, Open, Protest, Siege};
    event_type.family() == Family::Territory && event_type != Siege || matches!(event_type, Clash | Close | Offensive | Open | Protest)
}

/// Whether no place is told of an act of war, and but one party: who fought somewhere, but not whom, did so many times.
pub(crate) fn is_half_told(key: &Key) -> bool {
    let (actors, targets) = key.content.split_once(':').and_then(|(_, roles)| roles.split_once('>')).unwrap_or_default();
    let parties = [actors, targets].iter().flat_map(|list| list.split(',')).filter(|id| !id.is_empty()).count();
    key.place.is_empty() && matches!(key.event_type.family(), Family::Territory | Family::Violence) && parties < 2
}

/// Whether a claim of violence spans more than some days, so that it tells of a campaign and of none of its deeds.
pub(crate) fn is_stretched(world: &World, key: &Key, claim: usize) -> bool {
    key.event_type.family() == Family::Violence && world.claims[claim].days.is_some_and(|days| days.width() > 6)
}
