//! What the documents show works.
#![expect(clippy::disallowed_methods, reason = "the test reads the documents")]

use std::fs;
use std::path::Path;

use squadcheck::store::{session_from, session_text, workspace_from};

fn yaml_blocks(document: &str) -> Vec<String> {
    let text = fs::read_to_string(document).unwrap();
    text.split("```yaml\n").skip(1).map(|rest| rest.split("```").next().unwrap().to_owned()).collect()
}

#[test]
fn every_yaml_block_of_the_file_format_is_read() {
    let blocks = yaml_blocks("docs/file-format.md");
    assert!(blocks.len() >= 4);
    for block in blocks {
        if block.starts_with("# healthcheck.yaml") {
            let workspace = workspace_from(Path::new("healthcheck.yaml"), block.as_bytes()).unwrap();
            assert!(workspace.template("our-check").is_some_and(|t| t.dimension("pager").is_some()));
        } else {
            let session = session_from(Path::new("session.yaml"), block.as_bytes()).unwrap();
            assert_eq!(session_from(Path::new("again.yaml"), session_text(&session).as_bytes()), Ok(session));
        }
    }
}
