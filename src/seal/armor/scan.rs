//! The letters and digits of a text, with as much of what stands between them as tells a code from
//! the lines around it.

use std::ops::Range;

use unicode_normalization::UnicodeNormalization as _;

use super::GROUP;

/// A code begins with it.
pub const MARKER: &str = "SQU1";
/// The fewest signs of a part of a line, beside other things in it, that may be of a code.
const PART: usize = 16;

/// A letter or digit.
#[derive(Clone, Copy)]
struct Sign {
    /// As codes have it: in upper case, 0 for O, and 1 for I and L.
    byte: u8,
    /// Upper or lower case; none for digits.
    lower: Option<bool>,
    /// A letter that is taken for a digit.
    spelled: bool,
    /// A blank stands before.
    blank: bool,
}

/// Signs of one line with nothing but blanks between them.
struct Run {
    signs: Range<usize>,
    /// The line has nothing else.
    whole: bool,
    /// The line has nothing else before.
    leads: bool,
}

/// A text as its signs.
pub struct Scan {
    signs: Vec<Sign>,
    runs: Vec<Run>,
}

/// What stands from one marker to the next.
pub struct Stretch {
    signs: Range<usize>,
    /// Of a later version than this program's.
    pub newer: bool,
    /// The marker has a letter for its digit, as in a word.
    pub spelled: bool,
}

/// What a character is to the search.
enum Kind {
    Sign(Sign),
    Blank,
    Line,
    /// Neither seen nor of a code: zero-width signs, quotation marks, marks for fixed width.
    Nothing,
    /// Stands before lines that are quoted or listed; elsewhere it is like [`Kind::Other`].
    Quote,
    Other,
}

impl Kind {
    fn of(char: char) -> Self {
        match char {
            '\n' | '\r' | '\u{b}' | '\u{c}' | '\u{85}' | '\u{2028}' | '\u{2029}' => Self::Line,
            '`'
            | '"'
            | '\''
            | '*'
            | '_'
            | '~'
            | '«'
            | '»'
            | '‘'..='‟'
            | '‹'
            | '›'
            | '\u{ad}'
            | '\u{34f}'
            | '\u{61c}'
            | '\u{180e}'
            | '\u{200b}'..='\u{200f}'
            | '\u{202a}'..='\u{202e}'
            | '\u{2060}'..='\u{206f}'
            | '\u{fe00}'..='\u{fe0f}'
            | '\u{feff}' => Self::Nothing,
            '>' | '|' | '-' | '+' | '#' | '•' => Self::Quote,
            _ if char.is_whitespace() => Self::Blank,
            _ if char.is_ascii_alphanumeric() => {
                let byte = match char.to_ascii_uppercase() {
                    'O' => b'0',
                    'I' | 'L' => b'1',
                    char => u8::try_from(char).unwrap_or(b'U'),
                };
                let lower = char.is_ascii_alphabetic().then(|| char.is_ascii_lowercase());
                let spelled = byte.is_ascii_digit() && !char.is_ascii_digit();
                Self::Sign(Sign { byte, lower, spelled, blank: false })
            }
            _ => Self::Other,
        }
    }
}

impl Scan {
    pub fn new(text: &str) -> Self {
        let mut scan = Self { signs: Vec::new(), runs: Vec::new() };
        // Runs before this line, whether it has anything else, and how the last run stands.
        let (mut before, mut other) = (0, false);
        let (mut open, mut blank) = (false, false);
        for char in text.nfkc().chain(['\n']) {
            match Kind::of(char) {
                Kind::Sign(sign) => {
                    let at = scan.signs.len();
                    scan.signs.push(Sign { blank: blank && open, ..sign });
                    match scan.runs.last_mut() {
                        Some(run) if open => run.signs.end = at + 1,
                        _ => scan.runs.push(Run { signs: at..at + 1, whole: true, leads: !other }),
                    }
                    (open, blank) = (true, false);
                }
                Kind::Blank => blank = true,
                Kind::Nothing => {}
                Kind::Quote if scan.runs.len() == before && !other => {}
                Kind::Quote | Kind::Other => (open, other) = (false, true),
                Kind::Line => {
                    if other {
                        scan.runs[before..].iter_mut().for_each(|run| run.whole = false);
                    }
                    (before, other) = (scan.runs.len(), false);
                    (open, blank) = (false, false);
                }
            }
        }
        scan
    }

    /// From each marker to the next one.
    pub fn stretches(&self) -> impl Iterator<Item = Stretch> {
        let marker = |at: &usize| match &self.signs[*at..at + MARKER.len()] {
            [s, q, u, version] => {
                [s.byte, q.byte, u.byte] == *b"SQU" && matches!(version.byte, b'1'..=b'9')
            }
            _ => false,
        };
        let last = (self.signs.len() + 1).saturating_sub(MARKER.len());
        let mut markers = (0..last).filter(marker).peekable();
        std::iter::from_fn(move || {
            let start = markers.next()? + MARKER.len();
            let end = markers.peek().copied().unwrap_or(self.signs.len());
            let version = self.signs[start - 1];
            Some(Stretch {
                signs: start..end,
                newer: version.byte != b'1',
                spelled: version.spelled,
            })
        })
    }

    /// Tells a code's marker from a word like "squirrel", and from a sentence about markers: so
    /// many signs stand directly behind it.
    pub fn is_begun(&self, stretch: &Stretch) -> bool {
        self.attached(stretch).len() >= if stretch.spelled { GROUP - MARKER.len() } else { 1 }
    }

    /// All signs of a stretch.
    pub fn all(&self, stretch: &Stretch) -> Vec<u8> {
        self.signs[stretch.signs.clone()].iter().map(|sign| sign.byte).collect()
    }

    /// The signs directly behind the marker, without a blank.
    fn attached(&self, stretch: &Stretch) -> &[Sign] {
        let Some((signs, _, true)) = self.runs(stretch).next() else { return &[] };
        let signs = &self.signs[signs];
        &signs[..signs.iter().take_while(|sign| !sign.blank).count()]
    }

    /// Tells whether a sign has the case of the marker and what is directly behind it.
    fn has_case(&self, stretch: &Stretch) -> impl Fn(Sign) -> bool + use<> {
        let start = stretch.signs.start;
        let marker = &self.signs[start - MARKER.len()..start];
        let mut cases = marker.iter().chain(self.attached(stretch)).filter_map(|sign| sign.lower);
        let case = cases.next().filter(|case| cases.all(|other| other == *case));
        move |sign| case.is_none() || sign.lower.is_none() || sign.lower == case
    }

    /// The runs of a stretch, clipped to it. `true` stands beside one that begins with its marker.
    fn runs(&self, stretch: &Stretch) -> impl Iterator<Item = (Range<usize>, &Run, bool)> {
        let Range { start, end } = stretch.signs;
        let first = self.runs.partition_point(|run| run.signs.end <= start);
        let runs = self.runs[first..].iter().take_while(move |run| run.signs.start < end);
        runs.map(move |run| {
            let clipped = run.signs.start.max(start)..run.signs.end.min(end);
            (clipped, run, run.signs.start < start)
        })
    }

    fn ends_word(&self, at: usize, run: &Range<usize>) -> bool {
        at + 1 == run.end || self.signs[at + 1].blank
    }

    /// Signs in lines that have blanks only where a code has them: behind each sixteenth sign. Of
    /// other lines only a long part is taken; single words have at least `least` signs. The last
    /// one of the code, by `length`, is exempt.
    pub fn aligned(
        &self,
        stretch: &Stretch,
        least: usize,
        length: impl Fn(&[u8]) -> Option<Result<usize, ()>>,
    ) -> Vec<u8> {
        let has_case = self.has_case(stretch);
        let mut taken = Vec::new();
        let mut all = None;
        for (clipped, run, begins) in self.runs(stretch) {
            let (before, mut word, mut fits) = (taken.len(), taken.len(), true);
            // A word ends where a group ends, or is longer than one, in a code without blanks.
            let crosses = |word: usize, end: usize| {
                end - word <= GROUP && (MARKER.len() + word) % GROUP + end - word > GROUP
            };
            for at in clipped.clone() {
                let (sign, end) = (self.signs[at], taken.len());
                if sign.blank && at > run.signs.start {
                    fits = (MARKER.len() + end).is_multiple_of(GROUP) && !crosses(word, end);
                    if fits {
                        word = end;
                    }
                }
                fits &= has_case(sign);
                if !fits {
                    break;
                }
                taken.push(sign.byte);
                all = all.or_else(|| length(&taken)?.ok());
                let ends = begins
                    || taken.len() - before >= PART
                    || run.leads && self.ends_word(at, &clipped);
                if ends && all == Some(taken.len()) {
                    return taken;
                }
            }
            let signs = taken.len() - before;
            let enough = if run.whole { least } else { PART };
            if begins && !fits {
                taken.truncate(word);
            } else if !begins && (!fits || signs < enough || crosses(word, taken.len())) {
                taken.truncate(before);
            }
        }
        taken
    }

    /// Signs in lines that have nothing but signs and blanks, and the case of the marker.
    pub fn clean_lines(
        &self,
        stretch: &Stretch,
        length: impl Fn(&[u8]) -> Option<Result<usize, ()>>,
    ) -> Vec<u8> {
        let has_case = self.has_case(stretch);
        let mut taken = Vec::new();
        for (clipped, run, begins) in self.runs(stretch) {
            let (before, signs) = (taken.len(), &self.signs[clipped.clone()]);
            taken.extend(signs.iter().take_while(|sign| has_case(**sign)).map(|sign| sign.byte));
            let all = length(&taken).and_then(Result::ok).filter(|all| *all <= taken.len());
            let ends =
                |all| run.leads && self.ends_word(clipped.start + all - before - 1, &clipped);
            if let Some(all) = all.filter(|all| begins || ends(*all)) {
                taken.truncate(all);
                break;
            }
            let clean = run.whole && taken.len() - before == signs.len();
            if !begins && !clean {
                taken.truncate(before);
            }
        }
        taken
    }
}
