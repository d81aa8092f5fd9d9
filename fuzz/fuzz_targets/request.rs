//! Bytes as what a phone sends: see `tests/common/request_invariants.rs` for what is asserted.
#![no_main]

#[path = "../../tests/common/request_invariants.rs"]
mod request_invariants;

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| {
    request_invariants::request(bytes);
});
