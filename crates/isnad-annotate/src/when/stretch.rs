//! Dates of several words: days in words and figures, ranges of days, parts of periods, so many units ago.

use super::Reader;
use crate::number::{amount_at, ordinal_at};
use isnad_model::{TimePrecision, TimeRef};
use isnad_pack::Sense;
use isnad_text::token::TokenKind;
use jiff::ToSpan;
use jiff::civil::Date;

/// Days in the longest range that is told by its first and last day.
const LONGEST: i32 = 400;

/// What units of less than a day may add up to beyond whole days.
const ROUNDING: f64 = 0.001;

impl Reader<'_> {
    pub(super) fn is(&self, at: usize, words: &[&str]) -> bool {
        self.tokens.get(at).is_some_and(|token| words.contains(&&*token.norm))
    }

    /// `4`, `الرابع`, `الحادي والعشرين`.
    pub(super) fn day_number(&self, at: usize) -> Option<(i64, usize)> {
        let ordinal = || ordinal_at(self.pack, self.tokens, self.hits, at);
        self.digits(at).or_else(ordinal).filter(|(day, _)| (1..=31).contains(day))
    }

    /// `2016`, `من عام 2016`, `، 2016` where nothing follows that it could count.
    pub(super) fn year_after(&self, at: usize) -> Option<(i16, usize)> {
        let of = usize::from(self.is(at, &["من"]));
        let lead = if self.is(at + of, &["عام", "العام", "سنه"]) { of + 1 } else { 0 };
        let comma = lead == 0 && self.is(at, &["،", ","]);
        let (year, end) = self.digits(at + lead + usize::from(comma)).filter(|(year, _)| (1900..2100).contains(year))?;
        let counts = comma && self.tokens.get(end).is_some_and(|token| token.kind == TokenKind::Word);
        (!counts).then_some((year as i16, end))
    }

    /// The year that goes with a month: `الماضي`, `المقبل`, `من العام الماضي`; else the latest such month.
    pub(super) fn year_of_month(&self, month: i8, at: usize) -> (Option<i16>, usize) {
        let Some(today) = self.today else { return (None, at) };
        let (year, this) = (today.year(), today.month());
        let of = usize::from(self.is(at, &["من"]));
        match self.word(at + of).map(|(word, end)| (word.value.as_str(), end)) {
            Some(("last_year", end)) => (Some(year - 1), end),
            Some(("this_year", end)) => (Some(year), end),
            Some(("next_year", end)) => (Some(year + 1), end),
            Some(("previous", end)) if of == 0 && self.is(at, &["الماضي", "الفائت", "المنصرم"]) => {
                (Some(if month >= this { year - 1 } else { year }), end)
            }
            Some(("next", end)) if of == 0 => (Some(if month <= this { year + 1 } else { year }), end),
            _ => (Some(if month > this { year - 1 } else { year }), at),
        }
    }

    /// `2016/02/22`, `22-4-2016`, `22.4.2016`: the year has four figures; the month stands in the middle unless it cannot.
    pub(super) fn numeric(&self, at: usize) -> Option<(TimeRef, usize)> {
        let first = self.tokens.get(at).filter(|token| token.kind == TokenKind::Number)?;
        let dotted: Vec<&str> = first.norm.split('.').collect();
        let (parts, end): (Vec<&str>, usize) = if dotted.len() == 3 {
            (dotted, at + 1)
        } else {
            let mark = self.tokens.get(at + 1).filter(|mark| mark.is("/") || mark.is("-"))?;
            let five = self.tokens.get(at..at + 5)?;
            let glued = five.windows(2).all(|pair| pair[0].span.end == pair[1].span.start);
            if !glued || five[3].norm != mark.norm || five[2].kind != TokenKind::Number || five[4].kind != TokenKind::Number {
                return None;
            }
            (vec![&*five[0].norm, &*five[2].norm, &*five[4].norm], at + 5)
        };
        let number = |at: usize| parts.get(at).and_then(|part| part.parse::<i16>().ok());
        let (a, b, c) = (number(0)?, number(1)?, number(2)?);
        let date = |year: i16, month: i16, day: i16| Date::new(year, i8::try_from(month).ok()?, i8::try_from(day).ok()?).ok();
        let is_year = |year: i16| (1900..2100).contains(&year);
        let found = match () {
            () if is_year(a) => date(a, b, c),
            () if is_year(c) => date(c, b, a).or_else(|| date(c, a, b)),
            () => None,
        };
        found.map(|date| (TimeRef::day(date), end))
    }

    /// `من 4 إلى 22 يناير`, `بين 3 و12 سبتمبر`, `19-20 نوفمبر`, `من 2 أكتوبر إلى 5 نوفمبر`.
    pub(super) fn days(&self, at: usize) -> Option<(TimeRef, usize)> {
        let lead = match () {
            () if self.is(at, &["من", "بين"]) => 1,
            () if self.is(at, &["ما"]) && self.is(at + 1, &["بين"]) => 2,
            () => 0,
        };
        let (day, next) = self.day_number(at + lead)?;
        let of = next + usize::from(self.is(next, &["من"]));
        // The first day with a month of its own.
        let own = self.of_kind(of, "month").and_then(|(word, end)| Some((word.value.parse::<i8>().ok()?, self.other_naming(end))));
        let next = own.map_or(next, |(_, end)| end);
        let joined = self.joined_number(next);
        let to = match () {
            () if (lead > 0 || own.is_some()) && self.is(next, &["الى", "حتى"]) => next + 1,
            () if self.is(next, &["-", "–", "و"]) => next + 1,
            () if joined => next,
            () => return None,
        };
        let (last, end) = self.day_month(to)?;
        let last = last.start?;
        let month = own.map_or(last.month(), |(month, _)| month);
        let year = if month > last.month() { last.year() - 1 } else { last.year() };
        let first = Date::new(year, month, day as i8).ok().filter(|first| *first < last)?;
        let length = first.until(last).ok()?.get_days();
        let precision = if length <= 7 { TimePrecision::Week } else { TimePrecision::Range };
        (length <= LONGEST).then_some((TimeRef { start: Some(first), end: Some(last), precision, weekday: None }, end))
    }

    /// `والتاسع عشر`: a number that و joins to the one before.
    fn joined_number(&self, at: usize) -> bool {
        self.hits.get(at).into_iter().flatten().any(|hit| hit.clitics.conjunction && matches!(hit.sense, Sense::Number(_)))
    }

    /// `مطلع العام المقبل`, `منتصف مارس`, `أواخر الأسبوع الماضي`: a third of the period.
    pub(super) fn part_of(&self, at: usize) -> Option<(TimeRef, usize)> {
        // `بداية الأسبوع` is an expression of its own, `بداية` in `بداية الأسبوع المقبل` is not.
        let (third, next) = self.hits.get(at)?.iter().find_map(|hit| match hit.sense {
            Sense::Time(id) => match self.pack.times[id as usize].value.as_str() {
                "start_of" => Some((0, at + hit.len)),
                "middle_of" => Some((1, at + hit.len)),
                "end_of" => Some((2, at + hit.len)),
                _ => None,
            },
            _ => None,
        })?;
        let (time, end) = self.month(next).or_else(|| self.part(next)).or_else(|| self.year(next))?;
        let Some((start, last)) = time.start.zip(time.end) else { return Some((time, end)) };
        let days = start.until(last).ok()?.get_days();
        let day = |thirds: i32| start.checked_add((days * thirds / 3).days()).ok();
        Some((TimeRef { start: day(third), end: day(third + 1), ..time }, end))
    }

    /// `قبل ثلاثة أسابيع`, `منذ 5 أشهر`: counted from the day of the article, unless `من` says from what else.
    pub(super) fn ago(&self, at: usize) -> Option<(TimeRef, usize)> {
        let from = match () {
            () if self.is(at, &["قبل"]) => at + 1,
            () if at > 0 && self.is(at - 1, &["منذ"]) => at,
            () => return None,
        };
        let (count, next) = amount_at(self.pack, self.tokens, self.hits, from)?;
        let (unit, end) = self.of_kind(next, "period")?;
        let now = usize::from(self.is(end, &["من"]) && self.is(end + 1, &["الان"])) * 2;
        if now == 0 && self.is(end, &["من"]) || !(1.0..=1000.0).contains(&count) {
            return None;
        }
        let unit: f64 = unit.value.parse().ok()?;
        let (back, pad, precision) = match unit {
            unit if unit < 1.0 => ((count * unit).floor(), 0.0, TimePrecision::Day),
            unit if unit < 7.5 => (count * unit, 0.0, TimePrecision::Day),
            unit if unit < 32.0 => (count * 30.4, 3.0, TimePrecision::Month),
            unit if unit < 400.0 => (count * 365.25, 7.0, TimePrecision::Year),
            _ => return None,
        };
        let shift = |days: f64| self.today.and_then(|today| today.checked_sub((days.round() as i64).days()).ok());
        Some((TimeRef { start: shift(back + pad), end: shift(back - pad), precision, weekday: None }, end + now))
    }

    /// `الأشهر الثلاثة الماضية`, `الأيام العشرة المقبلة`, `3 أيام القادمة`.
    pub(super) fn last_units(&self, at: usize) -> Option<(TimeRef, usize)> {
        // `خلال الأسابيع` alone would be those to come.
        let at = at + usize::from(self.is(at, &["خلال"]));
        let (unit, count, next) = match self.of_kind(at, "period") {
            Some((unit, next)) if self.tokens[at].norm.starts_with("ال") => {
                let (count, next) = amount_at(self.pack, self.tokens, self.hits, next)?;
                (unit, count, next)
            }
            Some(_) => return None,
            None => {
                let (count, next) = amount_at(self.pack, self.tokens, self.hits, at)?;
                let (unit, next) = self.of_kind(next, "period")?;
                (unit, count, next)
            }
        };
        let (word, end) = self.of_kind(next, "relative")?;
        // Twenty-four hours are a day, though an hour is no round part of it.
        let length = (count * unit.value.parse::<f64>().ok()? - ROUNDING).ceil();
        let length = (1.0..=40_000.0).contains(&length).then_some(length as i64)?;
        let shift = |days: i64| self.today.and_then(|today| today.checked_add(days.days()).ok());
        let (start, last) = match word.value.as_str() {
            "previous" => (shift(-length), self.today),
            "next" | "following" => (self.today, shift(length)),
            _ => return None,
        };
        let precision = if length <= 7 { TimePrecision::Week } else { TimePrecision::Range };
        Some((TimeRef { start, end: last, precision, weekday: None }, end))
    }
}
