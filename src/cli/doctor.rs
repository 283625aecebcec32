//! `doctor`: looks whether what is stored fits together, and says what it looked at and what is wrong.

mod checks;

use std::io::Write;
use std::path::Path;
use std::process::ExitCode;

use anyhow::bail;
use clap::Args;

use super::{Outcome, on_runtime, output};
use crate::config::Config;
use crate::db::{Db, Engine, Moment, Options};
use crate::files::Files;
use crate::judging::store::Recount;
use crate::media::store::stored_files;

/// How many findings of one kind are named; the others are counted.
const NAMED: usize = 20;

/// The server may go on running. Ends with 0 if everything fits, 1 if something is wrong, 2 if it could not look.
#[derive(Args)]
pub struct Doctor {
    #[command(flatten)]
    config: Config,
    /// Keep the total that a ballot's scores make where another is kept.
    #[arg(long)]
    repair_totals: bool,
    /// Do not ask the store for each file.
    #[arg(long)]
    without_files: bool,
}

/// What was found, written as it is found.
struct Report {
    out: Box<dyn Write>,
    wrong: u64,
}

impl Report {
    /// `what`, of so many where they are counted, of which `wrong` are wrong; the first of them are named.
    fn says(
        &mut self,
        what: &str,
        looked_at: Option<u64>,
        wrong: u64,
        named: &[String],
    ) -> anyhow::Result<()> {
        self.wrong += wrong;
        match looked_at {
            Some(all) => writeln!(self.out, "{what}: {all} looked at, {wrong} wrong")?,
            None => writeln!(self.out, "{what}: {wrong} wrong")?,
        }
        for each in named {
            writeln!(self.out, "  {each}")?;
        }
        let more = wrong.saturating_sub(named.len() as u64);
        if more > 0 {
            writeln!(self.out, "  and {more} more")?;
        }
        Ok(())
    }
}

impl Doctor {
    pub fn run(self) -> Outcome {
        let engine = self.config.engine()?;
        if let Engine::Sqlite { path } = &engine
            && !Path::new(path).exists()
        {
            bail!("there is no database at {path}");
        }
        let mut report = Report {
            out: output(None)?,
            wrong: 0,
        };
        // Tables of another version cannot be asked the questions of this one.
        let pending = Db::pending(&engine)?;
        report.says("migrations", None, pending.len() as u64, &pending)?;
        if !pending.is_empty() {
            writeln!(report.out, "Run `shortlist migrate`, then look again.")?;
            return Ok(ExitCode::from(1));
        }
        let db = Db::open(
            &engine,
            &Options {
                connections: 1,
                ..Options::default()
            },
        )?;
        on_runtime(async move {
            self.totals(&db, &mut report).await?;
            checks::contradictions(&db, &mut report).await?;
            checks::references(&db, &mut report).await?;
            if !self.without_files {
                let files = Files::open(&self.config)?;
                stored(&db, &files, &mut report).await?;
            }
            report.out.flush()?;
            Ok(ExitCode::from(u8::from(report.wrong > 0)))
        })
    }

    /// The total kept with each ballot, and what its scores make. Mended ones are no longer wrong.
    async fn totals(&self, db: &Db, report: &mut Report) -> anyhow::Result<()> {
        let (mut after, mut looked_at, mut wrong, mut mended) = (None, 0, 0, 0);
        let mut named = Vec::new();
        loop {
            let batch = db.read(move |conn| Recount::next(conn, after)).await?;
            looked_at += batch.looked_at as u64;
            for each in &batch.wrong {
                let points = |total: Option<i32>| {
                    total.map_or("none".to_owned(), |n| {
                        format!("{:.3}", f64::from(n) / 1000.0)
                    })
                };
                if named.len() < NAMED {
                    let (kept, counted) = (points(each.kept), points(each.counted));
                    let ballot = each.ballot;
                    named.push(format!(
                        "ballot {ballot}: kept {kept}, its scores make {counted}"
                    ));
                }
            }
            wrong += batch.wrong.len() as u64;
            if self.repair_totals && !batch.wrong.is_empty() {
                let all = batch.wrong;
                mended += db
                    .write(move |conn| {
                        let now = Moment::now();
                        let mut mended = 0;
                        for each in &all {
                            mended += u64::from(each.mend(conn, now)?);
                        }
                        Ok(mended)
                    })
                    .await?;
            }
            match batch.last {
                Some(last) => after = Some(last),
                None => break,
            }
        }
        report.says("totals of ballots", Some(looked_at), wrong, &named)?;
        if mended > 0 {
            report.wrong -= mended;
            writeln!(report.out, "  {mended} recounted")?;
        }
        Ok(())
    }
}

/// Files that rows name, and what the store has of them.
async fn stored(db: &Db, files: &Files, report: &mut Report) -> anyhow::Result<()> {
    let (mut after, mut looked_at, mut wrong) = (None, 0, 0);
    let mut named = Vec::new();
    loop {
        let batch = db.read(move |conn| stored_files(conn, after)).await?;
        let Some(last) = batch.last().map(|file| file.0) else {
            break;
        };
        for (id, key, size) in batch {
            looked_at += 1;
            let fault = match files.size(&key).await {
                Ok(there) if i64::try_from(there).is_ok_and(|there| there == size) => continue,
                Ok(there) => format!("has {there} bytes, not {size}"),
                Err(crate::error::Error::NotFound) => "is not there".to_owned(),
                Err(error) => return Err(error.into()),
            };
            wrong += 1;
            if named.len() < NAMED {
                named.push(format!("file {id} ({key}) {fault}"));
            }
        }
        after = Some(last);
    }
    report.says("files", Some(looked_at), wrong, &named)
}
