//! No copy of the memory on the disk: it holds who voted what.

/// Keeps the system from writing a core file of this process, and others of this user from reading
/// its memory, wherever the system has a way to ask for it.
///
/// Called before anything else. A program that this one starts may not leave a core file either,
/// and can be traced again.
pub fn forbid() {
    #[cfg(unix)]
    {
        use rustix::process::{Resource, Rlimit, setrlimit};
        // Both may be refused by a sandbox; nothing that is done later depends on them.
        _ = setrlimit(Resource::Core, Rlimit { current: Some(0), maximum: Some(0) });
    }
    #[cfg(target_os = "linux")]
    {
        use rustix::process::{DumpableBehavior, set_dumpable_behavior};
        _ = set_dumpable_behavior(DumpableBehavior::NotDumpable);
    }
}
