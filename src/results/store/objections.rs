//! Objections to public results: taken by entry number until the deadline, confirmed, noted, answered once.

use chrono::TimeDelta;
use diesel::prelude::*;

use super::EntryOfRow;
use crate::accounts::store::attempt;
use crate::accounts::{Account, Token};
use crate::contests::Contest;
use crate::db::{Conn, Id, Moment};
use crate::entries::{State, number_text};
use crate::error::{Error, Result};
use crate::events::Event;
use crate::i18n::Locale;
use crate::mail::{Letter, Recipient};
use crate::results::Ranking;
use crate::results::certificates::Code;
use crate::results::forms::objections::{Answer, NewObjection};
use crate::results::objections::{CONFIRM_WITHIN, Objection, ObjectionState};
use crate::schema::{accounts, entries, objections, rankings, streams};
use crate::urls;
use crate::web::paging::{LIMIT, Paged};

/// How many objections one account or address may send in a day.
const A_DAY: i64 = 10;

/// An objection with the entry it is about, and who answered it.
#[derive(Clone, Debug)]
pub struct Objected {
    pub objection: Objection,
    pub entry: EntryOfRow,
    /// The code of the entry's stream, for its number.
    pub code: String,
    pub answered_by: Option<Account>,
}

/// Who objects: an account, or whoever can read mail at the address that was left.
pub struct Objector<'a> {
    pub account: Option<&'a Account>,
    pub locale: Locale,
}

/// Objections with their entries; the columns of [`Found`].
macro_rules! objected {
    () => {
        objections::table
            .inner_join(entries::table.inner_join(streams::table))
            .left_join(accounts::table.on(accounts::id.nullable().eq(objections::answered_by)))
            .select((
                Objection::as_select(),
                EntryOfRow::as_select(),
                streams::code,
                Option::<Account>::as_select(),
            ))
    };
}

type Found = (Objection, EntryOfRow, String, Option<Account>);

impl From<Found> for Objected {
    fn from((objection, entry, code, answered_by): Found) -> Self {
        Self {
            objection,
            entry,
            code,
            answered_by,
        }
    }
}

impl Ranking {
    /// Takes an objection, while objections are taken, to an entry that was judged. Of who is signed in it is received at once; anyone
    /// else gets a mail with a link first, so that nobody objects in another's name. Gives back its reference.
    pub fn object(
        &self,
        conn: &mut Conn,
        contest: &Contest,
        new: &NewObjection,
        who: &Objector<'_>,
        base_url: &str,
        now: Moment,
    ) -> Result<String> {
        if !self.takes_objections(now) {
            return Err(Error::Conflict("error-objections-over"));
        }
        let found: Option<(EntryOfRow, String)> = entries::table
            .inner_join(streams::table)
            .filter(entries::contest_id.eq(contest.id))
            .filter(entries::number.eq(new.number))
            .filter(entries::state.eq_any([State::Accepted, State::Disqualified]))
            .select((EntryOfRow::as_select(), streams::code))
            .first(conn)
            .optional()?;
        let (entry, code) = found.ok_or(Error::Conflict("error-objection-entry"))?;
        let contact = match (who.account, &new.contact) {
            (Some(account), _) => account.email.to_string(),
            (None, Some(email)) => email.to_string(),
            (None, None) => return Err(Error::SignInFirst),
        };
        attempt(conn, "objection", &contact, A_DAY, TimeDelta::days(1), now)?;
        let token = Token::new()?;
        let reference = Code::draw()?.to_string();
        let id = Id::<Objection>::new();
        diesel::insert_into(objections::table)
            .values((
                objections::id.eq(id),
                objections::contest_id.eq(contest.id),
                objections::ranking_id.eq(self.id),
                objections::entry_id.eq(entry.id),
                objections::reference.eq(&reference),
                objections::account_id.eq(who.account.map(|account| account.id)),
                objections::contact.eq(contact),
                objections::locale.eq(who.locale),
                objections::token_hash.eq(who.account.is_none().then(|| token.hash())),
                objections::grounds.eq(new.grounds),
                objections::source_url.eq(&new.source_url),
                objections::received_at.eq(now),
                objections::confirmed_at.eq(who.account.map(|_| now)),
                objections::is_public.eq(false),
                objections::text.eq(&new.text),
                objections::answer.eq(""),
                objections::note.eq(""),
            ))
            .execute(conn)?;
        let objected = Objected {
            objection: Objection::find(conn, id)?,
            entry,
            code,
            answered_by: None,
        };
        if who.account.is_some() {
            return objected.receive(conn, contest, base_url, now);
        }
        let link = format!("{base_url}{}", urls::objection_link(&token));
        let to = objected.recipient(conn)?;
        objected
            .letter("objection-confirm", contest, &to)
            .arg("link", link)
            .queue(conn, &to, now)?;
        Ok(reference)
    }

    /// What was answered in public to objections to these results, the newest objection first. One statement.
    pub fn public_answers(
        &self,
        conn: &mut Conn,
        after: Option<Id<Objection>>,
    ) -> Result<Paged<Objected>> {
        let of_round = rankings::table
            .filter(rankings::round_id.eq(self.round_id))
            .select(rankings::id);
        let mut query = objected!()
            .filter(objections::ranking_id.eq_any(of_round))
            .filter(objections::is_public.eq(true))
            .into_boxed();
        if let Some(after) = after {
            query = query.filter(objections::id.lt(after));
        }
        let rows: Vec<Found> = query.order(objections::id.desc()).limit(LIMIT).load(conn)?;
        let rows = rows.into_iter().map(Objected::from).collect();
        Ok(Paged::new(rows, |row: &Objected| row.objection.id))
    }
}

impl Objection {
    fn find(conn: &mut Conn, id: Id<Self>) -> Result<Self> {
        Ok(objections::table
            .filter(objections::id.eq(id))
            .select(Self::as_select())
            .first(conn)?)
    }

    /// How many received objections of a contest nobody has answered. One statement.
    pub fn count_open(conn: &mut Conn, contest: Id<Contest>) -> Result<i64> {
        Ok(objections::table
            .filter(objections::contest_id.eq(contest))
            .filter(objections::confirmed_at.is_not_null())
            .filter(objections::answered_at.is_null())
            .count()
            .get_result(conn)?)
    }

    /// Forgets those that nobody confirmed in time.
    pub fn forget_unconfirmed(conn: &mut Conn, now: Moment) -> Result<()> {
        diesel::delete(
            objections::table
                .filter(objections::confirmed_at.is_null())
                .filter(objections::received_at.le(now.minus(CONFIRM_WITHIN))),
        )
        .execute(conn)?;
        Ok(())
    }
}

impl Objected {
    /// A contest's objections in a state, or all that were received; the newest first. One statement.
    pub fn list(
        conn: &mut Conn,
        contest: Id<Contest>,
        state: Option<ObjectionState>,
        after: Option<Id<Objection>>,
    ) -> Result<Paged<Self>> {
        let mut query = objected!()
            .filter(objections::contest_id.eq(contest))
            .into_boxed();
        query = match state {
            None => query.filter(objections::confirmed_at.is_not_null()),
            Some(ObjectionState::Unconfirmed) => query.filter(objections::confirmed_at.is_null()),
            Some(ObjectionState::Open) => query
                .filter(objections::confirmed_at.is_not_null())
                .filter(objections::answered_at.is_null()),
            Some(ObjectionState::Answered) => query.filter(objections::answered_at.is_not_null()),
        };
        if let Some(after) = after {
            query = query.filter(objections::id.lt(after));
        }
        let rows: Vec<Found> = query.order(objections::id.desc()).limit(LIMIT).load(conn)?;
        let rows = rows.into_iter().map(Self::from).collect();
        Ok(Paged::new(rows, |row: &Self| row.objection.id))
    }

    /// An objection of the contest; another's is not found.
    pub fn of(conn: &mut Conn, contest: Id<Contest>, id: Id<Objection>) -> Result<Self> {
        let found: Found = objected!()
            .filter(objections::id.eq(id))
            .filter(objections::contest_id.eq(contest))
            .first(conn)?;
        Ok(found.into())
    }

    /// The objection of a reference, whoever asks. One statement.
    pub fn by_reference(conn: &mut Conn, contest: Id<Contest>, reference: &Code) -> Result<Self> {
        let found: Found = objected!()
            .filter(objections::reference.eq(reference.to_string()))
            .filter(objections::contest_id.eq(contest))
            .first(conn)?;
        Ok(found.into())
    }

    /// The objection that a mailed link confirms, with its contest; a used or outdated link opens nothing.
    pub fn by_token(conn: &mut Conn, token: &Token, now: Moment) -> Result<(Self, Contest)> {
        let found: Found = objected!()
            .filter(objections::token_hash.eq(token.hash()))
            .filter(objections::confirmed_at.is_null())
            .filter(objections::received_at.gt(now.minus(CONFIRM_WITHIN)))
            .first(conn)?;
        let objected: Self = found.into();
        let contest = Contest::find(conn, objected.objection.contest_id)?;
        Ok((objected, contest))
    }

    /// Confirms an objection by its link, once: now it is received, as of when it was sent.
    pub fn confirm(
        &self,
        conn: &mut Conn,
        contest: &Contest,
        base_url: &str,
        now: Moment,
    ) -> Result<String> {
        let confirmed = diesel::update(
            objections::table
                .filter(objections::id.eq(self.objection.id))
                .filter(objections::confirmed_at.is_null()),
        )
        .set((
            objections::confirmed_at.eq(Some(now)),
            objections::token_hash.eq(None::<Vec<u8>>),
        ))
        .execute(conn)?;
        if confirmed != 1 {
            return Err(Error::NotFound);
        }
        self.receive(conn, contest, base_url, now)
    }

    /// Tells the objector that it is received, the contest's admins that it is there, and the audit trail.
    fn receive(
        &self,
        conn: &mut Conn,
        contest: &Contest,
        base_url: &str,
        now: Moment,
    ) -> Result<String> {
        let reference = self.objection.reference.clone();
        let page = urls::public_objection(&contest.slug, &reference);
        let to = self.recipient(conn)?;
        self.letter("objection-received", contest, &to)
            .arg("link", format!("{base_url}{page}"))
            .queue(conn, &to, now)?;
        let page = urls::objection(&contest.slug, self.objection.id);
        for admin in contest.admins(conn)? {
            let to = Recipient::from(&admin);
            self.letter("objection-arrived", contest, &to)
                .arg(
                    "grounds",
                    to.locale.t(self.objection.grounds.key()).into_owned(),
                )
                .arg("link", format!("{base_url}{page}"))
                .queue(conn, &to, now)?;
        }
        let event = Event::new("objection", self.objection.id, "received")
            .in_contest(contest.id)
            .with(serde_json::json!({
                "entry": self.entry.id,
                "grounds": self.objection.grounds,
                "sent_at": self.objection.received_at,
            }));
        match self.objection.account_id {
            Some(account) => event.by(account).record(conn, now)?,
            None => event.record(conn, now)?,
        }
        Ok(reference)
    }

    /// Answers the objection, once, and mails the answer to who objected.
    pub fn answer(
        &self,
        conn: &mut Conn,
        contest: &Contest,
        by: &Account,
        answer: &Answer,
        base_url: &str,
        now: Moment,
    ) -> Result<()> {
        let answered = diesel::update(
            objections::table
                .filter(objections::id.eq(self.objection.id))
                .filter(objections::confirmed_at.is_not_null())
                .filter(objections::answered_at.is_null()),
        )
        .set((
            objections::outcome.eq(Some(answer.outcome)),
            objections::answer.eq(&answer.text),
            objections::is_public.eq(answer.public),
            objections::answered_by.eq(Some(by.id)),
            objections::answered_at.eq(Some(now)),
        ))
        .execute(conn)?;
        if answered != 1 {
            return Err(Error::Conflict("error-objection-answered"));
        }
        let page = urls::public_objection(&contest.slug, &self.objection.reference);
        let to = self.recipient(conn)?;
        self.letter("objection-answered", contest, &to)
            .arg("outcome", to.locale.t(answer.outcome.key()).into_owned())
            .arg("answer", answer.text.clone())
            .arg("link", format!("{base_url}{page}"))
            .queue(conn, &to, now)?;
        Event::new("objection", self.objection.id, "answered")
            .by(by.id)
            .in_contest(contest.id)
            .because(&answer.text)
            .with(serde_json::json!({
                "entry": self.entry.id,
                "outcome": answer.outcome,
                "public": answer.public,
            }))
            .record(conn, now)
    }

    /// Keeps the team's note in place of the one that was there.
    pub fn keep_note(
        &self,
        conn: &mut Conn,
        contest: &Contest,
        by: &Account,
        note: &str,
        now: Moment,
    ) -> Result<()> {
        let noted = diesel::update(
            objections::table
                .filter(objections::id.eq(self.objection.id))
                .filter(objections::note.eq(&self.objection.note)),
        )
        .set((
            objections::note.eq(note),
            objections::noted_by.eq(Some(by.id)),
            objections::noted_at.eq(Some(now)),
        ))
        .execute(conn)?;
        if noted != 1 {
            return Err(Error::Conflict("error-objection-changed"));
        }
        Event::new("objection", self.objection.id, "noted")
            .by(by.id)
            .in_contest(contest.id)
            .record(conn, now)
    }

    /// Who objected: the account and its inbox, or the address alone.
    fn recipient(&self, conn: &mut Conn) -> Result<Recipient> {
        match self.objection.account_id {
            Some(id) => Ok(Recipient::from(&Account::find(conn, id)?)),
            None => Ok(Recipient {
                account: None,
                address: self.objection.contact.clone(),
                name: self.objection.contact.clone(),
                locale: self.objection.locale,
            }),
        }
    }

    /// A mail about the objection, with what each of them says.
    fn letter(&self, kind: &'static str, contest: &Contest, to: &Recipient) -> Letter {
        let number = number_text(&self.code, self.entry.number.unwrap_or_default());
        Letter::new(kind)
            .in_contest(contest.id)
            .arg("contest", contest.name.in_locale(to.locale).to_owned())
            .arg("number", number)
            .arg("reference", self.objection.reference.clone())
            .arg("text", self.objection.text.clone())
    }
}
