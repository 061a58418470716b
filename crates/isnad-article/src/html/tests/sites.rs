//! Who published a page, and which of several articles on it is its own.

use super::*;

const TITLE: &str = "فتح الجسر أمام السيارات";

fn outlet(title: &str, body: &str) -> String {
    read(&format!("<html><head><title>{title}</title></head><body>{body}</body></html>")).outlet.id
}

#[test]
fn the_title_names_the_site_beside_the_headline_that_the_page_shows() {
    let body = format!("<article><h1>{TITLE}</h1>{PROSE}</article>");
    for title in
        [format!("{TITLE} | صوت الجبل"), format!("{TITLE} - أخبار - صوت الجبل"), format!("صوت الجبل | {TITLE}"), format!("صوت الجبل - {TITLE}")]
    {
        assert_eq!(outlet(&title, &body), "صوت الجبل", "{title}");
    }
    for title in [TITLE.to_owned(), format!("{TITLE}، والشاحنات تمر ليلا"), format!("{TITLE} - الجمعة 6 ديسمبر 2024")] {
        assert_eq!(outlet(&title, &body), "", "{title}");
    }
    assert_eq!(outlet("مرصد الجسر – Telegram", &format!("<div>{PROSE}</div>")), "مرصد الجسر");
}

#[test]
fn the_publisher_of_the_article_is_named_in_its_microdata() {
    let item = |headline: &str, publisher: &str| {
        format!(
            "<div itemscope itemtype='https://schema.org/NewsArticle'><h2 itemprop=headline>{headline}</h2>\
             <div itemprop=publisher itemscope itemtype='https://schema.org/Organization'>{publisher}</div></div>"
        )
    };
    for name in ["<meta itemprop=name content='صوت الجبل'>", "<span itemprop=name>صوت الجبل</span><img itemprop=logo src=a.png>"] {
        let html = format!("<h1>{TITLE}</h1>{}{PROSE}", item(TITLE, name));
        assert_eq!(outlet(TITLE, &html), "صوت الجبل", "{name}");
        assert_eq!(read(&format!("<title>{TITLE}</title>{html}")).body().count(), 2);
    }
    // That of a teaser, and two that differ.
    let other = item("حريق في سوق الخضار القديم", "<meta itemprop=name content='وكالة السهل'>");
    assert_eq!(outlet(TITLE, &format!("<h1>{TITLE}</h1>{PROSE}{other}")), "");
}

#[test]
fn a_second_dated_article_below_the_first_is_another_one() {
    let other = "<p>أعلن النادي التعاقد مع مهاجم جديد لموسمين. وقال المدرب إن اللاعب ينضم إلى التدريبات غدا مع زملائه.</p>";
    let one = |title: &str, date: &str, text: &str| format!("<h2>{title}</h2><p>{date}</p>{text}");
    let both = |first: &str, second: &str| one(TITLE, first, PROSE) + &one("مهاجم جديد للنادي الكبير", second, &other.repeat(2));
    for title in [TITLE, "أخبار المدينة"] {
        let article = read(&format!("<title>{title}</title><body><div>{}</div></body>", both("6 ديسمبر 2024", "5 ديسمبر 2024")));
        assert_eq!(article.body().count(), 2, "{:#?}", article.blocks);
        assert_eq!(article.published_at.map(|stamp| stamp.to_string()).as_deref(), Some("2024-12-06"));
    }
    // Sections of one text.
    let article = read(&format!("<title>{TITLE}</title><body><div>{}</div></body>", both("6 ديسمبر 2024", "قرب الملعب")));
    assert!(article.body().count() >= 4, "{:#?}", article.blocks);
}

#[test]
fn a_site_that_stands_before_the_headline_or_is_a_platform() {
    let body = format!("<div><div>{TITLE}</div>{PROSE}{PROSE}</div>");
    assert_eq!(outlet(&format!("وزارة الموارد المائية - {TITLE}"), &body), "وزارة الموارد المائية");
    assert_eq!(outlet(&format!("منتدى الريف • موضوع - {TITLE}"), &body), "منتدى الريف");
    assert_eq!(outlet(&format!("{TITLE} | YouTube"), &body), "");
    assert_eq!(outlet("جريدة الوادي", &format!("<div>{PROSE}</div>")), "جريدة الوادي");
}

#[test]
fn what_stands_above_the_headline_names_the_site_only_where_its_title_does() {
    let page = |title: &str, line: &str| {
        outlet(title, &format!("<div>{line}</div><h1>فتح الجسر أمام السيارات</h1>{PROSE}<p>وقال {line} إن الطريق سالك.</p>"))
    };
    for line in ["حديث الناس", "سامر العلي"] {
        assert_eq!(page("فتح الجسر أمام السيارات", line), "", "{line}");
    }
    assert_eq!(page("فتح الجسر أمام السيارات :: ضفاف الخبر", "ضفاف الخبر"), "ضفاف الخبر");
    // A headline that opens as names of outlets do.
    assert_eq!(outlet("موقع أثري جديد في الوادي", &format!("<h1>موقع أثري جديد في الوادي</h1>{PROSE}")), "");
}

#[test]
fn a_name_that_nobody_gave_is_none() {
    let page =
        |name: &str| read(&format!("<head><meta property=og:site_name content='{name}'></head><body><h1>فتح الجسر</h1>{PROSE}</body>")).outlet.id;
    assert_eq!(["My Site", "موقعي", "صوت الجبل"].map(page), ["", "", "صوت الجبل"]);
}

#[test]
fn the_site_of_the_linked_data_its_logo_and_its_line_beside_the_headline() {
    let page = |head: &str, body: &str| read(&format!("<html><head>{head}</head><body>{body}<h1>{TITLE}</h1>{PROSE}</body></html>")).outlet.id;
    let site = |name: &str| format!(r#"<script type="application/ld+json">{{"@type":"WebSite","name":"{name}"}}</script>"#);
    assert_eq!(page(&site("صوت الجبل"), ""), "صوت الجبل");
    assert_eq!(page(&format!("{}{}", site("صوت الجبل"), site("ضفاف الخبر")), ""), "", "two sites");
    let of_other = r#"<script type="application/ld+json">{"@type":"NewsArticle","headline":"حريق في سوق الخضار القديم","isPartOf":{"@type":"WebSite","name":"ضفاف الخبر"}}</script>"#;
    assert_eq!(page(of_other, ""), "");
    for alt in ["شعار صوت الجبل", "صوت الجبل logo"] {
        assert_eq!(page("", &format!("<a href=/><img src=l.png alt='{alt}'></a>")), "صوت الجبل", "{alt}");
    }
    for (link, alt) in [("/", "شعار"), ("/", "رفع شعار الحملة في الجسر"), ("/", "شعار 2024"), ("/photo.jpg", "شعار صوت الجبل")]
    {
        assert_eq!(page("", &format!("<a href={link}><img src=l.png alt='{alt}'></a>")), "", "{alt}");
    }
    let line = "<div><a href=/>مدونة ضفاف</a></div>";
    for title in [format!("مدونة ضفاف: {TITLE}"), format!("{TITLE} :: مدونة ضفاف"), "مدونة ضفاف - الأخبار".to_owned()]
    {
        assert_eq!(page(&format!("<title>{title}</title>"), line), "مدونة ضفاف", "{title}");
    }
    assert_eq!(page(&format!("<title>قضايا الناس والمدن: {TITLE} اليوم</title>"), "<div>قضايا الناس</div>"), "");
}
