//! The sample enterprise with as many instruments and capabilities as asked for, all columns filled.

use super::articles::{ARTICLES, Article};
use jiff::{
  ToSpan,
  civil::{Date, date},
};
use jiliang::{document::Document, metrology::due_date, store::Library};
use serde_json::{Map, Value, json};

/// The day the draft is made for.
pub(crate) const AS_OF: Date = date(2025, 6, 30);
const MAKERS: [&str; 6] = [
  "示例量具刃具有限公司(虚构)",
  "示例精密仪器厂(虚构)",
  "虚构仪表股份有限公司",
  "样本测控技术有限公司(虚构)",
  "虚构衡器有限公司",
  "示例电子仪器有限公司(虚构)",
];
const PLACES: [&str; 8] = ["机加一车间 检验台", "机加二车间 3 号工位", "装配车间", "热处理车间", "计量室", "理化室", "空压站", "成品库"];
const BODIES: [&str; 3] = ["示例市计量测试研究所(虚构)", "示例校准技术有限公司(虚构)", "虚构省计量科学研究院"];

/// What to write.
pub(crate) struct Plan {
  /// Rows of the ledger, at least those of the sample.
  pub(crate) instruments: usize,
  /// Capabilities, at least those of the sample.
  pub(crate) capabilities: usize,
  /// The same seed gives the same draft.
  pub(crate) seed: u64,
  /// Mistakes, of all kinds in turn.
  pub(crate) defects: usize,
}

impl Default for Plan {
  fn default() -> Self {
    Self { instruments: 300, capabilities: 30, seed: 1, defects: 0 }
  }
}

/// SplitMix64: small, well mixed, the same everywhere.
pub(crate) struct Random(pub(crate) u64);

impl Random {
  pub(crate) fn next(&mut self) -> u64 {
    self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
    let mut z = self.0;
    z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
    z ^ (z >> 31)
  }

  pub(crate) fn below(&mut self, bound: usize) -> usize {
    (self.next() % bound.max(1) as u64) as usize
  }

  pub(crate) fn one<T: Copy>(&mut self, of: &[T]) -> T {
    of[self.below(of.len())]
  }
}

/// The draft; `None` where the sample cannot be read.
pub(crate) fn generate(plan: &Plan) -> Option<Document> {
  let mut draft: Value = serde_json::from_str(Library::example("capability", "machining-shop")?).ok()?;
  draft["as_of"] = json!(AS_OF.to_string());
  let mut random = Random(plan.seed);
  let mut instruments = draft["answers"]["instruments"].as_array()?.clone();
  let sample = instruments.len();
  // By article, those a capability may refer to.
  let mut usable: Vec<Vec<usize>> = ARTICLES.iter().map(|_| Vec::new()).collect();
  for index in sample..plan.instruments {
    let kind = if index - sample < ARTICLES.len() { index - sample } else { random.below(ARTICLES.len()) };
    let row = instrument(&ARTICLES[kind], index, &mut random)?;
    if row["status"] == "in_use" {
      usable[kind].push(index);
    }
    instruments.push(row);
  }
  let mut capabilities = draft["answers"]["capabilities"].as_array()?.clone();
  for index in capabilities.len()..plan.capabilities {
    let kind = random.below(ARTICLES.len());
    let Some(first) = (!usable[kind].is_empty()).then(|| random.one(&usable[kind])) else { continue };
    capabilities.push(capability(&ARTICLES[kind], index, first, &usable[kind], &instruments, &mut random));
  }
  number(&mut instruments, 'r');
  number(&mut capabilities, 'c');
  for defect in 0..plan.defects {
    // Rows of the sample stay right: other sections refer to them.
    let at = sample + random.below(instruments.len().saturating_sub(sample));
    if at < instruments.len() {
      spoil(defect, at, &mut instruments, &mut capabilities, &mut random);
    }
  }
  if plan.defects > 0 {
    draft["answers"]["enterprise"]["uscc"] = json!("9133O110XYYY00015P");
  }
  draft["answers"]["instruments"] = Value::Array(instruments);
  draft["answers"]["capabilities"] = Value::Array(capabilities);
  Document::from_json(draft).ok()
}

fn number(rows: &mut [Value], letter: char) {
  for (index, row) in rows.iter_mut().enumerate() {
    row["_row"] = json!(format!("{letter}{:05}", index + 1));
  }
}

fn instrument(article: &Article, index: usize, random: &mut Random) -> Option<Value> {
  let (model, low, high, resolution) = random.one(article.sizes);
  let status = match random.below(100) {
    0..90 => "in_use",
    90..94 => "limited",
    94..97 => "out_of_use",
    97 => "sent",
    98 => "sealed",
    _ => "scrapped",
  };
  let date = AS_OF.checked_sub((random.below(article.interval as usize * 29) as i64).days()).ok()?;
  let mut row = Map::new();
  let mut put = |column: &str, value: Value| drop(row.insert(column.to_owned(), value));
  put("_row", json!(""));
  put("asset_no", json!(format!("{}-{index:05}", article.prefix)));
  put("name", json!(article.name));
  put("model", json!(model));
  put("serial_no", json!(format!("{}{:07}", 2015 + random.below(10), index)));
  put("manufacturer", json!(random.one(&MAKERS)));
  put("range", json!({ "low": low, "high": high, "unit": article.unit }));
  if !resolution.is_empty() {
    put("resolution", json!({ "value": resolution, "unit": article.unit }));
  }
  put("accuracy", json!({ "kind": article.accuracy.0, "text": article.accuracy.1 }));
  put("place", json!(random.one(&PLACES)));
  put("use", json!(random.one(article.uses)));
  let standard = article.uses == ["standard"];
  put("abc_class", json!(if article.mandatory.is_some() || standard { "A" } else { random.one(&["B", "B", "C"]) }));
  put("mandatory", json!(article.mandatory.is_some()));
  if let Some(number) = article.mandatory {
    put("mandatory_ref", json!(number));
    put("ecqs_no", json!(format!("QJ2025{index:08}")));
  }
  put("traceability", json!(if article.verified { "verification" } else { "calibration" }));
  put("regulation", json!(article.regulation));
  put("traceability_body", json!(random.one(&BODIES)));
  put("certificate_no", json!(format!("{}{}-{index:06}", article.prefix, date.year())));
  put("date", json!(date.to_string()));
  put("interval", json!(article.interval));
  // A good part of all ledgers leaves the due date to be computed.
  if random.below(5) > 0 {
    put("due", json!(due_date(date, article.interval)?.to_string()));
  }
  put("status", json!(status));
  Some(Value::Object(row))
}

fn capability(article: &Article, index: usize, first: usize, usable: &[usize], instruments: &[Value], random: &mut Random) -> Value {
  let (measurand, object, (form, value, unit)) = article.measures;
  let mut traced = vec![instruments[first]["asset_no"].clone()];
  for _ in 0..random.below(3) {
    let other = instruments[random.one(usable)]["asset_no"].clone();
    if !traced.contains(&other) {
      traced.push(other);
    }
  }
  json!({
    "_row": "",
    "no": format!("NL-{index:05}"),
    "measurand": measurand,
    "object": object,
    "range": instruments[first]["range"],
    "cond": format!("环境温度 {} ℃", 18 + random.below(6)),
    "uncertainty": { "form": form, "value": value, "unit": unit, "k": "2", "p": "0.95" },
    "method": format!("企业作业指导书 QI-{:02}", 1 + random.below(40)),
    "env": "(20±2) ℃",
    "traceability": traced,
    "external": random.below(4) == 0,
  })
}

/// Puts a mistake into a row; the kinds follow one another.
fn spoil(defect: usize, at: usize, instruments: &mut [Value], capabilities: &mut [Value], random: &mut Random) {
  let earlier = instruments[random.below(at)]["asset_no"].clone();
  let row = &mut instruments[at];
  match defect % 22 {
    0 => row["due"] = json!("2024-01-01"),
    1 => row["status"] = json!("in_usee"),
    2 => row["asset_no"] = Value::Null,
    3 => row["interval"] = json!("twelve"),
    4 => row["asset_no"] = earlier,
    5 => row["range"] = json!({ "low": "150", "high": "0", "unit": "mm" }),
    6 => row["resolution"] = json!({ "value": "0", "unit": "kPa" }),
    7 => row["date"] = json!("2025-08-01"),
    8 => row["mandatory"] = json!(true),
    9 => row["name"] = json!("一个长得没有道理的器具名称".repeat(8)),
    10 => row["remark"] = json!("表单里没有的一列"),
    11 => row["serial_no"] = json!("A\u{202e}0001"),
    // As another program writes them: understood, and put right by a fix.
    12 => row["date"] = json!("2024年9月1日"),
    13 => row["date"] = json!("45567"),
    14 => row["regulation"] = json!("jjg21—2008"),
    15 => row["interval"] = json!("１２"),
    16 => row["range"] = json!("0~150 mm"),
    17 => row["status"] = json!("合格"),
    18 => row["abc_class"] = json!(if row["mandatory"] == json!(true) { "C" } else { "A" }),
    19 => row["resolution"] = json!("０．０２ mm"),
    _ => {
      let Some(last) = capabilities.len().checked_sub(1) else { return };
      let capability = &mut capabilities[random.below(last + 1)];
      if defect % 22 == 20 {
        capability["traceability"] = json!(["JX-0007", "没有的"]);
      } else {
        capability["uncertainty"] = json!({ "form": "absolute", "value": "0.01234", "unit": "mm" });
      }
    }
  }
}
