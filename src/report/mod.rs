//! Writes a report for people and for programs. Nothing is judged here.
