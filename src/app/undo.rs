//! Undo and redo: one type for a check, which goes back to snapshots, and for the board, which
//! exchanges one session.

/// How many acts can be undone.
const DEPTH: usize = 500;

/// The steps that can be undone and redone.
#[derive(Clone, Debug)]
pub struct History<S> {
    undo: Vec<S>,
    redo: Vec<S>,
    acts: u64,
}

impl<S> Default for History<S> {
    fn default() -> Self {
        Self { undo: Vec::new(), redo: Vec::new(), acts: 0 }
    }
}

/// One step through a history.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum HistoryStep {
    /// Back.
    Undo,
    /// Forth again.
    Redo,
}

impl<S> History<S> {
    /// Adds an act; what was undone before can no longer be redone.
    pub fn push(&mut self, step: S) {
        if self.undo.len() == DEPTH {
            self.undo.remove(0);
        }
        self.undo.push(step);
        self.redo.clear();
        self.acts += 1;
    }

    /// How many acts there were, steps back and forth among them.
    pub const fn acts(&self) -> u64 {
        self.acts
    }

    /// How many acts can be undone.
    pub const fn undoable(&self) -> usize {
        self.undo.len()
    }

    /// Returns true if there is a step this way.
    pub const fn has(&self, way: HistoryStep) -> bool {
        match way {
            HistoryStep::Undo => !self.undo.is_empty(),
            HistoryStep::Redo => !self.redo.is_empty(),
        }
    }

    /// Returns true if nothing can be undone or redone.
    pub const fn is_empty(&self) -> bool {
        self.undo.is_empty() && self.redo.is_empty()
    }

    /// Forgets everything.
    pub fn clear(&mut self) {
        self.acts += 1;
        self.undo.clear();
        self.redo.clear();
    }

    /// The last act.
    pub fn last(&self) -> Option<&S> {
        self.undo.last()
    }

    /// The step that would be taken this way.
    pub fn next(&self, way: HistoryStep) -> Option<&S> {
        match way {
            HistoryStep::Undo => self.undo.last(),
            HistoryStep::Redo => self.redo.last(),
        }
    }

    /// Drops the last act.
    pub fn drop_last(&mut self) {
        self.undo.pop();
    }

    /// Makes this the only step that can be redone.
    pub fn redo_only(&mut self, step: S) {
        self.redo = vec![step];
        self.acts += 1;
    }

    /// Takes one step: `exchange` turns what was into what has to be kept for the way back.
    /// False: there is no such step.
    pub fn step(&mut self, way: HistoryStep, exchange: impl FnOnce(S) -> S) -> bool {
        let (from, to) = match way {
            HistoryStep::Undo => (&mut self.undo, &mut self.redo),
            HistoryStep::Redo => (&mut self.redo, &mut self.undo),
        };
        let step = from.pop();
        let taken = step.is_some();
        self.acts += u64::from(taken);
        to.extend(step.map(exchange));
        taken
    }
}
