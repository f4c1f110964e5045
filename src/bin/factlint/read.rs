//! From the paths of the command line to articles: folders walked, files read, in the order of their paths.

use crate::args::Reading;
use factlint::article::Article;
use factlint::error::Error;
use ignore::WalkBuilder;
use std::collections::BTreeSet;
use std::io::Read;
use std::path::{Path, PathBuf};

/// Files, and what kept a path from being one.
#[derive(Debug, Default)]
pub(crate) struct Found {
    /// Each once, in order; `-` is standard input.
    pub(crate) files: Vec<PathBuf>,
    /// Paths that cannot be read.
    pub(crate) errors: Vec<(String, Error)>,
}

/// All files that the paths name; folders give their articles.
pub(crate) fn find(paths: &[PathBuf]) -> Found {
    let (mut files, mut errors) = (BTreeSet::new(), Vec::new());
    for path in paths {
        if is_stdin(path) || !path.is_dir() {
            files.insert(path.clone());
            continue;
        }
        // A .gitignore counts outside of a git repository too: what it names is not an article.
        for entry in WalkBuilder::new(path).require_git(false).build() {
            match entry {
                Ok(entry) if entry.file_type().is_some_and(|t| !t.is_dir()) && is_article(entry.path()) => {
                    let found = entry.into_path();
                    files.insert(found.strip_prefix(".").map(Path::to_path_buf).unwrap_or(found));
                }
                Ok(_) => {}
                Err(error) => errors.push((shown(path), unreadable(path, &error))),
            }
        }
    }
    Found { files: files.into_iter().collect(), errors }
}

/// Reads one file, or standard input, as an article.
pub(crate) fn article(path: &Path, reading: &Reading) -> Result<Article, Error> {
    let (name, bytes) = if is_stdin(path) {
        let mut bytes = Vec::new();
        std::io::stdin().lock().read_to_end(&mut bytes).map_err(|e| unreadable(path, &e))?;
        (reading.stdin_filename.clone().unwrap_or_else(|| "-".to_owned()), bytes)
    } else {
        (shown(path), std::fs::read(path).map_err(|e| unreadable(path, &e))?)
    };
    Article::read(&name, &bytes, reading.syntax, reading.encoding)
}

/// The path as reports show it: with `/` on every system.
pub(crate) fn shown(path: &Path) -> String {
    let text = path.to_string_lossy();
    if cfg!(windows) { text.replace('\\', "/") } else { text.into_owned() }
}

/// A path that cannot be read.
pub(crate) fn unreadable(path: &Path, reason: &dyn std::fmt::Display) -> Error {
    Error::Unreadable { path: shown(path), reason: reason.to_string() }
}

fn is_stdin(path: &Path) -> bool {
    path.as_os_str() == "-"
}

fn is_article(path: &Path) -> bool {
    let ending = path.extension().and_then(|e| e.to_str()).map(str::to_ascii_lowercase);
    // Word keeps a file of this name beside a document that is open.
    let is_lock = path.file_name().is_some_and(|n| n.as_encoded_bytes().starts_with(b"~$"));
    !is_lock && matches!(ending.as_deref(), Some("md" | "markdown" | "txt" | "html" | "htm" | "xhtml" | "docx"))
}
