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
        let resumed = isnad(at, &["ingest", "--store", "s.db", "--json", "records.jsonl"]);
        assert_eq!(resumed.status.code(), Some(0), "{point}: {}", said(&resumed));
        let duplicates = out(&resumed).lines().filter(|line| line.contains("duplicate")).count();
        assert!(duplicates >= told, "{point}: {told} told, {duplicates} found again");
        assert_eq!(isnad(at, &["verify", "--store", "s.db"]).status.code(), Some(0), "{point}");
        for name in ["s.db", "s.db-wal", "s.db-shm"] {
            let _ = std::fs::remove_file(at.join(name));
        }
    }
}

/// The same, with the clock of Damascus around it.
fn in_damascus(folder: &Path, args: &[&str]) -> Output {
    let mut command = std::process::Command::new(env!("CARGO_BIN_EXE_isnad"));
    command.current_dir(folder).env("TZ", "Asia/Damascus").args(args).output().unwrap()
}

#[test]
fn every_time_is_told_with_its_zone() {
    let folder = tempfile::tempdir().unwrap();
    let at = folder.path();
    let page = |id: &str, published: &str| serde_json::json!({"id": id, "outlet": id, "published_at": published, "text": format!("قال المرصد إن الجيش انسحب من حمص. {id}")});
    let pages = [
        page("local", "2024-12-07T01:30:00"),
        page("offset", "2024-12-07T01:30:00+03:00"),
        page("zulu", "2024-12-07T23:30:00Z"),
        page("day", "2024-12-08"),
    ];
    std::fs::write(at.join("in.jsonl"), pages.map(|page| page.to_string()).join("\n")).unwrap();
    assert!(in_damascus(at, &["ingest", "--store", "s.db", "in.jsonl"]).status.success());
    let found = |query: &str| {
        let output = in_damascus(at, &["search", "--json", "--store", "s.db", query]);
        let hits = out(&output).lines().map(|line| serde_json::from_str::<serde_json::Value>(line).unwrap()).collect::<Vec<_>>();
        let mut times: Vec<String> = hits.iter().map(|hit| hit["published_at"].as_str().unwrap().to_owned()).collect();
        times.sort();
        times
    };
    let [local, offset, zulu, day] = ["2024-12-07T01:30:00", "2024-12-07T01:30:00+03:00", "2024-12-07T23:30:00+00:00", "2024-12-08"];
    assert_eq!(found("حمص"), [local, offset, zulu, day]);
    // A day is the one that the page says, not that of Greenwich.
    assert_eq!(found("since:2024-12-07 until:2024-12-07"), [local, offset, zulu]);
    assert_eq!(found("since:٢٠٢٤-١٢-٠٨"), [day]);
    assert_eq!(found("until:2024-12-06"), [""; 0]);
    let extracted = out(&in_damascus(at, &["extract", "--json", "in.jsonl"]));
    assert!([local, offset, zulu, day].iter().all(|time| extracted.contains(&format!("\"published_at\":\"{time}\""))), "{extracted}");
    let lines = out(&in_damascus(at, &["search", "--store", "s.db", "outlet:offset"]));
    assert!(lines.contains("2024-12-07 · offset"), "{lines}");
    let stats = out(&in_damascus(at, &["stats", "--store", "s.db"]));
    assert!(stats.contains("2024-12-07 01:30:00+03:00 to 2024-12-08\n") && stats.contains("(UTC)"), "{stats}");
    let stats: serde_json::Value = serde_json::from_str(&out(&in_damascus(at, &["stats", "--json", "--store", "s.db"]))).unwrap();
    assert_eq!(stats["published"], serde_json::json!([offset, day]));
    assert!(stats["last_known_at"].as_str().unwrap().ends_with('Z'));
    assert!(out(&in_damascus(at, &["doctor", "--store", "s.db"])).lines().any(|line| line.contains("made at") && line.ends_with('Z')));
}

#[test]
fn an_address_is_one_however_it_is_spelled() {
    let folder = tempfile::tempdir().unwrap();
    let at = folder.path();
    let page = |id: &str, url: &str, dead: usize, seen: &str| {
        serde_json::json!({"id": id, "url": url, "published_at": seen, "text": format!("قال المرصد السوري لحقوق الإنسان إن {dead} مدنيين قتلوا في قصف على حمص.")}).to_string()
    };
    let states = [
        page("a", "https://www.paper.example/1/?utm_source=x", 7, "2024-12-06T10:00:00Z"),
        page("b", "http://paper.example/1#top", 9, "2024-12-06T12:00:00Z"),
        page("c", "https://paper.example/2", 5, "2024-12-06T12:00:00Z"),
    ];
    std::fs::write(at.join("in.jsonl"), states.join("\n")).unwrap();
    let taken = out(&expect(at, &["ingest", "--json", "--store", "s.db", "in.jsonl"], 0));
    assert_eq!(taken.matches("\"revision\"").count(), 1, "{taken}");
    let told = out(&expect(at, &["revisions", "--store", "s.db"], 0));
    assert!(told.contains("http://paper.example/1#top") && told.contains("1 page has more than one state among 3"), "{told}");
    assert_eq!(told, out(&expect(at, &["revisions", "in.jsonl"], 0)));
    let stats: serde_json::Value = serde_json::from_str(&out(&expect(at, &["stats", "--json", "--store", "s.db"], 0))).unwrap();
    assert_eq!(stats["revised_pages"], 1);
    let found = expect(at, &["forget", "https://paper.example/1", "--reason", "request 1", "--store", "s.db"], 0);
    assert!(said(&found).contains("2 documents would be deleted"), "{}", said(&found));
}

#[test]
fn a_document_that_is_rejected_today_is_said_and_no_fault() {
    let folder = tempfile::tempdir().unwrap();
    let at = folder.path();
    let bench = Bench::at(isnad_store::Location::file(&at.join("s.db")));
    let mut pages = sample_pages();
    // An earlier program read something in it.
    pages[3].raw = isnad_model::Raw { bytes: br#"{"id": "gone"}"#.to_vec(), form: "record".into(), name: "r.jsonl".into(), place: Some(1) };
    let name = "r.jsonl";
    let then = bench.wait(bench.store.grow("an earlier program", &engine().pack().versions)).unwrap().id;
    let job = bench.wait(bench.store.begin_job("ingest")).unwrap();
    bench.wait(bench.store.write(job, then, &pages)).unwrap();
    bench.wait(bench.store.end_job(job)).unwrap();
    drop(bench);
    let read = expect(at, &["reprocess", "--store", "s.db"], 1);
    assert!(said(&read).contains("16 read anew") && said(&read).matches(name).count() == 1, "{}", said(&read));
    for full in [&[][..], &["--full"]] {
        let verified = expect(at, &[&["verify", "--store", "s.db"], full].concat(), 0);
        assert!(out(&verified).contains("17 looked at") && said(&verified).contains(name), "{}{}", out(&verified), said(&verified));
        assert!(said(&verified).matches(name).count() == 1 && said(&verified).contains("verified"), "{}", said(&verified));
    }
    // Whatever makes the kept record says what is not in it.
    std::fs::write(at.join("new.jsonl"), invented(1)).unwrap();
    let more = expect(at, &["ingest", "--store", "s.db", "new.jsonl"], 0);
    assert!(said(&more).contains(name), "{}", said(&more));
    let record = expect(at, &["record", "--store", "s.db"], 1);
    assert!(said(&record).contains(name) && !said(&record).contains("N0701"), "{}", said(&record));
    // What merely waits to be read is no such document.
    let bench = Bench::at(isnad_store::Location::file(&at.join("s.db")));
    bench.wait(bench.store.tamper("DELETE FROM search WHERE rowid IN (SELECT id FROM article WHERE document = 5)")).unwrap();
    for table in ["claim_name", "claim"] {
        bench.wait(bench.store.tamper(&format!("DELETE FROM {table} WHERE article IN (SELECT id FROM article WHERE document = 5)"))).unwrap();
    }
    bench.wait(bench.store.tamper("DELETE FROM article WHERE document = 5")).unwrap();
    drop(bench);
    let waiting = expect(at, &["verify", "--store", "s.db"], 1);
    assert!(out(&waiting).contains("not read yet"), "{}", out(&waiting));
}

#[test]
fn verify_says_what_it_could_not_check() {
    let folder = tempfile::tempdir().unwrap();
    let at = folder.path();
    expect(at, &["ingest", "--store", "s.db", &samples()], 0);
    let told = |output: &Output| serde_json::from_str::<serde_json::Value>(&out(output)).unwrap();
    let whole = told(&expect(at, &["verify", "--full", "--json", "--store", "s.db"], 0));
    assert_eq!(whole["result"], "verified");
    assert!(
        whole["checks"].as_array().unwrap().iter().all(|check| check["not_checked"].is_null() && check["looked_at"].as_u64() > Some(0)),
        "{whole}"
    );
    assert!(said(&expect(at, &["verify", "--store", "s.db"], 0)).starts_with("verified · "));
    // Other packs than those by which the store was read.
    for full in [&[][..], &["--full"]] {
        let other = isnad(at, &[&["verify", "--store", "s.db"], full].concat());
        assert_eq!(other.status.code(), Some(1), "{}", said(&other));
        assert!(
            out(&other).contains("NOT   read anew") && out(&other).contains("not checked: ") && out(&other).contains("--packs"),
            "{}",
            out(&other)
        );
        assert!(said(&other).contains("NOT all was checked") && !said(&other).contains("verified"), "{}", said(&other));
    }
    let other = told(&isnad(at, &["verify", "--full", "--json", "--store", "s.db"]));
    let unchecked: Vec<&str> = other["checks"]
        .as_array()
        .unwrap()
        .iter()
        .filter(|check| !check["not_checked"].is_null())
        .map(|check| check["name"].as_str().unwrap())
        .collect();
    assert_eq!((other["result"].as_str(), unchecked), (Some("incomplete"), vec!["read anew", "record made anew"]));
    // A record made by others does not count as wrong.
    expect(at, &["backup", "copy.db", "--store", "s.db"], 0);
    assert_eq!(isnad(at, &["restore", "copy.db", "--store", "theirs.db"]).status.code(), Some(0));
    let theirs = told(&expect(at, &["verify", "--full", "--json", "--store", "theirs.db"], 1));
    assert_eq!(theirs["checks"].as_array().unwrap().last().unwrap()["not_checked"], "the kept record was made by another program or other packs");
    assert!(hits(at, &["status:disputed", "--store", "theirs.db"]) > 3);
    expect(at, &["verify", "--full", "--store", "theirs.db"], 0);
    // Harm is wrong, whatever else could not be checked.
    let runtime = isnad_store::Runtime::new().unwrap();
    let store = runtime.wait(isnad_store::Store::open(&isnad_store::Location::file(&at.join("s.db")), isnad_store::Mode::Write)).unwrap();
    runtime.wait(store.tamper("DELETE FROM blob WHERE sha256 = (SELECT raw FROM document WHERE id = 3)")).unwrap();
    runtime.wait(store.close());
    let harmed = expect(at, &["verify", "--full", "--store", "s.db"], 8);
    assert!(said(&harmed).contains("NOT verified") && out(&harmed).contains("ok    search"), "{}{}", out(&harmed), said(&harmed));
    assert_eq!(told(&expect(at, &["verify", "--json", "--store", "s.db"], 8))["result"], "wrong");
    // The others can still be read anew; the damaged one is named.
    let rest = isnad(at, &["reprocess", "--store", "s.db"]);
    assert!(rest.status.code() == Some(1) && said(&rest).contains("16 read anew") && said(&rest).contains("E0743"), "{}", said(&rest));
}

#[test]
fn slips_are_told_and_make_nothing() {
    let folder = tempfile::tempdir().unwrap();
    let at = folder.path();
    let refused = |args: &[&str], code: i32, says: &str| {
        let output = isnad(at, args);
        assert!(output.status.code() == Some(code) && said(&output).contains(says), "{args:?}: {:?} {}", output.status, said(&output));
    };
    expect(at, &["ingest", "--store", "s.db", &samples()], 0);
    refused(&["backup", "typo/in/path.db", "--store", "s.db"], 7, "mkdir -p typo/in");
    refused(&["ingest", "--store", "typo/s.db", &samples()], 7, "mkdir -p typo");
    assert!(!at.join("typo").exists());
    for reason in ["", "  ", "-"] {
        refused(&["forget", "nawaris-20241204-hama", &format!("--reason={reason}"), "--store", "s.db"], 2, "audit log");
    }
    assert!(isnad(at, &["token", "tokens", "--name", "feed"]).status.success());
    let before = std::fs::read_to_string(at.join("tokens")).unwrap();
    refused(&["token", "tokens", "--name", " feed"], 2, "E0823");
    assert_eq!(std::fs::read_to_string(at.join("tokens")).unwrap(), before);
    assert!(isnad(at, &["token", "tokens", "--name", "other"]).status.success());
    refused(&["explain", &samples()], 2, "this is a path, and stands where an id belongs");
    refused(&["explain", &samples(), "--store", "s.db"], 5, "this is a path; the id comes before");
    for args in [&["record"][..], &["revisions"], &["serve"], &["record", "--known-at", "2024-12-07"], &["serve", "--tokens", "x"]] {
        refused(args, 2, "<INPUT|--store <URL>>");
    }
    refused(&["explain"], 2, "--store <URL>");
    let view = |args: &[&str]| out(&expect(at, &[&["record", "--json", "--store", "s.db"], args].concat(), 0));
    assert_eq!(view(&["--as-of", "٢٠٢٤-١٢-٠٦"]), view(&["--as-of", "2024-12-06"]));
    assert_eq!(view(&["--since", "٢٠٢٤-١٢-٠٦", "--until", "۲۰۲۴-۱۲-۰۷"]), view(&["--since", "2024-12-06", "--until", "2024-12-07"]));
    refused(&["record", "--store", "s.db", "--known-at", "٢٠٠١-٠١-٠١"], 7, "E0718");
}

#[test]
fn a_search_shows_the_words_that_were_asked_for() {
    let folder = tempfile::tempdir().unwrap();
    let at = folder.path();
    expect(at, &["ingest", &samples()], 0);
    // The example of README.md.
    let shown = out(&expect(at, &["search", "انسحاب", "place:حمص", "status:disputed"], 0));
    assert!(shown.contains("[انسحاب]"), "{shown}");
    for hit in out(&expect(at, &["search", "--json", "انسحاب", "place:حمص", "status:disputed"], 0)).lines() {
        let hit: serde_json::Value = serde_json::from_str(hit).unwrap();
        assert!(!hit["snippet"]["marks"].as_array().unwrap().is_empty(), "{hit}");
    }
}

#[test]
fn whoever_stops_listening_stops_nothing() {
    let folder = tempfile::tempdir().unwrap();
    let at = folder.path();
    let mut records: Vec<String> = (0..600).map(invented).collect();
    records.insert(0, "{\"id\": \"empty\"}".into());
    std::fs::write(at.join("in.jsonl"), records.join("\n")).unwrap();
    let mut command = std::process::Command::new(env!("CARGO_BIN_EXE_isnad"));
    command.current_dir(at).args(["ingest", "--json", "--no-record", "--store", "s.db", "in.jsonl"]);
    let mut child = command.stdout(std::process::Stdio::piped()).stderr(std::process::Stdio::piped()).spawn().unwrap();
    drop(child.stdout.take());
    let output = child.wait_with_output().unwrap();
    assert!(output.status.code() == Some(1) && said(&output).contains("601 given: 600 stored"), "{}", said(&output));
    // Every document has its line, those that cannot be read, too.
    let lines = out(&expect(at, &["ingest", "--json", "--store", "other.db", "in.jsonl"], 1));
    let rejected: Vec<&str> = lines.lines().filter(|line| line.contains("\"rejected\"")).collect();
    assert!(lines.lines().count() == 601 && rejected.len() == 1 && rejected[0].contains("\"code\":\"E0222\""), "{rejected:?}");
}

#[test]
fn a_store_of_the_version_before_is_brought_up_to_date_with_its_data() {
    use std::io::Read;
    let folder = tempfile::tempdir().unwrap();
    let at = folder.path();
    // Twelve invented records, taken in by the program that had schema 5; the last was forgotten.
    let mut store = Vec::new();
    flate2::read::GzDecoder::new(&include_bytes!("data/schema-5.db.gz")[..]).read_to_end(&mut store).unwrap();
    std::fs::write(at.join("old.db"), store).unwrap();
    std::fs::write(at.join("in.jsonl"), (0..11).map(invented).collect::<Vec<_>>().join("\n")).unwrap();
    std::fs::write(at.join("last.jsonl"), invented(11)).unwrap();
    expect(at, &["record", "--store", "old.db"], 7);
    expect(at, &["doctor", "--store", "old.db", "--migrate"], 0);
    expect(at, &["backup", "copy.db", "--store", "old.db"], 0);
    let stats: serde_json::Value = serde_json::from_str(&out(&expect(at, &["stats", "--json", "--store", "old.db"], 0))).unwrap();
    assert_eq!(stats["published"], serde_json::json!(["2024-11-01T10:00:00+03:00", "2024-11-11T10:00:00+03:00"]));
    assert_eq!((stats["documents"].as_u64(), stats["forgotten"].as_u64()), (Some(11), Some(1)));
    assert!(hits(at, &["since:2024-11-03", "until:2024-11-05", "--store", "old.db"]) == 3 && hits(at, &["status:reported", "--store", "old.db"]) > 0);
    let known = said(&expect(at, &["ingest", "--store", "old.db", "in.jsonl"], 0));
    assert!(known.contains("11 known already"), "{known}");
    assert!(said(&expect(at, &["ingest", "--store", "old.db", "last.jsonl"], 3)).contains("E0717"));
    expect(at, &["reprocess", "--store", "old.db"], 0);
    expect(at, &["verify", "--full", "--store", "old.db"], 0);
    let stored = out(&expect(at, &["record", "--json", "--store", "old.db"], 0));
    assert_eq!(stored, out(&expect(at, &["record", "--json", "in.jsonl"], 0)));
}

#[test]
fn an_abort_in_any_command_leaves_a_whole_store_and_the_command_can_be_run_again() {
    let folder = tempfile::tempdir().unwrap();
    let at = folder.path();
    std::fs::write(at.join("more.jsonl"), (0..30).map(invented).chain(["{\"id\": \"empty\"}".into()]).collect::<Vec<_>>().join("\n")).unwrap();
    assert!(isnad(at, &["ingest", "--store", "base.db", &samples()]).status.success());
    assert!(isnad(at, &["backup", "copy.db", "--store", "base.db"]).status.success());
    let (ingest, forget) = (&["ingest", "more.jsonl"][..], &["forget", "nawaris-20241204-hama", "--reason", "request 1", "--yes"][..]);
    // By other packs than those by which the base was read.
    let packs = packs();
    let (reprocess, restore) = (&["reprocess", "--drop-old", "--packs", &packs][..], &["restore", "copy.db"][..]);
    for (point, command, code) in [
        ("begin@1", ingest, 1),
        ("write.document", ingest, 1),
        ("write.claim", ingest, 1),
        ("write.search", ingest, 1),
        ("write.count", ingest, 1),
        ("note", ingest, 1),
        ("note.commit", ingest, 1),
        ("job.end", ingest, 1),
        ("record.write", ingest, 1),
        ("generation.commit", reprocess, 0),
        ("reprocess.commit", reprocess, 0),
        ("reprocess.switch", reprocess, 0),
        ("drop-old.commit", reprocess, 0),
        ("forget.rows", forget, 0),
        ("forget.commit", forget, 0),
        ("backup.write", &["backup", "new.db"], 0),
        ("restore.table@3", restore, 0),
        ("restore.commit", restore, 0),
    ] {
        for name in ["s.db", "s.db-wal", "s.db-shm", "new.db"] {
            let _ = std::fs::remove_file(at.join(name));
        }
        if command != restore {
            std::fs::copy(at.join("base.db"), at.join("s.db")).unwrap();
        }
        let (name, after) = point.split_once('@').unwrap_or((point, "0"));
        let mut aborted = std::process::Command::new(env!("CARGO_BIN_EXE_isnad"));
        aborted.current_dir(at).env("ISNAD_FAIL", format!("{name}=abort@{after}")).args(command).args(["--store", "s.db"]);
        assert_eq!(aborted.output().unwrap().status.code(), None, "{point} was not reached");
        assert!(!at.join("new.db").exists());
        // Whole, whichever packs it is read by now.
        let wrong = |output: &Output| !matches!(output.status.code(), Some(0 | 1));
        assert!(!wrong(&isnad(at, &["verify", "--store", "s.db"])), "{point}");
        let again = isnad(at, &[command, &["--store", "s.db"]].concat());
        assert_eq!(again.status.code(), Some(code), "{point}: {}", said(&again));
        let verified = if command == reprocess {
            with_packs(at, &["verify", "--full", "--store", "s.db"])
        } else {
            isnad(at, &["verify", "--full", "--store", "s.db"])
        };
        assert_eq!(verified.status.code(), Some(0), "{point}: {}{}", out(&verified), said(&verified));
    }
}

#[test]
fn a_writer_that_panics_is_no_success() {
    let folder = tempfile::tempdir().unwrap();
    let at = folder.path();
    std::fs::write(at.join("in.jsonl"), (0..600).map(invented).collect::<Vec<_>>().join("\n")).unwrap();
    let mut command = std::process::Command::new(env!("CARGO_BIN_EXE_isnad"));
    let output =
        command.current_dir(at).env("ISNAD_FAIL", "write.count=panic@1").args(["ingest", "--json", "--store", "s.db", "in.jsonl"]).output().unwrap();
    assert!(output.status.code() == Some(7) && said(&output).contains("E0900"), "{:?} {}", output.status, said(&output));
    let told = out(&output).lines().count();
    assert!((1..600).contains(&told), "{told}");
    let again = out(&expect(at, &["ingest", "--json", "--store", "s.db", "in.jsonl"], 0));
    assert_eq!((again.matches("\"duplicate\"").count(), again.lines().count()), (told, 600));
}
