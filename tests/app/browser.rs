//! A real browser, driven through WebDriver: Chromium without a window, without background traffic.
//!
//! `scripts/test` names the driver in `TEST_CHROMEDRIVER`; without it these tests say that they did not run.

use std::net::TcpListener;
use std::process::{Child, Command, Stdio};
use std::time::Duration;

use fantoccini::{Client, ClientBuilder, Locator};
use serde_json::{Value, json};

/// A browser of one test's own, ended with it.
pub struct Browser {
    pub client: Client,
    driver: Child,
    _profile: tempfile::TempDir,
}

impl Browser {
    /// None where there is no driver.
    pub async fn start(width: u32, height: u32) -> Option<Self> {
        let Ok(program) = std::env::var("TEST_CHROMEDRIVER") else {
            println!("no TEST_CHROMEDRIVER: this test did not run; scripts/test gives one");
            return None;
        };
        let port = TcpListener::bind("127.0.0.1:0")
            .unwrap()
            .local_addr()
            .unwrap()
            .port();
        #[expect(clippy::zombie_processes, reason = "Drop ends it and waits")]
        let driver = Command::new(program)
            .arg(format!("--port={port}"))
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            .spawn()
            .expect("chromedriver starts");
        let profile = tempfile::tempdir().unwrap();
        let arguments = [
            "--headless=new".to_owned(),
            "--no-sandbox".to_owned(),
            "--disable-gpu".to_owned(),
            "--disable-dev-shm-usage".to_owned(),
            "--disable-background-networking".to_owned(),
            "--disable-component-update".to_owned(),
            "--disable-sync".to_owned(),
            "--no-first-run".to_owned(),
            "--autoplay-policy=no-user-gesture-required".to_owned(),
            format!("--window-size={width},{height}"),
            format!("--user-data-dir={}", profile.path().display()),
        ];
        let wanted = json!({
            "goog:chromeOptions": { "args": arguments },
            "goog:loggingPrefs": { "performance": "ALL" },
        });
        let Value::Object(wanted) = wanted else {
            unreachable!()
        };
        for _ in 0..900 {
            let mut builder =
                ClientBuilder::new(hyper_util::client::legacy::connect::HttpConnector::new());
            builder.capabilities(wanted.clone());
            if let Ok(client) = builder.connect(&format!("http://127.0.0.1:{port}")).await {
                return Some(Self {
                    client,
                    driver,
                    _profile: profile,
                });
            }
            tokio::time::sleep(Duration::from_millis(100)).await;
        }
        panic!("the browser did not start");
    }

    /// Opens an address.
    pub async fn open(&self, url: impl AsRef<str>) {
        self.client.goto(url.as_ref()).await.unwrap();
    }

    /// Types into the field of this name, in place of what is there.
    pub async fn fill(&self, name: &str, text: &str) {
        let field = self.field(name).await;
        if field.attr("type").await.unwrap().as_deref() == Some("datetime-local")
            || field.attr("type").await.unwrap().as_deref() == Some("date")
        {
            // Each browser has its own keys for dates: the value is what is sent.
            let script = "arguments[0].value = arguments[1]";
            let field = serde_json::to_value(&field).unwrap();
            self.client
                .execute(script, vec![field, json!(text)])
                .await
                .unwrap();
            return;
        }
        field.clear().await.unwrap();
        field.send_keys(text).await.unwrap();
    }

    /// Presses the button that this selector finds, and waits for the page that it leads to. By script: a page
    /// that scrolls under the pointer does not matter.
    pub async fn press(&self, selector: &str) {
        let before = self.document().await;
        let button = self.client.find(Locator::Css(selector)).await.unwrap();
        let button = serde_json::to_value(&button).unwrap();
        // The page may go before the answer comes.
        let _ = self
            .client
            .execute("arguments[0].click()", vec![button])
            .await;
        if !self.arrives(before).await {
            panic!("{selector} led nowhere:\n{}", self.text().await);
        }
    }

    /// Waits until another document than `before` is there; false if none comes.
    pub async fn arrives(&self, before: Option<f64>) -> bool {
        for _ in 0..1200 {
            let now = self.document().await;
            if now.is_some() && now != before {
                return true;
            }
            tokio::time::sleep(Duration::from_millis(25)).await;
        }
        false
    }

    /// Keeps a picture of what the window shows where `TEST_PICTURES` names a folder.
    pub async fn draw(&self, name: &str) {
        if let Ok(folder) = std::env::var("TEST_PICTURES") {
            let file = std::path::Path::new(&folder).join(format!("{name}.png"));
            let bytes = self.client.screenshot().await.unwrap();
            std::fs::write(file, bytes).unwrap();
        }
    }

    /// When the open document began, once it has loaded; None while it has not.
    pub async fn document(&self) -> Option<f64> {
        let script = "return document.readyState === 'complete' ? performance.timeOrigin : null";
        self.client.execute(script, vec![]).await.ok()?.as_f64()
    }

    async fn field(&self, name: &str) -> fantoccini::elements::Element {
        let selector = format!("main [name=\"{name}\"]");
        match self.client.find(Locator::Css(&selector)).await {
            Ok(field) => field,
            Err(error) => panic!("no field {name:?}: {error}\n{}", self.text().await),
        }
    }

    /// What the page says.
    pub async fn text(&self) -> String {
        match self.client.find(Locator::Css("body")).await {
            Ok(body) => body.text().await.unwrap_or_default(),
            Err(_) => String::new(),
        }
    }

    /// Signs in through the page.
    pub async fn sign_in(&self, base: &str, email: &str, password: &str) {
        self.forget().await;
        self.open(format!("{base}/sign-in")).await;
        self.fill("email", email).await;
        self.fill("password", password).await;
        self.press("main form button").await;
    }

    /// What a script returns.
    pub async fn run(&self, script: &str) -> Value {
        self.client.execute(script, vec![]).await.unwrap()
    }

    /// Waits until an expression of the page's own is true.
    pub async fn until(&self, expression: &str) {
        let script = format!("return Boolean({expression})");
        for _ in 0..600 {
            // While a page changes to another there is nothing to ask.
            if let Ok(Value::Bool(true)) = self.client.execute(&script, vec![]).await {
                return;
            }
            tokio::time::sleep(Duration::from_millis(50)).await;
        }
        panic!("never {expression}:\n{}", self.text().await);
    }

    /// Waits until what this selector finds says so.
    pub async fn says(&self, selector: &str, text: &str) {
        let (selector, text) = (json!(selector), json!(text));
        self.until(&format!(
            "document.querySelector({selector})?.textContent.includes({text})"
        ))
        .await;
    }

    /// Adds to what is in the field of this name, key by key.
    pub async fn type_into(&self, name: &str, text: &str) {
        self.field(name).await.send_keys(text).await.unwrap();
    }

    /// What is in the field of this name.
    pub async fn value(&self, name: &str) -> String {
        let value = self.field(name).await.prop("value").await.unwrap();
        value.unwrap_or_default()
    }

    /// Chooses a file of this machine in the field that this selector finds.
    pub async fn choose(&self, selector: &str, path: &str) {
        let field = self.client.find(Locator::Css(selector)).await.unwrap();
        field.send_keys(path).await.unwrap();
    }

    /// Presses a key with the focus where it is.
    pub async fn key(&self, key: &str) {
        use fantoccini::actions::{InputSource, KeyAction, KeyActions};
        let value = key.chars().next().unwrap();
        let keys = KeyActions::new("keys".to_owned())
            .then(KeyAction::Down { value })
            .then(KeyAction::Up { value });
        self.client.perform_actions(keys).await.unwrap();
    }

    /// Cuts the line, or lets it work again at so many bytes a second upwards.
    pub async fn line(&self, upload: Option<u32>) {
        let conditions = json!({
            "offline": upload.is_none(),
            "latency": 0,
            "downloadThroughput": -1,
            "uploadThroughput": upload.map_or(-1, i64::from),
        });
        devtools(&self.client, "Network.enable", json!({})).await;
        devtools(&self.client, "Network.emulateNetworkConditions", conditions).await;
    }

    /// Forgets who is signed in.
    pub async fn forget(&self) {
        self.client.delete_all_cookies().await.unwrap();
    }

    pub async fn close(mut self) {
        let _ = self.client.clone().close().await;
        let _ = self.driver.kill();
        let _ = self.driver.wait();
    }
}

impl Drop for Browser {
    fn drop(&mut self) {
        let _ = self.driver.kill();
        let _ = self.driver.wait();
    }
}

/// What axe-core finds wrong with the page that is open: `rule: where`, one a line.
async fn axe(client: &Client) -> Vec<String> {
    let path = std::env::var("TEST_AXE").expect("TEST_AXE names axe.min.js");
    let source = std::fs::read_to_string(path).unwrap();
    client.execute(&source, vec![]).await.unwrap();
    let found = client
        .execute_async(
            "const done = arguments[0];
             axe.run(document, { resultTypes: ['violations'] }).then(
               (r) => done(r.violations.map((v) => v.id + ': ' + v.nodes.map((n) => n.html.slice(0, 160)).join(' | '))),
               (e) => done(['axe failed: ' + e]));",
            vec![],
        )
        .await
        .unwrap();
    serde_json::from_value(found).unwrap()
}

/// What is wrong with the page that is open, in one of its looks: what axe-core finds, and whether it is wider than
/// its window.
pub async fn faults(client: &Client) -> Vec<String> {
    let mut found = axe(client).await;
    let wider =
        "return document.documentElement.scrollWidth - document.documentElement.clientWidth";
    let wider = client.execute(wider, vec![]).await.unwrap().as_i64();
    if wider.unwrap_or(0) > 0 {
        found.push(format!("{wider:?} px wider than the window"));
    }
    found
}

/// The addresses that the browser asked for and that are neither this program's nor its own.
pub async fn elsewhere(client: &Client, base: &str) -> Vec<String> {
    let all = requested(client).await;
    assert!(
        all.iter().any(|url| url.ends_with("/app.css")),
        "the log of requests is empty"
    );
    let own = ["data:", "chrome", "blob:"];
    all.into_iter()
        .filter(|url| !url.starts_with(base) && !own.iter().any(|own| url.starts_with(own)))
        .collect()
}

/// A command of the driver that WebDriver itself does not have.
#[derive(Debug)]
struct Extra {
    path: &'static str,
    body: Value,
}

impl fantoccini::wd::WebDriverCompatibleCommand for Extra {
    fn endpoint(
        &self,
        base: &url::Url,
        session: Option<&str>,
    ) -> Result<url::Url, url::ParseError> {
        base.join(&format!(
            "session/{}/{}",
            session.unwrap_or_default(),
            self.path
        ))
    }

    fn method_and_body(&self, _: &url::Url) -> (http::Method, Option<String>) {
        (http::Method::POST, Some(self.body.to_string()))
    }
}

/// Asks the browser something of its own protocol.
pub async fn devtools(client: &Client, command: &str, parameters: Value) -> Value {
    let body = json!({ "cmd": command, "params": parameters });
    client
        .issue_cmd(Extra {
            path: "goog/cdp/execute",
            body,
        })
        .await
        .unwrap()
}

/// Makes the window so wide, and prefer dark or light.
pub async fn look(client: &Client, width: u32, dark: bool) {
    let metrics =
        json!({ "width": width, "height": 900, "deviceScaleFactor": 1, "mobile": width < 600 });
    devtools(client, "Emulation.setDeviceMetricsOverride", metrics).await;
    let scheme = if dark { "dark" } else { "light" };
    let media = json!({ "features": [{ "name": "prefers-color-scheme", "value": scheme }] });
    devtools(client, "Emulation.setEmulatedMedia", media).await;
}

/// A picture of the page as PNG: the whole of it, or so many pixels from its top.
pub async fn picture(client: &Client, longest: Option<u32>) -> Vec<u8> {
    use base64::Engine;
    let size =
        "return [document.documentElement.scrollWidth, document.documentElement.scrollHeight]";
    let size = client.execute(size, vec![]).await.unwrap();
    let height = size[1].as_u64().unwrap_or(900);
    let height = longest.map_or(height, |most| height.min(u64::from(most)));
    let clip = json!({ "x": 0, "y": 0, "width": size[0], "height": height, "scale": 1 });
    let parameters = json!({ "format": "png", "captureBeyondViewport": true, "clip": clip });
    let shot = devtools(client, "Page.captureScreenshot", parameters).await;
    base64::engine::general_purpose::STANDARD
        .decode(shot["data"].as_str().unwrap())
        .unwrap()
}

/// Every address that the browser asked for, from its performance log.
async fn requested(client: &Client) -> Vec<String> {
    let body = json!({ "type": "performance" });
    let log = client
        .issue_cmd(Extra {
            path: "se/log",
            body,
        })
        .await
        .unwrap();
    log.as_array()
        .into_iter()
        .flatten()
        .filter_map(|line| serde_json::from_str::<Value>(line["message"].as_str()?).ok())
        .filter(|event| event["message"]["method"] == "Network.requestWillBeSent")
        .filter_map(|event| {
            event["message"]["params"]["request"]["url"]
                .as_str()
                .map(ToOwned::to_owned)
        })
        .collect()
}
