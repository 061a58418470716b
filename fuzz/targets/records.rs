#![no_main]
libfuzzer_sys::fuzz_target!(|bytes: &[u8]| xtask::fuzz::records(bytes));
