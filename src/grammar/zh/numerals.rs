//! Reads one figure: Arabic digits, Chinese numerals and mixtures of both, without unit and comparator.
//!
//! What enters is a place in the text; what leaves is the figure as its digits and what scale words multiply them by, so
//! that its precision is kept. Vague numerals (几百, 十几, 五六百) leave as the least and the greatest figure.

use super::scan::Scan;
pub(super) use super::sums::Written;
use super::sums::{Token, evaluate};
use rust_decimal::Decimal;
use std::rc::Rc;

/// The longest numeral that is read, in tokens; no writer comes near.
const LONGEST: usize = 40;

/// A figure as it was read.
#[derive(Clone, Debug)]
pub(super) struct Figure {
    /// The figure, or the least it may be.
    pub(super) low: Written,
    /// The greatest it may be, where it is vague.
    pub(super) high: Option<Written>,
    /// 多, 余 or 来 stands in or behind it.
    pub(super) odd: bool,
    /// It is written with 几, 数 or two neighbours such as 五六.
    pub(super) loose: bool,
    /// It is a scale word alone (百亿, 千), no digit before it.
    pub(super) bare_scale: bool,
    /// Arabic digits stand in it.
    pub(super) arabic: bool,
    /// It is a string of Chinese digits (一七二零), which is as often part of a name.
    pub(super) string: bool,
    /// How many numeral tokens it has.
    pub(super) tokens: usize,
    /// The place behind it.
    pub(super) end: usize,
}

/// The figure at a place, sign included.
pub(super) fn read(scan: Scan<'_>, at: usize) -> Option<Rc<Figure>> {
    // Readers ask at many places; at most of them no figure can begin.
    if !scan.char(at).is_some_and(|c| scan.words.triggers.is_numeral(c)) {
        return None;
    }
    match scan.memo() {
        Some(memo) => memo.figure(at, || read_afresh(scan, at)),
        None => read_afresh(scan, at).map(Rc::new),
    }
}

fn read_afresh(scan: Scan<'_>, at: usize) -> Option<Figure> {
    if let Some(figure) = plain(scan, at).or_else(|| listed(scan, at)) {
        return Some(figure);
    }
    let (negative, start) = sign(scan, at);
    let mut tokens: Vec<Token> = Vec::new();
    let mut odd = false;
    let mut i = start;
    while tokens.len() < LONGEST {
        // 两个亿: the measure word stands inside the figure.
        let inside = matches!(tokens.last(), Some(Token::Digit(_) | Token::Run(_))) && scan.rest(i).starts_with("个亿");
        let at = if inside { i + '个'.len_utf8() } else { i };
        let Some((token, end)) = token(scan, at, &tokens) else {
            // 300多万: the figure goes on behind 多, with scale words only.
            let Some(after) = odd_mark(scan, i, &tokens).filter(|_| !odd) else { break };
            odd = true;
            i = after;
            continue;
        };
        if odd && !matches!(token, Token::Scale(_)) {
            break;
        }
        tokens.push(token);
        if !is_numeral(&tokens) {
            tokens.pop();
            break;
        }
        i = end;
        if let Some((decimals, end)) = decimals(scan, i, &tokens) {
            let whole = evaluate(&tokens)?.value()?;
            tokens = vec![Token::Run(format!("{}.{decimals}", whole.normalize()))];
            i = end;
        }
    }
    // A space that was passed over inside a numeral does not end one.
    let end = if scan.before(i) == Some(' ') { scan.head(i).trim_end().len() } else { i };
    let mut figure = figure(&tokens)?;
    if negative {
        figure.low = figure.low.negated();
        figure.high = figure.high.map(Written::negated);
        if let Some(high) = figure.high.take() {
            figure.high = Some(std::mem::replace(&mut figure.low, high));
        }
    }
    Some(Figure { odd, end, ..figure })
}

/// Arabic digits that nothing goes on behind: no scale, no decimals, no list.
fn plain(scan: Scan<'_>, at: usize) -> Option<Figure> {
    let digits = scan.digits(at);
    let end = at + digits.len();
    let goes_on = |c: char| {
        matches!(c, ' ' | '.' | ',' | '点' | '个' | '、')
            || scan.words.triggers.is_numeral(c)
            || scan.words.odd.contains(&c)
    };
    if digits.is_empty() || scan.char(end).is_some_and(goes_on) {
        return None;
    }
    let low = Written { digits: digits.to_owned(), scale: Decimal::ONE };
    Some(Figure {
        low,
        high: None,
        odd: false,
        loose: false,
        bare_scale: false,
        arabic: true,
        string: false,
        tokens: 1,
        end,
    })
}

/// 4、5年, 七、八十人: two neighbours with a comma of lists between them are as vague as 四五年.
fn listed(scan: Scan<'_>, at: usize) -> Option<Figure> {
    let digit = |i: usize| {
        let c = scan.char(i)?;
        let d = c.to_digit(10).or_else(|| scan.words.digits.get(&c).map(|d| u32::from(*d)))?;
        Some((d, i + c.len_utf8(), c.is_ascii()))
    };
    let (first, i, arabic) = digit(at)?;
    let (last, end, same) = scan.eat(i, "、").and_then(digit)?;
    let free = scan.before(at).is_none_or(|c| !c.is_ascii_alphanumeric() && !"第、.-/:".contains(c));
    if !free || first == 0 || last != first + 1 || arabic != same || digit(end).is_some() {
        return None;
    }
    let mut tokens = vec![if arabic { Token::Run(last.to_string()) } else { Token::Digit(last as u8) }];
    let mut end = end;
    while let Some((Token::Scale(e), next)) = token(scan, end, &tokens) {
        tokens.push(Token::Scale(e));
        end = next;
    }
    let rest = scan.rest(end);
    let counted = scan.words.spans.at(rest).is_some() && !rest.starts_with('日') || rest.starts_with('月');
    let measured = scan.words.measures.at(rest).is_some() && scan.words.not_units.len_at(rest) == 0;
    let high = evaluate(&tokens)?;
    tokens[0] = if arabic { Token::Run(first.to_string()) } else { Token::Digit(first as u8) };
    let low = evaluate(&tokens)?;
    (counted || measured).then_some(Figure {
        low,
        high: Some(high),
        odd: false,
        loose: true,
        bare_scale: false,
        arabic,
        string: false,
        tokens: tokens.len() + 1,
        end,
    })
}

fn sign(scan: Scan<'_>, at: usize) -> (bool, usize) {
    if let Some(i) = scan.eat(at, "负").or_else(|| scan.eat(at, "零下")) {
        return (true, i);
    }
    let free = || scan.before(at).is_none_or(|c| !c.is_alphanumeric() && c != ')' && c != '-' && c != '.');
    match scan.eat(at, "-") {
        Some(i) if free() && scan.rest(i).starts_with(|c: char| c.is_ascii_digit() || c == '.') => (true, i),
        _ => (false, at),
    }
}

/// The next token, and the place behind it.
fn token(scan: Scan<'_>, at: usize, before: &[Token]) -> Option<(Token, usize)> {
    let l = scan.words;
    let at = match scan.char(at)? {
        ' ' if matches!(before.last(), Some(Token::Scale(_))) => at + 1,
        // 三 百 五: a scale word goes on with the numeral before it.
        ' ' if matches!(before.last(), Some(Token::Digit(_) | Token::Tens(_)))
            && scan.char(at + 1).is_some_and(|c| l.scales.contains_key(&c)) =>
        {
            at + 1
        }
        _ => at,
    };
    let c = scan.char(at)?;
    let end = at + c.len_utf8();
    let point = c == '.' && before.is_empty() && scan.before(at).is_none_or(|c| !c.is_alphanumeric());
    if c.is_ascii_digit() || point && !scan.digits(end).is_empty() {
        let (run, end) = arabic(scan, at);
        return Some((Token::Run(run), end));
    }
    // 九两: 两 begins a numeral or is a weight, it never ends one.
    let counted = |end: usize| scan.char(end).is_some_and(|c| l.scales.contains_key(&c));
    // 一两年 is one or two of them.
    let either = |end: usize| {
        let behind = scan.rest(end);
        matches!(before, [Token::Digit(1)]) && (l.spans.len_at(behind) > 0 || l.measures.len_at(behind) > 0)
    };
    let begins =
        before.is_empty() || c == '两' && either(end) || matches!(before.last(), Some(Token::Scale(_))) && counted(end);
    if matches!(c, '两' | '俩' | '仨') && !begins {
        return None;
    }
    // 5千米, 300兆瓦: the scale belongs to the unit.
    if l.scales.contains_key(&c) && !before.is_empty() && l.measures.len_at(scan.rest(at)) > c.len_utf8() {
        return None;
    }
    // 百亿参数: letters of other words are figures only among their like (壹仟伍佰).
    if (l.shy.contains(&c) || l.some.contains(&c)) && !before.is_empty() && l.stop.len_at(scan.rest(at)) > 0 {
        return None;
    }
    if let Some(d) = l.digits.get(&c) {
        return Some((Token::Digit(*d), end));
    }
    if let Some(d) = l.tens.get(&c) {
        return Some((Token::Tens(*d), end));
    }
    if let Some(e) = l.scales.get(&c) {
        return Some((Token::Scale(*e), end));
    }
    l.some.contains(&c).then_some((Token::Some, end))
}

/// Arabic digits with their commas and decimals: `1,200.50`.
fn arabic(scan: Scan<'_>, at: usize) -> (String, usize) {
    let mut run = scan.digits(at).to_owned();
    let mut i = at + run.len();
    if run.len() <= 3 {
        while run.len() < LONGEST
            && let Some(group) = scan.eat(i, ",").map(|i| scan.digits(i)).filter(|g| g.len() == 3)
        {
            run.push_str(group);
            i += 4;
        }
    }
    if let Some(after) = scan.eat(i, ".") {
        let decimals = scan.digits(after);
        // 2222.2222.22: a version or an address, whose dots are no decimal points.
        let again = scan.eat(after + decimals.len(), ".").is_some_and(|i| !scan.digits(i).is_empty());
        if !decimals.is_empty() && !again {
            if run.is_empty() {
                run.push('0');
            }
            run.push('.');
            run.push_str(decimals);
            i = after + decimals.len();
        }
    }
    (run, i)
}

/// The digits behind 点, where it is a decimal point and not the time of day.
fn decimals(scan: Scan<'_>, at: usize, before: &[Token]) -> Option<(String, usize)> {
    if matches!(before.last(), None | Some(Token::Some))
        || before.iter().any(|t| matches!(t, Token::Run(r) if r.contains('.')))
    {
        return None;
    }
    let mut i = scan.eat(at, "点")?;
    let mut out = String::new();
    while let Some(c) = scan.char(i) {
        match scan.words.digits.get(&c) {
            Some(d) if c != '两' => out.push(char::from(b'0' + d)),
            _ if c.is_ascii_digit() => out.push(c),
            _ => break,
        }
        i += c.len_utf8();
    }
    let clock = matches!(scan.char(i), Some('分' | '刻' | '十')) && !scan.rest(i).starts_with("分钟");
    (!out.is_empty() && !clock).then_some((out, i))
}

/// The place behind 多 and its like, where they belong to the figure.
fn odd_mark(scan: Scan<'_>, at: usize, before: &[Token]) -> Option<usize> {
    let at = if scan.char(at) == Some(' ') && !before.is_empty() { at + 1 } else { at };
    let c = scan.char(at)?;
    if !scan.words.odd.contains(&c) || scan.words.not_units.len_at(scan.rest(at)) > 0 {
        return None;
    }
    // 4388多万: what is a little more stands before its scale.
    let scaled = || scan.char(at + c.len_utf8()).is_some_and(|c| matches!(scan.words.scales.get(&c), Some(4..)));
    // 三百来人, 30来岁: it counts.
    let counts = || scan.words.measures.at(scan.rest(at + c.len_utf8())).is_some();
    let round = match before.last()? {
        Token::Scale(e) => c != '来' || *e == 1 || counts(),
        Token::Tens(_) => true,
        Token::Run(r) => (c != '来' || counts()) && !r.contains('.') && (r.ends_with('0') || scaled()),
        Token::Digit(_) | Token::Some => false,
    };
    round.then_some(at + c.len_utf8())
}

/// True where the tokens are the head of a numeral.
fn is_numeral(tokens: &[Token]) -> bool {
    let Some((last, before)) = tokens.split_last() else { return true };
    match (before.last(), last) {
        (None, _) => true,
        (Some(Token::Run(_)), Token::Run(_) | Token::Digit(_) | Token::Tens(_)) => false,
        (Some(Token::Digit(0)), Token::Run(_)) => !before[..before.len() - 1].is_empty(),
        (Some(Token::Digit(0)), Token::Tens(_)) => before.len() > 1,
        (Some(Token::Digit(_)), Token::Run(_) | Token::Tens(_)) => false,
        // 几 stands before a scale or behind one, never beside a digit.
        (Some(Token::Some), t) => matches!(t, Token::Scale(_)),
        (Some(Token::Digit(0) | Token::Scale(_)), Token::Some) => true,
        (_, Token::Some) => false,
        (Some(Token::Tens(_)), Token::Tens(_)) => false,
        (Some(_), Token::Run(r)) if r.contains('.') => false,
        // 十百, 百百: a smaller scale cannot follow a larger one of the same section.
        (Some(Token::Scale(a)), Token::Scale(b)) => *b >= 4 || *a > *b && before.len() > 1 && *b == 1,
        (Some(Token::Digit(_)), Token::Digit(_)) => true,
        _ => true,
    }
}

/// What the tokens come to.
fn figure(tokens: &[Token]) -> Option<Figure> {
    let first = tokens.first()?;
    let arabic = tokens.iter().any(|t| matches!(t, Token::Run(_)));
    let bare_scale = matches!(first, Token::Scale(_)) && tokens.iter().all(|t| matches!(t, Token::Scale(_)));
    let string = tokens.len() > 1 && tokens.iter().all(|t| matches!(t, Token::Digit(_)));
    let base = |low, high, loose| Figure {
        low,
        high,
        odd: false,
        loose,
        bare_scale,
        arabic,
        string,
        tokens: tokens.len(),
        end: 0,
    };
    if let Some(i) = tokens.iter().position(|t| *t == Token::Some) {
        let with = |d: u8| {
            let mut t = tokens.to_vec();
            t[i] = Token::Digit(d);
            evaluate(&t)
        };
        // 几百 is 200 to 1000, 十几 is 10 to 20: 十几亿 need not be a whole number of 亿.
        if i > 0 {
            let mut low = tokens.to_vec();
            low.remove(i);
            return Some(base(evaluate(&low)?, Some(with(10)?), true));
        }
        let high = if tokens.len() > 1 { 10 } else { 9 };
        return Some(base(with(2)?, Some(with(high)?), true));
    }
    if let Some(i) = neighbours(tokens) {
        let (mut low, mut high) = (tokens.to_vec(), tokens.to_vec());
        low.remove(i + 1);
        high.remove(i);
        return Some(base(evaluate(&low)?, Some(evaluate(&high)?), true));
    }
    Some(base(evaluate(tokens)?, None, false))
}

/// Where two neighbouring digits stand for either: 五六百, 十五六, 七八, 三五.
fn neighbours(tokens: &[Token]) -> Option<usize> {
    let digits = tokens.iter().filter(|t| matches!(t, Token::Digit(_))).count();
    let scaled = tokens.iter().any(|t| matches!(t, Token::Scale(_)));
    if digits > 2 && !scaled {
        return None;
    }
    tokens
        .windows(2)
        .position(|w| matches!(w, [Token::Digit(a), Token::Digit(b)] if *a > 0 && (*b == *a + 1 || (*a, *b) == (3, 5))))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn value(text: &str) -> String {
        let scan = Scan::new(text);
        let Some(f) = read(scan, 0) else { return String::from("none") };
        let one = |w: &Written| w.value().map_or_else(|| String::from("?"), |v| v.normalize().to_string());
        let odd = if f.odd { "+" } else { "" };
        let high = f.high.as_ref().map_or_else(String::new, |h| format!("..{}", one(h)));
        let rest = &text[f.end..];
        format!("{}{high}{odd}{}{rest}", one(&f.low), if rest.is_empty() { "" } else { " " })
    }

    #[test]
    fn numerals_come_to_their_value() {
        for (text, expected) in [
            ("12.71亿", "1271000000"),
            ("1.2万亿", "1200000000000"),
            ("两千三百万", "23000000"),
            ("二〇〇八", "2008"),
            ("壹仟玖佰", "1900"),
            ("廿三", "23"),
            ("五兆六十二亿四万五千二", "5006200045200"),
            ("四万万", "400000000"),
            ("三百五十一万亿", "351000000000000"),
            ("四百五", "450"),
            ("九万四", "94000"),
            ("一千零五", "1005"),
            ("一百十六", "116"),
            ("5亿1万4千6百", "500014600"),
            ("3万4000", "34000"),
            ("1,234,567", "1234567"),
            ("三点一四", "3.14"),
            ("一点五亿", "150000000"),
            ("负十一", "-11"),
            ("百亿", "10000000000"),
            ("3000多万", "30000000+"),
            ("4亿多元", "400000000+ 元"),
            ("一千多位", "1000+ 位"),
            ("十来个", "10+ 个"),
            ("十几", "10..20"),
            ("几十", "20..100"),
            ("数十万", "200000..1000000"),
            ("五六百", "500..600"),
            ("十五六岁", "15..16 岁"),
            ("七八个", "7..8 个"),
            ("三千 八百 九十六", "3896"),
            ("三 百 五 十 二", "352"),
            ("九十六 万 四千", "964000"),
            ("五 个", "5  个"),
        ] {
            assert_eq!(value(text), expected, "{text}");
        }
    }

    #[test]
    fn digits_before_the_scale_keep_their_precision() {
        let written = |text: &str| read(Scan::new(text), 0).map(|f| (f.low.digits.clone(), f.low.scale.to_string()));
        assert_eq!(written("8.50万"), Some(("8.50".into(), "10000".into())));
        assert_eq!(written("两千三百万"), Some(("2300".into(), "10000".into())));
        assert_eq!(written("一百零二"), Some(("102".into(), "1".into())));
    }
}
