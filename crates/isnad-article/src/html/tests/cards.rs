//! Other articles' headlines with their summaries, below a heading of links or above the page's own headline; entries of a live blog.

use super::*;

const OTHERS: [(&str, &str); 2] = [
    ("إضراب عمال الميناء يدخل يومه الثالث", "أعلنت النقابة أن المفاوضات مع الإدارة توقفت مساء أمس دون نتيجة."),
    ("وزارة الزراعة توزع البذار على الفلاحين", "أوضحت الوزارة أن الحصص تكفي نصف المساحات المسجلة في الموسم الحالي."),
];

fn body(html: &str) -> usize {
    read(html).blocks.iter().filter(|block| block.kind.is_body()).count()
}

#[test]
fn summaries_under_the_heading_of_links_inside_the_article_are_no_body() {
    let cards = |card: &dyn Fn(&str, &str) -> String| OTHERS.map(|(title, summary)| card(title, summary)).concat();
    let lists = [
        format!("<ul>{}</ul>", cards(&|title, summary| format!("<li><a href=/1><h4>{title}</h4></a><p>{summary}</p></li>"))),
        cards(&|title, summary| format!("<div><a href=/1><h3>{title}</h3></a><span>10 ديسمبر 2025</span><p>{summary}</p></div>")),
        cards(&|title, summary| format!("<div><h3>{title}</h3><p>{summary}</p></div>")),
    ];
    for heading in ["مقالات ذات صلة", "اقرأ أيضا"] {
        for list in &lists {
            let page = |after: &str| format!("<body><article><h1>فتح الجسر</h1>{PROSE}{PROSE}<h3>{heading}</h3>{list}{after}</article></body>");
            assert_eq!(body(&page("")), 4, "{heading} {list}");
        }
        // The text goes on behind linked cards.
        for list in &lists[..2] {
            let html = format!("<body><article><h1>فتح الجسر</h1>{PROSE}<h3>{heading}</h3>{list}{PROSE}<h3>سير العمل</h3>{PROSE}</article></body>");
            assert_eq!(body(&html), 6, "{heading} {list}");
        }
    }
    // A link in the midst of a part of the text takes nothing of it.
    let html =
        format!("<body><article><h1>فتح الجسر</h1>{PROSE}<h3>اقرأ أيضا</h3><div><p><a href=/1>{}</a></p>{PROSE}</div></article></body>", OTHERS[0].0);
    assert_eq!(body(&html), 4);
}

#[test]
fn dated_cards_above_the_headline_date_no_page() {
    let cards =
        OTHERS.map(|(title, summary)| format!("<div><a href=/1><h3>{title}</h3></a><span>10 ديسمبر 2025</span><p>{summary}</p></div>")).concat();
    let page = |date: &str| format!("<head><title>فتح الجسر القديم</title><body>{cards}<h1>فتح الجسر القديم</h1>{date}{PROSE}</body>");
    let dated = read(&page("<span>3 ديسمبر 2024</span>"));
    assert_eq!(dated.published_at.map(|stamp| stamp.to_string()).as_deref(), Some("2024-12-03"), "{:#?}", dated.blocks);
    assert_eq!(read(&page("")).published_at, None);
    assert_eq!(body(&page("")), 2);
}

#[test]
fn entries_of_uneven_length_are_all_kept() {
    let entry = |time: &str, text: &str| format!("<div class=live-item><time datetime=2024-12-07T{time}:00+03:00>{time}</time><p>{text}</p></div>");
    let entries = [
        entry("18:05", "قالت البلدية إن الجسر فتح صباح اليوم أمام السيارات، وإن الشاحنات تمر ليلا فقط حتى نهاية الأشغال."),
        entry("12:30", "ازدحام عند المدخل الشمالي."),
        entry("09:10", "أضافت البلدية أن الأشغال تنتهي بعد شهرين، وأن الطريق البديل يبقى مفتوحا حتى ذلك الحين أمام الجميع."),
    ];
    for (open, close) in [("", ""), ("<main>", "</main>"), ("<article>", "</article>")] {
        let article = read(&format!("<body>{open}<h1>لحظة بلحظة: فتح الجسر</h1>{}{close}</body>", entries.concat()));
        assert_eq!(article.blocks.iter().filter(|block| block.kind == LiveEntry).count(), 3, "{:#?}", article.blocks);
    }
}
