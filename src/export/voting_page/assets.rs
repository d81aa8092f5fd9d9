//! The one style and the one script of the page, and the policy that lets a browser take these and
//! nothing else.

use std::sync::LazyLock;

use base64::Engine as _;
use base64::engine::general_purpose::{STANDARD, URL_SAFE_NO_PAD};
use sha2::{Digest, Sha256};

/// What is in `<style>`.
pub(super) static STYLE: LazyLock<String> =
    LazyLock::new(|| packed(&[include_str!("../web/page.css")]));

/// What is in `<script>`: the seal, the rules of what a phone keeps, and the page itself.
pub(super) static SCRIPT: LazyLock<String> = LazyLock::new(|| {
    packed(&[
        include_str!("../web/seal.js"),
        include_str!("../web/kept.js"),
        include_str!("../web/page.js"),
    ])
});

static POLICY: LazyLock<String> = LazyLock::new(|| {
    format!(
        "default-src 'none'; script-src 'sha256-{}'; style-src 'sha256-{}'; connect-src 'self'; \
         form-action 'self'; frame-ancestors 'none'; base-uri 'none'",
        hash(&SCRIPT),
        hash(&STYLE)
    )
});

/// The `Content-Security-Policy` of all answers.
pub fn content_security_policy() -> String {
    POLICY.clone()
}

/// Tells this page's script from that of another version of the program.
pub(super) fn edition() -> String {
    hash(&SCRIPT).chars().take(8).collect()
}

pub(super) fn base64url(bytes: &[u8]) -> String {
    URL_SAFE_NO_PAD.encode(bytes)
}

fn hash(text: &str) -> String {
    STANDARD.encode(Sha256::digest(text))
}

/// Sources without what only their readers need: comments on lines of their own, blanks in front.
fn packed(sources: &[&str]) -> String {
    let lines = sources.iter().flat_map(|source| source.lines()).map(str::trim);
    let code = lines.filter(|line| !line.is_empty() && !is_comment(line));
    code.fold(String::new(), |mut all, line| {
        all.push_str(line);
        all.push('\n');
        all
    })
}

fn is_comment(line: &str) -> bool {
    line.starts_with("//") || (line.starts_with("/*") && line.ends_with("*/"))
}
