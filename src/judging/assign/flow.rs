//! The cheapest flow: places move between judges along shortest ways until every load is within its bounds.
//!
//! The network is entry → (entry, country) [at least so many] → judge [each at most once] → everyone's sink
//! [least load, most load]. A flow that is the cheapest for its own loads stays so when a place moves along a
//! shortest way (successive shortest paths with potentials; Ahuja, Magnanti, Orlin 1993, chapter 9). Costs are
//! whole numbers: what comes out is exact.

use super::moves::{Moves, NEVER};
use super::rows::Rows;
use super::seats::Seats;

/// How many entries each column gets at least and at most.
#[derive(Clone, Debug)]
pub(super) struct Bounds {
    pub low: Vec<i64>,
    pub high: Vec<i64>,
}

/// How [`Flow::settle`] ended.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Settled {
    Yes,
    /// There is a way, but it costs more than allowed.
    Dear,
    /// There is none: what is over in the marked columns cannot leave them, or what others lack cannot reach them.
    Stuck(Vec<bool>),
}

/// One step of a way: to another column by passing a row on, or to or from the sink.
#[derive(Clone, Copy)]
struct Step {
    from: usize,
    to: usize,
    row: Option<usize>,
}

/// A flow, the cheapest for its loads.
#[derive(Clone)]
pub(super) struct Flow<'a> {
    rows: &'a Rows,
    costs: &'a [i64],
    pub seats: Seats,
    moves: Moves,
    /// Of each column, and of the sink at the end. No move costs less than the fall of the potential along it.
    potentials: Vec<i64>,
}

impl<'a> Flow<'a> {
    /// Starts from seats that are the cheapest of each row once each column's price is added to its cost. `sink` is
    /// the price over which a column should be full and under which it should have its least.
    pub fn new(rows: &'a Rows, costs: &'a [i64], seats: Seats, prices: &[i64], sink: i64) -> Self {
        Self {
            moves: Moves::new(rows, costs, &seats),
            rows,
            costs,
            seats,
            potentials: prices.iter().chain([&sink]).map(|p| -p).collect(),
        }
    }

    /// What the seats cost.
    pub fn cost(&self) -> i128 {
        let of = |row: usize| {
            let costs = &self.costs[row * self.rows.columns..][..self.rows.columns];
            let panel = self.seats.panel(row).iter();
            panel
                .map(|(c, n)| i128::from(costs[usize::from(*c)]) * i128::from(*n))
                .sum::<i128>()
        };
        (0..self.rows.rows.len()).map(of).sum()
    }

    /// Brings all loads within bounds at the least cost; gives up once the whole costs more than `at_most`.
    pub fn settle(&mut self, bounds: &Bounds, at_most: Option<i128>) -> Settled {
        let sink = self.rows.columns;
        let mut flows: Vec<i64> = (0..sink)
            .map(|column| {
                let (low, high) = (bounds.low[column], bounds.high[column]);
                match self.potentials[column].cmp(&self.potentials[sink]) {
                    std::cmp::Ordering::Less => high,
                    std::cmp::Ordering::Equal => self.seats.loads[column].clamp(low, high),
                    std::cmp::Ordering::Greater => low,
                }
            })
            .collect();
        let loads = self.seats.loads.iter();
        let mut over: Vec<i64> = loads.zip(&flows).map(|(load, flow)| load - flow).collect();
        over.push(-over.iter().sum::<i64>());
        let mut cost = at_most.map(|_| self.cost());
        while over.iter().any(|each| *each > 0) {
            let (end, came) = match self.shortest(bounds, &flows, &over) {
                Ok(found) => found,
                Err(reached) => return Settled::Stuck(reached),
            };
            let (start, steps) = self.way(&came, end);
            let mut units = over[start].min(-over[end]);
            for step in &steps {
                units = units.min(self.capacity(bounds, &flows, *step));
            }
            for step in &steps {
                let paid = self.take(&mut flows, *step, units);
                if let Some(cost) = &mut cost {
                    *cost += i128::from(paid) * i128::from(units);
                }
            }
            over[start] -= units;
            over[end] += units;
            if cost > at_most {
                return Settled::Dear;
            }
        }
        Settled::Yes
    }

    /// The nearest column that lacks something, seen from all that have too much, and from where each was reached;
    /// or, when there is none, all that was reached. Potentials follow the distances.
    fn shortest(
        &mut self,
        bounds: &Bounds,
        flows: &[i64],
        over: &[i64],
    ) -> Result<(usize, Vec<usize>), Vec<bool>> {
        let sink = self.rows.columns;
        let mut distance: Vec<i64> = over
            .iter()
            .map(|o| if *o > 0 { 0 } else { NEVER })
            .collect();
        let mut came: Vec<usize> = (0..=sink).collect();
        let mut left: Vec<usize> = (0..=sink).collect();
        let mut done: Vec<usize> = Vec::with_capacity(sink + 1);
        loop {
            let nearest = left.iter().enumerate().min_by_key(|(_, c)| distance[**c]);
            let Some((place, at)) = nearest.map(|(place, at)| (place, *at)) else {
                return Err(vec![true; sink + 1]);
            };
            let near = distance[at];
            if near == NEVER {
                let mut reached = vec![false; sink + 1];
                for column in done {
                    reached[column] = true;
                }
                return Err(reached);
            }
            if over[at] < 0 {
                for column in done {
                    self.potentials[column] += distance[column] - near;
                }
                return Ok((at, came));
            }
            left.swap_remove(place);
            done.push(at);
            let here = near + self.potentials[at];
            for to in &left {
                let to = *to;
                let mut cost = if at == sink {
                    if flows[to] > bounds.low[to] { 0 } else { NEVER }
                } else if to == sink {
                    if flows[at] < bounds.high[at] {
                        0
                    } else {
                        NEVER
                    }
                } else {
                    self.moves.bound(at, to)
                };
                let nearer = |cost: i64, distance: i64| {
                    cost != NEVER && here + cost - self.potentials[to] < distance
                };
                if !nearer(cost, distance[to]) {
                    continue;
                }
                if at != sink && to != sink && self.moves.is_stale(at, to) {
                    self.moves
                        .refresh(self.rows, self.costs, &self.seats, at, to);
                    cost = self.moves.bound(at, to);
                    if !nearer(cost, distance[to]) {
                        continue;
                    }
                }
                distance[to] = here + cost - self.potentials[to];
                came[to] = at;
            }
        }
    }

    /// The steps of a way, and where it starts. Where it would use the same row twice and the two uses meet, what
    /// lies between is a circle that gains nothing and is left out, or the row would be used beyond what it allows.
    fn way(&self, came: &[usize], end: usize) -> (usize, Vec<Step>) {
        let mut steps = Vec::new();
        let mut to = end;
        while came[to] != to {
            let from = came[to];
            let sink = self.rows.columns;
            let row = if from == sink || to == sink {
                None
            } else {
                self.moves.row(from, to)
            };
            steps.push(Step { from, to, row });
            to = from;
        }
        steps.reverse();
        let mut first = 0;
        while first < steps.len() {
            let last = (first + 1..steps.len())
                .rev()
                .find(|later| self.meet(steps[first], steps[*later]));
            if let Some(last) = last {
                steps[first].to = steps[last].to;
                steps.drain(first + 1..=last);
            } else {
                first += 1;
            }
        }
        (to, steps)
    }

    fn meet(&self, a: Step, b: Step) -> bool {
        if a.row.is_none() || a.row != b.row {
            return false;
        }
        let of = |step: Step| [self.rows.country[step.from], self.rows.country[step.to]];
        let (one, other) = (of(a), of(b));
        (one[0] != one[1] && other[0] != other[1]) || one.iter().any(|c| other.contains(c))
    }

    fn capacity(&self, bounds: &Bounds, flows: &[i64], step: Step) -> i64 {
        let Step { from, to, row } = step;
        let Some(row) = row else {
            return if to == self.rows.columns {
                bounds.high[from] - flows[from]
            } else {
                flows[to] - bounds.low[to]
            };
        };
        let room = self.rows.rows[row].count() - self.seats.units(row, to);
        let mut units = self.seats.units(row, from).min(room);
        if self.rows.country[from] != self.rows.country[to] {
            units = units.min(self.seats.spare(row, self.rows.country[from]));
        }
        i64::from(units)
    }

    /// Takes a step and says what it costs a unit.
    fn take(&mut self, flows: &mut [i64], step: Step, units: i64) -> i64 {
        let Step { from, to, row } = step;
        let Some(row) = row else {
            if to == self.rows.columns {
                flows[from] += units;
            } else {
                flows[to] -= units;
            }
            return 0;
        };
        let number = u32::try_from(units).unwrap_or(u32::MAX);
        if self.seats.pass(self.rows, row, from, to, number) {
            self.moves.forget(from, row);
        }
        self.moves.review(self.rows, self.costs, &self.seats, row);
        let costs = &self.costs[row * self.rows.columns..][..self.rows.columns];
        costs[to] - costs[from]
    }

    /// All columns from which a place could still come to one of the marked, those included.
    pub fn sources(&mut self, of: &[bool]) -> Vec<bool> {
        self.closure(of, |found, open| (open, found))
    }

    /// All columns to which a place could still go from one of the marked, those included.
    pub fn targets(&mut self, of: &[bool]) -> Vec<bool> {
        self.closure(of, |found, open| (found, open))
    }

    fn closure(&mut self, of: &[bool], pair: impl Fn(usize, usize) -> (usize, usize)) -> Vec<bool> {
        let columns = self.rows.columns;
        let mut found = of.to_vec();
        let mut queue: Vec<usize> = (0..columns).filter(|c| of[*c]).collect();
        while let Some(at) = queue.pop() {
            for (other, found) in found.iter_mut().enumerate() {
                if *found {
                    continue;
                }
                let (from, to) = pair(at, other);
                if self.moves.is_stale(from, to) {
                    self.moves
                        .refresh(self.rows, self.costs, &self.seats, from, to);
                }
                if self.moves.row(from, to).is_some() {
                    *found = true;
                    queue.push(other);
                }
            }
        }
        found
    }
}
