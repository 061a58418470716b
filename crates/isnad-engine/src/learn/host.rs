//! The pages of one host, and what they repeat.

use super::LEAST_PAGES;
use isnad_article::outline::Outline;
use isnad_model::BlockKind;
use isnad_pack::site::{Site, SiteBlock, SiteLine, Why};
use isnad_text::fold::fold;
use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::ops::Range;

/// Lines kept of one host.
const MOST_LINES: usize = 500;
/// Sentences of texts that are shown though they are not learned.
const MOST_TOLD: usize = 20;
/// Elements kept of one host.
const MOST_BLOCKS: usize = 300;
/// Words of a line that can be of the site rather than of an article.
const MOST_WORDS: usize = 40;
/// Lines of an element that are written down: all that it says where it always says the same, a few as an example else.
const SHOWN: [usize; 2] = [40, 5];

/// What was seen of a host.
#[derive(Default)]
pub struct Host {
    pages: Vec<Page>,
    /// What makes two pages the same one: an address, or a headline with its longest paragraph.
    seen: BTreeSet<String>,
    /// Each different line, as first written, with the number of pages that have it.
    lines: Vec<(String, usize)>,
    ids: HashMap<String, usize>,
}

struct Page {
    title: Option<usize>,
    lines: Vec<Line>,
    parts: Vec<Part>,
}

/// A line of a page; what it says stands in [`Host::lines`].
#[derive(Clone, Copy)]
struct Line {
    id: usize,
    letters: usize,
    linked: bool,
    prose: bool,
    kind: BlockKind,
}

struct Part {
    path: String,
    lines: Range<usize>,
    outer: Option<usize>,
}

impl Host {
    /// How many different pages were added.
    pub fn len(&self) -> usize {
        self.pages.len()
    }

    /// Adds a page, unless it is another copy or state of one that is there.
    pub fn add(&mut self, outline: Outline) {
        let body = || outline.lines.iter().filter(|line| line.kind.is_body());
        let longest = body().map(|line| fold(&line.text)).max_by_key(String::len).unwrap_or_default();
        let title = outline.title.as_deref().map(fold).unwrap_or_default();
        let address = outline.url.as_deref().map(|url| url.split(['?', '#']).next().unwrap_or(url).trim_end_matches('/').to_owned());
        let is_new_text = self.seen.insert(format!("{title}\n{longest}"));
        // An address that only its query tells apart is one only where the text is.
        let is_new_address = address.is_none_or(|address| outline.url.as_deref().is_some_and(|url| url.contains('?')) || self.seen.insert(address));
        if !is_new_text || !is_new_address || outline.lines.is_empty() {
            return;
        }
        let lines: Vec<Line> = outline
            .lines
            .iter()
            .map(|line| Line {
                id: self.id(&line.text),
                letters: line.text.chars().filter(|c| c.is_alphanumeric()).count(),
                linked: line.linked,
                prose: line.prose,
                kind: line.kind,
            })
            .collect();
        let title = outline.title.as_deref().map(|title| self.id(title));
        let different: BTreeSet<usize> = lines.iter().map(|line| line.id).collect();
        different.into_iter().for_each(|id| self.lines[id].1 += 1);
        let parts = outline.parts.into_iter().map(|part| Part { path: part.path, lines: part.lines, outer: part.outer }).collect();
        self.pages.push(Page { title, lines, parts });
    }

    fn id(&mut self, text: &str) -> usize {
        let next = self.lines.len();
        let id = *self.ids.entry(fold(text)).or_insert(next);
        if id == next {
            self.lines.push((text.to_owned(), 0));
        }
        id
    }

    /// On how many pages something must stand to be the site's.
    fn least(&self) -> usize {
        LEAST_PAGES.max(self.pages.len().div_ceil(2))
    }

    /// What the pages repeat.
    pub fn site(&self, name: String) -> Site {
        let mut blocks = self.blocks();
        self.leave_inner_out(&mut blocks);
        let (lines, told) = self.repeated_lines(&blocks);
        let mut blocks: Vec<SiteBlock> = blocks.into_values().collect();
        blocks.sort_by(|a, b| b.on.cmp(&a.on).then_with(|| a.path.cmp(&b.path)));
        blocks.truncate(MOST_BLOCKS);
        Site { host: name, pages: self.pages.len(), lines, blocks, told }
    }

    /// The elements that are no article's, by path.
    fn blocks(&self) -> BTreeMap<&str, SiteBlock> {
        let mut places: BTreeMap<&str, Vec<(usize, Vec<usize>)>> = BTreeMap::new();
        for (at, page) in self.pages.iter().enumerate() {
            for (part, Part { path, .. }) in page.parts.iter().enumerate() {
                if page.around(part).any(|outer| page.parts[outer].path == *path) {
                    continue;
                }
                let pages = places.entry(path).or_default();
                match pages.last_mut() {
                    Some((last, parts)) if *last == at => parts.push(part),
                    _ => pages.push((at, vec![part])),
                }
            }
        }
        let titles: BTreeSet<usize> = self.pages.iter().filter_map(|page| page.title).collect();
        places.into_iter().filter_map(|(path, pages)| Some((path, self.block(path, &pages, &titles)?))).collect()
    }

    /// The element at `path`, if what it holds on `pages` (with the parts there) is no article's.
    fn block(&self, path: &str, pages: &[(usize, Vec<usize>)], titles: &BTreeSet<usize>) -> Option<SiteBlock> {
        let least = self.least();
        if pages.len() < least {
            return None;
        }
        let mut texts: BTreeMap<Vec<usize>, usize> = BTreeMap::new();
        let (mut letters, mut linked, mut shared) = (0, 0, 0);
        for (at, parts) in pages {
            let page = &self.pages[*at];
            let held: Vec<Line> = parts.iter().flat_map(|&part| &page.lines[page.parts[part].lines.clone()]).copied().collect();
            let is_repeated = |line: &Line| self.lines[line.id].1 >= least;
            if held.iter().any(|line| is_of_head(line.kind) || line.prose && !is_repeated(line)) || self.holds_the_text(page, &held) {
                return None;
            }
            for line in &held {
                letters += line.letters;
                linked += if line.linked { line.letters } else { 0 };
                let elsewhere = self.lines[line.id].1 >= 2 || titles.contains(&line.id) && page.title != Some(line.id);
                shared += if elsewhere && !line.linked { line.letters } else { 0 };
            }
            *texts.entry(held.iter().map(|line| line.id).collect()).or_default() += 1;
        }
        let (same, same_on) = texts.iter().max_by_key(|(ids, on)| (**on, std::cmp::Reverse(*ids)))?;
        let mostly = |part: usize| part * 5 >= letters * 3 && letters > 0;
        let why = match () {
            () if *same_on >= least && *same_on * 4 >= pages.len() * 3 => Why::Same,
            () if mostly(linked) => Why::Links,
            () if mostly(linked + shared) => Why::Shared,
            () => return None,
        };
        let shown = SHOWN[usize::from(why != Why::Same)];
        let mut text: Vec<String> = Vec::new();
        for id in same {
            if text.len() < shown && !text.contains(&self.lines[*id].0) {
                text.push(self.lines[*id].0.clone());
            }
        }
        Some(SiteBlock { path: path.to_owned(), why, on: pages.len(), text })
    }

    /// Whether more than a fourth of what the page's reading takes for its text, and what other pages do not repeat, stands there.
    fn holds_the_text(&self, page: &Page, held: &[Line]) -> bool {
        let of_text = |lines: &[Line]| -> usize {
            let own = lines.iter().filter(|line| line.kind.is_body() && self.lines[line.id].1 < self.least());
            own.map(|line| line.letters).sum()
        };
        of_text(held) * 4 > of_text(&page.lines)
    }

    /// Leaves out elements that only ever stand inside others that are there.
    fn leave_inner_out(&self, blocks: &mut BTreeMap<&str, SiteBlock>) {
        let mut alone: BTreeSet<&str> = BTreeSet::new();
        for page in &self.pages {
            for (at, part) in page.parts.iter().enumerate() {
                if blocks.contains_key(part.path.as_str()) && !page.around(at).any(|outer| blocks.contains_key(page.parts[outer].path.as_str())) {
                    alone.insert(part.path.as_str());
                }
            }
        }
        blocks.retain(|path, _| alone.contains(path));
    }

    /// The lines that stand on enough pages, outside the elements of `blocks`; and apart from them the sentences that the pages' reading
    /// takes for text, which are not learned: journalists repeat the background of a story, at the end of a text as anywhere.
    fn repeated_lines(&self, blocks: &BTreeMap<&str, SiteBlock>) -> (Vec<SiteLine>, Vec<SiteLine>) {
        // On how many pages each line stands, and on how many as a sentence of the text.
        let mut found: BTreeMap<usize, (usize, usize)> = BTreeMap::new();
        for page in &self.pages {
            let mut covered = vec![false; page.lines.len()];
            for part in page.parts.iter().filter(|part| blocks.contains_key(part.path.as_str())) {
                covered[part.lines.clone()].fill(true);
            }
            let mut on_page: BTreeMap<usize, bool> = BTreeMap::new();
            let own = page.lines.iter().zip(covered).filter(|(line, covered)| !covered && !is_of_head(line.kind) && line.kind != BlockKind::Dateline);
            own.for_each(|(line, _)| *on_page.entry(line.id).or_default() |= line.prose && line.kind.is_body());
            for (id, in_text) in on_page {
                let (on, told) = found.entry(id).or_default();
                (*on, *told) = (*on + 1, *told + usize::from(in_text));
            }
        }
        let is_line = |text: &str| text.split_whitespace().count() <= MOST_WORDS && text.chars().any(char::is_alphabetic);
        let often = found.into_iter().filter(|(id, (on, _))| *on >= self.least() && is_line(&self.lines[*id].0));
        let (told, lines): (Vec<_>, Vec<_>) = often.partition(|(_, (on, told))| told * 2 > *on);
        let in_order = |found: Vec<(usize, (usize, usize))>, most: usize| {
            let mut lines: Vec<SiteLine> = found.iter().map(|(id, (on, _))| SiteLine { text: self.lines[*id].0.clone(), on: *on }).collect();
            lines.sort_by(|a, b| b.on.cmp(&a.on).then_with(|| a.text.cmp(&b.text)));
            lines.truncate(most);
            lines
        };
        (in_order(lines, MOST_LINES), in_order(told, MOST_TOLD))
    }
}

impl Page {
    /// The parts around a part, innermost first.
    fn around(&self, part: usize) -> impl Iterator<Item = usize> + '_ {
        std::iter::successors(self.parts[part].outer, |&outer| self.parts[outer].outer)
    }
}

/// Parts of a page that say what it is and whom it credits.
fn is_of_head(kind: BlockKind) -> bool {
    matches!(kind, BlockKind::Title | BlockKind::Deck | BlockKind::Byline | BlockKind::Credit)
}
