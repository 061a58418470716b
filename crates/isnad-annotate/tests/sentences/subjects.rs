//! Who did it: parties, helpers, owners and whoever a pronoun stands for.

use crate::claims;
use isnad_model::EventType;

/// The doers of every claim of a type.
fn doers(text: &str, event_type: EventType) -> Vec<Vec<String>> {
    let of = |claim: &isnad_model::Claim| claim.parts.actors.iter().map(|actor| actor.name_ar.to_string()).collect();
    claims(text).iter().filter(|claim| claim.parts.event_type == event_type).map(of).collect()
}

/// The one claim of its type has these doers.
fn by(text: &str, event_type: EventType, expected: &[&str]) {
    assert_eq!(doers(text, event_type), [expected], "{text}");
}

#[test]
fn his_country_is_that_of_his_office() {
    by("قال الرئيس التركي رجب طيب أردوغان إن بلاده ستنفذ عملية عسكرية في شمال سوريا.", EventType::Offensive, &["تركيا"]);
    by("أعلن وزير الخارجية العراقي أن بلاده تدعم وقف إطلاق النار في غزة.", EventType::Support, &["العراق"]);
    by("قال الوزير الياباني إنه نقل عن الصينيين أن بلادهم سحبت قواتها من الحدود.", EventType::Withdraw, &[]);
}

#[test]
fn a_joined_verb_goes_on_with_the_subject_of_what_is_said() {
    by("أكد الوزير أن النظام السوري يشعل الحروب ويدعم الميليشيات في لبنان.", EventType::Support, &["الحكومة السورية"]);
    by("قال ترامب إن إيران تهدد جيرانها ودعا إلى فرض عقوبات عليها.", EventType::Call, &["دونالد ترامب"]);
}

#[test]
fn who_helps_or_wards_off_is_not_who_does() {
    by("صد الجيش العراقي هجوما على بلدة الحويجة.", EventType::Offensive, &[]);
    by("صد الجيش السوري هجوما لتنظيم داعش على مطار دير الزور.", EventType::Offensive, &["تنظيم الدولة الإسلامية"]);
    by("شن الجيش العراقي هجوما على بلدة الحويجة.", EventType::Offensive, &["الجيش العراقي"]);
    by("تمكن الجيش اليمني بإسناد التحالف من السيطرة على مطار عدن.", EventType::Capture, &["الجيش اليمني"]);
}

#[test]
fn whose_a_site_is_did_not_strike_it() {
    by("شنت طائرات غارة على مقر لحركة حماس في غزة.", EventType::Airstrike, &[]);
    by("استهدفت غارة لحركة حماس معبرا في غزة.", EventType::Airstrike, &["حماس"]);
}

#[test]
fn the_hand_that_did_it_is_named_by_its_preposition() {
    by("قتل خمسة مدنيين بيد مسلحين في كركوك.", EventType::Killed, &["مسلحين"]);
    by("سقطت البلدة بقبضة المتمردين.", EventType::Capture, &["المتمردين"]);
}

#[test]
fn two_of_a_title_are_told_by_nation_and_name() {
    by("عقد الرئيسان الفرنسي إيمانويل ماكرون والأميركي دونالد ترامب اجتماعا في باريس.", EventType::Meet, &["إيمانويل ماكرون", "دونالد ترامب"]);
}

#[test]
fn a_name_made_with_army_leaves_the_army_of_the_state_its_own() {
    let text = "سيطر جيش الإسلام على البلدة. وقال متحدث إن الجيش السوري قصف دوما، ثم استعاد الجيش السيطرة على المعبر.";
    assert_eq!(doers(text, EventType::Capture), [["جيش الإسلام"], ["الجيش السوري"]]);
}

#[test]
fn where_people_meet_is_no_government_that_meets() {
    for text in ["اجتمع الوزراء في القاهرة.", "تعقد القمة في سنغافورة."] {
        let read = claims(text);
        let meeting = read.iter().find(|claim| claim.parts.event_type == EventType::Meet).unwrap();
        assert!(meeting.parts.actors.iter().all(|actor| !matches!(&*actor.id, "egypt" | "singapore")), "{text}: {:?}", meeting.parts.actors);
        assert_eq!(meeting.parts.places.len(), 1, "{text}");
    }
}

#[test]
fn whoever_warns_of_an_attack_does_not_make_it() {
    let read = claims("حذرت الأمم المتحدة من هجوم وشيك على إدلب.");
    let attack = read.iter().find(|claim| claim.parts.event_type == EventType::Offensive).unwrap();
    assert!(attack.parts.actors.is_empty(), "{:?}", attack.parts.actors);
}
