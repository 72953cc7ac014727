use super::Number;

/// Whether an instrument conforms to its maximum permissible error (JJF 1094-2002).
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum Verdict {
  /// 合格.
  Conforming,
  /// 不合格.
  NotConforming,
  /// 待定: the uncertainty is too large to tell.
  Undetermined,
}

/// Judges an indication error. Where the expanded uncertainty (k = 2) is at most a third of the limit it is left out of account; otherwise the zone
/// of one uncertainty around the limit is undetermined (JJF 1094-2002). All three in the same unit; `None` where the limit or the uncertainty is
/// not positive.
pub fn judge(error: &Number, limit: &Number, uncertainty: &Number) -> Option<Verdict> {
  if limit.is_negative() || limit.is_zero() || uncertainty.is_negative() {
    return None;
  }
  let error = error.abs();
  if is_negligible(limit, uncertainty) {
    return Some(if error <= *limit { Verdict::Conforming } else { Verdict::NotConforming });
  }
  Some(if error <= limit.subtract(uncertainty) {
    Verdict::Conforming
  } else if error >= limit.add(uncertainty) {
    Verdict::NotConforming
  } else {
    Verdict::Undetermined
  })
}

/// Whether an uncertainty is at most a third of the limit, exactly.
pub fn is_negligible(limit: &Number, uncertainty: &Number) -> bool {
  uncertainty.multiply(&Number::decimal(3, 0)) <= *limit
}

/// The test uncertainty ratio: the limit over the uncertainty. `None` where the uncertainty is zero.
pub fn test_uncertainty_ratio(limit: &Number, uncertainty: &Number) -> Option<Number> {
  limit.divide(uncertainty)
}

/// The capability index of a measuring process, `Mcp = T/(2U)` with T the width of the tolerance.
pub fn capability_index(tolerance: &Number, uncertainty: &Number) -> Option<Number> {
  tolerance.divide(&uncertainty.multiply(&Number::decimal(2, 0)))
}

/// The largest uncertainty for a wanted capability index.
pub fn allowed_uncertainty(tolerance: &Number, index: &Number) -> Option<Number> {
  tolerance.divide(&index.multiply(&Number::decimal(2, 0)))
}

/// The grade of a capability index: A from 3, B from 2, C from 1.5, D from 1, E below.
pub fn capability_grade(index: &Number) -> char {
  let steps = [('A', Number::decimal(3, 0)), ('B', Number::decimal(2, 0)), ('C', Number::decimal(15, -1)), ('D', Number::decimal(1, 0))];
  steps.iter().find(|(_, least)| index >= least).map_or('E', |(grade, _)| *grade)
}

#[cfg(test)]
mod tests {
  use super::{Verdict::*, *};

  fn n(text: &str) -> Number {
    text.parse().unwrap()
  }

  #[test]
  fn verdicts() {
    for (id, limit, u, error, expected) in [
      // metrology.md §3.4, in volts and per cent
      ("V1", "0.02", "0.009", "-0.008", Conforming),
      ("V2", "1.0", "0.3", "-0.9", Conforming),
      ("V3", "1.0", "0.5", "0.9", Undetermined),
      ("V4", "1.0", "0.5", "1.6", NotConforming),
      // domain.md §6.2
      ("exactly a third", "0.03", "0.01", "0.030", Conforming),
      ("in decimal", "0.3", "0.1", "0.3", Conforming),
      ("within", "0.03", "0.011", "0.018", Conforming),
      ("between", "0.03", "0.011", "0.025", Undetermined),
      ("beyond", "0.03", "0.011", "0.041", NotConforming),
      ("negative", "0.03", "0.01", "-0.031", NotConforming),
    ] {
      assert_eq!(judge(&n(error), &n(limit), &n(u)), Some(expected), "{id}");
    }
    assert!(!is_negligible(&n("0.02"), &n("0.009")), "V1: 0.45 > 1/3");
    assert_eq!(n("0.02").subtract(&n("0.009")), n("0.011"), "V1: compared with MPEV − U");
    assert_eq!(judge(&n("0"), &n("0"), &n("0.1")), None);
  }

  #[test]
  fn ratios() {
    assert_eq!(test_uncertainty_ratio(&n("0.02"), &n("0.005")), Some(n("4")));
    assert_eq!(allowed_uncertainty(&n("18"), &n("3")), Some(n("3")));
    let index = capability_index(&n("0.013"), &n("0.0022")).unwrap();
    assert_eq!((index.round(2).to_string().as_str(), capability_grade(&index)), ("2.95", 'B'));
    for (index, grade) in [("3", 'A'), ("2.99", 'B'), ("1.5", 'C'), ("1.49", 'D'), ("0.99", 'E')] {
      assert_eq!(capability_grade(&n(index)), grade);
    }
    assert_eq!(capability_index(&n("1"), &n("0")), None);
  }
}
