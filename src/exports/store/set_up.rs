//! The set-up of a contest, written as a whole.

mod reading;
mod rounds;

use std::collections::HashMap;

use diesel::prelude::*;

use reading::read;

use crate::accounts::Account;
use crate::contests::{Category, Choice, Contest, DeclarationText, Question, Role, Stream};
use crate::db::{Conn, Id, Json, Moment};
use crate::error::{Error, Result};
use crate::events::Event;
use crate::exports::contest_file::{ContestFile, When};
use crate::i18n::{Country, Trilingual};
use crate::results::Award;
use crate::schema::{awards, categories, contests, declaration_texts, questions, roles, streams};
use crate::theme::{self, NewProfile};

/// Makes an unpublished contest of this name from the text of a contest file, with `account` as its admin.
///
/// An unreadable file is an internal error that carries a `ContestFileError`; pages and commands read it with
/// [`ContestFile::parse`] first. A name that is taken is a conflict.
pub fn import(
    conn: &mut Conn,
    text: &str,
    slug: &str,
    account: &Account,
    now: Moment,
) -> Result<Contest> {
    let file = ContestFile::parse(text).map_err(|error| Error::Internal(error.into()))?;
    create(conn, &file, slug, account, now)
}

/// The set-up of a contest as the text of a contest file. Importing it makes a contest whose file is the same.
pub fn export(conn: &mut Conn, contest: &Contest) -> Result<String> {
    let file = read(conn, contest)?;
    file.to_toml()
        .map_err(|error| Error::Internal(error.into()))
}

/// Makes the contest of a file, unpublished, with `account` as its admin. A taken name is a conflict.
pub fn create(
    conn: &mut Conn,
    file: &ContestFile,
    slug: &str,
    account: &Account,
    now: Moment,
) -> Result<Contest> {
    let id = Id::<Contest>::new();
    let text = |text: &Trilingual| Json::new(text.clone());
    let moment = |when: &Option<toml::Spanned<When>>| {
        when.as_ref().and_then(|at| at.get_ref().moment(file.zone))
    };
    diesel::insert_into(contests::table)
        .values((
            contests::id.eq(id),
            contests::slug.eq(slug),
            contests::name.eq(text(file.name.get_ref())),
            contests::theme.eq(text(file.theme.get_ref())),
            contests::zone.eq(file.zone.0.name()),
            contests::opens_at.eq(moment(&file.opens)),
            contests::closes_at.eq(moment(&file.closes)),
            contests::grace_minutes.eq(*file.grace_minutes.get_ref()),
            contests::entry_rules.eq(Json::new(file.entry_rules.get_ref().0.clone())),
            contests::last_number.eq(0),
            contests::version.eq(1),
            contests::created_at.eq(now),
            contests::updated_at.eq(now),
        ))
        .execute(conn)?;
    diesel::insert_into(roles::table)
        .values((
            roles::id.eq(Id::<Role>::new()),
            roles::contest_id.eq(id),
            roles::account_id.eq(account.id),
            roles::role.eq(Role::Admin),
            roles::languages.eq("[]"),
            roles::granted_by.eq(Some(account.id)),
            roles::granted_at.eq(now),
        ))
        .execute(conn)?;
    let streams = write_streams(conn, id, file)?;
    let categories = write_categories(conn, id, file)?;
    write_questions(conn, id, file, &categories, now)?;
    write_awards(conn, id, file, &streams, &categories)?;
    Event::new("contest", id, "imported")
        .by(account.id)
        .in_contest(id)
        .record(conn, now)?;
    let contest = Contest::find(conn, id)?;
    contest.keep_prose(conn, file.call.get_ref(), file.rules.get_ref())?;
    let codes = rounds::Codes {
        streams: &streams,
        categories: &categories,
    };
    rounds::write(conn, &contest, account, file, &codes, now)?;
    if let Some(profile) = &file.theme_profile {
        let profile =
            NewProfile::parse(profile.get_ref()).map_err(|error| Error::Internal(error.into()))?;
        theme::store::publish(conn, id, &profile, Some(account.id), now)?;
    }
    Ok(contest)
}

/// Positions count from 1.
fn placed<T>(items: &[toml::Spanned<T>]) -> impl Iterator<Item = (i32, &T)> {
    (1..).zip(items.iter().map(toml::Spanned::get_ref))
}

fn write_streams(
    conn: &mut Conn,
    contest: Id<Contest>,
    file: &ContestFile,
) -> Result<HashMap<String, Id<Stream>>> {
    let mut ids = HashMap::new();
    for (position, item) in placed(&file.streams) {
        let id = Id::<Stream>::new();
        diesel::insert_into(streams::table)
            .values((
                streams::id.eq(id),
                streams::contest_id.eq(contest),
                streams::position.eq(position),
                streams::code.eq(&item.code),
                streams::name.eq(Json::new(item.name.clone())),
                streams::countries.eq(Json::<Vec<Country>>::new(item.countries.clone())),
            ))
            .execute(conn)?;
        ids.insert(item.code.clone(), id);
    }
    Ok(ids)
}

fn write_categories(
    conn: &mut Conn,
    contest: Id<Contest>,
    file: &ContestFile,
) -> Result<HashMap<String, Id<Category>>> {
    let mut ids = HashMap::new();
    for (position, item) in placed(&file.categories) {
        let id = Id::<Category>::new();
        diesel::insert_into(categories::table)
            .values((
                categories::id.eq(id),
                categories::contest_id.eq(contest),
                categories::position.eq(position),
                categories::code.eq(&item.code),
                categories::name.eq(Json::new(item.name.clone())),
                categories::description.eq(Json::new(item.description.clone())),
            ))
            .execute(conn)?;
        ids.insert(item.code.clone(), id);
    }
    Ok(ids)
}

fn write_questions(
    conn: &mut Conn,
    contest: Id<Contest>,
    file: &ContestFile,
    categories: &HashMap<String, Id<Category>>,
    now: Moment,
) -> Result<()> {
    for (position, item) in placed(&file.questions) {
        let choices: Vec<Choice> = item
            .choices
            .iter()
            .map(|choice| Choice {
                code: choice.code.clone(),
                label: Trilingual::new(&choice.zh, &choice.ru, &choice.en),
            })
            .collect();
        let category = item.category.as_ref().and_then(|code| categories.get(code));
        diesel::insert_into(questions::table)
            .values((
                questions::id.eq(Id::<Question>::new()),
                questions::contest_id.eq(contest),
                questions::category_id.eq(category.copied()),
                questions::position.eq(position),
                questions::code.eq(&item.code),
                questions::kind.eq(item.kind),
                questions::required.eq(item.required),
                questions::label.eq(Json::new(item.label.clone())),
                questions::help.eq(Json::new(item.help.clone())),
                questions::choices.eq(Json::new(choices)),
            ))
            .execute(conn)?;
    }
    for (position, item) in placed(&file.declarations) {
        diesel::insert_into(declaration_texts::table)
            .values((
                declaration_texts::id.eq(Id::<DeclarationText>::new()),
                declaration_texts::contest_id.eq(contest),
                declaration_texts::position.eq(position),
                declaration_texts::code.eq(&item.code),
                declaration_texts::version.eq(1),
                declaration_texts::required.eq(item.required),
                declaration_texts::applies_to.eq(item.applies_to),
                declaration_texts::text.eq(Json::new(item.text.clone())),
                declaration_texts::created_at.eq(now),
            ))
            .execute(conn)?;
    }
    Ok(())
}

fn write_awards(
    conn: &mut Conn,
    contest: Id<Contest>,
    file: &ContestFile,
    streams: &HashMap<String, Id<Stream>>,
    categories: &HashMap<String, Id<Category>>,
) -> Result<()> {
    for (position, item) in placed(&file.awards) {
        let stream = item.stream.as_ref().and_then(|code| streams.get(code));
        let category = item.category.as_ref().and_then(|code| categories.get(code));
        diesel::insert_into(awards::table)
            .values((
                awards::id.eq(Id::<Award>::new()),
                awards::contest_id.eq(contest),
                awards::position.eq(position),
                awards::code.eq(&item.code),
                awards::name.eq(Json::new(item.name.clone())),
                awards::description.eq(Json::new(item.description.clone())),
                awards::quota.eq(item.quota),
                awards::stream_id.eq(stream.copied()),
                awards::category_id.eq(category.copied()),
                awards::basis.eq(item.basis),
            ))
            .execute(conn)?;
    }
    Ok(())
}
