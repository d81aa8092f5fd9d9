//! The workspace of a seed: teams, a template with both kinds of scales, sessions from before, and
//! an editor.

use crate::chance::Chance;
use crate::pty::Sandbox;

const CONFIG: &str = r"squadcheck: 1
defaults: {template: mixed, way: WAY, secrecy: SECRECY}
teams:
  - {name: Checkout, people: [Ana, Bo, Chi, Dan]}
  - {name: Søk, people: [Gil, Hana, Ivo]}
  - {name: Nobody}
templates:
  - key: mixed
    name: Mixed
    add:
      - {key: speed, name: Speed, awesome: Fast., crappy: Slow.}
      - {key: load, name: Workload, awesome: Air., crappy: Overload.,
         scale: {min: 1, max: 5, step: 0.5}}
      - {key: fun, name: Fun, awesome: We laugh., crappy: The days drag.}
";

const BEFORE: &str = r#"squadcheck: 1
team: "TEAM"
date: DATE
template: mixed
voters: 4
dimensions:
  - key: speed
    name: "Speed"
    votes: {green: 0, yellow: 1, red: 3}
    agreed: {vote: red, direction: worsening}
    notes: "slow"
  - {key: load, name: "Workload", scale: {min: 1, max: 5, step: 0.5}, agreed: {vote: 3.5}}
  - {key: fun, name: "Fun", agreed: {vote: green}}
focus: [speed]
actions:
  - {text: "Cut the pipeline to ten minutes", owner: "Ana", due: 2026-11-01, state: open}
  - {text: "Buy a lamp", state: open}
experiments:
  - {text: "Release on Tuesdays", owner: "Bo", review: 2026-11-15, state: running}
state: closed
"#;

/// Leaves the text in another way each time.
const EDITOR: &str = r#"count=$(cat "$HOME/edits" 2>/dev/null || echo 0)
echo $((count + 1)) > "$HOME/edits"
case $((count % 6)) in
0) printf 'from the editor %s' "$count" > "$1" ;;
1) exit 1 ;;
2) printf 'type now'; read -r line; printf '%s' "$line" > "$1" ;;
3) printf 'moved in %s' "$count" > "$1.new"; mv "$1.new" "$1" ;;
4) rm "$1" ;;
5) printf 'two\nlines\n' >> "$1" ;;
esac
"#;

/// Another wording of the configuration: of one way, with one secrecy.
fn config(way: &str, secrecy: &str) -> String {
    CONFIG.replace("WAY", way).replace("SECRECY", secrecy)
}

/// A sandbox with a workspace, and its `healthcheck.yaml` in several wordings.
pub fn workspace(chance: &mut Chance) -> (Sandbox, Vec<String>) {
    let mut configs = Vec::new();
    for way in ["hands", "turns"] {
        for secrecy in ["anonymous", "named"] {
            configs.push(config(way, secrecy));
        }
    }
    let first = chance.index(configs.len());
    configs.swap(0, first);
    let sandbox = Sandbox::with(&configs[0]);
    for (team, folder) in [("Checkout", "checkout"), ("Søk", "sok")] {
        for date in ["2026-03-01", "2026-09-02"] {
            let text = BEFORE.replace("TEAM", team).replace("DATE", date);
            sandbox.writes(&format!("workspace/sessions/{folder}/{date}-mixed.yaml"), &text);
        }
    }
    sandbox.writes("editor.sh", EDITOR);
    (sandbox, configs)
}
