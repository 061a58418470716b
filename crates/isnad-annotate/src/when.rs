//! Dates and times, resolved against the article's day; without one they stay open.

mod stretch;

use crate::item::When;
use crate::lookup::Hits;
use isnad_model::{TimePrecision, TimeRef};
use isnad_pack::grammar::TimeWord;
use isnad_pack::{Pack, Sense};
use isnad_text::token::{Token, TokenKind};
use jiff::ToSpan;
use jiff::civil::{Date, Weekday};

/// The article's day, if it has one.
pub type Today = Option<Date>;

/// Letters of a word, with a preposition, that is too short to be a month without more.
const SHORT: usize = 3;

/// Days of the longest stretch that may be a week: `الأسبوع الماضي` begins on any of them.
const LONGEST_WEEK: i32 = 13;

/// What is to come is told of no month that is over so many days and not yet a year.
const MONTH: i32 = 31;
const YEAR: i32 = 366;

struct Reader<'a> {
    pack: &'a Pack,
    tokens: &'a [Token],
    hits: &'a [Hits],
    today: Today,
}

/// The time expression that starts at token `at`, and the token after it.
pub fn when_at(pack: &Pack, tokens: &[Token], hits: &[Hits], at: usize, today: Today) -> Option<(When, usize)> {
    let reader = Reader { pack, tokens, hits, today };
    let since = matches!(&*tokens[at].norm, "منذ" | "ومنذ");
    let start = at + usize::from(since);
    // `منذ أشهر` is an expression of its own.
    let (time, end) = reader.date(start).or_else(|| reader.date(at).filter(|_| since))?;
    // `21 يناير المقبل`
    let next = |at: usize| reader.of_kind(at, "relative").is_some_and(|(word, end)| word.value == "next" && end == at + 1);
    let follows = end < tokens.len() && next(end) && time.start.is_some();
    let end = if follows { end + 1 } else { end };
    let time = if (start..end).any(next) { next_year(time, today) } else { time };
    let ahead = (start..end).any(|at| ["day_offset", "relative"].iter().any(|kind| reader.of_kind(at, kind).is_some_and(|(word, _)| comes(word))));
    Some((When { time, since, ahead }, end))
}

/// `21 يناير المقبل`: a day past this year is meant in the next.
fn next_year(time: TimeRef, today: Today) -> TimeRef {
    let past = time.start.zip(today).is_some_and(|(start, today)| start < today);
    if !past || !matches!(time.precision, TimePrecision::Day | TimePrecision::Month) || time.weekday.is_some() {
        return time;
    }
    let later = |date: Option<Date>| date.and_then(|date| date.checked_add(1.year()).ok());
    TimeRef { start: later(time.start), end: later(time.end), ..time }
}

/// A word that names what is yet to come.
fn comes(word: &TimeWord) -> bool {
    match word.kind.as_str() {
        // `+0`: later today.
        "day_offset" => word.value.starts_with('+') || word.value.parse::<i64>().is_ok_and(|days| days > 0),
        "relative" => matches!(word.value.as_str(), "next" | "next_week" | "next_month" | "next_year" | "soon" | "coming_weeks" | "coming_months"),
        _ => false,
    }
}

impl<'a> Reader<'a> {
    fn word(&self, at: usize) -> Option<(&'a TimeWord, usize)> {
        let best = self
            .hits
            .get(at)?
            .iter()
            .filter_map(|hit| match hit.sense {
                Sense::Time(id) => Some((hit, &self.pack.times[id as usize])),
                _ => None,
            })
            .max_by_key(|(hit, _)| hit.len)?;
        Some((best.1, at + best.0.len))
    }

    /// The word at `at` when it is of `kind`: of several readings (`الليلة`: a part of a day, or tonight) any of the longest.
    fn of_kind(&self, at: usize, kind: &str) -> Option<(&'a TimeWord, usize)> {
        let (_, end) = self.word(at)?;
        let readings = self.hits[at].iter().filter(|hit| at + hit.len == end).filter_map(|hit| match hit.sense {
            Sense::Time(id) => Some(&self.pack.times[id as usize]),
            _ => None,
        });
        readings.into_iter().find(|word| word.kind == kind).map(|word| (word, end))
    }

    fn digits(&self, at: usize) -> Option<(i64, usize)> {
        let token = self.tokens.get(at).filter(|t| t.kind == TokenKind::Number)?;
        token.norm.parse().ok().map(|value| (value, at + 1))
    }

    fn date(&self, at: usize) -> Option<(TimeRef, usize)> {
        self.days(at)
            .or_else(|| self.numeric(at))
            .or_else(|| self.day_month(at))
            .or_else(|| self.day_of_this_month(at))
            .or_else(|| self.weekday(at))
            .or_else(|| self.offset(at))
            .or_else(|| self.year(at))
            .or_else(|| self.month(at))
            .or_else(|| self.part_of(at))
            .or_else(|| self.ago(at))
            .or_else(|| self.last_units(at))
            .or_else(|| self.part(at))
    }

    /// `يوم` and parts of the day before a date belong to it.
    fn skip_lead(&self, at: usize) -> usize {
        let mut at = at;
        for _ in 0..2 {
            match self.word(at) {
                Some((word, next)) if matches!(word.kind.as_str(), "part" | "period") && next == at + 1 => at = next,
                _ => break,
            }
        }
        at
    }

    fn day_month(&self, at: usize) -> Option<(TimeRef, usize)> {
        let (day, next) = self.day_number(at)?;
        let next = if self.tokens.get(next).is_some_and(|t| t.is("من")) { next + 1 } else { next };
        let (month, mut end) = self.of_kind(next, "month")?;
        let month: i8 = month.value.parse().ok()?;
        end = self.other_naming(end);
        let (year, end) = match self.year_after(end) {
            Some((year, end)) => (Some(year), end),
            None => (None, self.relative_year(end)),
        };
        let date = match year {
            Some(year) => Date::new(year, month, day as i8).ok(),
            None => self.today.and_then(|today| nearest_past(today, month, day as i8)),
        };
        let time = match date {
            Some(date) => TimeRef::day(date),
            None => TimeRef { start: None, end: None, precision: TimePrecision::Day, weekday: None },
        };
        Some((time, end))
    }

    /// `24 الجاري`, `24 من الشهر الجاري`.
    fn day_of_this_month(&self, at: usize) -> Option<(TimeRef, usize)> {
        let (day, next) = self.day_number(at)?;
        let next = next + usize::from(self.is(next, &["من"]));
        let next = next + usize::from(self.is(next, &["الشهر"]));
        let end = next + usize::from(self.is(next, &["الجاري", "الحالي"]));
        let date = self.today.and_then(|today| Date::new(today.year(), today.month(), day as i8).ok());
        (end > next).then_some((TimeRef { start: date, end: date, precision: TimePrecision::Day, weekday: None }, end))
    }

    /// `تشرين الثاني/نوفمبر`, `ديسمبر (كانون الأول)`.
    fn other_naming(&self, at: usize) -> usize {
        let opens = self.tokens.get(at).is_some_and(|t| t.is("/") || t.is("(") || t.is("-"));
        if !opens {
            return at;
        }
        match self.of_kind(at + 1, "month") {
            Some((_, end)) if self.tokens.get(end).is_some_and(|t| t.is(")")) => end + 1,
            Some((_, end)) => end,
            None => at,
        }
    }

    fn relative_year(&self, at: usize) -> usize {
        let both = |a: &str, b: &str| self.tokens.get(at).is_some_and(|t| t.is(a)) && self.tokens.get(at + 1).is_some_and(|t| t.is(b));
        if both("من", "العام") || both("العام", "الحالي") || both("العام", "الجاري") || both("الشهر", "الجاري")
        {
            at + 2
        } else {
            at
        }
    }

    fn weekday(&self, at: usize) -> Option<(TimeRef, usize)> {
        let start = self.skip_lead(at);
        let (word, mut end) = self.of_kind(start, "weekday")?;
        let weekday = parse_weekday(&word.value)?;
        let before = self.tokens.get(end).is_some_and(|t| t.is("الماضي") || t.is("الفائت") || t.is("المنصرم"));
        if before {
            end += 1;
        }
        let coming = self.tokens.get(end).is_some_and(|t| t.is("المقبل") || t.is("القادم"));
        if coming {
            end += 1;
        }
        if let Some((time, next)) = self.date_after_weekday(end, weekday) {
            return Some((time, next));
        }
        let start = self.today.map(|today| on_weekday(today, weekday, coming, before));
        Some((TimeRef { start, end: start, precision: TimePrecision::Day, weekday: Some(weekday) }, end))
    }

    /// `الجمعة (6 ديسمبر)`; but the first Sunday of a month (`الأحد الأول من ديسمبر`) is not its first day.
    fn date_after_weekday(&self, at: usize, weekday: Weekday) -> Option<(TimeRef, usize)> {
        let open = usize::from(self.tokens.get(at).is_some_and(|t| t.is("(") || t.is("،")));
        let (time, end) = self.day_month(at + open)?;
        if self.digits(at + open).is_none() && time.start.is_some_and(|date| date.weekday() != weekday) {
            return None;
        }
        let close = usize::from(open == 1 && self.tokens.get(end).is_some_and(|t| t.is(")")));
        Some((time, end + close))
    }

    fn offset(&self, at: usize) -> Option<(TimeRef, usize)> {
        let after_part = || self.of_kind(self.of_kind(at, "part")?.1, "day_offset");
        let (word, end) = self.of_kind(at, "day_offset").or_else(after_part)?;
        let days: i64 = word.value.parse().ok()?;
        let is = |at: usize, word: &str| self.tokens.get(at).is_some_and(|token| token.is(word));
        // `في مثل هذا اليوم من عام 2014`, `في اليوم التالي`: counted from something else.
        let alike = at > 0 && ["مثل", "نفس", "بنفس", "ذات", "بذات"].iter().any(|word| is(at - 1, word));
        let another = ["التالي", "الموالي", "نفسه", "ذاته", "عينه", "الذي"].iter().any(|word| is(end, word));
        // `في اليوم الثالث من القتال`, `ثماني ساعات في اليوم`: a day of a row, or any.
        let nth = || crate::number::ordinal_at(self.pack, self.tokens, self.hits, end).is_some();
        let rate = || at > 1 && is(at - 1, "في") && (self.of_kind(at - 2, "period").is_some() || is(at - 2, "مرات") || is(at - 2, "مره"));
        if days == 0 && (alike || another || nth() || rate()) {
            return None;
        }
        if is(at, "قبل") && is(end, "من") && !is(end + 1, "الان") {
            // `قبل يومين من الهجوم`: counted from something else.
            return None;
        }
        if days == 0 {
            if let Some(weekday) = self.weekday(end) {
                return Some(weekday);
            }
        }
        let date = self.today.and_then(|today| today.checked_add(days.days()).ok());
        // `غدا السبت`
        let named = self.of_kind(end, "weekday").filter(|(word, _)| date.is_none_or(|date| parse_weekday(&word.value) == Some(date.weekday())));
        let end = named.map_or(end, |(_, next)| next);
        Some((TimeRef { start: date, end: date, precision: TimePrecision::Day, weekday: None }, end))
    }

    fn year(&self, at: usize) -> Option<(TimeRef, usize)> {
        let lead = self.tokens.get(at).is_some_and(|t| matches!(&*t.norm, "عام" | "العام" | "سنه" | "السنه"));
        let (year, end) = self.digits(at + usize::from(lead)).filter(|(year, _)| (1900..2100).contains(year))?;
        let led = |token: &Token| matches!(token.norm.trim_start_matches('و'), "منذ" | "في" | "عام" | "العام");
        if !lead && !self.tokens.get(at.wrapping_sub(1)).is_some_and(led) {
            return None;
        }
        Some((span_of_year(year as i16)?, end))
    }

    fn month(&self, at: usize) -> Option<(TimeRef, usize)> {
        let is = |at: usize, word: &str| self.tokens.get(at).is_some_and(|token| token.is(word));
        let this = usize::from(is(at, "هذا"));
        let lead = this + usize::from(is(at + this, "شهر"));
        let (word, end) = self.of_kind(at + lead, "month")?;
        let month: i8 = word.value.parse().ok()?;
        let bare = end;
        let end = self.other_naming(end);
        // `أب` and `باب` are more often a father and a gate than August: such a word needs what shows it to be a month.
        let shown = lead > 0 || end > bare || self.year_after(end).is_some() || self.of_kind(end, "relative").is_some();
        if !shown && self.tokens[bare - 1].norm.chars().count() <= SHORT {
            return None;
        }
        let (year, end) = match self.year_after(end) {
            Some((year, end)) => (Some(year), end),
            None => self.year_of_month(month, end),
        };
        let first = year.and_then(|year| Date::new(year, month, 1).ok());
        Some((TimeRef { start: first, end: first.map(|d| d.last_of_month()), precision: TimePrecision::Month, weekday: None }, end))
    }

    /// `الأسبوع الماضي`, `قبل يومين`: rows whose value is a number of days back, `-7..-1`.
    fn part(&self, at: usize) -> Option<(TimeRef, usize)> {
        let (word, end) = self.word(at)?;
        if let Some(time) = self.today.and_then(|today| named_period(&word.value, today)) {
            return Some((time, end));
        }
        if comes(word) {
            return Some((TimeRef { start: None, end: None, precision: TimePrecision::Week, weekday: None }, end));
        }
        let (from, to) = word.value.split_once("..")?;
        let shift = |days: &str| -> Option<Date> { self.today?.checked_add(days.parse::<i64>().ok()?.days()).ok() };
        let (start, last) = (shift(from), shift(to));
        let days = start.zip(last).and_then(|(start, last)| start.until(last).ok()).map_or(0, |span| span.get_days());
        let precision = match days {
            0 => TimePrecision::Day,
            1..=LONGEST_WEEK => TimePrecision::Week,
            _ => TimePrecision::Range,
        };
        Some((TimeRef { start, end: last, precision, weekday: None }, end))
    }
}

/// `الشهر الماضي`, `هذا العام`: calendar periods by the slugs of `time.tsv`.
fn named_period(slug: &str, today: Date) -> Option<TimeRef> {
    let month =
        |date: Date| TimeRef { start: Some(date.first_of_month()), end: Some(date.last_of_month()), precision: TimePrecision::Month, weekday: None };
    match slug {
        "this_week" => today.checked_sub(6.days()).ok().map(|start| TimeRef {
            start: Some(start),
            end: Some(today),
            precision: TimePrecision::Week,
            weekday: None,
        }),
        "this_month" => Some(month(today)),
        "last_month" => today.checked_sub(1.month()).ok().map(month),
        "next_month" => today.checked_add(1.month()).ok().map(month),
        "this_year" => span_of_year(today.year()),
        "last_year" => span_of_year(today.year() - 1),
        "next_year" => span_of_year(today.year() + 1),
        _ => None,
    }
}

/// The time moved by whole days.
pub fn shifted(time: TimeRef, days: i64) -> TimeRef {
    if days == 0 {
        return time;
    }
    let shift = |date: Option<Date>| date.and_then(|date| date.checked_add(days.days()).ok());
    TimeRef { start: shift(time.start), end: shift(time.end), weekday: time.weekday.map(|day| day.wrapping_add(days)), ..time }
}

fn days(from: Date, to: Date) -> i32 {
    from.until(to).map_or(0, |span| span.get_days())
}

/// The same weekday, month or date, ahead of the article instead of behind it: for what is said to be coming.
pub fn ahead(time: TimeRef, today: Today) -> TimeRef {
    match (time.weekday, time.start, today) {
        (Some(_), Some(start), Some(today)) if start < today => {
            let next = start.checked_add(7.days()).ok();
            TimeRef { start: next, end: next, ..time }
        }
        // `ستعقد في مارس`: the next one, not the last.
        (None, Some(start), Some(today))
            if matches!(time.precision, TimePrecision::Day | TimePrecision::Month) && (MONTH..YEAR).contains(&days(start, today)) =>
        {
            next_year(time, Some(today))
        }
        _ => time,
    }
}

fn span_of_year(year: i16) -> Option<TimeRef> {
    let start = Date::new(year, 1, 1).ok()?;
    Some(TimeRef { start: Some(start), end: Some(start.last_of_year()), precision: TimePrecision::Year, weekday: None })
}

/// The latest such day that is not more than a month ahead of `today`.
fn nearest_past(today: Date, month: i8, day: i8) -> Option<Date> {
    let this = Date::new(today.year(), month, day).ok();
    match this {
        Some(date) if date <= today.checked_add(31.days()).ok()? => Some(date),
        _ => Date::new(today.year() - 1, month, day).ok(),
    }
}

fn on_weekday(today: Date, weekday: Weekday, coming: bool, strictly_before: bool) -> Date {
    let back = i64::from(weekday.until(today.weekday()));
    let days = match (coming, back) {
        (true, 0) => 7,
        (true, back) => 7 - back,
        (false, 0) if strictly_before => -7,
        (false, back) => -back,
    };
    today.checked_add(days.days()).unwrap_or(today)
}

fn parse_weekday(name: &str) -> Option<Weekday> {
    Some(match name {
        "monday" => Weekday::Monday,
        "tuesday" => Weekday::Tuesday,
        "wednesday" => Weekday::Wednesday,
        "thursday" => Weekday::Thursday,
        "friday" => Weekday::Friday,
        "saturday" => Weekday::Saturday,
        "sunday" => Weekday::Sunday,
        _ => return None,
    })
}
