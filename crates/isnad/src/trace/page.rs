//! One page in HTML: the text right to left with its layers, the claims under their sentences. It loads nothing and runs nothing.

use isnad_engine::trace::{Layer, Mark};
use isnad_model::{Article, Claim, EntityRef};
use isnad_text::Span;
use std::collections::BTreeSet;
use std::io::{self, Write};

/// Layers that can be shown and hidden: class, name in English and Arabic.
const LAYERS: [(&str, &str, &str); 9] = [
    ("trigger", "event", "حدث"),
    ("entity", "actor", "جهة"),
    ("place", "place", "مكان"),
    ("number", "number", "عدد"),
    ("when", "time", "زمن"),
    ("cue", "cue", "قرينة"),
    ("scope", "who says it", "إسناد"),
    ("clause", "clause", "جملة"),
    ("claim", "claim", "خبر"),
];

const STYLE: &str = include_str!("trace.css");

/// Opens the page.
pub fn open(out: &mut dyn Write) -> io::Result<()> {
    write!(
        out,
        "<!doctype html>\n<html lang=\"en\"><head><meta charset=\"utf-8\"><meta name=\"viewport\" content=\"width=device-width\">\
         <meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'unsafe-inline'\">\
         <title>isnad trace</title><style>{STYLE}</style></head><body>\n<form class=\"layers\" aria-label=\"layers\">"
    )?;
    for (class, english, arabic) in LAYERS {
        write!(
            out,
            "<label class=\"{class}\"><input type=\"checkbox\" id=\"show-{class}\" checked> {english} <bdi lang=\"ar\">{arabic}</bdi></label>"
        )?;
    }
    writeln!(out, "</form>")
}

/// Closes it.
pub fn close(out: &mut dyn Write) -> io::Result<()> {
    writeln!(out, "</body></html>")
}

/// One article.
pub fn article(out: &mut dyn Write, article: &Article, claims: &[Claim], marks: &[Mark]) -> io::Result<()> {
    let title = article.title.as_deref().unwrap_or(&article.source);
    let day = article.published_at.map_or_else(|| "no date".to_owned(), |stamp| stamp.to_string());
    writeln!(
        out,
        "<article><h1 dir=\"rtl\" lang=\"ar\">{}</h1><p class=\"about\"><bdi>{}</bdi> · <bdi>{}</bdi> · {day} · {} claims</p>",
        escaped(title),
        escaped(&article.source),
        escaped(article.outlet.name_ar.as_deref().unwrap_or("outlet unknown")),
        claims.len()
    )?;
    for (at, block) in article.blocks.iter().enumerate() {
        let told = article.entry_times.get(at).copied().flatten().map_or_else(String::new, |stamp| format!(" · {stamp}"));
        write!(out, "<section class=\"{}\"><h2>{} · {}{told}</h2>", block.kind.name(), block.kind.name(), escaped(&block.reason))?;
        let inside: Vec<&Mark> = marks.iter().filter(|mark| within(mark.span, block.span)).collect();
        if inside.is_empty() {
            writeln!(out, "<p dir=\"rtl\" lang=\"{}\">{}</p></section>", escaped(&article.language), escaped(block.span.slice(&article.text)))?;
            continue;
        }
        for sentence in inside.iter().filter(|mark| mark.layer == Layer::Sentence) {
            let of_sentence: Vec<&Mark> =
                inside.iter().copied().filter(|mark| mark.layer != Layer::Sentence && within(mark.span, sentence.span)).collect();
            let told: Vec<&Claim> = claims.iter().filter(|claim| overlap(claim.evidence, sentence.span)).collect();
            write_sentence(out, &article.text, sentence.span, &of_sentence, &told)?;
        }
        writeln!(out, "</section>")?;
    }
    writeln!(out, "</article>")
}

fn within(inner: Span, outer: Span) -> bool {
    outer.start <= inner.start && inner.end <= outer.end
}

fn overlap(a: Span, b: Span) -> bool {
    a.start < b.end && b.start < a.end
}

fn write_sentence(out: &mut dyn Write, text: &str, sentence: Span, marks: &[&Mark], claims: &[&Claim]) -> io::Result<()> {
    write!(out, "<p dir=\"rtl\" lang=\"ar\">")?;
    for stretch in stretches(sentence, marks, claims) {
        let over: Vec<&&Mark> = marks.iter().filter(|mark| within(stretch, mark.span)).collect();
        let mut classes: BTreeSet<&str> = over.iter().map(|mark| mark.layer.name()).collect();
        classes.extend(claims.iter().any(|claim| overlap(claim.evidence, stretch)).then_some("claim"));
        classes.extend(marks.iter().any(|mark| mark.layer == Layer::Clause && mark.span.start == stretch.start).then_some("opens"));
        let notes: Vec<String> = over.iter().map(|mark| format!("{}: {}", mark.layer.name(), mark.note)).collect();
        let classes: Vec<&str> = classes.into_iter().collect();
        let words = escaped(stretch.slice(text));
        write!(out, "<span class=\"{}\" title=\"{}\">{words}</span>", classes.join(" "), escaped(&notes.join("\n")))?;
    }
    writeln!(out, "</p>")?;
    for claim in claims.iter().filter(|claim| sentence.start <= claim.evidence.start) {
        write_claim(out, text, claim)?;
    }
    if marks.is_empty() {
        return Ok(());
    }
    write!(out, "<details><summary>layers ({})</summary><table>", marks.len())?;
    for mark in marks {
        let name = mark.layer.name();
        let words = escaped(mark.span.slice(text));
        write!(out, "<tr><td><b class=\"{name}\">{name}</b><td dir=\"rtl\" lang=\"ar\">{words}<td><bdi>{}</bdi>", escaped(&mark.note))?;
    }
    writeln!(out, "</table></details>")
}

/// The sentence cut wherever a layer begins or ends.
fn stretches(sentence: Span, marks: &[&Mark], claims: &[&Claim]) -> Vec<Span> {
    let spans = marks.iter().map(|mark| mark.span).chain(claims.iter().map(|claim| claim.evidence));
    let mut cuts: BTreeSet<usize> = spans.flat_map(|span| [span.start, span.end]).collect();
    cuts.extend([sentence.start, sentence.end]);
    let cuts: Vec<usize> = cuts.into_iter().filter(|at| (sentence.start..=sentence.end).contains(at)).collect();
    cuts.windows(2).map(|pair| Span::new(pair[0], pair[1])).collect()
}

fn write_claim(out: &mut dyn Write, text: &str, claim: &Claim) -> io::Result<()> {
    let parts = &claim.parts;
    let names = |list: &[EntityRef]| list.iter().map(|one| format!("<bdi>{}</bdi>", escaped(&one.name_ar))).collect::<Vec<_>>().join(", ");
    let places: Vec<String> = parts.places.iter().map(|place| format!("<bdi>{}</bdi>", escaped(&place.name_ar))).collect();
    let said: Vec<String> = parts.attribution.iter().map(|link| format!("<bdi>{}</bdi>", escaped(&link.source.name_ar))).collect();
    let said = if said.is_empty() { format!("own voice ({})", parts.basis.name()) } else { said.join(" ← ") };
    let number =
        parts.quantity.as_ref().map_or_else(String::new, |quantity| format!("{} {} {}", quantity.bound.name(), quantity.value, quantity.metric));
    let time = parts.time.as_ref().map_or_else(String::new, |time| {
        let day = |date: Option<jiff::civil::Date>| date.map_or_else(|| "?".to_owned(), |date| date.to_string());
        if time.start == time.end { day(time.start) } else { format!("{} to {}", day(time.start), day(time.end)) }
    });
    write!(out, "<dl class=\"claim-row\" id=\"{}\">", claim.id)?;
    write!(
        out,
        "<dt>{}<dd><b class=\"{}\">{}</b> <b class=\"{}\">{}</b> <q dir=\"rtl\" lang=\"ar\">{}</q>",
        parts.event_type.name(),
        parts.polarity.name(),
        parts.polarity.name(),
        parts.modality.name(),
        parts.modality.name(),
        escaped(claim.evidence.slice(text))
    )?;
    let rules = parts.rules.iter().map(|rule| format!("<code><bdi>{}</bdi></code>", escaped(rule))).collect::<Vec<_>>().join(" ");
    let fields = [
        ("by", names(&parts.actors)),
        ("against", names(&parts.targets)),
        ("where", places.join(", ")),
        ("when", time),
        ("how many", number),
        ("said by", said),
        ("rules", rules),
    ];
    for (name, value) in fields.iter().filter(|(_, value)| !value.is_empty()) {
        write!(out, "<dt>{name}<dd>{value}")?;
    }
    writeln!(out, "</dl>")
}

/// Text for HTML, also inside quoted attributes. Controls of direction, which would reorder what stands around them, are shown as their code.
fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len() + 16);
    for c in text.chars() {
        match c {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            '\u{202A}'..='\u{202E}' | '\u{2066}'..='\u{2069}' => out.push_str(&format!("[U+{:04X}]", c as u32)),
            '\0'..='\u{8}' | '\u{b}'..='\u{1f}' | '\u{7f}' => out.push('\u{FFFD}'),
            c => out.push(c),
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;
    use isnad_engine::Engine;

    #[test]
    fn a_hostile_page_stays_text() {
        let (engine, _) = Engine::new(None);
        let text = "أعلن الجيش السوري \"انسحابه\" من مدينة حمص بعد معارك عنيفة في ريفها الشمالي\u{202e} <script>alert(1)</script> & <img src=//a.example/x>.";
        let input = isnad_engine::TextInput { source: "a<b>.txt".into(), text: text.into(), ..Default::default() };
        let article = engine.read_text(input);
        let (annotation, marks) = engine.trace(&article);
        let mut bytes = Vec::new();
        super::article(&mut bytes, &article, &annotation.claims, &marks).unwrap();
        let html = String::from_utf8(bytes).unwrap();
        assert!(html.contains("&lt;script&gt;") && html.contains("[U+202E]"), "{html}");
        assert!(!html.contains("<script") && !html.contains("<img"), "{html}");
        assert!(marks.iter().any(|mark| mark.layer == Layer::Trigger) && !annotation.claims.is_empty(), "{marks:?}");
    }
}
