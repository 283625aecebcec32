//! Pages of judging: the admin's criteria, rounds, assignment and progress; the judge's queue and scorecard.

mod assignments;
mod ballot;
mod criteria;
mod progress;
mod queue;
mod recusal;
mod rounds;
mod state;

use crate::web::Routes;

pub fn routes(cfg: &mut Routes) {
    cfg.configure(criteria::routes)
        .configure(rounds::routes)
        .configure(assignments::routes)
        .configure(state::routes)
        .configure(progress::routes)
        .configure(queue::routes)
        .configure(ballot::routes)
        .configure(recusal::routes);
}
