use super::{Effect, Model};
use crate::{
  document::{CellPath, Document},
  form::Form,
  lang::Lang,
  session::{CellRef, change_of, label_of},
  store::{Entry, Step},
};
use std::sync::{Arc, Mutex, PoisonError};

/// Text that is being typed and no answer yet. Kept outside the model, so that it can be saved when the model cannot: after a panic, or from
/// another thread while a terminal that is gone keeps this one waiting. Everything else has left as an effect already.
#[derive(Clone, Default)]
pub(super) struct Rescue(Arc<Mutex<Option<Typing>>>);

struct Typing {
  form: Arc<Form>,
  document: Arc<Document>,
  cell: CellRef,
  path: CellPath,
  text: String,
  lang: Lang,
}

impl Rescue {
  /// Notes what is being typed now.
  pub(super) fn note(&self, model: &Model) {
    let typing = model.session.as_ref().and_then(|session| {
      let editor = session.editor.as_ref().filter(|editor| editor.is_dirty())?;
      Some(Typing {
        form: Arc::clone(&session.form),
        document: Arc::clone(&session.document),
        cell: editor.cell,
        path: session.path_of(editor.cell)?,
        text: session.in_full(editor.cell, editor.text()).into_owned(),
        lang: model.lang(),
      })
    });
    *self.0.lock().unwrap_or_else(PoisonError::into_inner) = typing;
  }

  /// The order to save it; `None` where nothing is being typed.
  pub(super) fn effect(&self) -> Option<Effect> {
    let Typing { form, document, cell, path, text, lang } = self.0.lock().unwrap_or_else(PoisonError::into_inner).take()?;
    let mut document = (*document).clone();
    let field = form.field(cell.group, cell.field);
    let before = document.answer(&path.group, cell.row, &path.field).map(|json| form.text_of_answer(field, json, lang)).unwrap_or_default();
    let (change, shown) = change_of(&form, &path, form.field(cell.group, cell.field), &text, lang);
    let edit = document.apply_all(vec![change]).ok()?;
    let step = Step::new(&document.updated_at, label_of(&form, cell, &before, &shown, lang), edit);
    Some(Effect::Save(Some(Entry::Done(step)), Arc::new(document)))
  }
}
