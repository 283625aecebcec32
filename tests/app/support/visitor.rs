//! Somebody with a browser: cookies, a language, forms.

use reqwest::{Client, Method, Response, header::HeaderMap, redirect};

use super::TestApp;
use shortlist::accounts::Account;

/// A browser, with or without somebody signed in.
pub struct Visitor {
    client: Client,
    base: String,
    pub account: Option<Account>,
    language: &'static str,
}

/// What came back.
pub struct Answer {
    pub status: u16,
    pub headers: HeaderMap,
    pub text: String,
    pub bytes: Vec<u8>,
}

impl Visitor {
    /// Somebody whose browser wants English.
    pub fn new(app: &TestApp) -> Self {
        let client = Client::builder()
            .cookie_store(true)
            .redirect(redirect::Policy::none())
            .no_proxy()
            .build()
            .unwrap();
        Self {
            client,
            base: app.url.clone(),
            account: None,
            language: "en",
        }
    }

    /// A browser that already holds a session's cookie.
    pub fn with_cookie(app: &TestApp, account: Account, cookie: &str) -> Self {
        let jar = reqwest::cookie::Jar::default();
        jar.add_cookie_str(cookie, &app.url.parse().unwrap());
        let client = Client::builder()
            .cookie_provider(std::sync::Arc::new(jar))
            .redirect(redirect::Policy::none())
            .no_proxy()
            .build()
            .unwrap();
        Self {
            client,
            base: app.url.clone(),
            account: Some(account),
            language: "en",
        }
    }

    /// The account that is signed in here.
    pub fn who(&self) -> &Account {
        self.account.as_ref().unwrap()
    }

    /// The same browser set to another language.
    pub fn speaking(self, language: &'static str) -> Self {
        Self { language, ..self }
    }

    pub async fn get(&self, path: impl AsRef<str>) -> Answer {
        self.send(self.request(Method::GET, path.as_ref())).await
    }

    /// Sends a form as a browser does, from our own pages.
    pub async fn post(&self, path: impl AsRef<str>, fields: &[(&str, &str)]) -> Answer {
        self.send(self.request(Method::POST, path.as_ref()).form(fields))
            .await
    }

    /// Sends raw bytes as if they were a form.
    pub async fn post_bytes(&self, path: impl AsRef<str>, bytes: Vec<u8>) -> Answer {
        let request = self
            .request(Method::POST, path.as_ref())
            .header("Content-Type", "application/x-www-form-urlencoded")
            .body(bytes);
        self.send(request).await
    }

    /// Sends one file and some fields.
    pub async fn upload(
        &self,
        path: impl AsRef<str>,
        fields: &[(&str, &str)],
        file: (&str, &str, Vec<u8>),
    ) -> Answer {
        let (name, file_name, bytes) = file;
        let mut form = reqwest::multipart::Form::new();
        for (field, value) in fields {
            form = form.text((*field).to_owned(), (*value).to_owned());
        }
        let part = reqwest::multipart::Part::bytes(bytes).file_name(file_name.to_owned());
        let request = self
            .request(Method::POST, path.as_ref())
            .multipart(form.part(name.to_owned(), part));
        self.send(request).await
    }

    /// A request to be added to: other headers, another method.
    pub fn request(&self, method: Method, path: &str) -> reqwest::RequestBuilder {
        let request = self
            .client
            .request(method.clone(), format!("{}{path}", self.base))
            .header("Accept-Language", self.language);
        if method == Method::GET {
            request
        } else {
            request.header("Sec-Fetch-Site", "same-origin")
        }
    }

    pub async fn send(&self, request: reqwest::RequestBuilder) -> Answer {
        Answer::from(request.send().await.unwrap()).await
    }

    /// Signs in through the page.
    pub async fn sign_in(&self, email: &str, password: &str) -> Answer {
        self.post("/sign-in", &[("email", email), ("password", password)])
            .await
    }
}

impl Answer {
    async fn from(response: Response) -> Self {
        let (status, headers) = (response.status().as_u16(), response.headers().clone());
        let bytes = response.bytes().await.unwrap().to_vec();
        let text = String::from_utf8_lossy(&bytes).into_owned();
        Self {
            status,
            headers,
            text,
            bytes,
        }
    }

    #[track_caller]
    pub fn expect(self, status: u16) -> Self {
        assert_eq!(self.status, status, "{}", self.text);
        self
    }

    #[track_caller]
    pub fn ok(self) -> Self {
        self.expect(200)
    }

    /// A redirect to `path`.
    #[track_caller]
    pub fn leads_to(self, path: impl AsRef<str>) -> Self {
        let answer = self.expect(303);
        assert_eq!(answer.location(), path.as_ref());
        answer
    }

    #[track_caller]
    pub fn location(&self) -> &str {
        self.headers["location"].to_str().unwrap()
    }

    /// The page says `text`, as text: entities are undone.
    #[track_caller]
    pub fn has(self, text: &str) -> Self {
        let page = unescape(&self.text);
        assert!(page.contains(text), "{text:?} is not on the page:\n{page}");
        self
    }

    #[track_caller]
    pub fn lacks(self, text: &str) -> Self {
        let page = unescape(&self.text);
        assert!(!page.contains(text), "{text:?} is on the page:\n{page}");
        self
    }
}

fn unescape(html: &str) -> String {
    html.replace("&#60;", "<")
        .replace("&#62;", ">")
        .replace("&#34;", "\"")
        .replace("&#39;", "'")
        .replace("&#38;", "&")
}
