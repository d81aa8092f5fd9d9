//! The one style and the one script of the page, and the policy that lets a browser take these and
//! nothing else.

use std::sync::LazyLock;

use crate::export::web::assets::{hash, packed};

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
pub(super) static EDITION: LazyLock<String> =
    LazyLock::new(|| hash(&SCRIPT).chars().take(8).collect());

/// The end of each page, which begins with its script.
pub(super) static END: LazyLock<String> =
    LazyLock::new(|| format!("<script>{}</script></body></html>\n", &*SCRIPT));
