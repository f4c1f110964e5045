//! English forms of the words of the vocabulary.

use super::PredicateKind;

/// Irregular English verbs and nouns among the words of vocabularies: lemma, then its other forms.
const IRREGULAR: &[(&str, &[&str])] = &[
    ("be", &["is", "are", "was", "were", "been", "being"]),
    ("begin", &["begins", "began", "begun", "beginning"]),
    ("become", &["becomes", "became", "becoming"]),
    ("beat", &["beats", "beaten", "beating"]),
    ("build", &["builds", "built", "building"]),
    ("buy", &["buys", "bought", "buying"]),
    ("fall", &["falls", "fell", "fallen", "falling"]),
    ("find", &["finds", "found", "finding"]),
    ("go", &["goes", "went", "gone", "going"]),
    ("have", &["has", "had", "having"]),
    ("hit", &["hits", "hitting"]),
    ("hold", &["holds", "held", "holding"]),
    ("leave", &["leaves", "left", "leaving"]),
    ("lead", &["leads", "led", "leading"]),
    ("make", &["makes", "made", "making"]),
    ("pay", &["pays", "paid", "paying"]),
    ("put", &["puts", "putting"]),
    ("quit", &["quits", "quitting"]),
    ("rise", &["rises", "rose", "risen", "rising"]),
    ("run", &["runs", "ran", "running"]),
    ("say", &["says", "said", "saying"]),
    ("see", &["sees", "saw", "seen", "seeing"]),
    ("sell", &["sells", "sold", "selling"]),
    ("set", &["sets", "setting"]),
    ("show", &["shows", "showed", "shown", "showing"]),
    ("spend", &["spends", "spent", "spending"]),
    ("split", &["splits", "splitting"]),
    ("step", &["steps", "stepped", "stepping"]),
    ("take", &["takes", "took", "taken", "taking"]),
    ("tell", &["tells", "told", "telling"]),
    ("win", &["wins", "won", "winning"]),
    ("write", &["writes", "wrote", "written", "writing"]),
    ("come", &["comes", "came", "coming"]),
    ("draw", &["draws", "drew", "drawn", "drawing"]),
    ("lie", &["lies", "lay", "lain", "lying"]),
    ("overcome", &["overcomes", "overcame", "overcoming"]),
    ("sing", &["sings", "sang", "sung", "singing"]),
    ("stand", &["stands", "stood", "standing"]),
    ("star", &["stars", "starred", "starring"]),
    ("teach", &["teaches", "taught", "teaching"]),
    ("die", &["dies", "died", "dying"]),
    ("scrap", &["scraps", "scrapped", "scrapping"]),
    ("drop", &["drops", "dropped", "dropping"]),
    ("plan", &["plans", "planned", "planning"]),
    ("list", &["lists", "listed", "listing"]),
    ("person", &["people", "persons"]),
];

/// The forms of an English name in text. Events and relations inflect their first word as a verb, metrics also their
/// last word as a noun; other names stay as they are.
pub fn inflect(name: &str, kind: PredicateKind) -> Vec<String> {
    // A name with a gap is found by its tail.
    let name = name.rsplit('…').next().unwrap_or(name).trim();
    let mut out = vec![name.to_owned()];
    let (first, rest) = name.split_once(' ').map_or((name, ""), |(f, r)| (f, r));
    let verbal = matches!(kind, PredicateKind::Event | PredicateKind::Relation | PredicateKind::Metric);
    let lower = first.bytes().all(|b| b.is_ascii_lowercase() || b == b'-');
    if verbal && lower {
        for form in verb_forms(first) {
            out.push(if rest.is_empty() { form } else { format!("{form} {rest}") });
        }
    }
    if kind == PredicateKind::Metric && !rest.is_empty() && !name.ends_with('s') {
        out.push(format!("{name}s"));
    }
    out
}

/// Third person, past and -ing form by the regular rule, or the irregular forms.
fn verb_forms(lemma: &str) -> Vec<String> {
    if let Some((_, forms)) = IRREGULAR.iter().find(|(l, _)| *l == lemma) {
        return forms.iter().map(|f| (*f).to_owned()).collect();
    }
    let stem = lemma.strip_suffix('e');
    let consonant_y = lemma.strip_suffix('y').filter(|s| !s.ends_with(['a', 'e', 'o', 'u']));
    let sibilant = ["s", "x", "z", "ch", "sh"].iter().any(|e| lemma.ends_with(e));
    let third = match consonant_y {
        Some(s) => format!("{s}ies"),
        None if sibilant => format!("{lemma}es"),
        None => format!("{lemma}s"),
    };
    let past = match (stem, consonant_y) {
        (Some(_), _) => format!("{lemma}d"),
        (_, Some(s)) => format!("{s}ied"),
        _ => format!("{lemma}ed"),
    };
    let ing = match stem {
        Some(s) if !lemma.ends_with("ee") => format!("{s}ing"),
        _ => format!("{lemma}ing"),
    };
    vec![third, past, ing]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn verbs_inflect() {
        let forms = |name| inflect(name, PredicateKind::Event);
        assert_eq!(forms("acquire"), ["acquire", "acquires", "acquired", "acquiring"]);
        assert_eq!(forms("go public"), ["go public", "goes public", "went public", "gone public", "going public"]);
        assert_eq!(forms("launch"), ["launch", "launches", "launched", "launching"]);
        assert_eq!(forms("supply"), ["supply", "supplies", "supplied", "supplying"]);
        assert_eq!(inflect("chief executive", PredicateKind::Role), ["chief executive"]);
    }
}
