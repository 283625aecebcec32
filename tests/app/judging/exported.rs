//! Promises about comparisons as a table.

use std::io::Write as _;
use std::process::{Command, Stdio};

use super::comparing::compare_all;
use super::*;

/// Lines of a CSV without quotes.
fn lines(text: &str) -> Vec<Vec<String>> {
    let text = text.trim_start_matches('\u{FEFF}');
    let split = |line: &str| line.split(',').map(ToOwned::to_owned).collect();
    text.lines().map(split).collect()
}

#[actix_web::test]
async fn comparisons_are_a_table_that_the_command_reads() {
    let app = TestApp::new().await;
    let jury = Jury::open_as(&app, 2, 4, 2, Format::Pairs).await;
    let mut all = 0;
    for n in 0..2 {
        let queue = jury.queue(&app, n).await;
        let ids: Vec<String> = queue.iter().map(|own| own.id.to_string()).collect();
        all += compare_all(&jury.judges[n], &jury.pairs(), &ids).await;
    }
    let url = "/contests/2023/admin/exports/download?format=csv&what=comparisons";
    let text = jury.admin.get(url).await.ok().text;
    let rows = lines(&text);
    assert_eq!(
        rows[0][..7],
        [
            "judge", "item_a", "item_b", "winner", "at", "round", "stream"
        ]
    );
    assert_eq!(rows.len(), all + 1);
    let judge = jury.judges[0].who().id.to_string();
    let own = rows.iter().filter(|row| row[0] == judge).count();
    assert!(own > 0 && own < all);
    for row in &rows[1..] {
        assert!(row[3] == row[1] || row[3] == row[2], "{row:?}");
        assert_eq!(
            (row[4].as_str(), row[6].as_str()),
            ("2023-05-01T12:00:00Z", "CN")
        );
    }
    let mut command = Command::new(env!("CARGO_BIN_EXE_shortlist"))
        .args(["results", "pairwise", "-"])
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()
        .unwrap();
    let mut input = command.stdin.take().unwrap();
    input.write_all(text.as_bytes()).unwrap();
    drop(input);
    let told = command.wait_with_output().unwrap();
    assert!(told.status.success());
    let told: serde_json::Value = serde_json::from_slice(&told.stdout).unwrap();
    assert!(told.to_string().contains("CN-0001"), "{told}");

    // The same from the command, in every form.
    for (format, start) in [("csv", "\u{FEFF}judge,"), ("jsonl", "{\"judge\":")] {
        let export = Command::new(env!("CARGO_BIN_EXE_shortlist"))
            .args([
                "export",
                "comparisons",
                "--contest",
                "2023",
                "--format",
                format,
            ])
            .arg("--database-url")
            .arg(app.database_url())
            .arg("--data")
            .arg(app.folder())
            .output()
            .unwrap();
        assert!(
            export.status.success(),
            "{}",
            String::from_utf8_lossy(&export.stderr)
        );
        let text = String::from_utf8(export.stdout).unwrap();
        let start = start.trim_start_matches('\u{FEFF}');
        assert!(
            text.trim_start_matches('\u{FEFF}').starts_with(start),
            "{text}"
        );
    }
    let url = "/contests/2023/admin/exports/download?format=xlsx&what=comparisons";
    assert!(jury.admin.get(url).await.ok().bytes.starts_with(b"PK"));
    jury.judges[0].get(url).await.expect(404);
}

#[actix_web::test]
async fn comparisons_that_no_longer_stand_are_not_in_the_table() {
    let app = TestApp::new().await;
    let jury = Jury::open_as(&app, 1, 4, 1, Format::Pairs).await;
    let queue = jury.queue(&app, 0).await;
    let ids: Vec<String> = queue.iter().map(|own| own.id.to_string()).collect();
    let all = compare_all(&jury.judges[0], &jury.pairs(), &ids).await;
    let table = async |more: &str| {
        let url =
            format!("/contests/2023/admin/exports/download?format=csv&what=comparisons{more}");
        lines(&jury.admin.get(url).await.ok().text).split_off(1)
    };
    assert_eq!(table("&round=1&stream=CN&category=sport").await.len(), all);
    assert_eq!(table("&stream=RU").await.len(), 0);
    assert_eq!(table("&category=city").await.len(), 0);
    // One is taken from the judge, another leaves the contest.
    let recusal = format!("{}/recusal", jury.ballot(&queue[0]));
    jury.judges[0]
        .post(recusal, &[("reason", "interest")])
        .await
        .expect(303);
    let left = table("").await;
    assert!(!left.is_empty() && left.len() < all);
    let gone = queue[1].entry_id;
    app.write(move |conn| {
        diesel::update(entries::table.filter(entries::id.eq(gone)))
            .set(entries::state.eq(State::Disqualified))
            .execute(conn)?;
        Ok(())
    })
    .await;
    assert!(table("").await.len() < left.len());
}
