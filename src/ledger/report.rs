//! What a plan would change, for programs and for people.

use super::{Decision, Fate, OnVanished, Plan, PlannedCell, PlannedRow, Standing, Why, memory::target_name};
use crate::{
  form::Form,
  lang::{Message, Words},
  text::truncate,
};
use serde_json::{Value as Json, json};

/// How many lines of each kind a person is shown.
const SHOWN: usize = 20;

impl Plan {
  /// The whole report as JSON.
  pub fn to_json(&self, form: &Form, words: &Words) -> Json {
    let counts = self.counts();
    let columns: Vec<Json> = self
      .columns
      .iter()
      .map(|column| {
        json!({
          "column": column.letters(),
          "heading": column.heading,
          "unit": column.unit,
          "field": column.target.map(|target| target_name(form, self.table, target)),
          "why": why_name(column.why),
          "samples": column.samples,
        })
      })
      .collect();
    let id = |cell: &PlannedCell| form.field(self.table, cell.field).id.to_string();
    let cell = |row: &PlannedRow, cell: &PlannedCell| {
      json!({
        "cell": self.address(row, cell.at),
        "field": id(cell),
        "before": cell.before,
        "after": cell.after,
        "standing": standing_name(cell.standing),
      })
    };
    let rows: Vec<Json> = self
      .rows
      .iter()
      .filter_map(|row| match &row.fate {
        Fate::New(cells) => Some(json!({ "row": row.number + 1, "name": row.name, "fate": "new", "answers": cells })),
        Fate::Known { cells, .. } if cells.is_empty() => None,
        Fate::Known { row: id, cells } => Some(json!({
          "row": row.number + 1,
          "name": row.name,
          "fate": if row.is_changed() { "changed" } else { "unchanged" },
          "id": &**id,
          "cells": cells.iter().map(|known| cell(row, known)).collect::<Vec<_>>(),
        })),
      })
      .collect();
    let vanished: Vec<Json> = self
      .vanished
      .iter()
      .map(|row| json!({ "id": &*row.row, "place": row.place + 1, "name": row.name, "imported": row.imported }))
      .collect();
    let problems: Vec<Json> = self
      .problems
      .iter()
      .map(|problem| {
        json!({
          "cell": problem.cell,
          "field": &*form.field(self.table, problem.field).id,
          "text": problem.text,
          "code": problem.message.id,
          "message": words.say(&problem.message),
        })
      })
      .collect();
    json!({
      "table": &*self.path,
      "sheet": self.sheets.first(),
      "sheets": self.sheets,
      "header": self.header.map(|(first, last)| [first + 1, last + 1]),
      "new": counts.new,
      "changed": counts.changed,
      "unchanged": counts.unchanged,
      "vanished": counts.vanished,
      "edited": counts.edited,
      "conflicts": counts.conflicts,
      "columns": columns,
      "rows": rows,
      "vanished_rows": vanished,
      "problems": problems,
      "notes": self.notes.iter().map(|note| words.say(note)).collect::<Vec<_>>(),
    })
  }

  /// The report as lines for a person.
  pub fn to_text(&self, form: &Form, words: &Words, decision: &Decision) -> String {
    let lang = words.lang();
    let say = |message: Message| words.say(&message);
    let mut lines = Vec::new();
    let label = |field| form.field(self.table, field).label.get(lang);
    let table = form.group(self.table).label.get(lang);
    match self.header {
      Some((first, last)) => {
        let rows = if first == last { (first + 1).to_string() } else { format!("{}–{}", first + 1, last + 1) };
        let sheet = Some(self.sheets.join("、")).filter(|sheet| !sheet.is_empty()).unwrap_or_else(|| "—".to_owned());
        lines.push(say(Message::new("ledger-report-from").with("sheet", sheet).with("header", rows).with("table", table)));
      }
      None => lines.push(say(Message::new("ledger-report-pasted").with("table", table))),
    }
    for column in &self.columns {
      let target = match column.target {
        Some(target) => {
          let name = target_name(form, self.table, target);
          let part = name.split_once('.').map(|(_, part)| format!(".{part}")).unwrap_or_default();
          format!("{}{part}", label(target.field()))
        }
        None => say(Message::new("ledger-report-unused")),
      };
      let doubt = if column.why == Why::Like { " ?" } else { "" };
      let samples: Vec<String> =
        column.samples.iter().map(|sample| truncate(&sample.replace(['\r', '\n'], " "), 24).into_owned()).collect();
      lines.push(format!("  {:>3} {} → {target}{doubt}    {}", column.letters(), column.heading, samples.join(" | ")));
    }
    for note in &self.notes {
      lines.push(format!("i {}", words.say(note)));
    }
    let counts = self.counts();
    let show = |value: &Option<Json>, cell: &PlannedCell| {
      value.as_ref().map_or_else(|| "—".to_owned(), |json| form.text_of_answer(form.field(self.table, cell.field), json, lang))
    };
    let mut told = 0;
    for (at, row) in self.rows.iter().enumerate().filter(|(_, row)| row.is_changed()) {
      let Fate::Known { cells, .. } = &row.fate else { continue };
      for cell in cells {
        told += 1;
        if told <= SHOWN {
          let id = match cell.standing {
            Standing::Ledger => "ledger-report-cell",
            Standing::Edited => "ledger-report-cell-edited",
            Standing::Both if decision.ledger_wins(at) => "ledger-report-cell-theirs",
            Standing::Both => "ledger-report-cell-ours",
          };
          let message = Message::new(id).with("cell", self.address(row, cell.at)).with("name", &row.name).with("field", label(cell.field));
          lines.push(say(message.with("before", show(&cell.before, cell)).with("after", show(&cell.after, cell))));
        }
      }
    }
    if told > SHOWN {
      lines.push(say(Message::new("ledger-report-more").with("count", told - SHOWN)));
    }
    for vanished in self.vanished.iter().take(SHOWN) {
      let message = Message::new("ledger-report-vanished").with("row", vanished.place + 1).with("name", &vanished.name);
      lines.push(say(message));
    }
    if self.vanished.len() > SHOWN {
      lines.push(say(Message::new("ledger-report-more").with("count", self.vanished.len() - SHOWN)));
    }
    if !self.vanished.is_empty() {
      let id = match decision.vanished {
        OnVanished::Keep => "ledger-report-vanished-keep",
        OnVanished::Retire => "ledger-report-vanished-retire",
        OnVanished::Remove => "ledger-report-vanished-remove",
      };
      lines.push(say(Message::new(id).with("count", self.vanished.len())));
    }
    for problem in self.problems.iter().take(SHOWN) {
      let message = Message::new("ledger-report-problem").with("cell", &problem.cell).with("field", label(problem.field));
      let text = truncate(&problem.text.replace(['\r', '\n'], " "), 40).into_owned();
      lines.push(format!("! {}", say(message.with("text", text).with("problem", problem.message.clone()))));
    }
    if self.problems.len() > SHOWN {
      lines.push(say(Message::new("ledger-report-more").with("count", self.problems.len() - SHOWN)));
    }
    let message = Message::new("ledger-report-counts").with("new", counts.new).with("changed", counts.changed);
    let message = message.with("unchanged", counts.unchanged).with("vanished", counts.vanished).with("problems", self.problems.len());
    lines.push(say(message));
    lines.join("\n")
  }
}

fn why_name(why: Why) -> &'static str {
  match why {
    Why::Said => "said",
    Why::Known => "known",
    Why::Like => "like",
    Why::Unused => "unused",
  }
}

fn standing_name(standing: Standing) -> &'static str {
  match standing {
    Standing::Ledger => "ledger",
    Standing::Edited => "edited",
    Standing::Both => "both",
  }
}
