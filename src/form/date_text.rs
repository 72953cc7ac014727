use jiff::civil::Date;

/// A date as people write it: `2025-06-30`, `2025.6.30`, `2025/6/30`, `2025年6月30日`, `二〇二五年六月三十日`, `20250630`, `30 Jun 2025`,
/// `June 30, 2025`; also with a time behind it, as spreadsheets copy it. A two-digit year is ambiguous and refused.
pub(super) fn read_date(text: &str) -> Option<Date> {
  let text = match text.trim().split_once([' ', 'T']) {
    Some((date, time)) if time.contains(':') => date,
    _ => text.trim(),
  };
  if text.len() == 8 && text.bytes().all(|b| b.is_ascii_digit()) {
    return Date::new(text[..4].parse().ok()?, text[4..6].parse().ok()?, text[6..].parse().ok()?).ok();
  }
  let between = |c: char| c.is_whitespace() || "-./,年月日号。，－—–".contains(c);
  let parts: Vec<&str> = text.split(between).filter(|part| !part.is_empty()).collect();
  let [first, second, third] = parts[..] else { return None };
  let (year, month, day) = match (month_by_name(first), month_by_name(second)) {
    (_, Some(month)) => (third, month, first),
    (Some(month), _) => (third, month, second),
    _ => (first, small(second)?, third),
  };
  Date::new(full_year(year)?, month, small(day)?).ok()
}

fn full_year(text: &str) -> Option<i16> {
  let digits: String = text.chars().map(digit).collect::<Option<_>>()?;
  (digits.len() == 4).then(|| digits.parse().ok()).flatten()
}

/// A number of one or two digits, also as `三十一`.
fn small(text: &str) -> Option<i8> {
  if let Some((tens, ones)) = text.split_once('十') {
    let one = |text: &str, missing: i8| if text.is_empty() { Some(missing) } else { small(text).filter(|number| *number < 10) };
    return Some(one(tens, 1)? * 10 + one(ones, 0)?);
  }
  let digits: String = text.chars().map(digit).collect::<Option<_>>()?;
  (digits.len() <= 2).then(|| digits.parse().ok()).flatten()
}

fn digit(c: char) -> Option<char> {
  const HANZI: &str = "〇一二三四五六七八九";
  let c = if matches!(c, '零' | '○') { '〇' } else { c };
  match HANZI.chars().position(|known| known == c) {
    Some(value) => char::from_digit(value as u32, 10),
    None => c.is_ascii_digit().then_some(c),
  }
}

fn month_by_name(text: &str) -> Option<i8> {
  const NAMES: [&str; 12] =
    ["january", "february", "march", "april", "may", "june", "july", "august", "september", "october", "november", "december"];
  let text = text.to_ascii_lowercase();
  let at = NAMES.iter().position(|name| text.len() >= 3 && name.starts_with(&text))?;
  i8::try_from(at + 1).ok()
}

#[cfg(test)]
mod tests {
  use super::*;

  #[test]
  fn dates_as_people_write_them() {
    for text in [
      "2025-06-30",
      "2025-6-30",
      "2025.6.30",
      "2025/6/30",
      "2025 6 30",
      "2025年6月30日",
      "2025年 06月 30日",
      "2025年6月30号",
      "二〇二五年六月三十日",
      "二零二五年六月三十日",
      "20250630",
      "30 Jun 2025",
      "June 30, 2025",
      "30-Jun-2025",
      "2025-06-30 00:00:00",
      "2025-06-30T08:15",
      " 2025。6。30 ",
      "2025 . 6 . 30",
    ] {
      assert_eq!(read_date(text).map(|date| date.to_string()).as_deref(), Some("2025-06-30"), "{text}");
    }
    assert_eq!(read_date("二〇二五年十二月二十一日").unwrap().to_string(), "2025-12-21");
    assert_eq!(read_date("二〇二五年十月十日").unwrap().to_string(), "2025-10-10");
    for text in [
      "",
      "25-06-30",
      "2025-13-01",
      "2025-02-30",
      "2025-06",
      "6-30",
      "2025-06-30-1",
      "20250631",
      "30 Ju 2025",
      "三十十",
      "明天",
      "45567",
      "24/9/1",
    ] {
      assert_eq!(read_date(text), None, "{text}");
    }
  }
}
