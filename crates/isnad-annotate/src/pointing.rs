//! Class words that point back or away: `البلدتين` to the two told before, `الميناء` to the city's, `منطقة أخرى` to none of those told.

use crate::args::coordinated;
use crate::claims::Writer;
use crate::frames::{Draft, locative};
use crate::item::Kind;
use crate::memory::Memory;
use isnad_model::{PlaceKind, PlaceRef};
use isnad_pack::Sense;
use isnad_pack::grammar::NounClass;
use isnad_text::fold::fold;

/// A list of places is pointed back to over so many claims.
const LISTED: usize = 8;

impl Writer<'_, '_, '_> {
    /// `البلدتين`, `تلك القرى`: all the places of the list told last.
    pub(crate) fn listed_before(&self, at: usize, memory: &Memory) -> Vec<PlaceRef> {
        let items = self.sentence.items;
        let Some(mention) = self.mention(at).filter(|m| m.class == NounClass::PlaceClass && m.place.is_none() && m.definite) else {
            return Vec::new();
        };
        let Some(stem) = self.plain_stem(at).filter(|_| items[at].clitics.article) else { return Vec::new() };
        let plural = self.nouns_at(at).all(|lemma| lemma != stem);
        let dual = plural && (stem.ends_with("ين") || stem.ends_with("ان")) && stem.chars().count() > 4;
        let shown = at > 0 && matches!(items[at - 1].kind, Kind::Demonstrative);
        let several = dual || plural && shown;
        if !several || mention.sub == "country" {
            return Vec::new();
        }
        let fits = |places: &[PlaceRef]| {
            let settled = |place: &PlaceRef| !matches!(place.kind, PlaceKind::Country | PlaceKind::Sea);
            (if dual { places.len() == 2 } else { places.len() > 1 }) && places.iter().all(settled)
        };
        let here = (0..at).rev().map(|i| {
            let group = if self.mention(i).is_some_and(|m| m.place.is_some() && !m.metonym) { coordinated(items, i) } else { Vec::new() };
            group.into_iter().filter(|&i| i < at).filter_map(|i| self.mention(i)?.place.clone()).collect::<Vec<_>>()
        });
        let told = memory.claims.iter().rev().take(LISTED).map(|claim| claim.parts.places.clone());
        let found = here.chain(told).find(|places| fits(places)).unwrap_or_default();
        found.into_iter().map(|place| PlaceRef { surface: "".into(), span: None, ..place }).collect()
    }

    /// `الميناء`, `المطار` of which none was named: that of the town told last.
    pub(crate) fn of_town(&self, sub: &str, memory: &Memory) -> Option<PlaceRef> {
        let kind = PlaceKind::parse(sub).filter(|kind| matches!(kind, PlaceKind::Airport | PlaceKind::Port))?;
        let settled = |place: &&PlaceRef| place.kind.is_settlement() && place.kind != PlaceKind::Quarter;
        let pack = self.sentence.context.pack;
        let word = pack.nouns.iter().find(|noun| noun.class == NounClass::PlaceClass && noun.sub == sub).map(|noun| noun.lemma.clone())?;
        let main = || self.sentence.context.main_place.as_ref().filter(settled);
        let last = memory.places.iter().rev().find(settled);
        let known = last.into_iter().chain(main()).find_map(|town| self.all_called(&format!("{word} {}", town.name_ar)).into_iter().next());
        if known.is_some() {
            return known;
        }
        let town = main().or(last)?;
        let name = format!("{word} {}", town.name_ar);
        Some(PlaceRef {
            id: format!("x:{}:{}", kind.name(), town.id).into(),
            name_en: town.name_en.as_ref().map(|name| format!("{name} {}", kind.name()).into()),
            name_ar: name.into(),
            kind,
            part: None,
            surface: "".into(),
            span: None,
            ..town.clone()
        })
    }

    /// `القطاع` beside `غزة`: what the class word and a name told before are called together.
    pub(crate) fn named_with(&self, at: usize, memory: &Memory) -> Option<PlaceRef> {
        let stem = self.plain_stem(at).filter(|_| self.sentence.items[at].clitics.article)?;
        let wanted = PlaceKind::parse(&self.mention(at)?.sub).filter(|kind| *kind == PlaceKind::Region)?;
        let here = self.sentence.items[..at].iter().rev().filter_map(|item| item.mention()?.place.as_ref());
        let names = here.chain(memory.places.iter().rev()).filter(|place| place.kind.is_settlement() || place.kind == wanted);
        let own = |place: &PlaceRef| fold(&place.name_ar).split(' ').skip_while(|word| **word == *stem).collect::<Vec<_>>().join(" ");
        let last_word = |place: &PlaceRef| fold(&place.name_ar).split(' ').next_back().unwrap_or_default().to_owned();
        let both = |name: String| self.all_called(&format!("{stem} {name}")).into_iter().find(|place| place.kind == wanted);
        names.take(LISTED).find_map(|place| both(own(place)).or_else(|| both(last_word(place))))
    }

    /// The places of the tables that have this name.
    pub(crate) fn all_called(&self, name: &str) -> Vec<PlaceRef> {
        let pack = self.sentence.context.pack;
        let folded = fold(name);
        let node = folded.split(' ').try_fold(pack.lexicon.root(), |node, word| pack.lexicon.step(node, word));
        let senses = node.map(|node| pack.lexicon.senses(node)).unwrap_or_default();
        let places = senses.iter().filter_map(|sense| if let Sense::Place(id) = sense { Some(&pack.places[*id as usize]) } else { None });
        places.map(crate::placing::listed).collect()
    }

    /// `في منطقة أخرى`, `في بلدة مجاورة`, `خارج إيران`: told to be none of the places that were named.
    pub(crate) fn elsewhere(&self, draft: &Draft, memory: &Memory) -> bool {
        let items = self.sentence.items;
        let behind = draft.at + 1..draft.end.min(items.len());
        let own = || behind.clone().filter(|&i| crate::clause::preposition_of(items, i).is_some_and(|p| locative(&p)));
        if behind.clone().any(|i| self.fronts(i)) {
            return true;
        }
        let first = own().find(|&i| self.mention(i).is_some_and(|m| m.class == NounClass::PlaceClass || m.place.is_some()));
        first.is_some_and(|i| {
            let other = self.mention(i).is_some_and(|m| m.class == NounClass::PlaceClass && !m.definite && m.place.is_none())
                && (i + 1..items.len().min(i + 2))
                    .any(|next| matches!(self.sentence.norm(next), "اخرى" | "اخر" | "ثانيه" | "ثالثه" | "مجاوره" | "مجاور"));
            let country = self.mention(i).and_then(|m| m.place.as_ref()).is_some_and(|place| place.kind == PlaceKind::Country);
            let outside = country && crate::clause::preposition_of(items, i).is_some_and(|p| &*p == "خارج");
            outside || other && self.located_after(i, memory).is_none()
        })
    }

    /// `على الجبهات`: on several fronts, and so at none of the places told.
    fn fronts(&self, at: usize) -> bool {
        let items = self.sentence.items;
        let nouns = &self.sentence.context.pack.nouns;
        let hits = self.sentence.block.hits.get(items[at].start).into_iter().flatten();
        let front = |lemma: &str| self.plain_stem(at).is_some_and(|stem| stem != fold(lemma));
        let mut several = hits.filter_map(|hit| match hit.sense {
            Sense::Noun(id) if hit.len == 1 && hit.clitics.article => Some(&nouns[id as usize]),
            _ => None,
        });
        let governed = crate::clause::preposition_of(items, at).is_some_and(|p| matches!(&*p, "على" | "في"));
        governed && several.any(|noun| noun.class == NounClass::Direction && noun.sub == "front" && front(&noun.lemma))
    }

    /// The word of an item without its clitics and its article, folded.
    fn plain_stem(&self, at: usize) -> Option<String> {
        let norm = self.sentence.norm(at);
        norm.find("ال").filter(|cut| *cut <= 4).map(|cut| norm[cut + "ال".len()..].to_owned()).filter(|stem| !stem.is_empty())
    }

    /// The nouns that the word at `at` can be, folded.
    pub(crate) fn nouns_at(&self, at: usize) -> impl Iterator<Item = String> + '_ {
        let nouns = &self.sentence.context.pack.nouns;
        let start = self.sentence.items[at].start;
        self.sentence.block.hits.get(start).into_iter().flatten().filter_map(move |hit| match hit.sense {
            Sense::Noun(id) if hit.len == 1 => Some(fold(&nouns[id as usize].lemma)),
            _ => None,
        })
    }
}
