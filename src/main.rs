//! `shortlist`: see `shortlist --help`.

use std::process::ExitCode;

/// The system's own allocator took an eighth of a list page's time, mostly in texts from the database.
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

fn main() -> ExitCode {
    shortlist::cli::main()
}
