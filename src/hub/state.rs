use super::{FormEntry, Recheck, database::Database, deadlines::Deadlines, signer::Signer};
use crate::{
  lang::{Lang, Words},
  submit::{Limits, MAX_BYTES, MAX_DEPTH},
};
use std::sync::{Arc, OnceLock};
use tokio::sync::Semaphore;

/// What every request needs.
pub(crate) struct Hub {
  pub(crate) database: Database,
  pub(crate) signer: Signer,
  pub(crate) recheck: Arc<dyn Recheck>,
  /// How many declarations are read and checked at once. They take a processor each, and up to 40 MiB.
  pub(crate) checks: Semaphore,
  /// How long it waits for whom.
  pub(crate) deadlines: Deadlines,
  forms: OnceLock<Vec<FormEntry>>,
  zh: Words,
  en: Words,
}

impl Hub {
  /// What a hub takes at most.
  pub(crate) const LIMITS: Limits = Limits { max_body: MAX_BYTES as u64, max_depth: MAX_DEPTH as u64 };

  pub(crate) fn new(database: Database, signer: Signer, recheck: Arc<dyn Recheck>) -> Self {
    let threads = std::thread::available_parallelism().map_or(2, std::num::NonZero::get);
    Self {
      database,
      signer,
      recheck,
      checks: Semaphore::new(threads),
      deadlines: Deadlines::default(),
      forms: OnceLock::new(),
      zh: Words::new(Lang::Zh),
      en: Words::new(Lang::En),
    }
  }

  /// The forms declarations are taken for; they stay the same while the hub runs. Reading them the first time takes a processor for a while.
  pub(crate) fn forms(&self) -> &[FormEntry] {
    self.forms.get_or_init(|| self.recheck.forms())
  }

  /// The sentences for someone who accepts the languages in `accepted`, the value of `Accept-Language`.
  pub(crate) fn words(&self, accepted: Option<&str>) -> &Words {
    // The first language we speak, in the order written: nobody writes weights against the order.
    let known = accepted.unwrap_or_default().split(',').find_map(|part| Lang::from_locale(part.split(';').next()?.trim()));
    match known {
      Some(Lang::En) => &self.en,
      _ => &self.zh,
    }
  }
}
