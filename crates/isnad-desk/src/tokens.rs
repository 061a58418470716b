//! Tokens: who may do more than read. A file holds their hashes, never themselves.

use isnad_model::Diagnostic;
use isnad_model::ids::sha256_hex;
use jiff::Timestamp;
use std::path::Path;

/// Random bytes of a token.
const BYTES: usize = 24;
/// Bytes of a file of tokens that are read.
const LONGEST: u64 = 1 << 20;
/// What a token begins with, so that one that leaked is recognised.
const PREFIX: &str = "isnad_";

/// What a token may be for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Scope {
    /// Sending articles.
    Ingest,
    /// Reading the measurements from another machine.
    Metrics,
}

impl Scope {
    /// Its word in files and on the command line.
    pub fn name(self) -> &'static str {
        match self {
            Scope::Ingest => "ingest",
            Scope::Metrics => "metrics",
        }
    }

    /// The scope of that word.
    pub fn parse(word: &str) -> Option<Scope> {
        [Scope::Ingest, Scope::Metrics].into_iter().find(|scope| scope.name() == word)
    }
}

/// One token as it is kept.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Token {
    /// SHA-256 of the token.
    pub hash: String,
    /// Whose it is.
    pub name: String,
    /// What it is for.
    pub scopes: Vec<Scope>,
    /// Until when it is good.
    pub expires: Timestamp,
}

/// The tokens of a desk.
#[derive(Clone, Debug, Default)]
pub struct Tokens(Vec<Token>);

/// Why a token does not do.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Refusal {
    /// None given, an unknown or an expired one.
    Unknown,
    /// It is for something else.
    OtherScope,
}

impl Tokens {
    /// The tokens of a file: a line each with hash, name, scopes with commas between, and the moment of its end, tabs between.
    ///
    /// # Errors
    /// N0820, with the line, when it cannot be read.
    pub fn read(path: &Path) -> Result<Tokens, Diagnostic> {
        let subject = path.display().to_string();
        let complain = |line: Option<usize>, message: String| Diagnostic {
            code: "N0820",
            subject: subject.clone(),
            position: line.map(|line| (line, 1)),
            message,
            hint: Some("`isnad token` writes such files".into()),
        };
        let size = std::fs::metadata(path).map_err(|error| complain(None, format!("cannot be read: {error}")))?.len();
        if size > LONGEST {
            return Err(complain(None, format!("holds more than {LONGEST} bytes")));
        }
        let text = std::fs::read_to_string(path).map_err(|error| complain(None, format!("cannot be read: {error}")))?;
        let lines = text.lines().enumerate().filter(|(_, line)| !line.is_empty() && !line.starts_with('#'));
        let tokens: Result<Vec<Token>, Diagnostic> =
            lines.map(|(at, line)| Token::parse(line).ok_or_else(|| complain(Some(at + 1), "no hash, name, scopes and moment".into()))).collect();
        tokens.map(Tokens)
    }

    /// Whose token `given` is, when it is good for `scope` at the moment `now`.
    ///
    /// # Errors
    /// Why not.
    pub fn holder(&self, given: Option<&str>, scope: Scope, now: Timestamp) -> Result<&str, Refusal> {
        let hash = sha256_hex(given.ok_or(Refusal::Unknown)?.as_bytes());
        let token = self.0.iter().find(|token| token.hash == hash && token.expires > now).ok_or(Refusal::Unknown)?;
        if token.scopes.contains(&scope) { Ok(&token.name) } else { Err(Refusal::OtherScope) }
    }

    /// Until when the token of that name is good that ends last; nothing where there is none.
    pub fn until(&self, name: &str) -> Option<Timestamp> {
        self.0.iter().filter(|token| token.name == name).map(|token| token.expires).max()
    }
}

impl Token {
    /// A new token: its words, which are said once, and what is kept of it.
    ///
    /// # Errors
    /// When the system has no randomness.
    pub fn new(name: &str, scopes: Vec<Scope>, expires: Timestamp) -> Result<(String, Token), getrandom::Error> {
        let mut bytes = [0u8; BYTES];
        getrandom::fill(&mut bytes)?;
        let words: String = PREFIX.chars().chain(bytes.iter().flat_map(|byte| format!("{byte:02x}").into_bytes()).map(char::from)).collect();
        // A name is one cell of a line.
        let name = name.chars().map(|c| if c.is_control() { ' ' } else { c }).take(80).collect();
        let token = Token { hash: sha256_hex(words.as_bytes()), name, scopes, expires };
        Ok((words, token))
    }

    /// Its line in a file.
    pub fn line(&self) -> String {
        let scopes: Vec<&str> = self.scopes.iter().map(|scope| scope.name()).collect();
        format!("{}\t{}\t{}\t{}", self.hash, self.name, scopes.join(","), self.expires)
    }

    fn parse(line: &str) -> Option<Token> {
        let mut cells = line.split('\t');
        let (hash, name, scopes, expires) = (cells.next()?, cells.next()?, cells.next()?, cells.next()?);
        let is_hash = hash.len() == 64 && hash.bytes().all(|byte| byte.is_ascii_hexdigit());
        let scopes: Option<Vec<Scope>> = scopes.split(',').map(Scope::parse).collect();
        is_hash.then_some(Token { hash: hash.to_owned(), name: name.to_owned(), scopes: scopes?, expires: expires.trim().parse().ok()? })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_token_is_good_for_its_scope_until_its_end_and_its_file_does_not_hold_it() {
        let now: Timestamp = "2024-12-07T00:00:00Z".parse().unwrap();
        let (words, token) = Token::new("desk\tof\nnews", vec![Scope::Ingest], "2024-12-08T00:00:00Z".parse().unwrap()).unwrap();
        assert_ne!(words, Token::new("x", vec![], now).unwrap().0);
        let folder = tempfile::tempdir().unwrap();
        let file = folder.path().join("tokens");
        std::fs::write(&file, format!("# tokens\n{}\n", token.line())).unwrap();
        assert!(!std::fs::read_to_string(&file).unwrap().contains(&words));
        let tokens = Tokens::read(&file).unwrap();
        assert_eq!(tokens.holder(Some(&words), Scope::Ingest, now), Ok("desk of news"));
        assert_eq!(tokens.holder(Some(&words), Scope::Metrics, now), Err(Refusal::OtherScope));
        for (given, moment) in [(None, now), (Some("isnad_00"), now), (Some(&*words), "2024-12-08T00:00:00Z".parse().unwrap())] {
            assert_eq!(tokens.holder(given, Scope::Ingest, moment), Err(Refusal::Unknown));
        }
    }

    #[test]
    fn a_bad_line_is_named() {
        let folder = tempfile::tempdir().unwrap();
        let file = folder.path().join("tokens");
        for bad in ["abc\tname\tingest\t2024-12-08T00:00:00Z", &format!("{}\tn\tall\t2024-12-08T00:00:00Z", "a".repeat(64)), "x"] {
            std::fs::write(&file, format!("\n{bad}\n")).unwrap();
            let error = Tokens::read(&file).unwrap_err();
            assert_eq!((error.code, error.position), ("N0820", Some((2, 1))), "{bad}");
        }
    }
}
