//! Bytes as a file: see `tests/common/sound.rs` for what is asserted.
#![no_main]

#[path = "../../tests/common/sound.rs"]
#[expect(dead_code, reason = "each target asserts one kind of file")]
mod sound;

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| sound::config(bytes));
