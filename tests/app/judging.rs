//! Promises about judging.

mod blind;
mod board;
mod calibration;
mod command;
pub mod comparing;
mod conflicts;
mod console;
mod discussion;
mod doctor;
mod drawing;
mod exported;
mod freeze;
mod notes;
mod orders;
mod room;
mod rounds;
mod scorelog;
mod tie_breaks;
mod together;
mod votes;
mod watching;

use std::collections::{BTreeMap, BTreeSet};

use diesel::prelude::*;
use shortlist::accounts::Account;
use shortlist::contests::{Contest, Judge, Role};
use shortlist::db::{Id, Json};
use shortlist::entries::{Content, Credit, CreditRole, Entry, Metadata, Provenance, State};
use shortlist::i18n::{Locale, Trilingual};
use shortlist::judging::forms::{
    CriterionText, Given, NewRound, PanelChoice, RoomSettings, RoundSettings,
};
use shortlist::judging::store::Outcome;
use shortlist::judging::{
    Assignment, AssignmentState, Ballot, BallotState, Discussion, Format, RecusalReason, Round,
    RoundState,
};
use shortlist::media::arrival::{self, Arrived};
use shortlist::media::store::Place;
use shortlist::media::{Media, MediaKind};
use shortlist::schema::{assignments, ballots, entries, events, scores};

pub use calibration::rehearsed;

use crate::security::{Access, World};
use crate::support::{Answer, TestApp, Visitor};

fn criterion(code: &str, weight: i32) -> CriterionText {
    CriterionText {
        code: code.to_owned(),
        name: Trilingual::new("", "", &format!("Criterion {code}")),
        help: Trilingual::default(),
        weight,
        scale_min: 10,
        scale_max: 100,
        step: 10,
        levels: Vec::new(),
        tie_order: 0,
    }
}

/// A contest with an open round of two criteria (60 % and 40 %, 1 to 10 points).
pub struct Jury {
    pub contest: Contest,
    admin: Visitor,
    pub judges: Vec<Visitor>,
    round: Round,
}

impl Jury {
    async fn planned(app: &TestApp, judges: usize, entries: usize, per_entry: i32) -> Self {
        let contest = app.contest().await;
        let admin = app
            .with_role(&contest, "boss@example.org", "CN", Role::Admin)
            .await;
        let mut panel = Vec::new();
        for n in 0..judges {
            let email = format!("judge{n}@jury.example");
            panel.push(app.with_role(&contest, &email, "RU", Role::Judge).await);
        }
        let creator = app.account("secret.creator@films.example", "CN").await;
        for n in 0..entries {
            app.entry(&contest, &creator, &format!("Film {n}"), State::Accepted)
                .await;
        }
        let (by, of, now) = (admin.who().clone(), contest.clone(), app.now());
        let choices: Vec<PanelChoice> = panel
            .iter()
            .map(|judge| PanelChoice {
                judge: judge.who().id,
                max_load: None,
            })
            .collect();
        let round = app
            .write(move |conn| {
                let round = Round::make_first(conn, &by, &of, now)?;
                round.add_criterion(conn, &by, &criterion("theme", 6000), now)?;
                round.add_criterion(conn, &by, &criterion("craft", 4000), now)?;
                let settings = RoundSettings {
                    name: Trilingual::new("", "", "Jury"),
                    judges_per_entry: per_entry,
                    ..RoundSettings::default()
                };
                round.change(conn, &by, &settings, now)?;
                round.set_panel(conn, &by, &choices, now)?;
                Round::of(conn, &of, round.id)
            })
            .await;
        Self {
            contest,
            admin,
            judges: panel,
            round,
        }
    }

    pub async fn open(app: &TestApp, judges: usize, entries: usize, per_entry: i32) -> Self {
        let jury = Self::planned(app, judges, entries, per_entry).await;
        let (by, of, round, now) = (
            jury.admin.who().clone(),
            jury.contest.clone(),
            jury.round.clone(),
            app.now(),
        );
        app.write(move |conn| {
            round.assign(conn, &by, None, "http://localhost", now)?;
            round.open(conn, &by, &of, "http://localhost", now)
        })
        .await;
        jury
    }

    /// With a round in which judges are asked something else than points; of pairs each entry is compared twice.
    pub async fn planned_as(
        app: &TestApp,
        judges: usize,
        entries: usize,
        per_entry: i32,
        format: Format,
    ) -> Self {
        let jury = Self::planned(app, judges, entries, per_entry).await;
        let (by, of, round, now) = (
            jury.admin.who().clone(),
            jury.contest.clone(),
            jury.round.clone(),
            app.now(),
        );
        let settings = RoundSettings {
            name: Trilingual::new("", "", "Jury"),
            judges_per_entry: per_entry,
            format: Some(format),
            comparisons_each: Some(2),
            ..RoundSettings::default()
        };
        let round = app
            .write(move |conn| {
                round.change(conn, &by, &settings, now)?;
                Round::of(conn, &of, round.id)
            })
            .await;
        Self { round, ..jury }
    }

    pub async fn open_as(
        app: &TestApp,
        judges: usize,
        entries: usize,
        per_entry: i32,
        format: Format,
    ) -> Self {
        let jury = Self::planned_as(app, judges, entries, per_entry, format).await;
        let (by, of, round, now) = (
            jury.admin.who().clone(),
            jury.contest.clone(),
            jury.round.clone(),
            app.now(),
        );
        let round = app
            .write(move |conn| {
                round.assign(conn, &by, None, "http://localhost", now)?;
                round.open(conn, &by, &of, "http://localhost", now)?;
                Round::of(conn, &of, round.id)
            })
            .await;
        Self { round, ..jury }
    }

    pub fn order(&self) -> String {
        format!("{}/rounds/{}/order", self.room(), self.round.id)
    }

    pub fn pairs(&self) -> String {
        format!("{}/rounds/{}/pairs", self.room(), self.round.id)
    }

    fn judge(&self, n: usize) -> Judge {
        Judge {
            account: self.judges[n].who().clone(),
            contest: self.contest.clone(),
        }
    }

    /// The live assignments of a judge in the order of the queue.
    pub async fn queue(&self, app: &TestApp, n: usize) -> Vec<Assignment> {
        let judge = self.judges[n].who().id;
        app.read(move |conn| {
            Ok(assignments::table
                .filter(assignments::judge_id.eq(judge))
                .filter(
                    assignments::state.eq_any([AssignmentState::Open, AssignmentState::Skipped]),
                )
                .order(assignments::position)
                .select(Assignment::as_select())
                .load(conn)?)
        })
        .await
    }

    /// Gives the entry of an assignment a film of its own, of a few seconds, in place of its link.
    pub async fn film(&self, app: &TestApp, assignment: &Assignment) {
        const FILM: &[u8] = include_bytes!("../../src/demo/videos/aurora.webm");
        let kept = arrival::keep(
            &app.app.files,
            MediaKind::Video,
            "Petrova.webm",
            FILM.into(),
        );
        self.attach(app, assignment, kept.await.unwrap(), "").await;
    }

    /// Gives the entry of an assignment subtitles in a language.
    async fn subtitles(&self, app: &TestApp, assignment: &Assignment, language: &str) {
        const TEXT: &[u8] = b"1\n00:00:00,000 --> 00:00:02,500\nGood morning\n";
        let kept = arrival::keep(
            &app.app.files,
            MediaKind::Subtitles,
            "Petrova.srt",
            TEXT.into(),
        );
        self.attach(app, assignment, kept.await.unwrap(), language)
            .await;
    }

    async fn attach(&self, app: &TestApp, assignment: &Assignment, file: Arrived, language: &str) {
        let (id, now) = (assignment.entry_id, app.now());
        let place = Place {
            language: language.to_owned(),
            ..Place::default()
        };
        app.write(move |conn| {
            let entry = Entry::find(conn, id)?;
            let creator = Account::find(conn, entry.creator_id)?;
            let state = |state| {
                let row = entries::table.filter(entries::id.eq(id));
                diesel::update(row).set(entries::state.eq(state))
            };
            state(State::Submitted).execute(conn)?;
            Media::attach(conn, &entry, &creator, &file, &place, now)?;
            state(State::Accepted).execute(conn)?;
            Ok(())
        })
        .await;
        // The worker reads its length.
        app.mails().await;
    }

    /// Lets the judges talk about entries that they have scored.
    async fn discuss(&self, app: &TestApp) {
        let (by, round, now) = (self.admin.who().clone(), self.round.clone(), app.now());
        let settings = RoomSettings {
            watch_warning: 0,
            discussion: Discussion::On,
            blind: None,
        };
        app.write(move |conn| round.set_room(conn, &by, &settings, now))
            .await;
    }

    /// Asks judges who submit with less than so many percent of a film played.
    async fn ask_below(&self, app: &TestApp, percent: i32) {
        let (by, round, now) = (self.admin.who().clone(), self.round.clone(), app.now());
        let settings = RoomSettings {
            watch_warning: percent,
            discussion: Discussion::Off,
            blind: None,
        };
        app.write(move |conn| round.set_room(conn, &by, &settings, now))
            .await;
    }

    async fn close(&self, app: &TestApp) {
        let (by, round, now) = (self.admin.who().clone(), self.round.clone(), app.now());
        app.write(move |conn| round.close(conn, &by, 0, now)).await;
    }

    fn room(&self) -> String {
        format!("/contests/{}/judging", self.contest.slug)
    }

    pub fn ballot(&self, assignment: &Assignment) -> String {
        format!("{}/{}", self.room(), assignment.id)
    }

    fn console(&self, noun: &str) -> String {
        format!(
            "/contests/{}/admin/rounds/{}/{noun}",
            self.contest.slug, self.round.id
        )
    }

    async fn submit(
        &self,
        app: &TestApp,
        n: usize,
        assignment: &Assignment,
        theme: i32,
        craft: i32,
    ) {
        let (judge, id, now) = (self.judge(n), assignment.id, app.now());
        let given = Given {
            points: vec![("theme".to_owned(), theme), ("craft".to_owned(), craft)],
            ..Given::default()
        };
        let outcome = app
            .write(move |conn| Ballot::submit(conn, &judge, id, &given, now))
            .await;
        assert!(matches!(outcome, Outcome::Saved(saved) if saved.is_submitted));
    }
}

/// A contest of this name in which a judge has six entries to put in order, or to compare.
pub async fn judged_together(app: &TestApp, judge: Id<Account>, slug: &str, format: Format) {
    let contest = app.contest_named(slug).await;
    let judge = app.read(move |conn| Account::find(conn, judge)).await;
    app.grant(&contest, &judge, Role::Judge).await;
    let admin = app.account(&format!("{format}@example.org"), "CN").await;
    let creator = app.account(&format!("{format}@films.example"), "CN").await;
    for title in [
        "晨跑",
        "冬捕",
        "老街的灯",
        "Noodles at Four",
        "На катке",
        "Дорога домой",
    ] {
        app.entry(&contest, &creator, title, State::Accepted).await;
    }
    let new = NewRound {
        settings: RoundSettings {
            name: Trilingual::new("决赛", "Финал", "Final"),
            judges_per_entry: 1,
            format: Some(format),
            ..RoundSettings::default()
        },
        criteria_from: None,
    };
    let now = app.now();
    app.write(move |conn| {
        let round = Round::make(conn, &admin, &contest, &new, now)?;
        round.add_panelist(conn, &admin, &judge, None, now)?;
        round.assign(conn, &admin, None, "http://localhost", now)?;
        round.open(conn, &admin, &contest, "http://localhost", now)
    })
    .await;
}

pub async fn ballot_of(app: &TestApp, assignment: &Assignment) -> Option<Ballot> {
    let id = assignment.id;
    app.read(move |conn| {
        Ok(ballots::table
            .filter(ballots::assignment_id.eq(id))
            .select(Ballot::as_select())
            .first(conn)
            .optional()?)
    })
    .await
}

async fn count_events(app: &TestApp, kind: &'static str, action: &'static str) -> i64 {
    app.read(move |conn| {
        Ok(events::table
            .filter(events::subject_kind.eq(kind))
            .filter(events::action.eq(action))
            .count()
            .get_result(conn)?)
    })
    .await
}

/// The addresses on a page that begin so, in order, each once.
fn links(html: &str, start: &str) -> Vec<String> {
    let mut found: Vec<String> = Vec::new();
    for piece in html.split("href=\"").skip(1) {
        let url = piece.split('"').next().unwrap();
        if url.starts_with(start) && !found.iter().any(|each| each == url) {
            found.push(url.to_owned());
        }
    }
    found
}

/// The fingerprint of the plan that a page asks to confirm.
fn plan_on(html: &str) -> String {
    let plan = html.split("name=\"plan\" value=\"").nth(1).unwrap();
    plan.split('"').next().unwrap().to_owned()
}

/// Who may do what at the routes of this domain.
pub async fn access(app: &TestApp, world: &World) -> Vec<Access> {
    let by = app.account("round.maker@example.org", "CN").await;
    let (contest, now) = (world.contest.clone(), app.now());
    let (round, criterion) = app
        .write(move |conn| {
            let round = Round::make_first(conn, &by, &contest, now)?;
            let new = criterion("theme", 10_000);
            let added = round.add_criterion(conn, &by, &new, now)?;
            Ok((round.id, added.id))
        })
        .await;
    let nobody = uuid::Uuid::now_v7();
    let console = |status| [303, 404, 404, 404, status, status];
    let room = |status| [303, 404, 404, status, 404, 404];
    let mut rows = vec![
        Access::new(
            "GET",
            "/contests/{contest}/judging",
            "/contests/2023/judging",
            room(200),
        ),
        Access::new(
            "GET",
            "/contests/{contest}/admin/criteria",
            "/contests/2023/admin/criteria",
            console(200),
        ),
        Access::new(
            "POST",
            "/contests/{contest}/admin/criteria",
            "/contests/2023/admin/criteria",
            console(422),
        ),
        Access::new(
            "GET",
            "/contests/{contest}/admin/rounds",
            "/contests/2023/admin/rounds",
            console(200),
        ),
        Access::new(
            "POST",
            "/contests/{contest}/admin/rounds",
            "/contests/2023/admin/rounds",
            console(422),
        ),
        Access::new(
            "GET",
            "/contests/{contest}/admin/rounds/new",
            "/contests/2023/admin/rounds/new",
            console(200),
        ),
        Access::new(
            "POST",
            "/contests/{contest}/admin/rounds/national",
            "/contests/2023/admin/rounds/national",
            console(303),
        ),
        Access::new(
            "POST",
            "/contests/{contest}/admin/rounds/calibration",
            "/contests/2023/admin/rounds/calibration",
            console(303),
        ),
        Access::new(
            "GET",
            "/contests/{contest}/judging/rounds/{id}/calibration",
            format!("/contests/2023/judging/rounds/{nobody}/calibration"),
            room(404),
        ),
    ];
    for (method, route, noun) in [
        (
            "GET",
            "/contests/{contest}/admin/rounds/{id}/picks",
            "picks",
        ),
        (
            "POST",
            "/contests/{contest}/admin/rounds/{id}/picks",
            "picks",
        ),
        (
            "GET",
            "/contests/{contest}/admin/rounds/{id}/calibration",
            "calibration",
        ),
    ] {
        let path = format!("/contests/2023/admin/rounds/{nobody}/{noun}");
        rows.push(Access::new(method, route, path, console(404)));
    }
    for (method, path, status) in [
        ("GET", "/ties", 200),
        ("POST", "/ties", 422),
        ("POST", "/ties/entries", 422),
    ] {
        let route = match path {
            "/ties" => "/contests/{contest}/judging/ties",
            _ => "/contests/{contest}/judging/ties/entries",
        };
        let path = format!("/contests/2023/judging{path}");
        rows.push(Access::new(method, route, path, room(status)));
    }
    let conflicts = "/contests/2023/admin/conflicts";
    for (method, route, path, status) in [
        (
            "GET",
            "/contests/{contest}/admin/conflicts",
            String::new(),
            200,
        ),
        (
            "POST",
            "/contests/{contest}/admin/conflicts",
            String::new(),
            422,
        ),
        (
            "POST",
            "/contests/{contest}/admin/conflicts/search",
            "/search".to_owned(),
            303,
        ),
        (
            "GET",
            "/contests/{contest}/admin/conflicts/{id}",
            format!("/{nobody}"),
            404,
        ),
        (
            "POST",
            "/contests/{contest}/admin/conflicts/{id}",
            format!("/{nobody}"),
            404,
        ),
    ] {
        let path = format!("{conflicts}{path}");
        rows.push(Access::new(method, route, path, console(status)));
    }
    let ballot = format!("/contests/2023/judging/{nobody}");
    for (method, route, noun) in [
        (
            "GET",
            "/contests/{contest}/judging/{assignment}/why",
            "/why",
        ),
        ("GET", "/contests/{contest}/judging/{assignment}", ""),
        (
            "POST",
            "/contests/{contest}/judging/{assignment}/scores",
            "/scores",
        ),
        (
            "POST",
            "/contests/{contest}/judging/{assignment}/submission",
            "/submission",
        ),
        (
            "POST",
            "/contests/{contest}/judging/{assignment}/skip",
            "/skip",
        ),
        (
            "GET",
            "/contests/{contest}/judging/{assignment}/discussion",
            "/discussion",
        ),
        (
            "GET",
            "/contests/{contest}/judging/{assignment}/recusal",
            "/recusal",
        ),
        (
            "POST",
            "/contests/{contest}/judging/{assignment}/recusal",
            "/recusal",
        ),
    ] {
        rows.push(Access::new(
            method,
            route,
            format!("{ballot}{noun}"),
            room(404),
        ));
    }
    for (route, noun) in [
        ("/contests/{contest}/judging/{assignment}/watch", "watch"),
        (
            "/contests/{contest}/judging/{assignment}/discussion",
            "discussion",
        ),
        ("/contests/{contest}/judging/{assignment}/notes", "notes"),
        (
            "/contests/{contest}/judging/{assignment}/notes/{note}",
            "notes/0190a0a0-0000-7000-8000-000000000000",
        ),
        (
            "/contests/{contest}/judging/{assignment}/notes/{note}/deletion",
            "notes/0190a0a0-0000-7000-8000-000000000000/deletion",
        ),
    ] {
        let path = format!("{ballot}/{noun}");
        rows.push(Access::new("POST", route, path, room(404)));
    }
    let of_criterion = format!("/contests/2023/admin/criteria/{criterion}");
    for (method, route, noun, status) in [
        ("GET", "/contests/{contest}/admin/criteria/{id}", "", 200),
        ("POST", "/contests/{contest}/admin/criteria/{id}", "", 422),
        (
            "POST",
            "/contests/{contest}/admin/criteria/{id}/position",
            "/position",
            303,
        ),
        (
            "GET",
            "/contests/{contest}/admin/criteria/{id}/deletion",
            "/deletion",
            200,
        ),
    ] {
        rows.push(Access::new(
            method,
            route,
            format!("{of_criterion}{noun}"),
            console(status),
        ));
    }
    // Another row needs the criterion: what is deleted here is none.
    rows.push(Access::new(
        "POST",
        "/contests/{contest}/admin/criteria/{id}/deletion",
        format!("/contests/2023/admin/criteria/{nobody}/deletion"),
        console(404),
    ));
    let of_round = format!("/contests/2023/admin/rounds/{round}");
    for (method, route, noun, status) in [
        ("GET", "/contests/{contest}/admin/rounds/{id}", "", 200),
        ("POST", "/contests/{contest}/admin/rounds/{id}", "", 422),
        (
            "POST",
            "/contests/{contest}/admin/rounds/{id}/panel",
            "/panel",
            303,
        ),
        (
            "POST",
            "/contests/{contest}/admin/rounds/{id}/draw",
            "/draw",
            422,
        ),
        (
            "GET",
            "/contests/{contest}/admin/rounds/{id}/room",
            "/room",
            200,
        ),
        (
            "POST",
            "/contests/{contest}/admin/rounds/{id}/room",
            "/room",
            422,
        ),
        (
            "GET",
            "/contests/{contest}/admin/rounds/{id}/deletion",
            "/deletion",
            200,
        ),
        (
            "GET",
            "/contests/{contest}/admin/rounds/{id}/entries",
            "/entries",
            200,
        ),
        (
            "POST",
            "/contests/{contest}/admin/rounds/{id}/entries",
            "/entries",
            409,
        ),
        (
            "GET",
            "/contests/{contest}/admin/rounds/{id}/assignments",
            "/assignments",
            200,
        ),
        (
            "POST",
            "/contests/{contest}/admin/rounds/{id}/assignments",
            "/assignments",
            409,
        ),
        (
            "GET",
            "/contests/{contest}/admin/rounds/{id}/draw-files",
            "/draw-files",
            404,
        ),
        (
            "POST",
            "/contests/{contest}/admin/rounds/{id}/opening",
            "/opening",
            409,
        ),
        (
            "GET",
            "/contests/{contest}/admin/rounds/{id}/closure",
            "/closure",
            409,
        ),
        (
            "POST",
            "/contests/{contest}/admin/rounds/{id}/closure",
            "/closure",
            409,
        ),
        (
            "GET",
            "/contests/{contest}/admin/rounds/{id}/reopening",
            "/reopening",
            409,
        ),
        (
            "POST",
            "/contests/{contest}/admin/rounds/{id}/reopening",
            "/reopening",
            409,
        ),
        (
            "GET",
            "/contests/{contest}/admin/rounds/{id}/score-log",
            "/score-log",
            200,
        ),
        (
            "POST",
            "/contests/{contest}/admin/rounds/{id}/score-log",
            "/score-log",
            409,
        ),
        (
            "GET",
            "/contests/{contest}/admin/rounds/{id}/score-log/download",
            "/score-log/download",
            404,
        ),
        (
            "POST",
            "/contests/{contest}/admin/rounds/{id}/confirmations",
            "/confirmations",
            409,
        ),
        (
            "GET",
            "/contests/{contest}/admin/rounds/{id}/progress",
            "/progress",
            200,
        ),
        (
            "GET",
            "/contests/{contest}/admin/rounds/{id}/disagreement",
            "/disagreement",
            200,
        ),
        (
            "GET",
            "/contests/{contest}/admin/rounds/{id}/reminders",
            "/reminders",
            200,
        ),
        (
            "POST",
            "/contests/{contest}/admin/rounds/{id}/reminders",
            "/reminders",
            409,
        ),
    ] {
        rows.push(Access::new(
            method,
            route,
            format!("{of_round}{noun}"),
            console(status),
        ));
    }
    // Other rows need the round: what is deleted here is none.
    rows.push(Access::new(
        "POST",
        "/contests/{contest}/admin/rounds/{id}/deletion",
        format!("/contests/2023/admin/rounds/{nobody}/deletion"),
        console(404),
    ));
    rows.push(Access::new(
        "GET",
        "/contests/{contest}/admin/rounds/{id}/draw/{entry}",
        format!("{of_round}/draw/{nobody}"),
        console(404),
    ));
    rows.push(Access::new(
        "GET",
        "/contests/{contest}/judging/rounds/{id}/figures",
        format!("/contests/2023/judging/rounds/{nobody}/figures"),
        room(404),
    ));
    let together = format!("/contests/2023/judging/rounds/{nobody}");
    for (method, noun, route, status) in [
        (
            "GET",
            "order",
            "/contests/{contest}/judging/rounds/{id}/order",
            404,
        ),
        (
            "POST",
            "order",
            "/contests/{contest}/judging/rounds/{id}/order",
            404,
        ),
        (
            "GET",
            "pairs",
            "/contests/{contest}/judging/rounds/{id}/pairs",
            404,
        ),
        (
            "POST",
            "pairs",
            "/contests/{contest}/judging/rounds/{id}/pairs",
            404,
        ),
        (
            "GET",
            "answers",
            "/contests/{contest}/judging/rounds/{id}/answers",
            404,
        ),
        (
            "GET",
            "comparisons/0190a0a0-0000-7000-8000-000000000000",
            "/contests/{contest}/judging/rounds/{id}/comparisons/{comparison}",
            404,
        ),
    ] {
        let path = format!("{together}/{noun}");
        rows.push(Access::new(method, route, path, room(status)));
    }
    for method in ["GET", "POST"] {
        rows.push(Access::new(
            method,
            "/contests/{contest}/admin/rounds/{id}/discussion/{entry}",
            format!("{of_round}/discussion/{nobody}"),
            // What is wrong with the form comes after whether the entry is there.
            console(404),
        ));
        rows.push(Access::new(
            method,
            "/contests/{contest}/admin/rounds/{id}/entries/{earlier}",
            format!("{of_round}/entries/{nobody}"),
            console(404),
        ));
        rows.push(Access::new(
            method,
            "/contests/{contest}/admin/rounds/{id}/judges/{judge}/handover",
            format!("{of_round}/judges/{nobody}/handover"),
            console(404),
        ));
    }
    rows
}
