/// What a submission is doing, in this order. Shown as it happens: 封存 → 连接 → 发送 → 核对回执.
#[derive(Clone, Copy, Debug, Eq, Ord, PartialEq, PartialOrd)]
pub enum Step {
  /// The envelope is made and kept in the outbox.
  Seal,
  /// The platform is asked who it is.
  Connect,
  /// The bytes travel.
  Send,
  /// The answer is held against what was sent.
  Verify,
}

impl Step {
  /// What it is called, a key of the locale files.
  pub fn words(self) -> &'static str {
    match self {
      Self::Seal => "step-seal",
      Self::Connect => "step-connect",
      Self::Send => "step-send",
      Self::Verify => "step-verify",
    }
  }
}
