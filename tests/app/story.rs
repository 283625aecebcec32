//! The whole story in a real browser: one contest, from the first start to the tables that are taken out.

mod entering;
mod fifty;
mod fingers;
mod hand;
mod methods;
mod organising;
mod people;
mod publishing;
mod reviewing;
mod theme;

use hand::{Hand, Means};
use people::{MORE, MORNING, SKIS};

use crate::browser::Browser;
use crate::support::TestApp;

#[actix_web::test]
async fn a_contest_runs_from_the_set_up_link_to_the_export_in_a_browser() {
    run(Means::Pointer).await;
}

#[actix_web::test]
async fn the_whole_story_can_be_driven_by_keyboard_alone() {
    run(Means::Keyboard).await;
}

async fn run(means: Means) {
    let Some(browser) = Browser::start(1440, 900).await else {
        return;
    };
    let app = TestApp::new().await;
    let hand = Hand::new(&app, &browser, means).await;
    the_call(&hand).await;
    the_entries(&hand).await;
    the_jury(&hand).await;
    the_results(&hand).await;
    browser.close().await;
}

#[actix_web::test]
async fn the_theme_check_is_read_overruled_and_changed_in_a_browser() {
    let Some(browser) = Browser::start(1440, 900).await else {
        return;
    };
    let app = TestApp::new().await;
    let hand = Hand::new(&app, &browser, Means::Pointer).await;
    the_call(&hand).await;
    entering::signs_up_for_the_contest(&hand, SKIS.by).await;
    entering::confirms_the_address(&hand, SKIS.by).await;
    theme::the_creator_reads_the_advice_and_mends_the_text(&hand).await;
    theme::the_creator_submits_what_a_person_must_look_at(&hand).await;
    theme::the_screener_overrules_the_check(&hand).await;
    theme::the_admin_changes_the_profile_and_checks_again(&hand).await;
    theme::the_timeline_tells_all_of_it(&hand).await;
    browser.close().await;
}

async fn the_call(hand: &Hand<'_>) {
    organising::sets_the_site_up_by_the_printed_link(hand).await;
    organising::makes_the_contest_from_the_template(hand).await;
    organising::lets_short_films_in(hand).await;
    organising::opens_the_call(hand).await;
    organising::publishes_the_contest(hand).await;
    organising::invites_a_screener_and_two_judges(hand).await;
    organising::the_team_accepts_by_the_mailed_links(hand).await;
}

async fn the_entries(hand: &Hand<'_>) {
    for work in [&MORNING, &SKIS] {
        entering::signs_up_for_the_contest(hand, work.by).await;
        entering::confirms_the_address(hand, work.by).await;
        entering::begins_an_entry(hand, work).await;
        entering::describes_the_film(hand, work).await;
        entering::sends_the_film(hand, work).await;
        entering::declares_and_submits(hand).await;
        let code = entering::gets_a_receipt(hand, work).await;
        entering::anyone_checks_the_receipt(hand, &code).await;
    }
    reviewing::the_screener_returns_an_entry(hand, &MORNING).await;
    entering::changes_what_was_asked_for(hand, &MORNING, MORE).await;
    reviewing::the_screener_accepts(hand, &[&MORNING, &SKIS]).await;
}

async fn the_jury(hand: &Hand<'_>) {
    reviewing::the_admin_prepares_the_round(hand).await;
    reviewing::a_judge_scores_everything(hand, &[&MORNING, &SKIS], 0).await;
    // The second judge's pages run their scripts in both tests: digits give points there.
    hand.scripts(true).await;
    reviewing::a_judge_scores_everything(hand, &[&MORNING, &SKIS], 1).await;
    hand.scripts(hand.means() == Means::Pointer).await;
    reviewing::the_admin_closes_the_round(hand).await;
}

async fn the_results(hand: &Hand<'_>) {
    publishing::the_admin_ranks_the_entries(hand).await;
    publishing::the_admin_gives_out_the_awards(hand).await;
    publishing::the_admin_publishes_provisional_results(hand).await;
    publishing::the_admin_makes_them_final(hand).await;
    publishing::everyone_sees_the_results(hand).await;
    publishing::the_admin_takes_the_tables_out(hand).await;
}
