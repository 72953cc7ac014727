//! A form as the binary carries it: read and checked when the program is built, so that starting the program reads no TOML.

use super::Form;

impl Form {
  /// The form in few bytes, for [`Form::from_compiled`] of the same program; `None` where it cannot be written down.
  pub fn to_compiled(&self) -> Option<Vec<u8>> {
    postcard::to_stdvec(self).ok()
  }

  /// The form that [`Form::to_compiled`] wrote; `None` where these are no such bytes.
  pub fn from_compiled(bytes: &'static [u8]) -> Option<Self> {
    postcard::from_bytes::<Self>(bytes).ok().map(Self::index)
  }
}
