use crate::{
  form::Format,
  lang::Message,
  metrology::{Industry, IndustryProblem, Uscc, UsccProblem},
  text::half_width,
};

/// What is wrong with the form of a text.
pub(super) struct Misformed {
  pub(super) code: &'static str,
  pub(super) message: Message,
  /// The text that is certainly meant.
  pub(super) meant: Option<String>,
  /// Only to be looked at, whatever the form says.
  pub(super) mild: bool,
  /// A person who has compared it with the original may accept it.
  pub(super) overridable: bool,
  pub(super) reference: Option<&'static str>,
}

impl Misformed {
  fn new(code: &'static str, message: Message) -> Self {
    Self { code, message, meant: None, mild: false, overridable: false, reference: None }
  }
}

/// Checks a text against a form the program knows.
pub(super) fn misformed(format: Format, text: &str) -> Option<Misformed> {
  match format {
    Format::Uscc => uscc(text),
    Format::Email => (!is_email(text)).then(|| Misformed::new("email", Message::new("format-email").with("found", text))),
    Format::Phone => (!is_phone(text)).then(|| Misformed::new("phone", Message::new("format-phone").with("found", text))),
    Format::Postcode => {
      let fits = text.len() == 6 && text.bytes().all(|b| b.is_ascii_digit()) && !text.starts_with('9');
      (!fits).then(|| Misformed::new("postcode", Message::new("format-postcode").with("found", text)))
    }
    Format::Industry => industry(text),
    Format::StandardNumber => standard(text),
  }
}

/// The number of a standard as it is usually mistyped is certain where putting the notation right makes it one.
fn standard(text: &str) -> Option<Misformed> {
  if standard_number(text) {
    return None;
  }
  let meant = normal_standard(text);
  if meant != text && standard_number(&meant) {
    let message = Message::new("standard-no-notation").with("found", text).with("meant", &meant);
    return Some(Misformed { meant: Some(meant), mild: true, ..Misformed::new("standard-no", message) });
  }
  if standard_number(&format!("{meant}-2000")) && !meant.contains('-') {
    let message = Message::new("standard-no-year").with("found", text);
    return Some(Misformed { mild: true, ..Misformed::new("reg-kind", message) });
  }
  Some(Misformed { mild: true, ..Misformed::new("standard-no", Message::new("format-standard-no").with("found", text)) })
}

/// Upper case, half width, one hyphen, one blank after the prefix: `jjg21—2008` → `JJG 21-2008`. Source: domain.md §3.8.
fn normal_standard(text: &str) -> String {
  let folded: String =
    half_width(text.trim()).chars().map(|c| if matches!(c, '—' | '–' | '－' | '−') { '-' } else { c.to_ascii_uppercase() }).collect();
  let mut words: String = folded.split_whitespace().collect::<Vec<_>>().join(" ");
  while words.contains("--") {
    words = words.replace("--", "-");
  }
  words = words.replace(" (", "(").replace("( ", "(").replace(" )", ")").replace(" -", "-").replace("- ", "-");
  let Some(digit) = words.find(|c: char| c.is_ascii_digit()) else { return words };
  // Prefixes such as DB34/T hold digits themselves.
  if words.starts_with("DB") || words[..digit].contains(' ') || digit == 0 {
    return words;
  }
  format!("{} {}", &words[..digit], &words[digit..])
}

fn uscc(text: &str) -> Option<Misformed> {
  let problem = Uscc::parse(text).err()?;
  let misformed = match problem {
    UsccProblem::Length(length) => Misformed::new("uscc-len", Message::new("uscc-len").with("length", length)),
    UsccProblem::Character { position, found, meant } => {
      let message = Message::new(if meant.is_some() { "uscc-char-meant" } else { "uscc-char" });
      let message = message.with("position", position).with("found", found.to_string());
      let corrected: Option<String> =
        meant.map(|meant| text.chars().enumerate().map(|(index, c)| if index + 1 == position { meant } else { c }).collect());
      Misformed {
        // A replaced letter is certain only where the check characters then fit.
        meant: corrected.filter(|text| text.len() == 18 && (Uscc::parse(text).is_ok() || contains_other_mistake(text))),
        ..Misformed::new("uscc-char", message.with("meant", meant.map(String::from).unwrap_or_default()))
      }
    }
    UsccProblem::Check(check) => Misformed {
      overridable: true,
      ..Misformed::new(
        "uscc-check",
        Message::new("uscc-check")
          .with("found", text.chars().last().map(String::from).unwrap_or_default())
          .with("check", check.to_string()),
      )
    },
    UsccProblem::Organisation(check) => {
      Misformed { mild: true, overridable: true, ..Misformed::new("uscc-org", Message::new("uscc-org").with("check", check.to_string())) }
    }
  };
  Some(Misformed { reference: Some("GB 32100-2015"), ..misformed })
}

/// Whether the code still has a letter that stands for a digit: several of them are put right one after the other.
fn contains_other_mistake(text: &str) -> bool {
  matches!(Uscc::parse(text), Err(UsccProblem::Character { meant: Some(_), .. }))
}

fn industry(text: &str) -> Option<Misformed> {
  let (message, meant) = match Industry::parse(text).err()? {
    IndustryProblem::Shape => (Message::new("industry-shape").with("found", text), None),
    IndustryProblem::LetterMissing(full) => (Message::new("industry-letter").with("full", &full), Some(full)),
    IndustryProblem::OtherLetter(letter) => {
      (Message::new("industry-other-letter").with("found", text).with("letter", letter.to_string()), None)
    }
    IndustryProblem::NoDivision => (Message::new("industry-no-division").with("found", text), None),
  };
  Some(Misformed { meant, reference: Some("GB/T 4754-2017"), ..Misformed::new("industry", message) })
}

fn is_email(text: &str) -> bool {
  let Some((user, domain)) = text.split_once('@') else { return false };
  let label = |label: &str| {
    !label.is_empty() && !label.starts_with('-') && !label.ends_with('-') && label.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'-')
  };
  let visible = |text: &str| !text.is_empty() && text.bytes().all(|b| b.is_ascii_graphic() && !b"()<>,;:\"[]\\@".contains(&b));
  visible(user) && !user.starts_with('.') && !user.ends_with('.') && domain.contains('.') && domain.split('.').all(label)
}

/// Mobile, land line with area code, or service number; `+86` may stand before it. Source: domain.md §3.6.
fn is_phone(text: &str) -> bool {
  let text = text.strip_prefix("+86").unwrap_or(text).trim_start_matches([' ', '-']);
  let digits =
    |text: &str, lengths: std::ops::RangeInclusive<usize>| lengths.contains(&text.len()) && text.bytes().all(|b| b.is_ascii_digit());
  if digits(text, 11..=11) && text.starts_with('1') {
    return text.as_bytes()[1] >= b'3';
  }
  if text.starts_with("400") || text.starts_with("800") {
    let rest: String = text.chars().filter(|c| *c != '-').collect();
    return digits(&rest, 10..=10);
  }
  if !text.starts_with('0') {
    return false;
  }
  match text.split('-').collect::<Vec<_>>()[..] {
    [all] => digits(all, 10..=12),
    [area, number] => digits(area, 3..=4) && digits(number, 7..=8),
    [area, number, extension] => digits(area, 3..=4) && digits(number, 7..=8) && digits(extension, 1..=6),
    _ => false,
  }
}

/// `JJG 21-2008`, `JJF(皖) 218-2025`, `GB/T 19022-2003`, `ISO 10012:2003`, `DB34/T 1-2020`, `T/ABC 1-2020`, `Q/ABC 1`. Source: domain.md §3.8.
fn standard_number(text: &str) -> bool {
  let Some((prefix, rest)) = text.split_once(' ') else { return false };
  let letters = |text: &str| !text.is_empty() && text.bytes().all(|b| b.is_ascii_uppercase() || b.is_ascii_digit());
  let number_and_year = |separator: char| {
    rest.trim().rsplit_once(separator).is_some_and(|(number, year)| {
      let year_fits = matches!(year.len(), 2 | 4) && year.bytes().all(|b| b.is_ascii_digit());
      year_fits && number.starts_with(|c: char| c.is_ascii_digit()) && number.chars().all(|c| c.is_ascii_digit() || matches!(c, '.' | '-'))
    })
  };
  let (kind, place) = prefix.split_once('(').map_or((prefix, None), |(kind, place)| (kind, Some(place)));
  match kind {
    "JJG" | "JJF" => place.is_none_or(|place| place.ends_with(')')) && number_and_year('-'),
    "GB" | "GB/T" | "GB/Z" => number_and_year('-'),
    "ISO" | "IEC" | "ISO/IEC" | "OIML" => number_and_year(':'),
    _ if kind.starts_with("Q/") => !rest.trim().is_empty(),
    _ if kind.starts_with("T/") => letters(&kind[2..]) && number_and_year('-'),
    // Codes of trades have two letters (HG, JB, YY), local standards begin with DB.
    _ => {
      let code = kind.trim_end_matches("/T").trim_end_matches("/Z");
      (code.len() == 2 || code.starts_with("DB")) && letters(code) && number_and_year('-')
    }
  }
}

#[cfg(test)]
mod tests {
  use super::*;

  #[test]
  fn phones() {
    for (text, fits) in [
      ("13800000002", true),
      ("12800000002", false),
      ("0571-88880001", true),
      ("05718888000", true),
      ("0571-88880001-123", true),
      ("400-800-1234", true),
      ("8888001", false),
      ("+8613800000002", true),
      ("", false),
    ] {
      assert_eq!(is_phone(text), fits, "{text}");
    }
  }

  #[test]
  fn emails() {
    for (text, fits) in
      [("qa@example.com", true), ("a@b", false), ("a@@b.c", false), ("张@example.com", false), ("a b@example.com", false), ("@b.c", false)]
    {
      assert_eq!(is_email(text), fits, "{text}");
    }
  }

  #[test]
  fn postcodes() {
    for (text, fits) in [("311100", true), ("3111", false), ("911100", false)] {
      assert_eq!(misformed(Format::Postcode, text).is_none(), fits, "{text}");
    }
  }

  #[test]
  fn standard_numbers() {
    for (text, fits) in [
      ("JJG 21-2008", true),
      ("JJF 1059.1-2012", true),
      ("JJF(皖) 218-2025", true),
      ("JJG(交通) 027-2015", true),
      ("GB/T 19022-2003", true),
      ("GB 3100-93", true),
      ("ISO 10012:2003", true),
      ("Q/ABC 12", true),
      ("HG/T 20592-2009", true),
      ("DB34/T 4103.1-2022", true),
      ("JJC 21-2008", false),
      ("JJG 21", false),
      ("JJG21-2008", false),
      ("GB 19022/T-2003", false),
    ] {
      assert_eq!(standard_number(text), fits, "{text}");
    }
  }

  #[test]
  fn standard_numbers_are_put_right_where_they_are_plain() {
    for (text, code, meant) in [
      ("jjg21—2008", "standard-no", Some("JJG 21-2008")),
      ("JJF（皖）218—2025", "standard-no", Some("JJF(皖) 218-2025")),
      ("GB/T19022-2003", "standard-no", Some("GB/T 19022-2003")),
      ("ＪＪＧ　30-2012", "standard-no", Some("JJG 30-2012")),
      ("JJC 21-2008", "standard-no", None),
      ("JJG 21", "reg-kind", None),
      ("GB 19022/T-2003", "standard-no", None),
      ("按说明书", "standard-no", None),
    ] {
      let misformed = misformed(Format::StandardNumber, text).unwrap();
      assert_eq!((misformed.code, misformed.meant.as_deref()), (code, meant), "{text}");
    }
  }

  #[test]
  fn letters_for_digits_are_certain_only_where_the_check_fits() {
    assert_eq!(misformed(Format::Uscc, "9133O110XYYY00015P").unwrap().meant.as_deref(), Some("91330110XYYY00015P"));
    assert_eq!(misformed(Format::Uscc, "91440300192O038216").unwrap().meant, None);
    assert!(misformed(Format::Uscc, "91330110XYYY00015P").is_none());
  }
}
