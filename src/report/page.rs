//! Text on a terminal: no control characters of others, lines of a width, colours where they are wanted.

use unicode_width::{UnicodeWidthChar, UnicodeWidthStr};

/// A text of somebody else without what would steer a terminal: control and direction characters go, line ends and
/// tabs become spaces.
pub(super) fn clean(text: &str) -> String {
    text.chars().filter_map(visible).collect()
}

/// The character as it may reach a terminal; `None` for those that only steer one.
pub(super) fn visible(c: char) -> Option<char> {
    match c {
        '\t' | '\n' | '\r' | '\u{2028}' | '\u{2029}' => Some(' '),
        '\u{ad}' | '\u{200b}' | '\u{200e}' | '\u{200f}' | '\u{2060}' | '\u{feff}' => None,
        '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' | '\u{e0000}'..='\u{e007f}' => None,
        c if c.is_control() => None,
        c => Some(c),
    }
}

/// The first `cells` columns of a text on one line, with `…` where something is missing.
pub(super) fn cut(text: &str, cells: usize) -> String {
    let text = clean(text);
    if text.width() <= cells {
        return text;
    }
    let mut used = 0;
    let fits = |c: &char| {
        used += c.width().unwrap_or(0);
        used < cells
    };
    let head: String = text.chars().take_while(fits).collect();
    head.trim_end().to_owned() + "…"
}

/// A text whose whole numbers of five digits and more are parted by commas: `12,710,000,000 CNY`.
pub(super) fn grouped(text: &str) -> String {
    let (mut out, mut rest, mut after_point) = (String::new(), text, false);
    while let Some(c) = rest.chars().next() {
        let digits = rest.bytes().take_while(u8::is_ascii_digit).count();
        let (run, tail) = rest.split_at(digits.max(c.len_utf8()));
        for (i, c) in run.chars().enumerate() {
            if digits >= 5 && !after_point && i > 0 && (digits - i) % 3 == 0 {
                out.push(',');
            }
            out.push(c);
        }
        (after_point, rest) = (run == ".", tail);
    }
    out
}

/// Breaks a text into lines of at most `width` columns: `first` before the first line, as many spaces before the others.
/// Breaks are at spaces and beside Chinese characters, never before a closing mark.
pub(super) fn wrap(text: &str, width: usize, first: &str) -> String {
    fill(pieces(text), width, first)
}

/// Items with a dot between them, broken into lines between two items only.
pub(super) fn wrap_items(items: &[String], width: usize, first: &str) -> String {
    let last = items.len().saturating_sub(1);
    let parts: Vec<String> =
        items.iter().enumerate().map(|(i, item)| if i < last { format!("{item} · ") } else { item.clone() }).collect();
    fill(parts.iter().map(String::as_str).collect(), width, first)
}

fn fill(pieces: Vec<&str>, width: usize, first: &str) -> String {
    let indent = first.width();
    let room = width.saturating_sub(indent).max(20);
    let (mut out, mut line, mut used) = (first.to_owned(), String::new(), 0);
    for piece in pieces {
        let cells = piece.trim_end().width();
        if used > 0 && used + cells > room {
            out.push_str(line.trim_end());
            out.push('\n');
            out.push_str(&" ".repeat(indent));
            (line, used) = (String::new(), 0);
        }
        line.push_str(piece);
        used += piece.width();
    }
    out + line.trim_end()
}

/// The parts between which a line may break; spaces belong to the part before them.
fn pieces(text: &str) -> Vec<&str> {
    let (mut out, mut start) = (Vec::new(), 0);
    let mut before: Option<char> = None;
    for (at, c) in text.char_indices() {
        let breaks = before.is_some_and(|b| match c {
            ' ' => false,
            _ if closes(c) || opens(b) => false,
            _ => b == ' ' || is_wide(b) || is_wide(c),
        });
        if breaks {
            out.push(&text[start..at]);
            start = at;
        }
        before = Some(c);
    }
    out.push(&text[start..]);
    out
}

fn is_wide(c: char) -> bool {
    c.width() == Some(2)
}

fn opens(c: char) -> bool {
    matches!(c, '（' | '《' | '「' | '『' | '【' | '“' | '‘' | '(' | '[')
}

fn closes(c: char) -> bool {
    matches!(
        c,
        '）' | '》'
            | '」'
            | '』'
            | '】'
            | '”'
            | '’'
            | '，'
            | '。'
            | '、'
            | '；'
            | '：'
            | '？'
            | '！'
            | '…'
            | '·'
    ) || matches!(c, ')' | ']' | ',' | '.' | ';' | ':' | '?' | '!')
}

/// Paints words, or leaves them as they are.
#[derive(Clone, Copy, Debug)]
pub(super) struct Paint {
    /// Escape codes are wanted.
    pub(super) is_on: bool,
}

impl Paint {
    /// For errors and contradictions.
    pub(super) fn red(self, text: &str) -> String {
        self.with("31", text)
    }

    /// For warnings and doubts.
    pub(super) fn yellow(self, text: &str) -> String {
        self.with("33", text)
    }

    /// For what is supported.
    pub(super) fn green(self, text: &str) -> String {
        self.with("32", text)
    }

    /// For what to do.
    pub(super) fn cyan(self, text: &str) -> String {
        self.with("36", text)
    }

    /// For heads.
    pub(super) fn bold(self, text: &str) -> String {
        self.with("1", text)
    }

    /// For what matters less.
    pub(super) fn dim(self, text: &str) -> String {
        self.with("2", text)
    }

    fn with(self, code: &str, text: &str) -> String {
        if self.is_on { format!("\u{1b}[{code}m{text}\u{1b}[0m") } else { text.to_owned() }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_that_steers_a_terminal_passes() {
        assert_eq!(clean("a\u{1b}[31mb\u{7}\r\nc\u{202e}d\u{9b}e\tf"), "a[31mb  cde f");
        assert_eq!(cut("阿里云营收增长", 8), "阿里云…");
        assert_eq!(cut("short", 8), "short");
        assert_eq!(
            grouped("~12710000000 CNY, 1999, 0.123456, 10000–25000.5"),
            "~12,710,000,000 CNY, 1999, 0.123456, 10,000–25,000.5"
        );
    }

    #[test]
    fn lines_break_beside_chinese_and_at_spaces() {
        let text = "阿里云二〇一五财年营收为十二点七一亿元，同比增长百分之六十四。";
        let wrapped = wrap(text, 30, "  建议：");
        assert!(wrapped.lines().all(|l| l.width() <= 32), "{wrapped}");
        assert!(wrapped.lines().skip(1).all(|l| l.starts_with("        ") && !l.trim().starts_with('，')), "{wrapped}");
        assert_eq!(wrap("one two three four five six", 25, "  "), "  one two three four five\n  six");
    }
}
