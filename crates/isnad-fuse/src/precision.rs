//! Precision codes of the two conflict databases: ACLED codebook (time and geo precision 1-3) and UCDP GED codebook
//! (`date_prec` 1-5, `where_prec` 1-7).

use crate::record::{EventTime, Precision};
use isnad_model::{PlaceKind, TimePrecision};

/// The codes of an event at a place of this kind.
pub(crate) fn precision(kind: PlaceKind, placed: bool, partial: bool, time: &EventTime) -> Precision {
    let (acled_time, ucdp_date) = match time.precision {
        Some(TimePrecision::Day) => (1, 1),
        Some(TimePrecision::Week) => (2, 3),
        Some(TimePrecision::Month) => (3, 4),
        _ => (3, 5),
    };
    let (acled_geo, ucdp_where) = match kind {
        _ if !placed => (3, 6),
        PlaceKind::Country => (3, 6),
        PlaceKind::Sea => (3, 7),
        PlaceKind::Governorate | PlaceKind::Region => (3, 4),
        PlaceKind::District => (2, 3),
        PlaceKind::Countryside | PlaceKind::Road | PlaceKind::River | PlaceKind::Mountain => (2, 2),
        PlaceKind::Unknown => (2, 2),
        _ if partial => (2, 2),
        _ => (1, 1),
    };
    Precision { acled_time, acled_geo, ucdp_date, ucdp_where }
}
