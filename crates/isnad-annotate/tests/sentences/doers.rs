//! Who did it.

use crate::claims;
use isnad_model::EventType;

fn doers(text: &str, event_type: EventType) -> Vec<Vec<String>> {
    let of = |claim: &isnad_model::Claim| claim.parts.actors.iter().map(|actor| actor.name_ar.to_string()).collect();
    claims(text).iter().filter(|claim| claim.parts.event_type == event_type).map(of).collect()
}

#[test]
fn the_side_that_is_driven_out_takes_nothing() {
    let taken = doers(
        "ونفذت قوات المقاومة اليمنية هجوما في الخوخة. وتشهد صفوف ميليشيات الحوثي ارتباكا مع إطلاق عملية كبيرة باتجاه تعز، لتطهير المدينة من مسلحي الحوثي.",
        EventType::Capture,
    );
    assert!(!taken.is_empty() && taken.iter().flatten().all(|name| name != "الحوثيون"), "{taken:?}");
}

#[test]
fn whose_a_place_only_is_did_not_take_it() {
    for (text, doer) in [
        ("تقدمت قوات الجيش اليمني في جبهة نهم، بتحرير مواقع كانت تسيطر عليها جماعة الحوثي.", "الجيش اليمني"),
        ("هاجم الجيش اليمني عدن. وأعلن بعد يومين تحرير عدن، بعد السيطرة على منطقة التواهي، آخر معقل للحوثيين.", "الجيش اليمني"),
    ] {
        let taken = doers(text, EventType::Capture);
        assert!(!taken.is_empty() && taken.iter().all(|names| names == &[doer]), "{text} {taken:?}");
    }
}

#[test]
fn whom_a_pronoun_takes_up_is_the_object() {
    assert!(doers("وما زال التحالف العربي الذي يدعمه الغرب يقاتل الحوثيين في اليمن.", EventType::Support).iter().flatten().count() == 0);
}

#[test]
fn a_subject_that_no_table_knows_stands_behind_its_verb() {
    let text = "ومع أن مجلس الأمن أبدى قلقا بالغا، انتقد طيب ما وصفه بصمت العالم.";
    assert_eq!(doers(text, EventType::Condemn), [["طيب"]]);
    assert_eq!(doers("وافق الفيفا على أن تقام المباراة في بغداد.", EventType::Agree), [["الفيفا"]]);
}

#[test]
fn whoever_announces_an_accident_did_not_do_it() {
    let text = "أعلن الجيش الإيطالي صباح الأحد عن تحطم مروحية عسكرية شمال شرق إيطاليا ووفاة جنديين.";
    assert!(doers(text, EventType::Destroy).iter().chain(&doers(text, EventType::Killed)).flatten().count() == 0);
    assert_eq!(doers("أعلن الجيش الفرنسي تدمير مستودع في غاو.", EventType::Destroy), [["الجيش الفرنسي"]]);
}

#[test]
fn what_is_stormed_storms_nothing() {
    assert_eq!(doers("استدعت الكويت سفيرها على خلفية اقتحام السفارة السعودية في طهران.", EventType::Offensive), [[""; 0]]);
}

#[test]
fn a_nationality_speaks_as_a_state() {
    assert_eq!(doers("جاءت الأزمة إثر انتقادات كندية للسعودية.", EventType::Condemn), [["كندا"]]);
    assert_eq!(doers("شنت غارات روسية على إدلب.", EventType::Airstrike).len(), 1);
}

#[test]
fn stopping_an_attack_detains_nobody() {
    assert!(doers("أبدى القائد استعداده لتسليم الميناء إذا أوقفت القوات الموالية للحكومة هجومها.", EventType::Detained).is_empty());
    assert!(doers("غادر المقاتلون البلدة مع أفراد من أسرهم.", EventType::Detained).is_empty());
    assert_eq!(doers("أوقفت الشرطة ثلاثة مشتبه بهم.", EventType::Detained).len(), 1);
}

#[test]
fn an_accused_between_commas_is_no_apposition() {
    let text = "وقال الوزير إن الوضع صعب. واتهمت وزارة الداخلية اليمنية، جماعة الحوثي، بقصف الحي.";
    assert_eq!(doers(text, EventType::Accuse), [["وزارة الداخلية اليمنية"]]);
    let text = "وأكد رئيس الوزراء دعمه للمبادرة. واتهم مجلس الوزراء اليمني، تجارا غير معروفين، بالوقوف وراء التفجير.";
    assert_eq!(doers(text, EventType::Accuse), [["الحكومة اليمنية"]]);
}

#[test]
fn whose_a_target_is_did_not_strike_it() {
    assert!(doers("قصفت الطائرات مواقع للحوثيين جنوبي الخوخة في اليمن.", EventType::Airstrike).iter().flatten().count() == 0);
}

#[test]
fn a_day_of_something_else_dates_no_claim() {
    for text in [
        "قال مسؤول إن الغارات على القطاع أكبرها منذ عملية الجرف الصامد عام 2014.",
        "ودعا نتنياهو إلى إلغاء الاتفاق الذي أبرم في عام 2015 مع إيران.",
        "قصفت الطائرات مدينة إدلب، بحسب ما ذكرت صحيفة معاريف عام 2017.",
    ] {
        let first = claims(text).into_iter().next();
        assert!(first.is_some_and(|claim| claim.parts.time.is_none()), "{text}");
    }
    let dated = claims("الغارات على قطاع غزة التي وقعت عام 2014 هي الأكبر.");
    assert!(dated.iter().any(|claim| claim.parts.time.is_some()));
}

#[test]
fn whoever_ought_to_is_who_does() {
    let text = "وقال الأسد إن القوة خيار، وعلى الجيش التركي أن يغادر سوريا.";
    assert_eq!(doers(text, EventType::Call), [["بشار الأسد"]]);
    assert_eq!(doers(text, EventType::Withdraw), [["الجيش التركي"]]);
}

#[test]
fn what_is_fired_is_fired_by_nobody_named() {
    let text = "وصرح الجيش الإسرائيلي في بيان أن 25 قذيفة هاون أطلقت على عدة مواقع في الجولان.";
    assert_eq!(doers(text, EventType::Shelling), [[""; 0]]);
}

#[test]
fn a_sound_plural_has_no_genitive() {
    assert_eq!(doers("وهاجم مسلحون قوات حكومية في بلدة ترال جنوبي كشمير.", EventType::Offensive), [["مسلحون"]]);
}

#[test]
fn fronts_are_places() {
    let clashes = claims("أما جبهتا صعدة وحجة فشهدتا اشتباكات وقصفا مدفعيا.");
    assert!(!clashes.is_empty() && clashes.iter().all(|claim| claim.parts.actors.is_empty() && claim.parts.places.len() == 2));
}

#[test]
fn whoever_was_attacked_can_announce_what_he_takes() {
    for (text, doer) in [
        ("هاجم داعش البيشمركة. وأعلنت البيشمركة استعادة السيطرة على سنجار.", "البيشمركة"),
        ("هاجمت البيشمركة داعش. وأعلن داعش استعادة السيطرة على سنجار.", "تنظيم الدولة الإسلامية"),
        ("نفت إيران أن تكون قصفت الجيش العراقي. وأعلن الجيش العراقي السيطرة على الطارمية.", "الجيش العراقي"),
    ] {
        assert_eq!(doers(text, EventType::Capture), [[doer]], "{text}");
    }
    let text = "قصفت روسيا الجيش الأوكراني في باخموت. وأعلن الجيش الأوكراني الانسحاب من المدينة.";
    assert_eq!(doers(text, EventType::Withdraw), [["الجيش الأوكراني"]]);
}

#[test]
fn without_a_subject_behind_it_a_relative_verb_has_what_it_hangs_on() {
    assert_eq!(doers("ردت إيران على إسرائيل التي قصفتها في أصفهان.", EventType::Shelling), [["إسرائيل"]]);
    assert_eq!(doers("ردت إسرائيل على إيران التي قصفتها في حيفا.", EventType::Shelling), [["إيران"]]);
}

#[test]
fn another_name_between_commas_accuses_nobody() {
    for text in ["اتهمت حركة المقاومة الإسلامية، حماس، بقصف السوق.", "اتهمت إسرائيل، القوة المحتلة، بقصف المدرسة."]
    {
        assert!(doers(text, EventType::Accuse).iter().flatten().count() == 0, "{text}");
    }
}

#[test]
fn whose_aircraft_struck_did_it() {
    assert_eq!(doers("قصفت طائرات تابعة للتحالف العربي صنعاء.", EventType::Airstrike), [["التحالف العربي"]]);
    assert_eq!(doers("هاجم مقاتلون حوثيون مدينة مأرب.", EventType::Offensive), [["الحوثيون"]]);
    assert_eq!(doers("أعلنت إيران إسقاط طائرة مسيرة إسرائيلية فوق أصفهان.", EventType::Destroy), [["إيران"]]);
}

#[test]
fn whose_own_forces_are_moved_are_no_target() {
    let moved = claims("أعاد الجيش السوري نشر قواته في حماة.");
    assert!(!moved.is_empty() && moved.iter().all(|claim| claim.parts.targets.is_empty()), "{moved:?}");
}

#[test]
fn an_attack_told_with_lam_is_whose_the_attackers_are() {
    for text in ["قتل 4 جنود إسرائيليين في هجوم لحزب الله.", "أعلن الجيش الإسرائيلي مقتل 4 من جنوده في هجوم لحزب الله."]
    {
        let claims = claims(text);
        assert_eq!(&*claims[0].parts.actors[0].id, "hezbollah", "{text}");
    }
}

#[test]
fn a_part_of_a_body_acts_for_it() {
    for (text, actor) in [
        ("اقتحمت قوات كبيرة من الشرطة الإسرائيلية باحات المسجد الأقصى.", "israel_police"),
        ("زار وفد من الأمم المتحدة مخيم الهول.", "un"),
        ("هدد رئيس الوزراء الإسرائيلي بنيامين نتنياهو بشن هجوم على رفح.", "benjamin_netanyahu"),
    ] {
        let claims = claims(text);
        assert_eq!(claims[0].parts.actors.iter().map(|actor| &*actor.id).collect::<Vec<_>>(), [actor], "{text}");
    }
}

#[test]
fn what_a_state_accuses_another_of_is_not_its_own_doing() {
    let claims = claims("يتهم التحالف إيران بنقل الصواريخ إلى الحوثيين وتدريبهم.");
    assert!(claims.iter().all(|claim| claim.parts.event_type.name() != "support" || !claim.parts.attribution.is_empty()));
}

#[test]
fn a_counterpart_holds_the_office_named_before_him() {
    for (text, wanted) in [
        ("بحث الرئيس التركي مع نظيره الفرنسي إيمانويل ماكرون الهدنة.", "إيمانويل ماكرون"),
        ("قال وزير الخارجية الأردني إنه بحث مع نظيره الكوبي برونو رودريغيز العقوبات.", "برونو رودريغيز"),
        ("اتفق الوزير التركي ونظيره الفرنسي، جان كاردو، على هدنة.", "جان كاردو"),
        ("التقى وزير الدفاع نظيره القطري في أنقرة.", "وزارة الدفاع القطرية"),
    ] {
        let names: Vec<String> = claims(text).iter().flat_map(|claim| claim.parts.actors.iter().map(|actor| actor.name_ar.to_string())).collect();
        assert!(names.iter().any(|name| name == wanted), "{text} {names:?}");
    }
}

#[test]
fn an_adjective_of_what_is_stormed_tells_nothing_of_who_storms_it() {
    let text = "اقتحم محتجون السفارة الأمريكية في بغداد، وأطلقت قوات الأمن الغاز المسيل للدموع.";
    assert_eq!(doers(text, EventType::Offensive), [["محتجون"]]);
    assert_eq!(doers(text, EventType::Clash), [["قوات الأمن العراقية"]]);
    assert_eq!(doers("استقبل وزير الدفاع السفير القطري في أنقرة.", EventType::Meet).concat().len(), 2);
}

#[test]
fn neither_where_a_source_has_its_seat_nor_who_only_tells_it_fired() {
    for text in [
        "أفاد المرصد السوري لحقوق الإنسان، ومقره بريطانيا، بأن قصفا على إدلب أسفر عن مقتل عشرة.",
        "قال المرصد السوري، الذي يتخذ من بريطانيا مقرا، إن قصفا على إدلب أسفر عن مقتل عشرة.",
        "أعلن الجيش الإسرائيلي إطلاق صواريخ من قطاع غزة باتجاه عسقلان.",
    ] {
        let found = doers(text, EventType::Shelling);
        assert!(!found.is_empty() && found.concat().is_empty(), "{text} {found:?}");
    }
    assert!(doers("أعلن الجيش السيطرة النارية على المطار في الحديدة.", EventType::Capture).is_empty());
}
