use super::{
  ExprError,
  token::{Kind, Token, tokens},
};
use crate::{lang::Message, metrology::Number};
use std::ops::Range;

/// The most bytes of an expression.
const MAX_BYTES: usize = 1024;
/// The most levels an expression may nest.
const MAX_DEPTH: usize = 32;

/// An expression as written, names not yet looked up.
#[derive(Clone, Debug)]
pub(super) struct Ast {
  pub(super) kind: AstKind,
  pub(super) span: Range<usize>,
}

#[derive(Clone, Debug)]
pub(super) enum AstKind {
  Number(Number),
  Text(String),
  Bool(bool),
  Name(String),
  List(Vec<Ast>),
  Member(Box<Ast>, String, Range<usize>),
  Index(Box<Ast>, Box<Ast>),
  /// A function, or a method where there is a receiver; then the name and where it stands.
  Call(Option<Box<Ast>>, String, Range<usize>, Vec<Ast>),
  Unary(&'static str, Box<Ast>),
  Binary(&'static str, Box<Ast>, Box<Ast>),
  Conditional(Box<Ast>, Box<Ast>, Box<Ast>),
}

/// Reads an expression.
pub(super) fn parse(source: &str) -> Result<Ast, ExprError> {
  if source.len() > MAX_BYTES {
    return Err(ExprError::new(0..source.len(), Message::new("expr-too-long").with("limit", MAX_BYTES)));
  }
  let mut parser = Parser { tokens: tokens(source)?, at: 0, depth: 0 };
  let ast = parser.expression()?;
  parser.expect_end()?;
  Ok(ast)
}

/// How tightly each binary operator binds.
fn binding(sign: &str) -> Option<u8> {
  Some(match sign {
    "||" => 1,
    "&&" => 2,
    "==" | "!=" | "<" | "<=" | ">" | ">=" | "in" => 3,
    "+" | "-" => 4,
    "*" | "/" | "%" => 5,
    _ => return None,
  })
}

struct Parser {
  tokens: Vec<Token>,
  at: usize,
  depth: usize,
}

impl Parser {
  fn expression(&mut self) -> Result<Ast, ExprError> {
    self.depth += 1;
    if self.depth > MAX_DEPTH {
      return Err(ExprError::new(self.peek().span.clone(), Message::new("expr-too-deep").with("limit", MAX_DEPTH)));
    }
    let condition = self.binary(0)?;
    let ast = if self.take("?") {
      let yes = self.expression()?;
      self.expect(":")?;
      let no = self.expression()?;
      let span = condition.span.start..no.span.end;
      Ast { kind: AstKind::Conditional(Box::new(condition), Box::new(yes), Box::new(no)), span }
    } else {
      condition
    };
    self.depth -= 1;
    Ok(ast)
  }

  fn binary(&mut self, least: u8) -> Result<Ast, ExprError> {
    let mut left = self.unary()?;
    loop {
      let sign = match &self.peek().kind {
        Kind::Sign(sign) => *sign,
        Kind::Name(name) if name == "in" => "in",
        _ => return Ok(left),
      };
      let Some(strength) = binding(sign).filter(|strength| *strength > least) else { return Ok(left) };
      self.at += 1;
      let right = self.binary(strength)?;
      let span = left.span.start..right.span.end;
      left = Ast { kind: AstKind::Binary(sign, Box::new(left), Box::new(right)), span };
    }
  }

  fn unary(&mut self) -> Result<Ast, ExprError> {
    let start = self.peek().span.start;
    for sign in ["!", "-"] {
      if self.take(sign) {
        self.depth += 1;
        if self.depth > MAX_DEPTH {
          return Err(ExprError::new(start..start + 1, Message::new("expr-too-deep").with("limit", MAX_DEPTH)));
        }
        let inner = self.unary()?;
        self.depth -= 1;
        let span = start..inner.span.end;
        return Ok(Ast { kind: AstKind::Unary(sign, Box::new(inner)), span });
      }
    }
    let primary = self.primary()?;
    self.postfix(primary)
  }

  fn postfix(&mut self, mut left: Ast) -> Result<Ast, ExprError> {
    loop {
      if self.take(".") {
        let (name, name_span) = self.name()?;
        if self.take("(") {
          let arguments = self.list(")")?;
          let span = left.span.start..self.last_end();
          left = Ast { kind: AstKind::Call(Some(Box::new(left)), name, name_span, arguments), span };
        } else {
          let span = left.span.start..name_span.end;
          left = Ast { kind: AstKind::Member(Box::new(left), name, name_span), span };
        }
      } else if self.take("[") {
        let index = self.expression()?;
        self.expect("]")?;
        let span = left.span.start..self.last_end();
        left = Ast { kind: AstKind::Index(Box::new(left), Box::new(index)), span };
      } else {
        return Ok(left);
      }
    }
  }

  fn primary(&mut self) -> Result<Ast, ExprError> {
    let token = self.peek().clone();
    self.at += 1;
    let kind = match token.kind {
      Kind::Number(number) => AstKind::Number(number),
      Kind::Text(text) => AstKind::Text(text),
      Kind::Name(name) if name == "true" => AstKind::Bool(true),
      Kind::Name(name) if name == "false" => AstKind::Bool(false),
      Kind::Name(name) => {
        if self.take("(") {
          let arguments = self.list(")")?;
          let span = token.span.start..self.last_end();
          return Ok(Ast { kind: AstKind::Call(None, name, token.span, arguments), span });
        }
        AstKind::Name(name)
      }
      Kind::Sign("(") => {
        let inner = self.expression()?;
        self.expect(")")?;
        return Ok(Ast { span: token.span.start..self.last_end(), ..inner });
      }
      Kind::Sign("[") => {
        let items = self.list("]")?;
        return Ok(Ast { kind: AstKind::List(items), span: token.span.start..self.last_end() });
      }
      Kind::Sign(_) | Kind::End => {
        self.at -= 1;
        return Err(self.unexpected());
      }
    };
    Ok(Ast { kind, span: token.span })
  }

  fn list(&mut self, close: &'static str) -> Result<Vec<Ast>, ExprError> {
    let mut items = Vec::new();
    if self.take(close) {
      return Ok(items);
    }
    loop {
      items.push(self.expression()?);
      if self.take(close) {
        return Ok(items);
      }
      self.expect(",")?;
    }
  }

  fn name(&mut self) -> Result<(String, Range<usize>), ExprError> {
    let token = self.peek().clone();
    if let Kind::Name(name) = token.kind {
      self.at += 1;
      return Ok((name, token.span));
    }
    Err(self.unexpected())
  }

  fn peek(&self) -> &Token {
    // The last token is `End` and is never passed.
    &self.tokens[self.at.min(self.tokens.len() - 1)]
  }

  fn last_end(&self) -> usize {
    self.tokens[self.at.saturating_sub(1)].span.end
  }

  fn take(&mut self, sign: &'static str) -> bool {
    let found = self.peek().kind == Kind::Sign(sign);
    self.at += usize::from(found);
    found
  }

  fn expect(&mut self, sign: &'static str) -> Result<(), ExprError> {
    if self.take(sign) {
      return Ok(());
    }
    let message = Message::new("expr-expected").with("expected", sign).with("found", self.found());
    Err(ExprError::new(self.peek().span.clone(), message))
  }

  fn expect_end(&self) -> Result<(), ExprError> {
    if self.peek().kind == Kind::End { Ok(()) } else { Err(self.unexpected()) }
  }

  fn unexpected(&self) -> ExprError {
    let token = self.peek();
    let message = if token.kind == Kind::End {
      Message::new("expr-unexpected-end")
    } else {
      Message::new("expr-unexpected").with("found", self.found())
    };
    ExprError::new(token.span.clone(), message)
  }

  /// The token at hand, as text.
  fn found(&self) -> String {
    match &self.peek().kind {
      Kind::End => String::new(),
      Kind::Name(name) => name.clone(),
      Kind::Number(number) => number.to_string(),
      Kind::Text(text) => format!("'{text}'"),
      Kind::Sign(sign) => (*sign).to_owned(),
    }
  }
}
