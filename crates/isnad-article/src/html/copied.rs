//! Copies of pages: whose address an archive, a cache or a browser keeps in its own.

/// Hosts of caches of AMP pages; their paths are a letter, `s` for https, then the page's own address.
const AMP_CACHE: &str = ".cdn.ampproject.org";
/// The same at a search engine.
const AMP_VIEWER: &str = "/amp/";

/// The address of the page that `url` is a copy of: the whole address in the path of an archive's (`…/web/20240101000000/https://…`), or what
/// follows in that of an AMP cache. Addresses in a query are of what is shared or sought, not of what is shown.
pub fn original(url: &str) -> Option<String> {
    let (_, rest) = url.split_once("://")?;
    let path_end = rest.find(['?', '#']).unwrap_or(rest.len());
    let whole = ["/https://", "/http://", "/https:/", "/http:/"].iter().filter_map(|start| Some((rest[..path_end].find(start)?, *start))).min();
    if let Some((at, start)) = whole {
        let scheme = if start.contains("https") { "https" } else { "http" };
        return Some(format!("{scheme}://{}", rest[at + start.len()..].trim_start_matches('/'))).filter(|url| crate::host_of(url).is_some());
    }
    let (host, path) = rest.split_once('/')?;
    let path = match () {
        () if host.ends_with(AMP_CACHE) => path.split_once('/').filter(|(kind, _)| kind.len() == 1)?.1,
        () if host.contains("google.") => rest.split_once(AMP_VIEWER).filter(|(before, _)| *before == host)?.1,
        () => return None,
    };
    let (scheme, own) = path.strip_prefix("s/").map_or(("http", path), |own| ("https", own));
    let is_host = own.split('/').next().is_some_and(|host| host.contains('.') && !host.contains(' '));
    is_host.then(|| format!("{scheme}://{own}"))
}

/// The address that a comment of whoever saved a page tells: browsers (`saved from url=(0036)https://…`), SingleFile, HTTrack.
pub fn saved_from(comment: &str) -> Option<String> {
    let address = |text: &str| text.split(|c: char| c.is_whitespace() || c == '<' || c == '>').next().unwrap_or("").to_owned();
    if let Some((_, after)) = comment.split_once("Mirrored from ") {
        return Some(format!("http://{}", address(after))).filter(|url| crate::host_of(url).is_some());
    }
    let (_, after) = comment.split_once("saved from url=").or_else(|| comment.split_once("saved with SingleFile"))?;
    let start = after.find("https://").into_iter().chain(after.find("http://")).min()?;
    Some(address(&after[start..]))
}

#[cfg(test)]
mod tests {
    use super::{original, saved_from};

    #[test]
    fn an_archive_or_a_cache_keeps_the_address_of_the_page() {
        for (url, expect) in [
            ("https://web.archive.org/web/20240101000000/https://www.a.example/n/7?p=1", Some("https://www.a.example/n/7?p=1")),
            ("https://web.archive.org/web/2024id_/http:/a.example/n", Some("http://a.example/n")),
            ("https://archive.ph/20240101000000/https://a.example/n", Some("https://a.example/n")),
            ("https://www-a-example.cdn.ampproject.org/c/s/www.a.example/amp/n/7", Some("https://www.a.example/amp/n/7")),
            ("https://a-example.cdn.ampproject.org/v/a.example/n", Some("http://a.example/n")),
            ("https://www.google.com/amp/s/www.a.example/amp/n/7", Some("https://www.a.example/amp/n/7")),
            ("https://a.example/share?url=https://b.example/n", None),
            ("https://a.example/s/b.example/n", None),
            ("https://archive.ph/AbC12", None),
            ("https://a.example/http://", None),
            ("page.html", None),
        ] {
            assert_eq!(original(url).as_deref(), expect, "{url}");
        }
    }

    #[test]
    fn who_saves_a_page_tells_its_address() {
        for (comment, expect) in [
            (" saved from url=(0025)https://www.a.example/n/7 ", Some("https://www.a.example/n/7")),
            ("\n Page saved with SingleFile \n url: https://a.example/n/7 \n saved date: Mon", Some("https://a.example/n/7")),
            (" Mirrored from a.example/n/7.html by HTTrack Website Copier/3.x ", Some("http://a.example/n/7.html")),
            (" saved from url=(0014)about:internet ", None),
            (" https://a.example/n/7 ", None),
        ] {
            assert_eq!(saved_from(comment).as_deref(), expect, "{comment}");
        }
    }
}
