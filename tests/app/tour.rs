//! A walk through the main pages of the demonstration, one browser for all of it: what is checked on each of them and
//! what is drawn of them begins here.

use shortlist::contests::Contest;
use shortlist::demo::{self, Door, Size};
use shortlist::judging::Format;
use shortlist::theme::{Scope, ThemeProfile};

use crate::browser::{Browser, look};
use crate::support::TestApp;

/// A name, the role that looks (nobody, or one of the demonstration's doors), and the way there: an address, and
/// after each `>` the first link that begins so, `*` being any, or a button to press, as `[selector]`. `{draft}` and
/// `{entry}` are the creator's.
///
/// The last is how the picture in `docs/screenshots` looks: language, width, light or dark.
pub const PAGES: &[(&str, &str, &str, &str)] = &[
    ("home", "", "/", "zh-1440-dark"),
    ("contest", "", "/contests/2023", "zh-1440-light en-360-dark"),
    ("rules", "", "/contests/2023/rules", "ru-360-light"),
    (
        "gallery",
        "",
        "/contests/2023-results/gallery",
        "en-1440-light",
    ),
    (
        "gallery-entry",
        "",
        "/contests/2023-results/gallery > /contests/2023-results/gallery/*",
        "zh-360-dark",
    ),
    (
        "results",
        "",
        "/contests/2023-results/results",
        "ru-1440-light",
    ),
    ("receipts", "", "/receipts", "ru-1440-dark"),
    ("sign-in", "", "/sign-in", "zh-360-light"),
    ("sign-up", "", "/sign-up", "ru-360-dark"),
    ("entries", "creator", "/entries", "zh-1440-light"),
    (
        "entry-form",
        "creator",
        "{draft}/edit",
        "zh-1440-light ru-360-dark",
    ),
    ("entry", "creator", "{entry}", "en-360-dark zh-1440-light"),
    ("receipt", "creator", "{entry}/receipt", "zh-360-light"),
    ("account", "creator", "/account", "ru-1440-light"),
    ("inbox", "creator", "/account/inbox", "zh-360-light"),
    ("work", "screener", "/work", "ru-360-light"),
    (
        "screening",
        "screener",
        "/contests/2023/screening",
        "en-1440-light zh-360-dark",
    ),
    (
        "screening-entry",
        "screener",
        "/contests/2023/screening > /contests/2023/screening/entries/*",
        "zh-1440-dark",
    ),
    (
        "pairs",
        "screener",
        "/contests/2023/screening/pairs",
        "ru-1440-light zh-360-dark",
    ),
    (
        "pair",
        "screener",
        "/contests/2023/screening/pairs > /contests/2023/screening/pairs/*",
        "en-1440-light ru-360-dark",
    ),
    (
        "queue",
        "judge",
        "/contests/2023-judging/judging",
        "zh-360-light",
    ),
    (
        "ballot",
        "judge",
        "/contests/2023-judging/judging > /contests/2023-judging/judging/*",
        "ru-1440-light zh-360-dark",
    ),
    (
        "vote",
        "judge",
        "/contests/2023-votes/judging > /contests/2023-votes/judging/*",
        "zh-360-light en-1440-light",
    ),
    (
        "calibration",
        "judge",
        "/contests/2023-rehearsal/judging > /contests/2023-rehearsal/judging/rounds/*/calibration",
        "ru-1440-light zh-360-dark",
    ),
    (
        "order",
        "judge",
        "/contests/2023-order/judging > /contests/2023-order/judging/rounds/*/order",
        "zh-360-light ru-1440-light",
    ),
    (
        "pairs-of-judges",
        "judge",
        "/contests/2023-pairs/judging > /contests/2023-pairs/judging/rounds/*/pairs",
        "ru-360-light zh-1440-dark",
    ),
    (
        "ties",
        "judge",
        "/contests/2023-judging/judging/ties",
        "ru-360-light",
    ),
    (
        "why",
        "judge",
        "/contests/2023-judging/judging > /contests/2023-judging/judging/* > /contests/2023-judging/judging/*/why",
        "zh-1440-light",
    ),
    ("console", "admin", "/contests/2023/admin", "en-1440-light"),
    (
        "console-texts",
        "admin",
        "/contests/2023/admin/texts",
        "ru-1440-dark",
    ),
    (
        "console-windows",
        "admin",
        "/contests/2023/admin/windows",
        "zh-360-light",
    ),
    (
        "console-entry-rules",
        "admin",
        "/contests/2023/admin/entry-rules",
        "en-1440-dark",
    ),
    (
        "console-questions",
        "admin",
        "/contests/2023/admin/questions",
        "ru-360-light",
    ),
    (
        "console-theme",
        "admin",
        "/contests/2023/admin/theme",
        "zh-1440-light",
    ),
    (
        "console-profile",
        "admin",
        "/contests/2023/admin/theme/profile",
        "en-1440-light zh-360-dark",
    ),
    (
        "console-profile-side",
        "admin",
        "/contests/2023/admin/theme/profile > [main button[value=add]]",
        "ru-360-light",
    ),
    (
        "console-dry-run",
        "admin",
        "/contests/2023/admin/theme/profile > [main form[data-guard] button]",
        "ru-1440-dark",
    ),
    (
        "console-run",
        "admin",
        "/contests/2023/admin/theme > /contests/2023/admin/theme/runs/*",
        "zh-360-light",
    ),
    (
        "console-diff",
        "admin",
        "/contests/2023/admin/theme/diff",
        "en-1440-light ru-360-dark",
    ),
    (
        "console-agreement",
        "admin",
        "/contests/2023/admin/theme/agreement",
        "zh-1440-light",
    ),
    (
        "console-layer",
        "admin",
        "/contests/2023/admin/theme > /contests/2023/admin/theme/layers/*",
        "ru-360-light",
    ),
    (
        "console-criteria",
        "admin",
        "/contests/2023/admin/criteria",
        "en-360-dark",
    ),
    (
        "console-awards",
        "admin",
        "/contests/2023/admin/awards",
        "ru-1440-light",
    ),
    (
        "console-team",
        "admin",
        "/contests/2023/admin/team",
        "zh-1440-dark",
    ),
    (
        "console-member",
        "admin",
        "/contests/2023-judging/admin/team > /contests/2023-judging/admin/team/*",
        "ru-360-light",
    ),
    (
        "console-entries",
        "admin",
        "/contests/2023/admin/entries",
        "en-1440-light",
    ),
    (
        "console-entry",
        "admin",
        "/contests/2023/admin/entries > /contests/2023/admin/entries/*",
        "ru-360-dark",
    ),
    (
        "rounds",
        "admin",
        "/contests/2023-judging/admin/rounds",
        "zh-360-light",
    ),
    (
        "round",
        "admin",
        "/contests/2023-judging/admin/rounds > /contests/2023-judging/admin/rounds/*",
        "ru-1440-light",
    ),
    (
        "round-new",
        "admin",
        "/contests/2023-judging/admin/rounds/new",
        "zh-1440-light",
    ),
    (
        "assignments",
        "admin",
        "/contests/2023-judging/admin/rounds > /contests/2023-judging/admin/rounds/* > /contests/2023-judging/admin/rounds/*/assignments",
        "en-1440-light",
    ),
    (
        "conflicts",
        "admin",
        "/contests/2023-judging/admin/conflicts",
        "ru-1440-dark",
    ),
    (
        "progress",
        "admin",
        "/contests/2023-judging/admin/rounds > /contests/2023-judging/admin/rounds/* > /contests/2023-judging/admin/rounds/*/progress",
        "zh-1440-dark",
    ),
    (
        "score-log",
        "admin",
        "/contests/2023-results/admin/rounds > /contests/2023-results/admin/rounds/* > /contests/2023-results/admin/rounds/*/score-log",
        "zh-360-light",
    ),
    (
        "disagreement",
        "admin",
        "/contests/2023-results/admin/rounds > /contests/2023-results/admin/rounds/* > /contests/2023-results/admin/rounds/*/progress > /contests/2023-results/admin/rounds/*/disagreement",
        "en-1440-light",
    ),
    (
        "audience-votes",
        "admin",
        "/contests/2023-results/admin/audience",
        "zh-1440-light",
    ),
    (
        "audience-entry",
        "admin",
        "/contests/2023-judging/admin/audience",
        "ru-360-light",
    ),
    (
        "console-results",
        "admin",
        "/contests/2023-results/admin/results",
        "en-360-light",
    ),
    (
        "ranking",
        "admin",
        "/contests/2023-results/admin/results > /contests/2023-results/admin/results/*",
        "zh-1440-light",
    ),
    (
        "study",
        "admin",
        "/contests/2023-results/admin/results > /contests/2023-results/admin/results/* > /contests/2023-results/admin/results/*/study",
        "en-1440-dark",
    ),
    (
        "weights",
        "admin",
        "/contests/2023-results/admin/results > /contests/2023-results/admin/results/* > /contests/2023-results/admin/results/*/weights",
        "ru-360-light",
    ),
    (
        "judges",
        "admin",
        "/contests/2023-results/admin/results > /contests/2023-results/admin/results/* > /contests/2023-results/admin/results/*/judges",
        "zh-1440-light",
    ),
    (
        "certificates",
        "admin",
        "/contests/2023-results/admin/results > /contests/2023-results/admin/results/* > /contests/2023-results/admin/results/*/certificates",
        "ru-1440-light",
    ),
    (
        "objections",
        "",
        "/contests/2023-results/results/objections",
        "zh-360-light",
    ),
    (
        "console-objections",
        "admin",
        "/contests/2023-results/admin/objections",
        "ru-1440-light",
    ),
    (
        "console-notices",
        "admin",
        "/contests/2023-results/admin/notices",
        "zh-1440-light",
    ),
    (
        "notice-text",
        "admin",
        "/contests/2023-results/admin/notices > /contests/2023-results/admin/notices/texts/*",
        "en-360-dark",
    ),
    (
        "what-if",
        "admin",
        "/contests/2023-results/admin/results > /contests/2023-results/admin/results/* > /contests/2023-results/admin/results/*/awards > /contests/2023-results/admin/results/*/what-if",
        "ru-360-light",
    ),
    (
        "certificate-check",
        "",
        "/certificates?code=x",
        "ru-360-dark",
    ),
    (
        "placements",
        "admin",
        "/contests/2023-results/admin/results > /contests/2023-results/admin/results/* > /contests/2023-results/admin/results/*/awards",
        "ru-1440-light",
    ),
    (
        "console-exports",
        "admin",
        "/contests/2023/admin/exports",
        "en-1440-dark",
    ),
    (
        "console-mails",
        "admin",
        "/contests/2023-results/admin/mails",
        "ru-360-light",
    ),
    (
        "console-events",
        "admin",
        "/contests/2023/admin/events",
        "zh-1440-light",
    ),
    ("outbox", "admin", "/admin/mails", "en-1440-light"),
    ("jobs", "admin", "/admin/jobs", "zh-360-dark"),
];

/// The demonstration, running, and a browser in it.
pub struct Tour {
    pub app: TestApp,
    pub browser: Browser,
    doors: Vec<Door>,
    /// A draft and a judged entry of the creator's.
    draft: String,
    entry: String,
    /// The role and the language of whoever looks now.
    now: Option<(String, String)>,
}

/// The demonstration a little later than anything in its story was made, with a layer of the theme check, a second
/// version of the profile and a re-check by it under way.
pub async fn filled() -> (TestApp, Vec<Door>) {
    let app = TestApp::new().await;
    app.app.clock.advance(chrono::TimeDelta::days(130));
    let size = Size {
        entries: 60,
        judges: 12,
        seed: 2023,
    };
    let doors = demo::fill(&app.app, size).await.unwrap();
    let judge = doors.iter().find(|door| door.role == "judge").unwrap();
    let judge = shortlist::accounts::Email::parse(&judge.email).unwrap();
    let judge = app
        .read(move |conn| {
            Ok(shortlist::accounts::Account::by_email(conn, &judge)?
                .unwrap()
                .id)
        })
        .await;
    crate::judging::rehearsed(&app, judge, "2023-rehearsal").await;
    for (slug, format) in [
        ("2023-votes", Format::Votes),
        ("2023-order", Format::Order),
        ("2023-pairs", Format::Pairs),
    ] {
        crate::judging::judged_together(&app, judge, slug, format).await;
    }
    let (call, profile) = app
        .read(|conn| {
            let call = Contest::by_slug(conn, "2023")?;
            let profile = ThemeProfile::current(conn, call.id)?;
            Ok((call, profile))
        })
        .await;
    crate::theme::layer(&app, &call, &profile.unwrap()).await;
    crate::theme::published(&app, &call, &crate::theme::changed()).await;
    crate::theme::recheck(&app, &call, Scope::Waiting).await;
    (app, doors)
}

impl Tour {
    /// None where there is no driver.
    pub async fn start() -> Option<Self> {
        let browser = Browser::start(1440, 900).await?;
        let (app, doors) = filled().await;
        let (draft, entry) = entries(&app, &doors).await;
        Some(Self {
            app,
            browser,
            doors,
            draft,
            entry,
            now: None,
        })
    }

    /// Becomes somebody with this role who reads this language, if they are not.
    pub async fn become_one(&mut self, role: &str, language: &str) {
        let wanted = Some((role.to_owned(), language.to_owned()));
        if self.now == wanted {
            return;
        }
        // Wide enough that nothing is folded away.
        look(&self.browser.client, 1440, false).await;
        let before = self.now.take().map(|(role, _)| role);
        if before.as_deref() != Some(role) {
            self.browser.forget().await;
            let door = self.doors.iter().find(|door| door.role == role);
            if let Some(door) = door {
                let email = door.email.clone();
                let base = &self.app.url;
                self.browser.sign_in(base, &email, demo::PASSWORD).await;
            }
        }
        self.browser
            .open(format!("{}/receipts", self.app.url))
            .await;
        let button = format!("footer button[value='{language}']");
        self.browser.press(&button).await;
        self.now = wanted;
    }

    /// Opens the first address, and follows a link or presses a button for each further step.
    pub async fn walk(&self, path: &str) {
        let path = path
            .replace("{draft}", &self.draft)
            .replace("{entry}", &self.entry);
        let mut steps = path.split(" > ");
        let first = format!("{}{}", self.app.url, steps.next().unwrap());
        self.browser.open(first).await;
        for step in steps {
            if let Some(button) = step.strip_prefix('[').and_then(|s| s.strip_suffix(']')) {
                self.browser.press(button).await;
                continue;
            }
            let (before, after) = step.split_once('*').unwrap_or((step, ""));
            let script = "const [before, after] = arguments;
                return [...document.querySelectorAll('main a[href]')]
                  .map((a) => a.getAttribute('href'))
                  .find((h) => h.startsWith(before) && h.length > before.length && h.endsWith(after) && !h.includes('?'))";
            let arguments = vec![before.into(), after.into()];
            let client = &self.browser.client;
            let link = client.execute(script, arguments).await.unwrap();
            let link = link
                .as_str()
                .unwrap_or_else(|| panic!("{path}: no link {step}"));
            self.browser.open(format!("{}{link}", self.app.url)).await;
        }
    }
}

/// A new draft of the demonstration's creator, in three languages, and an entry that they submitted before.
async fn entries(app: &TestApp, doors: &[Door]) -> (String, String) {
    let door = doors.iter().find(|door| door.role == "creator").unwrap();
    let creator = app.visitor();
    creator
        .sign_in(&door.email, demo::PASSWORD)
        .await
        .expect(303);
    let list = creator.get("/entries").await.ok();
    let entry = list.text.split("href=\"/entries/").nth(1).unwrap();
    let entry = format!("/entries/{}", entry.split('"').next().unwrap());
    let made = creator
        .post("/contests/2023/entries", &[])
        .await
        .expect(303);
    let path = made.location().trim_end_matches("/edit").to_owned();
    let texts = [
        ("version", "1"),
        ("original", "zh"),
        ("title.zh", "凌晨四点的面馆"),
        (
            "synopsis.zh",
            "巷口的面馆凌晨四点亮灯。老板娘揉面，环卫工、出租车司机和赶早班的年轻人围着一口锅取暖，街坊们的一天就从这碗面开始。",
        ),
        ("title.ru", "Лапша в четыре утра"),
        (
            "synopsis.ru",
            "В четыре утра в переулке зажигается окно лапшичной. У котла греются дворники, таксисты и соседи — с этой миски начинается их день.",
        ),
        ("title.en", "Noodles at Four"),
        (
            "synopsis.en",
            "At four in the morning a noodle shop lights up its alley. Street sweepers, drivers and neighbours warm themselves around one pot.",
        ),
        ("statement", "一座城市的热气，是从早起的人开始的。"),
        ("tags", "面馆, 街坊, 清晨"),
        ("duration", "3:05"),
        ("spoken", "zh"),
        ("subtitle_languages", "ru"),
    ];
    creator.post(&path, &texts).await.expect(303);
    (path, entry)
}
