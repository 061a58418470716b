//! Places: names, class words with names, directions and parts, sites; a city, its countryside and its governorate are kept apart.

use crate::item::Mention;
use crate::lookup::Hit;
use crate::mention::{Reader, bare};
use crate::unlisted::{beside_unknown, name_end, road_between, unknown_after, unlisted};
use isnad_model::{PlaceKind, PlaceRef};
use isnad_pack::Sense;
use isnad_pack::grammar::NounClass;
use isnad_text::fold::fold;
use isnad_text::token::TokenKind;
use std::sync::Arc;

/// How well a homonym fits, smaller is better: rank of its country in the article, kind, size.
type Fitness = (usize, u8, std::cmp::Reverse<u32>);

/// A bare name counts as a place of a country that the article never mentions only from this size on.
const KNOWN_FROM_AFAR: u32 = 150_000;

/// The place named at `at` without a class word, and how many tokens it takes.
pub fn named(reader: &Reader<'_, '_>, at: usize) -> Option<(PlaceRef, usize)> {
    let (_, longest) = reader.best(at, |sense| if let Sense::Place(id) = sense { Some(id) } else { None })?;
    let id = resolve(reader, at, longest.len, None).or_else(|| gated_here(reader, at, longest))?;
    if named_after(reader, at, longest) || describes(reader, at, longest, id) {
        return None;
    }
    Some((reference(reader, id, at, longest.len), longest.len))
}

/// `أفاد صلاح الدين الشعلان`: a given name that a family name follows is somebody's, unless a preposition says where.
fn named_after(reader: &Reader<'_, '_>, at: usize, hit: Hit) -> bool {
    use isnad_pack::grammar::NamePart;
    let next = at + hit.len;
    let family = reader.token(next).is_some_and(|t| t.kind == TokenKind::Word && t.norm.starts_with("ال"))
        && (reader.block.hits[next].is_empty() || reader.part(next) == Some(NamePart::Family));
    let located = at.checked_sub(1).is_some_and(|before| is_preposition(reader, before)) || hit.clitics.preposition.is_some();
    hit.len > 1 && reader.part(at) == Some(NamePart::Given) && family && !located
}

/// `دعم مالي`, `مدقق إداري ومالي`: a country whose name the table of countries leaves out, since it means something else, stands behind a
/// preposition, a point of the compass or a word for a place.
fn describes(reader: &Reader<'_, '_>, at: usize, hit: Hit, id: u32) -> bool {
    let pack = reader.context.pack;
    let hits = |at: usize| reader.block.hits.get(at).into_iter().flatten();
    let country = hits(at).any(|other| matches!(other.sense, Sense::Country(_)));
    if pack.places[id as usize].kind != PlaceKind::Country || country || hit.len > 1 || hit.clitics.preposition.is_some() || hit.clitics.article {
        return false;
    }
    let Some(before) = at.checked_sub(1).filter(|&before| reader.block.tokens[before].kind == TokenKind::Word) else { return false };
    let place = |other: &Hit| matches!(other.sense, Sense::Place(_) | Sense::Country(_));
    let class = |(id, _): (u32, Hit)| matches!(pack.nouns[id as usize].class, NounClass::Direction | NounClass::PlaceClass | NounClass::Site);
    let leads = |other: &Hit| matches!(other.sense, Sense::Function(_));
    !hits(before).any(|other| place(other) || leads(other) && !hit.clitics.conjunction) && !reader.noun(before).is_some_and(class)
}

/// A name that is also a common word counts after a preposition of place, uncut, in an article about its country.
fn gated_here(reader: &Reader<'_, '_>, at: usize, hit: Hit) -> Option<u32> {
    let before = at.checked_sub(1).and_then(|i| reader.block.tokens.get(i));
    let located = before.is_some_and(|t| {
        matches!(
            &*t.norm,
            "في" | "الى"
                | "من"
                | "نحو"
                | "باتجاه"
                | "على"
                | "وفي"
                | "شمالي"
                | "جنوبي"
                | "شرقي"
                | "غربي"
                | "شمال"
                | "جنوب"
                | "شرق"
                | "غرب"
                | "قرب"
        )
    });
    // `جبهة البرح`, `محيط البرج`
    let direction = |(id, hit): (u32, Hit)| reader.context.pack.nouns[id as usize].class == NounClass::Direction && !hit.clitics.article;
    let located = located || at.checked_sub(1).and_then(|before| reader.noun(before)).is_some_and(direction);
    // `سقوط مدينة النهود`: the class word is part of an expression. `سوق الأبيض`: in an article that names the town by its class word.
    let classed = reader.block.hits[at].iter().any(|other| matches!(other.sense, Sense::Place(id) if reader.context.classed.contains(&id)));
    let in_expression =
        (2..=at.min(3)).any(|back| reader.block.hits[at - back].iter().any(|hit| hit.len == back && matches!(hit.sense, Sense::EventNoun(_))));
    let whole = |(id, hit): (u32, Hit)| {
        let class = reader.context.pack.nouns[id as usize].class;
        !hit.clitics.article && (class == NounClass::PlaceClass && in_expression || class == NounClass::Site && classed)
    };
    let located = located || at.checked_sub(1).and_then(|before| reader.noun(before)).is_some_and(whole);
    let attached = hit.clitics.preposition == Some('ب') && !hit.clitics.conjunction;
    let listed = hit.clitics.conjunction && hit.clitics.preposition.is_none() && behind_place(reader, at);
    let located = located && hit.clitics.weight() == 0 || listed;
    if !attached && !located || names_actor(reader, at, hit.len) {
        return None;
    }
    reader.block.hits[at].iter().filter(|other| other.len == hit.len).find_map(|other| match other.sense {
        Sense::Place(id) => {
            let row = &reader.context.pack.places[id as usize];
            let kind = row.kind.is_settlement() && !attached || row.kind == PlaceKind::Governorate;
            (kind && reader.context.rank(&row.country) == 0).then_some(id)
        }
        _ => None,
    })
}

/// `الحديدة وإب`, `مديرية منبه ورازح وسحار`: coordinated to the name of a place, or to what a class word makes one.
fn behind_place(reader: &Reader<'_, '_>, at: usize) -> bool {
    let pack = reader.context.pack;
    let gated = |hit: &Hit| match hit.sense {
        Sense::Place(id) => Some(pack.places[id as usize].gated),
        _ => None,
    };
    let class = |at: usize| reader.noun(at).is_some_and(|(id, _)| pack.nouns[id as usize].class == NounClass::PlaceClass);
    let mut at = at;
    while let Some(before) = at.checked_sub(1) {
        let comma = before > 0 && matches!(&*reader.block.tokens[before].norm, "،" | ",");
        let first = if comma { before - 1 } else { before };
        let hits = &reader.block.hits[first];
        if hits.iter().all(|hit| gated(hit).is_none()) {
            return false;
        }
        if hits.iter().any(|hit| gated(hit) == Some(false)) || first.checked_sub(1).is_some_and(class) {
            return true;
        }
        if !hits.iter().any(|hit| gated(hit).is_some() && hit.clitics.conjunction) {
            return false;
        }
        at = first;
    }
    false
}

/// A word for people or bodies (`التحالف`) is no place by its preposition alone.
fn names_actor(reader: &Reader<'_, '_>, at: usize, len: usize) -> bool {
    reader.block.hits[at].iter().filter(|hit| hit.len == len).any(|hit| match hit.sense {
        Sense::Noun(id) => matches!(
            reader.context.pack.nouns[id as usize].class,
            NounClass::Force | NounClass::Body | NounClass::People | NounClass::Official | NounClass::Source | NounClass::Group
        ),
        Sense::BodyHead(_) | Sense::Label(_) | Sense::Entity(_) => true,
        _ => false,
    })
}

/// The place of a country row.
pub fn of_country(reader: &Reader<'_, '_>, country: u32, from: usize, to: usize) -> Option<PlaceRef> {
    let row = &reader.context.pack.countries[country as usize];
    let id = *reader.context.pack.place_by_id.get(&row.place)?;
    Some(reference(reader, id, from, to - from))
}

fn reference(reader: &Reader<'_, '_>, id: u32, at: usize, len: usize) -> PlaceRef {
    let row = &reader.context.pack.places[id as usize];
    PlaceRef {
        id: row.id.clone(),
        name_ar: row.name_ar.clone(),
        name_en: (!row.name_en.is_empty()).then(|| row.name_en.clone()),
        kind: row.kind,
        position: row.position,
        admin1: (!row.admin1.is_empty()).then(|| row.admin1.clone()),
        country: (!row.country.is_empty()).then(|| row.country.clone()),
        part: None,
        surface: reader.surface(at, at + len, Default::default()),
        span: reader.span(at, at + len),
    }
}

/// Of the homonyms at `at` with this length: the one that fits the class word, the article's countries, and size.
fn resolve(reader: &Reader<'_, '_>, at: usize, len: usize, class: Option<PlaceKind>) -> Option<u32> {
    let pack = reader.context.pack;
    let mut best: Option<(Fitness, u32)> = None;
    let governed = at.checked_sub(1).is_some_and(|before| is_preposition(reader, before));
    for hit in reader.block.hits[at].iter().filter(|hit| hit.len == len) {
        let Sense::Place(id) = hit.sense else { continue };
        let row = &pack.places[id as usize];
        let rank = reader.context.rank(&row.country).min(9);
        // `في كنيس`: behind a preposition no other one is cut off. `الغوادر`: nor an article off a name from nowhere near.
        if governed && hit.clitics.preposition.is_some() || hit.clitics.article && rank == 9 {
            continue;
        }
        // `طرابلس`, `أريحا`: a homonym of another place needs no class word in an article about its own country.
        let homonym = row.gated && rank == 0 && matches!(row.kind, PlaceKind::City | PlaceKind::Town) && only_places(reader, at);
        // `سيول`: floods, and a capital where the article speaks of its country.
        let capital = row.kind == PlaceKind::Capital && rank < 9 && !hit.clitics.article;
        let known_here = row.gated && rank < 2 && stands_alone(reader, at, hit, row);
        let gated = row.gated && !homonym && !capital && !known_here || common_word(reader, at, row);
        if class.is_some_and(|class| !compatible(class, row.kind)) || class.is_none() && len == 1 && gated {
            continue;
        }
        let far = rank == 9
            && len == 1
            && class.is_none()
            && row.population < KNOWN_FROM_AFAR
            && !matches!(row.kind, PlaceKind::Country | PlaceKind::Region | PlaceKind::Capital);
        if far {
            continue;
        }
        let bare_name_first = match row.kind {
            PlaceKind::Capital | PlaceKind::City | PlaceKind::Town => 0,
            PlaceKind::Governorate | PlaceKind::District => 2,
            _ => 1,
        };
        let key = (rank, bare_name_first, std::cmp::Reverse(row.population));
        if best.as_ref().is_none_or(|(known, _)| key < *known) {
            best = Some((key, id));
        }
    }
    best.map(|(_, id)| id)
}

/// `في الضفة`, `الضفة المحتلة`; but `الضفة الشرقية`: what a region is called for short, where its country is spoken of.
fn stands_alone(reader: &Reader<'_, '_>, at: usize, hit: &Hit, row: &isnad_pack::world::Place) -> bool {
    let short = fold(&row.name_ar).strip_prefix(&*reader.stem(at, *hit)).is_some_and(|rest| rest.starts_with(' '));
    let area = row.kind == PlaceKind::Region || row.kind == PlaceKind::Governorate && short;
    let held = |norm: &str| norm.starts_with("المحتل") || norm.starts_with("المحاصر");
    let next = reader.block.tokens.get(at + hit.len).filter(|t| at + hit.len < reader.end && t.kind == TokenKind::Word);
    area && hit.len == 1 && next.is_none_or(|t| !t.norm.starts_with("ال") || held(&t.norm))
}

/// Whether the word at `at` is a preposition that stands by itself.
fn is_preposition(reader: &Reader<'_, '_>, at: usize) -> bool {
    let preposition = |hit: &Hit| hit.sense == Sense::Function(isnad_pack::grammar::FunctionClass::Preposition) && hit.clitics.weight() == 0;
    reader.block.hits[at].iter().any(preposition)
}

/// Whether tables know the word at `at` as nothing but several places.
fn only_places(reader: &Reader<'_, '_>, at: usize) -> bool {
    let hits = &reader.block.hits[at];
    let place = |hit: &Hit| matches!(hit.sense, Sense::Place(_) | Sense::Capital(_));
    hits.iter().all(place) && hits.iter().filter(|hit| matches!(hit.sense, Sense::Place(_))).count() > 1
}

/// A small place whose name is a common word.
fn common_word(reader: &Reader<'_, '_>, at: usize, row: &isnad_pack::world::Place) -> bool {
    let common = reader.block.hits[at]
        .iter()
        .any(|hit| hit.len == 1 && matches!(hit.sense, Sense::Common | Sense::Noun(_) | Sense::Masdar(_) | Sense::EventNoun(_) | Sense::BodyHead(_)));
    common && !matches!(row.kind, PlaceKind::Country | PlaceKind::Capital | PlaceKind::Region | PlaceKind::Sea) && row.population < 100_000
}

fn compatible(class: PlaceKind, kind: PlaceKind) -> bool {
    use PlaceKind::*;
    match class {
        Capital | City | Town | Village => matches!(kind, Capital | City | Town | Village | Camp | Quarter | Unknown),
        Governorate | District | Region => matches!(kind, Governorate | District | Region | Countryside | Country),
        Quarter => matches!(kind, Quarter | Town | Village | Camp),
        Country => kind == Country,
        class => class == kind,
    }
}

/// `في مقاطعة كذا`, `بمقاطعة كذا`: behind a preposition of place a class word that could be a verbal noun too, with a name behind it.
pub(crate) fn names_one(context: &crate::context::Context<'_>, block: &crate::context::BlockText, at: usize, before: &[crate::item::Item]) -> bool {
    let reader = Reader { context, block, end: block.tokens.len() };
    let class = |(id, hit): &(u32, Hit)| context.pack.nouns[*id as usize].class == NounClass::PlaceClass && hit.len == 1 && !hit.clitics.article;
    let Some((id, hit)) = reader.noun(at).filter(class) else { return false };
    let governed =
        matches!(before.last().map(|item| &item.kind), Some(crate::item::Kind::Preposition(word)) if matches!(&**word, "في" | "الى" | "من"));
    let found = || after_class_word(&reader, at, hit, &context.pack.nouns[id as usize].sub).and_then(|(mention, _)| mention.place);
    (governed || hit.clitics.preposition == Some('ب')) && found().is_some_and(|place| place.kind != PlaceKind::Country)
}

/// A class word, and the name after it: `مدينة حمص`, `محافظتي حماة وحمص`, `معبر نصيب`; a name that no table knows becomes a place without coordinates.
/// A definite class word without a name (`المدينة`) is left for reference.
pub fn after_class_word(reader: &Reader<'_, '_>, at: usize, hit: Hit, sub: &str) -> Option<(Mention, usize)> {
    let kind = PlaceKind::parse(sub).unwrap_or(PlaceKind::Unknown);
    let after = at + hit.len;
    let mut mention = bare(NounClass::Place);
    mention.sub = sub.to_owned();
    mention.definite = hit.clitics.article || hit.clitics.pronoun.is_some();
    if !hit.clitics.article && hit.clitics.pronoun.is_none() {
        let name_at = reader.past_quotes(after);
        let named = quoted_name(reader, at, name_at, kind).filter(|_| name_at > after);
        if let Some((place, next)) = named.or_else(|| crate::shared::first(reader, at, name_at)) {
            mention.place = Some(place);
            mention.definite = true;
            return Some((mention, next));
        }
        if let Some((place, next)) = nested(reader, at, name_at) {
            mention.place = Some(place);
            mention.definite = true;
            mention.part = true;
            return Some((mention, next));
        }
        if let Some((place, next)) = name_after(reader, at, name_at, kind)
            .filter(|(place, _)| kind != PlaceKind::Sea || place.kind == PlaceKind::Sea && !place.id.starts_with("x:"))
        {
            mention.place = Some(place);
            mention.definite = true;
            return Some((mention, next));
        }
    } else if let Some((place, next)) = apposed(reader, after, kind) {
        mention.place = Some(place);
        return Some((mention, next));
    }
    if kind == PlaceKind::Capital && hit.clitics.article {
        if let Some((place, next)) = capital_of(reader, at, after) {
            mention.place = Some(place);
            return Some((mention, next));
        }
    }
    if kind == PlaceKind::Countryside && hit.clitics.article {
        if let Some((place, next)) = countryside_of(reader, at, reader.modifiers(after)) {
            mention.place = Some(place);
            return Some((mention, next));
        }
    }
    mention.class = NounClass::PlaceClass;
    let next = if hit.clitics.article { reader.modifiers(after) } else { after };
    let singular = reader.noun(at).is_some_and(|(id, _)| fold(&reader.context.pack.nouns[id as usize].lemma) == reader.stem(at, hit));
    if hit.clitics.article && (!singular || kind == PlaceKind::Countryside) {
        mention.place = of_nation(reader, at, hit, next);
    }
    if let Some((place, end)) = in_some_nation(reader, at, hit) {
        mention.place = Some(place);
        return Some((mention, end));
    }
    Some((mention, next))
}

/// `مدن سعودية`, `بلدة لبنانية`: somewhere in that country that nobody names.
fn in_some_nation(reader: &Reader<'_, '_>, at: usize, hit: Hit) -> Option<(PlaceRef, usize)> {
    let after = at + hit.len;
    let bare = !hit.clitics.article && hit.clitics.pronoun.is_none() && after < reader.end;
    let adjective = |sense| if let Sense::Nationality(id) = sense { Some(id) } else { None };
    let (country, adjective) = reader.best(after, adjective).filter(|(_, adjective)| bare && adjective.clitics == Default::default())?;
    let end = after + adjective.len;
    let place = of_country(reader, country, at, end)?;
    Some((PlaceRef { part: Some(reader.surface(at, after, hit.clitics)), surface: reader.surface(at, end, hit.clitics), ..place }, end))
}

/// `المدن السعودية`, `الريف الفرنسي`, `الأراضي السورية`: somewhere in that country.
fn of_nation(reader: &Reader<'_, '_>, at: usize, hit: Hit, next: usize) -> Option<PlaceRef> {
    let (country, end) = reader.nation_after(at + hit.len, true)?;
    let row = &reader.context.pack.countries[country as usize];
    let id = *reader.context.pack.place_by_id.get(&row.place)?;
    let place = reference(reader, id, at, end.max(next) - at);
    Some(PlaceRef { part: Some(reader.surface(at, at + hit.len, hit.clitics)), surface: reader.surface(at, end.max(next), hit.clitics), ..place })
}

/// `الريف الشرقي لمحافظة درعا`, `الريف الشمالي لحمص`.
fn countryside_of(reader: &Reader<'_, '_>, class_at: usize, at: usize) -> Option<(PlaceRef, usize)> {
    let attached = reader.block.hits.get(at).filter(|_| at < reader.end)?.iter().any(|hit| hit.clitics.preposition == Some('ل'));
    let (mention, next) = crate::mention::read_mention(reader.context, reader.block, at, reader.end, None).filter(|_| attached)?;
    let place = mention.place?;
    let name: Arc<str> = format!("ريف {}", place.name_ar).into();
    Some((
        PlaceRef {
            id: format!("x:countryside:{}", place.id).into(),
            name_en: place.name_en.as_ref().map(|n| format!("{n} countryside").into()),
            name_ar: name,
            kind: PlaceKind::Countryside,
            surface: reader.surface(class_at, next, Default::default()),
            span: reader.span(class_at, next),
            ..place
        },
        next,
    ))
}

/// A class word before a phrase of place: `ضواحي مدينة حمص`, `أحياء شرق حلب` are parts of it.
fn nested(reader: &Reader<'_, '_>, class_at: usize, at: usize) -> Option<(PlaceRef, usize)> {
    let (id, hit) = reader.best(at, |sense| if let Sense::Noun(id) = sense { Some(id) } else { None })?;
    let class = reader.context.pack.nouns[id as usize].class;
    let compass = class == NounClass::Direction && hit.clitics == crate::clitics::Clitics { article: true, ..Default::default() };
    if !matches!(class, NounClass::PlaceClass | NounClass::Direction) || hit.clitics != Default::default() && !compass {
        return None;
    }
    let (mention, next) = crate::mention::read_mention(reader.context, reader.block, at, reader.end, None)?;
    let mut place = mention.place?;
    // `منطقة جنوب غرب سوريا`
    let part = place.part.clone().filter(|_| place.kind == PlaceKind::Country && self::compass(&reader.context.pack.nouns[id as usize].sub));
    if let Some(part) = part {
        place = crate::placing::part_of(place, &part);
    }
    Some((PlaceRef { surface: reader.surface(class_at, next, Default::default()), span: reader.span(class_at, next), ..place }, next))
}

/// `العاصمة دمشق`: a name in apposition to a definite class word.
fn apposed(reader: &Reader<'_, '_>, at: usize, kind: PlaceKind) -> Option<(PlaceRef, usize)> {
    let over = reader.modifiers(at);
    [at, over].into_iter().find_map(|at| {
        let (_, hit) = reader.best(at, |sense| if let Sense::Place(id) = sense { Some(id) } else { None })?;
        // `العاصمة المالية`: an adjective, not Malé.
        // `المدينة المطلة على البحر`: a participle, not Metula.
        let participle = reader.block.tokens.get(at + hit.len).is_some_and(|t| t.is("على"));
        if hit.clitics.conjunction || hit.clitics.preposition.is_some() || participle || hit.clitics.article && kind == PlaceKind::Capital {
            return None;
        }
        let id = resolve(reader, at, hit.len, Some(kind))?;
        Some((reference(reader, id, at, hit.len), at + hit.len))
    })
}

fn name_after(reader: &Reader<'_, '_>, class_at: usize, at: usize, kind: PlaceKind) -> Option<(PlaceRef, usize)> {
    // `عاصمة الولاية`: a class word with the article goes back to a place, whatever a table calls without it.
    let back = |(id, hit): (u32, Hit)| hit.clitics.article && hit.len == 1 && reader.context.pack.nouns[id as usize].class == NounClass::PlaceClass;
    let whole = |hit: &Hit| matches!(hit.sense, Sense::Place(_)) && !hit.clitics.article;
    if reader.noun(at).is_some_and(back) && !reader.block.hits[at].iter().any(whole) {
        return None;
    }
    let whole = reader.best(at, |sense| if let Sense::Place(id) = sense { Some(id) } else { None }).filter(|(_, hit)| half_of_name(reader, at, *hit));
    if let Some((_, hit)) = whole.filter(|(_, hit)| hit.clitics == Default::default()) {
        let end = at + hit.len + 1;
        return Some((unlisted(reader, class_at, end, reader.surface(at, end, Default::default()), kind), end));
    }
    if let Some((_, hit)) =
        reader.best(at, |sense| if let Sense::Place(id) = sense { Some(id) } else { None }).filter(|(_, hit)| !half_of_name(reader, at, *hit))
    {
        if !hit.clitics.conjunction && hit.clitics.preposition.is_none() {
            let country = |id: u32| reader.context.rank(&reader.context.pack.places[id as usize].country).min(9);
            // `مديرية حيران` in an article about Yemen: no district abroad, though the gazetteer holds the town only.
            let nearer = |id: &u32| country(*id) < 9 || resolve(reader, at, hit.len, None).is_none_or(|other| country(other) == 9);
            // `إقليم نور ويست`: a name from abroad that goes on is not the town called by its first word.
            let bare = reader.block.tokens.get(at + 1).is_some_and(|t| !t.norm.starts_with("ال"));
            let goes_on = hit.len == 1 && bare && reader.is_unknown(at + 1) && name_end(reader, at, false) > at + 1;
            if any_of(reader, at, 1).is_some_and(|id| country(id) > 0) && goes_on {
                let end = name_end(reader, at, false);
                return Some((unlisted(reader, class_at, end, reader.surface(at, end, Default::default()), kind), end));
            }
            if let Some(id) = resolve(reader, at, hit.len, Some(kind)).filter(nearer) {
                let place = reference(reader, id, at, hit.len);
                return Some((
                    PlaceRef {
                        surface: reader.surface(class_at, at + hit.len, Default::default()),
                        span: reader.span(class_at, at + hit.len),
                        ..place
                    },
                    at + hit.len,
                ));
            }
            let direction = reader.noun(at).is_some_and(|(id, _)| reader.context.pack.nouns[id as usize].class == NounClass::Direction);
            if let Some(id) = resolve(reader, at, hit.len, None).or_else(|| any_of(reader, at, hit.len).filter(|_| !direction)) {
                return Some((of_other_kind(reader, class_at, at, hit.len, id, kind), at + hit.len));
            }
        }
    }
    unknown_after(reader, class_at, at, kind)
}

/// `دير العشائر`, `تل الحارة`: a common word with a definite word after it is a longer name, not the place called by the first word alone.
fn half_of_name(reader: &Reader<'_, '_>, at: usize, hit: Hit) -> bool {
    let common = hit.len == 1 && reader.block.hits[at].iter().any(|other| matches!(other.sense, Sense::Common | Sense::Noun(_)));
    // `مدينة حمص الرئيسية`: behind the name of a known city stands its adjective.
    let city = |sense| matches!(sense, Sense::Place(id) if reader.context.pack.places[id as usize].population >= 100_000);
    let known = reader.block.hits[at].iter().any(|other| other.len == 1 && city(other.sense));
    let adjective_follows = reader.block.tokens.get(at + 1).is_some_and(|t| t.norm.ends_with("يه") || t.norm.ends_with('ي'));
    // `مديرية ذباب الساحلية`: an adjective that agrees with the class word.
    let feminine = |i: Option<usize>| i.and_then(|i| reader.block.tokens.get(i)).is_some_and(|t| t.marbuta);
    let agrees = feminine(at.checked_sub(1)) && feminine(Some(at + 1)) && reader.block.tokens[at + 1].norm.ends_with("يه");
    let nisba = |id: u32| reader.context.pack.nouns[id as usize].lemma.ends_with('ي');
    let adjective = |sense| match sense {
        Sense::Nationality(_) | Sense::Function(_) | Sense::Participle(..) | Sense::Time(_) => Some(()),
        Sense::Noun(id) => nisba(id).then_some(()),
        _ => None,
    };
    // `حي الروضة السكني`: behind a definite name stands an adjective, never a genitive.
    let definite = reader.block.tokens.get(at).is_some_and(|t| t.norm.starts_with("ال"));
    // `بلدة الحسينية التابعة لمديرية الزهراء`, `القريبة من الحدود`, `المطلة على البحر`: an adjective with what completes it.
    let completes = |t: &isnad_text::token::Token| t.norm.starts_with("لل") || matches!(&*t.norm, "من" | "على" | "عن" | "الى" | "في" | "ل");
    let attached = |i: usize| reader.block.hits.get(i).is_some_and(|hits| hits.iter().any(|hit| matches!(hit.clitics.preposition, Some('ل' | 'ب'))));
    let completed = reader.block.tokens.get(at + 2).is_some_and(|t| at + 2 < reader.end && (completes(t) || attached(at + 2)));
    let describes = completed && feminine(Some(at + 1)) && !known_place(reader, at + 1);
    common
        && !((known || definite) && adjective_follows || agrees || describes)
        && reader.block.tokens.get(at + 1).is_some_and(|t| at + 1 < reader.end && t.kind == TokenKind::Word && t.norm.starts_with("ال"))
        && reader.best(at + 1, adjective).is_none()
}

/// Whether a table has a place called by the word at `at`.
fn known_place(reader: &Reader<'_, '_>, at: usize) -> bool {
    reader.block.hits.get(at).is_some_and(|hits| hits.iter().any(|hit| matches!(hit.sense, Sense::Place(_))))
}

/// The capital of the country whose adjective follows `العاصمة`.
fn capital_of(reader: &Reader<'_, '_>, class_at: usize, at: usize) -> Option<(PlaceRef, usize)> {
    let (country, hit) = reader
        .best(at, |sense| if let Sense::Nationality(id) = sense { Some(id) } else { None })
        .filter(|(_, hit)| !hit.clitics.conjunction && hit.clitics.article)?;
    let pack = reader.context.pack;
    let id = &pack.countries[country as usize].id;
    let capital = pack.places.iter().position(|place| place.kind == PlaceKind::Capital && place.country == *id)?;
    Some((
        PlaceRef {
            surface: reader.surface(class_at, at + hit.len, Default::default()),
            ..reference(reader, capital as u32, class_at, at + hit.len - class_at)
        },
        at + hit.len,
    ))
}

/// `معسكر "طيبة الاسم"`: the words inside the quotation marks are the name, unless the gazetteer knows them.
fn quoted_name(reader: &Reader<'_, '_>, class_at: usize, at: usize, kind: PlaceKind) -> Option<(PlaceRef, usize)> {
    let close = reader.closing_quote(at)?;
    let known = reader.best(at, |sense| if let Sense::Place(id) = sense { Some(id) } else { None }).is_some_and(|(_, hit)| at + hit.len >= close);
    let single = close < at + 2 && (kind != PlaceKind::Site || !reader.is_unknown(at));
    if known || single || kind == PlaceKind::Unknown {
        return None;
    }
    let name = reader.surface(at, close, Default::default());
    Some((unlisted(reader, class_at, close, name, kind), close + 1))
}

fn any_of(reader: &Reader<'_, '_>, at: usize, len: usize) -> Option<u32> {
    reader.block.hits[at].iter().filter(|hit| hit.len == len).find_map(|hit| if let Sense::Place(id) = hit.sense { Some(id) } else { None })
}

/// A class word before a name of another kind: a governorate word before a city is the city's governorate, `أحياء حمص` are parts of Homs,
/// an airport or a countryside is a place of its own.
fn of_other_kind(reader: &Reader<'_, '_>, class_at: usize, at: usize, len: usize, id: u32, kind: PlaceKind) -> PlaceRef {
    use PlaceKind::*;
    let row = &reader.context.pack.places[id as usize];
    let admin = reader.context.pack.place_by_id.get(&row.admin1).copied();
    match (kind, admin) {
        (Governorate, Some(admin)) if !matches!(row.kind, Country) => PlaceRef {
            surface: reader.surface(class_at, at + len, Default::default()),
            span: reader.span(class_at, at + len),
            ..reference(reader, admin, at, len)
        },
        (Capital | City | Town | Village | Quarter | Region | District | Governorate | Unknown | Country, _) => PlaceRef {
            surface: reader.surface(class_at, at + len, Default::default()),
            span: reader.span(class_at, at + len),
            ..reference(reader, id, at, len)
        },
        _ => derived(reader, class_at, at, len, id, kind),
    }
}

/// A thing named after a known place: `ريف حمص`, `مطار حماة`: a place of its own, in the same country.
fn derived(reader: &Reader<'_, '_>, class_at: usize, at: usize, len: usize, of: u32, kind: PlaceKind) -> PlaceRef {
    let surface = reader.surface(class_at, at + len, Default::default());
    let noun = reader.best(class_at, |sense| if let Sense::Noun(id) = sense { Some(id) } else { None });
    let clitics = noun.map_or(Default::default(), |(_, hit)| hit.clitics);
    let surface: Arc<str> = crate::mention::without_proclitics(&surface, clitics).into();
    let lemma = noun.map(|(id, _)| reader.context.pack.nouns[id as usize].lemma.clone()).filter(|lemma| !lemma.is_empty());
    let class_word = lemma.unwrap_or_else(|| surface.split(' ').next().unwrap_or("").to_owned());
    let place = reference(reader, of, at, len);
    of_class(reader, &class_word, of, kind, &PlaceRef { surface, span: reader.span(class_at, at + len), ..place })
}

/// The governorate of a town, or the thing of that kind that is called after it, written as `named`.
pub(crate) fn of_class(reader: &Reader<'_, '_>, class_word: &str, of: u32, kind: PlaceKind, named: &PlaceRef) -> PlaceRef {
    let row = &reader.context.pack.places[of as usize];
    let admin = reader.context.pack.place_by_id.get(&row.admin1).copied().filter(|_| kind == PlaceKind::Governorate);
    if let Some(admin) = admin {
        return PlaceRef { surface: named.surface.clone(), span: named.span, ..reference(reader, admin, 0, 1) };
    }
    PlaceRef {
        id: format!("x:{}:{}", kind.name(), row.id).into(),
        name_en: (!row.name_en.is_empty()).then(|| format!("{} {}", row.name_en, kind.name()).into()),
        name_ar: format!("{class_word} {}", row.name_ar).into(),
        kind,
        part: None,
        ..named.clone()
    }
}

/// A direction or part, and the place it is of: `شمال مدينة درعا`, `أطراف حمص`, `قرب الحدود`.
pub fn after_direction(reader: &Reader<'_, '_>, at: usize, hit: Hit, sub: &str, depth: usize) -> Option<(Mention, usize)> {
    let mut next = at + hit.len;
    if reader.block.tokens.get(next).is_some_and(|t| next < reader.end && (t.is("من") || t.is("شرق") || t.is("غرب") || t.is("شرقي") || t.is("غربي")))
    {
        next += 1;
    }
    let inner = reader.past_quotes(next);
    if hit.clitics.article {
        // `الجنوب اليمني`: a part of a country.
        let mut mention = bare(NounClass::Place);
        mention.place = Some(of_nation(reader, at, hit, at + hit.len).filter(|_| compass(sub))?);
        mention.definite = true;
        mention.part = true;
        let end = reader.nation_after(at + hit.len, true)?.1;
        return Some((mention, end));
    }
    if depth > 2 {
        return None;
    }
    let (mut mention, end) =
        crate::mention::read_mention(reader.context, reader.block, inner, reader.end, None).or_else(|| beside_unknown(reader, inner, sub))?;
    if mention.class != NounClass::Place && mention.class != NounClass::PlaceClass && mention.place.is_none() {
        return None;
    }
    // `قضاء سنجار`: all of it.
    let part = Some(reader.surface(at, at + hit.len, hit.clitics)).filter(|_| sub != "whole");
    if let Some(place) = &mut mention.place {
        place.part = part.or(place.part.take());
        place.surface = reader.surface(at, end, hit.clitics);
        place.span = reader.span(at, end);
    }
    mention.class = if mention.place.is_some() { NounClass::Place } else { mention.class };
    mention.entity = None;
    mention.locator |= matches!(sub, "near" | "distance" | "behind" | "along");
    mention.part |= sub != "whole";
    Some((mention, end))
}

/// Points of the compass among the directions.
pub(crate) fn compass(sub: &str) -> bool {
    matches!(sub, "north" | "south" | "east" | "west" | "northeast" | "northwest" | "southeast" | "southwest")
}

/// A site (`مقر`, `حاجز`, `مستشفى`) and the place it is named after or stands in, if one follows directly.
pub fn after_site(reader: &Reader<'_, '_>, at: usize, hit: Hit, mut mention: Mention) -> (Mention, usize) {
    let after = at + hit.len;
    if hit.clitics.article && mention.sub == "territory" {
        if let Some(place) = of_nation(reader, at, hit, after) {
            mention.place = Some(place);
            mention.part = true;
            return (mention, reader.modifiers(after));
        }
    }
    if let Some((place, end)) = in_some_nation(reader, at, hit).filter(|_| mention.sub == "territory") {
        mention.place = Some(place);
        mention.part = true;
        return (mention, end);
    }
    let name_at = reader.past_quotes(after);
    let kind = PlaceKind::parse(&mention.sub).filter(|_| !hit.clitics.article).unwrap_or(PlaceKind::Site);
    // `من الشوارع "قوات مكافحة الشغب"`: behind a class word with the article no name follows.
    if let Some((place, next)) = quoted_name(reader, at, name_at, kind).filter(|_| name_at > after && !hit.clitics.article) {
        mention.place = Some(place);
        return (mention, next);
    }
    let named = reader.best(after, |sense| if let Sense::Place(id) = sense { Some(id) } else { None });
    // `ومقره بريطانيا`: behind its pronoun a name is none of its own.
    let free = !hit.clitics.article && hit.clitics.pronoun.is_none();
    if let Some((_, place_hit)) = named.filter(|(_, h)| !h.clitics.conjunction && h.clitics.preposition.is_none() && free) {
        if let Some((place, next)) = road_between(reader, at, after + place_hit.len).filter(|_| mention.sub == "road") {
            mention.place = Some(place);
            return (mention, next);
        }
        if let Some(id) = resolve(reader, after, place_hit.len, None) {
            // `مفرق الوازعية`: a place of its own, called after where its roads go.
            if mention.sub == "junction" {
                mention.place = Some(derived(reader, at, after, place_hit.len, id, PlaceKind::Road));
                return (mention, after + place_hit.len);
            }
            mention.place = Some(reference(reader, id, after, place_hit.len));
            mention.part = true;
            return (mention, after + place_hit.len);
        }
    }
    // `مركز مديرية عبس`, `سوق مدينة الصدر`
    let class = reader.noun(after).is_some_and(|(id, _)| reader.context.pack.nouns[id as usize].class == NounClass::PlaceClass);
    if let Some((place, next)) = nested(reader, at, after).filter(|_| free && class) {
        mention.place = Some(place);
        mention.part = true;
        return (mention, next);
    }
    let own = matches!(&*mention.sub, "bridge" | "square" | "junction" | "castle" | "prison" | "oilfield").then_some(PlaceKind::Site);
    if let Some(kind) = PlaceKind::parse(&mention.sub).or(own).filter(|_| !hit.clitics.article && hit.clitics.pronoun.is_none()) {
        if let Some((place, next)) = unknown_after(reader, at, reader.past_quotes(after), kind) {
            mention.place = Some(place);
            return (mention, next);
        }
    }
    mention.part = true;
    (mention, if hit.clitics.article { reader.modifiers(after) } else { after })
}
