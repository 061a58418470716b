//! Whose word a claim is: where a report ends, who gave it out, what is told at its end, what goes on behind a heading.

use crate::{claims, pack};
use isnad_model::{Article, Block, BlockKind, Claim, EventType, Modality, Outlet, Polarity};
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

pub(crate) fn check(cases: &[(&str, EventType, &str)]) {
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
        ("وطبقا ل\u{640}\"المرصد السوري\"، فقد قتل عشرة مدنيين في قصف على إدلب.", EventType::Killed, "المرصد السوري لحقوق الإنسان"),
        ("وبحسب رويترز، فإن الطائرات قصفت المدينة، إلا أن المقاتلين سيطروا على بلدة سراقب.", EventType::Capture, "رويترز"),
        ("وكشفت مصادر ميدانية عن استعدادات ضخمة تجريها القوات عقب السيطرة على بلدة سراقب.", EventType::Capture, "مصادر ميدانية"),
        ("قال مصدر طبي إن المستشفى امتلأ. وأضافت ذات المصادر أن ثلاثة مدنيين قتلوا.", EventType::Killed, "مصدر طبي"),
    ]);
}

#[test]
fn the_subject_of_saying_is_named_by_all_its_words() {
    check(&[
        ("قال مركز كولومبيا لحقوق الإنسان إن شخصين قتلا في هجوم على بوغوتا.", EventType::Killed, "مركز كولومبيا لحقوق الإنسان"),
        ("قالت مصادر إن عشرة قتلوا. وفي إزمير، أمر مدعون بالقبض على 21 شخصا.", EventType::Detained, "مدعون"),
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

#[test]
fn a_source_between_commas_vouches_for_what_it_cuts_in_two() {
    check(&[
        ("وشهدت الخرطوم، بحسب نشطاء، اشتباكات عنيفة بين الجيش وقوات الدعم السريع.", EventType::Clash, "نشطاء"),
        ("وقتل ستة مدنيين، وفق الدفاع المدني، في غارة على بلدة سراقب.", EventType::Airstrike, "الدفاع المدني السوري"),
        ("وقتل ستة مدنيين في إدلب، وفق الدفاع المدني، فيما سيطر الجيش السوري على بلدة سراقب.", EventType::Capture, ""),
        ("وقتل ستة مدنيين، وفق الدفاع المدني، وقال الجيش السوري إنه قصف مواقع مسلحين في إدلب.", EventType::Shelling, "الجيش السوري"),
        ("وقتل عشرة في هجوم على قرية، وفق ما علم الثلاثاء من مصادر محلية.", EventType::Killed, "مصادر محلية"),
        ("وقالت المعارضة إن قصفا أسفر عن مقتل تسعة، فيما دارت اشتباكات في دوما، حسب ما أعلنه جيش الإسلام.", EventType::Clash, "جيش الإسلام"),
    ]);
}

#[test]
fn a_source_behind_a_full_stop_vouches_for_the_sentence_before_it() {
    check(&[
        ("قصفت طائرات مسيرة مدينة عطبرة شمالي السودان. بحسب شهود عيان.", EventType::Airstrike, "شهود عيان"),
        ("قالت وزارة الدفاع التركية إن الطائرات قصفت عطبرة. بحسب وكالة رويترز.", EventType::Airstrike, "وزارة الدفاع التركية"),
        ("قصفت طائرات مسيرة مدينة عطبرة. وبحسب شهود عيان، قتل ثلاثة مدنيين في الهجوم.", EventType::Airstrike, ""),
    ]);
}

#[test]
fn words_in_quotation_marks_are_those_of_whoever_spoke() {
    check(&[
        ("قالت مصادر أمنية إن المستشفى مكتظ بالجرحى. وأدت المعارك إلى \"مقتل تسعة جنود\" في الفاشر.", EventType::Killed, "مصادر أمنية"),
        ("قالت مصادر أمنية إن المستشفى مكتظ بالجرحى. وأدت المعارك إلى مقتل تسعة جنود في الفاشر.", EventType::Killed, ""),
        ("وقالت مصادر أمنية لوكالة «فرانس برس»، «انسحبت القوات من مدينة سرت بعد معارك عنيفة».", EventType::Withdraw, "مصادر أمنية < وكالة فرانس برس"),
        ("وقالت مصادر أمنية إن الوضع هادئ. وشنت الطائرات غارات على ما وصف بأهداف عسكرية في تعز.", EventType::Airstrike, ""),
    ]);
}

#[test]
fn the_subject_of_saying_goes_on() {
    check(&[
        ("وكانت إسرائيل قد أطلقت صواريخ ونفذت مناورات وصرحت بعدها أن الضربات استهدفت مطار حلب.", EventType::Airstrike, "إسرائيل"),
        ("يذكر أن مصادر محلية كانت قد سبقت البيان، وقالت قبل ساعات إن الغارة استهدفت مزرعة في مرزق.", EventType::Airstrike, "مصادر محلية"),
        ("وتنتقد الولايات المتحدة روسيا، وتتهم موسكو بالمشاركة في قصف الغوطة الشرقية.", EventType::Shelling, "الولايات المتحدة"),
        ("وقالت وزارة الدفاع التركية إن القصف توقف. واتهم الناطق الحوثيين بخرق الهدنة في تعز.", EventType::Accuse, "الناطق"),
        ("وقالت وزيرة الخارجية ليلى سالم إن القصف توقف. واتهمت إيران إسرائيل بقصف دمشق.", EventType::Accuse, "إيران"),
        ("وكان تقرير حقوقي، صادر عن منظمة العفو الدولية، اتهم الحوثيين بقتل 22 صحافيا.", EventType::Killed, "منظمة العفو الدولية"),
        (
            "أكد مدير المركز رامي عبد الجليل ارتفاع الخسائر. وعزا عبد الجليل ارتفاع الحصيلة إلى وفاة ثلاثة من الجرحى.",
            EventType::Killed,
            "رامي عبد الجليل",
        ),
    ]);
}

#[test]
fn an_announcement_and_what_came_about_in_it_have_their_source() {
    check(&[
        ("جاء ذلك بعد إعلان الجيش التركي السيطرة على مدينة جرابلس.", EventType::Capture, "الجيش التركي"),
        ("وخرج المقاتلون بموجب اتفاق أعلنت عنه دمشق الأحد.", EventType::Agree, "سوريا"),
        ("أعلن الدفاع المدني السوري مقتل ستة مدنيين، وذلك في غارات على إدلب.", EventType::Airstrike, "الدفاع المدني السوري"),
        ("أعلنت وزارة الدفاع التركية مقتل ثلاثة جنود، وذلك بعد سيطرة الجيش السوري على بلدة سراقب.", EventType::Capture, ""),
        ("ونقلت جماعة الحوثي عشرات القتلى من عناصرها إلى مستشفيات الحديدة.", EventType::Killed, ""),
        ("وقال أحد السكان لوكالة رويترز إن مسلحين قتلوا عشرة أشخاص.", EventType::Killed, "أحد السكان < رويترز"),
    ]);
}

#[test]
fn officials_and_one_of_many_go_by_the_words_for_them() {
    check(&[
        ("وقال مسؤولون أوكرانيون إن روسيا أطلقت صواريخ على كييف.", EventType::Shelling, "مسؤولون أوكرانيون"),
        ("كشف مسؤول أميركي لوكالة رويترز أن واشنطن شنت غارات على الحديدة.", EventType::Airstrike, "مسؤول أميركي < رويترز"),
        ("وقالت إحدى الناجيات إن المسلحين خطفوا عشرين فتاة.", EventType::Detained, "إحدى الناجيات"),
        ("قال بيان لوزارة الدفاع اليمنية إن الجيش قصف تعز.", EventType::Shelling, "وزارة الدفاع اليمنية"),
        ("ونسبت وكالة رويترز إلى مصادر عسكرية قولها إن الجيش السوري دخل حي جوبر.", EventType::Accuse, "no Accuse"),
    ]);
}

#[test]
fn what_is_set_beside_a_report_is_not_inside_it() {
    check(&[
        ("وبينما تقول إسرائيل إنها قتلت عشرة مسلحين، تقول مصادر طبية إن القتلى مدنيون.", EventType::Killed, "مصادر طبية"),
        ("وقتل صحفي في مدينة مأرب، وفق ما ذكرت وكالة رويترز، وذلك إثر انفجار عبوة ناسفة بسيارته.", EventType::Bombing, "رويترز"),
        ("قالت وزارة الدفاع التركية إن مصادر محلية أكدت مقتل ثلاثة مدنيين في عفرين.", EventType::Killed, "مصادر محلية < وزارة الدفاع التركية"),
    ]);
}

#[test]
fn whom_witnesses_told_is_not_whose_they_are() {
    check(&[
        ("وقال شهود عيان لبي بي سي إن الدبابات الإسرائيلية أطلقت قذائف على جباليا.", EventType::Shelling, "شهود عيان < بي بي سي"),
        ("اتهم تقرير للأمم المتحدة الجيش بقتل مدنيين في إقليم أمهرة.", EventType::Killed, "الأمم المتحدة"),
        ("وقال المتحدث العسكري للحوثيين إن قواتهم قصفت مدينة مأرب.", EventType::Shelling, "الحوثيون"),
        ("ووفق تقديرات أممية، فر أكثر من مليون شخص من السودان.", EventType::Displaced, "تقديرات أممية"),
        ("أعلنت وزارة الداخلية المصرية مقتل ثلاثة، وفقا لبيان نشرته على فيسبوك.", EventType::Killed, "وزارة الداخلية المصرية"),
    ]);
}

#[test]
fn a_speaker_goes_on_and_a_remark_has_its_own() {
    check(&[
        ("وقال متحدث باسم الجيش الإسرائيلي إن الوضع هادئ. كما أوضح أن القوات قصفت غزة.", EventType::Shelling, "الجيش الإسرائيلي"),
        ("وقال مدير المركز سالم الدويد إن الوضع هادئ. وسيطرت المقاومة على مديرية التحيتا، وفق الدويد.", EventType::Capture, "سالم الدويد"),
        ("أعلن الكرملين بدء عملية في سنجار، وذلك بعد إعلان الجيش التركي السيطرة على مدينة جرابلس.", EventType::Capture, "الجيش التركي"),
        ("وأفادت تقارير صحفية بأن الجيش قلص انتشاره فيما نشرت الحكومة الإسرائيلية مئات الجنود في القدس.", EventType::Deploy, "تقارير صحفية"),
        ("وأفاد المرصد السوري الذي يعتمد على شبكة من المصادر، عن سقوط عشرة قتلى في حماة.", EventType::Killed, "المرصد السوري لحقوق الإنسان"),
        ("وكان القصف عملية لم يتوقعها الحوثيون. ونفذ التحالف العربي رصدا لعمليات الحشد، ثم قصف مدينة صعدة.", EventType::Shelling, ""),
    ]);
    let claims = claims("وأضاف المصدر العسكري، الذي طلب عدم الكشف عن اسمه، أن ثلاثة جنود قتلوا في مأرب.");
    assert!(claims.iter().any(|claim| claim.parts.event_type == EventType::Killed && claim.parts.modality == Modality::Actual), "{claims:?}");
}

#[test]
fn spokesmen_speak_for_whoever_was_told() {
    check(&[
        (
            "وصرح المتحدث الرسمي باسم قوات التحالف العربي تركي المالكي بأن الوضع هادئ. وأوضح المتحدث الرسمي أن الحوثيين أطلقوا صاروخا على جازان.",
            EventType::Shelling,
            "التحالف العربي",
        ),
        ("وأعلنت كتائب القسام تدمير دبابة. وقال المتحدث باسمها إن عشرة جنود قتلوا في جباليا.", EventType::Killed, "كتائب القسام"),
        ("هدد أبو عبيدة، المتحدث باسم كتائب القسام، بقصف تل أبيب.", EventType::Shelling, "كتائب القسام"),
        ("وقال مدير المستشفى سالم دوغان إن القصف عنيف. وقال الأخير إن عشرة مدنيين قتلوا.", EventType::Killed, "سالم دوغان"),
    ]);
}

#[test]
fn statements_speak_for_whoever_gave_them() {
    check(&[
        ("سيطرت قوات الدعم السريع على مصنع جنوبي الخرطوم، بحسب بيان أصدرته.", EventType::Capture, "قوات الدعم السريع"),
        ("قال مدير المركز سالم الحارثي إن السكان فروا من قره قوش. ونزح، وفق تقديراته، مئة ألف شخص إلى أربيل.", EventType::Displaced, "سالم الحارثي"),
        ("قتل 32 شخصا في الهجوم وسط بغداد في حصيلة لوزارة الصحة العراقية.", EventType::Killed, "وزارة الصحة العراقية"),
    ]);
}

#[test]
fn words_told_behind_and_what_followed_upon_words() {
    check(&[
        ("الجيش السوري قصف مواقع في إدلب، يقول مصدر عسكري لوكالة سانا، مؤكدا أن الوضع هادئ.", EventType::Shelling, "مصدر عسكري < سانا"),
        ("الجيش السوري قصف مواقع في إدلب، هكذا قال مصدر عسكري لرويترز.", EventType::Shelling, "مصدر عسكري < رويترز"),
        ("أعلن الرئيس الأحكام العرفية، فاحتشد آلاف المحتجين أمام البرلمان في سيول.", EventType::Protest, ""),
        (
            "أكد مصدر أمني أن الوضع هادئ. ونفت المديرية العامة للأمن الوطني، من جانبها، وفاة متظاهر في وجدة.",
            EventType::Killed,
            "المديرية العامة للأمن الوطني",
        ),
        ("أكد مصدر أمني أن الوضع هادئ. وأكد الفنان أن عشرة مدنيين قتلوا في الهجوم.", EventType::Killed, "الفنان"),
    ]);
}
