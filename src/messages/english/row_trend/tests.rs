use jiff::civil::date;

use super::*;
use crate::model::trend::Told;
use crate::model::{Level, Levels, Light, Run, Scale, Vote};

const RED: Vote = Vote::Light(Light::Red);
const YELLOW: Vote = Vote::Light(Light::Yellow);
const GREEN: Vote = Vote::Light(Light::Green);

/// The word of votes a quarter apart, the last one in November 2026.
fn word(votes: &[Vote], agreements: &[f32]) -> String {
    let levels = Scale::Levels(Levels::new(Level::whole(1), Level::whole(9), Level::whole(1)));
    let months = [2, 5, 8, 11];
    let days: Vec<Date> =
        (2022..2027).flat_map(|year| months.map(|month| date(year, month, 20))).collect();
    let told = |(date, vote): (&Date, &Vote)| Told {
        date: *date,
        scale: if matches!(vote, Vote::Light(_)) { &Scale::TrafficLight } else { &levels },
        vote: *vote,
    };
    let told: Vec<Told<'_>> = days[20 - votes.len()..].iter().zip(votes).map(told).collect();
    let agreements: Vec<(Date, f32)> = days[20 - agreements.len()..]
        .iter()
        .zip(agreements)
        .map(|(date, agreement)| (*date, *agreement))
        .collect();
    RowTrend::new(&told, &agreements)
        .map_or_else(String::new, |course| row_trend(course, date(2026, 11, 20)))
}

fn levels(levels: &[i16]) -> Vec<Vote> {
    levels.iter().map(|level| Vote::Level(Level::whole(*level))).collect()
}

#[test]
fn a_word_says_what_a_row_comes_to() {
    assert_eq!(word(&[], &[]), "");
    assert_eq!(word(&[GREEN], &[]), "");
    assert_eq!(word(&[RED, YELLOW, GREEN], &[]), "rising 2 times");
    assert_eq!(word(&levels(&[5, 1, 2, 3, 4]), &[]), "rising 3 times");
    assert_eq!(word(&[GREEN, YELLOW, RED], &[]), "falling 2 times");
    assert_eq!(word(&[GREEN, RED, RED, RED], &[]), "red 3 times");
    assert_eq!(word(&[RED; 4], &[]), "red since February");
    assert_eq!(word(&[RED; 6], &[]), "red since Aug 2025");
    assert_eq!(word(&[GREEN, YELLOW, YELLOW, YELLOW], &[]), "yellow 3 times");
    assert_eq!(word(&[YELLOW, YELLOW], &[]), "unchanged");
    assert_eq!(word(&[GREEN, GREEN, GREEN], &[]), "green 3 times");
    assert_eq!(word(&[GREEN; 5], &[]), "green for a year");
    assert_eq!(word(&[GREEN; 9], &[]), "green for 2 years");
    assert_eq!(word(&[YELLOW, GREEN], &[]), "better");
    assert_eq!(word(&[GREEN, YELLOW], &[]), "worse");
}

#[test]
fn split_ballots_are_told_before_anything_that_is_well() {
    assert_eq!(word(&[GREEN; 9], &[0.9, 0.4, 0.3]), "split 2 times");
    assert_eq!(word(&[GREEN; 9], &[0.1, 0.2, 0.3, 0.4]), "split since winter");
    assert_eq!(word(&[GREEN; 9], &[0.1; 5]), "split since Nov 2025");
    assert_eq!(word(&[GREEN; 9], &[0.4, 0.5]), "green for 2 years", "half is mixed, not split");
    assert_eq!(word(&[YELLOW, RED, RED], &[0.1; 5]), "red 2 times", "red comes first");
}

#[test]
fn two_scales_are_not_compared_and_their_lights_are() {
    let mixed = [RED, Vote::Level(Level::whole(1)), Vote::Level(Level::whole(1))];
    assert_eq!(word(&mixed, &[]), "red 3 times");
    assert_eq!(
        word(&[GREEN, Vote::Level(Level::whole(5))], &[]),
        "",
        "nothing that can be compared"
    );
}

#[test]
fn no_word_is_longer_than_the_room_at_the_end_of_a_row() {
    let run = Run { times: 120, since: date(2016, 9, 1) };
    let courses = [
        RowTrend::Rising(119),
        RowTrend::Falling(119),
        RowTrend::Light(Light::Yellow, run),
        RowTrend::Light(Light::Yellow, Run { since: date(2026, 9, 1), ..run }),
        RowTrend::Split(run),
        RowTrend::Split(Run { since: date(2026, 9, 1), ..run }),
        RowTrend::GreenFor(10),
        RowTrend::Step(Change::Same),
        RowTrend::Until(date(2016, 9, 1)),
    ];
    for course in courses {
        let words = row_trend(course, date(2026, 11, 20));
        assert!(words.chars().count() <= 22, "{words}");
    }
}
