//! Somebody at a browser, working with a pointer or with the keyboard alone.
//!
//! The keyboard has no pointer, and its pages run no scripts unless [`Hand::scripts`] says so: it reaches each
//! control with Tab, and acts with keys. Every control that it reaches must show that it has the focus; on every
//! page the first Tab must lead to a link past the menu.

use std::cell::Cell;
use std::path::PathBuf;
use std::time::Duration;

use fantoccini::actions::{InputSource, KeyAction, KeyActions};
use fantoccini::elements::Element;
use fantoccini::{Client, Locator};
use serde_json::json;

use super::people::Person;
use crate::browser::{Browser, devtools};
use crate::support::TestApp;

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Means {
    Pointer,
    Keyboard,
}

/// Tabs from one control to the next that anybody can be asked to press.
const TABS: usize = 100;

const TAB: char = '\u{e004}';
const ENTER: char = '\u{e007}';
const SHIFT: char = '\u{e008}';
const CONTROL: char = '\u{e009}';
const RIGHT: char = '\u{e014}';
const DOWN: char = '\u{e015}';

pub struct Hand<'a> {
    pub app: &'a TestApp,
    browser: &'a Browser,
    means: Means,
    scripts: Cell<bool>,
    signed_in: Cell<bool>,
}

impl<'a> Hand<'a> {
    pub async fn new(app: &'a TestApp, browser: &'a Browser, means: Means) -> Self {
        let hand = Self {
            app,
            browser,
            means,
            scripts: Cell::new(true),
            signed_in: Cell::new(false),
        };
        hand.scripts(means == Means::Pointer).await;
        hand
    }

    pub fn client(&self) -> &Client {
        &self.browser.client
    }

    pub fn means(&self) -> Means {
        self.means
    }

    /// Whether the pages that follow run their scripts.
    pub async fn scripts(&self, run: bool) {
        let parameters = json!({ "value": !run });
        devtools(
            self.client(),
            "Emulation.setScriptExecutionDisabled",
            parameters,
        )
        .await;
        self.scripts.set(run);
    }

    // ---- pages ----

    /// Opens a path of the site, or one out of a mail.
    pub async fn open(&self, path: impl AsRef<str>) {
        self.browser
            .open(format!("{}{}", self.app.url, path.as_ref()))
            .await;
        self.arrives().await;
    }

    /// Presses a button or follows a link, and sees the page that it leads to. Nothing may be wrong there.
    pub async fn press(&self, selector: &str) {
        let before = self.document().await;
        self.push(selector).await;
        for _ in 0..1200 {
            let now = self.document().await;
            if now.is_some() && now != before {
                return self.arrives().await;
            }
            tokio::time::sleep(Duration::from_millis(25)).await;
        }
        self.fails(&format!("{selector} led nowhere")).await;
    }

    /// Presses what may change its own place only, and waits until the page says `words`.
    pub async fn press_until(&self, selector: &str, words: &str) {
        self.push(selector).await;
        for _ in 0..1200 {
            if self.document().await.is_some() && self.says(words).await {
                return;
            }
            tokio::time::sleep(Duration::from_millis(25)).await;
        }
        self.fails(&format!("{selector} does not lead to {words:?}"))
            .await;
    }

    /// As people click: what lies at the edge of the window, or under something that stays there, is brought to the
    /// middle first.
    async fn click(&self, control: &Element) {
        let script = "arguments[0].scrollIntoView({ block: 'center', behavior: 'instant' })";
        let element = serde_json::to_value(control).unwrap();
        self.client().execute(script, vec![element]).await.unwrap();
        control.clone().click().await.unwrap();
    }

    async fn push(&self, selector: &str) {
        let control = self.find(selector).await;
        match self.means {
            Means::Pointer => self.click(&control).await,
            Means::Keyboard => {
                self.reach(&control, selector).await;
                let link = control.tag_name().await.unwrap() == "a";
                self.keys(&[if link { ENTER } else { ' ' }]).await;
            }
        }
    }

    /// The open document's name in the driver.
    async fn document(&self) -> Option<String> {
        let root = self.client().find(Locator::Css("html")).await.ok()?;
        Some(root.element_id().to_string())
    }

    /// A page has opened: nothing is wrong on it, and the keyboard is taken past the menu.
    async fn arrives(&self) {
        if self.sees(".problems").await {
            self.fails("the page has problems").await;
        }
        // An address that names a part of the page leads there: nothing is to be passed over.
        let place = self.client().current_url().await.unwrap();
        if self.means == Means::Pointer || place.fragment().is_some() {
            return;
        }
        self.keys(&[TAB]).await;
        let skip = self.active().await;
        if skip.attr("class").await.unwrap().as_deref() != Some("skip") {
            self.fails("the first Tab does not lead to the link past the menu")
                .await;
        }
        self.shows_focus(&skip, ".skip").await;
        self.keys(&[ENTER]).await;
        let main = self.active().await;
        if main.attr("id").await.unwrap().as_deref() != Some("main") {
            self.fails("the link past the menu does not lead to main")
                .await;
        }
    }

    /// Whether the page says so, in these words.
    pub async fn says(&self, words: &str) -> bool {
        self.browser.text().await.contains(words)
    }

    /// The page must say so.
    pub async fn reads(&self, words: &str) {
        if !self.says(words).await {
            self.fails(&format!("the page does not say {words:?}"))
                .await;
        }
    }

    /// The page is in this language.
    pub async fn reads_in(&self, language: &str) {
        let root = self.find("html").await;
        let found = root.attr("lang").await.unwrap().unwrap_or_default();
        assert!(found.starts_with(language), "{found} is not {language}");
    }

    pub async fn sees(&self, selector: &str) -> bool {
        !self
            .client()
            .find_all(locator(selector))
            .await
            .unwrap()
            .is_empty()
    }

    /// What one element says.
    pub async fn text_of(&self, selector: &str) -> String {
        self.find(selector).await.text().await.unwrap()
    }

    /// Waits until what this selector finds says so: what a script of the page asks for comes later.
    pub async fn waits_for(&self, selector: &str, words: &str) {
        self.browser.says(selector, words).await;
    }

    /// Puts a long text into a field, as pasting does.
    pub async fn pastes(&self, selector: &str, text: &str) {
        let field = self.find(selector).await;
        let script = "arguments[0].value = arguments[1]";
        let field = serde_json::to_value(&field).unwrap();
        self.client()
            .execute(script, vec![field, json!(text)])
            .await
            .unwrap();
    }

    /// What a field holds.
    pub async fn holds(&self, selector: &str) -> String {
        self.value(&self.find(selector).await).await
    }

    /// The names of all fields that this selector finds, in their order.
    pub async fn names(&self, selector: &str) -> Vec<String> {
        let mut names = Vec::new();
        for field in self.client().find_all(locator(selector)).await.unwrap() {
            names.push(field.attr("name").await.unwrap().unwrap_or_default());
        }
        names
    }

    // ---- people ----

    /// The last one goes and this one signs in.
    pub async fn becomes(&self, person: &Person) {
        self.leaves().await;
        self.open("/sign-in").await;
        self.write("email", person.email).await;
        self.write("password", person.password()).await;
        self.press("main form button").await;
        self.is(person).await;
    }

    /// From now on this person is at the browser.
    pub async fn is(&self, person: &Person) {
        self.signed_in.set(true);
        self.reads(person.native).await;
        self.reads_in(person.locale).await;
    }

    pub async fn leaves(&self) {
        if self.signed_in.replace(false) {
            self.press("header form[action='/sign-out'] button").await;
        }
    }

    pub async fn reads_pages_in(&self, locale: &str) {
        self.press(&format!("footer button[value='{locale}']"))
            .await;
        self.reads_in(locale).await;
    }

    // ---- fields ----

    /// Types into a field of this name, in place of what is there.
    pub async fn write(&self, name: &str, text: &str) {
        let selector = format!("main [name=\"{name}\"]");
        let field = self.find(&selector).await;
        match self.means {
            Means::Pointer => self.browser.fill(name, text).await,
            Means::Keyboard => {
                self.reach(&field, &selector).await;
                let kind = field.attr("type").await.unwrap().unwrap_or_default();
                match kind.as_str() {
                    "date" | "datetime-local" => self.keys(&date_keys(text)).await,
                    _ => {
                        self.with(CONTROL, 'a').await;
                        self.keys(&text.chars().collect::<Vec<_>>()).await;
                    }
                }
            }
        }
        let value = field.prop("value").await.unwrap().unwrap_or_default();
        assert_eq!(value, text, "what {name} holds");
    }

    /// Chooses from a list what is called so.
    pub async fn choose(&self, name: &str, label: &str) {
        let selector = format!("main select[name=\"{name}\"]");
        let list = self.find(&selector).await;
        let option = self
            .find(&format!(
                "//main//select[@name='{name}']//option[normalize-space()='{label}']"
            ))
            .await;
        let wanted = option.attr("value").await.unwrap().unwrap_or_default();
        match self.means {
            Means::Pointer => option.click().await.unwrap(),
            Means::Keyboard => {
                self.reach(&list, &selector).await;
                // A list goes to what begins with the letters that are typed.
                let word = label.split_whitespace().next().unwrap();
                self.keys(&word.chars().collect::<Vec<_>>()).await;
                for _ in 0..40 {
                    if self.value(&list).await == wanted {
                        break;
                    }
                    self.keys(&[DOWN]).await;
                }
            }
        }
        assert_eq!(self.value(&list).await, wanted, "{label} in {name}");
    }

    async fn value(&self, field: &Element) -> String {
        field.prop("value").await.unwrap().unwrap_or_default()
    }

    /// Ticks a box.
    pub async fn tick(&self, selector: &str) {
        let field = self.find(selector).await;
        if field.is_selected().await.unwrap() {
            return;
        }
        match self.means {
            Means::Pointer => self.click(&field).await,
            Means::Keyboard => {
                self.reach(&field, selector).await;
                self.keys(&[' ']).await;
            }
        }
        assert!(field.is_selected().await.unwrap(), "{selector} is ticked");
    }

    /// Chooses one of several buttons of which only one is on.
    pub async fn pick(&self, name: &str, value: &str) {
        let selector = format!("main input[name=\"{name}\"][value=\"{value}\"]");
        let field = self.find(&selector).await;
        match self.means {
            Means::Pointer => self.click(&field).await,
            Means::Keyboard => {
                // Tab leads to the one that is on, or to the first; arrows lead on from there.
                let group = format!("main input[name=\"{name}\"]");
                let on = format!("{group}:checked");
                let first = if self.sees(&on).await { on } else { group };
                let first = self.find(&first).await;
                self.reach(&first, &selector).await;
                if self.scripts.get() {
                    self.keys(&value.chars().collect::<Vec<_>>()).await;
                } else if same(&first, &field) {
                    self.keys(&[' ']).await;
                }
                for _ in 0..30 {
                    if field.is_selected().await.unwrap() {
                        break;
                    }
                    self.keys(&[DOWN]).await;
                }
                self.shows_focus(&self.active().await, &selector).await;
            }
        }
        assert!(field.is_selected().await.unwrap(), "{selector} is on");
    }

    /// Opens a part that is folded away.
    pub async fn unfold(&self, summary: &str) {
        let control = self.find(summary).await;
        match self.means {
            Means::Pointer => self.click(&control).await,
            Means::Keyboard => {
                self.reach(&control, summary).await;
                self.keys(&[ENTER]).await;
            }
        }
    }

    /// Gives a file of the demonstration to a file field.
    pub async fn attach(&self, selector: &str, file: &str) {
        let folder = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("src/demo/videos");
        let field = self.find(selector).await;
        if self.means == Means::Keyboard {
            self.reach(&field, selector).await;
        }
        // The window in which a file is chosen is the system's own: the driver answers for it.
        field
            .send_keys(&folder.join(file).to_string_lossy())
            .await
            .unwrap();
    }

    // ---- the keyboard ----

    /// Tabs to a control, and sees there that it has the focus.
    async fn reach(&self, wanted: &Element, name: &str) {
        let mut active = self.active().await;
        let back = active.rectangle().await.unwrap().1 > wanted.rectangle().await.unwrap().1;
        for _ in 0..TABS {
            if same(&active, wanted) {
                return self.shows_focus(wanted, name).await;
            }
            if back {
                self.with(SHIFT, TAB).await;
            } else {
                self.keys(&[TAB]).await;
            }
            active = self.active().await;
        }
        let way = if back { "Shift+Tab" } else { "Tab" };
        self.fails(&format!("{TABS} times {way} do not reach {name}"))
            .await;
    }

    async fn active(&self) -> Element {
        self.client().active_element().await.unwrap()
    }

    /// What has the focus is on the page, large enough to see, and outlined.
    async fn shows_focus(&self, element: &Element, name: &str) {
        let css = async |property| element.css_value(property).await.unwrap();
        let (x, _, width, height) = element.rectangle().await.unwrap();
        let outlined = css("outline-style").await != "none" && css("outline-width").await != "0px";
        let visible = outlined || css("box-shadow").await != "none";
        if !visible || x < 0.0 || width < 2.0 || height < 2.0 {
            self.fails(&format!("nothing shows that {name} has the focus"))
                .await;
        }
    }

    async fn keys(&self, keys: &[char]) {
        let mut all = KeyActions::new("keyboard".to_owned());
        for key in keys {
            all = all
                .then(KeyAction::Down { value: *key })
                .then(KeyAction::Up { value: *key });
        }
        self.client().perform_actions(all).await.unwrap();
    }

    /// A key while another is held.
    async fn with(&self, held: char, key: char) {
        let all = KeyActions::new("keyboard".to_owned())
            .then(KeyAction::Down { value: held })
            .then(KeyAction::Down { value: key })
            .then(KeyAction::Up { value: key })
            .then(KeyAction::Up { value: held });
        self.client().perform_actions(all).await.unwrap();
    }

    async fn find(&self, selector: &str) -> Element {
        match self.client().find(locator(selector)).await {
            Ok(element) => element,
            Err(_) => self.fails(&format!("nothing is {selector}")).await,
        }
    }

    async fn fails(&self, what: &str) -> ! {
        let url = self.client().current_url().await.unwrap();
        panic!("{what}, at {}:\n{}", url.path(), self.browser.text().await);
    }
}

fn locator(selector: &str) -> Locator<'_> {
    if selector.starts_with("//") {
        Locator::XPath(selector)
    } else {
        Locator::Css(selector)
    }
}

fn same(one: &Element, other: &Element) -> bool {
    one.element_id() == other.element_id()
}

/// `2023-05-31` or `2023-05-31T23:30` as an American date field is typed: month, day, year, hour, minute, half.
fn date_keys(value: &str) -> Vec<char> {
    let (day, time) = value.split_once('T').unwrap_or((value, ""));
    let parts: Vec<&str> = day.split('-').collect();
    let mut keys: Vec<char> = [parts[1], parts[2], parts[0]].concat().chars().collect();
    if let Some((hour, minute)) = time.split_once(':') {
        let hour: u32 = hour.parse().unwrap();
        let half = if hour < 12 { 'A' } else { 'P' };
        let hour = (hour + 11) % 12 + 1;
        keys.push(RIGHT);
        keys.extend(format!("{hour:02}{minute}{half}").chars());
    }
    keys
}
