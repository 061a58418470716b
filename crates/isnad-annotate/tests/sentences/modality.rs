//! What has not happened: attempts, aims, talks about a deed, purposes of what was not done.

use crate::claims;
use isnad_model::{EventType, Modality, Polarity};

/// Modality and polarity of the claim of a type, or what was read instead.
fn check(text: &str, kind: EventType, modality: Modality, polarity: Polarity) {
    let claims = claims(text);
    let found: Vec<_> =
        claims.iter().filter(|claim| claim.parts.event_type == kind).map(|claim| (claim.parts.modality, claim.parts.polarity)).collect();
    assert_eq!(found, [(modality, polarity)], "{text}");
}

#[test]
fn an_attempt_reaches_its_object_over_what_describes_the_subject() {
    for text in ["يحاول التحالف المدعوم من الغرب السيطرة على القرية.", "وهي أول مرة يحاول فيها الفصيل السيطرة على القرية."]
    {
        check(text, EventType::Capture, Modality::Intended, Polarity::Asserted);
    }
}

#[test]
fn what_is_talked_of_or_given_in_return_is_no_fact() {
    check("جاء ذلك ضمن اتفاق بين الطرفين حول إجلاء سكان القريتين.", EventType::Displaced, Modality::Intended, Polarity::Asserted);
    check("توصلا إلى اتفاق لإجلاء مئات السكان مقابل الإفراج عن عشرات الأسرى.", EventType::Freed, Modality::Intended, Polarity::Asserted);
}

#[test]
fn what_was_not_decided_or_not_caused_did_not_happen() {
    check("قال المصدر إن المجلس لم يقر جدولا زمنيا محددا لسحب القوات.", EventType::Withdraw, Modality::Intended, Polarity::Denied);
    check("تم تدمير الصاروخ ولم ينتج عن اعتراضه أي إصابات.", EventType::Injured, Modality::Actual, Polarity::Denied);
}

#[test]
fn a_deed_as_the_subject_of_what_would_follow_is_a_condition() {
    check("قيام الفصيل باقتحام القرية سيكون خطأ كبيرا.", EventType::Offensive, Modality::Conditional, Polarity::Asserted);
}

#[test]
fn a_state_that_somebody_is_in_is_no_condition() {
    check("قال المستشفى إن ثلاثة قتلوا والرابع في حالة حرجة.", EventType::Killed, Modality::Actual, Polarity::Asserted);
}

#[test]
fn to_begin_is_not_to_seem() {
    check("بدأ مسلحو حركة \"أحرار الشام\" الخروج من بلدة حرستا.", EventType::Withdraw, Modality::Actual, Polarity::Asserted);
}

#[test]
fn what_is_investigated_or_answered_did_happen() {
    check("دعا الوزير إلى فتح تحقيق مستقل في مقتل ثلاثة عمال.", EventType::Killed, Modality::Actual, Polarity::Asserted);
    check("طالب الوفد بالإسراع في الرد ردا على خطف خمسة جنود.", EventType::Detained, Modality::Actual, Polarity::Asserted);
}

#[test]
fn a_vow_is_of_what_is_to_come() {
    check("تعهدت الحكومة بأن تسحب قواتها من الشوارع.", EventType::Withdraw, Modality::Future, Polarity::Asserted);
}

#[test]
fn whom_a_deed_is_done_to_may_be_armed() {
    for text in ["أعلن الجيش تحييد خمسة مسلحين.", "أعلنت الوزارة إعدام خمسة مسلحين."] {
        check(text, EventType::Killed, Modality::Actual, Polarity::Asserted);
    }
}

#[test]
fn what_is_denied_or_only_demanded_is_no_fact_whatever_it_is_about() {
    for text in ["نفى المسؤول وجود ضحايا قصف في غزة.", "نفت الوزارة إجراء تحقيق في قصف الجيش للمستشفى."]
    {
        let told = claims(text).iter().any(|claim| claim.parts.event_type == EventType::Shelling && claim.parts.polarity == Polarity::Asserted);
        assert!(!told, "{text}");
    }
    let text = "دعت المنظمة إلى تجنب سقوط ضحايا قصف المدينة.";
    assert!(!claims(text).iter().any(|claim| claim.parts.event_type == EventType::Shelling && claim.parts.modality == Modality::Actual), "{text}");
}

#[test]
fn in_case_of_an_event_is_a_condition() {
    for text in ["في حالة نزاع مسلح يقتل آلاف المدنيين.", "في حالة صراع جديد فإن ألف شخص يقتلون في دارفور."]
    {
        assert!(!claims(text).iter().any(|claim| claim.parts.event_type == EventType::Killed && claim.parts.modality == Modality::Actual), "{text}");
    }
}

#[test]
fn what_was_told_beside_a_decision_or_a_quarrel_did_happen() {
    check("قررنا الانسحاب من كابول بعد أن قتل المسلحون خمسة جنود.", EventType::Killed, Modality::Actual, Polarity::Asserted);
    check("قتل خمسة أشخاص في خلاف حول المياه.", EventType::Killed, Modality::Actual, Polarity::Asserted);
}

/// Polarity and modality of the claims of one type.
fn stances(text: &str, kind: &str) -> Vec<(Polarity, Modality)> {
    claims(text).iter().filter(|c| c.parts.event_type.name() == kind).map(|c| (c.parts.polarity, c.parts.modality)).collect()
}

#[test]
fn what_a_denial_joins_is_denied_too() {
    use isnad_model::{Modality::Actual, Polarity::Denied};
    assert_eq!(stances("نفى الجيش قصف القرية وقتل مدنيين.", "killed"), [(Denied, Actual)]);
    assert_eq!(stances("نفى مصدر عسكري في الجيش السوري صحة الأنباء التي تحدثت عن انسحاب وحداته من مدينة السلمية.", "withdraw"), [(Denied, Actual)]);
    assert_eq!(stances("ألقى مجهولون قنبلة على مقر الحزب من دون أن توقع إصابات.", "injured"), [(Denied, Actual)]);
}

#[test]
fn what_is_only_guessed_of_a_noun_leaves_the_deed_a_fact() {
    use isnad_model::{Modality::Actual, Polarity::Asserted};
    assert_eq!(stances("أوقعت غارة نفذتها طائرات يعتقد أنها إسرائيلية على موقع قرب البوكمال 15 قتيلا.", "killed"), [(Asserted, Actual)]);
    assert_eq!(stances("كان المستشفى ذاته قد تعرض قبل ثلاثة أشهر لقصف أدى إلى دمار.", "shelling"), [(Asserted, Actual)]);
}
