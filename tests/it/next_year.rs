//! The next declaration from the last one: what is taken out, what is confirmed section by section, what differs.

use crate::{
  pty::Pty,
  snapshots::{USUAL, compare},
  stage::{Stage, form, sample},
  support::Sandbox,
};
use jiff::civil::date;
use jiliang::{
  lang::Lang,
  ledger::carry_over,
  tui::{CarriedLine, Effect, Model, Msg, Page, carried_lines},
};
use std::sync::Arc;

/// The sample's successor a year later, just opened.
fn carried(lang: Lang, size: (u16, u16)) -> Stage {
  let earlier = sample();
  let (changes, cleared) = carry_over(&form("capability"), &earlier, date(2026, 6, 30));
  let mut next = earlier.clone();
  next.apply_all(changes).unwrap();
  let mut stage = Stage::open(lang, size, next);
  stage.tell(Msg::Carried { earlier: Arc::new(earlier), cleared, confirmed: None });
  stage
}

fn confirmed(model: &Model) -> usize {
  model.session.as_ref().unwrap().carried.as_ref().unwrap().confirmed.len()
}

#[test]
fn what_is_given_each_time_and_what_has_expired_is_taken_out() {
  let stage = carried(Lang::En, (120, 40));
  let session = stage.model.session.as_ref().unwrap();
  let answer = |group: &str, row, field: &str| session.document.answer(group, row, field).cloned();
  for field in ["date", "valid_from", "valid_to", "change", "truth", "consent"] {
    assert_eq!(answer("declaration", None, field), None, "{field}");
  }
  assert!(answer("declaration", None, "signer").is_some() && answer("enterprise", None, "name").is_some());
  // Every instrument of the sample is past its day a year later.
  assert_eq!(answer("instruments", Some(0), "due"), None);
  assert!(answer("instruments", Some(0), "serial_no").is_some());
}

#[test]
fn sections_are_confirmed_and_open_ones_are_not() {
  // What is pressed, how many sections are confirmed then.
  for (keys, expected) in [
    ("<C-s>", 1),
    ("<C-s><C-s>", 2),
    // The instruments are to be given new dates first.
    ("<End><C-s>", 0),
    ("<Esc>", 0),
  ] {
    let mut stage = carried(Lang::En, (120, 40));
    assert!(matches!(stage.model.page(), Page::Carried(0)));
    stage.press(keys);
    assert_eq!(confirmed(&stage.model), expected, "{keys}\n{}", stage.screen());
  }
}

#[test]
fn what_is_changed_after_it_was_confirmed_is_to_be_confirmed_again() {
  let mut stage = carried(Lang::En, (120, 40));
  stage.press("<C-s><C-s><Esc>");
  assert_eq!(confirmed(&stage.model), 2);
  stage.press("<C-u>另一家厂<Tab>");
  assert_eq!(confirmed(&stage.model), 1);
  let kept = stage.effects.iter().rev().find_map(|effect| if let Effect::KeepConfirmed(ids) = effect { Some(ids.clone()) } else { None });
  assert_eq!(kept, Some(vec!["org".to_owned()]));
  // Taking it back is a change too: the person looks once more.
  stage.press("<A-y><Home><C-s>");
  assert_eq!(confirmed(&stage.model), 2);
  stage.press("<Esc><C-z>");
  assert_eq!(confirmed(&stage.model), 1);
}

#[test]
fn one_goes_to_what_differs_and_comes_back() {
  let mut stage = carried(Lang::En, (120, 40));
  stage.press("<Enter>");
  assert!(matches!(stage.model.page(), Page::Section));
  stage.press("<C-u>另一家厂<Esc>");
  assert!(matches!(stage.model.page(), Page::Carried(_)), "{:?}", stage.model.page());
  assert!(stage.screen().contains("→ 另一家厂"), "{}", stage.screen());
  stage.press("<Esc><A-y>");
  assert!(matches!(stage.model.page(), Page::Carried(_)));
}

#[test]
fn from_the_list_of_drafts() {
  let mut stage = Stage::with_drafts(
    Lang::En,
    (120, 40),
    vec![jiliang::tui::DraftItem { path: "data/drafts/a.json".into(), name: "a".to_owned(), ..jiliang::tui::DraftItem::default() }],
  );
  stage.press("<C-y>");
  assert_eq!(stage.effects.last(), Some(&Effect::NextYear("data/drafts/a.json".into())));
  // A draft that was not carried over says so.
  let mut stage = Stage::sample(Lang::En, (120, 40));
  stage.press("<A-y>");
  assert!(stage.screen().contains("not just carried over"), "{}", stage.screen());
}

#[test]
fn what_it_was_made_from_goes_to_the_bin_with_the_draft() {
  let sandbox = Sandbox::new();
  let folder = jiliang::store::DataFolder::open(Some(&sandbox.path("data"))).unwrap();
  sandbox.run(&["new", "-o", "last.json"]).expect(0);
  sandbox.run(&["new", "--from", "last.json", "--next-year", "-o", "data/drafts/next.json"]).expect(0);
  let kept = sandbox.path("data/drafts/next.carried");
  assert!(kept.exists());
  let binned = folder.bin(&sandbox.path("data/drafts/next.json")).unwrap();
  assert!(!kept.exists() && binned.with_extension("carried").exists());
}

#[test]
fn rows_that_moved_or_went_are_still_known() {
  let mut stage = carried(Lang::En, (120, 40));
  stage.press("<Esc><C-g><Home><Down><Down><Down><Enter>");
  assert!(stage.screen().contains("Asset no."), "{}", stage.screen());
  let open = |stage: &Stage| {
    let session = stage.model.session.as_ref().unwrap();
    let table = session.form.group_by_path("instruments").unwrap();
    let section = session.form.sections.iter().position(|section| section.group == table).unwrap();
    carried_lines(session, session.carried.as_ref().unwrap()).iter().find_map(|line| match line {
      CarriedLine::Section(index, _, open) if *index == section => Some(*open),
      _ => None,
    })
  };
  let before = open(&stage).unwrap();
  assert!(before > 1);
  stage.press("<C-Down>");
  assert_eq!(open(&stage), Some(before));
  // With the row goes what was to be given in it.
  stage.press("<C-x>");
  assert!(open(&stage).unwrap() < before);
}

#[test]
fn the_signer_sees_what_differs() {
  let mut stage = carried(Lang::En, (120, 40));
  stage.press("<Enter><C-u>另一家厂<Esc><C-s><Esc><F9><F9>");
  assert!(matches!(stage.model.page(), Page::Statement(_)), "{}", stage.screen());
  let screen = stage.screen();
  assert!(screen.contains("Compared with the last declaration") && screen.contains("→ 另一家厂"), "{screen}");
  // All of it, and back.
  stage.press("<A-y>");
  assert!(matches!(stage.model.page(), Page::Carried(_)));
  stage.press("<Esc>");
  assert!(matches!(stage.model.page(), Page::Statement(_)));
}

#[test]
fn screens_of_the_signer() {
  compare("statement-carried", USUAL, |lang, size| {
    let mut stage = carried(lang, size);
    stage.press("<Enter><C-u>另一家厂<Esc><C-s><Esc><F9><F9>");
    stage
  });
}

#[test]
fn screens() {
  compare("carried", USUAL, |lang, size| {
    let mut stage = carried(lang, size);
    stage.press("<C-s>");
    stage
  });
}

#[test]
fn in_a_real_terminal() {
  let sandbox = Sandbox::new();
  let data = sandbox.path("data");
  std::fs::create_dir_all(data.join("drafts")).unwrap();
  std::fs::write(data.join("drafts/last.json"), sample().to_text()).unwrap();
  let env = [("JILIANG_LANG", "zh"), ("JILIANG_DATA_DIR", &*data.to_string_lossy())].map(|(name, value)| (name, value.to_owned()));
  let env: Vec<(&str, &str)> = env.iter().map(|(name, value)| (*name, value.as_str())).collect();
  let mut pty = Pty::start(env!("CARGO_BIN_EXE_jiliang"), &[], &env, &sandbox.path(""), (120, 40));
  pty.wait_for("虚构一号");
  pty.send("<C-y>");
  pty.wait_for("已确认 0 /");
  pty.send("<C-s>");
  pty.wait_for("已确认 1 /");
  pty.send("<C-q>");
  assert!(pty.end().success());
  // After a restart the comparison is still there, and what was confirmed; the page comes when it is asked for.
  let mut pty = Pty::start(env!("CARGO_BIN_EXE_jiliang"), &[], &env, &sandbox.path(""), (120, 40));
  pty.wait_for("虚构一号");
  pty.send("<Enter>");
  pty.wait_for("企业名称");
  pty.send("<A-y>");
  pty.wait_for("已确认 1 /");
  pty.send("<C-q>");
  assert!(pty.end().success());
  // Two drafts now; the first is as it was.
  assert_eq!(std::fs::read_to_string(data.join("drafts/last.json")).unwrap(), sample().to_text());
  let drafts =
    std::fs::read_dir(data.join("drafts")).unwrap().flatten().filter(|entry| entry.path().extension().is_some_and(|kind| kind == "json"));
  assert_eq!(drafts.count(), 2);
}
