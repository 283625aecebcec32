//! Pages that take things out of the program: tables, the contest file, the outbox, the audit trail, the queue.

mod contest_file;
mod events;
mod mails;
mod site;
mod tables;

use crate::web::Routes;

pub fn routes(cfg: &mut Routes) {
    cfg.configure(tables::routes)
        .configure(contest_file::routes)
        .configure(mails::routes)
        .configure(events::routes)
        .configure(site::routes);
}
