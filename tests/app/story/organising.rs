//! The administrator before the call: first start, contest, windows, team.

use shortlist::accounts::store::set_up_link;

use super::entering::fills_in_the_account;
use super::hand::Hand;
use super::people::{ADMIN, JUDGES, Person, SCREENER};
use crate::support::link_in;

/// The link that `shortlist serve` prints on an empty database.
pub async fn sets_the_site_up_by_the_printed_link(hand: &Hand<'_>) {
    let now = hand.app.now();
    let token = hand.app.write(move |conn| set_up_link(conn, now)).await;
    hand.open("/").await;
    hand.open(format!("/set-up/{token}")).await;
    fills_in_the_account(hand, &ADMIN).await;
    hand.press("main form button").await;
    hand.is(&ADMIN).await;
}

pub async fn makes_the_contest_from_the_template(hand: &Hand<'_>) {
    hand.pick("start", "template").await;
    hand.write("slug", "2023").await;
    hand.press("main form[action='/contests'] button").await;
    hand.reads("China-Russia Short Video Competition 2023")
        .await;
    hand.reads("Go through the list").await;
}

/// The films of the story are a few seconds long.
pub async fn lets_short_films_in(hand: &Hand<'_>) {
    hand.press("nav.console-menu a[href$='/admin/entry-rules']")
        .await;
    hand.write("duration_min_s", "3").await;
    hand.press("main form[action$='/entry-rules'] .actions button")
        .await;
    hand.reads("Saved.").await;
}

pub async fn opens_the_call(hand: &Hand<'_>) {
    hand.press("nav.console-menu a[href$='/admin/windows']")
        .await;
    hand.choose("zone", "Europe/Moscow").await;
    hand.write("opens_at", "2023-05-01T09:00").await;
    hand.write("closes_at", "2023-05-31T23:30").await;
    hand.press("main form[action$='/windows'] .actions button")
        .await;
    hand.reads("Saved.").await;
}

pub async fn publishes_the_contest(hand: &Hand<'_>) {
    hand.press("nav.console-menu a[href$='/2023/admin']").await;
    hand.press("main a[href$='/admin/publication']").await;
    hand.press("main form[action$='/publication'] button").await;
    hand.reads("Open for entries").await;
}

pub async fn invites_a_screener_and_two_judges(hand: &Hand<'_>) {
    hand.press("nav.console-menu a[href$='/admin/team']").await;
    invites(hand, &SCREENER, "Screener").await;
    for judge in &JUDGES {
        invites(hand, judge, "Judge").await;
    }
}

async fn invites(hand: &Hand<'_>, person: &Person, role: &str) {
    hand.write("email", person.email).await;
    hand.choose("role", role).await;
    hand.choose("locale", person.language).await;
    for language in ["zh", "ru"] {
        hand.tick(&format!("main input[name=languages][value={language}]"))
            .await;
    }
    hand.press("main form[action$='/invitations'] > button")
        .await;
    hand.reads("The invitation is on its way.").await;
    hand.reads(person.email).await;
}

/// Each of the team opens the link of the mail, makes an account and takes the role.
pub async fn the_team_accepts_by_the_mailed_links(hand: &Hand<'_>) {
    for person in JUDGES.iter().chain([&SCREENER]) {
        hand.leaves().await;
        let mail = hand.app.mail_to(person.email).await;
        hand.open(link_in(&mail)).await;
        hand.reads_pages_in(person.locale).await;
        hand.press("main a[href^='/sign-up']").await;
        fills_in_the_account(hand, person).await;
        hand.press("main form button").await;
        hand.is(person).await;
        hand.press("main form[action^='/invitations/'] button")
            .await;
        hand.reads("2023").await;
    }
}
