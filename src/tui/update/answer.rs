//! Answers that are not typed as text: choices, yes and no, references, files, fixes, reasons.

use super::{fields, history};
use crate::{
  check::Finding,
  document::{CellPath, Change},
  form::{Choices, Kind, Lookup, Severity},
  lang::{Lang, Message},
  session::{Offer, label_of},
  text::fold_char,
  tui::{
    Effect, Model, Page,
    edit::{Line, Pick, PickItem},
    model::{CellRef, PickFor, PromptFor},
  },
};
use serde_json::Value as Json;
use std::collections::{HashMap, HashSet};

/// Sets or clears an answer as one step.
pub(super) fn set(model: &mut Model, cell: CellRef, value: Option<Json>) -> Vec<Effect> {
  let lang = model.lang();
  let Some(session) = &model.session else { return Vec::new() };
  let group = session.form.group(cell.group);
  let field = session.field(cell);
  let before = session.document.answer(&group.path, cell.row, &field.id);
  if before == value.as_ref() || !field.kind.is_answered() {
    return Vec::new();
  }
  let shown = value.as_ref().map(|json| session.form.text_of_answer(field, json, lang)).unwrap_or_default();
  let label = label_of(&session.form, cell, &session.text_of(cell, lang), &shown, lang);
  let Some(path) = session.path_of(cell) else { return Vec::new() };
  let effects = history::apply(model, vec![Change::Set { cell: path, value, typed: None, prune: false }], label, false);
  fields::settle(model);
  effects
}

/// Yes becomes no, everything else yes.
pub(super) fn toggle(model: &mut Model, cell: CellRef) -> Vec<Effect> {
  let Some(session) = &model.session else { return Vec::new() };
  let group = session.form.group(cell.group);
  let now = session.document.answer(&group.path, cell.row, &session.field(cell).id).and_then(Json::as_bool);
  set(model, cell, Some(Json::Bool(now != Some(true))))
}

/// A character on an answer that is chosen: Space, 是 and 否 on yes or no; elsewhere typing opens the list.
pub(super) fn key_on_choice(model: &mut Model, cell: CellRef, c: char) -> Vec<Effect> {
  let Some(session) = &model.session else { return Vec::new() };
  let is_boolean = matches!(session.field(cell).kind, Kind::Boolean);
  let c = fold_char(c);
  if is_boolean {
    return match c.to_ascii_lowercase() {
      ' ' => toggle(model, cell),
      '是' | '有' | '对' | 'y' | '1' | '√' => set(model, cell, Some(Json::Bool(true))),
      '否' | '无' | '不' | 'n' | '0' | '×' => set(model, cell, Some(Json::Bool(false))),
      _ => {
        model.note = Some(model.words.get("note-yes-or-no"));
        Vec::new()
      }
    };
  }
  let typed = if c == ' ' { String::new() } else { c.to_string() };
  open_pick(model, cell, &typed).unwrap_or_default()
}

/// Opens the list of answers of a choice or reference, narrowed by `typed`; `None` for fields without one.
pub(super) fn open_pick(model: &mut Model, cell: CellRef, typed: &str) -> Option<Vec<Effect>> {
  let lang = model.lang();
  let session = model.session.as_ref()?;
  let (offers, many) = session.offers(cell, lang)?;
  let items = match &session.field(cell).kind {
    Kind::Choice(Choices::Lookup { lookup, filter }) | Kind::Choices(Choices::Lookup { lookup, filter }) => {
      lookup_items(&session.form.lookups[*lookup], filter, lang)
    }
    _ => {
      offers.into_iter().map(|Offer { code, label, detail, also }| PickItem { code, label, detail, also, ..PickItem::default() }).collect()
    }
  };
  let chosen = session.taken(cell);
  let mut pick = Pick::new(items, &chosen, many);
  if !typed.is_empty() {
    pick.narrow(typed);
  }
  model.pages.push(Page::Pick(PickFor::Answer(cell), Box::new(pick)));
  Some(Vec::new())
}

/// The rows of a table of facts; where codes nest, also those that only hold others.
fn lookup_items(table: &Lookup, filter: &[(usize, Vec<String>)], lang: Lang) -> Vec<PickItem> {
  let mut wanted: HashSet<&str> = table.keys(filter).collect();
  let answers = wanted.clone();
  for key in &answers {
    wanted.extend(std::iter::successors(table.above(key), |above| table.above(above)));
  }
  let keys: Vec<&str> = table.keys(&[]).filter(|key| wanted.contains(key)).collect();
  let places: HashMap<&str, usize> = keys.iter().enumerate().map(|(at, key)| (*key, at)).collect();
  let item = |key: &&str| PickItem {
    code: (*key).to_owned(),
    label: table.label(key, lang).unwrap_or(key).to_owned(),
    detail: table.detail(key).unwrap_or_default().to_owned(),
    also: table.label(key, lang.other()).unwrap_or_default().to_owned(),
    inside: table.above(key).and_then(|above| places.get(above).copied()),
    holds_only: !answers.contains(key),
  };
  keys.iter().map(item).collect()
}

/// Takes the description of a file, or keeps the path that was typed.
pub(super) fn attach(model: &mut Model, path: CellPath, description: Result<Json, String>) -> Vec<Effect> {
  let lang = model.lang();
  let Some(session) = &mut model.session else { return Vec::new() };
  let Some(group) = session.form.group_by_path(&path.group) else { return Vec::new() };
  let Some(field) = session.form.group(group).field_by_id(&path.field) else { return Vec::new() };
  let row = path.row.as_ref().map(|id| session.document.rows(&path.group).iter().position(|row| row.id == *id).unwrap_or(0));
  let cell = CellRef { group, row, field };
  match description {
    Ok(json) => {
      if let Some(editor) = &mut session.editor
        && editor.cell == cell
      {
        // The editor goes on with the file's name.
        let shown = session.draft.form.text_of_answer(session.draft.form.field(group, field), &json, lang);
        *editor = crate::tui::model::FieldEditor::new(cell, &shown, false);
      }
      set(model, cell, Some(json))
    }
    Err(said) => {
      model.note = Some(said);
      Vec::new()
    }
  }
}

/// The findings of the cell that has the focus, else those of its row.
pub(super) fn findings(model: &Model) -> Vec<usize> {
  let (Some(session), Some(cell)) = (&model.session, fields::focused_cell(model)) else { return Vec::new() };
  session.places_of(cell).collect()
}

/// Applies the fix that is offered here; where there are several answers, asks which.
pub(super) fn fix(model: &mut Model) -> Vec<Effect> {
  let mut effects = history::leave(model);
  let here = findings(model);
  let Some(session) = &model.session else { return effects };
  let Some(index) = here.into_iter().find(|index| !session.report.findings[*index].fixes.is_empty()) else {
    model.note = Some(model.words.get("note-no-fix"));
    fields::settle(model);
    return effects;
  };
  let finding = &session.report.findings[index];
  if finding.fixes.len() == 1 {
    effects.extend(apply_fix(model, index, 0));
  } else {
    let items = finding.fixes.iter().enumerate();
    let items =
      items.map(|(at, fix)| PickItem { code: at.to_string(), label: fix.label.say(&model.words), ..PickItem::default() }).collect();
    model.pages.push(Page::Pick(PickFor::Fix(index), Box::new(Pick::new(items, &[], false))));
  }
  effects
}

/// Applies one fix of a finding.
pub(super) fn apply_fix(model: &mut Model, index: usize, fix: usize) -> Vec<Effect> {
  let Some(session) = &model.session else { return Vec::new() };
  let Some(finding) = session.report.findings.get(index) else { return Vec::new() };
  let Some(fix) = finding.fixes.get(fix) else { return Vec::new() };
  let what = format!("{} · {}", finding.whereabouts(&session.form, &model.words), fix.label.say(&model.words));
  let changes = fix.changes.clone();
  let effects = history::apply(model, changes, what.clone(), false);
  model.note = Some(model.words.say(&Message::new("note-fixed").with("what", what)));
  fields::settle(model);
  effects
}

/// Asks why the warning here is accepted.
pub(super) fn ask_override(model: &mut Model) -> Vec<Effect> {
  let effects = history::leave(model);
  let here = findings(model);
  let Some(session) = &model.session else { return effects };
  let can = |finding: &Finding| finding.overridable && finding.severity != Severity::Info;
  let Some(finding) = here.into_iter().map(|index| &session.report.findings[index]).find(|finding| can(finding)) else {
    model.note = Some(model.words.get("note-no-override"));
    fields::settle(model);
    return effects;
  };
  let asked = PromptFor::Override { code: finding.code.to_string(), row: finding.row_id().map(str::to_owned) };
  let reason = finding.overridden.clone().unwrap_or_default();
  model.pages.push(Page::Prompt(asked, Line::new(&reason)));
  effects
}
