//! The story of results, told by an admin at a browser: from closed ballots to certificates, with a judge who hardly looks, one
//! who favours the own country, a tie, an author of two prizes, an objection and a disqualification.

mod desk;
mod panel;

use std::process::Command;

use chrono::TimeDelta;
use shortlist::schema::{accounts, entries, placements};

use diesel::prelude::*;

use super::award_in;
use crate::browser::Browser;
use crate::support::TestApp;
use desk::Desk;
use panel::Scored;

const RESULTS: &str = "/contests/2023/admin/results";
const OUTSIDER: &str = "outsider@viewer.example";

#[actix_web::test]
async fn results_come_from_ballots_to_certificates_in_a_browser() {
    let Some(browser) = Browser::start(1440, 900).await else {
        return;
    };
    let app = TestApp::new().await;
    let it = Scored::new(&app).await;
    for (code, quota, stream) in [("gold-cn", 1, 0), ("silver-cn", 2, 0), ("gold-ru", 1, 1)] {
        award_in(&app, &it.contest, it.admin.who(), code, quota, Some(stream)).await;
    }
    let desk = Desk::new(&app, &browser);
    desk.sign_in("boss@example.org").await;

    let first = the_admin_ranks(&desk).await;
    let ranking = a_judge_who_hardly_looks_is_left_out(&desk, &it, &first).await;
    the_bias_of_the_countries_is_read(&desk, &ranking).await;
    awards_are_given_with_a_tie_and_an_author_of_two(&desk, &it, &ranking).await;
    provisional_results_are_published(&desk, &ranking).await;
    let winner = desk.public_results().await;
    assert!(winner.contains(it.star_first()) && !winner.contains(it.star_second()));

    an_outsider_objects(&desk, &it).await;
    desk.sign_in("boss@example.org").await;
    the_winner_is_disqualified(&desk, &it).await;
    let after = the_ranking_is_computed_beside_the_old_one(&desk, &it).await;
    awards_are_given_with_a_tie_and_an_author_of_two(&desk, &it, &after).await;
    provisional_results_are_published(&desk, &after).await;
    // With the first of the star's works gone, the second has the award.
    let winner = desk.public_results().await;
    assert!(winner.contains(it.star_second()) && !winner.contains(it.star_first()));
    the_objection_is_answered_in_public(&desk).await;
    results_become_final(&desk, &after).await;
    the_record_is_verified_in_another_folder(&app).await;
    certificates_are_printed(&desk, &app, &after).await;
    browser.close().await;
}

/// Orders a ranking through the page, and opens it once it is computed; gives back its path.
async fn ranked(desk: &Desk<'_>) -> String {
    desk.open(RESULTS).await;
    desk.choose("main select[name=round]", 1).await;
    desk.press("main form[action$='/admin/results'] button")
        .await;
    desk.computed().await
}

async fn the_admin_ranks(desk: &Desk<'_>) -> String {
    let ranking = ranked(desk).await;
    desk.reads("Adjusted for strict and lenient judges").await;
    desk.reads("CN-").await;
    ranking
}

async fn a_judge_who_hardly_looks_is_left_out(
    desk: &Desk<'_>,
    it: &Scored,
    ranking: &str,
) -> String {
    desk.press("main a[href$='/judges']").await;
    let careless = format!("main a[href$='/judges/{}']", it.careless());
    let row = format!("{careless} ");
    let flagged = desk.row_of(row.trim()).await;
    assert!(flagged.contains("differs from the panel"), "{flagged}");
    desk.press(&careless).await;
    desk.reads("That may be taste, another reading of the criteria, or carelessness")
        .await;
    desk.tick("main input[name=decision][value=drop]").await;
    desk.write(
        "reason",
        "Talked on the phone: half of the films were never opened",
    )
    .await;
    desk.press("main form[action*='/judges/'] button").await;
    let run = desk.computed().await;
    assert_ne!(run, ranking);
    desk.reads("Not applied yet").await;
    desk.reads("The ballots of one judge do not count").await;
    // What moved is read before it is applied.
    desk.press("main a[href$='/moves']").await;
    assert!(desk.sees("main tbody tr").await);
    desk.press("main form[action$='/application'] button").await;
    desk.reads("This ranking holds now.").await;
    run
}

async fn the_bias_of_the_countries_is_read(desk: &Desk<'_>, ranking: &str) {
    desk.open(format!("{ranking}/study")).await;
    desk.reads("Krippendorff").await;
    desk.reads("Do the places hold?").await;
    // One judge favours China; two countries' panels cannot say whose advantage it is.
    desk.reads("It cannot be said whose it is").await;
    assert!(desk.sees("main figure.drawing svg").await);
}

async fn awards_are_given_with_a_tie_and_an_author_of_two(
    desk: &Desk<'_>,
    it: &Scored,
    ranking: &str,
) {
    desk.open(format!("{ranking}/allotment")).await;
    // The two best Russian entries were scored alike by the same judges.
    desk.reads("Tied").await;
    let [tied, other] = it.tied();
    desk.reads(tied).await;
    desk.reads(other).await;
    desk.tick(&format!(
        "main input[name^='pick.'][value='{}']",
        it.tied_id()
    ))
    .await;
    desk.press("main form[action$='/allotment'] > .actions button")
        .await;
    desk.write("reason", "The chair's vote, in the session of 1 May")
        .await;
    desk.press("main button[name=confirmed]").await;
    desk.reads("The awards are given out.").await;
}

async fn provisional_results_are_published(desk: &Desk<'_>, ranking: &str) {
    desk.open(format!("{ranking}/publication")).await;
    desk.write(
        "objections.en",
        "To the committee, with the original source",
    )
    .await;
    desk.press("main form[action$='/publication'] .actions button")
        .await;
    desk.reads("These results are provisional.").await;
    desk.press("main button[name=confirmed]").await;
    desk.reads("The provisional results are public.").await;
}

async fn an_outsider_objects(desk: &Desk<'_>, it: &Scored) {
    desk.leave().await;
    desk.open("/contests/2023/results").await;
    desk.press("main a[href$='/results/objections']").await;
    desk.write("number", &it.star_number()).await;
    desk.choose("main select[name=grounds]", 1).await;
    desk.write(
        "text",
        "I know this film from another festival in 2019, see the source",
    )
    .await;
    desk.write("source_url", "https://films.example/2019/dawn")
        .await;
    desk.write("contact", OUTSIDER).await;
    desk.press("main form.panel button").await;
    let link = desk.link_mailed_to(OUTSIDER).await;
    desk.open(link).await;
    desk.press("main form button").await;
}

async fn the_winner_is_disqualified(desk: &Desk<'_>, it: &Scored) {
    desk.open("/contests/2023/admin/objections").await;
    desk.press("main a.row-link").await;
    desk.reads("another festival in 2019").await;
    desk.reads(it.star_first()).await;
    desk.press("main dl a[href*='/admin/entries/']").await;
    desk.press("main a[href$='/disqualification']").await;
    desk.write("reason", "Shown in public in 2019, before the call")
        .await;
    desk.press("main form[action$='/disqualification'] button")
        .await;
}

async fn the_ranking_is_computed_beside_the_old_one(desk: &Desk<'_>, it: &Scored) -> String {
    let run = ranked(desk).await;
    desk.reads("Not applied yet").await;
    // What is public stays public meanwhile.
    assert!(desk.public_results().await.contains(it.star_first()));
    desk.open(format!("{run}/moves")).await;
    desk.reads(it.star_first()).await;
    desk.press("main form[action$='/application'] button").await;
    desk.reads("This ranking holds now.").await;
    run
}

async fn the_objection_is_answered_in_public(desk: &Desk<'_>) {
    desk.open("/contests/2023/admin/objections").await;
    desk.press("main a.row-link").await;
    desk.tick("main input[name=outcome][value=upheld]").await;
    desk.write(
        "answer",
        "The film was shown before; it is out of the contest",
    )
    .await;
    desk.tick("main input[name=audience][value=public]").await;
    desk.press("main form[action$='/answer'] button").await;
    let public = desk.public_results().await;
    assert!(public.contains("The film was shown before"));
    // The objector's own words stay between them and the organisers.
    assert!(!public.contains("another festival in 2019"));
}

async fn results_become_final(desk: &Desk<'_>, ranking: &str) {
    desk.app.app.clock.advance(TimeDelta::days(9));
    desk.sign_in("boss@example.org").await;
    desk.open(format!("{ranking}/final")).await;
    desk.press("main form[action$='/final'] button").await;
    desk.reads("The results are final and public.").await;
}

async fn the_record_is_verified_in_another_folder(app: &TestApp) {
    let record = app.visitor().get("/contests/2023/results/bundle").await;
    let folder = tempfile::tempdir().unwrap();
    std::fs::write(folder.path().join("record.zip"), &record.ok().bytes).unwrap();
    let output = Command::new(env!("CARGO_BIN_EXE_shortlist"))
        .args(["results", "verify", "record.zip"])
        .current_dir(folder.path())
        .output()
        .unwrap();
    let said = String::from_utf8(output.stdout).unwrap();
    assert!(output.status.success(), "{said}");
    assert!(said.contains("59 entries, 11 judges"), "{said}");
    assert!(said.contains("computed anew is the same"), "{said}");
    assert!(said.contains("Signed (Ed25519)"), "{said}");
}

/// One page each: in Chinese and English, in Russian and English, and one in English alone.
async fn certificates_are_printed(desk: &Desk<'_>, app: &TestApp, ranking: &str) {
    desk.open(format!("{ranking}/certificates")).await;
    let pdf = desk.print().await;
    assert!(pdf.starts_with(b"%PDF-"));
    let kept = std::env::var_os("TEST_CERTIFICATES");
    if let Some(file) = kept {
        std::fs::write(file, &pdf).unwrap();
    }
    let given = app
        .read(|conn| {
            Ok(placements::table
                .filter(placements::certificate.is_not_null())
                .select(placements::certificate.assume_not_null())
                .load::<String>(conn)?)
        })
        .await;
    assert_eq!(given.len(), 4);
    assert_eq!(pages(&pdf), given.len());
    let languages = app
        .read(|conn| {
            Ok(placements::table
                .inner_join(entries::table.inner_join(accounts::table))
                .filter(placements::certificate.is_not_null())
                .select(accounts::locale)
                .distinct()
                .load::<String>(conn)?)
        })
        .await;
    assert_eq!(languages.len(), 3, "{languages:?}");
    let Some(text) = text_of(&pdf) else {
        println!("no pdftotext: the words of the certificates were not read");
        return;
    };
    let words: String = text.split_whitespace().collect();
    for said in ["获奖证书", "Диплом", "Certificate"]
        .into_iter()
        .chain(given.iter().map(String::as_str))
    {
        assert!(words.contains(said), "{said} is not in {text}");
    }
}

/// Pages of a PDF, by the objects that say so.
fn pages(pdf: &[u8]) -> usize {
    let text = String::from_utf8_lossy(pdf);
    let starts = text.match_indices("/Type /Page");
    starts
        .filter(|(at, found)| !text[at + found.len()..].starts_with('s'))
        .count()
}

/// What a PDF says, where the machine has a reader.
fn text_of(pdf: &[u8]) -> Option<String> {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("certificates.pdf");
    std::fs::write(&file, pdf).unwrap();
    let output = Command::new("pdftotext").arg(file).arg("-").output().ok()?;
    String::from_utf8(output.stdout).ok()
}
