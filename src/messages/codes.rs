//! What became of ballot codes, as counts.

use std::collections::BTreeMap;

use crate::seal::armor::ArmorFault;

/// What became of one code.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum CodeFate {
    /// Its votes are taken in.
    Taken,
    /// Its votes are taken in, in place of an earlier version of the same sheet.
    Replaced,
    /// It was taken in before.
    Before,
    /// A later version of the same sheet was taken in before.
    Earlier,
    /// The facilitator has left it out.
    LeftOut,
    /// It is of somebody who is not here.
    NotHere,
    /// Its end is missing.
    CutShort,
    /// Some of its pieces are missing.
    MissingPieces,
    /// Something in it was changed.
    Damaged,
    /// It was sealed for another check.
    OtherCheck,
    /// No sheet was made on this computer for the check.
    OtherComputer,
    /// A newer program made it.
    Newer,
}

impl From<&ArmorFault> for CodeFate {
    fn from(fault: &ArmorFault) -> Self {
        match fault {
            ArmorFault::CutShort => Self::CutShort,
            ArmorFault::Damaged => Self::Damaged,
            ArmorFault::Newer => Self::Newer,
            ArmorFault::MissingPieces { .. } => Self::MissingPieces,
        }
    }
}

/// What became of the codes in a text: how many met which fate.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct CodeCounts(BTreeMap<CodeFate, u32>);

impl CodeCounts {
    /// Counts one more.
    pub fn add(&mut self, fate: CodeFate) {
        *self.0.entry(fate).or_default() += 1;
    }

    /// The fates that there were, with their counts.
    pub fn iter(&self) -> impl ExactSizeIterator<Item = (CodeFate, u32)> {
        self.0.iter().map(|(fate, count)| (*fate, *count))
    }

    /// Number of codes of which the votes count now and did not before.
    pub fn taken(&self) -> u32 {
        self.of(CodeFate::Taken) + self.of(CodeFate::Replaced)
    }

    /// True if there is nothing that somebody would have to do.
    pub fn is_fine(&self) -> bool {
        let fine = [CodeFate::Taken, CodeFate::Replaced, CodeFate::Before];
        self.iter().all(|(fate, _)| fine.contains(&fate))
    }

    /// True if something is new in comparison with an earlier look at the same place.
    pub fn says_more_than(&self, earlier: &Self) -> bool {
        let known = |fate| fate == CodeFate::Before || fate == CodeFate::Earlier;
        self.taken() > 0
            || self.iter().any(|(fate, count)| !known(fate) && count > earlier.of(fate))
    }

    fn of(&self, fate: CodeFate) -> u32 {
        self.0.get(&fate).copied().unwrap_or(0)
    }
}
