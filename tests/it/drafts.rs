//! Drafts on disk: held by one program at a time, whole whatever happens, and nothing in them lost.

use crate::{
  http::PATIENCE,
  pty::Pty,
  sender::{Sender, draft},
  support::{Sandbox, root},
};
use serde_json::{Value as Json, json};
use std::{fs, path::Path, time::Instant};

/// Opens `file` in the terminal program, in English.
fn edit(sandbox: &Sandbox, file: &str) -> Pty {
  let home = sandbox.path("").to_string_lossy().into_owned();
  let data = sandbox.path("data").to_string_lossy().into_owned();
  let env = [("HOME", home.as_str()), ("JILIANG_LANG", "en"), ("JILIANG_DATA_DIR", data.as_str())];
  let forms = root().join("tests/forms").to_string_lossy().into_owned();
  Pty::start(env!("CARGO_BIN_EXE_jiliang"), &["edit", file, "--forms", &forms], &env, &sandbox.path(""), (100, 30))
}

/// Waits until the file holds `text`, as autosave promises.
#[track_caller]
fn wait_until_saved(path: &Path, text: &str) {
  let start = Instant::now();
  while !fs::read_to_string(path).unwrap_or_default().contains(text) {
    assert!(start.elapsed() < PATIENCE, "{text} was never saved: {}", fs::read_to_string(path).unwrap());
    std::thread::sleep(std::time::Duration::from_millis(10));
  }
}

/// The files in a folder but for those of the sandbox itself.
fn names(folder: &Path) -> Vec<String> {
  let names = fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().file_name().into_string().unwrap());
  let mut names: Vec<String> = names.filter(|name| name != "data").collect();
  names.sort();
  names
}

#[test]
fn one_program_at_a_time() {
  let sender = Sender::new();
  let sandbox = &sender.sandbox;
  let mut first = edit(sandbox, "d.json");
  first.wait_for("虚构一号");
  let process = first.process().unwrap().to_string();
  #[cfg(unix)]
  std::os::unix::fs::symlink(sandbox.path("d.json"), sandbox.path("link.json")).unwrap();
  let before = sandbox.read("d.json");
  // By its own name and by a link, from the command line and in the terminal: told who has it, and nothing is touched.
  for name in if cfg!(unix) { &["d.json", "./d.json", "link.json"][..] } else { &["d.json", "./d.json"] } {
    for args in [vec!["set", name, "/answers/all/name=x"], vec!["fix", name], vec!["submit", name, "--to", "http://127.0.0.1:1"]] {
      let ran = sender.run(&args).expect(2);
      assert!(
        ran.stderr.contains("is open in another program") && (cfg!(windows) || ran.stderr.contains(&process)),
        "{args:?}: {}",
        ran.stderr
      );
    }
    // Reading is free.
    sender.run(&["check", name]).expect(0);
    let mut second = edit(sandbox, name);
    second.wait_for("is open in another program");
  }
  let folder = jiliang::store::DataFolder::open(Some(&sandbox.path("data"))).unwrap();
  assert_eq!(folder.bin(&sandbox.path("d.json")).unwrap_err().message().id, "draft-in-use");
  assert_eq!(sandbox.read("d.json"), before);
  // However the first ends, the next can go on at once.
  first.kill();
  sender.run(&["set", "d.json", "/answers/all/name=虚构二号"]).expect(0);
  let mut third = edit(sandbox, "d.json");
  third.wait_for("虚构二号");
  third.send("<C-q>");
  assert!(third.end().success());
  assert!(!names(&sandbox.path("")).iter().any(|name| name.ends_with(".lock")));
}

#[test]
fn typing_survives_being_killed() {
  let sender = Sender::new();
  let sandbox = &sender.sandbox;
  let path = sandbox.path("d.json");
  let mut typed = String::new();
  // Each time killed while the caret still stands in the field.
  for round in 0..4 {
    let mut pty = edit(sandbox, "d.json");
    pty.wait_for("All types");
    pty.wait_for(if typed.is_empty() { "虚构一号" } else { &typed });
    pty.send("<End>");
    let more = format!("甲{round}");
    pty.send(&more);
    typed.push_str(&more);
    wait_until_saved(&path, &typed);
    pty.kill();
    let draft: Json = serde_json::from_str(&sandbox.read("d.json")).unwrap();
    assert_eq!(draft["answers"]["all"]["name"], format!("虚构一号{typed}"));
  }
  // Undo goes back behind the kills.
  let mut pty = edit(sandbox, "d.json");
  pty.wait_for(&typed);
  pty.send("<C-z>");
  pty.wait_for("甲2 ›");
  pty.send("<C-q>");
  assert!(pty.end().success());
  assert_eq!(names(&sandbox.path("")), ["d.json", "d.undo"]);
}

#[test]
fn a_file_that_changes_underneath_is_not_overwritten() {
  let sender = Sender::new();
  let sandbox = &sender.sandbox;
  let mut pty = edit(sandbox, "d.json");
  pty.wait_for("虚构一号");
  // A sync folder swaps the file.
  let mut other = sender.json("d.json");
  other["answers"]["all"]["name"] = "另一台电脑上改的名称".into();
  sender.write("swapped.json", &other);
  fs::rename(sandbox.path("swapped.json"), sandbox.path("d.json")).unwrap();
  pty.send("<End>改<Tab>");
  let start = Instant::now();
  let copy = loop {
    if let Some(copy) = names(&sandbox.path("")).into_iter().find(|name| name.starts_with("d.conflict-")) {
      break copy;
    }
    assert!(start.elapsed() < PATIENCE, "no copy was made; the screen is\n{}", pty.screen());
    std::thread::sleep(std::time::Duration::from_millis(10));
  };
  wait_until_saved(&sandbox.path(&copy), "虚构一号改");
  pty.send("<C-q>");
  pty.end();
  assert_eq!(sender.json("d.json"), other);
}

#[cfg(unix)]
#[test]
fn a_link_stays_a_link_and_rights_stay_as_they_were() {
  use std::os::unix::fs::PermissionsExt as _;
  let sender = Sender::new();
  let sandbox = &sender.sandbox;
  let mode = |name: &str| fs::metadata(sandbox.path(name)).unwrap().permissions().mode() & 0o777;
  fs::create_dir(sandbox.path("real")).unwrap();
  fs::rename(sandbox.path("d.json"), sandbox.path("real/d.json")).unwrap();
  std::os::unix::fs::symlink("real/d.json", sandbox.path("link.json")).unwrap();
  fs::set_permissions(sandbox.path("real/d.json"), fs::Permissions::from_mode(0o640)).unwrap();
  sender.run(&["set", "link.json", "/answers/all/name=虚构二号"]).expect(0);
  let mut pty = edit(sandbox, "link.json");
  pty.wait_for("虚构二号");
  pty.send("<End>甲<Tab>");
  wait_until_saved(&sandbox.path("real/d.json"), "虚构二号甲");
  pty.send("<C-q>");
  assert!(pty.end().success());
  assert!(fs::symlink_metadata(sandbox.path("link.json")).unwrap().is_symlink());
  assert_eq!((mode("real/d.json"), mode("real/d.undo")), (0o640, 0o600));
  assert_eq!(names(&sandbox.path("")), ["link.json", "real"]);
  // The receipt lies beside the draft.
  let platform = crate::fake_platform::FakePlatform::start(crate::fake_platform::good);
  sender.run(&["submit", "link.json", "--to", &platform.url("")]).expect(0);
  assert_eq!(names(&sandbox.path("real")), ["d.json", "d.receipt-1.json", "d.sent-1.jlx", "d.undo"]);
  for name in ["real/d.receipt-1.json", "real/d.sent-1.jlx"] {
    assert_eq!(mode(name), 0o600, "{name}");
  }
  sender.run(&["new", "--form", "every-type", "-o", "new.json"]).expect(0);
  assert_eq!(mode("new.json"), 0o600);
}

#[test]
fn what_other_programs_wrote_survives() {
  let sender = Sender::new();
  let mut strange = draft();
  strange["from_another_program"] = json!({ "a": [1, 1.5, null, "甲"] });
  strange["answers"]["unknown_section"] = json!({ "x": "1", "table": [{ "_row": "r", "y": "2" }] });
  strange["answers"]["all"]["unknown_field"] = json!({ "value": "0.020", "unit": "mm", "more": true });
  strange["answers"]["rows"] = json!([{ "_row": "r1", "no": "A", "unknown_column": ["x"] }]);
  strange["overrides"] = json!([{ "rule": "none", "row": null, "reason": "r", "by": "甲" }]);
  strange["form"]["note"] = "n".into();
  sender.write("d.json", &strange);
  sender.run(&["set", "d.json", "/answers/all/name=虚构二号"]).expect(0);
  let mut pty = edit(&sender.sandbox, "d.json");
  pty.wait_for("虚构二号");
  pty.send("<End>甲<Tab>");
  wait_until_saved(&sender.sandbox.path("d.json"), "虚构二号甲");
  pty.send("<C-q>");
  assert!(pty.end().success());
  let mut kept = sender.json("d.json");
  assert_ne!(kept["updated_at"], strange["updated_at"]);
  kept["updated_at"] = strange["updated_at"].clone();
  kept["answers"]["all"]["name"] = strange["answers"]["all"]["name"].clone();
  kept.as_object_mut().unwrap().retain(|key, _| key != "journal" && key != "typed");
  assert_eq!(kept, strange);
}

/// Runs `script` with the program as `$P` and its arguments before the file as `$@`, in a mount namespace of its own; `None`, with the reason
/// printed, where this machine does not allow that.
#[cfg(target_os = "linux")]
fn in_namespace(sandbox: &Sandbox, script: &str) -> Option<std::process::Output> {
  use std::process::Command;
  let allowed = |args: &[&str]| Command::new("unshare").args(args).args(["sh", "-c", "mount -t tmpfs -o size=1m none /mnt"]).output();
  let args = [&["-m"][..], &["-rm"]].into_iter().find(|args| allowed(args).is_ok_and(|output| output.status.success()));
  let Some(args) = args else {
    println!("skipped: no mount namespaces here");
    return None;
  };
  let mut command = Command::new("unshare");
  command.args(args).args(["sh", "-ec", script]).current_dir(sandbox.path("")).env("JILIANG_LANG", "en");
  command.env("JILIANG_DATA_DIR", sandbox.path("data")).env("P", env!("CARGO_BIN_EXE_jiliang")).env("FORMS", root().join("tests/forms"));
  Some(command.output().unwrap())
}

#[cfg(target_os = "linux")]
#[test]
fn a_full_disk_and_a_read_only_folder_leave_the_draft_whole() {
  let sender = Sender::new();
  let mut large = draft();
  large["bulk"] = "甲".repeat(20_000).into();
  sender.write("d.json", &large);
  for (what, prepare, said) in
    [("full", "head -c 2m /dev/zero > m/fill 2>/dev/null || true", "cannot"), ("read-only", "mount -o remount,ro m", "cannot")]
  {
    let script = format!(
      "mkdir -p m; mount -t tmpfs -o size=256k none m; cp d.json m/d.json; {prepare}
       for c in 'set m/d.json /answers/all/name=x' 'fix m/d.json' 'submit m/d.json --to http://127.0.0.1:1'; do
         code=0; $P $c --forms $FORMS >> out 2>> err || code=$?; echo $code >> codes
       done
       cmp d.json m/d.json && ls -A m > left"
    );
    for file in ["out", "err", "codes", "left"] {
      let _ = fs::remove_file(sender.sandbox.path(file));
    }
    let Some(output) = in_namespace(&sender.sandbox, &script) else { return };
    let (codes, told) = (sender.sandbox.read("codes"), sender.sandbox.read("err"));
    assert!(output.status.success(), "{what}: the draft was changed: {told} {}", String::from_utf8_lossy(&output.stderr));
    let codes: Vec<&str> = codes.lines().collect();
    assert_eq!(codes[0], "2", "{what}: {told}");
    assert!(
      codes.iter().all(|code| ["0", "2"].contains(code)) && told.contains(said) && !told.contains("panicked"),
      "{what}: {codes:?} {told}"
    );
    // No half of anything stays behind.
    let left = sender.sandbox.read("left");
    let left: Vec<&str> = left.lines().filter(|name| *name != "fill" && *name != "d.json").collect();
    assert!(left.is_empty(), "{what}: {left:?}");
  }
}

/// A file system that takes no more than so much of a file, as quotas and some network folders do.
#[cfg(unix)]
#[test]
fn a_write_that_fails_half_way_leaves_the_draft_whole() {
  use crate::support::Ran;
  let sender = Sender::new();
  let mut large = draft();
  large["bulk"] = "甲".repeat(20_000).into();
  sender.write("d.json", &large);
  let before = sender.sandbox.read("d.json");
  let mut command = std::process::Command::new("sh");
  command.args([
    "-c",
    "trap '' XFSZ; ulimit -f 16; exec \"$@\"",
    "sh",
    env!("CARGO_BIN_EXE_jiliang"),
    "set",
    "d.json",
    "/answers/all/name=x",
    "--forms",
  ]);
  command
    .arg(root().join("tests/forms"))
    .current_dir(sender.sandbox.path(""))
    .env("JILIANG_LANG", "en")
    .env("HOME", sender.sandbox.path(""));
  let ran = Ran::of(command.output().unwrap()).expect(2);
  assert!(ran.stderr.contains("cannot write d.json"), "{}", ran.stderr);
  assert_eq!(sender.sandbox.read("d.json"), before);
  assert_eq!(names(&sender.sandbox.path("")), ["d.json"]);
}
