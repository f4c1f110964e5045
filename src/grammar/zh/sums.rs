//! Adds up a numeral: from its tokens to its digits and what scale words multiply them by.
//!
//! What enters are the tokens `numerals` found; vague ones (几, 五六) are replaced by digits there.

use rust_decimal::Decimal;
use rust_decimal::prelude::ToPrimitive;

/// A figure as its digits and what scale words multiply them by.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Written {
    /// A plain decimal, as `Quantity::written` takes it.
    pub(super) digits: String,
    /// What 万 and its like multiply it by.
    pub(super) scale: Decimal,
}

impl Written {
    /// The value.
    pub(super) fn value(&self) -> Option<Decimal> {
        Decimal::from_str_exact(&self.digits).ok()?.checked_mul(self.scale)
    }

    /// The value, where it is a whole number written without decimals.
    pub(super) fn whole(&self) -> Option<u32> {
        self.value().filter(|v| v.scale() == 0)?.to_u32()
    }

    /// The same below zero.
    pub(super) fn negated(self) -> Self {
        Self { digits: format!("-{}", self.digits), ..self }
    }
}

/// A part of a numeral.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Token {
    /// A run of Arabic digits, perhaps with decimals.
    Run(String),
    /// One Chinese digit.
    Digit(u8),
    /// 廿, 卅.
    Tens(u8),
    /// A power of ten.
    Scale(u32),
    /// 几, 数.
    Some,
}

/// What a numeral without vague words comes to. `None` where it has more than 28 digits or is no numeral.
pub(super) fn evaluate(tokens: &[Token]) -> Option<Written> {
    if tokens.iter().all(|t| matches!(t, Token::Digit(_))) {
        let digits: String =
            tokens.iter().filter_map(|t| if let Token::Digit(d) = t { Some(digit(*d)) } else { None }).collect();
        return Some(Written { digits, scale: Decimal::ONE });
    }
    if let [Token::Run(run), scales @ ..] = tokens
        && scales.iter().all(|t| matches!(t, Token::Scale(_)))
    {
        let mut scale = Decimal::ONE;
        for e in scales.iter().filter_map(|t| if let Token::Scale(e) = t { Some(*e) } else { None }) {
            scale = scale.checked_mul(power(e)?)?;
        }
        return Some(Written { digits: run.clone(), scale });
    }
    let mut sum = Sum::default();
    for (i, token) in tokens.iter().enumerate() {
        // 百二万 is 120 times ten thousand.
        let big = matches!((token, tokens.get(i + 1)), (Token::Digit(_), Some(Token::Scale(e))) if *e >= 4)
            && sum.last.is_some_and(|e| e < 4);
        sum.add(token, big || i + 1 == tokens.len())?;
    }
    sum.written()
}

fn digit(d: u8) -> char {
    char::from(b'0' + d.min(9))
}

fn power(exponent: u32) -> Option<Decimal> {
    Decimal::try_from_i128_with_scale(10_i128.checked_pow(exponent)?, 0).ok()
}

/// A numeral being added up: 五千零三十二亿四万 section by section.
#[derive(Default)]
struct Sum {
    total: Decimal,
    section: Decimal,
    current: Option<Decimal>,
    /// Power of the scale before, for 四百五; `None` behind 零.
    last: Option<u32>,
    /// Power of the last big scale.
    big: Option<u32>,
    /// Digits before the first big scale and what all big scales come to, as long as nothing else follows.
    round: Option<(Decimal, Decimal)>,
}

impl Sum {
    fn add(&mut self, token: &Token, is_last: bool) -> Option<()> {
        match token {
            Token::Digit(0) => self.last = None,
            Token::Digit(d) => {
                // 四百五 is 450, 九万四 is 94000.
                let step = match self.last {
                    Some(e) if is_last && e > 1 => power(e - 1)?,
                    _ => Decimal::ONE,
                };
                self.current = Some(Decimal::from(*d).checked_mul(step)?);
                self.round = None;
            }
            Token::Run(run) => {
                // 3万5 is 35000, 3千5 is 3500.
                let step = match self.last {
                    Some(e) if is_last && e > 1 && run.len() == 1 => power(e - 1)?,
                    _ => Decimal::ONE,
                };
                self.current = Some(Decimal::from_str_exact(run).ok()?.checked_mul(step)?);
                self.round = None;
            }
            Token::Tens(d) => {
                self.section = self.section.checked_add(Decimal::from(*d) * Decimal::TEN)?;
                self.last = Some(1);
                self.round = None;
            }
            Token::Scale(e) if *e < 4 => {
                let count = self.current.take().unwrap_or(Decimal::ONE);
                self.section = self.section.checked_add(count.checked_mul(power(*e)?)?)?;
                self.last = Some(*e);
                self.round = None;
            }
            Token::Scale(e) => self.add_big(*e)?,
            Token::Some => return None,
        }
        Some(())
    }

    fn add_big(&mut self, e: u32) -> Option<()> {
        let scale = power(e)?;
        let empty = self.section.is_zero() && self.current.is_none();
        let section = match self.current.take() {
            Some(c) => self.section.checked_add(c)?,
            None if empty && self.total.is_zero() => Decimal::ONE,
            None => self.section,
        };
        self.section = Decimal::ZERO;
        self.round = match (self.round, self.big) {
            (Some((digits, s)), _) if empty => Some((digits, s.checked_mul(scale)?)),
            (None, None) => Some((section, scale)),
            _ => None,
        };
        if empty && !self.total.is_zero() {
            self.total = self.total.checked_mul(scale)?;
        } else if self.big.is_some_and(|b| e >= b) {
            self.total = self.total.checked_add(section)?.checked_mul(scale)?;
        } else {
            self.total = self.total.checked_add(section.checked_mul(scale)?)?;
        }
        self.big = Some(e);
        self.last = Some(e);
        Some(())
    }

    fn written(self) -> Option<Written> {
        if let Some((digits, scale)) = self.round {
            return Some(Written { digits: digits.normalize().to_string(), scale });
        }
        let value = self.total.checked_add(self.section)?.checked_add(self.current.unwrap_or_default())?;
        Some(Written { digits: value.normalize().to_string(), scale: Decimal::ONE })
    }
}
