//! `isnad serve`: reads the inputs, or takes what a store holds, and opens the desk on it.

use crate::args::Cli;
use crate::commands;
use crate::say::{Say, code};
use crate::store::args::FromStore;
use crate::store::collect::from_store;
use crate::store::posts::StoreKeeper;
use clap::Args;
use isnad_desk::tokens::Tokens;
use isnad_desk::{Desk, Pages, Posts, Running};
use isnad_engine::Engine;
use isnad_model::Diagnostic;
use std::io::{self, Read, Write};
use std::net::{SocketAddr, TcpStream};
use std::path::PathBuf;
use std::sync::Arc;
use std::time::{Duration, Instant};

#[derive(Args, Debug)]
#[command(group = crate::args::from_files_or_store())]
pub struct ServeArgs {
    /// Pages, records, folders, or `-`
    #[arg(value_name = "INPUT")]
    pub inputs: Vec<String>,
    /// Serve what this store holds instead of files: sqlite:PATH, a path, or postgres://USER@HOST/DATABASE
    #[arg(long, value_name = "URL", conflicts_with = "inputs")]
    pub store: Option<String>,
    /// Take in articles by POST from holders of the tokens in this file (`isnad token` makes them), and keep them in the store
    #[arg(long, value_name = "FILE", requires = "store")]
    pub tokens: Option<PathBuf>,
    /// Where it is written down who sent what [default: the file of tokens with .audit at its end]
    #[arg(long, value_name = "FILE", requires = "tokens")]
    pub audit: Option<PathBuf>,
    /// Where to listen; other machines can only reach an address that is not a loopback one
    #[arg(long, value_name = "ADDRESS", default_value = "127.0.0.1:4747")]
    pub listen: SocketAddr,
    /// Open every screen once in both languages, print what each weighs and takes, and end
    #[arg(long)]
    pub check: bool,
}

/// The screens that `--check` opens.
const SCREENS: [&str; 12] =
    ["/", "/matrix", "/timeline", "/figures", "/control", "/framing", "/sources", "/articles", "/watch", "/contradictions", "/compare", "/help"];

/// Runs the command.
pub fn serve(cli: &Cli, args: &ServeArgs) -> io::Result<u8> {
    let mut say = Say::new(cli);
    let Some(engine) = commands::engine(cli, &say) else { return Ok(2) };
    let opened = match &args.store {
        Some(url) => of_store(engine, args, url, &mut say),
        None => Ok(of_files(engine, args, &mut say)),
    };
    let (desk, read) = match opened {
        Ok(Some(opened)) => opened,
        Ok(None) => return Ok(3),
        Err(error) => {
            say.error(&error);
            return Ok(if args.store.is_some() && error.code.starts_with("E07") { 7 } else { 2 });
        }
    };
    let running = match isnad_desk::start(desk, args.listen) {
        Ok(running) => running,
        Err(error) => {
            say.error(&Diagnostic {
                code: "E0770",
                subject: args.listen.to_string(),
                position: None,
                message: format!("cannot be listened on: {error}"),
                hint: Some("another desk may be open there; take another with --listen, or any free one with --listen 127.0.0.1:0".into()),
            });
            return Ok(2);
        }
    };
    if !running.address.ip().is_loopback() {
        say.warn(&Diagnostic {
            code: "N0771",
            subject: running.address.to_string(),
            position: None,
            message: "other machines can read this desk; it asks nobody who they are".into(),
            hint: Some("put a proxy with a login before it, or listen on 127.0.0.1".into()),
        });
    }
    let mut out = io::stdout().lock();
    writeln!(out, "The desk is open: http://{}/", running.address)?;
    out.flush()?;
    if args.check {
        return check(&running, &mut out).map(|good| if good { read } else { 1 });
    }
    drop(out);
    running.wait();
    Ok(read)
}

/// A desk over files, and the code that their reading ends with; nothing where they hold no article.
fn of_files(engine: &'static Engine, args: &ServeArgs, say: &mut Say) -> Option<(Desk, u8)> {
    let collection = commands::collect(engine, &args.inputs, say);
    let read = code(collection.counts);
    (!collection.articles.is_empty()).then(|| (Desk::new(Arc::new(Pages::new(engine, collection))), read))
}

/// A desk over a store, which may be empty where articles are to come.
fn of_store(engine: &'static Engine, args: &ServeArgs, url: &str, say: &mut Say) -> Result<Option<(Desk, u8)>, Diagnostic> {
    let Some(file) = &args.tokens else {
        let collection = from_store(engine, &FromStore { store: Some(url.to_owned()), known_at: None }, say)?;
        return Ok((!collection.articles.is_empty()).then(|| (Desk::new(Arc::new(Pages::new(engine, collection))), 0)));
    };
    let tokens = Tokens::read(file)?;
    let keeper = Arc::new(StoreKeeper::open(engine, url)?);
    let pages = keeper.pages(say)?;
    let audit = args.audit.clone().unwrap_or_else(|| {
        let mut name = file.clone().into_os_string();
        name.push(".audit");
        name.into()
    });
    let posts = Posts::new(keeper, tokens, &audit).map_err(|error| Diagnostic {
        code: "E0822",
        subject: audit.display().to_string(),
        position: None,
        message: format!("the audit log cannot be written: {error}"),
        hint: Some("name a file that can be, with --audit; without it no article is taken in".into()),
    })?;
    Ok(Some((Desk::new(Arc::new(pages)).with_posts(posts), 0)))
}

/// Opens every screen; whether all answered.
fn check(running: &Running, out: &mut dyn Write) -> io::Result<bool> {
    let mut good = true;
    for language in ["ar", "en"] {
        for screen in SCREENS {
            let path = format!("/{language}{screen}");
            let started = Instant::now();
            let (status, bytes) = get(running.address, &path)?;
            good &= status == 200;
            writeln!(out, "{status}  {bytes:>8} bytes  {:>6.1} ms  {path}", started.elapsed().as_secs_f64() * 1000.0)?;
        }
    }
    Ok(good)
}

/// Status and length of an answer.
fn get(address: SocketAddr, path: &str) -> io::Result<(u16, usize)> {
    let mut stream = TcpStream::connect(address)?;
    stream.set_read_timeout(Some(Duration::from_secs(60)))?;
    write!(stream, "GET {path} HTTP/1.1\r\nhost: localhost\r\nconnection: close\r\n\r\n")?;
    let mut answer = Vec::new();
    stream.read_to_end(&mut answer)?;
    let status = std::str::from_utf8(answer.get(9..12).unwrap_or(b"")).ok().and_then(|status| status.parse().ok()).unwrap_or(0);
    Ok((status, answer.len()))
}
