//! Operators: which types go together, and what comes of them.

use super::{
  Type,
  compile::{Compiler, POISON, Typed, unknown},
  node::{Node, Operator},
  parse::{Ast, AstKind},
};
use crate::lang::Message;
use jiff::civil::Date;
use std::ops::Range;

impl Compiler<'_> {
  /// Two operands and what stands between them.
  pub(super) fn binary(&mut self, sign: &str, left: &Ast, right: &Ast, span: &Range<usize>) -> Typed {
    let (left_node, left_ty) = self.expr(left);
    let (right_node, right_ty) = self.expr(right);
    if left_ty == Type::Unknown || right_ty == Type::Unknown {
      return POISON;
    }
    let (a, b) = (Box::new(left_node), Box::new(right_node));
    if matches!(sign, "&&" | "||") {
      for (ast, ty) in [(left, &left_ty), (right, &right_ty)] {
        if *ty != Type::Bool {
          return self.wrong_type(&ast.span, &Type::Bool, ty);
        }
      }
      return (if sign == "&&" { Node::And(a, b) } else { Node::Or(a, b) }, Type::Bool);
    }
    let (operator, result) = match sign {
      "==" => (Operator::Equal, self.equality(left, &left_ty, right, &right_ty)),
      "!=" => (Operator::NotEqual, self.equality(left, &left_ty, right, &right_ty)),
      "<" => (Operator::Less, order(left, &left_ty, right, &right_ty)),
      "<=" => (Operator::LessOrEqual, order(left, &left_ty, right, &right_ty)),
      ">" => (Operator::Greater, order(left, &left_ty, right, &right_ty)),
      ">=" => (Operator::GreaterOrEqual, order(left, &left_ty, right, &right_ty)),
      "in" => (Operator::In, self.membership(left, &left_ty, right, &right_ty)),
      "+" => (Operator::Add, sum(&left_ty, &right_ty)),
      "-" => (Operator::Subtract, sum(&left_ty, &right_ty).filter(|ty| *ty != Type::Text)),
      "*" => (Operator::Multiply, product(&left_ty, &right_ty)),
      "/" => (Operator::Divide, quotient(&left_ty, &right_ty)),
      _ => (Operator::Remainder, (left_ty == Type::Number && right_ty == Type::Number).then_some(Type::Number)),
    };
    match result {
      Some(ty) => (Node::Binary(operator, a, b), ty),
      None => {
        let message =
          Message::new("expr-operands").with("operator", sign).with("left", left_ty.describe()).with("right", right_ty.describe());
        self.error(span, message)
      }
    }
  }

  fn equality(&mut self, left: &Ast, left_ty: &Type, right: &Ast, right_ty: &Type) -> Option<Type> {
    self.check_codes(left_ty, right);
    self.check_codes(right_ty, left);
    let both_text = left_ty.is_textual() && right_ty.is_textual();
    let comparable = both_text
      || (left_ty == right_ty && matches!(left_ty, Type::Bool | Type::List(_)))
      || order(left, left_ty, right, right_ty).is_some();
    comparable.then_some(Type::Bool)
  }

  fn membership(&mut self, left: &Ast, left_ty: &Type, right: &Ast, right_ty: &Type) -> Option<Type> {
    self.check_codes(left_ty, right);
    let fits = match right_ty {
      Type::List(item) => {
        self.check_codes(item, left);
        **item == *left_ty || (item.is_textual() && left_ty.is_textual())
      }
      Type::Rows { all: false, .. } | Type::RowsAny(_) => left_ty.is_textual(),
      _ => false,
    };
    fits.then_some(Type::Bool)
  }

  /// Reports literals that are not among the codes of the choice they are compared with.
  fn check_codes(&mut self, ty: &Type, other: &Ast) {
    let Type::Code(group, field) = ty else { return };
    match &other.kind {
      AstKind::Text(code) if self.env.names.has_code(*group, *field, code) == Some(false) => {
        let known = self.env.names.codes(*group, *field);
        self.error(&other.span, unknown("expr-unknown-code", code, &known));
      }
      AstKind::List(items) => items.iter().for_each(|item| self.check_codes(ty, item)),
      _ => {}
    }
  }
}

/// Whether `ast` is a text that names a date.
fn is_date_literal(ast: &Ast) -> bool {
  matches!(&ast.kind, AstKind::Text(text) if text.parse::<Date>().is_ok())
}

fn order(left: &Ast, left_ty: &Type, right: &Ast, right_ty: &Type) -> Option<Type> {
  let fits = (left_ty == right_ty && left_ty.is_ordered())
    || (*left_ty == Type::Date && is_date_literal(right))
    || (*right_ty == Type::Date && is_date_literal(left));
  fits.then_some(Type::Bool)
}

fn sum(left: &Type, right: &Type) -> Option<Type> {
  match (left, right) {
    (Type::Number, Type::Number) => Some(Type::Number),
    (Type::Quantity, Type::Quantity) => Some(Type::Quantity),
    (left, right) if left.is_textual() && right.is_textual() => Some(Type::Text),
    _ => None,
  }
}

fn product(left: &Type, right: &Type) -> Option<Type> {
  match (left, right) {
    (Type::Number, Type::Number) => Some(Type::Number),
    (Type::Quantity, Type::Number) | (Type::Number, Type::Quantity) => Some(Type::Quantity),
    _ => None,
  }
}

fn quotient(left: &Type, right: &Type) -> Option<Type> {
  match (left, right) {
    (Type::Number, Type::Number) | (Type::Quantity, Type::Quantity) => Some(Type::Number),
    (Type::Quantity, Type::Number) => Some(Type::Quantity),
    _ => None,
  }
}
