//! The seal around a ballot, and its key.
//!
//! `01 | key id (4) | encapsulated key (32) | ciphertext | tag (16)`. The suite is X25519,
//! HKDF-SHA256 and ChaCha20-Poly1305.

use std::fmt;

use hpke::aead::ChaCha20Poly1305;
use hpke::kdf::HkdfSha256;
use hpke::kem::X25519HkdfSha256;
use hpke::rand_core::CryptoRng;
use hpke::{Deserializable, Kem, OpModeR, OpModeS, Serializable};
use hpke::{single_shot_open, single_shot_seal_with_rng};
use sha2::{Digest, Sha256};
use zeroize::Zeroizing;

use super::base32;
use super::form::BallotForm;
use super::plaintext::{ContentError, LENGTHS, SealError, SealedBallots};

type Public = <X25519HkdfSha256 as Kem>::PublicKey;
type Secret = <X25519HkdfSha256 as Kem>::PrivateKey;

/// The version of the format.
const VERSION: u8 = 1;
/// Bytes before the encapsulated key: they are not sealed, and cannot be changed.
const HEAD: usize = 5;
const ENCAPSULATED: usize = 32;
const TAG: usize = 16;
/// Bytes around an inside.
const AROUND: usize = HEAD + ENCAPSULATED + TAG;
/// Letters of a fingerprint: fifty bits.
const FINGERPRINT: usize = 10;

/// The public key of a check, with what its ballots are about: anybody may seal.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct BallotKey {
    public: [u8; 32],
    form: BallotForm,
}

/// The key that opens ballots. Its secret is overwritten when it is dropped, and is never shown.
#[derive(Clone)]
pub struct SealKey {
    secret: Secret,
    key: BallotKey,
}

impl fmt::Debug for SealKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("SealKey").field("key", &self.key).finish_non_exhaustive()
    }
}

/// The reasons why something is no ballot of this check.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum OpenError {
    /// A newer program sealed it, or it is something else.
    Version(u8),
    /// No sealed ballot is as long.
    Length(usize),
    /// It was sealed for another check, another run of the voting, or other cards.
    OtherKey,
    /// It was changed on its way.
    Damaged,
    /// It opens, and holds no ballots.
    Content(ContentError),
}

impl BallotKey {
    /// The key with these 32 bytes.
    pub const fn new(public: [u8; 32], form: BallotForm) -> Self {
        Self { public, form }
    }

    /// The public key.
    pub const fn public(&self) -> [u8; 32] {
        self.public
    }

    /// What ballots for this key are about.
    pub const fn form(&self) -> &BallotForm {
        &self.form
    }

    /// Tells the key from others: it stands at the head of each sealed ballot.
    pub fn id(&self) -> [u8; 4] {
        let [a, b, c, d, ..] = self.hash();
        [a, b, c, d]
    }

    /// The same at more length, for people who compare a page with the shared screen.
    pub fn fingerprint(&self) -> String {
        base32::first(FINGERPRINT, &self.hash())
    }

    /// Seals ballots.
    pub fn seal(
        &self,
        ballots: &SealedBallots,
        random: &mut impl CryptoRng,
    ) -> Result<Vec<u8>, SealError> {
        let inside = ballots.write(&self.form)?;
        let public = Public::from_bytes(&self.public).map_err(|_| SealError::Key)?;
        let head = self.head();
        let (encapsulated, sealed) =
            single_shot_seal_with_rng::<ChaCha20Poly1305, HkdfSha256, X25519HkdfSha256>(
                &OpModeS::Base,
                &public,
                &self.info(),
                &inside,
                &head,
                random,
            )
            .map_err(|_| SealError::Key)?;
        Ok([&head[..], &encapsulated.to_bytes(), &sealed].concat())
    }

    fn hash(&self) -> [u8; 32] {
        let mut hash = Sha256::new();
        hash.update(b"squadcheck key 1\0");
        hash.update(self.public);
        hash.update(self.form.hash());
        hash.finalize().into()
    }

    fn head(&self) -> [u8; HEAD] {
        let [a, b, c, d] = self.id();
        [VERSION, a, b, c, d]
    }

    fn info(&self) -> Vec<u8> {
        [&b"squadcheck ballot 1\0"[..], &self.form.hash()].concat()
    }
}

impl SealKey {
    /// Makes a key of 32 random bytes.
    pub fn new(random: &Zeroizing<[u8; 32]>, form: BallotForm) -> Self {
        let (secret, public) = X25519HkdfSha256::derive_keypair(&random[..]);
        let mut bytes = [0; 32];
        bytes.copy_from_slice(&public.to_bytes());
        Self { secret, key: BallotKey::new(bytes, form) }
    }

    /// The public half.
    pub const fn public(&self) -> &BallotKey {
        &self.key
    }

    /// Opens a sealed ballot.
    pub fn open(&self, sealed: &[u8]) -> Result<SealedBallots, OpenError> {
        let version = *sealed.first().ok_or(OpenError::Length(0))?;
        if version != VERSION {
            return Err(OpenError::Version(version));
        }
        if !LENGTHS.iter().any(|length| sealed.len() == length + AROUND) {
            return Err(OpenError::Length(sealed.len()));
        }
        let (head, rest) = sealed.split_at(HEAD);
        if head != self.key.head() {
            return Err(OpenError::OtherKey);
        }
        let (encapsulated, rest) = rest.split_at(ENCAPSULATED);
        let encapsulated = <X25519HkdfSha256 as Kem>::EncappedKey::from_bytes(encapsulated)
            .map_err(|_| OpenError::Damaged)?;
        let inside = single_shot_open::<ChaCha20Poly1305, HkdfSha256, X25519HkdfSha256>(
            &OpModeR::Base,
            &self.secret,
            &encapsulated,
            &self.key.info(),
            rest,
            head,
        )
        .map(Zeroizing::new)
        .map_err(|_| OpenError::Damaged)?;
        SealedBallots::read(&inside, &self.key.form).map_err(OpenError::Content)
    }
}

#[cfg(test)]
mod tests;
