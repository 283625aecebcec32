//! The receipt of a submission: a document that says what arrived and when, signed with this installation's
//! key, checkable without an account and without this server.

use chrono_tz::Tz;
use diesel::prelude::*;
use ed25519_dalek::{Signature, Signer, SigningKey, Verifier, VerifyingKey};
use serde::{Deserialize, Serialize};
use serde_json::Value;

use super::{Entry, number_text};
use crate::contests::{Contest, Stream};
use crate::db::{Id, Moment};
use crate::i18n::Trilingual;
use crate::schema::receipts;

/// Names the layout of the document, for whoever checks one years later.
pub const FORMAT: &str = "shortlist-receipt-1";

/// The signed proof of one submission.
#[derive(Clone, Debug, Queryable, Selectable)]
#[diesel(table_name = receipts)]
pub struct Receipt {
    pub id: Id<Receipt>,
    pub entry_id: Id<Entry>,
    pub code: String,
    /// The signed document, byte for byte.
    pub document: String,
    pub signature: Vec<u8>,
    pub issued_at: Moment,
}

/// What a receipt says. Nothing in it names the creator.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Document {
    pub format: String,
    pub code: String,
    pub contest: String,
    pub contest_name: Trilingual,
    pub entry: Id<Entry>,
    /// `CN-0042`
    pub entry_number: String,
    pub title: String,
    /// SHA-256 of the content and of the files' hashes, in hexadecimal.
    pub content_sha256: String,
    /// The same instant on three clocks.
    pub submitted_at_utc: String,
    pub submitted_at_beijing: String,
    pub submitted_at_moscow: String,
    /// Seconds after the deadline; absent when it was in time.
    pub late_by_s: Option<i32>,
}

impl Document {
    /// `nth` counts the submissions of this entry from 1: from the second on the code says so.
    pub fn new(entry: &Entry, contest: &Contest, stream: &Stream, nth: i64, now: Moment) -> Self {
        let entry_number = number_text(&stream.code, entry.number.unwrap_or_default());
        let code = if nth > 1 {
            format!("{}-{entry_number}-{nth}", contest.slug)
        } else {
            format!("{}-{entry_number}", contest.slug)
        };
        let on = |zone: Tz| now.in_zone(zone).format("%Y-%m-%dT%H:%M:%S%:z").to_string();
        Self {
            format: FORMAT.to_owned(),
            code,
            contest: contest.slug.clone(),
            contest_name: (*contest.name).clone(),
            entry: entry.id,
            entry_number,
            title: entry.title.clone(),
            content_sha256: hex::encode(entry.content_hash.as_deref().unwrap_or_default()),
            submitted_at_utc: now.iso(),
            submitted_at_beijing: on(Tz::Asia__Shanghai),
            submitted_at_moscow: on(Tz::Europe__Moscow),
            late_by_s: entry.late_by_s,
        }
    }
}

/// JSON with sorted keys and no spaces: the bytes that are signed.
pub fn canonical(value: &Value) -> String {
    match value {
        Value::Object(fields) => {
            let mut names: Vec<&String> = fields.keys().collect();
            names.sort();
            let inside: Vec<String> = names
                .into_iter()
                .map(|name| {
                    format!(
                        "{}:{}",
                        Value::from(name.as_str()),
                        canonical(&fields[name])
                    )
                })
                .collect();
            format!("{{{}}}", inside.join(","))
        }
        Value::Array(items) => {
            let inside: Vec<String> = items.iter().map(canonical).collect();
            format!("[{}]", inside.join(","))
        }
        other => other.to_string(),
    }
}

/// The file that a creator keeps: the document, its signature and the key to check it with, both hexadecimal.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Signed {
    pub document: Value,
    pub public_key: String,
    pub signature: String,
}

impl Signed {
    pub fn sign(document: &Value, key: &SigningKey) -> Self {
        let signature = key.sign(canonical(document).as_bytes());
        Self {
            document: document.clone(),
            public_key: hex::encode(key.verifying_key().to_bytes()),
            signature: hex::encode(signature.to_bytes()),
        }
    }

    /// Whether the signature is that of this document, by `key`, or by the key that the file itself brings.
    /// None when signature or key cannot be read.
    pub fn is_genuine(&self, key: Option<&[u8]>) -> Option<bool> {
        let embedded = hex::decode(self.public_key.trim()).ok()?;
        let key: [u8; 32] = key.unwrap_or(&embedded).try_into().ok()?;
        let key = VerifyingKey::from_bytes(&key).ok()?;
        let signature = hex::decode(self.signature.trim()).ok()?;
        let signature = Signature::from_slice(&signature).ok()?;
        Some(
            key.verify(canonical(&self.document).as_bytes(), &signature)
                .is_ok(),
        )
    }

    /// The document's field `name`, as text.
    pub fn field(&self, name: &str) -> &str {
        self.document
            .get(name)
            .and_then(Value::as_str)
            .unwrap_or_default()
    }
}

/// What the check of a receipt finds.
#[derive(Clone, Debug)]
pub enum Verdict {
    /// Issued here, and nothing in it was changed.
    Genuine(Receipt),
    /// A receipt of this code was issued, but it says something else: in which fields.
    Altered(Receipt, Vec<String>),
    Unknown,
}

/// The fields in which `shown` differs from what was signed.
pub fn differences(shown: &Value, signed: &Value) -> Vec<String> {
    let empty = serde_json::Map::new();
    let (shown, signed) = (
        shown.as_object().unwrap_or(&empty),
        signed.as_object().unwrap_or(&empty),
    );
    let mut names: Vec<&String> = shown.keys().chain(signed.keys()).collect();
    names.sort();
    names.dedup();
    names
        .into_iter()
        .filter(|name| shown.get(*name) != signed.get(*name))
        .cloned()
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn the_order_of_keys_does_not_matter_and_every_change_does() {
        let key = SigningKey::from_bytes(&[7; 32]);
        let signed = Signed::sign(
            &json!({"b": "热力", "a": [1, {"y": null, "x": true}]}),
            &key,
        );
        let text = serde_json::to_string_pretty(&signed).expect("JSON");
        let mut read: Signed = serde_json::from_str(&text).expect("JSON");
        assert_eq!(read.is_genuine(None), Some(true));
        read.document = json!({"a": [1, {"x": true, "y": null}], "b": "热力"});
        assert_eq!(read.is_genuine(None), Some(true));
        read.document["b"] = json!("other");
        assert_eq!(read.is_genuine(None), Some(false));
        assert_eq!(differences(&read.document, &signed.document), ["b"]);
        let other = SigningKey::from_bytes(&[8; 32]).verifying_key().to_bytes();
        assert_eq!(signed.is_genuine(Some(&other)), Some(false));
        assert_eq!(signed.is_genuine(Some(b"short")), None);
    }

    #[test]
    fn canonical_json_sorts_keys_and_escapes() {
        let value = json!({"z": "\"\n", "a": {"c": 1, "b": []}});
        assert_eq!(canonical(&value), r#"{"a":{"b":[],"c":1},"z":"\"\n"}"#);
    }
}
