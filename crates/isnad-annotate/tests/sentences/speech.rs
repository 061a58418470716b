//! Talks and speech acts: who speaks, to whom, about what place, and whether it is the act itself.

use crate::claims;
use isnad_model::{Claim, Modality, Polarity};

/// One claim as words: type, polarity if denied, modality if not actual, actors, places, origin.
fn words(claim: &Claim) -> String {
    let parts = &claim.parts;
    let mut out = parts.event_type.name().to_owned();
    if parts.polarity == Polarity::Denied {
        out.push_str(" denied");
    }
    if parts.modality != Modality::Actual {
        out.push_str(&format!(" {}", parts.modality.name()));
    }
    let actors: Vec<&str> = parts.actors.iter().map(|actor| &*actor.name_ar).collect();
    let places: Vec<&str> = parts.places.iter().map(|place| &*place.name_ar).collect();
    let origin = parts.attribution.first().map_or("-", |attribution| &*attribution.source.name_ar);
    format!("{out} | {} | {} | {origin}", actors.join("+"), places.join("+"))
}

/// Exactly these claims of the types in question, in order.
fn check(text: &str, wanted: &[&str]) {
    let found: Vec<String> = claims(text).iter().filter(|claim| isnad_annotate::speech::is_talk(claim.parts.event_type)).map(words).collect();
    assert_eq!(found, wanted, "{text}");
}

#[test]
fn the_caller_is_actor_and_origin_and_the_country_called_about_the_place() {
    check("حثت روسيا مواطنيها على مغادرة سوريا.", &["call | روسيا | سوريا | روسيا"]);
    check("دعت فرنسا جميع الأطراف إلى وقف القتال في حلب فورا وحماية المدنيين.", &["call | فرنسا | حلب | فرنسا"]);
}

#[test]
fn what_must_be_done_is_a_call_of_whoever_says_so() {
    check("قالت فرنسا إن القصف يجب أن يتوقف.", &["call | فرنسا |  | فرنسا"]);
    check("يجب أن تفتح المدارس أبوابها.", &[]);
}

#[test]
fn a_name_no_table_knows_is_the_subject() {
    check("واتهم الشنفلي روسيا بقصف المدينة.", &["accuse | الشنفلي |  | الشنفلي"]);
}

#[test]
fn a_masculine_verb_leaves_a_feminine_object() {
    check("قال العراق إن القصف استمر. واتهم فرنسا بدعم المسلحين.", &["accuse | العراق |  | العراق"]);
}

#[test]
fn what_cannot_act_is_no_subject() {
    check("أعلنت روسيا أنها تراقب الأحداث عن كثب.", &["monitor | روسيا |  | روسيا"]);
}

#[test]
fn an_accusation_in_the_passive_has_no_accuser() {
    check("تم اتهام فرنسا بقصف المدينة.", &["accuse |  |  | -"]);
}

#[test]
fn readiness_is_a_possible_agreement() {
    check("أبدت فرنسا استعدادا للحوار.", &["agree possible | فرنسا |  | فرنسا"]);
}

#[test]
fn a_truce_not_reached_is_denied() {
    check("أكدت روسيا عدم التوصل إلى اتفاق مع فرنسا.", &["agree denied | فرنسا |  | روسيا"]);
}

#[test]
fn both_sides_of_talks_are_actors() {
    check("عقدت فرنسا محادثات مع روسيا في جنيف.", &["meet | فرنسا+روسيا | جنيف | -"]);
}

#[test]
fn backing_by_deed_is_no_word_of_the_backer() {
    check("حرر الجيش اليمني البلدة، بإسناد من روسيا.", &["support | روسيا |  | -"]);
    check("أيدت روسيا الخطة.", &["support | روسيا |  | روسيا"]);
}

#[test]
fn descriptions_and_names_are_no_speech_acts() {
    check("قصف الطيران مواقع تابعة للمسلحين.", &[]);
    check("قال وزير الخارجية الفرنسي إن الطريق مقطوع.", &[]);
}
