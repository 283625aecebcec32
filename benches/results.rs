//! How good the rankings are: contests with a known truth are made up, ranked and compared with it.
//!
//! `cargo bench --bench results` prints, for each kind of contest, Kendall's tau between the order found and the true one by method, the
//! share of the true first ten among the first ten found, how often 95 % intervals hold the truth, what home advantage is found, and
//! the chances P(top 10) beside what happened. `-- --contests N` makes N of each kind (200).

use clap::Parser;
use shortlist::results::stats::{
    Aggregates, Ballot, Ballots, Chances, Crossed, FEWEST_DRAWS, Normal, Plan, Random, Weighted,
    components,
};

#[derive(Parser)]
struct Arguments {
    #[arg(long, default_value_t = 200)]
    contests: u64,
    /// Given by cargo.
    #[arg(long)]
    bench: bool,
}

/// A kind of contest. Standard deviations are in units of the entries' true quality, which is N(0, 1).
#[derive(Clone, Copy)]
struct Kind {
    name: &'static str,
    entries: usize,
    judges: usize,
    panel: usize,
    leniency: f64,
    /// Of the log of a judge's slope.
    slope: f64,
    noise: f64,
    /// Of the log of a judge's noise.
    noise_spread: f64,
    /// The share of judges who hardly look.
    careless: f64,
    home: f64,
}

const USUAL: Kind = Kind {
    name: "",
    entries: 200,
    judges: 20,
    panel: 4,
    leniency: 0.5,
    slope: 0.2,
    noise: 0.8,
    noise_spread: 0.35,
    careless: 0.1,
    home: 0.3,
};

/// Judges who differ in leniency alone.
const CLEAN: Kind = Kind {
    leniency: 0.43,
    slope: 0.0,
    noise: 1.0,
    noise_spread: 0.0,
    careless: 0.0,
    home: 0.0,
    ..USUAL
};

const KINDS: [Kind; 6] = [
    Kind {
        name: "n200 J20 k4",
        ..USUAL
    },
    Kind {
        name: "n200 J20 k5",
        panel: 5,
        ..USUAL
    },
    Kind {
        name: "n60 J12 k4",
        entries: 60,
        judges: 12,
        ..USUAL
    },
    Kind {
        name: "n30 J6 k3",
        entries: 30,
        judges: 6,
        panel: 3,
        ..USUAL
    },
    Kind {
        name: "clean n200 J20 k4",
        ..CLEAN
    },
    Kind {
        name: "clean n60 J12 k3",
        entries: 60,
        judges: 12,
        panel: 3,
        ..CLEAN
    },
];

/// What a point of quality is on the scale of scores, and where the middle is.
const POINT: f64 = 1.6;
const MIDDLE: f64 = 5.5;
const FIRST: usize = 10;

struct Judge {
    leniency: f64,
    slope: f64,
    noise: f64,
}

struct Contest {
    quality: Vec<f64>,
    judges: Vec<Judge>,
    ballots: Ballots,
    home: Vec<f64>,
    bias: f64,
}

/// Every other entry and judge is of the other country; an entry has a balanced panel of the judges with the least to do, at least one of
/// each country; scores are rounded to half points from 1 to 10.
fn contest(kind: Kind, seed: u64) -> Contest {
    let mut random = Random::new(seed, 0);
    let normal = Normal::get();
    let quality: Vec<f64> = (0..kind.entries)
        .map(|_| normal.draw(&mut random))
        .collect();
    let mut judges: Vec<Judge> = (0..kind.judges)
        .map(|_| Judge {
            leniency: kind.leniency * normal.draw(&mut random),
            slope: (kind.slope * normal.draw(&mut random)).exp(),
            noise: kind.noise * (kind.noise_spread * normal.draw(&mut random)).exp(),
        })
        .collect();
    let mut order: Vec<usize> = (0..kind.judges).collect();
    random.shuffle(&mut order);
    for judge in &order[..(kind.careless * kind.judges as f64).round() as usize] {
        (judges[*judge].slope, judges[*judge].noise) = (0.1, 1.2);
    }
    let mut load = vec![0.0; kind.judges];
    let mut entries: Vec<usize> = (0..kind.entries).collect();
    random.shuffle(&mut entries);
    let mut rows = Vec::new();
    for entry in entries {
        let first = (kind.panel + usize::from(random.unit() < 0.5)) / 2;
        for (country, wanted) in [(0, first), (1, kind.panel - first)] {
            let mut free: Vec<(f64, usize)> = (country..kind.judges)
                .step_by(2)
                .map(|judge| (load[judge] + 0.9 * random.unit(), judge))
                .collect();
            free.sort_by(|one, other| one.0.total_cmp(&other.0));
            for (_, judge) in &free[..wanted] {
                load[*judge] += 1.0;
                let Judge {
                    leniency,
                    slope,
                    noise,
                } = judges[*judge];
                let home = if entry % 2 == country { kind.home } else { 0.0 };
                let felt =
                    slope * quality[entry] + leniency + home + noise * normal.draw(&mut random);
                let score = ((MIDDLE + POINT * felt) * 2.0).round() / 2.0;
                rows.push(Ballot {
                    entry,
                    judge: *judge,
                    score: score.clamp(1.0, 10.0),
                    weight: 1.0,
                });
            }
        }
    }
    let Ok(ballots) = Ballots::new(kind.entries, kind.judges, rows) else {
        unreachable!("a panel has different judges");
    };
    let home = ballots.rows().iter();
    let home = home.map(|ballot| f64::from(u8::from(ballot.entry % 2 == ballot.judge % 2)));
    Contest {
        quality,
        judges,
        home: home.collect(),
        ballots,
        bias: kind.home,
    }
}

impl Contest {
    /// The best that anyone could do who knew each judge exactly.
    fn oracle(&self) -> Vec<f64> {
        let mut sums = vec![(1.0, 0.0); self.quality.len()];
        for (ballot, home) in self.ballots.rows().iter().zip(&self.home) {
            let judge = &self.judges[ballot.judge];
            // Rounding to half points is noise too.
            let variance = judge.noise.powi(2) + (0.5 / POINT).powi(2) / 12.0;
            let felt = (ballot.score - MIDDLE) / POINT - judge.leniency - self.bias * home;
            sums[ballot.entry].0 += judge.slope * judge.slope / variance;
            sums[ballot.entry].1 += judge.slope / variance * felt;
        }
        sums.into_iter()
            .map(|(precision, pull)| pull / precision)
            .collect()
    }

    /// The true first ten.
    fn first(&self, scores: &[f64]) -> Vec<usize> {
        let mut order: Vec<usize> = (0..scores.len()).collect();
        order.sort_by(|one, other| scores[*other].total_cmp(&scores[*one]));
        order.truncate(FIRST);
        order
    }
}

/// Kendall's tau-b; 0 where everything is tied, which orders nothing.
fn tau(one: &[f64], other: &[f64]) -> f64 {
    let (mut sum, mut left, mut right) = (0.0, 0.0, 0.0);
    let sign = |difference: f64| {
        if difference.abs() < 1e-9 {
            0.0
        } else {
            difference.signum()
        }
    };
    for a in 0..one.len() {
        for b in 0..a {
            let (x, y) = (sign(one[a] - one[b]), sign(other[a] - other[b]));
            sum += x * y;
            left += x * x;
            right += y * y;
        }
    }
    if left * right > 0.0 {
        sum / f64::sqrt(left * right)
    } else {
        0.0
    }
}

#[derive(Default)]
struct Figures {
    contests: f64,
    tau: [f64; 4],
    recall: [f64; 4],
    covered: f64,
    asked: f64,
    home: f64,
    home_squared: f64,
    /// Chances by tenths: how many, their sum, how many came true.
    chances: [[f64; 3]; 10],
}

const METHODS: [&str; 4] = ["mean", "crossed", "weighted", "oracle"];

impl Figures {
    fn add(&mut self, contest: &Contest, seed: u64) {
        let Ok(crossed) = Crossed::fit(&contest.ballots, &[]) else {
            return;
        };
        let (Some(aggregates), Ok(weighted)) = (
            Aggregates::of(&contest.ballots),
            Weighted::fit(&contest.ballots, Some(&contest.home), seed),
        ) else {
            return;
        };
        self.contests += 1.0;
        let scores = crossed.entries.iter().map(|effect| effect.score).collect();
        let by_weight = weighted.entries.iter().map(|entry| entry.0).collect();
        let truth = contest.first(&contest.quality);
        for (at, found) in [aggregates.mean, scores, by_weight, contest.oracle()]
            .iter()
            .enumerate()
        {
            self.tau[at] += tau(found, &contest.quality);
            let hits = contest
                .first(found)
                .into_iter()
                .filter(|entry| truth.contains(entry));
            self.recall[at] += hits.count() as f64 / FIRST as f64;
        }
        for (effect, quality) in crossed.entries.iter().zip(&contest.quality) {
            let miss = (effect.score - MIDDLE - POINT * quality).abs();
            self.asked += 1.0;
            self.covered += f64::from(u8::from(miss <= 1.96 * effect.pev_sd));
        }
        let home = Crossed::fit(&contest.ballots, &[&contest.home]);
        if let Some(home) = home.ok().and_then(|model| model.fixed.first().copied()) {
            self.home += home.estimate / POINT;
            self.home_squared += (home.estimate / POINT).powi(2);
        }
        if let Some(posterior) = &crossed.posterior {
            let parts = components(&contest.ballots).of_entry;
            let plan = Plan {
                components: &parts,
                top: FIRST,
                draws: FEWEST_DRAWS,
                seed,
            };
            for (entry, chance) in Chances::count(posterior, plan).top.iter().enumerate() {
                let tenth = &mut self.chances[((chance * 10.0) as usize).min(9)];
                tenth[0] += 1.0;
                tenth[1] += chance;
                tenth[2] += f64::from(u8::from(truth.contains(&entry)));
            }
        }
    }

    fn print(&self, kind: Kind) {
        println!("\n{} ({} contests)", kind.name, self.contests);
        for (at, method) in METHODS.iter().enumerate() {
            let (tau, recall) = (
                self.tau[at] / self.contests,
                self.recall[at] / self.contests,
            );
            println!("  {method:<9} tau {tau:.3}  first ten {recall:.2}");
        }
        let home = self.home / self.contests;
        let spread = (self.home_squared / self.contests - home * home)
            .max(0.0)
            .sqrt();
        println!(
            "  95 % intervals hold the truth: {:.1} %",
            100.0 * self.covered / self.asked
        );
        println!(
            "  home advantage found: {home:.3} (sd {spread:.3}) of {:.1}",
            kind.home
        );
        let told = self.chances.iter().filter(|tenth| tenth[0] > 0.0);
        let told: Vec<String> = told
            .map(|[count, sum, true_ones]| {
                format!("{:.2}→{:.2} ({count})", sum / count, true_ones / count)
            })
            .collect();
        println!("  P(top 10) said→happened (how often): {}", told.join("  "));
    }
}

fn main() {
    let arguments = Arguments::parse();
    for kind in KINDS {
        let mut figures = Figures::default();
        for seed in 0..arguments.contests {
            figures.add(&contest(kind, seed + 1), seed + 1);
        }
        figures.print(kind);
    }
}
