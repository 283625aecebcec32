//! SQL of uploads: a part is taken only where the one before it ends, by one statement that says so.

use diesel::prelude::*;

use crate::accounts::Account;
use crate::db::{Conn, Id, Moment};
use crate::entries::Entry;
use crate::error::{Error, Result};
use crate::jobs::Job;
use crate::media::Media;
use crate::media::upload::{Announced, KEPT, Part, Upload};
use crate::schema::{entries, upload_parts, uploads};

/// The conflict of a part whose place another request took.
pub const ELSEWHERE: &str = "error-upload-elsewhere";

impl Upload {
    /// Begins an upload, or goes on with one of the same file: a client that lost its address does not begin anew.
    /// What has begun to arrive of another file for the same place of the entry is given up.
    pub fn begin(
        conn: &mut Conn,
        entry: Id<Entry>,
        file: &Announced,
        now: Moment,
    ) -> Result<(Id<Self>, Moment)> {
        let before: Vec<Self> = uploads::table
            .filter(uploads::entry_id.eq(entry).and(uploads::kind.eq(file.kind)))
            .filter(uploads::question.eq(&file.question))
            .filter(uploads::language.eq(&file.language))
            .filter(uploads::expires_at.gt(now).and(uploads::media_id.is_null()))
            .select(Self::as_select())
            .load(conn)?;
        if let Some(same) = before.iter().find(|each| each.is_of(file)) {
            return Ok((same.id, same.expires_at));
        }
        for upload in before {
            Self::give_up(conn, upload.id, now)?;
        }
        let (id, expires_at) = (Id::new(), now.plus(KEPT));
        diesel::insert_into(uploads::table)
            .values((
                uploads::id.eq(id),
                uploads::entry_id.eq(entry),
                uploads::kind.eq(file.kind),
                uploads::language.eq(&file.language),
                uploads::question.eq(&file.question),
                uploads::file_name.eq(&file.file_name),
                uploads::modified.eq(file.modified),
                uploads::size.eq(file.size),
                uploads::received.eq(0),
                uploads::begun_at.eq(now),
                uploads::expires_at.eq(expires_at),
            ))
            .execute(conn)?;
        Job::ClearUpload { upload: id.cast() }.enqueue_at(conn, expires_at, now)?;
        Ok((id, expires_at))
    }

    /// An upload of this creator, with its entry; anybody else's is not found, nor is one that was given up.
    pub fn of(
        conn: &mut Conn,
        creator: &Account,
        id: Id<Self>,
        now: Moment,
    ) -> Result<(Self, Id<Entry>)> {
        Ok(uploads::table
            .inner_join(entries::table)
            .filter(uploads::id.eq(id).and(uploads::expires_at.gt(now)))
            .filter(entries::creator_id.eq(creator.id))
            .select((Self::as_select(), uploads::entry_id))
            .first(conn)?)
    }

    /// Those of an entry that can go on, the newest last.
    pub fn unfinished(conn: &mut Conn, entry: Id<Entry>, now: Moment) -> Result<Vec<Self>> {
        Ok(uploads::table
            .filter(uploads::entry_id.eq(entry).and(uploads::expires_at.gt(now)))
            .filter(uploads::media_id.is_null())
            .order(uploads::id)
            .select(Self::as_select())
            .load(conn)?)
    }

    /// What has arrived, in its order.
    pub fn parts(conn: &mut Conn, id: Id<Self>) -> Result<Vec<Part>> {
        let parts: Vec<(i64, i64, String)> = upload_parts::table
            .filter(upload_parts::upload_id.eq(id))
            .order(upload_parts::start)
            .select((
                upload_parts::start,
                upload_parts::size,
                upload_parts::storage_key,
            ))
            .load(conn)?;
        Ok(parts
            .into_iter()
            .map(|(start, size, storage_key)| Part {
                start,
                size,
                storage_key,
            })
            .collect())
    }

    /// Takes the next part, unless another request took one meanwhile.
    pub fn take(
        conn: &mut Conn,
        id: Id<Self>,
        part: &Part,
        became: Option<Id<Media>>,
        now: Moment,
    ) -> Result<()> {
        let taken = diesel::update(
            uploads::table
                .filter(uploads::id.eq(id).and(uploads::received.eq(part.start)))
                .filter(uploads::media_id.is_null())
                .filter(uploads::expires_at.gt(now)),
        )
        .set((
            uploads::received.eq(part.start + part.size),
            uploads::media_id.eq(became),
        ))
        .execute(conn)?;
        if taken != 1 {
            return Err(Error::Conflict(ELSEWHERE));
        }
        diesel::insert_into(upload_parts::table)
            .values((
                upload_parts::upload_id.eq(id),
                upload_parts::start.eq(part.start),
                upload_parts::size.eq(part.size),
                upload_parts::storage_key.eq(&part.storage_key),
            ))
            .execute(conn)?;
        match became {
            Some(_) => Job::ClearUpload { upload: id.cast() }.enqueue(conn, now),
            None => Ok(()),
        }
    }

    /// Lets go of it: it cannot go on, and what has arrived is deleted.
    pub fn give_up(conn: &mut Conn, id: Id<Self>, now: Moment) -> Result<()> {
        diesel::update(uploads::table.filter(uploads::id.eq(id).and(uploads::expires_at.gt(now))))
            .set(uploads::expires_at.eq(now))
            .execute(conn)?;
        Job::ClearUpload { upload: id.cast() }.enqueue(conn, now)
    }

    /// What is left of an upload that is whole or over; nothing of one that goes on.
    pub fn remains(conn: &mut Conn, id: Id<Self>, now: Moment) -> Result<Vec<Part>> {
        let over: Option<Id<Self>> = uploads::table
            .filter(uploads::id.eq(id))
            .filter(
                uploads::media_id
                    .is_not_null()
                    .or(uploads::expires_at.le(now)),
            )
            .select(uploads::id)
            .first(conn)
            .optional()?;
        match over {
            Some(id) => Self::parts(conn, id),
            None => Ok(Vec::new()),
        }
    }

    /// Forgets those parts, which are deleted, and the upload too once it is over.
    pub fn cleared(conn: &mut Conn, id: Id<Self>, parts: &[Part], now: Moment) -> Result<()> {
        let starts: Vec<i64> = parts.iter().map(|part| part.start).collect();
        diesel::delete(
            upload_parts::table
                .filter(upload_parts::upload_id.eq(id))
                .filter(upload_parts::start.eq_any(starts)),
        )
        .execute(conn)?;
        diesel::delete(uploads::table.filter(uploads::id.eq(id).and(uploads::expires_at.le(now))))
            .execute(conn)?;
        Ok(())
    }
}
