use super::Number;

/// Beyond this factor the probability is 1 to as many decimals as are given.
const FAR: f64 = 6.0;

/// The probability with which a normally distributed value lies within ± `k` standard uncertainties, `erf(k/√2)`, to four decimals.
/// `None` for a factor that is not above zero.
///
/// Source: normal distribution (JCGM 100, annex G, from general knowledge). The series converges for every `k` up to `FAR`.
pub fn coverage_probability(k: &Number) -> Option<Number> {
  let k: f64 = k.to_string().parse().ok().filter(|k: &f64| *k > 0.0)?;
  if k > FAR {
    return Some(Number::decimal(1, 0));
  }
  // 2φ(k) · (k + k³/3 + k⁵/(3·5) + …)
  let (mut term, mut sum) = (k, k);
  for odd in (3..).step_by(2).map(f64::from).take(200) {
    term *= k * k / odd;
    sum += term;
  }
  let probability = sum * 2.0 * (-k * k / 2.0).exp() / (2.0 * std::f64::consts::PI).sqrt();
  Some(Number::decimal((probability * 10_000.0).round() as i128, -4))
}

#[cfg(test)]
mod tests {
  use super::*;

  #[test]
  fn vectors() {
    for (k, p) in [("1", "0.6827"), ("1.96", "0.9500"), ("2", "0.9545"), ("2.58", "0.9901"), ("3", "0.9973"), ("20", "1")] {
      assert_eq!(coverage_probability(&k.parse().unwrap()).unwrap().to_string(), p, "{k}");
    }
    assert!(coverage_probability(&Number::ZERO).is_none());
  }
}
