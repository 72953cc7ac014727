# What people do with this project. `just` lists it; without just, each recipe is one line to copy.

# List the recipes
default:
  @just --list

# Run the demonstration: a temporary hub and an invented enterprise
demo:
  cargo run --release -- demo

# All tests
test:
  cargo test

# Formatting, lints, documentation
lint:
  cargo fmt --check
  cargo clippy --all-targets -- -D warnings
  cargo clippy --all-targets --no-default-features -- -D warnings
  RUSTDOCFLAGS="-D warnings" cargo doc --no-deps

# Check every form and run the tests of its rules
forms:
  cargo run --release -- forms check

# Measure first frame, key to paint, the check of the sample and of a large ledger, and one edit in it
bench:
  cargo bench

# Random and mutated texts through the parsers of units and measured values; another seed gives others
fuzz cases="1000000" seed="1":
  CARGO_PROFILE_DEV_OPT_LEVEL=2 JILIANG_FUZZ_CASES={{cases}} JILIANG_FUZZ_SEED={{seed}} cargo test --lib -- no_text_panics_or_hangs

# Make the pictures of docs/screens anew
screens:
  scripts/screens

# Licences and advisories of the dependencies (needs cargo-deny)
deny:
  cargo deny check

# What continuous integration runs
ci:
  bash .ci/run
