//! A program nobody touches does nothing: nothing is written, no thread wakes up.

use crate::{pty::Pty, support::Sandbox};
use std::{thread::sleep, time::Duration};

/// How long nothing happens.
const QUIET: Duration = Duration::from_secs(3);

#[test]
fn nothing_happens_while_nobody_does_anything() {
  let sandbox = Sandbox::new();
  sandbox.run(&["new", "-o", "d.json"]).expect(0);
  let home = sandbox.path("").to_string_lossy().into_owned();
  let data = format!("{home}/data");
  let env = [("HOME", home.as_str()), ("JILIANG_LANG", "zh"), ("JILIANG_DATA_DIR", &data)];
  // The list of drafts, a draft as it was opened, and one in which something was typed and is saved.
  for (args, keys, shown) in [(&[][..], "", "Ctrl-Q"), (&["edit", "d.json"], "", "企业名称"), (&["edit", "d.json"], "虚构", "已保存")]
  {
    let mut pty = Pty::start(env!("CARGO_BIN_EXE_jiliang"), args, &env, &sandbox.path(""), (100, 30));
    pty.wait_for(shown);
    pty.send(keys);
    // Typed text becomes an answer a second later, and is saved then.
    sleep(Duration::from_secs(if keys.is_empty() { 0 } else { 2 }));
    pty.settle();
    let Some(before) = pty.wake_ups() else {
      println!("skipped: this system does not tell how often a thread was woken up");
      return;
    };
    let written = pty.raw.len();
    sleep(QUIET);
    let after = pty.wake_ups();
    pty.settle();
    assert_eq!(after, Some(before), "{args:?} {keys}: threads were woken up");
    assert_eq!(pty.raw.len(), written, "{args:?} {keys}: something was written");
    assert!(pty.screen().contains(shown), "{}", pty.screen());
    pty.send("<C-q>");
    pty.end();
  }
}
