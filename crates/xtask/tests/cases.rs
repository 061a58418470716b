//! The literate cases against the build.

use xtask::cases;

#[test]
fn cases_hold_except_those_listed() {
    let verdicts = cases::verdicts().unwrap();
    cases::print_table(&verdicts, false);
    if std::env::var("ISNAD_CASES").is_ok_and(|value| value == "update") {
        cases::update(&verdicts).unwrap();
    }
    let differences = cases::differences(&verdicts).unwrap();
    assert!(differences.is_empty(), "{}", differences.join("\n"));
}
