//! Wrong drafts, one file each in `tests/bad_drafts/`, with the message they must give. No file is touched.
//!
//! The message stands beside the draft in `NAME.expect`, in English.

use crate::support::{Sandbox, root};
use std::fs;

#[test]
fn each_wrong_draft_gives_its_message_and_is_left_as_it_was() {
  let mut seen = 0;
  for entry in fs::read_dir(root().join("tests/bad_drafts")).unwrap().flatten() {
    let path = entry.path();
    if path.extension().is_none_or(|ending| ending != "json") {
      continue;
    }
    seen += 1;
    let expected = fs::read_to_string(path.with_extension("expect")).unwrap();
    let bytes = fs::read(&path).unwrap();
    let sandbox = Sandbox::new();
    fs::write(sandbox.path("d.json"), &bytes).unwrap();
    let forms = root().join("tests/forms");
    let forms = ["--forms", forms.to_str().unwrap()];
    for command in [
      vec!["check", "d.json"],
      vec!["set", "d.json", "/answers/all/name=x"],
      vec!["fix", "d.json"],
      vec!["submit", "d.json", "--to", "http://127.0.0.1:1"],
    ] {
      let args: Vec<&str> = command.iter().copied().chain(forms).collect();
      let ran = sandbox.run(&args).expect(2);
      assert!(ran.stderr.contains(expected.trim()), "{}: {}", path.display(), ran.stderr);
      assert_eq!(fs::read(sandbox.path("d.json")).unwrap(), bytes, "{} was changed", path.display());
    }
    assert_eq!(
      fs::read_dir(sandbox.path("")).unwrap().flatten().filter(|entry| entry.file_name() != "data").count(),
      1,
      "something was left behind"
    );
  }
  assert!(seen >= 6);
}
