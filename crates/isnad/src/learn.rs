//! `isnad pack learn-site`: lines that a site repeats, as rows of page cues for review.

use crate::args::Cli;
use crate::commands::{engine, stdout};
use crate::say::{Say, code};
use isnad_engine::learn::LEAST_PAGES;
use std::io::{self, Write};

/// Prints the rows; what to do with them stands in their comments.
pub fn learn_site(cli: &Cli, inputs: &[String]) -> io::Result<u8> {
    let mut say = Say::new(cli);
    let Some(engine) = engine(cli, &say) else { return Ok(2) };
    let learned = engine.learn_sites(inputs);
    learned.rejects.iter().for_each(|reject| say.error(reject));
    let mut out = stdout();
    writeln!(
        out,
        "# Lines that sites repeat on at least {LEAST_PAGES}, and on half, of the pages read. Take out what an article could say by chance,"
    )?;
    writeln!(out, "# and keep the rest as source/NAME/page-cues.tsv in a folder of packs (--packs DIR).")?;
    writeln!(out, "cue\tkind")?;
    for site in &learned.sites {
        writeln!(out, "# {}: {} pages", site.host, site.pages)?;
        for (line, _) in &site.lines {
            writeln!(out, "{line}\tsite:{}", site.host)?;
        }
    }
    for (host, pages) in &learned.too_few {
        writeln!(out, "# {host}: {pages} of the {LEAST_PAGES} pages that are needed; give more")?;
    }
    out.flush()?;
    say.summary(learned.counts);
    Ok(code(learned.counts))
}
