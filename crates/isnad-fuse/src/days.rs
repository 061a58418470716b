//! Days as numbers, so that distances are subtractions.

use jiff::civil::Date;

/// Days since 1970-01-01.
pub type Day = i32;

const EPOCH: Date = Date::constant(1970, 1, 1);

/// The number of `date`.
pub fn day(date: Date) -> Day {
    date.since(EPOCH).map_or(0, |span| span.get_days())
}

/// The date of a day number (clamped to what a calendar can hold).
pub fn date(day: Day) -> Date {
    EPOCH.checked_add(jiff::Span::new().days(day.clamp(-700_000, 2_900_000))).unwrap_or(EPOCH)
}

/// A stretch of days, both ends included.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Days {
    /// First day.
    pub start: Day,
    /// Last day.
    pub end: Day,
}

impl Days {
    /// One day.
    pub fn one(day: Day) -> Self {
        Days { start: day, end: day }
    }

    /// How many days lie between the ends.
    pub fn width(self) -> Day {
        self.end - self.start
    }

    /// What both share.
    pub fn meet(self, other: Self) -> Option<Self> {
        let both = Days { start: self.start.max(other.start), end: self.end.min(other.end) };
        (both.start <= both.end).then_some(both)
    }

    /// The smallest stretch over both.
    pub fn cover(self, other: Self) -> Self {
        Days { start: self.start.min(other.start), end: self.end.max(other.end) }
    }
}
