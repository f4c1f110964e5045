//! Figures as intervals of exact decimals with a unit; never a binary float.
//!
//! The figure as written fixes its precision: 12.71亿 is any value that rounds to it or is cut to it. Comparators
//! (about, more than, nearly) then widen the interval. How a figure is spelt is the grammars' business.

use rust_decimal::Decimal;
use std::fmt;
use std::sync::{Arc, OnceLock};

/// A unit of counting or measuring, one entry of the vocabulary's unit tables.
#[derive(Clone, Debug)]
pub struct Unit(Arc<UnitDef>);

#[derive(Debug)]
struct UnitDef {
    name: String,
    dimension: String,
    factor: Decimal,
}

impl Unit {
    /// A unit by its singular English name (or ISO 4217 code), its dimension, and how many base units of the
    /// dimension one of it is.
    pub fn new(name: impl Into<String>, dimension: impl Into<String>, factor: Decimal) -> Self {
        Self(Arc::new(UnitDef { name: name.into(), dimension: dimension.into(), factor }))
    }

    /// Currency by its ISO 4217 code.
    pub fn currency(code: impl Into<String>) -> Self {
        Self::new(code, "currency", Decimal::ONE)
    }

    /// Percent, in points.
    pub fn percent() -> Self {
        static PERCENT: OnceLock<Unit> = OnceLock::new();
        PERCENT.get_or_init(|| Self::new("%", "percentage", Decimal::ONE)).clone()
    }

    /// Singular English name, or ISO 4217 code.
    pub fn name(&self) -> &str {
        &self.0.name
    }

    /// What it measures: currency, vehicle, person, count, length, flops, duration …
    pub fn dimension(&self) -> &str {
        &self.0.dimension
    }

    /// How many base units of its dimension one unit is.
    pub fn factor(&self) -> Decimal {
        self.0.factor
    }

    /// True for things that are counted one by one, so that small written-out figures are exact.
    pub fn is_discrete(&self) -> bool {
        matches!(self.dimension(), "count" | "person" | "household" | "vehicle" | "company" | "ordinal")
    }
}

impl PartialEq for Unit {
    fn eq(&self, other: &Self) -> bool {
        self.0.name == other.0.name
    }
}

impl Eq for Unit {}

/// What stands before or behind a figure and moves its bounds.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Comparator {
    /// 约, 左右, about, roughly: at least 5 % to either side.
    About,
    /// 近, 将近, nearly, almost: from 0.85 of the figure up to it.
    Nearly,
    /// 不到, 低于, less than, under.
    Below,
    /// 至多, 不超过, at most, up to.
    AtMost,
    /// 超过, 突破, 逾, more than, over: from the figure up, which writers do not leave out.
    Above,
    /// 至少, at least.
    AtLeast,
    /// 300多, 300-odd: above the figure and below the next of its leading digit.
    Odd,
}

/// A figure with its unit and the values it may stand for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Quantity {
    /// The value as written, in single units; `None` for ranges and vague words (数百).
    pub stated: Option<Decimal>,
    /// Least value; `None` where open.
    pub low: Option<Decimal>,
    /// Greatest value; `None` where open.
    pub high: Option<Decimal>,
    /// The least value itself is not meant.
    pub low_open: bool,
    /// The greatest value itself is not meant.
    pub high_open: bool,
    /// Unit; `None` for a bare number.
    pub unit: Option<Unit>,
    /// What moved the bounds.
    pub comparator: Option<Comparator>,
}

impl Quantity {
    /// A figure as written: `digits` is a plain decimal (`12.71`, `4000`, `-3`), `scale` what words multiply it by
    /// (亿 is 100,000,000). `None` where the product has more than 28 digits.
    ///
    /// The interval holds every value that rounds to the figure or is cut to it, within 5 %. Trailing zeros of
    /// integers are not precision, those of decimals are. Integers below 10,000 written out in full of a discrete
    /// unit, or of none, are exact.
    pub fn written(digits: &str, scale: Decimal, unit: Option<Unit>) -> Option<Self> {
        let value = Decimal::from_str_exact(digits).ok()?;
        let stated = value.checked_mul(scale)?.normalize();
        let discrete = unit.as_ref().is_none_or(Unit::is_discrete);
        let whole = !digits.contains('.');
        if whole && discrete && scale == Decimal::ONE && stated.abs() < Decimal::from(10_000) || stated.is_zero() {
            return Some(Self::exact(stated, unit));
        }
        let ulp = match digits.split_once('.') {
            Some((_, decimals)) => Decimal::try_from_i128_with_scale(1, decimals.len() as u32).ok()?,
            None => {
                let zeros = digits.len() - digits.trim_end_matches('0').len();
                Decimal::try_from_i128_with_scale(10_i128.checked_pow(zeros as u32)?, 0).ok()?
            }
        }
        .checked_mul(scale)?;
        let cap = stated.abs().checked_mul(Decimal::new(5, 2))?;
        let (below, above) = (ulp.checked_mul(Decimal::new(5, 1))?.min(cap), ulp.min(cap));
        // Writers cut towards zero, so a negative figure is mirrored.
        let (low, high) = match stated.is_sign_negative() {
            false => (stated.checked_sub(below)?, stated.checked_add(above)?),
            true => (stated.checked_sub(above)?, stated.checked_add(below)?),
        };
        Some(Self {
            stated: Some(stated),
            low: Some(low.normalize()),
            high: Some(high.normalize()),
            low_open: stated.is_sign_negative(),
            high_open: !stated.is_sign_negative(),
            unit,
            comparator: None,
        })
    }

    /// Exactly this value.
    pub fn exact(value: Decimal, unit: Option<Unit>) -> Self {
        Self {
            stated: Some(value),
            low: Some(value),
            high: Some(value),
            low_open: false,
            high_open: false,
            unit,
            comparator: None,
        }
    }

    /// Any value from `low` to `high`, both included; `None` where they are the wrong way round.
    pub fn range(low: Decimal, high: Decimal, unit: Option<Unit>) -> Option<Self> {
        (low <= high).then(|| Self { stated: None, high: Some(high), ..Self::exact(low, unit) })
    }

    /// The same figure under a comparator.
    pub fn with(mut self, comparator: Comparator) -> Self {
        let Some(x) = self.stated else { return Self { comparator: Some(comparator), ..self } };
        let share = |hundredths: i64| x.checked_mul(Decimal::new(hundredths, 2)).unwrap_or(x).normalize();
        let (low, high, low_open, high_open) = match comparator {
            Comparator::About => {
                let (a, b) = (share(95).min(share(105)), share(95).max(share(105)));
                (self.low.map(|l| l.min(a)), self.high.map(|h| h.max(b)), false, false)
            }
            Comparator::Nearly => (Some(share(85)), Some(x), false, false),
            Comparator::Below => (None, Some(x), false, true),
            Comparator::AtMost => (None, Some(x), false, false),
            Comparator::Above | Comparator::AtLeast => (Some(x), None, false, false),
            // 零下二十多度 is colder than twenty below.
            Comparator::Odd if x.is_sign_negative() => (x.checked_sub(leading_unit(x)), Some(x), true, true),
            Comparator::Odd => (Some(x), x.checked_add(leading_unit(x)), true, true),
        };
        (self.low, self.high, self.low_open, self.high_open) = (low, high, low_open, high_open);
        self.comparator = Some(comparator);
        self
    }

    /// The values a writer may have reckoned with who wrote this figure in these words; never narrower than the figure.
    ///
    /// Unlike [`written`](Self::written) the last digit is taken at its word, however few digits there are: 1 % may be
    /// 0.5 % or nearly 2 %. Zeros at the end of an integer count as precision up to 5 %; words (half, 三成) mean a tenth
    /// to either side, `about` at least as much.
    pub fn reckoned(&self, words: &str) -> Self {
        let Some(x) = self.stated else { return self.clone() };
        let part = |thousandths: i64| x.abs().checked_mul(Decimal::new(thousandths, 3)).unwrap_or_default();
        let literal: String = words.chars().filter(|c| *c != ',').collect();
        let literal = literal.trim_start_matches(|c: char| !c.is_ascii_digit());
        let literal = &literal[..literal.find(|c: char| !(c.is_ascii_digit() || c == '.')).unwrap_or(literal.len())];
        let literal = literal.trim_end_matches('.');
        let scale = Decimal::from_str_exact(literal).ok().and_then(|v| x.abs().checked_div(v));
        let slack = match (scale, literal.split_once('.')) {
            (Some(scale), Some((_, decimals))) => scale / power(decimals.len()),
            (Some(scale), None) => {
                let zeros = literal.len() - literal.trim_end_matches('0').len();
                let counted = self.unit.as_ref().is_none_or(Unit::is_discrete);
                let exact = self.low == self.high && zeros < 2 && scale == Decimal::ONE && counted;
                match zeros {
                    _ if exact => Decimal::ZERO,
                    0 => scale,
                    _ => scale.checked_mul(power(zeros)).unwrap_or(scale).min(part(50)).max(scale),
                }
            }
            (None, _) if self.low == self.high => Decimal::ZERO,
            (None, _) => part(100),
        };
        // Writers cut towards zero as often as they round.
        let (down, up) =
            if x.is_sign_negative() { (slack, slack / Decimal::TWO) } else { (slack / Decimal::TWO, slack) };
        let (low, high) = (x.checked_sub(down).unwrap_or(x), x.checked_add(up).unwrap_or(x));
        let (least, most) = match self.comparator {
            None => (Some(low), Some(high)),
            Some(Comparator::About) => (Some(low.min(x - part(100))), Some(high.max(x + part(100)))),
            Some(Comparator::Nearly) => (Some(x - part(150)), Some(high.max(x + part(20)))),
            Some(Comparator::Below | Comparator::AtMost) => (None, Some(high)),
            Some(Comparator::Above | Comparator::AtLeast | Comparator::Odd) => (Some(low), None),
        };
        let wider = |own: Option<Decimal>, new: Option<Decimal>, up: bool| match (own, new) {
            (Some(a), Some(b)) => Some(if up { a.max(b) } else { a.min(b) }),
            _ => None,
        };
        Self {
            low: wider(self.low, least, false),
            high: wider(self.high, most, true),
            low_open: false,
            high_open: false,
            ..self.clone()
        }
    }

    /// The same figure with a unit.
    pub fn of(self, unit: Unit) -> Self {
        Self { unit: Some(unit), ..self }
    }

    /// True where a value lies within the bounds.
    pub fn admits(&self, value: Decimal) -> bool {
        self.low.is_none_or(|l| value > l || value == l && !self.low_open)
            && self.high.is_none_or(|h| value < h || value == h && !self.high_open)
    }

    /// True where the two share a value. Units are not looked at.
    pub fn meets(&self, other: &Quantity) -> bool {
        let below = |h: Option<Decimal>, h_open: bool, l: Option<Decimal>, l_open: bool| match (h, l) {
            (Some(h), Some(l)) => h < l || h == l && (h_open || l_open),
            _ => false,
        };
        !below(self.high, self.high_open, other.low, other.low_open)
            && !below(other.high, other.high_open, self.low, self.low_open)
    }

    /// The same quantity in base units of its dimension; `None` where that has too many digits.
    pub fn in_base_units(&self) -> Option<Self> {
        let factor = self.unit.as_ref().map_or(Decimal::ONE, Unit::factor);
        let scale = |v: Option<Decimal>| match v {
            Some(v) => v.checked_mul(factor).map(|v| Some(v.normalize())),
            None => Some(None),
        };
        Some(Self { stated: scale(self.stated)?, low: scale(self.low)?, high: scale(self.high)?, ..self.clone() })
    }
}

impl fmt::Display for Quantity {
    /// The figure with its unit, for messages: `1271000000 CNY`, `35–36 vehicle`, `> 300`.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match (self.comparator, self.stated, self.low, self.high) {
            (Some(Comparator::About), Some(v), ..) => write!(f, "~{v}")?,
            (Some(Comparator::Nearly), Some(v), ..) => write!(f, "≲{v}")?,
            (Some(Comparator::Below), Some(v), ..) => write!(f, "<{v}")?,
            (Some(Comparator::AtMost), Some(v), ..) => write!(f, "≤{v}")?,
            (Some(Comparator::Above | Comparator::Odd), Some(v), ..) => write!(f, ">{v}")?,
            (Some(Comparator::AtLeast), Some(v), ..) => write!(f, "≥{v}")?,
            (_, Some(v), ..) => write!(f, "{v}")?,
            (_, None, Some(l), Some(h)) => write!(f, "{l}–{h}")?,
            (_, None, Some(l), None) => write!(f, "≥{l}")?,
            (_, None, None, Some(h)) => write!(f, "≤{h}")?,
            (_, None, None, None) => f.write_str("?")?,
        }
        match &self.unit {
            Some(u) if u.name() == "%" => f.write_str("%"),
            Some(u) => write!(f, " {}", u.name()),
            None => Ok(()),
        }
    }
}

/// Ten to a power.
fn power(exponent: usize) -> Decimal {
    (0..exponent).fold(Decimal::ONE, |v, _| v.checked_mul(Decimal::TEN).unwrap_or(v))
}

/// The power of ten of the leading digits that are not zero: 300 gives 100, 2300 gives 100, 10 gives 10.
fn leading_unit(x: Decimal) -> Decimal {
    let mut unit = Decimal::ONE;
    let ten = Decimal::TEN;
    while let Some(next) = unit.checked_mul(ten).filter(|n| !x.is_zero() && (x % *n).is_zero()) {
        unit = next;
    }
    unit
}

#[cfg(test)]
mod tests {
    use super::*;

    fn d(text: &str) -> Decimal {
        Decimal::from_str_exact(text).expect("a decimal")
    }

    fn written(digits: &str, scale: i64, unit: Option<Unit>) -> Quantity {
        Quantity::written(digits, Decimal::from(scale), unit).expect("within 28 digits")
    }

    #[test]
    fn a_figure_holds_what_rounds_or_is_cut_to_it() {
        let q = written("12.71", 100_000_000, Some(Unit::currency("CNY")));
        assert_eq!((q.low, q.high), (Some(d("1270500000")), Some(d("1272000000"))));
        assert!(q.admits(d("1271999999")) && !q.admits(d("1272000000")) && !q.admits(d("1270499999")));
        let cut = written("88.8", 10_000, None);
        assert!(cut.admits(d("888879")), "88.8万 may be 888,879 cut off");
        let coarse = written("4000", 10_000, None);
        assert_eq!((coarse.low, coarse.high), (Some(d("38000000")), Some(d("42000000"))), "never beyond 5 %");
        let decimals = written("8.50", 1, Some(Unit::percent()));
        assert!(!decimals.admits(d("8.6")) && decimals.admits(d("8.505")));
    }

    #[test]
    fn small_counts_are_exact() {
        let company = Unit::new("company", "company", Decimal::ONE);
        assert!(!written("100", 1, Some(company)).admits(d("96")));
        assert!(!written("35", 1, None).admits(d("36")));
        assert!(written("26", 1, Some(Unit::percent())).admits(d("26.2")));
    }

    #[test]
    fn comparators_move_the_bounds() {
        let base = written("300", 1, None);
        let odd = base.clone().with(Comparator::Odd);
        assert!(odd.admits(d("301")) && odd.admits(d("399")) && !odd.admits(d("300")) && !odd.admits(d("400")));
        let near = base.clone().with(Comparator::Nearly);
        assert!(near.admits(d("255")) && near.admits(d("300")) && !near.admits(d("301")));
        let over = base.clone().with(Comparator::Above);
        assert!(over.admits(d("301")) && over.admits(d("300")) && !over.admits(d("299")));
        assert!(base.with(Comparator::About).admits(d("314")));
    }
}
