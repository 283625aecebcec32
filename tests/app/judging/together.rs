//! A round of orders and a round of pairs, from the judges' answers to the entries of the next round.

use shortlist::judging::forms::{NewRound, Scope};
use shortlist::judging::{CutRule, Source};
use shortlist::results::run::bundle::verify;
use shortlist::results::{Method, Ranking};
use shortlist::schema::rankings;

use super::comparing::compare_all;
use super::*;

impl Jury {
    /// Closes the round, ranks it through the pages, and gives back the ranking.
    async fn ranked(&self, app: &TestApp) -> Ranking {
        self.close(app).await;
        let round = self.round.id;
        let form = [("round", round.to_string())];
        let form = [("round", form[0].1.as_str())];
        self.admin
            .post("/contests/2023/admin/results", &form)
            .await
            .expect(303);
        app.mails().await;
        app.read(move |conn| {
            Ok(rankings::table
                .filter(rankings::round_id.eq(round.cast::<shortlist::results::RoundSummary>()))
                .select(Ranking::as_select())
                .first(conn)?)
        })
        .await
    }

    /// The pages of a ranking by comparisons say what they can, and the bundle is recomputed by the program.
    async fn is_told(&self, app: &TestApp, ranking: &Ranking) {
        assert_eq!(ranking.method, Method::Pairs);
        let page = format!("/contests/2023/admin/results/{}", ranking.id);
        for (noun, words) in [
            ("", "By comparisons"),
            ("/judges", "With the ranking"),
            (
                "/study",
                "other methods and home advantage are not computed",
            ),
        ] {
            let (n, answer) = app
                .statements(self.admin.get(format!("{page}{noun}")))
                .await;
            answer.ok().has(words);
            assert!(n <= 10, "{noun}: {n} statements");
        }
        let method = self.console("method");
        self.admin
            .get(&method)
            .await
            .ok()
            .has("it is ranked by comparisons")
            .lacks("Median");
        let other = [
            ("method", "median"),
            ("reason", "because"),
            ("version", "0"),
        ];
        self.admin.post(&method, &other).await.expect(422);
        let of = ranking.clone();
        let bundle = app.read(move |conn| of.bundle(conn)).await;
        let verdict = verify(&bundle, None).unwrap();
        assert_eq!(verdict.differences, Vec::<String>::new());
        assert_eq!(verdict.digest, ranking.parameters.digest);
        let file = app.folder().join("results.zip");
        std::fs::write(&file, &bundle).unwrap();
        let checked = std::process::Command::new(env!("CARGO_BIN_EXE_shortlist"))
            .args(["results", "verify"])
            .arg(&file)
            .output()
            .unwrap();
        assert_eq!(
            checked.status.code(),
            Some(0),
            "{}",
            String::from_utf8_lossy(&checked.stderr)
        );
    }

    /// A second round that takes the first two, and the entries that it took.
    async fn next(&self, app: &TestApp) -> Vec<Id<Entry>> {
        let (by, of, first, now) = (
            self.admin.who().clone(),
            self.contest.clone(),
            self.round.clone(),
            app.now(),
        );
        let new = NewRound {
            settings: RoundSettings {
                name: Trilingual::new("", "", "Final"),
                judges_per_entry: 1,
                scope: Some(Scope {
                    source: Source::Through,
                    earlier: vec![first.id],
                    ..Scope::default()
                }),
                ..RoundSettings::default()
            },
            criteria_from: None,
        };
        let second = app
            .write(move |conn| Round::make(conn, &by, &of, &new, now))
            .await;
        let page = format!("/contests/2023/admin/rounds/{}/entries", second.id);
        self.admin.post(&page, &[]).await.leads_to(&page);
        app.read(move |conn| {
            use shortlist::schema::round_entries;
            Ok(round_entries::table
                .filter(round_entries::round_id.eq(second.id))
                .order(round_entries::place)
                .select(round_entries::entry_id)
                .load(conn)?)
        })
        .await
    }

    /// Lets the first two of the round through.
    async fn cut_at_two(&self, app: &TestApp) {
        let (by, round, now) = (self.admin.who().clone(), self.round.clone(), app.now());
        let settings = RoundSettings {
            name: (*round.name).clone(),
            judges_per_entry: round.judges_per_entry,
            cut_rule: CutRule::Places,
            cut: 2,
            ..RoundSettings::default()
        };
        app.write(move |conn| round.change(conn, &by, &settings, now))
            .await;
    }
}

/// All entries of a jury, in an order that all judges agree on.
async fn agreed(app: &TestApp, jury: &Jury) -> Vec<Id<Entry>> {
    let mut entries: Vec<Id<Entry>> = Vec::new();
    for n in 0..jury.judges.len() {
        entries.extend(jury.queue(app, n).await.iter().map(|each| each.entry_id));
    }
    entries.sort();
    entries.dedup();
    entries.rotate_left(1);
    entries
}

#[actix_web::test]
async fn a_round_of_pairs_is_ranked_cut_and_followed_by_the_next() {
    let app = TestApp::new().await;
    let jury = Jury::open_as(&app, 3, 6, 2, Format::Pairs).await;
    jury.cut_at_two(&app).await;
    // Every judge compares all of theirs with all others: of fewer pairs two entries may come out equal at the cut.
    let id = jury.round.id;
    app.write(move |conn| {
        use shortlist::schema::rounds;
        diesel::update(rounds::table.filter(rounds::id.eq(id)))
            .set(rounds::comparisons_each.eq(3))
            .execute(conn)?;
        Ok(())
    })
    .await;
    let better = agreed(&app, &jury).await;
    for n in 0..3 {
        let mut queue = jury.queue(&app, n).await;
        queue.sort_by_key(|own| better.iter().position(|entry| *entry == own.entry_id));
        let ids: Vec<String> = queue.iter().map(|own| own.id.to_string()).collect();
        assert_eq!(compare_all(&jury.judges[n], &jury.pairs(), &ids).await, 6);
    }
    let ranking = jury.ranked(&app).await;
    jury.is_told(&app, &ranking).await;
    let through = jury.next(&app).await;
    assert_eq!(through[..], better[..2], "the two best of all");
    // What is confirmed is what is stored.
    let page = jury.admin.get(jury.console("score-log")).await.ok();
    page.has("comparisons that stand in it are those in the database");
}

#[actix_web::test]
async fn a_round_of_orders_is_ranked_cut_and_followed_by_the_next() {
    let app = TestApp::new().await;
    let jury = Jury::open_as(&app, 3, 6, 2, Format::Order).await;
    jury.cut_at_two(&app).await;
    let better = agreed(&app, &jury).await;
    for n in 0..3 {
        let mut queue = jury.queue(&app, n).await;
        queue.sort_by_key(|own| better.iter().position(|entry| *entry == own.entry_id));
        let places = queue.iter().zip(1..);
        let mut form: Vec<(String, String)> = places
            .map(|(own, place)| (format!("place.{}", own.id), format!("{place}")))
            .collect();
        form.push(("do".to_owned(), "submit".to_owned()));
        let form: Vec<(&str, &str)> = form.iter().map(|(a, b)| (a.as_str(), b.as_str())).collect();
        jury.judges[n]
            .post(jury.order(), &form)
            .await
            .leads_to(jury.order());
    }
    let ranking = jury.ranked(&app).await;
    jury.is_told(&app, &ranking).await;
    let through = jury.next(&app).await;
    assert_eq!(through[..1], better[..1], "the best of all is the first");
    assert_eq!(through.len(), 2);
}
