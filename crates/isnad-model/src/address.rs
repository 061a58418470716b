//! Addresses that lead to the same page, as one key.

/// Parameters that say where a reader came from, not what is read. They stand here and not in a pack: stores keep hashes of keys for
/// years, so a change of them is a migration, not a row.
const TRACKING: [&str; 7] = ["utm_", "fbclid", "gclid", "mc_cid", "mc_eid", "igshid", "ocid"];

/// The key of `url`: no scheme, `www.`, default port, fragment, tracking parameters or last slash; the host in lower case.
/// Two states of one page share it.
pub fn url_key(url: &str) -> String {
    let url = url.trim();
    let rest = url.split_once("://").map_or(url, |(_, rest)| rest);
    let rest = rest.split('#').next().unwrap_or(rest);
    let (address, query) = rest.split_once('?').map_or((rest, ""), |(address, query)| (address, query));
    let (host, path) = address.split_once('/').map_or((address, ""), |(host, path)| (host, path));
    let host = host.to_lowercase();
    let host = host.strip_prefix("www.").unwrap_or(&host);
    let host = host.strip_suffix(":80").or_else(|| host.strip_suffix(":443")).unwrap_or(host);
    let tells = |part: &&str| !part.is_empty() && !TRACKING.iter().any(|tracking| part.to_ascii_lowercase().starts_with(tracking));
    let mut parts: Vec<&str> = query.split('&').filter(tells).collect();
    parts.sort_unstable();
    let mut key = format!("{host}/{}", path.trim_end_matches('/'));
    if !parts.is_empty() {
        key.push('?');
        key.push_str(&parts.join("&"));
    }
    key
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_page_has_one_key_and_two_pages_have_two() {
        let key = url_key("https://www.Example.com/a/b?id=3&x=1");
        for same in ["http://example.com/a/b/?x=1&id=3#top", "https://example.com:443/a/b?id=3&utm_source=t&x=1&fbclid=9"] {
            assert_eq!(url_key(same), key);
        }
        for other in ["https://example.com/a/c?id=3&x=1", "https://example.com/a/b?id=4&x=1", "https://m.example.com/a/b?id=3&x=1"] {
            assert_ne!(url_key(other), key);
        }
        assert_eq!(url_key(""), "/");
    }
}
