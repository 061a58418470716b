//! What is read in sentences written for the purpose, with the packs of the repository.

#![allow(clippy::unwrap_used)]

mod agents;
mod attribution;
mod beside;
mod coming;
mod company;
mod counts;
mod dates;
mod days;
mod detection;
mod doers;
mod doubt;
mod events;
mod located;
mod missed;
mod modality;
mod names;
mod origins;
mod parties;
mod places;
mod precision;
mod probed;
mod several;
mod sites;
mod sources;
mod speakers;
mod speech;
mod subject_of;
mod subjects;
mod supposed;
mod tellers;
mod told;
mod unheard;
mod unreal;
mod voices;
mod whereabouts;
mod whole;
mod whom;

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

/// The claims of a text of one paragraph.
fn claims(text: &str) -> Vec<Claim> {
    isnad_annotate::annotate(&article(text), pack()).claims
}

/// An article of one paragraph.
fn article(text: &str) -> Article {
    let text: Arc<str> = text.into();
    let mut article = Article::new("test".into(), Outlet::default(), None, text.clone());
    article.blocks.push(Block { kind: BlockKind::Paragraph, span: Span::new(0, text.len()), reason: String::new() });
    article
}
