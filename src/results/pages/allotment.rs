//! Giving out the awards: a proposal that is looked at, its ties decided, then confirmed.

use actix_web::http::StatusCode;
use actix_web::{HttpResponse, web};
use askama::Template;

use super::EntryLine;
use crate::app::App;
use crate::contests::{Admin, Contest};
use crate::db::Id;
use crate::error::{Error, Result};
use crate::results::allotment::{Decision, Open, Rules, Share};
use crate::results::store::{Named, Points, Proposal, awards};
use crate::results::{Award, Parameters, Ranking, RoundSummary, forms, points_text};
use crate::urls;
use crate::web::{Filled, Form, Page, Routes, flash, html, html_with};

pub fn routes(cfg: &mut Routes) {
    cfg.route(
        "/contests/{contest}/admin/results/{ranking}/allotment",
        web::get().to(show),
    )
    .route(
        "/contests/{contest}/admin/results/{ranking}/allotment",
        web::post().to(update),
    );
}

#[derive(Template)]
#[template(path = "results/allotment.html")]
struct Allotment {
    page: Page,
    contest: Contest,
    ranking: Ranking,
    round: RoundSummary,
    shares: Vec<ShareLine>,
    /// Whether an award is the audience's, and whether it voted for none of the ranking's entries.
    by_audience: bool,
    lacks_votes: bool,
    /// Whether it may be confirmed.
    decided: bool,
    /// Whether a decision was taken that needs a reason.
    with_decisions: bool,
    fingerprint: String,
    f: Filled,
}

/// What one award comes to.
struct ShareLine {
    award: Award,
    placed: Vec<ProposedLine>,
    /// The tie that is open, or empty.
    tied: Vec<ProposedLine>,
    places: usize,
    waits: bool,
    vacant: usize,
    pick_field: String,
    vacant_field: String,
    decision: Option<Decision>,
}

struct ProposedLine {
    entry: EntryLine,
    creator: String,
    country: &'static str,
    /// Its score, or the points of the audience.
    score: String,
    /// Which tie-break gave it the place and not an equal score.
    precedence: Option<String>,
}

impl ShareLine {
    fn new(
        award: Award,
        share: &Share,
        (named, audience): (&[Named], &Points),
        parameters: &Parameters,
        page: &Page,
    ) -> Self {
        let line = |id: &Id<_>| {
            let found = named.iter().find(|each| each.entry.id == *id)?;
            let mut preceded = share.preceded.iter();
            let preceded = preceded.find(|(entry, _)| entry == id);
            Some(ProposedLine {
                entry: EntryLine::in_stream(&found.entry, Some(&found.stream), page.locale),
                creator: found.creator.name(page.locale).to_owned(),
                country: found.creator.country.name(page.locale),
                score: audience.figure(&award, found, page.locale),
                precedence: preceded
                    .and_then(|(_, won)| parameters.precedence_text(won, page.locale, true)),
            })
        };
        let (places, tied) = match &share.open {
            Open::Tie { places, tied } => (*places, tied.iter().filter_map(line).collect()),
            _ => (0, Vec::new()),
        };
        let (pick_field, vacant_field) = forms::decision_fields(award.id);
        Self {
            placed: share.placed.iter().filter_map(line).collect(),
            tied,
            places,
            waits: share.open == Open::Waits,
            vacant: share.vacant,
            pick_field,
            vacant_field,
            decision: share.decision.clone(),
            award,
        }
    }
}

/// What the database says for the page.
struct Proposed {
    ranking: Ranking,
    round: RoundSummary,
    proposal: Proposal,
    named: Vec<Named>,
}

async fn propose(
    app: &App,
    contest: &Contest,
    id: Id<Ranking>,
    rules: Option<Rules>,
    decisions: Vec<Decision>,
) -> Result<Proposed> {
    let contest = contest.clone();
    app.db
        .read(move |conn| {
            let (ranking, round) = Ranking::find(conn, &contest, id)?;
            let rules = rules.unwrap_or(ranking.parameters.rules);
            let proposal = ranking.propose(conn, rules, &decisions)?;
            let named = ranking.named_in(conn, &proposal)?;
            Ok(Proposed {
                ranking,
                round,
                proposal,
                named,
            })
        })
        .await
}

impl Allotment {
    /// What decides between equal scores before a person does.
    fn tie_breaks(&self) -> String {
        match self.ranking.parameters.tie_break_names(self.page.locale) {
            names if names.is_empty() => self.page.t("tie-breaks-none").into_owned(),
            names => names,
        }
    }

    fn new(page: Page, contest: Contest, proposed: Proposed, f: Filled) -> Self {
        let Proposed {
            ranking,
            round,
            proposal,
            named,
        } = proposed;
        let (decided, fingerprint) = (proposal.is_decided(), proposal.fingerprint());
        let lacks_votes = proposal.lacks_votes();
        let by_audience = proposal.awards.iter().any(Award::is_by_audience);
        let known = (named.as_slice(), &proposal.audience);
        let shares: Vec<ShareLine> = proposal
            .awards
            .into_iter()
            .zip(&proposal.shares)
            .map(|(award, share)| ShareLine::new(award, share, known, &ranking.parameters, &page))
            .collect();
        Self {
            by_audience,
            lacks_votes,
            decided: decided && !ranking.parameters.preview && !ranking.state.is_public(),
            with_decisions: shares.iter().any(|share| share.decision.is_some()),
            fingerprint,
            page,
            contest,
            ranking,
            round,
            shares,
            f,
        }
    }
}

/// The rules as they were, or the usual ones, to begin with.
fn filled(rules: Rules) -> Form {
    let minimum = rules
        .minimum
        .map(|minimum| points_text(minimum, crate::i18n::Locale::En));
    let form = Form::new().with("minimum", minimum.unwrap_or_default());
    if rules.one_per_author {
        form.with("one_per_author", "on")
    } else {
        form
    }
}

async fn show(
    app: web::Data<App>,
    page: Page,
    who: Admin,
    path: web::Path<(String, Id<Ranking>)>,
) -> Result<HttpResponse> {
    let proposed = propose(&app, &who.contest, path.1, None, Vec::new()).await?;
    let form = filled(proposed.ranking.parameters.rules);
    html(&Allotment::new(
        page,
        who.contest,
        proposed,
        Filled::new(form),
    ))
}

/// Without `confirmed` this only shows what the rules and decisions come to. It is a POST because decisions
/// may be longer than an address.
async fn update(
    app: web::Data<App>,
    page: Page,
    who: Admin,
    path: web::Path<(String, Id<Ranking>)>,
    form: Form,
) -> Result<HttpResponse> {
    let (id, contest) = (path.1, who.contest.id);
    let awards = app.db.read(move |conn| awards(conn, contest)).await?;
    let giving = match forms::giving(&form, &awards) {
        Ok(giving) => giving,
        Err(errors) => {
            let decisions = forms::decisions(&form, &awards);
            let rules = Rules {
                minimum: None,
                one_per_author: form.contains("one_per_author"),
            };
            let proposed = propose(&app, &who.contest, id, Some(rules), decisions).await?;
            let f = Filled::refused(form, errors);
            return html_with(
                StatusCode::UNPROCESSABLE_ENTITY,
                &Allotment::new(page, who.contest, proposed, f),
            );
        }
    };
    if giving.confirmed.is_empty() {
        let (rules, decisions) = (Some(giving.rules), giving.decisions);
        let proposed = propose(&app, &who.contest, id, rules, decisions).await?;
        return html(&Allotment::new(
            page,
            who.contest,
            proposed,
            Filled::new(form),
        ));
    }
    let now = app.clock.now();
    let to = urls::ranking_noun(&who.contest.slug, id, "awards");
    app.db
        .write(move |conn| {
            let (ranking, _) = Ranking::find(conn, &who.contest, id)?;
            let given = ranking.give_awards(
                conn,
                &who.account,
                giving.rules,
                &giving.decisions,
                &giving.reason,
                now,
            )?;
            if given.fingerprint() == giving.confirmed {
                Ok(())
            } else {
                Err(Error::Conflict("error-ranking-changed"))
            }
        })
        .await?;
    Ok(flash::see_other(to, "flash-awards-given"))
}
