//! Receipts as rows, and the key that signs them.

use diesel::prelude::*;
use ed25519_dalek::SigningKey;
use serde_json::Value;

use crate::db::{Conn, Id, Moment, on_each};
use crate::entries::Entry;
use crate::entries::receipts::{Document, Receipt, Signed, Verdict, differences};
use crate::error::{Error, Result};
use crate::schema::{receipts, signing_keys};

/// The name of the key among the stored ones: receipts came first, and results are signed with the same key, since
/// creators have it in their receipts.
const PURPOSE: &str = "receipts";

/// The key that this installation signs with, made on first use.
pub fn signing_key(conn: &mut Conn, now: Moment) -> Result<SigningKey> {
    if let Some(key) = stored_key(conn)? {
        return Ok(key);
    }
    let mut secret = [0; 32];
    getrandom::fill(&mut secret).map_err(anyhow::Error::from)?;
    let key = SigningKey::from_bytes(&secret);
    let (id, public) = (Id::<SigningKey>::new(), key.verifying_key().to_bytes());
    // Two nodes may make their first at once: one wins, and both use it.
    on_each!(conn, |c| diesel::insert_into(signing_keys::table)
        .values((
            signing_keys::id.eq(id),
            signing_keys::purpose.eq(PURPOSE),
            signing_keys::secret.eq(secret.to_vec()),
            signing_keys::public.eq(public.to_vec()),
            signing_keys::created_at.eq(now),
        ))
        .on_conflict(signing_keys::purpose)
        .do_nothing()
        .execute(c))?;
    stored_key(conn)?.ok_or(Error::NotFound)
}

fn stored_key(conn: &mut Conn) -> Result<Option<SigningKey>> {
    let secret: Option<Vec<u8>> = signing_keys::table
        .filter(signing_keys::purpose.eq(PURPOSE))
        .select(signing_keys::secret)
        .first(conn)
        .optional()?;
    let secret = secret.map(|bytes| <[u8; 32]>::try_from(bytes.as_slice()));
    match secret {
        None => Ok(None),
        Some(Ok(secret)) => Ok(Some(SigningKey::from_bytes(&secret))),
        Some(Err(_)) => Err(Error::Internal(anyhow::anyhow!(
            "a signing key is not 32 bytes"
        ))),
    }
}

pub(super) fn count(conn: &mut Conn, entry: Id<Entry>) -> Result<i64> {
    Ok(receipts::table
        .filter(receipts::entry_id.eq(entry))
        .count()
        .get_result(conn)?)
}

/// Signs the document and keeps it.
pub(super) fn issue(conn: &mut Conn, document: &Document, now: Moment) -> Result<Receipt> {
    let key = signing_key(conn, now)?;
    let value = serde_json::to_value(document).map_err(anyhow::Error::from)?;
    let signed = Signed::sign(&value, &key);
    let receipt = Receipt {
        id: Id::new(),
        entry_id: document.entry,
        code: document.code.clone(),
        document: crate::entries::receipts::canonical(&value),
        signature: hex::decode(&signed.signature).map_err(anyhow::Error::from)?,
        issued_at: now,
    };
    diesel::insert_into(receipts::table)
        .values((
            receipts::id.eq(receipt.id),
            receipts::entry_id.eq(receipt.entry_id),
            receipts::code.eq(&receipt.code),
            receipts::document.eq(&receipt.document),
            receipts::signature.eq(&receipt.signature),
            receipts::issued_at.eq(now),
        ))
        .execute(conn)?;
    Ok(receipt)
}

impl Receipt {
    /// The receipt of the entry's last submission.
    pub fn latest(conn: &mut Conn, entry: Id<Entry>) -> Result<Option<Self>> {
        Ok(receipts::table
            .filter(receipts::entry_id.eq(entry))
            .order(receipts::id.desc())
            .select(Self::as_select())
            .first(conn)
            .optional()?)
    }

    pub fn by_code(conn: &mut Conn, code: &str) -> Result<Option<Self>> {
        Ok(receipts::table
            .filter(receipts::code.eq(code))
            .select(Self::as_select())
            .first(conn)
            .optional()?)
    }

    /// What it says.
    pub fn says(&self) -> Result<Document> {
        Ok(serde_json::from_str(&self.document).map_err(anyhow::Error::from)?)
    }

    /// The file that its creator keeps.
    pub fn file(&self, conn: &mut Conn) -> Result<Signed> {
        let key = stored_key(conn)?.ok_or(Error::NotFound)?;
        Ok(Signed {
            document: serde_json::from_str(&self.document).map_err(anyhow::Error::from)?,
            public_key: hex::encode(key.verifying_key().to_bytes()),
            signature: hex::encode(&self.signature),
        })
    }
}

/// Checks a receipt as it was shown to us against the one that was issued under its code.
pub fn check(conn: &mut Conn, shown: &Signed) -> Result<Verdict> {
    let Some(receipt) = Receipt::by_code(conn, shown.field("code"))? else {
        return Ok(Verdict::Unknown);
    };
    let issued = receipt.file(conn)?;
    let mut fields = differences(&shown.document, &issued.document);
    let same = |a: &str, b: &str| a.trim().eq_ignore_ascii_case(b);
    if !same(&shown.signature, &issued.signature) {
        fields.push("signature".to_owned());
    }
    if !same(&shown.public_key, &issued.public_key) {
        fields.push("public_key".to_owned());
    }
    let document: &Value = &shown.document;
    if fields.is_empty() && document.is_object() && issued.is_genuine(None) == Some(true) {
        Ok(Verdict::Genuine(receipt))
    } else {
        Ok(Verdict::Altered(receipt, fields))
    }
}
