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

/// How many paragraphs of the text and how many blocks of others stand in the body of a page with `list` below a heading of links; the text ends
/// there, or goes on with two paragraphs.
fn beside(heading: &str, list: &str, goes_on: bool) -> (usize, usize) {
    let after = if goes_on { PROSE } else { "" };
    let article = read(&format!("<body><article><h1>فتح الجسر</h1>{PROSE}{PROSE}{heading}{list}{after}</article></body>"));
    let is_own = |block: &&isnad_model::Block| PROSE.contains(block.span.slice(&article.text));
    let own = article.body().filter(is_own).count();
    (own, article.body().count() - own)
}

#[test]
fn lines_of_others_below_a_heading_of_links_are_no_body() {
    let lines = |open: &str, close: &str| OTHERS.map(|(title, _)| format!("{open}{title}{close}")).concat();
    let linked = OTHERS.map(|(title, summary)| format!("<h4><a href=/1>{title}</a></h4><p>{summary}</p>")).concat();
    let one = format!("<div><a href=/1>{}</a><p>{}</p></div>", OTHERS[0].0, OTHERS[0].1);
    let lists = [format!("<ul>{}</ul>", lines("<li>", "</li>")), lines("<p>", "</p>"), lines("<div>", "</div>"), linked, one];
    let flat = |open: &str, close: &str| OTHERS.map(|(title, summary)| format!("{open}{title}{close}<p>{summary}</p>")).concat();
    for heading in ["<h3>مقالات ذات صلة</h3>", "<div>اقرأ أيضا</div>", "<p><strong>قد يهمك أيضاً</strong></p>"] {
        for list in &lists {
            assert_eq!(beside(heading, list, false), (4, 0), "{heading} {list}");
            assert_eq!(beside(heading, list, true), (6, 0), "{heading} {list}");
        }
        // Headlines that are no links are told from sections of the text by their place alone.
        for list in [flat("<h4>", "</h4>"), flat("<p><b>", "</b></p>")] {
            assert_eq!(beside(heading, &list, false), (4, 0), "{heading} {list}");
        }
    }
}

#[test]
fn sections_behind_a_heading_of_links_are_the_text() {
    let heading = "<h3>اقرأ أيضا</h3>";
    let section = |name: &str, text: &str| format!("<h4>{name}</h4><p>{text}</p>");
    let (first, second) = ("قال سائقون إنهم انتظروا ساعتين.", "وتعود الحافلات إلى طريقها غدا.");
    let sections = section("زحام عند المدخل", first) + &section("عودة الحافلات اليوم", second);
    // The text had such sections before; a script fills the element of the links; the sections go on.
    let before = format!("<body><article><h1>فتح الجسر</h1>{PROSE}<h4>أشغال الشتاء الماضي</h4>{PROSE}{heading}{sections}</article></body>");
    assert_eq!(body(&before), 6);
    assert_eq!(beside(heading, &format!("<div id=x></div>{sections}"), false), (4, 2));
    assert_eq!(beside(heading, &sections, true), (6, 2));
    // A text whose paragraphs end without a full stop.
    let open = "<p>قالت البلدية إن الجسر فتح صباح اليوم أمام السيارات والحافلات</p>";
    let html = format!("<body><article><h1>فتح الجسر</h1>{PROSE}{}<h3>اقرأ أيضا</h3>{open}{open}</article></body>", open.repeat(2));
    assert_eq!(body(&html), 6);
    // A link in a paragraph, and the text behind it.
    let link = format!("<div><p><a href=/1>{}</a></p><p>{first}</p></div>", OTHERS[0].0);
    assert_eq!(beside(heading, &link, true), (6, 1));
}

#[test]
fn cards_without_a_heading_are_no_body() {
    let cards = |open: &str, close: &str| OTHERS.map(|(title, summary)| format!("{open}<a href=/1>{title}</a><p>{summary}</p>{close}")).concat();
    for list in [cards("<div class=k>", "</div>"), cards("<div><span>محليات</span>", "</div>"), format!("<ul>{}</ul>", cards("<li>", "</li>"))]
    {
        if !list.contains("span") {
            assert_eq!(beside("", &list, true), (6, 0), "{list}");
        }
        assert_eq!(beside("", &format!("<div>{list}</div>"), false).0, 4, "{list}");
    }
    // Sections of the text, each under a link: they are most of it.
    let sections = format!("<div><a href=/1>أحياء المدينة القديمة</a>{}</div>", "<p>قال سائقون إنهم انتظروا ساعتين.</p>").repeat(6);
    let article = read(&format!("<body><article><h1>فتح الجسر</h1><p>هذه جولة في أحياء المدينة.</p>{sections}</article></body>"));
    assert!(article.body().count() >= 7, "{:#?}", article.blocks);
}

#[test]
fn headlines_that_say_how_long_ago_they_are_end_no_text() {
    let times = ["منذ 3 ساعات", "قبل يومين"];
    let list: String = OTHERS.iter().zip(times).map(|((title, _), time)| format!("<div>{title}</div><div>{time}</div>")).collect();
    assert_eq!(beside("", &list, false), (4, 0));
    let first: String = OTHERS.iter().zip(times).map(|((title, _), time)| format!("<div>{time}</div><div>{title}</div>")).collect();
    assert_eq!(beside("", &first, false), (4, 0));
    assert_eq!(beside("", "<p>منذ ساعة</p>", true), (6, 0));
}

#[test]
fn what_is_said_of_an_author_and_of_pages_ends_the_text() {
    let about = "<p>صحفية عملت في عدد من المواقع المحلية، وحائزة على جائزة الصحافة.</p>";
    for heading in ["<p>عن الكاتب</p>", "<h3>عن الكاتبة: سلمى حداد</h3>", "<div><span>نبذة عن الكاتب</span></div>"]
    {
        assert_eq!(beside(heading, about, false), (4, 0), "{heading}");
    }
    // A text that speaks of one.
    assert_eq!(beside("<h3>عن الكاتب</h3>", &about.repeat(6), false), (4, 6));
    for pager in ["<p>الصفحة 1 من 3</p>", "<p>1 2 3 التالي</p>", "<p>صفحات: ١ ٢ ٣</p>"] {
        assert_eq!(beside("", pager, true), (6, 0), "{pager}");
    }
}

#[test]
fn a_link_in_brackets_is_cut_out_of_its_paragraph() {
    let (before, after) = ("وأضافت أن الأشغال تنتهي بعد شهرين.", "وأكدت أن الطريق البديل يبقى مفتوحا.");
    for link in ["[اقرأ أيضاً: حريق كبير في سوق الخضار]", "(شاهد أيضا حريق كبير في السوق)", "[طالع: حريق كبير في سوق الخضار]"]
    {
        let article = read(&format!("<body><article><h1>فتح الجسر</h1>{PROSE}<p>{before} {link} {after}</p></article></body>"));
        let lines: Vec<&str> = article.body().map(|block| block.span.slice(&article.text)).collect();
        assert_eq!(lines[2..], [before, after], "{link}");
    }
    let kept = "<p>وقال الوزير (شاهد على ما جرى) إن الجسر مفتوح منذ الصباح.</p>";
    assert_eq!(body(&format!("<body><article><h1>فتح الجسر</h1>{PROSE}{kept}</article></body>")), 3);
}

#[test]
fn what_stands_above_the_headline_is_no_text() {
    let bars = "<p>مرحبا بكم في موقعنا. يسعدنا أن تتابعوا صفحاتنا.</p><p>مواقيت الصلاة: الفجر 05:10 الظهر 11:40 العصر 14:20</p>";
    for title in ["<title>فتح الجسر أمام السيارات</title>", ""] {
        let article = read(&format!("{title}<body><div>{bars}<h1>فتح الجسر أمام السيارات</h1>{PROSE}</div></body>"));
        assert_eq!((article.body().count(), article.title.as_deref()), (2, Some("فتح الجسر أمام السيارات")), "{:#?}", article.blocks);
    }
}

#[test]
fn a_heading_that_nobody_closes_ends_where_the_text_begins() {
    for text in [format!("<div>6 ديسمبر 2024</div><div>{PROSE}</div>"), format!("<p>6 ديسمبر 2024</p>{PROSE}<p>سير العمل كما هو</p>{PROSE}")]
    {
        let article = read(&format!("<body><div><h1>فتح الجسر أمام السيارات{text}</div></body>"));
        assert_eq!(article.title.as_deref(), Some("فتح الجسر أمام السيارات"));
        assert_eq!(article.published_at.map(|stamp| stamp.to_string()).as_deref(), Some("2024-12-06"), "{:#?}", article.blocks);
        assert!(article.body().count() >= 2);
    }
    // An element around the words of a heading is no text.
    assert_eq!(read(&format!("<body><h1><div>فتح الجسر أمام السيارات</div></h1>{PROSE}</body>")).title.as_deref(), Some("فتح الجسر أمام السيارات"));
}

#[test]
fn a_box_with_a_day_of_its_own_in_the_midst_of_a_text_is_of_another_article() {
    let box_of = |date: &str| {
        format!(
            "<div class=b>{date}<h4><a href=/z>حريق كبير في سوق الخضار القديم</a></h4><p>شب حريق في سوق الخضار القديم مساء أمس قبل أن يخمد.</p></div>"
        )
    };
    for date in ["<time datetime=2022-01-01>1 ديسمبر 2022</time>", "<span>منذ 3 ساعات</span>"] {
        let page = format!("<body><h1>فتح الجسر</h1><article>{PROSE}{}{PROSE}</article></body>", box_of(date));
        check(&page, &[(Paragraph, "قالت البلدية"), (Paragraph, "وأضافت أن"), (Paragraph, "قالت البلدية"), (Paragraph, "وأضافت أن")]);
    }
    // A digest is made of them, and a section of the text has no day.
    let digest = format!(
        "<body><h1>حصاد اليوم</h1><article>{}{}</article></body>",
        box_of("<span>1 ديسمبر 2022</span>"),
        box_of("<span>2 ديسمبر 2022</span>")
    );
    assert_eq!(read(&digest).blocks.iter().filter(|block| block.kind.is_body()).count(), 2, "{:#?}", read(&digest).blocks);
    let section = format!("<body><h1>فتح الجسر</h1><article>{PROSE}{}{PROSE}</article></body>", box_of(""));
    assert_eq!(read(&section).blocks.iter().filter(|block| block.kind.is_body()).count(), 5);
}

#[test]
fn comments_below_a_line_that_is_no_heading_are_no_body() {
    let texts = [(Paragraph, "قالت البلدية"), (Paragraph, "وأضافت أن")];
    let comment = "<div><p>سامر العلي - درعا: نتمنى أن يعود الأمان إلى أهلنا.</p></div>";
    for head in ["<p>تعليقات القراء</p>", "<div><p>آراء الزوار</p></div>", "<p><b>التعليقات (2)</b></p>"] {
        check(&format!("<body><article><h1>فتح الجسر</h1>{PROSE}{head}{comment}</article></body>"), &texts);
    }
    // Above the text the line only counts them.
    let above = format!("<body><article><h1>فتح الجسر</h1><p>فتح الجسر الجديد أمام السيارات كلها.</p><p>التعليقات (2)</p>{PROSE}</article></body>");
    check(&above, &[(Paragraph, "فتح الجسر"), (Paragraph, "قالت البلدية"), (Paragraph, "وأضافت أن")]);
    let none = format!("<body><article><h1>فتح الجسر</h1>{PROSE}<p>التعليقات: 0</p><p>ويفتح الطريق غدا.</p></article></body>");
    check(&none, &[texts[0], texts[1], (Paragraph, "ويفتح الطريق")]);
}

#[test]
fn lines_around_a_text_that_are_no_part_of_it() {
    let texts = [(Paragraph, "قالت البلدية"), (Paragraph, "وأضافت أن")];
    for line in [
        "هل كان هذا المقال مفيداً؟",
        "تصوير: محمد الهادي",
        "* تم نشر هذا الخبر بواسطة الذكاء الاصطناعي، لقراءته من مصدره اضغط هنا",
        "مواقيت الصلاة: الفجر 4:50 الظهر 11:50",
    ] {
        check(&format!("<body><article><h1>فتح الجسر</h1>{PROSE}<div>{line}</div></article></body>"), &texts);
    }
    check(&format!("<body><article><h1>فتح الجسر</h1><p>أحمد سعيد - بيروت</p>{PROSE}</article></body>"), &texts);
    let tail = PROSE.replace("ذلك الحين.", "ذلك الحين.... <a href=/x>اقرأ المزيد</a>");
    let article = read(&format!("<body><article><h1>فتح الجسر</h1>{tail}</article></body>"));
    let body: Vec<&str> = article.blocks.iter().filter(|block| block.kind.is_body()).map(|block| block.span.slice(&article.text)).collect();
    assert!(body[1].ends_with("ذلك الحين...."), "{body:?}");
}
