//! From drafts to claims: attribution, status, roles resolved, numbers, evidence.

use crate::args::can_act;
use crate::clause::{clause_of, preposition_of};
use crate::frames::{Draft, drafts};
use crate::item::{Item, Kind, Mention};
use crate::memory::Memory;
use crate::quantity::{Counted, quantities};
use crate::report::{Chain, Scope, scopes};
use crate::scope::{Status, status};
use crate::sentence::Sentence;
use isnad_model::{Claim, ClaimParts, EntityKind, EntityRef, EventType, Modality, Polarity, Position};
use isnad_pack::conjugate::Number;
use isnad_pack::grammar::{Cue, CueClass, NounClass, Trait};
use isnad_text::Span;
use std::cell::Cell;

/// Longest evidence, in bytes: a span longer than this points at nothing.
const LONGEST_EVIDENCE: usize = 640;

/// Reads one sentence: appends its claims and updates the memory.
pub fn read_sentence(sentence: &Sentence<'_, '_>, position: Position, memory: &mut Memory) {
    let before = std::mem::replace(&mut memory.sentence_start, memory.claims.len());
    let scopes = scopes(sentence, &memory.carry);
    crate::voice::told_behind(sentence, &scopes, &mut memory.claims[before..]);
    let drafts = drafts(sentence, &scopes);
    let writer =
        Writer { sentence, scopes: &scopes, drafts: &drafts, position, open_quote: memory.carry.open_quote.is_some(), denied: Cell::new(false) };
    for draft in &drafts {
        writer.write(draft, memory);
    }
    crate::inherit::doers_of_harm(&mut memory.claims[memory.sentence_start..], &std::mem::take(&mut memory.acts));
    writer.moving_figures(memory);
    writer.pointing_denials(memory);
    writer.remember(memory);
}

pub(crate) struct Writer<'a, 's, 'c> {
    pub(crate) sentence: &'a Sentence<'s, 'c>,
    pub(crate) scopes: &'a [Scope],
    pub(crate) drafts: &'a [Draft],
    pub(crate) position: Position,
    pub(crate) open_quote: bool,
    /// Whether what is written is told in any case, because it is about to be denied.
    pub(crate) denied: Cell<bool>,
}

impl Writer<'_, '_, '_> {
    pub(crate) fn mention(&self, at: usize) -> Option<&Mention> {
        self.sentence.items.get(at).and_then(Item::mention)
    }

    /// What the item at `at` is to another event of the sentence than `draft`: the nearest one that the grammar gives it to.
    pub(crate) fn bound(&self, draft: &Draft, at: usize) -> Option<(&'static str, isnad_model::Family)> {
        let role = |other: &Draft| {
            let lists =
                [(&other.places, "place"), (&other.targets, "target"), (&other.losers, "loser"), (&other.victims, "victim"), (&other.actors, "doer")];
            let role = lists.into_iter().find(|(list, _)| list.contains(&at)).map(|(_, role)| role);
            role.or((other.subject == Some(at)).then_some("subject"))
        };
        let others = self.drafts.iter().filter(|other| other.at != draft.at && !draft.also.contains(&other.at));
        let nearest = others.filter_map(|other| Some((other, role(other)?))).min_by_key(|(other, _)| other.at.abs_diff(at));
        nearest.map(|(other, role)| (role, other.event_type.family()))
    }

    pub(crate) fn write(&self, draft: &Draft, memory: &mut Memory) {
        let Some(kind) = crate::kind::event_type(self.sentence, draft) else { return };
        let kind = self.known_event(draft, memory).unwrap_or(kind);
        if crate::speech::is_talk(kind) {
            return crate::speech::write(self, draft, memory);
        }
        let scope = self.scope_at(draft.at);
        let mut state = status(self.sentence, draft.at, draft.carrier, scope);
        if state.polarity == Polarity::Denied && state.modality == Modality::Actual && crate::kind::asserts_but(self.sentence, draft) {
            state.polarity = Polarity::Asserted;
        }
        if draft.rule == crate::aims::OPERATION {
            crate::scope::weaken(&mut state, Modality::Intended, crate::aims::OPERATION.into());
        }
        let counted = if kind.counts_people() { quantities(self.sentence, draft) } else { Vec::new() };
        // `لم تتبن أي جهة الهجوم`: that nobody claims it denies nothing.
        if state.polarity == Polarity::Denied && crate::kind::has(self.sentence, draft, Trait::OwnsUp) {
            return;
        }
        let ruled = self.is_claim(draft, &counted, &state);
        let telling = self.telling(draft, kind, ruled, &state, counted.len(), memory);
        if !self.choose_keep(draft, kind, ruled, &state, &telling, memory) {
            if matches!(kind.family(), isnad_model::Family::Violence) && kind != EventType::Clash {
                let behind = |actor: &EntityRef| {
                    self.sentence
                        .span(draft.at, draft.at + 3)
                        .zip(actor.span)
                        .is_some_and(|(near, named)| named.start >= near.start && named.start < near.end)
                };
                let doers: Vec<EntityRef> = self.actors(draft, scope, memory).into_iter().filter(behind).collect();
                if !doers.is_empty() {
                    memory.acts.push((doers, state.modality, state.polarity));
                }
            }
            return;
        }
        let (mut actors, targets) = self.doers(draft, kind, scope, memory);
        self.acquit(draft, kind, scope, &mut state, &mut actors);
        let (places, place_items) = self.places(draft, kind, memory);
        // Evidence does not run over another event to a place behind it.
        let place_items: Vec<usize> = place_items.into_iter().filter(|&at| draft.places.contains(&at) || !self.event_between(draft.at, at)).collect();
        let own_place = kind == EventType::Advance && matches!(self.sentence.items[draft.at].kind, Kind::Event(..));
        if self.needs_place(draft) && !self.elsewhere(draft, memory) && place_items.is_empty() && (places.is_empty() || own_place) {
            return;
        }
        // `تبنى التنظيم الهجوم`: whoever owns up to it tells it.
        let owns_up = match self.sentence.items[draft.at].kind {
            Kind::Verb(verb, _) => {
                crate::report::reporting_class(self.sentence, verb).is_some_and(|(class, _)| class == isnad_pack::grammar::Report::Admit)
            }
            _ => false,
        };
        let (attribution, co_origins, basis) = self.attribution(draft, owns_up, &actors, memory);
        let time = self.day_of(draft, kind, &mut state, &places, memory);
        self.doubt(draft, kind, &mut state, &telling);
        state.rules.insert(0, draft.rule.clone());
        let evidence = self.evidence(draft, &place_items, None);
        let Some(evidence) = evidence else { return };
        // `تظاهر آلاف العمال`: a crowd is counted by its doers.
        let crowd = if kind == EventType::Protest { crate::quantity::crowd(self.sentence, draft) } else { None };
        let parts = ClaimParts {
            event_type: kind,
            position: self.position,
            actors,
            targets,
            partial: self.partial(draft, &place_items),
            places,
            time,
            quantity: crowd,
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
            self.date_retold(&mut parts, memory);
            self.push(memory, evidence, parts);
        }
    }

    /// `الهجوم` with nothing of its own is the attack told before: its type is that one's.
    pub(crate) fn known_event(&self, draft: &Draft, memory: &Memory) -> Option<EventType> {
        let item = self.sentence.items.get(draft.parts_end.max(draft.at))?;
        let own = !draft.places.is_empty() || !draft.targets.is_empty() || draft.also.iter().any(|at| *at > draft.parts_end);
        // `أطلقوا صواريخ … الضربات أصابت أهدافا`: blows that are taken up are of the kind told before.
        let blow = self.sentence.context.pack.traits.get(&draft.rule).is_some_and(|traits| traits.contains(&Trait::Blow));
        if blow && item.clitics.article {
            let told = |kind: EventType| memory.claims[..memory.sentence_start].iter().rev().take(12).any(|claim| claim.parts.event_type == kind);
            return (told(EventType::Shelling) && !told(EventType::Airstrike)).then_some(EventType::Shelling);
        }
        // `أي هجمات من هذا النوع`
        let of_kind = (draft.at + 1..draft.at + 5).any(|at| matches!(self.sentence.norm(at), "النوع" | "القبيل"));
        // `العملية العسكرية` is an offensive, whatever was fired in it; `الهجوم` is the attack told before.
        let attacks = of_kind || draft.rule.starts_with("frame:") || crate::kind::has(self.sentence, draft, Trait::Attack);
        if draft.event_type != EventType::Offensive || !attacks || own || !(item.clitics.article || of_kind) || !matches!(item.kind, Kind::Event(..))
        {
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
    pub(crate) fn rises(&self, at: usize) -> bool {
        let items = self.sentence.items;
        let may = |i: usize| {
            matches!(items[i].kind, Kind::Verb(_, inflection) if inflection.tense == isnad_pack::conjugate::Tense::Imperfect)
                && i > 0
                && matches!(&items[i - 1].kind, Kind::Particle(word) if &**word == "قد")
        };
        // `العدد مرشح للارتفاع إلى ثلاثين`
        let hinted = |cue: &crate::sentence::CueHit| {
            let class = self.sentence.context.pack.cues[cue.id as usize].class;
            class == CueClass::Possible && cue.end == items[at].start
        };
        if self.sentence.cues.iter().any(hinted) {
            return true;
        }
        // `قد ترتفع الحصيلة بعد مقتل ثلاثة`: those are counted.
        let aside = |from: usize| (from..=at).any(|i| crate::scope::aside(items, i) || matches!(items[i].kind, Kind::Subordinator(_)));
        (at.saturating_sub(5)..at).any(|i| (may(i) || items[i].clitics.future) && !aside(i))
    }

    /// Casualty nouns and the like are claims only when counted, carried by a verb, or harming somebody named.
    pub(crate) fn is_claim(&self, draft: &Draft, counted: &[Counted], state: &Status) -> bool {
        let people = draft.event_type.counts_people();
        if !counted.is_empty() {
            return true;
        }
        let Some(item) = self.sentence.items.get(draft.at).filter(|_| !state.rules.iter().any(|rule| rule == crate::scope::UNTOLD)) else {
            return false;
        };
        if self.supposed(draft, state) {
            return true;
        }
        // `قتلى وجرحى بانفجار سيارة`: at the head of a sentence without a verb.
        let items = self.sentence.items;
        let headline = |at: usize| {
            at == 0
                && items
                    .get(1)
                    .is_some_and(|next| matches!(next.kind, Kind::Event(..)) && (next.clitics.conjunction || next.clitics.preposition == Some('ب')))
        };
        let second = draft.at == 1 && item.clitics.conjunction && matches!(items[0].kind, Kind::Event(..)) && headline(0);
        if draft.counter.is_some() && !item.clitics.article && (headline(draft.at) || second) {
            return true;
        }
        if draft.counter.is_some() {
            // `دون وقوع إصابات`, `لم يسفر عن ضحايا`: that there were none.
            let none = state.polarity == Polarity::Denied && state.modality == Modality::Actual;
            let told = draft.carrier.is_some() && state.polarity == Polarity::Asserted || none;
            return told && !item.clitics.article || item.is_verb();
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
    pub(crate) fn supposed(&self, draft: &Draft, state: &Status) -> bool {
        let Some(Kind::Event(_, verb)) = self.sentence.items.get(draft.at).map(|item| &item.kind) else { return false };
        let unreal = state.polarity == Polarity::Denied || state.modality != Modality::Actual;
        let article = self.sentence.items[draft.at].clitics.article;
        // Verbal nouns that a verb or noun governs stand with the article without pointing back: `الاستعداد للهروب`.
        let governed = preposition_of(self.sentence.items, draft.at).is_some_and(|p| matches!(&*p, "ل" | "الى" | "على" | "ب" | "من" | "عن"));
        let toll = draft.event_type.counts_people() && (draft.counter.is_some() || article);
        // `نفت أي علاقة لها بالهجوم`: the first thing that somebody's denial names is what is denied, however definite.
        let named_in_denial = || {
            self.scope_at(draft.at).filter(|scope| scope.class == isnad_pack::grammar::Report::Deny && !scope.backward).is_some_and(|scope| {
                let between = self.sentence.items.get(scope.start..draft.at).unwrap_or_default();
                !between.iter().any(|item| item.is_verb() || matches!(item.kind, Kind::Relative))
            })
        };
        if state.polarity == Polarity::Denied && state.rules.iter().any(|rule| rule == "report:deny") && !toll && named_in_denial() {
            return true;
        }
        // `لا علاقة للجيش بالهجوم`: what an expression of denying is there for.
        let denies = |row: &Cue| matches!(row.class, CueClass::Negation | CueClass::Denial) && row.cue.contains(' ');
        if state.polarity == Polarity::Denied && !toll && crate::unreal::governed(self.sentence, draft.at, denies) {
            return true;
        }
        unreal && !draft.event_type.is_speech_act() && !toll && (!article || verb.is_some() && governed)
    }

    fn event_between(&self, from: usize, to: usize) -> bool {
        let between = self.sentence.items.get(from.min(to) + 1..from.max(to)).unwrap_or_default();
        between.iter().any(|item| matches!(item.kind, Kind::Event(..)))
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

    pub(crate) fn actors(&self, draft: &Draft, scope: Option<&Scope>, memory: &Memory) -> Vec<EntityRef> {
        let named = self.named_actors(draft, scope, memory);
        if named.is_empty() {
            crate::inherit::doer(self.sentence, draft, self.drafts, scope.and_then(|scope| scope.chain.sources.first()), memory)
        } else {
            named
        }
    }

    pub(crate) fn named_actors(&self, draft: &Draft, scope: Option<&Scope>, memory: &Memory) -> Vec<EntityRef> {
        let unknown = crate::stranger::doer(self.sentence, draft);
        let found: Vec<EntityRef> = self.entities(&draft.actors.iter().copied().filter(|&at| !self.possessed(at)).collect::<Vec<_>>());
        if let Some(unknown) = unknown {
            return vec![unknown];
        }
        if !found.is_empty() {
            return found;
        }
        // `طائراتها نفذت`: what acts belongs to somebody.
        let arm = |at: &usize| self.mention(*at).is_some_and(|m| m.class == NounClass::Weapon) && self.sentence.items[*at].clitics.pronoun.is_some();
        if let Some(at) = draft.subject.filter(|at| draft.actors.is_empty() && arm(at)) {
            let owner = self.owner(at, scope, memory);
            if !owner.is_empty() {
                return owner;
            }
        }
        // `استهدفت مسيرة تركية سيارة`
        let nation = |at: usize| self.mention(at + 1).filter(|m| m.sub == crate::nation::EVENT_NATION).and_then(|m| m.entity.clone());
        let weapon = |at: &usize| self.mention(*at).is_some_and(|m| m.class == NounClass::Weapon) && !draft.targets.contains(at);
        if let Some(owner) = draft.subject.filter(|at| draft.actors.is_empty() && weapon(at)).and_then(nation) {
            return vec![owner];
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
                let near = crate::inherit::doer(self.sentence, draft, self.drafts, scope.and_then(|scope| scope.chain.sources.first()), memory);
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
            return speaker.filter(|source| source.kind != EntityKind::Unnamed || draft.event_type.is_speech_act()).cloned().into_iter().collect();
        }
        if draft.event_type.is_speech_act() && draft.subject.is_none() {
            if let Some(scope) = self.scope_of(draft.at) {
                return scope.chain.sources.first().cloned().into_iter().collect();
            }
        }
        Vec::new()
    }

    /// `قواته`, `مقاتلونا`: armed people named only by whose they are.
    pub(crate) fn possessed(&self, at: usize) -> bool {
        self.sentence.items[at].clitics.pronoun.is_some()
            // `ضربها والدها`: a relative is himself, whosever he is.
            && self.mention(at).is_some_and(|m| matches!(m.class, NounClass::Force | NounClass::People | NounClass::Body) && !relative(m))
    }

    /// Whose forces: `نا` is the speaker's, else of the last body named before, else of whoever acted last.
    pub(crate) fn owner(&self, at: usize, scope: Option<&Scope>, memory: &Memory) -> Vec<EntityRef> {
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

    pub(crate) fn no_actor_between(&self, from: usize, to: usize, chain: &Chain) -> bool {
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
    pub(crate) fn subject_pronoun(&self, at: usize) -> bool {
        let clause = &self.sentence.clauses[clause_of(&self.sentence.clauses, at)];
        (clause.start..at).any(|i| {
            matches!(self.sentence.items[i].kind, Kind::Complementizer(_))
                && (self.sentence.items[i].clitics.pronoun.is_some()
                    || self.sentence.norm(i).ends_with("ها")
                    || self.sentence.norm(i).ends_with("هم")
                    || self.sentence.norm(i).ends_with("نه"))
        })
    }

    /// Trigger, roles and place, as one span within the sentence.
    pub(crate) fn evidence(&self, draft: &Draft, places: &[usize], counted: Option<usize>) -> Option<Span> {
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
        // Whoever is accused or denied to have done it stands outside the clause that tells what was done.
        let outside = |at: usize| {
            let accused = self.drafts.iter().any(|other| {
                let speaks = matches!(other.event_type, EventType::Accuse | EventType::Call | EventType::Threaten);
                speaks && other.at != draft.at && (other.targets.contains(&at) || other.actors.contains(&at))
            });
            let noun = matches!(self.sentence.items[draft.at].kind, Kind::Event(..)) && draft.carrier.is_none();
            at < draft.at && noun && (accused || crate::event::noun_carrier(self.sentence, draft.at).is_some())
        };
        let subject = subject.filter(|at| !outside(*at));
        let doers: Vec<usize> = draft.actors.iter().copied().filter(|at| !outside(*at)).collect();
        let roles = doers.iter().chain(&draft.targets).chain(&draft.places).chain(&draft.victims).chain(&draft.losers).copied();
        for at in
            roles.chain(subject).chain(places.iter().copied().filter(|p| *p > draft.at)).chain(counted).chain(draft.counter).filter(|&at| at >= floor)
        {
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
    pub(crate) fn evidence_floor(&self, draft: &Draft) -> usize {
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

    pub(crate) fn part_evidence(&self, counted: &Counted) -> Option<Span> {
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

/// One of a family: `والدها`, not `عائلاتهم`.
fn relative(mention: &Mention) -> bool {
    mention.sub == "family" && mention.people.as_ref().is_some_and(|people| people.singular)
}

/// Kinds that pass on what others say; they have no troops.
pub(crate) fn carries_news(kind: EntityKind) -> bool {
    matches!(kind, EntityKind::Agency | EntityKind::Media | EntityKind::Company)
}
