//! Where a flow starts: every row with its cheapest panel, at prices that already bring loads near their bounds.

use super::flow::Bounds;
use super::random::Random;
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
            let at = list
                .iter()
                .rposition(|each| *each <= new)
                .map_or(0, |at| at + 1);
            list.insert(at, new);
        }
        for (list, floor) in self.lists.iter().zip(rows.floors(row)) {
            let (must, may) = list.split_at(list.len().min(*floor as usize));
            self.panel.extend(must.iter().map(|(_, column)| *column));
            self.rest.extend(may);
        }
        let free = need.saturating_sub(self.panel.len());
        self.rest.sort_unstable();
        self.panel
            .extend(self.rest.iter().take(free).map(|(_, column)| *column));
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

/// Panels looked at to find prices: every entry so many times, and so many in all at least.
const PASSES: usize = 5;
const VISITS: usize = 6_000;
/// Panels between two changes of prices.
const BATCH: usize = 4;
/// How often steps are halved.
const HALVINGS: f64 = 13.0;

/// Prices at which few judges have more or less than their bounds.
///
/// Rows come in random order, each takes its cheapest panel, whose judges then get dearer by a step for each entry,
/// and all cheaper by what they should have had meanwhile: stochastic subgradient ascent on the dual, with shrinking
/// steps, and the mean of the last quarter as its result (Polyak and Juditsky 1992). Prices only save work: what
/// [`super::flow::Flow::settle`] then finds is exact at any.
pub(super) fn prices(rows: &Rows, costs: &[i64], bounds: &Bounds, range: i64) -> Vec<i64> {
    let places = rows.places();
    if places == 0 || rows.judges == 0 {
        return vec![0; rows.columns];
    }
    let average = (places as f64 / rows.judges as f64).max(1.0);
    // Large rows come in parts, or their judges' prices would jump.
    let part = ((average / 50.0) as u32).max(1);
    let mut order: Vec<(usize, u32)> = Vec::new();
    for (row, of) in rows.rows.iter().enumerate().filter(|(_, of)| of.need > 0) {
        let whole = of.count() / part;
        order.extend(std::iter::repeat_n((row, part), whole as usize));
        order.extend((of.count() % part > 0).then_some((row, of.count() % part)));
    }
    let passes = PASSES.max(VISITS.div_ceil(order.len()));
    let visits = (passes * order.len()) as f64;
    let first = range as f64 / (average / 5.0).max(2.0);
    let mut ascent = Ascent::new(rows, bounds, places);
    let mut chooser = Chooser::new(rows);
    let mut random = Random::new(0);
    let mut visit = 0;
    for _ in 0..passes {
        random.shuffle(&mut order);
        for batch in order.chunks(BATCH) {
            for (row, units) in batch {
                let of = &costs[row * rows.columns..][..rows.columns];
                chooser.choose(rows, *row, |column| of[column] + ascent.whole[column]);
                ascent.count(&chooser.panel, *units);
            }
            visit += batch.len();
            let done = visit as f64 / visits;
            let halved = (done * HALVINGS) as u32;
            ascent.step(first / f64::from(1_u32 << halved), done > 0.75);
        }
    }
    ascent.mean()
}

/// Prices as they are sought.
struct Ascent {
    prices: Vec<f64>,
    /// The same in whole numbers, those of empty places included, which stay 0.
    whole: Vec<i64>,
    low: Vec<f64>,
    high: Vec<f64>,
    counts: Vec<f64>,
    units: f64,
    sums: Vec<f64>,
    summed: f64,
}

impl Ascent {
    fn new(rows: &Rows, bounds: &Bounds, places: i64) -> Self {
        let share = |of: &[i64]| {
            of[..rows.judges]
                .iter()
                .map(|n| *n as f64 / places as f64)
                .collect()
        };
        Self {
            prices: vec![0.0; rows.judges],
            whole: vec![0; rows.columns],
            low: share(&bounds.low),
            high: share(&bounds.high),
            counts: vec![0.0; rows.judges],
            units: 0.0,
            sums: vec![0.0; rows.judges],
            summed: 0.0,
        }
    }

    fn count(&mut self, panel: &[u16], units: u32) {
        for column in panel {
            self.units += f64::from(units);
            if let Some(count) = self.counts.get_mut(usize::from(*column)) {
                *count += f64::from(units);
            }
        }
    }

    fn step(&mut self, step: f64, last: bool) {
        for (judge, price) in self.prices.iter_mut().enumerate() {
            let count = self.counts[judge];
            let over = *price + step * (count - self.units * self.high[judge]);
            let under = *price + step * (count - self.units * self.low[judge]);
            // Between its bounds a judge costs nothing.
            *price = over.max(under.min(0.0));
            self.whole[judge] = price.round() as i64;
        }
        if last {
            self.sums
                .iter_mut()
                .zip(&self.prices)
                .for_each(|(sum, price)| *sum += price);
            self.summed += 1.0;
        }
        self.counts.fill(0.0);
        self.units = 0.0;
    }

    fn mean(mut self) -> Vec<i64> {
        for (whole, sum) in self.whole.iter_mut().zip(&self.sums) {
            *whole = (sum / self.summed.max(1.0)).round() as i64;
        }
        self.whole
    }
}

/// Brings prices that were found at coarse costs to exact ones: whole units of affinity stay whole, and the rest, which
/// decides between equals, stays what it is.
pub(super) fn refine(prices: &mut [i64], coarse: i64, exact: i64) {
    // The rests lie on a circle; opposite its widest gap is their middle.
    let mut rests: Vec<i64> = prices
        .iter()
        .map(|price| price.rem_euclid(coarse))
        .collect();
    rests.sort_unstable();
    let next = rests.iter().skip(1).copied();
    let next = next.chain(rests.first().map(|rest| rest + coarse));
    let widest = rests
        .iter()
        .zip(next)
        .max_by_key(|(rest, next)| next - **rest);
    let middle = widest.map_or(0, |(rest, next)| (rest + next) / 2 - coarse / 2);
    for price in prices {
        let rest = (*price - middle + coarse / 2).rem_euclid(coarse) - coarse / 2;
        *price = (*price - middle - rest) / coarse * exact + rest;
    }
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
