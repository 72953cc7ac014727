use super::{
  Status, Unit, UnitError, UnitProblem,
  atom::Scale,
  chars::{Chars, is_han},
  lex::{Lexeme, MAX_EXPONENT, Token, lex},
  names::{self, Meaning},
  suggest::{self, choices},
  table::tables,
  unit::Part,
};

/// The most characters a unit is written with.
const MAX_CHARACTERS: usize = 80;
/// The deepest brackets.
const MAX_DEPTH: usize = 4;
/// The most factors.
const MAX_PARTS: usize = 16;

/// A unit as it was read.
#[derive(Clone, Debug, PartialEq)]
pub struct ReadUnit {
  /// What it is.
  pub unit: Unit,
  /// Whether it was written in a way to be put right: `m2`, `kWh`, `rpm`, full width.
  pub loose: bool,
  /// Whether an exponent was written with an ordinary minus sign, which behind a number may be the sign of a range.
  pub(in crate::metrology) bare_minus: bool,
}

impl ReadUnit {
  /// Where it stands before the law, its notation included.
  pub fn status(&self) -> Status {
    if self.loose { self.unit.status().max(Status::Notation) } else { self.unit.status() }
  }

  /// How it should be written, where that differs from how it was.
  pub fn fix(&self) -> Option<String> {
    match self.unit.status() {
      Status::Legal if !self.loose => None,
      Status::Legal => Some(self.unit.to_string()),
      _ => self.unit.replacement().map(|unit| unit.to_string()).or_else(|| self.loose.then(|| self.unit.to_string())),
    }
  }
}

/// Reads a unit.
pub(super) fn read(text: &str) -> Result<ReadUnit, UnitError> {
  if text.trim_start().starts_with('\\') {
    return super::dsi::read(text.trim());
  }
  if let Some(code) = text.trim_start().strip_prefix("ucum:") {
    return super::ucum::read(code.trim());
  }
  read_chars(&Chars::new(text))
}

/// Reads a unit from characters, which may be a part of a longer text.
pub(in crate::metrology) fn read_chars(chars: &Chars) -> Result<ReadUnit, UnitError> {
  parse(chars).map_err(|mut error| {
    if error.choices.is_empty() {
      suggest::add_choices(&mut error, chars);
    }
    error
  })
}

/// Reads without looking for what may have been meant.
pub(super) fn parse(chars: &Chars) -> Result<ReadUnit, UnitError> {
  let (from, to) = chars.trim(0, chars.len());
  if from == to {
    return Err(UnitError::new(UnitProblem::Empty, chars.place(from), ""));
  }
  let chars = &chars.part(from, to);
  if chars.len() > MAX_CHARACTERS {
    return Err(UnitError::new(UnitProblem::TooLong, chars.place(0), chars.text(0, 20)));
  }
  let lexemes = lex(chars)?;
  let mut parser = Parser { chars, lexemes: &lexemes, at: 0, placed: Vec::new(), loose: lexemes.iter().any(|lexeme| lexeme.loose) };
  parser.quotient(1, 0)?;
  if let Some(left) = parser.peek() {
    return Err(parser.error(UnitProblem::Bracket, left));
  }
  parser.finish()
}

pub(super) struct Parser<'c> {
  pub(super) chars: &'c Chars,
  pub(super) lexemes: &'c [Lexeme],
  pub(super) at: usize,
  /// Parts with the tokens they came from.
  pub(super) placed: Vec<(Part, usize)>,
  loose: bool,
}

impl<'c> Parser<'c> {
  fn peek(&self) -> Option<&'c Lexeme> {
    self.lexemes.get(self.at)
  }

  fn next_is(&self, token: &Token) -> bool {
    self.peek().is_some_and(|lexeme| lexeme.token == *token)
  }

  pub(super) fn error(&self, problem: UnitProblem, lexeme: &Lexeme) -> UnitError {
    UnitError::new(problem, self.chars.place(lexeme.from), self.chars.text(lexeme.from, lexeme.to))
  }

  fn at_end(&self, problem: UnitProblem) -> UnitError {
    match self.peek() {
      Some(lexeme) => self.error(problem, lexeme),
      None => UnitError::new(problem, self.chars.place(self.chars.len()), ""),
    }
  }

  /// `above / below`; `sign` is -1 inside brackets below a solidus.
  fn quotient(&mut self, sign: i16, depth: usize) -> Result<(), UnitError> {
    if depth > MAX_DEPTH {
      return Err(self.at_end(UnitProblem::Bracket));
    }
    if self.next_is(&Token::One) {
      self.at += 1;
    } else if self.next_is(&Token::Slash) {
      self.loose = true;
    } else {
      self.product(sign, depth)?;
    }
    let Some(lexeme) = self.peek() else { return Ok(()) };
    let per = is_per(lexeme);
    if lexeme.token != Token::Slash && !per {
      return Ok(());
    }
    let solidus = lexeme;
    self.at += 1;
    if per {
      self.product(-sign, depth)?;
    } else {
      let first = self.at + usize::from(self.next_is(&Token::Space));
      self.factor(-sign, depth)?;
      if let Some(error) = self.twice_below(first + 1).filter(|_| self.at == first + 2) {
        return Err(error);
      }
    }
    let Some(next) = self.peek() else { return Ok(()) };
    match next.token {
      Token::Slash => Err(self.two_solidi(solidus, next)),
      Token::Times | Token::Space => Err(self.product_after_solidus(solidus, next)),
      _ if is_per(next) => Err(self.error(UnitProblem::TwoSolidi, next)),
      _ => Ok(()),
    }
  }

  fn product(&mut self, sign: i16, depth: usize) -> Result<(), UnitError> {
    self.factor(sign, depth)?;
    while let Some(lexeme) = self.peek() {
      match lexeme.token {
        Token::Times => {}
        Token::Space if self.lexemes.get(self.at + 1).is_some_and(is_per) => {
          self.at += 1;
          return Ok(());
        }
        // Who writes brackets means a product.
        Token::Space if depth == 0 => self.check_blank()?,
        Token::Space => {}
        _ => return Ok(()),
      }
      self.at += 1;
      self.factor(sign, depth)?;
    }
    Ok(())
  }

  fn factor(&mut self, sign: i16, depth: usize) -> Result<(), UnitError> {
    if self.next_is(&Token::Space) {
      self.at += 1;
    }
    let mut raised = 1;
    if let Some(Lexeme { token: Token::Symbol(word), .. }) = self.peek()
      && let Some(exponent) = [("square", 2), ("cubic", 3)].iter().find_map(|(name, exponent)| (name == word).then_some(*exponent))
    {
      raised = exponent;
      self.at += 1;
      if self.next_is(&Token::Space) {
        self.at += 1;
      }
    }
    let Some(lexeme) = self.peek() else { return Err(self.at_end(UnitProblem::Empty)) };
    let first = self.placed.len();
    let place = self.at;
    self.at += 1;
    match &lexeme.token {
      Token::Open => {
        if self.next_is(&Token::Close) {
          return Err(self.error(UnitProblem::Bracket, lexeme));
        }
        self.quotient(sign, depth + 1)?;
        if !self.next_is(&Token::Close) {
          return Err(self.error(UnitProblem::Bracket, lexeme));
        }
        self.at += 1;
      }
      Token::Symbol(run) => self.meaning(names::symbol(run), lexeme, place, sign * raised)?,
      Token::Han(run) => {
        self.meaning(names::han(run), lexeme, place, sign)?;
        // Names and symbols in one expression are put right, but for what has no other symbol.
        let named = self.placed[first..].iter().any(|(part, _)| !part.atom.symbol.starts_with(is_han));
        self.loose |= named && self.lexemes.iter().any(|other| matches!(other.token, Token::Symbol(_)));
      }
      Token::Exponent(_) => return Err(self.error(UnitProblem::Exponent, lexeme)),
      _ => return Err(self.error(UnitProblem::Unexpected, lexeme)),
    }
    self.raise(first)
  }

  /// An exponent behind what was read since `first`, in digits or words.
  fn raise(&mut self, first: usize) -> Result<(), UnitError> {
    let Some(lexeme) = self.peek() else { return Ok(()) };
    let word = match (&lexeme.token, self.lexemes.get(self.at + 1).map(|next| &next.token)) {
      (Token::Space, Some(Token::Symbol(word))) if word == "squared" => Some(2),
      (Token::Space, Some(Token::Symbol(word))) if word == "cubed" => Some(3),
      _ => None,
    };
    let (exponent, tokens) = match (&lexeme.token, word) {
      (Token::Exponent(exponent), _) => (*exponent, 1),
      (_, Some(exponent)) => (exponent, 2),
      _ => return Ok(()),
    };
    self.at += tokens;
    // `Nm2` may be (N·m)² or N·m²: brackets say which.
    if self.placed.len() > first + 1
      && self.lexemes.get(self.placed[first].1).is_some_and(|lexeme| lexeme.to == self.lexemes[self.at - tokens].from)
    {
      return Err(self.squared_product(first, exponent));
    }
    for (part, _) in &mut self.placed[first..] {
      part.exponent *= exponent;
      if part.exponent.abs() > 60 {
        return Err(UnitError::new(UnitProblem::Exponent, self.chars.place(lexeme.from), self.chars.text(lexeme.from, lexeme.to)));
      }
    }
    match self.peek() {
      Some(next) if matches!(next.token, Token::Exponent(_)) => Err(self.error(UnitProblem::Exponent, next)),
      _ => Ok(()),
    }
  }

  fn meaning(&mut self, meaning: Option<Meaning>, lexeme: &Lexeme, place: usize, power: i16) -> Result<(), UnitError> {
    match meaning {
      Some(Meaning::Unit(parts, loose)) => {
        self.loose |= loose;
        self.placed.extend(parts.iter().map(|part| (Part { exponent: part.exponent * power, ..*part }, place)));
        if self.placed.len() > MAX_PARTS {
          return Err(self.error(UnitProblem::TooLong, lexeme));
        }
        Ok(())
      }
      Some(Meaning::Ask(ask, prefix)) => {
        let error = self.error(UnitProblem::Ambiguous, lexeme);
        let meant: Vec<String> = ask.choices.iter().map(|choice| format!("{prefix}{choice}")).collect();
        let meant: Vec<&str> = meant.iter().map(String::as_str).collect();
        let choices = self.joined(place).into_iter().chain(choices(self.chars, lexeme.from, lexeme.to, &meant)).collect();
        Err(UnitError { choices, why: Some((ask.zh, ask.en)), is_guess: ask.is_guess, ..error })
      }
      Some(Meaning::Slip) => Err(self.error(UnitProblem::Ambiguous, lexeme)),
      None => Err(self.error(suggest::problem_of(&lexeme.token), lexeme)),
    }
  }

  /// The unit, unless something about it as a whole is to be asked.
  fn finish(self) -> Result<ReadUnit, UnitError> {
    let scales = self.placed.iter().find(|(part, _)| part.atom.scale == Scale::Named && (self.placed.len() > 1 || part.exponent != 1));
    if let Some((_, place)) = scales {
      return Err(self.error(UnitProblem::ScaleInProduct, &self.lexemes[*place]));
    }
    let unit = Unit::product(self.placed.iter().map(|(part, _)| *part));
    // Joined powers, `m^9·m`, keep to the limit of written ones, so that what is printed can be read.
    let too_high = |part: &Part| unit.parts().iter().any(|joined| joined.exponent.abs() > MAX_EXPONENT && joined.atom == part.atom);
    if let Some((_, place)) = self.placed.iter().find(|(part, _)| too_high(part)) {
      return Err(self.error(UnitProblem::Exponent, &self.lexemes[*place]));
    }
    if self.placed.len() > 1
      && let Some(at) = tables().ask_of.get(unit.to_string().as_str())
    {
      let ask = &tables().asks[*at];
      let error = UnitError::new(UnitProblem::Ambiguous, self.chars.place(0), self.chars.text(0, self.chars.len()));
      return Err(UnitError {
        choices: ask.choices.iter().map(|choice| suggest::canonical(choice).unwrap_or_else(|| (*choice).to_owned())).collect(),
        why: Some((ask.zh, ask.en)),
        is_guess: ask.is_guess,
        ..error
      });
    }
    if let Some(error) = self.mistaken_letter(&unit).or_else(|| self.metre_or_milli()) {
      return Err(error);
    }
    let bare_minus = self.lexemes.iter().any(|lexeme| matches!(lexeme.token, Token::Exponent(exponent) if exponent < 0) && lexeme.loose);
    Ok(ReadUnit { unit, loose: self.loose, bare_minus })
  }
}

fn is_per(lexeme: &Lexeme) -> bool {
  matches!(&lexeme.token, Token::Symbol(word) if word == "per")
}
