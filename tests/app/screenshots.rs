//! Pictures of the main pages, for people to look at: `scripts/screenshots` runs this, no other test does.

use std::path::PathBuf;

use serde_json::json;

use crate::browser::{look, picture};
use crate::tour::{PAGES, Tour};

/// Scripts that make a page look used before it is drawn.
const USED: &[(&str, &str)] = &[
    (
        "ballot",
        "document.querySelectorAll('.criterion').forEach((group, n) => {
           if (n < 3) group.querySelectorAll('input[type=radio]')[11 + n].click();
         })",
    ),
    (
        "console-theme",
        "document.querySelectorAll('details').forEach((each) => { each.open = false; })",
    ),
];

#[actix_web::test]
#[ignore = "draws pictures; scripts/screenshots runs it"]
async fn pictures_of_the_main_pages() {
    let Some(mut tour) = Tour::start().await else {
        return;
    };
    let setting = |name: &str| std::env::var(name).unwrap_or_default();
    let folder = PathBuf::from(match setting("SCREENSHOTS").as_str() {
        "" => "docs/screenshots",
        folder => folder,
    });
    std::fs::create_dir_all(&folder).unwrap();
    let (only, looks, whole) = (setting("ONLY"), setting("LOOKS"), setting("WHOLE"));
    let mut shots = Vec::new();
    for (name, role, path, own) in PAGES {
        if !only.is_empty() && !only.split_whitespace().any(|each| each == *name) {
            continue;
        }
        let looks = if looks.is_empty() {
            own
        } else {
            looks.as_str()
        };
        for each in looks.split_whitespace() {
            shots.push((*role, each.to_owned(), *name, *path));
        }
    }
    // Whoever looks signs in once, and changes the language twice.
    shots.sort();
    for (role, each, name, path) in shots {
        let parts: Vec<&str> = each.split('-').collect();
        let (language, width, dark) = (parts[0], parts[1].parse().unwrap(), parts[2] == "dark");
        tour.become_one(role, language).await;
        let client = tour.browser.client.clone();
        look(&client, width, dark).await;
        tour.walk(path).await;
        if let Some((_, script)) = USED.iter().find(|(page, _)| *page == name) {
            tour.browser.run(script).await;
        }
        // A film is drawn when it has come, without the sign that it is coming; a few moments are enough or it never does.
        tour.browser
            .run(
                "window.begun = performance.now();
                 for (const film of document.querySelectorAll('video')) {
                   film.preload = 'auto';
                   film.load();
                 }",
            )
            .await;
        let ready =
            "[...document.images].every((image) => image.complete || image.loading === 'lazy')
            && [...document.querySelectorAll('video')].every(
              (film) => film.readyState > 2 || performance.now() - window.begun > 6000)
            && !document.querySelector('[data-status]')?.textContent.includes('…')
            && document.querySelector('#theme-panel')?.innerHTML !== ''";
        tour.browser.until(ready).await;
        // Fresh controls: the old ones may still say that they wait.
        tour.browser
            .run("for (const film of document.querySelectorAll('video')) { film.controls = false; film.controls = true; }")
            .await;
        // Pictures further down are fetched when they come near.
        tour.browser
            .run("document.querySelectorAll('img[loading=lazy]').forEach((image) => { image.loading = 'eager'; })")
            .await;
        tour.browser
            .until("[...document.images].every((image) => image.complete)")
            .await;
        let longest = match (whole.is_empty(), width) {
            (false, _) => None,
            (true, ..=600) => Some(1400),
            (true, _) => Some(1500),
        };
        let shot = picture(&client, longest).await;
        std::fs::write(folder.join(format!("{name}-{each}.png")), shot).unwrap();
        println!("{}", json!([name, each]));
    }
    tour.browser.close().await;
}
