//! Runs over many entries: begun, done batch by batch, watched and stopped. A batch is a job; the next one is queued in
//! the transaction that keeps what this one found, so a batch counts once however often its job runs.

use std::sync::Arc;

use diesel::prelude::*;

use super::checks::{Examined, Reading, Thought};
use super::ready;
use super::sheets::{Sheet, foresee, sheets};
use crate::accounts::Account;
use crate::contests::Contest;
use crate::db::{Conn, Id, Json, Moment};
use crate::entries::{Entry, State};
use crate::error::{Error, Result};
use crate::events::Event;
use crate::jobs::Job;
use crate::schema::{accounts, entries, theme_runs};
use crate::theme::check::Prepared;
use crate::theme::forecast::Forecast;
use crate::theme::{RunKind, RunState, Scope, Setting, ThemeProfile, ThemeRun};

/// Entries of one batch.
const BATCH: i64 = 50;
/// Runs that the theme's page names.
const NAMED: i64 = 5;

/// What is begun.
pub struct NewRun {
    pub kind: RunKind,
    pub scope: Scope,
    /// See [`ThemeRun::toml`].
    pub toml: String,
}

impl ThemeRun {
    /// Begins a run. A dry run takes the place of one that is going; a second re-check waits for the first.
    ///
    /// # Errors
    /// A conflict when a re-check is going, or when there is no profile to check by.
    pub fn start(
        conn: &mut Conn,
        contest: Id<Contest>,
        by: Id<Account>,
        new: NewRun,
        now: Moment,
    ) -> Result<Id<Self>> {
        let version = ThemeProfile::current(conn, contest)?.map_or(0, |profile| profile.version);
        let key = format!("{}-{contest}", new.kind);
        let going: bool = diesel::select(diesel::dsl::exists(
            theme_runs::table.filter(theme_runs::going.eq(Some(&key))),
        ))
        .get_result(conn)?;
        match new.kind {
            RunKind::Recheck if version == 0 => return Err(Error::Conflict("error-theme-none")),
            RunKind::Recheck if going => return Err(Error::Conflict("error-theme-run-going")),
            RunKind::Forecast if going => {
                diesel::update(theme_runs::table.filter(theme_runs::going.eq(Some(&key))))
                    .set(ended(RunState::Cancelled, now))
                    .execute(conn)?;
            }
            _ => {}
        }
        let total = Self::entries(conn, contest, new.scope)?;
        let id = Id::<Self>::new();
        diesel::insert_into(theme_runs::table)
            .values((
                theme_runs::id.eq(id),
                theme_runs::contest_id.eq(contest),
                theme_runs::kind.eq(new.kind),
                theme_runs::scope.eq(new.scope),
                theme_runs::state.eq(RunState::Going),
                theme_runs::going.eq(Some(key)),
                theme_runs::toml.eq(new.toml),
                theme_runs::version.eq(version),
                theme_runs::total.eq(total),
                theme_runs::done.eq(0),
                theme_runs::result.eq(Json::new(Forecast::default())),
                theme_runs::started_by.eq(Some(by)),
                theme_runs::started_at.eq(now),
            ))
            .execute(conn)?;
        if new.kind == RunKind::Recheck {
            Event::new("theme", id, "recheck-ordered")
                .by(by)
                .in_contest(contest)
                .with(
                    serde_json::json!({ "version": version, "scope": new.scope, "entries": total }),
                )
                .record(conn, now)?;
        }
        Job::RunTheme { run: id.cast() }.enqueue(conn, now)?;
        Ok(id)
    }

    /// Entries that a run over `scope` takes now.
    pub fn entries(conn: &mut Conn, contest: Id<Contest>, scope: Scope) -> Result<i32> {
        let count: i64 = entries::table
            .filter(entries::contest_id.eq(contest))
            .filter(entries::state.eq_any(scope.states()))
            .count()
            .get_result(conn)?;
        Ok(i32::try_from(count).unwrap_or(i32::MAX))
    }

    pub fn of(conn: &mut Conn, contest: Id<Contest>, id: Id<Self>) -> Result<Self> {
        Ok(theme_runs::table
            .filter(theme_runs::id.eq(id))
            .filter(theme_runs::contest_id.eq(contest))
            .select(Self::as_select())
            .first(conn)?)
    }

    /// The last runs of a contest with who began them, the newest first.
    pub fn newest(conn: &mut Conn, contest: Id<Contest>) -> Result<Vec<(Self, Option<Account>)>> {
        Ok(theme_runs::table
            .left_join(accounts::table.on(theme_runs::started_by.eq(accounts::id.nullable())))
            .filter(theme_runs::contest_id.eq(contest))
            .order(theme_runs::id.desc())
            .limit(NAMED)
            .select((Self::as_select(), Option::<Account>::as_select()))
            .load(conn)?)
    }

    /// Stops a run after the batch that is in hand; what was done stays.
    ///
    /// # Errors
    /// A conflict when it has ended.
    pub fn cancel(
        conn: &mut Conn,
        contest: Id<Contest>,
        id: Id<Self>,
        by: Id<Account>,
        now: Moment,
    ) -> Result<()> {
        let run = Self::of(conn, contest, id)?;
        if !run.end(conn, RunState::Cancelled, now)? {
            return Err(Error::Conflict("error-theme-run-ended"));
        }
        if run.kind == RunKind::Recheck {
            Event::new("theme", id, "recheck-cancelled")
                .by(by)
                .in_contest(contest)
                .record(conn, now)?;
        }
        Ok(())
    }

    fn end(&self, conn: &mut Conn, state: RunState, now: Moment) -> Result<bool> {
        let going = theme_runs::table
            .filter(theme_runs::id.eq(self.id))
            .filter(theme_runs::state.eq(RunState::Going));
        let rows = diesel::update(going).set(ended(state, now)).execute(conn)?;
        Ok(rows == 1)
    }

    /// The profile that is tried, ready for checking; None for a re-check.
    pub fn prepared(&self) -> Result<Option<Arc<Prepared>>> {
        match self.kind {
            RunKind::Forecast => Ok(Some(ready(self.id.cast(), &self.toml, 0)?)),
            RunKind::Recheck => Ok(None),
        }
    }

    /// What its progress is measured by: entries may have come since it was begun.
    pub fn most(&self) -> i32 {
        self.total.max(self.done).max(1)
    }

    pub fn is_going(&self) -> bool {
        self.state == RunState::Going
    }
}

type Ended = (
    diesel::dsl::Eq<theme_runs::state, RunState>,
    diesel::dsl::Eq<theme_runs::going, Option<String>>,
    diesel::dsl::Eq<theme_runs::ended_at, Option<Moment>>,
);

fn ended(state: RunState, now: Moment) -> Ended {
    (
        theme_runs::state.eq(state),
        theme_runs::going.eq(None),
        theme_runs::ended_at.eq(Some(now)),
    )
}

/// The next entries of a run, read and not yet thought about.
pub struct Batch {
    run: ThemeRun,
    prepared: Arc<Prepared>,
    /// Of a re-check, the profile in force.
    profile: Option<Id<ThemeProfile>>,
    setting: Setting,
    sheets: Vec<Sheet>,
    overtaken: bool,
}

/// Reads the next entries of a run; None when it has ended.
pub fn batch(conn: &mut Conn, run: Id<ThemeRun>) -> Result<Option<Batch>> {
    let run: Option<ThemeRun> = theme_runs::table
        .filter(theme_runs::id.eq(run))
        .filter(theme_runs::state.eq(RunState::Going))
        .select(ThemeRun::as_select())
        .first(conn)
        .optional()?;
    let Some(run) = run else {
        return Ok(None);
    };
    let (prepared, profile, overtaken) = match run.kind {
        RunKind::Forecast => (ready(run.id.cast(), &run.toml, 0)?, None, false),
        RunKind::Recheck => {
            let profile = ThemeProfile::current(conn, run.contest_id)?.ok_or(Error::NotFound)?;
            let overtaken = profile.version != run.version;
            (profile.prepared()?, Some(profile.id), overtaken)
        }
    };
    let encoder = prepared.encoder_id();
    let sheets = sheets(
        conn,
        run.contest_id,
        run.scope,
        run.last_entry,
        BATCH,
        encoder,
    )?;
    Ok(Some(Batch {
        setting: Setting::of(conn, run.contest_id)?,
        run,
        prepared,
        profile,
        sheets,
        overtaken,
    }))
}

/// A batch that was thought about, and not yet compared with other entries.
pub struct Considered {
    run: ThemeRun,
    last: Option<Id<Entry>>,
    read: usize,
    result: Forecast,
    prepared: Arc<Prepared>,
    /// Of a re-check that was not overtaken.
    thought: Option<Thought>,
    overtaken: bool,
}

/// A batch that is done and not yet kept.
pub struct Worked {
    run: ThemeRun,
    last: Option<Id<Entry>>,
    read: usize,
    result: Forecast,
    examined: Vec<(Examined, bool)>,
    overtaken: bool,
}

impl Batch {
    /// What the profile says of the entries. Takes a while and needs no connection.
    pub fn think(self) -> Considered {
        let mut result = self.run.result.clone().into_inner();
        let (last, read) = (self.sheets.last().map(|s| s.entry.id), self.sheets.len());
        let mut thought = None;
        if self.run.kind == RunKind::Forecast {
            let rules = self.prepared.profile().relevance;
            for (sheet, outcome) in foresee(&self.prepared, self.sheets, &self.setting) {
                result.add(&sheet.entry, sheet.before, &outcome, &rules);
            }
        } else if !self.overtaken {
            let reading = Reading {
                contest: self.run.contest_id,
                profile: self.profile,
                prepared: Arc::clone(&self.prepared),
                setting: self.setting,
                sheets: self.sheets,
            };
            thought = Some(reading.think());
        }
        Considered {
            run: self.run,
            last,
            read,
            result,
            prepared: self.prepared,
            thought,
            overtaken: self.overtaken,
        }
    }
}

impl Considered {
    /// Puts the words of a re-check's entries into the index, see [`Thought::file`].
    pub fn file(&self, conn: &mut Conn) -> Result<()> {
        match &self.thought {
            Some(thought) => thought.file(conn),
            None => Ok(()),
        }
    }

    /// Compares the entries of a re-check with others, in a fixed number of statements. A dry run does not.
    pub fn compare(self, conn: &mut Conn) -> Result<Worked> {
        let rules = self.prepared.profile().relevance;
        let mut result = self.result;
        let mut examined = Vec::new();
        if let Some(thought) = self.thought {
            let before = thought.before();
            for ((entry, before), check) in before.into_iter().zip(thought.compare(conn)?) {
                result.add(&entry, before, &check.outcome, &rules);
                let changed = before != Some(check.outcome.standing());
                examined.push((check, changed));
            }
        }
        Ok(Worked {
            run: self.run,
            last: self.last,
            read: self.read,
            result,
            examined,
            overtaken: self.overtaken,
        })
    }
}

impl Worked {
    /// Keeps what the batch found and queues the next one. Nothing when the run was stopped meanwhile, or when
    /// another worker kept this very batch.
    pub fn record(self, conn: &mut Conn, now: Moment) -> Result<()> {
        let run = &self.run;
        if self.overtaken {
            return self.finish(conn, RunState::Overtaken, now);
        }
        let read = i32::try_from(self.read).unwrap_or_default();
        let kept = diesel::update(
            theme_runs::table
                .filter(theme_runs::id.eq(run.id))
                .filter(theme_runs::state.eq(RunState::Going))
                .filter(theme_runs::done.eq(run.done)),
        )
        .set((
            theme_runs::done.eq(run.done + read),
            theme_runs::last_entry.eq(self.last.or(run.last_entry)),
            theme_runs::result.eq(Json::new(self.result.clone())),
        ))
        .execute(conn)?;
        if kept == 0 {
            return Ok(());
        }
        let ids: Vec<Id<Entry>> = self.examined.iter().map(|(e, _)| e.entry).collect();
        // What was changed or withdrawn since it was read is checked by its own job, or not at all.
        let still: Vec<(Id<Entry>, i32)> = entries::table
            .filter(entries::id.eq_any(&ids))
            .filter(entries::state.ne_all([State::Draft, State::Withdrawn]))
            .select((entries::id, entries::version))
            .load(conn)?;
        for (examined, changed) in self.examined.clone() {
            let (entry, read) = (examined.entry, examined.entry_version);
            if !still.contains(&(entry, read)) {
                continue;
            }
            let check = examined.record(conn, now)?;
            if changed {
                let event = Event::new("entry", entry, "rechecked")
                    .in_contest(run.contest_id)
                    .with(serde_json::json!({
                        "version": run.version, "verdict": check.verdict, "band": check.band,
                    }));
                match run.started_by {
                    Some(by) => event.by(by).record(conn, now)?,
                    None => event.record(conn, now)?,
                }
            }
        }
        if i64::from(read) < BATCH {
            return self.finish(conn, RunState::Done, now);
        }
        Job::RunTheme { run: run.id.cast() }.enqueue(conn, now)
    }

    fn finish(&self, conn: &mut Conn, state: RunState, now: Moment) -> Result<()> {
        let run = &self.run;
        if !run.end(conn, state, now)? || run.kind == RunKind::Forecast {
            return Ok(());
        }
        let action = match state {
            RunState::Overtaken => "recheck-overtaken",
            _ => "recheck-done",
        };
        Event::new("theme", run.id, action)
            .in_contest(run.contest_id)
            .with(serde_json::json!({
                "version": run.version, "entries": self.result.entries(), "changed": self.result.changed(),
            }))
            .record(conn, now)
    }
}
