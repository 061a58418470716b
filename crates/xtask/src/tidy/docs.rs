//! Pages name only paths that exist.

use super::Findings;
use crate::{Outcome, workspace};
use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

/// Looks at the code spans and links of every page outside the cases.
pub fn check(files: &[PathBuf]) -> Outcome<Findings> {
    let root = workspace::root();
    let known = Known::of(files);
    let mut findings = Findings::default();
    let (mut pages, mut named) = (0, 0);
    for page in files.iter().filter(|path| path.extension().is_some_and(|extension| extension == "md")) {
        let is_case = page.starts_with("cases") && page.file_name().is_some_and(|name| name != "README.md");
        if is_case {
            continue;
        }
        pages += 1;
        let text = workspace::read(&root.join(page))?;
        for (line, target) in targets(&text, &known) {
            named += 1;
            if !known.holds(page, &target) {
                findings.errors.push(format!("{}:{line}: `{target}` is not there", page.display()));
            }
        }
    }
    findings.summary = format!("{pages} pages, {named} paths named");
    Ok(findings)
}

/// Files and folders of the checkout.
struct Known {
    paths: BTreeSet<PathBuf>,
    tops: BTreeSet<String>,
}

impl Known {
    fn of(files: &[PathBuf]) -> Self {
        let mut paths = BTreeSet::new();
        for file in files {
            paths.extend(file.ancestors().map(Path::to_path_buf));
        }
        let tops = paths.iter().filter_map(|path| path.components().next()).map(|top| top.as_os_str().to_string_lossy().into_owned()).collect();
        Known { paths, tops }
    }

    /// Whether `target` stands at the root, beside the page, or (for a pack table) under some pack.
    fn holds(&self, page: &Path, target: &str) -> bool {
        let target = target.split('#').next().unwrap_or(target).trim_end_matches('/');
        let beside = page.parent().unwrap_or(Path::new("")).join(target);
        target.is_empty() || self.paths.contains(Path::new(target)) || self.paths.contains(&flatten(&beside))
    }
}

fn flatten(path: &Path) -> PathBuf {
    let mut out = PathBuf::new();
    for part in path.components() {
        if part.as_os_str() == ".." {
            out.pop();
        } else if part.as_os_str() != "." {
            out.push(part);
        }
    }
    out
}

/// Lines and targets: code spans that look like a path of the checkout, and relative links.
fn targets(text: &str, known: &Known) -> Vec<(usize, String)> {
    let mut out = Vec::new();
    let mut in_block = false;
    for (number, line) in text.lines().enumerate() {
        if line.trim_start().starts_with("```") {
            in_block = !in_block;
            continue;
        }
        if in_block {
            continue;
        }
        let spans = line.split('`').skip(1).step_by(2).filter(|span| is_path(span, known)).map(str::to_owned);
        let links = line.split("](").skip(1).filter_map(|rest| rest.split(')').next());
        let relative = links.filter(|link| !link.contains("://") && !link.starts_with('#') && !link.starts_with("mailto:")).map(str::to_owned);
        out.extend(spans.chain(relative).map(|target| (number + 1, target)));
    }
    out
}

/// A code span is a path when it opens with a folder or file of the root and holds nothing but a path.
fn is_path(span: &str, known: &Known) -> bool {
    let plain = !span.contains(|c: char| c.is_whitespace() || "*<>{}…$|=()".contains(c));
    let top = span.split('/').next().unwrap_or("");
    let is_name_alone = !span.contains('/');
    plain && known.tops.contains(top) && (!is_name_alone || span.contains('.'))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_paths_of_the_checkout_are_looked_for() {
        let known = Known::of(&[PathBuf::from("docs/a.md"), PathBuf::from("packs/lang/ar/x.tsv")]);
        let text = "see `docs/a.md`, `docs/b.md`, `packs/lang/*/x.tsv`, `foo/bar`, [a](a.md), [net](https://x.y)\n```\n`docs/no.md`\n```\n";
        let found: Vec<String> = targets(text, &known).into_iter().map(|(_, target)| target).collect();
        assert_eq!(found, ["docs/a.md", "docs/b.md", "a.md"]);
        assert!(known.holds(Path::new("docs/b.md"), "a.md"));
        assert!(!known.holds(Path::new("docs/b.md"), "docs/b.md"));
    }
}
