//! Where a flow starts: every row with its cheapest panel, at prices that already bring loads near their bounds.

use super::flow::Bounds;
use super::rows::Rows;
use super::seats::Seats;

/// Finds the cheapest panel of a row: the lowest values, with so many of each country as the row needs.
struct Chooser<K> {
    lists: Vec<Vec<(K, u16)>>,
    rest: Vec<(K, u16)>,
    pub panel: Vec<u16>,
}

impl<K: Copy + Ord> Chooser<K> {
    fn new(rows: &Rows) -> Self {
        Self {
            lists: vec![Vec::new(); rows.countries],
            rest: Vec::new(),
            panel: Vec::new(),
        }
    }

    /// Ties go to the lower column.
    fn choose(&mut self, rows: &Rows, row: usize, value: impl Fn(usize) -> K) {
        let need = rows.rows[row].need as usize;
        self.lists.iter_mut().for_each(Vec::clear);
        self.rest.clear();
        self.panel.clear();
        if need == 0 {
            return;
        }
        for column in rows.open().columns(row) {
            let list = &mut self.lists[rows.country[column]];
            let new = (value(column), column as u16);
            if list.len() == need {
                if list[need - 1] <= new {
                    continue;
                }
                list.pop();
            }
            let at = list.iter().rposition(|each| *each <= new).map_or(0, |at| at + 1);
            list.insert(at, new);
        }
        for (list, floor) in self.lists.iter().zip(rows.floors(row)) {
            let (must, may) = list.split_at(list.len().min(*floor as usize));
            self.panel.extend(must.iter().map(|(_, column)| *column));
            self.rest.extend(may);
        }
        let free = need.saturating_sub(self.panel.len());
        self.rest.sort_unstable();
        self.panel.extend(self.rest.iter().take(free).map(|(_, column)| *column));
    }
}

/// Seats the cheapest panels, of equally cheap ones the least loaded judges, rows with the fewest judges first.
/// Big rows are seated in parts, so that they spread.
pub(super) fn evenly(rows: &Rows, costs: &[i64], bounds: &Bounds) -> Seats {
    let mut seats = Seats::new(rows);
    let mut chooser = Chooser::new(rows);
    let mut order: Vec<(usize, usize)> = (0..rows.rows.len())
        .map(|row| (rows.open().columns(row).count(), row))
        .collect();
    order.sort_unstable();
    for (_, row) in order {
        let of = &costs[row * rows.columns..][..rows.columns];
        let mut left = rows.rows[row].count();
        let part = left.div_ceil(8);
        while left > 0 {
            let units = part.min(left);
            chooser.choose(rows, row, |column| {
                let load = seats.loads[column];
                let full = load + i64::from(units) > bounds.high[column];
                (of[column], full, load - bounds.low[column])
            });
            seats.seat(rows, row, &chooser.panel, units);
            left -= units;
        }
    }
    seats
}

/// Seats the cheapest panels once prices are added to costs.
pub(super) fn priced(rows: &Rows, costs: &[i64], prices: &[i64]) -> Seats {
    let mut seats = Seats::new(rows);
    let mut chooser = Chooser::new(rows);
    for row in 0..rows.rows.len() {
        let of = &costs[row * rows.columns..][..rows.columns];
        chooser.choose(rows, row, |column| of[column] + prices[column]);
        seats.seat(rows, row, &chooser.panel, rows.rows[row].count());
    }
    seats
}

/// Rows looked at in a round of the first rounds.
const SAMPLE: usize = 12_000;
const ROUNDS: [usize; 2] = [40, 14];

/// Prices at which few judges have more or less than their bounds: whoever has too much gets dearer, whoever too
/// little cheaper, in steps that grow while the sign stays and halve when it turns (Riedmiller and Braun 1993).
/// They only save work: what [`super::flow::Flow::settle`] then finds is exact at any prices.
pub(super) fn prices(rows: &Rows, costs: &[i64], bounds: &Bounds, step: i64) -> Vec<i64> {
    let mut prices = vec![0_i64; rows.columns];
    let mut steps = vec![(step / 4).max(1); rows.judges];
    let mut before = vec![0_i64; rows.judges];
    let mut chooser = Chooser::new(rows);
    let all = rows.rows.len();
    let wide = all.div_ceil(SAMPLE).max(1);
    for (rounds, stride) in ROUNDS.into_iter().zip([wide, 1]) {
        for round in 0..rounds {
            let mut loads = vec![0_i64; rows.columns];
            for row in (0..all).skip(round % stride).step_by(stride) {
                let of = &costs[row * rows.columns..][..rows.columns];
                chooser.choose(rows, row, |column| of[column] + prices[column]);
                for column in &chooser.panel {
                    loads[usize::from(*column)] += i64::from(rows.rows[row].count());
                }
            }
            for judge in 0..rows.judges {
                let load = loads[judge] * stride as i64;
                let (low, high) = (bounds.low[judge], bounds.high[judge]);
                let wanted = match prices[judge].signum() {
                    1 => high,
                    -1 => low,
                    _ => load.clamp(low, high),
                };
                let sign = (load - wanted).signum();
                if sign * before[judge] < 0 {
                    steps[judge] = (steps[judge] / 2).max(1);
                } else if sign == before[judge] {
                    steps[judge] += steps[judge] / 4;
                }
                before[judge] = sign;
                prices[judge] += sign * steps[judge];
            }
        }
    }
    prices
}

/// The price of the sink that suits prices: so many columns over it that their most, and the others' least, make all
/// places. Empty places cost as much as the sink.
pub(super) fn level(rows: &Rows, bounds: &Bounds, prices: &[i64]) -> i64 {
    if rows.columns > rows.judges {
        return 0;
    }
    let mut order: Vec<usize> = (0..rows.judges).collect();
    order.sort_by_key(|judge| std::cmp::Reverse(prices[*judge]));
    let mut left = rows.places() - bounds.low.iter().sum::<i64>();
    for judge in &order {
        left -= bounds.high[*judge] - bounds.low[*judge];
        if left <= 0 {
            return prices[*judge];
        }
    }
    order.last().map_or(0, |judge| prices[*judge])
}
