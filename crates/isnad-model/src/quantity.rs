//! Numbers of people, as claimed.

use jiff::civil::Date;

/// How a number bounds the truth.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Bound {
    /// As given.
    Exact,
    /// At least.
    Min,
    /// At most.
    Max,
    /// About.
    Approx,
}

impl Bound {
    /// Wire name.
    pub fn name(self) -> &'static str {
        match self {
            Bound::Exact => "exact",
            Bound::Min => "min",
            Bound::Max => "max",
            Bound::Approx => "approx",
        }
    }
}

/// What a number counts over.
#[derive(Clone, Debug, PartialEq, Eq, Default, Hash)]
pub struct Scope {
    /// Counted since this day.
    pub since: Option<Date>,
    /// Counted since something whose day is not known: the words, e.g. since the offensive began.
    pub since_event: Option<String>,
    /// Counted over the last so many hours.
    pub within_hours: Option<u32>,
    /// Counted since this year began, for "since 2011".
    pub since_year: Option<i16>,
}

/// A claimed number.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Quantity {
    /// `killed`, `injured`, `displaced`, `missing`, `detained`…
    pub metric: String,
    /// `civilians`, `combatants`, `children`, `women`, `family`, `repeatedly`…
    pub subgroup: Option<String>,
    /// The number, in people.
    pub value: u64,
    /// Lower end, where bounded.
    pub low: Option<u64>,
    /// Upper end, where bounded.
    pub high: Option<u64>,
    /// How `value` bounds the truth.
    pub bound: Bound,
    /// What it counts over; `None` when the text does not say.
    pub scope: Option<Scope>,
    /// Whether the subgroup is said to be part of a number claimed just before (`من بينهم`).
    pub part_of_total: bool,
}

impl Quantity {
    /// A number with `low` and `high` derived from its bound.
    pub fn new(metric: &str, value: u64, bound: Bound) -> Self {
        let low = (bound != Bound::Max).then_some(value);
        let high = (bound != Bound::Min).then_some(value);
        Quantity { metric: metric.into(), subgroup: None, value, low, high, bound, scope: None, part_of_total: false }
    }

    /// Whether those counted bear no arms, by the word that counts them.
    pub fn is_of_civilians(&self) -> bool {
        matches!(self.subgroup.as_deref(), Some("civilians" | "children" | "women" | "family" | "journalists" | "medics"))
    }

    /// Whether those counted bear arms, by the word that counts them.
    pub fn is_of_armed(&self) -> bool {
        matches!(self.subgroup.as_deref(), Some("combatants" | "police"))
    }
}
