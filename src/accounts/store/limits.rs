//! Limits by account or address, counted in the database, so that they hold on every node.

use chrono::TimeDelta;
use diesel::prelude::*;
use sha2::{Digest, Sha256};

use crate::db::{Conn, Id, Moment};
use crate::error::{Error, Result};
use crate::schema::attempts;

/// Counts an attempt of `kind` on `subject`, and refuses when there were `max` within `window` already. In
/// the database, so that the limit holds on every node.
pub fn attempt(
    conn: &mut Conn,
    kind: &'static str,
    subject: &str,
    max: i64,
    window: TimeDelta,
    now: Moment,
) -> Result<()> {
    enum Attempt {}
    let subject = Sha256::digest(subject).to_vec();
    let since = now.minus(window);
    let of_subject = attempts::table.filter(
        attempts::kind
            .eq(kind)
            .and(attempts::subject.eq(subject.clone())),
    );
    diesel::delete(of_subject.clone().filter(attempts::at.le(since))).execute(conn)?;
    let (count, first): (i64, Option<Moment>) = of_subject
        .select((diesel::dsl::count_star(), diesel::dsl::min(attempts::at)))
        .first(conn)?;
    if count >= max {
        let wait = first.map_or(window, |first| first.plus(window).since(now));
        return Err(Error::TooMany(wait.to_std().unwrap_or_default()));
    }
    diesel::insert_into(attempts::table)
        .values((
            attempts::id.eq(Id::<Attempt>::new()),
            attempts::kind.eq(kind),
            attempts::subject.eq(subject),
            attempts::at.eq(now),
        ))
        .execute(conn)?;
    Ok(())
}

/// Forgets the attempts on `subject` once it succeeded.
pub fn forget_attempts(conn: &mut Conn, kind: &'static str, subject: &str) -> Result<()> {
    let subject = Sha256::digest(subject).to_vec();
    diesel::delete(
        attempts::table.filter(attempts::kind.eq(kind).and(attempts::subject.eq(subject))),
    )
    .execute(conn)?;
    Ok(())
}
