use serde::{Deserialize, Serialize};

/// What a platform of the simple profile answers: it took the declaration, but proves nothing.
#[derive(Clone, Debug, Default, Deserialize, Eq, PartialEq, Serialize)]
pub struct Acknowledgement {
  /// The platform's own id of the declaration.
  pub id: Option<String>,
  /// What the platform said.
  pub message: Option<String>,
}
