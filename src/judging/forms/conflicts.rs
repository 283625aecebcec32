//! Forms of conflicts: what judges declare, what admins note and decide.

use crate::accounts::Account;
use crate::db::Id;
use crate::judging::assign::organisation;
use crate::judging::{Conflict, ConflictState};
use crate::web::{FieldErrors, Fields, Form};

/// An entry that somebody has a tie to, by its number in the contest.
#[derive(Clone, Debug)]
pub struct NotedConflict {
    pub number: i32,
    pub note: String,
}

/// What an admin decides about a conflict.
#[derive(Clone, Debug)]
pub struct ConflictDecision {
    pub state: ConflictState,
    pub reason: String,
}

/// `CN-0042`, or the number alone.
fn number(f: &mut Fields<'_>) -> Option<i32> {
    f.parse("number", |text| {
        let digits = text.rsplit('-').next().unwrap_or_default();
        match digits.parse::<i32>() {
            Ok(number) if number > 0 => Ok(number),
            _ if text.is_empty() => Err("field-required"),
            _ => Err("field-entry-number"),
        }
    })
}

/// The organisation that a judge has a tie to.
pub fn tie(form: &Form) -> Result<String, FieldErrors> {
    let mut f = form.fields();
    let name = f.line("organisation", 1, 120);
    // Signs alone would be compared as nothing.
    if name
        .as_deref()
        .is_some_and(|name| organisation(name).is_empty())
    {
        f.refuse("organisation", "field-characters");
    }
    f.finish(|| name)
}

/// The entry that a judge names, and why.
pub fn declared(form: &Form) -> Result<NotedConflict, FieldErrors> {
    let mut f = form.fields();
    let number = number(&mut f);
    let note = f.text("note", 0, 500);
    f.finish(|| {
        Some(NotedConflict {
            number: number?,
            note: note?,
        })
    })
}

/// The judge and the entry that an admin knows of, and why.
pub fn noted(form: &Form) -> Result<(Id<Account>, NotedConflict), FieldErrors> {
    let mut f = form.fields();
    let judge = f.choice("judge", |text| text.parse().ok());
    let number = number(&mut f);
    let note = f.text("note", 3, 500);
    f.finish(|| {
        Some((
            judge?,
            NotedConflict {
                number: number?,
                note: note?,
            },
        ))
    })
}

/// Confirmed or dismissed; dismissing needs a reason.
pub fn conflict_decision(form: &Form, of: &Conflict) -> Result<ConflictDecision, FieldErrors> {
    let mut f = form.fields();
    let state = f.choice("state", |word| match ConflictState::parse(word)? {
        ConflictState::Found => None,
        ConflictState::Dismissed if !of.grounds.may_be_dismissed() => None,
        state => Some(state),
    });
    let least = match state {
        Some(ConflictState::Dismissed) => 3,
        _ => 0,
    };
    let reason = f.text("reason", least, 500);
    f.finish(|| {
        Some(ConflictDecision {
            state: state?,
            reason: reason?,
        })
    })
}
