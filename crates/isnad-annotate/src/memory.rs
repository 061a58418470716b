//! What the article has said so far: the antecedents of `المدينة`, `ها`, "he added".

use crate::report::Carry;
use isnad_model::{Claim, EntityRef, Modality, PlaceKind, PlaceRef, Polarity};

/// Running memory over the sentences of an article.
#[derive(Default)]
pub struct Memory {
    /// Places named so far, in order.
    pub places: Vec<PlaceRef>,
    /// The last actor that was a subject.
    pub actor: Option<Vec<EntityRef>>,
    /// States and persons in the order in which they were last named as somebody who acts.
    pub named: Vec<EntityRef>,
    /// Attribution carried on.
    pub carry: Carry,
    /// The claims of the previous sentences, latest last.
    pub claims: Vec<Claim>,
    /// Where the claims of the current sentence begin.
    pub sentence_start: usize,
    /// Acts of violence of this sentence that are no claims of their own (`قتل أربعة في هجوم لتنظيم كذا`), with who did them and in which mode.
    pub acts: Vec<(Vec<EntityRef>, Modality, Polarity)>,
}

impl Memory {
    /// A quotation left open runs on into the next block only when that opens with a quotation mark.
    pub fn enter_block(&mut self, block: usize, starts_quoted: bool) {
        if block != self.carry.block && !starts_quoted {
            self.carry.open_quote = None;
        }
        self.carry.block = block;
    }

    /// The last place that was named with this class word (folded, without article): `المخيم` after `مخيم اليرموك`.
    pub fn place_called(&self, word: &str) -> Option<&PlaceRef> {
        let named = |place: &&PlaceRef| {
            place.surface.contains(' ')
                && isnad_text::fold::fold(&place.surface)
                    .split(' ')
                    .next()
                    .is_some_and(|first| first.trim_start_matches(['و', 'ب', 'ل']) == word || first == word)
        };
        self.places.iter().rev().find(named)
    }

    /// The last place that a class word (`المدينة`, `المحافظة`) can mean.
    pub fn place_of_kind(&self, kind: &str) -> Option<&PlaceRef> {
        let wanted = PlaceKind::parse(kind).unwrap_or(PlaceKind::Unknown);
        self.places.iter().rev().find(|place| match wanted {
            PlaceKind::City | PlaceKind::Town | PlaceKind::Village => place.kind.is_settlement(),
            PlaceKind::Governorate => matches!(place.kind, PlaceKind::Governorate),
            PlaceKind::Region | PlaceKind::District => place.kind != PlaceKind::Country,
            PlaceKind::Country => place.kind == PlaceKind::Country,
            kind => place.kind == kind,
        })
    }
}
