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
    Mention {
        class,
        entity: None,
        place: None,
        people: None,
        number: None,
        sub: String::new(),
        definite: false,
        locator: false,
        part: false,
        metonym: false,
        media: false,
    }
}

/// Under this key the armed group named last is remembered.
const LAST_ARMED: &str = "@armed";

/// Deepest nesting of phrases (`المتحدث باسم وزارة…`).
const DEPTH: usize = 3;

impl<'a> Reader<'a, '_> {
    pub(crate) fn token(&self, at: usize) -> Option<&'a Token> {
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
        // `"إم.آي.تي"`: told by its letters.
        let letters = |i: usize| self.token(i).is_some_and(|t| t.is(".")) && self.token(i - 1).is_some_and(|t| t.norm.chars().count() <= 2);
        let initials = (at + 1..at + 10).step_by(2).take_while(|&i| letters(i)).last().map_or(at, |last| last + 1);
        // `"داشت-إي-أرتشي"`: hyphens part nothing.
        let hyphens = (initials + 1..initials + 6).filter(|&i| self.token(i).is_some_and(|t| t.is("-"))).count();
        let close = (initials + 1..initials + 6 + hyphens).find(|&i| self.token(i).is_none_or(|t| t.kind != TokenKind::Word && !t.is("-")))?;
        (opened && self.token(close).is_some_and(|t| is_quote(&t.norm))).then_some(close)
    }

    /// A word that opens a name of several words: `أبو`, `ابن`, `أم`.
    pub fn opens_name(&self, at: usize) -> bool {
        self.token(at).is_some_and(|t| opening_word(&t.norm)) && self.token(at + 1).is_some_and(|t| t.kind == TokenKind::Word)
    }

    /// The best hit at `at` for which `wanted` gives something, longest first, least cut first.
    pub fn best<T>(&self, at: usize, wanted: impl Fn(Sense) -> Option<T>) -> Option<(T, Hit)> {
        let hits = self.block.hits.get(at).filter(|_| at < self.end)?;
        hits.iter()
            .filter(|hit| at + hit.len <= self.end)
            .filter_map(|hit| wanted(hit.sense).map(|found| (found, *hit)))
            .max_by_key(|(_, hit)| (hit.len, std::cmp::Reverse(hit.clitics.weight())))
    }

    pub(crate) fn longest_name(&self, at: usize) -> usize {
        let name = |sense| matches!(sense, Sense::Entity(_) | Sense::Place(_) | Sense::Country(_)).then_some(());
        self.best(at, name).map_or(0, |(_, hit)| hit.len)
    }

    pub(crate) fn noun(&self, at: usize) -> Option<(u32, Hit)> {
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
        match bare
            .strip_prefix("لل")
            .or_else(|| bare.strip_prefix('ل'))
            .filter(|_| clitics.preposition == Some('ل') && text.trim_start_matches(['و', 'ف']).starts_with("لل"))
        {
            Some(rest) => format!("ال{rest}").into(),
            None => bare.into(),
        }
    }

    pub(crate) fn phrase(&self, at: usize, depth: usize) -> Option<(Mention, usize)> {
        if depth > DEPTH || self.token(at)?.kind != TokenKind::Word {
            return None;
        }
        if let Some(found) = self.surname(at) {
            return Some(found);
        }
        if let Some(found) = self.first_of_two(at) {
            return Some(found);
        }
        let name_len = self.longest_name(at);
        let head = self.best(at, |sense| if let Sense::BodyHead(id) = sense { Some(id) } else { None });
        let noun = self.noun(at);
        let noun_len = noun.map_or(0, |(_, hit)| hit.len);
        // `المتحدث العسكري باسم الجماعة`: the title of whom it names, not of the army of the country.
        let spokesman = |sense| matches!(sense, Sense::Noun(id) if self.context.pack.nouns[id as usize].sub == "spokesman").then_some(());
        if let Some((_, hit)) = self.best(at, spokesman) {
            let longest = head.map_or(1, |(_, hit)| hit.len) + 1;
            let speaks_for = |i: usize| self.token(i).is_some_and(|t| t.is("باسم") || t.is("بلسان"));
            if let Some(link) = (at + 2..=at + longest.max(3)).find(|&i| speaks_for(i)) {
                if let Some(found) = self.spokesman_of(at, hit, link + 1, depth) {
                    return Some(found);
                }
            }
        }
        let head_len = head.map_or(0, |(_, hit)| hit.len);
        if noun_len >= name_len && noun_len >= head_len {
            if let Some(found) = self.class_word(at, noun_len, depth) {
                return Some(found);
            }
        }
        if let Some((id, hit)) = head.filter(|(_, hit)| hit.len >= name_len && !self.stands_in(at, noun)) {
            if let Some(found) = self.body(at, id, hit, depth) {
                return Some(found);
            }
        }
        if name_len > 0 && name_len >= noun_len && !self.another_by_adjective(at, name_len, noun) {
            if let Some(found) = self.name(at) {
                return Some(found);
            }
        }
        if let Some((id, hit)) = noun {
            return self.common(at, id, hit, depth);
        }
        self.label(at).or_else(|| self.people_of(at)).or_else(|| self.metonym(at))
    }

    /// `مستشفى مدينة كذا`: a site, told by the place it stands in, before the body that its noun is too.
    fn stands_in(&self, at: usize, noun: Option<(u32, Hit)>) -> bool {
        let class = |id: u32| self.context.pack.nouns[id as usize].class;
        let site = noun.filter(|(id, hit)| class(*id) == NounClass::Site && !hit.clitics.article && hit.clitics.pronoun.is_none());
        let inner = site.and_then(|(_, hit)| self.noun(at + hit.len));
        inner.is_some_and(|(id, hit)| class(id) == NounClass::PlaceClass && hit.clitics == Clitics::default())
    }

    /// `المرصد الوطني`: a body known by its noun alone is another one behind an adjective that is not of its own country.
    fn another_by_adjective(&self, at: usize, name_len: usize, noun: Option<(u32, Hit)>) -> bool {
        let body = noun.is_some_and(|(id, hit)| hit.len == 1 && hit.clitics.article && self.context.pack.nouns[id as usize].class == NounClass::Body);
        let known = self.best(at, |sense| if let Sense::Entity(id) = sense { Some(id) } else { None }).filter(|(_, hit)| hit.len == name_len);
        let Some((entity, _)) = known.filter(|_| body && name_len == 1) else { return false };
        let adjective = self
            .token(at + 1)
            .is_some_and(|t| t.norm.starts_with("ال") && (t.norm.ends_with('ي') || t.norm.ends_with("يه")) && t.kind == TokenKind::Word);
        let own = self
            .nation(at + 1)
            .is_some_and(|(country, _)| self.context.pack.countries[country as usize].id == self.context.pack.entities[entity as usize].country);
        let head = self.block.hits.get(at + 1).is_some_and(|hits| {
            hits.iter().any(|hit| matches!(hit.sense, Sense::Entity(_) | Sense::Place(_) | Sense::Function(_) | Sense::Time(_) | Sense::Verb(..)))
        });
        adjective && !own && !head
    }

    /// The readings of a noun that need what follows: a direction or part, a class word, a title.
    pub(crate) fn class_word(&self, at: usize, len: usize, depth: usize) -> Option<(Mention, usize)> {
        let readings = self.block.hits[at]
            .iter()
            .filter(|hit| hit.len == len)
            .filter_map(|hit| if let Sense::Noun(id) = hit.sense { Some((id, *hit)) } else { None });
        let mut kept = None;
        // `كتلة الصدر`: a word of its own before what is left of it without a letter.
        let whole = self.block.hits[at].iter().any(|hit| hit.len == len && hit.clitics.preposition.is_none() && matches!(hit.sense, Sense::Noun(_)));
        for (id, hit) in readings {
            if whole && hit.clitics.preposition == Some('ك') {
                continue;
            }
            let row = &self.context.pack.nouns[id as usize];
            let found = match row.class {
                NounClass::Direction => place::after_direction(self, at, hit, &row.sub, depth),
                NounClass::PlaceClass => place::after_class_word(self, at, hit, &row.sub),
                // `الفريق ضاحي خلفان`: a rank that is a body too, where a name follows.
                NounClass::Official if row.sub == "rank" => {
                    let named = self.name_after_title(at + hit.len) > at + hit.len + 1 || self.is_person(at + hit.len);
                    (named && hit.clitics.article).then(|| self.official(at, hit, "officer", depth)).flatten()
                }
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

    /// Whether the name of a known person stands at `at`.
    pub(crate) fn is_person(&self, at: usize) -> bool {
        let id = self.best(at, |sense| if let Sense::Entity(id) = sense { Some(id) } else { None });
        id.is_some_and(|(id, hit)| self.context.pack.entities[id as usize].kind == EntityKind::Person && hit.clitics.weight() == 0)
    }

    /// An entity met again under a short name.
    pub(crate) fn again(&self, entity: EntityRef, from: usize, to: usize) -> Mention {
        let mut mention = bare(class_of(entity.kind));
        mention.definite = true;
        mention.media = matches!(entity.kind, EntityKind::Agency | EntityKind::Media);
        mention.entity = Some(EntityRef { span: self.span(from, to), ..entity });
        mention
    }

    /// `الهيئة`, `الرئيس`, `الوكالة` alone: what was introduced with that word.
    pub(crate) fn short_name(&self, at: usize, hit: Hit) -> Option<(Mention, usize)> {
        if !hit.clitics.article || hit.len != 1 {
            return None;
        }
        // `السرايا`: what looks like the ending of an object may be the word's own.
        let entity = [self.bare_word(at, hit), &self.stem(at, hit)].iter().find_map(|word| self.context.introduced(&definite(word)))?;
        Some((self.again(entity, at, at + 1), at + 1))
    }

    /// `الجانب الروسي`, `المملكة السعودية`: a party told by its nationality is that state.
    pub(crate) fn party(&self, at: usize, hit: Hit, sub: &str) -> Option<(Mention, usize)> {
        let (id, _) = self.noun(at).filter(|_| sub == "state")?;
        let singular = isnad_text::fold::fold(&self.context.pack.nouns[id as usize].lemma) == self.stem(at, hit);
        let (country, end) = self.nation_after(at + hit.len, hit.clitics.article).filter(|_| singular)?;
        let mut mention = bare(NounClass::State);
        mention.definite = true;
        mention.entity = Some(EntityRef { surface: self.surface(at, end, hit.clitics), span: self.span(at, end), ..self.state(country, at, hit) });
        Some((mention, end))
    }

    /// `الجماعة`, `التنظيم`, never introduced by that word: the armed group named last.
    pub(crate) fn last_armed(&self, at: usize, hit: Hit, sub: &str) -> Option<(Mention, usize)> {
        let singular = self.noun(at).is_some_and(|(id, _)| isnad_text::fold::fold(&self.context.pack.nouns[id as usize].lemma) == self.stem(at, hit));
        if !hit.clitics.article || !singular || !matches!(sub, "movement" | "faction" | "militia") {
            return None;
        }
        let entity = self.context.introduced(LAST_ARMED)?;
        Some((self.again(entity, at, at + hit.len), at + hit.len))
    }

    /// Remembers the short forms that may follow a full name or title.
    pub(crate) fn introduce(&self, entity: &EntityRef, at: usize, hit: Hit) {
        let word = self.block.tokens[at].norm.as_ref();
        let bare = without_proclitics(word, hit.clitics);
        // `جيش الإسلام`: a name in the construct, of no army of a state; `الجيش` alone is one.
        let army = self.noun(at).is_some_and(|(id, _)| self.context.pack.nouns[id as usize].sub == "army");
        if army && !bare.starts_with("ال") {
            return;
        }
        self.context.introduce(&definite(self.bare_word(at, hit)), entity);
    }

    /// The word at `at` without its proclitics and its article, folded.
    fn bare_word(&self, at: usize, hit: Hit) -> &'a str {
        let bare = without_proclitics(&self.block.tokens[at].norm, hit.clitics);
        // `ألوية`: a noun whose own letters look like the article.
        let own = self.noun(at).is_some_and(|(_, noun)| !noun.clitics.article);
        bare.strip_prefix("ال").filter(|_| !own).unwrap_or(bare)
    }

    /// What a number counts: a people noun, an armed one, a nationality; a unit makes it no number of people.
    pub(crate) fn counted(&self, at: usize) -> Option<(Mention, usize)> {
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
        let (_, hit) = self.best(at, |sense| if let Sense::BodyHead(id) = sense { Some(id) } else { None }).or_else(|| self.nation(at))?;
        let mut mention = bare(NounClass::People);
        mention.people = Some(People { subgroup: String::new(), singular: false });
        let next = self.modifiers(at + hit.len);
        mention.entity = Some(self.unknown(&self.surface(at, next, hit.clitics), "people", EntityKind::People, at, next));
        Some((mention, next))
    }

    /// An entity the packs do not know, named by its words.
    pub fn unknown(&self, surface: &str, prefix: &str, kind: EntityKind, from: usize, to: usize) -> EntityRef {
        // `#فلان_الفلاني`
        let name = surface.replace('_', " ");
        EntityRef {
            id: format!("x:{prefix}:{}", isnad_text::fold::fold(&name).replace(' ', "_")).into(),
            name_ar: name.into(),
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
        EntityRef {
            id: row.id.clone(),
            name_ar: row.name_ar.clone(),
            name_en: row.name_en.clone(),
            surface,
            kind: row.kind,
            span: self.span(from, to),
        }
    }

    pub(crate) fn name(&self, at: usize) -> Option<(Mention, usize)> {
        let entity = self.best(at, |sense| if let Sense::Entity(id) = sense { Some(id) } else { None });
        let country = self.best(at, |sense| if let Sense::Country(id) = sense { Some(id) } else { None });
        let (place, place_len) = place::named(self, at).map_or((None, 0), |(place, len)| (Some(place), len));
        let entity_len = entity.map_or(0, |(_, hit)| hit.len);
        let country_len = country.map_or(0, |(_, hit)| hit.len);
        if let Some((id, hit)) = country.filter(|_| country_len >= entity_len && country_len >= place_len) {
            let (mut mention, next) = self.country(at, id, hit);
            mention.place = mention.place.or_else(|| place.filter(|_| place_len == country_len));
            return Some((mention, next));
        }
        if let Some((id, hit)) = entity.filter(|_| entity_len > 0 && entity_len >= place_len) {
            let place = place.filter(|_| place_len == entity_len);
            return Some(self.known(at, id, hit, place));
        }
        let place = place?;
        let capital = self.best(at, |sense| if let Sense::Capital(id) = sense { Some(id) } else { None });
        let mut mention = bare(NounClass::Place);
        mention.definite = true;
        // `طرابلس` in the Lebanon is no capital, and speaks for no state.
        let own = |id: u32| place.country.as_ref().is_none_or(|country| *country == self.context.pack.countries[id as usize].id);
        if let Some((id, hit)) = capital.filter(|(id, hit)| hit.len == place_len && own(*id)) {
            mention.entity = Some(self.state(id, at, hit));
            mention.metonym = true;
        }
        mention.place = Some(place);
        Some((mention, self.after_nationality(at + place_len)))
    }

    /// A nationality adjective after a place's name (`حمص السورية`) belongs to it.
    pub(crate) fn after_nationality(&self, at: usize) -> usize {
        let adjective = self.best(at, |sense| if let Sense::Nationality(id) = sense { Some(id) } else { None });
        adjective
            .filter(|(_, hit)| hit.clitics.article && !hit.clitics.conjunction && hit.clitics.preposition.is_none())
            .map_or(at, |(_, hit)| at + hit.len)
    }

    pub(crate) fn country(&self, at: usize, id: u32, hit: Hit) -> (Mention, usize) {
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

    pub(crate) fn known(&self, at: usize, id: u32, hit: Hit, place: Option<PlaceRef>) -> (Mention, usize) {
        let row = &self.context.pack.entities[id as usize];
        // `طيران الاحتلال الروسي`: only where the name itself ends in a label.
        let labelled = |hit: &Hit| matches!(hit.sense, Sense::Label(_)) && hit.len == 1;
        let label = hit.len > 1 && self.block.hits.get(at + hit.len - 1).is_some_and(|hits| hits.iter().any(labelled));
        if let Some(found) = self.label_of_another(at, &row.id, hit).filter(|_| row.kind == EntityKind::Force && label) {
            return found;
        }
        if let Some(namesake) = self.namesake(at, id, hit) {
            return (self.again(namesake, at, at + 1), at + 1);
        }
        let mut next = at + hit.len;
        let mut mention = bare(class_of(row.kind));
        mention.media = row.is_media;
        mention.definite = true;
        mention.place = place;
        if row.kind != EntityKind::Person {
            next = self.modifiers(next);
        }
        // `حزب كذا الحاكم`: an adjective of the party, and no governor.
        let ruling = |word: &str| self.context.pack.classes.get("ruling").is_some_and(|words| words.contains(word));
        if row.kind != EntityKind::Person && self.token(next).is_some_and(|t| t.norm.strip_prefix("ال").is_some_and(ruling)) {
            next += 1;
        }
        let entity = self.entity(id, self.surface(at, at + hit.len, hit.clitics), at, next);
        if matches!(row.kind, EntityKind::Force | EntityKind::Group) {
            self.context.introduce(LAST_ARMED, &entity);
        }
        if hit.len > 1 && row.kind != EntityKind::Person {
            self.introduce(&entity, at, hit);
        }
        if row.kind == EntityKind::Person {
            self.introduce_surname(&entity, at, hit.len);
        }
        mention.entity = Some(entity);
        // `زعيم المعارضة فلان`
        let office = self.noun(at).is_some_and(|(id, _)| self.context.pack.nouns[id as usize].class == NounClass::Official);
        if office && row.kind != EntityKind::Person { self.with_person(mention, at, next) } else { (mention, next) }
    }

    /// Of a person named by the `words` from `at` on: the last means him from here on, unless it is one with the word before (`بن سلمان`, `نصر الله`).
    pub(crate) fn introduce_surname(&self, person: &EntityRef, at: usize, words: usize) {
        let link = |i: usize| self.token(i).is_some_and(|t| matches!(&*t.norm, "بن" | "ابن" | "بنت" | "ابو" | "ابي" | "ام" | "عبد" | "ال"));
        let last = at + words - 1;
        if let Some(word) = self.token(last).filter(|t| words > 1 && !link(last - 1) && !t.is("الله")) {
            self.context.introduce(&word.norm, person);
        }
        // `شي جين بينغ`: where the name of the family stands first.
        let family = self.context.pack.classes.get("family_first");
        if let Some(word) = self.token(at).filter(|t| words > 2 && family.is_some_and(|names| names.contains(&*t.norm))) {
            self.context.introduce(&word.norm, person);
        }
    }

    /// `الحريري` where the article told of another of that name last than the one whom the tables call so.
    fn namesake(&self, at: usize, id: u32, hit: Hit) -> Option<EntityRef> {
        let row = &self.context.pack.entities[id as usize];
        let word = without_proclitics(&self.block.tokens[at].norm, hit.clitics);
        let introduced = self.context.introduced(word).filter(|_| row.kind == EntityKind::Person && hit.len == 1)?;
        (introduced.kind == EntityKind::Person && introduced.id != row.id).then_some(introduced)
    }

    /// Adjectives after a head: words with the article, or nationality adjectives.
    pub fn modifiers(&self, mut at: usize) -> usize {
        let start = at;
        while let Some(token) = self.token(at).filter(|t| t.kind == TokenKind::Word) {
            if at == start && crate::agreement::of_another(self, at) {
                break;
            }
            let nation = self.best(at, |sense| if let Sense::Nationality(id) = sense { Some(id) } else { None });
            if nation.is_some_and(|(_, hit)| hit.clitics.article && !hit.clitics.conjunction && hit.clitics.preposition.is_none()) {
                at += 1;
                continue;
            }
            let ranks = self.context.pack.classes.get("standing");
            if token.norm.strip_prefix("ال").is_some_and(|word| ranks.is_some_and(|words| words.contains(word))) && !self.is_time(at) {
                at += 1;
                continue;
            }
            let plain = token.norm.starts_with("ال")
                && self.block.hits[at].iter().all(|hit| {
                    matches!(hit.sense, Sense::Participle(..) | Sense::Noun(_) | Sense::Label(_) | Sense::Place(_))
                        && hit.len == 1
                        && !self.is_head_noun(hit.sense)
                });
            if !plain || token.is("الي") || token.is("التي") || token.is("الذي") {
                break;
            }
            at += 1;
        }
        at
    }

    pub(crate) fn is_head_noun(&self, sense: Sense) -> bool {
        match sense {
            Sense::Noun(id) => !matches!(self.context.pack.nouns[id as usize].class, NounClass::Direction),
            Sense::Place(id) => !self.context.pack.places[id as usize].gated,
            _ => false,
        }
    }

    pub(crate) fn main_country(&self) -> Option<u32> {
        self.context.main_country().and_then(|id| self.context.pack.country_by_id.get(id).copied())
    }

    /// A nationality or country within two words, over adjectives.
    pub(crate) fn nation_after(&self, at: usize, definite: bool) -> Option<(u32, usize)> {
        // `اقتحم محتجون السفارة الأميركية`: an absolute plural has no genitive, and no adjective with the article.
        let people = |id: u32| matches!(self.context.pack.nouns[id as usize].class, NounClass::People | NounClass::Official | NounClass::Force);
        let absolute = !definite
            && at.checked_sub(1).is_some_and(|head| {
                let plural = self.token(head).is_some_and(|t| (t.norm.ends_with("ون") || t.norm.ends_with("ين")) && !t.norm.starts_with("ال"));
                plural && self.noun(head).is_some_and(|(id, hit)| hit.len == 1 && !hit.clitics.article && people(id))
            });
        for skip in 0..if absolute { 1 } else { 3 } {
            let here = self.past_quotes(at + skip);
            let adjective = self.best(here, |sense| if let Sense::Nationality(id) = sense { Some(id) } else { None });
            // A head with its article takes an adjective, not a genitive: `الاتحاد روسيا` is two phrases.
            let adjective = adjective.filter(|(_, hit)| hit.clitics.article || hit.clitics.conjunction || hit.clitics.preposition.is_some());
            // `قوات التحالف تركي المالكي`: behind a word with the article no adjective stands without it.
            if let Some((country, hit)) = if definite || skip > 0 { adjective } else { self.nation(here) } {
                let joined = hit.clitics.conjunction || hit.clitics.preposition.is_some();
                // `قال وزير الخارجية "إيران جارتنا"`: a quotation that goes on is no name in quotation marks.
                let said = here > at + skip && self.token(here + hit.len).is_none_or(|t| !is_quote(&t.norm));
                return (!joined && !said).then_some((country, here + hit.len));
            }
            let adjective = self.token(here).is_some_and(|t| t.kind == TokenKind::Word && t.norm.starts_with("ال"));
            let blocked = self.block.hits.get(here).is_some_and(|hits| {
                hits.iter()
                    .any(|hit| matches!(hit.sense, Sense::Function(_) | Sense::Verb(..) | Sense::Entity(_) | Sense::Country(_) | Sense::Time(_)))
            });
            // `وزير الدفاع السفير القطري`: a title is nobody's adjective.
            let titled = self.noun(here).is_some_and(|(id, hit)| {
                let row = &self.context.pack.nouns[id as usize];
                row.class == NounClass::Official && hit.clitics.article && !row.lemma.ends_with('ي')
            });
            if !adjective || blocked || titled {
                return None;
            }
        }
        None
    }

    /// A common noun that is no class word, direction or title.
    pub(crate) fn common(&self, at: usize, id: u32, hit: Hit, depth: usize) -> Option<(Mention, usize)> {
        let row = &self.context.pack.nouns[id as usize];
        let after = at + hit.len;
        let mut mention = bare(row.class);
        mention.sub = row.sub.clone();
        mention.definite = hit.clitics.article || hit.clitics.pronoun.is_some();
        match row.class {
            NounClass::Force | NounClass::Body | NounClass::Source => self.institution(at, hit, mention, depth),
            NounClass::People => {
                // `رجل الدين`: definite by its genitive.
                let construct = hit.len > 1 && self.block.tokens[after - 1].norm.starts_with("ال");
                let definite = hit.clitics.article || construct;
                let head = Hit { clitics: Clitics { article: definite, ..hit.clitics }, ..hit };
                let next = self.modifiers_indefinite(after, head);
                let stem = self.stem(at, hit);
                let lemma = isnad_text::fold::fold(&row.lemma);
                let singular = (lemma == stem || construct && lemma.split(' ').next() == Some(&*stem)) && !stem.ends_with("ون");
                mention.people = Some(People { subgroup: row.sub.clone(), singular });
                let surface = self.surface(at, next, hit.clitics);
                let whole = self.described(next, hit, row.sub == "family" && next == after);
                let mut entity = self.unknown(&self.surface(at, whole, hit.clitics), "people", EntityKind::People, at, whole);
                if !row.sub.is_empty() {
                    entity.name_ar = surface.clone();
                    entity.id = format!("people:{}", row.sub).into();
                }
                // `صحافي من وكالة كذا`: one of those who speak for it.
                if let Some((medium, end)) =
                    self.phrase(self.past_quotes(next + 1), depth + 1).filter(|(of, _)| of.media && self.token(next).is_some_and(|t| t.is("من")))
                {
                    mention.media = true;
                    mention.entity =
                        medium.entity.map(|of| EntityRef { surface: self.surface(at, end, hit.clitics), span: self.span(at, end), ..of });
                    return Some((mention, end));
                }
                let one = singular || stem.strip_suffix('ي') == Some(&*lemma);
                if let Some((person, end)) = Some(()).filter(|()| one && definite).and_then(|()| self.named_in_apposition(at, next, head)) {
                    mention.entity = Some(EntityRef { surface, ..person });
                    return Some((mention, end));
                }
                mention.entity = Some(entity);
                Some((mention, next))
            }
            NounClass::Site => Some(place::after_site(self, at, hit, mention)),
            _ => Some((mention, after)),
        }
    }

    /// The word without its clitics, folded; the accusative ending too.
    pub(crate) fn stem(&self, at: usize, hit: Hit) -> String {
        let norm = &self.block.tokens[at].norm;
        let bare = without_proclitics(norm, hit.clitics);
        let bare = bare.strip_prefix("ال").unwrap_or(bare);
        bare.strip_suffix('ا').filter(|stem| stem.chars().count() > 2).unwrap_or(bare).to_owned()
    }

    /// `الاقتصاد السوري`, `شخصيات روسية`: an adjective behind the noun that it agrees with names nobody.
    pub(crate) fn qualifies(&self, at: usize, hit: Hit) -> bool {
        let Some(noun) = at.checked_sub(1).and_then(|i| self.block.tokens.get(i)).filter(|t| t.kind == TokenKind::Word) else { return false };
        let norm = &self.block.tokens[at].norm;
        // `طائرتين أميركيتين`: two of the feminine are no people by themselves.
        let ending = (norm.ends_with(['ي', 'ه']) || norm.ends_with("تين") || norm.ends_with("تان"))
            && !hit.clitics.conjunction
            && hit.clitics.preposition.is_none();
        // `وفاة تونسي`: a masculine agrees with no feminine.
        if noun.marbuta && norm.ends_with('ي') {
            return false;
        }
        let hits = &self.block.hits[at - 1];
        let nominal = hits.iter().any(|hit| matches!(hit.sense, Sense::Common | Sense::Noun(_) | Sense::Masdar(_)))
            && !hits.iter().any(|hit| matches!(hit.sense, Sense::Verb(..) | Sense::Function(_) | Sense::Time(_)));
        let article = ["ال", "وال", "بال", "لل", "كال", "فال"].iter().any(|start| noun.norm.starts_with(start));
        ending && if hit.clitics.article { article } else { nominal && !article }
    }
}

/// What opens a name of several words.
pub(crate) fn opening_word(norm: &str) -> bool {
    matches!(norm, "ابو" | "ابي" | "ابا" | "ابن" | "بن" | "ام" | "بني" | "عبد" | "ال")
}

/// With its article, in the nominative.
fn definite(word: &str) -> String {
    format!("ال{}", nominative(word))
}

/// The sound plural in one case: `المتمردين` and `المتمردون` are one word.
pub(crate) fn nominative(word: &str) -> String {
    word.strip_suffix("ين").filter(|stem| stem.chars().count() > 3).map_or_else(|| word.to_owned(), |stem| format!("{stem}ون"))
}

/// Cuts written proclitics off the front of `text`, unfolded.
pub fn without_proclitics(text: &str, clitics: Clitics) -> &str {
    let mut rest = text;
    if clitics.conjunction {
        rest = rest.strip_prefix(['و', 'ف']).unwrap_or(rest);
    }
    if let Some(letter) = clitics.preposition {
        rest = if letter == 'ل' && clitics.article && rest.starts_with("لل") {
            &rest['ل'.len_utf8()..]
        } else {
            rest.strip_prefix(letter).unwrap_or(rest)
        };
    }
    rest
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
    block.hits.get(at).is_some_and(|hits| {
        hits.iter().any(|hit| matches!(hit.sense, Sense::Function(class) if !matches!(class, FunctionClass::Adverb | FunctionClass::Quantifier | FunctionClass::Each)))
    })
}
