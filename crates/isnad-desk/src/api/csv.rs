//! Tables: columns picked out of wire forms.

use serde_json::Value;

/// A column: its head, and the way to its value (`.place.id`); `*` stands for every element of a list.
pub type Column = (&'static str, &'static str);

/// Rows as CSV (RFC 4180) with a head. Cells that a spreadsheet would take for a formula are quoted against it.
pub fn table(columns: &[Column], rows: impl Iterator<Item = Value>) -> String {
    let mut out: String = columns.iter().map(|(head, _)| *head).collect::<Vec<_>>().join(",");
    out.push_str("\r\n");
    for row in rows {
        let cells: Vec<String> = columns.iter().map(|(_, pointer)| cell(&pick(&row, &pointer.replace('.', "/")).join("; "))).collect();
        out.push_str(&cells.join(","));
        out.push_str("\r\n");
    }
    out
}

fn pick(value: &Value, pointer: &str) -> Vec<String> {
    match pointer.split_once("/*") {
        Some((head, tail)) => match value.pointer(head) {
            Some(Value::Array(items)) => items.iter().flat_map(|item| pick(item, tail)).collect(),
            _ => Vec::new(),
        },
        None => match value.pointer(pointer) {
            None | Some(Value::Null) => Vec::new(),
            Some(Value::String(text)) => vec![text.clone()],
            Some(Value::Array(items)) => items.iter().flat_map(|item| pick(item, "")).collect(),
            Some(other) => vec![other.to_string()],
        },
    }
}

fn cell(text: &str) -> String {
    let formula = text.starts_with(['=', '+', '@', '\t', '\r']) || (text.starts_with('-') && text.parse::<f64>().is_err());
    let text = if formula { format!("'{text}") } else { text.to_owned() };
    if text.contains(['"', ',', '\n', '\r', ';']) { format!("\"{}\"", text.replace('"', "\"\"")) } else { text }
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn cells_are_picked_and_kept_harmless() {
        let row = json!({"id": "=cmd()", "n": -3, "places": [{"name": "Homs, city"}, {"name": "Hama"}]});
        let text = table(&[("id", ".id"), ("n", ".n"), ("places", ".places.*.name"), ("none", ".none")], [row].into_iter());
        assert_eq!(text, "id,n,places,none\r\n'=cmd(),-3,\"Homs, city; Hama\",\r\n");
    }
}
