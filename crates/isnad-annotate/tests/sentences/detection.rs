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
