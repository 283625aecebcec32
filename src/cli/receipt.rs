//! `receipt verify`: checks a receipt without a network and without a database.

use std::io::Read;
use std::path::PathBuf;
use std::process::ExitCode;

use anyhow::{Context, bail};
use clap::{Args, Subcommand};

use super::{Outcome, public_key};
use crate::entries::receipts::Signed;

#[derive(Args)]
pub struct Receipt {
    #[command(subcommand)]
    command: Command,
}

#[derive(Subcommand)]
enum Command {
    /// Say whether a receipt is as it was signed. Exits 0 when it is, 1 when not, 2 when it cannot be read.
    Verify {
        /// The file that the receipt's page gives, or - for standard input.
        receipt: PathBuf,
        /// The public key to check with (64 hexadecimal digits, 32 bytes, or another receipt), when the key that the receipt brings is not to be trusted.
        #[arg(long)]
        key: Option<PathBuf>,
    },
}

impl Receipt {
    pub fn run(self) -> Outcome {
        let Command::Verify { receipt, key } = self.command;
        let name = receipt.display().to_string();
        let mut text = String::new();
        if name == "-" {
            std::io::stdin()
                .read_to_string(&mut text)
                .context("standard input")?;
        } else {
            text = std::fs::read_to_string(&receipt).with_context(|| name.clone())?;
        }
        let text = text.trim_start_matches('\u{FEFF}');
        let signed: Signed = serde_json::from_str(text).with_context(|| name.clone())?;
        let key = key.as_deref().map(public_key).transpose()?;
        let Some(genuine) = signed.is_genuine(key.as_deref()) else {
            bail!("{name}: the signature or the key cannot be read");
        };
        let answer = serde_json::json!({
            "genuine": genuine,
            "code": signed.field("code"),
            "submitted_at_utc": signed.field("submitted_at_utc"),
            "content_sha256": signed.field("content_sha256"),
            "public_key": key.map_or_else(|| signed.public_key.clone(), hex::encode),
        });
        use std::io::Write;
        writeln!(std::io::stdout(), "{answer}")?;
        Ok(if genuine {
            ExitCode::SUCCESS
        } else {
            ExitCode::FAILURE
        })
    }
}
