//! What stands beside a plan, a threat, a call or a denial as its time, its cause or what it answers: that did happen.

use crate::claims;
use isnad_model::{EventType, Modality, Polarity};

/// Modality and polarity of the claim of a type, or what was read instead.
fn check(text: &str, kind: EventType, modality: Modality, polarity: Polarity) {
    let claims = claims(text);
    let found: Vec<_> =
        claims.iter().filter(|claim| claim.parts.event_type == kind).map(|claim| (claim.parts.modality, claim.parts.polarity)).collect();
    assert_eq!(found, [(modality, polarity)], "{text}");
}

fn happened(text: &str, kind: EventType) {
    check(text, kind, Modality::Actual, Polarity::Asserted);
}

#[test]
fn the_occasion_of_a_call_a_threat_or_a_plan_happened() {
    happened("طالبت الحكومة بعقد جلسة طارئة بعد مقتل خمسة مدنيين في صنعاء.", EventType::Killed);
    happened("دعا المجلس إلى هدنة عقب اشتباكات دامية في الخرطوم.", EventType::Clash);
    happened("تعتزم الشرطة نشر تعزيزات إثر هجوم على حاجز في لاهور.", EventType::Offensive);
    happened("هدد الرئيس بتوجيه ضربة ردا على هجوم كيميائي استهدف مدينة دوما.", EventType::AttackCivilians);
    happened("توعد الحزب بالرد على مقتل قائده في بيروت.", EventType::Killed);
    happened("دعت المنظمة إلى إرسال مساعدات في ظل سقوط عشرات القتلى في غزة.", EventType::Killed);
    happened("قد ترتفع الحصيلة بعد مقتل ثلاثة في حلب.", EventType::Killed);
    happened("ألغى الرئيس رحلته بعد مقتل خمسة جنود في بغداد.", EventType::Killed);
}

#[test]
fn what_is_part_of_the_plan_or_only_feared_did_not() {
    check("ينوي الجيش دخول البلدة بعد قصفها.", EventType::Shelling, Modality::Intended, Polarity::Asserted);
    check("قد ينزح الآلاف جراء هجوم على رفح.", EventType::Offensive, Modality::Possible, Polarity::Asserted);
    check("تحذر المنظمة من مجاعة جراء هجوم محتمل على رفح.", EventType::Offensive, Modality::Possible, Polarity::Asserted);
    check("دعا الوزير إلى قصف المواقع ردا على دعوات للتهدئة.", EventType::Shelling, Modality::Intended, Polarity::Asserted);
}

#[test]
fn what_a_force_fends_off_was_done() {
    happened("تصدت القوات لمحاولة تسلل مسلحين في منطقة الفازة.", EventType::Offensive);
    check("وصلت القوات لمحاولة السيطرة على الفازة.", EventType::Capture, Modality::Intended, Polarity::Asserted);
}

#[test]
fn what_cannot_be_done_is_denied_and_what_cannot_be_borne_is_told() {
    check("قال الوزير إنه لا يمكن سحب القوات من العراق حاليا.", EventType::Withdraw, Modality::Possible, Polarity::Denied);
    happened("لا يمكن السكوت عن قصف المدنيين في غزة.", EventType::Shelling);
}

#[test]
fn to_come_near_a_deed_is_not_to_do_it() {
    check("تقترب القوات من تحرير مدينة الحديدة.", EventType::Capture, Modality::Future, Polarity::Asserted);
    happened("اقتربت القوات من الحديدة بعد سيطرتها على الدريهمي.", EventType::Capture);
}

#[test]
fn whom_a_court_orders_to_be_held_is_held() {
    happened("أمرت محكمة في كييف بحبس رجل أعمال احتياطيا.", EventType::Detained);
    check("طالبت منظمة في كييف بحبس رجل أعمال.", EventType::Detained, Modality::Intended, Polarity::Asserted);
}

#[test]
fn a_foiled_plot_is_no_deed_and_an_attack_that_was_beaten_back_is_one() {
    check("أحبط الأمن تفجير كنيسة في القاهرة.", EventType::Bombing, Modality::Intended, Polarity::Asserted);
    check("أحبطت الشرطة مخططا لاغتيال الوزير في بغداد.", EventType::Killed, Modality::Intended, Polarity::Asserted);
    happened("أحبطت القوات محاولة تسلل للمسلحين في الفازة.", EventType::Offensive);
}

#[test]
fn reports_that_are_denied_are_denied_whatever_they_are_called() {
    for text in [
        "نفت السلطات الأرقام التي تحدثت عن مقتل المئات في حلب.",
        "نفى المتحدث التقارير التي تفيد بمقتل القائد في حلب.",
        "أجبر الهجوم الحكومة على نفي التقارير التي تفيد بمقتل القائد في حلب.",
    ] {
        check(text, EventType::Killed, Modality::Actual, Polarity::Denied);
    }
}

#[test]
fn that_there_were_none_is_told_and_what_nobody_would_say_is_not() {
    check("لم يسفر الانفجار عن ضحايا.", EventType::Killed, Modality::Actual, Polarity::Denied);
    check("أكد المحافظ عدم وقوع ضحايا.", EventType::Killed, Modality::Actual, Polarity::Denied);
    assert!(claims("لم ترد تقارير عن وقوع إصابات.").is_empty());
    assert!(claims("لم يعلن الجيش عن إصابة أي من جنوده.").is_empty());
    happened("لم يقتل إلا مدني واحد في الغارة.", EventType::Killed);
}

#[test]
fn what_does_not_stop_goes_on_and_what_does_not_begin_is_denied() {
    happened("لم يتوقف القصف على حلب منذ الفجر.", EventType::Shelling);
    happened("لا تهدأ الاشتباكات في حلب.", EventType::Clash);
    check("لم تقصف القوات حلب.", EventType::Shelling, Modality::Actual, Polarity::Denied);
}

#[test]
fn what_a_relative_clause_tells_of_who_denies_is_none_of_his_words() {
    let text = "نفى الجيش الذي قصف حلب أن يكون قد قتل مدنيين.";
    happened(text, EventType::Shelling);
    check(text, EventType::Killed, Modality::Actual, Polarity::Denied);
}

#[test]
fn an_attack_that_failed_cost_lives_all_the_same() {
    let text = "فشل الهجوم على القاعدة في حلب وقتل عشرة جنود.";
    check(text, EventType::Offensive, Modality::Actual, Polarity::Denied);
    happened(text, EventType::Killed);
}

#[test]
fn what_is_done_where_somebody_will_go_is_to_come() {
    for text in ["سيزور الوزير برلين، حيث يلتقي المستشارة.", "سيتوجه وزير الخارجية إلى برلين، حيث يعقد لقاء مع المستشارة."]
    {
        let read = claims(text);
        let meetings: Vec<_> = read.iter().filter(|claim| claim.parts.event_type == EventType::Meet).map(|claim| claim.parts.modality).collect();
        assert!(!meetings.is_empty() && meetings.iter().all(|modality| *modality == Modality::Future), "{text}: {meetings:?}");
    }
    let read = claims("زار الوزير برلين حيث التقى المستشارة.");
    assert!(read.iter().all(|claim| claim.parts.modality == Modality::Actual));
}
