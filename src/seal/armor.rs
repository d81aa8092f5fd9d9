//! The text form of a sealed ballot, which goes through any chat: codes are written, and found
//! again in whatever a chat makes of them.
//!
//! `SQU1 N K LLL data CCCC`, in Crockford's base32 and in groups of sixteen: `N` pieces, of which
//! this is the `K`th, `LLL` signs of data, and the first twenty bits of a hash of all signs before.
//! Base32 has no U, so no marker is ever inside a code, and the search for the end of one never
//! goes past the next. Where there are several pieces, each one's data begins with the first twenty
//! bits of a hash of the whole: it tells which pieces belong together.

mod scan;

use std::collections::{BTreeMap, BTreeSet};
use std::iter;

use sha2::{Digest, Sha256};

use crate::model::SubmissionId;

use self::scan::{MARKER, Scan, Stretch};
use super::base32;

/// Signs of a group; a blank stands between groups.
const GROUP: usize = 16;
/// Signs between the marker and the data: count of pieces, place of this one, length.
const HEAD: usize = 5;
/// Signs of a check behind the data, and of the hash of a whole before it.
const CHECK: usize = 4;
/// The most signs of the whole in one piece, so that it has at most 990 characters with its blanks.
const PIECE: usize = 932 - MARKER.len() - HEAD - CHECK - CHECK;
/// So many signs tell a code from all others: eight of them are the same in all of a check, and
/// forty-five bits of the sender's random key come after.
const OWN: usize = HEAD + 8 + 9;

/// What is found in a text.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Found {
    /// Sealed ballots in the order in which their codes end, each once.
    pub codes: Vec<Vec<u8>>,
    /// Codes that cannot be read, each once.
    pub faults: Vec<ArmorFault>,
}

/// The reasons why a code cannot be read.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum ArmorFault {
    /// It ends early.
    CutShort,
    /// Its check is wrong.
    Damaged,
    /// A newer program wrote it.
    Newer,
    /// Some of its pieces are not there.
    MissingPieces {
        /// How many it has.
        pieces: usize,
        /// Those that are missing, from 1.
        missing: Vec<usize>,
    },
}

/// The code of a sealed ballot, in one piece. It has room for 20 KB.
pub fn write(sealed: &[u8]) -> String {
    piece(1, 1, &base32::write(sealed))
}

/// The code in pieces of at most 990 characters, for chats that cut what is longer. One piece is
/// the code as [`write()`] gives it. There is room for 17 KB.
pub fn pieces(sealed: &[u8]) -> Vec<String> {
    let (one, signs) = (write(sealed), base32::write(sealed));
    if one.len() <= with_blanks(PIECE + MARKER.len() + HEAD + CHECK + CHECK) {
        return vec![one];
    }
    let whole = base32::first(CHECK, &Sha256::digest(sealed));
    let pieces = signs.len().div_ceil(PIECE);
    let data = (0..pieces).map(|at| &signs[at * PIECE..signs.len().min((at + 1) * PIECE)]);
    iter::zip(1.., data)
        .map(|(which, data)| piece(pieces, which, &format!("{whole}{data}")))
        .collect()
}

/// Four letters that tell a device's submission from others, for people who talk about it.
pub fn tag(id: SubmissionId) -> String {
    base32::first(4, &id.0)
}

/// Characters of so many signs in their groups.
const fn with_blanks(signs: usize) -> usize {
    signs + (signs - 1) / GROUP
}

fn piece(pieces: usize, which: usize, data: &str) -> String {
    // What is too long gets no length, and is refused as damaged.
    let number = |signs, number| base32::number(signs, number).unwrap_or_default();
    let head = [number(1, pieces), number(1, which), number(3, data.len())].concat();
    let text = format!("{MARKER}{head}{data}");
    let text = format!("{text}{}", check(text.as_bytes()));
    let mut groups = String::with_capacity(with_blanks(text.len()));
    for (at, sign) in text.chars().enumerate() {
        if at > 0 && at % GROUP == 0 {
            groups.push(' ');
        }
        groups.push(sign);
    }
    groups
}

fn check(signs: &[u8]) -> String {
    base32::first(CHECK, &Sha256::digest(signs))
}

/// Finds all codes in a text, whatever stands around them and between their lines. Takes time in
/// proportion to the text.
pub fn find(text: &str) -> Found {
    let scan = Scan::new(text);
    let (mut good, mut bad) = (Vec::new(), BTreeSet::new());
    for stretch in scan.stretches() {
        match read(&scan, &stretch) {
            Ok(piece) => good.push(piece),
            Err(Some(fault)) => _ = bad.insert(fault),
            Err(None) => {}
        }
    }
    let mut found = Found::default();
    put_together(&good, &mut found);
    if bad.is_empty() {
        return found;
    }
    // A beginning of a code is no fault where the code is there, too, be it in pieces: a reply
    // quotes it, or a chat has cut it first.
    let there = good.iter().map(|piece| piece.signs.iter().copied().take(OWN).collect());
    let there: BTreeSet<Vec<u8>> =
        there.chain(found.codes.iter().map(|bytes| own_signs(bytes))).collect();
    let is_there = |signs: &[u8]| signs.get(..OWN).is_some_and(|own| there.contains(own));
    for (fault, signs) in bad {
        if fault == ArmorFault::Newer || !is_there(&signs) {
            found.faults.push(fault);
        }
    }
    found
}

/// The signs that are a code's own, behind its marker, if it is in one piece.
fn own_signs(bytes: &[u8]) -> Vec<u8> {
    let signs = base32::write(bytes);
    let head = base32::number(3, signs.len()).map(|length| format!("11{length}{signs}"));
    head.unwrap_or_default().into_bytes().into_iter().take(OWN).collect()
}

/// A piece whose check is right.
struct Piece {
    pieces: usize,
    which: usize,
    /// Signs from behind the marker to before the check.
    signs: Vec<u8>,
}

/// A part of a text as a piece.
enum Reading {
    Good(Piece),
    /// It ends before its end.
    Short,
    /// Its check or its head is wrong.
    Wrong,
}

/// How many signs these are from the marker to the end of the code, by the head that they begin
/// with: `None` while they are too few, and `Err` for a head that no code has.
fn length(signs: &[u8]) -> Option<Result<usize, ()>> {
    let head = signs.get(..HEAD)?;
    let numbers = [&head[..1], &head[1..2], &head[2..]].map(base32::number_of);
    let [Some(pieces), Some(which), Some(length)] = numbers else { return Some(Err(())) };
    let bits = if pieces == 1 { length * 5 % 8 } else { 0 };
    let least = if pieces == 1 { 0 } else { CHECK + 1 };
    let good = (1..=pieces).contains(&which) && length >= least && bits < 5;
    Some(if good { Ok(HEAD + length + CHECK) } else { Err(()) })
}

impl Reading {
    fn of(signs: &[u8]) -> Self {
        let length = match length(signs) {
            None => return Self::Short,
            Some(Err(())) => return Self::Wrong,
            Some(Ok(length)) => length,
        };
        let Some(signs) = signs.get(..length) else { return Self::Short };
        let (signs, last) = signs.split_at(length - CHECK);
        if check(&[MARKER.as_bytes(), signs].concat()).as_bytes() != last {
            return Self::Wrong;
        }
        let number = |at: usize| base32::number_of(&signs[at..=at]).unwrap_or(0);
        Self::Good(Piece { pieces: number(0), which: number(1), signs: signs.to_vec() })
    }
}

/// Reads the code behind a marker: with all that stands there, then without what can be no code.
/// Gives the fault with the signs that are surely of the code, or nothing for a mere word.
fn read(scan: &Scan, stretch: &Stretch) -> Result<Piece, Option<(ArmorFault, Vec<u8>)>> {
    let aligned = |least| scan.aligned(stretch, least, length);
    if let Reading::Good(piece) = Reading::of(&scan.all(stretch))
        && !stretch.newer
    {
        return Ok(piece);
    }
    let (strict, lines) = (aligned(1), scan.clean_lines(stretch, length));
    let mut fault = ArmorFault::CutShort;
    for signs in [&strict, &aligned(8), &lines] {
        match Reading::of(signs) {
            _ if stretch.newer => fault = ArmorFault::Newer,
            Reading::Good(piece) => return Ok(piece),
            Reading::Wrong => fault = ArmorFault::Damaged,
            Reading::Short => {}
        }
    }
    // Blanks where no code has them: many signs, with a head before them.
    let headed = lines.len() >= 2 * GROUP && matches!(length(&lines), Some(Ok(_)));
    let begun = headed && !stretch.spelled
        || strict.len() >= GROUP - MARKER.len()
        || scan.is_begun(stretch);
    let longer = if strict.len() >= lines.len() { strict } else { lines };
    Err(begun.then_some((fault, longer)))
}

/// The data of pieces by their place.
type Pieces<'a> = BTreeMap<usize, &'a [u8]>;

/// Turns pieces into codes, and tells of those that are missing.
fn put_together(good: &[Piece], found: &mut Found) {
    let mut known = BTreeSet::new();
    let mut wholes: BTreeMap<(&[u8], usize), Pieces> = BTreeMap::new();
    let mut take = |signs: &[u8], hash: Option<&[u8]>, found: &mut Found| {
        let bytes = base32::read(signs);
        let whole = |bytes: &[u8]| base32::first(CHECK, &Sha256::digest(bytes));
        match bytes.filter(|bytes| hash.is_none_or(|hash| whole(bytes).as_bytes() == hash)) {
            Some(bytes) if known.insert(bytes.clone()) => found.codes.push(bytes),
            Some(_) => {}
            None => found.faults.push(ArmorFault::Damaged),
        }
    };
    for piece in good {
        let data = &piece.signs[HEAD..];
        if piece.pieces == 1 {
            take(data, None, found);
            continue;
        }
        let (hash, data) = data.split_at(CHECK);
        let whole = wholes.entry((hash, piece.pieces)).or_default();
        let before = whole.len();
        whole.entry(piece.which).or_insert(data);
        if before + 1 == piece.pieces && whole.len() == piece.pieces {
            let signs: Vec<&[u8]> = whole.values().copied().collect();
            take(&signs.concat(), Some(hash), found);
        }
    }
    let codes = found.codes.iter().map(|bytes| base32::first(CHECK, &Sha256::digest(bytes)));
    let there: BTreeSet<String> = codes.collect();
    for ((hash, pieces), whole) in wholes {
        let missing: Vec<usize> = (1..=pieces).filter(|which| !whole.contains_key(which)).collect();
        if !missing.is_empty() && !there.iter().any(|there| there.as_bytes() == hash) {
            found.faults.push(ArmorFault::MissingPieces { pieces, missing });
        }
    }
}

#[cfg(test)]
mod tests;
