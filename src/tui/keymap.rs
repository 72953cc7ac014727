use super::{Command, Context, edit::TextEdit};

/// Keys for a command where they are in force.
#[derive(Clone, Copy, Debug)]
pub struct Binding {
  /// What is asked for.
  pub command: Command,
  /// Where.
  pub contexts: &'static [Context],
  /// The keys, the one people are told first.
  pub keys: &'static [&'static str],
  /// The words for it, a key of the locale files.
  pub words: &'static str,
  /// Whether the footer tells it; help tells all.
  pub footer: bool,
}

use Command as C;
use Context::{Cell, Columns, Fields, File, Home, List, Month, Pick, Preview, Prompt, Question, Reading, Review, Statement, Table};
use TextEdit as E;

const EDITING: &[Context] = &[Fields, Table, Cell, Statement];
const PAGES: &[Context] = &[Fields, Table, List, Review, Statement];
const TEXT: &[Context] = &[Fields, Statement, Cell, Pick, Prompt, File];
const LEDGER: &[Context] = &[File, Columns, Context::Import, Context::Carried];
const AREAS: &[Context] = &[Fields, Statement];
const EVERYWHERE: &[Context] = &Context::ALL;

const fn bind(command: Command, contexts: &'static [Context], keys: &'static [&'static str], words: &'static str, footer: bool) -> Binding {
  Binding { command, contexts, keys, words, footer }
}

/// The only table of keys: dispatch, footer and help come from it. Letters without Ctrl or Alt are never commands, as an input method eats them.
pub(super) const BINDINGS: &[Binding] = &[
  bind(C::Submit, &[Statement], &["Ctrl-S"], "key-submit", true),
  bind(C::Continue, &[Review], &["F9", "Alt-R"], "key-continue", true),
  bind(C::Next, &[Fields, Statement], &["Tab", "Down"], "key-next", true),
  bind(C::Previous, &[Fields, Statement], &["Shift-Tab", "Up"], "key-previous", false),
  bind(C::Accept, &[Fields, Statement], &["Enter"], "key-accept", false),
  bind(C::Right, &[Table], &["Tab", "Right"], "key-right", false),
  bind(C::Left, &[Table], &["Shift-Tab", "Left"], "key-left", false),
  bind(C::Up, &[Table], &["Up"], "key-up", false),
  bind(C::Down, &[Table], &["Down"], "key-down", false),
  bind(C::First, &[Table], &["Home"], "key-first-column", false),
  bind(C::Last, &[Table], &["End"], "key-last-column", false),
  bind(C::EditCell, &[Table], &["Enter", "F2"], "key-edit-cell", true),
  bind(C::AddRow, &[Table], &["Ctrl-N", "Ins"], "key-add-row", true),
  bind(C::Import, &[Table], &["F5", "Alt-J"], "key-import", true),
  bind(C::DuplicateRow, &[Table], &["Ctrl-D"], "key-duplicate-row", false),
  bind(C::DeleteRow, &[Table], &["Ctrl-X", "Alt-D"], "key-delete-row", true),
  bind(C::Clear, &[Table], &["Del", "Backspace"], "key-clear", false),
  bind(C::RowForm, &[Table], &["F4", "Alt-O"], "key-row-form", true),
  bind(C::FilterRows, &[Table], &["F8", "Alt-I"], "key-filter-rows", true),
  bind(C::SortColumn, &[Table], &["F3", "Alt-S"], "key-sort-column", true),
  bind(C::Fill, &[Table], &["Ctrl-E"], "key-fill", false),
  bind(C::FindInTable, &[Table], &["F7", "Alt-X"], "key-find-in-table", false),
  bind(C::FindBack, &[Table], &["Shift-F7"], "key-find-back", false),
  bind(C::ExtendUp, &[Table], &["Shift-Up"], "key-extend-up", false),
  bind(C::ExtendDown, &[Table], &["Shift-Down"], "key-extend-down", false),
  bind(C::ExtendLeft, &[Table], &["Shift-Left"], "key-extend-left", false),
  bind(C::ExtendRight, &[Table], &["Shift-Right"], "key-extend-right", false),
  bind(C::SelectAll, &[Table], &["Alt-A"], "key-select-all", false),
  bind(C::FirstRow, &[Table], &["Ctrl-Home"], "key-first-row", false),
  bind(C::LastRow, &[Table], &["Ctrl-End"], "key-last-row", false),
  bind(C::GoToRow, &[Table], &["Alt-G"], "key-go-to-row", false),
  bind(C::MoveRowUp, &[Table], &["Ctrl-Up"], "key-move-row-up", false),
  bind(C::MoveRowDown, &[Table], &["Ctrl-Down"], "key-move-row-down", false),
  bind(C::Narrower, &[Table], &["Ctrl-Left"], "key-narrower", false),
  bind(C::Wider, &[Table], &["Ctrl-Right"], "key-wider", false),
  bind(C::ChooseColumns, &[Table], &["Alt-V"], "key-choose-columns", false),
  bind(C::Accept, &[Cell], &["Enter", "Down"], "key-cell-accept", true),
  bind(C::Next, &[Cell], &["Tab"], "key-cell-next", true),
  bind(C::Previous, &[Cell], &["Shift-Tab", "Up"], "key-previous", false),
  bind(C::PageUp, &[Fields, Table, List, Review, Reading, Statement, Preview], &["PageUp"], "key-page-up", false),
  bind(C::PageDown, &[Fields, Table, List, Review, Reading, Statement, Preview], &["PageDown"], "key-page-down", false),
  bind(C::Up, &[Home, List, Review, Reading, Preview], &["Up", "Shift-Tab"], "key-up", false),
  bind(C::Down, &[Home, List, Review, Reading, Preview], &["Down", "Tab"], "key-down", false),
  bind(C::First, &[Home, List, Review, Reading, Preview], &["Home"], "key-first", false),
  bind(C::Last, &[Home, List, Review, Reading, Preview], &["End"], "key-last", false),
  bind(C::Accept, &[Home], &["Enter"], "key-open", true),
  bind(C::Accept, &[List, Review], &["Enter"], "key-go-there", true),
  bind(C::NewDraft, &[Home], &["Ctrl-N"], "key-new-draft", true),
  bind(C::OpenFile, &[Home], &["Ctrl-O"], "key-open-file", true),
  bind(C::DuplicateDraft, &[Home], &["Ctrl-D"], "key-duplicate-draft", false),
  bind(C::NextYear, &[Home], &["Ctrl-Y", "Alt-Y"], "key-next-year", true),
  bind(C::NextYear, &[Fields, Table, Review, Statement], &["Alt-Y"], "key-carried", false),
  bind(C::BinDraft, &[Home], &["Del", "Ctrl-X"], "key-bin-draft", true),
  bind(C::NextSection, &[Fields, Table], &["Ctrl-PageDown", "Alt-Down"], "key-next-section", false),
  bind(C::PreviousSection, &[Fields, Table], &["Ctrl-PageUp", "Alt-Up"], "key-previous-section", false),
  bind(C::PreviousFinding, &[Fields, Table, Cell, Statement, Review, List], &["Shift-F6", "Alt-P"], "key-previous-finding", false),
  bind(C::Findings, &[Fields, List, Review, Statement], &["F8", "Alt-L"], "key-findings", false),
  bind(C::Findings, &[Table], &["Alt-L"], "key-findings", false),
  bind(C::Outline, PAGES, &["Ctrl-G"], "key-outline", true),
  bind(C::NextFinding, &[Fields, Table, Cell, Statement, Review, List], &["F6", "Alt-N"], "key-next-finding", true),
  bind(C::Review, &[Fields, Table, Cell, List], &["F9", "Alt-R"], "key-review", true),
  bind(C::Help, &[Home, Fields, Table, Cell, List, Review, Statement], &["F1", "Alt-H"], "key-help", true),
  bind(C::Fix, EDITING, &["Ctrl-T"], "key-fix", true),
  bind(C::FixAll, &[Fields, Table, Cell, Statement, List], &["Alt-T"], "key-fix-all", false),
  bind(C::Confirm, &[Preview], &["Enter", "Ctrl-S"], "key-fix-all-confirm", true),
  bind(C::Override, &[Fields, Table, Statement], &["Ctrl-O"], "key-override", true),
  bind(C::Undo, EDITING, &["Ctrl-Z"], "key-undo", true),
  bind(C::Redo, EDITING, &["Ctrl-Y"], "key-redo", true),
  bind(C::Save, &[Fields, Table, Cell, Review, List], &["Ctrl-S"], "key-save", false),
  bind(C::Toggle, &[Pick], &["Space"], "key-toggle", true),
  bind(C::Up, &[Pick], &["Up", "Shift-Tab"], "key-up", false),
  bind(C::Down, &[Pick], &["Down", "Tab"], "key-down", false),
  bind(C::PageUp, &[Pick], &["PageUp"], "key-page-up", false),
  bind(C::PageDown, &[Pick], &["PageDown"], "key-page-down", false),
  bind(C::Accept, &[Pick, Prompt, Month], &["Enter"], "key-choose", true),
  bind(C::Left, &[Month], &["Left"], "key-day-earlier", false),
  bind(C::Right, &[Month], &["Right"], "key-day-later", true),
  bind(C::Up, &[Month], &["Up"], "key-week-earlier", false),
  bind(C::Down, &[Month], &["Down"], "key-week-later", false),
  bind(C::PageUp, &[Month], &["PageUp"], "key-month-earlier", false),
  bind(C::PageDown, &[Month], &["PageDown"], "key-month-later", true),
  bind(C::First, &[Month], &["Home"], "key-month-first", false),
  bind(C::Last, &[Month], &["End"], "key-month-last", false),
  bind(C::Confirm, &[Question], &["Ctrl-S", "Alt-Y"], "key-yes", true),
  bind(C::Back, &[Pick, Prompt, Question, Preview, Month], &["Esc"], "key-cancel", true),
  bind(C::Back, &[Fields, Table, Cell, List, Review, Statement, Reading], &["Esc", "Alt-Left"], "key-back", true),
  bind(C::Find, &[Fields, Table, Cell, List, Review, Statement], &["Ctrl-F"], "key-find", true),
  bind(C::Exercise, &[Home], &["Ctrl-T"], "key-exercise", false),
  bind(C::GoOn, &[Home], &["Ctrl-R"], "key-go-on", true),
  bind(C::EditOutside, &[Fields, Cell, Statement], &["Alt-E"], "key-edit-outside", false),
  bind(C::Steps, PAGES, &["Alt-Z"], "key-steps", false),
  bind(C::Month, &[Fields, Cell, Statement], &["F2", "Alt-M"], "key-month", false),
  bind(C::DayLater, &[Fields, Cell, Statement], &["Ctrl-Up", "Alt-."], "key-day-later", false),
  bind(C::DayLater, &[Table], &["Alt-."], "key-day-later", false),
  bind(C::DayEarlier, &[Fields, Cell, Statement], &["Ctrl-Down", "Alt-,"], "key-day-earlier", false),
  bind(C::DayEarlier, &[Table], &["Alt-,"], "key-day-earlier", false),
  bind(C::MonthLater, &[Fields, Cell, Statement, Table], &["Alt->"], "key-month-later", false),
  bind(C::MonthEarlier, &[Fields, Cell, Statement, Table], &["Alt-<"], "key-month-earlier", false),
  bind(C::Copy, &[Fields, Statement, Cell, Table, Pick, Prompt, List, Review, Reading, File], &["Alt-C", "Ctrl-Ins"], "key-copy", false),
  bind(C::Cut, TEXT, &["Ctrl-X", "Shift-Del"], "key-cut", false),
  bind(C::Paste, &[Fields, Statement, Cell, Table, Pick, Prompt, File], &["Ctrl-V", "Shift-Ins"], "key-paste", false),
  bind(C::Edit(E::Left), TEXT, &["Left"], "edit-left", false),
  bind(C::Edit(E::Right), TEXT, &["Right"], "edit-right", false),
  bind(C::Edit(E::WordLeft), TEXT, &["Ctrl-Left", "Alt-B"], "edit-word-left", false),
  bind(C::Edit(E::WordRight), TEXT, &["Ctrl-Right", "Alt-F"], "edit-word-right", false),
  bind(C::Edit(E::LineStart), TEXT, &["Home", "Ctrl-A"], "edit-line-start", false),
  bind(C::Edit(E::LineEnd), TEXT, &["End", "Ctrl-E"], "edit-line-end", false),
  bind(C::Edit(E::TextStart), TEXT, &["Ctrl-Home"], "edit-text-start", false),
  bind(C::Edit(E::TextEnd), TEXT, &["Ctrl-End"], "edit-text-end", false),
  bind(C::Edit(E::Up), AREAS, &["Shift-Up"], "edit-select-up", false),
  bind(C::Edit(E::Down), AREAS, &["Shift-Down"], "edit-select-down", false),
  bind(C::Edit(E::SelectAll), TEXT, &["Alt-A"], "edit-select-all", false),
  bind(C::Edit(E::DeleteBack), TEXT, &["Backspace"], "edit-delete-back", false),
  bind(C::Edit(E::DeleteForward), TEXT, &["Del"], "edit-delete-forward", false),
  bind(C::Edit(E::DeleteWordBack), TEXT, &["Ctrl-W", "Ctrl-Backspace", "Alt-Backspace"], "edit-delete-word-back", false),
  bind(C::Edit(E::DeleteWordForward), TEXT, &["Ctrl-Del", "Alt-Del"], "edit-delete-word-forward", false),
  bind(C::Edit(E::DeleteToStart), TEXT, &["Ctrl-U"], "edit-delete-to-start", false),
  bind(C::Edit(E::DeleteToEnd), TEXT, &["Ctrl-K"], "edit-delete-to-end", false),
  bind(C::Up, LEDGER, &["Up"], "key-up", false),
  bind(C::Down, LEDGER, &["Down"], "key-down", false),
  bind(C::PageUp, LEDGER, &["PageUp"], "key-page-up", false),
  bind(C::PageDown, LEDGER, &["PageDown"], "key-page-down", false),
  bind(C::First, &[Columns, Context::Import, Context::Carried], &["Home"], "key-first", false),
  bind(C::Last, &[Columns, Context::Import, Context::Carried], &["End"], "key-last", false),
  bind(C::Next, &[File], &["Tab"], "key-complete", true),
  bind(C::Accept, &[File], &["Enter"], "key-read", true),
  bind(C::Continue, &[Columns], &["F9", "Alt-R"], "key-import-preview", true),
  bind(C::Accept, &[Columns], &["Enter"], "key-change-column", true),
  bind(C::Clear, &[Columns], &["Del", "Backspace"], "key-leave-column", true),
  bind(C::Confirm, &[Context::Import], &["Ctrl-S"], "key-import-confirm", true),
  bind(C::Toggle, &[Context::Import], &["Space"], "key-take-or-leave", true),
  bind(C::Accept, &[Context::Import], &["Enter"], "key-fold", true),
  bind(C::Accept, &[Context::Carried], &["Enter"], "key-go-there", true),
  bind(C::Confirm, &[Context::Carried], &["Ctrl-S"], "key-confirm-section", true),
  bind(C::Back, LEDGER, &["Esc", "Alt-Left"], "key-back", true),
  bind(C::Help, &[Columns, Context::Import, Context::Carried], &["F1", "Alt-H"], "key-help", true),
  bind(C::Redraw, EVERYWHERE, &["Ctrl-L"], "key-redraw", false),
  bind(C::ExplainQuit, EVERYWHERE, &["Ctrl-C"], "key-explain-quit", false),
  bind(C::Mouse, EVERYWHERE, &["F12", "Alt-U"], "key-mouse", false),
  bind(C::Quit, EVERYWHERE, &["Ctrl-Q"], "key-quit", true),
];

#[cfg(test)]
mod tests {
  use super::*;
  use crate::tui::{Key, Keymap};
  use std::collections::HashMap;

  #[test]
  fn no_key_means_two_things() {
    for context in Context::ALL {
      let mut seen: HashMap<Key, Command> = HashMap::new();
      for binding in Keymap::default().bindings(context) {
        assert!(!binding.keys.is_empty());
        for name in binding.keys {
          let key: Key = name.parse().unwrap_or_else(|()| panic!("{name} is no key"));
          if let Some(other) = seen.insert(key, binding.command) {
            panic!("{name} means {other:?} and {:?} in {context:?}", binding.command);
          }
        }
      }
    }
  }

  #[test]
  fn every_context_tells_how_to_leave() {
    for context in Context::ALL {
      assert!(Keymap::default().bindings(context).any(|binding| binding.command == Command::Quit));
      assert!(context == Home || Keymap::default().bindings(context).any(|binding| binding.command == Command::Back), "{context:?}");
    }
  }
}
