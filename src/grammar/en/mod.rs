//! The grammar of English: a single pass over tokens that tries dates first, then figures.
//!
//! Words mean what `vocabulary/en.yaml` says. Names made of letters and digits (`A380`, `GPT-3.5`), times of day and
//! addresses are stepped over as a whole.

mod amounts;
mod calendar;
mod compound;
mod counted;
mod cut;
mod dates;
mod digits;
mod fractions;
mod keys;
mod lexicon;
mod may;
mod measures;
mod numbers;
mod numerals;
mod numeric;
mod ordinals;
mod parts;
mod periods;
mod phrases;
mod ranges;
mod relative;
mod seasons;
mod stretches;
mod tokens;
mod words;
mod years;

use super::{Grammar, Mention, Value};
use crate::source::Span;
use crate::vocabulary::Language;
use keys::words;
use std::ops::Range;
use tokens::Tokens;

/// Reads English.
pub struct English;

impl Grammar for English {
    fn language(&self) -> Language {
        Language::En
    }

    fn read(&self, text: &str, range: Range<usize>, out: &mut Vec<Mention>) {
        let asked = range.start > 0 && text.get(..range.start).is_some_and(|h| h.ends_with('?'));
        let t = Tokens::of(text, range.clone());
        // The rest of an address: its question mark ended no sentence.
        let mut i = if asked && t.start(0) == range.start && t.text(1) == "=" { t.solid_end(0) } else { 0 };
        loop {
            i = t.stop(i);
            if i >= t.len() {
                break;
            }
            if !t.starts(i) {
                i = skip(&t, i);
                continue;
            }
            // Behind a sign of money stands no date.
            let dated = || {
                let found = if t.sign(i).is_some() || !t.dated(i) { None } else { dates::read(&t, i) };
                found.map(|(expr, next)| (Value::Date(expr), next))
            };
            let found = if t.glued(i) && names(&t, i) || time_of_day(&t, i).is_some() {
                None
            } else {
                dated().or_else(|| if t.figures(i) { numbers::read(&t, i) } else { None })
            };
            match found {
                Some((value, next)) if next > i => {
                    out.push(Mention { span: Span::new(t.start(i), t.end_before(next)), value });
                    i = next;
                }
                _ => i = skip(&t, i),
            }
        }
    }
}

/// True where token `i` touches letters before it: the rest of a name.
fn names(t: &Tokens<'_>, i: usize) -> bool {
    i > 0 && t.is_word(i - 1) && t.digits(i).is_some()
}

/// The token to go on with where nothing begins at `i`.
#[inline]
fn skip(t: &Tokens<'_>, i: usize) -> usize {
    // Only what touches something can be part of a longer whole.
    if t.digits(i).is_none() && !t.glued(i + 1) { i + 1 } else { skip_whole(t, i) }
}

/// The token behind the address, the time of day or the name made of figures that token `i` is part of.
fn skip_whole(t: &Tokens<'_>, i: usize) -> usize {
    if let Some(next) = time_of_day(t, i) {
        return next;
    }
    if t.is_any(i, words!["http", "https", "www", "ftp"]) && t.glued(i + 1) {
        return t.solid_end(i);
    }
    // GPT-3.5, scp-173, Covid-19
    let dashed = (t.is_unknown(i) || t.word(i).label || t.is_word(i) && t.text(i).len() == 1)
        && t.is(i + 1, "-")
        && t.glued(i + 1)
        && t.glued(i + 2)
        && t.digits(i + 2).is_some();
    if dashed || t.digits(i).is_some() || t.is_word(i) && t.glued(i + 1) && t.digits(i + 1).is_some() {
        t.chunk_end(i)
    } else {
        i + 1
    }
}

/// The token behind a time of day that begins at `i`: `10:30`, `3 p.m.`, `16:00 UTC`.
fn time_of_day(t: &Tokens<'_>, i: usize) -> Option<usize> {
    let hour = t.number(i, 1..=2).filter(|h| *h <= 24)?;
    let minutes = |k: usize| {
        t.is_any(k, words![":", "."]) && t.glued(k) && t.glued(k + 1) && t.number(k + 1, 2..=2).is_some_and(|m| m < 60)
    };
    let mut next = i + 1;
    while next < i + 5 && minutes(next) {
        next += 2;
    }
    let clocked = next > i + 1 && t.is(i + 1, ":");
    let half = match t.lower(next).bytes() {
        b"am" | b"pm" => next + 1,
        b"a" | b"p" if t.is(next + 1, ".") && t.glued(next + 1) && t.is(next + 2, "m") => {
            if t.is(next + 3, ".") && t.glued(next + 3) { next + 4 } else { next + 3 }
        }
        b"o" if t.is(next + 1, "'") && t.is(next + 2, "clock") => next + 3,
        _ => next,
    };
    if !clocked && half == next || hour > 12 && half > next && !clocked {
        return None;
    }
    let zone = t.is_any(
        half,
        words!["UTC", "GMT", "EST", "EDT", "PST", "PDT", "CET", "CST", "BST", "ET", "PT", "CEST", "JST", "IST"],
    );
    Some(if zone { half + 1 } else { half })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::grammar::{Anchors, figure};
    use crate::quantity::Quantity;
    use crate::time::Interval;
    use chrono::NaiveDate;

    /// What is read, one mention after another: `phrase=meaning`, dates as EDTF counted from Wednesday 8 November 2023.
    fn read(text: &str) -> String {
        let mut found = Vec::new();
        English.read(text, 0..text.len(), &mut found);
        let shown: Vec<String> =
            found.iter().map(|m| format!("{}={}", &text[m.span.start..m.span.end], meaning(&m.value))).collect();
        shown.join("; ")
    }

    fn meaning(value: &Value) -> String {
        let at = Anchors {
            document: NaiveDate::from_ymd_opt(2023, 11, 8),
            discourse: Interval::month(2020, 5),
            fiscal_year_end: Some((3, 31)),
        };
        match value {
            Value::Date(d) => d.resolve(&at).map_or("?".to_owned(), Interval::edtf),
            Value::Duration(d) if d.low == d.high => format!("{} {}", d.low.iso(), d.quantity),
            Value::Duration(d) => format!("{}..{}", d.low.iso(), d.high.iso()),
            Value::Number(q) => format!("n {q}"),
            Value::Percentage(q) => q.to_string(),
            Value::Ordinal(q) => format!("#{q}"),
            Value::Currency(q) | Value::Dimension(q) => q.to_string(),
            Value::Age(q) => format!("age {q}"),
        }
    }

    fn table(rows: &[(&str, &str)]) {
        let wrong: Vec<String> = rows
            .iter()
            .filter(|(text, meaning)| read(text) != *meaning)
            .map(|(text, meaning)| format!("{text}\n  read {}\n  not  {meaning}", read(text)))
            .collect();
        assert!(wrong.is_empty(), "{}", wrong.join("\n"));
    }

    #[test]
    fn dates_that_name_their_place_in_the_calendar() {
        table(&[
            ("It opened on 5 May 2020.", "5 May 2020=2020-05-05"),
            ("on Tuesday, May 5th, 2020, in Oslo", "Tuesday, May 5th, 2020=2020-05-05"),
            ("the fifth of May 2020", "fifth of May 2020=2020-05-05"),
            ("In May 2020 it may march on.", "May 2020=2020-05"),
            ("2020-05-05T10:30:00Z", "2020-05-05T10:30:00Z=2020-05-05"),
            ("05.06.2020 or 5/6/2020 or 25/6/2020", "05.06.2020=2020-06-05; 5/6/2020=2020-05-06; 25/6/2020=2020-06-25"),
            ("Founded in 1998, it grew.", "1998=1998"),
            ("in the summer of 2015", "summer of 2015=2015-06/2015-08"),
            ("spring 2020, winter 2019", "spring 2020=2020-03/2020-05; winter 2019=2019-12/2020-02"),
            ("last fall or next summer", "last fall=2022-09/2022-11; next summer=2024-06/2024-08"),
            ("this fall in prices, spring 300 shops", "300 shops=300 store"),
            ("3 Aug 96; on March 5 96 people", "3 Aug 96=1996-08-03; March 5=2020-03-05"),
            ("since 20191230", "since 20191230=2019-12-30/.."),
            ("Q3 2023 and 2Q22 and 2021 Q4", "Q3 2023=2023-07/2023-09; 2Q22=2022-04/2022-06; 2021 Q4=2021-10/2021-12"),
            ("the third quarter of 2023", "third quarter of 2023=2023-07/2023-09"),
            ("first-half 2022 results", "first-half 2022=2022-01/2022-06"),
            ("fiscal 2019, 2018 and FY17", "fiscal 2019=2018-04/2019-03; 2018=2017-04/2018-03; FY17=2016-04/2017-03"),
            ("Q2 FY24", "Q2 FY24=2023-07/2023-09"),
            ("in the 1990s and the '80s", "1990s=1990/1999; '80s=1980/1989"),
            ("a 19th-century house", "19th-century=1800/1899"),
            ("New Year's Day, 2021", "New Year's Day, 2021=2021-01-01"),
            ("on February 30, 2021", "February 30, 2021=?"),
            ("the class of '98", "'98=1998"),
            ("in nineteen eighty-four", "nineteen eighty-four=1984"),
            ("2000 people in 1999", "2000 people=2000 person; 1999=1999"),
            ("44 BC, 70 AD, the fifth century BC", "44 BC=-0043; 70 AD=0070; fifth century BC=-0499/-0400"),
            ("22april and 15SEP", "22april=2020-04-22; 15SEP=2020-09-15"),
            ("the winter of 1998-99", "winter of 1998-99=1998-12/1999-02"),
            ("the mid-90s, the 1980s and 90s", "the mid-90s=1993/1996; 1980s=1980/1989; 90s=1990/1999"),
            ("the 2022/23 financial year", "2022/23 financial year=2022-04/2023-03"),
            ("the full year 2022 and full-year 2021", "full year 2022=2022; full-year 2021=2021"),
            ("the first week of 2015 and the last", "the first week of 2015=2014-12-29/2015-01-04"),
            ("the third last week of 2018", "the third last week of 2018=2018-12-10/2018-12-16"),
            ("week 31, in Week 3", "week 31=2023-07-31/2023-08-06"),
            ("for the three months ended June 30, 2022", "three months ended June 30, 2022=2022-04/2022-06"),
            ("the year ended 31 March 2019", "the year ended 31 March 2019=2018-04/2019-03"),
            ("the 13 weeks ended May 1, 2021", "13 weeks ended May 1, 2021=2021-01-31/2021-05-01"),
            ("the second quarter of our fiscal year", "second quarter of our fiscal year=2023-07/2023-09"),
        ]);
    }

    #[test]
    fn dates_with_a_part_or_an_open_end() {
        table(&[
            ("in early 2023", "early 2023=2023-01/2023-02"),
            ("mid-May 2023", "mid-May 2023=2023-05-11/2023-05-20"),
            ("at the end of March", "the end of March=2020-03-21/2020-03-31"),
            ("by the end of 2024 or by 2023", "by the end of 2024=2024-12-31; by 2023=../2023-12-31"),
            ("since May 2020", "since May 2020=2020-05/.."),
            ("before 2010 or after 2018", "before 2010=../2009-12-31; after 2018=2019-01-01/.."),
            ("as of 30 June 2021", "as of 30 June 2021=2021-06-30"),
            ("around 2015", "around 2015=2014/2016"),
            ("after Friday's vote", "Friday=2023-11-03"),
            ("the first nine months of 2022", "the first nine months of 2022=2022-01/2022-09"),
            ("the last week of March 2009", "the last week of March 2009=2009-03-23/2009-03-29"),
            ("the first Monday of October 2014", "the first Monday of October 2014=2014-10-06"),
        ]);
    }

    #[test]
    fn dates_with_two_ends() {
        table(&[
            ("3-5 May 2020", "3-5 May 2020=2020-05-03/2020-05-05"),
            ("May 3 to 5, 2020", "May 3 to 5, 2020=2020-05-03/2020-05-05"),
            ("from November to March 2021", "from November to March 2021=2020-11/2021-03"),
            ("between 2015 and 2018", "between 2015 and 2018=2015/2018"),
            ("the 2019-20 season", "2019-20=2019/2020"),
            ("1914-18", "1914-18=1914/1918"),
            ("from 4 to 22 January 1995", "from 4 to 22 January 1995=1995-01-04/1995-01-22"),
        ]);
    }

    #[test]
    fn dates_that_count_from_another() {
        table(&[
            ("yesterday", "yesterday=2023-11-07"),
            ("It rose last year and this month.", "last year=2022; this month=2023-11"),
            ("last Friday", "last Friday=2023-11-03"),
            ("until Friday", "until Friday=../2023-11-10"),
            ("three months ago", "three months ago=2023-08"),
            ("two days after 5 May 2020", "two days after 5 May 2020=2020-05-07"),
            ("about two years ago", "about two years ago=2020/2022"),
            ("three months later", "three months later=2020-08"),
            ("the following year", "the following year=2021"),
            ("A year earlier, it", "A year earlier=2019"),
            ("that year", "that year=2020"),
            ("the same period last year", "the same period last year=2019-05"),
            ("the corresponding month of 2018", "the corresponding month of 2018=2018-05"),
            ("half a century ago", "half a century ago=1973"),
            ("two weeks and 2 days ago", "two weeks and 2 days ago=2023-10-23"),
            ("two Thursdays ago", "two Thursdays ago=2023-10-26"),
            ("this working week", "this working week=2023-11-06/2023-11-10"),
            ("at EOY", "EOY=2023-11/2023-12"),
            ("first-half profits fell", "first-half=2020-01/2020-06"),
            ("Friday the fifteen", "Friday the fifteen=2020-05-15"),
            ("On Friday, 21 people and on Friday 31.", "Friday=2023-11-03; 21 people=21 person; Friday 31=2020-05-31"),
            ("two years previously", "two years previously=2018"),
            ("within the next week", "the next week=2023-11-09/2023-11-15"),
            ("in the spring, and since summer", "spring=2020-03/2020-05; since summer=2020-06-01/.."),
            ("the rest of week", "the rest of week=2023-11-08/2023-11-12"),
            ("the week of October 7, 2013", "the week of October 7, 2013=2013-10-07/2013-10-13"),
            ("over the past three years", "the past three years=2020-11-08/2023-11-07"),
            ("It will open in 10 days.", "in 10 days=2023-11-18"),
            ("It may be the deepest slump in a decade.", "a decade=P10Y 10 year"),
            ("the first time in 10 years", "10 years=P10Y 10 year"),
            ("March of last year", "March of last year=2022-03"),
        ]);
    }

    #[test]
    fn figures_and_what_they_are_of() {
        table(&[
            ("35 vehicles", "35 vehicles=35 vehicle"),
            ("2.8 million developers", "2.8 million developers=2800000 person"),
            ("12 EFLOPS", "12 EFLOPS=12 exaFLOPS"),
            ("$19.7bn", "$19.7bn=19700000000 USD"),
            ("US$3 million and HK$5", "US$3 million=3000000 USD; HK$5=5 HKD"),
            ("RMB 128bn", "RMB 128bn=128000000000 CNY"),
            ("1.2bn yuan", "1.2bn yuan=1200000000 CNY"),
            ("fifty cents", "fifty cents=0.5 USD"),
            ("12.5 percent", "12.5 percent=12.5%"),
            ("three percentage points", "three percentage points=3 percentage point"),
            ("500 km of road", "500 km=500 kilometre"),
            ("1,234.5", "1,234.5=n 1234.5"),
            ("two hundred and five", "two hundred and five=n 205"),
            ("half a billion euros", "half a billion euros=500000000 EUR"),
            ("two thirds of it", "two thirds=n 0.6666666666666666666666666667"),
            ("dozens of people", "dozens of people=24–99 person"),
            ("300 new AI models", "300 new AI models=300 model"),
            ("25,000 A100 GPUs", "25,000 A100 GPUs=25000 GPU"),
            ("3 hundred and 21 yuan", "3 hundred and 21 yuan=321 CNY"),
            ("4 thousand 3 hundred and 21", "4 thousand 3 hundred and 21=n 4321"),
            ("3 million and 500,000 people", "3 million=n 3000000; 500,000 people=500000 person"),
            ("half a percent, half a mile", "half a percent=0.5%; half a mile=0.5 mile"),
            ("20 degrees below zero", "20 degrees below zero=-20 degree"),
            ("6-foot-4, 6ft 2in, 6'2\"", "6-foot-4=76 inch; 6ft 2in=74 inch; 6'2\"=74 inch"),
            ("It was cut by a third and by a quarter.", "a third=n 0.3333333333333333333333333333; a quarter=n 0.25"),
            ("the one hundred and forty second", "one hundred and forty second=#142"),
            ("2 hours ten", "2 hours ten=PT7800S 130 minute"),
            ("20 dollars 43c", "20 dollars 43c=20.43 USD"),
            ("fell 5p to 1,230p", "5p=0.05 GBP; 1,230p=12.3 GBP"),
            (
                "a month and a half, two years and half a million dollars",
                "a month and a half=P1.5M 1.5 month; two years=P2Y 2 year; half a million dollars=500000 USD",
            ),
            (
                "18- to 25-year-olds, aged between 18 and 25",
                "18- to 25-year-olds=age 18–25 year; aged between 18 and 25=age 18–25 year",
            ),
            ("two-and-a-half hours", "two-and-a-half hours=PT9000S 2.5 hour"),
            ("10,000 job cuts", "10,000=n 10000"),
            ("5 feet 2 inches", "5 feet 2 inches=62 inch"),
            ("twice in two and a half years", "two and a half years=P30M 2.5 year"),
            ("1.5 times as many", "1.5 times=1.5 fold"),
            ("the world's third-largest maker", "third=#3"),
            ("its 21st store", "21st=#21"),
            ("a baby ten months old, at six weeks of age", "ten months old=age 10 month; six weeks of age=age 6 week"),
            ("100° Celsius, 1.2M users", "100° Celsius=100 degree celsius; 1.2M users=1200000 person"),
            ("for one and three quarters of hours", "one and three quarters of hours=PT6300S 1.75 hour"),
            ("another week, a whole year", "another week=P7D 1 week; whole year=P1Y 1 year"),
            (
                "aged 40, a 40-year-old, 40 years old",
                "aged 40=age 40 year; 40-year-old=age 40 year; 40 years old=age 40 year",
            ),
            ("Nair, 40, said", "40=age 40 year"),
        ]);
    }

    #[test]
    fn comparators_and_ranges() {
        table(&[
            ("more than 300 models", "more than 300 models=>300 model"),
            ("nearly a third of it", "nearly a third=n ≲0.3333333333333333333333333333"),
            ("about 4.6 million vehicles", "about 4.6 million vehicles=~4600000 vehicle"),
            ("at least $5m", "at least $5m=≥5000000 USD"),
            ("300-odd shops", "300-odd shops=>300 store"),
            ("between 5 and 6 million people", "between 5 and 6 million people=5000000–6000000 person"),
            ("$3-5 billion", "$3-5 billion=3000000000–5000000000 USD"),
            ("three to eight days", "three to eight days=P3D..P8D"),
            ("growth of 4.8% to 6.6%", "4.8% to 6.6%=4.8–6.6%"),
            ("It rose from 3% to 5%.", "3%=3%; 5%=5%"),
            ("more than 100 and less than 300 km", "more than 100 and less than 300 km=100–300 kilometre"),
            (
                "more than 100 people and less than 3 days",
                "more than 100 people=>100 person; less than 3 days=P3D <3 day",
            ),
            ("over five years", "over five years=P5Y ≥5 year"),
        ]);
    }

    #[test]
    fn names_and_numbers_that_are_no_figures() {
        let mut wrong = Vec::new();
        for text in [
            "GPT-3.5",
            "the P7i",
            "a Boeing 747",
            "an A380",
            "iPhone 12",
            "Covid-19",
            "No. 10 Downing Street",
            "7-Eleven",
            "the score was 10\u{2013}8",
            "a 10K run",
            "half past nine",
            "2015-1-32",
            "at one point",
            "Every Monday the shop opens.",
            "12st",
            "5G",
            "Office365",
            "version 2.0.1",
            "1. Overview",
            "at 10:30",
            "3 p.m. today's",
            "https://example.com/2020/05",
            "https://example.com/find?q=30%25",
            "555-1234",
            "no one",
            "Form 10-K",
            "(1) Consists of",
            "It may be that we march in spring water.",
            "Mrs May said so.",
            "2965 Woodside Road",
            "1-for-7 split",
            "the first time",
        ] {
            let read = read(text);
            if !read.is_empty() && read != "today=2023-11-08" {
                wrong.push(format!("{text}: {read}"));
            }
        }
        assert!(wrong.is_empty(), "{}", wrong.join("\n"));
    }

    #[test]
    fn a_figure_is_read_as_a_whole() {
        for (text, shown) in [
            ("1271 million CNY", "1271000000 CNY"),
            ("15.3 %", "15.3%"),
            ("68.00 USD", "68 USD"),
            ("12000000000000000000 FLOPS", "12000000000000000000 FLOPS"),
            ("10 days", "10 day"),
            ("3rd", "3"),
            ("third", "3"),
            ("more than 23 million organisations", ">23000000 company"),
        ] {
            assert_eq!(figure(text, Language::En).map(|q: Quantity| q.to_string()).as_deref(), Some(shown), "{text}");
        }
    }

    #[test]
    fn no_bytes_make_it_panic() {
        const WORDS: &[&str] = &[
            "5",
            "05",
            "2020",
            "'",
            "98",
            "-",
            "/",
            ".",
            ",",
            ":",
            " ",
            "\n",
            "$",
            "US",
            "€",
            "%",
            "million",
            "thousand",
            "may",
            "May",
            "Friday",
            "the",
            "first",
            "last",
            "of",
            "in",
            "from",
            "to",
            "between",
            "and",
            "or",
            "a",
            "half",
            "quarter",
            "two",
            "twenty",
            "years",
            "ago",
            "later",
            "fiscal",
            "Q3",
            "FY",
            "s",
            "th",
            "more",
            "than",
            "several",
            "dozens",
            "km",
            "°C",
            "½",
            "中",
            "é",
            "(",
            ")",
            "end",
            "early",
            "mid",
            "since",
            "until",
            "no",
            "1234567890123456789012345678901234567890",
            "9999",
            "year",
            "-odd",
            "x",
            "m",
        ];
        let mut seed = 0x2545_f491_4f6c_dd1d_u64;
        let mut next = |below: usize| {
            seed ^= seed << 13;
            seed ^= seed >> 7;
            seed ^= seed << 17;
            (seed % below as u64) as usize
        };
        for _ in 0..4000 {
            let count = next(24);
            let mut text = String::new();
            for _ in 0..count {
                if next(8) == 0 {
                    text.push_str(&String::from_utf8_lossy(&[next(256) as u8, next(256) as u8, next(256) as u8]));
                } else {
                    text.push_str(WORDS[next(WORDS.len())]);
                }
                if next(2) == 0 {
                    text.push(' ');
                }
            }
            let mut found = Vec::new();
            English.read(&text, 0..text.len(), &mut found);
            let mut end = 0;
            for m in &found {
                assert!(end <= m.span.start && m.span.start < m.span.end, "{text:?}");
                assert!(text.get(m.span.start..m.span.end).is_some(), "{text:?}");
                end = m.span.end;
                meaning(&m.value);
            }
        }
    }
}
