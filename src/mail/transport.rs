//! How mail leaves: SMTP, a folder of files in development, a list in memory in tests.

use std::path::PathBuf;
use std::sync::{Arc, Mutex, PoisonError};

use anyhow::{Context, bail};
use lettre::message::{Mailbox, header::ContentType};
use lettre::transport::smtp::AsyncSmtpTransport;
use lettre::{AsyncTransport, Message, Tokio1Executor};

use crate::config::Config;

/// The way out. Cheap to clone.
#[derive(Clone)]
pub struct Mailer {
    from: Mailbox,
    way: Way,
}

#[derive(Clone)]
enum Way {
    Smtp(AsyncSmtpTransport<Tokio1Executor>),
    Folder(Arc<PathBuf>),
    Memory(Arc<Mutex<Vec<Sent>>>),
}

/// A mail that was sent into memory.
#[derive(Clone, Debug)]
pub struct Sent {
    pub address: String,
    pub subject: String,
    pub body: String,
}

impl Mailer {
    /// The way that `SMTP_URL` names, or a folder in the data folder.
    pub fn open(config: &Config) -> anyhow::Result<Self> {
        let from = config
            .mail_from
            .parse()
            .context("the sender of mail is not an address")?;
        let way = match config.smtp_url.as_deref() {
            None => Way::Folder(Arc::new(config.data.join("mail"))),
            Some(url) => match url.split_once("://") {
                Some(("file", folder)) => Way::Folder(Arc::new(folder.into())),
                Some(("smtp" | "smtps", _)) => Way::Smtp(
                    AsyncSmtpTransport::<Tokio1Executor>::from_url(url)
                        .context("SMTP_URL is not understood")?
                        .build(),
                ),
                _ => bail!("SMTP_URL must begin with smtp://, smtps:// or file://"),
            },
        };
        Ok(Self { from, way })
    }

    /// Keeps what it is given, for tests to read with [`Mailer::sent`].
    pub fn memory() -> anyhow::Result<Self> {
        Ok(Self {
            from: "contest@localhost".parse()?,
            way: Way::Memory(Arc::default()),
        })
    }

    /// What was sent into memory so far.
    pub fn sent(&self) -> Vec<Sent> {
        match &self.way {
            Way::Memory(sent) => sent.lock().unwrap_or_else(PoisonError::into_inner).clone(),
            _ => Vec::new(),
        }
    }

    /// Hands one plain-text mail on. `id` makes its Message-ID, so that a second attempt is seen as the same mail.
    pub async fn send(&self, to: &str, subject: &str, body: &str, id: &str) -> anyhow::Result<()> {
        if let Way::Memory(sent) = &self.way {
            sent.lock()
                .unwrap_or_else(PoisonError::into_inner)
                .push(Sent {
                    address: to.to_owned(),
                    subject: subject.to_owned(),
                    body: body.to_owned(),
                });
            return Ok(());
        }
        let domain = self.from.email.domain();
        let message = Message::builder()
            .from(self.from.clone())
            .to(to.parse().context("not an address")?)
            .subject(subject)
            .message_id(Some(format!("<{id}@{domain}>")))
            .header(ContentType::TEXT_PLAIN)
            .body(body.to_owned())?;
        match &self.way {
            Way::Smtp(transport) => {
                transport.send(message).await?;
            }
            Way::Folder(folder) => {
                tokio::fs::create_dir_all(folder.as_path()).await?;
                tokio::fs::write(folder.join(format!("{id}.eml")), message.formatted()).await?;
            }
            Way::Memory(_) => {}
        }
        Ok(())
    }
}
