//! What a ledger would change, part by part.

use super::{Canvas, first_seen};
use crate::{
  lang::Message,
  ledger::{Fate, OnVanished, Plan, PlannedCell, PlannedRow},
  text::{fit, truncate, width},
  tui::{
    Model, Session, Target,
    model::{Import, ImportLine, ImportPart},
  },
};
use ratatui::{layout::Rect, style::Style};
use serde_json::Value as Json;

/// Draws the parts and their lines.
pub(super) fn draw(model: &Model, session: &Session, import: &Import, at: usize, canvas: &mut Canvas<'_>, area: Rect) {
  let Some(plan) = &import.plan else { return };
  let preview = Preview { model, session, import, plan };
  let cells = usize::from(area.width);
  canvas.clip(area.x, area.y, &preview.head(), model.theme.title(), cells);
  let lines = import.lines();
  if lines.is_empty() {
    canvas.clip(area.x, area.y + 2, &model.words.get("note-block-nothing"), model.theme.value(), cells);
    return;
  }
  let top = area.y + 2;
  let height = usize::from(area.bottom().saturating_sub(top));
  let first = first_seen(at.min(lines.len().saturating_sub(1)), lines.len(), height);
  for (row, (index, line)) in lines.iter().enumerate().skip(first).take(height).enumerate() {
    let (left, right, style) = preview.line(*line);
    let style = if index == at { model.theme.cursor() } else { style };
    let room = cells.saturating_sub(if right.is_empty() { 0 } else { width(&right) + 2 });
    let text = if right.is_empty() { fit(&left, cells) } else { format!("{}  {right}", fit(&left, room)) };
    canvas.clip(area.x, top + row as u16, &text, style, cells);
    canvas.target(Rect { y: top + row as u16, height: 1, ..area }, Target::Line(index));
  }
}

struct Preview<'p> {
  model: &'p Model,
  session: &'p Session,
  import: &'p Import,
  plan: &'p Plan,
}

impl Preview<'_> {
  /// What is read, and how much of it stays as it is.
  fn head(&self) -> String {
    let words = &self.model.words;
    let table = self.session.form.group(self.plan.table).label.get(self.model.lang());
    let from = match &self.import.path {
      Some(path) => path.file_name().unwrap_or_default().to_string_lossy().into_owned(),
      None => words.get("import-pasted"),
    };
    let message = Message::new("import-head").with("from", from).with("table", table).with("rows", self.plan.rows.len());
    words.say(&message.with("same", self.plan.counts().unchanged))
  }

  /// A line: what stands at the left and at the right of it, and how it looks.
  fn line(&self, line: ImportLine) -> (String, String, Style) {
    let theme = self.model.theme;
    match line {
      ImportLine::Part(part, count) => {
        let mark = if self.import.unfolded.contains(&part) { "-" } else { "+" };
        (format!("{mark} {}{}", self.box_of(part), self.part(part, count)), String::new(), self.style(part))
      }
      ImportLine::Row(part, at) => match self.plan.rows.get(at) {
        Some(row) => (format!("    {}{}", self.row_box(part, at, row), self.row(row)), self.place(row), theme.value()),
        None => Default::default(),
      },
      ImportLine::Cell(_, at, cell) => match self.plan.rows.get(at).map(|row| (row, &row.fate)) {
        Some((row, Fate::Known { cells, .. })) => match cells.get(cell) {
          Some(cell) => (format!("        {}", self.cell(cell)), self.plan.address(row, cell.at), theme.value()),
          None => Default::default(),
        },
        _ => Default::default(),
      },
      ImportLine::Vanished(at) => match self.plan.vanished.get(at) {
        Some(row) => {
          let words = &self.model.words;
          let id = if row.imported { "import-vanished-row" } else { "import-vanished-own" };
          let place = words.say(&Message::new(id).with("row", row.place + 1).with("name", &row.name));
          (format!("    {place}"), words.get(vanished_word(self.import.decision.vanished(at))), theme.value())
        }
        None => Default::default(),
      },
      ImportLine::Problem(at) => match self.plan.problems.get(at) {
        Some(problem) => {
          let words = &self.model.words;
          let label = self.session.form.field(self.plan.table, problem.field).label.get(self.model.lang());
          let text = truncate(&problem.text.replace(['\r', '\n'], " "), 40).into_owned();
          let message = Message::new("ledger-report-problem").with("cell", &problem.cell).with("field", label).with("text", text);
          (format!("    {}", words.say(&message.with("problem", problem.message.clone()))), String::new(), theme.value())
        }
        None => Default::default(),
      },
      ImportLine::Note(at) => {
        let note = self.plan.notes.get(at).map(|note| self.model.words.say(note)).unwrap_or_default();
        (format!("    i {note}"), String::new(), theme.quiet())
      }
    }
  }

  fn style(&self, part: ImportPart) -> Style {
    match part {
      ImportPart::Problems | ImportPart::Conflicts | ImportPart::Vanished => self.model.theme.warning(),
      ImportPart::Notes | ImportPart::Edited => self.model.theme.quiet(),
      ImportPart::New | ImportPart::Changed => self.model.theme.title(),
    }
  }

  /// Whether a part is taken.
  fn box_of(&self, part: ImportPart) -> String {
    let Some(taken) = (match part {
      ImportPart::New => Some(self.import.decision.new),
      ImportPart::Changed => Some(self.import.decision.changed),
      _ => None,
    }) else {
      return String::new();
    };
    let some_left = self.import.decision.left_out.iter().any(|at| {
      let row = self.plan.rows.get(*at);
      row.is_some_and(|row| matches!(row.fate, Fate::New(_)) == (part == ImportPart::New))
    });
    match (taken, some_left) {
      (true, false) => "[x] ",
      (true, true) => "[~] ",
      (false, _) => "[ ] ",
    }
    .to_owned()
  }

  fn row_box(&self, part: ImportPart, at: usize, row: &PlannedRow) -> String {
    let taken = match part {
      ImportPart::New | ImportPart::Changed => self.import.decision.takes(at, row),
      ImportPart::Conflicts => self.import.decision.ledger_wins(at),
      _ => return String::new(),
    };
    if taken { "[x] ".to_owned() } else { "[ ] ".to_owned() }
  }

  fn part(&self, part: ImportPart, count: usize) -> String {
    let words = &self.model.words;
    let decision = &self.import.decision;
    let id = match part {
      ImportPart::New => "import-new",
      ImportPart::Changed => "import-changed",
      ImportPart::Conflicts if decision.ledger_wins => "import-conflicts-theirs",
      ImportPart::Conflicts => "import-conflicts-ours",
      ImportPart::Vanished => "import-vanished",
      ImportPart::Edited => "import-edited",
      ImportPart::Problems => "import-problems",
      ImportPart::Notes => "import-notes",
    };
    let message = Message::new(id).with("count", count);
    let message = if part == ImportPart::Vanished { message.with("what", words.get(vanished_word(decision.vanished))) } else { message };
    words.say(&message)
  }

  /// A row in short: what it is called; for a new one what else it says.
  fn row(&self, row: &PlannedRow) -> String {
    let Fate::New(cells) = &row.fate else { return row.name.clone() };
    let form = &self.session.form;
    let group = form.group(self.plan.table);
    let fields = cells.iter().filter_map(|(id, json)| Some((group.field_by_id(id)?, json)));
    let texts = fields.map(|(field, json)| form.text_of_answer(form.field(self.plan.table, field), json, self.model.lang()));
    let texts: Vec<String> =
      texts.map(|text| truncate(&text.replace('\n', " "), 24).into_owned()).filter(|text| !text.is_empty()).collect();
    texts.join(" · ")
  }

  fn place(&self, row: &PlannedRow) -> String {
    if self.import.path.is_none() {
      return String::new();
    }
    let number = self.model.words.say(&Message::new("row-number").with("row", i64::from(row.number) + 1));
    match self.plan.sheets.get(row.sheet).filter(|_| self.plan.sheets.len() > 1) {
      Some(sheet) => format!("{sheet} {number}"),
      None => number,
    }
  }

  fn cell(&self, cell: &PlannedCell) -> String {
    let form = &self.session.form;
    let field = form.field(self.plan.table, cell.field);
    let show = |json: &Option<Json>| match json {
      Some(json) => form.text_of_answer(field, json, self.model.lang()).replace('\n', " "),
      None => self.model.words.get("filter-empty"),
    };
    format!("{}  {} → {}", field.label.get(self.model.lang()), show(&cell.before), show(&cell.after))
  }
}

fn vanished_word(what: OnVanished) -> &'static str {
  match what {
    OnVanished::Keep => "import-vanished-keep",
    OnVanished::Retire => "import-vanished-retire",
    OnVanished::Remove => "import-vanished-remove",
  }
}
