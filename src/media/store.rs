//! SQL of media: files join and leave entries, and who may see them.

mod earlier;
pub mod uploads;

pub use earlier::Earlier;

use diesel::dsl::exists;
use diesel::prelude::*;

use super::arrival::Arrived;
use super::{Media, MediaKind, MediaState, Probe};
use crate::accounts::Account;
use crate::contests::Role;
use crate::db::{Conn, Id, Json, Moment};
use crate::entries::{Entry, State};
use crate::error::{Error, Result};
use crate::events::Event;
use crate::jobs::Job;
use crate::schema::{assignments, contests, entries, media, placements, rankings, roles};

/// What a file is attached as, besides its kind.
#[derive(Clone, Debug, Default)]
pub struct Place {
    /// Of subtitles: their language's code.
    pub language: String,
    /// Of an answer: the question's code.
    pub question: String,
}

/// Rows of one look through the files.
const BATCH: i64 = 200;

/// Files that arrived whole, those after one of them, a few hundred: their place in the store, and their bytes.
pub fn stored_files(
    conn: &mut Conn,
    after: Option<Id<Media>>,
) -> Result<Vec<(Id<Media>, String, i64)>> {
    let mut query = media::table
        .filter(media::state.eq(MediaState::Ready))
        .into_boxed();
    if let Some(after) = after {
        query = query.filter(media::id.gt(after));
    }
    Ok(query
        .order(media::id)
        .limit(BATCH)
        .select((media::id, media::storage_key, media::size))
        .load(conn)?)
}

impl Media {
    pub fn find(conn: &mut Conn, id: Id<Media>) -> Result<Self> {
        Ok(media::table
            .filter(media::id.eq(id))
            .select(Self::as_select())
            .first(conn)?)
    }

    /// Gives a file that has arrived to an entry, in the place of the one it replaces. Records
    /// "video-attached", "poster-attached" and so on, and queues the probe of a video.
    ///
    /// The entry's version stays: a form that is open meanwhile is not out of date.
    pub fn attach(
        conn: &mut Conn,
        entry: &Entry,
        creator: &Account,
        arrived: &Arrived,
        place: &Place,
        now: Moment,
    ) -> Result<Self> {
        hold(conn, entry, creator, now)?;
        diesel::insert_into(media::table)
            .values((
                media::id.eq(arrived.id),
                media::owner_id.eq(creator.id),
                media::contest_id.eq(entry.contest_id),
                media::entry_id.eq(Some(entry.id)),
                media::kind.eq(arrived.kind),
                media::state.eq(MediaState::Ready),
                media::file_name.eq(&arrived.file_name),
                media::content_type.eq(arrived.content_type),
                media::storage_key.eq(&arrived.storage_key),
                media::size.eq(arrived.size),
                media::sha256.eq(Some(&arrived.sha256)),
                media::probe.eq(Json::new(Probe::default())),
                media::language.eq(&place.language),
                media::created_at.eq(now),
                media::completed_at.eq(Some(now)),
            ))
            .execute(conn)?;
        let file = Self::find(conn, arrived.id)?;
        file.settle(conn, entry.id, &place.question, now)?;
        let action = match arrived.kind {
            MediaKind::Video => "video-attached",
            MediaKind::Poster => "poster-attached",
            MediaKind::Subtitles => "subtitles-attached",
            MediaKind::Answer => "answer-attached",
        };
        Event::new("entry", entry.id, action)
            .by(creator.id)
            .in_contest(entry.contest_id)
            .record(conn, now)?;
        Ok(file)
    }

    /// Takes its place in the entry; what was there leaves it. A video is probed again.
    fn settle(&self, conn: &mut Conn, entry: Id<Entry>, question: &str, now: Moment) -> Result<()> {
        let current = Entry::find(conn, entry)?;
        let row = entries::table.filter(entries::id.eq(entry));
        match self.kind {
            MediaKind::Video => {
                let_go(conn, current.video_id, now)?;
                // The length of the film before says nothing about this one.
                diesel::update(row)
                    .set((
                        entries::video_id.eq(Some(self.id)),
                        entries::duration_s.eq(None::<i32>),
                    ))
                    .execute(conn)?;
                Job::ProbeMedia {
                    media: self.id.cast(),
                }
                .enqueue(conn, now)
            }
            MediaKind::Poster => {
                let_go(conn, current.poster_id, now)?;
                diesel::update(row)
                    .set(entries::poster_id.eq(Some(self.id)))
                    .execute(conn)?;
                Ok(())
            }
            MediaKind::Subtitles => {
                let before: Option<Id<Self>> = media::table
                    .filter(media::entry_id.eq(Some(entry)))
                    .filter(media::kind.eq(MediaKind::Subtitles))
                    .filter(media::language.eq(&self.language))
                    .filter(media::id.ne(self.id))
                    .select(media::id)
                    .first(conn)
                    .optional()?;
                let_go(conn, before, now)
            }
            MediaKind::Answer => {
                let mut content = current.content.into_inner();
                let before = content
                    .answers
                    .insert(question.to_owned(), self.id.to_string());
                let_go(conn, before.and_then(|id| id.parse().ok()), now)?;
                diesel::update(row)
                    .set(entries::content.eq(Json::new(content)))
                    .execute(conn)?;
                Ok(())
            }
        }
    }

    /// Takes the file out of the entry. Records "file-removed".
    pub fn detach(
        &self,
        conn: &mut Conn,
        entry: &Entry,
        creator: &Account,
        now: Moment,
    ) -> Result<()> {
        hold(conn, entry, creator, now)?;
        let current = Entry::find(conn, entry.id)?;
        let_go(conn, Some(self.id), now)?;
        let mut content = current.content.into_inner();
        content
            .answers
            .retain(|_, answer| *answer != self.id.to_string());
        diesel::update(entries::table.filter(entries::id.eq(entry.id)))
            .set((
                entries::video_id.eq(current.video_id.filter(|id| *id != self.id)),
                entries::poster_id.eq(current.poster_id.filter(|id| *id != self.id)),
                entries::content.eq(Json::new(content)),
            ))
            .execute(conn)?;
        Event::new("entry", entry.id, "file-removed")
            .by(creator.id)
            .in_contest(entry.contest_id)
            .record(conn, now)
    }

    /// A file that belongs to the entry now.
    pub fn of_entry(conn: &mut Conn, entry: &Entry, id: Id<Media>) -> Result<Self> {
        Ok(media::table
            .filter(media::id.eq(id).and(media::entry_id.eq(Some(entry.id))))
            .select(Self::as_select())
            .first(conn)?)
    }

    /// Writes down what the header says, and the length of the film where none was typed. A submitted entry is checked
    /// again: its check did not know this file.
    pub fn probed(&self, conn: &mut Conn, probe: Probe, now: Moment) -> Result<()> {
        let measured = Self {
            probe: Json::new(probe.clone()),
            ..self.clone()
        }
        .duration_s();
        diesel::update(media::table.filter(media::id.eq(self.id)))
            .set(media::probe.eq(Json::new(probe)))
            .execute(conn)?;
        diesel::update(
            entries::table
                .filter(entries::video_id.eq(Some(self.id)))
                .filter(entries::duration_s.is_null()),
        )
        .set((
            entries::duration_s.eq(measured),
            entries::updated_at.eq(now),
        ))
        .execute(conn)?;
        let entry: Option<Id<Entry>> = entries::table
            .filter(entries::video_id.eq(Some(self.id)))
            .filter(entries::state.eq(State::Submitted))
            .select(entries::id)
            .first(conn)
            .optional()?;
        match entry {
            Some(entry) => Job::CheckTheme {
                entry: entry.cast(),
            }
            .enqueue(conn, now),
            None => Ok(()),
        }
    }

    /// The file, for whoever may see it: its creator; admins and screeners of the contest; judges who have the
    /// entry; everyone once the entry is in the open gallery or among published results.
    pub fn for_visitor(conn: &mut Conn, id: Id<Media>, visitor: Option<&Account>) -> Result<Self> {
        let (file, entry): (Self, Option<Id<Entry>>) = media::table
            .filter(media::id.eq(id))
            .select((Self::as_select(), media::entry_id))
            .first(conn)?;
        if visitor.is_some_and(|account| account.id == file.owner_id) {
            return Ok(file);
        }
        // What was taken out of its entry is its owner's alone.
        let entry = entry.ok_or(Error::NotFound)?;
        let seen = match visitor {
            Some(account) => {
                account.is_administrator()
                    || file.is_for_team(conn, account)?
                    || file.is_shown() && is_assigned(conn, entry, account)?
            }
            None => false,
        };
        if seen || file.is_shown() && is_public(conn, entry)? {
            Ok(file)
        } else {
            Err(Error::NotFound)
        }
    }

    fn is_for_team(&self, conn: &mut Conn, account: &Account) -> Result<bool> {
        Ok(diesel::select(exists(
            roles::table
                .filter(roles::contest_id.eq(self.contest_id))
                .filter(roles::account_id.eq(account.id))
                .filter(
                    roles::role
                        .eq(Role::Admin)
                        .or(roles::role.eq(Role::Screener)),
                ),
        ))
        .get_result(conn)?)
    }
}

fn is_assigned(conn: &mut Conn, entry: Id<Entry>, account: &Account) -> Result<bool> {
    Ok(diesel::select(exists(
        assignments::table
            .filter(assignments::entry_id.eq(entry))
            .filter(assignments::judge_id.eq(account.id)),
    ))
    .get_result(conn)?)
}

fn is_public(conn: &mut Conn, entry: Id<Entry>) -> Result<bool> {
    let in_gallery = exists(
        entries::table
            .inner_join(contests::table)
            .filter(
                entries::id
                    .eq(entry)
                    .and(entries::state.eq(State::Accepted)),
            )
            .filter(contests::gallery_opened_at.is_not_null()),
    );
    let placed = exists(
        placements::table
            .inner_join(rankings::table)
            .filter(placements::entry_id.eq(entry))
            .filter(
                rankings::state
                    .eq("provisional")
                    .or(rankings::state.eq("final")),
            ),
    );
    Ok(diesel::select(in_gallery).get_result(conn)? || diesel::select(placed).get_result(conn)?)
}

/// Holds the entry's row, if its creator may change it, until the transaction ends.
fn hold(conn: &mut Conn, entry: &Entry, creator: &Account, now: Moment) -> Result<()> {
    let held = diesel::update(
        entries::table
            .filter(
                entries::id
                    .eq(entry.id)
                    .and(entries::creator_id.eq(creator.id)),
            )
            .filter(entries::state.eq_any([State::Draft, State::Submitted, State::Returned])),
    )
    .set(entries::updated_at.eq(now))
    .execute(conn)?;
    if held == 1 {
        Ok(())
    } else {
        Err(Error::Conflict("error-entry-state"))
    }
}

/// A file leaves its entry. Its creator can put it back.
fn let_go(conn: &mut Conn, file: Option<Id<Media>>, now: Moment) -> Result<()> {
    if let Some(file) = file {
        diesel::update(media::table.filter(media::id.eq(file)))
            .set((
                media::former_entry_id.eq(media::entry_id),
                media::entry_id.eq(None::<Id<Entry>>),
                media::left_at.eq(Some(now)),
            ))
            .execute(conn)?;
    }
    Ok(())
}
