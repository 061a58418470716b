//! Claims: somebody says that something happened, did not happen, may happen.

use crate::entity::{EntityRef, PlaceRef};
use crate::event_type::EventType;
use crate::ids::{ArticleId, ClaimId};
use crate::quantity::Quantity;
use crate::time::TimeRef;
use crate::{Diagnostic, article::BlockKind};
use isnad_text::Span;
use std::sync::Arc;

/// Whether the source says it is so.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[allow(missing_docs)]
pub enum Polarity {
    Asserted,
    Denied,
}

/// Whether it is said to have happened (FactBank's axis, in five values).
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[allow(missing_docs)]
pub enum Modality {
    Actual,
    Conditional,
    Possible,
    Future,
    Intended,
}

/// On what a claim rests.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Basis {
    /// A source is named or typed.
    Attributed,
    /// The outlet's own correspondent.
    Correspondent,
    /// An agency's own report without a further source.
    AgencyOwn,
    /// Footage that an agency or outlet says it verified.
    VerifiedFootage,
    /// Flat prose.
    Unattributed,
}

/// Where in the page a claim stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[allow(missing_docs)]
pub enum Position {
    Body,
    Heading,
    Title,
    Deck,
    Caption,
}

impl Position {
    /// The position of claims in a block of this kind; `None` where no claim may stand.
    pub fn of(kind: BlockKind) -> Option<Self> {
        Some(match kind {
            BlockKind::Heading => Position::Heading,
            BlockKind::Title => Position::Title,
            BlockKind::Deck => Position::Deck,
            BlockKind::Caption => Position::Caption,
            kind if kind.is_body() => Position::Body,
            _ => return None,
        })
    }
}

/// The rule of a claim that is dated by the day on which it was told: it happened on that day or the day before.
pub const DAY_OF_TELLING: &str = "inherit:day-of-telling";

/// The rule of a claim of what comes again or goes on, and is none of the single deeds: nobody could say of which day it is.
pub const REPEATED: &str = "time:repeated";

macro_rules! wire_names {
    ($type:ident { $($variant:ident $name:literal),* }) => {
        impl $type {
            /// Wire name.
            pub fn name(self) -> &'static str {
                match self { $($type::$variant => $name),* }
            }
        }
    };
}

wire_names!(Polarity { Asserted "asserted", Denied "denied" });
wire_names!(Modality { Actual "actual", Conditional "conditional", Possible "possible", Future "future", Intended "intended" });
wire_names!(Basis { Attributed "attributed", Correspondent "correspondent", AgencyOwn "agency_own", VerifiedFootage "verified_footage", Unattributed "unattributed" });
wire_names!(Position { Body "body", Heading "heading", Title "title", Deck "deck", Caption "caption" });

/// One link of a chain of sources.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Attribution {
    /// Who said or relayed it.
    pub source: EntityRef,
    /// The words that attribute it.
    pub cue: Option<Span>,
}

/// Everything of a claim but its id; [`Claim::new`] makes the claim.
#[derive(Clone, Debug, PartialEq)]
#[allow(missing_docs)]
pub struct ClaimParts {
    pub event_type: EventType,
    pub position: Position,
    pub actors: Vec<EntityRef>,
    pub targets: Vec<EntityRef>,
    pub places: Vec<PlaceRef>,
    pub time: Option<TimeRef>,
    pub quantity: Option<Quantity>,
    /// Origin first, then each relay; the outlet itself is not repeated.
    pub attribution: Vec<Attribution>,
    /// Parallel origins.
    pub co_origins: Vec<EntityRef>,
    pub basis: Basis,
    pub polarity: Polarity,
    pub modality: Modality,
    /// Hash of the folded words of the quotation that holds the claim, when it stands inside quotation marks.
    pub quotation: Option<u64>,
    /// The part (not the whole) of its place that a territorial claim is about: checkpoints, villages, a quarter, outskirts.
    pub partial: bool,
    /// Index, within the article's claims, of the claim that a pointing denial ("which the ministry denied") takes its content from.
    pub points_back: bool,
    /// Names of the rows and cues that made it.
    pub rules: Vec<String>,
}

/// One claim with its evidence: there is no claim without.
#[derive(Clone, Debug, PartialEq)]
pub struct Claim {
    /// Stable id.
    pub id: ClaimId,
    /// The article it stands in.
    pub article: ArticleId,
    /// The clause that carries it, in the article's text.
    pub evidence: Span,
    /// The rest; shared by the annotation and the records that hold the claim.
    pub parts: Arc<ClaimParts>,
}

impl Claim {
    /// The claim that `evidence` carries; the id is a hash of article, type, evidence, roles, polarity and modality.
    pub fn new(article: ArticleId, evidence: Span, parts: ClaimParts) -> Self {
        let roles = |list: &[EntityRef]| list.iter().map(|e| e.id.as_ref()).collect::<Vec<_>>().join(",");
        let places = parts.places.iter().map(|p| p.id.as_ref()).collect::<Vec<_>>().join(",");
        let number = parts.quantity.as_ref().map_or(String::new(), |q| format!("{}{:?}", q.value, q.subgroup));
        let id = ClaimId::of(&[
            article.as_str(),
            parts.event_type.name(),
            &format!("{evidence:?}"),
            &roles(&parts.actors),
            &roles(&parts.targets),
            &places,
            &number,
            parts.polarity.name(),
            parts.modality.name(),
        ]);
        Claim { id, article, evidence, parts: Arc::new(parts.fitted()) }
    }
}

impl ClaimParts {
    /// Without the room that lists were made with and do not fill: claims by the ten thousand are kept for long.
    fn fitted(mut self) -> Self {
        [&mut self.actors, &mut self.targets, &mut self.co_origins].into_iter().for_each(Vec::shrink_to_fit);
        self.places.shrink_to_fit();
        self.attribution.shrink_to_fit();
        self.rules.shrink_to_fit();
        self.rules.iter_mut().for_each(String::shrink_to_fit);
        self
    }
}

/// How an outlet names a side, once.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LabelMention {
    /// The term as the pack lists it.
    pub term: String,
    /// The actor it stands for.
    pub actor: String,
    /// Frame class of the row.
    pub frame: String,
    /// Where it stands.
    pub span: Span,
    /// Whether it stands inside quotation marks.
    pub quoted: bool,
    /// Whether it stands in reported speech without quotation marks.
    pub indirect: bool,
}

/// All that is read in one article.
#[derive(Clone, Debug, Default)]
pub struct Annotation {
    /// Claims in text order.
    pub claims: Vec<Claim>,
    /// Terms for sides in text order.
    pub labels: Vec<LabelMention>,
    /// Things worth saying about the reading.
    pub diagnostics: Vec<Diagnostic>,
}
