//! `sites/HOST.toml`: the lines and the elements that the pages of one host repeat, as `isnad pack learn-site` writes them.

use crate::table::did_you_mean;
use isnad_model::Diagnostic;
use std::fmt::Write as _;
use toml::Spanned;
use toml::de::{DeTable, DeValue};

/// Bytes of a file; learned ones stay far below.
const FILE: usize = 512 * 1024;
/// Entries of a file.
const ENTRIES: usize = 2000;
/// Letters of a line that is written out.
const LINE: usize = 400;

/// What the pages of one host repeat.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Site {
    /// The host, without `www.`.
    pub host: String,
    /// How many pages it was learned from.
    pub pages: usize,
    /// Whole lines.
    pub lines: Vec<SiteLine>,
    /// Elements.
    pub blocks: Vec<SiteBlock>,
    /// Sentences that many pages have in the midst of their texts: shown as comments, for a person to say which are the site's. No file
    /// that is read has any.
    pub told: Vec<SiteLine>,
}

/// A line that is no article's.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SiteLine {
    /// What it says.
    pub text: String,
    /// On how many pages it stands.
    pub on: usize,
}

/// An element whose text is no article's.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SiteBlock {
    /// Where it stands: the nearest named element around it and its own tag, id and classes (`div.post-text div.more`).
    pub path: String,
    /// Why it was learned.
    pub why: Why,
    /// On how many pages it stands.
    pub on: usize,
    /// What it said on one of them; for [`Why::Same`] what it says on most.
    pub text: Vec<String>,
}

/// Why an element is no article's.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Why {
    /// It says the same on most pages.
    Same,
    /// It holds links, other ones on each page, and never a sentence of its own.
    Links,
    /// Its lines are headlines of other pages or stand on other pages too.
    Shared,
}

impl Why {
    const ALL: [Why; 3] = [Why::Same, Why::Links, Why::Shared];

    /// As written in the file.
    pub fn name(self) -> &'static str {
        match self {
            Why::Same => "same",
            Why::Links => "links",
            Why::Shared => "shared",
        }
    }
}

impl Site {
    /// Reads a file; its name says the host. What is wrong in it is reported and left out, the rest stands.
    pub fn read(path: &str, text: &str, diagnostics: &mut Vec<Diagnostic>) -> Option<Site> {
        let mut file = File { path, text, diagnostics };
        let name = path.rsplit('/').next().unwrap_or(path).trim_end_matches(".toml");
        let host = name.strip_prefix("www.").unwrap_or(name);
        if !is_host(host) {
            file.complain("E0153", None, format!("`{name}` is no host"), "name the file after the host of the pages: sites/news.example.toml");
            return None;
        }
        if text.len() > FILE {
            file.complain("E0152", None, format!("{} bytes, more than {FILE}: not read", text.len()), "keep the rows that matter");
            return None;
        }
        let table = match DeTable::parse(text) {
            Ok(table) => table.into_inner(),
            Err(error) => {
                let at = error.span().map(|span| span.start);
                file.complain(
                    "E0150",
                    at,
                    format!("no TOML: {}", error.message()),
                    "`isnad pack learn-site` writes such files; the rest of it is not read",
                );
                return None;
            }
        };
        let mut site = Site { host: host.to_ascii_lowercase(), ..Site::default() };
        file.keys(&table, &["pages", "line", "block"]);
        site.pages = file.number(&table, "pages").unwrap_or(0);
        for row in file.rows(&table, "line") {
            file.keys(row, &["text", "on"]);
            let (text, on) = (file.string(row, "text"), file.number(row, "on"));
            site.lines.extend(text.zip(on).map(|(text, on)| SiteLine { text, on }));
        }
        for row in file.rows(&table, "block") {
            site.blocks.extend(file.block(row));
        }
        Some(site)
    }

    /// How many lines and elements there are.
    pub fn rows(&self) -> usize {
        self.lines.len() + self.blocks.len()
    }

    /// The file, for a person to judge: each entry with its reason and the share of the pages that have it.
    pub fn to_toml(&self) -> String {
        let mut out = format!(
            "# Learned from {} pages of {} by `isnad pack learn-site`. Take out whatever an article could say or stand in; what stays is no\n\
             # article's on every page of the host. Keep it as source/NAME/sites/{}.toml in a folder of packs (--packs DIR).\n\
             # why: same (it says the same on most pages), links (links and no sentences), shared (lines that other pages have too).\n\
             pages = {}\n",
            self.pages, self.host, self.host, self.pages
        );
        for block in &self.blocks {
            let text: Vec<String> = block.text.iter().map(|line| format!("    {},\n", quoted(line))).collect();
            write!(
                out,
                "\n[[block]] # on {} %\npath = {}\nwhy = \"{}\"\non = {}\ntext = [\n{}]\n",
                self.share(block.on),
                quoted(&block.path),
                block.why.name(),
                block.on,
                text.concat()
            )
            .unwrap_or_default();
        }
        for line in &self.lines {
            write!(out, "\n[[line]] # on {} %\ntext = {}\non = {}\n", self.share(line.on), quoted(&line.text), line.on).unwrap_or_default();
        }
        if !self.told.is_empty() {
            out.push_str(
                "\n# Not learned, since they stand among the sentences of the texts, as background does that journalists repeat.\n\
                 # Take the # away before those that are the site's and no article's:\n",
            );
        }
        for line in &self.told {
            write!(out, "# [[line]] # on {} %\n# text = {}\n# on = {}\n", self.share(line.on), quoted(&line.text), line.on).unwrap_or_default();
        }
        out
    }

    fn share(&self, on: usize) -> usize {
        on * 100 / self.pages.max(1)
    }
}

/// Whether a file may be named so and a page may stand there.
pub fn is_host(host: &str) -> bool {
    let plain = host.chars().all(|c| c.is_alphanumeric() || matches!(c, '.' | '-' | '_'));
    plain && host.contains('.') && !host.starts_with('.') && !host.ends_with('.') && host.len() <= 253
}

/// Whether pages can have an element of that path; else the part of it that none has.
fn is_path(path: &str) -> Result<(), &str> {
    let is_name = |name: &str| name.chars().any(char::is_alphabetic) && name.chars().all(|c| c.is_alphabetic() || matches!(c, '-' | '_'));
    let is_step = |step: &str| {
        let names = step.find(['.', '#']).unwrap_or(step.len());
        let (tag, names) = step.split_at(names);
        let is_tag = tag.chars().all(|c| c.is_ascii_lowercase() || c.is_ascii_digit());
        is_tag && !names.is_empty() && names[1..].split(['.', '#']).all(is_name)
    };
    match path.split(' ').find(|step| !is_step(step)) {
        Some(step) => Err(step),
        None if path.split(' ').count() > 2 => Err(path),
        None => Ok(()),
    }
}

/// What a value of TOML is, in words.
fn kind_of(value: &DeValue<'_>) -> &'static str {
    match value {
        DeValue::String(text) if text.trim().is_empty() => "empty",
        DeValue::String(_) => "text",
        DeValue::Integer(_) => "a number",
        DeValue::Float(_) => "a number with a point",
        DeValue::Boolean(_) => "true or false",
        DeValue::Datetime(_) => "a date",
        DeValue::Array(_) => "a list",
        DeValue::Table(_) => "a table",
    }
}

/// A string of TOML; whatever does not show is escaped.
fn quoted(text: &str) -> String {
    let mut out = String::from("\"");
    for c in text.chars().take(LINE) {
        match c {
            '"' | '\\' => out.extend(['\\', c]),
            c if c.is_control() || is_format(c) => write!(out, "\\u{:04X}", c as u32).unwrap_or_default(),
            c => out.push(c),
        }
    }
    out + "\""
}

fn is_format(c: char) -> bool {
    matches!(c, '\u{061C}' | '\u{200B}'..='\u{200F}' | '\u{2028}'..='\u{202E}' | '\u{2060}'..='\u{2069}' | '\u{FEFF}')
}

/// A file that is being read.
struct File<'a> {
    path: &'a str,
    text: &'a str,
    diagnostics: &'a mut Vec<Diagnostic>,
}

type Value<'v> = Spanned<DeValue<'v>>;

impl File<'_> {
    fn complain(&mut self, code: &'static str, at: Option<usize>, message: String, hint: &str) {
        let position = at.map(|at| {
            let before = self.text.get(..at).unwrap_or(self.text);
            let line = before.rsplit('\n').next().unwrap_or("");
            (before.matches('\n').count() + 1, line.chars().count() + 1)
        });
        self.diagnostics.push(Diagnostic { code, subject: self.path.into(), position, message, hint: Some(hint.into()) });
    }

    /// Complains of what a table should not have.
    fn keys(&mut self, table: &DeTable<'_>, known: &[&str]) {
        for key in table.keys().filter(|key| !known.contains(&key.get_ref().as_ref())) {
            let hint = did_you_mean(key.get_ref(), known.iter().copied()).unwrap_or_else(|| format!("the keys are: {}", known.join(", ")));
            self.complain("E0151", Some(key.span().start), format!("unknown key `{}`", key.get_ref()), &hint);
        }
    }

    /// Complains of a value of another kind than `key` wants: what was expected, and how it is written.
    fn wrong(&mut self, value: &Value<'_>, key: &str, want: &str, example: &str) {
        let got = kind_of(value.get_ref());
        self.complain(
            "E0151",
            Some(value.span().start),
            format!("`{key}` is {got}; {want} is expected"),
            &format!("write {example}; the entry is left out"),
        );
    }

    fn rows<'t, 'v>(&mut self, table: &'t DeTable<'v>, key: &str) -> Vec<&'t DeTable<'v>> {
        let Some(value) = table.get(key) else { return Vec::new() };
        let Some(rows) = value.get_ref().as_array() else {
            self.wrong(value, key, "a list of entries", &format!("[[{key}]] above each of its entries"));
            return Vec::new();
        };
        if rows.len() > ENTRIES {
            let message = format!("{} entries; those after {ENTRIES} are not read", rows.len());
            self.complain("E0152", Some(value.span().start), message, "keep the rows that matter");
        }
        for row in rows.iter().take(ENTRIES).filter(|row| row.get_ref().as_table().is_none()) {
            self.wrong(row, key, "a list of entries", &format!("[[{key}]] above each of its entries"));
        }
        rows.iter().take(ENTRIES).filter_map(|row| row.get_ref().as_table()).collect()
    }

    /// A count, 0 where it is not told, nothing where it is none.
    fn number(&mut self, table: &DeTable<'_>, key: &str) -> Option<usize> {
        let Some(value) = table.get(key) else { return Some(0) };
        let number = value.get_ref().as_integer().and_then(|number| number.as_str().parse().ok());
        if number.is_none() {
            self.wrong(value, key, "a whole number of pages", &format!("{key} = 12"));
        }
        number
    }

    /// A string that is not empty.
    fn string(&mut self, table: &DeTable<'_>, key: &str) -> Option<String> {
        let Some(value) = table.get(key) else {
            let at = table.values().map(|value| value.span().start).min();
            self.complain("E0151", at, format!("an entry without `{key}`"), &format!("add {key} = \"…\" to it; the entry is left out"));
            return None;
        };
        let text = value.get_ref().as_str().filter(|text| !text.trim().is_empty());
        if text.is_none() {
            self.wrong(value, key, "text in quotes", &format!("{key} = \"…\""));
        }
        text.map(|text| text.trim().to_owned())
    }

    /// An element; every mistake of its entry is said.
    fn block(&mut self, row: &DeTable<'_>) -> Option<SiteBlock> {
        self.keys(row, &["path", "why", "on", "text"]);
        let (path, why, on, text) = (self.path(row), self.why(row), self.number(row, "on"), self.lines(row, "text"));
        Some(SiteBlock { path: path?, why: why?, on: on?, text: text? })
    }

    fn path(&mut self, row: &DeTable<'_>) -> Option<String> {
        let path = self.string(row, "path")?;
        let Err(part) = is_path(&path) else { return Some(path) };
        let at = row.get("path").map(|value| value.span().start);
        let hint = "as `isnad pack learn-site` writes it: one or two elements, each a tag with its id and classes, `div.post-text div.more-box`; \
                    classes with digits are left out; the entry is left out";
        self.complain("E0151", at, format!("`{path}` can be no element's path: `{part}`"), hint);
        None
    }

    fn why(&mut self, row: &DeTable<'_>) -> Option<Why> {
        let why = self.string(row, "why")?;
        let known = Why::ALL.into_iter().find(|one| one.name() == why);
        if known.is_none() {
            let at = row.get("why").map(|value| value.span().start);
            let message = format!("`{why}` is no reason; same, links or shared is expected");
            self.complain("E0151", at, message, "write why = \"same\"; the entry is left out");
        }
        known
    }

    /// A list of lines, at least one.
    fn lines(&mut self, table: &DeTable<'_>, key: &str) -> Option<Vec<String>> {
        const EXAMPLE: &str = "text = [\"…\", \"…\"]";
        let Some(value) = table.get(key) else {
            let at = table.values().map(|value| value.span().start).min();
            self.complain(
                "E0151",
                at,
                format!("an entry without `{key}`"),
                &format!("add {EXAMPLE} to it, what it says on a page; the entry is left out"),
            );
            return None;
        };
        let Some(lines) = value.get_ref().as_array().filter(|lines| !lines.is_empty()) else {
            self.wrong(value, key, "a list of lines in quotes", EXAMPLE);
            return None;
        };
        for line in lines.iter().filter(|line| line.get_ref().as_str().is_none()) {
            self.wrong(line, key, "a list of lines in quotes", EXAMPLE);
        }
        lines.iter().map(|line| line.get_ref().as_str().map(str::to_owned)).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A code, and line and column.
    type Complaint = (&'static str, Option<(usize, usize)>);

    fn read(text: &str) -> (Option<Site>, Vec<Complaint>) {
        let mut diagnostics = Vec::new();
        let site = Site::read("source/x/sites/www.a.example.toml", text, &mut diagnostics);
        assert!(diagnostics.iter().all(|diagnostic| diagnostic.hint.is_some()), "{diagnostics:?}");
        (site, diagnostics.iter().map(|diagnostic| (diagnostic.code, diagnostic.position)).collect())
    }

    #[test]
    fn what_is_written_is_read() {
        let site = Site {
            host: "a.example".into(),
            pages: 8,
            lines: vec![SiteLine { text: "تابعوا \"كل\" جـديد\\\u{202e}".into(), on: 7 }],
            blocks: vec![SiteBlock {
                path: "div.post div#more.box".into(), why: Why::Links, on: 5, text: vec!["اقرأ أيضا".into(), "خبر".into()]
            }],
            told: vec![],
        };
        let told = Site { told: vec![SiteLine { text: "وكان الجسر قد أغلق.\n[[line]]".into(), on: 6 }], ..site.clone() }.to_toml();
        assert!(told.contains("# [[line]] # on 75 %\n# text = \"وكان الجسر قد أغلق.\\u000A[[line]]\"\n# on = 6\n"), "{told}");
        assert_eq!(read(&told), (Some(site.clone()), vec![]));
        let file = site.to_toml();
        assert!(file.contains("[[block]] # on 62 %") && !file.contains('\u{202e}'), "{file}");
        assert_eq!(read(&file), (Some(site), vec![]));
    }

    #[test]
    fn what_is_wrong_is_named_with_its_place_and_the_rest_stands() {
        assert_eq!(read("pages = 3\n[[line]\ntext = 1"), (None, vec![("E0150", Some((2, 8)))]));
        let rows = "pages = 3\n[[line]]\ntext = \"ا\"\non = 2\n[[line]]\ntext = 4\n[[block]]\npath = \"div.a\"\nwhy = \"link\"\n[[block]]\nwhy = \"same\"\n[[lines]]\n";
        let (site, complaints) = read(rows);
        let places = [(12, 3), (6, 8), (9, 7), (8, 8), (11, 7), (11, 7)];
        assert_eq!(complaints, places.map(|place| ("E0151", Some(place))));
        assert_eq!(site.map(|site| (site.pages, site.lines.len(), site.blocks.len())), Some((3, 1, 0)));
        assert_eq!(read("line = 1").1, [("E0151", Some((1, 8)))]);
        // What is said to be left out is left out.
        let (site, complaints) = read("[[line]]\ntext = \"ا\"\non = -3\n[[block]]\npath = \"div.a\"\nwhy = \"links\"\non = \"x\"\ntext = [\"ا\"]\n");
        assert_eq!(site.map(|site| (site.lines.len(), site.blocks.len())), Some((0, 0)));
        assert_eq!(complaints, [("E0151", Some((3, 6))), ("E0151", Some((7, 6)))]);
        // A path that no element can have would never be followed, and nobody would know.
        let paths = "[[block]]\npath = \"div > .a\"\nwhy = \"same\"\ntext = [\"ا\"]\n[[block]]\npath = \".box42\"\nwhy = \"same\"\ntext = [\"ا\"]\n[[block]]\npath = \"div.a ul#b.c-d\"\nwhy = \"same\"\ntext = [\"ا\"]\n";
        let (site, complaints) = read(paths);
        assert_eq!(site.map(|site| site.blocks.len()), Some(1));
        assert_eq!(complaints, [("E0151", Some((2, 8))), ("E0151", Some((6, 8)))]);
        assert_eq!(
            read("line = [1]\n[[block]]\npath = \"div.a\"\nwhy = \"same\"\ntext = [\"ا\", 2]").1,
            [("E0151", Some((1, 9))), ("E0151", Some((5, 14)))]
        );
    }

    #[test]
    fn every_mistake_of_an_entry_is_named_and_an_element_says_something() {
        let (site, complaints) = read("[[block]]\npath = \"main\"\nwhy = \"link\"\non = -3\ntext = \"x\"\n[[line]]\ntext = 4\non = \"x\"\n");
        assert_eq!(site.map(|site| site.rows()), Some(0));
        let places = [(7, 8), (8, 6), (2, 8), (3, 7), (4, 6), (5, 8)];
        assert_eq!(complaints, places.map(|place| ("E0151", Some(place))));
        for text in ["", "text = []\n"] {
            let (site, complaints) = read(&format!("[[block]]\npath = \"div.a\"\nwhy = \"links\"\non = 3\n{text}"));
            assert_eq!((site.map(|site| site.rows()), complaints.len()), (Some(0), 1), "{text}");
        }
    }

    #[test]
    fn a_complaint_says_what_was_expected_and_how_it_is_written() {
        let mut diagnostics = Vec::new();
        Site::read("source/x/sites/a.example.toml", "pages = 3\n[[line]]\ntext = \"ا\"\non = \"many\"\n", &mut diagnostics);
        let [one] = &diagnostics[..] else { panic!("{diagnostics:?}") };
        assert_eq!(
            (&*one.subject, one.position, &*one.message),
            ("source/x/sites/a.example.toml", Some((4, 6)), "`on` is text; a whole number of pages is expected")
        );
        assert_eq!(one.hint.as_deref(), Some("write on = 12; the entry is left out"));
    }

    #[test]
    fn sizes_are_bounded() {
        assert_eq!(read(&"#\n".repeat(FILE)), (None, vec![("E0152", None)]));
        let (site, complaints) = read(&"[[line]]\ntext = \"ا\"\n".repeat(ENTRIES + 1));
        assert_eq!((site.map(|site| site.lines.len()), complaints.len(), complaints[0].0), (Some(ENTRIES), 1, "E0152"));
        assert_eq!(read(&format!("a = {}", "[".repeat(100_000))).1[0].0, "E0150");
    }

    #[test]
    fn a_file_is_named_after_a_host() {
        let mut diagnostics = Vec::new();
        assert_eq!(Site::read("source/x/sites/news.toml", "pages = 3", &mut diagnostics), None);
        assert_eq!(diagnostics[0].code, "E0153");
        assert!(is_host("موقع.شبكة") && !is_host("../a.b") && !is_host("a/b.c"));
    }
}
