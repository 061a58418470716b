//! Claims that tell neither where nor when: both were understood from the page. They are weak evidence that two pages tell of one deed.

use crate::bucket::{Key, changes_holder, is_symmetric};
use crate::merge::{is_wide, stands_still};
use crate::world::World;
use isnad_model::{EventType, Family, PlaceKind};

/// Whether a claim tells no day, and its place only by reference to another sentence (`المدينة`, `هناك`, or by the page's silence).
pub(crate) fn is_loose(world: &World, key: &Key, claim: usize) -> bool {
    let facts = &world.claims[claim];
    let by_reference = || facts.claim.parts.places.iter().any(|place| *place.id == *key.place && place.surface.is_empty());
    // A denial speaks of what others told.
    facts.days.is_none() && !facts.is_denied() && by_reference()
}

/// Types of which a place sees many in a row, so that without its place and day only the same passage, words or number tell which is meant.
fn wants_a_twin(event_type: EventType) -> bool {
    use EventType::{Clash, Close, Offensive, Open, Protest, Siege};
    event_type.family() == Family::Territory && event_type != Siege && !changes_holder(event_type)
        || matches!(event_type, Clash | Close | Offensive | Open | Protest)
}

/// Whether no place is told of an act of war or of a meeting, and but one party: who fought or met somewhere, but not whom, did so many times.
pub(crate) fn is_half_told(key: &Key) -> bool {
    let (actors, targets) = key.content.split_once('>').unwrap_or_default();
    let parties = [actors, targets].iter().flat_map(|list| list.split(',')).filter(|id| !id.is_empty()).count();
    let of_two = is_symmetric(key.event_type) || matches!(key.event_type.family(), Family::Territory | Family::Violence);
    key.place.is_empty() && of_two && parties < 2
}

/// Whether a claim of violence spans several days, so that it tells of a campaign and of none of its deeds.
pub(crate) fn is_stretched(world: &World, key: &Key, claim: usize) -> bool {
    key.event_type.family() == Family::Violence && world.claims[claim].days.is_some_and(|days| days.width() > 1)
}

/// Whether neither its own words nor its place and day say which of several deeds a claim means.
pub(crate) fn tells_too_little(world: &World, key: &Key, claim: usize) -> bool {
    let country = world.names.place_kind(&key.place) == PlaceKind::Country;
    let uncounted = key.event_type.family() == Family::Casualties && country && world.claims[claim].claim.parts.quantity.is_none();
    // Of what is brought to a place, guns, men and mines, none tells which is meant.
    let brought = key.event_type == EventType::Deploy && world.claims[claim].days.is_none();
    // What comes again is none of the single deeds; a state that goes on is one.
    let repeated = world.claims[claim].is_repeated() && !stands_still(key.event_type);
    is_half_told(key) || brought || repeated || is_loose(world, key, claim) && (wants_a_twin(key.event_type) && is_wide(world, key) || uncounted)
}

/// Whether a claim means only what its own story told on the day of its page.
pub(crate) fn is_of_its_page(world: &World, key: &Key, claim: usize) -> bool {
    wants_a_twin(key.event_type) && is_loose(world, key, claim)
}
