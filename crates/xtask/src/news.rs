//! Articles in JSON Lines, plain or gzipped, from the evaluation folder.

use crate::Outcome;
use flate2::read::MultiGzDecoder;
use serde_json::Value;
use std::collections::BTreeSet;
use std::fs::File;
use std::io::{BufRead, BufReader, Read};
use std::path::Path;

/// The lines of a file, `.gz` or not.
pub fn lines(path: &Path) -> Outcome<impl Iterator<Item = String> + use<>> {
    let file = File::open(path).map_err(|error| format!("{}: {error}", path.display()))?;
    let gzipped = path.extension().is_some_and(|extension| extension == "gz");
    let bytes: Box<dyn Read> = if gzipped { Box::new(MultiGzDecoder::new(file)) } else { Box::new(file) };
    Ok(BufReader::new(bytes).lines().map_while(Result::ok))
}

/// The lines of the articles with these ids, as they stand.
pub fn with_ids(path: &Path, ids: &BTreeSet<String>) -> Outcome<Vec<String>> {
    let wanted = |line: &String| {
        let article: Value = serde_json::from_str(line).unwrap_or_default();
        article["id"].as_str().is_some_and(|id| ids.contains(id))
    };
    Ok(lines(path)?.filter(wanted).collect())
}

/// One article of such a file.
pub fn article(line: &str) -> Option<isnad_article::TextInput> {
    let value: Value = serde_json::from_str(line).ok()?;
    let field = |key: &str| value[key].as_str().map(str::to_owned);
    Some(isnad_article::TextInput {
        source: field("id")?,
        url: field("url"),
        outlet: field("outlet"),
        title: field("title"),
        published_at: field("published_at"),
        text: field("text")?,
        ..isnad_article::TextInput::default()
    })
}
