//! Forms of objections: what somebody objects to, what is noted, what they are answered.

use crate::accounts::Email;
use crate::results::objections::{Grounds, Outcome};
use crate::web::form::Problem;
use crate::web::{FieldErrors, Form};

const TEXT_MAX: usize = 3000;
const URL_MAX: usize = 500;

/// An objection to public results.
#[derive(Clone, Debug)]
pub struct NewObjection {
    /// The number of the entry in its contest.
    pub number: i32,
    pub grounds: Grounds,
    pub text: String,
    /// Where the original can be seen; empty when there is none to see.
    pub source_url: String,
    /// Where the answer goes; none of who is signed in.
    pub contact: Option<Email>,
}

/// What an objection is answered.
#[derive(Clone, Debug)]
pub struct Answer {
    pub outcome: Outcome,
    pub text: String,
    /// Whether everybody reads it, or only who objected.
    pub public: bool,
}

/// How results become final.
#[derive(Clone, Debug, Default)]
pub struct Finishing {
    /// Why objections that nobody has answered can wait; empty when there are none.
    pub reason: String,
    /// Whether each winner gets a short mail at once. Decision mails tell winners too.
    pub tells_winners: bool,
}

/// Reads an objection; who is not signed in says where the answer goes.
pub fn objection(form: &Form, signed_in: bool) -> Result<NewObjection, FieldErrors> {
    let mut f = form.fields();
    let number = f.parse("number", super::entry_number);
    let grounds = f.choice("grounds", Grounds::parse);
    let text = f.text("text", 10, TEXT_MAX);
    let source_url = f.parse("source_url", source);
    let contact = if signed_in {
        Some(None)
    } else {
        f.parse("contact", Email::parse).map(Some)
    };
    f.finish(|| {
        Some(NewObjection {
            number: number?,
            grounds: grounds?,
            text: text?,
            source_url: source_url?,
            contact: contact?,
        })
    })
}

/// An address of the web, or nothing.
fn source(text: &str) -> Result<String, Problem> {
    let length = text.chars().count();
    if text.is_empty() {
        return Ok(String::new());
    }
    if length > URL_MAX {
        return Err(Problem::new("field-too-long")
            .arg("max", URL_MAX as i64)
            .arg("length", length as i64));
    }
    match url::Url::parse(text) {
        Ok(url) if matches!(url.scheme(), "http" | "https") && url.has_host() => Ok(url.into()),
        _ => Err("field-source-url".into()),
    }
}

/// Reads an answer.
pub fn answer(form: &Form) -> Result<Answer, FieldErrors> {
    let mut f = form.fields();
    let outcome = f.choice("outcome", Outcome::parse);
    let text = f.text("answer", 1, TEXT_MAX);
    let public = f.choice("audience", |word| match word {
        "public" => Some(true),
        "private" => Some(false),
        _ => None,
    });
    f.finish(|| {
        Some(Answer {
            outcome: outcome?,
            text: text?,
            public: public?,
        })
    })
}

/// Reads the team's note; an empty one takes it away.
pub fn note(form: &Form) -> Result<String, FieldErrors> {
    let mut f = form.fields();
    let note = f.text("note", 0, TEXT_MAX);
    f.finish(|| note)
}

/// Reads what makes results final; with `open` objections they are named, and a reason is asked for.
pub fn finishing(form: &Form, open: i64) -> Result<Finishing, FieldErrors> {
    let mut f = form.fields();
    if open > 0 && !f.ticked("despite") {
        f.refuse("despite", "field-despite");
    }
    let reason = f.text("reason", usize::from(open > 0), super::REASON_MAX);
    let tells_winners = f.ticked("tell_winners");
    f.finish(|| {
        Some(Finishing {
            reason: reason?,
            tells_winners,
        })
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_source_is_an_address_of_the_web_or_nothing() {
        assert_eq!(source(""), Ok(String::new()));
        assert_eq!(
            source("https://v.example/观看?a=1").unwrap(),
            "https://v.example/%E8%A7%82%E7%9C%8B?a=1"
        );
        for wrong in [
            "v.example/1",
            "javascript:alert(1)",
            "ftp://v.example/1",
            "https://",
        ] {
            assert!(source(wrong).is_err(), "{wrong}");
        }
        assert!(source(&format!("https://v.example/{}", "a".repeat(500))).is_err());
    }

    #[test]
    fn open_objections_ask_for_a_tick_and_a_reason() {
        let empty = Form::new();
        assert!(finishing(&empty, 0).is_ok());
        let errors = finishing(&empty, 2).unwrap_err();
        assert!(errors.get("despite").is_some() && errors.get("reason").is_some());
        let said = Form::new()
            .with("despite", "on")
            .with("reason", "Both repeat one that was answered");
        assert!(finishing(&said, 2).is_ok());
    }
}
