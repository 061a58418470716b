//! A case file: articles, then blocks of expectations.

use crate::Outcome;
use isnad_fuse::Options;
use isnad_model::Stamp;

/// One page of a case.
#[derive(Clone, Debug, Default)]
#[allow(missing_docs)]
pub struct Article {
    pub id: String,
    pub outlet: String,
    pub date: Option<String>,
    pub text: String,
}

/// One block of expectations.
#[derive(Clone, Debug)]
#[allow(missing_docs)]
pub enum Block {
    Claims(Vec<String>),
    Record { options: Options, lines: Vec<String> },
}

/// A case file.
#[derive(Clone, Debug, Default)]
pub struct Page {
    /// In file order.
    pub articles: Vec<Article>,
    /// In file order, with whether each stands under "Not yet".
    pub expectations: Vec<(Block, bool)>,
}

impl Article {
    /// Whether the text has lines of a page around its prose: some line that no full stop ends.
    pub fn is_whole_page(&self) -> bool {
        let ends = |line: &str| line.trim_end().ends_with(['.', '؟', '!', '»', '"', '”', '“', ':', '…']);
        self.text.lines().any(|line| !line.trim().is_empty() && !ends(line))
    }
}

impl Page {
    /// Reads a case file.
    ///
    /// # Errors
    /// A fence that is not closed or not known.
    pub fn parse(text: &str) -> Outcome<Self> {
        let mut page = Page::default();
        let mut not_yet = false;
        let mut lines = text.lines();
        while let Some(line) = lines.next() {
            if let Some(heading) = line.strip_prefix("## ") {
                not_yet = heading.trim() == "Not yet";
            }
            let Some(head) = line.strip_prefix("```").filter(|head| !head.is_empty()) else { continue };
            let mut content = Vec::new();
            loop {
                match lines.next() {
                    Some("```") => break,
                    Some(line) => content.push(line.to_owned()),
                    None => return Err(format!("the block `{head}` is not closed")),
                }
            }
            page.block(head, content, not_yet)?;
        }
        Ok(page)
    }

    fn block(&mut self, head: &str, content: Vec<String>, not_yet: bool) -> Outcome {
        let mut words = head.split_whitespace();
        let kind = words.next().unwrap_or("");
        let value = |key: &str| words.clone().find_map(|word| word.strip_prefix(key)?.strip_prefix('=')).map(str::to_owned);
        let lines = || content.iter().filter(|line| !line.trim().is_empty()).cloned().collect();
        match kind {
            "article" => {
                let given = |key: &str| value(key).ok_or_else(|| format!("an article without `{key}=`"));
                let date = given("date")?;
                self.articles.push(Article {
                    id: given("id")?,
                    outlet: given("outlet")?,
                    date: (date != "-").then_some(date),
                    text: content.join("\n"),
                });
            }
            "claims" => self.expectations.push((Block::Claims(lines()), not_yet)),
            "record" => {
                let as_of = value("as_of").and_then(|text| Stamp::parse(&text));
                let without = words.clone().filter_map(|word| word.strip_prefix("without=")).map(str::to_owned).collect();
                let options = Options { as_of, without, ..Options::default() };
                self.expectations.push((Block::Record { options, lines: lines() }, not_yet));
            }
            _ => return Err(format!("unknown block `{kind}`")),
        }
        Ok(())
    }
}

/// `key=value` pairs of a line's tail; a value may hold spaces and ends at the next key.
pub fn pairs(tail: &str) -> Vec<(String, String)> {
    let mut out: Vec<(String, String)> = Vec::new();
    for word in tail.split_whitespace() {
        match word.split_once('=') {
            Some((key, value)) if key.chars().all(|c| c.is_ascii_lowercase() || c == '_') => out.push((key.to_owned(), value.to_owned())),
            _ => {
                if let Some((_, value)) = out.last_mut() {
                    value.push(' ');
                    value.push_str(word);
                }
            }
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_case_is_articles_and_expectations() {
        let text =
            "# T\n\n```article outlet=o date=- id=a\none\n```\n\n```claims\na | b\n```\n## Not yet\n```record without=un\nevents x @ y : 1\n```\n";
        let page = Page::parse(text).unwrap();
        assert_eq!(page.articles[0].text, "one");
        assert_eq!(page.articles[0].date, None);
        assert!(matches!(&page.expectations[0], (Block::Claims(lines), false) if lines.len() == 1));
        assert!(matches!(&page.expectations[1], (Block::Record { options, .. }, true) if options.without == ["un"]));
        assert!(Page::parse("```claims\n").is_err());
    }

    #[test]
    fn values_run_to_the_next_key() {
        let found = pairs("status=held holder=a b c date=2024-12-05");
        assert_eq!(found[1], ("holder".into(), "a b c".into()));
        assert_eq!(found.len(), 3);
    }
}
