use super::fold_char;
use std::{cmp::Ordering, iter::Peekable, str::Chars};

/// The order in which people expect texts: runs of digits count as numbers (`JX-2` before `JX-10`), width and case do not count.
pub fn natural_order(a: &str, b: &str) -> Ordering {
  let (mut left, mut right) = (a.chars().peekable(), b.chars().peekable());
  loop {
    let order = match (left.peek().copied().map(fold_char), right.peek().copied().map(fold_char)) {
      (None, None) => return Ordering::Equal,
      (None, _) => return Ordering::Less,
      (_, None) => return Ordering::Greater,
      (Some(one), Some(other)) if one.is_ascii_digit() && other.is_ascii_digit() => {
        let (one, other) = (digits(&mut left), digits(&mut right));
        one.len().cmp(&other.len()).then_with(|| one.cmp(&other))
      }
      (Some(one), Some(other)) => {
        left.next();
        right.next();
        one.to_lowercase().cmp(other.to_lowercase())
      }
    };
    if order != Ordering::Equal {
      return order;
    }
  }
}

/// The run of digits ahead, without leading zeros.
fn digits(chars: &mut Peekable<Chars<'_>>) -> String {
  let mut run = String::new();
  while let Some(digit) = chars.next_if(|c| fold_char(*c).is_ascii_digit()) {
    let digit = fold_char(digit);
    if digit != '0' || !run.is_empty() {
      run.push(digit);
    }
  }
  run
}

#[cfg(test)]
mod tests {
  use super::*;

  #[test]
  fn orders() {
    let mut texts = ["JX-10", "jx-2", "JX-002b", "A", "ＪＸ－１", "", "JX"];
    texts.sort_by(|a, b| natural_order(a, b));
    assert_eq!(texts, ["", "A", "JX", "ＪＸ－１", "jx-2", "JX-002b", "JX-10"]);
  }
}
