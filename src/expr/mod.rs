//! The rule language: the syntax of CEL, evaluated with types, exact numbers and missing values, in bounded time.
//!
//! `docs/forms.md` is its reference. [`compile`] checks a source text against the names of a form; the result is evaluated against [`Facts`].

mod compile;
mod compile_lookup;
mod compile_operator;
mod error;
mod eval;
mod facts;
mod function;
mod literal;
mod node;
mod operate;
mod parse;
mod reach;
mod template;
mod token;
mod ty;
mod value;

pub use self::{
  compile::{Env, compile},
  error::ExprError,
  eval::{At, evaluate, truth},
  facts::{Facts, Find},
  node::Expr,
  reach::{Key, Reach, WholeTable},
  template::{Part, Template},
  ty::{Ability, FieldIx, GroupIx, LookupProblem, Names, Type},
  value::Value,
};
