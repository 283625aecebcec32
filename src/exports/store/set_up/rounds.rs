//! Rounds of a contest, written from its file and read into it.

use std::collections::HashMap;

use diesel::prelude::*;

use super::placed;
use crate::accounts::Account;
use crate::contests::{Category, Contest, Stream};
use crate::db::{Conn, Id, Json, Moment};
use crate::error::Result;
use crate::exports::contest_file::{
    ContestFile, CriterionItem, LevelItem, Percent, RoundItem, Tenths, unplaced,
};
use crate::i18n::Trilingual;
use crate::judging::forms::{NewRound, RoundSettings, Scope};
use crate::judging::{Criterion, Format, Level, Round};
use crate::schema::{criteria, rounds};

/// Streams and categories by their codes.
pub(super) struct Codes<'a> {
    pub streams: &'a HashMap<String, Id<Stream>>,
    pub categories: &'a HashMap<String, Id<Category>>,
}

/// Makes the rounds of the file. The first is made when there is something to score in it.
pub(super) fn write(
    conn: &mut Conn,
    contest: &Contest,
    by: &Account,
    file: &ContestFile,
    codes: &Codes<'_>,
    now: Moment,
) -> Result<()> {
    if file.round.is_none() && file.criteria.is_empty() {
        return Ok(());
    }
    let first = Round::make_first(conn, by, contest, now)?;
    let mut made = vec![first.id];
    if let Some(item) = file.round.as_ref().map(toml::Spanned::get_ref) {
        first.change(conn, by, &settings(item, &made, codes), now)?;
        write_rest(conn, first.id, item)?;
    }
    if first_has_own(file) {
        write_criteria(conn, first.id, placed(&file.criteria))?;
    }
    for item in file.further_rounds.iter().map(toml::Spanned::get_ref) {
        let new = NewRound {
            settings: settings(item, &made, codes),
            criteria_from: None,
        };
        let round = Round::make(conn, by, contest, &new, now)?;
        write_rest(conn, round.id, item)?;
        if item.format.has_own_criteria() {
            write_criteria(conn, round.id, (1..).zip(&item.criteria))?;
        }
        made.push(round.id);
    }
    Ok(())
}

/// Whether the criteria of the first round are the organiser's.
fn first_has_own(file: &ContestFile) -> bool {
    let format = file.round.as_ref().map(|round| round.get_ref().format);
    format.unwrap_or_default().has_own_criteria()
}

/// `made` are the rounds before it, in their order.
fn settings(item: &RoundItem, made: &[Id<Round>], codes: &Codes<'_>) -> RoundSettings {
    let earlier = item.after.iter().filter_map(|place| {
        let place = usize::try_from(*place).ok()?.checked_sub(1)?;
        made.get(place).copied()
    });
    let stream = item.stream.as_ref();
    let category = item.category.as_ref();
    RoundSettings {
        name: item.name.clone(),
        judges_per_entry: item.judges_per_entry,
        cut_rule: item.cut_rule,
        cut: item.cut,
        cut_threshold: item.cut_threshold.0 * 10,
        tie_earlier: item.tie_earlier,
        closes_at: None,
        scope: Some(Scope {
            source: item.source,
            earlier: earlier.collect(),
            stream: stream.and_then(|code| codes.streams.get(code)).copied(),
            category: category
                .and_then(|code| codes.categories.get(code))
                .copied(),
        }),
        format: Some(item.format),
        comparisons_each: item.comparisons_each,
    }
}

fn write_rest(conn: &mut Conn, round: Id<Round>, item: &RoundItem) -> Result<()> {
    diesel::update(rounds::table.filter(rounds::id.eq(round)))
        .set((
            rounds::calibration.eq(item.calibration),
            rounds::min_per_country.eq(item.min_per_country),
            rounds::competence.eq(item.competence),
            rounds::max_load.eq(item.max_load),
            rounds::weight.eq(item.weight),
            rounds::watch_warning.eq(item.watch_warning),
            rounds::discussion.eq(item.discussion),
            rounds::blind.eq(Json::new(item.blind.clone())),
        ))
        .execute(conn)?;
    Ok(())
}

fn write_criteria<'a>(
    conn: &mut Conn,
    round: Id<Round>,
    items: impl Iterator<Item = (i32, &'a CriterionItem)>,
) -> Result<()> {
    for (position, item) in items {
        let levels: Vec<Level> = item
            .levels
            .iter()
            .map(|level| Level {
                points: level.points.0,
                label: Trilingual::new(&level.zh, &level.ru, &level.en),
            })
            .collect();
        diesel::insert_into(criteria::table)
            .values((
                criteria::id.eq(Id::<Criterion>::new()),
                criteria::round_id.eq(round),
                criteria::position.eq(position),
                criteria::code.eq(&item.code),
                criteria::name.eq(Json::new(item.name.clone())),
                criteria::help.eq(Json::new(item.help.clone())),
                criteria::weight.eq(item.weight.0),
                criteria::scale_min.eq(item.min.0),
                criteria::scale_max.eq(item.max.0),
                criteria::step.eq(item.step.0),
                criteria::levels.eq(Json::new(levels)),
                criteria::tie_order.eq(item.tie_order.unwrap_or(0)),
            ))
            .execute(conn)?;
    }
    Ok(())
}

/// The rounds as a file holds them: the first, its criteria, the others with theirs.
pub(super) struct Read {
    pub first: Option<RoundItem>,
    pub criteria: Vec<CriterionItem>,
    pub further: Vec<toml::Spanned<RoundItem>>,
}

/// Two statements a round.
pub(super) fn read(
    conn: &mut Conn,
    contest: &Contest,
    stream_code: &dyn Fn(Option<Id<Stream>>) -> Option<String>,
    category_code: &dyn Fn(Option<Id<Category>>) -> Option<String>,
) -> Result<Read> {
    let rounds = Round::all(conn, contest)?;
    let place = |id: Id<Round>| rounds.iter().position(|round| round.id == id);
    let mut read = Read {
        first: None,
        criteria: Vec::new(),
        further: Vec::new(),
    };
    for (at, round) in rounds.iter().enumerate() {
        let earlier = round.earlier(conn)?;
        let after = earlier.iter().filter_map(|each| place(each.id));
        let criteria: Vec<CriterionItem> = match round.format.has_own_criteria() {
            true => round.criteria(conn)?.iter().map(criterion).collect(),
            false => Vec::new(),
        };
        let mut item = RoundItem {
            name: Trilingual::clone(&round.name),
            judges_per_entry: round.judges_per_entry,
            cut: round.cut,
            cut_rule: round.cut_rule,
            cut_threshold: Percent(round.cut_threshold / 10),
            tie_earlier: round.tie_earlier,
            format: round.format,
            comparisons_each: (round.format == Format::Pairs).then_some(round.comparisons_each),
            source: round.source,
            after: after.filter_map(|at| i32::try_from(at + 1).ok()).collect(),
            stream: stream_code(round.stream_id),
            category: category_code(round.category_id),
            calibration: round.calibration,
            min_per_country: round.min_per_country,
            competence: round.competence,
            max_load: round.max_load,
            weight: round.weight,
            watch_warning: round.watch_warning,
            discussion: round.discussion,
            blind: round.blind.to_vec(),
            criteria: Vec::new(),
        };
        if at == 0 {
            read.first = Some(item);
            read.criteria = criteria;
        } else {
            item.criteria = criteria;
            read.further.push(unplaced(item));
        }
    }
    Ok(read)
}

fn criterion(criterion: &Criterion) -> CriterionItem {
    CriterionItem {
        code: criterion.code.clone(),
        weight: Percent(criterion.weight),
        min: Tenths(criterion.scale_min),
        max: Tenths(criterion.scale_max),
        step: Tenths(criterion.step),
        tie_order: Some(criterion.tie_order).filter(|turn| *turn > 0),
        name: Trilingual::clone(&criterion.name),
        help: Trilingual::clone(&criterion.help),
        levels: criterion
            .levels
            .iter()
            .map(|level| LevelItem {
                points: Tenths(level.points),
                zh: level.label.zh.clone(),
                ru: level.label.ru.clone(),
                en: level.label.en.clone(),
            })
            .collect(),
    }
}
