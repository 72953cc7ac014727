use super::{Effective, Said};
use crate::{
  expr::{FieldIx, GroupIx, Part, Template, Type, Value},
  form::{Bilingual, Explain, Form, Kind, yes_or_no},
  lang::Lang,
};

/// A value as people read it: codes by their labels, truths as yes or no.
pub fn show_value(form: &Form, value: &Value<'_>, ty: &Type, lang: Lang) -> String {
  match (value, ty) {
    (Value::Text(code), Type::Code(group, field)) => label(form, *group, *field, code, lang),
    (Value::List(items), Type::List(item)) => {
      items.iter().map(|value| show_value(form, value, item, lang)).collect::<Vec<_>>().join(if lang == Lang::Zh { "、" } else { ", " })
    }
    (Value::Bool(value), _) => yes_or_no(*value, lang).to_owned(),
    (Value::Missing, _) => "—".to_owned(),
    (value, _) => value.to_string(),
  }
}

fn label(form: &Form, group: GroupIx, field: FieldIx, code: &str, lang: Lang) -> String {
  match &form.field(group, field).kind {
    Kind::Choice(choices) | Kind::Choices(choices) | Kind::Computed { choices: Some(choices), .. } => {
      form.label_of(choices, code, lang).to_owned()
    }
    _ => code.to_owned(),
  }
}

/// Fills in the values of a text in one language.
pub(super) fn fill<'a>(facts: &Effective<'a>, template: &'a Template, group: GroupIx, row: Option<usize>, lang: Lang) -> String {
  let mut text = String::new();
  for part in &template.parts {
    match part {
      Part::Text(part) => text.push_str(part),
      Part::Value(expr) => text.push_str(&show_value(facts.form(), &facts.evaluate(expr, group, row), &expr.ty, lang)),
    }
  }
  text
}

/// Fills in the values of a text in both languages.
pub(super) fn fill_both<'a>(facts: &Effective<'a>, text: &'a Explain, group: GroupIx, row: Option<usize>) -> Said {
  Said::Form(Bilingual { zh: fill(facts, &text.zh, group, row, Lang::Zh).into(), en: fill(facts, &text.en, group, row, Lang::En).into() })
}

/// How a computed or default value came about, where the form says so.
pub fn explain(facts: &Effective<'_>, group: GroupIx, row: Option<usize>, field: FieldIx, lang: Lang) -> Option<String> {
  let explain = facts.form().field(group, field).explain.as_ref()?;
  let template = if lang == Lang::Zh { &explain.zh } else { &explain.en };
  Some(fill(facts, template, group, row, lang))
}
