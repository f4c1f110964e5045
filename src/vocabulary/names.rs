//! What unknown names look like in each language, from `names.yaml`.

use super::Words;
use daachorse::{CharwiseDoubleArrayAhoCorasick, CharwiseDoubleArrayAhoCorasickBuilder};
use rustc_hash::FxHashSet;
use serde::Deserialize;
use std::collections::BTreeMap;
use std::ops::Range;
use std::sync::OnceLock;

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    en: EnglishFile,
    zh: ChineseFile,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct EnglishFile {
    legal: Vec<String>,
    organizations: Vec<String>,
    titles: Vec<String>,
    given: Vec<String>,
    never: Vec<String>,
    openers: Vec<String>,
    endings: Vec<String>,
    inner: Vec<String>,
    life: Vec<String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
struct ChineseFile {
    surnames: String,
    compound_surnames: Vec<String>,
    transliteration: String,
    titles: Vec<String>,
    honorifics: Vec<String>,
    followers: Vec<String>,
    speech: Vec<String>,
    life: Vec<String>,
    organizations: Vec<String>,
    shy_organizations: Vec<String>,
    attributes: Vec<String>,
    generic: Vec<String>,
    borders: String,
    verbs: Vec<String>,
    short_forms: Vec<String>,
    called: Vec<String>,
    things: Vec<String>,
    places: Vec<String>,
    common: Vec<String>,
}

/// Words of English names, as they are written.
#[derive(Debug)]
pub struct EnglishNames {
    /// Last words of an organization that say nothing of which: Inc, Ltd.
    pub legal: FxHashSet<String>,
    /// Last words of an organization.
    pub organizations: FxHashSet<String>,
    /// Words before the name of a person.
    pub titles: FxHashSet<String>,
    /// First names.
    pub given: FxHashSet<String>,
    /// Capitalised words that are no names.
    pub never: FxHashSet<String>,
    /// Words that open sentences and are no names.
    pub openers: FxHashSet<String>,
    /// Endings of ordinary words.
    pub endings: Vec<String>,
    /// Small words inside names.
    pub inner: FxHashSet<String>,
    /// What is said only of people, right behind the name.
    pub life: Vec<String>,
}

/// What a word of Chinese says of the name beside it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Marker {
    /// A person follows: 总理.
    Title,
    /// A person stands before: 女士.
    Honorific,
    /// Somebody who speaks stands before: 表示.
    Speech,
    /// Somebody whom it befalls stands before: 出生.
    Life,
    /// The end of the name of an organization: 公司.
    Organization,
    /// The same, of short names that open a clause: 科技.
    ShyOrganization,
    /// A short form follows: 以下简称.
    ShortForm,
    /// The name of a thing follows: 名为.
    Called,
}

/// Words of Chinese names.
pub struct ChineseNames {
    /// Family names of one character.
    pub surnames: FxHashSet<char>,
    /// Family names of two characters.
    pub compound_surnames: FxHashSet<String>,
    /// Characters that spell foreign names.
    pub transliteration: FxHashSet<char>,
    /// What may follow a name.
    pub followers: Words,
    /// What makes the end of an organization's name a common noun: 该, 上市.
    pub generic: FxHashSet<String>,
    /// Before such words where they end no name: 全球航运.
    pub attributes: FxHashSet<String>,
    /// Characters that end what stands before an organization's name.
    pub borders: FxHashSet<char>,
    /// Words that do.
    pub verbs: Words,
    /// What stands behind the quoted name of a thing.
    pub things: Vec<String>,
    /// Names of countries and cities.
    pub places: FxHashSet<String>,
    /// Words that make what opens a clause no name.
    pub common: Words,
    markers: CharwiseDoubleArrayAhoCorasick<u32>,
    kinds: Vec<Vec<Marker>>,
}

impl ChineseNames {
    /// The markers of a text with their bytes, overlapping ones included, by where they end.
    pub fn markers<'a>(&'a self, text: &'a str) -> impl Iterator<Item = (Range<usize>, &'a [Marker])> + 'a {
        let found = self.markers.find_overlapping_iter(text);
        found.filter_map(|m| Some((m.start()..m.end(), self.kinds.get(m.value() as usize)?.as_slice())))
    }
}

/// The tables of English names.
pub fn english_names() -> &'static EnglishNames {
    &tables().0
}

/// The tables of Chinese names.
pub fn chinese_names() -> &'static ChineseNames {
    &tables().1
}

fn tables() -> &'static (EnglishNames, ChineseNames) {
    static TABLES: OnceLock<(EnglishNames, ChineseNames)> = OnceLock::new();
    TABLES.get_or_init(|| {
        let file: File = serde_yaml::from_str(include_str!("names.yaml")).expect("tested below");
        (english(file.en), chinese(file.zh))
    })
}

fn english(file: EnglishFile) -> EnglishNames {
    let set = |words: Vec<String>| words.into_iter().collect::<FxHashSet<String>>();
    EnglishNames {
        legal: set(file.legal),
        organizations: set(file.organizations),
        titles: set(file.titles),
        given: set(file.given),
        never: set(file.never),
        openers: set(file.openers),
        endings: file.endings,
        inner: set(file.inner),
        life: file.life,
    }
}

fn chinese(file: ChineseFile) -> ChineseNames {
    let table = [
        (file.titles, Marker::Title),
        (file.honorifics, Marker::Honorific),
        (file.speech, Marker::Speech),
        (file.life, Marker::Life),
        (file.organizations, Marker::Organization),
        (file.shy_organizations, Marker::ShyOrganization),
        (file.short_forms, Marker::ShortForm),
        (file.called, Marker::Called),
    ];
    let mut marked: BTreeMap<String, Vec<Marker>> = BTreeMap::new();
    for (words, marker) in table {
        words.into_iter().for_each(|w| marked.entry(w).or_default().push(marker));
    }
    let values = marked.keys().cloned().zip(0..);
    let markers = CharwiseDoubleArrayAhoCorasickBuilder::new().build_with_values(values);
    ChineseNames {
        surnames: file.surnames.chars().collect(),
        compound_surnames: file.compound_surnames.into_iter().collect(),
        transliteration: file.transliteration.chars().collect(),
        followers: Words::chinese(file.followers),
        generic: file.generic.into_iter().collect(),
        attributes: file.attributes.into_iter().collect(),
        borders: file.borders.chars().collect(),
        verbs: Words::chinese(file.verbs),
        things: file.things,
        places: file.places.into_iter().collect(),
        common: Words::chinese(file.common),
        markers: markers.expect("a few hundred words fit"),
        kinds: marked.into_values().collect(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_read() {
        assert!(english_names().never.contains("Monday") && english_names().organizations.contains("Inc"));
        let found: Vec<Marker> = chinese_names().markers("副部长王某表示").flat_map(|m| m.1.to_vec()).collect();
        assert_eq!(found, [Marker::Title, Marker::Title, Marker::Speech]);
    }
}
