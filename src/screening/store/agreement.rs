//! How often screeners agreed with the theme check, by version of the profile.

use std::collections::BTreeMap;

use diesel::dsl::count_star;
use diesel::prelude::*;
use serde::Deserialize;

use crate::contests::Contest;
use crate::db::{Conn, Id};
use crate::error::Result;
use crate::schema::{screenings, theme_checks, theme_profiles};
use crate::screening::{Decision, Reason};
use crate::theme::check::Level;
use crate::theme::{Area, Band};

/// What became of the entries of which the check said the same.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Tally {
    pub accepted: u32,
    pub returned: u32,
    pub rejected: u32,
    /// Decisions against what the check said.
    pub overruled: u32,
}

impl Tally {
    fn add(&mut self, decision: Decision, overruled: bool) {
        match decision {
            Decision::Accepted => self.accepted += 1,
            Decision::Returned => self.returned += 1,
            Decision::Rejected => self.rejected += 1,
        }
        self.overruled += u32::from(overruled);
    }

    pub fn decided(&self) -> u32 {
        self.accepted + self.returned + self.rejected
    }

    /// Of a hundred decisions.
    pub fn overruled_percent(&self) -> u32 {
        (self.overruled * 100 + self.decided() / 2) / self.decided().max(1)
    }
}

/// A finding's code, and whether it asked for a person.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Code {
    pub area: Area,
    pub code: String,
    pub asks: bool,
}

/// What people decided on the entries that one version checked.
#[derive(Clone, Debug, Default)]
pub struct Agreement {
    /// Versions by which decided entries were checked, the newest first, with how many decisions.
    pub versions: Vec<(i32, i64)>,
    /// The version that the rest is about.
    pub version: Option<i32>,
    pub bands: BTreeMap<Band, Tally>,
    pub findings: BTreeMap<Code, Tally>,
}

/// As much of an outcome as is counted.
#[derive(Deserialize)]
struct Said {
    notes: Vec<Told>,
}

#[derive(Deserialize)]
struct Told {
    area: Area,
    level: Level,
    code: String,
}

/// Decisions that hold, with the check that the screener saw.
macro_rules! decided {
    ($contest:expr) => {
        screenings::table
            .inner_join(
                theme_checks::table.on(screenings::check_id.eq(theme_checks::id.nullable())),
            )
            .inner_join(theme_profiles::table.on(theme_checks::profile_id.eq(theme_profiles::id)))
            .filter(theme_profiles::contest_id.eq($contest))
            .filter(screenings::undone_at.is_null())
    };
}

/// Two statements. `version` is the one asked for; otherwise the newest with decisions.
pub fn agreement(conn: &mut Conn, contest: Id<Contest>, version: Option<i32>) -> Result<Agreement> {
    let versions: Vec<(i32, i64)> = decided!(contest)
        .group_by(theme_profiles::version)
        .order(theme_profiles::version.desc())
        .select((theme_profiles::version, count_star()))
        .load(conn)?;
    let version = version.or(versions.first().map(|(version, _)| *version));
    let rows: Vec<(Decision, Reason, Band, String)> = decided!(contest)
        .filter(theme_profiles::version.eq(version.unwrap_or(0)))
        .select((
            screenings::decision,
            screenings::reason_code,
            theme_checks::band,
            theme_checks::result,
        ))
        .load(conn)?;
    let mut agreement = Agreement {
        versions,
        version,
        ..Agreement::default()
    };
    for (decision, reason, band, result) in rows {
        let against = against(band, decision, reason);
        let tally = agreement.bands.entry(band).or_default();
        tally.add(decision, against);
        let said: Option<Said> = serde_json::from_str(&result).ok();
        let notes = said.map(|said| said.notes).unwrap_or_default();
        let mut codes: Vec<Code> = notes
            .into_iter()
            .filter(|told| told.level > Level::Ok)
            .map(|told| Code {
                area: told.area,
                code: told.code,
                asks: told.level >= Level::Review,
            })
            .collect();
        codes.sort();
        codes.dedup();
        for code in codes {
            let overruled = code.asks && decision == Decision::Accepted;
            let tally = agreement.findings.entry(code).or_default();
            tally.add(decision, overruled);
        }
    }
    Ok(agreement)
}

/// Whether a decision goes against a band: an entry accepted whose theme was not seen, or one held to miss the theme
/// that was seen.
fn against(band: Band, decision: Decision, reason: Reason) -> bool {
    match band {
        Band::On => matches!(reason, Reason::OffTheme | Reason::ThemeUnclear),
        Band::Unclear | Band::Off => decision == Decision::Accepted,
        Band::Silent => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_band_is_overruled_by_the_opposite_decision_only() {
        use Decision::*;
        for (band, decision, reason, overruled) in [
            (Band::On, Accepted, Reason::Fits, false),
            (Band::On, Rejected, Reason::Quality, false),
            (Band::On, Rejected, Reason::OffTheme, true),
            (Band::On, Returned, Reason::ThemeUnclear, true),
            (Band::Off, Rejected, Reason::OffTheme, false),
            (Band::Off, Accepted, Reason::Fits, true),
            (Band::Unclear, Accepted, Reason::Fits, true),
            (Band::Unclear, Returned, Reason::Metadata, false),
            (Band::Silent, Accepted, Reason::Fits, false),
        ] {
            assert_eq!(
                against(band, decision, reason),
                overruled,
                "{band} {decision}"
            );
        }
    }

    #[test]
    fn shares_are_rounded_and_none_of_nothing() {
        let tally = Tally {
            accepted: 2,
            rejected: 1,
            overruled: 2,
            ..Tally::default()
        };
        assert_eq!(tally.overruled_percent(), 67);
        assert_eq!(Tally::default().overruled_percent(), 0);
    }
}
