//! `cargo xtask coverage`: the verbs and event nouns of conflict and disaster news that no frame covers, most frequent first.
//!
//! An article counts as such news when it holds at least two claims of violence, casualties, territory or displacement. `lift` is how much more often the word stands in such news than elsewhere. Words written off with a reason in a table of `docs/coverage.md` are left out.

use crate::{Outcome, news, workspace};
use isnad_annotate::context::{BlockText, read_blocks};
use isnad_annotate::lookup::Hits;
use isnad_engine::Engine;
use isnad_model::{EventType, Family};
use isnad_pack::{Pack, Sense};
use isnad_text::token::TokenKind;
use std::collections::{BTreeMap, BTreeSet};

const SETS: [&str; 2] = ["news-2018.jsonl.gz", "news-more.jsonl.gz"];
const CLAIMS_OF_CONFLICT: usize = 2;
const WORDS_SHOWN: usize = 6;

/// What an uncovered word is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Kind {
    /// A verb with morphology and nothing else.
    Verb,
    /// The verbal noun of such a verb.
    Masdar,
    /// A word the packs do not know that opens a clause: most are verbs.
    Opening,
    /// A word the packs do not know after a verb that carries event nouns.
    Carried,
}

impl Kind {
    fn name(self) -> &'static str {
        match self {
            Kind::Verb => "verb",
            Kind::Masdar => "verbal noun",
            Kind::Opening => "unknown, opens a clause",
            Kind::Carried => "unknown, after a light verb",
        }
    }
}

/// How often a word stood uncovered.
#[derive(Default)]
struct Count {
    times: usize,
    articles: usize,
    /// Times in other news.
    elsewhere: usize,
    example: String,
    last_article: usize,
}

/// Counts and prints the table.
///
/// # Errors
/// When an input cannot be read.
pub fn run(arguments: &[String]) -> Outcome {
    let Some(shared) = workspace::evaluation(arguments) else {
        println!("coverage: no evaluation folder beside the checkout: nothing to count");
        return Ok(());
    };
    let top = workspace::option(arguments, "--top").and_then(|number| number.parse().ok()).unwrap_or(400);
    let (engine, _) = Engine::new(None);
    let mut survey = Survey { pack: engine.pack(), counts: BTreeMap::new(), read: 0, conflict: 0, words: [0, 0], events: 0, bare: 0 };
    for file in SETS.iter().map(|file| shared.join(file)).filter(|file| file.exists()) {
        for input in news::lines(&file)?.filter_map(|line| news::article(&line)) {
            let article = isnad_article::read_text(input, survey.pack);
            let claims = isnad_annotate::annotate(&article, survey.pack).claims;
            let of_conflict = claims.iter().filter(|claim| is_conflict(claim.parts.event_type)).count() >= CLAIMS_OF_CONFLICT;
            survey.article(&read_blocks(survey.pack, &article), of_conflict);
        }
    }
    survey.print(top, &written_off());
    Ok(())
}

fn is_conflict(event_type: EventType) -> bool {
    matches!(event_type.family(), Family::Violence | Family::Casualties | Family::Territory | Family::Displacement)
}

/// First cells of the tables in `docs/coverage.md`.
fn written_off() -> BTreeSet<String> {
    let page = workspace::read(&workspace::root().join("docs/coverage.md")).unwrap_or_default();
    let cells = page.lines().filter_map(|line| line.strip_prefix('|')?.split('|').next());
    cells.map(|cell| cell.trim().trim_matches('`').to_owned()).collect()
}

struct Survey<'p> {
    pack: &'p Pack,
    counts: BTreeMap<(String, Kind), Count>,
    read: usize,
    conflict: usize,
    /// Words of conflict news, and of other news.
    words: [usize; 2],
    /// Words of conflict news with a frame.
    events: usize,
    /// Words of conflict news without one.
    bare: usize,
}

impl Survey<'_> {
    fn article(&mut self, blocks: &[BlockText], of_conflict: bool) {
        self.read += 1;
        let words: usize = blocks.iter().map(|block| block.tokens.len()).sum();
        self.words[usize::from(!of_conflict)] += words;
        if of_conflict {
            self.conflict += 1;
            self.events += blocks.iter().flat_map(|block| &block.hits).filter(|hits| self.is_event(hits)).count();
        }
        for block in blocks {
            for sentence in &block.sentences {
                self.sentence(block, sentence.clone(), of_conflict);
            }
        }
    }

    /// Whether some frame knows the word.
    fn is_event(&self, hits: &Hits) -> bool {
        hits.iter().any(|hit| match hit.sense {
            Sense::Verb(verb, _) | Sense::Masdar(verb) => !self.pack.verbs[verb as usize].frames.is_empty(),
            Sense::EventNoun(_) => true,
            _ => false,
        })
    }

    fn sentence(&mut self, block: &BlockText, range: std::ops::Range<usize>, of_conflict: bool) {
        let mut covered_until = range.start;
        let mut opens = true;
        let mut after_light = false;
        for at in range.clone() {
            let (token, hits) = (&block.tokens[at], &block.hits[at]);
            let longest = hits.iter().map(|hit| hit.len).max().unwrap_or(0);
            if token.kind != TokenKind::Word {
                opens = true;
                after_light = false;
                continue;
            }
            let free = at >= covered_until && longest <= 1;
            covered_until = covered_until.max(at + longest);
            if free && let Some((lemma, kind)) = self.uncovered(&token.norm, hits, opens, after_light) {
                let words = block.tokens[at..range.end].iter().take(WORDS_SHOWN).map(|token| token.norm.to_string()).collect::<Vec<_>>();
                self.count(lemma, kind, of_conflict, &words.join(" "));
            }
            opens = false;
            after_light = hits.iter().any(|hit| matches!(hit.sense, Sense::Verb(verb, _) if !self.pack.verbs[verb as usize].lights.is_empty()));
        }
    }

    /// The lemma (or the word) and what it is, when nothing but morphology knows it.
    fn uncovered(&self, word: &str, hits: &Hits, opens: bool, after_light: bool) -> Option<(String, Kind)> {
        if hits.is_empty() {
            let bare = word.strip_prefix('و').filter(|rest| rest.chars().count() >= 3).unwrap_or(word);
            let (long, kind) = (bare.chars().count() >= 3, if after_light { Kind::Carried } else { Kind::Opening });
            return (long && (opens || after_light)).then(|| (bare.to_owned(), kind));
        }
        let mut found = None;
        for hit in hits {
            let (verb, kind) = match hit.sense {
                Sense::Verb(verb, _) => (verb, Kind::Verb),
                Sense::Masdar(verb) => (verb, Kind::Masdar),
                Sense::Participle(..) => continue,
                _ => return None,
            };
            let row = &self.pack.verbs[verb as usize];
            if !(row.frames.is_empty() && row.lights.is_empty() && row.reporting.is_empty()) {
                return None;
            }
            found = found.or(Some((row.lemma.clone(), kind)));
        }
        found
    }

    fn count(&mut self, lemma: String, kind: Kind, of_conflict: bool, words: &str) {
        let article = self.conflict;
        let count = self.counts.entry((lemma, kind)).or_default();
        if !of_conflict {
            count.elsewhere += 1;
            return;
        }
        self.bare += 1;
        count.times += 1;
        if count.last_article != article {
            count.last_article = article;
            count.articles += 1;
        }
        if count.example.is_empty() {
            count.example = words.to_owned();
        }
    }

    fn print(&self, top: usize, written_off: &BTreeSet<String>) {
        let mut rows: Vec<_> = self.counts.iter().filter(|((lemma, _), count)| count.times > 0 && !written_off.contains(lemma)).collect();
        rows.sort_by(|a, b| b.1.times.cmp(&a.1.times).then_with(|| a.0.cmp(b.0)));
        println!(
            "{} articles read, {} of conflict and disaster; {} words with a frame, {} without",
            self.read, self.conflict, self.events, self.bare
        );
        println!("{} words written off in docs/coverage.md\n", written_off.len());
        println!("| rank | word | what | times | articles | lift | for instance |\n|---|---|---|---|---|---|---|");
        for (rank, ((lemma, kind), count)) in rows.into_iter().take(top).enumerate() {
            let share = |times: usize, words: usize| (times as f64 + 0.5) / (words as f64 + 1.0);
            let lift = share(count.times, self.words[0]) / share(count.elsewhere, self.words[1]);
            println!("| {} | {lemma} | {} | {} | {} | {lift:.1} | {} |", rank + 1, kind.name(), count.times, count.articles, count.example);
        }
    }
}
