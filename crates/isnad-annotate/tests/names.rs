//! Names: places of several words and in quotation marks, sides by country, titles, nationalities, parties.

use isnad_model::{Article, Block, BlockKind, Claim, Outlet};
use isnad_pack::{Pack, PackFile};
use isnad_text::Span;
use std::path::Path;
use std::sync::{Arc, OnceLock};

fn walk(folder: &Path, base: &Path, out: &mut Vec<PackFile>) {
    let mut paths: Vec<_> = std::fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).collect();
    paths.sort();
    for path in paths {
        if path.is_dir() {
            walk(&path, base, out);
        } else if path.extension().is_some_and(|extension| extension == "tsv") {
            out.push(PackFile {
                path: path.strip_prefix(base).unwrap().to_string_lossy().into(),
                text: std::fs::read_to_string(&path).unwrap().into(),
            });
        }
    }
}

fn pack() -> &'static Pack {
    static PACK: OnceLock<Pack> = OnceLock::new();
    PACK.get_or_init(|| {
        let base = Path::new(concat!(env!("CARGO_MANIFEST_DIR"), "/../../packs"));
        let mut files = Vec::new();
        walk(base, base, &mut files);
        Pack::load(&files).0
    })
}

fn claims(text: &str) -> Vec<Claim> {
    let text: Arc<str> = text.into();
    let mut article = Article::new("test".into(), Outlet::default(), None, text.clone());
    article.blocks.push(Block { kind: BlockKind::Paragraph, span: Span::new(0, text.len()), reason: String::new() });
    isnad_annotate::annotate(&article, pack()).claims
}

/// The first claim's type, actors and places, and its origin.
fn check(text: &str, expected: &str) {
    let all: Vec<String> = claims(text).iter().map(words).collect();
    assert!(all.iter().any(|claim| claim == expected), "{text}\n  wanted {expected}\n  found {all:#?}");
}

fn words(claim: &Claim) -> String {
    let parts = &claim.parts;
    let actors: Vec<&str> = parts.actors.iter().map(|actor| &*actor.name_ar).collect();
    let places: Vec<&str> = parts.places.iter().map(|place| &*place.name_ar).collect();
    let origin = parts.attribution.first().map_or("-", |attribution| &*attribution.source.name_ar);
    format!("{} [{}] @[{}] <{origin}>", parts.event_type.name(), actors.join(", "), places.join(", "))
}

#[test]
fn places() {
    check("حاصر الجيش اليمني معسكر \"واحة النخيل\" في اليمن.", "siege [الجيش اليمني] @[واحة النخيل] <->");
    check("سيطر الجيش اليمني على موقع \"الزغيفر\" بعد معارك في اليمن.", "capture [الجيش اليمني] @[الزغيفر] <->");
    check("سيطر الجيش السوري على قرية أبو زعرور في سوريا.", "capture [الجيش السوري] @[أبو زعرور] <->");
    check("قصف الجيش السوري بلدات في ريفي حماة وإدلب في سوريا.", "shelling [الجيش السوري] @[ريف حماة, إدلب] <->");
    check("قتل ستة أشخاص في انفجار في وسط بلجيكا.", "killed [] @[وسط بلجيكا] <->");
}

#[test]
fn sides() {
    check("سيطر المتمردون على بلدة في محافظة تعز باليمن، وقال الجيش اليمني إن المتمردين انسحبوا منها.", "capture [الحوثيون] @[محافظة تعز] <->");
    check("قصف التحالف مواقع في محافظة صعدة باليمن.", "shelling [التحالف العربي] @[محافظة صعدة] <->");
    check("سيطرت المقاومة الشعبية على مدينة تعز في اليمن.", "capture [المقاومة الشعبية اليمنية] @[تعز] <->");
}

#[test]
fn nationalities() {
    check("شن الطيران السوري والروسي غارات على مدينة إدلب.", "airstrike [سلاح الجو السوري, سلاح الجو الروسي] @[إدلب] <->");
    check("حث الاتحاد الأوروبي روسيا على وقف القصف.", "call [الاتحاد الأوروبي] @[] <الاتحاد الأوروبي>");
    check("أدان الجانب التركي الهجوم.", "condemn [تركيا] @[] <تركيا>");
}

#[test]
fn people_and_bodies() {
    check("اتهم الشيخ سلطان بن غانم المحتجين بالتخريب.", "accuse [سلطان بن غانم] @[] <سلطان بن غانم>");
    check("طلب بنك \"الواحة\" من عملائه تقديم وثائق.", "call [الواحة] @[] <الواحة>");
}
