//! Crockford's base32: digits and letters without I, L, O and U, which are taken for others.

const SIGNS: &[u8; 32] = b"0123456789ABCDEFGHJKMNPQRSTVWXYZ";

/// The first `signs` signs of bytes, the highest bits first; zero bits stand behind the last byte.
pub fn first(signs: usize, bytes: &[u8]) -> String {
    let bit = |at: usize| bytes.get(at / 8).map_or(0, |byte| byte >> (7 - at % 8) & 1);
    let sign = |at: usize| (at * 5..at * 5 + 5).fold(0, |value, at| value << 1 | bit(at));
    (0..signs).map(|at| char::from(SIGNS[usize::from(sign(at))])).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn five_bits_are_a_sign_and_missing_bits_are_zero() {
        assert_eq!(first(2, &[0b0000_1000, 0b0100_0000]), "11");
        assert_eq!(first(4, &[0xff, 0xff]), "ZZZG");
        assert_eq!(first(0, &[1]), "");
    }
}
