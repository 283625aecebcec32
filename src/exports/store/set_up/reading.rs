//! The set-up of a contest, read as a whole.

use super::rounds;
use crate::contests::{Category, Contest, Stream};
use crate::db::{Conn, Id, Json, Moment};
use crate::error::Result;
use crate::exports::contest_file::{
    AwardItem, CategoryItem, ChoiceItem, ContestFile, DeclarationItem, QuestionItem, Rules,
    StreamItem, When, Zone, unplaced,
};
use crate::i18n::Trilingual;
use crate::results;
use crate::theme::ThemeProfile;

/// The set-up as a contest file holds it: what is asked and given now, without what was retired.
pub fn read(conn: &mut Conn, contest: &Contest) -> Result<ContestFile> {
    let zone = Zone(contest.tz());
    let streams = contest.streams(conn)?;
    let categories = contest.categories(conn)?;
    let prose = contest.prose(conn)?;
    let questions = contest.questions(conn)?;
    let declarations = contest.declaration_texts(conn)?;
    let awards = results::store::awards(conn, contest.id)?;
    let theme_profile = ThemeProfile::current(conn, contest.id)?.map(|profile| profile.toml);
    let stream_code = |id: Option<Id<Stream>>| {
        let stream = streams.iter().find(|each| Some(each.id) == id)?;
        Some(stream.code.clone())
    };
    let category_code = |id: Option<Id<Category>>| {
        let category = categories.iter().find(|each| Some(each.id) == id)?;
        Some(category.code.clone())
    };
    let rounds = rounds::read(conn, contest, &stream_code, &category_code)?;
    let text = |text: &Json<Trilingual>| unplaced(Trilingual::clone(text));
    let when = |at: Option<Moment>| at.map(|at| unplaced(When::of(at, zone)));
    Ok(ContestFile {
        zone,
        opens: when(contest.opens_at),
        closes: when(contest.closes_at),
        grace_minutes: unplaced(contest.grace_minutes),
        theme_profile: theme_profile.map(unplaced),
        name: text(&contest.name),
        theme: text(&contest.theme),
        call: text(&prose.call),
        rules: text(&prose.rules),
        entry_rules: unplaced(Rules(contest.entry_rules.clone().into_inner())),
        round: rounds.first.map(unplaced),
        criteria: rounds.criteria.into_iter().map(unplaced).collect(),
        further_rounds: rounds.further,
        streams: list(&streams, |stream| StreamItem {
            code: stream.code.clone(),
            countries: stream.countries.to_vec(),
            name: Trilingual::clone(&stream.name),
        }),
        categories: list(&categories, |category| CategoryItem {
            code: category.code.clone(),
            name: Trilingual::clone(&category.name),
            description: Trilingual::clone(&category.description),
        }),
        questions: list(&questions, |question| QuestionItem {
            code: question.code.clone(),
            kind: question.kind,
            required: question.required,
            category: category_code(question.category_id),
            label: Trilingual::clone(&question.label),
            help: Trilingual::clone(&question.help),
            choices: question
                .choices
                .iter()
                .map(|choice| ChoiceItem {
                    code: choice.code.clone(),
                    zh: choice.label.zh.clone(),
                    ru: choice.label.ru.clone(),
                    en: choice.label.en.clone(),
                })
                .collect(),
        }),
        declarations: list(&declarations, |declaration| DeclarationItem {
            code: declaration.code.clone(),
            required: declaration.required,
            applies_to: declaration.applies_to,
            text: Trilingual::clone(&declaration.text),
        }),
        awards: list(&awards, |award| AwardItem {
            code: award.code.clone(),
            quota: award.quota,
            stream: stream_code(award.stream_id),
            category: category_code(award.category_id),
            basis: award.basis,
            name: Trilingual::clone(&award.name),
            description: Trilingual::clone(&award.description),
        }),
    })
}

fn list<T, U>(rows: &[T], item: impl Fn(&T) -> U) -> Vec<toml::Spanned<U>> {
    rows.iter().map(|row| unplaced(item(row))).collect()
}
