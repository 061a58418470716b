//! The day of a time in the zone where the page lives. Content systems write times for machines in UTC: half an hour after midnight in
//! Damascus is then the evening before, and every "today" of the text would fall on the wrong day.

use super::metadata::{Dated, Head, Metadata, moment};
use crate::cues::Cues;
use isnad_model::Stamp;
use isnad_pack::Pack;
use jiff::civil::DateTime;

/// Times of elements that are looked at for an offset.
const LOOKED_AT: usize = 24;
/// Minutes east of UTC where outlets live; a larger difference is no zone but another time.
const OFFSETS: std::ops::RangeInclusive<i64> = -5 * 60..=330;

/// What a page tells of its zone.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Zone {
    /// Minutes east of UTC, where the page tells one.
    offset: Option<i32>,
}

impl Zone {
    /// The one offset that the page's other times have, or the whole hours by which the clock that it shows differs from its own UTC time.
    pub fn of(head: &Head, metadata: &Metadata, shown: Option<Stamp>, pack: &Pack, cues: &Cues) -> Zone {
        let in_utc = |dated: &Option<Dated>| dated.as_ref().is_some_and(|dated| is_utc(dated.stamp));
        if !in_utc(&metadata.published) && !in_utc(&metadata.updated) {
            return Zone::default();
        }
        let stated = |dated: &Option<Dated>| dated.as_ref().and_then(|dated| dated.stamp.offset_minutes);
        let of_times = head.times.iter().take(LOOKED_AT).filter_map(|time| moment(&time.stamp, pack, cues)?.offset_minutes);
        let mut offsets = of_times.chain(stated(&metadata.published)).chain(stated(&metadata.updated)).filter(|offset| *offset != 0);
        if let Some(first) = offsets.next() {
            return Zone { offset: offsets.all(|other| other == first).then_some(first) };
        }
        let published = metadata.published.as_ref().map(|dated| dated.stamp).filter(|stamp| is_utc(*stamp));
        Zone { offset: published.zip(shown).and_then(|(machine, shown)| difference(machine, shown)) }
    }

    /// `dated` as a clock there shows it. Where no offset is known and the page shows the day before or after instead, the page is right.
    pub fn day_there(self, dated: Option<Dated>, shown: Option<&Dated>) -> Option<Dated> {
        let dated = dated?;
        if !is_utc(dated.stamp) {
            return Some(dated);
        }
        if let Some(offset) = self.offset {
            let civil = dated.stamp.civil.checked_add(jiff::Span::new().minutes(offset)).unwrap_or(dated.stamp.civil);
            return Some(Dated { stamp: Stamp { civil, offset_minutes: Some(offset), day_only: false }, ..dated });
        }
        let other_day = shown.filter(|shown| is_next_night(dated.stamp.civil, shown.stamp.date()));
        Some(other_day.cloned().unwrap_or(dated))
    }
}

fn is_utc(stamp: Stamp) -> bool {
    stamp.offset_minutes == Some(0) && !stamp.day_only
}

/// Whole hours, or half ones, between the two.
fn difference(machine: Stamp, shown: Stamp) -> Option<i32> {
    if shown.day_only || shown.offset_minutes == Some(0) {
        return None;
    }
    let minute = |civil: DateTime| civil.with().second(0).subsec_nanosecond(0).build().ok();
    let minutes = minute(shown.civil)?.duration_since(minute(machine.civil)?).as_mins();
    (minutes != 0 && minutes % 30 == 0 && OFFSETS.contains(&minutes)).then(|| i32::try_from(minutes).ok())?
}

/// Whether `day` is already the next one somewhere east, or still the one before somewhere west, where outlets live.
fn is_next_night(utc: DateTime, day: jiff::civil::Date) -> bool {
    let tomorrow = utc.date().tomorrow().is_ok_and(|next| next == day) && utc.hour() >= 19;
    let yesterday = utc.date().yesterday().is_ok_and(|last| last == day) && utc.hour() < 5;
    tomorrow || yesterday
}
