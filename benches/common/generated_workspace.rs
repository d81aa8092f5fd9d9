//! Workspaces of any size, made up from a seed: what the benches read.
//!
//! Asks no clock, and its files are those of the program's own writer. The same tribe is the same
//! bytes.

mod asked;
mod team;

use std::fmt::Write as _;
use std::path::Path;
use std::{fs, io};

use jiff::civil::{Date, date};
use squadcheck::library::session_path;
use squadcheck::store::session_text;

use asked::Asked;
use team::Team;

/// The month of the last check of those that still hold one.
const LAST: Date = date(2026, 11, 1);

/// How large a workspace is, and what its chance begins with.
#[derive(Clone, Copy, Debug)]
pub struct GeneratedWorkspace {
    /// How many teams.
    pub teams: usize,
    /// How many checks each of them has held, a month apart.
    pub months: usize,
    /// Another seed, other moods and words.
    pub seed: u64,
}

impl GeneratedWorkspace {
    /// How many sessions it has.
    pub const fn sessions(self) -> usize {
        self.teams * self.months
    }

    /// Lays the workspace down in a folder; answers how many bytes its sessions have.
    ///
    /// Nothing is synced: what is lost in a crash can be made again.
    #[expect(
        clippy::disallowed_methods,
        reason = "the store would sync every file, which takes minutes"
    )]
    pub fn lay(self, root: &Path) -> io::Result<u64> {
        let asked = Asked::over_the_years();
        let teams: Vec<Team> = (0..self.teams).map(|at| Team::new(at, self.seed)).collect();
        fs::create_dir_all(root)?;
        fs::write(root.join("healthcheck.yaml"), config(&teams, &asked))?;
        let sessions = root.join("sessions");
        let mut bytes = 0;
        for team in &teams {
            for session in team.sessions(self.months, LAST, &asked) {
                let template = session.template.as_deref().unwrap_or_default();
                let none: [&Path; 0] = [];
                let (path, _) =
                    session_path(&sessions, &session.team, session.date, template, &none);
                fs::create_dir_all(path.parent().unwrap_or(&sessions))?;
                let text = session_text(&session);
                bytes += text.len() as u64;
                fs::write(path, text)?;
            }
        }
        Ok(bytes)
    }
}

/// The `healthcheck.yaml` of these teams, with what they are asked today.
fn config(teams: &[Team], asked: &Asked) -> String {
    let mut out = format!(
        "# Made up by a generator: nobody ever said or did any of this.\n\
         squadcheck: 1\n\
         title: \"A tribe of {}\"\n\
         defaults: {{template: {}, secrecy: anonymous, way: hands, threshold: 3, \
         minutes_per_dimension: 4}}\n\
         teams:\n",
        teams.len(),
        asked::OWN,
    );
    for team in teams {
        _ = writeln!(out, "  - name: \"{}\"", team.name);
        _ = writeln!(out, "    people: [{}]", team.people.join(", "));
        if team.template != asked::OWN {
            _ = writeln!(out, "    template: {}", team.template);
        }
        if !team.share {
            out.push_str("    share: false\n");
        }
    }
    out.push_str("templates:\n");
    out.push_str(&asked.yaml());
    out
}
