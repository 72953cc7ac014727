/// What the hub can be asked. `docs/openapi.yaml` describes the same, and a test compares them.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum Route {
  /// What the hub says about itself.
  Service,
  /// Whether it works.
  Health,
  /// The forms it takes.
  Forms,
  /// Hand in a revision.
  Submit,
  /// The state of a declaration.
  Declaration,
  /// The receipt of a revision, again.
  Receipt,
}

impl Route {
  /// All of them.
  pub const ALL: [Self; 6] = [Self::Service, Self::Health, Self::Forms, Self::Submit, Self::Declaration, Self::Receipt];

  /// The HTTP method.
  pub fn method(self) -> &'static str {
    match self {
      Self::Submit => "PUT",
      _ => "GET",
    }
  }

  /// The path, with parameters in braces.
  pub fn path(self) -> &'static str {
    match self {
      Self::Service => "/v1",
      Self::Health => "/v1/health",
      Self::Forms => "/v1/forms",
      Self::Submit => "/v1/declarations/{id}/revisions/{n}",
      Self::Declaration => "/v1/declarations/{id}",
      Self::Receipt => "/v1/declarations/{id}/revisions/{n}/receipt",
    }
  }

  /// Whether anyone may ask, without a token.
  pub fn is_open(self) -> bool {
    matches!(self, Self::Service | Self::Health)
  }
}
