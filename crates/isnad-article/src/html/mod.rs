//! One HTML page to an [`Article`]: its text in reading order, every block of it with its part, the reason, and its place in the page.
//!
//! The way of a page: [`tree`] reads elements and text, [`metadata`] and [`linked_data`] what the head says, [`content`] finds the
//! part that holds the article, [`parts`] names the blocks; cue words and dates are read as on flattened pages.

mod attributes;
mod cards;
mod comments;
mod content;
mod copied;
mod elsewhere;
mod entries;
mod linked_data;
mod live;
pub mod marks;
mod metadata;
mod microdata;
pub mod outline;
mod parts;
mod rows;
pub mod site;
mod tag;
mod teasers;
mod tree;
mod zone;

use crate::label::Label;
use crate::page::{self, Reading};
use crate::segment::{self, Segment};
use crate::stamp;
use crate::{Reader, TextInput, label, outlet};
use isnad_model::{Article, BlockKind, Diagnostic, Stamp};
use isnad_text::Span;
use isnad_text::fold::fold;
pub use metadata::moment;
use metadata::{Dated, Metadata};
use std::sync::Arc;
use tree::Tree;

/// Topmost headings that may be the headline.
const HEADINGS: usize = 3;
/// Rows of a site that are named when they are not followed.
const NOTICES: usize = 5;

/// A page, opened.
struct Page {
    host: Option<String>,
    tree: Tree,
    metadata: Metadata,
    segments: Vec<Segment>,
    /// The block of each of them.
    owners: Vec<usize>,
}

impl Reader<'_> {
    /// The article that a page in HTML holds; `input.text` is the page's source. Any text gives one.
    pub fn read_html(&self, input: TextInput) -> Article {
        self.read_page(input).0
    }

    /// The same, with what is to be said of how it was read.
    pub fn read_page(&self, input: TextInput) -> (Article, Vec<Diagnostic>) {
        let page = self.open(&input, false);
        let (labels, mut notices) = self.labels(&page, &input);
        let ((page, labels), of_text) = self.with_text((page, labels), &input);
        notices.extend(of_text);
        let text: Arc<str> = page.tree.text.as_str().into();
        let reading = page::read_labelled(&text, &page.segments, labels, self.pack, &self.cues);
        let (article, of_days) = self.article(input, &page.tree, page.metadata, text, &page.segments, reading);
        notices.extend(of_days);
        (article, notices)
    }

    /// The elements of a page, its text in stretches, and what its head says. `with_steps`: also what its elements call themselves.
    fn open(&self, input: &TextInput, with_steps: bool) -> Page {
        let address = input.url.as_deref().or(Some(&*input.source)).filter(|url| url.contains("://"));
        let original = address.and_then(copied::original);
        let address = original.as_deref().or(address);
        let lower = |host: &str| host.to_ascii_lowercase();
        let host = address.and_then(crate::host_of).map(lower);
        let has_rows = |host: &Option<String>| host.as_deref().and_then(|host| self.cues.site(host)).is_some_and(site::Rows::has_blocks);
        let mut tree = self.tree(&input.text, host.as_deref(), with_steps || has_rows(&host));
        let headings: Vec<&str> = tree.top_headings().take(HEADINGS).collect();
        let around = metadata::Around { address, headings: &headings, tree: &tree };
        let metadata = metadata::read(&tree.head, &around, self.pack, &self.cues);
        let host = host.or_else(|| crate::host_of(metadata.canonical.as_deref()?).map(lower));
        // A saved page tells its address itself: what is written down of its host is known only now.
        let is_told_late = address.is_none() && host.as_deref().is_some_and(|host| self.cues.classes_of(host).is_some());
        if is_told_late || has_rows(&host) && tree.steps.is_empty() {
            tree = self.tree(&input.text, host.as_deref(), with_steps || has_rows(&host));
        }
        let (segments, owners) = self.segments_of(&tree, 0);
        entries::mark(&mut tree, &segments, &owners, self.pack, &self.cues);
        Page { host, tree, metadata, segments, owners }
    }

    fn tree(&self, page: &str, host: Option<&str>, with_steps: bool) -> Tree {
        let mut marker = marks::Marker::new(&self.cues, host);
        Tree::of(page, with_steps, &mut |said| marker.marks(said))
    }

    /// The part of every stretch, and what is to be said of rows of its site that were not followed.
    fn labels(&self, page: &Page, input: &TextInput) -> (Vec<Option<Label>>, Vec<Diagnostic>) {
        let Page { host, tree, metadata, segments, owners } = page;
        let title = input.title.as_deref().map(str::trim).filter(|title| !title.is_empty()).or(metadata.title.as_deref());
        let betrayed = label::labels(segments, &self.cues, self.pack);
        let rows = host.as_deref().and_then(|host| self.cues.site(host));
        let mut site = rows.map(|rows| site::Found::of(rows, tree, segments, owners));
        let mut parts =
            parts::Parts { tree, segments, owners, title, body: metadata.body.as_ref().map(|body| body.text.as_str()), site: None, cues: &self.cues };
        let mut refused = Vec::new();
        if let Some(site) = site.as_mut().filter(|site| site.knows_any()) {
            // How much of the text the lines would take shows only without them.
            refused = site.spare(&tree.text, segments, &parts.name(&betrayed).0, parts::is_prose);
        }
        parts.site = site.as_ref();
        let (labels, of_blocks) = parts.name(&betrayed);
        refused.extend(of_blocks);
        let notice = |refused: &site::Refused<'_>| not_followed(&input.source, host.as_deref().unwrap_or(""), refused);
        (labels.into_iter().map(Some).collect(), refused.iter().take(NOTICES).map(notice).collect())
    }

    /// The stretches of the page's blocks from the one at `first` on, and the block of each.
    fn segments_of(&self, tree: &Tree, first: usize) -> (Vec<Segment>, Vec<usize>) {
        let (mut segments, mut owners) = (Vec::new(), Vec::new());
        for (at, block) in tree.blocks.iter().enumerate().skip(first) {
            let span = Span::new(block.text.start, block.text.end);
            segment::line(&tree.text, span, !block.after_line_break, &self.cues, self.pack, &mut segments);
            owners.resize(segments.len(), at);
        }
        (segments, owners)
    }

    /// The article, and what is to be said of its days.
    fn article(
        &self,
        input: TextInput,
        tree: &Tree,
        mut metadata: Metadata,
        text: Arc<str>,
        segments: &[Segment],
        mut reading: Reading,
    ) -> (Article, Option<Diagnostic>) {
        let url = input.url.or_else(|| metadata.canonical.clone());
        let site = metadata.outlet.as_deref().filter(|name| self.pack.outlet(name).is_some());
        let original = url.as_deref().and_then(copied::original);
        let by_host = original.as_deref().or(url.as_deref()).and_then(outlet::host).and_then(|host| self.pack.outlet(host)).is_some();
        let beside = || metadata::site_beside(reading.title.as_deref()?, &metadata.site_title);
        let of_outlet = || Some(metadata.site_title.clone()).filter(|title| reading.title.is_none() && outlet::has_class_word(title, &self.cues));
        let channel = || metadata.channel.clone().filter(|name| reading.title.as_ref() != Some(name));
        let said = metadata.site_in_title.clone().or_else(beside).or_else(of_outlet).filter(|name| !self.cues.is_platform(name)).or_else(channel);
        let clues = outlet::Clues {
            given: input.outlet.as_deref().or(if by_host { None } else { site.or(metadata.outlet.as_deref()).or(input.site.as_deref()) }),
            said: said.as_deref(),
            url: original.as_deref().or(url.as_deref()),
            source: &input.source,
            text: &text,
            segments,
            page_title: Some(metadata.site_title.as_str()).filter(|title| !title.is_empty()),
            title: reading.title.as_deref(),
            named_in_date: reading.outlet_in_date.as_deref(),
        };
        let outlet = outlet::outlet(&clues, self.pack, &self.cues);
        let given = input.published_at.as_deref().and_then(|given| self.stamp(given)).map(|stamp| Dated { stamp, source: "record".into() });
        let of_address = || url.as_deref().or(Some(&*input.source)).filter(|url| url.contains('/')).and_then(metadata::of_address);
        // Of the two days that `5/11/2024` may be, the address tells which.
        let other = reading.month_first[0];
        if other.is_some() && of_address().map(|dated| dated.stamp.date()) == other {
            let on = |stamp: Option<Stamp>, day: Option<jiff::civil::Date>| stamp.map(|stamp| day.map_or(stamp, |day| stamp::on(stamp, day)));
            reading.published_at = on(reading.published_at, reading.month_first[0]);
            reading.updated_at = on(reading.updated_at, reading.month_first[1]);
        }
        let visible = reading.published_at.map(|stamp| Dated { stamp, source: "page".into() });
        let in_head = self.time_in_head(tree, &metadata.other_items, &reading);
        let timed = in_head.or_else(|| self.time_in_foot(tree, &reading)).filter(|_| metadata.published.is_none());
        let passages = live::Passages::of(tree, &reading.blocks, self.pack, &self.cues);
        // The newest of several passages does not tell when the first was published.
        let is_own = |dated: &Dated| passages.first.is_none_or(|first| first.date() != dated.stamp.date());
        let (visible, timed) = (visible.filter(is_own), timed.filter(is_own));
        let zone = zone::Zone::of(&tree.head, &metadata, [reading.published_at, reading.updated_at], self.pack, &self.cues);
        let told = zone.day_there(metadata.published.take(), visible.as_ref());
        let refused = metadata.refused.filter(|_| given.is_none()).map(|refused| no_time(&input.source, &refused));
        let differ = told.as_ref().zip(visible.as_ref()).filter(|(told, shown)| given.is_none() && told.is_days_from(shown));
        // A page that moved to another content system has the day of the move for machines.
        let is_moved = differ.is_some_and(|(told, shown)| reading.is_labelled && shown.stamp.date() < told.stamp.date());
        let of_days = differ.map(|(told, shown)| contradiction(&input.source, told, shown, is_moved)).or(refused);
        let published = given.or(told.filter(|_| !is_moved)).or(visible).or(timed).or_else(of_address);
        let shown = reading.updated_at.map(|stamp| Dated { stamp, source: "page".into() });
        let times = live::entry_times(tree, &reading.blocks, self.pack, &self.cues);
        let times = if times.is_empty() { passages.times } else { times };
        let times: Vec<Option<Stamp>> = times.into_iter().map(|time| time.map(|stamp| zone.there(stamp))).collect();
        let newest = || live::newest(&reading.blocks, &times).map(|stamp| Dated { stamp, source: "newest entry".into() });
        let record = input.updated_at.as_deref().and_then(|given| self.stamp(given)).map(|stamp| Dated { stamp, source: "record".into() });
        let updated = record.or(zone.day_there(metadata.updated, shown.as_ref())).or(shown).or_else(newest);
        let mut article = Article::new(input.source, outlet, url, text.clone());
        article.language = crate::language::language(&body_text(&text, &reading), tree.head.language.as_deref());
        article.title = input.title.map(|title| title.trim().to_owned()).filter(|title| !title.is_empty()).or(reading.title).or(metadata.title);
        article.published_from = published.as_ref().map(|dated| dated.source.clone());
        article.published_at = published.map(|dated| dated.stamp);
        article.updated_from = updated.as_ref().map(|dated| dated.source.clone());
        article.updated_at = updated.map(|dated| dated.stamp);
        article.credits = reading.credits.into_iter().filter(|credit| !self.is_own_name(credit, &article.outlet)).collect();
        article.entry_times = times;
        article.raw = reading.blocks.iter().map(|block| raw_of(tree, block.span)).collect();
        article.blocks = reading.blocks;
        rows::join(&mut article, tree);
        (article, of_days)
    }
}

impl Reader<'_> {
    /// The time that an element between the headline and the text gives for machines.
    fn time_in_head(&self, tree: &Tree, other_items: &[usize], reading: &Reading) -> Option<Dated> {
        let block_of = |span: Span| tree.blocks.partition_point(|block| block.text.end <= span.start);
        let first = reading.blocks.iter().position(|block| block.kind.is_body())?;
        let title = reading.blocks[..first].iter().rposition(|block| block.kind == BlockKind::Title)?;
        let (start, end) = (block_of(reading.blocks[title].span).saturating_sub(3), block_of(reading.blocks[first].span));
        let is_of_others = |node: usize| tree.is_of_others(node) || tree.dates_another(node) || tree.head.items.is_in(tree, node, other_items);
        let headline = block_of(reading.blocks[title].span);
        let is_masthead = |time: &metadata::TimeMark| time.block < headline && is_of_masthead(tree, time, headline);
        let is_own =
            |time: &metadata::TimeMark| !time.is_of_update() && !tree.is_in_entry(time.node) && !is_of_others(time.node) && !is_masthead(time);
        let mut found = tree.head.times.iter().filter(|time| (start..=end).contains(&time.block) && is_own(time));
        let stamp = found.find_map(|time| moment(&time.stamp, self.pack, &self.cues))?;
        Some(Dated { stamp, source: "time element".into() })
    }

    /// The one day that times for machines whose class says that they are of publication give, in the element that holds headline and text:
    /// themes of blogs show it in that element's own foot.
    fn time_in_foot(&self, tree: &Tree, reading: &Reading) -> Option<Dated> {
        let block_of = |span: Span| tree.blocks.partition_point(|block| block.text.end <= span.start);
        let first = reading.blocks.iter().find(|block| block.kind.is_body())?;
        let title = reading.blocks.iter().find(|block| block.kind == BlockKind::Title)?;
        let (title, first) = (block_of(title.span), block_of(first.span));
        let holds_both = |node: usize| tree.nodes[node].blocks.contains(&title) && tree.nodes[node].blocks.contains(&first);
        let post = tree.around(tree.blocks.get(first)?.node).find(|node| holds_both(*node)).filter(|node| !is_page(tree.nodes[*node].tag))?;
        let of_others = |node: usize| tree.nodes[node].marks.has(marks::Marks(marks::Marks::OF_OTHERS.0 & !marks::Marks::FOOTER.0));
        let is_own = |time: &&metadata::TimeMark| {
            tree.is_inside(time.node, post) && !tree.around(time.node).take_while(|node| *node != post).any(of_others) && !tree.is_in_entry(time.node)
        };
        let says = |time: &&metadata::TimeMark| time.class.split_ascii_whitespace().any(|class| class.eq_ignore_ascii_case("published"));
        let mut found = tree.head.times.iter().filter(says).filter(is_own).filter_map(|time| moment(&time.stamp, self.pack, &self.cues));
        let stamp = found.next()?;
        found.all(|other| other.date() == stamp.date()).then(|| Dated { stamp, source: "time element".into() })
    }
}

/// Links before a time above the headline from which on they are a menu.
const MENU: usize = 3;

/// Whether a time above the headline is that of today, as a masthead or a bar at the top shows it: it stands in a header without the headline,
/// shares no element but the page with the headline, or stands below a menu in the one that they share.
fn is_of_masthead(tree: &Tree, time: &metadata::TimeMark, headline: usize) -> bool {
    let holds_headline = |node: &usize| tree.nodes[*node].blocks.contains(&headline);
    let in_header = tree.around(time.node).take_while(|node| !holds_headline(node)).any(|node| tree.nodes[node].tag == tag::Tag::Header);
    let Some(shared) = tree.around(time.node).find(holds_headline) else { return true };
    let links = |block: &&tree::TextBlock| content::linked(block) >= content::LINKED;
    let first = tree.nodes[shared].blocks.start;
    in_header || is_page(tree.nodes[shared].tag) || tree.blocks[first..time.block.max(first)].iter().filter(links).take(MENU).count() == MENU
}

fn is_page(tag: tag::Tag) -> bool {
    matches!(tag, tag::Tag::Root | tag::Tag::Html | tag::Tag::Body)
}

fn no_time(source: &str, given: &str) -> Diagnostic {
    Diagnostic {
        code: "N0241",
        subject: source.to_owned(),
        position: None,
        message: format!("the page gives `{given}` as its time of publication, which is none that can be: left out"),
        hint: Some("what else the page says of its day was taken, if anything; look at the page itself".into()),
    }
}

fn contradiction(source: &str, told: &Dated, shown: &Dated, is_moved: bool) -> Diagnostic {
    let (taken, why) = match is_moved {
        true => (shown, "the earlier one is taken, which readers are told is its publication"),
        false => (told, "the one for machines is taken"),
    };
    Diagnostic {
        code: "N0250",
        subject: source.to_owned(),
        position: None,
        message: format!("the page shows the day {} and gives {} for machines ({}): {why}", shown.stamp.date(), told.stamp.date(), told.source),
        hint: Some(format!("if {} is wrong, give the page as a record with its `published_at`", taken.stamp.date())),
    }
}

fn not_followed(source: &str, host: &str, refused: &site::Refused<'_>) -> Diagnostic {
    let (what, hint) = match refused {
        site::Refused::Block(path) => {
            (format!("block `{path}`"), "the site has changed: take the block out, or learn the site anew (`isnad pack learn-site`)")
        }
        site::Refused::Line(line) => {
            (format!("line `{line}`"), "it is a sentence of the article: take the line out; what the site repeats is hardly ever so much of a text")
        }
    };
    Diagnostic {
        code: "N0246",
        subject: source.to_owned(),
        position: None,
        message: format!("the {what} of sites/{host}.toml would take too much of the text: not followed"),
        hint: Some(hint.into()),
    }
}

/// The words of the body, or of the page when it has none.
fn body_text(text: &str, reading: &Reading) -> String {
    let body: Vec<&str> = reading.blocks.iter().filter(|block| block.kind.is_body()).map(|block| block.span.slice(text)).collect();
    if body.is_empty() { text.to_owned() } else { body.join("\n") }
}

/// Where the block of the page stands that holds `span`.
fn raw_of(tree: &Tree, span: Span) -> std::ops::Range<usize> {
    let at = tree.blocks.partition_point(|block| block.text.end <= span.start);
    tree.blocks.get(at).map_or(0..0, |block| block.raw.clone())
}

/// A text's letters and digits, folded, for comparing.
fn bare(text: &str) -> String {
    fold(text).chars().filter(|c| c.is_alphanumeric()).collect()
}

#[cfg(test)]
mod tests;
