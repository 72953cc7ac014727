//! Measured values among other words: `外径 0~25 mm；0.05级`.

use super::Understanding;

/// Signs between statements; a comma is one only where what stands on both sides is not understood as one.
const SIGNS: [char; 6] = ['；', ';', '、', '\n', '|', '。'];

/// The measured values in a text, each with the words it stands in and what it is understood as. What has no number in it is none.
pub fn values_in(text: &str) -> Vec<(&str, Understanding)> {
  let mut found = Vec::new();
  for part in text.split(SIGNS) {
    let whole = value(part);
    let split = part.contains([',', '，']) && whole.as_ref().is_some_and(|(_, read)| read.error.is_some());
    if split { found.extend(part.split([',', '，']).filter_map(value)) } else { found.extend(whole) }
  }
  found
}

/// The value in a part, behind a label.
fn value(part: &str) -> Option<(&str, Understanding)> {
  let part = part.trim();
  let whole = Understanding::of(part);
  if !part.contains(|c: char| c.is_numeric()) || whole.error.is_none() {
    return (whole.error.is_none() && part.contains(|c: char| c.is_numeric())).then_some((part, whole));
  }
  // A label before it: from where the number begins, with its sign or bracket.
  let number = part.find(|c: char| c.is_numeric())?;
  let before = part[..number].trim_end_matches(['(', '（', '±', '-', '+', '[', '−']);
  let rest = part[before.len()..].trim();
  if before.trim().is_empty() || rest == part { Some((part, whole)) } else { Some((rest, Understanding::of(rest))) }
}

#[cfg(test)]
mod tests {
  use super::*;

  #[test]
  fn values_among_words() {
    for (text, expected) in [
      ("0 MPa~2.5 MPa", &["0 MPa~2.5 MPa = (0~2.5) MPa"][..]),
      ("0~60 kgf/cm2；0.05级", &["0~60 kgf/cm2 = (0~60) kgf/cm²", "0.05级 = 0.05级"]),
      ("外径 0~25 mm，内径 5~30 mm", &["0~25 mm = (0~25) mm", "5~30 mm = (5~30) mm"]),
      ("U=0.5 μm, k=2", &["U=0.5 μm, k=2 = U=0.5 μm, k=2"]),
      ("温度 (20±2) ℃、湿度 ≤ 65 %RH", &["(20±2) ℃ = (20±2) ℃", "65 %RH = 65 %RH"]),
      ("压力 0~1.6Mpa", &["0~1.6Mpa ?"]),
      ("常温", &[]),
      ("", &[]),
    ] {
      let found: Vec<String> = values_in(text)
        .into_iter()
        .map(|(piece, read)| read.shown().map_or_else(|| format!("{piece} ?"), |shown| format!("{piece} = {shown}")))
        .collect();
      assert_eq!(found, expected, "{text}");
    }
  }
}
