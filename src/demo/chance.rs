//! Reproducible random numbers: each run makes the same demo, so that pictures of it stay true.
//!
//! Not for secrets; the generator is `SplitMix64` (Steele, Lea and Flood, 2014).

/// A pseudo-random generator, fixed by its seed.
#[derive(Clone, Debug)]
pub struct Chance(u64);

impl Chance {
    /// Starts the generator at a seed.
    pub const fn new(seed: u64) -> Self {
        Self(seed)
    }

    fn next(&mut self) -> u32 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut mixed = self.0;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        (mixed >> 32) as u32
    }

    /// Draws a number from `low` to `high`, both included.
    pub fn between(&mut self, low: i32, high: i32) -> i32 {
        let choices = i64::from(high) - i64::from(low) + 1;
        let above = (i64::from(self.next()) * choices) >> 32;
        low + i32::try_from(above).unwrap_or(0)
    }

    /// Returns true once in `n` draws on average.
    pub fn one_in(&mut self, n: i32) -> bool {
        self.between(1, n) == 1
    }

    /// Draws one of the choices; none where there are none.
    pub fn pick<'a, T>(&mut self, choices: &'a [T]) -> Option<&'a T> {
        let last = i32::try_from(choices.len()).ok()?.checked_sub(1).filter(|last| *last >= 0)?;
        choices.get(usize::try_from(self.between(0, last)).ok()?)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_seed_settles_every_number_and_all_choices_come_up() {
        let row = |seed| {
            let mut chance = Chance::new(seed);
            (0..200).map(|_| chance.between(-2, 2)).collect::<Vec<_>>()
        };
        assert_eq!(row(7), row(7));
        assert_ne!(row(7), row(8));
        assert!((-2..=2).all(|number| row(7).contains(&number)));
        assert!(row(7).iter().all(|number| (-2..=2).contains(number)));
        assert_eq!(Chance::new(1).pick::<u8>(&[]), None);
    }
}
