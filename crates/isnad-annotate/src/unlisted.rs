//! Names of places that no table knows: behind class words, behind `في`, in lists, roads called after their ends.

use crate::item::Mention;
use crate::lookup::Hit;
use crate::mention::{Reader, bare, opening_word};
use crate::place::compass;
use isnad_model::{PlaceKind, PlaceRef};
use isnad_pack::Sense;
use isnad_pack::grammar::{NamePart, NounClass};
use isnad_text::fold::fold;
use isnad_text::token::TokenKind;
use std::sync::Arc;

/// A word that nothing knows after a class word that takes names.
pub(crate) fn unknown_after(reader: &Reader<'_, '_>, class_at: usize, at: usize, kind: PlaceKind) -> Option<(PlaceRef, usize)> {
    use PlaceKind::*;
    if !matches!(
        kind,
        City | Town
            | Village
            | Quarter
            | Crossing
            | Site
            | River
            | Road
            | Airport
            | Base
            | Port
            | Camp
            | Governorate
            | District
            | Region
            | Dam
            | Mountain
    ) {
        return None;
    }
    let token = reader.block.tokens.get(at).filter(|t| at < reader.end && t.kind == TokenKind::Word)?;
    // A clause in quotation marks is no name: `بلدة "لن تسقط"`.
    let clause = reader.block.hits[at].iter().any(|hit| matches!(hit.sense, Sense::Function(_)) && hit.len == 1 && hit.clitics.weight() == 0);
    let quoted = !clause && at > 0 && reader.block.tokens.get(at - 1).is_some_and(|t| t.kind == TokenKind::Mark);
    let opens = reader.opens_name(at);
    // A genitive takes no ك: `منطقة كهبوب`.
    let cut_in_vain = reader.block.hits[at].iter().all(|hit| hit.clitics.preposition == Some('ك'));
    // `مخيم بدر`, `جسر فيصل`: called after somebody.
    let after_somebody = reader.part(at) == Some(NamePart::Given)
        && !token.norm.starts_with("ال")
        && matches!(kind, Camp | Crossing | Quarter | Site)
        && !reader.block.hits[at]
            .iter()
            .any(|hit| matches!(hit.sense, Sense::Function(_) | Sense::Verb(..) | Sense::Noun(_) | Sense::Time(_) | Sense::Nationality(_)));
    let known_otherwise = !(quoted
        || after_somebody
        || opens
        || cut_in_vain
        || reader.is_unknown(at)
        || rare_verb(reader, at)
        || definite_name(reader, class_at, at, kind));
    // An adjective is indefinite as its noun is: `منطقة الريمية` is a name.
    let adjectival = (token.norm.ends_with("يه") || token.norm.ends_with('ه') && matches!(kind, Base | Road | Crossing | Port | Dam))
        && !token.norm.starts_with("ال");
    // `ممرا لتهريب`, `معبرين حدوديين`
    let purpose = reader.block.hits[at].iter().any(|hit| hit.clitics.preposition == Some('ل'));
    let dual = |norm: &str| norm.ends_with("ين") || norm.ends_with("ان");
    let agreeing = dual(&token.norm) && reader.block.tokens.get(class_at).is_some_and(|t| dual(&t.norm)) && !quoted;
    let joined = token.norm.starts_with("لل")
        || purpose
        || agreeing
        || token.norm.starts_with('و') && matches!(kind, Base | Road | Crossing | Port | Site) && !reader.block.hits[at].is_empty();
    if kind == Region && !reader.block.hits[at].is_empty() && !quoted {
        return None;
    }
    let lexicon = &reader.context.pack.lexicon;
    let accusative =
        token.norm.strip_suffix('ا').is_some_and(|stem| lexicon.step(lexicon.root(), stem).is_some_and(|node| !lexicon.senses(node).is_empty()));
    if known_otherwise || !quoted && (accusative || adjectival || joined) || token.norm.chars().count() < if opens { 2 } else { 3 } {
        return None;
    }
    let next = name_end(reader, at, opens);
    // `وادي كذا`, `جسر كذا`: the class word is part of the name, unlike that of a town.
    let from = if matches!(kind, Mountain | River | Road | Dam | Base | Airport | Port | Camp | Crossing | Site) { class_at } else { at };
    let clitics = reader.noun(from).map_or(Default::default(), |(_, hit)| hit.clitics);
    let name = reader.surface(from, next, clitics);
    Some((unlisted(reader, class_at, next, name, kind), next))
}

/// `حي السلام`, `جبل القرن`, `بلدة الدور`: what a definite word behind one quarter, mountain, valley or town calls it, whatever it means elsewhere.
fn definite_name(reader: &Reader<'_, '_>, class_at: usize, at: usize, kind: PlaceKind) -> bool {
    let named_so = {
        use PlaceKind::{City, Mountain, Quarter, River, Town, Village};
        matches!(kind, Quarter | Mountain | River | City | Town | Village)
    };
    let one = reader.noun(class_at).is_some_and(|(id, hit)| {
        let lemma = fold(&reader.context.pack.nouns[id as usize].lemma);
        let stem = reader.stem(class_at, hit);
        hit.len == 1 && (stem == lemma || stem.strip_suffix('ي') == Some(&*lemma))
    });
    // `جسر الزيتون`, `ساحة الحرية`; but `ساحة المدرسة`, `ساحة المعركة`
    let sub = reader.noun(class_at).map_or("", |(id, _)| &*reader.context.pack.nouns[id as usize].sub);
    let built = kind == PlaceKind::Site && matches!(sub, "bridge" | "square" | "junction");
    let named_so = named_so || built;
    // `جبال النوبة`, `سلسلة جبال القمر`: a range is one in the plural.
    let one = one || kind == PlaceKind::Mountain;
    let definite = reader.block.tokens.get(at).is_some_and(|t| t.norm.starts_with("ال"));
    let open = |hit: &Hit| match hit.sense {
        Sense::Noun(id) => {
            let row = &reader.context.pack.nouns[id as usize];
            let class = row.class;
            // `دوار الجامعة`, but `مفترق الطرق`
            let leads_to = sub == "junction" && matches!(class, NounClass::Site | NounClass::Body) && row.sub != "road";
            let other = built && class != NounClass::People && !leads_to;
            !(other || matches!(class, NounClass::PlaceClass | NounClass::Direction | NounClass::Force | NounClass::Group))
        }
        Sense::EventNoun(_) | Sense::BodyHead(_) => !built,
        Sense::Function(_) | Sense::Nationality(_) | Sense::Country(_) => false,
        _ => true,
    };
    named_so && one && definite && reader.block.hits[at].iter().all(open)
}

/// Past the words of an unlisted name: what an opening word (`أبو`) needs, then words of no table.
pub(crate) fn name_end(reader: &Reader<'_, '_>, at: usize, opens: bool) -> usize {
    let mut next = at + 1;
    while next < at + 4 {
        // `داشت-إي-أرتشي`: what hyphens join is one name.
        while hyphen(reader, next) {
            next += 2;
        }
        let Some(token) = reader.block.tokens.get(next).filter(|t| next < reader.end && t.kind == TokenKind::Word) else { break };
        let first = next == at + 1 && opens && !crate::mention::is_function(reader.block, next);
        let nameless =
            reader.block.hits[next].is_empty() && !token.norm.starts_with('و') && !token.norm.starts_with("لل") && !token.norm.starts_with("بال");
        let adjective = token.norm.ends_with("يه") || token.norm.ends_with('ي') && token.norm.starts_with("ال") || token.norm.ends_with('ا');
        // `موسيمبوا دا برايا`: over a particle of foreign names to the word behind it.
        let link = reader.part(next) == Some(NamePart::Link)
            && reader.block.tokens.get(next + 1).is_some_and(|t| next + 1 < reader.end && t.kind == TokenKind::Word);
        if link {
            next += 2;
            continue;
        }
        if !first && (!nameless || adjective) {
            break;
        }
        next += 1;
    }
    next
}

/// Whether a hyphen without spaces stands at `at`, between two words.
fn hyphen(reader: &Reader<'_, '_>, at: usize) -> bool {
    let token = |i: usize| reader.block.tokens.get(i).filter(|_| i < reader.end);
    let Some((before, mark, behind)) = at.checked_sub(1).and_then(|i| Some((token(i)?, token(at)?, token(at + 1)?))) else { return false };
    let words = before.kind == TokenKind::Word && behind.kind == TokenKind::Word;
    words && mark.is("-") && reader.noun(at + 1).is_none() && before.span.end == mark.span.start && mark.span.end == behind.span.start
}

/// A verb that no frame, report or light row names: after a construct it is rather a name.
fn rare_verb(reader: &Reader<'_, '_>, at: usize) -> bool {
    let pack = reader.context.pack;
    reader.block.hits[at].iter().all(|hit| match hit.sense {
        Sense::Verb(id, inflection) => {
            let row = &pack.verbs[id as usize];
            inflection.passive && !inflection.feminine && hit.clitics.weight() == 0
                || row.frames.is_empty() && row.reporting.is_empty() && row.lights.is_empty() && hit.clitics.weight() == 0
        }
        Sense::Place(_) | Sense::Participle(..) => true,
        _ => hit.sense == Sense::Common && hit.clitics.weight() > 0,
    })
}

/// A place of no table, without coordinates.
pub(crate) fn unlisted(reader: &Reader<'_, '_>, from: usize, to: usize, name: Arc<str>, kind: PlaceKind) -> PlaceRef {
    let surface = if from < to { reader.surface(from, to, Default::default()) } else { name.clone() };
    PlaceRef {
        id: format!("x:{}:{}", kind.name(), fold(&name).replace(' ', "_")).into(),
        name_ar: name,
        name_en: None,
        kind,
        position: None,
        admin1: None,
        country: None,
        part: None,
        surface,
        span: reader.span(from, to),
    }
}

/// A word of no table after `في`: most likely a place abroad that the gazetteer lacks. Endings and patterns of common words rule it out.
pub fn unknown_located(reader: &Reader<'_, '_>, at: usize) -> Option<(Mention, usize)> {
    let token = reader.block.tokens.get(at).filter(|t| at < reader.end && t.kind == TokenKind::Word)?;
    let norm = &*token.norm;
    let ending = ["ه", "ات", "ين", "ون", "ها", "هم", "نا", "ا", "ء"].iter().any(|ending| norm.ends_with(ending));
    if !reader.block.hits[at].is_empty()
        || norm.starts_with("ال")
        || possessed(reader, norm)
        || ending
        || norm.chars().count() < 5
        || verbal_pattern(norm)
    {
        return None;
    }
    let next = name_end(reader, at, false);
    let name = reader.surface(at, next, Default::default());
    let mut mention = bare(NounClass::Place);
    mention.definite = true;
    let place = unlisted(reader, at, next, name, PlaceKind::Unknown);
    mention.place = Some(PlaceRef { id: format!("x:unknown:{}", fold(&place.name_ar).replace(' ', "_")).into(), ..place });
    Some((mention, next))
}

/// `حياتي`, `جريمتي`, `حياتهن`: a noun of the tables with a pronoun or a genitive behind it.
fn possessed(reader: &Reader<'_, '_>, norm: &str) -> bool {
    let lexicon = &reader.context.pack.lexicon;
    let known = |stem: &str| lexicon.step(lexicon.root(), stem).is_some_and(|node| !lexicon.senses(node).is_empty());
    let stems = ["ي", "ك", "كم", "هن", "نا"].iter().filter_map(|ending| norm.strip_suffix(ending));
    stems.filter(|stem| stem.chars().count() > 2).any(|stem| known(stem) || stem.strip_suffix('ت').is_some_and(|stem| known(&format!("{stem}ه"))))
}

/// `في السحي، وأملح`: a definite word of no table behind `في` that another one is joined to; one alone is rather a common word.
pub fn first_of_list(reader: &Reader<'_, '_>, at: usize) -> Option<(Mention, usize)> {
    let token = |i: usize| reader.block.tokens.get(i).filter(|t| i < reader.end && t.kind == TokenKind::Word);
    let bare = |i: usize| reader.block.hits[i].is_empty();
    let name = |norm: &str| norm.chars().count() > 3 && !["ات", "ين", "ون", "ها", "هم", "يه", "ا"].iter().any(|ending| norm.ends_with(ending));
    let first = token(at).filter(|t| bare(at) && t.norm.starts_with("ال") && name(&t.norm))?;
    let comma = reader.block.tokens.get(at + 1).is_some_and(|t| matches!(&*t.norm, "،" | ","));
    let second = if comma { at + 2 } else { at + 1 };
    token(second).filter(|t| bare(second) && t.norm.starts_with('و') && name(&t.norm))?;
    let mut mention = bare_place();
    mention.place = Some(unlisted(reader, at, at + 1, first.span.slice(&reader.context.article.text).into(), PlaceKind::Unknown));
    Some((mention, at + 1))
}

fn bare_place() -> Mention {
    let mut mention = bare(NounClass::Place);
    mention.definite = true;
    mention
}

/// `وكذا` in a list of places: the name behind the conjunction.
pub fn joined_unknown(reader: &Reader<'_, '_>, at: usize, sub: &str) -> Option<(Mention, usize)> {
    let token = reader.block.tokens.get(at).filter(|t| at < reader.end && t.kind == TokenKind::Word)?;
    let rest = token.norm.strip_prefix('و')?;
    let opens = opening_word(rest) && reader.block.tokens.get(at + 1).is_some_and(|t| at + 1 < reader.end && t.kind == TokenKind::Word);
    if rest.chars().count() < 3 && !opens {
        return None;
    }
    if !opens && !reader.is_unknown(at) || rest.ends_with("ها") || rest.ends_with("هم") || rest.ends_with('ا') && reader.is_accusative(at) {
        return None;
    }
    let next = name_end(reader, at, opens);
    let name = reader.surface(at, next, crate::clitics::Clitics { conjunction: true, ..Default::default() });
    let mut mention = bare(NounClass::Place);
    mention.definite = true;
    mention.sub = sub.to_owned();
    mention.place = Some(unlisted(reader, at, next, name, PlaceKind::parse(sub).unwrap_or(PlaceKind::Unknown)));
    Some((mention, next))
}

/// تفعيل and افتعال: the shapes of verbal nouns.
fn verbal_pattern(norm: &str) -> bool {
    let letters: Vec<char> = norm.chars().collect();
    let before_last = letters.len().checked_sub(2).and_then(|i| letters.get(i));
    match letters.first() {
        Some('ت') => letters.len() == 5 && before_last == Some(&'ي'),
        Some('ا') => letters.len() >= 6 && before_last == Some(&'ا'),
        _ => false,
    }
}

/// `جنوبي التحيتا`: behind a point of the compass a definite word of no table is a place.
pub fn beside_unknown(reader: &Reader<'_, '_>, at: usize, sub: &str) -> Option<(Mention, usize)> {
    let token = reader.block.tokens.get(at).filter(|t| at < reader.end && t.kind == TokenKind::Word)?;
    // `جنوب سريناغار`: a name from abroad without the article.
    if compass(sub) && !token.norm.starts_with("ال") {
        return unknown_located(reader, at);
    }
    let adjective = (token.norm.ends_with('ي') || token.norm.ends_with("يه")) && token.norm.chars().count() > 6;
    if !(compass(sub) || sub == "front") || !reader.block.hits[at].is_empty() || !token.norm.starts_with("ال") || adjective {
        return None;
    }
    let mut mention = bare(NounClass::Place);
    mention.definite = true;
    mention.place = Some(unlisted(reader, at, at + 1, reader.surface(at, at + 1, Default::default()), PlaceKind::Unknown));
    Some((mention, at + 1))
}

/// `طريق بغداد كركوك`, `طريق حلب - اللاذقية`: a road called after both its ends is neither of them.
pub(crate) fn road_between(reader: &Reader<'_, '_>, at: usize, behind: usize) -> Option<(PlaceRef, usize)> {
    let dash = reader.block.tokens.get(behind).is_some_and(|t| behind < reader.end && matches!(&*t.norm, "-" | "–" | "—" | "/"));
    let second = if dash { behind + 1 } else { behind };
    let (id, hit) = reader.best(second, |sense| if let Sense::Place(id) = sense { Some(id) } else { None })?;
    let settled = reader.context.pack.places[id as usize].kind.is_settlement() || dash;
    if !settled || hit.clitics != Default::default() {
        return None;
    }
    let end = second + hit.len;
    let clitics = reader.noun(at).map_or(Default::default(), |(_, hit)| hit.clitics);
    Some((unlisted(reader, at, end, reader.surface(at, end, clitics), PlaceKind::Road), end))
}
