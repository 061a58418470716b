//! Pages of one invented host, learned from and read.

use super::*;
use crate::extract::{Extracted, Outcome};
use isnad_model::BlockKind;
use isnad_pack::site::{SiteLine, Why};
use std::path::Path;

const TOWNS: [&str; 6] = ["حمص", "حلب", "حماة", "درعا", "إدلب", "دير الزور"];

/// A page of a site whose class names tell nothing: in the text stand an inset of links, a strip of headlines without links, and an
/// invitation of two sentences.
fn page(n: usize) -> String {
    let (town, next, last) = (TOWNS[n % 6], TOWNS[(n + 1) % 6], TOWNS[(n + 2) % 6]);
    format!(
        "<html><head><link rel=canonical href='https://www.a.example/news/{n}'><title>البلدية تفتح جسرا في {town}</title></head><body>\
         <div class=zq-top><a href=/>الرئيسية</a> <a href=/m>محليات</a></div>\
         <div class=zq-page><h1>البلدية تفتح جسرا في {town}</h1><div class=zq-text>\
         <p>أعلنت بلدية {town} يوم الجمعة فتح الجسر الجديد أمام السيارات، وقالت إن العمل فيه استغرق {n}4 شهرا كاملة.</p>\
         <div class=zq-in><ul><li><a href=/{n}a>سوق {next} يفتح أبوابه</a></li><li><a href=/{n}b>مدرسة جديدة في {last}</a></li></ul></div>\
         <p>وأضافت بلدية {town} في بيان أن حافلات النقل العام ستعود إلى خطها القديم فوق الجسر ابتداء من الأسبوع المقبل.</p>\
         <div class='zq-strip zq-{n}'><p>البلدية تفتح جسرا في {next}</p><p>البلدية تفتح جسرا في {last}</p></div>\
         <p>وقال سكان في {town} إن الطريق إلى المستشفى صار أقصر بعد فتح الجسر، وإن الازدحام في الشارع الرئيسي خف كثيرا.</p>\
         <div class=zq-post><p>تصلك نشرتنا كل صباح وفيها أهم ما كتبه مراسلونا في المدن.</p><p>يكفي أن تكتب بريدك هنا لتصلك.</p></div>\
         </div></div></body></html>"
    )
}

fn records(pages: impl IntoIterator<Item = String>) -> String {
    pages.into_iter().map(|html| format!("{{\"html\": {html:?}}}\n")).collect()
}

fn folder(files: &[(&str, &str)]) -> tempfile::TempDir {
    let folder = tempfile::tempdir().unwrap();
    for (path, text) in files {
        let path = folder.path().join(path);
        std::fs::create_dir_all(path.parent().unwrap()).unwrap();
        std::fs::write(path, text).unwrap();
    }
    folder
}

fn learn(pages: impl IntoIterator<Item = String>) -> Learned {
    let folder = folder(&[("pages.jsonl", &records(pages))]);
    Engine::new(None).0.learn_sites(&[folder.path().join("pages.jsonl").to_string_lossy().into_owned()])
}

fn read(html: &str, packs: Option<&Path>) -> Extracted {
    let folder = folder(&[("a.html", html)]);
    let (engine, diagnostics) = Engine::new(packs);
    assert_eq!(diagnostics, []);
    let outcome = engine.extract(&[folder.path().join("a.html").to_string_lossy().into_owned()]).next();
    match outcome {
        Some(Outcome::Article(one)) => *one,
        other => panic!("{other:?}"),
    }
}

fn body(one: &Extracted) -> Vec<&str> {
    one.article.body().map(|block| block.span.slice(&one.article.text)).collect()
}

fn packs(site: &Site) -> tempfile::TempDir {
    folder(&[("source/learned/sites/a.example.toml", &site.to_toml())])
}

#[test]
fn blocks_of_four_pages_are_taken_out_of_a_fifth() {
    let learned = learn((0..4).map(page));
    assert_eq!(learned.rejects, []);
    let [site] = &learned.sites[..] else { panic!("{learned:?}") };
    let blocks: Vec<(&str, Why, usize)> = site.blocks.iter().map(|block| (block.path.as_str(), block.why, block.on)).collect();
    let expected = [
        ("div.zq-text div.zq-in", Why::Links, 4),
        ("div.zq-text div.zq-post", Why::Same, 4),
        ("div.zq-text div.zq-strip", Why::Shared, 4),
        ("div.zq-top", Why::Same, 4),
    ];
    assert_eq!((site.host.as_str(), site.pages, &blocks[..]), ("a.example", 4, &expected[..]));
    assert_eq!(site.lines, [], "what stands in the blocks is not listed again");
    let (packs, fifth) = (packs(site), page(4));
    let (plain, clean) = (read(&fifth, None), read(&fifth, Some(packs.path())));
    assert!(body(&plain).iter().any(|line| line.starts_with("تصلك")) && body(&plain).iter().any(|line| line.contains("جسرا في دير")), "{plain:?}");
    let firsts: Vec<&str> = body(&clean).iter().map(|line| line.split(' ').next().unwrap_or("")).collect();
    assert_eq!(firsts, ["أعلنت", "وأضافت", "وقال"]);
    assert!(clean.article.blocks.iter().any(|block| &*block.reason == "site: in div.zq-text div.zq-strip"));
    assert_eq!(clean.article.title.as_deref(), Some("البلدية تفتح جسرا في إدلب"));
    assert!(clean.notices.is_empty());
    let other_host = read(&fifth.replace("a.example", "b.example"), Some(packs.path()));
    assert_eq!(body(&other_host), body(&plain), "what is learned of one host is of no other");
}

#[test]
fn a_page_whose_text_moved_into_a_learned_block_keeps_it() {
    let site = learn((0..4).map(page)).sites.remove(0);
    let packs = packs(&site);
    for block in ["zq-in", "zq-strip", "zq-post"] {
        let moved = page(4).replace("class=zq-text", "class=none").replace(&format!("class={block}"), "class=old");
        let moved = moved.replace("<div class=zq-page>", &format!("<div class=zq-text><div class={block}>"));
        let moved = moved.replace("</div></div></body>", "</div></div></div></body>");
        let one = read(&moved, Some(packs.path()));
        let firsts: Vec<&str> = body(&one).iter().map(|line| line.split(' ').next().unwrap_or("")).collect();
        assert!(["أعلنت", "وأضافت", "وقال"].iter().all(|word| firsts.contains(word)), "{block}: {firsts:?}");
        assert_eq!(one.notices.iter().map(|notice| notice.code).collect::<Vec<_>>(), ["N0246"], "{block}");
        assert!(one.notices[0].message.contains(block) && one.notices[0].hint.is_some());
    }
}

#[test]
fn an_element_with_sentences_of_its_own_is_not_learned() {
    let learned = learn((0..6).map(page));
    let of_text = |path: &str| path.ends_with("zq-text") || path.ends_with("zq-page");
    assert!(!learned.sites[0].blocks.iter().any(|block| of_text(&block.path)), "{:?}", learned.sites[0].blocks);
    // One sentence of its own on one page of six is enough.
    let told = page(5).replace("<ul><li>", "<p>وكان الجسر القديم قد أغلق قبل عامين بعد انهيار أحد أعمدته.</p><ul><li>");
    let learned = learn((0..5).map(page).chain([told]));
    assert!(!learned.sites[0].blocks.iter().any(|block| block.path.ends_with("zq-in")), "{:?}", learned.sites[0].blocks);
}

#[test]
fn a_text_without_full_stops_is_not_learned_though_it_holds_links() {
    let page = |n: usize| {
        let (town, other) = (TOWNS[n], TOWNS[n + 1]);
        format!(
            "<link rel=canonical href='https://a.example/{n}'><h1>أخبار {town}</h1><div class=zq-text><p><a href=/t>{town}</a> تفتح جسرها الجديد</p>\
             <p>بلدية <a href=/{n}>{other}</a> تشكر العمال</p><p>الحافلات تعود إلى خطها القديم في {town}</p></div><div class=zq-foot>عن الموقع</div>"
        )
    };
    let learned = learn((0..4).map(page));
    assert!(!learned.sites[0].blocks.iter().any(|block| block.path.ends_with("zq-text")), "{:?}", learned.sites[0].blocks);
}

#[test]
fn copies_and_states_of_one_page_are_one_page() {
    let copies = (0..5).map(|n| page(0).replace("/news/0", &format!("/amp/{n}")));
    let states = (0..5).map(|n| page(1).replace("شهرا", &format!("{n} شهرا")));
    let learned = learn(copies.chain(states));
    assert_eq!((learned.sites.len(), learned.too_few), (0, vec![("a.example".to_owned(), 2)]));
}

#[test]
fn credits_and_authors_that_many_pages_share_are_not_learned() {
    let page = |n: usize| {
        let line = "<div class=zq-by><a href=/w>المصدر: وكالة فرانس برس</a></div><p>المصدر: رويترز</p></div></div></body>";
        page(n).replace("</div></div></body>", line)
    };
    let learned = learn((0..4).map(page));
    let [site] = &learned.sites[..] else { panic!("{learned:?}") };
    let said: Vec<&String> = site.blocks.iter().flat_map(|block| &block.text).chain(site.lines.iter().map(|line| &line.text)).collect();
    assert!(!said.iter().any(|line| line.contains("المصدر")), "{site:?}");
    assert_eq!(read(&page(4), Some(packs(site).path())).article.credits, read(&page(4), None).article.credits);
}

#[test]
fn pages_without_an_address_and_of_too_many_hosts_are_named() {
    let learned = learn([page(0).replace("rel=canonical", "rel=x")]);
    assert_eq!(learned.rejects.iter().map(|reject| reject.code).collect::<Vec<_>>(), ["E0245"]);
    let learned = learn((0..=MOST_HOSTS).map(|n| page(n).replace("www.a.example", &format!("h{n}.example"))));
    assert_eq!((learned.rejects.len(), learned.rejects[0].code, learned.too_few.len()), (1, "E0247", MOST_HOSTS));
}

#[test]
fn lines_are_learned_outside_of_named_elements() {
    let bare = |n: usize| page(n).replace("</div></div></body>", "<p>تابعوا كل جديد عبر نافذتنا</p></div></div></body>");
    let site = learn((0..4).map(bare)).sites.remove(0);
    assert_eq!(site.lines.iter().map(|line| (line.text.as_str(), line.on)).collect::<Vec<_>>(), [("تابعوا كل جديد عبر نافذتنا", 4)]);
    let one = read(&bare(4), Some(packs(&site).path()));
    let line = one.article.blocks.iter().find(|block| block.span.slice(&one.article.text).starts_with("تابعوا"));
    assert_eq!(line.map(|block| (block.kind, &*block.reason)), Some((BlockKind::Boilerplate, "site: a line that its pages repeat")));
}

/// A page of four with a sentence of background, beside its own sentences: after the first or at the end.
fn with_background(n: usize, background: &str) -> String {
    let end = if n.is_multiple_of(2) { "<p>وأضافت بلدية" } else { "</div></div></body>" };
    page(n).replacen(end, &format!("<p>{background}</p>{end}"), 1)
}

const BACKGROUND: &str = "وكان الجسر القديم قد أغلق قبل عامين بعد انهيار أحد أعمدته.";

#[test]
fn background_that_journalists_repeat_is_not_learned() {
    let site = learn((0..6).map(|n| with_background(n, BACKGROUND))).sites.remove(0);
    assert_eq!(site.lines, []);
    assert_eq!(site.told.iter().map(|line| (line.text.as_str(), line.on)).collect::<Vec<_>>(), [(BACKGROUND, 6)]);
    let one = read(&with_background(4, BACKGROUND), Some(packs(&site).path()));
    assert!(body(&one).contains(&BACKGROUND), "{:#?}", one.article.blocks);
}

#[test]
fn a_line_of_a_file_never_takes_a_text() {
    let line = |text: &str| SiteLine { text: text.to_owned(), on: 9 };
    let lines = |texts: &[&str]| Site { host: "a.example".into(), pages: 9, lines: texts.iter().map(|text| line(text)).collect(), ..Site::default() };
    let plain = read(&page(4), None);
    let own: Vec<&str> = body(&plain).into_iter().filter(|line| line.contains("إدلب")).collect();
    assert_eq!(own.len(), 3, "{own:?}");
    for takes in [&own[..1], &own[..2], &own[..]] {
        let one = read(&page(4), Some(packs(&lines(takes)).path()));
        assert_eq!(body(&one), body(&plain), "{takes:?}");
        assert_eq!(one.notices.iter().map(|notice| notice.code).collect::<Vec<_>>(), vec!["N0246"; takes.len()]);
        assert!(one.notices.iter().zip(takes).all(|(notice, line)| notice.message.contains(*line) && notice.hint.is_some()), "{:?}", one.notices);
    }
    // A short line is followed, and is no reason not to look at the next.
    let short = with_background(4, "تابعوا الجسر.");
    let one = read(&short, Some(packs(&lines(&["تابعوا الجسر.", own[0]])).path()));
    assert_eq!((body(&one), one.notices.len()), (body(&plain), 1));
    // The words of a block that was learned, with the text in it.
    let block = |text: &str| {
        format!(
            "<html><head><link rel=canonical href='https://a.example/9'></head><body><h1>فتح الجسر</h1><div class=zq-post><p>{text}</p></div></body></html>"
        )
    };
    let site = Site {
        host: "a.example".into(),
        blocks: vec![isnad_pack::site::SiteBlock { path: "div.zq-post".into(), why: Why::Same, on: 9, text: vec![own[0].to_owned()] }],
        ..Site::default()
    };
    let one = read(&block(own[0]), Some(packs(&site).path()));
    assert_eq!((body(&one), one.notices.iter().map(|notice| notice.code).collect::<Vec<_>>()), (vec![own[0]], vec!["N0246"]));
}
