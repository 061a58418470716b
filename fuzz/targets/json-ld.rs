#![no_main]
libfuzzer_sys::fuzz_target!(|bytes: &[u8]| xtask::fuzz::linked_data(bytes));
