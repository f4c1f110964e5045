//! placeholder
use super::Judgement;
use crate::article::Article;
use crate::extract::Extraction;
use crate::facts::FactBase;
use crate::timeline::Timeline;

pub(super) fn judge_all(_: &Article, _: &Extraction, _: &Timeline, _: &FactBase) -> Vec<Judgement> {
    Vec::new()
}
