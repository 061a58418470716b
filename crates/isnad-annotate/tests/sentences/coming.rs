//! What is wanted, asked for, decided or waited for, meetings that are still to come, reports that are denied; and what did happen.

use crate::{claims, pack};
use isnad_model::Modality::{self, Actual, Future, Intended, Possible};
use isnad_model::Polarity::{self, Asserted, Denied};
use isnad_model::{Article, Block, BlockKind, Claim, Outlet, Stamp};
use isnad_text::Span;
use std::sync::Arc;

fn of(claims: &[Claim], kind: &str) -> Option<(Polarity, Modality)> {
    claims.iter().rfind(|claim| claim.parts.event_type.name() == kind).map(|claim| (claim.parts.polarity, claim.parts.modality))
}

/// Polarity and modality of the last claim of a type.
#[track_caller]
fn is(text: &str, kind: &str, polarity: Polarity, modality: Modality) {
    assert_eq!(of(&claims(text), kind), Some((polarity, modality)), "{text}");
}

/// The modality of the last meeting in what was printed on a Wednesday.
#[track_caller]
fn on_wednesday(text: &str, modality: Modality) {
    let shared: Arc<str> = text.into();
    let mut article = Article::new("test".into(), Outlet::default(), None, shared.clone());
    article.published_at = Stamp::parse("2024-06-12T10:00:00+00:00");
    article.blocks.push(Block { kind: BlockKind::Paragraph, span: Span::new(0, shared.len()), reason: String::new() });
    assert_eq!(of(&isnad_annotate::annotate(&article, pack()).claims, "meet"), Some((Asserted, modality)), "{text}");
}

#[test]
fn what_is_wanted_or_asked_for_is_not_done() {
    is("حثت رئيسة الحكومة النرويجية السبت، القادة الأفارقة على التوصل إلى اتفاق للسلام.", "agree", Asserted, Intended);
    is("أعلن الرئيس رغبته بسحب القوات من الصومال.", "withdraw", Asserted, Intended);
    is("تعمل اللجنة على التوصل إلى اتفاق مع النقابات.", "agree", Asserted, Intended);
    is("قال إن المبعوث تجاوز دوره في السعي إلى عقد اتفاقات بين الطرفين.", "agree", Asserted, Intended);
    is("أعلن المتحدث موافقة كينيا على الإفراج عن السائقين الأربعة.", "freed", Asserted, Intended);
    is("وجه القائد ضباطه بسحب المقاتلين من بلدة أفغوي.", "withdraw", Asserted, Intended);
    is("قال الوزير إن الحكومة مهتمة بالتوصل إلى اتفاق مع كندا.", "agree", Asserted, Intended);
    is("أصدر الرئيس تعليماته بنشر قوات من الحرس عند الحدود.", "deploy", Asserted, Intended);
    is("رغبت الشرطة في التحقيق في مقتل ثلاثة عمال في نيروبي.", "killed", Asserted, Actual);
    is("أفرجت الحكومة الكينية، وفق وزير الصحة، عن الأطباء.", "freed", Asserted, Actual);
    is("وافقت كينيا على الاقتراح وأفرجت عن السائقين الأربعة.", "freed", Asserted, Actual);
}

#[test]
fn operations_and_deals_are_for_what_is_to_come() {
    is("انطلقت عملية استعادة السيطرة على مدينة كسمايو.", "capture", Asserted, Intended);
    is("حققت القوات انتصارات منذ انطلاق عملية استكمال تحرير كسمايو.", "capture", Asserted, Intended);
    is("انطلقت عملية الفجر الجديد بإسناد من قوات التحالف لتحرير مدينة كسمايو.", "capture", Asserted, Intended);
    is("أعلنت كينيا التوصل إلى اتفاق لإجلائهم من كسمايو.", "withdraw", Asserted, Intended);
    is("أكدت الحكومة أن العملية العسكرية لتحرير كسمايو بدأت فجرا.", "capture", Asserted, Intended);
    is("اتهمت النيابة الرجل بمحاولة تفجير سيارة في نيروبي.", "bombing", Asserted, Intended);
    is("جاء ذلك مع اقتراب الجيش الصومالي من تحرير كسمايو.", "capture", Asserted, Future);
    is("استراح الجنود بعد تحرير كسمايو.", "capture", Asserted, Actual);
}

#[test]
fn a_meeting_beside_what_is_to_come_is_to_come() {
    is("سيتم خلال اجتماع المجلس انتخاب رئيس جديد.", "meet", Asserted, Future);
    is("من المقرر أن يستمع المجلس خلال الاجتماع إلى تقرير المبعوث.", "meet", Asserted, Future);
    is("أعرب الرئيس عن أمله في مصافحة نظيره خلال القمة المقبلة في نيروبي.", "meet", Asserted, Future);
    is("سيلتقي الزعيمان عندما يعقد الرئيس الكيني قمة مع نظيره الأوغندي.", "meet", Asserted, Future);
    is("ستحتفظ الدولة بالجزيرة خلال أي مفاوضات مستقبلية مع الصومال.", "meet", Asserted, Future);
    is("قال الوزير خلال اجتماع المجلس إن بلاده ستدعم الصومال.", "meet", Asserted, Actual);
    is("التقى الزعيمان بعد محادثات استمرت ساعة في نيروبي.", "meet", Asserted, Actual);
}

#[test]
fn an_imperfect_with_a_weekday_is_of_the_next_one() {
    on_wednesday("تعقد الجمعية العامة اجتماعا طارئا حول الصومال الجمعة.", Future);
    on_wednesday("تستضيف نيروبي الأحد قمة لقادة شرق إفريقيا.", Future);
    on_wednesday("يعقد مجلس الأمن جلسة حول الصومال عند الساعة 15 بتوقيت نيروبي.", Future);
    on_wednesday("عقدت الجمعية العامة اجتماعا طارئا حول الصومال الجمعة.", Actual);
    on_wednesday("يلتقي الرئيس الكيني نظيره الأوغندي في كمبالا.", Actual);
    on_wednesday("تجتمع دول المجموعة في نيروبي الثلاثاء.", Actual);
    on_wednesday("أصبح الرئيس الكيني، السبت، أول زعيم أفريقي يلتقي نظيره الأوغندي منذ توليه الحكم.", Actual);
}

#[test]
fn what_denied_reports_are_about_is_denied() {
    is("نفى النادي الأخبار التي نشرتها صحف بشأن توصله إلى اتفاق مع النقابة.", "agree", Denied, Actual);
    is("نفى مسؤولون في الحكومة أنباء عن انسحاب الجيش من كسمايو.", "withdraw", Denied, Actual);
    is("نفى الجيش، مساء السبت، الأنباء التي تداولتها صحف حول قصف مطار كسمايو.", "shelling", Denied, Actual);
    is("لا صحة لانسحاب الجيش من كسمايو.", "withdraw", Denied, Actual);
    is("لم ينف مسؤولون أنباء عن انسحاب الجيش من كسمايو.", "withdraw", Asserted, Possible);
}

#[test]
fn what_somebody_may_reject_is_not_rejected() {
    is("ربما تعارض كينيا القرار.", "reject", Asserted, Possible);
    is("أشار المحللون إلى أن كينيا بدت وكأنها تدعم المتمردين.", "support", Asserted, Possible);
    is("تعارض كينيا القرار.", "reject", Asserted, Actual);
}
