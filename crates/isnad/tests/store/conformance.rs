//! What every store must do, whichever database holds it.

use crate::searches;
use crate::server::Server;
use crate::support::*;
use isnad_store::accept::{Answer, Post, PostKey};
use isnad_store::read::View;
use isnad_store::search::{Query, Wanted};
use isnad_store::write::{Incoming, Outcome};
use isnad_store::{Location, Mode, Store, now};
use std::sync::atomic::{AtomicBool, Ordering};

type Case = (&'static str, fn(&dyn Fn() -> Bench));

const CASES: [Case; 26] = [
    ("what goes in comes out", what_goes_in_comes_out),
    ("order and batches do not matter", order_and_batches_do_not_matter),
    ("nothing is kept twice", nothing_is_kept_twice),
    ("every outcome", every_outcome),
    ("a post is answered once", a_post_is_answered_once),
    ("two writers", two_writers),
    ("readers during a rebuild", readers_during_a_rebuild),
    ("what was known then", what_was_known_then),
    ("forgotten for good", forgotten_for_good),
    ("backup and restore", backup_and_restore),
    ("harm is noticed", harm_is_noticed),
    ("no harm where others wrote", no_harm_where_others_wrote),
    ("old schemas are brought up to date", old_schemas),
    ("hostile texts", hostile_texts),
    ("search with filters", searches::search_with_filters),
    ("a phrase among many", searches::a_phrase_among_many),
    ("one claim is all that is asked", searches::one_claim_is_all_that_is_asked),
    ("what a filter found is shown", searches::what_a_filter_found_is_shown),
    ("a newer record stays", a_newer_record_stays),
    ("numbers are given once", numbers_are_given_once),
    ("what was deleted is not read back", what_was_deleted_is_not_read_back),
    ("packs take turns", packs_take_turns),
    ("what grows is not found", what_grows_is_not_found),
    ("what is dropped is replaced", what_is_dropped_is_replaced),
    ("checks while others write", checks_while_others_write),
    ("one damaged document", one_damaged_document),
];

fn run(make: &dyn Fn() -> Bench) {
    for (name, case) in CASES {
        eprintln!("{name}");
        case(make);
    }
}

#[test]
fn sqlite_conforms() {
    run(&Bench::sqlite);
}

#[test]
fn postgres_conforms() {
    let server = Server::start();
    run(&|| Bench::at(server.database()));
}

fn what_goes_in_comes_out(make: &dyn Fn() -> Bench) {
    let (bench, pages) = (make(), sample_pages());
    assert!(bench.take_in(&pages, 5).iter().all(|outcome| *outcome == Outcome::Stored));
    let held = bench.readings(Some(bench.generation()), &View::default());
    assert_eq!(held.len(), pages.len());
    for (held, page) in held.iter().zip(&pages) {
        assert_eq!(held.article, page.reading.article);
        assert_eq!(held.annotation.claims, page.reading.annotation.claims);
        assert_eq!(held.annotation.labels, page.reading.annotation.labels);
    }
    let raws = bench.wait(bench.store.raws(&(1..=pages.len() as i64).collect::<Vec<_>>())).unwrap();
    assert!(
        raws.into_iter()
            .map(|(_, held)| held.unwrap())
            .zip(&pages)
            .all(|(held, page)| held.raw == page.raw && held.source == page.reading.article.source)
    );
    bench.assert_clean();
    let stats = bench.wait(bench.store.stats()).unwrap();
    assert_eq!((stats.documents, stats.articles), (pages.len(), pages.len()));
    assert_eq!(stats.claims, pages.iter().map(|page| page.reading.annotation.claims.len()).sum::<usize>());
    let findings = bench.wait(bench.store.examine(&engine().version())).unwrap();
    assert!(findings.iter().all(|finding| finding.trouble.as_ref().is_none_or(|trouble| trouble.code == "N0702")), "{findings:?}");
}

fn order_and_batches_do_not_matter(make: &dyn Fn() -> Bench) {
    let pages = sample_pages();
    let expected = export(pages.iter().map(|page| page.reading.clone()).collect());
    for (size, turn) in [(1, 0), (7, 5), (100, 11)] {
        let bench = make();
        let mut turned = pages.clone();
        turned.rotate_left(turn);
        bench.take_in(&turned, size);
        assert_eq!(bench.export(), expected, "batches of {size}, turned by {turn}");
    }
}

fn nothing_is_kept_twice(make: &dyn Fn() -> Bench) {
    let (bench, pages) = (make(), sample_pages());
    bench.take_in(&pages, 4);
    let doubled: Vec<Incoming> = pages.iter().chain(&pages).cloned().collect();
    assert!(bench.take_in(&doubled, 9).iter().all(|outcome| *outcome == Outcome::Duplicate));
    assert_eq!(bench.wait(bench.store.extent()).unwrap().0, pages.len());
    bench.assert_clean();
}

pub fn line(id: &str, url: &str, text: &str, extra: &str) -> Incoming {
    record(&serde_json::json!({"id": id, "url": url, "outlet": "paper", "text": text, "note": extra}).to_string())
}

fn every_outcome(make: &dyn Fn() -> Bench) {
    let bench = make();
    let first = line("a", "https://paper.example/1", "قال المرصد إن الجيش انسحب من حمص.", "");
    let other_bytes = line("a", "https://paper.example/1", "قال المرصد إن الجيش انسحب من حمص.", "seen again");
    let changed = line("a", "http://www.paper.example/1/?utm_source=x", "قال المرصد إن الجيش لم ينسحب من حمص.", "");
    let other_page = line("b", "https://paper.example/2", "قال المرصد إن الجيش انسحب من حمص.", "");
    let batch = [first.clone(), other_bytes, changed, other_page, first];
    use Outcome::*;
    assert_eq!(bench.take_in(&batch, 5), [Stored, Repeat, Revision, Stored, Duplicate]);
    assert_eq!(bench.take_in(&batch, 2), [Duplicate; 5]);
    assert_eq!(bench.wait(bench.store.stats()).unwrap().revised_pages, 1);
    assert_eq!(bench.wait(bench.store.extent()).unwrap().0, 4);
    bench.assert_clean();
}

fn a_post_is_answered_once(make: &dyn Fn() -> Bench) {
    let (bench, pages) = (make(), sample_pages());
    let generation = bench.generation();
    let reject = isnad_store::error::complain("E0222", "post", "no text", "give one");
    let send = |key: &PostKey, documents: &[Incoming]| {
        let post = Post { sender: "ward", key: Some(key), documents, rejects: std::slice::from_ref(&reject) };
        bench.wait(bench.store.accept(generation, post, |outcomes| outcomes.iter().map(|outcome| outcome.name()).collect::<Vec<_>>().join(" ")))
    };
    let key = PostKey::new("ward", "k-1", b"one");
    let answers: Vec<Answer> = std::thread::scope(|scope| {
        let senders: Vec<_> = (0..4).map(|_| scope.spawn(|| send(&key, &pages[..3]).unwrap())).collect();
        senders.into_iter().map(|sender| sender.join().unwrap()).collect()
    });
    assert!(answers.iter().all(|answer| answer.text == "stored stored stored"));
    assert_eq!(answers.iter().filter(|answer| !answer.again).count(), 1);
    assert_eq!(bench.wait(bench.store.answered(&key)).unwrap().as_deref(), Some("stored stored stored"));
    assert_eq!(send(&PostKey::new("ward", "k-1", b"two"), &pages[..1]).unwrap_err().code, "E0725");
    assert_eq!(send(&PostKey::new("other", "k-1", b"two"), &pages[2..4]).unwrap().text, "duplicate stored");
    assert_eq!(bench.wait(bench.store.extent()).unwrap().0, 4);
    bench.assert_clean();
}

fn two_writers(make: &dyn Fn() -> Bench) {
    let bench = make();
    let generation = bench.generation();
    let pages: Vec<Incoming> = (0..120).map(|n| record(&invented(n))).collect();
    let write = |pages: &[Incoming]| {
        let runtime = isnad_store::Runtime::new().unwrap();
        let store = runtime.wait(Store::open_with(&bench.location, Mode::Write, QUICK)).unwrap();
        let job = runtime.wait(store.begin_job("ingest")).unwrap();
        pages.chunks(7).flat_map(|batch| runtime.wait(store.write(job, generation, batch)).unwrap()).collect::<Vec<Outcome>>()
    };
    let (one, other) = std::thread::scope(|scope| {
        let (one, other) = (scope.spawn(|| write(&pages[..80])), scope.spawn(|| write(&pages[40..])));
        (one.join().unwrap(), other.join().unwrap())
    });
    let new = one.iter().chain(&other).filter(|outcome| **outcome == Outcome::Stored).count();
    assert_eq!((new, bench.wait(bench.store.extent()).unwrap().0), (120, 120));
    bench.assert_clean();
}

fn readers_during_a_rebuild(make: &dyn Fn() -> Bench) {
    let (bench, pages) = (make(), sample_pages());
    bench.take_in(&pages, 20);
    let expected = bench.export();
    let (done, query) = (AtomicBool::new(false), Query::parse("حمص").unwrap());
    let looks = std::thread::scope(|scope| {
        let reader = scope.spawn(|| {
            let mut looks = 0;
            while !done.load(Ordering::Relaxed) || looks == 0 {
                let current = bench.wait(bench.store.current()).unwrap().unwrap();
                let readings = bench.readings(Some(current.id), &View::default());
                assert_eq!(readings.len(), pages.len());
                let hits = bench.wait(bench.store.search(&query, Wanted { limit: 50, claims: false })).unwrap();
                assert!(hits.len() >= 8, "{}", hits.len());
                looks += 1;
            }
            looks
        });
        for round in 0..4 {
            bench.reprocess_as(&format!("other {round}"));
        }
        done.store(true, Ordering::Relaxed);
        reader.join().unwrap()
    });
    assert!(looks > 0);
    bench.reprocess_as(&engine().version());
    assert_eq!(bench.export(), expected);
    bench.assert_clean();
    assert_eq!(bench.wait(bench.store.drop_old_generations(bench.generation())).unwrap(), 5);
    bench.assert_clean();
}

fn what_was_known_then(make: &dyn Fn() -> Bench) {
    let (bench, pages) = (make(), sample_pages());
    bench.take_in(&pages[..6], 6);
    let then = now();
    let expected = export(bench.readings(Some(bench.generation()), &View::default()));
    bench.take_in(&pages[6..], 6);
    bench.reprocess_as("later packs");
    let view = View { known_at: Some(then.clone()) };
    let generation = bench.wait(bench.store.current_at(&then)).unwrap().unwrap();
    assert_eq!(generation.version, engine().version());
    let readings = bench.readings(Some(generation.id), &view);
    assert_eq!(readings.len(), 6);
    assert_eq!(export(readings), expected);
    assert_eq!(bench.wait(bench.store.current_at("2001-01-01T00:00:00.000000Z")).unwrap(), None);
}

fn forgotten_for_good(make: &dyn Fn() -> Bench) {
    let bench = make();
    let secret = line("s", "https://paper.example/s", "قال مصدر إن كلمةالسرالفريدة وصلت إلى حمص.", "");
    bench.take_in(&sample_pages(), 20);
    bench.take_in(std::slice::from_ref(&secret), 1);
    bench.reprocess_as("other");
    let find = |what: &str| bench.wait(bench.store.find(what)).unwrap();
    let query = Query::parse("كلمةالسرالفريدة").unwrap();
    let hits = || bench.wait(bench.store.search(&query, Wanted { limit: 5, claims: false })).unwrap().len();
    assert_eq!(hits(), 1);
    for selector in ["s", "http://paper.example/s", secret.reading.article.id.as_str()] {
        assert_eq!(find(selector).len(), 1, "{selector}");
    }
    let found = find("s");
    assert_eq!(bench.wait(bench.store.forget(&found, " ")).unwrap_err().code, "E0722");
    bench.wait(bench.store.forget(&found, "request 7/2024")).unwrap();
    assert_eq!((hits(), find("s").len(), find(secret.reading.article.id.as_str()).len()), (0, 0, 0));
    bench.assert_clean();
    let rewrapped = line("t", "https://paper.example/t", &secret.reading.article.text, "again");
    assert_eq!(bench.take_in(&[secret, rewrapped], 2), [Outcome::Forgotten; 2]);
    assert_eq!(bench.wait(bench.store.stats()).unwrap().forgotten, 1);
    bench.assert_clean();
    assert!(bench.wait(bench.store.is_swept()).unwrap());
    if let Some(path) = &bench.location.path {
        let bytes = std::fs::read(path).unwrap();
        let word = "كلمهالسرالفريده".as_bytes();
        assert!(!bytes.windows(word.len()).any(|window| window == word), "the word is still in the file");
    }
}

fn backup_and_restore(make: &dyn Fn() -> Bench) {
    let (bench, pages) = (make(), sample_pages());
    bench.take_in(&pages, 20);
    bench.reprocess_as("other");
    let (then, expected) = (now(), bench.readings(Some(bench.generation()), &View::default()).len());
    assert_eq!(expected, 0);
    bench.reprocess_as(&engine().version());
    let file = bench.folder.path().join("backup.db");
    bench.wait(bench.store.backup(&file)).unwrap();
    assert_eq!(bench.wait(bench.store.backup(&file)).unwrap_err().code, "E0720");
    let backup = Bench::at(Location::file(&file));
    backup.assert_clean();
    let nowhere = bench.folder.path().join("no such/copies/backup.db");
    let error = bench.wait(bench.store.backup(&nowhere)).unwrap_err();
    assert!(error.code == "E0702" && error.hint.unwrap().contains("mkdir -p") && !bench.folder.path().join("no such").exists());
    let restored = make();
    // A store that a desk has opened holds a generation already, of nothing.
    restored.wait(restored.store.grow("a desk's", &engine().pack().versions)).unwrap();
    restored.wait(restored.store.restore(&backup.store)).unwrap();
    restored.assert_clean();
    assert_eq!(restored.export(), bench.export());
    assert_eq!(backup.export(), bench.export());
    let past = restored.wait(restored.store.current_at(&then)).unwrap().unwrap();
    assert_eq!(restored.readings(Some(past.id), &View::default()).len(), pages.len());
    assert_eq!(restored.wait(restored.store.restore(&backup.store)).unwrap_err().code, "E0721");
    assert!(restored.take_in(&pages, 20).iter().all(|outcome| *outcome == Outcome::Duplicate));
}

fn harm_is_noticed(make: &dyn Fn() -> Bench) {
    for (statement, said) in [
        (
            "UPDATE blob SET packed = (SELECT b.packed FROM blob b ORDER BY b.sha256 LIMIT 1), size = (SELECT b.size FROM blob b ORDER BY b.sha256 LIMIT 1)",
            "not those that came in",
        ),
        ("DELETE FROM blob WHERE sha256 = (SELECT raw FROM document WHERE id = 3)", "missing"),
        ("DELETE FROM claim WHERE article = 2 AND n = 0", "claims"),
        ("UPDATE claim SET to_byte = to_byte + 2 WHERE article = 4 AND n = 0", "claims"),
        ("UPDATE article SET claims = claims + 1 WHERE id = 5", "number of claims"),
        ("UPDATE article SET article_id = 'a-0' WHERE id = 5", "id"),
        ("UPDATE article SET size = size + 1 WHERE id = 5", "unpacks to"),
        ("DELETE FROM document WHERE id = 6", "readings of no document"),
        ("UPDATE document SET source = (SELECT source FROM document WHERE id = 1) WHERE id = 7", "key"),
        ("DELETE FROM search", "search does not hold"),
    ] {
        let bench = make();
        bench.take_in(&sample_pages(), 20);
        bench.assert_clean();
        bench.wait(bench.store.tamper(statement)).unwrap();
        let wrong = bench.wrong().join("\n");
        assert!(wrong.contains(said) && wrong.contains("E0760") && wrong.contains("hint:"), "{statement}: {wrong}");
    }
}

/// A connection that has searched checks what another has written since.
fn no_harm_where_others_wrote(make: &dyn Fn() -> Bench) {
    let bench = make();
    let reader = bench.wait(Store::open_with(&bench.location, Mode::Read, QUICK)).unwrap();
    let query = Query::parse("حمص").unwrap();
    for round in 0..3 {
        let pages: Vec<Incoming> = (0..60).map(|n| record(&invented(round * 60 + n))).collect();
        bench.take_in(&pages, 4);
        bench.wait(reader.search(&query, Wanted { limit: 5, claims: false })).unwrap();
        let more: Vec<Incoming> = (1000..1060).map(|n| record(&invented(round * 60 + n))).collect();
        bench.take_in(&more, 4);
        let checks = bench.wait(reader.verify()).unwrap();
        assert!(checks.iter().all(|check| check.wrong == 0), "{checks:?}");
        let findings = bench.wait(reader.examine(&engine().version())).unwrap();
        assert!(findings.iter().filter(|finding| finding.name == "pages").all(|finding| finding.trouble.is_none()), "{findings:?}");
    }
}

fn old_schemas(make: &dyn Fn() -> Bench) {
    let expected = export(sample_pages().into_iter().map(|page| page.reading).collect());
    for version in 1..isnad_store::VERSION {
        let bench = make();
        bench.take_in(&sample_pages(), 20);
        let tables = [
            ("post", 4),
            ("record", 3),
            ("event", 3),
            ("event_claim", 3),
            ("copy_edge", 3),
            ("search", 2),
            ("claim_name", 2),
            ("claim", 2),
            ("name", 2),
            ("article", 2),
            ("generation", 2),
        ];
        for (table, since) in tables {
            if since > version {
                bench.wait(bench.store.tamper(&format!("DROP TABLE {table}"))).unwrap();
            }
        }
        for (table, column, since) in
            [("forgotten", "document", 1), ("article", "published_as", 2), ("generation", "dropped_at", 2), ("record", "version", 3)]
        {
            if version >= since {
                bench.wait(bench.store.tamper(&format!("ALTER TABLE {table} DROP COLUMN {column}"))).unwrap();
            }
        }
        bench.wait(bench.store.tamper(&format!("DELETE FROM isnad_schema WHERE version > {version}"))).unwrap();
        let refused = bench.wait(Store::open(&bench.location, Mode::Write)).unwrap_err();
        assert!(refused.code == "E0704" && refused.hint.unwrap().contains("--migrate"));
        let steps = bench.wait(bench.store.migrate()).unwrap();
        assert_eq!(steps.len() as i64, isnad_store::VERSION - version);
        if version >= 2 {
            // The times of publication are told as the pages have them, before anything is read anew.
            let stats = bench.wait(bench.store.stats()).unwrap();
            assert_eq!(stats.published.map(|(first, last)| (first.len(), last)), Some((25, "2024-12-08T06:45:00".into())), "{version}");
        }
        bench.reprocess_as(&engine().version());
        bench.generation();
        let rest = bench.wait(bench.store.unread(bench.generation())).unwrap();
        if rest > 0 {
            let generation = bench.generation();
            let ids = bench.wait(bench.store.next_unread(generation, 0, 100)).unwrap();
            let held = bench.wait(bench.store.raws(&ids)).unwrap();
            let readings: Vec<_> = held.into_iter().map(again).collect();
            bench.wait(bench.store.write_generation(generation, &readings)).unwrap();
        }
        bench.assert_clean();
        assert_eq!(bench.export(), expected, "from schema {version}");
        assert_eq!(bench.wait(bench.store.migrate()).unwrap(), []);
    }
    let bench = make();
    bench.wait(bench.store.tamper("INSERT INTO isnad_schema (version, name, sha256, applied_at) VALUES (99, 'later', '', '')")).unwrap();
    assert_eq!(bench.wait(Store::open(&bench.location, Mode::Read)).unwrap_err().code, "E0705");
    assert_eq!(bench.wait(bench.store.migrate()).unwrap_err().code, "E0705");
}

fn hostile_texts(make: &dyn Fn() -> Bench) {
    let bench = make();
    let texts = [
        "'; DROP TABLE document; -- قال المرصد إن الجيش انسحب من حمص.".to_owned(),
        "قال\u{0} المرصد \\ ' \" إن $1 ? :x الجيش انسحب\u{0}.".to_owned(),
        "\u{202e}قال المرصد\u{2066} إن الجيش انسحب من حمص 👩‍👩‍👧 ﷺ.".to_owned(),
        format!("{} قال المرصد إن الجيش انسحب.", "طويلة".repeat(2_000)),
        (0..30_000).map(|n| format!("كلمة{n} ")).collect(),
    ];
    let pages: Vec<Incoming> = texts.iter().enumerate().map(|(n, text)| line(&format!("h\u{0}{n}'"), &format!("x://'\u{0}{n}"), text, "")).collect();
    assert!(bench.take_in(&pages, 2).iter().all(|outcome| *outcome == Outcome::Stored));
    let held = bench.readings(Some(bench.generation()), &View::default());
    assert!(held.iter().zip(&pages).all(|(held, page)| held.article == page.reading.article));
    bench.assert_clean();
    for query in ["'; DROP TABLE document", "\" OR 1", "كلمة29999", "\"كلمة9998 كلمة9999 كلمة10000\"", "* ( ) NEAR(a b) body:x"] {
        let Ok(query) = Query::parse(query) else { continue };
        bench.wait(bench.store.search(&query, Wanted { limit: 5, claims: true })).unwrap();
    }
    let far = Query::parse("كلمة3 كلمة29998").unwrap();
    assert_eq!(bench.wait(bench.store.search(&far, Wanted { limit: 5, claims: false })).unwrap().len(), 1);
}

/// Two processes make the record at once, and a document is deleted meanwhile: what is kept covers the most, and nothing that is gone.
fn a_newer_record_stays(make: &dyn Fn() -> Bench) {
    use isnad_store::record::RecordRows;
    let (bench, pages) = (make(), sample_pages());
    bench.take_in(&pages[..4], 4);
    let rows = |last, documents| {
        let sha256 = format!("{last}-{documents}");
        RecordRows {
            generation: bench.generation(),
            version: engine().version(),
            last_document: last,
            documents,
            sha256,
            events: Vec::new(),
            edges: Vec::new(),
        }
    };
    let kept = || bench.wait(bench.store.record_state()).unwrap().map(|kept| (kept.sha256, kept.fresh));
    let write = |record: RecordRows| bench.wait(bench.store.write_record(&record)).unwrap();
    assert!(write(rows(3, 3)) && kept() == Some(("3-3".into(), false)));
    assert!(write(rows(4, 4)) && kept() == Some(("4-4".into(), true)));
    assert!(!write(rows(3, 3)) && kept() == Some(("4-4".into(), true)));
    bench.take_in(&pages[4..], 4);
    assert_eq!(kept(), Some(("4-4".into(), false)));
    let found = bench.wait(bench.store.find(&pages[1].reading.article.source)).unwrap();
    bench.wait(bench.store.forget(&found, "request 1")).unwrap();
    assert_eq!(kept(), None);
    assert!(!write(rows(pages.len() as i64, pages.len())) && kept().is_none());
    assert!(write(rows(pages.len() as i64, pages.len() - 1)) && kept().unwrap().1);
}

/// A deleted document's number is given to no other: whoever goes by numbers (a desk, a record that was made meanwhile) would not notice.
fn numbers_are_given_once(make: &dyn Fn() -> Bench) {
    let (bench, pages) = (make(), sample_pages());
    bench.take_in(&pages[..5], 5);
    assert_eq!(bench.wait(bench.store.extent()).unwrap(), (5, 5));
    let found = bench.wait(bench.store.find(&pages[4].reading.article.source)).unwrap();
    // Two who were asked to delete the same: it counts once.
    assert_eq!(bench.wait(bench.store.forget(&found, "request 1")).unwrap(), 1);
    assert_eq!(bench.wait(bench.store.forget(&found, "request 1")).unwrap(), 0);
    bench.take_in(&pages[5..6], 1);
    assert_eq!(bench.wait(bench.store.extent()).unwrap(), (5, 6));
    bench.assert_clean();
    let file = bench.folder.path().join("numbers.db");
    let found = bench.wait(bench.store.find(&pages[5].reading.article.source)).unwrap();
    bench.wait(bench.store.forget(&found, "request 2")).unwrap();
    bench.wait(bench.store.backup(&file)).unwrap();
    let restored = make();
    restored.wait(restored.store.restore(&Bench::at(Location::file(&file)).store)).unwrap();
    restored.take_in(&pages[6..7], 1);
    assert_eq!(restored.wait(restored.store.extent()).unwrap(), (5, 7));
}

/// A document is deleted while a rebuild has its text in hand.
fn what_was_deleted_is_not_read_back(make: &dyn Fn() -> Bench) {
    let (bench, pages) = (make(), sample_pages());
    bench.take_in(&pages, 20);
    let next = bench.wait(bench.store.grow("next", &engine().pack().versions)).unwrap().id;
    let in_hand: Vec<_> = bench.wait(bench.store.raws(&[1, 2, 3])).unwrap().into_iter().map(again).collect();
    let found = bench.wait(bench.store.find(&in_hand[1].1.article.source)).unwrap();
    bench.wait(bench.store.forget(&found, "request 1")).unwrap();
    assert_eq!(bench.wait(bench.store.raws(&[1, 2, 3])).unwrap().iter().map(|(id, _)| *id).collect::<Vec<i64>>(), [1, 3]);
    bench.wait(bench.store.write_generation(next, &in_hand)).unwrap();
    assert_eq!(bench.wait(bench.store.read_by(next)).unwrap(), [1, 3]);
    // Nor is it another reading for whoever compares it just then.
    let differs = |one: usize| bench.wait(bench.store.differs(bench.generation(), in_hand[one].0, &in_hand[one].1)).unwrap();
    assert_eq!((differs(0), differs(1)), (Some(false), None));
    bench.assert_clean();
}

/// A generation that grows beside the current one is in the index already, and takes no place among what is found.
fn what_grows_is_not_found(make: &dyn Fn() -> Bench) {
    let (bench, count) = (make(), 60);
    bench.take_in(&(0..count).map(|n| record(&invented(n))).collect::<Vec<_>>(), 20);
    let found = |text: &str, limit: usize, claims: bool| {
        let query = Query::parse(text).unwrap();
        let hits = bench.wait(bench.store.search(&query, Wanted { limit, claims })).unwrap();
        let mut ids: Vec<String> = hits.into_iter().map(|hit| hit.article_id).collect();
        ids.sort();
        ids
    };
    let looks = [("حمص", 100, false), ("حمص", 100, true), ("type:killed", 100, false), ("\"هذه الورقة رقمها\"", 100, false)];
    let all = || looks.map(|(text, limit, claims)| found(text, limit, claims));
    let before = all();
    assert!(before.iter().all(|ids| !ids.is_empty()), "{before:?}");
    let next = bench.wait(bench.store.grow("next", &engine().pack().versions)).unwrap().id;
    let mut after = 0;
    loop {
        let ids = bench.wait(bench.store.next_unread(next, after, 20)).unwrap();
        let Some(last) = ids.last() else { break };
        after = *last;
        let read: Vec<_> = bench.wait(bench.store.raws(&ids)).unwrap().into_iter().map(again).collect();
        bench.wait(bench.store.write_generation(next, &read)).unwrap();
        assert_eq!(all(), before, "after {after} are read anew");
        assert_eq!((found("قصف", 7, false).len(), found("قصف", 7, true).len()), (7, 7));
    }
    assert_eq!(after, count as i64);
    bench.assert_clean();
}

/// Old readings go where newer ones take their place: not those that nothing replaces, and not those of whoever asks, overtaken meanwhile.
fn what_is_dropped_is_replaced(make: &dyn Fn() -> Bench) {
    let (bench, pages) = (make(), sample_pages());
    let read_by = |generation| bench.wait(bench.store.read_by(generation)).unwrap();
    bench.take_in(&pages[..6], 6);
    let first = bench.generation();
    let theirs = bench.wait(bench.store.grow("theirs", &engine().pack().versions)).unwrap().id;
    let some: Vec<_> = bench.wait(bench.store.raws(&[1, 2, 3])).unwrap().into_iter().map(again).collect();
    bench.wait(bench.store.write_generation(theirs, &some)).unwrap();
    bench.wait(bench.store.make_current(theirs)).unwrap();
    assert_eq!(bench.wait(bench.store.drop_old_generations(theirs)).unwrap(), 1);
    assert_eq!((read_by(first), read_by(theirs)), (vec![4, 5, 6], vec![1, 2, 3]));
    let own = bench.reprocess_as("own");
    let later = bench.reprocess_as("later");
    assert_eq!(bench.wait(bench.store.drop_old_generations(own)).unwrap(), 1, "theirs");
    assert_eq!((read_by(theirs), read_by(own), read_by(later)), (vec![], vec![1, 2, 3, 4, 5, 6], vec![1, 2, 3, 4, 5, 6]));
    assert_eq!(bench.wait(bench.store.generation_of("own")).unwrap().map(|row| row.id), Some(own));
    assert_eq!(bench.wait(bench.store.drop_old_generations(later)).unwrap(), 1, "now its turn has come");
    assert_eq!((read_by(own), bench.wait(bench.store.generation_of("own")).unwrap()), (vec![], None));
    assert_eq!(bench.wait(bench.store.current()).unwrap().unwrap().id, later);
    bench.assert_clean();
}

/// Two who have packs of their own write the same store in turn: nobody's readings are thrown away, what readers see changes only by a
/// rebuild, and who was overtaken by one is told.
fn packs_take_turns(make: &dyn Fn() -> Bench) {
    let (bench, pages) = (make(), sample_pages());
    let grow = |version: &str| bench.wait(bench.store.grow(version, &engine().pack().versions)).unwrap().id;
    let job = bench.wait(bench.store.begin_job("ingest")).unwrap();
    let write = |generation, pages: &[Incoming]| bench.wait(bench.store.write(job, generation, pages));
    let read_by = |generation| bench.wait(bench.store.read_by(generation)).unwrap();
    let ours = grow("ours");
    write(ours, &pages[..3]).unwrap();
    let theirs = grow("theirs");
    write(theirs, &pages[3..5]).unwrap();
    assert_eq!((grow("ours"), grow("theirs")), (ours, theirs));
    write(ours, &pages[5..6]).unwrap();
    let third = grow("third");
    write(third, &pages[6..7]).unwrap();
    assert_eq!((read_by(ours), read_by(theirs), read_by(third)), (vec![1, 2, 3, 6], vec![4, 5], vec![7]));
    assert_eq!(bench.wait(bench.store.stats()).unwrap().articles, 4);
    bench.assert_clean();
    // With three generations in the index, a search still finds all that readers see.
    let query = Query::parse("حمص").unwrap();
    let says = |pages: &[Incoming]| pages.iter().filter(|page| page.reading.article.text.contains("حمص")).count();
    let hits = bench.wait(bench.store.search(&query, Wanted { limit: 50, claims: false })).unwrap().len();
    assert!(hits >= says(&[&pages[..3], &pages[5..6]].concat()) && hits <= 4, "{hits}");
    bench.reprocess_as("theirs");
    let overtaken = write(ours, &pages[7..8]).unwrap_err();
    assert!(overtaken.code == "E0726" && overtaken.hint.is_some(), "{overtaken}");
    assert_eq!(bench.wait(bench.store.extent()).unwrap().0, 7);
    assert_eq!(bench.wait(bench.store.drop_old_generations(theirs)).unwrap(), 2);
    assert_eq!(write(third, &pages[7..8]).unwrap_err().code, "E0726");
    assert_eq!(bench.wait(bench.store.make_current(third)).unwrap_err().code, "E0726");
    let anew = grow("third");
    assert!(anew != third, "a generation that was dropped does not grow again");
    assert_eq!(bench.wait(bench.store.current()).unwrap().unwrap().id, theirs);
    assert_eq!(bench.wait(bench.store.stats()).unwrap().articles, 7);
    bench.assert_clean();
}

/// A check sees one moment, whatever others write, rebuild and delete meanwhile.
fn checks_while_others_write(make: &dyn Fn() -> Bench) {
    let bench = make();
    bench.take_in(&sample_pages(), 20);
    let reader = bench.wait(Store::open_with(&bench.location, Mode::Read, QUICK)).unwrap();
    let done = AtomicBool::new(false);
    let looks = std::thread::scope(|scope| {
        let checker = scope.spawn(|| {
            let mut looks = 0;
            while !done.load(Ordering::Relaxed) || looks == 0 {
                let checks = bench.wait(reader.verify()).unwrap();
                let wrong: Vec<String> = checks.iter().flat_map(|check| &check.findings).map(ToString::to_string).collect();
                assert_eq!(wrong, Vec::<String>::new());
                looks += 1;
            }
            looks
        });
        for round in 0..6 {
            bench.take_in(&(round * 40..round * 40 + 40).map(|n| record(&invented(n))).collect::<Vec<_>>(), 3);
            let own = bench.reprocess_as(&format!("round {round}"));
            let found = bench.wait(bench.store.find(&format!("paper-{}", round * 40))).unwrap();
            bench.wait(bench.store.forget(&found, "request 1")).unwrap();
            bench.wait(bench.store.drop_old_generations(own)).unwrap();
        }
        done.store(true, Ordering::Relaxed);
        checker.join().unwrap()
    });
    assert!(looks > 0);
}

/// The bytes of one document are damaged: the others are there as before.
fn one_damaged_document(make: &dyn Fn() -> Bench) {
    let (bench, pages) = (make(), sample_pages());
    bench.take_in(&pages, 20);
    bench.wait(bench.store.tamper("UPDATE blob SET size = size + 1 WHERE sha256 = (SELECT raw FROM document WHERE id = 3)")).unwrap();
    bench.wait(bench.store.tamper("DELETE FROM blob WHERE sha256 = (SELECT raw FROM document WHERE id = 4)")).unwrap();
    let held = bench.wait(bench.store.raws(&(1..=17).collect::<Vec<_>>())).unwrap();
    assert_eq!(held.len(), 17);
    let wrong: Vec<(i64, &str)> = held.iter().filter_map(|(id, held)| held.as_ref().err().map(|error| (*id, error.code))).collect();
    assert_eq!(wrong, [(3, "E0740"), (4, "E0743")]);
}
