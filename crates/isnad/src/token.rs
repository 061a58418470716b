//! `isnad token`: makes a token for a desk that takes in articles. Its words are printed once; the file gets its hash.

use crate::args::Cli;
use crate::commands::stdout;
use crate::say::Say;
use clap::Args;
use isnad_desk::tokens::{Scope, Token, Tokens};
use isnad_model::Diagnostic;
use jiff::{SignedDuration, Timestamp};
use std::fs::File;
use std::io::{self, Write};
use std::path::PathBuf;

#[derive(Args, Debug)]
pub struct TokenArgs {
    /// The file of tokens that `isnad serve --tokens` reads; made where there is none
    #[arg(value_name = "FILE")]
    pub file: PathBuf,
    /// Whose it is; the audit log names it
    #[arg(long, value_name = "NAME", value_parser = name)]
    pub name: String,
    /// What it is for: `ingest` (sending articles), `metrics` (reading measurements from another machine); may be repeated
    #[arg(long = "scope", value_name = "SCOPE", default_value = "ingest", value_parser = scope)]
    pub scopes: Vec<Scope>,
    /// Days that it is good for
    #[arg(long, value_name = "DAYS", default_value_t = 90, value_parser = clap::value_parser!(u16).range(1..=3650))]
    pub days: u16,
}

fn scope(word: &str) -> Result<Scope, String> {
    Scope::parse(word).ok_or_else(|| "the scopes are ingest and metrics".to_owned())
}

/// A name that says something.
fn name(text: &str) -> Result<String, String> {
    // As it will stand in the file, where a name is one cell of a line.
    let name = text.split(char::is_control).collect::<Vec<_>>().join(" ").trim().to_owned();
    let says = name.chars().any(char::is_alphanumeric) && name.chars().count() <= 80;
    if says { Ok(name) } else { Err("name whoever is to hold it, in letters or digits, 80 at most".to_owned()) }
}

/// Runs the command.
pub fn token(cli: &Cli, args: &TokenArgs) -> io::Result<u8> {
    let mut say = Say::new(cli);
    let complain = |message: String| {
        say.error(&Diagnostic {
            code: "E0821",
            subject: args.file.display().to_string(),
            position: None,
            message,
            hint: Some("check the path and its permissions; no token was made".into()),
        });
        Ok(2)
    };
    let taken = if args.file.exists() { Tokens::read(&args.file).map(|tokens| tokens.until(&args.name)) } else { Ok(None) };
    let taken = taken.map(|until| until.filter(|until| *until > Timestamp::now()));
    match taken {
        Ok(None) => {}
        Ok(Some(until)) => {
            let hint = format!("take the line of {} out of the file first, or give this one a name of its own; no token was made", args.name);
            let message =
                format!("holds a token of {} already, good until {}: the audit log could not tell them apart", args.name, until.strftime("%Y-%m-%d"));
            say.error(&Diagnostic { code: "E0823", subject: args.file.display().to_string(), position: None, message, hint: Some(hint) });
            return Ok(2);
        }
        Err(error) => {
            say.error(&error);
            return Ok(2);
        }
    }
    let expires = Timestamp::now() + SignedDuration::from_hours(24 * i64::from(args.days));
    let (words, token) = match Token::new(&args.name, args.scopes.clone(), expires) {
        Ok(made) => made,
        Err(error) => return complain(format!("no random bytes: {error}")),
    };
    let mut options = File::options();
    options.create(true).append(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    let written = options.open(&args.file).and_then(|mut file| writeln!(file, "{}", token.line()).and_then(|()| file.sync_data()));
    if let Err(error) = written {
        return complain(format!("cannot be written: {error}"));
    }
    let mut out = stdout();
    writeln!(out, "{words}")?;
    out.flush()?;
    say.done(&format!("good for {} until {}; it is shown this once, take it down now", args.name, expires.strftime("%Y-%m-%d")));
    Ok(0)
}
