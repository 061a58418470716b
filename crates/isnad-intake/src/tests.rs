use super::*;

mod archives;

use proptest::prelude::*;
use std::io::Write;
use std::path::Path;

const PAGE: &str = "أعلنت البلدية فتح الطريق الساحلي صباح اليوم بعد إصلاح الجسر، وقالت إن الشاحنات ستمر ليلاً فقط.\n";

fn gzip(bytes: &[u8]) -> Vec<u8> {
    let mut encoder = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::default());
    encoder.write_all(bytes).unwrap();
    encoder.finish().unwrap()
}

/// A folder with these files in it.
fn folder(files: &[(&str, &[u8])]) -> tempfile::TempDir {
    let folder = tempfile::tempdir().unwrap();
    for (name, bytes) in files {
        let path = folder.path().join(name);
        std::fs::create_dir_all(path.parent().unwrap()).unwrap();
        std::fs::write(path, bytes).unwrap();
    }
    folder
}

fn read(path: &Path, limits: Limits) -> (Vec<Item>, Counts) {
    let mut intake = Intake::new(&[path.to_string_lossy().into_owned()], limits);
    let items: Vec<Item> = intake.by_ref().collect();
    let counts = intake.counts();
    assert_eq!(items.len(), counts.documents + counts.rejected, "the counts add up");
    for item in &items {
        let Item::Document(document) = item else { continue };
        assert_eq!(reread(document.raw.clone(), &document.source).as_ref(), Ok(&**document), "the same from its bytes");
    }
    (items, counts)
}

/// What comes of one file: `source: first word` of a document, `code at line` of a reject.
fn check(name: &str, bytes: &[u8], expect: &[&str]) {
    check_within(Limits::default(), name, bytes, expect);
}

fn check_within(limits: Limits, name: &str, bytes: &[u8], expect: &[&str]) {
    let folder = folder(&[(name, bytes)]);
    let (items, _) = read(&folder.path().join(name), limits);
    let shown: Vec<String> = items.iter().map(show).collect();
    assert_eq!(shown, expect, "{items:?}");
}

fn show(item: &Item) -> String {
    match item {
        Item::Document(document) => {
            let notices: String = document.notices.iter().map(|notice| format!(" {}", notice.code)).collect();
            format!("{}: {}{notices}", document.source, document.text.split_whitespace().next().unwrap_or(""))
        }
        Item::Reject(diagnostic) => {
            assert!(diagnostic.hint.is_some(), "{diagnostic:?} has no remedy");
            match diagnostic.position {
                Some((line, _)) => format!("{} at {line}", diagnostic.code),
                None => diagnostic.code.to_owned(),
            }
        }
    }
}

fn encoded(encoding: &'static encoding_rs::Encoding) -> Vec<u8> {
    encoding.encode(PAGE).0.into_owned()
}

fn utf16(little: bool, mark: bool) -> Vec<u8> {
    let text = if mark { format!("\u{feff}{PAGE}") } else { PAGE.to_owned() };
    text.encode_utf16().flat_map(|unit| if little { unit.to_le_bytes() } else { unit.to_be_bytes() }).collect()
}

#[test]
fn encodings_are_told_apart() {
    check("a.txt", PAGE.as_bytes(), &["a.txt: أعلنت"]);
    check("a.txt", format!("\u{feff}{PAGE}").as_bytes(), &["a.txt: أعلنت"]);
    check("a.txt", &encoded(encoding_rs::WINDOWS_1256), &["a.txt: أعلنت N0230"]);
    check("a.txt", &encoded(encoding_rs::ISO_8859_6), &["a.txt: أعلنت N0230"]);
    for little in [true, false] {
        for mark in [true, false] {
            // What a mark says need not be said again.
            check("a.txt", &utf16(little, mark), &[if mark { "a.txt: أعلنت" } else { "a.txt: أعلنت N0230" }]);
        }
    }
}

#[test]
fn a_cut_off_download_is_read_with_a_notice() {
    check("a.txt", &PAGE.as_bytes()[..PAGE.len() - 3], &["a.txt: أعلنت N0231"]);
}

#[test]
fn what_is_no_text_is_rejected_by_kind() {
    check("a.txt", b"", &["E0201"]);
    check("a.txt", b" \n\n", &["E0201"]);
    check("a.txt", "\u{feff}".as_bytes(), &["E0201"]);
    check("a.txt", b"%PDF-1.7 \xe2\xe3", &["E0202"]);
    check("a.txt", b"PK\x03\x04rest", &["E0202"]);
    check("a.txt", &[0, 1, 2, 3, 0, 255, 0, 7, 9, 0, 0, 12], &["E0202"]);
    check("a.txt", &(0u8..=255).cycle().take(4000).collect::<Vec<_>>(), &["E0202"]);
    check("a.txt", b"\x93\x94\x95\x96\x97\x98\x81\x8d\x8f\x90 r\xe9sum\xe9 \xfc\xf6\xe4\xfc\xf6", &["E0208"]);
    check("a.docx", b"x", &["E0203"]);
    check("story.php?id=5", "\n<!DOCTYPE html><p>أعلنت".as_bytes(), &["story.php?id=5: <!DOCTYPE"]);
}

/// What comes of a page in HTML.
fn page(name: &str, bytes: &[u8]) -> Document {
    let folder = folder(&[(name, bytes)]);
    match read(&folder.path().join(name), Limits::default()).0.remove(0) {
        Item::Document(document) => *document,
        Item::Reject(diagnostic) => panic!("{diagnostic:?}"),
    }
}

#[test]
fn pages_in_html_are_decoded_by_what_they_are_before_what_they_say() {
    let html = |charset: &str| format!("<html><head><meta charset={charset}></head><body><p>{PAGE}</p></body></html>");
    let legacy = encoding_rs::WINDOWS_1256.encode(&html("windows-1256")).0.into_owned();
    let lying = encoding_rs::WINDOWS_1256.encode(&html("utf-8")).0.into_owned();
    for (bytes, notices) in [(html("utf-8").into_bytes(), 0), (html("windows-1256").into_bytes(), 0), (legacy, 0), (lying, 1)] {
        let document = page("a.html", &bytes);
        assert!(document.is_html && document.text.contains(PAGE), "{}", document.text);
        assert_eq!(document.notices.len(), notices);
    }
    let french = encoding_rs::WINDOWS_1252.encode("<meta charset=windows-1252><p>Le pont a été rouvert</p>").0.into_owned();
    assert!(page("a.html", &french).text.contains("été"));
    assert!(page("a.htm.gz", &gzip(html("utf-8").as_bytes())).is_html);
}

#[test]
fn places_lead_back_to_the_bytes_of_the_file() {
    let text = "<p>فتح الجسر</p>";
    let word = "الجسر";
    let check = |bytes: &[u8], raw: &[u8]| {
        let document = page("a.html", bytes);
        let start = document.text.find(word).unwrap();
        let range = start..start + word.len();
        let ranges = document.places.raw(&document.text, std::slice::from_ref(&range));
        assert_eq!(&bytes[ranges[0].clone()], raw);
    };
    check(text.as_bytes(), word.as_bytes());
    check(format!("\u{feff}{text}").as_bytes(), word.as_bytes());
    let legacy = encoding_rs::WINDOWS_1256.encode(&text.repeat(9)).0.into_owned();
    check(&legacy, &encoding_rs::WINDOWS_1256.encode(word).0);
    let wide: Vec<u8> = format!("\u{feff}{}", text.repeat(9)).encode_utf16().flat_map(u16::to_le_bytes).collect();
    check(&wide, &word.encode_utf16().flat_map(u16::to_le_bytes).collect::<Vec<u8>>());
    let damaged = [b"<meta charset=utf-8>\xd8<p>\xff\xfe".as_slice(), text.as_bytes(), PAGE.as_bytes()].concat();
    check(&damaged, word.as_bytes());
    check(&[b"\xef\xbb\xbf".as_slice(), &damaged].concat(), word.as_bytes());
    check(&[&wide, b"\x06".as_slice()].concat(), &word.encode_utf16().flat_map(u16::to_le_bytes).collect::<Vec<u8>>());
}

#[test]
fn no_place_lies_beyond_the_end_of_the_file() {
    let text = "<p>فتح الجسر</p>".repeat(9);
    let marked = format!("\u{feff}{text}");
    let wide: Vec<u8> = marked.encode_utf16().flat_map(u16::to_le_bytes).chain([6]).collect();
    for bytes in [[b"\xef\xbb\xbf\xd8", text.as_bytes(), b"\xff\xd9"].concat(), wide] {
        let document = page("a.html", &bytes);
        let raw = document.places.raw(&document.text, std::slice::from_ref(&(0..document.text.len())));
        assert!(raw[0].end <= bytes.len(), "{raw:?} of {}", bytes.len());
    }
}

#[test]
fn gzip_is_unpacked_within_bounds() {
    check("a.txt.gz", &gzip(PAGE.as_bytes()), &["a.txt.gz: أعلنت"]);
    check("a.txt", &gzip(PAGE.as_bytes()), &["a.txt: أعلنت"]);
    check("a.txt.gz", PAGE.as_bytes(), &["a.txt.gz: أعلنت"]);
    let (head, tail) = PAGE.split_at(PAGE.find("فتح").unwrap());
    let members = [gzip(head.as_bytes()), gzip(tail.as_bytes())].concat();
    check("a.txt.gz", &members, &["a.txt.gz: أعلنت"]);
    assert_eq!(page("a.txt.gz", &members).text, PAGE, "both members");
    let whole = gzip(PAGE.repeat(50).as_bytes());
    check("a.txt.gz", &whole[..whole.len() / 2], &["E0207"]);
    check("a.txt.gz", b"\x1f\x8bnonsense", &["E0207"]);
    check("a.txt.gz", &gzip(&vec![b'a'; 30 << 20]), &["E0206"]);
    let small = Limits { document: 1000, ..Limits::default() };
    check_within(small, "a.txt.gz", &gzip(PAGE.repeat(9).as_bytes()), &["E0204"]);
}

#[test]
fn a_large_page_is_refused_without_being_read() {
    let small = Limits { document: 1000, ..Limits::default() };
    check_within(small, "a.txt", PAGE.repeat(9).as_bytes(), &["E0204"]);
}

#[test]
fn a_bad_line_costs_that_line_only() {
    let lines = "{\"id\": 7, \"text\": \"نص أول\"}\n\n{\"text\": \"نص\"\n[1]\n{\"id\": \"x\"}\n{\"text\": \" \"}\n{\"text\": 5}\n{\"html\": \"<p>\"}\n{\"url\": \"https://a.example/1\", \"text\": \"ثان\"}\n{\"title\": [], \"text\": \"ثالث\"}\n{\"text\": \"رابع\"}";
    check(
        "r.jsonl",
        lines.as_bytes(),
        &[
            "7: نص",
            "E0220 at 3",
            "E0220 at 4",
            "E0222 at 5",
            "E0222 at 6",
            "E0221 at 7",
            "r.jsonl#8: <p>",
            "https://a.example/1: ثان",
            "E0221 at 10",
            "r.jsonl#11: رابع",
        ],
    );
    check("r.jsonl", b"", &["E0201"]);
    check("r.jsonl.gz", &gzip("{\"text\": \"نص\"}\r\n".as_bytes()), &["r.jsonl.gz#1: نص"]);
}

#[test]
fn a_list_of_records_is_read_as_records() {
    let list = "[\n {\"id\": \"a\", \"text\": \"نص أول\"},\n {\"id\": \"b\"},\n {\"text\": \"ثان\"}, 7\n]\n";
    check("r.jsonl", list.as_bytes(), &["a: نص", "E0222 at 2", "r.jsonl#3: ثان", "E0220 at 4"]);
    check("r.jsonl.gz", &gzip(list.as_bytes()), &["a: نص", "E0222 at 2", "r.jsonl.gz#3: ثان", "E0220 at 4"]);
    check("r.jsonl", &list.as_bytes()[..60], &["E0223"]);
    check("r.jsonl", b"[]", &["E0223"]);
    check("r.jsonl", "[1]\n{\"text\": \"نص\"}\n\n{\"text\": \"ثان\"}".as_bytes(), &["E0220 at 1", "r.jsonl#2: نص", "r.jsonl#4: ثان"]);
    let small = Limits { document: 40, ..Limits::default() };
    check_within(small, "r.jsonl", list.as_bytes(), &["E0204"]);
}

#[test]
fn a_reject_names_the_path_as_it_was_given() {
    let feed = "<rss><item><title>ع</title></item></rss>";
    let folder = folder(&[("in/a.txt", b""), ("in/b/r.jsonl", b"{oops\n"), ("in/c.rss", feed.as_bytes()), ("in/d.txt.gz", b"\x1f\x8bnonsense")]);
    let given = folder.path().join("in").to_string_lossy().into_owned();
    let subjects = |argument: String| -> Vec<String> {
        let items: Vec<Item> = Intake::new(&[argument], Limits::default()).collect();
        items.into_iter().filter_map(|item| if let Item::Reject(reject) = item { Some(reject.subject) } else { None }).collect()
    };
    let expect = ["a.txt", "b/r.jsonl", "c.rss#1", "d.txt.gz"].map(|name| format!("{given}/{name}"));
    assert_eq!(subjects(given.clone()), expect);
    assert_eq!(subjects(format!("{given}/a.txt")), expect[..1]);
}

#[test]
fn a_line_too_long_is_named_and_skipped() {
    let limits = Limits { line: 64, ..Limits::default() };
    let text = format!("{{\"text\": \"{}\"}}\n{{\"text\": \"نص\"}}\n", "ا".repeat(500));
    check_within(limits, "r.jsonl", text.as_bytes(), &["E0205 at 1", "r.jsonl#2: نص"]);
}

#[test]
fn a_line_in_a_legacy_encoding_is_read() {
    let (line, _, _) = encoding_rs::WINDOWS_1256.encode("{\"text\": \"أعلنت البلدية فتح الطريق الساحلي صباح اليوم\"}\n");
    check("r.jsonl", &line, &["r.jsonl#1: أعلنت N0230"]);
}

#[test]
fn folders_are_walked_in_order_and_other_files_counted() {
    let page = PAGE.as_bytes();
    let folder =
        folder(&[("b.txt", page), ("a/z.txt", page), ("a/b.jsonl", b"{\"text\": \"\xd9\x86\xd8\xb5\"}"), ("readme.md", b"x"), (".hidden.txt", page)]);
    let (items, counts) = read(folder.path(), Limits::default());
    let sources: Vec<String> = items.iter().map(show).collect();
    assert_eq!(sources, ["a/b.jsonl#1: نص", "a/z.txt: أعلنت", "b.txt: أعلنت"]);
    assert_eq!(counts, Counts { documents: 3, rejected: 0, other_files: 2, ..Counts::default() });
}

#[test]
fn what_is_not_there_says_so() {
    let empty = folder(&[("readme.md", b"x")]);
    let (items, counts) = read(empty.path(), Limits::default());
    assert_eq!((show(&items[0]), counts.other_files), ("E0211".to_owned(), 1));
    let (items, _) = read(&empty.path().join("none.txt"), Limits::default());
    assert_eq!(show(&items[0]), "E0210");
}

#[cfg(unix)]
#[test]
fn patterns_are_read_as_a_shell_reads_them() {
    let names = ["a.html", "a.txt", "b[1].html", "deep/a.html", "deep/er/b.html", "deep/.c.html", ".hidden/a.html", "deep/notes.md"];
    let files: Vec<(&str, &[u8])> = names.iter().map(|name| (*name, PAGE.as_bytes())).collect();
    let folder = folder(&files);
    let check = |pattern: &str, expect: &[&str]| {
        let shown: Vec<String> = read(&folder.path().join(pattern), Limits::default()).0.iter().map(show).collect();
        let found: Vec<&str> = shown.iter().map(|one| one.split(": ").next().unwrap_or("")).collect();
        assert_eq!(found, expect, "{pattern}");
    };
    check("*.html", &["a.html", "b[1].html"]);
    check("**/*.html", &["a.html", "b[1].html", "deep/a.html", "deep/er/b.html"]);
    check("deep/*", &["a.html"]);
    check("*/*/?.html", &["deep/er/b.html"]);
    check("[ab].*", &["a.html", "a.txt"]);
    check("b[1].html", &["b[1].html"]);
    check("*.pdf", &["E0211"]);
    check("**.html", &["E0213"]);
    check("none/*.html", &["E0210"]);
}

#[test]
fn a_file_in_memory_is_read_as_one_on_a_disk() {
    let inputs = vec![Input::Bytes { name: "a.txt".into(), bytes: PAGE.into() }, Input::Bytes { name: "a.pdf".into(), bytes: Vec::new() }];
    let shown: Vec<String> = Intake::of_inputs(inputs, Limits::default()).map(|item| show(&item)).collect();
    assert_eq!(shown, ["a.txt: أعلنت", "E0203"]);
}

#[test]
fn a_link_to_its_own_folder_ends() {
    let folder = folder(&[("a.txt", PAGE.as_bytes())]);
    std::os::unix::fs::symlink(folder.path(), folder.path().join("loop")).unwrap();
    let (items, _) = read(folder.path(), Limits::default());
    assert_eq!(items.len(), 1);
}

proptest! {
    #[test]
    fn any_bytes_give_a_document_or_a_reason(bytes in prop::collection::vec(any::<u8>(), 0..400), records in any::<bool>()) {
        let name = if records { "r.jsonl" } else if bytes.len() % 2 == 0 { "a.txt" } else { "a.html" };
        let folder = folder(&[(name, &bytes)]);
        let (items, _) = read(&folder.path().join(name), Limits::default());
        prop_assert!(!items.is_empty());
        items.iter().for_each(|item| { show(item); });
    }
}
