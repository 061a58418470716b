//! Every file of the kept corpus through the target that it was found for, without a fuzzer.

use xtask::{fuzz, workspace};

#[test]
fn the_kept_corpus_holds() {
    for (name, run) in fuzz::TARGETS {
        let folder = workspace::root().join("fuzz/corpus").join(name);
        let files: Vec<_> = std::fs::read_dir(&folder).unwrap().map(|entry| entry.unwrap().path()).collect();
        assert!(!files.is_empty(), "{} is empty", folder.display());
        for file in files {
            let bytes = std::fs::read(&file).unwrap();
            let held = std::panic::catch_unwind(|| run(&bytes));
            assert!(held.is_ok(), "{} failed; `fuzz/run {name}` looks for more", file.display());
        }
    }
}
