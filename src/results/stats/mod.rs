//! The statistics of results: from ballots to an order, how sure it is, how far the judges agree, and whether they favour their own.
//! Pure functions: no database, no network, no files; the same input and seed give the same figures.
//!
//! [`Sheet`] reads a table of scores; pages make [`Ballots`] themselves. Then:
//!
//! | noun | says |
//! |---|---|
//! | [`Components`] | which entries can be compared at all |
//! | [`Analysis`] | what one method makes of them, and what chances can be drawn from |
//! | [`Aggregates`] | means, trimmed means, medians, z-scores |
//! | [`Crossed`] | the default ranking: entries and judges' leniency by REML, with errors |
//! | [`Weighted`] | the option: judges weighed by how much they tell |
//! | [`Chances`] | P(top k), expected ranks, intervals of ranks, from joint draws |
//! | [`Iccs`], [`Alphas`], [`AlphaInterval`], [`Concordance`], [`diagnose`] | how far judges agree, and each beside the others |
//! | [`HomeAdvantage`] | whether judges favour their own country, and what cannot be said |
//! | [`Pairwise`] | abilities from comparisons of two |
//!
//! A figure that is undefined is `None` or an error that says why; never 0, NaN or a certainty.

mod aggregates;
mod analysis;
mod ballots;
mod chances;
mod command;
mod connectivity;
mod crossed;
mod decimal;
mod dense;
mod distributions;
mod home;
mod note;
mod order;
mod pairwise;
mod random;
mod reliability;
mod sheet;
mod table;
mod weighted;

#[cfg(test)]
mod tests;

pub use aggregates::Aggregates;
pub use analysis::{Analysis, Method, Source};
pub use ballots::{Ballot, Ballots, Duplicate};
pub use chances::{BATCH, Chances, Draws, FEWEST as FEWEST_DRAWS, Plan, usual_draws};
pub use command::{
    CommandError, RankOptions, home_advantage, pairwise, rank, rank_notes, reliability,
};
pub use connectivity::{Components, bridges, components};
pub use crossed::{Crossed, EntryEffect, Estimate, JudgeEffect, NotEstimable, Status};
pub use home::{HomeAdvantage, Identified, JudgeHome, Mixed, TwoCountry};
pub use note::Note;
pub use order::ranks;
pub use pairwise::{
    Comparison, Comparisons, Crowd, Fit, Links, Pairwise, Posterior, Ties, links,
    weight as order_weight,
};
pub use random::{Normal, Random};
pub use reliability::{
    AlphaInterval, Alphas, Concordance, Flag, Icc, Iccs, JudgeFigures, diagnose, interval_alpha,
};
pub use sheet::{Missing, Sheet};
pub use table::{InputError, Table};
pub use weighted::{Means, Weighted, WeightedJudge};
