//! A round of fifty films, scored from the first to the last as a judge would: by keyboard alone, and by touch alone on
//! a phone. One film is put aside and comes back, from one the judge steps back, and once the line is cut.

use diesel::prelude::*;
use shortlist::accounts::Account;
use shortlist::contests::Role;
use shortlist::db::{Id, Json, Moment};
use shortlist::entries::{Entry, Metadata, Provenance, State};
use shortlist::exports::contest_file::TEMPLATE;
use shortlist::exports::store::set_up;
use shortlist::i18n::{Locale, Trilingual};
use shortlist::judging::forms::{PanelChoice, RoundSettings};
use shortlist::judging::{AssignmentState, Round};
use shortlist::media::store::Place;
use shortlist::media::{Media, MediaKind, arrival};
use shortlist::schema::{accounts, assignments, ballots, entries};

use super::fingers::{BACK, ENTER, Fingers};
use crate::browser::Browser;
use crate::support::TestApp;
use crate::support::fixtures::PASSWORD;

const FILMS: usize = 50;
const CRITERIA: usize = 4;
const IVAN: &str = "ivan@jury.example";
const ZHAO: &str = "zhao@jury.example";
const TITLES: [(&str, &str); 5] = [
    ("江滩晨跑", "Утренняя пробежка"),
    ("外婆的面馆", "Бабушкина лапшичная"),
    ("冰上的父亲", "Отец на льду"),
    ("最后一班渡轮", "Последний паром"),
    ("院子里的球场", "Площадка во дворе"),
];
const STATUS: &str = "#scores [data-status]";

/// The contest of the template with fifty accepted films, all of which both judges are to score.
struct Marathon {
    app: TestApp,
    room: String,
    round: Id<Round>,
    judge: &'static str,
}

impl Marathon {
    /// The page of the queue is open before a judge in `language`.
    async fn begin(browser: &Browser, judge: &'static str, language: &str) -> Self {
        let app = TestApp::new().await;
        let admin = app.account("boss@example.org", "CN").await;
        let creator = app.account("maker@films.example", "RU").await;
        let (by, now) = (admin.clone(), app.now());
        let contest = app
            .write(move |conn| set_up::import(conn, TEMPLATE, "2023", &by, now))
            .await;
        let mut panel = Vec::new();
        for email in [IVAN, ZHAO] {
            let judge = app.account(email, "RU").await;
            app.grant(&contest, &judge, Role::Judge).await;
            panel.push(PanelChoice {
                judge: judge.id,
                max_load: None,
            });
        }
        for n in 0..FILMS {
            let (zh, ru) = TITLES[n % TITLES.len()];
            let entry = app.entry(&contest, &creator, ru, State::Accepted).await;
            describe(&app, &entry, zh, ru).await;
        }
        attach_films(&app).await;
        let round = app
            .write(move |conn| {
                let round = Round::all(conn, &contest)?.remove(0);
                let settings = RoundSettings {
                    name: (*round.name).clone(),
                    judges_per_entry: 2,
                    ..RoundSettings::default()
                };
                round.change(conn, &admin, &settings, now)?;
                round.set_panel(conn, &admin, &panel, now)?;
                let round = Round::of(conn, &contest, round.id)?;
                round.assign(conn, &admin, None, "http://localhost", now)?;
                round.open(conn, &admin, &contest, "http://localhost", now)?;
                Ok(round.id)
            })
            .await;
        let room = format!("{}/contests/2023/judging", app.url);
        browser.sign_in(&app.url, judge, PASSWORD).await;
        browser.open(&room).await;
        let language = format!("footer button[value='{language}']");
        browser.press(&language).await;
        browser.open(&room).await;
        Self {
            app,
            room,
            round,
            judge,
        }
    }

    /// How many ballots of this judge are submitted, and how many entries are theirs.
    async fn counted(&self) -> (usize, usize) {
        let (round, judge) = (self.round, self.judge);
        self.app
            .read(move |conn| {
                let own = assignments::table
                    .inner_join(accounts::table)
                    .left_join(ballots::table.on(ballots::assignment_id.eq(assignments::id)))
                    .filter(accounts::email.eq(judge))
                    .filter(assignments::round_id.eq(round))
                    .filter(assignments::state.ne(AssignmentState::Recused))
                    .select(ballots::submitted_at.nullable())
                    .load::<Option<Moment>>(conn)?;
                Ok((own.iter().flatten().count(), own.len()))
            })
            .await
    }
}

/// Texts in both languages, as a creator types them.
async fn describe(app: &TestApp, entry: &Entry, zh: &str, ru: &str) {
    let mut content = entry.content.clone().into_inner();
    content.texts.clear();
    for (locale, title, synopsis) in [
        (
            Locale::Zh,
            zh,
            "每个周六，他们都在同一个地方见面。一年四季，风雨无阻。",
        ),
        (
            Locale::Ru,
            ru,
            "Каждую субботу они встречаются на одном и том же месте, в любую погоду, круглый год.",
        ),
    ] {
        let text = Metadata {
            title: title.to_owned(),
            synopsis: synopsis.to_owned(),
            provenance: Provenance::Author,
        };
        content.texts.insert(locale, text);
    }
    let (id, titles) = (entry.id, Trilingual::new(zh, ru, ""));
    app.write(move |conn| {
        diesel::update(entries::table.filter(entries::id.eq(id)))
            .set((
                entries::original_locale.eq(Locale::Ru),
                entries::titles.eq(Json::new(titles)),
                entries::content.eq(Json::new(content)),
            ))
            .execute(conn)?;
        Ok(())
    })
    .await;
}

/// Gives every entry a film of its own that plays, three minutes long by what its creator typed.
async fn attach_films(app: &TestApp) {
    const FILM: &[u8] = include_bytes!("../../../src/demo/videos/aurora.webm");
    let mut films = Vec::new();
    for _ in 0..FILMS {
        let kept = arrival::keep(&app.app.files, MediaKind::Video, "film.webm", FILM.into()).await;
        films.push(kept.unwrap());
    }
    let now = app.now();
    app.write(move |conn| {
        let all = entries::table.select(entries::id);
        let all = all.load::<Id<Entry>>(conn)?;
        diesel::update(entries::table)
            .set(entries::state.eq(State::Submitted))
            .execute(conn)?;
        for (id, film) in all.into_iter().zip(&films) {
            let entry = Entry::find(conn, id)?;
            let creator = Account::find(conn, entry.creator_id)?;
            Media::attach(conn, &entry, &creator, film, &Place::default(), now)?;
        }
        diesel::update(entries::table)
            .set((
                entries::state.eq(State::Accepted),
                entries::duration_s.eq(Some(180)),
            ))
            .execute(conn)?;
        Ok(())
    })
    .await;
}

/// The points that judge gives film `n`, key by key; a ten takes two.
fn points(n: usize) -> &'static str {
    ["7869", "6778", "9989", "5876", "8888"][n % 5]
}

#[actix_web::test]
async fn fifty_films_are_scored_by_keyboard_alone_in_russian() {
    let Some(browser) = Browser::start(1280, 900).await else {
        return;
    };
    let day = Marathon::begin(&browser, IVAN, "ru").await;
    let judge = Fingers::new(&browser);
    browser.draw("keys-00-queue").await;
    judge.tabs_to("main a.row-link").await;
    judge.key_leads(ENTER).await;
    browser.draw("keys-01-first").await;
    judge.spent();
    let mut done = 0;
    for n in 0..FILMS {
        match n {
            // Put aside: it comes back after the last.
            3 => {
                judge.key_leads('x').await;
                browser.says(".flash", "отложена").await;
                assert_eq!(judge.spent(), (1, 1), "one key, and the next film is there");
                continue;
            }
            8 => {
                judge.key_leads('r').await;
                judge.tabs_to("[name=reason]").await;
                judge.key(' ').await;
                judge.tabs_to("main form button.danger").await;
                browser.draw("keys-02-recusal").await;
                judge.key_leads(ENTER).await;
                browser.says(".flash", "отказались").await;
                let (keys, pages) = judge.spent();
                assert!(keys <= 25 && pages == 2, "{keys} keys, {pages} pages");
                continue;
            }
            // A digit too many is taken back, and a half and a ten are typed as they are written.
            12 => {
                judge.keys(&format!("6{BACK}7")).await;
                let theme = "document.querySelector('[name=\"points.theme\"]:checked').value";
                browser.until(&format!("{theme} === '7'")).await;
                judge.keys("8.5").await;
                let idea = "document.querySelector('[name=\"points.idea\"]:checked').value";
                browser.until(&format!("{idea} === '8.5'")).await;
                browser.draw("keys-03-half").await;
                judge.keys("109").await;
                let craft = "document.querySelector('[name=\"points.craft\"]:checked').value";
                browser.until(&format!("{craft} === '10'")).await;
            }
            // In a tunnel.
            20 => {
                browser.line(None).await;
                judge.keys(points(n)).await;
                browser.says(STATUS, "Ещё не сохранено").await;
                let before = browser.document().await;
                judge.key(ENTER).await;
                browser.says(STATUS, "Нет связи").await;
                judge.key('j').await;
                browser.says(STATUS, "Нет связи").await;
                assert_eq!(browser.document().await, before, "the page stays");
                browser.draw("keys-04-no-line").await;
                browser.line(Some(10_000_000)).await;
                judge.arrives(before).await;
            }
            _ => judge.keys(points(n)).await,
        }
        if n != 20 {
            judge.is_in_sight("document.activeElement").await;
            if n == 1 {
                browser.draw("keys-05-scored").await;
            }
            judge.key_leads(ENTER).await;
        }
        done += 1;
        browser.says(".flash", "Оценки отправлены").await;
        if n == 1 {
            browser.draw("keys-06-submitted").await;
        }
        let bound = CRITERIA + 2 + if matches!(n, 12 | 20) { 6 } else { 0 };
        judge.key_leads('j').await;
        let (keys, pages) = judge.spent();
        assert!(keys <= bound, "{keys} keys for film {n}");
        assert_eq!(pages, 2, "film {n}: the ballot, and the next film");
    }
    // The one that was put aside.
    assert_eq!(day.counted().await, (FILMS - 2, FILMS - 1));
    browser.says("main .badge.warn", "Отложен").await;
    browser.draw("keys-07-put-aside").await;
    judge.keys(points(3)).await;
    judge.key_leads(ENTER).await;
    done += 1;
    browser.says("main .note.good", "Всё оценено").await;
    browser.draw("keys-08-last").await;
    judge.key_leads('j').await;
    browser.says("main .empty", "Всё оценено").await;
    browser.says("main .panel", "Готово 49 из 49").await;
    browser.draw("keys-09-all-done").await;
    assert_eq!(day.counted().await, (done, done));
    browser.close().await;
}

async fn taps_points(judge: &Fingers<'_>, n: usize) {
    let codes = ["theme", "idea", "craft", "appeal"];
    for (code, points) in codes.iter().zip(points(n).chars()) {
        let label = format!("#points\\.{code} label:has([value='{points}'])");
        judge.tap(&label).await;
        let given = format!("[name=\"points.{code}\"][value='{points}']");
        judge
            .browser
            .until(&format!("document.querySelector({given:?}).checked"))
            .await;
    }
}

#[actix_web::test]
async fn fifty_films_are_scored_by_touch_alone_in_chinese() {
    let Some(browser) = Browser::start(360, 780).await else {
        return;
    };
    let day = Marathon::begin(&browser, ZHAO, "zh").await;
    let judge = Fingers::new(&browser);
    judge.on_a_phone().await;
    browser.open(&day.room).await;
    browser.draw("touch-00-queue").await;
    judge.tap_leads("main a.row-link").await;
    browser.draw("touch-01-first").await;
    judge.spent();
    let submit = "#scores .scorecard-foot button[formaction$='/submission']";
    let mut done = 0;
    for n in 0..FILMS {
        match n {
            3 => {
                judge.tap_leads("form[data-skip] button").await;
                browser.says(".flash", "已跳过").await;
                assert_eq!(judge.spent(), (1, 1));
                continue;
            }
            8 => {
                judge.tap_leads("a[href$='/recusal']").await;
                judge.tap("main .choices label").await;
                browser.draw("touch-02-recusal").await;
                judge.tap_leads("main form button.danger").await;
                browser.says(".flash", "已回避").await;
                assert_eq!(judge.spent(), (3, 2));
                continue;
            }
            20 => {
                browser.line(None).await;
                taps_points(&judge, n).await;
                browser.says(STATUS, "尚未保存").await;
                let before = browser.document().await;
                judge.tap(submit).await;
                browser.says(STATUS, "网络已断开").await;
                browser.draw("touch-03-no-line").await;
                browser.line(Some(10_000_000)).await;
                judge.arrives(before).await;
            }
            _ => {
                taps_points(&judge, n).await;
                if n == 1 {
                    browser.draw("touch-04-scored").await;
                }
                judge.tap_leads(submit).await;
            }
        }
        done += 1;
        browser.says(".flash", "评分已提交").await;
        // The way on is in the window, without a move of the finger.
        let seen = "(() => { const box = document.querySelector('main a.button[rel=next]').getBoundingClientRect();
            return box.top >= 0 && box.bottom <= innerHeight; })()";
        assert!(judge.is(seen).await, "film {n}");
        if n == 1 {
            browser.draw("touch-05-submitted").await;
        }
        judge.tap_leads("main a.button[rel=next]").await;
        assert_eq!(judge.spent(), (CRITERIA + 2, 2), "film {n}");
    }
    assert_eq!(day.counted().await, (FILMS - 2, FILMS - 1));
    browser.says("main .badge.warn", "已跳过").await;
    taps_points(&judge, 3).await;
    judge.tap_leads(submit).await;
    done += 1;
    browser.says("main .note.good", "全部评完").await;
    browser.draw("touch-06-last").await;
    judge.tap_leads("main a.button[rel=next]").await;
    browser.says("main .empty", "全部评完").await;
    browser.says("main .panel", "已完成 49 / 49").await;
    browser.draw("touch-07-all-done").await;
    assert_eq!(day.counted().await, (done, done));
    browser.close().await;
}
