//! SQL of lists of contests: those open to everyone, and those in which somebody works.

use diesel::dsl::exists;
use diesel::prelude::*;

use crate::accounts::Account;
use crate::contests::{Contest, Phase, Role};
use crate::db::{Conn, Id, Json, Moment};
use crate::error::Result;
use crate::i18n::Trilingual;
use crate::schema::{contests, roles};
use crate::web::paging::{LIMIT, Paged};

/// A contest as one row of a list.
#[derive(Clone, Debug, Queryable, Selectable)]
#[diesel(table_name = contests)]
pub struct Listed {
    pub id: Id<Contest>,
    pub slug: String,
    pub name: Json<Trilingual>,
    pub theme: Json<Trilingual>,
    pub opens_at: Option<Moment>,
    pub closes_at: Option<Moment>,
    pub published_at: Option<Moment>,
}

impl Listed {
    pub fn phase(&self, now: &Moment) -> Phase {
        Phase::at(self.published_at, self.opens_at, self.closes_at, *now)
    }
}

/// A contest with the roles that somebody has in it.
#[derive(Clone, Debug)]
pub struct Workplace {
    pub contest: Listed,
    pub roles: Vec<Role>,
}

impl Workplace {
    pub fn is(&self, role: Role) -> bool {
        self.roles.contains(&role)
    }
}

/// The published contests, the newest first.
pub fn open_to_all(conn: &mut Conn, after: Option<Id<Contest>>) -> Result<Paged<Listed>> {
    let mut query = contests::table
        .filter(contests::published_at.is_not_null())
        .into_boxed();
    if let Some(after) = after {
        query = query.filter(contests::id.lt(after));
    }
    let rows = query
        .order(contests::id.desc())
        .limit(LIMIT)
        .select(Listed::as_select())
        .load(conn)?;
    Ok(Paged::new(rows, |contest| contest.id))
}

/// Where `account` works, the newest contest first: every contest for an administrator, who is an admin of all.
pub fn workplaces(
    conn: &mut Conn,
    account: &Account,
    after: Option<Id<Contest>>,
) -> Result<Paged<Workplace>> {
    let mut query = contests::table.into_boxed();
    if !account.is_administrator() {
        query = query.filter(exists(
            roles::table
                .filter(roles::contest_id.eq(contests::id))
                .filter(roles::account_id.eq(account.id)),
        ));
    }
    if let Some(after) = after {
        query = query.filter(contests::id.lt(after));
    }
    let rows = query
        .order(contests::id.desc())
        .limit(LIMIT)
        .select(Listed::as_select())
        .load(conn)?;
    let ids: Vec<Id<Contest>> = rows.iter().map(|contest| contest.id).collect();
    let held: Vec<(Id<Contest>, Role)> = roles::table
        .filter(
            roles::account_id
                .eq(account.id)
                .and(roles::contest_id.eq_any(ids)),
        )
        .select((roles::contest_id, roles::role))
        .load(conn)?;
    let roles_in = |contest: &Listed| {
        let here = Role::ALL.iter().copied().filter(|role| {
            held.contains(&(contest.id, *role))
                || *role == Role::Admin && account.is_administrator()
        });
        here.collect()
    };
    Ok(
        Paged::new(rows, |contest| contest.id).map(|contest| Workplace {
            roles: roles_in(&contest),
            contest,
        }),
    )
}
