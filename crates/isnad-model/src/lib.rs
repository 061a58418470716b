//! The vocabulary of Isnad: every noun of GLOSSARY.md as a type. No I/O, no clock, no language.

pub mod address;
pub mod article;
pub mod claim;
pub mod entity;
pub mod event_type;
pub mod ids;
pub mod knowledge;
pub mod quantity;
pub mod raw;
pub mod time;

pub use address::url_key;
pub use article::{Article, Block, BlockKind, Outlet};
pub use claim::{Annotation, Attribution, Basis, Claim, ClaimParts, DAY_OF_TELLING, LabelMention, Modality, Polarity, Position, REPEATED};
pub use entity::{EntityKind, EntityRef, Naming, PlaceKind, PlaceRef, naming};
pub use event_type::{EventType, Family};
pub use ids::{ArticleId, ClaimId};
pub use knowledge::{Interest, Knowledge};
pub use quantity::{Bound, Quantity, Scope};
pub use raw::Raw;
pub use time::{Stamp, TimePrecision, TimeRef};

/// Something noticed on the way that is neither an error nor part of a result.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Diagnostic {
    /// Stable code, `E0412`.
    pub code: &'static str,
    /// File, article or table it is about.
    pub subject: String,
    /// Line and column in it, both from 1, where known.
    pub position: Option<(usize, usize)>,
    /// What is wrong.
    pub message: String,
    /// What to do about it.
    pub hint: Option<String>,
}

impl std::fmt::Display for Diagnostic {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{}", self.subject)?;
        if let Some((line, column)) = self.position {
            write!(f, ":{line}:{column}")?;
        }
        write!(f, ": {} [{}]", self.message, self.code)?;
        match &self.hint {
            Some(hint) => write!(f, "\n  hint: {hint}"),
            None => Ok(()),
        }
    }
}
