//! Where it happened: what only locates another place, who acts there, what stands between a verb and its noun.

use crate::claims;

/// A claim of that type is told at these places, in this order.
fn at(text: &str, kind: &str, expected: &[&str]) {
    let all = claims(text);
    let told = all.iter().filter(|claim| claim.parts.event_type.name() == kind);
    let found: Vec<Vec<&str>> = told.map(|claim| claim.parts.places.iter().map(|place| &*place.name_ar).collect()).collect();
    assert!(found.iter().any(|places| places == expected), "{text}\n  wanted {kind} at {expected:?}\n  found {found:?}");
}

#[test]
fn adjectives_that_locate_a_named_place() {
    at("اندلعت المواجهات في مستوطنة شيلو، القريبة من نابلس، التي شهدت مقتل مستوطن.", "killed", &["شيلو"]);
    at("وصل المقاتلون إلى بلدة النعيم المطلة على البحر الأحمر وقصفوها.", "shelling", &["النعيم"]);
    // Nothing else is named.
    at("قتل شخصان في منطقة قريبة من حماة.", "killed", &["حماة"]);
    at("قصف الجيش مناطق تابعة لمدينة زبيد.", "shelling", &["زبيد"]);
}

#[test]
fn states_that_strike_are_not_struck() {
    at("وقصفت فرنسا والولايات المتحدة وبريطانيا مواقع للحكومة.", "shelling", &[]);
    at("قصفت إسرائيل مواقع في لبنان.", "shelling", &["لبنان"]);
}

#[test]
fn between_a_verb_and_its_noun() {
    at("وصل الرئيس الفرنسي الأحد إلى تونس في زيارة تستغرق يومين.", "meet", &["تونس"]);
    at("وصل الوزير إلى عدن في زيارة رسمية.", "meet", &["عدن"]);
}
