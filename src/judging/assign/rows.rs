//! The entries as rows of a table with a column a judge. Entries that no rule and no affinity tells apart share
//! a row, and the row's judges are dealt out to them at the end.

use std::collections::BTreeMap;

use super::eligibility::Eligibility;
use super::problem::Problem;
use super::random::Random;

/// Entries that are alike.
#[derive(Clone, Debug)]
pub(super) struct Row {
    pub entries: Vec<u32>,
    /// Judges that each of them still needs.
    pub need: u32,
}

impl Row {
    /// How many entries share the row.
    pub fn count(&self) -> u32 {
        u32::try_from(self.entries.len()).unwrap_or(u32::MAX)
    }
}

/// The table: who may have what, and how many judges of which country each row needs.
///
/// After the judges come columns for empty places where [`super::Rules::vacancies`] admits them: so many for each
/// country as a row may need, open to every row.
pub(super) struct Rows {
    pub rows: Vec<Row>,
    pub judges: usize,
    /// Judges and empty places.
    pub columns: usize,
    /// The country of each column; the last number stands for those without a rule.
    pub country: Vec<usize>,
    pub countries: usize,
    /// Judges of each country that an entry of the row needs, row by row.
    floors: Vec<u32>,
    open: Grid,
}

/// What makes entries alike, by value.
type Likeness<'a> = (
    usize,
    &'a str,
    Option<usize>,
    Vec<usize>,
    Vec<(usize, u64)>,
    [Vec<usize>; 3],
    usize,
);

fn sorted(judges: &[usize]) -> Vec<usize> {
    let mut judges = judges.to_vec();
    judges.sort_unstable();
    judges.dedup();
    judges
}

impl Rows {
    /// One row for entries that are alike.
    pub fn grouped(problem: &Problem, eligibility: &Eligibility<'_>) -> Self {
        let mut places: BTreeMap<Likeness<'_>, usize> = BTreeMap::new();
        let mut groups: Vec<Vec<u32>> = Vec::new();
        for (at, number) in (0..problem.entries.len()).zip(0_u32..) {
            let entry = eligibility.entry(at);
            let mut bids: Vec<(usize, u64)> =
                entry.bids.iter().map(|(j, b)| (*j, b.to_bits())).collect();
            bids.sort_unstable();
            let likeness = (
                eligibility.language_set(at),
                entry.institution.as_str(),
                entry.category,
                sorted(&entry.conflicts),
                bids,
                [
                    sorted(&entry.previous),
                    sorted(&entry.kept),
                    sorted(&entry.waived),
                ],
                entry.taken,
            );
            let place = *places.entry(likeness).or_insert(groups.len());
            if place == groups.len() {
                groups.push(Vec::new());
            }
            groups[place].push(number);
        }
        Self::new(problem, eligibility, groups)
    }

    /// One row for each entry.
    pub fn single(problem: &Problem, eligibility: &Eligibility<'_>) -> Self {
        let groups = (0_u32..).take(problem.entries.len());
        Self::new(problem, eligibility, groups.map(|e| vec![e]).collect())
    }

    fn new(problem: &Problem, eligibility: &Eligibility<'_>, groups: Vec<Vec<u32>>) -> Self {
        let judges = problem.judges.len();
        let slots = problem.rules.countries.len() + 1;
        let mut country: Vec<usize> = (0..judges).map(|j| problem.country(j)).collect();
        if problem.rules.vacancies {
            let empty = (0..slots).flat_map(|c| std::iter::repeat_n(c, problem.rules.per_entry));
            country.extend(empty);
        }
        let columns = country.len();
        let mut open = Grid::new(groups.len(), columns);
        let mut rows = Vec::with_capacity(groups.len());
        let mut floors = Vec::with_capacity(groups.len() * slots);
        for (row, entries) in groups.into_iter().enumerate() {
            let first = entries.first().map_or(0, |e| *e as usize);
            let entry = eligibility.entry(first);
            let kept = sorted(&entry.kept);
            for (column, of) in country.iter().enumerate() {
                let may = column >= judges
                    || (eligibility.bar(first, column).is_none() && !kept.contains(&column));
                open.set(row, column, may && *of < slots);
            }
            let need = problem
                .rules
                .per_entry
                .saturating_sub(kept.len() + entry.taken);
            // Where places may stay empty, what is kept may leave too few for all countries.
            let mut left = if problem.rules.vacancies {
                need
            } else {
                usize::MAX
            };
            for slot in 0..slots {
                let has = kept.iter().filter(|j| country[**j] == slot).count();
                let least = if slot + 1 == slots {
                    0
                } else {
                    problem.rules.per_country
                };
                let floor = least.saturating_sub(has).min(left);
                left -= floor;
                floors.push(small(floor));
            }
            rows.push(Row {
                entries,
                need: small(need),
            });
        }
        Self {
            rows,
            judges,
            columns,
            country,
            countries: slots,
            floors,
            open,
        }
    }

    pub fn is_open(&self, row: usize, column: usize) -> bool {
        self.open.get(row, column)
    }

    pub fn open(&self) -> &Grid {
        &self.open
    }

    /// Judges of each country that an entry of this row needs.
    pub fn floors(&self, row: usize) -> &[u32] {
        &self.floors[row * self.countries..][..self.countries]
    }

    /// Takes a row out: its entries need nobody.
    pub fn empty(&mut self, row: usize) {
        self.rows[row].need = 0;
        self.floors[row * self.countries..][..self.countries].fill(0);
    }

    /// Places to fill in all rows.
    pub fn places(&self) -> i64 {
        let of = |row: &Row| i64::from(row.need) * i64::from(row.count());
        self.rows.iter().map(of).sum()
    }

    /// Deals the judges of a row out to its entries: judges of one country side by side, each taking the next
    /// `units` entries in turn, around and around. No judge meets an entry twice since nobody takes more entries
    /// than there are, and each entry gets its share of every country.
    pub fn deal(&self, row: usize, panel: &[(u16, u32)], seed: u64) -> Vec<(u32, usize)> {
        let mut random = Random::new(seed ^ (row as u64).wrapping_mul(0x9E37_79B9_7F4A_7C15));
        let mut entries = self.rows[row].entries.clone();
        random.shuffle(&mut entries);
        let mut panel = panel.to_vec();
        panel.sort_unstable();
        random.shuffle(&mut panel);
        panel.sort_by_key(|(judge, _)| self.country[usize::from(*judge)]);
        let mut around = entries.iter().cycle();
        let mut pairs = Vec::new();
        for (judge, units) in panel {
            let taken = around.by_ref().take(units as usize);
            pairs.extend(taken.map(|entry| (*entry, usize::from(judge))));
        }
        pairs
    }
}

fn small(number: usize) -> u32 {
    u32::try_from(number).unwrap_or(u32::MAX)
}

/// A yes or no for each row and column.
#[derive(Clone)]
pub(super) struct Grid {
    words: usize,
    bits: Vec<u64>,
}

impl Grid {
    fn new(rows: usize, columns: usize) -> Self {
        let words = columns.div_ceil(64);
        Self {
            words,
            bits: vec![0; rows * words],
        }
    }

    pub fn get(&self, row: usize, column: usize) -> bool {
        self.bits[row * self.words + column / 64] >> (column % 64) & 1 == 1
    }

    pub fn set(&mut self, row: usize, column: usize, yes: bool) {
        let word = &mut self.bits[row * self.words + column / 64];
        let bit = 1 << (column % 64);
        *word = if yes { *word | bit } else { *word & !bit };
    }

    /// The columns of a row that are yes, in order.
    pub fn columns(&self, row: usize) -> impl Iterator<Item = usize> {
        let words = &self.bits[row * self.words..][..self.words];
        words.iter().enumerate().flat_map(|(at, word)| {
            let mut left = *word;
            std::iter::from_fn(move || {
                if left == 0 {
                    return None;
                }
                let bit = left.trailing_zeros() as usize;
                left &= left - 1;
                Some(at * 64 + bit)
            })
        })
    }
}
