//! Words as search compares them: one analysis for what is indexed and for what is asked, so that both databases hold the same
//! tokens.
//!
//! A word is folded (hamza seats, ة and ه, ى and ي, marks, digits), loses an article with what stands before it, and a pronoun or
//! plural ending. Where the script leaves open whether a first letter is a clitic (`بحمص`, but `بيان`), the word is kept whole and
//! the other cuts are indexed beside it, without a position. Words inside a name lose no ending.
//!
//! The letters that are cut stand here and not in a pack: what is indexed for years and what is asked today must be cut alike, so a
//! change of them is a migration, not a row.

use isnad_text::Span;
use isnad_text::token::{TokenKind, each_token, number_value};

/// One word of a text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Word {
    /// Where it stands.
    pub span: Span,
    /// Folded, nothing cut off: what a quoted phrase must match.
    pub exact: String,
    /// Without its article.
    pub base: String,
    /// Without its ending, too.
    pub stem: String,
}

/// The words and numbers of `text` in order.
pub fn words(text: &str) -> Vec<Word> {
    let mut out = Vec::with_capacity(text.len() / 8);
    each_exact(text, |span, exact| out.push(word(span, exact)));
    out
}

/// Those words of `text` whose exact form holds one of `parts`, each with its number among all words: a fraction of the work of
/// [`words`], since few do.
pub fn words_holding(text: &str, parts: &[&str]) -> Vec<(usize, Word)> {
    let (mut out, mut number) = (Vec::new(), 0);
    each_exact(text, |span, exact| {
        let holds = |part: &&str| exact.as_bytes().windows(part.len().max(1)).any(|window| window == part.as_bytes());
        if parts.iter().any(holds) {
            out.push((number, word(span, exact)));
        }
        number += 1;
    });
    out
}

/// Gives the span and the exact form of each word and number.
fn each_exact(text: &str, mut take: impl FnMut(Span, &str)) {
    let mut exact = String::with_capacity(64);
    each_token(text, 0, |span, kind, norm| {
        match kind {
            TokenKind::Word => spell(norm, &mut exact),
            TokenKind::Number => exact = number(norm),
            TokenKind::Mark | TokenKind::Break => return,
        }
        take(span, &exact);
    });
}

fn word(span: Span, exact: &str) -> Word {
    let base = without_article(exact);
    Word { span, exact: exact.to_owned(), base: base.to_owned(), stem: without_ending(base) }
}

/// Characters of a word that count; an index refuses endless ones.
const LONGEST: usize = 64;

/// A number without its separators of thousands; a decimal point becomes a letter.
fn number(norm: &str) -> String {
    let value = number_value(norm).map(|value| value.to_string());
    value.unwrap_or_else(|| norm.to_owned()).chars().map(|c| if c.is_ascii_digit() { c } else { 'p' }).take(LONGEST).collect()
}

/// Spellings beyond what folding joins: ى as ي, a last hamza dropped. A word holds letters only.
fn spell(norm: &str, out: &mut String) {
    out.clear();
    out.extend(norm.chars().map(|c| if c == 'ى' { 'ي' } else { c }).take(LONGEST));
    if out.ends_with('ء') && length(out) > 3 {
        out.pop();
    }
}

fn length(word: &str) -> usize {
    word.chars().count()
}

/// The article, with a conjunction or preposition that shows that it is one.
const ARTICLES: [&str; 12] = ["وبال", "وكال", "فبال", "فكال", "ولل", "فلل", "وال", "فال", "بال", "كال", "لل", "ال"];

fn without_article(word: &str) -> &str {
    let fits = |start: &&&str| {
        let least = if **start == "ال" { 2 } else { 3 };
        word.strip_prefix(**start).is_some_and(|rest| length(rest) >= least)
    };
    ARTICLES.iter().find(fits).map_or(word, |start| &word[start.len()..])
}

const PRONOUNS: [&str; 6] = ["هما", "هم", "هن", "ها", "نا", "كم"];
const PLURALS: [&str; 4] = ["ات", "ون", "ين", "ان"];

fn without_ending(base: &str) -> String {
    let cut = |word: &str, endings: &[&str]| {
        endings.iter().find_map(|ending| word.strip_suffix(ending).filter(|rest| length(rest) >= 3).map(str::to_owned))
    };
    let mut word = base.to_owned();
    if let Some(rest) = cut(&word, &PRONOUNS) {
        // Before a pronoun ة is written ت.
        word = cut(&rest, &["ت"]).unwrap_or(rest);
    }
    word = cut(&word, &PLURALS).unwrap_or(word);
    cut(&word, &["ه"]).unwrap_or(word)
}

/// What else `word` may be: without a first و or ف, without a first ب, ل or ك.
pub fn other_cuts(word: &Word) -> Vec<String> {
    if word.base != word.exact {
        return Vec::new();
    }
    let cut = |text: &str, letters: &[char]| text.strip_prefix(letters).filter(|rest| length(rest) >= 3).map(str::to_owned);
    let without_conjunction = cut(&word.exact, &['و', 'ف']);
    let prepositions = ['ب', 'ل', 'ك'];
    let both = without_conjunction.as_deref().and_then(|rest| cut(rest, &prepositions));
    let cuts = [without_conjunction, cut(&word.exact, &prepositions), both];
    let mut out: Vec<String> =
        cuts.into_iter().flatten().flat_map(|rest| [without_ending(without_article(&rest)), without_article(&rest).to_owned()]).collect();
    out.sort();
    out.dedup();
    out
}

const CLITICS: [&str; 11] = ["و", "ف", "ب", "ل", "ك", "وب", "ول", "وك", "فب", "فل", "فك"];

/// What a text may hold in the place of `word`: its token with its ending or, outside of names, without.
pub fn tokens_of(word: &Word) -> Vec<String> {
    let mut out = vec![word.stem.clone(), word.base.clone()];
    out.dedup();
    out
}

/// The tokens of `word` with a conjunction or preposition before it, as far as the script leaves open whether that is one.
pub fn tokens_behind_clitics(word: &Word) -> Vec<String> {
    if word.base != word.exact || length(&word.exact) < 3 {
        return Vec::new();
    }
    let written = CLITICS.iter().map(|clitic| self::word(word.span, &format!("{clitic}{}", word.exact)));
    written.filter(|one| one.base == one.exact).flat_map(|one| tokens_of(&one)).collect()
}

/// What a text contributes to the index.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Indexed {
    /// One token a word, in order.
    pub tokens: Vec<String>,
    /// Other cuts of its words, without order.
    pub more: Vec<String>,
}

impl Indexed {
    /// The tokens of `text`; words inside one of `names`, sorted spans, keep their endings. `keep` tells what is indexed at all.
    pub fn of(text: &str, names: &[Span], keep: impl Fn(Span) -> bool) -> Indexed {
        let mut out = Indexed::default();
        for word in words(text).into_iter().filter(|word| keep(word.span)) {
            let after = names.partition_point(|name| name.start <= word.span.start);
            let named = after > 0 && names[after - 1].contains(word.span);
            out.more.extend(other_cuts(&word));
            out.tokens.push(if named { word.base } else { word.stem });
        }
        out.more.sort();
        out.more.dedup();
        out
    }
}

/// Names of things as filters compare them: folded words, no article, joined by a space.
pub fn name_key(name: &str) -> String {
    words(name).into_iter().map(|word| word.base).collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn stem(text: &str) -> String {
        words(text).remove(0).stem
    }

    #[test]
    fn spellings_articles_and_endings_fall_together() {
        for same in [
            &["المدينة", "مدينه", "بالمدينة", "للمدينة", "والمدينة", "مدينتها", "مَدينة"][..],
            &["الأمم", "الامم", "أمم", "للأمم"],
            &["السوريين", "سوري", "السوريون", "سورية"],
            &["مصطفى", "مصطفي"],
            &["٣٧٠٠٠٠", "370,000", "370000"],
        ] {
            let stems: Vec<String> = same.iter().map(|word| stem(word)).collect();
            assert!(stems.iter().all(|one| *one == stems[0]), "{same:?} {stems:?}");
        }
        assert_ne!(stem("1.5"), stem("15"));
        assert_eq!(words("الرستن")[0].base, "رستن");
    }

    #[test]
    fn a_first_letter_that_may_be_a_clitic_is_cut_beside_the_word() {
        let cuts = |text: &str| other_cuts(&words(text)[0]);
        assert_eq!(cuts("وبحمص"), ["بحمص", "حمص"]);
        assert_eq!(cuts("بحمص"), ["حمص"]);
        assert_eq!(cuts("الوزارة"), Vec::<String>::new());
        assert!(cuts("وزارة").contains(&"زار".to_owned()) && stem("وزارة") == stem("الوزارة"));
    }

    #[test]
    fn a_name_keeps_its_ending() {
        let text = "غادر الفلسطينيون فلسطين";
        let at = text.rfind("فلسطين").unwrap();
        let tokens = |names: &[Span]| Indexed::of(text, names, |_| true).tokens;
        assert_eq!(tokens(&[]), ["غادر", "فلسطيني", "فلسط"]);
        assert_eq!(tokens(&[Span::new(at, text.len())])[2], "فلسطين");
    }

    proptest! {
        #[test]
        fn tokens_hold_letters_and_digits_only_and_slice_the_text(text in "\\PC{0,80}") {
            for word in words(&text) {
                prop_assert!(!word.span.slice(&text).is_empty());
                for form in [&word.exact, &word.base, &word.stem] {
                    prop_assert!(!form.is_empty() && form.chars().all(char::is_alphanumeric), "{form:?}");
                }
            }
        }
    }
}
