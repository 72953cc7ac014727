/// Where a page was scrolled to by hand.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum Scrolled {
  /// By the wheel: this row or line is the first, wherever the focus is.
  Away(usize),
  /// The page stays where it was, as far as the focus is seen there.
  Near(usize),
}
