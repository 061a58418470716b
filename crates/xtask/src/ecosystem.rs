//! `cargo xtask ecosystem`: what a change does to the claims of some 6 000 articles that nobody annotated.
//!
//! `--write` stores the claims as they are now under `.cache/` and their counts in `eval/ecosystem.tsv`; a later run compares.

use crate::{Outcome, news, workspace};
use isnad_engine::Engine;
use isnad_model::Claim;
use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::path::PathBuf;

/// Examples shown of each kind of change, unless `--show` says otherwise.
const SHOWN: usize = 10;

/// One claim as it is stored: a line of tab-separated cells.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
struct Row {
    kind: String,
    start: usize,
    end: usize,
    /// polarity, modality, places, actors, origin, number
    fields: [String; 6],
}

const FIELDS: [&str; 6] = ["polarity", "modality", "places", "actors", "origin", "number"];

type Claims = BTreeMap<String, Vec<Row>>;

/// Counts of a type: before, now, gained, lost, changed.
#[derive(Default)]
struct Tally {
    before: usize,
    now: usize,
    gained: usize,
    lost: usize,
    changed: usize,
}

/// Annotates, compares, prints.
///
/// # Errors
/// When an input cannot be read or a summary not written.
pub fn run(arguments: &[String]) -> Outcome {
    let Some(shared) = workspace::evaluation(arguments) else {
        println!("ecosystem: no evaluation folder beside the checkout: nothing to compare");
        return Ok(());
    };
    let shown = workspace::option(arguments, "--show").and_then(|number| number.parse().ok()).unwrap_or(SHOWN);
    let (now, texts) = annotate(&shared.join("news-2018.jsonl.gz"))?;
    let stored = read(&stored_path())?;
    match &stored {
        Some(before) => compare(before, &now, &texts, shown),
        None => compare_counts(&now)?,
    }
    if workspace::flag(arguments, "--write") {
        workspace::write(&stored_path(), &lines(&now))?;
        workspace::write(&counts_path(), &count_lines(&now))?;
        println!("stored: {} and {}", stored_path().display(), counts_path().display());
    }
    Ok(())
}

fn stored_path() -> PathBuf {
    workspace::root().join(".cache/ecosystem.tsv")
}

fn counts_path() -> PathBuf {
    workspace::root().join("eval/ecosystem.tsv")
}

fn annotate(path: &std::path::Path) -> Outcome<(Claims, BTreeMap<String, std::sync::Arc<str>>)> {
    let (engine, _) = Engine::new(None);
    let (mut claims, mut texts) = (Claims::new(), BTreeMap::new());
    for input in news::lines(path)?.filter_map(|line| news::article(&line)) {
        let article = isnad_article::read_text(input, engine.pack());
        let mut rows: Vec<Row> = isnad_annotate::annotate(&article, engine.pack()).claims.iter().map(Row::of).collect();
        rows.sort();
        claims.insert(article.source.clone(), rows);
        texts.insert(article.source, article.text);
    }
    Ok((claims, texts))
}

impl Row {
    fn of(claim: &Claim) -> Self {
        let parts = &claim.parts;
        let join = |ids: Vec<&str>| ids.join(",");
        Row {
            kind: parts.event_type.name().to_owned(),
            start: claim.evidence.start,
            end: claim.evidence.end,
            fields: [
                parts.polarity.name().to_owned(),
                parts.modality.name().to_owned(),
                join(parts.places.iter().map(|place| &*place.id).collect()),
                join(parts.actors.iter().map(|actor| &*actor.id).collect()),
                parts.attribution.first().map(|link| link.source.id.to_string()).unwrap_or_default(),
                parts.quantity.as_ref().map(|quantity| quantity.value.to_string()).unwrap_or_default(),
            ],
        }
    }

    fn parse(line: &str) -> Option<(String, Self)> {
        let mut cells = line.split('\t');
        let article = cells.next()?.to_owned();
        let (kind, start, end) = (cells.next()?.to_owned(), cells.next()?.parse().ok()?, cells.next()?.parse().ok()?);
        let fields: Vec<String> = cells.map(str::to_owned).collect();
        Some((article, Row { kind, start, end, fields: fields.try_into().ok()? }))
    }

    fn overlaps(&self, other: &Row) -> bool {
        self.kind == other.kind && self.start < other.end && other.start < self.end
    }

    fn differs(&self, other: &Row) -> Vec<String> {
        let pairs = FIELDS.iter().zip(self.fields.iter().zip(&other.fields));
        pairs.filter(|(_, (a, b))| a != b).map(|(field, (a, b))| format!("{field} {a} -> {b}")).collect()
    }
}

fn lines(claims: &Claims) -> String {
    let mut out = String::new();
    for (article, rows) in claims {
        for row in rows {
            let _ = writeln!(out, "{article}\t{}\t{}\t{}\t{}", row.kind, row.start, row.end, row.fields.join("\t"));
        }
    }
    out
}

fn read(path: &std::path::Path) -> Outcome<Option<Claims>> {
    if !path.exists() {
        return Ok(None);
    }
    let mut claims = Claims::new();
    for (article, row) in workspace::read(path)?.lines().filter_map(Row::parse) {
        claims.entry(article).or_default().push(row);
    }
    Ok(Some(claims))
}

/// Claims by type and status: what is committed.
fn counts(claims: &Claims) -> BTreeMap<String, usize> {
    let mut out = BTreeMap::new();
    for row in claims.values().flatten() {
        *out.entry(format!("{}\t{}\t{}", row.kind, row.fields[0], row.fields[1])).or_default() += 1;
    }
    out
}

fn count_lines(claims: &Claims) -> String {
    let mut out = "# Claims over the articles of 2018, by `cargo xtask ecosystem --write`.\ntype\tpolarity\tmodality\tclaims\n".to_owned();
    for (key, count) in counts(claims) {
        let _ = writeln!(out, "{key}\t{count}");
    }
    out
}

fn compare_counts(now: &Claims) -> Outcome {
    println!("no claims stored under .cache/ (run with --write first): comparing counts only");
    let text = if counts_path().exists() { workspace::read(&counts_path())? } else { String::new() };
    let before: BTreeMap<&str, usize> =
        text.lines().filter_map(|line| line.rsplit_once('\t')).filter_map(|(key, n)| Some((key, n.parse().ok()?))).collect();
    println!("| type | polarity | modality | before | now |\n|---|---|---|---|---|");
    for (key, count) in counts(now) {
        println!("| {} | {} | {count} |", key.replace('\t', " | "), before.get(key.as_str()).copied().unwrap_or(0));
    }
    Ok(())
}

fn compare(before: &Claims, now: &Claims, texts: &BTreeMap<String, std::sync::Arc<str>>, shown: usize) {
    let mut tallies: BTreeMap<String, Tally> = BTreeMap::new();
    let mut examples: BTreeMap<&str, Vec<String>> = BTreeMap::new();
    let none = Vec::new();
    for (article, rows) in now {
        let old = before.get(article).unwrap_or(&none);
        let mut matched = vec![false; old.len()];
        let quote = |row: &Row| texts.get(article).and_then(|text| text.get(row.start..row.end)).unwrap_or("").to_owned();
        for row in rows {
            let tally = tallies.entry(row.kind.clone()).or_default();
            tally.now += 1;
            let partner = (0..old.len()).filter(|&at| !matched[at] && row.overlaps(&old[at])).min_by_key(|&at| old[at].differs(row).len());
            match partner {
                None => {
                    tally.gained += 1;
                    examples.entry("gained").or_default().push(format!("{article} {} {} | {}", row.kind, row.fields.join(" "), quote(row)));
                }
                Some(at) => {
                    matched[at] = true;
                    let differs = old[at].differs(row);
                    if !differs.is_empty() {
                        tally.changed += 1;
                        examples.entry("changed").or_default().push(format!("{article} {} {} | {}", row.kind, differs.join("; "), quote(row)));
                    }
                }
            }
        }
        for (row, _) in old.iter().zip(&matched).filter(|(_, matched)| !**matched) {
            tallies.entry(row.kind.clone()).or_default().lost += 1;
            examples.entry("lost").or_default().push(format!("{article} {} {} | {}", row.kind, row.fields.join(" "), quote(row)));
        }
    }
    before.values().flatten().for_each(|row| tallies.entry(row.kind.clone()).or_default().before += 1);
    print_table(&tallies);
    for (kind, list) in &examples {
        // Spread over the whole, not the first articles only.
        list.iter().step_by((list.len() / shown.max(1)).max(1)).take(shown).for_each(|line| println!("{kind}: {line}"));
    }
}

fn print_table(tallies: &BTreeMap<String, Tally>) {
    println!("| type | before | now | gained | lost | changed |\n|---|---|---|---|---|---|");
    let mut all = Tally::default();
    for (kind, tally) in tallies {
        println!("| {kind} | {} | {} | {} | {} | {} |", tally.before, tally.now, tally.gained, tally.lost, tally.changed);
        all.before += tally.before;
        all.now += tally.now;
        all.gained += tally.gained;
        all.lost += tally.lost;
        all.changed += tally.changed;
    }
    println!("| all | {} | {} | {} | {} | {} |", all.before, all.now, all.gained, all.lost, all.changed);
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rows_read_back_as_written_and_name_what_changed() {
        let row = Row { kind: "killed".into(), start: 3, end: 9, fields: ["asserted", "actual", "p", "", "sohr", "4"].map(str::to_owned) };
        let claims = Claims::from([("a".to_owned(), vec![row.clone()])]);
        assert_eq!(Row::parse(lines(&claims).trim_end_matches('\n')), Some(("a".into(), row.clone())));
        let mut other = row.clone();
        other.fields[5] = "5".into();
        assert_eq!(row.differs(&other), ["number 4 -> 5"]);
        assert!(row.overlaps(&other));
    }
}
