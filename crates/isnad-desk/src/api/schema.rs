//! Shapes of the answers, for the description of the API. The wire forms themselves are made in `isnad-export`; a test reads every
//! answer over the samples back into these types and refuses what they do not name.

use std::collections::BTreeMap;
use utoipa::ToSchema;

macro_rules! shapes {
    ($($(#[$doc:meta])* $name:ident { $($(#[$attr:meta])* $field:ident: $type:ty),* $(,)? })*) => {$(
        $(#[$doc])*
        #[derive(ToSchema)]
        #[cfg_attr(test, derive(serde::Deserialize), serde(deny_unknown_fields))]
        #[allow(missing_docs)]
        pub struct $name { $($(#[$attr])* pub $field: $type),* }
    )*};
}

shapes! {
    /// What there is under `/v1`.
    Contents { description: String, record: String, stream: String, lists: Vec<ContentsList> }
    /// One list.
    ContentsList { href: String, about: String, filters: Vec<String> }
    /// An entity with its names.
    Named { id: String, name_ar: String, name_en: Option<String> }
    /// A place.
    Place { id: String, name_ar: String, name_en: Option<String>, kind: String, lat: Option<f64>, lon: Option<f64> }
    /// Independent support or denial: one root with everything that leads to it.
    Chain {
        root: Named, members: Vec<Named>, interest: String, relays: Vec<Named>, outlets: Vec<String>, claims: Vec<String>,
        superseded: bool, outdated: bool, denies_doing: Vec<Named>, first: Option<String>,
    }
    /// The days of an event.
    EventTime { start: Option<String>, end: Option<String>, precision: Option<String>, inferred: bool, before: Option<String> }
    /// A state of an event's status.
    StatusAt { from: Option<String>, status: String, support: String, denied_by: String }
    /// Precision codes of two conflict databases.
    Precision { acled_time: u8, acled_geo: u8, ucdp_date: u8, ucdp_where: u8 }
    /// An unattributed claim and where the same is attributed.
    Dropped { claim: String, attributed_in: String, source: String, by: String }
    /// Who is said to have done it.
    Perpetrator { actor: Named, chains: Vec<String>, claims: Vec<String> }
    /// Another event beside this one.
    EventLink { kind: String, event: String }
    /// Why a claim is or is not in an event.
    Reason { claim: String, code: String }
    /// A merged proposition.
    Event {
        id: String, #[schema(rename = "type")] #[cfg_attr(test, serde(rename = "type"))] kind: String, family: String, partial: bool,
        places: Vec<Place>, actors: Vec<Named>, targets: Vec<Named>, time: EventTime, dates: BTreeMap<String, Vec<String>>, precision: Precision,
        support: String, denied_by: String, status: String, history: Vec<StatusAt>, articles: usize, outlets: usize, chains: usize,
        article_ids: Vec<String>, outlet_ids: Vec<String>, chains_for: Vec<Chain>, chains_against: Vec<Chain>, unattributed: Vec<String>,
        hypotheticals: Vec<String>, restatements: Vec<String>, attribution_dropped: Vec<Dropped>, perpetrators: Vec<Perpetrator>,
        linked: Vec<EventLink>, admitted_by: Vec<String>, stories: Vec<String>, reasons: Vec<Reason>, near_misses: Vec<Reason>,
    }
    /// A stretch of a text in code points, the end left out.
    SpanRange { start: usize, end: usize }
    /// The clause that carries a claim.
    Evidence { start: usize, end: usize, quote: String }
    /// An actor, target or source where it is mentioned.
    Entity { id: String, name: Option<String>, name_ar: String, name_en: Option<String>, start: Option<usize>, end: Option<usize> }
    /// A place where it is mentioned.
    ClaimPlace {
        id: String, kind: String, lat: Option<f64>, lon: Option<f64>, name: Option<String>, name_ar: String, name_en: Option<String>, part: Option<String>,
    }
    /// The days that a claim speaks of.
    Time { start: Option<String>, end: Option<String>, precision: String, weekday: Option<String> }
    /// What a number counts over.
    Scope { since: Option<String>, since_event: Option<String>, since_year: Option<i16>, within_hours: Option<u32> }
    /// A claimed number.
    Quantity {
        metric: String, subgroup: Option<String>, value: u64, low: Option<u64>, high: Option<u64>, bound: String, scope: Option<Scope>,
    }
    /// One link of a chain of sources.
    Attribution { source: Entity, cue: Option<SpanRange> }
    /// A reported proposition.
    Claim {
        id: String, #[schema(rename = "type")] #[cfg_attr(test, serde(rename = "type"))] kind: String, evidence: Evidence, actors: Vec<Entity>,
        targets: Vec<Entity>, places: Vec<ClaimPlace>, time: Option<Time>, quantity: Option<Quantity>, attribution: Vec<Attribution>,
        co_origins: Vec<Entity>, basis: String, polarity: String, modality: String,
        #[schema(rename = "in")] #[cfg_attr(test, serde(rename = "in"))] position: Option<String>,
        partial: Option<bool>, rules: Vec<String>,
        /// The article; left out within an article.
        article: Option<String>,
        /// First and last day, dated from the story where need be.
        days: Option<Vec<String>>,
        days_inferred: Option<bool>, roots: Option<Vec<String>>, events: Option<Vec<String>>,
    }
    /// Who published an article.
    Outlet { id: Option<String>, name: Option<String>, name_ar: Option<String>, name_en: Option<String> }
    /// The inferred days of an undated article.
    Inferred { start: String, end: String, reasons: Vec<String>, basis: Vec<String> }
    /// An article, without its text.
    Article {
        id: String, source: String, url: Option<String>, title: Option<String>, language: String, outlet: Outlet, published_at: Option<String>,
        updated_at: Option<String>, inferred: Option<Inferred>, story: Option<String>, copied_share: f64, text_sha256: String, claims: usize,
    }
    /// A stretch of a page with its part and the reason.
    TextBlock { start: usize, end: usize, kind: String, reason: String }
    /// What is to be said of the reading of a page.
    Notice { code: String, message: String, hint: Option<String> }
    /// An article with its text, blocks and claims.
    ArticleText {
        id: String, source: String, url: Option<String>, text_sha256: String, text: String, outlet: Outlet, title: Option<String>, language: String,
        direction: String, published_at: Option<String>, updated_at: Option<String>, credits: Vec<String>, body: Vec<TextBlock>, blocks: Vec<TextBlock>, claims: Vec<Claim>,
        notices: Option<Vec<Notice>>,
    }
    /// One side of a disagreement.
    Side { position: String, actor: Option<Named>, chains: Vec<String>, claims: Vec<String> }
    /// Sides that cannot all be right.
    Contradiction {
        id: String, kind: String, state: String, reason: String, event: Option<String>, figure: Option<String>, place: Option<Place>, sides: Vec<Side>,
    }
    /// One value by one root.
    Point {
        value: u64, low: Option<u64>, high: Option<u64>, bound: String, as_of: Option<String>, as_of_inferred: bool, root: Option<Named>,
        members: Vec<Named>, relays: Vec<Named>, claims: Vec<String>, attribution_dropped: Vec<String>, retracted: bool, denied_by: Vec<String>,
    }
    /// A series of one number.
    Figure {
        id: String, metric: String, subgroup: Option<String>, area: Option<Place>, scope: Option<Scope>, measure: String, parent: Option<String>,
        event: Option<String>, points: Vec<Point>, low: Option<u64>, best: Option<u64>, high: Option<u64>, rule: String, flags: Vec<String>,
    }
    /// Why a control state is what it is.
    Ground { event: String, code: String }
    /// One state in a place's past.
    ControlState {
        holder: Option<Named>, claimant: Option<Named>, status: String, valid_from: Option<String>, known_from: Option<String>, basis: Vec<Ground>,
    }
    /// Who holds a place.
    Control {
        place: Place, holder: Option<Named>, claimant: Option<Named>, status: String, reporting: String, since: Option<String>, basis: Vec<Ground>,
        history: Vec<ControlState>, pair: Option<String>,
    }
    /// How an outlet names a side.
    Framing {
        actor: String, actor_name_ar: String, actor_name_en: Option<String>, term: String, outlet: String, frame: String, own_voice: usize,
        indirect: usize, quoted: usize, copied: usize,
    }
    /// What one source contributed.
    Source {
        source: Named, kind: String, claims: usize, events: usize, own: usize, relayed: usize, attribution_dropped: usize, denied: usize, first: usize,
    }
    /// One story.
    Story {
        id: String, articles: Vec<String>, start: Option<String>, end: Option<String>, places: Vec<Place>, actors: Vec<Named>, types: Vec<String>,
        title: Option<String>, events: usize,
    }
    /// Events of a day.
    TimelineDay { day: Option<String>, events: Vec<String> }
    /// A shared stretch of two texts.
    Passage { from: Option<SpanRange>, to: Option<SpanRange>, words: usize }
    /// Reuse between two articles.
    CopyEdge {
        from: String, to: String, kind: String, direction: String, misdated: bool, containment: Vec<f64>, passages: Vec<Passage>,
    }
    /// What would confirm an event.
    Confirm { kind: String, by: Option<Named> }
    /// An event on one root.
    Watch { event: String, root: Named, confirm: Vec<Confirm> }
}
