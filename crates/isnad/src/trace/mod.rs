//! `isnad trace`: pages with everything that the passes saw in them, as one page in HTML for those who work on rules.

mod page;

use crate::args::Cli;
use crate::commands::{engine, stdout};
use crate::say::{Say, code};
use clap::Args;
use isnad_engine::extract::Outcome;
use std::io::{self, Write};

/// Options of `isnad trace`.
#[derive(Args, Debug)]
pub struct TraceArgs {
    /// Pages, records, folders, patterns, or `-`
    #[arg(required = true, value_name = "INPUT")]
    pub inputs: Vec<String>,
    /// How many articles at most
    #[arg(long, value_name = "N", default_value_t = 20)]
    pub limit: usize,
}

/// Writes the page, unless nothing could be read; what could not is said on standard error.
pub fn trace(cli: &Cli, args: &TraceArgs) -> io::Result<u8> {
    let mut say = Say::new(cli);
    let Some(engine) = engine(cli, &say) else { return Ok(2) };
    let mut out = stdout();
    let mut extract = engine.extract(&args.inputs);
    let mut shown = 0;
    while let Some(outcome) = extract.next() {
        match outcome {
            Outcome::Reject(diagnostic) => say.error(&diagnostic),
            Outcome::Article(one) if shown < args.limit => {
                if shown == 0 {
                    page::open(&mut out)?;
                }
                shown += 1;
                let (annotation, marks) = engine.trace(&one.article);
                page::article(&mut out, &one.article, &annotation.claims, &marks)?;
            }
            Outcome::Article(_) => {}
        }
        say.progress(&extract);
    }
    if shown > 0 {
        page::close(&mut out)?;
    }
    out.flush()?;
    say.summary(extract.counts());
    let read = extract.counts().documents;
    if read > shown {
        say.done(&format!("the page shows {shown} of {read} articles; --limit {read} shows all"));
    }
    Ok(code(extract.counts()))
}
