//! A few hundred files that are broken on purpose, from their bytes to articles: each is a clean article or is refused with a reason and
//! a remedy, within the limits.

// The helpers of tests are tests too; clippy's own exception covers only the functions marked so.
#![allow(clippy::unwrap_used)]

use flate2::{Compression, write::GzEncoder};
use isnad_article::{Reader, TextInput};
use isnad_engine::Engine;
use isnad_engine::intake::{Document, Input, Intake, Item, Limits, reread};
use isnad_model::Article;
use ruzstd::encoding::{CompressionLevel, compress_to_vec};
use std::io::Write;
use std::sync::LazyLock;

const SENTENCE: &str = "أعلنت البلدية فتح الطريق الساحلي صباح اليوم بعد إصلاح الجسر.";
const HTML: &str = "<html><head><meta charset=utf-8><title>عنوان</title></head><body><p>أعلنت البلدية فتح الطريق الساحلي صباح اليوم بعد إصلاح الجسر.</p></body></html>";

static ENGINE: LazyLock<Engine> = LazyLock::new(|| Engine::new(None).0);
static READER: LazyLock<Reader<'static>> = LazyLock::new(|| Reader::new(ENGINE.pack()));

/// What must come of a file.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Must {
    /// An article with the sentence in its body, whatever else is refused.
    Read,
    /// Nothing but reasons, one of them this.
    Refuse(&'static str),
    /// An article or a reason: what the damage left of the text decides.
    Either,
}
use Must::{Either, Read, Refuse};

struct File {
    name: &'static str,
    bytes: Vec<u8>,
    must: Must,
}

fn gzip(bytes: &[u8]) -> Vec<u8> {
    let mut encoder = GzEncoder::new(Vec::new(), Compression::default());
    encoder.write_all(bytes).unwrap();
    encoder.finish().unwrap()
}

fn zstd(bytes: &[u8]) -> Vec<u8> {
    compress_to_vec(bytes, CompressionLevel::Fastest)
}

fn warc(body: &[u8], length: usize) -> Vec<u8> {
    let head = format!(
        "WARC/1.0\r\nWARC-Type: resource\r\nWARC-Target-URI: https://a.example/\r\nContent-Type: text/html\r\nContent-Length: {length}\r\n\r\n"
    );
    [head.as_bytes(), body, b"\r\n\r\n"].concat()
}

#[derive(Default)]
struct Files(Vec<File>);

impl Files {
    fn add(&mut self, must: Must, name: &'static str, bytes: impl Into<Vec<u8>>) {
        self.0.push(File { name, bytes: bytes.into(), must });
    }

    /// Compression that ends early, has a byte turned, or unpacks without end.
    fn compression(&mut self) {
        let (packed, framed) = (gzip(HTML.as_bytes()), zstd(HTML.as_bytes()));
        for cut in 1..60 {
            self.add(Refuse("E0207"), "cut.html.gz", &packed[..(packed.len() * cut / 60).max(3)]);
            self.add(Refuse("E0207"), "cut.html.zst", &framed[..(framed.len() * cut / 60).max(4)]);
        }
        // Behind the ten bytes of the head, of which some say nothing, everything is under the checksum.
        for at in 0..40 {
            let mut turned = packed.clone();
            let at = 10 + at * (packed.len() - 10) / 40;
            turned[at] ^= 0x55;
            self.add(Refuse("E0207"), "turned.html.gz", turned);
        }
        for at in 2..10 {
            let mut turned = packed.clone();
            turned[at] ^= 0xff;
            self.add(Either, "head.html.gz", turned);
        }
        self.add(Refuse("E0206"), "bomb.html.gz", gzip(&vec![b'<'; 30 << 20]));
        self.add(Refuse("E0206"), "bomb.html.zst", zstd(&vec![b'<'; 30 << 20]));
        self.add(Refuse("E0206"), "bomb.warc.gz", gzip(&warc(&vec![b' '; 30 << 20], 30 << 20)));
        self.add(Refuse("E0206"), "bomb.jsonl.gz", gzip(&vec![b'{'; 30 << 20]));
        self.add(Refuse("E0206"), "bomb.rss.gz", gzip(&[b"<rss>", vec![b' '; 30 << 20].as_slice()].concat()));
        self.add(Refuse("E0202"), "nested.html.gz", gzip(&gzip(&gzip(HTML.as_bytes()))));
        self.add(Read, "members.html.gz", [gzip(&HTML.as_bytes()[..90]), gzip(&HTML.as_bytes()[90..])].concat());
        self.add(Read, "frames.html.zst", [zstd(&HTML.as_bytes()[..90]), zstd(&HTML.as_bytes()[90..])].concat());
    }

    /// Encodings that are not what the page says.
    fn charsets(&mut self) {
        for charset in ["windows-1256", "iso-8859-6", "utf-16le", "utf-16be", "shift_jis", "x-user-defined", "replacement", "nonsense", "", "\""] {
            let said = HTML.replace("utf-8", charset);
            // A quotation mark that never closes takes the whole page into the attribute.
            let must = if charset == "\"" { Either } else { Read };
            self.add(must, "said.html", said.as_bytes());
            self.add(must, "wrong.html", encoding_rs::WINDOWS_1256.encode(&said).0);
            self.add(must, "wide.html", said.encode_utf16().flat_map(u16::to_le_bytes).collect::<Vec<u8>>());
            self.add(Either, "odd.html", said.encode_utf16().flat_map(u16::to_be_bytes).skip(1).collect::<Vec<u8>>());
        }
        for surrogate in [&b"\xed\xa0\x80"[..], b"\xed\xbf\xbf", b"\xf4\x90\x80\x80", b"\xc0\x80", b"\xff\xfe", b"\xfe\xff", b"\x80\x80\x80"] {
            self.add(Read, "surrogate.html", [HTML.as_bytes(), surrogate].concat());
            self.add(Read, "surrogate.txt", [SENTENCE.as_bytes(), b" ", SENTENCE.as_bytes(), b"\n", surrogate].concat());
            self.add(Either, "surrogate.jsonl", [b"{\"text\": \"", surrogate, b"\\ud800\"}"].concat());
        }
    }

    /// Control characters, references to no character, markup that never ends.
    fn noise(&mut self) {
        let characters = ["\u{202e}", "\u{200f}", "\u{feff}", "\u{fffd}", "\u{1a}", "\u{7f}", "&#0;", "&#xD800;", "&#x110000;"];
        let markup = ["\0", "<!--", "<![CDATA[", "<script>", "<plaintext>", "</", "<!", "<textarea>", "<title>", "<template>"];
        for (must, noise) in characters.map(|noise| (Read, noise)).into_iter().chain(markup.map(|noise| (Either, noise))) {
            self.add(must, "before.html", HTML.replace("<p>", &format!("<p>{}</p><p>", noise.repeat(3))));
            self.add(Either, "inside.html", HTML.replace("البلدية", &noise.repeat(50)));
            self.add(Either, "noise.txt", format!("أعلنت {} البلدية", noise.repeat(3)));
            self.add(Either, "noise.jsonl", format!("{{\"html\": \"{noise}\"}}\n"));
        }
    }

    /// Elements inside elements, a hundred thousand deep.
    fn depth(&mut self) {
        for deep in ["<div>", "<b>", "<a href=x>", "<table><tr><td>", "<ul><li>", "<svg>", "<p><span>", "<h1>"] {
            self.add(Either, "deep.html", format!("{}{HTML}", deep.repeat(100_000)));
        }
        self.add(Refuse("E0220"), "deep.jsonl", format!("{}\n", "{\"a\":".repeat(100_000)));
        self.add(Refuse("E0227"), "deep.rss", format!("<rss>{}", "<a>".repeat(100_000)));
        let feed = format!("{{\"version\":\"https://jsonfeed.org/version/1\",\"items\":{}", "[".repeat(100_000));
        self.add(Refuse("E0227"), "deep-feed.json", feed);
        self.add(Refuse("E0205"), "long.jsonl", vec![b'x'; 100_000_000]);
        self.add(Refuse("E0204"), "long.html", vec![b'x'; 100_000_000]);
        self.add(Refuse("E0204"), "long.rss", vec![b'x'; 100_000_000]);
    }

    /// Lengths that lie, entities that multiply, files of other kinds.
    fn lies(&mut self) {
        let whole = || warc(HTML.as_bytes(), HTML.len());
        for length in [0, 1, HTML.len() - 1, HTML.len() + 1, HTML.len() * 2] {
            self.add(Read, "lying.warc", [warc(HTML.as_bytes(), length), whole()].concat());
            self.add(Read, "lying.warc.gz", [gzip(&warc(HTML.as_bytes(), length)), gzip(&whole())].concat());
        }
        for length in [1 << 20, usize::MAX / 2] {
            self.add(Either, "endless.warc", [warc(HTML.as_bytes(), length), whole()].concat());
        }
        let entities = "<?xml version='1.0'?><!DOCTYPE x [<!ENTITY a \"aaaaaaaaaa\"><!ENTITY b \"&a;&a;&a;&a;&a;\">]><rss><item><title>&b;</title><description>&b;</description></item></rss>";
        self.add(Either, "entities.rss", entities);
        for start in [&b"%PDF-1.4"[..], b"PK\x03\x04", b"\x7fELF", b"GIF89a", b"\x89PNG", b"\xd0\xcf\x11\xe0", b"BZh9", b"\xfd7zXZ\0"] {
            self.add(Refuse("E0202"), "other.html", [start, HTML.as_bytes()].concat());
        }
        for name in ["empty.html", "empty.txt", "empty.jsonl", "empty.warc", "empty.rss", "empty.html.gz"] {
            self.add(Refuse("E0201"), name, if name.ends_with("gz") { gzip(b"") } else { Vec::new() });
        }
    }
}

/// The articles of a file and the codes of what was refused in it.
fn read(file: &File) -> (Vec<Article>, Vec<&'static str>) {
    let mut intake = Intake::of_inputs(vec![Input::Bytes { name: file.name.into(), bytes: file.bytes.clone() }], Limits::default());
    let items: Vec<Item> = intake.by_ref().collect();
    let counts = intake.counts();
    assert_eq!(items.len(), counts.documents + counts.rejected, "the counts add up");
    let (mut articles, mut codes) = (Vec::new(), Vec::new());
    for item in items {
        match item {
            Item::Document(document) => articles.push(article(*document)),
            Item::Reject(diagnostic) => {
                assert!(!diagnostic.subject.is_empty() && !diagnostic.message.is_empty(), "{diagnostic:?} says neither where nor what");
                assert!(diagnostic.hint.as_deref().is_some_and(|hint| hint.len() > 10), "{diagnostic:?} has no remedy");
                codes.push(diagnostic.code);
            }
        }
    }
    (articles, codes)
}

fn article(document: Document) -> Article {
    assert_eq!(reread(document.raw.clone(), &document.source).as_ref(), Ok(&document), "the same from its bytes");
    let input = TextInput { source: document.source, text: document.text, ..TextInput::default() };
    let article = if document.is_html { READER.read_html(input) } else { READER.read(input) };
    let mut end = 0;
    for block in &article.blocks {
        assert!(block.span.start >= end && block.span.end <= article.text.len(), "{} out of place", block.reason);
        end = block.span.end;
    }
    article
}

fn body(article: &Article) -> String {
    article.body().map(|block| block.span.slice(&article.text)).collect::<Vec<_>>().join("\n")
}

#[test]
fn every_broken_file_is_a_clean_article_or_is_refused_with_a_reason() {
    let mut files = Files::default();
    files.compression();
    files.charsets();
    files.noise();
    files.depth();
    files.lies();
    let files = files.0;
    let open = files.iter().filter(|file| file.must == Either).count();
    assert!(files.len() >= 300 && open * 3 <= files.len(), "{} files, {open} of them may go either way", files.len());
    let mut wrong = Vec::new();
    for (number, file) in files.iter().enumerate() {
        let (articles, codes) = read(file);
        let bodies: Vec<String> = articles.iter().map(body).collect();
        let held = match file.must {
            Read => bodies.iter().any(|body| body.contains(SENTENCE)) && !bodies.iter().any(|body| body.contains("<p>")),
            Refuse(code) => articles.is_empty() && codes.contains(&code),
            Either => articles.len() + codes.len() > 0,
        };
        if !held {
            let shown: String = bodies.concat().chars().take(80).collect();
            wrong.push(format!("{number} {} must {:?}: {} articles, {codes:?}, {shown}", file.name, file.must, articles.len()));
        }
    }
    assert!(wrong.is_empty(), "{} of {}:\n{}", wrong.len(), files.len(), wrong.join("\n"));
}
