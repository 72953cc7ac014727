//! Forms are part of the binary; a changed form is a changed program.

fn main() {
  println!("cargo::rerun-if-changed=forms");
  println!("cargo::rerun-if-changed=migrations");
}
