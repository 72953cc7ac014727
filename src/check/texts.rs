use super::unit_check::faults_in_words;
use crate::metrology::{Status, Unit};
use std::{
  cell::RefCell,
  collections::{HashMap, HashSet},
  rc::Rc,
};

/// So many texts are kept; a document with more of them than any ledger has does not make the check keep them all.
const MOST: usize = 4_096;

/// What was found of texts that stand in many cells: each is read once.
#[derive(Default)]
pub(super) struct Texts {
  units: RefCell<HashMap<Box<str>, Named>>,
  sound: RefCell<HashSet<Box<str>>>,
}

/// What a text that names a unit comes to.
#[derive(Clone)]
struct Named {
  unit: Option<Rc<Unit>>,
  is_legal: bool,
}

impl Texts {
  fn named<T>(&self, text: &str, part: impl Fn(&Named) -> T) -> T {
    if let Some(named) = self.units.borrow().get(text) {
      return part(named);
    }
    let read = Unit::read(text).ok();
    let is_legal = read.as_ref().is_some_and(|read| read.status() == Status::Legal);
    let named = Named { unit: read.map(|read| Rc::new(read.unit)), is_legal };
    let found = part(&named);
    let mut units = self.units.borrow_mut();
    if units.len() < MOST {
      units.insert(text.into(), named);
    }
    found
  }

  /// The unit that a text names.
  pub(super) fn unit(&self, text: &str) -> Option<Rc<Unit>> {
    self.named(text, |named| named.unit.clone())
  }

  /// Whether a text names a legal unit that is rightly written.
  pub(super) fn is_legal_unit(&self, text: &str) -> bool {
    self.named(text, |named| named.is_legal)
  }

  /// Whether nothing is to be said of the units among the words of a text.
  pub(super) fn is_sound(&self, text: &str) -> bool {
    if self.sound.borrow().contains(text) {
      return true;
    }
    let is_sound = faults_in_words(text).is_empty();
    let mut sound = self.sound.borrow_mut();
    if is_sound && sound.len() < MOST {
      sound.insert(text.into());
    }
    is_sound
  }
}
