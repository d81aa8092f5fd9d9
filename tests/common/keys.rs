//! Keys as tests write them: characters stand for themselves, `<Enter>` and the like for the rest,
//! and blanks only keep the line readable.

use squadcheck::keys::Key;

/// The keys of a line such as `4g 2+ <Space> <Ctrl-C>`.
pub fn keys(line: &str) -> Vec<Key> {
    let mut keys = Vec::new();
    let mut rest = line;
    while let Some(c) = rest.chars().next() {
        if c == '<'
            && let Some((name, after)) = rest[1..].split_once('>')
        {
            keys.push(named(name));
            rest = after;
            continue;
        }
        if c != ' ' {
            keys.push(Key::Char(c));
        }
        rest = &rest[c.len_utf8()..];
    }
    keys
}

fn named(name: &str) -> Key {
    match name {
        "Space" => Key::Char(' '),
        "Enter" => Key::Enter,
        "Esc" => Key::Esc,
        "Tab" => Key::Tab,
        "BackTab" => Key::BackTab,
        "Backspace" => Key::Backspace,
        "Left" => Key::Left,
        "Right" => Key::Right,
        "Up" => Key::Up,
        "Down" => Key::Down,
        "Home" => Key::Home,
        "End" => Key::End,
        "PageUp" => Key::PageUp,
        "PageDown" => Key::PageDown,
        "F1" => Key::F1,
        _ => match name.strip_prefix("Ctrl-").and_then(|c| c.chars().next()) {
            Some(c) => Key::Ctrl(c.to_ascii_lowercase()),
            None => panic!("no key is called <{name}>"),
        },
    }
}
