//! Which parts of a film a judge played, kept with the assignment.

use diesel::prelude::*;

use super::Scorecard;
use super::stage::is_live;
use crate::accounts::Account;
use crate::db::{Conn, Id, Json, Moment, on_each};
use crate::entries::Entry;
use crate::error::{Error, Result};
use crate::judging::watching::Watched;
use crate::judging::{Assignment, Round};
use crate::media::{Media, Probe};
use crate::schema::{assignments, entries, media, watches};

/// What is said when two pages tell of the same film at once.
const CHANGED: &str = "error-watch-changed";

/// How much of the film of an assignment is known to have been played.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Watch {
    pub watched: Watched,
    /// Tenths of a second; None while it is not known.
    pub length: Option<u32>,
}

impl Watch {
    /// From the film's header where it was read, else as the creator typed it.
    pub(super) fn new(
        watched: Option<Json<Watched>>,
        probe: Option<&Probe>,
        typed_s: Option<i32>,
    ) -> Self {
        let measured = probe.and_then(|probe| u32::try_from(probe.duration_ms / 100).ok());
        let typed = typed_s.and_then(|seconds| u32::try_from(seconds).ok()?.checked_mul(10));
        Self {
            watched: watched.map(Json::into_inner).unwrap_or_default(),
            length: measured.filter(|length| *length > 0).or(typed),
        }
    }

    /// Percent of the film; None while its length is not known.
    pub fn percent(&self) -> Option<i32> {
        self.watched.percent(self.length?)
    }
}

impl Scorecard {
    /// Adds what was played now to what was played before, and says what that makes. Parts that are known already
    /// change nothing. Refused unless the round is open; an entry whose film is elsewhere has nothing to be watched here.
    pub fn watch(&self, conn: &mut Conn, played: &Watched, now: Moment) -> Result<Watch> {
        type Stored = Option<(i32, Json<Watched>)>;
        type Film = (Option<Id<Media>>, Option<i32>, Option<Json<Probe>>);
        self.require_open()?;
        let ((film, typed_s, probe), stored): (Film, Stored) = entries::table
            .left_join(media::table.on(media::id.nullable().eq(entries::video_id)))
            .left_join(watches::table.on(watches::assignment_id.eq(self.assignment.id)))
            .filter(entries::id.eq(self.assignment.entry_id))
            .select((
                (
                    media::id.nullable(),
                    entries::duration_s,
                    media::probe.nullable(),
                ),
                (watches::version, watches::ranges).nullable(),
            ))
            .first(conn)?;
        film.ok_or(Error::NotFound)?;
        let version = stored.as_ref().map(|(version, _)| *version);
        let before = Watch::new(stored.map(|(_, ranges)| ranges), probe.as_deref(), typed_s);
        let after = Watch {
            watched: before.watched.and(played, before.length),
            length: before.length,
        };
        if after != before {
            self.round.hold_open(conn)?;
            self.store_watch(conn, version, &after, now)?;
        }
        Ok(after)
    }

    /// What a judge who submits is to be asked: adds what was played until now, and says the percentage if it is less
    /// than the round asks for. Nothing where it asks nobody, and where nobody can know.
    pub fn unwatched(&self, conn: &mut Conn, played: &Watched, now: Moment) -> Result<Option<i32>> {
        if played.parts().is_empty() && self.round.watch_warning == 0 {
            return Ok(None);
        }
        match self.watch(conn, played, now) {
            Ok(watch) => Ok(watch
                .percent()
                .filter(|percent| *percent < self.round.watch_warning)),
            // The film is elsewhere, or another page tells of it this very moment: no reason to keep a ballot waiting.
            Err(Error::NotFound | Error::Conflict(CHANGED)) => Ok(None),
            Err(error) => Err(error),
        }
    }

    fn store_watch(
        &self,
        conn: &mut Conn,
        version: Option<i32>,
        watch: &Watch,
        now: Moment,
    ) -> Result<()> {
        let row = (
            watches::percent.eq(watch.percent()),
            watches::version.eq(version.unwrap_or(0) + 1),
            watches::updated_at.eq(now),
            watches::ranges.eq(Json::new(watch.watched.clone())),
        );
        let id = self.assignment.id;
        let stored = match version {
            None => on_each!(conn, |c| diesel::insert_into(watches::table)
                .values((watches::assignment_id.eq(id), row))
                .on_conflict_do_nothing()
                .execute(c))?,
            Some(version) => {
                let seen = watches::assignment_id
                    .eq(id)
                    .and(watches::version.eq(version));
                diesel::update(watches::table.filter(seen))
                    .set(row)
                    .execute(conn)?
            }
        };
        match stored {
            1 => Ok(()),
            // Another page of the same judge was faster: this one sends its parts again.
            _ => Err(Error::Conflict(CHANGED)),
        }
    }
}

/// A film of which less was played than its round asks for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Unwatched {
    pub assignment: Id<Assignment>,
    pub percent: i32,
}

impl Round {
    /// Of these scorecards of a judge, those of whose films less is known to have been played than the round asks for, in
    /// their order. None of films that play elsewhere, and none where the round asks nobody. At most one statement.
    pub(super) fn unwatched<'a>(
        &self,
        conn: &mut Conn,
        cards: impl Iterator<Item = &'a Scorecard>,
    ) -> Result<Vec<Unwatched>> {
        type Played = (
            Id<Assignment>,
            Option<i32>,
            Json<Probe>,
            Option<Json<Watched>>,
        );
        if self.watch_warning == 0 {
            return Ok(Vec::new());
        }
        let ids: Vec<Id<Assignment>> = cards.map(|card| card.assignment.id).collect();
        let rows: Vec<Played> = assignments::table
            .inner_join(entries::table)
            .inner_join(media::table.on(media::id.nullable().eq(entries::video_id)))
            .left_join(watches::table.on(watches::assignment_id.eq(assignments::id)))
            .filter(assignments::id.eq_any(ids))
            .order((assignments::position, assignments::id))
            .select((
                assignments::id,
                entries::duration_s,
                media::probe,
                watches::ranges.nullable(),
            ))
            .load(conn)?;
        let percents = rows
            .into_iter()
            .map(|(assignment, typed_s, probe, ranges)| {
                let percent = Watch::new(ranges, Some(&probe), typed_s).percent()?;
                Some(Unwatched {
                    assignment,
                    percent,
                })
            });
        Ok(percents
            .flatten()
            .filter(|each| each.percent < self.watch_warning)
            .collect())
    }

    /// How much of an entry's film each of its judges is known to have played, in percent. One statement.
    pub fn watched(&self, conn: &mut Conn, entry: Id<Entry>) -> Result<Vec<(Id<Account>, i32)>> {
        let rows: Vec<(Id<Account>, Option<i32>)> = watches::table
            .inner_join(assignments::table)
            .filter(
                assignments::round_id
                    .eq(self.id)
                    .and(assignments::entry_id.eq(entry))
                    .and(is_live()),
            )
            .select((assignments::judge_id, watches::percent))
            .load(conn)?;
        Ok(rows
            .into_iter()
            .filter_map(|(judge, percent)| Some((judge, percent?)))
            .collect())
    }
}
