//! Noun phrases: who or what or where. A phrase is read from its head rightwards as far as it holds together.

use crate::clitics::Clitics;
use crate::context::{BlockText, Context};
use crate::item::{Mention, NumberValue, People};
use crate::lookup::Hit;
use crate::place;
use isnad_model::{EntityKind, EntityRef, PlaceRef};
use isnad_pack::Sense;
use isnad_pack::grammar::{FunctionClass, NounClass};
use isnad_text::sentence::is_quote;
use isnad_text::token::{Token, TokenKind};
use std::sync::Arc;

/// A reader of noun phrases in one block.
#[derive(Clone, Copy)]
pub struct Reader<'a, 'c> {
    /// The article.
    pub context: &'a Context<'c>,
    /// The block.
    pub block: &'a BlockText,
    /// No phrase runs past this token.
    pub end: usize,
}

/// The noun phrase that starts at token `at`, and the token after it. With `number` the phrase is what the number counts.
pub fn read_mention(context: &Context<'_>, block: &BlockText, at: usize, end: usize, number: Option<NumberValue>) -> Option<(Mention, usize)> {
    let reader = Reader { context, block, end };
    let (mut mention, next) = match number {
        Some(_) => reader.counted(at)?,
        None => reader.phrase(at, 0)?,
    };
    mention.number = number;
    Some((mention, next))
}

/// An empty mention of a class.
pub fn bare(class: NounClass) -> Mention {
    Mention { class, entity: None, place: None, people: None, number: None, sub: String::new(), definite: false, locator: false, part: false, metonym: false, media: false }
}

/// Under this key the armed group named last is remembered.
const LAST_ARMED: &str = "@armed";

/// Deepest nesting of phrases (`المتحدث باسم وزارة…`).
const DEPTH: usize = 3;

impl<'a> Reader<'a, '_> {
    fn token(&self, at: usize) -> Option<&'a Token> {
        self.block.tokens.get(at).filter(|_| at < self.end)
    }

    /// Past opening quotation marks that stand before a name.
    pub fn past_quotes(&self, at: usize) -> usize {
        let quoted = self.token(at).is_some_and(|t| t.kind == TokenKind::Mark && is_quote(&t.norm));
        if quoted { at + 1 } else { at }
    }

    /// The mark that closes the quotation whose first word is `at`, within a short name.
    pub fn closing_quote(&self, at: usize) -> Option<usize> {
        let opened = at.checked_sub(1).and_then(|i| self.block.tokens.get(i)).is_some_and(|t| t.kind == TokenKind::Mark && is_quote(&t.norm));
        let close = (at + 1..at + 6).find(|&i| self.token(i).is_none_or(|t| t.kind != TokenKind::Word))?;
        (opened && self.token(close).is_some_and(|t| is_quote(&t.norm))).then_some(close)
    }

    /// A word that opens a name of several words: `أبو`, `ابن`, `أم`.
    pub fn opens_name(&self, at: usize) -> bool {
        self.token(at).is_some_and(|t| matches!(&*t.norm, "ابو" | "ابي" | "ابا" | "ابن" | "بن" | "ام" | "بني" | "عبد" | "ال")) && self.token(at + 1).is_some_and(|t| t.kind == TokenKind::Word)
    }

    /// The best hit at `at` for which `wanted` gives something, longest first, least cut first.
    pub fn best<T>(&self, at: usize, wanted: impl Fn(Sense) -> Option<T>) -> Option<(T, Hit)> {
        let hits = self.block.hits.get(at).filter(|_| at < self.end)?;
        hits.iter()
            .filter(|hit| at + hit.len <= self.end)
            .filter_map(|hit| wanted(hit.sense).map(|found| (found, *hit)))
            .max_by_key(|(_, hit)| (hit.len, std::cmp::Reverse(hit.clitics.weight())))
    }

    fn longest_name(&self, at: usize) -> usize {
        let name = |sense| matches!(sense, Sense::Entity(_) | Sense::Place(_) | Sense::Country(_)).then_some(());
        self.best(at, name).map_or(0, |(_, hit)| hit.len)
    }

    fn noun(&self, at: usize) -> Option<(u32, Hit)> {
        self.best(at, |sense| if let Sense::Noun(id) = sense { Some(id) } else { None })
    }

    /// The country of a nationality adjective or a country's name at `at`.
    pub fn nation(&self, at: usize) -> Option<(u32, Hit)> {
        self.best(at, |sense| match sense {
            Sense::Nationality(id) | Sense::Country(id) => Some(id),
            _ => None,
        })
    }

    /// As written, over tokens `from..to`.
    pub fn surface(&self, from: usize, to: usize, clitics: Clitics) -> Arc<str> {
        let (Some(first), Some(last)) = (self.block.tokens.get(from), self.block.tokens.get(to.saturating_sub(1))) else { return "".into() };
        let text = first.span.cover(last.span).slice(&self.context.article.text);
        let bare = without_proclitics(text, clitics);
        // `للتحالف` stands for `التحالف`.
        match bare.strip_prefix("لل").or_else(|| bare.strip_prefix('ل')).filter(|_| clitics.preposition == Some('ل') && text.trim_start_matches(['و', 'ف']).starts_with("لل")) {
            Some(rest) => format!("ال{rest}").into(),
            None => bare.into(),
        }
    }

    fn phrase(&self, at: usize, depth: usize) -> Option<(Mention, usize)> {
        if depth > DEPTH || self.token(at)?.kind != TokenKind::Word {
            return None;
        }
        if let Some(found) = self.surname(at) {
            return Some(found);
        }
        let name_len = self.longest_name(at);
        let head = self.best(at, |sense| if let Sense::BodyHead(id) = sense { Some(id) } else { None });
        let noun = self.noun(at);
        let noun_len = noun.map_or(0, |(_, hit)| hit.len);
        let head_len = head.map_or(0, |(_, hit)| hit.len);
        if noun_len >= name_len && noun_len >= head_len {
            if let Some(found) = self.class_word(at, noun_len, depth) {
                return Some(found);
            }
        }
        if let Some((id, hit)) = head.filter(|(_, hit)| hit.len >= name_len) {
            if let Some(found) = self.body(at, id, hit, depth) {
                return Some(found);
            }
        }
        if name_len > 0 && name_len >= noun_len {
            if let Some(found) = self.name(at) {
                return Some(found);
            }
        }
        if let Some((id, hit)) = noun {
            return self.common(at, id, hit, depth);
        }
        self.label(at).or_else(|| self.people_of(at)).or_else(|| self.metonym(at))
    }

    /// The readings of a noun that need what follows: a direction or part, a class word, a title.
    fn class_word(&self, at: usize, len: usize, depth: usize) -> Option<(Mention, usize)> {
        let readings = self.block.hits[at].iter().filter(|hit| hit.len == len).filter_map(|hit| if let Sense::Noun(id) = hit.sense { Some((id, *hit)) } else { None });
        let mut kept = None;
        for (id, hit) in readings {
            let row = &self.context.pack.nouns[id as usize];
            let found = match row.class {
                NounClass::Direction => place::after_direction(self, at, hit, &row.sub, depth),
                NounClass::PlaceClass => place::after_class_word(self, at, hit, &row.sub),
                NounClass::Official => self.official(at, hit, &row.sub, depth),
                _ => None,
            };
            // A reading that names a place beats one that only could.
            match found {
                Some(found) if found.0.place.is_some() => return Some(found),
                Some(found) => kept = kept.or(Some(found)),
                None => {}
            }
        }
        kept
    }

    /// A single unknown word that was introduced as somebody's name.
    fn surname(&self, at: usize) -> Option<(Mention, usize)> {
        let known = self.block.hits[at].iter().any(|hit| !matches!(hit.sense, Sense::Place(_) | Sense::Participle(..)) || hit.len > 1);
        if known {
            return None;
        }
        let norm = &*self.token(at)?.norm;
        let bare = norm.strip_prefix(['و', 'ف', 'ل', 'ب']).unwrap_or(norm);
        let entity = self.context.introduced(norm).or_else(|| self.context.introduced(bare))?;
        Some((self.again(entity, at, at + 1), at + 1))
    }

    /// An entity met again under a short name.
    fn again(&self, entity: EntityRef, from: usize, to: usize) -> Mention {
        let mut mention = bare(class_of(entity.kind));
        mention.definite = true;
        mention.media = matches!(entity.kind, EntityKind::Agency | EntityKind::Media);
        mention.entity = Some(EntityRef { span: self.span(from, to), ..entity });
        mention
    }

    /// `الهيئة`, `الرئيس`, `الوكالة` alone: what was introduced with that word.
    fn short_name(&self, at: usize, hit: Hit) -> Option<(Mention, usize)> {
        if !hit.clitics.article || hit.len != 1 {
            return None;
        }
        let word = self.stem(at, hit);
        let entity = self.context.introduced(&format!("ال{}", nominative(&word)))?;
        Some((self.again(entity, at, at + 1), at + 1))
    }

    /// `المتمردون`, `التحالف` in an article about Yemen: the side of that country that the label tables call so.
    fn side(&self, at: usize, hit: Hit) -> Option<(Mention, usize)> {
        let pack = self.context.pack;
        let found = self.block.hits[at].iter().filter(|other| other.len >= hit.len && at + other.len <= self.end && other.clitics.article).filter_map(|other| {
            let Sense::Label(id) = other.sense else { return None };
            let actor = &*pack.labels[id as usize].actor;
            let known = pack.entity_by_id.get(actor).copied();
            let country = known.map_or(actor, |known| &*pack.entities[known as usize].country);
            let rank = self.context.rank(country);
            (rank < 2).then_some((known, pack.country_by_id.get(country).copied(), rank, *other))
        });
        let (actor, country, _, hit) = found.min_by_key(|(_, _, rank, hit)| (std::cmp::Reverse(hit.len), *rank))?;
        let surface = self.surface(at, at + hit.len, hit.clitics);
        let entity = match actor {
            Some(known) => self.entity(known, surface, at, at + hit.len),
            None => self.state(country?, at, hit),
        };
        let mut mention = bare(class_of(entity.kind));
        mention.definite = true;
        mention.entity = Some(entity);
        Some((mention, at + hit.len))
    }

    /// `الجانب الروسي`, `المملكة السعودية`: a party told by its nationality is that state.
    fn party(&self, at: usize, hit: Hit, sub: &str) -> Option<(Mention, usize)> {
        let (id, _) = self.noun(at).filter(|_| sub == "state")?;
        let singular = isnad_text::fold::fold(&self.context.pack.nouns[id as usize].lemma) == self.stem(at, hit);
        let (country, end) = self.nation_after(at + hit.len, hit.clitics.article).filter(|_| singular)?;
        let mut mention = bare(NounClass::State);
        mention.definite = true;
        mention.entity = Some(EntityRef { surface: self.surface(at, end, hit.clitics), span: self.span(at, end), ..self.state(country, at, hit) });
        Some((mention, end))
    }

    /// `الجماعة`, `التنظيم`, never introduced by that word: the armed group named last.
    fn last_armed(&self, at: usize, hit: Hit, sub: &str) -> Option<(Mention, usize)> {
        let singular = self.noun(at).is_some_and(|(id, _)| isnad_text::fold::fold(&self.context.pack.nouns[id as usize].lemma) == self.stem(at, hit));
        if !hit.clitics.article || !singular || !matches!(sub, "movement" | "faction" | "militia") {
            return None;
        }
        let entity = self.context.introduced(LAST_ARMED)?;
        Some((self.again(entity, at, at + hit.len), at + hit.len))
    }

    /// `بنك "كذا"`, `صحيفة "كذا"`: a body called by the words in quotation marks.
    fn titled(&self, at: usize, hit: Hit, after: usize, next: usize, kind: EntityKind) -> Option<(EntityRef, usize)> {
        let from = [next, after].into_iter().map(|i| (i, self.past_quotes(i))).find(|(i, inner)| inner > i)?.1;
        let close = self.closing_quote(from)?;
        let known = |sense| matches!(sense, Sense::Entity(_) | Sense::Country(_) | Sense::BodyHead(_)).then_some(());
        if self.best(from, known).is_some() {
            return None;
        }
        let mut entity = self.unknown(&self.surface(from, close, Clitics::default()), "body", kind, at, close);
        entity.surface = self.surface(at, close, hit.clitics);
        entity.kind = if kind == EntityKind::Unnamed { EntityKind::Media } else { kind };
        Some((entity, close + 1))
    }

    /// Remembers the short forms that may follow a full name or title.
    fn introduce(&self, entity: &EntityRef, at: usize, hit: Hit) {
        let word = self.block.tokens[at].norm.as_ref();
        let bare = without_proclitics(word, hit.clitics);
        let bare = bare.strip_prefix("ال").unwrap_or(bare);
        self.context.introduce(&format!("ال{}", nominative(bare)), entity);
    }

    /// What a number counts: a people noun, an armed one, a nationality; a unit makes it no number of people.
    fn counted(&self, at: usize) -> Option<(Mention, usize)> {
        if let Some((id, hit)) = self.noun(at) {
            let row = &self.context.pack.nouns[id as usize];
            if matches!(row.class, NounClass::People | NounClass::Force | NounClass::Official | NounClass::Source) {
                let (mut mention, next) = self.common(at, id, hit, 0)?;
                if mention.people.is_none() {
                    let subgroup = if row.class == NounClass::Force { "combatants" } else { "" };
                    mention.people = Some(People { subgroup: subgroup.into(), singular: false });
                }
                return Some((mention, next));
            }
            let mut mention = bare(row.class);
            mention.sub = row.sub.clone();
            return Some((mention, at + hit.len));
        }
        let (id, hit) = self.best(at, |sense| if let Sense::BodyHead(id) = sense { Some(id) } else { None }).or_else(|| self.nation(at))?;
        let _ = id;
        let mut mention = bare(NounClass::People);
        mention.people = Some(People { subgroup: String::new(), singular: false });
        let next = self.modifiers(at + hit.len);
        mention.entity = Some(self.unknown(&self.surface(at, next, hit.clitics), "people", EntityKind::People, at, next));
        Some((mention, next))
    }

    /// An entity the packs do not know, named by its words.
    pub fn unknown(&self, surface: &str, prefix: &str, kind: EntityKind, from: usize, to: usize) -> EntityRef {
        let folded = isnad_text::fold::fold(surface);
        EntityRef {
            id: format!("x:{prefix}:{}", folded.replace(' ', "_")).into(),
            name_ar: surface.into(),
            name_en: None,
            surface: surface.into(),
            kind,
            span: self.span(from, to),
        }
    }

    /// The span of tokens `from..to`.
    pub fn span(&self, from: usize, to: usize) -> Option<isnad_text::Span> {
        let first = self.block.tokens.get(from)?;
        let last = self.block.tokens.get(to.checked_sub(1)?)?;
        Some(first.span.cover(last.span))
    }

    /// A known entity as mentioned over tokens.
    pub fn entity(&self, id: u32, surface: Arc<str>, from: usize, to: usize) -> EntityRef {
        let row = &self.context.pack.entities[id as usize];
        EntityRef { id: row.id.clone(), name_ar: row.name_ar.clone(), name_en: row.name_en.clone(), surface, kind: row.kind, span: self.span(from, to) }
    }

    fn name(&self, at: usize) -> Option<(Mention, usize)> {
        let entity = self.best(at, |sense| if let Sense::Entity(id) = sense { Some(id) } else { None });
        let country = self.best(at, |sense| if let Sense::Country(id) = sense { Some(id) } else { None });
        let (place, place_len) = place::named(self, at).map_or((None, 0), |(place, len)| (Some(place), len));
        let entity_len = entity.map_or(0, |(_, hit)| hit.len);
        let country_len = country.map_or(0, |(_, hit)| hit.len);
        if let Some((id, hit)) = country.filter(|_| country_len >= entity_len && country_len >= place_len) {
            return Some(self.country(at, id, hit));
        }
        if let Some((id, hit)) = entity.filter(|_| entity_len > 0 && entity_len >= place_len) {
            let place = place.filter(|_| place_len == entity_len);
            return Some(self.known(at, id, hit, place));
        }
        let place = place?;
        let capital = self.best(at, |sense| if let Sense::Capital(id) = sense { Some(id) } else { None });
        let mut mention = bare(NounClass::Place);
        mention.definite = true;
        if let Some((id, hit)) = capital.filter(|(_, hit)| hit.len == place_len) {
            mention.entity = Some(self.state(id, at, hit));
            mention.metonym = true;
        }
        mention.place = Some(place);
        Some((mention, self.after_nationality(at + place_len)))
    }

    /// A nationality adjective after a place's name (`حمص السورية`) belongs to it.
    fn after_nationality(&self, at: usize) -> usize {
        let adjective = self.best(at, |sense| if let Sense::Nationality(id) = sense { Some(id) } else { None });
        adjective.filter(|(_, hit)| hit.clitics.article && !hit.clitics.conjunction && hit.clitics.preposition.is_none()).map_or(at, |(_, hit)| at + hit.len)
    }

    fn country(&self, at: usize, id: u32, hit: Hit) -> (Mention, usize) {
        let mut mention = bare(NounClass::State);
        mention.entity = Some(self.state(id, at, hit));
        mention.place = place::of_country(self, id, at, at + hit.len);
        mention.definite = true;
        (mention, at + hit.len)
    }

    /// The forces of a country, told by its adjective alone (`غارات روسية`).
    pub fn forces_of(&self, id: u32, at: usize, hit: Hit) -> EntityRef {
        self.body_of(id, "army", at, hit)
    }

    /// A body of a country by its slug; its name stands for it in the text.
    pub fn body_of(&self, id: u32, slug: &str, at: usize, hit: Hit) -> EntityRef {
        let pack = self.context.pack;
        let nation = &pack.countries[id as usize];
        let body = format!("{}_{slug}", nation.id);
        let surface = nation.name_ar.clone();
        if let Some(&known) = pack.entity_by_id.get(body.as_str()) {
            return self.entity(known, surface, at, at + hit.len);
        }
        match pack.bodies.iter().find(|row| &*row.id == slug) {
            Some(row) => {
                let (ar, en) = pack.composed_names(nation, row);
                EntityRef { id: body.into(), name_ar: ar.into(), name_en: Some(en.into()), surface, kind: row.kind, span: self.span(at, at + hit.len) }
            }
            None => self.state(id, at, hit),
        }
    }

    /// A country as an actor.
    pub fn state(&self, id: u32, at: usize, hit: Hit) -> EntityRef {
        let row = &self.context.pack.countries[id as usize];
        EntityRef {
            id: row.id.clone(),
            name_ar: row.name_ar.clone(),
            name_en: Some(row.name_en.clone()),
            surface: self.surface(at, at + hit.len, hit.clitics),
            kind: EntityKind::State,
            span: self.span(at, at + hit.len),
        }
    }

    fn known(&self, at: usize, id: u32, hit: Hit, place: Option<PlaceRef>) -> (Mention, usize) {
        let row = &self.context.pack.entities[id as usize];
        let mut next = at + hit.len;
        let mut mention = bare(class_of(row.kind));
        mention.media = row.is_media;
        mention.definite = true;
        mention.place = place;
        if row.kind != EntityKind::Person {
            next = self.modifiers(next);
        }
        let entity = self.entity(id, self.surface(at, at + hit.len, hit.clitics), at, next);
        if matches!(row.kind, EntityKind::Force | EntityKind::Group) {
            self.context.introduce(LAST_ARMED, &entity);
        }
        if hit.len > 1 && row.kind != EntityKind::Person {
            self.introduce(&entity, at, hit);
        }
        mention.entity = Some(entity);
        (mention, next)
    }

    /// Adjectives after a head: words with the article, or nationality adjectives.
    pub fn modifiers(&self, mut at: usize) -> usize {
        while let Some(token) = self.token(at).filter(|t| t.kind == TokenKind::Word) {
            let nation = self.best(at, |sense| if let Sense::Nationality(id) = sense { Some(id) } else { None });
            if nation.is_some_and(|(_, hit)| hit.clitics.article && !hit.clitics.conjunction && hit.clitics.preposition.is_none()) {
                at += 1;
                continue;
            }
            let plain = token.norm.starts_with("ال") && self.block.hits[at].iter().all(|hit| {
                matches!(hit.sense, Sense::Participle(..) | Sense::Noun(_) | Sense::Label(_) | Sense::Place(_)) && hit.len == 1 && !self.is_head_noun(hit.sense)
            });
            if !plain || token.is("الي") || token.is("التي") || token.is("الذي") {
                break;
            }
            at += 1;
        }
        at
    }

    fn is_head_noun(&self, sense: Sense) -> bool {
        match sense {
            Sense::Noun(id) => !matches!(self.context.pack.nouns[id as usize].class, NounClass::Direction),
            Sense::Place(id) => !self.context.pack.places[id as usize].gated,
            _ => false,
        }
    }

    fn body(&self, at: usize, id: u32, hit: Hit, depth: usize) -> Option<(Mention, usize)> {
        let row = &self.context.pack.bodies[id as usize];
        let after = at + hit.len;
        if let Some((country, end)) = self.nation_after(after, hit.clitics.article) {
            return Some(self.composed(at, id, country, end, hit));
        }
        let definite = hit.clitics.article || row.head.contains(" ال") && hit.len > 1 || self.block.tokens[at..after].iter().skip(1).any(|t| t.norm.starts_with("ال"));
        let inner = self.past_quotes(after);
        if let Some((mention, next)) = self.phrase(inner, depth + 1).filter(|_| !hit.clitics.article && self.is_idafa(inner)) {
            let seat = mention.place.as_ref().and_then(|place| place.country.clone()).and_then(|country| self.context.pack.country_by_id.get(&country).copied());
            let titled = matches!(mention.class, NounClass::Official | NounClass::Person);
            if let Some(country) = seat.or_else(|| if titled { self.main_country() } else { None }) {
                return Some(self.composed(at, id, country, next, hit));
            }
            if let Some(entity) = mention.entity.filter(|e| matches!(e.kind, EntityKind::Force | EntityKind::Group | EntityKind::Ngo | EntityKind::Un | EntityKind::Body | EntityKind::Agency | EntityKind::Media)) {
                let mut outer = bare(class_of(entity.kind));
                outer.definite = true;
                outer.entity = Some(EntityRef { surface: self.surface(at, next, hit.clitics), span: self.span(at, next), ..entity });
                return Some(self.with_person(outer, at, next));
            }
        }
        let foreign = self.token(after).is_some_and(|t| t.norm.starts_with("ال") && (t.norm.ends_with("يه") || t.norm.ends_with('ي')) && self.block.hits[after].iter().all(|h| matches!(h.sense, Sense::Label(_) | Sense::Place(_))));
        if let Some(country) = self.seat_after(after) {
            if definite {
                return Some(self.composed(at, id, country, after, hit));
            }
        }
        if !definite || row.kind == EntityKind::People {
            return None;
        }
        if let Some(found) = self.short_name(at, hit).or_else(|| self.side(at, hit)) {
            return Some(found);
        }
        if foreign {
            let mut mention = bare(class_of(row.kind));
            mention.definite = true;
            mention.sub = row.id.to_string();
            mention.entity = Some(self.unknown(&self.surface(at, after + 1, hit.clitics), "body", row.kind, at, after + 1));
            return Some((mention, after + 1));
        }
        Some(self.composed(at, id, self.main_country()?, self.modifiers(after), hit))
    }

    /// `وزارة الصحة في غزة`: the country of the place that a body is said to sit in.
    fn seat_after(&self, at: usize) -> Option<u32> {
        self.token(at).filter(|t| t.is("في"))?;
        let place = place::named(self, at + 1)?.0;
        self.context.pack.country_by_id.get(&place.country?).copied()
    }

    fn main_country(&self) -> Option<u32> {
        self.context.main_country().and_then(|id| self.context.pack.country_by_id.get(id).copied())
    }

    /// The noun at `at` can be a genitive: no conjunction, no preposition before it.
    fn is_idafa(&self, at: usize) -> bool {
        self.block.hits.get(at).is_some_and(|hits| hits.iter().any(|hit| !hit.clitics.conjunction && hit.clitics.preposition.is_none()))
    }

    /// A nationality or country within two words, over adjectives.
    fn nation_after(&self, at: usize, definite: bool) -> Option<(u32, usize)> {
        for skip in 0..3 {
            let here = self.past_quotes(at + skip);
            let adjective = self.best(here, |sense| if let Sense::Nationality(id) = sense { Some(id) } else { None });
            // A head with its article takes an adjective, not a genitive: `الاتحاد روسيا` is two phrases.
            let adjective = adjective.filter(|(_, hit)| hit.clitics.article || hit.clitics.conjunction || hit.clitics.preposition.is_some());
            if let Some((country, hit)) = if definite { adjective } else { self.nation(here) } {
                let joined = hit.clitics.conjunction || hit.clitics.preposition.is_some();
                return (!joined).then_some((country, here + hit.len));
            }
            let adjective = self.token(here).is_some_and(|t| t.kind == TokenKind::Word && t.norm.starts_with("ال"));
            let blocked = self.block.hits.get(here).is_some_and(|hits| hits.iter().any(|hit| matches!(hit.sense, Sense::Function(_) | Sense::Verb(..) | Sense::Entity(_) | Sense::Country(_) | Sense::Time(_))));
            if !adjective || blocked {
                return None;
            }
        }
        None
    }

    fn composed(&self, at: usize, body: u32, country: u32, end: usize, hit: Hit) -> (Mention, usize) {
        let pack = self.context.pack;
        let (row, nation) = (&pack.bodies[body as usize], &pack.countries[country as usize]);
        let id = format!("{}_{}", nation.id, row.id);
        let surface = self.surface(at, end, hit.clitics);
        let entity = match pack.entity_by_id.get(id.as_str()) {
            Some(&known) => self.entity(known, surface, at, end),
            None => {
                let (ar, en) = pack.composed_names(nation, row);
                EntityRef { id: id.into(), name_ar: ar.into(), name_en: Some(en.into()), surface, kind: row.kind, span: self.span(at, end) }
            }
        };
        let mut mention = bare(class_of(row.kind));
        self.introduce(&entity, at, hit);
        if let Some(holder) = self.office_holder(at, body, country) {
            let surface = entity.surface.clone();
            let person = self.entity(holder, surface, at, end);
            self.introduce(&person, at, hit);
            mention.entity = Some(person);
            mention.class = NounClass::Person;
            mention.definite = true;
            return self.with_person(mention, at, end);
        }
        mention.entity = Some(entity);
        mention.definite = true;
        mention.sub = row.id.to_string();
        let (mention, next) = self.with_person(mention, at, end);
        if let Some(person) = mention.entity.as_ref().filter(|e| e.kind == EntityKind::Person) {
            self.introduce(person, at, hit);
        }
        (mention, next)
    }

    /// `الرئيس الأميركي` without a name: who held the office on the article's day. Only titles of persons, not names of ministries.
    fn office_holder(&self, at: usize, body: u32, country: u32) -> Option<u32> {
        let title = self.noun(at).is_some_and(|(id, _)| self.context.pack.nouns[id as usize].class == NounClass::Official);
        let date = self.context.today?.to_string();
        let pack = self.context.pack;
        pack.office_holder(&pack.countries[country as usize].id, &pack.bodies[body as usize].id, &date).filter(|_| title)
    }

    /// A person's name after a title: the person where known, else the body the title speaks for.
    fn with_person(&self, mut mention: Mention, at: usize, end: usize) -> (Mention, usize) {
        let person = self.best(end, |sense| match sense {
            Sense::Entity(id) if self.context.pack.entities[id as usize].kind == EntityKind::Person => Some(id),
            _ => None,
        });
        if let Some((id, hit)) = person.filter(|(_, hit)| !hit.clitics.conjunction && hit.clitics.preposition.is_none()) {
            let title = mention.entity.as_ref().map(|entity| entity.surface.clone()).unwrap_or_default();
            let next = end + hit.len;
            mention.entity = Some(EntityRef { surface: title, ..self.entity(id, "".into(), at, next) });
            mention.class = NounClass::Person;
            return (mention, next);
        }
        let next = self.unknown_name(end);
        if next > end {
            if let Some(entity) = &mut mention.entity {
                entity.span = self.span(at, next);
                let surname = self.block.tokens[next - 1].norm.clone();
                self.context.introduce(&surname, entity);
            }
        }
        (mention, next)
    }

    /// Words that no table knows, up to four, as after a title: a person's name.
    pub fn unknown_name(&self, at: usize) -> usize {
        let mut next = at;
        while next < at + 5 {
            let Some(token) = self.token(next).filter(|t| t.kind == TokenKind::Word) else { break };
            let link = |i: usize| self.token(i).is_some_and(|t| matches!(&*t.norm, "بن" | "ابن" | "بنت"));
            let names_on = next > at && (matches!(&*token.norm, "بن" | "ابن" | "بنت" | "ابو" | "عبد" | "ال") || link(next - 1) || self.opens_name(next - 1));
            // `سلطان بن سحيم`: before a patronymic every word is a name.
            let unknown = self.is_unknown(next) || names_on || link(next + 1) || next == at && self.opens_name(at);
            if !unknown || token.norm.chars().count() < 2 || (next == at && token.norm.starts_with("ال")) {
                break;
            }
            next += 1;
        }
        next
    }

    /// A word of no table, or one that tables know only as a place or participle: it can be a name.
    pub fn is_unknown(&self, at: usize) -> bool {
        let free = |hits: &crate::lookup::Hits| hits.iter().all(|hit| matches!(hit.sense, Sense::Place(_) | Sense::Participle(..)) || hit.sense == Sense::Common && hit.clitics.weight() > 0);
        self.block.hits.get(at).is_some_and(free)
    }

    fn official(&self, at: usize, hit: Hit, sub: &str, depth: usize) -> Option<(Mention, usize)> {
        let mut next = at + hit.len;
        if let Some((country, end)) = self.nation_after(next, hit.clitics.article) {
            if let Some((body, head)) = self.best(at, |sense| if let Sense::BodyHead(id) = sense { Some(id) } else { None }) {
                if head.len == hit.len {
                    return Some(self.composed(at, body, country, end, head));
                }
            }
            return Some(self.official_of_state(at, end, hit, sub, country));
        }
        if let Some(found) = self.side(at, Hit { len: hit.len + 1, ..hit }) {
            return Some(self.with_person(found.0, at, found.1));
        }
        while self.token(next).is_some_and(|t| t.norm.starts_with("ال")) && self.block.hits[next].iter().all(|h| !matches!(h.sense, Sense::Entity(_) | Sense::BodyHead(_) | Sense::Country(_) | Sense::Function(_) | Sense::Verb(..))) && self.noun(next).is_none_or(|(id, _)| self.context.pack.nouns[id as usize].class == NounClass::Official) && next < at + hit.len + 3 {
            next += 1;
        }
        let in_name = hit.len > 1 && self.block.tokens.get(next - 1).is_some_and(|t| t.is("باسم") || t.is("بلسان"));
        let link = self.token(next).is_some_and(|t| matches!(&*t.norm, "باسم" | "في" | "لدي" | "لدى" | "من" | "بلسان"));
        let inner = self.past_quotes(if link { next + 1 } else { next });
        let genitive = link || in_name || (!hit.clitics.article && self.is_idafa(inner)) || self.block.hits.get(inner).is_some_and(|hits| hits.iter().any(|h| h.clitics.preposition == Some('ل')));
        let mut genitive_place = None;
        if let Some((mention, end)) = self.phrase(inner, depth + 1).filter(|_| genitive) {
            genitive_place = (!link && mention.place.is_some() && mention.class == NounClass::Place && !hit.clitics.article).then_some(end);
            if let Some(entity) = mention.entity.filter(|e| !matches!(e.kind, EntityKind::Person | EntityKind::People | EntityKind::Unnamed)) {
                let mut outer = bare(NounClass::Official);
                outer.sub = sub.to_owned();
                outer.definite = true;
                outer.media = mention.media;
                let surface = self.surface(at, end, hit.clitics);
                outer.entity = Some(EntityRef { surface, span: self.span(at, end), ..entity });
                return Some(self.with_person(outer, at, end));
            }
        }
        self.titled_person(at, hit, sub, next, genitive_place)
    }

    /// A title without an institution: with a name, alone, or of a place (`حاكم ولاية كذا فلان`), past which `seat` stands.
    fn titled_person(&self, at: usize, hit: Hit, sub: &str, next: usize, seat: Option<usize>) -> Option<(Mention, usize)> {
        let name = self.unknown_name(next);
        if name == next && next == at + hit.len {
            if let Some(found) = self.short_name(at, hit).or_else(|| self.office(at, hit)) {
                return Some(found);
            }
        }
        let (next, name) = match seat.filter(|_| name == at + hit.len) {
            Some(end) => (end, self.unknown_name(end)),
            None if !hit.clitics.article && name == next => (self.adjectives(next, hit), self.adjectives(next, hit)),
            None => (next, name),
        };
        let person = self.best(next, |sense| match sense {
            Sense::Entity(id) if self.context.pack.entities[id as usize].kind == EntityKind::Person => Some(id),
            _ => None,
        });
        let mut outer = bare(NounClass::Official);
        if person.is_some_and(|(_, h)| !h.clitics.conjunction) {
            outer.entity = Some(self.unknown(&self.surface(at, next, hit.clitics), "official", EntityKind::Person, at, next));
            return Some(self.with_person(outer, at, next));
        }
        outer.sub = sub.to_owned();
        outer.definite = hit.clitics.article || name > next;
        let entity = if name >= next + 2 || (name > next && hit.clitics.article) {
            let full = self.surface(next, name, Clitics::default());
            let mut entity = self.unknown(&full, "person", EntityKind::Person, at, name);
            entity.surface = self.surface(at, next, hit.clitics);
            let surname = self.block.tokens[name - 1].norm.clone();
            self.context.introduce(&surname, &entity);
            self.introduce(&entity, at, hit);
            entity
        } else {
            self.unknown(&self.surface(at, next, hit.clitics), "official", EntityKind::Unnamed, at, next)
        };
        outer.entity = Some(entity);
        Some((outer, name.max(next)))
    }

    /// `رئيس الوزراء`, `النائب العام` without a country: of the one the article is about.
    fn office(&self, at: usize, hit: Hit) -> Option<(Mention, usize)> {
        let (body, head) = self.best(at, |sense| if let Sense::BodyHead(id) = sense { Some(id) } else { None })?;
        let definite = self.token(at + head.len - 1).is_some_and(|t| t.norm.starts_with("ال"));
        if head.len != hit.len || head.len < 2 || !definite || head.clitics.pronoun.is_some() {
            return None;
        }
        Some(self.composed(at, body, self.main_country()?, at + head.len, head))
    }

    fn official_of_state(&self, at: usize, end: usize, hit: Hit, sub: &str, country: u32) -> (Mention, usize) {
        let nation = &self.context.pack.countries[country as usize];
        let surface = self.surface(at, end, hit.clitics);
        let mut mention = bare(NounClass::Official);
        mention.sub = sub.to_owned();
        mention.definite = hit.clitics.article;
        mention.entity = Some(EntityRef {
            id: format!("unnamed:{}:{}", if sub.is_empty() { "official" } else { sub }, nation.id).into(),
            name_ar: surface.clone(),
            name_en: Some(format!("{} {}", nation.adjective_en, if sub.is_empty() { "officials".to_owned() } else { sub.replace('_', " ") }).into()),
            surface,
            kind: EntityKind::Unnamed,
            span: self.span(at, end),
        });
        self.with_person(mention, at, end)
    }

    /// A common noun that is no class word, direction or title.
    fn common(&self, at: usize, id: u32, hit: Hit, depth: usize) -> Option<(Mention, usize)> {
        let row = &self.context.pack.nouns[id as usize];
        let after = at + hit.len;
        let mut mention = bare(row.class);
        mention.sub = row.sub.clone();
        mention.definite = hit.clitics.article || hit.clitics.pronoun.is_some();
        match row.class {
            NounClass::Force | NounClass::Body | NounClass::Source => self.institution(at, hit, mention, depth),
            NounClass::People => {
                let next = self.modifiers_indefinite(after, hit);
                let singular = isnad_text::fold::fold(&row.lemma) == self.stem(at, hit);
                mention.people = Some(People { subgroup: row.sub.clone(), singular });
                let surface = self.surface(at, next, hit.clitics);
                let mut entity = self.unknown(&surface, "people", EntityKind::People, at, next);
                if !row.sub.is_empty() {
                    entity.id = format!("people:{}", row.sub).into();
                }
                mention.entity = Some(entity);
                Some((mention, next))
            }
            NounClass::Site => Some(place::after_site(self, at, hit, mention)),
            _ => Some((mention, after)),
        }
    }

    /// The word without its clitics, folded; the accusative ending too.
    fn stem(&self, at: usize, hit: Hit) -> String {
        let norm = &self.block.tokens[at].norm;
        let bare = without_proclitics(norm, hit.clitics);
        let bare = bare.strip_prefix("ال").unwrap_or(bare);
        bare.strip_suffix('ا').filter(|stem| stem.chars().count() > 2).unwrap_or(bare).to_owned()
    }

    /// Adjectives after an indefinite noun: participles and nationality adjectives without article, or as [`Self::modifiers`].
    fn modifiers_indefinite(&self, mut at: usize, head: Hit) -> usize {
        if head.clitics.article {
            return self.modifiers(at);
        }
        for _ in 0..2 {
            let adjective = self.best(at, |sense| matches!(sense, Sense::Nationality(_) | Sense::Participle(_, true)).then_some(()));
            match adjective {
                Some((_, hit)) if hit.clitics == Clitics::default() => at += 1,
                _ => break,
            }
        }
        at
    }

    fn institution(&self, at: usize, hit: Hit, mut mention: Mention, depth: usize) -> Option<(Mention, usize)> {
        let after = at + hit.len;
        let source = mention.class == NounClass::Source;
        let kind = match mention.class {
            NounClass::Source => EntityKind::Unnamed,
            NounClass::Force => EntityKind::Force,
            _ => EntityKind::Body,
        };
        let inner = self.past_quotes(after);
        if let Some((of, next)) = self.phrase(inner, depth + 1).filter(|_| !hit.clitics.article && self.is_idafa(inner)) {
            if let Some(entity) = of.entity.filter(|e| matches!(e.kind, EntityKind::Force | EntityKind::Group | EntityKind::State | EntityKind::Ngo | EntityKind::Un | EntityKind::Agency | EntityKind::Media | EntityKind::Body)) {
                let surface = self.surface(at, next, hit.clitics);
                mention.media = of.media;
                mention.definite = true;
                mention.entity = Some(if source { self.affiliated(&mention.sub, &entity, surface, at, next) } else { EntityRef { surface, span: self.span(at, next), ..entity } });
                return Some((mention, next));
            }
        }
        if mention.class == NounClass::Force && self.token(after).is_some_and(|t| t.is("من")) {
            if let Some((of, next)) = self.phrase(self.past_quotes(after + 1), depth + 1) {
                if let Some(entity) = of.entity.filter(|e| matches!(e.kind, EntityKind::Force | EntityKind::Group | EntityKind::Body)) {
                    mention.entity = Some(EntityRef { surface: self.surface(at, next, hit.clitics), span: self.span(at, next), ..entity });
                    return Some((mention, next));
                }
            }
        }
        let mut next = self.adjectives(after, hit);
        if let Some(found) = self.party(at, hit, &mention.sub).or_else(|| self.short_form(at, hit, &mention, next)) {
            return Some(found);
        }
        if let Some((entity, end)) = self.titled(at, hit, after, next, kind).filter(|_| mention.class == NounClass::Body || source && mention.sub == "media") {
            mention.definite = true;
            mention.media = source;
            mention.entity = Some(entity);
            return Some((mention, end));
        }
        if source {
            if let Some((entity, end)) = self.within(next, depth) {
                let surface = self.surface(at, end, hit.clitics);
                mention.entity = Some(self.affiliated(&mention.sub, &entity, surface, at, end));
                return Some((mention, end));
            }
        } else if let Some((entity, end)) = self.attached(next, depth) {
            // `الجناح العسكري لحركة حماس`: an arm of a named body is that body.
            let surface = self.surface(at, end, hit.clitics);
            mention.definite = true;
            mention.entity = Some(EntityRef { surface, span: self.span(at, end), ..entity });
            return Some((mention, end));
        } else if next == after && !hit.clitics.article {
            next = self.unknown_name(after).max(next);
        }
        mention.entity = Some(self.nameless(at, next, hit, &mention, kind));
        Some((mention, next))
    }

    /// An institution that only its common noun names.
    fn nameless(&self, at: usize, next: usize, hit: Hit, mention: &Mention, kind: EntityKind) -> EntityRef {
        let source = mention.class == NounClass::Source;
        let mut entity = self.unknown(&self.surface(at, next, hit.clitics), if source { "source" } else { "body" }, kind, at, next);
        if source {
            entity.id = format!("unnamed:{}", if mention.sub.is_empty() { "source" } else { &mention.sub }).into();
            entity.name_en = Some(english_source(&mention.sub).into());
        } else if kind == EntityKind::Force && !mention.sub.is_empty() {
            entity.id = match self.nation_after(at + hit.len, hit.clitics.article) {
                Some((country, _)) => format!("generic:{}:{}", mention.sub, self.context.pack.countries[country as usize].id).into(),
                None => format!("generic:{}", mention.sub).into(),
            };
        }
        entity
    }

    /// What a definite common noun stands for in this article: introduced by it, a side of its country, the armed group named last.
    fn short_form(&self, at: usize, hit: Hit, mention: &Mention, next: usize) -> Option<(Mention, usize)> {
        if next > at + hit.len {
            return self.side(at, Hit { len: hit.len + 1, ..hit });
        }
        if mention.class == NounClass::Source {
            return None;
        }
        self.short_name(at, hit).or_else(|| self.side(at, hit)).or_else(|| self.last_armed(at, hit, &mention.sub))
    }

    /// Adjectives after a source or armed noun, definite or not.
    fn adjectives(&self, mut at: usize, head: Hit) -> usize {
        let start = at;
        while at < start + 3 {
            let Some(token) = self.token(at).filter(|t| t.kind == TokenKind::Word) else { break };
            let nation = self.best(at, |sense| if let Sense::Nationality(id) = sense { Some(id) } else { None });
            if nation.is_some_and(|(_, hit)| hit.clitics.article == head.clitics.article && !hit.clitics.conjunction && hit.clitics.preposition.is_none()) {
                at += 1;
                continue;
            }
            let agrees = token.norm.starts_with("ال") == head.clitics.article;
            let adjective_ending = token.norm.ends_with("يه") || token.norm.ends_with("ي") || token.norm.ends_with("ين") || token.norm.ends_with("ون") || token.norm.ends_with("ه");
            let closed = self.block.hits[at].iter().any(|hit| {
                matches!(hit.sense, Sense::Function(_) | Sense::Verb(..) | Sense::Entity(_) | Sense::Country(_) | Sense::Place(_) | Sense::Time(_) | Sense::Number(_) | Sense::Cue(_) | Sense::Masdar(_))
            });
            if !agrees || !adjective_ending || closed {
                break;
            }
            at += 1;
        }
        at
    }

    /// `في/من/ل` and an institution after a source noun: whose source it is.
    fn within(&self, at: usize, depth: usize) -> Option<(EntityRef, usize)> {
        let link = self.token(at).is_some_and(|t| matches!(&*t.norm, "في" | "من" | "لدي" | "باسم"));
        let attached = self.block.hits.get(at).is_some_and(|hits| hits.iter().any(|hit| matches!(hit.clitics.preposition, Some('ب' | 'ل')) && matches!(hit.sense, Sense::BodyHead(_) | Sense::Entity(_))));
        if !link && !attached {
            return None;
        }
        let (mention, end) = self.phrase(self.past_quotes(if link { at + 1 } else { at }), depth + 1)?;
        let entity = mention.entity.filter(|e| matches!(e.kind, EntityKind::Force | EntityKind::Group | EntityKind::Body | EntityKind::Ngo | EntityKind::Un) && mention.class != NounClass::Place)?;
        Some((entity, end))
    }

    /// ل and a named body, right after a phrase.
    fn attached(&self, at: usize, depth: usize) -> Option<(EntityRef, usize)> {
        let attached = self.block.hits.get(at).filter(|_| at < self.end)?.iter().any(|hit| hit.clitics.preposition == Some('ل') && matches!(hit.sense, Sense::Entity(_) | Sense::BodyHead(_) | Sense::Noun(_)));
        if !attached {
            return None;
        }
        let (mention, end) = self.phrase(at, depth + 1)?;
        let entity = mention.entity.filter(|e| matches!(e.kind, EntityKind::Force | EntityKind::Group) && !e.id.starts_with("x:") && !e.id.starts_with("generic:"))?;
        Some((entity, end))
    }

    fn affiliated(&self, sub: &str, of: &EntityRef, surface: Arc<str>, from: usize, to: usize) -> EntityRef {
        let media = matches!(of.kind, EntityKind::Agency | EntityKind::Media);
        if media || sub == "statement" || sub == "media" {
            return EntityRef { surface, span: self.span(from, to), ..of.clone() };
        }
        EntityRef {
            id: format!("unnamed:{}@{}", if sub.is_empty() { "source" } else { sub }, of.id).into(),
            name_ar: surface.clone(),
            name_en: of.name_en.as_ref().map(|name| format!("{name} source").into()),
            surface,
            kind: EntityKind::Unnamed,
            span: self.span(from, to),
        }
    }

    fn label(&self, at: usize) -> Option<(Mention, usize)> {
        let (id, hit) = self.best(at, |sense| if let Sense::Label(id) = sense { Some(id) } else { None })?;
        let row = &self.context.pack.labels[id as usize];
        let surface = self.surface(at, at + hit.len, hit.clitics);
        let entity = match self.context.pack.entity_by_id.get(row.actor.as_str()) {
            Some(&known) => self.entity(known, surface, at, at + hit.len),
            // A judgment as an adjective (`الإرهابية`) names nobody.
            None if !["ون", "ين", "ان"].iter().any(|ending| surface.ends_with(ending)) => return None,
            None => self.unknown(&surface, "label", EntityKind::Force, at, at + hit.len),
        };
        let mut mention = bare(class_of(entity.kind));
        mention.entity = Some(entity);
        mention.definite = hit.clitics.article;
        Some((mention, at + hit.len))
    }

    /// `الفلسطينيون`, `سوريون`: people of a country.
    fn people_of(&self, at: usize) -> Option<(Mention, usize)> {
        let (country, hit) = self.best(at, |sense| if let Sense::Nationality(id) = sense { Some(id) } else { None })?;
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
        Some((mention, at + hit.len))
    }

    fn metonym(&self, at: usize) -> Option<(Mention, usize)> {
        let (id, hit) = self.best(at, |sense| if let Sense::Capital(id) = sense { Some(id) } else { None })?;
        let mut mention = bare(NounClass::State);
        mention.entity = Some(self.state(id, at, hit));
        mention.metonym = true;
        mention.definite = true;
        Some((mention, at + hit.len))
    }
}

/// The sound plural in one case: `المتمردين` and `المتمردون` are one word.
fn nominative(word: &str) -> String {
    word.strip_suffix("ين").filter(|stem| stem.chars().count() > 3).map_or_else(|| word.to_owned(), |stem| format!("{stem}ون"))
}

/// Cuts written proclitics off the front of `text`, unfolded.
pub fn without_proclitics(text: &str, clitics: Clitics) -> &str {
    let mut rest = text;
    if clitics.conjunction {
        rest = rest.strip_prefix(['و', 'ف']).unwrap_or(rest);
    }
    if let Some(letter) = clitics.preposition {
        rest = if letter == 'ل' && clitics.article && rest.starts_with("لل") { &rest['ل'.len_utf8()..] } else { rest.strip_prefix(letter).unwrap_or(rest) };
    }
    rest
}

fn english_source(sub: &str) -> String {
    match sub {
        "" => "unnamed sources".into(),
        "footage" => "footage on social media".into(),
        "reports" | "statement" | "witnesses" | "activists" => sub.to_owned(),
        sub => format!("{} sources", sub.replace('_', " ")),
    }
}

/// The meaning class of an entity kind.
pub fn class_of(kind: EntityKind) -> NounClass {
    match kind {
        EntityKind::Force => NounClass::Force,
        EntityKind::State => NounClass::State,
        EntityKind::Group => NounClass::Group,
        EntityKind::Person => NounClass::Person,
        EntityKind::People => NounClass::People,
        EntityKind::Unnamed => NounClass::Source,
        _ => NounClass::Body,
    }
}

/// Whether a word at `at` is closed-class.
pub fn is_function(block: &BlockText, at: usize) -> bool {
    block.hits.get(at).is_some_and(|hits| hits.iter().any(|hit| matches!(hit.sense, Sense::Function(class) if !matches!(class, FunctionClass::Adverb | FunctionClass::Quantifier))))
}
