//! Adjectives of who acts, other than nationalities: `انتقادات أممية`, `هجوم حوثي`, `القصف الحكومي`.

use crate::clitics::Clitics;
use crate::context::{BlockText, Context};
use crate::item::{FrameRef, Item, Kind};
use crate::lookup::Hit;
use crate::mention::{Reader, bare, class_of};
use crate::nation::EVENT_NATION;
use crate::parse::item;
use isnad_model::{EntityRef, EventType, Family};
use isnad_pack::Sense;
use std::ops::Range;

/// The adjective at `at` of the event noun before it, or joined to one before it.
pub(crate) fn side_of_event(context: &Context<'_>, block: &BlockText, at: usize, range: &Range<usize>, before: &[Item]) -> Option<Item> {
    let pack = context.pack;
    let token = block.tokens.get(at).filter(|_| at < range.end)?;
    let joined = token.norm.strip_prefix('و').filter(|rest| pack.adjectives.contains_key(rest.strip_prefix("ال").unwrap_or(rest)));
    let norm = joined.unwrap_or(&token.norm);
    let word = norm.strip_prefix("ال").unwrap_or(norm);
    let (actor, arms) = pack.adjectives.get(word.strip_suffix('ا').unwrap_or(word))?;
    let clitics = Clitics { article: norm.len() > word.len(), conjunction: joined.is_some(), ..Clitics::default() };
    let last = before.last().filter(|last| last.end == at)?;
    let after_another = last.mention().is_some_and(|m| m.sub == EVENT_NATION);
    let event = before.iter().rev().take(3).find(|item| matches!(item.kind, Kind::Event(..)))?;
    let Kind::Event(frames, _) = &event.kind else { return None };
    // `القصف الجوي الحكومي المكثف`: over an adjective in the same form.
    let adjective = matches!(last.kind, Kind::Word) && last.clitics.article == event.clitics.article && !last.clitics.conjunction;
    let behind = std::ptr::eq(last, event) || adjective && before.len() > 1 && std::ptr::eq(&before[before.len() - 2], event);
    // A noun that is definite takes its adjective with the article.
    let whole = block.tokens.get(event.end - 1).is_some_and(|token| token.norm.starts_with("ال"));
    let definite = event.clitics.article || whole;
    if !(behind && !clitics.conjunction && clitics.article == definite || after_another) || event.clitics.pronoun.is_some() {
        return None;
    }
    let event_type = |frame: &FrameRef| match frame {
        FrameRef::Verb(id) => pack.verb_frames[*id as usize].event_type,
        FrameRef::Noun(id) => pack.noun_frames[*id as usize].event_type,
    };
    let all = |wanted: &dyn Fn(EventType) -> bool| !frames.is_empty() && frames.iter().all(|frame| wanted(event_type(frame)));
    let speaks = all(&|kind| kind.family() == Family::Calls);
    let fights = all(&|kind| kind.family() == Family::Violence && kind != EventType::Destroy) && *arms;
    if !speaks && !fights {
        return None;
    }
    let reader = Reader { context, block, end: range.end };
    let hit = Hit { len: 1, sense: Sense::Common, clitics };
    let entity = match actor.strip_prefix('@') {
        Some(body) => {
            let country = reader.main_country()?;
            EntityRef { surface: word.into(), ..reader.body_of(country, if speaks { body } else { "army" }, at, hit) }
        }
        None => reader.entity(*pack.entity_by_id.get(actor)?, reader.surface(at, at + 1, clitics), at, at + 1),
    };
    let mut mention = bare(class_of(entity.kind));
    mention.entity = Some(entity);
    mention.sub = EVENT_NATION.into();
    mention.definite = true;
    Some(item(at, at + 1, Kind::Mention(Box::new(mention)), Clitics { article: false, ..clitics }))
}
