//! The queue, as administrators see it.

use diesel::prelude::*;

use crate::db::{Conn, Id, Moment};
use crate::error::Result;
use crate::jobs::{Job, JobState};
use crate::schema::jobs;
use crate::web::paging::{LIMIT, Paged};

#[derive(Queryable, Selectable)]
#[diesel(table_name = jobs)]
pub struct Queued {
    pub id: Id<Job>,
    pub kind: String,
    pub run_at: Moment,
    pub attempts: i32,
    pub leased_until: Option<Moment>,
    pub last_error: Option<String>,
    pub failed_at: Option<Moment>,
    pub created_at: Moment,
}

impl Queued {
    pub fn state(&self, now: &Moment) -> JobState {
        match (self.failed_at, self.leased_until) {
            (Some(_), _) => JobState::Failed,
            (None, Some(until)) if until >= *now => JobState::Running,
            _ => JobState::Waiting,
        }
    }

    /// Only a job that was set aside is an administrator's to decide on.
    pub fn failed(&self) -> bool {
        self.failed_at.is_some()
    }
}

/// Jobs in a state, or all, the newest first.
pub fn list(
    conn: &mut Conn,
    state: Option<JobState>,
    after: Option<Id<Job>>,
    now: Moment,
) -> Result<Paged<Queued>> {
    let mut query = jobs::table.into_boxed();
    query = match state {
        None => query,
        Some(JobState::Failed) => query.filter(jobs::failed_at.is_not_null()),
        Some(JobState::Running) => query
            .filter(jobs::failed_at.is_null())
            .filter(jobs::leased_until.ge(now)),
        Some(JobState::Waiting) => query
            .filter(jobs::failed_at.is_null())
            .filter(jobs::leased_until.is_null().or(jobs::leased_until.lt(now))),
    };
    if let Some(after) = after {
        query = query.filter(jobs::id.lt(after));
    }
    let rows = query
        .order(jobs::id.desc())
        .limit(LIMIT)
        .select(Queued::as_select())
        .load(conn)?;
    Ok(Paged::new(rows, |job: &Queued| job.id))
}

/// A job that was set aside; any other is not found.
pub fn find_failed(conn: &mut Conn, id: Id<Job>) -> Result<Queued> {
    Ok(jobs::table
        .filter(jobs::id.eq(id).and(jobs::failed_at.is_not_null()))
        .select(Queued::as_select())
        .first(conn)?)
}
