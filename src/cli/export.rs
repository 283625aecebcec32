//! `export`: a table of a contest, the score log of a round or the record of a ranking, to a file or to standard output.

use std::io::Write;
use std::path::PathBuf;
use std::process::ExitCode;
use std::sync::LazyLock;

use anyhow::{Context, bail};
use clap::builder::PossibleValue;
use clap::{Args, ValueEnum};
use futures_util::StreamExt;

use super::{Outcome, existing, found, on_runtime, output};
use crate::app::App;
use crate::config::Config;
use crate::contests::Contest;
use crate::error::{Error, Result};
use crate::exports::store::studies;
use crate::exports::tables::Table;
use crate::exports::{Filter, Format, What};
use crate::judging::Round;
use crate::judging::store::LogFile;

#[derive(Args)]
pub struct Export {
    #[command(flatten)]
    config: Config,
    /// Which table, or score-log or bundle.
    #[arg(value_enum)]
    what: Wanted,
    /// The contest's name in addresses.
    #[arg(long)]
    contest: String,
    /// By default CSV. A score log is always JSON Lines, and a bundle ZIP.
    #[arg(long, value_enum)]
    format: Option<Word<Format>>,
    /// Only this round, counted from 1. For a score log or a bundle it may be left out where there is only one.
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

/// What can be taken out: the tables of the page of exports, and two files that have a form of their own.
#[derive(Clone, Copy)]
enum Wanted {
    Table(What),
    ScoreLog,
    Bundle,
}

impl ValueEnum for Wanted {
    fn value_variants<'a>() -> &'a [Self] {
        static ALL: LazyLock<Vec<Wanted>> = LazyLock::new(|| {
            let tables = What::ALL.iter().copied().map(Wanted::Table);
            tables.chain([Wanted::ScoreLog, Wanted::Bundle]).collect()
        });
        &ALL
    }

    fn to_possible_value(&self) -> Option<PossibleValue> {
        Some(match self {
            Self::Table(what) => what.as_str().into(),
            Self::ScoreLog => "score-log".into(),
            Self::Bundle => "bundle".into(),
        })
    }
}

/// A word of the program as a value of the command line.
#[derive(Clone, Copy)]
struct Word<T>(T);

impl ValueEnum for Word<Format> {
    fn value_variants<'a>() -> &'a [Self] {
        static ALL: LazyLock<Vec<Word<Format>>> =
            LazyLock::new(|| Format::ALL.iter().copied().map(Word).collect());
        &ALL
    }

    fn to_possible_value(&self) -> Option<PossibleValue> {
        Some(self.0.as_str().into())
    }
}

impl Export {
    pub fn run(self) -> Outcome {
        match (self.what, self.format.map(|format| format.0)) {
            (Wanted::ScoreLog, Some(Format::Csv | Format::Xlsx)) => {
                bail!("a score log is JSON Lines, and nothing else")
            }
            (Wanted::Bundle, Some(_)) => bail!("a bundle is a ZIP, and nothing else"),
            _ => {}
        }
        let app = existing(self.config.clone())?;
        on_runtime(async move {
            match self.what {
                Wanted::Table(what) => self.table(&app, what).await?,
                Wanted::ScoreLog => self.score_log(&app).await?,
                Wanted::Bundle => self.bundle(&app).await?,
            }
            Ok(ExitCode::SUCCESS)
        })
    }

    async fn table(self, app: &App, what: What) -> anyhow::Result<()> {
        let (slug, round) = (self.contest.clone(), self.round);
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
        let format = self.format.map_or(Format::Csv, |format| format.0);
        let mut pieces = table.write(app.db.clone(), format).await?;
        let mut out = output(self.out.as_deref())?;
        while let Some(piece) = pieces.next().await {
            out.write_all(&piece?).context("cannot write the table")?;
        }
        out.flush().context("cannot write the table")
    }

    /// The same lines as the page of the log.
    async fn score_log(self, app: &App) -> anyhow::Result<()> {
        let (slug, position) = (self.contest.clone(), self.round);
        let logs = app
            .db
            .read(move |conn| {
                let contest = Contest::by_slug(conn, &slug)?;
                let mut rounds = Round::all(conn, &contest)?;
                rounds.retain(|round| position.is_none_or(|wanted| wanted == round.position));
                let mut logs = Vec::new();
                for round in rounds {
                    match LogFile::open(conn, round) {
                        Ok(log) => logs.push(log),
                        Err(Error::NotFound) => {}
                        Err(error) => return Err(error),
                    }
                }
                Ok(logs)
            })
            .await;
        let mut log = self.only(logs, "a score log")?;
        let mut out = output(self.out.as_deref())?;
        loop {
            let (lines, rest) = app.db.read(move |conn| Ok((log.next(conn)?, log))).await?;
            log = rest;
            let Some(lines) = lines else { break };
            out.write_all(lines.as_bytes())
                .context("cannot write the log")?;
        }
        out.flush().context("cannot write the log")
    }

    /// The record of the ranking that holds.
    async fn bundle(self, app: &App) -> anyhow::Result<()> {
        let (slug, position) = (self.contest.clone(), self.round);
        let bundles = app
            .db
            .read(move |conn| {
                let contest = Contest::by_slug(conn, &slug)?;
                let mut rounds = Round::all(conn, &contest)?;
                rounds.retain(|round| position.is_none_or(|wanted| wanted == round.position));
                let mut rankings = studies::holding(conn, &contest, &rounds)?;
                rankings.retain(|(_, ranking)| !ranking.parameters.digest.is_empty());
                match rankings.as_slice() {
                    [(_, ranking)] => Ok(vec![ranking.bundle(conn)?]),
                    several => Ok(several.iter().map(|_| Vec::new()).collect()),
                }
            })
            .await;
        let bytes = self.only(bundles, "a ranking with a record")?;
        let mut out = output(self.out.as_deref())?;
        out.write_all(&bytes).context("cannot write the bundle")?;
        out.flush().context("cannot write the bundle")
    }

    /// The one that was found, or words for why there is not one.
    fn only<T>(&self, all: Result<Vec<T>>, what: &str) -> anyhow::Result<T> {
        let mut all = found(all, || format!("no contest {}", self.contest))?;
        match (all.pop(), all.is_empty(), self.round) {
            (Some(one), true, _) => Ok(one),
            (Some(_), false, _) => bail!("several rounds have {what}: choose one by --round"),
            (None, _, Some(round)) => bail!("round {round} does not have {what}"),
            (None, _, None) => bail!("no round has {what}"),
        }
    }
}
