//! Days of one thing told beside another.

use super::pack;
use isnad_model::{Article, Block, BlockKind, EventType, Outlet, Stamp};
use isnad_text::Span;

/// Days of the claims of one type, told on Saturday 7 December 2024.
fn check(text: &str, kind: EventType, wanted: &[&str]) {
    let mut article = Article::new("test".into(), Outlet::default(), None, text.into());
    article.published_at = Some(Stamp::parse("2024-12-07T12:00:00+00:00").unwrap());
    article.blocks.push(Block { kind: BlockKind::Paragraph, span: Span::new(0, text.len()), reason: String::new() });
    let claims = isnad_annotate::annotate(&article, pack()).claims;
    let day =
        |claim: &isnad_model::Claim| claim.parts.time.as_ref().and_then(|time| time.start).map_or_else(|| "?".to_owned(), |date| date.to_string());
    let days: Vec<String> = claims.iter().filter(|claim| claim.parts.event_type == kind).map(day).collect();
    assert_eq!(days, wanted, "{text}");
}

#[test]
fn what_came_before_or_after_has_a_day_of_its_own() {
    check("وقع الرئيس الثلاثاء مرسوما بعد توقيف مئة مهاجر على الحدود.", EventType::Detained, &["?"]);
    check("انسحب الجيش من البلدة قبل أن يهاجمها المسلحون الجمعة.", EventType::Withdraw, &["?"]);
    check("انسحب الجيش من البلدة قبل أن يهاجمها المسلحون الجمعة.", EventType::Offensive, &["2024-12-06"]);
    // Battles of one day.
    check("تجددت المعارك الثلاثاء بعد قصف الجيش للبلدة.", EventType::Shelling, &["2024-12-03"]);
}

#[test]
fn what_is_demanded_or_reproached_does_not_date_the_saying() {
    check("اتهمت الحكومة المسلحين بقصف بلدة دوما الأسبوع الماضي.", EventType::Accuse, &["?"]);
    check("حث النواب الحكومة على عدم تكرار خطأ عام 1990.", EventType::Call, &["?"]);
    check("طالبت الأحزاب الثلاثاء بإطلاق المعتقلين.", EventType::Call, &["2024-12-03"]);
    check("وجهت الوزارة أصابع الاتهام إلى الجيش، الاثنين، بقصف المطار.", EventType::Accuse, &["2024-12-02"]);
}

#[test]
fn what_is_condemned_or_judged_was_known_before_it() {
    check("دانت الوزارة، الاثنين، إطلاق المسلحين صواريخ على البلدة.", EventType::Shelling, &["?"]);
    check("قال المتحدث، الخميس، إن هجوم المسلحين على السفينة هو عمل جبان.", EventType::Offensive, &["?"]);
    check("قال المتحدث، الخميس، إن المسلحين هاجموا السفينة.", EventType::Offensive, &["2024-12-05"]);
}

#[test]
fn a_count_or_a_session_until_a_day_is_not_of_it() {
    check("أوقعت العملية إلى حد الآن 1500 شهيد.", EventType::Killed, &["?"]);
    check("تجتمع دول المجموعة في فانكوفر حتى الأحد.", EventType::Meet, &["?"]);
    check("تجتمع دول المجموعة في فانكوفر الجمعة.", EventType::Meet, &["2024-12-06"]);
}

#[test]
fn a_day_of_a_row_a_rate_or_a_named_morrow() {
    check("قتل ثلاثة في اليوم الثالث من المعارك.", EventType::Killed, &["?"]);
    check("قتل ثلاثة في نفس اليوم الذي زار فيه الوزير البلدة.", EventType::Killed, &["?"]);
    check("قتل ثلاثة اليوم السبت في حلب.", EventType::Killed, &["2024-12-07"]);
    check("تنظم النقابة يوم غد الأحد مظاهرة في تونس.", EventType::Protest, &["2024-12-08"]);
    check("قتل ثلاثة خلال الساعات الأربع والعشرين الماضية.", EventType::Killed, &["2024-12-06"]);
    check("ستعقد القمة بين الزعيمين في آذار/مارس.", EventType::Meet, &["2025-03-01"]);
    check("عقدت القمة بين الزعيمين في آذار/مارس.", EventType::Meet, &["2024-03-01"]);
}
