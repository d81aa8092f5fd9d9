//! Text that attacks a terminal, a reader, or a layout.

/// All of them. None holds `/` alone, so that most can be the name of a file.
pub fn all() -> Vec<String> {
    let mut all: Vec<String> = [
        // Commands to a terminal.
        "\x1b[31mred",
        "\x1b[2J\x1b[H",
        "\x1b]0;title\x07",
        "\x1b]8;;https:evil.example\x1b\\link\x1b]8;;\x1b\\",
        "\x1b]52;c;ZXZpbA==\x07",
        "\x1bP+q544e\x1b\\",
        "\x1b_private\x1b\\",
        "\x1b^message\x1b\\",
        "\x1b[6n",
        "\x1b[?1049l",
        "\x1bc",
        "\u{9b}31mred",
        "\u{9d}0;title\u{9c}",
        "\u{90}dcs\u{9c}",
        "a\u{85}b",
        "bell\x07\x08\x08\x0b\x0c",
        "line\rover",
        "line\r\nover\nit",
        "tab\tand\ttab",
        "del\x7f\x7f",
        "\0nul\0",
        // The reading order.
        "\u{202e}drawkcab\u{202c}",
        "\u{202d}a\u{202a}b\u{202b}c",
        "\u{2066}a\u{2067}b\u{2068}c\u{2069}",
        "\u{200e}a\u{200f}b\u{61c}c",
        // Lines that nobody sees end.
        "one\u{2028}two\u{2029}three",
        // Text that nobody sees.
        "Ana\u{e0001}\u{e0041}\u{e0042}\u{e007f}",
        "\u{1f3f4}\u{e0067}\u{e0062}\u{e0065}\u{e006e}\u{e0067}\u{e007f}",
        "An\u{200b}a\u{2060}\u{2061}\u{2064}\u{feff}",
        "An\u{ad}a\u{34f}\u{180e}",
        "\u{115f}\u{1160}\u{3164}\u{ffa0}",
        "a\u{fff9}b\u{fffa}c\u{fffb}",
        "a\u{206a}b\u{206f}",
        "葛\u{e0100} and \u{e01ef}",
        // Widths.
        "❤\u{fe0f} ☀\u{fe0f} 1\u{fe0f}\u{20e3} ©\u{fe0e}",
        "👩\u{200d}👩\u{200d}👧\u{200d}👦 family",
        "🏃🏽\u{200d}♀\u{fe0f} 🏳\u{fe0f}\u{200d}🌈",
        "東京東京東京東京東京東京東京東京東京東京東京東京東京",
        "🇩🇪🇫🇷🇩",
        "\u{301}\u{20e0}mark first \u{301} and alone",
        "नमस्ते क्षत्रिय",
        "ｶﾞﾊﾟ Ｗｉｄｅ",
        "\u{fffe}\u{ffff}\u{10ffff}\u{fdd0}",
    ]
    .map(str::to_owned)
    .to_vec();
    all.push(format!("e{}", "\u{301}".repeat(50)));
    all.push(format!("e{}", "\u{301}\x1b".repeat(50)));
    all.push(format!("o{}", "\u{20dd}\u{200b}".repeat(30)));
    all.push(vec!["👩"; 300].join("\u{200d}"));
    all.push(format!("a{}b", "\u{200d}".repeat(300)));
    all.push("क\u{94d}".repeat(200));
    all.push("x".repeat(1_200));
    all.push("wide 東 ".repeat(200));
    all.push(format!("{}\u{301}", "\u{200b}".repeat(500)));
    all
}

/// Texts of a hundred thousand characters, for where one at a time is enough.
pub fn endless() -> [String; 2] {
    ["x".repeat(100_000), "wide 東 ".repeat(16_000)]
}

/// The payload cut to what fits into an argument or, with a small size, into the name of a file.
pub fn cut(payload: &str, bytes: usize) -> String {
    let mut cut = String::new();
    for c in payload.chars().filter(|c| *c != '\0') {
        if cut.len() + c.len_utf8() > bytes {
            break;
        }
        cut.push(c);
    }
    cut
}

#[test]
fn there_are_many_and_each_is_another() {
    let all = all();
    assert!(all.len() >= 50);
    assert!((1..all.len()).all(|at| !all[..at].contains(&all[at])));
}
