//! Results: ranking, awards, publication, and the tables that are taken out.

use std::process::{Command, Stdio};

use chrono::TimeDelta;
use serde_json::{Value, json};
use shortlist::urls;

use super::hand::Hand;
use super::people::{ADMIN, AMENDED, ANNA, LI, MORNING, SKIS};

pub async fn the_admin_ranks_the_entries(hand: &Hand<'_>) {
    hand.press("nav.console-menu a[href$='/admin/results']")
        .await;
    let round = hand
        .text_of("main select[name=round] option:last-child")
        .await;
    hand.choose("round", round.trim()).await;
    hand.press("main form[action$='/admin/results'] button")
        .await;
    hand.reads("The ranking is being computed.").await;
    hand.app.mails().await;
    hand.press("main .actions a[href*='/admin/results/']").await;
    hand.reads(MORNING.title).await;
}

pub async fn the_admin_gives_out_the_awards(hand: &Hand<'_>) {
    hand.press("main a[href$='/allotment']").await;
    hand.reads("Li Wei").await;
    hand.press("main button[name=confirmed]").await;
    hand.reads("The awards are given out.").await;
}

/// In two steps: what the public will see is shown before it is confirmed.
pub async fn the_admin_publishes_provisional_results(hand: &Hand<'_>) {
    hand.press("main .actions a[href$='/publication']").await;
    hand.write("objections.en", "Write to the committee: 12, Yard Street")
        .await;
    hand.write("objections.zh", "请致信组委会").await;
    hand.tick("main input[name=show_scores]").await;
    hand.press("main form[action$='/publication'] .actions button")
        .await;
    hand.reads("These results are provisional.").await;
    hand.press("main button[name=confirmed]").await;
    hand.reads("The provisional results are public.").await;
}

pub async fn the_admin_makes_them_final(hand: &Hand<'_>) {
    // Objections have had their time.
    hand.app.app.clock.advance(TimeDelta::days(61));
    hand.becomes(&ADMIN).await;
    hand.press("main a[href$='/2023/admin']").await;
    hand.press("nav.console-menu a[href$='/admin/results']")
        .await;
    hand.press("main a.row-link").await;
    hand.press("main .actions a[href$='/final']").await;
    hand.press("main form[action$='/final'] button").await;
    hand.reads("The results are final and public.").await;
}

pub async fn everyone_sees_the_results(hand: &Hand<'_>) {
    hand.leaves().await;
    for (locale, words) in [
        (
            "ru",
            ["Итоги", "Золото российского потока", "Спорт и энергия"],
        ),
        ("zh", ["评选结果", "俄罗斯赛区金奖", "运动与活力"]),
    ] {
        hand.open("/").await;
        hand.reads_pages_in(locale).await;
        hand.press("main a[href='/contests/2023']").await;
        hand.press("main a[href$='/2023/results']").await;
        for words in words.into_iter().chain([MORNING.title, SKIS.title]) {
            hand.reads(words).await;
        }
    }
}

pub async fn the_admin_takes_the_tables_out(hand: &Hand<'_>) {
    hand.becomes(&ADMIN).await;
    hand.press("main a[href$='/2023/admin']").await;
    hand.press("nav.console-menu a[href$='/admin/exports']")
        .await;
    hand.pick("what", "results").await;
    hand.choose("format", "Excel (.xlsx)").await;
    let entries = table(hand, "entries").await;
    assert_eq!(
        columns(
            &entries,
            &[
                "entry",
                "state",
                "stream",
                "title",
                "creator_name",
                "duration_s",
                "answer_filmed_in",
            ],
        ),
        json!([
            [
                "CN-0001",
                "accepted",
                "CN",
                MORNING.title,
                LI.native,
                6,
                MORNING.place
            ],
            [
                "RU-0002",
                "accepted",
                "RU",
                SKIS.title,
                ANNA.native,
                5,
                SKIS.place
            ],
        ]),
    );
    assert_eq!(
        columns(
            &entries,
            &["title_zh", "title_ru", "synopsis_zh", "synopsis_ru"]
        ),
        json!([
            [MORNING.title, null, AMENDED, null],
            [null, SKIS.title, null, SKIS.synopsis],
        ]),
    );
    let results = table(hand, "results").await;
    assert_eq!(
        columns(
            &results,
            &[
                "ranking_state",
                "stream",
                "rank",
                "title",
                "creator_name",
                "creator_latin_name",
                "raw_mean",
                "ballots",
                "awards",
            ],
        ),
        json!([
            [
                "final",
                "CN",
                1,
                MORNING.title,
                LI.native,
                LI.latin,
                8.3,
                2,
                "gold-cn"
            ],
            [
                "final",
                "RU",
                1,
                SKIS.title,
                ANNA.native,
                ANNA.latin,
                7.35,
                2,
                "gold-ru"
            ],
        ]),
    );
}

/// A table as Python's reader of workbooks finds it: one list a row, the header first.
async fn table(hand: &Hand<'_>, what: &str) -> Vec<Value> {
    let cookie = hand.client().get_named_cookie("session").await.unwrap();
    let visitor = hand.app.visitor();
    let path = urls::export_download("2023");
    let path = urls::with_query(&path, &[("what", what), ("format", "xlsx")]);
    let request = visitor
        .request(reqwest::Method::GET, &path)
        .header("Cookie", format!("session={}", cookie.value()));
    let file = hand.app.folder().join(format!("{what}.xlsx"));
    std::fs::write(&file, visitor.send(request).await.ok().bytes).unwrap();
    let program = "import sys, json, openpyxl
book = openpyxl.load_workbook(sys.argv[1])
assert len(book.worksheets) == 1
print(json.dumps([[cell.value for cell in row] for row in book.worksheets[0].iter_rows()]))";
    let python = std::env::var("TEST_PYTHON").unwrap_or_else(|_| "python3".to_owned());
    let output = Command::new(python)
        .args(["-c", program])
        .arg(file)
        .stderr(Stdio::inherit())
        .output()
        .unwrap();
    let rows: Vec<Value> = serde_json::from_slice(&output.stdout).unwrap();
    assert_eq!(rows.len(), 3, "one header and two rows: {rows:?}");
    rows
}

/// The named columns of the rows under the header.
fn columns(rows: &[Value], names: &[&str]) -> Value {
    let header = rows[0].as_array().unwrap();
    let places: Vec<usize> = names
        .iter()
        .map(|name| header.iter().position(|cell| cell == name).unwrap())
        .collect();
    rows[1..]
        .iter()
        .map(|row| {
            places
                .iter()
                .map(|place| row[*place].clone())
                .collect::<Value>()
        })
        .collect()
}
