//! Publication: provisional results that are open to objections, then final ones; or taking them back.

use diesel::prelude::*;

use super::runs::of_round;
use super::{EntryOfRow, Standing, honours};
use crate::accounts::Account;
use crate::contests::Contest;
use crate::db::{Conn, Id, Json, Moment};
use crate::error::{Error, Result};
use crate::events::Event;
use crate::mail::{Letter, Recipient};
use crate::results::forms::Publication;
use crate::results::forms::objections::Finishing;
use crate::results::objections::Objection;
use crate::results::{Parameters, Published, Ranking, RankingState};
use crate::schema::rankings;
use crate::urls;

/// The results that the public sees: of what was published, the latest. One statement.
pub fn published(conn: &mut Conn, contest: Id<Contest>) -> Result<Option<Published>> {
    Ok(rankings::table
        .filter(rankings::contest_id.eq(contest))
        .filter(
            rankings::state
                .eq(RankingState::Provisional)
                .or(rankings::state.eq(RankingState::Final)),
        )
        .order((rankings::provisional_at.desc(), rankings::id.desc()))
        .select(Ranking::as_select())
        .first(conn)
        .optional()?
        .map(|ranking| Published { ranking }))
}

impl Ranking {
    /// Publishes a computed ranking and its awards as provisional: objections are taken until the deadline.
    /// It takes the place of whatever results of the contest were public before.
    pub fn publish(
        &self,
        conn: &mut Conn,
        contest: &Contest,
        by: &Account,
        publication: &Publication,
        now: Moment,
    ) -> Result<()> {
        self.refuse_obstacles(conn, contest)?;
        let parameters = Parameters {
            show_scores: publication.show_scores,
            feedback: publication.feedback,
            objections: publication.objections.clone(),
            ..self.seal_anew(conn, now)?
        };
        let digest = parameters.digest.clone();
        let published = diesel::update(
            rankings::table
                .filter(rankings::id.eq(self.id))
                .filter(rankings::state.eq(RankingState::Computed))
                .filter(rankings::parameters.eq(self.parameters.text())),
        )
        .set((
            rankings::state.eq(RankingState::Provisional),
            rankings::parameters.eq(Json::new(parameters)),
            rankings::provisional_at.eq(Some(now)),
            rankings::objections_until.eq(Some(publication.objections_until)),
        ))
        .execute(conn)?;
        if published != 1 {
            return Err(Error::Conflict("error-ranking-changed"));
        }
        Event::new("ranking", self.id, "provisional")
            .by(by.id)
            .in_contest(self.contest_id)
            .with(serde_json::json!({
                "objections_until": publication.objections_until,
                "show_scores": publication.show_scores,
                "feedback": publication.feedback,
                "digest": digest,
            }))
            .record(conn, now)
    }

    /// Makes provisional results final, once the time for objections is over, gives each award the code of its certificate, and
    /// mails the winners if so wished. While objections are not answered it needs a reason why they can wait, which goes into the audit trail.
    pub fn finish(
        &self,
        conn: &mut Conn,
        contest: &Contest,
        by: &Account,
        finishing: &Finishing,
        base_url: &str,
        now: Moment,
    ) -> Result<()> {
        if self.takes_objections(now) {
            return Err(Error::Conflict("error-objections-open"));
        }
        let open = Objection::count_open(conn, contest.id)?;
        if open > 0 && finishing.reason.is_empty() {
            return Err(Error::Conflict("error-objections-unanswered"));
        }
        self.refuse_obstacles(conn, contest)?;
        let parameters = self.seal_anew(conn, now)?;
        let digest = parameters.digest.clone();
        let finished = diesel::update(
            rankings::table
                .filter(rankings::id.eq(self.id))
                .filter(rankings::state.eq(RankingState::Provisional))
                .filter(rankings::parameters.eq(self.parameters.text())),
        )
        .set((
            rankings::state.eq(RankingState::Final),
            rankings::parameters.eq(Json::new(parameters)),
            rankings::final_at.eq(Some(now)),
        ))
        .execute(conn)?;
        if finished != 1 {
            return Err(Error::Conflict("error-ranking-changed"));
        }
        self.certify(conn)?;
        if finishing.tells_winners {
            self.tell_winners(conn, contest, base_url, now)?;
        }
        Event::new("ranking", self.id, "final")
            .by(by.id)
            .in_contest(self.contest_id)
            .because(&finishing.reason)
            .with(serde_json::json!({ "open_objections": open, "digest": digest }))
            .record(conn, now)
    }

    /// A short mail to each winner.
    fn tell_winners(
        &self,
        conn: &mut Conn,
        contest: &Contest,
        base_url: &str,
        now: Moment,
    ) -> Result<()> {
        let link = format!("{base_url}{}", urls::public_results(&contest.slug));
        for honour in honours(conn, self)? {
            for winner in &honour.winners {
                let to = Recipient::from(&winner.creator);
                Letter::new("results-final")
                    .in_contest(contest.id)
                    .arg("contest", contest.name.in_locale(to.locale).to_owned())
                    .arg("award", honour.award.name.in_locale(to.locale).to_owned())
                    .arg(
                        "title",
                        EntryOfRow::from(&winner.entry)
                            .title_for(to.locale)
                            .1
                            .to_owned(),
                    )
                    .arg("link", link.clone())
                    .queue(conn, &to, now)?;
            }
        }
        Ok(())
    }

    /// Takes public results back: the page is gone at once, and the ranking can be changed or replaced.
    pub fn unpublish(
        &self,
        conn: &mut Conn,
        by: &Account,
        reason: &str,
        now: Moment,
    ) -> Result<()> {
        if !self.state.is_public() {
            return Err(Error::Conflict("error-ranking-changed"));
        }
        // Where another of the round was applied meanwhile, that one holds.
        let others = of_round(conn, self)?;
        let replaced = others
            .iter()
            .any(|other| other.state == RankingState::Computed && !other.parameters.preview);
        let next = if replaced {
            RankingState::Superseded
        } else {
            RankingState::Computed
        };
        let taken = diesel::update(
            rankings::table
                .filter(rankings::id.eq(self.id))
                .filter(rankings::state.eq(self.state)),
        )
        .set((
            rankings::state.eq(next),
            rankings::final_at.eq(None::<Moment>),
            rankings::objections_until.eq(None::<Moment>),
        ))
        .execute(conn)?;
        if taken != 1 {
            return Err(Error::Conflict("error-ranking-changed"));
        }
        Event::new("ranking", self.id, "unpublished")
            .by(by.id)
            .in_contest(self.contest_id)
            .because(reason)
            .with(serde_json::json!({ "was": self.state }))
            .record(conn, now)
    }

    fn refuse_obstacles(&self, conn: &mut Conn, contest: &Contest) -> Result<()> {
        if Standing::of(conn, contest, self.id)?.obstacles.is_empty() {
            Ok(())
        } else {
            Err(Error::Conflict("error-ranking-obstacle"))
        }
    }
}
