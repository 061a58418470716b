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

#[test]
fn kinds_of_attack() {
    told("تعرضت الناقلة لهجوم بصواريخ كروز في البحر الأحمر.", &["shelling"]);
    told("شن المسلحون هجوما على مدينة الباب مدعومين بالمدفعية.", &["offensive"]);
    told("أطلقت دبابة النار على موقع في قطاع غزة.", &["shelling"]);
    told("أطلق الجنود النار على موقع في قطاع غزة.", &["clash"]);
    told("أسقطت طائرة حربية فوق مدينة إدلب.", &["destroy"]);
    told("فجر انتحاري شاحنة ملغومة في حي الكرادة في بغداد.", &["bombing"]);
    told("تستمر عمليات تطهير مديرية زبيد من المسلحين.", &["capture", "offensive"]);
    told("بدأت القوات تطهير مطار الحديدة من الألغام.", &[]);
    told("طهر الجيش مدينة درنة من المسلحين.", &["capture"]);
}

#[test]
fn who_comes_and_goes() {
    told("وصل مبعوث الأمم المتحدة إلى صنعاء السبت.", &["meet"]);
    told("وصل الوزير إلى قناعة بضرورة الحل.", &[]);
    told("حول التنظيم ملايين الدولارات ثم هربوها من العراق.", &[]);
    told("خرجت 85 حافلة على متنها مئات الأشخاص من الغوطة الشرقية.", &["withdraw"]);
    told("استهدفت الغارات تعزيزات الجماعة في صعدة.", &["airstrike"]);
    told("وصلت تعزيزات عسكرية إلى الجبهة في حلب.", &["deploy"]);
}

#[test]
fn harm_is_done_to_people() {
    told("تم توثيق 18 حالة اختناق وضيق نفس في البلدة.", &["injured"]);
    told("أدى القصف إلى إصابة ثلاثة عمال في إدلب.", &["injured"]);
    told("أعلن الجيش إصابة منزل في مدينة سديروت بصاروخ.", &["shelling"]);
    told("حبست السلطات ناشطا في القاهرة.", &["detained"]);
    told("أمرت محكمة في كييف بحبس رجل الأعمال احتياطيا.", &["detained"]);
    told("أضربت النقابات عن العمل في تونس.", &["protest"]);
    told("تضرب الزلازل البلاد كثيرا.", &[]);
}

#[test]
fn what_is_said_of_whom() {
    told("جاء التصريح وسط اتهامات لموسكو بالمشاركة في القصف.", &["accuse"]);
    told("قال الرئيس إن عليها أن تدفع أكثر.", &["call"]);
    told("قال الوزير: علينا أن نتحرك الآن.", &["call"]);
    told("كان عليهم أن ينتظروا ساعات على الحدود.", &[]);
    told("سيطرت القوات على البلدة مسنودة بالمقاومة الشعبية.", &["capture", "support"]);
    told("جاءت العملية استجابة لطلب الحكومة.", &["call"]);
}

#[test]
fn attacks_on_those_who_do_not_fight() {
    told("قتل عشرون مصليا في هجوم استهدف مسجدا في نيجيريا.", &["attack_civilians", "killed"]);
    told("فتح مسلحون النار على كنيسة في المنيا.", &["attack_civilians"]);
    told("فتح مسلحون النار على حاجز في المنيا.", &["clash"]);
    told("اقتحمت القوات مسجدا في نابلس.", &["offensive"]);
    told("شن الجيش هجوما على مواقع المسلحين قرب المدرسة في حلب.", &["offensive"]);
    told("وقع هجوم بالغازات الكيميائية على دوما.", &["attack_civilians"]);
    told("أحرق رجل فتاة في الهند.", &["attack_civilians"]);
    told("أحرق المسلحون مستودعا في حلب.", &["destroy"]);
}

#[test]
fn clauses_inside_an_expression() {
    told("ويحمل الجيش الإسرائيلي حركة حماس، التي تسيطر على غزة، مسؤولية التصعيد.", &["accuse", "hold"]);
    told("قال الوزير إن الحكومة تبحث عن ذريعة للتدخل في سوريا.", &[]);
    told("بحث الرئيسان الوضع في غزة.", &["meet"]);
}
