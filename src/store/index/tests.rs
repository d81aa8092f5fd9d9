//! The layout of the index, pinned byte by byte.

use super::*;

const SESSION: &str = "\
squadcheck: 1
team: Checkout
date: 2026-11-20
template: own
secrecy: anonymous
way: turns
voters: 6
dimensions:
  - key: fun
    name: Fun
    scale: traffic-light
    votes: {green: 3, yellow: 2, red: 1}
    directions: {improving: 2, stable: 3, worsening: 1}
    agreed: {vote: yellow, direction: improving}
  - key: pace
    name: Pace
    scale: {min: 1, max: 5, step: 0.5, labels: {1: Never, 5: Always}, reversed: true}
    votes: {1: 2, 2.5: 3}
    agreed: {vote: 2.5}
  - {key: speed, name: Speed, scale: traffic-light, votes: hidden, agreed: {vote: green}}
  - {key: mission, name: Mission, scale: traffic-light, skipped: true}
actions:
  - {text: One, due: 2026-12-04, state: open}
  - {text: Two, dimension: pager, state: open}
  - {text: Three, state: done}
state: closed
";

/// The index of that session, without the sum. Another layout needs another version in [`HEAD`].
const LAYOUT: &str = "\
squadcheck idx10\
0b2f772f73657373696f6e7380a0d9e61d0208436865636b6f7574036f776e01040366756e0346756e00a29fdef5a99896\
dc1f0470616365045061636501d00f904ee80702d00f054e65766572904e06416c7761797300d00f8827c03e000100b9d5\
8fa982e7eb93cf0105737065656405537065656400bcd0dc84c0859c9dd301076d697373696f6e074d697373696f6e00f9\
94c5f8fac381b9dd0104010001010000020606010001010101b71bb63e0101882700000205050101882700019554363f01\
000000000100000100010f636865636b6f75742f612e79616d6cbc050204030100d41f0b14100000000001000000020000\
0003000000000101000106060000000201d41f0c040003010000000001057061676572";

fn summary() -> Summary {
    let path = Path::new("s.yaml");
    let session = super::super::session_file::read(path, SESSION.as_bytes()).unwrap();
    Summary::new(&session)
}

const STAMP: Stamp = Stamp { size: 700, modified: 1, changed: 2, inode: 3 };

fn bytes() -> Vec<u8> {
    let summary = summary();
    packed("/w/sessions", 4_000_000_000, &[(b"checkout/a.yaml", STAMP, &summary)])
}

fn hex(bytes: &[u8]) -> String {
    use std::fmt::Write as _;
    bytes.iter().fold(String::new(), |mut hex, byte| {
        _ = write!(hex, "{byte:02x}");
        hex
    })
}

#[test]
fn the_layout_of_the_index_changes_only_with_its_version() {
    let bytes = bytes();
    let (head, rest) = bytes.split_at(HEAD.len());
    assert_eq!(format!("{}{}", String::from_utf8_lossy(head), hex(&rest[8..])), LAYOUT);
}

#[test]
fn an_index_gives_back_the_summary_that_was_put_in() {
    let bytes = bytes();
    let index = Index::unpacked(&bytes, Path::new("/w/sessions"), &mut Shared::default());
    assert_eq!(index.find(b"checkout/a.yaml", 0, STAMP).map(|known| &**known), Some(&summary()));
}

#[test]
fn an_open_session_comes_back_open_with_the_identity_of_its_ballots() {
    let text = SESSION.replace("team:", "id: k7q2m9x4\nteam:").replace(": closed", ": open");
    let session = super::super::session_file::read(Path::new("s.yaml"), text.as_bytes()).unwrap();
    let summary = Summary::new(&session);
    assert!(summary.is_open() && summary.id.is_some());
    let bytes = packed("/w/sessions", 4_000_000_000, &[(b"checkout/a.yaml", STAMP, &summary)]);
    let index = Index::unpacked(&bytes, Path::new("/w/sessions"), &mut Shared::default());
    assert_eq!(index.find(b"checkout/a.yaml", 0, STAMP).map(|known| &**known), Some(&summary));
}

#[test]
fn an_index_of_another_version_is_not_read() {
    let mut bytes = bytes();
    bytes[HEAD.len() - 1] += 1;
    let index = Index::unpacked(&bytes, Path::new("/w/sessions"), &mut Shared::default());
    assert_eq!(index.len(), 0);
}
