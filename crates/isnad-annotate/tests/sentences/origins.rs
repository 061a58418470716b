//! Whose word a claim is: where a report ends, who gave it out, what is told at its end, what goes on behind a heading.

use crate::{claims, pack};
use isnad_model::{Article, Block, BlockKind, Claim, EventType, Outlet, Polarity};
use isnad_text::Span;
use std::sync::Arc;

fn names(claim: &Claim) -> Vec<String> {
    claim.parts.attribution.iter().map(|one| one.source.name_ar.to_string()).collect()
}

/// The chain of the last claim of that type.
fn chain(text: &str, kind: EventType) -> String {
    let claims = claims(text);
    claims.iter().rev().find(|claim| claim.parts.event_type == kind).map_or_else(|| format!("no {kind:?}"), |claim| names(claim).join(" < "))
}

fn check(cases: &[(&str, EventType, &str)]) {
    for (text, kind, wanted) in cases {
        assert_eq!(chain(text, *kind), *wanted, "{text}");
    }
}

#[test]
fn a_verb_of_saying_without_its_words_closes_no_report() {
    check(&[
        ("قتل العقيد سالم بعد مواجهات مع مسلحين، وهو ضابط كبير تابع لوزارة الداخلية.", EventType::Killed, ""),
        ("قتل عشرة مدنيين في انفجار سيارة مفخخة في المدينة عام 2016، وأعلن متشددون مسؤوليتهم عنه.", EventType::Killed, ""),
        ("منذ مقتل الناشط في مدينة البصرة، نشرت وسائل إعلام عشرات التقارير التي تتضمن معلومات مغلوطة عن القضية.", EventType::Killed, ""),
        ("\"قتل عشرة مدنيين في القصف على إدلب\"، قال وزير الصحة السوري للصحفيين.", EventType::Killed, "وزارة الصحة السورية"),
    ]);
}

#[test]
fn a_source_told_at_the_end_is_no_part_of_what_others_say() {
    check(&[
        (
            "قتل شخصان في هجوم على بلدة دوما حيث يطالب ناشطون برحيل الحكومة، وفق المرصد السوري لحقوق الإنسان.",
            EventType::Killed,
            "المرصد السوري لحقوق الإنسان",
        ),
        ("قال وزير الدفاع العراقي إن عشرة جنود قتلوا في الموصل، بحسب وكالة رويترز.", EventType::Killed, "وزارة الدفاع العراقية < رويترز"),
        ("ذكرت مصادر يابانية أن عدد القتلى بلغ 42، وفقا لوكالة رويترز.", EventType::Killed, "مصادر يابانية < رويترز"),
        ("نفذت القوات عملية عسكرية على بلدة سراقب بناء على معلومات دقيقة.", EventType::Offensive, ""),
    ]);
}

#[test]
fn whoever_gave_out_what_the_words_stand_in_says_them() {
    check(&[
        ("أصدرت وزارة الدفاع السورية بيانا قالت فيه إن عشرة جنود قتلوا في حلب.", EventType::Killed, "وزارة الدفاع السورية"),
        ("نشرت الأمم المتحدة تقريرا أكدت فيه أن عشرة مدنيين قتلوا في حلب.", EventType::Killed, "الأمم المتحدة"),
        ("قالت الوزارة إن الأمر انتهى. وأصدر حزب الله اللبناني بيانا أكد فيه مقتل عشرة من عناصره.", EventType::Killed, "حزب الله"),
    ]);
}

#[test]
fn sources_that_a_medium_or_a_reporter_passes_on_come_first() {
    check(&[
        ("نسبت رويترز إلى مصدر عسكري قوله إن طائرات قصفت مطار حلب.", EventType::Airstrike, "مصدر عسكري < رويترز"),
        ("أفاد مراسلنا بأن المعارك مستمرة. ونقل عن مصادر ميدانية قولها إن الحوثيين قصفوا مدينة تعز.", EventType::Shelling, "مصادر ميدانية"),
        ("أفاد مراسلنا في تعز بأن المعارك مستمرة. وأضاف أن ثلاثة مدنيين قتلوا.", EventType::Killed, ""),
        ("وطبقا لـ\"المرصد السوري\"، فقد قتل عشرة مدنيين في قصف على إدلب.", EventType::Killed, "المرصد السوري لحقوق الإنسان"),
        ("وبحسب رويترز، فإن الطائرات قصفت المدينة، إلا أن المقاتلين سيطروا على بلدة سراقب.", EventType::Capture, "رويترز"),
        ("وكشفت مصادر ميدانية عن استعدادات ضخمة تجريها القوات عقب السيطرة على بلدة سراقب.", EventType::Capture, "مصادر ميدانية"),
        ("قال مصدر طبي إن المستشفى امتلأ. وأضافت ذات المصادر أن ثلاثة مدنيين قتلوا.", EventType::Killed, "مصدر طبي"),
    ]);
}

#[test]
fn the_subject_of_saying_is_named_by_all_its_words() {
    check(&[
        ("قال مركز نيكاراغوا لحقوق الإنسان إن شخصين قتلا في هجوم على ماناغوا.", EventType::Killed, "مركز نيكاراغوا لحقوق الإنسان"),
        ("قالت مصادر إن عشرة قتلوا. وفي تطور آخر، أمر مدعون بالقبض على 21 شخصا في أنقرة.", EventType::Detained, "مدعون"),
        ("لكن روسيا اتهمت التحالف الدولي بشن غارة على دير الزور.", EventType::Airstrike, "روسيا"),
        ("واتهمت روسيا التحالف الدولي بشن غارة على دير الزور.", EventType::Airstrike, "روسيا"),
    ]);
}

#[test]
fn that_somebody_did_not_speak_is_told_by_another() {
    check(&[
        ("قال رجب طيب أردوغان إن حركة طالبان لا ترفض السلام.", EventType::Reject, "رجب طيب أردوغان"),
        ("رفضت حركة طالبان الهدنة.", EventType::Reject, "طالبان"),
    ]);
    let called = claims("دعت وزارة الداخلية التركية إلى تجاهل المعلومات الكاذبة عن الهجوم في أنقرة.");
    let call = called.iter().find(|claim| claim.parts.event_type == EventType::Call);
    assert!(call.is_some_and(|claim| claim.parts.polarity == Polarity::Asserted), "a call about what is false is a call");
}

#[test]
fn a_speaker_goes_on_behind_a_heading() {
    let parts = [
        (BlockKind::Paragraph, "قال مدير المستشفى سالم الحارثي إن المستشفى امتلأ."),
        (BlockKind::Heading, "سنوات من الصراع"),
        (BlockKind::Paragraph, "وأضاف الحارثي أن ثلاثة مدنيين قتلوا في القصف."),
    ];
    let text: Arc<str> = parts.iter().map(|(_, part)| *part).collect::<Vec<_>>().join("\n").into();
    let mut article = Article::new("test".into(), Outlet::default(), None, text.clone());
    let mut at = 0;
    for (kind, part) in parts {
        article.blocks.push(Block { kind, span: Span::new(at, at + part.len()), reason: String::new() });
        at += part.len() + 1;
    }
    let claims = isnad_annotate::annotate(&article, pack()).claims;
    let told = claims.iter().find(|claim| claim.parts.event_type == EventType::Killed).map(names);
    assert_eq!(told, Some(vec!["سالم الحارثي".to_owned()]));
}
