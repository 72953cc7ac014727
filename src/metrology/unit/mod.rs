//! Units of measurement as people type them: read, explained, converted exactly, and placed before the law.
//!
//! ```
//! use jiliang::metrology::{Reading, Status, Unit};
//!
//! let read = Unit::read("kgf/cm2").unwrap();
//! assert_eq!(read.unit.to_string(), "kgf/cm²");
//! assert_eq!(read.status(), Status::Restricted); // not a legal unit
//! assert_eq!(read.unit.replacement().unwrap().to_string(), "MPa"); // what to use in its place
//! assert_eq!(read.unit.kind().unwrap().id, "pressure");
//!
//! let (from, to) = (read.unit, "MPa".parse::<Unit>().unwrap());
//! let one = "1".parse().unwrap();
//! assert_eq!(from.convert(&one, &to, Reading::Point).unwrap().to_string(), "0.0980665");
//!
//! // Capitals are never folded: what is not a symbol is refused, with what may have been meant.
//! let error = Unit::read("Mpa").unwrap_err();
//! assert_eq!(error.choices, ["mPa", "MPa"]);
//! assert_eq!(Unit::read("KPa").unwrap_err().fix(), Some("kPa"));
//! ```
//!
//! The facts stand in tables beside this file, each row with its source: `units.csv` (symbol, names, prefixes, dimension, kind, exact factor with π
//! as an exponent, zero, scale, legal status, replacement, UCUM and D-SI codes), `kinds.csv` (kinds of quantity: what tells a torque from an
//! energy), `aliases.csv` (texts that stand for an expression, `rpm`) and `asks.csv` (texts with several meanings, or one that is seldom meant:
//! they are never taken, always asked about). They are built from GB 3100, the BIPM SI Brochure and the definitions named, not from the UCUM table.
//!
//! Read are: symbols with prefixes; products by `·`, a blank, `.`, `*`; one solidus with brackets behind it; exponents `²`, `2`, `^2`, `-2`;
//! Chinese names with 每, 平方, 立方; English names with `per`, `square`; full-width and compatibility characters; D-SI (`\metre`); UCUM codes
//! behind `ucum:`. Whatever is written otherwise than GB 3100 asks is marked as notation to be put right; whatever has two meanings is refused.

mod atom;
pub(in crate::metrology) mod chars;
mod dimension;
mod doubt;
mod dsi;
mod error;
mod factor;
mod kind;
mod lex;
mod names;
mod prefix;
mod read;
mod status;
mod suggest;
mod table;
mod ucum;
#[expect(clippy::module_inception, reason = "one type per file, named after it")]
mod unit;

pub use self::{
  atom::{Atom, Scale},
  dimension::Dimension,
  error::{UnitError, UnitProblem},
  factor::Factor,
  kind::Kind,
  prefix::{PREFIXES, Prefix},
  read::ReadUnit,
  status::Status,
  suggest::slips,
  unit::{Part, Reading, Unit},
};
pub(in crate::metrology) use self::{dimension::superscript, read::read_chars};

#[cfg(test)]
mod oracle_tests;
#[cfg(test)]
mod tests;
