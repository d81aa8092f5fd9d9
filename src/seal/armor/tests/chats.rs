//! Chats of chance: codes among prose, each as some chat shows it.

use proptest::prelude::*;
use proptest::sample::{Index, select};

use super::super::*;

/// What people write, and what reads like a marker in it.
const PROSE: [&str; 14] = [
    "Good morning all!",
    "Here is mine:",
    "Thanks, got it 👍",
    "Squirrels squint at squids; squish!",
    "The code begins with SQU1, paste all of it.",
    "Mais nous qui sommes loin, les quinze minutes passent",
    "Wir haben noch 10 Minuten, bis 10:45 Uhr.",
    "日本からこんにちは",
    "https://team.test/SQ/U1?a=b#c",
    "ok",
    "👍 3",
    "IS MY CODE RIGHT?",
    "a1b2c3d4e5f6a7b8c9d0 is the commit",
    "- one\n- two\n- three",
];

/// What stands before a message: `@` is the name.
const HEADERS: [&str; 8] = [
    "@  10:42 AM\n",
    "@\n10:42\n",
    "[28.11.26, 10:42] @: ",
    "10:42:11 From @ to Everyone:\n\t",
    "<@> ",
    "Am 28.11.2026 um 10:42 schrieb @ <a.b@team.test>:\n\n",
    "@ APP  [10:42 AM]\n",
    "@ 10:42 (edited): ",
];
const NAMES: [&str; 7] =
    ["Ana Berg", "bo", "Dörte Müller-Lüdenscheidt", "李雷", "Li", "O'Hara", "U. N."];

/// What a chat puts between two lines of one message.
const BETWEEN: [&str; 5] =
    ["Ana Berg  10:42 AM", "Dörte Müller", "10:42", "ana berg (edited)", "Thanks, got it!"];

/// How a chat shows a code.
#[derive(Clone, Debug)]
struct Look {
    header: &'static str,
    name: &'static str,
    width: Option<usize>,
    quote: &'static str,
    ending: &'static str,
    marks: (&'static str, &'static str),
    lower: bool,
    typed: bool,
    blank: &'static str,
    invisible: Option<usize>,
    between: Option<(Index, &'static str)>,
}

fn look() -> impl Strategy<Value = Look> {
    let lines = (
        proptest::option::of(40_usize..=80),
        select(vec!["", "", "> ", "> > ", ">", "| "]),
        select(vec!["\n", "\n", "\r\n", "\u{2028}"]),
        proptest::option::weighted(0.3, (any::<Index>(), select(&BETWEEN[..]))),
    );
    let signs = (
        select(vec![
            ("", ""),
            ("`", "`"),
            ("```\n", "\n```"),
            ("“", "”"),
            ("\"", "\""),
            ("„", "“"),
        ]),
        any::<bool>(),
        any::<bool>(),
        select(vec![" ", " ", "\u{a0}", "\u{2009}", "  ", "\t", ""]),
        proptest::option::weighted(0.2, 3_usize..30),
    );
    (select(&HEADERS[..]), select(&NAMES[..]), lines, signs).prop_map(
        |(
            header,
            name,
            (width, quote, ending, between),
            (marks, lower, typed, blank, invisible),
        )| {
            Look {
                header,
                name,
                width,
                quote,
                ending,
                marks,
                lower,
                typed,
                blank,
                invisible,
                // Nothing tells a retyped code's lines from a name.
                between: between.filter(|_| !typed),
            }
        },
    )
}

impl Look {
    fn show(&self, code: &str) -> String {
        let mut text = code.to_owned();
        if self.lower {
            text = text.to_lowercase();
        }
        if self.typed {
            let (zero, one) = if self.lower { ("o", "l") } else { ("O", "I") };
            text = text.replace('0', zero).replace('1', one).replacen(one, "1", 1);
        }
        if let Some(every) = self.invisible {
            let chars: Vec<char> = text.chars().collect();
            let parts: Vec<String> =
                chars.chunks(every).map(|part| part.iter().collect()).collect();
            text = parts.join("\u{200b}");
        }
        text = text.replace(' ', self.blank);
        let chars: Vec<char> = text.chars().collect();
        let lines = chars.chunks(self.width.unwrap_or(chars.len()));
        let mut lines: Vec<String> = lines
            .map(|line| format!("{}{}", self.quote, line.iter().collect::<String>()))
            .collect();
        if let Some((at, between)) = self.between
            && lines.len() > 2
        {
            lines.insert(1 + at.index(lines.len() - 1), between.to_owned());
        }
        let (before, after) = self.marks;
        let header = self.header.replace('@', self.name);
        format!("{header}{before}{}{after}", lines.join(self.ending))
    }
}

/// A message of a chat, and what it says of a code.
#[derive(Clone, Debug)]
enum Post {
    Prose(&'static str),
    /// One code, this of the chat's.
    Code(Index, Look),
    /// All pieces, turned by so many.
    Pieces(Index, usize, Vec<Look>),
    /// A beginning, as a quotation of another message.
    Beginning(Index, usize, Look),
}

fn post() -> impl Strategy<Value = Post> {
    prop_oneof![
        4 => select(&PROSE[..]).prop_map(Post::Prose),
        3 => (any::<Index>(), look()).prop_map(|(code, look)| Post::Code(code, look)),
        1 => (any::<Index>(), 0_usize..4, proptest::collection::vec(look(), 4))
            .prop_map(|(code, turn, looks)| Post::Pieces(code, turn, looks)),
        1 => (any::<Index>(), 40_usize..120, look())
            .prop_map(|(code, end, look)| Post::Beginning(code, end, look)),
    ]
}

/// Bytes as random as sealed ones.
fn sealed() -> impl Strategy<Value = Vec<u8>> {
    let length = select(vec![309_usize, 309, 573, 1149, 2253]);
    (length, any::<u64>()).prop_map(|(length, seed)| {
        let block = |at: usize| Sha256::digest(format!("{seed} {at}")).to_vec();
        (0..=length / 32).flat_map(block).take(length).collect()
    })
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn every_code_of_a_chat_is_found_and_none_is_invented(
        sealed in proptest::collection::vec(sealed(), 1..5),
        posts in proptest::collection::vec(post(), 1..12),
    ) {
        let (mut text, mut expected) = (String::new(), BTreeSet::new());
        let mut beginnings = Vec::new();
        for post in &posts {
            match post {
                Post::Prose(prose) => text += prose,
                Post::Code(at, look) => {
                    let bytes = at.get(&sealed);
                    text += &look.show(&write(bytes));
                    expected.insert(bytes.clone());
                }
                Post::Pieces(at, turn, looks) => {
                    let bytes = at.get(&sealed);
                    let mut pieces = pieces(bytes);
                    let turn = turn % pieces.len();
                    pieces.rotate_left(turn);
                    let shown: Vec<String> =
                        pieces.iter().zip(looks).map(|(piece, look)| look.show(piece)).collect();
                    text += &shown.join("\nok\n");
                    expected.insert(bytes.clone());
                }
                Post::Beginning(at, end, look) => {
                    let bytes = at.get(&sealed);
                    let look = Look { between: None, ..look.clone() };
                    text += &look.show(&write(bytes)[..*end]);
                    text += "…";
                    beginnings.push(bytes.clone());
                }
            }
            text += "\n\n";
        }
        let found = find(&text);
        let codes: BTreeSet<Vec<u8>> = found.codes.iter().cloned().collect();
        prop_assert_eq!(codes.len(), found.codes.len(), "each once");
        prop_assert!(codes == expected, "{} of {}\n{}", codes.len(), expected.len(), text);
        let lone = beginnings.iter().any(|bytes| !expected.contains(bytes));
        prop_assert_eq!(!found.faults.is_empty(), lone, "{:?}\n{}", found.faults, text);
    }
}
