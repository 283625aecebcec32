//! The form of a round's judging room.

use crate::judging::{Discussion, Hidden, Round, RoundState};
use crate::web::{FieldErrors, Form};

/// How a round's judges work, beside what they score.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RoomSettings {
    /// Percent of a film below which a judge who submits is asked whether that is meant; 0 asks nobody.
    pub watch_warning: i32,
    /// Whether judges talk about an entry once their ballots are in.
    pub discussion: Discussion,
    /// None leaves it as it is: it is settled once the round is open.
    pub blind: Option<Vec<Hidden>>,
}

/// A round's room as an admin sets it.
pub fn room(form: &Form) -> Result<RoomSettings, FieldErrors> {
    let mut f = form.fields();
    let watch_warning = f.whole("watch_warning", 0, 100);
    let discussion = f.choice("discussion", Discussion::parse);
    let blind = f.form().has("blind_shown", "yes").then(|| {
        let hidden = Hidden::ALL.iter().copied();
        hidden
            .filter(|each| form.has("blind", each.as_str()))
            .collect()
    });
    f.finish(|| {
        Some(RoomSettings {
            watch_warning: i32::try_from(watch_warning?).ok()?,
            discussion: discussion?,
            blind,
        })
    })
}

/// The form of a round's room, filled in.
pub fn filled_room(round: &Round) -> Form {
    let form = Form::new()
        .with("watch_warning", round.watch_warning)
        .with("discussion", round.discussion);
    match round.state {
        RoundState::Planned => round
            .blind
            .iter()
            .fold(form, |form, hidden| form.with("blind", hidden)),
        RoundState::Open | RoundState::Closed => form,
    }
}
