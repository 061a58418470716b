//! The conjugator: every unvocalised form of a verb from its perfect and imperfect (3rd person masculine singular).
//!
//! Sound, doubled, hollow, defective and hamzated verbs of all ten forms and the quadriliterals are told apart by the two
//! citation forms alone: unvocalised script merges what vowels would part, so two stems and their weak variants suffice
//! (W. Wright, A Grammar of the Arabic Language, vol. 1, §§ 60-180).

use std::collections::BTreeSet;

/// Perfect or imperfect.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Tense {
    /// Perfect (الماضي).
    Perfect,
    /// Imperfect in any mood (المضارع).
    Imperfect,
}

/// Singular, dual or plural.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[allow(missing_docs)]
pub enum Number {
    Singular,
    Dual,
    Plural,
}

/// What a verb form says of its subject.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Inflection {
    /// Tense.
    pub tense: Tense,
    /// 1, 2 or 3.
    pub person: u8,
    /// Number.
    pub number: Number,
    /// Whether feminine.
    pub feminine: bool,
    /// Only a passive can look like this (hollow verbs).
    pub passive: bool,
}

use Number::{Dual, Plural, Singular};
use Tense::{Imperfect, Perfect};

/// Forms with their inflections.
type Forms = Vec<(String, Inflection)>;

/// Every form of the verb with its inflection, sorted, without doublets.
pub fn conjugate(perfect: &str, imperfect: &str) -> Vec<(String, Inflection)> {
    let mut out = Vec::with_capacity(64);
    perfect_forms(perfect, imperfect, &mut out);
    imperfect_forms(perfect, imperfect, &mut out);
    out.sort_unstable();
    out.dedup();
    out
}

fn add(out: &mut Forms, form: String, tense: Tense, person: u8, number: Number, feminine: bool, passive: bool) {
    out.push((form, Inflection { tense, person, number, feminine, passive }));
}

fn drop_last(word: &str) -> &str {
    let mut chars = word.chars();
    chars.next_back();
    chars.as_str()
}

fn last(word: &str) -> char {
    word.chars().next_back().unwrap_or(' ')
}

fn penult(word: &str) -> char {
    word.chars().rev().nth(1).unwrap_or(' ')
}

fn without_penult(word: &str) -> String {
    let chars: Vec<char> = word.chars().collect();
    let cut = chars.len().saturating_sub(2);
    chars.iter().enumerate().filter(|(i, _)| *i != cut).map(|(_, c)| c).collect()
}

fn with_penult(word: &str, letter: char) -> String {
    format!("{}{letter}{}", drop_last(drop_last(word)), last(word))
}

/// A long vowel before the last radical in both citation forms.
fn is_hollow(perfect: &str, imperfect: &str) -> bool {
    perfect.chars().count() >= 3 && penult(perfect) == 'ا' && matches!(penult(imperfect), 'و' | 'ي' | 'ا') && last(perfect) == last(imperfect)
}

/// `حاصر` has the passive `حوصر`: the long vowel of forms III and VI turns to و.
fn passive_of_third_form(perfect: &str, out: &mut Forms) {
    let chars: Vec<char> = perfect.chars().collect();
    if chars.len() != 4 || chars[1] != 'ا' {
        return;
    }
    let stem: String = [chars[0], 'و', chars[2], chars[3]].iter().collect();
    add(out, stem.clone(), Perfect, 3, Singular, false, true);
    add(out, format!("{stem}ت"), Perfect, 3, Singular, true, true);
    add(out, format!("{stem}وا"), Perfect, 3, Plural, false, true);
}

fn perfect_forms(perfect: &str, imperfect: &str, out: &mut Forms) {
    passive_of_third_form(perfect, out);
    let end = last(perfect);
    let stem = drop_last(perfect);
    add(out, perfect.into(), Perfect, 3, Singular, false, false);
    match end {
        'ى' | 'ا' if perfect.chars().count() >= 3 => {
            let weak = if end == 'ا' { 'و' } else { 'ي' };
            add(out, format!("{stem}ت"), Perfect, 3, Singular, true, false);
            add(out, format!("{stem}وا"), Perfect, 3, Plural, false, false);
            add(out, format!("{stem}{weak}ا"), Perfect, 3, Dual, false, false);
            add(out, format!("{stem}تا"), Perfect, 3, Dual, true, false);
            consonantal_endings(&format!("{stem}{weak}"), out);
            add(out, format!("{stem}ي"), Perfect, 3, Singular, false, true);
            add(out, format!("{stem}يت"), Perfect, 3, Singular, true, true);
        }
        'ي' => {
            add(out, format!("{perfect}ت"), Perfect, 3, Singular, true, false);
            add(out, format!("{stem}وا"), Perfect, 3, Plural, false, false);
            add(out, format!("{perfect}ا"), Perfect, 3, Dual, false, false);
            consonantal_endings(perfect, out);
        }
        _ => {
            add(out, format!("{perfect}ت"), Perfect, 3, Singular, true, false);
            add(out, format!("{perfect}وا"), Perfect, 3, Plural, false, false);
            if end == 'أ' {
                add(out, format!("{stem}ؤوا"), Perfect, 3, Plural, false, false);
            }
            add(out, format!("{perfect}ا"), Perfect, 3, Dual, false, false);
            add(out, format!("{perfect}تا"), Perfect, 3, Dual, true, false);
            if is_hollow(perfect, imperfect) {
                consonantal_endings(&without_penult(perfect), out);
                let passive = with_penult(perfect, 'ي');
                add(out, passive.clone(), Perfect, 3, Singular, false, true);
                add(out, format!("{passive}ت"), Perfect, 3, Singular, true, true);
                add(out, format!("{passive}وا"), Perfect, 3, Plural, false, true);
            } else if perfect.chars().count() == 2 {
                consonantal_endings(&format!("{perfect}{end}"), out);
            } else {
                consonantal_endings(perfect, out);
            }
        }
    }
}

fn consonantal_endings(stem: &str, out: &mut Forms) {
    // A final ن of the stem and the ن of the ending are written once.
    let before_nun = stem.strip_suffix('ن').unwrap_or(stem);
    add(out, format!("{stem}ت"), Perfect, 1, Singular, false, false);
    add(out, format!("{before_nun}نا"), Perfect, 1, Plural, false, false);
    add(out, format!("{stem}تم"), Perfect, 2, Plural, false, false);
    add(out, format!("{before_nun}ن"), Perfect, 3, Plural, true, false);
}

fn imperfect_forms(perfect: &str, imperfect: &str, out: &mut Forms) {
    let Some(body) = imperfect.strip_prefix('ي') else { return };
    let end = last(body);
    let short = drop_last(body);
    let weak = matches!(end, 'ي' | 'و' | 'ى') && body.chars().count() >= 2;
    let plural_stem = if weak { short } else { body };
    for (prefix, feminine) in [("ي", false), ("ت", true)] {
        add(out, format!("{prefix}{body}"), Imperfect, 3, Singular, feminine, false);
        add(out, format!("{prefix}{plural_stem}ون"), Imperfect, 3, Plural, false, false);
        add(out, format!("{prefix}{plural_stem}وا"), Imperfect, 3, Plural, false, false);
        add(out, format!("{prefix}{}ان", if end == 'ى' { format!("{short}ي") } else { body.into() }), Imperfect, 3, Dual, feminine, false);
        if weak {
            add(out, format!("{prefix}{short}"), Imperfect, 3, Singular, feminine, false);
            if end != 'ى' {
                add(out, format!("{prefix}{short}ى"), Imperfect, 3, Singular, feminine, true);
            }
        }
        if end == 'أ' {
            add(out, format!("{prefix}{short}ؤون"), Imperfect, 3, Plural, false, false);
        }
        if is_hollow(perfect, imperfect) {
            add(out, format!("{prefix}{}", without_penult(body)), Imperfect, 3, Singular, feminine, false);
            if penult(body) != 'ا' {
                let passive = with_penult(body, 'ا');
                add(out, format!("{prefix}{passive}"), Imperfect, 3, Singular, feminine, true);
                add(out, format!("{prefix}{passive}ون"), Imperfect, 3, Plural, false, true);
            }
        }
    }
    add(out, format!("ي{body}ن"), Imperfect, 3, Plural, true, false);
    add(out, format!("ن{body}"), Imperfect, 1, Plural, false, false);
    add(out, format!("أ{body}"), Imperfect, 1, Singular, false, false);
    if weak {
        add(out, format!("ن{short}"), Imperfect, 1, Plural, false, false);
    }
    if is_hollow(perfect, imperfect) {
        add(out, format!("ن{}", without_penult(body)), Imperfect, 1, Plural, false, false);
    }
}

/// A noun with its regular endings: accusative tanwin, feminine, duals, sound plurals, and construct forms.
pub fn noun_endings(noun: &str, feminine_too: bool) -> BTreeSet<String> {
    let mut out = BTreeSet::from([noun.to_owned()]);
    if let Some(stem) = noun.strip_suffix('ة') {
        for ending in ["ات", "تان", "تين", "تا", "تي"] {
            out.insert(format!("{stem}{ending}"));
        }
        return out;
    }
    if !matches!(last(noun), 'ا' | 'ى' | 'ء') {
        out.insert(format!("{noun}ا"));
    }
    for ending in ["ات", "ان", "ين"] {
        out.insert(format!("{noun}{ending}"));
    }
    if feminine_too {
        for ending in ["ة", "ون", "و", "ي", "تان", "تين"] {
            out.insert(format!("{noun}{ending}"));
        }
    }
    out
}

/// The forms of an adjective of nationality, whose words agree with one another: `كورية شمالية`, `كوريون شماليون`.
pub fn adjective_forms(adjective: &str) -> BTreeSet<String> {
    let mut out = noun_endings(adjective, true);
    if adjective.contains(' ') {
        for ending in ["ا", "ات", "ان", "ين", "ة", "ون", "تان", "تين"] {
            out.insert(adjective.split(' ').map(|word| format!("{word}{ending}")).collect::<Vec<_>>().join(" "));
        }
    }
    out
}

/// A noun or particle by itself and with each attached pronoun: `خشية`, `خشيته`, `خشيتها`, …
pub fn with_pronouns(word: &str) -> Vec<String> {
    // The seat of a final hamza follows the case.
    let seats: &[&str] = match last(word) {
        'ة' => &["ت"],
        'ى' => &["ا"],
        'ء' => &["ء", "ئ", "ؤ"],
        _ => &[""],
    };
    let stem = if seats == [""] { word } else { word.trim_end_matches(last(word)) };
    let stems: Vec<String> = seats.iter().map(|seat| format!("{stem}{seat}")).collect();
    let attached = stems.iter().flat_map(|stem| ["ه", "ها", "هما", "هم", "هن", "نا", "كم", "ي"].map(|pronoun| format!("{stem}{pronoun}")));
    std::iter::once(word.to_owned()).chain(attached).collect()
}

/// The forms of an active participle in which the last letter of a weak root comes back: `ناف`, `نافيا`, `النافي`, `نافية`.
pub fn defective_endings(participle: &str, perfect: &str) -> BTreeSet<String> {
    if !matches!(last(perfect), 'ى' | 'ا' | 'ي') || matches!(last(participle), 'ي' | 'ى' | 'ا' | 'ء') {
        return BTreeSet::new();
    }
    ["ي", "يا", "ية", "يات", "يان", "يين", "يتان", "يتين"].iter().map(|ending| format!("{participle}{ending}")).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(perfect: &str, imperfect: &str, expect: &[&str], never: &[&str]) {
        let forms: BTreeSet<String> = conjugate(perfect, imperfect).into_iter().map(|(form, _)| form).collect();
        for form in expect {
            assert!(forms.contains(*form), "{perfect}: {form} is missing from {forms:?}");
        }
        for form in never {
            assert!(!forms.contains(*form), "{perfect}: {form} is no form of it");
        }
    }

    #[test]
    fn attached_pronouns() {
        let forms = |word| with_pronouns(word);
        assert!(["خشية", "خشيته", "خشيتها", "خشيتهم"].iter().all(|form| forms("خشية").contains(&(*form).to_owned())));
        assert!(["استياء", "استياءه", "استيائها", "استياؤهم"].iter().all(|form| forms("استياء").contains(&(*form).to_owned())));
        assert!(["لعل", "لعله", "لعلها"].iter().all(|form| forms("لعل").contains(&(*form).to_owned())));
        assert!(!forms("خشية").contains(&"خشيةه".to_owned()));
    }

    #[test]
    fn sound_and_quadriliteral() {
        check("سيطر", "يسيطر", &["سيطرت", "سيطروا", "سيطرنا", "يسيطرون", "تسيطر", "يسيطروا", "نسيطر"], &[]);
        check("انسحب", "ينسحب", &["انسحبت", "انسحبوا", "تنسحب", "ينسحبون"], &[]);
    }

    #[test]
    fn weak_participles() {
        let forms = defective_endings("ناف", "نفى");
        assert!(["نافيا", "نافي", "نافية"].iter().all(|form| forms.contains(*form)), "{forms:?}");
        assert!(defective_endings("قاصف", "قصف").is_empty());
    }

    #[test]
    fn hollow() {
        check("قال", "يقول", &["قالت", "قالوا", "قلت", "قلنا", "قيل", "يقل", "تقول", "يقولون", "يقال"], &["قالنا"]);
        check("أصاب", "يصيب", &["أصيب", "أصيبوا", "أصبنا", "يصب", "يصاب"], &[]);
        check("استعاد", "يستعيد", &["استعادت", "استعدنا", "استعيد", "يستعد", "يستعاد"], &[]);
    }

    #[test]
    fn defective() {
        check("استولى", "يستولي", &["استولت", "استولوا", "استولينا", "يستولون", "يستول", "تستولي"], &["استولىت"]);
        check("دعا", "يدعو", &["دعت", "دعوا", "دعونا", "يدعون", "يدع", "دعي", "يدعى"], &["دعات"]);
        check("لقي", "يلقى", &["لقيت", "لقوا", "يلقون", "يلق", "يلقيان"], &[]);
        check("نفى", "ينفي", &["نفت", "نفوا", "ينفون", "ينف"], &[]);
    }

    #[test]
    fn doubled_and_hamzated() {
        check("شن", "يشن", &["شنت", "شنوا", "شننا", "يشنون"], &[]);
        check("لجأ", "يلجأ", &["لجأت", "لجؤوا", "لجأوا", "يلجؤون"], &[]);
    }
}
