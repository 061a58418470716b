//! Plain sentences that told something and were not heard: nouns that say what is demanded, pronouns, hamzas, commas and days between verb and object.

use super::claims;
use isnad_model::{Claim, EventType, Modality, Polarity};

fn of(text: &str, kind: EventType) -> Option<Claim> {
    claims(text).into_iter().find(|claim| claim.parts.event_type == kind)
}

fn told(kind: EventType, texts: &[&str]) {
    for text in texts {
        assert!(of(text, kind).is_some(), "{text}: {kind:?} is not told");
    }
}

fn silent(kind: EventType, texts: &[&str]) {
    for text in texts {
        assert!(of(text, kind).is_none(), "{text}: {kind:?} is told");
    }
}

#[test]
fn a_noun_that_says_what_is_demanded_is_the_demand() {
    told(
        EventType::Call,
        &[
            "أسس المزارعون حركة للمطالبة بخفض الضرائب.",
            "احتشد المئات في بريتوريا للمطالبة باستقالة الوزيرة.",
            "جرى الاقتراع وسط دعوات إلى مقاطعة الانتخابات في كينيا.",
        ],
    );
    told(
        EventType::Accuse,
        &["ويواجه مدير المصرف اتهامات بالاختلاس في ليما.", "تواجه البلدية اتهامات جديدة بإخفاء الوثائق.", "المدير السابق متهم بالرشوة."],
    );
    silent(EventType::Accuse, &["ما زالت تقف في وجه هذه الاتهامات.", "لم يذكر البيان ملابسات الاتهامات."]);
    silent(EventType::Call, &["رفضت الحكومة دعوات إلى مقاطعة الانتخابات.", "ناقش المجلس المطالبات."]);
}

#[test]
fn a_quotation_parts_no_aim_from_its_preposition() {
    let claim = of("وتهدف \"مسيرة الخبز\" أيضا إلى التنديد بالغلاء.", EventType::Condemn).unwrap();
    assert_eq!(claim.parts.modality, Modality::Intended);
}

#[test]
fn the_time_has_come_for_what_is_demanded() {
    told(
        EventType::Call,
        &[
            "قال المبعوث الأممي إنه حان الوقت لفتح الطريق أمام المزارعين.",
            "قالت الوزيرة إنه لا بد من تعديل القانون.",
            "قالت رئيسة الحكومة إنه من المهم حماية السدود في إثيوبيا.",
        ],
    );
    told(EventType::Condemn, &["قال الوزير إن هذه التصريحات غير مقبولة.", "قال النائب إن ما يجري في الميناء غير مقبول."]);
    silent(EventType::Call, &["حان وقت الغداء في المدرسة."]);
}

#[test]
fn what_is_written_with_a_pronoun_is_no_other_noun() {
    told(EventType::Killed, &["قامت الشرطة بقتله في ليون.", "أدت المطاردة إلى قتله.", "اعترف الرجل بقتله حارسين في المتجر."]);
    told(EventType::Detained, &["تم إيقافه سنة 1991 في ليما.", "أعلنت الشرطة توقيفهم في ليون."]);
    told(EventType::Condemn, &["عبر وزير الخارجية التركي عن استيائه من قرار اليونان.", "عبرت الحكومة الهندية عن استيائها من القرار."]);
    silent(EventType::Killed, &["طالب الأهالي بمحاكمة القتلة."]);
}

#[test]
fn who_is_lost_is_told_with_his_number() {
    told(EventType::Missing, &["غرق المركب وفقد ثلاثة أشخاص في البحر.", "وفقد اثنان في النهر.", "قتل خمسة عمال وفقد ثمانية صيادين قرب الجزيرة."]);
    silent(EventType::Missing, &["فقد الجيش السيطرة على التل.", "فقد قال الوزير إن الوضع هادئ.", "فقد الفريق الأمل في الفوز."]);
}

#[test]
fn an_object_stands_behind_a_comma_too() {
    told(EventType::Capture, &["حررت قوات الجيش اليمني، بلدة الخوخة.", "حررت قوات الجيش اليمني، عددا من القرى في ريف صعدة."]);
    told(EventType::Destroy, &["دمرت القوات العراقية، مخازن أسلحة في الموصل."]);
    told(EventType::Killed, &["وكانت السلطات الصينية قد أعدمت الأسبوع الماضي، عددا من السجناء."]);
    let left = of("غادر قائد الجيش اللبناني، العماد سامي حداد، بيروت.", EventType::Withdraw);
    assert!(left.is_none_or(|claim| claim.parts.places.iter().all(|place| !place.name_ar.contains("العماد"))));
}

#[test]
fn who_is_executed_need_not_be_named() {
    told(EventType::Killed, &["حوكم القرصان وأعدم شنقا في بومباي.", "ذكرت تقارير أن الضابط أعدم هذا الأسبوع."]);
    silent(EventType::Killed, &["أعدمت البلدية أطنانا من اللحوم الفاسدة.", "أعدمت السلطات كميات من الدجاج."]);
}

#[test]
fn an_operation_taken_up_is_an_offensive() {
    let text = "شن الطيران التركي غارات على مواقع للمسلحين. ويأتي ذلك في إطار العملية العسكرية المستمرة التي بدأتها تركيا في العراق.";
    told(EventType::Offensive, &[text, "نصب المسلحون كمينا لدورية للجيش في تعز."]);
}

#[test]
fn attacks_by_the_place_where_they_fell_and_bases_built() {
    told(EventType::AttackCivilians, &["حصل الاعتداء في الدائرة الثانية وسط باريس.", "الاعتداء الذي وقع في منطقة المخا في محافظة تعز."]);
    told(EventType::Deploy, &["أنشأ الجيش التركي معسكرا في شمال العراق."]);
    silent(EventType::AttackCivilians, &["أدان الحزب الاعتداء."]);
    let denied = of("نفت الحكومة اتهامات بقمع المتظاهرين.", EventType::Accuse).unwrap();
    assert_eq!(denied.parts.polarity, Polarity::Denied);
}

#[test]
fn letters_of_two_verbs_behind_a_particle_agree_with_their_subject() {
    let modality = |text: &str, kind| of(text, kind).map(|claim| claim.parts.modality);
    assert_eq!(modality("قد تواجه الوزارة اتهامات بالفساد.", EventType::Accuse), Some(Modality::Possible));
    assert_eq!(modality("قد تواجه القوات هجوما عنيفا في حماة.", EventType::Offensive), Some(Modality::Possible));
    assert_eq!(modality("قد تواصل القوات قصفها على حماة.", EventType::Shelling), Some(Modality::Possible));
    assert_eq!(modality("وقد تظاهر المئات في حماة.", EventType::Protest), Some(Modality::Actual));
    assert_eq!(modality("وقد تبادل الجانبان إطلاق النار في حماة.", EventType::Clash), Some(Modality::Actual));
}
