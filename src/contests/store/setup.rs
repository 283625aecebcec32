//! SQL of setting a contest up: made, written, timed, published.
//!
//! Every change of the set-up counts the contest's version on in a guarded update: a change that started from an
//! older version is a conflict, so that two admins never overwrite each other.

use chrono::TimeDelta;
use diesel::dsl::exists;
use diesel::prelude::*;
use serde_json::{Map, Value, json};

use crate::accounts::Account;
use crate::contests::forms::{NewContest, Texts, Windows};
use crate::contests::{Contest, EntryRules, Readiness, Role};
use crate::db::{Conn, Id, Json, Moment, on_each};
use crate::error::{Error, Result};
use crate::events::Event;
use crate::i18n::{Locale, Trilingual};
use crate::jobs::Job;
use crate::schema::{
    categories, contest_prose, contests, declaration_texts, entries, roles, streams,
};

/// Hours before the deadline at which the holders of drafts are reminded.
const REMINDERS: [i64; 3] = [72, 24, 3];

impl Contest {
    /// Makes a contest that only its team sees, and makes `by` its first admin. A taken slug is a conflict.
    pub fn create(conn: &mut Conn, by: &Account, new: &NewContest, now: Moment) -> Result<Self> {
        let id = Id::<Contest>::new();
        diesel::insert_into(contests::table)
            .values((
                contests::id.eq(id),
                contests::slug.eq(&new.slug),
                contests::name.eq(Json::new(new.name.clone())),
                contests::theme.eq(Json::<Trilingual>::default()),
                contests::zone.eq("Asia/Shanghai"),
                contests::grace_minutes.eq(15),
                contests::entry_rules.eq(Json::new(EntryRules::default())),
                contests::last_number.eq(0),
                contests::version.eq(1),
                contests::created_at.eq(now),
                contests::updated_at.eq(now),
            ))
            .execute(conn)?;
        let contest = Self::find(conn, id)?;
        contest.keep_prose(conn, &Trilingual::default(), &Trilingual::default())?;
        contest
            .event("created", by)
            .with(json!({ "slug": new.slug }))
            .record(conn, now)?;
        contest.grant(conn, by.id, by.id, Role::Admin, &[], now)?;
        Ok(contest)
    }

    /// Stores the long texts.
    pub(crate) fn keep_prose(
        &self,
        conn: &mut Conn,
        call: &Trilingual,
        rules: &Trilingual,
    ) -> Result<()> {
        let texts = (
            contest_prose::call.eq(Json::new(call.clone())),
            contest_prose::rules.eq(Json::new(rules.clone())),
        );
        let row = (contest_prose::contest_id.eq(self.id), texts.clone());
        on_each!(conn, |c| diesel::insert_into(contest_prose::table)
            .values(row)
            .on_conflict(contest_prose::contest_id)
            .do_update()
            .set(texts)
            .execute(c))?;
        Ok(())
    }

    /// Counts a change of the set-up, and refuses one that started from an older version.
    pub(super) fn advance(&mut self, conn: &mut Conn, now: Moment) -> Result<()> {
        let changed = diesel::update(
            contests::table.filter(
                contests::id
                    .eq(self.id)
                    .and(contests::version.eq(self.version)),
            ),
        )
        .set((
            contests::version.eq(self.version + 1),
            contests::updated_at.eq(now),
        ))
        .execute(conn)?;
        if changed != 1 {
            return Err(Error::Conflict("error-set-up-changed"));
        }
        self.version += 1;
        Ok(())
    }

    fn event(&self, action: &'static str, by: &Account) -> Event<'static> {
        Event::new("contest", self.id, action)
            .by(by.id)
            .in_contest(self.id)
    }

    pub fn update_texts(
        &mut self,
        conn: &mut Conn,
        by: &Account,
        texts: &Texts,
        now: Moment,
    ) -> Result<()> {
        self.advance(conn, now)?;
        let old = Texts::of(self, self.prose(conn)?);
        self.name = Json::new(texts.name.clone());
        self.theme = Json::new(texts.theme.clone());
        diesel::update(contests::table.filter(contests::id.eq(self.id)))
            .set((
                contests::name.eq(self.name.clone()),
                contests::theme.eq(self.theme.clone()),
            ))
            .execute(conn)?;
        self.keep_prose(conn, &texts.call, &texts.rules)?;
        self.event("texts-changed", by)
            .with(changes(&old, texts))
            .record(conn, now)
    }

    /// Sets when the call is open, and plans the reminders before its end anew. A published contest keeps its
    /// windows: without them nobody could enter or tell why.
    pub fn update_windows(
        &mut self,
        conn: &mut Conn,
        by: &Account,
        windows: &Windows,
        now: Moment,
    ) -> Result<()> {
        let whole = windows.opens_at.is_some() && windows.closes_at.is_some();
        if self.published_at.is_some() && !whole {
            return Err(Error::Conflict("error-windows-needed"));
        }
        self.advance(conn, now)?;
        let old = Windows::from(&*self);
        self.zone = windows.zone.clone();
        self.opens_at = windows.opens_at;
        self.closes_at = windows.closes_at;
        self.grace_minutes = windows.grace_minutes;
        diesel::update(contests::table.filter(contests::id.eq(self.id)))
            .set((
                contests::zone.eq(&windows.zone),
                contests::opens_at.eq(windows.opens_at),
                contests::closes_at.eq(windows.closes_at),
                contests::grace_minutes.eq(windows.grace_minutes),
            ))
            .execute(conn)?;
        self.plan_reminders(conn, now)?;
        self.event("windows-changed", by)
            .with(changes(&old, windows))
            .record(conn, now)
    }

    fn plan_reminders(&self, conn: &mut Conn, now: Moment) -> Result<()> {
        for hours in REMINDERS {
            let key = format!("remind-{}-{hours}", self.id);
            let due = self
                .closes_at
                .map(|closes| closes.minus(TimeDelta::hours(hours)))
                .filter(|due| *due > now);
            let contest = self.id.cast();
            match due {
                Some(due) => Job::RemindDrafts { contest, hours }.schedule(conn, &key, due, now)?,
                None => Job::unschedule(conn, &key)?,
            }
        }
        Ok(())
    }

    pub fn update_entry_rules(
        &mut self,
        conn: &mut Conn,
        by: &Account,
        rules: &EntryRules,
        now: Moment,
    ) -> Result<()> {
        self.advance(conn, now)?;
        let old = std::mem::replace(&mut self.entry_rules, Json::new(rules.clone()));
        diesel::update(contests::table.filter(contests::id.eq(self.id)))
            .set(contests::entry_rules.eq(self.entry_rules.clone()))
            .execute(conn)?;
        self.event("entry-rules-changed", by)
            .with(changes(&*old, rules))
            .record(conn, now)
    }

    /// What of the set-up is there. One statement.
    pub fn readiness(&self, conn: &mut Conn) -> Result<Readiness> {
        let held = |role: Role| {
            roles::table.filter(roles::contest_id.eq(self.id).and(roles::role.eq(role)))
        };
        let (streams, categories, declarations, screeners, judges) = diesel::select((
            exists(streams::table.filter(streams::contest_id.eq(self.id))),
            exists(categories::table.filter(categories::contest_id.eq(self.id))),
            exists(
                declaration_texts::table.filter(
                    declaration_texts::contest_id
                        .eq(self.id)
                        .and(declaration_texts::retired_at.is_null()),
                ),
            ),
            exists(held(Role::Screener)),
            exists(held(Role::Judge)),
        ))
        .get_result(conn)?;
        let prose = self.prose(conn)?;
        let texts = [&self.name, &self.theme, &prose.call, &prose.rules];
        Ok(Readiness {
            texts: texts.iter().all(|text| !text.is_empty()),
            translations: texts
                .iter()
                .all(|text| text.locales().count() == Locale::ALL.len()),
            windows: self.opens_at.is_some() && self.closes_at.is_some(),
            streams,
            categories,
            declarations,
            screeners,
            judges,
        })
    }

    /// Shows the contest to everyone. It needs texts, windows and a stream.
    pub fn publish(&mut self, conn: &mut Conn, by: &Account, now: Moment) -> Result<()> {
        if !self.readiness(conn)?.may_publish() {
            return Err(Error::Conflict("error-not-ready"));
        }
        let changed = diesel::update(
            contests::table.filter(
                contests::id
                    .eq(self.id)
                    .and(contests::published_at.is_null()),
            ),
        )
        .set((
            contests::published_at.eq(Some(now)),
            contests::updated_at.eq(now),
        ))
        .execute(conn)?;
        if changed != 1 {
            return Err(Error::Conflict("error-published-already"));
        }
        self.published_at = Some(now);
        self.event("published", by).record(conn, now)
    }

    /// Hides the contest again. Once somebody has submitted, their contest stays where they can see it.
    pub fn unpublish(&mut self, conn: &mut Conn, by: &Account, now: Moment) -> Result<()> {
        let submitted = exists(
            entries::table.filter(
                entries::contest_id
                    .eq(self.id)
                    .and(entries::number.is_not_null()),
            ),
        );
        let is_submitted_to: bool = diesel::select(submitted).get_result(conn)?;
        if is_submitted_to {
            return Err(Error::Conflict("error-contest-has-entries"));
        }
        let changed = diesel::update(
            contests::table.filter(
                contests::id
                    .eq(self.id)
                    .and(contests::published_at.is_not_null()),
            ),
        )
        .set((
            contests::published_at.eq(None::<Moment>),
            contests::gallery_opened_at.eq(None::<Moment>),
            contests::updated_at.eq(now),
        ))
        .execute(conn)?;
        if changed != 1 {
            return Err(Error::Conflict("error-not-published"));
        }
        self.published_at = None;
        self.gallery_opened_at = None;
        self.event("unpublished", by).record(conn, now)
    }

    /// Shows the accepted entries to everyone.
    pub fn open_gallery(&mut self, conn: &mut Conn, by: &Account, now: Moment) -> Result<()> {
        let changed = diesel::update(
            contests::table.filter(
                contests::id
                    .eq(self.id)
                    .and(contests::published_at.is_not_null())
                    .and(contests::gallery_opened_at.is_null()),
            ),
        )
        .set((
            contests::gallery_opened_at.eq(Some(now)),
            contests::updated_at.eq(now),
        ))
        .execute(conn)?;
        if changed != 1 {
            return Err(Error::Conflict("error-gallery-open"));
        }
        self.gallery_opened_at = Some(now);
        self.event("gallery-opened", by).record(conn, now)
    }

    pub fn close_gallery(&mut self, conn: &mut Conn, by: &Account, now: Moment) -> Result<()> {
        let changed = diesel::update(
            contests::table.filter(
                contests::id
                    .eq(self.id)
                    .and(contests::gallery_opened_at.is_not_null()),
            ),
        )
        .set((
            contests::gallery_opened_at.eq(None::<Moment>),
            contests::updated_at.eq(now),
        ))
        .execute(conn)?;
        if changed != 1 {
            return Err(Error::Conflict("error-gallery-closed"));
        }
        self.gallery_opened_at = None;
        self.event("gallery-closed", by).record(conn, now)
    }
}

/// The fields that differ, each with its old and its new value, for the audit trail.
pub(super) fn changes(old: &impl serde::Serialize, new: &impl serde::Serialize) -> Value {
    let fields = |value: Value| match value {
        Value::Object(fields) => fields,
        _ => Map::new(),
    };
    let mut old = fields(json!(old));
    let changed: Map<String, Value> = fields(json!(new))
        .into_iter()
        .filter_map(|(name, new)| {
            let old = old.remove(&name).unwrap_or_default();
            (old != new).then(|| (name, json!({ "old": old, "new": new })))
        })
        .collect();
    Value::Object(changed)
}
