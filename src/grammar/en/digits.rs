//! Reads plain decimals as they are written in figures, with the separators of several countries.

use super::tokens::Tokens;

/// The longest figure that is read, in digits: what a decimal holds.
pub(super) const LONGEST: usize = 28;

/// A plain decimal as written, kept in place, since most numerals are read and passed on several times.
#[derive(Clone, Copy)]
pub(super) struct Digits {
    bytes: [u8; 31],
    len: u8,
}

impl Digits {
    /// None at all.
    pub(super) const NONE: Self = Self { bytes: [0; 31], len: 0 };

    /// Of ASCII text; what is longer than every decimal is nothing.
    pub(super) fn of(text: &str) -> Self {
        let mut digits = Self::NONE;
        digits.push(text);
        digits
    }

    /// How many characters.
    pub(super) fn len(&self) -> usize {
        usize::from(self.len)
    }

    /// True where there are none.
    pub(super) fn is_empty(&self) -> bool {
        self.len == 0
    }

    /// True where it has decimals.
    pub(super) fn has_point(&self) -> bool {
        self.bytes.iter().take(self.len()).any(|b| *b == b'.')
    }

    /// Appends ASCII text.
    pub(super) fn push(&mut self, text: &str) {
        let from = usize::from(self.len);
        match self.bytes.get_mut(from..from + text.len()) {
            Some(to) => {
                to.copy_from_slice(text.as_bytes());
                self.len += text.len() as u8;
            }
            None => *self = Self::NONE,
        }
    }
}

impl std::ops::Deref for Digits {
    type Target = str;

    fn deref(&self) -> &str {
        self.bytes.get(..usize::from(self.len)).and_then(|b| std::str::from_utf8(b).ok()).unwrap_or_default()
    }
}

impl std::fmt::Debug for Digits {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(self)
    }
}

/// Digits with separators and decimals, from token `i` on: the plain decimal and the token behind it.
pub(super) fn plain(t: &Tokens<'_>, i: usize) -> Option<(Digits, usize)> {
    let mut out = Digits::NONE;
    let mut next = i;
    let decimals = |k: usize| t.is(k, ".") && t.glued(k + 1) && t.digits(k + 1).is_some();
    if let Some(first) = t.digits(i) {
        out.push(first);
        next += 1;
        let grouped =
            |k: usize| t.is(k, ",") && t.glued(k) && t.glued(k + 1) && t.digits(k + 1).is_some_and(|d| d.len() == 3);
        if let Some(found) = lakhs(t, i) {
            return Some(found);
        }
        if first.len() <= 3 {
            while grouped(next) {
                out.push(t.text(next + 1));
                next += 2;
            }
        }
        if next == i + 1
            && let Some(found) = grouped_otherwise(t, i)
        {
            return Some(found);
        }
        if decimals(next) && t.glued(next) {
            out.push(".");
            out.push(t.text(next + 1));
            next += 2;
        }
    } else if decimals(i) && !t.glued(i) {
        out.push("0.");
        out.push(t.text(i + 1));
        next += 2;
    } else {
        return None;
    }
    // 1.2.3 and 192.168.1.1 are versions and addresses.
    let more = t.glued(next) && t.is(next, ".") && t.glued(next + 1) && t.digits(next + 1).is_some();
    (!more && (1..=LONGEST).contains(&out.len())).then_some((out, next))
}

/// `12,34,567.89`: digits grouped as in India, by two before the last three.
pub(super) fn lakhs(t: &Tokens<'_>, i: usize) -> Option<(Digits, usize)> {
    let mut out = Digits::of(t.digits(i).filter(|d| d.len() <= 2)?);
    let group = |k: usize, len: usize| {
        let tied = t.is(k, ",") && t.glued(k) && t.glued(k + 1);
        t.digits(k + 1).filter(|d| tied && d.len() == len)
    };
    let mut next = i + 1;
    while let Some(two) = group(next, 2).filter(|_| out.len() <= LONGEST) {
        out.push(two);
        next += 2;
    }
    out.push(group(next, 3).filter(|_| next > i + 1)?);
    next += 2;
    if t.is(next, ".") && t.glued(next) && t.glued(next + 1) && t.digits(next + 1).is_some() {
        out.push(".");
        out.push(t.text(next + 1));
        next += 2;
    }
    (out.len() <= LONGEST && !(t.is(next, ",") && t.glued(next + 1) && t.digits(next + 1).is_some()))
        .then_some((out, next))
}

/// `1 234 567` as SI writes it, `1.111,11` as most of Europe does; `None` where the marks leave it open.
pub(super) fn grouped_otherwise(t: &Tokens<'_>, i: usize) -> Option<(Digits, usize)> {
    let mut out = Digits::of(t.digits(i).filter(|d| d.len() <= 3)?);
    let three = |k: usize| t.digits(k).filter(|d| d.len() == 3);
    let mut next = i + 1;
    if t.is(next, ".") {
        while t.is(next, ".") && t.glued(next) && t.glued(next + 1) && three(next + 1).is_some() {
            out.push(t.text(next + 1));
            next += 2;
        }
        let tied = t.is(next, ",") && t.glued(next) && t.glued(next + 1);
        let cents = t.digits(next + 1).filter(|d| d.len() <= 2 && tied && next > i + 1)?;
        out.push(".");
        out.push(cents);
        return (out.len() <= LONGEST).then_some((out, next + 2));
    }
    let free = !t.glued(i) && i.checked_sub(1).is_none_or(|b| t.digits(b).is_none());
    while free && out.len() <= LONGEST && three(next).is_some() && t.start(next) == t.end_before(next) + 1 {
        out.push(t.text(next));
        next += 1;
    }
    let closed = t.digits(next).is_none() && !(t.glued(next) && (t.is_word(next) || t.is_dash(next)));
    (next >= i + 3 && closed && out.len() <= LONGEST).then_some((out, next))
}
