//! What can be wrong with a store: each has its code and its remedy, at the command too.

use crate::server::Server;
use crate::support::*;
use isnad_store::{Location, Mode, Settings, Store};
use std::path::Path;
use std::process::{Command, Output};
use std::time::Duration;

pub fn isnad(folder: &Path, args: &[&str]) -> Output {
    let mut command = Command::new(env!("CARGO_BIN_EXE_isnad"));
    command.current_dir(folder).env_remove("NO_COLOR").env("COLUMNS", "100").env("XDG_DATA_HOME", folder.join("data")).args(args).output().unwrap()
}

pub fn said(output: &Output) -> String {
    String::from_utf8_lossy(&output.stderr).into_owned()
}

fn refused(folder: &Path, args: &[&str], code: &str) {
    let output = isnad(folder, args);
    let said = said(&output);
    assert!(output.status.code() == Some(7) && said.contains(&format!("[{code}]")) && said.contains("hint:"), "{args:?}: {:?} {said}", output.status);
}

#[test]
fn wrong_places_are_told_apart() {
    let folder = tempfile::tempdir().unwrap();
    let at = folder.path();
    std::fs::write(at.join("page.txt"), "قال المرصد إن الجيش انسحب من حمص.").unwrap();
    std::fs::write(at.join("garbage.db"), "this is no database at all ".repeat(400)).unwrap();
    refused(at, &["stats", "--store", "mysql://u:secret@h/d"], "E0701");
    refused(at, &["ingest", "--store", "sqlite:", "page.txt"], "E0701");
    refused(at, &["stats", "--store", "none.db"], "E0702");
    refused(at, &["search", "حمص"], "E0702");
    refused(at, &["record", "--store", "none.db"], "E0702");
    refused(at, &["stats", "--store", "garbage.db"], "E0706");
    refused(at, &["ingest", "--store", "garbage.db", "page.txt"], "E0706");
    refused(at, &["ingest", "--store", "page.txt/x.db", "page.txt"], "E0702");
    refused(at, &["stats", "--store", "postgres://u:secret@localhost/d?host=%2Fnowhere"], "E0707");
    assert!(!said(&isnad(at, &["stats", "--store", "postgres://u:secret@localhost/d?host=%2Fnowhere"])).contains("secret"));
    std::fs::create_dir(at.join("folder")).unwrap();
    for args in [&["stats", "--store", "folder"][..], &["ingest", "--store", "folder", "page.txt"], &["doctor", "--store", "folder"]] {
        refused(at, args, "E0702");
        assert!(said(&isnad(at, args)).contains("folder/isnad.db"));
    }
    let other = Bench::sqlite();
    for table in ["isnad_schema", "document"] {
        other.wait(other.store.tamper(&format!("DROP TABLE {table}"))).unwrap();
    }
    let path = other.location.shown.clone();
    refused(at, &["ingest", "--store", &path, "page.txt"], "E0710");
}

#[test]
fn a_lock_is_waited_for_and_then_told() {
    let bench = Bench::sqlite();
    let hasty = Settings { patience: Duration::from_millis(150), ..QUICK };
    let second = bench.wait(Store::open_with(&bench.location, Mode::Write, hasty)).unwrap();
    let generation = bench.generation();
    let pages: Vec<_> = (0..200).map(|n| record(&invented(n))).collect();
    // One long transaction of the first writer; the second one gives up meanwhile, or comes just too late to notice.
    let told = std::thread::scope(|scope| {
        let writer = scope.spawn(|| {
            for _ in 0..20 {
                let job = bench.wait(bench.store.begin_job("ingest")).unwrap();
                bench.wait(bench.store.write(job, generation, &pages)).unwrap();
                bench
                    .wait(bench.store.tamper(
                        "DELETE FROM document; DELETE FROM article; DELETE FROM search; DELETE FROM claim; DELETE FROM claim_name; DELETE FROM job",
                    ))
                    .unwrap();
            }
        });
        let mut told = None;
        while told.is_none() && !writer.is_finished() {
            told = bench.wait(second.begin_job("ingest")).err();
        }
        told
    });
    let Some(error) = told else { panic!("a transaction of 200 documents is over in 150 ms, twenty times") };
    assert!(error.code == "E0703" && error.hint.as_ref().unwrap().contains("goes on where it stopped"), "{error}");
}

#[test]
fn a_store_opened_for_reading_is_not_written() {
    let bench = Bench::sqlite();
    bench.take_in(&sample_pages(), 20);
    let location = bench.location.clone();
    bench.wait(bench.store.clone().close());
    let reader = bench.wait(Store::open(&location, Mode::Read)).unwrap();
    let error = bench.wait(reader.begin_job("ingest")).unwrap_err();
    assert!(error.code == "E0711" && error.hint.is_some(), "{error}");
}

#[test]
fn what_was_deleted_lies_in_the_log_while_somebody_reads() {
    let bench = Bench::sqlite();
    bench.take_in(&sample_pages(), 20);
    let hasty = Settings { patience: Duration::from_millis(100), connections: 1, ..QUICK };
    let writer = bench.wait(Store::open_with(&bench.location, Mode::Write, hasty)).unwrap();
    let reader = bench.wait(Store::open_with(&bench.location, Mode::Read, hasty)).unwrap();
    bench.wait(reader.tamper("BEGIN; SELECT COUNT(*) FROM document")).unwrap();
    let found = bench.wait(writer.find(&sample_pages()[0].reading.article.source)).unwrap();
    assert_eq!(bench.wait(writer.forget(&found, "request 1")).unwrap(), 1);
    assert!(!bench.wait(writer.is_swept()).unwrap());
    bench.wait(reader.tamper("ROLLBACK")).unwrap();
    assert!(bench.wait(writer.is_swept()).unwrap());
}

#[test]
fn damaged_pages_are_noticed_wherever_they_are() {
    let bench = Bench::sqlite();
    bench.take_in(&(0..300).map(|n| record(&invented(n))).collect::<Vec<_>>(), 100);
    let path = bench.location.path.clone().unwrap();
    bench.wait(bench.store.clone().close());
    let whole = std::fs::read(&path).unwrap();
    let pages = whole.len() / 4096;
    assert!(pages > 60);
    for page in (1..pages).step_by(pages / 12) {
        let mut bytes = whole.clone();
        bytes[page * 4096..(page + 1) * 4096].fill(0xA5);
        let file = bench.folder.path().join(format!("damaged-{page}.db"));
        std::fs::write(&file, bytes).unwrap();
        let output = isnad(bench.folder.path(), &["verify", "--store", &file.to_string_lossy()]);
        let code = output.status.code();
        assert!(code == Some(7) || code == Some(8), "page {page}: {code:?} {}", said(&output));
        assert!(said(&output).contains("hint:"), "page {page}: {}", said(&output));
    }
}

#[test]
fn a_server_says_why_it_refuses() {
    let server = Server::start();
    let location = server.database();
    let bench = Bench::at(location.clone());
    let name = location.shown.split('?').next().unwrap().rsplit('/').next().unwrap().to_owned();
    let open = |url: &str| bench.wait(Store::open(&Location::parse(url).unwrap(), Mode::Write)).unwrap_err();
    let wrong = server.url(&name).replacen("for%20tests%20only", "wrong", 1);
    if std::env::var_os("ISNAD_TEST_POSTGRES").is_none() {
        let refused = open(&wrong);
        assert!(refused.code == "E0708" && !refused.to_string().contains("wrong@"), "{refused}");
    }
    assert_eq!(open(&server.url("isnad_no_such_database")).code, "E0709");
    // The least rights that docs/store.md gives: a reader reads and searches and cannot write, a writer cannot change the tables.
    bench.take_in(&sample_pages(), 20);
    for (role, rights) in [("reader", "SELECT"), ("writer", "SELECT, INSERT, UPDATE, DELETE")] {
        let user = format!("{role}_{}", std::process::id());
        server.sql(&name, &format!("CREATE ROLE {user} LOGIN PASSWORD 'r'; GRANT USAGE ON SCHEMA public TO {user}; GRANT {rights} ON ALL TABLES IN SCHEMA public TO {user}"));
        let url = server.url(&name);
        let (_, host) = url.rsplit_once('@').unwrap();
        let store = bench.wait(Store::open(&Location::parse(&format!("postgres://{user}:r@{host}")).unwrap(), Mode::Create)).unwrap();
        assert_eq!(bench.wait(store.verify()).unwrap().iter().map(|check| check.wrong).sum::<usize>(), 0);
        let query = isnad_store::search::Query::parse("حمص").unwrap();
        assert!(!bench.wait(store.search(&query, isnad_store::search::Wanted { limit: 5, claims: false })).unwrap().is_empty());
        let job = bench.wait(store.begin_job("ingest"));
        if role == "reader" {
            let error = job.unwrap_err();
            assert!(error.code == "E0714" && error.hint.unwrap().contains("docs/store.md"));
            bench.wait(store.backup(&bench.folder.path().join("of-a-reader.db"))).unwrap();
        } else {
            let generation = bench.wait(store.grow("other packs", &engine().pack().versions)).unwrap().id;
            bench.wait(store.write(job.unwrap(), generation, &[record(&invented(1))])).unwrap();
            let found = bench.wait(store.find("paper-1")).unwrap();
            bench.wait(store.forget(&found, "request 1")).unwrap();
            assert_eq!(bench.wait(store.tamper("DROP TABLE claim")).unwrap_err().code, "E0714");
        }
        bench.wait(store.close());
        server.sql(&name, &format!("DROP OWNED BY {user}; DROP ROLE {user}"));
    }
}
