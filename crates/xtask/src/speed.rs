//! `cargo xtask speed`: how long each stage of the record takes over 1 500, 3 000 and 6 000 articles, and what one more article
//! costs. Run it in release (`cargo run --release -p xtask -- speed`).

use crate::{Outcome, workspace};
use isnad_engine::Engine;
use isnad_engine::record::Collection;
use isnad_fuse::Options;
use isnad_model::{Annotation, Article};
use std::time::Instant;

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

/// A record is made, one article comes in, the record is made again: what it costs, and that it is the record made from scratch.
fn one_more(engine: &Engine, mut whole: Collection) -> Outcome {
    let last = whole.articles.pop().ok_or("there is no article")?;
    let mut memory = isnad_engine::record::Memory::default();
    let wire = |record: &isnad_fuse::Record| {
        let mut bytes = Vec::new();
        isnad_export::record::write_record(record, &engine.pack().versions, &mut bytes).map(|()| bytes).map_err(|error| error.to_string())
    };
    let _ = engine.record_again(&mut memory, &whole, &Options::default());
    whole.articles.push(last);
    let (again, took) = timed(|| engine.record_again(&mut memory, &whole, &Options::default()));
    let same = wire(&again)? == wire(&engine.record(&whole, &Options::default()))?;
    println!("one article more of {}: {took} ms of recomputation, {}", whole.articles.len(), if same { "same bytes" } else { "OTHER BYTES" });
    if same { Ok(()) } else { Err("the record after one article more is not the record from scratch".into()) }
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

/// What `work` gives, and the milliseconds it took.
fn timed<T>(work: impl FnOnce() -> T) -> (T, u128) {
    let start = Instant::now();
    let result = work();
    (result, start.elapsed().as_millis())
}

/// Megabytes that the process holds, where the system says so.
fn resident() -> String {
    let status = std::fs::read_to_string("/proc/self/status").unwrap_or_default();
    let kilobytes = status.lines().find_map(|line| line.strip_prefix("VmRSS:")?.split_whitespace().next()?.parse::<usize>().ok());
    kilobytes.map_or_else(|| "-".to_owned(), |kilobytes| (kilobytes / 1024).to_string())
}
