//! Safe markup: the only way by which text of others reaches a page. Everything is escaped, isolated in its direction, and stripped
//! of characters that would turn the text around it.

use isnad_text::Span;
use std::fmt;

/// Markup that is safe to print as it is. Made by the functions of this module only.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Html(String);

impl fmt::Display for Html {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl askama::filters::HtmlSafe for Html {}

impl Html {
    /// Escaped text.
    pub fn text(text: &str) -> Html {
        Html(escape(text))
    }

    /// Text in a direction of its own, marked as Arabic when it holds Arabic letters.
    pub fn bdi(text: &str) -> Html {
        let lang = if is_arabic(text) { " lang=\"ar\"" } else { "" };
        Html(format!("<bdi{lang}>{}</bdi>", escape(text)))
    }

    /// A number with its sign or its two ends: always from left to right.
    pub fn number(text: &str) -> Html {
        Html(format!("<bdi dir=\"ltr\">{}</bdi>", escape(text)))
    }

    /// A link within the desk. `href` comes from [`crate::view::View`], never from a page.
    pub fn link(href: &str, inner: &Html) -> Html {
        Html(format!("<a href=\"{}\">{inner}</a>", escape(href)))
    }

    /// Pieces, one after another with `between` between them.
    pub fn join(pieces: &[Html], between: &str) -> Html {
        Html(pieces.iter().map(|piece| piece.0.as_str()).collect::<Vec<_>>().join(&escape(between)))
    }

    /// Whether nothing is in it.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// A template of the table of words (`{name}` marks) with markup filled in.
    pub fn fill(template: &str, values: &[(&str, Html)]) -> Html {
        let mut text = escape(template);
        for (name, value) in values {
            text = text.replace(&format!("{{{name}}}"), &value.0);
        }
        Html(text)
    }
}

/// Text with the five characters of markup escaped and direction controls made visible, so that they act on nothing.
pub fn escape(text: &str) -> String {
    let mut out = String::with_capacity(text.len() + text.len() / 16);
    for c in text.chars() {
        match c {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            '\'' => out.push_str("&#39;"),
            '\u{202A}'..='\u{202E}' | '\u{2066}'..='\u{2069}' => out.push_str(&format!("[U+{:04X}]", c as u32)),
            '\u{200E}' | '\u{200F}' | '\u{061C}' | '\u{FEFF}' => {}
            c if c.is_control() && !matches!(c, '\n' | '\t') => out.push('\u{FFFD}'),
            c => out.push(c),
        }
    }
    out
}

/// A whole page with the direction controls made visible that templates printed as plain text: what [`escape`] does to markup made here
/// holds for everything else.
pub fn disarmed(page: String) -> String {
    let turns = |c: char| matches!(c, '\u{202A}'..='\u{202E}' | '\u{2066}'..='\u{2069}');
    if !page.contains(turns) {
        return page;
    }
    page.chars().map(|c| if turns(c) { format!("[U+{:04X}]", c as u32) } else { c.to_string() }).collect()
}

/// Whether the text holds an Arabic letter.
pub fn is_arabic(text: &str) -> bool {
    text.chars().any(|c| matches!(c, '\u{0600}'..='\u{06FF}' | '\u{0750}'..='\u{077F}' | '\u{FB50}'..='\u{FDFF}' | '\u{FE70}'..='\u{FEFE}'))
}

/// The address when a reader may follow it out of the desk: `http` and `https` only, no blanks, no quotes.
pub fn outside(url: &str) -> Option<&str> {
    let url = url.trim();
    let scheme = url.split_once("://")?.0;
    let plain = !url.chars().any(|c| c.is_whitespace() || c.is_control() || matches!(c, '"' | '\'' | '<' | '>' | '\\'));
    (matches!(scheme.to_ascii_lowercase().as_str(), "http" | "https") && plain && url.len() < 2000).then_some(url)
}

/// A stretch of text to mark.
#[derive(Clone, Debug)]
pub struct Mark {
    /// Where.
    pub span: Span,
    /// Class of the mark.
    pub class: &'static str,
    /// Where it leads.
    pub href: Option<String>,
    /// An id for links to it.
    pub id: Option<String>,
    /// A letter printed before it.
    pub letter: Option<String>,
}

/// The text of `within` with its marks; marks may overlap, so each stretch carries the classes of all that cover it.
pub fn marked(text: &str, within: Span, marks: &[Mark]) -> Html {
    let marks: Vec<&Mark> = marks.iter().filter(|mark| mark.span.overlaps(within)).collect();
    let mut cuts: Vec<usize> = marks.iter().flat_map(|mark| [mark.span.start, mark.span.end]).collect();
    cuts.extend([within.start, within.end]);
    cuts.retain(|at| (within.start..=within.end).contains(at));
    cuts.sort_unstable();
    cuts.dedup();
    let mut out = String::new();
    for pair in cuts.windows(2) {
        let stretch = Span::new(pair[0], pair[1]);
        let active: Vec<&&Mark> = marks.iter().filter(|mark| mark.span.contains(stretch)).collect();
        for mark in active.iter().filter(|mark| mark.span.start.max(within.start) == stretch.start) {
            if let Some(id) = &mark.id {
                out.push_str(&format!("<span id=\"{}\"></span>", escape(id)));
            }
            if let Some(letter) = &mark.letter {
                out.push_str(&format!("<b class=\"letter\">{}</b>", escape(letter)));
            }
        }
        let slice = escape(stretch.slice(text));
        if active.is_empty() {
            out.push_str(&slice);
            continue;
        }
        let mut classes: Vec<&str> = active.iter().map(|mark| mark.class).collect();
        classes.sort_unstable();
        classes.dedup();
        let classes = classes.join(" ");
        // The narrowest mark that leads somewhere wins.
        let href = active.iter().filter(|mark| mark.href.is_some()).min_by_key(|mark| mark.span.len()).and_then(|mark| mark.href.as_deref());
        match href {
            Some(href) => out.push_str(&format!("<a class=\"mark {classes}\" href=\"{}\">{slice}</a>", escape(href))),
            None => out.push_str(&format!("<mark class=\"{classes}\">{slice}</mark>")),
        }
    }
    Html(out)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_of_a_page_is_markup_and_nothing_turns_the_line() {
        let hostile = "<script>alert(1)</script>\u{202E}abc\u{2066}\" onclick='x'\u{0}";
        let shown = Html::bdi(hostile).to_string();
        assert_eq!(shown, "<bdi>&lt;script&gt;alert(1)&lt;/script&gt;[U+202E]abc[U+2066]&quot; onclick=&#39;x&#39;\u{FFFD}</bdi>");
    }

    #[test]
    fn only_plain_web_addresses_are_followed() {
        for bad in ["javascript:alert(1)", "JAVASCRIPT://x", "data:text/html,x", "//x", "http://a\" onclick=\"x", "https://a b", "ftp://a"] {
            assert_eq!(outside(bad), None, "{bad}");
        }
        assert_eq!(outside("https://a.example/b?c=d"), Some("https://a.example/b?c=d"));
    }

    #[test]
    fn marks_may_overlap() {
        let mark = |start, end, class| Mark { span: Span::new(start, end), class, href: None, id: None, letter: None };
        let html = marked("abcdef", Span::new(0, 6), &[mark(1, 4, "x"), mark(3, 9, "y")]).to_string();
        assert_eq!(html, "a<mark class=\"x\">bc</mark><mark class=\"x y\">d</mark><mark class=\"y\">ef</mark>");
    }
}
