//! The demonstration contest, told through the domain's own verbs: what a visitor of `shortlist demo` sees was set up,
//! submitted, screened, scored and published by the same functions that the pages call.

pub mod content;
mod dice;
mod jury;
mod people;
mod story;

use crate::app::App;
use crate::i18n::Trilingual;
use crate::jobs::worker;
use content::{Story, Work};
use story::Teller;

/// The password of everyone in the demonstration.
pub const PASSWORD: &str = "demo-2023-demo";

/// How much of it.
#[derive(Clone, Copy, Debug)]
pub struct Size {
    /// Entries of the contest in screening, and of the one before the jury.
    pub entries: usize,
    pub judges: usize,
    pub seed: u64,
}

/// A sign-in to try.
pub struct Door {
    pub role: &'static str,
    pub email: String,
}

/// Fills an empty database: three contests of one edition, at three of its stages.
pub async fn fill(app: &App, size: Size) -> anyhow::Result<Vec<Door>> {
    let story = Story::read()?;
    let now = app.clock.now();
    // Three works a person, over and above those of the story.
    let creators = 40 + if size.entries > 60 { size.entries } else { 0 };
    let long_ago = now.minus(chrono::TimeDelta::days(230));
    let people = people::arrive(
        app,
        &story,
        creators,
        size.judges.max(12),
        PASSWORD,
        long_ago,
    )
    .await?;
    let teller = Teller {
        app,
        story: &story,
        people: &people,
        now,
        seed: size.seed,
    };
    let on_theme = |work: &Work| work.expect == content::Expect::Accept;

    // The results: ended, awarded, in the gallery.
    let named = Trilingual::new("（往届）", " — прошлый выпуск", " — the past edition");
    let past = teller.contest("2023-results", named, -200, -140).await?;
    teller
        .submit(&past, 24, -190, -141, |work| {
            on_theme(work) && work.is_even()
        })
        .await?;
    worker::drain(app).await?;
    teller.forget_words(&past).await?;
    teller.screen(&past, usize::MAX, -139).await?;
    let round = teller.judge(&past, 4, 1.0, -130).await?;
    teller.finish(&past, round, -100).await?;

    // The jury: everything accepted, half of the ballots in.
    let named = Trilingual::new("（评审中）", " — у жюри", " — before the jury");
    let jury = teller.contest("2023-judging", named, -80, -20).await?;
    let count = if size.entries > 60 { size.entries } else { 0 };
    teller.submit(&jury, count, -70, -21, on_theme).await?;
    worker::drain(app).await?;
    teller.forget_words(&jury).await?;
    teller.screen(&jury, usize::MAX, -19).await?;
    let k = if size.entries > 60 { 3 } else { 4 };
    teller.judge(&jury, k, 0.55, -10).await?;

    // The call: open, works coming in, a part of them screened.
    let call = teller
        .contest("2023", Trilingual::default(), -35, 9)
        .await?;
    teller
        .submit(&call, size.entries, -30, -1, |_| true)
        .await?;
    worker::drain(app).await?;
    teller.screen(&call, 14, -1).await?;
    worker::drain(app).await?;

    Ok([
        "admin a01",
        "screener s01",
        "judge j02",
        "creator c01",
        "creator c21",
    ]
    .into_iter()
    .filter_map(|pair| {
        let (role, id) = pair.split_once(' ')?;
        Some(Door {
            role,
            email: people.get(id)?.email.to_string(),
        })
    })
    .collect())
}
