//! `/v1`: what the pages show, as JSON and CSV. Reads only; every list is paged by a cursor that names the last item seen.

mod csv;
pub mod openapi;
mod resources;
// Its fields are read by the derive macros alone.
#[allow(dead_code)]
pub(crate) mod schema;
pub mod whole;

use crate::Library;
use crate::problem::Problem;
use crate::snapshot::Snapshot;
use crate::view::View;
use axum::http::{HeaderValue, header};
use axum::response::{IntoResponse, Response};
use resources::{RESOURCES, Resource};
use serde_json::{Value, json};
use std::sync::Arc;

/// Items of a page when nothing is said.
const USUAL: usize = 100;
/// Items of a page at most.
const MOST: usize = 1000;
/// Rows of a table at most.
const MOST_ROWS: usize = 20_000;

/// One item of a list: what a cursor names it by, and its wire form, made only when it is sent.
pub struct Item<'s> {
    /// Unique in its list.
    pub key: String,
    /// Makes the wire form.
    pub wire: Box<dyn Fn() -> Value + 's>,
}

/// The answer to `path` (after `/v1`, but for the whole record) in `view`.
///
/// # Errors
/// A problem: unknown path, unknown or unreadable parameter, nothing by that id.
pub fn answer(library: &Arc<Library>, view: &View, snapshot: &Snapshot) -> Result<Response, Problem> {
    let path = view.path.trim_matches('/');
    if path.is_empty() {
        known(view, &[])?;
        return Ok(json_response(contents()));
    }
    if path == "openapi.json" {
        return Ok(json_response(openapi::text().to_owned()));
    }
    let (name, id) = path.split_once('/').map_or((path, None), |(name, id)| (name, Some(id)));
    let resource = RESOURCES.iter().find(|resource| resource.name == name).ok_or_else(|| Problem::missing(path))?;
    match id {
        None => list(library, view, snapshot, resource),
        Some(id) => one(library, view, snapshot, resource, id),
    }
}

/// What there is under `/v1`.
fn contents() -> String {
    let list = |resource: &Resource| json!({"href": format!("/v1/{}", resource.name), "about": resource.about, "filters": resource.filters});
    let lists: Vec<Value> = RESOURCES.iter().map(list).collect();
    json!({"description": "/v1/openapi.json", "record": "/v1/record", "stream": "/v1/stream", "lists": lists}).to_string()
}

fn list(library: &Arc<Library>, view: &View, snapshot: &Snapshot, resource: &Resource) -> Result<Response, Problem> {
    let mut names = vec!["limit", "cursor", "format"];
    names.extend(resource.filters);
    known(view, &names)?;
    let table = is_table(view)?;
    let limit = match view.get("limit") {
        None => {
            if table {
                MOST_ROWS
            } else {
                USUAL
            }
        }
        Some(text) => {
            let most = if table { MOST_ROWS } else { MOST };
            let limit = text.parse::<usize>().ok().filter(|limit| (1..=most).contains(limit));
            limit.ok_or_else(|| Problem::parameter("limit", &format!("write a number from 1 to {most}")))?
        }
    };
    let items = (resource.items)(library, view, snapshot)?;
    let start = match view.get("cursor") {
        None => 0,
        Some(cursor) => {
            let key = unhex(cursor).ok_or_else(|| Problem::parameter("cursor", "take it from `next` of the page before"))?;
            let at = items.iter().position(|item| item.key == key);
            at.ok_or_else(|| Problem::parameter("cursor", "the item it names is not in this list; start again without it"))? + 1
        }
    };
    let page = &items[start..items.len().min(start + limit)];
    let next = (start + page.len() < items.len()).then(|| page.last().map(|item| hex(&item.key))).flatten();
    let link = next.as_ref().map(|next| next_address(view, next));
    let mut response = if table {
        csv_response(resource, page.iter().map(|item| (item.wire)()))
    } else {
        let values: Vec<Value> = page.iter().map(|item| (item.wire)()).collect();
        json_response(
            json!({
                "items": values, "total": items.len(), "next": next,
                "as_of": view.as_of.map(|stamp| stamp.to_string()), "without": snapshot.record.without,
            })
            .to_string(),
        )
    };
    if let Some(link) = link.and_then(|link| HeaderValue::from_str(&format!("<{link}>; rel=\"next\"")).ok()) {
        response.headers_mut().insert(header::LINK, link);
    }
    Ok(response)
}

fn next_address(view: &View, cursor: &str) -> String {
    let mut own: Vec<(&str, &str)> = view.own.iter().filter(|(key, _)| key != "cursor").map(|(key, value)| (key.as_str(), value.as_str())).collect();
    own.push(("cursor", cursor));
    view.api(&view.path, &own)
}

fn one(library: &Arc<Library>, view: &View, snapshot: &Snapshot, resource: &Resource, id: &str) -> Result<Response, Problem> {
    let find = resource.one.ok_or_else(|| Problem::missing(&view.path))?;
    known(view, &["format"])?;
    let value = find(library, snapshot, id).ok_or_else(|| Problem::missing(id))?;
    if is_table(view)? {
        // A series is a table of its points; anything else is one row.
        return Ok(match value.get("points") {
            Some(Value::Array(points)) => csv_response(&resources::POINTS, points.iter().cloned()),
            _ => csv_response(resource, std::iter::once(value)),
        });
    }
    Ok(json_response(value.to_string()))
}

/// Refuses parameters that the address does not know; digits are chosen for what people read.
fn known(view: &View, names: &[&str]) -> Result<(), Problem> {
    if view.eastern { Err(view.unknown("nu", names)) } else { view.only(names) }
}

fn is_table(view: &View) -> Result<bool, Problem> {
    match view.get("format") {
        None | Some("json") => Ok(false),
        Some("csv") => Ok(true),
        Some(_) => Err(Problem::parameter("format", "json or csv")),
    }
}

fn json_response(body: String) -> Response {
    ([(header::CONTENT_TYPE, "application/json")], body).into_response()
}

fn csv_response(resource: &Resource, rows: impl Iterator<Item = Value>) -> Response {
    let name = format!("attachment; filename=\"isnad-{}.csv\"", resource.name);
    ([(header::CONTENT_TYPE, "text/csv; charset=utf-8".to_owned()), (header::CONTENT_DISPOSITION, name)], csv::table(resource.columns, rows))
        .into_response()
}

fn hex(key: &str) -> String {
    key.bytes().map(|byte| format!("{byte:02x}")).collect()
}

fn unhex(cursor: &str) -> Option<String> {
    let digits = cursor.as_bytes();
    if !digits.len().is_multiple_of(2) || !cursor.is_ascii() {
        return None;
    }
    let bytes: Option<Vec<u8>> = (0..digits.len()).step_by(2).map(|at| u8::from_str_radix(&cursor[at..at + 2], 16).ok()).collect();
    String::from_utf8(bytes?).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_cursor_reads_back() {
        assert_eq!(unhex(&hex("x:ناطق|3")).as_deref(), Some("x:ناطق|3"));
        assert_eq!((unhex("abc"), unhex("zz"), unhex("ي1")), (None, None, None));
    }
}
