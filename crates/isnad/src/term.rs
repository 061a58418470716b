//! A terminal that Arabic and Latin share: runs isolated, cells padded by display width, colour only where wanted.

use std::io::IsTerminal;
use unicode_width::UnicodeWidthStr;

/// First Strong Isolate and Pop Directional Isolate: what stands between them does not reorder what stands around it.
const FSI: char = '\u{2068}';
const PDI: char = '\u{2069}';

/// How output is styled.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Style {
    /// Whether colours are used.
    pub color: bool,
    /// Cells in a line.
    pub width: usize,
}

/// What a stretch of output means; colours never say anything that words do not say too.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Tone {
    Strong,
    Faint,
    Good,
    Warn,
    Bad,
    Info,
}

impl Style {
    /// The style for standard output. `when` is the `--color` option; `auto` heeds the terminal and NO_COLOR.
    pub fn for_stdout(when: crate::args::When) -> Self {
        Style { color: wanted(when, std::io::stdout().is_terminal()), width: width() }
    }

    /// The style for standard error.
    pub fn for_stderr(when: crate::args::When) -> Self {
        Style { color: wanted(when, std::io::stderr().is_terminal()), width: width() }
    }

    /// `text` in `tone`.
    pub fn tone(self, tone: Tone, text: &str) -> String {
        let code = match tone {
            Tone::Strong => "1",
            Tone::Faint => "2",
            Tone::Good => "32",
            Tone::Warn => "33",
            Tone::Bad => "31",
            Tone::Info => "36",
        };
        if self.color { format!("\x1b[{code}m{text}\x1b[0m") } else { text.to_owned() }
    }
}

fn wanted(when: crate::args::When, terminal: bool) -> bool {
    let no_color = std::env::var_os("NO_COLOR").is_some_and(|value| !value.is_empty());
    let dumb = std::env::var_os("TERM").is_some_and(|value| value == "dumb");
    match when {
        crate::args::When::Always => true,
        crate::args::When::Never => false,
        crate::args::When::Auto => terminal && !no_color && !dumb,
    }
}

fn width() -> usize {
    let columns = std::env::var("COLUMNS").ok().and_then(|columns| columns.parse().ok());
    columns.filter(|columns| *columns >= 40).unwrap_or(100).min(140)
}

/// Whether `text` holds letters written from right to left.
pub fn is_rtl(text: &str) -> bool {
    text.chars().any(|c| matches!(c, '\u{0590}'..='\u{08FF}' | '\u{FB1D}'..='\u{FDFF}' | '\u{FE70}'..='\u{FEFC}'))
}

/// `text` on one line, safe to stand among text of another direction: control characters gone, isolated where it is Arabic.
pub fn isolate(text: &str) -> String {
    let clean: String = text.chars().map(|c| if c.is_whitespace() { ' ' } else { c }).filter(|c| !c.is_control() && !is_bidi_control(*c)).collect();
    let clean = clean.split_whitespace().collect::<Vec<_>>().join(" ");
    if is_rtl(&clean) { format!("{FSI}{clean}{PDI}") } else { clean }
}

fn is_bidi_control(c: char) -> bool {
    matches!(c, '\u{202A}'..='\u{202E}' | '\u{2066}'..='\u{2069}' | '\u{200E}' | '\u{200F}' | '\u{061C}')
}

/// Cells that `text` takes on a terminal.
pub fn cells(text: &str) -> usize {
    text.width()
}

/// `text` with spaces after it up to `width` cells.
pub fn pad(text: &str, width: usize) -> String {
    format!("{text}{}", " ".repeat(width.saturating_sub(cells(text))))
}

/// `text` with spaces before it up to `width` cells.
pub fn pad_left(text: &str, width: usize) -> String {
    format!("{}{text}", " ".repeat(width.saturating_sub(cells(text))))
}

/// At most `width` cells of `text`, cut at a word with `…` after it.
pub fn shorten(text: &str, width: usize) -> String {
    if cells(text) <= width {
        return text.to_owned();
    }
    let mut out = String::new();
    for word in text.split_whitespace() {
        if cells(&out) + cells(word) + 2 > width {
            break;
        }
        if !out.is_empty() {
            out.push(' ');
        }
        out.push_str(word);
    }
    if out.is_empty() {
        out = text.chars().take(width.saturating_sub(1)).collect();
    }
    out + "…"
}

/// `text` in lines of at most `width` cells, each isolated by itself.
pub fn wrap(text: &str, width: usize) -> Vec<String> {
    let mut lines = vec![String::new()];
    for word in text.split_whitespace() {
        let last = lines.last_mut().expect("invariant: there is a line");
        if !last.is_empty() && cells(last) + 1 + cells(word) > width {
            lines.push(word.to_owned());
        } else {
            if !last.is_empty() {
                last.push(' ');
            }
            last.push_str(word);
        }
    }
    lines.iter().map(|line| isolate(line)).collect()
}

/// `370000` as `370 000`, the spaces unbreakable.
pub fn grouped(value: u64) -> String {
    let digits = value.to_string();
    let mut out = String::new();
    for (index, digit) in digits.chars().enumerate() {
        if index > 0 && (digits.len() - index).is_multiple_of(3) {
            out.push('\u{a0}');
        }
        out.push(digit);
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn arabic_is_isolated_and_pads_by_cells() {
        assert_eq!(isolate("حمص"), "\u{2068}حمص\u{2069}");
        assert_eq!(isolate("Homs\t\x1b[31m"), "Homs [31m");
        assert_eq!(isolate("ق\u{202e}ال"), "\u{2068}قال\u{2069}");
        assert_eq!(cells(&pad(&isolate("حمص"), 6)), 6);
    }

    #[test]
    fn numbers_group_by_thousands() {
        assert_eq!(grouped(727), "727");
        assert_eq!(grouped(370_000), "370\u{a0}000");
        assert_eq!(grouped(1_500_000), "1\u{a0}500\u{a0}000");
    }

    #[test]
    fn long_text_is_cut_at_words() {
        assert_eq!(shorten("one two three", 9), "one two…");
        assert_eq!(wrap("a bb ccc dddd", 6), ["a bb", "ccc", "dddd"]);
    }
}
