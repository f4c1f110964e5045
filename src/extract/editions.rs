//! Editions of a series told with their numbers: the twelfth is not before the eleventh.

use super::frame::View;
use super::order::{Moment, Tie, TieKind};
use super::scan::What;
use crate::grammar::{DateExpr, Value};
use crate::source::Span;
use crate::time::Precision;
use crate::vocabulary::{Language, ordered};
use rust_decimal::prelude::ToPrimitive;

/// Characters or words of the name of a series.
const NAME_ZH: std::ops::RangeInclusive<usize> = 3..=16;
const NAME_EN: std::ops::RangeInclusive<usize> = 1..=5;

/// Editions an article may tell of before nobody keeps them apart.
const MOST: usize = 200;

/// Days by which an edition of what is held once a year may come early.
const EARLY: i64 = 150;

/// An edition and when it is said to have been.
struct Edition {
    name: String,
    number: u32,
    at: Span,
    when: Moment,
    /// Its sentence, or one before on the same series, says that it is held once a year.
    yearly: bool,
}

/// The editions an article tells of; one name may go on where the other ends: 城市论坛, 城市论坛移至海边.
#[derive(Default)]
pub(super) struct Editions {
    told: Vec<Edition>,
}

impl Editions {
    /// Adds the editions of a sentence and what orders them among those before.
    pub(super) fn read(&mut self, view: &View<'_>, s: usize, out: &mut Vec<Tie>) {
        let says = || {
            let text = view.text(view.sentences[s].span).to_lowercase();
            ordered().yearly.in_text(&text, view.language(s))
        };
        for token in &view.tokens[s] {
            let What::Mention(m) = token.what else { continue };
            let Value::Ordinal(q) = &view.mentions[m].value else { continue };
            let Some(number) = q.stated.and_then(|v| v.to_u32()) else { continue };
            let (Some(name), Some(when)) = (name(view, s, token.span), when(view, s, token.span)) else { continue };
            let yearly = says() || self.told.iter().any(|o| o.yearly && o.name == name);
            let own = Edition { name, number, at: view.folded.origin(token.span), when, yearly };
            let series = |o: &&Edition| o.name.starts_with(&own.name) || own.name.starts_with(&o.name);
            let others = || self.told.iter().filter(series);
            let below = others().filter(|o| o.number < number).max_by_key(|o| o.number);
            let above = others().filter(|o| o.number > number).min_by_key(|o| o.number);
            for other in below.into_iter().chain(above) {
                let yearly = own.yearly || other.yearly;
                let apart = |editions: u32| if yearly { i64::from(editions) * 365 - EARLY } else { 0 };
                let (first, second) = if other.number < number { (other, &own) } else { (&own, other) };
                out.push(Tie {
                    kind: TieKind::Order,
                    words: own.at,
                    from: vec![first.when.clone()],
                    to: second.when.clone(),
                    least: Some(apart(first.number.abs_diff(second.number))),
                    most: None,
                });
            }
            if self.told.len() < MOST {
                self.told.push(own);
            }
        }
    }
}

/// 第三届世界博览会, the 10th annual Harbour Fair: the name behind the number, folded.
fn name(view: &View<'_>, s: usize, at: Span) -> Option<String> {
    let end = view.sentences[s].span.end.max(at.end);
    let behind = view.text(Span::new(at.end, end));
    if view.is_zh(s) {
        let rest = behind.strip_prefix('届')?;
        let name: String = rest
            .chars()
            .take_while(|c| !",;。、“”()《》:!?在于将上的是已 ".contains(*c) && !c.is_ascii_digit())
            .collect();
        let verb = ordered().held.of(Language::Zh).iter().filter_map(|w| name.find(w.as_str())).min();
        let name = &name[..verb.unwrap_or(name.len())];
        return NAME_ZH.contains(&name.chars().count()).then(|| name.to_owned());
    }
    let rest = behind.trim_start();
    let rest = ordered().held.at_head(rest, Language::En).map_or(rest, |len| rest[len..].trim_start());
    let capital = |w: &&str| w.starts_with(|c: char| c.is_ascii_uppercase());
    let name: Vec<&str> = rest.split(' ').take_while(capital).collect();
    let name = name.join(" ").trim_end_matches([',', '.', ';']).to_lowercase();
    // Fifth Avenue is no edition, the fifth Harbour Jazz Festival is.
    let series = ordered().series.of(Language::En).iter().any(|w| name.rsplit(' ').next() == Some(w.as_str()));
    let numbered = behind.len() > rest.len() + 1 || series && name.contains(' ');
    (numbered && NAME_EN.contains(&name.split(' ').filter(|w| !w.is_empty()).count())).then_some(name)
}

/// The one date of the clause, or of the sentence, written out with its year.
fn when(view: &View<'_>, s: usize, at: Span) -> Option<Moment> {
    let clause = view.clause(s, at);
    let of = |inside: &dyn Fn(Span) -> bool| {
        let mut dates = view.tokens[s].iter().filter(|t| inside(t.span)).filter_map(|t| match t.what {
            What::Mention(m) => match view.date_expr(m)? {
                DateExpr::Known(days) if days.is_bounded() && days.precision <= Precision::Year => {
                    Some(Moment { span: Some(view.folded.origin(t.span)), days: *days })
                }
                _ => None,
            },
            _ => None,
        });
        let first = dates.next()?;
        dates.next().is_none().then_some(first)
    };
    of(&|_| true).or_else(|| of(&|span| clause.contains(span)))
}
