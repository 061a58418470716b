//! What a stretch of a page betrays by itself, by cue words and shape, before its place in the page is looked at.

use crate::cues::{Cues, kind};
use crate::segment::{Cut, End, HEADLINE_WORDS, Segment};
use crate::stamp::{self, Found};
use isnad_model::BlockKind;
use isnad_pack::{Pack, Sense};
use isnad_text::Span;
use isnad_text::token::{Token, TokenKind};
use std::ops::Range;

/// What is known of one stretch.
#[derive(Clone, Debug, PartialEq)]
pub struct Label {
    /// Its part.
    pub kind: BlockKind,
    /// Why.
    pub reason: String,
    /// What it means for the stretches around it.
    pub role: Role,
}

/// What a labelled stretch means for its neighbours.
#[derive(Clone, Debug, PartialEq)]
pub enum Role {
    /// Nothing.
    Alone,
    /// It stands in the head of an article or in its foot: a share bar, an author.
    Anchor,
    /// It carries dates. The flag tells whether a label says what they are.
    Date(Vec<Found>, bool),
    /// It is a label of dates that stand in the next stretch; the flag tells the update.
    DateLabel(bool),
    /// It opens a list of links to other articles; the flag tells whether it says nothing else.
    LinksFollow(bool),
    /// It stands for a card that a script would load.
    Card,
    /// It opens a notice that may go on in the next line.
    Notice,
    /// It looks like a caption by the credit at its end; the flag tells whether the credit is a known one.
    Captionlike(bool),
    /// It may be an author line, if it stands in the head.
    Bylinelike,
    /// It may be a place line, if prose follows.
    Placelike,
    /// It names where the text comes from.
    Source,
    /// It names authors and agencies.
    Signed,
}

fn label(kind: BlockKind, reason: impl Into<String>, role: Role) -> Option<Label> {
    Some(Label { kind, reason: reason.into(), role })
}

fn boilerplate(reason: impl Into<String>) -> Option<Label> {
    label(BlockKind::Boilerplate, reason, Role::Alone)
}

/// Kinds of notices that are whole sentences.
const PROSE_NOTICES: [&str; 6] = ["source_link", "comments", "newsletter", "follow", "app", "disclaimer"];

/// The reason for a line that says how long ago something was.
pub const RELATIVE: &str = "date: relative, left unknown";

/// Words of such a line, and of one that leads from page to page.
const AGO: usize = 4;
/// Words of a line with the name of who wrote a comment, and how long ago.
const WHO: usize = 8;
const PAGER: usize = 15;

/// Words of a heading of comments.
const COMMENTS: usize = 7;
/// Words of a label of those who made a text, from which on it is nothing else; and of all of the line.
const SIGNED: usize = 3;
const SIGNATURE: usize = 25;
/// Words of a disclaimer.
const DISCLAIMER: usize = 60;

/// A label, or nothing, for each stretch.
pub fn labels(segments: &[Segment], cues: &Cues, pack: &Pack) -> Vec<Option<Label>> {
    segments.iter().map(|segment| of(segment, cues, pack)).collect()
}

fn of(segment: &Segment, cues: &Cues, pack: &Pack) -> Option<Label> {
    if segment.words == 0 {
        return if segment.inside().first().is_some_and(|token| token.is("©")) { boilerplate("copyright") } else { boilerplate("marks only") };
    }
    if segment.tokens.iter().all(|token| token.norm.chars().count() == 1 && token.kind != TokenKind::Number) {
        return boilerplate("tools: single letters");
    }
    date_line(segment, cues, pack)
        .or_else(|| ago(segment, cues))
        .or_else(|| pager(segment, cues))
        .or_else(|| cut(segment))
        .or_else(|| bar_or_menu(segment, cues))
        .or_else(|| logo(segment, cues))
        .or_else(|| opening(segment, cues))
        .or_else(|| count_of_comments(segment, cues))
        .or_else(|| disclaimer(segment, cues))
        .or_else(|| tags(segment))
        .or_else(|| byline(segment, cues))
        .or_else(|| credit(segment, cues))
        .or_else(|| photographer(segment, cues))
        .or_else(|| correspondent(segment, pack))
        .or_else(|| captionlike(segment, cues))
        .or_else(|| placelike(segment, pack))
}

fn cut(segment: &Segment) -> Option<Label> {
    match segment.cut {
        Cut::Ticker => boilerplate("ticker: headlines run together in one line"),
        Cut::Menu => boilerplate("navigation: bare words with bars or gaps between"),
        Cut::Link => label(BlockKind::Boilerplate, "related: link after the end of a sentence", Role::Alone),
        Cut::Line | Cut::Beside => None,
    }
}

fn date_line(segment: &Segment, cues: &Cues, pack: &Pack) -> Option<Label> {
    let tokens = segment.inside();
    if segment.words > 25 || segment.inner_end && segment.words > 14 {
        return None;
    }
    let found = stamp::stamps(tokens, pack, cues);
    let lead = date_label(cues, tokens).filter(|(_, length)| *length > 1 || labels_a_date(&tokens[1..], cues, pack));
    let Some(first) = found.first() else { return label_without_date(segment, tokens, lead, cues) };
    let other = cues.starts(kind::OTHER_DATE, tokens).filter(|length| first.date.start <= length + 6);
    if other.is_some_and(|length| lead.is_none_or(|(_, own)| own < length)) && segment.end != End::Stop && segment.words <= 12 {
        return label(BlockKind::Dateline, "date: of something else", Role::Alone);
    }
    if !stamp::YEARS.contains(&first.stamp.civil.year()) && segment.end != End::Stop && segment.words <= 12 {
        return label(BlockKind::Dateline, "date: of no page", Role::Alone);
    }
    let rest = stamp::rest(tokens, &found, pack, cues).words;
    let labelled =
        lead.is_some_and(|(_, length)| first.date.start <= length + 6) || rest.len() <= 6 && any_date_label(cues, tokens, first.date.start);
    let after_date = &tokens[first.date.end..];
    let after_mark = after_date.iter().position(|token| token.kind != TokenKind::Mark).map_or(&[][..], |at| &after_date[at..]);
    let by = cues.starts(kind::BYLINE, tokens).or_else(|| cues.starts(kind::BYLINE, after_mark)).is_some();
    let parted = rest.len() <= 4
        && tokens.iter().any(|token| matches!(&*token.norm, "|" | "-" | "–" | "—" | "•" | "/" | "»"))
        && !rest_joins_date(first, &rest);
    let plain = rest.is_empty() || by && rest.len() <= 6 || parted;
    if segment.end == End::Stop && !rest.is_empty() || !(labelled || plain) {
        return None;
    }
    let reason = if labelled { "date: labelled" } else { "date: a line of its own" };
    label(BlockKind::Dateline, reason, Role::Date(found, labelled))
}

/// Whether what follows a label of one word (`نشر`, which is a verb too) is no sentence: a mark, a number, a word of dates.
fn labels_a_date(after: &[Token], cues: &Cues, pack: &Pack) -> bool {
    let Some(next) = after.first() else { return true };
    let date_word = [kind::DATE_WORD, "relative"].iter().any(|kind| cues.starts(kind, after).is_some());
    next.kind != TokenKind::Word || date_word || stamp::lexicon_time(after, 0, pack, "weekday").is_some()
}

/// Whether a word that nothing explains stands right before or after the date, without a mark between.
fn rest_joins_date(date: &Found, rest: &[usize]) -> bool {
    date.date.start.checked_sub(1).is_some_and(|before| rest.contains(&before)) || rest.contains(&date.date.end)
}

/// The date label that `tokens` start with: whether it is of an update, and its length.
fn date_label(cues: &Cues, tokens: &[Token]) -> Option<(bool, usize)> {
    let updated = cues.starts(kind::UPDATED, tokens).map(|length| (true, length));
    updated.into_iter().chain(cues.starts(kind::PUBLISHED, tokens).map(|length| (false, length))).max_by_key(|(_, length)| *length)
}

fn any_date_label(cues: &Cues, tokens: &[Token], before: usize) -> bool {
    (0..before).any(|at| date_label(cues, &tokens[at..]).is_some())
}

fn label_without_date(segment: &Segment, tokens: &[Token], lead: Option<(bool, usize)>, cues: &Cues) -> Option<Label> {
    let (updated, length) = lead?;
    let after = tokens.get(length..)?;
    let words = after.iter().filter(|token| token.kind != TokenKind::Mark).count();
    if words == 0 && segment.words <= 4 {
        return label(BlockKind::Dateline, "date: label of the next line", Role::DateLabel(updated));
    }
    let relative =
        after.iter().find(|token| token.kind != TokenKind::Mark).is_some_and(|token| cues.starts("relative", std::slice::from_ref(token)).is_some());
    (words <= 6 && relative && segment.end != End::Stop).then(|| Label { kind: BlockKind::Dateline, reason: RELATIVE.into(), role: Role::Anchor })
}

/// Whether all of `tokens` say how long ago something was.
fn is_ago(tokens: &[Token], cues: &Cues) -> bool {
    let Some(length) = cues.starts(kind::RELATIVE, tokens) else { return false };
    let is_unit = |token: &Token| token.kind == TokenKind::Number || cues.starts(kind::TIME_UNIT, std::slice::from_ref(token)).is_some();
    let after = &tokens[length..];
    let units = after.iter().take_while(|token| is_unit(token)).count();
    units > 0 && after[units..].iter().all(|token| token.kind == TokenKind::Mark)
}

/// Whether a short line ends with how long ago something was, as those above comments do.
pub fn ends_with_ago(segment: &Segment, cues: &Cues) -> bool {
    let tokens = &segment.tokens;
    let last = tokens.iter().rev().find(|token| token.kind != TokenKind::Mark);
    let is_unit = || last.is_some_and(|last| cues.starts(kind::TIME_UNIT, std::slice::from_ref(last)).is_some());
    segment.words <= WHO && segment.end != End::Stop && is_unit() && (0..tokens.len()).any(|at| is_ago(&tokens[at..], cues))
}

/// `منذ 3 ساعات`, and nothing else.
fn ago(segment: &Segment, cues: &Cues) -> Option<Label> {
    if is_ago(segment.inside(), cues) && segment.words <= AGO && segment.end != End::Stop {
        label(BlockKind::Dateline, RELATIVE, Role::Alone)
    } else {
        None
    }
}

/// `صفحة 1 من 3`, `1 2 3 التالي`: numbers and words that lead from page to page, and nothing else.
fn pager(segment: &Segment, cues: &Cues) -> Option<Label> {
    let words = || segment.tokens.iter().filter(|token| token.kind == TokenKind::Word);
    let is_of_pager = |token: &Token| cues.starts(kind::PAGER, std::slice::from_ref(token)).is_some();
    let numbers = segment.tokens.iter().any(|token| token.kind == TokenKind::Number);
    let whole = segment.words <= PAGER && numbers && words().next().is_some() && words().all(is_of_pager);
    if whole { boilerplate("pager: numbers of pages") } else { None }
}

fn bar_or_menu(segment: &Segment, cues: &Cues) -> Option<Label> {
    if segment.words > 40 || segment.end == End::Stop {
        return None;
    }
    let run = segment.run();
    if cues.made_of(&[kind::PLATFORM, kind::SHARE], &run).is_some() {
        return label(BlockKind::Boilerplate, "share bar", Role::Anchor);
    }
    if cues.made_of(&[kind::SECTION], &run).is_some() {
        return boilerplate("navigation: names of sections");
    }
    (glued_words(segment) >= 2).then(|| Label { kind: BlockKind::Boilerplate, reason: "navigation: words run together".into(), role: Role::Alone })
}

/// Letters that only end a word stand before another letter: the seams of a flattened menu.
fn glued_words(segment: &Segment) -> usize {
    let seams = |norm: &str| {
        let letters: Vec<char> = norm.chars().collect();
        letters.windows(2).filter(|pair| pair[0] == 'ى').count()
    };
    let long = segment.tokens.iter().filter(|token| token.kind == TokenKind::Word && token.norm.chars().count() >= 24);
    long.map(|token| 1 + seams(&token.norm)).sum::<usize>() * if segment.words <= 4 { 2 } else { 1 }
}

fn logo(segment: &Segment, cues: &Cues) -> Option<Label> {
    let last = segment.tokens.last()?;
    let is_logo = segment.words <= 8 && cues.starts(kind::LOGO, std::slice::from_ref(last)).is_some();
    is_logo.then(|| Label { kind: BlockKind::Boilerplate, reason: "logo".into(), role: Role::Anchor })
}

fn opening(segment: &Segment, cues: &Cues) -> Option<Label> {
    let tokens = segment.inside();
    let (kind, length) = cues.opening(tokens)?;
    let after = &tokens[length..];
    let marked = after.first().is_some_and(|token| matches!(&*token.norm, ":" | "|" | "/" | ">" | "»" | "«" | "." | "…" | "-" | "–" | "؟" | "!"));
    let words = after.iter().filter(|token| token.kind != TokenKind::Mark).count();
    let prose = segment.end == End::Stop || segment.inner_end;
    let reason = |what: &str| format!("{what}: {}", tokens[..length].iter().map(|token| &*token.norm).collect::<Vec<_>>().join(" "));
    match kind {
        kind::RELATED if words == 0 || !marked && !prose && segment.words <= 5 && length_of(&tokens[..length]) >= 4 => {
            label(BlockKind::Boilerplate, reason("related"), Role::LinksFollow(words == 0))
        }
        kind::RELATED
            if marked && (length >= 2 || tokens[length].is(":") || !prose)
                || !prose && (length >= 2 && segment.words <= HEADLINE_WORDS || length_of(&tokens[..length]) >= 4 && segment.words <= 6) =>
        {
            boilerplate(reason("related"))
        }
        kind::SHARE if words <= (if length >= 2 { 4 } else { 0 }) && !prose => label(BlockKind::Boilerplate, reason("share"), Role::Anchor),
        kind::LOADING if words <= 1 => label(BlockKind::Boilerplate, reason("loading"), Role::Card),
        kind::SOURCE if words <= 8 && (marked || words == 0 || length >= 2 && words <= 4 && !prose) => {
            label(BlockKind::Credit, reason("source"), Role::Source)
        }
        kind::CAPTION if !prose && (marked || length >= 2) && segment.words <= HEADLINE_WORDS => {
            label(BlockKind::Caption, reason("caption"), Role::Captionlike(true))
        }
        kind::COPYRIGHT if segment.words <= 60 => boilerplate(reason("copyright")),
        kind::CONSENT if segment.words <= 80 => boilerplate(reason(kind::CONSENT)),
        kind::RELATED | kind::SHARE | kind::LOADING | kind::SOURCE | kind::CAPTION | kind::COPYRIGHT | kind::CONSENT => None,
        "comments" | "newsletter" if length >= 2 && segment.words <= 30 => label(BlockKind::Boilerplate, reason(kind), Role::Notice),
        "relative" => None,
        kind::DISCLAIMER if length >= 3 && segment.words <= DISCLAIMER => boilerplate(reason(kind)),
        _ if length >= 2 && segment.words <= 25 && (!prose || length >= 3 || PROSE_NOTICES.contains(&kind))
            || words == 0
            || words <= 12 && after.first().is_some_and(|token| token.is(":")) =>
        {
            boilerplate(reason(kind))
        }
        _ => None,
    }
}

/// Whether a line says `comments`, perhaps how many, and nothing else.
pub fn heads_comments(segment: &Segment, cues: &Cues) -> bool {
    if segment.words > COMMENTS {
        return false;
    }
    let says_nothing = |kind: TokenKind| kind != TokenKind::Word;
    let tokens = &segment.tokens;
    let first = tokens.iter().position(|token| !says_nothing(token.kind)).unwrap_or(tokens.len());
    let kinds = [kind::COMMENTS, kind::COMMENTS_HEAD];
    let length = kinds.iter().filter_map(|kind| cues.starts(kind, &tokens[first..])).max();
    length.is_some_and(|length| tokens[first + length..].iter().all(|token| says_nothing(token.kind)))
}

/// `التعليقات (2)`: a line that counts comments.
fn count_of_comments(segment: &Segment, cues: &Cues) -> Option<Label> {
    let counts = segment.tokens.iter().any(|token| token.kind == TokenKind::Number) && heads_comments(segment, cues);
    if counts { label(BlockKind::Boilerplate, "comments: how many", Role::Alone) } else { None }
}

/// A sentence that says whose opinions a site prints.
fn disclaimer(segment: &Segment, cues: &Cues) -> Option<Label> {
    let found = segment.words <= DISCLAIMER && cues.within(kind::DISCLAIMER_IN, &segment.tokens);
    if found { boilerplate("disclaimer: whose opinion it is") } else { None }
}

fn length_of(tokens: &[Token]) -> usize {
    tokens.iter().map(|token| token.norm.chars().count()).sum()
}

fn tags(segment: &Segment) -> Option<Label> {
    let hashes = segment.tokens.iter().filter(|token| token.is("#")).count();
    let only = hashes >= 1 && hashes * 3 >= segment.words && segment.end != End::Stop;
    if only { boilerplate("tags: hashtags") } else { None }
}

fn byline(segment: &Segment, cues: &Cues) -> Option<Label> {
    if let Some(found) = signed_line(segment, cues) {
        return Some(found);
    }
    if segment.bullet {
        return None;
    }
    let tokens = segment.inside();
    let bracketed = segment.tokens.first()?.is("(") && segment.tokens.last()?.is(")");
    let length = cues.starts(kind::BYLINE, tokens)?;
    let colon = tokens.get(length).is_some_and(|token| matches!(&*token.norm, ":" | "-" | "–"));
    // Words and a colon that say who made the text, and nothing else; names in sentences follow.
    let signed = colon && length >= SIGNED && segment.words <= SIGNATURE;
    let short = segment.words <= 6 && segment.end != End::Stop;
    (segment.words <= 12 && (colon || bracketed) || signed || short && length < segment.words).then(|| Label {
        kind: BlockKind::Byline,
        reason: "byline: label".into(),
        role: if signed {
            Role::Signed
        } else if colon || bracketed {
            Role::Anchor
        } else {
            Role::Bylinelike
        },
    })
}

/// A short line of names with bars or dashes between, one of which is an agency (`اليراع – وكالات`).
fn signed_line(segment: &Segment, cues: &Cues) -> Option<Label> {
    if segment.words > 7 || segment.bullet || segment.end != End::None {
        return None;
    }
    let parts = credit_parts(&segment.tokens, cues);
    let short = parts.iter().all(|(range, _)| range.len() <= 3);
    let known = parts.iter().filter(|(_, known)| *known).count();
    let bars = segment.tokens.iter().any(|token| matches!(&*token.norm, "-" | "–" | "—" | "/" | "|" | "+"));
    (bars && short && known >= 1 && parts.len() >= 2 && known < parts.len() && !segment.tokens.iter().any(|token| token.is(":") || token.is("(")))
        .then(|| Label { kind: BlockKind::Byline, reason: "byline: names with an agency among them".into(), role: Role::Signed })
}

/// A line of agency names, picture credits and nothing else.
fn credit(segment: &Segment, cues: &Cues) -> Option<Label> {
    if segment.words > 10 || segment.end == End::Stop {
        return None;
    }
    let known = is_credit(&segment.tokens, cues);
    known.then(|| Label { kind: BlockKind::Credit, reason: "credit: names of agencies".into(), role: Role::Alone })
}

/// `تصوير: …`: who took a picture.
fn photographer(segment: &Segment, cues: &Cues) -> Option<Label> {
    let tokens = segment.inside();
    let length = cues.starts(kind::PHOTO, tokens)?;
    let is_label = tokens.get(length).is_some_and(|token| token.is(":")) && segment.words > length;
    (is_label && segment.words <= 10 && segment.end == End::None).then(|| Label {
        kind: BlockKind::Caption,
        reason: "caption: who took the picture".into(),
        role: Role::Captionlike(true),
    })
}

/// `أحمد سعيد - درعا`: two or three words, then the place from which they write.
fn correspondent(segment: &Segment, pack: &Pack) -> Option<Label> {
    let dash = segment.tokens.iter().position(|token| matches!(&*token.norm, "-" | "–" | "—" | "/"))?;
    let (name, place) = (&segment.tokens[..dash], &segment.tokens[dash + 1..]);
    let is_name = (2..=3).contains(&name.len()) && name.iter().all(|token| token.kind == TokenKind::Word) && !is_place(name, pack);
    (is_name && segment.end == End::None && !segment.bullet && !place.is_empty() && is_place(place, pack)).then(|| Label {
        kind: BlockKind::Byline,
        reason: "byline: a name, and the place from which it writes".into(),
        role: Role::Bylinelike,
    })
}

/// Whether every part of `tokens` is an agency's or outlet's name, or a picture credit.
pub fn is_credit(tokens: &[Token], cues: &Cues) -> bool {
    let parts = credit_parts(tokens, cues);
    !parts.is_empty() && parts.iter().all(|(_, known)| *known)
}

/// The parts of a credit (`أ ف ب / رويترز`, `AFP / Getty Images`) as token ranges, each with whether it names a known agency.
pub fn credit_parts(tokens: &[Token], cues: &Cues) -> Vec<(Range<usize>, bool)> {
    let mut out = Vec::new();
    let mut start = 0;
    for at in 0..=tokens.len() {
        let parts = tokens
            .get(at)
            .is_none_or(|token| matches!(&*token.norm, "/" | "|" | "," | "،" | "+" | "-" | "–" | "—" | "(" | ")" | "؛" | "©" | ":" | "[" | "]"));
        if parts {
            if start < at {
                out.push((start..at, is_agency(&tokens[start..at], cues)));
            }
            start = at + 1;
        }
    }
    out
}

fn is_agency(tokens: &[Token], cues: &Cues) -> bool {
    if cues.starts(kind::PHOTO, tokens).is_some_and(|length| length == tokens.len()) {
        return true;
    }
    let words: Vec<&str> = tokens.iter().filter(|token| token.kind != TokenKind::Mark).map(|token| &*token.norm).collect();
    let bare =
        words.first().and_then(|first| first.strip_prefix('و')).map(|first| std::iter::once(first).chain(words[1..].iter().copied()).collect());
    std::iter::once(words.clone()).chain(bare).any(|words: Vec<&str>| cues.is_media(&words))
}

/// Whether `tokens` say that a picture is from the archive, or drawn: words of credits that name nobody.
pub fn is_picture_word(tokens: &[Token], cues: &Cues) -> bool {
    let whole = |kind: &str| cues.starts(kind, tokens).is_some_and(|length| length == tokens.len());
    whole(kind::PHOTO) && whole(kind::CAPTION)
}

/// Senses of the expression that all of `tokens` make.
fn whole_senses<'p>(tokens: &[Token], pack: &'p Pack) -> &'p [Sense] {
    senses_of(tokens.iter().map(|token| &*token.norm), pack)
}

fn senses_of<'p, 'w>(words: impl Iterator<Item = &'w str>, pack: &'p Pack) -> &'p [Sense] {
    let mut node = pack.lexicon.root();
    for word in words {
        match pack.lexicon.step(node, word) {
            Some(next) => node = next,
            None => return &[],
        }
    }
    pack.lexicon.senses(node)
}

/// The tokens inside the brackets that close a line, where they are few.
pub fn closing_brackets(segment: &Segment) -> Option<Range<usize>> {
    let last = segment.tokens.iter().rposition(|token| !token.is("."))?;
    if !segment.tokens[last].is(")") {
        return None;
    }
    let open = segment.tokens[..last].iter().rposition(|token| token.is("("))?;
    (last - open <= 9 && open > 0).then_some(open + 1..last)
}

fn captionlike(segment: &Segment, cues: &Cues) -> Option<Label> {
    if segment.words > 40 || segment.end == End::Stop {
        return None;
    }
    let inside = closing_brackets(segment);
    let signs_a_sentence = inside.as_ref().is_some_and(|range| range.start >= 2 && segment.tokens[range.start - 2].is("."));
    let inside = inside.filter(|_| !signs_a_sentence).map(|range| &segment.tokens[range]);
    let known = |tokens: &[Token]| cues.within(kind::PHOTO, tokens) || credit_parts(tokens, cues).iter().any(|(_, known)| *known);
    match inside {
        Some(tokens) if known(tokens) => label(BlockKind::Caption, "caption: picture credit at its end", Role::Captionlike(true)),
        Some(tokens) if tokens.iter().all(|token| token.kind != TokenKind::Number) => {
            label(BlockKind::Caption, "caption: brackets at its end, in the head", Role::Captionlike(false))
        }
        _ if segment.tokens.iter().skip(1).any(|token| token.is("©")) => {
            label(BlockKind::Caption, "caption: picture credit at its end", Role::Captionlike(true))
        }
        _ => None,
    }
}

fn placelike(segment: &Segment, pack: &Pack) -> Option<Label> {
    if segment.words > 6 || matches!(segment.end, End::Stop | End::Other) {
        return None;
    }
    let dash = segment.tokens.iter().position(|token| matches!(&*token.norm, "-" | "–" | "—" | ":" | "/" | "،" | ","));
    let name = &segment.tokens[..dash.unwrap_or(segment.tokens.len())];
    // `العراق: إحباط هجوم على مطار بغداد` is a headline: behind the place stands what happened there.
    let happens = |token: &Token| {
        let senses = senses_of(std::iter::once(&*token.norm), pack);
        senses.iter().any(|sense| matches!(sense, Sense::Verb(..) | Sense::Masdar(_) | Sense::EventNoun(_)))
    };
    let told = dash.is_some_and(|dash| segment.words >= 4 && segment.tokens[dash..].iter().any(happens));
    (!name.is_empty() && !told && is_place(name, pack)).then(|| Label {
        kind: BlockKind::Dateline,
        reason: "dateline: a place before the text".into(),
        role: Role::Placelike,
    })
}

/// Whether `tokens` name a place of the gazetteer.
pub fn is_place(tokens: &[Token], pack: &Pack) -> bool {
    whole_senses(tokens, pack).iter().any(|sense| matches!(sense, Sense::Place(_) | Sense::Capital(_) | Sense::Country(_)))
}

/// What opens a paragraph before its text: `بيروت (رويترز) - `, `رام الله 6-12-2024 وفا- `.
pub struct Dateline {
    /// From the start of the paragraph to the end of the dash.
    pub span: Span,
    /// The agency's tokens.
    pub agency: Option<Range<usize>>,
    /// The date it gives.
    pub stamp: Option<isnad_model::Stamp>,
}

/// The dateline that opens a paragraph: a place, then an agency, a date, or both, then a dash.
pub fn opening_dateline(segment: &Segment, pack: &Pack, cues: &Cues) -> Option<Dateline> {
    let tokens = &segment.tokens;
    let is_dash = |at: usize| matches!(&*tokens[at].norm, "-" | "–" | "—" | ":" | "\u{640}");
    let between_digits =
        |at: usize| at > 0 && tokens[at - 1].kind == TokenKind::Number && tokens.get(at + 1).is_some_and(|next| next.kind == TokenKind::Number);
    let dash = (1..tokens.len().min(18)).find(|&at| is_dash(at) && !between_digits(at))?;
    let head = &tokens[..dash];
    let place = (1..=head.len().min(4)).rev().find(|&length| is_place(&head[..length], pack));
    let open = head.iter().position(|token| token.is("("));
    let close = open.and_then(|open| head[open..].iter().position(|token| token.is(")")).map(|close| open + close));
    let bracketed = open.zip(close).map(|(open, close)| open + 1..close);
    let found = stamp::stamps(head, pack, cues).into_iter().next();
    let named = media_in(head, place.unwrap_or(0), cues);
    let start = place.or(bracketed.as_ref().and(open).filter(|open| *open <= 3))?;
    let colon_alone = tokens[dash].is(":") && bracketed.is_none() && named.is_none();
    let explained = |at: usize| {
        let inside = |range: &Range<usize>| range.contains(&at);
        head[at].kind == TokenKind::Mark
            || bracketed.as_ref().is_some_and(inside)
            || named.as_ref().is_some_and(inside)
            || found.as_ref().is_some_and(|found| inside(&found.date))
            || cues.starts(kind::DATE_WORD, &head[at..]).is_some()
            || open.is_some_and(|open| at < open && close == Some(dash - 1))
    };
    let whole = (start..dash).all(explained);
    let text_follows = dash + 5 < tokens.len();
    (whole && text_follows && !colon_alone).then(|| Dateline {
        span: Span::new(segment.span.start, tokens[dash].span.end),
        agency: bracketed.or(named),
        stamp: found.map(|found| found.stamp),
    })
}

/// The tokens of the first agency or outlet named from `from` on.
fn media_in(tokens: &[Token], from: usize, cues: &Cues) -> Option<Range<usize>> {
    let is_media = |range: &Range<usize>| {
        let words: Vec<&str> = tokens[range.clone()].iter().map(|token| &*token.norm).collect();
        cues.is_media(&words)
    };
    (from..tokens.len()).flat_map(|start| (start + 1..=tokens.len().min(start + 5)).rev().map(move |end| start..end)).find(is_media)
}
