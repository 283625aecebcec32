//! SQL of entries.

use diesel::prelude::*;

use super::Entry;
use crate::db::{Conn, Id};
use crate::error::Result;
use crate::schema::entries;

impl Entry {
    pub fn find(conn: &mut Conn, id: Id<Entry>) -> Result<Self> {
        Ok(entries::table
            .filter(entries::id.eq(id))
            .select(Self::as_select())
            .first(conn)?)
    }
}
