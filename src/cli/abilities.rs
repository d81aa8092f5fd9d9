//! The abilities of a terminal: its colours, its letters, its clipboard. They follow from what the
//! terminal is, by its name and its entry in terminfo, and from the locale.
//!
//! `COLORTERM` is inherited by whatever runs inside, so it only counts where nothing stands
//! between.

use crate::app::{Clipboard, Depth};
use crate::messages::Multiplexer;
use crate::store::AppDirs;

/// The abilities of a terminal.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Abilities {
    /// Its colours; none if it shows none.
    pub depth: Option<Depth>,
    /// It lacks glyphs of ours.
    pub ascii: bool,
    /// It lacks letters of people's text, too: it takes ASCII alone.
    pub base_letters: bool,
    /// The way to the clipboard.
    pub clipboard: Clipboard,
}

impl Abilities {
    /// The abilities of the terminal of this machine.
    pub fn of_this_machine(folders: &AppDirs) -> Self {
        if cfg!(windows) {
            let true_colour = says_true_colour(folders);
            return Self {
                depth: Some(if true_colour { Depth::True } else { Depth::Indexed }),
                ascii: false,
                base_letters: false,
                clipboard: Clipboard::Terminal,
            };
        }
        let term = folders.term.as_deref().unwrap_or_default();
        // What its name says already need not be read: an entry is read byte by byte, and each
        // start waits for it.
        let known = term == "xterm-256color"
            || usual_colours(term) >= 256
                && says_true_colour(folders)
                && multiplexer(folders, term).is_none();
        Self::of(folders, if known { None } else { colours_in_terminfo(term) })
    }

    /// The abilities of a terminal for which terminfo names this many colours; none: it is not in
    /// there.
    fn of(folders: &AppDirs, colours: Option<u32>) -> Self {
        let term = folders.term.as_deref().unwrap_or_default();
        let colours = colours.unwrap_or_else(|| usual_colours(term));
        let inside = multiplexer(folders, term);
        let old = is_old(term);
        // The plain name of xterm stands for many terminals that know more than it says.
        let upgrades = inside.is_none() && (colours >= 256 || term == "xterm");
        let depth = match colours {
            _ if upgrades && says_true_colour(folders) => Some(Depth::True),
            0..8 => None,
            8..16 => Some(Depth::Eight),
            16..256 => Some(Depth::Sixteen),
            256..0x0010_0000 => Some(Depth::Indexed),
            _ => Some(Depth::True),
        };
        let base_letters = old || folders.locale.as_deref().is_some_and(is_no_utf8);
        let console = term == "linux" || term.starts_with("linux-");
        let clipboard = match inside {
            Some(multiplexer) => Clipboard::Through(multiplexer),
            None if old || console || matches!(term, "" | "dumb") => Clipboard::Missing,
            None => Clipboard::Terminal,
        };
        Self { depth, ascii: base_letters || console, base_letters, clipboard }
    }
}

fn says_true_colour(folders: &AppDirs) -> bool {
    matches!(folders.colorterm.as_deref(), Some("truecolor" | "24bit"))
}

/// What stands between the program and the terminal.
fn multiplexer(folders: &AppDirs, term: &str) -> Option<Multiplexer> {
    let named = |name: &str| term == name || term.starts_with(&format!("{name}-"));
    match () {
        () if named("tmux") => Some(Multiplexer::Tmux),
        () if term.starts_with("screen.") => Some(Multiplexer::Screen),
        () if folders.in_tmux => Some(Multiplexer::Tmux),
        () if folders.in_screen || named("screen") => Some(Multiplexer::Screen),
        () => None,
    }
}

/// How many colours terminfo names for a terminal; 0: none. None: there is no entry.
#[cfg(unix)]
fn colours_in_terminfo(term: &str) -> Option<u32> {
    use termini::{NumberCapability, TermInfo, Value};
    // A name is no path.
    let entry = Some(term).filter(|term| !term.contains('/'));
    let entry = entry.and_then(|term| TermInfo::from_name(term).ok())?;
    let any = ["RGB", "Tc"]
        .iter()
        .any(|cap| matches!(entry.extended_cap(cap), Some(value) if value != Value::Number(0)));
    if any {
        return Some(1 << 24);
    }
    let colours = entry.number_cap(NumberCapability::MaxColors).unwrap_or(0);
    Some(u32::try_from(colours).unwrap_or(0))
}

#[cfg(not(unix))]
fn colours_in_terminfo(_term: &str) -> Option<u32> {
    None
}

/// How many colours a terminal of this name usually has, where terminfo does not know it.
fn usual_colours(term: &str) -> u32 {
    const MODERN: [&str; 7] =
        ["xterm-kitty", "xterm-ghostty", "alacritty", "foot", "wezterm", "contour", "iterm"];
    match term {
        "" | "dumb" | "unknown" => 0,
        _ if is_old(term) || term.ends_with("-mono") || term.ends_with("-m") => 0,
        _ if term.contains("direct") => 1 << 24,
        _ if term.contains("256color") => 256,
        _ if MODERN.iter().any(|name| term.starts_with(name)) => 256,
        _ if term.contains("16color") || term.contains("88color") => 16,
        _ => 8,
    }
}

/// Returns true for a terminal from before UTF-8, which has no other letters than ASCII's.
fn is_old(term: &str) -> bool {
    const OLD: [&str; 8] = ["ansi", "pcansi", "cons25", "sun", "wy", "adm", "hp", "tty"];
    let numbered =
        term.strip_prefix("vt").is_some_and(|rest| rest.starts_with(|c: char| c.is_ascii_digit()));
    numbered || OLD.iter().any(|name| term.starts_with(name))
}

/// Returns true for a locale whose letters are not UTF-8. One that names no charset leaves it open.
fn is_no_utf8(locale: &str) -> bool {
    if matches!(locale, "C" | "POSIX") {
        return true;
    }
    let (name, modifier) = locale.split_once('@').unwrap_or((locale, ""));
    match name.split_once('.') {
        Some((_, charset)) => !matches!(&*charset.to_lowercase().replace('-', ""), "utf8"),
        None => modifier.eq_ignore_ascii_case("euro"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn terminal(term: &str) -> AppDirs {
        AppDirs { term: Some(term.to_owned()), ..AppDirs::default() }
    }

    fn inherited(term: &str) -> AppDirs {
        AppDirs { colorterm: Some("truecolor".to_owned()), ..terminal(term) }
    }

    /// Depth by name alone, as where terminfo has no entry.
    fn depth(folders: &AppDirs) -> Option<Depth> {
        Abilities::of(folders, None).depth
    }

    #[test]
    fn an_inherited_colorterm_makes_no_terminal_more_than_it_is() {
        for term in ["screen", "screen.linux", "linux", "ansi-color", "xterm-color", "putty"] {
            let expected = if term == "ansi-color" { None } else { Some(Depth::Eight) };
            assert_eq!(depth(&inherited(term)), expected, "{term}");
        }
        for term in ["screen-256color", "screen.xterm-256color", "tmux-256color"] {
            assert_eq!(depth(&inherited(term)), Some(Depth::Indexed), "{term}");
        }
        for term in ["vt100", "vt220", "xterm-mono", "dumb", ""] {
            assert_eq!(depth(&inherited(term)), None, "{term}");
        }
        assert_eq!(depth(&inherited("xterm-16color")), Some(Depth::Sixteen));
        let inside = AppDirs { in_screen: true, ..inherited("xterm-256color") };
        assert_eq!(depth(&inside), Some(Depth::Indexed));
        let inside = AppDirs { in_tmux: true, ..inherited("xterm-256color") };
        assert_eq!(depth(&inside), Some(Depth::Indexed));
    }

    #[test]
    fn a_terminal_shows_the_colours_that_it_has() {
        for term in ["tmux-direct", "xterm-direct", "screen-direct"] {
            assert_eq!(depth(&terminal(term)), Some(Depth::True), "{term}");
        }
        for term in ["xterm", "xterm-256color", "alacritty", "xterm-kitty"] {
            assert_eq!(depth(&inherited(term)), Some(Depth::True), "{term}");
        }
        assert_eq!(depth(&terminal("xterm-256color")), Some(Depth::Indexed));
        // Terminfo knows better than the name.
        for (colours, expected) in [
            (0, None),
            (8, Some(Depth::Eight)),
            (88, Some(Depth::Sixteen)),
            (1 << 24, Some(Depth::True)),
        ] {
            let found = Abilities::of(&terminal("something"), Some(colours)).depth;
            assert_eq!(found, expected, "{colours}");
        }
    }

    #[test]
    fn letters_follow_the_locale_and_the_terminal() {
        let letters = |term: &str, locale: Option<&str>| {
            let folders = AppDirs { locale: locale.map(str::to_owned), ..terminal(term) };
            let found = Abilities::of(&folders, None);
            (found.ascii, found.base_letters)
        };
        let utf8 = ["C.UTF-8", "C.utf8", "de_DE.UTF-8", "en_US.utf8@x", "UTF-8x.UTF-8", "en_US"];
        for locale in utf8 {
            assert_eq!(letters("xterm", Some(locale)), (false, false), "{locale}");
        }
        assert_eq!(letters("xterm", None), (false, false));
        for locale in ["C", "POSIX", "de_DE.ISO-8859-1", "ja_JP.eucJP", "de_DE@euro", "C.ASCII"] {
            assert_eq!(letters("xterm", Some(locale)), (true, true), "{locale}");
        }
        assert_eq!(letters("vt100", Some("de_DE.UTF-8")), (true, true));
        assert_eq!(letters("linux", Some("de_DE.UTF-8")), (true, false));
        assert_eq!(letters("xterm-mono", Some("de_DE.UTF-8")), (false, false));
    }

    #[test]
    fn the_clipboard_is_offered_where_something_takes_it() {
        let way = |folders: &AppDirs| Abilities::of(folders, None).clipboard;
        assert_eq!(way(&terminal("xterm-256color")), Clipboard::Terminal);
        let screen = Clipboard::Through(Multiplexer::Screen);
        let tmux = Clipboard::Through(Multiplexer::Tmux);
        assert_eq!(way(&terminal("screen")), screen);
        assert_eq!(way(&terminal("screen.xterm-256color")), screen);
        assert_eq!(way(&AppDirs { in_screen: true, ..terminal("xterm-256color") }), screen);
        assert_eq!(way(&AppDirs { in_tmux: true, ..terminal("screen-256color") }), tmux);
        assert_eq!(way(&terminal("tmux-256color")), tmux);
        for term in ["linux", "vt100", "dumb", ""] {
            assert_eq!(way(&terminal(term)), Clipboard::Missing, "{term}");
        }
    }
}
