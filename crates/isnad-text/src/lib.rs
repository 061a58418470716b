//! Text, seen without any vocabulary: spans that know which text they index, folding with the way back, tokens, sentences, digits.

pub mod fold;
pub mod sentence;
pub mod span;
pub mod stem;
pub mod token;

pub use span::{CodePoints, Span};
