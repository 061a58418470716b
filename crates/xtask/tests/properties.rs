//! What must hold for every text: the two sides are treated alike, results depend on nothing but the inputs, no bytes make it fail.

use isnad_engine::Engine;
use isnad_engine::extract::{Extracted, Outcome};
use isnad_engine::record::Collection;
use isnad_fuse::Options;
use isnad_model::{Claim, EntityRef, Stamp};
use proptest::prelude::*;
use std::io::Write as _;
use std::process::{Command, Stdio};
use std::sync::LazyLock;
use xtask::cases::names::Names;
use xtask::workspace;

static ENGINE: LazyLock<Engine> = LazyLock::new(|| Engine::new(Some(&workspace::root().join("samples/packs"))).0);

/// Pairs of enemies whose names take the same agreement, so that a swap leaves a sentence grammatical.
const SIDES: [[&str; 2]; 4] = [
    ["الجيش الروسي", "الجيش الأوكراني"],
    ["قوات الدعم السريع", "قوات سوريا الديمقراطية"],
    ["الجيش الإسرائيلي", "حزب الله"],
    ["هيئة تحرير الشام", "حركة حماس"],
];

/// Sentences about both sides; `P` is a place, `N` a number. The first word of each list agrees with the masculine, the second with the feminine.
const SENTENCES: [[&str; 2]; 12] = [
    ["سيطر A على مدينة P بعد معارك مع B.", "سيطرت A على مدينة P بعد معارك مع B."],
    ["أعلن A أن B انسحب من مدينة P.", "أعلنت A أن B انسحبت من مدينة P."],
    ["نفى A انسحاب B من مدينة P.", "نفت A انسحاب B من مدينة P."],
    ["قال A إن B قتل N مدنياً في مدينة P.", "قالت A إن B قتلت N مدنياً في مدينة P."],
    ["قد يسيطر A على مدينة P إذا انسحب B.", "قد تسيطر A على مدينة P إذا انسحبت B."],
    ["لم يدخل A مدينة P، بحسب B.", "لم تدخل A مدينة P، بحسب B."],
    ["دارت اشتباكات بين A وB قرب مدينة P.", "دارت اشتباكات بين A وB قرب مدينة P."],
    ["شن A غارات على مواقع B في مدينة P.", "شنت A غارات على مواقع B في مدينة P."],
    ["اتهم A B بقصف مدينة P.", "اتهمت A B بقصف مدينة P."],
    ["سيجتمع A مع B في مدينة P الأسبوع المقبل.", "ستجتمع A مع B في مدينة P الأسبوع المقبل."],
    ["أسر A N مقاتلاً من B في مدينة P، وفق ما نقلت رويترز عن A.", "أسرت A N مقاتلاً من B في مدينة P، وفق ما نقلت رويترز عن A."],
    [
        "أفاد المرصد السوري لحقوق الإنسان بأن A سيطر على مدينة P وأن B غادرها.",
        "أفاد المرصد السوري لحقوق الإنسان بأن A سيطرت على مدينة P وأن B غادرتها.",
    ],
];

const PLACES: [&str; 4] = ["حمص", "إدلب", "الرقة", "درعا"];

/// The text with the sides put in.
fn text(sentences: &[usize], pair: usize, place: usize, number: u32, sides: [&str; 2]) -> String {
    let feminine = usize::from(matches!(pair, 1 | 3));
    let filled = sentences.iter().map(|&at| {
        let sentence = SENTENCES[at][feminine].replace('P', PLACES[place]).replace('N', &number.to_string());
        sentence.replace('A', "\u{1}").replace('B', sides[1]).replace('\u{1}', sides[0])
    });
    filled.collect::<Vec<_>>().join(" ")
}

fn extracted(text: &str) -> Extracted {
    let input = isnad_article::TextInput {
        source: "a".into(),
        outlet: Some("sindyan".into()),
        published_at: Some("2024-12-06T12:00:00+03:00".into()),
        text: text.into(),
        ..isnad_article::TextInput::default()
    };
    let article = isnad_article::read_text(input, ENGINE.pack());
    let annotation = isnad_annotate::annotate(&article, ENGINE.pack());
    Extracted { article, annotation, notices: Vec::new() }
}

/// The claim in a form that can be mirrored: ids of sides and their names become A and B.
fn seen_from(claim: &Claim, text: &str, sides: [&[String]; 2], names: [&str; 2]) -> String {
    let side = |entity: &EntityRef| match &*entity.id {
        id if sides[0].iter().any(|known| known == id) => "A".to_owned(),
        id if sides[1].iter().any(|known| known == id) => "B".to_owned(),
        id => id.to_owned(),
    };
    let list = |entities: &[EntityRef]| {
        let mut ids: Vec<String> = entities.iter().map(side).collect();
        ids.sort();
        ids.join(",")
    };
    let parts = &claim.parts;
    let places: Vec<&str> = parts.places.iter().map(|place| &*place.id).collect();
    let chain: Vec<String> = parts.attribution.iter().map(|link| side(&link.source)).collect();
    let words = claim.evidence.slice(text).replace(names[0], "A").replace(names[1], "B");
    format!(
        "{} {} {} actors {} targets {} places {} chain {} number {:?} | {words}",
        parts.event_type.name(),
        parts.polarity.name(),
        parts.modality.name(),
        list(&parts.actors),
        list(&parts.targets),
        places.join(","),
        chain.join(" < "),
        parts.quantity.as_ref().map(|quantity| (quantity.value, quantity.subgroup.clone()))
    )
}

/// The properties would say little over sentences in which nothing is found.
#[test]
fn the_sentences_hold_claims() {
    let empty = |&at: &usize| (0..SIDES.len()).all(|pair| extracted(&text(&[at], pair, 0, 12, SIDES[pair])).annotation.claims.is_empty());
    let silent: Vec<usize> = (0..SENTENCES.len()).filter(empty).collect();
    assert!(silent.len() * 4 <= SENTENCES.len(), "no claim in the sentences {silent:?}");
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 96, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn sides_are_treated_alike(
        sentences in prop::collection::vec(0..SENTENCES.len(), 1..4), pair in 0..SIDES.len(), place in 0..PLACES.len(), number in 3u32..90,
    ) {
        let [a, b] = SIDES[pair];
        let names = Names::of(ENGINE.pack());
        let (of_a, of_b) = (names.entity_ids(a), names.entity_ids(b));
        let one = extracted(&text(&sentences, pair, place, number, [a, b]));
        let other = extracted(&text(&sentences, pair, place, number, [b, a]));
        let seen: Vec<String> = one.annotation.claims.iter().map(|c| seen_from(c, &one.article.text, [&of_a, &of_b], [a, b])).collect();
        let mirrored: Vec<String> = other.annotation.claims.iter().map(|c| seen_from(c, &other.article.text, [&of_b, &of_a], [b, a])).collect();
        prop_assert_eq!(seen, mirrored, "{}", one.article.text);
    }

    #[test]
    fn annotating_twice_gives_the_same(sentences in prop::collection::vec(0..SENTENCES.len(), 1..6), pair in 0..SIDES.len()) {
        let text = text(&sentences, pair, 0, 12, SIDES[pair]);
        let (one, other) = (extracted(&text), extracted(&text));
        prop_assert_eq!(&one.annotation.claims, &other.annotation.claims);
        prop_assert!(one.annotation.claims.iter().all(|claim| !claim.evidence.slice(&one.article.text).is_empty()));
    }

    #[test]
    fn no_bytes_make_it_fail(bytes in prop::collection::vec(fragment(), 0..40), json in any::<bool>()) {
        let bytes: Vec<u8> = bytes.concat();
        let folder = std::env::temp_dir().join(format!("isnad-bytes-{}", std::process::id()));
        std::fs::create_dir_all(&folder).unwrap();
        let path = folder.join(if json { "a.jsonl" } else { "a.txt" });
        std::fs::write(&path, &bytes).unwrap();
        for outcome in ENGINE.extract(&[path.to_string_lossy().into_owned()]) {
            match outcome {
                Outcome::Article(one) => {
                    let wire = isnad_export::extract::extract_json(&one.article, &one.annotation, &one.notices, true);
                    prop_assert!(serde_json::from_str::<serde_json::Value>(&wire).is_ok());
                }
                Outcome::Reject(diagnostic) => prop_assert_ne!(diagnostic.code, "E0900", "{}", diagnostic),
            }
        }
    }
}

/// Bytes as they come: noise, halves of letters, controls, Arabic words, pieces of JSON, other encodings.
fn fragment() -> impl Strategy<Value = Vec<u8>> {
    prop_oneof![
        prop::collection::vec(any::<u8>(), 0..12),
        prop::sample::select(SENTENCES.iter().flatten().map(|sentence| sentence.as_bytes().to_vec()).collect::<Vec<_>>()),
        prop::sample::select(vec![
            "\n\n",
            "\"",
            "«",
            "»",
            "”",
            "“",
            " - ",
            "…",
            "\u{202e}",
            "\u{0640}",
            "\u{064b}",
            "١٫٥",
            "\u{feff}",
            "\0",
            "{\"text\":\"",
            "\"}\n",
            "\\u06"
        ])
        .prop_map(|text| text.as_bytes().to_vec()),
        "\\PC{0,20}".prop_map(String::into_bytes),
        Just(vec![0xd8]),
        Just(vec![0xc7, 0xe1, 0xcc, 0xed, 0xd4, 0x20]),
    ]
}

/// A small deterministic generator: the orders are the same on every run.
struct Shuffle(u64);

impl Shuffle {
    fn next(&mut self, below: usize) -> usize {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (self.0 >> 33) as usize % below
    }

    fn shuffle<T>(&mut self, items: &mut [T]) {
        for at in (1..items.len()).rev() {
            items.swap(at, self.next(at + 1));
        }
    }
}

fn record_text(collection: &Collection, options: &Options) -> String {
    let record = ENGINE.record(collection, options);
    isnad_export::record_json(&record, &ENGINE.pack().versions).to_string()
}

#[test]
fn any_order_gives_the_same_record() {
    let permutations: usize = std::env::var("ISNAD_PERMUTATIONS").ok().and_then(|number| number.parse().ok()).unwrap_or(100);
    let samples = workspace::root().join("samples").to_string_lossy().into_owned();
    let mut collection = ENGINE.collect(&[samples], |_| {});
    assert!(collection.articles.len() >= 12, "the samples are read");
    let views = [Options::default(), Options { as_of: Stamp::parse("2024-12-07T00:00:00+03:00"), without: vec!["un".into()], ..Options::default() }];
    let first: Vec<String> = views.iter().map(|options| record_text(&collection, options)).collect();
    let mut shuffle = Shuffle(7);
    for round in 0..permutations {
        shuffle.shuffle(&mut collection.articles);
        let view = round % views.len();
        assert!(record_text(&collection, &views[view]) == first[view], "permutation {round} gives another record");
    }
}

#[test]
fn any_order_of_inputs_gives_the_same_record() {
    let folder = workspace::root().join("samples");
    let mut inputs: Vec<String> = std::fs::read_dir(&folder)
        .unwrap()
        .flatten()
        .map(|entry| entry.path().to_string_lossy().into_owned())
        .filter(|path| path.ends_with(".txt") || path.ends_with(".jsonl"))
        .collect();
    inputs.sort();
    let text = |inputs: &[String]| record_text(&ENGINE.collect(inputs, |_| {}), &Options::default());
    let first = text(&inputs);
    let mut shuffle = Shuffle(11);
    for _ in 0..4 {
        shuffle.shuffle(&mut inputs);
        assert!(text(&inputs) == first, "the order of the arguments shows in the record");
    }
}

/// The same through the binary itself, where one is built.
#[test]
fn the_binary_survives_noise_on_standard_input() {
    let Ok(isnad) = workspace::isnad_path(false) else { return };
    if !isnad.exists() {
        return;
    }
    let mut noise = Shuffle(3);
    for length in [0, 1, 2, 700, 40_000] {
        let bytes: Vec<u8> = (0..length).map(|_| noise.next(256) as u8).collect();
        let mut child =
            Command::new(&isnad).args(["extract", "--json", "-"]).stdin(Stdio::piped()).stdout(Stdio::null()).stderr(Stdio::piped()).spawn().unwrap();
        // A binary that gives up early closes the pipe.
        let _ = child.stdin.take().unwrap().write_all(&bytes);
        let out = child.wait_with_output().unwrap();
        let said = String::from_utf8_lossy(&out.stderr).into_owned();
        assert!(matches!(out.status.code(), Some(0 | 1 | 3)) && !said.contains("panicked"), "{length} bytes: {} {said}", out.status);
    }
}
