//! How scripts and styles are sent, and what a policy names them by.

use base64::Engine as _;
use base64::engine::general_purpose::{STANDARD, URL_SAFE_NO_PAD};
use sha2::{Digest, Sha256};

/// Bytes as the script reads them.
pub fn base64url(bytes: &[u8]) -> String {
    URL_SAFE_NO_PAD.encode(bytes)
}

/// What a policy names a script or a style by.
pub fn hash(text: &str) -> String {
    STANDARD.encode(Sha256::digest(text))
}

/// Sources without what only their readers need: comments on lines of their own, blanks in front.
pub fn packed(sources: &[&str]) -> String {
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
