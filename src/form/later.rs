use serde::{Deserialize, Deserializer, Serialize, Serializer, ser::Error};
use std::{ops::Deref, sync::OnceLock};

/// A part of a form that the first frame does not need: that of a form of the binary stays there as it is until somebody asks for it.
#[derive(Clone, Debug)]
pub struct Later<T> {
  bytes: &'static [u8],
  read: OnceLock<T>,
}

impl<T> From<T> for Later<T> {
  fn from(value: T) -> Self {
    Self { bytes: &[], read: OnceLock::from(value) }
  }
}

impl<T: Deserialize<'static>> Deref for Later<T> {
  type Target = T;

  fn deref(&self) -> &T {
    // `Form::from_compiled` takes only what `Form::to_compiled` of the same program wrote.
    self.read.get_or_init(|| postcard::from_bytes(self.bytes).expect("a part of a form as this program wrote it"))
  }
}

impl<T: Deserialize<'static> + Serialize> Serialize for Later<T> {
  fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
    serializer.serialize_bytes(&postcard::to_stdvec(&**self).map_err(S::Error::custom)?)
  }
}

impl<'de: 'static, T> Deserialize<'de> for Later<T> {
  fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
    Ok(Self { bytes: <&'static [u8]>::deserialize(deserializer)?, read: OnceLock::new() })
  }
}
