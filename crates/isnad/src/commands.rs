//! The commands.

use crate::args::{Cli, ExplainArgs, ExtractArgs, FromStore, RecordArgs};
use crate::report;
use crate::say::{Say, code};
use crate::term::{Style, isolate};
use clap::CommandFactory;
use isnad_engine::extract::Outcome;
use isnad_engine::record::Collection;
use isnad_engine::{Engine, check};
use isnad_fuse::Options;
use isnad_model::Diagnostic;
use std::io::{self, BufWriter, Write};
use std::path::Path;

/// Buffered standard output.
pub fn stdout() -> BufWriter<io::StdoutLock<'static>> {
    BufWriter::with_capacity(1 << 16, io::stdout().lock())
}

/// The engine with the packs that the options name; `None` when the folder cannot be read, which has then been said.
/// It lives as long as the process: taking a lexicon apart word by word at the end would cost a tenth of a short run.
pub fn engine(cli: &Cli, say: &Say) -> Option<&'static Engine> {
    let (engine, diagnostics) = Engine::new(cli.packs.as_deref());
    let unreadable = diagnostics.iter().find(|diagnostic| matches!(diagnostic.code, "E0120" | "E0121"));
    if let Some(diagnostic) = unreadable {
        say.error(diagnostic);
        return None;
    }
    if let Some(folder) = &cli.packs {
        for diagnostic in check::check(Some(folder)).diagnostics {
            say.warn(&diagnostic);
        }
    }
    Some(Box::leak(Box::new(engine)))
}

/// `isnad extract`.
pub fn extract(cli: &Cli, args: &ExtractArgs) -> io::Result<u8> {
    let mut say = Say::new(cli);
    let Some(engine) = engine(cli, &say) else { return Ok(2) };
    let style = Style::for_stdout(cli.color);
    let mut out = stdout();
    let mut extract = engine.extract(&args.inputs);
    let mut without_text = 0;
    while let Some(outcome) = extract.next() {
        match outcome {
            Outcome::Reject(diagnostic) => say.error(&diagnostic),
            Outcome::Article(one) => {
                without_text += usize::from(!one.article.has_body());
                one.notices.iter().for_each(|notice| say.notice(notice));
                if args.json {
                    writeln!(out, "{}", isnad_export::extract::extract_json(&one.article, &one.annotation, &one.notices, !args.no_text))?;
                } else {
                    report::article::write(&mut out, style, &one.article, &one.annotation)?;
                }
            }
        }
        say.progress(&extract);
    }
    out.flush()?;
    say.summary_of(extract.counts(), without_text);
    Ok(code(extract.counts()))
}

/// Reads all of `inputs`, says what could not be read, and sums up.
pub fn collect(engine: &Engine, inputs: &[String], say: &mut Say) -> Collection {
    let collection = engine.collect(inputs, |extract| say.progress(extract));
    say.summary_of(collection.counts, collection.articles.iter().filter(|one| !one.article.has_body()).count());
    for one in &collection.articles {
        one.notices.iter().for_each(|notice| say.notice(notice));
    }
    collection.rejects.iter().for_each(|reject| say.error(reject));
    collection
}

/// What the inputs hold, or the store where one is named; nothing when it cannot be read, which has then been said.
pub fn gathered(engine: &Engine, inputs: &[String], from: &FromStore, say: &mut Say) -> Option<Collection> {
    if from.store.is_none() {
        return Some(collect(engine, inputs, say));
    }
    let gathered = crate::store::collect::from_store(engine, from, say);
    let gathered = gathered.inspect(|collection| say.rejects(&collection.rejects));
    gathered.map_err(|error| say.error(&error)).ok()
}

/// Whether `--without` names sources that nothing bears: said, and refused, since an unchanged view would look like an answer.
fn names_strangers(options: &Options, engine: &Engine, collection: &Collection, say: &Say) -> bool {
    let strangers = engine.strangers(collection, options);
    for name in &strangers {
        say.error(&Diagnostic {
            code: "E0310",
            subject: format!("--without {name}"),
            position: None,
            message: "no source goes by this name".into(),
            hint: Some("use an id or a name as the record's `sources` give it".into()),
        });
    }
    !strangers.is_empty()
}

/// Whether a diagnostic is about an option of the view.
pub fn of_options(diagnostic: &Diagnostic) -> bool {
    matches!(diagnostic.code, "N0311" | "N0312")
}

/// `isnad record`.
pub fn record(cli: &Cli, args: &RecordArgs) -> io::Result<u8> {
    let mut say = Say::new(cli);
    let Some(engine) = engine(cli, &say) else { return Ok(2) };
    let Some(collection) = gathered(engine, &args.inputs, &args.from, &mut say) else { return Ok(7) };
    if collection.articles.is_empty() {
        return Ok(3);
    }
    let options = args.view.options();
    if names_strangers(&options, engine, &collection, &say) {
        return Ok(2);
    }
    let record = engine.record(&collection, &options);
    record.diagnostics.iter().filter(|one| of_options(one)).for_each(|one| say.insist(one));
    let mut out = stdout();
    if args.json {
        isnad_export::record::write_record(&record, &engine.pack().versions, &mut out)?;
    } else {
        report::record::write(&mut out, Style::for_stdout(cli.color), &record, &options, args.limit)?;
    }
    out.flush()?;
    Ok(code(collection.counts))
}

/// `isnad explain`.
pub fn explain(cli: &Cli, args: &ExplainArgs) -> io::Result<u8> {
    let mut say = Say::new(cli);
    if args.inputs.is_empty() && args.from.store.is_none() {
        say.error(&nowhere_to_look(&args.id));
        return Ok(2);
    }
    let Some(engine) = engine(cli, &say) else { return Ok(2) };
    let Some(collection) = gathered(engine, &args.inputs, &args.from, &mut say) else { return Ok(7) };
    if collection.articles.is_empty() {
        return Ok(3);
    }
    let options = args.view.options();
    if names_strangers(&options, engine, &collection, &say) {
        return Ok(2);
    }
    let record = engine.record(&collection, &options);
    record.diagnostics.iter().filter(|one| of_options(one)).for_each(|one| say.insist(one));
    let Some(explanation) = engine.explain(&record, &args.id) else {
        let hint = match Path::new(&args.id).exists() {
            true => "this is a path; the id comes before the paths: isnad explain ID PATH…",
            false => "take an id from `isnad record` over the same inputs and options; six of its characters are enough",
        };
        say.error(&Diagnostic {
            code: "E0320",
            subject: args.id.clone(),
            position: None,
            message: "nothing in this record goes by that id".into(),
            hint: Some(hint.into()),
        });
        return Ok(5);
    };
    let mut out = stdout();
    report::explain::write(&mut out, Style::for_stdout(cli.color), &record, &explanation)?;
    out.flush()?;
    Ok(code(collection.counts))
}

fn nowhere_to_look(id: &str) -> Diagnostic {
    let (message, hint) = if Path::new(id).exists() {
        ("this is a path, and stands where an id belongs", format!("isnad explain ID {id}; `isnad record {id}` prints the ids"))
    } else {
        ("it is not said where to look this id up", format!("isnad explain {id} PATH… (the files of its record), or isnad explain {id} --store URL"))
    };
    Diagnostic { code: "E0321", subject: id.into(), position: None, message: message.into(), hint: Some(hint) }
}

/// `isnad pack check`.
pub fn pack_check(cli: &Cli, dir: Option<&Path>) -> io::Result<u8> {
    let say = Say::new(cli);
    let dir = dir.or(cli.packs.as_deref());
    let checked = check::check(dir);
    checked.diagnostics.iter().for_each(|diagnostic| say.error(diagnostic));
    let mut out = stdout();
    let errors = checked.diagnostics.len();
    let what = dir.map_or("the built-in packs".to_owned(), |dir| isolate(&dir.to_string_lossy()));
    writeln!(
        out,
        "{what}: {}, {}, {}",
        report::count(checked.files, "file"),
        report::count(checked.rows, "row"),
        if errors == 0 { "no errors".into() } else { report::count(errors, "error") }
    )?;
    out.flush()?;
    let unreadable = checked.diagnostics.iter().any(|diagnostic| matches!(diagnostic.code, "E0120" | "E0121"));
    Ok(if unreadable {
        2
    } else if errors > 0 {
        4
    } else {
        0
    })
}

/// `isnad completions`.
pub fn completions(shell: clap_complete::Shell) -> io::Result<u8> {
    let mut bytes = Vec::new();
    clap_complete::generate(shell, &mut Cli::command(), "isnad", &mut bytes);
    io::stdout().write_all(&bytes)?;
    Ok(0)
}

/// `isnad man`: the command and its subcommands in one page.
pub fn man() -> io::Result<u8> {
    let mut bytes = Vec::new();
    let command = Cli::command();
    clap_mangen::Man::new(command.clone()).render(&mut bytes)?;
    for subcommand in command.get_subcommands().filter(|one| one.get_name() != "help") {
        let page = clap_mangen::Man::new(subcommand.clone());
        writeln!(bytes, ".SH \"isnad {}\"", subcommand.get_name().to_uppercase())?;
        page.render_description_section(&mut bytes)?;
        page.render_synopsis_section(&mut bytes)?;
        page.render_options_section(&mut bytes)?;
    }
    io::stdout().write_all(&bytes)?;
    Ok(0)
}
