//! Spreadsheets in and out. Reading and writing bytes happens here; what they mean is decided by pure functions over what was read.
//!
//! [`read_file`] gives a [`Book`], [`Plan`] says what it would change in a document, and the changes it gives are one step of undo.

mod address;
mod body;
mod calendar;
mod carry;
mod cell;
mod choice;
mod column;
mod dictionary;
mod dropped_path;
mod due;
mod export;
mod heading;
mod layout;
mod layout_column;
mod limits;
mod mark;
mod matcher;
mod memory;
mod months;
mod paste;
mod plan;
mod planner;
mod progress;
mod read;
mod report;
mod restore;
mod row_reader;
mod second_look;
mod several;
mod sheet;
mod signs;
mod split;
mod threads;
mod value;

pub use self::{
  address::Address,
  calendar::calendar,
  carry::{Cleared, ClearedWhy, carry_over},
  cell::{Cell, Figure, Shown},
  column::{Column, Why},
  dictionary::{Part, Target},
  dropped_path::dropped_path,
  due::{DueCounts, DueItem, due, due_counts},
  export::{csv_table, guarded, html, sending_list, table_schema, template, workbook},
  layout::{Layout, Said},
  limits::{MAX_BYTES, MAX_UNPACKED},
  memory::{Memory, parse_said, parse_target, target_name},
  plan::{Counts, Decision, Fate, OnVanished, Plan, PlannedCell, PlannedRow, Problem, Standing, Vanished},
  planner::Wishes,
  progress::{Progress, Step, Stopped, Watch, unwatched},
  read::{read_bytes, read_file},
  restore::{Restored, restore},
  sheet::{Book, Merge, Sheet, SheetRow},
  split::Half,
};
