//! Two of a kind told by one noun: `الرئيسان التركي والإيراني`, `وزيرا الخارجية المصري والأردني`, `الجانبان الروسي والصيني`.

use crate::clitics::Clitics;
use crate::item::{Item, Kind, Mention};
use crate::lookup::Hit;
use crate::mention::{Reader, bare, class_of, without_proclitics};
use crate::parse::item;
use isnad_pack::Sense;
use isnad_pack::grammar::NounClass;

/// What a noun in the dual is two of.
#[derive(Clone, Copy)]
enum Kinds {
    /// A body or office of a country (`الجيشان`, `وزيرا الخارجية`), over so many words.
    Body(u32, usize),
    /// A party (`الجانبان`, `البلدان`).
    Party,
}

impl Reader<'_, '_> {
    /// What the noun at `at` is two of.
    fn two_of(&self, at: usize) -> Option<(Kinds, Hit)> {
        let token = self.token(at)?;
        let noun = self.noun(at).filter(|(_, hit)| hit.len == 1);
        let clitics = noun.map_or(Clitics::default(), |(_, hit)| hit.clitics);
        let word = without_proclitics(&token.norm, clitics);
        let (article, word) = word.strip_prefix("ال").map_or((false, word), |rest| (true, rest));
        let hit = noun.map_or(Hit { sense: Sense::Common, len: 1, clitics: Clitics { article, ..clitics } }, |(_, hit)| hit);
        let endings: &[&str] = if article { &["ان", "ين"] } else { &["ا", "ي"] };
        let one = endings.iter().find_map(|ending| word.strip_suffix(ending)).filter(|one| one.chars().count() > 2)?;
        let one = one.strip_suffix('ت').map_or_else(|| one.to_owned(), |stem| format!("{stem}ه"));
        let singular = |id: u32| isnad_text::fold::fold(&self.context.pack.nouns[id as usize].lemma) == one;
        if noun.is_some_and(|(id, _)| !singular(id)) {
            return None;
        }
        let lexicon = &self.context.pack.lexicon;
        let head = |node| lexicon.senses(node).iter().find_map(|sense| if let Sense::BodyHead(id) = sense { Some(*id) } else { None });
        let first = lexicon.step(lexicon.root(), &one)?;
        let mut node = first;
        let mut found = head(node).filter(|_| article).map(|id| (id, 1));
        // `وزيرا الخارجية`: the noun in the construct, with what completes the title.
        for next in (at + 1..at + 4).take_while(|_| !article) {
            let Some(step) = self.token(next).and_then(|token| lexicon.step(node, &token.norm)) else { break };
            node = step;
            found = head(node).map(|id| (id, next + 1 - at)).or(found);
        }
        let side = |sense: &Sense| matches!(sense, Sense::Noun(id) if self.context.pack.nouns[*id as usize].sub == "state");
        let party = || (article && lexicon.senses(first).iter().any(side)).then_some(Kinds::Party);
        found.map(|(id, len)| Kinds::Body(id, len)).or_else(party).map(|kinds| (kinds, hit))
    }

    /// The first of two, and where its nationality or country ends.
    pub(crate) fn first_of_two(&self, at: usize) -> Option<(Mention, usize)> {
        let (kinds, hit) = self.two_of(at)?;
        let len = if let Kinds::Body(_, len) = kinds { len } else { 1 };
        let construct = self.token(at + len - 1).is_some_and(|token| !token.norm.starts_with("ال"));
        let (country, end) = self.nation_after(at + len, hit.clitics.article || !construct).filter(|(_, end)| *end == at + len + 1)?;
        self.nation(end).filter(|(other, next)| *other != country && next.clitics.conjunction && next.clitics.preposition.is_none())?;
        Some((self.one_of(kinds, at, end, hit, country), end))
    }

    fn one_of(&self, kinds: Kinds, at: usize, end: usize, hit: Hit, country: u32) -> Mention {
        match kinds {
            Kinds::Body(body, _) if self.context.pack.is_office(&self.context.pack.bodies[body as usize].id) => {
                self.holder(at, end, hit, body, country)
            }
            Kinds::Body(body, _) => {
                let row = &self.context.pack.bodies[body as usize];
                let mut mention = bare(class_of(row.kind));
                mention.sub = row.id.to_string();
                mention.definite = true;
                mention.entity = Some(self.body_of(country, &row.id, at, hit));
                mention
            }
            Kinds::Party => {
                let mut mention = bare(NounClass::State);
                mention.definite = true;
                mention.entity = Some(self.state(country, at, hit));
                mention
            }
        }
    }

    /// The second of two: a nationality or country joined to the first, which ends the item before.
    pub(crate) fn second_of_two(&self, at: usize, last: &Item) -> Option<Item> {
        let (kinds, _) = self.two_of(last.start)?;
        let len = if let Kinds::Body(_, len) = kinds { len } else { 1 };
        let (country, hit) = self.nation(at).filter(|(_, hit)| hit.clitics.conjunction && hit.clitics.preposition.is_none())?;
        if last.end != last.start + len + 1 || last.end != at {
            return None;
        }
        let mention = self.one_of(kinds, at, at + hit.len, hit, country);
        Some(item(at, at + hit.len, Kind::Mention(Box::new(mention)), Clitics { article: false, ..hit.clitics }))
    }
}
