use crate::{
  document::Document,
  form::{Form, Item, Section},
  lang::{Message, Words},
};
use std::fmt::Write;

/// The document as one page to read and print; nothing in it is taken for markup.
pub fn html(form: &Form, document: &Document, words: &Words) -> String {
  let lang = words.lang();
  let title = form.title.get(lang);
  let mut page = String::new();
  let _ = write!(
    page,
    "<!doctype html>\n<html lang=\"{}\">\n<head>\n<meta charset=\"utf-8\">\n<meta name=\"viewport\" content=\"width=device-width\">\n<title>{}</title>\n<style>{STYLE}</style>\n</head>\n<body>\n<h1>{}</h1>\n<p class=\"notice\">{}</p>\n",
    if lang == crate::lang::Lang::Zh { "zh-CN" } else { "en" },
    escape(title),
    escape(title),
    escape(form.notice.get(lang)),
  );
  let identity = Message::new("ledger-page-identity")
    .with("id", document.declaration_id.to_string())
    .with("revision", document.revision.to_string())
    .with("updated", &document.updated_at);
  let _ = writeln!(page, "<p class=\"identity\">{}</p>", escape(&words.say(&identity)));
  for section in &form.sections {
    let _ = writeln!(page, "<h2>{}</h2>", escape(section.title.get(lang)));
    self::section(&mut page, form, document, section, words);
  }
  page.push_str("</body>\n</html>\n");
  page
}

const STYLE: &str = "body{font:15px/1.6 sans-serif;margin:2em auto;max-width:70em;padding:0 1em;color:#222}\
table{border-collapse:collapse;margin:.5em 0;font-size:13px}th,td{border:1px solid #bbb;padding:.2em .5em;text-align:left;vertical-align:top;white-space:pre-wrap}\
th{background:#eef2f6}.notice,.identity,.none{color:#666}h2{border-bottom:1px solid #ccc;margin-top:1.6em}@media print{body{margin:0;max-width:none}h2{break-after:avoid}}";

fn section(page: &mut String, form: &Form, document: &Document, section: &Section, words: &Words) {
  let lang = words.lang();
  let own = form.group(section.group);
  if own.is_table {
    table(page, form, document, section.group, words);
    return;
  }
  page.push_str("<table>\n");
  for item in &section.items {
    let Item::Field(field) = item else { continue };
    let field = form.field(section.group, *field);
    let answer = document.answer(&own.path, None, &field.id);
    if !field.kind.is_answered() {
      continue;
    }
    let text = answer.map(|json| form.text_of_answer(field, json, lang)).filter(|text| !text.is_empty());
    let shown =
      text.map_or_else(|| format!("<span class=\"none\">{}</span>", escape(&words.get("ledger-page-none"))), |text| escape(&text));
    let unit = field.unit.as_ref().map(|unit| format!(" ({})", escape(unit.get(lang)))).unwrap_or_default();
    let _ = writeln!(page, "<tr><th>{}{unit}</th><td>{shown}</td></tr>", escape(field.label.get(lang)));
  }
  page.push_str("</table>\n");
  for item in &section.items {
    if let Item::Table(group) = item {
      let _ = writeln!(page, "<h3>{}</h3>", escape(form.group(*group).label.get(lang)));
      table(page, form, document, *group, words);
    }
  }
}

fn table(page: &mut String, form: &Form, document: &Document, group: crate::expr::GroupIx, words: &Words) {
  let lang = words.lang();
  let table = form.group(group);
  let rows = document.rows(&table.path);
  if rows.is_empty() {
    let _ = writeln!(page, "<p class=\"none\">{}</p>", escape(&words.get("ledger-page-none")));
    return;
  }
  // Columns in which nothing stands only take room.
  let fields: Vec<_> =
    table.fields.iter().filter(|field| field.kind.is_answered() && rows.iter().any(|row| row.cells.get(&field.id).is_some())).collect();
  page.push_str("<table>\n<tr><th>#</th>");
  for field in &fields {
    let _ = write!(page, "<th>{}</th>", escape(field.label.get(lang)));
  }
  page.push_str("</tr>\n");
  for (at, row) in rows.iter().enumerate() {
    let _ = write!(page, "<tr><td>{}</td>", at + 1);
    for field in &fields {
      let text = row.cells.get(&field.id).map(|json| form.text_of_answer(field, json, lang)).unwrap_or_default();
      let _ = write!(page, "<td>{}</td>", escape(&text));
    }
    page.push_str("</tr>\n");
  }
  page.push_str("</table>\n");
}

/// Text that is only text in a page, without marks that hide or reorder what people see.
fn escape(text: &str) -> String {
  let mut escaped = String::with_capacity(text.len());
  for c in crate::text::clean_input(text, true).text.chars() {
    match c {
      '&' => escaped.push_str("&amp;"),
      '<' => escaped.push_str("&lt;"),
      '>' => escaped.push_str("&gt;"),
      '"' => escaped.push_str("&quot;"),
      '\'' => escaped.push_str("&#39;"),
      c => escaped.push(c),
    }
  }
  escaped
}

#[cfg(test)]
mod tests {
  #[test]
  fn text_stays_text() {
    assert_eq!(super::escape("<script>alert('x')</script>&\u{202e}\"\u{1b}"), "&lt;script&gt;alert(&#39;x&#39;)&lt;/script&gt;&amp;&quot;");
  }
}
