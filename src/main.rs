//! `shortlist`: see `shortlist --help`.

use std::process::ExitCode;

fn main() -> ExitCode {
    shortlist::cli::main()
}
