use jiff::{Span, civil::Date};

/// The same day `months` later (or earlier), clamped to the end of the month; `None` outside the years 1 to 9999.
pub fn add_months(date: Date, months: i64) -> Option<Date> {
  let span = Span::new().try_months(months).ok()?;
  date.checked_add(span).ok().filter(|date| date.year() >= 1)
}

/// The last day on which a verification or calibration of `date` with an interval of `months` is valid: `add_months` less one day.
///
/// Source: practice of certificates in China (domain.md §6.3, not confirmed by a clause); an instrument is valid through this day.
pub fn due_date(date: Date, months: i64) -> Option<Date> {
  add_months(date, months)?.yesterday().ok()
}

#[cfg(test)]
mod tests {
  use super::*;

  #[test]
  fn vectors() {
    // domain.md §6.3
    for (date, months, due) in [
      ("2024-07-01", 12, "2025-06-30"),
      ("2024-02-29", 12, "2025-02-27"),
      ("2023-08-31", 6, "2024-02-28"),
      ("2024-12-31", 6, "2025-06-29"),
      ("2024-03-15", 24, "2026-03-14"),
      ("2025-01-01", 6, "2025-06-30"),
    ] {
      let date: Date = date.parse().unwrap();
      assert_eq!(due_date(date, months).unwrap().to_string(), due, "{date} + {months}");
    }
  }

  #[test]
  fn out_of_the_calendar() {
    assert_eq!(due_date("9999-12-31".parse().unwrap(), 12), None);
    for months in [i64::MAX, i64::MIN, 999_999_999, -999_999_999] {
      assert_eq!(due_date("2024-01-01".parse().unwrap(), months), None);
    }
  }
}
