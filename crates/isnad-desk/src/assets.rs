//! Style, script and fonts, in the binary. Their addresses carry a hash of their content, so that they are kept for good.

use axum::http::{StatusCode, header};
use axum::response::{IntoResponse, Response};
use std::sync::OnceLock;

/// Name, content type, content.
const ASSETS: [(&str, &str, &[u8]); 9] = [
    ("desk.css", "text/css; charset=utf-8", include_bytes!("../assets/desk.css")),
    ("desk.js", "text/javascript; charset=utf-8", include_bytes!("../assets/desk.js")),
    ("slider.js", "text/javascript; charset=utf-8", include_bytes!("../assets/slider.js")),
    ("icon.svg", "image/svg+xml", include_bytes!("../assets/icon.svg")),
    ("fonts/plex-arabic-400.woff2", "font/woff2", include_bytes!("../assets/fonts/plex-arabic-400.woff2")),
    ("fonts/plex-arabic-600.woff2", "font/woff2", include_bytes!("../assets/fonts/plex-arabic-600.woff2")),
    ("fonts/plex-latin-400.woff2", "font/woff2", include_bytes!("../assets/fonts/plex-latin-400.woff2")),
    ("fonts/plex-latin-600.woff2", "font/woff2", include_bytes!("../assets/fonts/plex-latin-600.woff2")),
    ("fonts/naskh-arabic-400.woff2", "font/woff2", include_bytes!("../assets/fonts/naskh-arabic-400.woff2")),
];

/// One hash over all of them.
pub fn version() -> &'static str {
    static VERSION: OnceLock<String> = OnceLock::new();
    VERSION.get_or_init(|| {
        let mut all = Vec::new();
        ASSETS.iter().for_each(|(_, _, bytes)| all.extend_from_slice(bytes));
        isnad_model::ids::sha256_hex(&all).chars().take(10).collect()
    })
}

/// The asset of that name.
pub fn get(name: &str) -> Option<Response> {
    let (_, kind, bytes) = ASSETS.iter().find(|(known, _, _)| *known == name)?;
    let headers = [(header::CONTENT_TYPE, *kind), (header::CACHE_CONTROL, "public, max-age=31536000, immutable")];
    Some((StatusCode::OK, headers, *bytes).into_response())
}
