//! A ledger on its way into a table: the file, the columns, what would change.

use super::{Canvas, first_seen, import_preview, selection};
use crate::{
  form::{Bilingual, Condition},
  lang::Message,
  ledger::{Address, Column, Plan, Progress, Step, Target, Why},
  text::{fit, truncate, width, wrap},
  tui::{
    Model, Session, Target as Aim,
    model::{ColumnLine, Import, ImportStage},
  },
};
use ratatui::layout::{Position, Rect};

/// From this height on there is room for notes beside the columns.
const ROOMY_FROM: u16 = 20;

/// Draws the page; gives where the caret stands.
pub(super) fn draw(model: &Model, session: &Session, import: &Import, canvas: &mut Canvas<'_>, body: Rect) -> Option<Position> {
  way(model, import, canvas, body);
  let area = Rect { x: body.x + 1, y: body.y + 2, width: body.width.saturating_sub(2), height: body.height.saturating_sub(2) };
  match import.stage {
    ImportStage::File => Some(file(model, import, canvas, area)),
    ImportStage::Reading(progress) => {
      reading(model, import, progress, canvas, area);
      None
    }
    ImportStage::Columns(at) => {
      columns(model, session, import, at, canvas, area);
      None
    }
    ImportStage::Preview(at) => {
      import_preview::draw(model, session, import, at, canvas, area);
      None
    }
  }
}

/// The steps, and which one is at.
fn way(model: &Model, import: &Import, canvas: &mut Canvas<'_>, body: Rect) {
  let theme = model.theme;
  let now = match import.stage {
    ImportStage::File | ImportStage::Reading(_) => 0,
    ImportStage::Columns(_) => 1,
    ImportStage::Preview(_) => 2,
  };
  let mut x = body.x + 1;
  for (index, word) in ["import-way-file", "import-way-columns", "import-way-preview"].into_iter().enumerate() {
    // A block that was pasted has neither file nor headings.
    if import.path.is_none() && import.plan.is_some() && index < 2 {
      continue;
    }
    if x > body.x + 1 {
      x = canvas.put(x, body.y, "  >  ", theme.quiet());
    }
    let text = format!("{} {}", if index < now { "v".to_owned() } else { (index + 1).to_string() }, model.words.get(word));
    let style = match index.cmp(&now) {
      std::cmp::Ordering::Equal => theme.focus(),
      std::cmp::Ordering::Less => theme.good(),
      std::cmp::Ordering::Greater => theme.quiet(),
    };
    x = canvas.put(x, body.y, &text, style);
  }
}

fn file(model: &Model, import: &Import, canvas: &mut Canvas<'_>, area: Rect) -> Position {
  let (theme, words, choice) = (model.theme, &model.words, &import.choice);
  let label = words.get("import-path");
  let x = canvas.put(area.x, area.y, &label, theme.label()) + 1;
  let room = usize::from(area.right().saturating_sub(x));
  let view = choice.line.view(room);
  canvas.spans(x, area.y, &selection::spans(theme, &view.text, &view.selected, room), room);
  canvas.target(Rect { x, y: area.y, width: room as u16, height: 1 }, Aim::Text);
  let caret = Position { x: x + view.caret.min(room.saturating_sub(1)) as u16, y: area.y };
  let cells = usize::from(area.width);
  let mut y = area.y + 1;
  let trouble = import.trouble.as_ref().or(choice.trouble.as_ref());
  for line in trouble.iter().flat_map(|said| said.lines().flat_map(|line| wrap(line, cells))).take(4) {
    canvas.clip(area.x, y, &line, theme.error(), cells);
    y += 1;
  }
  y += 1;
  let shown = choice.shown();
  if shown.is_empty() && trouble.is_none() {
    let id = if choice.folder.is_empty() { "import-listing" } else { "import-no-files" };
    for line in wrap(&words.get(id), cells).iter().take(2) {
      canvas.clip(area.x, y, line, theme.quiet(), cells);
      y += 1;
    }
  }
  let height = usize::from(area.bottom().saturating_sub(y));
  let first = first_seen(choice.at.unwrap_or(0), shown.len(), height);
  let widest = shown.iter().map(|item| width(&item.name) + 1).max().unwrap_or(0).min(cells.saturating_sub(24));
  for (index, item) in shown.iter().enumerate().skip(first).take(height) {
    let here = choice.at == Some(index);
    let name = if item.is_folder { format!("{}/", item.name) } else { item.name.clone() };
    let about = if item.about.is_empty() && !item.is_folder { words.get("import-recent") } else { item.about.clone() };
    // Of a long path the end matters.
    let name = if width(&name) > widest { format!("…{}", tail(&name, widest.saturating_sub(1))) } else { name };
    let text = format!("{} {}  {about}", if here { ">" } else { " " }, fit(&name, widest));
    let style = match (here, item.is_folder) {
      (true, _) => theme.cursor(),
      (_, true) => theme.label(),
      _ => theme.value(),
    };
    canvas.clip(area.x, y, &fit(&text, cells), style, cells);
    canvas.target(Rect { y, height: 1, ..area }, Aim::Line(index));
    y += 1;
  }
  caret
}

/// The end of a text that fits into `cells`.
fn tail(text: &str, cells: usize) -> &str {
  let starts = text.char_indices().map(|(at, _)| &text[at..]);
  starts.into_iter().find(|rest| width(rest) <= cells).unwrap_or_default()
}

fn reading(model: &Model, import: &Import, progress: Progress, canvas: &mut Canvas<'_>, area: Rect) {
  let (theme, words) = (model.theme, &model.words);
  let name = import.path.as_ref().map(|path| path.display().to_string()).unwrap_or_default();
  let cells = usize::from(area.width);
  canvas.clip(area.x, area.y, &name, theme.value(), cells);
  let share = progress.done.min(progress.total).checked_mul(100).and_then(|done| done.checked_div(progress.total)).unwrap_or(0);
  let id = match progress.step {
    Step::Reading => "import-reading",
    Step::Understanding => "import-understanding",
  };
  let said =
    words.say(&Message::new(id).with("share", share as i64).with("done", progress.done as i64).with("total", progress.total as i64));
  canvas.clip(area.x, area.y + 2, &said, theme.value(), cells);
  let bar = cells.min(60).saturating_sub(2);
  let full = bar * share as usize / 100;
  let x = canvas.put(area.x, area.y + 3, "[", theme.quiet());
  let x = canvas.put(x, area.y + 3, &"=".repeat(full), theme.good());
  let x = canvas.put(x, area.y + 3, &" ".repeat(bar - full), theme.quiet());
  canvas.put(x, area.y + 3, "]", theme.quiet());
  canvas.clip(area.x, area.y + 5, &words.get("import-reading-esc"), theme.quiet(), cells);
}

fn columns(model: &Model, session: &Session, import: &Import, at: usize, canvas: &mut Canvas<'_>, area: Rect) {
  let (theme, words, lang) = (model.theme, &model.words, model.lang());
  let cells = usize::from(area.width);
  let label = [words.get("import-sheet"), words.get("import-header")];
  let head = label.iter().map(|text| width(text)).max().unwrap_or(0);
  let plan = import.plan.as_deref();
  let sheet = match (plan, &import.book) {
    (Some(plan), _) if plan.sheets.iter().any(|name| !name.is_empty()) => plan.sheets.join("、"),
    (None, Some(book)) if import.wishes.sheets.is_empty() && book.sheets.iter().any(|sheet| !sheet.name.is_empty()) => {
      book.sheets.iter().map(|sheet| sheet.name.as_str()).filter(|name| !name.is_empty()).collect::<Vec<_>>().join("、")
    }
    (None, Some(_)) if !import.wishes.sheets.is_empty() => import.wishes.sheets.join("、"),
    _ => words.get("import-whole-file"),
  };
  let header = match plan.and_then(|plan| plan.header) {
    Some((first, last)) if first == last => words.say(&Message::new("import-row").with("row", i64::from(first) + 1)),
    Some((first, last)) => words.say(&Message::new("import-rows").with("first", i64::from(first) + 1).with("last", i64::from(last) + 1)),
    None => words.get("import-header-unknown"),
  };
  let lines = import.column_lines();
  for (index, (label, text)) in label.iter().zip([sheet, header]).enumerate() {
    let here = at == index;
    let text = format!("{} {}  {text}", if here { ">" } else { " " }, fit(label, head));
    canvas.clip(area.x, area.y + index as u16, &fit(&text, cells), if here { theme.cursor() } else { theme.value() }, cells);
    canvas.target(Rect { y: area.y + index as u16, height: 1, ..area }, Aim::Line(index));
  }
  let mut y = area.y + 3;
  let Some(plan) = plan else {
    // What to do about it on the command line is not told here.
    let trouble = import.trouble.as_deref().and_then(|said| said.lines().next()).map(|line| wrap(line, cells)).unwrap_or_default();
    for line in trouble.iter().take(3) {
      canvas.clip(area.x, y, line, theme.error(), cells);
      y += 1;
    }
    for line in wrap(&words.get("import-say-header"), cells) {
      canvas.clip(area.x, y + 1, &line, theme.value(), cells);
      y += 1;
    }
    let sheet = import.book.as_ref().and_then(|book| {
      let wanted = import.wishes.sheets.first();
      book.sheets.iter().find(|sheet| wanted.is_none_or(|name| sheet.name == *name))
    });
    let room = usize::from(area.bottom().saturating_sub(y + 2));
    for (index, row) in sheet.iter().flat_map(|sheet| &sheet.rows).take(room).enumerate() {
      let texts: Vec<String> = row.filled().map(|(_, cell)| cell.shown().to_string().replace(['\r', '\n'], " ")).collect();
      let text = format!("{:>5}  {}", row.number + 1, texts.join(" | "));
      canvas.clip(area.x, y + 2 + index as u16, &text, theme.quiet(), cells);
    }
    return;
  };
  let bottom = foot(model, session, plan, canvas, area);
  let titles = ["import-column", "import-goes-to", "import-samples"].map(|id| words.get(id));
  let widths = Widths::new(session, plan, cells, lang, &titles);
  let title = widths.line("", &titles[0], &titles[1], &titles[2]);
  canvas.clip(area.x, y, &title, theme.title(), cells);
  y += 1;
  let height = usize::from(bottom.saturating_sub(y));
  let columns: Vec<(usize, &Column)> = lines
    .iter()
    .enumerate()
    .filter_map(|(line, what)| if let ColumnLine::Column(column) = what { Some((line, plan.columns.get(*column)?)) } else { None })
    .collect();
  let first = first_seen(at.saturating_sub(2), columns.len(), height);
  for (line, column) in columns.into_iter().skip(first).take(height) {
    let here = line == at;
    let goes = goes_to(model, session, plan, column);
    let samples: Vec<String> = column.samples.iter().map(|sample| truncate(&sample.replace(['\r', '\n'], " "), 20).into_owned()).collect();
    let text = widths.line(
      &format!("{} {}", if here { ">" } else { " " }, Address::letters(column.at)),
      &column.heading,
      &goes,
      &samples.join(" | "),
    );
    let style = match (here, column.target, column.why) {
      (true, ..) => theme.cursor(),
      (_, None, _) => theme.quiet(),
      (_, _, Why::Like) => theme.warning(),
      _ => theme.value(),
    };
    canvas.clip(area.x, y, &fit(&text, cells), style, cells);
    canvas.target(Rect { y, height: 1, ..area }, Aim::Line(line));
    y += 1;
  }
}

/// What a column goes into, and how sure that is.
fn goes_to(model: &Model, session: &Session, plan: &Plan, column: &Column) -> String {
  let words = &model.words;
  let Some(target) = column.target else { return words.get("import-nowhere") };
  let label = session.form.field(plan.table, target.field()).label.get(model.lang());
  let part = match target {
    Target::Field(_) => String::new(),
    Target::Part(_, part) => format!(" · {}", words.get(super::super::update::part_word(part))),
  };
  let unit = column.unit.as_ref().map(|unit| format!(" ({unit})")).unwrap_or_default();
  let doubt = if column.why == Why::Like { " ?" } else { "" };
  format!("{label}{part}{unit}{doubt}")
}

/// What no column brings, what goes nowhere, what was noticed; gives the row above it.
fn foot(model: &Model, session: &Session, plan: &Plan, canvas: &mut Canvas<'_>, area: Rect) -> u16 {
  let (theme, words) = (model.theme, &model.words);
  let group = session.form.group(plan.table);
  let cells = usize::from(area.width);
  let mut lines = Vec::new();
  let missing = group.fields().filter(|(field, definition)| {
    definition.kind.is_answered()
      && matches!(definition.required, Condition::Always)
      && !plan.columns.iter().any(|column| column.field() == Some(*field))
  });
  let missing = Bilingual::join(missing.map(|(_, field)| &field.label));
  if !missing.get(model.lang()).is_empty() {
    lines.push((words.say(&Message::new("import-missing").with("fields", &missing)), theme.warning()));
  }
  let doubtful = plan.columns.iter().filter(|column| column.why == Why::Like).count();
  let unused = plan.columns.iter().filter(|column| column.target.is_none()).count();
  if doubtful > 0 {
    lines.push((words.say(&Message::new("import-doubtful").with("count", doubtful)), theme.warning()));
  }
  if unused > 0 {
    lines.push((words.say(&Message::new("import-unused").with("count", unused)), theme.value()));
  }
  // Where there is little room the columns need it; the preview tells the notes too.
  let notes = if area.height < ROOMY_FROM { &[][..] } else { &plan.notes[..] };
  lines.extend(notes.iter().map(|note| (format!("i {}", words.say(note)), theme.quiet())));
  let lines: Vec<_> =
    lines.into_iter().flat_map(|(text, style)| wrap(&text, cells).into_iter().map(move |line| (line, style))).take(5).collect();
  let top = area.bottom().saturating_sub(lines.len() as u16);
  for (index, (line, style)) in lines.iter().enumerate() {
    canvas.clip(area.x, top + index as u16, line, *style, cells);
  }
  top.saturating_sub(u16::from(!lines.is_empty()))
}

/// How wide the parts of a line are.
struct Widths {
  letters: usize,
  heading: usize,
  goes: usize,
}

impl Widths {
  fn new(session: &Session, plan: &Plan, cells: usize, lang: crate::lang::Lang, titles: &[String; 3]) -> Self {
    let letters = plan.columns.iter().map(|column| Address::letters(column.at).len()).max().unwrap_or(1) + 2;
    let heading = plan.columns.iter().map(|column| width(&column.heading)).max().unwrap_or(0).max(width(&titles[0])).min(cells / 4);
    let label = |column: &Column| column.field().map_or(0, |field| width(session.form.field(plan.table, field).label.get(lang)) + 8);
    let goes = plan.columns.iter().map(label).max().unwrap_or(0).max(width(&titles[1])).min(cells / 3);
    Self { letters, heading, goes }
  }

  fn line(&self, letters: &str, heading: &str, goes: &str, samples: &str) -> String {
    let heading = heading.replace(['\r', '\n'], " ");
    format!("{}  {}  {}  {samples}", fit(letters, self.letters), fit(&heading, self.heading), fit(goes, self.goes))
  }
}
