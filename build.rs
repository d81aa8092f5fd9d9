//! Packs what would make the program larger or slower as it is.
//!
//! Letters that look like others become a table without addresses: the library has a list for each
//! of them, so that every start of the program would fix six thousand addresses, and half a
//! megabyte of memory would go for it. The font of pictures is compressed to half its size.

use std::fmt::Write as _;
use std::io::Write as _;
use std::path::Path;
use std::{env, fs, io};

use flate2::Compression;
use flate2::write::ZlibEncoder;
use unicode_normalization::UnicodeNormalization;
use unicode_security::skeleton;

#[expect(clippy::disallowed_methods, reason = "this runs when the program is built")]
fn main() -> io::Result<()> {
    println!("cargo::rerun-if-changed=build.rs");
    let folder = env::var_os("OUT_DIR").ok_or(io::ErrorKind::NotFound)?;
    let (letters, looks) = table();
    fs::write(Path::new(&folder).join("lookalike_letters.rs"), letters)?;
    fs::write(Path::new(&folder).join("lookalike_looks.txt"), looks)?;
    for (name, font) in [("regular", dejavu::sans::regular()), ("bold", dejavu::sans::bold())] {
        fs::write(Path::new(&folder).join(name).with_extension("ttf.z"), packed(font)?)?;
    }
    Ok(())
}

fn packed(bytes: &[u8]) -> io::Result<Vec<u8>> {
    let mut packed = ZlibEncoder::new(Vec::new(), Compression::best());
    packed.write_all(bytes)?;
    packed.finish()
}

/// Each letter that has a look other than itself, with where its look ends in the text of all; and
/// that text.
fn table() -> (String, String) {
    let (mut letters, mut looks) = (String::new(), String::new());
    let mut count = 0;
    // Others are taken apart before they are looked up.
    for letter in ('\0'..=char::MAX).filter(|letter| letter.nfd().eq([*letter])) {
        let look: String = skeleton(letter.encode_utf8(&mut [0; 4])).collect();
        if !look.chars().eq([letter]) {
            looks.push_str(&look);
            count += 1;
            _ = writeln!(letters, "    ({letter:?}, {}),", looks.len());
        }
    }
    let about = "/// Letters in their order, each with the end of its look in [`LOOKS`].";
    (format!("{about}\nstatic LETTERS: [(char, u16); {count}] = [\n{letters}];\n"), looks)
}
