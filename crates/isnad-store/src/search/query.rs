//! What is asked: words, `"phrases"`, `prefix*`, `-without`, and filters by field (`type:capture place:حمص since:2024-12-01`).

use crate::analysis::{self, Word, name_key};
use crate::error::{Result, complain};
use isnad_model::EventType;

/// A question, taken apart.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Query {
    /// What the text must say, and must not.
    pub terms: Vec<Term>,
    /// What else must hold; of claims, all of the same one.
    pub filters: Vec<Filter>,
    /// What must not hold.
    pub excluded: Vec<Filter>,
}

/// One word, prefix or phrase.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Term {
    /// What is looked for.
    pub what: What,
    /// Whether it must be absent.
    pub without: bool,
}

impl Term {
    /// Whether an article is left out by its tokens alone. Where a phrase must be absent, only the text tells.
    pub(super) fn is_excluded_by_index(&self) -> bool {
        self.without && !matches!(self.what, What::Phrase(_))
    }
}

/// Ways to look for words.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum What {
    /// A word in any of its forms.
    Word(Word),
    /// Any word that begins so.
    Prefix(Word),
    /// These very words in this order.
    Phrase(Vec<Word>),
}

/// A condition on an article.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Filter {
    /// It holds a claim of that type.
    Type(EventType),
    /// A claim of it names that place, actor, target or source: an id or a name.
    Name {
        /// `place`, `actor`, `target` or `source`.
        role: &'static str,
        /// The id as given.
        id: String,
        /// The name as names are compared.
        key: String,
    },
    /// That outlet printed it: its id.
    Outlet(String),
    /// It was published on that day or later.
    Since(String),
    /// It was published on that day or before.
    Until(String),
    /// A claim of it takes part in an event of that status.
    Status(String),
    /// It holds a claim of that polarity.
    Polarity(String),
    /// It holds a claim of that modality.
    Modality(String),
    /// It is in that language.
    Language(String),
}

impl Filter {
    /// The column that must have a value, where that is all: `a` is the article, `c` the claim.
    pub(super) fn column(&self) -> Option<(&'static str, &str)> {
        match self {
            Filter::Type(kind) => Some(("c.event_type", kind.name())),
            Filter::Polarity(name) => Some(("c.polarity", name)),
            Filter::Modality(name) => Some(("c.modality", name)),
            Filter::Outlet(id) => Some(("a.outlet", id)),
            Filter::Language(code) => Some(("a.language", code)),
            Filter::Name { .. } | Filter::Since(_) | Filter::Until(_) | Filter::Status(_) => None,
        }
    }

    pub(super) fn is_of_claim(&self) -> bool {
        matches!(self, Filter::Type(_) | Filter::Polarity(_) | Filter::Modality(_) | Filter::Status(_) | Filter::Name { .. })
    }
}

const FIELDS: [&str; 12] = ["type", "place", "actor", "target", "source", "outlet", "since", "until", "status", "polarity", "modality", "lang"];
/// The statuses of events, by wire name.
pub const STATUSES: [&str; 7] = ["reported", "corroborated", "disputed", "denied", "unattributed", "hypothetical", "retracted"];
const LONGEST: usize = 2_000;
const MOST_TERMS: usize = 32;

impl Query {
    /// The question that `text` asks.
    pub fn parse(text: &str) -> Result<Query> {
        if text.chars().count() > LONGEST {
            return Err(wrong("E0750", "the query", format!("is longer than {LONGEST} characters"), "ask for a few words"));
        }
        let mut query = Query::default();
        for piece in pieces(text) {
            query.add(&piece)?;
        }
        if query.terms.iter().all(|term| term.without) && query.filters.is_empty() {
            return Err(wrong("E0750", "the query", "asks for nothing", "give a word, a \"phrase\", or a filter such as place:حمص"));
        }
        if query.terms.len() > MOST_TERMS {
            return Err(wrong("E0750", "the query", format!("has more than {MOST_TERMS} words"), "ask for fewer"));
        }
        Ok(query)
    }

    /// Whether a word of it may also be read without its first letter.
    pub(super) fn has_other_cuts(&self) -> bool {
        self.terms.iter().any(|term| matches!(&term.what, What::Word(word) if !analysis::other_cuts(word).is_empty()))
    }

    /// Whether it asks what claims are, beyond what the text says.
    pub(super) fn asks_of_claims(&self) -> bool {
        self.filters.iter().any(Filter::is_of_claim)
    }

    /// Whether the kept record decides what answers it.
    pub fn asks_of_record(&self) -> bool {
        self.filters.iter().chain(&self.excluded).any(|filter| matches!(filter, Filter::Status(_)))
    }

    fn add(&mut self, piece: &Piece) -> Result<()> {
        if let Some((field, value)) = &piece.field {
            let field = field.to_lowercase();
            if FIELDS.contains(&field.as_str()) {
                let list = if piece.without { &mut self.excluded } else { &mut self.filters };
                list.push(filter(&field, value)?);
                return Ok(());
            }
            if !piece.quoted && field.chars().all(|c| c.is_ascii_alphabetic()) && !value.starts_with("//") {
                return Err(wrong("E0751", &field, "is no field to search by", &format!("the fields are: {}", FIELDS.join(", "))));
            }
        }
        let words = analysis::words(&piece.text);
        let what = match (piece.quoted, piece.text.ends_with('*'), words.len()) {
            (_, _, 0) => return Ok(()),
            (true, ..) => vec![What::Phrase(words)],
            (false, true, 1) => words.into_iter().map(What::Prefix).collect(),
            _ => words.into_iter().map(What::Word).collect(),
        };
        self.terms.extend(what.into_iter().map(|what| Term { what, without: piece.without }));
        Ok(())
    }
}

fn wrong(code: &'static str, subject: &str, message: impl Into<String>, hint: &str) -> isnad_model::Diagnostic {
    complain(code, subject, message, hint)
}

/// A stretch of the query between spaces, quotation marks kept together.
#[derive(Debug, Default)]
struct Piece {
    text: String,
    field: Option<(String, String)>,
    quoted: bool,
    without: bool,
}

fn is_quote(c: char) -> bool {
    matches!(c, '"' | '«' | '»' | '“' | '”')
}

fn pieces(text: &str) -> Vec<Piece> {
    let mut out = Vec::new();
    let mut chars = text.chars().peekable();
    while let Some(&first) = chars.peek() {
        if first.is_whitespace() {
            chars.next();
            continue;
        }
        let mut piece = Piece::default();
        if first == '-' {
            chars.next();
            piece.without = true;
        }
        let mut before = String::new();
        let mut in_quotes = false;
        for c in chars.by_ref() {
            match c {
                c if is_quote(c) && in_quotes => break,
                c if is_quote(c) && before.is_empty() => (in_quotes, piece.quoted) = (true, true),
                // field:"several words"
                c if is_quote(c) && before.ends_with(':') => in_quotes = true,
                c if c.is_whitespace() && !in_quotes => break,
                c => before.push(c),
            }
        }
        if !piece.quoted {
            piece.field = before.split_once(':').map(|(field, value)| (field.to_owned(), value.to_owned())).filter(|(field, _)| !field.is_empty());
        }
        piece.text = before;
        out.push(piece);
    }
    out
}

fn filter(field: &str, value: &str) -> Result<Filter> {
    let named = |role| Filter::Name { role, id: value.to_owned(), key: name_key(value) };
    let one_of = |names: &[&str]| {
        let found = names.iter().find(|name| **name == value).map(|name| (*name).to_owned());
        found.ok_or_else(|| wrong("E0752", &format!("{field}:{value}"), "is none of its values", &format!("they are: {}", names.join(", "))))
    };
    if value.trim().is_empty() {
        return Err(wrong("E0752", field, "has no value", "write it right behind its colon, in quotation marks if it has spaces"));
    }
    Ok(match field {
        "type" => {
            let names: Vec<&str> = EventType::ALL.iter().map(|kind| kind.name()).collect();
            let name = one_of(&names)?;
            EventType::parse(&name).map(Filter::Type).ok_or_else(|| wrong("E0752", value, "is no type", "see `isnad record --help`"))?
        }
        "place" => named("place"),
        "actor" => named("actor"),
        "target" => named("target"),
        "source" => named("source"),
        "outlet" => Filter::Outlet(value.to_owned()),
        "since" => Filter::Since(day(field, value)?),
        "until" => Filter::Until(day(field, value)?),
        "status" => Filter::Status(one_of(&STATUSES)?),
        "polarity" => Filter::Polarity(one_of(&["asserted", "denied"])?),
        "modality" => Filter::Modality(one_of(&["actual", "conditional", "possible", "future", "intended"])?),
        _ => Filter::Language(value.to_lowercase()),
    })
}

fn day(field: &str, value: &str) -> Result<String> {
    let parsed: std::result::Result<jiff::civil::Date, _> = isnad_text::fold::latin_digits(value).parse();
    parsed.map(|day| day.to_string()).map_err(|_| wrong("E0752", &format!("{field}:{value}"), "is no day", "write a day as 2024-12-07"))
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn words_phrases_prefixes_and_filters_come_apart() {
        let query = Query::parse("انسحاب \"مدينة حمص\" سور* -حلب type:withdraw place:\"دير الزور\" since:2024-12-01 lang:ar").unwrap();
        let shapes: Vec<String> = query
            .terms
            .iter()
            .map(|term| {
                let what = match &term.what {
                    What::Word(word) => word.exact.clone(),
                    What::Prefix(word) => format!("{}*", word.base),
                    What::Phrase(words) => format!("<{}>", words.len()),
                };
                format!("{}{what}", if term.without { "-" } else { "" })
            })
            .collect();
        assert_eq!(shapes, ["انسحاب", "<2>", "سور*", "-حلب"]);
        assert_eq!(query.filters.len(), 4);
        assert_eq!(query.filters[2], Query::parse("since:٢٠٢٤-١٢-٠١").unwrap().filters[0]);
        assert!(matches!(&query.filters[1], Filter::Name { role: "place", key, .. } if key == "دير زور"));
    }

    #[test]
    fn what_cannot_be_asked_is_told() {
        for (text, code) in [
            ("", "E0750"),
            ("-حمص", "E0750"),
            ("-outlet:sana", "E0750"),
            ("plce:حمص", "E0751"),
            ("type:siegee", "E0752"),
            ("since:yesterday", "E0752"),
            ("status:", "E0752"),
            ("since:٢٠٢٤-١٣-٠٧", "E0752"),
            (&"كلمة ".repeat(500), "E0750"),
        ] {
            assert_eq!(Query::parse(text).unwrap_err().code, code, "{text}");
        }
    }

    proptest! {
        #[test]
        fn no_query_panics(text in "[\\PC ]{0,60}") {
            let _ = Query::parse(&text);
        }
    }
}
