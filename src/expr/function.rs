use super::Type;

/// A function of the language; `docs/forms.md` says what each gives.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(super) enum Function {
  Has,
  Size,
  StartsWith,
  EndsWith,
  Contains,
  Substring,
  Abs,
  Round,
  RoundUp,
  Least,
  Greatest,
  SignificantDigits,
  Decimals,
  Tier,
  AddMonths,
  AddDays,
  DaysBetween,
  DueDate,
  Compact,
  WithoutYear,
  Replace,
  ToDigits,
  FirstDigit,
  MakeQuantity,
  Convert,
  ConvertDifference,
  Comparable,
  NormalProbability,
  RangeContains,
}

/// Every function and method name, for suggestions.
pub(super) const NAMES: [&str; 41] = [
  "has",
  "size",
  "startsWith",
  "endsWith",
  "contains",
  "substring",
  "matches",
  "abs",
  "round",
  "round_up",
  "least",
  "greatest",
  "sig_digits",
  "decimals",
  "tier",
  "add_months",
  "add_days",
  "days_between",
  "due_date",
  "compact",
  "lookup",
  "named",
  "band",
  "in_force",
  "fits",
  "without_year",
  "replace",
  "to_digits",
  "first_digit",
  "quantity",
  "convert",
  "convert_difference",
  "comparable",
  "normal_p",
  "count",
  "exists",
  "all",
  "sum",
  "min",
  "max",
  "in",
];

impl Function {
  /// The function called `name` for these argument types (a method's receiver comes first), and its result; `Err` holds what the arguments should be.
  pub(super) fn find(name: &str, types: &[Type]) -> Option<Result<(Self, Type), &'static str>> {
    use Type::{Bool, Date, Number, Range, Text};
    let textual = |index: usize| types.get(index).is_some_and(Type::is_textual);
    let is = |index: usize, ty: &Type| types.get(index) == Some(ty);
    let count = types.len();
    let (fits, function, result, wanted) = match name {
      "has" => (count == 1, Self::Has, Bool, "has(x)"),
      "size" => (
        count == 1 && (textual(0) || matches!(types[0], Type::List(_) | Type::Rows { .. } | Type::RowsAny(_))),
        Self::Size,
        Number,
        "size(text | list | rows)",
      ),
      "startsWith" => (count == 2 && textual(0) && textual(1), Self::StartsWith, Bool, "text.startsWith(text)"),
      "endsWith" => (count == 2 && textual(0) && textual(1), Self::EndsWith, Bool, "text.endsWith(text)"),
      "contains" if is(0, &Range) => (count == 2 && is(1, &Range), Self::RangeContains, Bool, "range.contains(range)"),
      "contains" => (count == 2 && textual(0) && textual(1), Self::Contains, Bool, "text.contains(text)"),
      "substring" => (
        (2..=3).contains(&count) && textual(0) && is(1, &Number) && (count == 2 || is(2, &Number)),
        Self::Substring,
        Text,
        "text.substring(from, to)",
      ),
      "abs" => (count == 1 && matches!(types[0], Number | Type::Quantity), Self::Abs, types.first().cloned()?, "abs(number)"),
      "round" => (count == 2 && is(0, &Number) && is(1, &Number), Self::Round, Number, "round(number, places)"),
      "round_up" => (count == 2 && is(0, &Number) && is(1, &Number), Self::RoundUp, Number, "round_up(number, places)"),
      "least" | "greatest" => (
        count > 0 && types[0].is_ordered() && types.iter().all(|ty| *ty == types[0]),
        if name == "least" { Self::Least } else { Self::Greatest },
        types.first().cloned()?,
        "least(a, b, …)",
      ),
      "sig_digits" | "decimals" | "first_digit" => (
        count == 1 && matches!(types[0], Number | Type::Quantity | Type::Uncertainty),
        match name {
          "decimals" => Self::Decimals,
          "first_digit" => Self::FirstDigit,
          _ => Self::SignificantDigits,
        },
        Number,
        "sig_digits(number | quantity | uncertainty)",
      ),
      "tier" => (count >= 2 && types.iter().all(|ty| *ty == Number), Self::Tier, Number, "tier(number, threshold, …)"),
      "add_months" => (count == 2 && is(0, &Date) && is(1, &Number), Self::AddMonths, Date, "add_months(date, number)"),
      "add_days" => (count == 2 && is(0, &Date) && is(1, &Number), Self::AddDays, Date, "add_days(date, number)"),
      "due_date" => (count == 2 && is(0, &Date) && is(1, &Number), Self::DueDate, Date, "due_date(date, months)"),
      "days_between" => (count == 2 && is(0, &Date) && is(1, &Date), Self::DaysBetween, Number, "days_between(date, date)"),
      "replace" => (count == 3 && (0..3).all(textual), Self::Replace, Text, "text.replace(old, new)"),
      "to_digits" => (
        count == 2 && matches!(types[0], Number | Type::Quantity | Type::Uncertainty) && is(1, &Number),
        Self::ToDigits,
        types.first().cloned()?,
        "to_digits(number | quantity | uncertainty, digits)",
      ),
      "normal_p" => (count == 1 && is(0, &Number), Self::NormalProbability, Number, "normal_p(k)"),
      "quantity" => (count == 2 && is(0, &Number) && textual(1), Self::MakeQuantity, Type::Quantity, "quantity(number, 'unit')"),
      "convert" | "convert_difference" => (
        count == 2 && matches!(types[0], Type::Quantity | Range | Type::Uncertainty) && textual(1),
        if name == "convert" { Self::Convert } else { Self::ConvertDifference },
        types.first().cloned()?,
        "convert(quantity | range | uncertainty, 'unit')",
      ),
      "comparable" => (count == 2 && textual(0) && textual(1), Self::Comparable, Bool, "comparable(unit, unit)"),
      "without_year" => (count == 1 && textual(0), Self::WithoutYear, Text, "without_year(text)"),
      "compact" => (count == 1 && is(0, &Date), Self::Compact, Text, "compact(date)"),
      _ => return None,
    };
    Some(if fits { Ok((function, result)) } else { Err(wanted) })
  }
}
