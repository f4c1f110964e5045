//! Events of something that only bears the name of what is known: an anniversary of it, an edition of it.

use super::portion::clause;
use crate::article::Article;
use crate::check::around::before;
use crate::extract::{Claim, Extraction, MentionKind};
use crate::source::Span;
use crate::statement::{Slot, Statement};

/// True where the clause speaks of an anniversary of the event: 迎来成立30周年, 出任董事长一周年. Its date is not that of
/// the event, nor of the day on which a post was taken.
pub(super) fn is_anniversary(article: &Article, claim: &Claim) -> bool {
    if !matches!(claim.statement, Statement::Event(_) | Statement::Role(_)) {
        return false;
    }
    let words = clause(article, claim);
    words.contains("周年") || words.contains("anniversary")
}

/// Characters of a clause before a name.
const CLAUSE: usize = 200;

/// True where the name of the object goes on behind it, or a version of it is meant: 金库盘3.0版, Vault Pro, version 3
/// of Vault. A date behind a name (unveiled Vault Thursday) is no part of it.
pub(super) fn is_edition(article: &Article, extraction: &Extraction, claim: &Claim) -> bool {
    let (Statement::Event(_), Some(object)) = (&claim.statement, claim.part(Slot::Object)) else { return false };
    let behind = article.source.slice(Span::new(object.end, article.source.text().len()));
    let next = behind.trim_start_matches([' ', '》', '」']);
    let at = object.end + behind.len() - next.len();
    // Fined Acme 18 billion yuan: nor is a figure with a unit.
    let dated = extraction.mentions_in(Span::new(at, at + 1)).iter().any(|m| {
        [MentionKind::Date, MentionKind::Period, MentionKind::Currency, MentionKind::Percentage].contains(&m.kind)
    });
    if !dated && next.starts_with(|c: char| c.is_ascii_uppercase() || c.is_ascii_digit()) {
        return true;
    }
    // 金库盘纪念版: at most four characters between the name and the word.
    let word: String = next.chars().take(5).take_while(|c| c.is_alphanumeric()).collect();
    if word.contains('版') || next.starts_with('第') && word.contains('代') {
        return true;
    }
    // 金库盘,…;4.0版本于5月发布: the clause of the verb tells of a version of what another clause names.
    let own = clause(article, claim);
    let versioned = |rest: &str| {
        let rest = rest.trim_start_matches('本');
        !rest.starts_with(['权', '面', '图', '税', '块'])
    };
    let numbered = own.match_indices('版').any(|(i, _)| {
        own[..i].ends_with(|c: char| c.is_ascii_digit() || matches!(c, '代' | '新' | '旧')) && versioned(&own[i + 3..])
    });
    if numbered && claim.part(Slot::Predicate).is_some_and(|verb| !clause_has(article, verb, object)) {
        return true;
    }
    let before = before(article, object.start, CLAUSE);
    let Some(head) = before.trim_end().strip_suffix(" of") else { return false };
    let clause = head.rsplit([',', ';']).next().and_then(|h| h.rsplit(". ").next());
    clause.is_some_and(|c| c.split(' ').any(|w| w == "version" || w == "edition"))
}

/// No mark of punctuation parts a word from another.
fn clause_has(article: &Article, word: Span, other: Span) -> bool {
    let (first, last) = if word.start < other.start { (word, other) } else { (other, word) };
    let between = article.source.slice(Span::new(first.end.min(last.start), last.start));
    !between.contains([',', ';', ',', ';', '。', '\n'])
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::article::Syntax;
    use crate::check::verdict::tests::{claim, statement};
    use crate::extract::DocumentDate;

    fn launch(text: &str, verb: &str, object: &str) -> (Article, Claim) {
        let place = |words: &str| text.find(words).map(|at| Span::new(at, at + words.len())).expect("it stands there");
        let parts = vec![(Slot::Predicate, place(verb)), (Slot::Object, place(object))];
        let span = place(verb).cover(place(object));
        let launch = statement("event: {predicate: launch, subject: halcyon, object: vault, when: 2023-05}");
        (Article::parse("a.txt", text.as_bytes(), Syntax::Plain), Claim { span, parts, ..claim(launch) })
    }

    #[test]
    fn a_name_may_go_on() {
        let date = DocumentDate::unknown();
        let none = Extraction::of(date);
        let edition = |text: &str, verb: &str, object: &str| {
            let (article, claim) = launch(text, verb, object);
            is_edition(&article, &none, &claim)
        };
        assert!(edition("海宁推出金库盘3.0版，界面一新", "推出", "金库盘"));
        assert!(edition("海宁推出金库盘纪念版", "推出", "金库盘"));
        assert!(edition("海宁推出《金库盘》第二代", "推出", "金库盘"));
        assert!(edition("Halcyon launched Vault Pro in May 2023.", "launched", "Vault"));
        assert!(edition("Halcyon launched version 3.0 of Vault in May 2023.", "launched", "Vault"));
        assert!(!edition("海宁推出金库盘，界面一新", "推出", "金库盘"));
        assert!(!edition("海宁推出金库盘时，出版商在场", "推出", "金库盘"));
        assert!(!edition("Halcyon launched Vault in May 2023.", "launched", "Vault"));
        assert!(!edition("After a version of events, Halcyon launched Vault.", "launched", "Vault"));
    }

    #[test]
    fn an_anniversary_is_not_the_day_itself() {
        let anniversary = |text: &str, verb: &str| {
            let (article, claim) = launch(text, verb, if text.is_ascii() { "Vault" } else { "金库盘" });
            is_anniversary(&article, &claim)
        };
        assert!(anniversary("2023年6月，金库盘迎来上线两周年", "上线"));
        assert!(anniversary("In June 2023 Vault marked the anniversary of its launch.", "launch"));
        assert!(!anniversary("2023年6月，金库盘上线，公司迎来二十周年", "上线"));
    }
}
