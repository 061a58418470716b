use crate::{Reader, TextInput};
use isnad_model::{Article, BlockKind};
use isnad_pack::{Pack, PackFile};
use proptest::prelude::*;
use std::sync::LazyLock;

mod cards;
mod days;
mod entries;
mod others;
mod sites;

static PACK: LazyLock<Pack> = LazyLock::new(|| {
    let file = |path: &str, text: &'static str| PackFile { path: path.into(), text: text.into() };
    let times = "forms\tkind\tvalue\nديسمبر|كانون الأول|كانون 1|décembre\tmonth\t12\nنوفمبر|تشرين 2\tmonth\t11\nالجمعة|vendredi\tweekday\tfriday\nربيع الآخر\thijri_month\t4\n";
    let agencies = "id\tname_ar\tname_en\taliases\nafp\tوكالة فرانس برس\tAFP\tأ ف ب\nreuters\tرويترز\tReuters\tReuters\n";
    let places = "id\tname_ar\tname_en\tkind\tcountry\tadmin1\tlat\tlon\tpop\taliases\tgate\ng:1\tبيروت\tBeirut\tcity\t-\t-\t-\t-\t-\t-\t-\n";
    let (pack, diagnostics) = Pack::load(&[
        file("source/arabic-press/page-cues.tsv", include_str!("../../../../packs/source/arabic-press/page-cues.tsv")),
        file("source/web/page-cues.tsv", include_str!("../../../../packs/source/web/page-cues.tsv")),
        file("lang/ar/time.tsv", times),
        file("know/t/places.tsv", places),
        file("source/t/agencies.tsv", agencies),
        file("source/t/outlets.tsv", "id\tname_ar\tname_en\thosts\nnahr\tصحيفة النهر الجديد\t-\tnahr.example\n"),
    ]);
    assert_eq!(diagnostics, []);
    pack
});

fn read_from(source: &str, html: &str) -> Article {
    Reader::new(&PACK).read_html(TextInput { source: source.into(), text: html.into(), ..TextInput::default() })
}

fn read(html: &str) -> Article {
    read_from("page.html", html)
}

const PROSE: &str = "<p>قالت البلدية إن الجسر فتح صباح اليوم أمام السيارات، وإن الشاحنات تمر ليلا فقط.</p>\
                     <p>وأضافت أن الأشغال تنتهي بعد شهرين، وأن الطريق البديل يبقى مفتوحا حتى ذلك الحين.</p>";

/// The body of `html` is `expect`, a line a block; every block's bytes in the page hold its first word.
fn check(html: &str, expect: &[(BlockKind, &str)]) {
    let article = read(html);
    let body = article.blocks.iter().filter(|block| block.kind.is_body() || block.kind == Heading);
    let first = |block: &isnad_model::Block| block.span.slice(&article.text).split_whitespace().take(2).collect::<Vec<_>>().join(" ");
    let shown: Vec<(BlockKind, String)> = body.map(|block| (block.kind, first(block))).collect();
    let expect: Vec<(BlockKind, String)> = expect.iter().map(|(kind, words)| (*kind, (*words).to_owned())).collect();
    assert_eq!(shown, expect, "{:#?}", article.blocks);
}

use BlockKind::*;

#[test]
fn links_bars_and_boxes_are_no_body() {
    check(
        &format!(
            "<body><nav><a href=/>الرئيسية</a></nav><h1>فتح الجسر</h1>{PROSE}<h2>سير العمل</h2>{PROSE}<p><a href=/1>حريق في سوق بعيدة عن هنا</a></p>\
             <div class=share-bar>فيسبوك تويتر</div><ul class=related><li><a href=/2>عنوان آخر</a></ul></body>"
        ),
        &[(Paragraph, "قالت البلدية"), (Paragraph, "وأضافت أن"), (Heading, "سير العمل"), (Paragraph, "قالت البلدية"), (Paragraph, "وأضافت أن")],
    );
}

#[test]
fn entries_of_a_live_blog_have_times_of_their_own() {
    let entry = |time: &str, text: &str| {
        format!("<div class=live-blog-entry>{time}<div class=entry-text><p>{text}</p><p>ثم عاد الهدوء إلى الحي كله.</p></div></div>")
    };
    let html = format!(
        "<body><h1>فتح الجسر</h1><div class=liveblog><div class=live-blog-entries>{}{}{}</div></div></body>",
        entry("<time datetime=2024-12-07T09:00:00+03:00>09:00</time>", "قالت البلدية إن الجسر فتح صباح اليوم أمام السيارات كلها."),
        entry("<span class=date>6 ديسمبر 2024</span>", "أضافت البلدية أن الأشغال تنتهي غدا وأن الطريق مفتوح."),
        entry("<span>٢٢:٠٠ مساء</span>", "قال سكان إن الجسر بقي مغلقا طوال النهار أمام الشاحنات."),
    );
    let article = read(&html);
    let told: Vec<(BlockKind, Option<String>)> = article
        .blocks
        .iter()
        .enumerate()
        .filter(|(_, block)| block.kind.is_body())
        .map(|(at, block)| (block.kind, article.entry_times[at].map(|stamp| stamp.to_string())))
        .collect();
    let (first, second) = (Some("2024-12-07T09:00:00+03:00".to_owned()), Some("2024-12-06".to_owned()));
    let expect = [&first, &first, &second, &second, &None, &None].map(|told| (LiveEntry, told.clone()));
    assert_eq!(told, expect, "{:#?}", article.blocks);
}

#[test]
fn entries_in_a_list_are_entries_on_the_day_of_the_page() {
    let entry = |time: &str, text: &str| {
        format!("<li class=liveblog__update><time datetime={time}>قبل ساعات</time><p>{text}</p><ul><li>الجسر</li></ul></li>")
    };
    let entries = format!(
        "<ul>{}{}</ul>",
        entry("2024-12-07T08:00:00Z", "قالت البلدية إن الجسر فتح صباح اليوم أمام السيارات كلها."),
        entry("2024-12-06T22:40:00Z", "قال سكان إن الجسر بقي مغلقا طوال النهار أمام الشاحنات.")
    );
    let shown = "<p>آخر تحديث: 7 ديسمبر 2024 - 12:10</p>";
    let in_utc = "<meta property=article:modified_time content=2024-12-07T09:10:00Z>";
    let stated = "<meta property=article:modified_time content=2024-12-07T12:10:00+03:00>";
    for (head, zone) in [(in_utc, "+03:00"), (stated, "+03:00")] {
        let article = read(&format!("<html><head>{head}</head><body><h1>فتح الجسر أمام السيارات</h1>{shown}{entries}</body></html>"));
        let told: Vec<(BlockKind, String)> = (0..article.blocks.len())
            .filter(|&at| article.blocks[at].kind.is_body())
            .map(|at| (article.blocks[at].kind, article.entry_times[at].map_or(String::new(), |stamp| stamp.to_string())))
            .collect();
        let (first, second) = (format!("2024-12-07T11:00:00{zone}"), format!("2024-12-07T01:40:00{zone}"));
        let expect = [(LiveEntry, &first), (List, &first), (LiveEntry, &second), (List, &second)].map(|(kind, time)| (kind, time.clone()));
        assert_eq!(told, expect, "{head}");
    }
}

#[test]
fn the_last_of_a_thousand_entries_has_its_own_time() {
    let entry = |at: usize| {
        let (day, hour) = (1 + at / 24 % 28, at % 24);
        format!("<time datetime=2024-11-{day:02}T{hour:02}:00:00+03:00>{hour}:00</time><p>قالت البلدية إن الحافلة رقم {at} عبرت الجسر الجديد.</p>")
    };
    let html = format!("<body><h1>فتح الجسر</h1><div class=liveblog>{}</div></body>", (0..1000).map(entry).collect::<String>());
    let article = read(&html);
    let last = article.blocks.iter().rposition(|block| block.kind == LiveEntry).unwrap();
    // Entry 999 is the sixteenth of its day.
    assert_eq!(article.entry_times[last].map(|stamp| stamp.to_string()).as_deref(), Some("2024-11-14T15:00:00+03:00"));
}

#[test]
fn every_block_says_where_it_stands_in_the_page() {
    let html = format!(
        "<html>\r\n<body>\r\n<h1>فتح&nbsp;الجسر</h1>\r\n  {PROSE}\r\n<p>  وقال &laquo;شاهد&raquo; إن <b>الحركة</b> عادية.  </p></body></html>"
    );
    let article = read(&html);
    assert_eq!(article.raw.len(), article.blocks.len());
    let raw: Vec<&str> = article.raw.iter().map(|range| &html[range.clone()]).collect();
    assert_eq!(raw[0], "فتح&nbsp;الجسر");
    assert!(raw[1].starts_with("قالت") && raw[1].ends_with("فقط."), "{}", raw[1]);
    assert_eq!(raw[3], "وقال &laquo;شاهد&raquo; إن <b>الحركة</b> عادية.");
    assert_eq!(article.blocks[3].span.slice(&article.text), "وقال «شاهد» إن الحركة عادية.");
}

#[test]
fn lists_tables_quotes_and_captions_have_their_kinds() {
    check(
        &format!(
            "<article><h1>فتح الجسر</h1>{PROSE}<figure><img><figcaption>الجسر قبل الأشغال</figcaption></figure><ul><li>يمر الراكبون أولا.</li></ul>\
             <table><tr><td>السيارات</td><td>120</td></tr></table><blockquote><p>ننتظر هذا اليوم منذ عام.</p></blockquote></article>"
        ),
        &[(Paragraph, "قالت البلدية"), (Paragraph, "وأضافت أن"), (List, "يمر الراكبون"), (Table, "السيارات 120"), (Quote, "ننتظر هذا")],
    );
}

fn check_dates(head: &str, body: &str, published: Option<(&str, &str)>) {
    let article = read(&format!("<html><head>{head}</head><body><h1>فتح الجسر أمام السيارات</h1>{body}{PROSE}</body></html>"));
    let shown = article.published_at.map(|stamp| stamp.to_string());
    assert_eq!((shown.as_deref(), article.published_from.as_deref()), (published.map(|one| one.0), published.map(|one| one.1)), "{head} {body}");
}

#[test]
fn dates_say_where_they_come_from() {
    let ld = |json: &str| format!("<script type='application/ld+json'>{json}</script>");
    check_dates(
        &ld(r#"{"@graph":[{"@type":"WebSite"},{"@type":"NewsArticle","datePublished":"2024-12-06T21:00:00+03:00"}]}"#),
        "",
        Some(("2024-12-06T21:00:00+03:00", "json-ld")),
    );
    check_dates(&ld("{\"@type\":\"Article\",\"description\":\"سطر\nآخر\",\"datePublished\":\"2024-12-06\",}"), "", Some(("2024-12-06", "json-ld")));
    check_dates(&ld("{\"@type\":\"Article\" \"datePublished\":\"2024-12-06\""), "", Some(("2024-12-06", "json-ld")));
    check_dates(
        "<meta property=article:published_time content='2024-12-06T21:00:00Z'>",
        "",
        Some(("2024-12-06T21:00:00+00:00", "meta article:published_time")),
    );
    check_dates("<meta name=pubdate content='Fri, 06 Dec 2024 21:00:00 +0200'>", "", Some(("2024-12-06T21:00:00+02:00", "meta pubdate")));
    check_dates(
        "",
        "<time itemprop=datePublished datetime='2024-12-06T21:00+03:00'>أمس</time>",
        Some(("2024-12-06T21:00:00+03:00", "microdata datepublished")),
    );
    check_dates("", "<time datetime='2024-12-06T21:00+03:00'>أمس</time>", Some(("2024-12-06T21:00:00+03:00", "time element")));
    check_dates("", "<div class=d>الجمعة ٦ ديسمبر/كانون الأول ٢٠٢٤</div>", Some(("2024-12-06", "page")));
    check_dates("", "<p class=d>الجمعة 28 ربيع الآخر 1446 هـ الموافق 6 ديسمبر 2024 م</p>", Some(("2024-12-06", "page")));
    check_dates("<link rel=canonical href='https://a.example/2024/12/06/x'>", "", Some(("2024-12-06", "address")));
    check_dates("<link rel=canonical href='https://a.example/20241206/x'>", "", Some(("2024-12-06", "address")));
    check_dates("<link rel=canonical href='https://a.example/2024/12/06'>", "", Some(("2024-12-06", "address")));
    check_dates("<link rel=canonical href='https://a.example/2024/12/6/x'>", "", Some(("2024-12-06", "address")));
    check_dates("<link rel=canonical href='https://a.example/x-2024-12-06-y'>", "", Some(("2024-12-06", "address")));
}

#[test]
fn no_day_is_better_than_a_wrong_one() {
    let two = r#"<script type='application/ld+json'>[{"@type":"NewsArticle","headline":"أ","datePublished":"2020-01-01"},{"@type":"NewsArticle","headline":"ب","datePublished":"2021-01-01"}]</script><meta property=og:title content='فتح الجسر أمام السيارات'>"#;
    check_dates(two, "", None);
    check_dates("", "<span>منذ 3 ساعات</span>", None);
    check_dates("<link rel=canonical href='https://a.example/news/20249912'>", "", None);
    check_dates("<link rel=canonical href='https://a.example/2024/12/12-dead-on-a-bridge'>", "", None);
    check_dates("<link rel=canonical href='https://a.example/2024/12/5'>", "", None);
    check_dates("<meta name=date content='0000-00-00'>", "", None);
    let article =
        read(&format!("<body><h1>فتح الجسر</h1>{PROSE}<aside><ul><li><a href=/1>خبر آخر</a> <span>6 ديسمبر 2017</span></ul></aside></body>"));
    assert_eq!(article.published_at, None);
}

#[test]
fn agencies_in_the_text_are_credits() {
    let article = read(
        "<body><h1>فتح الجسر</h1><p>بيروت (رويترز) - قالت البلدية إن الجسر فتح صباح اليوم أمام السيارات والشاحنات.</p><p>وأضافت أن الأشغال انتهت. (أ ف ب)</p></body>",
    );
    assert_eq!(article.credits, ["رويترز", "أ ف ب"]);
}

#[test]
fn the_second_article_of_an_endless_page_is_not_the_first() {
    let one = |title: &str, prose: &str| format!("<article><h1>{title}</h1><div class=article-body>{prose}</div></article>");
    let other = "<p>أعلن النادي التعاقد مع مهاجم جديد لموسمين. وقال المدرب إن اللاعب ينضم إلى التدريبات غدا.</p>";
    let article = read(&format!("<title>فتح الجسر | موقع</title>{}{}", one("فتح الجسر", PROSE), one("مهاجم جديد للنادي", other)));
    assert!(article.body().all(|block| !block.span.slice(&article.text).contains("النادي")), "{:#?}", article.blocks);
    let longer = other.repeat(4);
    for (first, class) in [(one("فتح الجسر أمام السيارات", PROSE), "article-body"), (one("فتح الجسر أمام السيارات", PROSE), "zq")]
    {
        let pages = format!("<title>فتح الجسر أمام السيارات | موقع</title><div>{first}{}</div>", one("مهاجم جديد للنادي", &longer))
            .replace("article-body", class);
        let article = read(&pages);
        let body: Vec<&str> = article.body().map(|block| block.span.slice(&article.text)).collect();
        assert!(body.len() == 2 && !body.iter().any(|line| line.contains("النادي")), "{class}: {:#?}", article.blocks);
    }
}

#[test]
fn deep_and_endless_markup_ends() {
    let deep = format!("{}{PROSE}", "<div><b><table><tr><td>".repeat(40_000));
    assert!(read(&deep).text.contains("قالت البلدية"));
    let closing = format!("{PROSE}{}", "</b></a></p></td>".repeat(40_000));
    assert_eq!(read(&closing).body().count(), 2);
    let blocks = read(&format!("{PROSE}{}", "<p>س</p>".repeat(110_000)));
    assert!(blocks.blocks.len() < 100_100 && blocks.text.ends_with('س'));
    let links = "<a href=x>".repeat(50_000);
    assert!(read(&format!("{links}{PROSE}")).text.contains("البلدية"));
}

/// Pieces of pages, and noise.
fn pieces() -> impl Strategy<Value = String> {
    let piece = prop_oneof![
        Just(PROSE.to_owned()),
        Just("<h1>فتح الجسر</h1>".to_owned()),
        Just("<table><tr><td>".to_owned()),
        Just("</div></p></td></ul>".to_owned()),
        Just("<ul class=related><li><a href=/1>عنوان</a>".to_owned()),
        Just("<script type=application/ld+json>{\"@type\":\"NewsArticle\",\"datePublished\":\"2024-12-06\"".to_owned()),
        Just("</script><!-- ".to_owned()),
        Just("--><br><br/>&#1576;&amp;&#xD800;&nbsp;\r\n\0".to_owned()),
        Just("<time datetime=2024-12-06T10:00>".to_owned()),
        "<[a-z]{1,8}( [a-z]{1,6}=[\"']?[a-zا-ي ]{0,8}[\"']?){0,3}/?>",
        "</[a-z]{1,8}>",
        "[ا-ي \u{200f}،.]{0,40}",
        "\\PC{0,20}",
        "[\\x00-\\x7f]{0,20}",
    ];
    prop::collection::vec(piece, 0..24).prop_map(|pieces| pieces.concat())
}

fn holds(html: &str) -> Result<(), TestCaseError> {
    let article = read(html);
    let text = &*article.text;
    let mut at = 0;
    prop_assert_eq!(article.blocks.len(), article.raw.len());
    for (block, raw) in article.blocks.iter().zip(&article.raw) {
        prop_assert!(block.span.start >= at && text.get(at..block.span.start).is_some_and(|gap| gap.trim().is_empty()), "{:?}", article.blocks);
        let slice = block.span.slice(text);
        prop_assert!(!slice.is_empty() && slice == slice.trim() && !block.reason.is_empty(), "{slice:?}");
        prop_assert!(html.get(raw.clone()).is_some_and(|raw| !raw.is_empty()), "{raw:?} of {}", html.len());
        at = block.span.end;
    }
    prop_assert!(text[at..].trim().is_empty());
    Ok(())
}

proptest! {
    #[test]
    fn blocks_cover_every_page_in_order_and_have_their_bytes(html in pieces()) {
        holds(&html)?;
    }

    #[test]
    fn any_text_is_a_page(html in any::<String>()) {
        holds(&html)?;
    }
}

#[test]
fn what_only_some_widths_hide_is_shown() {
    for class in ["field field--label-hidden", "overflow-hidden rounded", "d-none d-md-block", "hidden lg:flex", "hidden-print"] {
        let part = format!("<div class='{class}'>{PROSE}</div>");
        let twice = [(Paragraph, "قالت البلدية"), (Paragraph, "وأضافت أن")];
        check(&format!("<article><h1>فتح الجسر</h1>{part}{part}{part}</article>"), &[twice, twice, twice].concat());
    }
    check(
        &format!("<h1>فتح الجسر</h1><div>{PROSE}</div><div class=hidden><p>نسخة قديمة من النص، لا يراها أحد.</p></div>"),
        &[(Paragraph, "قالت البلدية"), (Paragraph, "وأضافت أن")],
    );
}

#[test]
fn a_channel_is_read_message_by_message() {
    let message = |extra: &str, text: &str, time: &str| {
        format!(
            "<div class='tgme_widget_message_wrap js-widget_message_wrap'><div class=tgme_widget_message><div class=tgme_widget_message_bubble>{extra}\
             <div class='tgme_widget_message_text js-message_text'>{text}</div><div class=tgme_widget_message_footer><span>2.1K</span> \
             <time datetime={time}>x</time></div></div></div></div>"
        )
    };
    let reply = "<a class=tgme_widget_message_reply href=/1><div>اشتباكات بين الحرس ومسلحين عند مدخل البلدة الشرقي منذ الظهر</div></a>";
    let html = format!(
        "<head><meta property=og:site_name content=Telegram><meta property=og:title content='مرصد الجسر'></head><body class=widget_frame_base>\
         <header class=tgme_header><p>أخبار الجسر على مدار الساعة، وكل ما يهم أهل المدينة.</p></header><section>{}{}</section></body>",
        message("", "اشتباكات بين الحرس ومسلحين عند مدخل البلدة الشرقي منذ الظهر", "2024-12-06T19:00:00+00:00"),
        message(reply, "مصدر في الحرس ينفي انسحابه من البلدة ويؤكد أن الوضع هادئ", "2024-12-07T05:00:00+00:00"),
    );
    let article = read(&html);
    let told: Vec<(String, String)> = article
        .blocks
        .iter()
        .enumerate()
        .filter(|(_, block)| block.kind.is_body())
        .map(|(at, block)| {
            let first = block.span.slice(&article.text).split_whitespace().next().unwrap_or("");
            (first.to_owned(), article.entry_times[at].map_or(String::new(), |stamp| stamp.to_string()))
        })
        .collect();
    let expect = [("اشتباكات", "2024-12-06T19:00:00+00:00"), ("مصدر", "2024-12-07T05:00:00+00:00")];
    assert_eq!(told, expect.map(|(word, time)| (word.to_owned(), time.to_owned())), "{:#?}", article.blocks);
    assert_eq!((article.published_at, article.outlet.id.as_str()), (None, "مرصد الجسر"), "a channel has no day, and is not its platform");
}

#[test]
fn words_that_stand_twice_are_read_once() {
    check(
        &format!(
            "<h1>فتح الجسر</h1><article>{PROSE}<blockquote><p>الطريق البديل يبقى مفتوحا</p><cite>رئيسة البلدية</cite></blockquote>{}</article>",
            "<p>وقال سائقون إنهم انتظروا <cite>ساعتين</cite> عند المدخل، ثم عبروا.</p>"
        ),
        &[(Paragraph, "قالت البلدية"), (Paragraph, "وأضافت أن"), (Paragraph, "وقال سائقون")],
    );
}

#[test]
fn teasers_under_a_heading_of_links_are_no_body() {
    let card = |at: usize| {
        format!("<div><h3><a href=/{at}>حريق في سوق بعيدة {at}</a></h3><p>اندلع حريق في السوق القديمة، وحضرت فرق الإطفاء بعد ساعة.</p></div>")
    };
    check(
        &format!("<main><h1>فتح الجسر</h1><div>{PROSE}{PROSE}</div><section><h2>مواضيع متعلقة</h2>{}{}</section></main>", card(1), card(2)),
        &[(Paragraph, "قالت البلدية"), (Paragraph, "وأضافت أن"), (Paragraph, "قالت البلدية"), (Paragraph, "وأضافت أن")],
    );
}

#[test]
fn a_date_that_stands_with_the_text_dates_it_and_no_other_does() {
    let text = format!("<div class=post-body>{PROSE}</div>");
    for (html, expect) in [
        (format!("<div class=x><h2>6 ديسمبر 2024</h2><div><h3>فتح الجسر أمام السيارات</h3>{text}</div></div>"), Some("2024-12-06")),
        (
            format!("<h1>فتح الجسر أمام السيارات</h1><table><tr><td>06-12-2024, 11:32 PM</td></tr><tr><td>{text}</td></tr></table>"),
            Some("2024-12-06T23:32:00"),
        ),
        (format!("<div class=top>6 ديسمبر 2024</div><div><h1>فتح الجسر أمام السيارات</h1>{text}</div>"), None),
        (format!("<div><div>6 ديسمبر 2024</div><div>7 ديسمبر 2024</div><h1>فتح الجسر أمام السيارات</h1>{text}</div>"), None),
    ] {
        let article = read(&format!("<body>{html}</body>"));
        assert_eq!(article.published_at.map(|stamp| stamp.to_string()).as_deref(), expect, "{html}");
    }
}

#[test]
fn times_in_utc_have_the_day_of_the_page() {
    let meta =
        "<meta property=article:published_time content=2024-12-06T22:30:00Z><meta property=article:modified_time content=2024-12-07T09:10:00Z>";
    for (body, expect) in [
        ("", "2024-12-06T22:30:00+00:00"),
        ("<div><time datetime=2024-12-07T01:30:00+03:00>ليلا</time></div>", "2024-12-07T01:30:00+03:00"),
        ("<p>نشر في 7 ديسمبر 2024 - 00:30</p>", "2024-12-07T00:30:00+02:00"),
        ("<p>نشر في 7 ديسمبر 2024</p>", "2024-12-07"),
        ("<p>نشر في 9 ديسمبر 2024</p>", "2024-12-06T22:30:00+00:00"),
        ("<div><span>السبت 7 ديسمبر 2024</span><span>كتبت: سلمى حداد</span></div>", "2024-12-07"),
        ("<p>آخر تحديث: 7 ديسمبر 2024 - 12:10</p>", "2024-12-07T01:30:00+03:00"),
        ("<time datetime=2024-12-07T01:30:00+03:00></time><time datetime=2024-12-06T20:00:00-05:00></time>", "2024-12-06T22:30:00+00:00"),
    ] {
        let article = read(&format!("<html><head>{meta}</head><body><h1>فتح الجسر أمام السيارات</h1>{body}{PROSE}</body></html>"));
        assert_eq!(article.published_at.map(|stamp| stamp.to_string()).as_deref(), Some(expect), "{body}");
    }
}

#[test]
fn spans_beside_each_other_stand_apart() {
    let article = read(&format!(
        "<body><h1>فتح الجسر أمام السيارات</h1><div><span>نُشر: 12:40 - 14 ديسمبر 2024</span><span>آخر تحديث: 09:15 - 15 ديسمبر 2024</span></div>{PROSE}<p><span>ال</span><span>جسر</span> مفتوح الآن.</p></body>"
    ));
    assert_eq!(article.published_at.map(|stamp| stamp.to_string()).as_deref(), Some("2024-12-14T12:40:00"));
    assert_eq!(article.updated_at.map(|stamp| stamp.to_string()).as_deref(), Some("2024-12-15T09:15:00"));
    assert!(article.text.contains("الجسر مفتوح الآن."), "{}", article.text);
}

#[test]
fn the_site_is_named_by_reference_or_after_the_headline() {
    let graph = r#"{"@graph":[{"@type":"Article","headline":"فتح الجسر","publisher":{"@id":"https://x.example/#o"}},{"@type":"Organization","@id":"https://x.example/#o","name":"صوت الجبل"}]}"#;
    for head in [
        format!("<script type='application/ld+json'>{graph}</script>"),
        "<meta property=og:title content='فتح الجسر'><title>فتح الجسر - أخبار - صوت الجبل</title>".to_owned(),
    ] {
        let article = read(&format!("<html><head>{head}</head><body><h1>فتح الجسر</h1>{PROSE}</body></html>"));
        assert_eq!(article.outlet.id, "صوت الجبل", "{head}");
    }
}

#[test]
fn words_for_old_pictures_credit_nobody() {
    let article = read(&format!("<body><h1>فتح الجسر أمام السيارات</h1><div>أرشيفية</div>{PROSE}<p>المصدر: رويترز</p></body>"));
    assert_eq!(article.credits, ["رويترز"]);
}
