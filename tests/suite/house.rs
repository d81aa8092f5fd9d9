//! The rules of the house that the compiler does not know: imports point downwards, and keys and
//! their names are in one place.
#![expect(clippy::disallowed_methods, reason = "the test reads the sources")]

use std::fs;
use std::path::{Path, PathBuf};

/// The rooms, from the top. A room may use those after it.
const ROOMS: [&str; 12] = [
    "cli", "runtime", "ui", "app", "export", "messages", "keys", "demo", "store", "parallel",
    "library", "model",
];

/// The names of keys that may stand in text outside `keys`: arrows that a sentence names as a pair.
const KEYS_IN_TEXT: usize = 5;

/// A source file without its tests: its room, its path and its lines of code.
struct Source {
    room: String,
    path: PathBuf,
    lines: Vec<String>,
}

fn sources() -> Vec<Source> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    let mut sources = Vec::new();
    let mut folders = vec![root.clone()];
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(folder).expect("the sources are there") {
            let path = entry.expect("an entry").path();
            if path.is_dir() {
                folders.push(path);
                continue;
            }
            let inside = path.strip_prefix(&root).expect("below the root");
            let room = inside.components().next().expect("a name").as_os_str();
            let room = room.to_string_lossy().trim_end_matches(".rs").to_owned();
            if inside.ends_with("tests.rs") || !ROOMS.contains(&room.as_str()) {
                continue;
            }
            let text = fs::read_to_string(&path).expect("a source");
            let code = text.split("#[cfg(test)]").next().unwrap_or_default();
            let is_code = |line: &&str| !line.trim_start().starts_with("//");
            let lines = code.lines().filter(is_code).map(str::to_owned).collect();
            sources.push(Source { room, path: inside.to_owned(), lines });
        }
    }
    assert!(sources.len() > 200, "{} sources", sources.len());
    sources
}

/// The names of rooms that a line uses.
fn used(line: &str) -> impl Iterator<Item = &str> {
    line.split("crate::").skip(1).map(|rest| {
        rest.split(|c: char| !c.is_ascii_alphanumeric() && c != '_').next().unwrap_or_default()
    })
}

#[test]
fn imports_point_downwards() {
    let at = |room: &str| ROOMS.iter().position(|known| *known == room);
    let mut upwards = Vec::new();
    for source in sources() {
        for line in &source.lines {
            for room in used(line).filter(|room| at(room) < at(&source.room) && at(room).is_some())
            {
                upwards.push(format!("{} uses {room}", source.path.display()));
            }
        }
    }
    assert!(upwards.is_empty(), "{upwards:#?}");
}

/// The texts in quotes of a line.
fn texts(line: &str) -> impl Iterator<Item = &str> {
    line.split('"').skip(1).step_by(2)
}

/// Whether a text names a key: by its name, as an arrow, or as a letter before a verb.
fn names_a_key(text: &str) -> bool {
    const NAMES: [&str; 9] =
        ["Enter", "Esc", "Space", "Tab", "Backspace", "PgUp", "PgDn", "F1", "Shift-Tab"];
    const ARROWS: [&str; 3] = ["←", "↑", "↓"];
    let words: Vec<&str> = text.split([' ', ',', ';', ':', '.', '(', ')', '·']).collect();
    let is_verb = |word: &str| word.len() > 3 && word.ends_with('s') && word.is_ascii();
    let letter = |pair: &[&str]| {
        let key = pair[0].chars().next().filter(|_| pair[0].chars().count() == 1);
        let key = key.is_some_and(|c| c.is_ascii_alphanumeric() || "?!/+=-[]".contains(c));
        key && !["a", "I", "s", "-"].contains(&pair[0]) && is_verb(pair[1])
    };
    words.iter().any(|word| NAMES.contains(word) || word.starts_with("Ctrl-"))
        || ARROWS.iter().any(|arrow| text.contains(arrow))
        || words.windows(2).any(letter)
}

#[test]
fn keys_are_named_in_the_table_of_keys_alone() {
    let mut named = Vec::new();
    // Glyphs of directions and scroll marks are the theme's and the exports' own.
    let elsewhere = |source: &Source| {
        // Pages for browsers speak of the tabs of a browser, and of no key.
        let others = [
            "ui/theme.rs",
            "export/glyphs.rs",
            "export/voting_page/words.rs",
            "export/ballot_sheet/words.rs",
        ];
        source.room != "keys" && !others.iter().any(|other| source.path == Path::new(other))
    };
    for source in sources().iter().filter(|source| elsewhere(source)) {
        for line in &source.lines {
            let found = texts(line).filter(|text| names_a_key(text));
            named.extend(found.map(|text| format!("{}: {text}", source.path.display())));
        }
    }
    assert!(named.len() <= KEYS_IN_TEXT, "{named:#?}");
}

#[test]
fn no_key_is_asked_for_outside_the_table_of_keys() {
    // Arrows edit and move; everything else has an action.
    let literal = |line: &str| line.contains("Key::Char('") || line.contains("Key::Ctrl('");
    let mut found = Vec::new();
    let input = Path::new("runtime/input");
    for source in sources().iter().filter(|s| s.room != "keys" && !s.path.starts_with(input)) {
        let lines = source.lines.iter().filter(|line| literal(line));
        found.extend(lines.map(|line| format!("{}: {line}", source.path.display())));
    }
    assert!(found.is_empty(), "{found:#?}");
}

#[test]
fn the_search_for_names_of_keys_finds_them() {
    for text in
        ["d brings it back", "skipped; d brings it", "Space reveals", "Ctrl-R redoes", "↑ and ↓"]
    {
        assert!(names_a_key(text), "{text}");
    }
    for text in ["a team shares", "{} brings it back", "This card is revealed", "yes"] {
        assert!(!names_a_key(text), "{text}");
    }
}
