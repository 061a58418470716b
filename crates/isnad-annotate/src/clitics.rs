//! Proclitics and enclitics of one word: every way to cut it that the script allows; the lexicon decides which is real.

use smallvec::SmallVec;
use std::borrow::Cow;

/// What was cut off a word.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Default)]
pub struct Clitics {
    /// و or ف.
    pub conjunction: bool,
    /// ب, ل or ك.
    pub preposition: Option<char>,
    /// س of the future.
    pub future: bool,
    /// ال.
    pub article: bool,
    /// An attached pronoun.
    pub pronoun: Option<Pronoun>,
}

/// Attached pronouns, as far as reference needs them apart.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[allow(missing_docs)]
pub enum Pronoun {
    He,
    She,
    They,
    We,
    Other,
}

/// `لها`, `لهم`: ل with its pronoun, which no other word is written like.
pub(crate) fn is_for_whom(norm: &str) -> bool {
    norm.strip_prefix('ل').is_some_and(is_pronoun)
}

/// `به`, `بها`: the preposition with a pronoun.
pub(crate) fn is_by_what(norm: &str) -> bool {
    norm.strip_prefix('ب').is_some_and(is_pronoun)
}

fn is_pronoun(word: &str) -> bool {
    matches!(word, "ها" | "ه" | "هم" | "هما" | "هن" | "نا")
}

impl Clitics {
    /// How many pieces were cut off.
    pub fn weight(&self) -> usize {
        usize::from(self.conjunction) + usize::from(self.preposition.is_some()) + usize::from(self.future) + usize::from(self.pronoun.is_some())
    }
}

/// A cut and what remains.
pub type Cut<'a> = (Clitics, Cow<'a, str>);

/// Every cut of proclitics; the uncut word comes first. `للبلدة` gives `بلدة` with preposition and article.
pub fn proclitic_cuts(word: &str) -> SmallVec<[Cut<'_>; 8]> {
    let mut out: SmallVec<[Cut<'_>; 8]> = SmallVec::new();
    cut_prepositions(Clitics::default(), word, &mut out);
    if let Some(rest) = strip(word, &['و', 'ف']) {
        cut_prepositions(Clitics { conjunction: true, ..Clitics::default() }, rest, &mut out);
    }
    out
}

fn strip<'a>(word: &'a str, letters: &[char]) -> Option<&'a str> {
    let rest = word.strip_prefix(letters)?;
    (rest.chars().count() >= 2).then_some(rest)
}

fn cut_prepositions<'a>(clitics: Clitics, word: &'a str, out: &mut SmallVec<[Cut<'a>; 8]>) {
    cut_article(clitics, word, out);
    if let Some(rest) = word.strip_prefix("لل").filter(|rest| rest.chars().count() >= 2) {
        out.push((Clitics { preposition: Some('ل'), article: true, ..clitics }, rest.into()));
        // Names keep their article: `للمرصد` is ل and `المرصد`.
        out.push((Clitics { preposition: Some('ل'), ..clitics }, format!("ال{rest}").into()));
    }
    for letter in ['ب', 'ل', 'ك'] {
        if let Some(rest) = strip(word, &[letter]) {
            cut_article(Clitics { preposition: Some(letter), ..clitics }, rest, out);
        }
    }
    if let Some(rest) = strip(word, &['س']).filter(|rest| rest.starts_with(['ي', 'ت', 'ن', 'ا'])) {
        out.push((Clitics { future: true, ..clitics }, rest.into()));
    }
}

fn cut_article<'a>(clitics: Clitics, word: &'a str, out: &mut SmallVec<[Cut<'a>; 8]>) {
    out.push((clitics, word.into()));
    if let Some(rest) = word.strip_prefix("ال").filter(|rest| rest.chars().count() >= 2) {
        out.push((Clitics { article: true, ..clitics }, rest.into()));
    }
}

/// Every cut of an attached pronoun, as the stems that may stand before it.
pub fn pronoun_cuts(word: &str) -> SmallVec<[(Pronoun, String); 4]> {
    const ENDINGS: [(&str, Pronoun); 9] = [
        ("هما", Pronoun::They),
        ("هم", Pronoun::They),
        ("هن", Pronoun::They),
        ("ها", Pronoun::She),
        ("كم", Pronoun::Other),
        ("نا", Pronoun::We),
        ("ه", Pronoun::He),
        ("ي", Pronoun::Other),
        ("ك", Pronoun::Other),
    ];
    let mut out = SmallVec::new();
    for (ending, pronoun) in ENDINGS {
        let Some(stem) = word.strip_suffix(ending).filter(|stem| stem.chars().count() >= 2) else { continue };
        out.push((pronoun, stem.to_owned()));
        if let Some(base) = stem.strip_suffix('ت') {
            out.push((pronoun, format!("{base}ه")));
        } else if stem.ends_with('و') {
            out.push((pronoun, format!("{stem}ا")));
        } else if let Some(base) = stem.strip_suffix('ا') {
            out.push((pronoun, format!("{base}ى")));
        } else if let Some(base) = stem.strip_suffix(['ي', 'و']) {
            out.push((pronoun, format!("{base}ء")));
            if stem.ends_with('ي') {
                out.push((pronoun, format!("{base}ى")));
            }
        }
    }
    out
}
