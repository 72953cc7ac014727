//! Which sheets of a book are read, and what their columns mean.

use super::{Book, Layout, Sheet, Target, Wishes, layout::Said};
use crate::{
  Failure,
  expr::GroupIx,
  form::Form,
  lang::Message,
  text::{fold_label, fold_search, half_width},
};
use std::collections::HashSet;

/// The sheets with the table and their layouts, the best first, and what else was noticed.
pub(super) type Chosen<'b> = (Vec<(&'b Sheet, Layout)>, Vec<Message>);

pub(super) fn choose<'b>(form: &Form, table: GroupIx, book: &'b Book, wishes: &Wishes) -> Result<Chosen<'b>, Failure> {
  let find = |sheet: &'b Sheet| find(form, table, sheet, wishes).map(|layout| (sheet, layout));
  if !wishes.sheets.is_empty() {
    let mut chosen = Vec::new();
    for wanted in &wishes.sheets {
      let named = book.sheets.iter().find(|sheet| fold_search(&sheet.name) == fold_search(wanted));
      let numbered = || wanted.parse::<usize>().ok().and_then(|number| book.sheets.get(number.checked_sub(1)?));
      let Some(sheet) = named.or_else(numbered) else {
        let known: Vec<&str> = book.sheets.iter().map(|sheet| sheet.name.as_str()).collect();
        return Err(Failure::new(Message::new("ledger-no-sheet").with("sheet", wanted).with("known", known.join("、"))));
      };
      chosen.push(find(sheet).ok_or_else(|| no_header(form, table, &sheet.name))?);
    }
    return Ok((chosen, Vec::new()));
  }
  let mut found: Vec<(&Sheet, Layout)> = book.sheets.iter().filter_map(find).collect();
  // The one with the most fields; of equals, the one in sight, then one in use, then the latest year, then the longer one, then the first.
  found.sort_by_key(|(sheet, layout)| {
    std::cmp::Reverse((layout.matched(), !sheet.hidden, !is_aside(&sheet.name), year_of(&sheet.name), layout.rows.len()))
  });
  if found.is_empty() {
    return Err(no_header(form, table, &book.sheets.iter().map(|sheet| sheet.name.as_str()).collect::<Vec<_>>().join("、")));
  }
  let best = found.remove(0);
  let mut notes = Vec::new();
  let mut keys = if found.is_empty() { HashSet::new() } else { keys_of(form, table, &best) };
  let mut like = vec![best];
  for other in found {
    // A sheet for each workshop has the same columns and other instruments; a copy of last year has the same instruments.
    let same =
      !other.0.hidden && !other.1.rows.is_empty() && !is_aside(&other.0.name) && are_like(&targets_of(&other.1), &targets_of(&like[0].1));
    let theirs = keys_of(form, table, &other);
    if same && !theirs.is_empty() && theirs.is_disjoint(&keys) {
      keys.extend(theirs);
      like.push(other);
    } else if other.1.matched() * 4 >= like[0].1.matched() * 3 && !other.1.rows.is_empty() {
      notes.push(Message::new("ledger-note-other-sheet").with("sheet", &other.0.name));
    }
  }
  // In the order of the book, the columns of the best told first.
  let place = |sheet: &Sheet| book.sheets.iter().position(|known| std::ptr::eq(known, sheet));
  like[1..].sort_by_key(|(sheet, _)| place(sheet));
  if like.len() > 1 {
    let names: Vec<&str> = like.iter().map(|(sheet, _)| sheet.name.as_str()).collect();
    notes.push(Message::new("ledger-note-sheets").with("count", like.len()).with("sheets", names.join("、")));
    notes.extend(unused_elsewhere(&like));
  }
  Ok((like, notes))
}

/// The latest year in the name of a sheet: `2025年`, `台账2025`.
pub(super) fn year_of(name: &str) -> Option<u32> {
  let half = half_width(name);
  half
    .split(|c: char| !c.is_ascii_digit())
    .filter(|run| run.len() == 4)
    .filter_map(|run| run.parse().ok())
    .filter(|year| (1990..2100).contains(year))
    .max()
}

/// Whether a sheet is called what is kept beside a ledger.
fn is_aside(name: &str) -> bool {
  const ASIDE: [&str; 14] = ["报废", "停用", "封存", "作废", "淘汰", "历史", "备份", "模板", "模版", "示例", "样表", "副本", "旧", "copy"];
  let lower = name.to_lowercase();
  ASIDE.iter().any(|word| lower.contains(word))
}

/// What the columns of a sheet go into, in whatever order they stand.
fn targets_of(layout: &Layout) -> HashSet<Target> {
  layout.columns.iter().filter_map(|column| column.target).collect()
}

/// Whether two sheets have mostly the same columns.
fn are_like(one: &HashSet<Target>, other: &HashSet<Target>) -> bool {
  one.intersection(other).count() * 4 >= one.union(other).count() * 3
}

/// Columns of further sheets that go nowhere and that the first sheet does not have.
fn unused_elsewhere(like: &[(&Sheet, Layout)]) -> Vec<Message> {
  let [(_, first), others @ ..] = like else { return Vec::new() };
  let known: HashSet<String> = first.columns.iter().map(|column| fold_label(&column.heading)).collect();
  let of = |(sheet, layout): &(&Sheet, Layout)| {
    let unused = layout.columns.iter().filter(|column| column.target.is_none() && !known.contains(&fold_label(&column.heading)));
    let headings: Vec<&str> = unused.map(|column| column.heading.as_str()).collect();
    let message = Message::new("ledger-note-sheet-columns").with("sheet", &sheet.name).with("columns", headings.join("、"));
    (!headings.is_empty()).then_some(message)
  };
  others.iter().filter_map(of).collect()
}

/// What tells the rows of a sheet apart.
fn keys_of(form: &Form, table: GroupIx, (sheet, layout): &(&Sheet, Layout)) -> HashSet<String> {
  let key = form.group(table).key;
  let Some(column) = layout.columns.iter().find(|column| column.field().is_some() && column.field() == key) else { return HashSet::new() };
  let texts = layout.rows.iter().map(|place| fold_search(&sheet.rows[*place].cell(column.at).shown().to_string()));
  texts.filter(|text| !text.is_empty()).collect()
}

/// The layout of a sheet, with what was said about its headings before.
fn find(form: &Form, table: GroupIx, sheet: &Sheet, wishes: &Wishes) -> Option<Layout> {
  let with = |before: Said| {
    let said: Said = wishes.said.iter().cloned().chain(before).collect();
    Layout::find(form, table, sheet, &said, wishes.header)
  };
  let Some(layout) = with(Said::new()) else {
    // Headings that no word of the form fits may be known from before.
    let remembered = |layout: &Layout| !wishes.memory.recall(form, table, &layout.headings()).is_empty();
    return wishes.memory.all(form, table).filter_map(with).find(remembered);
  };
  let before = wishes.memory.recall(form, table, &layout.headings());
  if before.is_empty() { Some(layout) } else { with(before) }
}

pub(super) fn no_header(form: &Form, table: GroupIx, sheets: &str) -> Failure {
  let labels = form.group(table).fields.iter().filter(|field| field.kind.is_answered()).take(6);
  let labels = crate::form::Bilingual::join(labels.map(|field| &field.label));
  let message =
    if sheets.is_empty() { Message::new("ledger-no-header-here") } else { Message::new("ledger-no-header").with("sheet", sheets) };
  Failure::new(message.with("columns", &labels)).hint(Message::new("ledger-no-header-hint"))
}
