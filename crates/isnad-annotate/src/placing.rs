//! Where a claim happened: its own places, those of its clause and sentence, and places carried on from what was told before.

use crate::args::{can_act, coordinated};
use crate::claims::Writer;
use crate::clause::{clause_of, preposition_of};
use crate::frames::{Draft, locative};
use crate::item::Kind;
use crate::memory::Memory;
use crate::quantity::quantities;
use isnad_model::{Claim, EventType, PlaceRef};
use isnad_pack::grammar::NounClass;

/// Half a degree, in ten thousandths.
const CLOSE: u32 = 5_000;

/// A claim told no further back than this many bytes hands its place on.
const PLACE_REACH: usize = 300;

impl Writer<'_, '_, '_> {
    pub(crate) fn needs_place(&self, draft: &Draft) -> bool {
        use EventType::*;
        matches!(draft.event_type, Capture | Advance | Close | Open)
            && draft.parts_end == draft.at
            && !draft
                .places
                .iter()
                .any(|&at| self.mention(at).is_some_and(|m| matches!(m.class, NounClass::Site | NounClass::PlaceClass | NounClass::Place)))
    }

    /// The places of a draft.
    pub(crate) fn places(&self, draft: &Draft, kind: EventType, memory: &Memory) -> (Vec<PlaceRef>, Vec<usize>) {
        if self.worldwide(draft) || self.elsewhere(draft, memory) {
            return (Vec::new(), Vec::new());
        }
        let ruled = self.ruled_places(draft, memory);
        self.choose_place(draft, kind, ruled, memory)
    }

    /// `عدد الوفيات عالميا`: told of the whole world, and of no place that the claim names itself.
    pub(crate) fn worldwide(&self, draft: &Draft) -> bool {
        let items = self.sentence.items;
        let clause = &self.sentence.clauses[clause_of(&self.sentence.clauses, draft.at)];
        let own = draft.places.iter().any(|&at| self.mention(at).is_some_and(|m| m.place.is_some()));
        !own && items[clause.start..draft.end.max(clause.end).min(items.len())].iter().any(|item| matches!(item.kind, Kind::Worldwide))
    }

    /// The places that grammar gives: its own, then one in the clause, then the one that heads the sentence.
    fn ruled_places(&self, draft: &Draft, memory: &Memory) -> (Vec<PlaceRef>, Vec<usize>) {
        let mut out: Vec<PlaceRef> = Vec::new();
        let mut used = Vec::new();
        let own = self.own_places(draft);
        for &at in &own {
            for place in self.places_of(at, memory) {
                if !out.iter().any(|known| known.id == place.id) {
                    out.push(place);
                    used.push(at);
                }
            }
        }
        if out.is_empty() {
            for &at in draft.targets.iter().chain(&draft.losers) {
                if let Some(place) = self.mention(at).filter(|m| !can_act(m)).and_then(|m| m.place.clone()) {
                    out.push(place);
                    used.push(at);
                }
            }
        }
        if let Some(at) = draft.subject.filter(|&at| out.is_empty() && self.hosts(draft, at)) {
            out.extend(self.mention(at).and_then(|m| m.place.clone()));
            used.extend((!out.is_empty()).then_some(at));
        }
        if out.is_empty() {
            if let Some((place, at)) = self.place_in_clause(draft, memory).or_else(|| self.place_heading(draft, memory)) {
                out.push(place);
                used.push(at);
            }
        }
        let unnamed = draft.event_type.family() == isnad_model::Family::Territory
            && own.iter().any(|&at| {
                self.mention(at).is_some_and(|m| m.class == NounClass::PlaceClass && !m.definite && m.sub != "region" && m.sub != "district")
            });
        if out.is_empty() && self.counts_since(draft) {
            out.extend(self.main_country_place());
        } else if out.is_empty() && !unnamed && self.inherits_place(draft) {
            out.extend(self.inherited_place(draft, memory));
        }
        self.narrow(&mut out);
        (out, used)
    }

    /// Of `بلدة دوما في الغوطة` the first is the place; what follows after a preposition of its own only locates it.
    pub(crate) fn outermost(&self, places: &[usize]) -> Vec<usize> {
        let items = self.sentence.items;
        let mut sorted = places.to_vec();
        sorted.sort_unstable();
        let joined = |at: usize| {
            items[at].clitics.conjunction
                || at > 0
                    && (items[at - 1].clitics.conjunction || items[at - 1].is_mark(&['،', ',']) || matches!(items[at - 1].kind, Kind::Conjunction))
        };
        let first = sorted.first().copied();
        sorted.into_iter().filter(|&at| Some(at) == first || joined(at) || !preposition_of(items, at).is_some_and(|p| locative(&p))).collect()
    }

    /// The places of the trigger itself: of `شابا من مخيم بلاطة شرق نابلس` the camp, which the other only locates.
    pub(crate) fn own_places(&self, draft: &Draft) -> Vec<usize> {
        use isnad_model::Family::{Calls, Talks};
        let told_there = !matches!(draft.event_type.family(), Talks | Calls);
        let mut out: Vec<usize> = Vec::new();
        // `عقد اجتماعا حول الوضع في غزة`
        let topic = |at: usize| draft.event_type == EventType::Meet && at > draft.at && self.talked_about(draft.at, at);
        for at in self.outermost(&draft.places).into_iter().filter(|&at| !self.home_of(at) && !self.reckons_from(at) && !topic(at)) {
            let place = self.located_by(at).filter(|_| told_there).unwrap_or(at);
            if !out.contains(&place) {
                out.push(place);
            }
        }
        out
    }

    /// A toll since some beginning counts over the country, not over the last town named.
    pub(crate) fn counts_since(&self, draft: &Draft) -> bool {
        use isnad_model::Family::{Casualties, Displacement};
        matches!(draft.event_type.family(), Casualties | Displacement)
            && quantities(self.sentence, draft).iter().any(|c| {
                c.quantity.value >= if draft.event_type.family() == Displacement { 250_000 } else { 10_000 }
                    || c.quantity.value >= 50
                        && c.quantity.scope.as_ref().is_some_and(|s| s.since.is_some() || s.since_event.is_some() || s.since_year.is_some())
            })
    }

    /// Happenings without a place of their own go on where the article last was.
    pub(crate) fn inherits_place(&self, draft: &Draft) -> bool {
        use isnad_model::Family::*;
        matches!(draft.event_type.family(), Territory | Violence | Casualties | Displacement) || draft.event_type == EventType::Protest
    }

    pub(crate) fn inherited_place(&self, draft: &Draft, memory: &Memory) -> Vec<PlaceRef> {
        let plain = |place: &PlaceRef| PlaceRef { surface: "".into(), span: None, ..place.clone() };
        let told = |claim: &&Claim| {
            claim.parts.position == self.position
                && !claim.parts.places.is_empty()
                && !matches!(claim.parts.event_type.family(), isnad_model::Family::Calls | isnad_model::Family::Talks)
        };
        if let Some(claim) = memory.claims[memory.sentence_start..].iter().rev().find(told) {
            return claim.parts.places.iter().map(plain).collect();
        }
        let main = self.sentence.context.main_country();
        let aside = |i: usize| self.sentence.clauses[clause_of(&self.sentence.clauses, i)].opener == crate::clause::Opener::Relative;
        let fits = |place: &PlaceRef| place.kind != isnad_model::PlaceKind::Country || place.country.as_ref() == main;
        let here = self.sentence.items.iter().enumerate().filter(|(i, _)| !aside(*i)).find_map(|(i, item)| {
            item.mention()
                .filter(|m| !m.metonym && !self.home_of(i) && preposition_of(self.sentence.items, i).is_some_and(|p| locative(&p)))?
                .place
                .clone()
                .filter(fits)
        });
        if let Some(place) = here {
            return vec![plain(&place)];
        }
        let earlier = memory.claims[..memory.sentence_start].iter().rev().find(told);
        // Further back the place holds only when it is the article's own.
        let main_place = self.sentence.context.main_place.as_ref();
        let at = self.sentence.span(draft.at, draft.at + 1).map_or(0, |span| span.start);
        let near = earlier.filter(|claim| at.saturating_sub(claim.evidence.end) < PLACE_REACH);
        let same = || earlier.filter(|claim| main_place.is_some_and(|main| claim.parts.places.iter().any(|place| place.id == main.id)));
        if let Some(claim) = near.or_else(same) {
            return claim.parts.places.iter().map(plain).collect();
        }
        let moves = matches!(draft.event_type.family(), isnad_model::Family::Territory | isnad_model::Family::Violence);
        main_place.filter(|_| !moves || earlier.is_none()).map(plain).into_iter().collect()
    }

    /// Of a settlement and what it lies in, the settlement is the place.
    pub(crate) fn narrow(&self, places: &mut Vec<PlaceRef>) {
        if places.len() < 2 {
            return;
        }
        let inner: Vec<PlaceRef> = places.clone();
        places.retain(|outer| {
            !inner.iter().any(|place| {
                place.id != outer.id
                    && (place.admin1.as_ref() == Some(&outer.id)
                        || outer.kind == isnad_model::PlaceKind::Country && place.kind != isnad_model::PlaceKind::Country && place.country.is_some())
            })
        });
    }

    /// The place at `at`; of `قرى في مديريتي حيران وعبس` both that the villages lie in.
    pub(crate) fn places_of(&self, at: usize, memory: &Memory) -> Vec<PlaceRef> {
        let items = self.sentence.items;
        let listed = self.listed_before(at, memory);
        if !listed.is_empty() {
            return listed;
        }
        let unnamed = self.mention(at).is_some_and(|m| m.place.is_none() && matches!(m.class, NounClass::PlaceClass | NounClass::Site));
        match self.located_item(at).filter(|_| unnamed) {
            Some(first) if self.mention(first).is_some_and(|m| m.place.is_some()) => {
                coordinated(items, first).into_iter().filter_map(|i| items[i].mention()?.place.clone()).collect()
            }
            Some(first) => self.place_of(first, memory).into_iter().collect(),
            None => self.place_of(at, memory).into_iter().collect(),
        }
    }

    pub(crate) fn place_of(&self, at: usize, memory: &Memory) -> Option<PlaceRef> {
        let mention = self.mention(at)?;
        if let Some(place) = &mention.place {
            // `خارج إيران`
            let outside = place.kind == isnad_model::PlaceKind::Country && preposition_of(self.sentence.items, at).is_some_and(|p| &*p == "خارج");
            return Some(self.part_of_country(at, place.clone())).filter(|_| !outside);
        }
        if matches!(mention.class, NounClass::PlaceClass | NounClass::Site) {
            if let Some(place) = self.located_after(at, memory) {
                return Some(place);
            }
        }
        // `قالت تركيا إن صاروخا سقط في أراضيها`: a state's own land, told by it.
        if mention.sub == "territory" && self.sentence.items[at].clitics.pronoun.is_some() {
            let teller =
                self.scope_at(at).and_then(|scope| scope.chain.sources.first()).filter(|source| source.kind == isnad_model::EntityKind::State);
            return teller.and_then(|state| self.country_place(&state.id));
        }
        if mention.class == NounClass::PlaceClass && self.sentence.items[at].clitics.pronoun.is_some() {
            return self.surroundings(at, memory);
        }
        if mention.class == NounClass::PlaceClass && mention.sub == "country" {
            let country = self.main_country_place().or_else(|| memory.place_of_kind("country").cloned())?;
            return Some(self.side_of_country(at, country));
        }
        // `سيطرت على أحياء منها`: of the place told before.
        if mention.class == NounClass::PlaceClass && !mention.definite && self.partly_taken_up(at) {
            return self
                .taken_up_by_relative(at)
                .and_then(|head| self.place_of(head, memory))
                .or_else(|| self.earlier_place(at, "city"))
                .or_else(|| memory.place_of_kind("city").cloned())
                .map(|place| PlaceRef { surface: "".into(), span: None, ..place });
        }
        // `كامل المحافظة`
        let last = self.sentence.block.tokens.get(self.sentence.items[at].end.saturating_sub(1));
        let whole = last.is_some_and(|token| token.norm.starts_with("ال") && token.marbuta);
        if mention.class == NounClass::PlaceClass && (mention.definite || whole) {
            let called = || memory.place_called(self.class_word(at)).cloned();
            // The city that the claim right before is told of, before one that was called a city further up.
            let just = || {
                let here = self.sentence.span(at, at + 1).map_or(0, |span| span.start);
                let claim = memory.claims[..memory.sentence_start].last().filter(|claim| here.saturating_sub(claim.evidence.end) < PLACE_REACH)?;
                let [place] = &claim.parts.places[..] else { return None };
                let city = matches!(place.kind, isnad_model::PlaceKind::City | isnad_model::PlaceKind::Capital);
                let newer = called().is_some_and(|place| place.span.is_some_and(|span| span.start > claim.evidence.start));
                (mention.sub == "city" && city && !newer).then(|| place.clone())
            };
            return self
                .named_with(at, memory)
                .or_else(|| self.earlier_places(at).place_called(self.class_word(at)).cloned())
                .or_else(|| self.earlier_place(at, &mention.sub))
                .or_else(just)
                .or_else(called)
                .or_else(|| memory.place_of_kind(&mention.sub).cloned())
                .or_else(|| self.main_capital().filter(|_| mention.sub == "capital"))
                .or_else(|| self.of_town(&mention.sub, memory))
                .map(|place| PlaceRef { surface: "".into(), span: None, ..place });
        }
        None
    }

    /// `المدينة التي سيطر المقاتلون على أحياء منها`: the class word that a relative clause is about.
    fn taken_up_by_relative(&self, at: usize) -> Option<usize> {
        let clause = &self.sentence.clauses[clause_of(&self.sentence.clauses, at)];
        let head = clause.start.checked_sub(1).filter(|_| clause.opener == crate::clause::Opener::Relative)?;
        self.mention(head).is_some_and(|m| m.class == NounClass::PlaceClass && m.definite).then_some(head)
    }

    /// `أحياء منها`: a pronoun right behind it tells what it is a part of.
    fn partly_taken_up(&self, at: usize) -> bool {
        let next = self.sentence.items.get(at + 1);
        next.is_some_and(|item| {
            item.clitics.pronoun.is_some() && matches!(&item.kind, Kind::Preposition(word) if crate::clause::without_pronoun(word) == "من")
        })
    }

    /// `وسط أوكرانيا`, `شمالي البلاد`: a part of a country is not the country.
    pub(crate) fn part_of_country(&self, at: usize, place: PlaceRef) -> PlaceRef {
        let before = at.checked_sub(1).and_then(|i| self.sentence.items.get(i)).filter(|item| item.mention().is_none());
        let direction = before.and_then(|item| self.direction_ending(item.end.saturating_sub(1)));
        match direction {
            Some(word) if place.kind == isnad_model::PlaceKind::Country && place.part.is_none() => self.side_called(place, &word),
            _ => place,
        }
    }

    /// `شرق البلاد`, `شمال غرب البلاد`: the direction is part of the phrase, or stands before it.
    fn side_of_country(&self, at: usize, country: PlaceRef) -> PlaceRef {
        let item = &self.sentence.items[at];
        let inside = (item.end > item.start + 1).then(|| {
            let two = (item.end > item.start + 2).then(|| self.compass_at(item.start, item.start + 2)).flatten();
            two.or_else(|| self.compass_at(item.start, item.start + 1))
        });
        match inside.flatten() {
            Some(word) => self.side_called(country, &word),
            None => self.part_of_country(at, country),
        }
    }

    /// The point of the compass that ends with the token at `last`: `غرب`, `جنوب غربي`.
    fn direction_ending(&self, last: usize) -> Option<String> {
        let two = last.checked_sub(1).and_then(|first| self.compass_at(first, last + 1));
        two.or_else(|| self.compass_at(last, last + 1))
    }

    /// The words from one token up to another, where they are a point of the compass.
    fn compass_at(&self, from: usize, to: usize) -> Option<String> {
        let lexicon = &self.sentence.context.pack.lexicon;
        let tokens = self.sentence.block.tokens.get(from..to)?;
        let points = |sense: &isnad_pack::Sense| matches!(sense, isnad_pack::Sense::Noun(id) if self.partial_direction(*id));
        let words = |first: &str| {
            let words: Vec<String> = std::iter::once(first.to_owned()).chain(tokens[1..].iter().map(|token| token.norm.to_string())).collect();
            let node = words.iter().try_fold(lexicon.root(), |node, word| lexicon.step(node, word))?;
            lexicon.senses(node).iter().any(points).then(|| words.join(" "))
        };
        let first = &*tokens.first()?.norm;
        words(first).or_else(|| words(first.trim_start_matches(['و', 'ب', 'ف', 'ل'])))
    }

    /// A side of a country: the region of the tables that is called so, or one of its own.
    fn side_called(&self, country: PlaceRef, word: &str) -> PlaceRef {
        let part = part_of(country, word);
        let known = self.all_called(&part.name_ar).into_iter().find(|place| place.kind == part.kind && place.country == part.country);
        known.map(|place| PlaceRef { part: part.part.clone(), surface: part.surface.clone(), span: part.span, ..place }).unwrap_or(part)
    }

    /// A compass point or the centre: `داخل` and `قرب` make no part of their own.
    pub(crate) fn partial_direction(&self, noun: u32) -> bool {
        let row = &self.sentence.context.pack.nouns[noun as usize];
        row.class == NounClass::Direction
            && matches!(row.sub.as_str(), "north" | "south" | "east" | "west" | "northeast" | "northwest" | "southeast" | "southwest" | "centre")
    }

    /// Where a site or an unnamed area lies, as said right after it: `مقر في حلب`, `مناطق واسعة من عفرين`, `المناطق التي يسيطر عليها في الريف`.
    pub(crate) fn located_after(&self, at: usize, memory: &Memory) -> Option<PlaceRef> {
        let inner = self.located_item(at)?;
        self.mention(inner)?.place.clone().or_else(|| self.place_of(inner, memory))
    }

    fn located_item(&self, at: usize) -> Option<usize> {
        let items = self.sentence.items;
        let relative = items.get(at + 1).is_some_and(|item| matches!(item.kind, Kind::Relative));
        let border = self.mention(at).is_some_and(|mention| mention.sub == "territory");
        (at + 1..items.len().min(at + if relative { 10 } else { 7 }))
            .filter(|&i| !self.reckons_from(i))
            .take_while(|&i| (relative || !items[i].is_verb()) && !matches!(items[i].kind, Kind::Event(..) | Kind::Mark('،' | ',' | '.')))
            .find(|&i| {
                // `الأحياء القديمة لمدينة الحديدة`
                let of = |inner: &crate::item::Mention| inner.place.is_some() && !inner.metonym && inner.class == NounClass::Place;
                let parts = self.mention(at).is_some_and(|m| m.class == NounClass::PlaceClass && m.definite) && self.mention(i).is_some_and(of);
                let here = preposition_of(items, i).is_some_and(|p| {
                    locative(&p)
                        || &*p == "ل" && parts
                        || matches!(&*p, "بين" | "مع") && border
                        || &*p == "من" && !relative
                        || p.starts_with("على حدود")
                        || p.starts_with("علي حدود")
                });
                // `أحياء في شرقي العاصمة`
                let told = |inner: &crate::item::Mention| {
                    inner.class == NounClass::PlaceClass && inner.definite && inner.sub != "country" && items[i].clitics.pronoun.is_none()
                };
                self.mention(i).is_some_and(|inner| (inner.place.is_some() || told(inner)) && (here || inner.part))
            })
    }

    /// `وريفها` beside a place belongs to it; standing alone it is the countryside of the place before.
    pub(crate) fn surroundings(&self, at: usize, memory: &Memory) -> Option<PlaceRef> {
        let mention = self.mention(at)?;
        if self.sentence.items[at].clitics.conjunction {
            return None;
        }
        // `لدخول المدينة والسيطرة على مينائها`: the class word goes back to a place itself.
        let back = |i: usize| {
            let town =
                self.mention(i).filter(|m| m.class == NounClass::PlaceClass && m.definite && matches!(&*m.sub, "city" | "town" | "village"))?;
            self.place_of(i, memory).filter(|_| town.place.is_none() && self.sentence.items[i].clitics.pronoun.is_none())
        };
        let here = (0..at).rev().find_map(|i| self.mention(i)?.place.clone().or_else(|| back(i)));
        // `دخل الجيش مارع شمالي حلب. وقتل ثلاثة في محيطها`: of the place that the claim before is told of, not of what locates it.
        let told = || {
            let claim = memory.claims[..memory.sentence_start].last()?;
            let [place] = &claim.parts.places[..] else { return None };
            place.kind.is_settlement().then(|| place.clone())
        };
        let named = || memory.places.iter().rev().find(|place| place.kind != isnad_model::PlaceKind::Country).cloned();
        let of = here.or_else(told).or_else(named)?;
        let kind = isnad_model::PlaceKind::parse(&mention.sub).unwrap_or(isnad_model::PlaceKind::Unknown);
        if kind != isnad_model::PlaceKind::Countryside {
            // `مطارها`: the one that tables know by the town.
            let called = || self.nouns_at(at).flat_map(|lemma| self.all_called(&format!("{lemma} {}", of.name_ar))).find(|place| place.kind == kind);
            if let Some(own) = called() {
                return Some(own);
            }
            return Some(PlaceRef { surface: "".into(), span: None, ..of });
        }
        let name_en = of.name_en.as_ref().map(|name| format!("{name} countryside").into());
        Some(PlaceRef {
            id: format!("x:countryside:{}", of.id).into(),
            name_ar: format!("ريف {}", of.name_ar).into(),
            name_en,
            kind,
            surface: "".into(),
            span: None,
            ..of
        })
    }

    pub(crate) fn main_country_place(&self) -> Option<PlaceRef> {
        self.country_place(self.sentence.context.main_country()?)
    }

    /// `العاصمة` where no capital was named: that of the country the article is mostly about.
    fn main_capital(&self) -> Option<PlaceRef> {
        let country = self.sentence.context.main_country()?;
        let places = &self.sentence.context.pack.places;
        places.iter().find(|place| place.kind == isnad_model::PlaceKind::Capital && place.country == *country).map(listed)
    }

    /// The place of a country by its id.
    pub(crate) fn country_place(&self, country: &std::sync::Arc<str>) -> Option<PlaceRef> {
        let pack = self.sentence.context.pack;
        let row = &pack.countries[*pack.country_by_id.get(country)? as usize];
        let place = &pack.places[*pack.place_by_id.get(&row.place)? as usize];
        Some(PlaceRef { admin1: None, country: Some(row.id.clone()), ..listed(place) })
    }

    /// A place named earlier in this sentence that the class word can mean.
    pub(crate) fn earlier_place(&self, at: usize, kind: &str) -> Option<PlaceRef> {
        self.earlier_places(at).place_of_kind(kind).cloned()
    }

    /// The places named earlier in this sentence.
    fn earlier_places(&self, at: usize) -> Memory {
        Memory { places: self.in_order(0..at, |i| self.mention(i)?.place.clone()), ..Memory::default() }
    }

    /// The class word at `at` without its clitics and its article, folded.
    fn class_word(&self, at: usize) -> &str {
        self.sentence.norm(at).trim_start_matches(['و', 'ب', 'ل']).trim_start_matches("ال")
    }

    /// Places in the order in which they are gone back to: of `بلدة طفس غربي درعا` the town is told last, the other only locates it.
    pub(crate) fn in_order(&self, range: std::ops::Range<usize>, told: impl Fn(usize) -> Option<PlaceRef>) -> Vec<PlaceRef> {
        let mut out: Vec<PlaceRef> = Vec::new();
        for at in range {
            let Some(place) = told(at) else { continue };
            let behind = if self.located_by(at).is_some() { out.len().saturating_sub(1) } else { out.len() };
            out.insert(behind, place);
        }
        out
    }

    pub(crate) fn place_in_clause(&self, draft: &Draft, memory: &Memory) -> Option<(PlaceRef, usize)> {
        let items = self.sentence.items;
        let from = draft.carrier.unwrap_or(draft.at).min(draft.at);
        let clause = &self.sentence.clauses[clause_of(&self.sentence.clauses, draft.at)];
        let after = (draft.at + 1)..draft.end.max(clause.end).min(items.len());
        let before = (clause.start..from).rev();
        let found = after.chain(before).find_map(|i| {
            let mention = self.mention(i)?;
            let on = mention.part && preposition_of(items, i).is_some_and(|p| &*p == "على");
            let here = on || preposition_of(items, i).is_some_and(|p| locative(&p)) || mention.locator && preposition_of(items, i).is_none();
            let can =
                here && !self.home_of(i) && (mention.place.is_some() || mention.class == NounClass::PlaceClass || mention.class == NounClass::Site);
            if can { self.place_of(i, memory).map(|place| (place, i)) } else { None }
        });
        // `إجلاء سكان بلدتي مضايا والزبداني في ريف دمشق`: what only locates the place right before it.
        found.map(|(place, i)| self.located_by(i).and_then(|inner| Some((self.place_of(inner, memory)?, inner))).unwrap_or((place, i)))
    }

    /// The place that the one at `at` only locates: right before it, and inside it.
    pub(crate) fn located_by(&self, at: usize) -> Option<usize> {
        let items = self.sentence.items;
        let outer = self.mention(at)?.place.as_ref()?;
        let aside = |i: &usize| matches!(items[*i].kind, Kind::Preposition(_) | Kind::Word | Kind::Mark('(' | '"' | '،' | '«' | '“'));
        let inner_at = (at.saturating_sub(4)..at).rev().find(|i| !aside(i))?;
        let inner = self.mention(inner_at).filter(|m| !m.metonym && matches!(m.class, NounClass::Place | NounClass::Site))?.place.as_ref()?;
        // `درنة وسوسة شرقي ليبيا`
        let beside = inner_at + 1 == at;
        let governed = (beside || preposition_of(items, at).is_some_and(|p| locative(&p))) && !items[at].clitics.conjunction;
        // `بلدة الدريهمي جنوبي الحديدة`: beside it, on its way by the compass.
        let near = |p: &str| locative(p) && !matches!(p, "في" | "ب" | "داخل" | "وسط" | "ضمن" | "عند" | "فوق" | "خارج");
        let pointed = outer.part.is_some() && beside || preposition_of(items, at).is_some_and(|p| near(&p));
        let same_country = inner.country.is_none() || inner.country == outer.country || close(inner, outer);
        let compass = pointed && !items[at].clitics.conjunction && same_country && inner.id != outer.id;
        // `مديرية زبيد بالحديدة`: no town lies in a city; the governorate is called so.
        let inside = preposition_of(items, at).is_some_and(|p| matches!(&*p, "في" | "ب"));
        use isnad_model::PlaceKind::{Capital, City, District, Town, Village};
        let seat = matches!(outer.kind, City | Capital) && inner.admin1.is_some() && inner.admin1 == outer.admin1;
        let unlisted = matches!(outer.kind, City | Capital) && inner.kind == District && inner.country.is_none();
        let of_governorate = inside && (seat && matches!(inner.kind, Town | Village | District) || unlisted);
        (governed && (lies_in(inner, outer) || compass || of_governorate)).then_some(inner_at)
    }

    /// `وفي حمص، …`: a place that heads the sentence holds for it.
    pub(crate) fn place_heading(&self, draft: &Draft, memory: &Memory) -> Option<(PlaceRef, usize)> {
        let items = self.sentence.items;
        // `القصرين : مقتل رجل قفصة : إصابة طفل`: headlines in one line, each behind its place.
        let colon = |&i: &usize| items[i + 1].is_mark(&[':']) && self.mention(i).is_some_and(|m| m.place.is_some());
        if let Some(head) = (0..draft.at.saturating_sub(1)).rev().find(colon) {
            return self.place_of(head, memory).map(|place| (place, head));
        }
        let first = (0..items.len().min(4)).find(|&i| self.mention(i).is_some())?;
        let mention = self.mention(first)?;
        let heads = first < draft.at && preposition_of(items, first).is_some_and(|p| &*p == "في") && (0..first).all(|i| !items[i].is_verb());
        if heads && (mention.place.is_some() || mention.class == NounClass::PlaceClass) {
            self.place_of(first, memory).map(|place| (place, first))
        } else {
            None
        }
    }

    /// Whether it is told of a part of its place: of a site, a quarter, the outskirts, villages that nobody names.
    pub(crate) fn partial(&self, draft: &Draft, places: &[usize]) -> bool {
        let part =
            |&at: &usize| self.mention(at).is_some_and(|m| m.part || m.class == NounClass::Site) || self.some_of(draft, at) || self.lies_about(at);
        // `طردهم من بعض المواقع`: whatever place the clause tells besides.
        let site = |at: usize| {
            let unnamed = self.mention(at).is_some_and(|m| m.class == NounClass::Site && m.place.is_none());
            let some = at.checked_sub(1).filter(|&i| matches!(self.sentence.items[i].kind, Kind::Word)).unwrap_or(at);
            unnamed && [at, some].iter().any(|&at| preposition_of(self.sentence.items, at).is_some_and(|p| &*p == "من"))
        };
        let end = draft.end.min(self.sentence.items.len());
        draft.places.iter().chain(places).any(part) || (draft.at + 1..end).any(site)
    }

    /// `أحياء منها`, `مناطق واسعة من عفرين`, `بلدات في الريف`: unnamed places in a larger one.
    fn some_of(&self, draft: &Draft, at: usize) -> bool {
        let unnamed = |m: &crate::item::Mention| m.class == NounClass::PlaceClass && m.place.is_none() && !m.definite && m.sub != "country";
        // `جميع بلدات المنطقة` are the whole; `الجبل والقرى حوله`: what stands beside them is taken whole.
        let start = self.sentence.items[at].start;
        let before = start.checked_sub(1).and_then(|i| self.sentence.block.tokens.get(i)).map_or("", |token| &token.norm);
        let all = |word: &str| matches!(word.trim_start_matches(['و', 'ب', 'ل']), "جميع" | "كل" | "كافه" | "كامل" | "ساير");
        let inner = self.located_item(at);
        let beside = || draft.places.iter().any(|&other| Some(other) != inner && self.mention(other).is_some_and(|m| m.place.is_some()));
        let alone = self.sentence.items[at].clitics.pronoun.is_none() && !all(before) && !all(self.sentence.norm(at));
        self.mention(at).is_some_and(unnamed) && alone && !beside()
    }

    /// `على مشارف المدينة`, `في محيط المطار`, `قرب البلدة`: beside the place that the preposition governs.
    fn lies_about(&self, at: usize) -> bool {
        let Some(preposition) = preposition_of(self.sentence.items, at) else { return false };
        let word = preposition.rsplit(' ').next().unwrap_or_default();
        let lexicon = &self.sentence.context.pack.lexicon;
        let nouns = |word: &str| lexicon.step(lexicon.root(), word).map(|node| lexicon.senses(node)).unwrap_or_default();
        let about = |sense: &isnad_pack::Sense| {
            let isnad_pack::Sense::Noun(id) = sense else { return false };
            let row = &self.sentence.context.pack.nouns[*id as usize];
            match row.class {
                NounClass::Direction => !matches!(row.sub.as_str(), "inside" | "whole" | "toward"),
                class => class == NounClass::PlaceClass,
            }
        };
        [word, word.strip_prefix('ب').unwrap_or(word)].iter().any(|word| nouns(word).iter().any(about))
    }
}

/// `وسط أوكرانيا`, `جنوب غرب سوريا`: a region of its own.
pub(crate) fn part_of(country: PlaceRef, word: &str) -> PlaceRef {
    let word = word.split(' ').map(|word| word.strip_suffix('ي').unwrap_or(word)).collect::<Vec<_>>().join(" ");
    let name = format!("{word} {}", country.name_ar);
    PlaceRef {
        id: format!("x:part:{}:{word}", country.id).into(),
        surface: name.clone().into(),
        name_ar: name.into(),
        name_en: None,
        kind: isnad_model::PlaceKind::Region,
        part: Some(word.into()),
        ..country
    }
}

/// A place of the tables that is not named here.
pub(crate) fn listed(row: &isnad_pack::world::Place) -> PlaceRef {
    PlaceRef {
        id: row.id.clone(),
        name_ar: row.name_ar.clone(),
        name_en: Some(row.name_en.clone()),
        kind: row.kind,
        position: row.position,
        admin1: Some(row.admin1.clone()).filter(|id| !id.is_empty()),
        country: Some(row.country.clone()).filter(|id| !id.is_empty()),
        part: None,
        surface: "".into(),
        span: None,
    }
}

/// Less than about fifty kilometres apart, where tables know where both are.
fn close(one: &PlaceRef, other: &PlaceRef) -> bool {
    one.position.zip(other.position).is_some_and(|(a, b)| a.0.abs_diff(b.0) < CLOSE && a.1.abs_diff(b.1) < CLOSE)
}

/// Whether tables have the one place inside the other; a place of no table may lie in any that is not smaller than a town.
pub(crate) fn lies_in(inner: &PlaceRef, outer: &PlaceRef) -> bool {
    use isnad_model::PlaceKind::{Capital, City, Country, Countryside, District, Governorate, Region, Town};
    let same_country = inner.country.is_none() || inner.country == outer.country || close(inner, outer);
    let wide = |place: &PlaceRef| matches!(place.kind, Country | Governorate | Countryside | Region | District) || place.part.is_some();
    match outer.kind {
        Country => inner.kind != Country && same_country,
        Region | District | Countryside => !wide(inner) && same_country,
        Governorate => inner.kind != Country && (inner.admin1.as_ref() == Some(&outer.id) || inner.admin1.is_none() && same_country),
        Capital | City | Town => !wide(inner) && !inner.kind.is_settlement() && same_country,
        _ => false,
    }
}
