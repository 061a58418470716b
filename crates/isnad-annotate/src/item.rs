//! What a sentence is made of once its words are known.

use crate::clitics::Clitics;
use isnad_model::{Bound, EntityRef, PlaceRef, TimeRef};
use isnad_pack::conjugate::Inflection;
use isnad_pack::grammar::NounClass;
use smallvec::SmallVec;

/// A number read in the text.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct NumberValue {
    /// Its value.
    pub value: f64,
    /// The upper end of a range (`بين 40 و50`), whose lower end is `value`.
    pub high: Option<f64>,
    /// How it bounds.
    pub bound: Bound,
    /// A vague plural (`عشرات`): its upper end is unknown.
    pub vague: bool,
}

/// People who can be harmed or moved.
#[derive(Clone, Debug, PartialEq)]
pub struct People {
    /// Slug of the group: `civilians`, `children`, …; `""` for people in general.
    pub subgroup: String,
    /// Whether the noun stands in the singular.
    pub singular: bool,
}

/// A noun phrase that stands for something.
#[derive(Clone, Debug)]
pub struct Mention {
    /// What it can be.
    pub class: NounClass,
    /// The actor or source it stands for.
    pub entity: Option<EntityRef>,
    /// The place it stands for.
    pub place: Option<PlaceRef>,
    /// The people it counts.
    pub people: Option<People>,
    /// A number that counts it.
    pub number: Option<NumberValue>,
    /// Slug of its head noun, `""` for names.
    pub sub: String,
    /// Definite by article, name or pronoun.
    pub definite: bool,
    /// A place named only to locate another (`شمال مدينة X`, `قرب X`).
    pub locator: bool,
    /// A part of the place (`أحياء`, `أطراف`), not the whole.
    pub part: bool,
    /// The place is named as a bare nationality or capital metonym: never where something happens.
    pub metonym: bool,
    /// A media house or agency.
    pub media: bool,
}

/// One date or time expression.
#[derive(Clone, Debug)]
pub struct When {
    /// The days it names.
    pub time: TimeRef,
    /// `منذ`: a beginning, not the time of the event.
    pub since: bool,
    /// `الأسبوع المقبل`, `غدا`: it is yet to come, even where the day of the article is unknown.
    pub ahead: bool,
}

/// Where an event item takes its valency from.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum FrameRef {
    /// Index into `Pack::verb_frames`, used as a verbal noun.
    Verb(u32),
    /// Index into `Pack::noun_frames`.
    Noun(u32),
}

/// One item of a sentence.
#[derive(Clone, Debug)]
pub enum Kind {
    /// A finite verb.
    Verb(u32, Inflection),
    /// An event noun, with its possible frames; the verb when it is a verbal noun.
    Event(SmallVec<[FrameRef; 2]>, Option<u32>),
    /// A noun phrase.
    Mention(Box<Mention>),
    /// A participle of a verb that matters (`مشيرا`, `مؤكدة`); flag: passive.
    Participle(u32, bool),
    /// A preposition, folded.
    Preposition(Box<str>),
    /// A conjunction standing alone.
    Conjunction,
    /// Opens a subordinate clause, folded.
    Subordinator(Box<str>),
    /// أن، إن and sisters, folded.
    Complementizer(Box<str>),
    /// A relative pronoun; flag: feminine singular (`التي`).
    Relative,
    /// A negation standing before what it negates.
    Negation,
    /// كان and sisters.
    Auxiliary,
    /// قد، سوف and other particles, folded.
    Particle(Box<str>),
    /// A pronoun standing alone.
    Pronoun,
    /// A demonstrative.
    Demonstrative,
    /// An adverb.
    Adverb,
    /// `حول العالم`: everywhere, and so at no place.
    Worldwide,
    /// A number that counts something not known to be people.
    Number(NumberValue),
    /// A date or time.
    When(Box<When>),
    /// A reporting expression that is no verb: index into `Pack::reporting`.
    Report(u32),
    /// Punctuation.
    Mark(char),
    /// Any other word.
    Word,
}

impl Kind {
    /// Whether a conjunction standing alone.
    pub fn is_conjunction(&self) -> bool {
        matches!(self, Kind::Conjunction)
    }
}

/// An item and the tokens it covers.
#[derive(Clone, Debug)]
pub struct Item {
    /// First token (index into the sentence's tokens).
    pub start: usize,
    /// One past the last token.
    pub end: usize,
    /// What it is.
    pub kind: Kind,
    /// Clitics of its first word.
    pub clitics: Clitics,
}

impl Item {
    /// The noun phrase, if it is one.
    pub fn mention(&self) -> Option<&Mention> {
        match &self.kind {
            Kind::Mention(mention) => Some(mention),
            _ => None,
        }
    }

    /// Whether a finite verb.
    pub fn is_verb(&self) -> bool {
        matches!(self.kind, Kind::Verb(..))
    }

    /// Whether this mark.
    pub fn is_mark(&self, marks: &[char]) -> bool {
        matches!(self.kind, Kind::Mark(c) if marks.contains(&c))
    }
}
