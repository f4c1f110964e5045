//! Imports run one way: source, time, quantity → … → report → bin. Read from the `use crate::` lines of every file.

use std::fs;
use std::path::{Path, PathBuf};

/// The stages, left to right; those of one line do not depend on the order among themselves.
const STAGES: &[&[&str]] = &[
    &["source", "time", "quantity"],
    &["statement", "vocabulary"],
    &["diagnostic", "error"],
    &["yaml"],
    &["config"],
    &["article"],
    &["normalise"],
    &["grammar"],
    &["facts"],
    &["extract"],
    &["timeline"],
    &["check"],
    &["report"],
    &["bin"],
];

fn stage(name: &str) -> Option<usize> {
    STAGES.iter().position(|s| s.contains(&name))
}

fn files(folder: &Path, out: &mut Vec<PathBuf>) {
    for entry in fs::read_dir(folder).expect("the source folder is readable") {
        let path = entry.expect("a folder entry").path();
        if path.is_dir() {
            files(&path, out);
        } else if path.extension().is_some_and(|e| e == "rs") {
            out.push(path);
        }
    }
}

/// Names of modules that a line imports by `crate::name`.
fn imports(text: &str) -> Vec<String> {
    let code = text.split("#[cfg(test)]").next().unwrap_or(text);
    code.match_indices("crate::")
        .map(|(i, m)| {
            let rest = &code[i + m.len()..];
            rest.split(|c: char| !(c.is_alphanumeric() || c == '_')).next().unwrap_or("").to_owned()
        })
        .filter(|name| stage(name).is_some())
        .collect()
}

#[test]
fn imports_run_to_the_left_only() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    let mut all = Vec::new();
    files(&root, &mut all);
    let mut wrong = Vec::new();
    for path in &all {
        let relative = path.strip_prefix(&root).expect("inside src");
        let first = relative.components().next().expect("a name").as_os_str().to_string_lossy().into_owned();
        let own = first.trim_end_matches(".rs");
        let Some(mine) = stage(own) else {
            assert!(matches!(own, "lib"), "{} belongs to no stage; add it to STAGES", relative.display());
            continue;
        };
        for import in imports(&fs::read_to_string(path).expect("a readable file")) {
            if stage(&import).is_some_and(|s| s > mine) {
                wrong.push(format!("{} imports {import}", relative.display()));
            }
        }
    }
    assert!(all.len() > 40, "the walk found the sources");
    assert!(wrong.is_empty(), "imports against the flow:\n{}", wrong.join("\n"));
}

#[test]
fn only_the_timeline_names_petgraph_and_only_the_program_prints() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    let mut all = Vec::new();
    files(&root, &mut all);
    for path in all {
        let text = fs::read_to_string(&path).expect("a readable file");
        let name = path.strip_prefix(&root).expect("inside src").to_string_lossy().replace('\\', "/");
        let code: String = text.lines().filter(|l| !l.trim_start().starts_with("//")).collect::<Vec<_>>().join("\n");
        assert!(!code.contains("petgraph::") || name.starts_with("timeline/"), "{name} names petgraph");
        assert!(!code.contains("serde_saphyr") || name.starts_with("yaml/"), "{name} names the spanned YAML crate");
        if !name.starts_with("bin/") {
            for macro_name in ["println!", "eprintln!", "process::exit", "SystemTime"] {
                assert!(!code.contains(macro_name), "{name} uses {macro_name}");
            }
        }
    }
}
