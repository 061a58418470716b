//! Tab-separated tables with named columns, read with diagnostics that say file, line, column and remedy.

use isnad_model::Diagnostic;

/// One pack file: its path under `packs/` and its text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PackFile {
    /// `lang/ar/reporting.tsv`
    pub path: String,
    /// Its content.
    pub text: std::borrow::Cow<'static, str>,
}

/// A checked table.
pub struct Table<'a> {
    file: &'a str,
    columns: Vec<&'a str>,
    rows: Vec<(usize, Vec<&'a str>)>,
}

/// One row with access by column name.
#[derive(Clone, Copy)]
pub struct Row<'t, 'a> {
    table: &'t Table<'a>,
    index: usize,
}

impl<'a> Table<'a> {
    /// Reads a table; rows with too many cells, cells that are not plain text, and tables that lack a `required` column are reported and left out.
    pub fn read(file: &'a str, text: &'a str, required: &[&str], diagnostics: &mut Vec<Diagnostic>) -> Self {
        let mut table = Table { file, columns: Vec::new(), rows: Vec::new() };
        for (number, line) in text.lines().enumerate() {
            let line = line.trim_end_matches('\r');
            if line.trim().is_empty() || line.starts_with('#') {
                continue;
            }
            let cells: Vec<&str> = line.split('\t').map(str::trim).collect();
            if table.columns.is_empty() {
                for column in required.iter().filter(|column| !cells.contains(column)) {
                    diagnostics.push(Diagnostic {
                        code: "E0101",
                        subject: file.into(),
                        position: Some((number + 1, 1)),
                        message: format!("the table has no column `{column}`"),
                        hint: Some(format!("the first line must name the columns: {}", required.join(", "))),
                    });
                }
                table.columns = cells;
                continue;
            }
            if cells.len() > table.columns.len() {
                let column = cells[..table.columns.len()].iter().map(|c| c.chars().count() + 1).sum::<usize>() + 1;
                diagnostics.push(Diagnostic {
                    code: "E0102",
                    subject: file.into(),
                    position: Some((number + 1, column)),
                    message: format!("{} cells where the table has {} columns", cells.len(), table.columns.len()),
                    hint: Some("cells are separated by exactly one tab; write `-` for an empty cell".into()),
                });
                continue;
            }
            let needed = required.iter().filter_map(|column| table.columns.iter().position(|c| c == column)).max().map_or(0, |last| last + 1);
            if cells.len() < needed {
                diagnostics.push(Diagnostic {
                    code: "E0102",
                    subject: file.into(),
                    position: Some((number + 1, 1)),
                    message: format!("{} cells where at least {needed} are needed", cells.len()),
                    hint: Some(format!("the columns are: {}", table.columns.join(", "))),
                });
                continue;
            }
            if let Some((column, bad)) = forbidden(line) {
                diagnostics.push(Diagnostic {
                    code: "E0103",
                    subject: file.into(),
                    position: Some((number + 1, column)),
                    message: format!("the character U+{:04X} may not stand in a table", bad as u32),
                    hint: Some("write Arabic without tatweel, vowel marks, presentation forms and direction controls".into()),
                });
                continue;
            }
            table.rows.push((number + 1, cells));
        }
        table
    }

    /// The rows in file order.
    pub fn rows(&self) -> impl Iterator<Item = Row<'_, 'a>> {
        (0..self.rows.len()).map(move |index| Row { table: self, index })
    }
}

/// Tatweel, vowel marks, presentation forms and bidi controls: none may stand in a cell.
fn forbidden(line: &str) -> Option<(usize, char)> {
    line.chars().enumerate().map(|(column, c)| (column + 1, c)).find(|(_, c)| {
        matches!(c, '\u{0640}' | '\u{064B}'..='\u{0652}' | '\u{FB50}'..='\u{FDFF}' | '\u{FE70}'..='\u{FEFE}' | '\u{202A}'..='\u{202E}' | '\u{2066}'..='\u{2069}')
    })
}

impl<'a> Row<'_, 'a> {
    /// The cell under `column`; `""` when it is empty, `-`, or not there.
    pub fn get(&self, column: &str) -> &'a str {
        let Some(at) = self.table.columns.iter().position(|c| *c == column) else { return "" };
        match self.table.rows[self.index].1.get(at).copied().unwrap_or("") {
            "-" => "",
            cell => cell,
        }
    }

    /// The cell as a list.
    pub fn list(&self, column: &str) -> impl Iterator<Item = &'a str> + use<'a> {
        self.get(column).split('|').map(str::trim).filter(|part| !part.is_empty())
    }

    /// Line number, from 1.
    pub fn line(&self) -> usize {
        self.table.rows[self.index].0
    }

    /// A diagnostic about the cell under `column`.
    pub fn complain(&self, column: &str, code: &'static str, message: String, hint: Option<String>) -> Diagnostic {
        let at = self.table.columns.iter().position(|c| *c == column).unwrap_or(0);
        let cells = &self.table.rows[self.index].1;
        let offset = cells[..at.min(cells.len())].iter().map(|c| c.chars().count() + 1).sum::<usize>() + 1;
        Diagnostic { code, subject: self.table.file.into(), position: Some((self.line(), offset)), message, hint }
    }
}

/// A hint that names the nearest of `known` to `word`, if one is near.
pub fn did_you_mean<'k>(word: &str, known: impl Iterator<Item = &'k str>) -> Option<String> {
    known
        .map(|candidate| (strsim::damerau_levenshtein(word, candidate), candidate))
        .filter(|(distance, _)| *distance <= 3)
        .min()
        .map(|(_, candidate)| format!("did you mean `{candidate}`?"))
}

/// The tables by name, as the last parts of a path; what a name begins with may go on (`lexicon/verbs-general.tsv`).
const TABLES: [&str; 35] = [
    "lexicon/verbs.tsv",
    "lexicon/nouns.tsv",
    "lexicon/common.tsv",
    "lexicon/names.tsv",
    "lexicon/readings.tsv",
    "lexicon/topics.tsv",
    "lexicon/classes.tsv",
    "lexicon/adjectives.tsv",
    "frames/verbs.tsv",
    "frames/nouns.tsv",
    "frames/light.tsv",
    "frames/company.tsv",
    "choice/actor.tsv",
    "choice/keep.tsv",
    "choice/place.tsv",
    "choice/told.tsv",
    "choice/vectors.tsv",
    "function.tsv",
    "reporting.tsv",
    "implicatives.tsv",
    "cues.tsv",
    "numbers.tsv",
    "time.tsv",
    "countries.tsv",
    "bodies.tsv",
    "people.tsv",
    "actors.tsv",
    "relations.tsv",
    "unnamed.tsv",
    "labels.tsv",
    "places.tsv",
    "places-extra.tsv",
    "outlets.tsv",
    "agencies.tsv",
    "page-cues.tsv",
];

/// What is wrong with a file whose path is that of no table, with the nearest that there is.
pub fn no_table(path: &str) -> Diagnostic {
    let last = |parts: usize| path.rmatch_indices('/').nth(parts - 1).map_or(path, |(at, _)| &path[at + 1..]);
    let distance = |table: &str| strsim::damerau_levenshtein(last(1 + table.matches('/').count()), table);
    let same_name = |table: &&str| table.rsplit('/').next() == Some(last(1));
    let nearest = TABLES.into_iter().map(|table| (distance(table), table)).filter(|(distance, _)| *distance <= 3).min();
    let hint = match (nearest, TABLES.into_iter().filter(same_name).collect::<Vec<_>>()) {
        (Some((_, table)), _) => format!("did you mean `{table}`?"),
        _ if path.ends_with(".toml") => "what was learned of a site stands in source/NAME/sites/HOST.toml".into(),
        (None, same) if !same.is_empty() => format!("did you mean `{}`?", same.join("` or `")),
        _ => format!("the tables are: {}", TABLES.join(", ")),
    };
    Diagnostic { code: "E0104", subject: path.into(), position: None, message: "no table has this name: not read".into(), hint: Some(hint) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_bad_row_is_named_by_line_and_column_and_the_rest_stands() {
        let mut diagnostics = Vec::new();
        let table = Table::read("t.tsv", "# c\nform\tclass\nفي\tprep\nعلى\tprep\textra\nمـن\tprep\n", &["form", "class"], &mut diagnostics);
        assert_eq!(table.rows().count(), 1);
        let places: Vec<_> = diagnostics.iter().map(|d| d.position).collect();
        assert_eq!(places, [Some((4, 10)), Some((5, 2))]);
    }
    #[test]
    fn a_file_that_is_no_table_is_told_the_nearest() {
        let hint = |path: &str| no_table(path).hint.unwrap();
        assert_eq!(hint("know/mine/plases.tsv"), "did you mean `places.tsv`?");
        assert_eq!(hint("lang/ar/lexicon/verb.tsv"), "did you mean `lexicon/verbs.tsv`?");
        assert_eq!(hint("lang/ar/verbs.tsv"), "did you mean `lexicon/verbs.tsv` or `frames/verbs.tsv`?");
        assert_eq!(hint("lang/ar/frame/verbs.tsv"), "did you mean `frames/verbs.tsv`?");
        assert!(hint("source/x/news.example.toml").contains("sites/HOST.toml"));
        assert!(hint("know/x/weather.tsv").contains("page-cues.tsv"));
    }

    #[test]
    fn every_table_that_is_named_is_read() {
        for table in TABLES {
            let file = PackFile { path: format!("part/pack/{table}"), text: "".into() };
            let (_, diagnostics) = crate::Pack::load(&[file]);
            assert!(diagnostics.iter().all(|diagnostic| diagnostic.code != "E0104"), "{diagnostics:?}");
        }
    }

    #[test]
    fn words_that_no_column_knows_are_named_and_the_rest_is_read() {
        let verbs = "perfect\timperfect\tmasdars\tactive\tpassive\nمنع\tيمنع\tمنع\t-\t-\n";
        let implies = "verb\ttakes\tdoes\tundone\nمنع\tمن\tdenid\thappened\nمنع\tمن\tdenied\thappened\nجهل\tمن\tdenied\topen\n";
        let frames = "lemma\ttype\tsubj\tobj\tpreps\tneeds\texample\ttraits\nمنع\tclose\tactor\tplace\t-\t-\t-\tfire|lastin\n";
        let file = |path: &str, text: &'static str| PackFile { path: path.into(), text: text.into() };
        let files = [file("lang/ar/lexicon/verbs.tsv", verbs), file("lang/ar/implicatives.tsv", implies), file("lang/ar/frames/verbs.tsv", frames)];
        let (pack, diagnostics) = crate::Pack::load(&files);
        let mut said: Vec<_> = diagnostics.iter().map(|d| (d.subject.to_string(), d.code, d.hint.clone().unwrap_or_default())).collect();
        said.sort();
        let expected = [
            ("lang/ar/frames/verbs.tsv", "E0110", "did you mean `lasting`?"),
            ("lang/ar/implicatives.tsv", "E0110", "did you mean `denied`?"),
            ("lang/ar/implicatives.tsv", "E0112", "add its perfect and imperfect to lexicon/verbs.tsv"),
        ];
        assert_eq!(said, expected.map(|(file, code, hint)| (file.to_owned(), code, hint.to_owned())));
        assert_eq!(pack.verbs[0].implies.len(), 1);
        assert_eq!(pack.traits.values().flatten().count(), 1);
    }
}
