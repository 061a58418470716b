//! What goes to standard error: errors and notices in one form, the summary, the progress bar.

use crate::args::Cli;
use crate::term::{Style, Tone, isolate, shorten};
use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};
use isnad_engine::extract::Extract;
use isnad_engine::intake::Counts;
use isnad_model::Diagnostic;
use std::io::IsTerminal;
use std::time::{Duration, Instant};

/// Documents that are named where many have the same fault.
const NAMED: usize = 20;

/// Says things on standard error.
pub struct Say {
    style: Style,
    quiet: bool,
    bar: Option<ProgressBar>,
    started: Instant,
}

impl Say {
    /// As the options want it.
    pub fn new(cli: &Cli) -> Self {
        Say { style: Style::for_stderr(cli.color), quiet: cli.quiet, bar: None, started: Instant::now() }
    }

    /// Says errors only.
    pub fn silent() -> Self {
        Say { style: Style::for_stderr(crate::args::When::Never), quiet: true, bar: None, started: Instant::now() }
    }

    /// An error: where, what, code, hint.
    pub fn error(&self, diagnostic: &Diagnostic) {
        self.diagnostic(diagnostic, Tone::Bad, "error");
    }

    /// A notice; not said when quiet.
    pub fn notice(&self, diagnostic: &Diagnostic) {
        if !self.quiet {
            self.diagnostic(diagnostic, Tone::Info, "note");
        }
    }

    /// A warning; not said when quiet.
    pub fn warn(&self, diagnostic: &Diagnostic) {
        if !self.quiet {
            self.diagnostic(diagnostic, Tone::Warn, "warning");
        }
    }

    /// A warning that is said even when quiet: an option that names nothing, so that the result is not what was asked for.
    pub fn insist(&self, diagnostic: &Diagnostic) {
        self.diagnostic(diagnostic, Tone::Warn, "warning");
    }

    /// Kept documents that no record holds, since nothing can be read in them now: the first by name, the others counted.
    pub fn rejects(&self, rejects: &[Diagnostic]) {
        rejects.iter().take(NAMED).for_each(|reject| self.warn(reject));
        if rejects.len() > NAMED {
            let message = format!("and {} more kept documents cannot be read", rejects.len() - NAMED);
            let hint = Some("`isnad reprocess` names them all".into());
            self.warn(&Diagnostic { code: "N0705", subject: "store".into(), position: None, message, hint });
        }
    }

    fn diagnostic(&self, diagnostic: &Diagnostic, tone: Tone, word: &str) {
        // What comes from outside may be of any length.
        let short = |text: &str| isolate(&shorten(text, 400));
        let place = match diagnostic.position {
            Some((line, column)) => format!("{}:{line}:{column}", short(&diagnostic.subject)),
            None => short(&diagnostic.subject),
        };
        let mut text = format!("{}: {place}: {} [{}]", self.style.tone(tone, word), short(&diagnostic.message), diagnostic.code);
        if let Some(hint) = &diagnostic.hint {
            text.push_str(&format!("\n  hint: {}", isolate(hint)));
        }
        match &self.bar {
            Some(bar) => bar.suspend(|| line(&text)),
            None => line(&text),
        }
    }

    /// How far a long run is; a bar appears after a moment, on a terminal only.
    pub fn progress(&mut self, extract: &Extract) {
        let counts = extract.counts();
        self.tick(|| format!("{} documents read, {} rejected, {} files to go", counts.documents, counts.rejected, extract.files_left()));
    }

    /// Shows how far it is, on a terminal.
    pub fn tick(&mut self, message: impl FnOnce() -> String) {
        if self.quiet || !std::io::stderr().is_terminal() || self.started.elapsed() < Duration::from_millis(700) {
            return;
        }
        let bar = self.bar.get_or_insert_with(|| {
            let bar = ProgressBar::with_draw_target(None, ProgressDrawTarget::stderr_with_hz(8));
            bar.set_style(ProgressStyle::with_template("{spinner} {msg}  {elapsed}").unwrap_or_else(|_| ProgressStyle::default_spinner()));
            bar
        });
        bar.set_message(message());
        bar.tick();
    }

    /// A line about what was done; not said when quiet.
    pub fn done(&mut self, line: &str) {
        if let Some(bar) = self.bar.take() {
            bar.finish_and_clear();
        }
        if !self.quiet {
            self::line(line);
        }
    }

    /// Ends the progress bar and sums up. The counts add up: what was read, rejected, held already and no page is all that was given.
    pub fn summary(&mut self, counts: Counts) {
        self.summary_of(counts, 0);
    }

    /// The same, where so many of the documents that were read held no article's text that could be found.
    pub fn summary_of(&mut self, counts: Counts, without_text: usize) {
        if let Some(bar) = self.bar.take() {
            bar.finish_and_clear();
        }
        let worth_saying = counts.rejected + counts.other_files + counts.other_records + counts.duplicates + without_text > 0;
        if self.quiet || !worth_saying {
            return;
        }
        let given = counts.documents + counts.rejected + counts.duplicates + counts.other_records;
        let others = match counts.other_files {
            0 => String::new(),
            1 => "; 1 file of another kind left out".into(),
            n => format!("; {n} files of other kinds left out"),
        };
        let of_these = if without_text > 0 { format!(" ({without_text} of them without an article's text)") } else { String::new() };
        let mut parts = vec![format!("{} read{of_these}", counts.documents), format!("{} rejected", counts.rejected)];
        for (count, what) in [(counts.duplicates, "held already"), (counts.other_records, "records without a page")] {
            parts.extend((count > 0).then(|| format!("{count} {what}")));
        }
        line(&format!("{given} given: {}{others}", parts.join(", ")));
    }
}

/// One line on the standard error; nobody need listen there.
fn line(text: &str) {
    use std::io::Write;
    let _ = writeln!(std::io::stderr(), "{text}");
}

/// The code to end with after reading.
pub fn code(counts: Counts) -> u8 {
    match (counts.documents, counts.rejected) {
        (0, _) => 3,
        (_, 0) => 0,
        _ => 1,
    }
}
