use std::time::Duration;

/// Whether and when the same bytes are sent again without a person.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum Retry {
  /// Soon, and more rarely each time.
  Backoff,
  /// Rarely: something between here and the platform has to change first, such as a login page.
  Slowly,
  /// Not before this time has passed, this declaration only.
  After(Duration),
  /// Not before this time has passed, and nothing else to this host either.
  HostAfter(Duration),
  /// Never send again, ask for the receipt instead: the platform has the bytes.
  Poll(Option<Duration>),
}

impl Retry {
  /// The longest pause.
  pub const LONGEST: Duration = Duration::from_hours(1);
  const SHORTEST: Duration = Duration::from_secs(15);

  /// How long to wait after `attempts` attempts. `chance`, from 0 to 1, spreads many clients over the time they may wait.
  pub fn delay(self, attempts: u32, chance: f64) -> Duration {
    match self {
      Self::Backoff | Self::Poll(None) => {
        let ceiling = Self::SHORTEST.saturating_mul(1 << attempts.saturating_sub(1).min(8)).min(Self::LONGEST);
        if (0.0..=1.0).contains(&chance) { ceiling.mul_f64(chance) } else { ceiling }
      }
      Self::Slowly => Self::LONGEST,
      Self::After(pause) | Self::HostAfter(pause) | Self::Poll(Some(pause)) => pause,
    }
  }
}

#[cfg(test)]
mod tests {
  use super::*;

  #[test]
  fn pauses_double_up_to_an_hour() {
    let longest: Vec<u64> = (1..=12).map(|attempts| Retry::Backoff.delay(attempts, 1.0).as_secs()).collect();
    assert_eq!(longest, [15, 30, 60, 120, 240, 480, 960, 1920, 3600, 3600, 3600, 3600]);
    assert_eq!(Retry::Backoff.delay(3, 0.5), Duration::from_secs(30));
    assert_eq!(Retry::Backoff.delay(u32::MAX, f64::NAN), Retry::LONGEST);
    assert_eq!(Retry::HostAfter(Duration::from_secs(7)).delay(9, 1.0), Duration::from_secs(7));
  }
}
