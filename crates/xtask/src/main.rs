//! `cargo xtask <chore>`.

// A chore speaks on standard output.
#![allow(clippy::print_stdout)]

use std::process::ExitCode;
use xtask::{Outcome, archive, blind, cases, coverage, ecosystem, eval, generate, judge, pages, speed, tidy, train, vectors};

const HELP: &str = "\
usage: cargo xtask CHORE

  tidy                               layers, sizes, docs, packs, forbidden bytes
  cases                              run the literate cases and print the table
  eval [--shared DIR] [--write]      score against the evaluation folder and compare with eval/ratchet.toml
       [--bin FILE] [--debug]        (does nothing where there is no such folder;
       [--reuse] [--recognizers]     --reuse: planted copies only; --recognizers: spans of numbers and dates only)
  blind-import DIR                   take annotated batches (ids, offsets, labels) from DIR into eval/blind/
  train [--shared DIR] [--write]     learn the weights of packs/lang/ar/choice/ and check them on articles that took no part
        [--only CHOICE]
  vectors [--shared DIR] [--write]   learn what words stand for from articles without labels (before train)
  coverage [--shared DIR] [--top N]  verbs and event nouns of conflict and disaster news that no frame covers
  ecosystem [--shared DIR] [--write] claims gained and lost against the stored summary
  speed [--shared DIR]               stages of the record over 1 500, 3 000, 6 000 articles, and one more
  judge [--shared DIR] [--seed N]    merges and splits of a record, drawn at random, to be judged by reading
        [--draw N]
  pages [--aeb DIR] [--errors N]     bodies of HTML pages against a public benchmark's gold
        [--show ID] [--write FILE]
  archive FILE                       pages of a web archive to articles, without claims (bench/archive/run measures it)
  readme                             put the report over the samples into README.md
  man | completions                  write them to target/man and target/completions
";

fn main() -> ExitCode {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let (chore, rest) = arguments.split_first().map_or(("help", &[][..]), |(chore, rest)| (chore.as_str(), rest));
    match run(chore, rest) {
        Ok(()) => ExitCode::SUCCESS,
        Err(message) => {
            eprintln!("{chore}: {message}");
            ExitCode::FAILURE
        }
    }
}

fn run(chore: &str, rest: &[String]) -> Outcome {
    match chore {
        "tidy" => tidy::run(),
        "cases" => cases::run(),
        "eval" => eval::run(rest),
        "blind-import" => blind::run(rest),
        "train" => train::run(rest),
        "vectors" => vectors::run(rest),
        "coverage" => coverage::run(rest),
        "ecosystem" => ecosystem::run(rest),
        "speed" => speed::run(rest),
        "judge" => judge::run(rest),
        "pages" => pages::run(rest),
        "archive" => archive::run(rest),
        "readme" => generate::readme(),
        "man" => generate::man(),
        "completions" => generate::completions(),
        "help" | "--help" | "-h" => {
            println!("{HELP}");
            Ok(())
        }
        _ => Err("no such chore; `cargo xtask help` lists them".into()),
    }
}
