//! Events that constructions of the world's news told and nobody heard, and the same words where they tell none.

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
fn who_is_held_in_operations_is_held() {
    told(
        EventType::Detained,
        &[
            "أوقفت الشرطة خمسة أشخاص في عمليات متزامنة في نيقوسيا.",
            "أوقفت قوات الأمن عشرة رجال في حملة ليلية في أنقرة.",
            "خطف المسلحون مسؤولا أمنيا في مأرب.",
            "خطفت الميليشيا مسؤولا حكوميا في عدن.",
        ],
    );
    silent(EventType::Detained, &["أوقف الجيش عملياته في الريف.", "أوقفت القوات القتال في المدينة.", "أوقفت الوزارة موظفين عن العمل."]);
}

#[test]
fn a_verb_that_describes_its_subject_parts_no_expression() {
    told(EventType::Killed, &["لقي رجل يبلغ من العمر أربعين سنة حتفه في حي البستان.", "لقي عامل يعمل في المنجم مصرعه في دربان."]);
    told(
        EventType::Offensive,
        &["هاجمت قوات الأمن مساء اليوم الثلاثاء ، مقرات للتنظيم في المدينة.", "شن مسلحون يستقلون دراجات هجوما على نقطة تفتيش في كركوك."],
    );
    silent(EventType::Reject, &["أعلنت الوكالة دخول الجيش أحياء تسيطر عليها المعارضة في حلب."]);
}

#[test]
fn what_is_said_of_a_deed() {
    told(EventType::Condemn, &["هاجم الرئيس الصحيفة ووصفها بالفاشلة.", "جدد الحزب إدانته للقصف على البلدة."]);
    told(EventType::Accuse, &["اشتكى السكان من تجاوزات الحراس."]);
    told(EventType::Reject, &["قابلت الحكومة المقترح بالرفض.", "قضت المحكمة بعدم دستورية القانون."]);
    silent(EventType::Condemn, &["وصف الرئيس نظيره بالصديق الكبير.", "اعتبر الوزير الزيارة خطوة مهمة.", "يعتبر هذا الاعتداء الأكثر دموية في البلاد."]);
    silent(EventType::Accuse, &["اشتكى اللاعب من آلام في الركبة."]);
}

#[test]
fn posts_drills_and_what_is_kept_abroad() {
    told(EventType::Deploy, &["أجرى الجيش المصري مناورات في البحر الأحمر.", "استحدثت الجماعة نقاط تفتيش في المحافظة."]);
    told(EventType::Hold, &["تحتفظ الأمم المتحدة بنحو ألفي جندي في مالي."]);
    told(EventType::Withdraw, &["خفضت روسيا وجودها العسكري في سوريا."]);
    told(EventType::Close, &["أعلنت الحكومة تعطيل المدارس والجامعات."]);
    told(EventType::Clash, &["أطلق الجيش طلقات تحذيرية باتجاه شبان على الحدود."]);
    told(EventType::Killed, &["أعلنت وزارة الداخلية، الأربعاء، القضاء على منفذ الهجوم الذي وقع في العريش."]);
    silent(EventType::Killed, &["أدى القصف إلى سقوط المدينة."]);
}

#[test]
fn insisting_and_offering_is_no_deed() {
    for text in ["يصر الوفد على انسحاب القوات من البلدة.", "دخول القوات إلى المدينة مرفوض.", "رأت الدولة مصلحة في انسحاب القوات من المدينة."]
    {
        let claim = claims(text).into_iter().find(|claim| matches!(claim.parts.event_type, EventType::Withdraw | EventType::Advance)).unwrap();
        assert_eq!(claim.parts.modality, Modality::Intended, "{text}");
    }
    told(EventType::Call, &["ضغطت لندن من أجل التوصل إلى هدنة في المدينة."]);
    for text in ["أصر الوزير على أن القوات انسحبت من البلدة.", "دخلت القوات المدينة، وهذا أمر مرفوض."]
    {
        assert!(claims(text).iter().any(|claim| claim.parts.modality == Modality::Actual), "{text}");
    }
}

#[test]
fn duties_behind_their_topic_and_in_quotations() {
    for text in ["قال النائب إن الحكومة عليها وقف القتال.", "قال النائب: \"على الحكومة أن تفرج عن الصحفيين\"."]
    {
        let all = claims(text);
        assert!(all.iter().any(|claim| claim.parts.event_type == EventType::Call), "{text}");
        assert!(
            !all.is_empty() && all.iter().all(|claim| claim.parts.event_type == EventType::Call || claim.parts.modality == Modality::Intended),
            "{text}"
        );
    }
    silent(EventType::Call, &["نفذت الجماعة \"هجمات عشوائية\" على دمشق.", "قال القائد إن القرية سيطر عليها الجيش."]);
}

#[test]
fn a_denial_reaches_past_what_is_set_off() {
    for text in [
        "تنفي الشركة، التي تعمل في البلاد منذ عام، مشاركتها في قصف المدينة.",
        "نفت الحركة، وهي قريبة من الحكومة، تورطها في قصف المدينة.",
        "نفى الجيش، وهو الأكبر في المنطقة، قصف المدينة.",
    ] {
        assert_eq!(of(text, EventType::Shelling).unwrap().parts.polarity, Polarity::Denied, "{text}");
    }
    for text in ["نفى الجيش الاتهامات، وقصف المدينة أمس.", "نفى المتحدث ذلك، مؤكدا قصف الجيش للمدينة."]
    {
        assert_eq!(of(text, EventType::Shelling).unwrap().parts.polarity, Polarity::Asserted, "{text}");
    }
}

#[test]
fn what_a_state_hinders_does_not_come_about() {
    for text in ["أعاقت إيطاليا التوصل إلى اتفاق خلال القمة.", "عرقلت الدولة في وقت سابق التوصل إلى اتفاق."]
    {
        assert_eq!(of(text, EventType::Agree).unwrap().parts.polarity, Polarity::Denied, "{text}");
    }
    assert_eq!(of("رحبت إيطاليا بالتوصل إلى اتفاق خلال القمة.", EventType::Agree).unwrap().parts.polarity, Polarity::Asserted);
}

#[test]
fn words_of_another_sense() {
    silent(EventType::Capture, &["تمكن رجال الإطفاء من السيطرة على النيران في باكو.", "يتوقع تساقط الثلوج في أرجاء البلاد."]);
    silent(EventType::Destroy, &["بعد انهيار الاتفاق النووي مع الدول الكبرى.", "اتهمته النيابة بالإضرار بسمعة الدولة."]);
    silent(EventType::Call, &["يلزم القانون المحكمة العليا بنشر قراراتها.", "تقدم الشاب بطلب اللجوء في اليابان."]);
    silent(EventType::Bombing, &["عثرت الشرطة على معمل لتصنيع العبوات الناسفة في الموصل."]);
    silent(EventType::Meet, &["منعت القناة بث حوار تلفزي مع النائب.", "تداول القصة آلاف المستخدمين في موقع فيسبوك."]);
    told(EventType::Capture, &["سيطر الجيش على المطار في باكو."]);
    told(EventType::Destroy, &["انهار المبنى في حي الزيتون."]);
    told(EventType::Call, &["ألزم الرئيس الشركات بخفض الأسعار.", "طلب الوزير وقف القتال."]);
    told(EventType::Bombing, &["انفجرت عبوة ناسفة في الموصل."]);
}

#[test]
fn how_many_of_the_dead_were_of_a_kind() {
    let value = |text: &str, kind| of(text, kind).and_then(|claim| claim.parts.quantity.as_ref().map(|quantity| quantity.value));
    assert_eq!(value("قال المرصد إن من بين القتلى في الغارة 121 طفلا.", EventType::Killed), Some(121));
    assert_eq!(value("قالت الوزارة إن بين المصابين 29 طفلا.", EventType::Injured), Some(29));
    assert_eq!(value("من بين الجرحى عشر نساء.", EventType::Injured), Some(10));
    assert_eq!(value("قتل خمسون شخصا في الغارة على السوق.", EventType::Killed), Some(50));
}
