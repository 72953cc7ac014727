//! Functions over lookup tables: `lookup`, `named`, `band`, `in_force`, `fits`.

use super::{
  Ability, LookupProblem, Type,
  compile::{Compiler, POISON, Typed, unknown},
  node::Node,
  parse::{Ast, AstKind},
};
use crate::lang::Message;
use std::ops::Range;

impl Compiler<'_> {
  /// `lookup('table', key, 'column')`.
  pub(super) fn lookup(&mut self, ast: &Ast, arguments: &[Ast]) -> Typed {
    let [Ast { kind: AstKind::Text(table), span: table_span }, key, Ast { kind: AstKind::Text(column), span: column_span }] = arguments
    else {
      return self.wants(ast, "lookup('table', key, 'column')");
    };
    let Some(key_node) = self.textual(key) else { return POISON };
    match self.env.names.lookup(table, column) {
      Ok((table, column, number)) => {
        self.lookups.push(table);
        (Node::Lookup { table, column, key: Box::new(key_node) }, if number { Type::Number } else { Type::Text })
      }
      Err(LookupProblem::Column(known)) => self.error(column_span, unknown("expr-unknown-column", column, &known)),
      Err(problem) => self.table_problem(problem, table, table_span),
    }
  }

  /// `named('table', text)`, `band('table', number)`, `in_force('table', date)`: the key of a row.
  pub(super) fn find(&mut self, ast: &Ast, arguments: &[Ast], by: Ability) -> Typed {
    let (wanted, usage) = match by {
      Ability::Bands => (Type::Number, "band('table', number)"),
      Ability::Since => (Type::Date, "in_force('table', date)"),
      Ability::Names | Ability::Patterns => (Type::Text, "named('table', text)"),
    };
    let [Ast { kind: AstKind::Text(table), span: table_span }, value] = arguments else { return self.wants(ast, usage) };
    let (node, ty) = self.expr(value);
    match ty {
      Type::Unknown => return POISON,
      ty if ty == wanted || (wanted == Type::Text && ty.is_textual()) => {}
      ty => return self.wrong_type(&value.span, &wanted, &ty),
    }
    match self.env.names.able(table, by) {
      Ok(table) => {
        self.lookups.push(table);
        (Node::Find { table, by, value: Box::new(node) }, Type::Text)
      }
      Err(problem) => self.table_problem(problem, table, table_span),
    }
  }

  /// `fits('table', key, text)`.
  pub(super) fn fits(&mut self, ast: &Ast, arguments: &[Ast]) -> Typed {
    let [Ast { kind: AstKind::Text(table), span: table_span }, key, text] = arguments else {
      return self.wants(ast, "fits('table', key, text)");
    };
    let (Some(key), Some(text)) = (self.textual(key), self.textual(text)) else { return POISON };
    match self.env.names.able(table, Ability::Patterns) {
      Ok(table) => {
        self.lookups.push(table);
        (Node::Fits { table, key: Box::new(key), text: Box::new(text) }, Type::Bool)
      }
      Err(problem) => self.table_problem(problem, table, table_span),
    }
  }

  fn wants(&mut self, ast: &Ast, usage: &'static str) -> Typed {
    self.error(&ast.span, Message::new("expr-arguments").with("wanted", usage))
  }

  /// An argument that must be a text; `None` where it is not, which is reported.
  fn textual(&mut self, ast: &Ast) -> Option<Node> {
    let (node, ty) = self.expr(ast);
    match ty {
      Type::Unknown => None,
      ty if ty.is_textual() => Some(node),
      ty => {
        self.wrong_type(&ast.span, &Type::Text, &ty);
        None
      }
    }
  }

  fn table_problem(&mut self, problem: LookupProblem, table: &str, span: &Range<usize>) -> Typed {
    let message = match problem {
      LookupProblem::Table(known) => unknown("expr-unknown-lookup", table, &known),
      LookupProblem::Column(known) => unknown("expr-unknown-column", table, &known),
      LookupProblem::Lacks(key) => Message::new("expr-lookup-lacks").with("name", table).with("key", key),
    };
    self.error(span, message)
  }
}
