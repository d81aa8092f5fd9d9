//! Arguments and exit code; nothing that a test would want to reach.

fn main() {}
