//! The shorter sections: control, framing, changes, watchlist, sources, articles.

use crate::report::book::{Book, outlet_of};
use crate::report::record::{heading, more};
use crate::report::{count, foreign, name, place, places, words};
use crate::term::{Style, Tone, grouped, isolate, pad, shorten};
use isnad_fuse::record::{ArticleRow, Change, ClaimRow, Control, ControlStatus, Framing, ToldOtherwise};
use isnad_model::ArticleId;
use std::collections::BTreeMap;
use std::io::{self, Write};

/// Who holds what.
pub fn control(out: &mut dyn Write, style: Style, book: &Book<'_>, limit: usize) -> io::Result<()> {
    let all = &book.record.control;
    heading(out, style, "Control", all.len(), "")?;
    for one in all.iter().take(limit) {
        writeln!(out, "  {}", control_line(style, one))?;
    }
    more(out, style, all.len(), limit)
}

fn control_line(style: Style, one: &Control) -> String {
    let tone = match one.status {
        ControlStatus::Held => Tone::Good,
        ControlStatus::Contested => Tone::Bad,
        ControlStatus::Claimed => Tone::Warn,
        ControlStatus::Unknown => Tone::Faint,
    };
    let holder = one.holder.as_ref().map_or_else(
        || "holder unknown".to_owned(),
        |holder| {
            let verb = if one.status == ControlStatus::Unknown { "last held by" } else { "held by" };
            format!("{verb} {}", name(holder))
        },
    );
    let claimant = one.claimant.as_ref().map_or_else(String::new, |claimant| format!(", claimed by {}", name(claimant)));
    let since = one.since.map_or_else(String::new, |day| format!(", since {day}"));
    let disputed = if one.disputed { ", reporting disputed" } else { "" };
    let mut basis: Vec<String> = one.basis.iter().map(|ground| words(ground.code)).collect();
    basis.dedup();
    let basis = if basis.is_empty() { String::new() } else { style.tone(Tone::Faint, &format!(" [{}]", basis.join(", "))) };
    format!("{} {}: {holder}{claimant}{since}{disputed}{basis}", style.tone(tone, &pad(one.status.name(), 12)), place(&one.place))
}

/// Pages that were given in two states or more, and what became of their claims.
pub fn revisions(out: &mut dyn Write, style: Style, book: &Book<'_>, limit: usize) -> io::Result<()> {
    let all = &book.record.revisions;
    heading(out, style, "Pages that changed", all.len(), "")?;
    for page in all.iter().take(limit) {
        writeln!(out, "  {}: {}", foreign(&page.url), count(page.states.len(), "state"))?;
        for change in &page.changes {
            let told: Vec<String> = change.told_otherwise.iter().map(|one| told_otherwise(book, one)).collect();
            let of_claims = [("came", change.appeared.len()), ("went", change.vanished.len())];
            let counts = of_claims.into_iter().filter(|(_, n)| *n > 0).map(|(what, n)| format!("{} {what}", count(n, "claim")));
            let headline = change.headline.then(|| "another headline".to_owned());
            let parts: Vec<String> = told.into_iter().chain(counts).chain(headline).collect();
            let what = if parts.is_empty() { "other words, the same claims".into() } else { parts.join("; ") };
            let state = |id: &ArticleId| book.article(id.as_str()).map_or_else(|| id.to_string(), |row| format!("{} ({id})", date(row)));
            writeln!(out, "    {} → {}: {what}", state(&change.from), state(&change.to))?;
        }
    }
    more(out, style, all.len(), limit)
}

fn told_otherwise(book: &Book<'_>, one: &ToldOtherwise) -> String {
    let (before, after) = (book.claim(&one.before), book.claim(&one.after));
    let value = |row: Option<&ClaimRow>| row.and_then(|row| row.claim.parts.quantity.as_ref()).map(|quantity| quantity.value);
    let what: Vec<String> = one.what.iter().map(|code| told(code, value(before), value(after))).collect();
    let kind = after.map_or_else(String::new, |row| words(row.claim.parts.event_type.name()));
    format!("{kind}: {}", what.join(", "))
}

/// What became different in a claim; of a number, from what to what.
pub fn told(code: &str, before: Option<u64>, after: Option<u64>) -> String {
    match (before, after) {
        (Some(before), Some(after)) if code.starts_with("number_") => format!("{} from {} to {}", words(code), grouped(before), grouped(after)),
        _ => words(code),
    }
}

/// Who calls whom what: by actor and term, own voice, quoted, copied, with the outlets of the own voice.
pub fn framing(out: &mut dyn Write, style: Style, book: &Book<'_>, limit: usize) -> io::Result<()> {
    let mut terms: BTreeMap<(String, &str, &str), Vec<&Framing>> = BTreeMap::new();
    for row in &book.record.framing {
        let actor = if row.actor.id.is_empty() { "any side".to_owned() } else { name(&row.actor) };
        terms.entry((actor, &row.term, &row.frame)).or_default().push(row);
    }
    heading(out, style, "Who calls whom what", terms.len(), "own voice / in quotation marks / in copied passages")?;
    for ((actor, term, frame), rows) in terms.iter().take(limit) {
        let sum = |of: fn(&Framing) -> usize| rows.iter().map(|row| of(row)).sum::<usize>();
        let own: Vec<String> = rows.iter().filter(|row| row.own_voice > 0).map(|row| isolate(&outlet_name(book, &row.outlet))).collect();
        let by = if own.is_empty() { String::new() } else { format!("  own voice: {}", own.join(", ")) };
        let counts = format!("{} / {} / {}", sum(|row| row.own_voice), sum(|row| row.quoted), sum(|row| row.copied));
        writeln!(
            out,
            "  {actor}: {} {} {counts}{by}",
            style.tone(Tone::Strong, &isolate(term)),
            style.tone(Tone::Faint, &format!("({})", words(frame)))
        )?;
    }
    more(out, style, terms.len(), limit)
}

fn outlet_name(book: &Book<'_>, id: &str) -> String {
    let id = id.strip_prefix("outlet:").unwrap_or(id);
    if id.is_empty() {
        return "unknown outlets".to_owned();
    }
    let article = book.record.articles.iter().find(|row| row.outlet.id == id);
    article.and_then(|row| row.outlet.name_ar.clone().or_else(|| row.outlet.name_en.clone())).unwrap_or_else(|| id.to_owned())
}

/// What changed since the last look: what moved, then where to look it up.
pub fn changes(out: &mut dyn Write, style: Style, book: &Book<'_>, limit: usize) -> io::Result<()> {
    let mut all: Vec<&Change> = book.record.changes.iter().collect();
    all.sort_by_key(|change| CHANGES.iter().position(|kind| *kind == change.kind));
    heading(out, style, "Changed since the last look", all.len(), "")?;
    for change in all.iter().take(limit) {
        let id = style.tone(Tone::Faint, &foreign(&change.subject));
        writeln!(out, "  {} {}  {id}", style.tone(Tone::Info, &pad(&words(change.kind), 14)), change_line(book, change))?;
    }
    more(out, style, all.len(), limit)
}

/// Kinds of change in the order in which an analyst wants them.
const CHANGES: [&str; 10] =
    ["new_denial", "retraction", "status", "contradiction", "control", "figure", "new_chain", "new_event", "article_edited", "article"];

fn change_line(book: &Book<'_>, change: &Change) -> String {
    if let Some(event) = book.event(&change.subject) {
        let about = format!("{} {}", words(event.event_type.name()), places(event));
        let detail = match change.kind {
            "new_chain" => format!("also by {}", book.root_name(&change.detail)),
            "new_denial" => format!("denied by {}", book.root_name(&change.detail)),
            "retraction" => format!("taken back by {}", book.root_name(&change.detail)),
            "contradiction" => format!("contradiction {}", words(&change.detail)),
            "status" => format!("now {}", words(&change.detail)),
            _ => words(&change.detail),
        };
        return format!("{about}: {detail}");
    }
    if let Some(figure) = book.figure(&change.subject) {
        let area = figure.area.as_ref().map_or_else(|| "area unknown".to_owned(), place);
        let value = change.detail.parse().map_or_else(|_| foreign(&change.detail), grouped);
        return format!("{} in {area}: {value}", words(&figure.metric));
    }
    if let Some(one) = book.record.control.iter().find(|one| one.place.name.id == change.subject) {
        return format!("{}: {}", place(&one.place), words(&change.detail));
    }
    match book.article(&change.subject) {
        Some(row) => format!("{} {}", date(row), row.title.as_deref().map_or_else(|| outlet_of(row), |title| isolate(&shorten(title, 60)))),
        None => foreign(&change.detail),
    }
}

/// Events on one root only, and what would confirm them.
pub fn watchlist(out: &mut dyn Write, style: Style, book: &Book<'_>, limit: usize) -> io::Result<()> {
    let all = &book.record.watchlist;
    heading(out, style, "Watch: on one word only", all.len(), "")?;
    for watch in all.iter().take(limit) {
        let Some(event) = book.event(&watch.event) else { continue };
        let confirm: Vec<String> =
            watch.confirm.iter().map(|(kind, by)| by.as_ref().map_or_else(|| words(kind), |by| format!("{} by {}", words(kind), name(by)))).collect();
        writeln!(
            out,
            "  {} {} on the word of {}; would confirm it: {}",
            words(event.event_type.name()),
            places(event),
            name(&watch.root),
            confirm.join(", ")
        )?;
    }
    more(out, style, all.len(), limit)
}

/// The articles with their dates, the earliest first, undated ones last.
pub fn articles(out: &mut dyn Write, style: Style, book: &Book<'_>, limit: usize) -> io::Result<()> {
    let mut all: Vec<&ArticleRow> = book.record.articles.iter().collect();
    let moment = |row: &ArticleRow| {
        let inferred = || row.inferred.as_ref().map(|inferred| inferred.start.to_datetime(jiff::civil::Time::midnight()));
        row.published_at.map(|stamp| stamp.order_key()).or_else(inferred)
    };
    all.sort_by_key(|row| (moment(row).is_none(), moment(row)));
    heading(out, style, "Articles", all.len(), "")?;
    for row in all.iter().take(limit) {
        let title = row.title.as_deref().map_or_else(|| "(no headline)".to_owned(), |title| isolate(&shorten(title, 60)));
        writeln!(out, "  {} {} {title}{}", pad(&date(row), 24), pad(&outlet_of(row), 16), copied(row))?;
    }
    more(out, style, all.len(), limit)
}

fn date(row: &ArticleRow) -> String {
    match (&row.published_at, &row.inferred) {
        (Some(stamp), _) => stamp.to_string().replace('T', " ").chars().take(16).collect(),
        (None, Some(inferred)) if inferred.start == inferred.end => format!("~{}", inferred.start),
        (None, Some(inferred)) => format!("~{} to {}", inferred.start, inferred.end.strftime("%m-%d")),
        (None, None) => "undated".into(),
    }
}

fn copied(row: &ArticleRow) -> String {
    let claims = count(row.claims, "claim");
    match row.copied_share {
        0 => format!(" · {claims}"),
        share => format!(" · {claims} · {} % copied", (u32::from(share) + 5) / 10),
    }
}
