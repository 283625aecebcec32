//! Saves of the entry form, the versions they leave, and two saves at once.

use chrono::TimeDelta;
use diesel::prelude::*;

use crate::accounts::Account;
use crate::contests::QuestionKind;
use crate::db::{Conn, Id, Json, Moment};
use crate::entries::{Draft, Entry, State, Version, VersionKind};
use crate::error::{Error, Result};
use crate::events::Event;
use crate::schema::{entries, entry_versions, questions};
use crate::web::paging::{LIMIT, Paged};

/// Versions of saves that nobody asked for are this far apart.
const AUTOSAVE_VERSIONS: TimeDelta = TimeDelta::minutes(5);

/// How a save came about.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Manner {
    /// Somebody pressed the button: a version is kept.
    Asked,
    /// The page saved itself: a version is kept now and then.
    Automatic,
}

/// What became of a save.
#[derive(Clone, Debug)]
pub enum Saved {
    Stored(Entry),
    /// Another save was faster and said the same.
    Same(Entry),
    /// Another save was faster: this one is kept as a version of its own, for the creator to choose.
    Conflict(Id<Version>),
}

impl Entry {
    /// Stores what was typed, if nobody saved since `version`.
    ///
    /// A draft and a returned entry only change their content; a submitted one stays submitted, and the caller
    /// submits it again.
    pub fn save(
        &self,
        conn: &mut Conn,
        creator: &Account,
        mut draft: Draft,
        version: i32,
        manner: Manner,
        now: Moment,
    ) -> Result<Saved> {
        // The guard comes first: it holds the row until the end, so that nothing changes in between.
        let ours = diesel::update(
            entries::table
                .filter(
                    entries::id
                        .eq(self.id)
                        .and(entries::creator_id.eq(creator.id)),
                )
                .filter(entries::version.eq(version))
                .filter(entries::state.eq_any([State::Draft, State::Submitted, State::Returned])),
        )
        .set((
            entries::version.eq(version.saturating_add(1)),
            entries::updated_at.eq(now),
        ))
        .execute(conn)?;
        let current = Self::find(conn, self.id)?;
        if !current.state.is_editable() {
            return Err(Error::Conflict("error-entry-state"));
        }
        current.keep_files(conn, &mut draft)?;
        if ours == 0 {
            if current.draft() == draft {
                return Ok(Saved::Same(current));
            }
            let kind = VersionKind::Conflict;
            let id = keep(conn, self.id, version, creator, kind, &draft, now)?;
            return Ok(Saved::Conflict(id));
        }
        diesel::update(entries::table.filter(entries::id.eq(self.id)))
            .set((
                entries::category_id.eq(draft.category_id),
                entries::original_locale.eq(draft.original_locale),
                entries::title.eq(draft.title()),
                entries::titles.eq(Json::new(draft.titles())),
                entries::search_text.eq(draft.search_text()),
                entries::content.eq(Json::new(draft.content.clone())),
                entries::link_url.eq(&draft.link_url),
                entries::link_password.eq(&draft.link_password),
                entries::duration_s.eq(draft.duration_s),
            ))
            .execute(conn)?;
        if current.content.texts != draft.content.texts {
            current.file_texts(conn, &draft)?;
        }
        if manner == Manner::Asked || self.is_version_due(conn, now)? {
            let kind = VersionKind::Save;
            keep(conn, self.id, current.version, creator, kind, &draft, now)?;
        }
        Ok(Saved::Stored(Self::find(conn, self.id)?))
    }

    /// Brings back an earlier version, or the losing side of two saves, as a new save. What is there now stays
    /// as a version too. Records "restored".
    pub fn restore(
        &self,
        conn: &mut Conn,
        creator: &Account,
        version: &Version,
        now: Moment,
    ) -> Result<Saved> {
        let kind = VersionKind::Save;
        keep(
            conn,
            self.id,
            self.version,
            creator,
            kind,
            &self.draft(),
            now,
        )?;
        let draft = (*version.content).clone();
        let saved = self.save(conn, creator, draft, self.version, Manner::Asked, now)?;
        Event::new("entry", self.id, "restored")
            .by(creator.id)
            .in_contest(self.contest_id)
            .record(conn, now)?;
        Ok(saved)
    }

    /// Answers that are files come by requests of their own: a save leaves them as they are.
    fn keep_files(&self, conn: &mut Conn, draft: &mut Draft) -> Result<()> {
        let codes: Vec<String> = questions::table
            .filter(questions::contest_id.eq(self.contest_id))
            .filter(questions::kind.eq(QuestionKind::File))
            .select(questions::code)
            .load(conn)?;
        for code in codes {
            match self.content.answers.get(&code) {
                Some(file) => draft.content.answers.insert(code, file.clone()),
                None => draft.content.answers.remove(&code),
            };
        }
        Ok(())
    }

    fn is_version_due(&self, conn: &mut Conn, now: Moment) -> Result<bool> {
        let last: Option<Moment> = entry_versions::table
            .filter(entry_versions::entry_id.eq(self.id))
            .order(entry_versions::id.desc())
            .select(entry_versions::saved_at)
            .first(conn)
            .optional()?;
        Ok(last.is_none_or(|last| now.since(last) >= AUTOSAVE_VERSIONS))
    }

    /// Its versions, newest first.
    pub fn versions(&self, conn: &mut Conn, after: Option<Id<Version>>) -> Result<Paged<Version>> {
        let mut query = entry_versions::table
            .filter(entry_versions::entry_id.eq(self.id))
            .into_boxed();
        if let Some(after) = after {
            query = query.filter(entry_versions::id.lt(after));
        }
        let rows = query
            .order(entry_versions::id.desc())
            .limit(LIMIT)
            .select(Version::as_select())
            .load(conn)?;
        Ok(Paged::new(rows, |version: &Version| version.id))
    }

    /// One of its versions.
    pub fn kept_version(&self, conn: &mut Conn, id: Id<Version>) -> Result<Version> {
        Ok(entry_versions::table
            .filter(
                entry_versions::id
                    .eq(id)
                    .and(entry_versions::entry_id.eq(self.id)),
            )
            .select(Version::as_select())
            .first(conn)?)
    }
}

pub(super) fn keep(
    conn: &mut Conn,
    entry: Id<Entry>,
    version: i32,
    by: &Account,
    kind: VersionKind,
    draft: &Draft,
    now: Moment,
) -> Result<Id<Version>> {
    let id = Id::new();
    diesel::insert_into(entry_versions::table)
        .values((
            entry_versions::id.eq(id),
            entry_versions::entry_id.eq(entry),
            entry_versions::version.eq(version),
            entry_versions::saved_by.eq(by.id),
            entry_versions::kind.eq(kind),
            entry_versions::content.eq(Json::new(draft.clone())),
            entry_versions::saved_at.eq(now),
        ))
        .execute(conn)?;
    Ok(id)
}
