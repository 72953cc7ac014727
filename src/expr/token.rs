use super::ExprError;
use crate::{lang::Message, metrology::Number};
use std::ops::Range;

/// The smallest parts of an expression.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Kind {
  Name(String),
  Number(Number),
  Text(String),
  /// An operator or bracket, as written.
  Sign(&'static str),
  End,
}

#[derive(Clone, Debug)]
pub(super) struct Token {
  pub(super) kind: Kind,
  pub(super) span: Range<usize>,
}

/// Longer signs first, so that `<=` is not read as `<`.
const SIGNS: [&str; 24] =
  ["&&", "||", "==", "!=", "<=", ">=", "<", ">", "!", "+", "-", "*", "/", "%", "?", ":", "(", ")", "[", "]", ",", ".", "{", "}"];

/// Splits `source` into tokens, ending with [`Kind::End`].
pub(super) fn tokens(source: &str) -> Result<Vec<Token>, ExprError> {
  let mut tokens = Vec::new();
  let mut at = 0;
  while let Some(c) = source[at..].chars().next() {
    let rest = &source[at..];
    let (kind, length) = if c.is_whitespace() {
      at += c.len_utf8();
      continue;
    } else if c.is_ascii_digit() {
      number(rest, at)?
    } else if c.is_ascii_alphabetic() || c == '_' {
      let length = rest.find(|c: char| !c.is_ascii_alphanumeric() && c != '_').unwrap_or(rest.len());
      (Kind::Name(rest[..length].to_owned()), length)
    } else if c == '\'' || c == '"' {
      text(rest, c, at)?
    } else if let Some(sign) = SIGNS.iter().find(|sign| rest.starts_with(**sign)) {
      (Kind::Sign(sign), sign.len())
    } else {
      return Err(ExprError::new(at..at + c.len_utf8(), Message::new("expr-unexpected-character").with("found", c.to_string())));
    };
    tokens.push(Token { kind, span: at..at + length });
    at += length;
  }
  tokens.push(Token { kind: Kind::End, span: at..at });
  Ok(tokens)
}

fn number(rest: &str, at: usize) -> Result<(Kind, usize), ExprError> {
  let mut length = rest.find(|c: char| !c.is_ascii_digit()).unwrap_or(rest.len());
  let fraction = rest[length..].strip_prefix('.').map_or(0, |tail| tail.find(|c: char| !c.is_ascii_digit()).unwrap_or(tail.len()));
  if fraction > 0 {
    length += 1 + fraction;
  }
  match rest[..length].parse() {
    Ok(number) => Ok((Kind::Number(number), length)),
    Err(_) => Err(ExprError::new(at..at + length, Message::new("expr-number-too-long"))),
  }
}

fn text(rest: &str, quote: char, at: usize) -> Result<(Kind, usize), ExprError> {
  let mut text = String::new();
  let mut chars = rest.char_indices().skip(1);
  while let Some((index, c)) = chars.next() {
    if c == quote {
      return Ok((Kind::Text(text), index + 1));
    }
    if c != '\\' {
      text.push(c);
      continue;
    }
    match chars.next() {
      Some((_, 'n')) => text.push('\n'),
      Some((_, 't')) => text.push('\t'),
      Some((_, c @ ('\\' | '\'' | '"'))) => text.push(c),
      // Patterns are full of backslashes; they need no doubling.
      Some((_, c)) => text.extend(['\\', c]),
      None => break,
    }
  }
  Err(ExprError::new(at..at + rest.len(), Message::new("expr-text-not-closed")))
}
