//! Units by name: one table for both languages, so that 公里 and kilometre are the same unit.

use crate::quantity::Unit;
use rust_decimal::Decimal;
use rustc_hash::FxHashMap;
use serde::Deserialize;
use std::collections::{BTreeMap, BTreeSet};
use std::sync::OnceLock;

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Table {
    units: Vec<Entry>,
    currencies: Vec<String>,
    shown: BTreeMap<String, String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Entry {
    name: String,
    dimension: String,
    // Read as text: a factor is an exact decimal, never a binary float.
    #[serde(default, deserialize_with = "decimal")]
    factor: Option<Decimal>,
}

fn decimal<'de, D: serde::Deserializer<'de>>(from: D) -> Result<Option<Decimal>, D::Error> {
    let number = serde_yaml::Number::deserialize(from)?.to_string();
    Decimal::from_str_exact(&number)
        .or_else(|_| Decimal::from_scientific(&number))
        .map(Some)
        .map_err(serde::de::Error::custom)
}

/// A unit by its singular English name or ISO 4217 code; `None` where the table has no such unit.
pub fn unit(name: &str) -> Option<Unit> {
    table().get(name).cloned()
}

/// What units measure, each dimension once, in the order of the alphabet.
pub fn dimensions() -> BTreeSet<&'static str> {
    table().values().map(Unit::dimension).collect()
}

/// What a Chinese message writes behind a figure of the unit (辆, 元); `None` where the table has no word.
pub fn shown_zh(name: &str) -> Option<&'static str> {
    loaded().1.get(name).map(String::as_str)
}

fn table() -> &'static FxHashMap<String, Unit> {
    &loaded().0
}

fn loaded() -> &'static (FxHashMap<String, Unit>, BTreeMap<String, String>) {
    static TABLE: OnceLock<(FxHashMap<String, Unit>, BTreeMap<String, String>)> = OnceLock::new();
    TABLE.get_or_init(|| {
        let table: Table = serde_yaml::from_str(include_str!("../vocabulary/units.yaml")).expect("tested below");
        let measured = table.units.into_iter().map(|e| {
            let factor = e.factor.unwrap_or(Decimal::ONE);
            (e.name.clone(), Unit::new(e.name, e.dimension, factor))
        });
        let money = table.currencies.into_iter().map(|c| (c.clone(), Unit::currency(c)));
        (measured.chain(money).collect(), table.shown)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_table_is_read_and_exact() {
        assert_eq!(unit("mile").map(|u| u.factor().to_string()).as_deref(), Some("1609.344"));
        assert_eq!(unit("nanometre").map(|u| u.factor().to_string()).as_deref(), Some("0.000000001"));
        assert_eq!(unit("CNY").map(|u| u.dimension().to_owned()).as_deref(), Some("currency"));
        assert!(unit("furlong").is_none());
    }
}
