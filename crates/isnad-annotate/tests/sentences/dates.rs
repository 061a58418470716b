//! Dates and numbers of several words.

use super::pack;
use isnad_annotate::lookup::look_up;
use isnad_annotate::number::amount_at;
use isnad_annotate::when::when_at;
use isnad_model::{Article, Block, BlockKind, EventType, Outlet, Stamp};
use isnad_text::Span;
use isnad_text::token::tokens;
use jiff::civil::Date;

/// The first date of `text` in words and days, told on Saturday 7 December 2024.
fn check(text: &str, words: &str, days: &str) {
    let tokens = tokens(text, 0);
    let hits = look_up(&pack().lexicon, &tokens);
    let today = Some(Date::constant(2024, 12, 7));
    let found = (0..tokens.len()).find_map(|at| when_at(pack(), &tokens, &hits, at, today).map(|(when, end)| (at, when, end)));
    let (at, when, end) = found.unwrap_or_else(|| panic!("no date in {text}"));
    let day = |date: Option<Date>| date.map_or_else(|| "?".to_owned(), |date| date.to_string());
    assert_eq!(tokens[at].span.cover(tokens[end - 1].span).slice(text), words, "{text}");
    assert_eq!(format!("{}..{}", day(when.time.start), day(when.time.end)), days, "{text}");
}

#[test]
fn dates_of_several_words_are_one() {
    check("وقعا الاتفاق في الرابع من مارس 2023 في جدة", "الرابع من مارس 2023", "2023-03-04..2023-03-04");
    check("صدر القرار بتاريخ 22/04/2016 عن المجلس", "22/04/2016", "2016-04-22..2016-04-22");
    check("صدر القرار بتاريخ 2016-04-22 عن المجلس", "2016-04-22", "2016-04-22..2016-04-22");
    check("استمر القصف من 19 إلى 23 نوفمبر في الريف", "من 19 إلى 23 نوفمبر", "2024-11-19..2024-11-23");
    check("اجتمعوا بين 28 نوفمبر و 2 ديسمبر في جنيف", "بين 28 نوفمبر و 2 ديسمبر", "2024-11-28..2024-12-02");
    check("اندلعت المعارك في يونيو الماضي", "يونيو الماضي", "2024-06-01..2024-06-30");
    check("دعت إلى إضراب يوم 21 يناير المقبل", "21 يناير المقبل", "2025-01-21..2025-01-21");
    check("تقرر ذلك في مارس من العام الماضي", "مارس من العام الماضي", "2023-03-01..2023-03-31");
    check("بدأت الحملة في أواخر نوفمبر", "أواخر نوفمبر", "2024-11-20..2024-11-30");
    check("غادر البلاد قبل خمسة أشهر", "قبل خمسة أشهر", "2024-07-05..2024-07-11");
    check("انفجرت العبوة في 24 من الشهر الجاري", "24 من الشهر الجاري", "2024-12-24..2024-12-24");
    check("انفجرت العبوة يوم السبت الموافق 4 الجاري", "يوم السبت", "2024-12-07..2024-12-07");
    check("نزح الآلاف خلال الأسابيع الثلاثة الماضية", "خلال الأسابيع الثلاثة الماضية", "2024-11-16..2024-12-07");
}

#[test]
fn what_only_looks_like_a_date_is_none() {
    let none = |text: &str| {
        let tokens = tokens(text, 0);
        let hits = look_up(&pack().lexicon, &tokens);
        let found = (0..tokens.len()).find_map(|at| when_at(pack(), &tokens, &hits, at, Some(Date::constant(2024, 12, 7))));
        assert!(found.is_none(), "{text}: {found:?}");
    };
    none("فاز الفريق 3-2 في المباراة");
    none("قتل من 4 إلى 22 مقاتلا");
    none("وصلوا قبل ثلاثة أيام من الهجوم");
    none("حل في المركز الثاني");
    none("رقم الهاتف 222-2222-2222");
}

#[test]
fn numbers_with_a_conjunction_apart_are_one() {
    let amount = |text: &str| {
        let tokens = tokens(text, 0);
        let hits = look_up(&pack().lexicon, &tokens);
        (0..tokens.len()).find_map(|at| amount_at(pack(), &tokens, &hits, at)).map(|(value, _)| value)
    };
    assert_eq!(amount("مقتل ستة و عشرين شخصا"), Some(26.0));
    assert_eq!(amount("ثلاثمئة و واحد و ثلاثين شخصا"), Some(331.0));
    assert_eq!(amount("بين 5 و 30 شخصا"), Some(5.0));
}

#[test]
fn claims_of_a_live_entry_take_its_day() {
    let texts = ["سيطر الجيش السوري أمس على مدينة حماة.", "سيطر الجيش السوري أمس على مدينة حمص."];
    let text: std::sync::Arc<str> = texts.join("\n").into();
    let mut article = Article::new("test".into(), Outlet::default(), None, text.clone());
    article.published_at = Stamp::parse("2024-12-04T08:00:00+03:00");
    let cut = texts[0].len();
    for span in [Span::new(0, cut), Span::new(cut + 1, text.len())] {
        article.blocks.push(Block { kind: BlockKind::LiveEntry, span, reason: String::new() });
    }
    article.entry_times = vec![Stamp::parse("2024-12-07T21:00:00+03:00"), None];
    let claims = isnad_annotate::annotate(&article, pack()).claims;
    let days: Vec<Option<String>> = claims.iter().map(|claim| claim.parts.time.as_ref()?.start.map(|day| day.to_string())).collect();
    assert_eq!(days, [Some("2024-12-06".into()), Some("2024-12-03".into())]);
}

/// Claims of an article of Saturday 7 December 2024, sentences one to a line.
fn claims_of(text: &str) -> Vec<isnad_model::Claim> {
    let text: std::sync::Arc<str> = text.into();
    let mut article = Article::new("test".into(), Outlet::default(), None, text.clone());
    article.published_at = Some(Stamp::parse("2024-12-07T12:00:00+00:00").unwrap());
    let mut at = 0;
    for line in text.split_inclusive('\n') {
        article.blocks.push(Block { kind: BlockKind::Paragraph, span: Span::new(at, at + line.trim_end().len()), reason: String::new() });
        at += line.len();
    }
    isnad_annotate::annotate(&article, pack()).claims
}

/// Days of the claims of one type.
fn days(text: &str, kind: EventType) -> Vec<String> {
    let claims = claims_of(text);
    let day =
        |claim: &isnad_model::Claim| claim.parts.time.as_ref().and_then(|time| time.start).map_or_else(|| "?".to_owned(), |date| date.to_string());
    claims.iter().filter(|claim| claim.parts.event_type == kind).map(day).collect()
}

#[test]
fn news_without_a_day_is_of_the_day_on_which_it_is_told() {
    let killed = |text: &str| days(text, EventType::Killed);
    assert_eq!(killed("أعلنت الوزارة، الجمعة، مقتل جندي في حلب."), ["2024-12-06"]);
    assert_eq!(killed("قال المرصد الجمعة إن ثلاثة مدنيين قتلوا في حلب."), ["2024-12-06"]);
    // Its own day goes before; two days say nothing of which is meant.
    assert_eq!(killed("أعلنت الوزارة، الجمعة، مقتل جندي في حلب الأربعاء."), ["2024-12-04"]);
    assert_eq!(killed("أعلنت الوزارة، الجمعة، مقتل جندي في حلب منذ الأربعاء."), ["?"]);
    // What is still to come is not of the day on which it is announced.
    assert_eq!(days("أعلن الجيش، الجمعة، أنه سيدخل حلب.", EventType::Advance), ["?"]);
}

#[test]
fn the_morrow_of_a_deed_is_not_its_day() {
    let captured = |text: &str| days(text, EventType::Capture);
    assert_eq!(captured("دخلت وحدات الخميس مخيم اليرموك، غداة سيطرة الجيش على المنطقة."), ["2024-12-04"]);
    assert_eq!(captured("دخلت وحدات الخميس مخيم اليرموك، غداة إعلان الجيش سيطرته على المنطقة."), ["2024-12-04"]);
    assert_eq!(captured("دخلت وحدات الخميس مخيم اليرموك، غداة سيطرة الجيش على المنطقة الأربعاء."), ["2024-12-04"]);
}

#[test]
fn a_deed_taken_up_again_has_the_day_it_was_told_with() {
    let text = "شنت طائرات روسية غارات على مدينة إدلب الخميس.\nوأسفرت الغارات عن مقتل خمسة مدنيين.";
    assert_eq!(days(text, EventType::Killed), ["2024-12-05"]);
    // Of two days told before, either may be meant.
    let text = "شنت طائرات روسية غارات على إدلب الخميس.\nوشنت الطائرات غارات على إدلب الأربعاء.\nوأسفرت الغارات عن مقتل خمسة مدنيين.";
    assert_eq!(days(text, EventType::Killed), ["?"]);
    // Another attack has a day of its own, which nobody told.
    let text = "شنت طائرات روسية غارات على مدينة إدلب الخميس.\nوقتل خمسة مدنيين في غارات على حلب.";
    assert_eq!(days(text, EventType::Killed), ["?"]);
}

#[test]
fn what_happened_has_no_day_to_come() {
    let text = "انتقد الوزير إسرائيل في القاهرة، على أن تبدأ المحادثات في 15 ديسمبر.";
    assert_eq!(days(text, EventType::Condemn), ["?"]);
}

#[test]
fn a_father_and_a_gate_are_no_august() {
    assert_eq!(days("قتل أب وطفلاه في حلب.", EventType::Killed), ["?"]);
    assert_eq!(days("قتل مدني في حلب قرب باب المدرسة.", EventType::Killed), ["?"]);
    assert_eq!(days("قتل مدني في حلب في 15 آب.", EventType::Killed), ["2024-08-15"]);
    assert_eq!(days("قتل مدني في حلب في آب 2014.", EventType::Killed), ["2014-08-01"]);
}

#[test]
fn a_day_told_of_something_to_come_is_not_that_of_what_happened() {
    let text = "أعلن الجيش السوري أن قواته سيطرت على سراقب، وتبدأ المحادثات في جنيف في 25 ديسمبر.";
    assert_eq!(days(text, EventType::Capture), ["?"]);
}

/// First and last day, and whether it comes again, of the first claim of a type in a sentence of 7 December 2024.
fn stretch(text: &str, kind: EventType) -> String {
    let claims = claims_of(text);
    let claim = claims.iter().find(|claim| claim.parts.event_type == kind).unwrap_or_else(|| panic!("{} in {text}: {claims:?}", kind.name()));
    let day = |date: Option<Date>| date.map_or_else(|| "?".to_owned(), |date| date.to_string());
    let repeated = claim.parts.rules.iter().any(|rule| rule == isnad_model::REPEATED);
    let time = claim.parts.time.as_ref().map_or_else(|| "-".to_owned(), |time| format!("{}..{}", day(time.start), day(time.end)));
    if repeated { format!("{time} again") } else { time }
}

#[test]
fn what_lasts_or_came_again_since_a_day_is_told_of_the_days_since() {
    use EventType::*;
    assert_eq!(stretch("ومنذ 2022، تقصف المدفعية مدينة إدلب.", Shelling), "2022-01-01..2024-12-07");
    assert_eq!(stretch("منذ بدء الحرب في 2011، قصفت الطائرات مدينة إدلب.", Airstrike), "2011-01-01..2024-12-07");
    assert_eq!(stretch("تتواصل الغارات على إدلب منذ الأربعاء.", Airstrike), "2024-12-04..2024-12-07");
    assert_eq!(stretch("تتعرض إدلب لقصف تنفذه القوات منذ 18 نوفمبر.", Shelling), "2024-11-18..2024-12-07");
    assert_eq!(stretch("شنت الطائرات غارات عدة على إدلب خلال الأشهر الماضية.", Airstrike), "2024-01-12..2024-12-07");
    // Of what it is said to last, and of nothing else.
    assert_eq!(stretch("قصفت الطائرات مدينة إدلب المحاصرة منذ 2022.", Airstrike), "-");
    assert_eq!(stretch("قصفت الطائرات أمس مدينة إدلب المحاصرة منذ 2022.", Airstrike), "2024-12-06..2024-12-06");
    assert_eq!(stretch("شن الجيش أكبر هجوم على حلب منذ 2014.", Offensive), "-");
}

#[test]
fn what_comes_again_is_of_no_single_day() {
    use EventType::*;
    assert_eq!(stretch("قصفت الطائرات مرارا مدينة إدلب.", Airstrike), "- again");
    assert_eq!(stretch("دأبت القوات على قصف مدينة إدلب.", Shelling), "- again");
    assert_eq!(stretch("يتظاهر السكان في إدلب كل جمعة.", Protest), "- again");
    assert_eq!(stretch("غالبا ما يتهم الجيش السوري المعارضة بقصف المدينة.", Accuse), "- again");
    assert_eq!(stretch("شهدت إدلب مظاهرات شبه يومية.", Protest), "- again");
    assert_eq!(stretch("قصفت الطائرات مدينة إدلب.", Airstrike), "-");
}

#[test]
fn a_day_before_what_answers_a_deed_is_not_the_deeds() {
    use EventType::*;
    assert_eq!(stretch("شيع الآلاف الخميس ضحايا القصف في إدلب.", Shelling), "-");
    assert_eq!(stretch("تظاهر الآلاف الجمعة في حلب تنديدا بالغارة على إدلب.", Protest), "2024-12-06..2024-12-06");
    assert_eq!(stretch("قتل خمسة مدنيين الخميس في القصف على إدلب.", Shelling), "2024-12-05..2024-12-05");
}
