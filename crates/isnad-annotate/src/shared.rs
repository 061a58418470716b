//! One class word for several names: `محافظتي الجوف وصعدة` are two governorates, `مطاري حلب ودمشق` two airports.

use crate::context::{BlockText, Context};
use crate::item::{Item, Kind};
use crate::mention::{Reader, bare};
use isnad_model::{PlaceKind, PlaceRef};
use isnad_pack::Sense;
use isnad_pack::grammar::NounClass;
use isnad_text::fold::fold;

/// Gives every name that is joined to the first the class word that opens the list.
pub(crate) fn name(context: &Context<'_>, block: &BlockText, items: &mut [Item]) {
    let reader = Reader { context, block, end: block.tokens.len() };
    for head in 0..items.len() {
        let named = items[head].mention().is_some_and(|m| m.place.is_some() && !m.metonym) && items[head].end > items[head].start + 1;
        let Some((lemma, kind)) = several(&reader, items[head].start).filter(|_| named) else { continue };
        // `سدي تشرين والطبقة والرقة`: a dual is two, whatever else is listed.
        let dual = ["ي", "ا", "ين", "ان"].iter().any(|ending| block.tokens[items[head].start].norm.ends_with(ending));
        let mut at = head + 1;
        while let Some(joined) = joined(items, at).filter(|_| !dual || at == head + 1) {
            let Some(place) = of_kind(&reader, &items[joined], &lemma, kind) else { break };
            let mut mention = bare(NounClass::Place);
            mention.definite = true;
            mention.place = Some(place);
            items[joined].kind = Kind::Mention(Box::new(mention));
            at = joined + 1;
        }
    }
}

/// The name behind a class word in the dual or plural, where tables have it with the class word in the singular: `معبري نصيب`.
pub(crate) fn first(reader: &Reader<'_, '_>, class_at: usize, at: usize) -> Option<(PlaceRef, usize)> {
    let (lemma, _) = several(reader, class_at)?;
    let (id, len) = called(reader, &lemma, at, "")?;
    let surface = reader.surface(class_at, at + len, Default::default());
    Some((PlaceRef { surface, span: reader.span(class_at, at + len), ..row(reader, id) }, at + len))
}

/// What a class word that is no singular is several of: things that have names of their own beside the towns that they are called after.
fn several(reader: &Reader<'_, '_>, at: usize) -> Option<(String, PlaceKind)> {
    use PlaceKind::{Airport, Base, Camp, Countryside, Crossing, Dam, Governorate, Port};
    let (id, hit) = reader.noun(at).filter(|(_, hit)| hit.len == 1 && !hit.clitics.article && hit.clitics.pronoun.is_none())?;
    let noun = &reader.context.pack.nouns[id as usize];
    let kind = PlaceKind::parse(&noun.sub).filter(|_| matches!(noun.class, NounClass::PlaceClass | NounClass::Site))?;
    let lemma = fold(&noun.lemma);
    let own = matches!(kind, Governorate | Countryside | Airport | Port | Crossing | Camp | Base | Dam);
    (own && lemma != reader.stem(at, hit)).then(|| (noun.lemma.clone(), kind))
}

/// A name that the conjunction joins to the item before `at`.
fn joined(items: &[Item], at: usize) -> Option<usize> {
    let comma = items.get(at)?.is_mark(&['،', ',']);
    let next = if comma || items[at].kind.is_conjunction() { at + 1 } else { at };
    let item = items.get(next)?;
    let named = item.mention().map_or(matches!(item.kind, Kind::Word), |m| m.place.is_some());
    let place = named && item.clitics.preposition.is_none();
    (place && (next > at || item.clitics.conjunction)).then_some(next)
}

/// The place of that kind that the name of `item` gives.
fn of_kind(reader: &Reader<'_, '_>, item: &Item, lemma: &str, kind: PlaceKind) -> Option<PlaceRef> {
    let known = item.mention().and_then(|m| m.place.as_ref());
    // A class word of its own.
    if several(reader, item.start).is_some()
        || reader.noun(item.start).is_some_and(|(id, _)| reader.context.pack.nouns[id as usize].class == NounClass::PlaceClass)
    {
        return None;
    }
    let conjunction = if item.clitics.conjunction { "و" } else { "" };
    if let Some((id, _)) = called(reader, lemma, item.start, conjunction).filter(|(_, len)| item.start + len == item.end) {
        let surface = reader.surface(item.start, item.end, item.clitics);
        return Some(PlaceRef { surface, span: reader.span(item.start, item.end), ..row(reader, id) });
    }
    let known = known?;
    if known.kind == kind {
        return Some(known.clone());
    }
    let of = *reader.context.pack.place_by_id.get(&known.id)?;
    Some(crate::place::of_class(reader, lemma, of, kind, known)).filter(|_| known.kind.is_settlement())
}

/// The place that tables call by the class word and the words from `at` on.
fn called(reader: &Reader<'_, '_>, lemma: &str, at: usize, conjunction: &str) -> Option<(u32, usize)> {
    let lexicon = &reader.context.pack.lexicon;
    let mut node = fold(lemma).split(' ').try_fold(lexicon.root(), |node, word| lexicon.step(node, word))?;
    let mut found = None;
    for next in at..(at + 4).min(reader.end) {
        let norm = &*reader.block.tokens.get(next)?.norm;
        let word = if next == at { norm.strip_prefix(conjunction).unwrap_or(norm) } else { norm };
        let Some(step) = lexicon.step(node, word) else { break };
        node = step;
        let place = lexicon.senses(node).iter().find_map(|sense| if let Sense::Place(id) = sense { Some(*id) } else { None });
        found = place.map(|id| (id, next + 1 - at)).or(found);
    }
    found
}

fn row(reader: &Reader<'_, '_>, id: u32) -> PlaceRef {
    crate::placing::listed(&reader.context.pack.places[id as usize])
}
