//! What the head of a page says of it: names, dates and addresses, from JSON-LD, meta elements, microdata and `<time>`.

use super::copied;
use super::linked_data::{self, Body, LinkedArticle, Script};
use super::microdata::Items;
use super::tree::Tree;
use crate::cues::Cues;
use crate::stamp;
use isnad_model::Stamp;
use isnad_pack::Pack;
use jiff::Timestamp;

/// Meta elements that are kept; real pages stay far below.
const METAS: usize = 400;
/// Bytes of a comment that are looked at.
const COMMENT: usize = 2000;
/// Comments that may tell where a page was saved from: it is one of the first.
const COMMENTS: usize = 8;
/// Pictures whose texts are kept: the logo is one of the first.
const PICTURES: usize = 6;
/// Words of a text that names a logo.
const NAME: usize = 6;
/// Times for machines that are kept: every entry of a long live blog has one.
const TIMES: usize = 20_000;

/// What a page's elements say of the page, as read.
#[derive(Debug, Default)]
pub struct Head {
    metas: Vec<(String, String)>,
    canonical: Option<String>,
    /// The address that a comment of whoever saved the page tells, and how many comments were looked at.
    saved_from: Option<String>,
    comments: usize,
    title: String,
    /// What stands for pictures that lead to where the site begins.
    alternatives: Vec<String>,
    /// What the page says its language is.
    pub language: Option<String>,
    /// The JSON-LD scripts.
    pub json: Vec<Script>,
    /// Bytes of text in elements that browsers do not show: templates, and what stands in for a script.
    pub hidden: usize,
    /// The items of microdata.
    pub items: Items,
    /// Times that elements give for machines.
    pub times: Vec<TimeMark>,
}

/// A time that an element gives for machines.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TimeMark {
    /// What the microdata call it (`datePublished`).
    pub itemprop: String,
    /// The element's class.
    pub class: String,
    /// The time as written.
    pub stamp: String,
    /// The element.
    pub node: usize,
    /// Index of the block that was open or comes next.
    pub block: usize,
}

impl TimeMark {
    /// Whether it says that it is the time of a change, and not that of publication too.
    pub fn is_of_update(&self) -> bool {
        let said = format!("{} {}", self.itemprop, self.class).to_ascii_lowercase();
        ["modif", "updated"].iter().any(|word| said.contains(word)) && !said.contains("publish")
    }
}

impl Head {
    /// Takes a meta element.
    pub fn meta(&mut self, name: &str, itemprop: &str, content: &str) {
        let name = if name.is_empty() { itemprop } else { name };
        if !name.is_empty() && !content.trim().is_empty() && self.metas.len() < METAS {
            self.metas.push((name.trim().to_ascii_lowercase(), unescaped(content.trim())));
        }
    }

    /// Takes a link element.
    pub fn link(&mut self, rel: &str, href: &str) {
        if rel.split_ascii_whitespace().any(|rel| rel.eq_ignore_ascii_case("canonical")) && self.canonical.is_none() && !href.is_empty() {
            self.canonical = Some(href.trim().to_owned());
        }
    }

    /// Takes a comment.
    pub fn comment(&mut self, text: &[u8]) {
        self.comments += 1;
        if self.saved_from.is_none() && self.comments <= COMMENTS {
            self.saved_from = copied::saved_from(&String::from_utf8_lossy(&text[..text.len().min(COMMENT)]));
        }
    }

    /// Takes what stands for a picture.
    pub fn alternative(&mut self, text: &str) {
        if self.alternatives.len() < PICTURES && text.split_whitespace().nth(NAME).is_none() {
            self.alternatives.push(text.trim().to_owned());
        }
    }

    /// The name in what stands for the picture of a logo: `شعار …`, `… logo`.
    fn logo(&self, cues: &Cues) -> Option<String> {
        self.alternatives.iter().find_map(|text| crate::outlet::of_logo(text, cues))
    }

    /// Takes a part of the title.
    pub fn title(&mut self, text: &str) {
        if self.title.len() < 2000 {
            self.title.push_str(text);
        }
    }

    /// Takes a time for machines.
    pub fn time(&mut self, itemprop: &str, class: &str, stamp: &str, node: usize, block: usize) {
        let itemprop = itemprop.to_owned();
        if self.times.len() < TIMES {
            self.times.push(TimeMark { itemprop, class: class.to_owned(), stamp: stamp.trim().to_owned(), node, block });
        }
    }

    fn first(&self, names: &[&str]) -> Option<&str> {
        names.iter().find_map(|wanted| self.metas.iter().find(|(name, _)| name == wanted)).map(|(_, content)| content.as_str())
    }
}

/// A time with what said it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Dated {
    /// The time.
    pub stamp: Stamp,
    /// Where it stands: `json-ld`, `meta article:published_time`, `time element`, `page`, `address`.
    pub source: String,
}

impl Dated {
    /// Whether more than a night lies between the two.
    pub fn is_days_from(&self, other: &Dated) -> bool {
        self.stamp.date().since(other.stamp.date()).is_ok_and(|between| between.get_days().abs() > 1)
    }
}

/// What the head of a page says of it.
#[derive(Debug, Default)]
pub struct Metadata {
    /// The headline.
    pub title: Option<String>,
    /// The address that the page calls its own.
    pub canonical: Option<String>,
    /// Name of the site or its publisher.
    pub outlet: Option<String>,
    /// What follows the headline in the title, as site names do.
    pub site_in_title: Option<String>,
    /// What stands before the name of a platform in the title, as names of channels do.
    pub channel: Option<String>,
    /// The title as a browser shows it.
    pub site_title: String,
    pub published: Option<Dated>,
    pub updated: Option<Dated>,
    /// What the JSON-LD or a meta element gives as the time of publication and is none.
    pub refused: Option<String>,
    /// Items of microdata that are not the page's article.
    pub other_items: Vec<usize>,
    /// The body, where the JSON-LD repeats it.
    pub body: Option<Body>,
}

/// What the rest of a page tells of its head.
pub struct Around<'a> {
    /// Its address, where known.
    pub address: Option<&'a str>,
    /// Its topmost headings.
    pub headings: &'a [&'a str],
    /// The elements.
    pub tree: &'a Tree,
}

/// Reads what the head says.
pub fn read(head: &Head, page: &Around<'_>, pack: &Pack, cues: &Cues) -> Metadata {
    let Around { address: base, headings, .. } = *page;
    let og_title = head.first(&["og:title", "twitter:title"]).map(str::to_owned);
    let canonical = head.canonical.clone().or_else(|| head.first(&["og:url"]).map(str::to_owned)).and_then(|url| absolute(&url, base));
    let canonical = canonical.map(|url| copied::original(&url).unwrap_or(url)).or_else(|| head.saved_from.clone());
    let titles = [og_title.as_deref(), Some(head.title.trim())].into_iter().flatten().filter(|title| !title.is_empty());
    let titles: Vec<&str> = titles.chain(headings.iter().copied()).collect();
    let addresses: Vec<&str> = [canonical.as_deref(), head.first(&["og:url"]), base].into_iter().flatten().collect();
    let names = linked_data::Names { titles: &titles, addresses: &addresses };
    let linked = linked_data::article(&head.json, names);
    let moment = |text: &str| moment(text, pack, cues);
    let others = head.items.others(page.tree, &linked_data::Page::of(names));
    let is_elsewhere = |time: &TimeMark| page.tree.is_of_others(time.node) || head.items.is_in(page.tree, time.node, &others);
    let given = linked.published.as_deref().or_else(|| PUBLISHED.iter().find_map(|name| head.first(&[name])));
    let refused = given.filter(|given| moment(given).is_none()).map(str::to_owned);
    let (published, updated) = dates(head, &linked, &is_elsewhere, &moment);
    let site_title = unescaped(&head.title.split_whitespace().collect::<Vec<_>>().join(" "));
    let headline = linked.headline.or_else(|| og_title.clone());
    let site = head.first(&["og:site_name", "application-name"]).map(str::to_owned);
    // A platform's page is somebody's channel there, and its title names whose.
    let channel = || parted(&site_title).filter(|(name, site)| cues.is_platform(site) && is_name(name)).map(|(name, _)| name.to_owned());
    let outlet = match site.as_deref().is_some_and(|site| cues.is_platform(site)) {
        true => og_title,
        false => site.or(linked.publisher).or_else(|| head.items.publisher_name(page.tree, &others)).or(linked.site).or_else(|| head.logo(cues)),
    };
    Metadata {
        site_in_title: headline.as_deref().and_then(|headline| site_beside(headline, &site_title)),
        channel: channel(),
        site_title: site_title.clone(),
        title: headline.or_else(|| (!site_title.is_empty()).then_some(site_title)),
        outlet,
        refused: refused.filter(|_| published.is_none()),
        published,
        updated,
        other_items: others,
        body: linked.body,
        canonical,
    }
}

/// The last part of a title that goes on after the headline (`… - صوت الجبل`), or the first of one that ends with it, where it is as short as
/// names are.
pub fn site_beside(headline: &str, title: &str) -> Option<String> {
    let (headline, title) = (headline.trim(), title.replace(DOUBLE_MARK.0, DOUBLE_MARK.1));
    let title = title.trim();
    let after = || parted(&format!("-{}", title.strip_prefix(headline)?.trim_start().strip_prefix(MARKS)?)).map(|(_, name)| name.to_owned());
    let before = || {
        let rest = title.strip_suffix(headline)?.trim_end();
        let first = rest.strip_suffix(MARKS).and_then(|rest| rest.split(&MARKS[1..]).next())?;
        first.split(" - ").next().map(|name| name.trim().to_owned())
    };
    after().or_else(before).filter(|name| is_name(name))
}

/// Whether a part of a title is as short as names are.
fn is_name(part: &str) -> bool {
    (1..=5).contains(&part.split_whitespace().count()) && !part.contains(" - ")
}

/// What parts the headline of a page from the name of its site.
const MARKS: [char; 7] = ['-', '–', '—', '|', '»', '·', '•'];
/// The same in signs of several letters, as what they are read as.
const DOUBLE_MARK: (&str, &str) = ("::", "|");

/// A title without its last part, and that part.
fn parted(title: &str) -> Option<(&str, &str)> {
    let bar = title.rfind(&MARKS[1..]);
    let dash = title.rfind(" - ").map(|at| at + 1).or_else(|| title.starts_with('-').then_some(0));
    let at = bar.max(dash)?;
    let mark = title[at..].chars().next()?.len_utf8();
    Some((title[..at].trim(), title[at + mark..].trim())).filter(|(_, name)| !name.is_empty())
}

const PUBLISHED: [&str; 16] = [
    "article:published_time",
    "og:article:published_time",
    "article:published",
    "og:published_time",
    "datepublished",
    "parsely-pub-date",
    "sailthru.date",
    "publish-date",
    "publishdate",
    "publish_date",
    "pubdate",
    "dc.date.issued",
    "dcterms.created",
    "dc.date",
    "date",
    "cxenseparse:recs:publishtime",
];

const UPDATED: [&str; 6] =
    ["article:modified_time", "og:article:modified_time", "og:updated_time", "datemodified", "dcterms.modified", "last-modified"];

fn dates(
    head: &Head,
    linked: &LinkedArticle,
    is_elsewhere: &dyn Fn(&TimeMark) -> bool,
    moment: &dyn Fn(&str) -> Option<Stamp>,
) -> (Option<Dated>, Option<Dated>) {
    let from = |text: &Option<String>, source: &str| text.as_deref().and_then(moment).map(|stamp| Dated { stamp, source: source.into() });
    let of_metas = |names: &[&str]| {
        names.iter().find_map(|name| {
            let stamp = head.first(&[name]).and_then(moment)?;
            Some(Dated { stamp, source: format!("meta {name}") })
        })
    };
    let of_times = |wanted: &str| {
        let own = head.times.iter().filter(|time| time.itemprop.to_ascii_lowercase().contains(wanted) && !is_elsewhere(time));
        let mut found = own.filter_map(|time| moment(&time.stamp));
        let first = found.next()?;
        // Several articles on one page: whose time it is cannot be told.
        found.all(|other| other.date() == first.date()).then(|| Dated { stamp: first, source: format!("microdata {wanted}") })
    };
    let published = from(&linked.published, "json-ld").or_else(|| of_metas(&PUBLISHED)).or_else(|| of_times("datepublished"));
    let updated = from(&linked.modified, "json-ld").or_else(|| of_metas(&UPDATED)).or_else(|| of_times("datemodified"));
    (published, updated)
}

/// A time as machines write it, or else as pages do.
pub fn moment(text: &str, pack: &Pack, cues: &Cues) -> Option<Stamp> {
    let text = text.trim();
    if text.is_empty() || text.len() > 80 {
        return None;
    }
    if is_impossible(text) {
        return None;
    }
    let plausible = |stamp: &Stamp| stamp::YEARS.contains(&stamp.civil.year());
    let of_epoch = || {
        let digits = text.bytes().all(|byte| byte.is_ascii_digit()).then(|| text.parse::<i64>().ok())??;
        let seconds = match text.len() {
            10 => digits,
            13 => digits / 1000,
            _ => return None,
        };
        utc(Timestamp::from_second(seconds).ok()?)
    };
    let of_mail = || {
        let zoned = jiff::fmt::rfc2822::DateTimeParser::new().parse_zoned(text).ok()?;
        Some(Stamp { civil: zoned.datetime(), offset_minutes: Some(zoned.offset().seconds() / 60), day_only: false })
    };
    let plain = text.trim_end_matches(" UTC").trim_end_matches(" GMT");
    let zoned = if plain.len() < text.len() { format!("{plain}Z") } else { plain.to_owned() };
    let spaced = zoned.replace(" +", "+").replace(" -", "-");
    Stamp::parse(&spaced).or_else(of_epoch).or_else(of_mail).or_else(|| stamp::first(text, pack, cues)).filter(plausible)
}

/// Whether a time in the form of machines is none: an hour from 24 on, an offset that no place has. Its day would be a guess.
fn is_impossible(text: &str) -> bool {
    let Some((day, time)) = text.split_once(['T', 't', ' ']).filter(|(day, _)| day.len() == 10 && day.is_ascii()) else { return false };
    let number = |text: &str| -> Option<u32> { text.get(..2)?.parse().ok() };
    let offset = time.split_once(['+', '-']).and_then(|(_, offset)| number(offset.trim_start()));
    day.split('-').count() == 3 && (number(time).is_some_and(|hour| hour >= 24) || offset.is_some_and(|hours| hours > 14))
}

fn utc(at: Timestamp) -> Option<Stamp> {
    let civil = jiff::tz::Offset::UTC.to_datetime(at);
    Some(Stamp { civil, offset_minutes: Some(0), day_only: false })
}

/// The day in an address: `/2024/12/06/`, `/2024-12-06-`, `/20241206/`.
pub fn of_address(url: &str) -> Option<Dated> {
    let path = url.split_once("://").map_or(url, |(_, rest)| rest).split(['?', '#']).next()?;
    let numbers: Vec<(usize, &str)> = path
        .split(|c: char| !c.is_ascii_digit())
        .scan(0, |_, part| Some(part))
        .filter(|part| !part.is_empty())
        .map(|part| (part.len(), part))
        .collect();
    let valid = |year: &str, month: &str, day: &str| {
        let date = jiff::civil::Date::new(year.parse().ok()?, month.parse().ok()?, day.parse().ok()?).ok()?;
        stamp::YEARS.contains(&date.year()).then_some(date)
    };
    let apart = numbers.windows(3).find_map(|three| match three {
        [(4, year), (1..=2, month), (1..=2, day)] if is_run(path, &[year, month, day]) => valid(year, month, day),
        _ => None,
    });
    let together = || {
        let eight = path.split(['/', '-', '_']).filter(|part| part.len() == 8 && part.bytes().all(|byte| byte.is_ascii_digit()));
        let mut dates = eight.filter_map(|part| valid(&part[..4], &part[4..6], &part[6..]));
        dates.next()
    };
    let date = apart.or_else(together)?;
    Some(Dated { stamp: Stamp::day(date), source: "address".into() })
}

/// Whether the numbers stand in `path` with one mark between each two. A day in a folder of its own is the whole name of that folder:
/// `/2024/12/5-things` says no day, and neither does `/2024/12/5`.
fn is_run(path: &str, numbers: &[&str; 3]) -> bool {
    let ends_folder = |after: &str| after.starts_with('/') || after.is_empty() && numbers[2].len() == 2;
    ['/', '-', '_', '.'].iter().any(|mark| {
        let run = format!("{}{mark}{}{mark}{}", numbers[0], numbers[1], numbers[2]);
        path.split_once(run.as_str()).is_some_and(|(_, after)| *mark != '/' || ends_folder(after))
    })
}

/// `url` as a whole address, without its fragment.
fn absolute(url: &str, base: Option<&str>) -> Option<String> {
    let url = url.split('#').next().unwrap_or("").trim();
    let base = base.filter(|base| base.contains("://"));
    match () {
        () if url.starts_with("http://") || url.starts_with("https://") => Some(url.to_owned()),
        () if url.starts_with("//") => Some(format!("{}:{url}", base.map_or("https", |base| base.split(':').next().unwrap_or("https")))),
        () if url.starts_with('/') => {
            let (scheme, rest) = base?.split_once("://")?;
            Some(format!("{scheme}://{}{url}", rest.split(['/', '?', '#']).next()?))
        }
        () => None,
    }
}

/// Text that was escaped once more than it should have been.
fn unescaped(text: &str) -> String {
    if !text.contains('&') {
        return text.to_owned();
    }
    [
        ("&quot;", "\""),
        ("&#039;", "'"),
        ("&#39;", "'"),
        ("&lt;", "<"),
        ("&gt;", ">"),
        ("&laquo;", "«"),
        ("&raquo;", "»"),
        ("&nbsp;", " "),
        ("&amp;", "&"),
    ]
    .iter()
    .fold(text.to_owned(), |text, (from, to)| text.replace(from, to))
}
