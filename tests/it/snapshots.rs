//! Every screen as text, in both languages and two sizes, one file a screen in `tests/snapshots`. Read them before accepting: `INSTA_UPDATE=always` writes them.

use crate::stage::{Stage, sample};
use jiliang::{
  check::Counts,
  document::{Document, FormRef},
  lang::Lang,
  ledger::DueCounts,
  submit::Step,
  tui::{DraftItem, Effect, Msg, Page, WaitingItem},
};
use std::{fmt::Write, path::PathBuf};

/// A wrong character in the code of the enterprise.
const MISTAKE: &str = "<Down><C-u>9133O110XYYY00015P<Down><Up>";

pub(crate) type Size = (u16, u16);

/// Compares the screens of `play` with the file `name`.
#[track_caller]
pub(crate) fn compare(name: &str, sizes: &[Size], play: impl Fn(Lang, Size) -> Stage) {
  let mut text = String::new();
  for lang in [Lang::Zh, Lang::En] {
    for size in sizes {
      let stage = play(lang, *size);
      assert_eq!(stage.fault(), None, "{name} {lang:?} {size:?}");
      let head = format!("== {} {}×{} ", lang.code(), size.0, size.1);
      let _ = write!(text, "{head:=<width$}\n{}", stage.screen(), width = usize::from(size.0));
    }
  }
  let mut settings = insta::Settings::clone_current();
  settings.set_snapshot_path("../snapshots");
  settings.set_prepend_module_to_snapshot(false);
  settings.set_omit_expression(true);
  settings.bind(|| insta::assert_snapshot!(name, text));
}

pub(crate) const USUAL: &[Size] = &[(80, 24), (120, 40)];

#[track_caller]
fn keys(name: &str, keys: &str) {
  compare(name, USUAL, |lang, size| {
    let mut stage = Stage::sample(lang, size);
    stage.press(keys);
    stage
  });
}

fn drafts() -> Vec<DraftItem> {
  let draft = |name: &str, revision, counts: (usize, usize), reference: Option<&str>, time: &str| DraftItem {
    path: PathBuf::from(format!("data/drafts/{revision}.json")),
    name: name.to_owned(),
    form: "企业计量能力自我声明".to_owned(),
    revision,
    counts: Some(Counts { missing: 0, errors: counts.0, warnings: counts.1 }),
    reference: reference.map(str::to_owned),
    time: time.to_owned(),
    problem: None,
  };
  vec![
    draft("虚构一号精密机械零部件加工有限公司", 1, (3, 2), None, "06-30 12:03"),
    draft("虚构二号调味食品厂", 4, (0, 0), None, "06-29 16:40"),
    draft("虚构五号仪表厂", 3, (0, 1), None, "06-29 09:12"),
    draft("虚构二号调味食品厂", 2, (0, 0), Some("7KP4-M2ND"), "03-02 10:15"),
    DraftItem {
      path: PathBuf::from("data/drafts/broken.json"),
      name: "broken.json".to_owned(),
      problem: Some("…".to_owned()),
      ..DraftItem::default()
    },
  ]
}

fn home(lang: Lang, size: Size) -> Stage {
  let mut stage = Stage::with_drafts(lang, size, drafts());
  stage.tell(Msg::Due(DueCounts { total: 316, overdue: 4, within_30: 11, within_60: 23, within_90: 0 }));
  stage.tell(Msg::Waiting(vec![WaitingItem {
    revision: 3,
    name: "虚构五号仪表厂".to_owned(),
    draft: Some(PathBuf::from("data/drafts/3.json")),
    platform: "演示平台".to_owned(),
    attempts: 3,
    next: Some("14:20".to_owned()),
    said: Some("…".to_owned()),
    ..WaitingItem::default()
  }]));
  stage
}

fn empty(lang: Lang, size: Size) -> Stage {
  let form = crate::stage::form("capability");
  let form = FormRef { id: form.id.clone(), version: form.version.clone(), digest: None };
  Stage::open(lang, size, Document::new(form, uuid::Uuid::nil(), ""))
}

/// On the way to the receipt, before the first step.
fn handing_in(lang: Lang, size: Size) -> Stage {
  let mut stage = Stage::sample(lang, size);
  stage.press("<F9><F9><C-s>");
  stage.effects.clear();
  stage
}

#[test]
fn home_screen() {
  compare("home", USUAL, home);
  compare("home-outbox", USUAL, |lang, size| {
    let mut stage = home(lang, size);
    stage.press("<End>");
    stage
  });
  compare("home-empty", USUAL, |lang, size| Stage::with_drafts(lang, size, Vec::new()));
}

#[test]
fn questions_over_the_home_screen() {
  for (name, keys) in [("home-open", "<C-o>data/新"), ("home-bin", "<Del>"), ("home-new", "<C-n>"), ("home-help", "<F1>")] {
    compare(name, USUAL, |lang, size| {
      let mut stage = home(lang, size);
      stage.press(keys);
      stage
    });
  }
}

#[test]
fn sections() {
  compare("section", &[(80, 24), (120, 40), (200, 60)], |lang, size| {
    let mut stage = Stage::sample(lang, size);
    stage.press(MISTAKE);
    stage
  });
  compare("section-new", USUAL, empty);
  keys("section-with-table", "<C-g><Down><Enter>");
}

#[test]
fn tables() {
  keys("table", "<C-g><Down><Down><Down><Enter>");
  keys("table-cell", "<C-g><Down><Down><Down><Enter><Right><Enter>");
  compare("table-new", USUAL, |lang, size| {
    let mut stage = empty(lang, size);
    stage.press("<C-g><Down><Down><Down><Enter>");
    stage
  });
}

#[test]
fn lists_over_a_section() {
  keys("outline", "<C-g>");
  keys("help", "<Down><F1>");
  keys("choice", "<Down><Down><Enter>");
  compare("findings", USUAL, |lang, size| {
    let mut stage = Stage::sample(lang, size);
    stage.press(MISTAKE).press("<F8>");
    stage
  });
}

#[test]
fn the_way_to_the_receipt() {
  keys("review", "<F9>");
  keys("review-end", "<F9><End>");
  keys("statement", "<F9><F9>");
  compare("review-blocked", USUAL, |lang, size| {
    let mut stage = Stage::sample(lang, size);
    stage.press(MISTAKE).press("<F9>");
    stage
  });
  compare("statement-blocked", USUAL, |lang, size| {
    let mut stage = Stage::sample(lang, size);
    stage.press(MISTAKE).press("<F9><F9>");
    stage
  });
  compare("sending", USUAL, |lang, size| {
    let mut stage = handing_in(lang, size);
    stage.steps(Step::Send);
    stage
  });
  compare("receipt", USUAL, |lang, size| {
    let mut stage = handing_in(lang, size);
    stage.steps(Step::Verify);
    let (said, proof) = (stage.model.words.say(&delivered()), Some(PathBuf::from("data/drafts/sample.receipt-1.json")));
    stage.tell(Msg::Delivered { reference: "7KP4-M2ND".to_owned(), said, proof, document: Some(Box::new(sample())) });
    stage
  });
  compare("failure", USUAL, |lang, size| {
    let mut stage = handing_in(lang, size);
    stage.steps(Step::Connect);
    let message = jiliang::lang::Message::new("submit-no-connection").with("platform", "演示平台").with("cause", "connection refused");
    let said = stage.model.words.say(&message);
    stage.tell(Msg::NotDelivered { said: vec![said], other_revision: None });
    stage
  });
  compare("question-replace", USUAL, in_the_way);
}

/// The platform holds another revision under this number.
fn in_the_way(lang: Lang, size: (u16, u16)) -> Stage {
  let mut stage = handing_in(lang, size);
  stage.steps(Step::Send);
  let message = jiliang::lang::Message::new("submit-conflict").with("platform", "演示平台").with("said", "");
  let said = stage.model.words.say(&message);
  stage.tell(Msg::NotDelivered { said: vec![said], other_revision: Some(1) });
  stage
}

#[test]
fn another_revision_is_replaced_only_after_a_yes() {
  let replaces = |stage: &Stage| stage.effects.iter().any(|effect| matches!(effect, Effect::Submit { replace: true, .. }));
  for (keys, expected) in [("<Esc>", false), ("<C-s>", true)] {
    let mut stage = in_the_way(Lang::Zh, (80, 24));
    stage.press(keys);
    assert_eq!(replaces(&stage), expected, "{keys}");
    assert!(matches!(stage.model.page(), Page::Sending(sending) if sending.said.is_empty() == expected), "{keys}");
  }
}

fn delivered() -> jiliang::lang::Message {
  jiliang::lang::Message::new("submit-delivered").with("reference", "7KP4-M2ND")
}

#[test]
fn a_window_that_is_too_small() {
  compare("too-small", &[(40, 10)], Stage::sample);
}

/// The ledger of the sample, at a mistake in it.
const LEDGER: &str = "<C-f>ylb<Enter>";

#[test]
fn questions_and_lists_over_a_table() {
  for (name, more) in [
    ("table-filter", "<F8>"),
    ("table-sorted", "<Right><F3>"),
    ("table-fill", "<S-Down><S-Down><C-e>"),
    ("table-columns", "<A-v>"),
    ("table-row-number", "<A-g>12"),
    ("table-selected", "<S-Down><S-Down><S-Right>"),
    ("table-row-form", "<F4>"),
    ("table-typing", "<Right><Right><Right><Right><Right>0~2.5kgf/cm2"),
  ] {
    keys(name, &format!("{LEDGER}{more}"));
  }
}

#[test]
fn what_opens_over_a_section() {
  for (name, typed) in [
    ("find", "<C-f>jdjz"),
    ("month", "<C-f>enterprise.founded<Enter><F2>"),
    ("date-typed", "<C-f>enterprise.founded<Enter><C-u>6-30"),
    ("steps", "<C-u>甲<Tab><BS><C-u>9133O110XYYY00015P<Tab><C-z><A-z>"),
    ("region", "<C-f>enterprise.reg_region<Enter><Enter>"),
    ("how-to-leave", "<C-c>"),
    ("undo-told", "<C-u>甲<Tab>"),
    ("findings-none", "<F8>"),
  ] {
    keys(name, typed);
  }
  // Why a warning is accepted.
  keys("override", "<C-f>enterprise.revenue<Enter><C-u>20000000<Tab><S-Tab><C-o>");
  // All fixes of a kind, before they are taken.
  keys("fix-all", &format!("{MISTAKE}<F6><A-t>"));
}

#[test]
fn the_exercise_tells_what_to_try() {
  compare("exercise", USUAL, |lang, size| {
    let mut document = sample();
    document.as_of = Some(crate::stage::TODAY);
    let mut stage = Stage::open(lang, size, document);
    stage.model.tour = Some(0);
    stage.press(MISTAKE);
    stage
  });
}

#[test]
fn wide_screens() {
  compare("home-wide", &[(200, 60)], home);
}

#[test]
fn what_waits_is_sent_again_from_the_home_screen() {
  let mut stage = home(Lang::Zh, (120, 40));
  stage.press("<End><Enter>");
  assert_eq!(stage.effects, [Effect::SendWaiting(uuid::Uuid::nil(), 3)]);
  stage.steps(Step::Connect);
  stage.tell(Msg::NotDelivered { said: vec!["…".to_owned()], other_revision: None });
  stage.press("<Esc>");
  assert_eq!(stage.effects.last(), Some(&Effect::ListDrafts));
  // The cursor is still on it, so that it can be sent once more.
  stage.press("<Enter>");
  assert_eq!(stage.effects.iter().filter(|effect| matches!(effect, Effect::SendWaiting(..))).count(), 2);
}
