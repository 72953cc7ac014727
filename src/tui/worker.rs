use super::{Effect, Host, Model, Msg, Reply, rescue::Rescue};
use std::{
  panic::{AssertUnwindSafe, catch_unwind},
  sync::mpsc::{Sender, channel},
  thread,
  time::Duration,
};

enum Order {
  Do(Effect),
  /// Tell when everything before it is done.
  Tell(Sender<()>),
}

/// Gives orders to the worker, from any thread.
#[derive(Clone)]
pub(super) struct Orders {
  orders: Sender<Order>,
  rescue: Rescue,
}

impl Orders {
  /// Has effects carried out, in order.
  pub(super) fn send(&self, effects: impl IntoIterator<Item = Effect>) {
    for effect in effects {
      if !effect.is_for_the_screen() {
        // The worker only goes when the program does.
        let _ = self.orders.send(Order::Do(effect));
      }
    }
  }

  /// Notes what is being typed now, so that it can be saved when the model cannot tell it.
  pub(super) fn note(&self, model: &Model) {
    self.rescue.note(model);
  }

  /// Before the program ends: has what is being typed saved and the draft let go of, and waits until everything ordered is done. Tells whether
  /// it was done within `patience`.
  pub(super) fn finish(&self, patience: Duration) -> bool {
    self.send(self.rescue.effect().into_iter().chain([Effect::Close]));
    self.wait(patience)
  }

  /// Waits until everything ordered is done; tells whether it was within `patience`.
  pub(super) fn wait(&self, patience: Duration) -> bool {
    let (tell, done) = channel();
    let _ = self.orders.send(Order::Tell(tell));
    done.recv_timeout(patience).is_ok()
  }
}

/// Hires the worker that carries out effects, once it is told to begin. Of several drafts waiting to be saved only the newest is written; no line of
/// the journal is left out.
pub(super) fn hire(mut host: Box<dyn Host>, reply: Reply, rescue: Rescue) -> (Orders, impl FnOnce()) {
  let (orders, inbox) = channel::<Order>();
  let work = move || {
    while let Ok(first) = inbox.recv() {
      let (mut effects, mut tell) = (Vec::new(), Vec::new());
      for order in std::iter::once(first).chain(inbox.try_iter()) {
        match order {
          Order::Do(effect) => effects.push(effect),
          Order::Tell(done) => tell.push(done),
        }
      }
      for effect in newest_saves(effects) {
        let saves = matches!(effect, Effect::Save(..));
        // A mistake of ours in one effect must not end the saving of those after it.
        if catch_unwind(AssertUnwindSafe(|| host.handle(effect, &reply))).is_err() {
          let _ = reply.send(Msg::WorkerFailed { saves });
        }
      }
      for done in tell {
        let _ = done.send(());
      }
    }
  };
  let begin = || {
    thread::spawn(work);
  };
  (Orders { orders, rescue }, begin)
}

/// Marks all but the last of consecutive saves as not worth a write of the draft: they keep only their line of the journal.
fn newest_saves(effects: Vec<Effect>) -> Vec<Effect> {
  // The journal and the draft belong together, so that a save is dropped only where it has no line of its own.
  let mut kept: Vec<Effect> = Vec::with_capacity(effects.len());
  for effect in effects {
    if let (Some(Effect::Save(None, _)), Effect::Save(..)) = (kept.last(), &effect) {
      kept.pop();
    }
    kept.push(effect);
  }
  kept
}
