//! Attribution, polarity and modality: who says what, whether it is denied, whether it happened.

use crate::claims;
use isnad_model::{Claim, Modality, Polarity};

/// One claim as words: type, polarity if denied, modality if not actual, then the chain of sources.
fn words(claim: &Claim) -> String {
    let parts = &claim.parts;
    let mut out = parts.event_type.name().to_owned();
    if parts.polarity == Polarity::Denied {
        out.push_str(" denied");
    }
    if parts.modality != Modality::Actual {
        out.push_str(&format!(" {}", parts.modality.name()));
    }
    let chain: Vec<&str> = parts.attribution.iter().map(|attribution| &*attribution.source.name_ar).collect();
    if !chain.is_empty() {
        out.push_str(&format!(" < {}", chain.join(" < ")));
    }
    out
}

/// These claims are among those found, and no other of their types.
fn check(text: &str, wanted: &[&str]) {
    let kind = |words: &str| words.split(' ').next().unwrap_or_default().to_owned();
    let found: Vec<String> = claims(text).iter().map(words).filter(|found| wanted.iter().any(|wanted| kind(wanted) == kind(found))).collect();
    let mut wanted: Vec<String> = wanted.iter().map(|words| (*words).to_owned()).collect();
    let mut sorted = found.clone();
    sorted.sort();
    wanted.sort();
    assert_eq!(sorted, wanted, "{text}");
}

#[test]
fn a_denied_noun_phrase_is_a_denial_of_its_type() {
    check("نفى الجيش السوري انسحاب قواته من حماة.", &["withdraw denied < الجيش السوري"]);
    check("نفت روسيا تورط قواتها في قصف مستشفى في إدلب.", &["shelling denied < روسيا"]);
}

#[test]
fn a_denial_that_points_back_leaves_the_claim_to_its_source() {
    check(
        "شنت الطائرات الروسية غارة على مدينة إدلب، بحسب المرصد السوري لحقوق الإنسان، الأمر الذي نفته موسكو.",
        &["airstrike < المرصد السوري لحقوق الإنسان", "airstrike denied < روسيا"],
    );
}

#[test]
fn a_negated_governor_denies_what_hangs_on_it() {
    check("لم تتمكن القوات من السيطرة على مدينة حماة.", &["capture denied"]);
    check("انتهى الاجتماع دون التوصل إلى اتفاق.", &["agree denied"]);
}

#[test]
fn a_verbal_noun_of_purpose_has_not_happened() {
    check("دخلت الفصائل بلدة سراقب للسيطرة على مدينة إدلب.", &["capture intended"]);
    check("العملية مستمرة حتى تحرير مدينة الرقة.", &["capture intended"]);
}

#[test]
fn coordinated_verbal_nouns_hang_on_one_governor() {
    check("يسعى الجيش إلى السيطرة على مدينة درعا وقصف مدينة نوى.", &["capture intended", "shelling intended"]);
}

#[test]
fn what_depends_on_a_condition_is_conditional() {
    check("إذا انسحبت الفصائل من حمص فسوف يدخل الجيش مدينة حماة.", &["withdraw conditional", "advance conditional"]);
}

#[test]
fn what_is_demanded_is_intended() {
    check("طالبت تركيا بانسحاب قوات سوريا الديمقراطية من منبج.", &["withdraw intended < تركيا"]);
}

#[test]
fn what_an_agreement_provides_for_is_to_come() {
    check("يقضي الاتفاق بانسحاب الفصائل من مدينة دوما.", &["withdraw future"]);
}

#[test]
fn a_particle_before_a_perfect_asserts() {
    check("قالت روسيا إن القصف قد أسفر عن مقتل خمسة جنود.", &["killed < روسيا"]);
}

#[test]
fn a_statement_passed_on_keeps_its_owner_as_origin() {
    check("أعلنت وزارة الدفاع الروسية في بيان نقلته وكالة رويترز أن الجيش السوري دخل مدينة درعا.", &["advance < وزارة الدفاع الروسية < رويترز"]);
    check("نقلت وكالة رويترز عن المرصد السوري لحقوق الإنسان قوله إن الجيش السوري دخل مدينة درعا.", &["advance < المرصد السوري لحقوق الإنسان < رويترز"]);
}

#[test]
fn he_added_carries_the_speaker_and_an_impersonal_does_not() {
    check(
        "قالت وزارة الدفاع الروسية إن الجيش السوري دخل مدينة درعا. وأضافت أن الفصائل انسحبت من مدينة نوى.",
        &["advance < وزارة الدفاع الروسية", "withdraw < وزارة الدفاع الروسية"],
    );
    check(
        "قالت وزارة الدفاع الروسية إن الجيش السوري دخل مدينة درعا. يذكر أن الفصائل انسحبت من مدينة نوى.",
        &["advance < وزارة الدفاع الروسية", "withdraw"],
    );
}

#[test]
fn words_between_a_speaker_and_what_he_says_are_skipped() {
    check("أكدت وزارة الدفاع الروسية، التي تدير قواعد في سوريا، أن الفصائل انسحبت من مدينة نوى.", &["withdraw < وزارة الدفاع الروسية"]);
}

#[test]
fn a_count_belongs_to_whoever_made_it() {
    check("قتل خمسة مدنيين في مدينة نوى، وفق حصيلة للمرصد السوري لحقوق الإنسان.", &["killed < المرصد السوري لحقوق الإنسان"]);
}

#[test]
fn relative_clauses_under_a_denial_are_background() {
    check("نفت روسيا مسؤوليتها عن الهجوم الذي قتل خمسة مدنيين في مدينة نوى.", &["killed"]);
}

#[test]
fn what_is_asked_wished_denied_or_only_possible_is_not_told_as_fact() {
    check("إن سقطت حمص.", &["capture conditional"]);
    check("هل قصف الجيش مدينة منبج؟", &["shelling possible"]);
    check("ليت الفصائل دخلت مدينة نوى.", &["advance intended"]);
    check("لا دليل على قصف الجيش مدينة دوما.", &["shelling denied"]);
    check("نفى الجيش السوري الأنباء عن سقوط حماة.", &["capture denied < الجيش السوري"]);
    check("قال مصدر أمني إن الأنباء عن انسحاب الجيش السوري من حمص لا صحة لها.", &["withdraw denied < مصدر أمني"]);
    check("أوقفت المحكمة تنفيذ قرار هدم مدينة نوى.", &["destroy intended"]);
    check(
        "نزح 80 ألف شخص من حماة، بحسب الأمم المتحدة التي حذرت من أن الرقم قد يرتفع إلى 90 ألفا.",
        &["displaced < الأمم المتحدة", "displaced possible < الأمم المتحدة"],
    );
}

#[test]
fn a_participle_goes_on_with_what_its_subject_says() {
    check("وصل الوزير اللبناني إلى طرابلس نافيا انسحاب الجيش اللبناني من صيدا.", &["withdraw denied < الوزارة اللبنانية"]);
    check("كان لبنان قد اتهم إسرائيل بقصف صيدا.", &["shelling < لبنان", "accuse < لبنان"]);
    check("قال أحد الشهود إن الجيش السوري قصف حلب.", &["shelling < أحد الشهود"]);
    check("أفاد بيان للحكومة العراقية بأن الجيش العراقي قصف الموصل.", &["shelling < الحكومة العراقية"]);
}

#[test]
fn what_is_only_spoken_of_is_not_told() {
    check("نحن لا نسعى للسيطرة على حلب.", &["capture denied intended"]);
    check("وصلت إلى الريف القوات المكلفة بتحرير مدينة حلب.", &["capture intended"]);
    check("مجلس الأمن الدولي يعقد اجتماعا عاجلا الليلة حول الوضع في حلب.", &["meet future"]);
    check("لديهم القدرة على شن هجوم على حلب.", &["offensive possible"]);
    check("في ذلك العام انهار اتفاق السلام في جوبا.", &["agree denied"]);
}

#[test]
fn a_denial_reaches_its_object_past_a_statement() {
    check("نفت وزارة الدفاع الروسية في بيان لها قصف سوق في إدلب.", &["shelling denied < وزارة الدفاع الروسية"]);
    check("أوضحت وزارة الدفاع الروسية، في بيان لها، أن الجيش السوري دخل مدينة درعا.", &["advance < وزارة الدفاع الروسية"]);
    check("أخفقا في التوصل إلى اتفاق.", &["agree denied"]);
}

#[test]
fn what_somebody_ought_to_do_is_a_call() {
    check(
        "قال وزير الخارجية الروسي إن على إسرائيل وقف الغارات على صيدا.",
        &["call < وزارة الخارجية الروسية", "airstrike intended < وزارة الخارجية الروسية"],
    );
    check("قالت السفارة الروسية إن على مواطنيها مغادرة سوريا.", &["call < السفارة الروسية"]);
}

#[test]
fn what_an_agreement_provides_for_ends_where_the_past_begins() {
    check("ينص الاتفاق، بعد تعديله، على إفراج الحكومة عن 15 معتقلا، وقتلت إسرائيل أمس 20 فلسطينيا.", &["freed intended", "killed"]);
}

#[test]
fn what_a_movement_goes_on_for_has_not_happened() {
    check("يواصل الجيش السوري تقدمه لتحرير مدينة نوى.", &["capture intended"]);
}

#[test]
fn a_charge_tells_no_deed_and_ends_at_the_next_verb() {
    check("أوقفت الشرطة التركية رجلا بتهمة تفجير متجر.", &["detained"]);
    check("اعتقل الجيش السوري رجلا بتهمة التجسس وقصفت الطائرات الروسية إدلب.", &["detained", "airstrike"]);
}

#[test]
fn with_the_article_the_opposition_is_a_side() {
    check("اتهمت المعارضة السورية النظام بقصف مدينة نوى.", &["accuse < المعارضة السورية", "shelling < المعارضة السورية"]);
}
