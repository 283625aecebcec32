//! Promises about the signature of a published record: who stands for it, and that nothing in it can be changed unnoticed.

use std::io::{Read, Write};
use std::path::Path;
use std::process::Command;

use shortlist::contests::Role;
use zip::write::SimpleFileOptions;

use super::weights::weighed;
use super::{Judged, OBJECT, UNTIL, judged};
use crate::entries::{draft, save};
use crate::support::{TestApp, Visitor};

/// What `results verify` answers: its status and its words.
fn verify(folder: &Path, bundle: &[u8], key: Option<&str>) -> (Option<i32>, String) {
    let file = folder.join("results.zip");
    std::fs::write(&file, bundle).unwrap();
    let mut command = Command::new(env!("CARGO_BIN_EXE_shortlist"));
    command.args(["results", "verify"]).arg(&file);
    if let Some(key) = key {
        let path = folder.join("key");
        std::fs::write(&path, key).unwrap();
        command.arg("--key").arg(path);
    }
    let output = command.output().unwrap();
    (
        output.status.code(),
        String::from_utf8(output.stdout).unwrap(),
    )
}

type Files = Vec<(String, String)>;

fn unpacked(bundle: &[u8]) -> Files {
    let mut archive = zip::ZipArchive::new(std::io::Cursor::new(bundle)).unwrap();
    (0..archive.len())
        .map(|at| {
            let mut file = archive.by_index(at).unwrap();
            let mut text = String::new();
            file.read_to_string(&mut text).unwrap();
            (file.name().unwrap().into_owned(), text)
        })
        .collect()
}

/// The files with the change made, as a bundle.
fn packed(mut files: Files, change: impl Fn(&mut Files)) -> Vec<u8> {
    change(&mut files);
    let mut zip = zip::ZipWriter::new(std::io::Cursor::new(Vec::new()));
    for (name, text) in files {
        zip.start_file(name, SimpleFileOptions::default()).unwrap();
        zip.write_all(text.as_bytes()).unwrap();
    }
    zip.finish().unwrap().into_inner()
}

fn text<'a>(files: &'a mut Files, name: &str) -> &'a mut String {
    let found = files.iter_mut().find(|(each, _)| each == name);
    &mut found.unwrap().1
}

async fn published(app: &TestApp, it: &Judged, url: &str) -> Vec<u8> {
    it.admin
        .post(
            format!("{url}/publication"),
            &[UNTIL, OBJECT, ("confirmed", "on")],
        )
        .await
        .leads_to(url);
    record(app).await
}

async fn record(app: &TestApp) -> Vec<u8> {
    let record = app.visitor().get("/contests/2023/results/bundle").await;
    record.ok().bytes.to_vec()
}

/// Begins the round's log and has both admins confirm how it ends; gives back the digest.
async fn freeze(it: &Judged, second: &Visitor) -> String {
    let round = format!("/contests/2023/admin/rounds/{}", it.round.id);
    let log = format!("{round}/score-log");
    it.admin.post(&log, &[]).await.leads_to(&log);
    let page = it.admin.get(&log).await.ok();
    let shown = page.text.split("name=\"digest\" value=\"").nth(1).unwrap();
    let digest = shown.split('"').next().unwrap().to_owned();
    for who in [&it.admin, second] {
        who.post(format!("{round}/confirmations"), &[("digest", &digest)])
            .await
            .leads_to(&log);
    }
    digest
}

#[actix_web::test]
async fn the_record_is_signed_with_the_key_of_the_receipts_and_every_change_is_found() {
    let app = TestApp::new().await;
    let it = judged(&app, "closed", 0).await;
    let url = it.compute().await;
    let bundle = published(&app, &it, &url).await;
    let (creator, path, fields) = draft(&app, &it.contest).await;
    save(&creator, &path, &fields, "action=submit")
        .await
        .expect(303);
    let receipt = creator.get(format!("{path}/receipt.json")).await.ok().text;
    let key = it.ranking(&app, &url).await.parameters.signed_by.clone();
    app.visitor()
        .get("/contests/2023/results")
        .await
        .ok()
        .has(&key);
    let folder = tempfile::tempdir().unwrap();
    let check = |bundle: &[u8], key: Option<&str>| verify(folder.path(), bundle, key);

    let (status, said) = check(&bundle, None);
    assert_eq!(status, Some(0), "{said}");
    assert!(said.contains("Signed (Ed25519)") && said.contains(&key));
    assert!(said.contains("The key came with the file"));
    for trusted in [receipt.as_str(), key.as_str()] {
        let (status, said) = check(&bundle, Some(trusted));
        assert_eq!(status, Some(0), "{said}");
        assert!(!said.contains("The key came with the file"));
    }
    let (status, said) = check(&bundle, Some(&"7".repeat(64)));
    assert_eq!(status, Some(1));
    assert!(said.contains("not made with the key given"), "{said}");

    // A sum changed together with its file: the ranking follows, and the signature does not.
    let files = unpacked(&bundle);
    let named = packed(files.clone(), |files| {
        let parameters = text(files, "parameters.json");
        *parameters = parameters.replace("Short Video Competition", "Another Competition");
        let sum = hex::encode(sha2::Digest::finalize(sha2::Digest::chain_update(
            <sha2::Sha256 as sha2::Digest>::new(),
            parameters.as_bytes(),
        )));
        let sums = text(files, "SHA256SUMS");
        let lines = sums.lines().map(|line| match line.split_once("  ") {
            Some((_, "parameters.json")) => format!("{sum}  parameters.json\n"),
            _ => format!("{line}\n"),
        });
        *sums = lines.collect();
    });
    let (status, said) = check(&named, None);
    assert_eq!(status, Some(1));
    assert!(said.contains("made for other files"), "{said}");
    assert!(said.contains("computed anew is the same"), "{said}");
    let forged = packed(files.clone(), |files| {
        let signature = text(files, "signature.json");
        *signature = signature.replace("\"sums_sha256\": \"", "\"sums_sha256\": \"0");
    });
    let (status, said) = check(&forged, None);
    assert_eq!(status, Some(1));
    assert!(said.contains("changed after it was signed"), "{said}");
    let receipts = packed(files.clone(), |files| {
        *text(files, "signature.json") = receipt.clone();
    });
    let (status, said) = check(&receipts, None);
    assert_eq!(status, Some(1));
    assert!(said.contains("signs something else"), "{said}");

    // One of before there were signatures is computed anew, and is no answer to who asks for a signature.
    let unsigned = packed(files, |files| {
        files.retain(|(name, _)| name != "signature.json");
    });
    let (status, said) = check(&unsigned, None);
    assert_eq!(status, Some(0));
    assert!(said.contains("Not signed") && said.contains("computed anew is the same"));
    assert_eq!(check(&unsigned, Some(&key)).0, Some(1));
}

#[actix_web::test]
async fn the_signature_takes_in_the_log_that_two_organisers_confirmed() {
    let app = TestApp::new().await;
    let it = weighed(&app).await;
    let second = app
        .with_role(&it.contest, "second@example.org", "RU", Role::Admin)
        .await;
    let url = it.compute().await;
    let before = published(&app, &it, &url).await;
    assert!(
        !verify(tempfile::tempdir().unwrap().path(), &before, None)
            .1
            .contains("score log")
    );
    let digest = freeze(&it, &second).await;
    app.app.clock.advance(chrono::TimeDelta::days(9));
    it.admin
        .post(format!("{url}/final"), &[("confirmed", "on")])
        .await
        .leads_to(&url);
    let after = record(&app).await;
    let (status, said) = verify(tempfile::tempdir().unwrap().path(), &after, None);
    assert_eq!(status, Some(0), "{said}");
    assert!(said.contains(&digest), "{said}");
    assert!(
        said.contains("boss latin") && said.contains("second latin"),
        "{said}"
    );
    // The rest of the record stays as it was, byte for byte.
    let rest = |bundle: &[u8]| {
        let mut files = unpacked(bundle);
        files.retain(|(name, _)| name != "signature.json");
        files
    };
    assert_eq!(rest(&before), rest(&after));
    let page = app.visitor().get("/contests/2023/results").await.ok();
    page.has(&it.ranking(&app, &url).await.parameters.digest);
}
