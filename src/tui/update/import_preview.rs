//! What an import or a pasted block would change: taken or left part by part and row by row, then carried out as one step.

use super::{cursor::moved, fields, history, import::import};
use crate::{
  document::Change,
  lang::Message,
  ledger::{Decision, Fate, OnVanished, Plan},
  tui::{
    Command, Effect, Model,
    model::{Import, ImportLine, ImportPart, ImportStage},
  },
};
use std::{collections::BTreeSet, path::PathBuf};

/// A command on what would change.
pub(super) fn run(model: &mut Model, command: Command, at: usize) -> Vec<Effect> {
  let can_retire = {
    let table = import(model).map(|import| import.table);
    table.zip(model.session.as_ref()).is_some_and(|(table, session)| session.form.group(table).retire.is_some())
  };
  let Some(import) = import(model) else { return Vec::new() };
  let lines = import.lines();
  if let Some(at) = moved(command, at, lines.len()) {
    import.stage = ImportStage::Preview(at);
    return Vec::new();
  }
  match (command, lines.get(at)) {
    (Command::Back, _) if import.path.is_none() => {
      model.pages.pop();
      fields::settle(model);
    }
    (Command::Back, _) => import.stage = ImportStage::Columns(0),
    (Command::Accept, Some(line)) => {
      let part = part_of(*line);
      if !import.unfolded.remove(&part) {
        import.unfolded.insert(part);
      }
      let header = import.lines().iter().position(|line| matches!(line, ImportLine::Part(known, _) if *known == part));
      import.stage = ImportStage::Preview(header.unwrap_or(0));
    }
    (Command::Toggle, Some(line)) => toggle(import, *line, can_retire),
    (Command::Confirm, _) => return take(model),
    _ => {}
  }
  Vec::new()
}

fn part_of(line: ImportLine) -> ImportPart {
  match line {
    ImportLine::Part(part, _) | ImportLine::Row(part, _) | ImportLine::Cell(part, ..) => part,
    ImportLine::Vanished(_) => ImportPart::Vanished,
    ImportLine::Problem(_) => ImportPart::Problems,
    ImportLine::Note(_) => ImportPart::Notes,
  }
}

/// Takes or leaves a part, a row; the next of what can become of rows that the ledger does not have.
fn toggle(import: &mut Import, line: ImportLine, can_retire: bool) {
  let next = |now: OnVanished| match now {
    OnVanished::Keep if can_retire => OnVanished::Retire,
    OnVanished::Keep | OnVanished::Retire => OnVanished::Remove,
    OnVanished::Remove => OnVanished::Keep,
  };
  let decision = &mut import.decision;
  let of_part = |part: ImportPart, at: &usize| {
    let Some(row) = import.plan.as_ref().and_then(|plan| plan.rows.get(*at)) else { return false };
    matches!(row.fate, Fate::New(_)) == (part == ImportPart::New)
  };
  match line {
    ImportLine::Part(part @ (ImportPart::New | ImportPart::Changed), _) => {
      let whole = if part == ImportPart::New { &mut decision.new } else { &mut decision.changed };
      *whole = !*whole;
      decision.left_out.retain(|at| !of_part(part, at));
    }
    ImportLine::Part(ImportPart::Conflicts, _) => {
      decision.ledger_wins = !decision.ledger_wins;
      decision.other_wins.clear();
    }
    ImportLine::Part(ImportPart::Vanished, _) => {
      decision.vanished = next(decision.vanished);
      decision.vanished_apart.clear();
    }
    ImportLine::Row(ImportPart::Conflicts, at) | ImportLine::Cell(ImportPart::Conflicts, at, _) => flip(&mut decision.other_wins, at),
    ImportLine::Row(ImportPart::New | ImportPart::Changed, at) | ImportLine::Cell(ImportPart::New | ImportPart::Changed, at, _) => {
      flip(&mut decision.left_out, at);
    }
    ImportLine::Vanished(at) => {
      let wanted = next(decision.vanished(at));
      decision.vanished_apart.insert(at, wanted);
    }
    ImportLine::Part(..) | ImportLine::Row(..) | ImportLine::Cell(..) | ImportLine::Problem(_) | ImportLine::Note(_) => {}
  }
}

fn flip(set: &mut BTreeSet<usize>, at: usize) {
  if !set.remove(&at) {
    set.insert(at);
  }
}

/// Carries out what was chosen and closes the page.
fn take(model: &mut Model) -> Vec<Effect> {
  let Some(import) = import(model) else { return Vec::new() };
  let Some(plan) = import.plan.clone() else { return Vec::new() };
  let (decision, path, said) = (import.decision.clone(), import.path.clone(), import.wishes.said.clone());
  model.pages.pop();
  let mut effects = carry_out(model, &plan, &decision, path.as_ref());
  if let Some(path) = path {
    effects.push(Effect::KeepLedger(path, plan, said));
  }
  effects
}

/// Changes the table as a plan says, as one step.
pub(super) fn carry_out(model: &mut Model, plan: &Plan, decision: &Decision, path: Option<&PathBuf>) -> Vec<Effect> {
  let lang = model.lang();
  let Some(session) = &model.session else { return Vec::new() };
  let changes = plan.changes(&session.form, &session.document, decision);
  let is_change = |change: &Change| !matches!(change, Change::Imported { .. });
  if !changes.iter().any(is_change) {
    model.note = Some(model.words.get("note-block-nothing"));
    fields::settle(model);
    // What the ledger says is remembered all the same, so that the next edit here is known as one.
    return if changes.is_empty() || path.is_none() {
      Vec::new()
    } else {
      history::apply(model, changes, model.words.get("step-import-same"), false)
    };
  }
  let rows: usize = changes.iter().map(|change| if let Change::InsertRows { rows, .. } = change { rows.len() } else { 0 }).sum();
  let gone = changes.iter().filter(|change| matches!(change, Change::RemoveRow { .. })).count();
  let set = changes.iter().filter(|change| matches!(change, Change::Set { .. })).count();
  let table = session.form.group(plan.table).label.get(lang).to_owned();
  let (label, note) = match path {
    None => {
      let cells = plan.written_cells();
      let with = |id| Message::new(id).with("cells", cells).with("rows", rows);
      (with("step-block").with("table", table), with("note-block-written"))
    }
    Some(path) => {
      let name = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
      let with = |id| Message::new(id).with("file", name.clone()).with("new", rows).with("cells", set).with("gone", gone);
      (with("step-import").with("table", table), with("note-imported"))
    }
  };
  let (label, note) = (model.words.say(&label), model.words.say(&note));
  let effects = history::apply(model, changes, label, false);
  model.note = Some(note);
  fields::settle(model);
  effects
}
