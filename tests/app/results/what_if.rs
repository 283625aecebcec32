//! Promises about trying other quotas and rules.

use super::judged;
use crate::support::TestApp;

#[actix_web::test]
async fn other_places_or_another_minimum_show_who_gains_and_who_loses_and_change_nothing() {
    let app = TestApp::new().await;
    let it = judged(&app, "closed", 0).await;
    let gold = it.award(&app, "gold", 1, Some(0)).await;
    let url = it.compute().await;
    let page = format!("{url}/what-if");
    let (statements, shown) = app.statements(it.admin.get(&page)).await;
    shown
        .ok()
        .has("Given now: 1; then: 1.")
        .lacks("Would have it:");
    assert!(statements <= 8, "{statements}");
    let tried = |places: &str, minimum: &str| {
        it.admin.get(format!(
            "{page}?one_per_author=on&minimum={minimum}&quota.{gold}={places}"
        ))
    };
    // Rink and Lane are equal: with two places a person would decide.
    tried("2", "")
        .await
        .ok()
        .has("Given now: 1; then: 1.")
        .has("then 2 tied");
    tried("3", "")
        .await
        .ok()
        .has("Given now: 1; then: 3.")
        .has("Would have it:")
        .has("Rink")
        .has("Lane");
    tried("3", "9.5")
        .await
        .ok()
        .has("Given now: 1; then: 0.")
        .has("Would no longer have it:")
        .has("Dawn")
        .lacks("Rink");
    tried("0", "eight")
        .await
        .expect(422)
        .has("id=\"minimum-problem\"")
        .has(&format!("id=\"quota.{gold}-problem\""))
        .has("value=\"eight\"");
    it.admin
        .get(format!("/contests/2023/admin/awards/{gold}"))
        .await
        .ok()
        .has("name=\"quota\" type=\"number\" value=\"1\"");
}
