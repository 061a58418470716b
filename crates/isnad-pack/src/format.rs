//! The one form of a pack file: what two people write of one row is the same line.

/// The text of a table as it should be written: cells and list parts without white space around them, no vowel marks, tatweel or
/// direction controls outside comments, Unix line ends, one empty line at most. Rows stay where
/// they are, and what they say stays what it is.
pub fn format(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut empty = true;
    for line in text.trim_start_matches('\u{feff}').lines() {
        let line = match line.starts_with('#') {
            true => line.trim_end().to_owned(),
            false => row(line),
        };
        if line.is_empty() && empty {
            continue;
        }
        empty = line.is_empty();
        out.push_str(&line);
        out.push('\n');
    }
    while out.ends_with("\n\n") {
        out.pop();
    }
    out
}

fn row(line: &str) -> String {
    let cell = |cell: &str| {
        let plain: String = cell.chars().filter(|c| !is_mark(*c)).collect();
        let parts: Vec<&str> = plain.split('|').map(str::trim).filter(|part| !part.is_empty()).collect();
        // A lone bar is no list.
        if parts.is_empty() { plain.trim().trim_matches('|').to_owned() } else { parts.join("|") }
    };
    let cells: Vec<String> = line.split('\t').map(cell).collect();
    if cells.iter().all(String::is_empty) { String::new() } else { cells.join("\t") }
}

/// Vowel marks, tatweel, controls of direction: no table may hold them.
fn is_mark(c: char) -> bool {
    matches!(c, '\u{0640}' | '\u{064B}'..='\u{0652}' | '\u{200E}' | '\u{200F}' | '\u{202A}'..='\u{202E}' | '\u{2066}'..='\u{2069}' | '\u{FEFF}')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_table_has_one_form_and_keeps_it() {
        let text = "\u{feff}# ملاحظة  \r\nlemma\ttype\texample\t\r\n\r\n\r\n سيطـر \tcapture \tسَيطر الجيش |  دخل | \n\t\t\nدخل\t-\t\n\n";
        let once = format(text);
        assert_eq!(once, "# ملاحظة\nlemma\ttype\texample\t\n\nسيطر\tcapture\tسيطر الجيش|دخل\n\nدخل\t-\t\n");
        assert_eq!(format(&once), once);
    }
}
