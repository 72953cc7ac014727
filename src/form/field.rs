use super::{Bilingual, Kind, Later};
use crate::expr::{Expr, Template};
use serde::{Deserialize, Serialize};
use std::sync::Arc;

/// A question, or a column of a table.
#[derive(Debug, Deserialize, Serialize)]
#[serde(bound(deserialize = "'de: 'static"))]
pub struct Field {
  /// Stable, unique in its group.
  pub id: Arc<str>,
  /// What an answer is.
  pub kind: Kind,
  /// What it is called.
  pub label: Bilingual,
  /// One line of help.
  pub help: Option<Bilingual>,
  /// An example as it would be typed.
  pub example: Option<String>,
  /// When an answer is needed.
  pub required: Condition,
  /// When it is shown; always where `None`.
  pub show_if: Option<Box<Expr>>,
  /// The value where nothing was answered.
  pub default: Option<Box<Expr>>,
  /// How a computed or default value came about.
  pub explain: Option<Later<Explain>>,
  /// Who sees it after submission, where it differs from the section.
  pub disclose: Option<Disclosure>,
  /// A helper value, neither shown nor sent.
  pub hidden: bool,
  /// The unit behind a number.
  pub unit: Option<Bilingual>,
  /// What ledgers call it, the most usual first.
  pub synonyms: Later<Vec<String>>,
  /// Whether several columns of a ledger go into it, joined by a blank.
  pub join: bool,
  /// What ledgers write for yes and for no, beside the usual words.
  pub yes_no: (Vec<String>, Vec<String>),
  /// What `/`, `-` and the like in a ledger stand for, where that is an answer; no answer where `None`.
  pub empty_mark: Option<String>,
  /// Whether the next declaration made from this one begins without it.
  pub fresh: bool,
  /// Whether a date typed without its year is the next such day and not the last one. The due date of a table looks ahead anyway.
  pub ahead: bool,
  /// Where the field comes from.
  pub source: Option<String>,
  /// The rule of law or standard behind it.
  pub reference: Option<String>,
  /// How sure `source` and `reference` are: `high`, `medium` or `low`.
  pub confidence: Option<String>,
  /// What a finding is called, and what it says, where an answer is not among those offered.
  pub invalid: Option<String>,
  /// What to say then; the program's own words where `None`.
  pub invalid_message: Option<Bilingual>,
}

impl Field {
  /// The expressions on which its value depends.
  pub fn exprs(&self) -> impl Iterator<Item = &Expr> {
    let computed = if let Kind::Computed { expr, .. } = &self.kind { Some(&**expr) } else { None };
    self.show_if.as_deref().into_iter().chain(self.default.as_deref()).chain(computed)
  }
}

/// When something is needed.
#[derive(Debug, Deserialize, Serialize)]
pub enum Condition {
  /// Never.
  Never,
  /// Always.
  Always,
  /// Where the expression is true.
  If(Box<Expr>),
}

/// A text with values, in both languages.
#[derive(Debug, Deserialize, Serialize)]
pub struct Explain {
  /// Chinese.
  pub zh: Template,
  /// English.
  pub en: Template,
}

/// Who sees an answer after submission.
#[derive(Clone, Copy, Debug, Deserialize, Eq, Ord, PartialEq, PartialOrd, Serialize)]
pub enum Disclosure {
  /// Everyone.
  Public,
  /// Partner institutions.
  Partner,
  /// The regulator only.
  Regulator,
}

impl Disclosure {
  /// From the widest circle to the narrowest.
  pub const ALL: [Self; 3] = [Self::Public, Self::Partner, Self::Regulator];

  /// The name in forms.
  pub fn name(self) -> &'static str {
    match self {
      Self::Public => "public",
      Self::Partner => "partner",
      Self::Regulator => "regulator",
    }
  }
}
