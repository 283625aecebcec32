//! For each two judges the cheapest entry that one can pass to the other.
//!
//! In the network every way along which places can still be moved from judge to judge goes through rows, and from
//! one judge to the next only the cheapest row matters. So shortest ways are sought among the judges alone, of whom
//! there are hundreds, and not among the entries.

use super::rows::Rows;
use super::seats::Seats;

/// No row can be passed on.
pub(super) const NEVER: i64 = i64::MAX;

/// The row of a pair is to be looked up again; its cost is not under what is noted.
const STALE: u32 = u32::MAX - 1;
const NONE: u32 = u32::MAX;

#[derive(Clone, Copy)]
struct Best {
    cost: i64,
    row: u32,
}

/// The cheapest move for each ordered pair of columns, kept up to date as places move.
#[derive(Clone)]
pub(super) struct Moves {
    columns: usize,
    best: Vec<Best>,
}

impl Moves {
    pub fn new(rows: &Rows, costs: &[i64], seats: &Seats) -> Self {
        let columns = rows.columns;
        let nothing = Best {
            cost: NEVER,
            row: NONE,
        };
        let mut moves = Self {
            columns,
            best: vec![nothing; columns * columns],
        };
        for row in 0..rows.rows.len() {
            moves.review(rows, costs, seats, row);
        }
        moves
    }

    /// What passing a row from one column to the other costs at least.
    pub fn bound(&self, from: usize, to: usize) -> i64 {
        self.best[from * self.columns + to].cost
    }

    pub fn is_stale(&self, from: usize, to: usize) -> bool {
        self.best[from * self.columns + to].row == STALE
    }

    /// The row that [`Moves::bound`] is of, when it is not stale.
    pub fn row(&self, from: usize, to: usize) -> Option<usize> {
        let row = self.best[from * self.columns + to].row;
        (row < STALE).then_some(row as usize)
    }

    /// Looks a stale pair up again.
    pub fn refresh(&mut self, rows: &Rows, costs: &[i64], seats: &Seats, from: usize, to: usize) {
        let best = &mut self.best[from * self.columns + to];
        let least = best.cost;
        *best = Best {
            cost: NEVER,
            row: NONE,
        };
        for row in seats.held(from) {
            let at = *row as usize;
            if !seats.may_move(rows, at, from, to) {
                continue;
            }
            let cost = costs[at * self.columns + to] - costs[at * self.columns + from];
            if cost < best.cost {
                *best = Best { cost, row: *row };
                if cost <= least {
                    return;
                }
            }
        }
    }

    /// Notes what a changed row allows now, and that what it allowed no more must be looked up.
    pub fn review(&mut self, rows: &Rows, costs: &[i64], seats: &Seats, row: usize) {
        let of = &costs[row * self.columns..][..self.columns];
        let number = row as u32;
        for (holder, _) in seats.panel(row) {
            let from = usize::from(*holder);
            let table = &mut self.best[from * self.columns..][..self.columns];
            let crosses = seats.may_leave_country(row, rows.country[from]);
            for to in seats.room(row) {
                if crosses || rows.country[from] == rows.country[to] {
                    let cost = of[to] - of[from];
                    if cost < table[to].cost || (cost == table[to].cost && table[to].row == STALE) {
                        table[to] = Best { cost, row: number };
                    }
                }
            }
            for (to, best) in table.iter_mut().enumerate() {
                if best.row == number && !seats.may_move(rows, row, from, to) {
                    best.row = STALE;
                }
            }
        }
    }

    /// Notes that a column has nothing of this row any more.
    pub fn forget(&mut self, from: usize, row: usize) {
        for best in &mut self.best[from * self.columns..][..self.columns] {
            if best.row == row as u32 {
                best.row = STALE;
            }
        }
    }
}
