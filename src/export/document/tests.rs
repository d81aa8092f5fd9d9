//! The table of exports, with a document of each kind.

use std::collections::BTreeSet;
use std::fmt::Write as _;

use jiff::civil::date;

use super::*;
use crate::export::board::tests::{PRACTICE, actions, experiments};
use crate::export::teams::tests::grid;
use crate::export::trend::tests::trend;
use crate::model::{
    ActionItem, Agreed, Dimension, Light, Session, Summary, Template, Vote, Voters, VotingMode,
    Workspace,
};

const TODAY: Date = date(2026, 11, 21);

fn session(month: i8, light: Light) -> Session {
    let speed = Dimension { key: "speed".into(), name: "Speed".into(), ..Dimension::default() };
    let template = Template { dimensions: vec![speed], ..Template::default() };
    let day = date(2026, month, 20);
    let mut session =
        Session::new("Ops & Co".into(), day, &template, VotingMode::Hands, Voters::Count(5));
    session.cards[0].agreed = Agreed { vote: Some(Vote::Light(light)), direction: None };
    session.actions.push(ActionItem {
        text: "Cut it".into(),
        dimension: Some("speed".into()),
        ..ActionItem::default()
    });
    session
}

/// Hands a document of each kind to `check`.
fn with_documents(mut check: impl FnMut(&Document<'_>)) {
    let workspace = Workspace::bare(Vec::new());
    let (then, now) = (session(1, Light::Red), session(8, Light::Green));
    let summaries = [Summary::new(&then), Summary::new(&now)];
    let comparison = Comparison::new(&workspace, &summaries[0], &summaries[1]);
    let promises: Vec<PastAction> = PastAction::in_session(&workspace, &then).collect();
    let times = TeamTimes::new(&workspace, "Ops & Co", &[&summaries[0], &summaries[1]], "speed");
    let before = vec![promises.clone()];
    let boards = [actions(), experiments()];
    let paths = [Path::new("a.yaml"), Path::new("b.yaml")];
    let (trend, grid) = (trend(), grid());
    let (earlier, path) = ([&then], Path::new("sessions/ops-co/2026-08-20.yaml"));
    let report = Report { workspace: &workspace, session: &now, earlier: &earlier, elsewhere: &[] };
    for document in [
        Document::Report { path, report },
        Document::Trend(&trend),
        Document::Teams(&grid),
        Document::Comparison {
            team: "Ops & Co",
            days: [then.date, now.date],
            comparison: &comparison,
            promises: promises.iter().collect(),
        },
        Document::Across {
            key: "speed",
            name: "Speed",
            as_of: TODAY,
            teams: vec![(&times, &before)],
        },
        Document::Board { board: &boards[0], practice: Some(&PRACTICE), paths: &paths },
        Document::Boards { team: Some("Ops & Co"), boards: &boards, practice: Some(&PRACTICE) },
    ] {
        check(&document);
    }
}

#[test]
fn the_table_of_exports_as_it_stands() {
    let mut text = String::new();
    with_documents(|document| {
        let _ = writeln!(text, "{:?}: {}", document.kind(), document.file_name(TODAY));
        for Export { format, purpose, in_window, .. } in document.kind().exports() {
            let ending = if in_window { format.ending() } else { "" };
            let rendered = document.render(format);
            let begins: String =
                rendered.lines().flat_map(|line| line.chars().chain([' '])).collect();
            let begins: String = begins.split_whitespace().collect::<Vec<_>>().join(" ");
            let begins: String = begins.chars().take(44).collect();
            let begins = begins.trim_end();
            let (word, lines) = (format.word(), rendered.lines().count());
            let _ = writeln!(text, "  {word:<8} {ending:<4} {purpose}: {lines} lines, {begins}");
        }
    });
    insta::assert_snapshot!(text);
}

#[test]
fn each_row_of_the_table_is_rendered_and_anything_else_is_markdown() {
    let mut rendered = 0;
    with_documents(|document| {
        let markdown = document.render(Format::Markdown);
        let formats: Vec<Format> = document.kind().exports().map(|export| export.format).collect();
        assert!(formats.contains(&Format::Markdown));
        assert!(markdown.starts_with("# "), "{markdown}");
        for format in Format::ALL.into_iter().filter(|format| *format != Format::Markdown) {
            let as_text = if format == Format::AsciiText { Format::Text } else { format };
            let text = document.render(format);
            assert_eq!(text == markdown, !formats.contains(&as_text), "{format:?}");
        }
        rendered += formats.len();
    });
    assert_eq!(rendered, EXPORTS.len());
}

#[test]
fn words_and_endings_tell_the_formats_apart() {
    for format in Format::ALL {
        assert_eq!(Format::from_word(format.word()), Some(format));
    }
    for kind in EXPORTS.map(|export| export.kind) {
        let formats: Vec<_> = kind.exports().map(|export| export.format.ending()).collect();
        assert_eq!(formats.iter().collect::<BTreeSet<_>>().len(), formats.len(), "{kind:?}");
    }
}

#[test]
fn the_ending_of_a_name_asks_for_a_format() {
    let format = |kind: DocumentKind, name: &str| kind.format_of(Path::new(name));
    assert_eq!(format(DocumentKind::Trend, "a.SVG"), Format::Svg);
    assert_eq!(format(DocumentKind::Report, "a.png"), Format::Png);
    assert_eq!(format(DocumentKind::Trend, "a.txt"), Format::Markdown);
    assert_eq!(format(DocumentKind::Trend, "csv"), Format::Markdown);
    assert_eq!(format(DocumentKind::Report, "a.csv"), Format::Markdown);
    assert_eq!(DocumentKind::Teams.endings().collect::<Vec<_>>(), ["csv", "json", "svg", "png"]);
    assert_eq!(DocumentKind::Report.endings().collect::<Vec<_>>(), ["svg", "png"]);
}
