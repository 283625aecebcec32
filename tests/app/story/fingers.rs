//! A judge's fingers on the pages with their scripts: keys alone, or touch alone. They count what they do.

use std::cell::Cell;

use fantoccini::actions::{InputSource, KeyAction, KeyActions};
use serde_json::{Value, json};

use crate::browser::{Browser, devtools, look};

pub const TAB: char = '\u{E004}';
pub const ENTER: char = '\u{E007}';
pub const ALT: char = '\u{E00A}';
pub const UP: char = '\u{E013}';
pub const BACK: char = '\u{E003}';

/// What a finger hits for certain, in pixels.
const FINGER: f64 = 34.0;

pub struct Fingers<'a> {
    pub browser: &'a Browser,
    acts: Cell<usize>,
    pages: Cell<usize>,
}

impl<'a> Fingers<'a> {
    pub fn new(browser: &'a Browser) -> Self {
        Self {
            browser,
            acts: Cell::new(0),
            pages: Cell::new(0),
        }
    }

    /// How many keys or taps and how many pages it took since this was last asked.
    pub fn spent(&self) -> (usize, usize) {
        (self.acts.replace(0), self.pages.replace(0))
    }

    fn acted(&self) {
        self.acts.set(self.acts.get() + 1);
    }

    /// The page after this act is there.
    pub async fn arrives(&self, before: Option<f64>) {
        let came = self.browser.arrives(before).await;
        assert!(came, "no page:\n{}", self.browser.text().await);
        self.pages.set(self.pages.get() + 1);
    }

    /// Whether an expression of the page's own is true.
    pub async fn is(&self, expression: &str) -> bool {
        let script = format!("return Boolean({expression})");
        self.browser.run(&script).await == true
    }

    /// What has the focus, or is about to be used, does not lie under what stays in the window.
    pub async fn is_in_sight(&self, element: &str) {
        let free = format!(
            "(() => {{ const box = ({element}).getBoundingClientRect();
               const hit = document.elementFromPoint(box.left + box.width / 2, box.top + box.height / 2);
               return hit && (({element}).contains(hit) || hit.contains({element})); }})()"
        );
        if !self.is(&free).await {
            self.browser.draw("covered").await;
            panic!("{element} is covered:\n{}", self.browser.text().await);
        }
    }

    // ---- keys ----

    /// A letter comes from where it stands on a Russian keyboard, as what is written there.
    pub async fn key(&self, key: char) {
        self.acted();
        let written = match key {
            'j' => Some(("о", "KeyJ")),
            'r' => Some(("к", "KeyR")),
            'x' => Some(("ч", "KeyX")),
            _ => None,
        };
        if let Some((letter, code)) = written {
            for kind in ["keyDown", "keyUp"] {
                let event = json!({ "type": kind, "key": letter, "code": code });
                devtools(&self.browser.client, "Input.dispatchKeyEvent", event).await;
            }
            return;
        }
        let keys = KeyActions::new("keyboard".to_owned())
            .then(KeyAction::Down { value: key })
            .then(KeyAction::Up { value: key });
        self.browser.client.perform_actions(keys).await.unwrap();
    }

    pub async fn keys(&self, keys: &str) {
        for key in keys.chars() {
            self.key(key).await;
        }
    }

    /// A key while another is held.
    pub async fn with(&self, held: char, key: char) {
        self.acted();
        let keys = KeyActions::new("keyboard".to_owned())
            .then(KeyAction::Down { value: held })
            .then(KeyAction::Down { value: key })
            .then(KeyAction::Up { value: key })
            .then(KeyAction::Up { value: held });
        self.browser.client.perform_actions(keys).await.unwrap();
    }

    /// A key that leads to another page.
    pub async fn key_leads(&self, key: char) {
        let before = self.browser.document().await;
        self.key(key).await;
        self.arrives(before).await;
    }

    /// Presses Tab until what has the focus is so.
    pub async fn tabs_to(&self, wanted: &str) {
        let reached = format!("document.activeElement.matches({})", json!(wanted));
        for _ in 0..60 {
            self.key(TAB).await;
            if self.is(&reached).await {
                return self.is_in_sight("document.activeElement").await;
            }
        }
        panic!("60 times Tab do not reach {wanted}");
    }

    // ---- touch ----

    /// From now on the window is a phone's.
    pub async fn on_a_phone(&self) {
        let client = &self.browser.client;
        look(client, 360, false).await;
        let touch = json!({ "enabled": true, "maxTouchPoints": 1 });
        devtools(client, "Emulation.setTouchEmulationEnabled", touch).await;
    }

    /// Taps this, moved to the middle of the window first if it is not free. Nothing may lie over it, and it has to be
    /// large enough.
    pub async fn tap(&self, selector: &str) {
        let element = format!("document.querySelector({})", json!(selector));
        self.browser.until(&element).await;
        let script = format!(
            "const element = {element};
             const box = element.getBoundingClientRect();
             const hit = document.elementFromPoint(box.left + box.width / 2, box.top + box.height / 2);
             if (!hit || !(element.contains(hit) || hit.contains(element)))
               element.scrollIntoView({{ block: 'center', behavior: 'instant' }});"
        );
        self.browser.run(&script).await;
        self.is_in_sight(&element).await;
        let place = format!(
            "const box = {element}.getBoundingClientRect();
             return [box.left + box.width / 2, box.top + box.height / 2, box.width, box.height]"
        );
        let place = self.browser.run(&place).await;
        let at = |n: usize| place[n].as_f64().unwrap();
        assert!(
            at(2) >= FINGER && at(3) >= FINGER,
            "{selector} is too small for a finger: {place}"
        );
        let touch = |kind: &str, points: Value| json!({ "type": kind, "touchPoints": points });
        let down = touch("touchStart", json!([{ "x": at(0), "y": at(1) }]));
        let up = touch("touchEnd", json!([]));
        for event in [down, up] {
            devtools(&self.browser.client, "Input.dispatchTouchEvent", event).await;
        }
        self.acted();
    }

    /// A tap that leads to another page.
    pub async fn tap_leads(&self, selector: &str) {
        let before = self.browser.document().await;
        self.tap(selector).await;
        self.arrives(before).await;
    }
}
