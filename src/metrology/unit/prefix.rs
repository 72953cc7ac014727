/// A decimal prefix of the SI.
#[derive(Debug, Eq, PartialEq)]
pub struct Prefix {
  /// As it is written before a symbol.
  pub symbol: &'static str,
  /// The power of ten.
  pub exponent: i32,
  /// Chinese name.
  pub zh: &'static str,
  /// English name.
  pub en: &'static str,
}

const fn prefix(symbol: &'static str, exponent: i32, zh: &'static str, en: &'static str) -> Prefix {
  Prefix { symbol, exponent, zh, en }
}

/// GB 3100-93, table 4; the four outermost by the resolution of the 27th CGPM (2022). `da` stands before `d`, which it begins with.
pub static PREFIXES: [Prefix; 24] = [
  prefix("da", 1, "十", "deca"),
  prefix("Q", 30, "昆", "quetta"),
  prefix("R", 27, "容", "ronna"),
  prefix("Y", 24, "尧", "yotta"),
  prefix("Z", 21, "泽", "zetta"),
  prefix("E", 18, "艾", "exa"),
  prefix("P", 15, "拍", "peta"),
  prefix("T", 12, "太", "tera"),
  prefix("G", 9, "吉", "giga"),
  prefix("M", 6, "兆", "mega"),
  prefix("k", 3, "千", "kilo"),
  prefix("h", 2, "百", "hecto"),
  prefix("d", -1, "分", "deci"),
  prefix("c", -2, "厘", "centi"),
  prefix("m", -3, "毫", "milli"),
  prefix("μ", -6, "微", "micro"),
  prefix("n", -9, "纳", "nano"),
  prefix("p", -12, "皮", "pico"),
  prefix("f", -15, "飞", "femto"),
  prefix("a", -18, "阿", "atto"),
  prefix("z", -21, "仄", "zepto"),
  prefix("y", -24, "幺", "yocto"),
  prefix("r", -27, "柔", "ronto"),
  prefix("q", -30, "亏", "quecto"),
];
