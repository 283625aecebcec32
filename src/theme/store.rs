//! SQL of the theme: profiles and their versions. Checks are in `store/checks.rs`; what they compare entries with is in
//! `store/texts.rs`, the search for copies in `store/copies.rs`, what came of it in `store/pairs.rs`.

mod checks;
mod copies;
mod layers;
mod pairs;
mod records;
mod runs;
mod sheets;
mod sketches;
mod texts;
mod vectors;

use std::sync::{Arc, LazyLock, Mutex, PoisonError};

use anyhow::anyhow;
use diesel::prelude::*;

use super::check::{Prepared, Profile, ProfileError};
use super::{NewProfile, ThemeProfile, digest, prepare};
use crate::accounts::Account;
use crate::contests::Contest;
use crate::db::{Conn, Id, Moment};
use crate::error::{Error, Result};
use crate::events::Event;
use crate::schema::{accounts, theme_profiles};
use crate::web::paging::{LIMIT, Paged};

pub use checks::{
    Examined, Reading, Thought, check_entry, needs_check, outcome, read_entry, relevance,
};
pub use layers::{LayerRow, names};
pub use runs::{Batch, Considered, NewRun, batch};
pub use sheets::{Sheet, foresee, sheets};
pub use texts::{file as file_texts, forget_contest as forget_texts};
pub use vectors::numbers;

/// Prepared profiles that are kept in memory.
const READY: usize = 16;

type Ready = Vec<(Id<ThemeProfile>, Arc<Prepared>)>;

/// The profiles used last, the newest use at the end.
static PREPARED: LazyLock<Mutex<Ready>> = LazyLock::new(Mutex::default);

/// The profile of a contest that has none: rules that hold everywhere, nothing about the theme.
const EMPTY: &str = "[theme]\nid = \"contest\"\n";

fn unusable(error: ProfileError) -> Error {
    Error::Internal(anyhow!("a theme profile cannot be used: {error}"))
}

impl ThemeProfile {
    /// The profile in force.
    pub fn current(conn: &mut Conn, contest: Id<Contest>) -> Result<Option<Self>> {
        Ok(theme_profiles::table
            .filter(theme_profiles::contest_id.eq(contest))
            .order(theme_profiles::version.desc())
            .select(Self::as_select())
            .first(conn)
            .optional()?)
    }

    pub fn of_version(conn: &mut Conn, contest: Id<Contest>, version: i32) -> Result<Self> {
        Ok(theme_profiles::table
            .filter(
                theme_profiles::contest_id
                    .eq(contest)
                    .and(theme_profiles::version.eq(version)),
            )
            .select(Self::as_select())
            .first(conn)?)
    }

    /// The versions with their publishers, the newest first.
    pub fn versions(
        conn: &mut Conn,
        contest: Id<Contest>,
        after: Option<i32>,
    ) -> Result<Paged<(Self, Option<Account>)>> {
        let rows: Vec<(Self, Option<Account>)> = theme_profiles::table
            .left_join(accounts::table.on(theme_profiles::published_by.eq(accounts::id.nullable())))
            .filter(theme_profiles::contest_id.eq(contest))
            .filter(theme_profiles::version.lt(after.unwrap_or(i32::MAX)))
            .order(theme_profiles::version.desc())
            .limit(LIMIT)
            .select((Self::as_select(), Option::<Account>::as_select()))
            .load(conn)?;
        Ok(Paged::new(rows, |(profile, _)| profile.version))
    }

    /// The profile ready for checking: made once, then shared.
    pub fn prepared(&self) -> Result<Arc<Prepared>> {
        ready(self.id, &self.toml, self.version)
    }

    /// Its rules, to be read and compared.
    pub fn profile(&self) -> Result<Profile> {
        Profile::parse(&self.toml).map_err(unusable)
    }

    /// The first eight digits of its digest, as people compare them.
    pub fn short_sha256(&self) -> String {
        hex::encode(self.sha256.get(..4).unwrap_or_default())
    }
}

/// The profile `toml` ready for checking, kept in memory under `id`.
fn ready(id: Id<ThemeProfile>, toml: &str, version: i32) -> Result<Arc<Prepared>> {
    let lock = || PREPARED.lock().unwrap_or_else(PoisonError::into_inner);
    {
        let mut ready = lock();
        if let Some(at) = ready.iter().position(|(known, _)| *known == id) {
            let used = ready.remove(at);
            let prepared = Arc::clone(&used.1);
            ready.push(used);
            return Ok(prepared);
        }
    }
    let mut profile = Profile::parse(toml).map_err(unusable)?;
    profile.theme.version = u32::try_from(version).unwrap_or_default();
    let prepared = Arc::new(prepare(profile).map_err(unusable)?);
    let mut ready = lock();
    if ready.len() >= READY {
        ready.remove(0);
    }
    ready.push((id, Arc::clone(&prepared)));
    Ok(prepared)
}

/// The contest's profile ready for checking; the empty one when it has none.
pub fn prepared(conn: &mut Conn, contest: Id<Contest>) -> Result<Arc<Prepared>> {
    match ThemeProfile::current(conn, contest)? {
        Some(profile) => profile.prepared(),
        None => empty(),
    }
}

fn empty() -> Result<Arc<Prepared>> {
    let profile = Profile::parse(EMPTY).map_err(unusable)?;
    Ok(Arc::new(Prepared::new(profile).map_err(unusable)?))
}

/// Publishes `new` as the next version of the contest's profile. Entries are held to it from their next check on;
/// checks already made stay.
///
/// # Errors
/// A conflict when it says the same as the version in force, or when another version appeared meanwhile.
pub fn publish(
    conn: &mut Conn,
    contest: Id<Contest>,
    new: &NewProfile,
    by: Option<Id<Account>>,
    now: Moment,
) -> Result<ThemeProfile> {
    let current = ThemeProfile::current(conn, contest)?;
    let digest = digest(&new.profile);
    let sha256 = hex::decode(&digest).map_err(anyhow::Error::from)?;
    if current.as_ref().is_some_and(|c| c.sha256 == sha256) {
        return Err(Error::Conflict("error-theme-unchanged"));
    }
    let profile = ThemeProfile {
        id: Id::new(),
        contest_id: contest,
        version: current.map_or(0, |current| current.version) + 1,
        toml: new.toml.clone(),
        sha256,
        published_by: by,
        published_at: now,
    };
    diesel::insert_into(theme_profiles::table)
        .values((
            theme_profiles::id.eq(profile.id),
            theme_profiles::contest_id.eq(profile.contest_id),
            theme_profiles::version.eq(profile.version),
            theme_profiles::toml.eq(&profile.toml),
            theme_profiles::sha256.eq(&profile.sha256),
            theme_profiles::published_by.eq(profile.published_by),
            theme_profiles::published_at.eq(profile.published_at),
        ))
        .execute(conn)?;
    let event = Event::new("theme", profile.id, "published")
        .in_contest(contest)
        .with(serde_json::json!({ "version": profile.version, "sha256": digest }));
    match by {
        Some(account) => event.by(account).record(conn, now)?,
        None => event.record(conn, now)?,
    }
    Ok(profile)
}
