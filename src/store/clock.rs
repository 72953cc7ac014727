use jiff::{Timestamp, Unit, ZonedDateTime, civil::Date};

/// The time, RFC 3339 in UTC, to the second.
pub fn now() -> String {
  let now = Timestamp::now();
  now.round(Unit::Second).unwrap_or(now).to_string()
}

/// The date where this machine is.
pub fn today() -> Date {
  ZonedDateTime::now().date()
}
