//! Times: stamps of publication, and the days that claims speak of.

use jiff::civil::{Date, DateTime, Weekday};

/// A publication time as the page gives it: a civil time, with its offset where said, and whether the clock time was said.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Stamp {
    /// Wall-clock time as written.
    pub civil: DateTime,
    /// Minutes east of UTC, where written.
    pub offset_minutes: Option<i32>,
    /// Whether only the day was written.
    pub day_only: bool,
}

impl Stamp {
    /// A day without a clock time.
    pub fn day(date: Date) -> Self {
        Stamp { civil: date.to_datetime(jiff::civil::Time::midnight()), offset_minutes: None, day_only: true }
    }

    /// The civil day.
    pub fn date(self) -> Date {
        self.civil.date()
    }

    /// A key to order stamps by: UTC where the offset is known, else the civil time taken as UTC.
    pub fn order_key(self) -> DateTime {
        let minutes = i64::from(self.offset_minutes.unwrap_or(0));
        self.civil.checked_sub(jiff::Span::new().minutes(minutes)).unwrap_or(self.civil)
    }

    /// Reads `2024-12-06`, `2024-12-06T23:47`, `2024-12-06T23:47:00+03:00`, `…Z`.
    pub fn parse(text: &str) -> Option<Self> {
        let text = text.trim();
        if text.len() == 10 {
            return text.parse().ok().map(Stamp::day);
        }
        let (civil, offset) = split_offset(text)?;
        let civil = civil.replace(' ', "T");
        let civil: DateTime = civil.parse().ok()?;
        Some(Stamp { civil, offset_minutes: offset, day_only: false })
    }
}

fn split_offset(text: &str) -> Option<(String, Option<i32>)> {
    if let Some(civil) = text.strip_suffix('Z').or_else(|| text.strip_suffix('z')) {
        return Some((civil.into(), Some(0)));
    }
    let tail = text.get(10..)?;
    let Some(sign) = tail.find(['+', '-']) else { return Some((text.into(), None)) };
    let (civil, offset) = text.split_at(10 + sign);
    let digits: String = offset.chars().filter(char::is_ascii_digit).collect();
    let hours: i32 = digits.get(..2)?.parse().ok()?;
    let minutes: i32 = digits.get(2..4).unwrap_or("00").parse().ok()?;
    let total = hours * 60 + minutes;
    Some((civil.into(), Some(if offset.starts_with('-') { -total } else { total })))
}

impl std::fmt::Display for Stamp {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        if self.day_only {
            return write!(f, "{}", self.civil.date());
        }
        write!(f, "{}", self.civil.strftime("%Y-%m-%dT%H:%M:%S"))?;
        match self.offset_minutes {
            None => Ok(()),
            Some(total) => write!(f, "{}{:02}:{:02}", if total < 0 { '-' } else { '+' }, total.abs() / 60, total.abs() % 60),
        }
    }
}

/// How exact a claimed time is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum TimePrecision {
    /// One day.
    Day,
    /// Several days, up to a week.
    Week,
    /// A month.
    Month,
    /// A year.
    Year,
    /// An open or longer stretch.
    Range,
}

impl TimePrecision {
    /// Wire name.
    pub fn name(self) -> &'static str {
        match self {
            TimePrecision::Day => "day",
            TimePrecision::Week => "week",
            TimePrecision::Month => "month",
            TimePrecision::Year => "year",
            TimePrecision::Range => "range",
        }
    }
}

/// When a claim says something happened.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct TimeRef {
    /// First day; `None` when only a weekday or month is known and the article carries no date.
    pub start: Option<Date>,
    /// Last day, inclusive.
    pub end: Option<Date>,
    /// How exact it is.
    pub precision: TimePrecision,
    /// The weekday named, kept for dating the article from its story.
    pub weekday: Option<Weekday>,
}

impl TimeRef {
    /// One known day.
    pub fn day(date: Date) -> Self {
        TimeRef { start: Some(date), end: Some(date), precision: TimePrecision::Day, weekday: None }
    }
}

/// The English name of a weekday, lower case, as on the wire.
pub fn weekday_name(weekday: Weekday) -> &'static str {
    match weekday {
        Weekday::Monday => "monday",
        Weekday::Tuesday => "tuesday",
        Weekday::Wednesday => "wednesday",
        Weekday::Thursday => "thursday",
        Weekday::Friday => "friday",
        Weekday::Saturday => "saturday",
        Weekday::Sunday => "sunday",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn stamps_read_back_as_written() {
        for text in ["2024-12-06", "2024-12-06T23:47:00+03:00", "2018-05-13T16:59:14+00:00", "2024-12-06T23:47:00"] {
            assert_eq!(Stamp::parse(text).unwrap().to_string(), text);
        }
        assert_eq!(Stamp::parse("yesterday"), None);
        assert_eq!(Stamp::parse("2024-13-06"), None);
    }
}
