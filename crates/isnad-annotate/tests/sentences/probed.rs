//! Found in pages written to break it: foiled deeds, what a denier lost, names behind class words that an expression holds.

use crate::claims;
use isnad_model::{EventType, Modality, Polarity};

fn doers(text: &str, kind: EventType) -> Vec<Vec<String>> {
    let of = |claim: &isnad_model::Claim| claim.parts.actors.iter().map(|actor| actor.id.to_string()).collect();
    claims(text).iter().filter(|claim| claim.parts.event_type == kind).map(of).collect()
}

fn modalities(text: &str, kind: EventType) -> Vec<Modality> {
    claims(text).iter().filter(|claim| claim.parts.event_type == kind).map(|claim| claim.parts.modality).collect()
}

fn places(text: &str, kind: EventType) -> Vec<Vec<String>> {
    let of = |claim: &isnad_model::Claim| claim.parts.places.iter().map(|place| place.name_ar.to_string()).collect();
    claims(text).iter().filter(|claim| claim.parts.event_type == kind).map(of).collect()
}

#[test]
fn whoever_foils_a_deed_did_not_do_it() {
    for text in ["أحبط الجيش السوري محاولة لاستهداف مطار دمشق.", "أحبط الجيش السوري محاولة استهداف مطار دمشق."]
    {
        assert_eq!(modalities(text, EventType::Shelling), [Modality::Intended], "{text}");
        assert_eq!(doers(text, EventType::Shelling), [Vec::<String>::new()], "{text}");
    }
    let text = "أحبطت الشرطة العراقية مخططا لتفجير السفارة في بغداد.";
    assert_eq!(doers(text, EventType::Bombing), [Vec::<String>::new()], "{text}");
    assert_eq!(doers("استهدف الجيش السوري مطار دمشق.", EventType::Shelling).concat(), ["syria_army"]);
}

#[test]
fn fear_with_a_pronoun_and_as_if() {
    for text in ["أعربت الأمم المتحدة عن خشيتها من سقوط الفاشر بيد قوات الدعم السريع.", "كأن الحوثيين احتلوا باب المندب."]
    {
        assert_eq!(modalities(text, EventType::Capture), [Modality::Possible], "{text}");
    }
    assert_eq!(modalities("كان الحوثيون احتلوا باب المندب.", EventType::Capture), [Modality::Actual]);
}

#[test]
fn whoever_denies_a_loss_of_his_own_did_not_inflict_it() {
    let none = [Vec::<String>::new()];
    assert_eq!(doers("نفت القيادة المركزية الأميركية إسقاط أي طائرة مسيرة لها في اليمن.", EventType::Destroy), none);
    assert_eq!(doers("نفت وزارة الداخلية العراقية تعرض مطار بغداد لأي هجوم.", EventType::Offensive), none);
    assert_eq!(doers("نفى الحوثيون قصف مطار أبها.", EventType::Shelling).concat(), ["houthis"]);
}

#[test]
fn a_name_behind_the_class_word_of_an_expression() {
    let text = "نفى الجيش السوداني سقوط مدينة النهود بيد قوات الدعم السريع.";
    assert_eq!(places(text, EventType::Capture).concat(), ["النهود"], "{text}");
    assert!(claims(text).iter().any(|claim| claim.parts.polarity == Polarity::Denied), "{text}");
}

#[test]
fn a_town_named_like_a_colour_once_its_class_word_was_told() {
    let text = "انسحبت القوات من مدينة الأبيض في السودان. وقالت نقابة الأطباء إن قصف سوق الأبيض خلف قتلى.";
    assert_eq!(places(text, EventType::Shelling).concat(), ["الأبيض"], "{text}");
    assert!(places("قال البيت الأبيض إن السودان يشهد قصفا.", EventType::Shelling).concat().iter().all(|place| place != "الأبيض"));
}

#[test]
fn whose_the_lost_aircraft_was_is_not_who_brought_it_down() {
    for text in ["إسقاط طائرة روسية في إدلب.", "إسقاط مسيرة إسرائيلية في بعلبك."] {
        assert_eq!(doers(text, EventType::Destroy), [Vec::<String>::new()], "{text}");
    }
    assert_eq!(doers("غارة إسرائيلية على بعلبك.", EventType::Airstrike).concat(), ["israel_army"]);
}

#[test]
fn who_reports_some_attack_did_not_make_it() {
    assert_eq!(doers("وقال الجيش السوري إن هجوما على مطار حماة أوقع خمسة قتلى.", EventType::Offensive), [Vec::<String>::new()]);
    assert_eq!(doers("وقال الحوثيون إن غارة السبت على صعدة خلفت 11 قتيلا.", EventType::Airstrike), [Vec::<String>::new()]);
}

/// The first source of the first claim.
fn source(text: &str) -> String {
    claims(text).first().and_then(|claim| claim.parts.attribution.first().map(|one| one.source.surface.to_string())).unwrap_or_default()
}

#[test]
fn mayors_and_governors_speak_for_their_town() {
    for (text, name) in [
        ("قال عمدة باريس إن ثلاثة أشخاص قتلوا في انفجار بباريس.", "عمدة باريس"),
        ("وأعلنت بلدية غزة مقتل عشرة في غارة على غزة.", "بلدية غزة"),
        ("أكد والي وهران مقتل خمسة أشخاص في انهيار مبنى بوهران.", "والي وهران"),
    ] {
        assert_eq!(source(text), name, "{text}");
    }
}

#[test]
fn whom_a_source_told_is_no_part_of_its_name() {
    assert_eq!(source("قال مصدر عسكري لوكالة ساحل إن ثلاثة جنود قتلوا في بغداد."), "مصدر عسكري");
}

#[test]
fn words_that_only_look_like_cues_of_a_denial_or_a_hope() {
    assert_eq!(modalities("في محيط مستشفى الأمل في خان يونس قتل خمسة مدنيين أمس.", EventType::Killed), [Modality::Actual]);
    for text in ["أكد المتحدث باسم الجيش محمد عوض مقتل خمسة جنود في حمص.", "قتل خمسة جنود في حمص قبل أن ينجح الجيش السوري في استعادة المدينة."]
    {
        assert!(claims(text).iter().all(|claim| claim.parts.polarity == Polarity::Asserted), "{text}");
    }
    assert_eq!(modalities("أعلنت وزارة الداخلية إحباط هجوم على كنيسة وتوقيف سبعة أشخاص في القاهرة.", EventType::Detained), [Modality::Actual]);
    assert_eq!(modalities("قال الطبيب إن قصف المستشفيات مستمر.", EventType::Shelling), [Modality::Actual]);
    assert_eq!(modalities("قال الطبيب إن قصف المستشفيات جريمة حرب.", EventType::Shelling), [Modality::Conditional]);
}

#[test]
fn a_ship_that_was_struck_struck_nobody() {
    assert_eq!(doers("قصفت سفينة تركية في ميناء أوديسا.", EventType::Shelling), [Vec::<String>::new()]);
    assert_eq!(doers("استهدفت مسيرة تركية سيارة في سنجار.", EventType::Airstrike).len(), 1);
    assert!(!doers("استهدفت مسيرة تركية سيارة في سنجار.", EventType::Airstrike).concat().is_empty());
}

#[test]
fn a_deed_whose_verb_stands_before_the_threat_is_read() {
    let text = "شنت القوات الروسية بعد أن هدد الرئيس بغارات على إدلب غارات على حماة، وتوعد بعملية عسكرية.";
    assert!(claims(text).iter().any(|claim| claim.parts.event_type == EventType::Airstrike), "{text}");
}
