//! What the fuzz targets of `fuzz/` run: bytes from outside, through the public doors, with what must hold of whatever comes out.
//! Nothing here knows of a fuzzer: `tests/fuzz.rs` runs the kept corpus through the same functions.

use isnad_article::{Reader, TextInput};
use isnad_engine::Engine;
use isnad_engine::intake::{Document, Input, Intake, Item, Limits};
use isnad_engine::packs;
use isnad_model::Article;
use isnad_pack::{Pack, PackFile};
use std::sync::LazyLock;

/// A target: its name, which is also that of its corpus, and what it runs.
pub type Target = (&'static str, fn(&[u8]));

/// Every target.
pub const TARGETS: [Target; 7] =
    [("annotate", annotate), ("charset", charset), ("feed", feed), ("html", html), ("json-ld", linked_data), ("records", records), ("warc", warc)];

/// Small bounds, so that a run reaches them.
const LIMITS: Limits = Limits { document: 1 << 20, line: 1 << 18, decompressed: 4 << 20, ratio: 100, depth: 8 };

/// The longest that one input may take on its processor.
const LONGEST: std::time::Duration = std::time::Duration::from_secs(1);

static ENGINE: LazyLock<Engine> = LazyLock::new(|| Engine::new(None).0);
/// What was learned of the host that the pages are of, so that its rows meet them.
const SITE: &str = "[[line]]\ntext = \"فتح الجسر\"\n[[block]]\npath = \"div.a\"\nwhy = \"links\"\n[[block]]\npath = \"div.a p.b\"\nwhy = \"same\"\ntext = [\"شاهد\"]\n";
static PACK: LazyLock<Pack> = LazyLock::new(|| {
    let mut files = packs::files(None).0;
    files.push(PackFile { path: "source/fuzz/sites/a.example.toml".into(), text: SITE.into() });
    Pack::load(&files).0
});
static READER: LazyLock<Reader<'static>> = LazyLock::new(|| Reader::new(&PACK));

/// A page as text: its parts and its claims.
pub fn annotate(bytes: &[u8]) {
    let text = String::from_utf8_lossy(bytes).into_owned();
    let whole = text.clone();
    let read = || READER.read(TextInput { source: "a".into(), published_at: Some("2024-12-06".into()), text, ..TextInput::default() });
    let article = timed(read);
    assert_eq!(*article.text, *whole, "the text of a page is never rewritten");
    check(&article, bytes.len());
}

/// A page in HTML.
pub fn html(bytes: &[u8]) {
    page(String::from_utf8_lossy(bytes).into_owned());
}

/// Data for machines in the head of a page.
pub fn linked_data(bytes: &[u8]) {
    let json = String::from_utf8_lossy(bytes);
    // A page that shows no text is read from there.
    let shown = if bytes.len().is_multiple_of(2) { "<p>أعلنت البلدية فتح الجسر.</p>" } else { "" };
    page(format!("<html><head><script type='application/ld+json'>{json}</script></head><body><h1>فتح الجسر</h1>{shown}</body></html>"));
}

/// The bytes of a page in any encoding.
pub fn charset(bytes: &[u8]) {
    for document in read("a.html", bytes) {
        let ranges = [0..0, 0..document.text.len()];
        for raw in document.places.raw(&document.text, &ranges) {
            assert!(raw.start <= raw.end && raw.end <= bytes.len(), "{raw:?} of {} bytes", bytes.len());
        }
        page(document.text);
    }
}

/// RSS, Atom and sitemaps; JSON Feed where the first byte is that of an object.
pub fn feed(bytes: &[u8]) {
    read("feed.xml", bytes);
}

/// JSON Lines.
pub fn records(bytes: &[u8]) {
    read("a.jsonl", bytes);
}

/// Web archives, plain or packed.
pub fn warc(bytes: &[u8]) {
    read("a.warc", bytes);
}

fn page(text: String) {
    let length = text.len();
    let source = "https://a.example/2024/12/06/a";
    let (article, notices) = timed(|| READER.read_page(TextInput { source: source.into(), text, ..TextInput::default() }));
    assert!(notices.iter().all(|notice| notice.subject == source && notice.hint.is_some()));
    assert_eq!(article.raw.len(), article.blocks.len());
    article.raw.iter().for_each(|raw| assert!(raw.start <= raw.end && raw.end <= length, "{raw:?} of {length} bytes"));
    check(&article, length);
}

/// The documents that a file of this name and content holds; everything else must say why it is none.
fn read(name: &str, bytes: &[u8]) -> Vec<Document> {
    let input = Input::Bytes { name: name.into(), bytes: bytes.into() };
    let mut intake = Intake::of_inputs(vec![input], LIMITS);
    let items: Vec<Item> = timed(|| intake.by_ref().collect());
    let counts = intake.counts();
    assert_eq!(items.len(), counts.documents + counts.rejected, "the counts add up");
    let given = items.len() + counts.duplicates + counts.other_records;
    assert!(given > 0, "something was given and nothing is said of it");
    let documents = items.into_iter().filter_map(|item| match item {
        Item::Document(document) => Some(*document),
        Item::Reject(diagnostic) => {
            assert!(diagnostic.hint.is_some_and(|hint| !hint.is_empty()) && !diagnostic.subject.is_empty(), "{} without a remedy", diagnostic.code);
            None
        }
    });
    let documents: Vec<Document> = documents.collect();
    // One byte of a legacy encoding becomes at most three, a damaged one becomes the mark for it.
    documents.iter().for_each(|document| assert!(document.text.len() <= 3 * LIMITS.document, "{} bytes of text", document.text.len()));
    documents
}

/// What holds of every article and of the claims in it.
fn check(article: &Article, given: usize) {
    let mut end = 0;
    for block in &article.blocks {
        assert!(block.span.start >= end && block.span.end >= block.span.start, "blocks stand in order");
        let _ = block.span.slice(&article.text);
        end = block.span.end;
    }
    assert!(end <= article.text.len() && article.text.len() <= 4 * given + 64, "{} bytes from {given}", article.text.len());
    let annotation = timed(|| isnad_annotate::annotate(article, ENGINE.pack()));
    for claim in &annotation.claims {
        assert!(!claim.evidence.slice(&article.text).trim().is_empty(), "no claim without evidence");
    }
    let json = isnad_export::extract::extract_json(article, &annotation, &[], true);
    assert!(serde_json::from_str::<serde_json::Value>(&json).is_ok(), "what is printed is JSON");
}

/// Runs it, and fails where it held its processor longer than [`LONGEST`]: on a busy machine the clock on the wall would say nothing.
fn timed<T>(run: impl FnOnce() -> T) -> T {
    let before = on_processor();
    let out = run();
    if let Some((before, after)) = before.zip(on_processor()) {
        assert!(after - before <= LONGEST, "took {:?}", after - before);
    }
    out
}

/// How long this thread has held a processor, where the system tells.
fn on_processor() -> Option<std::time::Duration> {
    let text = std::fs::read_to_string("/proc/thread-self/schedstat").ok()?;
    text.split_whitespace().next()?.parse().ok().map(std::time::Duration::from_nanos)
}
