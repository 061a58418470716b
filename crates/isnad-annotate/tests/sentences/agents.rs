//! Who did it, where only a preposition, an adjective or a dual says so.

use crate::claims;
use isnad_model::EventType;

/// The one claim of its type has these doers.
fn by(text: &str, event_type: EventType, expected: &[&str]) {
    let of = |claim: &isnad_model::Claim| claim.parts.actors.iter().map(|actor| actor.name_ar.to_string()).collect::<Vec<_>>();
    let found: Vec<Vec<String>> = claims(text).iter().filter(|claim| claim.parts.event_type == event_type).map(of).collect();
    assert_eq!(found, [expected], "{text}");
}

#[test]
fn behind_a_noun_of_striking_lam_says_who_strikes() {
    by("قتل سبعة مدنيين في قصف للجيش التركي على ريف عفرين.", EventType::Shelling, &["الجيش التركي"]);
    by("قتلت امرأة في قصف عنيف لقوات الدعم السريع على أم درمان.", EventType::Shelling, &["قوات الدعم السريع"]);
    by("أصيب شاب خلال اقتحام لقوات الاحتلال الإسرائيلي لمدينة جنين.", EventType::Offensive, &["الجيش الإسرائيلي"]);
    // Whom a deed is aimed at, and whose a site is.
    by("نفذ تنظيم داعش عملية استهداف لقوات الجيش التركي قرب عفرين.", EventType::Shelling, &["تنظيم الدولة الإسلامية"]);
    by("أعلنت إسرائيل قصف مواقع للجيش السوري في القنيطرة.", EventType::Shelling, &["إسرائيل"]);
}

#[test]
fn a_hand_or_a_bullet_tells_the_doer() {
    by("أعلنت الوزارة مقتل عشرات الفلسطينيين بأيدي الجيش الإسرائيلي في غزة.", EventType::Killed, &["الجيش الإسرائيلي"]);
    by("قتل شابان بالرصاص الإسرائيلي في مدينة نابلس.", EventType::Killed, &["الجيش الإسرائيلي"]);
    by("قتل شابان بالرصاص الحي في مدينة نابلس.", EventType::Killed, &[]);
    by("قتل شابان بالسلاح الأبيض في مدينة نابلس.", EventType::Killed, &[]);
}

#[test]
fn a_crowd_is_told_by_lam_by_its_nation_or_by_who_took_part() {
    by("خرجت في غزة مظاهرات شارك فيها آلاف الفلسطينيين.", EventType::Protest, &["الفلسطينيين"]);
    by("فرقت الشرطة الأردنية مظاهرة للمعلمين في عمان.", EventType::Protest, &["المعلمين"]);
    by("أطلق الجنود النار على المظاهرات الفلسطينية قرب السياج.", EventType::Protest, &["الفلسطينيون"]);
    by("خرجت مظاهرة للمطالبة بإسقاط الحكومة في بيروت.", EventType::Protest, &[]);
    by("شهدت غزة تظاهرات تحدث فيها عشرات الفلسطينيين.", EventType::Protest, &[]);
}

#[test]
fn a_dual_and_two_adjectives_are_two() {
    by("تبادل الجيشان الأرميني والأذربيجاني إطلاق النار.", EventType::Clash, &["الجيش الأرميني", "الجيش الأذربيجاني"]);
    by("عقد الجانبان الأمريكي والصيني جولة مباحثات في جنيف.", EventType::Meet, &["الولايات المتحدة", "الصين"]);
    by("أدانت الخارجيتان المصرية والأردنية الهجوم.", EventType::Condemn, &["وزارة الخارجية المصرية", "وزارة الخارجية الأردنية"]);
    by("بحث وزيرا الخارجية الكويتي والقطري الأوضاع.", EventType::Meet, &["وزارة الخارجية الكويتية", "وزارة الخارجية القطرية"]);
    by("بحث وزير الخارجية القطري الأوضاع مع السفير الكويتي.", EventType::Meet, &["وزارة الخارجية القطرية", "السفارة الكويتية"]);
}

#[test]
fn whoever_fell_or_advanced_is_a_side_of_the_clash() {
    by("قتل 20 من مسلحي الحوثي في مواجهات مع القوات الحكومية في مأرب.", EventType::Clash, &["الجيش اليمني", "الحوثيون"]);
    by("دارت معارك في الحديدة بين القوات الموالية للحكومة والحوثيين.", EventType::Clash, &["الجيش اليمني", "الحوثيون"]);
    by("قتل ثلاثة مدنيين في مواجهات مع القوات الحكومية في مأرب.", EventType::Clash, &["الجيش اليمني"]);
}

#[test]
fn a_title_that_stands_for_a_body_is_whoever_is_named_behind_it() {
    by("انتقد زعيم المعارضة التركية كمال كليتشدار أوغلو قرار الحكومة.", EventType::Condemn, &["كمال كليتشدار أوغلو"]);
    by("هدد رئيس أركان الجيش الإيراني محمد باقري بالرد.", EventType::Threaten, &["محمد باقري"]);
    by("انتقد زعيم المعارضة التركية قرار الحكومة.", EventType::Condemn, &["المعارضة التركية"]);
}

#[test]
fn a_superlative_that_governs_behind_its_noun_is_a_verb() {
    by("أقدم مسلح على قتل أربعة أشخاص في مركز تجاري.", EventType::Killed, &["مسلح"]);
    by("قتل أقدم مسلح في الجماعة ثلاثة أشخاص.", EventType::Killed, &["مسلح"]);
}

#[test]
fn a_source_does_not_do_what_they_did() {
    by("أفاد مصدر عسكري بأنهم سيطروا على مدينة منبج.", EventType::Capture, &[]);
}

#[test]
fn a_verb_that_describes_the_subject_takes_no_object_from_the_deed() {
    by("اغتال مسلحون يستقلون سيارة ضابطا في عدن.", EventType::Killed, &["مسلحون"]);
    by("قتل مسلح يحمل بندقية 17 تلميذا في فلوريدا.", EventType::Killed, &["مسلح"]);
    by("قتل مسلحون يستقلون سيارة في عدن.", EventType::Killed, &[]);
}

#[test]
fn an_adjective_agrees_with_those_it_tells_of() {
    by("أحرق مستوطنون سيارتين في قرية دير دبوان.", EventType::Destroy, &["مستوطنون"]);
    by("هاجم مسلحون حافلة ركاب في كابول.", EventType::Offensive, &["مسلحون"]);
    by("فجر مسلحون مجهولون أنبوب نفط في شبوة.", EventType::Bombing, &["مسلحون"]);
}

#[test]
fn whose_arms_strike_an_adjective_tells() {
    by("استهدفت مسيرة تركية سيارة في ريف القامشلي.", EventType::Airstrike, &["سلاح الجو التركي"]);
    by("استهدفت مسيرة سيارة تركية في ريف القامشلي.", EventType::Airstrike, &[]);
    by("قصفت دبابة إسرائيلية منزلا في رفح.", EventType::Shelling, &["الجيش الإسرائيلي"]);
}

#[test]
fn a_form_of_either_gender_has_its_subject() {
    by("تقدم الجيش السوداني نحو مدينة ود مدني.", EventType::Advance, &["الجيش السوداني"]);
    by("تقدمت القوات الروسية نحو بلدة بوكروفسك.", EventType::Advance, &["الجيش الروسي"]);
}

#[test]
fn a_body_under_arms_holds_and_is_not_held() {
    by("اعتقلت الشرطة الكينية من كان في المبنى.", EventType::Detained, &["الشرطة الكينية"]);
    by("اعتقل الشرطي في نيروبي.", EventType::Detained, &[]);
    by("لم يصب الجنود الأتراك بهذا القصف.", EventType::Injured, &[]);
}

#[test]
fn so_many_of_somebody_act() {
    by("تظاهر عشرات من أهالي الأسرى الإسرائيليين في القدس.", EventType::Protest, &["المواطنون الإسرائيليون"]);
    by("غادر مقاتلو جيش الإسلام مدينة دوما على متن حافلات.", EventType::Withdraw, &["جيش الإسلام"]);
    by("غادرت حافلات تقل مدنيين مدينة دوما.", EventType::Withdraw, &[]);
}

#[test]
fn what_is_no_event_may_be_a_name() {
    by("أدانت حركة فتح الهجوم على المخيم.", EventType::Condemn, &["حركة فتح"]);
    by("سيطرت حركة تحرير أزواد على بلدة تينزواتين.", EventType::Capture, &["الحركة الوطنية لتحرير أزواد"]);
}

#[test]
fn a_capital_is_feminine_and_lebanon_is_not() {
    by("رفض لبنان المقترح الإسرائيلي.", EventType::Reject, &["لبنان"]);
    by("قال المستشار الألماني إن الوضع خطير ودعا طهران إلى ضبط النفس.", EventType::Call, &["المستشارية الألمانية"]);
    by("دعت دمشق الفصائل إلى الحوار.", EventType::Call, &["سوريا"]);
}

#[test]
fn aircraft_are_of_no_place_that_they_are_at() {
    by("استهدفت طائرة مسيرة في حلب سيارة.", EventType::Airstrike, &[]);
    by("قالت القوات الأردنية إنها أسقطت طائرة مسيرة في درعا.", EventType::Destroy, &["الجيش الأردني"]);
    by("قال الجيش الأردني إنه أسقط طائرة مسيرة قادمة من سوريا.", EventType::Destroy, &["الجيش الأردني"]);
    by("قصفت طائرات روسية مواقع في حلب.", EventType::Airstrike, &["سلاح الجو الروسي"]);
}

#[test]
fn a_verb_behind_the_noun_tells_the_doer() {
    by("تعرضت سفينة لهجوم بصاروخ أطلقه الحوثيون.", EventType::Shelling, &["الحوثيون"]);
    by("وقع انفجار في محطة وقود نفذه تنظيم القاعدة.", EventType::Bombing, &["تنظيم القاعدة"]);
    by("وقع انفجار في محطة وقود أدانه تنظيم القاعدة.", EventType::Bombing, &[]);
    by("قتل 9 جنود في كمين نصبه مسلحو القاعدة في أبين.", EventType::Offensive, &["تنظيم القاعدة"]);
}

#[test]
fn who_announces_talks_with_somebody_holds_them() {
    by("أعلنت الخارجية الروسية إجراء محادثات مع واشنطن في جنيف.", EventType::Meet, &["الولايات المتحدة", "وزارة الخارجية الروسية"]);
    by("أعلنت وكالة رويترز إجراء محادثات مع واشنطن.", EventType::Meet, &["الولايات المتحدة"]);
}

#[test]
fn what_somebody_threatens_or_promises_he_is_to_do() {
    by("هددت كوريا الشمالية بقصف الجنوب.", EventType::Shelling, &["كوريا الشمالية"]);
    by("هددت إسرائيل لبنان بعملية عسكرية واسعة.", EventType::Offensive, &["إسرائيل"]);
    by("توعد أردوغان بشن هجوم واسع على بلدة تل تمر.", EventType::Offensive, &["رجب طيب أردوغان"]);
    by("هددت حركة حماس بالرد إذا قصفت إسرائيل مدينة غزة.", EventType::Shelling, &["إسرائيل"]);
    by("تعهد الرئيس التركي بمنع هجوم على إدلب.", EventType::Offensive, &[]);
    by("حذرت الأمم المتحدة من هجوم على إدلب.", EventType::Offensive, &[]);
}

#[test]
fn a_clause_set_off_by_a_comma_tells_the_doer() {
    by("توقفت الغارات، التي قادها التحالف الدولي على الرقة.", EventType::Airstrike, &["التحالف الدولي"]);
    by("توقفت الغارات، التي أدانها التحالف الدولي على الرقة.", EventType::Airstrike, &[]);
}
