//! Whether a word that may be something else is a month (may, march), and the number behind it a day or a count.

use super::keys::words;
use super::tokens::Tokens;

/// `March 15 people`: the number counts what follows; it is no day.
pub(super) fn is_counted(t: &Tokens<'_>, at: usize, next: usize) -> bool {
    t.digits(at).is_some()
        && next == at + 1
        && (t.word(next).scale.is_some()
            || t.is_any(next, words!["%", "percent", "million", "billion"])
            || t.is(next, ",")
                && t.glued(next)
                && t.glued(next + 1)
                && t.digits(next + 1).is_some_and(|d| d.len() == 3))
}

/// True where a bare month name is a month: not the verb may, not Theresa May.
pub(super) fn stands_as_month(t: &Tokens<'_>, i: usize, next: usize) -> bool {
    let (shy, length, capital) = (t.word(i).shy, t.text(i).len(), t.is_capital(i));
    let verb = t.is_any(i, words!["may", "march", "mar", "sept"]);
    if !shy {
        return capital || length > 3;
    }
    let before = i.checked_sub(1);
    let cued = before.is_some_and(|b| t.word(b).month_cue || t.is(b, "-"));
    let ranged = t.is_dash(next) && t.word(next + 1).month.is_some();
    // A whole text, or `March sales`.
    if i == 0 && next >= t.len() || capital && t.word(next).year_noun && length > 3 {
        return true;
    }
    // No verb stands behind a preposition: sales in may.
    if t.follows(i, words!["in", "since", "until", "during"])
        && (t.is(i, "may") || t.is(i, "march") && !t.is_word(next))
    {
        return true;
    }
    if length > 3 && !t.is(i, "sept") {
        // June, April, August: names of people as well, but not in the middle of a sentence behind a small word.
        let inside = !t.opens(i) && !t.is_capital(i + 1) && !before.is_some_and(|b| t.is_capital(b));
        return cued && !verb || capital && (cued || inside || ranged);
    }
    let other_word = verb
        || t.is_any(i, words!["dec", "sun", "sat", "wed", "mon"])
            && !(t.word(i).month.is_some() && t.follows(i, words!["in"]))
        || t.follows(i, words!["to", "and", "as"]);
    capital && (cued || ranged) || cued && !other_word
}
