use super::{
  Effective, Finding, Fix, Place, Report, Said,
  effective::at,
  field_check::FieldCheck,
  frame::KEY_SETS,
  payload::as_answer,
  personal::{Personal, personal},
  show::fill_both,
  silence::{Known, Silence},
  work::{Work, all_found},
};
use crate::{
  document::{Change, Document},
  expr::{Expr, FieldIx, GroupIx},
  form::{Bilingual, Form, Item, Rule, Section, Severity, Unique, is_empty},
  lang::Message,
};
use jiff::civil::Date;
use serde_json::Value as Json;
use std::{collections::HashMap, ops::Range, sync::Arc};

/// Checks a document: answers, tables and rules, for the date `as_of`.
pub fn check(form: &Form, document: &Document, as_of: Date) -> Report {
  let facts = Effective::new(form, document, as_of);
  let mut engine = Engine { facts: &facts, findings: Vec::new(), structure_only: false };
  engine.run();
  engine.unknown_answers(document);
  engine.personal_reasons(document);
  let mut report = Report { findings: engine.findings };
  report.keep_personal_data_quiet();
  report.note_overrides(document);
  report
}

/// Checks only what a JSON Schema can tell too: types, codes, lengths, bounds of whole numbers, numbers of rows.
pub fn structure(form: &Form, document: &Document, as_of: Date) -> Report {
  let facts = Effective::new(form, document, as_of);
  let mut engine = Engine { facts: &facts, findings: Vec::new(), structure_only: true };
  engine.run();
  Report { findings: engine.findings }
}

/// Makes findings, of the whole document or part by part. What it says of a row follows from the row, from rows that it names by key, from fields of
/// sections and from macros over whole tables: `live` keeps a report up to date on the strength of that.
pub(super) struct Engine<'f, 'a> {
  pub(super) facts: &'f Effective<'a>,
  pub(super) findings: Vec<Finding>,
  pub(super) structure_only: bool,
}

impl<'a> Engine<'_, 'a> {
  fn run(&mut self) {
    let form: &'a Form = self.facts.form();
    let work: Vec<Vec<Work>> = form.sections.iter().map(|section| Work::on_section(self.facts, section, self.structure_only)).collect();
    let counts: Vec<usize> = work.iter().map(Vec::len).collect();
    let work: Vec<Work> = work.into_iter().flatten().collect();
    let found = all_found(self.facts, &work, self.structure_only);
    self.findings.reserve(found.iter().map(Vec::len).sum());
    let mut found = found.into_iter();
    for (section, count) in form.sections.iter().zip(counts) {
      let first = self.findings.len();
      self.findings.extend(found.by_ref().take(count).flatten());
      if !form.group(section.group).is_table {
        self.in_page_order(first, &section.items, section.group);
      }
    }
  }

  /// The fields and rules of a section, without its tables.
  pub(super) fn own_fields(&mut self, section: &Section) {
    for item in &section.items {
      if let Item::Field(field) = item
        && (self.structure_only || self.facts.is_shown(section.group, None, *field))
      {
        self.fields().check(section.group, None, *field);
      }
    }
    self.rules(section.group, None);
  }

  /// Puts the findings of a section from `first` on in the order in which its page shows them.
  fn in_page_order(&mut self, first: usize, items: &[Item], group: GroupIx) {
    self.findings[first..].sort_by_key(|finding| position(items, group, finding));
  }

  fn fields(&mut self) -> FieldCheck<'_, 'a> {
    FieldCheck { facts: self.facts, findings: &mut self.findings, structure_only: self.structure_only }
  }

  /// Whether a table has enough rows, and not too many.
  pub(super) fn number_of_rows(&mut self, group: GroupIx) {
    let table = self.facts.form().group(group);
    let rows = self.facts.all_rows(group);
    let fewest = match &table.required {
      Some(expr) if !self.structure_only && self.facts.evaluate(expr, group, None).as_bool() == Some(true) => table.min_rows.max(1),
      _ => table.min_rows,
    };
    if rows.len() < fewest && !self.structure_only {
      self.push_table(group, "too-few-rows", Message::new("too-few-rows").with("found", rows.len()).with("min", fewest));
    }
    if rows.len() > table.max_rows {
      self.push_table(group, "too-many-rows", Message::new("too-many-rows").with("found", rows.len()).with("max", table.max_rows));
    }
  }

  /// The cells of a row, and the rules on it.
  pub(super) fn row(&mut self, group: GroupIx, row: usize) {
    self.row_beside(group, row, None);
  }

  /// Some rows of a table.
  pub(super) fn rows(&mut self, group: GroupIx, rows: Range<usize>) {
    let facts = self.facts;
    let mut silence = if self.structure_only { None } else { facts.silence(group) };
    for row in rows {
      self.row_beside(group, row, silence.as_deref_mut());
    }
  }

  /// A row, in the light of what nothing was said of in rows before.
  fn row_beside(&mut self, group: GroupIx, row: usize, mut silence: Option<&mut Silence>) {
    self.facts.turn_to(group, row);
    let first = self.findings.len();
    let form: &'a Form = self.facts.form();
    let definition = form.group(group);
    for (at, (field, _)) in definition.fields().enumerate() {
      self.unless_silent(at, silence.as_deref_mut(), |engine| {
        if engine.structure_only || engine.facts.is_shown(group, Some(row), field) {
          engine.fields().check(group, Some(row), field);
        }
      });
    }
    let rules = form.rules_on(group).take(if self.structure_only { 0 } else { usize::MAX });
    for (at, rule) in rules.enumerate() {
      self.unless_silent(definition.fields.len() + at, silence.as_deref_mut(), |engine| engine.rule(rule, Some(row)));
    }
    self.findings[first..].sort_by_key(|finding| finding.place.field);
  }

  /// Looks at a field or rule of the row, unless it is known to have nothing to say.
  fn unless_silent(&mut self, subject: usize, silence: Option<&mut Silence>, look: impl FnOnce(&mut Self)) {
    let Some(silence) = silence else { return look(self) };
    let facts = self.facts;
    let Known::No(place) = facts.with_answers(|answers| silence.known(subject, answers)) else { return };
    let before = self.findings.len();
    look(self);
    if let Some(place) = place.filter(|_| self.findings.len() == before) {
      facts.with_answers(|answers| silence.note(subject, place, answers));
    }
  }

  fn push_table(&mut self, group: GroupIx, code: &'static str, message: Message) {
    self.findings.push(Finding {
      code: code.into(),
      severity: Severity::Error,
      place: Place { group, row: None, field: None },
      also: Vec::new(),
      message: Said::Program(message),
      hint: None,
      reference: None,
      confidence: None,
      lookups: Vec::new(),
      fixes: Vec::new(),
      overridable: false,
      overridden: None,
    });
  }

  /// Reports each row whose values in these columns stand in an earlier row; a row with an empty one is left alone.
  pub(super) fn unique(&mut self, group: GroupIx, unique: &Unique) {
    let rows = self.facts.all_rows(group).len();
    let mut seen: HashMap<Vec<&Json>, usize> = HashMap::with_capacity(rows);
    for row in 0..rows {
      let Some(values) = values_together(self.facts, group, unique, row) else { continue };
      match seen.get(&values) {
        Some(first) => self.twice(group, unique, row, *first, &values),
        None => drop(seen.insert(values, row)),
      }
    }
  }

  /// Reports that what stands in `row` stands in row `first` already.
  pub(super) fn twice(&mut self, group: GroupIx, unique: &Unique, row: usize, first: usize, values: &[&Json]) {
    let form = self.facts.form();
    let shown: Vec<String> = values.iter().map(|value| value.as_str().map_or_else(|| value.to_string(), str::to_owned)).collect();
    let columns = Bilingual::join(unique.columns.iter().map(|column| &form.field(group, *column).label));
    let message = Message::new("duplicate-row").with("columns", &columns).with("value", shown.join(" / ")).with("row", first + 1);
    self.findings.push(Finding {
      code: unique.id.clone().into(),
      severity: unique.severity,
      place: Place { group, row: Some((row, Arc::clone(&self.facts.all_rows(group)[row].id))), field: unique.columns.first().copied() },
      also: unique.columns.get(1..).unwrap_or_default().to_vec(),
      message: Said::Program(message),
      hint: None,
      reference: None,
      confidence: None,
      lookups: Vec::new(),
      fixes: Vec::new(),
      overridable: unique.severity == Severity::Warning,
      overridden: None,
    });
  }

  fn rules(&mut self, group: GroupIx, row: Option<usize>) {
    if self.structure_only {
      return;
    }
    let form: &'a Form = self.facts.form();
    for rule in form.rules_on(group) {
      self.rule(rule, row);
    }
  }

  fn rule(&mut self, rule: &'a Rule, row: Option<usize>) {
    self.findings.extend(judge(self.facts, rule, row));
  }

  /// Answers that the form does not ask for are kept, and told.
  pub(super) fn unknown_answers(&mut self, document: &Document) {
    let form = self.facts.form();
    for section in document.answers.sections().filter(|section| document.answers.other(section).is_some()) {
      match form.group_by_path(section) {
        Some(group) => self.wrong_shape(group, section),
        None => self.unknown(GroupIx(0), section),
      }
    }
    for (path, is_table) in document.answers.groups() {
      let known = form.group_by_path(&path);
      if let Some(group) = known
        && form.group(group).is_table != is_table
      {
        self.wrong_shape(group, &path);
        continue;
      }
      let Some(group) = known else {
        let holds_known_tables = form.groups.iter().any(|group| group.path.starts_with(&format!("{path}.")));
        if !holds_known_tables {
          self.unknown(GroupIx(0), &path);
        }
        continue;
      };
      let definition = form.group(group);
      if !is_table {
        let fields = document.record(&path).into_iter().flat_map(crate::document::Record::iter);
        let nested = |id: &str| form.group_by_path(&format!("{path}.{id}")).is_some();
        for (field, _) in fields.filter(|(field, _)| definition.field_by_id(field).is_none() && !nested(field)) {
          self.unknown(group, &format!("{path}.{field}"));
        }
        continue;
      }
      let mut told: Vec<&str> = Vec::new();
      // Rows share their keys with those read beside them, so that most are known at sight.
      let mut known: Vec<&Arc<str>> = Vec::new();
      for row in document.rows(&path) {
        for (at, (field, _)) in row.cells.iter().enumerate() {
          if known.get(at).is_some_and(|known| Arc::ptr_eq(known, field)) {
            continue;
          }
          if let Some(place) = known.iter().position(|known| Arc::ptr_eq(known, field)) {
            // The next rows are likely to be like this one.
            if at < known.len() {
              known.swap(at, place);
            }
            continue;
          }
          if definition.field_by_id(field).is_some() {
            if known.len() < KEY_SETS * definition.fields.len() {
              known.push(field);
            }
          } else if !told.contains(&&**field) {
            told.push(field);
          }
        }
      }
      for field in told {
        self.unknown(group, &format!("{path}[].{field}"));
      }
    }
  }

  /// Rows where the form asks for fields, or the other way round: none of it can be used.
  fn wrong_shape(&mut self, group: GroupIx, path: &str) {
    self.push_table(group, "wrong-shape", Message::new("wrong-shape").with("path", path));
  }

  /// Reasons are sent with the declaration, so no identity number may stand in them either.
  pub(super) fn personal_reasons(&mut self, document: &Document) {
    for reason in document.overrides.iter().filter(|known| personal(&known.reason) == Some(Personal::Identity)) {
      let overridden = self.findings.iter().find(|finding| finding.code == reason.rule && finding.row_id() == reason.row.as_deref());
      let place = overridden.map_or(Place { group: GroupIx(0), row: None, field: None }, |finding| finding.place.clone());
      self.push_table(place.group, "pii-id", Message::new("pii-id-reason").with("rule", &reason.rule));
      if let Some(finding) = self.findings.last_mut() {
        finding.place = place;
      }
    }
  }

  fn unknown(&mut self, group: GroupIx, path: &str) {
    self.push_table(group, "unknown-answer", Message::new("unknown-answer").with("path", path));
    if let Some(finding) = self.findings.last_mut() {
      finding.severity = Severity::Info;
    }
  }
}

/// Where a finding stands among the items of its section; `None` where it is about none of them.
pub(super) fn position(items: &[Item], group: GroupIx, finding: &Finding) -> Option<usize> {
  items.iter().position(|item| match item {
    Item::Field(field) => finding.place.group == group && finding.place.field == Some(*field),
    Item::Table(table) => finding.place.group == *table,
  })
}

/// The answers of a row that must not stand together in another one.
pub(super) fn values_together<'a>(facts: &Effective<'a>, group: GroupIx, unique: &Unique, row: usize) -> Option<Vec<&'a Json>> {
  let answer = |column: &FieldIx| facts.answer(group, Some(row), *column).filter(|json| !is_empty(json) && !is_none_mark(json));
  unique.columns.iter().map(answer).collect()
}

/// 「无」 and its kin stand for "has none" and may stand in many rows.
fn is_none_mark(json: &Json) -> bool {
  matches!(json.as_str(), Some("无" | "/" | "-" | "—" | "none"))
}

/// The value of a fix as an answer of the field it puts right: whole numbers of an `integer` are JSON numbers.
fn fitting_json<'a>(facts: &Effective<'a>, set: &'a Expr, rule: &Rule, row: Option<usize>) -> Option<Json> {
  let field = facts.form().field(rule.on, *rule.at.first()?);
  as_answer(&field.kind, &facts.evaluate(set, rule.on, row))
}

/// What a rule says of a section or row: a finding where its assertion is false.
pub(super) fn judge<'a>(facts: &Effective<'a>, rule: &'a Rule, row: Option<usize>) -> Option<Finding> {
  if let Some(when) = &rule.when
    && !facts.is_true(when, at(rule.on, row))
  {
    return None;
  }
  if facts.truth(&rule.assert, at(rule.on, row)) != Some(false) {
    return None;
  }
  // A field that is not shown cannot be put right.
  if rule.at.first().is_some_and(|field| !facts.is_shown(rule.on, row, *field)) {
    return None;
  }
  let place =
    Place { group: rule.on, row: row.map(|row| (row, Arc::clone(&facts.all_rows(rule.on)[row].id))), field: rule.at.first().copied() };
  let fixes = rule.fixes.iter().filter_map(|fix| {
    let value = fitting_json(facts, &fix.set, rule, row)?;
    let cell = place.cell(facts.form())?;
    let changes = vec![Change::Set { cell, value: Some(value), typed: None, prune: false }];
    Some(Fix { label: fill_both(facts, &fix.label, rule.on, row), changes })
  });
  let fixes = fixes.collect();
  Some(Finding {
    code: rule.code.clone().into(),
    severity: rule.severity,
    place,
    also: rule.at.get(1..).unwrap_or_default().to_vec(),
    message: fill_both(facts, &rule.message, rule.on, row),
    hint: rule.hint.clone().map(Said::Form),
    reference: rule.reference.clone(),
    confidence: rule.confidence.clone(),
    lookups: rule.lookups(),
    fixes,
    overridable: rule.overridable,
    overridden: None,
  })
}
