//! What a cell means for a field: facts about spreadsheets and ledgers on top of what a person could type.

use super::{
  Cell, Figure,
  mark::{Digest, digest},
  months::in_months,
  read::day,
  signs::{CIRCLE, TICKS, is_bare, is_plain_name, lost_digits, says_ditto, says_nothing},
};
use crate::{
  form::{Field, Form, Kind},
  lang::Message,
  text::{clean_input, half_width},
};
use jiff::civil::Date;
use serde_json::Value as Json;
use std::{
  collections::{HashMap, HashSet},
  sync::Arc,
};

/// What a cell came to.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct Understood {
  /// The answer; what could not be read is kept as text.
  pub(super) answer: Option<Json>,
  /// What a person should look at.
  pub(super) fault: Option<Message>,
}

impl Understood {
  fn of(answer: Option<Json>) -> Self {
    Self { answer, fault: None }
  }

  fn faulty(answer: Option<Json>, fault: Message) -> Self {
    Self { answer, fault: Some(fault) }
  }
}

/// What a cell came to, for all rows whose cells say the same.
#[derive(Clone)]
pub(super) struct Shared {
  /// The answer; what could not be read is kept as text.
  pub(super) answer: Option<Arc<Json>>,
  /// What a person should look at.
  pub(super) fault: Option<Message>,
  /// The digest of the answer.
  pub(super) digest: Digest,
}

/// Reads the cells of one column. Values that come again and again are read once, and their answers are shared.
#[derive(Clone)]
pub(super) struct ValueReader<'f> {
  form: &'f Form,
  field: &'f Field,
  unit: Option<String>,
  /// Ticks are all that stands in the column, so nothing means no.
  only_ticks: bool,
  /// Bare numbers of the column may count years as well as months.
  may_be_years: bool,
  /// ○ is a tick: no other mark in the column says yes beside it.
  circle_is_tick: bool,
  texts: HashMap<Arc<str>, Shared>,
  days: HashMap<Date, Shared>,
  /// How often a value was known.
  hits: usize,
}

/// How many different values are kept before it counts whether they come again.
const TRIED: usize = 256;

/// Serial numbers of 1950 to 2100, which no other number in a column of days can be.
const SERIALS: std::ops::RangeInclusive<f64> = 18_264.0..=73_415.0;

impl<'f> ValueReader<'f> {
  /// A reader for the cells of a column that goes into `field`.
  pub(super) fn new<'c>(form: &'f Form, field: &'f Field, unit: Option<&str>, cells: impl Iterator<Item = &'c Cell>) -> Self {
    let mut cells = cells.filter(|cell| !cell.is_blank()).peekable();
    let marks: HashSet<String> = match field.kind {
      Kind::Boolean => cells.by_ref().filter(|cell| !cell.is_blank()).map(|cell| cell.shown().to_string().trim().to_lowercase()).collect(),
      _ => HashSet::new(),
    };
    let circle_is_tick = marks.len() == 1;
    let only_ticks = !marks.is_empty() && marks.iter().all(|mark| TICKS.contains(&mark.as_str()) || (circle_is_tick && mark == CIRCLE));
    let may_be_years = unit.is_none() && counts_months(field) && few(cells);
    let unit = unit.map(str::to_owned);
    let (texts, days) = (HashMap::new(), HashMap::new());
    Self { form, field, unit, only_ticks, may_be_years, circle_is_tick, texts, days, hits: 0 }
  }

  /// What the cell means.
  pub(super) fn read(&self, cell: &Cell) -> Understood {
    self.understand(cell)
  }

  /// What the cell means, shared with the cells that say the same.
  pub(super) fn read_shared(&mut self, cell: &Cell) -> Shared {
    let known = self.texts.len() + self.days.len();
    if known >= TRIED && self.hits <= known {
      return self.fresh(cell);
    }
    let (text, day) = (self.text_of(cell), if let Cell::Date(day) = cell { Some(*day) } else { None });
    let known = text.map_or_else(|| self.days.get(&day?), |text| self.texts.get(text));
    if let Some(known) = known {
      self.hits += 1;
      return known.clone();
    }
    let fresh = self.fresh(cell);
    if let Some(text) = text {
      self.texts.insert(Arc::clone(text), fresh.clone());
    } else if let Some(day) = day {
      self.days.insert(day, fresh.clone());
    }
    fresh
  }

  /// The text that alone tells what a cell means, as it does for a text and mostly for a number.
  fn text_of<'c>(&self, cell: &'c Cell) -> Option<&'c Arc<str>> {
    match (cell, &self.field.kind) {
      (Cell::Text(text), _) => Some(text),
      (Cell::Number(_), Kind::Text { .. } | Kind::Code(_) | Kind::Reference { .. } | Kind::Date) => None,
      (Cell::Number(figure), Kind::Integer { .. }) => Some(&figure.shown).filter(|shown| !shown.contains('.')),
      (Cell::Number(figure), _) => Some(&figure.shown),
      _ => None,
    }
  }

  fn fresh(&self, cell: &Cell) -> Shared {
    let Understood { answer, fault } = self.understand(cell);
    let digest = digest(&self.field.id, answer.as_ref());
    Shared { answer: answer.map(Arc::new), fault, digest }
  }

  fn understand(&self, cell: &Cell) -> Understood {
    match cell {
      Cell::Empty if self.only_ticks => Understood::of(Some(Json::Bool(false))),
      Cell::Empty => Understood::default(),
      Cell::Error(error) => Understood::faulty(None, Message::new("ledger-formula-error").with("error", &**error)),
      Cell::Date(date) => self.day(*date),
      Cell::Bool(truth) => match self.field.kind {
        Kind::Boolean => Understood::of(Some(Json::Bool(*truth))),
        _ => self.text(if *truth { "是" } else { "否" }),
      },
      Cell::Number(figure) => self.number(figure),
      Cell::Text(text) => self.text(text),
    }
  }

  fn day(&self, date: Date) -> Understood {
    let text = date.to_string();
    match self.field.kind {
      Kind::Date => Understood::of(Some(text.into())),
      Kind::Text { .. } | Kind::Code(_) | Kind::Reference { .. } => {
        let fault = Message::new("ledger-became-date").with("date", &text);
        Understood::faulty(Some(text.into()), fault)
      }
      _ => self.text(&text),
    }
  }

  fn number(&self, figure: &Figure) -> Understood {
    let shown = &*figure.shown;
    match self.field.kind {
      Kind::Text { .. } | Kind::Code(_) | Kind::Reference { .. } => {
        let understood = self.text(shown);
        match understood.fault {
          None if figure.cut => Understood { fault: Some(Message::new("ledger-digits-cut").with("found", shown)), ..understood },
          _ => understood,
        }
      }
      Kind::Date => match serial(figure.value) {
        Some(date) => Understood::of(Some(date.into())),
        None => self.text(shown),
      },
      Kind::Integer { .. } => {
        self.text(shown.split_once('.').filter(|(_, rest)| rest.bytes().all(|b| b == b'0')).map_or(shown, |(whole, _)| whole))
      }
      _ => self.text(shown),
    }
  }

  fn text(&self, raw: &str) -> Understood {
    if matches!(self.field.kind, Kind::Text { .. }) && is_plain_name(raw) {
      return Understood::of(Some(raw.into()));
    }
    let long = matches!(self.field.kind, Kind::Text { long: true, .. });
    // A code that was broken after its dash.
    let joined = raw.contains('\n').then(|| raw.replace("-\r\n", "-").replace("-\n", "-"));
    let cleaned = clean_input(joined.as_deref().unwrap_or(raw), long).text;
    let text = cleaned.trim();
    if text.is_empty() {
      return if self.only_ticks { Understood::of(Some(Json::Bool(false))) } else { Understood::default() };
    }
    // A mark that kept a code from being taken for a number.
    let text = text.strip_prefix('\'').filter(|rest| !rest.is_empty() && rest.bytes().all(|b| b.is_ascii_digit())).unwrap_or(text);
    let folded = half_width(text);
    let is_code =
      matches!(self.field.kind, Kind::Text { long: false, .. } | Kind::Reference { .. }) && !folded.chars().any(|c| c >= '\u{2e80}');
    let text = if is_code { folded.trim() } else { text };
    let text = if says_nothing(&folded) {
      match &self.field.empty_mark {
        Some(mark) => mark.as_str(),
        // 无 may be one of the answers.
        None if matches!(self.field.kind, Kind::Choice(_) | Kind::Choices(_) | Kind::Boolean) => {
          return Understood::of(self.answer(text).filter(|answer| self.fits(answer)));
        }
        None => return Understood::default(),
      }
    } else {
      text
    };
    if says_ditto(text) {
      return Understood::faulty(Some(text.into()), Message::new("ledger-ditto"));
    }
    let answer = match &self.field.kind {
      Kind::Date => self.date(text),
      Kind::Integer { .. } => self.integer(text),
      Kind::Decimal { .. } => self.without_unit(text).or_else(|| self.answer(text)),
      Kind::Boolean if TICKS.contains(&folded.to_lowercase().as_str()) || (self.circle_is_tick && text == CIRCLE) => Some(Json::Bool(true)),
      Kind::Quantity(_) | Kind::Range(_) | Kind::Uncertainty(_) | Kind::Accuracy => self.measured(text),
      Kind::Choice(_) | Kind::Boolean => self.chosen(text),
      _ => self.answer(text),
    };
    let fault = answer.as_ref().and_then(|answer| self.form.read(self.field, answer).err()).map(|misread| {
      let why = answer.as_ref().filter(|answer| answer.is_string()).and_then(|_| self.form.why_not(self.field, text));
      why.map_or_else(|| misread.message(text), |why| why.message())
    });
    let bare = || self.may_be_years && text.bytes().all(|b| b.is_ascii_digit());
    let fault = fault.or_else(|| bare().then(|| Message::new("ledger-months-or-years")));
    let fault = fault.or_else(|| (is_code && lost_digits(text)).then(|| Message::new("ledger-digits-cut").with("found", text)));
    Understood { answer, fault }
  }

  /// A choice, also where blanks stand between its hanzi to make it as wide as others: `合 格`.
  fn chosen(&self, text: &str) -> Option<Json> {
    let answer = self.answer(text);
    if answer.as_ref().is_some_and(|answer| self.fits(answer)) {
      return answer;
    }
    let close: String = text.chars().filter(|c| !c.is_whitespace()).collect();
    let close = self.answer(&close).filter(|answer| self.fits(answer));
    // The same in two words: `合格 OK`, `停用/Out of use`, `在用（合格）`.
    let twice = || {
      let (one, other) = text.split_once(['/', ' ', '(', '（'])?;
      let (one, other) = (self.answer(one.trim())?, self.answer(other.trim().trim_end_matches([')', '）']))?);
      (one == other && self.fits(&one)).then_some(one)
    };
    close.or_else(twice).or(answer)
  }

  fn answer(&self, text: &str) -> Option<Json> {
    self.form.answer_from_text(self.field, text)
  }

  fn fits(&self, answer: &Json) -> bool {
    self.form.read(self.field, answer).is_ok()
  }

  /// With the unit of the heading where the cell has none.
  fn measured(&self, text: &str) -> Option<Json> {
    let spoken = matches!(self.field.kind, Kind::Range(_)).then(|| text.split_once(" to ")).flatten();
    let spoken = spoken.map(|(low, high)| format!("{}~{}", low.trim(), high.trim()));
    let text = spoken.as_deref().unwrap_or(text);
    // The unit of the heading belongs before the coverage factor.
    if let (Kind::Uncertainty(_), Some(unit), Some((value, factor))) = (&self.field.kind, &self.unit, text.rsplit_once(", k="))
      && is_bare(value)
    {
      return self.answer(&format!("{value} {unit}, k={factor}"));
    }
    let bare = is_bare(text);
    if bare && let Some(unit) = &self.unit {
      let with_unit = if unit == "级" { format!("{text}级") } else { format!("{text} {unit}") };
      let answer = self.answer(&with_unit);
      if answer.as_ref().is_some_and(|answer| answer.is_object() && self.fits(answer)) {
        return answer;
      }
    }
    self.answer(text)
  }

  fn date(&self, text: &str) -> Option<Json> {
    let answer = self.answer(text);
    if answer.as_ref().is_some_and(|answer| self.fits(answer)) {
      return answer;
    }
    let folded = half_width(text);
    // A time of day behind it.
    if let Some((date, rest)) = folded.split_once([' ', 'T'])
      && rest.contains(':')
      && let Some(answer) = self.answer(date)
      && self.fits(&answer)
    {
      return Some(answer);
    }
    // Year, month and day in columns of their own.
    if self.unit.as_deref() == Some("年")
      && let [year, month, day] = folded.split_whitespace().collect::<Vec<_>>()[..]
      && let Some(answer) = self.answer(&format!("{year}-{month}-{day}"))
      && self.fits(&answer)
    {
      return Some(answer);
    }
    let number = folded.parse::<f64>().ok().filter(|_| folded.len() <= 9);
    number.and_then(serial).map(Json::from).or(answer)
  }

  /// `12个月`, `1年` and `半年` for a number of months; a unit behind a number is left out.
  fn integer(&self, text: &str) -> Option<Json> {
    let answer = self.answer(text);
    let months = counts_months(self.field);
    let in_years = months && self.unit.as_deref() == Some("年");
    if answer.as_ref().is_some_and(Json::is_i64) && !in_years {
      return answer;
    }
    let folded: String = half_width(text).chars().filter(|c| !c.is_whitespace()).collect();
    if months && let Some(found) = in_months(&folded, in_years) {
      return Some(found.into());
    }
    self.without_unit(&folded).filter(Json::is_i64).or(answer)
  }

  /// The number before the unit of the field, or before what people count in.
  fn without_unit(&self, text: &str) -> Option<Json> {
    const COUNTED: [&str; 10] = ["个", "件", "台", "头", "人", "支", "袋", "瓶", "只", "盒"];
    let unit = self.field.unit.as_ref()?;
    let counted = if COUNTED.contains(&&*unit.zh) { &COUNTED[..] } else { &[] };
    let rest = [&*unit.zh, &*unit.en].into_iter().chain(counted.iter().copied()).find_map(|unit| text.strip_suffix(unit))?;
    let rest = rest.trim().trim_end_matches('个');
    self.answer(rest).filter(|answer| rest.starts_with(|c: char| c.is_ascii_digit()) && self.fits(answer))
  }
}

/// The coverage factor in a heading or beside a value: `扩展不确定度（k=2）`.
pub(super) fn factor_in(text: &str) -> Option<String> {
  let close: String = half_width(text).chars().filter(|c| !c.is_whitespace()).collect();
  let (before, after) = close.split_once("k=").or_else(|| close.split_once("K="))?;
  let factor: String = after.chars().take_while(|c| c.is_ascii_digit() || *c == '.').collect();
  (!factor.is_empty() && !before.ends_with(|c: char| c.is_ascii_alphanumeric())).then_some(factor)
}

/// The day of a serial number that can be nothing else.
fn serial(value: f64) -> Option<String> {
  SERIALS.contains(&value).then(|| day(value, false)).flatten().map(|date| date.to_string())
}

fn counts_months(field: &Field) -> bool {
  matches!(field.kind, Kind::Integer { .. }) && field.unit.as_ref().is_some_and(|unit| unit.zh == "月")
}

/// Whether the bare numbers in a column are all as small as numbers of years: 1, 2, but no 6 and no 12.
fn few<'c>(cells: impl Iterator<Item = &'c Cell>) -> bool {
  /// The most years that are a usual interval.
  const YEARS: f64 = 5.0;
  let mut numbers = cells.filter_map(|cell| cell.as_text()?.trim().parse::<f64>().ok()).peekable();
  numbers.peek().is_some() && numbers.all(|number| number <= YEARS)
}
