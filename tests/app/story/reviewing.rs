//! Screening and judging: decisions, the round, the scorecards.

use super::hand::Hand;
use super::people::{ADMIN, JUDGES, MORE, SCREENER, Work};

/// Opens an entry of the queue and takes it for decision.
async fn takes(hand: &Hand<'_>, work: &Work) {
    hand.press("header a[href='/work']").await;
    hand.press("main a[href$='/screening']").await;
    hand.press(&format!(
        "//main//table//a[normalize-space()='{}']",
        work.title
    ))
    .await;
    if hand.sees("#decide form[action$='/claim']").await {
        hand.press("#decide form[action$='/claim'] button").await;
    }
    hand.reads(work.synopsis).await;
}

pub async fn the_screener_returns_an_entry(hand: &Hand<'_>, work: &Work) {
    // The theme check of what was submitted is a job.
    hand.app.mails().await;
    hand.becomes(&SCREENER).await;
    takes(hand, work).await;
    hand.pick("decision", "returned").await;
    hand.choose("reason", "标题或简介不完整").await;
    hand.tick("main input[name=fields][value=synopsis]").await;
    hand.unfold("#decide summary").await;
    hand.write("message.zh", MORE).await;
    hand.press("#decide form[action$='/decision'] .actions button")
        .await;
    // The creator hears of it when it can no longer be undone.
    hand.app.app.clock.advance(chrono::TimeDelta::minutes(11));
}

pub async fn the_screener_accepts(hand: &Hand<'_>, works: &[&Work]) {
    hand.app.mails().await;
    hand.becomes(&SCREENER).await;
    for work in works {
        takes(hand, work).await;
        hand.pick("decision", "accepted").await;
        hand.press("#decide form[action$='/decision'] .actions button")
            .await;
    }
    hand.press("main a[href$='/screening']").await;
    hand.reads("目前没有待处理的作品").await;
}

async fn goes_to_the_round(hand: &Hand<'_>) {
    hand.press("nav.console-menu a[href$='/admin/rounds']")
        .await;
    hand.press("main a.row-link").await;
}

/// Both judges see both films: the round wants two ballots for each entry.
pub async fn the_admin_prepares_the_round(hand: &Hand<'_>) {
    hand.becomes(&ADMIN).await;
    hand.press("main a[href$='/2023/admin']").await;
    hand.press("nav.console-menu a[href$='/admin/criteria']")
        .await;
    hand.reads("Craft").await;
    goes_to_the_round(hand).await;
    hand.write("judges_per_entry", "2").await;
    hand.press("main form.panel .actions button").await;
    for judge in &JUDGES {
        hand.tick(&format!(
            "//main//tr[contains(., '{}')]//input[@name='judge']",
            judge.latin
        ))
        .await;
    }
    hand.press("main form[action$='/panel'] button").await;
    hand.press("main .actions a[href$='/assignments']").await;
    hand.press("main form[action$='/assignments'] button").await;
    hand.reads("The assignment is stored.").await;
    goes_to_the_round(hand).await;
    hand.press("main form[action$='/opening'] button").await;
    hand.reads("The round is open").await;
}

/// Each judge scores what their queue has, and submits.
pub async fn a_judge_scores_everything(hand: &Hand<'_>, works: &[&Work], which: usize) {
    let judge = &JUDGES[which];
    hand.becomes(judge).await;
    hand.press("main a[href$='/judging']").await;
    for _ in works {
        hand.press("main a.row-link").await;
        let title = hand.text_of("main h1").await;
        let work = works.iter().find(|work| work.title == title).unwrap();
        for creator in works.iter().map(|work| work.by) {
            assert!(!hand.says(creator.native).await, "a judge sees a creator");
        }
        for (criterion, points) in ["theme", "idea", "craft", "appeal"]
            .iter()
            .zip(work.points[which])
        {
            hand.pick(&format!("points.{criterion}"), points).await;
        }
        hand.press("#scores button[formaction$='/submission']")
            .await;
        hand.press("main .crumbs a[href$='/judging']").await;
    }
    hand.reads(match judge.locale {
        "zh" => "全部评完",
        _ => "Всё оценено",
    })
    .await;
}

/// In two steps: what is missing is shown before it is confirmed.
pub async fn the_admin_closes_the_round(hand: &Hand<'_>) {
    hand.becomes(&ADMIN).await;
    hand.press("main a[href$='/2023/admin']").await;
    goes_to_the_round(hand).await;
    hand.press("main .actions a[href$='/closure']").await;
    hand.press("main form[action$='/closure'] button").await;
    hand.reads("The round is closed").await;
}
