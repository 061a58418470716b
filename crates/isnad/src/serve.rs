//! `isnad serve`: reads the inputs and opens the desk on them.

use crate::args::Cli;
use crate::commands;
use crate::say::{Say, code};
use clap::Args;
use isnad_desk::{Desk, Pages, Running};
use isnad_model::Diagnostic;
use std::io::{self, Read, Write};
use std::net::{SocketAddr, TcpStream};
use std::sync::Arc;
use std::time::{Duration, Instant};

#[derive(Args, Debug)]
pub struct ServeArgs {
    /// Pages, records, folders, or `-`
    #[arg(required = true, value_name = "INPUT")]
    pub inputs: Vec<String>,
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
    let collection = commands::collect(engine, &args.inputs, &mut say);
    if collection.articles.is_empty() {
        return Ok(3);
    }
    let read = code(collection.counts);
    let desk = Desk::new(Arc::new(Pages::new(engine, collection)));
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
