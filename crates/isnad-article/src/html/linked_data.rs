//! JSON-LD: the one object of a page that describes its article, also in broken JSON.

use isnad_model::Stamp;
use isnad_text::fold::fold;
use serde_json::{Map, Value};
use std::collections::{BTreeSet, HashMap, HashSet};
use std::ops::Range;

/// Objects looked at on one page.
const MOST: usize = 2000;
/// Objects inside objects.
const DEPTH: usize = 24;

/// What the JSON-LD says of the article.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct LinkedArticle {
    pub headline: Option<String>,
    pub published: Option<String>,
    pub modified: Option<String>,
    pub publisher: Option<String>,
    /// The name of the site that the page is of.
    pub site: Option<String>,
    pub body: Option<Body>,
}

/// The text of an article.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Body {
    pub text: String,
    /// The script that gives it.
    pub script: usize,
}

/// A script of a page.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Script {
    pub text: String,
    /// Its bytes in the page.
    pub place: Range<usize>,
}

/// What a page calls itself.
#[derive(Clone, Copy, Debug, Default)]
pub struct Names<'a> {
    /// Its headlines: for other sites, in its title, above its text.
    pub titles: &'a [&'a str],
    /// Its addresses.
    pub addresses: &'a [&'a str],
}

/// The article of the page among the objects of all `scripts`: the one with the page's headline or address, else the only one that no list
/// holds and that does not say it is another article; a page about itself (`WebPage`) when there is none. What an object of another
/// article says (a teaser, the next one of an endless page) is never the page's.
pub fn article(scripts: &[Script], names: Names<'_>) -> LinkedArticle {
    let mut found = Found::default();
    let mut broken = Vec::new();
    for (at, script) in scripts.iter().enumerate() {
        found.script = at;
        match parse(&script.text) {
            Some(value) => found.walk(&value, DEPTH, false),
            None => broken.push(script.text.as_str()),
        }
    }
    let page = Page::of(names);
    // Half a headline tells whose the date is, and is no headline.
    let of_broken = || broken.iter().find_map(|script| scan(script)).filter(|one| !page.is_other_headline(one));
    let site = found.site();
    let chosen = found.choose(&page).or_else(|| of_broken().map(|one| LinkedArticle { headline: None, ..one }));
    LinkedArticle { site, ..chosen.unwrap_or_default() }
}

#[derive(Default)]
struct Found {
    articles: Vec<(Candidate, bool)>,
    pages: Vec<Candidate>,
    /// Names of sites.
    sites: BTreeSet<String>,
    /// Names by `@id`, which other objects refer to.
    names: HashMap<String, String>,
    seen: usize,
    /// The script that is being read.
    script: usize,
}

struct Candidate {
    article: LinkedArticle,
    addresses: Vec<String>,
    publisher_id: Option<String>,
}

const LISTS: [&str; 7] = ["itemlistelement", "relatedlink", "mentions", "citation", "blogpost", "liveblogupdate", "comment"];

impl Found {
    fn walk(&mut self, value: &Value, depth: usize, listed: bool) {
        self.seen += 1;
        if depth == 0 || self.seen > MOST {
            return;
        }
        match value {
            Value::Array(values) => values.iter().for_each(|value| self.walk(value, depth - 1, listed)),
            Value::Object(fields) => {
                let kinds = kinds(fields);
                let is = |test: &dyn Fn(&str) -> bool| kinds.iter().any(|kind| test(kind));
                let is_article = is(&|kind| kind.ends_with("Article") || kind.ends_with("BlogPosting") || matches!(kind, "Report" | "Posting"));
                if is_article {
                    self.articles.push((candidate(fields, self.script), listed));
                } else if is(&|kind| kind.ends_with("WebPage") || kind == "ItemPage") {
                    self.pages.push(candidate(fields, self.script));
                } else if !listed && is(&|kind| kind == "WebSite") {
                    self.sites.extend(fields.get("name").and_then(Value::as_str).map(|name| name.trim().to_owned()));
                }
                if let (Some(id), Some(name)) = (fields.get("@id").and_then(Value::as_str), fields.get("name").and_then(Value::as_str)) {
                    self.names.entry(id.to_owned()).or_insert_with(|| name.to_owned());
                }
                for (name, value) in fields {
                    if value.is_object() || value.is_array() {
                        // An article inside another one is what that is based on, or a part of it.
                        self.walk(value, depth - 1, listed || is_article || LISTS.contains(&name.to_ascii_lowercase().as_str()));
                    }
                }
            }
            _ => {}
        }
    }

    /// The name of the one site that is named.
    fn site(&self) -> Option<String> {
        self.sites.first().filter(|name| self.sites.len() == 1 && !name.is_empty()).cloned()
    }

    fn choose(self, page: &Page<'_>) -> Option<LinkedArticle> {
        let named = |(one, _): &&(Candidate, bool)| page.has_headline(&one.article) || page.has_address(one);
        let unlisted = || self.articles.iter().filter(|(_, listed)| !listed);
        let by_name = unlisted().find(named).or_else(|| self.articles.iter().find(named)).map(|(one, _)| one);
        let own: Vec<&Candidate> = unlisted().map(|(one, _)| one).filter(|one| !page.is_other(one)).collect();
        let only = match &own[..] {
            [one] => Some(*one),
            _ => None,
        };
        let chosen = by_name.or(only);
        let publisher = |one: &Candidate| one.article.publisher.clone().or_else(|| self.names.get(one.publisher_id.as_deref()?).cloned());
        let as_it_says = |one: &Candidate| LinkedArticle { publisher: publisher(one), ..one.article.clone() };
        // Several, and nothing tells which is the page's: when all were published at one time, that is right whichever it is.
        let first = own.first().filter(|first| own.iter().all(|one| one.article.published == first.article.published));
        let of_any = || first.map(|one| LinkedArticle { headline: None, modified: None, body: None, ..as_it_says(one) });
        chosen.map(as_it_says).or_else(of_any).or_else(|| match &self.pages[..] {
            [own] if self.articles.is_empty() && !page.is_other_address(own) && !page.is_of_site(own) => {
                Some(LinkedArticle { headline: None, publisher: None, ..own.article.clone() })
            }
            _ => None,
        })
    }
}

/// Letters that make a headline, not a word that others begin with too (`عاجل`).
const HEADLINE: usize = 8;

/// Words of a headline that says what it is about.
const HEADLINE_WORDS: usize = 3;

/// What a page calls itself, folded.
pub struct Page<'a> {
    titles: Vec<String>,
    words: Vec<HashSet<String>>,
    addresses: &'a [&'a str],
}

impl<'a> Page<'a> {
    /// For one page.
    pub fn of(names: Names<'a>) -> Self {
        let titles: Vec<String> = names.titles.iter().map(|title| plain(title)).filter(|title| !title.is_empty()).collect();
        Page { titles, words: names.titles.iter().map(|title| words(title)).collect(), addresses: names.addresses }
    }

    fn has_headline(&self, one: &LinkedArticle) -> bool {
        let Some(own) = one.headline.as_deref().map(plain).filter(|own| !own.is_empty()) else { return false };
        let long = |text: &str| text.chars().count() >= HEADLINE;
        let begins = |title: &str| long(&own) && title.starts_with(&own) || long(title) && own.starts_with(title);
        self.titles.iter().any(|title| *title == own || begins(title))
    }

    fn has_address(&self, one: &Candidate) -> bool {
        let own = one.addresses.iter().filter(|own| is_of_page(own) || own.contains('?'));
        self.addresses.iter().any(|address| own.clone().any(|own| is_same_page(own, address)))
    }

    /// Whether an item of microdata with this headline and these addresses, whole or of the same site, is another article.
    pub fn is_other_item(&self, headline: Option<&str>, addresses: &[&str]) -> bool {
        let article = LinkedArticle { headline: headline.map(str::to_owned), ..LinkedArticle::default() };
        let addresses = addresses.iter().filter(|address| address.contains("//")).map(|address| (*address).to_owned()).collect();
        self.is_other(&Candidate { article, addresses, publisher_id: None })
    }

    /// Whether an object says that it is of another article.
    fn is_other(&self, one: &Candidate) -> bool {
        self.is_other_headline(&one.article) || self.is_other_address(one)
    }

    /// Whether the headline shares fewer than half of its words with each of the page's, or of theirs with it.
    fn is_other_headline(&self, one: &LinkedArticle) -> bool {
        let Some(own) = one.headline.as_deref().map(words).filter(|own| !own.is_empty()) else { return false };
        let shares = |title: &HashSet<String>| title.intersection(&own).count() * 2 >= title.len().min(own.len());
        // The name of a site or a section, as pages that scripts fill have it, is no headline.
        let is_headline = |title: &&HashSet<String>| title.len() >= HEADLINE_WORDS;
        self.words.iter().any(|title| is_headline(&title)) && !self.words.iter().any(shares)
    }

    /// Whether the object tells the address of a whole site, while the page has one of its own.
    fn is_of_site(&self, one: &Candidate) -> bool {
        let known = self.addresses.iter().any(|address| is_of_page(address));
        known && one.addresses.iter().any(|address| address.contains("://")) && !self.has_address(one)
    }

    /// Whether the object tells an address, of a page and not of a whole site, and none is the page's.
    fn is_other_address(&self, one: &Candidate) -> bool {
        let known = self.addresses.iter().any(|address| is_of_page(address));
        known && one.addresses.iter().any(|address| is_of_page(address)) && !self.has_address(one)
    }
}

/// Whether an address is whole, and of one page rather than of a site.
fn is_of_page(address: &str) -> bool {
    (address.contains("://") || address.starts_with("//")) && bare_address(address).0.contains('/')
}

/// An address without scheme, `www.`, `m.` and fragment; and its query.
fn bare_address(url: &str) -> (&str, &str) {
    let url = url.split_once("//").map_or(url, |(_, rest)| rest).split('#').next().unwrap_or("");
    let (path, query) = url.split_once('?').unwrap_or((url, ""));
    (path.trim_start_matches("www.").trim_start_matches("m.").trim_end_matches('/'), query)
}

/// Whether two addresses are of one page. One may lack the query; of two, what tells visitors apart does not count.
fn is_same_page(a: &str, b: &str) -> bool {
    fn kept(query: &str) -> BTreeSet<&str> {
        let is_told = |part: &&str| !part.is_empty() && !["utm_", "fbclid", "gclid", "ref="].iter().any(|start| part.starts_with(start));
        query.split('&').filter(is_told).collect()
    }
    let ((a, a_query), (b, b_query)) = (bare_address(a), bare_address(b));
    let (a_query, b_query) = (kept(a_query), kept(b_query));
    // Without a path the query is all that names the page.
    let same_query = match a.contains('/') {
        true => a_query.is_empty() || b_query.is_empty() || a_query == b_query,
        false => !a_query.is_empty() && a_query == b_query,
    };
    same_query && (a == b || decoded(a) == decoded(b))
}

/// An address with its letters as they are read: Arabic ones stand as bytes in one place and as letters in another.
fn decoded(url: &str) -> String {
    let mut out = Vec::with_capacity(url.len());
    let mut rest = url.as_bytes();
    while let [first, after @ ..] = rest {
        let hex = after.get(..2).filter(|_| *first == b'%').and_then(|hex| u8::from_str_radix(std::str::from_utf8(hex).ok()?, 16).ok());
        out.push(hex.unwrap_or(*first).to_ascii_lowercase());
        rest = if hex.is_some() { &after[2..] } else { after };
    }
    String::from_utf8_lossy(&out).into_owned()
}

fn plain(title: &str) -> String {
    fold(title).chars().filter(|c| c.is_alphanumeric()).collect()
}

/// The words of a headline that say what it is about; those of two letters hardly do.
fn words(title: &str) -> HashSet<String> {
    let folded = fold(title);
    let of = |least: usize| -> HashSet<String> {
        folded.split(|c: char| !c.is_alphanumeric()).filter(|word| word.chars().count() >= least).map(str::to_owned).collect()
    };
    let long = of(3);
    if long.is_empty() { of(1) } else { long }
}

fn kinds(fields: &Map<String, Value>) -> Vec<&str> {
    match fields.get("@type").or_else(|| fields.get("type")) {
        Some(Value::String(kind)) => vec![kind.rsplit('/').next().unwrap_or(kind)],
        Some(Value::Array(kinds)) => kinds.iter().filter_map(Value::as_str).collect(),
        _ => Vec::new(),
    }
}

fn candidate(fields: &Map<String, Value>, script: usize) -> Candidate {
    let text = |name: &str| {
        let value = fields.get(name)?;
        let value = if let Value::Array(values) = value { values.first()? } else { value };
        match value {
            Value::String(text) => Some(text.trim().to_owned()).filter(|text| !text.is_empty()),
            Value::Number(number) => Some(number.to_string()),
            _ => None,
        }
    };
    let named = |name: &str| match fields.get(name)? {
        Value::Object(fields) => fields.get("name").and_then(Value::as_str).map(str::to_owned),
        Value::Array(values) => values.first()?.get("name").and_then(Value::as_str).map(str::to_owned),
        Value::String(text) => Some(text.clone()),
        _ => None,
    };
    let id_of = |name: &str| match fields.get(name)? {
        Value::Object(fields) => fields.get("@id").or_else(|| fields.get("url")).and_then(Value::as_str).map(str::to_owned),
        Value::String(text) => Some(text.clone()),
        _ => None,
    };
    // A live blog begins with its coverage and was last changed by its newest entry.
    let entries = || fields.get("liveBlogUpdate").and_then(Value::as_array).into_iter().flatten().take(MOST);
    let newest = || {
        let times = entries().filter_map(|entry| entry.get("datePublished").and_then(Value::as_str));
        times.filter_map(|time| Some((Stamp::parse(time)?.order_key(), time))).max().map(|(_, time)| time.to_owned())
    };
    Candidate {
        article: LinkedArticle {
            headline: text("headline").or_else(|| text("name")),
            published: text("datePublished").or_else(|| text("dateCreated")).or_else(|| text("coverageStartTime")),
            modified: text("dateModified").or_else(newest).or_else(|| text("coverageEndTime")),
            publisher: named("publisher"),
            site: None,
            body: text("articleBody").or_else(|| text("text")).map(|text| Body { text, script }),
        },
        publisher_id: id_of("publisher"),
        addresses: ["url", "mainEntityOfPage", "@id"].iter().filter_map(|name| id_of(name)).collect(),
    }
}

/// The value of a script: as it stands, or with what careless templates do to JSON undone.
fn parse(script: &str) -> Option<Value> {
    let text = script.trim().trim_start_matches('\u{feff}');
    let text = text.strip_prefix("<!--").unwrap_or(text).trim_end_matches("-->").trim();
    let text = text.strip_prefix("//<![CDATA[").or_else(|| text.strip_prefix("<![CDATA[")).unwrap_or(text);
    let text = text.trim_end_matches("//]]>").trim_end_matches("]]>").trim().trim_end_matches(';');
    serde_json::from_str(text).ok().or_else(|| serde_json::from_str(&repaired(text)).ok())
}

/// JSON with line ends inside strings escaped and commas before closing brackets dropped.
fn repaired(text: &str) -> String {
    let mut out = String::with_capacity(text.len() + 16);
    let mut inside = false;
    let mut escaped = false;
    for c in text.chars() {
        if inside {
            match c {
                _ if escaped => escaped = false,
                '\\' => escaped = true,
                '"' => inside = false,
                _ => {}
            }
            match c {
                '\n' => out.push_str("\\n"),
                '\r' => {}
                c if c.is_control() => out.push(' '),
                c => out.push(c),
            }
            continue;
        }
        match c {
            '"' => {
                inside = true;
                out.push(c);
            }
            '}' | ']' => {
                let kept = out.trim_end().trim_end_matches(',').len();
                out.truncate(kept);
                out.push(c);
            }
            c => out.push(c),
        }
    }
    out
}

/// What a script that is no JSON still says plainly: a date that it gives once, or always the same, and its one headline.
fn scan(script: &str) -> Option<LinkedArticle> {
    let one = |name: &str, most: usize| {
        let key = format!("\"{name}\"");
        let mut values = script.match_indices(&key).filter_map(|(at, _)| {
            let rest = script[at + key.len()..].trim_start().strip_prefix(':')?.trim_start().strip_prefix('"')?;
            let value = rest.split('"').next()?;
            (value.len() <= most).then_some(value)
        });
        let first = values.next()?;
        values.all(|other| other == first).then(|| first.to_owned())
    };
    let (published, modified) = (one("datePublished", 40), one("dateModified", 40));
    let is_dated = published.is_some() || modified.is_some();
    is_dated.then(|| LinkedArticle { headline: one("headline", 1000), published, modified, ..LinkedArticle::default() })
}
