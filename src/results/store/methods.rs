//! How a round is ranked: chosen freely before scores come in, with a printed reason after.

use diesel::dsl::exists;
use diesel::prelude::*;

use crate::accounts::Account;
use crate::contests::Contest;
use crate::db::{Conn, Id, Json, Moment, on_each};
use crate::error::{Error, Result};
use crate::events::Event;
use crate::judging::Format;
use crate::results::forms::MethodChoice;
use crate::results::{Method, MethodChange, RoundSummary};
use crate::schema::{assignments, ballots, round_methods, rounds};

/// The method of a round.
#[derive(Clone, Debug)]
pub struct Chosen {
    pub method: Method,
    /// Changes after scores came in, the first first.
    pub changes: Vec<MethodChange>,
    /// Counts changes; 0 while nobody chose.
    pub version: i32,
}

impl Chosen {
    /// Before anybody chose.
    pub fn unchosen(format: Format) -> Self {
        Self {
            method: Method::default_of(format),
            changes: Vec::new(),
            version: 0,
        }
    }
}

type Row = (Method, Json<Vec<MethodChange>>, i32);

impl From<Row> for Chosen {
    fn from((method, changes, version): Row) -> Self {
        Self {
            method,
            changes: changes.into_inner(),
            version,
        }
    }
}

/// The methods of the contest's rounds; a round that is not among them has the default. One statement.
pub fn methods(conn: &mut Conn, contest: Id<Contest>) -> Result<Vec<(Id<RoundSummary>, Chosen)>> {
    let rows: Vec<(Id<RoundSummary>, Row)> = round_methods::table
        .inner_join(rounds::table)
        .filter(rounds::contest_id.eq(contest))
        .select((
            round_methods::round_id,
            (
                round_methods::method,
                round_methods::changes,
                round_methods::version,
            ),
        ))
        .load(conn)?;
    Ok(rows
        .into_iter()
        .map(|(round, row)| (round, row.into()))
        .collect())
}

impl RoundSummary {
    /// A round of this contest; another contest's is not found.
    pub fn find(conn: &mut Conn, contest: &Contest, id: Id<Self>) -> Result<Self> {
        Ok(rounds::table
            .filter(rounds::id.eq(id))
            .filter(rounds::contest_id.eq(contest.id))
            .select(Self::as_select())
            .first(conn)?)
    }

    /// How the round is ranked.
    pub fn method(&self, conn: &mut Conn) -> Result<Chosen> {
        let row: Option<Row> = round_methods::table
            .filter(round_methods::round_id.eq(self.id))
            .select((
                round_methods::method,
                round_methods::changes,
                round_methods::version,
            ))
            .first(conn)
            .optional()?;
        Ok(row.map_or_else(|| Chosen::unchosen(self.format), Chosen::from))
    }

    /// Whether a ballot was submitted: from then on a change of the method needs a reason.
    pub fn has_ballots(&self, conn: &mut Conn) -> Result<bool> {
        let submitted = ballots::table
            .inner_join(assignments::table)
            .filter(assignments::round_id.eq(self.id))
            .filter(ballots::state.eq("submitted"));
        Ok(diesel::select(exists(submitted)).get_result(conn)?)
    }

    /// Chooses the method, unless somebody chose since the version that the form names. After the first ballot the reason is kept
    /// to be printed with the results.
    pub fn choose_method(
        &self,
        conn: &mut Conn,
        by: &Account,
        choice: &MethodChoice,
        now: Moment,
    ) -> Result<()> {
        let mut chosen = self.method(conn)?;
        if chosen.version != choice.version {
            return Err(Error::Conflict("error-method-changed"));
        }
        if chosen.method == choice.method {
            return Ok(());
        }
        let late = self.has_ballots(conn)?;
        if late && choice.reason.is_empty() {
            return Err(Error::Conflict("error-method-reason"));
        }
        if late {
            chosen.changes.push(MethodChange {
                from: chosen.method,
                to: choice.method,
                reason: choice.reason.clone(),
                at: now,
            });
        }
        let changes = Json::new(chosen.changes);
        let kept = if chosen.version == 0 {
            let row = (
                round_methods::round_id.eq(self.id),
                round_methods::method.eq(choice.method),
                round_methods::changes.eq(&changes),
                round_methods::version.eq(1),
            );
            on_each!(conn, |c| diesel::insert_into(round_methods::table)
                .values(row)
                .on_conflict_do_nothing()
                .execute(c))?
        } else {
            diesel::update(
                round_methods::table
                    .filter(round_methods::round_id.eq(self.id))
                    .filter(round_methods::version.eq(chosen.version)),
            )
            .set((
                round_methods::method.eq(choice.method),
                round_methods::changes.eq(&changes),
                round_methods::version.eq(chosen.version + 1),
            ))
            .execute(conn)?
        };
        if kept != 1 {
            return Err(Error::Conflict("error-method-changed"));
        }
        Event::new("round", self.id, "method-changed")
            .by(by.id)
            .in_contest(self.contest_id)
            .because(&choice.reason)
            .with(serde_json::json!({
                "from": chosen.method,
                "to": choice.method,
                "after_scores": late,
            }))
            .record(conn, now)
    }
}
