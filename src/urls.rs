//! Every URL of the program, as functions: a link that goes nowhere does not compile.

use std::fmt::Display;

/// A query's `?name=value`, escaped.
pub fn with_query(url: &str, pairs: &[(&str, &str)]) -> String {
    let query: String = url::form_urlencoded::Serializer::new(String::new())
        .extend_pairs(pairs.iter().filter(|(_, value)| !value.is_empty()))
        .finish();
    if query.is_empty() {
        url.to_owned()
    } else {
        format!("{url}?{query}")
    }
}

// ---- the site ----
pub fn home() -> &'static str {
    "/"
}
pub fn language() -> &'static str {
    "/language"
}

// ---- accounts ----
pub fn sign_up() -> &'static str {
    "/sign-up"
}
pub fn sign_in() -> &'static str {
    "/sign-in"
}
pub fn sign_out() -> &'static str {
    "/sign-out"
}
pub fn account() -> &'static str {
    "/account"
}
pub fn account_password() -> &'static str {
    "/account/password"
}
pub fn account_email() -> &'static str {
    "/account/email"
}
pub fn account_confirmation() -> &'static str {
    "/account/confirmation"
}
pub fn sessions() -> &'static str {
    "/account/sessions"
}
pub fn session_end(id: impl Display) -> String {
    format!("/account/sessions/{id}/end")
}
pub fn sessions_end_others() -> &'static str {
    "/account/sessions/end-others"
}
pub fn inbox() -> &'static str {
    "/account/inbox"
}
pub fn inbox_mail(id: impl Display) -> String {
    format!("/account/inbox/{id}")
}
pub fn forgotten_password() -> &'static str {
    "/forgotten-password"
}
pub fn password_link(token: impl Display) -> String {
    format!("/links/password/{token}")
}
pub fn confirm_link(token: impl Display) -> String {
    format!("/links/confirm/{token}")
}
pub fn set_up(token: impl Display) -> String {
    format!("/set-up/{token}")
}

// ---- contests: public ----
pub fn contest(slug: impl Display) -> String {
    format!("/contests/{slug}")
}
pub fn contest_rules(slug: impl Display) -> String {
    format!("/contests/{slug}/rules")
}
pub fn gallery(slug: impl Display) -> String {
    format!("/contests/{slug}/gallery")
}
pub fn gallery_entry(slug: impl Display, id: impl Display) -> String {
    format!("/contests/{slug}/gallery/{id}")
}
pub fn public_results(slug: impl Display) -> String {
    format!("/contests/{slug}/results")
}
/// The record of the published ranking.
pub fn public_bundle(slug: impl Display) -> String {
    format!("/contests/{slug}/results/bundle")
}
/// Where anybody objects to public results, and reads what was answered in public.
pub fn public_objections(slug: impl Display) -> String {
    format!("/contests/{slug}/results/objections")
}
/// How far an objection is, for who has its reference.
pub fn public_objection(slug: impl Display, reference: impl Display) -> String {
    format!("/contests/{slug}/results/objections/{reference}")
}
/// The mailed link that confirms an objection.
pub fn objection_link(token: impl Display) -> String {
    format!("/links/objection/{token}")
}

// ---- contests: the admin's console ----
pub fn work() -> &'static str {
    "/work"
}
pub fn contests_new() -> &'static str {
    "/contests/new"
}
pub fn contests() -> &'static str {
    "/contests"
}
pub fn invitation(token: impl Display) -> String {
    format!("/invitations/{token}")
}
/// A page of the console: `admin("2023", "texts")`; the overview has no name.
pub fn admin(slug: impl Display, page: &str) -> String {
    if page.is_empty() {
        format!("/contests/{slug}/admin")
    } else {
        format!("/contests/{slug}/admin/{page}")
    }
}
/// One of what a contest has several of: `admin_item("2023", "streams", id)`.
pub fn admin_item(slug: impl Display, section: &str, id: impl Display) -> String {
    format!("/contests/{slug}/admin/{section}/{id}")
}
/// A noun of it: `position`, `removal`; of an invitation `withdrawal`, `mail`.
pub fn admin_item_noun(slug: impl Display, section: &str, id: impl Display, noun: &str) -> String {
    format!("/contests/{slug}/admin/{section}/{id}/{noun}")
}

// ---- entries ----
pub fn entries() -> &'static str {
    "/entries"
}
pub fn contest_entries(slug: impl Display) -> String {
    format!("/contests/{slug}/entries")
}
pub fn entry(id: impl Display) -> String {
    format!("/entries/{id}")
}
pub fn entry_edit(id: impl Display) -> String {
    format!("/entries/{id}/edit")
}
/// A noun of an entry: `submission`, `withdrawal`, `versions`, `video`, `uploads`, `check`, `receipt`.
pub fn entry_noun(id: impl Display, noun: &str) -> String {
    format!("/entries/{id}/{noun}")
}
pub fn entry_version(id: impl Display, version: impl Display) -> String {
    format!("/entries/{id}/versions/{version}")
}
pub fn entry_restoration(id: impl Display, version: impl Display) -> String {
    format!("/entries/{id}/versions/{version}/restoration")
}
/// Where a file that answers a question is sent.
pub fn entry_answer(id: impl Display, question: impl Display) -> String {
    format!("/entries/{id}/answers/{question}")
}
/// A noun of a file of an entry: `removal`, `return`.
pub fn entry_file(id: impl Display, media: impl Display, noun: &str) -> String {
    format!("/entries/{id}/files/{media}/{noun}")
}
/// A file on its way in parts.
pub fn upload(id: impl Display) -> String {
    format!("/uploads/{id}")
}
pub fn media(id: impl Display) -> String {
    format!("/media/{id}")
}
pub fn receipts() -> &'static str {
    "/receipts"
}
pub fn receipt(code: impl Display) -> String {
    format!("/receipts/{code}")
}

// ---- theme ----
/// A noun of the theme's page of the console: `profile`, `trial`, `rechecks`, `diff`, `agreement`, `layers`.
pub fn theme_noun(slug: impl Display, noun: &str) -> String {
    format!("/contests/{slug}/admin/theme/{noun}")
}
pub fn theme_version(slug: impl Display, version: impl Display) -> String {
    format!("/contests/{slug}/admin/theme/versions/{version}")
}

pub fn theme_version_file(slug: impl Display, version: impl Display) -> String {
    format!("/contests/{slug}/admin/theme/versions/{version}/profile.toml")
}
/// What changed from one version to another.
pub fn theme_diff(slug: impl Display, from: impl Display, to: impl Display) -> String {
    format!("/contests/{slug}/admin/theme/diff?from={from}&to={to}")
}
/// A dry run or a re-check.
pub fn theme_run(slug: impl Display, run: impl Display) -> String {
    format!("/contests/{slug}/admin/theme/runs/{run}")
}
pub fn theme_run_cancellation(slug: impl Display, run: impl Display) -> String {
    format!("/contests/{slug}/admin/theme/runs/{run}/cancellation")
}
/// A layer that learned from decisions.
pub fn theme_layer(slug: impl Display, number: impl Display) -> String {
    format!("/contests/{slug}/admin/theme/layers/{number}")
}
/// A noun of a layer: `activation`, `deactivation`.
pub fn theme_layer_noun(slug: impl Display, number: impl Display, noun: &str) -> String {
    format!("/contests/{slug}/admin/theme/layers/{number}/{noun}")
}

// ---- screening ----
pub fn screening(slug: impl Display) -> String {
    format!("/contests/{slug}/screening")
}
pub fn screening_agreement(slug: impl Display) -> String {
    format!("/contests/{slug}/screening/agreement")
}
pub fn screening_pairs(slug: impl Display) -> String {
    format!("/contests/{slug}/screening/pairs")
}
pub fn screening_pair(slug: impl Display, id: impl Display) -> String {
    format!("/contests/{slug}/screening/pairs/{id}")
}
pub fn screening_pair_decision(slug: impl Display, id: impl Display) -> String {
    format!("/contests/{slug}/screening/pairs/{id}/decision")
}
pub fn screening_entry(slug: impl Display, id: impl Display) -> String {
    format!("/contests/{slug}/screening/entries/{id}")
}
pub fn screening_noun(slug: impl Display, id: impl Display, noun: &str) -> String {
    format!("/contests/{slug}/screening/entries/{id}/{noun}")
}
pub fn screening_bulk(slug: impl Display) -> String {
    format!("/contests/{slug}/screening/bulk")
}
pub fn screening_batch(slug: impl Display, id: impl Display) -> String {
    format!("/contests/{slug}/screening/batches/{id}")
}
pub fn screening_batch_undo(slug: impl Display, id: impl Display) -> String {
    format!("/contests/{slug}/screening/batches/{id}/undo")
}
pub fn screening_undo(slug: impl Display, decision: impl Display) -> String {
    format!("/contests/{slug}/screening/decisions/{decision}/undo")
}
pub fn admin_entry(slug: impl Display, id: impl Display) -> String {
    format!("/contests/{slug}/admin/entries/{id}")
}
pub fn admin_entry_disqualification(slug: impl Display, id: impl Display) -> String {
    format!("/contests/{slug}/admin/entries/{id}/disqualification")
}

// ---- judging ----
pub fn judging(slug: impl Display) -> String {
    format!("/contests/{slug}/judging")
}
/// Where a judge says what they have a tie to.
pub fn judge_ties(slug: impl Display) -> String {
    format!("/contests/{slug}/judging/ties")
}
pub fn judge_ties_entries(slug: impl Display) -> String {
    format!("/contests/{slug}/judging/ties/entries")
}
pub fn conflict(slug: impl Display, id: impl Display) -> String {
    format!("/contests/{slug}/admin/conflicts/{id}")
}
pub fn conflicts_search(slug: impl Display) -> String {
    format!("/contests/{slug}/admin/conflicts/search")
}
pub fn ballot(slug: impl Display, assignment: impl Display) -> String {
    format!("/contests/{slug}/judging/{assignment}")
}
/// A noun of a ballot: `scores`, `submission`, `skip`, `recusal`, `why`, `notes`, `watch`, `discussion`.
pub fn ballot_noun(slug: impl Display, assignment: impl Display, noun: &str) -> String {
    format!("/contests/{slug}/judging/{assignment}/{noun}")
}
/// A ballot with its player at a second of the film.
pub fn ballot_at(slug: impl Display, assignment: impl Display, second: &i32) -> String {
    format!("/contests/{slug}/judging/{assignment}?t={second}#film")
}
/// A note of a judge on an entry.
pub fn note(slug: impl Display, assignment: impl Display, note: impl Display) -> String {
    format!("/contests/{slug}/judging/{assignment}/notes/{note}")
}
pub fn note_deletion(slug: impl Display, assignment: impl Display, note: impl Display) -> String {
    format!("/contests/{slug}/judging/{assignment}/notes/{note}/deletion")
}
/// The criteria of a round; with an empty key those of the first.
pub fn criteria(slug: impl Display, round: impl Display) -> String {
    let round = round.to_string();
    with_query(&admin(slug, "criteria"), &[("round", &round)])
}
pub fn criterion(slug: impl Display, id: impl Display) -> String {
    format!("/contests/{slug}/admin/criteria/{id}")
}
/// A noun of a criterion: `position`, `deletion`.
pub fn criterion_noun(slug: impl Display, id: impl Display, noun: &str) -> String {
    format!("/contests/{slug}/admin/criteria/{id}/{noun}")
}
pub fn round_new(slug: impl Display) -> String {
    format!("/contests/{slug}/admin/rounds/new")
}
/// A round for each stream and a joint final, planned at once.
pub fn rounds_national(slug: impl Display) -> String {
    format!("/contests/{slug}/admin/rounds/national")
}
/// A round in which the whole panel scores the same few entries.
pub fn rounds_calibration(slug: impl Display) -> String {
    format!("/contests/{slug}/admin/rounds/calibration")
}
pub fn round(slug: impl Display, id: impl Display) -> String {
    format!("/contests/{slug}/admin/rounds/{id}")
}
/// A noun of a round: `method`, `panel`, `draw`, `room`, `entries`, `picks`, `calibration`, `assignments`, `opening`, `closure`, `reopening`, `progress`, `reminders`,
/// `score-log`, `score-log/download`, `confirmations`, `deletion`.
pub fn round_noun(slug: impl Display, id: impl Display, noun: &str) -> String {
    format!("/contests/{slug}/admin/rounds/{id}/{noun}")
}
/// What one earlier round gives to a round, to be ticked.
pub fn round_entries(slug: impl Display, round: impl Display, earlier: impl Display) -> String {
    format!("/contests/{slug}/admin/rounds/{round}/entries/{earlier}")
}
/// Who scores an entry in a round, and why not the others.
pub fn round_draw(slug: impl Display, round: impl Display, entry: impl Display) -> String {
    format!("/contests/{slug}/admin/rounds/{round}/draw/{entry}")
}
/// What is said about an entry in a round.
pub fn round_discussion(slug: impl Display, round: impl Display, entry: impl Display) -> String {
    format!("/contests/{slug}/admin/rounds/{round}/discussion/{entry}")
}
/// A judge's own figures in a round.
pub fn own_figures(slug: impl Display, round: impl Display) -> String {
    format!("/contests/{slug}/judging/rounds/{round}/figures")
}
/// How the panel scored in a round of calibration, for one of its judges.
pub fn own_calibration(slug: impl Display, round: impl Display) -> String {
    format!("/contests/{slug}/judging/rounds/{round}/calibration")
}
/// Where a judge puts their entries of a round in order.
pub fn round_order(slug: impl Display, round: impl Display) -> String {
    format!("/contests/{slug}/judging/rounds/{round}/order")
}
/// Where a judge compares two of their entries of a round.
pub fn round_pairs(slug: impl Display, round: impl Display) -> String {
    format!("/contests/{slug}/judging/rounds/{round}/pairs")
}
/// A judge's own comparisons in a round.
pub fn round_answers(slug: impl Display, round: impl Display) -> String {
    format!("/contests/{slug}/judging/rounds/{round}/answers")
}
pub fn comparison(slug: impl Display, round: impl Display, id: impl Display) -> String {
    format!("/contests/{slug}/judging/rounds/{round}/comparisons/{id}")
}
/// The pending work of one judge, given to others.
pub fn handover(slug: impl Display, round: impl Display, judge: impl Display) -> String {
    format!("/contests/{slug}/admin/rounds/{round}/judges/{judge}/handover")
}

// ---- results ----
pub fn award_new(slug: impl Display) -> String {
    format!("/contests/{slug}/admin/awards/new")
}
pub fn award(slug: impl Display, id: impl Display) -> String {
    format!("/contests/{slug}/admin/awards/{id}")
}
/// A noun of an award: `place`, `deletion`.
pub fn award_noun(slug: impl Display, id: impl Display, noun: &str) -> String {
    format!("/contests/{slug}/admin/awards/{id}/{noun}")
}
pub fn ranking(slug: impl Display, id: impl Display) -> String {
    format!("/contests/{slug}/admin/results/{id}")
}
/// A noun of a ranking: `moves`, `application`, `dismissal`, `study`, `judges`, `certificates`, `what-if`, `unranked`, `cut`, `allotment`, `awards`, `publication`, `final`, `withdrawal`.
pub fn ranking_noun(slug: impl Display, id: impl Display, noun: &str) -> String {
    format!("/contests/{slug}/admin/results/{id}/{noun}")
}
/// A judge of a ranking's round.
pub fn ranking_judge(slug: impl Display, ranking: impl Display, judge: impl Display) -> String {
    format!("/contests/{slug}/admin/results/{ranking}/judges/{judge}")
}
pub fn ranking_award(slug: impl Display, ranking: impl Display, award: impl Display) -> String {
    format!("/contests/{slug}/admin/results/{ranking}/awards/{award}")
}
/// A noun of an award on a ranking: `gift`, `withholding`.
pub fn ranking_award_noun(
    slug: impl Display,
    ranking: impl Display,
    award: impl Display,
    noun: &str,
) -> String {
    format!("/contests/{slug}/admin/results/{ranking}/awards/{award}/{noun}")
}
/// An objection, in the console.
pub fn objection(slug: impl Display, id: impl Display) -> String {
    format!("/contests/{slug}/admin/objections/{id}")
}
/// A noun of an objection: `answer`, `note`.
pub fn objection_noun(slug: impl Display, id: impl Display, noun: &str) -> String {
    format!("/contests/{slug}/admin/objections/{id}/{noun}")
}
/// The text of the decision mails of one verdict.
pub fn notice_text(slug: impl Display, verdict: impl Display) -> String {
    format!("/contests/{slug}/admin/notices/texts/{verdict}")
}
/// Decision mails that were prepared together.
pub fn notice_batch(slug: impl Display, id: impl Display) -> String {
    format!("/contests/{slug}/admin/notices/batches/{id}")
}
/// What becomes of decision mails: `release`, `discard`.
pub fn notice_batch_noun(slug: impl Display, id: impl Display, noun: &str) -> String {
    format!("/contests/{slug}/admin/notices/batches/{id}/{noun}")
}
/// A certificate of a ranking, to be printed.
pub fn certificate(slug: impl Display, ranking: impl Display, placement: impl Display) -> String {
    format!("/contests/{slug}/admin/results/{ranking}/certificates/{placement}")
}
/// Where anyone checks a certificate.
pub fn certificates() -> &'static str {
    "/certificates"
}

// ---- exports ----
pub fn export_download(slug: impl Display) -> String {
    format!("/contests/{slug}/admin/exports/download")
}
pub fn contest_file(slug: impl Display) -> String {
    format!("/contests/{slug}/admin/exports/contest.toml")
}
pub fn contests_import() -> &'static str {
    "/contests/import"
}
pub fn outgoing_mail(slug: impl Display, id: impl Display) -> String {
    format!("/contests/{slug}/admin/mails/{id}")
}
pub fn site_mails() -> &'static str {
    "/admin/mails"
}
pub fn site_mail(id: impl Display) -> String {
    format!("/admin/mails/{id}")
}
pub fn site_jobs() -> &'static str {
    "/admin/jobs"
}
/// What is done with a job that was set aside: `retry`, `discard`.
pub fn site_job(id: impl Display, noun: &str) -> String {
    format!("/admin/jobs/{id}/{noun}")
}
