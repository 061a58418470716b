//! How long searches take: `cargo run --release -p isnad-store --example latency STORE`. A thousand questions are made from the
//! headlines of the store itself: one to three words, a phrase, a prefix, words with filters.

// A tool for a terminal.
#![allow(clippy::print_stdout)]

use isnad_store::read::View;
use isnad_store::search::{Query, Wanted};
use isnad_store::{Location, Mode, Result, Runtime, Store};
use std::time::{Duration, Instant};

const QUESTIONS: usize = 1_000;
/// As [`question`] makes them, in turn.
const KINDS: [&str; 8] =
    ["a word", "two words", "three words", "a phrase", "a prefix", "a word of a type", "a word since a day", "a word without another"];

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
    let of = |n: usize| titles.iter().cycle().skip(n * 7 % titles.len().max(1)).take(50).find_map(|title| question(n, title));
    let questions: Vec<String> = (0..QUESTIONS).filter_map(of).collect();
    let mut times = Vec::with_capacity(questions.len());
    let mut found = 0;
    for question in &questions {
        let (start, before) = (Instant::now(), processor());
        let query = Query::parse(question)?;
        found += usize::from(!runtime.wait(store.search(&query, Wanted { limit: 10, claims: question.len().is_multiple_of(10) }))?.is_empty());
        times.push(Took { wall: start.elapsed(), processor: processor().saturating_sub(before), question });
    }
    println!("{} questions, {found} answered; milliseconds, in brackets of the processor", times.len());
    tell("all", times.iter());
    for (kind, name) in KINDS.iter().enumerate() {
        tell(name, times.iter().skip(kind).step_by(KINDS.len()));
    }
    times.sort_by_key(|took| std::cmp::Reverse(took.processor));
    times.iter().take(8).for_each(|took| println!("{:>8.1} ({:.1})  {}", millis(took.wall), millis(took.processor), took.question));
    Ok(())
}

/// How long a question took on the clock, and on the processor: other programs do not make the latter longer.
struct Took<'a> {
    wall: Duration,
    processor: Duration,
    question: &'a str,
}

/// The time that all threads of this process have had on a processor, where Linux tells it.
fn processor() -> Duration {
    let threads = std::fs::read_dir("/proc/self/task").into_iter().flatten().flatten();
    let told = threads.filter_map(|thread| std::fs::read_to_string(thread.path().join("schedstat")).ok());
    Duration::from_nanos(told.filter_map(|text| text.split(' ').next()?.parse::<u64>().ok()).sum())
}

fn millis(time: Duration) -> f64 {
    time.as_secs_f64() * 1e3
}

fn tell<'a>(name: &str, times: impl Iterator<Item = &'a Took<'a>>) {
    let (mut walls, mut processors): (Vec<Duration>, Vec<Duration>) = times.map(|took| (took.wall, took.processor)).unzip();
    walls.sort();
    processors.sort();
    let at = |times: &[Duration], share: f64| millis(times[((times.len() - 1) as f64 * share) as usize]);
    let shares = [("p50", 0.5), ("p90", 0.9), ("p99", 0.99), ("slowest", 1.0)];
    let told: Vec<String> =
        shares.iter().map(|(word, share)| format!("{word} {:>5.1} ({:>5.1})", at(&walls, *share), at(&processors, *share))).collect();
    println!("{name:<20} {}", told.join("  "));
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
    Some(match n % KINDS.len() {
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
