use std::convert::Infallible;

use hpke::rand_core::{TryCryptoRng, TryRng};
use proptest::prelude::*;
use proptest::strategy::ValueTree as _;
use proptest::test_runner::TestRunner;

use super::super::armor;
use super::super::plaintext::tests::{any_ballots, form};
use super::*;

/// Numbers that are the same each time.
struct Counted(u8);

impl TryRng for Counted {
    type Error = Infallible;

    fn try_next_u32(&mut self) -> Result<u32, Infallible> {
        let mut bytes = [0; 4];
        self.try_fill_bytes(&mut bytes)?;
        Ok(u32::from_le_bytes(bytes))
    }

    fn try_next_u64(&mut self) -> Result<u64, Infallible> {
        let mut bytes = [0; 8];
        self.try_fill_bytes(&mut bytes)?;
        Ok(u64::from_le_bytes(bytes))
    }

    fn try_fill_bytes(&mut self, bytes: &mut [u8]) -> Result<(), Infallible> {
        for byte in bytes {
            self.0 = self.0.wrapping_mul(5).wrapping_add(7);
            *byte = self.0;
        }
        Ok(())
    }
}

impl TryCryptoRng for Counted {}

fn key(form: BallotForm) -> SealKey {
    SealKey::new(&Zeroizing::new([9; 32]), form)
}

fn bytes(hex: &str) -> Vec<u8> {
    (0..hex.len()).step_by(2).map(|at| u8::from_str_radix(&hex[at..at + 2], 16).unwrap()).collect()
}

/// RFC 9180, A.2.1: the same suite, base mode.
#[test]
fn the_suite_is_the_one_of_the_rfc() {
    let receiver = bytes("1ac01f181fdf9f352797655161c58b75c656a6cc2716dcb66372da835542e1df");
    let (secret, public) = X25519HkdfSha256::derive_keypair(&receiver);
    let expected = "4310ee97d88cc1f088a5576c77ab0cf5c3ac797f3d95139c6c84b5429c59662a";
    assert_eq!(public.to_bytes().as_slice(), bytes(expected));
    let encapsulated = bytes("1afa08d3dec047a643885163f1180476fa7ddb54c6a8029ea33f95796bf2ac4a");
    let opened = single_shot_open::<ChaCha20Poly1305, HkdfSha256, X25519HkdfSha256>(
        &OpModeR::Base,
        &secret,
        &<X25519HkdfSha256 as Kem>::EncappedKey::from_bytes(&encapsulated).unwrap(),
        &bytes("4f6465206f6e2061204772656369616e2055726e"),
        &bytes(
            "1c5250d8034ec2b784ba2cfd69dbdb8af406cfe3ff938e131f0def8c8b60b4db21993c62ce81883d2dd1b5\
             1a28",
        ),
        b"Count-0",
    );
    assert_eq!(opened.unwrap(), b"Beauty is truth, truth beauty");
}

#[test]
fn a_ballot_opens_for_its_own_form_alone() {
    let mut ballots = SealedBallots::default();
    ballots.submission.revision = 1;
    let (own, other) = (key(form(&[])), key(form(&["Ana"])));
    let sealed = own.public().seal(&ballots, &mut Counted(1)).unwrap();
    assert_eq!(own.open(&sealed), Ok(ballots.clone()));
    assert_eq!(other.open(&sealed), Err(OpenError::OtherKey));
    let later = SealKey::new(&Zeroizing::new([8; 32]), form(&[]));
    assert_eq!(later.open(&sealed), Err(OpenError::OtherKey));
    let mut fewer = form(&[]);
    fewer.cards.pop();
    // Sealed with the same key, and about other cards.
    assert_eq!(key(fewer).open(&sealed), Err(OpenError::OtherKey));
}

#[test]
fn a_sealed_ballot_has_one_of_four_lengths() {
    let own = key(form(&[]));
    let mut ballots = SealedBallots::default();
    ballots.submission.revision = 1;
    let sealed = own.public().seal(&ballots, &mut Counted(1)).unwrap();
    assert_eq!((sealed.len(), sealed[0]), (309, 1));
    assert_eq!(sealed[1..5], own.public().id());
    assert_eq!(own.open(&sealed[..308]), Err(OpenError::Length(308)));
    assert_eq!(own.open(&[]), Err(OpenError::Length(0)));
    assert_eq!(own.open(&[2; 309]), Err(OpenError::Version(2)));
}

#[test]
fn a_fingerprint_has_ten_letters_and_tells_keys_apart() {
    let [one, other] = [key(form(&[])), key(form(&["Ana"]))].map(|key| key.public().fingerprint());
    assert_eq!((one.len(), other.len()), (10, 10));
    assert_ne!(one, other);
}

#[test]
fn a_key_shows_no_secret() {
    let shown = format!("{:?}", key(form(&[])));
    assert!(shown.contains("public") && !shown.contains("secret"), "{shown}");
}

proptest! {
    #[test]
    fn what_is_sealed_opens_and_each_changed_bit_is_refused(
        ballots in any_ballots(&form(&["Ana", "Bo"])),
        random in any::<u8>(),
        bit in any::<proptest::sample::Index>(),
    ) {
        let own = key(form(&["Ana", "Bo"]));
        let mut sealed = own.public().seal(&ballots, &mut Counted(random)).unwrap();
        prop_assert_eq!(own.open(&sealed), Ok(ballots));
        let bit = bit.index(sealed.len() * 8);
        sealed[bit / 8] ^= 1 << (bit % 8);
        // The highest bit of an encapsulated key means nothing, by RFC 7748.
        if bit != (HEAD + ENCAPSULATED - 1) * 8 + 7 {
            prop_assert!(own.open(&sealed).is_err(), "bit {}", bit);
        }
    }
}

#[test]
fn a_thousand_ballots_go_through_text_and_each_flipped_bit_is_refused() {
    let mut runner = TestRunner::deterministic();
    let forms = [form(&[]), form(&["Ana", "Bo", "Dörte"])];
    let keys = forms.clone().map(key);
    for round in 0..1000_usize {
        let (form, key) = (&forms[round % 2], &keys[round % 2]);
        let ballots = any_ballots(form).new_tree(&mut runner).unwrap().current();
        let mut random = Counted(u8::try_from(round % 251).unwrap());
        let sealed = key.public().seal(&ballots, &mut random).unwrap();
        let text =
            if round % 3 == 0 { armor::pieces(&sealed).join("\n") } else { armor::write(&sealed) };
        let found = armor::find(&text);
        assert_eq!(found.codes.as_slice(), std::slice::from_ref(&sealed));
        assert_eq!(key.open(&found.codes[0]), Ok(ballots));
        let (at, bit) = (round * 37 % sealed.len(), round % 8);
        let mut flipped = sealed.clone();
        flipped[at] ^= 1 << bit;
        let refused = key.open(&flipped).unwrap_err();
        let right = match at {
            0 => matches!(refused, OpenError::Version(_)),
            1..5 => refused == OpenError::OtherKey,
            _ => refused == OpenError::Damaged,
        };
        assert!(right, "bit {bit} of byte {at}: {refused:?}");
        assert_eq!(keys[1 - round % 2].open(&sealed), Err(OpenError::OtherKey));
    }
}
