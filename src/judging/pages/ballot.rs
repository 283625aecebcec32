//! The film and the scorecard beside it.

use actix_web::{HttpResponse, web};
use askama::Template;

use super::AssignmentPath;
use super::notes::Notes;
use super::watching::Watching;
use crate::app::App;
use crate::contests::{Contest, Judge};
use crate::db::Id;
use crate::entries::{AiUse, Metadata, Provenance, number_text};
use crate::error::Result;
use crate::i18n::{Language, Locale};
use crate::judging::blind::Makers;
use crate::judging::store::{Beside, JudgedEntry, Line, Neighbours, Scorecard, Track};
use crate::judging::{
    Assignment, AssignmentState, Criterion, Format, Note, Others, RoundState, Vote, forms, notes,
    points_text,
};
use crate::urls;
use crate::web::{FieldErrors, Filled, Form, Page, Routes, flash, html};

pub fn routes(cfg: &mut Routes) {
    cfg.route(
        "/contests/{contest}/judging/{assignment}",
        web::get().to(show),
    )
    .route(
        "/contests/{contest}/judging/{assignment}/skip",
        web::post().to(skip),
    );
}

#[derive(Template)]
#[template(path = "judging/ballot.html")]
pub(super) struct Show {
    page: Page,
    contest: Contest,
    card: Scorecard,
    entry: JudgedEntry,
    makers: Makers,
    others: Option<Others>,
    /// How the entry stands where several are judged together.
    beside: Option<Beside>,
    neighbours: Neighbours,
    /// The second of the film that the player begins at.
    second: Option<i32>,
    notes: Notes,
    watching: Watching,
    /// Percent of the film, when the judge is asked whether to submit all the same.
    unwatched: Option<i32>,
    /// Whether the ballot was changed elsewhere since the page was drawn.
    stale: bool,
    f: Filled,
}

/// What was refused on the page, to be corrected on it.
pub(super) enum Refusal {
    Scores(Form, FieldErrors),
    /// The ballot was changed elsewhere: what is stored is shown beside what was typed.
    Stale(Form),
    /// Nothing is wrong: less of the film was played, in percent, than the round asks for.
    Unwatched(Form, i32),
    Note(Id<Note>, Filled),
}

impl Show {
    /// The page of a judge's own assignment, with its player at `second`.
    pub async fn load(
        app: &App,
        page: Page,
        judge: Judge,
        id: Id<Assignment>,
        second: Option<i32>,
        refusal: Option<Refusal>,
    ) -> Result<Self> {
        let who = judge.clone();
        let (card, entry, makers, others, beside, neighbours, notes) = app
            .db
            .read(move |conn| {
                let card = Scorecard::of(conn, &who, id)?;
                let entry = card.entry(conn)?;
                let makers = card.makers(conn)?;
                let others = card.others(conn)?;
                let beside = card.beside(conn)?;
                let neighbours = card.neighbours(conn)?;
                let notes = card.notes(conn)?;
                Ok((card, entry, makers, others, beside, neighbours, notes))
            })
            .await?;
        let lines = card
            .lines
            .iter()
            .map(|line| (line.criterion.code.as_str(), line.points));
        let stored = Filled::new(forms::filled_scores(lines, card.note(), card.version()));
        let stale = matches!(refusal, Some(Refusal::Stale(_)));
        let (f, refused_note, unwatched) = match refusal {
            Some(Refusal::Scores(form, errors)) => (Filled::refused(form, errors), None, None),
            Some(Refusal::Stale(form)) => {
                (Filled::new(form.set("version", card.version())), None, None)
            }
            Some(Refusal::Unwatched(form, percent)) => (Filled::new(form), None, Some(percent)),
            Some(Refusal::Note(id, filled)) => (stored, Some((id, filled)), None),
            None => (stored, None, None),
        };
        let watching = Watching {
            page: page.clone(),
            watch: entry.watch(),
        };
        let notes = Notes {
            page: page.clone(),
            slug: judge.contest.slug.to_string(),
            assignment: id,
            notes,
            is_open: card.round.state == RoundState::Open,
            has_player: entry.video_id.is_some(),
            second,
            refused: refused_note,
        };
        Ok(Self {
            page,
            contest: judge.contest,
            card,
            entry,
            makers,
            others,
            beside,
            neighbours,
            second,
            notes,
            watching,
            unwatched,
            stale,
            f,
        })
    }

    fn is_open(&self) -> bool {
        self.card.round.state == RoundState::Open
    }

    /// Whether the judge says yes, maybe or no, instead of giving points.
    fn is_vote(&self) -> bool {
        self.card.round.format == Format::Votes
    }

    fn vote_value(&self, vote: &Vote) -> String {
        points_text(&vote.points())
    }

    /// A vote in the organiser's words, else in ours.
    fn word(&self, criterion: &Criterion, vote: &Vote) -> String {
        match criterion.level(&vote.points(), self.page.locale) {
            "" => self.page.t(vote.key()).into_owned(),
            word => word.to_owned(),
        }
    }

    /// How the others voted.
    fn votes(&self, others: &Others) -> String {
        let tally = others.tally;
        let args = [
            ("yes", tally.yes.into()),
            ("maybe", tally.maybe.into()),
            ("no", tally.no.into()),
        ];
        let text = self.page.locale.t_with("ballot-others-votes", &args);
        text.into_owned()
    }

    /// The page on which it is judged together with others.
    fn together(&self) -> String {
        match self.card.round.format {
            Format::Order => urls::round_order(&self.contest.slug, self.card.round.id),
            _ => urls::round_pairs(&self.contest.slug, self.card.round.id),
        }
    }

    /// Whether a judge whose ballot is in is led on from here.
    fn leads_on(&self) -> bool {
        self.is_open() && self.card.is_submitted() && self.card.round.format.is_on_scorecard()
    }

    fn is_skipped(&self) -> bool {
        self.card.assignment.state == AssignmentState::Skipped
    }

    fn number(&self) -> String {
        number_text(&self.entry.stream_code, self.entry.number.unwrap_or(0))
    }

    /// The text that this judge reads, and its language.
    fn text(&self) -> Option<(Locale, &Metadata)> {
        self.entry
            .content
            .text_for(self.page.locale, self.entry.original_locale)
    }

    /// The text in the original language, when it is not the one shown.
    fn original(&self) -> Option<(Locale, &Metadata)> {
        let original = self.entry.original_locale;
        let text = self.entry.content.texts.get(&original)?;
        let shown = self.text().map(|(locale, _)| locale);
        (shown != Some(original) && !text.title.is_empty()).then_some((original, text))
    }

    fn languages(&self, languages: &[Language]) -> String {
        let names: Vec<&str> = languages
            .iter()
            .map(|each| each.name(self.page.locale))
            .collect();
        names.join(self.page.locale.comma())
    }

    /// Whether these subtitles are shown without being asked for.
    fn is_default(&self, track: &Track) -> bool {
        self.entry.track_for(self.page.locale) == Some(track)
    }

    fn is_web_link(&self) -> bool {
        let url = &self.entry.link_url;
        url.starts_with("https://") || url.starts_with("http://")
    }

    /// Points as this reader writes them; forms have them with a point.
    fn points(&self, tenths: &i32) -> String {
        let text = points_text(tenths);
        match self.page.locale {
            Locale::Ru => text.replace('.', ","),
            Locale::Zh | Locale::En => text,
        }
    }

    /// Whether other points than those typed were stored meanwhile.
    fn is_stale(&self, line: &Line, name: &str) -> bool {
        let stored = line.points.map(|points| points_text(&points));
        self.stale && stored.is_some_and(|stored| !self.f.has(name, stored))
    }

    fn is_stale_note(&self) -> bool {
        self.stale && !self.card.note().is_empty() && self.card.note() != self.f.value("note")
    }

    fn field(&self, code: &str) -> String {
        format!("points.{code}")
    }
}

/// Where the player begins; what is no time is the beginning.
#[derive(serde::Deserialize)]
struct From {
    #[serde(default)]
    t: String,
}

async fn show(
    app: web::Data<App>,
    page: Page,
    judge: Judge,
    path: AssignmentPath,
    from: web::Query<From>,
) -> Result<HttpResponse> {
    let (_, id) = path.into_inner();
    let second = notes::second(&from.t);
    html(&Show::load(&app, page, judge, id, second, None).await?)
}

/// The page of the next film, or the judge's queue where none is left.
pub(super) fn onward(judge: &Judge, next: Option<Id<Assignment>>) -> String {
    let slug = &judge.contest.slug;
    next.map_or_else(|| urls::judging(slug), |next| urls::ballot(slug, next))
}

async fn skip(
    app: web::Data<App>,
    judge: Judge,
    path: AssignmentPath,
    form: Form,
) -> Result<HttpResponse> {
    let ((_, id), now) = (path.into_inner(), app.clock.now());
    let (who, back) = (judge.clone(), form.has("back", "yes"));
    let next = app
        .db
        .write(move |conn| {
            let card = Scorecard::of(conn, &who, id)?;
            if back {
                card.resume(conn, now)?;
                return Ok(Some(id));
            }
            card.skip(conn, now)?;
            card.next_open(conn, false)
        })
        .await?;
    let word = if back {
        "flash-resumed"
    } else {
        "flash-skipped"
    };
    Ok(flash::see_other(onward(&judge, next), word))
}
