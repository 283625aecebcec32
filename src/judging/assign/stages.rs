//! The order of what is wanted: fewest changes, smallest most load, largest least load, most affinity.

use super::blocking::{self, Block};
use super::costs::{self, Grain};
use super::eligibility::Eligibility;
use super::flow::{Bounds, Flow, Settled};
use super::problem::{Answer, Assignment, Problem};
use super::rows::Rows;
use super::seats::Seats;
use super::start;

/// Finds the assignment, or says what stands in its way.
///
/// Among all that keep the rules: those with the fewest empty places (where [`super::Rules::vacancies`] admits any),
/// of these those with the fewest changes, of these those with the smallest most load, of these those with the
/// largest least load, and of these the one with the most affinity, or with what [`Problem::weight`] mixes of
/// affinity and chance.
pub fn solve(problem: &Problem) -> Answer {
    let eligibility = Eligibility::new(problem);
    let mut rows = Rows::grouped(problem, &eligibility);
    let mut blocks = blocking::entries(problem, &eligibility, &mut rows);
    let first = costs::changes(problem, &rows);
    let mut loads = Loads::new(problem, &rows);
    let seats = start::evenly(&rows, &first, &loads.bounds);
    let mut flow = Flow::new(&rows, &first, seats, &vec![0; rows.columns], 0);
    if flow.settle(&loads.bounds, None) != Settled::Yes {
        blocks.extend(blocking::capacity(
            problem,
            &eligibility,
            &rows,
            &mut flow,
            &loads.bounds,
        ));
    }
    if !blocks.is_empty() {
        return Answer::Blocked(blocks);
    }
    let least = problem.rules.min_load;
    if least > 0 {
        if let Some(block) = blocking::limits(problem) {
            let (_, possible) = loads.raise(problem, flow, least);
            return Answer::Blocked(vec![Block {
                possible: Some(possible),
                ..block
            }]);
        }
        let wanted = loads.at_least(least);
        if let Settled::Stuck(reached) = flow.settle(&wanted, None) {
            let (_, possible) = loads.raise(problem, flow.clone(), least);
            let block = blocking::least(problem, &rows, &mut flow, &wanted, &reached, possible);
            return Answer::Blocked(vec![block]);
        }
        loads.bounds = wanted;
    }
    let flow = loads.lower(problem, flow);
    let (flow, _) = loads.raise(problem, flow, u64::MAX);
    drop(flow);
    // Chance is drawn for each entry by itself, so entries that are alike part here.
    let rows = Rows::single(problem, &eligibility);
    Answer::Assigned(best(problem, &rows, &loads.bounds))
}

/// The assignment with the least cost within bounds that can be kept.
fn best(problem: &Problem, rows: &Rows, bounds: &Bounds) -> Assignment {
    let first = costs::changes(problem, rows);
    let mut costs = costs::affinity(problem, rows, &first, Grain::Coarse);
    let mut prices = start::prices(rows, &costs.of, bounds, costs.range);
    if let Some(coarse) = costs.unit {
        drop(costs);
        costs = costs::affinity(problem, rows, &first, Grain::Exact);
        if let Some(exact) = costs.unit {
            start::refine(&mut prices[..rows.judges], coarse, exact);
        }
    }
    let level = start::level(rows, bounds, &prices);
    let seats = start::priced(rows, &costs.of, &prices);
    let mut flow = Flow::new(rows, &costs.of, seats, &prices, level);
    let settled = flow.settle(bounds, None);
    debug_assert_eq!(settled, Settled::Yes);
    deal(problem, rows, &flow.seats)
}

fn deal(problem: &Problem, rows: &Rows, seats: &Seats) -> Assignment {
    let kept = |entry: &super::Entry| entry.kept.clone();
    let mut panels: Vec<Vec<usize>> = problem.entries.iter().map(kept).collect();
    let mut loads: Vec<u64> = problem.judges.iter().map(|j| j.carries).collect();
    for row in 0..rows.rows.len() {
        for (entry, judge) in rows.deal(row, seats.panel(row), problem.seed) {
            if judge < rows.judges {
                panels[entry as usize].push(judge);
            }
        }
    }
    let mut changed = 0;
    for (panel, entry) in panels.iter_mut().zip(&problem.entries) {
        panel.sort_unstable();
        panel.dedup();
        for judge in panel.iter() {
            loads[*judge] += 1;
        }
        changed += entry
            .previous
            .iter()
            .filter(|judge| !panel.contains(judge))
            .count() as u64;
    }
    Assignment {
        panels,
        loads,
        changed,
    }
}

/// The bounds of loads as they narrow. What judges have already is not in them.
struct Loads {
    has: Vec<u64>,
    limit: Vec<Option<u64>>,
    most: u64,
    bounds: Bounds,
}

impl Loads {
    fn new(problem: &Problem, rows: &Rows) -> Self {
        let mut has: Vec<u64> = problem.judges.iter().map(|j| j.carries).collect();
        for judge in problem.entries.iter().flat_map(|e| &e.kept) {
            has[*judge] += 1;
        }
        let limit = (0..rows.judges).map(|j| problem.limit(j)).collect();
        let places = u64::try_from(rows.places()).unwrap_or(0);
        let mut loads = Self {
            has,
            limit,
            // Nobody gets more than there is, but who must is not to be excused by it.
            most: places.max(problem.rules.min_load),
            bounds: Bounds {
                low: vec![0; rows.columns],
                high: vec![rows.places(); rows.columns],
            },
        };
        loads.bounds = loads.at_most(u64::MAX);
        loads
    }

    fn at_most(&self, most: u64) -> Bounds {
        let mut bounds = self.bounds.clone();
        for (judge, has) in self.has.iter().enumerate() {
            let most = self.limit[judge].map_or(most, |limit| limit.min(most));
            bounds.high[judge] = signed(most.saturating_sub(*has).min(self.most));
        }
        bounds
    }

    fn at_least(&self, least: u64) -> Bounds {
        let mut bounds = self.bounds.clone();
        for (judge, has) in self.has.iter().enumerate() {
            let least = signed(least.saturating_sub(*has));
            bounds.low[judge] = least.min(bounds.high[judge]);
        }
        bounds
    }

    /// What each judge has in this flow, and in all.
    fn of<'b>(&'b self, flow: &'b Flow<'_>) -> impl Iterator<Item = (u64, u64)> {
        let unsigned = |load: &i64| u64::try_from(*load).unwrap_or(0);
        let loads = flow.seats.loads.iter().map(unsigned);
        loads.zip(&self.has).map(|(load, has)| (load, load + has))
    }

    /// The smallest most load that costs no more than the flow does.
    fn lower<'a>(&mut self, problem: &Problem, flow: Flow<'a>) -> Flow<'a> {
        let filled: u64 = self.of(&flow).map(|(load, _)| load).sum();
        let most = self
            .of(&flow)
            .filter(|(load, _)| *load > 0)
            .map(|(_, all)| all)
            .max();
        let mut known = most.unwrap_or(0);
        let room = |most| {
            self.at_most(most).high[..self.has.len()]
                .iter()
                .sum::<i64>()
        };
        let mut floor = problem.rules.min_load;
        let mut above = known;
        while floor < above {
            let middle = floor + (above - floor) / 2;
            if room(middle) >= signed(filled) {
                above = middle;
            } else {
                floor = middle + 1;
            }
        }
        let mut flow = flow;
        let cost = flow.cost();
        let mut next = floor;
        while floor < known {
            let mut tried = flow.clone();
            if tried.settle(&self.at_most(next), Some(cost)) == Settled::Yes {
                (flow, known) = (tried, next);
            } else {
                floor = next + 1;
            }
            next = floor + (known - floor) / 2;
        }
        self.bounds = self.at_most(known);
        flow
    }

    /// The largest least load, up to `ceiling`, that costs no more than the flow does, with what it is.
    fn raise<'a>(&mut self, problem: &Problem, flow: Flow<'a>, ceiling: u64) -> (Flow<'a>, u64) {
        let part: Vec<usize> = (0..self.has.len())
            .filter(|j| problem.takes_part(*j))
            .collect();
        let loads: Vec<u64> = self.of(&flow).map(|(_, all)| all).collect();
        let all: u64 = part.iter().map(|j| loads[*j]).sum();
        let reach = |j: &usize| self.has[*j] + self.bounds.high[*j].unsigned_abs();
        let reach = part.iter().map(reach).min().unwrap_or(0);
        let mut ceiling = ceiling.min(all / part.len().max(1) as u64).min(reach);
        let known = part.iter().map(|j| loads[*j]).min().unwrap_or(0);
        let mut known = known.min(ceiling);
        let mut flow = flow;
        let cost = flow.cost();
        let mut next = ceiling;
        while known < ceiling {
            let mut tried = flow.clone();
            if tried.settle(&self.at_least(next), Some(cost)) == Settled::Yes {
                (flow, known) = (tried, next);
            } else {
                ceiling = next - 1;
            }
            next = ceiling - (ceiling - known) / 2;
        }
        self.bounds = self.at_least(known);
        (flow, known)
    }
}

fn signed(number: u64) -> i64 {
    i64::try_from(number).unwrap_or(i64::MAX)
}
