//! Countries that are no doers: `بلاده`, `بلادنا` of whoever speaks, and `سوريا:` at the head of a headline.

use crate::clause::preposition_of;
use crate::clitics::{Clitics, Pronoun};
use crate::context::{BlockText, Context};
use crate::item::{FrameRef, Item, Kind};
use crate::mention::Reader;
use isnad_model::{EntityKind, EntityRef, PlaceKind};
use isnad_pack::Sense;
use isnad_pack::grammar::{NounClass, Trait};

/// Puts the country in the place of the pronoun: of whoever the sentence names before, else of who spoke last.
pub(crate) fn name(context: &Context<'_>, block: &BlockText, items: &mut Vec<Item>, speaker: Option<&EntityRef>, acted: Option<&[EntityRef]>) {
    let reader = Reader { context, block, end: block.tokens.len() };
    forces(&reader, items);
    his_forces(&reader, items, speaker);
    these(&reader, items, acted);
    for at in 0..items.len() {
        let own = matches!(items[at].clitics.pronoun, Some(Pronoun::He | Pronoun::She | Pronoun::We)) && items[at].end == items[at].start + 1;
        let homeland = |item: &Item| item.mention().is_some_and(|m| m.class == NounClass::PlaceClass && m.sub == "country" && m.place.is_none());
        if !own || !homeland(&items[at]) {
            continue;
        }
        // `نفى الرئيس وجود ميليشيات في بلاده`: his is a person's before a force's.
        let he = items[at].clitics.pronoun == Some(Pronoun::He);
        let person = |i: &usize| items[*i].mention().and_then(|m| m.entity.as_ref()).is_some_and(|e| e.kind == EntityKind::Person);
        // `قوات بلاده`: they are not who speaks; nor is whom an occasion names, `بعد لقاء نظيره`.
        let occasion = |i: usize| i > 0 && matches!(items[i - 1].kind, Kind::Event(..)) && preposition_of(items, i - 1).is_some();
        let spoke = || (0..at).rev().filter(|&i| speaks(items, i) && items[i].end < items[at].start && !occasion(i));
        let named = spoke().find(|i| he && person(i)).or_else(|| spoke().next());
        let country = match named {
            Some(i) => of_item(&reader, &items[i]),
            None => speaker.and_then(|speaker| of_entity(&reader, speaker)),
        };
        if let Some((country, (_, hit))) = country.zip(reader.noun(items[at].start)) {
            let (mention, _) = reader.country(items[at].start, country, hit);
            items[at].kind = Kind::Mention(Box::new(mention));
            items[at].clitics.pronoun = None;
            forces_of(&reader, items, at, country);
        }
    }
    items.retain(|item| item.start < item.end);
}

/// `أكد الرئيس أن قواته ستدخل`: the forces of whoever governs are those of his country, a commander's those that he speaks for.
fn his_forces(reader: &Reader<'_, '_>, items: &mut [Item], speaker: Option<&EntityRef>) {
    let pack = reader.context.pack;
    for at in 0..items.len() {
        let his = items[at].clitics.pronoun == Some(Pronoun::He) && items[at].end == items[at].start + 1;
        let Some((id, hit)) = reader.noun(items[at].start).filter(|_| his) else { continue };
        if !matches!(pack.nouns[id as usize].sub.as_str(), "forces" | "army" | "troops") {
            continue;
        }
        let named = (0..at).rev().find(|&i| speaks(items, i)).map(|i| items[i].mention().and_then(|m| m.entity.as_ref()));
        let Some(man) = named.unwrap_or(speaker).filter(|man| man.kind == EntityKind::Person) else { continue };
        let Some(side) = pack.speaks_for.get(&*man.id) else { continue };
        let own = pack.entity_by_id.get(side.as_str()).map(|side| &pack.entities[*side as usize]);
        let armed = own.filter(|side| matches!(side.kind, EntityKind::Force | EntityKind::Group));
        let country = of_entity(reader, man)
            .filter(|country| side.strip_prefix(&*pack.countries[*country as usize].id).is_some_and(|rest| rest.starts_with('_')));
        let entity = match (armed, country) {
            (Some(side), _) => EntityRef {
                id: side.id.clone(),
                name_ar: side.name_ar.clone(),
                name_en: side.name_en.clone(),
                surface: reader.surface(items[at].start, items[at].end, hit.clitics),
                kind: side.kind,
                span: reader.span(items[at].start, items[at].end),
            },
            (None, Some(country)) => reader.body_of(country, "army", items[at].start, hit),
            _ => continue,
        };
        if let Kind::Mention(mention) = &mut items[at].kind {
            mention.entity = Some(entity);
            mention.definite = true;
            items[at].clitics.pronoun = None;
        }
    }
}

/// `قوات بلاده`: the forces right before the country that was put in for the pronoun are that country's; they take its words.
fn forces_of(reader: &Reader<'_, '_>, items: &mut [Item], at: usize, country: u32) {
    let Some(before) = at.checked_sub(1) else { return };
    let free = items[at].clitics == Clitics::default() && items[before].end == items[at].start && !items[before].clitics.article;
    let Some((id, hit)) = reader.noun(items[before].start).filter(|(_, hit)| free && hit.len == 1 && hit.clitics.pronoun.is_none()) else { return };
    let noun = &reader.context.pack.nouns[id as usize];
    let body = match noun.sub.as_str() {
        "airforce" | "air" => "air_force",
        "forces" | "army" | "troops" => "army",
        _ => return,
    };
    let end = items[at].end;
    let Kind::Mention(mention) = &mut items[before].kind else { return };
    mention.entity = Some(EntityRef {
        surface: reader.surface(items[before].start, end, hit.clitics),
        span: reader.span(items[before].start, end),
        ..reader.body_of(country, body, items[before].start, hit)
    });
    mention.definite = true;
    items[before].end = end;
    items[at].start = end;
}

/// `قال متحدث باسم الجيش إن القوات تنفذ مداهمات`: the forces of which a force speaks are its own, whatever the country of the page.
fn forces(reader: &Reader<'_, '_>, items: &mut [Item]) {
    let says = |item: &Item| matches!(item.kind, Kind::Complementizer(_));
    for at in 0..items.len() {
        let alone = items[at].clitics.article && items[at].end == items[at].start + 1 && items[at].clitics.pronoun.is_none();
        let bare = alone && reader.noun(items[at].start).is_some_and(|(id, _)| reader.context.pack.nouns[id as usize].sub == "forces");
        let Some(told) = (0..at).rev().find(|&i| says(&items[i])).filter(|that| bare && at < that + 3) else { continue };
        let force = |i: &usize| items[*i].mention().and_then(|m| m.entity.as_ref()).is_some_and(|e| e.kind == EntityKind::Force) && speaks(items, *i);
        let speaker = (0..told).rev().find(force).and_then(|i| items[i].mention().and_then(|m| m.entity.clone()));
        if let (Some(own), Kind::Mention(mention)) = (speaker, &mut items[at].kind) {
            mention.entity = mention.entity.take().map(|entity| EntityRef { surface: entity.surface, span: entity.span, ..own });
        }
    }
}

/// `حققت هذه القوات تقدما`: whoever of that kind acted last.
fn these(reader: &Reader<'_, '_>, items: &mut [Item], acted: Option<&[EntityRef]>) {
    let Some([one]) = acted else { return };
    for at in 1..items.len() {
        let alone = items[at].clitics.article && items[at].end == items[at].start + 1 && matches!(items[at - 1].kind, Kind::Demonstrative);
        let sub = reader.noun(items[at].start).map(|(id, _)| reader.context.pack.nouns[id as usize].sub.as_str());
        let named = items[..at].iter().any(|item| item.mention().is_some_and(|m| matches!(m.class, NounClass::Force | NounClass::Group)));
        let armed =
            !named && matches!(one.kind, EntityKind::Force | EntityKind::Group) && matches!(sub, Some("forces" | "militia" | "faction" | "movement"));
        if let (true, Kind::Mention(mention)) = (alone && armed, &mut items[at].kind) {
            mention.entity = mention.entity.take().map(|entity| EntityRef { surface: entity.surface, span: entity.span, ..one.clone() });
        }
    }
}

/// `قمة هلسنكي`, `مفاوضات جنيف`: a city that a meeting is called after is where it is held, unless others meet it.
pub(crate) fn venue(context: &Context<'_>, block: &BlockText, items: &mut [Item]) {
    let reader = Reader { context, block, end: block.tokens.len() };
    let pack = context.pack;
    let called = |frame: &FrameRef| match frame {
        FrameRef::Noun(id) => pack.traits.get(&pack.noun_frames[*id as usize].rule).is_some_and(|traits| traits.contains(&Trait::Venue)),
        FrameRef::Verb(_) => false,
    };
    for at in 1..items.len() {
        let Kind::Event(frames, _) = &items[at - 1].kind else { continue };
        let head = &items[at - 1].clitics;
        let meeting = frames.iter().any(called) && !head.article && head.pronoun.is_none() && items[at - 1].end == items[at].start;
        // A state that is a city (`قمة سنغافورة`) is both.
        let seat = |sense: Sense| match sense {
            Sense::Capital(_) => true,
            Sense::Place(id) => pack.places[id as usize].kind == PlaceKind::Capital,
            _ => false,
        };
        let city = items[at].clitics == Clitics::default()
            && block.hits[items[at].start].iter().any(|hit| seat(hit.sense) && hit.clitics == Clitics::default());
        let party = items.get(at + 1).is_some_and(|next| {
            next.mention().is_some() && next.clitics.conjunction
                || next.kind.is_conjunction()
                || matches!(&next.kind, Kind::Preposition(word) if &**word == "مع")
        });
        if !meeting || !city || party {
            continue;
        }
        let place = crate::place::named(&reader, items[at].start).map(|(place, _)| place);
        if let (Some(place), Kind::Mention(mention)) = (place, &mut items[at].kind) {
            mention.class = NounClass::Place;
            mention.entity = None;
            mention.metonym = false;
            mention.place = Some(place);
        }
    }
}

/// `لقاء في البيت الأبيض` tells where, `مسؤول في البيت الأبيض` by whom he is employed: a body called after the building it sits in is the building
/// behind a preposition of place, and no place anywhere else.
pub(crate) fn seats(context: &Context<'_>, block: &BlockText, items: &mut [Item]) {
    for at in 0..items.len() {
        let site = |hit: &crate::lookup::Hit| match hit.sense {
            Sense::Place(id) => Some((hit.len, &context.pack.places[id as usize])).filter(|(_, place)| place.kind == PlaceKind::Site),
            _ => None,
        };
        let body = items[at].mention().and_then(|m| m.entity.as_ref()).is_some_and(|e| e.kind == EntityKind::Body);
        let sites = block.hits[items[at].start].iter().filter_map(site).filter(|(len, _)| body && items[at].start + len <= items[at].end);
        let Some((_, building)) = sites.max_by_key(|(len, _)| *len) else { continue };
        let inside = preposition_of(items, at).is_some_and(|p| crate::frames::locative(&p) || &*p == "امام");
        let apart = items[at].clitics.preposition.is_none();
        let head = at.checked_sub(1 + usize::from(apart)).and_then(|i| items[i].mention());
        // Whoever is named or has a pronoun belongs nowhere by what follows.
        let employed = head.is_some_and(|m| {
            let named = m.entity.as_ref().is_some_and(|e| e.kind == EntityKind::Person);
            matches!(m.class, NounClass::Official | NounClass::Source | NounClass::People) && !named && !m.definite
        });
        let Kind::Mention(mention) = &mut items[at].kind else { continue };
        if inside && !employed {
            mention.class = NounClass::Site;
            let told = mention.entity.take();
            let place = crate::placing::listed(building);
            mention.place = told.map(|body| isnad_model::PlaceRef { surface: body.surface, span: body.span, ..place });
        } else {
            mention.place = None;
        }
    }
}

/// `اليمن: قتلى في غارات على صنعاء` tells where; `قطر: تعرضنا لعملية غدر`, `إيران: "لن ننسحب"` who speaks.
pub(crate) fn topic(items: &mut [Item]) {
    let [first, colon, rest @ ..] = items else { return };
    let we = |item: &Item| item.clitics.pronoun == Some(Pronoun::We) || matches!(item.kind, Kind::Verb(_, inflection) if inflection.person == 1);
    let said = rest.first().is_some_and(crate::report::is_quote_item) || rest.iter().any(we);
    if let Kind::Mention(mention) = &mut first.kind
        && mention.class == NounClass::State
        && mention.place.is_some()
        && !mention.metonym
        && colon.is_mark(&[':'])
        && !said
    {
        mention.class = NounClass::Place;
        mention.entity = None;
    }
}

/// Somebody or a body that no preposition governs.
fn speaks(items: &[Item], at: usize) -> bool {
    let kind = items[at].mention().and_then(|m| m.entity.as_ref()).map(|entity| entity.kind);
    let governed = |i: usize| preposition_of(items, i).is_some();
    // `مع الأمين العام، فلان،`: nor the name of an office that is governed.
    let of_office = kind == Some(EntityKind::Person)
        && at >= 2
        && items[at - 1].is_mark(&['،', ','])
        && items[at - 2].mention().is_some_and(|m| matches!(m.class, NounClass::Official | NounClass::Body))
        && governed(at - 2);
    matches!(kind, Some(EntityKind::Person | EntityKind::Body | EntityKind::Force)) && !governed(at) && !of_office
}

/// The country of an office or its holder; of a person no table knows, by the adjective of his title.
fn of_item(reader: &Reader<'_, '_>, item: &Item) -> Option<u32> {
    let nation = |i: usize| reader.best(i, |sense| if let Sense::Nationality(id) = sense { Some(id) } else { None }).map(|(id, _)| id);
    let entity = item.mention().and_then(|m| m.entity.as_ref())?;
    of_entity(reader, entity).or_else(|| (item.start..item.end).find_map(nation))
}

fn of_entity(reader: &Reader<'_, '_>, entity: &EntityRef) -> Option<u32> {
    reader.country_of(entity).and_then(|country| reader.context.pack.country_by_id.get(&country).copied())
}
