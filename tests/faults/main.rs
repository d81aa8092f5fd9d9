//! Faults of the disk under a save, injected call by call. Only Linux can inject them.

#[cfg(target_os = "linux")]
mod linux;
#[cfg(target_os = "linux")]
#[path = "../common/skip.rs"]
mod skip;

/// This test is its own harness: what runs under `strace` has one thread, and prints nothing.
fn main() {
    #[cfg(target_os = "linux")]
    linux::run();
    #[cfg(not(target_os = "linux"))]
    println!("skipped: faults are injected with strace, which is a tool of Linux");
}
