//! How far a run has come, on a terminal's standard error, for work of more than a second.

use std::io::{self, IsTerminal, Write};
use std::sync::Mutex;
use std::time::{Duration, Instant};

/// Before this much time nothing is shown.
const PATIENCE: Duration = Duration::from_secs(1);
/// Time from one line to the next.
const PACE: Duration = Duration::from_millis(100);

/// Counts articles from any thread; takes its line away when dropped.
#[derive(Debug)]
pub(crate) struct Progress {
    total: usize,
    is_wanted: bool,
    state: Mutex<State>,
}

#[derive(Debug)]
struct State {
    done: usize,
    next: Instant,
    is_shown: bool,
}

impl Progress {
    /// Of so many articles none is done.
    pub(crate) fn new(total: usize) -> Self {
        let state = State { done: 0, next: Instant::now() + PATIENCE, is_shown: false };
        Self { total, is_wanted: total > 1 && io::stderr().is_terminal(), state: Mutex::new(state) }
    }

    /// One more is done.
    pub(crate) fn tick(&self) {
        // A thread that panicked while it counted leaves at worst a wrong count.
        let mut state = self.state.lock().unwrap_or_else(|poisoned| poisoned.into_inner());
        state.done += 1;
        if self.is_wanted && Instant::now() >= state.next {
            let line = format!("\r{} of {} articles", state.done, self.total);
            // Nothing depends on progress being seen.
            let _ = io::stderr().lock().write_all(line.as_bytes());
            state.next = Instant::now() + PACE;
            state.is_shown = true;
        }
    }
}

impl Drop for Progress {
    fn drop(&mut self) {
        let state = self.state.get_mut().unwrap_or_else(|poisoned| poisoned.into_inner());
        if state.is_shown {
            let _ = io::stderr().lock().write_all(b"\r\x1b[K");
        }
    }
}
