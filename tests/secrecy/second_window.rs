//! A second window follows a check that the first one runs, and shows nothing that is not revealed.

use crate::SESSION;
use crate::test_app::TestApp;
use crate::typed::keys;
use crate::until_the_reveal::{MEETINGS, room};

/// Looks around in a window that follows, and tries what it can: everything that it showed.
fn looked_around(window: &mut TestApp) -> Vec<String> {
    let line = "z z n p s m<Esc> ? <Esc> <Esc> g 4y <Space> <Enter> v c u e<Esc> s<Enter> p p p";
    let mut shown = vec![window.screen()];
    for key in keys(line) {
        window.key(key);
        shown.push(window.screen());
        shown.append(&mut window.sent);
    }
    shown
}

#[test]
fn what_the_second_window_shows_does_not_depend_on_what_waits_in_the_first() {
    for (way, one, two) in MEETINGS {
        let (one, two) = (keys(one), keys(two));
        let (mut here, mut there) = (room(way), room(way));
        let (mut over_here, mut over_there) = (here.beside(), there.beside());
        let mut follows = false;
        for (one, two) in one.into_iter().zip(two) {
            here.key(one);
            there.key(two);
            let pressed = here.pressed;
            over_here.hears_of(&["sessions", SESSION]);
            over_there.hears_of(&["sessions", SESSION]);
            assert_eq!(over_here.screen(), over_there.screen(), "{way}, after {pressed} keys");
            if here.path(SESSION).exists() && !follows {
                over_here.press("<Enter>").sees("follows");
                over_there.press("<Enter>");
                follows = true;
            }
            if follows && pressed % 4 == 0 {
                let shown = looked_around(&mut over_here);
                assert_eq!(shown, looked_around(&mut over_there), "{way}, after {pressed} keys");
                for screen in shown {
                    let told = [
                        "have voted",
                        "has voted.",
                        "is next.",
                        "gave a direction",
                        "have answered",
                    ];
                    assert!(
                        !told.iter().any(|words| screen.contains(words)),
                        "{way}, after {pressed} keys\n{screen}"
                    );
                }
            }
            // A third one that is started now, and knows what lies on the disk alone.
            let (mut late, mut later) = (here.beside(), there.beside());
            assert_eq!(late.screen(), later.screen(), "{way}, after {pressed} keys");
            late.press("<Enter>");
            later.press("<Enter>");
            assert_eq!(late.screen(), later.screen(), "{way}, after {pressed} keys");
        }
        assert!(follows, "{way}");
    }
}

#[test]
fn the_second_window_does_not_even_read_the_file_of_what_waits() {
    let mut first = room("hands");
    first.press("2g2r<Space><Enter>3<Enter>");
    assert_eq!(crate::disk::waiting(&first).len(), 1);
    for path in crate::disk::waiting(&first) {
        crate::disk::write(&path, "squadcheck: 1\ncards: [");
    }
    let mut second = first.beside();
    let home = second.screen();
    assert!(!home.contains("cannot be read"), "{home}");
    second.press("<Enter>").sees("Not revealed yet");
    assert!(!second.screen().contains("cannot be read"), "{}", second.screen());
    // The first one has it in memory, and nobody has written over it.
    assert!(crate::disk::read(&crate::disk::waiting(&first)[0]).ends_with("cards: ["));
}
