//! Events with their status and `articles / outlets / chains`, and contradictions with the sentences of both sides.

use crate::report::book::Book;
use crate::report::{name, names, place, places, quoted, status, words};
use crate::term::{Style, Tone, isolate, pad, pad_left};
use isnad_fuse::record::{Chain, Contradiction, Event, EventTime, Side, Status};
use std::io::{self, Write};

/// Statuses in the order in which an analyst wants them.
const ORDER: [Status; 7] =
    [Status::Disputed, Status::Corroborated, Status::Reported, Status::Denied, Status::Retracted, Status::Unattributed, Status::Hypothetical];

/// Writes the events, at most `limit` of them.
pub fn write(out: &mut dyn Write, style: Style, book: &Book<'_>, limit: usize) -> io::Result<()> {
    let mut events: Vec<&Event> = book.record.events.iter().collect();
    let rank = |event: &&Event| ORDER.iter().position(|one| *one == event.status).unwrap_or(ORDER.len());
    events.sort_by_key(|event| (rank(event), std::cmp::Reverse(event.articles.len())));
    crate::report::record::heading(out, style, "Events", events.len(), "articles / outlets / chains for – against")?;
    for event in events.iter().take(limit) {
        write_event(out, style, book, event)?;
    }
    crate::report::record::more(out, style, events.len(), limit)
}

fn write_event(out: &mut dyn Write, style: Style, book: &Book<'_>, event: &Event) -> io::Result<()> {
    let counts = format!("{:>2} /{:>2} /{:>2} – {}", event.articles.len(), event.outlets.len(), event.chains_for.len(), event.chains_against.len());
    let part = if event.partial { " (part of it)" } else { "" };
    let kind = style.tone(Tone::Strong, &pad(&words(event.event_type.name()), 16));
    writeln!(out, "  {} {kind} {}  {}", status(style, event.status), pad_left(&counts, 14), places(event) + part)?;
    let who = if event.actors.is_empty() { String::new() } else { format!("by {}", names(&event.actors)) };
    let whom = if event.targets.is_empty() { String::new() } else { format!("against {}", names(&event.targets)) };
    let sides = [who, whom].into_iter().filter(|side| !side.is_empty()).collect::<Vec<_>>().join(" ");
    let facts = [time(&event.time), sides, style.tone(Tone::Faint, &event.id)];
    let facts: Vec<String> = facts.into_iter().filter(|fact| !fact.is_empty()).collect();
    writeln!(out, "               {}", facts.join(" · "))?;
    for (word, chains) in [("for", &event.chains_for), ("against", &event.chains_against)] {
        for chain in chains {
            writeln!(out, "               {} {}", pad(word, 7), chain_line(book, chain))?;
        }
    }
    for id in &event.admitted_by {
        let what = book.event(id).map_or_else(String::new, |own| format!("{} {} ", words(own.event_type.name()), places(own)));
        writeln!(out, "               {} by the loser's own word: {what}{}", pad("admit", 7), style.tone(Tone::Faint, id))?;
    }
    if !event.attribution_dropped.is_empty() {
        writeln!(out, "               {} without its source in {}", pad("copied", 7), dropped(book, event))?;
    }
    if !event.hypotheticals.is_empty() && event.status != Status::Hypothetical {
        writeln!(out, "               {} {} hypothetical, not counted", pad("also", 7), event.hypotheticals.len())?;
    }
    Ok(())
}

fn dropped(book: &Book<'_>, event: &Event) -> String {
    let mut outlets: Vec<String> = event.attribution_dropped.iter().filter_map(|one| book.claim(&one.claim)).map(|row| book.outlet(row)).collect();
    outlets.sort();
    outlets.dedup();
    outlets.join(", ")
}

/// One chain: its root, its stake, who carried it.
pub fn chain_line(book: &Book<'_>, chain: &Chain) -> String {
    let stake = format!(" ({})", words(chain.interest.name()));
    let members: Vec<_> = chain.members.iter().filter(|member| member.id != chain.root.id).cloned().collect();
    let through = if members.is_empty() { String::new() } else { format!(", as {}", names(&members)) };
    let relays = if chain.relays.is_empty() { String::new() } else { format!(" → {}", names(&chain.relays)) };
    let mut outlets: Vec<String> = chain.claims.iter().filter_map(|id| book.claim(id)).map(|row| book.outlet(row)).collect();
    outlets.sort();
    outlets.dedup();
    let printed = if outlets.is_empty() { String::new() } else { format!(" → {}", outlets.join(", ")) };
    let only = if chain.denies_doing.is_empty() { String::new() } else { format!("; only that {} did it", names(&chain.denies_doing)) };
    let outdated = if chain.outdated { "; of days before" } else { "" };
    let superseded = if chain.superseded { "; later took it back" } else { "" };
    format!("{}{stake}{through}{relays}{printed}{only}{outdated}{superseded}", name(&chain.root))
}

/// The days of an event.
pub fn time(time: &EventTime) -> String {
    let inferred = if time.inferred { " (inferred)" } else { "" };
    match (time.start, time.end, time.before) {
        (Some(start), Some(end), _) if start != end => format!("{start} to {end}{inferred}"),
        (Some(day), ..) | (None, Some(day), _) => format!("{day}{inferred}"),
        (None, None, Some(before)) => format!("by {before}{inferred}"),
        (None, None, None) => "day unknown".into(),
    }
}

/// Writes the contradictions.
pub fn write_contradictions(out: &mut dyn Write, style: Style, book: &Book<'_>, limit: usize) -> io::Result<()> {
    let mut all: Vec<&Contradiction> = book.record.contradictions.iter().collect();
    all.sort_by_key(|one| one.state);
    crate::report::record::heading(out, style, "Contradictions", all.len(), "")?;
    for one in all.iter().take(limit) {
        let about = about(book, one);
        let state =
            style.tone(if one.state == isnad_fuse::record::ContradictionState::Open { Tone::Warn } else { Tone::Faint }, &pad(one.state.name(), 12));
        let reason = if one.reason.is_empty() { String::new() } else { format!(" · {}", isolate(&words(&one.reason))) };
        writeln!(out, "  {state} {}{about}{reason}", style.tone(Tone::Strong, &pad(one.kind.name(), 16)))?;
        for side in &one.sides {
            write_side(out, style, book, side)?;
        }
    }
    crate::report::record::more(out, style, all.len(), limit)
}

fn about(book: &Book<'_>, one: &Contradiction) -> String {
    let figure = one.figure.as_deref().and_then(|id| book.figure(id));
    match (one.event.as_deref().and_then(|id| book.event(id)), &one.place) {
        (Some(event), _) => format!(" {} {}", words(event.event_type.name()), places(event)),
        (None, Some(at)) => format!(" {}{}", figure.map_or_else(String::new, |figure| format!("{} ", words(&figure.metric))), place(at)),
        (None, None) => figure.map_or_else(String::new, |figure| format!(" {} area unknown", words(&figure.metric))),
    }
}

/// One side: what it says, and the first sentence that says it, with who printed it.
fn write_side(out: &mut dyn Write, style: Style, book: &Book<'_>, side: &Side) -> io::Result<()> {
    let chains: Vec<String> = side.chains.iter().map(|id| book.root_name(id)).collect();
    let by = if chains.is_empty() { String::new() } else { format!(": {}", chains.join(", ")) };
    let position = side.actor.as_ref().map_or_else(|| isolate(&words(&side.position)), name);
    writeln!(out, "    – {position}{by}")?;
    let Some(row) = side.claims.iter().find_map(|id| book.claim(id)) else { return Ok(()) };
    for line in quoted(&book.sentence(row), style.width.saturating_sub(10)) {
        writeln!(out, "        {line}")?;
    }
    let others = if side.claims.len() > 1 { format!(", and {} more", crate::report::count(side.claims.len() - 1, "claim")) } else { String::new() };
    writeln!(out, "        {}", style.tone(Tone::Faint, &format!("{} · {}{others}", book.outlet(row), row.claim.id)))
}
