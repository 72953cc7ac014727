use crate::lang::{Argument, Lang};
use serde::{Deserialize, Serialize};
use std::borrow::Cow;

/// A text of a form in both languages; of a form of the binary it stays where it is there.
#[derive(Clone, Debug, Default, Deserialize, Eq, PartialEq, Serialize)]
pub struct Bilingual {
  /// Chinese.
  #[serde(borrow)]
  pub zh: Cow<'static, str>,
  /// English.
  #[serde(borrow)]
  pub en: Cow<'static, str>,
}

impl Bilingual {
  /// The text in `lang`.
  pub fn get(&self, lang: Lang) -> &str {
    match lang {
      Lang::Zh => &self.zh,
      Lang::En => &self.en,
    }
  }
}

impl From<&Bilingual> for Argument {
  fn from(text: &Bilingual) -> Self {
    Self::Bilingual { zh: text.zh.clone().into_owned(), en: text.en.clone().into_owned() }
  }
}

impl Bilingual {
  /// Several texts as one list.
  pub fn join<'a>(texts: impl IntoIterator<Item = &'a Self>) -> Self {
    let (zh, en): (Vec<&str>, Vec<&str>) = texts.into_iter().map(|text| (&*text.zh, &*text.en)).unzip();
    Self { zh: zh.join("、").into(), en: en.join(", ").into() }
  }
}
