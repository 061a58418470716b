//! Those who hold, free and kill, and whom nobody holds, frees or kills: bodies under arms, states and their courts, movements.

use crate::sentence::Sentence;
use isnad_model::EntityKind;
use isnad_pack::Sense;
use isnad_pack::grammar::NounClass;

/// Whether the phrase at `at`, alone beside a verb of harm, is who does it.
pub(crate) fn holds(sentence: &Sentence<'_, '_>, at: usize) -> bool {
    under_arms(sentence, at) || rules(sentence, at)
}

/// A body under arms (`الشرطة`, `القوات`), not those who serve in it (`المستشارون العسكريون`).
fn under_arms(sentence: &Sentence<'_, '_>, at: usize) -> bool {
    let pack = sentence.context.pack;
    let whole = sentence.items[at].mention().is_some_and(|m| m.class == NounClass::Force && m.definite && m.people.is_none() && m.number.is_none());
    let head = |hit: &crate::lookup::Hit| matches!(hit.sense, Sense::BodyHead(id) if pack.bodies[id as usize].kind == EntityKind::Force);
    let start = sentence.items[at].start;
    let men = sentence.block.tokens.get(start).is_some_and(|token| token.norm.ends_with("ون") || token.norm.ends_with("ين"));
    whole && !men && sentence.block.hits.get(start).is_some_and(|hits| hits.iter().any(head))
}

/// `السلطات أطلقت سراحه`, `قتلت الحركة`: a state, its government, its courts or a movement is neither held nor freed nor killed; who serves it may be.
fn rules(sentence: &Sentence<'_, '_>, at: usize) -> bool {
    let pack = sentence.context.pack;
    let office = |hit: &crate::lookup::Hit| matches!(hit.sense, Sense::Noun(id) if pack.nouns[id as usize].class == NounClass::Official);
    let held = sentence.block.hits.get(sentence.items[at].start).is_some_and(|hits| hits.iter().any(office));
    sentence.items[at].mention().is_some_and(|m| {
        let power = match m.class {
            NounClass::State => m.sub != crate::nation::EVENT_NATION && m.entity.is_some(),
            NounClass::Group => m.entity.as_ref().is_some_and(|entity| entity.kind == EntityKind::Group),
            NounClass::Force => m.sub == "movement",
            _ => m.sub == "court",
        };
        power && !held && m.people.is_none() && m.number.is_none()
    })
}
