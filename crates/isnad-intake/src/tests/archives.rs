//! Web archives, zstd and feeds.

use super::*;

fn record(kind: &str, url: &str, payload: &[u8]) -> Vec<u8> {
    let head = format!(
        "WARC/1.1\r\nWARC-Type: {kind}\r\nWARC-Target-URI: {url}\r\nWARC-Date: 2024-12-06T21:00:00Z\r\nContent-Type: application/http\r\nContent-Length: {}\r\n\r\n",
        payload.len()
    );
    [head.as_bytes(), payload, b"\r\n\r\n"].concat()
}

fn answer(head: &str, body: &[u8]) -> Vec<u8> {
    [format!("HTTP/1.1 {head}\r\n\r\n").as_bytes(), body].concat()
}

fn html(word: &str) -> Vec<u8> {
    format!("{word}<html><body><p>{PAGE}</p></body></html>").into_bytes()
}

fn pages() -> Vec<Vec<u8>> {
    let page = |url: &str, head: &str, body: &[u8]| record("response", url, &answer(head, body));
    let chunked = [format!("{:x}\r\n", html("ثالث").len()).as_bytes(), &html("ثالث"), b"\r\n0\r\n\r\n"].concat();
    vec![
        record("warcinfo", "x", b"software: x"),
        page("https://a.example/1", "200 OK\r\nContent-Type: text/html; charset=utf-8", &html("أول")),
        record("request", "https://a.example/1", b"GET / HTTP/1.1\r\n\r\n"),
        page("https://a.example/p.jpg", "200 OK\r\nContent-Type: image/jpeg", b"\xff\xd8\xff"),
        page("https://a.example/2", "200 OK\r\nContent-Type: text/html\r\nContent-Encoding: gzip", &gzip(&html("ثان"))),
        page("https://a.example/3", "200 OK\r\nContent-Type: text/html\r\nTransfer-Encoding: chunked", &chunked),
        page("https://a.example/4", "404 Not Found\r\nContent-Type: text/html", &html("رابع")),
        record("revisit", "https://a.example/1", b""),
    ]
}

const READ: [&str; 3] =
    ["https://a.example/1: أول<html><body><p>أعلنت", "https://a.example/2: ثان<html><body><p>أعلنت", "https://a.example/3: ثالث<html><body><p>أعلنت"];

#[test]
fn archives_are_read_plain_and_packed_record_by_record() {
    let members: Vec<u8> = pages().iter().flat_map(|record| gzip(record)).collect();
    let frames: Vec<u8> = pages().iter().flat_map(|record| zstd(record)).collect();
    for (name, bytes) in [("a.warc", pages().concat()), ("a.warc.gz", members), ("a.warc.zst", frames)] {
        check(name, &bytes, &READ);
        let folder = folder(&[(name, &bytes)]);
        let (items, counts) = read(&folder.path().join(name), Limits::default());
        assert_eq!((counts.documents, counts.rejected, counts.other_records, counts.duplicates), (3, 0, 4, 1));
        let Item::Document(first) = &items[0] else { panic!("{items:?}") };
        assert_eq!(first.seen_at.as_deref(), Some("2024-12-06T21:00:00Z"));
        let range = first.text.find(PAGE.trim()).map(|at| at..at + PAGE.trim().len()).unwrap();
        assert_eq!(first.places.raw(&first.text, std::slice::from_ref(&range)), [range]);
        let kept = (first.raw.form.as_str(), first.raw.place, first.raw.bytes.as_slice());
        assert_eq!(kept, ("warc", Some(2), pages()[1].strip_suffix(b"\r\n\r\n").unwrap()));
    }
}

fn zstd(bytes: &[u8]) -> Vec<u8> {
    ruzstd::encoding::compress_to_vec(bytes, ruzstd::encoding::CompressionLevel::Fastest)
}

#[test]
fn zstd_is_unpacked_within_bounds() {
    check("a.txt.zst", &zstd(PAGE.as_bytes()), &["a.txt.zst: أعلنت"]);
    let skippable = [&[0x5d, 0x2a, 0x4d, 0x18, 3, 0, 0, 0, 1, 2, 3][..], &zstd(PAGE.as_bytes())].concat();
    check("a.txt.zst", &skippable, &["a.txt.zst: أعلنت"]);
    check("a.txt.zst", &zstd(&vec![b'a'; 30 << 20]), &["E0206"]);
    let whole = zstd(PAGE.repeat(50).as_bytes());
    check("a.txt.zst", &whole[..whole.len() / 2], &["E0207"]);
    check("a.txt.zst", b"\x28\xb5\x2f\xfdnonsense", &["E0207"]);
}

#[test]
fn a_wrong_length_costs_one_record() {
    let good = pages()[1].clone();
    for length in ["4", "-5", "x", "99999999999999999999"] {
        let lying =
            String::from_utf8(good.clone()).unwrap().replace(&format!("Content-Length: {}", length_of(&good)), &format!("Content-Length: {length}"));
        let folder = folder(&[("a.warc", &[lying.as_bytes(), &good].concat())]);
        let (items, _) = read(&folder.path().join("a.warc"), Limits::default());
        assert!(show(items.last().unwrap()).starts_with("https://a.example/1"), "{length}: {items:?}");
    }
    let long = String::from_utf8(good.clone()).unwrap().replace(&format!("Content-Length: {}", length_of(&good)), "Content-Length: 90000");
    check("a.warc", &[good.as_slice(), long.as_bytes()].concat(), &[READ[0], "E0207"]);
}

fn length_of(record: &[u8]) -> String {
    let text = String::from_utf8_lossy(record);
    text.split("Content-Length: ").nth(1).and_then(|rest| rest.split("\r\n").next()).unwrap().to_owned()
}

#[test]
fn a_record_too_large_is_passed_over_and_a_cut_archive_keeps_what_it_has() {
    let limits = Limits { document: 600, ..Limits::default() };
    let large = record("response", "https://a.example/9", &answer("200 OK\r\nContent-Type: text/html", &html("كبير").repeat(9)));
    check_within(limits, "a.warc", &[large.as_slice(), &pages()[1]].concat(), &["E0204", READ[0]]);
    let packed = gzip(&pages()[..2].concat());
    let cut = [packed.as_slice(), &gzip(&pages()[4])[..40]].concat();
    check("a.warc.gz", &cut, &[READ[0], "E0207"]);
    check("a.warc", b"", &["E0201"]);
    check("a.warc", b"no archive at all\n", &["E0233"]);
    check("a.warc.gz", b"no archive at all\n", &["E0233"]);
    check("a.warc.gz", &gzip(b"no archive at all\n"), &["E0233"]);
}

const RSS: &str = "<?xml version=\"1.0\"?><rss xmlns:content=\"c\"><channel><title>موقع</title><item><title>عنوان &amp; آخر</title><link>https://a.example/1</link>\
    <pubDate>Fri, 06 Dec 2024 21:00:00 +0300</pubDate><description>موجز</description><content:encoded><![CDATA[<p>نص أول</p>]]></content:encoded></item>\
    <item><link>https://a.example/2</link></item></channel></rss>";

#[test]
fn feeds_give_their_entries() {
    check("a.rss", RSS.as_bytes(), &["https://a.example/1: <p>نص", "E0226"]);
    check("a.xml", RSS.as_bytes(), &["https://a.example/1: <p>نص", "E0226"]);
    let atom = "<feed><entry><id>urn:1</id><link rel=\"self\" href=\"/self\"/><link href=\"https://a.example/3?a=1&amp;b=2\"/><title>ع</title><published>2024-12-06T10:00:00Z</published><summary>نص &lt;b&gt;ثالث</summary></entry></feed>";
    check("a.atom", atom.as_bytes(), &["https://a.example/3?a=1&b=2: نص"]);
    let markup = "<feed xmlns:x=\"h\"><entry><id>urn:2</id><title type=\"html\">ع &lt;b&gt;غ&lt;/b&gt; &amp;quot;ف&amp;quot; &lt; 3</title><content type=\"xhtml\"><x:div><x:p>سطر <x:br/></x:p><x:p>آخر</x:p></x:div></content></entry></feed>";
    let folder = folder(&[("b.atom", markup.as_bytes())]);
    let (items, _) = read(&folder.path().join("b.atom"), Limits::default());
    let Item::Document(entry) = &items[0] else { panic!("{items:?}") };
    assert_eq!(entry.text, "<div><p>سطر <br/></p><p>آخر</p></div>");
    assert_eq!(entry.title.as_deref(), Some("ع غ \"ف\" < 3"));
    let json = r#"{"version":"https://jsonfeed.org/version/1.1","items":[{"id":"4","url":"https://a.example/4","content_text":"نص رابع"}]}"#;
    check("feed.json", json.as_bytes(), &["https://a.example/4: نص"]);
    let sitemap = "<urlset xmlns:news=\"n\"><url><loc>https://a.example/5</loc><news:news><news:title>ع</news:title></news:news></url></urlset>";
    check("sitemap.xml", sitemap.as_bytes(), &["E0226"]);
    let two = sitemap.replace("</urlset>", "<url><loc>https://a.example/6</loc></url></urlset>");
    let folder = super::folder(&[("two.xml", two.as_bytes())]);
    let (items, _) = read(&folder.path().join("two.xml"), Limits::default());
    let Item::Reject(told) = &items[0] else { panic!("{items:?}") };
    assert_eq!((items.len(), told.message.as_str()), (1, "a sitemap: it names 2 pages and holds no text"));
    check("sitemap.xml.gz", &gzip(sitemap.as_bytes()), &["E0226"]);
    check("news.rss.gz", &gzip(RSS.as_bytes()), &["https://a.example/1: <p>نص", "E0226"]);
    check("a.rss", b"<rss></rss>", &["E0225"]);
    check("a.rss", RSS.split("]]>").next().unwrap().as_bytes(), &["E0227 at 1"]);
    check("a.rss", format!("<rss>{}", "<a>".repeat(5000)).as_bytes(), &["E0227 at 1"]);
}

#[test]
fn a_sign_that_opens_no_reference_is_text_and_a_break_costs_one_entry() {
    let item = |n: usize, title: &str, text: &str| {
        format!("<item><link>https://a.example/{n}</link><title>{title}</title><description>{text}</description></item>")
    };
    let feed = |items: &[String]| format!("<rss><channel>{}</channel></rss>", items.concat());
    let bare = feed(&[item(1, "أول", "نص"), item(2, "بيع & شراء", "نص & آخر &amp; ثالث"), item(3, "ثالث", "نص")]);
    check("a.rss", bare.as_bytes(), &["https://a.example/1: نص", "https://a.example/2: نص N0232", "https://a.example/3: نص"]);
    // A `<` that opens no tag, in a headline and in a text; in CDATA it is the text's own.
    let less = feed(&[item(1, "أول <3", "نص"), item(2, "أكثر من < 3", "نص"), item(3, "ثالث", "<![CDATA[نص < آخر]]>"), item(4, "رابع", "نص")]);
    check(
        "a.rss",
        less.as_bytes(),
        &["https://a.example/1: نص N0232", "https://a.example/2: نص N0232", "https://a.example/3: نص", "https://a.example/4: نص"],
    );
    for (number, title, text) in [(1, "أول <3", "نص"), (2, "أكثر من < 3", "نص"), (3, "ثالث", "نص < آخر")] {
        let document = feed::reread(item(number, title, if number == 3 { "<![CDATA[نص < آخر]]>" } else { text }).as_bytes(), "a.rss", number);
        let document = document.expect("an entry");
        assert_eq!((document.title.as_deref(), document.text.as_str()), (Some(title), text));
    }
    let folder = folder(&[("a.rss", bare.as_bytes())]);
    let (items, _) = read(&folder.path().join("a.rss"), Limits::default());
    let Item::Document(second) = &items[1] else { panic!("{items:?}") };
    assert_eq!((second.title.as_deref(), second.text.as_str()), (Some("بيع & شراء"), "نص & آخر & ثالث"));
    let broken =
        feed(&[item(1, "أول", "نص"), item(2, "ثان", "<![CDATA[نص"), item(3, "ثالث", "نص"), item(4, "رابع", "<!-- نص"), item(5, "خامس", "نص")]);
    check("a.rss", broken.as_bytes(), &["https://a.example/1: نص", "https://a.example/3: نص", "https://a.example/5: نص", "E0227 at 1", "E0227 at 1"]);
    // An entry that nobody closes ends where the next one starts.
    let open = bare.replace("</item><item>", "<item>");
    check("a.rss", open.as_bytes(), &["https://a.example/1: نص", "https://a.example/2: نص N0232", "https://a.example/3: نص"]);
    // And the last one where its feed ends, unless it is not whole.
    let last = bare.replace("</item></channel>", "</channel>");
    check("a.rss", last.as_bytes(), &["https://a.example/1: نص", "https://a.example/2: نص N0232", "https://a.example/3: نص"]);
    let folder = self::folder(&[("a.rss", last.as_bytes())]);
    let (items, _) = read(&folder.path().join("a.rss"), Limits::default());
    let Item::Document(third) = &items[2] else { panic!("{items:?}") };
    assert!(third.raw.bytes.starts_with(b"<item>") && third.raw.bytes.ends_with(b"</description></item>"), "{third:?}");
    let half = last.replace("نص</description></channel>", "نص</channel>");
    check("a.rss", half.as_bytes(), &["https://a.example/1: نص", "https://a.example/2: نص N0232", "E0227 at 1"]);
    // Breaks are bounded: what follows the last that is mended is left out, and the last says so.
    let many = feed(&(0..60).map(|n| item(n, "ع", "<![CDATA[نص")).collect::<Vec<_>>());
    check("a.rss", many.as_bytes(), &["E0227 at 1"; 20]);
    check(
        "a.rss",
        bare.split("ثالث</title>").next().unwrap().as_bytes(),
        &["https://a.example/1: نص", "https://a.example/2: نص N0232", "E0227 at 1"],
    );
}

#[test]
fn what_is_kept_of_an_entry_is_the_entry() {
    let folder = folder(&[("a.rss", RSS.as_bytes())]);
    let (items, _) = read(&folder.path().join("a.rss"), Limits::default());
    let Item::Document(first) = &items[0] else { panic!("{items:?}") };
    let kept = std::str::from_utf8(&first.raw.bytes).unwrap();
    assert!(kept.starts_with("<item><title>") && kept.ends_with("</content:encoded></item>"), "{kept}");
    let unknown = Raw { form: "tablet".into(), ..first.raw.clone() };
    assert_eq!(reread(unknown, "x").unwrap_err().code, "E0228");
    let empty = Raw { bytes: b"<item></item>".to_vec(), ..first.raw.clone() };
    assert_eq!(reread(empty, "x").unwrap_err().code, "E0226");
    let none = Raw { bytes: Vec::new(), ..first.raw.clone() };
    assert_eq!(reread(none, "x").unwrap_err().code, "E0229");
}

#[test]
fn an_entry_whose_text_nobody_closes_is_the_same_from_its_bytes() {
    let feed = "<rss><channel><item><link>https://a.example/1</link><description>نص أول/description><item><link>https://a.example/2</link><description>نص ثان";
    let feed = format!("{feed}</description></item></channel></rss>");
    let folder = folder(&[("a.rss", feed.as_bytes())]);
    let (items, _) = read(&folder.path().join("a.rss"), Limits::default());
    let texts: Vec<&str> =
        items.iter().filter_map(|item| if let Item::Document(document) = item { Some(document.text.as_str()) } else { None }).collect();
    assert_eq!(texts, ["نص أول/description>", "نص ثان"]);
}

proptest! {
    #[test]
    fn mangled_archives_and_feeds_end_with_a_reason(cuts in prop::collection::vec((0usize..4000, any::<u8>()), 1..12), which in 0usize..4) {
        let mut bytes = match which {
            0 => pages().concat(),
            1 => pages().iter().flat_map(|record| gzip(record)).collect(),
            2 => pages().iter().flat_map(|record| zstd(record)).collect(),
            _ => RSS.as_bytes().to_vec(),
        };
        for (at, byte) in cuts {
            let at = at % bytes.len();
            bytes[at] = byte;
        }
        let name = ["a.warc", "a.warc.gz", "a.warc.zst", "a.rss"][which];
        let folder = folder(&[(name, &bytes)]);
        let (items, _) = read(&folder.path().join(name), Limits::default());
        items.iter().for_each(|item| { show(item); });
    }
}

#[test]
fn feeds_tell_when_an_entry_was_changed() {
    let atom = "<feed><updated>2026-01-01T00:00:00Z</updated><entry><id>urn:1</id><published>2024-12-06T10:00:00Z</published>\
                <updated>2024-12-08T10:00:00Z</updated><source><updated>2025-01-01T00:00:00Z</updated></source><summary>نص</summary></entry></feed>";
    let json = r#"{"version":"https://jsonfeed.org/version/1.1","items":[{"id":"4","content_text":"نص",
                "date_published":"2024-12-06T10:00:00Z","date_modified":"2024-12-08T10:00:00Z"}]}"#;
    for (name, feed) in [("a.atom", atom), ("feed.json", json)] {
        let document = page(name, feed.as_bytes());
        assert_eq!(document.published_at.as_deref(), Some("2024-12-06T10:00:00Z"), "{name}");
        assert_eq!(document.updated_at.as_deref(), Some("2024-12-08T10:00:00Z"), "{name}");
    }
}

#[test]
fn an_entry_is_of_the_site_whose_feed_it_stands_in() {
    let item = |link: &str, more: &str| format!("<item><title>ع</title><link>{link}</link><description>نص</description>{more}</item>");
    let items = [
        item("https://www.a.example/1", ""),
        item("https://b.example/2", ""),
        item("https://a.example/3", "<source url='https://b.example/rss'>صحيفة أخرى</source>"),
    ];
    let rss = format!(
        "<rss><channel><title>بيع &amp; شراء</title><image><title>شعار</title></image><link>https://a.example/</link>{}</channel></rss>",
        items.concat()
    );
    let atom = rss.replace("<rss><channel>", "<feed>").replace("<link>https://a.example/</link>", "<link href='https://a.example/'/>");
    for feed in [rss, atom.replace("</channel></rss>", "</feed>")] {
        let folder = folder(&[("a.rss", feed.as_bytes())]);
        let (items, _) = read(&folder.path().join("a.rss"), Limits::default());
        let sites: Vec<Option<String>> = items
            .iter()
            .enumerate()
            .map(|(at, item)| {
                let Item::Document(document) = item else { panic!("{item:?}") };
                let again = feed::reread(&document.raw.bytes, "a.rss", at + 1).expect("an entry");
                assert_eq!((&again.site, &again.text), (&document.site, &document.text), "the kept bytes name it too");
                document.site.clone()
            })
            .collect();
        assert_eq!(sites, [Some("بيع & شراء".to_owned()), None, Some("صحيفة أخرى".to_owned())], "{feed}");
    }
}

#[test]
fn items_of_a_json_feed_and_entries_without_any_address_are_of_their_feed() {
    let json = |home: &str| {
        format!(
            r#"{{"version":"https://jsonfeed.org/version/1.1","title":"ضفاف الخبر",{home}"items":[{{"id":"1","url":"https://a.example/1","content_text":"نص"}}]}}"#
        )
    };
    let atom = |link: &str| format!("<feed><title>ضفاف الخبر</title>{link}<entry><id>urn:1</id><summary>نص</summary></entry></feed>");
    let cases = [
        ("feed.json", json(r#""home_page_url":"https://a.example/","#), true),
        ("feed.json", json(r#""home_page_url":"https://b.example/","#), false),
        ("feed.json", json(""), false),
        ("a.atom", atom(""), true),
        ("a.atom", atom("<link href='https://a.example/'/>"), false),
    ];
    for (name, feed, named) in cases {
        let document = page(name, feed.as_bytes());
        assert_eq!(document.site.as_deref(), named.then_some("ضفاف الخبر"), "{feed}");
        let again = feed::reread(&document.raw.bytes, name, 1).expect("an entry");
        assert_eq!((&again.site, &again.text), (&document.site, &document.text), "the kept bytes name it too");
    }
}

#[test]
fn a_capture_that_an_archive_holds_twice_is_read_once() {
    let page = |url: &str, body: &[u8]| record("response", url, &answer("200 OK\r\nContent-Type: text/html; charset=utf-8", body));
    let with_digest = |digest: &str| {
        let text = String::from_utf8(page("https://a.example/3", &html("ثالث"))).unwrap();
        text.replacen("WARC-Date", &format!("WARC-Payload-Digest: sha1:{digest}\r\nWARC-Date"), 1).into_bytes()
    };
    let (first, again) = (page("https://a.example/1", &html("أول")), page("https://a.example/1", &html("ثان")));
    let other = page("https://a.example/2", &html("أول"));
    let all = [first.clone(), again, other, first, with_digest("A"), with_digest("B"), with_digest("A")].concat();
    let folder = folder(&[("a.warc", &all)]);
    let (items, counts) = read(&folder.path().join("a.warc"), Limits::default());
    assert_eq!((items.len(), counts.documents, counts.duplicates), (5, 5, 2));
}

#[test]
fn what_is_read_is_known_without_its_ending() {
    let feed = format!(r#"{{"version":"https://jsonfeed.org/version/1.1","items":[{{"id":"7","content_text":"{}"}}]}}"#, PAGE.trim());
    let archive = pages().concat();
    let files: [(&str, &[u8], usize); 5] = [
        ("items.json", feed.as_bytes(), 1),
        ("export", &archive, 3),
        ("export.gz", &gzip(&archive), 3),
        ("saved.php", &html(""), 1),
        ("state.json", b"{\"a\":1}", 0),
    ];
    for (name, bytes, documents) in files {
        let folder = folder(&[(name, bytes)]);
        let (_, counts) = read(&folder.path().join(name), Limits::default());
        assert_eq!((counts.documents, counts.rejected), (documents, usize::from(documents == 0)), "{name}");
        let (_, counts) = read(folder.path(), Limits::default());
        assert_eq!((counts.documents, counts.other_files), (documents, usize::from(documents == 0)), "{name} in a folder");
    }
}
