use super::RuleTest;
use serde::{Deserialize, Deserializer, Serialize, Serializer, ser::Error};
use std::{ops::Deref, sync::OnceLock};

/// The cases of a rule. Only form authors look at them, so that those of a compiled form stay where they are in the binary until they are asked for.
#[derive(Debug)]
pub struct RuleTests {
  json: &'static [u8],
  read: OnceLock<Vec<RuleTest>>,
}

impl From<Vec<RuleTest>> for RuleTests {
  fn from(tests: Vec<RuleTest>) -> Self {
    Self { json: &[], read: OnceLock::from(tests) }
  }
}

impl Deref for RuleTests {
  type Target = [RuleTest];

  fn deref(&self) -> &[RuleTest] {
    self.read.get_or_init(|| serde_json::from_slice(self.json).unwrap_or_default())
  }
}

impl Serialize for RuleTests {
  fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
    serializer.serialize_bytes(&serde_json::to_vec(&**self).map_err(S::Error::custom)?)
  }
}

impl<'de: 'static> Deserialize<'de> for RuleTests {
  fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
    Ok(Self { json: <&'static [u8]>::deserialize(deserializer)?, read: OnceLock::new() })
  }
}
