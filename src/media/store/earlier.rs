//! SQL of files that were replaced or taken out: their creator can put them back.

use diesel::prelude::*;

use super::hold;
use crate::accounts::Account;
use crate::db::{Conn, Id, Moment};
use crate::entries::Entry;
use crate::error::Result;
use crate::events::Event;
use crate::media::{Media, MediaKind};
use crate::schema::media;

/// So many of an entry's earlier files are shown, the last that left it.
const SHOWN: i64 = 20;

/// What can be put back. Which question a file answered is not known once it has left.
const KINDS: [MediaKind; 3] = [MediaKind::Video, MediaKind::Poster, MediaKind::Subtitles];

/// A file that was part of an entry.
#[derive(Clone, Debug, Queryable, Selectable)]
#[diesel(table_name = media)]
pub struct Earlier {
    #[diesel(embed)]
    pub file: Media,
    pub left_at: Option<Moment>,
}

impl Media {
    /// The files that last left an entry, the last first. One statement.
    pub fn earlier(conn: &mut Conn, entry: Id<Entry>) -> Result<Vec<Earlier>> {
        Ok(media::table
            .filter(media::former_entry_id.eq(Some(entry)))
            .filter(media::entry_id.is_null())
            .filter(media::kind.eq_any(KINDS))
            .order((media::left_at.desc(), media::id.desc()))
            .limit(SHOWN)
            .select(Earlier::as_select())
            .load(conn)?)
    }

    /// Gives an earlier file of the entry its place back; what is there now leaves it. Records "file-put-back".
    pub fn put_back(
        conn: &mut Conn,
        entry: &Entry,
        creator: &Account,
        id: Id<Self>,
        now: Moment,
    ) -> Result<()> {
        hold(conn, entry, creator, now)?;
        let file: Self = media::table
            .filter(media::id.eq(id).and(media::owner_id.eq(creator.id)))
            .filter(media::former_entry_id.eq(Some(entry.id)))
            .filter(media::entry_id.is_null())
            .filter(media::kind.eq_any(KINDS))
            .select(Self::as_select())
            .first(conn)?;
        diesel::update(media::table.filter(media::id.eq(id)))
            .set((
                media::entry_id.eq(Some(entry.id)),
                media::former_entry_id.eq(None::<Id<Entry>>),
                media::left_at.eq(None::<Moment>),
            ))
            .execute(conn)?;
        file.settle(conn, entry.id, "", now)?;
        Event::new("entry", entry.id, "file-put-back")
            .by(creator.id)
            .in_contest(entry.contest_id)
            .record(conn, now)
    }
}
