//! What is asked about a unit that may mean something else than it says, and what may be meant.

use super::{
  Unit, UnitError, UnitProblem,
  lex::{Lexeme, Token},
  names::{self, Meaning},
  read::Parser,
  suggest::{self, choices},
  table::tables,
  unit::Part,
};

impl Parser<'_> {
  pub(super) fn squared_product(&self, first: usize, exponent: i16) -> UnitError {
    let lexeme = &self.lexemes[self.placed[first].1];
    let end = self.lexemes[self.at - 1].to;
    let error = UnitError::new(UnitProblem::Ambiguous, self.chars.place(lexeme.from), self.chars.text(lexeme.from, end));
    let parts: Vec<Part> = self.placed[first..].iter().map(|(part, _)| Part { exponent: part.exponent.abs(), ..*part }).collect();
    let whole = parts.iter().map(|part| Part { exponent: part.exponent * exponent, ..*part });
    let last = parts
      .iter()
      .enumerate()
      .map(|(at, part)| if at + 1 == parts.len() { Part { exponent: part.exponent * exponent, ..*part } } else { *part });
    let meant = [Unit::product(last), Unit::product(whole)].map(|unit| format!("({unit})"));
    let meant: Vec<&str> = meant.iter().map(String::as_str).collect();
    UnitError { choices: choices(self.chars, lexeme.from, end, &meant), ..error }
  }

  /// `M Pa`: with the blank taken away, where that makes a unit.
  pub(super) fn joined(&self, place: usize) -> Option<String> {
    let [before, blank, after] = self.lexemes.get(place..place + 3)? else { return None };
    let (Token::Symbol(left), Token::Space, Token::Symbol(right)) = (&before.token, &blank.token, &after.token) else { return None };
    matches!(names::symbol(&format!("{left}{right}"))?, Meaning::Unit(..)).then_some(())?;
    suggest::canonical(&(self.chars.text(0, blank.from) + &self.chars.text(blank.to, self.chars.len())))
  }

  /// `m Pa` may be a product or a slip of the finger; `m s-2` is a product.
  pub(super) fn check_blank(&self) -> Result<(), UnitError> {
    let [before, blank, after] = &self.lexemes[self.at - 1..=self.at + 1] else { return Ok(()) };
    let (Token::Symbol(left), Token::Symbol(right)) = (&before.token, &after.token) else { return Ok(()) };
    // `0.0l mm`: the letter for the digit.
    if left == "l" {
      return Err(UnitError::new(UnitProblem::Ambiguous, self.chars.place(before.from), self.chars.text(before.from, after.to)));
    }
    if left == right {
      let error = UnitError::new(UnitProblem::Ambiguous, self.chars.place(before.from), self.chars.text(before.from, after.to));
      return Err(UnitError { choices: choices(self.chars, before.from, after.to, &[left, &format!("{left}²")]), ..error });
    }
    let raised = matches!(self.lexemes.get(self.at + 2), Some(Lexeme { token: Token::Exponent(exponent), .. }) if *exponent < 0);
    let joined = format!("{left}{right}");
    if raised || left.chars().count() > 2 || names::prefixed(&joined).all(|(_, rest, _)| rest != right) {
      return Ok(());
    }
    if !matches!(names::symbol(&joined), Some(Meaning::Unit(..))) {
      return Ok(());
    }
    let found = self.chars.text(before.from, after.to);
    let error = UnitError::new(UnitProblem::Ambiguous, self.chars.place(before.from), found);
    let product = format!("{}·{}", self.chars.text(0, blank.from), self.chars.text(blank.to, self.chars.len()));
    let together = format!("{}{}", self.chars.text(0, blank.from), self.chars.text(blank.to, self.chars.len()));
    Err(UnitError { choices: [together, product].iter().filter_map(|text| suggest::canonical(text)).collect(), ..error })
  }

  pub(super) fn two_solidi(&self, first: &Lexeme, second: &Lexeme) -> UnitError {
    let error = self.error(UnitProblem::TwoSolidi, second);
    let below = self.chars.text(first.to, self.chars.len()).replace('/', "·");
    let text = format!("{}/({below})", self.chars.text(0, first.from));
    UnitError { choices: suggest::canonical(&text).into_iter().collect(), ..error }
  }

  pub(super) fn product_after_solidus(&self, solidus: &Lexeme, sign: &Lexeme) -> UnitError {
    let error = self.error(UnitProblem::ProductAfterSolidus, sign);
    let (above, below) = (self.chars.text(0, solidus.from), self.chars.text(solidus.to, sign.from));
    let rest = self.chars.text(sign.to, self.chars.len());
    let texts = [format!("{above}/({below}·{rest})"), format!("{above}·{rest}/{below}")];
    UnitError { choices: texts.iter().filter_map(|text| suggest::canonical(text)).collect(), ..error }
  }

  /// `W/mK`, `ms-2`, `kg/ms`: a metre and another unit, or that unit with milli, below a solidus or with an exponent below zero.
  pub(super) fn metre_or_milli(&self) -> Option<UnitError> {
    self.placed.iter().enumerate().find_map(|(index, (part, place))| {
      let lexeme = &self.lexemes[*place];
      let milli = part.prefix.is_some_and(|prefix| prefix.symbol == "m") && matches!(part.atom.symbol, "K" | "℃" | "s");
      if !milli || part.exponent > 0 || !matches!(lexeme.token, Token::Symbol(_)) {
        return None;
      }
      let metre = tables().symbols.get("m").map(|(at, _)| &tables().atoms[*at])?;
      // Behind a solidus the metre stands below too; before an exponent of its own it does not.
      let own = matches!(self.lexemes.get(place + 1), Some(Lexeme { token: Token::Exponent(exponent), .. }) if *exponent < 0);
      let apart = [Part { prefix: None, atom: metre, exponent: if own { 1 } else { -1 } }, Part { prefix: None, ..*part }];
      let parts = self.placed.iter().map(|(part, _)| *part);
      let meant = Unit::product(parts.clone().take(index).chain(apart).chain(parts.skip(index + 1)));
      meant.kind()?;
      let words = format!("毫{}", part.atom.zh.first()?);
      let literal = self.chars.text(0, lexeme.from) + &words + &self.chars.text(lexeme.to, self.chars.len());
      Some(UnitError { choices: vec![meant.to_string(), literal], ..self.error(UnitProblem::Ambiguous, lexeme) })
    })
  }

  /// `m/s-2`: twice below.
  pub(super) fn twice_below(&self, at: usize) -> Option<UnitError> {
    let lexeme = self.lexemes.get(at)?;
    let Token::Exponent(exponent) = lexeme.token else { return None };
    (exponent < 0).then(|| {
      let (before, after) = (self.chars.text(0, lexeme.from), self.chars.text(lexeme.to, self.chars.len()));
      let above = before.replacen('/', "·", 1);
      let texts = [format!("{above}^{exponent}{after}"), format!("{before}^{}{after}", -exponent)];
      let mut choices: Vec<String> = texts.iter().filter_map(|text| suggest::canonical(text)).collect();
      choices.dedup();
      UnitError { choices, ..self.error(UnitProblem::Exponent, lexeme) }
    })
  }

  /// `m/S`, `m³/H`, `T/h`, `us/cm`: a letter that makes no known quantity, or a capital below, where the other case makes one.
  pub(super) fn mistaken_letter(&self, unit: &Unit) -> Option<UnitError> {
    let unknown = unit.kind().is_none();
    self.placed.iter().find_map(|(part, place)| {
      if let ("s", true, Token::Symbol(_)) = (part.atom.symbol, unknown && part.exponent == 1, &self.lexemes[*place].token) {
        let siemens = tables().symbols.get("S").map(|(at, _)| &tables().atoms[*at])?;
        let meant = self.placed.iter().map(|(other, _)| if other == part { Part { atom: siemens, ..*other } } else { *other });
        Unit::product(meant).kind()?;
        let lexeme = &self.lexemes[*place];
        let prefix = part.prefix.map_or("", |prefix| prefix.symbol);
        let meant = choices(self.chars, lexeme.from, lexeme.to, &[&format!("{prefix}S")]);
        return Some(UnitError { choices: meant, is_guess: true, ..self.error(UnitProblem::Ambiguous, lexeme) });
      }
      if !(unknown || part.exponent < 0 || part.atom.symbol == "H" && self.placed.len() > 1) {
        return None;
      }
      let small = match (part.atom.symbol, part.prefix) {
        ("S", None) => "s",
        ("H", None) => "h",
        ("T", None) => "t",
        _ => return None,
      };
      let lexeme = &self.lexemes[*place];
      let meant = choices(self.chars, lexeme.from, lexeme.to, &[small]);
      let likely = meant.iter().any(|text| text.parse::<Unit>().is_ok_and(|unit| unit.kind().is_some()));
      likely.then(|| UnitError { choices: meant, ..self.error(UnitProblem::Ambiguous, lexeme) })
    })
  }
}
