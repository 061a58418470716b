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
    let mut memory = isnad_lineage::Memory::default();
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
