use super::{CellError, CellProblem};
use crate::metrology::{
  Number,
  unit::chars::{Chars, is_blank, lowered},
};

/// The highest power of ten that measures anything.
const MAX_POWER: i32 = 99;

/// A number as it was typed.
#[derive(Clone, Debug)]
pub(in crate::metrology) struct Written {
  /// In the form that documents hold, digits as typed: `0.020`, `2e-6`.
  pub(in crate::metrology) text: String,
  /// The value.
  pub(in crate::metrology) number: Number,
  /// Whether a power of ten was written with it, so that it may stand without a unit.
  pub(in crate::metrology) has_power: bool,
  /// Whether the power stands behind a sign of multiplication: `5×10³`.
  pub(in crate::metrology) times: bool,
  /// Written in a way to be put right.
  pub(in crate::metrology) loose: bool,
}

/// The number at `at`, and where it ends; `None` where none begins there.
pub(in crate::metrology) fn number_at(chars: &Chars, at: usize) -> Result<Option<(Written, usize)>, CellError> {
  let mut scan = Scan { chars, at, text: String::new(), loose: false, times: false };
  if matches!(chars.get(at), Some('-' | '+')) {
    if chars.get(at) == Some('-') {
      scan.text.push('-');
    }
    scan.at += 1;
  }
  let digits_from = scan.at;
  let has_power = if scan.power_alone()? {
    true
  } else if scan.mantissa()? {
    scan.power()?
  } else {
    return Ok(None);
  };
  let end = scan.at;
  let error = |problem| CellError::new(problem, chars.place(digits_from), chars.text(digits_from, end));
  let number: Number = scan.text.parse().map_err(|_| error(CellProblem::Number))?;
  let loose = scan.loose || chars.is_loose(at, end);
  Ok(Some((Written { text: scan.text, number, has_power, times: scan.times, loose }, end)))
}

struct Scan<'c> {
  chars: &'c Chars,
  at: usize,
  text: String,
  loose: bool,
  times: bool,
}

impl Scan<'_> {
  fn peek(&self) -> Option<char> {
    self.chars.get(self.at)
  }

  fn digits(&self, mut at: usize) -> usize {
    while self.chars.get(at).is_some_and(|c| c.is_ascii_digit()) {
      at += 1;
    }
    at
  }

  /// `12`, `0.020`, `.5`, `12 345.6` with thin blanks.
  fn mantissa(&mut self) -> Result<bool, CellError> {
    let from = self.at;
    let mut end = self.digits(from);
    let mut whole = self.chars.text(from, end);
    if whole.is_empty() {
      let fraction = self.peek() == Some('.') && self.digits(from + 1) > from + 1;
      if !fraction {
        return Ok(false);
      }
      whole.push('0');
      self.loose = true;
    }
    let groups = |at: usize, sign: char| self.chars.get(at) == Some(sign) && self.digits(at + 1) == at + 4;
    if whole.len() <= 3 && !whole.starts_with('0') {
      while groups(end, '\u{2009}') {
        whole.push_str(&self.chars.text(end + 1, end + 4));
        end += 4;
      }
    }
    if self.chars.get(end) == Some(',') && self.digits(end + 1) > end + 1 {
      let to = self.digits(end + 1);
      let mut error = CellError::new(CellProblem::Comma, self.chars.place(from), self.chars.text(from, to));
      error.replacements = vec![self.chars.text(from, to).replace(',', ""), self.chars.text(from, to).replace(',', ".")];
      error.span = (from, to);
      return Err(error);
    }
    let trimmed = whole.trim_start_matches('0');
    if whole.len() > 1 && whole.starts_with('0') {
      self.loose = true;
      whole = if trimmed.is_empty() { "0".to_owned() } else { trimmed.to_owned() };
    }
    self.text.push_str(&whole);
    if matches!(self.chars.get(end), Some('.' | '。')) {
      let to = self.digits(end + 1);
      if to > end + 1 {
        self.loose |= self.chars.get(end) == Some('。');
        self.text.push('.');
        self.text.push_str(&self.chars.text(end + 1, to));
        end = to;
      }
    }
    // `1.2.3` is no number.
    if self.chars.get(end) == Some('.') && self.digits(end + 1) > end + 1 {
      return Err(CellError::new(CellProblem::Number, self.chars.place(from), self.chars.text(from, self.digits(end + 1))));
    }
    self.at = end;
    Ok(true)
  }

  /// `e-3`, `×10⁻³`, `x10^-3` behind a mantissa.
  fn power(&mut self) -> Result<bool, CellError> {
    if matches!(self.peek(), Some('e' | 'E')) {
      let sign = self.at + 1 + usize::from(matches!(self.chars.get(self.at + 1), Some('-' | '+')));
      let end = self.digits(sign);
      if end > sign {
        let exponent = self.chars.text(self.at + 1, end);
        self.push_exponent(exponent.trim_start_matches('+'));
        self.at = end;
        return Ok(true);
      }
      return Ok(false);
    }
    let sign = self.chars.skip_blanks(self.at);
    let Some(times) = self.chars.get(sign).filter(|c| matches!(c, '×' | 'x' | 'X' | '*' | '·')) else { return Ok(false) };
    let ten = self.chars.skip_blanks(sign + 1);
    if !self.chars.starts_with(ten, "10") {
      return Ok(false);
    }
    let from = self.at;
    self.at = ten;
    if !self.ten_to(from)? {
      return Err(CellError::new(CellProblem::Number, self.chars.place(from), self.chars.text(from, ten + 2)));
    }
    self.loose |= times != '×';
    self.times = true;
    Ok(true)
  }

  /// `10⁻⁶`, `×10⁻⁶`, `10^-6` without a mantissa.
  fn power_alone(&mut self) -> Result<bool, CellError> {
    let from = self.at;
    let times = matches!(self.peek(), Some('×' | 'x' | 'X' | '*'));
    let ten = if times { self.chars.skip_blanks(from + 1) } else { from };
    if !self.chars.starts_with(ten, "10") || !(times || self.chars.get(ten + 2).is_some_and(|c| c == '^' || lowered(c).is_some())) {
      return Ok(false);
    }
    self.text.push('1');
    self.at = ten;
    if !self.ten_to(from)? {
      return Err(CellError::new(CellProblem::Number, self.chars.place(from), self.chars.text(from, ten + 2)));
    }
    self.loose |= times && self.chars.get(from) != Some('×');
    Ok(true)
  }

  /// The exponent behind a ten: superscripts, `^-6`, or `-6`, which is put right.
  fn ten_to(&mut self, from: usize) -> Result<bool, CellError> {
    let start = self.at + 2;
    let raised: String = self.chars.all[start..].iter().map_while(|c| lowered(*c)).collect();
    let (exponent, end) = if raised.is_empty() {
      let caret = usize::from(self.chars.get(start) == Some('^'));
      let open = usize::from(caret == 1 && self.chars.get(start + 1) == Some('('));
      let sign = start + caret + open;
      let digits = sign + usize::from(matches!(self.chars.get(sign), Some('-' | '+')));
      let end = self.digits(digits);
      let closed = open == 0 || self.chars.get(end) == Some(')');
      if end == digits || (caret == 0 && digits == sign) || !closed {
        // `2×103` may be 2×10³ or 206.
        return Ok(false);
      }
      self.loose = true;
      (self.chars.text(sign, end), end + open)
    } else {
      (raised.clone(), start + raised.chars().count())
    };
    let exponent = exponent.trim_start_matches('+');
    if !exponent.parse::<i32>().is_ok_and(|exponent| exponent.abs() <= MAX_POWER) {
      return Err(CellError::new(CellProblem::Number, self.chars.place(from), self.chars.text(from, end)));
    }
    self.push_exponent(exponent);
    self.at = end;
    Ok(true)
  }

  fn push_exponent(&mut self, exponent: &str) {
    self.text.push('e');
    self.text.push_str(exponent);
  }
}

/// Whether another number follows a number behind a blank: `0 150`.
pub(in crate::metrology) fn is_split(chars: &Chars, end: usize) -> bool {
  chars.get(end).is_some_and(is_blank) && chars.get(chars.skip_blanks(end)).is_some_and(|c| c.is_ascii_digit())
}
