//! The record: what many articles amount to. Plain data; `isnad-export` gives it a wire form.

use crate::days::Day;
use crate::shared::Rows;
use isnad_lineage::CopyEdge;
use isnad_model::{ArticleId, Bound, Claim, ClaimId, Diagnostic, EventType, Interest, Outlet, PlaceKind, Scope, Stamp, TimePrecision};
use jiff::civil::Date;
use std::collections::BTreeMap;
use std::sync::Arc;

/// An entity with its names.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Named {
    /// Id in the packs.
    pub id: String,
    /// Arabic name.
    pub name_ar: String,
    /// English name where known.
    pub name_en: Option<String>,
}

/// A place with its names and position.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NamedPlace {
    /// Id, Arabic and English name.
    pub name: Named,
    /// What it is.
    pub kind: PlaceKind,
    /// Latitude and longitude in degrees times 10 000.
    pub position: Option<(i32, i32)>,
}

/// How the date of an undated article was inferred.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Inferred {
    /// First possible day.
    pub start: Date,
    /// Last possible day.
    pub end: Date,
    /// Dated articles that it rests on.
    pub basis: Vec<ArticleId>,
    /// What narrowed it: `passages`, `claims`, `weekdays`.
    pub reasons: Vec<&'static str>,
}

/// One article of the record.
#[derive(Clone, Debug, PartialEq)]
#[allow(missing_docs)]
pub struct ArticleRow {
    pub id: ArticleId,
    pub source: String,
    pub outlet: Outlet,
    pub url: Option<String>,
    pub title: Option<String>,
    pub language: String,
    pub published_at: Option<Stamp>,
    pub updated_at: Option<Stamp>,
    pub text: Arc<str>,
    pub text_sha256: String,
    pub inferred: Option<Inferred>,
    pub story: Option<String>,
    /// Share of its words that stand in an earlier article, in thousandths.
    pub copied_share: u16,
    pub claims: usize,
}

/// One claim of the record.
#[derive(Clone, Debug, PartialEq)]
pub struct ClaimRow {
    /// As annotated.
    pub claim: Claim,
    /// Days it speaks of, after undated articles were dated from their story.
    pub days: Option<(Date, Date)>,
    /// Whether `days` rests on an inferred date.
    pub inferred: bool,
    /// Roots that it counts for; empty when it counts for none.
    pub roots: Vec<String>,
    /// Events it takes part in.
    pub events: Vec<String>,
}

/// Independent support (or denial): one root with everything that leads to it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Chain {
    /// The closed root.
    pub root: Named,
    /// The origins as named, by id.
    pub members: Vec<Named>,
    /// Its stake.
    pub interest: Interest,
    /// Agencies and outlets named on the way, by id.
    pub relays: Vec<Named>,
    /// Outlets that print it.
    pub outlets: Vec<String>,
    /// Claims, by id.
    pub claims: Vec<ClaimId>,
    /// First day it was published, where known.
    pub first: Option<Day>,
    /// A later statement of the same root says the opposite.
    pub superseded: bool,
    /// It denies days before the first on which the event is asserted, and was not said again.
    pub outdated: bool,
    /// Where sides blame each other: those whose doing alone it denies, so that it does not speak against the event.
    pub denies_doing: Vec<Named>,
}

/// How well an event is supported.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
#[allow(missing_docs)]
pub enum Support {
    None,
    Single,
    Multiple,
    Admitted,
}

/// Who denies it: the stronger, where several do.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
#[allow(missing_docs)]
pub enum DeniedBy {
    Nobody,
    /// Somebody of whom nothing tells where he stands.
    Unknown,
    InterestedParty,
    ThirdParty,
}

/// What an analyst may say of it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
#[allow(missing_docs)]
pub enum Status {
    Reported,
    Corroborated,
    Disputed,
    Denied,
    Unattributed,
    Hypothetical,
    Retracted,
}

macro_rules! names {
    ($($type:ident { $($variant:ident $name:literal),* })*) => {$(
        impl $type {
            /// Every one that there is.
            pub const ALL: &[Self] = &[$($type::$variant),*];

            /// Wire name.
            pub fn name(self) -> &'static str {
                match self { $($type::$variant => $name),* }
            }
        }
    )*};
}

names! {
    Why { AnotherContent "another_content", AnotherDay "another_day", AnotherNumberAndStory "another_number_and_story", AnotherSide "another_side", BlamedOnEachOther "blamed_on_each_other", DayWithin "day_within", FirstDay "first_day", Hypothetical "hypothetical", OnlyOneThen "only_one_then", OutsideTheBody "outside_the_body", PartNotWhole "part_not_whole", SameStretch "same_stretch", ToldTwice "told_twice", UndatedBeforePublication "undated_before_publication", UndatedTogether "undated_together", UndatedTwin "undated_twin", UndatedWithoutTwin "undated_without_twin" }
    Support { None "none", Single "single", Multiple "multiple", Admitted "admitted" }
    DeniedBy { Nobody "nobody", Unknown "unknown", InterestedParty "interested_party", ThirdParty "third_party" }
    Status { Reported "reported", Corroborated "corroborated", Disputed "disputed", Denied "denied",
        Unattributed "unattributed", Hypothetical "hypothetical", Retracted "retracted" }
    Measure { Cumulative "cumulative", Incident "incident", Stock "stock", Flow "flow", Forecast "forecast" }
    ContradictionKind { Polarity "polarity", Quantity "quantity", Control "control", Time "time", Responsibility "responsibility" }
    ContradictionState { Open "open", Superseded "superseded", Explained "explained" }
    ControlStatus { Held "held", Claimed "claimed", Contested "contested", Unknown "unknown" }
}

/// The days of an event.
#[derive(Clone, Debug, PartialEq, Eq)]
#[allow(missing_docs)]
pub struct EventTime {
    pub start: Option<Date>,
    pub end: Option<Date>,
    pub precision: Option<TimePrecision>,
    pub inferred: bool,
    /// Known only to have happened by this day.
    pub before: Option<Date>,
}

/// A state of an event's status.
#[derive(Clone, Debug, PartialEq, Eq)]
#[allow(missing_docs)]
pub struct StatusAt {
    pub from: Option<Date>,
    pub status: Status,
    pub support: Support,
    pub denied_by: DeniedBy,
}

/// An unattributed claim and where the same is attributed.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
#[allow(missing_docs)]
pub struct Dropped {
    pub claim: ClaimId,
    pub attributed_in: ClaimId,
    pub source: String,
    /// `passage`, `quotation` or `figure`.
    pub by: &'static str,
}

/// Another event that this one stands beside.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
#[allow(missing_docs)]
pub struct Link {
    /// `counterpart`, `thread`, `part_of`, `pair`, `incident`.
    pub kind: &'static str,
    pub event: String,
}

/// Who is said to have done it.
#[derive(Clone, Debug, PartialEq, Eq)]
#[allow(missing_docs)]
pub struct Perpetrator {
    pub actor: Named,
    /// Roots that say so.
    pub chains: Vec<String>,
    pub claims: Vec<ClaimId>,
}

/// What put a claim into an event, or kept it out.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
#[allow(missing_docs)]
pub enum Why {
    AnotherContent,
    AnotherDay,
    AnotherNumberAndStory,
    AnotherSide,
    BlamedOnEachOther,
    DayWithin,
    FirstDay,
    Hypothetical,
    OnlyOneThen,
    OutsideTheBody,
    PartNotWhole,
    SameStretch,
    ToldTwice,
    UndatedBeforePublication,
    UndatedTogether,
    UndatedTwin,
    UndatedWithoutTwin,
}

/// Why a claim is or is not in an event.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
#[allow(missing_docs)]
pub struct Reason {
    pub claim: ClaimId,
    pub code: Why,
}

/// A merged proposition.
#[derive(Clone, Debug, PartialEq)]
#[allow(missing_docs)]
pub struct Event {
    pub id: String,
    pub event_type: EventType,
    pub partial: bool,
    pub places: Vec<NamedPlace>,
    pub actors: Vec<Named>,
    pub targets: Vec<Named>,
    pub time: EventTime,
    pub dates: BTreeMap<Date, Vec<ClaimId>>,
    /// ACLED time and geo precision (1-3), UCDP date and where precision (1-7).
    pub precision: Precision,
    pub support: Support,
    pub denied_by: DeniedBy,
    pub status: Status,
    pub history: Vec<StatusAt>,
    pub articles: Vec<ArticleId>,
    pub outlets: Vec<String>,
    pub chains_for: Vec<Chain>,
    pub chains_against: Vec<Chain>,
    pub unattributed: Vec<ClaimId>,
    pub hypotheticals: Vec<ClaimId>,
    pub restatements: Vec<ClaimId>,
    pub attribution_dropped: Vec<Dropped>,
    pub perpetrators: Vec<Perpetrator>,
    pub linked: Vec<Link>,
    pub reasons: Vec<Reason>,
    pub near_misses: Vec<Reason>,
    pub stories: Vec<String>,
    /// Events that admit this one through the counterpart link.
    pub admitted_by: Vec<String>,
}

/// Precision codes of the two conflict databases.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Default)]
#[allow(missing_docs)]
pub struct Precision {
    pub acled_time: u8,
    pub acled_geo: u8,
    pub ucdp_date: u8,
    pub ucdp_where: u8,
}

/// What kind of disagreement.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
#[allow(missing_docs)]
pub enum ContradictionKind {
    Polarity,
    Quantity,
    Control,
    Time,
    Responsibility,
}

/// Whether it stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
#[allow(missing_docs)]
pub enum ContradictionState {
    Open,
    Superseded,
    Explained,
}

/// One side of a contradiction.
#[derive(Clone, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
#[allow(missing_docs)]
pub struct Side {
    /// `asserted` or `denied`, a number, a day, or the id of the actor that is blamed or said to hold the place.
    pub position: String,
    /// The actor, where the position is one.
    pub actor: Option<Named>,
    pub chains: Vec<String>,
    pub claims: Vec<ClaimId>,
}

/// Sides that cannot all be right.
#[derive(Clone, Debug, PartialEq, Eq)]
#[allow(missing_docs)]
pub struct Contradiction {
    pub id: String,
    pub kind: ContradictionKind,
    pub state: ContradictionState,
    pub reason: String,
    pub event: Option<String>,
    pub figure: Option<String>,
    pub place: Option<NamedPlace>,
    pub sides: Vec<Side>,
}

/// What a series measures.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[allow(missing_docs)]
pub enum Measure {
    Cumulative,
    Incident,
    Stock,
    Flow,
    Forecast,
}

/// One value by one root.
#[derive(Clone, Debug, PartialEq, Eq)]
#[allow(missing_docs)]
pub struct Point {
    pub value: u64,
    pub low: Option<u64>,
    pub high: Option<u64>,
    pub bound: Bound,
    pub as_of: Option<Date>,
    pub as_of_inferred: bool,
    /// `None` when nobody is named.
    pub root: Option<Named>,
    pub members: Vec<Named>,
    pub relays: Vec<Named>,
    pub claims: Vec<ClaimId>,
    /// Claims in flat prose with this very value.
    pub dropped: Vec<ClaimId>,
    /// The same root took it back.
    pub retracted: bool,
    /// Roots that deny it.
    pub denied_by: Vec<String>,
}

/// A series of one number.
#[derive(Clone, Debug, PartialEq)]
#[allow(missing_docs)]
pub struct Figure {
    pub id: String,
    pub metric: String,
    pub subgroup: Option<String>,
    pub area: Option<NamedPlace>,
    pub scope: Option<Scope>,
    pub measure: Measure,
    pub parent: Option<String>,
    /// The incident's event.
    pub event: Option<String>,
    pub points: Vec<Point>,
    pub low: Option<u64>,
    pub best: Option<u64>,
    pub high: Option<u64>,
    pub rule: &'static str,
    pub flags: Vec<&'static str>,
}

/// Who holds a place.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
#[allow(missing_docs)]
pub enum ControlStatus {
    Held,
    Claimed,
    Contested,
    Unknown,
}

/// Why a control state is what it is.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
#[allow(missing_docs)]
pub struct Ground {
    pub event: String,
    /// `two_roots`, `admission`, `winner_and_third_party`, `claim`, `fighting`, `parts`, `departure`, `stated`.
    pub code: &'static str,
}

/// One state in a place's past.
#[derive(Clone, Debug, PartialEq, Eq)]
#[allow(missing_docs)]
pub struct ControlState {
    pub holder: Option<Named>,
    pub claimant: Option<Named>,
    pub status: ControlStatus,
    /// When it came about.
    pub valid_from: Option<Date>,
    /// When it was first published.
    pub known_from: Option<Date>,
    pub basis: Vec<Ground>,
}

/// Control of one place, with its past.
#[derive(Clone, Debug, PartialEq, Eq)]
#[allow(missing_docs)]
pub struct Control {
    pub place: NamedPlace,
    pub holder: Option<Named>,
    pub claimant: Option<Named>,
    pub status: ControlStatus,
    pub disputed: bool,
    pub since: Option<Date>,
    pub basis: Vec<Ground>,
    pub history: Vec<ControlState>,
    /// The facility across the border.
    pub pair: Option<String>,
}

/// How an outlet names a side.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
#[allow(missing_docs)]
pub struct Framing {
    pub actor: Named,
    pub term: String,
    pub outlet: String,
    pub frame: String,
    /// Outside quotation marks, in passages of the outlet's own; indirect speech included.
    pub own_voice: usize,
    /// Of these, in indirect speech.
    pub indirect: usize,
    /// Inside quotation marks.
    pub quoted: usize,
    /// Outside quotation marks, in passages copied from elsewhere.
    pub copied: usize,
}

/// One story cluster.
#[derive(Clone, Debug, PartialEq, Eq)]
#[allow(missing_docs)]
pub struct StoryRow {
    pub id: String,
    pub articles: Vec<ArticleId>,
    pub start: Option<Date>,
    pub end: Option<Date>,
    pub places: Vec<NamedPlace>,
    pub actors: Vec<Named>,
    pub types: Vec<EventType>,
    pub title: Option<String>,
    pub events: usize,
}

/// What one source contributed.
#[derive(Clone, Debug, PartialEq, Eq)]
#[allow(missing_docs)]
pub struct SourceRow {
    pub source: Named,
    /// `root`, `agency` or `outlet`.
    pub kind: &'static str,
    pub claims: usize,
    pub events: usize,
    pub own: usize,
    pub relayed: usize,
    pub attribution_dropped: usize,
    pub denied: usize,
    pub first: usize,
}

/// Events of a day.
#[derive(Clone, Debug, PartialEq, Eq)]
#[allow(missing_docs)]
pub struct TimelineDay {
    pub day: Option<Date>,
    pub events: Vec<String>,
}

/// A single-root event and what would confirm it.
#[derive(Clone, Debug, PartialEq, Eq)]
#[allow(missing_docs)]
pub struct Watch {
    pub event: String,
    pub root: Named,
    /// `independent_root`, `admission`, `third_party_departure`, with the body it would come from.
    pub confirm: Vec<(&'static str, Option<Named>)>,
}

/// Something that changed since the last look.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
#[allow(missing_docs)]
pub struct Change {
    /// `new_event`, `new_chain`, `new_denial`, `status`, `retraction`, `figure`, `control`, `contradiction`, `article_edited`, `article`.
    pub kind: &'static str,
    pub subject: String,
    pub detail: String,
}

/// The whole record. Rows are shared: two records of one growing collection hold what they have in common once.
#[derive(Clone, Debug, Default)]
#[allow(missing_docs)]
pub struct Record {
    pub as_of: Option<Stamp>,
    pub without: Vec<String>,
    pub articles: Rows<ArticleRow>,
    pub claims: Rows<ClaimRow>,
    pub lineage: Rows<CopyEdge>,
    pub events: Rows<Event>,
    pub contradictions: Rows<Contradiction>,
    pub figures: Rows<Figure>,
    pub control: Rows<Control>,
    pub framing: Vec<Framing>,
    pub stories: Rows<StoryRow>,
    pub sources: Vec<SourceRow>,
    pub timeline: Rows<TimelineDay>,
    pub watchlist: Rows<Watch>,
    pub changes: Vec<Change>,
    /// Pages that are there in two states or more. Fusion sees no words: whoever reads the articles fills it.
    pub revisions: Vec<PageStates>,
    pub diagnostics: Vec<Diagnostic>,
}

/// One page in its states, earliest first.
#[derive(Clone, Debug, PartialEq, Eq)]
#[allow(missing_docs)]
pub struct PageStates {
    /// Its address.
    pub url: String,
    pub states: Vec<ArticleId>,
    /// What changed from each state to the next.
    pub changes: Vec<StateChange>,
}

/// What changed in a page from one state to the next.
#[derive(Clone, Debug, PartialEq, Eq)]
#[allow(missing_docs)]
pub struct StateChange {
    pub from: ArticleId,
    pub to: ArticleId,
    /// Whether the headline is another.
    pub headline: bool,
    /// Sentences that came and went.
    pub added: usize,
    pub removed: usize,
    pub appeared: Vec<ClaimId>,
    pub vanished: Vec<ClaimId>,
    pub told_otherwise: Vec<ToldOtherwise>,
}

/// A claim that a later state of the page tells otherwise.
#[derive(Clone, Debug, PartialEq, Eq)]
#[allow(missing_docs)]
pub struct ToldOtherwise {
    pub before: ClaimId,
    pub after: ClaimId,
    /// `number_raised`, `attribution_dropped`, …
    pub what: Vec<&'static str>,
}
