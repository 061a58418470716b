//! Numbers said of a number told before: `هذا العدد قد يرتفع إلى 90 ألفا`.

use crate::claims::Writer;
use crate::clause::preposition_of;
use crate::frames::empty;
use crate::item::Kind;
use crate::memory::Memory;
use crate::scope::status;
use crate::sentence::Sentence;
use isnad_model::{ClaimParts, Modality, Quantity};
use isnad_pack::conjugate::Tense;

/// How many claims back the number may stand that a later one takes up.
const REACH: usize = 6;

impl Writer<'_, '_, '_> {
    /// What a number told before may become. It counts what that one counted; the imperfect says that it has not come to that.
    pub(crate) fn moving_figures(&self, memory: &mut Memory) {
        let items = self.sentence.items;
        for at in 0..items.len() {
            let taken_up = matches!(items[at].kind, Kind::Word) && matches!(self.sentence.norm(at), "العدد" | "الرقم" | "الحصيله");
            let near = at.saturating_sub(3)..items.len().min(at + 4);
            let imperfect = |i: &usize| matches!(items[*i].kind, Kind::Verb(_, inflection) if inflection.tense == Tense::Imperfect);
            let Some(verb) = near.filter(|_| taken_up).find(imperfect) else { continue };
            let first = at.max(verb) + 1;
            let number = (first..items.len().min(first + 4)).find_map(|i| {
                let goal = preposition_of(items, i).is_some_and(|preposition| matches!(&*preposition, "الى" | "الي"));
                let number = match &items[i].kind {
                    Kind::Number(number) => Some(*number),
                    _ => items[i].mention().and_then(|mention| mention.number),
                };
                number.filter(|_| goal).map(|number| (i, number))
            });
            let Some((end, number)) = number else { continue };
            let told = memory.claims.iter().rev().take(REACH).find(|claim| claim.parts.event_type.counts_people() && claim.parts.quantity.is_some());
            let Some((parts, old)) = told.and_then(|claim| Some(((*claim.parts).clone(), claim.parts.quantity.clone()?))) else { continue };
            let Some(evidence) = self.sentence.span(at.min(verb), end + 1) else { continue };
            let draft = empty(parts.event_type, verb, "figure:taken-up".into(), end + 1);
            let (attribution, co_origins, basis) = self.attribution(&draft, false, &[], memory);
            let mut state = status(self.sentence, verb, None, self.scope_at(verb));
            if state.modality == Modality::Actual {
                state.modality = Modality::Possible;
            }
            state.rules.insert(0, draft.rule);
            let quantity = Quantity { subgroup: old.subgroup, ..Quantity::new(&old.metric, number.value.round() as u64, number.bound) };
            let parts = ClaimParts {
                quantity: Some(quantity),
                attribution,
                co_origins,
                basis,
                modality: state.modality,
                polarity: state.polarity,
                position: self.position,
                quotation: self.quotation(verb),
                time: None,
                rules: state.rules,
                ..parts
            };
            self.push(memory, evidence, parts);
        }
    }
}

/// `نهاية 2017`, `في عام 1385`: a figure behind a word of time, and nothing that it could count behind it.
pub(crate) fn is_year(sentence: &Sentence<'_, '_>, at: usize) -> bool {
    let item = &sentence.items[at];
    let digits =
        sentence.block.tokens.get(item.start).is_some_and(|token| token.norm.chars().count() == 4 && token.norm.chars().all(char::is_numeric));
    let time = item.start.checked_sub(1).and_then(|before| sentence.block.hits.get(before));
    let behind_time = time.is_some_and(|hits| hits.iter().any(|hit| matches!(hit.sense, isnad_pack::Sense::Time(_))));
    let counts = sentence.items.get(at + 1).is_some_and(|next| next.mention().is_some() && next.clitics.preposition.is_none());
    digits && behind_time && !counts
}
