//! Which events a sentence tells: verbs with their nouns, light verbs, nouns that count, and words that only look like events.

use crate::claims;

/// The types of the claims of one paragraph are those of `expected`, in any order.
fn told(text: &str, expected: &[&str]) {
    let mut found: Vec<&str> = claims(text).iter().map(|claim| claim.parts.event_type.name()).collect();
    found.sort_unstable();
    assert_eq!(found, expected, "{text}");
}

#[test]
fn expressions_of_verb_and_noun() {
    told("واصلت القوات عمليتها العسكرية في مدينة درنة.", &["offensive"]);
    told("تدخلت تركيا عسكريا في ليبيا.", &["offensive"]);
    told("حققت القوات مكاسب في ريف حماة.", &["advance"]);
    told("حققت الشركة مكاسب في السوق.", &[]);
    told("دفعت مصر بقوات إلى الحدود مع غزة.", &["deploy"]);
    told("دفعت الأزمة السكان إلى الهجرة.", &[]);
    told("شن الجيش أعمالا انتقامية ضد السكان في حماة.", &["attack_civilians"]);
    told("قاطعت المعارضة الانتخابات في مصر.", &["reject"]);
    told("أقدم الشاب على الانتحار.", &[]);
    told("أنذر الجيش السكان بالإخلاء.", &["call"]);
}

#[test]
fn what_an_expression_holds_is_no_second_event() {
    told("أحكمت القوات سيطرتها على مدينة منبج.", &["capture"]);
    told("منعت الميليشيا دخول المساعدات إلى تعز.", &["siege"]);
    told("منعت الشرطة دخول السيارات إلى الساحة.", &["close"]);
    told("وصف الوزير القصف بأنه جريمة.", &["condemn"]);
    told("تتواصل عملية إجلاء المقاتلين من دوما.", &["withdraw"]);
}

#[test]
fn verbs_that_are_written_like_particles() {
    told("وعبر الوفد عن رفضه للخطة.", &["reject"]);
    told("فقد الحوثيون مواقعهم في حجة.", &["capture"]);
}
