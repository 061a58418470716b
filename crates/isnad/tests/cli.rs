//! The command as a person or a script meets it. Snapshots stand in `tests/snapshots/`; `ISNAD_BLESS=1` rewrites them.

// The helpers of tests are tests too; clippy's own exception covers only the functions marked so.
#![allow(clippy::unwrap_used)]

use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};

fn isnad() -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_isnad"));
    command.env_remove("NO_COLOR").env("COLUMNS", "100");
    command
}

/// A folder with these files in it.
fn folder(files: &[(&str, &[u8])]) -> tempfile::TempDir {
    let folder = tempfile::tempdir().unwrap();
    for (name, bytes) in files {
        let path = folder.path().join(name);
        std::fs::create_dir_all(path.parent().unwrap()).unwrap();
        std::fs::write(path, bytes).unwrap();
    }
    folder
}

fn run(folder: &Path, args: &[&str]) -> Output {
    isnad().current_dir(folder).args(args).output().unwrap()
}

fn out(output: &Output) -> String {
    String::from_utf8_lossy(&output.stdout).into_owned()
}

fn err(output: &Output) -> String {
    String::from_utf8_lossy(&output.stderr).into_owned()
}

/// Runs over one file and looks at the code and at what standard error holds.
fn check(name: &str, bytes: &[u8], code: i32, said: &[&str]) -> Output {
    let folder = folder(&[(name, bytes)]);
    let output = run(folder.path(), &["extract", "--json", name]);
    assert_eq!(output.status.code(), Some(code), "{}", err(&output));
    for part in said {
        assert!(err(&output).contains(part), "no `{part}` in: {}", err(&output));
    }
    output
}

const PAGE: &str = "نشر في 06-12-2024 | 23:47\n\nأعلن المرصد السوري لحقوق الإنسان أن الجيش السوري انسحب من مدينة حمص يوم الجمعة.\n";

fn gzip(bytes: &[u8]) -> Vec<u8> {
    let mut encoder = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::default());
    encoder.write_all(bytes).unwrap();
    encoder.finish().unwrap()
}

fn snapshot(name: &str, text: &str) {
    let path = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("tests/snapshots").join(name);
    if std::env::var_os("ISNAD_BLESS").is_some() {
        std::fs::create_dir_all(path.parent().unwrap()).unwrap();
        std::fs::write(&path, text).unwrap();
    }
    let expect = std::fs::read_to_string(&path).unwrap_or_default();
    assert_eq!(text, expect, "{} differs; ISNAD_BLESS=1 rewrites it", path.display());
}

#[test]
fn help_is_as_committed() {
    let here = tempfile::tempdir().unwrap();
    for (name, args) in [
        ("help.txt", &["--help"][..]),
        ("help-extract.txt", &["extract", "--help"]),
        ("help-record.txt", &["record", "--help"]),
        ("help-explain.txt", &["explain", "--help"]),
        ("help-pack-check.txt", &["pack", "check", "--help"]),
    ] {
        let output = run(here.path(), args);
        assert_eq!(output.status.code(), Some(0));
        snapshot(name, &out(&output));
    }
}

#[test]
fn a_wrong_command_line_ends_with_2() {
    let here = tempfile::tempdir().unwrap();
    for args in [
        &[][..],
        &["extract"],
        &["nonsense"],
        &["record", "--as-of", "yesterday", "-"],
        &["record", "--type", "captur", "-"],
        &["record", "--status", "true", "-"],
    ] {
        let output = run(here.path(), args);
        assert_eq!(output.status.code(), Some(2), "{args:?}");
        assert!(!err(&output).is_empty());
    }
}

#[test]
fn a_page_becomes_one_line_with_code_point_offsets() {
    let output = check("a.txt", PAGE.as_bytes(), 0, &[]);
    assert_eq!(err(&output), "");
    let line: serde_json::Value = serde_json::from_str(&out(&output)).unwrap();
    assert_eq!(line["source"], "a.txt");
    assert_eq!(line["published_at"], "2024-12-06T23:47:00");
    assert_eq!(line["outlet"]["id"], serde_json::Value::Null);
    let text: Vec<char> = line["text"].as_str().unwrap().chars().collect();
    for claim in line["claims"].as_array().unwrap() {
        let evidence = &claim["evidence"];
        let (start, end) = (evidence["start"].as_u64().unwrap() as usize, evidence["end"].as_u64().unwrap() as usize);
        assert_eq!(text[start..end].iter().collect::<String>(), evidence["quote"].as_str().unwrap());
    }
    let body = &line["body"][0];
    assert_eq!((body["start"].as_u64(), body["kind"].as_str()), (Some(27), Some("paragraph")));
}

#[test]
fn no_text_leaves_the_text_out() {
    let folder = folder(&[("a.txt", PAGE.as_bytes())]);
    let output = run(folder.path(), &["extract", "--json", "--no-text", "a.txt"]);
    let line: serde_json::Value = serde_json::from_str(&out(&output)).unwrap();
    assert!(line.get("text").is_none() && line["text_sha256"].as_str().unwrap().len() == 64);
}

#[test]
fn bad_inputs_say_what_where_and_what_to_do() {
    check("empty.txt", b"", 3, &["error: empty.txt: the file is empty [E0201]", "hint:", "1 given: 0 read, 1 rejected"]);
    check("bin.txt", &[0, 159, 146, 150, 0, 1, 2, 3], 3, &["bin.txt: binary data, not text [E0202]", "hint:"]);
    check("a.pdf", b"%PDF-1.4", 3, &["a.pdf: neither .html, .txt, .jsonl, .warc nor a feed", "[E0203]"]);
    let (legacy, _, _) = encoding_rs::WINDOWS_1256.encode(PAGE);
    let output = check("old.txt", &legacy, 0, &["note: old.txt: read as windows-1256 [N0230]"]);
    assert!(out(&output).contains("المرصد السوري"));
    assert!(out(&check("a.txt.gz", &gzip(PAGE.as_bytes()), 0, &[])).contains("\"source\":\"a.txt.gz\""));
    check("cut.txt.gz", &gzip(PAGE.as_bytes())[..40], 3, &["damaged compression", "[E0207]"]);
}

#[test]
fn a_page_without_a_text_is_named_counted_and_noted() {
    let shell = "<html><head><title>خبر</title></head><body><div id=root></div></body></html>";
    let dated = format!("{{\"id\": \"r\", \"published_at\": \"2024-02-31\", \"text\": {PAGE:?}}}\n");
    let folder = folder(&[("a.html", shell.as_bytes()), ("r.jsonl", dated.as_bytes())]);
    let output = run(folder.path(), &["extract", "a.html"]);
    assert!(output.status.success() && out(&output).contains("  no article text found\n"), "{}", out(&output));
    let said = err(&output);
    assert!(said.contains("note: a.html: no article text was found [N0248]\n  hint: "), "{said}");
    assert!(said.contains("1 given: 1 read (1 of them without an article's text), 0 rejected"), "{said}");
    let output = run(folder.path(), &["extract", "--json", "a.html", "r.jsonl"]);
    let lines: Vec<serde_json::Value> = out(&output).lines().map(|line| serde_json::from_str(line).unwrap()).collect();
    let codes: Vec<&str> = lines.iter().map(|line| line["notices"][0]["code"].as_str().unwrap()).collect();
    assert_eq!(codes, ["N0248", "N0241"]);
    assert!(
        lines[1]["notices"][0]["message"].as_str().unwrap().contains("2024-02-31")
            && lines[1]["body"].as_array().is_some_and(|body| !body.is_empty())
    );
    assert!(err(&run(folder.path(), &["record", "."])).contains("(1 of them without an article's text)"));
}

#[test]
fn malformed_lines_are_numbered_and_the_others_read() {
    let lines = format!("{{\"id\": \"one\", \"text\": {:?}}}\n{{oops\n{{\"id\": \"three\", \"text\": {:?}}}\n", PAGE, PAGE);
    let output = check("r.jsonl", lines.as_bytes(), 1, &["error: r.jsonl:2:", "not a JSON object", "[E0220]", "3 given: 2 read, 1 rejected"]);
    let sources: Vec<String> =
        out(&output).lines().map(|line| serde_json::from_str::<serde_json::Value>(line).unwrap()["source"].as_str().unwrap().to_owned()).collect();
    assert_eq!(sources, ["one", "three"]);
}

#[test]
fn missing_and_empty_folders_are_told_apart() {
    let folder = folder(&[("empty/readme.md", b"x"), ("a.txt", PAGE.as_bytes())]);
    let output = run(folder.path(), &["extract", "nowhere", "empty", "a.txt"]);
    assert_eq!(output.status.code(), Some(1));
    let said = err(&output);
    assert!(said.contains("nowhere: cannot be opened: no such file or folder [E0210]"), "{said}");
    assert!(said.contains("empty: the folder holds no readable file [E0211]"), "{said}");
    assert!(said.contains("3 given: 1 read, 2 rejected; 1 file of another kind left out"), "{said}");
    assert_eq!(run(folder.path(), &["record", "nowhere"]).status.code(), Some(3));
}

#[test]
fn a_file_of_a_hundred_megabytes_is_refused() {
    let folder = tempfile::tempdir().unwrap();
    std::fs::File::create(folder.path().join("big.txt")).unwrap().set_len(100 << 20).unwrap();
    let output = run(folder.path(), &["extract", "--json", "big.txt"]);
    assert_eq!(output.status.code(), Some(3));
    assert!(err(&output).contains("big.txt: larger than 64 MB, the limit for one document [E0204]"), "{}", err(&output));
}

#[test]
fn standard_input_is_a_page_or_records() {
    let feed = |text: &str| {
        let mut child = isnad().args(["extract", "--json", "-"]).stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap();
        child.stdin.take().unwrap().write_all(text.as_bytes()).unwrap();
        out(&child.wait_with_output().unwrap())
    };
    assert!(feed(PAGE).contains("\"source\":\"-\""));
    assert!(feed(&format!("{{\"id\": \"x9\", \"text\": {PAGE:?}}}")).contains("\"source\":\"x9\""));
}

#[test]
fn a_pack_with_an_error_is_named_and_the_rest_loads() {
    let outlets = "id\tname_ar\tname_en\nmine\tصحيفة التل\tAl-Tall\textra\ngood\tصحيفة الوادي\tAl-Wadi\n";
    let folder = folder(&[
        ("packs/source/mine/outlets.tsv", outlets.as_bytes()),
        ("a.txt", "صحيفة الوادي logo\n\nأعلنت البلدية فتح الطريق اليوم.".as_bytes()),
    ]);
    let output = run(folder.path(), &["pack", "check", "packs"]);
    assert_eq!(output.status.code(), Some(4));
    assert!(err(&output).contains("error: source/mine/outlets.tsv:2:"), "{}", err(&output));
    assert!(err(&output).contains("hint:"));
    let output = run(folder.path(), &["extract", "--json", "--packs", "packs", "a.txt"]);
    assert_eq!(output.status.code(), Some(0));
    assert!(err(&output).contains("warning: source/mine/outlets.tsv:2:"), "{}", err(&output));
    assert!(out(&output).contains("\"id\":\"good\""));
    let output = run(folder.path(), &["extract", "--packs", "nowhere", "a.txt"]);
    assert_eq!(output.status.code(), Some(2));
}

#[test]
fn records_are_one_object_whatever_the_order() {
    let other = "نفت وزارة الدفاع السورية انسحاب الجيش من مدينة حمص.";
    let folder = folder(&[("a.txt", PAGE.as_bytes()), ("b.txt", other.as_bytes())]);
    let one = run(folder.path(), &["record", "--json", "a.txt", "b.txt"]);
    let two = run(folder.path(), &["record", "--json", "b.txt", "a.txt"]);
    assert_eq!(one.status.code(), Some(0), "{}", err(&one));
    assert_eq!(one.stdout, two.stdout);
    let record: serde_json::Value = serde_json::from_slice(&one.stdout).unwrap();
    assert_eq!(record["schema"], "isnad.record/1");
    assert_eq!(record["articles"].as_array().unwrap().len(), 2);
}

#[test]
fn the_report_isolates_arabic_and_colours_only_when_asked() {
    let folder = folder(&[("a.txt", PAGE.as_bytes())]);
    let plain = run(folder.path(), &["record", "a.txt"]);
    assert!(out(&plain).contains("\u{2068}حمص\u{2069}"), "{}", out(&plain));
    assert!(!out(&plain).contains('\u{1b}'));
    assert_eq!(out(&plain).matches('\u{2068}').count(), out(&plain).matches('\u{2069}').count());
    assert!(out(&run(folder.path(), &["record", "--color", "always", "a.txt"])).contains('\u{1b}'));
    let auto = isnad().current_dir(folder.path()).env("NO_COLOR", "1").args(["record", "a.txt"]).output().unwrap();
    assert!(!out(&auto).contains('\u{1b}'));
}

#[test]
fn explain_finds_a_claim_and_names_what_it_does_not_find() {
    let folder = folder(&[("a.txt", PAGE.as_bytes())]);
    let record: serde_json::Value = serde_json::from_slice(&run(folder.path(), &["record", "--json", "a.txt"]).stdout).unwrap();
    let claim = record["claims"][0]["id"].as_str().unwrap();
    let output = run(folder.path(), &["explain", claim, "a.txt"]);
    assert_eq!(output.status.code(), Some(0), "{}", err(&output));
    assert!(out(&output).contains("made by") && out(&output).contains("المرصد"), "{}", out(&output));
    let output = run(folder.path(), &["explain", "c-0000000000", "a.txt"]);
    assert_eq!(output.status.code(), Some(5));
    assert!(err(&output).contains("[E0320]"));
}

#[test]
fn a_stranger_under_without_is_named_and_refused() {
    let folder = folder(&[("a.txt", PAGE.as_bytes())]);
    let output = run(folder.path(), &["record", "--without", "لا أحد", "a.txt"]);
    assert!(err(&output).contains("[E0310]") && err(&output).contains("لا أحد"), "{}", err(&output));
    assert_eq!((output.status.code(), out(&output).as_str()), (Some(2), ""));
}

#[test]
fn filters_that_name_nothing_are_said_even_when_quiet() {
    let folder = folder(&[("a.txt", PAGE.as_bytes())]);
    let args = ["-q", "record", "--area", "Nowhere", "--since", "2024-12-09", "--until", "2024-12-01", "a.txt"];
    let output = run(folder.path(), &args);
    assert_eq!(output.status.code(), Some(0));
    for code in ["[N0311]", "[N0312]"] {
        assert_eq!(err(&output).matches(code).count(), 1, "{code}: {}", err(&output));
    }
}

#[test]
fn a_full_disk_ends_with_6() {
    let Ok(full) = std::fs::OpenOptions::new().write(true).open("/dev/full") else { return };
    let folder = folder(&[("a.txt", PAGE.as_bytes())]);
    let output = isnad().current_dir(folder.path()).args(["record", "a.txt"]).stdout(full).stderr(Stdio::piped()).spawn().unwrap();
    let output = output.wait_with_output().unwrap();
    assert_eq!(output.status.code(), Some(6));
    assert!(err(&output).contains("error: standard output: cannot be written") && err(&output).contains("[E0001]"), "{}", err(&output));
}

#[test]
fn only_pack_folders_are_packs_and_pack_check_names_what_it_checked() {
    let table = "id\tname_ar\tname_en\nmine\tصحيفة التل\tAl-Tall\n";
    let folder =
        folder(&[("src/Cargo.toml", b"[x]"), ("mine/source/x/outlets.tsv", table.as_bytes()), ("mine/stray.tsv", b"x"), ("a.txt", PAGE.as_bytes())]);
    let output = run(folder.path(), &["--packs", "src", "record", "a.txt"]);
    assert_eq!(output.status.code(), Some(2));
    assert!(err(&output).contains("[E0120]"), "{}", err(&output));
    let output = run(folder.path(), &["--packs", "mine", "pack", "check"]);
    assert!(
        out(&output).starts_with("mine: 1 file, 1 row,") && err(&output).contains("stray.tsv") && err(&output).contains("[E0123]"),
        "{}",
        err(&output)
    );
}

#[test]
fn a_table_of_a_wrong_name_is_an_error_with_the_nearest_one() {
    let folder = folder(&[("mine/know/x/plases.tsv", b"id\tname_ar\tkind\n"), ("mine/know/x/README.md", b"x"), ("mine/source/x/outlets.csv", b"x")]);
    let output = run(folder.path(), &["pack", "check", "mine"]);
    assert_eq!(output.status.code(), Some(4));
    assert!(out(&output).ends_with("2 errors\n"), "{}", out(&output));
    let said = err(&output);
    assert!(said.contains("know/x/plases.tsv") && said.contains("[E0104]") && said.contains("did you mean `places.tsv`?"), "{said}");
    assert!(said.contains("outlets.csv") && said.contains("did you mean `outlets.tsv`?"), "{said}");
}

#[test]
fn what_pages_call_things_is_cut_to_what_a_report_holds() {
    let long = "كلمة طويلة ".repeat(400);
    let text = format!(
        "نشر في 06-12-2024\n\nأعلن المرصد السوري لحقوق الإنسان أن الجيش السوري انسحب من مدينة حمص يوم الجمعة {long}.\n\nنفت وزارة الدفاع السورية انسحاب الجيش من مدينة حمص."
    );
    let folder = folder(&[("a.txt", text.as_bytes())]);
    let output = run(folder.path(), &["record", "a.txt"]);
    assert!(out(&output).lines().count() < 120 && out(&output).len() < 12_000, "{}", out(&output));
}

#[test]
fn quiet_says_errors_only() {
    let (legacy, _, _) = encoding_rs::WINDOWS_1256.encode(PAGE);
    let folder = folder(&[("old.txt", &legacy), ("empty.txt", b"")]);
    let output = run(folder.path(), &["--quiet", "extract", "--json", "old.txt", "empty.txt"]);
    assert_eq!(err(&output).lines().count(), 2, "{}", err(&output));
    assert!(err(&output).starts_with("error: empty.txt"));
}

#[test]
fn a_closed_pipe_is_no_error() {
    let lines = format!("{{\"text\": {PAGE:?}}}\n").repeat(400);
    let folder = folder(&[("r.jsonl", lines.as_bytes())]);
    let mut child =
        isnad().current_dir(folder.path()).args(["extract", "--json", "r.jsonl"]).stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap();
    drop(child.stdout.take());
    let output = child.wait_with_output().unwrap();
    assert_eq!((output.status.code(), err(&output).as_str()), (Some(0), ""));
}

#[test]
fn completions_and_the_manual_page_come_out() {
    let here = tempfile::tempdir().unwrap();
    for shell in ["bash", "zsh", "fish"] {
        assert!(out(&run(here.path(), &["completions", shell])).contains("isnad"));
    }
    let man = out(&run(here.path(), &["man"]));
    assert!(man.contains(".TH isnad") && man.contains("Exit codes") && man.contains("since\\-look"), "{man}");
}

const STATES: &str = concat!(
    "{\"url\":\"https://a.example/1\",\"published_at\":\"2024-12-06T10:00:00Z\",\"html\":\"<h1>حمص</h1><p>أعلن المرصد السوري لحقوق الإنسان مقتل 12 مدنيا في مدينة حمص يوم الجمعة.</p>\"}\n",
    "{\"url\":\"https://a.example/1\",\"published_at\":\"2024-12-06T12:00:00Z\",\"html\":\"<h1>حمص</h1><p>أعلن المرصد السوري لحقوق الإنسان مقتل 20 مدنيا في مدينة حمص يوم الجمعة.</p>\"}\n",
);

#[test]
fn a_raised_toll_is_told_by_revisions_and_by_the_record() {
    let folder = folder(&[("r.jsonl", STATES.as_bytes())]);
    let revisions = run(folder.path(), &["revisions", "--json", "r.jsonl"]);
    let page: serde_json::Value = serde_json::from_str(out(&revisions).trim()).unwrap();
    assert_eq!(page["states"].as_array().unwrap().len(), 2);
    let told = &page["changes"][0]["told_otherwise"][0];
    assert_eq!((&told["before"]["quantity"]["value"], &told["after"]["quantity"]["value"]), (&12.into(), &20.into()));
    assert_eq!(told["what"][0], "number_raised");
    let shown = out(&run(folder.path(), &["revisions", "r.jsonl"]));
    assert!(shown.contains("told otherwise killed: number raised from 12 to 20"), "{shown}");
    let report = out(&run(folder.path(), &["record", "r.jsonl"]));
    assert!(report.contains("Pages that changed (1)") && report.contains("number raised from 12 to 20"), "{report}");
}

#[test]
fn a_part_of_the_record_says_which_part_it_is() {
    let folder = folder(&[("r.jsonl", STATES.as_bytes())]);
    let report = out(&run(folder.path(), &["record", "--area", "حمص", "--type", "killed,attack_civilians", "--since", "2024-12-01", "r.jsonl"]));
    let plain: String = report.chars().filter(|c| !matches!(c, '\u{2066}'..='\u{2069}')).collect();
    assert!(plain.contains("only in حمص · killed, attack civilians · from 2024-12-01\n"), "{plain}");
    assert!(!out(&run(folder.path(), &["record", "r.jsonl"])).contains("\nonly "));
}

#[test]
fn a_pattern_is_an_input() {
    let folder = folder(&[("a/b/1.jsonl", STATES.as_bytes()), ("a/2.txt", "نص".as_bytes())]);
    let found = run(folder.path(), &["extract", "--json", "a/**/*.jsonl"]);
    assert_eq!((found.status.code(), out(&found).lines().count()), (Some(0), 2), "{}", err(&found));
    let none = run(folder.path(), &["extract", "a/*.html"]);
    assert_eq!(none.status.code(), Some(3));
    assert!(err(&none).contains("E0211") && err(&none).contains("hint:"), "{}", err(&none));
}

#[test]
fn a_trace_loads_nothing_and_shows_the_layers() {
    let page = "أعلنت وزارة الدفاع السورية أن الجيش لم ينسحب من حمص. <script src=//a.example/x></script>";
    let folder = folder(&[("a.txt", page.as_bytes())]);
    let html = out(&run(folder.path(), &["trace", "a.txt"]));
    assert!(html.starts_with("<!doctype html>") && html.contains("default-src 'none'") && html.trim_end().ends_with("</html>"));
    // The words of the page stand there, escaped; an attribute would have its quotation mark.
    assert!(!html.contains("<script") && !html.contains("href=") && !html.contains("src=\""), "no request leaves the page");
    for layer in ["trigger", "cue", "scope", "place", "claim-row"] {
        assert!(html.contains(&format!("class=\"{layer}")) || html.contains(&format!("{layer} ")), "{layer}");
    }
}

#[test]
fn a_trace_of_nothing_writes_no_page() {
    let folder = folder(&[("a.txt", PAGE.as_bytes()), ("b.txt", PAGE.as_bytes())]);
    let output = run(folder.path(), &["trace", "none.html"]);
    assert_eq!((output.status.code(), out(&output).as_str()), (Some(3), ""), "{}", err(&output));
    assert!(err(&output).contains("none.html"), "{}", err(&output));
    let output = run(folder.path(), &["trace", "--limit", "1", "a.txt", "b.txt"]);
    assert!(err(&output).contains("1 of 2 articles") && out(&output).matches("<article>").count() == 1, "{}", err(&output));
}

#[test]
fn a_new_rule_is_tried_before_it_is_taken_in() {
    let folder = folder(&[]);
    let rule = |example: &str, counter: &str| {
        run(
            folder.path(),
            &[
                "pack",
                "new-rule",
                "frames/nouns",
                "forms=دبيب",
                "type=advance",
                "genitive=actor",
                "preps=نحو=place",
                "--example",
                example,
                "--counter",
                counter,
            ],
        )
    };
    let good = rule("تواصل دبيب الجيش نحو مدينة حمص.", "سمع الناس دبيب النمل في البيت.");
    assert_eq!(good.status.code(), Some(0), "{}{}", out(&good), err(&good));
    assert!(out(&good).contains("read otherwise with the row") && out(&good).contains("```claims"), "{}", out(&good));
    let idle = rule("هطل المطر في حمص.", "أشرقت الشمس.");
    assert_eq!(idle.status.code(), Some(4));
    let unknown = run(folder.path(), &["pack", "new-rule", "frames/nouns", "no=x", "--example", "x", "--counter", "y"]);
    assert_eq!(unknown.status.code(), Some(2));
    assert!(err(&unknown).contains("E0141"), "{}", err(&unknown));
    let near = run(folder.path(), &["pack", "new-rule", "frames/nuns", "no=x", "--example", "x", "--counter", "y"]);
    assert!(err(&near).contains("E0140") && err(&near).contains("did you mean `frames/nouns`?"), "{}", err(&near));
}

#[test]
fn tables_are_brought_into_one_form() {
    let folder = folder(&[("lang/ar/cues.tsv", "cue\tclass\r\n لم \tneg\r\n\n\n".as_bytes())]);
    assert_eq!(run(folder.path(), &["pack", "fmt", "--check", "."]).status.code(), Some(4));
    assert_eq!(run(folder.path(), &["pack", "fmt", "."]).status.code(), Some(0));
    assert_eq!(std::fs::read_to_string(folder.path().join("lang/ar/cues.tsv")).unwrap(), "cue\tclass\nلم\tneg\n");
    assert_eq!(run(folder.path(), &["pack", "fmt", "--check", "."]).status.code(), Some(0));
}

#[test]
fn what_a_site_repeats_is_learned_reviewed_and_left_out() {
    let page = |n: usize| {
        let town = ["حمص", "حلب", "حماة", "درعا", "إدلب"][n];
        format!(
            "<html><head><link rel=canonical href='https://www.a.example/{n}'></head><body><h1>جسر جديد في {town}</h1><div class=zq-text>\
             <p>أعلنت بلدية {town} يوم الجمعة فتح الجسر الجديد أمام السيارات والحافلات.</p>\
             <div class=zq-post><p>تصلك نشرتنا كل صباح وفيها أهم ما كتبه مراسلونا.</p></div>\
             <p>وقال سكان في {town} إن الطريق إلى المستشفى صار أقصر.</p></div></body></html>"
        )
    };
    let pages: Vec<(String, String)> = (0..5).map(|n| (format!("{}/{n}.html", if n < 4 { "known" } else { "new" }), page(n))).collect();
    let files: Vec<(&str, &[u8])> = pages.iter().map(|(path, page)| (path.as_str(), page.as_bytes())).collect();
    let folder = folder(&files);
    let printed = run(folder.path(), &["pack", "learn-site", "known"]);
    assert!(printed.status.success() && out(&printed).contains("path = \"div.zq-text div.zq-post\"\nwhy = \"same\"\non = 4\n"), "{}", out(&printed));
    let written = run(folder.path(), &["pack", "learn-site", "known", "--write", "mine"]);
    let file = "mine/source/learned/sites/a.example.toml";
    assert!(out(&written).starts_with(&format!("{file}: 1 block and 0 lines of 4 pages")), "{}{}", out(&written), err(&written));
    let again = run(folder.path(), &["pack", "learn-site", "known", "--write", "mine"]);
    assert!(again.status.code() == Some(6) && err(&again).contains("[E0143]"), "what was reviewed stays: {}", err(&again));
    assert!(out(&run(folder.path(), &["pack", "check", "mine"])).starts_with("mine: 1 file, 1 row,"));
    let read = |packs: &[&str]| out(&run(folder.path(), &[packs, &["extract", "--json", "new"]].concat()));
    let of_the_text = "\"kind\":\"paragraph\"";
    assert_eq!(read(&[]).matches(of_the_text).count(), 3);
    assert_eq!(read(&["--packs", "mine"]).matches(of_the_text).count(), 2);
    let shown = out(&run(folder.path(), &["--packs", "mine", "extract", "new"]));
    assert!(
        shown.contains("left out as the site's: 1 in \u{2068}div.zq-text div.zq-post\u{2069}")
            || shown.contains("left out as the site's: 1 in div.zq-text div.zq-post"),
        "{shown}"
    );
    let few = run(folder.path(), &["pack", "learn-site", "new"]);
    assert!(
        few.status.code() == Some(5) && err(&few).contains("a.example: nothing learned: 1 of the 3 different pages") && err(&few).contains("[N0144]"),
        "{}",
        err(&few)
    );
    std::fs::write(folder.path().join(file), "[[block]\npath = 1").unwrap();
    let broken = run(folder.path(), &["pack", "check", "mine"]);
    assert!(broken.status.code() == Some(4) && err(&broken).contains("a.example.toml:1:9") && err(&broken).contains("[E0150]"), "{}", err(&broken));
}
