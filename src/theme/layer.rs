//! Layers that learned from screeners' decisions, as a contest keeps them: numbered, with the decisions they were taught
//! from, never changed. How one learns is in [`super::learned`].

use diesel::prelude::*;
use fluent_bundle::FluentValue;
use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};

use super::ThemeProfile;
use super::learned::{Figures, Layer, Learned};
use crate::accounts::Account;
use crate::contests::Contest;
use crate::db::{Id, Json, Moment};
use crate::entries::Entry;
use crate::events::Anything;
use crate::i18n::Locale;
use crate::schema::theme_layers;

/// One layer of a contest.
#[derive(Clone, Debug, Queryable, Selectable)]
#[diesel(table_name = theme_layers)]
pub struct ThemeLayer {
    pub id: Id<ThemeLayer>,
    pub contest_id: Id<Contest>,
    /// Counted from 1 in its contest.
    pub number: i32,
    /// The profile by which the decided entries were scored.
    pub profile_id: Id<ThemeProfile>,
    /// The encoder whose vectors it was taught with.
    pub encoder: Vec<u8>,
    /// Bias and weights, little-endian numbers of four bytes each; see [`ThemeLayer::layer`].
    pub numbers: Vec<u8>,
    /// Of the encoder and the numbers.
    pub sha256: Vec<u8>,
    pub figures: Json<Figures>,
    pub trained_by: Id<Account>,
    pub trained_at: Moment,
}

/// A decision that a layer was taught from.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Source {
    /// The screening, of which this domain knows no more.
    pub screening: Id<Anything>,
    pub entry: Id<Entry>,
    pub version: i32,
    /// Accepted, or declined for the theme.
    pub accepted: bool,
}

/// A layer that was taught and is not yet kept.
#[derive(Clone, Debug)]
pub struct NewLayer {
    pub profile: Id<ThemeProfile>,
    pub encoder: Vec<u8>,
    pub learned: Learned,
    pub sources: Vec<Source>,
}

/// The numbers of a layer as they are kept.
pub(super) fn packed(layer: &Layer) -> Vec<u8> {
    std::iter::once(&layer.bias)
        .chain(&layer.weights)
        .flat_map(|number| number.to_le_bytes())
        .collect()
}

/// See [`ThemeLayer::sha256`].
pub(super) fn digest(encoder: &[u8], numbers: &[u8]) -> Vec<u8> {
    let mut hash = Sha256::new();
    hash.update(encoder);
    hash.update(numbers);
    hash.finalize().to_vec()
}

impl ThemeLayer {
    /// What was learned, ready for use.
    pub fn layer(&self) -> Layer {
        let words = self.numbers.as_chunks::<4>().0;
        let mut numbers = words.iter().map(|word| f32::from_le_bytes(*word));
        Layer {
            bias: numbers.next().unwrap_or(0.0),
            weights: numbers.collect(),
        }
    }

    /// Whether its weights are for vectors of this encoder.
    pub fn fits(&self, encoder: &str) -> bool {
        hex::encode(&self.encoder) == encoder
    }

    /// What it did to a check; `encoder` is that of the check's vector, if there was one.
    pub fn taught(&self, encoder: Option<&str>, shift: Option<f64>) -> Taught {
        Taught {
            number: self.number,
            sha256: hex::encode(&self.sha256),
            effect: match (encoder, shift) {
                (Some(encoder), _) if !self.fits(encoder) => Effect::OtherEncoder,
                (_, Some(shift)) => Effect::Moved(shift),
                _ => Effect::NoVector,
            },
        }
    }

    /// The first eight digits of its digest, as people compare them.
    pub fn short_sha256(&self) -> String {
        hex::encode(self.sha256.get(..4).unwrap_or_default())
    }
}

/// What a layer did to a check, kept with it.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Taught {
    /// Number and digest of the layer.
    pub number: i32,
    pub sha256: String,
    pub effect: Effect,
}

/// Whether a layer spoke.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Effect {
    /// By how much it moved the relevance.
    Moved(f64),
    /// It had nothing to go by: the check was made from words alone, or there are no words.
    NoVector,
    /// It was taught with another encoder.
    OtherEncoder,
}

impl Taught {
    /// What it did, for people who decide. `score` is the relevance with its shift.
    pub fn sentence(&self, score: f64, locale: impl Into<Locale>) -> String {
        let mut args: Vec<(&'static str, FluentValue<'static>)> =
            vec![("number", self.number.into())];
        let key = match self.effect {
            Effect::Moved(shift) => {
                args.push(("plain", format!("{:.3}", score - shift).into()));
                args.push(("shift", format!("{shift:+.3}").replace('-', "−").into()));
                "theme-layer-moved"
            }
            Effect::NoVector => "theme-layer-no-vector",
            Effect::OtherEncoder => "theme-layer-other-encoder",
        };
        locale.into().t_with(key, &args).into_owned()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn kept(layer: &Layer) -> ThemeLayer {
        let (encoder, numbers) = (vec![7, 8], packed(layer));
        ThemeLayer {
            id: Id::new(),
            contest_id: Id::new(),
            number: 3,
            profile_id: Id::new(),
            sha256: digest(&encoder, &numbers),
            encoder,
            numbers,
            figures: Json::new(Figures::default()),
            trained_by: Id::new(),
            trained_at: Moment::now(),
        }
    }

    #[test]
    fn a_layer_is_read_back_as_it_was_kept() {
        let layer = Layer {
            bias: -0.25,
            weights: vec![1.5, f32::MIN_POSITIVE, -3.0],
        };
        let row = kept(&layer);
        assert_eq!(row.layer(), layer);
        assert_eq!(row.short_sha256().len(), 8);
    }

    #[test]
    fn a_silent_layer_says_why() {
        let row = kept(&Layer {
            bias: 0.0,
            weights: vec![1.0],
        });
        let effect = |encoder, shift| row.taught(encoder, shift).effect;
        assert_eq!(effect(Some("0708"), Some(0.5)), Effect::Moved(0.5));
        assert_eq!(effect(Some("0709"), Some(0.5)), Effect::OtherEncoder);
        assert_eq!(effect(None, None), Effect::NoVector);
        for effect in [Effect::Moved(0.04), Effect::NoVector, Effect::OtherEncoder] {
            let taught = Taught {
                effect,
                ..row.taught(None, None)
            };
            assert!(taught.sentence(0.25, Locale::En).contains('3'));
        }
    }
}
