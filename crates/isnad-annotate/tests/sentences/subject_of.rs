//! Whose deed it is: the subject of relative clauses, of joined verbs, behind quantifiers and behind what stands between.

use crate::claims;
use isnad_model::{Claim, EventType};

fn doers(text: &str, kind: EventType) -> Vec<String> {
    let names = |claim: &Claim| claim.parts.actors.iter().map(|actor| actor.name_ar.to_string()).collect::<Vec<_>>();
    claims(text).iter().rfind(|claim| claim.parts.event_type == kind).map(names).unwrap_or_default()
}

#[test]
fn a_quantifier_leads_to_whoever_is_meant() {
    assert_eq!(doers("وكانت باريس كشفت عن إجراءات جديدة وطلبت من جميع الدول وقف التعامل مع المصرف.", EventType::Call), ["فرنسا"]);
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

#[test]
fn a_state_and_its_organs_are_not_held_or_freed() {
    assert_eq!(doers("لكن السلطات المصرية أطلقت سراحه بكفالة.", EventType::Freed), ["الحكومة المصرية"]);
    assert_eq!(doers("ومنذ يونيو تحتجز السلطات المغربية بنعلي.", EventType::Detained), ["الحكومة المغربية"]);
    assert!(doers("اعتقل مسؤول حكومي في بغداد.", EventType::Detained).is_empty());
    assert!(doers("قتلت طبيبة في بغداد.", EventType::Killed).is_empty());
}

#[test]
fn who_accuses_stands_before_a_comma_or_a_strange_name() {
    assert_eq!(doers("اتهمت فرنسا، إيطاليا بمحاولة عرقلة الاتفاق.", EventType::Accuse), ["فرنسا"]);
    assert_eq!(doers("وتتهم أنقرة كيلتش، الذي كان حليفا للرئيس، بتدبير الهجوم.", EventType::Accuse), ["تركيا"]);
    assert!(doers("اتهمت فرنسا بمحاولة عرقلة الاتفاق.", EventType::Accuse).is_empty());
}

#[test]
fn those_killed_stand_behind_what_describes_who_did_it() {
    let number = |text: &str| claims(text).iter().find_map(|claim| claim.parts.quantity.as_ref().map(|quantity| quantity.value));
    assert_eq!(number("وقتل سمير العبدلي، الفرنسي من أصل تونسي، أربعة أشخاص."), Some(4));
    assert_eq!(number("قتل سمير العبدلي، أمس، في حادث."), None);
}

#[test]
fn a_nation_protests_by_its_people_and_diplomatic_is_no_diplomat() {
    assert_eq!(doers("وانطلقت الاحتجاجات الفلسطينية قرب حدود قطاع غزة.", EventType::Protest), ["الفلسطينيون"]);
    let text = "وقطعت مصر والأردن علاقاتهما الدبلوماسية مع قطر متهمة إياها بدعم الإرهاب.";
    assert!(!doers(text, EventType::Accuse).contains(&"الدبلوماسي المصري".to_owned()));
}

#[test]
fn his_country_is_not_that_of_whom_he_stood_beside() {
    let text = "وأوضح الصفدي خلال لقاء بالأمين العام للأمم المتحدة، أنطونيو غوتيريش، إن حكومته تدرس وإن بلاده اقترحت عقد قمة.";
    assert_eq!(doers(text, EventType::Call), ["الأردن"]);
    let text = "وأوضح الأمين العام للأمم المتحدة، أنطونيو غوتيريش، أن بلاده اقترحت عقد قمة.";
    assert_eq!(doers(text, EventType::Call), ["البرتغال"]);
}

#[test]
fn a_strange_name_beside_its_verb_did_it() {
    assert_eq!(doers("وأشار التقرير إلى زيلان خوركو الذي قتل أربعة أشخاص في بروكسل.", EventType::Killed), ["زيلان خوركو"]);
    assert_eq!(doers("وقتل سمير العبدلي، الفرنسي من أصل تونسي، أربعة أشخاص.", EventType::Killed), ["سمير العبدلي"]);
    assert!(doers("قتل سمير العبدلي مع ثلاثة من رفاقه في حادث.", EventType::Killed).is_empty());
    assert!(doers("وأشار التقرير إلى زيلان خوركو الذي قتل في بروكسل.", EventType::Killed).is_empty());
}

#[test]
fn a_meeting_speaks_for_those_who_hold_it() {
    assert_eq!(doers("وأوصت القمة بتعزيز دوريات خفر السواحل.", EventType::Call), ["القمة"]);
    assert_eq!(doers("وقال إن القمة وافقت على إنشاء صندوق مشترك.", EventType::Agree), ["القمة"]);
    assert_ne!(doers("وقال الوزير إن القمة مهمة ودعا إلى إنشاء صندوق مشترك.", EventType::Call), ["القمة"]);
}

#[test]
fn an_office_behind_a_name_and_a_country_behind_a_city_are_no_party() {
    let text = "التقى الصفدي بكريم خان المدعي العام للمحكمة في مقر المحكمة في لاهاي بهولندا.";
    assert_eq!(doers(text, EventType::Meet), ["أيمن الصفدي", "كريم خان"]);
    assert_eq!(doers("التقى الصفدي المستشار الألماني في برلين.", EventType::Meet).len(), 2);
}

#[test]
fn the_people_of_a_village_go_out_to_protest() {
    assert_eq!(doers("سكان القرية خرجوا للاحتجاج على إغلاق الطريق.", EventType::Protest), ["سكان"]);
    assert_eq!(doers("سكان القرية يقولون إن الطلاب تظاهروا أمس.", EventType::Protest), ["الطلاب"]);
    assert_eq!(doers("تم قطع الطريق من طرف المضربين في سوسة.", EventType::Close).len(), 1);
}

#[test]
fn a_family_name_that_stands_first_means_its_bearer() {
    let text = "التقى الرئيس الكوري الجنوبي مون جيه إن الزعيم كيم جونغ أون. ودعا مون إلى السلام.";
    assert_eq!(doers(text, EventType::Call), ["مون جيه إن"]);
    let text = "التقى الرئيس شي جين بينغ الوزير سيرغي لافروف. ودعا لافروف إلى السلام.";
    assert_eq!(doers(text, EventType::Call), ["سيرغي لافروف"]);
}

#[test]
fn who_goes_to_meet_another_goes_on() {
    let text = "وكان ترامب قد فكر بتخفيف العقوبات، والتقى الرئيس الصيني ورفض انتقاد سياسته.";
    assert_eq!(doers(text, EventType::Reject), ["دونالد ترامب"]);
    assert_eq!(doers("التقى ترامب الرئيس الصيني ورفض انتقاد سياسته.", EventType::Reject), ["دونالد ترامب"]);
}

#[test]
fn a_body_keeps_its_rank_and_loses_the_year() {
    assert_eq!(doers("دعت هيئة الاتصالات العامة الأردنية إلى الحوار.", EventType::Call), ["هيئة الاتصالات العامة الأردنية"]);
    assert_eq!(doers("ووافقت الشركة العام الماضي على دفع تعويضات.", EventType::Agree), ["الشركة"]);
    assert_eq!(doers("وكان حزب العدالة الحاكم دعا الأسبوع الماضي الرئيس إلى الاستقالة.", EventType::Call), ["حزب العدالة الحاكم"]);
    assert_eq!(doers("دعا حاكم الولاية إلى الهدوء.", EventType::Call).len(), 1);
}

#[test]
fn his_forces_are_those_of_his_country_or_of_his_side() {
    assert_eq!(doers("وأكد الرئيس التركي رجب طيب أردوغان أن قواته يمكنها اقتحام عفرين.", EventType::Offensive), ["الجيش التركي"]);
    assert_ne!(doers("وأكد خليفة حفتر أن قواته ستقتحم سرت.", EventType::Offensive), ["الجيش الليبي"]);
}
