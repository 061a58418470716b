//! Who did it: parties, helpers, owners and whoever a pronoun stands for.

use crate::claims;
use isnad_model::EventType;

/// The doers of every claim of a type.
fn doers(text: &str, event_type: EventType) -> Vec<Vec<String>> {
    let of = |claim: &isnad_model::Claim| claim.parts.actors.iter().map(|actor| actor.name_ar.to_string()).collect();
    claims(text).iter().filter(|claim| claim.parts.event_type == event_type).map(of).collect()
}

/// The one claim of its type has these doers.
fn by(text: &str, event_type: EventType, expected: &[&str]) {
    assert_eq!(doers(text, event_type), [expected], "{text}");
}

#[test]
fn his_country_is_that_of_his_office() {
    by("قال الرئيس التركي رجب طيب أردوغان إن بلاده ستطلق عملية عسكرية في شمال العراق.", EventType::Offensive, &["تركيا"]);
    by("أعلن وزير الخارجية العراقي أن بلاده تدعم وقف إطلاق النار في غزة.", EventType::Support, &["العراق"]);
    by("قال الوزير الياباني إنه نقل عن الصينيين أن بلادهم سحبت قواتها من الحدود.", EventType::Withdraw, &[]);
}

#[test]
fn a_joined_verb_goes_on_with_the_subject_of_what_is_said() {
    by("أكد الوزير أن النظام السوري يشعل الحروب ويدعم الميليشيات في لبنان.", EventType::Support, &["الحكومة السورية"]);
    by("قال ترامب إن إيران تهدد جيرانها ودعا إلى فرض عقوبات عليها.", EventType::Call, &["دونالد ترامب"]);
}

#[test]
fn who_helps_or_wards_off_is_not_who_does() {
    by("صد الجيش العراقي هجوما على بلدة الحويجة.", EventType::Offensive, &[]);
    by("صد الجيش السوري هجوما لتنظيم داعش على مطار دير الزور.", EventType::Offensive, &["تنظيم الدولة الإسلامية"]);
    by("شن الجيش العراقي هجوما على بلدة الحويجة.", EventType::Offensive, &["الجيش العراقي"]);
    by("تمكن الجيش اليمني بإسناد التحالف من السيطرة على مطار عدن.", EventType::Capture, &["الجيش اليمني"]);
}

#[test]
fn whose_a_site_is_did_not_strike_it() {
    by("شنت طائرات غارة على مقر لحركة حماس في غزة.", EventType::Airstrike, &[]);
    by("استهدفت غارة لحركة حماس معبرا في غزة.", EventType::Airstrike, &["حماس"]);
}

#[test]
fn the_hand_that_did_it_is_named_by_its_preposition() {
    by("قتل خمسة مدنيين بيد مسلحين في كركوك.", EventType::Killed, &["مسلحين"]);
    by("سقطت البلدة بقبضة المتمردين.", EventType::Capture, &["المتمردين"]);
}

#[test]
fn two_of_a_title_are_told_by_nation_and_name() {
    by("عقد الرئيسان الفرنسي إيمانويل ماكرون والأميركي دونالد ترامب اجتماعا في باريس.", EventType::Meet, &["إيمانويل ماكرون", "دونالد ترامب"]);
}

#[test]
fn a_name_made_with_army_leaves_the_army_of_the_state_its_own() {
    let text = "سيطر جيش الإسلام على البلدة. وقال متحدث إن الجيش السوري قصف دوما، ثم استعاد الجيش السيطرة على المعبر.";
    assert_eq!(doers(text, EventType::Capture), [["جيش الإسلام"], ["الجيش السوري"]]);
}

#[test]
fn where_people_meet_is_no_government_that_meets() {
    for text in ["اجتمع الوزراء في القاهرة.", "تعقد القمة في سنغافورة."] {
        let read = claims(text);
        let meeting = read.iter().find(|claim| claim.parts.event_type == EventType::Meet).unwrap();
        assert!(meeting.parts.actors.iter().all(|actor| !matches!(&*actor.id, "egypt" | "singapore")), "{text}: {:?}", meeting.parts.actors);
        assert_eq!(meeting.parts.places.len(), 1, "{text}");
    }
}

#[test]
fn whoever_warns_of_an_attack_does_not_make_it() {
    let read = claims("حذرت الأمم المتحدة من هجوم وشيك على إدلب.");
    let attack = read.iter().find(|claim| claim.parts.event_type == EventType::Offensive).unwrap();
    assert!(attack.parts.actors.is_empty(), "{:?}", attack.parts.actors);
}

#[test]
fn whose_fire_it_was_is_told_by_its_nation() {
    by("قتل خمسة فلسطينيين برصاص إسرائيلي في غزة.", EventType::Killed, &["الجيش الإسرائيلي"]);
    by("شهدت العاصمة مظاهرات فلسطينية.", EventType::Protest, &["الفلسطينيون"]);
}

#[test]
fn who_is_besieged_does_not_besiege() {
    by("محاصرة عناصر تنظيم داعش داخل المدينة.", EventType::Siege, &[]);
    by("أدى حصار الجيش السوري للغوطة إلى نقص الغذاء.", EventType::Siege, &["الجيش السوري"]);
    by("فك حصار قوات الدعم السريع على الأبيض.", EventType::Siege, &["قوات الدعم السريع"]);
}

#[test]
fn behind_who_does_it_stands_to_whom() {
    by("أكدت مصادر اعتقال قوات الأمن عشرات المسلحين في ديالى.", EventType::Detained, &["قوات الأمن العراقية"]);
    by("أعلن المرصد قتل الجيش السوري خمسة مدنيين في درعا.", EventType::Killed, &["الجيش السوري"]);
    by("أعلن المرصد مقتل قائد الجيش السوري في درعا.", EventType::Killed, &[]);
}

#[test]
fn what_somebody_is_accused_of_or_denied_to_have_done_is_his_deed() {
    by("اتهمت أوكرانيا روسيا بقصف محطة كهرباء في خيرسون.", EventType::Shelling, &["روسيا"]);
    by("تنفي وزارة الداخلية المغربية ضلوع الشرطة في مقتل الطالب.", EventType::Killed, &["الشرطة المغربية"]);
    by("نفى الجيش الإسرائيلي ضلوعه في هجوم على مخيم في غزة.", EventType::Offensive, &["الجيش الإسرائيلي"]);
    let beside = doers("اتهم الوزير إيران بالتقاعس بعد هجوم على سفارة بلاده.", EventType::Offensive);
    assert!(beside.iter().flatten().all(|name| name != "إيران"), "{beside:?}");
}

#[test]
fn of_those_who_fight_the_other_side_than_the_fallen_killed_them() {
    by("أفادت مصادر بمقتل 14 من ميليشيات الحوثي في مواجهات مع المقاومة الشعبية اليمنية.", EventType::Killed, &["المقاومة الشعبية اليمنية"]);
    by("أفادت مصادر بمقتل ثلاثة مدنيين في مواجهات مع المقاومة الشعبية اليمنية.", EventType::Killed, &[]);
    let text = "اندلعت اشتباكات بين الجيش اليمني والحوثيين في تعز. واستمرت المواجهات ساعتين في محيط المطار.";
    assert_eq!(doers(text, EventType::Clash), [["الجيش اليمني", "الحوثيون"], ["الجيش اليمني", "الحوثيون"]]);
}

#[test]
fn what_only_the_active_is_written_like_is_active() {
    let text = "القوات الإسرائيلية التي كانت تواجه المتظاهرين قتلت 16 فلسطينيا وأصابت المئات.";
    by(text, EventType::Killed, &["الجيش الإسرائيلي"]);
    by(text, EventType::Injured, &["الجيش الإسرائيلي"]);
    by("اندلع حريق في المصنع وأصيب عشرة عمال.", EventType::Injured, &[]);
    by("تسببت ميليشيا الحوثي في مقتل مئات المدنيين.", EventType::Killed, &["الحوثيون"]);
}

#[test]
fn behind_a_relative_clause_the_verb_goes_on_with_its_head() {
    by("قال إن القوات التركية التي تدعم الفصائل هاجمت البلدة.", EventType::Offensive, &["الجيش التركي"]);
    by("المدينة التي تسيطر عليها الفصائل قصفتها الطائرات.", EventType::Airstrike, &[]);
}

#[test]
fn a_deed_named_again_by_its_noun_has_its_doer() {
    by("شنت إسرائيل غارات على دمشق. ودمرت الغارات مستودعا.", EventType::Destroy, &["إسرائيل"]);
    by("هاجم تنظيم القاعدة معسكرا في أبين. ودمر القصف الأميركي مركبتين.", EventType::Destroy, &["الجيش الأميركي"]);
}

#[test]
fn a_group_is_called_by_whom_it_follows() {
    by("هاجمت مجموعات مسلحة موالية لطهران قاعدة في دير الزور.", EventType::Offensive, &["مجموعات مسلحة موالية لطهران"]);
    let text = "دخلت القوات التركية والفصائل السورية الموالية لها بلدة تل أبيض.";
    by(text, EventType::Advance, &["الجيش التركي", "الفصائل السورية الموالية لها"]);
}

#[test]
fn agents_stand_behind_their_preposition_and_leaders_do_not_act_for_them() {
    by("بعد التقدم الكبير والنوعي للجيش اليمني باتجاه الحديدة.", EventType::Advance, &["الجيش اليمني"]);
    by("يقبع عشرات الصحافيين في سجون جماعة الحوثي.", EventType::Detained, &["الحوثيون"]);
    by("اتهمت وسائل الإعلام الرسمية السورية التحالف الدولي، الذي تقوده واشنطن، بتنفيذ الضربة.", EventType::Accuse, &["الإعلام الرسمي السوري"]);
    by("سيطرت قوات الأمن العراقية على الجسر المؤدي إلى المطار.", EventType::Capture, &["قوات الأمن العراقية"]);
}

#[test]
fn an_office_of_two_nations_has_two_holders() {
    let text = "عقد الرئيسان التركي والإيراني قمة في أنقرة.";
    by(text, EventType::Meet, &["الرئيس التركي", "الرئيس الإيراني"]);
    by("ناقش الوزير القضية مع نظيره الألماني.", EventType::Meet, &["الوزير", "الوزارة الألمانية"]);
}

#[test]
fn one_who_tells_of_two_is_not_the_two() {
    let text = "قال الجيش الروسي إن مقاتلتين من طراز إف-15 أسقطتا قنابل على دير الزور.";
    assert!(doers(text, EventType::Airstrike).iter().flatten().all(|name| name != "الجيش الروسي"), "{text}");
}

#[test]
fn a_pronoun_stands_for_what_agrees_with_it() {
    let text = "أقر زعيم الحوثيين بالهزائم مع اقتراب المقاومة اليمنية من صعدة بعد سيطرتها على مناطق جديدة.";
    by(text, EventType::Capture, &["المقاومة الشعبية اليمنية"]);
    by("قال زعيم الحوثيين إن الجيش اليمني أعلن سيطرته على مناطق جديدة.", EventType::Capture, &["الجيش اليمني"]);
}

#[test]
fn the_noun_of_an_expression_does_nothing() {
    by("بدأت الشرطة العسكرية الروسية بتسيير دوريات في دوما.", EventType::Deploy, &["الشرطة العسكرية الروسية"]);
    let text = "تحاول الميليشيات الوصول إلى الطريق لقطع الإمدادات عن القوات المتمركزة في المطار.";
    assert!(doers(text, EventType::Siege).iter().flatten().all(|name| name != "الإمدادات"), "{text}");
}

#[test]
fn an_object_is_not_taken_for_its_subject() {
    by("رفض نائب في الحزب تصريحات الرئيس التركي.", EventType::Reject, &["الحزب"]);
    by("تعهد الرئيس الفرنسي بدعم قوات سوريا الديمقراطية.", EventType::Support, &["الإليزيه"]);
    by("قال التقرير إن بدعم الدولة أعيد بناء المدينة.", EventType::Support, &["الدولة"]);
}

#[test]
fn under_an_agreement_forces_withdraw() {
    by("انسحب مقاتلو قسد من منبج بموجب اتفاق مع أنقرة.", EventType::Withdraw, &["قوات سوريا الديمقراطية"]);
    by("انسحبت الولايات المتحدة من الاتفاق النووي.", EventType::Reject, &["الولايات المتحدة"]);
}

#[test]
fn the_object_may_stand_before_the_subject() {
    by("هاجم الثكنة مسلحون مجهولون.", EventType::Offensive, &["مسلحون"]);
    let struck = doers("واستهدفت معسكر اللواء 72 في الصفراء.", EventType::Shelling);
    assert!(struck.iter().flatten().all(|name| name != "اللواء 72"), "{struck:?}");
    by("هاجم المسلحون الثكنة.", EventType::Offensive, &["المسلحون"]);
}

#[test]
fn who_is_called_upon_does_it_and_who_threatens_does_what_he_threatens() {
    by("دعت القيادة المتظاهرين إلى الانسحاب من المنطقة الخضراء.", EventType::Withdraw, &["المتظاهرين"]);
    by("طالب المجلس قوات الدعم السريع بالانسحاب من الجزيرة.", EventType::Withdraw, &["قوات الدعم السريع"]);
    by("هددت الدولة الجماعة بقصف مواقعها.", EventType::Shelling, &["الدولة"]);
    let text = "دعا الأمين العام للأمم المتحدة إلى التحقيق في مقتل 29 طفلا في صعدة.";
    assert!(doers(text, EventType::Killed).iter().flatten().count() == 0, "{text}");
}

#[test]
fn two_without_a_name_are_those_who_met() {
    let text = "بحث أيمن الصفدي وسامح شكري الوضع في غزة. وشدد الوزيران على ضرورة إدخال المساعدات.";
    by(text, EventType::Call, &["أيمن الصفدي", "سامح شكري"]);
}

#[test]
fn who_stands_behind_a_deed_did_it() {
    by("تقف إسرائيل خلف الهجوم على المنشأة في أصفهان.", EventType::Offensive, &["إسرائيل"]);
    by("اتهم الوزير الجماعة بالوقوف وراء تفجير السوق.", EventType::Bombing, &["الجماعة"]);
}

#[test]
fn the_forces_of_which_a_force_speaks_are_its_own() {
    by("قال متحدث باسم الجيش الإسرائيلي إن القوات تنفذ مداهمات في جنوب لبنان.", EventType::Offensive, &["الجيش الإسرائيلي"]);
    by("قالت الحكومة إن القوات استعادت الجسر في أم درمان.", EventType::Capture, &["الجيش السوداني"]);
}

#[test]
fn who_is_to_look_into_a_deed_did_not_do_it() {
    by("اتهم الوزير حركة حماس بعرقلة التحقيق في اغتيال النائب.", EventType::Killed, &[]);
    by("اتهم الوزير حركة حماس باغتيال النائب.", EventType::Killed, &["حماس"]);
    by("اتهمت روسيا الأمم المتحدة بالصمت على قصف دونيتسك.", EventType::Shelling, &[]);
    by("اتهم الوزير حركة حماس بالوقوف وراء اغتيال النائب.", EventType::Killed, &["حماس"]);
}

#[test]
fn whoever_tells_or_mourns_his_own_dead_did_not_kill_them() {
    by("أعلن الجيش المصري مقتل خمسة من جنوده في هجوم على قاعدة في سيناء.", EventType::Killed, &[]);
    by("نعت كتائب القسام سبعة من مقاتليها قضوا في قصف على رفح.", EventType::Shelling, &[]);
    by("أعلن حزب الله مقتل ثلاثة من عناصره في غارة إسرائيلية.", EventType::Killed, &["الجيش الإسرائيلي"]);
    by("قتل الجيش المصري ثلاثة من عناصره الفارين.", EventType::Killed, &["الجيش المصري"]);
}

#[test]
fn the_fallen_did_not_make_the_attack() {
    let text = "مقتل ثلاثة جنود في هجوم على كركوك.";
    by(text, EventType::Offensive, &[]);
    by(text, EventType::Killed, &[]);
}
