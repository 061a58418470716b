//! A `record` block against the record of the case's articles, on the wire form.

use super::names::Names;
use super::page::pairs;
use isnad_engine::Engine;
use isnad_engine::extract::Extracted;
use isnad_engine::record::Collection;
use isnad_fuse::Options;
use serde_json::Value;
use std::collections::BTreeSet;
use std::sync::Arc;

/// Everything that does not hold, a line each.
pub fn check(lines: &[String], engine: &Engine, articles: &[Extracted], options: &Options, names: &Names) -> Vec<String> {
    let collection = Collection { articles: articles.iter().cloned().map(Arc::new).collect(), ..Collection::default() };
    let record = engine.record(&collection, options);
    let look = Look { record: isnad_export::record_json(&record, &engine.pack().versions), names };
    lines.iter().filter_map(|line| look.line(line).err().map(|found| format!("{line}  [{found}]"))).collect()
}

struct Look<'n> {
    record: Value,
    names: &'n Names<'n>,
}

type Held = Result<(), String>;

/// Holds when `found` is what is wanted.
fn equal(wanted: &str, found: usize) -> Held {
    let (least, digits) = wanted.strip_prefix(">=").map_or((false, wanted), |digits| (true, digits));
    let wanted: usize = digits.trim().parse().map_err(|_| format!("`{wanted}` is no number"))?;
    if found == wanted || (least && found > wanted) { Ok(()) } else { Err(format!("{found}")) }
}

fn count(value: &Value) -> usize {
    value.as_array().map_or(0, Vec::len)
}

fn plain(value: &Value) -> String {
    value.as_str().map_or_else(|| value.to_string(), str::to_owned)
}

impl Look<'_> {
    fn line(&self, line: &str) -> Held {
        let (head, wanted) = line.split_once(" : ").ok_or("no ` : ` in the line")?;
        let wanted = wanted.trim();
        let (subject, place) = head.split_once(" @ ").map_or((head, ""), |(subject, place)| (subject, place.trim()));
        let (kind, what) = subject.trim().split_once(' ').unwrap_or((subject.trim(), ""));
        match kind {
            "event" => self.some(&self.events(what, place), wanted, |event, key, value| self.event_field(event, key, value)),
            "events" => equal(wanted, self.events(what, place).iter().filter(|event| is_told(event)).count()),
            "figure" => self.some(&self.figures(what, place, false), wanted, |figure, key, value| self.figure_field(figure, key, value)),
            "forecast" => self.some(&self.figures(what, place, true), wanted, |figure, key, value| self.figure_field(figure, key, value)),
            "figures" => equal(wanted, self.figures(what, place, false).len()),
            "control" => {
                let rows = self.list("control", |row| self.names.is_place(place, &row["place"]));
                let last = rows.last().copied().ok_or("no row of control")?;
                self.some(&[last], wanted, |row, key, value| self.control_field(row, key, value))
            }
            "contradiction" => equal(wanted, self.list("contradictions", |one| one["kind"] == what).len()),
            "lineage" => self.lineage(what, wanted),
            "linked" => self.linked(what.trim_start_matches("pair "), wanted),
            _ => Err(format!("unknown assertion `{kind}`")),
        }
    }

    fn list(&self, part: &str, is: impl Fn(&Value) -> bool) -> Vec<&Value> {
        self.record[part].as_array().into_iter().flatten().filter(|one| is(one)).collect()
    }

    fn events(&self, kind: &str, place: &str) -> Vec<&Value> {
        let there = |event: &Value| event["places"].as_array().into_iter().flatten().any(|one| self.names.is_place(place, one));
        self.list("events", |event| event["type"] == kind && there(event))
    }

    fn figures(&self, what: &str, area: &str, forecast: bool) -> Vec<&Value> {
        let (metric, subgroup) = what.split_once('/').map_or((what, None), |(metric, subgroup)| (metric, Some(subgroup)));
        self.list("figures", |figure| {
            figure["metric"] == metric
                && figure["subgroup"].as_str() == subgroup
                && (figure["measure"] == "forecast") == forecast
                && self.names.is_place(area, &figure["area"])
        })
    }

    /// Holds when one of `rows` has every value named.
    fn some(&self, rows: &[&Value], wanted: &str, field: impl Fn(&Value, &str, &str) -> Held) -> Held {
        let mut misses = Vec::new();
        for row in rows {
            let wrong: Vec<String> =
                pairs(wanted).iter().filter_map(|(key, value)| field(row, key, value).err().map(|found| format!("{key}={found}"))).collect();
            if wrong.is_empty() {
                return Ok(());
            }
            misses.push(wrong.join(" "));
        }
        misses.sort_by_key(String::len);
        Err(misses.into_iter().next().unwrap_or_else(|| "there is none".into()))
    }

    fn event_field(&self, event: &Value, key: &str, wanted: &str) -> Held {
        match key {
            "for" => equal(wanted, count(&event["chains_for"])),
            "against" => equal(wanted, count(&event["chains_against"])),
            "dropped" => equal(wanted, count(&event["attribution_dropped"])),
            "hypotheticals" => equal(wanted, count(&event["hypotheticals"])),
            "articles" | "outlets" => equal(wanted, event[key].as_u64().unwrap_or(0) as usize),
            "date" => is(wanted, plain(&event["time"]["start"])),
            _ => is(wanted, plain(&event[key])),
        }
    }

    fn figure_field(&self, figure: &Value, key: &str, wanted: &str) -> Held {
        let points = figure["points"].as_array().cloned().unwrap_or_default();
        match key {
            "values" => is(wanted, points.iter().map(|point| plain(&point["value"])).collect::<Vec<_>>().join(",")),
            "roots" => equal(wanted, points.iter().map(|point| plain(&point["root"]["id"])).collect::<BTreeSet<_>>().len()),
            "flag" => {
                let flags: Vec<String> = figure["flags"].as_array().into_iter().flatten().map(plain).collect();
                if flags.iter().any(|flag| flag == wanted) { Ok(()) } else { Err(flags.join(",")) }
            }
            _ => is(wanted, plain(&figure[key])),
        }
    }

    fn control_field(&self, row: &Value, key: &str, wanted: &str) -> Held {
        match (key, &row[key]) {
            ("holder" | "claimant", Value::Null) => is(wanted, "null".into()),
            ("holder" | "claimant", given) if wanted == "null" || !self.names.is_entity(wanted, given) => Err(plain(&given["id"])),
            ("holder" | "claimant", _) => Ok(()),
            (_, given) => is(wanted, plain(given)),
        }
    }

    fn lineage(&self, kind: &str, wanted: &str) -> Held {
        let edges = self.list("lineage", |edge| edge["kind"] == kind);
        let (number, rest) = wanted.split_once(' ').unwrap_or((wanted, ""));
        equal(number, edges.len()).map_err(|found| format!("{found} edges"))?;
        let misdated = edges.iter().filter(|edge| edge["misdated"] == true).count();
        match pairs(rest).iter().find(|(key, _)| key == "misdated") {
            Some((_, wanted)) => equal(wanted, misdated).map_err(|found| format!("{found} misdated")),
            None => Ok(()),
        }
    }

    /// Two events at the two places with a link of kind `pair`, or a row of control that names the other.
    fn linked(&self, both: &str, wanted: &str) -> Held {
        let Some((one, other)) = both.split_once(" , ") else { return Err("two places with ` , ` between".into()) };
        let at = |event: &Value, place: &str| event["places"].as_array().into_iter().flatten().any(|given| self.names.is_place(place, given));
        let ids_at = |place: &str| self.list("events", |event| at(event, place)).iter().map(|event| plain(&event["id"])).collect::<BTreeSet<_>>();
        let (here, there) = (ids_at(one), ids_at(other));
        let crosses = |event: &&Value| {
            let id = plain(&event["id"]);
            let links = event["linked"].as_array().into_iter().flatten().filter(|link| link["kind"] == "pair");
            let ends: Vec<String> = links.map(|link| plain(&link["event"])).collect();
            (here.contains(&id) && ends.iter().any(|end| there.contains(end))) || (there.contains(&id) && ends.iter().any(|end| here.contains(end)))
        };
        let found = usize::from(self.list("events", |_| true).iter().any(crosses));
        equal(wanted, found)
    }
}

/// Asserted or denied by somebody, be it in flat prose.
fn is_told(event: &Value) -> bool {
    count(&event["chains_for"]) + count(&event["chains_against"]) + count(&event["unattributed"]) > 0
}

fn is(wanted: &str, found: String) -> Held {
    if wanted == found { Ok(()) } else { Err(found) }
}
