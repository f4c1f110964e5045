//! The document date: when an article says it was written.

use super::{DateBasis, DocumentDate};
use crate::article::{Article, Block, Syntax};
use crate::config::Config;
use crate::grammar::{self, DateExpr, Value};
use crate::normalise::{Folded, fold_text, is_han};
use crate::source::Span;
use crate::time::{Interval, Precision};
use crate::vocabulary::{Language, lists};
use chrono::{Datelike, NaiveDate};

/// The document date: `--date`, front matter or what a page says of itself, dateline, file name.
pub(super) fn document_date(
    article: &Article,
    folded: &Folded,
    mentions: &[grammar::Mention],
    config: &Config,
) -> DocumentDate {
    let found = |days, basis, span| DocumentDate { days: Some(days), basis, span, steps: Vec::new() };
    if let Some(day) = config.date {
        return found(Interval::day(day), DateBasis::Option, None);
    }
    if let Some((day, span)) = article.front_matter.date {
        let basis = if article.syntax == Syntax::Html { DateBasis::Metadata } else { DateBasis::FrontMatter };
        return found(Interval::day(day), basis, Some(span));
    }
    if let Some((days, span)) = dateline(article, folded, mentions) {
        return found(days, DateBasis::Dateline, Some(folded.origin(span)));
    }
    if let Some(day) = file_name_date(article.source.name()) {
        return found(Interval::day(day), DateBasis::FileName, None);
    }
    DocumentDate::unknown()
}

/// A full date among the first blocks that is the day of writing: a block of its own, apart from a word or two beside it; a
/// date behind a word for publication in a line of such data (发布时间:, By Jane Doe | Published); the place and day of a
/// wire (新华社北京2023年11月5日电, OSLO, Nov. 5, 2023 (Newswire) -).
///
/// The first blocks are those from the title on, and then those at the very top, where a page may say which day it is.
fn dateline(article: &Article, folded: &Folded, mentions: &[grammar::Mention]) -> Option<(Interval, Span)> {
    let title = title_block(article, folded);
    /// A line of so many bytes says more than when and by whom.
    const LINE: usize = 160;
    let head = |from: usize| folded.blocks[from..].iter().filter(|(_, kind)| *kind != Block::Cell).take(5);
    let top = head(0).take_while(|(block, _)| folded.blocks.get(title).is_some_and(|t| block.start < t.0.start));
    let mut begun = false;
    head(title)
        .chain(top)
        .filter_map(|(block, kind)| {
            let text = &folded.text[block.start..block.end];
            // The line under the title, before the first sentence.
            let line = *kind == Block::Paragraph && !begun && text.len() <= LINE;
            let byline = line && !is_sentence(text);
            begun |= *kind == Block::Paragraph && is_sentence(text);
            let from = mentions.partition_point(|m| m.span.start < block.start);
            let dates =
                mentions[from..].iter().take_while(|m| m.span.end <= block.end).filter_map(|m| match &m.value {
                    Value::Date(DateExpr::Known(days)) => Some((*days, m.span)),
                    _ => None,
                });
            let all: Vec<(Interval, Span)> = dates.take(4).collect();
            let is_line = text.len() <= LINE && !text.contains('。');
            let around = |at: Span| (&text[..at.start - block.start], &text[at.end - block.start..]);
            let mut dates = all.iter().copied().filter(|(days, _)| days.precision == Precision::Day);
            let named = dates.clone().find(|(_, at)| is_line && is_published(around(*at).0));
            let apart = || {
                // Folding leaves no space beside Chinese.
                let written = |at: Span| {
                    let (whole, at) = (folded.origin(*block), folded.origin(at));
                    let slice = |from: usize, to: usize| article.source.slice(Span::new(from.min(to), to));
                    (slice(whole.start, at.start), slice(at.end, whole.end))
                };
                let apart = |(_, at): &&(Interval, Span)| is_apart(written(*at));
                let month = |d: &&(Interval, Span)| d.0.precision == Precision::Month;
                let day = dates.clone().find(|d| line && apart(&d));
                day.or_else(|| all.iter().filter(month).find(|d| byline && apart(d)).copied())
            };
            named.or_else(apart).or_else(|| {
                // Only the first date of a block can be that of its line.
                let (days, at) = dates.next().filter(|d| mentions[from].span == d.1)?;
                let rest = block.len() - at.len();
                let (before, behind) = around(at);
                // What a comma leads on is told of the day.
                let told = behind.strip_prefix(',').is_some_and(|b| b.chars().filter(|c| is_han(*c)).count() > 4);
                let alone = rest <= 40 && rest <= 2 * at.len() && (!told || is_byline(before, behind));
                let signed = byline && is_byline(before, behind);
                (alone || signed || is_wire(before, behind) || stands_alone(before, behind)).then_some((days, at))
            })
        })
        .next()
}

/// The block that is the title of a page: a heading that the title of its window holds. The first block where none is.
fn title_block(article: &Article, folded: &Folded) -> usize {
    /// So many blocks stand above a title at most, and no title is shorter than this.
    const ABOVE: usize = 60;
    const SHORTEST: usize = 6;
    let Some(title) = &article.front_matter.title else { return 0 };
    let title = fold_text(title);
    let is_title = |(span, kind): &(Span, Block)| {
        *kind == Block::Heading && span.len() >= SHORTEST && title.contains(folded.text[span.start..span.end].trim())
    };
    folded.blocks.iter().take(ABOVE).position(is_title).unwrap_or(0)
}

/// A part of a line that is nothing but a date, between marks that part who wrote it from where and when: Profile · The
/// Review · 5 November 2023; Grid Weekly, 5 November 2023. By our staff; 测评室|2023年11月5日更新.
fn is_apart((before, behind): (&str, &str)) -> bool {
    const MARKS: &[char] = &['·', '|', '｜', '•', '/', '／', '\n', '—'];
    let wide = |part: &str, gap: &str| if part.contains(is_han) { !gap.is_empty() } else { gap.contains("  ") };
    let head = before.trim_end();
    let opened = head.is_empty() || head.ends_with(MARKS) || wide(before, &before[head.len()..]);
    // The name of a paper, of words that all begin with a capital letter.
    let named = head.strip_suffix(',').is_some_and(|paper| {
        let paper = paper.rsplit(MARKS).next().unwrap_or(paper).trim();
        paper.split_whitespace().all(|w| !w.starts_with(char::is_lowercase)) && paper.split_whitespace().count() <= 5
    });
    // (2023年11月5日更新。
    let rest = lists().published_behind.at_head(behind, Language::Zh).and_then(|len| behind.get(len..));
    if rest.is_some_and(|r| r.starts_with(['。', '.']) && head.trim_start_matches(['(', '（']).is_empty()) {
        return true;
    }
    let behind = rest.unwrap_or(behind);
    let tail = behind.trim_start();
    let closed = tail.is_empty() || tail.starts_with(MARKS) || wide(behind, &behind[..behind.len() - tail.len()]);
    // (第23期,2023年11月5日,星期日。
    let issue = head.trim_start_matches(['(', '（']).trim_end_matches([',', '，', '期', ' ']);
    let numbered = issue.strip_prefix('第').is_some_and(|n| head.contains('期') && n.chars().count() <= 6);
    if numbered && tail.starts_with([',', '，']) && ["星期", "周"].iter().any(|w| tail.contains(w)) {
        return true;
    }
    let signed = tail.starts_with(". By ") || tail.starts_with(", by ");
    opened && closed || named && (closed || signed) || head.is_empty() && signed
}

/// More than the names and dates of a byline: a mark ends it.
fn is_sentence(text: &str) -> bool {
    let text = text.trim_end_matches(['*', '_', ')', ' ', '"', '”']);
    text.contains(['。', '!', '?', ';', '“']) || text.ends_with('.') && text.split_whitespace().nth(4).is_some()
}

/// Chinese names who writes for whom, English has the date at one end.
fn is_byline(before: &str, behind: &str) -> bool {
    let signed = |part: &str| lists().bylines.in_text(part, Language::Zh);
    match before.contains(is_han) || behind.contains(is_han) {
        true => signed(before) || signed(behind),
        // Bought the ferry on 5 November 2011: a date that goes with a verb.
        false => {
            let edge = [before, behind].iter().any(|part| !part.contains(char::is_alphanumeric));
            let head = before.trim_end().to_ascii_lowercase();
            edge && !["on", "in", "by", "since", "until", "from", "of"]
                .iter()
                .any(|w| head.split(' ').next_back() == Some(w))
        }
    }
}

/// A sentence of nothing but a date, behind at most the mark of a wire: 2024年1月19日,星期五。 【本报海州电】2024年2月5日。
fn stands_alone(before: &str, behind: &str) -> bool {
    let wire = before.trim_start_matches(['【', '[', '(']);
    let wire = wire.len() < before.len() && wire.ends_with(['】', ']', ')']) && wire.chars().count() <= 16;
    let mut rest = behind.trim_start_matches([',', ' ', '(']);
    if let Some(named) = ["星期", "周", "礼拜"].iter().find_map(|w| rest.strip_prefix(w)) {
        let mut chars = named.chars();
        rest = if chars.next().is_some_and(|c| "一二三四五六日天".contains(c)) { chars.as_str() } else { rest };
    }
    (before.is_empty() || wire) && rest.trim_start_matches(')').starts_with('。')
}

/// What stands before a date ends with a word for publication that opens its line, or a part of it.
fn is_published(before: &str) -> bool {
    let before = before.trim_end_matches([' ', ':', '：']);
    let words = [Language::Zh, Language::En].into_iter().find_map(|l| lists().published.at_end(before, l));
    let left = words.and_then(|len| before.get(..before.len() - len));
    left.is_some_and(|l| l.trim_end().is_empty() || l.ends_with([' ', '|', '·', '/', '•', '(', ']', '】', ',', ';']))
}

/// The place and the day that open the first paragraph of a wire.
fn is_wire(before: &str, behind: &str) -> bool {
    // 海州讯(2023年9月12日)…
    let bracketed = before.strip_suffix('(').is_some_and(|b| lists().wires.at_end(b, Language::Zh).is_some());
    if bracketed && before.chars().count() <= 12 {
        return behind.starts_with(')');
    }
    // 本报讯(记者某某)2023年11月6日,记者从…获悉
    let reported = lists().wires.of(Language::Zh).iter().any(|w| before.contains(&format!("{w}(记者")));
    if reported && before.ends_with(')') && before.chars().count() <= 30 {
        return behind.starts_with(",记者");
    }
    if before.contains(is_han) || before.is_empty() && behind.starts_with(is_han) {
        let wire = lists().wires.at_head(behind, Language::Zh).and_then(|len| behind.get(len..));
        return before.chars().count() <= 12
            && !before.contains([',', '。', ';', '“'])
            && wire.is_some_and(|rest| rest.starts_with([' ', ',', '(', ':']));
    }
    // (Newswire), /Newswire/.
    let behind = behind.trim_start();
    let close = match behind.chars().next() {
        Some('(') => behind.find(')'),
        Some('/') => behind[1..].find('/').map(|i| i + 1),
        _ => None,
    };
    let behind = close.filter(|&i| i <= 40).and_then(|i| behind.get(i + 1..)).unwrap_or(behind).trim_start();
    // SKARVIK, 5 November 2023. The ferry …
    let stop = !before.is_empty() && behind.strip_prefix(". ").is_some_and(|b| b.starts_with(char::is_uppercase));
    // 5 November 2023 — The council …
    let bare = before.is_empty()
        && ["— ", "– ", "-- "]
            .iter()
            .any(|d| behind.strip_prefix(d).is_some_and(|b| b.starts_with(char::is_uppercase)));
    let dash = ["- ", "– ", "— ", "-- "].iter().any(|d| behind.starts_with(d)) || behind.starts_with('—');
    let place = before.trim_end();
    let is_place = place.len() <= 40
        && place.ends_with([',', '('])
        && place.split_whitespace().all(|w| w.starts_with(|c: char| !c.is_lowercase()))
        && lists().leads.at_head(place, Language::En).is_none();
    bare || (dash || stop) && is_place
}

/// `2023-11-05-title.md`, `20231105.txt`: the date a file name begins with.
fn file_name_date(path: &str) -> Option<NaiveDate> {
    let name = path.rsplit(['/', '\\']).next()?;
    let day = |text: &str, format| NaiveDate::parse_from_str(text, format).ok();
    let plausible = |d: &NaiveDate| (1900..2100).contains(&d.year());
    let dashed = name.get(..10).filter(|s| s.bytes().filter(|b| *b == b'-').count() == 2);
    let digits = name.get(..8).filter(|s| s.bytes().all(|b| b.is_ascii_digit()));
    let compact = digits.filter(|_| !name[8..].starts_with(|c: char| c.is_ascii_digit()));
    dashed.and_then(|s| day(s, "%Y-%m-%d")).or_else(|| compact.and_then(|s| day(s, "%Y%m%d"))).filter(plausible)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_day_of_writing_is_told_from_days_of_the_story() {
        let read = |text: &str| {
            let article = Article::parse("x", text.as_bytes(), Syntax::Plain);
            let folded = crate::normalise::fold(&article);
            let mut mentions = Vec::new();
            grammar::of(article.language).read(&folded.text, 0..folded.text.len(), &mut mentions);
            dateline(&article, &folded, &mentions).map(|d| d.0.edtf())
        };
        let page = |text: &str| {
            let article = Article::parse("x", text.as_bytes(), Syntax::Html);
            let folded = crate::normalise::fold(&article);
            let mut mentions = Vec::new();
            grammar::of(article.language).read(&folded.text, 0..folded.text.len(), &mut mentions);
            dateline(&article, &folded, &mentions).map(|d| d.0.edtf())
        };
        let story = "<h1>北岭的桥</h1><p>2023年11月5日 来源:海边日报<p>桥开通了。";
        assert_eq!(
            page(&format!("<title>北岭的桥_海边网</title><p>今天是2024年3月1日{story}")).as_deref(),
            Some("2023-11-05")
        );
        let story = "<p>2023年11月5日<h1>北岭的桥</h1><p>桥开通了。";
        assert_eq!(page(&format!("<title>北岭的桥_海边网</title>{story}")).as_deref(), Some("2023-11-05"));
        for text in [
            "标题\n\n2023年11月5日\n",
            "标题\n\n发布时间:2023-11-05 10:00:00 来源:海边日报 作者:张三\n",
            "作者:张三 | 发布于2023年11月5日 | 更新于2023年11月6日\n",
            "海通社北岭2023年11月5日电 昨天,北岭的桥开通了。\n",
            "海通社北岭2023年11月5日电(记者张三)昨天,北岭的桥开通了。\n",
            "Title\n\nPublished: 5 November 2023 | Updated: 6 November 2023\n",
            "Updated 6 November 2023, published 5 November 2023\n",
            "OSLO, Nov. 5, 2023 (Newswire) - The bridge was opened yesterday.\n",
            "BERGEN, Norway, November 5, 2023 /Newswire/ -- The bridge was opened yesterday.\n",
            "By Jane Doe and John Roe | November 5, 2023\n",
            "HALLIN, Nov. 5, 2023 — Ten years ago today the bridge was opened.\n",
            "标题\n\n芦川县融媒体中心 2023年11月5日(星期日) 通讯员 许小满\n\n最后一台收割机开回了机库。\n",
            "标题\n\n2023年11月5日,星期日。历时四天的会议今天闭幕。\n",
            "【本报海州电】2023年11月5日,星期日。上周五公布了一份报告。\n",
            "海州讯(2023年11月5日)两天前,会议闭幕。\n",
            "Title\n\nReport from the council chamber, 5 November 2023\n\nThe council decided last night to build.\n",
            "Title\n\nThe Saturday interview · Northern Herald · 5 November 2023\n\nShe puts the kettle on.\n",
            "Title\n\nMotor & Grid, 5 November 2023. By our staff in Oslo and Hallin\n\nIt has been coming.\n",
            "Title\n\nFrom the Open Encyclopedia. Last revised 5 November 2023.\n\nThe bridge is long.\n",
            "Title\n\nSkarvik, 5 November 2023. The ferry group earned more than the year before.\n",
            "Title\n\nNovember 5, 2023 — The council approved the bridge by five votes to two.\n",
            "标题\n\n(2023年11月5日更新。本页由资料室维护,欢迎指正。)\n\n桥开通了。\n",
            "标题\n\n(第23期,2023年11月5日,星期日。数据由市场提供。)\n\n上周桥开通了。\n",
            "标题\n\n车轮话 · 第118期 · 2023年11月5日 作者:轮君\n\n先出一道题。\n",
            "标题\n\n北岭市交通局官网 2023年11月5日\n\n今天早晨,桥开通了。\n",
            "标题\n\n茶事笔记(个人博客) 更新于2023年11月5日\n\n上个周末又跑了一趟。\n",
            "标题\n\n器物志|文:大熊|2023年11月5日更新\n\n又到了买电源的时候。\n",
        ] {
            assert_eq!(read(text).as_deref(), Some("2023-11-05"), "{text}");
        }
        for text in [
            "论文发表于2023年11月5日,作者是一位在北岭工作了三十年的工程师。\n",
            "Title\n\nThe bridge opened, 5 November 2023. It is long.\n",
            "桥是谁建的。\n\n通车 2023年11月5日,当天有三万人来看\n",
            "2023年11月5日电力公司在北岭的第三座电厂开工,工期三年,总投资超过十亿元。\n",
            "On 5 November 2023 - a Sunday - the bridge over the fjord was opened by the mayor.\n",
            "The bridge, November 5, 2023 - the day it was opened - was full of people.\n",
            "The report, first published 5 November 2023, counted every bridge of the country in great detail, \
             and it took its authors more than nine years to write and to print, as they said.\n",
        ] {
            assert_eq!(read(text), None, "{text}");
        }
    }

    #[test]
    fn file_names_may_carry_a_date() {
        let read = |n| file_name_date(n).map(|d| d.to_string());
        assert_eq!(read("news/2023-11-05-title.md").as_deref(), Some("2023-11-05"));
        assert_eq!(read("20231105_x.txt").as_deref(), Some("2023-11-05"));
        assert_eq!(read("001_c50384e8.txt"), None);
        assert_eq!(read("123456789.txt"), None);
    }
}
