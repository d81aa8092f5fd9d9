//! Every format of every export, with every payload in every field by itself.

use std::path::Path;

use jiff::civil::date;
use squadcheck::export::{
    Report, across_markdown, board_markdown, board_text, comparison_markdown, csv, json, markdown,
    svg, teams_markdown, teams_text, trend_markdown, trend_text,
};
use squadcheck::model::board::{ItemKind, Wanted};
use squadcheck::model::history::{SessionRef, SummaryRef};
use squadcheck::model::insight;
use squadcheck::model::{
    Board, Comparison, PastAction, Rise, Session, Summary, TeamGrid, TeamTimes, Trend, VotingMode,
    Workspace,
};
use squadcheck::store::workspace_from;

use crate::leak::{Leak, leaks, leaks_in_markdown};
use crate::payloads;
use crate::world::{FIELDS, IN_CONFIG, World};

fn workspace(world: &World) -> Workspace {
    workspace_from(Path::new("healthcheck.yaml"), world.config(VotingMode::Hands).as_bytes())
        .expect("sound")
}

fn says(workspace: &Workspace, session: &Session) -> Vec<insight::InsightLine> {
    insight::read(&insight::InsightInput { workspace, session, earlier: &[], elsewhere: &[] })
}

/// All exports of a world, each with what leaks of it.
fn exports(
    world: &World,
    workspace: &Workspace,
    payload: &str,
) -> Vec<(&'static str, Vec<(Leak, char)>)> {
    let sessions = world.sessions();
    let path = Path::new("/w").join(payload);
    let last: Vec<_> = sessions[1].cards.iter().map(|_| None).collect();
    let report = |session: &Session, earlier: &[&Session]| {
        leaks_in_markdown(&markdown(&Report { workspace, session, earlier, elsewhere: &[] }))
    };
    let summaries: Vec<Summary> = sessions.iter().map(Summary::new).collect();
    let trend = Trend::new(workspace, &sessions[1].team, &[&summaries[0], &summaries[1]]);
    let pasts: Vec<_> = summaries.iter().map(|session| SummaryRef { session, number: 1 }).collect();
    let teams = TeamGrid::new(workspace, date(2030, 1, 1), &pasts);
    let wholes: Vec<_> = sessions.iter().map(|session| SessionRef { session, number: 1 }).collect();
    let board = |kind| {
        Board::new(
            workspace,
            date(2030, 1, 1),
            &wholes,
            Wanted { kind, team: Some(&sessions[0].team), all: true },
        )
    };
    let (actions, experiments) = (board(ItemKind::Actions), board(ItemKind::Experiments));
    assert_eq!((actions.items.len(), experiments.items.len()), (4, 2));
    let paths = [path.as_path(), path.as_path()];
    let comparison = Comparison::new(workspace, &summaries[0], &summaries[1]);
    let promises: Vec<PastAction> =
        sessions.iter().flat_map(|session| PastAction::in_session(workspace, session)).collect();
    let days = [sessions[0].date, sessions[1].date];
    let compared = comparison_markdown(&sessions[1].team, days, &comparison, promises.iter());
    let key = teams.rows.first().map_or("", |row| row.key.as_str());
    let mut times =
        TeamTimes::new(workspace, &sessions[1].team, &[&summaries[0], &summaries[1]], key);
    // Whatever was agreed: what had been promised before a rise is on the page.
    times.rises = if times.times.len() > 1 { vec![Rise { from: 0, to: 1 }] } else { Vec::new() };
    let across = across_markdown(
        &sessions[0].cards[0].dimension.name,
        days[1],
        std::iter::once((&times, &[promises.clone()][..])),
    );
    let picture = |session: &Session, earlier: &[&Session]| {
        let report = Report { workspace, session, earlier, elsewhere: &[] };
        leaks(&svg::session_svg(&report, svg::PictureStyle::default()))
    };
    let listed: Vec<_> = summaries.iter().map(|session| (path.as_path(), session)).collect();
    vec![
        ("report, named", report(&sessions[0], &[])),
        ("report, anonymous", report(&sessions[1], &[&sessions[0]])),
        ("a session in SVG, named", picture(&sessions[0], &[])),
        ("a session in SVG, anonymous", picture(&sessions[1], &[&sessions[0]])),
        (
            "JSON, named",
            leaks(&unescaped(&json::session(
                &path,
                &sessions[0],
                &last,
                &says(workspace, &sessions[0]),
                3,
            ))),
        ),
        (
            "JSON, anonymous",
            leaks(&unescaped(&json::session(
                &path,
                &sessions[1],
                &last,
                &says(workspace, &sessions[1]),
                3,
            ))),
        ),
        ("JSON of a list", leaks(&unescaped(&json::sessions(&listed)))),
        ("trend", leaks(&trend_text(&trend, false))),
        ("trend in ASCII", leaks(&trend_text(&trend, true))),
        ("trend in Markdown", leaks_in_markdown(&trend_markdown(&trend))),
        ("trend in CSV", leaks(&csv::trend_csv(&trend, squadcheck::export::CsvStyle::default()))),
        ("trend in JSON", leaks(&unescaped(&json::trend(&trend)))),
        ("trend in SVG", leaks(&svg::trend_svg(&trend, svg::PictureStyle::default()))),
        ("comparison in Markdown", leaks_in_markdown(&compared)),
        ("across teams in Markdown", leaks_in_markdown(&across)),
        ("teams", leaks(&teams_text(&teams, false))),
        ("teams in Markdown", leaks_in_markdown(&teams_markdown(&teams))),
        ("teams in CSV", leaks(&csv::teams_csv(&teams, squadcheck::export::CsvStyle::default()))),
        ("teams in JSON", leaks(&unescaped(&json::teams(&teams)))),
        ("teams in SVG", leaks(&svg::teams_svg(&teams, svg::PictureStyle::default()))),
        ("actions", leaks(&board_text(&actions, None, false))),
        ("actions in Markdown", leaks_in_markdown(&board_markdown(&actions, None))),
        ("actions in JSON", leaks(&unescaped(&json::board(&actions, None, &paths)))),
        ("experiments", leaks(&board_text(&experiments, None, true))),
        ("experiments in Markdown", leaks_in_markdown(&board_markdown(&experiments, None))),
        ("experiments in JSON", leaks(&unescaped(&json::board(&experiments, None, &paths)))),
        (
            "a session in CSV, named",
            leaks(&csv::session_csv(
                &sessions[0],
                &last,
                3,
                squadcheck::export::CsvStyle::default(),
            )),
        ),
        (
            "a session in CSV, anonymous",
            leaks(&csv::session_csv(
                &sessions[1],
                &last,
                3,
                squadcheck::export::CsvStyle::default(),
            )),
        ),
    ]
}

/// The texts that a program gets out of JSON, one a line; a line break in one is a line break here.
fn unescaped(text: &str) -> String {
    fn texts(value: &serde_json::Value, out: &mut Vec<String>) {
        match value {
            serde_json::Value::String(text) => out.push(text.clone()),
            serde_json::Value::Array(items) => items.iter().for_each(|item| texts(item, out)),
            serde_json::Value::Object(map) => map.iter().for_each(|(key, value)| {
                out.push(key.clone());
                texts(value, out);
            }),
            _ => {}
        }
    }
    let mut out = vec![text.to_owned()];
    texts(&serde_json::from_str(text).expect("JSON"), &mut out);
    out.join("\n")
}

#[test]
fn no_export_leaks_any_payload_of_any_field() {
    let plain = workspace(&World::plain());
    let mut cases = 0;
    for payload in payloads::all() {
        for (at, field) in FIELDS.into_iter().enumerate() {
            let world = World::with(field, &payload);
            let own = (at < IN_CONFIG).then(|| workspace(&world));
            for (export, leaks) in exports(&world, own.as_ref().unwrap_or(&plain), &payload) {
                assert_eq!(leaks, [], "{export}, {}: {payload:.60?}", field.0);
                cases += 1;
            }
        }
    }
    // A whole file holds at most one MiB.
    for payload in payloads::endless().map(|text| payloads::cut(&text, 60_000)) {
        let world = World::new(&payload);
        for (export, leaks) in exports(&world, &workspace(&world), &payload) {
            assert_eq!(leaks, [], "{export}");
        }
    }
    println!("{cases} cases");
}

#[test]
fn two_people_whose_names_look_the_same_are_still_two_in_json() {
    let mut world = World::plain();
    for (name, field) in FIELDS {
        if name == "person" {
            *field(&mut world) = "B\u{200b}o".to_owned();
        }
    }
    let text = json::session(Path::new("x"), &world.sessions()[0], &[], &[], 3);
    let value: serde_json::Value = serde_json::from_str(&text).expect("JSON");
    let ballots = value["dimensions"][0]["ballots"].as_object().expect("ballots");
    assert_eq!(ballots.keys().collect::<Vec<_>>(), ["Bo", "Bo (2)"]);
}
