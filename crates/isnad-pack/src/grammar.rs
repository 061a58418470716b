//! Typed rows of the language pack.

use isnad_model::{Bound, EventType};
use rustc_hash::FxHashSet;

/// Classes of closed-class words.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[allow(missing_docs)]
pub enum FunctionClass {
    Preposition,
    Conjunction,
    Subordinator,
    Complementizer,
    Relative,
    Negation,
    Pronoun,
    Demonstrative,
    Adverb,
    Auxiliary,
    Particle,
    Quantifier,
    /// Distributes over a list of names (`كل من`).
    Each,
    /// Everywhere on earth, and so at no place (`حول العالم`).
    Worldwide,
}

impl FunctionClass {
    /// Pack names.
    pub const NAMES: [(&'static str, FunctionClass); 14] = [
        ("prep", FunctionClass::Preposition),
        ("conj", FunctionClass::Conjunction),
        ("subord", FunctionClass::Subordinator),
        ("comp", FunctionClass::Complementizer),
        ("rel", FunctionClass::Relative),
        ("neg", FunctionClass::Negation),
        ("pron", FunctionClass::Pronoun),
        ("dem", FunctionClass::Demonstrative),
        ("adv", FunctionClass::Adverb),
        ("aux", FunctionClass::Auxiliary),
        ("part", FunctionClass::Particle),
        ("quant", FunctionClass::Quantifier),
        ("each", FunctionClass::Each),
        ("world", FunctionClass::Worldwide),
    ];
}

/// Roles of a frame.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[allow(missing_docs)]
pub enum Role {
    Actor,
    Target,
    Place,
    Victim,
    Loser,
    Cause,
    Content,
    /// The subject is the event noun itself (light verbs of occurrence).
    Event,
}

impl Role {
    /// Pack names.
    pub const NAMES: [(&'static str, Role); 8] = [
        ("actor", Role::Actor),
        ("target", Role::Target),
        ("place", Role::Place),
        ("victim", Role::Victim),
        ("loser", Role::Loser),
        ("cause", Role::Cause),
        ("content", Role::Content),
        ("event", Role::Event),
    ];
}

/// Meaning classes that conditions speak of and that nouns belong to.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[allow(missing_docs)]
pub enum NounClass {
    Force,
    People,
    Official,
    Body,
    Source,
    Weapon,
    Site,
    PlaceClass,
    Direction,
    Unit,
    State,
    Group,
    Person,
    Place,
    Event,
}

impl NounClass {
    /// Pack names.
    pub const NAMES: [(&'static str, NounClass); 15] = [
        ("force", NounClass::Force),
        ("people", NounClass::People),
        ("official", NounClass::Official),
        ("body", NounClass::Body),
        ("source", NounClass::Source),
        ("weapon", NounClass::Weapon),
        ("site", NounClass::Site),
        ("placeclass", NounClass::PlaceClass),
        ("direction", NounClass::Direction),
        ("unit", NounClass::Unit),
        ("state", NounClass::State),
        ("group", NounClass::Group),
        ("person", NounClass::Person),
        ("place", NounClass::Place),
        ("event", NounClass::Event),
    ];
}

/// Where a condition looks.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[allow(missing_docs)]
pub enum Slot {
    Subject,
    Object,
}

/// A condition of a frame.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Need {
    /// A complement with this preposition is present (folded).
    Preposition(String),
    /// The slot is filled by one of these classes.
    Is(Slot, Vec<NounClass>),
    /// The slot is not filled by one of these classes.
    IsNot(Slot, Vec<NounClass>),
    /// It is told as not having happened, or as not so: `خطر نزاع`, `سنرد`.
    Unreal(Unreal),
}

/// How a thing can be told otherwise than as a fact.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Unreal {
    /// Either way.
    Any,
    /// As what has not happened, or need not have: `خطر نزاع`.
    Supposed,
    /// As not so: `لم يلق مقاومة`.
    Denied,
    /// As what somebody will not do or let be: `لن نسمح بذلك`. Verbs only.
    Refused,
}

impl Unreal {
    /// Pack names.
    pub const NAMES: [(&'static str, Unreal); 4] =
        [("unreal", Unreal::Any), ("supposed", Unreal::Supposed), ("denied", Unreal::Denied), ("refused", Unreal::Refused)];
}

impl Need {
    /// How the thing must be told, where this condition says that.
    pub fn unreal(&self) -> Option<Unreal> {
        if let Need::Unreal(unreal) = self { Some(*unreal) } else { None }
    }
}

/// A verb with its citation forms.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Verb {
    /// Perfect, 3rd person masculine singular.
    pub lemma: String,
    /// Frames of it.
    pub frames: Vec<u32>,
    /// Light-verb rows of it.
    pub lights: Vec<u32>,
    /// Reporting rows of it.
    pub reporting: Vec<u32>,
    /// Folded nouns that, as its object, make it tell no event: `أوقف+هجوم`.
    pub idle: Vec<String>,
    /// What it implies of its complement.
    pub implies: Vec<Implicative>,
}

/// What becomes of the complement of a verb.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[allow(missing_docs)]
pub enum Outcome {
    Happened,
    Denied,
    Possible,
    Intended,
    /// The verb says nothing of it.
    Open,
}

impl Outcome {
    /// Pack names.
    pub const NAMES: [(&'static str, Outcome); 5] = [
        ("happened", Outcome::Happened),
        ("denied", Outcome::Denied),
        ("possible", Outcome::Possible),
        ("intended", Outcome::Intended),
        ("open", Outcome::Open),
    ];
}

/// A row of `implicatives.tsv`: the implication signature of a verb (Karttunen 1971; Nairn, Condoravdi and Karttunen 2006).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Implicative {
    /// How the complement is attached: prepositions, folded, or `obj` for a bare noun.
    pub takes: Vec<String>,
    /// What becomes of the complement where the verb is asserted.
    pub does: Outcome,
    /// What becomes of it where the verb is negated.
    pub undone: Outcome,
}

/// What a frame says of its event besides the type; it corrects the type, or how the event is told.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Trait {
    /// An attack by whatever means: the weapon, or who is struck, tells its type.
    Attack,
    /// Firing guns.
    Fire,
    /// A blow that is only aimed at somebody.
    Aimed,
    /// A state that lasts, in the imperfect.
    Lasting,
    /// Whoever owns up to it.
    OwnsUp,
    /// Readiness, and not yet the deed.
    Ready,
    /// A meeting called after the city where it is held.
    Venue,
    /// Taken up with its article it is of the kind told before: `أطلقوا صواريخ. الضربات أصابت أهدافا`.
    Blow,
}

impl Trait {
    /// Pack names.
    pub const NAMES: [(&'static str, Trait); 8] = [
        ("attack", Trait::Attack),
        ("fire", Trait::Fire),
        ("aimed", Trait::Aimed),
        ("lasting", Trait::Lasting),
        ("owns_up", Trait::OwnsUp),
        ("ready", Trait::Ready),
        ("venue", Trait::Venue),
        ("blow", Trait::Blow),
    ];
}

/// A row of `frames/verbs*.tsv`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct VerbFrame {
    /// `frames/verbs:سيطر:capture`
    pub rule: String,
    /// Folded nouns (without ال) that must follow the verb, for units like `لقي+مصرع`.
    pub parts: Vec<String>,
    /// Type of the event.
    pub event_type: EventType,
    /// Role of the subject.
    pub subject: Option<Role>,
    /// Role of the object.
    pub object: Option<Role>,
    /// Roles of complements by folded preposition.
    pub prepositions: Vec<(String, Role)>,
    /// Conditions.
    pub needs: Vec<Need>,
}

/// A row of `frames/nouns*.tsv`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NounFrame {
    /// `frames/nouns:غارة:airstrike`
    pub rule: String,
    /// Type of the event.
    pub event_type: EventType,
    /// Role of the noun after it.
    pub genitive: Option<Role>,
    /// Roles of complements by folded preposition.
    pub prepositions: Vec<(String, Role)>,
    /// Conditions; `obj` means the genitive.
    pub needs: Vec<Need>,
}

/// Where the company of a word stands.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Beside {
    /// Right behind it: subject, object, genitive or adjective.
    Behind,
    /// Before it: subject, antecedent or governing noun.
    Before,
    /// Anywhere behind it up to another clause.
    After,
    /// Anywhere in its sentence.
    Sentence,
    /// It is the form of the word itself.
    Form,
    /// Behind this preposition, folded.
    By(String),
}

/// A row of `frames/company.tsv`: company in which the word of a frame tells no event of its type.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Company {
    /// The type that is not told; any without one.
    pub event_type: Option<EventType>,
    /// Where it stands.
    pub beside: Beside,
    /// The words, folded and without the article.
    pub words: FxHashSet<Box<str>>,
    /// A preposition, folded, that must not stand behind the word.
    pub unless: Option<String>,
}

/// A row of `frames/light.tsv`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Light {
    /// Folded nouns (without ال) that must follow the verb, for units like `أعلن+مسؤولية`.
    pub parts: Vec<String>,
    /// Preposition before the event noun, folded; `None` for a direct object.
    pub preposition: Option<String>,
    /// Role of the subject in the event.
    pub subject: Role,
}

/// A row of `lexicon/nouns*.tsv`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Noun {
    /// First form listed, unfolded.
    pub lemma: String,
    /// Meaning class.
    pub class: NounClass,
    /// Slug.
    pub sub: String,
}

/// Classes of reporting expressions.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[allow(missing_docs)]
pub enum Report {
    Say,
    Claim,
    Deny,
    Confirm,
    Relay,
    Show,
    Believe,
    Expect,
    Warn,
    Call,
    Accuse,
    Condemn,
    Threaten,
    Reject,
    Support,
    Promise,
    Admit,
    RefuseComment,
}

impl Report {
    /// Pack names.
    pub const NAMES: [(&'static str, Report); 18] = [
        ("say", Report::Say),
        ("claim", Report::Claim),
        ("deny", Report::Deny),
        ("confirm", Report::Confirm),
        ("relay", Report::Relay),
        ("show", Report::Show),
        ("believe", Report::Believe),
        ("expect", Report::Expect),
        ("warn", Report::Warn),
        ("call", Report::Call),
        ("accuse", Report::Accuse),
        ("condemn", Report::Condemn),
        ("threaten", Report::Threaten),
        ("reject", Report::Reject),
        ("support", Report::Support),
        ("promise", Report::Promise),
        ("admit", Report::Admit),
        ("refuse_comment", Report::RefuseComment),
    ];
}

/// Where in a person's name a word stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum NamePart {
    /// It may open a name.
    Given,
    /// It only goes on with one.
    Family,
    /// A particle of foreign names, of people and places: whatever stands behind it belongs to the name.
    Link,
}

/// How a reporting row is built.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[allow(missing_docs)]
pub enum ReportKind {
    Verb,
    Preposition,
    Noun,
    Impersonal,
}

impl ReportKind {
    /// Pack names.
    pub const NAMES: [(&'static str, ReportKind); 4] =
        [("verb", ReportKind::Verb), ("prep", ReportKind::Preposition), ("noun", ReportKind::Noun), ("impersonal", ReportKind::Impersonal)];
}

/// A row of `reporting.tsv`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Reporting {
    /// As written in the table.
    pub unit: String,
    /// How it is built.
    pub kind: ReportKind,
    /// What it does.
    pub class: Report,
    /// What introduces its content, folded.
    pub takes: Vec<String>,
}

/// Classes of ConText cues.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[allow(missing_docs)]
pub enum CueClass {
    Negation,
    NegationNoun,
    Failure,
    Denial,
    Conditional,
    Possible,
    Future,
    Intended,
    Fear,
    Doubt,
    Call,
    Charge,
    Fact,
    Answer,
    Beside,
    Foiled,
    Repeated,
    Part,
    Pseudo,
}

impl CueClass {
    /// Whether it says nothing of whether what it stands with happened.
    pub const fn is_neutral(self) -> bool {
        matches!(
            self,
            CueClass::Pseudo | CueClass::Charge | CueClass::Fact | CueClass::Answer | CueClass::Beside | CueClass::Repeated | CueClass::Part
        )
    }

    /// Whether it says that it is not so.
    pub const fn denies(self) -> bool {
        matches!(self, CueClass::Negation | CueClass::NegationNoun | CueClass::Failure | CueClass::Denial)
    }

    /// Pack names.
    pub const NAMES: [(&'static str, CueClass); 19] = [
        ("neg", CueClass::Negation),
        ("neg_noun", CueClass::NegationNoun),
        ("fail", CueClass::Failure),
        ("deny", CueClass::Denial),
        ("cond", CueClass::Conditional),
        ("possible", CueClass::Possible),
        ("future", CueClass::Future),
        ("intended", CueClass::Intended),
        ("fear", CueClass::Fear),
        ("doubt", CueClass::Doubt),
        ("call", CueClass::Call),
        ("charge", CueClass::Charge),
        ("fact", CueClass::Fact),
        ("answer", CueClass::Answer),
        ("beside", CueClass::Beside),
        ("foiled", CueClass::Foiled),
        ("repeated", CueClass::Repeated),
        ("part", CueClass::Part),
        ("pseudo", CueClass::Pseudo),
    ];
}

/// Which way a cue's scope runs.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[allow(missing_docs)]
pub enum Direction {
    Forward,
    Backward,
    Both,
}

/// What ends a cue's scope.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[allow(missing_docs)]
pub enum Terminator {
    Clause,
    Comma,
    Sentence,
    Next,
}

/// A row of `cues.tsv`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Cue {
    /// As written.
    pub cue: String,
    /// Class.
    pub class: CueClass,
    /// Scope direction.
    pub direction: Direction,
    /// Scope end.
    pub terminator: Terminator,
}

/// Kinds of number words.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[allow(missing_docs)]
pub enum NumberKind {
    Unit,
    Ten,
    Hundred,
    Scale,
    Fraction,
    Vague,
    Dual,
    Ordinal,
    Bound(Bound),
}

/// A row of `numbers.tsv`.
#[derive(Clone, Debug, PartialEq)]
pub struct NumberWord {
    /// Its value (a fraction for `Fraction`), 0 for bounds.
    pub value: f64,
    /// Its kind.
    pub kind: NumberKind,
}

/// A row of `time.tsv`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TimeWord {
    /// First form listed.
    pub form: String,
    /// `month`, `weekday`, `day_offset`, `part`, `period`, …
    pub kind: String,
    /// The cell as written.
    pub value: String,
}
