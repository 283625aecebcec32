//! The table of a contest's people: creators and whoever has a role. No more of them than it takes to reach them.

use std::collections::HashMap;

use diesel::dsl::{count_star, exists};
use diesel::prelude::*;

use super::{BATCH, Person, Rows};
use crate::accounts::Account;
use crate::contests::{Contest, Role};
use crate::db::{Conn, Id};
use crate::error::Result;
use crate::exports::{Cell, Column, Row, names, row};
use crate::schema::{accounts, entries, roles};

struct Line {
    person: Person,
    roles: Vec<Role>,
    entries: i64,
}

const COLUMNS: &[Column<Line>] = &[
    ("account_id", |line| line.person.id.into()),
    ("name", |line| Cell::text(&line.person.native_name)),
    ("latin_name", |line| Cell::text(&line.person.latin_name)),
    ("email", |line| Cell::text(&line.person.email)),
    ("country", |line| Cell::text(line.person.country)),
    ("organisation", |line| Cell::text(&line.person.organisation)),
    ("roles", |line| Cell::list(&line.roles)),
    ("entries", |line| Cell::Number(line.entries)),
];

pub struct People {
    contest: Id<Contest>,
    after: Option<Id<Account>>,
    over: bool,
}

impl People {
    pub fn open(contest: &Contest) -> Self {
        Self {
            contest: contest.id,
            after: None,
            over: false,
        }
    }

    fn batch(&self, conn: &mut Conn) -> Result<Vec<Person>> {
        let creator = entries::table
            .filter(entries::contest_id.eq(self.contest))
            .filter(entries::creator_id.eq(accounts::id));
        let team = roles::table
            .filter(roles::contest_id.eq(self.contest))
            .filter(roles::account_id.eq(accounts::id));
        let mut query = accounts::table
            .filter(exists(creator).or(exists(team)))
            .into_boxed();
        if let Some(after) = self.after {
            query = query.filter(accounts::id.gt(after));
        }
        Ok(query
            .order(accounts::id)
            .limit(BATCH as i64)
            .select(Person::as_select())
            .load(conn)?)
    }
}

impl Rows for People {
    fn columns(&self) -> Vec<String> {
        names(COLUMNS)
    }

    fn next(&mut self, conn: &mut Conn) -> Result<Option<Vec<Row>>> {
        if self.over {
            return Ok(None);
        }
        let found = self.batch(conn)?;
        self.over = found.len() < BATCH;
        self.after = found.last().map(|person| person.id);
        let ids: Vec<Id<Account>> = found.iter().map(|person| person.id).collect();
        let held: Vec<(Id<Account>, Role)> = roles::table
            .filter(roles::contest_id.eq(self.contest))
            .filter(roles::account_id.eq_any(ids.clone()))
            .order(roles::role)
            .select((roles::account_id, roles::role))
            .load(conn)?;
        let mut by_person: HashMap<_, Vec<Role>> = HashMap::new();
        for (account, role) in held {
            by_person.entry(account).or_default().push(role);
        }
        let rows: Vec<(Id<Account>, i64)> = entries::table
            .filter(entries::contest_id.eq(self.contest))
            .filter(entries::creator_id.eq_any(ids))
            .group_by(entries::creator_id)
            .select((entries::creator_id, count_star()))
            .load(conn)?;
        let counts: HashMap<Id<Account>, i64> = rows.into_iter().collect();
        let lines = found.into_iter().map(|person| {
            let line = Line {
                roles: by_person.remove(&person.id).unwrap_or_default(),
                entries: counts.get(&person.id).copied().unwrap_or_default(),
                person,
            };
            row(COLUMNS, &line)
        });
        Ok(Some(lines.collect()))
    }
}
