//! Tokens: words, numbers and marks, each with its span and folded form.

use crate::fold::fold_char;
use crate::span::Span;

/// What a token is made of.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum TokenKind {
    /// Letters of any script.
    Word,
    /// Digits with their separators; the folded form has Latin digits.
    Number,
    /// One mark of punctuation or a symbol.
    Mark,
    /// An end of line.
    Break,
}

/// One token.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Token {
    /// Where it stands in the original.
    pub span: Span,
    /// What it is.
    pub kind: TokenKind,
    /// Its folded form (see [`crate::fold`]).
    pub norm: Box<str>,
    /// Whether it is written with a final ة, which folding makes ه: no pronoun stands there.
    pub marbuta: bool,
}

impl Token {
    /// Whether the folded form is `form`.
    pub fn is(&self, form: &str) -> bool {
        &*self.norm == form
    }
}

#[derive(PartialEq, Clone, Copy)]
enum Class {
    Letter,
    Digit,
    Joiner,
    Space,
    Break,
    Mark,
}

fn class(c: char) -> Class {
    match c {
        // Most of what is read; told first, since the tables of Unicode take long.
        '\u{0621}'..='\u{063F}' | '\u{0641}'..='\u{064A}' => Class::Letter,
        '\n' | '\u{2028}' | '\u{2029}' => Class::Break,
        '\u{064B}'..='\u{065F}' | '\u{0670}' | '\u{0640}' | '\u{06D6}'..='\u{06ED}' => Class::Joiner,
        '\u{200B}'..='\u{200F}' | '\u{202A}'..='\u{202E}' | '\u{2066}'..='\u{2069}' | '\u{FEFF}' | '\u{00AD}' => Class::Joiner,
        // Hashtags are words: `#الجيش_الإسرائيلي`.
        '#' | '_' => Class::Space,
        c if c.is_whitespace() => Class::Space,
        c if c.is_ascii_digit() => Class::Digit,
        '\u{0660}'..='\u{0669}' | '\u{06F0}'..='\u{06F9}' => Class::Digit,
        c if c.is_alphabetic() => Class::Letter,
        _ => Class::Mark,
    }
}

/// Whether a mark between two digits belongs to the number.
fn joins_digits(c: char) -> bool {
    matches!(c, '.' | ',' | '٫' | '٬' | '،')
}

/// The tokens of `text`, whose first byte is byte `base` of the original.
pub fn tokens(text: &str, base: usize) -> Vec<Token> {
    let mut out = Vec::with_capacity(text.len() / 8);
    each_token(text, base, |span, kind, norm| {
        let word = &text[span.start - base..span.end - base];
        out.push(Token { span, kind, norm: norm.into(), marbuta: word.trim_end_matches(|c| fold_char(c).is_none()).ends_with('ة') });
    });
    out
}

/// Gives the tokens of `text` one after another, as span, kind and folded form, and keeps none of them.
pub fn each_token(text: &str, base: usize, mut take: impl FnMut(Span, TokenKind, &str)) {
    let mut norm = String::with_capacity(64);
    let mut chars = text.char_indices().peekable();
    while let Some((start, c)) = chars.next() {
        let kind = match class(c) {
            Class::Space | Class::Joiner => continue,
            Class::Break => TokenKind::Break,
            Class::Mark => TokenKind::Mark,
            Class::Digit => TokenKind::Number,
            Class::Letter => TokenKind::Word,
        };
        let mut end = start + c.len_utf8();
        norm.clear();
        norm.extend(fold_char(c));
        while let Some(&(at, next)) = chars.peek() {
            let keep = match (kind, class(next)) {
                (TokenKind::Word, Class::Letter | Class::Joiner) | (TokenKind::Number, Class::Digit) => true,
                (TokenKind::Number, Class::Mark) if joins_digits(next) => {
                    text[at + next.len_utf8()..].chars().next().is_some_and(|after| class(after) == Class::Digit)
                }
                _ => false,
            };
            if !keep {
                break;
            }
            end = at + next.len_utf8();
            norm.extend(fold_char(next));
            chars.next();
        }
        if !norm.is_empty() {
            take(Span::new(base + start, base + end), kind, &norm);
        }
    }
}

/// The value of a number token's folded form: `370000`, `370,000`, `1.5`, `1,5`, `1٬500`; `None` when it is no plain number
/// (`1.2.3`). The flag tells whether a decimal part was read.
pub fn number_value(norm: &str) -> Option<f64> {
    let separators: Vec<(usize, char)> = norm.char_indices().filter(|(_, c)| !c.is_ascii_digit()).collect();
    let plain: String = norm.chars().filter(char::is_ascii_digit).collect();
    if plain.is_empty() || plain.len() > 15 {
        return None;
    }
    let Some(&(last, mark)) = separators.last() else { return plain.parse().ok() };
    let after = norm[last + mark.len_utf8()..].len();
    let thousands = after == 3 && mark != '٫' && norm[..separators[0].0].len() <= 3;
    if thousands {
        return plain.parse().ok();
    }
    if separators.iter().filter(|(_, c)| *c == mark).count() > 1 {
        return None;
    }
    let whole: String = norm[..last].chars().filter(char::is_ascii_digit).collect();
    format!("{whole}.{}", &norm[last + mark.len_utf8()..]).parse().ok()
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn check(text: &str, expect: &[&str]) {
        let found: Vec<String> = tokens(text, 0).into_iter().map(|t| t.norm.into()).collect();
        assert_eq!(found, expect);
    }

    #[test]
    fn words_numbers_and_marks_part() {
        check("قُتل ٣٧٠ ألفاً، و1,5 مليون.", &["قتل", "370", "الفا", "،", "و", "1,5", "مليون", "."]);
        check("«الجيش»… قال", &["«", "الجيش", "»", "…", "قال"]);
        check("1.5 و 15. نعم", &["1.5", "و", "15", ".", "نعم"]);
    }

    #[test]
    fn arabic_letters_are_letters() {
        for c in ('\u{0621}'..='\u{063F}').chain('\u{0641}'..='\u{064A}') {
            assert!(c.is_alphabetic() && !c.is_whitespace() && fold_char(c).is_some_and(char::is_alphabetic), "{c}");
        }
    }

    #[test]
    fn digits_with_either_separator() {
        for (text, value) in [("1,5", 1.5), ("1.5", 1.5), ("370,000", 370_000.0), ("1.500.000", 1_500_000.0), ("12", 12.0), ("3٫25", 3.25)] {
            assert_eq!(number_value(&crate::fold::fold(text)), Some(value), "{text}");
        }
        assert_eq!(number_value("10.12.2024"), None);
    }

    proptest! {
        #[test]
        fn tokens_slice_the_original_in_order(text in "\\PC{0,60}") {
            let mut last = 0;
            for token in tokens(&text, 0) {
                prop_assert!(token.span.start >= last);
                prop_assert!(!token.span.slice(&text).is_empty());
                last = token.span.end;
            }
        }
    }
}
