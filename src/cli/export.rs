//! `export`: a table of a contest, to a file or to standard output.

use std::io::Write;
use std::path::PathBuf;
use std::process::ExitCode;

use anyhow::Context;
use clap::{Args, ValueEnum};
use futures_util::StreamExt;

use super::{Outcome, existing, found, on_runtime, output};
use crate::config::Config;
use crate::contests::Contest;
use crate::exports::tables::Table;
use crate::exports::{Filter, Format, What};

#[derive(Args)]
pub struct Export {
    #[command(flatten)]
    config: Config,
    /// Which table.
    #[arg(value_enum)]
    what: Word<What>,
    /// The contest's name in addresses.
    #[arg(long)]
    contest: String,
    #[arg(long, value_enum, default_value = "csv")]
    format: Word<Format>,
    /// Only this round, counted from 1.
    #[arg(long)]
    round: Option<i32>,
    /// Only entries, ballots or assignments in this state.
    #[arg(long, default_value = "")]
    state: String,
    /// Only this stream, by its code.
    #[arg(long, default_value = "")]
    stream: String,
    /// Only this category, by its code.
    #[arg(long, default_value = "")]
    category: String,
    /// Where to; standard output without it.
    #[arg(long)]
    out: Option<PathBuf>,
}

/// A word of the program as a value of the command line.
#[derive(Clone, Copy)]
struct Word<T>(T);

macro_rules! words {
    ($($name:ident),+) => { $(
        impl ValueEnum for Word<$name> {
            fn value_variants<'a>() -> &'a [Self] {
                static ALL: std::sync::LazyLock<Vec<Word<$name>>> =
                    std::sync::LazyLock::new(|| $name::ALL.iter().copied().map(Word).collect());
                &ALL
            }

            fn to_possible_value(&self) -> Option<clap::builder::PossibleValue> {
                Some(self.0.as_str().into())
            }
        }
    )+ };
}
words!(What, Format);

impl Export {
    pub fn run(self) -> Outcome {
        let app = existing(self.config)?;
        on_runtime(async move {
            let (slug, what, round) = (self.contest.clone(), self.what.0, self.round);
            let (state, stream, category) = (self.state, self.stream, self.category);
            let round = round.map_or_else(String::new, |round| round.to_string());
            let table = app
                .db
                .read(move |conn| {
                    let contest = Contest::by_slug(conn, &slug)?;
                    let filter = Filter::parse(conn, &contest, &state, &stream, &category, &round)?;
                    Table::open(conn, &contest, what, filter)
                })
                .await;
            let table = found(table, || {
                format!(
                    "no contest {}, or nothing of it has that code",
                    self.contest
                )
            })?;
            let mut pieces = table.write(app.db.clone(), self.format.0).await?;
            let mut out = output(self.out.as_deref())?;
            while let Some(piece) = pieces.next().await {
                out.write_all(&piece?).context("cannot write the table")?;
            }
            out.flush().context("cannot write the table")?;
            Ok(ExitCode::SUCCESS)
        })
    }
}
