//! The arrows between crates, against the table in ARCHITECTURE.md.

use super::Findings;
use crate::{Outcome, workspace};
use std::collections::{BTreeMap, BTreeSet};
use std::path::PathBuf;

type Arrows = BTreeMap<String, BTreeSet<String>>;

/// Fails on an arrow that is not in the table, on a crate without a row, and on a row without a crate.
pub fn check(_: &[PathBuf]) -> Outcome<Findings> {
    let allowed = table(&workspace::read(&workspace::root().join("ARCHITECTURE.md"))?)?;
    let built = built()?;
    let arrows: usize = built.values().map(BTreeSet::len).sum();
    Ok(Findings { errors: differences(&allowed, &built), summary: format!("{} crates, {arrows} arrows", built.len()), ..Findings::default() })
}

fn differences(allowed: &Arrows, built: &Arrows) -> Vec<String> {
    let mut errors = Vec::new();
    for (name, uses) in built {
        let Some(may) = allowed.get(name) else {
            errors.push(format!("crate `{name}` has no row in the crate table of ARCHITECTURE.md"));
            continue;
        };
        let forbidden = uses.iter().filter(|used| !may.contains(*used) && !may.contains("all"));
        errors.extend(forbidden.map(|used| format!("`{name}` -> `{used}` is no arrow of the crate table in ARCHITECTURE.md")));
    }
    let gone = allowed.keys().filter(|name| !built.contains_key(*name));
    errors.extend(gone.map(|name| format!("the crate table of ARCHITECTURE.md names `{name}`, which is not there")));
    errors
}

/// Rows of the table whose first column is `layer`: crate to the crates its last column names (`all` for the tools).
fn table(page: &str) -> Outcome<Arrows> {
    let rows = page.lines().skip_while(|line| !line.starts_with("| layer |")).skip(2).take_while(|line| line.starts_with('|'));
    let arrows: Arrows = rows
        .filter_map(|row| {
            let cells: Vec<&str> = row.trim_matches('|').split('|').map(str::trim).collect();
            let name = cells.get(1)?.trim_matches('`').to_owned();
            let uses = cells.last()?.split(',').map(|cell| cell.trim().trim_matches('`')).filter(|cell| !matches!(*cell, "" | "none"));
            let full = |cell: &str| if cell == "all" || cell.starts_with("isnad") { cell.to_owned() } else { format!("isnad-{cell}") };
            Some((name, uses.map(full).collect()))
        })
        .collect();
    if arrows.is_empty() { Err("ARCHITECTURE.md has no crate table (a row that starts with `| layer |`)".into()) } else { Ok(arrows) }
}

/// Dependencies of every kind between members of the workspace.
fn built() -> Outcome<Arrows> {
    let metadata = workspace::metadata()?;
    let packages = metadata["packages"].as_array().ok_or("cargo metadata lists no packages")?;
    let members: BTreeSet<&str> = packages.iter().filter_map(|package| package["name"].as_str()).collect();
    let uses = |package: &serde_json::Value| {
        let list = package["dependencies"].as_array().cloned().unwrap_or_default();
        list.iter().filter_map(|one| one["name"].as_str()).filter(|name| members.contains(name)).map(str::to_owned).collect()
    };
    Ok(packages.iter().filter_map(|package| Some((package["name"].as_str()?.to_owned(), uses(package)))).collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    const PAGE: &str = "text\n\n| layer | crate | job | may use |\n|---|---|---|---|\n| 0 | `isnad-text` | spans | none |\n| 1 | `isnad-model` | nouns | text |\n| dev | `xtask` | chores | all |\n\nmore";

    fn arrows(rows: &[(&str, &[&str])]) -> Arrows {
        rows.iter().map(|(name, uses)| ((*name).to_owned(), uses.iter().map(|used| (*used).to_owned()).collect())).collect()
    }

    #[test]
    fn an_arrow_outside_the_table_fails() {
        let allowed = table(PAGE).unwrap();
        let good = arrows(&[("isnad-text", &[]), ("isnad-model", &["isnad-text"]), ("xtask", &["isnad-model"])]);
        assert_eq!(differences(&allowed, &good), Vec::<String>::new());
        let bad = arrows(&[("isnad-text", &["isnad-model"]), ("isnad-model", &["isnad-text"]), ("xtask", &[]), ("isnad-new", &[])]);
        assert_eq!(differences(&allowed, &bad).len(), 2);
        assert_eq!(differences(&allowed, &arrows(&[("isnad-text", &[])])).len(), 2);
    }
}
