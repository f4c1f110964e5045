//! What can stand at a point of a text, and how two such values lie to each other.

use super::holders::Holder;
use super::scores::Score;
use crate::extract::MentionKind;
use crate::grammar::Length;
use crate::quantity::{Comparator, Quantity, Unit};
use crate::statement::{Fit, dates, values};
use crate::time::{Interval, Precision};
use crate::vocabulary::likeness;
use chrono::Datelike;
use rust_decimal::prelude::ToPrimitive;
use rust_decimal::{Decimal, RoundingStrategy};

/// What stands at a point.
#[derive(Clone, Debug)]
pub(super) enum Value {
    /// Days.
    Days(Interval),
    /// A figure of a kind; where it is a difference, whether upwards.
    Figure(MentionKind, Quantity, Option<bool>),
    /// From a least to a greatest length of time, or only more or less than that.
    Length(Length, Length, Option<Comparator>),
    /// The result of a game.
    Score(Score),
    /// Who holds a post.
    Holder(Holder),
    /// A word with an opposite, by the index of its meaning.
    Sense(usize),
}

impl Value {
    /// How this value lies to another; unknown where the two do not compare.
    pub(super) fn fit(&self, other: &Self) -> Fit {
        match (self, other) {
            (Self::Days(a), Self::Days(b)) => days(*a, *b),
            // 2,150 people and 48,300 of something nobody knows are not known to be of one kind.
            (Self::Figure(_, x, _), Self::Figure(_, y, _))
                if x.unit.is_some() != y.unit.is_some() && x.stated != y.stated =>
            {
                Fit::Unknown
            }
            // One in ten and three are no two counts.
            (Self::Figure(_, x, _), Self::Figure(_, y, _)) if is_fraction(x) != is_fraction(y) => Fit::Unknown,
            (Self::Figure(a, x, _), Self::Figure(b, y, _)) if a == b && is_of_another_unit(x, y) => Fit::Apart,
            (Self::Figure(a, x, up), Self::Figure(b, y, other_up)) if alike(*a, *b) => match (up, other_up) {
                (Some(up), Some(other_up)) if up != other_up && x.unit == y.unit => Fit::Apart,
                _ if differ_as_written(x, y) => Fit::Apart,
                _ => values(x, y),
            },
            (Self::Length(a, b, x), Self::Length(c, d, y)) => lengths((a, b, *x), (c, d, *y)),
            (Self::Score(a), Self::Score(b)) if a.part != b.part => Fit::Unknown,
            (Self::Score(a), Self::Score(b)) if a.figures == b.figures => Fit::Same,
            (Self::Score(_), Self::Score(_)) => Fit::Apart,
            (Self::Holder(a), Self::Holder(b)) => a.fit(b),
            (Self::Sense(a), Self::Sense(b)) if a == b => Fit::Same,
            (Self::Sense(a), Self::Sense(b)) if opposite(*a) == Some(*b) => Fit::Apart,
            _ => Fit::Unknown,
        }
    }

    /// How near two figures or lengths of time lie, in hundredths: the lesser of the greater. Two of four or more digits
    /// that are nearly the same are hardly of two things.
    pub(super) fn nearness(&self, other: &Self) -> (u32, bool) {
        let sizes = match (self, other) {
            (Self::Figure(_, a, _), Self::Figure(_, b, _)) => a.stated.map(|v| v.abs()).zip(b.stated.map(|v| v.abs())),
            (Self::Length(a, ..), Self::Length(b, ..)) => sizes(a, b),
            _ => None,
        };
        let Some((x, y)) = sizes else { return (0, false) };
        let share = x.min(y).checked_mul(Decimal::ONE_HUNDRED).and_then(|v| v.checked_div(x.max(y)));
        let near = share.and_then(|s| s.trunc().to_u32()).unwrap_or(0);
        (near, near > 90 && digits(x) >= 4)
    }

    /// True for a figure that only says above or below what something lies.
    pub(super) fn is_bound(&self) -> bool {
        use Comparator::{Above, AtLeast, AtMost, Below};
        matches!(self, Self::Figure(_, q, _) if matches!(q.comparator, Some(Above | AtLeast | AtMost | Below)))
    }

    /// The two are hardly of one thing: a bare number that counts something of speech (two or more) and one that
    /// measures something, or two of which one is fifty times the other, unless only the scale is wrong.
    pub(super) fn is_beyond(&self, other: &Self) -> bool {
        let (Self::Figure(_, a, _), Self::Figure(_, b, _)) = (self, other) else { return false };
        let one = a.unit.as_ref().zip(b.unit.as_ref()).is_some_and(|(x, y)| x != y && x.dimension() == y.dimension());
        let based = |q: &Quantity| if one { q.in_base_units() } else { Some(q.clone()) };
        let (Some(a), Some(b)) = (based(a), based(b)) else { return false };
        let (Some(x), Some(y)) = (a.stated.map(|v| v.abs()), b.stated.map(|v| v.abs())) else { return false };
        let speech =
            a.unit.is_none() && b.unit.is_none() && x.min(y) < Decimal::TEN && x.max(y) >= Decimal::ONE_THOUSAND;
        let written = |v: Decimal| v.normalize().to_string().replace(['.', '-'], "").trim_matches('0').to_owned();
        let far = x.min(y).checked_mul(FAR).is_some_and(|most| most < x.max(y)) && !x.min(y).is_zero();
        speech || far && written(x) != written(y)
    }

    /// True for a percentage: of one thing it may be small, and large at another time.
    pub(super) fn is_percentage(&self) -> bool {
        matches!(self, Self::Figure(MentionKind::Percentage, ..))
    }

    /// True for days.
    pub(super) fn is_date(&self) -> bool {
        matches!(self, Self::Days(_))
    }

    /// True for a figure or day that nobody writes by chance: three digits that count, or a single day.
    pub(super) fn is_rare(&self) -> bool {
        match self {
            Self::Days(d) => d.start.is_some() && d.start == d.end,
            Self::Figure(_, q, _) => q.stated.is_some_and(|v| digits(v) >= 3),
            Self::Length(..) | Self::Score(_) | Self::Sense(_) | Self::Holder(_) => false,
        }
    }
}

/// A bare number between nothing and one.
fn is_fraction(q: &Quantity) -> bool {
    q.unit.is_none() && q.stated.is_some_and(|v| v > Decimal::ZERO && v < Decimal::ONE)
}

/// How two lengths of time lie to each other. Those of different units are apart where a tenth lies between them, and
/// the same where it is less than a thirtieth.
fn lengths(
    (a, b, own): (&Length, &Length, Option<Comparator>),
    (c, d, other): (&Length, &Length, Option<Comparator>),
) -> Fit {
    use Comparator::{Above, AtLeast, AtMost, Below};
    let bound = |c: Option<Comparator>| match c {
        Some(Above | AtLeast) => Some(true),
        Some(Below | AtMost) => Some(false),
        _ => None,
    };
    if (a, b) == (c, d) && bound(own) == bound(other) {
        return Fit::Same;
    }
    let (Some(x), Some(y)) = (in_days(a), in_days(c)) else { return Fit::Unknown };
    let plain = |l: &Length| (l.months.is_zero(), l.days.is_zero(), l.seconds.is_zero());
    let alike = plain(a) == plain(c);
    let gap = (x - y).abs();
    let within = |part: i64| gap.saturating_mul(Decimal::from(part)) <= x.max(y);
    let far = alike && gap > Decimal::ZERO || !within(10);
    match (bound(own), bound(other)) {
        (None, None) if far => Fit::Apart,
        (None, None) if !alike && within(30) => Fit::Same,
        (Some(more), None) if far && (y > x) == more => Fit::Holds,
        (Some(_), None) if far => Fit::Apart,
        (None, Some(more)) if far && (y > x) == more => Fit::Apart,
        _ => Fit::Unknown,
    }
}

/// About how many days a length of time has.
fn in_days(length: &Length) -> Option<Decimal> {
    let months = length.months.checked_mul(Decimal::new(304_375, 4))?;
    let seconds = length.seconds.checked_div(Decimal::from(86_400))?;
    months.checked_add(length.days)?.checked_add(seconds)
}

/// Two lengths of time in the unit that both are given in.
fn sizes(a: &Length, b: &Length) -> Option<(Decimal, Decimal)> {
    let years = |l: &Length| l.months.checked_div(Decimal::from(12));
    match (a.months.is_zero(), a.days.is_zero(), b.months.is_zero(), b.days.is_zero()) {
        (false, _, false, _) => years(a).zip(years(b)),
        (true, false, true, false) => Some((a.days, b.days)),
        (true, true, true, true) => Some((a.seconds, b.seconds)),
        _ => None,
    }
}

/// Of two figures of one thing the greater is hardly more than so many times the other.
const FAR: Decimal = Decimal::from_parts(50, 0, 0, false, 0);

/// How two intervals of days lie to each other. Of those without an end the other end counts, as exact as it is written:
/// of the days behind it they say nothing.
fn days(a: Interval, b: Interval) -> Fit {
    match (open(a), open(b)) {
        (None, None) => dates(a, b),
        (Some((early, x)), Some((late, y))) if early == late => match dates(x, y) {
            Fit::Near => Fit::Unknown,
            fit => fit,
        },
        (x, y) => {
            let (x, y) = (x.map_or(a, |(_, x)| x), y.map_or(b, |(_, y)| y));
            match dates(a, b) {
                fit if fit.touches() && !dates(x, y).touches() => Fit::Unknown,
                fit => fit,
            }
        }
    }
}

/// Of an interval without an end, whether it begins, and the days of its other end.
fn open(days: Interval) -> Option<(bool, Interval)> {
    let (begins, at) = match (days.start, days.end) {
        (Some(start), None) => (true, start),
        (None, Some(end)) => (false, end),
        _ => return None,
    };
    let whole = match days.precision {
        Precision::Month => Interval::month(at.year(), at.month()),
        Precision::Quarter | Precision::Half | Precision::Year | Precision::Decade => Interval::year(at.year()),
        _ => Some(Interval::day(at)),
    };
    whole.map(|w| (begins, w))
}

/// The same digits of another currency or scale of temperature.
fn is_of_another_unit(a: &Quantity, b: &Quantity) -> bool {
    let (Some(x), Some(y)) = (&a.unit, &b.unit) else { return false };
    // temperature-celsius, temperature-fahrenheit
    let scale = |u: &Unit| u.dimension().split_once('-').map(|(kind, _)| kind.to_owned());
    let alike =
        scale(x).is_some() && scale(x) == scale(y) || x.dimension() == "currency" && y.dimension() == "currency";
    x != y && a.stated.is_some() && a.stated == b.stated && alike
}

/// Neither is a rounding of the other, or of one end of a range the other way round: 0.44 and 0.43, 31,000 and 32,000.
fn differ_as_written(a: &Quantity, b: &Quantity) -> bool {
    // Up to 148 and up to 184 are as far apart.
    let plain = a.comparator == b.comparator && a.unit == b.unit;
    let apart = |x: Option<Decimal>, y: Option<Decimal>| x.zip(y).is_some_and(|(x, y)| !is_rounding(x, y));
    plain
        && match (a.stated, b.stated) {
            (Some(_), Some(_)) => apart(a.stated, b.stated),
            (None, None) => apart(a.low, b.low) || apart(a.high, b.high),
            _ => false,
        }
}

/// One is the other, cut or rounded to its significant digits.
fn is_rounding(x: Decimal, y: Decimal) -> bool {
    let (fine, coarse) = if digits(x) < digits(y) { (y, x) } else { (x, y) };
    let to = |how| fine.round_sf_with_strategy(digits(coarse).max(1), how) == Some(coarse);
    to(RoundingStrategy::ToZero) || to(RoundingStrategy::MidpointAwayFromZero)
}

/// Significant digits, those of zeros at the end not counted.
fn digits(x: Decimal) -> u32 {
    let written = x.normalize().to_string();
    let significant = written.trim_start_matches(['-', '0', '.']);
    let significant = if written.contains('.') { significant } else { significant.trim_end_matches('0') };
    significant.bytes().filter(u8::is_ascii_digit).count() as u32
}

fn alike(a: MentionKind, b: MentionKind) -> bool {
    use MentionKind::{Age, Dimension, Number};
    a == b || matches!((a, b), (Number, Dimension) | (Dimension, Number) | (Age, Dimension) | (Dimension, Age))
}

fn opposite(meaning: usize) -> Option<usize> {
    Some(likeness().get(meaning)?.opposite?.0)
}
