//! Two told as two: `الجانبان`, `البلدان`, `اجتماعهما`, `اتفقا`.

use crate::clause::preposition_of;
use crate::item::Kind;
use crate::memory::Memory;
use crate::speech::Speech;
use isnad_model::{Claim, EntityKind, EntityRef, Family};
use isnad_pack::conjugate::Number;
use isnad_pack::grammar::NounClass;

/// Those who last met or agreed; else the two of that kind that were named last.
pub(crate) fn duals(speech: &Speech<'_, '_, '_, '_>, memory: &Memory) -> Option<Vec<EntityRef>> {
    let dual =
        dual_verb(speech) || of_two(speech) || (speech.draft.at..speech.draft.end.min(speech.sentence.items.len())).any(|at| dual_noun(speech, at));
    let said = memory.claims.get(memory.sentence_start..).unwrap_or_default();
    let here = || said.iter().rev().find(|claim| claim.parts.event_type.family() == Family::Talks && !claim.parts.actors.is_empty());
    let named = || named_last(speech, memory).or_else(|| here().map(|claim| claim.parts.actors.clone()));
    Some(()).filter(|()| dual).and_then(|()| last_talks(memory).or_else(named))
}

fn dual_verb(speech: &Speech<'_, '_, '_, '_>) -> bool {
    speech.item().is_some_and(|item| matches!(item.kind, Kind::Verb(_, inflection) if inflection.number == Number::Dual))
}

/// Those who last met or agreed.
pub(crate) fn last_talks(memory: &Memory) -> Option<Vec<EntityRef>> {
    let both = |claim: &&Claim| claim.parts.event_type.family() == Family::Talks && claim.parts.actors.len() >= 2;
    memory.claims.iter().rev().take(12).find(both).map(|claim| claim.parts.actors.clone())
}

/// `قمة هلسنكي`: talks told by nothing but where they are held.
pub(crate) fn hosted(speech: &Speech<'_, '_, '_, '_>) -> bool {
    let draft = speech.draft;
    let seat = draft.at + 1;
    let host = draft.places.contains(&seat) && preposition_of(speech.sentence.items, seat).is_none();
    let city = speech.mention(seat).is_some_and(|m| m.class == NounClass::Place);
    draft.rule.starts_with("noun:") && host && city && draft.actors.is_empty() && draft.targets.is_empty()
}

/// The two states or persons that were named last, as the dual wants.
fn named_last(speech: &Speech<'_, '_, '_, '_>, memory: &Memory) -> Option<Vec<EntityRef>> {
    let items = speech.sentence.items;
    let at = (speech.draft.at..speech.draft.end.min(items.len())).find(|at| one_of_two(speech, *at));
    let sub = at.and_then(|at| speech.mention(at)).map(|m| m.sub.as_str());
    let official = at.and_then(|at| speech.mention(at)).is_some_and(|m| m.class == NounClass::Official);
    let kind = match sub {
        _ if official || of_two(speech) => EntityKind::Person,
        None if dual_verb(speech) => EntityKind::Person,
        Some("state" | "country") => EntityKind::State,
        _ => return None,
    };
    let mut out: Vec<EntityRef> = Vec::new();
    let here = (0..speech.draft.at).rev().filter(|at| preposition_of(items, *at).as_deref() != Some("في"));
    let here = here.filter_map(|at| speech.mention(at)?.entity.clone());
    for entity in here.chain(memory.named.iter().rev().cloned()).filter(|entity| entity.kind == kind) {
        if out.len() < 2 && out.iter().all(|known| known.id != entity.id) {
            out.push(EntityRef { span: None, ..entity });
        }
    }
    out.reverse();
    Some(out).filter(|two| two.len() == 2)
}

/// `لقائهما`, `اجتماعهما`: the noun itself is of two.
pub(crate) fn of_two(speech: &Speech<'_, '_, '_, '_>) -> bool {
    let noun = speech.item().is_some_and(|item| matches!(item.kind, Kind::Event(..)));
    noun && speech.sentence.norm(speech.draft.at).ends_with("هما")
}

/// A definite dual that names nobody: `الزعيمان`, `الجانبين`, `بينهما`.
pub(crate) fn dual_noun(speech: &Speech<'_, '_, '_, '_>, at: usize) -> bool {
    let norm = speech.sentence.norm(at);
    let rest = norm.trim_start_matches(['و', 'ف', 'ب', 'ل']);
    let named = speech
        .mention(at)
        .and_then(|mention| mention.entity.as_ref())
        .is_some_and(|entity| !entity.id.starts_with("x:") && !matches!(entity.kind, EntityKind::Unnamed | EntityKind::People));
    !named
        && rest.starts_with("ال")
        && rest.chars().count() > 5
        && (rest.ends_with("ان") || rest.ends_with("ين"))
        && speech.mention(at).is_none_or(|mention| mention.number.is_none())
        || norm.ends_with("بينهما")
}

/// The same, of a noun of the tables that is two of one: no sound plural (`المسلحين`), and nothing behind it tells who they are.
pub(crate) fn one_of_two(speech: &Speech<'_, '_, '_, '_>, at: usize) -> bool {
    let lexicon = &speech.sentence.context.pack.lexicon;
    let known = |word: &str| lexicon.step(lexicon.root(), word).is_some_and(|node| !lexicon.senses(node).is_empty());
    let Some(item) = speech.sentence.items.get(at).filter(|item| item.end == item.start + 1) else { return false };
    let norm = speech.sentence.norm(at).trim_start_matches(['و', 'ف', 'ب', 'ل']);
    let stem = norm.strip_prefix("ال").and_then(|word| word.strip_suffix("ان").or_else(|| word.strip_suffix("ين")));
    let one = stem.is_some_and(|stem| {
        let singular = stem.strip_suffix('ت').map_or_else(|| stem.to_owned(), |rest| format!("{rest}ه"));
        known(&singular) && known(&format!("{stem}ان")) && known(&format!("{stem}ين")) && !known(&format!("{stem}ون"))
    });
    let told = speech.sentence.items.get(at + 1).is_some_and(|next| {
        let nation = next.mention().is_some_and(|m| m.people.is_some() || m.sub == crate::nation::EVENT_NATION || m.entity.is_some());
        nation && next.clitics.article && !next.clitics.conjunction && next.clitics.preposition.is_none()
    });
    one && !told && dual_noun(speech, at) && matches!(item.kind, Kind::Word | Kind::Mention(_))
}
