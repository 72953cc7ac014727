use jiff::{Span, ToSpan, civil::Date};

/// A date told in short, as people type it: `今天`, `明天`, `yesterday`; `+1y`, `-30d`, `+12个月` counted from `from`; `6-30`, `6.30`, `6月30日` without the
/// year, which is then the next one that is not past where the field looks `ahead`, else the last one that is not to come. `None` for anything else.
pub(super) fn short_date(text: &str, from: Date, today: Date, ahead: bool) -> Option<Date> {
  let text = crate::text::half_width(text.trim()).to_lowercase();
  let days = match text.as_str() {
    "今天" | "今日" | "today" => 0,
    "明天" | "明日" | "tomorrow" => 1,
    "后天" => 2,
    "昨天" | "昨日" | "yesterday" => -1,
    "前天" => -2,
    _ => return counted(&text, from).or_else(|| without_year(&text, today, ahead)),
  };
  today.checked_add(days.days()).ok()
}

/// A time counted from a day: a sign, a number, a unit.
fn counted(text: &str, from: Date) -> Option<Date> {
  let (sign, rest) = match text.strip_prefix('+') {
    Some(rest) => (1, rest),
    None => (-1, text.strip_prefix(['-', '－', '−'])?),
  };
  let unit = rest.find(|c: char| !c.is_ascii_digit())?;
  let count: i64 = rest[..unit].parse().ok().filter(|count| *count <= 36_500)?;
  let count = sign * count;
  let span = match rest[unit..].trim() {
    "d" | "天" | "日" => Span::new().try_days(count),
    "w" | "周" => Span::new().try_weeks(count),
    "m" | "月" | "个月" => Span::new().try_months(count),
    "y" | "年" => Span::new().try_years(count),
    _ => return None,
  };
  from.checked_add(span.ok()?).ok()
}

/// Month and day.
fn without_year(text: &str, today: Date, ahead: bool) -> Option<Date> {
  let text = text.strip_suffix(['日', '号']).unwrap_or(text);
  let mut parts = text.split(['-', '.', '/', '月', '。']);
  let (month, day) = (small(parts.next()?)?, small(parts.next()?)?);
  if parts.next().is_some() {
    return None;
  }
  // 29 February waits for its year.
  let years = (0..=8).map(|away| if ahead { today.year() + away } else { today.year() - away });
  let mut dates = years.filter_map(|year| Date::new(year, month, day).ok());
  dates.find(|date| if ahead { *date >= today } else { *date <= today })
}

fn small(text: &str) -> Option<i8> {
  let text = text.trim();
  text.parse().ok().filter(|number| (1..=31).contains(number) && text.len() <= 2)
}

#[cfg(test)]
mod tests {
  use super::*;
  use jiff::civil::date;

  #[test]
  fn dates_told_in_short() {
    let (today, from) = (date(2025, 6, 30), date(2024, 2, 29));
    for (text, behind, ahead) in [
      ("今天", "2025-06-30", "2025-06-30"),
      ("Tomorrow", "2025-07-01", "2025-07-01"),
      ("昨天", "2025-06-29", "2025-06-29"),
      ("后天", "2025-07-02", "2025-07-02"),
      ("+1y", "2025-02-28", "2025-02-28"),
      ("+12m", "2025-02-28", "2025-02-28"),
      ("＋１２个月", "2025-02-28", "2025-02-28"),
      ("-30d", "2024-01-30", "2024-01-30"),
      ("+2周", "2024-03-14", "2024-03-14"),
      ("6-30", "2025-06-30", "2025-06-30"),
      ("7.1", "2024-07-01", "2025-07-01"),
      ("6/29", "2025-06-29", "2026-06-29"),
      ("12月31日", "2024-12-31", "2025-12-31"),
      ("１２。３１", "2024-12-31", "2025-12-31"),
      ("2-29", "2024-02-29", "2028-02-29"),
    ] {
      let read = |ahead| short_date(text, from, today, ahead).map(|date| date.to_string());
      assert_eq!(read(false).as_deref(), Some(behind), "{text}");
      assert_eq!(read(true).as_deref(), Some(ahead), "{text} ahead");
    }
    for text in ["", "6", "13-1", "6-31", "6-30-1", "25-6-30", "+y", "+1q", "1y", "+99999999999y", "6.3.0", "2025-06", "123-4"] {
      assert_eq!(short_date(text, from, today, true), None, "{text}");
    }
  }
}
