//! Reads the files in which ballot codes come: saved chats and mails, wherever they lie.

use std::fs::{self, File};
use std::io::Read;
use std::path::{Path, PathBuf};

use super::dir_entries;
use super::os_error::os_fault;
use crate::library::FileError;

/// The most bytes of one file, and files of a folder: a chat of a team is far less.
const LARGEST: u64 = 4 * 1024 * 1024;
const MOST_FILES: usize = 200;

/// Reads the text in a file, or in the files of a folder: not in those below it, and not in hidden
/// ones. What is no text is read as far as it is.
pub fn codes_in(path: &Path) -> Result<String, FileError> {
    let fault = |e: &std::io::Error| os_fault(path, "read ballot codes from it", e);
    let kind = fs::metadata(path).map_err(|e| fault(&e))?;
    if !kind.is_dir() {
        return read(path);
    }
    let mut files: Vec<PathBuf> = dir_entries::paths(path)?;
    let hidden = |file: &PathBuf| {
        file.file_name().is_none_or(|name| name.as_encoded_bytes().starts_with(b"."))
    };
    files.retain(|file| !hidden(file) && file.is_file());
    files.sort();
    if files.len() > MOST_FILES {
        let message = format!("there are {} files in this folder", files.len());
        let help = format!("put the files with ballot codes, at most {MOST_FILES}, into their own");
        return Err(FileError::of_file(path, message, help));
    }
    let texts = files.iter().map(|file| read(file)).collect::<Result<Vec<_>, _>>()?;
    Ok(texts.join("\n"))
}

#[expect(clippy::disallowed_methods, reason = "the store is where files are read")]
fn read(path: &Path) -> Result<String, FileError> {
    let fault = |e: &std::io::Error| os_fault(path, "read ballot codes from it", e);
    let file = File::open(path).map_err(|e| fault(&e))?;
    let mut bytes = Vec::new();
    file.take(LARGEST + 1).read_to_end(&mut bytes).map_err(|e| fault(&e))?;
    if bytes.len() as u64 > LARGEST {
        let message = format!("the file is larger than {} MiB", LARGEST / 1024 / 1024);
        return Err(FileError::of_file(path, message, "name a file with the chat alone"));
    }
    Ok(String::from_utf8_lossy(&bytes).into_owned())
}

#[cfg(test)]
#[expect(clippy::disallowed_methods, reason = "tests do what other programs do")]
mod tests {
    use super::*;

    #[test]
    fn a_file_is_read_and_of_a_folder_the_files_in_it() {
        let folder = tempfile::tempdir().unwrap();
        let put = |name: &str, text: &[u8]| fs::write(folder.path().join(name), text).unwrap();
        put("b.txt", b"SQU1 second");
        put("a.txt", b"SQU1 first \xff");
        put(".hidden", b"SQU1 hidden");
        fs::create_dir(folder.path().join("below")).unwrap();
        fs::write(folder.path().join("below/c.txt"), "SQU1 below").unwrap();
        assert_eq!(codes_in(folder.path()), Ok("SQU1 first \u{fffd}\nSQU1 second".to_owned()));
        assert_eq!(codes_in(&folder.path().join("b.txt")), Ok("SQU1 second".to_owned()));
    }

    #[test]
    fn what_is_missing_or_too_large_is_named() {
        let folder = tempfile::tempdir().unwrap();
        let fault = codes_in(&folder.path().join("none")).unwrap_err();
        assert!(fault.to_string().contains("none"), "{fault}");
        let large = folder.path().join("large");
        File::create(&large).unwrap().set_len(LARGEST + 1).unwrap();
        assert!(codes_in(&large).unwrap_err().message.contains("4 MiB"));
        for at in 0..=MOST_FILES {
            File::create(folder.path().join(format!("{at}.txt"))).unwrap();
        }
        assert!(codes_in(folder.path()).unwrap_err().message.contains("files in this folder"));
    }
}
