//! Reuse planted in real articles: does lineage find it, and only it?
//!
//! Of five hundred articles every second one is printed again by an invented outlet, in one of five ways. An edge is right when
//! it joins a planted page with what it was made of, with another page made of the same, or with an article that shares its
//! passage already; headlines alone are neither asked for nor counted wrong.

use crate::{Outcome, news};
use isnad_lineage::{Lineage, lineage};
use isnad_model::{Article, ArticleId, Outlet, Stamp};
use jiff::civil::Date;
use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;
use std::sync::Arc;

/// Articles that reuse is planted among.
const ARTICLES: usize = 500;
/// Fewest words of an article that is used.
const LONG: usize = 80;

/// Words of a headline.
const HEADLINE: usize = 9;

/// How a page is made of another.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Kind {
    Verbatim,
    /// The first two fifths.
    Trimmed,
    /// Its sentences in another order.
    Reordered,
    /// Words replaced, dropped and added until about three of ten runs of three words are left.
    Paraphrased,
    /// Its first words over another text.
    Headline,
}

const KINDS: [Kind; 5] = [Kind::Verbatim, Kind::Trimmed, Kind::Reordered, Kind::Paraphrased, Kind::Headline];

/// What was found.
#[derive(Debug, Default)]
pub struct Found {
    /// Planted and found, by kind.
    pub of_kind: BTreeMap<Kind, (usize, usize)>,
    /// Edges of planted pages that are right, and that are wrong.
    pub edges: (usize, usize),
    /// Share of the runs of three words that paraphrased pages keep, in hundredths.
    pub kept: usize,
}

impl Found {
    /// Share of right edges.
    pub fn precision(&self) -> f64 {
        self.edges.0 as f64 / (self.edges.0 + self.edges.1).max(1) as f64
    }

    /// What lies below the bars: precision .98, recall .99, of paraphrases .80.
    pub fn falls(&self) -> Vec<String> {
        let bars = [(Kind::Verbatim, 0.99), (Kind::Trimmed, 0.99), (Kind::Reordered, 0.99), (Kind::Paraphrased, 0.8)];
        let low = bars.iter().filter(|(kind, bar)| self.recall(*kind) < *bar);
        let mut out: Vec<String> = low.map(|(kind, bar)| format!("reuse, {kind:?}: recall {:.3} below {bar}", self.recall(*kind))).collect();
        out.extend((self.precision() < 0.98).then(|| format!("reuse: precision {:.3} below .98", self.precision())));
        out
    }

    /// Share of the planted pages of a kind that are joined with what they were made of.
    pub fn recall(&self, kind: Kind) -> f64 {
        let (planted, found) = self.of_kind.get(&kind).copied().unwrap_or_default();
        found as f64 / planted.max(1) as f64
    }
}

/// Plants and looks, prints one line, and gives what lies below the bars.
///
/// # Errors
/// When the articles cannot be read.
pub fn run(shared: &Path) -> Outcome<Vec<String>> {
    let path = shared.join("news-2018.jsonl.gz");
    if !path.exists() {
        return Ok(Vec::new());
    }
    let long = |text: &str| text.split_whitespace().count() >= LONG;
    let all: Vec<Article> = news::lines(&path)?
        .filter_map(|line| news::article(&line))
        .filter(|input| long(&input.text))
        .map(|input| page(&input.source, input.outlet.as_deref().unwrap_or(""), input.published_at.as_deref(), &input.text))
        .collect();
    let step = (all.len() / ARTICLES).max(1);
    let found = plant(&all.into_iter().step_by(step).take(ARTICLES).collect::<Vec<_>>());
    let recalls: Vec<String> = KINDS.iter().map(|kind| format!("{} {:.3}", format!("{kind:?}").to_lowercase(), found.recall(*kind))).collect();
    println!(
        "reuse: precision {:.3} ({} edges), recall {} (paraphrases keep {} % of runs of three words)",
        found.precision(),
        found.edges.0 + found.edges.1,
        recalls.join(", "),
        found.kept
    );
    Ok(found.falls())
}

fn page(source: &str, outlet: &str, published: Option<&str>, text: &str) -> Article {
    let mut article = Article::new(source.to_owned(), Outlet { id: outlet.to_owned(), ..Outlet::default() }, None, Arc::from(text));
    article.published_at = published.and_then(Stamp::parse);
    article
}

/// Prints every second article again and counts what lineage finds.
pub fn plant(articles: &[Article]) -> Found {
    let mut chance = Chance(20_180_513);
    let mut planted: Vec<(Kind, usize, Article)> = Vec::new();
    let mut kept = (0, 0);
    for (i, article) in articles.iter().enumerate().filter(|(i, _)| i % 2 == 1) {
        let kind = KINDS[(i / 2) % KINDS.len()];
        let other = &articles[(i + articles.len() / 2) % articles.len()].text;
        let text = rewritten(kind, &article.text, other, &mut chance);
        if kind == Kind::Paraphrased {
            let (left, all) = runs_kept(&article.text, &text);
            kept = (kept.0 + left, kept.1 + all);
        }
        let day = article.published_at.map_or(Date::constant(2018, 6, 1), Stamp::date);
        let later = day.tomorrow().unwrap_or(day).to_string();
        planted.push((kind, i, page(&format!("planted-{i}"), "planted", Some(&later), &text)));
    }
    let natural = neighbours(&lineage(&articles.iter().collect::<Vec<_>>()));
    let whole: Vec<&Article> = articles.iter().chain(planted.iter().map(|(_, _, page)| page)).collect();
    let edges = neighbours(&lineage(&whole));
    count(articles, &planted, &natural, &edges, (kept.0 * 100).checked_div(kept.1).unwrap_or(0))
}

type Neighbours = BTreeMap<ArticleId, BTreeSet<ArticleId>>;

fn neighbours(lineage: &Lineage) -> Neighbours {
    let mut out = Neighbours::new();
    for edge in &lineage.edges {
        out.entry(edge.from.clone()).or_default().insert(edge.to.clone());
        out.entry(edge.to.clone()).or_default().insert(edge.from.clone());
    }
    out
}

fn count(articles: &[Article], planted: &[(Kind, usize, Article)], natural: &Neighbours, edges: &Neighbours, kept: usize) -> Found {
    let source_of: BTreeMap<&ArticleId, &ArticleId> = planted.iter().map(|(_, i, page)| (&page.id, &articles[*i].id)).collect();
    let (none, mut found) = (BTreeSet::new(), Found { kept, ..Found::default() });
    for (kind, i, page) in planted {
        let source = &articles[*i].id;
        let ends = edges.get(&page.id).unwrap_or(&none);
        let tally = found.of_kind.entry(*kind).or_default();
        tally.0 += 1;
        tally.1 += usize::from(ends.contains(source));
        if *kind == Kind::Headline {
            continue;
        }
        let kin = natural.get(source).unwrap_or(&none);
        for end in ends {
            let origin = source_of.get(end).copied().unwrap_or(end);
            let right = origin == source || kin.contains(origin);
            if right { found.edges.0 += 1 } else { found.edges.1 += 1 }
        }
    }
    found
}

fn rewritten(kind: Kind, text: &str, other: &str, chance: &mut Chance) -> String {
    let words: Vec<&str> = text.split_whitespace().collect();
    match kind {
        Kind::Verbatim => format!("خاص بالموقع\n{text}\nحقوق النشر محفوظة"),
        Kind::Trimmed => words[..words.len() * 2 / 5].join(" "),
        Kind::Reordered => {
            let mut sentences: Vec<&str> = text.split_inclusive(['.', '\n', '؟', '!']).collect();
            chance.shuffle(&mut sentences);
            sentences.join(" ")
        }
        Kind::Paraphrased => paraphrased(&words, &other.split_whitespace().collect::<Vec<_>>(), chance),
        Kind::Headline => format!("{}\n{other}", words[..words.len().min(HEADLINE)].join(" ")),
    }
}

/// One word of three is replaced by a word of another article, dropped, or has one put before it.
fn paraphrased(words: &[&str], others: &[&str], chance: &mut Chance) -> String {
    let mut out: Vec<&str> = Vec::new();
    for word in words {
        let other = others[chance.below(others.len())];
        match chance.below(100) {
            0..20 => out.push(other),
            20..27 => {}
            27..34 => out.extend([other, word]),
            _ => out.push(word),
        }
    }
    out.join(" ")
}

/// Runs of three words of the one text that stand in the other, and how many there are.
fn runs_kept(text: &str, copy: &str) -> (usize, usize) {
    let runs = |text: &str| {
        let words: Vec<String> = text.split_whitespace().map(str::to_owned).collect();
        words.windows(3).map(|run| run.join(" ")).collect::<BTreeSet<String>>()
    };
    let (of_text, of_copy) = (runs(text), runs(copy));
    (of_text.intersection(&of_copy).count(), of_text.len())
}

/// A small deterministic generator.
struct Chance(u64);

impl Chance {
    fn below(&mut self, bound: usize) -> usize {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (self.0 >> 33) as usize % bound.max(1)
    }

    fn shuffle<T>(&mut self, items: &mut [T]) {
        for at in (1..items.len()).rev() {
            items.swap(at, self.below(at + 1));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Long texts of the cases' own vocabulary, so that the measure itself is held to something where no articles are at hand.
    fn invented(count: usize) -> Vec<Article> {
        let letters: Vec<char> = "ابتثجحخدذرزسشصضطظعغفقكلمنهوي".chars().collect();
        let mut chance = Chance(5);
        let mut word = || (0..4).map(|_| letters[chance.below(letters.len())]).collect::<String>();
        let vocabulary: Vec<String> = (0..4_000).map(|_| word()).collect();
        let mut chance = Chance(9);
        let mut sentence = || (0..12).map(|_| vocabulary[chance.below(vocabulary.len())].clone()).collect::<Vec<_>>().join(" ");
        (0..count)
            .map(|i| {
                let text = (0..12).map(|_| sentence()).collect::<Vec<_>>().join(".\n");
                page(&format!("a{i}"), &format!("outlet{}", i % 7), Some("2018-05-13"), &text)
            })
            .collect()
    }

    #[test]
    fn planted_reuse_is_found_and_nothing_else() {
        let found = plant(&invented(60));
        assert_eq!(found.falls(), [""; 0], "{found:?}");
        assert!((20..=40).contains(&found.kept), "a paraphrase keeps about three tenths: {found:?}");
    }
}
