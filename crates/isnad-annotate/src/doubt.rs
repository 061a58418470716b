//! Whether what the grammar reads as a fact is one, or only planned, to come, possible or conditional: a learned choice. It may weaken what
//! the cues left a fact, never the other way.

use crate::choice::{Candidates, Features};
use crate::claims::Writer;
use crate::frames::Draft;
use crate::item::Kind;
use crate::scope::Status;
use crate::telling::Telling;
use crate::vector::Passage;
use crate::words::{FEWEST, NEAR, before, behind, common, stem};
use isnad_model::{EventType, Modality, Polarity};
use isnad_pack::conjugate::Tense;
use isnad_pack::grammar::Report;
use std::collections::BTreeSet;

/// What it may be instead.
const INSTEAD: [Modality; 4] = [Modality::Intended, Modality::Future, Modality::Possible, Modality::Conditional];

/// Words before it that may still tell of it.
const BEFORE: usize = 25;
/// Words behind it that may.
const BEHIND: usize = 12;

/// The rule by which a fact was doubted.
const DOUBT: &str = "learned:doubt";

impl Writer<'_, '_, '_> {
    /// Weakens `state` where what is told as a fact is likely none.
    pub(crate) fn doubt(&self, draft: &Draft, kind: EventType, state: &mut Status, telling: &Telling<'_>) {
        if state.modality != Modality::Actual || state.polarity != Polarity::Asserted || self.denied.get() {
            return;
        }
        // What a verb in the perfect tells or carries, what another implies and what is taken for granted is open to no doubt.
        let carrier = draft.carrier.unwrap_or(draft.at);
        let perfect = |at: usize| matches!(self.sentence.items[at].kind, Kind::Verb(_, i) if i.tense == Tense::Perfect);
        let implied = |at: usize| crate::implicative::happened(self.sentence, at);
        // `أقر الجيش بانسحاب قواته`, `مشيرا إلى انسحاب القوات`: so is what somebody admits, and the deed that is all that somebody tells.
        let admitted = self.scope_at(draft.at).is_some_and(|scope| match scope.class {
            Report::Admit => true,
            Report::Say | Report::Confirm => !scope.backward && scope.start == draft.at,
            _ => false,
        });
        let told = admitted || [carrier, draft.at].into_iter().any(|at| perfect(at) || implied(at));
        if told || crate::cue::taken_for_granted(self.sentence, draft.at, 0) || self.near(draft).count() < FEWEST {
            return;
        }
        let context = self.sentence.context;
        let observed = context.decisions.borrow().is_some();
        let mut out: Candidates<Modality> = Candidates::new(kind, observed);
        out.add(Vec::new(), Vec::new(), &[]);
        out.add(vec![INSTEAD[0]], Vec::new(), &[]);
        telling.describe(&mut out, 1);
        self.words_around(draft, &mut out.all[1].features);
        self.near(draft).for_each(|word| out.describe(1, &["word", word]));
        let (shared, passages) = (out.all[1].features.clone(), self.passages(draft));
        out.all[1].passages.clone_from(&passages);
        for (at, modality) in (1..).zip(INSTEAD) {
            out.add(vec![modality], Vec::new(), &[]);
            out.all[at].features = shared.clone();
            out.all[at].passages.clone_from(&passages);
            out.describe(at, &[modality.name(), "bias"]);
            out.describe(at, &[modality.name(), telling.form()]);
            let last = before(self.sentence, draft.at, 2).filter_map(|token| common(self.sentence, token));
            last.for_each(|word| out.all[at].features.add(&[modality.name(), "last", word]));
        }
        let trigger = self.sentence.span(draft.at, draft.at + 1).map_or(0, |span| span.start);
        let (taken, _) = out.choose("told", &context.pack.choices.told, trigger, 0, &context.decisions);
        if let Some(&modality) = taken.first() {
            crate::scope::weaken(state, modality, DOUBT.into());
        }
    }

    /// Stems of the words close to the trigger.
    fn near(&self, draft: &Draft) -> impl Iterator<Item = &str> {
        crate::words::around(self.sentence, draft.at, NEAR)
    }

    /// What the words near the trigger, before and behind it and on the page stand for.
    fn passages(&self, draft: &Draft) -> Vec<Passage> {
        let Some(page) = self.sentence.context.page else { return Vec::new() };
        let (sentence, vectors) = (self.sentence, &self.sentence.context.pack.vectors);
        let of = |name, tokens: &mut dyn Iterator<Item = usize>| {
            let stems: BTreeSet<&str> = tokens.filter_map(|token| stem(sentence, token)).collect();
            Passage::new(name, vectors, stems.into_iter())
        };
        let near = &mut before(sentence, draft.at, NEAR).chain(behind(sentence, draft.at, NEAR));
        let around = [of("near", near), of("before", &mut before(sentence, draft.at, BEFORE)), of("behind", &mut behind(sentence, draft.at, BEHIND))];
        around.into_iter().chain([Some(page)]).flatten().collect()
    }

    /// The words around the trigger and the trigger itself.
    fn words_around(&self, draft: &Draft, features: &mut Features) {
        let sentence = self.sentence;
        before(sentence, draft.at, BEFORE).filter_map(|token| stem(sentence, token)).for_each(|word| features.add(&["word", "before", word]));
        behind(sentence, draft.at, BEHIND).filter_map(|token| stem(sentence, token)).for_each(|word| features.add(&["word", "behind", word]));
        let mut last = before(sentence, draft.at, 2).map(|token| common(sentence, token));
        if let Some(Some(word)) = last.next() {
            features.add(&["word", "last", word]);
            if let Some(Some(earlier)) = last.next() {
                features.add(&["word", "last", word, earlier]);
            }
        }
        features.add(&["word", "trigger", &sentence.block.tokens[sentence.items[draft.at].start].norm]);
    }
}
