//! Text as people type it and as terminals show it: widths, folding, cleaning, wrapping, suggestions.

mod clean;
mod fold;
mod foreign;
mod half_width;
mod hostile;
mod pattern;
mod pinyin;
mod series;
mod sort_key;
mod suggest;
mod tsv;
mod width;
mod wrap;

pub use self::{
  clean::{Cleaned, clean_input},
  fold::{fold_char, fold_label, fold_search, is_label},
  foreign::clean_foreign,
  half_width::half_width,
  hostile::hostile,
  pattern::Pattern,
  pinyin::{Fit, Query, Searchable},
  series::{count_on, series_step},
  sort_key::SortKey,
  suggest::suggest,
  tsv::{read_block, write_block},
  width::{fit, plain_cells, plain_width, truncate, width},
  wrap::{wrap, wrap_to},
};
