//! Decision mails: who gets which, written and held as a batch, released or discarded as one.

use std::collections::{HashMap, HashSet};

use diesel::dsl::exists;
use diesel::prelude::*;

use super::EntryOfRow;
use crate::accounts::Account;
use crate::contests::Contest;
use crate::db::{Conn, Id, Json, Moment, on_each};
use crate::entries::{Entry, State, number_text};
use crate::error::{Error, Result};
use crate::events::Event;
use crate::i18n::{Locale, Trilingual};
use crate::judging::BallotState;
use crate::mail::held::{Batch, Written};
use crate::mail::{Mail, MailState, Recipient};
use crate::results::notices::{NoticeBatch, NoticeState, NoticeText, Values, Verdict};
use crate::results::{Ranking, RankingState};
use crate::schema::{
    accounts, assignments, awards, ballots, entries, mails, notice_batches, notices, placements,
    streams,
};
use crate::urls;
use crate::web::paging::{LIMIT, Paged};

/// Rows of one statement.
const ROWS: usize = 500;

/// A creator who is to be told what was decided of an entry.
#[derive(Clone, Debug)]
pub struct Told {
    pub entry: EntryOfRow,
    /// The code of the entry's stream, for its number.
    pub code: String,
    pub creator: Account,
    pub verdict: Verdict,
    /// The names of its awards, the highest first.
    awards: Vec<Json<Trilingual>>,
    /// The code of the certificate of the highest, once results are final.
    certificate: Option<String>,
}

impl Told {
    /// What stands for the placeholders in a mail to a reader of `locale`.
    pub fn values(
        &self,
        contest: &Contest,
        ranking: &Ranking,
        base_url: &str,
        locale: Locale,
    ) -> Values {
        let link = |path: &str| format!("{base_url}{path}");
        let awards: Vec<&str> = self
            .awards
            .iter()
            .map(|name| name.in_locale(locale))
            .collect();
        let certificate = self
            .certificate
            .as_ref()
            .map(|code| link(&urls::with_query(urls::certificates(), &[("code", code)])));
        let feedback = ranking
            .tells_creators()
            .then(|| link(&urls::entry(self.entry.id)));
        Values::from([
            ("contest", contest.name.in_locale(locale).to_owned()),
            (
                "number",
                number_text(&self.code, self.entry.number.unwrap_or_default()),
            ),
            ("title", self.entry.title_for(locale).1.to_owned()),
            ("award", awards.join(&locale.t("list-separator"))),
            ("certificate", certificate.unwrap_or_default()),
            ("feedback", feedback.unwrap_or_default()),
            ("results", link(&urls::public_results(&contest.slug))),
        ])
    }
}

/// The name of an award, and the code of its certificate once results are final.
type Prize = (Json<Trilingual>, Option<String>);

/// The creators of all entries of the contest that judges scored, with what was decided on these results, by entry number. Two statements.
pub fn told(conn: &mut Conn, contest: &Contest, ranking: &Ranking) -> Result<Vec<Told>> {
    let judged = assignments::table
        .inner_join(ballots::table)
        .filter(assignments::entry_id.eq(entries::id))
        .filter(ballots::state.eq(BallotState::Submitted));
    let rows: Vec<(EntryOfRow, String, Account)> = entries::table
        .inner_join(accounts::table)
        .inner_join(streams::table)
        .filter(entries::contest_id.eq(contest.id))
        .filter(entries::state.eq_any([State::Accepted, State::Disqualified]))
        .filter(exists(judged))
        .order(entries::number)
        .select((EntryOfRow::as_select(), streams::code, Account::as_select()))
        .load(conn)?;
    let mut placed: HashMap<Id<Entry>, Vec<Prize>> = HashMap::new();
    let given: Vec<(Id<Entry>, Json<Trilingual>, Option<String>)> = placements::table
        .inner_join(awards::table)
        .filter(placements::ranking_id.eq(ranking.id))
        .order((awards::position, awards::id))
        .select((placements::entry_id, awards::name, placements::certificate))
        .load(conn)?;
    for (entry, name, certificate) in given {
        placed.entry(entry).or_default().push((name, certificate));
    }
    Ok(rows
        .into_iter()
        .map(|(entry, code, creator)| {
            let given = placed.remove(&entry.id).unwrap_or_default();
            let verdict = match (entry.state, given.is_empty()) {
                (State::Disqualified, _) => Verdict::Disqualified,
                (_, false) => Verdict::Awarded,
                (_, true) => Verdict::NotAwarded,
            };
            Told {
                certificate: given.first().and_then(|(_, code)| code.clone()),
                awards: given.into_iter().map(|(name, _)| name).collect(),
                entry,
                code,
                creator,
                verdict,
            }
        })
        .collect())
}

/// Which entries of the contest were told which verdict already, or are about to be: none is told the same twice. One statement.
pub fn already_told(
    conn: &mut Conn,
    contest: Id<Contest>,
) -> Result<HashSet<(Id<Entry>, Verdict)>> {
    Ok(notices::table
        .inner_join(notice_batches::table)
        .filter(notice_batches::contest_id.eq(contest))
        .select((notices::entry_id, notices::verdict))
        .load(conn)?
        .into_iter()
        .collect())
}

#[derive(Insertable)]
#[diesel(table_name = notices, treat_none_as_default_value = false)]
struct NewNotice {
    entry_id: Id<Entry>,
    verdict: Verdict,
    batch_id: Id<Batch>,
    mail_id: Id<Mail>,
}

/// A held or sent mail of a batch, as its list names it.
#[derive(Clone, Debug)]
pub struct NoticeRow {
    pub mail: Id<Mail>,
    pub address: String,
    pub subject: String,
    pub state: MailState,
    pub verdict: Verdict,
}

impl NoticeBatch {
    /// Writes a mail for every creator who was not told the same already, and holds them all. The number of statements grows by one for
    /// some hundred mails.
    pub fn prepare(
        conn: &mut Conn,
        contest: &Contest,
        ranking: &Ranking,
        by: &Account,
        base_url: &str,
        now: Moment,
    ) -> Result<Id<Batch>> {
        if !ranking.state.is_public() {
            return Err(Error::Conflict("error-ranking-changed"));
        }
        let before = already_told(conn, contest.id)?;
        let mut due = told(conn, contest, ranking)?;
        due.retain(|one| !before.contains(&(one.entry.id, one.verdict)));
        if due.is_empty() {
            return Err(Error::Conflict("error-notices-none"));
        }
        let texts = NoticeText::all(conn, contest.id)?;
        let batch = Id::<Batch>::new();
        let begun = diesel::insert_into(notice_batches::table)
            .values((
                notice_batches::id.eq(batch),
                notice_batches::contest_id.eq(contest.id),
                notice_batches::ranking_id.eq(ranking.id),
                notice_batches::state.eq(NoticeState::Held),
                notice_batches::going.eq(Some(contest.id.to_string())),
                notice_batches::prepared_by.eq(by.id),
                notice_batches::prepared_at.eq(now),
            ))
            .execute(conn);
        begun.map_err(|error| match Error::from(error) {
            Error::Conflict(_) => Error::Conflict("error-notices-held"),
            other => other,
        })?;
        let written = due
            .iter()
            .map(|one| {
                let to = Recipient::from(&one.creator);
                let values = one.values(contest, ranking, base_url, to.locale);
                let text = texts.iter().find(|text| text.verdict == one.verdict);
                let (subject, body) =
                    text.map_or_else(Default::default, |text| text.written(to.locale, &values));
                Written {
                    to,
                    kind: one.verdict.mail_kind(),
                    subject,
                    body,
                }
            })
            .collect();
        let ids = Batch::hold(conn, batch, contest.id, written, now)?;
        let rows: Vec<NewNotice> = due
            .iter()
            .zip(ids)
            .map(|(one, mail)| NewNotice {
                entry_id: one.entry.id,
                verdict: one.verdict,
                batch_id: batch,
                mail_id: mail,
            })
            .collect();
        for rows in rows.chunks(ROWS) {
            on_each!(conn, |c| diesel::insert_into(notices::table)
                .values(rows)
                .execute(c))?;
        }
        let count = |verdict| due.iter().filter(|one| one.verdict == verdict).count();
        Event::new("notices", batch, "prepared")
            .by(by.id)
            .in_contest(contest.id)
            .with(serde_json::json!({
                "ranking": ranking.id,
                "awarded": count(Verdict::Awarded),
                "not_awarded": count(Verdict::NotAwarded),
                "disqualified": count(Verdict::Disqualified),
            }))
            .record(conn, now)?;
        Ok(batch)
    }

    /// A batch of the contest; another's is not found. One statement.
    pub fn of(conn: &mut Conn, contest: Id<Contest>, id: Id<Batch>) -> Result<Self> {
        Ok(notice_batches::table
            .filter(notice_batches::id.eq(id))
            .filter(notice_batches::contest_id.eq(contest))
            .select(Self::as_select())
            .first(conn)?)
    }

    /// Whether decision mails of the contest were ever written and not deleted. One statement.
    pub fn any(conn: &mut Conn, contest: Id<Contest>) -> Result<bool> {
        let batches = notice_batches::table
            .filter(notice_batches::contest_id.eq(contest))
            .filter(notice_batches::state.ne(NoticeState::Discarded));
        Ok(diesel::select(exists(batches)).get_result(conn)?)
    }

    /// The contest's batches, the newest first, at most a page of them. One statement.
    pub fn list(conn: &mut Conn, contest: Id<Contest>) -> Result<Vec<Self>> {
        Ok(notice_batches::table
            .filter(notice_batches::contest_id.eq(contest))
            .order(notice_batches::id.desc())
            .limit(LIMIT)
            .select(Self::as_select())
            .load(conn)?)
    }

    /// The mails of the batch in the order in which they were written. One statement.
    pub fn mails(&self, conn: &mut Conn, after: Option<Id<Mail>>) -> Result<Paged<NoticeRow>> {
        let mut query = notices::table
            .inner_join(mails::table)
            .filter(notices::batch_id.eq(self.id))
            .into_boxed();
        if let Some(after) = after {
            query = query.filter(mails::id.gt(after));
        }
        let rows: Vec<(Id<Mail>, String, String, MailState, Verdict)> = query
            .order(mails::id)
            .limit(LIMIT)
            .select((
                mails::id,
                mails::address,
                mails::subject,
                mails::state,
                notices::verdict,
            ))
            .load(conn)?;
        let rows = rows
            .into_iter()
            .map(|(mail, address, subject, state, verdict)| NoticeRow {
                mail,
                address,
                subject,
                state,
                verdict,
            })
            .collect();
        Ok(Paged::new(rows, |row: &NoticeRow| row.mail))
    }

    /// How many mails of the batch say what. One statement.
    pub fn verdicts(&self, conn: &mut Conn) -> Result<Vec<(Verdict, i64)>> {
        Ok(notices::table
            .filter(notices::batch_id.eq(self.id))
            .group_by(notices::verdict)
            .select((notices::verdict, diesel::dsl::count_star()))
            .order(notices::verdict)
            .load(conn)?)
    }

    /// Whether what the held mails say no longer holds: the results are not the public ones any more, or became final meanwhile, or an
    /// entry was withdrawn or disqualified since. Two statements.
    pub fn is_outdated(&self, conn: &mut Conn) -> Result<bool> {
        let public = super::published(conn, self.contest_id)?;
        let same = public.is_some_and(|public| {
            let ranking = public.ranking;
            ranking.id == self.ranking_id
                && !(ranking.state == RankingState::Final
                    && ranking.final_at.is_some_and(|at| at > self.prepared_at))
        });
        if !same {
            return Ok(true);
        }
        let changed = notices::table
            .inner_join(entries::table)
            .filter(notices::batch_id.eq(self.id))
            .filter(
                notices::verdict
                    .ne(Verdict::Disqualified)
                    .and(entries::state.ne(State::Accepted))
                    .or(notices::verdict
                        .eq(Verdict::Disqualified)
                        .and(entries::state.ne(State::Disqualified))),
            );
        Ok(diesel::select(exists(changed)).get_result(conn)?)
    }

    /// Sends all held mails on their way, once. What no longer holds is not sent.
    pub fn release(&self, conn: &mut Conn, by: &Account, now: Moment) -> Result<()> {
        if self.is_outdated(conn)? {
            return Err(Error::Conflict("error-notices-outdated"));
        }
        self.decide(conn, NoticeState::Released, by, now)?;
        let mails = Batch::release(conn, self.id, now)?;
        self.record(conn, "released", mails, by, now)
    }

    /// Deletes all held mails, once: their entries can be told anew.
    pub fn discard(&self, conn: &mut Conn, by: &Account, now: Moment) -> Result<()> {
        self.decide(conn, NoticeState::Discarded, by, now)?;
        diesel::delete(notices::table.filter(notices::batch_id.eq(self.id))).execute(conn)?;
        let mails = Batch::discard(conn, self.id)?;
        self.record(conn, "discarded", mails, by, now)
    }

    /// Of two who decide at once, one does.
    fn decide(&self, conn: &mut Conn, to: NoticeState, by: &Account, now: Moment) -> Result<()> {
        let decided = diesel::update(
            notice_batches::table
                .filter(notice_batches::id.eq(self.id))
                .filter(notice_batches::state.eq(NoticeState::Held)),
        )
        .set((
            notice_batches::state.eq(to),
            notice_batches::going.eq(None::<String>),
            notice_batches::decided_by.eq(Some(by.id)),
            notice_batches::decided_at.eq(Some(now)),
        ))
        .execute(conn)?;
        if decided == 1 {
            Ok(())
        } else {
            Err(Error::Conflict("error-notices-decided"))
        }
    }

    fn record(
        &self,
        conn: &mut Conn,
        action: &'static str,
        mails: usize,
        by: &Account,
        now: Moment,
    ) -> Result<()> {
        Event::new("notices", self.id, action)
            .by(by.id)
            .in_contest(self.contest_id)
            .with(serde_json::json!({ "mails": mails }))
            .record(conn, now)
    }
}
