//! Tools for those who write rows: the one form of pack files, and a row tried on sentences before it is taken in.

use crate::packs;
use isnad_article::TextInput;
use isnad_model::{Claim, Diagnostic};
use isnad_pack::table::did_you_mean;
use isnad_pack::{Pack, PackFile};
use std::path::Path;

/// The pack files of a folder that are not in the one form: path, and the text as it should be.
pub fn unformatted(folder: &Path) -> (Vec<(String, String)>, Vec<Diagnostic>) {
    let mut diagnostics = Vec::new();
    let files = packs::folder_files(folder, &mut diagnostics);
    let tables = files.into_iter().filter(|file| file.path.ends_with(".tsv"));
    let other = tables.map(|file| (isnad_pack::format::format(&file.text), file)).filter(|(formatted, file)| *formatted != *file.text);
    (other.map(|(formatted, file)| (file.path, formatted)).collect(), diagnostics)
}

/// A row to be tried.
#[derive(Clone, Debug, Default)]
pub struct NewRow<'a> {
    /// Path of its table, without ending (`lang/ar/frames/verbs`); its last parts are enough.
    pub table: &'a str,
    /// Column and value.
    pub cells: &'a [(&'a str, &'a str)],
    /// A sentence that the row should read.
    pub example: &'a str,
    /// A sentence like it that the row should leave alone.
    pub counter: &'a str,
}

/// What a row does.
#[derive(Clone, Debug)]
pub struct Tried {
    /// The file it belongs to.
    pub file: String,
    /// The line with the names of the columns, and the row.
    pub columns: String,
    /// The row as a line.
    pub row: String,
    /// What is wrong with it.
    pub diagnostics: Vec<Diagnostic>,
    /// Claims of the example without and with the row.
    pub example: [Vec<String>; 2],
    /// Claims of the counter-example without and with the row.
    pub counter: [Vec<String>; 2],
}

impl Tried {
    /// Whether the example is read otherwise, the counter-example is not, and nothing is wrong.
    pub fn holds(&self) -> bool {
        self.diagnostics.is_empty() && self.example[0] != self.example[1] && self.counter[0] == self.counter[1]
    }
}

/// Tries a row: the packs without and with it read both sentences. A diagnostic when there is no such table or column.
pub fn try_row(overlay: Option<&Path>, new: &NewRow<'_>) -> Result<Tried, Diagnostic> {
    let (mut files, _) = packs::files(overlay);
    let path = format!("{}.tsv", new.table.trim_end_matches(".tsv"));
    let known: Vec<String> = files.iter().map(|file| file.path.clone()).collect();
    let Some(at) = files.iter().position(|file| file.path == path || file.path.ends_with(&format!("/{path}"))) else {
        let tables: Vec<&str> = known.iter().filter_map(|path| path.strip_suffix(".tsv")).filter(|path| !path.contains("/choice/")).collect();
        let given = new.table.trim_end_matches(".tsv");
        let hint =
            did_you_mean(given, tables.iter().map(|table| tail(table, given))).unwrap_or_else(|| format!("the tables are: {}", tables.join(", ")));
        return Err(complain("E0140", new.table, "there is no such table", hint));
    };
    let columns: Vec<String> =
        files[at].text.lines().find(|line| !line.trim().is_empty() && !line.starts_with('#')).unwrap_or("").split('\t').map(str::to_owned).collect();
    if let Some((column, _)) = new.cells.iter().find(|(column, _)| !columns.iter().any(|own| own == column)) {
        return Err(complain("E0141", column, "the table has no such column", format!("its columns are: {}", columns.join(", "))));
    }
    let cell = |column: &String| match new.cells.iter().find(|(own, _)| own == column) {
        Some((_, value)) => *value,
        None if column == "example" => new.example,
        None => "-",
    };
    let row = isnad_pack::format::format(&columns.iter().map(cell).collect::<Vec<_>>().join("\t")).trim_end().to_owned();
    let (before, _) = Pack::load(&files);
    let lines = files[at].text.lines().count();
    let with = format!("{}\n{row}\n", files[at].text.trim_end_matches('\n'));
    let file = files[at].path.clone();
    files[at] = PackFile { path: file.clone(), text: with.into() };
    let (after, diagnostics) = Pack::load(&files);
    let of_row = |diagnostic: &Diagnostic| diagnostic.subject == file && diagnostic.position.is_some_and(|(line, _)| line >= lines);
    let both = |sentence: &str| [read(&before, sentence), read(&after, sentence)];
    Ok(Tried {
        columns: columns.join("\t"),
        diagnostics: diagnostics.into_iter().filter(of_row).collect(),
        example: both(new.example),
        counter: both(new.counter),
        file,
        row,
    })
}

/// The end of a path, in as many parts as `like` has.
fn tail<'p>(path: &'p str, like: &str) -> &'p str {
    path.rmatch_indices('/').nth(like.matches('/').count()).map_or(path, |(at, _)| &path[at + 1..])
}

/// The claims of one sentence in one line each.
fn read(pack: &Pack, sentence: &str) -> Vec<String> {
    let input = TextInput { source: "example".into(), published_at: Some("2024-12-06".into()), text: sentence.to_owned(), ..TextInput::default() };
    let article = isnad_article::read_text(input, pack);
    let shown = |claim: &Claim| {
        let parts = &claim.parts;
        let list = |items: Vec<&str>| if items.is_empty() { "-".to_owned() } else { items.join(", ") };
        let origin = parts.attribution.first().map_or("own", |link| &*link.source.name_ar);
        let number = parts.quantity.as_ref().map_or_else(|| "-".to_owned(), |quantity| quantity.value.to_string());
        format!(
            "{} | {} | {} | {} | {} | {origin} | {number} | {}",
            parts.event_type.name(),
            parts.polarity.name(),
            parts.modality.name(),
            list(parts.places.iter().map(|place| &*place.name_ar).collect()),
            list(parts.actors.iter().map(|actor| &*actor.name_ar).collect()),
            claim.evidence.slice(&article.text).trim_end_matches('.'),
        )
    };
    isnad_annotate::annotate(&article, pack).claims.iter().map(shown).collect()
}

fn complain(code: &'static str, subject: &str, message: &str, hint: String) -> Diagnostic {
    Diagnostic { code, subject: subject.into(), position: None, message: message.into(), hint: Some(hint) }
}
