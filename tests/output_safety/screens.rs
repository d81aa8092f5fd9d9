//! Every screen and everything that can lie over one.

use std::path::PathBuf;

use squadcheck::app::{Effect, Job, Msg, Screen};
use squadcheck::export::Content;
use squadcheck::keys::Key;
use squadcheck::library::{Difference, Side};
use squadcheck::model::VotingMode;
use unicode_width::UnicodeWidthStr;

use crate::leak::{leaks, leaks_in_markdown};
use crate::memory_app::MemoryApp;
use crate::test_store::Disk;
use crate::typed::keys;
use crate::world::{FIELDS, World};
use crate::{payloads, render};

/// Walks over all screens. `§` pastes the payload.
const WALKS: [(VotingMode, &str); 10] = [
    // Home, a search, an open check: its cards, notes, actions, who is here, the summary, the
    // questions.
    (
        VotingMode::Hands,
        "? <Esc> /§<Down><Esc> <Enter> p p z z ? <Esc> c§<Esc> a§<Tab>§<Tab>§<Enter><Esc> \
         n n p e§<Enter><Esc>",
    ),
    (
        VotingMode::Hands,
        "<Enter> n n 2g c§<Enter> v+<Esc> s f o o o <Down> a§<Tab>B<Enter> m 3+<Space><Esc> \
         e<Down><Enter> C<Enter> C<Esc>",
    ),
    // A new check while one is open; what was agreed last time; a card of lights and one of levels.
    (
        VotingMode::Hands,
        "n<Down><Down><Down><Down><Down>§<Up><Right> <Enter> n <Enter>§<Esc> d j x <Space> \
         3g<Space> z <Enter> 1<Enter>3<Enter><Space><Space><Enter> <Esc> t",
    ),
    // The trend grid, and the named session behind it.
    (VotingMode::Hands, "t <Left><Down><Enter> n p s e<Enter> <Esc><Esc><Esc>"),
    // An experiment on a card; the board: what became of things, the forms, what was learnt, the
    // report.
    (
        VotingMode::Hands,
        "<Enter> n n x§<Tab>§<Tab>§<Tab>§<Tab>§<Tab>§<Tab><Enter><Esc> s <Esc><Esc><Esc> \
         a o j j j d ? <Esc> - §<Enter> x <Enter>§<Tab>§<Enter><Esc> X§<BackTab>§<Enter><Esc> \
         a§<Enter><Esc> e<Down><Enter> u u <Esc> t a e<Down><Enter>",
    ),
    // A search that finds what it is about, in the team's own sessions and from home.
    (VotingMode::Hands, "t /§<Down><Down><Enter><Esc><Esc><Esc> /§<Ctrl-u>§<Enter>"),
    // What cells show, how densely, the panel, and two sessions compared.
    (
        VotingMode::Hands,
        "t i j <Esc> v v - v - p <Left><Space> p <Right><Space><Enter> j j j j j e<Down><Enter> \
         <Enter> <Esc><Esc><Esc>",
    ),
    // The team grid, and a dimension across teams.
    (VotingMode::Hands, "m v - v + <Left> j <Enter> e<Down><Enter> <Enter> <Esc><Esc><Esc>"),
    // A new team, pasted.
    (
        VotingMode::Hands,
        "n<Left>§<Down><Down><Down><Right><Down>§<Down>§<Enter><Down>1<Enter> v+§<Enter><Esc>",
    ),
    // Turns: the screen between two sittings, a sitting, a comment.
    (
        VotingMode::Turns,
        "n<Enter>n <Space> <Enter> g c§<Enter> <Enter> 1<Enter><Enter> <Enter><Esc> \
         v+§<Enter><Down>-<Esc> <Space> s <Esc>",
    ),
];

/// What can be seen and what is sent out, after every key of every walk. Returns how many frames
/// were drawn.
fn walk(world: &World, payload: &str, walks: &[(VotingMode, &str)], case: &str) -> usize {
    let mut frames = 0;
    let sessions = world.sessions();
    let rooms = [VotingMode::Hands, VotingMode::Turns]
        .map(|way| (way, MemoryApp::new(Some(&world.config(way)), &sessions)));
    for (way, line) in walks {
        let mut room = rooms.iter().find(|room| room.0 == *way).expect("both").1.clone();
        assert!(matches!(room.app.screens.top, Screen::Home(_)), "{case}: the workspace is sound");
        frames += looked_at(&room, case);
        for part in line.split_inclusive('§') {
            for key in keys(part.trim_end_matches('§')) {
                room.key(key);
                frames += looked_at(&room, case);
            }
            if part.ends_with('§') {
                room.tell(Msg::Paste(payload.to_owned()));
                frames += looked_at(&room, case);
            }
        }
    }
    frames
}

/// One frame, and what the last key sent out.
fn looked_at(room: &MemoryApp, case: &str) -> usize {
    let frame = render::frame(&room.app, (80, 24));
    for cell in frame.content().iter().filter(|cell| cell.symbol().len() > 1) {
        assert_eq!(leaks(cell.symbol()), [], "{case}: {:?}", cell.symbol());
    }
    let text = render::text(&frame);
    assert_eq!(leaks(&text), [], "{case}\n{text}");
    assert!(text.lines().all(|line| line.width() <= 80), "{case}\n{text}");
    for effect in &room.effects {
        let (Effect::Copy(report)
        | Effect::Store(Job::Export { content: Content::Text(report), .. })) = effect
        else {
            continue;
        };
        assert_eq!(leaks_in_markdown(report), [], "{case}");
    }
    1
}

#[test]
fn no_screen_leaks_whatever_stands_in_all_fields() {
    let frames: usize =
        payloads::all().iter().map(|p| walk(&World::new(p), p, &WALKS, &format!("{p:.60?}"))).sum();
    // A text without end is slow to undo; two walks over the screens of a session are enough for
    // it.
    for (payload, walks) in payloads::endless()
        .map(|text| payloads::cut(&text, 20_000))
        .iter()
        .zip([&WALKS[2..3], &WALKS[3..4]])
    {
        walk(&World::new(payload), payload, walks, "a text without end");
    }
    println!("{frames} frames");
    assert!(frames > 8_000);
}

#[test]
fn no_screen_leaks_whatever_stands_in_one_field() {
    let mut cases = 0;
    for (at, payload) in payloads::all().iter().enumerate() {
        for (index, field) in FIELDS.into_iter().enumerate() {
            // A field of its own each time: over all payloads, every field has been on every
            // screen.
            if (at + index) % 24 == 0 {
                walk(
                    &World::with(field, payload),
                    payload,
                    &WALKS,
                    &format!("{}: {payload:.60?}", field.0),
                );
                cases += 1;
            }
        }
    }
    println!("{cases} cases");
}

#[test]
fn the_error_screen_quotes_a_broken_file_and_leaks_nothing() {
    for payload in payloads::all() {
        for config in [
            format!("squadcheck: 1\ntitel: {payload}\n"),
            format!("squadcheck: 1\nteams: [{{name: \"{payload}\", nam: 1}}]\n"),
            format!("squadcheck: 1\n{payload}: 1\n"),
            format!("squadcheck: 1\ndefaults: {{way: {}}}\n", crate::world::quoted(&payload)),
            format!("squadcheck: {}\n", crate::world::quoted(&payload)),
        ] {
            let mut room = MemoryApp::new(Some(&config), &[]);
            looked_at(&room, &format!("{config:.80?}"));
            for key in [Key::Down, Key::Char('?'), Key::Esc, Key::Char('R')] {
                room.key(key);
                looked_at(&room, "on the error screen");
            }
        }
    }
}

#[test]
fn a_path_with_a_payload_is_harmless_where_a_save_fails_and_where_a_report_goes() {
    for payload in payloads::all() {
        let mut room = MemoryApp::new(Some(&World::plain().config(VotingMode::Hands)), &[]);
        for key in keys("n<Enter>3g") {
            room.key(key);
        }
        room.store.disk = Disk::Full;
        room.key(Key::Char(' '));
        looked_at(&room, "not saved");
        let path = PathBuf::from(&payload);
        let fault =
            squadcheck::library::FileError::of_file(&path, payload.as_str(), payload.as_str());
        room.tell(Msg::Initialised(Err(fault.clone())));
        looked_at(&room, &payload);
        let line = Difference { side: Side::Ours, line: payload.clone() };
        room.tell(Msg::Differs { of: path.clone(), result: Ok(vec![line]) });
        looked_at(&room, &payload);
        room.key(Key::Esc);
        room.tell(Msg::Exported { path: path.clone(), result: Ok(path.display().to_string()) });
        looked_at(&room, &payload);
        room.key(Key::Char('e'));
        room.tell(Msg::Exported { path, result: Err(squadcheck::app::ExportProblem::Exists) });
        looked_at(&room, &payload);
        room.tell(Msg::Edited(Err(squadcheck::messages::EditorError::CannotStart {
            editor: payload.clone(),
            error: payload.clone(),
        })));
        looked_at(&room, &payload);
    }
}
