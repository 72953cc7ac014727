use jiff::{Timestamp, Unit, ZonedDateTime, civil::Date, tz::TimeZone};
use std::sync::OnceLock;

/// The time, RFC 3339 in UTC, to the second.
pub fn now() -> String {
  let now = Timestamp::now();
  now.round(Unit::Second).unwrap_or(now).to_string()
}

/// The date where this machine is.
pub fn today() -> Date {
  ZonedDateTime::new(Timestamp::now(), zone()).date()
}

/// The time zone of this machine.
pub fn zone() -> TimeZone {
  static ZONE: OnceLock<TimeZone> = OnceLock::new();
  ZONE.get_or_init(|| local().unwrap_or_else(TimeZone::system)).clone()
}

/// The zone that is set for the whole machine, where no variable names another; read from its one file, as to look for its name means to
/// go through all zones there are.
fn local() -> Option<TimeZone> {
  let is_named = std::env::var_os("TZ").is_some();
  (cfg!(unix) && !is_named).then(|| TimeZone::tzif("local", &std::fs::read("/etc/localtime").ok()?).ok()).flatten()
}
