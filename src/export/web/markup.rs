//! What tests of pages look for.

/// What of a page is markup: tags with the names of their attributes, outside of style and script.
pub fn tags(html: &str) -> Vec<String> {
    let mut tags = Vec::new();
    let mut rest = html;
    while let Some(at) = rest.find('<') {
        rest = &rest[at + 1..];
        let (mut tag, mut quoted, mut end) = (String::new(), false, rest.len());
        for (at, c) in rest.char_indices() {
            match c {
                '"' => quoted = !quoted,
                '>' if !quoted => {
                    end = at;
                    break;
                }
                c if !quoted => tag.push(c),
                _ => {}
            }
        }
        rest = &rest[end..];
        for raw in ["style", "script"] {
            if tag.split(' ').next() == Some(raw) {
                rest = &rest[rest.find(&format!("</{raw}")).expect("an end")..];
            }
        }
        tags.push(tag);
    }
    tags
}

/// Texts that try to be more than text.
pub const PAYLOADS: [&str; 9] = [
    "<script>alert(1)</script>",
    "</script><script>alert(1)</script>",
    "\" onfocus=alert(1) autofocus x=\"",
    "' onfocus=alert(1) x='",
    "--><img src=x onerror=alert(1)>",
    "<!--<script>",
    "&lt;b&gt;&amp;#60;",
    "`${alert(1)}`",
    "</title></textarea></style><svg onload=alert(1)>",
];
