//! A profile made ready: automata built, words stemmed and theme vectors computed once, then shared by all checks.

use std::sync::Arc;

use serde::Serialize;

use super::fault::{Fault, ProfileError};
use super::lexical::Lexical;
use super::profile::{Profile, Warning};
use super::prohibited::Prohibited;
use super::semantic::{Encoder, Semantic, encoded};
use super::spam::Spam;
use super::text::Text;
use super::words::Stems;

/// Which rules a check was made with.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Rules {
    /// The theme's id.
    pub id: String,
    /// The profile's version.
    pub version: u32,
    /// Digest of the rules, see [`Profile::sha256`].
    pub sha256: String,
}

/// A profile ready for checking. Building takes milliseconds in lexical mode; share one among threads.
pub struct Prepared {
    pub(super) profile: Profile,
    pub(super) rules: Rules,
    pub(super) stems: Stems,
    pub(super) lexical: Lexical,
    pub(super) semantic: Option<Semantic>,
    pub(super) prohibited: Prohibited,
    pub(super) spam: Spam,
}

impl Prepared {
    /// Prepares a profile for lexical mode: no encoder, relevance from words alone.
    ///
    /// # Errors
    /// Word lists too long to search.
    pub fn new(profile: Profile) -> Result<Self, ProfileError> {
        Self::build(profile, None)
    }

    /// Prepares a profile with a sentence encoder; the theme's sentences and keywords are encoded here, once.
    ///
    /// # Errors
    /// Word lists too long to search.
    pub fn with_encoder(profile: Profile, encoder: Arc<dyn Encoder>) -> Result<Self, ProfileError> {
        Self::build(profile, Some(encoder))
    }

    fn build(profile: Profile, encoder: Option<Arc<dyn Encoder>>) -> Result<Self, ProfileError> {
        let too_long = |error: aho_corasick::BuildError| {
            ProfileError::of(Fault::TooManyWords(error.to_string()))
        };
        let stems = Stems::default();
        let rules = Rules {
            id: profile.theme.id.clone(),
            version: profile.theme.version,
            sha256: profile.sha256(encoder.as_ref().map(|encoder| encoder.id())),
        };
        Ok(Prepared {
            lexical: Lexical::new(&stems, &profile).map_err(too_long)?,
            prohibited: Prohibited::new(&stems, &profile.words).map_err(too_long)?,
            spam: Spam::new(&stems, &profile.spam).map_err(too_long)?,
            semantic: encoder.map(|encoder| Semantic::new(encoder, &profile)),
            profile,
            rules,
            stems,
        })
    }

    /// The profile as it was given.
    pub fn profile(&self) -> &Profile {
        &self.profile
    }

    /// What its vectors depend on, see [`Encoder::id`]; `None` in lexical mode.
    pub fn encoder_id(&self) -> Option<&str> {
        Some(self.semantic.as_ref()?.encoder.id())
    }

    /// The vectors of entries' words, in their order, for [`super::check_with`] and [`super::Index`]; `None` in lexical
    /// mode. Quicker for several than one by one.
    pub fn vectors<'a>(&self, texts: impl IntoIterator<Item = &'a Text>) -> Option<Vec<Vec<f32>>> {
        let texts: Vec<String> = texts.into_iter().map(encoded).collect();
        let texts: Vec<&str> = texts.iter().map(String::as_str).collect();
        Some(self.semantic.as_ref()?.encoder.encode_all(&texts))
    }

    /// The vector of one entry's words, see [`Prepared::vectors`].
    pub fn vector(&self, text: &Text) -> Option<Vec<f32>> {
        self.vectors([text])?.pop()
    }

    /// Id, version and digest of the rules.
    pub fn rules(&self) -> &Rules {
        &self.rules
    }

    /// What the organiser should mend; with an encoder also facets that say the same.
    pub fn warnings(&self) -> Vec<Warning> {
        let mut warnings = self.profile.warnings();
        warnings.extend(
            self.semantic
                .iter()
                .flat_map(|semantic| semantic.close_facets(&self.profile)),
        );
        warnings
    }
}

impl std::fmt::Debug for Prepared {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Prepared")
            .field("rules", &self.rules)
            .field("encoder", &self.semantic.is_some())
            .finish_non_exhaustive()
    }
}
