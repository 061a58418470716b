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
    /// The one offset that the page's other times have, or the whole hours by which the clocks that it shows, of publication and of the last
    /// change, differ from its own UTC times.
    pub fn of(head: &Head, metadata: &Metadata, shown: [Option<Stamp>; 2], pack: &Pack, cues: &Cues) -> Zone {
        let in_utc = |dated: &Option<Dated>| dated.as_ref().map(|dated| dated.stamp).filter(|stamp| is_utc(*stamp));
        let machine = [in_utc(&metadata.published), in_utc(&metadata.updated)];
        let of_elements = || head.times.iter().any(|time| time.stamp.ends_with(['Z', 'z']) || time.stamp.ends_with("+00:00"));
        if machine == [None, None] && !of_elements() {
            return Zone::default();
        }
        let stated = |dated: &Option<Dated>| dated.as_ref().and_then(|dated| dated.stamp.offset_minutes);
        let of_times = head.times.iter().take(LOOKED_AT).filter_map(|time| moment(&time.stamp, pack, cues)?.offset_minutes);
        let mut offsets = of_times.chain(stated(&metadata.published)).chain(stated(&metadata.updated)).filter(|offset| *offset != 0);
        if let Some(first) = offsets.next() {
            return Zone { offset: offsets.all(|other| other == first).then_some(first) };
        }
        let pairs = machine.into_iter().zip(shown).filter_map(|(machine, shown)| difference(machine?, shown?));
        let told: Vec<i32> = pairs.collect();
        Zone { offset: told.first().copied().filter(|first| told.iter().all(|other| other == first)) }
    }

    /// A time in UTC as a clock there shows it, where the zone is known; any other as it is.
    pub fn there(self, stamp: Stamp) -> Stamp {
        let Some(offset) = self.offset.filter(|_| is_utc(stamp)) else { return stamp };
        let civil = stamp.civil.checked_add(jiff::Span::new().minutes(offset)).unwrap_or(stamp.civil);
        Stamp { civil, offset_minutes: Some(offset), day_only: false }
    }

    /// `dated` as a clock there shows it. Where no offset is known and the page shows the day before or after instead, the page is right.
    pub fn day_there(self, dated: Option<Dated>, shown: Option<&Dated>) -> Option<Dated> {
        let dated = dated?;
        if !is_utc(dated.stamp) {
            return Some(dated);
        }
        if self.offset.is_some() {
            return Some(Dated { stamp: self.there(dated.stamp), ..dated });
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
