use super::{Bilingual, Explain, RuleTests};
use crate::expr::{Expr, FieldIx, GroupIx};
use serde::{Deserialize, Serialize};
use serde_json::Value as Json;

/// How much a finding weighs.
#[derive(Clone, Copy, Debug, Deserialize, Eq, Hash, Ord, PartialEq, PartialOrd, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Severity {
  /// Blocks submission.
  Error,
  /// May be overridden with a reason.
  Warning,
  /// To be known.
  Info,
}

impl Rule {
  /// The lookup tables that decide it.
  pub fn lookups(&self) -> Vec<usize> {
    let mut lookups: Vec<usize> = self.when.iter().chain([&self.assert]).flat_map(|expr| expr.lookups.iter().copied()).collect();
    lookups.sort_unstable();
    lookups.dedup();
    lookups
  }
}

impl Severity {
  /// The name in forms and findings.
  pub fn name(self) -> &'static str {
    match self {
      Self::Error => "error",
      Self::Warning => "warning",
      Self::Info => "info",
    }
  }
}

/// Something that must hold.
#[derive(Debug, Deserialize, Serialize)]
#[serde(bound(deserialize = "'de: 'static"))]
pub struct Rule {
  /// Permanent.
  pub id: String,
  /// What its findings are called and counted by; several rules may share one.
  pub code: String,
  /// Where it is checked: once for a section, for each row of a table.
  pub on: GroupIx,
  /// The fields that are marked, the main one first.
  pub at: Vec<FieldIx>,
  /// When it applies.
  pub when: Option<Expr>,
  /// What must hold.
  pub assert: Expr,
  /// How much it weighs.
  pub severity: Severity,
  /// Whether a person may override it with a reason.
  pub overridable: bool,
  /// What to say.
  pub message: Explain,
  /// What to do next, where the message does not say it.
  pub hint: Option<Bilingual>,
  /// Law or standard.
  pub reference: Option<String>,
  /// `high`, `medium` or `low`.
  pub confidence: Option<String>,
  /// The one right answer, or several of which a person chooses.
  pub fixes: Vec<RuleFix>,
  /// Cases that show what the rule means.
  pub tests: RuleTests,
  /// Its condition and assertion as written.
  pub sources: (Option<String>, String),
  /// Where the rule stands: file and line.
  pub position: (String, usize),
}

/// An answer that puts a finding right.
#[derive(Debug, Deserialize, Serialize)]
pub struct RuleFix {
  /// What it does.
  pub label: Explain,
  /// The new value of the first field of the rule.
  pub set: Expr,
}

/// A case of a rule.
#[derive(Clone, Debug, Deserialize, Serialize)]
pub struct RuleTest {
  /// The row of the rule's table, where it has one.
  pub row: Option<Json>,
  /// Answers of sections and tables, in the shape of a document.
  pub answers: serde_json::Map<String, Json>,
  /// The date of the check.
  pub as_of: Option<jiff::civil::Date>,
  /// The day of the last change.
  pub last_edit: Option<jiff::civil::Date>,
  /// What must come of it.
  pub expect: Expect,
  /// File, line and column.
  pub position: (String, usize, usize),
}

/// What a [`RuleTest`] expects.
#[derive(Clone, Copy, Debug, Deserialize, Eq, PartialEq, Serialize)]
pub enum Expect {
  /// The assertion is true.
  Pass,
  /// The assertion is false.
  Fail,
  /// The rule says nothing.
  Silent,
}
