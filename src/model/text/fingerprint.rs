//! A hash of a text: the same on every machine and in every version.

/// Hashes with FNV-1a, 64 bits: the standard hasher may change.
pub fn fingerprint(bytes: &[u8]) -> u64 {
    let start = 0xcbf2_9ce4_8422_2325;
    bytes.iter().fold(start, |hash, byte| (hash ^ u64::from(*byte)).wrapping_mul(0x0100_0000_01b3))
}
