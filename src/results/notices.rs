//! Decision mails: what each creator of a judged entry is told once results are public, in the creator's own language.

use std::collections::BTreeMap;

use diesel::prelude::*;

use super::Ranking;
use crate::accounts::Account;
use crate::contests::Contest;
use crate::db::{Id, Json, Moment, text_enum};
use crate::i18n::{Locale, Trilingual};
use crate::mail::held::Batch;
use crate::schema::{notice_batches, notice_texts};

text_enum! {
    /// What was decided of an entry, as its creator is told it.
    pub enum Verdict ("verdict") {
        Awarded = "awarded",
        NotAwarded = "not-awarded",
        Disqualified = "disqualified",
    }
}

impl Verdict {
    /// The word of its mails in the outbox.
    pub fn mail_kind(self) -> &'static str {
        match self {
            Self::Awarded => "decision-awarded",
            Self::NotAwarded => "decision-not-awarded",
            Self::Disqualified => "decision-disqualified",
        }
    }

    /// The keys of the texts that are used until an organiser writes others: of the subject, and of the body.
    fn default_keys(self) -> (&'static str, &'static str) {
        match self {
            Self::Awarded => ("notice-awarded-subject", "notice-awarded-body"),
            Self::NotAwarded => ("notice-not-awarded-subject", "notice-not-awarded-body"),
            Self::Disqualified => ("notice-disqualified-subject", "notice-disqualified-body"),
        }
    }
}

text_enum! {
    /// Where the decision mails of one preparation stand.
    pub enum NoticeState ("notice-state") {
        /// Written, to be read; none has left.
        Held = "held",
        /// On their way, all at once.
        Released = "released",
        /// Deleted unsent, all at once.
        Discarded = "discarded",
    }
}

/// What a text may name between braces, and is filled in for each mail.
pub const PLACEHOLDERS: [&str; 7] = [
    "contest",
    "number",
    "title",
    "award",
    "certificate",
    "feedback",
    "results",
];

/// The decision mails of one preparation: released or discarded as one.
#[derive(Clone, Debug, Queryable, Selectable)]
#[diesel(table_name = notice_batches)]
pub struct NoticeBatch {
    pub id: Id<Batch>,
    pub contest_id: Id<Contest>,
    pub ranking_id: Id<Ranking>,
    pub state: NoticeState,
    pub prepared_by: Id<Account>,
    pub prepared_at: Moment,
    pub decided_at: Option<Moment>,
}

/// Subject and body of the mails of one verdict, in three languages.
#[derive(Clone, Debug, Queryable, Selectable)]
#[diesel(table_name = notice_texts)]
pub struct NoticeText {
    pub verdict: Verdict,
    pub subject: Json<Trilingual>,
    pub body: Json<Trilingual>,
    /// Counts changes: a save names the version it started from; 0 before anybody changed the text.
    pub version: i32,
}

impl NoticeText {
    /// The text that is used until an organiser writes another.
    pub fn default_of(verdict: Verdict) -> Self {
        let (subject, body) = verdict.default_keys();
        let in_three = |key: &str| {
            let mut text = Trilingual::default();
            for locale in Locale::ALL {
                let names = PLACEHOLDERS.map(|name| (name, format!("{{{name}}}").into()));
                text.set(*locale, locale.t_with(key, &names).into_owned());
            }
            Json::new(text)
        };
        Self {
            verdict,
            subject: in_three(subject),
            body: in_three(body),
            version: 0,
        }
    }

    /// Subject and body for a reader of `locale`. A line of the body that names something which this mail does not have is left out.
    pub fn written(&self, locale: Locale, values: &Values) -> (String, String) {
        let subject = fill(self.subject.in_locale(locale), values);
        let lines: Vec<String> = self
            .body
            .in_locale(locale)
            .lines()
            .filter(|line| {
                placeholders(line).all(|name| values.get(name).is_none_or(|v| !v.is_empty()))
            })
            .map(|line| fill(line, values))
            .collect();
        (subject, lines.join("\n"))
    }
}

/// What stands for each placeholder in one mail; an empty text for what it does not have.
pub type Values = BTreeMap<&'static str, String>;

/// What stands between braces in a text.
fn placeholders(text: &str) -> impl Iterator<Item = &str> {
    text.split('{')
        .skip(1)
        .filter_map(|rest| rest.split_once('}').map(|(name, _)| name))
}

/// The text with its placeholders filled in; what is none stays as it is.
fn fill(text: &str, values: &Values) -> String {
    let mut parts = text.split('{');
    let mut filled = parts.next().unwrap_or_default().to_owned();
    for part in parts {
        match part.split_once('}') {
            Some((name, rest)) if values.contains_key(name) => {
                filled.push_str(&values[name]);
                filled.push_str(rest);
            }
            _ => {
                filled.push('{');
                filled.push_str(part);
            }
        }
    }
    filled
}

/// The first thing between braces that is no placeholder, or a brace that stands alone; none in a text that can be used.
pub fn unknown_placeholder(text: &str) -> Option<String> {
    let mut rest = text;
    while let Some(at) = rest.find(['{', '}']) {
        let from = &rest[at..];
        let known = from
            .strip_prefix('{')
            .and_then(|inner| inner.split_once('}'))
            .filter(|(name, _)| PLACEHOLDERS.contains(name));
        match known {
            Some((_, after)) => rest = after,
            None => {
                let end = from.find('}').map_or(from.len(), |end| end + 1);
                return Some(from[..end].chars().take(40).collect());
            }
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_texts_that_are_there_from_the_start_can_be_used_in_three_languages() {
        for verdict in Verdict::ALL {
            let text = NoticeText::default_of(*verdict);
            for locale in Locale::ALL {
                for part in [text.subject.get(*locale), text.body.get(*locale)] {
                    assert!(!part.is_empty(), "{verdict} {locale}");
                    assert_eq!(
                        unknown_placeholder(part),
                        None,
                        "{verdict} {locale}: {part}"
                    );
                }
            }
        }
    }

    #[test]
    fn a_line_about_what_the_mail_does_not_have_is_left_out() {
        let text = NoticeText {
            body: Json::new(Trilingual::new(
                "",
                "",
                "{title} won.\nCertificate: {certificate}\nBye",
            )),
            ..NoticeText::default_of(Verdict::Awarded)
        };
        let mut values = Values::from([
            ("title", "Dawn {x}".to_owned()),
            ("certificate", String::new()),
        ]);
        assert_eq!(text.written(Locale::En, &values).1, "Dawn {x} won.\nBye");
        values.insert("certificate", "7K2M".to_owned());
        assert_eq!(
            text.written(Locale::En, &values).1,
            "Dawn {x} won.\nCertificate: 7K2M\nBye"
        );
    }

    #[test]
    fn what_is_no_placeholder_is_named() {
        for (text, wrong) in [
            ("{title} and {award}", None),
            ("{ title }", Some("{ title }")),
            ("{Title} {award}", Some("{Title}")),
            ("half {title", Some("{title")),
            ("a } b", Some("}")),
            ("{}", Some("{}")),
        ] {
            assert_eq!(unknown_placeholder(text).as_deref(), wrong, "{text}");
        }
    }
}
