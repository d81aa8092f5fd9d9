//! The small suites: files and their round trips, names, pages, properties.
//!
//! One target, because each one more costs as much to link as the program itself. A single suite
//! runs with `cargo test --test suite NAME`.

mod access;
mod ballot_sheet;
mod between_sessions;
mod bounds;
mod docs;
mod files;
mod fuzz_regressions;
mod generated;
mod generated_workspaces;
mod house;
mod insight;
mod names;
mod properties;
mod readme;
mod round_trip;
mod strings;
mod versions;
mod voting_page;

#[path = "../common/any.rs"]
#[expect(dead_code, reason = "the tests of the store use the rest")]
mod any;
#[path = "../common/any_template.rs"]
mod any_template;
#[path = "../common/fuzz_invariants.rs"]
mod fuzz_invariants;
#[path = "../common/hostile.rs"]
mod hostile;
#[path = "../common/memory_app.rs"]
mod memory_app;
#[path = "../common/render.rs"]
mod render;
#[path = "../common/request_invariants.rs"]
mod request_invariants;
#[path = "../common/skip.rs"]
mod skip;
#[path = "../common/test_store.rs"]
mod test_store;
#[path = "../common/texts.rs"]
mod texts;
#[path = "../common/keys.rs"]
mod typed;
