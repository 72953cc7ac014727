/// How the terminal program ended.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum End {
  /// The person left it.
  Left,
  /// The system asked for it, by the signal of this number; everything was saved.
  Asked(i32),
}

impl End {
  /// The exit code of the process: 0, or 128 and the signal's number as shells have it.
  pub fn exit_code(self) -> u8 {
    match self {
      Self::Left => 0,
      Self::Asked(number) => 128 | (number as u8 & 127),
    }
  }
}
