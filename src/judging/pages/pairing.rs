//! The page on which a judge says which of two entries is better.

use actix_web::http::StatusCode;
use actix_web::{HttpResponse, web};
use askama::Template;

use super::ordering::JudgedRoundPath;
use super::watching::Watching;
use crate::app::App;
use crate::contests::{Contest, Judge};
use crate::db::Id;
use crate::entries::{Metadata, Provenance};
use crate::error::{Error, Result};
use crate::i18n::Locale;
use crate::judging::Round;
use crate::judging::forms::{self, GivenAnswer, Side};
use crate::judging::pairs::{Comparison, Winner};
use crate::judging::store::{Answered, JudgedEntry, PairDesk, PairEntry, Track};
use crate::urls;
use crate::web::{FieldErrors, Filled, Form, Page, Routes, flash, html, html_with};

pub fn routes(cfg: &mut Routes) {
    cfg.route(
        "/contests/{contest}/judging/rounds/{id}/pairs",
        web::get().to(next),
    )
    .route(
        "/contests/{contest}/judging/rounds/{id}/pairs",
        web::post().to(answer),
    )
    .route(
        "/contests/{contest}/judging/rounds/{id}/comparisons/{comparison}",
        web::get().to(show),
    );
}

type ComparisonPath = web::Path<(String, Id<Round>, Id<Comparison>)>;

/// One of the two, with its film and texts.
struct Half {
    /// `left` or `right`.
    side: Side,
    own: PairEntry,
    entry: JudgedEntry,
    watching: Watching,
    /// Whether the judge has just compared it with another.
    is_last: bool,
    locale: Locale,
}

impl Half {
    /// The text that this judge reads, and its language.
    fn text(&self) -> Option<(Locale, &Metadata)> {
        self.entry
            .content
            .text_for(self.locale, self.entry.original_locale)
    }

    /// The text in the original language, when it is not the one shown.
    fn original(&self) -> Option<(Locale, &Metadata)> {
        let original = self.entry.original_locale;
        let text = self.entry.content.texts.get(&original)?;
        let shown = self.text().map(|(locale, _)| locale);
        (shown != Some(original) && !text.title.is_empty()).then_some((original, text))
    }

    /// Whether these subtitles are shown without being asked for.
    fn is_default(&self, track: &Track) -> bool {
        self.entry.track_for(self.locale) == Some(track)
    }

    fn is_web_link(&self) -> bool {
        let url = &self.entry.link_url;
        url.starts_with("https://") || url.starts_with("http://")
    }
}

#[derive(Template)]
#[template(path = "judging/pair.html")]
struct Show {
    page: Page,
    contest: Contest,
    desk: PairDesk,
    /// The two; none once all is answered.
    halves: Vec<Half>,
    /// What was answered of them before.
    before: Option<Comparison>,
    /// Whether that was answered elsewhere since the page was drawn.
    stale: bool,
    /// What the judge is asked before an answer counts.
    unwatched: Option<Unwatched>,
    f: Filled,
}

/// An answer that does not count yet: of these films less was played, in percent, than the round asks for.
struct Unwatched {
    winner: Side,
    films: Vec<(Side, i32)>,
}

/// Which two a page is about, and why it is drawn.
enum Wanted {
    Next,
    /// A comparison of the judge, to be answered anew.
    Again(Id<Comparison>, Again),
    /// The two that were just answered, to be asked about.
    Asked(GivenAnswer, Vec<(Side, i32)>),
}

/// Why a comparison is drawn again.
enum Again {
    Asked,
    Stale,
    Wrong(Form, FieldErrors),
}

impl Show {
    /// The next two of a judge, or two that they judged.
    async fn load(
        app: &App,
        page: Page,
        judge: Judge,
        round: Id<Round>,
        wanted: Wanted,
    ) -> Result<Self> {
        let who = judge.clone();
        let (comparison, asked) = match &wanted {
            Wanted::Next => (None, None),
            Wanted::Again(id, _) => (Some(*id), None),
            Wanted::Asked(given, _) => (None, Some((given.left, given.right))),
        };
        let (desk, pair, before, judged) = app
            .db
            .read(move |conn| {
                let desk = PairDesk::of(conn, &who, round)?;
                let (pair, before) = match (comparison, asked) {
                    (Some(id), _) => {
                        let (before, a, b) = desk.comparison(id)?;
                        (Some((a, b)), Some(before.clone()))
                    }
                    (None, Some((left, right))) => (Some(desk.pair(left, right)?), None),
                    (None, None) => (desk.next().filter(|_| desk.is_open()), None),
                };
                let pair = pair.map(|(left, right)| [left.clone(), right.clone()]);
                let ids = pair.iter().flatten().map(|each| each.assignment);
                let judged = JudgedEntry::of(conn, &ids.collect::<Vec<_>>())?;
                Ok((desk, pair, before, judged))
            })
            .await?;
        let locale = page.locale;
        let mut judged = judged;
        let mut halves = Vec::new();
        for (own, side) in pair.into_iter().flatten().zip([Side::Left, Side::Right]) {
            let at = judged.iter().position(|(id, _)| *id == own.assignment);
            let (_, entry) = judged.swap_remove(at.ok_or(Error::NotFound)?);
            halves.push(Half {
                side,
                is_last: before.is_none() && desk.is_last(&own),
                watching: Watching {
                    page: page.clone(),
                    watch: entry.watch(),
                },
                own,
                entry,
                locale,
            });
        }
        let stale = matches!(wanted, Wanted::Again(_, Again::Stale));
        let mut unwatched = None;
        let f = match wanted {
            Wanted::Again(_, Again::Wrong(form, errors)) => Filled::refused(form, errors),
            Wanted::Asked(given, films) => {
                let winner = given.winner;
                unwatched = Some(Unwatched { winner, films });
                Filled::default()
            }
            _ => Filled::default(),
        };
        Ok(Self {
            page,
            contest: judge.contest,
            desk,
            halves,
            before,
            stale,
            unwatched,
            f,
        })
    }

    /// 0 of a pair that has no answer.
    fn version(&self) -> i32 {
        self.before.as_ref().map_or(0, |before| before.version)
    }

    /// Whether this is the answer that stands, or that the judge is asked about.
    fn is_said(&self, side: &Side) -> bool {
        if let Some(unwatched) = &self.unwatched {
            return unwatched.winner == *side;
        }
        let said = self.before.as_ref().map(|before| match before.winner {
            Winner::A => Side::Left,
            Winner::B => Side::Right,
            Winner::Tie => Side::Neither,
        });
        said == Some(*side)
    }

    fn asks_why(&self) -> bool {
        match (&self.before, self.halves.as_slice()) {
            (Some(_), [left, right]) => self.desk.asks_why(&left.own, &right.own),
            _ => false,
        }
    }

    /// The key of the words on a side's button.
    fn word(&self, side: &Side) -> &'static str {
        match side {
            Side::Left => "compare-left",
            Side::Neither => "compare-neither",
            Side::Right => "compare-right",
        }
    }

    /// The buttons, as they stand.
    fn sides(&self) -> [Side; 3] {
        [Side::Left, Side::Neither, Side::Right]
    }

    /// The key that answers so.
    fn digit(&self, side: &Side) -> &'static str {
        match side {
            Side::Left => "1",
            Side::Neither => "0",
            Side::Right => "2",
        }
    }

    /// Numbers of entries that nothing can be compared with.
    fn alone(&self) -> String {
        let alone = self.desk.alone();
        let numbers: Vec<&str> = alone.iter().map(|each| each.number.as_str()).collect();
        numbers.join(self.page.locale.comma())
    }

    /// How many comparisons there will be in all.
    fn all(&self) -> usize {
        self.desk.comparing.answers() + self.desk.comparing.left()
    }
}

async fn next(
    app: web::Data<App>,
    page: Page,
    judge: Judge,
    path: JudgedRoundPath,
) -> Result<HttpResponse> {
    html(&Show::load(&app, page, judge, path.1, Wanted::Next).await?)
}

async fn show(
    app: web::Data<App>,
    page: Page,
    judge: Judge,
    path: ComparisonPath,
) -> Result<HttpResponse> {
    let again = Wanted::Again(path.2, Again::Asked);
    html(&Show::load(&app, page, judge, path.1, again).await?)
}

async fn answer(
    app: web::Data<App>,
    page: Page,
    judge: Judge,
    path: JudgedRoundPath,
    form: Form,
) -> Result<HttpResponse> {
    let (id, now) = (path.1, app.clock.now());
    let who = judge.clone();
    let Ok(given) = forms::answer(&form) else {
        // No button of the page sends this: the next two are asked about again.
        let view = Show::load(&app, page, judge, id, Wanted::Next).await?;
        return html_with(StatusCode::UNPROCESSABLE_ENTITY, &view);
    };
    let (changes, asked) = (given.version > 0, given.clone());
    let answered = app
        .db
        .write(move |conn| PairDesk::answer(conn, &who, id, &given, now))
        .await?;
    let slug = &judge.contest.slug;
    let (status, wanted) = match answered {
        Answered::Kept if changes => {
            return Ok(flash::see_other(
                urls::round_answers(slug, id),
                "flash-saved",
            ));
        }
        Answered::Kept => {
            let mut answer = HttpResponse::SeeOther();
            answer.insert_header(("Location", urls::round_pairs(slug, id)));
            return Ok(answer.finish());
        }
        Answered::Unwatched(films) => (
            StatusCode::UNPROCESSABLE_ENTITY,
            Wanted::Asked(asked, films),
        ),
        Answered::Stale(comparison) => (
            StatusCode::CONFLICT,
            Wanted::Again(comparison, Again::Stale),
        ),
        Answered::Wrong(comparison, errors) => (
            StatusCode::UNPROCESSABLE_ENTITY,
            Wanted::Again(comparison, Again::Wrong(form, errors)),
        ),
    };
    html_with(status, &Show::load(&app, page, judge, id, wanted).await?)
}
