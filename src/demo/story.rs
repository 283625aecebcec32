//! How the demonstration's contests came to be: each verb at the time at which it would have happened.

use bytes::Bytes;
use chrono::TimeDelta;

use super::content::{self, Clips, Expect, Kind, Story, Work};
use super::people::People;
use crate::accounts::Account;
use crate::app::App;
use crate::contests::forms::{Texts, Windows};
use crate::contests::{Contest, EntryRules, Role};
use crate::db::{Conn, Moment};
use crate::entries::store::{Manner, Submission, Whole};
use crate::entries::{Draft, Entry};
use crate::error::{Error, Result};
use crate::exports::store::set_up;
use crate::i18n::Trilingual;
use crate::media::arrival::{self, Arrived};
use crate::media::store::Place;
use crate::media::{Media, MediaKind};
use crate::screening::{Decision, NewDecision, Reason, Seen, store as screening};
use crate::theme;

/// Entries that one transaction tells.
const AT_ONCE: usize = 50;

/// What all contests of the demonstration share.
pub struct Teller<'a> {
    pub app: &'a App,
    pub story: &'a Story,
    pub people: &'a People,
    /// Now: everything told lies before it.
    pub now: Moment,
    pub seed: u64,
}

/// One submission of the story: a work, and which repetition of it in a large contest.
#[derive(Clone)]
struct Told {
    work: Work,
    creator: Account,
    /// The first one has the work's own film; later ones a link.
    film: Option<(Arrived, Option<Arrived>)>,
    again: usize,
}

pub fn days(n: i64) -> TimeDelta {
    TimeDelta::days(n)
}

impl Teller<'_> {
    pub fn person(&self, id: &str) -> Result<Account> {
        self.people
            .get(id)
            .cloned()
            .ok_or_else(|| Error::Internal(anyhow::anyhow!("nobody is called {id}")))
    }

    pub fn of_kind(&self, kind: Kind) -> Vec<(Vec<crate::i18n::Language>, Account)> {
        let letter = match kind {
            Kind::Creator => 'c',
            Kind::Judge => 'j',
            Kind::Screener => 's',
            Kind::Admin => 'a',
        };
        let mut ids: Vec<&String> = self
            .people
            .keys()
            .filter(|id| id.starts_with(letter))
            .collect();
        ids.sort_by_key(|id| (id.len(), (*id).clone()));
        ids.into_iter()
            .filter_map(|id| {
                let languages = self
                    .story
                    .people
                    .iter()
                    .find(|person| person.id == *id)
                    .map(|person| person.languages.clone())
                    .unwrap_or_default();
                Some((languages, self.people.get(id)?.clone()))
            })
            .collect()
    }

    /// Sets a contest up from the template, opens its call for `[from, to)` days from now, and gathers its team.
    pub async fn contest(
        &self,
        slug: &'static str,
        suffix: Trilingual,
        from: i64,
        to: i64,
    ) -> Result<Contest> {
        let organiser = self.person("a01")?;
        let partner = self.person("a02")?;
        let (judges, screeners) = (self.of_kind(Kind::Judge), self.of_kind(Kind::Screener));
        let now = self.now;
        self.app
            .db
            .write(move |conn| {
                let begun = now.plus(days(from - 3));
                let mut contest = set_up::import(conn, content::CONTEST, slug, &organiser, begun)?;
                let mut texts = Texts::of(&contest, contest.prose(conn)?);
                for locale in crate::i18n::Locale::ALL {
                    let name = format!("{}{}", texts.name.get(*locale), suffix.get(*locale));
                    texts.name.set(*locale, name);
                }
                contest.update_texts(conn, &organiser, &texts, begun)?;
                let windows = Windows {
                    zone: "Asia/Shanghai".to_owned(),
                    opens_at: Some(now.plus(days(from))),
                    closes_at: Some(now.plus(days(to))),
                    grace_minutes: 15,
                };
                contest.update_windows(conn, &organiser, &windows, begun)?;
                // The clips that stand for films last a few seconds.
                let rules = EntryRules {
                    duration_min_s: None,
                    ..contest.entry_rules.clone().into_inner()
                };
                contest.update_entry_rules(conn, &organiser, &rules, begun)?;
                let profile = theme::NewProfile::parse(content::PROFILE)
                    .map_err(|_| Error::Internal(anyhow::anyhow!("the demonstration's profile")))?;
                theme::store::publish(conn, contest.id, &profile, Some(organiser.id), begun)?;
                for (role, people) in [
                    (
                        Role::Admin,
                        vec![(Vec::new(), organiser.clone()), (Vec::new(), partner)],
                    ),
                    (Role::Screener, screeners),
                    (Role::Judge, judges),
                ] {
                    for (languages, account) in people {
                        contest.grant(conn, organiser.id, account.id, role, &languages, begun)?;
                    }
                }
                contest.publish(conn, &organiser, begun)?;
                Contest::find(conn, contest.id)
            })
            .await
    }

    /// The submissions of a contest: works that pass `choose`, told over until there are `count`.
    async fn submissions(&self, count: usize, choose: impl Fn(&Work) -> bool) -> Result<Vec<Told>> {
        let works: Vec<&Work> = self
            .story
            .works
            .iter()
            .filter(|work| choose(work))
            .collect();
        let doubles: Vec<Account> = self
            .of_kind(Kind::Creator)
            .into_iter()
            .skip(40)
            .map(|(_, account)| account)
            .collect();
        let mut told = Vec::new();
        for n in 0..count.max(works.len()) {
            let (work, again) = (works[n % works.len()], n / works.len());
            let original = self.person(&work.creator)?;
            let creator = if again == 0 {
                original
            } else {
                // Doubles of one country, three works each at most.
                let own: Vec<&Account> = doubles
                    .iter()
                    .filter(|d| d.country == original.country)
                    .collect();
                own[n % own.len()].clone()
            };
            let film = if again == 0 {
                Some(self.film(n).await?)
            } else {
                None
            };
            told.push(Told {
                work: work.clone(),
                creator,
                film,
                again,
            });
        }
        Ok(told)
    }

    /// A film of its own for the `n`th work: one of the clips, and nowhere the same bytes twice.
    async fn film(&self, n: usize) -> Result<(Arrived, Option<Arrived>)> {
        let clips = ["sunrise.mp4", "waves.mp4", "lanterns.mp4", "aurora.webm"];
        let name = if n % 23 == 22 {
            "petals.mp4"
        } else {
            clips[n % clips.len()]
        };
        let mark = *uuid::Uuid::now_v7().as_bytes();
        let mut film = clip(name)?;
        if name.ends_with(".mp4") {
            film.extend_from_slice(&24_u32.to_be_bytes());
            film.extend_from_slice(b"free");
        } else {
            film.extend_from_slice(&[0xEC, 0x90]);
        }
        film.extend_from_slice(&mark);
        let poster = clip(&name.replace(".mp4", ".jpg").replace(".webm", ".jpg"))?;
        let files = &self.app.files;
        Ok((
            kept(arrival::keep(files, MediaKind::Video, name, Bytes::from(film)).await)?,
            Some(kept(
                arrival::keep(files, MediaKind::Poster, "poster.jpg", Bytes::from(poster)).await,
            )?),
        ))
    }

    /// Creators start, save and submit, spread over the days `[from, to)` from now. Drafts stay drafts.
    pub async fn submit(
        &self,
        contest: &Contest,
        count: usize,
        from: i64,
        to: i64,
        choose: impl Fn(&Work) -> bool,
    ) -> Result<()> {
        let told = self.submissions(count, choose).await?;
        let minutes = (to - from) * 24 * 60;
        let all = told.len().max(1) as i64;
        let base_url = self.app.config.base_url();
        for (chunk_no, chunk) in told.chunks(AT_ONCE).enumerate() {
            let (chunk, contest, base_url) = (chunk.to_vec(), contest.clone(), base_url.clone());
            let first = (chunk_no * AT_ONCE) as i64;
            let begin = self.now.plus(days(from));
            self.app
                .db
                .write(move |conn| {
                    for (n, told) in chunk.into_iter().enumerate() {
                        let at = begin.plus(TimeDelta::minutes(minutes * (first + n as i64) / all));
                        tell(conn, &contest, told, &base_url, at)?;
                    }
                    Ok(())
                })
                .await?;
        }
        Ok(())
    }

    /// Takes a contest's entries out of the search for copies: the same works are told in the next contest.
    pub async fn forget_words(&self, contest: &Contest) -> Result<()> {
        let contest = contest.id;
        self.app
            .db
            .write(move |conn| theme::store::forget_texts(conn, contest))
            .await
    }

    /// Screeners decide on the first `count` entries as the story says, on the day `day` from now.
    pub async fn screen(&self, contest: &Contest, count: usize, day: i64) -> Result<()> {
        let screeners = self.of_kind(Kind::Screener);
        let entries = self.entries(contest).await?;
        let at = self.now.plus(days(day));
        for (n, entry) in entries.into_iter().take(count).enumerate() {
            let screener = screeners[n % screeners.len()].1.clone();
            let decision = self.verdict(&entry);
            let (contest, at) = (contest.clone(), at.plus(TimeDelta::minutes(n as i64 * 3)));
            self.app
                .db
                .write(move |conn| {
                    screening::claim(conn, &contest, &screener, entry.id, at)?;
                    let seen = Seen {
                        entry: entry.id,
                        version: entry.version,
                    };
                    screening::decide(conn, &contest, &screener, seen, &decision, at)?;
                    Ok(())
                })
                .await?;
        }
        Ok(())
    }

    /// What a screener makes of an entry, found again by its title.
    fn verdict(&self, entry: &Entry) -> NewDecision {
        let work = self.story.works.iter().find(|work| {
            work.texts
                .get(&work.original)
                .is_some_and(|text| entry.title.starts_with(&text.title))
        });
        let (decision, reason) = match work.map(|work| work.expect) {
            Some(Expect::Return) => (Decision::Returned, Reason::Subtitles),
            Some(Expect::Reject) => (Decision::Rejected, Reason::Advertising),
            Some(Expect::OffTheme) => (Decision::Rejected, Reason::OffTheme),
            Some(Expect::NearDuplicate) => (Decision::Rejected, Reason::Duplicate),
            _ => (Decision::Accepted, Reason::Fits),
        };
        NewDecision::new(decision, reason)
    }

    /// The contest's submitted entries, the oldest first.
    async fn entries(&self, contest: &Contest) -> Result<Vec<Entry>> {
        let id = contest.id;
        self.app
            .db
            .read(move |conn| Entry::submitted_in(conn, id))
            .await
    }
}

/// One creator starts, attaches the film, saves and submits.
fn tell(conn: &mut Conn, contest: &Contest, told: Told, base_url: &str, at: Moment) -> Result<()> {
    let Told {
        work,
        creator,
        film,
        again,
    } = told;
    let entry = Entry::start(conn, contest, &creator, at)?;
    if let Some((video, poster)) = &film {
        Media::attach(conn, &entry, &creator, video, &Place::default(), at)?;
        if let Some(poster) = poster {
            Media::attach(conn, &entry, &creator, poster, &Place::default(), at)?;
        }
    }
    let mut content = work.content();
    if again > 0 {
        for text in content.texts.values_mut() {
            text.title = format!("{} · {}", text.title, again + 1);
        }
    }
    let texts = contest.declaration_texts(conn)?;
    if work.expect != Expect::Draft {
        content.declared = texts
            .iter()
            .filter(|text| text.required)
            .map(|text| text.id)
            .collect();
    }
    let category = contest
        .categories(conn)?
        .into_iter()
        .find(|c| c.code == work.category);
    let draft = Draft {
        category_id: category.map(|category| category.id),
        original_locale: work.original,
        content,
        link_url: if film.is_none() {
            "https://video.example/watch".to_owned()
        } else {
            String::new()
        },
        link_password: String::new(),
        duration_s: work.duration_s.map(|seconds| seconds.min(300)),
    };
    let entry = Entry::find(conn, entry.id)?;
    let version = entry.version;
    entry.save(conn, &creator, draft, version, Manner::Asked, at)?;
    if work.expect == Expect::Draft {
        return Ok(());
    }
    let whole = Whole::of(conn, &creator, entry.id)?;
    match whole.submit(conn, &creator, base_url, at.plus(TimeDelta::minutes(12)))? {
        Submission::Accepted(_) => {
            let entry = Entry::find(conn, entry.id)?;
            screening::receive(conn, &entry, at)
        }
        // A work that lacks what the rules ask for stays a draft, as it would have.
        Submission::Refused(errors) => {
            let fields: Vec<&str> = errors.iter().map(|(name, _)| name).collect();
            tracing::debug!(work = work.id, ?fields, "stays a draft");
            Ok(())
        }
    }
}

fn clip(name: &str) -> Result<Vec<u8>> {
    Clips::get(name)
        .map(|file| file.data.into_owned())
        .ok_or_else(|| Error::Internal(anyhow::anyhow!("no clip {name}")))
}

fn kept(arrived: std::result::Result<Arrived, arrival::Refusal>) -> Result<Arrived> {
    arrived.map_err(|_| Error::Internal(anyhow::anyhow!("a clip was refused")))
}
