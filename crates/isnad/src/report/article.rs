//! One page as `extract` shows it to a person: what it is, its parts, its claims.

use crate::report::{both, count, words};
use crate::term::{Style, Tone, grouped, isolate, pad, shorten};
use isnad_model::{Annotation, Article, BlockKind, Claim, EntityRef, Modality, Polarity, Quantity};
use std::collections::BTreeMap;
use std::io::{self, Write};

/// Writes the page.
pub fn write(out: &mut dyn Write, style: Style, article: &Article, annotation: &Annotation) -> io::Result<()> {
    let title = article.title.as_deref().map_or_else(|| "(no headline)".to_owned(), |title| isolate(&shorten(title, 160)));
    writeln!(out, "{}", style.tone(Tone::Strong, &title))?;
    let outlet = match article.outlet.id.as_str() {
        "" => "outlet unknown".to_owned(),
        id => both(article.outlet.name_ar.as_deref().unwrap_or(""), article.outlet.name_en.as_deref(), id),
    };
    let stamp = |stamp: &isnad_model::Stamp| stamp.to_string().replace('T', " ");
    let published = article.published_at.as_ref().map_or_else(|| "date unknown".to_owned(), stamp);
    let updated = article.updated_at.as_ref().map_or_else(String::new, |at| format!(", updated {}", stamp(at)));
    writeln!(out, "  {} · {outlet} · {published}{updated}", crate::report::foreign(&article.source))?;
    if !article.credits.is_empty() {
        writeln!(out, "  credits {}", article.credits.iter().map(|name| isolate(name)).collect::<Vec<_>>().join(", "))?;
    }
    if !article.has_body() {
        writeln!(out, "  {}", style.tone(Tone::Warn, "no article text found"))?;
    }
    if !article.blocks.is_empty() {
        writeln!(out, "  {}", style.tone(Tone::Faint, &parts(article)))?;
    }
    write_site(out, style, article)?;
    for claim in &annotation.claims {
        write_claim(out, style, article, claim)?;
    }
    for diagnostic in &annotation.diagnostics {
        writeln!(out, "  {} [{}]", style.tone(Tone::Faint, &isolate(&diagnostic.message)), diagnostic.code)?;
    }
    writeln!(out)
}

/// Elements that are named of what a site's file takes out.
const SHOWN: usize = 5;

/// What the file of the site (`sites/HOST.toml`) took out: a row that takes too much is seen here first.
fn write_site(out: &mut dyn Write, style: Style, article: &Article) -> io::Result<()> {
    let mut places: BTreeMap<&str, usize> = BTreeMap::new();
    for reason in article.blocks.iter().filter_map(|block| block.reason.strip_prefix("site: ")) {
        *places.entry(reason.strip_prefix("in ").unwrap_or("")).or_default() += 1;
    }
    if places.is_empty() {
        return Ok(());
    }
    let lines = places.remove("").map(|number| count(number, "line"));
    let in_place = |(path, number): (&&str, &usize)| format!("{number} in {}", isolate(path));
    let shown: Vec<String> = lines.into_iter().chain(places.iter().take(SHOWN).map(in_place)).collect();
    let more = if places.len() > SHOWN { ", …" } else { "" };
    writeln!(out, "  {}", style.tone(Tone::Faint, &format!("left out as the site's: {}{more}", shown.join(", "))))
}

/// How many blocks of each kind.
fn parts(article: &Article) -> String {
    let mut kinds: Vec<BlockKind> = article.blocks.iter().map(|block| block.kind).collect();
    kinds.sort();
    kinds.dedup();
    let of = |kind: BlockKind| match (kind, article.blocks.iter().filter(|block| block.kind == kind).count()) {
        (BlockKind::Boilerplate, number) => format!("{number} boilerplate"),
        (BlockKind::LiveEntry, number) if number > 1 => format!("{number} live entries"),
        (kind, number) => count(number, &words(kind.name())),
    };
    kinds.into_iter().map(of).collect::<Vec<_>>().join(" · ")
}

fn write_claim(out: &mut dyn Write, style: Style, article: &Article, claim: &Claim) -> io::Result<()> {
    let parts = &claim.parts;
    let kind = pad(&words(parts.event_type.name()), 16);
    let places: Vec<String> = parts.places.iter().map(|place| both(&place.name_ar, place.name_en.as_deref(), &place.id)).collect();
    let mut facts = vec![style.tone(Tone::Strong, &kind)];
    facts.push(stance(style, parts.polarity, parts.modality));
    facts.push(if places.is_empty() { "-".into() } else { places.join(", ") });
    facts.extend(parts.quantity.as_ref().map(quantity));
    facts.extend(
        parts.time.as_ref().and_then(|time| {
            time.start.map(|start| start.to_string()).or_else(|| time.weekday.map(|day| isnad_model::time::weekday_name(day).into()))
        }),
    );
    writeln!(out, "  {}", facts.join("  "))?;
    let chain: Vec<String> = parts.attribution.iter().map(|link| entity(&link.source)).collect();
    let said = if chain.is_empty() { format!("the outlet itself ({})", words(parts.basis.name())) } else { chain.join(" → ") };
    let actors: Vec<String> = parts.actors.iter().map(entity).collect();
    let by = if actors.is_empty() { String::new() } else { format!("by {} · ", actors.join(", ")) };
    writeln!(out, "    {by}says {said}  {}", style.tone(Tone::Faint, claim.id.as_str()))?;
    let quote = shorten(claim.evidence.slice(&article.text), style.width.saturating_sub(8));
    writeln!(out, "    {}", isolate(&quote))
}

/// Polarity and modality where they are not the plain ones.
fn stance(style: Style, polarity: Polarity, modality: Modality) -> String {
    let denied = if polarity == Polarity::Denied { "denied" } else { "asserted" };
    match (polarity, modality) {
        (Polarity::Asserted, Modality::Actual) => "asserted".into(),
        (Polarity::Denied, Modality::Actual) => style.tone(Tone::Bad, denied),
        (_, modality) => style.tone(Tone::Warn, &format!("{denied}, {}", modality.name())),
    }
}

fn entity(entity: &EntityRef) -> String {
    both(&entity.name_ar, entity.name_en.as_deref(), &entity.id)
}

/// A number with its bound and subgroup: `≥370 000 killed (civilians)`.
fn quantity(quantity: &Quantity) -> String {
    let sign = crate::report::figures::sign(quantity.bound);
    let of = quantity.subgroup.as_ref().map_or_else(String::new, |subgroup| format!(" ({})", words(subgroup)));
    format!("{sign}{} {}{of}", grouped(quantity.value), words(&quantity.metric))
}
