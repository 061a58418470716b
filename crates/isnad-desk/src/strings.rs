//! The words of the desk: one table, `strings.tsv`, for both languages. Nothing else in this crate holds a word that a reader sees.

use std::collections::BTreeMap;
use std::sync::OnceLock;

static TABLE: &str = include_str!("../strings.tsv");

/// A language of the desk.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Lang {
    /// Arabic, right to left.
    Ar,
    /// English.
    En,
}

impl Lang {
    /// The language of a path's first part.
    pub fn parse(code: &str) -> Option<Self> {
        match code {
            "ar" => Some(Lang::Ar),
            "en" => Some(Lang::En),
            _ => None,
        }
    }

    /// Its code, as in `lang`.
    pub fn code(self) -> &'static str {
        match self {
            Lang::Ar => "ar",
            Lang::En => "en",
        }
    }

    /// Its direction, as in `dir`.
    pub fn dir(self) -> &'static str {
        match self {
            Lang::Ar => "rtl",
            Lang::En => "ltr",
        }
    }

    /// The other one.
    pub fn other(self) -> Lang {
        match self {
            Lang::Ar => Lang::En,
            Lang::En => Lang::Ar,
        }
    }

    /// What stands between the items of a list.
    pub fn comma(self) -> &'static str {
        match self {
            Lang::Ar => "، ",
            Lang::En => ", ",
        }
    }

    /// The text of `key`; the key itself where the table lacks it, which a test forbids.
    pub fn t(self, key: &'static str) -> &'static str {
        self.find(key).unwrap_or(key)
    }

    /// The text of `key`, where the table has it.
    pub fn find(self, key: &str) -> Option<&'static str> {
        table().get(key).map(|row| row[self as usize])
    }

    /// The word for a code of the record (`status.disputed`), or the code with spaces where the table does not know it yet.
    pub fn code_word(self, group: &str, code: &str) -> String {
        let slug = code.replace(' ', "_");
        self.find(&format!("{group}.{slug}")).map_or_else(|| code.replace('_', " "), str::to_owned)
    }

    /// The text of `key` with `{name}` replaced.
    pub fn fill(self, key: &'static str, values: &[(&str, &str)]) -> String {
        let mut text = self.t(key).to_owned();
        for (name, value) in values {
            text = text.replace(&format!("{{{name}}}"), value);
        }
        text
    }

    /// A counted noun: the form that the language wants for `n`. Rows of nouns hold their forms with bars between: one, two, few,
    /// many, other in Arabic; one, other in English.
    pub fn count(self, key: &'static str, n: usize) -> String {
        let forms: Vec<&str> = self.t(key).split('|').collect();
        let at = match self {
            Lang::En => usize::from(n != 1),
            Lang::Ar => match (n, n % 100) {
                (1, _) => 0,
                (2, _) => 1,
                (_, 3..=10) => 2,
                (_, 11..=99) => 3,
                _ => 4,
            },
        };
        forms.get(at).or(forms.last()).map_or_else(String::new, |form| form.replace("{n}", &number(n as u64)))
    }
}

/// Digits in groups of three with narrow spaces between.
pub fn number(n: u64) -> String {
    let digits = n.to_string();
    let mut out = String::with_capacity(digits.len() + digits.len() / 3 * 3);
    for (i, digit) in digits.chars().enumerate() {
        if i > 0 && (digits.len() - i).is_multiple_of(3) {
            out.push('\u{202F}');
        }
        out.push(digit);
    }
    out
}

fn table() -> &'static BTreeMap<&'static str, [&'static str; 2]> {
    static READ: OnceLock<BTreeMap<&'static str, [&'static str; 2]>> = OnceLock::new();
    READ.get_or_init(|| rows().map(|(key, ar, en)| (key, [ar, en])).collect())
}

/// Key, Arabic, English of every row.
fn rows() -> impl Iterator<Item = (&'static str, &'static str, &'static str)> {
    TABLE.lines().skip(1).filter(|line| !line.is_empty() && !line.starts_with('#')).filter_map(|line| {
        let mut cells = line.split('\t');
        Some((cells.next()?, cells.next()?, cells.next()?))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_row_has_both_languages_and_stands_once() {
        for line in TABLE.lines().filter(|line| !line.is_empty() && !line.starts_with('#')) {
            let cells: Vec<&str> = line.split('\t').collect();
            assert!(cells.len() == 3 && cells.iter().all(|cell| !cell.trim().is_empty()), "{line}");
        }
        assert_eq!(rows().count(), table().len(), "a key stands twice");
    }

    #[test]
    fn every_code_of_a_record_has_a_word() {
        use isnad_fuse::record::{ContradictionKind, ContradictionState, ControlStatus, DeniedBy, Measure, Status, Support, Why};
        fn of<T: Copy>(group: &'static str, all: &[T], name: fn(T) -> &'static str) -> Vec<(&'static str, &'static str)> {
            all.iter().map(|one| (group, name(*one))).collect()
        }
        let codes = [
            of("reason", Why::ALL, Why::name),
            of("denied_by", DeniedBy::ALL, DeniedBy::name),
            of("support", Support::ALL, Support::name),
            of("status", Status::ALL, Status::name),
            of("measure", Measure::ALL, Measure::name),
            of("contradiction", ContradictionKind::ALL, ContradictionKind::name),
            of("state", ContradictionState::ALL, ContradictionState::name),
            of("control", ControlStatus::ALL, ControlStatus::name),
        ];
        let bare: Vec<_> = codes.concat().into_iter().filter(|(group, code)| Lang::Ar.find(&format!("{group}.{code}")).is_none()).collect();
        assert!(bare.is_empty(), "{bare:?}");
    }

    #[test]
    fn forms_of_counted_nouns_are_complete() {
        for (key, ar, en) in rows().filter(|(_, ar, en)| ar.contains('|') || en.contains('|')) {
            assert_eq!((ar.split('|').count(), en.split('|').count()), (5, 2), "{key}");
        }
    }

    #[test]
    fn numbers_choose_their_form() {
        assert_eq!(Lang::En.count("n.articles", 1), "1 article");
        assert_eq!(Lang::En.count("n.articles", 12000), "12\u{202F}000 articles");
        let forms: Vec<String> = [1, 2, 3, 10, 11, 99, 100, 103].iter().map(|n| Lang::Ar.count("n.articles", *n)).collect();
        let expect = ["مقال واحد", "مقالان", "3 مقالات", "10 مقالات", "11 مقالاً", "99 مقالاً", "100 مقال", "103 مقالات"];
        assert_eq!(forms, expect);
    }
}
