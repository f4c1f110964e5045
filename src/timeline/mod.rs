//! The graph of claims, facts and the time constraints between them.
