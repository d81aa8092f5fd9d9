//! The fast reader and the thorough one give the same tree.

use std::path::Path;

use proptest::prelude::*;
use proptest::sample::select;

use super::super::node::NodeContent;
use super::*;

fn quick(text: &str) -> Option<Node> {
    read(text.as_bytes()).map(|(_, tree)| tree)
}

fn thorough(text: &str) -> Result<Node, String> {
    let read = super::super::read(Path::new("s.yaml"), text.as_bytes());
    read.map(|(_, tree)| tree).map_err(|faults| format!("{faults:?}"))
}

/// Returns true if two trees differ in places only.
fn same(one: &Node, other: &Node) -> bool {
    match (&one.content, &other.content) {
        (NodeContent::Scalar { raw: a, value: x }, NodeContent::Scalar { raw: b, value: y }) => {
            a == b && x == y
        }
        (NodeContent::List(a), NodeContent::List(b)) => {
            a.len() == b.len() && a.iter().zip(b).all(|(a, b)| same(a, b))
        }
        (NodeContent::Map(a), NodeContent::Map(b)) => {
            a.len() == b.len() && a.iter().zip(b).all(|((k, v), (l, w))| same(k, l) && same(v, w))
        }
        _ => false,
    }
}

/// Returns true if the fast reader takes it. Then the thorough one has to agree.
#[track_caller]
fn taken(text: &str) -> bool {
    let Some(tree) = quick(text) else { return false };
    match thorough(text) {
        Ok(judge) => assert!(same(&tree, &judge), "{text}\n{tree:?}\n{judge:?}"),
        Err(faults) => panic!("{text}\n{faults}"),
    }
    true
}

fn one_of(words: &[&'static str]) -> impl Strategy<Value = String> + use<> {
    select(words.to_vec()).prop_map(str::to_owned)
}

/// A value or a key: mostly such as is written, some that are nearly that.
fn word() -> impl Strategy<Value = String> {
    prop_oneof![
        12 => one_of(&[
            "x", "null", "true", "7", "-3", "1.5", "2026-11-20", "\"d\"", "[]", "{}", "\"\\x41é\"",
            "\"\\U0001F469\"", "Dörte", "two words", "Two  Words", "a -b", "a.b c_d",
        ]),
        1 => one_of(&[
            "1.50", "-0", "~", "a b", "\"\\ud800\"", "\"é\u{2028}\"", "\"\\q\"",
            "\"a\nb\"", "'x'", "&a x", "*a", "!!str 1", "<<", "", "True", "NULL", "yes", "Off",
            "a b ", "a# b", "a #b", "a: b", "a, b", "- a", "- -", "1 a", "a\u{a0}b",
        ]),
    ]
}

fn key() -> impl Strategy<Value = String> {
    prop_oneof![9 => one_of(&["a", "b", "c", "\"a\"", "\"d\"", "1", "1.5", "null"]), 1 => word()]
}

/// A part of a text: what the layout is made of, and what is nearly that.
fn part() -> impl Strategy<Value = String> {
    prop_oneof![
        6 => (key(), word()).prop_map(|(key, word)| format!("{key}: {word}\n")),
        3 => one_of(&[
            "a:\n", "  ", "    ", "  - ", "\n", "{", "}", "[", "]", ", ", ": ", "# c\n", " # c\n",
            "  # c\n", "a: # c\n",
        ]),
        1 => one_of(&[
            " ", ",", ":", "-", "\"", "'", "#", " # c", "# \u{85}\n", "#\tc\n", "? ", "---\n",
            "...\n", "&a ", "\t",
        ]),
        1 => word(),
    ]
}

/// A value on one line that is mostly well formed.
fn value() -> impl Strategy<Value = String> {
    word().prop_recursive(3, 12, 3, |inner| {
        let entry = (key(), inner.clone()).prop_map(|(key, value)| format!("{key}: {value}"));
        prop_oneof![
            proptest::collection::vec(inner, 0..3)
                .prop_map(|items| format!("[{}]", items.join(", "))),
            proptest::collection::vec(entry, 0..3)
                .prop_map(|entries| format!("{{{}}}", entries.join(", "))),
        ]
    })
}

proptest! {
    #![proptest_config(ProptestConfig {
        cases: 2000,
        failure_persistence: None,
        ..ProptestConfig::default()
    })]

    #[test]
    fn what_is_put_together_by_chance_is_read_the_same_or_left(
        parts in proptest::collection::vec(part(), 1..12),
    ) {
        taken(&parts.concat());
        taken(&format!("a: {}\n", parts.concat()));
    }

    #[test]
    fn lines_of_any_values_are_read_the_same_or_left(
        values in proptest::collection::vec((key(), value()), 1..4),
    ) {
        let lines = values.iter().map(|(key, value)| format!("{key}: {value}\n"));
        let lines: Vec<String> = lines.collect();
        taken(&lines.concat());
        taken(&format!("a:\n  - {}", lines.join("    ")));
        taken(&format!("a:\n  {}b: 1\n", lines.join("  ")));
        taken(&format!("a:\n  - {{b: 1}}\n  - c:\n      {}", lines.join("      ")));
    }

    #[test]
    fn a_bare_word_means_the_same_or_is_left(word in "[-+.0-9a-z_]{1,7}", other in "[-0-9.]{1,5}") {
        taken(&format!("a: {word}\nb: [{other}]\n"));
        taken(&format!("{word}: 1\n{other}: 2\n"));
        taken(&format!("a: {{{word}: 1, {other}: 2}}\n"));
    }

    #[test]
    fn a_text_without_quotes_means_the_same_or_is_left(
        text in "[A-Za-zéßñжπ中]{0,2}[A-Za-z0-9éß ._-]{0,6}\\PC?[a-z ]{0,3}",
        remark in " {0,2}(#\\PC{0,4})?",
    ) {
        taken(&format!("a: {text}{remark}\n{text}: 1\n"));
        taken(&format!("# {text}\na:\n  - {text}: [{text}, {text}]{remark}\n"));
    }

    #[test]
    fn a_text_in_quotes_means_the_same_or_is_left(
        text in any::<String>(),
        typed in "(\\\\[\"\\\\nrtxuUe0/ ]|[0-9a-fA-F+]|.){0,12}",
    ) {
        assert!(taken(&format!("a: {}\n", super::super::quoted(&text))));
        taken(&format!("a: \"{typed}\"\nb: [\"{typed}\"]\n"));
    }
}

#[test]
fn words_that_some_reader_takes_for_values_mean_the_same_or_are_left() {
    let words = "null Null ~ true True false yes no on off y n inf nan infinity .inf -.inf .nan \
                 0x1f 0o7 0b1 007 00 -0 -0.0 0 0.0 1. .5 -.5 +1 1e3 1.0e+3 1_000 1:30 2026-11-20 \
                 2026-1-2 9223372036854775807 999999999999999 9223372036854775808 \
                 -9223372036854775808 0.1 1.10 123456789.123456 - -- --- ... -a a- a.b _a .a";
    for word in words.split_whitespace() {
        taken(&format!("a: {word}\n"));
        taken(&format!("{word}: [{word}]\n"));
    }
}

#[test]
fn every_form_that_is_written_or_typed_by_most_is_taken() {
    for text in [
        "# c\n\n  # c\na: x # c\n\nb: y   # \"c\"\n# c\n",
        "a: # c\n  - b: x\n    # c\n    c: y\n\n  - b: z\n  # c\n",
        "a: Two Words\nb: [Ana, Dörte, Eli B.]\nA key: x\n",
        "a:\n  - \"x\"\n  - \"y\" # c\n",
        "a: x\n",
        "a: \"\"\nb: []\nc: {}\n",
        "a:\n  - key: x\n    b:\n      \"Ana\": {vote: 6}\n      \"Bo\": {}\n  \
         - {text: \"…\", n: [1, -2, 1.5]}\nc: null\n",
        "a: \"\\\"\\\\\\n\\r\\t\\x00\\u200B\\U000E0001é👩\"\n",
        "a: {min: 1, labels: {1: \"Never\", 2.5: \"Often\"}, reversed: false}\n",
        "a:\n  - x: 1\n    y: 2\n  - x: 1\n",
    ] {
        assert!(taken(text), "{text}");
    }
}

#[test]
fn every_other_layout_is_left_to_the_thorough_way() {
    for text in [
        "",
        "\u{feff}a: x\n",
        "a: x\r\n",
        "a: x",
        "a: x \n",
        "a: True\n",
        "a: \"x\"# c\n",
        "a: x\n# c",
        "a: x\n# \u{2028}\n",
        "a: x\n# c\n  b\n",
        "a: x: y\n",
        "a:\n  - x\n",
        "a:  x\n",
        "a: 'x'\n",
        "a: |\n  x\n",
        "a:\n",
        "a:\n- x: 1\n",
        "a:\n   b: 1\n",
        "a: {b: 1,c: 2}\n",
        "a: [b: 1]\n",
        "a: &x 1\nb: *x\n",
        "a: !!str 1\n",
        "---\na: x\n",
        "{a: x}\n",
        "- a\n",
    ] {
        assert!(!taken(text), "{text}");
    }
}

#[test]
fn a_key_that_stands_twice_is_left_however_it_is_typed() {
    for text in [
        "a: 1\na: 2\n",
        "a: {\"b\": 1, b: 2}\n",
        "a:\n  - b: 1\n    b: 2\n",
        "a: {1.5: x, 1.50: y}\n",
        "a: {0.0: x, -0.0: y}\n",
        "a: {0.12345678901234567: x, 0.12345678901234568: y}\n",
    ] {
        assert!(!taken(text), "{text}");
    }
}

#[test]
fn what_is_large_deep_long_or_crowded_is_left() {
    let deep = |levels: usize| format!("a: {}x{}\n", "[".repeat(levels), "]".repeat(levels));
    assert!(taken(&deep(DEEPEST - 2)) && !taken(&deep(DEEPEST - 1)) && !taken(&deep(30_000)));
    let crowd =
        |keys: usize| (0..keys).map(|key| format!("k{key}: x\n")).collect::<Vec<_>>().concat();
    assert!(taken(&crowd(MOST_KEYS)) && !taken(&crowd(MOST_KEYS + 1)));
    let key = |length: usize| format!("{}: x\n", "k".repeat(length));
    assert!(taken(&key(LONGEST_KEY)) && !taken(&key(LONGEST_KEY + 1)));
    let large = |bytes: usize| format!("a: \"{}\"\n", "x".repeat(bytes - 6));
    assert!(taken(&large(LARGEST)) && !taken(&large(LARGEST + 1)));
}

#[test]
fn no_text_is_taken_that_holds_more_values_than_the_thorough_way_reads() {
    // Three bytes a value: nothing that is taken is denser.
    assert!(taken(&format!("a: [{}1]\n", "1, ".repeat(LARGEST / 3 - 3))));
}
