//! The comparison of two versions of a session, line by line.

use std::time::{Duration, Instant};

use similar::ChangeTag;
use similar::algorithms::{Capture, Compact, Replace, myers};

use crate::library::{Difference, Side};

/// The time limit of a comparison; the rest is then shown as all different.
const PATIENCE: Duration = Duration::from_millis(500);
/// The number of lines around a difference.
const AROUND: usize = 2;

/// Compares two texts.
///
/// One algorithm by its name: to choose among all that the library has puts half a megabyte into
/// the program.
#[expect(
    clippy::disallowed_methods,
    reason = "how long a comparison may take is no time of a session"
)]
pub fn lines(theirs: &str, ours: &str) -> Vec<Difference> {
    let (theirs, ours) = (of_text(theirs), of_text(ours));
    let until = Instant::now() + PATIENCE;
    let mut diff = Compact::new(Replace::new(Capture::new()), &*theirs, &*ours);
    let Ok(()) = myers::diff_deadline(
        &mut diff,
        &*theirs,
        0..theirs.len(),
        &*ours,
        0..ours.len(),
        Some(until),
    );
    let mut lines = Vec::new();
    for group in diff.into_inner().into_inner().into_grouped_ops(AROUND) {
        if !lines.is_empty() {
            lines.push(Difference { side: Side::Gap, line: String::new() });
        }
        for change in group.iter().flat_map(|op| op.iter_changes(&*theirs, &*ours)) {
            let side = match change.tag() {
                ChangeTag::Equal => Side::Both,
                ChangeTag::Delete => Side::Theirs,
                ChangeTag::Insert => Side::Ours,
            };
            lines.push(Difference {
                side,
                line: change.value().trim_end_matches(['\r', '\n']).to_owned(),
            });
        }
    }
    lines
}

fn of_text(text: &str) -> Vec<&str> {
    text.split_inclusive('\n').collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_difference_shows_both_sides_and_leaves_out_what_is_equal() {
        let theirs = "a\nb\nc\nd\ne\nf\ng\nh\ni\n";
        let ours = "a\nB\nc\nd\ne\nf\ng\nh\nI\n";
        let drawn: Vec<String> = lines(theirs, ours)
            .into_iter()
            .map(|d| match d.side {
                Side::Both => format!(" {}", d.line),
                Side::Theirs => format!("-{}", d.line),
                Side::Ours => format!("+{}", d.line),
                Side::Gap => "…".to_owned(),
            })
            .collect();
        assert_eq!(drawn, [" a", "-b", "+B", " c", " d", "…", " g", " h", "-i", "+I"]);
    }
}
