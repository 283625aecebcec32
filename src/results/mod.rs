//! Rankings, awards and their publication.

pub mod allotment;
pub mod audience;
pub mod certificates;
pub mod forms;
mod method;
pub mod notices;
pub mod objections;
pub mod pages;
pub mod ranking;
pub mod run;
pub mod stats;
pub mod store;
pub mod tiebreak;
pub mod weights;

use chrono::TimeDelta;
use diesel::prelude::*;
use serde::{Deserialize, Serialize};

use crate::accounts::Account;
use crate::contests::{Category, Contest, Stream};
use crate::db::{Id, Json, Moment, text_enum};
use crate::i18n::{Locale, Trilingual};
use crate::judging::{Cut, CutRule, Format, TieBreak};
use crate::schema::{awards, rankings, rounds};

pub use audience::Basis;
pub use method::Method;
pub use ranking::CutTie;

/// How long objections to provisional results are taken, unless the organiser says otherwise.
pub const OBJECTION_DAYS: i64 = 7;

/// A named prize of a contest: how many of it there are, and for whom.
#[derive(Clone, Debug, Queryable, Selectable)]
#[diesel(table_name = awards)]
pub struct Award {
    pub id: Id<Award>,
    pub contest_id: Id<Contest>,
    /// The order in which awards are given out, the highest first.
    pub position: i32,
    /// Its name in files: `gold-cn`.
    pub code: String,
    pub name: Json<Trilingual>,
    pub description: Json<Trilingual>,
    /// How many entries may have it.
    pub quota: i32,
    /// Only entries of this stream, or of all.
    pub stream_id: Option<Id<Stream>>,
    /// Only entries of this category, or of all.
    pub category_id: Option<Id<Category>>,
    /// Counts changes: a save names the version it started from.
    pub version: i32,
    /// Who gives it.
    pub basis: Basis,
}

/// An entry that has an award.
pub enum Placement {}

text_enum! {
    /// Where a ranking stands on its way to the public.
    pub enum RankingState ("ranking-state") {
        /// A job is at it.
        Computing = "computing",
        /// Computed beside another one of its round, which still holds: to be applied or dropped as a whole.
        Proposed = "proposed",
        /// The one that holds: awards and publication go by it.
        Computed = "computed",
        /// Another of its round was applied in its place.
        Superseded = "superseded",
        /// Public, and open to objections.
        Provisional = "provisional",
        Final = "final",
    }
}

impl RankingState {
    /// Whether a ranking in this state may become one in `next`. Taking results back leads to computed.
    pub fn may_become(self, next: Self) -> bool {
        use RankingState::*;
        matches!(
            (self, next),
            (Computing, Proposed | Computed)
                | (Proposed, Computed)
                | (Computed, Superseded | Provisional)
                | (Provisional, Final)
                | (Provisional | Final, Computed | Superseded)
        )
    }

    pub fn is_public(self) -> bool {
        matches!(self, Self::Provisional | Self::Final)
    }

    /// Whether the ranking was applied and not replaced.
    pub fn holds(self) -> bool {
        self == Self::Computed || self.is_public()
    }
}

text_enum! {
    /// What becomes of a judge's ballots in a round.
    pub enum JudgeDecision ("judge-decision") {
        /// They count.
        Keep = "keep",
        /// They do not.
        Drop = "drop",
    }
}

/// A change of a round's method after scores came in: printed with the results.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct MethodChange {
    pub from: Method,
    pub to: Method,
    pub reason: String,
    pub at: Moment,
}

/// The computed order of a round's entries.
#[derive(Clone, Debug, Queryable, Selectable)]
#[diesel(table_name = rankings)]
pub struct Ranking {
    pub id: Id<Ranking>,
    pub round_id: Id<RoundSummary>,
    pub contest_id: Id<Contest>,
    pub state: RankingState,
    pub method: Method,
    pub parameters: Json<Parameters>,
    pub computed_by: Id<Account>,
    pub computed_at: Moment,
    pub provisional_at: Option<Moment>,
    pub objections_until: Option<Moment>,
    pub final_at: Option<Moment>,
    /// How far its computation has come: of [`STEPS`].
    pub step: i32,
}

/// Steps of a ranking's computation: taken up, ranked, studied, kept.
pub const STEPS: i32 = 4;

impl Parameters {
    /// Who goes through.
    pub fn line(&self) -> Cut {
        Cut::of(self.cut_rule, self.cut, self.cut_threshold)
    }
}

impl Ranking {
    /// Whether objections are still taken at `now`.
    pub fn takes_objections(&self, now: Moment) -> bool {
        self.state == RankingState::Provisional
            && self.objections_until.is_some_and(|until| now < until)
    }
}

/// What creators are told of their own entries.
impl Ranking {
    /// Whether a creator sees the means of the own entry: results are final, and an admin allowed it.
    pub fn tells_creators(&self) -> bool {
        self.state == RankingState::Final && self.parameters.feedback
    }
}

/// With what a ranking was computed and how it is shown.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Parameters {
    /// Computed while judges were still scoring: never published.
    pub preview: bool,
    /// Ballots that an entry should have; those with fewer are flagged.
    pub judges_per_entry: i32,
    /// By what rule entries go through.
    pub cut_rule: CutRule,
    /// How many of each stream and category go through; 0 is all.
    pub cut: i32,
    /// Thousandths of a point.
    pub cut_threshold: i32,
    pub ranked: i64,
    /// Entries of the round without any ballot that counts.
    pub unranked: i64,
    pub ballots: i64,
    /// Ties across the line of the cut that nobody has decided yet.
    pub cut_ties: Vec<CutTie>,
    /// What decides between equal scores where a place cannot be shared, in its order.
    pub tie_breaks: Vec<TieBreak>,
    /// How many entries of each stream are ranked.
    pub spans: Vec<(Id<Stream>, i32)>,
    /// Where the chance of its draws begins.
    pub seed: u64,
    /// Joint draws that its chances rest on; 0 where the method gives none.
    pub draws: i32,
    /// How many places its chances are about.
    pub top: i32,
    /// The program that computed it.
    pub program: String,
    /// SHA-256 of its bundle, in hexadecimal; empty where there is none.
    pub digest: String,
    /// The public key of its signature, in hexadecimal; empty where it is not signed.
    pub signed_by: String,
    /// What has to be said beside it.
    pub remarks: Vec<run::Remark>,
    /// Changes of the method after scores came in.
    pub changes: Vec<MethodChange>,
    /// Other weights of the criteria than judges scored by.
    pub weights: Option<weights::Reweighing>,
    /// Judges whose ballots do not count, by somebody's decision.
    pub dropped: i64,
    /// The ranking that it stands beside, and how many entries have another place or fate than there.
    pub beside: Option<Id<Ranking>>,
    pub moved: i64,
    /// Whether awards were given out on this ranking.
    pub awarded: bool,
    /// The rules they were given out by.
    pub rules: allotment::Rules,
    /// The votes they were given by, where some are the audience's.
    pub audience: Option<audience::Audience>,
    /// Whether the public sees the ranking tables and not the awards alone.
    pub show_scores: bool,
    /// Whether creators see the means and notes of their own entries once results are final.
    pub feedback: bool,
    /// How and where to object, in the organiser's words.
    pub objections: Trilingual,
}

impl Parameters {
    /// Whether the ballots did not suffice for the method, so that ranks are those of the plain mean.
    pub fn fell_back(&self) -> bool {
        let mut remarks = self.remarks.iter();
        remarks.any(|remark| remark.kind == run::RemarkKind::RankedByMean)
    }

    /// The tie-break of this number, from 1.
    pub fn tie_break(&self, number: i32) -> Option<&TieBreak> {
        let at = usize::try_from(number).ok()?.checked_sub(1)?;
        self.tie_breaks.get(at)
    }

    /// The names of its tie-breaks in files, in their order.
    pub fn tie_break_codes(&self) -> Vec<&str> {
        self.tie_breaks.iter().map(TieBreak::code).collect()
    }

    /// Whether awards were given by votes that are no longer those of the contest.
    fn has_outdated_votes(&self) -> bool {
        self.audience.as_ref().is_some_and(|given| given.outdated)
    }

    /// Whether who submitted first goes before.
    fn asks_time(&self) -> bool {
        self.tie_breaks.contains(&TieBreak::Submitted)
    }

    /// How many entries of a stream are ranked, one at least.
    pub fn span(&self, stream: Id<Stream>) -> i32 {
        let own = self.spans.iter().find(|(id, _)| *id == stream);
        own.map_or(1, |(_, count)| (*count).max(1))
    }
}

/// A round as its results need to see it.
#[derive(Clone, Debug, Queryable, Selectable)]
#[diesel(table_name = rounds)]
pub struct RoundSummary {
    pub id: Id<RoundSummary>,
    pub contest_id: Id<Contest>,
    pub position: i32,
    pub name: Json<Trilingual>,
    state: String,
    pub judges_per_entry: i32,
    pub cut: i32,
    pub cut_rule: CutRule,
    pub cut_threshold: i32,
    /// Where the chance of its draws begins.
    pub seed: i64,
    /// What its judges are asked.
    pub format: Format,
    /// Whether, after its criteria, who submitted first goes before.
    pub tie_earlier: bool,
}

impl RoundSummary {
    /// Who goes through.
    pub fn line(&self) -> Cut {
        Cut::of(self.cut_rule, self.cut, self.cut_threshold)
    }

    /// Every ballot is in, or never will be.
    pub fn is_closed(&self) -> bool {
        self.state == "closed"
    }

    /// Judges are at work.
    pub fn is_open(&self) -> bool {
        self.state == "open"
    }
}

/// The results that the public sees now; see [`store::published`].
#[derive(Clone, Debug)]
pub struct Published {
    pub ranking: Ranking,
}

text_enum! {
    /// Why a ranking cannot be published as it is.
    pub enum Obstacle ("obstacle") {
        Preview = "preview",
        /// It was not applied, or another was in its place.
        NotApplied = "not-applied",
        RoundOpen = "round-open",
        /// Ballots changed after it was computed.
        BallotsChanged = "ballots-changed",
        /// A ranked entry was withdrawn or disqualified since.
        EntriesGone = "entries-gone",
        CutTied = "cut-tied",
        /// The round's cut was changed after it was computed.
        CutChanged = "cut-changed",
        /// Whether earlier submission decides between equals was changed after it was computed.
        TieBreaksChanged = "tie-breaks-changed",
        /// Somebody decided since whose ballots count.
        JudgesDecided = "judges-decided",
        /// The round is ranked by another method since.
        MethodChanged = "method-changed",
        /// Votes of the audience changed after awards were given by them.
        VotesChanged = "votes-changed",
    }
}

/// What changed since a ranking was computed.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Since {
    pub ballots: bool,
    pub entries: bool,
    pub judges: bool,
    pub method: bool,
}

impl Obstacle {
    /// What stands in the way, given what changed since.
    pub fn of(ranking: &Ranking, round: &RoundSummary, since: Since) -> Vec<Self> {
        [
            (ranking.parameters.preview, Self::Preview),
            (!ranking.state.holds(), Self::NotApplied),
            (!round.is_closed(), Self::RoundOpen),
            (since.ballots, Self::BallotsChanged),
            (since.entries, Self::EntriesGone),
            (since.judges, Self::JudgesDecided),
            (since.method, Self::MethodChanged),
            (!ranking.parameters.cut_ties.is_empty(), Self::CutTied),
            (ranking.parameters.line() != round.line(), Self::CutChanged),
            (
                ranking.parameters.asks_time() != round.tie_earlier,
                Self::TieBreaksChanged,
            ),
            (ranking.parameters.has_outdated_votes(), Self::VotesChanged),
        ]
        .into_iter()
        .filter_map(|(there, obstacle)| there.then_some(obstacle))
        .collect()
    }
}

/// `8.667`: thousandths of a point as a reader of `locale` writes them, always with three decimals.
pub fn points_text(thousandths: i32, locale: impl Into<Locale>) -> String {
    let mark = if locale.into() == Locale::Ru {
        ','
    } else {
        '.'
    };
    let sign = if thousandths < 0 { "-" } else { "" };
    let size = thousandths.unsigned_abs();
    format!("{sign}{}{mark}{:03}", size / 1000, size % 1000)
}

/// `83 %` of hundredths of a percent, as a reader of `locale` writes it; near the ends `< 1 %` and `> 99 %`: never a certainty.
pub fn percent_text(hundredths: i32, locale: impl Into<Locale>) -> String {
    let space = if locale.into() == Locale::Zh {
        ""
    } else {
        "\u{a0}"
    };
    match (hundredths + 50).div_euclid(100) {
        percent if percent < 1 => format!("<\u{a0}1{space}%"),
        percent if percent > 99 => format!(">\u{a0}99{space}%"),
        percent => format!("{percent}{space}%"),
    }
}

/// The end of the objections when the organiser names none: the last minute of the day, a week on, in its zone.
pub fn default_deadline(contest: &Contest, now: Moment) -> chrono::NaiveDateTime {
    let day = now
        .plus(TimeDelta::days(OBJECTION_DAYS))
        .in_zone(contest.tz())
        .date_naive();
    day.and_hms_opt(23, 59, 0).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn results_become_final_only_through_provisional() {
        use RankingState::*;
        let allowed: Vec<_> = RankingState::ALL
            .iter()
            .flat_map(|from| RankingState::ALL.iter().map(move |to| (*from, *to)))
            .filter(|(from, to)| from.may_become(*to))
            .collect();
        assert_eq!(
            allowed,
            [
                (Computing, Proposed),
                (Computing, Computed),
                (Proposed, Computed),
                (Computed, Superseded),
                (Computed, Provisional),
                (Provisional, Computed),
                (Provisional, Superseded),
                (Provisional, Final),
                (Final, Computed),
                (Final, Superseded),
            ]
        );
    }

    #[test]
    fn points_are_written_with_three_decimals() {
        assert_eq!(points_text(6600, Locale::En), "6.600");
        assert_eq!(points_text(87_667, Locale::Ru), "87,667");
        assert_eq!(points_text(-5, Locale::Zh), "-0.005");
    }
}
