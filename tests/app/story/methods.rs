//! One contest with a round of each method: points, votes, one order, pairs. An organiser sets them up on the pages; one
//! judge works in Russian by keyboard alone, another in Chinese by touch on a phone; the rounds are closed and ranked.

use fantoccini::Locator;
use shortlist::contests::Contest;
use shortlist::db::Id;
use shortlist::entries::State;
use shortlist::judging::{Format, Round};

use super::fingers::{ALT, ENTER, Fingers, UP};
use super::hand::{Hand, Means};
use super::organising;
use super::people::{ADMIN, JUDGES};
use crate::browser::{Browser, devtools, look};
use crate::support::TestApp;

/// The films as both judges find them, the best first; they were entered in another order.
const BEST_FIRST: [&str; 4] = ["Третий", "Первый", "Четвёртый", "Второй"];
const ENTERED: [&str; 4] = ["Первый", "Второй", "Третий", "Четвёртый"];

/// What each film gets of both judges: the key of a vote, and the points by every criterion.
const VOTES: [[char; 4]; 2] = [['1', '1', '2', '3'], ['1', '2', '2', '3']];
const POINTS: [char; 4] = ['9', '8', '6', '4'];

fn quality(title: &str) -> usize {
    let found = BEST_FIRST.iter().position(|each| *each == title);
    found.unwrap_or_else(|| panic!("no film {title:?}"))
}

#[actix_web::test]
async fn all_four_methods_are_judged_in_two_languages_and_rank_what_was_given() {
    let Some(browser) = Browser::start(1440, 900).await else {
        return;
    };
    let app = TestApp::new().await;
    let hand = Hand::new(&app, &browser, Means::Pointer).await;
    organising::sets_the_site_up_by_the_printed_link(&hand).await;
    organising::makes_the_contest_from_the_template(&hand).await;
    organising::opens_the_call(&hand).await;
    organising::publishes_the_contest(&hand).await;
    organising::invites_a_screener_and_two_judges(&hand).await;
    organising::the_team_accepts_by_the_mailed_links(&hand).await;
    enter_films(&app).await;
    let rounds = sets_up_four_rounds(&hand).await;

    let judge = Fingers::new(&browser);
    hand.becomes(&JUDGES[1]).await;
    for (format, round) in &rounds {
        judges_by_keys(&judge, &app, *format, *round).await;
    }
    hand.becomes(&JUDGES[0]).await;
    judge.on_a_phone().await;
    for (format, round) in &rounds {
        judges_by_touch(&judge, &app, *format, *round).await;
    }
    let client = &browser.client;
    let no_touch = serde_json::json!({ "enabled": false });
    devtools(client, "Emulation.setTouchEmulationEnabled", no_touch).await;
    look(client, 1440, false).await;

    hand.becomes(&ADMIN).await;
    for (_, round) in &rounds {
        closes_and_ranks(&hand, *round).await;
    }
    browser.close().await;
}

async fn contest(app: &TestApp) -> Contest {
    app.read(|conn| Contest::by_slug(conn, "2023")).await
}

async fn enter_films(app: &TestApp) {
    let contest = contest(app).await;
    let creator = app.account("maker@films.example", "CN").await;
    for title in ENTERED {
        app.entry(&contest, &creator, title, State::Accepted).await;
    }
}

/// The template's round of points, and one of each other method; all have both judges and are open.
async fn sets_up_four_rounds(hand: &Hand<'_>) -> Vec<(Format, Id<Round>)> {
    hand.becomes(&ADMIN).await;
    hand.press("main a[href$='/2023/admin']").await;
    hand.press("nav.console-menu a[href$='/admin/rounds']")
        .await;
    hand.press("main a.row-link").await;
    hand.write("judges_per_entry", "2").await;
    hand.press("main form.panel .actions button").await;
    seats_assigns_and_opens(hand).await;
    for (format, name) in [
        (Format::Votes, "First look"),
        (Format::Order, "In order"),
        (Format::Pairs, "Two by two"),
    ] {
        hand.press("nav.console-menu a[href$='/admin/rounds']")
            .await;
        hand.press("main a[href$='/rounds/new']").await;
        hand.write("name.en", name).await;
        hand.write("judges_per_entry", "2").await;
        hand.pick("format", format.as_str()).await;
        hand.pick("source", "accepted").await;
        hand.press("main form.panel .actions button").await;
        seats_assigns_and_opens(hand).await;
    }
    let of = contest(hand.app).await;
    let rounds = hand.app.read(move |conn| Round::all(conn, &of)).await;
    assert_eq!(rounds.len(), 4);
    rounds
        .into_iter()
        .map(|round| (round.format, round.id))
        .collect()
}

async fn seats_assigns_and_opens(hand: &Hand<'_>) {
    for judge in &JUDGES {
        let latin = judge.latin;
        hand.tick(&format!(
            "//main//tr[contains(., '{latin}')]//input[@name='judge']"
        ))
        .await;
    }
    hand.press("main form[action$='/panel'] button").await;
    hand.press("main .actions a[href$='/assignments']").await;
    hand.press("main form[action$='/assignments'] button").await;
    hand.reads("The assignment is stored.").await;
    hand.press("main form[action$='/opening'] button").await;
    hand.reads("The round is open").await;
}

async fn title(browser: &Browser, selector: &str) -> String {
    let found = browser.client.find(Locator::Css(selector)).await.unwrap();
    found.text().await.unwrap()
}

/// The room of one round, by its link in the list of the judge's rounds.
fn in_list(round: Id<Round>) -> String {
    format!("main nav a.row-link[href*='round={round}']")
}

async fn open_room(judge: &Fingers<'_>, app: &TestApp) {
    let room = format!("{}/contests/2023/judging", app.url);
    judge.browser.open(room).await;
}

const FIRST_FILM: &str = "main > ul.rows a.row-link";
const CODES: [&str; 4] = ["theme", "idea", "craft", "appeal"];

/// The films on the page of an order, by the names of their fields, the best first.
async fn fields_best_first(browser: &Browser) -> Vec<String> {
    let rows = "return [...document.querySelectorAll('[data-row]')].map((row) => [row.querySelector('[data-place]').name, row.querySelector('a').textContent])";
    let rows: Vec<(String, String)> = serde_json::from_value(browser.run(rows).await).unwrap();
    let mut rows: Vec<(usize, String)> = rows
        .into_iter()
        .map(|(field, title)| (quality(&title), field))
        .collect();
    rows.sort();
    rows.into_iter().map(|(_, field)| field).collect()
}

/// Which of the two on the page is better.
async fn left_is_better(browser: &Browser) -> bool {
    let left = title(browser, "#left-title span:last-child").await;
    let right = title(browser, "#right-title span:last-child").await;
    quality(&left) < quality(&right)
}

async fn judges_by_keys(judge: &Fingers<'_>, app: &TestApp, format: Format, round: Id<Round>) {
    let browser = judge.browser;
    open_room(judge, app).await;
    judge.tabs_to(&in_list(round)).await;
    judge.key_leads(ENTER).await;
    match format {
        Format::Scorecard => {
            judge.tabs_to(FIRST_FILM).await;
            judge.key_leads(ENTER).await;
            for _ in BEST_FIRST {
                let points = POINTS[quality(&title(browser, "main h1").await)];
                judge.keys(&points.to_string().repeat(CODES.len())).await;
                judge.key_leads(ENTER).await;
                judge.key_leads('j').await;
            }
            browser.says("main .empty", "Всё оценено").await;
        }
        Format::Votes => {
            judge.tabs_to(FIRST_FILM).await;
            judge.key_leads(ENTER).await;
            for _ in BEST_FIRST {
                let film = quality(&title(browser, "main h1").await);
                judge.key_leads(VOTES[0][film]).await;
            }
            browser.says("main .empty", "Всё оценено").await;
        }
        Format::Order => {
            judge.tabs_to("main a.button[href$='/order']").await;
            judge.key_leads(ENTER).await;
            // Each moves up from nowhere to the last place, so they stand as they were moved.
            for field in fields_best_first(browser).await {
                judge.tabs_to(&format!("[name='{field}']")).await;
                judge.with(ALT, UP).await;
            }
            judge.tabs_to(".order-foot button[value='submit']").await;
            judge.key_leads(ENTER).await;
            browser.says(".flash", "Порядок отправлен").await;
        }
        Format::Pairs => {
            judge.tabs_to("main a.button[href$='/pairs']").await;
            judge.key_leads(ENTER).await;
            browser.says("main h1", "Какая лучше?").await;
            while judge.is("document.querySelector('.versus')").await {
                let left = left_is_better(browser).await;
                judge.key_leads(if left { '1' } else { '2' }).await;
            }
            browser.says("main .empty", "Это всё").await;
        }
    }
}

async fn judges_by_touch(judge: &Fingers<'_>, app: &TestApp, format: Format, round: Id<Round>) {
    let browser = judge.browser;
    open_room(judge, app).await;
    judge.tap_leads(&in_list(round)).await;
    match format {
        Format::Scorecard => {
            judge.tap_leads(FIRST_FILM).await;
            for _ in BEST_FIRST {
                let points = POINTS[quality(&title(browser, "main h1").await)];
                for code in CODES {
                    let label = format!("#points\\.{code} label:has([value='{points}'])");
                    judge.tap(&label).await;
                }
                judge.tap_leads("#scores button[formaction]").await;
                judge.tap_leads("main a.button[rel=next]").await;
            }
            browser.says("main .empty", "全部评完").await;
        }
        Format::Votes => {
            judge.tap_leads(FIRST_FILM).await;
            for _ in BEST_FIRST {
                let film = quality(&title(browser, "main h1").await);
                let digit = VOTES[1][film];
                judge
                    .tap_leads(&format!("button[data-digit='{digit}']"))
                    .await;
            }
            browser.says("main .empty", "全部评完").await;
        }
        Format::Order => {
            judge.tap_leads("main a.button[href$='/order']").await;
            for field in fields_best_first(browser).await {
                let id = field.trim_start_matches("place.");
                judge.tap(&format!("button[value='up.{id}']")).await;
            }
            browser.draw("methods-order-zh").await;
            judge.tap_leads(".order-foot button[value='submit']").await;
            browser.says(".flash", "排序已提交").await;
        }
        Format::Pairs => {
            judge.tap_leads("main a.button[href$='/pairs']").await;
            browser.says("main h1", "哪一部更好").await;
            browser.draw("methods-pair-zh").await;
            while judge.is("document.querySelector('.versus')").await {
                let left = left_is_better(browser).await;
                let side = if left { "left" } else { "right" };
                let button = format!(".versus-foot button[value='{side}']");
                judge.tap_leads(&button).await;
            }
            browser.says("main .empty", "全部比较完毕").await;
        }
    }
}

async fn closes_and_ranks(hand: &Hand<'_>, round: Id<Round>) {
    hand.press("header a[href='/work']").await;
    hand.press("main a[href$='/2023/admin']").await;
    hand.press("nav.console-menu a[href$='/admin/rounds']")
        .await;
    hand.press(&format!("main a.row-link[href$='{round}']"))
        .await;
    hand.press("main .actions a[href$='/closure']").await;
    hand.reads("Every judge has finished.").await;
    hand.press("main form[action$='/closure'] .actions button.danger")
        .await;
    hand.reads("The round is closed").await;
    hand.press("nav.console-menu a[href$='/admin/results']")
        .await;
    let option = format!("main select[name=round] option[value='{round}']");
    let name = hand.text_of(&option).await;
    hand.choose("round", name.trim()).await;
    hand.press("main form[action$='/admin/results'] button")
        .await;
    hand.app.mails().await;
    hand.press("main .actions a[href*='/admin/results/']").await;
    let mut ranked = Vec::new();
    for row in 1..=BEST_FIRST.len() {
        let cell = async |n: usize| {
            let cell = format!("main tbody tr:nth-child({row}) td:nth-child({n})");
            hand.text_of(&cell).await
        };
        ranked.push((cell(1).await, cell(3).await));
    }
    let given = ["1", "2", "3", "4"].into_iter().zip(BEST_FIRST);
    let given: Vec<_> = given.map(|(a, b)| (a.to_owned(), b.to_owned())).collect();
    assert_eq!(ranked, given, "{name}");
}
