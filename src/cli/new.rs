use super::{context::Context, output::print};
use crate::{
  Failure,
  document::{CellPath, Change, Document, FormRef},
  form::Form,
  lang::{Message, Words},
  ledger::{Cleared, ClearedWhy, carry_over},
  store::{DraftFile, KeptCarried, Library, now, today},
};
use clap::ArgMatches;
use std::{
  path::{Path, PathBuf},
  process::ExitCode,
};
use uuid::Uuid;

pub(super) fn run(context: &Context, matches: &ArgMatches) -> Result<ExitCode, Failure> {
  let path = matches.get_one::<PathBuf>("output").cloned().unwrap_or_default();
  let document = match matches.get_one::<PathBuf>("from") {
    Some(from) if matches.get_flag("next-year") => return next_year(context, matches, &DraftFile::read(from)?, &path),
    Some(from) => copy(&DraftFile::read(from)?),
    None => {
      let id = matches.get_one::<String>("form").map_or("capability", String::as_str);
      empty(&*context.library.by_id(id)?)
    }
  };
  // The form must be at hand, or the draft could not be opened.
  context.library.get(&document.form)?;
  DraftFile::create(&path, &document)?;
  print(&context.words.say(&Message::new("draft-made").with("path", path.display().to_string())))?;
  Ok(ExitCode::SUCCESS)
}

/// Next year's declaration: what no longer holds is left out and told.
fn next_year(context: &Context, matches: &ArgMatches, earlier: &Document, path: &Path) -> Result<ExitCode, Failure> {
  let form = context.library.get(&earlier.form)?;
  let words = &context.words;
  let day = super::check::as_of(matches)?.unwrap_or_else(today);
  let (changes, cleared) = carry_over(&form, earlier, day);
  let mut document = copy(earlier);
  document.apply_all(changes).map_err(|error| Failure::new(Message::new("set-cannot")).caused_by(format!("{error:?}")))?;
  DraftFile::create(path, &document)?;
  // For the terminal, which compares the two. A comparison forgotten costs nobody an answer.
  let _ = KeptCarried { earlier: earlier.clone(), on: day, confirmed: Vec::new() }.write(path);
  let lines = cleared.iter().map(|cleared| {
    let group = form.group(cleared.group);
    let field = form.field(cleared.group, cleared.field);
    let id = match cleared.why {
      ClearedWhy::Expired => "carry-expired",
      ClearedWhy::Signed => "carry-signed",
      ClearedWhy::Fresh => "carry-fresh",
    };
    let row =
      cleared.row.map(|row| format!(" {}", words.say(&Message::new("row-number").with("row", (row + 1).to_string())))).unwrap_or_default();
    let place = format!("{}{row} {}", group.label.get(words.lang()), field.label.get(words.lang()));
    words.say(&Message::new(id).with("where", place).with("before", form.text_of_answer(field, &cleared.before, words.lang())))
  });
  let mut lines: Vec<String> = lines.collect();
  lines.push(words.say(&Message::new("carry-count").with("count", cleared.len())));
  lines.push(words.say(&Message::new("draft-made").with("path", path.display().to_string())));
  print(&lines.join("\n"))?;
  Ok(ExitCode::SUCCESS)
}

/// The next declaration from the draft at `path`: the new draft, the one before in the words of today's form, and what was left out.
pub(super) fn carried(library: &Library, path: &Path, today: jiff::civil::Date) -> Result<(Document, Document, Vec<Cleared>), Failure> {
  let mut earlier = DraftFile::read(path)?;
  let (form, _) = library.adopt(&mut earlier)?;
  let (changes, cleared) = carry_over(&form, &earlier, today);
  let mut next = copy(&earlier);
  next.apply_all(changes).map_err(|error| Failure::new(Message::new("set-cannot")).caused_by(format!("{error:?}")))?;
  Ok((next, earlier, cleared))
}

/// An empty draft of a form.
pub(super) fn empty(form: &Form) -> Document {
  let reference = FormRef { id: form.id.clone(), version: form.version.clone(), digest: Some(form.digest.clone()) };
  Document::new(reference, Uuid::now_v7(), &now())
}

/// The same answers as another declaration: its own id, first revision, nothing accepted, no date.
pub(super) fn copy(from: &Document) -> Document {
  let time = now();
  Document {
    declaration_id: Uuid::now_v7(),
    revision: 1,
    supersedes: None,
    as_of: None,
    overrides: Vec::new(),
    submitted: None,
    journal: None,
    created_at: time.clone(),
    updated_at: time,
    ..from.clone()
  }
}

/// The draft of the exercise: the invented enterprise of the demonstration with one mistake in it, as of the day on which all else is right.
pub(super) fn exercise(words: &Words) -> Result<Document, Failure> {
  let missing = || Failure::new(Message::new("form-not-found").with("id", "capability"));
  let text = Library::example("capability", "machining-shop").ok_or_else(missing)?;
  let sample = Document::from_text(text).map_err(|error| missing().caused_by(format!("{error:?}")))?;
  let mut document = Document { as_of: sample.as_of, ..copy(&sample) };
  let set =
    |field, value: String| Change::Set { cell: CellPath::field("enterprise", field), value: Some(value.into()), typed: None, prune: false };
  // The letter O stands where the sample has a zero.
  let uscc = document.answer("enterprise", None, "uscc").and_then(|json| json.as_str()).unwrap_or_default().replacen('0', "O", 1);
  let changes = vec![set("name", words.get("exercise-name")), set("uscc", uscc)];
  document.apply_all(changes).map_err(|error| missing().caused_by(format!("{error:?}")))?;
  Ok(document)
}
