//! Making rounds: one at a time, or national rounds with a joint final at once.

use diesel::dsl::{exists, not};
use diesel::prelude::*;
use diesel::result::{DatabaseErrorKind, Error as DieselError};

use super::field::takes;
use crate::accounts::Account;
use crate::contests::{Contest, Stream};
use crate::db::{Conn, Id, Json, Moment};
use crate::error::{Error, Result};
use crate::events::Event;
use crate::i18n::{Locale, Trilingual};
use crate::judging::forms::{NewRound, PanelChoice, RoundSettings, Scope, of_format};
use crate::judging::{Criterion, CutRule, Format, Round, RoundState, Source};
use crate::schema::{
    assignments, criteria, entries, panelists, round_entries, round_methods, round_picks,
    round_sources, rounds,
};

/// How many of each category go on to a joint final, unless the organiser says otherwise.
const TO_THE_FINAL: i32 = 10;

impl Round {
    /// Makes a planned round after the last, with a seed of its own and the criteria of an earlier one.
    pub fn make(
        conn: &mut Conn,
        by: &Account,
        contest: &Contest,
        new: &NewRound,
        now: Moment,
    ) -> Result<Self> {
        let rounds = Self::all(conn, contest)?;
        let last = rounds.last().map_or(0, |round| round.position);
        let model = match new.criteria_from {
            Some(id) => Some(
                rounds
                    .iter()
                    .find(|round| round.id == id)
                    .ok_or(Error::NotFound)?,
            ),
            None => None,
        };
        let (id, seed) = (Id::<Self>::new(), seed()?);
        diesel::insert_into(rounds::table)
            .values((
                rounds::id.eq(id),
                rounds::contest_id.eq(contest.id),
                rounds::position.eq(last + 1),
                rounds::name.eq(Json::new(new.settings.name.clone())),
                rounds::state.eq(RoundState::Planned),
                rounds::judges_per_entry.eq(new.settings.judges_per_entry),
                rounds::cut.eq(new.settings.cut),
                rounds::seed.eq(seed),
            ))
            .execute(conn)?;
        Event::new("round", id, "created")
            .by(by.id)
            .in_contest(contest.id)
            .with(serde_json::json!({ "seed": seed, "criteria_from": new.criteria_from }))
            .record(conn, now)?;
        let round = Self::of(conn, contest, id)?;
        round.change(conn, by, &new.settings, now)?;
        // Criteria that come with what judges are asked are there already.
        let format = new.settings.format.unwrap_or_default();
        let model = model.filter(|model| model.format == format && format.has_own_criteria());
        if let Some(model) = model {
            let criteria = model.criteria(conn)?;
            round.copy_criteria(conn, &criteria)?;
        }
        Self::of(conn, contest, id)
    }

    fn copy_criteria(&self, conn: &mut Conn, from: &[Criterion]) -> Result<()> {
        for each in from {
            diesel::insert_into(criteria::table)
                .values((
                    criteria::id.eq(Id::<Criterion>::new()),
                    criteria::round_id.eq(self.id),
                    criteria::position.eq(each.position),
                    criteria::code.eq(&each.code),
                    criteria::name.eq(each.name.clone()),
                    criteria::help.eq(each.help.clone()),
                    criteria::weight.eq(each.weight),
                    criteria::scale_min.eq(each.scale_min),
                    criteria::scale_max.eq(each.scale_max),
                    criteria::step.eq(each.step),
                    criteria::levels.eq(each.levels.clone()),
                    criteria::tie_order.eq(each.tie_order),
                ))
                .execute(conn)?;
        }
        Ok(())
    }

    /// Settles which entries a planned round takes. Another contest's rounds, streams and categories are not found, nor
    /// are rounds that come later. Entries that no longer belong to it leave it, with their assignments.
    pub(super) fn set_scope(&self, conn: &mut Conn, new: &Scope) -> Result<()> {
        let contest = &Contest::find(conn, self.contest_id)?;
        let before = |id: &Id<Self>, all: &[Self]| {
            all.iter().any(|round| {
                round.id == *id && round.position < self.position && !round.calibration
            })
        };
        let all = Self::all(conn, contest)?;
        let streams = contest.streams(conn)?;
        let categories = contest.categories(conn)?;
        let known = new.earlier.iter().all(|id| before(id, &all))
            && new
                .stream
                .is_none_or(|id| streams.iter().any(|each| each.id == id))
            && new
                .category
                .is_none_or(|id| categories.iter().any(|each| each.id == id));
        if !known {
            return Err(Error::NotFound);
        }
        let changed = diesel::update(
            rounds::table.filter(
                rounds::id
                    .eq(self.id)
                    .and(rounds::state.eq(RoundState::Planned)),
            ),
        )
        .set((
            rounds::source.eq(new.source),
            rounds::stream_id.eq(new.stream),
            rounds::category_id.eq(new.category),
        ))
        .execute(conn)?;
        if changed != 1 {
            return Err(Error::Conflict("error-round-state"));
        }
        diesel::delete(round_sources::table.filter(round_sources::round_id.eq(self.id)))
            .execute(conn)?;
        let mut earlier = new.earlier.clone();
        earlier.sort_unstable();
        earlier.dedup();
        for id in &earlier {
            diesel::insert_into(round_sources::table)
                .values((
                    round_sources::round_id.eq(self.id),
                    round_sources::earlier_id.eq(id),
                ))
                .execute(conn)?;
        }
        diesel::delete(
            round_entries::table
                .filter(round_entries::round_id.eq(self.id))
                .filter(round_entries::earlier_id.ne_all(earlier)),
        )
        .execute(conn)?;
        if new.source != Source::Chosen {
            let picks = round_picks::table.filter(round_picks::round_id.eq(self.id));
            diesel::delete(picks).execute(conn)?;
        }
        Self::of(conn, contest, self.id)?.forget_outsiders(conn)
    }

    /// Settles what judges are asked in a planned round. Criteria go with the format: those of the old one are deleted,
    /// and where the organiser does not say what is scored, its own one comes in. So does the way of ranking: one that
    /// was chosen for the old one is forgotten.
    pub(super) fn set_format(
        &self,
        conn: &mut Conn,
        by: &Account,
        format: Format,
        now: Moment,
    ) -> Result<()> {
        if format == self.format {
            return Ok(());
        }
        for criterion in self.criteria(conn)? {
            self.drop_criterion(conn, by, &criterion, now)?;
        }
        let changed = diesel::update(
            rounds::table.filter(
                rounds::id
                    .eq(self.id)
                    .and(rounds::state.eq(RoundState::Planned)),
            ),
        )
        .set(rounds::format.eq(format))
        .execute(conn)?;
        if changed != 1 {
            return Err(Error::Conflict("error-round-state"));
        }
        diesel::delete(round_methods::table.filter(round_methods::round_id.eq(self.id)))
            .execute(conn)?;
        match of_format(format) {
            Some(criterion) => self.put_criterion(conn, by, &criterion, now).map(|_| ()),
            None => Ok(()),
        }
    }

    /// Takes back the assignments of entries that do not belong to this round, while it is planned: nobody has scored.
    pub fn forget_outsiders(&self, conn: &mut Conn) -> Result<()> {
        if self.state != RoundState::Planned {
            return Ok(());
        }
        let taken = entries::table
            .filter(entries::id.eq(assignments::entry_id))
            .filter(exists(takes(self.id)));
        diesel::delete(
            assignments::table
                .filter(assignments::round_id.eq(self.id))
                .filter(not(exists(taken))),
        )
        .execute(conn)?;
        Ok(())
    }

    /// Makes a planned round for each stream, and a final that takes what comes through them; each with the criteria and
    /// the tie-breaks of the contest's first round. A lone first round that nothing was done with becomes that of the first stream.
    pub fn plan_national(
        conn: &mut Conn,
        by: &Account,
        contest: &Contest,
        now: Moment,
    ) -> Result<Vec<Self>> {
        let streams = contest.streams(conn)?;
        if streams.len() < 2 {
            return Err(Error::Conflict("error-one-stream"));
        }
        let known = Self::all(conn, contest)?;
        let unused = match known.as_slice() {
            [first] if first.state == RoundState::Planned && !first.is_assigned(conn)? => {
                Some(first.clone())
            }
            _ => None,
        };
        let criteria_from = known.first().map(|round| round.id);
        let tie_earlier = known.first().is_some_and(|round| round.tie_earlier);
        let mut made = Vec::new();
        for (at, stream) in streams.iter().enumerate() {
            let settings = RoundSettings {
                name: national_name(stream),
                judges_per_entry: 3,
                cut_rule: CutRule::Places,
                cut: TO_THE_FINAL,
                tie_earlier,
                scope: Some(Scope {
                    stream: Some(stream.id),
                    ..Scope::default()
                }),
                ..RoundSettings::default()
            };
            let round = match &unused {
                Some(first) if at == 0 => {
                    first.change(conn, by, &settings, now)?;
                    Self::of(conn, contest, first.id)?
                }
                _ => {
                    let new = NewRound {
                        settings,
                        criteria_from,
                    };
                    Self::make(conn, by, contest, &new, now)?
                }
            };
            round.seat(conn, by, &streams, Some(stream), now)?;
            made.push(round);
        }
        let new = NewRound {
            settings: RoundSettings {
                name: Trilingual::of_key("round-final"),
                judges_per_entry: 4,
                tie_earlier,
                scope: Some(Scope {
                    source: Source::Through,
                    earlier: made.iter().map(|round| round.id).collect(),
                    ..Scope::default()
                }),
                ..RoundSettings::default()
            },
            criteria_from,
        };
        let last = Self::make(conn, by, contest, &new, now)?;
        last.seat(conn, by, &streams, None, now)?;
        made.push(last);
        Ok(made)
    }

    /// Puts the judges from a stream's countries on the panel, or all of the contest's.
    pub(super) fn seat(
        &self,
        conn: &mut Conn,
        by: &Account,
        streams: &[Stream],
        of: Option<&Stream>,
        now: Moment,
    ) -> Result<()> {
        let chosen: Vec<PanelChoice> = self
            .candidates(conn)?
            .into_iter()
            .filter(|each| {
                let home = Stream::for_country(streams, each.account.country);
                of.is_none_or(|of| home.is_some_and(|home| home.id == of.id))
            })
            .map(|each| PanelChoice {
                judge: each.account.id,
                max_load: each.panelist.and_then(|panelist| panelist.max_load),
            })
            .collect();
        self.set_panel(conn, by, &chosen, now)
    }

    fn is_assigned(&self, conn: &mut Conn) -> Result<bool> {
        Ok(diesel::select(exists(
            assignments::table.filter(assignments::round_id.eq(self.id)),
        ))
        .get_result(conn)?)
    }

    /// Deletes a planned round in which nothing is assigned and from which no other takes entries.
    pub fn delete(&self, conn: &mut Conn, by: &Account, now: Moment) -> Result<()> {
        if self.state != RoundState::Planned || self.is_assigned(conn)? {
            return Err(Error::Conflict("error-round-in-use"));
        }
        diesel::delete(criteria::table.filter(criteria::round_id.eq(self.id))).execute(conn)?;
        diesel::delete(panelists::table.filter(panelists::round_id.eq(self.id))).execute(conn)?;
        diesel::delete(round_entries::table.filter(round_entries::round_id.eq(self.id)))
            .execute(conn)?;
        diesel::delete(round_picks::table.filter(round_picks::round_id.eq(self.id)))
            .execute(conn)?;
        diesel::delete(round_sources::table.filter(round_sources::round_id.eq(self.id)))
            .execute(conn)?;
        diesel::delete(round_methods::table.filter(round_methods::round_id.eq(self.id)))
            .execute(conn)?;
        let gone = diesel::delete(
            rounds::table.filter(
                rounds::id
                    .eq(self.id)
                    .and(rounds::state.eq(RoundState::Planned)),
            ),
        )
        .execute(conn);
        match gone {
            Ok(1) => {}
            Ok(_) | Err(DieselError::DatabaseError(DatabaseErrorKind::ForeignKeyViolation, _)) => {
                return Err(Error::Conflict("error-round-in-use"));
            }
            Err(error) => return Err(error.into()),
        }
        Event::new("round", self.id, "deleted")
            .by(by.id)
            .in_contest(self.contest_id)
            .with(serde_json::json!({ "name": *self.name }))
            .record(conn, now)
    }
}

/// A number that people can read out to each other.
pub(super) fn seed() -> Result<i64> {
    let mut bytes = [0; 8];
    getrandom::fill(&mut bytes).map_err(anyhow::Error::from)?;
    Ok(i64::from_be_bytes(bytes) & i64::from(u32::MAX))
}

/// `China: national round`, in each language that the stream has a name in.
fn national_name(stream: &Stream) -> Trilingual {
    let kind = Trilingual::of_key("round-national");
    let mut name = Trilingual::default();
    for locale in Locale::ALL {
        let of = stream.name.in_locale(*locale);
        let text = match locale {
            Locale::Zh => format!("{of}{}", kind.get(*locale)),
            Locale::Ru | Locale::En => format!("{of}: {}", kind.get(*locale)),
        };
        name.set(*locale, text.chars().take(60).collect());
    }
    name
}
