//! The random number from which the identities of new sessions are drawn.

/// A random number of the system. Without a source, the clock: no secret depends on it.
pub fn entropy() -> u64 {
    getrandom::u64().unwrap_or_else(|_| {
        let now = super::now().timestamp().as_microsecond().unsigned_abs();
        now ^ u64::from(std::process::id()).rotate_left(32)
    })
}
