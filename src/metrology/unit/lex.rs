use super::{
  UnitError, UnitProblem,
  chars::{Chars, is_blank, is_han, is_symbol, lowered},
  table::tables,
};

/// The largest exponent that is taken for one.
pub(super) const MAX_EXPONENT: i16 = 9;
/// The largest that is taken for one in ordinary digits right behind a symbol.
const MAX_PLAIN_EXPONENT: i16 = 4;

/// A piece of a unit.
#[derive(Clone, Debug, Eq, PartialEq)]
pub(super) enum Token {
  /// Letters and signs: a symbol or an English name.
  Symbol(String),
  /// Chinese characters.
  Han(String),
  /// An exponent of what stands before it.
  Exponent(i16),
  /// A sign of multiplication.
  Times,
  /// A blank between two units, which multiplies too.
  Space,
  Slash,
  Open,
  Close,
  /// The number one above a solidus.
  One,
}

/// A token and where it stands.
#[derive(Clone, Debug)]
pub(super) struct Lexeme {
  pub(super) token: Token,
  pub(super) from: usize,
  pub(super) to: usize,
  /// Written in a way to be put right.
  pub(super) loose: bool,
}

/// The tokens of a unit.
pub(super) fn lex(chars: &Chars) -> Result<Vec<Lexeme>, UnitError> {
  let mut lexemes: Vec<Lexeme> = Vec::new();
  let mut at = 0;
  while let Some(c) = chars.get(at) {
    let from = at;
    let mut loose = false;
    let after_unit =
      matches!(lexemes.last(), Some(Lexeme { token: Token::Symbol(_) | Token::Han(_) | Token::Close, to, .. }) if *to == from);
    let token = if is_blank(c) {
      at = chars.skip_blanks(at);
      Token::Space
    } else if let Some(text) = special(chars, at) {
      at += text.chars().count();
      Token::Symbol(text.to_owned())
    } else if is_han(c) {
      at = run(chars, at, is_han);
      Token::Han(chars.text(from, at))
    } else if is_symbol(c) {
      at = run(chars, at, is_symbol);
      Token::Symbol(chars.text(from, at))
    } else if lowered(c).is_some() {
      let text: String = chars.all[from..].iter().map_while(|c| lowered(*c)).collect();
      at += text.chars().count();
      exponent(chars, &text, from, at, after_unit, false)?
    } else if c.is_ascii_digit() && c == '1' && lexemes.iter().all(|known| known.token == Token::Space) && one_above(chars, at) {
      at += 1;
      Token::One
    } else if c == '^' || (after_unit && (c.is_ascii_digit() || signed_digit(chars, at))) {
      loose = true;
      let start = if c == '^' { at + 1 } else { at };
      at = start + usize::from(matches!(chars.get(start), Some('-' | '+')));
      at = run(chars, at, |c| c.is_ascii_digit());
      exponent(chars, &chars.text(start, at), from, at.max(from + 1), after_unit, c != '^')?
    } else {
      at += 1;
      match c {
        '/' => Token::Slash,
        '·' => Token::Times,
        '.' | '*' | '×' => {
          loose = true;
          Token::Times
        }
        '(' => Token::Open,
        ')' => Token::Close,
        c => return Err(UnitError::new(UnitProblem::Unexpected, chars.place(from), c)),
      }
    };
    loose |= chars.is_loose(from, at);
    lexemes.push(Lexeme { token, from, to: at, loose });
  }
  Ok(without_idle_blanks(lexemes))
}

/// A symbol or question with a blank, a digit or a bracket inside, at `at`: `n mile`, `mmH2O`, `dB(A)`.
fn special(chars: &Chars, at: usize) -> Option<&'static str> {
  if at > 0 && chars.get(at - 1).is_some_and(|before| is_symbol(before) && !is_blank(before)) {
    return None;
  }
  let ends = |text: &str| {
    let end = chars.get(at + text.chars().count());
    let is_digit = |c: char| c.is_ascii_digit() || lowered(c).is_some();
    !end.is_some_and(|c| is_symbol(c) || is_digit(c) && text.ends_with(is_digit))
  };
  tables().special.iter().copied().find(|text| chars.starts_with(at, text) && ends(text))
}

fn run(chars: &Chars, mut at: usize, wanted: impl Fn(char) -> bool) -> usize {
  while chars.get(at).is_some_and(&wanted) {
    at += 1;
  }
  at
}

fn signed_digit(chars: &Chars, at: usize) -> bool {
  chars.get(at) == Some('-') && chars.get(at + 1).is_some_and(|c| c.is_ascii_digit())
}

/// Whether the digit at `at` stands alone above a solidus.
fn one_above(chars: &Chars, at: usize) -> bool {
  chars.get(chars.skip_blanks(at + 1)) == Some('/')
}

fn exponent(chars: &Chars, text: &str, from: usize, to: usize, after_unit: bool, plain: bool) -> Result<Token, UnitError> {
  let wrong = || UnitError::new(UnitProblem::Exponent, chars.place(from), chars.text(from, to));
  let exponent: i16 = text.parse().map_err(|_| wrong())?;
  let most = if plain { MAX_PLAIN_EXPONENT } else { MAX_EXPONENT };
  if !after_unit || exponent == 0 || exponent.abs() > most {
    return Err(wrong());
  }
  Ok(Token::Exponent(exponent))
}

/// Blanks multiply only between two units.
fn without_idle_blanks(lexemes: Vec<Lexeme>) -> Vec<Lexeme> {
  let mut kept: Vec<Lexeme> = Vec::with_capacity(lexemes.len());
  for (at, lexeme) in lexemes.iter().enumerate() {
    if lexeme.token == Token::Space {
      let before =
        matches!(kept.last().map(|known| &known.token), Some(Token::Symbol(_) | Token::Han(_) | Token::Exponent(_) | Token::Close));
      let after = matches!(lexemes.get(at + 1).map(|next| &next.token), Some(Token::Symbol(_) | Token::Han(_) | Token::Open));
      if !before || !after {
        continue;
      }
    }
    kept.push(lexeme.clone());
  }
  kept
}
