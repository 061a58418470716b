//! From drafts to claims: attribution, status, roles resolved, numbers, evidence.

use crate::args::can_act;
use crate::clause::{clause_of, preposition_of};
use crate::frames::{Draft, drafts, locative};
use crate::item::{Item, Kind, Mention};
use crate::memory::Memory;
use crate::quantity::{Counted, quantities};
use crate::report::{Chain, Scope, scopes};
use crate::scope::{Status, status};
use crate::sentence::Sentence;
use isnad_model::{Claim, ClaimParts, EntityKind, EntityRef, EventType, Modality, PlaceRef, Polarity, Position, TimeRef};

/// A claim told no further back than this many bytes hands its place on.
const PLACE_REACH: usize = 300;

use isnad_pack::conjugate::Number;
use isnad_pack::grammar::NounClass;
use isnad_text::Span;

/// Longest evidence, in bytes: a span longer than this points at nothing.
const LONGEST_EVIDENCE: usize = 640;

/// Reads one sentence: appends its claims and updates the memory.
pub fn read_sentence(sentence: &Sentence<'_, '_>, position: Position, memory: &mut Memory) {
    memory.sentence_start = memory.claims.len();
    let scopes = scopes(sentence, &memory.carry);
    let drafts = drafts(sentence);
    let writer = Writer { sentence, scopes: &scopes, position, open_quote: memory.carry.open_quote.is_some() };
    for draft in &drafts {
        writer.write(draft, memory);
    }
    crate::inherit::doers_of_harm(&mut memory.claims[memory.sentence_start..]);
    writer.pointing_denials(memory);
    writer.remember(memory);
}

pub(crate) struct Writer<'a, 's, 'c> {
    pub(crate) sentence: &'a Sentence<'s, 'c>,
    pub(crate) scopes: &'a [Scope],
    pub(crate) position: Position,
    pub(crate) open_quote: bool,
}

impl Writer<'_, '_, '_> {
    pub(crate) fn mention(&self, at: usize) -> Option<&Mention> {
        self.sentence.items.get(at).and_then(Item::mention)
    }

    fn write(&self, draft: &Draft, memory: &mut Memory) {
        let Some(kind) = crate::kind::event_type(self.sentence, draft) else { return };
        let kind = self.known_event(draft, memory).unwrap_or(kind);
        if crate::speech::is_talk(kind) {
            return crate::speech::write(self, draft, memory);
        }
        let scope = self.scope_at(draft.at, kind);
        let mut state = status(self.sentence, draft.at, draft.carrier, scope);
        let counted = if kind.counts_people() { quantities(self.sentence, draft) } else { Vec::new() };
        // `لم تتبن أي جهة الهجوم`: that nobody claims it denies nothing.
        if state.polarity == Polarity::Denied && draft.rule.contains(":تبنى+") {
            return;
        }
        if !self.is_claim(draft, &counted, &state) {
            return;
        }
        let mut actors = self.actors(draft, scope, memory);
        let targets = self.entities(&draft.targets);
        if kind == EventType::Clash {
            // Fire on a crowd has one side; `مع`, `بين` and an object have two.
            let one_sided = |entity: &EntityRef| {
                draft.targets.iter().any(|&at| {
                    self.mention(at).is_some_and(|m| m.entity.as_ref() == Some(entity))
                        && preposition_of(self.sentence.items, at).is_some_and(|p| matches!(&*p, "على" | "ل" | "باتجاه" | "صوب" | "نحو"))
                })
            };
            for other in targets.iter().filter(|t| !matches!(t.kind, EntityKind::Unnamed) && !one_sided(t)) {
                if !actors.iter().any(|known| known.id == other.id) {
                    actors.push(other.clone());
                }
            }
        }
        let (places, place_items) = self.places(draft, memory);
        let own_place = kind == EventType::Advance && matches!(self.sentence.items[draft.at].kind, Kind::Event(..));
        if self.needs_place(draft) && place_items.is_empty() && (places.is_empty() || own_place) {
            return;
        }
        let (attribution, co_origins, basis) = self.attribution(draft, false, &actors, memory);
        let time = self.time(draft).map(|time| {
            if matches!(state.modality, Modality::Future | Modality::Intended) { crate::when::ahead(time, self.sentence.context.today) } else { time }
        });
        state.rules.insert(0, draft.rule.clone());
        let evidence = self.evidence(draft, &place_items, None);
        let Some(evidence) = evidence else { return };
        let parts = ClaimParts {
            event_type: kind,
            position: self.position,
            actors,
            targets,
            partial: self.partial(draft, &place_items),
            places,
            time,
            quantity: None,
            attribution,
            co_origins,
            basis,
            polarity: state.polarity,
            modality: state.modality,
            quotation: self.quotation(draft.at),
            points_back: false,
            rules: state.rules,
        };
        if counted.is_empty() {
            self.push(memory, evidence, parts);
            return;
        }
        for one in counted {
            let evidence = if one.quantity.part_of_total {
                self.part_evidence(&one).unwrap_or(evidence)
            } else {
                self.evidence(draft, &place_items, Some(one.at)).unwrap_or(evidence)
            };
            let mut parts = parts.clone();
            if parts.modality == Modality::Actual && self.rises(one.at) {
                parts.modality = Modality::Possible;
            }
            parts.quantity = Some(one.quantity);
            self.push(memory, evidence, parts);
        }
    }

    /// `الهجوم` with nothing of its own is the attack told before: its type is that one's.
    fn known_event(&self, draft: &Draft, memory: &Memory) -> Option<EventType> {
        let item = self.sentence.items.get(draft.parts_end.max(draft.at))?;
        let own = !draft.places.is_empty() || !draft.targets.is_empty() || draft.also.iter().any(|at| *at > draft.parts_end);
        if draft.event_type != EventType::Offensive || own || !item.clitics.article || !matches!(item.kind, Kind::Event(..)) {
            return None;
        }
        let attack = |kind: EventType| {
            matches!(kind, EventType::Bombing | EventType::Airstrike | EventType::Shelling | EventType::Offensive | EventType::AttackCivilians)
        };
        memory.claims.iter().rev().take(12).map(|claim| claim.parts.event_type).find(|kind| attack(*kind))
    }

    pub(crate) fn push(&self, memory: &mut Memory, evidence: Span, parts: ClaimParts) {
        let article = self.sentence.context.article.id.clone();
        let claim = Claim::new(article, evidence, parts);
        let same = |known: &Claim| {
            known.parts.event_type == claim.parts.event_type
                && known.evidence.overlaps(claim.evidence)
                && known.parts.quantity == claim.parts.quantity
                && known.parts.polarity == claim.parts.polarity
                && (known.evidence == claim.evidence || known.parts.actors == claim.parts.actors && known.parts.places == claim.parts.places)
        };
        if !memory.claims[memory.sentence_start..].iter().any(same) {
            memory.claims.push(claim);
        }
    }

    /// A figure said to be able to rise (`قد يرتفع إلى`): the number is a forecast.
    fn rises(&self, at: usize) -> bool {
        let items = self.sentence.items;
        let may = |i: usize| {
            matches!(items[i].kind, Kind::Verb(_, inflection) if inflection.tense == isnad_pack::conjugate::Tense::Imperfect)
                && i > 0
                && matches!(&items[i - 1].kind, Kind::Particle(word) if &**word == "قد")
        };
        (at.saturating_sub(5)..at).any(|i| may(i) || items[i].clitics.future)
    }

    /// Casualty nouns and the like are claims only when counted, carried by a verb, or harming somebody named.
    fn is_claim(&self, draft: &Draft, counted: &[Counted], state: &Status) -> bool {
        let people = draft.event_type.counts_people();
        if !counted.is_empty() {
            return true;
        }
        let Some(item) = self.sentence.items.get(draft.at) else { return false };
        if self.supposed(draft, state) {
            return true;
        }
        if draft.counter.is_some() {
            return draft.carrier.is_some() && !item.clitics.article && state.polarity == Polarity::Asserted || item.is_verb();
        }
        let bare =
            draft.actors.is_empty() && draft.targets.is_empty() && draft.places.is_empty() && draft.victims.is_empty() && draft.losers.is_empty();
        // `القصف`, `بعد اتفاق`: a noun that adds nothing only names what was told elsewhere, unless a clause of its own tells it.
        let told = draft.carrier.is_some_and(|carrier| !item.clitics.article || carrier > draft.at);
        if matches!(item.kind, Kind::Event(..)) && bare && draft.also.is_empty() && !told && draft.parts_end == draft.at {
            return false;
        }
        let pronoun = item.is_verb() && item.clitics.pronoun.is_some() && draft.subject.is_none_or(|_| draft.carried);
        !people
            || !draft.victims.is_empty()
            || pronoun
            || state.polarity == Polarity::Denied && draft.parts_end != draft.at
            || told && matches!(item.kind, Kind::Event(..))
    }

    /// A bare noun says something when what it says is that it did not or need not happen: `نفى تورطه في هجوم`, `هجوم محتمل`, `خططوا للهروب`.
    fn supposed(&self, draft: &Draft, state: &Status) -> bool {
        let Some(Kind::Event(_, verb)) = self.sentence.items.get(draft.at).map(|item| &item.kind) else { return false };
        let unreal = state.polarity == Polarity::Denied || state.modality != Modality::Actual;
        let article = self.sentence.items[draft.at].clitics.article;
        // Verbal nouns that a verb or noun governs stand with the article without pointing back: `الاستعداد للهروب`.
        let governed = preposition_of(self.sentence.items, draft.at).is_some_and(|p| matches!(&*p, "ل" | "الى" | "على" | "ب" | "من" | "عن"));
        let toll = draft.event_type.counts_people() && (draft.counter.is_some() || article);
        unreal && !draft.event_type.is_speech_act() && !toll && (!article || verb.is_some() && governed)
    }

    fn needs_place(&self, draft: &Draft) -> bool {
        use EventType::*;
        matches!(draft.event_type, Capture | Advance | Close | Open)
            && draft.parts_end == draft.at
            && !draft
                .places
                .iter()
                .any(|&at| self.mention(at).is_some_and(|m| matches!(m.class, NounClass::Site | NounClass::PlaceClass | NounClass::Place)))
    }

    /// Whether a reporting word stands between two items.
    pub(crate) fn reports_between(&self, from: usize, to: usize) -> bool {
        self.scopes.iter().any(|scope| from < scope.at && scope.at < to)
    }

    pub(crate) fn entities(&self, items: &[usize]) -> Vec<EntityRef> {
        let mut out: Vec<EntityRef> = Vec::new();
        for &at in items {
            let Some(entity) = self.mention(at).and_then(|mention| mention.entity.clone()) else { continue };
            if !out.iter().any(|known| known.id == entity.id) {
                out.push(entity);
            }
        }
        out
    }

    fn actors(&self, draft: &Draft, scope: Option<&Scope>, memory: &Memory) -> Vec<EntityRef> {
        let named = self.named_actors(draft, scope, memory);
        if named.is_empty() { crate::inherit::doer(self.sentence, draft, memory) } else { named }
    }

    fn named_actors(&self, draft: &Draft, scope: Option<&Scope>, memory: &Memory) -> Vec<EntityRef> {
        let found: Vec<EntityRef> = self.entities(&draft.actors.iter().copied().filter(|&at| !self.possessed(at)).collect::<Vec<_>>());
        if !found.is_empty() {
            return found;
        }
        if let Some(&at) = draft.actors.iter().find(|&&at| self.possessed(at)) {
            let owner = self.owner(at, scope, memory);
            return if owner.is_empty() { self.entities(&draft.actors) } else { owner };
        }
        if matches!(draft.event_type, EventType::Killed | EventType::Injured | EventType::Missing | EventType::Displaced)
            && draft.actors.is_empty()
            && !draft.victims.is_empty()
        {
            return Vec::new();
        }
        let item = &self.sentence.items[draft.at];
        let first_person = matches!(item.kind, Kind::Verb(_, inflection) if inflection.person == 1);
        let head = draft.carrier.unwrap_or(draft.at);
        let head_first = matches!(self.sentence.items[head].kind, Kind::Verb(_, inflection) if inflection.person == 1);
        let speaker =
            scope.and_then(|scope| scope.chain.sources.first()).or_else(|| memory.carry.speaker.as_ref().and_then(|chain| chain.sources.first()));
        if first_person || head_first {
            return speaker.cloned().into_iter().collect();
        }
        let pronoun = item.clitics.pronoun.is_some();
        let plural_verb = matches!(self.sentence.items[head].kind, Kind::Verb(_, inflection) if inflection.number == Number::Plural);
        if pronoun && matches!(item.kind, Kind::Event(..)) {
            let acts = |source: &&EntityRef| kind_acts(source.kind) || draft.event_type.is_speech_act();
            let own = scope
                .filter(|scope| scope.at < draft.at && self.no_actor_between(scope.at + 1, draft.at, &scope.chain))
                .and_then(|scope| scope.chain.sources.first())
                .filter(acts);
            if own.is_none() {
                let near = crate::inherit::doer(self.sentence, draft, memory);
                if !near.is_empty() {
                    return near;
                }
            }
            return own.cloned().map(|actor| vec![actor]).or_else(|| memory.actor.clone()).unwrap_or_default();
        }
        if plural_verb || draft.subject.is_none() && item.clitics.conjunction && self.sentence.items[draft.at].is_verb() {
            return memory.actor.clone().unwrap_or_default();
        }
        // "أعلن الجيش انسحابه", "أكدت قسد أنها سيطرت": the speaker speaks of itself.
        if self.subject_pronoun(draft.at) {
            return speaker.cloned().into_iter().collect();
        }
        if draft.event_type.is_speech_act() && draft.subject.is_none() {
            if let Some(scope) = self.scope_of(draft.at) {
                return scope.chain.sources.first().cloned().into_iter().collect();
            }
        }
        Vec::new()
    }

    /// `قواته`, `مقاتلونا`: armed people named only by whose they are.
    fn possessed(&self, at: usize) -> bool {
        self.sentence.items[at].clitics.pronoun.is_some()
            && self.mention(at).is_some_and(|m| matches!(m.class, NounClass::Force | NounClass::People | NounClass::Body))
    }

    /// Whose forces: `نا` is the speaker's, else of the last body named before, else of whoever acted last.
    fn owner(&self, at: usize, scope: Option<&Scope>, memory: &Memory) -> Vec<EntityRef> {
        let speaker =
            scope.and_then(|scope| scope.chain.sources.first()).or_else(|| memory.carry.speaker.as_ref().and_then(|chain| chain.sources.first()));
        if self.sentence.items[at].clitics.pronoun == Some(crate::clitics::Pronoun::We) {
            return speaker.cloned().into_iter().collect();
        }
        // Inside what somebody says, only what is named there comes before the speaker.
        let from = scope
            .filter(|scope| scope.start <= at && scope.at < scope.start && speaker.is_some_and(|s| kind_acts(s.kind) || s.kind == EntityKind::Person))
            .map_or(0, |scope| scope.start);
        let before = self.sentence.items[from..at].iter().rev().find_map(|item| {
            let mention = item
                .mention()
                .filter(|m| can_act(m) && matches!(m.class, NounClass::Force | NounClass::Group | NounClass::State | NounClass::Body))?;
            mention.entity.clone().filter(|entity| item.clitics.pronoun.is_none() && !carries_news(entity.kind))
        });
        let own = || speaker.filter(|_| from > 0).map(|speaker| vec![speaker.clone()]);
        before
            .map(|entity| vec![entity])
            .or_else(own)
            .or_else(|| memory.actor.clone())
            .or_else(|| speaker.cloned().map(|s| vec![s]))
            .unwrap_or_default()
    }

    fn no_actor_between(&self, from: usize, to: usize, chain: &Chain) -> bool {
        let source = chain.sources.first().map(|s| s.id.clone());
        !self
            .sentence
            .items
            .get(from..to)
            .unwrap_or_default()
            .iter()
            .filter_map(Item::mention)
            .any(|m| matches!(m.class, NounClass::Force | NounClass::Group) && m.entity.as_ref().map(|e| e.id.clone()) != source)
    }

    /// `أنها`, `أنهم` before the verb.
    fn subject_pronoun(&self, at: usize) -> bool {
        let clause = &self.sentence.clauses[clause_of(&self.sentence.clauses, at)];
        (clause.start..at).any(|i| {
            matches!(self.sentence.items[i].kind, Kind::Complementizer(_))
                && (self.sentence.items[i].clitics.pronoun.is_some()
                    || self.sentence.norm(i).ends_with("ها")
                    || self.sentence.norm(i).ends_with("هم")
                    || self.sentence.norm(i).ends_with("نه"))
        })
    }

    /// The places of a draft: its own, then one in the clause, then the one that heads the sentence.
    pub(crate) fn places(&self, draft: &Draft, memory: &Memory) -> (Vec<PlaceRef>, Vec<usize>) {
        let mut out: Vec<PlaceRef> = Vec::new();
        let mut used = Vec::new();
        let own = self.outermost(&draft.places);
        for &at in &own {
            if let Some(place) = self.place_of(at, memory) {
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
    fn outermost(&self, places: &[usize]) -> Vec<usize> {
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

    /// A toll since some beginning counts over the country, not over the last town named.
    fn counts_since(&self, draft: &Draft) -> bool {
        use isnad_model::Family::{Casualties, Displacement};
        matches!(draft.event_type.family(), Casualties | Displacement)
            && quantities(self.sentence, draft).iter().any(|c| {
                c.quantity.value >= if draft.event_type.family() == Displacement { 250_000 } else { 10_000 }
                    || c.quantity.value >= 50
                        && c.quantity.scope.as_ref().is_some_and(|s| s.since.is_some() || s.since_event.is_some() || s.since_year.is_some())
            })
    }

    /// Happenings without a place of their own go on where the article last was.
    fn inherits_place(&self, draft: &Draft) -> bool {
        use isnad_model::Family::*;
        matches!(draft.event_type.family(), Territory | Violence | Casualties | Displacement) || draft.event_type == EventType::Protest
    }

    fn inherited_place(&self, draft: &Draft, memory: &Memory) -> Vec<PlaceRef> {
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
            item.mention().filter(|m| !m.metonym && preposition_of(self.sentence.items, i).is_some_and(|p| locative(&p)))?.place.clone().filter(fits)
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
    fn narrow(&self, places: &mut Vec<PlaceRef>) {
        if places.len() < 2 {
            return;
        }
        let inner: Vec<PlaceRef> = places.clone();
        places.retain(|outer| {
            !inner.iter().any(|place| {
                place.id != outer.id
                    && (place.admin1.as_ref() == Some(&outer.id) || outer.kind == isnad_model::PlaceKind::Country && place.country.is_some())
            })
        });
    }

    pub(crate) fn place_of(&self, at: usize, memory: &Memory) -> Option<PlaceRef> {
        let mention = self.mention(at)?;
        if let Some(place) = &mention.place {
            return Some(self.part_of_country(at, place.clone()));
        }
        if matches!(mention.class, NounClass::PlaceClass | NounClass::Site) {
            if let Some(place) = self.located_after(at) {
                return Some(place);
            }
        }
        if mention.class == NounClass::PlaceClass && self.sentence.items[at].clitics.pronoun.is_some() {
            return self.surroundings(at, memory);
        }
        if mention.class == NounClass::PlaceClass && mention.sub == "country" {
            return self.main_country_place().or_else(|| memory.place_of_kind("country").cloned());
        }
        if mention.class == NounClass::PlaceClass && mention.definite {
            let called = || memory.place_called(self.sentence.norm(at).trim_start_matches(['و', 'ب', 'ل']).trim_start_matches("ال")).cloned();
            return self
                .earlier_place(at, &mention.sub)
                .or_else(called)
                .or_else(|| memory.place_of_kind(&mention.sub).cloned())
                .map(|place| PlaceRef { surface: "".into(), span: None, ..place });
        }
        None
    }

    /// `وسط أوكرانيا`, `شمالي البلاد`: a part of a country is not the country.
    fn part_of_country(&self, at: usize, place: PlaceRef) -> PlaceRef {
        let before = at.checked_sub(1).and_then(|i| self.sentence.items.get(i)).filter(|item| item.mention().is_none());
        let last = before.and_then(|item| self.sentence.block.tokens.get(item.end.saturating_sub(1)));
        let direction = last.map(|token| &*token.norm).filter(|word| {
            let lexicon = &self.sentence.context.pack.lexicon;
            let senses = lexicon.step(lexicon.root(), word).map(|node| lexicon.senses(node)).unwrap_or_default();
            senses.iter().any(|sense| matches!(sense, isnad_pack::Sense::Noun(id) if self.partial_direction(*id)))
        });
        match direction {
            Some(word) if place.kind == isnad_model::PlaceKind::Country && place.part.is_none() => {
                let word = word.strip_suffix('ي').unwrap_or(word);
                let name = format!("{word} {}", place.name_ar);
                PlaceRef {
                    id: format!("x:part:{}:{word}", place.id).into(),
                    surface: name.clone().into(),
                    name_ar: name.into(),
                    name_en: None,
                    kind: isnad_model::PlaceKind::Region,
                    part: Some(word.into()),
                    ..place
                }
            }
            _ => place,
        }
    }

    /// A compass point or the centre: `داخل` and `قرب` make no part of their own.
    fn partial_direction(&self, noun: u32) -> bool {
        let row = &self.sentence.context.pack.nouns[noun as usize];
        row.class == NounClass::Direction
            && matches!(row.sub.as_str(), "north" | "south" | "east" | "west" | "northeast" | "northwest" | "southeast" | "southwest" | "centre")
    }

    /// Where a site or an unnamed area lies, as said right after it: `مقر في حلب`, `مناطق واسعة من عفرين`, `المناطق التي يسيطر عليها في الريف`.
    fn located_after(&self, at: usize) -> Option<PlaceRef> {
        let items = self.sentence.items;
        let relative = items.get(at + 1).is_some_and(|item| matches!(item.kind, Kind::Relative));
        let border = self.mention(at).is_some_and(|mention| mention.sub == "territory");
        (at + 1..items.len().min(at + if relative { 10 } else { 7 }))
            .take_while(|&i| (relative || !items[i].is_verb()) && !matches!(items[i].kind, Kind::Event(..) | Kind::Mark('،' | ',' | '.')))
            .find_map(|i| {
                let inner = self.mention(i)?;
                let here = preposition_of(items, i).is_some_and(|p| {
                    locative(&p)
                        || matches!(&*p, "بين" | "مع") && border
                        || &*p == "من" && !relative
                        || p.starts_with("على حدود")
                        || p.starts_with("علي حدود")
                });
                inner.place.clone().filter(|_| here || inner.part)
            })
    }

    /// `وريفها` beside a place belongs to it; standing alone it is the countryside of the place before.
    fn surroundings(&self, at: usize, memory: &Memory) -> Option<PlaceRef> {
        let mention = self.mention(at)?;
        if self.sentence.items[at].clitics.conjunction {
            return None;
        }
        let here = self.sentence.items[..at].iter().rev().find_map(|item| item.mention()?.place.clone());
        let of = here.or_else(|| memory.places.iter().rev().find(|place| place.kind != isnad_model::PlaceKind::Country).cloned())?;
        let kind = isnad_model::PlaceKind::parse(&mention.sub).unwrap_or(isnad_model::PlaceKind::Unknown);
        if kind != isnad_model::PlaceKind::Countryside {
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

    fn main_country_place(&self) -> Option<PlaceRef> {
        self.country_place(self.sentence.context.main_country()?)
    }

    /// The place of a country by its id.
    pub(crate) fn country_place(&self, country: &std::sync::Arc<str>) -> Option<PlaceRef> {
        let pack = self.sentence.context.pack;
        let row = &pack.countries[*pack.country_by_id.get(country)? as usize];
        let place = &pack.places[*pack.place_by_id.get(&row.place)? as usize];
        Some(PlaceRef {
            id: place.id.clone(),
            name_ar: place.name_ar.clone(),
            name_en: Some(place.name_en.clone()),
            kind: place.kind,
            position: place.position,
            admin1: None,
            country: Some(row.id.clone()),
            part: None,
            surface: "".into(),
            span: None,
        })
    }

    /// A place named earlier in this sentence that the class word can mean.
    fn earlier_place(&self, at: usize, kind: &str) -> Option<PlaceRef> {
        let here =
            Memory { places: self.sentence.items[..at].iter().filter_map(|item| item.mention()?.place.clone()).collect(), ..Memory::default() };
        here.place_of_kind(kind).cloned()
    }

    fn place_in_clause(&self, draft: &Draft, memory: &Memory) -> Option<(PlaceRef, usize)> {
        let items = self.sentence.items;
        let from = draft.carrier.unwrap_or(draft.at).min(draft.at);
        let clause = &self.sentence.clauses[clause_of(&self.sentence.clauses, draft.at)];
        let after = (draft.at + 1)..draft.end.max(clause.end).min(items.len());
        let before = (clause.start..from).rev();
        after.chain(before).find_map(|i| {
            let mention = self.mention(i)?;
            let on = mention.part && preposition_of(items, i).is_some_and(|p| &*p == "على");
            let here = on || preposition_of(items, i).is_some_and(|p| locative(&p)) || mention.locator && preposition_of(items, i).is_none();
            let can = here && (mention.place.is_some() || mention.class == NounClass::PlaceClass || mention.class == NounClass::Site);
            if can { self.place_of(i, memory).map(|place| (place, i)) } else { None }
        })
    }

    /// `وفي حمص، …`: a place that heads the sentence holds for it.
    fn place_heading(&self, draft: &Draft, memory: &Memory) -> Option<(PlaceRef, usize)> {
        let items = self.sentence.items;
        let first = (0..items.len().min(4)).find(|&i| self.mention(i).is_some())?;
        let mention = self.mention(first)?;
        let heads = first < draft.at && preposition_of(items, first).is_some_and(|p| &*p == "في") && (0..first).all(|i| !items[i].is_verb());
        if heads && (mention.place.is_some() || mention.class == NounClass::PlaceClass) {
            self.place_of(first, memory).map(|place| (place, first))
        } else {
            None
        }
    }

    fn partial(&self, draft: &Draft, places: &[usize]) -> bool {
        draft.places.iter().chain(places).any(|&at| self.mention(at).is_some_and(|m| m.part || m.class == NounClass::Site))
    }

    pub(crate) fn time(&self, draft: &Draft) -> Option<TimeRef> {
        let items = self.sentence.items;
        let clause = &self.sentence.clauses[clause_of(&self.sentence.clauses, draft.at)];
        let near = |range: std::ops::Range<usize>| {
            range
                .filter_map(|i| match &items[i].kind {
                    Kind::When(when) if !when.since => Some((i.abs_diff(draft.at), when.time.clone())),
                    _ => None,
                })
                .min_by_key(|(distance, _)| *distance)
                .map(|(_, time)| time)
        };
        // `غداة سيطرتها`: the date is that of the day after, `عشية` of the day before.
        let shift = match preposition_of(items, draft.at).as_deref() {
            Some("غداه") => -1,
            Some("عشيه") => 1,
            _ => 0,
        };
        let said = |i: usize| self.scopes.iter().any(|scope| !scope.backward && scope.at < i && i < scope.start);
        let found = near(clause.start..clause.end)
            .filter(|_| !(clause.start..clause.end).any(said))
            .or_else(|| near(draft.at..draft.end.min(items.len())))
            .or_else(|| {
                // The nearest date of the sentence that does not date the saying itself.
                (0..items.len())
                    .filter(|&i| !said(i))
                    .filter_map(|i| match &items[i].kind {
                        Kind::When(when) if !when.since && i.abs_diff(draft.at) < 24 => Some((i.abs_diff(draft.at), when.time.clone())),
                        _ => None,
                    })
                    .min_by_key(|(distance, _)| *distance)
                    .map(|(_, time)| time)
            });
        found.map(|time| crate::when::shifted(time, shift))
    }

    /// Trigger, roles and place, as one span within the sentence.
    fn evidence(&self, draft: &Draft, places: &[usize], counted: Option<usize>) -> Option<Span> {
        let trigger = self.sentence.span(draft.at, draft.at + 1)?;
        let mut span = trigger;
        if draft.parts_end > draft.at {
            span = span.cover(self.sentence.span(draft.parts_end, draft.parts_end + 1)?);
        }
        if let Some(carrier) = draft.carrier.filter(|c| draft.at.abs_diff(*c) < 8) {
            span = span.cover(self.sentence.span(carrier, carrier + 1)?);
        }
        let subject = draft.subject.filter(|_| !draft.carried);
        let floor = self.evidence_floor(draft);
        let roles = draft.actors.iter().chain(&draft.targets).chain(&draft.places).chain(&draft.victims).chain(&draft.losers).copied();
        for at in roles.chain(subject).chain(places.iter().copied().filter(|p| *p > draft.at)).chain(counted).filter(|&at| at >= floor) {
            let Some(part) = self.sentence.span(at, at + 1) else { continue };
            let whole = span.cover(part);
            let reported_between = self.scopes.iter().any(|scope| {
                let cue = self.sentence.span(scope.at, scope.at + 1).unwrap_or(part);
                whole.contains(cue) && !span.overlaps(cue) && scope.at != draft.at
            });
            if whole.len() <= LONGEST_EVIDENCE && !reported_between {
                span = whole;
            }
        }
        Some(span)
    }

    /// Where evidence may begin: the clause of the trigger, its antecedent, or a subject that only commas part from it.
    fn evidence_floor(&self, draft: &Draft) -> usize {
        use crate::clause::Opener;
        let first = draft.carrier.unwrap_or(draft.at).min(draft.at);
        let clauses = &self.sentence.clauses;
        let mut index = clause_of(clauses, first);
        if clauses[index].opener == Opener::Relative {
            return clauses[index].start.saturating_sub(4);
        }
        let verbless =
            |index: usize| !self.sentence.items.get(clauses[index].start..clauses[index].end).unwrap_or_default().iter().any(Item::is_verb);
        while index > 0 && matches!(clauses[index].opener, Opener::Comma | Opener::Resumed | Opener::Parenthesis) && verbless(index - 1) {
            index -= 1;
        }
        clauses[index].start
    }

    fn part_evidence(&self, counted: &Counted) -> Option<Span> {
        let start = (counted.at.saturating_sub(4)..counted.at).rev().find(|&i| {
            let norm = self.sentence.norm(i);
            norm.contains("بين") || norm.contains("منه") || norm.contains("ضمن")
        });
        self.sentence.span(start.unwrap_or(counted.at), counted.at + 1)
    }

    /// A hash of the quoted words around the trigger.
    pub(crate) fn quotation(&self, at: usize) -> Option<u64> {
        let items = self.sentence.items;
        let open = (0..at).rev().find(|&i| crate::report::is_quote_item(&items[i]))?;
        let close = (at..items.len()).find(|&i| crate::report::is_quote_item(&items[i]))?;
        let inside = (0..=open).filter(|&i| crate::report::is_quote_item(&items[i])).count() % 2 == 1;
        if !inside || close - open < 5 {
            return None;
        }
        let span = self.sentence.span(open + 1, close)?;
        let words = isnad_text::fold::fold(span.slice(&self.sentence.context.article.text));
        let words: Vec<&str> = words.split(|c: char| !c.is_alphanumeric()).filter(|w| !w.is_empty()).collect();
        let hex = isnad_model::ids::digest(&words);
        u64::from_str_radix(&hex[..16], 16).ok()
    }
}

/// Kinds that act on the ground in their own name: a speaker of another kind speaks of others.
fn kind_acts(kind: EntityKind) -> bool {
    matches!(kind, EntityKind::Force | EntityKind::Group | EntityKind::State | EntityKind::Body)
}

/// Kinds that pass on what others say; they have no troops.
fn carries_news(kind: EntityKind) -> bool {
    matches!(kind, EntityKind::Agency | EntityKind::Media | EntityKind::Company)
}
