//! The sentence encoder: a text in Chinese, Russian or English becomes 512 numbers of length 1, and texts of the same
//! meaning, in any of the three languages, point the same way. It runs inside the program, offline, and gives the same
//! numbers for the same text.
//!
//! The model is Google's Universal Sentence Encoder Multilingual, version 3 (Yang et al. 2019, arXiv:1907.04307),
//! pruned to the pieces that the three languages need; licence and notice stand beside the file. Nothing is unpacked
//! before the first use.

#[cfg(feature = "encoder")]
mod blocks;
#[cfg(feature = "encoder")]
mod charsmap;
#[cfg(feature = "encoder")]
mod model;
#[cfg(feature = "encoder")]
mod network;
#[cfg(feature = "encoder")]
mod pieces;
#[cfg(all(test, feature = "encoder"))]
mod tests;

use std::sync::{Arc, OnceLock};

use super::check::Encoder;

#[cfg(feature = "encoder")]
pub use model::SentenceEncoder;

/// What the encoder in this program is called, [`Encoder::id`], known without unpacking it; `None` if it was built without.
pub const ID: Option<&str> = if cfg!(feature = "encoder") {
    Some("077be7ee0a6ca39c6b0270536825f69747791ed37ba446bc427511afaff4a0cf")
} else {
    None
};

/// Why there is no encoder.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum EncoderError {
    /// The program was built without the feature `encoder`.
    #[error("this program was built without the sentence encoder")]
    NotBuilt,
    /// The model file is not the one that this program was made for.
    #[error("the model file of the sentence encoder is damaged: {0}")]
    Damaged(&'static str),
}

static SHARED: OnceLock<Result<Arc<dyn Encoder>, EncoderError>> = OnceLock::new();

/// The encoder in this program, shared by all threads. The first call unpacks it, in a fraction of a second; a call at
/// the same time waits for it.
///
/// # Errors
/// Built without it, or its file is damaged; the same at every call.
pub fn shared() -> Result<Arc<dyn Encoder>, EncoderError> {
    SHARED.get_or_init(load).clone()
}

#[cfg(feature = "encoder")]
fn load() -> Result<Arc<dyn Encoder>, EncoderError> {
    Ok(Arc::new(SentenceEncoder::built_in()?))
}

#[cfg(not(feature = "encoder"))]
fn load() -> Result<Arc<dyn Encoder>, EncoderError> {
    Err(EncoderError::NotBuilt)
}
