//! The signature of a bundle: an installation stands for its files, and for the score log that its organisers confirmed.
//!
//! `signature.json` has the form of a receipt: a document, the public key, and the Ed25519 signature of the document as
//! JSON with sorted keys and no spaces. The document names the digest of `SHA256SUMS`, and through it every file that counts.

use std::io::{Cursor, Read, Write};

use ed25519_dalek::SigningKey;
use serde::{Deserialize, Serialize};
use zip::{ZipArchive, ZipWriter};

use super::{Bundle, BundleError, LARGEST, SUMS, options, sha256};
use crate::entries::receipts::Signed;

/// The file's name.
pub(super) const SIGNATURE: &str = "signature.json";
/// Names the layout of the document; no receipt has it, so that none can pass for a signature of results.
const FORMAT: &str = "shortlist-results-1";
const ALGORITHM: &str = "Ed25519";

/// What is signed.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Statement {
    format: String,
    algorithm: String,
    /// SHA-256 of `SHA256SUMS`, in hexadecimal.
    sums_sha256: String,
    /// The log of the round's scores, where organisers have confirmed how it ends.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub score_log: Option<ConfirmedLog>,
}

/// The end of a round's score log, and who confirmed it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ConfirmedLog {
    pub records: i32,
    /// Of the last record, in hexadecimal.
    pub digest: String,
    pub confirmed: Vec<Confirmed>,
}

/// One organiser's confirmation.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Confirmed {
    pub by: String,
    pub organisation: String,
    /// UTC.
    pub at: String,
}

/// What a check finds of a bundle's signature.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Seal {
    /// There is none: the bundle is older than signatures.
    Unsigned,
    /// It is that of these files.
    Holds {
        /// The public key, in hexadecimal.
        key: String,
        score_log: Option<ConfirmedLog>,
    },
    /// It is not; says why.
    Broken(String),
}

impl Bundle {
    /// The same files, signed, in place of whatever signature they had. The other files stay as they are, byte for byte.
    ///
    /// # Errors
    /// It is no bundle.
    pub fn seal(
        bytes: &[u8],
        key: &SigningKey,
        score_log: Option<ConfirmedLog>,
    ) -> Result<Self, BundleError> {
        let mut archive = ZipArchive::new(Cursor::new(bytes))?;
        let mut sums = Vec::new();
        archive
            .by_name(SUMS)?
            .take(LARGEST)
            .read_to_end(&mut sums)?;
        let statement = serde_json::to_value(Statement {
            format: FORMAT.to_owned(),
            algorithm: ALGORITHM.to_owned(),
            sums_sha256: sha256(&sums),
            score_log,
        })?;
        let mut text = serde_json::to_vec_pretty(&Signed::sign(&statement, key))?;
        text.push(b'\n');
        let mut zip = ZipWriter::new(Cursor::new(Vec::with_capacity(bytes.len() + text.len())));
        for at in 0..archive.len() {
            let file = archive.by_index_raw(at)?;
            if file.name()? != SIGNATURE {
                zip.raw_copy_file(file)?;
            }
        }
        zip.start_file(SIGNATURE, options())?;
        zip.write_all(&text)?;
        Ok(Self::of(zip.finish()?.into_inner()))
    }
}

impl Seal {
    /// Reads `signature.json`, or its absence, beside the sums of its bundle. `key` is the public key that is trusted; else
    /// the one that the file brings is used, which shows only that the files belong together.
    pub(super) fn of(signature: Option<&[u8]>, sums: &[u8], key: Option<&[u8]>) -> Self {
        let Some(text) = signature else {
            return Self::Unsigned;
        };
        let broken = |why: &str| Self::Broken(why.to_owned());
        let Ok(signed) = serde_json::from_slice::<Signed>(text) else {
            return broken("it cannot be read");
        };
        match signed.is_genuine(key) {
            None => return broken("the signature or the key cannot be read"),
            Some(false) if key.is_some() => return broken("it was not made with the key given"),
            Some(false) => return broken("what it says was changed after it was signed"),
            Some(true) => {}
        }
        let key = key.map_or_else(|| signed.public_key.trim().to_owned(), hex::encode);
        let Ok(statement) = serde_json::from_value::<Statement>(signed.document) else {
            return broken("it signs something else than results");
        };
        if statement.format != FORMAT || statement.algorithm != ALGORITHM {
            return broken("it signs something else than results");
        }
        if statement.sums_sha256 != sha256(sums) {
            return broken("it was made for other files");
        }
        Self::Holds {
            key,
            score_log: statement.score_log,
        }
    }
}
