//! Sixty entries, twelve judges, three hundred submitted ballots, put there by the verbs of judging.

use diesel::prelude::*;
use shortlist::accounts::Account;
use shortlist::contests::{Contest, Judge, Role};
use shortlist::db::Id;
use shortlist::entries::{Entry, State};
use shortlist::i18n::{Locale, Trilingual};
use shortlist::judging::forms::{CriterionText, Given, PanelChoice, RoundSettings};
use shortlist::judging::{Assignment, Ballot, Round};
use shortlist::schema::{accounts, assignments};

use crate::support::{TestApp, Visitor};

const ENTRIES: usize = 60;
const JUDGES: usize = 12;
/// Judges of an entry, counted on from its own place: each two panels differ, but for entries twelve places apart.
const SEATS: [usize; 5] = [0, 1, 3, 5, 8];
/// Who favours entries of China, being Chinese.
const BIASED: usize = 0;
/// Who hardly looks.
const CARELESS: usize = 11;
/// The entries of the author who has the two best of China.
const STAR: [usize; 2] = [0, 1];
/// Two entries of Russia with the same judges and the same points, the best there.
const TIED: [usize; 2] = [33, 45];

pub struct Scored {
    pub contest: Contest,
    pub admin: Visitor,
    entries: Vec<Entry>,
    judges: Vec<Account>,
}

impl Scored {
    pub async fn new(app: &TestApp) -> Self {
        let contest = app.contest().await;
        let admin = app
            .with_role(&contest, "boss@example.org", "CN", Role::Admin)
            .await;
        let mut creators = Vec::new();
        for n in 0..10 {
            let country = if n < 5 { "CN" } else { "RU" };
            let locale = match n {
                1 => Locale::En,
                2..5 | 0 => Locale::Zh,
                _ => Locale::Ru,
            };
            let email = format!("author-{n}@film.example");
            let account = app.account(&email, country).await;
            creators.push(reads(app, account, locale).await);
        }
        let mut entries = Vec::new();
        for n in 0..ENTRIES {
            let creator = match n {
                0 | 1 => 0,
                2..30 => 1 + n % 4,
                _ => 5 + n % 5,
            };
            let title = format!("Work {n:02}");
            let creator = &creators[creator];
            entries.push(app.entry(&contest, creator, &title, State::Accepted).await);
        }
        let mut judges = Vec::new();
        for n in 0..JUDGES {
            let country = if n < JUDGES / 2 { "CN" } else { "RU" };
            let account = app
                .account(&format!("judge-{n}@jury.example"), country)
                .await;
            app.grant(&contest, &account, Role::Judge).await;
            judges.push(account);
        }
        let it = Self {
            contest,
            admin,
            entries,
            judges,
        };
        let round = it.open(app).await;
        for judge in 0..JUDGES {
            it.score(app, judge).await;
        }
        let (by, now) = (it.admin.who().clone(), app.now());
        app.write(move |conn| round.close(conn, &by, 5, now)).await;
        it
    }

    /// A round of two criteria in which every entry has five judges.
    async fn open(&self, app: &TestApp) -> Round {
        let (by, of, now) = (self.admin.who().clone(), self.contest.clone(), app.now());
        let panel: Vec<PanelChoice> = self
            .judges
            .iter()
            .map(|judge| PanelChoice {
                judge: judge.id,
                max_load: None,
            })
            .collect();
        let mut pairs = Vec::new();
        for (n, entry) in self.entries.iter().enumerate() {
            for seat in SEATS {
                pairs.push((entry.id, self.judges[(n + seat) % JUDGES].id));
            }
        }
        app.write(move |conn| {
            let round = Round::make_first(conn, &by, &of, now)?;
            for (code, weight) in [("theme", 6000), ("craft", 4000)] {
                round.add_criterion(conn, &by, &criterion(code, weight), now)?;
            }
            let settings = RoundSettings {
                name: Trilingual::new("评审", "Оценка", "Jury"),
                judges_per_entry: 5,
                ..RoundSettings::default()
            };
            round.change(conn, &by, &settings, now)?;
            round.set_panel(conn, &by, &panel, now)?;
            // Written down by hand, so that two entries have the same panel.
            for (position, (entry, judge)) in (1..).zip(pairs) {
                diesel::insert_into(assignments::table)
                    .values((
                        assignments::id.eq(Id::<Assignment>::new()),
                        assignments::round_id.eq(round.id),
                        assignments::entry_id.eq(entry),
                        assignments::judge_id.eq(judge),
                        assignments::position.eq(position),
                        assignments::state.eq("open"),
                        assignments::assigned_at.eq(now),
                    ))
                    .execute(conn)?;
            }
            let round = Round::of(conn, &of, round.id)?;
            round.open(conn, &by, &of, "http://localhost", now)?;
            Round::of(conn, &of, round.id)
        })
        .await
    }

    /// One judge submits every ballot.
    async fn score(&self, app: &TestApp, judge: usize) {
        let who = Judge {
            account: self.judges[judge].clone(),
            contest: self.contest.clone(),
        };
        let places: Vec<Id<Entry>> = self.entries.iter().map(|entry| entry.id).collect();
        let now = app.now();
        app.write(move |conn| {
            let own = assignments::table
                .filter(assignments::judge_id.eq(who.account.id))
                .order(assignments::position)
                .select((assignments::id, assignments::entry_id))
                .load::<(Id<Assignment>, Id<Entry>)>(conn)?;
            for (assignment, entry) in own {
                let n = places.iter().position(|id| *id == entry).unwrap();
                let given = Given {
                    points: vec![
                        ("theme".to_owned(), points(n, judge, 0)),
                        ("craft".to_owned(), points(n, judge, 1)),
                    ],
                    ..Given::default()
                };
                Ballot::submit(conn, &who, assignment, &given, now)?;
            }
            Ok(())
        })
        .await;
    }

    pub fn careless(&self) -> Id<Account> {
        self.judges[CARELESS].id
    }

    pub fn star_first(&self) -> &str {
        &self.entries[STAR[0]].title
    }

    pub fn star_second(&self) -> &str {
        &self.entries[STAR[1]].title
    }

    pub fn star_number(&self) -> String {
        format!("CN-{:04}", self.entries[STAR[0]].number.unwrap())
    }

    pub fn tied(&self) -> [&str; 2] {
        TIED.map(|n| self.entries[n].title.as_str())
    }

    /// The one of the tied that the chair chooses.
    pub fn tied_id(&self) -> Id<Entry> {
        self.entries[TIED[0]].id
    }
}

fn criterion(code: &str, weight: i32) -> CriterionText {
    CriterionText {
        code: code.to_owned(),
        name: Trilingual::new("项", "Критерий", code),
        help: Trilingual::default(),
        weight,
        scale_min: 10,
        scale_max: 100,
        step: 5,
        levels: Vec::new(),
        tie_order: 0,
    }
}

/// Points for a criterion in tenths: what the work is worth, a little chance, and what the judge adds.
fn points(entry: usize, judge: usize, criterion: usize) -> i32 {
    let entry = if entry == TIED[1] { TIED[0] } else { entry };
    let chance = dice(entry * 100 + judge * 2 + criterion);
    if judge == CARELESS {
        return 10 + 5 * (chance % 19) as i32;
    }
    let worth = match entry {
        0 | 1 => 90 - 5 * entry as i32,
        33 => 90,
        _ => 35 + 5 * (dice(entry + 7919) % 9) as i32,
    };
    let strictness = [0, 5, -5, 0, 5, -5, 0, 0, 5, -5, 0, 0][judge];
    let favour = if judge == BIASED && entry < 30 { 15 } else { 0 };
    let wish = worth + strictness + favour + 5 * (chance % 3) as i32 - 5;
    wish.clamp(10, 100)
}

/// Chance that repeats.
fn dice(at: usize) -> u64 {
    let mut mixed = (at as u64 + 1).wrapping_mul(0x9e37_79b9_7f4a_7c15);
    mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
    mixed ^ (mixed >> 31)
}

async fn reads(app: &TestApp, account: Account, locale: Locale) -> Account {
    let id = account.id;
    app.write(move |conn| {
        diesel::update(accounts::table.filter(accounts::id.eq(id)))
            .set(accounts::locale.eq(locale))
            .execute(conn)?;
        Account::find(conn, id)
    })
    .await
}
