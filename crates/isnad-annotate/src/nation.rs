//! Nationalities as adjectives of what somebody did or of a body: `غارات روسية وسورية`, `الطيران السوري والروسي`.

use crate::clitics::Clitics;
use crate::context::{BlockText, Context};
use crate::item::{FrameRef, Item, Kind, Mention, People};
use crate::lookup::Hit;
use crate::mention::{Reader, bare};
use crate::parse::item;
use isnad_model::{EntityKind, EntityRef, EventType, Family};
use isnad_pack::Sense;
use isnad_pack::grammar::NounClass;
use std::ops::Range;

/// Mark of a nationality that qualifies an event noun.
pub const EVENT_NATION: &str = "event-nation";

/// Whether the item is a nationality that qualifies an event noun.
pub(crate) fn of_event(item: &Item) -> bool {
    item.mention().is_some_and(|mention| mention.sub == EVENT_NATION)
}

/// `دول`, `دول أوروبية`: states that are not told by name.
pub(crate) fn unnamed(item: &Item) -> bool {
    let bare = !item.clitics.conjunction && item.clitics.preposition.is_none();
    bare && item.mention().is_some_and(|m| m.sub == "state" || m.class == NounClass::State && m.place.is_none() && !m.metonym)
}

/// `المرصد، ومقره بريطانيا،`, `يتخذ من بريطانيا مقرا له`: where a source has its seat is nobody who acts, and no place of what it tells.
pub(crate) fn leave_seats(context: &Context<'_>, block: &BlockText, items: &mut [Item]) {
    let lexicon = &context.pack.lexicon;
    let site = |word: &str| {
        let senses = lexicon.step(lexicon.root(), word).map(|node| lexicon.senses(node)).unwrap_or_default();
        senses.iter().any(|sense| matches!(sense, Sense::Noun(id) if context.pack.nouns[*id as usize].class == NounClass::Site))
    };
    // `مقره`, `مقرها`; `مقرا`
    let seat = |item: &Item, endings: &[&str]| {
        let norm = block.tokens.get(item.start).map_or("", |token| &*token.norm);
        let bare = norm.strip_prefix('و').unwrap_or(norm);
        item.end == item.start + 1 && endings.iter().any(|ending| bare.strip_suffix(ending).is_some_and(site))
    };
    for at in 1..items.len() {
        let named = items[at].mention().is_some_and(|m| m.class == NounClass::State || m.metonym || m.class == NounClass::Place);
        let own = seat(&items[at - 1], &["ها", "ه"]) && items[at].clitics == Clitics::default();
        let from = matches!(&items[at - 1].kind, Kind::Preposition(word) if &**word == "من");
        // `استهدف من لبنان مركزا للشرطة`: a verb that tells a deed by itself takes no seat.
        let deed = items[..at - 1].iter().rev().take(3).any(|item| match item.kind {
            Kind::Verb(verb, _) | Kind::Participle(verb, _) => {
                context.pack.verbs[verb as usize].frames.iter().any(|id| context.pack.verb_frames[*id as usize].parts.is_empty())
            }
            _ => false,
        });
        let taken = from && !deed && items.get(at + 1).is_some_and(|next| seat(next, &["ا"]));
        if named && (own || taken) {
            items[at].kind = Kind::Word;
        }
    }
}

/// `غارات روسية وسورية`: a nationality that qualifies an event noun names who acts.
pub(crate) fn nation_of_event(context: &Context<'_>, block: &BlockText, at: usize, range: &Range<usize>, before: &[Item]) -> Option<Item> {
    let reader = Reader { context, block, end: range.end };
    // `إطلاق صواريخ "إيرانية"`
    let quoted = before.last().is_some_and(crate::report::is_quote_item);
    let before = if quoted { &before[..before.len() - 1] } else { before };
    let last = before.last()?;
    // `مقتل فلسطينيين`: who is harmed, held or freed, not who does it.
    let event_type = |frame: &FrameRef| match frame {
        FrameRef::Verb(id) => context.pack.verb_frames[*id as usize].event_type,
        FrameRef::Noun(id) => context.pack.noun_frames[*id as usize].event_type,
    };
    let people = |frame: &FrameRef| event_type(frame).counts_people();
    if matches!(&last.kind, Kind::Event(frames, _) if !frames.is_empty() && frames.iter().all(people)) {
        return None;
    }
    // `إسقاط طائرة روسية`: whose the lost thing was.
    let lost = |frame: &FrameRef| event_type(frame) == EventType::Destroy;
    if matches!(&last.kind, Kind::Event(frames, _) if last.end > last.start + 1 && !frames.is_empty() && frames.iter().all(lost)) {
        return None;
    }
    let after_event = matches!(last.kind, Kind::Event(..))
        // `رفض التعديل الأميركي`: a word that is definite by itself is no adjective of the noun before it.
        || matches!(last.kind, Kind::Word)
            && before.len() > 1
            && matches!(before[before.len() - 2].kind, Kind::Event(..))
            && before[before.len() - 2].clitics.article == last.clitics.article;
    let after_nation = last.mention().is_some_and(|m| m.sub == EVENT_NATION);
    let (id, hit) = reader.nation(at)?;
    // `مغادرة سوريا`: a country's name, unless the noun stands in the accusative that the adjective would share (`قصفا سوريا`).
    let country = block.hits[at].iter().any(|other| other.len == hit.len && matches!(other.sense, Sense::Country(_)));
    if country
        && !(after_nation && hit.clitics.conjunction)
        && !before.last().is_some_and(|item| block.tokens.get(item.end.saturating_sub(1)).is_some_and(|token| token.norm.ends_with('ا')))
    {
        return None;
    }
    // `برصاص إسرائيلي`, `بنيران إسرائيلية`: whose fire it was.
    let after_fire = last.mention().is_some_and(|m| m.class == NounClass::Weapon)
        && last.clitics.preposition == Some('ب')
        && last.end == at
        && hit.clitics == Clitics { article: last.clitics.article, ..Clitics::default() };
    if let Some(arms) = arms_of_nation(&reader, at, before, id, hit) {
        return Some(arms);
    }
    let joined = after_nation && (hit.clitics.conjunction || alike(&reader, last, at));
    if hit.clitics.preposition.is_some() || !(after_fire || after_event && !hit.clitics.conjunction || joined) {
        return None;
    }
    if after_fire {
        return Some(forces(&reader, id, at, hit));
    }
    let mut mention = bare(NounClass::State);
    // `انتقادات كندية`, `محادثات روسية تركية`: who speaks is the state, who strikes its forces.
    let spoken = |frame: &FrameRef| matches!(event_type(frame).family(), Family::Talks | Family::Calls);
    let event = before.iter().rev().take(2).find_map(|item| if let Kind::Event(frames, _) = &item.kind { Some(frames) } else { None });
    let speaks = event.is_some_and(|frames| !frames.is_empty() && frames.iter().all(spoken))
        || after_nation && last.mention().and_then(|m| m.entity.as_ref()).is_some_and(|e| e.kind == EntityKind::State);
    // `مظاهرات فلسطينية`: the people of the country.
    let crowd = |frame: &FrameRef| event_type(frame) == EventType::Protest;
    if event.is_some_and(|frames| frames.iter().any(crowd)) {
        let mut people = reader.nationals(id, at, hit);
        people.entity.iter_mut().for_each(|entity| entity.name_ar = context.pack.countries[id as usize].people_ar.clone());
        people.sub = EVENT_NATION.into();
        return Some(item(at, at + hit.len, Kind::Mention(Box::new(people)), Clitics { article: false, ..hit.clitics }));
    }
    mention.entity = Some(if speaks { reader.state(id, at, hit) } else { reader.forces_of(id, at, hit) });
    mention.sub = EVENT_NATION.into();
    mention.definite = true;
    Some(item(at, at + hit.len, Kind::Mention(Box::new(mention)), Clitics { article: false, ..hit.clitics }))
}

/// `هجوم أميركي بريطاني`, `الغارات الروسية السورية`: right behind one nationality another in the same form.
fn alike(reader: &Reader<'_, '_>, last: &Item, at: usize) -> bool {
    let form = |token: Option<&isnad_text::token::Token>| {
        token.map(|token| (token.norm.starts_with("ال"), token.marbuta, token.norm.chars().last().filter(|letter| matches!(letter, 'ا' | 'ن'))))
    };
    last.end == at && form(reader.token(at - 1)) == form(reader.token(at))
}

/// `استهدفت مسيرة تركية سيارة`: whose arms they are that strike, told right behind the verb.
fn arms_of_nation(reader: &Reader<'_, '_>, at: usize, before: &[Item], country: u32, hit: Hit) -> Option<Item> {
    let [.., verb, arms] = before else { return None };
    let weapon = arms.mention().filter(|m| m.class == NounClass::Weapon && arms.clitics == Clitics::default() && arms.end == at)?;
    let pack = reader.context.pack;
    let Kind::Verb(id, inflection) = verb.kind else { return None };
    let strikes = |id: &u32| matches!(pack.verb_frames[*id as usize].event_type, EventType::Airstrike | EventType::Shelling | EventType::Offensive);
    let body = match weapon.sub.as_str() {
        "air" | "drone" | "airforce" => "air_force",
        "artillery" | "vehicle" => "army",
        _ => return None,
    };
    // `قصفت سفينة تركية في الميناء`: without an object it is the one that was struck.
    let object = reader.token(at + hit.len).is_some_and(|next| {
        let preposition = Sense::Function(isnad_pack::grammar::FunctionClass::Preposition);
        let hits = &reader.block.hits[at + hit.len];
        next.kind == isnad_text::token::TokenKind::Word
            && !hits.iter().any(|one| one.sense == preposition || one.clitics.preposition.is_some() || one.clitics.conjunction)
    });
    let active = object && !inflection.passive && pack.verbs[id as usize].frames.iter().any(strikes) && hit.clitics == Clitics::default();
    active.then(|| {
        let mut mention = bare(NounClass::State);
        mention.entity = Some(reader.body_of(country, body, at, hit));
        mention.sub = EVENT_NATION.into();
        mention.definite = true;
        item(at, at + hit.len, Kind::Mention(Box::new(mention)), Clitics::default())
    })
}

/// The forces of a nation told by its adjective.
fn forces(reader: &Reader<'_, '_>, country: u32, at: usize, hit: Hit) -> Item {
    let mut mention = bare(NounClass::State);
    mention.entity = Some(reader.forces_of(country, at, hit));
    mention.sub = EVENT_NATION.into();
    mention.definite = true;
    item(at, at + hit.len, Kind::Mention(Box::new(mention)), Clitics { article: false, ..hit.clitics })
}

/// `الطيران السوري والروسي`: a second adjective of nationality names the same body of another country.
pub(crate) fn second_nation(context: &Context<'_>, block: &BlockText, at: usize, range: &Range<usize>, before: &[Item]) -> Option<Item> {
    let reader = Reader { context, block, end: range.end };
    let last = before.last()?;
    if let Some(item) = reader.second_of_two(at, last) {
        return Some(item);
    }
    let (id, hit) = reader.best(at, |sense| if let Sense::Nationality(id) = sense { Some(id) } else { None })?;
    let first = last.mention().filter(|mention| !mention.sub.is_empty() || mention.class == NounClass::Force)?;
    let (other, _) = reader.best(last.end.checked_sub(1)?, |sense| if let Sense::Nationality(id) = sense { Some(id) } else { None })?;
    if !hit.clitics.conjunction || hit.clitics.preposition.is_some() || last.end < last.start + 2 || other == id {
        return None;
    }
    let entity = first.entity.as_ref()?;
    let body = entity.id.strip_prefix(&*context.pack.countries[other as usize].id)?.strip_prefix('_')?;
    let mut mention = bare(first.class);
    mention.sub = first.sub.clone();
    mention.entity = Some(reader.body_of(id, body, at, hit));
    mention.definite = true;
    Some(item(at, at + hit.len, Kind::Mention(Box::new(mention)), Clitics { article: false, ..hit.clitics }))
}

impl Reader<'_, '_> {
    /// `الفلسطينيون`, `سوريون`: people of a country.
    pub(crate) fn people_of(&self, at: usize) -> Option<(Mention, usize)> {
        let (country, hit) = self.best(at, |sense| if let Sense::Nationality(id) = sense { Some(id) } else { None })?;
        if self.qualifies(at, hit) {
            return None;
        }
        Some((self.nationals(country, at, hit), at + hit.len))
    }

    /// The people of a country.
    pub(crate) fn nationals(&self, country: u32, at: usize, hit: Hit) -> Mention {
        let nation = &self.context.pack.countries[country as usize];
        let mut mention = bare(NounClass::People);
        let surface = self.surface(at, at + hit.len, hit.clitics);
        mention.entity = Some(EntityRef {
            id: format!("people:{}", nation.id).into(),
            name_ar: surface.clone(),
            name_en: Some(nation.adjective_en.clone()),
            surface,
            kind: EntityKind::People,
            span: self.span(at, at + hit.len),
        });
        let stem = self.stem(at, hit);
        let singular = stem == isnad_text::fold::fold(&nation.adjective_ar);
        mention.people = Some(People { subgroup: String::new(), singular });
        mention.definite = hit.clitics.article;
        mention
    }
}
