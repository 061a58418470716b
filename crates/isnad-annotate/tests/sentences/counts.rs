//! Figures that count people, and figures that do not.

use crate::claims;
use isnad_model::EventType;

fn check(text: &str, kind: EventType, wanted: &[Option<u64>]) {
    let told = claims(text);
    let found: Vec<Option<u64>> =
        told.iter().filter(|c| c.parts.event_type == kind).map(|c| c.parts.quantity.as_ref().map(|quantity| quantity.value)).collect();
    assert_eq!(found, wanted, "{text}");
}

#[test]
fn a_rate_counts_nobody() {
    check("سجلت المدينة 40 قتيلا لكل مليون نسمة.", EventType::Killed, &[None]);
    check("قتل 3 أشخاص من كل 10 في البلدة.", EventType::Killed, &[None]);
    check("سجلت المدينة 40 قتيلا.", EventType::Killed, &[Some(40)]);
}

#[test]
fn a_fraction_is_no_number_of_people() {
    check("قتل خمسة أشخاص في انفجار على بعد 3,5 كيلومترات من البلدة.", EventType::Killed, &[Some(5)]);
    check("نزح 1,5 مليون شخص من المدينة.", EventType::Displaced, &[Some(1_500_000)]);
}

#[test]
fn one_told_by_his_nation_and_those_who_suffer_harm_are_counted() {
    check("أسفر الحادث عن وفاة تونسي وإصابة اثنين.", EventType::Killed, &[Some(1)]);
    check("تعرض 36 آخرين لإصابات.", EventType::Injured, &[Some(36)]);
}
