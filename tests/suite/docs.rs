//! What the documents show works.
#![expect(clippy::disallowed_methods, reason = "the test reads the documents")]

use std::fs;
use std::path::Path;

use squadcheck::store::{session_from, session_text, template_yaml, workspace_from};

fn yaml_blocks(document: &str) -> Vec<String> {
    let text = fs::read_to_string(document).unwrap();
    text.split("```yaml\n")
        .skip(1)
        .map(|rest| rest.split("```").next().unwrap().to_owned())
        .collect()
}

#[test]
fn every_yaml_block_about_templates_is_read_and_shows_every_key() {
    let blocks = yaml_blocks("docs/templates.md");
    assert!(blocks.len() >= 7);
    for block in &blocks {
        let read = workspace_from(Path::new("healthcheck.yaml"), block.as_bytes());
        let workspace = read.unwrap_or_else(|faults| panic!("{faults:?}\n{block}"));
        for template in &workspace.templates {
            let again = format!("squadcheck: 1\ntemplates:\n{}", template_yaml(template));
            let again = workspace_from(Path::new("again.yaml"), again.as_bytes()).unwrap();
            assert_eq!(again.template(&template.key), Some(template));
        }
    }
    let all = blocks.concat();
    for key in [
        "key",
        "name",
        "source",
        "licence",
        "when",
        "reading",
        "limits",
        "prompts",
        "extends",
        "drop",
        "reword",
        "add",
        "scale",
        "dimensions",
        "target",
        "rules",
        "awesome",
        "crappy",
        "aliases",
        "reversed",
        "beside",
        "pair",
        "min",
        "max",
        "step",
        "labels",
        "descriptions",
        "lights",
        "as-of",
        "of",
        "say",
        "suggest",
        "text",
        "for",
        "at-most",
        "above",
        "held",
        "fell",
        "split",
        "gap",
        "sessions",
        "by",
    ] {
        assert!(all.contains(&format!("{key}:")), "no example of {key}");
    }
    let own = workspace_from(Path::new("h.yaml"), blocks.last().unwrap().as_bytes()).unwrap();
    let own = own.template("meetings").unwrap();
    let reversed = own
        .dimensions
        .iter()
        .filter(|d| d.scale.levels().is_some_and(|levels| levels.reversed))
        .count();
    assert_eq!((own.answers().as_str(), reversed, own.rules.len()), ("1 to 7", 2, 1));
}

#[test]
fn every_yaml_block_of_the_file_format_is_read() {
    let blocks = yaml_blocks("docs/file-format.md");
    assert!(blocks.len() >= 4);
    for block in blocks {
        if block.starts_with("# healthcheck.yaml") {
            let workspace =
                workspace_from(Path::new("healthcheck.yaml"), block.as_bytes()).unwrap();
            assert!(
                workspace.template("our-check").is_some_and(|t| t.dimension("pager").is_some())
            );
        } else {
            let session = session_from(Path::new("session.yaml"), block.as_bytes()).unwrap();
            assert_eq!(
                session_from(Path::new("again.yaml"), session_text(&session).as_bytes()),
                Ok(session)
            );
        }
    }
}
