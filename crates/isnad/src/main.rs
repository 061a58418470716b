//! `isnad`: the command line. Glue only: inputs to the engine, results to the terminal.

mod args;
mod commands;
mod learn;
mod report;
mod revisions;
mod rules;
mod say;
mod serve;
mod store;
mod term;
mod token;
mod trace;

use args::{Cli, Command, PackCommand};
use clap::Parser;
use std::process::ExitCode;

fn main() -> ExitCode {
    let cli = match Cli::try_parse() {
        Ok(cli) => cli,
        Err(error) => {
            // A closed pipe is no news here either.
            let _ = error.print();
            return ExitCode::from(if error.use_stderr() { 2 } else { 0 });
        }
    };
    match run(&cli) {
        Ok(code) => ExitCode::from(code),
        Err(error) if error.kind() == std::io::ErrorKind::BrokenPipe => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!(
                "error: standard output: cannot be written: {error} [E0001]\n  hint: what came out is incomplete; check the disk or the pipe behind it"
            );
            ExitCode::from(6)
        }
    }
}

/// Runs the command; the code it ends with. An error is of the output only.
fn run(cli: &Cli) -> std::io::Result<u8> {
    match &cli.command {
        Command::Extract(args) => commands::extract(cli, args),
        Command::Record(args) => commands::record(cli, args),
        Command::Explain(args) => commands::explain(cli, args),
        Command::Serve(args) => serve::serve(cli, args),
        Command::Token(args) => token::token(cli, args),
        Command::Ingest(args) => store::ingest::ingest(cli, args),
        Command::Search(args) => store::search::search(cli, args),
        Command::Verify(args) => store::verify::verify(cli, args),
        Command::Reprocess(args) => store::reprocess::reprocess(cli, args),
        Command::Backup(args) => store::care::backup(cli, args),
        Command::Restore(args) => store::care::restore(cli, args),
        Command::Doctor(args) => store::care::doctor(cli, args),
        Command::Stats(args) => store::care::stats(cli, args),
        Command::Forget(args) => store::care::forget(cli, args),
        Command::Pack { command: PackCommand::Check { dir } } => commands::pack_check(cli, dir.as_deref()),
        Command::Pack { command: PackCommand::LearnSite(args) } => learn::learn_site(cli, args),
        Command::Pack { command: PackCommand::Fmt(args) } => rules::fmt(cli, args),
        Command::Pack { command: PackCommand::NewRule(args) } => rules::new_rule(cli, args),
        Command::Trace(args) => trace::trace(cli, args),
        Command::Revisions(args) => revisions::revisions(cli, args),
        Command::Completions { shell } => commands::completions(*shell),
        Command::Man => commands::man(),
    }
}
