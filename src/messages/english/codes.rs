//! What became of ballot codes, and of plain lines.

use super::super::{CodeCounts, CodeFate, Words};
use crate::keys::Action;
use crate::model::PlainLineFault;
use crate::model::text::count;

/// What became of all codes, in one line.
pub(super) fn counts(counts: &CodeCounts, words: Words<'_>) -> String {
    if counts.iter().len() == 0 {
        return "There is no ballot code in it".to_owned();
    }
    let told: Vec<String> = counts.iter().map(|(fate, n)| fate_of(fate, n, words)).collect();
    told.join(". ")
}

/// What became of some of them, and what to do.
pub fn fate_of(fate: CodeFate, n: u32, words: Words<'_>) -> String {
    let codes = count(n, "ballot code");
    let (is, has, it) = if n == 1 { ("is", "has", "it") } else { ("are", "have", "them") };
    match fate {
        CodeFate::Taken => format!("{codes} taken in"),
        CodeFate::Replaced => format!("{codes} taken in, in place of an earlier version"),
        CodeFate::Before => format!("{codes} {has} been here before"),
        CodeFate::Earlier => format!("{codes} {is} an earlier version: the later one counts"),
        CodeFate::LeftOut => {
            format!("{codes} {is} left out. A later version of the same sheet brings {it} back")
        }
        CodeFate::NotHere => format!(
            "{codes} {is} of somebody who is not here. {} adds people; then paste again",
            words.key(Action::WhoIsHere)
        ),
        CodeFate::CutShort => {
            format!("{codes} {is} cut short. Ask for {it} in pieces: the sheet has a button")
        }
        CodeFate::MissingPieces => {
            format!("{codes} {has} pieces missing. Paste all pieces of {it} together")
        }
        CodeFate::Damaged => format!("{codes} {is} damaged. Copy {it} from the chat once more"),
        CodeFate::OtherCheck => {
            format!("{codes} {is} for another check, or of a sheet that was made anew")
        }
        CodeFate::OtherComputer => {
            format!("{codes} {is} of a sheet made on another computer. Paste {it} there")
        }
        CodeFate::Newer => {
            format!("{codes} {has} been made by a newer squadcheck. Update this one first")
        }
    }
}

/// Why a plain line holds no answers. What stands in it is not repeated.
pub(super) fn plain_line(fault: PlainLineFault) -> String {
    match fault {
        PlainLineFault::Count { answers, cards } => format!(
            "The line has {}, but {} open: one answer for each, in their order",
            count(u32::try_from(answers).unwrap_or(u32::MAX), "answer"),
            if cards == 1 { "1 card is".to_owned() } else { format!("{cards} cards are") }
        ),
        PlainLineFault::Answer(at) => format!("Answer {at} is no answer of its card"),
        PlainLineFault::Name => "The line begins with the name of somebody who is here".to_owned(),
    }
}
