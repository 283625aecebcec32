//! An admin at a browser.

use fantoccini::Locator;
use fantoccini::wd::PrintConfiguration;
use serde_json::json;

use crate::browser::Browser;
use crate::support::fixtures::PASSWORD;
use crate::support::{TestApp, link_in};

pub struct Desk<'a> {
    pub app: &'a TestApp,
    browser: &'a Browser,
}

impl<'a> Desk<'a> {
    pub fn new(app: &'a TestApp, browser: &'a Browser) -> Self {
        Self { app, browser }
    }

    pub async fn sign_in(&self, email: &str) {
        self.browser.sign_in(&self.app.url, email, PASSWORD).await;
    }

    pub async fn leave(&self) {
        self.browser.forget().await;
    }

    pub async fn open(&self, path: impl AsRef<str>) {
        self.browser
            .open(format!("{}{}", self.app.url, path.as_ref()))
            .await;
    }

    /// Presses what leads to another page, where nothing may be wrong.
    pub async fn press(&self, selector: &str) {
        self.browser.press(selector).await;
        if self.sees(".problems").await {
            panic!("{selector} is refused:\n{}", self.browser.text().await);
        }
    }

    pub async fn sees(&self, selector: &str) -> bool {
        let found = self.browser.client.find_all(Locator::Css(selector)).await;
        !found.unwrap().is_empty()
    }

    pub async fn reads(&self, words: &str) {
        let text = self.browser.text().await;
        assert!(text.contains(words), "nothing says {words:?} in\n{text}");
    }

    pub async fn write(&self, name: &str, text: &str) {
        self.browser.fill(name, text).await;
    }

    pub async fn tick(&self, selector: &str) {
        let field = self.browser.client.find(Locator::Css(selector)).await;
        let field = field.unwrap_or_else(|_| panic!("nothing is {selector}"));
        let element = serde_json::to_value(&field).unwrap();
        let script = "arguments[0].checked = true";
        self.browser
            .client
            .execute(script, vec![element])
            .await
            .unwrap();
    }

    pub async fn choose(&self, selector: &str, at: usize) {
        let list = self.browser.client.find(Locator::Css(selector)).await;
        list.unwrap().select_by_index(at).await.unwrap();
    }

    /// The table row in which this selector finds something.
    pub async fn row_of(&self, selector: &str) -> String {
        let script = "return document.querySelector(arguments[0]).closest('tr').textContent";
        let row = self
            .browser
            .client
            .execute(script, vec![json!(selector)])
            .await;
        row.unwrap().as_str().unwrap().to_owned()
    }

    /// Lets the worker compute the ranking that is waited for, and looks again; gives back its path.
    pub async fn computed(&self) -> String {
        self.app.mails().await;
        self.press("main .actions a[href*='/admin/results/']").await;
        let url = self.browser.client.current_url().await.unwrap();
        url.path().to_owned()
    }

    /// The page of results as everybody reads it.
    pub async fn public_results(&self) -> String {
        let page = self.app.visitor().get("/contests/2023/results").await;
        page.ok().text
    }

    pub async fn link_mailed_to(&self, address: &str) -> String {
        link_in(&self.app.mail_to(address).await)
    }

    /// The open page as a PDF.
    pub async fn print(&self) -> Vec<u8> {
        let settings = PrintConfiguration::builder().build().unwrap();
        self.browser.client.print(settings).await.unwrap()
    }
}
