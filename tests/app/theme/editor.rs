//! Promises about the fields of a theme profile.

use std::collections::BTreeSet;

use shortlist::theme::check::Profile;
use shortlist::theme::{ThemeProfile, forms};

use super::{PROFILE, admin, published};
use crate::support::{Answer, TestApp, Visitor};

const URL: &str = "/contests/2023/admin/theme";
const FIELDS: &str = "/contests/2023/admin/theme/profile";

/// What is typed into the fields of a profile.
#[derive(Clone)]
struct Typed(Vec<(String, String)>);

impl Typed {
    /// The fields as they come, of a profile whose version is in force.
    fn of(toml: &str, version: i32) -> Self {
        let form = forms::filled(&Profile::parse(toml).unwrap(), version);
        let names: BTreeSet<&str> = form.names().collect();
        let pairs = names.into_iter().flat_map(|name| {
            let values = form.all(name).map(str::to_owned);
            values
                .map(|value| (name.to_owned(), value))
                .collect::<Vec<_>>()
        });
        Self(pairs.collect())
    }

    /// With this in a field, in place of what was there.
    fn with(mut self, name: &str, value: &str) -> Self {
        self.0.retain(|(each, _)| each != name);
        self.0.push((name.to_owned(), value.to_owned()));
        self
    }

    async fn sent(&self, admin: &Visitor) -> Answer {
        let pairs: Vec<(&str, &str)> = self
            .0
            .iter()
            .map(|(name, value)| (name.as_str(), value.as_str()))
            .collect();
        admin.post(FIELDS, &pairs).await
    }
}

/// What a page carries to the next one as a file.
fn carried(answer: &Answer) -> String {
    let rest = answer
        .text
        .split("<textarea name=\"toml\" hidden aria-hidden=\"true\">\n")
        .nth(1);
    let text = rest.unwrap().split("</textarea>").next().unwrap();
    text.replace("&#60;", "<")
        .replace("&#62;", ">")
        .replace("&#34;", "\"")
        .replace("&#39;", "'")
        .replace("&#38;", "&")
}

async fn version(app: &TestApp) -> i32 {
    let current = app
        .read(|conn| {
            let contest = shortlist::contests::Contest::by_slug(conn, "2023")?;
            ThemeProfile::current(conn, contest.id)
        })
        .await;
    current.map_or(0, |current| current.version)
}

#[actix_web::test]
async fn the_page_has_a_field_for_everything_in_a_profile() {
    let app = TestApp::new().await;
    let (contest, admin) = admin(&app).await;
    let toml = format!(
        "{PROFILE}\n[limits]\nduration_max_s = 600.5\nsubtitles = [\"ru\", \"en\"]\nmade_since = \"2022-01-01\"\nai = \"assisted\"\n\
         [spam]\nadverts = 3\nnot_terms = [\"курс\"]\n[relevance]\ntop_keywords = 5\n"
    );
    published(&app, &contest, &toml).await;
    let page = admin.get(FIELDS).await.ok();
    for (name, value) in Typed::of(&toml, 1).0 {
        let field = page.text.split(&format!("name=\"{name}\"")).nth(1);
        let field = field.unwrap_or_else(|| panic!("no field {name}"));
        assert!(
            value.is_empty() || page.text.contains(&value.replace('\'', "&#39;")),
            "{name}: {value:?} is not in {}",
            &field[..200.min(field.len())]
        );
    }
    // An empty number stands for its default, which is shown in its place.
    assert!(page.text.contains("name=\"relevance.keyword_cap\" inputmode=\"decimal\" autocomplete=\"off\" value=\"\" placeholder=\"6\""));
    page.has("Five or six are enough")
        .has("Higher: fewer entries pass")
        .has("finds every word that begins so");
}

#[actix_web::test]
async fn what_was_typed_is_shown_as_what_it_changes_and_published_from_there() {
    let app = TestApp::new().await;
    let (contest, admin) = admin(&app).await;
    published(&app, &contest, PROFILE).await;
    let typed = Typed::of(PROFILE, 1)
        .with("keywords.ru", "каток; бег")
        .with("words.block.any", "roulett*")
        .with("relevance.hi", "0,5")
        .with("facet.0.remove", "on")
        .with("facet.6.id", "")
        .with("facet.6.label.en", "Rivers & lakes")
        .with("facet.6.text.en", "People meet at the water.");
    let shown = typed.sent(&admin).await.ok();
    let toml = carried(&shown);
    shown
        .has("What changes against version 1")
        .has("+ каток")
        .has("− спорт")
        .has("+ roulett…")
        .has("relevance.hi")
        .has("Rivers & lakes")
        .has("Publish as version 2")
        .lacks("limits.");
    assert_eq!(
        version(&app).await,
        1,
        "nothing is written before it is confirmed"
    );
    assert!(toml.contains("id = \"rivers-lakes\"") && toml.contains("stem = \"roulett\""));
    assert!(
        !toml.contains("keyword_cap"),
        "defaults are left out:\n{toml}"
    );

    // Back from there, every field holds what was typed.
    let back = [("toml", toml.as_str()), ("version", "1")];
    let back = admin.post(FIELDS, &back).await.ok();
    assert!(back.text.contains("value=\"0.5\""));
    back.has("каток\nбег")
        .has("roulett*")
        .has("Rivers & lakes")
        .has("rivers-lakes");
    assert_eq!(version(&app).await, 1);

    let confirmed = [("toml", toml.as_str()), ("version", "1"), ("confirm", "on")];
    admin.post(URL, &confirmed).await.leads_to(URL);
    assert_eq!(version(&app).await, 2);
    admin
        .get(FIELDS)
        .await
        .ok()
        .has("roulett*")
        .has("Rivers & lakes")
        .lacks("Sport and energy");
}

#[actix_web::test]
async fn sides_are_added_and_moved_by_buttons_that_keep_what_was_typed_and_write_nothing() {
    let app = TestApp::new().await;
    let (contest, admin) = admin(&app).await;
    published(&app, &contest, PROFILE).await;
    let typed = Typed::of(PROFILE, 1)
        .with("keywords.en", "only\nthese")
        .with("relevance.hi", "not a number")
        .with("facet.1.label.en", "Makers <b>now</b>");
    let added = typed.clone().with("act", "add").sent(&admin).await.ok();
    assert!(
        added.text.contains("name=\"facet.6.label.zh\"") && !added.text.contains("name=\"facet.7")
    );
    added
        .has("only\nthese")
        .has("not a number")
        .has("Makers <b>now</b>")
        .has("New side")
        .lacks("Please correct");
    let moved = typed.clone().with("act", "up.1").sent(&admin).await.ok();
    assert!(moved.text.contains("name=\"facet.0.id\" value=\"craft\""));
    assert!(moved.text.contains("name=\"facet.1.id\" value=\"energy\""));
    moved.has("Makers <b>now</b>").has("not a number");
    let down = typed.with("act", "down.0").sent(&admin).await.ok();
    assert!(down.text.contains("name=\"facet.0.id\" value=\"craft\""));
    assert_eq!(version(&app).await, 1);
}

#[actix_web::test]
async fn all_that_is_wrong_is_said_at_once_beside_its_field_and_nothing_is_lost() {
    let app = TestApp::new().await;
    let (contest, admin) = admin(&app).await;
    published(&app, &contest, PROFILE).await;
    let long = "长".repeat(81);
    let word = "x".repeat(101);
    let typed = Typed::of(PROFILE, 1)
        .with("facet.2.label.zh", &long)
        .with("facet.3.text.ru", "нуль\0здесь")
        .with("keywords.en", &word)
        .with("words.warn.ru", "*")
        .with("relevance.top_keywords", "2.5")
        .with("duplicates.threshold", "60 %")
        .with("limits.tolerance", "5")
        .with("theme.name.en", "Live <script>alert(1)</script>");
    let refused = typed.sent(&admin).await.expect(422);
    for (name, said) in [
        ("facet.2.label.zh", "At most 80 characters; this has 81."),
        ("facet.3.text.ru", "characters that cannot be kept"),
        ("keywords.en", "A word or phrase has at most 100 characters"),
        ("words.warn.ru", "A star needs the beginning of a word"),
        ("relevance.top_keywords", "Give a whole number."),
        ("duplicates.threshold", "Give a number, such as 0.25."),
        ("limits.tolerance", "Give a number from 0 to 1."),
    ] {
        let place = refused
            .text
            .split(&format!("id=\"{name}-problem\">"))
            .nth(1);
        let place = place.unwrap_or_else(|| panic!("nothing is said beside {name}"));
        assert!(
            place.starts_with(said) || place.split("</span>").next().unwrap().contains(said),
            "{name}: {}",
            &place[..80]
        );
        assert!(
            refused.text.contains(&format!("<a href=\"#{name}\">")),
            "{name}"
        );
    }
    assert!(!refused.text.contains("<script>alert"));
    refused
        .has(&long)
        .has(&word)
        .has("60 %")
        .has("Live <script>alert(1)</script>")
        .has("нуль\u{FFFD}здесь");
    // In the reader's own language.
    for (language, said) in [("ru", "Не больше 80 знаков"), ("zh", "最多 80 个字符")]
    {
        let form = [("locale", language), ("return_to", "/")];
        admin.post("/language", &form).await.expect(303);
        typed.sent(&admin).await.expect(422).has(said);
    }
    assert_eq!(version(&app).await, 1);
}

#[actix_web::test]
async fn words_of_any_script_are_kept_as_they_were_typed() {
    let app = TestApp::new().await;
    let (contest, admin) = admin(&app).await;
    published(&app, &contest, PROFILE).await;
    let name = "ימי שלום \u{202e}😀👩‍👩‍👧 \"C:\\new\" 'x' & <b>";
    let typed = Typed::of(PROFILE, 1)
        .with("facet.0.label.en", name)
        .with("words.block.any", "😀\n\u{202e}abc\n\"quoted\\")
        .with("keywords.zh", "热力生活、👟");
    let toml = carried(&typed.sent(&admin).await.ok());
    let confirmed = [("toml", toml.as_str()), ("version", "1"), ("confirm", "on")];
    admin.post(URL, &confirmed).await.leads_to(URL);
    let id = contest.id;
    let current = app
        .read(move |conn| ThemeProfile::current(conn, id))
        .await
        .unwrap();
    let profile = current.profile().unwrap();
    assert_eq!(profile.facets[0].label.en.as_deref(), Some(name));
    assert_eq!(profile.keywords.zh, ["热力生活", "👟"]);
    admin
        .get(FIELDS)
        .await
        .ok()
        .has(name)
        .has("😀\n\u{202e}abc\n\"quoted\\");
}

#[actix_web::test]
async fn a_contest_without_a_profile_begins_with_its_theme_and_one_blank_side() {
    let app = TestApp::new().await;
    let (contest, admin) = admin(&app).await;
    admin.get(URL).await.ok().has("Write a profile");
    let page = admin.get(FIELDS).await.ok();
    assert!(
        page.text.contains("name=\"facet.0.label.zh\"") && !page.text.contains("name=\"facet.1")
    );
    assert!(page.text.contains("name=\"theme.id\" value=\"2023\""));
    page.has(contest.theme.get(shortlist::i18n::Locale::Ru))
        .has("New side")
        .lacks("Fewer than twelve");

    // Without a side it can be looked at; the page says what is missing.
    let typed = Typed::of("[theme]\nid = \"2023\"\n", 0).with("keywords.en", "river");
    let shown = typed.sent(&admin).await.ok();
    let toml = carried(&shown);
    shown
        .has("Publish as version 1")
        .has("No side of the theme is described")
        .has("Fewer than twelve keywords: English");
    let back = [("toml", toml.as_str()), ("version", "0")];
    admin
        .post(FIELDS, &back)
        .await
        .ok()
        .has("No side of the theme is described")
        .has("Fewer than twelve keywords: English");
    let confirmed = [("toml", toml.as_str()), ("version", "0"), ("confirm", "on")];
    admin.post(URL, &confirmed).await.leads_to(URL);
    assert_eq!(version(&app).await, 1);
}

#[actix_web::test]
async fn what_should_be_mended_is_said_in_the_side_that_it_speaks_of() {
    let app = TestApp::new().await;
    let (contest, admin) = admin(&app).await;
    let toml = "[theme]\nid = \"a\"\n[[facet]]\nid = \"one\"\n[facet.label]\nen = \"Boats\"\n\
        [[facet]]\nid = \"two\"\n[facet.text]\nen = \"People row boats on the river.\"\n\
        [[facet]]\nid = \"three\"\n[facet.text]\nen = \"People row their boats on a river.\"\n";
    published(&app, &contest, toml).await;
    let page = admin.get(FIELDS).await.ok();
    let part = |row: usize| {
        let start = format!("<li id=\"facet.{row}\">");
        let rest = page.text.split(&start).nth(1).unwrap();
        rest.split("</li>").next().unwrap()
    };
    assert!(part(0).contains("has no text: Boats"), "{}", part(0));
    assert!(!part(0).contains("nearly the same") && part(0).contains("<details open>"));
    for row in [1, 2] {
        assert_eq!(
            part(row).contains("nearly the same: two, three"),
            shortlist::theme::encoder::ID.is_some(),
            "{}",
            part(row)
        );
    }
}

#[actix_web::test]
async fn a_publication_that_comes_too_late_shows_the_whole_comparison_again() {
    let app = TestApp::new().await;
    let (contest, admin) = admin(&app).await;
    published(&app, &contest, PROFILE).await;
    let mine = carried(
        &Typed::of(PROFILE, 1)
            .with("keywords.en", "mine")
            .sent(&admin)
            .await
            .ok(),
    );
    let theirs = carried(
        &Typed::of(PROFILE, 1)
            .with("keywords.en", "theirs")
            .sent(&admin)
            .await
            .ok(),
    );
    let confirmed = |toml: &str, version: &'static str| {
        vec![
            ("toml", toml.to_owned()),
            ("version", version.to_owned()),
            ("confirm", "on".to_owned()),
        ]
    };
    async fn send(admin: &Visitor, form: Vec<(&'static str, String)>) -> Answer {
        let form: Vec<(&str, &str)> = form.iter().map(|(n, v)| (*n, v.as_str())).collect();
        admin.post(URL, &form).await
    }
    send(&admin, confirmed(&theirs, "1")).await.leads_to(URL);
    let late = send(&admin, confirmed(&mine, "1")).await.expect(409);
    assert_eq!(carried(&late).trim(), mine.trim());
    late.has("Somebody published another version since you began")
        .has("What changes against version 2")
        .has("+ mine")
        .has("− theirs")
        .has("Publish as version 3")
        .has("Back to the fields");
    assert_eq!(version(&app).await, 2);
    send(&admin, confirmed(&mine, "2")).await.leads_to(URL);

    // The same again says nothing new.
    send(&admin, confirmed(&mine, "3"))
        .await
        .expect(409)
        .has("says the same as the version in force")
        .lacks("Publish as version");

    // Of two at once one is published, and the other is shown.
    let (one, other) = (
        confirmed(&theirs, "3"),
        confirmed(&mine.replace("mine", "ours"), "3"),
    );
    let (one, other) = tokio::join!(send(&admin, one), send(&admin, other));
    let mut statuses = [one.status, other.status];
    statuses.sort_unstable();
    assert_eq!(statuses, [303, 409]);
    assert_eq!(version(&app).await, 4);
}

#[actix_web::test]
async fn the_fields_of_another_contest_are_not_there() {
    let app = TestApp::new().await;
    let (_, admin) = admin(&app).await;
    let other = app.contest_named("2024").await;
    published(&app, &other, PROFILE).await;
    let path = "/contests/2024/admin/theme/profile";
    admin.get(path).await.expect(404);
    admin.post(path, &[("act", "add")]).await.expect(404);
    admin
        .post(path, &[("toml", PROFILE), ("version", "1")])
        .await
        .expect(404);
}

#[actix_web::test]
async fn fields_that_no_page_sent_are_refused_and_break_nothing() {
    let app = TestApp::new().await;
    let (contest, admin) = admin(&app).await;
    published(&app, &contest, PROFILE).await;
    admin.post(FIELDS, &[]).await.expect(422);
    let whole = Typed::of(PROFILE, 1);
    // Two sides of one name, more of them than there may be, a version that never was.
    whole
        .clone()
        .with("facet.1.id", "energy")
        .sent(&admin)
        .await
        .expect(422)
        .has("have the id energy");
    let mut many = whole.clone();
    for row in 6..60 {
        many = many.with(&format!("facet.{row}.label.en"), &format!("Side {row}"));
    }
    many.sent(&admin)
        .await
        .expect(422)
        .has("at most 40 sides")
        .has("Side 59");
    for number in ["", "-1", "x", "99999999999999999999"] {
        whole
            .clone()
            .with("version", number)
            .sent(&admin)
            .await
            .expect(422);
    }
    whole
        .clone()
        .with("limits.ai", "all")
        .sent(&admin)
        .await
        .expect(422);
    whole
        .clone()
        .with("facet.99999999999999999999999.id", "x")
        .sent(&admin)
        .await
        .ok();
    let raw = b"act=up.0&facet.0.id=%FF&facet.0.label.zh=%00".to_vec();
    admin.post_bytes(FIELDS, raw).await.ok();
    // A file that cannot be read goes to the page of files.
    admin
        .post(
            FIELDS,
            &[
                ("toml", "[theme]\nid = \"a\"\ncolour = 1\n"),
                ("version", "1"),
            ],
        )
        .await
        .expect(422)
        .has("Line 3, column 1: there is no setting called colour.");
    for (toml, said) in [
        ("[theme]\nid = a\n", "2, column 6 cannot be read: “id = a”"),
        (
            "[theme]\nid = [\"a\",\n",
            "column 11 cannot be read: “id = [\"a\",”",
        ),
        (
            "[relevance]\nlo = \"much\"\n",
            "2, column 6 cannot be read: “lo = \"much\"”",
        ),
    ] {
        let fields = [("toml", toml), ("version", "1")];
        admin.post(FIELDS, &fields).await.expect(422).has(said);
    }
}
