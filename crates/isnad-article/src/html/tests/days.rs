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
