//! Layers that learned from screeners' decisions: kept, listed, turned on and off.

use std::collections::HashMap;

use diesel::prelude::*;

use crate::accounts::Account;
use crate::contests::{Contest, EntryRules};
use crate::db::{Conn, Id, Json, Moment, on_each};
use crate::entries::{Entry, number_text};
use crate::error::{Error, Result};
use crate::events::Event;
use crate::i18n::Locale;
use crate::jobs::Job;
use crate::schema::{
    accounts, contests, entries, streams, theme_layers, theme_layers_on, theme_profiles,
};
use crate::theme::forecast::Named;
use crate::theme::layer::{NewLayer, digest, packed};
use crate::theme::{Setting, Source, ThemeLayer};

/// Layers that the theme's page names.
const NAMED: i64 = 20;

/// A layer as lists show it.
pub struct LayerRow {
    pub layer: ThemeLayer,
    /// Version of the profile that it was taught with.
    pub version: i32,
    /// Who had it taught.
    pub by: Option<Account>,
    /// Since when it is on.
    pub since: Option<Moment>,
}

macro_rules! rows {
    ($contest:expr) => {
        theme_layers::table
            .inner_join(theme_profiles::table)
            .left_join(theme_layers_on::table)
            .left_join(accounts::table.on(theme_layers::trained_by.eq(accounts::id)))
            .filter(theme_layers::contest_id.eq($contest))
    };
}

macro_rules! row {
    ($($more:expr)?) => {
        (
            ThemeLayer::as_select(),
            theme_profiles::version,
            Option::<Account>::as_select(),
            theme_layers_on::since.nullable(),
            $($more,)?
        )
    };
}

type Row = (ThemeLayer, i32, Option<Account>, Option<Moment>);

impl From<Row> for LayerRow {
    fn from((layer, version, by, since): Row) -> Self {
        Self {
            layer,
            version,
            by,
            since,
        }
    }
}

/// The key of the job that teaches a contest's next layer: it waits there once.
fn key(contest: Id<Contest>) -> String {
    format!("train-theme-{contest}")
}

impl Setting {
    /// What a check in the contest goes by beside the profile. One statement.
    pub fn of(conn: &mut Conn, contest: Id<Contest>) -> Result<Self> {
        let (rules, layer): (Json<EntryRules>, Option<ThemeLayer>) = contests::table
            .left_join(theme_layers_on::table)
            .left_join(theme_layers::table.on(theme_layers_on::layer_id.eq(theme_layers::id)))
            .filter(contests::id.eq(contest))
            .select((contests::entry_rules, Option::<ThemeLayer>::as_select()))
            .first(conn)?;
        Ok(Self {
            rules: rules.into_inner(),
            layer,
        })
    }
}

impl ThemeLayer {
    /// Has a layer taught from the decisions that hold, soon.
    pub fn order(
        conn: &mut Conn,
        contest: Id<Contest>,
        by: Id<Account>,
        now: Moment,
    ) -> Result<()> {
        let job = Job::TrainTheme {
            contest: contest.cast(),
            by: by.cast(),
        };
        job.schedule(conn, &key(contest), now, now)
    }

    /// Whether one is being taught.
    pub fn is_ordered(conn: &mut Conn, contest: Id<Contest>) -> Result<bool> {
        Job::is_planned(conn, &key(contest))
    }

    /// The last layers of a contest, the newest first.
    pub fn newest(conn: &mut Conn, contest: Id<Contest>) -> Result<Vec<LayerRow>> {
        let rows: Vec<Row> = rows!(contest)
            .order(theme_layers::number.desc())
            .limit(NAMED)
            .select(row!())
            .load(conn)?;
        Ok(rows.into_iter().map(LayerRow::from).collect())
    }

    /// One of a contest's layers by its number, with the decisions it was taught from, in the order they were taken.
    pub fn of_number(
        conn: &mut Conn,
        contest: Id<Contest>,
        number: i32,
    ) -> Result<(LayerRow, Vec<Source>)> {
        type Whole = (
            ThemeLayer,
            i32,
            Option<Account>,
            Option<Moment>,
            Json<Vec<Source>>,
        );
        let (layer, version, by, since, sources): Whole = rows!(contest)
            .filter(theme_layers::number.eq(number))
            .select(row!(theme_layers::sources))
            .first(conn)?;
        Ok(((layer, version, by, since).into(), sources.into_inner()))
    }

    /// Keeps what was learned under the contest's next number. None when the newest layer is the same, digit by digit:
    /// nothing was decided since.
    pub fn keep(
        conn: &mut Conn,
        contest: Id<Contest>,
        new: NewLayer,
        by: Id<Account>,
        now: Moment,
    ) -> Result<Option<Self>> {
        let last: Option<(i32, Vec<u8>)> = theme_layers::table
            .filter(theme_layers::contest_id.eq(contest))
            .order(theme_layers::number.desc())
            .select((theme_layers::number, theme_layers::sha256))
            .first(conn)
            .optional()?;
        let numbers = packed(&new.learned.layer);
        let sha256 = digest(&new.encoder, &numbers);
        if last.as_ref().is_some_and(|(_, known)| *known == sha256) {
            return Ok(None);
        }
        let layer = Self {
            id: Id::new(),
            contest_id: contest,
            number: last.map_or(0, |(number, _)| number) + 1,
            profile_id: new.profile,
            encoder: new.encoder,
            numbers,
            sha256,
            figures: Json::new(new.learned.figures),
            trained_by: by,
            trained_at: now,
        };
        diesel::insert_into(theme_layers::table)
            .values((
                theme_layers::id.eq(layer.id),
                theme_layers::contest_id.eq(layer.contest_id),
                theme_layers::number.eq(layer.number),
                theme_layers::profile_id.eq(layer.profile_id),
                theme_layers::encoder.eq(&layer.encoder),
                theme_layers::numbers.eq(&layer.numbers),
                theme_layers::sha256.eq(&layer.sha256),
                theme_layers::figures.eq(layer.figures.text()),
                theme_layers::sources.eq(Json::new(new.sources)),
                theme_layers::trained_by.eq(layer.trained_by),
                theme_layers::trained_at.eq(layer.trained_at),
            ))
            .execute(conn)?;
        Event::new("theme", layer.id, "layer-trained")
            .by(by)
            .in_contest(contest)
            .with(serde_json::json!({
                "number": layer.number, "sha256": hex::encode(&layer.sha256), "figures": &*layer.figures,
            }))
            .record(conn, now)?;
        Ok(Some(layer))
    }

    /// Turns it on, in place of another that may be on. Checks from now on are made with it; those that were made
    /// stay.
    ///
    /// # Errors
    /// A conflict when it is on already.
    pub fn turn_on(&self, conn: &mut Conn, by: Id<Account>, now: Moment) -> Result<()> {
        let before = Setting::of(conn, self.contest_id)?.layer;
        if before.as_ref().is_some_and(|before| before.id == self.id) {
            return Err(Error::Conflict("error-theme-layer-on"));
        }
        let values = (
            theme_layers_on::contest_id.eq(self.contest_id),
            theme_layers_on::layer_id.eq(self.id),
            theme_layers_on::since_by.eq(by),
            theme_layers_on::since.eq(now),
        );
        on_each!(conn, |c| diesel::insert_into(theme_layers_on::table)
            .values(values)
            .on_conflict(theme_layers_on::contest_id)
            .do_update()
            .set((
                theme_layers_on::layer_id.eq(self.id),
                theme_layers_on::since_by.eq(by),
                theme_layers_on::since.eq(now),
            ))
            .execute(c))?;
        Event::new("theme", self.id, "layer-on")
            .by(by)
            .in_contest(self.contest_id)
            .with(serde_json::json!({
                "number": self.number, "sha256": hex::encode(&self.sha256),
                "before": before.map(|before| before.number),
            }))
            .record(conn, now)
    }

    /// Turns it off: checks from now on are made without a layer.
    ///
    /// # Errors
    /// A conflict when it is not on.
    pub fn turn_off(&self, conn: &mut Conn, by: Id<Account>, now: Moment) -> Result<()> {
        let gone = diesel::delete(
            theme_layers_on::table
                .filter(theme_layers_on::contest_id.eq(self.contest_id))
                .filter(theme_layers_on::layer_id.eq(self.id)),
        )
        .execute(conn)?;
        if gone == 0 {
            return Err(Error::Conflict("error-theme-layer-off"));
        }
        Event::new("theme", self.id, "layer-off")
            .by(by)
            .in_contest(self.contest_id)
            .with(serde_json::json!({ "number": self.number }))
            .record(conn, now)
    }
}

/// What these entries of the contest are called.
pub fn names(
    conn: &mut Conn,
    contest: Id<Contest>,
    ids: &[Id<Entry>],
) -> Result<HashMap<Id<Entry>, Named>> {
    type Row = (Id<Entry>, Option<i32>, String, String, Locale);
    let rows: Vec<Row> = entries::table
        .inner_join(streams::table)
        .filter(entries::contest_id.eq(contest))
        .filter(entries::id.eq_any(ids))
        .select((
            entries::id,
            entries::number,
            streams::code,
            entries::title,
            entries::original_locale,
        ))
        .load(conn)?;
    let names = rows.into_iter().map(|(id, number, stream, title, locale)| {
        let number = number_text(&stream, number.unwrap_or_default());
        let named = Named {
            id,
            number,
            title,
            locale,
        };
        (id, named)
    });
    Ok(names.collect())
}
