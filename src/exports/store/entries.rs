//! The table of entries: what was submitted, by whom, and what was decided.

use std::collections::{HashMap, VecDeque};

use diesel::prelude::*;

use super::{BATCH, Codes, Person, Rows};
use crate::contests::{Category, Contest, Stream};
use crate::db::{Conn, Id, Json, Moment};
use crate::entries::{Content, Entry, State};
use crate::error::{Error, Result};
use crate::exports::{Cell, Column, Filter, Row, names, row};
use crate::i18n::Locale;
use crate::media::Media;
use crate::schema::{accounts, entries, questions, screenings, theme_checks};

/// What the table needs of an entry. The words of the search, the longest column, and copies made for lists stay unread.
#[derive(Queryable, Selectable)]
#[diesel(table_name = entries)]
struct EntryRow {
    id: Id<Entry>,
    stream_id: Id<Stream>,
    category_id: Option<Id<Category>>,
    number: Option<i32>,
    state: State,
    original_locale: Locale,
    title: String,
    video_id: Option<Id<Media>>,
    link_url: String,
    duration_s: Option<i32>,
    started_at: Moment,
    submitted_at: Option<Moment>,
    late_by_s: Option<i32>,
    content: Json<Content>,
}

/// One entry with what is known about it.
struct Line {
    entry: EntryRow,
    creator: Person,
    number: String,
    stream: String,
    category: String,
    theme: Option<(String, i32)>,
    screening: Option<(String, String)>,
}

impl Line {
    fn title(&self, locale: Locale) -> Cell {
        let text = self.entry.content.texts.get(&locale);
        Cell::optional(text, |text| Cell::text(&text.title))
    }

    fn synopsis(&self, locale: Locale) -> Cell {
        let text = self.entry.content.texts.get(&locale);
        Cell::optional(text, |text| Cell::text(&text.synopsis))
    }
}

/// Dates of birth, guardians and passwords of links are not among them: nobody who reads the table needs them.
const COLUMNS: &[Column<Line>] = &[
    ("entry", |line| Cell::text(&line.number)),
    ("entry_id", |line| line.entry.id.into()),
    ("state", |line| Cell::text(line.entry.state)),
    ("stream", |line| Cell::text(&line.stream)),
    ("category", |line| Cell::text(&line.category)),
    ("original_language", |line| {
        Cell::text(line.entry.original_locale)
    }),
    ("title", |line| Cell::text(&line.entry.title)),
    ("title_zh", |line| line.title(Locale::Zh)),
    ("title_ru", |line| line.title(Locale::Ru)),
    ("title_en", |line| line.title(Locale::En)),
    ("synopsis_zh", |line| line.synopsis(Locale::Zh)),
    ("synopsis_ru", |line| line.synopsis(Locale::Ru)),
    ("synopsis_en", |line| line.synopsis(Locale::En)),
    ("statement", |line| {
        Cell::text(&line.entry.content.statement)
    }),
    ("tags", |line| Cell::list(&line.entry.content.tags)),
    ("spoken", |line| Cell::list(&line.entry.content.spoken)),
    ("subtitles", |line| {
        Cell::list(&line.entry.content.subtitles)
    }),
    ("duration_s", |line| {
        Cell::optional(line.entry.duration_s, Cell::from)
    }),
    ("made_on", |line| {
        Cell::optional(line.entry.content.made_on, Cell::text)
    }),
    ("ai_use", |line| {
        Cell::optional(line.entry.content.ai_use, Cell::text)
    }),
    ("ai_note", |line| Cell::text(&line.entry.content.ai_note)),
    ("credits", |line| {
        let credits = line.entry.content.credits.iter();
        Cell::list(credits.map(|credit| format!("{}: {}", credit.role, credit.name)))
    }),
    ("has_video", |line| {
        Cell::Flag(line.entry.video_id.is_some())
    }),
    ("link_url", |line| Cell::text(&line.entry.link_url)),
    ("creator_id", |line| line.creator.id.into()),
    ("creator_name", |line| Cell::text(&line.creator.native_name)),
    ("creator_latin_name", |line| {
        Cell::text(&line.creator.latin_name)
    }),
    ("creator_email", |line| Cell::text(&line.creator.email)),
    ("creator_country", |line| Cell::text(line.creator.country)),
    ("creator_organisation", |line| {
        Cell::text(&line.creator.organisation)
    }),
    ("theme_verdict", |line| {
        Cell::optional(line.theme.as_ref(), |(verdict, _)| Cell::text(verdict))
    }),
    ("theme_score", |line| {
        Cell::optional(line.theme.as_ref(), |(_, score)| {
            Cell::Decimal((*score).into(), 3)
        })
    }),
    ("screening_decision", |line| {
        Cell::optional(line.screening.as_ref(), |(decision, _)| {
            Cell::text(decision)
        })
    }),
    ("screening_reason", |line| {
        Cell::optional(line.screening.as_ref(), |(_, reason)| Cell::text(reason))
    }),
    ("started_at", |line| line.entry.started_at.into()),
    ("submitted_at", |line| {
        Cell::optional(line.entry.submitted_at, Cell::from)
    }),
    ("late_by_s", |line| {
        Cell::optional(line.entry.late_by_s, Cell::from)
    }),
];

/// Entries state by state, each in the order in which they were started, drafts last: the order of an index, so
/// that a batch costs the same however many came before it.
pub struct Entries {
    contest: Id<Contest>,
    filter: Filter,
    states: VecDeque<State>,
    codes: Codes,
    /// Codes of the contest's questions, retired ones too: their answers stay.
    questions: Vec<String>,
    after: Option<Id<Entry>>,
}

impl Entries {
    pub fn open(conn: &mut Conn, contest: &Contest, filter: Filter) -> Result<Self> {
        let states = match &filter.state {
            Some(word) => VecDeque::from([State::parse(word).ok_or(Error::NotFound)?]),
            None => {
                let others = State::ALL.iter().filter(|state| **state != State::Draft);
                others.chain([&State::Draft]).copied().collect()
            }
        };
        let questions: Vec<String> = questions::table
            .filter(questions::contest_id.eq(contest.id))
            .order((questions::position, questions::code))
            .select(questions::code)
            .load(conn)?;
        Ok(Self {
            contest: contest.id,
            filter,
            states,
            codes: Codes::of(conn, contest)?,
            questions,
            after: None,
        })
    }

    fn batch(&self, conn: &mut Conn, state: State) -> Result<Vec<(EntryRow, Person)>> {
        let mut query = entries::table
            .inner_join(accounts::table)
            .filter(entries::contest_id.eq(self.contest))
            .filter(entries::state.eq(state))
            .into_boxed();
        if let Some(after) = self.after {
            query = query.filter(entries::id.gt(after));
        }
        Ok(query
            .order(entries::id)
            .limit(BATCH as i64)
            .select((EntryRow::as_select(), Person::as_select()))
            .load(conn)?)
    }

    /// Stream and category are looked at here: as conditions of the query they would lead to another index,
    /// whose rows are sorted anew for every batch.
    fn wants(&self, entry: &EntryRow) -> bool {
        let stream = self.filter.stream;
        let category = self.filter.category;
        stream.is_none_or(|wanted| entry.stream_id == wanted)
            && category.is_none_or(|wanted| entry.category_id == Some(wanted))
    }
}

impl Rows for Entries {
    fn columns(&self) -> Vec<String> {
        let answers = self.questions.iter();
        let answers = answers.map(|code| format!("answer_{}", code.replace('-', "_")));
        names(COLUMNS).into_iter().chain(answers).collect()
    }

    fn next(&mut self, conn: &mut Conn) -> Result<Option<Vec<Row>>> {
        let Some(state) = self.states.front().copied() else {
            return Ok(None);
        };
        let mut found = self.batch(conn, state)?;
        self.after = found.last().map(|(entry, _)| entry.id);
        if found.len() < BATCH {
            self.states.pop_front();
            self.after = None;
        }
        found.retain(|(entry, _)| self.wants(entry));
        let ids: Vec<Id<Entry>> = found.iter().map(|(entry, _)| entry.id).collect();
        let mut themes = latest_checks(conn, ids.clone())?;
        let mut screenings = latest_screenings(conn, ids)?;
        let lines = found.into_iter().map(|(entry, creator)| {
            let line = Line {
                number: self.codes.number(entry.stream_id, entry.number),
                stream: self.codes.stream(entry.stream_id).to_owned(),
                category: self.codes.category(entry.category_id).to_owned(),
                theme: themes.remove(&entry.id),
                screening: screenings.remove(&entry.id),
                entry,
                creator,
            };
            let answers = &line.entry.content.answers;
            let mut cells = row(COLUMNS, &line);
            cells.extend(
                self.questions
                    .iter()
                    .map(|code| Cell::optional(answers.get(code), Cell::text)),
            );
            cells
        });
        Ok(Some(lines.collect()))
    }
}

/// The last theme check of each entry: its verdict and relevance in thousandths.
fn latest_checks(
    conn: &mut Conn,
    ids: Vec<Id<Entry>>,
) -> Result<HashMap<Id<Entry>, (String, i32)>> {
    let checks: Vec<(Id<Entry>, (String, i32))> = theme_checks::table
        .filter(theme_checks::entry_id.eq_any(ids))
        .order(theme_checks::id)
        .select((
            theme_checks::entry_id,
            (theme_checks::verdict, theme_checks::score),
        ))
        .load(conn)?;
    Ok(checks.into_iter().collect())
}

/// The decision in force on each entry and its reason.
fn latest_screenings(
    conn: &mut Conn,
    ids: Vec<Id<Entry>>,
) -> Result<HashMap<Id<Entry>, (String, String)>> {
    let decisions: Vec<(Id<Entry>, (String, String))> = screenings::table
        .filter(screenings::entry_id.eq_any(ids))
        .filter(screenings::undone_at.is_null())
        .order(screenings::id)
        .select((
            screenings::entry_id,
            (screenings::decision, screenings::reason_code),
        ))
        .load(conn)?;
    Ok(decisions.into_iter().collect())
}
