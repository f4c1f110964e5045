//! Finds and reads fact files: paths in, texts with names out; what cannot be read becomes a fault of its path.

use crate::error::Fault;
use crate::source::{Source, Span, SpanMap};
use crate::yaml::LARGEST;
use std::collections::BTreeMap;
use std::fs;
use std::io::{self, Read};
use std::path::{Path, PathBuf};
use std::sync::Arc;

/// The path that stands for the built-in base.
const BUILTIN: &str = "builtin";
/// A configuration is not a fact file, though it may lie among them.
const CONFIGURATION: &str = "factlint.yaml";

/// The files of the built-in base.
const FILES: &[(&str, &str)] = &[
    ("ai-models.yaml", include_str!("../../facts/ai-models.yaml")),
    ("alibaba.yaml", include_str!("../../facts/alibaba.yaml")),
    ("chinese-tech.yaml", include_str!("../../facts/chinese-tech.yaml")),
    ("cloud-providers.yaml", include_str!("../../facts/cloud-providers.yaml")),
    ("computing-history.yaml", include_str!("../../facts/computing-history.yaml")),
    ("entities.yaml", include_str!("../../facts/entities.yaml")),
    ("exchanges.yaml", include_str!("../../facts/exchanges.yaml")),
    ("tesla-and-musk.yaml", include_str!("../../facts/tesla-and-musk.yaml")),
];

/// The texts of the built-in base, named `builtin:alibaba.yaml` and so on.
pub(super) fn builtin() -> Vec<Source> {
    FILES.iter().map(|(name, text)| Source::new(format!("{BUILTIN}:{name}"), *text)).collect()
}

/// True where the built-in base declares an entity with this id.
pub(super) fn ships(id: &str) -> bool {
    let declared = format!("\n  - id: {id}\n    type: ");
    FILES.iter().any(|(_, text)| text.contains(&declared))
}

/// Reads files and folders. A file that two paths lead to is read once.
pub(super) fn read(paths: &[PathBuf]) -> (Vec<Source>, Vec<Fault>) {
    let mut found = Found::default();
    for path in paths {
        if path.as_os_str() == BUILTIN {
            found.builtin = true;
        } else if path.is_dir() {
            let before = found.files.len();
            found.folder(path, 0);
            if found.files.len() == before && found.faults.is_empty() {
                let help = "name a folder that holds *.yaml files, or a file";
                found.fault(path, "this folder holds no fact files".to_owned(), help);
            }
        } else {
            found.file(path);
        }
    }
    let mut sources = if found.builtin { builtin() } else { Vec::new() };
    for path in std::mem::take(&mut found.files).into_values() {
        match text(&path) {
            Ok(source) => sources.push(source),
            Err((message, help)) => found.fault(&path, message, help),
        }
    }
    (sources, found.faults)
}

#[derive(Default)]
struct Found {
    builtin: bool,
    /// By the path without links, so that each is read once; the shortest name is shown.
    files: BTreeMap<PathBuf, PathBuf>,
    faults: Vec<Fault>,
}

impl Found {
    fn file(&mut self, path: &Path) {
        let key = fs::canonicalize(path).unwrap_or_else(|_| path.to_owned());
        let shown = self.files.entry(key).or_insert_with(|| path.to_owned());
        if path < shown.as_path() {
            *shown = path.to_owned();
        }
    }

    fn folder(&mut self, folder: &Path, depth: usize) {
        let entries = match fs::read_dir(folder) {
            Ok(entries) => entries,
            Err(e) => return self.fault(folder, unreadable(&e), "check the path and who may read it"),
        };
        for entry in entries.flatten() {
            let path = entry.path();
            let name = entry.file_name();
            let name = name.to_string_lossy();
            if name.starts_with('.') || name == CONFIGURATION {
                continue;
            }
            // Links to folders are not followed: they may lead back here.
            let is_link = entry.file_type().is_ok_and(|t| t.is_symlink());
            if path.is_dir() {
                if !is_link && depth < 32 {
                    self.folder(&path, depth + 1);
                }
            } else if name.ends_with(".yaml") || name.ends_with(".yml") {
                self.file(&path);
            }
        }
    }

    fn fault(&mut self, path: &Path, message: String, help: &str) {
        let source = Arc::new(Source::new(shown(path), ""));
        self.faults.push(Fault { source, span: Span::default(), message, help: help.to_owned() });
    }
}

/// A path as reports show it, the same on every system.
fn shown(path: &Path) -> String {
    let shown = path.to_string_lossy();
    if std::path::MAIN_SEPARATOR == '\\' { shown.replace('\\', "/") } else { shown.into_owned() }
}

fn unreadable(error: &io::Error) -> String {
    match error.kind() {
        io::ErrorKind::NotFound => "there is no such file or folder".to_owned(),
        io::ErrorKind::PermissionDenied => "this may not be read".to_owned(),
        _ => format!("cannot be read: {error}"),
    }
}

/// The text of a file, a byte-order mark left out but counted.
fn text(path: &Path) -> Result<Source, (String, &'static str)> {
    let mut bytes = Vec::new();
    let read = fs::File::open(path).and_then(|f| f.take(LARGEST + 1).read_to_end(&mut bytes));
    if let Err(e) = read {
        return Err((unreadable(&e), "check the path and who may read it"));
    }
    if bytes.len() as u64 > LARGEST {
        return Err(("the file is too large".to_owned(), "split it: a fact file may have 256 MiB"));
    }
    if bytes.starts_with(&[0xff, 0xfe]) || bytes.starts_with(&[0xfe, 0xff]) {
        return Err(("the file is UTF-16".to_owned(), "save it as UTF-8"));
    }
    let text = String::from_utf8(bytes).map_err(|e| {
        let at = e.utf8_error().valid_up_to();
        let line = e.as_bytes()[..at].iter().filter(|b| **b == b'\n').count() + 1;
        (format!("line {line} is not UTF-8"), "save the file as UTF-8")
    })?;
    Ok(source(shown(path), text))
}

fn source(name: String, text: String) -> Source {
    let Some(rest) = text.strip_prefix('\u{feff}') else { return Source::new(name, text) };
    let mut map = SpanMap::default();
    map.skip(text.len() - rest.len());
    map.copy(rest.len());
    Source::decoded(name, rest, Some(map))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_built_in_base_is_the_folder() {
        let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("facts");
        let (sources, faults) = read(&[folder]);
        assert!(faults.is_empty());
        let on_disk: Vec<&str> = sources.iter().map(Source::text).collect();
        assert_eq!(on_disk, FILES.iter().map(|f| f.1).collect::<Vec<_>>(), "FILES lists every file of facts/, sorted");
    }

    #[test]
    fn files_are_found_once_and_faults_name_their_path() {
        let folder = std::env::temp_dir().join(format!("factlint-files-{}", std::process::id()));
        let write = |name: &str, bytes: &[u8]| {
            let path = folder.join(name);
            path.parent()
                .map_or(Ok(()), fs::create_dir_all)
                .and_then(|()| fs::write(&path, bytes))
                .expect("a temporary file");
        };
        write("a.yaml", "\u{feff}# 一\nentities: []\n".as_bytes());
        write("deep/b.yml", b"");
        for name in ["factlint.yaml", ".hidden.yaml", ".git/c.yaml", "notes.txt"] {
            write(name, b"x");
        }
        write("bad/utf16.yaml", &[0xff, 0xfe, 0x41, 0x00]);
        write("bad/gbk.yaml", &[b'a', b'\n', 0xb0, 0xa2]);
        write("empty/readme.md", b"");
        let at = |name: &str| folder.join(name);

        let (sources, faults) = read(&[at("a.yaml"), folder.clone(), at("a.yaml")]);
        let names: Vec<String> = sources.iter().map(|s| s.name().replace(&shown(&folder), "")).collect();
        assert_eq!(names, ["/a.yaml", "/deep/b.yml"]);
        assert_eq!(sources[0].text(), "# 一\nentities: []\n");
        assert_eq!(sources[0].file_span(Span::new(2, 5)), Span::new(5, 8));
        let said =
            |faults: &[Fault]| faults.iter().map(|f| f.to_string().replace(&shown(&folder), "")).collect::<Vec<_>>();
        assert_eq!(
            said(&faults),
            [
                "/bad/gbk.yaml:1:1: line 2 is not UTF-8; save the file as UTF-8",
                "/bad/utf16.yaml:1:1: the file is UTF-16; save it as UTF-8",
            ]
        );
        let (_, faults) = read(&[at("none"), at("empty")]);
        assert_eq!(
            said(&faults),
            [
                "/empty:1:1: this folder holds no fact files; name a folder that holds *.yaml files, or a file",
                "/none:1:1: there is no such file or folder; check the path and who may read it",
            ]
        );
        fs::remove_dir_all(&folder).expect("a temporary folder");
    }
}
