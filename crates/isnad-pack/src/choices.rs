//! Weights of learned choices: `choice/*.tsv`, written by `cargo xtask train`.

use crate::table::Row;
use isnad_model::Diagnostic;
use rustc_hash::FxHashMap;

/// Weights by the hash of a feature, one table for each kind of learned choice.
#[derive(Clone, Debug, Default)]
#[allow(missing_docs)]
pub struct Choices {
    pub place: FxHashMap<u64, i32>,
    pub actor: FxHashMap<u64, i32>,
    pub keep: FxHashMap<u64, i32>,
    pub told: FxHashMap<u64, i32>,
}

/// The hash of a feature by its parts (FNV-1a, 64 bits): `here:own` is the feature of the parts `here` and `own`.
pub fn feature_hash<'a>(parts: impl Iterator<Item = &'a str>) -> u64 {
    feature_hash_on(0xcbf2_9ce4_8422_2325, parts)
}

/// The hash of the feature whose first parts hash to `before`, with more parts.
pub fn feature_hash_on<'a>(before: u64, parts: impl Iterator<Item = &'a str>) -> u64 {
    let step = |hash: u64, byte: u8| (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3);
    parts.fold(before, |hash, part| step(part.bytes().fold(hash, step), b':'))
}

impl Choices {
    /// Reads one row of the table called `file`.
    pub(crate) fn read(&mut self, file: &str, row: Row<'_, '_>, diagnostics: &mut Vec<Diagnostic>) {
        let table = match file {
            "place.tsv" => &mut self.place,
            "actor.tsv" => &mut self.actor,
            "keep.tsv" => &mut self.keep,
            "told.tsv" => &mut self.told,
            _ => return,
        };
        match row.get("weight").parse() {
            Ok(weight) => {
                table.insert(feature_hash(row.get("feature").split(':')), weight);
            }
            Err(_) => {
                let hint = Some("weights are written by `cargo xtask train`".into());
                diagnostics.push(row.complain("weight", "E0118", format!("`{}` is no whole number", row.get("weight")), hint));
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::table::Table;

    #[test]
    fn weights_are_whole_numbers_by_feature() {
        let mut diagnostics = Vec::new();
        let table = Table::read("choice/place.tsv", "feature\tweight\nhere:own\t120\nhere:far\tmuch\n", &["feature", "weight"], &mut diagnostics);
        let mut choices = Choices::default();
        table.rows().for_each(|row| choices.read("place.tsv", row, &mut diagnostics));
        assert_eq!(choices.place.get(&feature_hash(["here", "own"].into_iter())), Some(&120));
        assert_eq!(choices.place.len(), 1);
        assert_eq!(diagnostics.iter().map(|d| d.code).collect::<Vec<_>>(), ["E0118"]);
        assert!(choices.actor.is_empty());
    }
}
