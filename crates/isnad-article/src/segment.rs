//! A flattened page cut into stretches: its lines, and inside a line the runs of headlines and the links glued to prose.

use crate::cues::{Cues, kind};
use isnad_pack::{Pack, Sense};
use isnad_text::Span;
use isnad_text::sentence::is_quote;
use isnad_text::token::{Token, TokenKind, tokens};

/// One stretch of a page with what its shape tells.
#[derive(Clone, Debug)]
pub struct Segment {
    /// Where it stands; neither end is white space.
    pub span: Span,
    /// Its tokens.
    pub tokens: Vec<Token>,
    /// How many of them are words or numbers.
    pub words: usize,
    /// Whether an empty line stands before it (or nothing at all).
    pub blank_before: bool,
    /// Whether it opens with a bullet.
    pub bullet: bool,
    /// How it ends.
    pub end: End,
    /// Whether a sentence ends inside it.
    pub inner_end: bool,
    /// Whether it opens with a verb that a conjunction ties to what stands before (`وأضاف`), as no headline does.
    pub carries_on: bool,
    /// Whether it opens with a verb.
    pub opens_with_verb: bool,
    /// What splitting its line told.
    pub cut: Cut,
}

/// The last mark of a stretch, closing quotes and brackets aside.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum End {
    /// A full stop.
    Stop,
    /// A question or exclamation mark, or dots.
    Other,
    /// A colon.
    Colon,
    /// No mark.
    None,
}

/// Why a stretch is not a whole line.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Cut {
    /// It is one.
    Line,
    /// A run of headlines in one line, set apart by wide gaps or bars.
    Ticker,
    /// A short menu in one line.
    Menu,
    /// Prose that a ticker is glued to.
    Beside,
    /// A link to another article after the end of a sentence.
    Link,
}

/// The most words of a headline.
pub const HEADLINE_WORDS: usize = 30;
/// The most words of a heading inside a body.
pub const HEADING_WORDS: usize = 12;
/// From this many pieces without sentence punctuation on, a line is a ticker.
const TICKER_PIECES: usize = 4;

impl Segment {
    fn of(text: &str, span: Span, blank_before: bool, cut: Cut, pack: &Pack) -> Self {
        Segment::of_tokens(text, span, tokens(span.slice(text), span.start), blank_before, cut, pack)
    }

    fn of_tokens(text: &str, span: Span, tokens: Vec<Token>, blank_before: bool, cut: Cut, pack: &Pack) -> Self {
        let words = tokens.iter().filter(|token| token.kind != TokenKind::Mark).count();
        let (bullet, end, inner_end) = (is_bulleted(text, &tokens), end_of(&tokens), has_inner_end(&tokens));
        let (opens_with_verb, carries_on) = opening_verb(&tokens, pack);
        Segment { span, tokens, words, blank_before, bullet, end, inner_end, carries_on, opens_with_verb, cut }
    }

    /// Tokens after a bullet and other opening marks.
    pub fn inside(&self) -> &[Token] {
        let opening = self.tokens.iter().take_while(|token| token.kind == TokenKind::Mark && !token.is("©")).count();
        &self.tokens[opening..]
    }

    /// Whether its shape is that of running prose. `punctuated` tells whether the page ends its paragraphs with full stops.
    pub fn is_prose(&self, punctuated: bool) -> bool {
        let sentence = self.end == End::Stop && self.words >= 2 || self.inner_end && self.words >= 6;
        let long = self.words > HEADLINE_WORDS || !punctuated && self.words > HEADING_WORDS;
        let leads_in = self.end == End::Colon && self.words >= 5 || self.end == End::Other && self.words > HEADING_WORDS + 4;
        let says = self.carries_on && self.words >= 6 || !punctuated && self.opens_with_verb && self.words >= 8;
        sentence || long || leads_in || says
    }

    /// Folded letters and digits without anything between.
    pub fn run(&self) -> String {
        self.tokens.iter().filter(|token| token.kind != TokenKind::Mark).map(|token| &*token.norm).collect()
    }

    /// Folded words with single spaces.
    pub fn folded(&self) -> String {
        let words: Vec<&str> = self.tokens.iter().filter(|token| token.kind != TokenKind::Mark).map(|token| &*token.norm).collect();
        words.join(" ")
    }
}

/// Whether the first word is a verb, and whether it is one after a conjunction.
fn opening_verb(tokens: &[Token], pack: &Pack) -> (bool, bool) {
    let Some(first) = tokens.first().filter(|token| token.kind == TokenKind::Word) else { return (false, false) };
    let senses = |word: &str| pack.lexicon.step(pack.lexicon.root(), word).map_or(&[][..], |node| pack.lexicon.senses(node));
    let is_verb = |word: &str| senses(word).iter().any(|sense| matches!(sense, Sense::Verb(..)));
    let is_noun = |word: &str| senses(word).iter().any(|sense| !matches!(sense, Sense::Verb(..)));
    let is_word = pack.lexicon.step(pack.lexicon.root(), &first.norm).is_some();
    let rest = first.norm.strip_prefix(['و', 'ف']).filter(|rest| rest.chars().count() >= 3);
    (is_verb(&first.norm) && !is_noun(&first.norm), !is_word && rest.is_some_and(is_verb))
}

fn is_bulleted(text: &str, tokens: &[Token]) -> bool {
    let Some(first) = tokens.first() else { return false };
    let spaced = text.get(first.span.end..).is_some_and(|rest| rest.starts_with(char::is_whitespace));
    match &*first.norm {
        "*" | "•" | "●" | "▪" | "■" | "◄" | "►" | "›" | "·" | "○" | "◾" | "✓" | "▶" => true,
        "-" | "–" | "—" | "+" => spaced,
        _ => false,
    }
}

fn end_of(tokens: &[Token]) -> End {
    let closing = |token: &&Token| token.kind == TokenKind::Mark && (is_quote(&token.norm) || matches!(&*token.norm, ")" | "]" | "}"));
    let Some(last) = tokens.iter().rev().find(|token| !closing(token)) else { return End::None };
    match &*last.norm {
        "." | "۔" => End::Stop,
        "!" | "؟" | "?" | "…" => End::Other,
        ":" => End::Colon,
        _ => End::None,
    }
}

fn has_inner_end(tokens: &[Token]) -> bool {
    let ends = |at: usize| {
        let single = tokens[at].is(".") && !tokens[at - 1].is(".") && !tokens[at + 1].is(".");
        let before = &tokens[at - 1];
        let long_word = before.kind != TokenKind::Word || before.norm.chars().count() > 2;
        let spaced = tokens[at + 1].span.start > tokens[at].span.end || is_quote(&tokens[at + 1].norm);
        single && long_word && spaced
    };
    (1..tokens.len().saturating_sub(1)).any(ends)
}

/// The stretches of `text` in order; together they cover all that is not white space.
pub fn segments(text: &str, cues: &Cues, pack: &Pack) -> Vec<Segment> {
    let mut out = Vec::new();
    let mut blank = true;
    for span in lines(text) {
        let Some(span) = trimmed(text, span) else {
            blank = true;
            continue;
        };
        line(text, span, blank, cues, pack, &mut out);
        blank = false;
    }
    out
}

fn lines(text: &str) -> impl Iterator<Item = Span> + '_ {
    let mut start = 0;
    let breaks = text.char_indices().filter(|(_, c)| matches!(c, '\n' | '\r' | '\u{0B}' | '\u{0C}' | '\u{85}' | '\u{2028}' | '\u{2029}'));
    let ends = breaks.map(|(at, c)| (at, at + c.len_utf8())).chain([(text.len(), text.len())]);
    ends.map(move |(end, next)| {
        let span = Span::new(start, end);
        start = next;
        span
    })
}

/// The span without white space at its ends; `None` when nothing is left.
fn trimmed(text: &str, span: Span) -> Option<Span> {
    let slice = span.slice(text);
    let start = span.start + (slice.len() - slice.trim_start().len());
    let end = span.start + slice.trim_end().len();
    (start < end).then(|| Span::new(start, end))
}

/// Adds the stretches of one line to `out`.
pub fn line(text: &str, span: Span, blank: bool, cues: &Cues, pack: &Pack, out: &mut Vec<Segment>) {
    let mut first = blank;
    for (span, cut) in parts(text, span) {
        let Some(span) = trimmed(text, span) else { continue };
        let tokens = tokens(span.slice(text), span.start);
        let link = if matches!(cut, Cut::Line | Cut::Beside) { link_inside(&tokens, cues) } else { None };
        let Some(link) = link else {
            out.push(Segment::of_tokens(text, span, tokens, std::mem::take(&mut first), cut, pack));
            continue;
        };
        let parts = [(Span::new(span.start, link.start), cut), (link, Cut::Link), (Span::new(link.end, span.end), cut)];
        for (span, cut) in parts {
            if let Some(span) = trimmed(text, span) {
                out.push(Segment::of(text, span, std::mem::take(&mut first), cut, pack));
            }
        }
    }
}

/// The parts of one line: itself, or tickers and menus and the prose beside them.
fn parts(text: &str, span: Span) -> Vec<(Span, Cut)> {
    let pieces = pieces(text, span);
    if pieces.len() == 1 {
        return vec![(span, Cut::Line)];
    }
    let headlines: Vec<bool> = pieces.iter().map(|piece| is_headline(text, *piece)).collect();
    let mut out = Vec::new();
    let mut at = 0;
    while at < pieces.len() {
        let run = headlines[at..].iter().take_while(|is| **is).count();
        let (length, cut) = match run {
            run if run >= TICKER_PIECES => (run, ticker_or_menu(text, &pieces[at..at + run])),
            run => (run.max(1), Cut::Beside),
        };
        let covered = pieces[at].cover(pieces[at + length - 1]);
        match out.last_mut() {
            Some((last, Cut::Beside)) if cut == Cut::Beside => *last = covered.cover(*last),
            _ => out.push((covered, cut)),
        }
        at += length;
    }
    if out.len() <= 1 {
        let cut = out.first().map_or(Cut::Line, |(_, cut)| if *cut == Cut::Beside { menu_of_three(text, &pieces) } else { *cut });
        return vec![(span, cut)];
    }
    cover_separators(&mut out, span);
    out
}

/// Separators between parts belong to the part before them.
fn cover_separators(parts: &mut [(Span, Cut)], line: Span) {
    let starts: Vec<usize> = parts.iter().skip(1).map(|(span, _)| span.start).chain([line.end]).collect();
    for (index, ((span, _), next)) in parts.iter_mut().zip(starts).enumerate() {
        let start = if index == 0 { line.start } else { span.start };
        *span = Span::new(start, next);
    }
}

fn word_count(text: &str, span: Span) -> usize {
    span.slice(text).split_whitespace().filter(|word| word.chars().any(char::is_alphanumeric)).count()
}

fn ticker_or_menu(text: &str, pieces: &[Span]) -> Cut {
    let words: usize = pieces.iter().map(|piece| word_count(text, *piece)).sum();
    if words <= pieces.len() * 2 { Cut::Menu } else { Cut::Ticker }
}

/// Two or three bare words with bars between them are a menu too (`سوريا | سياسة`).
fn menu_of_three(text: &str, pieces: &[Span]) -> Cut {
    let short = |piece: &Span| (1..=2).contains(&word_count(text, *piece)) && !piece.slice(text).chars().any(char::is_numeric);
    if pieces.len() >= 2 && pieces.iter().all(short) { Cut::Menu } else { Cut::Line }
}

fn is_headline(text: &str, piece: Span) -> bool {
    let tokens = tokens(piece.slice(text), piece.start);
    let words = tokens.iter().filter(|token| token.kind != TokenKind::Mark).count();
    let dotted = end_of(&tokens) == End::Stop && tokens.iter().rev().take(3).filter(|token| token.is(".")).count() < 2;
    words <= HEADLINE_WORDS && !dotted && !has_inner_end(&tokens)
}

/// What stands between wide gaps, tabs, bars and bullets of one line.
fn pieces(text: &str, line: Span) -> Vec<Span> {
    let slice = line.slice(text);
    let mut out = Vec::new();
    let mut start = line.start;
    let mut gap: Option<(usize, usize)> = None;
    let mut widths = (0usize, false);
    let close = |start: &mut usize, gap: (usize, usize), widths: (usize, bool), out: &mut Vec<Span>| {
        if widths.1 || widths.0 >= 3 {
            out.extend(trimmed(text, Span::new(*start, gap.0)));
            *start = gap.1;
        }
    };
    for (at, c) in slice.char_indices() {
        let at = line.start + at;
        let bar = matches!(c, '|' | '•' | '●' | '■' | '\t' | '¦' | '│');
        if c.is_whitespace() || bar {
            let (from, _) = gap.unwrap_or((at, at));
            gap = Some((from, at + c.len_utf8()));
            widths = (widths.0 + 1, widths.1 || bar);
        } else if let Some(found) = gap.take() {
            close(&mut start, found, widths, &mut out);
            widths = (0, false);
        }
    }
    out.extend(trimmed(text, Span::new(start, line.end)));
    if out.is_empty() { vec![line] } else { out }
}

/// Where a link to another article stands in a line: in brackets that open with its cue, or from a cue of two words or more after the end of
/// a sentence on, where a colon or nothing follows it.
fn link_inside(tokens: &[Token], cues: &Cues) -> Option<Span> {
    let last = tokens.last()?.span.end;
    (1..tokens.len()).find_map(|at| {
        let before = &tokens[at - 1];
        let length = || cues.starts(kind::RELATED, &tokens[at..]);
        let colon = |length: usize| tokens.get(at + length).is_some_and(|token| token.is(":"));
        if let Some(closing) = closing(before) {
            length().filter(|&length| length >= 2 || colon(length))?;
            let end = tokens[at..].iter().find(|token| token.is(closing)).map_or(last, |token| token.span.end);
            return Some(Span::new(before.span.start, end));
        }
        let after_end = matches!(&*before.norm, "." | "؟" | "!" | "…") || is_quote(&before.norm) || before.is(")");
        let length = if after_end { length().filter(|length| *length >= 2)? } else { return None };
        let is_last = |length: usize| tokens[at + length..].iter().all(|token| token.kind == TokenKind::Mark);
        (colon(length) || is_last(length)).then_some(Span::new(tokens[at].span.start, last))
    })
}

/// The bracket that closes what a bracket opens.
fn closing(token: &Token) -> Option<&'static str> {
    match &*token.norm {
        "[" => Some("]"),
        "(" => Some(")"),
        _ => None,
    }
}
