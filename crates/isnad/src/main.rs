//! Temporary end-to-end command.
fn main() {
    let inputs: Vec<String> = std::env::args().skip(1).filter(|a| !a.starts_with("--") && a != "extract").collect();
    let no_text = std::env::args().any(|a| a == "--no-text");
    let (engine, diagnostics) = isnad_engine::Engine::new(None);
    eprintln!("{} diagnostics in packs", diagnostics.len());
    use std::io::Write;
    let mut out = std::io::BufWriter::new(std::io::stdout().lock());
    for outcome in engine.extract(&inputs) {
        match outcome {
            isnad_engine::extract::Outcome::Article(e) => {
                let _ = writeln!(out, "{}", isnad_export::extract::extract_json(&e.article, &e.annotation, !no_text));
            }
            isnad_engine::extract::Outcome::Reject(d) => eprintln!("{d}"),
        }
    }
}
