//! Rules, compiled.

use super::{
  Rule, RuleFix, Severity,
  build::{Builder, fits_default},
  raw::RawRule,
  rule::Expect,
  toml_reader::unknown,
};
use crate::{
  expr::{FieldIx, Names, Type},
  lang::Message,
};

impl Builder<'_, '_> {
  /// A rule; mistakes are reported.
  pub(super) fn rule(&self, raw: &RawRule) -> Option<Rule> {
    let sink = self.names.sink;
    let path = raw.on.text.strip_suffix("[]").unwrap_or(&raw.on.text);
    let Some(on) = self.names.group_by_path(path) else {
      let known = self.names.groups.iter().map(|group| group.path.as_str());
      sink.report_in(&raw.on, 0, unknown("expr-unknown-name", path, known));
      return None;
    };
    if self.names.row_of(on).is_some() != raw.on.text.ends_with("[]") {
      sink.report_in(&raw.on, 0, Message::new("form-rule-on").with("on", &raw.on.text));
    }
    let at: Vec<FieldIx> = raw
      .at
      .iter()
      .filter_map(|name| {
        let found = self.names.field(on, &name.text).map(|(field, _)| field);
        if found.is_none() {
          let known = self.names.known(Some(on));
          sink.report_in(name, 0, unknown("expr-unknown-field", &name.text, known.iter().map(String::as_str)));
        }
        found
      })
      .collect();
    let assert = self.typed(&raw.assert, on, |ty| *ty == Type::Bool, &Type::Bool);
    let when = raw.when.as_ref().map(|source| self.condition(source, on));
    let message = self.template(&raw.message, on);
    let fixes = raw.fixes.iter().filter_map(|(label, set)| {
      let own_type = self.names.field(on, &raw.at.first()?.text).map_or(Type::Unknown, |(_, ty)| ty);
      Some(RuleFix { label: self.template(label, on)?, set: self.typed(set, on, |ty| fits_default(ty, &own_type), &own_type)? })
    });
    let fixes: Vec<RuleFix> = fixes.collect();
    for expect in [Expect::Fail, Expect::Pass] {
      if !raw.tests.iter().any(|test| test.expect == expect) {
        let message = Message::new("form-rule-untested").with("rule", &raw.id.text);
        sink.report_in(&raw.id, 0, message.with("expect", if expect == Expect::Fail { "fail" } else { "pass" }));
      }
    }
    let (file, line, _) = sink.position(raw.id.file, raw.id.at);
    Some(Rule {
      id: raw.id.text.clone(),
      code: raw.code.clone().unwrap_or_else(|| raw.id.text.clone()),
      on,
      at,
      when: match when {
        Some(when) => Some(when?),
        None => None,
      },
      assert: assert?,
      severity: raw.severity,
      overridable: raw.overridable.unwrap_or(raw.severity == Severity::Warning),
      message: message?,
      hint: raw.hint.clone(),
      reference: raw.reference.clone(),
      confidence: raw.confidence.clone(),
      fixes,
      tests: raw.tests.clone().into(),
      sources: (raw.when.as_ref().map(|source| source.text.clone()), raw.assert.text.clone()),
      position: (file, line),
    })
  }
}
