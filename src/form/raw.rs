//! A form as it stands in its files, names not yet looked up.

use super::{Bilingual, Choice, Disclosure, Rename, RuleTest, Severity, Status, Version};
use crate::metrology::Number;
use std::sync::Arc;

/// A text with the place of its first character, so that mistakes inside it can be pointed at.
#[derive(Clone, Debug, Default)]
pub(super) struct Located {
  pub(super) text: String,
  /// Which file.
  pub(super) file: usize,
  /// Bytes from the start of the file.
  pub(super) at: usize,
}

/// A text in both languages, each located.
#[derive(Clone, Debug)]
pub(super) struct LocatedPair {
  pub(super) zh: Located,
  pub(super) en: Located,
}

#[derive(Debug)]
pub(super) struct RawForm {
  pub(super) id: String,
  pub(super) version: String,
  pub(super) status: Status,
  pub(super) title: Bilingual,
  pub(super) notice: Bilingual,
  pub(super) renames: Vec<(Located, Rename)>,
  pub(super) migrates: Option<Version>,
  pub(super) summary: Option<(Located, Located)>,
  pub(super) statement: Option<RawStatement>,
  pub(super) lists: Vec<(Located, Arc<[Choice]>)>,
  pub(super) sections: Vec<RawSection>,
}

#[derive(Debug)]
pub(super) struct RawStatement {
  pub(super) id: String,
  pub(super) text: Bilingual,
  pub(super) signer: Located,
  pub(super) function: Located,
  pub(super) date: Located,
  pub(super) confirm: Vec<Located>,
}

#[derive(Debug)]
pub(super) struct RawSection {
  pub(super) id: Located,
  pub(super) title: Bilingual,
  pub(super) help: Option<Bilingual>,
  pub(super) show_if: Option<Located>,
  pub(super) disclose: Disclosure,
  pub(super) source: Option<String>,
  /// Set where the section is a table.
  pub(super) table: Option<RawTable>,
  pub(super) fields: Vec<RawField>,
  pub(super) rules: Vec<RawRule>,
}

#[derive(Debug, Default)]
pub(super) struct RawTable {
  pub(super) key: Option<Located>,
  pub(super) unique: Vec<(String, Vec<Located>, Severity)>,
  pub(super) min_rows: usize,
  pub(super) max_rows: usize,
  pub(super) required: Option<Located>,
  pub(super) due: Option<RawDue>,
  pub(super) retire: Option<(Located, Located)>,
}

#[derive(Debug)]
pub(super) struct RawDue {
  pub(super) date: Located,
  pub(super) when: Option<Located>,
  pub(super) department: Option<Located>,
  pub(super) body: Option<Located>,
  pub(super) columns: Vec<Located>,
  pub(super) clear: Vec<Located>,
}

#[derive(Debug)]
pub(super) struct RawField {
  pub(super) id: Located,
  pub(super) label: Bilingual,
  pub(super) help: Option<Bilingual>,
  pub(super) example: Option<String>,
  pub(super) required: RawCondition,
  pub(super) show_if: Option<Located>,
  pub(super) default: Option<Located>,
  pub(super) explain: Option<LocatedPair>,
  pub(super) disclose: Option<Disclosure>,
  pub(super) hidden: bool,
  pub(super) unit: Option<Bilingual>,
  pub(super) synonyms: Vec<Located>,
  pub(super) join: bool,
  pub(super) yes_no: (Vec<String>, Vec<String>),
  pub(super) empty_mark: Option<String>,
  pub(super) fresh: bool,
  pub(super) ahead: bool,
  pub(super) source: Option<String>,
  pub(super) reference: Option<String>,
  pub(super) confidence: Option<String>,
  pub(super) invalid: Option<String>,
  pub(super) invalid_message: Option<Bilingual>,
  pub(super) kind: RawKind,
}

#[derive(Debug)]
pub(super) enum RawCondition {
  Never,
  Always,
  If(Located),
}

#[derive(Debug)]
pub(super) enum RawChoices {
  Inline(Arc<[Choice]>),
  Shared(Located),
  Lookup { lookup: Located, filter: Vec<(Located, Vec<String>)> },
}

#[derive(Debug)]
pub(super) enum RawKind {
  Text {
    long: bool,
    limits: super::kind::TextLimits,
  },
  Code(super::kind::TextLimits),
  Integer {
    min: Option<Number>,
    max: Option<Number>,
  },
  Decimal {
    min: Option<Number>,
    max: Option<Number>,
  },
  Boolean,
  Date,
  Choice(RawChoices),
  Choices(RawChoices),
  Quantity(Vec<String>),
  Range(Vec<String>),
  Uncertainty(Vec<String>),
  Accuracy,
  Reference {
    to: Vec<Located>,
    many: bool,
  },
  Attachment {
    accept: Vec<String>,
    max_bytes: u64,
  },
  Computed {
    compute: Located,
    digits: Option<i32>,
    choices: Option<RawChoices>,
  },
  Note(Bilingual),
  /// A table inside a section, with its columns.
  Table(RawTable, Vec<RawField>),
  /// The type has a mistake, already reported.
  Unknown,
}

#[derive(Debug)]
pub(super) struct RawRule {
  pub(super) id: Located,
  pub(super) code: Option<String>,
  pub(super) on: Located,
  pub(super) at: Vec<Located>,
  pub(super) when: Option<Located>,
  pub(super) assert: Located,
  pub(super) severity: Severity,
  pub(super) overridable: Option<bool>,
  pub(super) message: LocatedPair,
  pub(super) hint: Option<Bilingual>,
  pub(super) reference: Option<String>,
  pub(super) confidence: Option<String>,
  pub(super) fixes: Vec<(LocatedPair, Located)>,
  pub(super) tests: Vec<RuleTest>,
}
