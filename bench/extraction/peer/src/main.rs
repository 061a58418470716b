//! `peer FOLDER OUT`: the bodies that dom_smoothie finds in FOLDER/html/*.html.gz, as JSON to OUT; pages a second of
//! the processor to standard output.

use std::io::Read;

/// Seconds that the processor has worked for this thread.
fn spent() -> f64 {
    let counted = std::fs::read_to_string("/proc/thread-self/schedstat").expect("Linux");
    counted.split_whitespace().next().and_then(|nanoseconds| nanoseconds.parse::<f64>().ok()).expect("nanoseconds") / 1e9
}

fn main() {
    let mut arguments = std::env::args().skip(1);
    let (folder, out) = (arguments.next().expect("FOLDER"), arguments.next().expect("OUT"));
    let mut pages = Vec::new();
    for entry in std::fs::read_dir(format!("{folder}/html")).expect("FOLDER/html").flatten() {
        let id = entry.file_name().to_string_lossy().trim_end_matches(".html.gz").to_owned();
        let mut bytes = Vec::new();
        flate2::read::MultiGzDecoder::new(std::fs::File::open(entry.path()).expect("a page")).read_to_end(&mut bytes).expect("gzip");
        pages.push((id, String::from_utf8_lossy(&bytes).into_owned()));
    }
    let before = spent();
    let read = |html: &str| {
        let config = dom_smoothie::Config { text_mode: dom_smoothie::TextMode::Formatted, ..Default::default() };
        let article = dom_smoothie::Readability::new(html, None, Some(config)).and_then(|mut readability| readability.parse());
        article.map(|article| article.text_content.to_string()).unwrap_or_default()
    };
    let bodies: serde_json::Map<_, _> = pages.iter().map(|(id, html)| (id.clone(), serde_json::json!({ "articleBody": read(html) }))).collect();
    println!("{:.0}", pages.len() as f64 / (spent() - before));
    std::fs::write(out, serde_json::Value::Object(bodies).to_string()).expect("OUT");
}
