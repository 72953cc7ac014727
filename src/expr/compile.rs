use super::{
  Ability, Expr, ExprError, FieldIx, GroupIx, Names, Type,
  function::{Function, NAMES},
  literal::Literal,
  node::{Macro, Member, Node, Rows, TableMacro},
  parse::{Ast, AstKind, parse},
};
use crate::{
  lang::Message,
  text::{self, Pattern},
};
use std::{ops::Range, sync::Arc};

/// Where an expression stands: the form's names and, for a table, whose row it may use.
#[derive(Clone, Copy)]
pub struct Env<'a> {
  /// The names of the form.
  pub names: &'a dyn Names,
  /// The table whose current row is `row`.
  pub row: Option<GroupIx>,
}

/// Reads `source` and checks names and types; gives every mistake.
pub fn compile(source: &str, env: Env<'_>) -> Result<Expr, Vec<ExprError>> {
  let ast = parse(source).map_err(|error| vec![error])?;
  let mut compiler = Compiler {
    env,
    item: None,
    in_whole_table: false,
    errors: Vec::new(),
    reads: Vec::new(),
    tables: Vec::new(),
    uses_as_of: false,
    lookups: Vec::new(),
  };
  let (root, ty) = compiler.expr(&ast);
  if matches!(ty, Type::Section(_) | Type::Row(_)) {
    compiler.error(&ast.span, Message::new("expr-needs-field"));
  }
  if compiler.errors.is_empty() {
    let Compiler { mut reads, mut tables, uses_as_of, mut lookups, .. } = compiler;
    reads.sort_unstable();
    reads.dedup();
    tables.sort_unstable();
    tables.dedup();
    lookups.sort_unstable();
    lookups.dedup();
    Ok(Expr { root, ty, reads, tables, uses_as_of, lookups })
  } else {
    Err(compiler.errors)
  }
}

pub(super) struct Compiler<'a> {
  pub(super) env: Env<'a>,
  /// The variable of the macro whose body is read, and its table.
  item: Option<(String, GroupIx)>,
  in_whole_table: bool,
  errors: Vec<ExprError>,
  reads: Vec<(GroupIx, FieldIx)>,
  tables: Vec<GroupIx>,
  uses_as_of: bool,
  pub(super) lookups: Vec<usize>,
}

pub(super) type Typed = (Node, Type);

pub(super) const POISON: Typed = (Node::Literal(Literal::Missing), Type::Unknown);

impl Compiler<'_> {
  pub(super) fn error(&mut self, span: &Range<usize>, message: Message) -> Typed {
    self.errors.push(ExprError::new(span.clone(), message));
    POISON
  }

  pub(super) fn expr(&mut self, ast: &Ast) -> Typed {
    match &ast.kind {
      AstKind::Number(number) => (Node::Literal(Literal::Number(Box::new(number.clone()))), Type::Number),
      AstKind::Text(text) => (Node::Literal(Literal::Text(text.as_str().into())), Type::Text),
      AstKind::Bool(value) => (Node::Literal(Literal::Bool(*value)), Type::Bool),
      AstKind::Name(name) => self.name(name, &ast.span),
      AstKind::List(items) => self.list(items),
      AstKind::Member(receiver, name, span) => self.member(receiver, name, span),
      AstKind::Index(list, index) => self.index(list, index),
      AstKind::Call(receiver, name, span, arguments) => self.call(ast, receiver.as_deref(), name, span, arguments),
      AstKind::Unary(sign, inner) => self.unary(sign, inner),
      AstKind::Binary(sign, left, right) => self.binary(sign, left, right, &ast.span),
      AstKind::Conditional(condition, yes, no) => self.conditional(condition, yes, no, &ast.span),
    }
  }

  fn name(&mut self, name: &str, span: &Range<usize>) -> Typed {
    if name == "as_of" {
      self.uses_as_of = true;
      return (Node::AsOf, Type::Date);
    }
    if name == "last_edit" {
      self.uses_as_of = true;
      return (Node::LastEdit, Type::Date);
    }
    if let Some((variable, group)) = &self.item
      && variable == name
    {
      return (Node::Literal(Literal::Missing), Type::Row(*group));
    }
    if name == "row" {
      return match self.env.row {
        Some(_) if self.in_whole_table => self.error(span, Message::new("expr-row-in-table")),
        Some(group) => (Node::Literal(Literal::Missing), Type::Row(group)),
        None => self.error(span, Message::new("expr-no-row")),
      };
    }
    match self.env.names.group(name) {
      Some((group, true)) => (Node::Literal(Literal::Missing), Type::Rows { group, all: true }),
      Some((group, false)) => (Node::Literal(Literal::Missing), Type::Section(group)),
      None => {
        let mut known = self.env.names.known(None);
        known.extend(["row".to_owned(), "as_of".to_owned(), "last_edit".to_owned()]);
        self.error(span, unknown("expr-unknown-name", name, &known))
      }
    }
  }

  fn list(&mut self, items: &[Ast]) -> Typed {
    let mut nodes = Vec::new();
    let mut ty: Option<Type> = None;
    for item in items {
      let (node, item_ty) = self.expr(item);
      nodes.push(node);
      match &ty {
        None => ty = Some(item_ty),
        Some(ty) if *ty == item_ty || item_ty == Type::Unknown || *ty == Type::Unknown => {}
        Some(ty) => {
          let message = Message::new("expr-mixed-list").with("first", ty.describe()).with("other", item_ty.describe());
          return self.error(&item.span, message);
        }
      }
    }
    (Node::List(nodes), Type::List(Box::new(ty.unwrap_or(Type::Text))))
  }

  fn read(&mut self, group: GroupIx, field: FieldIx) {
    self.reads.push((group, field));
  }

  fn member(&mut self, receiver: &Ast, name: &str, span: &Range<usize>) -> Typed {
    let is_item = matches!((&receiver.kind, &self.item), (AstKind::Name(text), Some((variable, _))) if text == variable);
    let (node, ty) = self.expr(receiver);
    match ty {
      Type::Unknown => POISON,
      Type::Section(group) => match self.env.names.field(group, name) {
        Some((field, ty)) => {
          self.read(group, field);
          (Node::Field(group, field), ty)
        }
        None => match self.env.names.nested_table(group, name) {
          Some(table) => (Node::Literal(Literal::Missing), Type::Rows { group: table, all: true }),
          None => self.unknown_field(group, name, span),
        },
      },
      Type::Row(group) => match self.env.names.field(group, name) {
        Some((field, ty)) => {
          self.read(group, field);
          (if is_item { Node::ItemField(field) } else { Node::RowField(field) }, ty)
        }
        None => self.unknown_field(group, name, span),
      },
      Type::Reference(group) => match self.env.names.field(group, name) {
        Some((field, ty)) => {
          self.read(group, field);
          (Node::Follow(Box::new(node), group, field), ty)
        }
        None => self.unknown_field(group, name, span),
      },
      Type::ReferenceAny(groups) | Type::RowsAny(groups) => match groups.iter().find(|group| self.env.names.table_name(**group) == name) {
        Some(group) => (node, Type::Rows { group: *group, all: false }),
        None => {
          let known: Vec<_> = groups.iter().map(|group| self.env.names.table_name(*group)).collect();
          self.error(span, unknown("expr-unknown-field", name, &known))
        }
      },
      ty => {
        let members: &[(&str, Member, Type)] = match ty {
          Type::Quantity => &[("value", Member::Value, Type::Number), ("unit", Member::Unit, Type::Text)],
          Type::Range => &[("low", Member::Low, Type::Number), ("high", Member::High, Type::Number), ("unit", Member::Unit, Type::Text)],
          Type::Uncertainty => &[
            ("value", Member::Value, Type::Number),
            ("unit", Member::Unit, Type::Text),
            ("k", Member::CoverageFactor, Type::Number),
            ("p", Member::CoverageProbability, Type::Number),
            ("form", Member::Form, Type::Text),
          ],
          Type::Accuracy => &[
            ("kind", Member::Kind, Type::Text),
            ("text", Member::Text, Type::Text),
            ("value", Member::Value, Type::Number),
            ("unit", Member::Unit, Type::Text),
          ],
          Type::Date => &[("year", Member::Year, Type::Number), ("month", Member::Month, Type::Number), ("day", Member::Day, Type::Number)],
          _ => {
            let message = Message::new("expr-no-members").with("type", ty.describe()).with("name", name);
            return self.error(span, message);
          }
        };
        match members.iter().find(|(known, ..)| *known == name) {
          Some((_, member, ty)) => (Node::Member(Box::new(node), *member), ty.clone()),
          None => {
            let known: Vec<_> = members.iter().map(|(name, ..)| (*name).to_owned()).collect();
            self.error(span, unknown("expr-unknown-field", name, &known))
          }
        }
      }
    }
  }

  fn unknown_field(&mut self, group: GroupIx, name: &str, span: &Range<usize>) -> Typed {
    let known = self.env.names.known(Some(group));
    self.error(span, unknown("expr-unknown-field", name, &known))
  }

  fn index(&mut self, list: &Ast, index: &Ast) -> Typed {
    let (list_node, list_ty) = self.expr(list);
    let (index_node, index_ty) = self.expr(index);
    match (list_ty, index_ty) {
      (Type::Unknown, _) | (_, Type::Unknown) => POISON,
      (Type::List(item), Type::Number) => (Node::Index(Box::new(list_node), Box::new(index_node)), *item),
      (Type::List(_), other) => self.wrong_type(&index.span, &Type::Number, &other),
      (other, _) => {
        let message = Message::new("expr-not-a-list").with("type", other.describe());
        self.error(&list.span, message)
      }
    }
  }

  fn unary(&mut self, sign: &str, inner: &Ast) -> Typed {
    let (node, ty) = self.expr(inner);
    match (sign, ty) {
      (_, Type::Unknown) => POISON,
      ("!", Type::Bool) => (Node::Not(Box::new(node)), Type::Bool),
      ("!", ty) => self.wrong_type(&inner.span, &Type::Bool, &ty),
      (_, ty @ (Type::Number | Type::Quantity)) => (Node::Negate(Box::new(node)), ty),
      (_, ty) => self.wrong_type(&inner.span, &Type::Number, &ty),
    }
  }

  pub(super) fn wrong_type(&mut self, span: &Range<usize>, wanted: &Type, found: &Type) -> Typed {
    self.error(span, Message::new("expr-wrong-type").with("wanted", wanted.describe()).with("found", found.describe()))
  }

  fn conditional(&mut self, condition: &Ast, yes: &Ast, no: &Ast, span: &Range<usize>) -> Typed {
    let (test, test_ty) = self.expr(condition);
    if !matches!(test_ty, Type::Bool | Type::Unknown) {
      return self.wrong_type(&condition.span, &Type::Bool, &test_ty);
    }
    let (yes, yes_ty) = self.expr(yes);
    let (no, no_ty) = self.expr(no);
    let ty = match (yes_ty, no_ty) {
      (a, b) if a == b => a,
      (Type::Unknown, _) | (_, Type::Unknown) => Type::Unknown,
      (a, b) if a.is_textual() && b.is_textual() => Type::Text,
      (a, b) => {
        let message = Message::new("expr-branches-differ").with("first", a.describe()).with("other", b.describe());
        return self.error(span, message);
      }
    };
    (Node::Conditional(Box::new(test), Box::new(yes), Box::new(no)), ty)
  }

  fn call(&mut self, ast: &Ast, receiver: Option<&Ast>, name: &str, name_span: &Range<usize>, arguments: &[Ast]) -> Typed {
    match (name, receiver) {
      ("matches", Some(receiver)) => return self.matches(ast, receiver, arguments),
      ("lookup", None) => return self.lookup(ast, arguments),
      ("named", None) => return self.find(ast, arguments, Ability::Names),
      ("band", None) => return self.find(ast, arguments, Ability::Bands),
      ("in_force", None) => return self.find(ast, arguments, Ability::Since),
      ("fits", None) => return self.fits(ast, arguments),
      ("count" | "exists" | "all" | "sum" | "min" | "max", Some(receiver)) => {
        return self.table_macro(ast, receiver, name, arguments);
      }
      _ => {}
    }
    let mut nodes = Vec::new();
    let mut types = Vec::new();
    for argument in receiver.into_iter().chain(arguments) {
      let (node, ty) = self.expr(argument);
      let node = match (&ty, name) {
        // The number of rows of a whole table is a macro without a body.
        (Type::Rows { group, all: true }, "size" | "has") => {
          self.tables.push(*group);
          let kind = if name == "has" { Macro::Exists } else { Macro::Count };
          let (rows, ty) = (Rows::Whole(*group), if name == "has" { Type::Bool } else { Type::Number });
          return (macro_node(kind, rows, None), ty);
        }
        _ => node,
      };
      nodes.push(node);
      types.push(ty);
    }
    if types.contains(&Type::Unknown) {
      return POISON;
    }
    match Function::find(name, &types) {
      Some(Ok((function, ty))) => (Node::Call(function, nodes), ty),
      Some(Err(wanted)) => self.error(&ast.span, Message::new("expr-arguments").with("wanted", wanted)),
      None => {
        let known: Vec<_> = NAMES.iter().map(|name| (*name).to_owned()).collect();
        self.error(name_span, unknown("expr-unknown-function", name, &known))
      }
    }
  }

  fn matches(&mut self, ast: &Ast, receiver: &Ast, arguments: &[Ast]) -> Typed {
    let (node, ty) = self.expr(receiver);
    if ty == Type::Unknown {
      return POISON;
    }
    let [Ast { kind: AstKind::Text(pattern), span }] = arguments else {
      return self.error(&ast.span, Message::new("expr-arguments").with("wanted", "text.matches('pattern')"));
    };
    if !ty.is_textual() {
      return self.wrong_type(&receiver.span, &Type::Text, &ty);
    }
    match Pattern::new(pattern) {
      Ok(regex) => (Node::Matches(Box::new(node), Box::new(regex)), Type::Bool),
      Err(error) => self.error(span, Message::new("expr-pattern").with("problem", error.to_string())),
    }
  }

  fn table_macro(&mut self, ast: &Ast, receiver: &Ast, name: &str, arguments: &[Ast]) -> Typed {
    let (node, ty) = self.expr(receiver);
    let (group, all) = match ty {
      Type::Unknown => return POISON,
      Type::Rows { group, all } => (group, all),
      other => return self.error(&receiver.span, Message::new("expr-not-rows").with("type", other.describe())),
    };
    if self.item.is_some() {
      return self.error(&ast.span, Message::new("expr-nested-macro"));
    }
    let kind = match name {
      "count" => Macro::Count,
      "exists" => Macro::Exists,
      "all" => Macro::All,
      "sum" => Macro::Sum,
      "min" => Macro::Min,
      _ => Macro::Max,
    };
    let rows = if all { Rows::Whole(group) } else { Rows::Named(group, Box::new(node)) };
    self.tables.push(group);
    let (variable, body) = match arguments {
      [] if kind == Macro::Count => return (macro_node(kind, rows, None), Type::Number),
      [Ast { kind: AstKind::Name(variable), .. }, body] => (variable, body),
      _ => return self.error(&ast.span, Message::new("expr-arguments").with("wanted", "rows.count(r, condition)")),
    };
    self.item = Some((variable.clone(), group));
    let outer = std::mem::replace(&mut self.in_whole_table, all);
    let (node, body_ty) = self.expr(body);
    self.in_whole_table = outer;
    self.item = None;
    let result = match kind {
      Macro::Count => (body_ty == Type::Bool).then_some(Type::Number),
      Macro::Exists | Macro::All => (body_ty == Type::Bool).then_some(Type::Bool),
      Macro::Sum => matches!(body_ty, Type::Number | Type::Quantity).then(|| body_ty.clone()),
      Macro::Min | Macro::Max => body_ty.is_ordered().then(|| body_ty.clone()),
    };
    match result {
      _ if body_ty == Type::Unknown => POISON,
      Some(ty) => (macro_node(kind, rows, Some(node)), ty),
      None => {
        let wanted = if matches!(kind, Macro::Count | Macro::Exists | Macro::All) { Type::Bool } else { Type::Number };
        self.wrong_type(&body.span, &wanted, &body_ty)
      }
    }
  }
}

fn macro_node(kind: Macro, rows: Rows, body: Option<Node>) -> Node {
  Node::Macro(Arc::new(TableMacro { kind, rows, body }))
}

pub(super) fn unknown(id: &'static str, name: &str, known: &[String]) -> Message {
  let message = Message::new(id).with("name", name);
  match text::suggest(name, known.iter().map(String::as_str)) {
    Some(suggestion) => message.with("suggestion", Message::new("did-you-mean").with("name", suggestion)),
    None => message.with("suggestion", ""),
  }
}
