//! Properties of the grammars: what is printed is read as it was meant, and any text is read in order.

use factlint::grammar::{self, Anchors, Mention, Value as Meaning};
use factlint::quantity::{Quantity, Unit};
use factlint::source::Span;
use factlint::time::Interval;
use factlint::vocabulary::Language;
use proptest::collection::vec;
use proptest::prelude::*;
use proptest::sample::select;
use rust_decimal::Decimal;

const LANGUAGES: [Language; 2] = [Language::Zh, Language::En];

/// Words and marks that the grammars look at, and what only damage leaves.
const PHRASES: &[&str] = &[
    "2023",
    "1999",
    "12",
    "3",
    "0",
    "1,234",
    "12,34,567",
    "3.5",
    "20231105",
    "二〇二三",
    "一",
    "两",
    "三十",
    "百",
    "万",
    "亿",
    "半",
    "几",
    "多",
    "年",
    "月",
    "日",
    "号",
    "天",
    "周",
    "个",
    "季度",
    "世纪",
    "年代",
    "上半月",
    "初八",
    "正月",
    "闰",
    "农历",
    "大年",
    "春节",
    "中秋节",
    "同期",
    "财年",
    "本财年",
    "至",
    "到",
    "-",
    "~",
    "/",
    ".",
    ",",
    ":",
    "'",
    "+",
    "(",
    ")",
    "《",
    "》",
    "约",
    "超过",
    "不到",
    "以上",
    "左右",
    "以来",
    "截至",
    "自",
    "前",
    "后",
    "第",
    "元",
    "美元",
    "%",
    "‰",
    "bp",
    "倍",
    "翻番",
    "岁",
    "虚岁",
    "百分之",
    "分之",
    "又",
    "点",
    "人",
    "家",
    "辆",
    "$",
    "€",
    "¥",
    "Q3",
    "FY24",
    " ",
    "the ",
    "a ",
    "of ",
    "in ",
    "on ",
    "and ",
    "or ",
    "to ",
    "from ",
    "between ",
    "until ",
    "since ",
    "before ",
    "week ",
    "year ",
    "month ",
    "days ",
    "May ",
    "March ",
    "Friday ",
    "Easter ",
    "Thanksgiving ",
    "first ",
    "second ",
    "third ",
    "fifths ",
    "half ",
    "quarter ",
    "one ",
    "twenty ",
    "hundred ",
    "thousand ",
    "million ",
    "crore ",
    "dozen ",
    "more than ",
    "about ",
    "nearly ",
    "last ",
    "next ",
    "this ",
    "ago ",
    "later ",
    "fiscal ",
    "dollars ",
    "cents ",
    "km ",
    "percent ",
    "MEUR ",
    "doubled ",
    "late ",
    "mid-",
    "end ",
    "rest ",
    "starting ",
    "out ",
    "\n",
    "😀",
    "½",
];

fn phrase() -> impl Strategy<Value = String> {
    prop_oneof![1 => "\\PC{0,40}", 4 => vec(select(PHRASES), 0..16).prop_map(|p| p.concat())]
}

fn read(language: Language, text: &str) -> Vec<Mention> {
    let mut found = Vec::new();
    grammar::of(language).read(text, 0..text.len(), &mut found);
    found
}

/// The days of a text that is one date.
fn days(language: Language, text: &str) -> Option<Interval> {
    match &read(language, text)[..] {
        [Mention { value: Meaning::Date(date), span }] if *span == Span::new(0, text.len()) => {
            date.resolve(&Anchors::default())
        }
        _ => None,
    }
}

const MONTHS: [&str; 12] = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
];

proptest! {
    #![proptest_config(crate::tried(256))]

    #[test]
    fn grammars_read_any_text_in_order(text in phrase(), day in 0_i64..60_000) {
        let document = Interval::ymd(1920, 1, 1).and_then(|i| i.start).map(|d| d + chrono::TimeDelta::days(day));
        let at = Anchors { document, discourse: document.map(Interval::day), fiscal_year_end: Some((3, 31)) };
        for language in LANGUAGES {
            let mut last = 0;
            for mention in read(language, &text) {
                let span = mention.span;
                prop_assert!(last <= span.start && span.start < span.end, "{span} in {text:?}");
                prop_assert!(text.get(span.start..span.end).is_some(), "{span} in {text:?}");
                last = span.end;
                if let Meaning::Date(date) = &mention.value
                    && let Some(Interval { start: Some(start), end: Some(end), .. }) = date.resolve(&at)
                {
                    prop_assert!(start <= end, "{text:?}");
                }
            }
        }
    }

    #[test]
    fn a_day_is_read_as_it_is_written(year in 1900_i32..2100, month in 1_u32..=12, day in 1_u32..=31) {
        let name = MONTHS[month as usize - 1];
        let expected = Interval::ymd(year, month, day);
        let edtf = format!("{year}-{month:02}-{day:02}");
        prop_assert_eq!(Interval::parse_edtf(&edtf).ok(), expected);
        for text in [format!("{year}年{month}月{day}日"), format!("{year}/{month}/{day}"), format!("{year}.{month:02}.{day:02}"), edtf.clone()] {
            prop_assert_eq!(days(Language::Zh, &text), expected, "{}", text);
        }
        for text in [format!("{day} {name} {year}"), format!("{name} {day}, {year}"), edtf] {
            prop_assert_eq!(days(Language::En, &text), expected, "{}", text);
        }
        let whole = Interval::month(year, month);
        prop_assert_eq!(days(Language::Zh, &format!("{year}年{month}月")), whole);
        prop_assert_eq!(days(Language::En, &format!("{name} {year}")), whole);
    }

    #[test]
    fn an_interval_is_read_as_it_is_printed(start in 0_i64..70_000, length in 0_i64..4_000, open in 0..3) {
        let first = Interval::ymd(1900, 1, 1).and_then(|i| i.start).map(|d| d + chrono::TimeDelta::days(start));
        let last = first.map(|d| d + chrono::TimeDelta::days(length));
        let ends = match open {
            0 => (first, last),
            1 => (first, None),
            _ => (None, last),
        };
        let interval = Interval::between(ends.0, ends.1).expect("the right way round");
        let again = Interval::parse_edtf(&interval.edtf()).expect("EDTF");
        prop_assert_eq!((again.start, again.end), ends, "{}", interval.edtf());
    }

    #[test]
    fn a_figure_is_read_as_it_is_printed(digits in 1_i64..100_000_000, decimals in 0_u32..4, unit in select(vec!["CNY", "USD", "%", "kilometre", "tonne"])) {
        let value = Decimal::new(digits, decimals);
        let unit = if unit == "%" { Unit::percent() } else { grammar::units::unit(unit).expect("a unit of the table") };
        let quantity = Quantity::written(&value.to_string(), Decimal::ONE, Some(unit)).expect("within 28 digits");
        let again = grammar::figure(&quantity.to_string(), Language::En).expect("a figure");
        prop_assert_eq!(again.stated, quantity.stated, "{}", quantity);
        prop_assert_eq!(&again.unit, &quantity.unit, "{}", quantity);
    }

    #[test]
    fn scale_words_multiply_exactly(digits in 1_i64..1_000_000, decimals in 0_u32..4) {
        let value = Decimal::new(digits, decimals);
        let scaled = |times: i64| value.checked_mul(Decimal::from(times)).map(|v| v.normalize());
        for (word, times) in [("万", 10_000), ("亿", 100_000_000), ("万亿", 1_000_000_000_000)] {
            let read = grammar::figure(&format!("{value}{word}元"), Language::Zh).and_then(|q| q.stated);
            prop_assert_eq!(read, scaled(times), "{}{}元", value, word);
        }
        for (word, times) in [(" million", 1_000_000), (" billion", 1_000_000_000), ("bn", 1_000_000_000), (" crore", 10_000_000)] {
            let read = grammar::figure(&format!("${value}{word}"), Language::En).and_then(|q| q.stated);
            prop_assert_eq!(read, scaled(times), "${}{}", value, word);
        }
    }
}
