//! Every setting: as a flag, as an environment variable, with its default.

use std::net::IpAddr;
use std::path::PathBuf;

use clap::Args;

use crate::db::Engine;

/// Settings of a running program. `--help` prints them; the README has the same table.
#[derive(Args, Clone, Debug)]
pub struct Config {
    /// Folder for the embedded database and the files.
    #[arg(long, env = "SHORTLIST_DATA", default_value = "data")]
    pub data: PathBuf,

    /// sqlite:///path/to/file or postgres://user@host/name; the default is a file in the data folder.
    #[arg(long, env = "DATABASE_URL")]
    pub database_url: Option<String>,

    /// Where videos are kept: file:///path or s3://bucket/prefix?endpoint=URL&region=NAME (with the usual AWS_* keys); the default is a folder in the data folder.
    #[arg(long, env = "STORAGE_URL")]
    pub storage_url: Option<String>,

    /// Address and port to listen on.
    #[arg(long, env = "SHORTLIST_LISTEN", default_value = "127.0.0.1:8080")]
    pub listen: String,

    /// The address that visitors type, without a final slash; links in mails begin with it. With https, cookies are marked secure.
    #[arg(long, env = "SHORTLIST_BASE_URL")]
    pub base_url: Option<String>,

    /// smtp://host:port, smtps://user:password@host:port, or file:///folder; the default is a folder "mail" in the data folder.
    #[arg(long, env = "SMTP_URL")]
    pub smtp_url: Option<String>,

    /// The sender of all mail.
    #[arg(
        long,
        env = "SHORTLIST_MAIL_FROM",
        default_value = "Shortlist <contest@localhost>"
    )]
    pub mail_from: String,

    /// Proxies whose X-Forwarded-For is believed, by address, separated by commas.
    #[arg(long, env = "SHORTLIST_TRUSTED_PROXIES", value_delimiter = ',')]
    pub trusted_proxies: Vec<IpAddr>,

    /// Bearer token that opens /metrics; without it /metrics answers only to loopback.
    #[arg(long, env = "SHORTLIST_METRICS_TOKEN")]
    pub metrics_token: Option<String>,

    /// Connections to the database (readers, on SQLite).
    #[arg(long, env = "SHORTLIST_DATABASE_CONNECTIONS", default_value_t = 8)]
    pub database_connections: u32,

    /// Threads that hash passwords; sign-ins beyond a short queue are answered 503.
    #[arg(long, env = "SHORTLIST_HASHING_THREADS", default_value_t = 2)]
    pub hashing_threads: usize,

    /// Threads that answer requests; 0 is one a core.
    #[arg(long, env = "SHORTLIST_WORKERS", default_value_t = 0)]
    pub workers: usize,

    /// Logs as JSON lines instead of text.
    #[arg(long, env = "SHORTLIST_LOG_JSON")]
    pub log_json: bool,
}

impl Config {
    pub fn engine(&self) -> anyhow::Result<Engine> {
        match &self.database_url {
            Some(url) => Engine::parse(url),
            None => {
                let path = self.data.join("shortlist.sqlite3");
                Ok(Engine::Sqlite {
                    path: path.to_string_lossy().into_owned(),
                })
            }
        }
    }

    /// The public address, without a final slash.
    pub fn base_url(&self) -> String {
        match &self.base_url {
            Some(url) => url.trim_end_matches('/').to_owned(),
            None => format!("http://{}", self.listen),
        }
    }

    /// Whether visitors come over https, so that cookies may insist on it.
    pub fn is_https(&self) -> bool {
        self.base_url().starts_with("https://")
    }
}
