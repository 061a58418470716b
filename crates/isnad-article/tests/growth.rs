//! Four times the page costs about four times the work: shapes of pages that once cost sixteen times.

use isnad_article::{Reader, TextInput};
use isnad_pack::{Pack, PackFile};

const BODY: &str = "أعلنت البلدية يوم الجمعة فتح الجسر الجديد أمام السيارات، وقالت إن العمل استغرق أشهرا.";

fn pack() -> Pack {
    let file = |path: &str, text: &'static str| PackFile { path: path.into(), text: text.into() };
    let (pack, diagnostics) = Pack::load(&[
        file("source/arabic-press/page-cues.tsv", include_str!("../../../packs/source/arabic-press/page-cues.tsv")),
        file("source/web/page-cues.tsv", include_str!("../../../packs/source/web/page-cues.tsv")),
        file("lang/ar/time.tsv", include_str!("../../../packs/lang/ar/time.tsv")),
    ]);
    assert_eq!(diagnostics, []);
    pack
}

/// What stands before the part of a page that is repeated, and that part; `{b}` is a sentence, `{i}` a number.
const SHAPES: [(&str, bool, &str, &str); 24] = [
    ("paragraphs", true, "", "<p>{b} {i}</p>"),
    ("a live blog without entries", true, "<div class=live-blog>", "<p>{b} {i}</p>"),
    ("a live blog of clocks", true, "<div class=live-blog>", "<p>10:{i}</p><p>{b}</p>"),
    ("a live blog of times", true, "<div class=live-blog>", "<time datetime='2024-12-06T10:00:00Z'>10:00</time><p>{b} {i}</p>"),
    ("entries in a list", true, "", "<div class=live-entry><time datetime='2024-12-06T10:00:00Z'>10:00</time><p>{b} {i}</p></div>"),
    ("quotations", true, "", "<blockquote>{b} {i}</blockquote><p>{b} {i}</p>"),
    ("links under headings", true, "", "<h3>اقرأ أيضا</h3><p><a href=/x>خبر آخر {i}</a></p>"),
    ("lines under headings", true, "<p>أعلنت البلدية فتح الجسر.</p>", "<h3>اقرأ أيضا</h3><p>خبر آخر من المدينة {i}</p><p>{b}</p>"),
    ("cards under headings", true, "<p>أعلنت البلدية فتح الجسر.</p>", "<div><div>اقرأ أيضا</div><h4>خبر آخر من المدينة</h4><p>{b}</p></div>"),
    ("elements that open with a clock", true, "", "<div class=k><b>1:{i}</b><p>{b}</p></div>"),
    ("comments with their times", true, "<p>أعلنت البلدية فتح الجسر.</p>", "<div class=k><b>فلان منذ 3 ساعات</b><p>{b}</p></div>"),
    ("headings of comments", true, "<p>أعلنت البلدية فتح الجسر.</p><section><b>ع</b>", "<h3>تعليقات</h3>"),
    ("comments", true, "", "<p>{b}</p><div><h3>{i} تعليقات</h3><p>{b}</p></div>"),
    ("teasers", true, "", "<div class=article-body><h4><a href=/{i}>خبر آخر من المدينة {i}</a></h4><p>{b}</p></div>"),
    ("objects of others", true, "", "<script type=application/ld+json>{\"@type\":\"Article\",\"headline\":\"خبر {i}\"}</script><p>{b}</p>"),
    ("rows", true, "<table>", "<tr><td>حمص</td><td>{i}</td></tr>"),
    ("text", false, "", "{b} {i}\n\n"),
    ("text: lists of links", false, "", "اقرأ أيضا\nخبر آخر {i}\n"),
    ("text: lists of links and prose", false, "", "اقرأ أيضا\nخبر آخر {i}\n{b}\n"),
    ("text: dates", false, "", "6 ديسمبر 2024\n{b}\n"),
    ("text: authors", false, "", "كتب: فلان {i}\n{b}\n"),
    ("text: share bars", false, "", "شارك\nفيسبوك\n{b}\n"),
    ("text: captions", false, "", "صورة من الجسر (رويترز)\n{b}\n"),
    ("text: sources", false, "", "المصدر: وكالة {i}\n"),
];

/// Seconds that the processor has worked for this thread, where the system tells: what else the machine does is not counted.
fn spent() -> Option<f64> {
    let counted = std::fs::read_to_string("/proc/thread-self/schedstat").ok()?;
    Some(counted.split_whitespace().next()?.parse::<f64>().ok()? / 1e9)
}

#[test]
fn work_grows_with_the_page() {
    let pack = pack();
    let reader = Reader::new(&pack);
    for (name, is_html, before, part) in SHAPES {
        let page = |n: usize| before.to_owned() + &(0..n).map(|i| part.replace("{i}", &i.to_string()).replace("{b}", BODY)).collect::<String>();
        let cost = |n: usize| {
            let runs = (0..2).map(|_| {
                let input = TextInput { source: "https://a.example/1".into(), text: page(n), ..TextInput::default() };
                let start = spent();
                let article = if is_html { reader.read_html(input) } else { reader.read(input) };
                assert!(article.blocks.len() >= n / 2, "{name}: {} blocks", article.blocks.len());
                spent().zip(start).map_or(0.0, |(end, start)| end - start)
            });
            runs.fold(f64::INFINITY, f64::min)
        };
        let (small, large) = (cost(3000), cost(12_000));
        // The clock of the processor ticks every few thousandths of a second.
        assert!(large <= small * 8.0 + 0.05, "{name}: {small:.3} s, then {large:.3} s for four times as much");
    }
}
