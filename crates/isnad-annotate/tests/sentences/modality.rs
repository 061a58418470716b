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
    check("قال المصدر إن الحكومة لم تقر جدولا زمنيا محددا لسحب القوات.", EventType::Withdraw, Modality::Intended, Polarity::Denied);
    check("جرى إسقاط القذيفة ولم ينتج عن سقوطها أي إصابات.", EventType::Injured, Modality::Actual, Polarity::Denied);
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
    check("بدأ مقاتلو حركة \"أحرار الشام\" الخروج من بلدة مضايا.", EventType::Withdraw, Modality::Actual, Polarity::Asserted);
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

#[test]
fn a_feared_or_planned_thing_is_told_by_words_too_plain_for_a_fact() {
    let possible = [
        "قال الوزير إن هناك خطرا حقيقيا من مواجهة في الجنوب.",
        "حذر المبعوث من خطر اندلاع حرب بين البلدين.",
        "قال السفير إن هناك إمكانية لاندلاع نزاع جديد في دارفور.",
    ];
    for text in possible {
        check(text, EventType::Clash, Modality::Possible, Polarity::Asserted);
    }
    let prepared = claims("حشدت القوات دباباتها استعدادا لدخول مدينة منبج.");
    assert!(prepared.iter().any(|claim| claim.parts.event_type == EventType::Advance && claim.parts.modality != Modality::Actual));
    check("سيهاجم الجيش البلدة ما لم تقبل الجماعة تسليم سلاحها.", EventType::Agree, Modality::Conditional, Polarity::Asserted);
    check("قال رئيس الوزراء إن إسرائيل سترد بقوة.", EventType::Offensive, Modality::Future, Polarity::Asserted);
}

#[test]
fn the_same_plain_words_told_as_facts_tell_nothing() {
    for text in ["تحدث الوزير عن مواجهة التضخم.", "الدولتان في حالة حرب منذ عقود.", "رد الوزير على أسئلة النواب."]
    {
        assert!(claims(text).iter().all(|claim| !matches!(claim.parts.event_type, EventType::Clash | EventType::Offensive)), "{text}");
    }
}

#[test]
fn an_operation_named_after_what_it_is_for_tells_both() {
    let text = "بدأت معركة تحرير الحديدة من الحوثيين.";
    check(text, EventType::Offensive, Modality::Actual, Polarity::Asserted);
    check(text, EventType::Capture, Modality::Intended, Polarity::Asserted);
}

#[test]
fn what_the_way_or_the_aim_is_has_not_happened() {
    check("أسهل طريق لإنهاء الأزمة هو تحرير المدينة.", EventType::Capture, Modality::Intended, Polarity::Asserted);
}

#[test]
fn what_nobody_knows_need_not_be_so() {
    check("لا نعلم إن كانت القوات انسحبت من القاعدة.", EventType::Withdraw, Modality::Possible, Polarity::Asserted);
}

#[test]
fn what_was_avoided_or_only_near_did_not_come_about() {
    check("تم تجنب حدوث اشتباك بين الجيشين.", EventType::Clash, Modality::Actual, Polarity::Denied);
    check("كنا على وشك وقوع صدام مباشر بين الجيشين.", EventType::Clash, Modality::Possible, Polarity::Denied);
}

#[test]
fn talks_that_come_to_nothing_are_no_agreement() {
    for text in
        ["فشلت المفاوضات بين الطرفين في جنيف.", "المفاوضات بين الطرفين انتهت بالفشل.", "أعلن المبعوث فشل محادثات السلام.", "انهار الاتفاق في الصيف."]
    {
        check(text, EventType::Agree, Modality::Actual, Polarity::Denied);
    }
    check("إذا فشلت المحادثات فسنعود إلى القتال.", EventType::Agree, Modality::Conditional, Polarity::Denied);
}

#[test]
fn what_somebody_denies_is_denied_however_it_was_told() {
    let denied = [
        ("اتهمت كييف موسكو بدعم الانفصاليين، وهو ما تنفيه روسيا بشكل قاطع.", EventType::Support),
        ("نفى الرئيس وجود قوات أجنبية في بلاده.", EventType::Deploy),
        ("لا علاقة للجيش بالهجوم على القافلة.", EventType::Offensive),
        ("نفى الحزب صلته بالتفجير.", EventType::Bombing),
        ("قال الناطق إن من هذه الشائعات أن الجيش انسحب من المطار.", EventType::Withdraw),
        ("صوت المجلس على المشروعين دون اعتماد أي منهما.", EventType::Agree),
        ("قال القائد إن مصر لم تنقل رسائل تهديد إلى الحركة.", EventType::Threaten),
        ("أعرب الأمين العام عن أسفه لعدم تمكن المجلس من التوصل إلى اتفاق.", EventType::Agree),
    ];
    for (text, kind) in denied {
        check(text, kind, Modality::Actual, Polarity::Denied);
    }
    let claims = claims("قال الناشطون إن الجيش قصف القرية. وقال الناطق باسم الجيش إنه لا أساس لذلك مطلقا.");
    let found: Vec<_> = claims.iter().map(|claim| (claim.parts.event_type, claim.parts.polarity)).collect();
    assert_eq!(found, [(EventType::Shelling, Polarity::Asserted), (EventType::Shelling, Polarity::Denied)]);
}

#[test]
fn the_end_of_a_battle_is_no_denial_of_it() {
    assert!(claims("قال القائد إن الخسارة ليست نهاية المعركة.").iter().all(|claim| claim.parts.polarity == Polarity::Asserted));
}

#[test]
fn whoever_means_to_do_it_is_named_behind_the_word_of_meaning_to() {
    let found = claims("دارت معارك في محاولة من الجيش التقدم في منطقة عفرين.");
    let advance = found.iter().find(|claim| claim.parts.event_type == EventType::Advance).unwrap();
    assert_eq!(advance.parts.modality, Modality::Intended);
    assert_eq!(advance.parts.actors.len(), 1);
}

#[test]
fn what_hangs_on_a_condition_or_is_joined_to_what_is_feared_is_supposed_too() {
    let text = "سيهاجم الجيش البلدة ما لم تقبل الجماعة تسليم المدينة.";
    check(text, EventType::Agree, Modality::Conditional, Polarity::Asserted);
    check(text, EventType::Withdraw, Modality::Conditional, Polarity::Asserted);
    check("تحدث الوزير عن مخاوف من اشتباكات في المدينة أو أضرار بالجسور.", EventType::Destroy, Modality::Possible, Polarity::Asserted);
    check("الحكومة لن تدخل في أي صفقات مع المسلحين.", EventType::Agree, Modality::Future, Polarity::Denied);
    check("لا تعتزم القوات الرحيل من هناك.", EventType::Withdraw, Modality::Intended, Polarity::Denied);
}

#[test]
fn preparations_beside_an_attack_are_no_part_of_it() {
    let found = claims("شن المسلحون هجوما على الحاجز بالتزامن مع استعدادات الجيش لعملية عسكرية في الجبل.");
    let modalities: Vec<_> = found.iter().filter(|claim| claim.parts.event_type == EventType::Offensive).map(|claim| claim.parts.modality).collect();
    assert_eq!(modalities, [Modality::Actual, Modality::Intended]);
}

#[test]
fn a_future_keeps_the_last_letter_of_its_root() {
    assert!(claims("قال القائد إن الجيش سيرد بقوة.").iter().all(|claim| claim.parts.event_type != EventType::Killed));
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

#[test]
fn a_denial_stands_whatever_its_speaker_is_called_and_ends_where_another_word_begins() {
    use isnad_model::{Modality::Actual, Polarity::Asserted, Polarity::Denied};
    assert_eq!(stances("ونفت المديرية العامة للأمن الوطني، من جانبها، وفاة متظاهر في وجدة.", "killed"), [(Denied, Actual)]);
    assert_eq!(stances("نفى الجيش نفيا قاطعا قصف المستشفى.", "shelling"), [(Denied, Actual)]);
    let accused = "ونفى القائد أن تكون قواته قد قصفت المستشفى في الفاشر، متهما الجيش بالوقوف وراء ذلك.";
    assert_eq!(stances(accused, "shelling"), [(Denied, Actual)]);
    assert_eq!(stances(accused, "accuse"), [(Asserted, Actual)]);
    assert_eq!(stances("وقال إن ما يشاع عن هروب ضباط من مدينة درعا عار تماما عن الصحة.", "withdraw"), [(Denied, Actual)]);
    assert_eq!(stances("وقال إن الشاحنات وصلت إلى المدينة، غير أن القصف تجدد على مقربة منها.", "shelling"), [(Asserted, Actual)]);
}

#[test]
fn what_is_studied_proposed_or_given_in_return_for_what_is_to_come_is_no_fact() {
    check("قال مسؤولون إن واشنطن تدرس سحب قواتها بالكامل من سوريا.", EventType::Withdraw, Modality::Possible, Polarity::Asserted);
    let proposed = "عرض الرئيس مقترحا من ثلاث مراحل تشمل أولاها انسحاب القوات من غزة والإفراج عن عدد من الرهائن.";
    check(proposed, EventType::Withdraw, Modality::Intended, Polarity::Asserted);
    check(proposed, EventType::Freed, Modality::Intended, Polarity::Asserted);
    let price = claims("قال إن الحركة ستفرج اليوم عن ثلاث محتجزات، مقابل إطلاق سراح 90 أسيرا.");
    assert!(price.iter().all(|claim| claim.parts.modality == Modality::Future) && price.len() == 2, "{price:?}");
}

#[test]
fn a_perfect_whose_letters_are_an_imperfect_of_another_verb_is_a_fact() {
    check("تلقى وزير الخارجية الأردني، اليوم، اتصالا هاتفيا من نظيره المصري سامح شكري.", EventType::Meet, Modality::Actual, Polarity::Asserted);
    assert!(claims("قال مصدر إن جيشه سيضرب بقوة.").iter().all(|claim| claim.parts.event_type != EventType::Protest));
    assert!(claims("انهارت عمارة آيلة للسقوط وقتل خمسة.").iter().all(|claim| claim.parts.modality == Modality::Actual));
}

#[test]
fn what_follows_a_deed_to_come_or_may_rise_is_no_fact() {
    check("قال إن هدنة تبدأ الجمعة ويتبعها انسحاب القوات من البلدة.", EventType::Withdraw, Modality::Future, Polarity::Asserted);
    let there = stances("سيتوجه الوزير غدا إلى بروكسل، حيث يعقد قمة مع نظيره البلجيكي في ساعة لاحقة.", "meet");
    assert!(there.len() == 2 && there.iter().all(|stance| *stance == (Polarity::Asserted, Modality::Future)), "{there:?}");
    check("وأضاف الطبيب أن عدد القتلى قد يرتفع لوجود عشرات الجرحى.", EventType::Killed, Modality::Possible, Polarity::Asserted);
    check("سيزور الوزير غزة، حيث يقتل الجيش عشرات المدنيين يوميا.", EventType::Killed, Modality::Actual, Polarity::Asserted);
    check("نفت وزارة الدفاع صحة الأنباء عن مقتل القائد في حلب.", EventType::Killed, Modality::Actual, Polarity::Denied);
}

#[test]
fn words_that_only_look_like_cues_leave_a_fact_a_fact() {
    use isnad_model::{Modality::Actual, Modality::Future, Polarity::Asserted, Polarity::Denied};
    assert_eq!(stances("قصف الجيش ليلا مدينة درعا وقتل ثلاثة أشخاص.", "killed"), [(Asserted, Actual)]);
    assert_eq!(stances("غارة على مركز في تاجوراء توقع 44 قتيلا.", "killed"), [(Asserted, Actual)]);
    assert_eq!(stances("أكد أن وحداته أحبطت محاولة التسلل باتجاه بلدة سراقب وأوقعت عشرات الإرهابيين قتلى.", "killed"), [(Asserted, Actual)]);
    assert_eq!(stances("يسود هدوء حذر في العاصمة بعد مقتل ثلاثة أشخاص في قصف.", "killed"), [(Asserted, Actual)]);
    assert_eq!(stances("دخل الاتفاق حيز التنفيذ، وبموجبه ينسحب الجيش من جنوب لبنان.", "withdraw"), [(Asserted, Future)]);
    assert_eq!(stances("أبرم اتفاق أجلي بموجبه آلاف المدنيين إلى إدلب.", "displaced"), [(Asserted, Actual)]);
    let rumour = "نفى مصدر عسكري صحة الأنباء التي تتداولها صفحات على مواقع التواصل حول انسحاب وحدات الجيش من مدينة حماة.";
    assert_eq!(stances(rumour, "withdraw"), [(Denied, Actual)]);
}

#[test]
fn a_word_of_a_name_or_of_another_verb_is_no_cue() {
    use isnad_model::{Modality::Actual, Polarity::Asserted};
    assert_eq!(stances("أعلنت أطباء بلا حدود مقتل ثلاثة من موظفيها في غزة.", "killed"), [(Asserted, Actual)]);
    assert_eq!(stances("بحث الوزيران مقتل خمسة جنود في سيناء.", "killed"), [(Asserted, Actual)]);
}

/// Modality and polarity of the one claim of a type.
fn state(text: &str, kind: EventType) -> (Modality, Polarity) {
    let read = claims(text);
    let found: Vec<_> = read.iter().filter(|claim| claim.parts.event_type == kind).collect();
    assert_eq!(found.len(), 1, "{text}");
    (found[0].parts.modality, found[0].parts.polarity)
}

#[test]
fn what_somebody_is_ordered_to_do_is_not_done_whoever_orders_it() {
    for text in ["أمرهم بقصف حلب.", "طلب منهم قصف حلب.", "هددهم بقصف حلب.", "دعاهم إلى قصف حلب."] {
        assert_eq!(state(text, EventType::Shelling), (Modality::Intended, Polarity::Asserted), "{text}");
    }
    assert_eq!(state("حذرهم من قصف حلب.", EventType::Shelling), (Modality::Possible, Polarity::Asserted));
    assert_eq!(state("وعدهم بسحب القوات من حلب.", EventType::Withdraw), (Modality::Future, Polarity::Asserted));
    // What somebody is accused of by nobody named is told by nobody.
    assert!(claims("اتهم الجنود بقتل مدنيين في حلب.").iter().all(|claim| claim.parts.event_type != EventType::Killed));
}

#[test]
fn a_name_that_is_not_told_denies_nothing() {
    let text = "تتهم السلطات جماعة لم تسمها بقتل مدنيين في حلب.";
    assert_eq!(state(text, EventType::Killed), (Modality::Actual, Polarity::Asserted));
}

#[test]
fn what_a_verb_implies_of_its_complement() {
    use Modality::{Actual, Future, Intended, Possible};
    use Polarity::{Asserted, Denied};
    for (text, kind, expected) in [
        ("منع الجيش المسلحين من قصف حلب.", EventType::Shelling, (Actual, Denied)),
        ("منعهم من قصف حلب.", EventType::Shelling, (Actual, Denied)),
        ("لم يمنع ذلك الجيش من قصف حلب.", EventType::Shelling, (Actual, Asserted)),
        ("سيمنع الجيش المسلحين من قصف حلب.", EventType::Shelling, (Future, Denied)),
        ("تفادى الجيش قصف حلب.", EventType::Shelling, (Actual, Denied)),
        ("سمح الجيش للمسلحين بقصف حلب.", EventType::Shelling, (Possible, Asserted)),
        ("كلفهم بقصف حلب.", EventType::Shelling, (Intended, Asserted)),
        ("فوض البرلمان الرئيس شن هجوم واسع على مدينة حلب شمالي سوريا.", EventType::Offensive, (Intended, Asserted)),
        ("أقنع الوسيط المقاتلين بالانسحاب من حلب.", EventType::Withdraw, (Intended, Asserted)),
        ("حرض القائد أنصاره على قتل المدنيين في حلب.", EventType::Killed, (Intended, Asserted)),
        ("ألمح الوزير إلى شن هجوم على حلب.", EventType::Offensive, (Possible, Asserted)),
        ("أجبرهم على الانسحاب من حلب.", EventType::Withdraw, (Actual, Asserted)),
        ("يستعد الجيش لإجبار المسلحين على الانسحاب من حلب.", EventType::Withdraw, (Future, Asserted)),
        ("صوت البرلمان على سحب القوات من العراق.", EventType::Withdraw, (Intended, Asserted)),
        // What stands beside the verb is none of its complement.
        ("منع الجيش القوافل بعد قصف حلب.", EventType::Shelling, (Actual, Asserted)),
    ] {
        assert_eq!(state(text, kind), expected, "{text}");
    }
}

#[test]
fn what_somebody_never_did_and_what_only_looks_like_that() {
    use Modality::{Actual, Intended, Possible};
    use Polarity::{Asserted, Denied};
    for (text, kind, expected) in [
        ("ما قصف الجيش أي مدرسة في حلب.", EventType::Shelling, (Actual, Denied)),
        ("أكد القائد أننا ما انسحبنا من حلب.", EventType::Withdraw, (Actual, Denied)),
        ("انفجرت سيارة في حلب ما قتل ثلاثة.", EventType::Killed, (Actual, Asserted)),
        ("قرر الجيش ألا ينسحب من حلب.", EventType::Withdraw, (Intended, Denied)),
        ("القول بأن النظام استعاد السيطرة على درعا كلام فارغ.", EventType::Capture, (Actual, Denied)),
        ("لا علم لنا بانسحاب الجيش من حلب.", EventType::Withdraw, (Possible, Asserted)),
        ("برأت اللجنة الجيش من قصف حلب.", EventType::Shelling, (Actual, Denied)),
        ("لم يقتل أحد في حلب إلا أن منازل احترقت.", EventType::Killed, (Actual, Denied)),
        ("قال مسؤول طلب عدم الكشف عن هويته إن القوات انسحبت من حلب.", EventType::Withdraw, (Actual, Asserted)),
        // Behind the verb stands its subject, and whoever takes shelter does not keep from the deed.
        ("منعت غارات إسرائيلية على حلب السكان من العودة.", EventType::Airstrike, (Actual, Asserted)),
        ("تفادى السكان القصف على حلب في الأقبية.", EventType::Shelling, (Actual, Asserted)),
    ] {
        assert_eq!(state(text, kind), expected, "{text}");
    }
}

#[test]
fn the_latter_who_denies_is_whoever_the_sentence_names_last() {
    let text = "لم يرد الجيش السوداني على طلب للتعليق. واتهم محامو الطوارئ قوات الدعم السريع بقتل 9 أسرى في الأبيض، وهو ما نفته الأخيرة.";
    let denied = claims(text).into_iter().find(|claim| claim.parts.polarity == Polarity::Denied).unwrap();
    assert_eq!(&*denied.parts.attribution[0].source.name_ar, "قوات الدعم السريع");
}
