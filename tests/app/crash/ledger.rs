//! What one client knows of the rows that only it changes.

use std::collections::BTreeMap;
use std::fmt::Debug;

/// Rows as they were acknowledged, and what the one request under way would make.
pub struct Ledger<K, R> {
    acknowledged: BTreeMap<K, R>,
    unanswered: Option<Unanswered<K, R>>,
}

struct Unanswered<K, R> {
    /// None of a row that is to be made, under a key that only the answer tells.
    key: Option<K>,
    row: R,
}

/// What became of a request without an answer: either is right.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Fate {
    Committed,
    Lost,
}

impl<K: Ord + Copy + Debug, R: Clone + PartialEq + Debug> Ledger<K, R> {
    pub fn new() -> Self {
        Self {
            acknowledged: BTreeMap::new(),
            unanswered: None,
        }
    }

    pub fn get(&self, key: K) -> Option<&R> {
        self.acknowledged.get(&key)
    }

    pub fn newest(&self) -> Option<(K, &R)> {
        self.acknowledged.last_key_value().map(|(k, r)| (*k, r))
    }

    /// A request is about to be sent that makes `row`.
    pub fn sends(&mut self, key: Option<K>, row: R) {
        assert!(self.unanswered.is_none(), "one request at a time");
        self.unanswered = Some(Unanswered { key, row });
    }

    /// The request has its answer: from now on the row may not be missing.
    pub fn acknowledge(&mut self, key: K) {
        let answered = self.unanswered.take().unwrap();
        self.acknowledged.insert(key, answered.row);
    }

    /// Compares with the rows that are stored, and goes on from them. Ok says what became of the request
    /// without an answer, if there was one; Err says what was lost, or what nobody asked for.
    pub fn settle(&mut self, stored: BTreeMap<K, R>) -> Result<Option<Fate>, String> {
        let unanswered = self.unanswered.take();
        let mut fate = unanswered.as_ref().map(|_| Fate::Lost);
        for (key, known) in &self.acknowledged {
            let row = stored.get(key);
            if row == Some(known) {
                continue;
            }
            let asked = unanswered.as_ref().filter(|u| u.key == Some(*key));
            if row.is_none() || row != asked.map(|u| &u.row) {
                return Err(format!(
                    "{key:?}: acknowledged {known:?}, unanswered {:?}, stored {row:?}",
                    asked.map(|u| &u.row)
                ));
            }
            fate = Some(Fate::Committed);
        }
        let mut made = unanswered
            .as_ref()
            .filter(|u| u.key.is_none_or(|key| self.get(key).is_none()));
        for (key, row) in &stored {
            if self.acknowledged.contains_key(key) {
                continue;
            }
            match made.take() {
                Some(u) if u.key.is_none_or(|asked| asked == *key) && u.row == *row => {
                    fate = Some(Fate::Committed);
                }
                _ => return Err(format!("{key:?}: nobody asked for {row:?}")),
            }
        }
        self.acknowledged = stored;
        Ok(fate)
    }
}

#[test]
fn a_ledger_tells_a_lost_row_from_one_in_doubt() {
    let stored = |rows: &[(i32, &'static str)]| rows.iter().copied().collect();
    let ledger = || {
        let mut ledger = Ledger::new();
        ledger.sends(None, "a");
        ledger.acknowledge(1);
        ledger.sends(Some(1), "b");
        ledger
    };
    let lost = [
        stored(&[]),
        stored(&[(1, "c")]),
        stored(&[(1, "a"), (2, "b")]),
    ];
    for rows in lost {
        assert!(ledger().settle(rows).is_err());
    }
    let right = [(Fate::Lost, "a"), (Fate::Committed, "b")];
    for (fate, row) in right {
        assert!(ledger().settle(stored(&[(1, row)])) == Ok(Some(fate)));
    }
    let mut answered = ledger();
    answered.acknowledge(1);
    assert!(answered.settle(stored(&[(1, "a")])).is_err());
    let mut starts = Ledger::new();
    starts.sends(None, "a");
    assert!(starts.settle(stored(&[(1, "a"), (2, "a")])).is_err());
}
