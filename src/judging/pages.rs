//! Pages of judging: the admin's criteria, rounds, assignment and progress; the judge's queue and scorecard.

mod assignments;
mod ballot;
mod conflicts;
mod criteria;
mod disagreement;
mod planning;
mod progress;
mod queue;
mod recusal;
mod rounds;
mod scorelog;
mod state;
mod ties;
mod why;

use crate::web::Routes;

pub fn routes(cfg: &mut Routes) {
    cfg.configure(criteria::routes)
        .configure(planning::routes)
        .configure(rounds::routes)
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
        .configure(recusal::routes);
}
