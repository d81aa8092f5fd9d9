use super::*;

#[test]
fn the_next_thing_to_show_comes_round_to_the_first() {
    for all in [&Shows::ALL[..], &Shows::ACROSS_TEAMS] {
        let mut shows = Shows::default();
        for _ in 0..all.len() {
            shows = shows.next_of(all);
        }
        assert_eq!(shows, Shows::Agreed);
        assert_eq!(all[all.len() - 1].next_of(all), all[0]);
    }
    assert_eq!(Shows::Change.next_of(&Shows::ACROSS_TEAMS), Shows::Agreed);
}

#[test]
fn what_a_card_says_nothing_of_is_no_colour() {
    assert_eq!(Sign::new(Shows::Agreed, None, None), Sign::NotAsked);
    for shows in Shows::ALL {
        assert_eq!(Sign::new(shows, None, Some(&Said::default())), Sign::Nothing);
    }
    assert!(!Sign::Hidden.tells() && !Sign::Nothing.tells() && !Sign::NotAsked.tells());
}
