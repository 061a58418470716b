//! What an address asks for: language, moment, sources left out, and a screen's own parameters. The address holds the whole state,
//! so every link is made here.

use crate::problem::Problem;
use crate::strings::Lang;
use isnad_fuse::Options;
use isnad_model::Stamp;

/// Sources that one view may leave out.
const MOST_WITHOUT: usize = 8;
/// Characters of one parameter.
const LONGEST: usize = 300;
/// Parameters of one address.
const MOST_PARAMETERS: usize = 40;

/// One parsed address.
#[derive(Clone, Debug)]
pub struct View {
    /// Language of the page.
    pub lang: Lang,
    /// Only what had been published by then.
    pub as_of: Option<Stamp>,
    /// Sources left out, sorted.
    pub without: Vec<String>,
    /// Whether numbers are shown in Eastern Arabic digits.
    pub eastern: bool,
    /// The path after the language: `/event/e-…`.
    pub path: String,
    /// The screen's own parameters in the order given.
    pub own: Vec<(String, String)>,
    /// Parameters without a value, as forms send them: they ask for nothing.
    pub blank: Vec<String>,
}

impl View {
    /// Reads the query of an address.
    ///
    /// # Errors
    /// A problem that names the parameter, when one cannot be read.
    pub fn parse(lang: Lang, path: &str, query: &str) -> Result<View, Problem> {
        let mut view = View { lang, as_of: None, without: Vec::new(), eastern: false, path: path.to_owned(), own: Vec::new(), blank: Vec::new() };
        for (count, (name, value)) in pairs(query).enumerate() {
            if count >= MOST_PARAMETERS || value.chars().count() > LONGEST {
                return Err(Problem::parameter(&name, "too long, or too many parameters"));
            }
            let value = value.trim().to_owned();
            match name.as_str() {
                _ if value.is_empty() => view.blank.push(name),
                "as_of" => view.as_of = Some(stamp(&value)?),
                "without" => view.without.push(value),
                "nu" => view.eastern = eastern(&value)?,
                _ => view.own.push((name, value)),
            }
        }
        view.without.sort();
        view.without.dedup();
        if view.without.len() > MOST_WITHOUT {
            return Err(Problem::parameter("without", "at most 8 sources can be left out at once"));
        }
        Ok(view)
    }

    /// Refuses parameters beside `names`: a misspelt one that is passed over would look like an answer.
    ///
    /// # Errors
    /// The problem that names the first of them.
    pub fn only(&self, names: &[&str]) -> Result<(), Problem> {
        let of_all = |name: &&str| names.contains(name) || matches!(*name, "as_of" | "without" | "nu");
        let mut given = self.own.iter().map(|(name, _)| name.as_str()).chain(self.blank.iter().map(String::as_str));
        given.find(|name| !of_all(name)).map_or(Ok(()), |name| Err(self.unknown(name, names)))
    }

    /// That there is no parameter of that name beside `names`.
    pub fn unknown(&self, name: &str, names: &[&str]) -> Problem {
        let all = names.iter().chain(&["as_of", "without"]).copied().collect::<Vec<_>>().join(", ");
        Problem::parameter(name, &format!("no such parameter here; there are: {all}"))
    }

    /// What the engine is asked.
    pub fn options(&self) -> Options {
        Options { as_of: self.as_of, without: self.without.clone(), ..Options::default() }
    }

    /// The screen's own parameter `name`.
    pub fn get(&self, name: &str) -> Option<&str> {
        self.own.iter().find(|(key, _)| key == name).map(|(_, value)| value.as_str())
    }

    /// The whole number under `name`, at most `most`.
    pub fn number(&self, name: &str, most: usize) -> usize {
        self.get(name).and_then(|value| value.parse().ok()).unwrap_or(0).min(most)
    }

    /// The address of another screen in the same view.
    pub fn to(&self, path: &str) -> String {
        self.address(self.lang, path, self.as_of, &self.without, &[])
    }

    /// The address of another screen in the same view, with parameters of its own.
    pub fn to_with(&self, path: &str, own: &[(&str, &str)]) -> String {
        let own: Vec<(String, String)> = own.iter().map(|(key, value)| ((*key).to_owned(), (*value).to_owned())).collect();
        self.address(self.lang, path, self.as_of, &self.without, &own)
    }

    /// This screen with one of its own parameters set, or taken away.
    pub fn here_with(&self, name: &str, value: Option<&str>) -> String {
        let mut own: Vec<(String, String)> = self.own.iter().filter(|(key, _)| key != name).cloned().collect();
        own.extend(value.map(|value| (name.to_owned(), value.to_owned())));
        self.address(self.lang, &self.path, self.as_of, &self.without, &own)
    }

    /// This view without one of the screen's own parameters.
    pub fn without_own(&self, name: &str) -> View {
        View { own: self.own.iter().filter(|(key, _)| key != name).cloned().collect(), ..self.clone() }
    }

    /// This screen as known at another moment.
    pub fn at(&self, as_of: Option<Stamp>) -> String {
        self.address(self.lang, &self.path, as_of, &self.without, &self.own)
    }

    /// This screen with one source more, or one fewer, left out.
    pub fn toggled(&self, source: &str) -> String {
        let mut without: Vec<String> = self.without.iter().filter(|id| *id != source).cloned().collect();
        if without.len() == self.without.len() {
            without.push(source.to_owned());
            without.sort();
        }
        self.address(self.lang, &self.path, self.as_of, &without, &self.own)
    }

    /// This screen in the other digits.
    pub fn other_digits(&self) -> String {
        let other = View { eastern: !self.eastern, ..self.clone() };
        other.address(self.lang, &self.path, self.as_of, &self.without, &self.own)
    }

    /// This screen in the other language.
    pub fn other_language(&self) -> String {
        self.address(self.lang.other(), &self.path, self.as_of, &self.without, &self.own)
    }

    /// The address of an answer of the API in the same view.
    pub fn api(&self, path: &str, own: &[(&str, &str)]) -> String {
        let own: Vec<(String, String)> = own.iter().map(|(key, value)| ((*key).to_owned(), (*value).to_owned())).collect();
        format!("/v1{path}{}", View { eastern: false, ..self.clone() }.query(self.as_of, &self.without, &own))
    }

    fn address(&self, lang: Lang, path: &str, as_of: Option<Stamp>, without: &[String], own: &[(String, String)]) -> String {
        let (path, fragment) = path.split_once('#').map_or((path, None), |(path, fragment)| (path, Some(fragment)));
        let query = self.query(as_of, without, own);
        let fragment = fragment.map_or(String::new(), |fragment| format!("#{fragment}"));
        format!("/{}{path}{query}{fragment}", lang.code())
    }

    fn query(&self, as_of: Option<Stamp>, without: &[String], own: &[(String, String)]) -> String {
        let mut parts: Vec<String> = own.iter().map(|(key, value)| format!("{}={}", encode(key), encode(value))).collect();
        parts.extend(as_of.map(|stamp| format!("as_of={}", encode(&short(stamp)))));
        parts.extend(without.iter().map(|source| format!("without={}", encode(source))));
        parts.extend(self.eastern.then(|| "nu=arab".to_owned()));
        if parts.is_empty() { String::new() } else { format!("?{}", parts.join("&")) }
    }
}

/// Whether the digits of that name are the Eastern Arabic ones.
fn eastern(name: &str) -> Result<bool, Problem> {
    match name {
        "arab" => Ok(true),
        "latn" => Ok(false),
        _ => Err(Problem::parameter("nu", "arab or latn")),
    }
}

/// A moment as an address holds it: without seconds where they are zero.
pub fn short(stamp: Stamp) -> String {
    let text = stamp.to_string();
    match text.get(16..19) {
        Some(":00") => format!("{}{}", &text[..16], &text[19..]),
        _ => text,
    }
}

fn stamp(value: &str) -> Result<Stamp, Problem> {
    let hint = "write a day (2024-12-07) or a time (2024-12-07T09:30, with +03:00 or Z if need be)";
    // A plus sign in a query may have come as a blank.
    let value = if value.len() > 16 { value.replace(' ', "+") } else { value.to_owned() };
    Stamp::parse(&value).filter(|stamp| (1900..=2200).contains(&stamp.date().year())).ok_or_else(|| Problem::parameter("as_of", hint))
}

/// Names and values of a query, decoded; bytes that are no UTF-8 become U+FFFD.
pub fn pairs(query: &str) -> impl Iterator<Item = (String, String)> + '_ {
    query.split('&').filter(|part| !part.is_empty()).map(|part| {
        let (name, value) = part.split_once('=').unwrap_or((part, ""));
        (decode(name), decode(value))
    })
}

/// Percent-encodes everything that is not unreserved.
pub fn encode(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for byte in text.bytes() {
        match byte {
            b'A'..=b'Z' | b'a'..=b'z' | b'0'..=b'9' | b'-' | b'_' | b'.' | b'~' | b':' => out.push(byte as char),
            _ => out.push_str(&format!("%{byte:02X}")),
        }
    }
    out
}

fn decode(text: &str) -> String {
    let mut bytes = Vec::with_capacity(text.len());
    let mut rest = text.as_bytes();
    while let Some((&byte, tail)) = rest.split_first() {
        let hex = (byte == b'%').then(|| tail.get(..2)).flatten();
        let value = hex.and_then(|hex| std::str::from_utf8(hex).ok()).and_then(|hex| u8::from_str_radix(hex, 16).ok());
        match value {
            Some(value) => {
                bytes.push(value);
                rest = &tail[2..];
            }
            None => {
                bytes.push(if byte == b'+' { b' ' } else { byte });
                rest = tail;
            }
        }
    }
    String::from_utf8_lossy(&bytes).into_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_address_holds_the_whole_state_and_reads_back() {
        let query = "story=s-1&as_of=2024-12-06T20:00&without=sohr&without=%D8%A7%D9%84%D9%85%D8%B1%D8%B5%D8%AF";
        let view = View::parse(Lang::Ar, "/matrix", query).unwrap();
        assert_eq!((view.without.len(), view.get("story")), (2, Some("s-1")));
        let address = view.here_with("story", Some("s-1"));
        let (path, query) = address.split_once('?').unwrap();
        let again = View::parse(Lang::Ar, path.strip_prefix("/ar").unwrap(), query).unwrap();
        assert_eq!((again.as_of, &again.without, &again.own), (view.as_of, &view.without, &view.own));
    }

    #[test]
    fn a_source_is_left_out_and_taken_back() {
        let view = View::parse(Lang::En, "/", "without=sohr").unwrap();
        assert_eq!(view.toggled("sohr"), "/en/");
        assert_eq!(view.toggled("un"), "/en/?without=sohr&without=un");
    }

    #[test]
    fn what_cannot_be_read_is_a_problem() {
        assert!(View::parse(Lang::En, "/", "as_of=yesterday").is_err());
        assert!(View::parse(Lang::En, "/", &"a=b&".repeat(50)).is_err());
        assert!(View::parse(Lang::En, "/", &format!("q={}", "x".repeat(400))).is_err());
        assert!(View::parse(Lang::En, "/", &(0..9).map(|n| format!("without=s{n}&")).collect::<String>()).is_err());
        assert!(View::parse(Lang::En, "/", "as_of=2024-12-06T20:00:00 03:00").unwrap().as_of.unwrap().offset_minutes == Some(180));
    }
}
