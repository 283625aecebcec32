//! A submission's receipt, and the check of one, which needs no account and names no person.

use actix_web::http::StatusCode;
use actix_web::{HttpResponse, web};
use askama::Template;

use crate::app::App;
use crate::db::Id;
use crate::entries::receipts::{Document, Receipt, Signed, Verdict};
use crate::entries::store::{Whole, check};
use crate::entries::{Entry, forms};
use crate::error::{Error, Result};
use crate::urls;
use crate::web::{FieldErrors, Filled, Form, Page, Routes, SignedIn, html, html_with, see_other};

pub fn routes(cfg: &mut Routes) {
    cfg.route("/entries/{id}/receipt", web::get().to(show))
        .route("/entries/{id}/receipt.json", web::get().to(download))
        .route("/receipts", web::get().to(check_new))
        .route("/receipts", web::post().to(check_create))
        .route("/receipts/{code}", web::get().to(check_show));
}

#[derive(Template)]
#[template(path = "entries/receipt.html")]
struct Show {
    page: Page,
    whole: Whole,
    receipt: Receipt,
    document: Document,
}

impl Show {
    /// How long after the deadline it came, if it did.
    fn late(&self) -> Option<String> {
        Some(self.page.span(self.document.late_by_s?.into()))
    }
}

async fn show(
    app: web::Data<App>,
    page: Page,
    who: SignedIn,
    id: web::Path<Id<Entry>>,
) -> Result<HttpResponse> {
    let id = id.into_inner();
    let (whole, receipt) = app
        .db
        .read(move |conn| {
            let whole = Whole::of(conn, &who.account, id)?;
            let receipt = Receipt::latest(conn, id)?.ok_or(Error::NotFound)?;
            Ok((whole, receipt))
        })
        .await?;
    html(&Show {
        page,
        whole,
        document: receipt.says()?,
        receipt,
    })
}

async fn download(
    app: web::Data<App>,
    who: SignedIn,
    id: web::Path<Id<Entry>>,
) -> Result<HttpResponse> {
    let id = id.into_inner();
    let (code, file) = app
        .db
        .read(move |conn| {
            Whole::of(conn, &who.account, id)?;
            let receipt = Receipt::latest(conn, id)?.ok_or(Error::NotFound)?;
            let file = receipt.file(conn)?;
            Ok((receipt.code, file))
        })
        .await?;
    let text = serde_json::to_string_pretty(&file).map_err(anyhow::Error::from)?;
    Ok(HttpResponse::Ok()
        .content_type("application/json")
        .insert_header((
            "Content-Disposition",
            format!("attachment; filename=\"receipt-{code}.json\""),
        ))
        .insert_header(("Cache-Control", "no-store"))
        .body(text))
}

/// What is shown of a receipt to everyone.
struct Public {
    code: String,
    contest: String,
    sha256: String,
    issued_at: crate::db::Moment,
}

#[derive(Template)]
#[template(path = "entries/check.html")]
struct Check {
    page: Page,
    f: Filled,
    verdict: &'static str,
    public: Option<Public>,
    /// The fields in which an altered receipt differs.
    fields: Vec<String>,
}

impl Check {
    fn new(page: Page, f: Filled) -> Self {
        Self {
            page,
            f,
            verdict: "",
            public: None,
            fields: Vec::new(),
        }
    }

    fn found(page: Page, form: Form, verdict: Verdict) -> Result<Self> {
        let mut view = Self::new(page, Filled::new(form));
        let receipt = match verdict {
            Verdict::Unknown => {
                view.verdict = "receipt-unknown";
                return Ok(view);
            }
            Verdict::Genuine(receipt) => {
                view.verdict = "receipt-genuine";
                receipt
            }
            Verdict::Altered(receipt, fields) => {
                view.verdict = "receipt-altered";
                view.fields = fields;
                receipt
            }
        };
        let document = receipt.says()?;
        view.public = Some(Public {
            code: receipt.code,
            contest: view.page.tri(&document.contest_name).to_owned(),
            sha256: document.content_sha256,
            issued_at: receipt.issued_at,
        });
        Ok(view)
    }
}

async fn check_new(page: Page) -> Result<HttpResponse> {
    html(&Check::new(page, Filled::default()))
}

async fn check_create(app: web::Data<App>, page: Page, form: Form) -> Result<HttpResponse> {
    let refuse = |page, form, errors| {
        html_with(
            StatusCode::UNPROCESSABLE_ENTITY,
            &Check::new(page, Filled::refused(form, errors)),
        )
    };
    let text = match forms::receipt(&form) {
        Ok(text) => text,
        Err(errors) => return refuse(page, form, errors),
    };
    if text.starts_with('{') {
        let Ok(shown) = serde_json::from_str::<Signed>(&text) else {
            return refuse(
                page,
                form,
                FieldErrors::one("receipt", "receipt-unreadable"),
            );
        };
        let verdict = app.db.read(move |conn| check(conn, &shown)).await?;
        return html(&Check::found(page, form, verdict)?);
    }
    let is_code = text.len() <= 120
        && text
            .chars()
            .all(|c| c.is_ascii_alphanumeric() || c == '-' || c == '_');
    if !is_code {
        return refuse(
            page,
            form,
            FieldErrors::one("receipt", "receipt-unreadable"),
        );
    }
    Ok(see_other(urls::receipt(text)))
}

async fn check_show(
    app: web::Data<App>,
    page: Page,
    code: web::Path<String>,
) -> Result<HttpResponse> {
    let code = code.into_inner();
    let form = Form::new().with("receipt", &code);
    let found = app
        .db
        .read(move |conn| Receipt::by_code(conn, &code))
        .await?;
    match found {
        Some(receipt) => html(&Check::found(page, form, Verdict::Genuine(receipt))?),
        None => html_with(
            StatusCode::NOT_FOUND,
            &Check::found(page, form, Verdict::Unknown)?,
        ),
    }
}
