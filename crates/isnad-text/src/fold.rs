//! Folding for matching: variants of spelling become one form. Never used for output.

use crate::span::{Folded, Original, Span};

/// One folded character, or nothing for marks that matching ignores.
///
/// Hamza seats fall together (أ إ آ ٱ → ا, ؤ → و, ئ → ي), ة → ه, digits become Latin, presentation forms are not
/// handled here (the article layer decodes them). ى stays apart from ي: على is not علي.
pub fn fold_char(c: char) -> Option<char> {
    Some(match c {
        '\u{064B}'..='\u{065F}' | '\u{0670}' | '\u{0640}' | '\u{06D6}'..='\u{06ED}' => return None,
        '\u{200B}'..='\u{200F}' | '\u{202A}'..='\u{202E}' | '\u{2066}'..='\u{2069}' | '\u{FEFF}' | '\u{00AD}' => return None,
        'أ' | 'إ' | 'آ' | 'ٱ' => 'ا',
        'ؤ' => 'و',
        'ئ' => 'ي',
        'ة' => 'ه',
        'ی' => 'ي',
        'ک' => 'ك',
        '\u{0660}'..='\u{0669}' => char::from_digit(c as u32 - 0x0660, 10)?,
        '\u{06F0}'..='\u{06F9}' => char::from_digit(c as u32 - 0x06F0, 10)?,
        c if c.is_ascii_uppercase() => c.to_ascii_lowercase(),
        c => c,
    })
}

/// `text` folded, as one string.
pub fn fold(text: &str) -> String {
    text.chars().filter_map(fold_char).collect()
}

/// `text` with Latin digits and without marks that nobody sees; all else as it is: dates and numbers as they are typed and pasted.
pub fn latin_digits(text: &str) -> String {
    let one = |c: char| fold_char(c).map(|folded| if folded.is_ascii_digit() { folded } else { c });
    text.chars().filter_map(one).collect()
}

/// A folded text with the way back to the original.
pub struct Aligned {
    /// The folded text.
    pub text: String,
    /// For each byte of `text` that starts a character, the byte offset in the original; plus the end.
    back: Vec<(usize, usize)>,
    original_len: usize,
}

/// Folds `text` and keeps the alignment.
pub fn fold_aligned(text: &str) -> Aligned {
    let mut folded = String::with_capacity(text.len());
    let mut back = Vec::new();
    for (byte, c) in text.char_indices() {
        if let Some(f) = fold_char(c) {
            back.push((folded.len(), byte));
            folded.push(f);
        }
    }
    Aligned { text: folded, back, original_len: text.len() }
}

impl Aligned {
    /// The span of the original that a span of the folded text came from, marks that follow a letter included.
    pub fn original(&self, span: Span<Folded>) -> Span<Original> {
        let at = |offset: usize| {
            let i = self.back.partition_point(|&(folded, _)| folded < offset);
            self.back.get(i).map_or(self.original_len, |&(_, byte)| byte)
        };
        Span::new(at(span.start), at(span.end))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn digits_become_latin_and_letters_stay() {
        assert_eq!(latin_digits("\u{200F}٢٠٢٤-۱۲-07T٠٩:30Z أة"), "2024-12-07T09:30Z أة");
    }
    use proptest::prelude::*;

    #[test]
    fn hamza_and_ta_marbuta_fall_together_but_not_alif_maqsura() {
        assert_eq!(fold("إلى المدينة ٣"), "الى المدينه 3");
        assert_ne!(fold("على"), fold("علي"));
        assert_eq!(fold("شَنَّ"), "شن");
    }

    proptest! {
        #[test]
        fn every_folded_word_leads_back_to_text_that_folds_to_it(text in "[ا-ي ًَّأإؤئةـa-z٠-٩ ]{0,40}") {
            let aligned = fold_aligned(&text);
            for (start, _) in aligned.text.char_indices() {
                let span = aligned.original(Span::new(start, aligned.text.len()));
                prop_assert_eq!(fold(span.slice(&text)), &aligned.text[start..]);
            }
        }
    }
}
