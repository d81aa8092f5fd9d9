//! The promise of an anonymous check, as `docs/secrecy.md` makes it: who voted what is nowhere.
//!
//! Most tests here hold two checks beside each other that differ in what is secret alone, and
//! compare everything that comes out: files, screens, reports. What is the same byte for byte tells
//! nothing.
#![cfg(unix)]

mod codes;
mod devices;
mod differences;
mod disk;
mod memory;
mod same_files;
mod search;
mod second_window;
mod threshold;
mod until_the_reveal;

#[path = "../common/memory_app.rs"]
#[expect(dead_code, reason = "no broken file lies in these workspaces")]
mod memory_app;
#[path = "../common/phones.rs"]
mod phones;
#[path = "../common/render.rs"]
mod render;
#[path = "../common/sheets.rs"]
mod sheets;
#[path = "../common/skip.rs"]
mod skip;
#[path = "../common/test_app.rs"]
#[expect(
    dead_code,
    reason = "every room here is furnished, and a save that is under way never ends"
)]
mod test_app;
#[path = "../common/test_store.rs"]
#[expect(dead_code, reason = "every save of these checks succeeds")]
mod test_store;
#[path = "../common/keys.rs"]
mod typed;

/// A workspace for these tests: lights and levels, four people.
const CONFIG: &str = r"
squadcheck: 1
defaults: {template: mixed, way: WAY}
teams:
  - name: Checkout
    people: [Ana, Bo, Chi, Eli]
templates:
  - key: mixed
    name: Mixed
    add:
      - {key: speed, name: Speed, awesome: Fast., crappy: Slow.}
      - {key: load, name: Load, awesome: Air., crappy: Overload.,
         scale: {min: 1, max: 5, step: 0.5}}
      - {key: fun, name: Fun, awesome: Joy., crappy: Gloom.}
";
const SESSION: &str = "sessions/checkout/2026-11-20-mixed.yaml";

fn config(way: &str) -> String {
    CONFIG.replace("WAY", way)
}
