//! Sizes of files and functions: past 600 and 60 lines they are asked what they are really two of; past 900 a file fails.

use super::Findings;
use crate::{Outcome, workspace};
use std::path::{Path, PathBuf};

const FILE_LIMIT: usize = 900;
const FILE_ASKED: usize = 600;
const FUNCTION_ASKED: usize = 60;

/// Measures every Rust file.
pub fn check(files: &[PathBuf]) -> Outcome<Findings> {
    let root = workspace::root();
    let mut findings = Findings::default();
    let (mut lengths, mut functions) = (Vec::new(), Vec::new());
    for path in files.iter().filter(|path| path.extension().is_some_and(|extension| extension == "rs")) {
        let text = workspace::read(&root.join(path))?;
        measure(path, &text, &mut findings, &mut functions);
        lengths.push(text.lines().count());
    }
    let (median, longest) = (middle(&mut lengths), lengths.last().copied().unwrap_or(0));
    let typical = middle(&mut functions);
    findings.summary = format!(
        "{} files (median {median} lines, longest {longest}), {} functions (median {typical}, longest {})",
        lengths.len(),
        functions.len(),
        functions.last().copied().unwrap_or(0)
    );
    Ok(findings)
}

fn middle(numbers: &mut [usize]) -> usize {
    numbers.sort_unstable();
    numbers.get(numbers.len() / 2).copied().unwrap_or(0)
}

fn measure(path: &Path, text: &str, findings: &mut Findings, functions: &mut Vec<usize>) {
    let count = text.lines().count();
    let shown = path.display();
    if count > FILE_LIMIT {
        findings.errors.push(format!("{shown}: {count} lines, the limit is {FILE_LIMIT}: what is it really two of?"));
    } else if count > FILE_ASKED {
        findings.notes.push(format!("{shown}: {count} lines"));
    }
    for (line, name, length) in lengths(text) {
        functions.push(length);
        if length > FUNCTION_ASKED {
            findings.notes.push(format!("{shown}:{line}: `{name}` has {length} lines"));
        }
    }
}

/// Line, name and length of every function, by the indentation that rustfmt gives.
fn lengths(text: &str) -> Vec<(usize, String, usize)> {
    let lines: Vec<&str> = text.lines().collect();
    let mut out = Vec::new();
    for (at, line) in lines.iter().enumerate() {
        let Some(name) = function_name(line) else { continue };
        let indent = &line[..line.len() - line.trim_start().len()];
        let close = format!("{indent}}}");
        let one_line = line.trim_end().ends_with('}') || line.trim_end().ends_with(';');
        let end = if one_line { Some(at) } else { (at + 1..lines.len()).find(|&next| lines[next] == close) };
        out.push((at + 1, name.to_owned(), end.map_or(1, |end| end - at + 1)));
    }
    out
}

fn function_name(line: &str) -> Option<&str> {
    let mut rest = line.trim_start();
    while let Some(shorter) = ["pub ", "pub(crate) ", "pub(super) ", "const ", "async "].iter().find_map(|word| rest.strip_prefix(word)) {
        rest = shorter;
    }
    let rest = rest.strip_prefix("fn ")?;
    Some(rest.split(['(', '<']).next().unwrap_or(rest))
}

#[cfg(test)]
mod tests {
    use super::lengths;

    #[test]
    fn functions_are_measured_by_their_indentation() {
        let text = "impl A {\n    pub fn one(&self) -> u8 { 1 }\n    pub(crate) fn two(\n        a: u8,\n    ) {\n        if a > 1 {\n        }\n    }\n}\nfn three() {\n}\n";
        let found = lengths(text);
        assert_eq!(found, [(2, "one".into(), 1), (3, "two".into(), 6), (10, "three".into(), 2)]);
    }
}
