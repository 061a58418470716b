//! What stands on a page and is not its article's: days, comments, teasers; and the text that a page carries and does not show.

use super::*;

fn ld(json: &str) -> String {
    format!("<script type='application/ld+json'>{json}</script>")
}

const HERE: &str = "<link rel=canonical href='https://a.example/news/7'>";

#[test]
fn an_object_of_another_article_dates_nothing() {
    let other = r#"{"@type":"NewsArticle","headline":"حريق في سوق الخضار القديم","url":"https://a.example/news/3","datePublished":"2021-01-01"}"#;
    check_dates(&(HERE.to_owned() + &ld(other)), "", None);
    // Either of the two tells.
    check_dates(&ld(&other.replace(r#""url":"https://a.example/news/3","#, "")), "", None);
    check_dates(&(HERE.to_owned() + &ld(&other.replace(r#""headline":"حريق في سوق الخضار القديم","#, ""))), "", None);
    check_dates(&(HERE.to_owned() + &ld(r#"{"@type":"WebPage","@id":"https://a.example/news/3","datePublished":"2021-01-01"}"#)), "", None);
    // The site's own page.
    check_dates(&(HERE.to_owned() + &ld(r#"{"@type":"WebPage","url":"https://a.example/","datePublished":"2018-01-01"}"#)), "", None);
    // Cut-off JSON with its headline.
    check_dates(&ld(r#"{"@type":"NewsArticle","headline":"حريق في سوق الخضار القديم","datePublished":"2021-01-01","articleBody":"x"#), "", None);
    // Only the query tells two pages of old content systems apart.
    let query = "<link rel=canonical href='https://a.example/index.php?id=7'>";
    check_dates(&(query.to_owned() + &ld(r#"{"@type":"Article","url":"https://a.example/index.php?id=3","datePublished":"2021-01-01"}"#)), "", None);
    // What the article is based on.
    check_dates(&ld(r#"{"@type":"NewsArticle","isBasedOn":{"@type":"NewsArticle","datePublished":"2021-01-01"}}"#), "", None);
    // Two that nothing tells apart, of two days.
    check_dates(&ld(r#"[{"@type":"Article","datePublished":"2021-01-01"},{"@type":"Article","datePublished":"2022-01-01"}]"#), "", None);
}

#[test]
fn an_object_of_the_page_itself_dates_it_in_other_words_too() {
    let at = |json: &str, day: &str| check_dates(&(HERE.to_owned() + &ld(json)), "", Some((day, "json-ld")));
    at(
        r#"{"@type":"NewsArticle","headline":"خبر بعنوان آخر تماما هنا","mainEntityOfPage":{"@id":"http://www.a.example/news/7/#x"},"datePublished":"2024-12-06"}"#,
        "2024-12-06",
    );
    at(r#"{"@type":"NewsArticle","headline":"فتح الجسر الجديد أمام سيارات المدينة","datePublished":"2024-12-06"}"#, "2024-12-06");
    at(r#"{"@type":"NewsArticle","headline":"فتح الجسر أمام السيارات","url":"https://a.example/","datePublished":"2024-12-06"}"#, "2024-12-06");
    at(r#"{"@type":"NewsArticle","url":"https://a.example/","datePublished":"2024-12-06"}"#, "2024-12-06");
    let numbered = "<link rel=canonical href='https://a.example/?p=7'>";
    let by_number = |p: usize| {
        ld(&format!(
            r#"{{"@type":"NewsArticle","headline":"خبر بعنوان آخر تماما هنا","url":"https://a.example/?p={p}","datePublished":"2024-12-06"}}"#
        ))
    };
    check_dates(&(numbered.to_owned() + &by_number(7)), "", Some(("2024-12-06", "json-ld")));
    check_dates(&(numbered.to_owned() + &by_number(8)), "", None);
    // A site's address names no page.
    check_dates(
        &(numbered.replace("?p=7", "")
            + &ld(r#"{"@type":"NewsArticle","headline":"خبر بعنوان آخر تماما هنا","@id":"https://a.example/#a","datePublished":"2024-12-06"}"#)),
        "",
        None,
    );
    let arabic = "<link rel=canonical href='https://a.example/%D8%AE%D8%A8%D8%B1/7'>";
    let json =
        r#"{"@type":"NewsArticle","headline":"خبر بعنوان آخر تماما هنا","url":"https://a.example/خبر/7?utm_source=x","datePublished":"2024-12-06"}"#;
    check_dates(&(arabic.to_owned() + &ld(json)), "", Some(("2024-12-06", "json-ld")));
}

#[test]
fn times_of_teasers_and_of_changes_are_no_publication() {
    let teaser = |time: &str| format!("<div class=related-posts><a href=/1>خبر آخر من المدينة</a>{time}</div>");
    check_dates("", &teaser("<time itemprop=datePublished datetime='2021-01-01'>قديم</time>"), None);
    check_dates("", &teaser("<meta itemprop=datePublished content='2021-01-01'>"), None);
    check_dates("", "<meta itemprop=datePublished content='2024-12-06'>", Some(("2024-12-06", "microdata datepublished")));
    check_dates("", "<time itemprop=dateModified datetime='2024-12-09'>أمس</time>", None);
    check_dates("", "<time class='entry-date published updated' datetime='2024-12-06'>أمس</time>", Some(("2024-12-06", "time element")));
}

#[test]
fn comments_end_the_text_where_only_their_heading_tells() {
    let comment = "<b>أبو محمد</b><p>مررت فوق الجسر صباحا وكان الزحام شديدا كما قال لي ابن عمي.</p>";
    let expect = [(Paragraph, "قالت البلدية"), (Paragraph, "وأضافت أن")];
    for heading in ["<h3>3 تعليقات</h3>", "<h3>التعليقات (٣)</h3>", "<h4><span>أضف تعليقا</span></h4>", "<div>تعليقات القراء:</div>"]
    {
        check(&format!("<body><h1>فتح الجسر</h1><div>{PROSE}<div id=c>{heading}<div>{comment}</div></div></div></body>"), &expect);
    }
    for heading in ["<h2>التعليقات</h2>", "<div><h3>تعليقان</h3></div>"] {
        check(&format!("<body><h1>فتح الجسر</h1><div>{PROSE}{heading}{comment}{comment}</div></body>"), &expect);
    }
    // A count under the headline, and a heading that only begins like one.
    let three = [(Paragraph, "قالت البلدية"), (Paragraph, "وأضافت أن"), (Paragraph, "قالت البلدية"), (Paragraph, "وأضافت أن")];
    check(&format!("<body><h1>فتح الجسر</h1><div><h4><a href=#c>3 تعليقات</a></h4>{PROSE}{PROSE}</div></body>"), &three);
    let article = read(&format!("<body><h1>فتح الجسر</h1><div>{PROSE}<h2>تعليقات المسؤولين على الحادث</h2>{PROSE}</div></body>"));
    assert_eq!(article.body().count(), 4, "{:#?}", article.blocks);
}

#[test]
fn a_short_text_among_teasers_is_the_text() {
    let teaser = |n: usize| {
        let (a, b) = ("قال النادي إن مهاجمه الجديد وصل إلى المدينة مساء أمس.", "ويبدأ التدريب مع زملائه صباح الأحد المقبل، بحسب مدربه.");
        format!("<div><h4><a href=/{n}>وصول مهاجم جديد إلى النادي رقم {n}</a></h4><p>{a} {b}</p></div>")
    };
    let teasers = format!("<section class=zz><h2>من المدينة</h2>{}</section>", (0..6).map(teaser).collect::<String>());
    let short = "<p>قالت البلدية إن الجسر فتح صباح اليوم أمام السيارات.</p>";
    for text in [
        format!("<main><article><h1>فتح الجسر</h1>{short}</article></main>{teasers}"),
        format!("<div class=zq><h1>فتح الجسر</h1></div><div class=zt>{short}</div>{teasers}"),
        format!("<h1>فتح الجسر</h1>{teasers}<div itemprop=articleBody>{short}</div>"),
    ] {
        check(&format!("<title>فتح الجسر</title><body>{text}</body>"), &[(Paragraph, "قالت البلدية")]);
    }
    // A teaser in prose in the midst of a text, from its headline to `read more`.
    let inset = "<div class=zz><p><a href=/1>وصول مهاجم جديد إلى النادي</a></p><p>قال النادي إن مهاجمه الجديد وصل أمس.</p><p><a href=/1>اقرأ المزيد</a></p></div>";
    check(
        &format!("<body><h1>فتح الجسر</h1><div>{PROSE}{inset}{PROSE}</div></body>"),
        &[(Paragraph, "قالت البلدية"), (Paragraph, "وأضافت أن"), (Paragraph, "قالت البلدية"), (Paragraph, "وأضافت أن")],
    );
}

#[test]
fn a_clock_or_a_date_that_stands_twice_is_no_outlet() {
    let entry = |text: &str| format!("<div class=live-entry><time>10:30</time><p>{text}</p></div>");
    let entries = entry("قالت البلدية إن الجسر فتح صباح اليوم.") + &entry("قال سكان عند 10:30 إن الجسر مزدحم.");
    assert_eq!(read(&format!("<body><h1>فتح الجسر</h1>{entries}</body>")).outlet.id, "");
    for line in ["10:30", "6 ديسمبر", "الجمعة 6 ديسمبر 2024", "12 / 24"] {
        assert_eq!(read(&format!("<body><div>{line}</div><h1>فتح الجسر</h1>{PROSE}<div>{line}</div></body>")).outlet.id, "", "{line}");
        assert_eq!(
            read(&format!("<title>فتح الجسر - {line}</title><meta property=og:title content='فتح الجسر'><body>{PROSE}</body>")).outlet.id,
            "",
            "{line}"
        );
    }
    assert_eq!(read(&format!("<body><div>ضفاف الخبر</div><h1>فتح الجسر</h1>{PROSE}<div>عن ضفاف الخبر</div></body>")).outlet.id, "ضفاف الخبر");
}

/// The article of a page, and the codes of what is said of its reading.
fn noted(html: &str) -> (Article, Vec<&'static str>) {
    let (article, notices) = Reader::new(&PACK).read_page(TextInput { source: "page.html".into(), text: html.into(), ..TextInput::default() });
    assert!(notices.iter().all(|notice| notice.hint.is_some()));
    (article, notices.iter().map(|notice| notice.code).collect())
}

fn lines(article: &Article) -> Vec<&str> {
    article.body().map(|block| block.span.slice(&article.text)).collect()
}

const SENTENCES: [&str; 2] = [
    "قالت البلدية إن الجسر فتح صباح اليوم أمام السيارات، وإن الشاحنات تمر ليلا فقط.",
    "وأضافت أن الأشغال تنتهي بعد شهرين، وأن الطريق البديل يبقى مفتوحا حتى ذلك الحين.",
];

#[test]
fn a_text_that_only_the_json_ld_has_is_read_from_there() {
    let [first, second] = SENTENCES;
    let written = [format!(r"{first}\n{second}"), format!("<p>{first}</p><p>{second}</p>"), format!(r"{first}\n\nالمصدر: رويترز\n{second}")];
    for body in written {
        let json = format!(r#"{{"@type":"NewsArticle","headline":"فتح الجسر أمام السيارات","datePublished":"2024-12-06","articleBody":"{body}"}}"#);
        let html = format!("<html><head><title>خبر</title>{}</head><body><div id=root>جار التحميل</div></body></html>", ld(&json));
        let (article, codes) = noted(&html);
        assert_eq!((lines(&article), &codes[..]), (SENTENCES.to_vec(), &["N0249"][..]), "{:#?}", article.blocks);
        assert_eq!(article.published_at.map(|stamp| stamp.to_string()).as_deref(), Some("2024-12-06"));
        assert_eq!(article.title.as_deref(), Some("فتح الجسر أمام السيارات"));
        let block = article.blocks.iter().position(|block| block.kind == Paragraph).unwrap();
        assert!(html[article.raw[block].clone()].contains(first), "its bytes are those of the script");
        assert!(article.blocks[block].reason.contains("JSON-LD"));
    }
    // A notice is no text, where the page's own body is many times as long and does not hold it.
    let notice = "<p>نستعمل في هذا الموقع ملفات تعريف الارتباط لتحسين تجربتك.</p>";
    let body = SENTENCES.join(r"\n").repeat(3);
    let json = format!(r#"{{"@type":"NewsArticle","headline":"فتح الجسر أمام السيارات","articleBody":"{body}"}}"#);
    let (article, codes) = noted(&format!("{}<h1>فتح الجسر أمام السيارات</h1>{notice}", ld(&json)));
    assert_eq!((lines(&article).first(), &codes[..]), (Some(&first), &["N0249"][..]), "{:#?}", article.blocks);
    let short = format!("{}<h1>فتح الجسر أمام السيارات</h1><p>{second}</p>", ld(&json));
    let (article, codes) = noted(&short);
    assert_eq!((lines(&article).len(), &codes[..]), (4, &["N0249"][..]), "it shows a part of its body: {:#?}", article.blocks);
    // What a body has more is little; and another article's body is nobody's here.
    let json = format!(r#"{{"@type":"NewsArticle","headline":"فتح الجسر أمام السيارات","articleBody":"{first} {second} {second}"}}"#);
    let (article, codes) = noted(&format!("{}<h1>فتح الجسر أمام السيارات</h1><p>{first}</p>", ld(&json)));
    assert_eq!((lines(&article), codes.len()), (vec![first], 0));
    let other = ld(&json).replace("فتح الجسر أمام السيارات", "حريق في سوق الخضار القديم");
    assert_eq!(noted(&format!("{other}<h1>فتح الجسر أمام السيارات</h1>")).1, ["N0248"]);
}

#[test]
fn a_text_that_browsers_do_not_show_is_read_where_they_show_none() {
    for element in ["noscript", "template", "NOSCRIPT"] {
        let hidden = format!("<{element}>{PROSE}</{element}>");
        let (article, codes) = noted(&format!("<body><article><h1>فتح الجسر</h1>{hidden}</article></body>"));
        assert_eq!((lines(&article), &codes[..]), (SENTENCES.to_vec(), &["N0249"][..]), "{:#?}", article.blocks);
        let (article, codes) = noted(&format!("<body><article><h1>فتح الجسر</h1>{PROSE}{hidden}</article></body>"));
        assert_eq!((lines(&article).len(), codes.len()), (2, 0));
    }
    let asks = "<noscript>فعل جافاسكربت لتظهر هذه الصفحة كلها.</noscript>";
    assert_eq!(noted(&format!("<body><h1>فتح الجسر</h1>{asks}</body>")).1, ["N0248"]);
}

#[test]
fn the_rest_of_a_text_that_a_page_begins_is_read() {
    let [first, second] = SENTENCES;
    let rest = format!("<p>{second}</p>{}", PROSE.replace("البلدية", "الشركة")).repeat(2);
    let own = |article: &Article| (lines(article).first().copied() == Some(first), lines(article).len() > 4);
    for (what, open, close) in [("noscript", "<noscript>", "</noscript>"), ("script", "<script type='text/template'>", "</script>")] {
        let page = format!("<title>فتح الجسر</title><main><h1>فتح الجسر</h1><div class=zz><p>{first}</p></div>{open}<div>{rest}</div>{close}</main>");
        let (article, codes) = noted(&page);
        assert_eq!((own(&article), &codes[..]), ((true, true), &["N0249"][..]), "{what}: {:#?}", article.blocks);
    }
    // JSON-LD whose body was written in HTML and escaped, or has its line ends escaped twice.
    let body = [first, second, "ودعت البلدية السائقين إلى عبور الجسر بهدوء، وشكرت من انتظر فتحه طوال العام &quot;الصعب&quot;."].repeat(2);
    let html: String = body.iter().map(|line| format!("<p>{line}</p>")).collect();
    for body in [html.replace('<', "&lt;").replace('>', "&gt;"), body.join(r"\\n"), body.join(r"\n"), html] {
        let json = format!(r#"{{"@type":"NewsArticle","headline":"فتح الجسر أمام السيارات","articleBody":"{body}"}}"#);
        let (article, codes) = noted(&format!("{}<h1>فتح الجسر أمام السيارات</h1><p>{first}</p><a href=/s>اشترك الآن</a>", ld(&json)));
        assert_eq!((lines(&article).len(), &codes[..]), (6, &["N0249"][..]), "{body}: {:#?}", article.blocks);
        assert!(lines(&article)[2].contains("\"الصعب\""), "{:?}", lines(&article));
    }
}

#[test]
fn a_sentence_of_the_text_that_is_a_link_is_text() {
    let linked = "<p><a href=/3>وتربط الجسور الجديدة ضفتي النهر منذ سنوات، وكان آخرها جسر الشمال.</a></p>";
    let article = read(&format!("<h1>فتح الجسر</h1><div>{PROSE}{linked}{PROSE}</div>"));
    assert_eq!(article.body().count(), 5, "{:#?}", article.blocks);
    // What asks to be followed, or ends the text, is none of it.
    for other in
        ["<p><a href=/3>حريق في سوق الخضار القديم في وسط المدينة يأتي على عشرة متاجر</a></p>", "<p><a href=/3>اضغط هنا لقراءة المزيد.</a></p>"]
    {
        assert_eq!(read(&format!("<h1>فتح الجسر</h1><div>{PROSE}{other}{PROSE}</div>")).body().count(), 4, "{other}");
    }
    assert_eq!(read(&format!("<h1>فتح الجسر</h1><div>{PROSE}{linked}</div>")).body().count(), 2);
}

#[test]
fn a_page_without_a_text_says_so() {
    let state = r#"<script id=__NEXT_DATA__ type=application/json>{"body":"قالت البلدية إن الجسر فتح."}</script>"#;
    assert_eq!(noted(&format!("<title>خبر</title><body><div id=root></div>{state}</body>")).1, ["N0248"]);
    let links: String = SENTENCES.iter().map(|sentence| format!("<p><a href=/{}>{sentence}</a></p>", sentence.len())).collect();
    let (_, notices) = Reader::new(&PACK).read_page(TextInput { text: format!("<h1>أخبار المدينة</h1>{links}"), ..TextInput::default() });
    assert!(notices.len() == 1 && notices[0].message.contains("links"), "{notices:?}");
}

#[test]
fn an_article_in_an_element_that_calls_itself_comments_is_the_article() {
    let text = format!("<title>فتح الجسر</title><article><h1>فتح الجسر</h1><div class=comments-content>{PROSE}{PROSE}</div></article>");
    let (article, codes) = noted(&text);
    assert_eq!((lines(&article).len(), codes.len()), (4, 0), "{:#?}", article.blocks);
    // Comments under pictures stay comments: those who wrote them are named.
    let one = format!("<p>أبو محمد</p>{PROSE}");
    let pictures = format!("<title>فتح الجسر</title><article><h1>فتح الجسر</h1><img src=a.jpg><div class=comments>{one}{one}{one}</div></article>");
    assert_eq!(noted(&pictures).1, ["N0248"]);
}

#[test]
fn items_of_other_things_date_nothing() {
    let item = |kind: &str, inside: &str| {
        format!("<div itemscope itemtype='https://schema.org/{kind}'>{inside}<meta itemprop=datePublished content=2021-01-01></div>")
    };
    let headline = "<h4 itemprop=headline>حريق في سوق الخضار القديم</h4>";
    check_dates("", &item("NewsArticle", headline), None);
    let linked = "<a itemprop=url href='https://a.example/news/3'><span itemprop=headline>اقرأ هنا</span></a>";
    check_dates(HERE, &item("NewsArticle", linked), None);
    check_dates("", &item("VideoObject", "<span itemprop=name>فتح الجسر أمام السيارات</span>"), None);
    let own = "<span itemprop=headline>فتح الجسر أمام السيارات</span>";
    check_dates("", &item("NewsArticle", own), Some(("2021-01-01", "microdata datepublished")));
    check_dates("", &item("NewsArticle", ""), Some(("2021-01-01", "microdata datepublished")));
}

#[test]
fn dates_of_something_else_are_not_those_of_the_page() {
    let others = [
        "<div class=date>تاريخ الصورة: 12/3/2019</div>",
        "<p>أرشيف - 12/03/2019</p>",
        "<div class=date>تاريخ الحادث: 12/3/2019</div>",
        "<div class=date>تاريخ اليوم: 20/11/2024</div>",
        "<figure><figcaption>6 ديسمبر 2019</figcaption></figure>",
        "<h2>6 ديسمبر 1982</h2>",
        "<ul><li><a href=/3>حريق في سوق الخضار القديم</a> <time datetime=2019-01-01>6 ديسمبر 2019</time></li></ul>",
        "<div><div><a href=/3>حريق في سوق الخضار القديم</a></div><div class=date>6 ديسمبر 2019</div></div>",
    ];
    others.iter().for_each(|other| check_dates("", other, None));
    let own = [
        "<h2 class=date-header>6 ديسمبر 2019</h2>",
        "<div><a href=/s>أخبار محلية</a><div>6 ديسمبر 2019</div></div>",
        "<div class=date>تاريخ النشر: 6 ديسمبر 2019</div>",
    ];
    own.iter().for_each(|own| check_dates("", own, Some(("2019-12-06", "page"))));
}

#[test]
fn a_notice_that_asks_for_consent_is_no_text() {
    let words =
        "نستخدم ملفات تعريف الارتباط لتحسين تجربتك على الموقع، ويمكنك تغيير ذلك متى شئت. وبالنقر على موافق تقبل أن نستخدمها نحن ومن يعمل معنا.";
    let other = "نهتم بخصوصيتك كثيرا، ويمكنك أن تختار ما نجمعه عنك من هنا. وسنسألك مرة أخرى بعد عام كامل من اليوم.";
    let page = |class: &str, words: &str| {
        format!(
            "<body><main><h1>فتح الجسر أمام السيارات</h1><p>فتح الجسر صباح اليوم أمام السيارات.</p></main><div class={class}><p>{words}</p></div></body>"
        )
    };
    check(&page("m", words), &[(Paragraph, "فتح الجسر")]);
    check(&page("gdpr", other), &[(Paragraph, "فتح الجسر")]);
    check(&page("cookie-banner", other), &[(Paragraph, "فتح الجسر")]);
    // A page may say of all of itself that consent was given.
    let whole = read(&format!("<body><div class=consent-given>{}</div></body>", PROSE.repeat(12)));
    assert_eq!(whole.body().count(), 24);
}

/// When a page was published and last changed, as days.
fn days(article: &Article) -> [Option<String>; 2] {
    [article.published_at, article.updated_at].map(|stamp| stamp.map(|stamp| stamp.date().to_string()))
}

#[test]
fn the_newest_of_dated_passages_dates_no_page() {
    let lines = ["قالت البلدية إن الجسر فتح صباح اليوم أمام السيارات كلها.", "قال سكان إن الجسر بقي مغلقا طوال النهار أمام الشاحنات."];
    type Passage<'p> = &'p dyn Fn(&str, &str) -> String;
    let passages: [Passage<'_>; 4] = [
        &|day, text| format!("<div class=zz><span class=t>{day} ديسمبر 2024 09:00</span><h3>الجسر القديم</h3><p>{text}</p></div>"),
        &|day, text| format!("<article><time datetime=2024-12-0{day}T09:00+03:00>09:00</time><h3>الجسر القديم</h3><p>{text}</p></article>"),
        &|day, text| format!("<p class=d>{day} ديسمبر 2024 | 01:10</p><p>{text}</p>"),
        &|day, text| format!("<div><div>{day} ديسمبر 2024</div><p>{text}</p></div>"),
    ];
    for passage in passages {
        let page = |days: &[&str]| {
            let passages: String = days.iter().zip(lines.iter().cycle()).map(|(day, text)| passage(day, text)).collect();
            read(&format!("<body><main><h1>فتح الجسر: لحظة بلحظة</h1><div>{passages}</div></main></body>"))
        };
        let article = page(&["8", "8", "6"]);
        assert_eq!(days(&article), [None, Some("2024-12-08".into())], "{:#?}", article.blocks);
        let told: Vec<Option<String>> = article
            .blocks
            .iter()
            .zip(&article.entry_times)
            .filter(|(block, _)| block.kind.is_body())
            .map(|(_, time)| time.map(|stamp| stamp.date().to_string()))
            .collect();
        assert_eq!(told, ["2024-12-08", "2024-12-08", "2024-12-06"].map(|day| Some(day.to_owned())));
        // The first of a thread that grows downwards is its beginning.
        let article = page(&["6", "7", "8"]);
        assert_eq!((days(&article), article.entry_times.len()), ([Some("2024-12-06".into()), None], 0), "{:#?}", article.blocks);
    }
    // A page that dates itself above them stays dated.
    let dated: String = ["7", "7", "6"].iter().zip(lines.iter().cycle()).map(|(day, text)| passages[0](day, text)).collect();
    let article = read(&format!("<body><main><h1>فتح الجسر: لحظة بلحظة</h1><p>نشر في 6 ديسمبر 2024</p><div>{dated}</div></main></body>"));
    assert_eq!(days(&article), [Some("2024-12-06".into()), Some("2024-12-07".into())], "{:#?}", article.blocks);
}

#[test]
fn a_live_blog_in_json_ld_begins_with_its_coverage() {
    let json = r#"{"@type":"LiveBlogPosting","headline":"فتح الجسر أمام السيارات","coverageStartTime":"2024-12-06T18:00:00+03:00","coverageEndTime":"2024-12-30T18:00:00+03:00","liveBlogUpdate":[{"@type":"BlogPosting","datePublished":"2024-12-07T09:00:00+03:00"},{"@type":"BlogPosting","datePublished":"2024-12-08T01:00:00+03:00"}]}"#;
    let of = |json: &str| days(&read(&format!("{}<h1>فتح الجسر أمام السيارات</h1>{PROSE}", ld(json))));
    assert_eq!(of(json), [Some("2024-12-06".into()), Some("2024-12-08".into())]);
    let without = json.replace("liveBlogUpdate", "x");
    assert_eq!(of(&without), [Some("2024-12-06".into()), Some("2024-12-30".into())]);
    let own = json.replace(r#""coverageStartTime""#, r#""datePublished":"2024-12-05","coverageStartTime""#);
    assert_eq!(of(&own)[0].as_deref(), Some("2024-12-05"));
}

#[test]
fn of_several_articles_on_a_page_its_own_is_read() {
    let [first, second] = SENTENCES;
    let other = "<p>أعلن النادي التعاقد مع مهاجم جديد لموسمين، بعد أسابيع من المفاوضات.</p><p>وقال المدرب إن اللاعب ينضم إلى التدريبات غدا، وإنه جاهز للعب.</p>".repeat(3);
    let one = |open: &str, level: usize, title: &str, day: &str, text: &str| {
        let close = open.split(' ').next().unwrap_or(open);
        format!("<{open}><h{level}>{title}</h{level}><div>{day} ديسمبر 2024</div>{text}</{close}>")
    };
    let both = |open: &str, levels: [usize; 2], days: [&str; 2]| {
        one(open, levels[0], "فتح الجسر أمام السيارات", days[0], PROSE) + &one(open, levels[1], "مهاجم جديد ينضم للنادي", days[1], &other)
    };
    let title = "<title>فتح الجسر أمام السيارات | موقع</title>";
    for (head, body) in [
        (title, both("article", [1, 2], ["7", "6"])),
        (title, both("div class=post", [1, 2], ["7", "6"])),
        (title, format!("<div>{}</div>", both("div class=post", [2, 2], ["7", "8"]))),
        // A page that is called otherwise: the first one.
        ("<title>أخبار | موقع</title>", format!("<div>{}</div>", both("div class=post", [2, 2], ["7", "6"]))),
        ("<title>أخبار | موقع</title>", format!("<div>{}</div>", both("article", [3, 3], ["7", "6"]))),
        // Nothing but the second headline parts the two.
        (title, format!("<div><h1>فتح الجسر أمام السيارات</h1><p>7 ديسمبر 2024</p>{PROSE}<h1>مهاجم جديد ينضم للنادي</h1>{other}</div>")),
    ] {
        let article = read(&format!("<html><head>{head}</head><body>{body}</body></html>"));
        assert_eq!(lines(&article), [first, second], "{body}: {:#?}", article.blocks);
        assert_eq!(days(&article), [Some("2024-12-07".into()), None], "{body}");
    }
    // Sections of one text, each with a heading below the headline's.
    let section = |level: usize, title: &str, text: &str| format!("<section><h{level}>{title}</h{level}>{text}</section>");
    let text = section(1, "فتح الجسر أمام السيارات", PROSE) + &section(2, "ماذا قال السائقون عنه", &other);
    assert_eq!(lines(&read(&format!("{title}<body><div>{text}</div></body>"))).len(), 8);
}

#[test]
fn teasers_that_are_no_links_stand_under_their_heading() {
    let own = [(Paragraph, "قالت البلدية"), (Paragraph, "وأضافت أن")];
    let teaser = "<p>اندلع حريق في سوق الخضار القديمة، وحضرت فرق الإطفاء بعد ساعة.</p>";
    for box_ in [
        format!("<div class=zz><h4>ذات صلة</h4>{teaser}</div>"),
        format!("<div><p>خبر ذو صلة</p>{teaser}</div>"),
        format!("<section><h3>اخترنا لك</h3>{teaser}{teaser}</section>"),
    ] {
        check(&format!("<title>فتح الجسر</title><main><h1>فتح الجسر</h1><div>{PROSE}{box_}{PROSE}</div></main>"), &[own, own].concat());
    }
    check(&format!("<title>فتح الجسر</title><main><h1>فتح الجسر</h1><div>{PROSE}<h3>اقرأ أيضا</h3>{teaser}</div></main>"), &own);
    // A script fills the box, or a link follows the heading: the text goes on below them.
    for links in ["<div class=zz></div>", "<p><a href=/1>حريق في سوق الخضار القديم</a></p>"] {
        let text = format!("{PROSE}{PROSE}<h3>اقرأ أيضا</h3>{links}<p>وقال سائقون إنهم انتظروا ساعتين عند المدخل، ثم عبروا.</p>");
        let article = read(&format!("<title>فتح الجسر</title><main><h1>فتح الجسر</h1><div>{text}</div></main>"));
        assert_eq!(article.body().count(), 5, "{links}: {:#?}", article.blocks);
    }
}

#[test]
fn prose_in_an_aside_is_not_the_short_text_beside_it() {
    let aside = format!("<aside>{PROSE}{PROSE}</aside>").replace("البلدية", "الشركة");
    let short = "<p>فتح الجسر صباح اليوم.</p>";
    for main in [format!("<main><h1>فتح الجسر</h1><div>{short}</div></main>"), format!("<article><h1>فتح الجسر</h1>{short}</article>")]
    {
        check(&format!("<title>فتح الجسر</title><body>{main}{aside}</body>"), &[(Paragraph, "فتح الجسر")]);
    }
    // The whole text in an aside is the text.
    let article = read(&format!("<title>فتح الجسر</title><body><h1>فتح الجسر</h1>{aside}</body>"));
    assert_eq!(article.body().count(), 4, "{:#?}", article.blocks);
}

#[test]
fn what_a_site_says_of_opinions_is_no_text() {
    for line in [
        "المقالات تعبر عن آراء من كتبوها، وليس عن الموقع.",
        "جميع الآراء تعبر عمن كتبها ولا تعبر بالضرورة عن رأي الصحيفة.",
        "ملحوظة: مضمون هذا الخبر كتبه موقع آخر، ونقلناه كما هو، ولسنا مسؤولين عن أي خطأ فيه، والعهدة على من نشره أولا قبل أن ننقله إلى قرائنا هنا.",
    ] {
        check(&format!("<h1>فتح الجسر</h1><div>{PROSE}<p>{line}</p></div>"), &[(Paragraph, "قالت البلدية"), (Paragraph, "وأضافت أن")]);
    }
    let said = "<p>وقال الوزير إن كلام النائب لا يعبر بالضرورة عن رأي الحكومة.</p>";
    assert_eq!(read(&format!("<h1>فتح الجسر</h1><div>{PROSE}{said}</div>")).body().count(), 3);
}

#[test]
fn a_bare_date_that_a_subtitle_tells_dates_no_page() {
    check_dates("", "<p>16 ديسمبر 1982</p>", None);
    for class in ["sub", "sub-title", "article__deck"] {
        check_dates("", &format!("<p class={class}>الحلقة 12 - 5 ديسمبر 2021</p>"), None);
        check_dates("", &format!("<div class={class}><span>5 ديسمبر 2021</span></div>"), None);
    }
    check_dates("", "<p class=when>5 ديسمبر 2021</p>", Some(("2021-12-05", "page")));
}

#[test]
fn times_that_cannot_be_are_said_and_date_nothing() {
    let json = |day: &str| ld(&format!(r#"{{"@type":"NewsArticle","headline":"فتح الجسر أمام السيارات","datePublished":"{day}"}}"#));
    let of = |day: &str, shown: &str| {
        let (article, codes) = noted(&format!("{}<body><h1>فتح الجسر أمام السيارات</h1>{shown}{PROSE}</body>", json(day)));
        (days(&article)[0].clone(), codes)
    };
    for day in ["2099-12-31T00:00:00Z", "1970-01-01", "0001-01-01T00:00:00", "2024-12-06T24:00:00", "2024-12-06T12:00:00+9900", "2024-12-06 25:10"] {
        assert_eq!(of(day, ""), (None, vec!["N0241"]), "{day}");
        // What the page shows is still believed.
        assert_eq!(of(day, "<p>نشر في 6 ديسمبر 2024</p>"), (Some("2024-12-06".into()), vec!["N0241"]), "{day}");
    }
    for day in ["2024-12-06T23:59:59+1400", "2024-12-06T9:05:00", "2024-12-06 12:00 -0500"] {
        assert_eq!(of(day, ""), (Some("2024-12-06".into()), vec![]), "{day}");
    }
    // Of two days the earlier labelled one is that of publication, and a bare one is less than what is written for machines.
    assert_eq!(of("2024-12-06", "<p>نشر في 9 ديسمبر 2014 - 18:22</p>"), (Some("2014-12-09".into()), vec!["N0250"]));
    assert_eq!(of("2024-12-06", "<p>نشر في 9 ديسمبر 2024</p>"), (Some("2024-12-06".into()), vec!["N0250"]));
    assert_eq!(of("2024-12-06", "<p>9 ديسمبر 2014</p>"), (Some("2024-12-06".into()), vec!["N0250"]));
    assert_eq!(of("2024-12-06", "<p>نشر في 7 ديسمبر 2024</p>"), (Some("2024-12-06".into()), vec![]));
    assert!(Reader::new(&PACK).stamp("2024-12-06T24:00:00").is_none() && Reader::new(&PACK).stamp("2024-12-06T23:00:00").is_some());
}

#[test]
fn a_copy_is_of_the_outlet_whose_page_it_is() {
    let json = ld(r#"{"@type":"NewsArticle","url":"https://www.nahr.example/n/7","datePublished":"2024-12-06"}"#);
    let page = |head: &str| format!("{head}<body><h1>فتح الجسر أمام السيارات</h1>{PROSE}</body>");
    let archived = "https://web.archive.org/web/20250101000000/https://www.nahr.example/n/7";
    for (url, head) in [
        (Some(archived), json.clone()),
        (None, format!("<link rel=canonical href='{archived}'>{json}")),
        (None, "<link rel=canonical href='https://www-nahr-example.cdn.ampproject.org/c/s/www.nahr.example/n/7'>".to_owned()),
        (None, "<!-- saved from url=(0028)https://www.nahr.example/n/7 -->".to_owned()),
    ] {
        let input = TextInput { source: "a.html".into(), url: url.map(str::to_owned), text: page(&head), ..TextInput::default() };
        let article = Reader::new(&PACK).read_html(input);
        assert_eq!(article.outlet.id, "nahr", "{url:?} {head}");
        assert_eq!(article.published_at.is_some(), head.contains("datePublished"), "{url:?} {head}");
    }
    // What a page says itself is believed before whoever saved it.
    let own = read(&page("<!-- saved from url=(0028)https://www.nahr.example/n/7 --><link rel=canonical href='https://b.example/n/8'>"));
    assert_eq!((own.outlet.id.as_str(), own.url.as_deref()), ("", Some("https://b.example/n/8")));
}

#[test]
fn comments_that_say_how_long_ago_they_are_end_the_text() {
    let texts = ["كل عام يتكرر المشهد ذاته ولا أحد يتحرك.", "شكرا للبلدية على المتابعة المستمرة."];
    let beside = |ago: &str, text: &str| format!("<div class=zq><b>أبو محمد</b> <span>{ago}</span><div>{text}</div></div>");
    let below = |ago: &str, text: &str| format!("<div><div>أبو محمد</div><div>{ago}</div><p>{text}</p></div>");
    let times = ["منذ 3 ساعات", "قبل يومين"];
    for comments in [beside(times[0], texts[0]) + &beside(times[1], texts[1]), below(times[0], texts[0]) + &below(times[1], texts[1])] {
        let page =
            |before: &str, after: &str| read(&format!("<body><article><h1>فتح الجسر</h1>{before}<div>{comments}</div>{after}</article></body>"));
        assert_eq!(page(&PROSE.repeat(2), "").body().count(), 4, "{:#?}", page(&PROSE.repeat(2), "").blocks);
        // Parts of a text that goes on below them.
        let goes_on = page(&PROSE.repeat(2), PROSE);
        assert!(texts.iter().all(|text| goes_on.body().any(|block| block.span.slice(&goes_on.text) == *text)), "{:#?}", goes_on.blocks);
    }
}

#[test]
fn a_page_that_lists_articles_has_no_text() {
    let cards = |link: &str| {
        let one = |at: usize| {
            format!(
                "<div class=n><h3><a href={link}{at}>خبر من المدينة القديمة {at}</a></h3><p>قالت البلدية إن الجسر رقم {at} فتح صباح اليوم.</p></div>"
            )
        };
        (1..7).map(one).collect::<String>()
    };
    assert_eq!(noted(&format!("<title>أخبار محلية</title><h1>أخبار محلية</h1>{}", cards("/"))).1, ["N0248"]);
    // Sections under a headline.
    let (article, _) = noted(&format!("<title>جسور المدينة القديمة تفتح تباعا</title><h1>جسور المدينة القديمة تفتح تباعا</h1>{}", cards("/")));
    assert!(lines(&article).len() >= 6, "{:#?}", article.blocks);
}

#[test]
fn what_a_line_does_not_show_is_no_part_of_it() {
    let body = |html: &str| {
        let article = read(&format!("<h1>فتح الجسر</h1>{html}{PROSE}"));
        article.body().next().map(|block| block.span.slice(&article.text).to_owned()).unwrap_or_default()
    };
    let sentence = "قال المهندس إن العمل على الجسر القديم ينتهي قبل الشتاء بوقت كاف.";
    assert_eq!(body(&format!("<p>{sentence}<span style='display: none'>نسخ من صوت الجبل 8841</span></p>")), sentence);
    assert_eq!(body(&format!("<p><i hidden>نسخ من صوت الجبل</i>{sentence}</p>")), sentence);
    assert_eq!(
        body("<p>قال المهندس إن <b style='display:none'>@@</b>العمل على الجسر القديم ينتهي قبل الشتاء.</p>"),
        "قال المهندس إن العمل على الجسر القديم ينتهي قبل الشتاء."
    );
    // The rest of a text, which a click shows.
    let rest = "وأضاف أن الجسر القديم سيبقى مغلقا أمام الشاحنات الثقيلة إلى أن تنتهي الفحوص التي تجريها لجنة من ثلاث جامعات في المدينة.";
    assert_eq!(body(&format!("<p>{sentence} <span style='display:none'>{rest}</span></p>")), format!("{sentence} {rest}"));
}

#[test]
fn a_part_that_is_read_out_as_links_to_others_is_no_text() {
    let cards = "<a href=/1>حريق في سوق بعيدة</a><p>قال شهود إن النار اندلعت في محل للأقمشة وامتدت إلى ثلاثة محال قبل أن تصل الفرق.</p>";
    let count = |label: &str| read(&format!("<h1>فتح الجسر</h1><div>{PROSE}</div><div aria-label='{label}'>{cards}{cards}</div>")).body().count();
    assert_eq!([count("مقالات ذات صلة"), count("التعليقات")], [2, 2]);
    let own = read(&format!("<h1>فتح الجسر</h1><div aria-label='تعليقات الوزير على فتح الجسر'>{PROSE}</div>"));
    assert_eq!(own.body().count(), 2);
}

#[test]
fn points_above_the_text_are_of_it_and_other_headlines_are_not() {
    let count = |items: [&str; 2]| {
        let list: String = items.iter().map(|item| format!("<li>{item}</li>")).collect();
        read(&format!("<title>فتح الجسر</title><h1>فتح الجسر</h1><div><b>أبرز النقاط</b><ul>{list}</ul></div><div>{PROSE}</div>"))
            .body()
            .filter(|block| block.kind == List)
            .count()
    };
    assert_eq!(count(["فتح الجسر صباح اليوم أمام السيارات", "انتهاء الأشغال بعد شهرين"]), 2);
    assert_eq!(count(["حريق في سوق الخضار القديم", "فوز النادي بكأس المدينة الكبيرة"]), 0);
    assert_eq!(count(["<a href=/1>فتح الجسر صباح اليوم أمام السيارات</a>", "انتهاء الأشغال بعد شهرين"]), 0);
}

#[test]
fn who_made_a_text_signs_it_in_sentences() {
    let last = |line: &str| read(&format!("<h1>فتح الجسر</h1><article>{PROSE}<p>{line}</p></article>")).blocks.last().map(|block| block.kind);
    assert_eq!(last("ساهم في إعداد التقرير: ليلى الحجار من بيروت. تحرير: سامي البحري."), Some(Byline));
    assert_eq!(last("شارك في إعداد التقرير خبراء من ثلاث دول، ولم يوقعه أحد منهم."), Some(Paragraph));
}
