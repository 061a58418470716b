//! What is told as a fact though it is none, and as none though it is one: words that only look like others, what a purpose takes as given.

use crate::supposed::check;
use isnad_model::EventType::{
    AttackCivilians, Bombing, Close, Deploy, Destroy, Detained, Injured, Killed, Meet, Offensive, Protest, Reject, Shelling, Siege, Threaten,
};
use isnad_model::Modality::{Actual, Conditional, Future, Intended, Possible};
use isnad_model::Polarity::{Asserted, Denied};

#[test]
fn verbs_that_only_folding_makes_one() {
    check(&[
        ("وبدأ العمال \"مسيرة احتجاجية\" في الميناء أمس.", Protest, Actual, Asserted),
        ("بدأت القوات \"عملية عسكرية كبرى\" في ريف حلب.", Offensive, Actual, Asserted),
        ("وبدا أن الجيش قصف المطار.", Shelling, Possible, Asserted),
        ("أوضح بيان صادر عن الجهة المسؤولة عن حماية أمن البلدة: \"قتل ثلاثة حراس\".", Killed, Actual, Asserted),
    ]);
}

#[test]
fn what_a_report_contains_is_said() {
    check(&[
        ("وتضمن تقرير المنظمة أن عشرة مدنيين قتلوا في حلب.", Killed, Actual, Asserted),
        ("وتضمن البيان أنه \"تم تطويق مدينة إدلب منذ الاثنين\".", Siege, Actual, Asserted),
        ("وانتهى الأمر باختطاف الصحفي في صنعاء.", Detained, Actual, Asserted),
        ("أصدر القائد أمرا بقصف حلب.", Shelling, Intended, Asserted),
        ("وقال المسؤول الذي طلب عدم كشف هويته إن الوزير المصري التقى نظيره التركي في أنقرة.", Meet, Actual, Asserted),
    ]);
}

#[test]
fn what_a_purpose_takes_as_given() {
    check(&[
        ("اجتمع الوزراء لمناقشة الهجوم الذي وقع السبت في حلب.", Offensive, Actual, Asserted),
        ("زار الخبراء البلدة للتحقيق في هجوم كيماوي وقع في حلب.", AttackCivilians, Actual, Asserted),
        ("أجرى الوفد محادثات لتخفيف التوتر الناجم عن نشر مصر قوات في الجزيرة.", Deploy, Actual, Asserted),
        ("كانت البلدة مسرحا للمظاهرات.", Protest, Actual, Asserted),
        ("وتصدت قوات الجيش، مسنودة بغطاء جوي، لمحاولة تسلل على مواقعها في تعز.", Offensive, Actual, Asserted),
        ("دخل الجيش حلب لتنفيذ هجوم على المعارضة.", Offensive, Intended, Asserted),
        ("زار الخبراء البلدة للتحقيق في هجوم كيماوي مشتبه به على حلب.", AttackCivilians, Possible, Asserted),
    ]);
}

#[test]
fn targets_are_no_aims_and_refusals_no_wishes() {
    check(&[
        ("أعلن الجيش قصف 120 هدفا بالمدفعية في ريف إدلب.", Shelling, Actual, Asserted),
        ("أسفرت العملية عن تدمير 30 هدفا للمسلحين في ريف حلب.", Destroy, Actual, Asserted),
        ("أثار الكتاب جدلا بشأن رفض الوزير طلبا من الرئيس.", Reject, Actual, Asserted),
        ("تقدم الجنود بهدف قصف حلب.", Shelling, Intended, Asserted),
    ]);
}

#[test]
fn denials_reach_over_what_stands_between() {
    check(&[
        ("لا صحة للأنباء، التي نشرتها صحيفة، عن قصف الجيش حلب.", Shelling, Actual, Denied),
        ("سقط صاروخ على حلب، دون أن يسفر عن سقوط قتلى أو جرحى.", Killed, Actual, Denied),
        ("سقط صاروخ على حلب، دون أن يسفر عن سقوط قتلى أو جرحى.", Injured, Actual, Denied),
        ("أكد الرئيس أنه لن يفرض أي عقوبات على جارته.", Threaten, Future, Denied),
        ("أعلنت الدولة تعليق تجاربها النووية وإغلاق معبر رفح.", Close, Actual, Asserted),
        ("أعلن الجيش وقف القصف وإغلاق معبر رفح.", Close, Actual, Denied),
        ("أوقفت الشرطة رجلين في حلب وكانا يحملان أوراق إقامة مزيفة.", Detained, Actual, Asserted),
    ]);
}

#[test]
fn who_foils_an_attack_before_it_was_carried_out() {
    check(&[
        ("أحبطت الشرطة محاولة لتنفيذ هجمات إرهابية في بغداد.", AttackCivilians, Intended, Asserted),
        ("أحبط الجيش محاولة لتفجير سيارة مفخخة في بغداد.", Bombing, Intended, Asserted),
        ("أحبط الجيش محاولة تسلل للحوثيين جنوبي تعز.", Offensive, Actual, Asserted),
        ("هددت الحركة بقصف حيفا بحال دخلت القوات إلى رفح.", Shelling, Conditional, Asserted),
    ]);
}
