//! Pages, readings and stores for tests.

use isnad_engine::Engine;
use isnad_engine::extract::{Extracted, Outcome as Read};
use isnad_engine::record::Collection;
use isnad_fuse::Options;
use isnad_model::Raw;
use isnad_store::generation::Generation;
use isnad_store::read::View;
use isnad_store::write::{Incoming, Outcome};
use isnad_store::{Location, Mode, Reading, Runtime, Settings, Store};
use std::path::{Path, PathBuf};
use std::sync::{Arc, OnceLock};
use std::time::Duration;

/// The engine with the packs of the samples; loaded once.
pub fn engine() -> &'static Engine {
    static ENGINE: OnceLock<Engine> = OnceLock::new();
    ENGINE.get_or_init(|| Engine::new(Some(&root().join("samples/packs"))).0)
}

pub fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../..")
}

pub fn samples() -> String {
    root().join("samples").to_string_lossy().into_owned()
}

pub fn read(inputs: &[String]) -> Vec<Incoming> {
    let mut extract = engine().extract(inputs);
    let mut out = Vec::new();
    while let Some((outcome, raw)) = extract.next_with_raw() {
        let Read::Article(one) = outcome else { panic!("{outcome:?}") };
        out.push(Incoming { raw, reading: Reading { article: one.article, annotation: one.annotation } });
    }
    out
}

/// The sample pages, read.
pub fn sample_pages() -> Vec<Incoming> {
    read(&[samples()])
}

/// One record, read.
pub fn record(line: &str) -> Incoming {
    let raw = Raw { bytes: line.as_bytes().to_vec(), form: "record".into(), name: "records.jsonl".into(), place: Some(1) };
    let value: serde_json::Value = serde_json::from_str(line).unwrap();
    let source = value["id"].as_str().unwrap().to_owned();
    let document = isnad_engine::intake::reread(raw, &source).unwrap();
    let intake = isnad_engine::intake::Intake::of(std::iter::once(isnad_engine::intake::Item::Document(Box::new(document))));
    let mut extract = engine().extract_from(intake);
    let (Read::Article(one), raw) = extract.next_with_raw().unwrap() else { panic!("{line}") };
    Incoming { raw, reading: Reading { article: one.article, annotation: one.annotation } }
}

/// The canonical export of readings, as `isnad record --json` prints it.
pub fn export(readings: Vec<Reading>) -> String {
    let extracted = |one: Reading| Arc::new(Extracted { article: one.article, annotation: one.annotation, notices: Vec::new() });
    let mut collection = Collection { articles: readings.into_iter().map(extracted).collect(), ..Collection::default() };
    collection.sort();
    let record = engine().record(&collection, &Options::default());
    let mut bytes = Vec::new();
    isnad_export::record::write_record(&record, &engine().pack().versions, &mut bytes).unwrap();
    String::from_utf8(bytes).unwrap()
}

/// A store to test with.
pub struct Bench {
    pub runtime: Runtime,
    pub store: Store,
    pub location: Location,
    /// Folder of this bench; gone with it.
    pub folder: tempfile::TempDir,
}

pub const QUICK: Settings = Settings { patience: Duration::from_secs(20), statement: Duration::from_secs(60), connections: 4, pages: None };

impl Bench {
    pub fn at(location: Location) -> Bench {
        let runtime = Runtime::new().unwrap();
        let store = runtime.wait(Store::open_with(&location, Mode::Create, QUICK)).unwrap();
        Bench { runtime, store, location, folder: tempfile::tempdir().unwrap() }
    }

    pub fn sqlite() -> Bench {
        let folder = tempfile::tempdir().unwrap();
        let mut bench = Bench::at(Location::file(&folder.path().join("a store.db")));
        bench.folder = folder;
        bench
    }

    pub fn wait<T>(&self, work: impl Future<Output = T>) -> T {
        self.runtime.wait(work)
    }

    pub fn generation(&self) -> Generation {
        self.wait(self.store.grow(&engine().version(), &engine().pack().versions)).unwrap().id
    }

    /// Writes `pages` in batches of `size`.
    pub fn take_in(&self, pages: &[Incoming], size: usize) -> Vec<Outcome> {
        let generation = self.generation();
        let job = self.wait(self.store.begin_job("ingest")).unwrap();
        let write = |batch: &[Incoming]| self.wait(self.store.write(job, generation, batch)).unwrap();
        let outcomes = pages.chunks(size).flat_map(write).collect();
        self.wait(self.store.end_job(job)).unwrap();
        outcomes
    }

    pub fn readings(&self, generation: Option<Generation>, view: &View) -> Vec<Reading> {
        let mut pages = self.store.pages(generation, view).unwrap();
        let mut out = Vec::new();
        loop {
            let page = self.wait(pages.next()).unwrap();
            if page.is_empty() {
                return out;
            }
            out.extend(page.into_iter().filter_map(|one| one.reading));
        }
    }

    pub fn export(&self) -> String {
        export(self.readings(Some(self.generation()), &View::default()))
    }

    /// What `verify` finds wrong.
    pub fn wrong(&self) -> Vec<String> {
        let checks = self.wait(self.store.verify()).unwrap();
        assert_eq!(checks.len(), if self.location.path.is_some() { 7 } else { 6 });
        checks.iter().flat_map(|check| &check.findings).map(ToString::to_string).collect()
    }

    pub fn assert_clean(&self) {
        assert_eq!(self.wrong(), Vec::<String>::new());
    }

    /// Lets all readings be those of another version.
    pub fn reprocess_as(&self, version: &str) -> Generation {
        let generation = self.wait(self.store.grow(version, &engine().pack().versions)).unwrap().id;
        loop {
            let ids = self.wait(self.store.next_unread(generation, 0, 5)).unwrap();
            if ids.is_empty() {
                break;
            }
            let held = self.wait(self.store.raws(&ids)).unwrap();
            let readings: Vec<(i64, Reading)> = held.into_iter().map(again).collect();
            self.wait(self.store.write_generation(generation, &readings)).unwrap();
        }
        self.wait(self.store.make_current(generation)).unwrap();
        generation
    }
}

/// A kept document, read anew.
pub fn again((document, held): (i64, isnad_store::Result<isnad_store::read::Held>)) -> (i64, Reading) {
    let held = held.unwrap();
    (document, reread(held.raw, &held.source))
}

pub fn reread(raw: Raw, source: &str) -> Reading {
    let document = isnad_engine::intake::reread(raw, source).unwrap();
    let intake = isnad_engine::intake::Intake::of(std::iter::once(isnad_engine::intake::Item::Document(Box::new(document))));
    let Some(Read::Article(one)) = engine().extract_from(intake).next() else { panic!("{source}") };
    Reading { article: one.article, annotation: one.annotation }
}

const TOWNS: [&str; 8] = ["حمص", "حماة", "درعا", "إدلب", "حلب", "دير الزور", "الرستن", "تدمر"];
const SPEAKERS: [&str; 4] = ["المرصد السوري لحقوق الإنسان", "وزارة الدفاع السورية", "الأمم المتحدة", "مصدر عسكري"];

/// The `n`th invented record: different from every other, some of them about the same.
pub fn invented(n: usize) -> String {
    let (town, speaker) = (TOWNS[n % TOWNS.len()], SPEAKERS[n / 3 % SPEAKERS.len()]);
    let (day, dead) = (1 + n % 28, 3 + n % 90);
    let text = format!(
        "قال {speaker} إن {dead} مدنياً قتلوا في قصف على مدينة {town} يوم الجمعة. وأضاف أن القوات الحكومية انسحبت من أطراف المدينة، \
         ونفى متحدث ذلك. هذه الورقة رقمها {n}."
    );
    let url = format!("https://paper.example/{n}");
    let published = format!("2024-11-{day:02}T10:00:00+03:00");
    serde_json::json!({"id": format!("paper-{n}"), "url": url, "title": format!("قصف على {town} رقم {n}"), "published_at": published, "text": text})
        .to_string()
}
