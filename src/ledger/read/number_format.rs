use crate::ledger::cell::{Cell, Figure};
use jiff::{ToSpan, civil::Date};
use std::sync::Arc;

/// How a spreadsheet shows a number: the parts of a format that carry information.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) enum NumberFormat {
  /// As the program likes.
  #[default]
  General,
  /// A day, or a time.
  Date,
  /// A number with so many decimals, at least so many digits before the point, and words around it.
  Fixed(Fixed),
}

/// A format for numbers.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct Fixed {
  decimals: usize,
  digits: usize,
  percent: bool,
  prefix: String,
  suffix: String,
}

impl NumberFormat {
  /// A format that every spreadsheet knows by number.
  pub(super) fn built_in(id: u32) -> Self {
    let fixed = |decimals, percent| Self::Fixed(Fixed { decimals, percent, ..Fixed::default() });
    match id {
      2 | 4 | 39 | 40 => fixed(2, false),
      9 => fixed(0, true),
      10 => fixed(2, true),
      // 27–36 and 50–58 are days in Chinese and Japanese editions.
      14..=22 | 27..=36 | 45..=47 | 50..=58 => Self::Date,
      _ => Self::General,
    }
  }

  /// Reads a format such as `0.00`, `yyyy"年"m"月"d"日"`, `"JX-"000`, `0.0%`.
  pub(super) fn parse(code: &str) -> Self {
    // Only the part for positive numbers counts.
    let mut fixed = Fixed::default();
    let (mut dates, mut minutes, mut scientific, mut placeholders) = (false, false, false, false);
    let mut after_point = false;
    let mut chars = code.chars().peekable();
    while let Some(c) = chars.next() {
      let literal = match c {
        ';' => break,
        '"' => {
          let mut text = String::new();
          for c in chars.by_ref() {
            if c == '"' {
              break;
            }
            text.push(c);
          }
          text
        }
        '\\' => chars.next().map(String::from).unwrap_or_default(),
        // Room as wide as the next character, or filled with it.
        '_' | '*' => {
          chars.next();
          continue;
        }
        // Colours, conditions, languages; `[h]` and the like count hours.
        '[' => {
          let inside: String = chars.by_ref().take_while(|c| *c != ']').collect();
          dates |= matches!(inside.to_ascii_lowercase().as_str(), "h" | "hh" | "m" | "mm" | "s" | "ss");
          continue;
        }
        'y' | 'Y' | 'd' | 'D' | 'h' | 'H' | 's' | 'S' => {
          dates = true;
          continue;
        }
        'm' | 'M' => {
          minutes = true;
          continue;
        }
        'E' | 'e' if matches!(chars.peek(), Some('+' | '-')) => {
          scientific = true;
          chars.next();
          continue;
        }
        'G' | 'g' if code.to_ascii_lowercase().contains("general") => return Self::General,
        '@' => return Self::General,
        '0' | '#' | '?' => {
          placeholders = true;
          match (after_point, c) {
            (true, '0') => fixed.decimals += 1,
            (false, '0') => fixed.digits += 1,
            _ => {}
          }
          continue;
        }
        '.' => {
          after_point = true;
          continue;
        }
        '%' => {
          fixed.percent = true;
          continue;
        }
        ',' => continue,
        c => c.to_string(),
      };
      if placeholders {
        fixed.suffix.push_str(&literal);
      } else {
        fixed.prefix.push_str(&literal);
      }
    }
    let by_month = minutes && (code.contains('月') || !placeholders);
    if dates || by_month {
      return Self::Date;
    }
    if scientific || !placeholders {
      return Self::General;
    }
    // Money is not part of the number.
    fixed.prefix = fixed.prefix.trim_matches(['¥', '￥', '$', '(', ' ']).to_owned();
    fixed.suffix = fixed.suffix.trim_end_matches(')').to_owned();
    Self::Fixed(fixed)
  }

  /// The cell that a number in this format is.
  pub(super) fn cell(&self, lexeme: &str, from_1904: bool) -> Cell {
    let Ok(value) = lexeme.parse::<f64>() else { return Cell::text(lexeme) };
    if *self == Self::Date
      && let Some(date) = day(value, from_1904)
    {
      return Cell::Date(date);
    }
    let (digits, cut) = plain(lexeme, value);
    let shown = match self {
      Self::Fixed(fixed) => fixed.show(&digits),
      _ => digits,
    };
    Cell::Number(Figure { shown: Arc::from(shown), value, cut })
  }
}

impl Fixed {
  /// The digits with those the format adds; none is taken away.
  fn show(&self, digits: &str) -> String {
    let mut digits = if self.percent { shift_two(digits) } else { digits.to_owned() };
    let decimals = digits.split_once('.').map_or(0, |(_, fraction)| fraction.len());
    if decimals < self.decimals {
      if decimals == 0 {
        digits.push('.');
      }
      digits.extend(std::iter::repeat_n('0', self.decimals - decimals));
    }
    let (sign, unsigned) = digits.strip_prefix('-').map_or(("", digits.as_str()), |rest| ("-", rest));
    let whole = unsigned.split('.').next().map_or(0, str::len);
    let zeros = "0".repeat(self.digits.saturating_sub(whole).min(32));
    let percent = if self.percent { "%" } else { "" };
    format!("{}{sign}{zeros}{unsigned}{percent}{}", self.prefix, self.suffix)
  }
}

/// A number times a hundred, digit for digit.
fn shift_two(digits: &str) -> String {
  let (sign, unsigned) = digits.strip_prefix('-').map_or(("", digits), |rest| ("-", rest));
  let (whole, fraction) = unsigned.split_once('.').unwrap_or((unsigned, ""));
  let mut moved: String = fraction.chars().chain("00".chars()).take(2).collect();
  moved.insert_str(0, whole);
  let moved = moved.trim_start_matches('0');
  let rest: String = fraction.chars().skip(2).collect();
  let whole = if moved.is_empty() { "0" } else { moved };
  if rest.is_empty() { format!("{sign}{whole}") } else { format!("{sign}{whole}.{rest}") }
}

/// The digits of a number without exponent, at most fifteen of them that count, as spreadsheets keep; and whether there may have been more.
fn plain(lexeme: &str, value: f64) -> (String, bool) {
  let significant = lexeme.bytes().filter(u8::is_ascii_digit).count();
  let simple = significant <= 15 && lexeme.bytes().all(|b| b.is_ascii_digit() || matches!(b, b'.' | b'-'));
  if simple && value.abs() < 1e15 {
    let whole = lexeme.trim_start_matches('-').split('.').next().unwrap_or_default();
    let trimmed = if whole.len() > 1 { whole.trim_start_matches('0') } else { whole };
    if trimmed.len() == whole.len() && !whole.is_empty() {
      return (lexeme.to_owned(), false);
    }
  }
  if !value.is_finite() {
    return (lexeme.to_owned(), true);
  }
  let scientific = format!("{value:.14e}");
  let Some((mantissa, exponent)) = scientific.split_once('e') else { return (lexeme.to_owned(), true) };
  let exponent: i32 = exponent.parse().unwrap_or_default();
  let sign = if mantissa.starts_with('-') { "-" } else { "" };
  let digits: String = mantissa.chars().filter(char::is_ascii_digit).collect();
  let digits = digits.trim_end_matches('0');
  if digits.is_empty() {
    return ("0".to_owned(), false);
  }
  // Beyond what a ledger holds, the exponent stays.
  if !(-30..=30).contains(&exponent) {
    return (lexeme.to_owned(), true);
  }
  let text = if exponent < 0 {
    format!("{sign}0.{}{digits}", "0".repeat((-exponent - 1) as usize))
  } else {
    let places = exponent as usize + 1;
    if digits.len() <= places {
      format!("{sign}{digits}{}", "0".repeat(places - digits.len()))
    } else {
      format!("{sign}{}.{}", &digits[..places], &digits[places..])
    }
  };
  (text, exponent >= 15)
}

/// The day of a serial number; `None` beyond the calendar of spreadsheets.
pub(in crate::ledger) fn day(serial: f64, from_1904: bool) -> Option<Date> {
  if !(1.0..2_958_466.0).contains(&serial) {
    return None;
  }
  let mut days = serial.floor() as i64;
  if from_1904 {
    days += 1462;
  } else if days < 60 {
    // Spreadsheets have a 29 February 1900 that never was.
    days += 1;
  }
  jiff::civil::date(1899, 12, 30).checked_add(days.days()).ok()
}

#[cfg(test)]
mod tests {
  use super::*;

  fn shown(format: &str, lexeme: &str) -> String {
    NumberFormat::parse(format).cell(lexeme, false).shown().to_string()
  }

  #[test]
  fn numbers_as_people_see_them() {
    for (format, lexeme, expected) in [
      ("General", "12.5", "12.5"),
      ("General", "0.30000000000000004", "0.3"),
      ("General", "1E-3", "0.001"),
      ("General", "2.0000000000000001E-2", "0.02"),
      ("General", "9.1110000123456784E+16", "91110000123456800"),
      ("0.00", "12.5", "12.50"),
      ("0.00_);(0.00)", "-12.5", "-12.50"),
      ("0.0", "12.345", "12.345"),
      ("#,##0.00", "1234.5", "1234.50"),
      ("00000", "17", "00017"),
      ("\"JX-\"000", "1", "JX-001"),
      ("0.00\" mm\"", "12.5", "12.50 mm"),
      ("0.0%", "1.6E-2", "1.6%"),
      ("0%", "0.5", "50%"),
      ("0.00%", "-0.005", "-0.50%"),
      ("\"¥\"#,##0.00", "20", "20.00"),
      ("@", "5", "5"),
      ("0.00E+00", "1500000", "1500000"),
      ("yyyy\"年\"m\"月\"d\"日\"", "45567", "2024-10-02"),
      ("yyyy/m/d;@", "45567.5", "2024-10-02"),
      ("[$-804]yyyy\\-mm\\-dd", "60", "1900-02-28"),
      ("m\"月\"", "45567", "2024-10-02"),
      ("yyyy-mm-dd", "0", "0"),
      ("yyyy-mm-dd", "99999999", "99999999"),
    ] {
      assert_eq!(shown(format, lexeme), expected, "{format} {lexeme}");
    }
  }

  #[test]
  fn digits_that_may_be_gone_are_told() {
    for (lexeme, cut) in [("123456789012345", false), ("9.1110000123456784E+16", true), ("0.1234567890123456", false), ("1234", false)] {
      let Cell::Number(figure) = NumberFormat::General.cell(lexeme, false) else { panic!("{lexeme}") };
      assert_eq!(figure.cut, cut, "{lexeme}");
    }
  }

  #[test]
  fn days() {
    for (serial, from_1904, expected) in [
      (45567.0, false, Some("2024-10-02")),
      (1.0, false, Some("1900-01-01")),
      (59.0, false, Some("1900-02-28")),
      (61.0, false, Some("1900-03-01")),
      (44105.0, true, Some("2024-10-02")),
      (0.5, false, None),
      (-3.0, false, None),
      (3e6, false, None),
      (f64::NAN, false, None),
    ] {
      assert_eq!(day(serial, from_1904).map(|date| date.to_string()).as_deref(), expected, "{serial}");
    }
  }
}
