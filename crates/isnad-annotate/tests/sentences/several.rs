//! Several who did one thing, and who can have done it.

use crate::{article, claims, pack};
use isnad_model::EventType;

fn doers(text: &str, event_type: EventType) -> Vec<Vec<String>> {
    let of = |claim: &isnad_model::Claim| claim.parts.actors.iter().map(|actor| actor.name_ar.to_string()).collect();
    claims(text).iter().filter(|claim| claim.parts.event_type == event_type).map(of).collect()
}

/// Whether those of these names, and nobody else, can be chosen as the doers of such a claim.
fn offered(text: &str, event_type: EventType, names: &[&str]) -> bool {
    let (_, decisions) = isnad_annotate::annotate_observed(&article(text), pack(), false);
    let named = |things: &[[String; 4]]| {
        things.len() == names.len() && names.iter().all(|name| things.iter().any(|thing| thing[1..].iter().any(|known| known == name)))
    };
    let decisions = decisions.iter().filter(|decision| decision.what == "actor" && decision.event_type == event_type);
    decisions.flat_map(|decision| &decision.candidates).any(|candidate| named(&candidate.things))
}

#[test]
fn lists_of_capitals_are_read_whole() {
    let text = "شنت روما وأنقرة ولندن غارات على مواقع التنظيم في درنة.";
    assert_eq!(doers(text, EventType::Airstrike), [["إيطاليا", "تركيا", "بريطانيا"]]);
    assert_eq!(doers("نفذت لندن غارات على مواقع التنظيم في درنة.", EventType::Airstrike), [["بريطانيا"]]);
}

#[test]
fn nationalities_right_behind_one_another_are_a_list() {
    assert_eq!(doers("هجوم إيطالي بريطاني هولندي على بنغازي.", EventType::Offensive), [["الجيش الإيطالي", "الجيش البريطاني", "الجيش الهولندي"]]);
    assert_eq!(doers("أصاب قصف تركي عراقيا في دهوك.", EventType::Shelling), [["الجيش التركي"]]);
}

#[test]
fn nationalities_of_two_words_have_a_plural() {
    assert_eq!(doers("قصف الكوريون الشماليون الجزيرة.", EventType::Shelling), [["الكوريون الشماليون"]]);
}

#[test]
fn unnamed_states_join_a_list() {
    assert_eq!(doers("طالبت السويد وبعض الدول الأوروبية بوقف القصف.", EventType::Call), [["السويد", "الدول الأوروبية"]]);
    assert_eq!(doers("طالبت السويد بعض الدول الأوروبية بوقف القصف.", EventType::Call), [["السويد"]]);
}

#[test]
fn a_clause_behind_but_joins_no_list() {
    let text = "عقد اجتماع في باريس بين وزير الخارجية المصري ونظيره الفرنسي لكن الحكومة الفرنسية رفضته.";
    let found = doers(text, EventType::Meet);
    assert!(!found.is_empty() && found.iter().flatten().all(|name| name != "الحكومة الفرنسية"), "{found:?}");
}

#[test]
fn leaders_are_men() {
    assert!(!doers("قالت مصادر محلية إن قيادات الصف الأول هربت من الحديدة.", EventType::Withdraw).is_empty());
}

#[test]
fn whoever_orders_can_be_the_doer() {
    assert!(offered("أمر الرئيس الصربي بإغلاق معبر حدودي مع كوسوفو.", EventType::Close, &["الرئيس الصربي"]));
    let text = "طالب الرئيس الصربي بإغلاق معبر حدودي مع كوسوفو.";
    assert!(!offered(text, EventType::Close, &["الرئيس الصربي"]), "{text}");
}

#[test]
fn parties_are_offered_together() {
    for (text, event_type, names) in [
        (
            "قال مصدر إن القوات العراقية حققت تقدما باتجاه المدينة إثر معارك عنيفة مع تنظيم داعش.",
            EventType::Clash,
            &["القوات العراقية", "تنظيم داعش"][..],
        ),
        (
            "قال وزير الخارجية المصري سامح شكري إن الحوار مستمر، وذلك عقب لقائه برئيس الحكومة الأردنية عمر الرزاز.",
            EventType::Meet,
            &["سامح شكري", "عمر الرزاز"],
        ),
        ("تجري اشتباكات بين قوات يدعمها التحالف بقيادة السعودية والحوثيين في مدينة حرض.", EventType::Clash, &["قوات", "الحوثيين"]),
        ("تجري اشتباكات بين قوات يدعمها التحالف بقيادة السعودية والحوثيين في مدينة حرض.", EventType::Support, &["التحالف العربي"]),
        ("يقوم الجيش المصري بالتعاون مع الشرطة بحملة عسكرية واسعة في سيناء.", EventType::Offensive, &["الجيش المصري", "الشرطة"]),
        ("وقع الاتفاق بين رئيس اتحاد اليد في الأردن سامر ناصر ونظيره القطري أحمد الشعبي.", EventType::Agree, &["سامر ناصر", "أحمد الشعبي"]),
    ] {
        assert!(offered(text, event_type, names), "{text} {names:?}");
    }
}

#[test]
fn what_each_place_is_for_cuts_no_list() {
    let places = |text: &str| {
        let of = |claim: isnad_model::Claim| claim.parts.places.iter().map(|place| place.name_ar.to_string()).collect::<Vec<_>>();
        claims(text).into_iter().filter(|claim| claim.parts.event_type == EventType::Close).map(of).collect::<Vec<_>>()
    };
    assert_eq!(places("أمر الوزير بإغلاق معبر إيرز للأفراد، ومعبر كرم أبو سالم للبضائع."), [["معبر بيت حانون", "معبر كرم أبو سالم"]]);
    assert_eq!(places("أمر الوزير بإغلاق معبر إيرز للأفراد، وزار معبر كرم أبو سالم."), [["معبر بيت حانون"]]);
}

#[test]
fn a_feminine_state_is_no_subject_of_a_masculine_verb() {
    let called = doers("قال الناشط إنه يدعو الولايات المتحدة إلى الاعتذار.", EventType::Call);
    assert!(!called.is_empty() && called.iter().flatten().all(|name| name != "الولايات المتحدة"), "{called:?}");
    assert_eq!(doers("دعت الولايات المتحدة إلى وقف القصف.", EventType::Call), [["الولايات المتحدة"]]);
    assert_eq!(doers("يدعو العراق إلى وقف القصف.", EventType::Call), [["العراق"]]);
}
