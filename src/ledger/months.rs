/// A length of time in months: `12个月`, `半年`, `1年半`, `2次/年`.
pub(super) fn in_months(text: &str, in_years: bool) -> Option<i64> {
  let text = text.strip_suffix("/次").or_else(|| text.strip_suffix("一次")).or_else(|| text.strip_suffix("1次")).unwrap_or(text);
  // 每6个月, 1次/半年.
  let text = text.strip_prefix('每').filter(|rest| rest.chars().count() >= 2).unwrap_or(text);
  let text =
    text.strip_prefix("1次/").or_else(|| text.strip_prefix("一次/")).filter(|rest| rest.starts_with(['半', '季', '月'])).unwrap_or(text);
  if let Some(times) = text.strip_suffix("次/年") {
    return match times {
      "一" => Some(12),
      "二" | "两" => Some(6),
      other => other.parse::<i64>().ok().filter(|times| *times > 0 && 12 % times == 0).map(|times| 12 / times),
    };
  }
  if let Some(years) = text.strip_suffix("年半") {
    return in_months(&format!("{years}年"), false)?.checked_add(6);
  }
  let lower = text.to_ascii_lowercase();
  let text = match lower.as_str() {
    "annual" | "annually" | "yearly" => return Some(12),
    "quarterly" => return Some(3),
    "monthly" => return Some(1),
    other => other,
  };
  let english = |words: &[&str]| words.iter().find_map(|word| text.strip_suffix(word));
  let (number, times) = if let Some(rest) = english(&["months", "month"]) {
    (rest, 1)
  } else if let Some(rest) = english(&["years", "year", "yrs", "yr", "y"]) {
    (rest, 12)
  } else if let Some(rest) = text.strip_suffix("个月").or_else(|| text.strip_suffix(['月', 'm'])) {
    (rest, 1)
  } else if let Some(rest) = text.strip_suffix("年") {
    (rest, 12)
  } else if let Some(rest) = text.strip_suffix("季度").or_else(|| text.strip_suffix("季")) {
    (rest, 3)
  } else if in_years {
    (text, 12)
  } else {
    return None;
  };
  let halves = match number {
    "半" => return Some(times / 2).filter(|months| *months > 0),
    "" if times == 3 => 2,
    "一" | "壹" | "每" => 2,
    "二" | "两" => 4,
    "三" => 6,
    "四" => 8,
    "五" => 10,
    "六" => 12,
    "十" => 20,
    "十二" => 24,
    "十八" => 36,
    "二十四" => 48,
    "三十六" => 72,
    // Half a year and the like.
    other => match other.split_once('.') {
      Some((whole, "5")) => whole.parse::<i64>().ok()?.checked_mul(2)? + 1,
      Some((whole, zeros)) if zeros.bytes().all(|b| b == b'0') => whole.parse::<i64>().ok()?.checked_mul(2)?,
      Some(_) => return None,
      None => other.parse::<i64>().ok()?.checked_mul(2)?,
    },
  };
  let months = halves.checked_mul(times)?;
  (months % 2 == 0 && months > 0).then_some(months / 2)
}

#[cfg(test)]
mod tests {
  use super::*;

  #[test]
  fn lengths_of_time() {
    for (text, in_years, expected) in [
      ("12个月", false, Some(12)),
      ("1年", false, Some(12)),
      ("一年", false, Some(12)),
      ("半年", false, Some(6)),
      ("0.5年", false, Some(6)),
      ("1.5", true, Some(18)),
      ("2", true, Some(24)),
      ("12", false, None),
      ("一季度", false, Some(3)),
      ("长期", false, None),
      ("99999999999999999999年", false, None),
      ("0.3年", false, None),
      ("6个月/次", false, Some(6)),
      ("2次/年", false, Some(6)),
      ("5次/年", false, None),
      ("1年半", false, Some(18)),
      ("每年一次", false, Some(12)),
      ("季度", false, Some(3)),
      ("12M", false, Some(12)),
      ("1year", false, Some(12)),
      ("24Months", false, Some(24)),
      ("Annual", false, Some(12)),
      ("月", false, None),
      ("每半年一次", false, Some(6)),
      ("每6个月", false, Some(6)),
      ("1次/半年", false, Some(6)),
      ("十八个月", false, Some(18)),
      ("1Y", false, Some(12)),
      ("一次", false, None),
    ] {
      assert_eq!(in_months(text, in_years), expected, "{text}");
    }
  }
}
