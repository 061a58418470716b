//! Whose deed it is: the subject of relative clauses, of joined verbs, behind quantifiers and behind what stands between.

use crate::claims;
use isnad_model::{Claim, EventType};

fn doers(text: &str, kind: EventType) -> Vec<String> {
    let names = |claim: &Claim| claim.parts.actors.iter().map(|actor| actor.name_ar.to_string()).collect::<Vec<_>>();
    claims(text).iter().filter(|claim| claim.parts.event_type == kind).last().map(names).unwrap_or_default()
}

#[test]
fn a_quantifier_leads_to_whoever_is_meant() {
    assert_eq!(doers("وكانت باريس أعلنت عن عقوبات جديدة وطلبت من جميع الدول وقف شراء النفط.", EventType::Call), ["فرنسا"]);
    assert_eq!(doers("دعت معظم الأحزاب إلى ضبط النفس.", EventType::Call), ["الأحزاب"]);
    assert_eq!(doers("طالب كثير من الناشطين بالإفراج عن الشاعر.", EventType::Call), ["الناشطين"]);
    assert_eq!(doers("واقترح بعض المسؤولين الفرنسيين مقاطعة البطولة.", EventType::Call), ["المسؤولين الفرنسيين"]);
    assert_eq!(doers("طلبت باريس من لندن وقف شراء النفط.", EventType::Call), ["فرنسا"]);
}

#[test]
fn a_masculine_relative_hangs_on_no_city() {
    let text = "بعد زيارة الرئيس الفرنسي إيمانويل ماكرون إلى بيروت والذي حث القادة على تشكيل حكومة.";
    assert_eq!(doers(text, EventType::Call), ["إيمانويل ماكرون"]);
    assert_eq!(doers("زار الوزير لبنان الذي دعا جيرانه إلى الحوار.", EventType::Call), ["لبنان"]);
}

#[test]
fn men_are_no_subject_of_a_feminine_verb() {
    assert_eq!(doers("ولاقت الخطوة غضبا في تركيا التي اتهمت جيرانها بالرغبة في عزلها.", EventType::Accuse), ["تركيا"]);
    assert_eq!(doers("انتقد التقرير تركيا التي اتهم جيرانها إيران بالتدخل.", EventType::Accuse), ["جيرانها"]);
}

#[test]
fn a_joined_verb_goes_on_with_the_verb_before_and_not_with_its_noun() {
    assert_eq!(doers("عبرت الوزيرة عن دعمها لدعوة الرئيس، وأدانت استهداف المدنيين.", EventType::Condemn), ["الوزيرة"]);
    assert_eq!(doers("احتشد آلاف المحتجين في تبليسي للمطالبة باستقالة الحكومة.", EventType::Call), ["المحتجين"]);
    assert_eq!(doers("وقالت لجنة الإنقاذ إن السفر خطر. ودعت المسافرين إلى ضرورة التزام الحذر.", EventType::Call), ["لجنة الإنقاذ"]);
}

#[test]
fn those_struck_are_not_who_strikes() {
    let text = "لقي أربعون عنصرا من التنظيم مصرعهم جراء غارات جوية استهدفتهم في مديرية حرض.";
    assert!(doers(text, EventType::Airstrike).is_empty());
    assert!(doers(text, EventType::Killed).is_empty());
    assert_eq!(doers("قتل ثلاثة في هجوم شنه الجيش على البلدة.", EventType::Offensive), ["الجيش"]);
}
