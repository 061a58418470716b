//! What is found in a sentence, and as what: `type value`, in order of type.

use crate::claims;

/// Checks the claims of one paragraph, as `type` or `type number`, sorted.
fn check(text: &str, expected: &[&str]) {
    let mut found: Vec<String> = claims(text)
        .iter()
        .map(|claim| match &claim.parts.quantity {
            Some(quantity) => format!("{} {}", claim.parts.event_type.name(), quantity.value),
            None => claim.parts.event_type.name().to_owned(),
        })
        .collect();
    found.sort();
    assert_eq!(found, expected, "{text}");
}

#[test]
fn numbers_of_casualties() {
    check("مقتل 12 من عناصر الشرطة في حلب", &["killed 12"]);
    check("أصيب العشرات في المدينة", &["injured 10"]);
    check("قتل 7 مدنيين و3 مسلحين في حمص", &["killed 3", "killed 7"]);
    check("أوقعت الحرب أكثر من 300 ألف قتيل", &["killed 300000"]);
    check("ارتفع عدد القتلى إلى 45", &["killed 45"]);
    check("ارتفع إلى 9 عدد القتلى", &["killed 9"]);
    check("سقط 30 قتيلا بينهم 4 أطفال في إدلب", &["killed 30", "killed 4"]);
    check("نزح 80 ألف رجل وامرأة وطفل", &["displaced 80000"]);
}

#[test]
fn voice() {
    check("إن أربعة جنود أصيبوا بجروح", &["injured 4"]);
    check("قتل جندي ومسلحان في كمين قرب حماة", &["killed 1", "killed 2", "offensive"]);
    check("أن 15 مدنيا، بينهم امرأة، قتلوا في حلب", &["killed 1", "killed 15"]);
}

#[test]
fn carriers() {
    check("وقع انفجار وسط بيروت", &["bombing"]);
    check("انفجار وقع في بغداد", &["bombing"]);
    check("الحصار الذي تفرضه القوات الحكومية على حمص", &["siege"]);
    check("غارات شنها الطيران الروسي على إدلب", &["airstrike"]);
    check("أسفر هجوم شنه مسلحون على حلب عن مقتل 3 جنود", &["killed 3", "offensive"]);
    check("هجوم استهدف قاعدة في حمص", &["offensive"]);
}

#[test]
fn weapons() {
    check("استهدفت مقاتلات روسية مدينة إدلب", &["airstrike"]);
    check("قصفت مدفعية الجيش مدينة إدلب", &["shelling"]);
    check("استهدف المسلحون المدنيين في حلب", &["attack_civilians"]);
    check("شن الجيش هجوما بالأسلحة الكيميائية على حلب", &["attack_civilians"]);
}

#[test]
fn positions() {
    check("باتت فصائل المعارضة على مشارف حماة", &["advance"]);
    check("الجيش موجود في حمص", &["hold"]);
    check("سيطرت الفصائل على عدد من القرى في ريف حماة", &["capture"]);
    check("انسحبت القوات من شرق مدينة دير الزور", &["withdraw"]);
}

#[test]
fn no_claims() {
    check("الجماعات المسلحة التي تقاتل في سوريا", &[]);
    check("الوصول إلى حلب صعب", &[]);
}

#[test]
fn claimed_and_aimed() {
    check("وقع تفجير في بغداد. وتبنى تنظيم الدولة الإسلامية الهجوم", &["bombing", "bombing"]);
    check("أطلق المسلحون النار على مدنيين في حمص", &["attack_civilians"]);
    check("قتل 6 مدنيين برصاص الجيش الإسرائيلي في غزة", &["killed 6"]);
    check("استهدفت مقاتلات التحالف تعزيزات للحوثيين في صعدة", &["airstrike"]);
}

#[test]
fn each_tells_its_own() {
    check("إيران تطلق دفعة جديدة من الصواريخ وإسرائيل تقصف طهران", &["shelling", "shelling"]);
    check("خلف الزلزال 20 وفاة و30 إصابة", &["killed 20"]);
    check("سقط 30 قتيلا في إدلب، بينهم 4 مقاتلين و9 أطفال", &["killed 30", "killed 4", "killed 9"]);
}

#[test]
fn a_tally_has_the_number_of_its_own_verb() {
    check("تجاوزت حصيلة القتلى في غزة 45 ألفا، ونزح مليونان", &["displaced 2000000", "killed 45000"]);
    let bound = |text: &str| claims(text)[0].parts.quantity.as_ref().map(|quantity| quantity.bound.name());
    assert_eq!(bound("تجاوزت حصيلة القتلى في غزة 45 ألفا"), Some("min"));
    assert_eq!(bound("لم تتجاوز حصيلة القتلى في غزة 20 شخصا"), Some("max"));
}

/// Doers of the claims of one paragraph, by the first of each.
fn doers(text: &str) -> Vec<String> {
    claims(text).iter().map(|claim| claim.parts.actors.first().map_or_else(String::new, |actor| actor.name_ar.to_string())).collect()
}

#[test]
fn who_did_it() {
    assert_eq!(doers("شنت إسرائيل غارات على دمشق وقصفت حلب"), ["إسرائيل", "إسرائيل"]);
    assert_eq!(doers("استهدفت غارة إسرائيلية مواقع في غزة ردا على إطلاق قذائف")[1], "", "who answers did not do what he answers");
    assert_eq!(doers("أعلن الحرس الثوري مقتل رئيس جهاز استخباراته في غارة على دمشق"), ["", ""], "nobody kills his own");
    assert_eq!(doers("أعلن حزب الله مقتل ثلاثة من مقاتليه في غارة إسرائيلية على بيروت")[0], "الجيش الإسرائيلي", "but others kill them");
    assert_eq!(doers("اتهم الجيش الإسرائيلي حركة حماس، التي تسيطر على القطاع، بقصف عسقلان")[1], "حماس");
    assert_eq!(doers("تحقيق في قصف المستشفى"), [""], "a hospital bombs nobody");
}

/// The number of the first claim of people, with its ends.
fn figure(text: &str) -> Option<(u64, Option<u64>, Option<u64>)> {
    let claims = claims(text);
    let quantity = claims.iter().find_map(|claim| claim.parts.quantity.clone())?;
    Some((quantity.value, quantity.low, quantity.high))
}

#[test]
fn a_range_has_two_ends() {
    for text in ["قتل ما بين 40 و50 شخصا في الغارة.", "يتراوح عدد القتلى بين 40 و50 قتيلا.", "أسفر القصف عن مقتل 40 إلى 50 مدنيا."]
    {
        assert_eq!(figure(text), Some((40, Some(40), Some(50))), "{text}");
    }
    assert_eq!(figure("قتل ما بين 5 إلى 6 ملايين شخص في الحرب."), Some((5_000_000, Some(5_000_000), Some(6_000_000))));
    assert_eq!(figure("ارتفع عدد القتلى من 40 إلى 50 قتيلا.").map(|(value, ..)| value), Some(40));
}

#[test]
fn what_is_no_number_of_people_is_none() {
    assert_eq!(figure("قتل 12345678901234567890 شخصا في الزلزال."), None);
    assert_eq!(figure("قال الدفاع المدني إن 7 أطفال من عائلة واحدة قتلوا في الشجاعية.").map(|(value, ..)| value), Some(7));
    let families = claims("نزحت 300 ألف أسرة من المدينة.");
    assert_eq!(families[0].parts.quantity.as_ref().and_then(|q| q.subgroup.as_deref()), Some("families"));
}

#[test]
fn hours_up_to_now_are_the_scope_of_a_figure() {
    for (text, hours) in [
        ("قالت الوزارة إن 25 شخصا قتلوا خلال 24 ساعة.", 24),
        ("قتل 25 شخصا خلال الساعات ال\u{640}48 الماضية في غزة.", 48),
        ("قتل 25 شخصا في آخر 72 ساعة في غزة.", 72),
    ] {
        let claims = claims(text);
        let scope = claims.iter().find_map(|claim| claim.parts.quantity.as_ref()?.scope.clone());
        assert_eq!(scope.and_then(|scope| scope.within_hours), Some(hours), "{text}");
    }
}

#[test]
fn people_are_counted_where_the_clause_goes_on() {
    for (text, number) in [
        ("اعتقلت قوات الاحتلال، مساء الأحد، شابا من نابلس.", 1),
        ("اعتقلت قوات الاحتلال، الليلة الماضية وفجر اليوم، 22 فلسطينيا من الخليل.", 22),
        ("عثر على 10 أشخاص قتلوا بقطع الرأس في موزمبيق.", 10),
        ("قتل منهم 54 فلسطينيا.", 54),
        ("وأكد مقتل اليمنيين الخمسة في الغارة.", 5),
        ("خطف مسلحون مجهولون أكثر من 80 تلميذا من مدرسة.", 80),
        ("نزح ما بين خمسة آلاف وسبعة آلاف شخص من القرى.", 5000),
        ("عدد قتلى الزلزال تجاوز 2700.", 2700),
        ("وأصيب آخر بجروح.", 1),
        ("تظاهر آلاف الفلسطينيين على الحدود.", 1000),
    ] {
        assert_eq!(figure(text).map(|(value, ..)| value), Some(number), "{text}");
    }
    let second: Vec<_> =
        claims("قتل جنديان وأصيب ثالث بانفجار عبوة.").iter().filter_map(|claim| Some(claim.parts.quantity.as_ref()?.value)).collect();
    assert_eq!(second, [2, 1]);
}

#[test]
fn who_stands_before_a_day_between_commas_acts() {
    let claims = claims("اعتقلت إيران، الأحد، مديرا كبيرا في وزارة النفط.");
    assert_eq!(claims[0].parts.actors.iter().map(|actor| &*actor.id).collect::<Vec<_>>(), ["iran"]);
}

#[test]
fn a_headline_without_a_verb_tells_its_dead() {
    let kinds: Vec<_> = claims("قتلى وجرحى بانفجار سيارة مفخخة في مدينة الباب.").iter().map(|claim| claim.parts.event_type.name()).collect();
    assert_eq!(kinds, ["killed", "injured", "bombing"]);
}

#[test]
fn indefinite_objects() {
    // A site behind an indefinite plural is what is attacked, no adjective of it.
    check("هاجم مسلحون ثكنة في حلب", &["offensive"]);
    check("هاجم مسلحون مدرسة في حلب", &["attack_civilians"]);
    check("داهمت قوة خاصة منزلا في حلب", &["offensive"]);
    check("اجتاز أربعة مسلحين السياج الحدودي شرقي غزة", &["advance"]);
    check("أغارت الطائرات على أطراف مدينة إدلب", &["airstrike"]);
    check("هاجمت طائرات مسيرة مصفاة في حمص", &["airstrike"]);
    check("نزل الآلاف إلى شوارع بيروت", &["protest 1000"]);
    check("عزز الجيش وجوده في حلب", &["deploy"]);
    check("سحبت فرنسا سفيرها من النيجر", &["withdraw"]);
    check("تم إجلاء 1100 من مقاتلي الفصائل من حلب", &["withdraw"]);
    check("تم إجلاء 1100 من سكان حلب", &["displaced 1100"]);
    check("أشاد الوزير بموقف الجيش", &["support"]);
    check("أشاد الوزير بسام الصباغ", &[]);
}

#[test]
fn blame_by_a_speaker() {
    check("قال الوزير إن الجماعة تعرقل الحل السياسي", &["accuse"]);
    check("قال الوزير إن إيران تزعزع استقرار المنطقة", &["accuse"]);
    check("قال الوزير إن النظام مسؤول عن الهجوم", &["accuse"]);
    check("تعرقل الرياح حركة الملاحة", &[]);
    check("قال الوزير إن الجماعة لا تعرقل الحل السياسي", &[]);
    check("دعا الوزير إلى وقف دعم الإرهاب", &["call"]);
}

#[test]
fn what_will_not_be_let_pass() {
    check("قال الرئيس إن القتلة لن يفلتوا من العقاب", &["threaten"]);
    check("قال القائد \"لن نسمح لهم بالعودة\"", &["threaten"]);
    check("قال القائد \"لن نتردد في استخدام القوة\"", &["threaten"]);
    check("قال الوزير إن السلطات لم تسمح للطلاب بالعودة", &[]);
    check("قال الوزير إن السلطات ستسمح للطلاب بالعودة", &[]);
    check("أفلت السائق من العقاب", &[]);
}

#[test]
fn needs_told_as_calls() {
    check("قالت المنظمة إن هناك حاجة ملحة إلى الغذاء", &["call"]);
    check("في المدينة حاجة إلى الغذاء", &[]);
}

#[test]
fn blows_that_go_on() {
    check("شنت الطائرات الحربية غارات على حلب، كما استهدفت مواقع في إدلب", &["airstrike", "airstrike"]);
    check("شنت الطائرات غارات على حلب واستهدفت مدفعية الجيش مواقع في إدلب", &["airstrike", "shelling"]);
    check("حاول المسلحون التسلل إلى حلب", &["offensive"]);
    check("تسلل مسلحون إلى حلب", &["advance"]);
    check("أضرب العمال في بيروت", &["protest"]);
    check("كان الجنود يضربون المتظاهرين في حلب", &["attack_civilians"]);
}

#[test]
fn predicates_of_going_on() {
    check("قال الشاهد إن القتال مستمر في حلب", &["clash"]);
    check("المعارك لا تزال مستمرة في حلب", &["clash"]);
    check("دخلت الهدنة حيز التنفيذ في حلب", &["agree"]);
    check("دخل القانون حيز التنفيذ في تونس", &[]);
    check("باتت القوات المشتركة قريبة جدا من مدينة حلب", &["advance"]);
    check("إن القوات المشتركة، بإسناد من التحالف، أصبحت على بعد كيلومترين من حلب", &["advance", "support"]);
    check("باتت المدرسة قريبة جدا من مدينة حلب", &[]);
}

#[test]
fn backing_told_in_passing() {
    check("سيطر الجيش على حلب بدعم من القوات الروسية", &["capture", "support"]);
    check("سيطر الجيش على حلب بإسناد ومشاركة القوات الروسية", &["capture", "support"]);
}

#[test]
fn a_part_is_not_the_count() {
    check("ارتفعت حصيلة القتلى إلى 41 بينهم 3 أطفال", &["killed 3", "killed 41"]);
    check("تجاوز عدد القتلى في غزة 45 ألفا", &["killed 45000"]);
}

#[test]
fn an_exception_asserts_what_it_excepts() {
    let polarity = |text: &str| claims(text)[0].parts.polarity;
    for text in ["لا تسيطر الحكومة إلا على كابل.", "لا يسيطر الجيش إلا على مدينة حلب.", "لم يقتل الجيش سوى جنديين في حلب."]
    {
        assert_eq!(polarity(text), isnad_model::Polarity::Asserted, "{text}");
    }
    for text in ["لن ينسحب الجيش من حلب إلا بعد اتفاق.", "لم تسيطر القوات على حلب.", "لم يقتل الجيش جنديين في حلب."]
    {
        assert_eq!(polarity(text), isnad_model::Polarity::Denied, "{text}");
    }
}

#[test]
fn a_letter_that_may_be_the_conjunction() {
    check("وفر أكثر من عشرة آلاف شخص من حلب", &["displaced 10000"]);
    check("وفرت الدولة أسلحة للفصائل", &["support"]);
    check("وفرت الحكومة مساكن للنازحين في حلب", &[]);
    check("شنت القوات حملة اعتقالات في حلب", &["detained"]);
    check("اعتدى جنود بالضرب على مصورين في حلب", &["attack_civilians"]);
}

#[test]
fn what_a_crowd_is_there_to_say() {
    check("احتشد عشرات السكان في حلب لمطالبة الميليشيات بإخراج الأسلحة", &["call", "protest 10"]);
    check("خرج المتظاهرون في مسيرة تنديدا بالقصف", &["condemn", "protest"]);
    check("اجتمع الوزراء في القاهرة للمطالبة بوقف القتال", &["meet"]);
    check("وصل الوزير للتنديد بالهجوم", &[]);
}

#[test]
fn by_what_means_an_attack_is_made() {
    check("شن الجيش هجوما بالطائرات المسيرة على حلب", &["airstrike"]);
    check("شن الحوثيون هجوما صاروخيا على مأرب", &["shelling"]);
    check("شن المسلحون هجوما على حلب", &["offensive"]);
    check("أصيب مبنى بأضرار في حلب", &["destroy"]);
}
