//! Who may do what in one contest. Authority is a type: a handler that takes an [`Admin`] runs for admins of
//! the contest in its address and answers 404 to everyone else.

use std::future::Future;
use std::pin::Pin;

use actix_web::dev::Payload;
use actix_web::{FromRequest, HttpRequest, web};

use super::{Contest, Role};
use crate::accounts::Account;
use crate::app::App;
use crate::error::{Error, Result};
use crate::web::session;

macro_rules! authority {
    ($(#[$meta:meta])* $name:ident, $role:expr, $administrators:literal) => {
        $(#[$meta])*
        #[derive(Clone, Debug)]
        pub struct $name {
            pub account: Account,
            pub contest: Contest,
        }

        impl FromRequest for $name {
            type Error = Error;
            type Future = Pin<Box<dyn Future<Output = Result<Self>>>>;

            fn from_request(req: &HttpRequest, payload: &mut Payload) -> Self::Future {
                let found = find(req, payload, $role, $administrators);
                Box::pin(async move {
                    let (account, contest) = found.await?;
                    Ok(Self { account, contest })
                })
            }
        }
    };
}

authority!(
    /// Sets a contest up and runs it. The site's administrators are admins of every contest.
    Admin, Role::Admin, true
);
authority!(
    /// Decides on entries before judging.
    Screener, Role::Screener, false
);
authority!(
    /// Scores entries. Administrators are not judges: organisers stay off the jury.
    Judge, Role::Judge, false
);

/// The contest named `{contest}` in the address, for a visitor with `role` in it.
fn find(
    req: &HttpRequest,
    payload: &mut Payload,
    role: Role,
    administrators: bool,
) -> impl Future<Output = Result<(Account, Contest)>> + use<> {
    let signed_in = session::required(req, payload);
    let slug = req.match_info().get("contest").map(ToOwned::to_owned);
    let app = req.app_data::<web::Data<App>>().cloned();
    async move {
        let account = signed_in.await?.account;
        let (Some(slug), Some(app)) = (slug, app) else {
            return Err(Error::NotFound);
        };
        app.db
            .read(move |conn| {
                let (contest, has) = Contest::with_role(conn, &slug, &account, role)?;
                if has || account.is_administrator() && administrators {
                    Ok((account, contest))
                } else {
                    Err(Error::NotFound)
                }
            })
            .await
    }
}
