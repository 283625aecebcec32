//! `backup` and `restore`: the embedded database as one file.

use std::ffi::OsString;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use anyhow::{Context, bail};
use clap::Args;

use super::Outcome;
use crate::config::Config;
use crate::db::{Engine, backup};

/// The server may go on running.
#[derive(Args)]
pub struct Backup {
    #[command(flatten)]
    config: Config,
    /// The new file. One that is there is never written over.
    file: PathBuf,
    /// Copy the uploaded files as well, into the folder FILE.files.
    #[arg(long)]
    with_files: bool,
}

/// Stop the server first.
#[derive(Args)]
pub struct Restore {
    #[command(flatten)]
    config: Config,
    /// What `backup` wrote.
    file: PathBuf,
    /// Replace the database that is there.
    #[arg(long)]
    force: bool,
}

/// The path of the embedded database.
fn embedded(config: &Config, instead: &str) -> anyhow::Result<PathBuf> {
    match config.engine()? {
        Engine::Sqlite { path } => Ok(path.into()),
        Engine::Postgres { .. } => {
            bail!("this is for the embedded database; with PostgreSQL use {instead}")
        }
    }
}

fn beside(file: &Path, ending: &str) -> PathBuf {
    let mut name = OsString::from(file);
    name.push(ending);
    name.into()
}

impl Backup {
    pub fn run(self) -> Outcome {
        let database = embedded(&self.config, "pg_dump")?;
        if !database.exists() {
            bail!("there is no database at {}", database.display());
        }
        if self.file.exists() {
            bail!("{} is there already", self.file.display());
        }
        backup::copy_out(&database, &self.file)?;
        eprintln!("wrote {}", self.file.display());
        let files = self.files();
        match (self.with_files, files) {
            (true, Some(from)) => {
                let to = beside(&self.file, ".files");
                copy_folder(&from, &to)?;
                eprintln!("wrote {}", to.display());
            }
            (true, None) => {
                eprintln!("the uploaded files are in a bucket: copy it by its own means")
            }
            (false, _) => eprintln!("without the uploaded files; --with-files copies them as well"),
        }
        Ok(ExitCode::SUCCESS)
    }

    /// The folder of uploaded files, unless they are in a bucket.
    fn files(&self) -> Option<PathBuf> {
        match &self.config.storage_url {
            None => Some(self.config.data.join("files")),
            Some(url) => url.strip_prefix("file://").map(PathBuf::from),
        }
    }
}

fn copy_folder(from: &Path, to: &Path) -> anyhow::Result<()> {
    fs::create_dir_all(to).with_context(|| format!("cannot make {}", to.display()))?;
    if !from.exists() {
        return Ok(());
    }
    for item in fs::read_dir(from)? {
        let item = item?;
        let target = to.join(item.file_name());
        if item.file_type()?.is_dir() {
            copy_folder(&item.path(), &target)?;
        } else {
            fs::copy(item.path(), &target)
                .with_context(|| format!("cannot copy {}", item.path().display()))?;
        }
    }
    Ok(())
}

impl Restore {
    pub fn run(self) -> Outcome {
        let database = embedded(&self.config, "pg_restore")?;
        if database.exists() && !self.force {
            bail!(
                "there is a database at {} already; --force replaces it",
                database.display()
            );
        }
        backup::check(&self.file)?;
        if let Some(folder) = database.parent() {
            fs::create_dir_all(folder)?;
        }
        // Whole beside it first, then in its place at once.
        let arriving = beside(&database, ".arriving");
        fs::copy(&self.file, &arriving)
            .with_context(|| format!("cannot write {}", arriving.display()))?;
        fs::File::open(&arriving)?.sync_all()?;
        for ending in ["-wal", "-shm"] {
            let left = beside(&database, ending);
            if left.exists() {
                fs::remove_file(&left)?;
            }
        }
        fs::rename(&arriving, &database)?;
        eprintln!("restored {}", database.display());
        Ok(ExitCode::SUCCESS)
    }
}
