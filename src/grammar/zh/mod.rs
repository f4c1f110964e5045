//! The grammar of Chinese: one pass over a sentence, dates before figures.
//!
//! What enters is folded text; what leaves are mentions in order. Places where none can begin are passed over by their
//! character; words that hold a numeral but are no figure (统一, 十分) by the stop list of `vocabulary/zh.yaml`.

mod barred;
mod bounds;
mod compose;
mod dates;
mod durations;
mod fractions;
mod lexicon;
mod lunar;
mod measures;
mod money;
mod months;
mod numbers;
mod numerals;
mod relative;
mod scan;
mod slices;
mod sums;
mod tables;
mod triggers;
mod words;
mod years;

use self::numbers::Reading;
use self::scan::{Memo, Scan};
use self::triggers::Ask;
use super::{DateExpr, Grammar, Mention, SetWord, Value};
use crate::source::Span;
use crate::vocabulary::Language;
use std::ops::Range;

/// The longest title of a work, in characters.
const LONGEST_TITLE: usize = 40;

/// Reads Chinese.
pub struct Chinese;

impl Grammar for Chinese {
    fn language(&self) -> Language {
        Language::Zh
    }

    fn read(&self, text: &str, range: Range<usize>, out: &mut Vec<Mention>) {
        let Some(sentence) = text.get(range.clone()) else { return };
        let memo = Memo::default();
        let scan = Scan::new(sentence).keeping(&memo);
        let (mut at, mut title) = (0, 0);
        loop {
            at = scan.words.triggers.next(sentence.as_bytes(), at);
            let Some(c) = scan.char(at) else { return };
            // 《百年孤独》: a figure in the title of a work is part of its name, the year of a report is one.
            if c == '《' {
                let end = scan.rest(at).char_indices().take(LONGEST_TITLE).find(|(_, c)| *c == '》');
                title = end.map_or(title, |(i, _)| at + i);
                at += c.len_utf8();
                continue;
            }
            at = match step(scan, at, c) {
                Reading::Found(value, _, end) if end > at && at < title && !is_of_a_year(&value) => end,
                Reading::Found(value, start, end) if end > at => {
                    let span = Span::new(range.start + start, range.start + end);
                    out.push(Mention { span, value });
                    end
                }
                Reading::Nothing(end) if end > at => end,
                _ => at + c.len_utf8(),
            };
        }
    }

    fn set_words(&self, text: &str, range: Range<usize>, found: &mut dyn FnMut(Span, SetWord)) {
        let Some(sentence) = text.get(range.clone()) else { return };
        let scan = Scan::new(sentence);
        let mut at = 0;
        loop {
            at = scan.words.triggers.next(sentence.as_bytes(), at);
            let Some(c) = scan.char(at) else { return };
            let end = if scan.words.triggers.ask(scan, at, c).stop { barred::stop(scan, at) } else { None };
            let Some(end) = end.filter(|end| *end > at) else {
                at += c.len_utf8();
                continue;
            };
            let word = &sentence[at..end];
            if holds_numeral(scan, word) {
                let kind = if scan.words.set_names.len_at(word) == word.len() { SetWord::Name } else { SetWord::Idiom };
                found(Span::new(range.start + at, range.start + end), kind);
            }
            at = end;
        }
    }
}

/// True where a word holds a numeral: 数据 and 附近 do not, though 数 and 近 begin figures.
fn holds_numeral(scan: Scan<'_>, word: &str) -> bool {
    let words = scan.words;
    let numeral = |c: char| {
        let sure = words.digits.contains_key(&c) || words.tens.contains_key(&c) || words.scales.contains_key(&c);
        c.is_ascii_digit() || c == '双' || sure && !words.shy.contains(&c)
    };
    word.chars().any(numeral)
}

/// True for a date with its year written: the year of a report is one, the weekday in the name of a newspaper none.
fn is_of_a_year(value: &Value) -> bool {
    matches!(value, Value::Date(date) if matches!(date.core(), DateExpr::Known(_) | DateExpr::Fiscal { .. }))
}

/// What stands at a place, and how far.
fn step(scan: Scan<'_>, at: usize, c: char) -> Reading {
    let pass = Reading::Nothing(at + c.len_utf8());
    let letter = c.is_ascii_alphabetic();
    let ask = match letter {
        true => Ask { stop: true, date: matches!(c, 'F' | 'Q'), figure: false },
        false => scan.words.triggers.ask(scan, at, c),
    };
    if ask.stop
        && let Some(end) = barred::stop(scan, at)
    {
        return Reading::Nothing(end);
    }
    if ask.date
        && let Some((expr, start, end)) = compose::read(scan, at)
    {
        return Reading::Found(Value::Date(expr), start, end);
    }
    if letter {
        let money = scan.words.marks.at(scan.rest(at)).and_then(|_| numbers::read(scan, at));
        return money.unwrap_or_else(|| Reading::Nothing(numbers::lettered(scan, at)));
    }
    let figure = if ask.figure { numbers::read(scan, at) } else { None };
    match figure {
        Some(reading) => reading,
        None if c.is_ascii_digit() => Reading::Nothing(scan.past_latin(at)),
        None => pass,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::grammar::{self, Anchors};
    use crate::normalise::fold_text;
    use crate::quantity::Quantity;
    use crate::time::Interval;

    /// What the text means on 5 November 2023, the date last named being October 2012.
    fn meaning(text: &str) -> String {
        let day = |y, m, d| Interval::ymd(y, m, d).and_then(|i| i.start);
        let at = Anchors {
            document: day(2023, 11, 5),
            discourse: Interval::month(2012, 10),
            fiscal_year_end: Some((3, 31)),
        };
        let folded = fold_text(text);
        let mut found = Vec::new();
        Chinese.read(&folded, 0..folded.len(), &mut found);
        let one = |m: &Mention| match &m.value {
            Value::Date(d) => d.resolve(&at).map_or_else(|| String::from("no day"), Interval::edtf),
            Value::Duration(d) if d.low == d.high => bounds(&d.quantity, d.low.iso()),
            Value::Duration(d) => format!("{}..{}", d.low.iso(), d.high.iso()),
            Value::Number(q) => q.to_string(),
            Value::Percentage(q) | Value::Currency(q) | Value::Dimension(q) => q.to_string(),
            Value::Ordinal(q) => format!("no. {q}"),
            Value::Age(q) => format!("aged {q}"),
        };
        found.iter().map(one).collect::<Vec<_>>().join(" | ")
    }

    fn bounds(quantity: &Quantity, length: String) -> String {
        match quantity.comparator {
            Some(c) => format!("{length} {c:?}"),
            None => length,
        }
    }

    fn check(table: &[(&str, &str)]) {
        for (text, expected) in table {
            assert_eq!(meaning(text), *expected, "{text}");
        }
    }

    #[test]
    fn dates_of_the_calendar() {
        check(&[
            ("2021年5月6日开工", "2021-05-06"),
            ("二〇一九年七月", "2019-07"),
            ("零八年、九七年", "2008 | 1997"),
            ("2020 年 3 月，公司", "2020-03"),
            ("2021-05-06与2021/5/6与2021.5.6", "2021-05-06 | 2021-05-06 | 2021-05-06"),
            ("3月18号", "2012-03-18"),
            ("19年底", "2019-11/2019-12"),
            ("2019年初", "2019-01/2019-02"),
            ("6月中旬", "2012-06-11/2012-06-20"),
            ("2021年第三季度", "2021-07/2021-09"),
            ("2021年第三季", "2021-07/2021-09"),
            ("2021年Q2", "2021-04/2021-06"),
            ("2022下半年", "2022-07/2022-12"),
            ("2022年前三季度", "2022-01/2022-09"),
            ("四五月份", "2012-04/2012-05"),
            ("上世纪80年代", "1980/1989"),
            ("10/31/1974与13.5.2015、05/06/09", "1974-10-31 | 2015-05-13 | 2009-05-06"),
            ("去年夏天、2019年春", "2022-06/2022-08 | 2019-03/2019-05"),
            ("19世纪70年代", "1870/1879"),
            ("18世纪，公元前3世纪，公元5世纪", "1700/1799 | -0299/-0200 | 0400/0499"),
            ("2020元旦", "2020-01-01"),
            ("2021车展开幕", "2021"),
            ("展示2015“中国进展”", "2015"),
            ("民国三十八年", "1949"),
            ("2022年冬奥会", "2022"),
            ("农历腊月二十三", "2012-01-16"),
            ("2023年正月初五至初七", "2023-01-26/2023-01-28"),
            ("2020年闰四月、农历2021年六月", "2020-05-23/2020-06-20 | 2021-07-10/2021-08-07"),
            ("2022年大年三十、去年大年初一", "2022-01-31 | 2022-02-01"),
            ("2021年中秋节，2022年春节，2023年端午", "2021-09-21 | 2022-02-01 | 2023-06-22"),
            ("2022年感恩节、2019年清明节", "2022-11-24 | 2019-04-05"),
            ("春节期间，中秋月饼", ""),
            ("2016财年", "2015-04/2016-03"),
            ("FY2020与2021财年第二季度", "2019-04/2020-03 | 2020-07/2020-09"),
            ("2月30日，2023年2月29日", "no day | no day"),
            ("八月十五、九月初九，三月三", "2012-09-30 | 2012-10-23 | 2012-03-24"),
            ("一九四五年八月十五", "1945-08-15"),
            ("2014年度报告，2014年度假", "2014 | 2014"),
            ("二三季度，第二、三季度", "2012-04/2012-09 | 2012-04/2012-09"),
            ("上世纪八九十年代，20世纪下半叶", "1980/1999 | 1950/1999"),
            ("2012年初秋，8月中下旬", "2012-09/2012-11 | 2012-08-11/2012-08-31"),
            ("乾隆六年（1741），万历四十二年", "1741 | 1741 | 1614"),
            ("2020财年第四财季", "2020-01/2020-03"),
        ]);
    }

    #[test]
    fn dates_with_two_ends_or_one_open() {
        check(&[
            ("2018年4月至9月", "2018-04/2018-09"),
            ("2015-2018年，2020/21赛季", "2015/2018 | 2020/2021"),
            ("5月3—9日", "2012-05-03/2012-05-09"),
            ("从2015年到2017年", "2015/2017"),
            ("2015年和2018年之间", "2015/2018"),
            ("自2020年6月以来", "2020-06/.."),
            ("7月1日起施行", "2012-07-01/.."),
            ("截至2021年3月底、截至2019年", "2021-03-31 | 2019-12-31"),
            ("截至今年，直到2020年为止", "2023-11-05 | ../2020-12-31"),
            ("截至6月底的2016财年", "2015-04/2016-03"),
            ("2020年以前，2021年之后", "../2019-12-31 | 2022-01-01/.."),
            ("2019年前后", "2018/2020"),
            ("2018年前往", "2018"),
            ("12月底前完成", "../2012-12-31"),
            ("10月20、21日，10月3、8日", "2012-10-20/2012-10-21 | 2012-10-03 | 2012-10-08"),
            ("10月1日-7日，九十月，7、8月间", "2012-10-01/2012-10-07 | 2012-09/2012-10 | 2012-07/2012-08"),
            ("截至2020年12月31日止年度", "2020"),
            ("继2013年之后再次", "2013"),
            ("每年3月15日，每月5日", "no day | no day"),
        ]);
    }

    #[test]
    fn dates_counted_from_another() {
        check(&[
            ("今年4月、去年、前年底", "2023-04 | 2022 | 2021-11/2021-12"),
            ("昨天和前天", "2023-11-04 | 2023-11-03"),
            ("本周三、上周五、下周", "2023-11-01 | 2023-10-27 | 2023-11-06/2023-11-12"),
            ("上月15日", "2023-10-15"),
            ("同年、次年3月、当月", "2012 | 2013-03 | 2012-10"),
            ("五年前", "2018"),
            ("三个月后", "2013-01"),
            ("十年过后", "2022"),
            ("半年前", "2023-05"),
            ("过去三年", "2020-11-05/2023-11-04"),
            ("近两个月来", "2023-09-05/2023-11-04"),
            ("未来五年", "2023-11-06/2028-11-05"),
            ("历时近三年", "P3Y Nearly"),
            ("三十多年后、十多年前", "2042/2052 | 2003/2013"),
            ("半世纪前，4、5年前，一个半月前", "1973 | 2018/2019 | 2023-09/2023-10"),
            ("1500年前，两千年之后", "0523 | no day"),
            ("今明两年、明后两天", "2023/2024 | 2023-11-06/2023-11-07"),
            ("近几年，年内，上周末", "2014-11-05/2023-11-04 | 2023 | 2023-10-28/2023-10-29"),
            ("在前一年，开业前一天", "2011 | P1D"),
            ("写书的这一年", "P1Y"),
        ]);
    }

    #[test]
    fn durations() {
        check(&[
            ("10天内", "2023-11-05/2023-11-15"),
            ("在10天内完成", "P10D"),
            ("6个月不到", "P6M Below"),
            ("超过两年", "P2Y Above"),
            ("20多年, 两年多", "P20Y..P30Y | P2Y..P3Y"),
            ("三到八天，三年以上七年以下", "P3D..P8D | P3Y..P7Y"),
            ("5000年历史", "P5000Y"),
            ("几个月", "P2M..P9M"),
            ("一个多星期，半个多世纪", "P7D..P14D | P50Y..P100Y"),
            ("9秒99，1分08秒84", "PT9.99S | PT68.84S"),
        ]);
    }

    #[test]
    fn figures_with_their_units() {
        check(&[
            ("营收8.53亿元", "853000000 CNY"),
            ("以45亿美元、$4.5bn或US$5m", "4500000000 USD | 4500000000 USD | 5000000 USD"),
            ("港币30元，人民币7.5亿元", "30 HKD | 750000000 CNY"),
            ("五块六，3元5角，两个亿，10~15k元", "5.6 CNY | 3.5 CNY | 200000000 | 10000–15000 CNY"),
            ("卖出64.2万辆", "642000 vehicle"),
            ("500多个优质模型", ">500 model"),
            ("七十家企业，12名工人", "70 company | 12 person"),
            ("千亿参数以上", "≥100000000000 parameter"),
            ("近3000人", "≲3000 person"),
            ("全厂不过千人，不过两千人都来了", "≤1000 person | 2000 person"),
            ("网点4013家，300家优质企业", "4013 piece | 300 company"),
            ("约2000万用户", "~20000000 person"),
            ("算力为7EFLOPS", "7 exaFLOPS"),
            ("256GPU", "256 GPU"),
            ("增长12.5%以上", "≥12.5%"),
            ("百分之三点二，三成，七五折", "3.2% | 30% | 75%"),
            ("提高2个百分点，翻了3倍", "2 percentage point | 3 fold"),
            ("三分之二，5‰", "0.6666666666666666666666666667 | 0.5%"),
            ("20至30万元", "200000–300000 CNY"),
            ("3到5亿人次", "300000000–500000000 time"),
            ("五六百公里", "500–600 kilometre"),
            ("数百万人，几十家", "2000000–10000000 person | 20–100 piece"),
            ("已经63岁，三十多岁，3岁半", "aged 63 year | aged >30 year | aged 3.5 year"),
            ("一米八，两吨半", "1.8 metre | 2.5 tonne"),
            ("零下5摄氏度", "-5 degree celsius"),
            ("第5届，第二次", "no. 5 | no. 2"),
            ("一个万亿级市场", "1000000000000"),
            ("排名前十名", "10"),
            ("翻番，翻了两番", "2 fold | 4 fold"),
            ("4388多万元，三百来人", ">43880000 CNY | >300 person"),
            ("微跌0.03点至1127.37点，增长5%至7%", "0.03 point | 1127.37 point | 5–7%"),
            ("3度公开露面，气温3度以下", "3 time | <3 degree"),
            ("两个人物，3、4个人，1000亿美元年收入", "2 piece | 3–4 person | 100000000000 USD"),
            ("五元六角至五元七角，六斤8两", "5.6–5.7 CNY | 6.8 jin"),
            ("人均GDP1.2万美元，10万+", "12000 USD | ≥100000"),
            ("2倍多，三百五万，一百五十四点零", ">2 fold | 3500000 | 154"),
            ("排名比他高600多位", ">600 piece"),
        ]);
    }

    #[test]
    fn what_is_no_figure() {
        for text in [
            "统一管理，万一不行，十分重要，一直如此",
            "GPT-3.5、M6、P7i与Office365",
            "1+6+N",
            "从0到1",
            "双11与5G",
            "一个人，一家公司",
            "第一，要快；",
            "以3:2获胜，大比分3比1",
            "上午10时30分",
            "版本2.0已经上线",
            "90后",
            "神舟十一号",
            "《百年孤独》与《三体》",
            "内地企业1000指数",
            "www.example.com/2021/05/06",
            "《星期日邮报》",
            "“9·11”事件",
            "歼-20",
            "2号反应堆",
            "不同年龄段，说三道四",
            "前日本首相，达产后年产值，登上月球",
            "0.24g/kg",
        ] {
            assert_eq!(meaning(text), "", "{text}");
        }
    }

    #[test]
    fn facts_are_one_figure_each() {
        for (text, value) in [("12.5亿元", "1250000000 CNY"), ("超过300个", ">300 piece"), ("6个月", "6 month")]
        {
            let figure = grammar::figure(text, Language::Zh).map(|q| q.to_string());
            assert_eq!(figure.as_deref(), Some(value), "{text}");
        }
    }

    #[test]
    fn any_string_is_read_in_order_and_never_panics() {
        let words: Vec<&str> = "一 二 两 三 五 十 百 千 万 亿 半 几 数 多 余 零 〇 点 年 月 日 号 天 周 个 月初 底 前 后 内 \
            至 到 - . , : / + $ US$ % 元 块 角 分 岁 第 约 近 超过 不到 左右 以上 以来 截至 自 从 过去 去年 同年 季度 上半年 \
            财年 FY Q3 GPT GPU EFLOPS k bn 0 1 9 12 2023 1999 20231105 3.5 人 辆 米 百分之 分之 又 成 折 世纪 年代 农历 负 \
            零下 和 之间 民国 元 😀 ( ) 、 。"
            .split_whitespace()
            .chain([" ", "\n"])
            .collect();
        let mut seed: u64 = 7;
        let mut next = move |n: usize| {
            seed = seed.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
            usize::try_from(seed >> 33).unwrap_or(0) % n
        };
        let at = Anchors { document: Interval::ymd(2023, 11, 5).and_then(|i| i.start), ..Anchors::default() };
        for _ in 0..4_000 {
            let count = next(14);
            let text: String = (0..count).map(|_| words[next(words.len())]).collect();
            let mut found = Vec::new();
            Chinese.read(&text, 0..text.len(), &mut found);
            let mut last = 0;
            for m in &found {
                assert!(m.span.start >= last && m.span.end > m.span.start, "{text}");
                assert!(text.get(m.span.start..m.span.end).is_some(), "{text}");
                last = m.span.end;
                if let Value::Date(d) = &m.value {
                    d.resolve(&at);
                }
            }
        }
    }
}
