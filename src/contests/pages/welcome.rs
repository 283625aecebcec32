//! Where an invitation's link leads.

use actix_web::http::StatusCode;
use actix_web::{HttpResponse, web};
use askama::Template;

use crate::accounts::{Account, Token};
use crate::app::App;
use crate::contests::{Contest, Invitation, InvitationState};
use crate::error::{Error, Result};
use crate::urls;
use crate::web::{Page, Routes, SignedIn, flash, html_with};

pub fn routes(cfg: &mut Routes) {
    cfg.route("/invitations/{token}", web::get().to(show))
        .route("/invitations/{token}", web::post().to(accept));
}

#[derive(Template)]
#[template(path = "contests/invitation.html")]
struct Show {
    page: Page,
    contest: Contest,
    invitation: Invitation,
    inviter: Account,
    state: InvitationState,
    /// Its own address, to come back to.
    action: String,
}

impl Show {
    /// Whether the visitor's account has another address than the one that was invited.
    fn is_other_address(&self) -> bool {
        self.page
            .account
            .as_ref()
            .is_some_and(|account| account.email != self.invitation.email)
    }
}

async fn show(app: web::Data<App>, page: Page, token: web::Path<String>) -> Result<HttpResponse> {
    let opened = Token::parse(&token).ok_or(Error::NotFound)?;
    let (invitation, contest, inviter) = app
        .db
        .read(move |conn| Invitation::by_token(conn, &opened))
        .await?;
    let state = invitation.state(page.now);
    let status = match state {
        InvitationState::Open => StatusCode::OK,
        _ => StatusCode::CONFLICT,
    };
    let view = Show {
        action: urls::invitation(&*token),
        page,
        contest,
        invitation,
        inviter,
        state,
    };
    html_with(status, &view)
}

async fn accept(
    app: web::Data<App>,
    who: SignedIn,
    token: web::Path<String>,
) -> Result<HttpResponse> {
    let token = Token::parse(&token).ok_or(Error::NotFound)?;
    let now = app.clock.now();
    app.db
        .write(move |conn| {
            let (invitation, contest, _) = Invitation::by_token(conn, &token)?;
            invitation.accept(conn, &contest, &who.account, now)
        })
        .await?;
    Ok(flash::see_other(urls::work(), "flash-invitation-accepted"))
}
