//! `kill -9` in the middle of an ingest: what was acknowledged is there, once, and the next run goes on.
//! ISNAD_KILLS says how often (20 without it).

use crate::support::*;
use std::collections::BTreeSet;
use std::io::{BufRead, BufReader};
use std::path::Path;
use std::process::{ChildStdout, Command, Stdio};
use std::time::Instant;

const DOCUMENTS: usize = 2_000;

fn ingest(folder: &Path) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_isnad"));
    command.current_dir(folder).args(["--quiet", "ingest", "--json", "--no-record", "--store", "kill.db", "records.jsonl"]);
    command.stdout(Stdio::piped()).stderr(Stdio::null());
    command
}

/// The documents that a child acknowledged until its output ended; a line cut off by the kill is none.
fn acknowledged(output: ChildStdout) -> BTreeSet<String> {
    let lines = BufReader::new(output).lines().map_while(Result::ok);
    let whole = lines.filter_map(|line| serde_json::from_str::<serde_json::Value>(&line).ok());
    whole.filter_map(|value| value["source"].as_str().map(str::to_owned)).collect()
}

/// A sequence that looks random and is the same every time.
struct Dice(u64);

impl Dice {
    fn throw(&mut self, sides: u64) -> u64 {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (self.0 >> 33) % sides
    }
}

#[test]
fn nothing_acknowledged_is_lost_by_kill_9() {
    let kills: usize = std::env::var("ISNAD_KILLS").ok().and_then(|kills| kills.parse().ok()).unwrap_or(20);
    let folder = tempfile::tempdir().unwrap();
    let records: Vec<String> = (0..DOCUMENTS).map(invented).collect();
    std::fs::write(folder.path().join("records.jsonl"), records.join("\n")).unwrap();
    // How long an undisturbed run takes here, so that kills fall into it.
    let start = Instant::now();
    let mut child = ingest(folder.path()).spawn().unwrap();
    assert_eq!(acknowledged(child.stdout.take().unwrap()).len(), DOCUMENTS);
    assert!(child.wait().unwrap().success());
    let whole = start.elapsed();
    remove(folder.path());
    let (mut dice, mut told, mut done, mut early, mut acknowledged_in_all) = (Dice(20_241_206), BTreeSet::new(), 0, 0, 0);
    while done < kills {
        let mut child = ingest(folder.path()).spawn().unwrap();
        let after = whole.mul_f64(0.05 + dice.throw(1_000) as f64 / 1_400.0);
        let output = child.stdout.take().unwrap();
        let reader = std::thread::spawn(move || acknowledged(output));
        std::thread::sleep(after);
        let ended = child.try_wait().unwrap().is_some();
        child.kill().unwrap();
        child.wait().unwrap();
        told.extend(reader.join().unwrap());
        if ended {
            early += 1;
            assert!(early < kills * 5, "no kill falls into a run");
        } else {
            done += 1;
        }
        check(folder.path(), &told, done);
        if ended {
            assert_eq!(told.len(), DOCUMENTS);
            remove(folder.path());
            acknowledged_in_all += told.len();
            told.clear();
        }
    }
    let mut child = ingest(folder.path()).spawn().unwrap();
    told.extend(acknowledged(child.stdout.take().unwrap()));
    assert!(child.wait().unwrap().success());
    assert_eq!(told.len(), DOCUMENTS);
    check(folder.path(), &told, done);
    acknowledged_in_all += told.len();
    let whole = acknowledged_in_all / DOCUMENTS;
    println!(
        "{done} kills in {whole} ingests of {DOCUMENTS} documents; {acknowledged_in_all} acknowledged, 0 lost, 0 twice; verified {} times",
        done + early + 1
    );
}

fn remove(folder: &Path) {
    for name in ["kill.db", "kill.db-wal", "kill.db-shm"] {
        let _ = std::fs::remove_file(folder.join(name));
    }
}

/// Everything told is there once, and nothing is wrong with the store.
fn check(folder: &Path, told: &BTreeSet<String>, kill: usize) {
    let path = folder.join("kill.db");
    if !path.exists() {
        assert!(told.is_empty());
        return;
    }
    let runtime = isnad_store::Runtime::new().unwrap();
    let location = isnad_store::Location::file(&path);
    let store = match runtime.wait(isnad_store::Store::open(&location, isnad_store::Mode::Read)) {
        Ok(store) => store,
        // Killed before the tables were made: an empty file, and nothing told.
        Err(error) if error.code == "E0702" && told.is_empty() => return,
        Err(error) => panic!("kill {kill}: {error}"),
    };
    let (documents, last) = runtime.wait(store.extent()).unwrap();
    let held: BTreeSet<String> =
        runtime.wait(store.raws(&(1..=last).collect::<Vec<_>>())).unwrap().into_iter().map(|(_, held)| held.unwrap().source).collect();
    assert_eq!(held.len(), documents, "kill {kill}: something is there twice");
    let lost: Vec<&String> = told.difference(&held).collect();
    assert!(lost.is_empty(), "kill {kill}: lost {lost:?}");
    for check in runtime.wait(store.verify()).unwrap() {
        assert_eq!(check.wrong, 0, "kill {kill}: {:?}", check.findings);
    }
    runtime.wait(store.close());
}
