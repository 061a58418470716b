//! Names of people: words of a table of names, words that no table knows, and what links them (`بن`, `عبد`, `أبو`).

use crate::clitics::Clitics;
use crate::item::Mention;
use crate::lookup::Hit;
use crate::mention::{Reader, bare};
use isnad_model::{EntityKind, EntityRef, PlaceKind};
use isnad_pack::Sense;
use isnad_pack::grammar::{NamePart, NounClass};
use isnad_text::token::TokenKind;

/// Most words of one name.
const LONGEST: usize = 5;

impl Reader<'_, '_> {
    /// Past the name of a person that stands behind a title: words of names, and words that no table knows.
    pub fn name_after_title(&self, at: usize) -> usize {
        let mut next = at;
        while next < at + LONGEST {
            let Some(token) = self.token(next).filter(|t| t.kind == TokenKind::Word) else { break };
            let opens = next == at;
            let links = next > at && (self.links(next) || self.links(next - 1) || self.opens_name(next - 1));
            // `لشريف كواشي`: to him.
            let to = token.norm.strip_prefix('ل').is_some_and(|rest| self.context.pack.name_words.get(rest) == Some(&NamePart::Given));
            let attached = opens && (token.norm.starts_with("ال") || to && self.part(next).is_none())
                || ["بال", "لل", "وال", "فال", "كال"].iter().any(|start| token.norm.starts_with(start)) && self.part(next).is_none();
            // `أشاد الوزير بموقف الجيش`: ب before a noun.
            let by = opens
                && self.part(next).is_none()
                && self.block.hits[next].iter().any(|hit| {
                    hit.clitics.preposition == Some('ب')
                        && matches!(hit.sense, Sense::Common | Sense::Noun(_) | Sense::Masdar(_) | Sense::EventNoun(_))
                });
            let unknown = self.is_unknown(next) && !by && !attached && !self.is_accusative(next);
            let named = self.certain(at)
                || self.part(at + 1).is_some()
                || self.is_unknown(at + 1)
                || self.links(at + 1)
                || self.surname_of_known(at + 1)
                || self.last_of_name(at, at + 1);
            // `أحمد الحريري`: a name that tables know as another's.
            let anothers = !opens && self.surname_of_known(next);
            let listed = anothers
                || !opens && self.with_article(next)
                || match self.part(next) {
                    Some(NamePart::Given) => named,
                    Some(NamePart::Family | NamePart::Link) => !opens,
                    None => false,
                };
            // `سلطان بن سحيم`: before a patronymic every word is a name; `صالح قروش،`: a last word before a stop.
            let before_link = self.is_link(next + 1) && !crate::mention::is_function(self.block, next);
            let goes_on = unknown || listed || links || before_link || opens && self.opens_name(at) || self.last_of_name(at, next);
            if !goes_on || token.norm.chars().count() < 2 {
                break;
            }
            next += 1;
        }
        // `حسب محمد شلوف فان خمسة قتلوا`: no name ends in what links its words.
        while next > at && self.part(next - 1) == Some(NamePart::Link) {
            next -= 1;
        }
        next
    }

    /// A name that stands by itself: at least two words, the first a given name, one of them nothing but a name.
    pub(crate) fn full_name(&self, at: usize) -> Option<(Mention, usize)> {
        let uncut = self.token(at).is_some_and(|t| t.kind == TokenKind::Word && !t.norm.starts_with("ال"));
        // `من بنت جبيل`, `قضاء بنت جبيل`: a town's name, and nobody's daughter.
        let town = self.best(at + 1, |sense| matches!(sense, Sense::Place(_)).then_some(())).is_some_and(|(_, hit)| hit.len > 1);
        let patronymic = self.is_link(at + 1) && uncut && !town && !crate::mention::is_function(self.block, at);
        if self.part(at) != Some(NamePart::Given) && !patronymic {
            return None;
        }
        let end = self.name_after_title(at);
        let certain = patronymic || (at..end).any(|i| self.part(i).is_some() && self.certain(i));
        let known = self.longest_name(at) >= end - at;
        if end < at + 2 || !certain || known {
            return None;
        }
        let mut mention = bare(NounClass::Person);
        mention.definite = true;
        let entity = self.unknown(&self.surface(at, end, Clitics::default()), "person", EntityKind::Person, at, end);
        let surname = self.block.tokens[end - 1].norm.clone();
        self.context.introduce(&surname, &entity);
        mention.entity = Some(entity);
        Some((mention, end))
    }

    /// `المحامي فلان الفلاني`, `رجل الدين الشيعي البارز فلان الفلاني`: one man told by what he is, called by his name behind his adjectives.
    pub(crate) fn named_in_apposition(&self, at: usize, next: usize, head: Hit) -> Option<(EntityRef, usize)> {
        let person = |sense| match sense {
            Sense::Entity(id) if self.context.pack.entities[id as usize].kind == EntityKind::Person => Some(id),
            _ => None,
        };
        [next, self.standing(next, head)].into_iter().find_map(|from| {
            if let Some((id, hit)) = self.best(from, person).filter(|(_, hit)| hit.len > 1 && hit.clitics == Clitics::default()) {
                let known = self.entity(id, "".into(), at, from + hit.len);
                self.introduce_surname(&known, from, hit.len);
                return Some((known, from + hit.len));
            }
            let named = self.name_after_title(from);
            (named > from + 1).then(|| {
                let stranger = self.unknown(&self.surface(from, named, Clitics::default()), "person", EntityKind::Person, at, named);
                self.context.introduce(&self.block.tokens[named - 1].norm, &stranger);
                (stranger, named)
            })
        })
    }

    /// One word by which tables call a person, with the article.
    fn surname_of_known(&self, at: usize) -> bool {
        let person = |hit: &Hit| {
            let known = matches!(hit.sense, Sense::Entity(id) if self.context.pack.entities[id as usize].kind == EntityKind::Person);
            known && hit.len == 1 && hit.clitics == Clitics::default()
        };
        // `ميلانيا ترامب`: or right behind a word that is nothing but a given name.
        let given = at > 0 && self.part(at - 1) == Some(NamePart::Given) && self.certain(at - 1) && self.longest_name(at - 1) < 2;
        self.token(at).is_some_and(|t| t.norm.starts_with("ال") || given) && self.block.hits[at].iter().any(person)
    }

    pub(crate) fn part(&self, at: usize) -> Option<NamePart> {
        self.context.pack.name_words.get(&*self.token(at)?.norm).copied()
    }

    /// `زياد الهاني`: a name of the tables that bears the article, and is no noun of a class.
    fn with_article(&self, at: usize) -> bool {
        let known = self.token(at).and_then(|t| t.norm.strip_prefix("ال")).is_some_and(|word| self.context.pack.name_words.contains_key(word));
        let plain = |hit: &Hit| matches!(hit.sense, Sense::Common | Sense::Place(_) | Sense::Participle(..));
        known && at > 0 && self.part(at - 1) == Some(NamePart::Given) && self.block.hits[at].iter().all(plain)
    }

    /// A word that no table of words has, only tables of names.
    fn certain(&self, at: usize) -> bool {
        self.block.hits.get(at).is_some_and(|hits| {
            hits.iter().all(|hit| {
                // `أسامة` as a form of the first person is none.
                let odd = matches!(hit.sense, Sense::Verb(_, inflection) if inflection.person != 3);
                matches!(hit.sense, Sense::Place(_)) || odd || hit.clitics.weight() > 0
            })
        })
    }

    fn is_link(&self, at: usize) -> bool {
        self.token(at).is_some_and(|t| matches!(&*t.norm, "بن" | "ابن" | "بنت"))
    }

    fn links(&self, at: usize) -> bool {
        self.is_link(at) || self.token(at).is_some_and(|t| matches!(&*t.norm, "ابو" | "عبد" | "ال"))
    }

    /// The last word of a name may be any noun where the phrase plainly ends behind it.
    fn last_of_name(&self, at: usize, last: usize) -> bool {
        let given = self.part(at) == Some(NamePart::Given) || self.is_unknown(at) && !self.is_accusative(at);
        // `روبرت وود`: what looks like a conjunction may be a letter of the name, unless it goes on to speak (`وأكد`).
        let looks_joined = |hit: &Hit| {
            let says = matches!(hit.sense, Sense::Verb(verb, _) if !self.context.pack.verbs[verb as usize].reporting.is_empty());
            hit.clitics.conjunction && !hit.clitics.article && hit.clitics.preposition.is_none() && !says
        };
        let noun = |hit: &Hit| {
            matches!(hit.sense, Sense::Common | Sense::Noun(_) | Sense::Place(_) | Sense::Participle(..) | Sense::Verb(..) | Sense::Masdar(_))
                && (hit.clitics.weight() == 0 && self.part(at).is_some() || given && looks_joined(hit))
        };
        let ends = self.token(last + 1).is_none_or(|t| t.kind != TokenKind::Word || matches!(&*t.norm, "ان" | "بان"));
        last == at + 1
            && (self.part(at).is_some() || given)
            && ends
            && self
                .block
                .hits
                .get(last)
                .filter(|_| self.token(last).is_some_and(|t| t.kind == TokenKind::Word))
                .is_some_and(|hits| hits.iter().all(noun))
    }

    /// A word of no table, or one that tables know only as a place or participle: it can be a name.
    pub fn is_unknown(&self, at: usize) -> bool {
        let free = |hit: &Hit| matches!(hit.sense, Sense::Place(_) | Sense::Participle(..)) || hit.sense == Sense::Common && hit.clitics.weight() > 0;
        self.block.hits.get(at).is_some_and(|hits| hits.iter().all(free))
    }

    /// `سكانا`, `مؤشرا`: a noun of the tables with the ending of an object is no name.
    pub(crate) fn is_accusative(&self, at: usize) -> bool {
        let lexicon = &self.context.pack.lexicon;
        let noun = |sense: &Sense| matches!(sense, Sense::Noun(_) | Sense::Common | Sense::Masdar(_) | Sense::EventNoun(_) | Sense::BodyHead(_));
        self.token(at)
            .and_then(|token| token.norm.strip_suffix('ا'))
            .is_some_and(|stem| lexicon.step(lexicon.root(), stem).is_some_and(|node| lexicon.senses(node).iter().any(noun)))
    }

    /// A capital that speaks for its country.
    pub(crate) fn metonym(&self, at: usize) -> Option<(Mention, usize)> {
        let (id, hit) = self.best(at, |sense| if let Sense::Capital(id) = sense { Some(id) } else { None })?;
        // `سيول جارفة`: a capital called like something common speaks for its country where the article names that.
        let pack = self.context.pack;
        let gated = |sense| matches!(sense, Sense::Place(place) if pack.places[place as usize].gated && pack.places[place as usize].kind == PlaceKind::Capital);
        let common = self.block.hits[at].iter().any(|other| gated(other.sense));
        if common && self.context.rank(&pack.countries[id as usize].id) == usize::MAX {
            return None;
        }
        let mut mention = bare(NounClass::State);
        mention.entity = Some(self.state(id, at, hit));
        mention.metonym = true;
        mention.definite = true;
        Some((mention, at + hit.len))
    }
}
