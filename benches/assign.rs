//! Measures the assignment on large made-up contests: time, memory and what the assignment comes to.
//!
//! `cargo bench --bench assign -- [--entries N] [--judges M] [--k K] [--weight W]... [--seed S] [--bids B]`;
//! without arguments, 5,000 entries × 120 judges × 5 and 100,000 × 300 × 3, each at three weights.

#![allow(clippy::print_stdout)]

use std::time::Instant;

use clap::Parser;
use shortlist::judging::assign::{Answer, Entry, Figures, Judge, Problem, Random, Rules, solve};

#[derive(Parser)]
struct Arguments {
    #[arg(long)]
    entries: Option<usize>,
    #[arg(long, default_value_t = 120)]
    judges: usize,
    #[arg(long, default_value_t = 5)]
    k: usize,
    #[arg(long)]
    weight: Vec<f64>,
    #[arg(long, default_value_t = 1)]
    seed: u64,
    /// Bids of each judge, by which entries are told apart.
    #[arg(long, default_value_t = 0)]
    bids: usize,
    /// Given by cargo.
    #[arg(long)]
    bench: bool,
}

/// What a contest is made of.
struct Size {
    entries: usize,
    judges: usize,
    per_entry: usize,
    bids: usize,
}

const CATEGORIES: usize = 8;
const INSTITUTIONS: usize = 40;

fn institution(random: &mut Random, share: usize) -> String {
    if random.below(100) < share {
        format!("I{:03}", random.below(INSTITUTIONS))
    } else {
        String::new()
    }
}

/// Entries of two countries, mostly in their own language, half with subtitles; judges who know one to three
/// languages, take on a fifth to a half more than the average, and belong to institutions.
fn contest(size: &Size, seed: u64) -> Problem {
    let mut random = Random::new(seed);
    let codes = ["zh", "ru", "en"];
    let average = size.entries * size.per_entry / size.judges;
    let judges = (0..size.judges)
        .map(|at| {
            let home = at % 2;
            let mut languages = vec![codes[home].to_owned()];
            for code in [codes[1 - home], codes[2]] {
                if random.below(100) < 55 {
                    languages.push(code.to_owned());
                }
            }
            Judge {
                country: ["CN", "RU"][home].to_owned(),
                languages,
                institution: institution(&mut random, 85),
                max_load: Some((average + average * (20 + random.below(30)) / 100 + 1) as u64),
                carries: 0,
                affinities: (0..CATEGORIES).map(|_| random.below(101) as f64).collect(),
            }
        })
        .collect();
    let mut entries: Vec<Entry> = (0..size.entries)
        .map(|_| {
            let home = random.below(2);
            let spoken = if random.below(100) < 85 { home } else { 2 };
            let mut languages = vec![codes[spoken].to_owned()];
            // Without subtitles no judge of the other country may understand it: there is always one language more.
            languages.push(codes[(spoken + 1 + random.below(2)) % 3].to_owned());
            Entry {
                languages,
                institution: institution(&mut random, 70),
                category: Some(random.below(CATEGORIES)),
                ..Entry::default()
            }
        })
        .collect();
    for judge in 0..size.judges {
        for _ in 0..size.entries * 3 / 100 / size.judges.min(30) {
            entries[random.below(size.entries)].conflicts.push(judge);
        }
        for _ in 0..size.bids {
            let bid = [-30.0, 15.0, 30.0][random.below(3)];
            let entry = &mut entries[random.below(size.entries)];
            if entry.bids.iter().all(|(of, _)| *of != judge) {
                entry.bids.push((judge, bid));
            }
        }
    }
    Problem {
        judges,
        entries,
        rules: Rules {
            per_entry: size.per_entry,
            per_country: 1,
            countries: vec!["CN".to_owned(), "RU".to_owned()],
            competence: true,
            ..Rules::default()
        },
        weight: 1.0,
        unit: 100.0,
        seed,
    }
}

/// The most memory that the program has had, in megabytes; on Linux.
fn memory() -> String {
    let status = std::fs::read_to_string("/proc/self/status").unwrap_or_default();
    let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:"));
    let kilobytes =
        line.and_then(|line| line.trim().strip_suffix(" kB")?.trim().parse::<u64>().ok());
    kilobytes.map_or_else(|| "?".to_owned(), |kb| (kb / 1024).to_string())
}

fn measure(size: &Size, weights: &[f64], seed: u64) {
    println!(
        "{} entries × {} judges, {} an entry",
        size.entries, size.judges, size.per_entry
    );
    println!(
        "weight  seconds  MB so far  loads      affinity    of best  contrast variance  of chance"
    );
    let mut problem = contest(size, seed);
    let mut best = None;
    let mut chance = None;
    // First the two yardsticks: affinity alone, chance alone.
    for weight in [1.0, 0.0].iter().chain(weights) {
        problem.weight = *weight;
        let started = Instant::now();
        let answer = solve(&problem);
        let seconds = started.elapsed().as_secs_f64();
        let Answer::Assigned(found) = answer else {
            println!("{weight:<6}  {seconds:>7.2}  no assignment keeps the rules");
            return;
        };
        let figures = Figures::of(&problem, &found);
        let variance = figures.contrast.unwrap_or(f64::NAN);
        let best = *best.get_or_insert(figures.total_affinity);
        if *weight == 0.0 {
            chance = Some(variance);
        }
        println!(
            "{weight:<6}  {seconds:>7.2}  {:>9}  {:>4}–{:<4}  {:>10}  {:>6.1} %  {variance:>17.5}  {:>9.3}",
            memory(),
            figures.load_min,
            figures.load_max,
            figures.total_affinity,
            100.0 * figures.total_affinity / best,
            variance / chance.unwrap_or(f64::NAN),
        );
    }
    println!();
}

fn main() {
    let arguments = Arguments::parse();
    let sizes = match arguments.entries {
        Some(entries) => vec![(entries, arguments.judges, arguments.k)],
        None => vec![(5_000, 120, 5), (100_000, 300, 3)],
    };
    let weights = match &arguments.weight[..] {
        [] => &[0.7][..],
        given => given,
    };
    for (entries, judges, per_entry) in sizes {
        let size = Size {
            entries,
            judges,
            per_entry,
            bids: arguments.bids,
        };
        measure(&size, weights, arguments.seed);
    }
}
