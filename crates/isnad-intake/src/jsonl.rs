//! One line of JSON Lines to a document; or a whole file that is one list of records, as programs export them.

use crate::Item;
use crate::places::Places;
use crate::{Document, complain, decode};
use isnad_model::{Diagnostic, Raw};
use serde_json::{Map, Value};

/// What comes of the records of the list that `bytes` hold, at least one item. A record is counted in place of its line.
pub fn array(bytes: &[u8], file: &str) -> Vec<Item> {
    let one_line = |problem: String| {
        let hint = format!("`jq -c '.[]' {file}` makes a record a line of a list that is whole");
        vec![Item::Reject(complain("E0223", file, None, format!("a JSON list instead of a record a line, {problem}"), hint))]
    };
    let text = match decode::decode(bytes, file, None) {
        Ok(decoded) => decoded.text,
        Err(diagnostic) => return vec![Item::Reject(diagnostic)],
    };
    match serde_json::from_str::<Vec<Value>>(text.trim()) {
        // Records a line, of which the first is a list.
        Err(_) if text.lines().find(|line| !line.trim().is_empty()).is_some_and(|first| serde_json::from_str::<Value>(first).is_ok()) => {
            let lines = bytes.split(|byte| *byte == b'\n').enumerate().filter(|(_, line)| !line.iter().all(u8::is_ascii_whitespace));
            lines.map(|(at, line)| crate::record(line.to_vec(), file, at + 1)).collect()
        }
        Err(error) => one_line(format!("and broken: {error}")),
        Ok(values) if values.is_empty() => one_line("and empty".into()),
        Ok(values) => values.into_iter().enumerate().map(|(at, value)| crate::record(value.to_string().into_bytes(), file, at + 1)).collect(),
    }
}

/// The document that the record in line `line` of `file` holds.
pub fn record(bytes: &[u8], file: &str, line: usize) -> Result<Document, Diagnostic> {
    let decoded = decode::decode(bytes, file, Some(line))?;
    let value: Value = serde_json::from_str(decoded.text.trim()).map_err(|error| {
        let mut diagnostic = complain(
            "E0220",
            file,
            Some(line),
            format!("not a JSON object: {}", short(&error)),
            "every line is one whole JSON object with a `text` field",
        );
        diagnostic.position = Some((line, error.column().max(1)));
        diagnostic
    })?;
    let Value::Object(fields) = value else {
        return Err(complain("E0220", file, Some(line), "a JSON value, but no object", "every line is one whole JSON object with a `text` field"));
    };
    let field = |name: &str| string(&fields, name, file, line);
    let content = |name: &str| match fields.get(name) {
        Some(Value::String(text)) => Ok(Some(text.clone()).filter(|text| !text.trim().is_empty())),
        Some(Value::Null) | None => Ok(None),
        Some(_) => Err(complain("E0221", file, Some(line), format!("`{name}` is no string"), format!("put the article into `{name}` as one string"))),
    };
    let (text, is_html) = match (content("text")?, content("html")?) {
        (Some(text), _) => (text, false),
        (None, Some(html)) => (html, true),
        (None, None) => return Err(without_text(&fields, file, line)),
    };
    let (id, url) = (field("id")?, field("url")?);
    let source = id.or_else(|| url.clone()).unwrap_or_else(|| format!("{file}#{line}"));
    Ok(Document {
        source,
        url,
        outlet: field("outlet")?,
        title: field("title")?,
        published_at: field("published_at")?,
        updated_at: None,
        text,
        is_html,
        places: Places::default(),
        site: None,
        seen_at: None,
        raw: Raw::default(),
        notices: decoded.notices,
    })
}

fn without_text(fields: &Map<String, Value>, file: &str, line: usize) -> Diagnostic {
    let what = if fields.contains_key("text") || fields.contains_key("html") { "`text` is empty" } else { "the record has no `text` and no `html`" };
    complain("E0222", file, Some(line), what, "put the article's text into `text`, or its page into `html`; or leave the record out")
}

/// A field as text; numbers count as their digits, null and empty as not given.
fn string(fields: &Map<String, Value>, name: &str, file: &str, line: usize) -> Result<Option<String>, Diagnostic> {
    match fields.get(name) {
        None | Some(Value::Null) => Ok(None),
        Some(Value::String(text)) => Ok(Some(text.trim().to_owned()).filter(|text| !text.is_empty())),
        Some(Value::Number(number)) => Ok(Some(number.to_string())),
        Some(_) => Err(complain("E0221", file, Some(line), format!("`{name}` is neither text nor a number"), format!("give `{name}` as a string"))),
    }
}

/// The parser's words without its own line number, which is always 1 here.
fn short(error: &serde_json::Error) -> String {
    let text = error.to_string();
    text.split(" at line ").next().unwrap_or(&text).to_owned()
}
