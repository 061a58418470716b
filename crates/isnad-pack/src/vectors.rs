//! What words stand for: a vector for each light stem, so that words that stand in like places weigh alike. `choice/vectors.tsv`, written by
//! `cargo xtask vectors`.

use crate::choices::feature_hash;
use crate::table::Row;
use isnad_model::Diagnostic;
use rustc_hash::FxHashMap;

/// How many numbers a vector has.
pub const DIMENSIONS: usize = 32;

/// Vectors by the hash of a stem. Common words have short ones, so that in a sum they weigh little.
#[derive(Clone, Debug, Default)]
pub struct Vectors(FxHashMap<u64, [i8; DIMENSIONS]>);

impl Vectors {
    /// That of a stem.
    pub fn get(&self, stem: &str) -> Option<&[i8; DIMENSIONS]> {
        self.0.get(&feature_hash(std::iter::once(stem)))
    }

    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// Reads one row: a stem and its numbers, two hexadecimal digits each, negative ones as their two's complement.
    pub(crate) fn read(&mut self, row: Row<'_, '_>, diagnostics: &mut Vec<Diagnostic>) {
        let Some(vector) = parse(row.get("vector")) else {
            let hint = Some("vectors are written by `cargo xtask vectors`".into());
            diagnostics.push(row.complain("vector", "E0119", format!("a vector is {} hexadecimal digits", DIMENSIONS * 2), hint));
            return;
        };
        self.0.insert(feature_hash(std::iter::once(row.get("stem"))), vector);
    }
}

fn parse(digits: &str) -> Option<[i8; DIMENSIONS]> {
    let digits = digits.as_bytes();
    if digits.len() != DIMENSIONS * 2 {
        return None;
    }
    let digit = |byte: u8| char::from(byte).to_digit(16).and_then(|digit| u8::try_from(digit).ok());
    let mut out = [0_i8; DIMENSIONS];
    for (number, pair) in out.iter_mut().zip(digits.chunks_exact(2)) {
        *number = (digit(pair[0])? * 16 + digit(pair[1])?).cast_signed();
    }
    Some(out)
}

/// The digits that [`Vectors`] reads.
pub fn digits(vector: &[i8; DIMENSIONS]) -> String {
    vector.iter().map(|number| format!("{:02x}", number.cast_unsigned())).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::table::Table;

    #[test]
    fn a_vector_is_read_as_it_is_written() {
        let mut vector = [0_i8; DIMENSIONS];
        (vector[0], vector[1], vector[31]) = (-1, 127, -128);
        let text = format!("stem\tvector\nمحكم\t{}\nقصف\t00ff\n", digits(&vector));
        let mut diagnostics = Vec::new();
        let table = Table::read("choice/vectors.tsv", &text, &["stem", "vector"], &mut diagnostics);
        let mut vectors = Vectors::default();
        table.rows().for_each(|row| vectors.read(row, &mut diagnostics));
        assert_eq!(vectors.get("محكم"), Some(&vector));
        assert_eq!(vectors.get("قصف"), None);
        assert_eq!(diagnostics.iter().map(|d| d.code).collect::<Vec<_>>(), ["E0119"]);
    }
}
