//! What of the page is drawn again only when the draft changes: a key that is typed into a field changes none of the others.

use super::{fields::Drawn, outline};
use crate::{
  document::Document,
  tui::{Session, model::PageItem},
};
use std::{
  cell::RefCell,
  fmt,
  rc::Rc,
  sync::{Arc, Weak},
};

/// What was drawn last. It is held with the draft that it was drawn of, weakly, so that the next edit need not copy the draft; while it is, no other draft
/// comes to lie at the same place.
#[derive(Default)]
pub struct Memo(RefCell<Kept>);

#[derive(Default)]
struct Kept {
  document: Weak<Document>,
  is_checked: bool,
  /// The items of the page without the focus, and what else they depend on.
  items: (PageKey, Vec<PageItem>, Vec<Option<Rc<Drawn>>>),
  outline: Option<Rc<outline::Told>>,
}

/// What the items of a page depend on beside the draft: how wide the page and its labels are, and whether it is the statement.
#[derive(Clone, Copy, Default, Eq, PartialEq)]
pub(super) struct PageKey {
  pub(super) room: usize,
  pub(super) label: usize,
  pub(super) is_statement: bool,
}

impl fmt::Debug for Memo {
  fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
    f.debug_struct("Memo").finish_non_exhaustive()
  }
}

impl Memo {
  /// An item of a page that has not the focus, by its place among the items.
  pub(super) fn item(&self, session: &Session, key: PageKey, items: &[PageItem], at: usize, draw: impl FnOnce() -> Drawn) -> Rc<Drawn> {
    {
      let mut kept = self.0.borrow_mut();
      kept.follow(session);
      if kept.items.0 != key || kept.items.1 != items {
        kept.items = (key, items.to_vec(), vec![None; items.len()]);
      }
      if let Some(drawn) = &kept.items.2[at] {
        return Rc::clone(drawn);
      }
    }
    let drawn = Rc::new(draw());
    self.0.borrow_mut().items.2[at] = Some(Rc::clone(&drawn));
    drawn
  }

  /// What the outline tells.
  pub(super) fn outline(&self, session: &Session, tell: impl FnOnce() -> outline::Told) -> Rc<outline::Told> {
    let mut kept = self.0.borrow_mut();
    kept.follow(session);
    Rc::clone(kept.outline.get_or_insert_with(|| Rc::new(tell())))
  }
}

impl Kept {
  /// Forgets what was drawn of another draft, or of this one before it changed or was checked.
  fn follow(&mut self, session: &Session) {
    if self.document.as_ptr() != Arc::as_ptr(&session.document) || self.is_checked != session.is_checked() {
      *self = Self { document: Arc::downgrade(&session.document), is_checked: session.is_checked(), ..Self::default() };
    }
  }
}
