//! Cases written as Markdown: sections with fenced blocks, read by a reader small enough to be trusted.

use std::path::{Path, PathBuf};

/// A fenced block: the words behind its opening fence, its text, and the line it begins on.
#[derive(Debug)]
pub(crate) struct Block {
    /// Words behind the fence.
    pub(crate) info: Vec<String>,
    /// The lines between the fences.
    pub(crate) text: String,
    /// Line of the opening fence, from 1.
    pub(crate) line: usize,
}

/// A section of a case file: its heading and its blocks.
#[derive(Debug)]
pub(crate) struct Section {
    /// The heading without its marks.
    pub(crate) title: String,
    /// The fenced blocks under it.
    pub(crate) blocks: Vec<Block>,
}

/// The sections of a Markdown text, cut at every heading outside fences.
pub(crate) fn sections(text: &str) -> Vec<Section> {
    let mut out = vec![Section { title: String::new(), blocks: Vec::new() }];
    let mut open: Option<Block> = None;
    for (i, line) in text.lines().enumerate() {
        let last = out.last_mut().expect("never empty");
        match (&mut open, line.strip_prefix("```")) {
            (Some(_), Some("")) => last.blocks.extend(open.take()),
            (Some(block), _) => {
                block.text.push_str(line);
                block.text.push('\n');
            }
            (None, Some(info)) => {
                let info = info.split_whitespace().map(str::to_owned).collect();
                open = Some(Block { info, text: String::new(), line: i + 1 });
            }
            (None, None) if line.starts_with('#') => {
                out.push(Section { title: line.trim_start_matches('#').trim().to_owned(), blocks: Vec::new() });
            }
            (None, None) => {}
        }
    }
    assert!(open.is_none(), "a fence is never closed");
    out
}

/// The Markdown files of a folder of the repository, sorted.
pub(crate) fn markdown_files(folder: &str) -> Vec<PathBuf> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join(folder);
    let mut files: Vec<PathBuf> = std::fs::read_dir(&root)
        .unwrap_or_else(|e| panic!("{}: {e}", root.display()))
        .map(|e| e.expect("a folder entry").path())
        .filter(|p| p.extension().is_some_and(|e| e == "md"))
        .collect();
    files.sort();
    files
}

/// The path of a file inside the repository, for messages.
pub(crate) fn shown(path: &Path) -> String {
    path.strip_prefix(env!("CARGO_MANIFEST_DIR")).unwrap_or(path).display().to_string()
}
