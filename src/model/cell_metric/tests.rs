use super::*;

#[test]
fn the_next_thing_to_show_comes_round_to_the_first() {
    for all in [&Metric::ALL[..], &Metric::ACROSS_TEAMS] {
        let mut metric = Metric::default();
        for _ in 0..all.len() {
            metric = metric.next_of(all);
        }
        assert_eq!(metric, Metric::Agreed);
        assert_eq!(all[all.len() - 1].next_of(all), all[0]);
    }
    assert_eq!(Metric::Change.next_of(&Metric::ACROSS_TEAMS), Metric::Agreed);
}

#[test]
fn what_a_card_says_nothing_of_is_no_colour() {
    assert_eq!(CellValue::new(Metric::Agreed, None, None), CellValue::NotAsked);
    for metric in Metric::ALL {
        assert_eq!(CellValue::new(metric, None, Some(&CellData::default())), CellValue::Nothing);
    }
    assert!(
        !CellValue::Hidden.tells() && !CellValue::Nothing.tells() && !CellValue::NotAsked.tells()
    );
}
