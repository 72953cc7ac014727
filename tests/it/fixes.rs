//! Fixes: applying all of them changes no magnitude, and applying them again changes nothing.

use crate::{
  generated::{Plan, generate},
  stage::Stage,
  support::Sandbox,
};
use jiff::civil::Date;
use jiliang::{
  check::{Finding, check},
  document::{Change, Document, diff},
  form::{Form, Kind},
  lang::{Lang, Words},
  metrology::Number,
};
use serde_json::{Value, json};

const AS_OF: Date = Date::constant(2025, 6, 30);

fn generated(seed: u64, defects: usize) -> Document {
  generate(&Plan { instruments: 400, capabilities: 20, seed, defects }).unwrap()
}

/// Applies every certain fix, round after round, until there is none.
fn fix_all(form: &Form, document: &mut Document) -> usize {
  let mut taken = 0;
  for _ in 0..8 {
    let report = check(form, document, AS_OF);
    let fixable = report.fixable(None);
    let changes: Vec<Change> = fixable.iter().filter_map(|finding| finding.certain_fix()).flat_map(|fix| fix.changes.clone()).collect();
    if changes.is_empty() {
      return taken;
    }
    taken += changes.len();
    document.apply_all(changes).unwrap();
  }
  panic!("fixes do not come to an end");
}

/// Every number in an answer.
fn numbers(json: &Value) -> Vec<Number> {
  match json {
    Value::String(text) => text.parse().ok().into_iter().collect(),
    Value::Number(number) => number.to_string().parse().ok().into_iter().collect(),
    Value::Array(items) => items.iter().flat_map(numbers).collect(),
    Value::Object(map) => map.values().flat_map(numbers).collect(),
    _ => Vec::new(),
  }
}

#[test]
fn applying_all_fixes_twice_changes_nothing_more_and_no_number_more_than_its_last_digits() {
  let form = crate::mistakes::form();
  let words = Words::new(Lang::En);
  for seed in 1..=12 {
    let before = generated(seed, 160);
    let mut after = before.clone();
    let taken = fix_all(&form, &mut after);
    assert!(taken >= 40, "seed {seed}: only {taken}");
    let mut again = after.clone();
    assert_eq!((fix_all(&form, &mut again), again == after), (0, true), "seed {seed}");
    for change in diff(&before, &after) {
      let Change::Set { cell, value: Some(value), .. } = &change else { panic!("a fix takes an answer away: {change:?}") };
      let group = form.group_by_path(&cell.group).unwrap();
      let field = form.field(group, form.group(group).field_by_id(&cell.field).unwrap());
      let old = match &cell.row {
        None => before.answer(&cell.group, None, &cell.field),
        Some(id) => before.rows(&cell.group).iter().find(|row| row.id == *id).unwrap().cells.get(&cell.field),
      };
      if !matches!(field.kind, Kind::Integer { .. } | Kind::Decimal { .. } | Kind::Quantity(_) | Kind::Range(_) | Kind::Uncertainty(_)) {
        continue;
      }
      // What was typed as text is read as if it were typed into the field; its numbers stay what they are.
      let typed = old.and_then(Value::as_str).and_then(|text| form.answer_from_text(field, text));
      let old = numbers(typed.as_ref().or(old).unwrap());
      for (new, old) in numbers(value).iter().zip(&old) {
        let off = new.subtract(old).abs();
        let bound = old.abs().multiply(&"0.05".parse().unwrap());
        assert!(off <= bound, "seed {seed}: {change:?} from {old}: {}", words.lang() as u8);
      }
    }
  }
}

#[test]
fn where_a_person_must_choose_nothing_is_taken() {
  let form = crate::mistakes::form();
  let document = crate::mistakes::draft("machining-shop", &[("/declaration/valid_to", json!("2030-01-01"))]);
  let report = check(&form, &document, AS_OF);
  let finding = report.findings.iter().find(|finding| finding.code == "dec-sign").unwrap();
  assert_eq!(finding.fixes.len(), 2);
  assert!(finding.certain_fix().is_none());
  assert!(report.fixable(None).is_empty());
}

#[test]
fn a_text_that_is_not_clear_is_told_in_the_words_of_the_parser_with_a_fix_for_each_meaning() {
  let form = crate::mistakes::form();
  let (zh, en) = (Words::new(Lang::Zh), Words::new(Lang::En));
  for (path, text, says_zh, says_en, fixes) in [
    ("range", "0~1.6Mpa", "无法识别单位“Mpa”，第 6 个字符起；请写明是 ", "'Mpa'", &["(0~1.6) mPa", "(0~1.6) MPa"][..]),
    ("range", "0.01~10KΩ", "应写作", "'KΩ'", &["(0.01~10) kΩ"]),
    ("range", "0 mm~150", "只有一端", "only one end", &["(0~150) mm"]),
    ("range", "1~5×10³ Pa", "可能只属于上限", "power of ten", &["(1e3~5e3) Pa", "(1~5e3) Pa"]),
    ("range", "0~10丝", "俗称", "slang", &[]),
    ("resolution", "1,5 mm", "逗号", "comma", &["15 mm", "1.5 mm"]),
    ("resolution", "5 kg/cm2", "压力", "pressure", &["5 kgf/cm²", "50000 kg/m²"]),
    ("resolution", "0.02", "没有单位", "no unit", &[]),
    ("accuracy", "0.02", "看不出", "may be", &["0.02级", "±0.02 mm", "±0.02 %"]),
    ("accuracy", "±0.02", "没有单位", "no unit", &["±0.02 mm", "±0.02 %"]),
    ("accuracy", "0.5%", "误差限", "error limit", &["±0.5 %", "±0.5 % FS"]),
    ("accuracy", "±2d", "含义不明", "not clear", &["±2字", "±2 天"]),
  ] {
    let document = crate::mistakes::draft("machining-shop", &[(&format!("/instruments/0/{path}"), json!(text))]);
    let report = check(&form, &document, AS_OF);
    let at = format!("/answers/instruments/0/{path}");
    let finding =
      report.findings.iter().find(|finding| finding.place.pointer(&form) == at && finding.blocks()).unwrap_or_else(|| panic!("{text}"));
    let said = [finding.message.say(&zh), finding.message.say(&en)];
    assert!(said[0].contains(says_zh) && said[1].contains(says_en), "{text}: {said:?}");
    let shown: Vec<String> =
      finding.fixes.iter().map(|fix| fix.label.say(&zh)).map(|label| label.trim_start_matches("改为 ").to_owned()).collect();
    assert_eq!(shown, fixes, "{text}");
    assert_eq!(finding.certain_fix().is_some(), fixes.len() == 1, "{text}");
  }
}

#[test]
fn a_fix_shows_what_it_changes() {
  let form = crate::mistakes::form();
  let document = crate::mistakes::draft("machining-shop", &[("/instruments/0/date", json!("2024年9月10日"))]);
  let report = check(&form, &document, AS_OF);
  let words = Words::new(Lang::Zh);
  let shown: Vec<_> = report
    .fixable(Some("not-a-date"))
    .into_iter()
    .flat_map(|finding: &Finding| finding.before_and_after(&form, &document, &words))
    .collect();
  assert_eq!(shown, [("计量器具台账 第 1 行 检定校准日期".to_owned(), "2024年9月10日".to_owned(), "2024-09-10".to_owned())]);
}

#[test]
fn fixes_of_files_are_previewed_then_taken() {
  let sandbox = Sandbox::new();
  std::fs::write(sandbox.path("d.json"), generated(1, 160).to_text()).unwrap();
  let before = sandbox.read("d.json");
  let preview = sandbox.run(&["fix", "d.json", "--dry-run", "--as-of", "2025-06-30"]).expect(0);
  assert!(preview.stdout.contains("9133O110XYYY00015P") || preview.stdout.contains("91330110XYYY00015P"), "{}", preview.stdout);
  assert_eq!(sandbox.read("d.json"), before);
  sandbox.run(&["fix", "d.json", "--as-of", "2025-06-30"]).expect(0);
  let fixed: Value = serde_json::from_str(&sandbox.read("d.json")).unwrap();
  assert_eq!(fixed["answers"]["enterprise"]["uscc"], "91330110XYYY00015P");
  let again = sandbox.run(&["fix", "d.json", "--as-of", "2025-06-30"]).expect(0);
  assert!(again.stdout.contains("fixes applied: 0"), "{}", again.stdout);
}

#[test]
fn all_of_a_kind_are_fixed_after_a_preview_and_taken_back_with_one_key() {
  let changes: Vec<(String, Value)> = (0..7).map(|row| (format!("/instruments/{row}/regulation"), json!("jjg21—2008"))).collect();
  let changes: Vec<(&str, Value)> = changes.iter().map(|(pointer, value)| (pointer.as_str(), value.clone())).collect();
  let mut stage = Stage::open(Lang::Zh, (120, 40), crate::mistakes::draft("machining-shop", &changes));
  let regulations = |stage: &Stage| {
    let session = stage.model.session.as_ref().unwrap();
    session.document.rows("instruments").iter().take(7).filter(|row| row.cells.get("regulation") == Some(&json!("JJG 21-2008"))).count()
  };
  stage.press("<F6>");
  stage.press("<A-t>");
  let screen = stage.screen();
  assert!(screen.contains("此类共 7 处，全部修正"), "{screen}");
  assert!(screen.contains("jjg21—2008 → JJG 21-2008"), "{screen}");
  // Esc leaves everything as it was.
  stage.press("<Esc>");
  assert_eq!(regulations(&stage), 0);
  stage.press("<A-t><Enter>");
  assert_eq!(regulations(&stage), 7);
  stage.press("<C-z>");
  assert_eq!(regulations(&stage), 0);
  // From the list of findings too.
  stage.press("<A-l><A-t>");
  assert!(stage.screen().contains("此类共 7 处"), "{}", stage.screen());
  stage.press("<C-s>");
  assert_eq!(regulations(&stage), 7);
}

/// The legal value is exact, and what stood there is kept as what was typed.
#[test]
fn a_unit_that_is_not_legal_is_converted_exactly_or_not_at_all() {
  let form = crate::mistakes::form();
  for (range, fixed) in [
    (json!({ "low": "0", "high": "16", "unit": "kgf/cm²" }), Some(json!({ "low": "0", "high": "1.569064", "unit": "MPa" }))),
    (json!({ "low": "0", "high": "10", "unit": "bar" }), Some(json!({ "low": "0", "high": "1000", "unit": "kPa" }))),
    // A pound-force by square inch is no finite decimal of kilopascals; the message tells about how much it is.
    (json!({ "low": "0", "high": "150", "unit": "psi" }), None),
    // Two answers: nothing is taken by itself.
    (json!({ "low": "0", "high": "1.6", "unit": "Mpa" }), None),
    (json!({ "low": "0", "high": "1.6", "unit": "MPa" }), None),
  ] {
    let mut document = crate::mistakes::draft("machining-shop", &[("/instruments/11/range", range.clone())]);
    let taken = fix_all(&form, &mut document);
    let now = document.rows("instruments")[11].cells.get("range").cloned();
    assert_eq!((taken > 0, now.as_ref()), (fixed.is_some(), fixed.as_ref().or(Some(&range))));
    if fixed.is_some() {
      let typed = document.typed.values().any(|text| text.contains(range["unit"].as_str().unwrap()));
      assert!(typed, "{:?}", document.typed);
    }
  }
}
