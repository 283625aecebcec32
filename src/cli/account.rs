//! `account create`: an account without the page of signing up; an administrator, for a start without the link.

use std::io::Read;
use std::process::ExitCode;

use anyhow::{Context, anyhow};
use clap::{Args, Subcommand};

use super::{Outcome, on_runtime};
use crate::accounts::forms::{NewAccount, Profile};
use crate::accounts::{Account as Person, Email, Token, check_password};
use crate::app::App;
use crate::config::Config;
use crate::error::Error;
use crate::i18n::{Country, Locale};
use crate::urls;
use crate::web::form::Problem;

#[derive(Subcommand)]
pub enum Account {
    /// Create an account. Without --password-stdin, print the link that sets its password.
    Create(Create),
}

#[derive(Args)]
pub struct Create {
    #[command(flatten)]
    config: Config,
    #[arg(long)]
    email: String,
    /// Runs the whole site. An account that exists becomes an administrator.
    #[arg(long)]
    administrator: bool,
    /// Read the password from the first line of standard input.
    #[arg(long)]
    password_stdin: bool,
    /// The name as its owner writes it; without it, the part of the address before the @.
    #[arg(long)]
    name: Option<String>,
    /// The name in Latin letters.
    #[arg(long)]
    latin_name: Option<String>,
    /// Two letters: CN, RU.
    #[arg(long, default_value = "CN")]
    country: String,
    #[arg(long, default_value = "")]
    organisation: String,
    /// The language of pages and mails: zh, ru, en.
    #[arg(long, default_value = "en")]
    locale: String,
}

impl Account {
    pub fn run(self) -> Outcome {
        match self {
            Self::Create(command) => command.run(),
        }
    }
}

impl Create {
    fn run(self) -> Outcome {
        let told = |what: &str, problem: Problem| anyhow!("{what}: {}", problem.text(Locale::En));
        let email = Email::parse(&self.email).map_err(|p| told("--email", p))?;
        let country = Country::parse(&self.country)
            .with_context(|| format!("--country: no country {}", self.country))?;
        let locale = Locale::parse(&self.locale)
            .with_context(|| format!("--locale: no language {}", self.locale))?;
        let password = match self.password_stdin {
            true => Some(password().and_then(|text| {
                check_password(&text).map_err(|problem| told("the password", problem))
            })?),
            false => None,
        };
        let local = email.as_str().split('@').next().unwrap_or_default();
        let new = NewAccount {
            profile: Profile {
                native_name: self.name.clone().unwrap_or_else(|| local.to_owned()),
                latin_name: self.latin_name.unwrap_or_else(|| local.to_owned()),
                country,
                organisation: self.organisation,
                locale,
            },
            password: match &password {
                Some(password) => password.clone(),
                // Nobody knows it: the link sets the first one that anybody does.
                None => Token::new()?.to_string(),
            },
            email,
        };
        let (administrator, with_link) = (self.administrator, password.is_none());
        on_runtime(async move {
            let app = App::open(self.config)?;
            create(&app, new, administrator, with_link).await
        })
    }
}

/// The first line of standard input, without its end.
fn password() -> anyhow::Result<String> {
    let mut text = String::new();
    std::io::stdin()
        .read_to_string(&mut text)
        .context("cannot read standard input")?;
    Ok(text.lines().next().unwrap_or_default().to_owned())
}

async fn create(app: &App, new: NewAccount, administrator: bool, with_link: bool) -> Outcome {
    let hash = app.hasher.hash(&new.password).await?;
    let (now, email) = (app.clock.now(), new.email.clone());
    let made = app
        .db
        .write(move |conn| {
            let (account, is_new) = match Person::by_email(conn, &new.email)? {
                None => (Person::create(conn, &new, &hash, now)?, true),
                Some(account) if administrator && !account.is_administrator() => (account, false),
                Some(_) => return Err(Error::Conflict("error-already-there")),
            };
            if administrator {
                account.make_administrator(conn, now)?;
            }
            match is_new && with_link {
                true => account.password_link(conn, now).map(Some),
                false => Ok(None),
            }
        })
        .await;
    match made {
        Ok(link) => {
            eprintln!("{email} is ready");
            if let Some(token) = link {
                eprintln!("Open this link within two hours to set the password:");
                let link = format!("{}{}\n", app.config.base_url(), urls::password_link(token));
                std::io::Write::write_all(&mut std::io::stdout(), link.as_bytes())?;
            }
            Ok(ExitCode::SUCCESS)
        }
        Err(Error::Conflict(_)) => {
            eprintln!("shortlist: there is an account {email} already");
            Ok(ExitCode::FAILURE)
        }
        Err(error) => Err(error.into()),
    }
}
