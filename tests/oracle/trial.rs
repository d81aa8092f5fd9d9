//! Trials: one workspace a seed, every command that has a rule, and what differs.

use std::path::Path;

use jiff::civil::Date;
use serde_yaml::Value;
use squadcheck::export::Format;

use crate::compare::{Difference, differences};
use crate::expected;
use crate::plain::{Session, Workspace};
use crate::program::{Program, parsed};
use crate::rules::follow_up::Kind;
use crate::rules::{history, trend};
use crate::world::World;

/// Differences by the command that printed them, and the number of commands.
#[derive(Debug, Default)]
pub struct Outcome {
    pub commands: usize,
    pub found: Vec<(String, Difference)>,
}

/// Lays a world down in an empty folder and compares.
pub fn run(world: &World, folder: &Path, today: Date) -> Outcome {
    let place = folder.join("workspace");
    world.write(&place);
    let workspace = Workspace::read(&place);
    let program = Program::new(&place, &folder.join("home"));
    let mut trial = Trial { program, workspace: &workspace, outcome: Outcome::default() };
    trial.teams(today);
    // On some days in between, which are days of sessions.
    for session in workspace.sessions.iter().step_by(3).take(4) {
        trial.teams(session.date);
    }
    for kind in [Kind::Actions, Kind::Experiments] {
        trial.board(kind, None, true, today);
        trial.board(kind, None, false, today);
    }
    let mut names: Vec<&str> = workspace.sessions.iter().map(|session| &*session.team).collect();
    names.dedup_by_key(|name| history::slug(name));
    for team in names {
        trial.trend(team);
        trial.grid(team);
        trial.board(Kind::Actions, Some(team), true, today);
        trial.board(Kind::Experiments, Some(team), false, today);
    }
    for session in &workspace.sessions {
        trial.session(session);
    }
    // Some of the reports once more, as the binary prints them.
    for session in workspace.sessions.iter().step_by(6) {
        trial.printed(session);
    }
    trial.outcome
}

struct Trial<'w> {
    program: Program,
    workspace: &'w Workspace,
    outcome: Outcome,
}

impl Trial<'_> {
    fn compare(&mut self, arguments: &[&str], expected: &Value) {
        let printed = self.program.json(arguments);
        self.note(&arguments.join(" "), expected, printed);
    }

    fn note(&mut self, command: &str, expected: &Value, printed: Result<Value, String>) {
        self.outcome.commands += 1;
        let differ = match printed {
            Ok(printed) => differences("", expected, &printed),
            Err(printed) => {
                let (place, expected) = (String::new(), "no error".to_owned());
                vec![Difference { place, expected, printed }]
            }
        };
        self.outcome.found.extend(differ.into_iter().map(|differ| (command.to_owned(), differ)));
    }

    fn teams(&mut self, day: Date) {
        let expected = expected::teams(self.workspace, day);
        self.compare(&["teams", "--as-of", &day.to_string(), "--format", "json"], &expected);
    }

    fn board(&mut self, kind: Kind, team: Option<&str>, all: bool, today: Date) {
        let name = if kind == Kind::Actions { "actions" } else { "experiments" };
        let mut arguments = vec![name, "--format", "json"];
        arguments.extend(team.iter().flat_map(|team| ["--team", team]));
        arguments.extend(all.then_some("--all"));
        let expected = expected::board(self.workspace, (kind, team, all), today);
        self.compare(&arguments, &expected);
    }

    fn trend(&mut self, team: &str) {
        let sessions = history::of_team(self.workspace, team);
        let rows = trend::rows(self.workspace, &sessions);
        self.compare(
            &["trend", team, "--format", "json"],
            &expected::trend(self.workspace, &sessions, &rows),
        );
        let csv = ["trend", team, "--format", "csv"];
        let printed = self.program.print(&csv).map(|text| expected::lines(&text));
        self.note(&csv.join(" "), &expected::trend_csv(self.workspace, &sessions, &rows), printed);
    }

    /// What the trend grid shows on the screen, and prints nowhere: changes, and the word of a row.
    fn grid(&mut self, team: &str) {
        let sessions = history::of_team(self.workspace, team);
        let rows = trend::rows(self.workspace, &sessions);
        let shown = self.program.grid(team);
        self.note(&format!("(the grid of {team})"), &expected::grid(&rows), Ok(shown));
    }

    fn session(&mut self, session: &Session) {
        let path = self.path(session);
        let said = self.program.report(&path, Format::Json).and_then(|text| parsed(&text));
        let expected = expected::session(self.workspace, session);
        self.note(&format!("show {path} --json"), &expected, said);
        let report = self.program.report(&path, Format::Markdown);
        let told = report.map(|text| expected::practice_lines(&text));
        let expected = expected::practice(self.workspace, session);
        self.note(&format!("export {path} --format markdown"), &expected, told);
    }

    /// The commands print the reports that [`Self::session`] looks at.
    fn printed(&mut self, session: &Session) {
        let path = self.path(session);
        for (command, format) in [
            (["show", &path, "--json"].as_slice(), Format::Json),
            (&["export", &path, "--format", "markdown"], Format::Markdown),
        ] {
            let report = self.program.report(&path, format).unwrap_or_default();
            let printed = self.program.print(command);
            self.note(
                &command.join(" "),
                &expected::lines(&report),
                printed.map(|text| expected::lines(&text)),
            );
        }
    }

    fn path(&self, session: &Session) -> String {
        self.program.path(&format!("sessions/{}", session.file))
    }
}
