//! Crockford's base32: digits and letters without I, L, O and U, which are taken for others.

const SIGNS: &[u8; 32] = b"0123456789ABCDEFGHJKMNPQRSTVWXYZ";

/// The first `signs` signs of bytes, the highest bits first; zero bits stand behind the last byte.
pub fn first(signs: usize, bytes: &[u8]) -> String {
    let bit = |at: usize| bytes.get(at / 8).map_or(0, |byte| byte >> (7 - at % 8) & 1);
    let sign = |at: usize| (at * 5..at * 5 + 5).fold(0, |value, at| value << 1 | bit(at));
    (0..signs).map(|at| char::from(SIGNS[usize::from(sign(at))])).collect()
}

/// All signs of bytes.
pub fn write(bytes: &[u8]) -> String {
    first((bytes.len() * 8).div_ceil(5), bytes)
}

/// The bytes of these signs, if they are what [`write()`] gives: no sign too many, and nothing but
/// zero bits behind the last byte.
pub fn read(signs: &[u8]) -> Option<Vec<u8>> {
    let mut bytes = Vec::with_capacity(signs.len() * 5 / 8);
    let (mut bits, mut have) = (0, 0_u32);
    for sign in signs {
        bits = bits << 5 | u32::from(value(*sign)?);
        have += 5;
        if have >= 8 {
            have -= 8;
            bytes.push(u8::try_from(bits >> have).ok()?);
            bits &= (1 << have) - 1;
        }
    }
    (have < 5 && bits == 0).then_some(bytes)
}

/// A number in so many signs, the highest bits first; `None` for one that needs more.
pub fn number(signs: u32, number: usize) -> Option<String> {
    let sign = |at: u32| char::from(SIGNS[number >> (5 * at) & 31]);
    (number >> (5 * signs) == 0).then(|| (0..signs).rev().map(sign).collect())
}

/// The number that these signs give.
pub fn number_of(signs: &[u8]) -> Option<usize> {
    signs.iter().try_fold(0, |number, sign| Some(number << 5 | usize::from(value(*sign)?)))
}

fn value(sign: u8) -> Option<u8> {
    SIGNS.iter().position(|one| *one == sign).and_then(|at| u8::try_from(at).ok())
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn five_bits_are_a_sign_and_missing_bits_are_zero() {
        assert_eq!(first(2, &[0b0000_1000, 0b0100_0000]), "11");
        assert_eq!(first(4, &[0xff, 0xff]), "ZZZG");
        assert_eq!(first(0, &[1]), "");
    }

    #[test]
    fn only_what_is_written_is_read() {
        assert_eq!(read(b"ZZZG"), Some(vec![0xff, 0xff]));
        assert_eq!(read(b"ZZZZ"), None, "bits behind the last byte");
        assert_eq!(read(b"ZZZ"), None, "a sign too few or too many");
        assert_eq!(read(b"ZZUG"), None);
        assert_eq!(read(b""), Some(Vec::new()));
    }

    #[test]
    fn numbers_have_a_fixed_length() {
        assert_eq!(number(3, 495).as_deref(), Some("0FF"));
        assert_eq!((number(1, 31).as_deref(), number(1, 32)), (Some("Z"), None));
        assert_eq!((number_of(b"0FF"), number_of(b"0UF")), (Some(495), None));
    }

    proptest! {
        #[test]
        fn what_is_written_is_read_again(bytes in proptest::collection::vec(any::<u8>(), 0..40)) {
            prop_assert_eq!(read(write(&bytes).as_bytes()), Some(bytes));
        }
    }
}
