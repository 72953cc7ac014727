use super::{
  context::Context,
  output::{print, print_json},
};
use crate::{
  Failure,
  check::{Report, check},
  document::Document,
  form::{Form, Severity},
  lang::{Message, Words},
  store::{DraftFile, today},
};
use clap::ArgMatches;
use jiff::civil::Date;
use std::{path::PathBuf, process::ExitCode, sync::Arc};

pub(super) fn run(context: &Context, matches: &ArgMatches) -> Result<ExitCode, Failure> {
  let checked = Checked::new(context, matches)?;
  let Checked { form, report, .. } = &checked;
  let words = &context.words;
  if json(matches) {
    let findings: Vec<_> = report.findings.iter().map(|finding| finding.to_json(form, words)).collect();
    print_json(&serde_json::json!({
      "errors": report.errors(),
      "warnings": report.count(Severity::Warning),
      "infos": report.count(Severity::Info),
      "findings": findings,
    }))?;
  } else {
    print(&text(form, report, words))?;
  }
  let code = ExitCode::from(u8::from(report.errors() > 0));
  // The process ends here; giving a large ledger back piece by piece would only take time.
  std::mem::forget(checked);
  Ok(code)
}

/// Whether JSON is asked for.
pub(super) fn json(matches: &ArgMatches) -> bool {
  matches.get_one::<String>("format").is_some_and(|format| format == "json")
}

/// The findings as lines for a person, the counts last.
pub(super) fn text(form: &Form, report: &Report, words: &Words) -> String {
  let mut lines = Vec::new();
  for finding in &report.findings {
    let mark = match (finding.severity, &finding.overridden) {
      (_, Some(_)) => "o",
      _ if finding.is_missing() => "-",
      (Severity::Error, _) => "x",
      (Severity::Warning, _) => "!",
      (Severity::Info, _) => "i",
    };
    lines.push(format!("{mark} {}  [{}]", finding.sentence(form, words), finding.code));
    if let Some(hint) = &finding.hint {
      lines.push(format!("    {}", hint.say(words)));
    }
    for fix in &finding.fixes {
      lines.push(format!("    {}", words.say(&Message::new("fix-offer").with("fix", fix.label.say(words)))));
    }
    lines.extend(finding.grounds(form, words).into_iter().take(1).map(|ground| format!("    {ground}")));
    if let Some(reason) = &finding.overridden {
      lines.push(format!("    {}", words.say(&Message::new("finding-overridden").with("reason", reason))));
    }
  }
  let counts = report.counts();
  let counts = Message::new("check-counts")
    .with("missing", counts.missing)
    .with("errors", counts.errors)
    .with("warnings", counts.warnings)
    .with("infos", report.count(Severity::Info));
  lines.push(words.say(&counts));
  lines.push(form.notice.get(words.lang()).to_owned());
  lines.join("\n")
}

/// A draft, its form and what the check says.
pub(super) struct Checked {
  pub(super) form: Arc<Form>,
  pub(super) document: Document,
  pub(super) report: Report,
  pub(super) as_of: Date,
}

impl Checked {
  /// Reads and checks the draft named under `file`.
  fn new(context: &Context, matches: &ArgMatches) -> Result<Self, Failure> {
    let path = matches.get_one::<PathBuf>("file").cloned().unwrap_or_default();
    Self::of(context, DraftFile::read(&path)?, as_of(matches)?)
  }

  /// Checks a document: for the date asked for, its own, or today.
  pub(super) fn of(context: &Context, mut document: Document, as_of: Option<Date>) -> Result<Self, Failure> {
    let form = context.adopt_aloud(&mut document)?;
    let as_of = as_of.or(document.as_of).unwrap_or_else(today);
    let report = check(&form, &document, as_of);
    Ok(Self { form, document, report, as_of })
  }
}

/// The date under `--as-of`.
pub(super) fn as_of(matches: &ArgMatches) -> Result<Option<Date>, Failure> {
  let Some(text) = matches.get_one::<String>("as-of") else { return Ok(None) };
  match text.parse() {
    Ok(date) => Ok(Some(date)),
    Err(_) => Err(Failure::new(Message::new("bad-as-of").with("found", text))),
  }
}
