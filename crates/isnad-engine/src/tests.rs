use super::*;
use crate::extract::Outcome;
use isnad_fuse::Options;

fn overlay(files: &[(&str, &str)]) -> tempfile::TempDir {
    let folder = tempfile::tempdir().unwrap();
    for (path, text) in files {
        let path = folder.path().join(path);
        std::fs::create_dir_all(path.parent().unwrap()).unwrap();
        std::fs::write(path, text).unwrap();
    }
    folder
}

const OUTLETS: &str = "id\tname_ar\tname_en\thosts\taliases\tcountry\tkind\tstance_of\n";

#[test]
fn the_embedded_packs_are_there_and_a_folder_lies_over_them() {
    let (engine, _) = Engine::new(None);
    assert!(engine.pack().page_cues.len() > 100);
    assert!(engine.pack().outlet("aljazeera.net").is_some());

    let folder = overlay(&[("source/mine/outlets.tsv", &format!("{OUTLETS}mine\tصحيفة التل\tAl-Tall\ttall.example\t-\t-\tnewspaper\t-\n"))]);
    let (engine, _) = Engine::new(Some(folder.path()));
    assert!(engine.pack().outlet("tall.example").is_some(), "added");
    assert!(engine.pack().outlet("aljazeera.net").is_some(), "the others stay");

    let folder = overlay(&[("source/arabic-press/outlets.tsv", &format!("{OUTLETS}mine\tصحيفة التل\tAl-Tall\ttall.example\t-\t-\tnewspaper\t-\n"))]);
    let (engine, _) = Engine::new(Some(folder.path()));
    assert!(engine.pack().outlet("aljazeera.net").is_none(), "replaced");
}

#[test]
fn a_folder_that_is_not_there_is_a_diagnostic_and_the_embedded_packs_stand() {
    let (engine, diagnostics) = Engine::new(Some(Path::new("/nowhere/at/all")));
    assert_eq!(diagnostics[0].code, "E0121");
    assert!(!engine.pack().page_cues.is_empty());
}

#[test]
fn an_error_in_a_pack_has_file_line_and_column_and_the_rest_loads() {
    let folder = overlay(&[(
        "source/mine/outlets.tsv",
        &format!("{OUTLETS}a\tصحيفة التل\tone\ttwo\tthree\tfour\tfive\tsix\tseven\nmine\tصحيفة التل\tAl-Tall\ttall.example\n"),
    )]);
    let checked = check::check(Some(folder.path()));
    assert_eq!(checked.diagnostics.len(), 1, "{:?}", checked.diagnostics);
    let diagnostic = &checked.diagnostics[0];
    assert_eq!((diagnostic.subject.as_str(), diagnostic.position.map(|(line, _)| line)), ("source/mine/outlets.tsv", Some(2)));
    assert!(diagnostic.hint.is_some());
    assert!(Engine::new(Some(folder.path())).0.pack().outlet("tall.example").is_some());
}

#[test]
fn a_type_that_nobody_knows_is_refused_with_its_line_and_the_record_stands() {
    let frames = "lemma\ttype\tsubj\tobj\tpreps\tneeds\texample\nانسحب\tvanish\tactor\t-\tمن=place\t-\tانسحب الجيش من البلدة\n";
    let folder = overlay(&[
        ("lang/ar/frames/verbs-mine.tsv", frames),
        ("pages/a.txt", "نشر في 06-12-2024\n\nقال المرصد السوري لحقوق الإنسان إن الجيش السوري انسحب من مدينة حمص يوم الجمعة."),
    ]);
    let (engine, diagnostics) = Engine::new(Some(folder.path()));
    let [diagnostic] = diagnostics.as_slice() else { panic!("{diagnostics:?}") };
    let (line, column) = diagnostic.position.unwrap();
    assert_eq!((diagnostic.subject.as_str(), line, column), ("lang/ar/frames/verbs-mine.tsv", 2, 7));
    assert!(diagnostic.message.contains("vanish") && diagnostic.hint.is_some(), "{diagnostic:?}");
    let collection = engine.collect(&[folder.path().join("pages").to_string_lossy().into_owned()], |_| {});
    let record = engine.record(&collection, &Options::default());
    assert!(record.events.iter().any(|event| event.event_type.name() == "withdraw"), "the packs' own row stands");
}

/// Forty records, every seventh of them broken.
fn records() -> String {
    let line = |n: usize| match n % 7 {
        3 => "{broken".to_owned(),
        _ => format!("{{\"id\": \"r{n}\", \"text\": \"أعلن الجيش انسحابه من القرية رقم {n} صباح اليوم.\"}}"),
    };
    (0..40).map(line).collect::<Vec<_>>().join("\n")
}

#[test]
fn two_workers_keep_the_order_of_the_input() {
    let folder = overlay(&[("records.jsonl", &records())]);
    let (engine, _) = Engine::new(None);
    let inputs = [folder.path().join("records.jsonl").to_string_lossy().into_owned()];
    let mut extract = engine.extract(&inputs);
    let shown: Vec<String> = extract
        .by_ref()
        .map(|outcome| match outcome {
            Outcome::Article(one) => one.article.source,
            Outcome::Reject(diagnostic) => format!("{} at {}", diagnostic.code, diagnostic.position.unwrap().0),
        })
        .collect();
    let expect: Vec<String> = (0..40).map(|n| if n % 7 == 3 { format!("E0220 at {}", n + 1) } else { format!("r{n}") }).collect();
    assert_eq!(shown, expect);
    let counts = extract.counts();
    assert_eq!((counts.documents, counts.rejected), (34, 6));
}

#[test]
fn a_stream_that_is_dropped_halfway_ends_its_workers() {
    let folder = overlay(&[("records.jsonl", &records())]);
    let (engine, _) = Engine::new(None);
    let inputs = [folder.path().join("records.jsonl").to_string_lossy().into_owned()];
    assert!(engine.extract(&inputs).nth(2).is_some());
}

#[test]
fn the_order_of_inputs_leaves_no_trace_in_the_record() {
    let page = |name: &str, text: &str| (name.to_owned(), text.to_owned());
    let pages = [
        page("a.txt", "أعلن المرصد السوري لحقوق الإنسان أن الجيش السوري انسحب من مدينة حمص يوم الجمعة."),
        page("b.txt", "نفت وزارة الدفاع السورية انسحاب الجيش من مدينة حمص."),
        page("c.txt", "نشر في 06-12-2024\n\nقال المرصد السوري لحقوق الإنسان إن 704 أشخاص قتلوا منذ بدء الهجوم."),
    ];
    let files: Vec<(&str, &str)> = pages.iter().map(|(name, text)| (name.as_str(), text.as_str())).collect();
    let folder = overlay(&files);
    let (engine, _) = Engine::new(None);
    let record = |order: [usize; 3]| {
        let inputs: Vec<String> = order.iter().map(|at| folder.path().join(&pages[*at].0).to_string_lossy().into_owned()).collect();
        let collection = engine.collect(&inputs, |_| {});
        format!("{:?}", engine.record(&collection, &Options::default()))
    };
    let first = record([0, 1, 2]);
    let mut memory = record::Memory::default();
    for some in [&[1][..], &[1, 0], &[0, 1, 2]] {
        let inputs: Vec<String> = some.iter().map(|at| folder.path().join(&pages[*at].0).to_string_lossy().into_owned()).collect();
        let collection = engine.collect(&inputs, |_| {});
        let again = format!("{:?}", engine.record_again(&mut memory, &collection, &Options::default()));
        assert_eq!(again, format!("{:?}", engine.record(&collection, &Options::default())), "one more at a time");
    }
    for order in [[2, 1, 0], [1, 0, 2], [2, 0, 1]] {
        assert_eq!(record(order), first);
    }
}

#[test]
fn a_memory_sees_what_has_changed_gone_or_come_back_and_what_another_view_shows() {
    use std::sync::Arc;
    let day = |n: usize| format!("2024-12-{:02}T10:00:00+03:00", 1 + n % 9);
    let text = |n: usize| {
        let town = ["حمص", "حماة", "درعا"][n % 3];
        format!("قالت وزارة الدفاع السورية إن {} أشخاص قتلوا في قصف على مدينة {town} الجمعة. ورقة {n}.", 3 + n)
    };
    let line = |n: usize| {
        let (url, day, text) = (format!("https://paper.example/{}", n / 2), day(n), text(n));
        format!(r#"{{"id": "p-{n}", "url": "{url}", "outlet": "paper", "published_at": "{day}", "text": "{text}"}}"#)
    };
    let lines: Vec<String> = (0..16).map(line).collect();
    let folder = overlay(&[("pages.jsonl", &lines.join("\n"))]);
    let (engine, _) = Engine::new(None);
    let all = engine.collect(&[folder.path().join("pages.jsonl").to_string_lossy().into_owned()], |_| {});
    let mut memory = record::Memory::default();
    let mut check = |collection: &record::Collection, options: &Options, what: &str| {
        let again = format!("{:?}", engine.record_again(&mut memory, collection, options));
        assert_eq!(again, format!("{:?}", engine.record(collection, options)), "{what}");
    };
    let (every, past) = (Options::default(), Options { as_of: isnad_model::Stamp::parse("2024-12-05"), ..Options::default() });
    let mut some = record::Collection { articles: all.articles[..9].to_vec(), ..record::Collection::default() };
    check(&some, &every, "some");
    check(&all, &every, "all");
    check(&all, &past, "as of a day");
    check(&all, &every, "all again");
    check(&some, &every, "some are gone");
    // The same id, told otherwise: of another day, under another headline.
    for (at, one) in some.articles.iter_mut().enumerate().take(4) {
        let mut other = extract::Extracted::new(one.article.clone(), one.annotation.clone(), Vec::new());
        other.article.title = Some("عنوان آخر".into());
        other.article.published_at = isnad_model::Stamp::parse(&day(at + 4));
        *one = Arc::new(other);
        check(&record::Collection { articles: all.articles.clone(), ..record::Collection::default() }, &every, "as before");
    }
    check(&some, &every, "told otherwise");
    check(&all, &every, "come back");
}

/// What comes of one file with this content.
fn read_one(name: &str, bytes: &[u8], packs: Option<&Path>) -> extract::Extracted {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join(name);
    std::fs::write(&path, bytes).unwrap();
    let (engine, _) = Engine::new(packs);
    let outcome = engine.extract(&[path.to_string_lossy().into_owned()]).next();
    match outcome {
        Some(Outcome::Article(one)) => *one,
        other => panic!("{other:?}"),
    }
}

const PAGE: &str = "<html><head><link rel=canonical href='https://a.example/1'></head><body><h1>انسحاب الجيش السوري من حمص</h1>\
    <p>أعلن المرصد السوري لحقوق الإنسان أن الجيش السوري انسحب من مدينة حمص يوم الجمعة.</p>\
    <p>تابعوا كل جديد عبر نافذتنا.</p><p>وقال سكان إن الحركة عادية في المدينة منذ الصباح.</p></body></html>";

#[test]
fn the_bytes_of_a_claim_are_found_in_the_page_in_any_encoding() {
    let legacy = encoding_rs::WINDOWS_1256.encode(PAGE).0.into_owned();
    for bytes in [PAGE.as_bytes().to_vec(), legacy] {
        let one = read_one("a.html", &bytes, None);
        let claim = one.annotation.claims.iter().find(|claim| claim.parts.position == isnad_model::Position::Body).unwrap();
        let block = one.article.blocks.iter().position(|block| block.span.contains(claim.evidence)).unwrap();
        let raw = &bytes[one.article.raw[block].clone()];
        let text = one.article.blocks[block].span.slice(&one.article.text);
        assert!(raw == text.as_bytes() || raw == &*encoding_rs::WINDOWS_1256.encode(text).0);
    }
}

#[test]
fn a_page_in_another_language_is_kept_and_not_read() {
    let one = read_one("a.html", "<h1>The bridge</h1><p>The army withdrew from the city of Homs on Friday, residents said.</p>".as_bytes(), None);
    assert_eq!((one.article.language.as_str(), one.annotation.claims.len()), ("en", 0));
    assert_eq!(one.notices.last().map(|notice| notice.code), Some("N0240"));
    assert_eq!(one.article.body().count(), 1);
}

#[test]
fn a_site_whose_classes_mislead_is_mended_by_rows() {
    let other = "<div class=storyline><p>قالت مديرية الزراعة إن محصول الزيتون هذا الموسم بلغ 42 ألف طن، وهو الأعلى منذ سنوات.</p></div>";
    let page = format!(
        "<head><link rel=canonical href=https://www.b.example/1></head><h1>حمص</h1><div class=txt-teaser><p>أعلن المرصد السوري لحقوق الإنسان \
         مقتل 12 مدنيا في مدينة حمص يوم الجمعة، وقال إن بينهم طفلين وامرأة، وإن القصف لم يتوقف حتى المساء.</p></div>{other}{other}"
    );
    let rows = "cue\tkind\ntxt-teaser\tclass:body@b.example\nstoryline\tclass:related@b.example\n";
    let packs = overlay(&[("source/mine/page-cues.tsv", rows)]);
    let body = |packs: Option<&Path>| {
        let one = read_one("a.html", page.as_bytes(), packs);
        one.article.body().map(|block| block.span.slice(&one.article.text).split(' ').next().unwrap_or("").to_owned()).collect::<Vec<_>>()
    };
    assert_eq!(body(None), ["قالت", "قالت"]);
    assert_eq!(body(Some(packs.path())), ["أعلن"]);
}

#[test]
fn two_states_of_a_page_are_told_apart() {
    let page = |toll: &str, said: &str| {
        format!(
            "<h1>حمص</h1><p>أعلن المرصد السوري لحقوق الإنسان مقتل {toll} مدنيا في مدينة حمص يوم الجمعة.</p><p>{said} الجيش السوري انسحب من مدينة حمص.</p>"
        )
    };
    let state = |hour: u8, html: String| {
        let from = ["", "/", "?utm_source=feed", "#top"][usize::from(hour) % 4];
        format!("{{\"url\": \"https://a.example/1{from}\", \"published_at\": \"2024-12-06T{hour:02}:00:00Z\", \"html\": {html:?}}}\n")
    };
    let records =
        [state(12, page("20", "قال شهود إن")), state(10, page("12", "قال المرصد السوري لحقوق الإنسان إن")), state(14, page("20", "قال شهود إن"))];
    let folder = overlay(&[("r.jsonl", &records.concat())]);
    let (engine, _) = Engine::new(None);
    let collection = engine.collect(&[folder.path().join("r.jsonl").to_string_lossy().into_owned()], |_| {});
    let chains = revisions::chains(&collection.articles);
    assert_eq!((chains.len(), chains[0].states.len()), (1, 2), "a state that says nothing new is none");
    let change = &chains[0].changes[0];
    let told: Vec<(&str, Vec<&str>)> = change.told_otherwise.iter().map(|(old, _, what)| (old.parts.event_type.name(), what.clone())).collect();
    assert!(told.iter().any(|(kind, what)| *kind == "killed" && what == &["number_raised"]), "{told:?}");
    assert!(told.iter().any(|(kind, what)| *kind == "withdraw" && what == &["attribution"]), "{told:?}");
    assert_eq!((change.added.len(), change.removed.len(), change.vanished.len()), (2, 2, 0));
    let record = engine.record(&collection, &Options::default());
    assert_eq!(record.revisions.len(), 1);
    let told = &record.revisions[0].changes[0].told_otherwise;
    let raised = told.iter().find(|one| one.what.contains(&"number_raised")).expect("the toll was raised");
    let value = |id| record.claims.iter().find(|row| row.claim.id == id).and_then(|row| row.claim.parts.quantity.as_ref()).map(|q| q.value);
    assert_eq!((value(raised.before.clone()), value(raised.after.clone())), (Some(12), Some(20)));
}

#[test]
fn a_view_at_a_time_shows_a_page_as_it_was_then() {
    let state = |hour: u8, toll: &str| {
        let html = format!("<h1>حمص</h1><p>أعلن المرصد السوري لحقوق الإنسان مقتل {toll} مدنيا في مدينة حمص يوم الجمعة.</p>");
        let head = format!(
            "WARC/1.0\r\nWARC-Type: resource\r\nWARC-Target-URI: https://a.example/2024/12/06/1\r\nWARC-Date: 2024-12-06T{hour:02}:00:00Z\r\n"
        );
        format!("{head}Content-Type: text/html\r\nContent-Length: {}\r\n\r\n{html}\r\n\r\n", html.len())
    };
    let folder = overlay(&[("a.warc", &[state(10, "12"), state(15, "20")].concat())]);
    let (engine, _) = Engine::new(None);
    let collection = engine.collect(&[folder.path().join("a.warc").to_string_lossy().into_owned()], |_| {});
    let tolls = |as_of: Option<&str>| {
        let options = Options { as_of: as_of.and_then(isnad_model::Stamp::parse), ..Options::default() };
        let record = engine.record(&collection, &options);
        let mut values: Vec<u64> = record.claims.iter().filter_map(|row| row.claim.parts.quantity.as_ref()).map(|quantity| quantity.value).collect();
        values.sort_unstable();
        values
    };
    assert_eq!(tolls(None), [12, 20]);
    assert_eq!(tolls(Some("2024-12-06T12:00:00Z")), [12]);
}
