use serde_json::Value;

/// How to read the answers of a platform that has its own: where success, id and message stand in its JSON.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Mapping {
  /// JSON pointer to the value that tells success.
  pub pointer: String,
  /// What stands there after success.
  pub equals: Value,
  /// JSON pointer to the platform's id of the declaration.
  pub id: Option<String>,
  /// JSON pointer to what the platform says.
  pub message: Option<String>,
}

impl Mapping {
  /// Whether `body` tells success.
  pub fn succeeded(&self, body: &Value) -> bool {
    body.pointer(&self.pointer) == Some(&self.equals)
  }

  /// The platform's id in `body`; a number is taken as it is written.
  pub fn id_in(&self, body: &Value) -> Option<String> {
    text(body, self.id.as_deref())
  }

  /// What the platform says in `body`.
  pub fn message_in(&self, body: &Value) -> Option<String> {
    text(body, self.message.as_deref())
  }
}

fn text(body: &Value, pointer: Option<&str>) -> Option<String> {
  match body.pointer(pointer?)? {
    Value::String(text) => Some(crate::text::clean_foreign(text)),
    Value::Number(number) => Some(number.to_string()),
    _ => None,
  }
}
