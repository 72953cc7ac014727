use std::time::Duration;

/// How long the hub waits for whom.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Deadlines {
  /// For the head of a request, the first one of a connection and each after.
  pub(crate) head: Duration,
  /// For a question, from its head to the end of the answer.
  pub(crate) question: Duration,
  /// For a submission: a body of some hundred kilobytes over a line of 64 kbit/s.
  pub(crate) submission: Duration,
  /// For a whole connection; longer than any request.
  pub(crate) life: Duration,
}

impl Default for Deadlines {
  fn default() -> Self {
    Self {
      head: Duration::from_secs(10),
      question: Duration::from_secs(30),
      submission: Duration::from_mins(2),
      life: Duration::from_mins(5),
    }
  }
}
