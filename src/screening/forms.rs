//! Forms of screening: one decision, many at once, a disqualification, the filters of the lists.

use super::{BULK, Change, Decision, NewDecision, NewPairDecision, Reason, Seen};
use crate::contests::{Category, Stream};
use crate::db::Id;
use crate::entries::State;
use crate::entries::search::Sought;
use crate::theme::{Area, Band, PairDecision, Verdict};
use crate::web::{FieldErrors, Fields, Form};

/// The longest message, characters.
const MESSAGE_MAX: usize = 2_000;
/// The longest reason of a decision on two entries, characters.
const REASON_MAX: usize = 500;
/// Characters of a search that an empty list repeats.
const SAID: usize = 80;

fn new_decision(f: &mut Fields<'_>) -> Option<NewDecision> {
    let decision = f.choice("decision", Decision::parse);
    let reason = match (decision, f.form().get("reason").trim()) {
        (Some(Decision::Accepted), "") => Some(Reason::Fits),
        _ => f.choice("reason", Reason::parse),
    };
    let message = f.trilingual("message", 0, MESSAGE_MAX);
    let fields: Vec<Change> = f.form().all("fields").filter_map(Change::parse).collect();
    let (decision, reason, message) = (decision?, reason?, message?);
    if !reason.fits(decision) {
        f.refuse("reason", "field-screening-reason");
        return None;
    }
    if reason == Reason::Other && decision != Decision::Accepted && message.is_empty() {
        f.refuse("message.zh", "field-one-language");
        return None;
    }
    Some(NewDecision {
        decision,
        reason,
        message: if message.is_empty() {
            reason.message()
        } else {
            message
        },
        fields: if decision == Decision::Returned {
            fields
        } else {
            Vec::new()
        },
    })
}

/// The decision on one entry and the version of the entry that was looked at.
pub fn decision(form: &Form) -> Result<(NewDecision, i32), FieldErrors> {
    let mut f = form.fields();
    let version = f.whole("version", 0, i64::from(i32::MAX));
    let decision = new_decision(&mut f);
    f.finish(|| Some((decision?, i32::try_from(version?).ok()?)))
}

/// The entries that were ticked, as they were shown: `<id>:<version>`. Anything else is passed over.
pub fn ticked(form: &Form) -> Vec<Seen> {
    let mut seen: Vec<Seen> = Vec::new();
    for word in form.all("entry") {
        let Some((entry, version)) = word.split_once(':') else {
            continue;
        };
        let (Ok(entry), Ok(version)) = (entry.parse(), version.parse()) else {
            continue;
        };
        if seen.len() < BULK && seen.iter().all(|each| each.entry != entry) {
            seen.push(Seen { entry, version });
        }
    }
    seen
}

/// The decision on all ticked entries.
pub fn bulk(form: &Form) -> Result<NewDecision, FieldErrors> {
    let mut f = form.fields();
    let decision = new_decision(&mut f);
    f.finish(|| decision)
}

/// The decision on two entries that may be the same work.
pub fn pair_decision(form: &Form) -> Result<NewPairDecision, FieldErrors> {
    let mut f = form.fields();
    let decision = f.choice("decision", PairDecision::parse);
    let reason = f.text("reason", 1, REASON_MAX);
    let version = f.whole("version", 0, i64::from(i32::MAX));
    f.finish(|| {
        Some(NewPairDecision {
            decision: decision?,
            reason: reason?,
            version: i32::try_from(version?).ok()?,
        })
    })
}

/// Why an entry is disqualified.
pub fn disqualification(form: &Form) -> Result<String, FieldErrors> {
    let mut f = form.fields();
    let reason = f.text("reason", 1, MESSAGE_MAX);
    f.finish(|| reason)
}

/// Which entries of the queue a screener wants to see.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Listed {
    Waiting,
    Mine,
    Decided,
}

impl Listed {
    pub fn parse(word: &str) -> Self {
        match word {
            "mine" => Self::Mine,
            "decided" => Self::Decided,
            _ => Self::Waiting,
        }
    }

    pub fn as_str(self) -> &'static str {
        match self {
            Self::Waiting => "waiting",
            Self::Mine => "mine",
            Self::Decided => "decided",
        }
    }
}

/// The query of a list, as it is in the address. What means nothing filters nothing.
#[derive(Clone, Debug, Default, serde::Deserialize)]
#[serde(default)]
pub struct Query {
    pub show: String,
    pub stream: String,
    pub category: String,
    pub verdict: String,
    pub band: String,
    pub found: String,
    pub state: String,
    pub q: String,
    pub after: String,
}

/// The same, understood.
#[derive(Clone, Debug, Default)]
pub struct Filters {
    pub stream: Option<Id<Stream>>,
    pub category: Option<Id<Category>>,
    pub verdict: Option<Verdict>,
    pub band: Option<Band>,
    pub found: Option<Area>,
    pub state: Option<State>,
    pub sought: Option<Sought>,
    pub after: String,
}

impl Query {
    pub fn listed(&self) -> Listed {
        Listed::parse(&self.show)
    }

    pub fn filters(&self) -> Filters {
        Filters {
            stream: self.stream.parse().ok(),
            category: self.category.parse().ok(),
            verdict: Verdict::parse(&self.verdict),
            band: Band::parse(&self.band),
            found: Area::parse(&self.found),
            state: State::parse(&self.state),
            sought: Sought::parse(&self.q),
            after: self.after.clone(),
        }
    }

    /// The list's address with its filters, without where the page begins.
    pub fn address(&self, url: &str) -> String {
        crate::urls::with_query(
            url,
            &[
                ("show", &self.show),
                ("stream", &self.stream),
                ("category", &self.category),
                ("verdict", &self.verdict),
                ("band", &self.band),
                ("found", &self.found),
                ("state", &self.state),
                ("q", &self.q),
            ],
        )
    }

    /// The same list without the words of the search.
    pub fn without_words(&self, url: &str) -> String {
        let all = Self {
            q: String::new(),
            ..self.clone()
        };
        all.address(url)
    }

    /// The words of the search, short enough to be repeated; empty when there were none.
    pub fn said(&self) -> String {
        let typed = self.q.trim();
        let mut said: String = typed
            .chars()
            .filter(|c| !c.is_control())
            .take(SAID)
            .collect();
        if typed.chars().nth(SAID).is_some() {
            said.push('…');
        }
        said
    }

    pub fn is_filtered(&self) -> bool {
        let all = [
            &self.stream,
            &self.category,
            &self.verdict,
            &self.band,
            &self.found,
            &self.state,
            &self.q,
        ];
        all.iter().any(|word| !word.is_empty())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_reason_must_belong_to_its_decision() {
        let form = |decision: &str, reason: &str| {
            Form::new()
                .with("decision", decision)
                .with("reason", reason)
                .with("version", 1)
        };
        assert!(decision(&form("rejected", "off-theme")).is_ok());
        assert!(decision(&form("returned", "off-theme")).is_err());
        assert!(decision(&form("rejected", "")).is_err());
        assert!(decision(&form("rejected", "other")).is_err());
        let (accepted, _) = decision(&form("accepted", "")).unwrap();
        assert_eq!(accepted.reason, Reason::Fits);
        assert!(!accepted.message.is_empty());
    }
}
