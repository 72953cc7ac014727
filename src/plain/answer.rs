//! What a line means for the field that is asked.

use super::{dialogue::Dialogue, stop::Stop};
use crate::{
  document::Change,
  form::{Kind, Severity},
  lang::Message,
  session::{CellRef, Keeper, Offer, change_of, label_of},
  text::{clean_input, fold_search, half_width},
};
use serde_json::Value as Json;

/// How many answers are listed at once.
const LISTED: usize = 20;

impl Dialogue<'_> {
  /// Takes an answer.
  pub(super) fn answer(&mut self, text: &str, keeper: &mut dyn Keeper) {
    if let Stop::Table(table) = self.at {
      return match half_width(text).trim().parse() {
        Ok(number) => self.enter(table, number),
        Err(_) => self.say(&Message::new("plain-table-how")),
      };
    }
    let Some(cell) = self.cell() else { return self.say(&Message::new("plain-nothing-asked")) };
    let field = self.draft.field(cell);
    let cleaned = clean_input(text, matches!(field.kind, Kind::Text { long: true, .. }));
    if cleaned.removed > 0 {
      self.say(&Message::new("note-marks-removed").with("count", cleaned.removed));
    }
    let text = cleaned.text;
    match &self.draft.field(cell).kind {
      Kind::Choice(_) | Kind::Choices(_) | Kind::Reference { .. } => self.choose(cell, &text, keeper),
      Kind::Attachment { .. } => match keeper.describe(&text) {
        Ok(json) => self.set(cell, Some(json), keeper),
        Err(failure) => self.tell(&failure.say(self.words)),
      },
      _ => {
        let Some(path) = self.draft.path_of(cell) else { return };
        let form = std::sync::Arc::clone(&self.draft.form);
        let (change, shown) = change_of(&form, &path, self.draft.field(cell), &self.draft.in_full(cell, &text), self.words.lang());
        if shown != text.trim() && !shown.is_empty() {
          self.say(&Message::new("plain-understood").with("value", &shown));
        }
        let label = label_of(&form, cell, &self.draft.text_of(cell, self.words.lang()), &shown, self.words.lang());
        if self.apply(vec![change], label, keeper) {
          self.after(cell);
        }
      }
    }
  }

  /// Sets or takes away an answer that needs no reading, and goes on.
  fn set(&mut self, cell: CellRef, value: Option<Json>, keeper: &mut dyn Keeper) {
    let form = std::sync::Arc::clone(&self.draft.form);
    let (lang, Some(path)) = (self.words.lang(), self.draft.path_of(cell)) else { return };
    let shown = value.as_ref().map(|json| form.text_of_answer(self.draft.field(cell), json, lang)).unwrap_or_default();
    if !shown.is_empty() {
      self.say(&Message::new("plain-understood").with("value", &shown));
    }
    let label = label_of(&form, cell, &self.draft.text_of(cell, lang), &shown, lang);
    if self.apply(vec![Change::Set { cell: path, value, typed: None, prune: false }], label, keeper) {
      self.after(cell);
    }
  }

  /// Takes the answer away; the question stays.
  pub(super) fn clear(&mut self, keeper: &mut dyn Keeper) {
    let Some(cell) = self.cell() else { return self.say(&Message::new("plain-nothing-asked")) };
    let Some(path) = self.draft.path_of(cell) else { return };
    let label = label_of(&self.draft.form, cell, &self.draft.text_of(cell, self.words.lang()), "", self.words.lang());
    if self.apply(vec![Change::Set { cell: path, value: None, typed: None, prune: false }], label, keeper) {
      self.ask();
    }
  }

  /// The question, and what was answered just before it.
  fn near(&self) -> impl Iterator<Item = CellRef> + use<> {
    let answered = self.answered.filter(|cell| self.stands(Stop::Cell(*cell)));
    self.cell().into_iter().chain(answered)
  }

  /// Tells what is wrong with what was just answered, then goes on: an error marks, it does not hold.
  fn after(&mut self, cell: CellRef) {
    self.answered = Some(cell);
    self.tell_cell_findings(cell);
    self.forward();
  }

  /// Finds the answers meant: by code or whole label, by the number in the list told last, or as the only one that holds the text. Several are
  /// parted by a comma.
  fn choose(&mut self, cell: CellRef, text: &str, keeper: &mut dyn Keeper) {
    let Some((offers, many)) = self.draft.offers(cell, self.words.lang()) else { return };
    let wanted: Vec<&str> = if many {
      text.split([',', '，', '、', ';', '；']).map(str::trim).filter(|item| !item.is_empty()).collect()
    } else {
      vec![text.trim()]
    };
    let mut codes: Vec<String> = Vec::new();
    for item in wanted {
      match meant(&offers, &self.listed, item) {
        Meant::One(code) => codes.push(code),
        // The row may be typed later; until then the check says that it is not there.
        Meant::None if matches!(self.draft.field(cell).kind, Kind::Reference { .. }) => codes.push(item.to_owned()),
        Meant::None => return self.say(&Message::new("plain-no-offer").with("text", item)),
        Meant::Several(found) => return self.tell_offers(found, "plain-which"),
      }
    }
    codes.dedup();
    let value = if many { Json::from(codes) } else { codes.pop().map(Json::from).unwrap_or_default() };
    self.set(cell, Some(value), keeper);
  }

  /// Lists answers, numbered.
  pub(super) fn tell_offers(&mut self, offers: Vec<Offer>, head: &'static str) {
    let count = offers.len();
    self.say(&Message::new(head).with("count", count));
    self.listed = offers.into_iter().take(LISTED).collect();
    for (index, offer) in self.listed.clone().iter().enumerate() {
      let detail = if offer.detail.is_empty() || offer.detail == offer.label { String::new() } else { format!("  {}", offer.detail) };
      let label = if offer.label.is_empty() { &offer.code } else { &offer.label };
      self.tell(&format!("  {} {label}{detail}", index + 1));
    }
    if count > LISTED {
      self.say(&Message::new("plain-more-offers").with("count", count - LISTED));
    }
  }

  /// Takes a fix that is offered here; of several the one with this number.
  pub(super) fn fix(&mut self, argument: &str, keeper: &mut dyn Keeper) {
    let fixes_of = |cell: CellRef| -> Vec<_> { self.draft.findings_of(cell).flat_map(|finding| finding.fixes.iter().cloned()).collect() };
    // What was just answered is wrong more often than what is asked next.
    let Some((cell, fixes)) = self.near().map(|cell| (cell, fixes_of(cell))).find(|(_, fixes)| !fixes.is_empty()) else {
      return self.say(&Message::new("note-no-fix"));
    };
    let fix = match (fixes.len(), half_width(argument).trim().parse::<usize>()) {
      (1, Err(_)) => &fixes[0],
      (_, Ok(number)) if (1..=fixes.len()).contains(&number) => &fixes[number - 1],
      _ => {
        self.say(&Message::new("plain-which-fix"));
        for (index, fix) in fixes.iter().enumerate() {
          self.tell(&format!("  {} {}", index + 1, fix.label.say(self.words)));
        }
        return;
      }
    };
    let what = fix.label.say(self.words);
    let label = format!("{} · {what}", self.draft.field(cell).label.get(self.words.lang()));
    if self.apply(fix.changes.clone(), label, keeper) {
      self.say(&Message::new("plain-fixed").with("what", what));
      self.tell_cell_findings(cell);
      self.ask();
    }
  }

  /// States why the warning here is accepted.
  pub(super) fn reason(&mut self, argument: &str, keeper: &mut dyn Keeper) {
    let can = |cell| self.draft.findings_of(cell).find(|finding| finding.overridable && finding.severity != Severity::Info).cloned();
    let Some(finding) = self.near().find_map(can) else { return self.say(&Message::new("note-no-override")) };
    if argument.is_empty() {
      return self.say(&Message::new("plain-reason-how").with("what", finding.message.say(self.words)));
    }
    let label = format!("{}: {argument}", finding.code);
    let row = finding.row_id().map(Into::into);
    if self.apply(vec![Change::Override { rule: (*finding.code).into(), row, reason: Some(argument.to_owned()) }], label, keeper) {
      self.ask();
    }
  }
}

enum Meant {
  None,
  One(String),
  Several(Vec<Offer>),
}

fn meant(offers: &[Offer], listed: &[Offer], text: &str) -> Meant {
  let folded = fold_search(text);
  let whole = |offer: &&Offer| fold_search(&offer.code) == folded || fold_search(&offer.label) == folded;
  if let [one] = offers.iter().filter(whole).collect::<Vec<_>>()[..] {
    return Meant::One(one.code.clone());
  }
  let listed = if listed.is_empty() { offers } else { listed };
  if let Ok(number) = half_width(text).parse::<usize>()
    && let Some(offer) = number.checked_sub(1).and_then(|at| listed.get(at))
  {
    return Meant::One(offer.code.clone());
  }
  let holds = |offer: &&Offer| fold_search(&format!("{}\n{}\n{}", offer.code, offer.label, offer.detail)).contains(&folded);
  let found: Vec<Offer> = offers.iter().filter(holds).cloned().collect();
  match found.len() {
    0 => Meant::None,
    1 => Meant::One(found[0].code.clone()),
    _ => Meant::Several(found),
  }
}
