use crate::lang::{Argument, Lang};
use serde::{Deserialize, Serialize};

/// A text of a form in both languages.
#[derive(Clone, Debug, Default, Deserialize, Eq, PartialEq, Serialize)]
pub struct Bilingual {
  /// Chinese.
  pub zh: String,
  /// English.
  pub en: String,
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
    Self::Bilingual { zh: text.zh.clone(), en: text.en.clone() }
  }
}

impl Bilingual {
  /// Several texts as one list.
  pub fn join<'a>(texts: impl IntoIterator<Item = &'a Self>) -> Self {
    let (zh, en): (Vec<&str>, Vec<&str>) = texts.into_iter().map(|text| (text.zh.as_str(), text.en.as_str())).unzip();
    Self { zh: zh.join("、"), en: en.join(", ") }
  }
}
