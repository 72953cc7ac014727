use super::{
  command::{Command, Line, read},
  stop::{self, Stop},
};
use crate::{
  document::Change,
  lang::{Message, Words},
  session::{CellRef, Keeper, Offer, OpenDraft},
};

/// A dialogue about one draft: lines go in, what is said comes out.
pub struct Dialogue<'a> {
  pub(super) draft: OpenDraft,
  pub(super) words: &'a Words,
  pub(super) platform: Option<String>,
  pub(super) at: Stop,
  /// The answers listed last, for choosing by number.
  pub(super) listed: Vec<Offer>,
  /// What was answered last.
  pub(super) answered: Option<CellRef>,
  /// A text of several lines as far as it was typed.
  lines: Option<Vec<String>>,
  /// Whether the statement was shown.
  pub(super) statement_told: bool,
  said: String,
  over: bool,
  saved: bool,
  pub(super) exit_code: u8,
}

impl<'a> Dialogue<'a> {
  /// Begins: what the draft is, and the first question.
  pub fn new(draft: OpenDraft, words: &'a Words, platform: Option<String>) -> Self {
    let mut dialogue = Self {
      draft,
      words,
      platform,
      at: Stop::End,
      listed: Vec::new(),
      answered: None,
      lines: None,
      statement_told: false,
      said: String::new(),
      over: false,
      saved: true,
      exit_code: 0,
    };
    dialogue.begin();
    dialogue
  }

  /// Takes what was said since the last time.
  pub fn take_said(&mut self) -> String {
    std::mem::take(&mut self.said)
  }

  /// Whether it is over.
  pub fn is_over(&self) -> bool {
    self.over
  }

  /// The exit code of the process when it is over.
  pub fn exit_code(&self) -> u8 {
    if self.saved { self.exit_code } else { 2 }
  }

  /// Says a line.
  pub fn tell(&mut self, text: &str) {
    self.said.push_str(text);
    self.said.push('\n');
  }

  /// Says a sentence.
  pub(super) fn say(&mut self, message: &Message) {
    let text = self.words.say(message);
    self.tell(&text);
  }

  /// Ends the dialogue; everything is saved already.
  pub fn leave(&mut self) {
    self.lines = None;
    self.say(&Message::new(if self.saved { "plain-left" } else { "last-save-failed" }));
    self.over = true;
  }

  /// Takes a line; what cannot wait until it is dealt with is told through `now`.
  pub fn line(&mut self, line: &str, keeper: &mut dyn Keeper, now: &mut dyn FnMut(&str)) {
    if let Some(lines) = &mut self.lines {
      if line.trim() == "." || line.trim() == "。" {
        let text = lines.join("\n");
        self.lines = None;
        self.answer(&text, keeper);
      } else {
        lines.push(line.to_owned());
      }
      return;
    }
    match read(line) {
      Line::Empty => self.forward(),
      Line::Answer(text) => self.answer(text, keeper),
      Line::Unknown(name) => self.say(&Message::new("plain-unknown").with("name", name)),
      Line::Command(command, argument) => self.command(command, argument, keeper, now),
    }
  }

  fn command(&mut self, command: Command, argument: &str, keeper: &mut dyn Keeper, now: &mut dyn FnMut(&str)) {
    match command {
      Command::Help => self.tell_help(),
      Command::Commands => self.tell_commands(),
      Command::Sections => self.tell_sections(),
      Command::Go => self.go(argument),
      Command::Back => self.backward(),
      Command::Skip => self.forward(),
      Command::Next => self.next_finding(),
      Command::Findings => self.tell_findings(),
      Command::Fix => self.fix(argument, keeper),
      Command::Reason => self.reason(argument, keeper),
      Command::Undo => self.step_back(false, keeper),
      Command::Redo => self.step_back(true, keeper),
      Command::Clear => self.clear(keeper),
      Command::List => self.list(argument),
      Command::Add => self.add(keeper),
      Command::Edit => self.edit(argument),
      Command::Copy => self.copy(argument, keeper),
      Command::Delete => self.delete(argument, keeper),
      Command::Up => self.up(),
      Command::Lines => {
        self.lines = Some(Vec::new());
        self.say(&Message::new("plain-lines-begin"));
      }
      Command::Review => self.tell_review(),
      Command::Sign => self.sign(),
      Command::Submit => self.submit(argument, keeper, now),
      Command::Here => self.ask(),
      Command::Quit => self.leave(),
    }
  }

  /// The cell that a line answers now.
  pub(super) fn cell(&self) -> Option<CellRef> {
    match self.at {
      Stop::Cell(cell) => Some(cell),
      Stop::Signing(at) => match self.draft.statement_items().get(at)? {
        crate::session::PageItem::Field(group, field) => Some(CellRef { group: *group, row: None, field: *field }),
        crate::session::PageItem::Cell(cell) => Some(*cell),
        crate::session::PageItem::Table(_) => None,
      },
      Stop::Table(_) | Stop::End => None,
    }
  }

  /// Makes a step of undo and has it saved; tells whether it was made.
  pub(super) fn apply(&mut self, changes: Vec<Change>, label: String, keeper: &mut dyn Keeper) -> bool {
    match self.draft.apply(changes, label, false) {
      Ok(entry) => {
        self.save(Some(&entry), keeper);
        true
      }
      Err(error) => {
        self.say(&Message::new("note-change-refused").with("problem", format!("{error:?}")));
        false
      }
    }
  }

  /// Saves; says so only where it failed, as a success is what everybody expects.
  pub(super) fn save(&mut self, entry: Option<&crate::store::Entry>, keeper: &mut dyn Keeper) {
    match keeper.save(entry, &self.draft.document) {
      Ok(_) => self.saved = true,
      Err(failure) => {
        self.saved = false;
        let said = failure.say(self.words);
        self.tell(&said);
      }
    }
  }

  fn step_back(&mut self, forward: bool, keeper: &mut dyn Keeper) {
    let (nothing, done) = if forward { ("note-nothing-to-redo", "note-redone") } else { ("note-nothing-to-undo", "note-undone") };
    match self.draft.step_back(forward) {
      None => self.say(&Message::new(nothing)),
      Some(Err(_)) => self.say(&Message::new("note-cannot-undo")),
      Some(Ok((entry, step))) => {
        self.save(Some(&entry), keeper);
        self.say(&Message::new(done).with("what", step.label));
        self.show_change(step.edit.forward.first());
      }
    }
  }

  fn show_change(&mut self, change: Option<&Change>) {
    let draft = &self.draft;
    let stop = match change {
      Some(Change::Set { cell, .. }) => draft.form.group_by_path(&cell.group).and_then(|group| {
        let field = draft.form.group(group).field_by_id(&cell.field)?;
        let row = match &cell.row {
          Some(id) => Some(draft.document.rows(&cell.group).iter().position(|row| row.id == *id)?),
          None => None,
        };
        Some(Stop::Cell(CellRef { group, row, field }))
      }),
      Some(
        Change::InsertRow { group, .. }
        | Change::InsertRows { group, .. }
        | Change::MoveRow { group, .. }
        | Change::RemoveRow { group, .. }
        | Change::RemoveRows { group, .. },
      ) => draft.form.group_by_path(group).map(Stop::Table),
      Some(Change::Override { .. } | Change::Imported { .. }) | None => None,
    };
    self.at = stop.unwrap_or(self.at);
    self.ask();
  }

  /// Whether the stop still stands: its row there, its section shown.
  pub(super) fn stands(&self, stop: Stop) -> bool {
    match stop {
      Stop::Cell(CellRef { group, row: Some(row), .. }) => row < self.draft.row_count(group),
      Stop::Cell(_) | Stop::Table(_) => stop::all(&self.draft).contains(&stop),
      Stop::Signing(_) | Stop::End => true,
    }
  }
}
