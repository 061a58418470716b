//! Which of a page's days is that of its publication.

use super::*;

fn published(html: &str) -> Option<String> {
    read(html).published_at.map(|stamp| stamp.to_string())
}

#[test]
fn the_day_in_a_masthead_is_no_publication() {
    let today = "<time datetime=2026-01-05T08:00:00+03:00>الاثنين 5 يناير 2026</time>";
    let menu = "<ul><li><a href=/>الرئيسية</a><li><a href=/p>سياسة</a><li><a href=/e>اقتصاد</a></ul>";
    let article = format!("<article><h1>فتح الجسر</h1>{PROSE}</article>");
    for bar in [
        format!("<header>{menu}{today}</header>{article}"),
        format!("<div>{menu}</div><div>{today}</div>{article}"),
        format!("<div id=page><header>{today}</header>{article}</div>"),
        format!("<div id=page><div>{menu}</div><div>{today}</div>{article}</div>"),
        format!("<nav>{today}</nav>{article}"),
        format!("{article}<footer>{today}</footer>"),
    ] {
        assert_eq!(published(&format!("<body>{bar}</body>")), None, "{bar}");
    }
    let own = format!("<body><div>{menu}</div><article><header>{today}<h1>فتح الجسر</h1></header>{PROSE}</article></body>");
    assert_eq!(published(&own).as_deref(), Some("2026-01-05T08:00:00+03:00"));
}

#[test]
fn another_date_of_the_page_tells_whether_the_month_comes_first() {
    let page = |dates: &str| format!("<body><article><h1>فتح الجسر</h1>{dates}{PROSE}</article></body>");
    for dates in [
        "<span>Published: 12/08/2024 - Updated: 12/15/2024</span>",
        "<div>تاريخ النشر: 12/08/2024 08:00 PM</div><div>آخر تحديث: 12/15/2024 10:02 AM</div>",
    ] {
        let article = read(&page(dates));
        assert_eq!(article.published_at.map(|stamp| stamp.date().to_string()).as_deref(), Some("2024-12-08"), "{dates}");
        assert_eq!(article.updated_at.map(|stamp| stamp.date().to_string()).as_deref(), Some("2024-12-15"), "{dates}");
    }
    let proven = page("<div>تاريخ النشر: 12/08/2024 08:00 PM</div><div>آخر تحديث: 15/08/2024 10:02 AM</div>");
    assert_eq!(published(&proven).as_deref(), Some("2024-08-12T20:00:00"));
    assert_eq!(published(&page("<span>12/08/2024</span>")).as_deref(), Some("2024-08-12"));
}

#[test]
fn the_address_tells_which_of_two_days_a_date_is() {
    let page = |head: &str| format!("<head>{head}<body><article><h1>فتح الجسر</h1><span>5/11/2024 9:15 AM</span>{PROSE}</article></body>");
    let day = |address: &str| {
        let canonical = published(&page(&format!("<link rel=canonical href='https://a.example/{address}/x'>")));
        assert_eq!(published(&page(&format!("<meta property=og:url content='https://a.example/{address}/x'>"))), canonical);
        canonical
    };
    assert_eq!(day("2024/05/11").as_deref(), Some("2024-05-11T09:15:00"));
    assert_eq!(day("2024/5/11").as_deref(), Some("2024-05-11T09:15:00"));
    assert_eq!(day("2024/11/05").as_deref(), Some("2024-11-05T09:15:00"));
    // No reading of the date: the day that the page shows stays.
    assert_eq!(day("2024/09/30").as_deref(), Some("2024-11-05T09:15:00"));
}

#[test]
fn the_change_that_a_feed_tells_is_kept() {
    let input = |text: &str| TextInput {
        source: "a".into(),
        published_at: Some("2024-12-06T10:00:00Z".into()),
        updated_at: Some("2024-12-08T10:00:00Z".into()),
        text: text.into(),
        ..TextInput::default()
    };
    let reader = Reader::new(&PACK);
    for article in [reader.read_html(input(PROSE)), reader.read(input("قالت البلدية إن الجسر فتح صباح اليوم أمام السيارات."))]
    {
        assert_eq!(article.updated_at.map(|stamp| stamp.to_string()).as_deref(), Some("2024-12-08T10:00:00+00:00"));
    }
}

#[test]
fn dates_with_a_bar_between_or_the_year_first_are_dates() {
    for date in ["06/ديسمبر/2024", "6-كانون الأول-2024", "2024 ديسمبر 6", "2024/ديسمبر/06", "6 ديسمبر كانون الأول 2024", "6.ديسمبر.2024"]
    {
        check_dates("", &format!("<div>{date}</div>"), Some(("2024-12-06", "page")));
    }
    check_dates("", "<div>Posted on Friday, December 6th, 2024</div>", Some(("2024-12-06", "page")));
    check_dates("", "<div>بواسطة سامر العلي » الجمعة ديسمبر 6, 2024</div>", Some(("2024-12-06", "page")));
    // The months of a widespread content system, numbered.
    check_dates("", "<div>نشر بتاريخ: 06 كانون1/ديسمبر 2024</div>", Some(("2024-12-06", "page")));
    check_dates("", "<div>نشر بتاريخ: 15 تشرين2/نوفمبر 2023</div>", Some(("2023-11-15", "page")));
    check_dates("", "<div>2024 ديسمبر 6 - 10:30</div>", Some(("2024-12-06T10:30:00", "page")));
    // The hour of a clock, and the day of the next date.
    check_dates("", "<div>2024 ديسمبر 10:30</div>", None);
    check_dates("", "<div>2023 - ديسمبر 6، 2024</div>", Some(("2024-12-06", "page")));
}

#[test]
fn a_date_as_machines_print_it_is_none_where_nothing_tells_its_order() {
    let page = |date: &str, more: &str| format!("<body><article><h1>فتح الجسر</h1><span>{date}</span>{PROSE}</article>{more}</body>");
    let of = |date: &str, more: &str| published(&page(date, more));
    assert_eq!(of("11/7/2023 9:05:00 PM", ""), None);
    // No other date of the page takes its place.
    assert_eq!(of("11/7/2023 9:05:00 PM", "<p>7 ديسمبر 2024</p>"), None);
    let list =
        "<aside><h3>آخر الأخبار</h3><ul><li>11/22/2023 <a href=/1>هطول أمطار على الساحل</a><li>11/21/2023 <a href=/2>افتتاح معرض</a></ul></aside>";
    assert_eq!(of("11/7/2023 9:05:00 PM", list).as_deref(), Some("2023-11-07T21:05:00"));
    assert_eq!(of("Published: 11/7/2023", list).as_deref(), Some("2023-11-07"));
    assert_eq!(
        of("11/7/2023 9:05:00 PM", "<aside><ul><li>22/11/2023 <a href=/1>هطول أمطار</a></ul></aside>").as_deref(),
        Some("2023-07-11T21:05:00")
    );
    // Written by hand: the day first, as everywhere here.
    assert_eq!(of("11/7/2023", "").as_deref(), Some("2023-07-11"));
    assert_eq!(of("11/07/2023 09:05:00 PM", "").as_deref(), Some("2023-07-11T21:05:00"));
    let told = page("11/7/2023 9:05:00 PM", "").replace("<body>", "<head><link rel=canonical href='https://a.example/2023/11/07/x'><body>");
    assert_eq!(published(&told).as_deref().map(|day| &day[..10]), Some("2023-11-07"));
}

#[test]
fn the_first_publication_is_the_publication() {
    let line = "<span>أعيد نشره في 1 مارس 2025 - نشر أول مرة في 10 فبراير 2024</span>";
    let article =
        read(&format!("<body><article><h1>فتح الجسر</h1>{}{PROSE}</article></body>", line.replace("فبراير", "ديسمبر").replace("مارس", "نوفمبر")));
    assert_eq!(article.published_at.map(|stamp| stamp.to_string()).as_deref(), Some("2024-12-10"));
    assert_eq!(article.updated_at.map(|stamp| stamp.to_string()).as_deref(), Some("2025-11-01"));
    assert_eq!(article.outlet.id, "");
}

#[test]
fn a_post_says_in_its_own_foot_when_it_was_published() {
    let foot = |class: &str, day: &str| format!("<footer class='entry-footer'><time class='entry-date {class}' datetime='{day}'>x</time></footer>");
    let page = |inner: &str, after: &str| published(&format!("<body><article><h1>فتح الجسر</h1><div>{PROSE}</div>{inner}</article>{after}</body>"));
    assert_eq!(page(&foot("published", "2024-12-06"), "").as_deref(), Some("2024-12-06"));
    assert_eq!(page(&foot("updated", "2024-12-06"), ""), None);
    assert_eq!(page("", &foot("published", "2024-12-06")), None, "of another post");
    assert_eq!(page(&foot("published", "2024-12-06").repeat(2), "").as_deref(), Some("2024-12-06"));
    assert_eq!(page(&(foot("published", "2024-12-06") + &foot("published", "2024-12-05")), ""), None);
    let comment = format!("<div class=comments>{}</div>", foot("published", "2024-12-06"));
    assert_eq!(page(&comment, ""), None);
    check_dates("", "<div>عدل: 8 ديسمبر 2024 | أضيف: 6 ديسمبر 2024</div>", Some(("2024-12-06", "page")));
    // As sites of the Maghreb write it.
    check_dates("", "<div>Publié le vendredi 6 décembre 2024 à 10:30</div>", Some(("2024-12-06T10:30:00", "page")));
}
