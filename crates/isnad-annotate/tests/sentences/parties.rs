//! Who takes part in what is told and is not where it happens.

use crate::claims;
use isnad_model::EventType;

/// The places of every claim of that type.
fn places(text: &str, kind: EventType) -> Vec<Vec<String>> {
    let told = claims(text);
    told.iter().filter(|c| c.parts.event_type == kind).map(|c| c.parts.places.iter().map(|p| p.name_ar.to_string()).collect()).collect()
}

fn check(text: &str, kind: EventType, wanted: &[&str]) {
    assert_eq!(places(text, kind), [wanted], "{text}");
}

#[test]
fn a_state_that_does_or_leads_it_is_not_where_it_happens() {
    check("طالب اتحاد المحامين بتحقيق في المجازر التي ارتكبتها تركيا بحق سكان بلدة تل رفعت.", EventType::Call, &["تل رفعت"]);
    check("قتل خمسة جنود في غارة للتحالف بقيادة فرنسا.", EventType::Killed, &[]);
    check("أطلق التحالف العربي لدعم الشرعية في اليمن صواريخ.", EventType::Shelling, &[]);
    check("انتقد المبعوث إسرائيل وقال إن قواتها قتلت ستين متظاهرا.", EventType::Killed, &[]);
}

#[test]
fn a_state_that_suffers_or_witnesses_it_is() {
    check("شهد العراق تفجيرات.", EventType::Bombing, &["العراق"]);
    check("استهدفت صواريخ إسرائيل.", EventType::Shelling, &["إسرائيل"]);
    check("قتل 11 شخصا في إعصار ضرب هايتي.", EventType::Killed, &["هايتي"]);
    check("اندلعت اشتباكات على الحدود بين الهند وباكستان.", EventType::Clash, &["الهند", "باكستان"]);
}

#[test]
fn neither_of_two_who_quarrel_is_where_it_happens() {
    check("زاد الخلاف بين الرياض والدوحة بعد مقتل ثلاثة مسافرين.", EventType::Killed, &[]);
}

#[test]
fn where_somebody_comes_from_is_not_where_he_died() {
    check("توفي رجل، أصيل بلدة تالة، في حادث قرب مدينة سوسة.", EventType::Killed, &["سوسة"]);
}

#[test]
fn somewhere_in_a_nation_is_in_its_country() {
    check("أطلق المسلحون صواريخ على قرى لبنانية.", EventType::Shelling, &["لبنان"]);
    check("قتل ثلاثة في مدينة تركية.", EventType::Killed, &["تركيا"]);
    check("سيطر الجيش على بلدة سورية.", EventType::Capture, &["سوريا"]);
    check("قتل ثلاثة في قرية قرب دمشق.", EventType::Killed, &["دمشق"]);
}

#[test]
fn a_list_of_countries_or_lands_is_told_whole() {
    check("قتل مدنيون في هجمات في مالي والنيجر.", EventType::Killed, &["مالي", "النيجر"]);
    check("احتلت إسرائيل الضفة الغربية وقطاع غزة والقدس الشرقية.", EventType::Capture, &["الضفة الغربية", "قطاع غزة", "القدس الشرقية"]);
    check("قتل ثلاثة في دمشق وريفها.", EventType::Killed, &["دمشق"]);
}

#[test]
fn a_side_of_the_country_is_a_part_of_it() {
    let text = "تعمل فرق الإنقاذ على إجلاء السكان في مناطق غربي البلاد. وأعلنت اليابان الطوارئ في اليابان.";
    check(text, EventType::Displaced, &["غرب اليابان"]);
    check("تعمل فرق الإنقاذ على إجلاء السكان في البلاد. وأعلنت اليابان الطوارئ في اليابان.", EventType::Displaced, &["اليابان"]);
}

#[test]
fn headlines_in_one_line_keep_their_places() {
    let text = "القصرين: إصابة خمسة أشخاص في انقلاب حافلة قفصة : مقتل رجل في شجار.";
    check(text, EventType::Injured, &["القصرين"]);
    check(text, EventType::Killed, &["قفصة"]);
    check("حلب: قتل ثلاثة في قصف على حي الشعار.", EventType::Killed, &["الشعار"]);
}

#[test]
fn a_meeting_called_after_a_city_is_held_there_by_others() {
    check("بدأت قمة سنغافورة.", EventType::Meet, &["سنغافورة"]);
    check("انتهت محادثات فيينا دون نتيجة.", EventType::Meet, &["فيينا"]);
    let doers = |text: &str| claims(text).iter().map(|c| c.parts.actors.len()).collect::<Vec<usize>>();
    assert_eq!(doers("انتهت محادثات فيينا دون نتيجة."), [0]);
    assert_eq!(doers("انتهت محادثات موسكو وأنقرة دون نتيجة."), [2]);
    assert_eq!(doers("انتهت محادثات موسكو مع أنقرة دون نتيجة."), [2]);
}

#[test]
fn from_where_something_is_reckoned_is_not_where_it_is() {
    check("تقدم الجيش في المناطق الواقعة إلى الشرق من مديرية ميدي.", EventType::Advance, &[]);
    check("سيطر الجيش على قرية كفر زيتا إلى الغرب من حماة.", EventType::Capture, &["كفر زيتا"]);
    check("قتل ثلاثة في الجانب الشرقي من الموصل.", EventType::Killed, &["الموصل"]);
    check("قتل ثلاثة شمال الرقة.", EventType::Killed, &["الرقة"]);
}
