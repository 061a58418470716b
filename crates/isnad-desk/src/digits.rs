//! Eastern Arabic digits (`nu=arab`) where a reader prefers them: in the numbers of the desk, never in the words of an article.

/// Classes of elements that hold numbers, days and counts which the desk prints.
const NUMBERS: [&str; 5] = ["num", "badge", "tick", "value", "ends"];
/// Elements that are never closed.
const VOID: [&str; 4] = ["meta", "link", "input", "!doctype"];

/// A page of the desk with the digits of its numbers exchanged.
pub fn eastern(page: &str) -> String {
    let mut out = String::with_capacity(page.len() + page.len() / 32);
    // Of each element that is open: whether it holds numbers.
    let mut open: Vec<bool> = Vec::new();
    let mut rest = page;
    while let Some(at) = rest.find('<') {
        push(&mut out, &rest[..at], open.last() == Some(&true));
        let end = rest[at..].find('>').map_or(rest.len(), |end| at + end + 1);
        let tag = &rest[at..end];
        out.push_str(tag);
        rest = &rest[end..];
        let name = tag[1..].split([' ', '>', '\n']).next().unwrap_or_default();
        if name.starts_with('/') {
            open.pop();
        } else if !tag.ends_with("/>") && !VOID.contains(&name) {
            // The words of others stand in elements of their own direction or language.
            let words = matches!(name, "blockquote" | "code" | "kbd") || tag.contains(" lang=\"");
            open.push(!words && (open.last() == Some(&true) || holds_numbers(tag)));
        }
    }
    push(&mut out, rest, false);
    out
}

fn holds_numbers(tag: &str) -> bool {
    let classes = tag.split_once(" class=\"").and_then(|(_, rest)| rest.split('"').next()).unwrap_or_default();
    classes.split(' ').any(|class| NUMBERS.contains(&class))
}

fn push(out: &mut String, text: &str, exchange: bool) {
    if !exchange {
        out.push_str(text);
        return;
    }
    let mut reference = false;
    for c in text.chars() {
        reference = c == '&' || reference && c != ';';
        let eastern = c.to_digit(10).filter(|_| !reference).and_then(|digit| char::from_u32('٠' as u32 + digit));
        out.push(eastern.unwrap_or(c));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_numbers_of_the_desk_change() {
        let page = "<!doctype html><p class=\"num big\" id=\"p1\">27 &#39;12&#39; <bdi dir=\"ltr\">≥ 370</bdi> <bdi lang=\"ar\">لواء 52</bdi></p><p>لواء 52</p><input value=\"3\"><b class=\"badge\">9<svg><path d=\"M1 2\"/></svg>8</b>7";
        let expect = "<!doctype html><p class=\"num big\" id=\"p1\">٢٧ &#39;١٢&#39; <bdi dir=\"ltr\">≥ ٣٧٠</bdi> <bdi lang=\"ar\">لواء 52</bdi></p><p>لواء 52</p><input value=\"3\"><b class=\"badge\">٩<svg><path d=\"M1 2\"/></svg>٨</b>7";
        assert_eq!(eastern(page), expect);
    }
}
