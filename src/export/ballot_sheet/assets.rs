//! The one style and the one script of a sheet, and the policy that stands in it.

use std::sync::LazyLock;

use crate::export::web::assets::{hash, packed};

/// What is in `<style>`: that of the voting page, and what a sheet has beside it.
pub(super) static STYLE: LazyLock<String> =
    LazyLock::new(|| packed(&[include_str!("../web/page.css"), include_str!("../web/sheet.css")]));

/// What is in `<script>`: the seal, the code as text, and the sheet itself.
pub(super) static SCRIPT: LazyLock<String> = LazyLock::new(|| {
    packed(&[
        include_str!("../web/seal.js"),
        include_str!("../web/armor.js"),
        include_str!("../web/sheet.js"),
    ])
});

/// What a browser may do with the file: nothing but this script and this style, and no request.
pub(super) static POLICY: LazyLock<String> = LazyLock::new(|| {
    format!(
        "default-src 'none'; script-src 'sha256-{}'; style-src 'sha256-{}'; connect-src 'none'; \
         form-action 'none'; base-uri 'none'",
        hash(&SCRIPT),
        hash(&STYLE)
    )
});
