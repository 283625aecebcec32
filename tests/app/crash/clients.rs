//! A creator who saves and submits, and a judge who scores, one request after another.

use std::sync::Arc;
use std::time::Duration;

use reqwest::header::{HeaderMap, HeaderValue};
use reqwest::{Client, Response, redirect};
use shortlist::accounts::Account;
use shortlist::db::Id;
use shortlist::entries::Entry;
use shortlist::judging::Assignment;

use super::ledger::Ledger;
use super::program::Program;
use super::scene::Counts;

/// One entry as its creator knows it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Film {
    pub title: String,
    pub version: i32,
    /// How many receipts it has.
    pub submissions: i64,
}

/// One ballot as its judge knows it; points in tenths.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Card {
    pub version: i32,
    pub theme: Option<i32>,
    pub craft: Option<i32>,
    pub submitted: bool,
}

/// A browser with a session, an address of its own, and somebody's work to do.
pub struct Worker {
    pub account: Account,
    pub task: Task,
    pub counts: Counts,
    contest: String,
    client: Client,
    step: usize,
}

pub enum Task {
    Submitting {
        /// Fields of a complete form, apart from title and version.
        form: Vec<(String, String)>,
        films: Ledger<Id<Entry>, Film>,
    },
    Scoring {
        assignments: Vec<Id<Assignment>>,
        cards: Ledger<Id<Assignment>, Card>,
    },
}

/// The process ended before it answered.
struct Silence;

struct Browser {
    client: Client,
    program: Arc<Program>,
    answers: usize,
}

impl Worker {
    /// `address` is what the proxy says of where it comes from.
    pub fn new(account: Account, cookie: &str, address: &str, slug: &str, task: Task) -> Self {
        let mut headers = HeaderMap::new();
        for (name, value) in [
            ("cookie", cookie),
            ("x-forwarded-for", address),
            ("sec-fetch-site", "same-origin"),
        ] {
            headers.insert(name, HeaderValue::from_str(value).unwrap());
        }
        let client = Client::builder()
            .default_headers(headers)
            .redirect(redirect::Policy::none())
            .no_proxy()
            .timeout(Duration::from_secs(30))
            .build()
            .unwrap();
        Self {
            account,
            task,
            counts: Counts::default(),
            contest: format!("/contests/{slug}"),
            client,
            step: 0,
        }
    }

    /// Works until the program ends.
    pub async fn work(mut self, program: Arc<Program>) -> Self {
        let mut browser = Browser {
            client: self.client.clone(),
            program: Arc::clone(&program),
            answers: 0,
        };
        while !program.has_ended() && self.next(&mut browser).await.is_ok() {
            self.step += 1;
        }
        self
    }

    async fn next(&mut self, browser: &mut Browser) -> Result<(), Silence> {
        match &mut self.task {
            Task::Submitting { form, films } => {
                let title = format!("{} {}", self.account.latin_name, self.step);
                let film = films.newest().map(|(id, film)| (id, film.clone()));
                match film {
                    // Every other film is submitted a second time.
                    Some((id, film)) if film.submissions < 1 + i64::from(id.as_bytes()[15] % 2) => {
                        let fields = filled(form, &title, film.version);
                        save(browser, films, id, film, title, fields, &mut self.counts).await
                    }
                    _ => start(browser, films, &self.contest, &mut self.counts).await,
                }
            }
            Task::Scoring { assignments, cards } => {
                let id = assignments[self.step / 4 % assignments.len()];
                let url = format!("{}/judging/{id}", self.contest);
                score(browser, cards, id, &url, self.step, &mut self.counts).await
            }
        }
    }
}

fn filled(form: &[(String, String)], title: &str, version: i32) -> Vec<(String, String)> {
    let mut fields = form.to_vec();
    fields.push(("title.zh".to_owned(), title.to_owned()));
    fields.push(("version".to_owned(), version.to_string()));
    fields
}

async fn start(
    browser: &mut Browser,
    films: &mut Ledger<Id<Entry>, Film>,
    contest: &str,
    counts: &mut Counts,
) -> Result<(), Silence> {
    let film = Film {
        version: 1,
        ..Film::default()
    };
    films.sends(None, film);
    let answer = browser
        .post(&format!("{contest}/entries"), &[], None, 303)
        .await?;
    let location = answer.headers()["location"].to_str().unwrap();
    let id = location.split('/').nth(2).unwrap().parse().unwrap();
    films.acknowledge(id);
    counts.starts += 1;
    browser.answered(answer).await;
    Ok(())
}

/// The first two saves keep a draft, by the page itself and by its button; from the third on they submit.
async fn save(
    browser: &mut Browser,
    films: &mut Ledger<Id<Entry>, Film>,
    id: Id<Entry>,
    film: Film,
    title: String,
    mut fields: Vec<(String, String)>,
    counts: &mut Counts,
) -> Result<(), Silence> {
    let (header, status) = match film.version {
        1 => (Some(("X-Autosave", "1")), 200),
        _ => (None, 303),
    };
    let submits = film.version > 2;
    if submits {
        fields.push(("action".to_owned(), "submit".to_owned()));
    }
    let after = Film {
        title,
        version: film.version + 1,
        submissions: film.submissions + i64::from(submits),
    };
    films.sends(Some(id), after);
    let answer = browser
        .post(&format!("/entries/{id}"), &fields, header, status)
        .await?;
    if status == 303 {
        let noun = if submits { "receipt" } else { "edit" };
        let location = answer.headers()["location"].to_str().unwrap();
        assert_eq!(location, format!("/entries/{id}/{noun}"));
    }
    films.acknowledge(id);
    counts.saves += u32::from(!submits);
    counts.submissions += u32::from(submits);
    browser.answered(answer).await;
    Ok(())
}

/// One criterion, the other, the submission, and then a change of what was submitted.
async fn score(
    browser: &mut Browser,
    cards: &mut Ledger<Id<Assignment>, Card>,
    id: Id<Assignment>,
    url: &str,
    step: usize,
    counts: &mut Counts,
) -> Result<(), Silence> {
    let card = cards.get(id).cloned().unwrap_or_default();
    let whole = card.theme.is_some() && card.craft.is_some();
    let submits = whole && !card.submitted;
    let mut after = Card {
        version: card.version + 1,
        submitted: card.submitted || submits,
        ..card.clone()
    };
    let mut fields = vec![("version".to_owned(), card.version.to_string())];
    if !submits {
        let theme = card.theme.is_none() || whole && step.is_multiple_of(2);
        let (code, points) = match theme {
            true => ("theme", &mut after.theme),
            false => ("craft", &mut after.craft),
        };
        // Another value each time: a save that changes nothing leaves the version as it is.
        let given = points.map_or(1 + step as i32 % 10, |before| 1 + before / 10 % 10);
        *points = Some(given * 10);
        fields.push((format!("points.{code}"), given.to_string()));
    }
    cards.sends(Some(id), after);
    let answer = if submits {
        let url = format!("{url}/submission");
        browser.post(&url, &fields, None, 303).await?
    } else {
        let accept = Some(("Accept", "application/json"));
        let url = format!("{url}/scores");
        browser.post(&url, &fields, accept, 200).await?
    };
    cards.acknowledge(id);
    counts.ballots += u32::from(submits);
    counts.scores += u32::from(!submits);
    browser.answered(answer).await;
    Ok(())
}

impl Browser {
    /// Sends a form. Anything but `status` fails the test, and so does silence while the program runs.
    async fn post(
        &mut self,
        path: &str,
        fields: &[(String, String)],
        header: Option<(&str, &str)>,
        status: u16,
    ) -> Result<Response, Silence> {
        let url = format!("{}{path}", self.program.url);
        let mut request = self.client.post(url).form(fields);
        if let Some((name, value)) = header {
            request = request.header(name, value);
        }
        match request.send().await {
            Ok(answer) if answer.status() == status => Ok(answer),
            Ok(answer) => panic!("{path}: {}\n{}", answer.status(), self.program.said()),
            Err(_) if self.program.may_be_silent() => Err(Silence),
            Err(error) => panic!("{path}: {error:?}\n{}", self.program.said()),
        }
    }

    /// Tells the program, which may end by it, and reads the rest, so that the connection serves the next request.
    async fn answered(&mut self, answer: Response) {
        self.answers += 1;
        self.program.answered(self.answers);
        let _ = answer.bytes().await;
    }
}
