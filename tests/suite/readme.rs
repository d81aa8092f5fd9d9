//! What README and docs show works, and what they point to is there.

use std::path::Path;

use squadcheck::store::workspace_from;

/// The pages that this test looks at.
const PAGES: [&str; 14] = [
    "README.md",
    "CHANGELOG.md",
    "CONTRIBUTING.md",
    "SECURITY.md",
    "docs/guide.md",
    "docs/facilitation.md",
    "docs/file-format.md",
    "docs/methods.md",
    "docs/templates.md",
    "docs/secrecy.md",
    "docs/architecture.md",
    "docs/decisions.md",
    "docs/performance.md",
    "docs/keys.md",
];

#[expect(
    clippy::disallowed_methods,
    reason = "reads the repository's own docs, not people's files"
)]
fn page(path: &str) -> String {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join(path);
    std::fs::read_to_string(&path)
        .unwrap_or_else(|error| panic!("{}: {error}", path.display()))
        .replace("\r\n", "\n")
}

#[test]
fn the_healthcheck_yaml_of_the_readme_is_read_without_a_problem() {
    let readme = page("README.md");
    let yaml = readme
        .split("```yaml\n")
        .nth(1)
        .and_then(|rest| rest.split("```").next())
        .expect("README shows one");
    assert_eq!(yaml.lines().count(), 10, "the README promises ten lines");
    let workspace =
        workspace_from(Path::new("healthcheck.yaml"), yaml.as_bytes()).expect("it is well formed");
    let teams: Vec<&str> = workspace.teams.iter().map(|team| team.name.as_str()).collect();
    assert_eq!(teams, ["Checkout", "Search"]);
    let own = workspace.template("our-check").expect("it has a template of its own");
    assert!(own.dimensions.iter().all(|dimension| dimension.key != "pawns-or-players"));
}

#[test]
fn every_page_and_picture_that_a_page_points_to_is_there() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    for name in PAGES {
        let folder = root.join(name);
        let folder = folder.parent().expect("a page is in a folder");
        for target in page(name).split("](").skip(1).filter_map(|rest| rest.split(')').next()) {
            let path = target.split('#').next().unwrap_or_default();
            if !path.is_empty() && !path.starts_with("http") {
                assert!(folder.join(path).exists(), "{name} points to {target}");
            }
        }
    }
}

#[test]
fn every_command_is_in_the_readme_and_in_the_guide() {
    let (readme, guide) = (page("README.md"), page("docs/guide.md"));
    for command in squadcheck::cli::command().get_subcommands() {
        let name = command.get_name();
        let in_readme = [format!("squadcheck {name}"), format!("`{name}"), format!(" {name}`")];
        assert!(
            in_readme.iter().any(|wanted| readme.contains(wanted)),
            "README does not name {name}"
        );
        assert!(guide.contains(&format!("squadcheck {name}")), "the guide does not name {name}");
    }
}
