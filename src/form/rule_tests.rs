use super::RuleTest;
use serde::{Deserialize, Deserializer, Serialize, Serializer, ser::Error};
use std::{ops::Deref, sync::OnceLock};

/// The cases of a rule. Only form authors look at them, so that those of a compiled form are read when they are first asked for.
#[derive(Debug)]
pub struct RuleTests {
  json: String,
  read: OnceLock<Vec<RuleTest>>,
}

impl From<Vec<RuleTest>> for RuleTests {
  fn from(tests: Vec<RuleTest>) -> Self {
    Self { json: String::new(), read: OnceLock::from(tests) }
  }
}

impl Deref for RuleTests {
  type Target = [RuleTest];

  fn deref(&self) -> &[RuleTest] {
    self.read.get_or_init(|| serde_json::from_str(&self.json).unwrap_or_default())
  }
}

impl Serialize for RuleTests {
  fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
    serde_json::to_string(&**self).map_err(S::Error::custom)?.serialize(serializer)
  }
}

impl<'de> Deserialize<'de> for RuleTests {
  fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
    Ok(Self { json: String::deserialize(deserializer)?, read: OnceLock::new() })
  }
}
