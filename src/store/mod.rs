//! Files: drafts that survive a crash, the journal that undo needs, forms from folders and from the binary.

mod atomic;
mod clock;
mod data_folder;
mod draft_file;
mod journal;
mod kept_carried;
mod kept_place;
mod library;
mod lock;
mod name;
mod private;
mod real_path;

pub use self::{
  atomic::{remove_durably, write_atomic, write_new},
  clock::{now, today, zone},
  data_folder::{DataFolder, DraftEntry},
  draft_file::DraftFile,
  journal::{Entry, Journal, Step},
  kept_carried::KeptCarried,
  kept_place::KeptPlace,
  library::{FormEntry, Library, Moved},
  lock::DraftLock,
  name::draft_name,
  private::{create_private, create_private_folder},
};
