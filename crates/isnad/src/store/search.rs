//! `isnad search`.

use super::args::SearchArgs;
use super::{Desk, record, run};
use crate::args::Cli;
use crate::commands::{engine, stdout};
use crate::say::Say;
use crate::term::{Style, Tone, isolate, wrap};
use isnad_engine::Engine;
use isnad_model::Diagnostic;
use isnad_store::search::{Hit, Query, Snippet, Wanted};
use isnad_store::{Mode, Result};
use serde_json::json;
use std::io::{self, Write};

/// `isnad search`.
pub fn search(cli: &Cli, args: &SearchArgs) -> io::Result<u8> {
    let mut say = Say::new(cli);
    let style = Style::for_stdout(cli.color);
    let query = match Query::parse(&args.query.join(" ")) {
        Ok(query) => query,
        Err(error) => {
            say.error(&error);
            return Ok(2);
        }
    };
    run(&mut say, |say| {
        let desk = Desk::open(args.at.store.as_deref(), Mode::Read)?;
        if query.asks_of_record() && !record::is_settled(&desk, None)? {
            let Some(engine) = engine(cli, say) else { return Ok(Ok(2)) };
            settle(args.at.store.as_deref(), engine, say)?;
        }
        desk.wait(desk.store.unheard_of(&query))?.iter().for_each(|unknown| say.insist(unknown));
        let hits = desk.wait(desk.store.search(&query, Wanted { limit: usize::from(args.limit), claims: args.claims }))?;
        if hits.is_empty() {
            say.done("nothing found");
            return Ok(Ok(5));
        }
        let mut out = stdout();
        let told = hits.iter().try_for_each(|hit| if args.json { write_json(&mut out, hit) } else { write_hit(&mut out, style, hit) });
        Ok(told.and_then(|()| out.flush()).map(|()| 0))
    })
}

/// Makes the kept record anew, since `status:` asks it; whoever may not write is told what is missing in the answer.
fn settle(store: Option<&str>, engine: &Engine, say: &mut Say) -> Result<()> {
    let settled = Desk::open(store, Mode::Write).and_then(|desk| {
        let settled = record::settle(&desk, engine, say);
        desk.close();
        settled
    });
    match settled {
        Err(error) if CANNOT_WRITE.contains(&error.code) => {
            let message = "is answered by an older record, or by none: documents came in since, and this user cannot write the store now".into();
            let hint = Some("whoever can write it makes the record anew by searching so, or by `isnad ingest`".into());
            say.insist(&Diagnostic { code: "N0702", subject: "status:".into(), position: None, message, hint });
            Ok(())
        }
        settled => settled,
    }
}

/// Another process writes; read-only; full; no right to write.
const CANNOT_WRITE: [&str; 4] = ["E0703", "E0711", "E0712", "E0714"];

fn write_hit(out: &mut dyn Write, style: Style, hit: &Hit) -> io::Result<()> {
    let title = hit.title.as_deref().map_or_else(|| "(no headline)".to_owned(), isolate);
    let day = hit.published.as_deref().and_then(|published| published.get(..10)).unwrap_or("undated");
    let outlet = if hit.outlet.is_empty() { "unknown outlet".to_owned() } else { isolate(&hit.outlet) };
    writeln!(out, "{}", style.tone(Tone::Strong, &title))?;
    writeln!(
        out,
        "    {}",
        style.tone(Tone::Faint, &format!("{day} · {outlet} · {}{}", hit.article_id, if hit.partial { " · not all of the words" } else { "" }))
    )?;
    if hit.claims.is_empty() {
        for line in std::iter::once(&hit.snippet).chain(&hit.words).flat_map(|snippet| wrap(&plain(snippet), style.width.saturating_sub(6))) {
            writeln!(out, "    {line}")?;
        }
    }
    for claim in &hit.claims {
        let modality = if claim.modality == "actual" { String::new() } else { format!(", {}", claim.modality) };
        let head = format!("{} {}{modality}", claim.event_type, claim.polarity);
        writeln!(out, "    {}  {}", style.tone(Tone::Info, &head), style.tone(Tone::Faint, &claim.claim_id))?;
        for line in wrap(&claim.evidence, style.width.saturating_sub(8)) {
            writeln!(out, "      {line}")?;
        }
    }
    Ok(())
}

/// The snippet in one line, with what matched in brackets: colours would not survive the wrapping of lines.
fn plain(snippet: &Snippet) -> String {
    let mut out = String::new();
    let mut at = 0;
    for mark in &snippet.marks {
        if mark.start < at {
            continue;
        }
        out.push_str(snippet.text.get(at..mark.start).unwrap_or(""));
        out.push('[');
        out.push_str(mark.slice(&snippet.text));
        out.push(']');
        at = mark.end;
    }
    out.push_str(snippet.text.get(at..).unwrap_or(""));
    let words: Vec<&str> = out.split_whitespace().collect();
    let (before, after) = (if snippet.cut.0 { "… " } else { "" }, if snippet.cut.1 { " …" } else { "" });
    format!("{before}{}{after}", words.join(" "))
}

fn write_json(out: &mut dyn Write, hit: &Hit) -> io::Result<()> {
    let claim = |claim: &isnad_store::search::ClaimHit| {
        json!({
            "id": claim.claim_id, "type": claim.event_type, "polarity": claim.polarity, "modality": claim.modality, "evidence": claim.evidence,
        })
    };
    let value = json!({
        "article": hit.article_id, "outlet": hit.outlet, "title": hit.title, "published_at": hit.published, "score": hit.score, "partial": hit.partial,
        "snippet": of_snippet(&hit.snippet), "words": hit.words.as_ref().map(of_snippet), "claims": hit.claims.iter().map(claim).collect::<Vec<_>>(),
    });
    writeln!(out, "{value}")
}

/// A snippet with its marks, counted in code points.
fn of_snippet(snippet: &Snippet) -> serde_json::Value {
    let points = |byte: usize| snippet.text.get(..byte).map_or(0, |before| before.chars().count());
    let marks: Vec<_> = snippet.marks.iter().map(|mark| json!({"start": points(mark.start), "end": points(mark.end)})).collect();
    json!({"text": snippet.text, "marks": marks})
}
