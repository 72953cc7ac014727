/// The known name nearest to `name`, where one is near enough to be meant.
pub fn suggest<'a>(name: &str, known: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
  let (score, nearest) =
    known.into_iter().map(|candidate| (strsim::jaro_winkler(name, candidate), candidate)).max_by(|a, b| a.0.total_cmp(&b.0))?;
  (score > 0.8).then_some(nearest)
}
