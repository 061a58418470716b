//! Numbers in digits and words, with their bounds.

use crate::item::NumberValue;
use crate::lookup::Hits;
use isnad_model::Bound;
use isnad_pack::grammar::{NumberKind, NumberWord};
use isnad_pack::{Pack, Sense};
use isnad_text::token::{Token, TokenKind, number_value};

/// Largest number of people that a text is believed to count.
const LARGEST: f64 = 1e12;

/// The number that starts at token `at`, and the token after it. Bound words before and after belong to it.
pub fn number_at(pack: &Pack, tokens: &[Token], hits: &[Hits], at: usize) -> Option<(NumberValue, usize)> {
    let reader = Reader { pack, tokens, hits };
    let (bound, start) = reader.bound(at).map_or((None, at), |(bound, next)| (Some(bound), next));
    let (bound, start) = reader.bound(start).map_or((bound, start), |(second, next)| (bound.or(Some(second)), next));
    // `بين خمسة آلاف وسبعة آلاف`: what و joins is the other end.
    let between = start > 0 && tokens[start - 1].is("بين");
    let (value, vague, mut end) = reader.amount(start, !between)?;
    let mut bound = bound;
    if let Some((after, next)) = reader.bound_after(end) {
        bound = bound.or(Some(after));
        end = next;
    }
    let range = reader.range(start, value, end).filter(|_| matches!(bound, None | Some(Bound::Approx)) && !vague);
    let (value, high, end) = range.map_or((value, None, end), |(low, high, end)| (low, Some(high), end));
    let bound = bound.unwrap_or(match high {
        Some(_) => Bound::Approx,
        None if vague => Bound::Min,
        None => Bound::Exact,
    });
    (value > 0.0 && value <= LARGEST).then_some((NumberValue { value, high, bound, vague }, end))
}

/// The bare number that starts at token `at`, without words of bound, and the token after it.
pub fn amount_at(pack: &Pack, tokens: &[Token], hits: &[Hits], at: usize) -> Option<(f64, usize)> {
    let (value, _, end) = Reader { pack, tokens, hits }.amount(at, true)?;
    Some((value, end))
}

/// The place in a row that a word gives (`الرابع`, `الحادي والعشرين`), and the token after it.
pub fn ordinal_at(pack: &Pack, tokens: &[Token], hits: &[Hits], at: usize) -> Option<(i64, usize)> {
    let ordinal = |hit: &crate::lookup::Hit| match hit.sense {
        Sense::Number(id) if pack.numbers[id as usize].kind == NumberKind::Ordinal => Some((hit.len, pack.numbers[id as usize].value)),
        _ => None,
    };
    let (length, value) = hits.get(at)?.iter().filter_map(ordinal).max_by_key(|(length, _)| *length)?;
    (tokens.len() >= at + length).then_some((value as i64, at + length))
}

struct Reader<'a> {
    pack: &'a Pack,
    tokens: &'a [Token],
    hits: &'a [Hits],
}

#[derive(Clone, Copy, PartialEq)]
enum Piece {
    Plain(f64),
    Scale(f64),
    Fraction(f64),
    Vague(f64),
}

impl Reader<'_> {
    fn word(&self, at: usize) -> Option<(&NumberWord, usize, bool)> {
        let hits = self.hits.get(at)?;
        let best = hits
            .iter()
            .filter_map(|hit| match hit.sense {
                Sense::Number(id) => Some((hit, &self.pack.numbers[id as usize])),
                _ => None,
            })
            .max_by_key(|(hit, _)| (hit.len, std::cmp::Reverse(hit.clitics.weight())))?;
        Some((best.1, at + best.0.len, best.0.clitics.conjunction))
    }

    fn bound(&self, at: usize) -> Option<(Bound, usize)> {
        match self.word(at)? {
            (NumberWord { kind: NumberKind::Bound(bound), .. }, next, _) => Some((*bound, self.skip_preposition(next))),
            _ => None,
        }
    }

    /// `بين 40 و50`, `بين 5 إلى 6 ملايين`, `40 إلى 50`, `3 أو 4`: both ends of a range whose lower one was read up to `end`.
    fn range(&self, start: usize, low: f64, end: usize) -> Option<(f64, f64, usize)> {
        let is = |at: usize, words: &[&str]| self.tokens.get(at).is_some_and(|token| words.contains(&&*token.norm));
        let before = |words: &[&str]| start > 0 && is(start - 1, words);
        let between = before(&["بين"]);
        let joined = between && self.next_piece(end).is_some_and(|(_, _, joined)| joined);
        let link = is(end, &["الى", "او"]) && (between || !before(&["من"]));
        let from = if joined {
            end + usize::from(is(end, &["و"]))
        } else if link {
            end + 1
        } else {
            return None;
        };
        let (high, _, end) = self.amount(from, true)?;
        // `5 إلى 6 ملايين`: both are millions.
        let scale = [1e9, 1e6, 1e3].into_iter().find(|scale| low < 1000.0 && high >= *scale && high % scale == 0.0 && low < high / scale);
        let low = low * scale.unwrap_or(1.0);
        (low < high && high <= LARGEST).then_some((low, high, end))
    }

    /// `ما يقرب من ٢٨٠`, `لا يقل عن`: a loose preposition between bound and number is part of the bound.
    fn skip_preposition(&self, at: usize) -> usize {
        match self.tokens.get(at) {
            Some(token) if token.is("من") || token.is("عن") || token.is("على") || token.is("الى") => at + 1,
            _ => at,
        }
    }

    fn bound_after(&self, at: usize) -> Option<(Bound, usize)> {
        match self.word(at)? {
            (NumberWord { kind: NumberKind::Bound(bound), .. }, next, false) if self.tokens[at].is("على") || self.tokens[at].is("تقريبا") => {
                Some((*bound, next))
            }
            _ => None,
        }
    }

    /// One piece: digits or a number word; whether it is glued to what goes before by و.
    fn piece(&self, at: usize) -> Option<(Piece, usize, bool)> {
        let token = self.tokens.get(at)?;
        if token.kind == TokenKind::Number {
            return number_value(&token.norm).map(|value| (Piece::Plain(value), at + 1, false));
        }
        let (word, next, joined) = self.word(at)?;
        let piece = match word.kind {
            NumberKind::Unit | NumberKind::Ten | NumberKind::Hundred | NumberKind::Dual if word.value >= 1000.0 => Piece::Scale(word.value),
            NumberKind::Unit | NumberKind::Ten | NumberKind::Hundred | NumberKind::Dual => Piece::Plain(word.value),
            NumberKind::Scale => Piece::Scale(word.value),
            NumberKind::Fraction => Piece::Fraction(word.value),
            NumberKind::Vague if word.value > 0.0 => Piece::Vague(word.value),
            _ => return None,
        };
        Some((piece, next, joined))
    }

    /// The number at `at`; with what و adds to it where `and` asks for that.
    fn amount(&self, at: usize, and: bool) -> Option<(f64, bool, usize)> {
        let (first, mut end, _) = self.piece(at)?;
        let mut total = 0.0;
        let (mut current, mut vague) = match first {
            Piece::Plain(value) => (value, false),
            Piece::Vague(value) => (value, true),
            Piece::Fraction(value) => (value, false),
            Piece::Scale(value) => (value, false),
        };
        let mut smallest = if let Piece::Scale(value) = first { value } else { f64::INFINITY };
        let fraction = matches!(first, Piece::Fraction(_));
        let mut scaled = matches!(first, Piece::Scale(_));
        while let Some((piece, next, joined)) = self.next_piece(end).filter(|(.., joined)| and || !joined) {
            match piece {
                Piece::Scale(scale) if !joined => {
                    current *= scale;
                    smallest = scale;
                    scaled = true;
                }
                Piece::Vague(scale) if !joined && matches!(first, Piece::Plain(_)) && !scaled => {
                    current *= scale;
                    smallest = scale;
                    scaled = true;
                }
                Piece::Plain(value) if joined && value < smallest && self.goes_on(end, value, current, scaled) => {
                    if scaled {
                        total += current;
                        current = value;
                        scaled = false;
                    } else {
                        current += value;
                    }
                }
                Piece::Fraction(value) if joined => {
                    current += if scaled && smallest.is_finite() { value * smallest } else { value };
                }
                Piece::Vague(value) if joined && scaled => {
                    total += current;
                    current = value;
                    vague = true;
                }
                _ => break,
            }
            end = next;
        }
        let value = total + current;
        (!fraction || scaled).then_some((value, vague, end))
    }

    fn next_piece(&self, at: usize) -> Option<(Piece, usize, bool)> {
        if self.tokens.get(at).is_some_and(|t| t.is("و")) {
            return self.piece(at + 1).map(|(piece, next, _)| (piece, next, true));
        }
        self.piece(at)
    }

    /// Digits are not added to digits (`5 و3`); words add only smaller orders (`خمسة وعشرون` is the exception that Arabic puts units first).
    fn goes_on(&self, at: usize, value: f64, current: f64, scaled: bool) -> bool {
        let apart = usize::from(self.tokens.get(at).is_some_and(|t| t.is("و")));
        let digits = self.tokens.get(at + apart).is_some_and(|t| t.kind == TokenKind::Number);
        if scaled {
            return true;
        }
        !digits
            && ((current < 10.0 && (20.0..100.0).contains(&value))
                || (current >= 100.0 && value < 100.0)
                || (current >= 20.0 && value < 10.0 && current < 100.0))
    }
}
