//! Pages of judging: the admin's criteria, rounds, assignment and progress; the judge's queue and scorecard.

mod answers;
mod assignments;
mod ballot;
mod calibration;
mod conflicts;
mod criteria;
mod disagreement;
mod discussion;
mod notes;
mod noting;
mod ordering;
mod pace;
mod pairing;
mod picks;
mod planning;
mod progress;
mod queue;
mod recusal;
mod room;
mod rounds;
mod scorelog;
mod scores;
mod state;
mod ties;
mod watching;
mod why;

use actix_web::web;

use super::Assignment;
use crate::db::Id;
use crate::web::Routes;

/// The address of one assignment's pages.
type AssignmentPath = web::Path<(String, Id<Assignment>)>;

pub fn routes(cfg: &mut Routes) {
    cfg.configure(criteria::routes)
        .configure(planning::routes)
        .configure(rounds::routes)
        .configure(picks::routes)
        .configure(calibration::routes)
        .configure(room::routes)
        .configure(assignments::routes)
        .configure(state::routes)
        .configure(scorelog::routes)
        .configure(progress::routes)
        .configure(disagreement::routes)
        .configure(conflicts::routes)
        .configure(ties::routes)
        .configure(why::routes)
        .configure(queue::routes)
        .configure(ballot::routes)
        .configure(ordering::routes)
        .configure(pairing::routes)
        .configure(answers::routes)
        .configure(scores::routes)
        .configure(noting::routes)
        .configure(watching::routes)
        .configure(discussion::routes)
        .configure(pace::routes)
        .configure(recusal::routes);
}
