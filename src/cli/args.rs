use clap::{Arg, ArgAction, Command, value_parser};
use std::path::PathBuf;

/// The sentence with an id.
pub(super) type Say<'a> = &'a dyn Fn(&'static str) -> String;

/// Makes a command with its help.
type Make = fn(Say<'_>) -> Command;

/// Every command, in the order of the help.
const COMMANDS: &[(&str, Make)] = &[
  ("new", new),
  ("edit", edit),
  ("check", check),
  ("fix", fix),
  ("migrate", migrate),
  ("diff", diff),
  ("set", set),
  ("unit", unit),
  ("export", export),
  ("due", due),
  ("import", import),
  ("submit", submit),
  ("receipt", receipt),
  ("outbox", outbox),
  ("forms", forms),
  ("doctor", doctor),
  ("keys", keys),
  ("demo", demo),
  #[cfg(feature = "hub")]
  ("hub", hub),
];

/// The command line with its help as `say` says it; of the commands only those whose name is `wanted`.
pub(super) fn command(say: Say<'_>, wanted: &dyn Fn(&str) -> bool) -> Command {
  let root = localized(Command::new("jiliang").about(say("about")), say)
    .version(env!("CARGO_PKG_VERSION"))
    .disable_version_flag(true)
    .arg(Arg::new("version").short('V').long("version").action(ArgAction::Version).help(say("arg-version")))
    .after_help(say("after-help"))
    .arg(one_of("lang", "LANG", ["zh", "en"]).global(true).help(say("arg-lang")))
    .arg(Arg::new("config").long("config").global(true).value_name("FILE").value_parser(value_parser!(PathBuf)).help(say("arg-config")))
    .arg(
      Arg::new("data-dir").long("data-dir").global(true).value_name("DIR").value_parser(value_parser!(PathBuf)).help(say("arg-data-dir")),
    )
    .arg(
      Arg::new("forms")
        .long("forms")
        .global(true)
        .action(ArgAction::Append)
        .value_name("DIR")
        .value_parser(value_parser!(PathBuf))
        .help(say("arg-forms")),
    );
  root.subcommands(COMMANDS.iter().filter(|(name, _)| wanted(name)).map(|(_, command)| command(say)))
}

fn file(say: Say<'_>, id: &'static str) -> Arg {
  Arg::new("file").required(true).value_name("FILE").value_parser(value_parser!(PathBuf)).help(say(id))
}

fn format<const N: usize>(say: Say<'_>, values: [&'static str; N]) -> Arg {
  one_of("format", "FORMAT", values).default_value(values[0]).help(say("arg-format"))
}

/// An option that takes one of a few words; its help tells what they mean.
fn one_of<const N: usize>(name: &'static str, value_name: &'static str, words: [&'static str; N]) -> Arg {
  Arg::new(name).long(name).value_name(value_name).value_parser(words).hide_possible_values(true)
}

fn as_of(say: Say<'_>) -> Arg {
  Arg::new("as-of").long("as-of").value_name("DATE").help(say("arg-as-of"))
}

fn platform(say: Say<'_>) -> Arg {
  Arg::new("to").long("to").value_name("PLATFORM").help(say("arg-to"))
}

fn sub(say: Say<'_>, name: &'static str, about: &'static str) -> Command {
  localized(Command::new(name).about(say(about)), say)
}

fn new(say: Say<'_>) -> Command {
  sub(say, "new", "about-new")
    .arg(Arg::new("form").long("form").value_name("ID").default_value("capability").help(say("arg-form")))
    .arg(Arg::new("next-year").long("next-year").requires("from").action(ArgAction::SetTrue).help(say("arg-next-year")))
    .arg(as_of(say))
    .arg(Arg::new("from").long("from").value_name("FILE").value_parser(value_parser!(PathBuf)).help(say("arg-from")))
    .arg(
      Arg::new("output")
        .short('o')
        .long("output")
        .required(true)
        .value_name("FILE")
        .value_parser(value_parser!(PathBuf))
        .help(say("arg-output")),
    )
}

fn edit(say: Say<'_>) -> Command {
  sub(say, "edit", "about-edit")
    .arg(file(say, "arg-file"))
    .arg(platform(say))
    .arg(Arg::new("plain").long("plain").action(ArgAction::SetTrue).help(say("arg-plain")))
}

fn check(say: Say<'_>) -> Command {
  sub(say, "check", "about-check")
    .after_help(say("after-help-check"))
    .arg(file(say, "arg-file"))
    .arg(format(say, ["text", "json"]))
    .arg(as_of(say))
}

fn fix(say: Say<'_>) -> Command {
  sub(say, "fix", "about-fix")
    .arg(file(say, "arg-file"))
    .arg(Arg::new("dry-run").long("dry-run").action(ArgAction::SetTrue).help(say("arg-dry-run")))
    .arg(as_of(say))
}

fn migrate(say: Say<'_>) -> Command {
  sub(say, "migrate", "about-migrate")
    .arg(file(say, "arg-file"))
    .arg(Arg::new("dry-run").long("dry-run").action(ArgAction::SetTrue).help(say("arg-dry-run")))
}

fn diff(say: Say<'_>) -> Command {
  sub(say, "diff", "about-diff")
    .arg(Arg::new("old").required(true).value_name("OLD").value_parser(value_parser!(PathBuf)).help(say("arg-old")))
    .arg(Arg::new("new").required(true).value_name("NEW").value_parser(value_parser!(PathBuf)).help(say("arg-new")))
    .arg(format(say, ["text", "json"]))
}

fn set(say: Say<'_>) -> Command {
  sub(say, "set", "about-set").after_help(say("after-help-set")).arg(file(say, "arg-file")).arg(
    Arg::new("assignment").required(true).action(ArgAction::Append).num_args(1..).value_name("POINTER=VALUE").help(say("arg-assignment")),
  )
}

fn unit(say: Say<'_>) -> Command {
  sub(say, "unit", "about-unit")
    .after_help(say("after-help-unit"))
    .arg(Arg::new("text").required(true).action(ArgAction::Append).num_args(1..).value_name("TEXT").help(say("arg-unit-text")))
    .arg(Arg::new("ucum").long("ucum").action(ArgAction::SetTrue).help(say("arg-ucum")))
    .arg(format(say, ["text", "json"]))
}

fn export(say: Say<'_>) -> Command {
  sub(say, "export", "about-export")
    .after_help(say("after-help-export"))
    .arg(file(say, "arg-file"))
    .arg(one_of("to", "FORMAT", ["xlsx", "csv", "html", "json"]).required(true).help(say("arg-export-to")))
    .arg(
      Arg::new("output")
        .short('o')
        .long("output")
        .required(true)
        .value_name("OUT")
        .value_parser(value_parser!(PathBuf))
        .help(say("arg-export-output")),
    )
    .arg(Arg::new("table").long("table").value_name("TABLE").help(say("arg-export-table")))
    .arg(Arg::new("template").long("template").action(ArgAction::SetTrue).help(say("arg-template")))
}

fn due(say: Say<'_>) -> Command {
  sub(say, "due", "about-due")
    .arg(Arg::new("file").action(ArgAction::Append).value_name("FILE").value_parser(value_parser!(PathBuf)).help(say("arg-due-file")))
    .arg(Arg::new("within").long("within").value_name("DAYS").help(say("arg-within")))
    .arg(Arg::new("department").long("department").value_name("NAME").help(say("arg-department")))
    .arg(Arg::new("body").long("body").value_name("NAME").help(say("arg-body")))
    .arg(Arg::new("send-list").long("send-list").value_name("OUT").value_parser(value_parser!(PathBuf)).help(say("arg-send-list")))
    .arg(as_of(say))
    .arg(one_of("format", "FORMAT", ["text", "csv", "ics", "json"]).default_value("text").help(say("arg-due-format")))
}

fn import(say: Say<'_>) -> Command {
  sub(say, "import", "about-import")
    .after_help(say("after-help-import"))
    .arg(file(say, "arg-file"))
    .arg(Arg::new("ledger").required(true).value_name("LEDGER").value_parser(value_parser!(PathBuf)).help(say("arg-ledger")))
    .arg(Arg::new("table").long("table").value_name("TABLE").default_value("instruments").help(say("arg-table")))
    .arg(Arg::new("sheet").long("sheet").value_name("SHEET").action(ArgAction::Append).help(say("arg-sheet")))
    .arg(Arg::new("header").long("header").value_name("ROW").value_parser(value_parser!(u32).range(1..)).help(say("arg-header")))
    .arg(Arg::new("map").long("map").action(ArgAction::Append).value_name("COLUMN=FIELD").help(say("arg-map")))
    .arg(one_of("vanished", "WHAT", ["keep", "retire", "remove"]).default_value("keep").help(say("arg-vanished")))
    .arg(one_of("prefer", "SIDE", ["draft", "ledger"]).default_value("draft").help(say("arg-prefer")))
    .arg(Arg::new("dry-run").long("dry-run").action(ArgAction::SetTrue).help(say("arg-dry-run")))
    .arg(format(say, ["text", "json"]))
}

fn submit(say: Say<'_>) -> Command {
  sub(say, "submit", "about-submit")
    .after_help(say("after-help-submit"))
    .arg(file(say, "arg-file"))
    .arg(platform(say))
    .arg(Arg::new("replace").long("replace").action(ArgAction::SetTrue).help(say("arg-replace")))
    .arg(format(say, ["text", "json"]))
}

fn receipt(say: Say<'_>) -> Command {
  sub(say, "receipt", "about-receipt")
    .subcommand_required(true)
    .subcommand(sub(say, "show", "about-receipt-show").arg(file(say, "arg-receipt")).arg(format(say, ["text", "json"])))
    .subcommand(
      sub(say, "verify", "about-receipt-verify")
        .arg(file(say, "arg-receipt"))
        .arg(Arg::new("key").long("key").value_name("KEY").help(say("arg-key")))
        .arg(format(say, ["text", "json"])),
    )
}

fn forms(say: Say<'_>) -> Command {
  sub(say, "forms", "about-forms")
    .subcommand_required(true)
    .subcommand(sub(say, "list", "about-forms-list").arg(format(say, ["text", "json"])))
    .subcommand(
      sub(say, "check", "about-forms-check")
        .arg(Arg::new("form").value_name("FORM").help(say("arg-form-or-folder")))
        .arg(format(say, ["text", "json"])),
    )
    .subcommand(
      sub(say, "schema", "about-forms-schema")
        .arg(Arg::new("form").value_name("FORM").default_value("capability").help(say("arg-form-or-folder"))),
    )
    .subcommand(sub(say, "draft-schema", "about-forms-draft-schema"))
    .subcommand(
      sub(say, "diff", "about-forms-diff")
        .after_help(say("after-help-forms-diff"))
        .arg(Arg::new("old").required(true).value_name("OLD").help(say("arg-form-or-folder")))
        .arg(Arg::new("new").required(true).value_name("NEW").help(say("arg-form-or-folder")))
        .arg(format(say, ["text", "json"])),
    )
}

fn doctor(say: Say<'_>) -> Command {
  sub(say, "doctor", "about-doctor").after_help(say("after-help-doctor")).arg(format(say, ["text", "json"]))
}

fn keys(say: Say<'_>) -> Command {
  sub(say, "keys", "about-keys").arg(format(say, ["text", "json"]))
}

fn demo(say: Say<'_>) -> Command {
  sub(say, "demo", "about-demo")
}

fn outbox(say: Say<'_>) -> Command {
  let item = || Arg::new("item").value_name("ID").help(say("arg-outbox-item"));
  sub(say, "outbox", "about-outbox")
    .after_help(say("after-help-outbox"))
    .subcommand(sub(say, "list", "about-outbox-list").arg(format(say, ["text", "json"])))
    .subcommand(sub(say, "send", "about-outbox-send").arg(item()).arg(format(say, ["text", "json"])))
    .subcommand(
      sub(say, "hold", "about-outbox-hold")
        .arg(item().required(true))
        .arg(Arg::new("release").long("release").action(ArgAction::SetTrue).help(say("arg-release"))),
    )
    .subcommand(
      sub(say, "export", "about-outbox-export").arg(item().required(true)).arg(
        Arg::new("output")
          .short('o')
          .long("output")
          .required(true)
          .value_name("FILE")
          .value_parser(value_parser!(PathBuf))
          .help(say("arg-output")),
      ),
    )
}

#[cfg(feature = "hub")]
fn hub(say: Say<'_>) -> Command {
  let database =
    || Arg::new("database").long("database").value_name("URL").default_value("sqlite:jiliang-hub.sqlite").help(say("arg-database"));
  sub(say, "hub", "about-hub")
    .subcommand_required(true)
    .subcommand(
      sub(say, "serve", "about-hub-serve")
        .arg(Arg::new("listen").long("listen").value_name("ADDR").default_value("127.0.0.1:8420").help(say("arg-listen")))
        .arg(database()),
    )
    .subcommand(
      sub(say, "enrol", "about-hub-enrol")
        .arg(database())
        .arg(Arg::new("uscc").long("uscc").required(true).value_name("CODE").help(say("arg-uscc"))),
    )
    .subcommand(sub(say, "list", "about-hub-list").arg(database()).arg(format(say, ["text", "json"])))
    .subcommand(
      sub(say, "show", "about-hub-show").arg(database()).arg(Arg::new("id").required(true).value_name("ID").help(say("arg-declaration"))),
    )
    .subcommand(sub(say, "export", "about-hub-export").arg(database()))
    .subcommand(sub(say, "verify", "about-hub-verify").arg(database()))
}

/// The words that clap would say in English.
fn localized(command: Command, say: Say<'_>) -> Command {
  command
    .disable_help_subcommand(true)
    .subcommand_help_heading(say("help-commands"))
    .subcommand_value_name(say("help-command"))
    .next_help_heading(say("help-options"))
    .help_template(say("help-template"))
    .disable_help_flag(true)
    .arg(Arg::new("help").short('h').long("help").action(ArgAction::Help).help(say("arg-help")))
}
