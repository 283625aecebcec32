//! The texts of decision mails: a contest's own, or those that are there from the start.

use diesel::prelude::*;

use crate::accounts::Account;
use crate::contests::Contest;
use crate::db::{Conn, Id, Json, Moment};
use crate::error::{Error, Result};
use crate::events::Event;
use crate::results::forms::notices::NewText;
use crate::results::notices::{NoticeText, Verdict};
use crate::schema::notice_texts;

impl NoticeText {
    /// The contest's text for each verdict, its own or the one that is there from the start. One statement.
    pub fn all(conn: &mut Conn, contest: Id<Contest>) -> Result<Vec<Self>> {
        let own = notice_texts::table
            .filter(notice_texts::contest_id.eq(contest))
            .select(Self::as_select())
            .load(conn)?;
        Ok(Verdict::ALL
            .iter()
            .map(|verdict| {
                let found = own.iter().find(|text: &&Self| text.verdict == *verdict);
                found.cloned().unwrap_or_else(|| Self::default_of(*verdict))
            })
            .collect())
    }

    /// Keeps a contest's own text in place of the one that was there. Mails that are written already stay as they are.
    pub fn change(
        conn: &mut Conn,
        contest: &Contest,
        verdict: Verdict,
        by: &Account,
        new: &NewText,
        now: Moment,
    ) -> Result<()> {
        let (subject, body) = (Json::new(new.subject.clone()), Json::new(new.body.clone()));
        let kept = if new.version == 0 {
            diesel::insert_into(notice_texts::table)
                .values((
                    notice_texts::contest_id.eq(contest.id),
                    notice_texts::verdict.eq(verdict),
                    notice_texts::version.eq(1),
                    notice_texts::changed_by.eq(by.id),
                    notice_texts::changed_at.eq(now),
                    notice_texts::subject.eq(subject),
                    notice_texts::body.eq(body),
                ))
                .execute(conn)
        } else {
            let seen = notice_texts::table
                .filter(notice_texts::contest_id.eq(contest.id))
                .filter(notice_texts::verdict.eq(verdict))
                .filter(notice_texts::version.eq(new.version));
            diesel::update(seen)
                .set((
                    notice_texts::version.eq(new.version + 1),
                    notice_texts::changed_by.eq(by.id),
                    notice_texts::changed_at.eq(now),
                    notice_texts::subject.eq(subject),
                    notice_texts::body.eq(body),
                ))
                .execute(conn)
        };
        match kept.map_err(Error::from) {
            Ok(1) => {}
            Ok(_) | Err(Error::Conflict(_)) => {
                return Err(Error::Conflict("error-notice-text-changed"));
            }
            Err(error) => return Err(error),
        }
        Event::new("contest", contest.id, "notice-text-changed")
            .by(by.id)
            .in_contest(contest.id)
            .with(serde_json::json!({ "verdict": verdict }))
            .record(conn, now)
    }
}
