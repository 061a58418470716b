//! Light stemming: what is left of an Arabic word without its commonest prefixes and endings.
//!
//! After light10 (Larkey, Ballesteros and Connell 2007), over folded words and with one-letter prepositions cut as well. Words that it brings
//! together need not be related; it serves to count what words stand around something.

/// Longest first: of `وال` and `و` the first is cut.
const PREFIXES: [&str; 10] = ["وال", "فال", "بال", "كال", "لل", "ال", "و", "ف", "ب", "ل"];
const SUFFIXES: [&str; 8] = ["ات", "ون", "ين", "ان", "ها", "هم", "ه", "ي"];
/// Fewer letters are never left.
const SHORTEST: usize = 3;

/// The light stem of a folded word: at most one prefix and one ending less.
///
/// ```
/// assert_eq!(isnad_text::stem::light("والمدنيين"), "مدني");
/// assert_eq!(isnad_text::stem::light("ولد"), "ولد");
/// ```
pub fn light(word: &str) -> &str {
    let long = |rest: &&str| rest.chars().count() >= SHORTEST;
    let bare = PREFIXES.iter().find_map(|prefix| word.strip_prefix(prefix).filter(long)).unwrap_or(word);
    SUFFIXES.iter().find_map(|suffix| bare.strip_suffix(suffix).filter(long)).unwrap_or(bare)
}

#[cfg(test)]
mod tests {
    use super::light;

    #[test]
    fn one_prefix_and_one_ending() {
        for (word, stem) in [("المحكمه", "محكم"), ("بالمحكمه", "محكم"), ("وللطائرات", "للطائر"), ("قتلاهم", "قتلا"), ("وفد", "وفد"), ("", "")]
        {
            assert_eq!(light(word), stem, "{word}");
        }
    }
}
