//! Why something stands in the record as it does.

use crate::report::book::{Book, outlet_of};
use crate::report::{events, foreign, name, places, quoted, status, words};
use crate::term::{Style, Tone, isolate, pad, shorten};
use isnad_fuse::Record;
use isnad_fuse::explain::{ClaimExplanation, EventExplanation, Explanation};
use isnad_fuse::record::{ClaimRow, Event, Reason};
use isnad_model::ClaimId;
use std::io::{self, Write};

/// Writes the explanation.
pub fn write(out: &mut dyn Write, style: Style, record: &Record, explanation: &Explanation) -> io::Result<()> {
    let book = Book::of(record);
    match explanation {
        Explanation::Claim(claim) => write_claim(out, style, &book, claim),
        Explanation::Event(event) => write_event(out, style, &book, event),
        Explanation::Figure(at) => write_figure(out, style, &book, *at),
        Explanation::Contradiction(at) => {
            let one = Record { contradictions: record.contradictions.get(*at).cloned().into_iter().collect(), ..record.clone() };
            events::write_contradictions(out, style, &Book::of(&one), usize::MAX)
        }
        Explanation::Article(at) => write_article(out, style, &book, *at),
    }
}

fn field(out: &mut dyn Write, style: Style, word: &str, value: &str) -> io::Result<()> {
    if value.is_empty() { Ok(()) } else { writeln!(out, "  {} {value}", style.tone(Tone::Faint, &pad(word, 12))) }
}

fn write_claim(out: &mut dyn Write, style: Style, book: &Book<'_>, explanation: &ClaimExplanation) -> io::Result<()> {
    let row = &explanation.claim;
    let parts = &row.claim.parts;
    let head = format!("claim {}: {}, {}, {}", row.claim.id, words(parts.event_type.name()), parts.polarity.name(), parts.modality.name());
    writeln!(out, "{}", style.tone(Tone::Strong, &head))?;
    write_sentence(out, style, book, row)?;
    let list = |list: &[isnad_model::EntityRef]| {
        list.iter().map(|one| crate::report::both(&one.name_ar, one.name_en.as_deref(), &one.id)).collect::<Vec<_>>().join(", ")
    };
    field(out, style, "actors", &list(&parts.actors))?;
    field(out, style, "targets", &list(&parts.targets))?;
    let places: Vec<String> =
        parts.places.iter().map(|one| format!("{} [{}]", crate::report::both(&one.name_ar, one.name_en.as_deref(), &one.id), one.id)).collect();
    field(out, style, "places", &places.join(", "))?;
    let days =
        row.days.map_or_else(|| "unknown".to_owned(), |(start, end)| if start == end { start.to_string() } else { format!("{start} to {end}") });
    field(out, style, "days", &format!("{days}{}", if row.inferred { " (from the inferred date of its article)" } else { "" }))?;
    let chain: Vec<String> =
        parts.attribution.iter().map(|link| crate::report::both(&link.source.name_ar, link.source.name_en.as_deref(), &link.source.id)).collect();
    let said = if chain.is_empty() { "the outlet's own voice".to_owned() } else { chain.join(" → ") };
    field(out, style, "said by", &format!("{said} ({})", words(parts.basis.name())))?;
    let roots: Vec<String> = row.roots.iter().map(|root| book.root_name(root)).collect();
    field(out, style, "counts for", &if roots.is_empty() { "no root: it adds no independent support".into() } else { roots.join(", ") })?;
    field(out, style, "made by", &parts.rules.iter().map(|rule| isolate(rule)).collect::<Vec<_>>().join(", "))?;
    for (event, code) in &explanation.events {
        let about = book.event(event).map_or_else(String::new, about);
        field(out, style, "in event", &format!("{event} {about}: {}", words(code.name())))?;
    }
    Ok(())
}

fn write_sentence(out: &mut dyn Write, style: Style, book: &Book<'_>, row: &ClaimRow) -> io::Result<()> {
    for line in quoted(&book.sentence(row), style.width.saturating_sub(6)) {
        writeln!(out, "    {line}")?;
    }
    let source = book.article_of(row).map_or_else(String::new, |article| foreign(&article.source));
    writeln!(out, "    {}", style.tone(Tone::Faint, &format!("{} · {source}", book.outlet(row))))
}

fn write_event(out: &mut dyn Write, style: Style, book: &Book<'_>, explanation: &EventExplanation) -> io::Result<()> {
    let Some(event) = book.event(&explanation.event) else { return Ok(()) };
    writeln!(out, "{}", style.tone(Tone::Strong, &format!("event {}: {} {}", event.id, words(event.event_type.name()), places(event))))?;
    field(
        out,
        style,
        "status",
        &format!("{} support {}, denied by {}", status(style, event.status), event.support.name(), words(event.denied_by.name())),
    )?;
    field(out, style, "days", &events::time(&event.time))?;
    for state in &explanation.history {
        let from = state.from.map_or_else(|| "from the start".to_owned(), |day| day.to_string());
        field(out, style, "history", &format!("{from}: {}", state.status.name()))?;
    }
    for (word, chains) in [("for", &explanation.chains_for), ("against", &explanation.chains_against)] {
        for chain in chains {
            field(out, style, word, &events::chain_line(book, chain))?;
        }
    }
    for link in &explanation.linked {
        let about = book.event(&link.event).map_or_else(String::new, about);
        field(out, style, "linked", &format!("{} {} {about}", words(link.kind), link.event))?;
    }
    let printed = |id: &ClaimId| book.claim(id).map_or_else(|| id.to_string(), |row| format!("{} {id}", book.outlet(row)));
    for one in &explanation.attribution_dropped {
        field(
            out,
            style,
            "dropped",
            &format!(
                "{} has lost its source {} (as {} shows, by {})",
                printed(&one.claim),
                book.root_name(&one.source),
                printed(&one.attributed_in),
                one.by
            ),
        )?;
    }
    writeln!(out, "\n{}", style.tone(Tone::Strong, "Claims in it"))?;
    reasons(out, style, book, &explanation.members)?;
    if !explanation.near_misses.is_empty() {
        writeln!(out, "\n{}", style.tone(Tone::Strong, "Claims that were kept out"))?;
        reasons(out, style, book, &explanation.near_misses)?;
    }
    Ok(())
}

/// What an event is, in few words.
fn about(event: &Event) -> String {
    format!("{} {} {}", words(event.event_type.name()), places(event), events::time(&event.time))
}

fn reasons(out: &mut dyn Write, style: Style, book: &Book<'_>, reasons: &[Reason]) -> io::Result<()> {
    for reason in reasons {
        let Some(row) = book.claim(&reason.claim) else { continue };
        let parts = &row.claim.parts;
        writeln!(out, "  {} {}, {}: {}", reason.claim, parts.polarity.name(), parts.modality.name(), words(reason.code.name()))?;
        write_sentence(out, style, book, row)?;
    }
    Ok(())
}

fn write_figure(out: &mut dyn Write, style: Style, book: &Book<'_>, at: usize) -> io::Result<()> {
    let one = Record { figures: book.record.figures.get(at).cloned().into_iter().collect(), ..book.record.clone() };
    crate::report::figures::write(out, style, &Book::of(&one), usize::MAX)?;
    for point in one.figures.iter().flat_map(|figure| &figure.points) {
        let root = point.root.as_ref().map_or_else(|| "no source".to_owned(), name);
        writeln!(
            out,
            "\n{}",
            style.tone(Tone::Strong, &format!("{}{} by {root}", crate::report::figures::sign(point.bound), crate::term::grouped(point.value)))
        )?;
        for row in point.claims.iter().filter_map(|id| book.claim(id)) {
            write_sentence(out, style, book, row)?;
        }
    }
    Ok(())
}

fn write_article(out: &mut dyn Write, style: Style, book: &Book<'_>, at: usize) -> io::Result<()> {
    let Some(row) = book.record.articles.get(at) else { return Ok(()) };
    let title = row.title.as_deref().map_or_else(|| "(no headline)".to_owned(), |title| isolate(&shorten(title, 160)));
    writeln!(out, "{}", style.tone(Tone::Strong, &title))?;
    field(out, style, "id", row.id.as_str())?;
    field(out, style, "source", &foreign(&row.source))?;
    field(out, style, "outlet", &outlet_of(row))?;
    let published = row.published_at.map_or_else(|| "unknown".to_owned(), |stamp| stamp.to_string());
    field(out, style, "published", &published)?;
    if let Some(inferred) = &row.inferred {
        let basis: Vec<String> = inferred
            .basis
            .iter()
            .map(|id| format!("{}{id}", book.article(id.as_str()).map_or_else(String::new, |row| outlet_of(row) + " ")))
            .collect();
        field(
            out,
            style,
            "inferred",
            &format!("{} to {} from {} ({})", inferred.start, inferred.end, basis.join(", "), inferred.reasons.join(", ")),
        )?;
    }
    for edge in book.record.lineage.iter().filter(|edge| edge.from == row.id || edge.to == row.id) {
        let (other, word) = if edge.from == row.id { (&edge.to, "printed again") } else { (&edge.from, "printed before") };
        let outlet = book.article(other.as_str()).map_or_else(String::new, outlet_of);
        field(out, style, word, &format!("{outlet} {other}: {} passages, direction {}", edge.passages.len(), edge.direction.name()))?;
    }
    for claim in book.record.claims.iter().filter(|claim| claim.claim.article == row.id) {
        let parts = &claim.claim.parts;
        writeln!(out, "  {} {} {}, {}", claim.claim.id, pad(&words(parts.event_type.name()), 16), parts.polarity.name(), parts.modality.name())?;
    }
    Ok(())
}
