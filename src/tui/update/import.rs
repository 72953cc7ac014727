//! A ledger into a table, step by step: which file, which columns, what would change. The table is changed by the last step alone, as one step of undo.

use super::{cursor::moved, fields, history, import_file, import_preview};
use crate::{
  expr::FieldIx,
  form::Kind,
  lang::Message,
  ledger::{Address, Book, Decision, Part, Plan, Progress, Said, Target, Why, parse_target, target_name},
  tui::{
    Command, Effect, Model, Page,
    edit::{Pick, PickItem},
    model::{ColumnLine, Import, ImportStage, PickFor},
  },
};
use std::{path::PathBuf, sync::Arc};

/// Up to which row a header can be chosen from a list.
const HEADERS: usize = 80;

/// Begins: a file is to be chosen.
pub(super) fn begin(model: &mut Model) -> Vec<Effect> {
  let mut effects = history::leave(model);
  if let Some(table) = fields::table(model) {
    model.pages.push(Page::Import(Box::new(Import::new(table))));
    effects.push(Effect::ListFolder(None));
  }
  effects
}

/// The import on top, or below a list that belongs to it.
pub(super) fn import(model: &mut Model) -> Option<&mut Import> {
  model.pages.iter_mut().rev().find_map(|page| match page {
    Page::Import(import) => Some(&mut **import),
    _ => None,
  })
}

/// A command on one of its pages.
pub(super) fn run(model: &mut Model, command: Command) -> Vec<Effect> {
  let Some(import) = import(model) else { return Vec::new() };
  match import.stage {
    ImportStage::File => import_file::run(model, command),
    ImportStage::Reading(_) if command == Command::Back => stop(model),
    ImportStage::Reading(_) => Vec::new(),
    ImportStage::Columns(at) => on_columns(model, command, at),
    ImportStage::Preview(at) => import_preview::run(model, command, at),
  }
}

/// Reads a file.
pub(super) fn read(model: &mut Model, path: PathBuf) -> Vec<Effect> {
  let Some(import) = import(model) else { return Vec::new() };
  import.ticket += 1;
  import.stage = import.reading();
  import.path = Some(path.clone());
  (import.book, import.plan, import.trouble) = (None, None, None);
  (import.wishes, import.decision) = Default::default();
  vec![Effect::ReadLedger(import.ticket, path)]
}

/// No longer waits for what was asked for; nothing is left of it.
fn stop(model: &mut Model) -> Vec<Effect> {
  let said = model.words.get("note-import-stopped");
  if let Some(import) = import(model) {
    import.ticket += 1;
    import.stage = ImportStage::File;
  }
  model.note = Some(said);
  vec![Effect::StopLedger]
}

/// Asks what the ledger would change, as the person wishes it to be read.
fn ask_plan(model: &mut Model) -> Vec<Effect> {
  let Some(document) = model.session.as_ref().map(|session| Arc::clone(&session.document)) else { return Vec::new() };
  let Some(import) = import(model) else { return Vec::new() };
  let Some(book) = import.book.clone() else { return Vec::new() };
  import.ticket += 1;
  import.planning = true;
  import.decision = Decision::default();
  let (ticket, table, wishes) = (import.ticket, import.table, Box::new(import.wishes.clone()));
  vec![Effect::PlanLedger { ticket, book, table, wishes, document }]
}

/// How far it is read.
pub(super) fn progress(model: &mut Model, ticket: u64, now: Progress) {
  if let Some(import) = import(model).filter(|import| import.ticket == ticket)
    && let ImportStage::Reading(progress) = &mut import.stage
  {
    *progress = now;
  }
}

/// The file was read.
pub(super) fn was_read(model: &mut Model, ticket: u64, result: Result<Arc<Book>, String>) -> Vec<Effect> {
  let Some(import) = import(model).filter(|import| import.ticket == ticket) else { return Vec::new() };
  match result {
    Ok(book) => {
      import.book = Some(book);
      ask_plan(model)
    }
    Err(said) => {
      import.stage = ImportStage::File;
      import.trouble = Some(said);
      Vec::new()
    }
  }
}

/// What it would change is known; or nothing that could be imported was found, and the person has to say where it is.
pub(super) fn was_planned(model: &mut Model, ticket: u64, result: Result<Arc<Plan>, String>) {
  let Some(import) = import(model).filter(|import| import.ticket == ticket) else { return };
  import.planning = false;
  match result {
    Ok(plan) => (import.plan, import.trouble) = (Some(plan), None),
    Err(said) => (import.plan, import.trouble) = (None, Some(said)),
  }
  import.unfold();
  if let ImportStage::Reading(_) = import.stage {
    // A person should look first at a column that is only like a field; without columns, at where they are.
    let columns = import.plan.as_ref().map(|plan| plan.columns.iter().position(|column| column.why == Why::Like).unwrap_or(0) + 2);
    import.stage = ImportStage::Columns(columns.unwrap_or(0));
  }
}

fn on_columns(model: &mut Model, command: Command, at: usize) -> Vec<Effect> {
  let Some(import) = import(model) else { return Vec::new() };
  let lines = import.column_lines();
  if let Some(at) = moved(command, at, lines.len()) {
    import.stage = ImportStage::Columns(at);
    return Vec::new();
  }
  match (command, lines.get(at)) {
    (Command::Back, _) => {
      import.stage = ImportStage::File;
      import.ticket += 1;
      import.planning = false;
      return vec![Effect::StopLedger];
    }
    (Command::Continue, _) if import.planning => model.note = Some(model.words.get("note-import-planning")),
    (Command::Continue, _) if import.plan.is_none() => model.note = import.trouble.clone(),
    (Command::Continue, _) => import.stage = ImportStage::Preview(0),
    (Command::Clear, Some(ColumnLine::Column(column))) => return choose_column(model, *column, None),
    (Command::Accept, Some(ColumnLine::Column(column))) => ask_column(model, *column),
    (Command::Accept, Some(ColumnLine::Sheet)) => ask_sheets(model),
    (Command::Accept, Some(ColumnLine::Header)) => ask_header(model),
    _ => {}
  }
  Vec::new()
}

/// What a part of a range is called, a key of the locale files.
pub(in crate::tui) fn part_word(part: Part) -> &'static str {
  match part {
    Part::Low => "import-part-low",
    Part::High => "import-part-high",
    Part::Unit => "import-part-unit",
    Part::Factor => "import-part-factor",
  }
}

/// Which field a column goes into.
fn ask_column(model: &mut Model, column: usize) {
  let lang = model.lang();
  let nowhere = model.words.get("import-nowhere");
  let parts = [Part::Low, Part::High, Part::Unit, Part::Factor].map(|part| (part, model.words.get(part_word(part))));
  let Some(import) = import(model) else { return };
  let (table, Some(plan)) = (import.table, import.plan.clone()) else { return };
  let Some(session) = &model.session else { return };
  let form = &session.form;
  let Some(now) = plan.columns.get(column) else { return };
  let taken = |target: Target| plan.columns.iter().find(|other| other.target == Some(target) && other.at != now.at);
  let mut items = vec![PickItem { code: String::new(), label: nowhere, ..PickItem::default() }];
  let mut offer = |target: Target, label: String, also: String| {
    let detail = taken(target).map(|other| format!("← {} {}", other.letters(), other.heading)).unwrap_or_default();
    items.push(PickItem { code: target_name(form, table, target), label, detail, also, ..PickItem::default() });
  };
  for (field, definition) in form.group(table).fields().filter(|(_, field)| field.kind.is_answered()) {
    let label = definition.label.get(lang).to_owned();
    offer(Target::Field(field), label.clone(), definition.synonyms.join(" "));
    let own: &[Part] = match definition.kind {
      Kind::Range(_) => &[Part::Low, Part::High, Part::Unit],
      Kind::Uncertainty(_) => &[Part::Factor],
      _ => &[],
    };
    if !own.is_empty() {
      for (part, word) in parts.iter().filter(|(part, _)| own.contains(part)) {
        offer(Target::Part(field, *part), format!("{label} · {word}"), String::new());
      }
    }
  }
  let chosen = now.target.map(|target| target_name(form, table, target)).unwrap_or_default();
  let pick = Pick::new(items, &[&chosen], false);
  model.pages.push(Page::Pick(PickFor::Column(column), Box::new(pick)));
}

fn ask_sheets(model: &mut Model) {
  let Some(import) = import(model) else { return };
  let Some(book) = import.book.clone() else { return };
  let read = import.plan.as_ref().map_or(&import.wishes.sheets, |plan| &plan.sheets).clone();
  let hidden = model.words.get("import-sheet-hidden");
  let items: Vec<PickItem> = book
    .sheets
    .iter()
    .map(|sheet| {
      let about = model.words.say(&Message::new("state-rows").with("count", sheet.rows.len()));
      let detail = if sheet.hidden { format!("{about} · {hidden}") } else { about };
      PickItem { code: sheet.name.clone(), label: sheet.name.clone(), detail, ..PickItem::default() }
    })
    .collect();
  let read: Vec<&str> = read.iter().map(String::as_str).collect();
  let pick = Pick::new(items, &read, true);
  model.pages.push(Page::Pick(PickFor::Sheets, Box::new(pick)));
}

/// Which row is the header: the rows are shown as they stand.
fn ask_header(model: &mut Model) {
  let Some(import) = import(model) else { return };
  let Some(book) = import.book.clone() else { return };
  let name = import.plan.as_ref().and_then(|plan| plan.sheets.first()).or_else(|| import.wishes.sheets.first()).cloned();
  let now = import.plan.as_ref().and_then(|plan| plan.header).map(|(first, _)| (first + 1).to_string()).unwrap_or_default();
  let Some(sheet) = book.sheets.iter().find(|sheet| name.as_ref().is_none_or(|name| sheet.name == *name)) else { return };
  let items: Vec<PickItem> = sheet
    .rows
    .iter()
    .take(HEADERS)
    .map(|row| {
      let texts: Vec<String> = row.filled().map(|(_, cell)| cell.shown().to_string().replace(['\r', '\n'], " ")).collect();
      let label = model.words.say(&Message::new("import-row").with("row", i64::from(row.number) + 1));
      PickItem { code: (row.number + 1).to_string(), label, detail: texts.join(" | "), ..PickItem::default() }
    })
    .collect();
  let pick = Pick::new(items, &[&now], false);
  model.pages.push(Page::Pick(PickFor::Header, Box::new(pick)));
}

/// What was chosen from one of its lists.
pub(super) fn chosen(model: &mut Model, wanted: &PickFor, current: Option<&str>, marked: Vec<String>) -> Vec<Effect> {
  match wanted {
    PickFor::Column(column) => {
      let table = import(model).map(|import| import.table);
      let Some((table, session)) = table.zip(model.session.as_ref()) else { return Vec::new() };
      let target = current.filter(|name| !name.is_empty()).and_then(|name| parse_target(&session.form, table, name));
      choose_column(model, *column, target)
    }
    PickFor::Sheets if marked.is_empty() => {
      model.note = Some(model.words.get("note-import-no-sheet"));
      Vec::new()
    }
    PickFor::Sheets => {
      if let Some(import) = import(model) {
        import.wishes.sheets = marked;
        import.wishes.header = None;
      }
      ask_plan(model)
    }
    PickFor::Header => {
      if let Some(import) = import(model) {
        import.wishes.header = current.and_then(|row| row.parse::<u32>().ok()?.checked_sub(1));
      }
      ask_plan(model)
    }
    _ => Vec::new(),
  }
}

/// Has a column go into a field, or nowhere.
fn choose_column(model: &mut Model, column: usize, target: Option<Target>) -> Vec<Effect> {
  let joins = |field: FieldIx, model: &Model, table| model.session.as_ref().is_some_and(|session| session.form.field(table, field).join);
  let table = import(model).map(|import| import.table);
  let joined = target.zip(table).is_some_and(|(target, table)| joins(target.field(), model, table));
  let Some(import) = import(model) else { return Vec::new() };
  let Some(plan) = import.plan.clone() else { return Vec::new() };
  // Twice the same heading, or none: the letter tells which is meant.
  let name = |at: usize| -> Option<String> {
    let column = plan.columns.get(at)?;
    let same = plan.columns.iter().filter(|other| other.heading == column.heading).count();
    Some(if column.heading.is_empty() || same > 1 { Address::letters(column.at) } else { column.heading.clone() })
  };
  let Some(this) = name(column) else { return Vec::new() };
  let mut said: Said = import.wishes.said.iter().filter(|(known, _)| *known != this).cloned().collect();
  // One field, one column: the one it had goes nowhere now.
  let before = plan.columns.iter().position(|other| target.is_some() && other.target == target);
  if let Some(other) = before.filter(|other| *other != column && !joined).and_then(name) {
    said.retain(|(known, _)| *known != other);
    said.push((other, None));
  }
  said.push((this, target));
  import.wishes.said = said;
  // What is said about a column must not make another row the header.
  if let [_] = &plan.sheets[..] {
    import.wishes.header = plan.header.map(|(first, _)| first);
  }
  ask_plan(model)
}
