use super::{Canvas, first_seen, welcome};
use crate::{lang::Message, text::fit, tui::Model};
use ratatui::layout::Rect;

/// The list of drafts.
pub(super) fn draw(model: &Model, canvas: &mut Canvas<'_>, body: Rect) {
  let words = &model.words;
  let room = usize::from(body.width).saturating_sub(2);
  canvas.put(1, body.y, &words.get("home-drafts"), model.theme.title());
  if model.drafts.is_empty() {
    welcome::draw(model, canvas, Rect { y: body.y + 1, height: body.height.saturating_sub(1), ..body });
    return;
  }
  let mut height = usize::from(body.height).saturating_sub(1);
  if let Some(place) = model.places.first() {
    height = height.saturating_sub(2);
    let told = words.say(&Message::new("home-go-on").with("place", &place.said));
    canvas.clip(1, body.bottom().saturating_sub(1), &told, model.theme.value(), room);
  }
  let first = first_seen(model.draft, model.drafts.len(), height);
  // Name, form, revision, state, time.
  let (form_width, state_width, time_width) = (if room >= 100 { 28 } else { 16 }, if room >= 100 { 30 } else { 20 }, 11);
  let name_width = room.saturating_sub(form_width + state_width + time_width + 12);
  for (line, (index, draft)) in model.drafts.iter().enumerate().skip(first).take(height).enumerate() {
    let y = body.y + 1 + line as u16;
    let here = index == model.draft;
    let state = match (&draft.problem, draft.counts, &draft.reference) {
      (Some(_), ..) => words.get("home-unreadable"),
      (None, _, Some(reference)) => words.say(&Message::new("home-received").with("reference", reference)),
      (None, Some((0, 0)), None) => words.get("home-ready"),
      (None, Some((errors, warnings)), None) => words.say(&Message::new("title-counts").with("errors", errors).with("warnings", warnings)),
      (None, None, None) => String::new(),
    };
    let revision = if draft.problem.is_some() {
      String::new()
    } else {
      words.say(&Message::new("title-revision").with("revision", draft.revision.to_string()))
    };
    let text = format!(
      "{} {}  {}  {} {} {}",
      if here { ">" } else { " " },
      fit(&draft.name, name_width),
      fit(&draft.form, form_width),
      fit(&revision, 6),
      fit(&state, state_width),
      fit(&draft.time, time_width)
    );
    let style = if here { model.theme.cursor() } else { model.theme.value() };
    canvas.clip(0, y, &text, style, usize::from(body.width));
  }
}
