//! Who published a page: what the record says, else what the page says of itself, else its address, or the name of its file where
//! the page is silent; else nobody known.

use crate::cues::{Cues, kind};
use crate::segment::{Cut, End, Segment};
use crate::stamp;
use crate::unknown_outlet;
use isnad_model::Outlet;
use isnad_pack::world::OutletRow;
use isnad_pack::{Pack, Sense};
use isnad_text::fold::fold;
use isnad_text::token::{Token, TokenKind, tokens};

/// Where the publisher may be named.
pub struct Clues<'a> {
    /// By the record.
    pub given: Option<&'a str>,
    /// After the headline in the page's title.
    pub said: Option<&'a str>,
    /// The address.
    pub url: Option<&'a str>,
    /// Id, URL or file name.
    pub source: &'a str,
    /// The page.
    pub text: &'a str,
    /// Its stretches.
    pub segments: &'a [Segment],
    /// What a browser shows as the page's name, where it is a page in HTML.
    pub page_title: Option<&'a str>,
    /// The headline.
    pub title: Option<&'a str>,
    /// By the line of the publishing date.
    pub named_in_date: Option<&'a str>,
}

/// The publisher that the clues name.
pub fn outlet(clues: &Clues<'_>, pack: &Pack, cues: &Cues) -> Outlet {
    let given = clues.given.map(str::trim).filter(|name| !name.is_empty() && !cues.is_unnamed(name));
    if let Some(name) = given {
        return named(name, pack);
    }
    let by_url = clues.url.and_then(host).and_then(|host| pack.outlet(host)).map(of_row);
    let is_name = |name: &&str| may_be_name(name, pack, cues);
    by_url
        .or_else(|| logo(clues, cues).filter(|name| is_name(&name.as_str())).map(|name| named(&name, pack)))
        .or_else(|| clues.named_in_date.filter(is_name).map(|name| named(name, pack)))
        .or_else(|| known_line(clues, pack))
        .or_else(|| copyright(clues, pack, cues))
        .or_else(|| named_beside(clues, pack, cues))
        .or_else(|| class_word(clues, pack, cues))
        .or_else(|| clues.said.filter(is_name).filter(|name| !says_deed(name, pack)).map(|name| named(name, pack)))
        .or_else(|| repeated_first_line(clues, pack, cues))
        .or_else(|| clues.url.and_then(host).is_none().then(|| file_name(clues.source, pack)).flatten())
        .unwrap_or_else(unknown_outlet)
}

/// Whether a line may be what an outlet is called: words besides those of dates, clocks, menus and page furniture.
fn may_be_name(name: &str, pack: &Pack, cues: &Cues) -> bool {
    let tokens = tokens(name, 0);
    let furniture = cues.opening(&tokens).is_some() || [kind::PUBLISHED, kind::UPDATED].iter().any(|kind| cues.starts(kind, &tokens).is_some());
    let is_menu =
        || cues.made_of(&[kind::SECTION], &tokens.iter().filter(|token| token.kind != TokenKind::Mark).map(|token| &*token.norm).collect::<String>());
    let has_words = || {
        let rest = stamp::rest(&tokens, &stamp::stamps(&tokens, pack, cues), pack, cues);
        let is_word = |at: usize| tokens[at].norm.chars().filter(|c| c.is_alphabetic()).count() >= 2;
        rest.words.iter().any(|&at| is_word(at) && stamp::lexicon_time(&tokens, at, pack, "month").is_none())
    };
    let is_time = tokens.windows(3).any(|three| three[1].is(":") && three[0].kind == TokenKind::Number && three[2].kind == TokenKind::Number);
    !furniture && !cues.is_unnamed(name) && !is_time && is_menu().is_none() && has_words()
}

/// Whether one of several words is a verb in the imperfect and nothing else: the end of a headline, not the name of its site.
fn says_deed(name: &str, pack: &Pack) -> bool {
    let tokens = tokens(name, 0);
    let is_verb = |word: &str| {
        let senses = pack.lexicon.step(pack.lexicon.root(), word).map_or(&[][..], |node| pack.lexicon.senses(node));
        word.starts_with('ي') && !senses.is_empty() && senses.iter().all(|sense| matches!(sense, Sense::Verb(..)))
    };
    tokens.len() >= 2 && tokens.iter().any(|token| is_verb(&token.norm))
}

fn of_row(row: &OutletRow) -> Outlet {
    let name = |name: &str| (!name.is_empty()).then(|| name.to_owned());
    Outlet { id: row.id.clone(), name_ar: name(&row.name_ar), name_en: name(&row.name_en) }
}

/// The outlet of that name in the packs, or one that goes by the name as given.
fn named(name: &str, pack: &Pack) -> Outlet {
    if let Some(row) = pack.outlet(name).or_else(|| host(name).and_then(|host| pack.outlet(host))) {
        return of_row(row);
    }
    let arabic = name.chars().any(|c| ('\u{0620}'..='\u{064A}').contains(&c));
    let (ar, en) = if arabic { (Some(name.to_owned()), None) } else { (None, Some(name.to_owned())) };
    Outlet { id: name.to_owned(), name_ar: ar, name_en: en }
}

/// The host of an address.
pub fn host(url: &str) -> Option<&str> {
    let rest = url.split_once("://").map_or(url, |(_, rest)| rest);
    rest.split(['/', '?', '#', ':']).next().filter(|host| host.contains('.') && !host.contains(' '))
}

/// The name in what stands for a logo, before or after the word for one: `شعار صوت الجبل`.
pub fn of_logo(text: &str, cues: &Cues) -> Option<String> {
    let tokens = tokens(text, 0);
    let is_logo = |token: &Token| cues.starts(kind::LOGO, std::slice::from_ref(token)).is_some();
    let name = match &tokens[..] {
        [first, name @ ..] if is_logo(first) => name,
        [name @ .., last] if is_logo(last) => name,
        _ => return None,
    };
    let (first, last) = (name.first()?, name.last()?);
    let is_called = name.iter().all(|token| token.kind == TokenKind::Word) && !is_logo(first);
    is_called.then(|| first.span.cover(last.span).slice(text).to_owned())
}

/// The alternative text of a logo in the page: the name, then the word `logo`.
fn logo(clues: &Clues<'_>, cues: &Cues) -> Option<String> {
    let segment = clues.segments.iter().take(12).find(|segment| {
        segment.words >= 2
            && segment.words <= 8
            && segment.tokens.last().is_some_and(|last| cues.starts(kind::LOGO, std::slice::from_ref(last)).is_some())
    })?;
    let (first, last) = (segment.tokens.first()?, segment.tokens.get(segment.tokens.len().checked_sub(2)?)?);
    Some(first.span.cover(last.span).slice(clues.text).to_owned())
}

/// A short line at the head or the foot that is a name of the packs.
fn known_line(clues: &Clues<'_>, pack: &Pack) -> Option<Outlet> {
    let count = clues.segments.len();
    let near_edge = clues.segments.iter().enumerate().filter(|(at, _)| *at < 6 || at + 3 >= count).map(|(_, segment)| segment);
    let short = near_edge.filter(|segment| segment.words <= 5 && segment.cut == Cut::Line && segment.end != End::Stop);
    short.filter_map(|segment| pack.outlet(segment.span.slice(clues.text))).find(|row| !row.agency).map(of_row)
}

/// An outlet of the packs named between dashes or bars in a short line of the head (`دبي - العربية.نت`).
fn named_beside(clues: &Clues<'_>, pack: &Pack, cues: &Cues) -> Option<Outlet> {
    let head = clues.segments.iter().take(10).filter(|segment| segment.words <= 8 && segment.end == End::None && segment.cut != Cut::Ticker);
    head.into_iter().find_map(|segment| {
        let parts = crate::label::credit_parts(&segment.tokens, cues);
        let known = parts.iter().filter(|(_, known)| *known && parts.len() >= 2).map(|(range, _)| &segment.tokens[range.clone()]);
        let name = |tokens: &[Token]| Some(tokens.first()?.span.cover(tokens.last()?.span).slice(clues.text));
        known.filter_map(name).find_map(|name| pack.outlet(name).filter(|row| !row.agency)).map(of_row)
    })
}

/// The name in a copyright line: what follows the sign or its cue, without years.
fn copyright(clues: &Clues<'_>, pack: &Pack, cues: &Cues) -> Option<Outlet> {
    let segment = clues.segments.iter().rev().take(12).find(|segment| cues.starts(kind::COPYRIGHT, &segment.tokens).is_some())?;
    let length = cues.starts(kind::COPYRIGHT, &segment.tokens)?;
    let name: Vec<_> =
        segment.tokens.iter().skip(length).skip_while(|t| t.kind != TokenKind::Word).take_while(|t| t.kind == TokenKind::Word).collect();
    let (first, last) = (name.first()?, name.last()?);
    let name_text = first.span.cover(last.span).slice(clues.text);
    let known = pack.outlet(name_text).map(of_row);
    let class = segment.tokens.iter().position(|token| token.span == first.span).and_then(|at| cues.starts(kind::OUTLET_WORD, &segment.tokens[at..]));
    known.or_else(|| (class.is_some() && name.len() <= 5).then(|| named(name_text, pack)))
}

/// Whether a title is a name that opens with a class word: `جريدة …`.
pub fn has_class_word(title: &str, cues: &Cues) -> bool {
    let tokens = tokens(title, 0);
    let is_name = (2..=5).contains(&tokens.len()) && tokens.iter().all(|token| token.kind == TokenKind::Word);
    is_name && cues.starts(kind::OUTLET_WORD, &tokens).is_some_and(|length| length < tokens.len())
}

/// A short line in the head that opens with a class word: `صحيفة …`, `وكالة … للأنباء`.
fn class_word(clues: &Clues<'_>, pack: &Pack, cues: &Cues) -> Option<Outlet> {
    let is_headline = |segment: &Segment| clues.title.is_some_and(|title| fold(title) == fold(segment.span.slice(clues.text)));
    let head = clues
        .segments
        .iter()
        .take(4)
        .filter(|segment| segment.cut == Cut::Line && (2..=5).contains(&segment.words) && segment.end == End::None && !is_headline(segment));
    let line =
        head.into_iter().find(|segment| cues.starts(kind::OUTLET_WORD, &segment.tokens).is_some_and(|length| length < segment.tokens.len()))?;
    Some(named(line.span.slice(clues.text), pack))
}

/// A short first line that the page repeats elsewhere is the site's name; a section's and an author's are repeated too, but not in the title
/// that a browser shows.
fn repeated_first_line(clues: &Clues<'_>, pack: &Pack, cues: &Cues) -> Option<Outlet> {
    let head =
        clues.segments.iter().take(3).filter(|segment| segment.cut == Cut::Line && (1..=4).contains(&segment.words) && segment.end == End::None);
    let line = head.into_iter().find(|segment| {
        let name = segment.folded();
        let is_untitled = clues.page_title.is_some_and(|title| !fold(title).contains(&fold(segment.span.slice(clues.text))));
        let is_place = crate::label::is_place(&segment.tokens, pack) || cues.made_of(&[kind::SECTION], &segment.run()).is_some();
        let again = || {
            let others = clues.segments.iter().filter(|other| other.span != segment.span);
            others.map(|other| format!(" {} ", fold(&other.folded()))).any(|other| other.contains(&format!(" {name} ")))
        };
        let line = segment.span.slice(clues.text);
        let is_named = || clues.page_title.is_some_and(|title| stands_beside_headline(line, title, clues.title, cues)) || again();
        !is_place && !is_untitled && segment.words >= 2 && is_named() && may_be_name(line, pack, cues)
    })?;
    Some(named(line.span.slice(clues.text), pack))
}

/// Whether the title that a browser shows is the line and the headline, or the name of a section, with a mark between.
fn stands_beside_headline(line: &str, title: &str, headline: Option<&str>, cues: &Cues) -> bool {
    let (title, line) = (fold(title.trim()), fold(line));
    let before = || Some(title.strip_prefix(&line)?.trim_start().strip_prefix([':', '|', '-', '–', '—', '»', '•'])?.trim_start_matches([':', ' ']));
    let after = || Some(title.strip_suffix(&line)?.trim_end().strip_suffix([':', '|', '-', '–', '—', '«', '•'])?.trim_end_matches([':', ' ']));
    let is_rest = |rest: &str| {
        let rest = rest.trim();
        let letters: String = rest.chars().filter(|c| !c.is_whitespace()).collect();
        headline.is_some_and(|headline| fold(headline.trim()) == rest) || !rest.is_empty() && cues.made_of(&[kind::SECTION], &letters).is_some()
    };
    before().is_some_and(is_rest) || after().is_some_and(is_rest)
}

/// Ends of names of files that hold pages.
const ENDS: [&str; 7] = [".gz", ".txt", ".html", ".htm", ".xhtml", ".jsonl", ".json"];

/// The outlet that an address is of, or whose name is all of a file's name; behind a host a number may follow (`site.com_17.txt`). Files are
/// named after what they hold: a word of a longer name (`time-2`, `02-reuters-photo`) tells no outlet.
fn file_name(source: &str, pack: &Pack) -> Option<Outlet> {
    if source.contains("://") {
        return host(source).and_then(|host| pack.outlet(host)).map(of_row);
    }
    let name = source.rsplit(['/', '\\']).next().unwrap_or(source);
    let name = name.split('#').next().unwrap_or(name);
    let stem = ENDS.iter().fold(name, |name, end| name.strip_suffix(end).unwrap_or(name));
    let numbered = stem.trim_end_matches(|c: char| c.is_ascii_digit()).strip_suffix(['_', '-', ' ', '@']);
    let of_host = numbered.filter(|host| host.contains('.')).and_then(|host| pack.outlet(host));
    of_host.or_else(|| pack.outlet(stem)).map(of_row)
}
