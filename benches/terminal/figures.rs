//! Times and amounts, what lies in their middle, and how one stands to another.

use std::fmt;
use std::time::{Duration, Instant};

/// The longest that repeating something may take; then what there is must do.
const ENOUGH: Duration = Duration::from_secs(60);

/// The time.
#[expect(clippy::disallowed_methods, reason = "a bench looks at the clock")]
pub fn now() -> Instant {
    Instant::now()
}

/// Something measured.
#[derive(Clone, Copy, Debug)]
pub enum Figure {
    /// How long something takes.
    Time(Duration),
    /// How much memory something takes.
    Kilobytes(u64),
}

impl Figure {
    fn size(self) -> f64 {
        match self {
            Self::Time(time) => time.as_secs_f64(),
            Self::Kilobytes(kilobytes) => f64::from(u32::try_from(kilobytes).unwrap_or(u32::MAX)),
        }
    }
}

impl fmt::Display for Figure {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Time(time) => {
                let milliseconds = time.as_secs_f64() * 1000.0;
                match milliseconds {
                    ..10.0 => write!(f, "{milliseconds:.2} ms"),
                    10.0..100.0 => write!(f, "{milliseconds:.1} ms"),
                    100.0..10_000.0 => write!(f, "{milliseconds:.0} ms"),
                    _ => write!(f, "{:.1} s", milliseconds / 1000.0),
                }
            }
            Self::Kilobytes(_) => write!(f, "{:.1} MB", self.size() / 1024.0),
        }
    }
}

/// A figure and its floor.
#[derive(Clone, Copy, Debug)]
pub struct Beside {
    /// The least that can be done.
    pub floor: Figure,
    /// What the program does.
    pub ours: Figure,
}

/// How many times the floor; none where that is nothing.
pub fn ratio(floor: Figure, ours: Figure) -> Option<String> {
    let ratio = ours.size() / floor.size();
    ratio.is_finite().then(|| format!("{ratio:.2} ×"))
}

/// Times of the same thing, shortest first.
#[derive(Clone, Debug)]
pub struct Times(Vec<Duration>);

impl Times {
    /// At least one time.
    pub fn new(mut times: Vec<Duration>) -> Result<Self, String> {
        times.sort();
        if times.is_empty() { Err("nothing was measured".to_owned()) } else { Ok(Self(times)) }
    }

    /// The time that so many of a hundred do not exceed.
    pub fn percentile(&self, of_a_hundred: usize) -> Figure {
        let last = self.0.len() - 1;
        Figure::Time(self.0[(self.0.len() * of_a_hundred / 100).min(last)])
    }

    /// The time in the middle.
    pub fn median(&self) -> Figure {
        self.percentile(50)
    }
}

/// Measures two things in turns, so that what else the machine does meets both; the first time is
/// not counted.
pub fn in_turns(
    times: usize,
    mut floor: impl FnMut() -> Result<Duration, String>,
    mut ours: impl FnMut() -> Result<Duration, String>,
) -> Result<(Times, Times), String> {
    let begun = now();
    let (mut floors, mut all_ours) = (Vec::new(), Vec::new());
    floor()?;
    ours()?;
    for _ in 0..times {
        floors.push(floor()?);
        all_ours.push(ours()?);
        if begun.elapsed() > ENOUGH {
            break;
        }
    }
    Ok((Times::new(floors)?, Times::new(all_ours)?))
}

/// The middle of both.
pub fn medians((floor, ours): &(Times, Times)) -> Beside {
    Beside { floor: floor.median(), ours: ours.median() }
}
