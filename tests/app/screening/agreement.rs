//! Promises about the page on how often people and the theme check agreed.

use shortlist::contests::Role;
use shortlist::screening::store as screening;
use shortlist::screening::{Decision, NewDecision, Reason, Seen};

use super::Scene;

const PAGE: &str = "/contests/2023/screening/agreement";
const RULES: &str =
    "[theme]\nid = \"a\"\n[[word]]\ntier = \"block\"\nlang = \"en\"\ntext = \"roulette\"\n";

impl Scene {
    async fn decided(&self, title: &str, decision: Decision, reason: Reason) {
        let entry = self.waiting(title).await;
        let seen = Seen {
            entry: entry.id,
            version: 1,
        };
        let new = NewDecision::new(decision, reason);
        let (contest, who, now) = (
            self.contest.clone(),
            self.anna.who().clone(),
            self.app.now(),
        );
        self.app
            .write(move |conn| {
                screening::claim(conn, &contest, &who, entry.id, now)?;
                screening::decide(conn, &contest, &who, seen, &new, now)
            })
            .await;
    }
}

#[actix_web::test]
async fn people_see_how_often_they_decided_against_each_finding_of_a_version() {
    let scene = Scene::new().await;
    scene.anna.get(PAGE).await.ok().has("Nobody decided");
    crate::theme::published(&scene.app, &scene.contest, RULES).await;
    use Decision::*;
    scene.decided("Roulette one", Accepted, Reason::Fits).await;
    scene
        .decided("Roulette two", Rejected, Reason::Prohibited)
        .await;
    scene
        .decided("Roulette three", Rejected, Reason::Prohibited)
        .await;
    let page = scene.anna.get(PAGE).await.ok();
    let page = page
        .has("Profile, version 1")
        .has("prohibited.blocked")
        .has("33 % (1)");
    // What only informs has no share.
    assert!(page.text.contains("completeness.short_synopsis"));

    // Another version starts from nothing; the first can still be read.
    let later = format!("{RULES}[[word]]\ntier = \"warn\"\ntext = \"dice\"\n");
    crate::theme::published(&scene.app, &scene.contest, &later).await;
    scene.decided("Roulette four", Accepted, Reason::Fits).await;
    scene.anna.get(PAGE).await.ok().has("100 % (1)");
    let admin = scene
        .app
        .with_role(&scene.contest, "admin@example.org", "CN", Role::Admin)
        .await;
    let same = "/contests/2023/admin/theme/agreement";
    admin
        .get(format!("{same}?version=1"))
        .await
        .ok()
        .has("33 % (1)")
        .lacks("100 % (1)");

    // The same statements for more decisions and versions.
    let (few, _) = scene.app.statements(scene.anna.get(PAGE)).await;
    for n in 0..12 {
        let title = format!("Roulette {n}");
        scene.decided(&title, Returned, Reason::Metadata).await;
    }
    let (many, page) = scene.app.statements(scene.anna.get(PAGE)).await;
    page.ok().has("8 % (1)");
    assert_eq!(few, many);
    assert!(many <= 8, "{many}");
}
