//! The parts of a page by order: head, body, foot.

mod sums;

use crate::cues::{Cues, kind};
use crate::label::{self, Label, Role};
use crate::segment::{Cut, End, HEADING_WORDS, HEADLINE_WORDS, Segment};
use crate::stamp::{self, Order};
use isnad_model::{Block, BlockKind, Stamp};
use isnad_pack::Pack;
use isnad_text::Span;
use isnad_text::fold::fold;
use sums::Sums;

/// Words of a line with a date of its own, as lists of articles have them.
const LISTED: usize = 12;
/// Credits of one page.
const CREDITS: usize = 50;

/// What the record says of the page.
#[derive(Clone, Copy, Debug, Default)]
pub struct Given<'a> {
    /// Its headline.
    pub title: Option<&'a str>,
    /// Whether the text is the field of a record (body prose), not a whole page.
    pub is_record: bool,
}

/// What a page says.
#[derive(Debug, Default)]
pub struct Reading {
    pub blocks: Vec<Block>,
    pub title: Option<String>,
    pub published_at: Option<Stamp>,
    /// Whether a label says that it is the time of publication.
    pub is_labelled: bool,
    pub updated_at: Option<Stamp>,
    /// The days of publication and of the last change with the month first, where that makes a date too and the line does not tell the order.
    pub month_first: [Option<jiff::civil::Date>; 2],
    /// Whether nothing tells which of the two days it is: it is left out.
    pub doubtful: [bool; 2],
    pub credits: Vec<String>,
    /// The outlet that the line of the publishing date names.
    pub outlet_in_date: Option<String>,
}

/// Reads the page that `segments` and their `labels` make.
pub fn read(text: &str, segments: &[Segment], labels: Vec<Option<Label>>, given: Given<'_>, pack: &Pack, cues: &Cues) -> Reading {
    let punctuated = is_punctuated(segments, &labels);
    let mut page = Page { text, segments, labels, given, punctuated, pack, cues, body_start: 0 };
    page.notices();
    page.link_lists();
    page.cards();
    page.head();
    page.body();
    page.foot();
    page.last_resort();
    page.reading()
}

/// What the page says when every stretch has its label already.
pub fn read_labelled(text: &str, segments: &[Segment], labels: Vec<Option<Label>>, pack: &Pack, cues: &Cues) -> Reading {
    Page { text, segments, labels, given: Given::default(), punctuated: true, pack, cues, body_start: 0 }.reading()
}

struct Page<'a> {
    text: &'a str,
    segments: &'a [Segment],
    labels: Vec<Option<Label>>,
    given: Given<'a>,
    punctuated: bool,
    pack: &'a Pack,
    cues: &'a Cues,
    /// Index of the first stretch after the head.
    body_start: usize,
}

/// Whether the page ends most of its long lines with a mark; of a page with few long lines, any line of it.
fn is_punctuated(segments: &[Segment], labels: &[Option<Label>]) -> bool {
    let of_length = |words: usize| {
        segments.iter().zip(labels).filter(move |(s, l)| l.is_none() && s.words >= words).map(|(s, _)| s.end != End::None || s.inner_end)
    };
    let (long, ended) = (of_length(14).count(), of_length(14).filter(|ended| *ended).count());
    if long >= 3 { ended * 2 >= long } else { of_length(6).count() < 3 || of_length(6).any(|ended| ended) }
}

impl Page<'_> {
    fn is_open(&self, at: usize) -> bool {
        self.labels[at].is_none()
    }

    fn is_prose(&self, at: usize) -> bool {
        self.is_open(at) && self.segments[at].is_prose(self.punctuated)
    }

    fn is_line(&self, at: usize) -> bool {
        self.is_open(at) && !self.segments[at].is_prose(self.punctuated)
    }

    fn role(&self, at: usize) -> Option<&Role> {
        self.labels[at].as_ref().map(|label| &label.role)
    }

    fn set(&mut self, at: usize, kind: BlockKind, reason: &str) {
        self.labels[at] = Some(Label { kind, reason: reason.into(), role: Role::Alone });
    }

    fn len(&self) -> usize {
        self.segments.len()
    }

    fn prose_words(&self, range: std::ops::Range<usize>) -> usize {
        range.filter(|&at| self.is_prose(at)).map(|at| self.segments[at].words).sum()
    }

    fn first_prose(&self, from: usize) -> Option<usize> {
        (from..self.len()).find(|&at| self.is_prose(at))
    }

    fn last_prose(&self) -> Option<usize> {
        (0..self.len()).rev().find(|&at| self.is_prose(at))
    }

    /// A notice goes on in the next line when no empty line parts the two.
    fn notices(&mut self) {
        for at in 1..self.len() {
            let goes_on = self.role(at - 1) == Some(&Role::Notice) && !self.segments[at].blank_before && self.is_open(at);
            if goes_on && !self.segments[at - 1].inner_end && self.segments[at].words <= 30 {
                self.set(at, BlockKind::Boilerplate, "notice: goes on from the line before");
            }
        }
    }

    /// After a link cue alone in its line, headlines are links until prose resumes; cards with teasers run to the end.
    fn link_lists(&mut self) {
        let shape = Sums::of(self);
        let mut done = 0;
        for at in 0..self.len() {
            if !matches!(self.role(at), Some(Role::LinksFollow(_))) {
                continue;
            }
            let cards = (at + 1..self.len().min(at + 4)).any(|next| self.role(next) == Some(&Role::Card));
            let to_the_end = cards || shape.is_foot_of_teasers(at, done);
            let end = if to_the_end { self.len() } else { shape.next_prose(at + 1).unwrap_or(self.len()) };
            // What the list before has named is named.
            for next in done.max(at + 1)..end {
                let title = self.is_given_title(next);
                if self.is_open(next) && !title || matches!(self.role(next), Some(Role::Captionlike(_) | Role::Placelike)) {
                    self.set(next, BlockKind::Boilerplate, "related: under a link heading");
                }
            }
            done = done.max(end);
        }
    }

    /// Two or more placeholders with few lines between them are a wall of cards; what follows it is no body either.
    fn cards(&mut self) {
        let cards: Vec<usize> = (0..self.len()).filter(|&at| self.role(at) == Some(&Role::Card)).collect();
        let wall = cards.windows(2).filter(|pair| pair[1] - pair[0] <= 7).map(|pair| pair[0]).min();
        let Some(start) = wall.filter(|&start| self.prose_words(0..start) > self.prose_words(start..self.len())) else { return };
        for at in start..self.len() {
            if self.is_open(at) || matches!(self.role(at), Some(Role::Captionlike(_))) {
                self.set(at, BlockKind::Boilerplate, "related: card of another article");
            }
        }
    }

    fn is_given_title(&self, at: usize) -> bool {
        self.given.title.is_some_and(|title| !title.trim().is_empty() && fold(title.trim()) == fold(self.segments[at].span.slice(self.text)))
    }

    fn is_anchor(&self, at: usize) -> bool {
        matches!(self.role(at), Some(Role::Anchor | Role::Date(..) | Role::DateLabel(_) | Role::Captionlike(true)))
    }

    fn head(&mut self) {
        let first_prose = self.first_prose(0).unwrap_or(self.len());
        let shape = Sums::of(self);
        let anchor = (0..self.len()).rev().find(|&at| self.is_anchor(at) && shape.may_be_head(at));
        if self.given.is_record {
            return self.head_of_record(first_prose);
        }
        let after_anchor = anchor.map_or(0, |at| at + 1);
        let end = self.first_prose(after_anchor).unwrap_or(if first_prose < self.len() { after_anchor.max(first_prose) } else { self.len() });
        self.body_start = end;
        self.doubles(end);
        let title = self.title(end);
        if let Some(at) = title {
            self.set(at, BlockKind::Title, "title: the headline of the head");
        }
        self.rest_of_head(title, after_anchor, end);
    }

    /// In a record, the head is at most a repeated headline, dates and captions.
    fn head_of_record(&mut self, first_prose: usize) {
        self.body_start = 0;
        for at in 0..first_prose.min(self.len()).min(6) {
            if self.is_given_title(at) {
                self.set(at, BlockKind::Title, "title: as the record gives it");
            }
        }
    }

    /// A line that stands twice in the head is the picture's caption and its alternative text.
    fn doubles(&mut self, end: usize) {
        for at in 1..end {
            let same = self.segments[at].folded() == self.segments[at - 1].folded() && self.segments[at].words >= 4;
            if same && self.is_open(at) && (self.is_open(at - 1) || self.labels[at - 1].as_ref().is_some_and(|l| l.kind == BlockKind::Caption)) {
                self.set(at - 1, BlockKind::Caption, "caption: stands twice in the head");
                self.set(at, BlockKind::Caption, "caption: stands twice in the head");
            }
        }
    }

    /// The headline among the lines before `end`: of the lines above the first date or share bar, or else of all.
    fn title(&self, end: usize) -> Option<usize> {
        if let Some(at) = (0..end).find(|&at| self.is_given_title(at)) {
            return Some(at);
        }
        let first_prose = self.first_prose(0).unwrap_or(self.len()).min(end);
        let date = (0..end).find(|&at| matches!(self.role(at), Some(Role::Date(..))));
        if let Some(title) = date.and_then(|date| self.title_above(date)) {
            return Some(title);
        }
        let candidates: Vec<usize> = (0..first_prose).filter(|&at| self.is_candidate(at)).collect();
        let long = |at: &usize| self.segments[*at].words >= 4;
        if candidates.len() > 4 { candidates.iter().rev().find(|at| long(at)) } else { candidates.iter().find(|at| long(at)) }
            .or_else(|| {
                candidates.iter().max_by_key(|&&at| (self.segments[at].words, std::cmp::Reverse(at))).filter(|&&at| self.segments[at].words >= 3)
            })
            .copied()
    }

    fn is_candidate(&self, at: usize) -> bool {
        let segment = &self.segments[at];
        self.is_line(at) && segment.cut == Cut::Line && !segment.bullet && segment.words <= HEADLINE_WORDS && segment.end != End::Colon
    }

    /// Of the lines right above a date, the first that is long enough for a headline; lines above prose or links do not count.
    fn title_above(&self, date: usize) -> Option<usize> {
        let mut group = Vec::new();
        for at in (0..date).rev() {
            if self.is_candidate(at) {
                group.push(at);
            } else if self.is_open(at)
                || !matches!(
                    self.role(at),
                    Some(Role::Anchor | Role::Date(..) | Role::DateLabel(_) | Role::Captionlike(_) | Role::Source | Role::Placelike)
                ) && !group.is_empty()
            {
                break;
            }
        }
        let long: Vec<usize> = group.iter().copied().filter(|&at| self.segments[at].words >= 4).collect();
        match long.len() {
            0 => group.iter().copied().max_by_key(|&at| self.segments[at].words).filter(|&at| self.segments[at].words >= 3),
            1..=3 => long.last().copied(),
            _ => long.first().copied(),
        }
    }

    fn rest_of_head(&mut self, title: Option<usize>, after_anchor: usize, end: usize) {
        let mut deck_given = false;
        let anchor = title.and_then(|title| (title + 1..end).find(|&at| self.is_anchor(at)));
        for at in 0..end {
            if let Some(Role::Captionlike(_) | Role::Placelike) = self.role(at) {
                continue;
            }
            if !self.is_open(at) {
                continue;
            }
            let (kind, reason) = self.part_in_head(at, title, after_anchor, anchor.is_some_and(|anchor| anchor < at), deck_given);
            deck_given |= kind == BlockKind::Deck;
            self.set(at, kind, reason);
        }
    }

    /// `anchored`: whether a mark of the head stands between the headline and it.
    fn part_in_head(&self, at: usize, title: Option<usize>, after_anchor: usize, anchored: bool, deck_given: bool) -> (BlockKind, &'static str) {
        let segment = &self.segments[at];
        let Some(title) = title else {
            let heading = segment.words >= 4;
            return if heading {
                (BlockKind::Heading, "heading: before the text")
            } else {
                (BlockKind::Boilerplate, "label: a short line before the text")
            };
        };
        if at < title {
            return (BlockKind::Boilerplate, "before the headline");
        }
        let above_anchor = at < after_anchor;
        let adjacent = at > 0 && !segment.blank_before && self.is_anchor(at - 1) && segment.words >= 8;
        match () {
            () if segment.words <= 3 && self.is_before_date(at) => (BlockKind::Byline, "byline: a name before the date"),
            () if above_anchor && !anchored && !deck_given => (BlockKind::Deck, "deck: after the headline, in the head"),
            () if above_anchor => (BlockKind::Caption, "caption: in the head, before its last mark"),
            () if adjacent => (BlockKind::Caption, "caption: under the date or share bar"),
            () if !anchored && !deck_given && segment.words >= 6 => (BlockKind::Deck, "deck: a line after the headline"),
            () if segment.words > HEADING_WORDS => (BlockKind::Caption, "caption: a long line without a full stop before the text"),
            () => (BlockKind::Heading, "heading: a short line before the text"),
        }
    }

    fn is_before_date(&self, at: usize) -> bool {
        at + 1 < self.len() && matches!(self.role(at + 1), Some(Role::Date(..)))
    }

    fn body(&mut self) {
        let last = self.last_prose().map_or(0, |at| at + 1);
        self.captions_and_places(last);
        for at in self.body_start..last {
            if self.is_prose(at) {
                self.set_prose(at);
            }
        }
        let mut at = self.body_start;
        while at < last {
            let run = (at..last).take_while(|&next| self.is_line(next)).count();
            self.lines_in_body(at, run);
            at += run.max(1);
        }
    }

    /// Labels that hold only in the head give way to prose, or to headings, inside the body.
    fn captions_and_places(&mut self, last: usize) {
        let last_prose = self.last_prose();
        let mut after_prose = false;
        for at in 0..self.len() {
            let segment = &self.segments[at];
            let follows = (at + 1..self.len()).take(2).any(|next| self.is_prose(next));
            let keep = match self.role(at) {
                Some(Role::Captionlike(true)) => {
                    let before_the_end = at + 1 < last;
                    let of_a_page = !self.given.is_record && (before_the_end || segment.words <= HEADING_WORDS);
                    of_a_page || before_the_end && segment.words <= HEADLINE_WORDS
                }
                Some(Role::Captionlike(false)) => at < self.body_start && !self.given.is_record,
                Some(Role::Bylinelike | Role::Signed) => at < self.body_start || !after_prose || at >= last,
                Some(Role::Placelike) => follows && (at <= self.body_start || !after_prose),
                Some(Role::Date(_, false)) => at < self.body_start || at >= last || self.segments[at].words <= 8 && !after_prose,
                _ => true,
            };
            if !keep {
                if matches!(self.role(at), Some(Role::Captionlike(_))) && segment.words > HEADING_WORDS {
                    self.set_prose(at);
                } else if at >= self.body_start && last_prose.is_some_and(|end| at < end) {
                    self.set(at, BlockKind::Heading, "heading: a short line between paragraphs");
                } else {
                    self.labels[at] = None;
                }
            }
            after_prose |= self.is_prose(at);
        }
    }

    fn set_prose(&mut self, at: usize) {
        let segment = &self.segments[at];
        let marks = |token: Option<&isnad_text::token::Token>| token.is_some_and(|token| isnad_text::sentence::is_quote(&token.norm));
        let quotes = segment.tokens.iter().filter(|token| isnad_text::sentence::is_quote(&token.norm)).count();
        let closes = marks(segment.tokens.last()) || segment.tokens.len() >= 2 && marks(segment.tokens.get(segment.tokens.len() - 2));
        match () {
            () if segment.bullet => self.set(at, BlockKind::List, "list: a bulleted sentence"),
            () if marks(segment.tokens.first()) && closes && quotes == 2 => self.set(at, BlockKind::Quote, "quote: a quotation set apart"),
            () if segment.cut == Cut::Beside => self.set(at, BlockKind::Paragraph, "paragraph: prose beside a ticker"),
            () => self.set(at, BlockKind::Paragraph, "paragraph: prose"),
        }
    }

    /// `run` lines without sentence punctuation between paragraphs.
    fn lines_in_body(&mut self, start: usize, run: usize) {
        let goes_on = start > 0 && self.labels[start - 1].as_ref().is_some_and(|label| label.reason == "list: after a colon");
        let led_in =
            goes_on || start > 0 && self.segments[start - 1].end == End::Colon && self.labels[start - 1].as_ref().is_some_and(|l| l.kind.is_body());
        for at in start..start + run {
            let segment = &self.segments[at];
            let (kind, reason) = match () {
                () if led_in => (BlockKind::List, "list: after a colon"),
                () if segment.bullet && (segment.end == End::None || segment.end == End::Other) => {
                    (BlockKind::Boilerplate, "related: bulleted headline")
                }
                () if run >= 4 && self.punctuated => (BlockKind::Boilerplate, "related: a run of headlines"),
                () if segment.words > HEADING_WORDS => (BlockKind::Paragraph, "paragraph: too long for a heading"),
                () => (BlockKind::Heading, "heading: a short line between paragraphs"),
            };
            self.set(at, kind, reason);
        }
    }

    fn foot(&mut self) {
        let Some(last) = self.last_body() else { return };
        for at in last + 1..self.len() {
            if !self.is_open(at) {
                continue;
            }
            let segment = &self.segments[at];
            let is_text = self.given.is_record && segment.words > 9 && !segment.bullet || segment.words > HEADING_WORDS + 6 && at == last + 1;
            match () {
                () if is_text => self.set(at, BlockKind::Paragraph, "paragraph: a long last line"),
                () if segment.bullet => self.set(at, BlockKind::Boilerplate, "related: bulleted headline"),
                () => self.set(at, BlockKind::Boilerplate, "after the last paragraph"),
            }
        }
    }

    fn last_body(&self) -> Option<usize> {
        (0..self.len()).rev().find(|&at| self.labels[at].as_ref().is_some_and(|label| label.kind.is_body()))
    }

    /// A page without any prose: its longest lines that nothing else explains are the text.
    fn last_resort(&mut self) {
        let last_body = self.last_body();
        for at in 0..self.len() {
            if self.is_open(at) {
                match self.segments[at].words {
                    words if last_body.is_some_and(|last| at < last) && words > HEADING_WORDS => {
                        self.set(at, BlockKind::Paragraph, "paragraph: too long for a heading")
                    }
                    _ => self.set(at, BlockKind::Boilerplate, "unplaced"),
                }
            }
        }
        if last_body.is_some() {
            return;
        }
        const WEAK: [BlockKind; 3] = [BlockKind::Heading, BlockKind::Deck, BlockKind::Caption];
        let unplaced = |label: &Label| WEAK.contains(&label.kind) || matches!(&*label.reason, "unplaced" | "label: a short line before the text");
        let mut found = false;
        for at in 0..self.len() {
            if self.labels[at].as_ref().is_some_and(unplaced) && self.segments[at].words >= 4 {
                self.set(at, BlockKind::Paragraph, "paragraph: a page without sentences");
                found = true;
            }
        }
        let title = (0..self.len()).find(|&at| self.labels[at].as_ref().is_some_and(|label| label.kind == BlockKind::Title));
        if let Some(at) = title.filter(|_| !found) {
            self.set(at, BlockKind::Paragraph, "paragraph: the only line of the page");
        }
    }
}

impl Page<'_> {
    fn reading(self) -> Reading {
        let mut reading = Reading::default();
        self.dates(&mut reading);
        let (first, last) = (self.first_body(), self.last_body());
        for (at, (segment, label)) in self.segments.iter().zip(&self.labels).enumerate() {
            let Some(label) = label else { continue };
            match label.kind {
                BlockKind::Title if reading.title.is_none() => reading.title = Some(segment.span.slice(self.text).to_owned()),
                BlockKind::Byline if label.role == Role::Signed => self.known_credits(segment, &mut reading),
                BlockKind::Credit if label.role == Role::Source => self.source_credits(segment, &mut reading),
                BlockKind::Credit if first.is_some_and(|first| at < first) && is_arabic(segment.span.slice(self.text)) => {
                    self.credits(segment, 0..segment.tokens.len(), &mut reading)
                }
                _ => {}
            }
            self.push(segment, label, first == Some(at), last == Some(at), &mut reading);
        }
        reading
    }

    fn first_body(&self) -> Option<usize> {
        (0..self.len()).find(|&at| self.labels[at].as_ref().is_some_and(|label| label.kind.is_body()))
    }

    /// One block, or three where a dateline opens the first paragraph or an agency's name closes the last.
    fn push(&self, segment: &Segment, label: &Label, is_first: bool, is_last: bool, reading: &mut Reading) {
        let mut span = segment.span;
        let block = |kind, span, reason: &str| Block { kind, span, reason: reason.to_owned() };
        let dateline = || label::opening_dateline(segment, self.pack, self.cues);
        if let Some(label::Dateline { span: dateline, agency, stamp }) = (is_first && label.kind.is_body()).then(dateline).flatten() {
            if let Some(range) = agency {
                self.credits(segment, range, reading);
            }
            reading.published_at = reading.published_at.or(stamp);
            reading.blocks.push(block(BlockKind::Dateline, dateline, "dateline: place and agency before the text"));
            let rest = Span::<isnad_text::span::Original>::new(dateline.end, span.end).slice(self.text);
            span = Span::new(span.end - rest.trim_start().len(), span.end);
        }
        let signed = (is_last && label.kind.is_body()).then(|| label::closing_brackets(segment)).flatten();
        let signed = signed.filter(|range| label::is_credit(&segment.tokens[range.clone()], self.cues));
        match signed {
            Some(range) if segment.tokens[range.start - 1].span.start > span.start => {
                let at = segment.tokens[range.start - 1].span.start;
                let before = Span::<isnad_text::span::Original>::new(span.start, at).slice(self.text);
                reading.blocks.push(block(label.kind, Span::new(span.start, span.start + before.trim_end().len()), &label.reason));
                reading.blocks.push(block(BlockKind::Credit, Span::new(at, span.end), "credit: signs the last paragraph"));
                self.credits(segment, range, reading);
            }
            _ => reading.blocks.push(block(label.kind, span, &label.reason)),
        }
    }

    fn source_credits(&self, segment: &Segment, reading: &mut Reading) {
        let cue = self.cues.starts(kind::SOURCE, segment.inside()).unwrap_or(0);
        let from = segment.tokens.len() - segment.inside().len() + cue;
        self.credits(segment, from..segment.tokens.len(), reading);
    }

    fn known_credits(&self, segment: &Segment, reading: &mut Reading) {
        for (range, known) in label::credit_parts(&segment.tokens, self.cues) {
            if known {
                self.credits(segment, range, reading);
            }
        }
    }

    fn credits(&self, segment: &Segment, range: std::ops::Range<usize>, reading: &mut Reading) {
        let tokens = &segment.tokens[range];
        for (part, _) in label::credit_parts(tokens, self.cues) {
            if label::is_picture_word(&tokens[part.clone()], self.cues) {
                continue;
            }
            let (first, last) = (&tokens[part.start], &tokens[part.end - 1]);
            let name = first.span.cover(last.span).slice(self.text).to_owned();
            if reading.credits.len() < CREDITS && !reading.credits.contains(&name) {
                reading.credits.push(name);
            }
        }
    }

    /// The first publishing and the first update time of the head, or else of the foot when labelled.
    fn dates(&self, reading: &mut Reading) {
        let first_body = self.first_body().unwrap_or(self.len());
        let foot = self.last_body().unwrap_or(self.len());
        let mut pending = None;
        let orders = std::cell::OnceCell::new();
        let order = || *orders.get_or_init(|| self.order());
        for at in 0..self.len() {
            match self.role(at) {
                Some(Role::DateLabel(updated)) => pending = Some(*updated),
                Some(Role::Date(found, labelled)) if at < first_body || *labelled || pending.is_some() || at > foot => {
                    self.dates_of_line(at, found, pending.take(), &order, reading);
                }
                _ => pending = None,
            }
        }
        for (updated, _) in reading.doubtful.iter().enumerate().filter(|(_, doubtful)| **doubtful) {
            *if updated == 1 { &mut reading.updated_at } else { &mut reading.published_at } = None;
        }
    }

    /// Which of day and month the page writes first, where its dates prove the one and none the other: those of other articles too.
    fn order(&self) -> Option<Order> {
        let short = self.segments.iter().filter(|segment| segment.words <= LISTED);
        let orders: Vec<Order> = short.flat_map(|segment| stamp::stamps(segment.inside(), self.pack, self.cues)).map(|found| found.order).collect();
        let only = |order: Order, other: Order| (orders.contains(&order) && !orders.contains(&other)).then_some(order);
        only(Order::MonthFirst, Order::DayFirst).or_else(|| only(Order::DayFirst, Order::MonthFirst))
    }

    fn dates_of_line(&self, at: usize, found: &[stamp::Found], pending: Option<bool>, order: &dyn Fn() -> Option<Order>, reading: &mut Reading) {
        let tokens = self.segments[at].inside();
        let mut from = 0;
        for (index, date) in found.iter().enumerate() {
            let label = (from..date.date.start).rev().find_map(|start| {
                let updated = self.cues.starts(kind::UPDATED, &tokens[start..]).map(|length| (true, start, length));
                updated.or_else(|| self.cues.starts(kind::PUBLISHED, &tokens[start..]).map(|length| (false, start, length)))
            });
            from = date.date.end;
            let updated = label.map(|(updated, ..)| updated).or(pending.filter(|_| index == 0)).unwrap_or(false);
            if index > 0 && label.is_none() {
                continue;
            }
            let slot = if updated { &mut reading.updated_at } else { &mut reading.published_at };
            if slot.is_none() {
                let other = if let Order::Open(other) = date.order { Some(other) } else { None };
                let proven = other.and_then(|_| order());
                *slot = Some(other.filter(|_| proven == Some(Order::MonthFirst)).map_or(date.stamp, |other| stamp::on(date.stamp, other)));
                reading.month_first[usize::from(updated)] = other;
                reading.doubtful[usize::from(updated)] = date.doubtful && proven.is_none();
                reading.is_labelled |= !updated && (label.is_some() || pending == Some(false));
            }
            if let Some((false, start, length)) = label.filter(|_| reading.outlet_in_date.is_none()) {
                reading.outlet_in_date = self.outlet_between(&tokens[start + length..date.date.start]);
            }
        }
    }

    /// The outlet named between the label of a date and the date (`نشر في … يوم`).
    fn outlet_between(&self, tokens: &[isnad_text::token::Token]) -> Option<String> {
        let rest = stamp::rest(tokens, &[], self.pack, self.cues).words;
        let filler =
            |at: usize| self.cues.starts(kind::DATE_WORD, &tokens[at..]).is_some() || stamp::lexicon_time(tokens, at, self.pack, "weekday").is_some();
        let first = *rest.first()?;
        let end = (first..tokens.len()).find(|&at| filler(at) || tokens[at].kind == isnad_text::token::TokenKind::Mark).unwrap_or(tokens.len());
        let is_name = end > first && end - first <= 5 && self.cues.starts(kind::BYLINE, &tokens[first..]).is_none();
        is_name.then(|| tokens[first].span.cover(tokens[end - 1].span).slice(self.text).to_owned())
    }
}

fn is_arabic(text: &str) -> bool {
    text.chars().any(|c| ('\u{0620}'..='\u{064A}').contains(&c))
}
