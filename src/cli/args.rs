use clap::{Arg, ArgAction, Command, value_parser};
use std::path::PathBuf;

/// The sentence with an id.
pub(super) type Say<'a> = &'a dyn Fn(&'static str) -> String;

/// The whole command line, with its help as `say` says it.
pub(super) fn command(say: Say<'_>) -> Command {
  let file = |id: &'static str| Arg::new("file").required(true).value_name("FILE").value_parser(value_parser!(PathBuf)).help(say(id));
  let format = |values: [&'static str; 2]| {
    Arg::new("format")
      .long("format")
      .value_name("FORMAT")
      .value_parser(values)
      .hide_possible_values(true)
      .default_value(values[0])
      .help(say("arg-format"))
  };
  let as_of = || Arg::new("as-of").long("as-of").value_name("DATE").help(say("arg-as-of"));
  let sub = |name: &'static str, about: &'static str| localized(Command::new(name).about(say(about)), say);
  let platform = || Arg::new("to").long("to").value_name("PLATFORM").help(say("arg-to"));

  let command = localized(Command::new("jiliang").about(say("about")), say)
    .version(env!("CARGO_PKG_VERSION"))
    .disable_version_flag(true)
    .arg(Arg::new("version").short('V').long("version").action(ArgAction::Version).help(say("arg-version")))
    .after_help(say("after-help"))
    .arg(
      Arg::new("lang")
        .long("lang")
        .global(true)
        .value_name("LANG")
        .value_parser(["zh", "en"])
        .hide_possible_values(true)
        .help(say("arg-lang")),
    )
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
    )
    .subcommand(
      sub("new", "about-new")
        .arg(Arg::new("form").long("form").value_name("ID").default_value("capability").help(say("arg-form")))
        .arg(Arg::new("next-year").long("next-year").requires("from").action(ArgAction::SetTrue).help(say("arg-next-year")))
        .arg(as_of())
        .arg(Arg::new("from").long("from").value_name("FILE").value_parser(value_parser!(PathBuf)).help(say("arg-from")))
        .arg(
          Arg::new("output")
            .short('o')
            .long("output")
            .required(true)
            .value_name("FILE")
            .value_parser(value_parser!(PathBuf))
            .help(say("arg-output")),
        ),
    )
    .subcommand(
      sub("edit", "about-edit")
        .arg(file("arg-file"))
        .arg(platform())
        .arg(Arg::new("plain").long("plain").action(ArgAction::SetTrue).help(say("arg-plain"))),
    )
    .subcommand(
      sub("check", "about-check").after_help(say("after-help-check")).arg(file("arg-file")).arg(format(["text", "json"])).arg(as_of()),
    )
    .subcommand(
      sub("fix", "about-fix")
        .arg(file("arg-file"))
        .arg(Arg::new("dry-run").long("dry-run").action(ArgAction::SetTrue).help(say("arg-dry-run")))
        .arg(as_of()),
    )
    .subcommand(
      sub("migrate", "about-migrate")
        .arg(file("arg-file"))
        .arg(Arg::new("dry-run").long("dry-run").action(ArgAction::SetTrue).help(say("arg-dry-run"))),
    )
    .subcommand(
      sub("diff", "about-diff")
        .arg(Arg::new("old").required(true).value_name("OLD").value_parser(value_parser!(PathBuf)).help(say("arg-old")))
        .arg(Arg::new("new").required(true).value_name("NEW").value_parser(value_parser!(PathBuf)).help(say("arg-new")))
        .arg(format(["text", "json"])),
    )
    .subcommand(sub("set", "about-set").after_help(say("after-help-set")).arg(file("arg-file")).arg(
      Arg::new("assignment").required(true).action(ArgAction::Append).num_args(1..).value_name("POINTER=VALUE").help(say("arg-assignment")),
    ))
    .subcommand(
      sub("unit", "about-unit")
        .after_help(say("after-help-unit"))
        .arg(Arg::new("text").required(true).action(ArgAction::Append).num_args(1..).value_name("TEXT").help(say("arg-unit-text")))
        .arg(Arg::new("ucum").long("ucum").action(ArgAction::SetTrue).help(say("arg-ucum")))
        .arg(format(["text", "json"])),
    )
    .subcommand(
      sub("export", "about-export")
        .after_help(say("after-help-export"))
        .arg(file("arg-file"))
        .arg(
          Arg::new("to")
            .long("to")
            .required(true)
            .value_name("FORMAT")
            .value_parser(["xlsx", "csv", "html", "json"])
            .hide_possible_values(true)
            .help(say("arg-export-to")),
        )
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
        .arg(Arg::new("template").long("template").action(ArgAction::SetTrue).help(say("arg-template"))),
    )
    .subcommand(
      sub("due", "about-due")
        .arg(Arg::new("file").action(ArgAction::Append).value_name("FILE").value_parser(value_parser!(PathBuf)).help(say("arg-due-file")))
        .arg(Arg::new("within").long("within").value_name("DAYS").help(say("arg-within")))
        .arg(Arg::new("department").long("department").value_name("NAME").help(say("arg-department")))
        .arg(Arg::new("body").long("body").value_name("NAME").help(say("arg-body")))
        .arg(Arg::new("send-list").long("send-list").value_name("OUT").value_parser(value_parser!(PathBuf)).help(say("arg-send-list")))
        .arg(as_of())
        .arg(
          Arg::new("format")
            .long("format")
            .value_name("FORMAT")
            .value_parser(["text", "csv", "ics", "json"])
            .hide_possible_values(true)
            .default_value("text")
            .help(say("arg-due-format")),
        ),
    )
    .subcommand(
      sub("import", "about-import")
        .after_help(say("after-help-import"))
        .arg(file("arg-file"))
        .arg(Arg::new("ledger").required(true).value_name("LEDGER").value_parser(value_parser!(PathBuf)).help(say("arg-ledger")))
        .arg(Arg::new("table").long("table").value_name("TABLE").default_value("instruments").help(say("arg-table")))
        .arg(Arg::new("sheet").long("sheet").value_name("SHEET").action(ArgAction::Append).help(say("arg-sheet")))
        .arg(Arg::new("header").long("header").value_name("ROW").value_parser(value_parser!(u32).range(1..)).help(say("arg-header")))
        .arg(Arg::new("map").long("map").action(ArgAction::Append).value_name("COLUMN=FIELD").help(say("arg-map")))
        .arg(
          Arg::new("vanished")
            .long("vanished")
            .value_name("WHAT")
            .value_parser(["keep", "retire", "remove"])
            .hide_possible_values(true)
            .default_value("keep")
            .help(say("arg-vanished")),
        )
        .arg(
          Arg::new("prefer")
            .long("prefer")
            .value_name("SIDE")
            .value_parser(["draft", "ledger"])
            .hide_possible_values(true)
            .default_value("draft")
            .help(say("arg-prefer")),
        )
        .arg(Arg::new("dry-run").long("dry-run").action(ArgAction::SetTrue).help(say("arg-dry-run")))
        .arg(format(["text", "json"])),
    )
    .subcommand(
      sub("submit", "about-submit")
        .after_help(say("after-help-submit"))
        .arg(file("arg-file"))
        .arg(platform())
        .arg(Arg::new("replace").long("replace").action(ArgAction::SetTrue).help(say("arg-replace")))
        .arg(format(["text", "json"])),
    )
    .subcommand(
      sub("receipt", "about-receipt")
        .subcommand_required(true)
        .subcommand(sub("show", "about-receipt-show").arg(file("arg-receipt")).arg(format(["text", "json"])))
        .subcommand(
          sub("verify", "about-receipt-verify")
            .arg(file("arg-receipt"))
            .arg(Arg::new("key").long("key").value_name("KEY").help(say("arg-key")))
            .arg(format(["text", "json"])),
        ),
    )
    .subcommand(outbox(say))
    .subcommand(
      sub("forms", "about-forms")
        .subcommand_required(true)
        .subcommand(sub("list", "about-forms-list").arg(format(["text", "json"])))
        .subcommand(
          sub("check", "about-forms-check")
            .arg(Arg::new("form").value_name("FORM").help(say("arg-form-or-folder")))
            .arg(format(["text", "json"])),
        )
        .subcommand(
          sub("schema", "about-forms-schema")
            .arg(Arg::new("form").value_name("FORM").default_value("capability").help(say("arg-form-or-folder"))),
        )
        .subcommand(sub("draft-schema", "about-forms-draft-schema"))
        .subcommand(
          sub("diff", "about-forms-diff")
            .after_help(say("after-help-forms-diff"))
            .arg(Arg::new("old").required(true).value_name("OLD").help(say("arg-form-or-folder")))
            .arg(Arg::new("new").required(true).value_name("NEW").help(say("arg-form-or-folder")))
            .arg(format(["text", "json"])),
        ),
    )
    .subcommand(sub("doctor", "about-doctor").after_help(say("after-help-doctor")).arg(format(["text", "json"])))
    .subcommand(sub("keys", "about-keys").arg(format(["text", "json"])))
    .subcommand(sub("demo", "about-demo"));
  with_hub(command, say)
}

fn outbox(say: Say<'_>) -> Command {
  let sub = |name: &'static str, about: &'static str| localized(Command::new(name).about(say(about)), say);
  let format = || {
    Arg::new("format")
      .long("format")
      .value_name("FORMAT")
      .value_parser(["text", "json"])
      .hide_possible_values(true)
      .default_value("text")
      .help(say("arg-format"))
  };
  let item = || Arg::new("item").value_name("ID").help(say("arg-outbox-item"));
  sub("outbox", "about-outbox")
    .after_help(say("after-help-outbox"))
    .subcommand(sub("list", "about-outbox-list").arg(format()))
    .subcommand(sub("send", "about-outbox-send").arg(item()).arg(format()))
    .subcommand(
      sub("hold", "about-outbox-hold")
        .arg(item().required(true))
        .arg(Arg::new("release").long("release").action(ArgAction::SetTrue).help(say("arg-release"))),
    )
    .subcommand(
      sub("export", "about-outbox-export").arg(item().required(true)).arg(
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

#[cfg(not(feature = "hub"))]
fn with_hub(command: Command, _: Say<'_>) -> Command {
  command
}

#[cfg(feature = "hub")]
fn with_hub(command: Command, say: Say<'_>) -> Command {
  let sub = |name: &'static str, about: &'static str| localized(Command::new(name).about(say(about)), say);
  let database =
    || Arg::new("database").long("database").value_name("URL").default_value("sqlite:jiliang-hub.sqlite").help(say("arg-database"));
  command.subcommand(
    sub("hub", "about-hub")
      .subcommand_required(true)
      .subcommand(
        sub("serve", "about-hub-serve")
          .arg(Arg::new("listen").long("listen").value_name("ADDR").default_value("127.0.0.1:8420").help(say("arg-listen")))
          .arg(database()),
      )
      .subcommand(
        sub("enrol", "about-hub-enrol")
          .arg(database())
          .arg(Arg::new("uscc").long("uscc").required(true).value_name("CODE").help(say("arg-uscc"))),
      )
      .subcommand(
        sub("list", "about-hub-list").arg(database()).arg(
          Arg::new("format")
            .long("format")
            .value_name("FORMAT")
            .value_parser(["text", "json"])
            .hide_possible_values(true)
            .default_value("text")
            .help(say("arg-format")),
        ),
      )
      .subcommand(
        sub("show", "about-hub-show").arg(database()).arg(Arg::new("id").required(true).value_name("ID").help(say("arg-declaration"))),
      )
      .subcommand(sub("export", "about-hub-export").arg(database()))
      .subcommand(sub("verify", "about-hub-verify").arg(database())),
  )
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
