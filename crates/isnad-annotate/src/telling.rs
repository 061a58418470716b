//! How a trigger is told: its form, what governs it, what stands around it and what was told before. Learned choices weigh it.

use crate::choice::{Candidates, Named, distance};
use crate::claims::Writer;
use crate::clause::{Opener, clause_of, preposition_of};
use crate::frames::{Draft, locative};
use crate::item::{Item, Kind};
use crate::memory::Memory;
use crate::scope::Status;
use isnad_model::{Claim, EventType, Polarity};
use isnad_pack::conjugate::Tense;

/// Prepositions that are told apart.
const GOVERNORS: [&str; 17] = ["في", "ب", "على", "من", "الى", "ل", "بين", "عن", "مع", "ضد", "بعد", "قبل", "عقب", "اثر", "خلال", "منذ", "بسبب"];

/// How one trigger is told, in the words of the features.
pub(crate) struct Telling<'d> {
    form: Form<'d>,
    past: Past,
    gate: &'static str,
    quoted: &'static str,
    scope: &'static str,
    modality: &'static str,
    polarity: &'static str,
    place: &'static str,
    position: &'static str,
}

/// What the sentence shows of it.
struct Form<'d> {
    rule: &'d str,
    form: &'static str,
    opener: &'static str,
    governor: &'static str,
    before: &'static str,
    carried: &'static str,
    roles: String,
    only_roles: String,
    counter: &'static str,
    parts: &'static str,
    also: &'static str,
}

/// What was told before it.
struct Past {
    same_here: &'static str,
    same_before: &'static str,
    near: &'static str,
    first: &'static str,
    /// Whether the same is told in the sentence already.
    again: bool,
    /// Whether that is another's deed, or another's word.
    apart: bool,
}

impl Telling<'_> {
    /// Whether the same is told in the sentence already.
    pub(crate) fn is_again(&self) -> bool {
        self.past.again
    }

    /// Whether what the sentence tells already is another's deed, or another's word.
    pub(crate) fn is_apart(&self) -> bool {
        self.past.apart
    }

    /// Adds it to candidate `at`.
    pub(crate) fn describe<T: Named>(&self, out: &mut Candidates<T>, at: usize) {
        let (Form { form, opener, governor, before, carried, .. }, past) = (&self.form, &self.past);
        let rows: [&[&str]; 26] = [
            &["bias"],
            &["gate", self.gate],
            &["gate", self.gate, form],
            &["rule", self.form.rule],
            &["form", form],
            &["form", form, opener],
            &["form", form, governor],
            &["form", form, carried],
            &["form", form, &self.form.only_roles],
            &["opener", opener],
            &["before", before, form],
            &["roles", &self.form.roles],
            &["counter", self.form.counter, form],
            &["parts", self.form.parts],
            &["same", past.same_here],
            &["same", past.same_before],
            &["near", past.near],
            &["near", past.near, form],
            &["quoted", self.quoted],
            &["scope", self.scope],
            &["modality", self.modality],
            &["polarity", self.polarity],
            &["also", self.form.also],
            &["first", past.first],
            &["place", self.place],
            &["position", self.position],
        ];
        rows.iter().for_each(|row| out.describe(at, row));
    }

    /// Form of the trigger.
    pub(crate) fn form(&self) -> &'static str {
        self.form.form
    }
}

impl Writer<'_, '_, '_> {
    /// How `draft` is told; `ruled` is whether the rules of grammar take it for a claim, `numbers` how many it counts.
    pub(crate) fn telling<'d>(&self, draft: &'d Draft, kind: EventType, ruled: bool, state: &Status, numbers: usize, memory: &Memory) -> Telling<'d> {
        Telling {
            form: self.form_of(draft, numbers),
            past: self.past_of(draft, kind, ruled, memory),
            gate: if ruled { "kept" } else { "dropped" },
            quoted: if self.sentence.quoted(draft.at, self.open_quote) { "quoted" } else { "unquoted" },
            scope: if self.scope_at(draft.at).is_some() { "reported" } else { "own-voice" },
            modality: state.modality.name(),
            polarity: if state.polarity == Polarity::Denied { "denied" } else { "asserted" },
            place: distance(draft.at),
            position: match self.position {
                isnad_model::Position::Body => "body",
                _ => "heading",
            },
        }
    }

    fn form_of<'d>(&self, draft: &'d Draft, numbers: usize) -> Form<'d> {
        let (items, clauses) = (self.sentence.items, &self.sentence.clauses);
        let item = &items[draft.at];
        let form = match item.kind {
            Kind::Verb(_, i) if i.passive => "passive",
            Kind::Verb(_, i) if i.person == 1 => "first-person",
            Kind::Verb(_, i) if i.tense == Tense::Imperfect => "imperfect",
            Kind::Verb(..) => "perfect",
            Kind::Participle(_, true) => "passive-participle",
            Kind::Participle(..) => "participle",
            _ if item.clitics.pronoun.is_some() => "noun-pronoun",
            _ if item.clitics.article => "definite-noun",
            _ => "noun",
        };
        let opener = match clauses[clause_of(clauses, draft.at)].opener {
            Opener::Relative => "relative",
            Opener::Complement => "complement",
            Opener::Subordinate(_) => "subordinate",
            Opener::Coordinate => "coordinate",
            Opener::Start => "start",
            Opener::Parenthesis => "parenthesis",
            _ => "comma",
        };
        let governor = match preposition_of(items, draft.at).as_deref() {
            None => "bare",
            Some(word) => match GOVERNORS.iter().find(|known| **known == word) {
                Some(known) => known,
                None if locative(word) => "locative",
                None => "other",
            },
        };
        let before = draft.at.checked_sub(1).and_then(|i| items.get(i));
        let before = match before.map(|item| &item.kind) {
            None => "first",
            Some(Kind::Mark(_)) => "mark",
            Some(Kind::Verb(..)) => "verb",
            Some(Kind::Mention(_)) => "mention",
            Some(Kind::Event(..)) => "event",
            Some(Kind::Preposition(_)) => "preposition",
            Some(Kind::Word) => "word",
            Some(_) => "function",
        };
        let carried = match draft.carrier {
            None => "no-carrier",
            Some(at) if items.get(at).is_some_and(Item::is_verb) => "verb-carrier",
            Some(_) => "noun-carrier",
        };
        let count = |n: usize| if n == 0 { "0" } else { "1" };
        let roles =
            [count(draft.actors.len()), count(draft.targets.len()), count(draft.places.len()), count(draft.victims.len()), count(numbers)].concat();
        let only_roles = [count(draft.actors.len() + draft.targets.len() + draft.victims.len()), count(draft.places.len())].concat();
        Form {
            rule: &draft.rule,
            form,
            opener,
            governor,
            before,
            carried,
            roles,
            only_roles,
            counter: if draft.counter.is_some() { "counter" } else { "no-counter" },
            parts: if draft.parts_end > draft.at { "expression" } else { "word" },
            also: if draft.also.is_empty() { "alone" } else { "merged" },
        }
    }

    fn past_of(&self, draft: &Draft, kind: EventType, ruled: bool, memory: &Memory) -> Past {
        let item = &self.sentence.items[draft.at];
        let doers = self.entities(&draft.actors);
        let by_others = |claim: &Claim| {
            !doers.is_empty() && claim.parts.actors.iter().all(|actor| doers.iter().all(|doer| doer.id != actor.id)) && !claim.parts.actors.is_empty()
        };
        let same_here = memory.claims[memory.sentence_start..].iter().rev().find(|claim| claim.parts.event_type == kind);
        let again = same_here.is_some();
        // `قصفت الأولى حلب وقصفت الثانية حماة`, `قال الجيش إنه قتل عشرة، وقال مسعفون إن القتلى عشرون`: another's deed, another's word.
        let origin = self.scope_at(draft.at).and_then(|scope| scope.chain.sources.first());
        let of_another = |claim: &Claim| {
            let told = claim.parts.attribution.first().map(|attribution| &attribution.source.id);
            ruled && by_others(claim) && item.is_verb() || origin.is_some_and(|origin| told.is_some_and(|told| *told != origin.id))
        };
        let apart = same_here.is_some_and(of_another);
        let same_here = match same_here {
            None => "first-here",
            Some(claim) if by_others(claim) => "again-here-by-others",
            Some(_) => "again-here",
        };
        let same_before = memory.claims[..memory.sentence_start].iter().filter(|claim| claim.parts.event_type == kind).count();
        let same_before = match same_before {
            0 => "new-type",
            1 => "once",
            _ => "often",
        };
        let near = memory.claims[memory.sentence_start..].last().and_then(|claim| {
            let at = self.sentence.span(draft.at, draft.at + 1)?.start;
            Some(if claim.evidence.start <= at && at < claim.evidence.end { "inside-claim" } else { "after-claim" })
        });
        let near = near.unwrap_or("no-claim-here");
        Past { same_here, same_before, near, first: if memory.claims.is_empty() { "first-claim" } else { "later-claim" }, again, apart }
    }
}
