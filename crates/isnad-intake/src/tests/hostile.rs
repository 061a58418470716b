//! A few hundred files that are broken on purpose: each is a document or a reject with a remedy, within the limits.

use super::*;

const HTML: &str = "<html><head><meta charset=utf-8><title>عنوان</title></head><body><p>أعلنت البلدية فتح الطريق الساحلي صباح اليوم بعد إصلاح الجسر.</p></body></html>";

fn warc(body: &[u8], length: usize) -> Vec<u8> {
    let head = format!(
        "WARC/1.0\r\nWARC-Type: resource\r\nWARC-Target-URI: https://a.example/\r\nContent-Type: text/html\r\nContent-Length: {length}\r\n\r\n"
    );
    [head.as_bytes(), body, b"\r\n\r\n"].concat()
}

/// Name and bytes of every file.
fn files() -> Vec<(String, Vec<u8>)> {
    let mut out: Vec<(String, Vec<u8>)> = Vec::new();
    let mut add = |name: &str, bytes: Vec<u8>| out.push((format!("{:03}-{name}", out.len()), bytes));
    let packed = gzip(HTML.as_bytes());
    let zipped = ruzstd::encoding::compress_to_vec(HTML.as_bytes(), ruzstd::encoding::CompressionLevel::Fastest);
    for cut in 0..60 {
        add("cut.html.gz", packed[..packed.len() * cut / 60].to_vec());
        add("cut.html.zst", zipped[..zipped.len() * cut / 60].to_vec());
    }
    for at in 0..40 {
        let mut turned = packed.clone();
        turned[at * packed.len() / 40] ^= 0x55;
        add("turned.html.gz", turned);
    }
    for charset in ["windows-1256", "iso-8859-6", "utf-16le", "utf-16be", "shift_jis", "x-user-defined", "replacement", "nonsense", "\"", ""] {
        let said = HTML.replace("utf-8", charset);
        add("said.html", said.clone().into_bytes());
        add("wrong.html", encoding_rs::WINDOWS_1256.encode(&said).0.into_owned());
        add("wide.html", said.encode_utf16().flat_map(u16::to_le_bytes).collect());
        add("odd.html", said.encode_utf16().flat_map(u16::to_be_bytes).skip(1).collect());
    }
    for noise in [
        "\0",
        "\u{202e}",
        "\u{200f}",
        "\u{feff}",
        "\u{fffd}",
        "\u{1a}",
        "\u{7f}",
        "&#0;",
        "&#xD800;",
        "&#x110000;",
        "<!--",
        "<![CDATA[",
        "<script>",
        "<plaintext>",
        "</",
        "<!",
    ] {
        add("noise.html", HTML.replace("البلدية", &noise.repeat(50)).into_bytes());
        add("noise.txt", format!("أعلنت {} البلدية", noise.repeat(3)).into_bytes());
        add("noise.jsonl", format!("{{\"html\": \"{noise}\"}}\n").into_bytes());
    }
    for surrogate in [&b"\xed\xa0\x80"[..], b"\xed\xbf\xbf", b"\xf4\x90\x80\x80", b"\xc0\x80", b"\xff\xfe", b"\xfe\xff", b"\x80\x80\x80"] {
        add("surrogate.html", [HTML.as_bytes(), surrogate].concat());
        add("surrogate.txt", [PAGE.as_bytes(), surrogate].concat());
        add("surrogate.jsonl", [b"{\"text\": \"", surrogate, b"\\ud800\"}"].concat());
    }
    for deep in ["<div>", "<b>", "<a href=x>", "<table><tr><td>", "<ul><li>", "<svg>", "<p><span>", "<h1>"] {
        add("deep.html", format!("{}{HTML}", deep.repeat(100_000)).into_bytes());
    }
    add("deep.jsonl", format!("{}\n", "{\"a\":".repeat(100_000)).into_bytes());
    add("deep.rss", format!("<rss>{}", "<a>".repeat(100_000)).into_bytes());
    add("deep-feed.json", format!("{{\"version\":\"https://jsonfeed.org/version/1\",\"items\":{}", "[".repeat(100_000)).into_bytes());
    for length in [0, 1, HTML.len() - 1, HTML.len() + 1, HTML.len() * 2, usize::MAX / 2] {
        add("lying.warc", [warc(HTML.as_bytes(), length), warc(HTML.as_bytes(), HTML.len())].concat());
        add("lying.warc.gz", [gzip(&warc(HTML.as_bytes(), length)), gzip(&warc(HTML.as_bytes(), HTML.len()))].concat());
    }
    add("bomb.html.gz", gzip(&vec![b'<'; 30 << 20]));
    add("bomb.warc.gz", gzip(&warc(&vec![b' '; 30 << 20], 30 << 20)));
    add("nested.html.gz", gzip(&gzip(&gzip(HTML.as_bytes()))));
    add("long.jsonl", format!("{{\"text\": \"{}\"}}\n", "ا".repeat(3 << 20)).into_bytes());
    add("entities.rss", b"<?xml version='1.0'?><!DOCTYPE x [<!ENTITY a \"aaaaaaaaaa\"><!ENTITY b \"&a;&a;&a;&a;&a;\">]><rss><item><title>&b;</title><description>&b;</description></item></rss>".to_vec());
    for start in [&b"%PDF-1.4"[..], b"PK\x03\x04", b"\x7fELF", b"GIF89a", b"\x89PNG", b"\xd0\xcf\x11\xe0", b"BZh9", b"\xfd7zXZ\0"] {
        add("other.html", [start, HTML.as_bytes()].concat());
    }
    out
}

#[test]
fn every_broken_file_is_read_or_refused_with_a_remedy() {
    let files = files();
    assert!(files.len() >= 300, "{}", files.len());
    let named: Vec<(&str, &[u8])> = files.iter().map(|(name, bytes)| (name.as_str(), bytes.as_slice())).collect();
    let folder = folder(&named);
    let limits = Limits { line: 4 << 20, ..Limits::default() };
    let (items, counts) = read(folder.path(), limits);
    assert_eq!(counts.other_files, 0);
    items.iter().for_each(|item| {
        show(item);
    });
    let whole = format!("{}", items.iter().filter(|item| matches!(item, Item::Document(_))).count());
    assert!(counts.documents >= 100 && counts.rejected >= 60, "{whole} read, {} refused", counts.rejected);
}
