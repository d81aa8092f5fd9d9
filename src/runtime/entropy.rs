//! The random numbers from which identities and keys are drawn.

use getrandom::SysRng;
use hpke::rand_core::{CryptoRng, UnwrapErr};
use zeroize::Zeroizing;

/// A random number of the system. Without a source, the clock: no secret depends on it.
pub fn entropy() -> u64 {
    getrandom::u64().unwrap_or_else(|_| {
        let now = super::now().timestamp().as_microsecond().unsigned_abs();
        now ^ u64::from(std::process::id()).rotate_left(32)
    })
}

/// Random bytes of the system, for secrets. None: it has no source, and nothing stands in for one.
pub fn secret() -> Option<Zeroizing<[u8; 32]>> {
    let mut bytes = Zeroizing::new([0; 32]);
    getrandom::fill(&mut bytes[..]).ok()?;
    Some(bytes)
}

/// The system's source of random bytes, for sealing. None: it has none.
pub fn system_random() -> Option<impl CryptoRng> {
    secret().map(|_| UnwrapErr(SysRng))
}
