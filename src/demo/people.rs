//! The people of the demonstration, each with an account and the same password.

use std::collections::HashMap;

use super::content::{Kind, Person, Story};
use crate::accounts::forms::{NewAccount, Profile};
use crate::accounts::{Account, Email};
use crate::app::App;
use crate::db::Moment;
use crate::error::{Error, Result};

/// Accounts by the story's ids; people beyond the story are called `c41`, `j13` and so on.
pub type People = HashMap<String, Account>;

/// Makes accounts for everyone of the story, and for as many more creators and judges as a large contest needs.
pub async fn arrive(
    app: &App,
    story: &Story,
    creators: usize,
    judges: usize,
    password: &str,
    now: Moment,
) -> Result<People> {
    let hash = app.hasher.hash(password).await?;
    let mut everyone = story.people.clone();
    for (kind, letter, wanted) in [(Kind::Creator, 'c', creators), (Kind::Judge, 'j', judges)] {
        let models: Vec<&Person> = story.of_kind(kind).collect();
        for n in models.len()..wanted {
            everyone.push(double(
                models[n % models.len()],
                &format!("{letter}{:02}", n + 1),
            ));
        }
    }
    let mut people = People::new();
    for group in everyone.chunks(100) {
        let (group, hash) = (group.to_vec(), hash.clone());
        let made = app
            .db
            .write(move |conn| {
                group
                    .into_iter()
                    .map(|person| {
                        let account = Account::create(conn, &new_account(&person)?, &hash, now)?;
                        account.confirm(conn, now)?;
                        if person.id == "a01" {
                            account.make_administrator(conn, now)?;
                        }
                        Ok((person.id, Account::find(conn, account.id)?))
                    })
                    .collect::<Result<Vec<_>>>()
            })
            .await?;
        people.extend(made);
    }
    Ok(people)
}

/// Somebody of the same country and languages, with an address and an organisation of their own.
fn double(model: &Person, id: &str) -> Person {
    Person {
        id: id.to_owned(),
        organisation: String::new(),
        email: format!("{id}@example.org"),
        ..model.clone()
    }
}

fn new_account(person: &Person) -> Result<NewAccount> {
    let email = Email::parse(&person.email)
        .map_err(|_| Error::Internal(anyhow::anyhow!("{} is no address", person.email)))?;
    Ok(NewAccount {
        email,
        password: String::new(),
        profile: Profile {
            native_name: person.name.clone(),
            latin_name: person.latin.clone(),
            country: person.country,
            organisation: person.organisation.clone(),
            locale: person.language,
        },
    })
}
