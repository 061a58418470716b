//! Deeds that no cue weakens and that learning takes for none, and what it may not touch.

use crate::claims;
use isnad_model::{EventType, Modality};

/// Whether the claim of a type was doubted, with what became of it.
#[track_caller]
fn doubted(text: &str, kind: EventType) -> (bool, Modality) {
    let claims = claims(text);
    let claim = claims.iter().find(|claim| claim.parts.event_type == kind).unwrap_or_else(|| panic!("no claim: {text}"));
    (claim.parts.rules.iter().any(|rule| rule == "learned:doubt"), claim.parts.modality)
}

#[test]
fn what_is_only_spoken_of_is_no_fact() {
    for (text, kind) in [
        ("ناقش المجتمعون في جلستهم الأخيرة شروط انسحاب القوات الأجنبية من حلب ومواعيده.", EventType::Withdraw),
        ("تطرق الوزير إلى أهمية انسحاب القوات الأجنبية من البلاد لنجاح العملية السياسية.", EventType::Withdraw),
        ("قال المتحدث إن هدف الحملة الجديدة هو طرد المسلحين وتحرير البلدة بالكامل.", EventType::Capture),
    ] {
        assert_ne!(doubted(text, kind).1, Modality::Actual, "{text}");
    }
}

#[test]
fn what_the_grammar_settles_is_open_to_no_doubt() {
    for (text, kind) in [
        // A verb in the perfect tells it.
        ("انسحبت القوات الأجنبية من حلب بعد مفاوضات طويلة مع وجهاء المدينة.", EventType::Withdraw),
        // It carries it.
        ("شن المسلحون هجوما واسعا على مواقع الجيش في حلب فجر اليوم.", EventType::Offensive),
        // Another implies it.
        ("أجبر القصف العنيف المقاتلين على الانسحاب من أحياء حلب الشرقية أمس.", EventType::Withdraw),
        // It is taken for granted.
        ("أعرب المبعوث في بيان قصير عن ارتياحه لإطلاق سراح الرهائن جميعا.", EventType::Freed),
        // Too few words tell nothing.
        ("انسحاب القوات من حلب", EventType::Withdraw),
    ] {
        assert_eq!(doubted(text, kind), (false, Modality::Actual), "{text}");
    }
}

#[test]
fn a_cue_is_not_overruled() {
    let (learned, modality) = doubted("يتوقف نجاح الخطة على تحرير الميناء من قبضة المسلحين في الأشهر التالية.", EventType::Capture);
    assert_eq!((learned, modality), (false, Modality::Intended));
}

#[test]
fn names_are_no_reason_to_doubt() {
    let told = |side: &str| doubted(&format!("ناقش المجتمعون في جلستهم الأخيرة شروط انسحاب {side} من حلب ومواعيده."), EventType::Withdraw);
    assert_eq!(told("قوات سوريا الديمقراطية"), told("قوات هيئة تحرير الشام"));
}
