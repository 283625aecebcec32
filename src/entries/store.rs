//! SQL of entries.

mod receipts;
mod reminders;
mod saves;
mod search;
mod submission;

use std::collections::BTreeMap;

use diesel::prelude::*;

use super::{Asked, Attached, Entry, State};
use crate::accounts::Account;
use crate::contests::{Admission, Category, Contest, Phase, Stream};
use crate::db::{Conn, Id, Json, Moment};
use crate::error::{Error, Result};
use crate::events::{Anything, Event};
use crate::i18n::Trilingual;
use crate::media::{Media, MediaKind};
use crate::schema::{accounts, categories, contests, entries, events, media, screenings, streams};
use crate::web::paging::{LIMIT, Paged};

pub use receipts::{check, signing_key};
pub use reminders::remind_drafts;
pub use saves::{Manner, Saved};
pub(crate) use search::only_found;
pub use search::{Found, file_next};
pub use submission::Submission;

/// An entry with its contest and stream: what every page and verb of its creator begins with.
#[derive(Clone, Debug)]
pub struct Whole {
    pub entry: Entry,
    pub contest: Contest,
    pub stream: Stream,
}

/// A line of an entry's history.
#[derive(Clone, Debug, Queryable)]
pub struct Happening {
    pub action: String,
    pub at: Moment,
}

/// What a screener decided last and did not take back.
#[derive(Clone, Debug, Queryable)]
pub struct Decision {
    pub decision: String,
    pub reason_code: String,
    pub message: Json<Trilingual>,
    /// The fields that the creator is asked to change.
    pub fields: Json<Vec<String>>,
    pub decided_at: Moment,
}

/// What concerns its creator in an entry's history.
const TOLD: &[&str] = &[
    "started",
    "submitted",
    "resubmitted",
    "restored",
    "video-attached",
    "poster-attached",
    "subtitles-attached",
    "answer-attached",
    "file-removed",
    "file-put-back",
    "accepted",
    "returned",
    "rejected",
    "decision-undone",
    "withdrawn",
    "disqualified",
];

/// Events shown in the history: the newest ones.
const HISTORY: i64 = 40;

impl Asked {
    /// What `contest` asks now.
    pub fn of(conn: &mut Conn, contest: &Contest) -> Result<Self> {
        Ok(Self {
            categories: contest.categories(conn)?,
            questions: contest.questions(conn)?,
            declarations: contest.declaration_texts(conn)?,
        })
    }
}

impl Whole {
    /// An entry of this creator; anybody else's is not found.
    pub fn of(conn: &mut Conn, creator: &Account, id: Id<Entry>) -> Result<Self> {
        Ok(Self::with_category(conn, creator, id)?.0)
    }

    /// The same, with the category that the entry is in. One statement.
    pub fn with_category(
        conn: &mut Conn,
        creator: &Account,
        id: Id<Entry>,
    ) -> Result<(Self, Option<Category>)> {
        let (entry, contest, stream, category) = entries::table
            .inner_join(contests::table)
            .inner_join(streams::table)
            .left_join(categories::table)
            .filter(entries::id.eq(id).and(entries::creator_id.eq(creator.id)))
            .select((
                Entry::as_select(),
                Contest::as_select(),
                Stream::as_select(),
                Option::<Category>::as_select(),
            ))
            .first(conn)?;
        let whole = Self {
            entry,
            contest,
            stream,
        };
        Ok((whole, category))
    }

    /// `CN-0042`, once it was submitted.
    pub fn number(&self) -> Option<String> {
        let number = self.entry.number?;
        Some(super::number_text(&self.stream.code, number))
    }

    /// Whether its creator may change it at `now`. What was returned is open whatever the clock says; a draft may
    /// be kept after the call closed, but what was submitted stands.
    pub fn may_change(&self, now: Moment) -> bool {
        match self.entry.state {
            State::Draft | State::Returned => true,
            State::Submitted => matches!(
                self.contest.admits(self.entry.started_at, now),
                Admission::InTime | Admission::Late { .. }
            ),
            _ => false,
        }
    }
}

impl Entry {
    /// Everything that waits for a screener, the oldest first: for whoever tells a whole contest at once.
    pub fn submitted_in(conn: &mut Conn, contest: Id<Contest>) -> Result<Vec<Self>> {
        Ok(entries::table
            .filter(entries::contest_id.eq(contest))
            .filter(entries::state.eq(State::Submitted))
            .order(entries::id)
            .select(Self::as_select())
            .load(conn)?)
    }

    pub fn find(conn: &mut Conn, id: Id<Entry>) -> Result<Self> {
        Ok(entries::table
            .filter(entries::id.eq(id))
            .select(Self::as_select())
            .first(conn)?)
    }

    /// The creator's entries over all contests, newest first.
    pub fn all_of(
        conn: &mut Conn,
        creator: &Account,
        after: Option<Id<Entry>>,
    ) -> Result<Paged<Whole>> {
        let mut query = entries::table
            .inner_join(contests::table)
            .inner_join(streams::table)
            .filter(entries::creator_id.eq(creator.id))
            .into_boxed();
        if let Some(after) = after {
            query = query.filter(entries::id.lt(after));
        }
        let rows: Vec<(Entry, Contest, Stream)> = query
            .order(entries::id.desc())
            .limit(LIMIT)
            .select((
                Entry::as_select(),
                Contest::as_select(),
                Stream::as_select(),
            ))
            .load(conn)?;
        Ok(
            Paged::new(rows, |(entry, _, _)| entry.id).map(|(entry, contest, stream)| Whole {
                entry,
                contest,
                stream,
            }),
        )
    }

    /// Starts a draft in the stream of the creator's country. Records "started".
    ///
    /// Refused while the call is not open, when no stream takes the country, and over the contest's number of
    /// entries a person.
    pub fn start(
        conn: &mut Conn,
        contest: &Contest,
        creator: &Account,
        now: Moment,
    ) -> Result<Self> {
        if contest.phase(now) != Phase::Open {
            return Err(Error::Conflict("error-call-not-open"));
        }
        // Of two starts at once the second waits here, and then counts the first.
        diesel::update(accounts::table.filter(accounts::id.eq(creator.id)))
            .set(accounts::updated_at.eq(accounts::updated_at))
            .execute(conn)?;
        if let Some(most) = contest.entry_rules.entries_per_person {
            let has: i64 = entries::table
                .filter(entries::creator_id.eq(creator.id))
                .filter(entries::contest_id.eq(contest.id))
                .filter(entries::state.ne(State::Withdrawn))
                .count()
                .get_result(conn)?;
            if has >= i64::from(most) {
                return Err(Error::Conflict("error-entry-limit"));
            }
        }
        let streams = contest.streams(conn)?;
        let stream = Stream::for_country(&streams, creator.country)
            .ok_or(Error::Conflict("error-no-stream"))?;
        let id = Id::<Entry>::new();
        diesel::insert_into(entries::table)
            .values((
                entries::id.eq(id),
                entries::contest_id.eq(contest.id),
                entries::creator_id.eq(creator.id),
                entries::stream_id.eq(stream.id),
                entries::state.eq(State::Draft),
                entries::version.eq(1),
                entries::original_locale.eq(creator.locale),
                entries::title.eq(""),
                entries::titles.eq(Json::new(Trilingual::default())),
                entries::content.eq(Json::new(super::Content::default())),
                entries::link_url.eq(""),
                entries::link_password.eq(""),
                entries::search_text.eq(""),
                entries::started_at.eq(now),
                entries::updated_at.eq(now),
            ))
            .execute(conn)?;
        Event::new("entry", id, "started")
            .by(creator.id)
            .in_contest(contest.id)
            .record(conn, now)?;
        let entry = Self::find(conn, id)?;
        entry.file_creator(conn, creator)?;
        Ok(entry)
    }

    /// Takes the entry out of the contest, for good. Records "withdrawn". Its number is not given again.
    pub fn withdraw(&self, conn: &mut Conn, creator: &Account, now: Moment) -> Result<()> {
        let before = [
            State::Draft,
            State::Submitted,
            State::Accepted,
            State::Returned,
        ];
        let changed = diesel::update(
            entries::table
                .filter(
                    entries::id
                        .eq(self.id)
                        .and(entries::creator_id.eq(creator.id)),
                )
                .filter(entries::state.eq_any(before)),
        )
        .set((
            entries::state.eq(State::Withdrawn),
            entries::updated_at.eq(now),
        ))
        .execute(conn)?;
        if changed != 1 {
            return Err(Error::Conflict("error-entry-state"));
        }
        Event::new("entry", self.id, "withdrawn")
            .by(creator.id)
            .in_contest(self.contest_id)
            .record(conn, now)
    }

    /// Its files: the video and poster that it names, its subtitles, the answers that are files.
    pub fn attached(&self, conn: &mut Conn) -> Result<Attached> {
        let all: Vec<Media> = media::table
            .filter(media::entry_id.eq(Some(self.id)))
            .order(media::id)
            .select(Media::as_select())
            .load(conn)?;
        Ok(self.sort_files(all))
    }

    fn sort_files(&self, all: Vec<Media>) -> Attached {
        let mut files = Attached::default();
        let codes: BTreeMap<&str, &str> = self
            .content
            .answers
            .iter()
            .map(|(code, id)| (id.as_str(), code.as_str()))
            .collect();
        for file in all {
            match file.kind {
                MediaKind::Video if Some(file.id) == self.video_id => files.video = Some(file),
                MediaKind::Poster if Some(file.id) == self.poster_id => files.poster = Some(file),
                MediaKind::Subtitles => files.subtitles.push(file),
                MediaKind::Answer => {
                    if let Some(code) = codes.get(file.id.to_string().as_str()) {
                        files.answers.insert((*code).to_owned(), file);
                    }
                }
                MediaKind::Video | MediaKind::Poster => {}
            }
        }
        files
    }

    /// What happened to it that concerns its creator, oldest first.
    pub fn history(&self, conn: &mut Conn) -> Result<Vec<Happening>> {
        let mut rows: Vec<Happening> = events::table
            .filter(events::subject_id.eq(self.id.cast::<Anything>()))
            .filter(events::action.eq_any(TOLD))
            .order(events::id.desc())
            .limit(HISTORY)
            .select((events::action, events::at))
            .load(conn)?;
        rows.reverse();
        Ok(rows)
    }

    /// What was decided about it last.
    pub fn decision(&self, conn: &mut Conn) -> Result<Option<Decision>> {
        Ok(screenings::table
            .filter(
                screenings::entry_id
                    .eq(self.id)
                    .and(screenings::undone_at.is_null()),
            )
            .order(screenings::id.desc())
            .select((
                screenings::decision,
                screenings::reason_code,
                screenings::message,
                screenings::fields,
                screenings::decided_at,
            ))
            .first(conn)
            .optional()?)
    }
}

/// Contests that take entries at `now`, the one that closes first at the top: for somebody without entries.
pub fn open_contests(conn: &mut Conn, now: Moment) -> Result<Vec<Contest>> {
    Ok(contests::table
        .filter(contests::published_at.is_not_null())
        .filter(contests::opens_at.le(now).and(contests::closes_at.gt(now)))
        .order(contests::closes_at)
        .limit(6)
        .select(Contest::as_select())
        .load(conn)?)
}
