//! Rounds and their panels.

use diesel::dsl::count_star;
use diesel::prelude::*;

use super::planning::seed;
use super::stage::is_live;
use crate::accounts::Account;
use crate::contests::{Contest, Role};
use crate::db::{Conn, EngineConn, Id, Json, Moment, on_each};
use crate::error::{Error, Result};
use crate::events::Event;
use crate::i18n::{Language, Trilingual};
use crate::judging::forms::{DrawSettings, PanelChoice, RoundSettings};
use crate::judging::{Panelist, Round, RoundState};
use crate::schema::{accounts, assignments, panelists, roles, rounds};

/// A judge of the contest who is, or may be put, on the panel.
#[derive(Clone, Debug)]
pub struct Candidate {
    pub account: Account,
    pub languages: Vec<Language>,
    pub panelist: Option<Panelist>,
    /// Entries that are this judge's to score.
    pub load: i64,
}

#[derive(Insertable)]
#[diesel(table_name = panelists, treat_none_as_default_value = false)]
struct NewPanelist {
    round_id: Id<Round>,
    account_id: Id<Account>,
    max_load: Option<i32>,
    joined_at: Moment,
}

impl Round {
    /// The rounds of a contest in their order.
    pub fn all(conn: &mut Conn, contest: &Contest) -> Result<Vec<Self>> {
        Ok(rounds::table
            .filter(rounds::contest_id.eq(contest.id))
            .order(rounds::position)
            .select(Self::as_select())
            .load(conn)?)
    }

    /// The first round of a contest, once there is one.
    pub fn first(conn: &mut Conn, contest: &Contest) -> Result<Option<Self>> {
        Ok(rounds::table
            .filter(rounds::contest_id.eq(contest.id))
            .order(rounds::position)
            .select(Self::as_select())
            .first(conn)
            .optional()?)
    }

    /// A round of this contest; another contest's is not found.
    pub fn of(conn: &mut Conn, contest: &Contest, id: Id<Round>) -> Result<Self> {
        Ok(rounds::table
            .filter(rounds::id.eq(id).and(rounds::contest_id.eq(contest.id)))
            .select(Self::as_select())
            .first(conn)?)
    }

    /// Refuses what only an open round allows, and keeps the round open until the transaction ends: on PostgreSQL
    /// closing waits for it. SQLite writes one at a time: what was read in this transaction still holds.
    pub(super) fn hold_open(&self, conn: &mut Conn) -> Result<()> {
        let state: RoundState = match conn.engine() {
            EngineConn::Sqlite(_) => self.state,
            EngineConn::Pg(conn) => rounds::table
                .filter(rounds::id.eq(self.id))
                .select(rounds::state)
                .for_share()
                .first(conn)?,
        };
        if state == RoundState::Open {
            Ok(())
        } else {
            Err(Error::Conflict("error-round-closed"))
        }
    }

    /// The first round, made when it is missing: planned, three judges an entry, with a seed of its own.
    pub fn make_first(
        conn: &mut Conn,
        by: &Account,
        contest: &Contest,
        now: Moment,
    ) -> Result<Self> {
        if let Some(round) = Self::first(conn, contest)? {
            return Ok(round);
        }
        let (id, seed) = (Id::<Round>::new(), seed()?);
        diesel::insert_into(rounds::table)
            .values((
                rounds::id.eq(id),
                rounds::contest_id.eq(contest.id),
                rounds::position.eq(1),
                rounds::name.eq(Json::new(Trilingual::of_key("round-first"))),
                rounds::state.eq(RoundState::Planned),
                rounds::judges_per_entry.eq(3),
                rounds::cut.eq(0),
                rounds::seed.eq(seed),
            ))
            .execute(conn)?;
        Event::new("round", id, "created")
            .by(by.id)
            .in_contest(contest.id)
            .with(serde_json::json!({ "seed": seed }))
            .record(conn, now)?;
        Self::of(conn, contest, id)
    }

    /// Changes name, judges an entry, cut, whether earlier submission breaks ties, and announced end, and, while it is planned, which entries it takes; of a
    /// closed round nothing.
    pub fn change(
        &self,
        conn: &mut Conn,
        by: &Account,
        new: &RoundSettings,
        now: Moment,
    ) -> Result<()> {
        let changed = diesel::update(
            rounds::table.filter(
                rounds::id
                    .eq(self.id)
                    .and(rounds::state.ne(RoundState::Closed)),
            ),
        )
        .set((
            rounds::name.eq(Json::new(new.name.clone())),
            rounds::judges_per_entry.eq(new.judges_per_entry),
            rounds::cut_rule.eq(new.cut_rule),
            rounds::cut.eq(new.cut),
            rounds::cut_threshold.eq(new.cut_threshold),
            rounds::closes_at.eq(new.closes_at),
            rounds::tie_earlier.eq(new.tie_earlier),
        ))
        .execute(conn)?;
        if changed != 1 {
            return Err(Error::Conflict("error-round-closed"));
        }
        if let Some(scope) = &new.scope {
            self.set_scope(conn, scope)?;
        }
        if let Some(format) = new.format {
            self.set_format(conn, by, format, now)?;
        }
        if let Some(each) = new.comparisons_each {
            diesel::update(rounds::table.filter(rounds::id.eq(self.id)))
                .set(rounds::comparisons_each.eq(each))
                .execute(conn)?;
        }
        self.follow_panel(conn)?;
        Event::new("round", self.id, "changed")
            .by(by.id)
            .in_contest(self.contest_id)
            .with(serde_json::json!({
                "old": {
                    "judges_per_entry": self.judges_per_entry, "cut_rule": self.cut_rule, "cut": self.cut,
                    "cut_threshold": self.cut_threshold, "closes_at": self.closes_at, "source": self.source,
                    "stream": self.stream_id, "category": self.category_id, "format": self.format,
                    "comparisons_each": self.comparisons_each, "tie_earlier": self.tie_earlier,
                },
                "new": {
                    "judges_per_entry": new.judges_per_entry, "cut_rule": new.cut_rule, "cut": new.cut,
                    "cut_threshold": new.cut_threshold, "closes_at": new.closes_at,
                    "source": new.scope.as_ref().map(|scope| scope.source),
                    "stream": new.scope.as_ref().map(|scope| scope.stream),
                    "category": new.scope.as_ref().map(|scope| scope.category),
                    "format": new.format.unwrap_or(self.format),
                    "comparisons_each": new.comparisons_each.unwrap_or(self.comparisons_each),
                    "tie_earlier": new.tie_earlier,
                },
            }))
            .record(conn, now)
    }

    /// Changes what the draw is held to; of a closed round nothing. What is assigned stays.
    pub fn set_draw(
        &self,
        conn: &mut Conn,
        by: &Account,
        new: &DrawSettings,
        now: Moment,
    ) -> Result<()> {
        let changed = diesel::update(
            rounds::table.filter(
                rounds::id
                    .eq(self.id)
                    .and(rounds::state.ne(RoundState::Closed)),
            ),
        )
        .set((
            rounds::seed.eq(new.seed),
            rounds::min_per_country.eq(new.min_per_country),
            rounds::competence.eq(new.competence),
            rounds::max_load.eq(new.max_load),
            rounds::weight.eq(new.weight),
        ))
        .execute(conn)?;
        if changed != 1 {
            return Err(Error::Conflict("error-round-closed"));
        }
        Event::new("round", self.id, "draw-changed")
            .by(by.id)
            .in_contest(self.contest_id)
            .with(serde_json::json!({
                "old": {
                    "seed": self.seed, "min_per_country": self.min_per_country, "competence": self.competence,
                    "max_load": self.max_load, "weight": self.weight,
                },
                "new": {
                    "seed": new.seed, "min_per_country": new.min_per_country, "competence": new.competence,
                    "max_load": new.max_load, "weight": new.weight,
                },
            }))
            .record(conn, now)
    }

    /// The judges of the contest, by name, with their place on the panel. Two statements.
    pub fn candidates(&self, conn: &mut Conn) -> Result<Vec<Candidate>> {
        let rows: Vec<(Account, Json<Vec<Language>>, Option<Panelist>)> = roles::table
            .inner_join(accounts::table)
            .left_join(
                panelists::table.on(panelists::account_id
                    .eq(roles::account_id)
                    .and(panelists::round_id.eq(self.id))),
            )
            .filter(
                roles::contest_id
                    .eq(self.contest_id)
                    .and(roles::role.eq(Role::Judge)),
            )
            .order((accounts::latin_name, accounts::id))
            .select((
                Account::as_select(),
                roles::languages,
                Option::<Panelist>::as_select(),
            ))
            .load(conn)?;
        let loads = self.loads(conn)?;
        Ok(rows
            .into_iter()
            .map(|(account, languages, panelist)| Candidate {
                load: loads
                    .iter()
                    .find(|(judge, _)| *judge == account.id)
                    .map_or(0, |(_, load)| *load),
                languages: languages.into_inner(),
                account,
                panelist,
            })
            .collect())
    }

    fn loads(&self, conn: &mut Conn) -> Result<Vec<(Id<Account>, i64)>> {
        Ok(assignments::table
            .filter(assignments::round_id.eq(self.id).and(is_live()))
            .group_by(assignments::judge_id)
            .select((assignments::judge_id, count_star()))
            .load(conn)?)
    }

    /// Puts one judge on the panel; a second time changes what they take on.
    pub fn add_panelist(
        &self,
        conn: &mut Conn,
        by: &Account,
        judge: &Account,
        max_load: Option<i32>,
        now: Moment,
    ) -> Result<()> {
        let mut chosen: Vec<PanelChoice> = self
            .candidates(conn)?
            .into_iter()
            .filter(|each| each.panelist.is_some() && each.account.id != judge.id)
            .map(|each| PanelChoice {
                judge: each.account.id,
                max_load: each.panelist.and_then(|p| p.max_load),
            })
            .collect();
        chosen.push(PanelChoice {
            judge: judge.id,
            max_load,
        });
        self.set_panel(conn, by, &chosen, now)
    }

    /// Makes these the panel. Who has entries to score stays until they are handed over; who is no judge of
    /// the contest is not found.
    pub fn set_panel(
        &self,
        conn: &mut Conn,
        by: &Account,
        chosen: &[PanelChoice],
        now: Moment,
    ) -> Result<()> {
        if self.state == RoundState::Closed {
            return Err(Error::Conflict("error-round-closed"));
        }
        let candidates = self.candidates(conn)?;
        let is_chosen = |id: Id<Account>| chosen.iter().any(|each| each.judge == id);
        if chosen
            .iter()
            .any(|each| !candidates.iter().any(|c| c.account.id == each.judge))
        {
            return Err(Error::NotFound);
        }
        if candidates
            .iter()
            .any(|c| c.panelist.is_some() && c.load > 0 && !is_chosen(c.account.id))
        {
            return Err(Error::Conflict("error-panelist-has-work"));
        }
        let joined = |id: Id<Account>| {
            candidates
                .iter()
                .find(|c| c.account.id == id)
                .and_then(|c| c.panelist.as_ref())
                .map_or(now, |p| p.joined_at)
        };
        let rows: Vec<NewPanelist> = chosen
            .iter()
            .map(|each| NewPanelist {
                round_id: self.id,
                account_id: each.judge,
                max_load: each.max_load,
                joined_at: joined(each.judge),
            })
            .collect();
        diesel::delete(panelists::table.filter(panelists::round_id.eq(self.id))).execute(conn)?;
        if !rows.is_empty() {
            on_each!(conn, |c| diesel::insert_into(panelists::table)
                .values(&rows)
                .execute(c))?;
        }
        self.follow_panel(conn)?;
        Event::new("round", self.id, "panel-changed")
            .by(by.id)
            .in_contest(self.contest_id)
            .with(serde_json::json!({ "judges": chosen.len() }))
            .record(conn, now)
    }
}
