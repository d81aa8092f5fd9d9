//! Every built-in method once from the first key to its report. What the report says was worked out
//! by hand; the arithmetic is beside each.

use crate::test_app::TestApp;

/// A check on a template by four people, from the form to the report. A text is what they answer on
/// a card: levels with blanks between them, or the keys of lights; `skip` skips the card.
fn held(template: &str, cards: &[&str]) -> String {
    let mut room = TestApp::with(&format!(
        "squadcheck: 1\ndefaults: {{template: {template}}}\n\
         teams: [{{name: Checkout, people: [Ana, Bo, Chi, Dörte]}}]\n"
    ));
    room.size = (120, 40);
    room.press("n").sees("What it asks").press("<Enter>");
    for (at, ballots) in (1..).zip(cards) {
        room.sees(&format!("{at} of {}", cards.len()));
        if *ballots == "skip" {
            room.press("d n");
            continue;
        }
        for ballot in ballots.split(' ') {
            let level =
                ballot.starts_with(|c: char| c.is_ascii_digit()) && ballot.parse::<f64>().is_ok();
            room.press(&if level { format!("{ballot}<Enter>") } else { ballot.to_owned() });
        }
        room.sees("4 of 4 have voted").press("<Space>");
        // Where nothing may be shown, nothing is suggested: the team settles on something itself.
        let hidden = room.screen().contains("Hidden: fewer than 3 votes");
        room.press(if hidden { "3<Enter><Enter>" } else { "<Enter>" });
    }
    let scored = room.screen().contains("Score ");
    room.press("C<Enter>").sees("closed").press("e<Enter>").sees("Written to");
    let file = format!("sessions/checkout/2026-11-20-{template}.yaml");
    assert!(room.file(&file).ends_with("state: closed\n"));
    let report = room.file("checkout-2026-11-20.md");
    assert_eq!(scored, report.contains("## Score"), "the summary and the report tell the same");
    report
}

#[track_caller]
fn says(report: &str, words: &str) {
    assert!(report.contains(words), "no {words:?} in\n{report}");
}

#[test]
fn spotify_from_the_first_key_to_its_report() {
    let mut cards = ["3gy", "4g", "gyyr", "2g2y", "4r", "3gy", "4g", "4g", "skip", "2y2r", "4g"];
    cards[0] = "3gy 3+=";
    let report = held("spotify", &cards);
    // Two green and two yellow are yellow, two yellow and two red are red. Lights have no mean.
    says(&report, "| Delivering value");
    assert!(!report.contains("## Score") && !report.contains("## Means"), "{report}");
    insta::assert_snapshot!(report);
}

#[test]
fn generative_culture_from_the_first_key_to_its_report() {
    let cards = ["2.5 2.5 3 2", "3 3 2 2", "1 2 2 1.5", "3.5 3.5 4 3", "2 3 bb"];
    let report = held("generative-culture", &cards);
    // The culture alone is the score: (2.5 + 2.5 + 3 + 2) / 4 = 10 / 4 = 2.5, yellow from 2 on.
    // Spread: squares 0 + 0 + 0.25 + 0.25 = 0.5, a quarter of it 0.125, its root 0.35.
    says(
        &report,
        "**2.50** on 1 to 4, 🟡 Yellow: the mean of the means of 1 of 1 card, from 4 votes.",
    );
    says(&report, "All votes: 1 at 3, 2 at 2.5, 1 at 2; spread 0.35.");
    // Learning culture: (1 + 2 + 2 + 1.5) / 4 = 1.625, rounded down 1.62 and red, since yellow
    // starts at 2.
    says(&report, "| 1.62 🔴");
    // Two abstained on well-being: two votes are fewer than three, so it is missing.
    says(&report, "| Well-being (beside the score)");
    says(&report, "🟡 Yellow: 2.5, between Bureaucratic and Collaborative");
    insta::assert_snapshot!(report);
}

#[test]
fn generative_culture_above_three_is_read_off_the_culture_alone() {
    let report = held(
        "generative-culture",
        &["3.2 3.2 3.2 3.2", "1 1 1 1", "1 1 1 1", "1 1 1 1", "1 1 1 1"],
    );
    says(&report, "**3.20** on 1 to 4, 🟢 Green");
}

#[test]
fn westrum_from_the_first_key_to_its_report() {
    let cards = ["7 7 7 7", "4 4 5 5", "6 6 6 6", "3 4 4 5", "7 6 7 6", "5 5 6 6"];
    let report = held("westrum", &cards);
    // 7, 18/4 = 4.5, 6, 16/4 = 4, 26/4 = 6.5, 22/4 = 5.5; together 33.5 / 6 = 5.583, rounded down
    // 5.58, below 6.
    says(
        &report,
        "**about 5.58** on 1 to 7, 🟡 Yellow: the mean of the means of 6 of 6 cards, from 24 votes.",
    );
    insta::assert_snapshot!(report);
}

#[test]
fn psychological_safety_from_the_first_key_to_its_report() {
    let cards = ["2 2 1 3", "4 4 5 4", "1 1 1 2", "4 3 4 4", "3 2 2 2", "5 5 bb", "5 4 4 4"];
    let report = held("psychological-safety", &cards);
    // Reversed, 6 less the answer: 4 4 5 3 = 16/4 = 4. Then 17/4 = 4.25; reversed 5 5 5 4 = 19/4 =
    // 4.75; 15/4 = 3.75; reversed 3 4 4 4 = 15/4 = 3.75; two votes are missing; 17/4 = 4.25. 4 +
    // 4.25 + 4.75 + 3.75 + 3.75 + 4.25 = 24.75; 24.75 / 6 = 4.125, rounded down 4.12.
    says(
        &report,
        "**about 4.12** on 1 to 5, 🟢 Green: the mean of the means of 6 of 7 cards, from 24 votes.",
    );
    insta::assert_snapshot!(report);
}

#[test]
fn agreeing_with_everything_is_not_the_best_psychological_safety() {
    // Four items at 5, three reversed at 6 - 5 = 1: (4 * 5 + 3 * 1) / 7 = 23/7 = 3.2857.
    says(&held("psychological-safety", &["5 5 5 5"; 7]), "**about 3.28** on 1 to 5, 🟡 Yellow");
    let best = ["1 1 1 1", "5 5 5 5", "1 1 1 1", "5 5 5 5", "1 1 1 1", "5 5 5 5", "5 5 5 5"];
    says(&held("psychological-safety", &best), "**5.00** on 1 to 5, 🟢 Green");
}

#[test]
fn learning_organization_from_the_first_key_to_its_report() {
    let cards = ["4g", "3gy", "2g2y", "gyyr", "4r", "3yr", "2y2r", "4g", "skip", "g3y"];
    let report = held("learning-organization", &cards);
    assert!(!report.contains("## Score"), "{report}");
    insta::assert_snapshot!(report);
}

#[test]
fn experimentation_from_the_first_key_to_its_report() {
    let report =
        held("experimentation", &["2y2r 4-", "4g", "g2yr", "3gy", "2g2r", "4y", "4g 2+2="]);
    assert!(!report.contains("## Score"), "{report}");
    insta::assert_snapshot!(report);
}

#[test]
fn four_key_metrics_from_the_first_key_to_its_report() {
    let report = held("four-key-metrics", &["3 3 3 4", "2 2 3 2", "3 3 2 3", "3 3 3 2"]);
    // 13/4 = 3.25, 9/4 = 2.25; 11/4 = 2.75 and 11/4 = 2.75, where what lies between the worst and
    // the best has no light. No score: each stands for itself.
    for mean in ["| 3.25 🟢", "| 2.25 🟡", "| 2.75 ⚪"] {
        says(&report, mean);
    }
    says(&report, "Levels and lights are as of 2024.");
    assert!(!report.contains("## Score"), "{report}");
    insta::assert_snapshot!(report);
}

#[test]
fn generative_leadership_from_the_first_key_to_its_report() {
    let cards = [
        "5 5 4 4", "3 3 2 2", "4 4 4 4", "4 4 4 4", "5 5 5 4", "4 4 4 3", "4 4 3 3", "1 2 1 2",
        "3 3 3 3", "4 4 4 4", "5 4 4 4", "2 2 bb", "2 2 3 3", "2 2 2 3",
    ];
    let report = held("generative-leadership", &cards);
    // Gaps: 4.5 - 2.5 = 2; 4 - 4 = 0; 4.75 - 3.75 = 1; 3.5 - 1.5 = 2; 3 - 4 = -1; missing; 2.5 -
    // 2.25 = 0.25. Mean: (2 + 0 + 1 + 2 - 1 + 0.25) / 6 = 4.25 / 6 = 0.708, rounded up 0.71.
    says(&report, "Mean gap **about 0.71** over 6 of 7 pairs.");
    insta::assert_snapshot!(report);
}
