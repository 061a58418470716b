//! `isnad revisions`: what became of pages that are given in two states or more.

use crate::args::{Cli, RevisionsArgs};
use crate::commands::{engine, gathered, stdout};
use crate::report::sections::told;
use crate::report::words;
use crate::say::{Say, code};
use crate::term::{Style, Tone, isolate, shorten};
use isnad_engine::extract::Extracted;
use isnad_engine::revisions::{Chain, Change, chains};
use isnad_export::revision::{ChangeWire, PageWire, StateWire, ToldOtherwiseWire, claims, page_json};
use isnad_model::Claim;
use std::io::{self, Write};

/// Prints every page with more than one state, and what changed in it.
pub fn revisions(cli: &Cli, args: &RevisionsArgs) -> io::Result<u8> {
    let mut say = Say::new(cli);
    let Some(engine) = engine(cli, &say) else { return Ok(2) };
    let Some(collection) = gathered(engine, &args.inputs, &args.from, &mut say) else { return Ok(7) };
    if collection.articles.is_empty() {
        return Ok(3);
    }
    let chains = chains(&collection.articles);
    let mut out = stdout();
    if args.json {
        for chain in &chains {
            writeln!(out, "{}", page_json(&wire(chain)))?;
        }
        out.flush()?;
        return Ok(code(collection.counts));
    }
    let style = Style::for_stdout(cli.color);
    for chain in &chains {
        write_chain(&mut out, style, chain)?;
    }
    let pages = if chains.len() == 1 { "1 page has".to_owned() } else { format!("{} pages have", chains.len()) };
    writeln!(out, "{pages} more than one state among {} articles read", collection.articles.len())?;
    out.flush()?;
    Ok(code(collection.counts))
}

fn wire<'a>(chain: &Chain<'a>) -> PageWire<'a> {
    let change = |(at, change): (usize, &Change<'a>)| {
        let (before, after) = (&chain.states[at].article, &chain.states[at + 1].article);
        let (told_before, told_after): (Vec<&Claim>, Vec<&Claim>) = change.told_otherwise.iter().map(|(old, new, _)| (*old, *new)).unzip();
        let pairs = claims(before, &told_before).into_iter().zip(claims(after, &told_after)).zip(&change.told_otherwise);
        ChangeWire {
            from: before.id.as_str(),
            to: after.id.as_str(),
            title: change.title.then_some([before.title.as_deref(), after.title.as_deref()]),
            added: change.added.clone(),
            removed: change.removed.clone(),
            appeared: claims(after, &change.appeared),
            vanished: claims(before, &change.vanished),
            told_otherwise: pairs.map(|((before, after), (_, _, what))| ToldOtherwiseWire { before, after, what: what.clone() }).collect(),
        }
    };
    PageWire {
        url: chain.url,
        states: chain.states.iter().map(|one| StateWire::of(&one.article)).collect(),
        changes: chain.changes.iter().enumerate().map(change).collect(),
    }
}

fn write_chain(out: &mut dyn Write, style: Style, chain: &Chain<'_>) -> io::Result<()> {
    writeln!(out, "{}", style.tone(Tone::Strong, &isolate(chain.url)))?;
    for (at, change) in chain.changes.iter().enumerate() {
        let (before, after) = (chain.states[at], chain.states[at + 1]);
        writeln!(out, "  {} → {}", seen(before), seen(after))?;
        write_change(out, style, before, after, change)?;
    }
    writeln!(out)
}

/// When a state was seen, changed or published, and which that is.
fn seen(one: &Extracted) -> String {
    let article = &one.article;
    let times = [("seen", article.seen_at), ("updated", article.updated_at), ("published", article.published_at)];
    let known = times.into_iter().find_map(|(what, stamp)| stamp.map(|stamp| format!("{what} {}", stamp.to_string().replace('T', " "))));
    format!("{} ({})", known.unwrap_or_else(|| "time unknown".into()), article.id)
}

fn write_change(out: &mut dyn Write, style: Style, before: &Extracted, after: &Extracted, change: &Change<'_>) -> io::Result<()> {
    let width = style.width.saturating_sub(8);
    if change.title {
        let title =
            |one: &Extracted| one.article.title.as_deref().map_or_else(|| "(no headline)".to_owned(), |title| isolate(&shorten(title, width)));
        writeln!(out, "    headline\n    - {}\n    + {}", title(before), title(after))?;
    }
    let claim = |one: &Extracted, claim: &Claim| isolate(&shorten(claim.evidence.slice(&one.article.text), width));
    let value = |claim: &Claim| claim.parts.quantity.as_ref().map(|quantity| quantity.value);
    for (old, new, what) in &change.told_otherwise {
        writeln!(
            out,
            "    {} {}: {}",
            style.tone(Tone::Warn, "told otherwise"),
            words(old.parts.event_type.name()),
            what.iter().map(|what| told(what, value(old), value(new))).collect::<Vec<_>>().join(", ")
        )?;
        writeln!(out, "    - {}\n    + {}", claim(before, old), claim(after, new))?;
    }
    for (label, one, list) in [("claim gone", before, &change.vanished), ("new claim", after, &change.appeared)] {
        for each in list {
            writeln!(out, "    {} {}\n      {}", style.tone(Tone::Warn, label), words(each.parts.event_type.name()), claim(one, each))?;
        }
    }
    for (sign, sentences) in [("-", &change.removed), ("+", &change.added)] {
        for sentence in sentences {
            writeln!(out, "    {sign} {}", isolate(&shorten(sentence, width)))?;
        }
    }
    Ok(())
}
