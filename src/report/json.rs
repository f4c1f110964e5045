//! The JSON report: structs of its own, so that no internal change reaches a reader unnoticed.
//!
//! The shape is the contract of `docs/report.schema.json`, which is made from these structs and is closed. Spans count
//! bytes of the file on disk, figures are decimal strings, messages are English.

mod convert;

use crate::check::Report as Run;
use schemars::JsonSchema;
use schemars::generate::SchemaSettings;
use serde::Serialize;
use std::io::{self, Write};

/// Name and version of the format.
pub const VERSION: &str = "factlint/1";

#[derive(Serialize, JsonSchema)]
#[schemars(deny_unknown_fields)]
struct Report {
    /// Name and version of the format.
    #[schemars(schema_with = "version")]
    schema: &'static str,
    /// The day the run was told it is.
    today: String,
    /// Parts of the run that could not happen.
    errors: Vec<PathError>,
    /// The articles, in the order of their paths.
    documents: Vec<Document>,
    summary: Summary,
}

#[derive(Serialize, JsonSchema)]
#[schemars(deny_unknown_fields)]
struct PathError {
    path: String,
    code: String,
    message: String,
}

/// A line that could not be answered, or a path that could not be read.
#[derive(Serialize, JsonSchema)]
#[schemars(deny_unknown_fields)]
struct Failure {
    #[schemars(schema_with = "version")]
    schema: &'static str,
    /// The id of the line; null where it has none.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schemars(schema_with = "scalar")]
    id: Option<serde_json::Value>,
    /// The path that could not be read.
    #[serde(skip_serializing_if = "Option::is_none")]
    path: Option<String>,
    error: Reason,
}

#[derive(Serialize, JsonSchema)]
#[schemars(deny_unknown_fields)]
struct Reason {
    code: String,
    message: String,
}

#[derive(Serialize, JsonSchema)]
#[schemars(deny_unknown_fields)]
struct Document {
    /// Only in lines of `jsonl`.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schemars(schema_with = "version")]
    schema: Option<&'static str>,
    /// Only in answers to `--stdin-jsonl`: the id given.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schemars(schema_with = "scalar")]
    id: Option<serde_json::Value>,
    /// Null for an article that came as a line.
    path: Option<String>,
    #[schemars(extend("enum" = ["zh", "en"]))]
    language: &'static str,
    encoding: &'static str,
    date: DocumentDate,
    claims: Vec<Claim>,
    mentions: Vec<Mention>,
    diagnostics: Vec<Diagnostic>,
    /// Findings that the article asked to ignore.
    ignored: Vec<Diagnostic>,
}

#[derive(Serialize, JsonSchema)]
#[schemars(deny_unknown_fields)]
struct DocumentDate {
    #[schemars(schema_with = "day")]
    start: Option<String>,
    #[schemars(schema_with = "day")]
    end: Option<String>,
    #[schemars(extend("enum" = ["option", "front-matter", "metadata", "dateline", "file-name", "inferred", "none"]))]
    basis: &'static str,
}

/// Bytes of the file on disk, from `start` up to, not including, `end`; line and column of the start, from 1, columns
/// in characters.
#[derive(Serialize, JsonSchema)]
#[schemars(deny_unknown_fields)]
struct Span {
    start: usize,
    end: usize,
    line: usize,
    column: usize,
}

#[derive(Serialize, JsonSchema)]
#[schemars(deny_unknown_fields)]
struct Claim {
    /// `c1`, `c2` … in the order of the text; only for references inside this document.
    id: String,
    #[schemars(extend("enum" = ["event", "metric", "role", "rank", "relation", "quotation", "age", "link"]))]
    kind: &'static str,
    span: Span,
    text: String,
    subject: Vec<String>,
    predicate: Option<String>,
    object: Vec<String>,
    counterpart: Vec<String>,
    value: Option<Value>,
    when: Option<When>,
    /// Of an event.
    #[serde(skip_serializing_if = "Option::is_none")]
    stage: Option<String>,
    /// Of a role.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schemars(extend("enum" = ["current", "former", "then", "incoming", "acting"]))]
    status: Option<&'static str>,
    /// Of a quotation.
    #[serde(skip_serializing_if = "Option::is_none")]
    words: Option<String>,
    /// Of a quotation.
    #[serde(skip_serializing_if = "Option::is_none")]
    occasion: Option<String>,
    /// Of a link: the ids of the claims it ties.
    #[serde(skip_serializing_if = "Option::is_none")]
    of: Option<Vec<String>>,
    #[schemars(extend("enum" = ["asserted", "reported", "planned", "conditional", "counterfactual", "denied", "asked", "opinion"]))]
    modality: &'static str,
    quoted: bool,
    #[schemars(extend("enum" = ["supported", "contradicted", "imprecise", "outdated", "unsupported", "not-judged", null]))]
    verdict: Option<&'static str>,
    /// Why it was not judged.
    #[schemars(extend("enum" = ["no-subject", "ambiguous-entity", "ambiguous-predicate", "no-time", "inferred-date", "fiscal-year", "unit",
        "modality", "disputed-fact", "after-checked", "repaired-text", "out-of-scope", null]))]
    reason_code: Option<&'static str>,
    reason: String,
    /// The rule that reports it.
    rule: Option<&'static str>,
    /// Ids of the facts it rests on.
    facts: Vec<String>,
}

/// A figure and the values it may stand for, as decimal strings without exponent.
#[derive(Serialize, JsonSchema)]
#[schemars(deny_unknown_fields)]
struct Value {
    /// As written, in single units; null for ranges and vague words.
    #[schemars(schema_with = "decimal")]
    stated: Option<String>,
    /// Null where open.
    #[schemars(schema_with = "decimal")]
    low: Option<String>,
    /// Null where open.
    #[schemars(schema_with = "decimal")]
    high: Option<String>,
    low_open: bool,
    high_open: bool,
    /// ISO 4217 code, `%`, or the unit's singular English name; null for a bare number.
    unit: Option<String>,
}

#[derive(Serialize, JsonSchema)]
#[schemars(deny_unknown_fields)]
struct When {
    #[schemars(schema_with = "day")]
    start: Option<String>,
    #[schemars(schema_with = "day")]
    end: Option<String>,
    /// The same days in EDTF (ISO 8601-2).
    edtf: String,
    /// How they were found, a step each.
    derivation: Vec<String>,
}

#[derive(Serialize, JsonSchema)]
#[schemars(deny_unknown_fields)]
struct Mention {
    #[schemars(extend("enum" = ["date", "period", "duration", "number", "percentage", "ordinal", "currency", "dimension", "age", "entity", "role", "token"]))]
    kind: &'static str,
    span: Span,
    text: String,
    value: MentionValue,
    /// The claim it belongs to.
    claim: Option<String>,
    /// Why it belongs to none.
    #[schemars(extend("enum" = ["no-predicate", "circumstance", "name-only", "not-a-figure", "name", "version", "identifier", "document-number", "section", "phone", "score", "time-of-day", "address", "idiom", "other-word", "unread", null]))]
    loose: Option<&'static str>,
}

/// By kind of mention.
#[derive(Serialize, JsonSchema)]
#[serde(untagged)]
enum MentionValue {
    Days(Days),
    Length(Length),
    Figure(Value),
    Ids(Ids),
    /// Nothing: a token is neither a figure nor a date.
    None,
}

/// Days, both included; null where open or unresolved.
#[derive(Serialize, JsonSchema)]
#[schemars(deny_unknown_fields)]
struct Days {
    #[schemars(schema_with = "day")]
    start: Option<String>,
    #[schemars(schema_with = "day")]
    end: Option<String>,
}

/// A length of time in ISO 8601, from the least to the greatest.
#[derive(Serialize, JsonSchema)]
#[schemars(deny_unknown_fields)]
struct Length {
    low: String,
    high: String,
}

/// Entities or roles a name may mean.
#[derive(Serialize, JsonSchema)]
#[schemars(deny_unknown_fields)]
struct Ids {
    ids: Vec<String>,
}

#[derive(Serialize, JsonSchema)]
#[schemars(deny_unknown_fields)]
struct Diagnostic {
    rule: &'static str,
    #[schemars(extend("enum" = ["error", "warning", "info"]))]
    severity: &'static str,
    message: String,
    labels: Vec<Label>,
    help: String,
    facts: Vec<String>,
    fixes: Vec<Fix>,
    /// Stays the same when lines move.
    fingerprint: String,
}

#[derive(Serialize, JsonSchema)]
#[schemars(deny_unknown_fields)]
struct Label {
    /// The article, a fact file or a reference; null for an article that came as a line.
    path: Option<String>,
    span: Span,
    /// The paragraph or cell of a Word document: `¶3`, `table 1 R2C3`; left out elsewhere.
    #[serde(skip_serializing_if = "Option::is_none")]
    place: Option<String>,
    /// The words at the span.
    text: String,
    primary: bool,
}

#[derive(Serialize, JsonSchema)]
#[schemars(deny_unknown_fields)]
struct Fix {
    span: Span,
    replacement: String,
}

#[derive(Serialize, JsonSchema)]
#[schemars(deny_unknown_fields)]
struct Summary {
    documents: usize,
    claims: Claims,
    diagnostics: Severities,
    /// Mentions that belong to no claim.
    loose: usize,
}

/// Judged claims by verdict.
#[derive(Default, Serialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
#[schemars(deny_unknown_fields)]
struct Claims {
    supported: usize,
    contradicted: usize,
    imprecise: usize,
    outdated: usize,
    unsupported: usize,
    not_judged: usize,
}

#[derive(Default, Serialize, JsonSchema)]
#[schemars(deny_unknown_fields)]
struct Severities {
    error: usize,
    warning: usize,
    info: usize,
}

fn version(_: &mut schemars::SchemaGenerator) -> schemars::Schema {
    schemars::json_schema!({"const": VERSION})
}

fn scalar(_: &mut schemars::SchemaGenerator) -> schemars::Schema {
    schemars::json_schema!({"type": ["string", "number", "boolean", "null"]})
}

fn day(_: &mut schemars::SchemaGenerator) -> schemars::Schema {
    schemars::json_schema!({"type": ["string", "null"], "pattern": r"^[+-]?\d{4,6}-\d\d-\d\d$"})
}

fn decimal(_: &mut schemars::SchemaGenerator) -> schemars::Schema {
    schemars::json_schema!({"type": ["string", "null"], "pattern": r"^-?\d+(\.\d*[1-9])?$"})
}

/// The JSON Schema of everything factlint writes as JSON: a report, a line of `jsonl`, a line or path without an answer.
/// Closed, draft 2020-12.
pub fn schema() -> serde_json::Value {
    let mut generator = SchemaSettings::draft2020_12().for_serialize().into_generator();
    let any = [
        generator.subschema_for::<Report>(),
        generator.subschema_for::<Document>(),
        generator.subschema_for::<Failure>(),
    ];
    serde_json::json!({
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "What factlint writes as JSON",
        "description": "A report (--format json), or one line of --format jsonl or --stdin-jsonl.",
        "anyOf": any,
        "$defs": generator.take_definitions(true),
    })
}

/// Writes a report as one indented JSON document.
pub(super) fn render(run: &Run, out: &mut dyn Write) -> io::Result<()> {
    serde_json::to_writer_pretty(&mut *out, &convert::report(run))?;
    writeln!(out)
}

/// Writes each article of a report on a line, then a line for each path that could not be read.
pub(super) fn render_lines(run: &Run, out: &mut dyn Write) -> io::Result<()> {
    for document in &run.documents {
        let line = Document { schema: Some(VERSION), ..convert::document(run, document, true) };
        write_line(&line, out)?;
    }
    for (path, error) in &run.errors {
        let error = Reason { code: error.code().to_owned(), message: error.to_string() };
        write_line(&Failure { schema: VERSION, id: None, path: Some(path.clone()), error }, out)?;
    }
    Ok(())
}

/// Writes the answer to one line of `--stdin-jsonl`: the document of a report of one article, with the `id` given and no
/// path.
///
/// # Errors
/// Whatever the writer fails with.
pub fn render_answer(id: &serde_json::Value, run: &Run, out: &mut dyn Write) -> io::Result<()> {
    let answers = run.documents.iter().map(|d| convert::document(run, d, false));
    answers.map(|d| Document { schema: Some(VERSION), id: Some(id.clone()), ..d }).try_for_each(|d| write_line(&d, out))
}

/// Writes the answer to a line of `--stdin-jsonl` that cannot be answered.
///
/// # Errors
/// Whatever the writer fails with.
pub fn render_refusal(id: &serde_json::Value, code: &str, message: &str, out: &mut dyn Write) -> io::Result<()> {
    let error = Reason { code: code.to_owned(), message: message.to_owned() };
    write_line(&Failure { schema: VERSION, id: Some(id.clone()), path: None, error }, out)
}

fn write_line(line: &impl Serialize, out: &mut dyn Write) -> io::Result<()> {
    // Into memory first: it is written in hundreds of small pieces.
    let mut line = serde_json::to_vec(line)?;
    line.push(b'\n');
    out.write_all(&line)
}
