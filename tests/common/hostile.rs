//! Files that are made to bring a reader down, each with words of the fault that it must get.

use std::fmt::Write as _;

/// As large as a file may be.
const FULL: usize = 1024 * 1024;
/// How often what is nested is nested.
const DEEP: usize = 100_000;

const TOO_MANY: &str = "more than 50000 values, aliases written out";
const TOO_DEEP: &str = "nested more than 64 deep";
const NO_UTF8: &str = "is not UTF-8 text";
const NO_MAP: &str = "but should be a map of keys and values";
const NO_VERSION: &str = "`squadcheck` of a check is missing";
const EMPTY: &str = "the file is empty";
const CUT: &str = "it seems to be cut short";

/// A hostile file: its name, its bytes, and what is said of it.
pub type Hostile = (&'static str, Vec<u8>, &'static str);

fn full(of: &str) -> Vec<u8> {
    of.repeat(FULL / of.len()).into_bytes()
}

fn filled(start: &str, with: &str, end: &str) -> Vec<u8> {
    let room = FULL - start.len() - end.len();
    format!("{start}{}{end}", with.repeat(room / with.len())).into_bytes()
}

fn numbered(count: usize, line: impl Fn(usize) -> String) -> String {
    (0..count).map(line).collect()
}

fn session(head: &str, dimensions: &str) -> Vec<u8> {
    let text = format!(
        "squadcheck: 1\nteam: A\ndate: 2026-11-20\n{head}dimensions:\n{dimensions}state: open\n"
    );
    text.into_bytes()
}

fn utf16(text: &str, bytes: impl Fn(u16) -> [u8; 2]) -> Vec<u8> {
    text.encode_utf16().flat_map(bytes).collect()
}

/// Nested lists and maps, by the ways of YAML to nest them.
pub fn deep() -> Vec<Hostile> {
    let nested = |open: &str| open.repeat(DEEP).into_bytes();
    let closed = |open: &str, close: &str| {
        format!("{}1{}", open.repeat(DEEP), close.repeat(DEEP)).into_bytes()
    };
    let stairs =
        |line: &str| numbered(1400, |at| format!("{}{line}\n", " ".repeat(at))).into_bytes();
    vec![
        ("flow-maps", nested("{a: "), TOO_DEEP),
        ("flow-maps-closed", closed("{a: ", "}"), TOO_DEEP),
        ("flow-lists", nested("["), TOO_DEEP),
        ("flow-lists-closed", closed("[", "]"), TOO_DEEP),
        ("flow-mixed", nested("[{a: "), TOO_DEEP),
        ("braces-alone", full("{"), TOO_DEEP),
        ("block-lists", full("- "), TOO_DEEP),
        ("announced-keys", full("? "), TOO_DEEP),
        ("colons", full(": "), TOO_DEEP),
        ("block-maps", stairs("a:"), TOO_DEEP),
        ("block-lists-in-stairs", stairs("-"), TOO_DEEP),
    ]
}

/// Aliases and anchors that stand for more than is written.
pub fn bombs() -> Vec<Hostile> {
    let mut laughs = String::from("a: &a [x, x, x, x, x, x, x, x, x, x]\n");
    for (now, before) in ('b'..='k').zip('a'..='j') {
        _ = writeln!(laughs, "{now}: &{now} [{}]", vec![format!("*{before}"); 10].join(", "));
    }
    let half = "x".repeat(FULL / 2);
    let copies = format!("- &a \"{half}\"\n{}", "- *a\n".repeat(40_000));
    let keys = format!("- &a \"{half}\"\n{}", "- {*a : 1}\n".repeat(30_000));
    let open = numbered(60, |at| format!("&a{at} ["));
    let within = format!("- {open}{}{}", "x, ".repeat(49_000), "]".repeat(60));
    vec![
        ("laughs", laughs.into_bytes(), TOO_MANY),
        (
            "copies-of-a-long-text",
            copies.into_bytes(),
            "more than 2 MiB of text, aliases written out",
        ),
        ("copies-of-a-long-key", keys.into_bytes(), "more than 2 MiB of text, aliases written out"),
        ("anchors-within-anchors", within.into_bytes(), TOO_MANY),
        ("many-anchors", numbered(90_000, |at| format!("- &{at:x} x\n")).into_bytes(), TOO_MANY),
        (
            "an-alias-of-itself",
            b"a: &a [*a]\n".to_vec(),
            "an alias that stands within what it refers to",
        ),
    ]
}

/// As many values as fit.
pub fn many() -> Vec<Hostile> {
    let keys = numbered(140_000, |at| format!("{at:x}:\n")).into_bytes();
    let flow = format!("{{{}}}", numbered(170_000, |at| format!("{at:x},"))).into_bytes();
    vec![
        ("short-keys", keys, TOO_MANY),
        ("short-keys-on-a-line", flow, TOO_MANY),
        ("one-key", full("a: 1\n"), TOO_MANY),
        ("items", full("- a\n"), TOO_MANY),
        ("empty-items", full("-\n"), TOO_MANY),
        ("items-on-a-line", filled("a: [", "x, ", "]"), TOO_MANY),
        ("items-on-a-line-without-end", filled("a: [", "x, ", ""), TOO_MANY),
    ]
}

/// One character, or a few, over and over.
pub fn monotonous() -> Vec<Hostile> {
    vec![
        ("double-quotes", full("\""), "after double-quoted scalar"),
        ("single-quotes", full("''"), NO_MAP),
        ("exclamation-marks", full("!"), ""),
        ("tags", full("!a "), ""),
        ("per-cents", full("%"), ""),
        ("directives", full("%a\n"), CUT),
        ("comments", full("#\n"), EMPTY),
        ("one-comment", full("#"), EMPTY),
        ("ampersands", full("&"), ""),
        ("anchors", full("&a "), ""),
        ("stars", full("*"), "an alias that refers to nothing"),
        ("aliases", full("*a "), "an alias that refers to nothing"),
        ("bars", full("|"), ""),
        ("documents", full("---\n"), "a second document"),
        ("ends-of-documents", full("...\n"), EMPTY),
        ("lines", full("\n"), EMPTY),
        ("blanks", full(" "), EMPTY),
        ("tabs", full("\t"), EMPTY),
        ("letters", full("x"), NO_MAP),
        ("lines-of-a-letter", full("a\n"), NO_MAP),
        ("equal-signs", full("="), NO_MAP),
        ("question-marks", full("?"), NO_MAP),
    ]
}

/// Single values that are long.
pub fn long() -> Vec<Hostile> {
    let duplicates = "? \"kkkkkkkkkk".to_owned() + &"k".repeat(9_000) + "\"\n: 1\n";
    let card = format!("{{key: , name: n, z: {}}}, ", "y".repeat(900));
    let line = format!("date: x, dimensions: [{}], state: open}}", card.repeat(1_000));
    vec![
        ("a-text", filled("a: \"", "x", "\"\n"), NO_VERSION),
        ("a-text-without-end", filled("a: \"", "x", ""), CUT),
        ("a-bare-text", filled("a: ", "x", "\n"), NO_VERSION),
        ("a-block-of-text", filled("a: |\n", "  xxxxxxx\n", ""), NO_VERSION),
        ("a-key", filled("? ", "k", "\n: 1\n"), NO_VERSION),
        ("a-key-too-long-for-a-line", filled("\"", "k", "\": 1\n"), ""),
        (
            "one-long-key-again-and-again",
            full(&duplicates),
            "stands here a second time; the first is in line 1",
        ),
        (
            "yaml-in-a-quoted-key",
            format!("? \"1: {}\"\n: 1\n", "{a: ".repeat(DEEP)).into_bytes(),
            NO_VERSION,
        ),
        ("an-indentation", filled("", " ", "a: 1\n"), NO_VERSION),
        (
            "a-line-with-many-faults",
            format!("{{squadcheck: 1, team: A, {line}").into_bytes(),
            "`date` is `x`",
        ),
    ]
}

/// What is no text in UTF-8.
pub fn encodings() -> Vec<Hostile> {
    let mut marked = vec![0xff, 0xfe];
    marked.extend(utf16("squadcheck: 1\n", u16::to_le_bytes));
    let mut big = vec![0xfe, 0xff];
    big.extend(utf16("squadcheck: 1\n", u16::to_be_bytes));
    let at_the_start = [&b"\xc3("[..], &filled("  ", "a: 1\n", "")].concat();
    let at_the_end = [&filled("", "a: 1\n", "  ")[..], b"\xff"].concat();
    let late_zero = [&b"a: 1\nb: 2\nc: 3\n".repeat(10)[..], b"\0\0\0"].concat();
    vec![
        ("utf-16-le", utf16("squadcheck: 1\n", u16::to_le_bytes), "looks like UTF-16"),
        ("utf-16-be", utf16("squadcheck: 1\n", u16::to_be_bytes), "looks like UTF-16"),
        ("utf-16-le-with-a-mark", marked, "looks like UTF-16"),
        ("utf-16-be-with-a-mark", big, "looks like UTF-16"),
        ("no-utf-8-at-the-start", at_the_start, NO_UTF8),
        ("no-utf-8-at-the-end", at_the_end, NO_UTF8),
        ("no-utf-8-anywhere", b"\xe9".repeat(FULL), NO_UTF8),
        ("zeros", vec![0; FULL], "looks like UTF-16 or binary data"),
        ("zeros-at-the-end", late_zero, "a zero byte"),
        ("a-tab-at-the-end", filled("", "a: 1\n", "\tx: 1\n"), "indented with a tab"),
        ("a-marker-at-the-end", filled("", "#\n", "=======\n"), "a merge conflict marker"),
        ("one-byte-too-many", vec![b'#'; FULL + 1], "the file is larger than 1 MiB"),
    ]
}

/// Sessions whose entries have to be compared with each other. Some are sound.
pub fn crowded() -> Vec<Hostile> {
    let card = "  - {key: k, name: n}\n";
    let people = numbered(20_000, |at| format!("p{at}, "));
    let ballots = format!(
        "  - key: k\n    name: n\n    ballots:\n{}",
        numbered(20_000, |at| format!("      p{at}: {{}}\n"))
    );
    let votes = format!(
        "  - key: k\n    name: n\n    votes:\n{}",
        numbered(20_000, |at| format!("      p{at}: 1\n"))
    );
    let cards = numbered(9_000, |at| format!("  - {{key: k{at}, name: n}}\n"));
    let extra = numbered(20_000, |at| format!("x{at}: 1\n"));
    let focus = format!("{card}focus: [{people}]\n");
    vec![
        ("many-people", session(&format!("people: [{people}]\n"), card), ""),
        ("many-ballots", session("", &ballots), ""),
        (
            "many-ballots-of-nobody",
            session("people: [a]\n", &ballots),
            "has a ballot, but is not among `people`",
        ),
        ("many-votes", session("", &votes), "a vote is `p0`"),
        ("many-cards", session("", &cards), ""),
        (
            "many-times-one-card",
            session("", &card.repeat(9_000)),
            "the dimension `k` stands here a second time",
        ),
        ("many-unknown-keys", session(&extra, card), ""),
        ("many-in-focus", session("", &focus), "is in focus, but is not a dimension"),
    ]
}

/// Hostile `healthcheck.yaml`s. Some are sound.
pub fn configs() -> Vec<Hostile> {
    let teams = numbered(11_000, |at| format!("  - {{name: t{at}}}\n"));
    let unknown = numbered(11_000, |at| format!("  - {{nam: t{at}}}\n"));
    let extending = numbered(8_000, |at| format!("  - {{key: t{at}, extends: spotify}}\n"));
    let dimensions = numbered(2_000, |at| format!("{{key: k{at}, name: n}}, "));
    let chain = numbered(6_000, |at| format!("  - {{key: t{}, extends: t{at}}}\n", at + 1));
    let chain = format!("  - {{key: t0, dimensions: [{dimensions}]}}\n{chain}");
    let drop = format!("  - {{key: t, extends: spotify, drop: [{}]}}\n", "x, ".repeat(45_000));
    let large = format!("  - {{key: l, dimensions: [{dimensions}]}}\n");
    let drops = format!("{large}  - {{key: t, extends: l, drop: [{}]}}\n", "x, ".repeat(39_000));
    let reworded = numbered(6_000, |_| "{key: x, name: n}, ".to_owned());
    let dropped = numbered(1_999, |at| format!("k{at}, "));
    let reworded =
        format!("{large}  - {{key: t, extends: l, drop: [{dropped}], reword: [{reworded}]}}\n");
    let aliases = numbered(45_000, |at| format!("a{at}, "));
    let aliases =
        format!("  - {{key: t, extends: spotify, reword: [{{key: fun, aliases: [{aliases}]}}]}}\n");
    let once_each = numbered(7_000, |at| format!("{{key: fun, aliases: [a{at}]}}, "));
    let once_each = format!("  - {{key: t, extends: spotify, reword: [{once_each}]}}\n");
    // An `l` looks like a 1 where it stands among letters.
    let alike = numbered(11_000, |at| format!("  - {{name: {at:014b}}}\n").replace('0', "l"));
    let of = |key: &str, text: &str| format!("squadcheck: 1\n{key}:\n{text}").into_bytes();
    vec![
        (
            "many-drops-from-many",
            of("templates", &drops),
            "`x` is dropped, but is no dimension there",
        ),
        (
            "many-reworded-and-dropped",
            of("templates", &reworded),
            "`x` is reworded, but is no dimension that stays",
        ),
        ("many-aliases", of("templates", &aliases), ""),
        ("many-times-one-alias-more", of("templates", &once_each), ""),
        ("many-teams-that-look-alike", of("teams", &alike), ""),
        ("many-teams", of("teams", &teams), ""),
        ("many-teams-without-a-name", of("teams", &unknown), "`name` of a team is missing"),
        ("many-templates", of("templates", &extending), "more than 5000 dimensions together"),
        ("templates-in-a-chain", of("templates", &chain), "more than 5000 dimensions together"),
        ("many-drops", of("templates", &drop), "`x` is dropped, but is no dimension there"),
    ]
}
