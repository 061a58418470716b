//! What is only supposed, planned, asked or denied, and what is told beside it as fact.

use crate::claims;
use isnad_model::{EventType, Modality, Polarity};

/// The modality and polarity of the first claim of a type.
fn status(text: &str, kind: EventType) -> Option<(Modality, Polarity)> {
    let found = claims(text);
    found.iter().find(|claim| claim.parts.event_type == kind).map(|claim| (claim.parts.modality, claim.parts.polarity))
}

pub(crate) fn check(cases: &[(&str, EventType, Modality, Polarity)]) {
    for (text, kind, modality, polarity) in cases {
        assert_eq!(status(text, *kind), Some((*modality, *polarity)), "{text}");
    }
}

use EventType::{Agree, Bombing, Call, Capture, Condemn, Deploy, Killed, Meet, Offensive, Reject, Shelling, Withdraw};
use Modality::{Actual, Conditional, Future, Intended, Possible};
use Polarity::{Asserted, Denied};

#[test]
fn what_must_be_done_is_not_done() {
    check(&[
        ("يجب سحب القوات من المدينة.", Withdraw, Intended, Asserted),
        ("وأضاف أنه يجب مناقشة الخطة مع الحكومة.", Meet, Intended, Asserted),
        ("وقال الوزير إنه لا يجب قصف المدنيين.", Shelling, Intended, Denied),
        ("سحبت الحكومة القوات من المدينة.", Withdraw, Actual, Asserted),
    ]);
}

#[test]
fn a_deed_and_what_it_would_bring_about() {
    check(&[
        ("قال الوزير إن استعادة الجسر من شأنها تسريع الحسم.", Capture, Conditional, Asserted),
        ("وأكد القائد أن تحرير البلدة من شأنه أن ينهي المعركة.", Capture, Conditional, Asserted),
        ("وقع الطرفان اتفاقا من شأنه إنهاء الحرب.", Agree, Actual, Asserted),
        ("المسافة المتبقية عن تحرير المطار عشرة كيلومترات.", Capture, Future, Asserted),
        ("وأكدت الحكومة إصرارها على تحرير المدينة.", Capture, Intended, Asserted),
        ("وقال الوزير إن الجماعة تراودها أوهام السيطرة على مدينة حلب.", Capture, Intended, Asserted),
    ]);
}

#[test]
fn such_as_there_may_be() {
    check(&[
        ("سنعارض أي خطة ترفضها الحكومة.", Reject, Conditional, Asserted),
        ("حذرت إيران من أن أي طائرة تقصف مواقعها ستسقط.", EventType::Airstrike, Conditional, Asserted),
        ("ترفض الحكومة الخطة.", Reject, Actual, Asserted),
    ]);
}

#[test]
fn who_may_speak_or_is_asked_has_not_spoken() {
    check(&[
        ("وقد تدين الحكومة القصف.", Condemn, Possible, Asserted),
        ("حيث قد تستخدم الصين حق النقض ضد المشروع.", Reject, Possible, Asserted),
        ("وسأل الصحفي عما إذا كان الوزير يدين القصف.", Condemn, Possible, Asserted),
        ("وجاء في مسودة البيان أن مجلس الأمن يدعو إلى إجراء تحقيق مستقل.", Call, Intended, Asserted),
        ("وجاء في البيان أن مجلس الأمن يدعو إلى إجراء تحقيق مستقل.", Call, Actual, Asserted),
        ("وقد دانت الحكومة القصف.", Condemn, Actual, Asserted),
    ]);
}

#[test]
fn what_is_adopted_or_sentenced_is_still_to_come() {
    check(&[
        ("شملت القرارات إغلاق المطار ونشر قوات في الشمال.", Deploy, Intended, Asserted),
        ("أقرت اللجنة نشر قوات على الحدود.", Deploy, Intended, Asserted),
        ("أصدرت المحكمة أحكاما بإعدام سبعة من عناصر التنظيم.", Killed, Intended, Asserted),
        ("حكم غيابيا بالسجن خمس سنوات على الصحفي.", EventType::Detained, Intended, Asserted),
        ("أعدمت السلطات ثلاثة متهمين.", Killed, Actual, Asserted),
        ("نشر الجيش قوات على الحدود.", Deploy, Actual, Asserted),
    ]);
}

#[test]
fn a_verb_that_is_denied_denies_what_it_is_about() {
    check(&[
        ("لن توافق الدولة على سحب قواتها.", Withdraw, Future, Denied),
        ("وشركة النفط لن توافق أبدا على التفاوض مع الحكومة.", Meet, Future, Denied),
        ("وافقت الدولة على سحب قواتها.", Withdraw, Intended, Asserted),
        ("وجمدت السلطة جميع اتصالاتها مع واشنطن.", Meet, Actual, Denied),
        ("وقالت الشركة إنها لم تتلق أي طلب بإغلاق مكاتبها.", Call, Actual, Denied),
    ]);
}

#[test]
fn facts_beside_what_is_feared_meant_or_denied() {
    check(&[
        ("وقد يرتفع العدد كثيرا بعدما قتل خمسة أشخاص في البلدة.", Killed, Actual, Asserted),
        ("ستدرب الحكومة الحراس لمنع عمليات القتل المشابهة لتلك التي أودت بحياة سبعة أشخاص في باريس.", Killed, Actual, Asserted),
        ("وقررت المنظمة إرسال خبراء بعد تقارير عن مقتل أربعين شخصا في البلدة.", Killed, Actual, Asserted),
        ("وقع انفجار في السوق، الجمعة، ليسفر الهجوم عن مقتل ثلاثة أشخاص.", Killed, Actual, Asserted),
        ("قصفت الطائرات البلدة، ليرتفع عدد القتلى إلى عشرين.", Killed, Actual, Asserted),
        ("وقع انفجار في السوق ما أدى إلى مقتل أحد الجنود.", Killed, Actual, Asserted),
        ("وأوضح أن الغرفة لم تبلغ سوى عن مقتل جنديين.", Killed, Actual, Asserted),
        ("برهن الوفد على حسن نية باستقباله المبعوث في دمشق.", Meet, Actual, Asserted),
        ("وقال المتحدث إن الغارات على حلب وقعت ليلا، وإنها لا تستند إلى إذن.", EventType::Airstrike, Actual, Asserted),
        ("وقد يرتفع العدد إذا وقع انفجار آخر في السوق.", Bombing, Conditional, Asserted),
    ]);
}

#[test]
fn what_follows_from_a_condition_is_conditional() {
    check(&[
        ("إذا فشلت المحادثات، تنسحب القوات من المدينة.", Withdraw, Conditional, Asserted),
        ("وفي حال توقف القصف، تفرج الجماعة عن الأسرى.", EventType::Freed, Conditional, Asserted),
        ("وقال إنه إذا لم يصل المراقبون، ينسحب الجيش من المدينة.", Withdraw, Conditional, Asserted),
        ("وفي حال الفشل، قال الوزير إن القوات دخلت المدينة.", EventType::Advance, Actual, Asserted),
        ("وبينما سقطت البلدة، ينسحب الجيش من المدينة.", Withdraw, Actual, Asserted),
        ("إذا صح ذلك، فعلى السلطات إطلاق سراح المعتقلين فورا.", EventType::Freed, Intended, Asserted),
    ]);
}

#[test]
fn denials_and_what_they_do_not_reach() {
    check(&[
        ("وأنكرت السلطات في بادئ الأمر وقوع عملية خطف.", EventType::Detained, Actual, Denied),
        ("وأقرت اللجنة زيادة الرواتب، ومنع خروج المسلحين من البلدة.", Withdraw, Actual, Denied),
        ("وقال إنه وزوجته، وهما غير متزوجين، التقيا في باريس.", Meet, Actual, Asserted),
    ]);
}

#[test]
fn promises_hedges_and_points_of_a_list() {
    check(&[
        ("ووعدت الحكومة بسحب القوات.", Withdraw, Future, Asserted),
        ("ووعدوا بعدم مهاجمة المدينة.", Offensive, Future, Denied),
        ("ووافقت الحكومة على الهدنة.", Agree, Actual, Asserted),
        ("وقال الوزير إن هدم القرية ربما لا يكون وشيكا.", EventType::Destroy, Conditional, Asserted),
        ("نشرت الحكومة شروطها: 1- وقف التخصيب. 2- سحب القوات من البلدة. 3- الإفراج عن المعتقلين.", Withdraw, Intended, Asserted),
        ("9- سحب قواتها من سوريا.", Withdraw, Intended, Asserted),
        ("أرسلت الدولة قواتها لقتال المسلحين في الجبل.", EventType::Clash, Intended, Asserted),
        ("وقد أصاب القصف مدرسة في حلب.", Shelling, Actual, Asserted),
        ("وقد يصيب القصف مدرسة في حلب.", Shelling, Possible, Asserted),
    ]);
}

#[test]
fn what_is_needed_or_not_wanted() {
    check(&[
        ("وتحتاج الخطة إلى سحب القوات من مدينة حلب.", Withdraw, Intended, Asserted),
        ("تستلزم الخطة سحب القوات من مدينة حلب.", Withdraw, Intended, Asserted),
        ("ليس من مصلحتنا الانسحاب من المدينة.", Withdraw, Intended, Denied),
        ("لا داعي لسحب القوات من المدينة.", Withdraw, Intended, Denied),
        ("جدد طلبه من الحكومة سحب القوات من المدينة.", Withdraw, Intended, Asserted),
        ("يرى الخبراء أن قصف المدينة لن يغير شيئا.", Shelling, Conditional, Asserted),
        ("ورأى الخبير أن قصف المصنع يفترض ألا يزعج موسكو.", Shelling, Conditional, Asserted),
        ("وقصف الجيش المدينة، ولن يغير ذلك شيئا.", Shelling, Actual, Asserted),
    ]);
}

#[test]
fn what_a_text_says_that_is_not_made() {
    check(&[
        ("لم يتبن المجلس قرارا يدعو إلى وقف النار.", Call, Intended, Asserted),
        ("رفضت روسيا إصدار بيان يدين القصف على حلب.", Condemn, Intended, Denied),
        ("تبنى المجلس قرارا يدعو إلى وقف النار.", Call, Actual, Asserted),
    ]);
}

#[test]
fn what_is_joined_to_a_plan_over_a_verb_that_describes() {
    check(&[
        ("حذرت روسيا واشنطن من إسقاط صواريخ تطلق على قواتها، واستهداف مواقع إطلاقها.", Shelling, Possible, Asserted),
        ("نشر الجيش قوات تحمي السكان وقصف القرية.", Shelling, Actual, Asserted),
    ]);
}

#[test]
fn what_comes_of_what_has_not_happened_has_not_either() {
    check(&[
        ("قد تنهار الهدنة، ليرتفع عدد القتلى إلى ألف.", Killed, Intended, Asserted),
        ("ستقصف إسرائيل بيروت، ليسقط مئات القتلى.", Killed, Intended, Asserted),
        ("قصف الجيش الحي، ليرتفع عدد القتلى إلى عشرين.", Killed, Actual, Asserted),
        ("المجلس أقر نشر قوات على الحدود.", Deploy, Intended, Asserted),
        ("أعلنت الحكومة وقف قصف حلب.", Shelling, Actual, Denied),
    ]);
}
