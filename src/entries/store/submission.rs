//! Submission: every rule checked, then state, number, hash, declarations, version, receipt, event and mail in one
//! transaction.

use std::collections::BTreeMap;

use diesel::prelude::*;
use sha2::{Digest, Sha256};

use super::saves::keep;
use super::{Whole, receipts as issuing};
use crate::accounts::Account;
use crate::contests::{Admission, DeclarationText};
use crate::db::{Conn, Id, Moment};
use crate::entries::receipts::{Document, Receipt, canonical};
use crate::entries::{Asked, Attached, Draft, Entry, State, VersionKind, rules};
use crate::error::{Error, Result};
use crate::events::Event;
use crate::mail::{Letter, Recipient};
use crate::schema::{contests, declarations, entries};
use crate::urls;
use crate::web::FieldErrors;

/// What became of an attempt to submit.
#[derive(Clone, Debug)]
pub enum Submission {
    Accepted(Receipt),
    /// Everything that is missing or wrong; nothing changed.
    Refused(FieldErrors),
}

impl Whole {
    /// Everything that keeps `draft` from being submitted as this entry at `now`.
    pub fn problems(
        &self,
        draft: &Draft,
        asked: &Asked,
        files: &Attached,
        creator: &Account,
        now: Moment,
    ) -> FieldErrors {
        let today = now.in_zone(self.contest.tz()).date_naive();
        let mut errors = rules::problems(draft, &self.contest.entry_rules, asked, files, today);
        if creator.email_confirmed_at.is_none() {
            errors.add("email", "entry-problem-email");
        }
        if let Err(key) = self.admission(now) {
            errors.add("deadline", key);
        }
        errors
    }

    /// How many seconds late a submission at `now` is, or why it is not taken. A return reopens the entry.
    fn admission(&self, now: Moment) -> std::result::Result<Option<i32>, &'static str> {
        if self.entry.state == State::Returned {
            return Ok(self.entry.late_by_s);
        }
        match self.contest.admits(self.entry.started_at, now) {
            Admission::InTime => Ok(None),
            Admission::Late { seconds } => Ok(Some(seconds)),
            Admission::NotOpen => Err("entry-problem-not-open"),
            Admission::Closed => Err("entry-problem-closed"),
        }
    }

    /// Submits the entry as it is stored, for the first time or again, and issues its receipt.
    ///
    /// Records "submitted" or "resubmitted" and queues the mail with the receipt's code. The caller puts it into the
    /// screening queue, which has it checked, in the same transaction.
    pub fn submit(
        &self,
        conn: &mut Conn,
        creator: &Account,
        base_url: &str,
        now: Moment,
    ) -> Result<Submission> {
        let entry = &self.entry;
        let asked = Asked::of(conn, &self.contest)?;
        let files = entry.attached(conn)?;
        let draft = entry.draft();
        let errors = self.problems(&draft, &asked, &files, creator, now);
        let late_by_s = match self.admission(now) {
            Ok(late_by_s) if errors.is_empty() => late_by_s,
            _ => return Ok(Submission::Refused(errors)),
        };
        let again = entry.number.is_some();
        let changed = diesel::update(
            entries::table
                .filter(
                    entries::id
                        .eq(entry.id)
                        .and(entries::creator_id.eq(creator.id)),
                )
                .filter(entries::version.eq(entry.version))
                .filter(entries::state.eq(entry.state))
                .filter(entries::state.eq_any([State::Draft, State::Returned, State::Submitted])),
        )
        .set((
            entries::state.eq(State::Submitted),
            entries::submitted_at.eq(Some(now)),
            entries::updated_at.eq(now),
            entries::late_by_s.eq(late_by_s),
            entries::content_hash.eq(Some(hash(entry, &draft, &files))),
            entries::duration_s.eq(measured(&files).or(draft.duration_s)),
        ))
        .execute(conn)?;
        if changed != 1 {
            // The same submission came twice at once: the other one has it.
            let other = Entry::find(conn, entry.id)?;
            let same = other.state == State::Submitted && other.version == entry.version;
            return match Receipt::latest(conn, entry.id)? {
                Some(receipt) if same => Ok(Submission::Accepted(receipt)),
                _ => Err(Error::Conflict("error-entry-state")),
            };
        }
        if !again {
            self.take_number(conn)?;
        }
        declare(conn, entry, &draft.content.declared, creator, now)?;
        let kind = VersionKind::Submission;
        keep(conn, entry.id, entry.version, creator, kind, &draft, now)?;

        let submitted = Entry::find(conn, entry.id)?;
        let nth = issuing::count(conn, entry.id)? + 1;
        let document = Document::new(&submitted, &self.contest, &self.stream, nth, now);
        let receipt = issuing::issue(conn, &document, now)?;
        Event::new(
            "entry",
            entry.id,
            if again { "resubmitted" } else { "submitted" },
        )
        .by(creator.id)
        .in_contest(self.contest.id)
        .with(BTreeMap::from([
            ("receipt", receipt.code.as_str()),
            ("sha256", document.content_sha256.as_str()),
        ]))
        .record(conn, now)?;
        let link = format!("{base_url}{}", urls::entry_noun(entry.id, "receipt"));
        Letter::new("entry-submitted")
            .in_contest(self.contest.id)
            .arg("title", submitted.title.clone())
            .arg(
                "contest",
                self.contest.name.in_locale(creator.locale).to_owned(),
            )
            .arg("number", document.entry_number.clone())
            .arg("code", receipt.code.clone())
            .arg("link", link)
            .queue(conn, &Recipient::from(creator), now)?;
        Ok(Submission::Accepted(receipt))
    }

    /// The next number of the contest. The row of the contest is held until the end of the transaction, so no two
    /// entries get one number.
    fn take_number(&self, conn: &mut Conn) -> Result<()> {
        diesel::update(contests::table.filter(contests::id.eq(self.contest.id)))
            .set(contests::last_number.eq(contests::last_number + 1))
            .execute(conn)?;
        let number: i32 = contests::table
            .filter(contests::id.eq(self.contest.id))
            .select(contests::last_number)
            .first(conn)?;
        diesel::update(entries::table.filter(entries::id.eq(self.entry.id)))
            .set(entries::number.eq(Some(number)))
            .execute(conn)?;
        Ok(())
    }
}

fn measured(files: &Attached) -> Option<i32> {
    files.video.as_ref().and_then(|video| video.duration_s())
}

/// SHA-256 over what was submitted: all that was typed, and the hashes of the files.
fn hash(entry: &Entry, draft: &Draft, files: &Attached) -> Vec<u8> {
    let sha = |file: &crate::media::Media| hex::encode(file.sha256.as_deref().unwrap_or_default());
    let answers: BTreeMap<&str, String> = files
        .answers
        .iter()
        .map(|(code, file)| (code.as_str(), sha(file)))
        .collect();
    let content = serde_json::json!({
        "contest": entry.contest_id,
        "entry": entry.id,
        "draft": draft,
        "files": {
            "video": files.video.as_ref().map(sha),
            "poster": files.poster.as_ref().map(sha),
            "subtitles": files.subtitles.iter().map(sha).collect::<Vec<_>>(),
            "answers": answers,
        },
    });
    Sha256::digest(canonical(&content)).to_vec()
}

/// Writes down what was declared now and had not been before.
fn declare(
    conn: &mut Conn,
    entry: &Entry,
    ticked: &[Id<DeclarationText>],
    creator: &Account,
    now: Moment,
) -> Result<()> {
    let given: Vec<Id<DeclarationText>> = declarations::table
        .filter(declarations::entry_id.eq(entry.id))
        .select(declarations::text_id)
        .load(conn)?;
    for text in ticked.iter().filter(|text| !given.contains(text)) {
        diesel::insert_into(declarations::table)
            .values((
                declarations::id.eq(Id::<DeclarationText>::new()),
                declarations::entry_id.eq(entry.id),
                declarations::text_id.eq(*text),
                declarations::given_by.eq(creator.id),
                declarations::given_at.eq(now),
            ))
            .execute(conn)?;
    }
    Ok(())
}
