use super::{
  Effective, Finding, Fix, Place, Said,
  format::{Misformed, misformed},
  personal::{Personal, personal_in},
  unit_check::{UnitFault, faults_in_words, limit_fault, unit_fault},
};
use crate::{
  document::Change,
  expr::{Facts, FieldIx, GroupIx, Value},
  form::{Bilingual, Field, Kind, Severity, TextLimits, is_empty},
  lang::{Lang, Message},
  metrology::{CellError, Number},
  text::{half_width, hostile, suggest},
};
use jiff::{Span, civil::Date};
use serde_json::Value as Json;
use std::{borrow::Cow, sync::Arc};

/// Checks of single answers against what their fields state.
pub(super) struct FieldCheck<'c, 'a> {
  pub(super) facts: &'c Effective<'a>,
  pub(super) findings: &'c mut Vec<Finding>,
  /// Only what a JSON Schema can tell.
  pub(super) structure_only: bool,
}

impl FieldCheck<'_, '_> {
  /// Checks one field of a section, or one cell of a row, that is shown.
  pub(super) fn check(&mut self, group: GroupIx, row: Option<usize>, index: FieldIx) {
    let form = self.facts.form();
    let field = form.field(group, index);
    let answer = self.facts.answer(group, row, index).filter(|json| !is_empty(json));
    let place = self.place(group, row, index);
    if let Kind::Computed { .. } = field.kind {
      if let Some(answer) = answer.filter(|_| !self.structure_only) {
        self.computed_differs(place, group, row, index, answer);
      }
      return;
    }
    let Some(answer) = answer else {
      if !self.structure_only && self.facts.is_required(group, row, index) && self.facts.default_value(group, row, index).is_missing() {
        self.push(place, "required", Severity::Error, Message::new("required"));
      }
      return;
    };
    if !self.structure_only
      && let Some(personal) = personal_in(answer)
    {
      // Whatever else is wrong here would repeat what must not be repeated.
      self.personal(place, personal);
      return;
    }
    match self.facts.read(group, row, index, answer) {
      Err(misread) => {
        let shown = form.text_of_answer(field, answer, Lang::Zh);
        let is_choice = misread.code() == "unknown-choice";
        let code = field.invalid.clone().filter(|_| is_choice).map_or(Cow::Borrowed(misread.code()), Cow::Owned);
        let own_words = field.invalid_message.clone().filter(|_| is_choice);
        let mut fixes = self.as_typed(&place, field, answer);
        // A text with a measured value that is not clear: the words of the parser say what is not, and what may be meant.
        let why = answer.as_str().filter(|_| fixes.is_empty()).and_then(|text| form.why_not(field, text));
        if let Some(text) = answer.as_str().filter(|_| fixes.is_empty()) {
          fixes = self.meant(&place, field, &self.choices(group, row, field, text, why.as_ref()));
        }
        let message = why.map_or_else(|| misread.message(&shown), |why| why.message());
        let finding = self.push(place, code, Severity::Error, message);
        finding.fixes = fixes;
        if let Some(own_words) = own_words {
          finding.message = Said::Form(own_words);
        }
      }
      Ok(Value::Text(text)) => match &field.kind {
        Kind::Text { limits, .. } => self.text(&place, &text, &text, limits),
        Kind::Code(limits) => self.code(&place, &text, limits),
        Kind::Reference { to, .. } => self.reference(&place, to, &text),
        _ => {}
      },
      Ok(Value::List(keys)) => {
        if let Kind::Reference { to, .. } = &field.kind {
          for key in keys {
            if let Value::Text(key) = key {
              self.reference(&place, to, &key);
            }
          }
        }
      }
      Ok(Value::Number(number)) => {
        if let Kind::Integer { min, max } | Kind::Decimal { min, max } = &field.kind {
          self.bounds(&place, &number, min.as_ref(), max.as_ref(), matches!(field.kind, Kind::Decimal { .. }));
        }
      }
      Ok(Value::Attachment(name)) => self.attachment(&place, &field.kind, name, answer),
      Ok(Value::Accuracy(accuracy)) => {
        self.marks(&place, accuracy.text);
        if accuracy.limit().is_some_and(|(_, unit)| !self.facts.texts().is_legal_unit(unit)) {
          self.unit(&place, limit_fault(answer), answer);
        }
      }
      Ok(Value::Quantity(_) | Value::Range(_) | Value::Uncertainty(_)) => {
        // Units that the form lists are its author's choice.
        let is_listed = matches!(&field.kind, Kind::Quantity(units) | Kind::Range(units) | Kind::Uncertainty(units) if !units.is_empty());
        let text = answer.get("unit").and_then(Json::as_str).filter(|text| !text.is_empty() && *text != "%");
        if !is_listed && text.is_some_and(|text| !self.facts.texts().is_legal_unit(text)) {
          self.unit(&place, unit_fault(&field.kind, answer), answer);
        }
      }
      Ok(Value::Bool(false)) if self.must_be_confirmed(group, row, index) => {
        self.push(place, "dec-sign", Severity::Error, Message::new("not-confirmed"));
      }
      Ok(_) => {}
    }
  }

  fn personal(&mut self, place: Place, personal: Personal) {
    let (code, severity) = match personal {
      Personal::Identity => ("pii-id", Severity::Error),
      Personal::OldIdentity => ("pii-id-old", Severity::Warning),
      Personal::BankCard => ("pii-card", Severity::Warning),
    };
    self.push(place, code, severity, Message::new(code)).reference = Some("中华人民共和国个人信息保护法".to_owned());
  }

  fn must_be_confirmed(&self, group: GroupIx, row: Option<usize>, index: FieldIx) -> bool {
    let statement = self.facts.form().statement.as_ref();
    !self.structure_only && row.is_none() && statement.is_some_and(|statement| statement.confirm.contains(&(group, index)))
  }

  pub(super) fn place(&self, group: GroupIx, row: Option<usize>, index: FieldIx) -> Place {
    let row = row.map(|row| (row, Arc::clone(&self.facts.all_rows(group)[row].id)));
    Place { group, row, field: Some(index) }
  }

  fn push(&mut self, place: Place, code: impl Into<Cow<'static, str>>, severity: Severity, message: Message) -> &mut Finding {
    let field = place.field.map(|field| self.facts.form().field(place.group, field));
    let reference = field.and_then(|field| field.reference.clone());
    let confidence = field.filter(|field| field.reference.is_some()).and_then(|field| field.confidence.clone());
    self.findings.push(Finding {
      code: code.into(),
      severity,
      place,
      also: Vec::new(),
      message: Said::Program(message),
      hint: None,
      reference,
      confidence,
      lookups: Vec::new(),
      fixes: Vec::new(),
      overridable: severity == Severity::Warning,
      overridden: None,
    });
    let last = self.findings.len() - 1;
    &mut self.findings[last]
  }

  fn fix(&self, place: &Place, label: Message, value: Json) -> Option<Fix> {
    let cell = place.cell(self.facts.form())?;
    Some(Fix { label: Said::Program(label), changes: vec![Change::Set { cell, value: Some(value), typed: None, prune: false }] })
  }

  fn replace_with(&self, place: &Place, text: &str) -> Vec<Fix> {
    self.fix(place, Message::new("fix-replace").with("text", text), text.into()).into_iter().collect()
  }

  /// Tells what is wrong with a unit. What stood there is kept beside the answer as what was typed.
  fn unit(&mut self, place: &Place, fault: Option<UnitFault>, answer: &Json) {
    let Some(UnitFault { code, is_error, message, answers }) = fault.filter(|_| !self.structure_only) else { return };
    let form = self.facts.form();
    let Some(field) = place.field.map(|field| form.field(place.group, field)) else { return };
    let original = form.text_of_answer(field, answer, Lang::Zh);
    let fixes = answers.into_iter().filter_map(|meant| {
      let shown = form.text_of_answer(field, &meant, Lang::Zh);
      let cell = place.cell(form)?;
      let label = Said::Program(Message::new("fix-replace").with("text", shown));
      Some(Fix { label, changes: vec![Change::Set { cell, value: Some(meant), typed: Some(original.clone()), prune: false }] })
    });
    let fixes: Vec<Fix> = fixes.collect();
    let severity = if is_error { Severity::Error } else { Severity::Warning };
    let finding = self.push(place.clone(), code, severity, message);
    finding.fixes = fixes;
    // A special need that the law names is a reason; which it is, the declarant says.
    finding.overridable = code != "unit-forbid";
    let (reference, confidence) = match code {
      "unit-restrict" | "unit-forbid" => ("非法定计量单位限制使用管理办法（市场监管总局令第90号）", "medium"),
      _ => ("GB 3100-93", "medium"),
    };
    finding.reference = Some(reference.to_owned());
    finding.confidence = Some(confidence.to_owned());
  }

  /// An answer that another program wrote as text (or a number as a number) may be read as if it were typed.
  fn as_typed(&self, place: &Place, field: &Field, answer: &Json) -> Vec<Fix> {
    let form = self.facts.form();
    let text = match answer {
      Json::String(text) => text.clone(),
      Json::Number(number) => number.to_string(),
      _ => return Vec::new(),
    };
    let readable = |json: &Json| json != answer && form.read(field, json).is_ok();
    let day = if matches!(field.kind, Kind::Date) { spreadsheet_day(&text).map(|date| Json::from(date.to_string())) } else { None };
    let Some(meant) = form.answer_from_text(field, &text).filter(readable).or(day) else { return Vec::new() };
    let shown =
      Bilingual { zh: form.text_of_answer(field, &meant, Lang::Zh).into(), en: form.text_of_answer(field, &meant, Lang::En).into() };
    self.fix(place, Message::new("fix-replace").with("text", &shown), meant).into_iter().collect()
  }

  /// What a text may mean that cannot be taken as it stands, as it would be typed. Where the parser only guesses, nothing is offered.
  fn choices(&self, group: GroupIx, row: Option<usize>, field: &Field, text: &str, why: Option<&CellError>) -> Vec<String> {
    let bare = text.trim().trim_start_matches('±').trim();
    if !matches!(field.kind, Kind::Accuracy) || bare.parse::<Number>().is_err() {
      let certain = |error: &&CellError| error.choices.len() > 1 || error.fix().is_some();
      return why.filter(certain).map(|error| error.choices.clone()).unwrap_or_default();
    }
    // A bare number is a class, or an error limit in the unit of the range beside it, or in per cent.
    let form = self.facts.form();
    let fields = form.group(group).fields.iter().enumerate().filter(|(_, field)| matches!(field.kind, Kind::Range(_)));
    let mut units = fields.filter_map(|(index, _)| {
      let answer = self.facts.answer(group, row, FieldIx(index as u16))?;
      answer.get("unit")?.as_str().filter(|unit| !unit.is_empty())
    });
    let class = (!text.contains('±')).then(|| format!("{bare}级"));
    let limits = units.next().into_iter().chain(["%"]).map(|unit| format!("±{bare} {unit}"));
    class.into_iter().chain(limits).collect()
  }

  /// A fix for each text that the field takes.
  fn meant(&self, place: &Place, field: &Field, texts: &[String]) -> Vec<Fix> {
    let form = self.facts.form();
    let answers = texts.iter().filter_map(|text| form.answer_from_text(field, text)).filter(|json| form.read(field, json).is_ok());
    let fix = |json: Json| {
      let shown = form.text_of_answer(field, &json, Lang::Zh);
      self.fix(place, Message::new("fix-replace").with("text", shown), json)
    };
    answers.filter_map(fix).collect()
  }

  fn computed_differs(&mut self, place: Place, group: GroupIx, row: Option<usize>, index: FieldIx, answer: &Json) {
    let value = self.facts.field(group, row, index);
    let expected = super::payload::value_to_json(&value);
    if expected.as_ref() == Some(answer) {
      return;
    }
    let message =
      Message::new("computed-differs").with("found", plain(answer)).with("expected", expected.as_ref().map(plain).unwrap_or_default());
    let cell = place.cell(self.facts.form());
    let finding = self.push(place, "computed-differs", Severity::Error, message);
    finding.fixes.extend(cell.map(|cell| Fix {
      label: Said::Program(Message::new("fix-recompute")),
      changes: vec![Change::Set { cell, value: None, typed: None, prune: false }],
    }));
  }

  /// A code is folded before it is looked at; what folding changes is offered as a fix.
  fn code(&mut self, place: &Place, text: &str, limits: &TextLimits) {
    let folded: String = half_width(text).chars().filter(|c| !c.is_whitespace()).flat_map(char::to_uppercase).collect();
    if folded != text && !self.structure_only {
      let fixes = self.replace_with(place, &folded);
      let message = Message::new("code-notation").with("found", text).with("folded", &folded);
      self.push(place.clone(), "code-notation", Severity::Warning, message).fixes = fixes;
    }
    self.text(place, text, &folded, limits);
  }

  fn text(&mut self, place: &Place, text: &str, folded: &str, limits: &TextLimits) {
    let length = text.chars().count();
    if let Some(max) = limits.max_len.filter(|max| length > *max) {
      self.push(place.clone(), "too-long", Severity::Error, Message::new("too-long").with("length", length).with("max", max));
    }
    if let Some(min) = limits.min_len.filter(|min| length < *min) {
      self.push(place.clone(), "too-short", Severity::Error, Message::new("too-short").with("length", length).with("min", min));
    }
    if self.structure_only {
      return;
    }
    self.marks(place, text);
    if limits.measured && !self.facts.texts().is_sound(text) {
      for fault in faults_in_words(text) {
        self.unit(place, Some(fault), &text.into());
      }
    }
    if let Some((pattern, message)) = &limits.pattern
      && !pattern.is_match(folded)
    {
      let severity = severity(limits);
      self.push(place.clone(), "pattern", severity, Message::new("required")).message = Said::Form(message.clone());
    }
    if let Some(format) = limits.format
      && let Some(misformed) = misformed(format, folded)
    {
      let Misformed { code, message, meant, mild, overridable, reference } = misformed;
      let fixes = meant.map(|meant| self.replace_with(place, &meant)).unwrap_or_default();
      let severity = if mild { Severity::Warning } else { severity(limits) };
      let finding = self.push(place.clone(), code, severity, message);
      finding.fixes = fixes;
      finding.overridable |= overridable;
      if let Some(reference) = reference {
        finding.reference = Some(reference.to_owned());
      }
    }
  }

  /// Marks that hide or reorder text have no place in a declaration.
  fn marks(&mut self, place: &Place, text: &str) {
    if let Some(mark) = hostile(text).filter(|_| !self.structure_only) {
      let message = Message::new("forbidden-character").with("mark", format!("U+{:04X}", u32::from(mark)));
      self.push(place.clone(), "forbidden-character", Severity::Error, message);
    }
  }

  fn bounds(&mut self, place: &Place, number: &Number, min: Option<&Number>, max: Option<&Number>, decimal: bool) {
    // A JSON Schema cannot compare decimals that are texts.
    if self.structure_only && decimal {
      return;
    }
    if let Some(min) = min.filter(|min| number < *min) {
      let message = Message::new("too-small").with("found", number.to_string()).with("min", min.to_string());
      self.push(place.clone(), "too-small", Severity::Error, message);
    }
    if let Some(max) = max.filter(|max| number > *max) {
      let message = Message::new("too-large").with("found", number.to_string()).with("max", max.to_string());
      self.push(place.clone(), "too-large", Severity::Error, message);
    }
  }

  fn reference(&mut self, place: &Place, to: &[GroupIx], key: &str) {
    if self.structure_only || to.iter().any(|table| self.facts.row_by_key(*table, key).is_some()) {
      return;
    }
    let form = self.facts.form();
    let tables = Bilingual::join(to.iter().map(|table| &form.group(*table).label));
    let known: Vec<&str> = to
      .iter()
      .filter_map(|table| form.group(*table).key.map(|column| (*table, column)))
      .flat_map(|(table, column)| {
        let id = &form.field(table, column).id;
        self.facts.all_rows(table).iter().filter_map(move |row| row.cells.get(id).and_then(Json::as_str))
      })
      .collect();
    let near = suggest(key, known.iter().copied()).map(str::to_owned);
    let message = Message::new("unknown-reference").with("key", key).with("tables", &tables).with(
      "suggestion",
      near.map_or_else(|| "".into(), |near| crate::lang::Argument::from(Message::new("did-you-mean").with("name", near))),
    );
    let code = place.field.and_then(|field| form.field(place.group, field).invalid.clone());
    self.push(place.clone(), code.map_or(Cow::Borrowed("unknown-reference"), Cow::Owned), Severity::Error, message);
  }

  fn attachment(&mut self, place: &Place, kind: &Kind, name: &str, answer: &Json) {
    let Kind::Attachment { accept, max_bytes } = kind else { return };
    if self.structure_only {
      return;
    }
    let ending = name.rsplit_once('.').map(|(_, ending)| ending.to_lowercase()).unwrap_or_default();
    if !accept.is_empty() && !accept.iter().any(|known| known.trim_start_matches('.').eq_ignore_ascii_case(&ending)) {
      let message = Message::new("attachment-ending").with("name", name).with("accept", accept.join("、"));
      self.push(place.clone(), "attachment-ending", Severity::Error, message);
    }
    let size = answer.get("size").and_then(Json::as_u64).unwrap_or_default();
    if size > *max_bytes {
      let message = Message::new("attachment-size").with("size", size.to_string()).with("max", max_bytes.to_string());
      self.push(place.clone(), "attachment-size", Severity::Error, message);
    }
  }
}

/// The date that a spreadsheet shows for a day number pasted as text, counted from 1899-12-30; only for days from 1955 to 2064, so that other
/// numbers of five digits are left alone.
fn spreadsheet_day(text: &str) -> Option<Date> {
  let number: i64 = text.trim().parse().ok().filter(|number| (20_100..60_200).contains(number))?;
  Date::constant(1899, 12, 30).checked_add(Span::new().try_days(number).ok()?).ok()
}

fn severity(limits: &TextLimits) -> Severity {
  if limits.format_warns { Severity::Warning } else { Severity::Error }
}

fn plain(json: &Json) -> String {
  json.as_str().map_or_else(|| json.to_string(), str::to_owned)
}
