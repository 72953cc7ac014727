use super::edit::TextEdit;

/// Something a person can ask for.
#[derive(Clone, Copy, Debug, Eq, Hash, PartialEq)]
pub enum Command {
  /// Help for where one is.
  Help,
  /// Leave the program.
  Quit,
  /// Explain how to leave.
  ExplainQuit,
  /// Paint the screen anew.
  Redraw,
  /// Take the last step back.
  Undo,
  /// Do it again.
  Redo,
  /// The list of sections.
  Outline,
  /// The list of findings.
  Findings,
  /// To the next finding.
  NextFinding,
  /// To the previous finding.
  PreviousFinding,
  /// Apply the fix that is offered.
  Fix,
  /// Say why a warning is accepted.
  Override,
  /// Check the answers, then sign and submit.
  Review,
  /// On to the next page of handing in.
  Continue,
  /// Hand in.
  Submit,
  /// Say that all is saved.
  Save,
  /// One back.
  Back,
  /// The next field or cell.
  Next,
  /// The previous field or cell.
  Previous,
  /// Accept and go on; open.
  Accept,
  /// Up.
  Up,
  /// Down.
  Down,
  /// A page up.
  PageUp,
  /// A page down.
  PageDown,
  /// To the first.
  First,
  /// To the last.
  Last,
  /// The next section.
  NextSection,
  /// The previous section.
  PreviousSection,
  /// A cell to the left.
  Left,
  /// A cell to the right.
  Right,
  /// Edit the cell.
  EditCell,
  /// Empty the cell or choice.
  Clear,
  /// A new row.
  AddRow,
  /// The same row once more.
  DuplicateRow,
  /// Take the row out.
  DeleteRow,
  /// A new draft.
  NewDraft,
  /// Open a draft by its path.
  OpenFile,
  /// The same draft once more.
  DuplicateDraft,
  /// Move the draft to the bin.
  BinDraft,
  /// Mark or unmark.
  Toggle,
  /// Yes.
  Confirm,
  // Text editing and finding one's way
  /// Edit the text that has the focus.
  Edit(TextEdit),
  /// Copy what is selected, else the whole.
  Copy,
  /// Cut what is selected.
  Cut,
  /// Put in what was copied or cut.
  Paste,
  /// Apply all fixes of the same kind, after a preview. (Law as data, fixes, migration.)
  FixAll,
  // The grid
  /// Select one row more above.
  ExtendUp,
  /// Select one row more below.
  ExtendDown,
  /// Select one column more at the left.
  ExtendLeft,
  /// Select one column more at the right.
  ExtendRight,
  /// Select the whole table.
  SelectAll,
  /// To the first row.
  FirstRow,
  /// To the last row.
  LastRow,
  /// To a row by its number.
  GoToRow,
  /// Sort by the column: up, down, not at all.
  SortColumn,
  /// Show some rows only.
  FilterRows,
  /// Choose the columns that are shown.
  ChooseColumns,
  /// Make the column narrower.
  Narrower,
  /// Make the column wider.
  Wider,
  /// Fill what is selected.
  Fill,
  /// Move the row up.
  MoveRowUp,
  /// Move the row down.
  MoveRowDown,
  /// Show the row as a form.
  RowForm,
  /// Find any section, field or row.
  Find,
  /// The steps that can be undone or done again.
  Steps,
  /// Edit the text with an editor of one's own.
  EditOutside,
  /// Begin the exercise.
  Exercise,
  /// Open the draft one was in last.
  GoOn,
  /// The date a day later.
  DayLater,
  /// The date a day earlier.
  DayEarlier,
  /// The date a month later.
  MonthLater,
  /// The date a month earlier.
  MonthEarlier,
  /// A month to choose a date from.
  Month,
  /// The mouse for the program, or for the terminal.
  Mouse,
  // The ledger
  /// Bring in a ledger from a spreadsheet.
  Import,
  /// The next declaration from this one; what was carried over.
  NextYear,
  /// To the next cell of the table that holds a text.
  FindInTable,
  /// To the one before.
  FindBack,
}
