//! Each of our own write and commit calls fails once: a clear error, nothing half-written, and the same call then succeeds.

use crate::server::Server;
use crate::support::*;
use isnad_store::accept::{Post, PostKey};
use isnad_store::fault::Action;
use isnad_store::generation::Generation;
use isnad_store::record::{EventRow, RecordRows};
use isnad_store::{Location, Mode, Result, Settings, Store};
use std::collections::BTreeSet;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::Duration;

/// Everything that writes, in a row; stops at the first error and can be called again.
fn everything(bench: &Bench) -> Result<()> {
    let Bench { store, .. } = bench;
    let packs = &engine().pack().versions;
    bench.wait(async {
        let generation = store.grow("one", packs).await?.id;
        let job = store.begin_job("ingest").await?;
        for batch in sample_pages().chunks(6) {
            store.write(job, generation, batch).await?;
        }
        let reject = isnad_store::error::complain("E0201", "x.txt", "the file is empty", "leave it out");
        store.note(job, std::slice::from_ref(&reject), 1).await?;
        let key = PostKey::new("ward", "k-1", b"a post");
        let (documents, rejects) = (&sample_pages()[..1], std::slice::from_ref(&reject));
        store.accept(generation, Post { sender: "ward", key: Some(&key), documents, rejects }, |outcomes| outcomes[0].name().into()).await?;
        store.end_job(job).await?;
        store.write_record(&record(generation)).await?;
        let next = store.grow("two", packs).await?.id;
        loop {
            let ids = store.next_unread(next, 0, 6).await?;
            if ids.is_empty() {
                break;
            }
            let held = store.raws(&ids).await?;
            let readings: Vec<_> = held.into_iter().map(again).collect();
            store.write_generation(next, &readings).await?;
        }
        store.make_current(next).await?;
        store.drop_old_generations(next).await?;
        let found = store.find("15-17-three-articles.jsonl#1").await?;
        let found = if found.is_empty() { store.find("nawaris-20241204-hama").await? } else { found };
        if !found.is_empty() {
            store.forget(&found, "request 1").await?;
        }
        Ok(())
    })
}

fn record(generation: Generation) -> RecordRows {
    let event = EventRow {
        id: "e-1".into(),
        event_type: "capture",
        status: "reported",
        support: "single",
        denied_by: "nobody",
        first_day: None,
        last_day: None,
        articles: 1,
        outlets: 1,
        chains_for: 1,
        chains_against: 0,
        claims: vec!["c-1".into()],
    };
    RecordRows { generation, version: "one".into(), last_document: 1, documents: 1, sha256: String::new(), events: vec![event], edges: vec![] }
}

/// The points that a run passes.
const POINTS: [&str; 23] = [
    "accept.acknowledge",
    "accept.answer",
    "accept.commit",
    "begin",
    "drop-old.commit",
    "forget.commit",
    "forget.rows",
    "generation.commit",
    "job.begin",
    "job.end",
    "note",
    "note.commit",
    "record.commit",
    "record.write",
    "reprocess.commit",
    "reprocess.switch",
    "write.acknowledge",
    "write.article",
    "write.blob",
    "write.claim",
    "write.commit",
    "write.count",
    "write.document",
];

fn each_point_fails(make: &dyn Fn() -> Bench) {
    let bench = make();
    everything(&bench).unwrap();
    let passed: BTreeSet<String> = bench.store.faults().passed().into_keys().collect();
    for point in POINTS.iter().chain(["write.search"].iter()) {
        assert!(passed.contains(*point), "{point} is never passed: {passed:?}");
    }
    let outside = ["migrate.statement", "migrate.commit"];
    let unlisted: Vec<&String> =
        passed.iter().filter(|point| !POINTS.contains(&point.as_str()) && *point != "write.search" && !outside.contains(&point.as_str())).collect();
    assert!(unlisted.is_empty(), "{unlisted:?}");
    for point in POINTS.into_iter().chain(["write.search"]) {
        for after in [0, 2] {
            let bench = make();
            bench.store.faults().set(point, Action::Error, after);
            let failed = everything(&bench);
            if let Err(error) = &failed {
                assert_eq!((error.code, error.subject.as_str()), ("E0799", point));
            } else {
                assert!(after > 0, "{point} did not fail");
            }
            bench.assert_clean();
            if failed.is_err() {
                everything(&bench).unwrap();
                bench.assert_clean();
            }
        }
    }
}

/// Backup and restore fail at their own points: nothing half-copied, and the next try succeeds.
fn copies_fail(make: &dyn Fn() -> Bench) {
    let bench = make();
    bench.take_in(&sample_pages(), 20);
    let file = bench.folder.path().join("backup.db");
    bench.store.faults().set("backup.write", Action::Error, 0);
    assert_eq!(bench.wait(bench.store.backup(&file)).unwrap_err().code, "E0799");
    let left = std::fs::read_dir(bench.folder.path()).unwrap().flatten().filter(|entry| entry.file_name().to_string_lossy().starts_with("backup"));
    assert_eq!(left.count(), 0);
    bench.wait(bench.store.backup(&file)).unwrap();
    let backup = Bench::at(Location::file(&file));
    for (point, after) in [("restore.table", 0), ("restore.table", 5), ("restore.commit", 0)] {
        let target = make();
        target.store.faults().set(point, Action::Error, after);
        assert_eq!(target.wait(target.store.restore(&backup.store)).unwrap_err().subject, point);
        assert_eq!(target.wait(target.store.extent()).unwrap(), (0, 0));
        target.assert_clean();
        target.wait(target.store.restore(&backup.store)).unwrap();
        target.assert_clean();
        assert_eq!(target.export(), bench.export());
    }
}

#[test]
fn each_point_fails_in_sqlite() {
    each_point_fails(&Bench::sqlite);
    copies_fail(&Bench::sqlite);
}

#[test]
fn each_point_fails_in_postgres_and_so_do_server_and_connection() {
    let server = Server::start();
    each_point_fails(&|| Bench::at(server.database()));
    copies_fail(&|| Bench::at(server.database()));
    connection_cut(&server);
}

/// While one thread writes, its connections are cut and the server is killed, each until the writer hears of it: errors with a
/// remedy, and everything goes in at last.
fn connection_cut(server: &Server) {
    let bench = Bench::at(server.database());
    let generation = bench.generation();
    let stop = AtomicBool::new(false);
    let (sent, told) = std::sync::mpsc::channel();
    let mut heard = Vec::new();
    let batches = std::thread::scope(|scope| {
        let writer = scope.spawn(|| {
            let sent = sent;
            let (mut batches, mut failures) = (0, 0);
            while !stop.load(Ordering::Relaxed) {
                let pages: Vec<_> = (batches * 10..batches * 10 + 10).map(|n| crate::support::record(&invented(n))).collect();
                let write = || {
                    bench.wait(async {
                        let job = bench.store.begin_job("ingest").await?;
                        bench.store.write(job, generation, &pages).await
                    })
                };
                while let Err(error) = write() {
                    failures += 1;
                    assert!(failures < 500, "it never recovers: {error}");
                    // Nobody listens any more once everything was tried.
                    let _ = sent.send(error);
                    std::thread::sleep(Duration::from_millis(50));
                }
                batches += 1;
            }
            batches
        });
        for disturb in [&(|| server.cut(&bench.location)) as &dyn Fn(), &|| server.crash()] {
            for _ in 0..2 {
                heard.push((0..100).find_map(|_| {
                    disturb();
                    told.recv_timeout(Duration::from_millis(200)).ok()
                }));
            }
        }
        stop.store(true, Ordering::Relaxed);
        writer.join().unwrap()
    });
    assert!(heard.iter().all(Option::is_some), "a hundred times, and the writer hears of none");
    for error in heard.into_iter().flatten().chain(told.try_iter()) {
        assert!(matches!(error.code, "E0715" | "E0707" | "E0703") && error.hint.is_some(), "{error}");
    }
    assert_eq!(bench.wait(bench.store.extent()).unwrap().0, batches * 10);
    bench.assert_clean();
}

#[test]
fn a_full_disk_stops_the_writer_and_harms_nothing() {
    let folder = tempfile::tempdir().unwrap();
    let location = Location::file(&folder.path().join("full.db"));
    let mut bench = Bench::at(location.clone());
    let empty_pages = std::fs::metadata(folder.path().join("full.db")).unwrap().len() / 4096 + 40;
    let generation = bench.generation();
    let pages: Vec<_> = (0..400).map(|n| crate::support::record(&invented(n))).collect();
    let small = Settings { pages: Some(u32::try_from(empty_pages).unwrap() + 60), ..QUICK };
    let tight = bench.wait(Store::open_with(&location, Mode::Write, small)).unwrap();
    let job = bench.wait(tight.begin_job("ingest")).unwrap();
    let mut acknowledged = 0;
    let mut error = None;
    for batch in pages.chunks(16) {
        match bench.wait(tight.write(job, generation, batch)) {
            Ok(outcomes) => acknowledged += outcomes.len(),
            Err(full) => {
                error = Some(full);
                break;
            }
        }
    }
    let error = error.expect("400 documents do not fit");
    assert!(error.code == "E0712" && error.hint.as_ref().unwrap().contains("free space"), "{error}");
    bench.wait(tight.close());
    assert!(acknowledged > 0);
    assert_eq!(bench.wait(bench.store.extent()).unwrap().0, acknowledged);
    bench.assert_clean();
    assert_eq!(bench.take_in(&pages, 64).len(), 400);
    assert_eq!(bench.wait(bench.store.extent()).unwrap().0, 400);
    bench.assert_clean();
    bench.folder = folder;
}
