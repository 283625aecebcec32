//! Promises about receipts: what they prove, to whom, and how a changed one is found out.

use shortlist::entries::receipts::Receipt;

use crate::entries::{draft, id_in, save, stored};
use crate::support::TestApp;

#[actix_web::test]
async fn anybody_checks_a_receipt_and_it_names_nobody() {
    let app = TestApp::new().await;
    let contest = app.contest().await;
    let (li, path, fields) = draft(&app, &contest).await;
    save(&li, &path, &fields, "action=submit").await.expect(303);
    let file = li.get(format!("{path}/receipt.json")).await.ok().text;
    let anybody = app.visitor();
    anybody.get("/receipts").await.ok();
    anybody
        .post("/receipts", &[("receipt", " 2023-CN-0001 ")])
        .await
        .leads_to("/receipts/2023-CN-0001");
    let hash = hex::encode(stored(&app, &path).await.content_hash.unwrap());
    anybody
        .get("/receipts/2023-CN-0001")
        .await
        .ok()
        .has("Genuine")
        .has(&hash)
        .lacks("热力生活在成都")
        .lacks("li native");
    anybody
        .get("/receipts/2023-CN-0009")
        .await
        .expect(404)
        .has("Unknown");
    anybody
        .post("/receipts", &[("receipt", &file)])
        .await
        .ok()
        .has("Genuine");
    let altered = file.replace("热力生活在成都", "别人的作品");
    anybody
        .post("/receipts", &[("receipt", &altered)])
        .await
        .ok()
        .has("Altered")
        .has(">title<")
        .lacks("热力生活在成都");
    let unknown = file.replace("2023-CN-0001", "2023-CN-0777");
    anybody
        .post("/receipts", &[("receipt", &unknown)])
        .await
        .ok()
        .has("Unknown");
    for wrong in ["", "{", "{}", "a b", "../../etc", "<script>", "😀"] {
        anybody
            .post("/receipts", &[("receipt", wrong)])
            .await
            .expect(422);
    }
    anybody
        .post_bytes("/receipts", b"receipt=%00".to_vec())
        .await
        .expect(422);
    app.person("anna@example.ru", "RU")
        .await
        .get(format!("{path}/receipt.json"))
        .await
        .expect(404);
}

#[actix_web::test]
async fn a_receipt_is_verified_offline() {
    let app = TestApp::new().await;
    let contest = app.contest().await;
    let (li, path, fields) = draft(&app, &contest).await;
    save(&li, &path, &fields, "action=submit").await.expect(303);
    let text = li.get(format!("{path}/receipt.json")).await.ok().text;
    let file = |name: &str, text: &str| {
        let path = app.folder().join(name);
        std::fs::write(&path, text).unwrap();
        path
    };
    let verify = |arguments: &[&std::ffi::OsStr]| {
        let output = std::process::Command::new(env!("CARGO_BIN_EXE_shortlist"))
            .args(["receipt", "verify"])
            .args(arguments)
            .output()
            .unwrap();
        let said = String::from_utf8_lossy(&output.stdout).into_owned()
            + &String::from_utf8_lossy(&output.stderr);
        (output.status.code().unwrap(), said)
    };
    let genuine = file("r.json", &text);
    let (code, said) = verify(&[genuine.as_os_str()]);
    assert_eq!(code, 0, "{said}");
    assert!(said.contains("2023-CN-0001"), "{said}");
    let altered = file("a.json", &text.replace("热力", "热烈"));
    assert_eq!(verify(&[altered.as_os_str()]).0, 1);
    let broken = file("b.json", "{\n  \"document\": }");
    let (code, said) = verify(&[broken.as_os_str()]);
    assert_eq!(code, 2);
    assert!(said.contains("b.json") && said.contains("line 2"), "{said}");
    let other = file("k.hex", &"ab".repeat(32));
    let flag = std::ffi::OsStr::new("--key");
    assert_ne!(verify(&[genuine.as_os_str(), flag, other.as_os_str()]).0, 0);
    let signed: serde_json::Value = serde_json::from_str(&text).unwrap();
    let own = file("own.hex", signed["public_key"].as_str().unwrap());
    assert_eq!(verify(&[genuine.as_os_str(), flag, own.as_os_str()]).0, 0);
}

#[actix_web::test]
async fn the_hash_of_a_receipt_is_that_of_what_was_submitted() {
    let app = TestApp::new().await;
    let contest = app.contest().await;
    let (li, path, fields) = draft(&app, &contest).await;
    let id = id_in(&path);
    save(&li, &path, &fields, "action=submit").await.expect(303);
    let receipt = app
        .read(move |conn| Ok(Receipt::latest(conn, id)?.unwrap()))
        .await;
    let entry = stored(&app, &path).await;
    let says = receipt.says().unwrap();
    assert_eq!(
        says.content_sha256,
        hex::encode(entry.content_hash.clone().unwrap())
    );
    assert_eq!(says.submitted_at_utc, "2023-05-01T12:00:00Z");
    assert_eq!(says.submitted_at_beijing, "2023-05-01T20:00:00+08:00");
    assert_eq!(says.submitted_at_moscow, "2023-05-01T15:00:00+03:00");
    // The same content again has the same hash.
    save(&li, &path, &fields, "version=2").await.expect(303);
    assert_eq!(stored(&app, &path).await.content_hash, entry.content_hash);
}
