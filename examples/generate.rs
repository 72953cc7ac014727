//! Writes a large draft of the capability form, for measuring: `cargo run --release --example generate -- --instruments N --capabilities M
//! --seed S [--defects D] -o FILE`. The same arguments give the same file.

use jiliang::{document::Document, store::Library};
use serde_json::{Value, json};
use std::{fmt::Write as _, fs, process::ExitCode};

/// What to write.
pub(crate) struct Plan {
  instruments: usize,
  capabilities: usize,
  seed: u64,
  defects: usize,
  output: String,
}

/// SplitMix64: small, well mixed, the same everywhere.
struct Random(u64);

impl Random {
  fn next(&mut self) -> u64 {
    self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
    let mut z = self.0;
    z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
    z ^ (z >> 31)
  }

  fn below(&mut self, bound: usize) -> usize {
    (self.next() % bound as u64) as usize
  }
}

fn main() -> ExitCode {
  let Some(plan) = plan(&std::env::args().skip(1).collect::<Vec<_>>()) else {
    eprintln!("generate --instruments N --capabilities M --seed S [--defects D] -o FILE");
    return ExitCode::from(2);
  };
  let Some(document) = generate(&plan) else {
    eprintln!("the example draft of the capability form cannot be read");
    return ExitCode::from(2);
  };
  if let Err(error) = fs::write(&plan.output, document.to_text()) {
    eprintln!("cannot write {}: {error}", plan.output);
    return ExitCode::from(2);
  }
  ExitCode::SUCCESS
}

pub(crate) fn plan(args: &[String]) -> Option<Plan> {
  let mut plan = Plan { instruments: 300, capabilities: 30, seed: 1, defects: 0, output: String::new() };
  for pair in args.chunks(2) {
    let [name, value] = pair else { return None };
    match name.as_str() {
      "--instruments" => plan.instruments = value.parse().ok()?,
      "--capabilities" => plan.capabilities = value.parse().ok()?,
      "--seed" => plan.seed = value.parse().ok()?,
      "--defects" => plan.defects = value.parse().ok()?,
      "-o" | "--output" => plan.output.clone_from(value),
      _ => return None,
    }
  }
  (!plan.output.is_empty()).then_some(plan)
}

/// The sample enterprise with as many rows as asked for, each a variation of one of the sample's.
pub(crate) fn generate(plan: &Plan) -> Option<Document> {
  let mut draft: Value = serde_json::from_str(Library::example("capability", "machining-shop")?).ok()?;
  let mut random = Random(plan.seed);
  let samples = draft["answers"]["instruments"].as_array()?.clone();
  let mut instruments = Vec::with_capacity(plan.instruments);
  for index in 0..plan.instruments {
    let mut row = samples[if index < samples.len() { index } else { random.below(samples.len()) }].clone();
    if index >= samples.len() {
      row["asset_no"] = json!(format!("GEN-{index:05}"));
      row["serial_no"] = json!(format!("S{:08X}", random.next() as u32));
      row["certificate_no"] = json!(format!("ZS-{index:06}"));
    }
    row["_row"] = json!(format!("r{:05}", index + 1));
    instruments.push(row);
  }
  for defect in 0..plan.defects.min(instruments.len().saturating_sub(samples.len())) {
    // Rows of the sample stay right: capabilities refer to them.
    let at = samples.len() + random.below(instruments.len() - samples.len());
    let row = &mut instruments[at];
    match defect % 12 {
      0 => row["due"] = json!("2024-01-01"),
      1 => row["status"] = json!("in_usee"),
      2 => row["asset_no"] = Value::Null,
      3 => row["interval"] = json!("twelve"),
      4 => row["date"] = json!("2024年9月1日"),
      5 => row["date"] = json!("45567"),
      6 => row["regulation"] = json!("jjg21—2008"),
      7 => row["interval"] = json!("１２"),
      8 => row["range"] = json!("0~150 mm"),
      9 => row["status"] = json!("合格"),
      10 => row["abc_class"] = json!(if row["mandatory"] == json!(true) { "C" } else { "A" }),
      _ => row["resolution"] = json!("０．０２ mm"),
    }
  }
  draft["answers"]["instruments"] = Value::Array(instruments);
  if plan.defects > 0 {
    draft["answers"]["enterprise"]["uscc"] = json!("9133O110XYYY00015P");
  }
  let samples = draft["answers"]["capabilities"].as_array()?.clone();
  let mut capabilities = Vec::with_capacity(plan.capabilities);
  for index in 0..plan.capabilities {
    let mut row = samples[index % samples.len()].clone();
    if index >= samples.len() {
      let mut number = String::new();
      let _ = write!(number, "NL-{index:05}");
      row["no"] = json!(number);
    }
    // Not the first of the sample's, to which processes refer.
    if index >= samples.len() && index - samples.len() < plan.defects {
      row["uncertainty"]["value"] = json!(format!("0.0{}", 123 + index % 800));
    }
    row["_row"] = json!(format!("c{:05}", index + 1));
    capabilities.push(row);
  }
  draft["answers"]["capabilities"] = Value::Array(capabilities);
  Document::from_json(draft).ok()
}
