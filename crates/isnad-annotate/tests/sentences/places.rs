//! Names of places that no table knows.

use crate::claims;

fn check(text: &str, wanted: &[&str]) {
    let claims = claims(text);
    let found: Vec<&str> = claims.iter().flat_map(|claim| claim.parts.places.iter().map(|place| &*place.name_ar)).collect();
    assert_eq!(found, wanted, "{text}");
}

#[test]
fn a_foreign_name_is_read_over_its_particles_and_in_lists() {
    check("دمر الزلزال منازل في مدن كارتو دي فينا وموراسكان وتولفيرا.", &["كارتو دي فينا", "موراسكان", "تولفيرا"]);
}

#[test]
fn a_word_in_feminine_form_behind_a_class_word_is_a_name() {
    check("قصفت الطائرات مواقع في منطقة فضحة.", &["فضحة"]);
}

#[test]
fn terrain_is_called_with_its_class_word_and_a_longer_name_by_both_words() {
    check("سيطر الجيش على وادي كرشوم.", &["وادي كرشوم"]);
    check("سقط صاروخ فوق منطقة دير العشائر.", &["دير العشائر"]);
}

#[test]
fn a_front_is_at_the_place_it_is_called_after() {
    check("اندلعت مواجهات في جبهة القرموشة.", &["القرموشة"]);
}

#[test]
fn what_is_told_of_the_whole_world_happened_at_no_place() {
    let claims = claims("قتل 5 أشخاص في بريطانيا. وبلغ عدد الوفيات عالميا 10 ملايين. وتوفي 3 آلاف شخص حول العالم.");
    let places: Vec<usize> = claims.iter().map(|claim| claim.parts.places.len()).collect();
    assert_eq!(places, [1, 0, 0]);
}
