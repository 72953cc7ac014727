/// A text that is not a number as documents write them: digits with an optional sign, decimal point and power of ten.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub struct NotANumber;
