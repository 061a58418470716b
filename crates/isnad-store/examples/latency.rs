//! How long searches take: `cargo run --release -p isnad-store --example latency STORE`. A thousand questions are made from the
//! headlines of the store itself: one to three words, a phrase, a prefix, words with filters.

// A tool for a terminal.
#![allow(clippy::print_stdout)]

use isnad_store::read::View;
use isnad_store::search::{Query, Wanted};
use isnad_store::{Location, Mode, Result, Runtime, Store};
use std::time::Instant;

const QUESTIONS: usize = 1_000;

fn main() {
    let Some(url) = std::env::args().nth(1) else {
        eprintln!("latency STORE");
        std::process::exit(2);
    };
    if let Err(error) = run(&url) {
        eprintln!("{error}");
        std::process::exit(1);
    }
}

fn run(url: &str) -> Result<()> {
    let runtime = Runtime::new()?;
    let store = runtime.wait(Store::open(&Location::parse(url)?, Mode::Read))?;
    let titles = runtime.wait(titles(&store))?;
    let questions: Vec<String> = (0..QUESTIONS).filter_map(|n| question(n, titles.get(n * 7 % titles.len().max(1))?)).collect();
    let mut times = Vec::with_capacity(questions.len());
    let mut found = 0;
    for question in &questions {
        let start = Instant::now();
        let query = Query::parse(question)?;
        found += usize::from(!runtime.wait(store.search(&query, Wanted { limit: 10, claims: question.len().is_multiple_of(10) }))?.is_empty());
        times.push((start.elapsed(), question));
    }
    times.sort();
    let at = |share: f64| times[((times.len() - 1) as f64 * share) as usize].0.as_secs_f64() * 1e3;
    println!(
        "{} questions, {found} answered: p50 {:.1} ms, p90 {:.1} ms, p99 {:.1} ms, slowest {:.1} ms",
        times.len(),
        at(0.5),
        at(0.9),
        at(0.99),
        at(1.0)
    );
    times.iter().rev().take(5).for_each(|(time, question)| println!("{:>8.1} ms  {question}", time.as_secs_f64() * 1e3));
    Ok(())
}

async fn titles(store: &Store) -> Result<Vec<String>> {
    let generation = store.current().await?.map(|row| row.id);
    let mut pages = store.pages(generation, &View::default())?;
    let mut out = Vec::new();
    loop {
        let page = pages.next().await?;
        if page.is_empty() {
            return Ok(out);
        }
        out.extend(page.into_iter().filter_map(|one| one.reading?.article.title));
    }
}

/// The `n`th question, made from the words of a headline.
fn question(n: usize, title: &str) -> Option<String> {
    let words: Vec<&str> = title.split(|c: char| !c.is_alphanumeric()).filter(|word| word.chars().count() > 2).collect();
    let (first, second) = (words.first()?, words.get(1).or(words.first())?);
    let last = words.last()?;
    Some(match n % 8 {
        0 => (*last).to_owned(),
        1 => format!("{first} {last}"),
        2 => words.iter().take(3).copied().collect::<Vec<_>>().join(" "),
        3 => format!("\"{first} {second}\""),
        4 => format!("{}*", first.chars().take(3).collect::<String>()),
        5 => format!("{second} type:killed"),
        6 => format!("{last} since:2018-06-01 polarity:asserted"),
        _ => format!("{first} -{last}"),
    })
}
