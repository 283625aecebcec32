//! Signing the record of a ranking: when it is kept, and anew when it is published and when it becomes final, since the
//! organisers may have confirmed the score log meanwhile.

use diesel::prelude::*;

use crate::db::{Conn, Moment};
use crate::entries::store::signing_key;
use crate::error::{Error, Result};
use crate::i18n::Locale;
use crate::judging::store::freeze_of;
use crate::results::run::bundle::{Bundle, BundleError, Confirmed, ConfirmedLog};
use crate::results::{Parameters, Ranking};
use crate::schema::ranking_bundles;

/// A signed record, and the public key to check it with, in hexadecimal.
pub(super) struct Sealed {
    pub bundle: Bundle,
    pub key: String,
}

impl From<BundleError> for Error {
    fn from(error: BundleError) -> Self {
        Self::Internal(error.into())
    }
}

impl Ranking {
    /// Signs a record of this ranking with the installation's key, and with it the score log as it is confirmed now.
    pub(super) fn seal(&self, conn: &mut Conn, record: &[u8], now: Moment) -> Result<Sealed> {
        let key = signing_key(conn, now)?;
        let freeze = freeze_of(conn, self.round_id.cast())?;
        let score_log = freeze.first().map(|first| ConfirmedLog {
            records: first.records,
            digest: first.digest.clone(),
            confirmed: freeze
                .iter()
                .map(|each| Confirmed {
                    by: each.by.name(Locale::En).to_owned(),
                    organisation: each.by.organisation.clone(),
                    at: each.at.iso(),
                })
                .collect(),
        });
        Ok(Sealed {
            bundle: Bundle::seal(record, &key, score_log)?,
            key: hex::encode(key.verifying_key().to_bytes()),
        })
    }

    /// Signs the kept record anew, and gives back the parameters that name its digest; unchanged where there is no record.
    pub(super) fn seal_anew(&self, conn: &mut Conn, now: Moment) -> Result<Parameters> {
        let parameters = (*self.parameters).clone();
        if parameters.digest.is_empty() {
            return Ok(parameters);
        }
        let record = self.bundle(conn)?;
        let sealed = self.seal(conn, &record, now)?;
        diesel::update(ranking_bundles::table.filter(ranking_bundles::ranking_id.eq(self.id)))
            .set((
                ranking_bundles::digest.eq(&sealed.bundle.digest),
                ranking_bundles::content.eq(&sealed.bundle.bytes),
            ))
            .execute(conn)?;
        Ok(Parameters {
            digest: sealed.bundle.digest,
            signed_by: sealed.key,
            ..parameters
        })
    }
}
