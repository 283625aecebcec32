//! The console's team: who has which role, and who was invited.

use actix_web::http::StatusCode;
use actix_web::{HttpResponse, web};
use askama::Template;

use super::{Admin, Confirm, Contest, Refusal};
use crate::accounts::Account;
use crate::app::App;
use crate::contests::{Category, Grant, Invitation, InvitationState, Role, forms};
use crate::db::{Conn, Id};
use crate::error::{Error, Result};
use crate::i18n::Language;
use crate::urls;
use crate::web::paging::Paged;
use crate::web::{FieldErrors, Filled, Form, Page, Routes, flash, html, html_with};

pub fn routes(cfg: &mut Routes) {
    cfg.route("/contests/{contest}/admin/team", web::get().to(index))
        .route("/contests/{contest}/admin/team/{id}", web::get().to(member))
        .route("/contests/{contest}/admin/team/{id}", web::post().to(equip))
        .route(
            "/contests/{contest}/admin/team/{id}/removal",
            web::get().to(removal),
        )
        .route(
            "/contests/{contest}/admin/team/{id}/removal",
            web::post().to(remove),
        )
        .route(
            "/contests/{contest}/admin/invitations",
            web::post().to(invite),
        )
        .route(
            "/contests/{contest}/admin/invitations/{id}/withdrawal",
            web::post().to(withdraw),
        )
        .route(
            "/contests/{contest}/admin/invitations/{id}/mail",
            web::post().to(send_again),
        );
}

#[derive(serde::Deserialize, Default)]
struct Places {
    after: Option<Id<Role>>,
    invited_after: Option<Id<Invitation>>,
}

#[derive(Template)]
#[template(path = "contests/admin/team.html")]
struct Team {
    page: Page,
    contest: Contest,
    members: Paged<(Grant, Account)>,
    invitations: Paged<Invitation>,
    categories: Vec<Category>,
    f: Filled,
}

impl Team {
    fn languages(&self) -> impl Iterator<Item = Language> {
        Language::all()
    }

    /// The categories that a judge would rather judge, by name.
    fn categories(&self, grant: &Grant) -> String {
        let chosen = |category: &&Category| grant.categories.contains(&category.id);
        let chosen = self.categories.iter().filter(chosen);
        let names: Vec<&str> = chosen.map(|each| self.page.tri(&each.name)).collect();
        names.join(self.page.locale.comma())
    }

    fn state(&self, invitation: &Invitation) -> InvitationState {
        invitation.state(self.page.now)
    }
}

/// One member, and what they can work with.
#[derive(Template)]
#[template(path = "contests/admin/member.html")]
struct Member {
    page: Page,
    contest: Contest,
    grant: Grant,
    account: Account,
    categories: Vec<Category>,
    f: Filled,
}

impl Member {
    fn languages(&self) -> impl Iterator<Item = Language> {
        Language::all()
    }

    /// Whether the categories of what they work on are chosen by them, or for them.
    fn has_categories(&self) -> bool {
        self.grant.role == Role::Judge && !self.categories.is_empty()
    }
}

/// Languages by name, for a row.
fn names(languages: &[Language], page: &Page) -> String {
    let names: Vec<&str> = languages.iter().map(|l| l.name(page.locale)).collect();
    names.join(page.locale.comma())
}

type Lists = (
    Contest,
    Paged<(Grant, Account)>,
    Paged<Invitation>,
    Vec<Category>,
);

fn lists(conn: &mut Conn, contest: Contest, at: &Places) -> Result<Lists> {
    let members = contest.members(conn, at.after)?;
    let invitations = contest.invitations(conn, at.invited_after)?;
    let categories = contest.categories(conn)?;
    Ok((contest, members, invitations, categories))
}

async fn index(
    app: web::Data<App>,
    page: Page,
    admin: Admin,
    query: web::Query<Places>,
) -> Result<HttpResponse> {
    let (contest, members, invitations, categories) = app
        .db
        .read(move |conn| lists(conn, admin.contest, &query))
        .await?;
    let form = Form::new()
        .with("role", Role::Judge)
        .with("locale", page.locale);
    html(&Team {
        page,
        contest,
        members,
        invitations,
        categories,
        f: Filled::new(form),
    })
}

async fn invite(app: web::Data<App>, page: Page, admin: Admin, form: Form) -> Result<HttpResponse> {
    let Admin { account, contest } = admin;
    let back = urls::admin(&contest.slug, "team");
    let (now, base_url, here) = (page.now, app.config.base_url(), contest.clone());
    let errors = match forms::invitation(&form) {
        Err(errors) => errors,
        Ok(new) => {
            let sent = app
                .db
                .write(move |conn| here.invite(conn, &account, &new, &base_url, now))
                .await;
            match sent {
                Ok(_) => {
                    app.wake.notify_one();
                    return Ok(flash::see_other(back, "flash-invited"));
                }
                Err(Error::Conflict(key)) => match Refusal::of(key) {
                    Some(Refusal::Field(field, problem)) => FieldErrors::one(field, problem),
                    _ => return Err(Error::Conflict(key)),
                },
                Err(error) => return Err(error),
            }
        }
    };
    let (contest, members, invitations, categories) = app
        .db
        .read(move |conn| lists(conn, contest, &Places::default()))
        .await?;
    let view = Team {
        page,
        contest,
        members,
        invitations,
        categories,
        f: Filled::refused(form, errors),
    };
    html_with(StatusCode::UNPROCESSABLE_ENTITY, &view)
}

type MemberPath = web::Path<(String, Id<Role>)>;
type Found = (Contest, Grant, Account, Vec<Category>);

async fn found(app: &App, contest: Contest, id: Id<Role>) -> Result<Found> {
    app.db
        .read(move |conn| {
            let (grant, account) = contest.member(conn, id)?;
            let categories = contest.categories(conn)?;
            Ok((contest, grant, account, categories))
        })
        .await
}

async fn member(
    app: web::Data<App>,
    page: Page,
    admin: Admin,
    path: MemberPath,
) -> Result<HttpResponse> {
    let (contest, grant, account, categories) = found(&app, admin.contest, path.1).await?;
    html(&Member {
        f: Filled::new(forms::filled_skills(&grant)),
        page,
        contest,
        grant,
        account,
        categories,
    })
}

async fn equip(
    app: web::Data<App>,
    page: Page,
    admin: Admin,
    path: MemberPath,
    form: Form,
) -> Result<HttpResponse> {
    let Admin {
        account: by,
        contest,
    } = admin;
    let (contest, grant, account, categories) = found(&app, contest, path.1).await?;
    let skills = match forms::skills(&form, &categories) {
        Ok(skills) => skills,
        Err(errors) => {
            let view = Member {
                f: Filled::refused(form, errors),
                page,
                contest,
                grant,
                account,
                categories,
            };
            return html_with(StatusCode::UNPROCESSABLE_ENTITY, &view);
        }
    };
    let (back, now) = (urls::admin(&contest.slug, "team"), page.now);
    app.db
        .write(move |conn| contest.equip(conn, &by, &grant, &skills, now))
        .await?;
    Ok(flash::see_other(back, "flash-saved"))
}

async fn removal(
    app: web::Data<App>,
    page: Page,
    admin: Admin,
    path: MemberPath,
) -> Result<HttpResponse> {
    let (id, contest) = (path.1, admin.contest);
    let (contest, grant, account) = app
        .db
        .read(move |conn| {
            let (grant, account) = contest.member(conn, id)?;
            Ok((contest, grant, account))
        })
        .await?;
    let title = page.t2(
        "role-removal",
        "name",
        account.name(page.locale).to_owned(),
        "role",
        page.t(grant.role.key()),
    );
    html(&Confirm {
        title: title.into_owned(),
        points: vec![page.t("role-removal-means").into_owned()],
        action: urls::admin(&contest.slug, &format!("team/{id}/removal")),
        button: page.t("role-remove").into_owned(),
        danger: true,
        back: urls::admin(&contest.slug, "team"),
        page,
        contest,
    })
}

async fn remove(app: web::Data<App>, admin: Admin, path: MemberPath) -> Result<HttpResponse> {
    let now = app.clock.now();
    let Admin { account, contest } = admin;
    let (team, id) = (urls::admin(&contest.slug, "team"), path.1);
    let own = app
        .db
        .write(move |conn| {
            let (grant, _) = contest.member(conn, id)?;
            contest.remove_role(conn, &account, id, now)?;
            Ok(grant.account_id == account.id && grant.role == Role::Admin)
        })
        .await?;
    // Whoever gave up their own role may no longer find the page.
    let back = if own { urls::work().to_owned() } else { team };
    Ok(flash::see_other(back, "flash-role-removed"))
}

async fn withdraw(
    app: web::Data<App>,
    admin: Admin,
    path: web::Path<(String, Id<Invitation>)>,
) -> Result<HttpResponse> {
    let now = app.clock.now();
    let Admin { account, contest } = admin;
    let back = urls::admin(&contest.slug, "team");
    app.db
        .write(move |conn| {
            contest
                .invitation(conn, path.1)?
                .withdraw(conn, &account, now)
        })
        .await?;
    Ok(flash::see_other(back, "flash-invitation-withdrawn"))
}

async fn send_again(
    app: web::Data<App>,
    admin: Admin,
    path: web::Path<(String, Id<Invitation>)>,
) -> Result<HttpResponse> {
    let (now, base_url) = (app.clock.now(), app.config.base_url());
    let Admin { account, contest } = admin;
    let back = urls::admin(&contest.slug, "team");
    app.db
        .write(move |conn| {
            let invitation = contest.invitation(conn, path.1)?;
            invitation.send_again(conn, &contest, &account, &base_url, now)
        })
        .await?;
    app.wake.notify_one();
    Ok(flash::see_other(back, "flash-invited"))
}
