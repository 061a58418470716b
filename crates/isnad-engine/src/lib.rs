//! The facade: packs in, inputs in, articles with their claims and records out. Stages run in order; results do not depend on
//! threads or on the order of inputs.

pub mod check;
pub mod extract;
pub mod learn;
pub mod packs;
pub mod record;
pub mod revisions;
pub mod rules;

pub use isnad_annotate::trace;
pub use isnad_article::TextInput;
pub use isnad_intake as intake;
use isnad_intake::{Intake, Limits};
use isnad_model::{Annotation, Article, Diagnostic};
use isnad_pack::Pack;
use std::path::Path;
use std::sync::Arc;

/// Hash of the sources that turn bytes into claims.
const CODE: &str = include_str!(concat!(env!("OUT_DIR"), "/code"));

/// Compiled packs, ready to run.
pub struct Engine {
    pack: Arc<Pack>,
    limits: Limits,
}

impl Engine {
    /// The embedded packs with the files of `overlay` laid over them (same path replaces, new ones are added), and what is wrong
    /// in them. An overlay that cannot be read is a diagnostic, and the embedded packs stand.
    pub fn new(overlay: Option<&Path>) -> (Engine, Vec<Diagnostic>) {
        let (files, mut diagnostics) = packs::files(overlay);
        let (pack, of_pack) = Pack::load(&files);
        diagnostics.extend(of_pack);
        (Engine { pack: Arc::new(pack), limits: Limits::default() }, diagnostics)
    }

    /// The engine with other bounds on what it reads into memory.
    pub fn with_limits(self, limits: Limits) -> Engine {
        Engine { limits, ..self }
    }

    /// The packs.
    pub fn pack(&self) -> &Pack {
        &self.pack
    }

    /// The article that a page as text holds.
    pub fn read_text(&self, input: TextInput) -> Article {
        isnad_article::read_text(input, &self.pack)
    }

    /// The claims of an article, with what every pass saw in it.
    pub fn trace(&self, article: &Article) -> (Annotation, Vec<trace::Mark>) {
        isnad_annotate::annotate_traced(article, &self.pack)
    }

    /// The documents of `inputs`, not yet annotated.
    pub fn intake(&self, inputs: &[String]) -> Intake {
        Intake::new(inputs, self.limits)
    }

    /// Every article of `intake` with its annotation, in its order, rejects in between.
    pub fn extract_from(&self, intake: Intake) -> extract::Extract {
        extract::Extract::new(self.pack.clone(), intake)
    }

    /// What a reading depends on beside its bytes: the code that reads, and every pack. Equal versions read alike.
    pub fn version(&self) -> String {
        let packs = self.pack.versions.iter().flat_map(|(name, version)| [name.as_str(), version.as_str()]);
        let parts: Vec<&str> = std::iter::once(CODE).chain(packs).collect();
        isnad_model::ids::digest(&parts)[..16].to_owned()
    }

    /// Every article of `inputs` (paths, folders, `-`) with its annotation, in input order, rejects in between.
    pub fn extract(&self, inputs: &[String]) -> extract::Extract {
        extract::Extract::new(self.pack.clone(), Intake::new(inputs, self.limits))
    }
}

#[cfg(test)]
mod tests;
