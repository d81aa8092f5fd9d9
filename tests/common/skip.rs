//! Tests that need a tool which a machine may lack.

/// Says why a test is skipped. Under `CI=true` it fails instead: a promise that nobody tries there
/// would go untried unnoticed.
#[expect(clippy::disallowed_methods, reason = "the environment says if this is CI")]
pub fn skip(why: &str) {
    let ci = std::env::var_os("CI").is_some_and(|value| value == "true");
    assert!(!ci, "{why}; under CI=true no test is skipped");
    println!("skipped: {why}");
}
