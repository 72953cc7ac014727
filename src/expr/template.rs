use super::{Env, Expr, ExprError, compile};
use crate::lang::Message;
use serde::{Deserialize, Serialize};

/// A text with `{expressions}` in it.
#[derive(Debug, Deserialize, Serialize)]
pub struct Template {
  /// In order.
  pub parts: Vec<Part>,
}

/// A piece of a [`Template`].
#[derive(Debug, Deserialize, Serialize)]
pub enum Part {
  /// Text as it stands.
  Text(String),
  /// A value to be shown.
  Value(Box<Expr>),
}

impl Template {
  /// Reads a text; `{{` and `}}` stand for the braces themselves. Gives every mistake.
  pub fn compile(source: &str, env: Env<'_>) -> Result<Self, Vec<ExprError>> {
    let mut parts = Vec::new();
    let mut errors = Vec::new();
    let mut text = String::new();
    let mut at = 0;
    while let Some(found) = source[at..].find(['{', '}']) {
      let brace = at + found;
      text.push_str(&source[at..brace]);
      let rest = &source[brace..];
      if rest.starts_with("{{") || rest.starts_with("}}") {
        text.push_str(&rest[..1]);
        at = brace + 2;
        continue;
      }
      let Some(close) = rest.find('}').filter(|_| rest.starts_with('{')) else {
        errors.push(ExprError::new(brace..brace + 1, Message::new("expr-brace")));
        return Err(errors);
      };
      if !text.is_empty() {
        parts.push(Part::Text(std::mem::take(&mut text)));
      }
      match compile(&rest[1..close], env) {
        Ok(expr) => parts.push(Part::Value(Box::new(expr))),
        Err(found) => {
          let start = brace + 1;
          errors.extend(found.into_iter().map(|error| ExprError::new(error.span.start + start..error.span.end + start, error.message)));
        }
      }
      at = brace + close + 1;
    }
    text.push_str(&source[at..]);
    if !text.is_empty() {
      parts.push(Part::Text(text));
    }
    if errors.is_empty() { Ok(Self { parts }) } else { Err(errors) }
  }
}
