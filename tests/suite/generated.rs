//! What in `docs/` is made from the program says what the program does today.

#[path = "../../xtask/src/docs/pages.rs"]
mod pages;

use std::path::Path;

const AGAIN: &str = "make it again with `cargo xtask docs`";

#[expect(
    clippy::disallowed_methods,
    reason = "reads the repository's own docs, not people's files"
)]
fn on_disk(path: &str) -> String {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join(path);
    let text = std::fs::read_to_string(&path)
        .unwrap_or_else(|error| panic!("{}: {error}; {AGAIN}", path.display()));
    // A checkout with CRLF is no staleness.
    text.replace("\r\n", "\n")
}

#[test]
fn the_keys_and_the_pictures_are_those_of_the_program() {
    for page in pages::all() {
        assert!(on_disk(&page.path) == page.text, "{} is stale; {AGAIN}", page.path);
    }
}

#[test]
fn the_pictures_are_well_formed_and_say_what_they_show() {
    let names = [
        "home",
        "card",
        "result",
        "summary",
        "trend",
        "compare",
        "teams",
        "turns",
        "join",
        "board",
        "contact-sheet",
    ];
    for name in names {
        let text = on_disk(&format!("docs/img/{name}.svg"));
        assert_eq!(fault(&text), None, "{name}.svg");
        for wanted in ["<title id=\"title\">", "<desc id=\"desc\">", "<text "] {
            assert!(text.contains(wanted), "{name}.svg has no {wanted}");
        }
    }
    assert_eq!(pages::all().len(), names.len() + 2, "a picture is made that is not looked at here");
}

#[test]
fn the_contact_sheet_has_every_other_picture_with_its_title() {
    let sheet = on_disk("docs/img/contact-sheet.svg");
    let svg = |page: &&pages::Page| page.path.starts_with("docs/img/");
    let pages = pages::all();
    let others = pages.iter().filter(svg).filter(|page| !page.path.contains("contact-sheet"));
    for page in others {
        let between = |from: &str, to: &str| {
            let rest = page.text.split_once(from).expect(from).1;
            rest.split_once(to).expect(to).0.to_owned()
        };
        let title = between("<title id=\"title\">", "</title>");
        assert!(sheet.contains(&format!(">{title}</text>")), "{title}");
        let screen = between("</desc>\n", "</svg>");
        assert!(sheet.contains(&screen), "{} is not on the sheet", page.path);
    }
}

/// What is wrong with a text as XML, as far as the pictures use it.
fn fault(text: &str) -> Option<String> {
    let mut open: Vec<&str> = Vec::new();
    let mut rest = text;
    while let Some(at) = rest.find('<') {
        let (before, tag) = rest.split_at(at);
        if !sound(before) {
            return Some(format!("a bare sign in {before:?}"));
        }
        let Some(end) = tag.find('>') else { return Some("a tag without an end".to_owned()) };
        let inner = &tag[1..end];
        rest = &tag[end + 1..];
        if let Some(name) = inner.strip_prefix('/') {
            if open.pop() != Some(name) {
                return Some(format!("{name} is closed, and was not open"));
            }
            continue;
        }
        if inner.matches('"').count() % 2 == 1 || !sound(inner) {
            return Some(format!("a fault in <{inner}>"));
        }
        if !inner.ends_with('/') {
            open.push(inner.split_whitespace().next().unwrap_or_default());
        }
    }
    if rest.trim().is_empty() && open.is_empty() {
        None
    } else {
        Some(format!("{open:?} open at the end"))
    }
}

/// Whether every `&` begins one of the entities that XML knows, and no control sign is there.
fn sound(text: &str) -> bool {
    let known = ["&amp;", "&lt;", "&gt;", "&quot;"];
    let entities = text
        .match_indices('&')
        .all(|(at, _)| known.iter().any(|entity| text[at..].starts_with(entity)));
    entities && !text.chars().any(|c| c.is_control() && c != '\n')
}
