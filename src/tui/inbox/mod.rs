//! Where the terminal program waits: for keys, and for what other threads tell.

#[cfg_attr(unix, path = "one_thread.rs")]
#[cfg_attr(not(unix), path = "two_threads.rs")]
mod waits;

pub use self::waits::Reply;
pub(super) use self::waits::{Inbox, open};
