//! `cargo xtask eval`: the articles with hand-made claims, scored, against `eval/ratchet.toml`.

mod ratchet;
mod recognizers;
mod reuse;
mod score;
mod texts;

use crate::{Outcome, blind, workspace};
use ratchet::Ratchet;
use score::Score;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

/// Sets with gold in the evaluation folder: name and INPUT.
const SETS: [(&str, &str); 3] = [("seeds", "seeds"), ("dev", "dev.jsonl"), ("dev2", "dev2.jsonl")];

/// What a run needs to know.
struct Bench {
    shared: PathBuf,
    isnad: PathBuf,
    /// Where outputs go.
    scratch: PathBuf,
}

/// Runs everything and prints one table.
pub fn run(arguments: &[String]) -> Outcome {
    let Some(shared) = workspace::evaluation(arguments) else {
        println!("eval: no evaluation folder beside the checkout (--shared DIR names one): nothing to score");
        return Ok(());
    };
    if workspace::flag(arguments, "--reuse") {
        return reuse::run(&shared).and_then(|falls| if falls.is_empty() { Ok(()) } else { Err(falls.join("; ")) });
    }
    if workspace::flag(arguments, "--recognizers") {
        return recognizers::run(&shared, arguments).and_then(|falls| if falls.is_empty() { Ok(()) } else { Err(falls.join("; ")) });
    }
    let isnad = match workspace::option(arguments, "--bin") {
        Some(given) => PathBuf::from(given),
        None => workspace::build_isnad(!workspace::flag(arguments, "--debug"))?,
    };
    let scratch = std::env::temp_dir().join(format!("isnad-eval-{}", std::process::id()));
    std::fs::create_dir_all(&scratch).map_err(|error| format!("{}: {error}", scratch.display()))?;
    let bench = Bench { shared, isnad, scratch };
    let mut of_reuse = reuse::run(&bench.shared)?;
    of_reuse.extend(recognizers::run(&bench.shared, arguments)?);
    of_reuse.extend(texts::run(&bench.shared)?);
    let result = bench.scores().and_then(|scores| report(&scores, bench.record()?, of_reuse, workspace::flag(arguments, "--write")));
    // What is left behind in the temporary folder does no harm.
    let _ = std::fs::remove_dir_all(&bench.scratch);
    result
}

impl Bench {
    fn scores(&self) -> Outcome<Vec<Score>> {
        let mut scores = Vec::new();
        for (name, input) in SETS {
            let gold = self.shared.join(format!("{name}.gold.jsonl"));
            let input = self.shared.join(input);
            if gold.exists() && input.exists() {
                scores.push(self.score(name, &gold, &input, &self.shared.join("entities.json"))?);
            }
        }
        let entities = self.scratch.join("entities.json");
        for batch in blind::batches(blind::Labels::Blind, &self.shared, &self.scratch, &entities)? {
            scores.push(self.score(&batch.name, &batch.gold, &batch.input, &entities)?);
        }
        Ok(scores)
    }

    fn score(&self, name: &str, gold: &Path, input: &Path, entities: &Path) -> Outcome<Score> {
        let predicted = self.scratch.join(format!("{name}.jsonl"));
        self.isnad(&["extract", "--json"], input, &predicted)?;
        let mut command = Command::new("python3");
        command.arg(self.shared.join("score.py")).args([gold, &predicted]).arg("--entities").arg(entities).arg("--json");
        Score::read(name, &workspace::output(&mut command)?)
    }

    /// Rows of the record's acceptance scenario that hold, and of how many; nothing when the binary makes no record yet.
    fn record(&self) -> Outcome<Option<(usize, usize)>> {
        let check = self.shared.join("check_record.py");
        let seeds = self.shared.join("seeds");
        let (whole, without) = (self.scratch.join("record.json"), self.scratch.join("without.json"));
        let made =
            self.isnad(&["record", "--json"], &seeds, &whole).and_then(|()| self.isnad(&["record", "--json", "--without", "un"], &seeds, &without));
        if let Err(reason) = made {
            println!("eval: no record: {reason}");
            return Ok(None);
        }
        // Its exit code says only whether all rows hold.
        let out = Command::new("python3").arg(check).args([&whole, &without]).output().map_err(|error| format!("python3: {error}"))?;
        let text = String::from_utf8_lossy(&out.stdout).into_owned();
        text.lines().filter(|line| line.starts_with("MISS")).for_each(|line| println!("  record: {line}"));
        let counts = text.lines().rev().find_map(|line| line.strip_suffix(" hold")?.split_once(" of "));
        Ok(counts.and_then(|(held, all)| Some((held.parse().ok()?, all.parse().ok()?))))
    }

    fn isnad(&self, words: &[&str], input: &Path, output: &Path) -> Outcome {
        let file = std::fs::File::create(output).map_err(|error| format!("{}: {error}", output.display()))?;
        let mut command = Command::new(&self.isnad);
        command.args(words).arg(input).stdout(Stdio::from(file)).stderr(Stdio::piped());
        let out = command.output().map_err(|error| format!("{}: {error}", self.isnad.display()))?;
        if out.status.success() {
            return Ok(());
        }
        let said = String::from_utf8_lossy(&out.stderr);
        Err(format!("isnad {} {}: {} {}", words.join(" "), input.display(), out.status, said.lines().last().unwrap_or("")))
    }
}

fn report(scores: &[Score], record: Option<(usize, usize)>, of_reuse: Vec<String>, write: bool) -> Outcome {
    let judged = Score::with_blind_summed(scores);
    let batches = scores.iter().filter(|score| !judged.iter().any(|one| one.name == score.name)).cloned();
    Score::print_table(&batches.chain(judged.iter().cloned()).collect::<Vec<_>>());
    if let Some((held, all)) = record {
        println!("record: {held} of {all} rows hold");
    }
    let path = workspace::root().join("eval/ratchet.toml");
    let mut ratchet = Ratchet::read(&path)?;
    let falls: Vec<String> = judged.iter().flat_map(|score| ratchet.falls(score)).chain(ratchet.record_falls(record)).chain(of_reuse).collect();
    if write {
        judged.iter().for_each(|score| ratchet.raise(score));
        ratchet.raise_record(record);
        workspace::write(&path, &ratchet.to_string())?;
        println!("eval/ratchet.toml raised to the best of old and new");
    }
    falls.iter().for_each(|fall| println!("FELL {fall}"));
    if falls.is_empty() {
        println!("ok   nothing fell below eval/ratchet.toml");
        return Ok(());
    }
    Err(format!("{} figures fell below eval/ratchet.toml", falls.len()))
}
