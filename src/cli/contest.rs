//! `contest import` and `contest export`: the contest file.

use std::io::{Read, Write};
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use anyhow::{Context, anyhow, bail};
use clap::{Args, Subcommand};

use super::{Outcome, existing, found, on_runtime, output};
use crate::accounts::{Account, Email};
use crate::config::Config;
use crate::contests::Contest as Edition;
use crate::error::Error;
use crate::exports::contest_file::ContestFile;
use crate::exports::forms;
use crate::exports::store::set_up;
use crate::i18n::Locale;

#[derive(Subcommand)]
pub enum Contest {
    /// Make an unpublished contest from a contest file.
    Import(Import),
    /// Write the set-up of a contest as a contest file.
    Export(Export),
}

#[derive(Args)]
pub struct Import {
    #[command(flatten)]
    config: Config,
    /// The contest file, or - for standard input.
    file: PathBuf,
    /// The new contest's name in addresses.
    #[arg(long)]
    slug: String,
    /// The e-mail address of the account that becomes its admin.
    #[arg(long = "as")]
    admin: String,
}

#[derive(Args)]
pub struct Export {
    #[command(flatten)]
    config: Config,
    /// Where to, or - for standard output.
    file: PathBuf,
    /// The contest's name in addresses.
    #[arg(long)]
    contest: String,
}

impl Contest {
    pub fn run(self) -> Outcome {
        match self {
            Self::Import(command) => command.run(),
            Self::Export(command) => command.run(),
        }
    }
}

impl Import {
    fn run(self) -> Outcome {
        let name = self.file.display().to_string();
        let text = read(&self.file)?;
        let file = ContestFile::parse(&text).map_err(|error| anyhow!("{name}: {error}"))?;
        let told = |problem: crate::web::form::Problem| problem.text(Locale::En);
        let slug = forms::slug(&self.slug).map_err(|p| anyhow!("--slug: {}", told(p)))?;
        let email = Email::parse(&self.admin).map_err(|p| anyhow!("--as: {}", told(p)))?;
        let app = existing(self.config)?;
        on_runtime(async move {
            let now = app.clock.now();
            let made = app
                .db
                .write(move |conn| {
                    let account = Account::by_email(conn, &email)?.ok_or(Error::NotFound)?;
                    set_up::create(conn, &file, &slug, &account, now)
                })
                .await;
            match made {
                Ok(contest) => {
                    eprintln!("made {}", contest.slug);
                    Ok(ExitCode::SUCCESS)
                }
                Err(Error::Conflict(_)) => {
                    eprintln!("shortlist: there is a contest {} already", self.slug);
                    Ok(ExitCode::FAILURE)
                }
                Err(Error::NotFound) => bail!("--as: there is no account {}", self.admin),
                Err(error) => Err(error.into()),
            }
        })
    }
}

impl Export {
    fn run(self) -> Outcome {
        let app = existing(self.config)?;
        on_runtime(async move {
            let slug = self.contest.clone();
            let text = app
                .db
                .read(move |conn| {
                    let contest = Edition::by_slug(conn, &slug)?;
                    set_up::export(conn, &contest)
                })
                .await;
            let text = found(text, || format!("no contest {}", self.contest))?;
            let to = Some(self.file.as_path()).filter(|file| *file != Path::new("-"));
            let mut out = output(to)?;
            out.write_all(text.as_bytes())?;
            out.flush()?;
            Ok(ExitCode::SUCCESS)
        })
    }
}

fn read(file: &Path) -> anyhow::Result<String> {
    let name = file.display();
    if file != Path::new("-") {
        return std::fs::read_to_string(file).with_context(|| format!("cannot read {name}"));
    }
    let mut text = String::new();
    std::io::stdin()
        .read_to_string(&mut text)
        .context("cannot read standard input")?;
    Ok(text)
}
