use super::Session;
use crate::{
  document::{Change, Document, diff},
  expr::GroupIx,
  form::is_empty,
  ledger::{Cleared, ClearedWhy},
};
use std::{
  cell::RefCell,
  collections::{BTreeSet, HashMap},
  rc::Rc,
  sync::{Arc, Weak},
};

/// Up to how many differences of a section are told.
const SHOWN: usize = 40;

/// The declaration that a draft was made from, and what a person confirmed since.
#[derive(Clone, Debug)]
pub struct Carried {
  /// The earlier declaration.
  pub earlier: Arc<Document>,
  /// What the draft began without.
  pub cleared: Vec<Cleared>,
  /// The sections that were confirmed, by their place in the form.
  pub confirmed: BTreeSet<usize>,
  /// The lines as they were told last, and of which draft: a key that changes no answer compares nothing. Held weakly, so that the next edit need not copy
  /// the draft; while this is held, no other draft comes to lie at the same place.
  told: RefCell<Option<Told>>,
}

/// A draft, and what differs in it.
type Told = (Weak<Document>, Rc<[CarriedLine]>);

impl Carried {
  /// With these sections confirmed.
  pub fn new(earlier: Arc<Document>, cleared: Vec<Cleared>, confirmed: BTreeSet<usize>) -> Self {
    Self { earlier, cleared, confirmed, told: RefCell::default() }
  }
}

/// A line of the page that compares a draft with the declaration it was made from.
#[derive(Clone, Debug, PartialEq)]
pub enum CarriedLine {
  /// A section: its place in the form, how much differs, how much of what was taken out is still open.
  Section(usize, usize, usize),
  /// What differs in it.
  Change(usize, Change),
  /// More of it.
  More(usize, usize),
}

impl CarriedLine {
  /// The section it belongs to, by its place in the form.
  pub fn section(&self) -> usize {
    match self {
      Self::Section(section, ..) | Self::Change(section, _) | Self::More(section, _) => *section,
    }
  }
}

/// The sections in the order of the form, each with what differs from the declaration before.
pub fn carried_lines(session: &Session, carried: &Carried) -> Rc<[CarriedLine]> {
  let mut told = carried.told.borrow_mut();
  match &*told {
    Some((document, lines)) if document.as_ptr() == Arc::as_ptr(&session.document) => Rc::clone(lines),
    _ => {
      let lines: Rc<[CarriedLine]> = compared(session, carried).into();
      *told = Some((Arc::downgrade(&session.document), Rc::clone(&lines)));
      lines
    }
  }
}

fn compared(session: &Session, carried: &Carried) -> Vec<CarriedLine> {
  let form = &session.form;
  let section_of = |path: &str| form.group_by_path(path).map(|group| form.group(group).section);
  let place = |change: &Change| change.group().and_then(section_of);
  // What is signed anew each time belongs to the signature: it is given on the statement's page.
  let is_signed = |cleared: &&Cleared| cleared.why == ClearedWhy::Signed;
  let signed: Vec<(&str, &str)> = carried
    .cleared
    .iter()
    .filter(is_signed)
    .map(|cleared| (&*form.group(cleared.group).path, &*form.field(cleared.group, cleared.field).id))
    .collect();
  let differences: Vec<Change> = diff(&carried.earlier, &session.document)
    .into_iter()
    .filter(|change| !matches!(change, Change::Set { cell, .. } if signed.contains(&(&*cell.group, &*cell.field))))
    .collect();
  // Rows may have moved since, or gone.
  let mut places: HashMap<GroupIx, HashMap<&Arc<str>, usize>> = HashMap::new();
  for cleared in carried.cleared.iter().filter(|cleared| cleared.row.is_some()) {
    let rows = || session.document.rows(&form.group(cleared.group).path).iter().enumerate().map(|(place, row)| (&row.id, place)).collect();
    places.entry(cleared.group).or_insert_with(rows);
  }
  let is_open = |cleared: &Cleared| {
    let path = &form.group(cleared.group).path;
    let row = match cleared.row {
      None => None,
      Some(row) => match carried.earlier.rows(path).get(row).and_then(|row| places.get(&cleared.group)?.get(&row.id)) {
        Some(place) => Some(*place),
        None => return false,
      },
    };
    session.document.answer(path, row, &form.field(cleared.group, cleared.field).id).is_none_or(is_empty)
  };
  let mut lines = Vec::new();
  for (index, section) in form.sections.iter().enumerate().filter(|(_, section)| session.shown_groups.contains(&section.group)) {
    let own = form.group(section.group).section;
    let inside: Vec<&Change> = differences.iter().filter(|change| place(change) == Some(own)).collect();
    let open = carried
      .cleared
      .iter()
      .filter(|cleared| !is_signed(cleared))
      .filter(|cleared| form.group(cleared.group).section == own && is_open(cleared))
      .count();
    lines.push(CarriedLine::Section(index, inside.len(), open));
    lines.extend(inside.iter().take(SHOWN).map(|change| CarriedLine::Change(index, (*change).clone())));
    if inside.len() > SHOWN {
      lines.push(CarriedLine::More(index, inside.len() - SHOWN));
    }
  }
  lines
}
