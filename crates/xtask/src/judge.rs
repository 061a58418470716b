//! `cargo xtask judge`: merges and splits of a record of 6 000 articles, drawn at random, to be judged by reading.
//!
//! A merge is two claims of different articles in one event; a split is a claim of an event and a near miss of it. The same seed over
//! the same record draws the same; the verdicts stand in docs/quality.md, the texts nowhere.

use crate::{Outcome, workspace};
use isnad_engine::Engine;
use isnad_fuse::record::{ClaimRow, Event, Record, Why};
use isnad_fuse::{Options, record::ArticleRow};
use isnad_model::{ClaimId, ids};
use std::collections::{BTreeMap, BTreeSet};

/// Drawn of either kind, unless `--draw` says otherwise.
const DRAWN: usize = 50;
/// Characters shown on either side of a claim's clause.
const AROUND: usize = 160;

/// Draws and prints.
///
/// # Errors
/// When the articles cannot be read.
pub fn run(arguments: &[String]) -> Outcome {
    let Some(shared) = workspace::evaluation(arguments) else {
        println!("judge: no evaluation folder beside the checkout: nothing to draw from");
        return Ok(());
    };
    let number = |name: &str| workspace::option(arguments, name).and_then(|number| number.parse::<usize>().ok());
    let (seed, drawn) = (number("--seed").unwrap_or(1).to_string(), number("--draw").unwrap_or(DRAWN));
    let (engine, _) = Engine::new(None);
    let input = shared.join("news-2018.jsonl.gz").to_string_lossy().into_owned();
    let record = engine.record(&engine.collect(&[input], |_| {}), &Options::default());
    let book = Book::of(&record);
    for (kind, pairs) in [("merge", book.merges(&seed)), ("split", book.splits(&seed))] {
        println!("# {} pairs to draw {kind}s from\n", pairs.len());
        for (at, pair) in pairs.iter().take(drawn).enumerate() {
            println!("## {kind} {}: {} {} ({})", at + 1, pair.event.event_type.name(), place(pair.event), pair.code.name());
            book.show(pair.a);
            book.show(pair.b);
        }
    }
    Ok(())
}

struct Pair<'r> {
    event: &'r Event,
    a: &'r ClaimId,
    b: &'r ClaimId,
    code: Why,
}

/// The rows of a record by id.
struct Book<'r> {
    record: &'r Record,
    claims: BTreeMap<&'r str, &'r ClaimRow>,
    articles: BTreeMap<&'r str, &'r ArticleRow>,
}

impl<'r> Book<'r> {
    fn of(record: &'r Record) -> Self {
        let claims = record.claims.iter().map(|row| (row.claim.id.as_str(), row)).collect();
        Book { record, claims, articles: record.articles.iter().map(|row| (row.id.as_str(), row)).collect() }
    }

    fn members<'e>(&'e self, event: &'r Event) -> impl Iterator<Item = (&'r ClaimId, Why)> + 'e {
        event
            .reasons
            .iter()
            .filter(|reason| !matches!(reason.code, Why::Hypothetical | Why::OutsideTheBody))
            .map(|reason| (&reason.claim, reason.code))
    }

    fn article(&self, claim: &ClaimId) -> &str {
        self.claims[claim.as_str()].claim.article.as_str()
    }

    /// One pair of every event that several articles tell, in a random order of the claims: an event is drawn the sooner the more is
    /// told of it. What another article prints word for word judges no rule and is left out.
    fn merges(&self, seed: &str) -> Vec<Pair<'r>> {
        let pick = |event: &'r Event| {
            let mut members: Vec<(&ClaimId, Why)> = self.members(event).collect();
            members.sort_by_cached_key(|(claim, _)| ids::digest(&[seed, claim.as_str()]));
            let (a, first) = *members.first()?;
            let apart = |claim: &ClaimId| self.article(claim) != self.article(a) && self.words(claim) != self.words(a);
            let (b, second) = *members.iter().find(|(claim, _)| apart(claim))?;
            Some(Pair { event, a, b, code: if first == Why::FirstDay { second } else { first } })
        };
        let mut out: Vec<Pair> = self.record.events.iter().filter_map(pick).collect();
        out.sort_by_cached_key(|pair| ids::digest(&[seed, pair.a.as_str()]));
        out
    }

    fn words(&self, claim: &ClaimId) -> &str {
        let row = self.claims[claim.as_str()];
        row.claim.evidence.slice(&self.articles[row.claim.article.as_str()].text)
    }

    /// One near miss of every event that has one, in a random order.
    fn splits(&self, seed: &str) -> Vec<Pair<'r>> {
        let pick = |event: &'r Event| {
            let own: BTreeSet<&ClaimId> = self.members(event).map(|(claim, _)| claim).collect();
            let (a, _) = self.members(event).min_by_key(|(claim, _)| ids::digest(&[seed, claim.as_str()]))?;
            let others = event.near_misses.iter().filter(|reason| !own.contains(&reason.claim));
            let miss = others.min_by_key(|reason| ids::digest(&[seed, reason.claim.as_str()]))?;
            Some(Pair { event, a, b: &miss.claim, code: miss.code })
        };
        let mut out: Vec<Pair> = self.record.events.iter().filter_map(pick).collect();
        out.sort_by_cached_key(|pair| ids::digest(&[seed, &pair.event.id]));
        out
    }

    fn show(&self, id: &ClaimId) {
        let row = self.claims[id.as_str()];
        let article = self.articles[row.claim.article.as_str()];
        let parts = &row.claim.parts;
        let names = |list: &[isnad_model::EntityRef]| list.iter().map(|entity| entity.id.to_string()).collect::<Vec<_>>().join(",");
        let places: Vec<String> = parts.places.iter().map(|place| format!("{}[{}]", place.id, place.surface)).collect();
        let published = article.published_at.map_or("-".to_owned(), |stamp| stamp.to_string());
        let days = row.days.map_or("-".to_owned(), |(start, end)| format!("{start}..{end}"));
        let number = parts.quantity.as_ref().map_or(String::new(), |number| format!(" n={} {:?} {:?}", number.value, number.bound, number.subgroup));
        let tone = if parts.polarity.name() == "denied" { " DENIED" } else { "" };
        println!(
            "- {id} {} {published} story {}: {}",
            article.outlet.id,
            article.story.as_deref().unwrap_or("-"),
            article.title.as_deref().unwrap_or("")
        );
        println!(
            "  {}{tone} {} > {} at {} days {days}{number} ({})",
            parts.event_type.name(),
            names(&parts.actors),
            names(&parts.targets),
            places.join(" "),
            parts.rules.join(" ")
        );
        let (start, end) = (row.claim.evidence.start, row.claim.evidence.end);
        let before: String = article.text[..start].chars().rev().take(AROUND).collect::<Vec<_>>().into_iter().rev().collect();
        let after: String = article.text[end..].chars().take(AROUND).collect();
        let line = |text: &str| text.replace('\n', " / ");
        println!("  {} [[{}]] {}\n", line(&before), line(row.claim.evidence.slice(&article.text)), line(&after));
    }
}

fn place(event: &Event) -> String {
    event.places.first().map_or("nowhere".to_owned(), |place| place.name.id.clone())
}
