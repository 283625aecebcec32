//! Who has which places: the flow itself, with what each row still allows.

use super::rows::{Grid, Rows};

/// How many entries of each row each column has.
#[derive(Clone)]
pub(super) struct Seats {
    panels: Vec<Vec<(u16, u32)>>,
    held: Vec<Vec<u32>>,
    /// Columns that can take one more entry of the row.
    room: Grid,
    /// Places of each country beyond what the row needs of it.
    spare: Vec<u32>,
    countries: usize,
    pub loads: Vec<i64>,
}

impl Seats {
    /// Everything empty. Every row must then be given whole panels before anything is moved.
    pub fn new(rows: &Rows) -> Self {
        Self {
            panels: vec![Vec::new(); rows.rows.len()],
            held: vec![Vec::new(); rows.columns],
            room: rows.open().clone(),
            spare: vec![0; rows.rows.len() * rows.countries],
            countries: rows.countries,
            loads: vec![0; rows.columns],
        }
    }

    /// Seats one panel for `units` entries of a row.
    pub fn seat(&mut self, rows: &Rows, row: usize, panel: &[u16], units: u32) {
        for column in panel {
            self.add(rows, row, usize::from(*column), units);
        }
        for (slot, floor) in rows.floors(row).iter().enumerate() {
            let of = panel
                .iter()
                .filter(|c| rows.country[usize::from(**c)] == slot);
            let beyond = (of.count() as u32).saturating_sub(*floor);
            self.spare[row * self.countries + slot] += beyond * units;
        }
    }

    fn add(&mut self, rows: &Rows, row: usize, column: usize, units: u32) {
        let panel = &mut self.panels[row];
        let at = panel.partition_point(|(c, _)| usize::from(*c) < column);
        match panel.get_mut(at) {
            Some((c, has)) if usize::from(*c) == column => *has += units,
            _ => {
                panel.insert(at, (column as u16, units));
                self.held[column].push(row as u32);
            }
        }
        if panel[at].1 == rows.rows[row].count() {
            self.room.set(row, column, false);
        }
        self.loads[column] += i64::from(units);
    }

    /// Says whether the column has nothing of the row any more.
    fn take(&mut self, row: usize, column: usize, units: u32) -> bool {
        let panel = &mut self.panels[row];
        let at = panel.partition_point(|(c, _)| usize::from(*c) < column);
        self.room.set(row, column, true);
        self.loads[column] -= i64::from(units);
        panel[at].1 -= units;
        if panel[at].1 > 0 {
            return false;
        }
        panel.remove(at);
        let held = &mut self.held[column];
        if let Some(at) = held.iter().position(|r| *r as usize == row) {
            held.swap_remove(at);
        }
        true
    }

    /// Passes `units` entries of a row on. Says whether `from` has nothing of it any more.
    pub fn pass(&mut self, rows: &Rows, row: usize, from: usize, to: usize, units: u32) -> bool {
        let empty = self.take(row, from, units);
        self.add(rows, row, to, units);
        let (leaves, enters) = (rows.country[from], rows.country[to]);
        if leaves != enters {
            self.spare[row * self.countries + leaves] -= units;
            self.spare[row * self.countries + enters] += units;
        }
        empty
    }

    /// The columns that have entries of a row, with how many, in order.
    pub fn panel(&self, row: usize) -> &[(u16, u32)] {
        &self.panels[row]
    }

    /// The rows of which a column has entries.
    pub fn held(&self, column: usize) -> &[u32] {
        &self.held[column]
    }

    pub fn room(&self, row: usize) -> impl Iterator<Item = usize> {
        self.room.columns(row)
    }

    /// How many entries of the row the column has.
    pub fn units(&self, row: usize, column: usize) -> u32 {
        let panel = &self.panels[row];
        let at = panel.binary_search_by_key(&column, |(c, _)| usize::from(*c));
        at.map_or(0, |at| panel[at].1)
    }

    /// How many of its places the row can take from a country.
    pub fn spare(&self, row: usize, country: usize) -> u32 {
        self.spare[row * self.countries + country]
    }

    pub fn may_leave_country(&self, row: usize, country: usize) -> bool {
        self.spare(row, country) > 0
    }

    /// Whether an entry of the row, which `from` has, can pass to `to`.
    pub fn may_move(&self, rows: &Rows, row: usize, from: usize, to: usize) -> bool {
        self.room.get(row, to)
            && (rows.country[from] == rows.country[to]
                || self.may_leave_country(row, rows.country[from]))
    }
}
