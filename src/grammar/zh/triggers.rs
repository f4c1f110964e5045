//! Where a date or a figure may begin, told by the first two characters: most places of a text are passed over by one look.
//!
//! What enters are the word tables of `lexicon`; what leaves is which readers need be asked at a place. A reader that is not
//! asked would have found nothing: a word's first two characters, or what may stand before and behind a numeral, are not there.

use super::lexicon::Lexicon;
use super::scan::Scan;

/// What the characters of the basic plane may begin or go on with, a word of flags each, and which pairs begin a word.
#[derive(Debug)]
pub(super) struct Triggers {
    flags: Vec<u16>,
    /// The first two characters of words of dates and figures.
    pairs: Pairs,
    /// Those of words that are no figures.
    stops: Pairs,
}

/// Pairs of characters, a bit for each by its hash; those that share a bit are told apart by the readers.
#[derive(Debug)]
struct Pairs(Vec<u64>);

impl Pairs {
    fn empty() -> Self {
        Self(vec![0; 1 << (PAIR_BITS - 6)])
    }

    fn add(&mut self, first: char, second: char) {
        let (slot, bit) = pair(first, second);
        self.0[slot] |= bit;
    }

    fn hold(&self, first: char, second: char) -> bool {
        let (slot, bit) = pair(first, second);
        self.0[slot] & bit != 0
    }
}

/// Which readers to ask at a place.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Ask {
    /// For a word that is no figure.
    pub(super) stop: bool,
    /// For a date.
    pub(super) date: bool,
    /// For a figure.
    pub(super) figure: bool,
}

/// How many bits of a hash tell pairs apart.
const PAIR_BITS: u32 = 16;

impl Triggers {
    /// A figure, sign included, see `numerals`.
    const NUMERAL: u16 = 1;
    /// A word that holds a numeral and is no figure.
    const STOP: u16 = 2;
    /// A date.
    const DATE: u16 = 4;
    /// A figure with what stands before it.
    const FIGURE: u16 = 8;
    /// A word of one character, before a date or a figure.
    const PREFIX: u16 = 16;
    /// A word of one character that is a date by itself.
    const WHOLE: u16 = 32;
    /// May follow a lone numeral that is a figure or a date.
    const BEHIND: u16 = 64;
    /// May follow Arabic digits that are a date.
    const DATED: u16 = 128;
    /// May begin what is written inside a year or a month, or without either.
    const FIELD: u16 = 256;

    /// Nothing begins anywhere.
    pub(super) fn empty() -> Self {
        Self { flags: vec![0; 0x1_0000], pairs: Pairs::empty(), stops: Pairs::empty() }
    }

    /// What the words of a lexicon begin with.
    pub(super) fn new(l: &Lexicon) -> Self {
        let mut out = Self::empty();
        let numerals = l.digits.keys().chain(l.tens.keys()).chain(l.scales.keys()).chain(&l.some).copied();
        let numerals: Vec<char> = numerals.chain("0123456789-.负零".chars()).collect();
        for flag in [Self::NUMERAL, Self::DATE, Self::FIGURE] {
            out.mark(flag, numerals.iter().copied());
        }
        for word in l.stop.words() {
            let mut chars = word.chars();
            if let (Some(first), Some(second)) = (chars.next(), chars.next()) {
                out.stops.add(first, second);
                out.mark(Self::STOP, [first].into_iter());
            }
        }
        let before = [l.since.words(), l.until.words(), l.around.words()];
        out.words(Self::DATE, Self::PREFIX, before.into_iter().flatten().chain(l.windows.words()));
        let alone = l.relative.words().chain(l.paired.words()).chain(l.fiscal_years.words()).chain(l.holidays.words());
        out.words(Self::DATE, Self::WHOLE, alone.chain(l.halves_of_year.words()));
        out.words(Self::DATE, Self::PREFIX, l.eras.words().chain(l.lunar.calendars.words()));
        out.words(Self::DATE, Self::WHOLE, l.lunar.months.words());
        for head in l.weekday_heads.words() {
            let full = l.weekdays.keys().map(|day| format!("{head}{day}"));
            full.for_each(|word| out.words(Self::DATE, 0, [word.as_str()].into_iter()));
        }
        let parts =
            "上世纪 上个世纪 上半月 下半月 首季 公元 大年 年初 年底 年末 月初 月底 月末 个半 半月 半钟".split(' ');
        out.words(Self::DATE, 0, parts);
        for span in l.spans.words() {
            out.words(Self::DATE | Self::FIGURE, 0, [format!("半{span}").as_str()].into_iter());
        }
        out.words(Self::FIGURE, 0, ["个半", "半月", "半钟", "半成"].into_iter());
        let bounds = l.before.words().chain(l.before_scale.words()).chain(l.plain.words()).chain(l.both_ways.words());
        out.words(Self::FIGURE, Self::PREFIX, bounds.chain(l.marks.words()));
        out.words(Self::FIGURE, Self::WHOLE, l.vague.words().chain(l.halves.words()).chain(l.multiples.words()));
        // 第三季度, 前三季度, 后三天, 上两周, 下三天, 闰月
        out.mark(Self::DATE | Self::PREFIX, "第前后上下闰".chars());
        out.mark(Self::FIGURE | Self::PREFIX, "第".chars());
        let behind = l.measures.firsts().chain(l.nouns.firsts()).chain(l.spans.firsts()).chain(l.after.firsts());
        let behind = behind.chain(l.ranges.firsts()).chain(l.and.firsts()).chain(l.tenths.firsts());
        let behind = behind.chain(l.minor.firsts()).chain(l.hours.firsts()).chain(l.odd.iter().copied());
        out.mark(Self::BEHIND, behind.chain(l.fiscal.firsts()).chain("月日号年世季分又个半、比点旬".chars()));
        let dated = l.spans.firsts().chain(l.ranges.firsts()).chain(l.and.firsts()).chain(l.fiscal.firsts());
        let dated = dated.chain(l.odd.iter().copied()).chain(l.scales.keys().copied()).chain(l.some.iter().copied());
        out.mark(Self::DATED, dated.chain("月日号年世季个半、Q".chars()));
        let inside = l.halves_of_year.firsts().chain(l.holidays.firsts()).chain(l.seasons.firsts());
        let inside = inside.chain(l.lunar.calendars.firsts()).chain(l.lunar.months.firsts());
        let parts = l.year_parts.firsts().chain(l.month_parts.firsts()).chain(l.other_parts.firsts());
        let inside = inside.chain(parts).chain(l.weekday_heads.firsts()).chain(numerals.iter().copied());
        out.mark(Self::FIELD, inside.chain(l.vacations.firsts()).chain("首第Q大前闰同上下年月".chars()));
        out
    }

    fn mark(&mut self, flags: u16, chars: impl Iterator<Item = char>) {
        for c in chars {
            if let Some(own) = self.flags.get_mut(c as usize) {
                *own |= flags;
            }
        }
    }

    /// Words by their first two characters; those of one character get flags of their own.
    fn words<'w>(&mut self, flags: u16, single: u16, words: impl Iterator<Item = &'w str>) {
        for word in words {
            let mut chars = word.chars();
            let Some(first) = chars.next() else { continue };
            match chars.next() {
                Some(second) => {
                    self.pairs.add(first, second);
                    self.mark(flags, [first].into_iter());
                }
                None => self.mark(flags | single, [first].into_iter()),
            }
        }
    }

    /// The flags of a character.
    fn of(&self, c: char) -> u16 {
        self.flags.get(c as usize).copied().unwrap_or(0)
    }

    /// The first place at or behind one whose character may begin something: a trigger, a Latin letter, or 《.
    pub(super) fn next(&self, text: &[u8], mut at: usize) -> usize {
        let idle = |code: usize| {
            let flags = self.flags.get(code).copied().unwrap_or(0);
            flags & (Self::NUMERAL | Self::STOP | Self::DATE | Self::FIGURE) == 0 && code != '《' as usize
        };
        loop {
            // Nothing begins at characters outside the basic plane, which have four bytes.
            at += match text.get(at..) {
                Some([a, b, c, ..]) if a & 0xf0 == 0xe0 => {
                    let code = usize::from(a & 0x0f) << 12 | usize::from(b & 0x3f) << 6 | usize::from(c & 0x3f);
                    if !idle(code) {
                        return at;
                    }
                    3
                }
                Some([a, b, ..]) if a & 0xe0 == 0xc0 => {
                    if !idle(usize::from(a & 0x1f) << 6 | usize::from(b & 0x3f)) {
                        return at;
                    }
                    2
                }
                Some([a, ..]) if a.is_ascii() => {
                    if a.is_ascii_alphabetic() || !idle(usize::from(*a)) {
                        return at;
                    }
                    1
                }
                Some([_, ..]) => 4,
                _ => return text.len(),
            };
        }
    }

    /// True where a figure may begin.
    pub(super) fn is_numeral(&self, c: char) -> bool {
        self.of(c) & Self::NUMERAL != 0
    }

    /// True where what is written inside a date may begin.
    pub(super) fn is_field(&self, c: char) -> bool {
        self.of(c) & Self::FIELD != 0
    }

    /// Which readers to ask at a character, Latin letters aside.
    pub(super) fn ask(&self, scan: Scan<'_>, at: usize, c: char) -> Ask {
        let flags = self.of(c);
        let next = scan.char(at + c.len_utf8());
        let stop = flags & Self::STOP != 0 && next.is_some_and(|next| self.stops.hold(c, next));
        if c.is_ascii_digit() {
            return Ask { stop, date: self.is_dated(scan, at), figure: true };
        }
        let ask = Ask { stop, date: flags & Self::DATE != 0, figure: flags & Self::FIGURE != 0 };
        let none = Ask { stop, ..Ask::default() };
        let Some(next) = next.filter(|next| flags & Self::WHOLE == 0 && !next.is_whitespace()) else { return ask };
        if self.pairs.hold(c, next) {
            return ask;
        }
        let follows = self.of(next);
        if c == '负' {
            return if follows & Self::NUMERAL != 0 { ask } else { none };
        }
        if flags & Self::NUMERAL != 0 {
            let lone = follows & (Self::NUMERAL | Self::BEHIND) == 0 && !next.is_ascii_alphanumeric();
            let tied = next.is_ascii_punctuation() && !matches!(next, ',' | ';' | ')');
            let named = matches!(scan.before(at), Some('前' | '岁' | '年' | '仅' | '满' | '届'));
            return if lone && !tied && !named { none } else { ask };
        }
        let begins = follows & (Self::NUMERAL | Self::DATE | Self::FIGURE) != 0 || next.is_ascii_alphanumeric();
        if flags & Self::PREFIX != 0 && begins { ask } else { none }
    }

    /// True where Arabic digits may be a date: by what stands behind them, or because there are four or eight of them.
    fn is_dated(&self, scan: Scan<'_>, at: usize) -> bool {
        let digits = scan.digits(at);
        let Some(next) = scan.char(at + digits.len()) else { return true };
        matches!(digits.len(), 4 | 8) || self.of(next) & Self::DATED != 0 || matches!(next, ' ' | '.' | '-' | '/' | '~')
    }
}

/// Where the bit of a pair is kept.
fn pair(first: char, second: char) -> (usize, u64) {
    let hash = (first as u32).wrapping_mul(0x9e37_79b1) ^ (second as u32).wrapping_mul(0x85eb_ca6b);
    let at = hash >> (u32::BITS - PAIR_BITS);
    ((at >> 6) as usize, 1 << (at & 63))
}

#[cfg(test)]
mod tests {
    use super::super::lexicon::lexicon;
    use super::*;

    fn asked(text: &str) -> Ask {
        let scan = Scan::new(text);
        text.chars().next().map_or_else(Ask::default, |c| lexicon().triggers.ask(scan, 0, c))
    }

    #[test]
    fn readers_are_asked_where_a_word_of_theirs_begins_and_nowhere_else() {
        for text in ["上市公司", "一贫如洗", "数据", "约定", "前锋", "年轻", "大家", "自然"] {
            assert!(!asked(text).date && !asked(text).figure, "{text}");
        }
        for text in ["上周三", "一年", "前三季度", "年初", "自去年", "正月", "2019年", "昨宣布", "半年", "第三季度"]
        {
            assert!(asked(text).date, "{text}");
        }
        for text in ["一半", "约3亿", "数十", "负三", "近百人", "第三", "$5", "七、八十人"] {
            assert!(asked(text).figure, "{text}");
        }
        assert!(!asked("12人").date && asked("12人").figure);
    }
}
