//! Bytes as a chat with codes: see `tests/common/fuzz_invariants.rs` for what is asserted.
#![no_main]

#[path = "../../tests/common/fuzz_invariants.rs"]
#[expect(dead_code, reason = "each target asserts one kind of file")]
mod fuzz_invariants;

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| fuzz_invariants::codes(bytes));
