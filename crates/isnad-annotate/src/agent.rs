//! Everybody who could have done what a claim tells, with what speaks for each: the candidates of a learned choice.

use crate::args::coordinated;
use crate::choice::{Candidates, distance};
use crate::claims::Writer;
use crate::clause::{clause_of, preposition_of, relation};
use crate::frames::Draft;
use crate::inherit::{accused, fell};
use crate::item::{Item, Kind, Mention};
use crate::memory::Memory;
use crate::report::Scope;
use isnad_model::{Claim, EntityKind, EntityRef, EventType, Family};
use isnad_pack::conjugate::{Number, Tense};
use isnad_pack::grammar::NounClass;

/// How many items away from the trigger a doer may stand.
const REACH: usize = 30;

fn kind_name(kind: EntityKind) -> &'static str {
    match kind {
        EntityKind::Force => "force",
        EntityKind::State => "state",
        EntityKind::Group => "group",
        EntityKind::Body | EntityKind::Un => "body",
        EntityKind::Person => "person",
        EntityKind::People => "people",
        EntityKind::Unnamed => "unnamed",
        EntityKind::Agency | EntityKind::Media => "media",
        EntityKind::Ngo | EntityKind::Company => "organisation",
    }
}

/// A phrase that can stand for a doer.
fn acts(mention: &Mention) -> bool {
    !matches!(
        mention.class,
        NounClass::Place | NounClass::PlaceClass | NounClass::Weapon | NounClass::Unit | NounClass::Direction | NounClass::Site | NounClass::Event
    ) || mention.metonym
}

impl Writer<'_, '_, '_> {
    /// Of all candidates the one that weighs most; `ruled` is what the rules of grammar give.
    pub(crate) fn choose_actor(
        &self,
        draft: &Draft,
        kind: EventType,
        ruled: Vec<EntityRef>,
        scope: Option<&Scope>,
        memory: &Memory,
    ) -> Vec<EntityRef> {
        let context = self.sentence.context;
        let observed = context.decisions.borrow().is_some();
        let weights = &context.pack.choices.actor;
        // Who takes or leaves a place is told by the grammar or not at all.
        let ground = kind.family() == Family::Territory;
        if weights.is_empty() && !observed || ground || self.certain(draft, kind, &ruled) {
            return ruled;
        }
        let candidates = self.actor_candidates(draft, kind, &ruled, scope, memory, observed);
        let by_rule = candidates.position(&ruled).unwrap_or(0);
        let trigger = self.sentence.span(draft.at, draft.at + 1).map_or(0, |span| span.start);
        candidates.choose("actor", weights, trigger, by_rule, &context.decisions).0
    }

    /// Who did what a draft tells, by the grammar and by what was learned, and to whom.
    pub(crate) fn doers(&self, draft: &Draft, kind: EventType, scope: Option<&Scope>, memory: &Memory) -> (Vec<EntityRef>, Vec<EntityRef>) {
        let mut actors = self.actors(draft, scope, memory);
        let told_before = actors.is_empty();
        if actors.is_empty() {
            actors = self.adversary(draft, memory);
        }
        if actors.is_empty() {
            actors = self.doer_of_cause(draft, memory);
        }
        let mut settled = told_before && !actors.is_empty() || crate::stranger::doer(self.sentence, draft).is_some();
        // `اعترفت الجماعة بقتل قائدها في غارة`: a strike in the sentence has told who did it.
        let struck = scope.is_some_and(|scope| scope.class == isnad_pack::grammar::Report::Admit) && !actors.is_empty();
        if let Some(own) = self.undertaken(draft, kind, scope).filter(|_| !struck) {
            actors = vec![own];
            settled = true;
        }
        let told = actors.len();
        actors.retain(|actor| self.can_have_done(draft, scope, actor) && !self.fires_from_elsewhere(draft, kind, scope, actor));
        if actors.is_empty() && told > 0 {
            actors = crate::inherit::doer(self.sentence, draft, self.drafts, scope.and_then(|scope| scope.chain.sources.first()), memory);
        }
        // `أعاد الجيش نشر قواته`: his own are nobody it is done to.
        let others: Vec<usize> = draft.targets.iter().copied().filter(|&at| !self.possessed(at)).collect();
        let targets = self.entities(&others);
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
            let own = self.own_side(draft, &actors, scope);
            settled |= own.is_some();
            actors.extend(own);
        }
        let mut actors = if settled { actors } else { self.choose_actor(draft, kind, actors, scope, memory) };
        if kind == EventType::Clash && actors.is_empty() && self.sentence.items[draft.at].clitics.article {
            actors = crate::inherit::sides(memory);
        }
        actors.retain(|actor| self.can_have_done(draft, scope, actor) && !self.fires_from_elsewhere(draft, kind, scope, actor));
        (actors, targets)
    }

    /// `أعلن الجيش إطلاق صواريخ من غزة`: whoever only tells what is fired from another country's ground did not fire it.
    pub(crate) fn fires_from_elsewhere(&self, draft: &Draft, kind: EventType, scope: Option<&Scope>, doer: &EntityRef) -> bool {
        let items = self.sentence.items;
        let pack = self.sentence.context.pack;
        let tells = scope.is_some_and(|scope| scope.chain.sources.first().is_some_and(|source| source.id == doer.id));
        let home = pack.entity_by_id.get(&*doer.id).map(|id| &*pack.entities[*id as usize].country).filter(|country| !country.is_empty());
        let from = (draft.at + 1..draft.end.min(items.len()))
            .filter(|&i| preposition_of(items, i).as_deref() == Some("من"))
            .find_map(|i| self.mention(i)?.place.as_ref()?.country.clone());
        kind.family() == Family::Violence
            && kind != EventType::Destroy
            && tells
            && !draft.actors.iter().any(|at| self.mention(*at).and_then(|m| m.entity.as_ref()).is_some_and(|e| e.id == doer.id))
            && home.zip(from).is_some_and(|(home, from)| *home != *from)
    }

    /// What grammar alone settles: two parties that meet, by whose hand it was, an act of one's own arms, the first person.
    fn certain(&self, draft: &Draft, kind: EventType, ruled: &[EntityRef]) -> bool {
        let items = self.sentence.items;
        let head = &items[draft.carrier.unwrap_or(draft.at)].kind;
        let own = |at: usize| {
            items[at].clitics.pronoun.is_some() && self.mention(at).is_some_and(|m| matches!(m.class, NounClass::Weapon | NounClass::Force))
        };
        let by_hand = |at: &usize| preposition_of(items, *at).is_some_and(|word| crate::frames::agentive(&word));
        // `وقتل فلان أربعة أشخاص`: a man right behind his verb, and those harmed behind him.
        let slays = |at: usize| {
            let man = self.mention(at).is_some_and(|m| m.class == NounClass::Person) && draft.actors.contains(&at);
            items[draft.at].is_verb() && at == draft.at + 1 && man && draft.victims.iter().any(|victim| *victim > at)
        };
        // `اتفقت الدولة مع جارتها`
        let with = |at: &usize| preposition_of(items, *at).as_deref() == Some("مع");
        !ruled.is_empty()
            && (kind == EventType::Meet && ruled.len() > 1
                || kind == EventType::Agree && ruled.len() > 1 && !draft.actors.is_empty() && draft.targets.iter().any(with)
                || !draft.actors.is_empty() && draft.actors.iter().all(by_hand)
                || draft.subject.is_some_and(own)
                || draft.subject.is_some_and(slays)
                || draft.actors.iter().any(|at| own(*at))
                || matches!(head, Kind::Verb(_, inflection) if inflection.person == 1))
    }

    /// `مواقع المسلحين`: whose the place is that is struck.
    fn owns_site(&self, at: usize) -> bool {
        let items = self.sentence.items;
        let Some(before) = at.checked_sub(1) else { return false };
        let site = |i: usize| {
            self.mention(i).is_some_and(|m| matches!(m.class, NounClass::Site | NounClass::PlaceClass) && m.place.is_none() || m.sub == "goal")
        };
        // `مواقع للجماعة`, `مواقع تابعة للجماعة`
        let of = items[at].clitics.preposition == Some('ل');
        let belongs =
            of && before > 0 && matches!(items[before].kind, Kind::Word) && self.sentence.norm(before).starts_with("تابع") && site(before - 1);
        (preposition_of(items, at).is_none() || of) && site(before) || belongs
    }

    fn actor_candidates(
        &self,
        draft: &Draft,
        kind: EventType,
        ruled: &[EntityRef],
        scope: Option<&Scope>,
        memory: &Memory,
        named: bool,
    ) -> Candidates<EntityRef> {
        let mut out = Candidates::new(kind, named);
        let judges = self.judges(draft, kind, memory);
        let item = &self.sentence.items[draft.at];
        let form = match item.kind {
            Kind::Verb(_, i) if i.passive => "passive",
            Kind::Verb(_, i) if i.person == 1 => "first-person",
            Kind::Verb(_, i) if i.number == Number::Plural => "plural-verb",
            Kind::Verb(_, i) if i.number == Number::Dual => "dual-verb",
            Kind::Verb(_, i) if i.tense == Tense::Imperfect => "imperfect",
            Kind::Verb(..) => "perfect",
            Kind::Participle(..) => "participle",
            _ if item.clitics.pronoun.is_some() => "noun-pronoun",
            _ if item.clitics.article => "definite-noun",
            _ => "noun",
        };
        let subject = match draft.subject {
            Some(at) if at > draft.at => "subject-after",
            Some(_) if draft.carried => "subject-carried",
            Some(_) => "subject-before",
            None => "no-subject",
        };
        let filled = match draft.actors.len() {
            0 => "no-actor",
            1 => "one-actor",
            _ => "actors",
        };
        let position = if self.position == isnad_model::Position::Body { "body" } else { "heading" };
        let harmed = if draft.victims.is_empty() && draft.counter.is_none() { "no-victim" } else { "victim" };
        out.add(
            Vec::new(),
            Vec::new(),
            &[
                &["none"],
                &["none", form],
                &["none", filled],
                &["none", subject, form],
                &["none", harmed],
                &["none", "rule", &draft.rule],
                &["none", position],
            ],
        );
        let how = if ruled.is_empty() { "none" } else { "some" };
        let origin = if ruled.is_empty() {
            "none"
        } else if ruled.iter().all(|e| draft.actors.iter().any(|&at| self.mention(at).and_then(|m| m.entity.as_ref()).is_some_and(|o| o.id == e.id)))
        {
            "grammar"
        } else {
            "inferred"
        };
        out.add(
            ruled.to_vec(),
            Vec::new(),
            &[&["ruled", how], &["ruled", origin], &["ruled", origin, form], &["ruled", origin, subject], &["ruled", harmed, origin]],
        );
        self.actors_here(draft, kind, form, &judges, &mut out);
        self.actors_before(scope, form, kind, memory, &mut out);
        self.joint(draft, kind, form, memory, &mut out);
        let wards_off = |e: &EntityRef| crate::inherit::wards_off(self.sentence, self.drafts, draft, e);
        out.all.retain(|c| !c.things.iter().any(wards_off));
        // `رفضوا`, `داعين إلى`: where several are known to do it, no one man or state does.
        let many = form == "plural-verb" || form == "participle" && self.sentence.norm(draft.at).ends_with("ين");
        out.all.retain(|c| !many || c.things.is_empty() || !crate::doer::plural(ruled) || crate::doer::plural(&c.things));
        // Whoever condemns a deed did not do it, unless the grammar says so.
        out.all.retain(|c| {
            c.things.is_empty()
                || c.things.iter().map(|e| &e.id).eq(ruled.iter().map(|e| &e.id))
                || !c.things.iter().all(|e| judges.iter().any(|j| j.id == e.id))
        });
        // `أعلنت الوزارة وقوع هجوم`: nor did whoever tells that it occurred.
        let words = self.sentence.context.pack.classes.get("occurrence");
        let before = draft.at.checked_sub(1).filter(|_| !self.sentence.items[draft.at].is_verb()).map(|i| self.sentence.norm(i));
        let occurred = ruled.is_empty() && before.is_some_and(|word| words.is_some_and(|words| words.contains(word)));
        let tells = |e: &EntityRef| scope.is_some_and(|scope| scope.chain.sources.iter().any(|source| source.id == e.id));
        out.all.retain(|c| !(occurred && c.things.iter().any(tells)));
        for index in 0..out.all.len() {
            let Some(entity) = out.all[index].things.first() else { continue };
            let class = kind_name(entity.kind);
            let listed = if entity.id.starts_with("x:") || entity.id.starts_with("people:") { "unlisted" } else { "listed" };
            let size = if out.all[index].things.len() > 1 { "several" } else { "single" };
            for row in [&["any", class][..], &["any", listed, class], &["any", size]] {
                out.describe(index, row);
            }
        }
        out
    }

    /// Who in this sentence condemns, accuses, demands or rejects what the trigger tells.
    fn judges(&self, draft: &Draft, kind: EventType, memory: &Memory) -> Vec<EntityRef> {
        let Some(trigger) = self.sentence.span(draft.at, draft.at + 1) else { return Vec::new() };
        // `أمر الوزير بإغلاق المعبر`: whoever orders a deed may be its doer, whoever only demands it is not.
        let order = self.sentence.context.pack.classes.get("order");
        let orders = |scope: &Scope| order.is_some_and(|words| crate::company::one_of(self.sentence.norm(scope.at), words));
        let ordered = self.scope_at(draft.at).is_some_and(|scope| !scope.backward && scope.at < draft.at && orders(scope));
        let judging = |claim: &&Claim| {
            claim.parts.event_type.is_speech_act()
                && !(ordered && claim.parts.event_type == EventType::Call)
                && claim.parts.event_type != EventType::Support
                && claim.evidence.start < trigger.start
                && !kind.is_speech_act()
        };
        memory.claims[memory.sentence_start..].iter().filter(judging).flat_map(|claim| claim.parts.actors.iter().cloned()).collect()
    }

    /// Those named in the sentence.
    fn actors_here(&self, draft: &Draft, kind: EventType, form: &'static str, judges: &[EntityRef], out: &mut Candidates<EntityRef>) {
        let items = self.sentence.items;
        let clauses = &self.sentence.clauses;
        let own_clause = clause_of(clauses, draft.at);
        let mut seen: Vec<usize> = Vec::new();
        for at in draft.at.saturating_sub(REACH)..items.len().min(draft.at + REACH) {
            let Some((mention, first)) = self.mention(at).filter(|m| acts(m)).and_then(|m| Some((m, m.entity.clone()?))) else { continue };
            // `يجتمعون في القاهرة`: a capital where something happens is a place, no government.
            let seat = (mention.metonym || mention.class == NounClass::State && mention.place.is_some())
                && (draft.places.contains(&at) || preposition_of(items, at).is_some_and(|p| &*p != "ب" && crate::frames::locative(&p)));
            if seat && !draft.actors.contains(&at) {
                seen.extend(coordinated(items, at));
            }
            // `اتفق الطرفان على إنشاء شركة`: what is agreed upon is no party.
            let upon = kind == EventType::Agree && at > draft.at && !draft.actors.contains(&at) && !draft.targets.contains(&at) && {
                let word = |i: usize| {
                    matches!(&items[i].kind, Kind::Preposition(word) if &**word == "على") || preposition_of(items, i).as_deref() == Some("على")
                };
                let party = |i: usize| preposition_of(items, i).is_some_and(|word| matches!(&*word, "مع" | "بين"));
                (draft.at + 1..at).any(word) && !(draft.at + 1..=at).any(party)
            };
            // `الجانبين`: two whom the phrase does not tell.
            let word = self.sentence.norm(at);
            let untold = mention.sub == "state" && first.id.starts_with("x:") && (word.ends_with("ان") || word.ends_with("ين"));
            if seen.contains(&at)
                || untold
                || upon
                || (self.owns_site(at) || accused(self.drafts, at) || fell(self.drafts, at)) && !draft.actors.contains(&at)
                || judges.iter().any(|judge| judge.id == first.id) && !draft.actors.contains(&at)
            {
                continue;
            }
            let mut group = vec![at];
            let mut entities = vec![first];
            for other in coordinated(items, at).into_iter().skip(1) {
                let Some(entity) = self.mention(other).filter(|m| acts(m)).and_then(|m| m.entity.clone()) else { continue };
                if !entities.iter().any(|known| known.id == entity.id) {
                    entities.push(entity);
                }
                group.push(other);
            }
            seen.extend(&group);
            let relation = relation(clauses, at, own_clause);
            let side = if at < draft.at { "before" } else { "after" };
            let governor = preposition_of(items, at);
            let governor = match governor.as_deref() {
                None => "bare",
                Some(word @ ("في" | "ب" | "على" | "من" | "الى" | "ل" | "بين" | "عن" | "مع" | "ضد" | "من قبل" | "من جانب" | "بقياده")) => {
                    word
                }
                Some(_) => "other",
            };
            let between = items.get(at.min(draft.at) + 1..at.max(draft.at)).unwrap_or_default();
            let verbs = if between.iter().any(Item::is_verb) { "verb-between" } else { "no-verb-between" };
            let events = if between.iter().any(|item| matches!(item.kind, Kind::Event(..))) { "event-between" } else { "no-event-between" };
            let others = if between.iter().any(|item| item.mention().is_some_and(|m| acts(m) && m.entity.is_some())) {
                "other-between"
            } else {
                "none-between"
            };
            let said = if self.reports_between(at.min(draft.at), at.max(draft.at)) { "said-between" } else { "not-said" };
            let speaks = if self.scopes.iter().any(|scope| scope.chain.sources.iter().any(|s| s.id == entities[0].id)) { "speaks" } else { "silent" };
            let role = if draft.actors.contains(&at) {
                "actor"
            } else if draft.subject == Some(at) {
                "subject"
            } else if draft.targets.contains(&at) {
                "target"
            } else if draft.losers.contains(&at) {
                "loser"
            } else if draft.victims.contains(&at) {
                "victim"
            } else if draft.places.contains(&at) {
                "place"
            } else {
                "free"
            };
            let class = kind_name(entities[0].kind);
            let size = if group.len() > 1 { "several" } else { "single" };
            let shape = if mention.metonym {
                "metonym"
            } else if mention.number.is_some() {
                "counted"
            } else if items[at].clitics.pronoun.is_some() {
                "possessed"
            } else if mention.sub == crate::nation::EVENT_NATION {
                "adjective"
            } else {
                "plain"
            };
            let far = distance(at.abs_diff(draft.at));
            let (bound, of) = self.bound(draft, at).map_or(("free", "none"), |(role, family)| (role, family.name()));
            out.add(
                entities,
                group,
                &[
                    &["here", role],
                    &["here", role, class],
                    &["here", role, form],
                    &["here", role, governor],
                    &["here", side, relation],
                    &["here", side, far],
                    &["here", side, governor],
                    &["here", side, governor, form],
                    &["here", side, verbs, events],
                    &["here", side, others],
                    &["here", said],
                    &["here", speaks],
                    &["here", shape],
                    &["here", size],
                    &["here", class, side],
                    &["here", "bound", bound],
                    &["here", "bound", bound, side],
                    &["here", "bound", bound, role],
                    &["here", "bound", bound, of],
                ],
            );
        }
    }

    /// Those who spoke or acted before.
    fn actors_before(&self, scope: Option<&Scope>, form: &'static str, kind: EventType, memory: &Memory, out: &mut Candidates<EntityRef>) {
        let plain = |entity: &EntityRef| EntityRef { span: None, ..entity.clone() };
        if let Some(source) = scope.and_then(|scope| scope.chain.sources.first()) {
            out.add(vec![plain(source)], Vec::new(), &[&["speaker"], &["speaker", form], &["speaker", kind_name(source.kind)]]);
        }
        if let Some(source) = memory.carry.speaker.as_ref().and_then(|chain| chain.sources.first()) {
            out.add(
                vec![plain(source)],
                Vec::new(),
                &[&["carried-speaker"], &["carried-speaker", form], &["carried-speaker", kind_name(source.kind)]],
            );
        }
        if let Some(actors) = &memory.actor {
            out.add(actors.iter().map(plain).collect(), Vec::new(), &[&["last-actor"], &["last-actor", form]]);
        }
        let alike = |claim: &Claim| {
            if claim.parts.event_type == kind {
                "same-type"
            } else if claim.parts.event_type.family() == kind.family() {
                "same-family"
            } else {
                "other-family"
            }
        };
        let start = memory.sentence_start;
        for (place, claims) in [("claim-here", &memory.claims[start..]), ("claim-before", &memory.claims[..start])] {
            let mut known: Vec<&[EntityRef]> = Vec::new();
            for claim in claims.iter().rev().filter(|claim| claim.parts.position == self.position).take(8) {
                let order = ["first", "second", "third"][known.len().min(2)];
                let actors = claim.parts.actors.as_slice();
                if known.len() < 3 && !actors.is_empty() && !known.contains(&actors) {
                    known.push(actors);
                    let family = claim.parts.event_type.family().name();
                    out.add(
                        actors.iter().map(plain).collect(),
                        Vec::new(),
                        &[&[place, order], &[place, order, form], &[place, order, alike(claim)], &[place, "of", family]],
                    );
                }
                let targets = claim.parts.targets.as_slice();
                if !targets.is_empty() && known.len() < 2 {
                    out.add(targets.iter().map(plain).collect(), Vec::new(), &[&[place, "target"], &[place, "target", alike(claim)]]);
                }
            }
        }
    }
}
