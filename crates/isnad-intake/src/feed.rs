//! RSS, Atom and JSON Feed: every entry with a text is a document. Sitemaps list pages and hold no text.

use crate::files::Form;
use crate::places::Places;
use crate::{Document, Item, complain, decode};
use isnad_model::{Diagnostic, Raw};
use quick_xml::Reader;
use quick_xml::events::{BytesStart, Event};
use serde_json::Value;
use std::borrow::Cow;
use std::ops::Range;

/// Entries of one feed; the rest is left out with a reason.
const MOST: usize = 20_000;

/// Whether the first bytes of a file are those of a feed or sitemap.
pub fn looks_like_one(start: &[u8]) -> bool {
    let start = String::from_utf8_lossy(&start[..start.len().min(2048)]);
    let start = start.trim_start_matches('\u{feff}').trim_start();
    let is_xml = start.starts_with("<?xml") || start.starts_with("<rss") || start.starts_with("<feed") || start.starts_with("<urlset");
    let names = ["<rss", "<feed", "<rdf:RDF", "<urlset", "<sitemapindex"];
    is_xml && names.iter().any(|name| start.contains(name)) || start.starts_with('{') && start.contains("https://jsonfeed.org/version")
}

/// The entries of the feed in `bytes`, at least one item.
pub fn entries(bytes: &[u8], name: &str) -> Vec<Item> {
    let text = match decode::decode_page(bytes, None, name, None) {
        Ok(decoded) => decoded.text,
        Err(diagnostic) => return vec![Item::Reject(diagnostic)],
    };
    let (mut entries, problems) = read(&text, name);
    let named = entries.iter().filter(|entry| entry.is_only_named()).count();
    entries.retain(|entry| !entry.is_only_named());
    let more = entries.len().saturating_sub(MOST);
    entries.truncate(MOST);
    let mut items: Vec<Item> = entries.into_iter().enumerate().map(|(at, entry)| entry.item(name, at + 1)).collect();
    if named > 0 {
        let pages = if named == 1 { "1 page".to_owned() } else { format!("{named} pages") };
        let message = format!("a sitemap: it names {pages} and holds no text");
        items.push(Item::Reject(complain("E0226", name, None, message, "fetch the pages that it names and give those")));
    }
    if more > 0 {
        let message = format!("{more} entries beyond the first {MOST} are left out");
        items.push(Item::Reject(complain("E0204", name, None, message, "split the feed")));
    }
    items.extend(problems.into_iter().map(Item::Reject));
    if items.is_empty() {
        items.push(Item::Reject(complain(
            "E0225",
            name,
            None,
            "no feed, or one without entries",
            "give RSS, Atom or JSON Feed; other XML is not read",
        )));
    }
    items
}

/// The document of the one entry that `bytes` hold, which was the one of that number in the feed `name`.
pub fn reread(bytes: &[u8], name: &str, number: usize) -> Result<Document, Diagnostic> {
    let text = String::from_utf8_lossy(bytes);
    let (entries, problems) = match serde_json::from_str::<Value>(&text) {
        Ok(item) => (vec![Entry::of_json(&item)], Vec::new()),
        Err(_) => xml(&text, name),
    };
    match entries.into_iter().next().map(|entry| entry.item(name, number)) {
        Some(Item::Document(document)) => Ok(*document),
        Some(Item::Reject(diagnostic)) => Err(diagnostic),
        None => Err(problems.into_iter().next().unwrap_or_else(|| {
            complain("E0229", &format!("{name}#{number}"), None, "the kept entry holds no page", "bring the last backup back, or give the feed again")
        })),
    }
}

fn read(text: &str, name: &str) -> Read {
    if text.trim_start().starts_with('{') { json(text, name) } else { xml(text, name) }
}

#[derive(Debug, Default)]
struct Entry {
    /// As it stands in the feed.
    bytes: Vec<u8>,
    id: String,
    link: String,
    title: String,
    published: String,
    updated: String,
    summary: String,
    content: String,
    /// Name of the feed that it is from.
    origin: String,
    of_sitemap: bool,
    /// Whether a `&` stands in it that opens no reference, or a `<` that opens no tag.
    bare: bool,
}

impl Entry {
    /// Whether it is an address in a sitemap.
    fn is_only_named(&self) -> bool {
        self.of_sitemap && self.content.trim().is_empty() && self.summary.trim().is_empty()
    }

    fn item(self, name: &str, number: usize) -> Item {
        let given = |text: &str| (!text.trim().is_empty()).then(|| text.trim().to_owned());
        let place = format!("{name}#{number}");
        let url = given(&self.link).or_else(|| given(&self.id).filter(|id| id.contains("://")));
        let Some(text) = given(&self.content).or_else(|| given(&self.summary)) else {
            let shown = url.unwrap_or(place);
            return Item::Reject(complain("E0226", &shown, None, "the entry holds no text", "fetch the page itself and give that"));
        };
        let source = url.clone().or_else(|| given(&self.id)).unwrap_or(place);
        Item::Document(Box::new(Document {
            source,
            url,
            title: given(&plain(&self.title)),
            published_at: given(&self.published),
            updated_at: given(&self.updated),
            site: given(&plain(&self.origin)).filter(|name| name.len() <= NAME && !name.contains('\n')),
            text,
            is_html: true,
            places: Places::unknown(),
            raw: Raw { bytes: self.bytes, form: Form::Feed.name().into(), name: name.to_owned(), place: Some(number) },
            notices: self.bare.then(|| bare_sign(name, number)).into_iter().collect(),
            ..Document::default()
        }))
    }

    fn of_json(item: &Value) -> Self {
        let field = |names: &[&str]| names.iter().find_map(|name| item.get(name).and_then(Value::as_str)).unwrap_or("").to_owned();
        Entry {
            bytes: item.to_string().into_bytes(),
            id: field(&["id"]),
            link: field(&["url", "external_url"]),
            title: field(&["title"]),
            published: field(&["date_published"]),
            updated: field(&["date_modified"]),
            summary: field(&["content_text", "summary"]),
            content: field(&["content_html"]),
            origin: field(&[JSON_ORIGIN]),
            of_sitemap: false,
            bare: false,
        }
    }

    fn field(&mut self, element: &str) -> Option<&mut String> {
        Some(match element {
            "guid" | "id" => &mut self.id,
            "link" | "loc" => &mut self.link,
            "title" | "news:title" => &mut self.title,
            "pubDate" | "published" | "dc:date" | "news:publication_date" | "issued" => &mut self.published,
            "updated" | "atom:updated" | "a10:updated" => &mut self.updated,
            "description" | "summary" => &mut self.summary,
            "content:encoded" | "content" => &mut self.content,
            ORIGIN => &mut self.origin,
            _ => return None,
        })
    }
}

/// Entries, and what broke the reading of others.
type Read = (Vec<Entry>, Vec<Diagnostic>);

/// Elements inside elements; feeds have hardly ten.
const DEPTH: usize = 200;
/// Breaks after which the reading of a feed goes on with the next entry; each is said.
const BREAKS: usize = 20;

/// `Bread & salt < 3`, where XML wants `&amp;` and `&lt;`.
fn bare_sign(name: &str, number: usize) -> Diagnostic {
    let hint = "nothing is lost; tell whoever makes the feed to write &amp; and &lt;";
    complain("N0232", &format!("{name}#{number}"), None, "a `&` or `<` that opens nothing: read as the sign itself", hint)
}

/// What stands for a `<` that opens no tag while a feed is read; no XML holds it.
const BARE: char = '\u{1}';

/// `text` with [`BARE`] for each `<` that no tag, comment or declaration can start with; everything stays in its place.
fn without_bare(text: &str) -> Cow<'_, str> {
    let opens = |after: &str| after.starts_with(|c: char| c.is_ascii_alphabetic() || matches!(c, '/' | '!' | '?' | '_'));
    let is_bare = |at: &usize| !opens(&text[at + 1..]);
    let mut found = text.match_indices('<').map(|(at, _)| at).filter(is_bare).peekable();
    if found.peek().is_none() && !text.contains(BARE) {
        return Cow::Borrowed(text);
    }
    let mut out = String::with_capacity(text.len());
    for at in found {
        out.push_str(&text[out.len()..at].replace(BARE, " "));
        out.push(BARE);
    }
    out.push_str(&text[out.len()..].replace(BARE, " "));
    Cow::Owned(out)
}

/// The entries of a feed in XML. Where it breaks, the reading goes on with the next entry.
fn xml(text: &str, name: &str) -> Read {
    let plain = without_bare(text);
    let mut entries = Vec::new();
    let mut problems = Vec::new();
    let mut from = 0;
    while let Some(broken) = stretch(text, &plain, from, &mut entries) {
        let next = next_entry(&plain, broken.at).filter(|_| problems.len() + 1 < BREAKS);
        let line = text.as_bytes()[..broken.at].iter().filter(|byte| **byte == b'\n').count() + 1;
        let hint = match next {
            Some(_) => "the entry that breaks is left out, the others are read; fetch the feed again",
            None => "the entries before it are read; fetch the feed again",
        };
        problems.push(complain("E0227", name, Some(line), broken.message, hint));
        let Some(next) = next else { break };
        from = next;
    }
    let channel = Channel::of(&plain);
    entries.iter_mut().filter(|entry| channel.is_of(entry)).for_each(|entry| channel.name(entry));
    (entries, problems)
}

/// The element of an entry that names the feed it is from.
const ORIGIN: &str = "source";
/// The same in a JSON Feed: names of additions begin so.
const JSON_ORIGIN: &str = "_source";
/// Bytes of the name of a feed.
const NAME: usize = 200;
/// Bytes before the first entry that are looked at.
const HEAD: usize = 64 * 1024;

/// What a feed says of itself.
#[derive(Default)]
struct Channel {
    title: String,
    link: String,
}

impl Channel {
    /// What stands before the first entry of a feed.
    fn of(text: &str) -> Channel {
        let end = next_entry(text, 0).unwrap_or(0).min(HEAD);
        let head = text.get(..end).unwrap_or("");
        let mut reader = Reader::from_str(head);
        reader.config_mut().check_end_names = false;
        reader.config_mut().allow_unmatched_ends = true;
        reader.config_mut().allow_dangling_amp = true;
        let mut channel = Channel::default();
        let mut open: Vec<String> = Vec::new();
        while let Ok(event) = reader.read_event() {
            let is_own = |name: &str| open.last().is_some_and(|last| last == name) && open.len() >= 2 && FEEDS.contains(&&*open[open.len() - 2]);
            let mut add = |piece: &str| {
                let slot = if is_own("title") { Some(&mut channel.title) } else { is_own("link").then_some(&mut channel.link) };
                slot.into_iter().for_each(|slot| slot.push_str(piece));
            };
            match event {
                Event::Start(element) if open.len() < DEPTH => open.push(self::element(&element)),
                Event::Empty(element) if self::element(&element) == "link" => {
                    let mut own = Entry::default();
                    link_of(&element, "link", &mut own);
                    channel.link = if channel.link.is_empty() { own.link } else { channel.link };
                }
                Event::End(_) => drop(open.pop()),
                Event::Text(piece) => add(&piece),
                Event::CData(piece) => add(&piece),
                Event::GeneralRef(reference) => add(&referred(&reference)),
                Event::Start(_) | Event::Eof => break,
                _ => {}
            }
        }
        channel
    }

    /// Whether an entry is of the feed's own site, and says no other: those of collections are not.
    fn is_of(&self, entry: &Entry) -> bool {
        fn host(url: &str) -> Option<&str> {
            let (_, rest) = url.trim().split_once("://")?;
            rest.split(['/', '?', '#', ':']).next().map(|host| host.trim_start_matches("www."))
        }
        // One that tells no address anywhere collects from nowhere.
        let is_own = host(&self.link) == host(&entry.link) && (host(&self.link).is_some() || host(&entry.id).is_none());
        is_own && entry.origin.trim().is_empty() && !entry.of_sitemap && !self.title.trim().is_empty()
    }

    /// The same of a JSON Feed: named in its items.
    fn name_json(&self, item: &mut Value) {
        if self.is_of(&Entry::of_json(item))
            && let Some(fields) = item.as_object_mut()
        {
            let title: String = self.title.trim().chars().take(NAME).collect();
            fields.insert(JSON_ORIGIN.to_owned(), title.into());
        }
    }

    /// Names the feed in an entry, and in its bytes, which are kept without the feed.
    fn name(&self, entry: &mut Entry) {
        // Right behind the entry's own tag: farther on, a field that nobody closed would swallow it.
        let Some(tag) = entry.bytes.iter().position(|byte| *byte == b'>') else { return };
        let quotes = |mark: u8| entry.bytes[..tag].iter().filter(|byte| **byte == mark).count();
        if entry.bytes[..tag].ends_with(b"/") || quotes(b'"') % 2 == 1 || quotes(b'\'') % 2 == 1 {
            return;
        }
        let title: String = self.title.trim().chars().take(NAME).collect();
        let escaped = title.replace('&', "&amp;").replace(['<', BARE], "&lt;");
        let element = format!("<{ORIGIN}>{escaped}</{ORIGIN}>");
        entry.bytes.splice(tag + 1..tag + 1, element.into_bytes());
        entry.origin = title.replace(BARE, "<");
    }
}

/// Where a feed cannot be read on.
struct Broken {
    at: usize,
    message: String,
}

/// Where the next entry starts.
fn next_entry(text: &str, from: usize) -> Option<usize> {
    let rest = text.get(from..)?;
    let starts = |at: usize| {
        ["<item", "<entry"].iter().any(|tag| rest[at..].strip_prefix(tag).is_some_and(|after| after.starts_with(['>', ' ', '\n', '\r', '\t'])))
    };
    rest.match_indices('<').map(|(at, _)| at).find(|&at| starts(at)).map(|at| from + at)
}

/// Adds the entries from `from` on, as `plain` has them, with their bytes in `text`; where and why it ends before the end.
fn stretch(text: &str, plain: &str, from: usize, entries: &mut Vec<Entry>) -> Option<Broken> {
    let text = &text[from..];
    let mut reader = Reader::from_str(&plain[from..]);
    reader.config_mut().check_end_names = false;
    reader.config_mut().allow_unmatched_ends = true;
    reader.config_mut().allow_dangling_amp = true;
    let mut open = Open::default();
    let mut depth = 0usize;
    loop {
        let start = position(&reader, text);
        let event = match reader.read_event() {
            Ok(Event::Eof) => {
                return open.entry.map(|_| Broken { at: from + text.len(), message: "broken XML: the feed ends inside an entry".into() });
            }
            Ok(event) if depth <= DEPTH => event,
            other => {
                let message = other.err().map_or_else(|| "elements too deep for a feed".to_owned(), |error| format!("broken XML: {error}"));
                return Some(Broken { at: from + after(text, start), message });
            }
        };
        let tag = start..position(&reader, text);
        match event {
            Event::Start(element) => {
                depth += 1;
                entries.extend(open.start(&element, text, tag));
            }
            Event::Empty(element) => open.empty(&element, &text[tag]),
            Event::End(element) => {
                depth = depth.saturating_sub(1);
                entries.extend(open.end(element.name().as_ref(), text, tag));
            }
            Event::Text(piece) => {
                // References are events of their own: what is left of `&` in a text opens none.
                if let Some(entry) = open.entry.as_mut().filter(|_| piece.contains(['&', BARE])) {
                    entry.bare = true;
                }
                open.add(&piece);
            }
            Event::CData(piece) => open.add(&piece),
            Event::GeneralRef(reference) => open.add(&referred(&reference)),
            _ => {}
        }
    }
}

/// The entry that is being read.
#[derive(Default)]
struct Open {
    entry: Option<Entry>,
    /// The element of it whose content is being read.
    field: Option<String>,
    /// Where it starts.
    start: usize,
}

/// Elements that are entries.
const ENTRIES: [&str; 3] = ["item", "entry", "url"];
/// Elements that hold all entries.
const FEEDS: [&str; 4] = ["channel", "rss", "feed", "rdf:RDF"];

impl Open {
    /// An element starts; gives the entry that it ends, since nobody closed it.
    fn start(&mut self, start: &BytesStart<'_>, text: &str, tag: Range<usize>) -> Option<Entry> {
        let element = element(start);
        let mut unclosed = None;
        if ENTRIES.contains(&element.as_str()) {
            let bytes = [&text.as_bytes()[self.start..tag.start], b"</", element.as_bytes(), b">"].concat();
            unclosed = self.entry.take().map(|entry| Entry { bytes, ..entry });
            *self = Open { entry: Some(Entry { of_sitemap: element == "url", ..Entry::default() }), field: None, start: tag.start };
        }
        if self.is_markup() {
            self.add(&bare_tag(&text[tag], &element));
        } else if let Some(entry) = &mut self.entry {
            link_of(start, &element, entry);
            let empty = entry.field(&element).is_some_and(|field| field.len() < BLANK && field.trim().is_empty());
            self.field = self.field.take().or(empty.then_some(element));
        }
        unclosed
    }

    fn empty(&mut self, start: &BytesStart<'_>, tag: &str) {
        if self.is_markup() {
            self.add(&bare_tag(tag, &element(start)));
        } else if let Some(entry) = &mut self.entry {
            link_of(start, &element(start), entry);
        }
    }

    /// An element ends; gives the entry that it is.
    fn end(&mut self, ended: &str, text: &str, tag: Range<usize>) -> Option<Entry> {
        let Range { start, end } = tag.clone();
        if self.field.as_deref() == Some(ended) {
            self.field = None;
        } else if self.is_markup() && !ENTRIES.contains(&ended) {
            self.add(&bare_tag(&text[tag], ended));
        }
        if self.field.is_none() && FEEDS.contains(&ended) {
            return self.unclosed(text, start);
        }
        if !ENTRIES.contains(&ended) {
            return None;
        }
        self.field = None;
        let bytes = text.as_bytes()[self.start..end].to_vec();
        self.entry.take().map(|entry| Entry { bytes, ..entry })
    }

    /// The entry that the end of its feed, at `end`, ends too, where it holds a text: nobody closed it.
    fn unclosed(&mut self, text: &str, end: usize) -> Option<Entry> {
        let entry = self.entry.take_if(|entry| !entry.content.trim().is_empty() || !entry.summary.trim().is_empty())?;
        let name = text[self.start..end].trim_start_matches('<').split(|c: char| c == '>' || c.is_whitespace()).next().unwrap_or("item");
        let bytes = [&text.as_bytes()[self.start..end], b"</", name.as_bytes(), b">"].concat();
        Some(Entry { bytes, ..entry })
    }

    /// Whether elements inside the field are those of a page, as Atom's `xhtml` has them.
    fn is_markup(&self) -> bool {
        self.field.as_deref().is_some_and(|field| matches!(field, "content" | "content:encoded" | "description" | "summary"))
    }

    fn add(&mut self, piece: &str) {
        if let Some(slot) = self.entry.as_mut().zip(self.field.as_deref()).and_then(|(entry, field)| entry.field(field)) {
            slot.extend(piece.chars().map(|c| if c == BARE { '<' } else { c }));
        }
    }
}

/// A tag as a page writes it: without the prefix of its namespace.
fn bare_tag(tag: &str, name: &str) -> String {
    name.split_once(':').map_or_else(|| tag.to_owned(), |(_, own)| tag.replacen(name, own, 1))
}

/// A headline that was written in HTML, without its tags and references.
fn plain(title: &str) -> String {
    let mut out = String::new();
    let mut rest = title;
    // Where tags may end: behind the last `>` none does.
    let last = title.rfind('>').unwrap_or(0);
    while let Some(at) = rest.find(['<', '&']) {
        out.push_str(&rest[..at]);
        rest = &rest[at..];
        let is_tag = rest[1..].starts_with(|c: char| c.is_ascii_alphabetic() || c == '/') && title.len() - rest.len() < last;
        let reference = || rest.bytes().take(REFERENCE).position(|byte| byte == b';');
        let (end, shown) = match rest.starts_with('<') {
            true => match is_tag.then(|| rest.find('>')).flatten() {
                Some(end) => (end + 1, String::new()),
                None => (1, "<".to_owned()),
            },
            false => match reference() {
                Some(end) => (end + 1, referred(&rest[1..end])),
                None => (1, "&".to_owned()),
            },
        };
        out.push_str(&shown);
        rest = &rest[end..];
    }
    out.push_str(rest);
    out
}

/// Bytes of a reference to a character, its marks included.
const REFERENCE: usize = 11;
/// White space from which on a field counts as filled.
const BLANK: usize = 1000;

/// The next place behind `at` where a character starts.
fn after(text: &str, at: usize) -> usize {
    (at + 1..text.len()).find(|&at| text.is_char_boundary(at)).unwrap_or(text.len())
}

/// How much of `text` has been read.
fn position(reader: &Reader<&[u8]>, text: &str) -> usize {
    usize::try_from(reader.buffer_position()).unwrap_or(0).min(text.len())
}

fn element(start: &BytesStart<'_>) -> String {
    start.name().as_ref().to_owned()
}

/// Atom writes the address as an attribute.
fn link_of(start: &BytesStart<'_>, element: &str, entry: &mut Entry) {
    if element != "link" {
        return;
    }
    let value = |name: &str| start.try_get_attribute(name).ok().flatten().map(|one| one.value.replace("&amp;", "&"));
    let alternate = value("rel").is_none_or(|rel| rel == "alternate");
    if let Some(href) = value("href").filter(|_| alternate && entry.link.is_empty()) {
        entry.link = href;
    }
}

/// What a reference in XML stands for.
fn referred(name: &str) -> String {
    let number =
        name.strip_prefix("#x").map(|hex| u32::from_str_radix(hex, 16).ok()).or_else(|| name.strip_prefix('#').map(|number| number.parse().ok()));
    match (number.flatten().and_then(char::from_u32), name) {
        (Some(c), _) => c.to_string(),
        (_, "lt") => "<".into(),
        (_, "gt") => ">".into(),
        (_, "amp") => "&".into(),
        (_, "quot") => "\"".into(),
        (_, "apos") => "'".into(),
        (_, "nbsp") => "\u{a0}".into(),
        (_, name) => format!("&{name};"),
    }
}

fn json(text: &str, name: &str) -> Read {
    let mut value: Value = match serde_json::from_str(text) {
        Ok(value) => value,
        Err(error) => {
            let problem = complain("E0227", name, Some(error.line().max(1)), format!("broken JSON: {error}"), "fetch the feed again");
            return (Vec::new(), vec![problem]);
        }
    };
    let field = |name: &str| value.get(name).and_then(Value::as_str).unwrap_or("").to_owned();
    let channel = Channel { title: field("title"), link: field("home_page_url") };
    let mut items = value.get_mut("items").and_then(Value::as_array_mut).map(std::mem::take).unwrap_or_default();
    items.iter_mut().for_each(|item| channel.name_json(item));
    (items.iter().map(Entry::of_json).collect(), Vec::new())
}

#[cfg(test)]
mod tests {
    use super::plain;

    #[test]
    fn headlines_lose_tags_and_references() {
        let cases = [
            ("فتح <b>الجسر</b> &amp; الطريق", "فتح الجسر & الطريق"),
            ("5 < 7 > 3 & 2; <a href", "5 < 7 > 3 & 2; <a href"),
            ("&#1580;سر &غير; &", "جسر &غير; &"),
        ];
        cases.iter().for_each(|(given, expect)| assert_eq!(plain(given), *expect));
        // A million tags that never end: one look at each.
        let open = "<a&".repeat(1 << 20);
        assert_eq!(plain(&open), open);
    }
}
