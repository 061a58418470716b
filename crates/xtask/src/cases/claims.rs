//! A `claims` block against what was extracted, on the wire form: the case tests the contract.

use super::names::Names;
use super::page::pairs;
use isnad_engine::extract::Extracted;
use serde_json::Value;

/// One line of the block.
struct Expected {
    line: String,
    optional: bool,
    article: String,
    fields: Vec<String>,
    span: (usize, usize),
    tail: Vec<(String, String)>,
}

/// Everything that does not hold, a line each.
pub fn check(lines: &[String], articles: &[Extracted], names: &Names) -> Vec<String> {
    let wires: Vec<(String, Value)> = articles.iter().map(wire).collect();
    let mut failures = Vec::new();
    let mut expected = Vec::new();
    for line in lines {
        match Expected::parse(line, articles) {
            Ok(one) => expected.push(one),
            Err(error) => failures.push(format!("{error}: {line}")),
        }
    }
    for (id, wire) in &wires {
        let claims = wire["claims"].as_array().cloned().unwrap_or_default();
        let of_article: Vec<&Expected> = expected.iter().filter(|one| one.article == *id).collect();
        failures.extend(compare(&of_article, &claims, names));
    }
    failures
}

/// The article as `extract` prints it, each actor with the words that name it there.
fn wire(one: &Extracted) -> (String, Value) {
    let line = isnad_export::extract::extract_json(&one.article, &one.annotation, &one.notices, false);
    let mut wire: Value = serde_json::from_str(&line).unwrap_or_default();
    let text: Vec<char> = one.article.text.chars().collect();
    for claim in wire["claims"].as_array_mut().into_iter().flatten() {
        for actor in claim["actors"].as_array_mut().into_iter().flatten() {
            let offset = |key: &str| actor[key].as_u64().map(|offset| offset as usize);
            let words = offset("start").zip(offset("end")).and_then(|(start, end)| text.get(start..end));
            actor["surface"] = words.map_or(Value::Null, |words| words.iter().collect::<String>().into());
        }
    }
    (one.article.source.clone(), wire)
}

/// Pairs lines and claims, the best agreement first; what is left over fails.
fn compare(expected: &[&Expected], claims: &[Value], names: &Names) -> Vec<String> {
    let mut candidates = Vec::new();
    for (at, one) in expected.iter().enumerate() {
        for (with, claim) in claims.iter().enumerate().filter(|(_, claim)| one.meets(claim)) {
            candidates.push((one.wrong(claim, names), one.optional, at, with));
        }
    }
    candidates.sort_by_key(|(wrong, optional, at, with)| (wrong.len(), *optional, *at, *with));
    let (mut of_line, mut taken) = (vec![None; expected.len()], vec![false; claims.len()]);
    for (wrong, _, at, with) in candidates {
        if of_line[at].is_none() && !taken[with] {
            of_line[at] = Some(wrong);
            taken[with] = true;
        }
    }
    let mut failures = Vec::new();
    for (one, found) in expected.iter().zip(of_line) {
        match found {
            None if !one.optional => failures.push(format!("not found: {}", one.line)),
            Some(wrong) if !wrong.is_empty() && !one.optional => failures.push(format!("{}: {}", one.line, wrong.join("; "))),
            _ => {}
        }
    }
    let body = |claim: &Value| claim["in"].is_null();
    let left = claims.iter().zip(&taken).filter(|(claim, taken)| !**taken && body(claim));
    failures.extend(left.map(|(claim, _)| format!("no line for: {}", describe(claim))));
    failures
}

fn describe(claim: &Value) -> String {
    let list = |key: &str| claim[key].as_array().into_iter().flatten().map(name).collect::<Vec<_>>().join(", ");
    let origin = claim["attribution"][0]["source"].clone();
    format!(
        "{} | {} | {} | {} | {} | {} | {} | {}",
        text(&claim["type"]),
        text(&claim["polarity"]),
        text(&claim["modality"]),
        list("places"),
        list("actors"),
        if origin.is_null() { "own".into() } else { name(&origin) },
        claim["quantity"]["value"],
        text(&claim["evidence"]["quote"])
    )
}

fn name(entity: &Value) -> String {
    format!("{} ({})", text(&entity["name_ar"]), text(&entity["id"]))
}

fn text(value: &Value) -> String {
    value.as_str().unwrap_or("-").to_owned()
}

impl Expected {
    fn parse(line: &str, articles: &[Extracted]) -> Result<Self, String> {
        let optional = line.starts_with("? ");
        let cells: Vec<&str> = line.trim_start_matches("? ").split(" | ").map(str::trim).collect();
        if cells.len() < 9 {
            return Err(format!("{} fields where nine are needed", cells.len()));
        }
        let article = cells[0].to_owned();
        let page = articles.iter().find(|one| one.article.source == article).ok_or("no such article")?;
        let words = cells[8];
        let mut found = page.article.text.match_indices(words);
        let (Some((byte, _)), None) = (found.next(), found.next()) else { return Err("the words do not stand once in the article".into()) };
        let start = page.article.text[..byte].chars().count();
        Ok(Expected {
            line: line.to_owned(),
            optional,
            article,
            fields: cells[1..8].iter().map(|cell| (*cell).to_owned()).collect(),
            span: (start, start + words.chars().count()),
            tail: cells.get(9).map_or(Vec::new(), |tail| pairs(tail)),
        })
    }

    fn tail(&self, key: &str) -> Option<&str> {
        self.tail.iter().find(|(name, _)| name == key).map(|(_, value)| value.as_str())
    }

    /// Same type, same part of the page, overlapping words.
    fn meets(&self, claim: &Value) -> bool {
        let offset = |key: &str| claim["evidence"][key].as_u64().unwrap_or(0) as usize;
        let overlaps = offset("start") < self.span.1 && self.span.0 < offset("end");
        claim["type"] == self.fields[0].as_str() && overlaps && claim["in"].as_str() == self.tail("in")
    }

    /// The fields that differ.
    fn wrong(&self, claim: &Value, names: &Names) -> Vec<String> {
        let f = &self.fields;
        let place = |wanted: &str, given: &Value| names.is_place(wanted, given);
        let entity = |wanted: &str, given: &Value| names.is_entity(wanted, given) || is_mention(wanted, given);
        let origin = claim["attribution"].as_array().into_iter().flatten().take(1).map(|link| link["source"].clone()).collect::<Vec<_>>();
        let relays: Vec<Value> = claim["attribution"].as_array().into_iter().flatten().skip(1).map(|link| link["source"].clone()).collect();
        let shown = |list: &[Value]| list.iter().map(name).collect::<Vec<_>>().join(", ");
        let list = |key: &str| claim[key].as_array().cloned().unwrap_or_default();
        let mut checks = vec![
            ("polarity", claim["polarity"] == f[1].as_str(), text(&claim["polarity"])),
            ("modality", any(&f[2], |wanted| claim["modality"] == wanted), text(&claim["modality"])),
            ("places", any(&f[3], |wanted| same(wanted, &list("places"), place)), shown(&list("places"))),
            ("actors", any(&f[4], |wanted| same(wanted, &list("actors"), entity)), shown(&list("actors"))),
            ("origin", any(&f[5], |wanted| if wanted == "own" { origin.is_empty() } else { same(wanted, &origin, entity) }), shown(&origin)),
            ("quantity", any(&f[6], |wanted| is_quantity(wanted, &claim["quantity"])), claim["quantity"].to_string()),
        ];
        for (key, wanted) in &self.tail {
            let (ok, given) = match key.as_str() {
                "date" if wanted == "null" => (claim["time"]["start"].is_null(), claim["time"].to_string()),
                "date" => (claim["time"]["start"] == wanted.as_str(), claim["time"].to_string()),
                "weekday" => (claim["time"]["weekday"] == wanted.as_str(), claim["time"].to_string()),
                "via" => (relays.iter().any(|relay| entity(wanted, relay)), shown(&relays)),
                "co" => (list("co_origins").iter().any(|co| entity(wanted, co)), shown(&list("co_origins"))),
                "targets" => (any(wanted, |wanted| same(wanted, &list("targets"), entity)), shown(&list("targets"))),
                "basis" => (claim["basis"] == wanted.as_str(), text(&claim["basis"])),
                _ => (true, String::new()),
            };
            checks.push((key, ok, given));
        }
        checks.into_iter().filter(|(_, ok, _)| !ok).map(|(field, _, given)| format!("{field} is `{given}`")).collect()
    }
}

/// Whether the packs know the entity and the article calls it so here.
fn is_mention(wanted: &str, given: &Value) -> bool {
    given["surface"] == wanted && !given["id"].as_str().unwrap_or("x:").starts_with("x:")
}

/// Whether one of the readings that ` / ` parts holds.
fn any(field: &str, holds: impl Fn(&str) -> bool) -> bool {
    field.split(" / ").any(|reading| holds(reading.trim()))
}

/// Whether a list of names and a list of entities are the same set.
fn same(wanted: &str, given: &[Value], is: impl Fn(&str, &Value) -> bool) -> bool {
    let wanted: Vec<&str> = wanted.split([',', '،']).map(str::trim).filter(|name| !matches!(*name, "" | "-")).collect();
    let all_wanted = wanted.iter().all(|name| given.iter().any(|entity| is(name, entity)));
    let all_given = given.iter().all(|entity| wanted.iter().any(|name| is(name, entity)));
    all_wanted && all_given
}

fn is_quantity(wanted: &str, given: &Value) -> bool {
    if wanted == "-" {
        return given.is_null();
    }
    let mut words = wanted.split_whitespace();
    let number = words.next().unwrap_or("");
    let subgroup = words.next();
    let (bound, digits) = match number {
        n if n.starts_with(">=") => ("min", &n[2..]),
        n if n.starts_with("<=") => ("max", &n[2..]),
        n if n.starts_with('~') => ("approx", &n[1..]),
        n => ("exact", n),
    };
    given["value"].as_u64().map(|value| value.to_string()).as_deref() == Some(digits)
        && given["bound"] == bound
        && (subgroup.is_none() || given["subgroup"].as_str() == subgroup)
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn numbers_carry_bounds_and_subgroups() {
        let given = json!({"value": 6, "bound": "exact", "subgroup": "children"});
        assert!(is_quantity("6 children", &given) && is_quantity("6", &given));
        assert!(!is_quantity(">=6", &given) && !is_quantity("6 women", &given) && !is_quantity("-", &given));
        assert!(is_quantity("-", &Value::Null));
    }

    #[test]
    fn lists_are_sets_and_readings_are_alternatives() {
        let given = [json!({"id": "a"}), json!({"id": "b"})];
        let is = |name: &str, entity: &Value| entity["id"] == name;
        assert!(same("b, a", &given, is) && !same("a", &given, is) && !same("-", &given, is));
        assert!(any("- / b, a", |wanted| same(wanted, &given, is)));
    }
}
