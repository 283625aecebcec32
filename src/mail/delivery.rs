//! From the outbox to the mail server, one mail a job.

use diesel::prelude::*;

use super::transport::Mailer;
use super::{Mail, MailState};
use crate::db::{Conn, Db, Id, Moment};
use crate::error::Result;
use crate::schema::mails;

/// Sends the mail if it still waits, and notes that it left.
pub async fn deliver(db: &Db, mailer: &Mailer, id: Id<Mail>, now: Moment) -> Result<()> {
    let waiting = db
        .read(move |conn| {
            let found: Option<(String, String, String)> = mails::table
                .filter(mails::id.eq(id).and(mails::state.eq(MailState::Queued)))
                .select((mails::address, mails::subject, mails::body))
                .first(conn)
                .optional()?;
            Ok(found)
        })
        .await?;
    let Some((address, subject, body)) = waiting else {
        return Ok(());
    };
    let sent = mailer
        .send(&address, &subject, &body, &id.to_string())
        .await;
    let error = sent.as_ref().err().map(|e| format!("{e:#}"));
    db.write(move |conn| {
        let of_mail = mails::table.filter(mails::id.eq(id));
        match error {
            None => diesel::update(of_mail)
                .set((
                    mails::state.eq(MailState::Sent),
                    mails::attempts.eq(mails::attempts + 1),
                    mails::sent_at.eq(Some(now)),
                    mails::last_error.eq(None::<String>),
                ))
                .execute(conn)?,
            Some(error) => diesel::update(of_mail)
                .set((
                    mails::attempts.eq(mails::attempts + 1),
                    mails::last_error.eq(Some(error)),
                ))
                .execute(conn)?,
        };
        Ok(())
    })
    .await?;
    Ok(sent?)
}

/// Marks a mail whose last attempt failed.
pub fn give_up(conn: &mut Conn, id: Id<Mail>) -> Result<()> {
    diesel::update(mails::table.filter(mails::id.eq(id).and(mails::state.eq(MailState::Queued))))
        .set(mails::state.eq(MailState::Failed))
        .execute(conn)?;
    Ok(())
}
