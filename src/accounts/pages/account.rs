//! The account's own page: profile, address, password, where it is signed in.

use actix_web::http::StatusCode;
use actix_web::{HttpRequest, HttpResponse, web};
use askama::Template;
use chrono::TimeDelta;

use crate::accounts::{Account, Email, Session, forms, store};
use crate::app::App;
use crate::db::Id;
use crate::entries::Entry;
use crate::error::Result;
use crate::i18n::Country;
use crate::urls;
use crate::web::{
    FieldErrors, Filled, Form, Page, Routes, SignedIn, flash, guard, html, html_with,
};

pub fn routes(cfg: &mut Routes) {
    cfg.route("/account", web::get().to(show))
        .route("/account", web::post().to(update))
        .route("/account/email", web::post().to(email_update))
        .route("/account/password", web::post().to(password_update))
        .route("/account/confirmation", web::post().to(confirmation_create))
        .route("/account/sessions", web::get().to(sessions_index))
        .route(
            "/account/sessions/end-others",
            web::post().to(sessions_end_others),
        )
        .route("/account/sessions/{id}/end", web::post().to(session_end));
}

/// Three forms on one page; each comes back with its own errors.
#[derive(Template)]
#[template(path = "accounts/account.html")]
struct AccountPage {
    page: Page,
    account: Account,
    profile: Filled,
    email: Filled,
    password: Filled,
    countries: Vec<Country>,
}

impl AccountPage {
    fn new(page: Page, account: Account) -> Self {
        Self {
            profile: Filled::new(forms::filled(&account)),
            email: Filled::default(),
            password: Filled::default(),
            countries: Country::all(page.locale),
            page,
            account,
        }
    }

    fn refused(&self) -> Result<HttpResponse> {
        html_with(StatusCode::UNPROCESSABLE_ENTITY, self)
    }
}

#[derive(Template)]
#[template(path = "accounts/sessions.html")]
struct Sessions {
    page: Page,
    sessions: Vec<Session>,
    current: Id<Session>,
}

async fn show(page: Page, who: SignedIn) -> Result<HttpResponse> {
    html(&AccountPage::new(page, who.account))
}

async fn update(
    app: web::Data<App>,
    page: Page,
    who: SignedIn,
    form: Form,
) -> Result<HttpResponse> {
    let profile = match forms::account(&form) {
        Ok(profile) => profile,
        Err(errors) => {
            let view = AccountPage {
                profile: Filled::refused(form, errors),
                ..AccountPage::new(page, who.account)
            };
            return view.refused();
        }
    };
    let now = app.clock.now();
    app.db
        .write(move |conn| {
            who.account.update_profile(conn, &profile, now)?;
            Entry::file_creators(conn, who.account.id)
        })
        .await?;
    Ok(flash::see_other(urls::account(), "flash-saved"))
}

/// Checks the current password before it lets something be changed that it guards.
async fn knows_password(app: &App, account: &Account, form: &Form) -> Result<bool> {
    let (email, now) = (account.email.clone(), app.clock.now());
    let subject = email.to_string();
    app.db
        .write(move |conn| {
            store::attempt(conn, "password", &subject, 10, TimeDelta::minutes(15), now)
        })
        .await?;
    let found = app
        .db
        .read(move |conn| Account::with_password(conn, &email))
        .await?;
    app.hasher
        .verify(
            form.get("current_password"),
            found.as_ref().map(|(_, hash)| hash.as_str()),
        )
        .await
}

async fn email_update(
    app: web::Data<App>,
    req: HttpRequest,
    page: Page,
    who: SignedIn,
    form: Form,
) -> Result<HttpResponse> {
    app.limits.costly(guard::address(&req, &app))?;
    let account = who.account;
    let refused = |page: Page, account: Account, form: Form, errors: FieldErrors| {
        AccountPage {
            email: Filled::refused(form, errors),
            ..AccountPage::new(page, account)
        }
        .refused()
    };
    let email: Email = match forms::email(&form) {
        Ok(email) => email,
        Err(errors) => return refused(page, account, form, errors),
    };
    if !knows_password(&app, &account, &form).await? {
        let errors = FieldErrors::one("current_password", "field-password-wrong");
        return refused(page, account, form, errors);
    }
    let wanted = email.clone();
    if app
        .db
        .read(move |conn| Account::by_email(conn, &wanted))
        .await?
        .is_some()
    {
        return refused(
            page,
            account,
            form,
            FieldErrors::one("email", "field-email-taken"),
        );
    }
    let (now, base_url) = (app.clock.now(), app.config.base_url());
    app.db
        .write(move |conn| account.send_email_change(conn, &email, &base_url, now))
        .await?;
    app.wake.notify_one();
    Ok(flash::see_other(urls::account(), "flash-email-change-sent"))
}

async fn password_update(
    app: web::Data<App>,
    req: HttpRequest,
    page: Page,
    who: SignedIn,
    form: Form,
) -> Result<HttpResponse> {
    app.limits.costly(guard::address(&req, &app))?;
    let account = who.account;
    let refused = |page: Page, account: Account, form: Form, errors: FieldErrors| {
        AccountPage {
            password: Filled::refused(form, errors),
            ..AccountPage::new(page, account)
        }
        .refused()
    };
    let password = match forms::password(&form) {
        Ok(password) => password,
        Err(errors) => return refused(page, account, form, errors),
    };
    if !knows_password(&app, &account, &form).await? {
        let errors = FieldErrors::one("current_password", "field-password-wrong");
        return refused(page, account, form, errors);
    }
    let hash = app.hasher.hash(&password).await?;
    let now = app.clock.now();
    let changed = account.clone();
    app.db
        .write(move |conn| changed.change_password(conn, &hash, now))
        .await?;
    // Every session ended, this browser's too; it starts a new one.
    super::begin_session(
        &app,
        &req,
        account,
        urls::account(),
        "flash-password-changed",
    )
    .await
}

async fn confirmation_create(app: web::Data<App>, who: SignedIn) -> Result<HttpResponse> {
    let (now, base_url) = (app.clock.now(), app.config.base_url());
    let account = who.account;
    if account.email_confirmed_at.is_none() {
        app.db
            .write(move |conn| {
                store::attempt(
                    conn,
                    "confirmation",
                    account.email.as_str(),
                    5,
                    TimeDelta::hours(1),
                    now,
                )?;
                account.send_confirmation(conn, &base_url, now)
            })
            .await?;
        app.wake.notify_one();
    }
    Ok(flash::see_other(urls::account(), "flash-confirmation-sent"))
}

async fn sessions_index(app: web::Data<App>, page: Page, who: SignedIn) -> Result<HttpResponse> {
    let now = app.clock.now();
    let account = who.account;
    let sessions = app.db.read(move |conn| account.sessions(conn, now)).await?;
    html(&Sessions {
        page,
        sessions,
        current: who.session,
    })
}

async fn session_end(
    app: web::Data<App>,
    who: SignedIn,
    id: web::Path<Id<Session>>,
) -> Result<HttpResponse> {
    let (now, id) = (app.clock.now(), id.into_inner());
    app.db
        .write(move |conn| who.account.end_session(conn, id, now))
        .await?;
    Ok(flash::see_other(urls::sessions(), "flash-session-ended"))
}

async fn sessions_end_others(app: web::Data<App>, who: SignedIn) -> Result<HttpResponse> {
    let now = app.clock.now();
    app.db
        .write(move |conn| who.account.end_other_sessions(conn, who.session, now))
        .await?;
    Ok(flash::see_other(urls::sessions(), "flash-session-ended"))
}
