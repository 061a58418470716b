//! The commands over a store, as a person or a script meets them.

use crate::support::*;
use crate::trouble::{isnad, said};
use std::path::Path;
use std::process::Output;

fn out(output: &Output) -> String {
    String::from_utf8_lossy(&output.stdout).into_owned()
}

fn packs() -> String {
    root().join("samples/packs").to_string_lossy().into_owned()
}

fn with_packs(folder: &Path, args: &[&str]) -> Output {
    let packs = packs();
    let mut all = vec!["--packs", packs.as_str()];
    all.extend(args);
    isnad(folder, &all)
}

/// Runs it and expects that code.
fn expect(folder: &Path, args: &[&str], code: i32) -> Output {
    let output = with_packs(folder, args);
    assert_eq!(output.status.code(), Some(code), "{args:?}: {}", said(&output));
    output
}

#[test]
fn a_record_from_the_store_is_the_record_from_the_files() {
    let folder = tempfile::tempdir().unwrap();
    let (at, samples) = (folder.path(), samples());
    let dry = expect(at, &["ingest", "--dry-run", &samples], 0);
    assert!(said(&dry).contains("17 new") && !at.join("data").exists(), "{}", said(&dry));
    let first = expect(at, &["ingest", &samples], 0);
    assert!(said(&first).contains("17 given: 17 stored, 0 known already"), "{}", said(&first));
    let again = expect(at, &["ingest", "--json", &samples], 0);
    assert_eq!(out(&again).lines().filter(|line| line.contains("\"outcome\":\"duplicate\"")).count(), 17);
    let store = at.join("data/isnad/isnad.db").to_string_lossy().into_owned();
    for view in [&["--json"][..], &[], &["--as-of", "2024-12-06"], &["--without", "sohr", "--json"], &["--area", "حمص"]] {
        let files = expect(at, &[&["record", &samples], view].concat(), 0);
        let stored = expect(at, &[&["record", "--store", &store], view].concat(), 0);
        assert_eq!(out(&stored), out(&files), "{view:?}");
    }
    assert_eq!(out(&expect(at, &["revisions", "--store", &store], 0)), out(&expect(at, &["revisions", &samples], 0)));
    let id = out(&expect(at, &["record", &samples], 0)).split(" · ").find(|part| part.starts_with("e-")).unwrap()[..8].to_owned();
    assert_eq!(out(&expect(at, &["explain", &id, "--store", &store], 0)), out(&expect(at, &["explain", &id, &samples], 0)));
    // With other packs the same bytes are read anew, and the answer is still that of the files.
    let plain = |args: &[&str]| out(&isnad(at, args));
    assert_eq!(plain(&["record", "--json", "--store", &store]), plain(&["record", "--json", &samples]));
}

#[test]
fn pages_archives_and_feeds_come_out_of_the_store_as_out_of_their_files() {
    let folder = tempfile::tempdir().unwrap();
    let at = folder.path();
    let text = "<p>أعلنت وزارة الدفاع، الجمعة، انسحاب القوات من مدينة حمص بعد معارك استمرت يومين.</p>";
    let page = |title: &str| {
        format!("<!doctype html><html lang=\"ar\"><head><title>{title}</title></head><body><article><h1>{title}</h1>{text}</article></body></html>")
    };
    let answer = format!("HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n{}", page("من الأرشيف"));
    let archive = format!(
        "WARC/1.1\r\nWARC-Type: response\r\nWARC-Target-URI: https://a.example/1\r\nWARC-Date: 2024-12-06T21:00:00Z\r\nContent-Length: {}\r\n\r\n{answer}\r\n\r\n",
        answer.len()
    );
    let entry = format!("<item><title>من الخلاصة</title><link>https://a.example/2</link><description><![CDATA[{text}]]></description></item>");
    std::fs::create_dir(at.join("in")).unwrap();
    std::fs::write(at.join("in/a.html"), page("صفحة")).unwrap();
    std::fs::write(at.join("in/b.warc"), archive).unwrap();
    std::fs::write(at.join("in/c.rss"), format!("<rss><channel>{entry}</channel></rss>")).unwrap();
    std::fs::write(at.join("in/d.jsonl"), serde_json::json!({"id": "d", "html": page("من سجل")}).to_string()).unwrap();
    expect(at, &["ingest", "--store", "s.db", "in"], 0);
    expect(at, &["verify", "--full", "--store", "s.db"], 0);
    let stored = |args: &[&str]| out(&expect(at, &[&["record", "--json", "--store", "s.db"], args].concat(), 0));
    let files = out(&expect(at, &["record", "--json", "in"], 0));
    assert!(files.contains("\"withdraw\""), "{files}");
    assert_eq!(stored(&[]), files);
    // Other packs, and so everything read anew from the kept bytes.
    assert_eq!(out(&isnad(at, &["record", "--json", "--store", "s.db"])), out(&isnad(at, &["record", "--json", "in"])));
    assert!(said(&expect(at, &["ingest", "--store", "s.db", "in"], 0)).contains("4 known already"));
}

#[test]
fn the_life_of_a_store() {
    let folder = tempfile::tempdir().unwrap();
    let (at, samples) = (folder.path(), samples());
    std::fs::write(at.join("broken.jsonl"), "{\"id\": \"a\"}\nnot json\n").unwrap();
    expect(at, &["ingest", &samples], 0);
    let rejected = expect(at, &["ingest", "broken.jsonl"], 3);
    assert!(said(&rejected).contains("E0222") && said(&rejected).contains("2 rejected"), "{}", said(&rejected));
    let verified = expect(at, &["verify", "--full"], 0);
    assert!(out(&verified).lines().all(|line| line.starts_with("ok")), "{}", out(&verified));
    assert!(out(&verified).contains("record made anew"), "{}", out(&verified));
    assert!(out(&expect(at, &["doctor"], 0)).contains("schema"));
    let stats: serde_json::Value = serde_json::from_str(&out(&expect(at, &["stats", "--json"], 0))).unwrap();
    assert!(stats["documents"] == 17 && stats["events"].as_u64() > Some(10));
    let hits = out(&expect(at, &["search", "انسحاب", "حمص", "status:disputed", "--json"], 0));
    let hit: serde_json::Value = serde_json::from_str(hits.lines().next().unwrap()).unwrap();
    assert!(hit["article"].as_str().unwrap().starts_with("a-"));
    assert_eq!(expect(at, &["search", "كلمةلايكتبهاأحد"], 5).stdout, b"");
    expect(at, &["search", "plce:حمص"], 2);
    // The readings of other packs take the place of those of the samples, and back.
    let other = isnad(at, &["reprocess"]);
    assert!(other.status.code() == Some(0) && said(&other).contains("17 read anew"), "{}", said(&other));
    assert!(said(&expect(at, &["reprocess", "--dry-run"], 0)).contains("dry run"), "a dry run says so");
    expect(at, &["reprocess", "--drop-old"], 0);
    expect(at, &["verify", "--full"], 0);
    expect(at, &["backup", "copy.db"], 0);
    expect(at, &["backup", "copy.db"], 7);
    expect(at, &["restore", "copy.db", "--store", "second.db"], 0);
    expect(at, &["restore", "copy.db", "--store", "second.db"], 7);
    let no_backup = expect(at, &["restore", "broken.jsonl", "--store", "third.db"], 7);
    assert!(said(&no_backup).contains("name a file that `isnad backup` wrote") && !at.join("third.db").exists(), "{}", said(&no_backup));
    let records = [&["record", "--json"][..], &["record", "--json", "--store", "second.db"]];
    let store = at.join("data/isnad/isnad.db").to_string_lossy().into_owned();
    assert_eq!(out(&expect(at, &[records[0], &["--store", &store]].concat(), 0)), out(&expect(at, records[1], 0)));
    let shown = expect(at, &["forget", "nawaris-20241204-hama", "--reason", "request 3"], 0);
    assert!(said(&shown).contains("would be deleted"), "{}", said(&shown));
    expect(at, &["forget", "nawaris-20241204-hama", "--reason", "request 3", "--yes"], 0);
    expect(at, &["forget", "nawaris-20241204-hama", "--reason", "request 3", "--yes"], 5);
    let back = expect(at, &["ingest", &samples], 1);
    assert!(said(&back).contains("E0717"), "{}", said(&back));
    expect(at, &["verify"], 0);
}

/// How many articles the query finds.
fn hits(folder: &Path, query: &[&str]) -> usize {
    let output = with_packs(folder, &[&["search", "--json", "--limit", "100"], query].concat());
    assert!(matches!(output.status.code(), Some(0 | 5)), "{query:?}: {}", said(&output));
    out(&output).lines().count()
}

#[test]
fn a_status_is_that_of_now_after_every_command() {
    let folder = tempfile::tempdir().unwrap();
    let (at, samples) = (folder.path(), samples());
    expect(at, &["ingest", "--store", "s.db", &samples], 0);
    let disputed = |store: &str| hits(at, &["status:disputed", "--store", store]);
    let all = disputed("s.db");
    assert!(all > 3);
    // Whoever leaves the record as it is leaves the work to the search.
    expect(at, &["ingest", "--store", "late.db", "--no-record", &samples], 0);
    assert!(out(&with_packs(at, &["doctor", "--store", "late.db"])).contains("none kept"));
    assert_eq!(disputed("late.db"), all);
    assert!(!out(&with_packs(at, &["doctor", "--store", "late.db"])).contains("none kept"));
    expect(at, &["backup", "copy.db", "--store", "late.db"], 0);
    expect(at, &["restore", "copy.db", "--store", "back.db"], 0);
    let doctor = out(&expect(at, &["doctor", "--store", "back.db"], 0));
    assert!(doctor.contains("made at") && !doctor.contains("look  record"), "{doctor}");
    assert_eq!(disputed("back.db"), all);
    // A record without what was deleted is kept at once: `verify` makes one anew only to compare it with one of everything.
    let hit = out(&expect(at, &["search", "status:disputed", "--json", "--store", "back.db"], 0));
    let hit: serde_json::Value = serde_json::from_str(hit.lines().next().unwrap()).unwrap();
    expect(at, &["forget", hit["article"].as_str().unwrap(), "--reason", "request 1", "--yes", "--store", "back.db"], 0);
    assert!(out(&expect(at, &["verify", "--full", "--store", "back.db"], 0)).contains("record made anew"));
    let left = out(&expect(at, &["search", "status:disputed", "--json", "--store", "back.db"], 0));
    assert!(!left.contains(hit["article"].as_str().unwrap()), "{left}");
    // Killed between the last document and the record.
    let mut command = std::process::Command::new(env!("CARGO_BIN_EXE_isnad"));
    let killed =
        command.current_dir(at).env("ISNAD_FAIL", "record.commit=abort").args(["--packs", &packs(), "ingest", "--store", "cut.db", &samples]);
    assert_eq!(killed.output().unwrap().status.code(), None);
    expect(at, &["ingest", "--store", "cut.db", &samples], 0);
    let doctor = out(&expect(at, &["doctor", "--store", "cut.db"], 0));
    assert!(doctor.contains("made at") && !doctor.contains("look"), "{doctor}");
    assert_eq!(disputed("cut.db"), all);
}

#[test]
fn two_processes_ingest_at_once_while_a_third_asks() {
    let folder = tempfile::tempdir().unwrap();
    let at = folder.path();
    let records: Vec<String> = (0..400).map(invented).collect();
    std::fs::write(at.join("one.jsonl"), records[..250].join("\n")).unwrap();
    std::fs::write(at.join("two.jsonl"), records[150..].join("\n")).unwrap();
    expect(at, &["ingest", "--store", "s.db", &samples()], 0);
    let start = |file: &str| {
        let mut command = std::process::Command::new(env!("CARGO_BIN_EXE_isnad"));
        command.current_dir(at).args(["--packs", &packs(), "ingest", "--json", "--store", "s.db", file]);
        command.stdout(std::process::Stdio::piped()).stderr(std::process::Stdio::piped()).spawn().unwrap()
    };
    let mut writers = [start("one.jsonl"), start("two.jsonl")];
    let mut looks = 0;
    while writers.iter_mut().any(|writer| writer.try_wait().unwrap().is_none()) {
        assert!(hits(at, &["حمص", "--store", "s.db"]) > 5);
        looks += 1;
    }
    let outputs = writers.map(|writer| writer.wait_with_output().unwrap());
    assert!(looks > 0 && outputs.iter().all(|output| output.status.success()), "{}{}", said(&outputs[0]), said(&outputs[1]));
    let stored = outputs.iter().map(|output| out(output).matches("\"stored\"").count()).sum::<usize>();
    assert_eq!(stored, 400);
    let doctor = out(&expect(at, &["doctor", "--store", "s.db"], 0));
    assert!(!doctor.contains("look"), "{doctor}");
    assert!(out(&expect(at, &["verify", "--full", "--store", "s.db"], 0)).contains("record made anew"));
}

#[test]
fn last_months_answer_is_given_again() {
    let folder = tempfile::tempdir().unwrap();
    let at = folder.path();
    let records: Vec<String> = (0..40).map(invented).collect();
    std::fs::write(at.join("one.jsonl"), records[..20].join("\n")).unwrap();
    std::fs::write(at.join("two.jsonl"), records[20..].join("\n")).unwrap();
    expect(at, &["ingest", "--store", "s.db", "one.jsonl"], 0);
    let then = out(&expect(at, &["record", "--json", "--store", "s.db"], 0));
    let published = out(&expect(at, &["record", "--json", "--as-of", "2024-11-05", "--store", "s.db"], 0));
    let stats: serde_json::Value = serde_json::from_str(&out(&expect(at, &["stats", "--json", "--store", "s.db"], 0))).unwrap();
    let moment = stats["last_known_at"].as_str().unwrap().to_owned();
    // To the second, as a person writes it: the next documents come in a later one.
    let second = format!("{}Z", &moment[..19]);
    std::thread::sleep(std::time::Duration::from_millis(1_100));
    expect(at, &["ingest", "--store", "s.db", "two.jsonl"], 0);
    assert_eq!(isnad(at, &["reprocess", "--store", "s.db"]).status.code(), Some(0));
    assert_ne!(out(&expect(at, &["record", "--json", "--store", "s.db"], 0)), then);
    let known = |more: &[&str]| out(&expect(at, &[&["record", "--json", "--store", "s.db", "--known-at", &second], more].concat(), 0));
    assert_eq!(known(&[]), then);
    assert_eq!(known(&["--as-of", "2024-11-05"]), published);
    let before = expect(at, &["record", "--store", "s.db", "--known-at", "2001-01-01"], 7);
    assert!(said(&before).contains("E0718"), "{}", said(&before));
}

#[test]
fn a_name_that_nothing_bears_is_told() {
    let folder = tempfile::tempdir().unwrap();
    let at = folder.path();
    expect(at, &["ingest", &samples()], 0);
    let none = expect(at, &["search", "حمص", "outlet:nosuch"], 5);
    assert!(said(&none).contains("N0753") && said(&none).contains("the outlets are: "), "{}", said(&none));
    let some = expect(at, &["--quiet", "search", "حمص", "place:\"لا مكان\""], 5);
    assert!(said(&some).contains("N0753"), "{}", said(&some));
    assert_eq!(said(&expect(at, &["search", "حمص", "outlet:nawaris"], 0)), "");
    for name in ["", "  ", "-"] {
        let refused = isnad(at, &["token", "tokens", &format!("--name={name}")]);
        assert!(refused.status.code() == Some(2) && !at.join("tokens").exists(), "{name:?}: {}", said(&refused));
    }
}

#[test]
fn a_store_of_an_older_schema_is_migrated_when_asked() {
    let folder = tempfile::tempdir().unwrap();
    let at = folder.path();
    let location = isnad_store::Location::file(&at.join("old.db"));
    let runtime = isnad_store::Runtime::new().unwrap();
    std::fs::write(at.join("old.db"), "").unwrap();
    let store = runtime.wait(isnad_store::Store::open(&location, isnad_store::Mode::Inspect)).unwrap();
    runtime.wait(store.make_older(1)).unwrap();
    runtime.wait(store.close());
    let refused = expect(at, &["ingest", "--store", "old.db", &samples()], 7);
    assert!(said(&refused).contains("E0704"));
    assert_eq!(expect(at, &["doctor", "--store", "old.db"], 8).status.code(), Some(8));
    let plan = out(&expect(at, &["doctor", "--store", "old.db", "--migrate", "--dry-run"], 0));
    assert!(plan.contains("CREATE VIRTUAL TABLE search") && plan.contains("CREATE TABLE event"));
    expect(at, &["ingest", "--store", "old.db", &samples()], 7);
    expect(at, &["doctor", "--store", "old.db", "--migrate"], 0);
    expect(at, &["ingest", "--store", "old.db", &samples()], 0);
    expect(at, &["verify", "--store", "old.db"], 0);
}

#[test]
fn an_abort_at_any_point_loses_nothing_acknowledged() {
    let folder = tempfile::tempdir().unwrap();
    let at = folder.path();
    let records: Vec<String> = (0..300).map(invented).collect();
    std::fs::write(at.join("records.jsonl"), records.join("\n")).unwrap();
    for point in [
        "migrate.statement@4",
        "migrate.commit",
        "generation.commit",
        "job.begin",
        "write.blob",
        "write.article@1",
        "write.commit@1",
        "write.acknowledge",
        "record.commit",
    ] {
        let (name, after) = point.split_once('@').unwrap_or((point, "0"));
        let mut command = std::process::Command::new(env!("CARGO_BIN_EXE_isnad"));
        let plan = format!("{name}=abort@{after}");
        let output = command.current_dir(at).env("ISNAD_FAIL", plan).args(["ingest", "--json", "--store", "s.db", "records.jsonl"]).output().unwrap();
        assert_eq!(output.status.code(), None, "{point} was not reached");
        let told = out(&output).lines().count();
        let resumed = expect(at, &["ingest", "--store", "s.db", "--json", "records.jsonl"], 0);
        let duplicates = out(&resumed).lines().filter(|line| line.contains("duplicate")).count();
        assert!(duplicates >= told, "{point}: {told} told, {duplicates} found again");
        expect(at, &["verify", "--store", "s.db"], 0);
        for name in ["s.db", "s.db-wal", "s.db-shm"] {
            let _ = std::fs::remove_file(at.join(name));
        }
    }
}
