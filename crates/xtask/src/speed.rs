//! `cargo xtask speed`: how long each stage of the record takes over 1 500, 3 000 and 6 000 articles, and what one more article
//! costs. Run it in release (`cargo run --release -p xtask -- speed`).

use crate::{Outcome, workspace};
use isnad_engine::Engine;
use isnad_engine::record::Collection;
use isnad_fuse::Options;
use isnad_model::{Annotation, Article};
use std::sync::LazyLock;
use std::time::{Duration, Instant};

/// Sizes of the runs; growth shows between them.
const SIZES: [usize; 3] = [1_500, 3_000, 6_000];

/// Runs and prints one table.
///
/// # Errors
/// When the articles cannot be read.
pub fn run(arguments: &[String]) -> Outcome {
    let Some(shared) = workspace::evaluation(arguments) else {
        println!("speed: no evaluation folder beside the checkout: nothing to measure");
        return Ok(());
    };
    let (engine, _) = Engine::new(None);
    let input = shared.join("news-2018.jsonl.gz").to_string_lossy().into_owned();
    let whole = engine.collect(&[input], |_| {});
    println!("| articles | claims | lineage | fusion | wire form | resident, MB |\n|---|---|---|---|---|---|");
    for size in SIZES {
        stages(&engine, &whole, size)?;
    }
    one_more(&engine, whole)
}

/// Articles that come in one after the other.
const MORE: usize = 40;

/// A record is made, articles come in one at a time, the record is made again after each: what that costs, and that it is in the end the
/// record made from scratch.
fn one_more(engine: &Engine, mut whole: Collection) -> Outcome {
    let most = whole.articles.len().checked_sub(MORE).ok_or("there are too few articles")?;
    // In an order that has nothing to do with the ids.
    let mut last: Vec<_> = (0..MORE).map(|i| whole.articles.remove((i * 7919) % (most + MORE - i))).collect();
    let mut memory = isnad_engine::record::Memory::default();
    let wire = |record: &isnad_fuse::Record| {
        let mut bytes = Vec::new();
        isnad_export::record::write_record(record, &engine.pack().versions, &mut bytes).map(|()| bytes).map_err(|error| error.to_string())
    };
    let mut record = engine.record_again(&mut memory, &whole, &Options::default());
    let mut costs = Vec::new();
    while let Some(one) = last.pop() {
        let at = whole.articles.partition_point(|other| other.article.id < one.article.id);
        whole.articles.insert(at, one);
        let before = processor();
        record = engine.record_again(&mut memory, &whole, &Options::default());
        costs.push((processor() - before).as_secs_f64() * 1000.0);
    }
    costs.sort_by(f64::total_cmp);
    let same = wire(&record)? == wire(&engine.record(&whole, &Options::default()))?;
    let (middle, worst) = (costs[MORE / 2], costs[MORE - 1]);
    let bytes = if same { "same bytes" } else { "OTHER BYTES" };
    println!("one article more of {}: {middle:.0} ms of the processor ({worst:.0} at most of {MORE}), {bytes}", whole.articles.len());
    if same { Ok(()) } else { Err("the record after some articles more is not the record from scratch".into()) }
}

/// Time that this thread has had a processor for, which a busy machine does not lengthen; where the system does not say, the clock's.
pub fn processor() -> Duration {
    let told = std::fs::read_to_string("/proc/thread-self/schedstat").ok();
    let nanoseconds = told.as_deref().and_then(|text| text.split(' ').next()?.parse().ok());
    static START: LazyLock<Instant> = LazyLock::new(Instant::now);
    nanoseconds.map_or_else(|| START.elapsed(), Duration::from_nanos)
}

fn stages(engine: &Engine, whole: &Collection, size: usize) -> Outcome {
    let step = (whole.articles.len() / size).max(1);
    let articles = whole.articles.iter().step_by(step).take(size).cloned().collect();
    let collection = Collection { articles, ..Collection::default() };
    let articles: Vec<&Article> = collection.articles.iter().map(|one| &one.article).collect();
    let annotations: Vec<&Annotation> = collection.articles.iter().map(|one| &one.annotation).collect();
    let knowledge = engine.knowledge(&collection);
    let (lineage, of_lineage) = timed(|| isnad_lineage::lineage(&articles));
    let (record, of_fusion) = timed(|| isnad_fuse::fuse(&articles, &annotations, &lineage, &knowledge, &Options::default()));
    let (written, of_wire) = timed(|| isnad_export::record::write_record(&record, &engine.pack().versions, &mut std::io::sink()));
    written.map_err(|error| error.to_string())?;
    println!("| {} | {} | {of_lineage} ms | {of_fusion} ms | {of_wire} ms | {} |", articles.len(), record.claims.len(), resident());
    Ok(())
}

/// What `work` gives, and the milliseconds of the processor that it took.
fn timed<T>(work: impl FnOnce() -> T) -> (T, u128) {
    let start = processor();
    let result = work();
    (result, (processor() - start).as_millis())
}

/// Megabytes that the process holds, where the system says so.
fn resident() -> String {
    let status = std::fs::read_to_string("/proc/self/status").unwrap_or_default();
    let kilobytes = status.lines().find_map(|line| line.strip_prefix("VmRSS:")?.split_whitespace().next()?.parse::<usize>().ok());
    kilobytes.map_or_else(|| "-".to_owned(), |kilobytes| (kilobytes / 1024).to_string())
}
