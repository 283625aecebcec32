//! The jury of the demonstration: judges score, the round is closed, awards are given out and published.

use chrono::TimeDelta;

use super::content::Kind;
use super::dice::Dice;
use super::story::{Teller, days};
use crate::accounts::Account;
use crate::contests::{Contest, Judge};
use crate::db::{Conn, Id, Moment};
use crate::error::{Error, Result};
use crate::i18n::Trilingual;
use crate::judging::forms::{Given, RoundSettings, Written};
use crate::judging::{Assignment, Audience, Ballot, Note, Round};
use crate::results::allotment::{self, Rules};
use crate::results::audience::Source;
use crate::results::forms::Publication;
use crate::results::forms::audience::{Line, NewSource};
use crate::results::forms::objections::Finishing;
use crate::results::{Ranking, store as results};

impl Teller<'_> {
    /// Assigns `k` judges an entry, opens the round, and has each judge score a share of their queue.
    pub async fn judge(&self, contest: &Contest, k: i32, share: f64, day: i64) -> Result<Round> {
        let organiser = self.person("a01")?;
        let judges: Vec<Account> = self
            .of_kind(Kind::Judge)
            .into_iter()
            .map(|(_, account)| account)
            .collect();
        let (opened, base_url) = (self.now.plus(days(day)), self.app.config.base_url());
        let (of_contest, panel) = (contest.clone(), judges.clone());
        let round = self
            .app
            .db
            .write(move |conn| {
                let round = Round::make_first(conn, &organiser, &of_contest, opened)?;
                let settings = RoundSettings {
                    name: Trilingual::new("评审团评审", "Оценка жюри", "Jury"),
                    judges_per_entry: k,
                    closes_at: Some(opened.plus(days(15))),
                    ..RoundSettings::default()
                };
                round.change(conn, &organiser, &settings, opened)?;
                for judge in &panel {
                    round.add_panelist(conn, &organiser, judge, None, opened)?;
                }
                let round = Round::of(conn, &of_contest, round.id)?;
                round.assign(conn, &organiser, None, &base_url, opened)?;
                round.open(conn, &organiser, &of_contest, &base_url, opened)?;
                Round::of(conn, &of_contest, round.id)
            })
            .await?;
        for (n, judge) in judges.into_iter().enumerate() {
            self.score(contest, &round, judge, n, share, opened).await?;
        }
        Ok(round)
    }

    /// One judge scores a share of their queue: the better works better, each judge a little milder or harsher.
    async fn score(
        &self,
        contest: &Contest,
        round: &Round,
        judge: Account,
        n: usize,
        share: f64,
        from: Moment,
    ) -> Result<()> {
        let judge = Judge {
            account: judge,
            contest: contest.clone(),
        };
        let (round, seed) = (round.clone(), self.seed);
        let comments: Vec<String> = self
            .story
            .comments
            .iter()
            .filter(|comment| comment.language == judge.account.locale)
            .map(|comment| comment.text.clone())
            .collect();
        self.app
            .db
            .write(move |conn| {
                let criteria = round.criteria(conn)?;
                let queue = Assignment::of_judge(conn, &round, &judge.account)?;
                let todo = (queue.len() as f64 * share).round() as usize;
                let mut dice = Dice::new(seed ^ (n as u64 + 1));
                let leniency = dice.bell() * 0.5;
                for (done, (assignment, entry)) in queue.into_iter().take(todo).enumerate() {
                    let quality = Dice::new(seed ^ u64::from(crc(entry.as_bytes()))).bell();
                    let points = criteria
                        .iter()
                        .map(|criterion| {
                            let wish = 6.6 + 1.1 * quality + leniency + 0.7 * dice.bell();
                            let tenths = (wish * 10.0).round() as i32;
                            let steps = (tenths - criterion.scale_min) / criterion.step.max(1);
                            let points = criterion.scale_min + steps * criterion.step;
                            let points = points.clamp(criterion.scale_min, criterion.scale_max);
                            (criterion.code.clone(), points)
                        })
                        .collect();
                    let note = (dice.below(3) == 0 && !comments.is_empty())
                        .then(|| comments[dice.below(comments.len())].clone());
                    let given = Given {
                        points,
                        note,
                        ..Given::default()
                    };
                    let at = from.plus(TimeDelta::minutes(30 + 7 * done as i64));
                    if done % 4 == 1 && !comments.is_empty() {
                        let written = Written {
                            second: 2 + (done % 5) as i32,
                            audience: Audience::Creator,
                            text: comments[(n + done) % comments.len()].clone(),
                            version: 0,
                        };
                        Note::save(conn, &judge, assignment, Id::new(), &written, at)?;
                    }
                    Ballot::submit(conn, &judge, assignment, &given, at)?;
                }
                Ok(())
            })
            .await
    }

    /// Closes the round and ranks it, as the worker does.
    async fn rank(&self, contest: &Contest, round: Round, at: Moment) -> Result<Id<Ranking>> {
        let (organiser, of_contest) = (self.person("a01")?, contest.clone());
        let id = self
            .app
            .db
            .write(move |conn| {
                round.close(conn, &organiser, i64::from(round.judges_per_entry), at)?;
                Ranking::order(conn, &of_contest, round.id, &organiser, at)
            })
            .await?;
        let reading = self
            .app
            .db
            .read(move |conn| results::read(conn, id, at))
            .await?
            .ok_or(Error::NotFound)?;
        let think = move || Ok::<_, Error>(reading.rank()?.study());
        let outcome = tokio::task::spawn_blocking(think)
            .await
            .map_err(|error| Error::Internal(error.into()))??;
        self.app
            .db
            .write(move |conn| outcome.record(conn, at))
            .await?;
        Ok(id)
    }

    /// Closes the round, ranks, has both organisers confirm the log of scores, enters the audience's votes, gives out the awards,
    /// publishes, and makes it final.
    pub async fn finish(&self, contest: &Contest, round: Round, day: i64) -> Result<()> {
        let (organiser, partner) = (self.person("a01")?, self.person("a02")?);
        let (of_contest, at) = (contest.clone(), self.now.plus(days(day)));
        let base_url = self.app.config.base_url();
        let (closing, seed) = (round.id, self.seed);
        let id = self.rank(&of_contest, round, at).await?;
        self.app
            .db
            .write(move |conn| {
                let closed = Round::of(conn, &of_contest, closing)?;
                if let Some(log) = closed.log_state(conn)? {
                    for who in [&organiser, &partner] {
                        closed.confirm_log(conn, who, &log.digest, at)?;
                    }
                }
                enter_votes(conn, &of_contest, &organiser, seed, at)?;
                let (ranking, _) = Ranking::find(conn, &of_contest, id)?;
                let rules = Rules::default();
                let mut decisions = Vec::new();
                // A tie may wait on an earlier one: each look decides those that wait no more.
                loop {
                    let proposal = ranking.propose(conn, rules, &decisions)?;
                    let more = decide_ties(&proposal);
                    if more.is_empty() {
                        break;
                    }
                    decisions.extend(more);
                }
                let reason = "The chair's own score decided.";
                ranking.give_awards(conn, &organiser, rules, &decisions, reason, at)?;
                let (ranking, _) = Ranking::find(conn, &of_contest, ranking.id)?;
                let publication = Publication {
                    objections_until: at.plus(days(7)),
                    objections: Trilingual::new(
                        "异议请发送至 objections@example.org，并注明作品编号和依据。",
                        "Возражения: objections@example.org, с номером работы и первоисточником.",
                        "Objections to objections@example.org, with the entry's number and the original source.",
                    ),
                    show_scores: true,
                    feedback: true,
                };
                ranking.publish(conn, &of_contest, &organiser, &publication, at)?;
                let (ranking, _) = Ranking::find(conn, &of_contest, ranking.id)?;
                let finishing = Finishing {
                    tells_winners: true,
                    ..Finishing::default()
                };
                let later = at.plus(days(8));
                ranking.finish(conn, &of_contest, &organiser, &finishing, &base_url, later)?;
                let mut of_contest = Contest::find(conn, of_contest.id)?;
                of_contest.open_gallery(conn, &organiser, at.plus(days(8)))?;
                debug_assert!(results::published(conn, of_contest.id)?.is_some());
                Ok(())
            })
            .await
    }
}

/// Votes are told for the entries up to this number.
const LAST_VOTED: i32 = 60;

/// Votes of two platforms, of which one has ten times the users.
fn enter_votes(
    conn: &mut Conn,
    contest: &Contest,
    by: &Account,
    seed: u64,
    at: Moment,
) -> Result<()> {
    let counted_on = at.in_zone(contest.tz()).date_naive();
    for (name, users, note) in [
        (
            "抖音 Douyin",
            120_000.0,
            "取消了 1 732 张刷票。Отменено 1732 накрученных голоса.",
        ),
        ("VK Видео", 12_000.0, ""),
    ] {
        let seed = seed ^ u64::from(crc(name.as_bytes()));
        let lines: Vec<Line> = (1..=LAST_VOTED)
            .map(|number| {
                let liked = Dice::new(seed ^ u64::from(number.unsigned_abs())).share();
                Line {
                    line: 0,
                    number,
                    typed: number.to_string(),
                    votes: (users * liked * liked) as i64,
                }
            })
            .collect();
        let new = NewSource {
            name: name.to_owned(),
            counted_on,
            note: note.to_owned(),
            version: 0,
        };
        // Numbers that no accepted entry has fall away.
        let (votes, _) = results::matched(conn, contest, &lines)?;
        Source::add(conn, contest, by, &new, &votes, at)?;
    }
    Ok(())
}

/// Ties at the end of a quota, decided for the first of the tied.
fn decide_ties(proposal: &results::Proposal) -> Vec<allotment::Decision> {
    proposal
        .shares
        .iter()
        .filter_map(|share| match &share.open {
            allotment::Open::Tie { places, tied } => Some(allotment::Decision {
                award: share.award,
                chosen: tied.iter().take(*places).copied().collect(),
                rest_vacant: true,
            }),
            _ => None,
        })
        .collect()
}

/// A small number of an id, for chance that stays with it.
fn crc(bytes: &[u8]) -> u32 {
    bytes.iter().fold(0x811C_9DC5, |hash, byte| {
        (hash ^ u32::from(*byte)).wrapping_mul(0x0100_0193)
    })
}
