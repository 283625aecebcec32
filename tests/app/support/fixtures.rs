//! People and contests that tests begin with, put into the database directly.

use diesel::prelude::*;
use shortlist::accounts::forms::{NewAccount, Profile};
use shortlist::accounts::{Account, Email, Session, Token};
use shortlist::contests::{Category, Contest, EntryRules, Role, Stream};
use shortlist::db::{Id, Json, Moment};
use shortlist::entries::{Content, Entry, Metadata, State};
use shortlist::i18n::{Country, Locale, Trilingual};
use shortlist::schema::{
    accounts, assignments, ballots, categories, contest_prose, contests, criteria, entries,
    panelists, roles, round_methods, rounds, sessions, streams,
};

use super::{TestApp, Visitor, noon};

/// The password of every account of the fixtures.
pub const PASSWORD: &str = "correct horse battery";

impl TestApp {
    /// Somebody without an account.
    pub fn visitor(&self) -> Visitor {
        Visitor::new(self)
    }

    /// A confirmed account of `country`, signed in, reading English.
    pub async fn person(&self, email: &str, country: &str) -> Visitor {
        let account = self.account(email, country).await;
        self.signed_in(account).await
    }

    pub async fn account(&self, email: &str, country: &str) -> Account {
        let local = email.split('@').next().unwrap();
        let new = NewAccount {
            email: Email::parse(email).unwrap(),
            password: PASSWORD.to_owned(),
            profile: Profile {
                native_name: format!("{local} native"),
                latin_name: format!("{local} latin"),
                country: Country::parse(country).unwrap(),
                organisation: format!("School of {local}"),
                locale: Locale::En,
            },
        };
        let hash = self.app.hasher.hash(PASSWORD).await.unwrap();
        let now = self.now();
        self.write(move |conn| {
            let account = Account::create(conn, &new, &hash, now)?;
            diesel::update(accounts::table.filter(accounts::id.eq(account.id)))
                .set(accounts::email_confirmed_at.eq(Some(now)))
                .execute(conn)?;
            Account::find(conn, account.id)
        })
        .await
    }

    /// A browser in which `account` is signed in.
    pub async fn signed_in(&self, account: Account) -> Visitor {
        let token = Token::new().unwrap();
        let (hash, id, now) = (token.hash(), account.id, self.now());
        self.write(move |conn| {
            diesel::insert_into(sessions::table)
                .values((
                    sessions::id.eq(Id::<Session>::new()),
                    sessions::token_hash.eq(hash),
                    sessions::account_id.eq(id),
                    sessions::user_agent.eq("test"),
                    sessions::address.eq("127.0.0.1"),
                    sessions::created_at.eq(now),
                    sessions::last_seen_at.eq(now),
                    sessions::expires_at.eq(now.plus(chrono::TimeDelta::days(3650))),
                ))
                .execute(conn)?;
            Ok(())
        })
        .await;
        Visitor::with_cookie(self, account, &format!("session={token}"))
    }

    pub async fn administrator(&self) -> Visitor {
        let account = self.account("root@example.org", "CN").await;
        let now = self.now();
        let made = account.clone();
        self.write(move |conn| made.make_administrator(conn, now))
            .await;
        let id = account.id;
        let account = self.read(move |conn| Account::find(conn, id)).await;
        self.signed_in(account).await
    }

    /// Somebody with `role` in the contest.
    pub async fn with_role(
        &self,
        contest: &Contest,
        email: &str,
        country: &str,
        role: Role,
    ) -> Visitor {
        let account = self.account(email, country).await;
        self.grant(contest, &account, role).await;
        self.signed_in(account).await
    }

    pub async fn grant(&self, contest: &Contest, account: &Account, role: Role) {
        let (contest, account, now) = (contest.id, account.id, self.now());
        self.write(move |conn| {
            diesel::insert_into(roles::table)
                .values((
                    roles::id.eq(Id::<Role>::new()),
                    roles::contest_id.eq(contest),
                    roles::account_id.eq(account),
                    roles::role.eq(role),
                    roles::languages.eq("[]"),
                    roles::granted_at.eq(now),
                ))
                .execute(conn)?;
            Ok(())
        })
        .await;
    }

    /// A published contest `2023`, open from 1 April to 1 June 2023, with the streams CN and RU and the
    /// categories `sport` and `city`.
    pub async fn contest(&self) -> Contest {
        self.contest_named("2023").await
    }

    pub async fn contest_named(&self, slug: &str) -> Contest {
        let slug = slug.to_owned();
        self.write(move |conn| {
            let day = |text: &str| -> Moment {
                chrono::DateTime::parse_from_rfc3339(&format!("{text}T00:00:00Z"))
                    .unwrap()
                    .to_utc()
                    .into()
            };
            let id = Id::<Contest>::new();
            let text = |zh: &str, ru: &str, en: &str| Json::new(Trilingual::new(zh, ru, en));
            diesel::insert_into(contests::table)
                .values((
                    contests::id.eq(id),
                    contests::slug.eq(&slug),
                    contests::name.eq(text(
                        "中俄短视频大赛",
                        "Конкурс коротких видео",
                        "Short Video Competition",
                    )),
                    contests::theme.eq(text(
                        "热力生活 共向未来",
                        "Жить ярко — вместе в будущее",
                        "Live Vigorously",
                    )),
                    contests::zone.eq("Asia/Shanghai"),
                    contests::opens_at.eq(Some(day("2023-04-01"))),
                    contests::closes_at.eq(Some(day("2023-06-01"))),
                    contests::grace_minutes.eq(15),
                    contests::entry_rules.eq(Json::new(EntryRules::default())),
                    contests::published_at.eq(Some(day("2023-03-30"))),
                    contests::last_number.eq(0),
                    contests::version.eq(1),
                    contests::created_at.eq(noon()),
                    contests::updated_at.eq(noon()),
                ))
                .execute(conn)?;
            diesel::insert_into(contest_prose::table)
                .values((
                    contest_prose::contest_id.eq(id),
                    contest_prose::call.eq(text("征集", "Приглашение", "Call")),
                    contest_prose::rules.eq(text("规则", "Правила", "Rules")),
                ))
                .execute(conn)?;
            for (position, code, name, countries) in [
                (1, "CN", text("中国赛区", "Китай", "China"), "[\"CN\"]"),
                (2, "RU", text("俄罗斯赛区", "Россия", "Russia"), "[\"RU\"]"),
            ] {
                diesel::insert_into(streams::table)
                    .values((
                        streams::id.eq(Id::<Stream>::new()),
                        streams::contest_id.eq(id),
                        streams::position.eq(position),
                        streams::code.eq(code),
                        streams::name.eq(name),
                        streams::countries.eq(countries),
                    ))
                    .execute(conn)?;
            }
            for (position, code, name) in [
                (1, "sport", text("运动", "Спорт", "Sport")),
                (2, "city", text("城市", "Город", "City")),
            ] {
                diesel::insert_into(categories::table)
                    .values((
                        categories::id.eq(Id::<Category>::new()),
                        categories::contest_id.eq(id),
                        categories::position.eq(position),
                        categories::code.eq(code),
                        categories::name.eq(name),
                        categories::description.eq(text("", "", "")),
                    ))
                    .execute(conn)?;
            }
            Contest::find(conn, id)
        })
        .await
    }

    /// An entry of `creator` in `state`, with the category `sport` and a link for a video.
    pub async fn entry(
        &self,
        contest: &Contest,
        creator: &Account,
        title: &str,
        state: State,
    ) -> Entry {
        let (contest, creator, title, now) = (
            contest.clone(),
            creator.clone(),
            title.to_owned(),
            self.now(),
        );
        self.write(move |conn| {
            let streams = contest.streams(conn)?;
            let stream = Stream::for_country(&streams, creator.country).unwrap().id;
            let category = contest.categories(conn)?[0].id;
            let number = if state == State::Draft {
                None
            } else {
                diesel::update(contests::table.filter(contests::id.eq(contest.id)))
                    .set(contests::last_number.eq(contests::last_number + 1))
                    .execute(conn)?;
                Some(
                    contests::table
                        .filter(contests::id.eq(contest.id))
                        .select(contests::last_number)
                        .first::<i32>(conn)?,
                )
            };
            let mut content = Content::default();
            content.texts.insert(
                Locale::En,
                Metadata {
                    title: title.clone(),
                    synopsis: format!("Synopsis of {title}."),
                    ..Metadata::default()
                },
            );
            let id = Id::<Entry>::new();
            diesel::insert_into(entries::table)
                .values((
                    entries::id.eq(id),
                    entries::contest_id.eq(contest.id),
                    entries::creator_id.eq(creator.id),
                    entries::stream_id.eq(stream),
                    entries::category_id.eq(Some(category)),
                    entries::number.eq(number),
                    entries::state.eq(state),
                    entries::version.eq(1),
                    entries::original_locale.eq(Locale::En),
                    entries::title.eq(&title),
                    entries::titles.eq(Json::new(Trilingual::new("", "", &title))),
                    entries::content.eq(Json::new(content)),
                    entries::link_url.eq("https://video.example/1"),
                    entries::link_password.eq(""),
                    entries::duration_s.eq(Some(60)),
                    entries::search_text.eq(title.to_lowercase()),
                    entries::started_at.eq(now),
                    entries::updated_at.eq(now),
                    entries::submitted_at.eq((state != State::Draft).then_some(now)),
                ))
                .execute(conn)?;
            let entry = Entry::find(conn, id)?;
            entry.file(conn, &creator)?;
            Ok(entry)
        })
        .await
    }
}

/// A round put into the database directly.
#[derive(Clone)]
pub struct FixtureRound {
    pub id: Id<FixtureRound>,
    /// Their names are `judge-1 native` and so on.
    pub judges: Vec<Account>,
}

impl TestApp {
    /// A round in `state` (`open`, `closed`) after the contest's last, asking for two judges an entry, with one
    /// criterion, ranked by the mean, a panel, and for each entry submitted ballots with these totals in thousandths of a point.
    pub async fn judged_round(
        &self,
        contest: &Contest,
        state: &'static str,
        cut: i32,
        scored: &[(&Entry, &[i32])],
    ) -> FixtureRound {
        let size = scored.iter().map(|(_, totals)| totals.len()).max();
        let mut judges = Vec::new();
        for n in 1..=size.unwrap_or(0) {
            let email = format!("judge-{n}@{}.example.org", uuid::Uuid::now_v7().simple());
            judges.push(self.account(&email, "RU").await);
        }
        let round = FixtureRound {
            id: Id::new(),
            judges,
        };
        let (contest, now, made) = (contest.id, self.now(), round.clone());
        let scored: Vec<(Id<Entry>, Vec<i32>)> = scored
            .iter()
            .map(|(entry, totals)| (entry.id, totals.to_vec()))
            .collect();
        self.write(move |conn| {
            let last = rounds::table
                .filter(rounds::contest_id.eq(contest))
                .select(diesel::dsl::max(rounds::position))
                .first::<Option<i32>>(conn)?
                .unwrap_or(0);
            let name = Trilingual::new("评审", "Тур", &format!("Round {}", last + 1));
            diesel::insert_into(rounds::table)
                .values((
                    rounds::id.eq(made.id),
                    rounds::contest_id.eq(contest),
                    rounds::position.eq(last + 1),
                    rounds::name.eq(Json::new(name)),
                    rounds::state.eq(state),
                    rounds::judges_per_entry.eq(2),
                    rounds::cut.eq(cut),
                    rounds::seed.eq(1_i64),
                    rounds::opened_at.eq(Some(now)),
                    rounds::closed_at.eq((state == "closed").then_some(now)),
                ))
                .execute(conn)?;
            diesel::insert_into(round_methods::table)
                .values((
                    round_methods::round_id.eq(made.id),
                    round_methods::method.eq("mean"),
                    round_methods::changes.eq("[]"),
                    round_methods::version.eq(1),
                ))
                .execute(conn)?;
            diesel::insert_into(criteria::table)
                .values((
                    criteria::id.eq(Id::<FixtureRound>::new()),
                    criteria::round_id.eq(made.id),
                    criteria::position.eq(1),
                    criteria::code.eq("whole"),
                    criteria::name.eq(Json::new(Trilingual::new("总体", "Целое", "Whole"))),
                    criteria::help.eq(Json::new(Trilingual::default())),
                    criteria::weight.eq(10_000),
                    criteria::scale_min.eq(0),
                    criteria::scale_max.eq(100),
                    criteria::step.eq(1),
                    criteria::levels.eq("[]"),
                ))
                .execute(conn)?;
            for judge in &made.judges {
                diesel::insert_into(panelists::table)
                    .values((
                        panelists::round_id.eq(made.id),
                        panelists::account_id.eq(judge.id),
                        panelists::joined_at.eq(now),
                    ))
                    .execute(conn)?;
            }
            for (entry, totals) in &scored {
                for ((position, judge), total) in (1..).zip(&made.judges).zip(totals) {
                    let assignment = Id::<FixtureRound>::new();
                    diesel::insert_into(assignments::table)
                        .values((
                            assignments::id.eq(assignment),
                            assignments::round_id.eq(made.id),
                            assignments::entry_id.eq(entry),
                            assignments::judge_id.eq(judge.id),
                            assignments::position.eq(position),
                            assignments::state.eq("open"),
                            assignments::assigned_at.eq(now),
                        ))
                        .execute(conn)?;
                    diesel::insert_into(ballots::table)
                        .values((
                            ballots::id.eq(Id::<FixtureRound>::new()),
                            ballots::assignment_id.eq(assignment),
                            ballots::state.eq("submitted"),
                            ballots::total.eq(Some(*total)),
                            ballots::note.eq("A note of a judge"),
                            ballots::version.eq(1),
                            ballots::updated_at.eq(now),
                            ballots::submitted_at.eq(Some(now)),
                        ))
                        .execute(conn)?;
                }
            }
            Ok(())
        })
        .await;
        round
    }
}
