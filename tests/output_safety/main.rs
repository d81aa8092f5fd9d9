//! Text of people, files, arguments and paths against every sink: no payload in any field commands
//! a terminal, turns the reading order around, hides, or bursts a line.
//!
//! [`leak`] alone says what a leak is; it shares nothing with the code that it judges.
#![cfg(unix)]

mod commands;
mod exports;
mod leak;
mod payloads;
mod screens;
mod typing;
mod world;

#[path = "../common/memory_app.rs"]
#[expect(dead_code, reason = "no broken file lies in these workspaces")]
mod memory_app;
#[path = "../common/render.rs"]
mod render;
#[path = "../common/test_store.rs"]
#[expect(dead_code, reason = "no conflict is needed to show a text")]
mod test_store;
#[path = "../common/keys.rs"]
mod typed;
