//! Rounds, panels, assignment and ballots: who scores what, by which criteria, and what they gave.

pub mod assign;
pub mod blind;
pub mod calibration;
pub mod conflicts;
pub mod cut;
pub mod discussion;
pub mod format;
pub mod forms;
pub mod notes;
pub mod order;
mod others;
pub mod pace;
pub mod pages;
pub mod pairs;
pub mod scorelog;
pub mod store;
mod tie_break;
pub mod watching;

use diesel::prelude::*;
use serde::{Deserialize, Serialize};

use crate::accounts::Account;
use crate::contests::{Category, Contest, Stream};
use crate::db::{Id, Json, Moment, text_enum};
use crate::entries::Entry;
use crate::i18n::{Locale, Trilingual};
use crate::schema::{assignments, ballots, criteria, panelists, recusals, rounds};

pub use blind::Hidden;
pub use conflicts::{Conflict, ConflictState, Grounds, Tie};
pub use cut::{Cut, CutRule, Source, Way};
pub use discussion::Discussion;
pub use format::{Format, Tally, Vote};
pub use notes::{Audience, CreatorNote, Note};
pub use others::Others;
pub use tie_break::TieBreak;

text_enum! {
    /// Where a round stands.
    pub enum RoundState ("round-state") {
        Planned = "planned",
        Open = "open",
        Closed = "closed",
    }
}

impl RoundState {
    /// Whether a round in this state may become one in `next`; closed to open needs a reason.
    pub fn may_become(self, next: Self) -> bool {
        matches!(
            (self, next),
            (Self::Planned, Self::Open) | (Self::Open, Self::Closed) | (Self::Closed, Self::Open)
        )
    }
}

/// One stage of judging: its criteria, its panel, how many judges each entry has.
#[derive(Clone, Debug, Queryable, Selectable)]
#[diesel(table_name = rounds)]
pub struct Round {
    pub id: Id<Round>,
    pub contest_id: Id<Contest>,
    pub position: i32,
    pub name: Json<Trilingual>,
    pub state: RoundState,
    pub judges_per_entry: i32,
    /// How many of each stream and category go through; 0 is all. Heeded by [`CutRule::Places`] alone.
    pub cut: i32,
    /// From which the assignment is drawn: the same seed and data draw the same panels.
    pub seed: i64,
    /// Announced to the judges; an admin closes the round.
    pub closes_at: Option<Moment>,
    pub opened_at: Option<Moment>,
    pub closed_at: Option<Moment>,
    pub source: Source,
    /// Only entries of this stream, or of all.
    pub stream_id: Option<Id<Stream>>,
    /// Only entries of this category, or of all.
    pub category_id: Option<Id<Category>>,
    pub cut_rule: CutRule,
    /// What an entry must reach to go through, in thousandths of a point; heeded by [`CutRule::Threshold`] alone.
    pub cut_threshold: i32,
    /// Judges of each of the streams' countries that every entry gets at least.
    pub min_per_country: i32,
    pub competence: Competence,
    /// The most entries for any judge; a judge's own limit holds as well.
    pub max_load: Option<i32>,
    /// Percent. 100: what suits decides, and chance between equals; 0: chance alone.
    pub weight: i32,
    /// Percent of a film: a judge who submits with less of it played is asked whether that is meant. 0 asks nobody.
    pub watch_warning: i32,
    pub discussion: Discussion,
    /// Settled once the round is open.
    pub format: Format,
    /// What its judges are not told of an entry; settled once the round is open.
    pub blind: Json<Vec<Hidden>>,
    /// Whether the whole panel scores the same few entries, to see how they differ. Nothing is ranked by it.
    pub calibration: bool,
    /// How often a judge is to compare each of their entries; heeded by [`Format::Pairs`] alone.
    pub comparisons_each: i32,
    /// Whether among equals who submitted first goes before, once the criteria that are asked leave them equal.
    pub tie_earlier: bool,
}

text_enum! {
    /// Whether judges must know a language of what they score, spoken or subtitled.
    pub enum Competence ("competence") {
        /// They do wherever that can be.
        Wish = "wish",
        Rule = "rule",
    }
}

/// All weights of a round together, in hundredths of a percent.
pub const WHOLE: i32 = 10_000;

/// One thing that is scored.
#[derive(Clone, Debug, Queryable, Selectable)]
#[diesel(table_name = criteria)]
pub struct Criterion {
    pub id: Id<Criterion>,
    pub round_id: Id<Round>,
    pub position: i32,
    /// Its name in forms and exports.
    pub code: String,
    pub name: Json<Trilingual>,
    pub help: Json<Trilingual>,
    /// Share of the total in hundredths of a percent.
    pub weight: i32,
    /// Points are tenths of a point: 1.0 is 10.
    pub scale_min: i32,
    pub scale_max: i32,
    pub step: i32,
    pub levels: Json<Vec<Level>>,
    /// Its turn to decide between equal scores, from 1; 0 is not asked.
    pub tie_order: i32,
}

/// What a number of points means.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Level {
    /// Tenths of a point.
    pub points: i32,
    pub label: Trilingual,
}

/// The most values that a scorecard shows as buttons; longer scales are typed.
pub const BUTTONS: usize = 21;

impl Criterion {
    /// Whether `points` (tenths) lie on the scale and on one of its steps.
    pub fn admits(&self, points: i32) -> bool {
        (self.scale_min..=self.scale_max).contains(&points)
            && self.step > 0
            && (points - self.scale_min) % self.step == 0
    }

    /// All points on the scale, in tenths, from the least.
    pub fn scale(&self) -> Vec<i32> {
        (self.scale_min..=self.scale_max)
            .step_by(self.step.max(1) as usize)
            .collect()
    }

    pub fn has_buttons(&self) -> bool {
        self.scale().len() <= BUTTONS
    }

    /// What these points mean to a reader of `locale`; empty when the organiser did not say.
    pub fn level(&self, points: &i32, locale: impl Into<Locale>) -> &str {
        self.levels
            .iter()
            .find(|level| level.points == *points)
            .map_or("", |level| level.label.in_locale(locale.into()))
    }
}

/// The ballot score `Σ weight·points` in thousandths of a point, exact, rounded half up; None while a
/// criterion lacks its points.
///
/// `given` holds a criterion's weight in hundredths of a percent and its points in tenths.
pub fn total(given: impl IntoIterator<Item = (i32, Option<i32>)>) -> Option<i32> {
    let mut sum = 0_i64;
    let mut any = false;
    for (weight, points) in given {
        sum += i64::from(weight) * i64::from(points?);
        any = true;
    }
    // Hundredths of a percent times tenths are hundred-thousandths of a point.
    let total = (sum + 50).div_euclid(100);
    any.then_some(i32::try_from(total).ok()).flatten()
}

/// A judge of a round.
#[derive(Clone, Debug, Queryable, Selectable)]
#[diesel(table_name = panelists)]
pub struct Panelist {
    pub round_id: Id<Round>,
    pub account_id: Id<Account>,
    /// The most entries that this judge takes on.
    pub max_load: Option<i32>,
    pub joined_at: Moment,
}

text_enum! {
    /// Where one judge's task with one entry stands; what was scored is the ballot's state.
    pub enum AssignmentState ("assignment-state") {
        Open = "open",
        /// Put aside by the judge, to come back to.
        Skipped = "skipped",
        /// The judge stepped back.
        Recused = "recused",
        /// Given to another judge by an admin.
        HandedOver = "handed-over",
    }
}

impl AssignmentState {
    /// Whether the entry is still this judge's to score.
    pub fn is_live(self) -> bool {
        matches!(self, Self::Open | Self::Skipped)
    }
}

/// One judge is to score one entry in one round.
#[derive(Clone, Debug, Queryable, Selectable)]
#[diesel(table_name = assignments)]
pub struct Assignment {
    pub id: Id<Assignment>,
    pub round_id: Id<Round>,
    pub entry_id: Id<Entry>,
    pub judge_id: Id<Account>,
    /// The order in this judge's queue.
    pub position: i32,
    pub state: AssignmentState,
    pub assigned_at: Moment,
    pub skipped_at: Option<Moment>,
}

text_enum! {
    /// Whether a ballot counts.
    pub enum BallotState ("ballot-state") {
        Draft = "draft",
        Submitted = "submitted",
    }
}

/// A judge's scores and notes for one assignment.
#[derive(Clone, Debug, Queryable, Selectable)]
#[diesel(table_name = ballots)]
pub struct Ballot {
    pub id: Id<Ballot>,
    pub assignment_id: Id<Assignment>,
    pub state: BallotState,
    /// Thousandths of a point; None while incomplete.
    pub total: Option<i32>,
    pub note: String,
    pub version: i32,
    pub updated_at: Moment,
    /// Of the first submission; changes after it keep it.
    pub submitted_at: Option<Moment>,
}

text_enum! {
    /// Why a judge steps back from an entry.
    pub enum RecusalReason ("recusal-reason") {
        KnowsCreator = "knows-creator",
        TookPart = "took-part",
        SameOrganisation = "same-organisation",
        Interest = "interest",
        Language = "language",
        Other = "other",
        /// Not the judge's own words: an admin confirmed a conflict, or the judge named the entry.
        Conflict = "conflict",
    }
}

impl RecusalReason {
    /// The reasons that a judge chooses from.
    pub fn choices() -> impl Iterator<Item = Self> {
        Self::ALL
            .iter()
            .copied()
            .filter(|each| *each != Self::Conflict)
    }
}

/// A judge stepped back from an entry.
#[derive(Clone, Debug, Queryable, Selectable)]
#[diesel(table_name = recusals)]
pub struct Recusal {
    pub id: Id<Recusal>,
    pub assignment_id: Id<Assignment>,
    pub reason: RecusalReason,
    pub note: String,
    pub at: Moment,
}

/// `7.5` of 75 tenths, `33.33` of 3333 hundredths, `8.125` of 8125 thousandths: no trailing zeros.
fn decimal(value: i32, digits: u32) -> String {
    let unit = 10_i64.pow(digits);
    let magnitude = i64::from(value).abs();
    let sign = if value < 0 { "-" } else { "" };
    let (whole, rest) = (magnitude / unit, magnitude % unit);
    let rest = format!("{rest:0width$}", width = digits as usize);
    match rest.trim_end_matches('0') {
        "" => format!("{sign}{whole}"),
        rest => format!("{sign}{whole}.{rest}"),
    }
}

/// Tenths of a point as typed in a form.
pub fn points_text(tenths: &i32) -> String {
    decimal(*tenths, 1)
}

/// Hundredths of a percent as typed in a form.
pub fn weight_text(hundredths: &i32) -> String {
    decimal(*hundredths, 2)
}

/// A total of thousandths of a point, with two digits, as a reader of `locale` writes it.
pub fn total_text(thousandths: &i32, locale: impl Into<Locale>) -> String {
    let hundredths = (thousandths + 5).div_euclid(10);
    let text = format!(
        "{}{}.{:02}",
        if hundredths < 0 { "-" } else { "" },
        hundredths.abs() / 100,
        hundredths.abs() % 100
    );
    match locale.into() {
        Locale::Ru => text.replace('.', ","),
        Locale::Zh | Locale::En => text,
    }
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn criterion(min: i32, max: i32, step: i32) -> Criterion {
        Criterion {
            id: Id::new(),
            round_id: Id::new(),
            position: 1,
            code: "theme".into(),
            name: Json::default(),
            help: Json::default(),
            weight: WHOLE,
            scale_min: min,
            scale_max: max,
            step,
            levels: Json::default(),
            tie_order: 0,
        }
    }

    #[test]
    fn a_round_opens_closes_and_may_be_opened_again() {
        use RoundState::*;
        let table = [(Planned, Open), (Open, Closed), (Closed, Open)];
        for from in RoundState::ALL {
            for to in RoundState::ALL {
                assert_eq!(from.may_become(*to), table.contains(&(*from, *to)));
            }
        }
    }

    #[test]
    fn a_ballot_score_is_exact() {
        // 33.33 % of 7.5, 33.33 % of 8 and 33.34 % of 9.5 is 8.33345: half a thousandth rounds up.
        let third = [(3333, Some(75)), (3333, Some(80)), (3334, Some(95))];
        assert_eq!(total(third), Some(8333));
        assert_eq!(total([(5000, Some(1)), (5000, Some(0))]), Some(50));
        assert_eq!(total([(1, Some(50)), (9999, Some(0))]), Some(1));
        assert_eq!(total([(5000, Some(1)), (5000, None)]), None);
        assert_eq!(total([]), None);
    }

    #[test]
    fn numbers_are_written_without_needless_zeros() {
        assert_eq!(points_text(&75), "7.5");
        assert_eq!(points_text(&-5), "-0.5");
        assert_eq!(weight_text(&3330), "33.3");
        assert_eq!(weight_text(&WHOLE), "100");
        assert_eq!(total_text(&8125, Locale::Ru), "8,13");
    }

    proptest! {
        #[test]
        fn a_total_lies_between_the_least_and_the_most_points(
            points in proptest::collection::vec(0..=1000_i32, 1..8)
        ) {
            // Equal weights that make a whole.
            let n = points.len() as i32;
            let weights = (0..n).map(|i| WHOLE / n + i32::from(i < WHOLE % n));
            let total = total(weights.zip(points.iter().map(|p| Some(*p)))).unwrap();
            let (least, most) = (points.iter().min().unwrap(), points.iter().max().unwrap());
            prop_assert!(least * 100 <= total && total <= most * 100);
        }

        #[test]
        fn a_total_is_the_nearest_thousandth_and_half_goes_up(
            given in proptest::collection::vec((0..=WHOLE, 0..=1000_i32), 1..8)
        ) {
            let sum: i64 = given.iter().map(|(w, p)| i64::from(*w) * i64::from(*p)).sum();
            let total = total(given.iter().map(|(w, p)| (*w, Some(*p)))).unwrap();
            prop_assert!((-50..50).contains(&(sum - 100 * i64::from(total))));
        }

        #[test]
        fn points_on_the_scale_are_those_that_are_admitted(
            min in 0..50_i32, steps in 1..20_i32, step in 1..20_i32, points in -10..500_i32
        ) {
            let criterion = criterion(min, min + steps * step, step);
            prop_assert_eq!(criterion.admits(points), criterion.scale().contains(&points));
        }
    }
}
