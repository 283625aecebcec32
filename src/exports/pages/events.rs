//! The audit trail of a contest.

use std::sync::LazyLock;

use actix_web::{HttpResponse, web};
use askama::Template;
use serde::Deserialize;

use crate::app::App;
use crate::contests::{Admin, Contest};
use crate::db::Id;
use crate::error::Result;
use crate::events::Anything;
use crate::exports::store::events::{self, Actor, EventFilter, EventRow};
use crate::i18n::{self, Locale};
use crate::screening::Reason;
use crate::urls;
use crate::web::paging::Paged;
use crate::web::{Page, Routes, html};

pub fn routes(cfg: &mut Routes) {
    cfg.route("/contests/{contest}/admin/events", web::get().to(index));
}

/// Kinds of things that events are about, with the text that names each.
const KINDS: &[(&str, &str)] = &[
    ("contest", "event-kind-contest"),
    ("stream", "event-kind-stream"),
    ("category", "event-kind-category"),
    ("question", "event-kind-question"),
    ("declaration", "event-kind-declaration"),
    ("theme", "event-kind-theme"),
    ("criterion", "event-kind-criterion"),
    ("entry", "event-kind-entry"),
    ("media", "event-kind-media"),
    ("round", "event-kind-round"),
    ("assignment", "event-kind-assignment"),
    ("ballot", "event-kind-ballot"),
    ("comparison", "event-kind-comparison"),
    ("ranking", "event-kind-ranking"),
    ("award", "event-kind-award"),
    ("audience-source", "event-kind-audience-source"),
    ("role", "event-kind-role"),
    ("invitation", "event-kind-invitation"),
    ("mail", "event-kind-mail"),
    ("account", "event-kind-account"),
];

/// What may have happened, by the ends of the text keys: `entry-withdrawn`.
static ACTIONS: LazyLock<Vec<String>> = LazyLock::new(|| {
    let keys = i18n::keys(Locale::En).into_iter();
    keys.filter_map(|(key, _)| Some(key.strip_prefix("event-")?.to_owned()))
        .filter(|action| !action.starts_with("kind-"))
        // What accounts do, they do in no contest.
        .filter(|action| !action.starts_with("account-"))
        .collect()
});

#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
struct Wanted {
    actor: String,
    kind: String,
    action: String,
    after: Option<Id<Anything>>,
}

#[derive(Template)]
#[template(path = "exports/events.html")]
struct Index {
    page: Page,
    contest: Contest,
    wanted: Wanted,
    events: Paged<(EventRow, Option<Actor>)>,
}

impl Index {
    fn kinds(&self) -> &'static [(&'static str, &'static str)] {
        KINDS
    }

    fn actions(&self) -> &'static [String] {
        &ACTIONS
    }

    /// What happened, in words; in the trail's own where there is no text.
    fn said(&self, event: &EventRow) -> String {
        self.named(format!("{}-{}", event.subject_kind, event.action).as_str())
    }

    fn named(&self, action: impl AsRef<str>) -> String {
        let action = action.as_ref();
        let key = format!("event-{action}");
        match self.page.locale.has(&key) {
            true => self.page.t(&key).into_owned(),
            false => action.replace('-', " "),
        }
    }

    fn kind(&self, event: &EventRow) -> String {
        match KINDS.iter().find(|(kind, _)| *kind == event.subject_kind) {
            Some((_, key)) => self.page.t(key).into_owned(),
            None => event.subject_kind.replace('-', " "),
        }
    }

    /// Where the thing can be looked at, if an admin can.
    fn link(&self, event: &EventRow) -> Option<String> {
        let slug = &self.contest.slug;
        match event.subject_kind.as_str() {
            "contest" => Some(urls::admin(slug, "")),
            "entry" => Some(urls::admin_entry(slug, event.subject_id)),
            "mail" => Some(urls::outgoing_mail(slug, event.subject_id)),
            "round" | "assignment" | "ballot" => Some(urls::admin(slug, "rounds")),
            "stream" => Some(urls::admin(slug, "streams")),
            "category" => Some(urls::admin(slug, "categories")),
            "question" => Some(urls::admin(slug, "questions")),
            "declaration" => Some(urls::admin(slug, "declarations")),
            "theme" => Some(urls::admin(slug, "theme")),
            "criterion" => Some(urls::admin(slug, "criteria")),
            "ranking" => Some(urls::admin(slug, "results")),
            "award" => Some(urls::admin(slug, "awards")),
            "audience-source" => Some(urls::admin(slug, "audience")),
            "role" | "invitation" => Some(urls::admin(slug, "team")),
            _ => None,
        }
    }

    /// The reason: a screener's by its words, another as it was typed.
    fn reason(&self, event: &EventRow) -> String {
        Reason::in_words(&event.reason, self.page.locale)
    }

    /// Old and new values, when there are any.
    fn detail<'a>(&self, event: &'a EventRow) -> Option<&'a str> {
        Some(event.detail.as_str()).filter(|detail| !matches!(*detail, "{}" | "null" | ""))
    }

    fn by_actor(&self, actor: &Actor) -> String {
        let actor = actor.id.to_string();
        urls::with_query(&self.plain(), &[("actor", &actor)])
    }

    fn plain(&self) -> String {
        urls::admin(&self.contest.slug, "events")
    }

    fn url(&self) -> String {
        let pairs = [
            ("actor", self.wanted.actor.as_str()),
            ("kind", &self.wanted.kind),
            ("action", &self.wanted.action),
        ];
        urls::with_query(&self.plain(), &pairs)
    }

    fn is_filtered(&self) -> bool {
        self.url() != self.plain()
    }
}

/// Words that name nothing are no filter.
async fn index(
    app: web::Data<App>,
    page: Page,
    admin: Admin,
    wanted: web::Query<Wanted>,
) -> Result<HttpResponse> {
    let wanted = wanted.into_inner();
    let given = |text: &str| Some(text.to_owned()).filter(|text| !text.is_empty());
    let filter = EventFilter {
        actor: wanted.actor.parse().ok(),
        kind: given(&wanted.kind),
        action: given(&wanted.action),
        after: wanted.after,
    };
    let contest = admin.contest.id;
    let events = app
        .db
        .read(move |conn| events::list(conn, contest, filter))
        .await?;
    html(&Index {
        page,
        contest: admin.contest,
        wanted,
        events,
    })
}
