//! An independent oracle: the published rules, worked out a second time from the files alone, and
//! compared with what the program prints about random workspaces.
//!
//! `rules` is the specification, `plain` reads files, `world` makes workspaces up, `expected` has
//! the form of the program's JSON. Nothing here calls the program's own calculation. To repeat a
//! difference: `tests/stress/oracle 1 SEED`.
#![expect(clippy::disallowed_methods, reason = "the test lays down workspaces and looks at them")]

mod chance;
mod compare;
mod expected;
mod plain;
mod program;
mod report;
mod rules;
mod self_check;
mod trial;
mod world;

use std::env;

/// Workspaces of a usual run.
const SAMPLE: u64 = 40;

fn number(name: &str, otherwise: u64) -> u64 {
    env::var(name).ok().and_then(|number| number.parse().ok()).unwrap_or(otherwise)
}

#[test]
fn the_program_says_of_random_workspaces_what_the_rules_say() {
    let (workspaces, seed) =
        (number("SQUADCHECK_ORACLE_WORKSPACES", SAMPLE), number("SQUADCHECK_SEED", 1));
    let report = report::of(seed..seed + workspaces, report::today());
    println!("oracle: {report}");
    assert!(report.differences.is_empty(), "{report}");
}
