//! Handing in: the steps as they happen, then the receipt, or what went wrong and what to do.

use super::{Canvas, big, layout::measure, way};
use crate::{
  lang::Message,
  submit::Step,
  text::{fit, width, wrap},
  tui::{Model, model::Sending},
};
use ratatui::{layout::Rect, style::Style};

/// From this height on the reference is drawn large.
const LARGE_FROM: u16 = 24;

/// The steps, their names, and what each does.
const STEPS: [(Step, &str, &str); 4] = [
  (Step::Seal, "step-seal", "step-seal-what"),
  (Step::Connect, "step-connect", "step-connect-what"),
  (Step::Send, "step-send", "step-send-what"),
  (Step::Verify, "step-verify", "step-verify-what"),
];

/// Draws how handing in goes, and how it ended.
pub(super) fn draw(model: &Model, sending: &Sending, canvas: &mut Canvas<'_>, body: Rect) {
  let now = if sending.delivered { way::Stage::Receipt } else { way::Stage::Send };
  way::draw(model, now, canvas, body);
  let area = Rect { x: body.x + 2, y: body.y + 2, width: measure(body.width).saturating_sub(4), height: body.height.saturating_sub(2) };
  let mut page = Sheet { model, canvas, area, y: area.y };
  match (sending.said.is_empty(), sending.delivered) {
    (true, _) => page.progress(sending),
    (_, true) => page.receipt(sending),
    _ => page.failure(sending),
  }
}

struct Sheet<'s, 'b> {
  model: &'s Model,
  canvas: &'s mut Canvas<'b>,
  area: Rect,
  /// The next free row.
  y: u16,
}

impl Sheet<'_, '_> {
  fn room(&self) -> usize {
    usize::from(self.area.width)
  }

  fn text(&mut self, text: &str, style: Style) {
    for line in wrap(text, self.room()) {
      self.line(&line, style);
    }
  }

  fn line(&mut self, text: &str, style: Style) {
    if self.y < self.area.bottom() {
      self.canvas.clip(self.area.x, self.y, text, style, self.room());
    }
    self.y += 1;
  }

  fn gap(&mut self) {
    self.y += 1;
  }

  /// A label and what stands beside it, in two columns.
  fn entry(&mut self, label: &str, text: &str, style: Style) {
    let label = self.model.words.get(label);
    let column = LABELS.iter().map(|id| width(&self.model.words.get(id))).max().unwrap_or(0) + 3;
    for (index, line) in wrap(text, self.room().saturating_sub(column)).into_iter().enumerate() {
      if self.y < self.area.bottom() {
        let label = fit(if index == 0 { &label } else { "" }, column);
        let x = self.canvas.clip(self.area.x, self.y, &label, self.model.theme.quiet(), column);
        self.canvas.clip(x, self.y, &line, style, self.room().saturating_sub(column));
      }
      self.y += 1;
    }
  }

  fn platform(&self) -> String {
    self.model.platform.clone().unwrap_or_default()
  }

  /// The steps, one below the other, with what each does.
  fn steps(&mut self, sending: &Sending) {
    let theme = self.model.theme;
    let over = !sending.said.is_empty();
    for (step, id, what) in STEPS {
      let begun = sending.steps.contains(&step);
      let is_last = sending.steps.last() == Some(&step);
      let (mark, style) = match (begun, is_last, over) {
        (true, true, false) => (">", theme.focus()),
        (true, true, true) if !sending.delivered => ("x", theme.error()),
        (true, ..) => ("v", theme.good()),
        (false, ..) => ("-", theme.quiet()),
      };
      let name = self.model.words.get(id);
      let what = self.model.words.get(what);
      let longest = STEPS.iter().map(|(_, id, _)| width(&self.model.words.get(id))).max().unwrap_or(0);
      self.line(&format!("{mark} {}   {what}", fit(&name, longest)), style);
    }
  }

  fn progress(&mut self, sending: &Sending) {
    let (theme, words) = (self.model.theme, &self.model.words);
    let title = words.say(&Message::new("sending-to").with("name", self.platform()));
    self.text(&title, theme.title());
    self.gap();
    self.steps(sending);
    self.gap();
    self.text(&words.get("sending-wait"), theme.quiet());
  }

  fn receipt(&mut self, sending: &Sending) {
    let (theme, words) = (self.model.theme, &self.model.words);
    if let Some(reference) = &sending.reference {
      self.line(&words.get("receipt-reference"), theme.title());
      self.gap();
      let is_tall = self.area.height >= LARGE_FROM;
      if is_tall && big::draw(self.canvas, self.area.x, self.y, reference, theme.cursor(), self.room()) {
        self.y += big::ROWS as u16 + 1;
        self.line(reference, theme.title());
      } else {
        let spaced: String = reference.chars().flat_map(|c| [c, ' ']).collect();
        self.line(&format!("  {spaced} "), theme.cursor());
      }
      self.gap();
    }
    // What only repeats the reference is not said again.
    let news =
      |said: &&String| sending.reference.as_ref().is_none_or(|reference| !said.contains(reference.as_str()) || sending.proof.is_none());
    let mut told = false;
    for said in sending.said.iter().filter(news) {
      self.text(said, theme.value());
      told = true;
    }
    if told {
      self.gap();
    }
    self.entry("receipt-platform", &self.platform(), theme.value());
    let revision = self.model.session.as_ref().map(|session| session.document.revision);
    if let Some(revision) = revision {
      self.entry("receipt-revision", &words.say(&Message::new("title-revision").with("revision", revision.to_string())), theme.value());
    }
    if let Some(proof) = &sending.proof {
      self.entry("receipt-file", &proof.display().to_string(), theme.value());
    }
    self.gap();
    self.line(&words.get("receipt-next"), theme.title());
    for step in ["receipt-next-keep", "receipt-next-review", "receipt-next-again"] {
      self.text(&words.get(step), theme.value());
    }
    self.gap();
    self.notice();
  }

  fn failure(&mut self, sending: &Sending) {
    let (theme, words) = (self.model.theme, &self.model.words);
    self.line(&words.get("sending-failed"), theme.error());
    self.gap();
    let step = STEPS.iter().find(|(step, ..)| sending.steps.last() == Some(step));
    let step = words.get(step.map_or("step-none", |(_, id, _)| id));
    let place = words.say(&Message::new("failure-place").with("step", step).with("name", self.platform()));
    self.entry("failure-where", &place, theme.value());
    for (index, said) in sending.said.iter().enumerate() {
      self.entry(if index == 0 { "failure-what" } else { "failure-more" }, said, theme.value());
    }
    self.gap();
    let is_sealed = sending.steps.iter().any(|step| *step != Step::Seal);
    self.entry("failure-safe", &words.get(if is_sealed { "failure-sealed" } else { "failure-draft" }), theme.good());
    if let Some(session) = &self.model.session {
      self.entry("failure-draft-file", &session.path.display().to_string(), theme.value());
    }
    self.entry("failure-next", &words.get("failure-next-keys"), theme.value());
    // The steps again, where there is room for all of them.
    if self.y + 1 + STEPS.len() as u16 <= self.area.bottom() {
      self.gap();
      self.steps(sending);
    }
    self.gap();
    self.notice();
  }

  /// That the form is unofficial.
  fn notice(&mut self) {
    let Some(session) = &self.model.session else { return };
    let text = session.form.notice.get(self.model.lang());
    // The title tells it too; half a sentence would be worse than none.
    if usize::from(self.area.bottom().saturating_sub(self.y)) >= wrap(text, self.room()).len() {
      self.text(text, self.model.theme.quiet());
    }
  }
}

/// The labels of entries; the column is as wide as the widest.
const LABELS: [&str; 9] = [
  "receipt-platform",
  "receipt-revision",
  "receipt-file",
  "failure-where",
  "failure-what",
  "failure-more",
  "failure-safe",
  "failure-draft-file",
  "failure-next",
];
