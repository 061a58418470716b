//! Bodies and institutions: `وزارة الدفاع السورية`, `المرصد`, `بنك "X"`, and whose they are.

use crate::clitics::Clitics;
use crate::item::Mention;
use crate::lookup::Hit;
use crate::mention::{Reader, bare, class_of};
use crate::official::english_source;
use crate::place;
use crate::source::REPORTER;
use isnad_model::{EntityKind, EntityRef};
use isnad_pack::Sense;
use isnad_pack::grammar::NounClass;
use isnad_text::token::TokenKind;
use std::sync::Arc;

/// Groups called by whom they follow.
pub(crate) const LOYAL: &str = "loyal";
/// What the ids of bodies begin with that are some official or other of a country.
const OFFICIAL: &str = "official";

impl<'a> Reader<'a, '_> {
    /// `بنك "كذا"`, `صحيفة "كذا"`: a body called by the words in quotation marks.
    pub(crate) fn titled(&self, at: usize, hit: Hit, after: usize, next: usize, kind: EntityKind) -> Option<(EntityRef, usize)> {
        if let Some(found) = self.called(at, hit, after, kind).or_else(|| self.called(at, hit, next, kind)) {
            return Some(found);
        }
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

    /// `وكالة (كذا)`, `صحيفة كذا كذا`: a body called by the words in brackets, a bare medium by words that no table knows.
    fn called(&self, at: usize, hit: Hit, next: usize, kind: EntityKind) -> Option<(EntityRef, usize)> {
        let bracket = |i: usize, mark: &str| self.token(i).is_some_and(|t| t.kind == TokenKind::Mark && &*t.norm == mark);
        let close = bracket(next, "(").then(|| (next + 2..next + 5).find(|&i| bracket(i, ")"))).flatten();
        let foreign = |i: usize| {
            self.token(i).is_some_and(|t| t.kind == TokenKind::Word && t.norm.chars().count() > 2 && !t.norm.starts_with("ال"))
                && self.block.hits[i].is_empty()
                && !self.block.tokens[i].norm.ends_with("يه")
                && !self.is_accusative(i)
        };
        let (from, to, end) = match close {
            Some(close) => (next + 1, close, self.after_nationality(close + 1)),
            None if kind == EntityKind::Unnamed && !hit.clitics.article => {
                let end = (next..next + 4).find(|&i| !foreign(i))?;
                (next, end, end)
            }
            None => return None,
        };
        // `وكالة (رويترز)`
        let known = self.best(from, |sense| if let Sense::Entity(id) = sense { Some(id) } else { None });
        if let Some((id, _)) = known.filter(|(_, hit)| close.is_some() && from + hit.len == to) {
            return Some((self.entity(id, self.surface(at, end, hit.clitics), at, end), end));
        }
        if from == to || self.best(from, |sense| matches!(sense, Sense::Entity(_) | Sense::Country(_) | Sense::BodyHead(_)).then_some(())).is_some() {
            return None;
        }
        let mut entity = self.unknown(&self.surface(from, to, Clitics::default()), "body", kind, at, end);
        entity.surface = self.surface(at, end, hit.clitics);
        entity.kind = if kind == EntityKind::Unnamed { EntityKind::Media } else { kind };
        Some((entity, end))
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
                EntityRef {
                    id: body.into(),
                    name_ar: ar.into(),
                    name_en: Some(en.into()),
                    surface,
                    kind: row.kind,
                    span: self.span(at, at + hit.len),
                }
            }
            None => self.state(id, at, hit),
        }
    }

    pub(crate) fn body(&self, at: usize, id: u32, hit: Hit, depth: usize) -> Option<(Mention, usize)> {
        let row = &self.context.pack.bodies[id as usize];
        let after = at + hit.len;
        if let Some((country, end)) = self.nation_after(after, hit.clitics.article) {
            return Some(self.composed(at, id, country, end, hit));
        }
        let definite = hit.clitics.article || self.block.tokens[at..after].iter().skip(1).any(|t| t.norm.starts_with("ال"));
        let inner = self.past_quotes(after);
        // `طالب مجلس الشورى المؤسسة`: behind a genitive with its article stands no other.
        let open = !hit.clitics.article && (hit.len == 1 || self.token(after - 1).is_some_and(|t| !t.norm.starts_with("ال")));
        // `قال وزير الخارجية "إيران جارتنا"`: nor is a quotation that goes on whose office it is.
        let whole = |next: usize| inner == after || self.token(next).is_some_and(|t| isnad_text::sentence::is_quote(&t.norm));
        let genitive = self.phrase(inner, depth + 1).filter(|(_, next)| open && self.is_idafa(inner) && whole(*next));
        if let Some((mention, next)) = genitive {
            // `سكان الفاشر`: people with the place where they live.
            let below = mention.place.as_ref().is_some_and(|place| place.kind != isnad_model::PlaceKind::Country);
            if row.kind == EntityKind::People && (mention.class == NounClass::Place && below || mention.class == NounClass::PlaceClass) {
                return None;
            }
            // `قوات بلاده`: of whichever country his is.
            if mention.class == NounClass::PlaceClass
                && mention.sub == "country"
                && self.noun(inner).is_some_and(|(_, hit)| hit.clitics.pronoun.is_some())
            {
                return None;
            }
            let seat = mention
                .place
                .as_ref()
                .and_then(|place| place.country.clone())
                .and_then(|country| self.context.pack.country_by_id.get(&country).copied())
                // `طائرة مسيرة قرب المدينة`: aircraft and ships are of no place that they are at.
                .filter(|_| row.alone);
            let site = mention.place.clone().filter(|_| below && mention.class == NounClass::Place);
            let titled = matches!(mention.class, NounClass::Official | NounClass::Person);
            // `شرطة الولاية`: of the country the article is about.
            let titled = titled || mention.class == NounClass::PlaceClass && mention.definite;
            // `مستشفى الخليل`: one of many, called by its place.
            if row.many && (seat.is_some() && !matches!(mention.class, NounClass::State) || mention.metonym) {
                let mut outer = bare(class_of(row.kind));
                outer.definite = true;
                outer.entity = Some(self.unknown(&self.surface(at, next, hit.clitics), "body", row.kind, at, next));
                outer.place = site;
                return Some(self.with_person(outer, at, next));
            }
            if let Some(country) = seat.or_else(|| if titled { self.main_country() } else { None }) {
                let (composed, end) = self.composed(at, id, country, next, hit);
                return Some((Mention { place: composed.place.clone().or(site), ..composed }, end));
            }
            if let Some(entity) = mention.entity.filter(|e| {
                matches!(
                    e.kind,
                    EntityKind::Force
                        | EntityKind::Group
                        | EntityKind::Ngo
                        | EntityKind::Un
                        | EntityKind::Body
                        | EntityKind::Agency
                        | EntityKind::Media
                )
            }) {
                let mut outer = bare(class_of(entity.kind));
                outer.definite = true;
                outer.entity = Some(EntityRef { surface: self.surface(at, next, hit.clitics), span: self.span(at, next), ..entity });
                return Some(self.with_person(outer, at, next));
            }
        }
        let foreign = self.token(after).is_some_and(|t| {
            t.norm.starts_with("ال")
                && (t.norm.ends_with("يه") || t.norm.ends_with('ي'))
                && self.block.hits[after].iter().all(|h| matches!(h.sense, Sense::Label(_) | Sense::Place(_)))
        });
        // `السلطات في مقاطعة كذا`: a government inside a country is not the country's.
        let several = self.token(at).is_some_and(|t| t.norm.ends_with("ات"));
        let local = several && definite && row.kind == EntityKind::State && self.token(after).is_some_and(|t| t.is("في")) && self.behind_saying(at);
        let part = |mention: &Mention| {
            use isnad_model::PlaceKind::{Capital, Country, Region};
            mention.place.as_ref().is_some_and(|place| !matches!(place.kind, Country | Capital | Region))
        };
        if let Some((_, end)) = self.phrase(after + 1, depth + 1).filter(|(mention, _)| local && part(mention)) {
            let mut mention = bare(NounClass::Body);
            mention.definite = true;
            mention.entity = Some(self.unknown(&self.surface(at, end, hit.clitics), "body", EntityKind::Body, at, end));
            return Some((mention, after));
        }
        if let Some(country) = self.seat_after(after).filter(|_| row.alone && !self.behind_meeting(at)) {
            if definite {
                return Some(self.composed(at, id, country, after, hit));
            }
        }
        if !definite || row.kind == EntityKind::People {
            return None;
        }
        // `القوات المشتركة`: a side called by noun and adjective is another than whoever `القوات` alone would be.
        let side = self.side(at, Hit { len: hit.len + 1, ..hit });
        if let Some(found) = side.or_else(|| self.short_name(at, hit)).or_else(|| self.side(at, hit)) {
            return Some(found);
        }
        if foreign {
            let mut mention = bare(class_of(row.kind));
            mention.definite = true;
            mention.sub = row.id.to_string();
            mention.entity = Some(self.unknown(&self.surface(at, after + 1, hit.clitics), "body", row.kind, at, after + 1));
            return Some((mention, after + 1));
        }
        if !row.alone {
            return None;
        }
        let end = self.modifiers(after);
        let Some(country) = self.main_country() else {
            // `وزارة الداخلية` on a page that names no country.
            let mut mention = bare(class_of(row.kind));
            mention.definite = true;
            mention.sub = row.id.to_string();
            mention.entity = Some(self.unknown(&self.surface(at, end, hit.clitics), "body", row.kind, at, end));
            return Some((mention, end));
        };
        Some(self.composed(at, id, country, end, hit))
    }

    /// `وزارة الصحة في غزة`: the country of the place that a body is said to sit in.
    pub(crate) fn seat_after(&self, at: usize) -> Option<u32> {
        self.token(at).filter(|t| t.is("في"))?;
        let place = place::named(self, at + 1)?.0;
        self.context.pack.country_by_id.get(&place.country?).copied()
    }

    /// The noun at `at` can be a genitive: no conjunction, no preposition before it.
    pub(crate) fn is_idafa(&self, at: usize) -> bool {
        let hits = self.block.hits.get(at).map(|hits| hits.as_slice()).unwrap_or_default();
        // `لبي بي سي`: what is read by all of its words, though the first is a word by itself.
        let longest = hits.iter().map(|hit| hit.len).max().unwrap_or(1);
        let bare = hits.iter().any(|hit| hit.len == longest && !hit.clitics.conjunction && hit.clitics.preposition.is_none());
        bare && !at.checked_sub(1).is_some_and(|before| self.keeps_nun(before))
    }

    /// `مسلحون قوات`: a sound plural with its ن has no genitive (`مسلحو الجماعة`); what agrees with it (`مسلحون حوثيون`) is none.
    fn keeps_nun(&self, at: usize) -> bool {
        let lexicon = &self.context.pack.lexicon;
        let nouns = |word: &str| -> Vec<u32> {
            let senses = lexicon.step(lexicon.root(), word).map(|node| lexicon.senses(node)).unwrap_or_default();
            senses.iter().filter_map(|sense| if let Sense::Noun(id) = sense { Some(*id) } else { None }).collect()
        };
        let agrees = self.token(at + 1).is_some_and(|token| token.norm.ends_with("ون"));
        let word = self.token(at).map(|token| token.norm.strip_prefix("ال").unwrap_or(&token.norm));
        let plural = word.and_then(|word| word.strip_suffix("ون").map(|stem| (word, stem))).is_some_and(|(word, stem)| {
            let oblique = nouns(&format!("{stem}ين"));
            nouns(word).iter().any(|id| oblique.contains(id))
        });
        plural && !agrees
    }

    pub(crate) fn composed(&self, at: usize, body: u32, country: u32, end: usize, hit: Hit) -> (Mention, usize) {
        let pack = self.context.pack;
        let (row, nation) = (&pack.bodies[body as usize], &pack.countries[country as usize]);
        let id = format!("{}_{}", nation.id, row.id);
        let surface = self.surface(at, end, hit.clitics);
        let entity = match pack.entity_by_id.get(id.as_str()) {
            Some(&known) => self.entity(known, surface, at, end),
            None => {
                let (ar, en) = pack.composed_names(nation, row);
                // `مسؤولون فرنسيون` are no one body: they go by the words for them.
                let name = if row.id.starts_with(OFFICIAL) { surface.clone() } else { ar.into() };
                EntityRef { id: id.into(), name_ar: name, name_en: Some(en.into()), surface, kind: row.kind, span: self.span(at, end) }
            }
        };
        let mut mention = bare(class_of(row.kind));
        // `رئيس الوزراء`: `الرئيس` alone is another office.
        let other =
            |known: &Hit| known.len == 1 && matches!(known.sense, Sense::BodyHead(id) if id != body && pack.is_office(&pack.bodies[id as usize].id));
        let short = hit.len == 1 || !self.block.hits[at].iter().any(other);
        if short {
            self.introduce(&entity, at, hit);
        }
        if let Some(found) =
            self.holder_apposed(at, end, hit, &entity).filter(|_| end == at + hit.len || self.office_holder(at, body, country).is_none())
        {
            return found;
        }
        // `رئيس الوزراء السابق فلان`: who held it once is named behind, and is not who holds it now.
        let once = self
            .token(end)
            .is_some_and(|t| matches!(&*t.norm, "السابق" | "السابقه" | "الاسبق" | "الاسبقه" | "الراحل" | "الراحله" | "المخلوع" | "المعزول"));
        if once {
            mention.entity = Some(entity);
            mention.definite = true;
            mention.class = NounClass::Official;
            return self.with_person(mention, at, end + 1);
        }
        if let Some(holder) = self.office_holder(at, body, country) {
            let surface = entity.surface.clone();
            let person = self.entity(holder, surface, at, end);
            if let Some(found) = self.named_apart(at, end, &person) {
                return found;
            }
            if short {
                self.introduce(&person, at, hit);
            }
            mention.entity = Some(person);
            mention.class = NounClass::Person;
            mention.definite = true;
            return self.with_person(mention, at, end);
        }
        mention.entity = Some(entity);
        mention.definite = true;
        mention.sub = row.id.to_string();
        let (mention, next) = self.with_person(mention, at, end);
        if let Some(person) = mention.entity.as_ref().filter(|e| short && e.kind == EntityKind::Person) {
            self.introduce(person, at, hit);
        }
        (mention, next)
    }

    /// `الرئيس الأميركي` without a name: who held the office on the article's day. Only titles of persons, not names of ministries.
    pub(crate) fn office_holder(&self, at: usize, body: u32, country: u32) -> Option<u32> {
        // `المتحدث باسم الرئيس`: who speaks for an office does not hold it.
        let title = self.noun(at).is_some_and(|(id, _)| {
            let row = &self.context.pack.nouns[id as usize];
            row.class == NounClass::Official && row.sub != "spokesman"
        });
        let date = self.context.today?.to_string();
        let pack = self.context.pack;
        pack.office_holder(&pack.countries[country as usize].id, &pack.bodies[body as usize].id, &date).filter(|_| title)
    }

    /// Adjectives after an indefinite noun: participles and nationality adjectives without article, or as [`Self::modifiers`].
    pub(crate) fn modifiers_indefinite(&self, mut at: usize, head: Hit) -> usize {
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

    /// `هيئات إيطالية للشرطة المصرية`: what one nation's is no arm of another's.
    fn of_another_nation(&self, from: usize, to: usize, owner: &EntityRef) -> bool {
        let nation = |i: usize| self.best(i, |sense| if let Sense::Nationality(id) = sense { Some(id) } else { None });
        let own = (from..to).find_map(nation).map(|(id, _)| &self.context.pack.countries[id as usize].id);
        own.zip(self.country_of(owner)).is_some_and(|(own, other)| **own != *other)
    }

    /// Past whom a group is loyal to: `فصائل موالية لإيران`, `الفصائل الموالية لها`. `القوات الموالية للحكومة` are that government's.
    pub(crate) fn backer(&self, at: usize, depth: usize, definite: bool) -> Option<usize> {
        let hits = self.block.hits.get(at).filter(|_| at < self.end)?;
        let link = self.token(at).is_some_and(|t| matches!(&*t.norm, "من" | "مع"));
        let for_whom = self.token(at).is_some_and(|t| crate::clitics::is_for_whom(&t.norm));
        if for_whom || hits.iter().any(|hit| matches!(hit.sense, Sense::Function(_)) && hit.clitics.pronoun.is_some()) {
            return Some(at + 1);
        }
        let attached = hits.iter().any(|hit| hit.clitics.preposition == Some('ل'));
        let (mention, end) = self.phrase(self.past_quotes(if link { at + 1 } else { at }), depth + 1).filter(|_| link || attached)?;
        (mention.place.is_some() || mention.entity.is_some() && !definite).then_some(end)
    }

    pub(crate) fn institution(&self, at: usize, hit: Hit, mut mention: Mention, depth: usize) -> Option<(Mention, usize)> {
        let after = at + hit.len;
        if let Some(end) = self.backer(after, depth, hit.clitics.article).filter(|_| mention.sub == LOYAL) {
            mention.definite = true;
            mention.entity = Some(self.unknown(&self.surface(at, end, hit.clitics), "force", EntityKind::Force, at, end));
            return Some((mention, end));
        }
        let source = mention.class == NounClass::Source;
        let kind = match mention.class {
            NounClass::Source => EntityKind::Unnamed,
            NounClass::Force => EntityKind::Force,
            _ => EntityKind::Body,
        };
        let inner = self.past_quotes(after);
        // `أبلغ شهود الوكالة`: whom they told.
        let told = |of: &Mention| of.media && matches!(mention.sub.as_str(), "witnesses" | "activists" | "local" | "medical");
        // `منظمة سورية`: an adjective that is written like the name of its country.
        let adjective = self.best(inner, |sense| matches!(sense, Sense::Nationality(_)).then_some(()));
        let adjective = adjective.is_some_and(|(_, nation)| mention.class == NounClass::Body && nation.clitics == Clitics::default());
        let idafa = !hit.clitics.article && !adjective && self.is_idafa(inner);
        if let Some((of, next)) = self.phrase(inner, depth + 1).filter(|(of, _)| idafa && !told(of)) {
            if let Some(entity) = of.entity.filter(|e| {
                matches!(
                    e.kind,
                    EntityKind::Force
                        | EntityKind::Group
                        | EntityKind::State
                        | EntityKind::Ngo
                        | EntityKind::Un
                        | EntityKind::Agency
                        | EntityKind::Media
                        | EntityKind::Body
                )
            }) {
                // `مصادر يمنية محلية`: what else is told of them.
                let next = if source && entity.kind == EntityKind::State { self.adjectives(next, hit) } else { next };
                let surface = self.surface(at, next, hit.clitics);
                // `دائرة الإعلام`: of no table, and so is the whole.
                if entity.id.starts_with("x:") && mention.class == NounClass::Body {
                    mention.definite = true;
                    mention.entity = Some(self.unknown(&surface, "body", kind, at, next));
                    return Some((mention, next));
                }
                mention.media = of.media;
                mention.definite = true;
                // `تقديرات الجيش`: what a body has found speaks for it.
                mention.entity = Some(if source && mention.sub != "reports" {
                    self.affiliated(&mention.sub, &entity, surface, at, next)
                } else {
                    EntityRef { surface, span: self.span(at, next), ..entity }
                });
                return Some((mention, next));
            }
        }
        // `قوات كبيرة من الشرطة`, `وفد من الأمم المتحدة`.
        let parted = mention.class == NounClass::Force || mention.sub == "delegation";
        let from = [after, self.adjectives(after, hit)].into_iter().find(|&i| parted && self.token(i).is_some_and(|t| t.is("من")));
        if let Some(from) = from {
            if let Some((of, next)) = self.phrase(self.past_quotes(from + 1), depth + 1) {
                let whole = |e: &EntityRef| {
                    matches!(e.kind, EntityKind::Force | EntityKind::Group | EntityKind::Body)
                        || mention.sub == "delegation" && matches!(e.kind, EntityKind::Un | EntityKind::Ngo | EntityKind::State)
                };
                if let Some(entity) = of.entity.filter(whole) {
                    mention.entity = Some(EntityRef { surface: self.surface(at, next, hit.clitics), span: self.span(at, next), ..entity });
                    return Some((mention, next));
                }
            }
        }
        let body = mention.class == NounClass::Body && mention.sub != "state";
        let mut next = if body { self.standing(after, hit) } else { self.adjectives(after, hit) };
        if let Some(found) = self.party(at, hit, &mention.sub).or_else(|| self.short_form(at, hit, &mention, next)) {
            return Some(found);
        }
        if let Some((entity, end)) = self
            .titled(at, hit, after, next, kind)
            .filter(|_| mention.class == NounClass::Body || source && matches!(mention.sub.as_str(), "media" | REPORTER))
        {
            mention.definite = true;
            mention.media = source;
            mention.entity = Some(entity);
            let medium = mention.media || mention.sub == "agency";
            return Some((mention, if medium { self.past_kind(end) } else { end }));
        }
        if source {
            // `شهود عيان لوكالة كذا`: whom they told, not whose they are.
            let written = matches!(mention.sub.as_str(), "statement" | "reports" | "footage" | "media" | REPORTER);
            let told = |entity: &EntityRef| {
                let addressed = self.block.hits.get(next).is_some_and(|hits| hits.iter().any(|hit| hit.clitics.preposition == Some('ل')));
                !written && addressed && matches!(entity.kind, EntityKind::Agency | EntityKind::Media)
            };
            if let Some((entity, end)) = self.within(next, depth).filter(|(entity, _)| !told(entity)) {
                let surface = self.surface(at, end, hit.clitics);
                mention.entity = Some(if mention.sub == "reports" {
                    EntityRef { surface, span: self.span(at, end), ..entity }
                } else {
                    self.affiliated(&mention.sub, &entity, surface, at, end)
                });
                return Some((mention, end));
            }
        } else if self.attached(next, depth).is_some_and(|(entity, _)| self.of_another_nation(after, next, &entity)) {
            mention.entity = Some(self.nameless(at, next, hit, &mention, kind));
            return Some((mention, next));
        } else if let Some((entity, end)) = self.attached(next, depth) {
            // `الجناح العسكري لحركة حماس`: an arm of a named body is that body; `المكتب الإعلامي لرئيس الوزراء` is called by all of it.
            let surface = self.surface(at, end, hit.clitics);
            mention.definite = true;
            let office = matches!(entity.kind, EntityKind::Person)
                || self.noun(next).is_some_and(|(id, _)| self.context.pack.nouns[id as usize].class == NounClass::Official);
            mention.entity =
                Some(if office { self.unknown(&surface, "body", kind, at, end) } else { EntityRef { surface, span: self.span(at, end), ..entity } });
            return Some((mention, end));
        } else if let Some(end) =
            self.owned_by(next, depth).filter(|_| mention.class == NounClass::Body && hit.clitics.article && (next > after || hit.len > 1))
        {
            next = end;
        } else if let Some(end) = self.purposed(next).filter(|_| body && hit.clitics.article && next > after) {
            next = end;
        } else if body {
            // Not so `طرف`, `جانب`, `جهة`, which are as often a side of a place.
            next = self.rest_of_phrase(next, hit, true);
            next = if mention.sub == "agency" { self.past_kind(next) } else { next };
        } else if next == after && !hit.clitics.article {
            next = self.name_after_title(after).max(next);
        }
        // `الناشط فلان الفلاني`: he speaks as himself.
        let named = self.name_after_title(next);
        if source && named > next + 1 && matches!(mention.sub.as_str(), "activists" | "witnesses" | REPORTER) {
            let person = self.unknown(&self.surface(next, named, Clitics::default()), "person", EntityKind::Person, at, named);
            self.context.introduce(&self.block.tokens[named - 1].norm, &person);
            mention.class = NounClass::Person;
            mention.definite = true;
            mention.entity = Some(EntityRef { surface: self.surface(at, next, hit.clitics), ..person });
            return Some((mention, named));
        }
        // `اللواء 35`, `اللواء الثامن`: one of many, called by its number.
        if let Some(end) = self.numbered(next).filter(|_| mention.class == NounClass::Force && hit.clitics.article) {
            mention.entity = Some(self.unknown(&self.surface(at, end, hit.clitics), "force", kind, at, end));
            return Some((mention, end));
        }
        mention.entity = Some(self.nameless(at, next, hit, &mention, kind));
        Some((mention, next))
    }

    /// Past the number in digits or the ordinal at `at`.
    fn numbered(&self, at: usize) -> Option<usize> {
        let token = self.token(at)?;
        let digits = token.norm.chars().all(|c| c.is_ascii_digit());
        let hits = self.block.hits.get(at)?;
        let ordinal = token.norm.starts_with("ال") && hits.iter().any(|hit| matches!(hit.sense, Sense::Number(_)) && hit.clitics.article);
        let time = hits.iter().any(|hit| matches!(hit.sense, Sense::Time(_)));
        ((digits || ordinal) && !time).then_some(at + 1)
    }

    /// An institution that only its common noun names.
    pub(crate) fn nameless(&self, at: usize, next: usize, hit: Hit, mention: &Mention, kind: EntityKind) -> EntityRef {
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
    pub(crate) fn short_form(&self, at: usize, hit: Hit, mention: &Mention, next: usize) -> Option<(Mention, usize)> {
        if next > at + hit.len {
            return self.side(at, Hit { len: hit.len + 1, ..hit });
        }
        if mention.class == NounClass::Source {
            return None;
        }
        self.short_name(at, hit).or_else(|| self.side(at, hit)).or_else(|| self.last_armed(at, hit, &mention.sub))
    }

    /// Adjectives after a source or armed noun, definite or not.
    pub(crate) fn adjectives(&self, mut at: usize, head: Hit) -> usize {
        let start = at;
        while at < start + 3 {
            let Some(token) = self.token(at).filter(|t| t.kind == TokenKind::Word) else { break };
            if at == start && crate::agreement::of_another(self, at) {
                break;
            }
            let nation = self.best(at, |sense| if let Sense::Nationality(id) = sense { Some(id) } else { None });
            if nation
                .is_some_and(|(_, hit)| hit.clitics.article == head.clitics.article && !hit.clitics.conjunction && hit.clitics.preposition.is_none())
            {
                at += 1;
                continue;
            }
            // `مصدر أردني مسؤول`: a title that describes whoever is told of.
            let official =
                self.noun(at).is_some_and(|(id, hit)| self.context.pack.nouns[id as usize].sub == "official" && hit.clitics == Clitics::default());
            if official && !head.clitics.article && self.is_source(start) {
                at += 1;
                continue;
            }
            // `مصدر عسكري لوكالة كذا`: behind a preposition stands no adjective.
            let hits = &self.block.hits[at];
            if !hits.is_empty() && hits.iter().all(|hit| hit.clitics.preposition.is_some()) {
                break;
            }
            let agrees = token.norm.starts_with("ال") == head.clitics.article && !token.norm.starts_with("لل");
            let adjective_ending = token.norm.ends_with("يه")
                || token.norm.ends_with("ي")
                || token.norm.ends_with("ين")
                || token.norm.ends_with("ون")
                || token.norm.ends_with("ه")
                // `وفدا برلمانيا`
                || token.norm.ends_with("يا") && self.token(at - 1).is_some_and(|t| t.norm.ends_with('ا'))
                || token.is("اخري");
            // `أحرق مستوطنون سيارتين`: behind men in the nominative no adjective stands in another case or in the feminine.
            let men = start.checked_sub(1).and_then(|i| self.token(i)).is_some_and(|t| t.norm.ends_with("ون") && t.norm.chars().count() > 4);
            if men && (token.norm.ends_with("ين") || token.norm.ends_with('ه')) {
                break;
            }
            let closed = self.block.hits[at].iter().any(|hit| {
                matches!(
                    hit.sense,
                    Sense::Function(_)
                        | Sense::Verb(..)
                        | Sense::Entity(_)
                        | Sense::Country(_)
                        | Sense::Place(_)
                        | Sense::Time(_)
                        | Sense::Number(_)
                        | Sense::Cue(_)
                        | Sense::Masdar(_)
                ) || matches!(hit.sense, Sense::Noun(id) if heads_phrase(&self.context.pack.nouns[id as usize]))
            });
            // `بيان لوزارة كذا`: whose it is.
            let owner = |hit: &Hit| hit.clitics.preposition.is_some() && matches!(hit.sense, Sense::BodyHead(_) | Sense::Entity(_));
            if !agrees || !adjective_ending || closed || self.block.hits[at].iter().any(owner) {
                break;
            }
            at += 1;
        }
        at
    }

    /// Whether the word before `at` is a source of whom nothing else is told.
    fn is_source(&self, at: usize) -> bool {
        at.checked_sub(1).and_then(|i| self.noun(i)).is_some_and(|(id, _)| {
            let row = &self.context.pack.nouns[id as usize];
            row.class == NounClass::Source && row.sub == "sources"
        })
    }

    /// `في/من/ل` and an institution after a source noun: whose source it is.
    pub(crate) fn within(&self, at: usize, depth: usize) -> Option<(EntityRef, usize)> {
        let link = self.token(at).is_some_and(|t| matches!(&*t.norm, "في" | "من" | "لدي" | "باسم"));
        let attached = self.block.hits.get(at).is_some_and(|hits| {
            hits.iter().any(|hit| matches!(hit.clitics.preposition, Some('ب' | 'ل')) && matches!(hit.sense, Sense::BodyHead(_) | Sense::Entity(_)))
        });
        if !link && !attached {
            return None;
        }
        let (mention, end) = self.phrase(self.past_quotes(if link { at + 1 } else { at }), depth + 1)?;
        let entity = mention.entity.filter(|e| {
            matches!(e.kind, EntityKind::Force | EntityKind::Group | EntityKind::Body | EntityKind::Ngo | EntityKind::Un)
                && mention.class != NounClass::Place
        })?;
        Some((entity, end))
    }

    /// `مسؤول لصحيفة كذا`: whom he told, not whose he is.
    pub(crate) fn is_told(&self, at: usize) -> bool {
        let pack = self.context.pack;
        let medium = |hit: &Hit| match hit.sense {
            Sense::Noun(id) => matches!(&*pack.nouns[id as usize].sub, "media" | "media_body" | "agency"),
            Sense::Entity(id) => matches!(pack.entities[id as usize].kind, EntityKind::Agency | EntityKind::Media),
            _ => false,
        };
        self.block.hits.get(at).is_some_and(|hits| hits.iter().any(|hit| hit.clitics.preposition == Some('ل') && medium(hit)))
    }

    /// ل and a named body, right after a phrase.
    pub(crate) fn attached(&self, at: usize, depth: usize) -> Option<(EntityRef, usize)> {
        let attached = self
            .block
            .hits
            .get(at)
            .filter(|_| at < self.end)?
            .iter()
            .any(|hit| hit.clitics.preposition == Some('ل') && matches!(hit.sense, Sense::Entity(_) | Sense::BodyHead(_) | Sense::Noun(_)));
        if !attached {
            return None;
        }
        let (mention, end) = self.phrase(at, depth + 1)?;
        let entity = mention
            .entity
            .filter(|e| !matches!(e.kind, EntityKind::Unnamed | EntityKind::People | EntityKind::State))
            .filter(|e| !["x:", "generic:", "unnamed:"].iter().any(|prefix| e.id.starts_with(prefix)))?;
        Some((entity, end))
    }

    /// `المركز الإعلامي لمقاومة المحافظة`: past ل and a body of which no table knows, whose the institution is.
    fn owned_by(&self, at: usize, depth: usize) -> Option<usize> {
        let attached = |hit: &Hit| hit.clitics.preposition == Some('ل') && matches!(hit.sense, Sense::Noun(_) | Sense::BodyHead(_));
        self.block.hits.get(at).filter(|hits| at < self.end && hits.iter().any(attached))?;
        let (mention, end) = self.phrase(at, depth + 1)?;
        let body = matches!(mention.class, NounClass::Force | NounClass::Body | NounClass::Group);
        let place = |hit: &&Hit| matches!(hit.sense, Sense::Place(_)) && hit.clitics.weight() == 0;
        let place = self.block.hits.get(end).into_iter().flatten().find(place).map(|hit| end + hit.len);
        body.then_some(place.or_else(|| self.numbered(end)).unwrap_or(end))
    }

    pub(crate) fn affiliated(&self, sub: &str, of: &EntityRef, surface: Arc<str>, from: usize, to: usize) -> EntityRef {
        let media = matches!(of.kind, EntityKind::Agency | EntityKind::Media);
        // `مصادر القناة`: whom the medium asked, not the medium.
        if media && sub != "sources" || matches!(sub, "statement" | "media" | REPORTER) {
            return EntityRef { surface, span: self.span(from, to), ..of.clone() };
        }
        EntityRef {
            id: format!("unnamed:{}@{}", if sub.is_empty() { "source" } else { sub }, of.id).into(),
            name_ar: surface.clone(),
            name_en: of.name_en.as_ref().map(|name| format!("{} of {name}", english_source(sub)).into()),
            surface,
            kind: EntityKind::Unnamed,
            span: self.span(from, to),
        }
    }
}

/// A noun for people, armed people, a source or a place is no adjective of the phrase before it: `التحالف المسلحين`, `بيان نشره`;
/// nor is one for a site or a weapon that has no form of an adjective (`مسلحون ثكنة`, but `وحدات مدفعية`).
fn heads_phrase(noun: &isnad_pack::grammar::Noun) -> bool {
    let thing = matches!(noun.class, NounClass::Site | NounClass::Weapon);
    matches!(noun.class, NounClass::Force | NounClass::People | NounClass::Official | NounClass::Source | NounClass::PlaceClass)
        // `طالب المجلس الهيئة`: an institution is nobody's adjective.
        || (thing || noun.class == NounClass::Body) && !["ية", "ي"].iter().any(|ending| noun.lemma.ends_with(ending))
}
