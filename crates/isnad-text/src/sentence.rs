//! Sentences over tokens. Quotation marks never end one by themselves, `..` and `…` inside a sentence do not either, and a full
//! stop inside an abbreviation (`أ.ف.ب`, `د. محمد`) is no end.

use crate::token::{Token, TokenKind};
use std::ops::Range;

/// Whether a folded mark opens or closes a quotation, whichever way round the page has it.
pub fn is_quote(norm: &str) -> bool {
    matches!(norm, "\"" | "“" | "”" | "„" | "‟" | "«" | "»" | "‘" | "’" | "'" | "‹" | "›" | "″" | "＂")
}

fn is_end(norm: &str) -> bool {
    matches!(norm, "." | "!" | "؟" | "?" | "؛" | ";" | "…" | "۔")
}

/// Longest sentence, in tokens. Text without any stop is cut here: what is read in a sentence costs more the longer it is.
const LONGEST: usize = 1_000;

/// Token ranges of the sentences of one block; line breaks end a sentence, and the marks that close it belong to it.
pub fn sentences(tokens: &[Token]) -> Vec<Range<usize>> {
    let mut out = Vec::new();
    let mut start = 0;
    let mut at = 0;
    while at < tokens.len() {
        let token = &tokens[at];
        let ends = match token.kind {
            TokenKind::Break => true,
            TokenKind::Mark if is_end(&token.norm) => ends_here(tokens, at),
            _ => false,
        };
        at += 1;
        if ends || at - start >= LONGEST {
            while at < tokens.len() && tokens[at].kind == TokenKind::Mark && (is_end(&tokens[at].norm) || closes(tokens, at)) {
                at += 1;
            }
            push(&mut out, tokens, start..at);
            start = at;
        }
    }
    push(&mut out, tokens, start..tokens.len());
    out
}

fn push(out: &mut Vec<Range<usize>>, tokens: &[Token], range: Range<usize>) {
    if tokens[range.clone()].iter().any(|t| matches!(t.kind, TokenKind::Word | TokenKind::Number)) {
        out.push(range);
        return;
    }
    // `هل انتهى الأمر؟ (...)".`: marks alone, in the same line, close the sentence before them.
    let marks = tokens[range.clone()].iter().all(|t| t.kind == TokenKind::Mark);
    let goes_on = |last: &Range<usize>| last.end == range.start && last.end > 0 && tokens[last.end - 1].kind != TokenKind::Break;
    if let Some(last) = out.last_mut().filter(|last| marks && goes_on(last)) {
        last.end = range.end;
    }
}

/// A quotation mark or bracket right after the end mark, glued to it, closes the sentence that ended.
fn closes(tokens: &[Token], at: usize) -> bool {
    let glued = at > 0 && tokens[at - 1].span.end == tokens[at].span.start;
    glued && (is_quote(&tokens[at].norm) || matches!(&*tokens[at].norm, ")" | "]"))
}

fn ends_here(tokens: &[Token], at: usize) -> bool {
    let mark = &*tokens[at].norm;
    if mark == "…" || mark == "؛" || mark == ";" {
        return mark != "…";
    }
    if mark != "." {
        return true;
    }
    let before = at.checked_sub(1).map(|i| &tokens[i]);
    let after = tokens.get(at + 1);
    let run_of_dots = before.is_some_and(|t| t.is(".")) || after.is_some_and(|t| t.is("."));
    if run_of_dots {
        return false;
    }
    let single_letter = before.is_some_and(|t| t.kind == TokenKind::Word && t.norm.chars().count() <= 1 && t.span.end == tokens[at].span.start);
    !(single_letter || inside_initials(tokens, at))
}

/// `سي.إن.إن`: a stop between two words of two letters, glued to both, stands inside a name told by its letters.
fn inside_initials(tokens: &[Token], at: usize) -> bool {
    let short = |token: &Token| token.kind == TokenKind::Word && token.norm.chars().count() <= 2;
    let glued = |i: usize| tokens.get(i + 1).is_some_and(|next| tokens[i].span.end == next.span.start);
    at > 0 && short(&tokens[at - 1]) && glued(at - 1) && glued(at) && short(&tokens[at + 1])
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::token::tokens;

    fn check(text: &str, expect: usize) {
        let tokens = tokens(text, 0);
        let found = sentences(&tokens);
        assert_eq!(found.len(), expect, "{text}");
        assert_eq!(found.last().map(|last| last.end), Some(tokens.len()), "{text}");
    }

    #[test]
    fn ends_survive_quotes_dots_and_abbreviations() {
        check("قال إنه \"انسحب\". وأضاف شيئا.", 2);
        check("قامت قوات النظام... بقصف المدينة.", 1);
        check("نقلت أ.ف.ب عنه ذلك. ثم سكت.", 2);
        check("قال د. محمد إن الأمر انتهى.", 1);
        check("قالت قناة إم.آي.تي إن الأمر انتهى.", 1);
        check("انتهى الأمر.ثم سكت.", 2);
        check("عنوان\nفقرة أولى. وثانية؟", 3);
        check("هو ”كاذب“. انتهى", 2);
        check("قال \"هل انتهى الأمر؟ (...)\". ثم سكت.", 2);
    }
}
