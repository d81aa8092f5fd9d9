//! Pictures read by a real reader of XML, each cell compared with the model.

use super::*;
use crate::export::Report;
use crate::export::markdown::tests::{earlier, full, reveal, tally, workspace};
use crate::export::teams::tests::grid;
use crate::export::trend::tests::trend;
use crate::model::{ActionItem, Session};
use crate::model::{CellData, JoinedCard};

fn texts(document: &roxmltree::Document<'_>) -> Vec<String> {
    let texts = document.descendants().filter(|node| node.has_tag_name("text"));
    texts.map(|node| node.text().unwrap_or_default().to_owned()).collect()
}

#[test]
fn every_cell_of_the_grid_is_text_with_a_shape_and_a_description() {
    let trend = trend();
    let svg = trend_svg(&trend, PictureStyle::default());
    let document = roxmltree::Document::parse(&svg).unwrap();
    let texts = texts(&document);
    let cells: Vec<&Cell> = trend.rows.iter().flat_map(|row| row.cells.iter().flatten()).collect();
    let badges: Vec<String> =
        cells.iter().map(|cell| format!("{}{}", shape(cell.light), answer(cell))).collect();
    let drawn: Vec<&String> = texts.iter().filter(|text| badges.contains(text)).collect();
    assert_eq!(drawn, badges.iter().collect::<Vec<_>>());
    let arrows = texts.iter().filter(|text| ["↗", "→", "↘"].contains(&text.as_str())).count();
    assert_eq!(arrows, cells.iter().filter(|cell| cell.direction.is_some()).count());
    let missing =
        trend.rows.iter().flat_map(|row| &row.cells).filter(|cell| cell.is_none()).count();
    assert_eq!(texts.iter().filter(|text| *text == "·").count(), missing);
    let desc =
        document.descendants().find(|node| node.has_tag_name("desc")).unwrap().text().unwrap();
    assert!(
        desc.starts_with("Easy to release: 2025-08-05 red worsening, 2025-11-20 yellow stable"),
        "{desc}"
    );
    assert!(desc.contains("東京 | <b>: 2025-11-20 2.5 yellow stable"), "{desc}");
}

#[test]
fn a_picture_stands_alone_and_runs_nothing() {
    let hostile =
        "</text><script>alert(1)</script><a href=\"javascript:x\">&amp; ]]> \u{1b}[31m \u{202e}";
    let mut trend = trend();
    trend.team = hostile.to_owned();
    trend.rows[1].name = hostile.to_owned();
    let mut grid = grid();
    grid.columns[0].team = hostile.to_owned();
    grid.rows[0].name = hostile.to_owned();
    let mut session = full();
    session.team = hostile.to_owned();
    session.cards[0].dimension.name = hostile.to_owned();
    session.actions[0].text = hostile.to_owned();
    session.actions[0].owner = hostile.to_owned();
    session.experiments[0].state = hostile.to_owned();
    for svg in [
        trend_svg(&trend, PictureStyle::default()),
        teams_svg(&grid, PictureStyle::default()),
        session_picture(&session, &[]),
    ] {
        let document = roxmltree::Document::parse(&svg).unwrap();
        for node in document.descendants().filter(roxmltree::Node::is_element) {
            let name = node.tag_name().name();
            assert!(["svg", "title", "desc", "rect", "text"].contains(&name), "{name}");
            for attribute in node.attributes() {
                assert!(
                    !attribute.name().starts_with("on") && !attribute.name().contains("href"),
                    "{attribute:?}"
                );
                assert!(!attribute.value().contains("url("), "{attribute:?}");
            }
        }
        assert!(!svg.contains(['\u{1b}', '\u{202e}']));
        let title = document.descendants().find(|node| node.has_tag_name("title")).unwrap();
        assert!(title.text().is_some_and(|text| !text.is_empty()));
    }
}

#[test]
fn the_picture_of_all_teams_names_what_no_team_can_mend_alone() {
    let svg = teams_svg(&grid(), PictureStyle::default());
    let document = roxmltree::Document::parse(&svg).unwrap();
    let texts = texts(&document);
    assert!(texts.iter().any(|text| text == "Speed: yellow or red for 2 of 3 teams"));
    assert!(
        texts.contains(&"Checkout".to_owned()) && texts.contains(&"6 months".to_owned()),
        "{texts:?}"
    );
    let hollow =
        document.descendants().filter(|node| node.attribute("stroke-width").is_some()).count();
    assert_eq!(hollow, 2, "what is old is drawn hollow");
}

#[test]
fn a_card_for_which_another_one_stands_is_named_and_a_level_without_a_light_explained() {
    let mut trend = trend();
    assert!(!trend_svg(&trend, PictureStyle::default()).contains('○'));
    let pace = trend.rows[2].cells[0].clone().map(|cell| Cell { light: None, ..cell });
    let joined = JoinedCard { key: "pace".into(), name: "Pace <b>".into(), cell: pace.clone() };
    trend.rows[2].said[0] = Some(CellData { joined: vec![joined.clone()], ..CellData::default() });
    trend.rows[2].cells[1] = pace.clone();
    let mut grid = grid();
    grid.rows[0].said[0] = Some(CellData { joined: vec![joined], ..CellData::default() });
    grid.rows[0].cells[0] = pace;
    let team = &grid.columns[0].team;
    let row = &grid.rows[0].name;
    for (svg, words) in [
        (
            trend_svg(&trend, PictureStyle::default()),
            "Speed, 2025-08-05: also asked as Pace <b>: Green".to_owned(),
        ),
        (
            teams_svg(&grid, PictureStyle::default()),
            format!("{row}, {team}: also asked as Pace <b>: Green"),
        ),
    ] {
        let document = roxmltree::Document::parse(&svg).unwrap();
        let texts = texts(&document);
        assert!(texts.iter().any(|text| text.starts_with(&words)), "{texts:?}");
        assert!(texts.iter().any(|text| text.contains("○ no light")), "{texts:?}");
        let desc = document.descendants().find(|node| node.has_tag_name("desc")).unwrap();
        assert!(desc.text().unwrap().contains(&words), "{desc:?}");
    }
}

fn session_picture(session: &Session, earlier: &[&Session]) -> String {
    let report = Report { workspace: &workspace(), session, earlier, elsewhere: &[] };
    session_svg(&report, PictureStyle::default())
}

#[test]
fn a_session_shows_votes_agreed_change_and_what_to_do() {
    let before = earlier();
    let svg = session_picture(&full(), &[&before]);
    let document = roxmltree::Document::parse(&svg).unwrap();
    let texts = texts(&document);
    for wanted in [
        "Checkout",
        "Our check · 2026-11-20 · 6 people, anonymous",
        "1 green, 2 yellow, 1 not agreed; 1 better",
        "Easy to release",
        "●3",
        "▲2",
        "▲Y Yellow",
        "↗ improving",
        "better, was Red",
        "◆ split",
        "●G 6",
        "mixed, median 6, 1 abstained",
        "same as last time",
        "hidden: fewer than 3 votes",
        "skipped",
        "not agreed",
        "• Cut the pipeline to ten minutes — Ana, due 2026-12-04",
        "• done: Ask for a bigger runner — Bo",
        "• Release train on Tuesdays — Bo, review 2026-12-18 (running)",
    ] {
        assert!(texts.iter().any(|text| text == wanted), "{wanted}: {texts:#?}");
    }
    let desc = document.descendants().find(|node| node.has_tag_name("desc")).unwrap();
    let desc = desc.text().unwrap();
    let first = "1 green, 2 yellow, 1 not agreed; 1 better. Easy to release: Yellow, improving, \
                 3 Green, 2 Yellow, 1 Red; ◆ split; better, was Red. Flow: Yellow; hidden";
    assert!(desc.starts_with(first), "{desc}");
}

#[test]
fn bars_are_in_proportion_to_votes() {
    let mut session = full();
    session.cards.truncate(1);
    let votes = [(Light::Green, 3), (Light::Yellow, 1), (Light::Red, 2)];
    let votes = votes.map(|(light, n)| (Vote::Light(light), n));
    reveal(&mut session.cards[0], tally(&votes, [0; 3], &[]), None, None);
    let svg = session_picture(&session, &[]);
    let document = roxmltree::Document::parse(&svg).unwrap();
    let width = |fill: &str| {
        let fields = document.descendants().filter(|node| node.attribute("fill") == Some(fill));
        let widths = fields.filter_map(|node| node.attribute("width")?.parse::<i32>().ok());
        widths.max().unwrap()
    };
    let [green, yellow, red] = ["#009E73", "#F0E442", "#D55E00"].map(width);
    assert!(
        (green - 3 * yellow).abs() < 8 && (red - 2 * yellow).abs() < 8,
        "{green} {yellow} {red}"
    );
}

#[test]
fn a_picture_tells_no_more_than_the_report() {
    let mut session = full();
    session.cards[4].revealed = None;
    session.cards[4].agreed = crate::model::Agreed::default();
    let few = tally(&[(Vote::Light(Light::Red), 2)], [0; 3], &["Only I say so."]);
    reveal(&mut session.cards[0], few, None, None);
    let svg = session_picture(&session, &[]);
    assert!(!svg.contains("Fun") && !svg.contains("Only I say so"), "{svg}");
    assert!(!svg.contains("■2") && svg.matches("hidden: fewer than 3 votes").count() == 4, "{svg}");
    session.cards.truncate(0);
    assert!(session_picture(&session, &[]).contains("Nothing is revealed yet."));
    session.actions = vec![ActionItem { text: " ".into(), ..ActionItem::default() }];
    assert!(session_picture(&session, &[]).contains("• (no text)"));
}

#[test]
fn a_dark_picture_has_the_colours_of_its_theme_and_a_legend_with_shapes() {
    for (theme, green) in [
        (PictureTheme::Clear, "#009E73"),
        (PictureTheme::Sky, "#56B4E9"),
        (PictureTheme::Plain, "#f4f4f4"),
        (PictureTheme::Classic, "#2EB84B"),
    ] {
        let style = PictureStyle { theme, dark: true };
        let report =
            Report { workspace: &workspace(), session: &full(), earlier: &[], elsewhere: &[] };
        for svg in
            [trend_svg(&trend(), style), teams_svg(&grid(), style), session_svg(&report, style)]
        {
            assert!(svg.contains(green) && svg.contains(style.ground()), "{theme:?}");
            assert!(!svg.contains("fill=\"#1f1f1f\""), "dark text on a dark ground");
            assert!(svg.contains("●G") && svg.contains("▲Y") && svg.contains("■R"));
            let sizes = svg.split("font-size=\"").skip(1).filter_map(|rest| rest.split('"').next());
            assert!(sizes.flat_map(str::parse::<u32>).all(|size| size >= 14));
        }
    }
}

#[test]
fn a_number_line_marks_the_median_and_has_shape_and_count_in_each_column() {
    let svg = session_picture(&full(), &[]);
    let document = roxmltree::Document::parse(&svg).unwrap();
    let of = |attribute: &str, value: &str| -> Vec<String> {
        let texts = document.descendants().filter(|node| node.has_tag_name("text"));
        let those = texts.filter(|node| node.attribute(attribute) == Some(value));
        those.map(|node| node.text().unwrap_or_default().to_owned()).collect()
    };
    // Four at 6 and one at 2: the legend has the same mark.
    assert_eq!(of("fill", PictureStyle::default().ground()), ["6", "median"]);
    assert_eq!(of("font-size", "14"), ["■", "●"]);
    let small = of("font-size", "16");
    for wanted in ["1", "4", "2", "7"] {
        assert!(small.iter().any(|text| text == wanted), "{wanted}: {small:?}");
    }
    let desc = document.descendants().find(|node| node.has_tag_name("desc")).unwrap();
    assert!(desc.text().unwrap().contains("1 at 2"), "{desc:?}");
}
