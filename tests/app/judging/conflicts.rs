//! Promises about conflicts: found, declared, noted, decided, and what they take away.

use shortlist::judging::{Conflict, ConflictState, Grounds};
use shortlist::schema::{accounts, conflicts, recusals};

use super::*;

const PAGE: &str = "/contests/2023/admin/conflicts";
const TIES: &str = "/contests/2023/judging/ties";

async fn all(app: &TestApp) -> Vec<Conflict> {
    app.read(|conn| {
        Ok(conflicts::table
            .order(conflicts::id)
            .select(Conflict::as_select())
            .load(conn)?)
    })
    .await
}

async fn belongs(app: &TestApp, account: &Account, organisation: &'static str) {
    let id = account.id;
    app.write(move |conn| {
        diesel::update(accounts::table.filter(accounts::id.eq(id)))
            .set(accounts::organisation.eq(organisation))
            .execute(conn)?;
        Ok(())
    })
    .await;
}

async fn number_of(app: &TestApp, entry: Id<Entry>) -> i32 {
    app.read(move |conn| {
        Ok(entries::table
            .filter(entries::id.eq(entry))
            .select(entries::number)
            .first::<Option<i32>>(conn)?
            .unwrap())
    })
    .await
}

/// Whose queue an entry is in.
async fn holders(app: &TestApp, jury: &Jury, entry: Id<Entry>) -> Vec<usize> {
    let mut found = Vec::new();
    for n in 0..jury.judges.len() {
        let queue = jury.queue(app, n).await;
        if queue.iter().any(|each| each.entry_id == entry) {
            found.push(n);
        }
    }
    found
}

#[actix_web::test]
async fn conflicts_are_found_once_and_a_dismissed_one_stays_dismissed() {
    let app = TestApp::new().await;
    let jury = Jury::planned(&app, 2, 1, 1).await;
    // One judge of the creator's organisation, one with an address of the same house.
    let creator = app.account("head@studio.example", "CN").await;
    let film = app
        .entry(&jury.contest, &creator, "Studio film", State::Accepted)
        .await;
    belongs(&app, &creator, "Big Studio").await;
    belongs(&app, jury.judges[0].who(), "BIG-STUDIO").await;
    let neighbour = app
        .with_role(&jury.contest, "anna@art.studio.example", "RU", Role::Judge)
        .await;
    jury.admin
        .post(format!("{PAGE}/search"), &[])
        .await
        .leads_to(format!("{PAGE}?state=found"));
    let found = all(&app).await;
    let grounds: BTreeSet<_> = found.iter().map(|c| (c.judge_id, c.grounds)).collect();
    let expected = [
        (jury.judges[0].who().id, Grounds::Organisation),
        (neighbour.who().id, Grounds::Domain),
    ];
    assert_eq!(grounds, BTreeSet::from(expected));
    assert!(found.iter().all(|c| c.entry_id == film.id));
    let page = jury.admin.get(format!("{PAGE}?grounds=domain")).await.ok();
    let page = page.has("anna latin").has("same family of e-mail domain");
    page.lacks("judge0 latin –");
    let domain = found.iter().find(|c| c.grounds == Grounds::Domain).unwrap();
    let url = format!("{PAGE}/{}", domain.id);
    jury.admin
        .get(&url)
        .await
        .ok()
        .has("art.studio.example")
        .has("Big Studio");
    jury.admin
        .post(&url, &[("state", "dismissed")])
        .await
        .expect(422);
    jury.admin
        .post(&url, &[("state", "dismissed"), ("reason", "Two firms")])
        .await
        .expect(303);
    jury.admin
        .post(format!("{PAGE}/search"), &[])
        .await
        .expect(303);
    let after = all(&app).await;
    assert_eq!(after.len(), 2, "nothing is found twice");
    let domain = after.iter().find(|c| c.grounds == Grounds::Domain).unwrap();
    assert_eq!(
        (domain.state, domain.reason.as_str()),
        (ConflictState::Dismissed, "Two firms")
    );
    assert_eq!(count_events(&app, "conflict", "dismissed").await, 1);
    let other = app.contest_named("2024").await;
    let stranger = app
        .with_role(&other, "other@example.org", "CN", Role::Admin)
        .await;
    stranger.get(url.replace("2023", "2024")).await.expect(404);
}

#[actix_web::test]
async fn a_conflict_confirmed_after_the_draw_hands_the_entry_to_another_judge() {
    let app = TestApp::new().await;
    let jury = Jury::open(&app, 3, 3, 1).await;
    let mine = jury.queue(&app, 0).await.remove(0);
    jury.submit(&app, 0, &mine, 50, 60).await;
    let number = number_of(&app, mine.entry_id).await.to_string();
    let judge = jury.judges[0].who().id.to_string();
    let form = [
        ("judge", judge.as_str()),
        ("number", number.as_str()),
        ("note", "They are cousins"),
    ];
    jury.admin
        .post(
            PAGE,
            &[
                ("judge", judge.as_str()),
                ("number", "9999"),
                ("note", "cousins"),
            ],
        )
        .await
        .expect(422)
        .has("No accepted entry has this number")
        .has("value=\"9999\"");
    jury.admin.post(PAGE, &form).await.expect(303);
    let holders = holders(&app, &jury, mine.entry_id).await;
    assert_eq!(holders.len(), 1, "one judge has it");
    assert_ne!(holders, [0]);
    jury.judges[0].get(jury.ballot(&mine)).await.expect(404);
    let id = mine.id;
    let notes = app
        .read(move |conn| {
            Ok(recusals::table
                .filter(recusals::assignment_id.eq(id))
                .select((recusals::reason, recusals::note))
                .load::<(RecusalReason, String)>(conn)?)
        })
        .await;
    assert_eq!(
        notes,
        [(RecusalReason::Conflict, "They are cousins".to_owned())]
    );
    let ballot = ballot_of(&app, &mine).await.unwrap();
    assert_eq!(ballot.state, BallotState::Draft, "it no longer counts");
    // Nor does a new draw give it back.
    let (by, round, now) = (jury.admin.who().clone(), jury.round.clone(), app.now());
    let of = jury.contest.clone();
    let plan = app
        .write(move |conn| {
            let round = Round::of(conn, &of, round.id)?;
            round.assign(conn, &by, None, "http://localhost", now)
        })
        .await;
    assert_eq!(plan.added, []);
}

#[actix_web::test]
async fn a_judge_who_names_an_entry_loses_it_at_once_and_learns_nothing() {
    let app = TestApp::new().await;
    let jury = Jury::open(&app, 2, 2, 1).await;
    let mine = jury.queue(&app, 0).await.remove(0);
    let number = number_of(&app, mine.entry_id).await.to_string();
    let judge = &jury.judges[0];
    judge
        .post(format!("{TIES}/entries"), &[("number", "x")])
        .await
        .expect(422)
        .has("CN-0042");
    judge
        .post(
            format!("{TIES}/entries"),
            &[("number", &number), ("note", "I know who made it")],
        )
        .await
        .leads_to(TIES);
    assert_eq!(holders(&app, &jury, mine.entry_id).await, [1]);
    let page = judge.get(TIES).await.ok().has("I know who made it");
    page.lacks("secret.creator").lacks("films.example");
    let kept = all(&app).await;
    assert_eq!(
        (kept.len(), kept[0].grounds, kept[0].state),
        (1, Grounds::Declared, ConflictState::Confirmed)
    );
    jury.judges[1]
        .get(TIES)
        .await
        .ok()
        .lacks("I know who made it");
}

#[actix_web::test]
async fn naming_an_entry_looks_the_same_to_the_judge_whether_a_conflict_was_known_or_not() {
    let app = TestApp::new().await;
    let jury = Jury::open(&app, 2, 2, 2).await;
    let mine = jury.queue(&app, 0).await;
    // Of the first entry a conflict was found before; of the second none.
    belongs(&app, jury.judges[0].who(), "School of secret.creator").await;
    jury.admin
        .post(format!("{PAGE}/search"), &[])
        .await
        .expect(303);
    let gone = mine[1].entry_id;
    app.write(move |conn| {
        diesel::delete(conflicts::table.filter(conflicts::entry_id.eq(gone))).execute(conn)?;
        Ok(())
    })
    .await;
    for each in &mine {
        let number = number_of(&app, each.entry_id).await.to_string();
        jury.judges[0]
            .post(
                format!("{TIES}/entries"),
                &[("number", &number), ("note", &format!("about {number}"))],
            )
            .await
            .leads_to(TIES);
    }
    let page = jury.judges[0].get(TIES).await.ok();
    page.has("about 1").has("about 2");
}

#[actix_web::test]
async fn a_declared_organisation_binds_the_draw_and_takes_nothing_before_an_admin_has_looked() {
    let app = TestApp::new().await;
    let jury = Jury::open(&app, 2, 2, 1).await;
    let secret = "School of secret.creator";
    let judge = &jury.judges[0];
    let before = jury.queue(&app, 0).await.len();
    judge
        .post(TIES, &[("organisation", "...")])
        .await
        .expect(422);
    for name in ["school of SECRET creator", secret] {
        judge
            .post(TIES, &[("organisation", name)])
            .await
            .leads_to(TIES);
    }
    assert_eq!(count_events(&app, "tie", "declared").await, 1, "one tie");
    assert_eq!(
        jury.queue(&app, 0).await.len(),
        before,
        "what leaves a queue would tell whose it is"
    );
    judge
        .get(TIES)
        .await
        .ok()
        .has("school of SECRET creator")
        .lacks("Film 0")
        .lacks("secret.creator native");
    // An entry of that organisation that is accepted later goes to the other judge.
    let creator = app
        .read(|conn| {
            Ok(accounts::table
                .filter(accounts::email.eq("secret.creator@films.example"))
                .select(Account::as_select())
                .first::<Account>(conn)?)
        })
        .await;
    for n in 0..3 {
        let title = format!("Late {n}");
        app.entry(&jury.contest, &creator, &title, State::Accepted)
            .await;
    }
    let (by, of, id, now) = (
        jury.admin.who().clone(),
        jury.contest.clone(),
        jury.round.id,
        app.now(),
    );
    let plan = app
        .write(move |conn| {
            Round::of(conn, &of, id)?.assign(conn, &by, None, "http://localhost", now)
        })
        .await;
    let other = jury.judges[1].who().id;
    assert_eq!(plan.added.len(), 3);
    assert!(plan.added.iter().all(|(_, judge)| *judge == other));
    // The admin looks, and confirms: then the judge's own entry goes too.
    jury.admin
        .post(format!("{PAGE}/search"), &[])
        .await
        .expect(303);
    let found = all(&app).await;
    assert!(found.iter().all(|c| c.grounds == Grounds::Tie));
    let mine = jury.queue(&app, 0).await.remove(0);
    let conflict = found.iter().find(|c| c.entry_id == mine.entry_id).unwrap();
    let url = format!("{PAGE}/{}", conflict.id);
    jury.admin
        .get(&url)
        .await
        .ok()
        .has("the entry goes from this judge to another");
    jury.admin
        .post(&url, &[("state", "confirmed")])
        .await
        .expect(303);
    assert_eq!(holders(&app, &jury, mine.entry_id).await, [1]);
}

#[actix_web::test]
async fn a_dismissed_conflict_of_one_organisation_lets_the_judge_score() {
    let app = TestApp::new().await;
    let jury = Jury::planned(&app, 1, 1, 1).await;
    belongs(&app, jury.judges[0].who(), "School of secret.creator").await;
    let draw = || async {
        let (of, id) = (jury.contest.clone(), jury.round.id);
        let preview = app.read(move |conn| Round::of(conn, &of, id)?.preview(conn));
        preview.await.plan.added.len()
    };
    assert_eq!(draw().await, 0);
    jury.admin
        .post(format!("{PAGE}/search"), &[])
        .await
        .expect(303);
    let conflict = all(&app).await.remove(0);
    jury.admin
        .post(
            format!("{PAGE}/{}", conflict.id),
            &[
                ("state", "dismissed"),
                ("reason", "Another school of the name"),
            ],
        )
        .await
        .expect(303);
    assert_eq!(draw().await, 1);
}

#[actix_web::test]
async fn nobody_ever_scores_their_own_work_whatever_an_admin_decides() {
    let app = TestApp::new().await;
    let jury = Jury::planned(&app, 1, 0, 1).await;
    app.entry(&jury.contest, jury.judges[0].who(), "Own", State::Accepted)
        .await;
    jury.admin
        .post(format!("{PAGE}/search"), &[])
        .await
        .expect(303);
    let conflict = all(&app).await.remove(0);
    assert_eq!(conflict.grounds, Grounds::Account);
    let url = format!("{PAGE}/{}", conflict.id);
    jury.admin
        .get(&url)
        .await
        .ok()
        .lacks("the judge may score it");
    jury.admin
        .post(&url, &[("state", "dismissed"), ("reason", "They are fair")])
        .await
        .expect(422);
}

#[actix_web::test]
async fn the_list_of_conflicts_pages_with_the_same_few_statements() {
    let app = TestApp::new().await;
    let jury = Jury::planned(&app, 1, 2, 1).await;
    belongs(&app, jury.judges[0].who(), "School of secret.creator").await;
    jury.admin
        .post(format!("{PAGE}/search"), &[])
        .await
        .expect(303);
    let few = app.statements(jury.admin.get(PAGE)).await.0;
    let creator = app.account("secret.more@films.example", "CN").await;
    belongs(&app, &creator, "School of secret.creator").await;
    for n in 0..60 {
        app.entry(
            &jury.contest,
            &creator,
            &format!("More {n}"),
            State::Accepted,
        )
        .await;
    }
    jury.admin
        .post(format!("{PAGE}/search"), &[])
        .await
        .expect(303);
    let (many, page) = app.statements(jury.admin.get(PAGE)).await;
    assert_eq!(few, many);
    assert!(many <= 8, "{many}");
    let next = page.text.split("rel=\"next\" href=\"").nth(1).unwrap();
    let next = next.split('"').next().unwrap();
    jury.admin.get(next).await.ok().has("judge0 latin");
}
