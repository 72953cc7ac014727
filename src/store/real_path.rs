use std::{
  fs,
  path::{Path, PathBuf},
};

/// The file that a path leads to in the end: what belongs to a draft lies beside the draft, not beside a link to it.
pub(super) fn real_path(path: &Path) -> PathBuf {
  let is_link = fs::symlink_metadata(path).is_ok_and(|metadata| metadata.is_symlink());
  let real = if is_link { fs::canonicalize(path).ok() } else { None };
  real.unwrap_or_else(|| path.to_path_buf())
}
