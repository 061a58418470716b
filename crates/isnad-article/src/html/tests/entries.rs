//! Live blogs whose entries no class names.

use super::*;

const TEXTS: [&str; 4] = [
    "<p>قال مدير المعبر إن سبعين شاحنة عبرت منذ الصباح، وإن العدد سيرتفع مساء اليوم.</p>",
    "<p>انقطاع الكهرباء عن صالة القادمين</p>",
    "<p>أعلنت البلدية وصول أول قافلة تحمل الطحين، وتضم عشرين شاحنة كبيرة.</p><p>وأضافت أن التوزيع يبدأ غدا في الأحياء الشرقية.</p>",
    "<p>سمع السكان إطلاق نار متقطعا قرب السوق، ولم ترد أنباء عن إصابات حتى الآن.</p>",
];

/// The kinds of the body of a page with an entry for each of the `texts`, which `entry` makes of its number and its text.
fn kinds(texts: &[&str], entry: impl Fn(usize, &str) -> String) -> Vec<BlockKind> {
    let entries: String = texts.iter().enumerate().map(|(at, text)| entry(at, text)).collect();
    let article = read(&format!("<body><main><h1>لحظة بلحظة: فتح المعبر</h1><section class=zq>{entries}</section></main></body>"));
    article.body().map(|block| block.kind).collect()
}

#[test]
fn elements_of_one_make_that_open_with_their_times_are_entries() {
    let times = ["19:30", "18:10", "١٦:٤٥", "15:00"];
    for (open, close) in [("<div class=k9>", "</div>"), ("<div>", "</div>"), ("<article>", "</article>"), ("<li class=k>", "</li>")] {
        let by_clock = kinds(&TEXTS, |at, text| format!("{open}<div>{}</div>{text}{close}", times[at]));
        assert_eq!(by_clock, [LiveEntry; 5], "{open}");
        let by_date = kinds(&TEXTS, |at, text| format!("{open}<b>5 ديسمبر 2024 - {}</b>{text}{close}", times[at]));
        assert_eq!(by_date, [LiveEntry; 5], "{open}");
        let headed = kinds(&TEXTS, |at, text| format!("{open}<h3>حركة الشاحنات عند المعبر تعود</h3><span>{}</span>{text}{close}", times[at]));
        assert_eq!(headed, [LiveEntry; 5], "{open}");
    }
    // Over midnight.
    let night = ["01:10", "00:20", "23:40", "22:00"];
    assert_eq!(kinds(&TEXTS, |at, text| format!("<div class=k9><span>{}</span>{text}</div>", night[at])), [LiveEntry; 5]);
}

#[test]
fn what_others_wrote_is_no_entry() {
    let times = ["15:00", "16:45", "18:10", "19:30"];
    let is_entry = |entry: &dyn Fn(usize, &str) -> String| kinds(&TEXTS, entry).contains(&LiveEntry);
    // The oldest first, as in a forum; with the name of who wrote it; with a linked headline.
    assert!(!is_entry(&|at, text| format!("<div class=k9><span>{}</span>{text}</div>", times[at])));
    assert!(!is_entry(&|at, text| format!("<div class=k9><h4>أبو محمد</h4><span>{}</span>{text}</div>", times[3 - at])));
    assert!(!is_entry(&|at, text| format!("<div class=k9><span>بقلم أبو محمد العلي {}</span>{text}</div>", times[3 - at])));
    assert!(!is_entry(&|at, text| format!("<div class=k9><span>{}</span><a href=/1>حريق في سوق بعيدة</a>{text}</div>", times[3 - at])));
    // Beside a text that is longer.
    let cards: String = (0..3).map(|at| format!("<div class=k9><span>{}</span><p>افتتح المعرض أبوابه أمس.</p></div>", times[3 - at])).collect();
    let article = read(&format!("<body><h1>فتح الجسر</h1><div>{PROSE}{PROSE}</div><div>{cards}</div></body>"));
    assert!(article.blocks.iter().all(|block| block.kind != LiveEntry), "{:#?}", article.blocks);
}
