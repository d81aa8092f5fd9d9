//! Arguments and exit code; nothing that a test would want to reach.

use std::process::ExitCode;

fn main() -> ExitCode {
    squadcheck::runtime::forbid_core_dumps();
    squadcheck::cli::run()
}
