//! JSON-LD: the one object of a page that describes its article, also in broken JSON.

use isnad_text::fold::fold;
use serde_json::{Map, Value};
use std::collections::HashMap;

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
    pub body: Option<String>,
}

/// The article of the page among the objects of all `scripts`: the one with the page's headline or address, else the only one, else
/// the first that no list holds; a page about itself (`WebPage`) when there is none.
pub fn article(scripts: &[String], title: Option<&str>, address: Option<&str>) -> Option<LinkedArticle> {
    let mut found = Found::default();
    let mut broken = Vec::new();
    for script in scripts {
        match parse(script) {
            Some(value) => found.walk(&value, DEPTH, false),
            None => broken.push(script.as_str()),
        }
    }
    found.choose(title, address).or_else(|| broken.iter().find_map(|script| scan(script)))
}

#[derive(Default)]
struct Found {
    articles: Vec<(Candidate, bool)>,
    pages: Vec<Candidate>,
    /// Names by `@id`, which other objects refer to.
    names: HashMap<String, String>,
    seen: usize,
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
                if is(&|kind| kind.ends_with("Article") || kind.ends_with("BlogPosting") || matches!(kind, "Report" | "Posting")) {
                    self.articles.push((candidate(fields), listed));
                } else if is(&|kind| kind.ends_with("WebPage") || kind == "ItemPage") {
                    self.pages.push(candidate(fields));
                }
                if let (Some(id), Some(name)) = (fields.get("@id").and_then(Value::as_str), fields.get("name").and_then(Value::as_str)) {
                    self.names.entry(id.to_owned()).or_insert_with(|| name.to_owned());
                }
                for (name, value) in fields {
                    if value.is_object() || value.is_array() {
                        self.walk(value, depth - 1, listed || LISTS.contains(&name.to_ascii_lowercase().as_str()));
                    }
                }
            }
            _ => {}
        }
    }

    fn choose(self, title: Option<&str>, address: Option<&str>) -> Option<LinkedArticle> {
        let title = title.map(plain).filter(|title| !title.is_empty());
        let same_title = |one: &Candidate| {
            let own = one.article.headline.as_deref().map(plain).filter(|own| !own.is_empty());
            title.as_ref().zip(own).is_some_and(|(title, own)| *title == own || title.starts_with(&own) || own.starts_with(title.as_str()))
        };
        let same_address = |one: &Candidate| address.is_some_and(|address| one.addresses.iter().any(|own| same_page(own, address)));
        let articles = &self.articles;
        let by_name = articles.iter().find(|(one, _)| same_title(one) || same_address(one));
        let only = || articles.iter().filter(|(_, listed)| !listed).map(|(one, _)| one).collect::<Vec<_>>();
        let chosen = by_name.map(|(one, _)| one).or_else(|| match &only()[..] {
            [one] => Some(*one),
            [first, ..] if title.is_none() && address.is_none() => Some(*first),
            _ => None,
        });
        let publisher = |one: &Candidate| one.article.publisher.clone().or_else(|| self.names.get(one.publisher_id.as_deref()?).cloned());
        chosen.map(|one| LinkedArticle { publisher: publisher(one), ..one.article.clone() }).or_else(|| match &self.pages[..] {
            [page] if self.articles.is_empty() => Some(LinkedArticle { headline: None, publisher: None, ..page.article.clone() }),
            _ => None,
        })
    }
}

fn same_page(a: &str, b: &str) -> bool {
    let bare = |url: &str| {
        let url = url.split_once("://").map_or(url, |(_, rest)| rest).split(['#', '?']).next().unwrap_or("");
        url.trim_start_matches("www.").trim_end_matches('/').to_owned()
    };
    bare(a) == bare(b)
}

fn plain(title: &str) -> String {
    fold(title).chars().filter(|c| c.is_alphanumeric()).collect()
}

fn kinds(fields: &Map<String, Value>) -> Vec<&str> {
    match fields.get("@type").or_else(|| fields.get("type")) {
        Some(Value::String(kind)) => vec![kind.rsplit('/').next().unwrap_or(kind)],
        Some(Value::Array(kinds)) => kinds.iter().filter_map(Value::as_str).collect(),
        _ => Vec::new(),
    }
}

fn candidate(fields: &Map<String, Value>) -> Candidate {
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
    Candidate {
        article: LinkedArticle {
            headline: text("headline").or_else(|| text("name")),
            published: text("datePublished").or_else(|| text("dateCreated")),
            modified: text("dateModified"),
            publisher: named("publisher"),
            body: text("articleBody").or_else(|| text("text")),
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

/// What a script that is no JSON still says plainly: a date that it gives once, or always the same.
fn scan(script: &str) -> Option<LinkedArticle> {
    let one = |name: &str| {
        let key = format!("\"{name}\"");
        let mut values = script.match_indices(&key).filter_map(|(at, _)| {
            let rest = script[at + key.len()..].trim_start().strip_prefix(':')?.trim_start().strip_prefix('"')?;
            let value = rest.split('"').next()?;
            (value.len() <= 40).then_some(value)
        });
        let first = values.next()?;
        values.all(|other| other == first).then(|| first.to_owned())
    };
    let found = LinkedArticle { published: one("datePublished"), modified: one("dateModified"), ..LinkedArticle::default() };
    (found != LinkedArticle::default()).then_some(found)
}
