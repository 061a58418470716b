//! Dates and times of publication in the forms that pages use. What is not said is not guessed: a date without a year is none.

use crate::cues::{Cues, kind};
use isnad_model::Stamp;
use isnad_pack::{Pack, Sense};
use isnad_text::token::{Token, TokenKind, tokens};
use jiff::civil::{Date, Time, Weekday};
use std::ops::Range;

/// Years in which a page can have been published. Content systems fill in the first and the last day that they know where they know none.
pub const YEARS: std::ops::RangeInclusive<i16> = 1993..=2049;

/// A date with what belongs to it, among the tokens of a line.
#[derive(Clone, Debug, PartialEq)]
pub struct Found {
    /// Tokens of the date.
    pub date: Range<usize>,
    /// The whole stamp.
    pub stamp: Stamp,
    /// How day and month were told apart.
    pub order: Order,
    /// Whether it is one of two days and stands as machines print it that put the month first, and others do too: it may be either.
    pub doubtful: bool,
}

/// The order of day and month in a date.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Order {
    /// Nothing there to tell apart: a month's name, the year first, twice the same number.
    Told,
    /// Only with the day first is it a date, or the weekday proves it.
    DayFirst,
    /// Only with the month first.
    MonthFirst,
    /// Either way is a date; the day was read first, and this is the other one.
    Open(Date),
}

/// The same time on another day.
pub fn on(stamp: Stamp, day: Date) -> Stamp {
    Stamp { civil: day.to_datetime(stamp.civil.time()), ..stamp }
}

/// The first stamp in `text`.
pub fn first(text: &str, pack: &Pack, cues: &Cues) -> Option<Stamp> {
    let tokens = tokens(text, 0);
    stamps(&tokens, pack, cues).into_iter().next().map(|found| found.stamp)
}

/// Every stamp in a line; a clock time belongs to the date before it, or to the first date after it.
pub fn stamps(tokens: &[Token], pack: &Pack, cues: &Cues) -> Vec<Found> {
    let mut dates: Vec<(Range<usize>, Date, Order)> = Vec::new();
    let mut at = 0;
    while at < tokens.len() {
        match date_at(tokens, at, pack) {
            Some((length, date, order)) => {
                dates.push((at..at + length, date, order));
                at += length;
            }
            None => at += 1,
        }
    }
    let starts: Vec<usize> = dates.iter().map(|(range, ..)| range.start).collect();
    // A line of several dates has all its clocks on the same side of them.
    let clock_first = dates.len() >= 2 && clock_in(tokens, 0..starts[0]).is_some();
    let mut out = Vec::new();
    let mut previous = 0;
    for (index, (range, date, order)) in dates.into_iter().enumerate() {
        let next = starts.get(index + 1).copied().unwrap_or(tokens.len());
        let before = if index == 0 || clock_first { previous..range.start } else { range.start..range.start };
        let after = if clock_first { range.end..range.end } else { range.end..next };
        let clock = clock_in(tokens, after).or_else(|| clock_in(tokens, before));
        previous = range.end;
        let zone = || offset_after(tokens, range.end..next, cues);
        let stamp = match clock {
            Some(time) => Stamp { civil: date.to_datetime(time), offset_minutes: zone(), day_only: false },
            None => Stamp::day(date),
        };
        let doubtful = matches!(order, Order::Open(_)) && is_printed(&tokens[range.start..range.end], &tokens[range.end..next]);
        out.push(Found { date: range, stamp, order, doubtful });
    }
    out
}

/// `11/7/2023 9:05:00 PM`: no digit before the numbers to make them two, seconds, and half of the day in Latin letters.
fn is_printed(date: &[Token], after: &[Token]) -> bool {
    let is_bare = |at: usize| date.get(at).is_some_and(|token| !token.norm.starts_with('0'));
    let has_seconds = || after.iter().filter(|token| token.is(":")).count() >= 2;
    let has_half = || after.iter().any(|token| matches!(&*token.norm, "am" | "pm"));
    date.get(1).is_some_and(|token| token.is("/")) && is_bare(0) && is_bare(2) && has_seconds() && has_half()
}

fn date_at(tokens: &[Token], at: usize, pack: &Pack) -> Option<(usize, Date, Order)> {
    let named = || day_month_year(tokens, at, pack).or_else(|| month_day_year(tokens, at, pack)).or_else(|| year_month_day(tokens, at, pack));
    numeric(tokens, at, pack).or_else(|| dotted(tokens, at, pack)).or_else(|| named().map(|(length, date)| (length, date, Order::Told)))
}

fn integer(token: &Token) -> Option<i16> {
    let plain = token.kind == TokenKind::Number && token.norm.chars().all(|c| c.is_ascii_digit()) && token.norm.len() <= 4;
    plain.then(|| token.norm.parse().ok())?
}

/// The day of a month: `25`, `25th`; with its length in tokens.
fn day_of(tokens: &[Token], at: usize) -> Option<(i16, usize)> {
    let day = integer(tokens.get(at)?).filter(|day| (1..=31).contains(day))?;
    let is_ordinal = tokens.get(at + 1).is_some_and(|next| glued(&tokens[at], next) && matches!(&*next.norm, "st" | "nd" | "rd" | "th"));
    Some((day, 1 + usize::from(is_ordinal)))
}

/// `06-12-2024`, `2024/12/06`, `07 - 12 - 2024`: the year is the number of four digits; of two others the first is the day, unless
/// only the other order makes a date, or a weekday beside the date proves it; what else on the page proves it is for the reader of the page. With the year first, the month follows it.
fn numeric(tokens: &[Token], at: usize, pack: &Pack) -> Option<(usize, Date, Order)> {
    let five = tokens.get(at..at + 5)?;
    let separators = [&five[1], &five[3]];
    if separators[0].norm != separators[1].norm || !matches!(&*separators[0].norm, "-" | "/" | "–" | "." | "−" | "\\") {
        return None;
    }
    let [a, b, c] = [integer(&five[0])?, integer(&five[2])?, integer(&five[4])?];
    if tokens.get(at + 5).is_some_and(|next| next.norm == separators[0].norm && glued(&five[4], next)) {
        return None;
    }
    let (date, order) = civil(a, b, c, weekday_beside(tokens, at..at + 5, pack))?;
    Some((5, date, order))
}

/// `06.12.2024`, which the tokenizer reads as one number.
fn dotted(tokens: &[Token], at: usize, pack: &Pack) -> Option<(usize, Date, Order)> {
    let token = &tokens[at];
    if token.kind != TokenKind::Number {
        return None;
    }
    let parts: Vec<i16> = token.norm.split('.').map(str::parse).collect::<Result<_, _>>().ok()?;
    let [a, b, c] = parts[..] else { return None };
    let (date, order) = civil(a, b, c, weekday_beside(tokens, at..at + 1, pack))?;
    Some((1, date, order))
}

/// The date that three numbers make; none where its weekday is told and is another.
fn civil(a: i16, b: i16, c: i16, weekday: Option<Weekday>) -> Option<(Date, Order)> {
    let fits = |date: &Date| weekday.is_none_or(|weekday| date.weekday() == weekday);
    if a >= 1000 {
        return Some((valid(a, b, c).filter(fits)?, Order::Told));
    } else if c < 1000 {
        return None;
    }
    match (valid(c, b, a).filter(fits), valid(c, a, b).filter(fits)) {
        (Some(date), Some(other)) if date == other => Some((date, Order::Told)),
        (Some(date), Some(other)) => Some((date, Order::Open(other))),
        (Some(date), None) => Some((date, Order::DayFirst)),
        (None, other) => other.map(|date| (date, Order::MonthFirst)),
    }
}

/// The weekday that stands right before a date, or else right after it, at most a mark between.
fn weekday_beside(tokens: &[Token], date: Range<usize>, pack: &Pack) -> Option<Weekday> {
    let is_mark = |at: &usize| tokens.get(*at).is_some_and(|token| token.kind == TokenKind::Mark);
    let before = date.start.checked_sub(1).map(|at| if is_mark(&at) { at.saturating_sub(1) } else { at });
    let after = if is_mark(&date.end) { date.end + 1 } else { date.end };
    before.and_then(|at| weekday(tokens, at, pack)).or_else(|| weekday(tokens, after, pack))
}

/// The weekday at `at`; English ones whole or cut to three letters, unless an article before them makes a name (`The Sun`).
fn weekday(tokens: &[Token], at: usize, pack: &Pack) -> Option<Weekday> {
    const NAMES: [(&str, Weekday); 7] = [
        ("monday", Weekday::Monday),
        ("tuesday", Weekday::Tuesday),
        ("wednesday", Weekday::Wednesday),
        ("thursday", Weekday::Thursday),
        ("friday", Weekday::Friday),
        ("saturday", Weekday::Saturday),
        ("sunday", Weekday::Sunday),
    ];
    let word = &*tokens.get(at)?.norm;
    let is_name = at.checked_sub(1).is_some_and(|before| tokens[before].is("the"));
    let of_table = lexicon_time(tokens, at, pack, "weekday").map(|(_, value)| value);
    let wanted = of_table.or((word.len() >= 3 && !is_name).then_some(word))?;
    NAMES.iter().find(|(name, _)| *name == wanted || wanted.len() == 3 && name.starts_with(wanted)).map(|(_, weekday)| *weekday)
}

/// A Gregorian date that a page can carry; years of the Hijri calendar fall out here.
fn valid(year: i16, month: i16, day: i16) -> Option<Date> {
    (1900..=2200).contains(&year).then(|| Date::new(year, i8::try_from(month).ok()?, i8::try_from(day).ok()?).ok())?
}

/// `7 ديسمبر/كانون الأول 2024`, `24 أيلول 2024`, `6 December, 2024`, `01/ديسمبر/2024`.
fn day_month_year(tokens: &[Token], at: usize, pack: &Pack) -> Option<(usize, Date)> {
    let (day, digits) = day_of(tokens, at)?;
    let from = at + digits + usize::from(is_between(tokens, at + digits));
    let (names, month) = month_names(tokens, from, pack)?;
    let comma = tokens.get(from + names).is_some_and(|token| matches!(&*token.norm, "," | "،")) || is_between(tokens, from + names);
    let year_at = from + names + usize::from(comma);
    let date = valid(integer(tokens.get(year_at)?)?, month, day)?;
    Some((year_at + 1 - at, date))
}

/// Whether a mark that parts the numbers of a date stands at `at`.
fn is_between(tokens: &[Token], at: usize) -> bool {
    tokens.get(at).is_some_and(|token| matches!(&*token.norm, "/" | "-" | "–" | "."))
}

/// `2024 نوفمبر 17`, `2024/نوفمبر/17`: neither a year nor the minutes of a clock follow.
fn year_month_day(tokens: &[Token], at: usize, pack: &Pack) -> Option<(usize, Date)> {
    let year = integer(tokens.get(at)?).filter(|year| *year >= 1000)?;
    let from = at + 1 + usize::from(is_between(tokens, at + 1));
    let (names, month) = month_names(tokens, from, pack)?;
    let day_at = from + names + usize::from(is_between(tokens, from + names));
    let date = valid(year, month, integer(tokens.get(day_at)?)?)?;
    let after = &tokens[day_at + 1..];
    let next = after.iter().find(|token| token.kind != TokenKind::Mark);
    let is_another = next.and_then(integer).is_some_and(|next| next >= 1000) || after.first().is_some_and(|token| token.is(":"));
    (!is_another).then_some((day_at + 1 - at, date))
}

/// `ديسمبر 7, 2024`, `December 7 2024`.
fn month_day_year(tokens: &[Token], at: usize, pack: &Pack) -> Option<(usize, Date)> {
    let (names, month) = month_names(tokens, at, pack)?;
    let (day, digits) = day_of(tokens, at + names)?;
    let comma = tokens.get(at + names + digits).is_some_and(|token| matches!(&*token.norm, "," | "،"));
    let year_at = at + names + digits + usize::from(comma);
    let date = valid(integer(tokens.get(year_at)?)?, month, day)?;
    Some((year_at + 1 - at, date))
}

/// One month name, or two of one month, side by side, with a bar between or the second in brackets; with its length in tokens.
fn month_names(tokens: &[Token], at: usize, pack: &Pack) -> Option<(usize, i16)> {
    let (length, month) = month_name(tokens, at, pack)?;
    let next = at + length;
    let bridge = tokens.get(next).filter(|token| matches!(&*token.norm, "/" | "-" | "(" | "\\" | "–"));
    let beside = || month_name(tokens, next, pack).filter(|(_, same)| *same == month).map(|(length, _)| length);
    let second = bridge.and_then(|bridge| second_name(tokens, next, &bridge.norm, month, pack)).or_else(beside).unwrap_or(0);
    Some((length + second, month))
}

fn second_name(tokens: &[Token], bridge_at: usize, bridge: &str, month: i16, pack: &Pack) -> Option<usize> {
    let (length, same) = month_name(tokens, bridge_at + 1, pack)?;
    let closed = bridge == "(" && tokens.get(bridge_at + 1 + length).is_some_and(|token| token.is(")"));
    (same == month).then_some(1 + length + usize::from(closed))
}

fn month_name(tokens: &[Token], at: usize, pack: &Pack) -> Option<(usize, i16)> {
    let found = lexicon_time(tokens, at, pack, "month").and_then(|(length, value)| Some((length, value.parse().ok()?)));
    found.or_else(|| english_month(&tokens.get(at)?.norm).map(|month| (1, month)))
}

/// English month names, whole or cut to three letters; they are no part of any Arabic table.
fn english_month(norm: &str) -> Option<i16> {
    const NAMES: [&str; 12] =
        ["january", "february", "march", "april", "may", "june", "july", "august", "september", "october", "november", "december"];
    let found = NAMES.iter().position(|name| *name == norm || norm.len() == 3 && name.starts_with(norm))?;
    i16::try_from(found + 1).ok()
}

/// The longest expression of `time.tsv` of one kind that starts at `at`: its length and value.
pub fn lexicon_time<'p>(tokens: &[Token], at: usize, pack: &'p Pack, kind: &str) -> Option<(usize, &'p str)> {
    let mut node = pack.lexicon.root();
    let mut best = None;
    for (index, token) in tokens.get(at..)?.iter().enumerate() {
        let Some(next) = pack.lexicon.step(node, &token.norm) else { break };
        node = next;
        let values = pack.lexicon.senses(node).iter().filter_map(|sense| match sense {
            Sense::Time(id) => pack.times.get(*id as usize),
            _ => None,
        });
        if let Some(word) = values.into_iter().find(|word| word.kind == kind) {
            best = Some((index + 1, word.value.as_str()));
        }
    }
    best
}

fn glued(a: &Token, b: &Token) -> bool {
    a.span.end == b.span.start
}

/// The first clock time in a line.
pub fn clock(tokens: &[Token]) -> Option<Time> {
    clock_in(tokens, 0..tokens.len())
}

/// The first clock time among `range`: `23:47`, `10:15:30`, `8:10 ص`, `06:45 PM`.
fn clock_in(tokens: &[Token], range: Range<usize>) -> Option<Time> {
    range.clone().find_map(|at| {
        let three = tokens.get(at..at + 3).filter(|_| at + 3 <= range.end)?;
        if !(three[1].is(":") && glued(&three[0], &three[1]) && glued(&three[1], &three[2])) {
            return None;
        }
        let (hour, minute) = (integer(&three[0])?, integer(&three[2])?);
        let seconds = tokens.get(at + 3..at + 5).filter(|two| two[0].is(":") && glued(&three[2], &two[0]));
        let second = seconds.and_then(|two| integer(&two[1]));
        let after = at + if second.is_some() { 5 } else { 3 };
        let hour = tokens.get(after).filter(|_| after < range.end).map_or(Some(hour), |token| half_day(hour, &token.norm))?;
        Time::new(i8::try_from(hour).ok()?, i8::try_from(minute).ok()?, i8::try_from(second.unwrap_or(0)).ok()?, 0).ok()
    })
}

/// The hour of 24 when a word for morning or evening follows; `None` when the two do not fit.
fn half_day(hour: i16, word: &str) -> Option<i16> {
    match word {
        "ص" | "صباحا" | "am" if hour == 12 => Some(0),
        "م" | "مساء" | "pm" if hour < 12 => Some(hour + 12),
        _ => Some(hour),
    }
}

/// Minutes east of UTC: a zone's name, `GMT+3`, `+03:00`, `Z`.
fn offset_after(tokens: &[Token], range: Range<usize>, cues: &Cues) -> Option<i32> {
    let tokens = tokens.get(range)?;
    signed_offset(tokens).or_else(|| cues.zone(tokens)).or_else(|| tokens.iter().any(|token| token.is("z")).then_some(0))
}

fn signed_offset(tokens: &[Token]) -> Option<i32> {
    (1..tokens.len()).find_map(|at| {
        let sign = match &*tokens[at].norm {
            "+" => 1,
            "-" | "−" => -1,
            _ => return None,
        };
        let before = &tokens[at - 1];
        let anchored = matches!(&*before.norm, "gmt" | "utc") || before.kind == TokenKind::Number && glued(before, &tokens[at]);
        let number = tokens.get(at + 1).filter(|number| anchored && glued(&tokens[at], number))?;
        let digits = integer(number)?;
        let minutes = tokens.get(at + 2).filter(|colon| colon.is(":")).and_then(|_| tokens.get(at + 3)).and_then(integer).unwrap_or(0);
        let (hours, minutes) = if number.norm.len() == 4 { (digits / 100, digits % 100) } else { (digits, minutes) };
        let total = i32::from(hours) * 60 + i32::from(minutes);
        (total <= 14 * 60).then_some(sign * total)
    })
}

/// What a line is made of besides its dates: the words that neither date, label, weekday nor filler explains.
pub struct Rest {
    /// Indices of those words among the tokens.
    pub words: Vec<usize>,
}

/// The rest of a line that holds the `found` dates.
pub fn rest(tokens: &[Token], found: &[Found], pack: &Pack, cues: &Cues) -> Rest {
    let mut words = Vec::new();
    let mut at = 0;
    while at < tokens.len() {
        if let Some(date) = found.iter().find(|found| found.date.start == at) {
            at = date.date.end;
            continue;
        }
        let cue = [kind::PUBLISHED, kind::UPDATED, kind::DATE_WORD].iter().filter_map(|kind| cues.starts(kind, &tokens[at..])).max();
        let of_calendar = || ["weekday", "hijri_month"].iter().find_map(|kind| lexicon_time(tokens, at, pack, kind)).map(|(length, _)| length);
        let english = || weekday(tokens, at, pack).map(|_| 1);
        let known = cue.or_else(|| cues.zone_length(&tokens[at..])).or_else(of_calendar).or_else(english);
        if let Some(length) = known {
            at += length;
            continue;
        }
        if tokens[at].kind == TokenKind::Word {
            words.push(at);
        }
        at += 1;
    }
    Rest { words }
}
