//! Characters that scramble in an editor, and paths that exist on one machine only.

use super::Findings;
use crate::{Outcome, workspace};
use std::path::{Path, PathBuf};

/// Folders and kinds of files that hold text as pages really have it.
const DATA: [&str; 3] = ["samples", "cases", "fuzz/corpus"];
/// Starts of paths that no file of ours may name; written apart so that this file does not hold them.
const MACHINE: [&str; 4] = [concat!("/wo", "rk/"), concat!("/ro", "ot/"), concat!("/ho", "me/"), concat!("/tmp/", "target")];

/// Looks at every text file.
pub fn check(files: &[PathBuf]) -> Outcome<Findings> {
    let root = workspace::root();
    let mut findings = Findings::default();
    let mut looked_at = 0;
    for path in files {
        let Ok(bytes) = std::fs::read(root.join(path)) else { continue };
        let Ok(text) = String::from_utf8(bytes) else { continue };
        looked_at += 1;
        let tested = is_data(path);
        for (number, line) in before_tests(path, &text).lines().enumerate() {
            let at = || format!("{}:{}", path.display(), number + 1);
            if let Some(bad) = line.chars().find(|c| is_forbidden(*c)).filter(|_| !tested) {
                findings.errors.push(format!("{}: the character U+{:04X} may not stand in a source (write an escape)", at(), bad as u32));
            }
            if let Some(start) = MACHINE.iter().find(|start| line.contains(**start)) {
                findings.errors.push(format!("{}: a path of one machine: {start}…", at()));
            }
        }
    }
    findings.summary = format!("{looked_at} files");
    Ok(findings)
}

fn is_data(path: &Path) -> bool {
    let in_tests = path.components().any(|part| part.as_os_str() == "tests") || path.file_name().is_some_and(|name| name == "tests.rs");
    let listed = path.starts_with("tools/gazetteer") && path.extension().is_some_and(|extension| extension == "tsv");
    in_tests || listed || DATA.iter().any(|folder| path.starts_with(folder))
}

/// Direction controls, joiners of no script we write, tatweel.
fn is_forbidden(c: char) -> bool {
    matches!(c, '\u{0640}' | '\u{200B}' | '\u{200E}' | '\u{200F}' | '\u{202A}'..='\u{202E}' | '\u{2066}'..='\u{2069}' | '\u{FEFF}')
}

fn before_tests<'t>(path: &Path, text: &'t str) -> &'t str {
    let rust = path.extension().is_some_and(|extension| extension == "rs");
    let end = text.find("#[cfg(test)]\nmod tests {").filter(|_| rust);
    end.map_or(text, |end| &text[..end])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_test_module_may_hold_what_a_source_may_not() {
        let text = "fn a() {}\n#[cfg(test)]\nmod tests {\n // ـ\n}\n";
        assert!(!before_tests(Path::new("a.rs"), text).chars().any(is_forbidden));
        assert!(text.chars().any(is_forbidden));
        assert!(is_data(Path::new("crates/a/tests/b.rs")) && !is_data(Path::new("crates/a/src/b.rs")));
    }
}
