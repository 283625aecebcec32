//! The model file and what is made of it.

use std::io::Read;

use super::super::check::Encoder;
use super::blocks::{Blocks, words};
use super::charsmap::Charsmap;
use super::network::{DIM, Network};
use super::pieces::{Embedding, Pieces, Special};
use super::{EncoderError, ID};

/// The model, compressed.
pub(super) const PACKED: &[u8] = include_bytes!("use-multilingual-zh-ru-en.bin.zst");
/// How the unpacked model begins: its name and the version of its format.
const MAGIC: &[u8] = b"USEML3\0\x02";
/// More pieces or runs than this are no model of this kind.
const MOST_ROWS: usize = 1 << 18;
const MOST_RUNS: usize = 1 << 10;
/// The largest table of characters, bytes.
const MOST_CHARSMAP: usize = 1 << 22;

/// Characters of a text that are read: what a text costs is linear in them.
const LONGEST: usize = 500;
/// Tokens of a text that are read. A character is one token at the most, but a few are written as several.
const MOST_TOKENS: usize = 640;
/// Tokens that go through the network together; keeps the memory of one call at a few megabytes.
const STACK: usize = 512;

/// A sentence encoder, ready for use: about 50 MB that never change.
pub struct SentenceEncoder {
    sha256: String,
    charsmap: Charsmap,
    pieces: Pieces,
    embedding: Embedding,
    network: Network,
}

impl SentenceEncoder {
    /// The model inside this program.
    ///
    /// # Errors
    /// It was damaged.
    pub fn built_in() -> Result<Self, EncoderError> {
        let encoder = Self::unpack(PACKED)?;
        if ID == Some(encoder.sha256.as_str()) {
            Ok(encoder)
        } else {
            Err(EncoderError::Damaged("its digest"))
        }
    }

    /// Reads a model compressed with Zstandard.
    ///
    /// # Errors
    /// It is not a model of this kind, or damaged so that its lengths and shapes do not fit.
    pub fn unpack(packed: &[u8]) -> Result<Self, EncoderError> {
        let plain = ruzstd::decoding::StreamingDecoder::new(packed)
            .map_err(|_| EncoderError::Damaged("its compression"))?;
        Self::read(plain)
    }

    /// Reads a model that is not compressed.
    ///
    /// # Errors
    /// As [`SentenceEncoder::unpack`].
    pub fn read(plain: impl Read) -> Result<Self, EncoderError> {
        let mut blocks = Blocks::new(plain, MAGIC)?;
        let head = blocks.exactly(32)?;
        let head: Vec<u32> = words(&head).collect();
        let [rows, dim, runs, unknown, begin, end, unknown_score, epsilon] = head[..] else {
            return Err(EncoderError::Damaged("its head"));
        };
        let (rows, runs) = (rows as usize, runs as usize);
        let special = Special {
            unknown,
            begin,
            end,
            unknown_score: f32::from_bits(unknown_score),
        };
        let epsilon = f32::from_bits(epsilon);
        let sound = special.unknown_score.is_finite() && epsilon.is_finite() && epsilon >= 0.0;
        if rows > MOST_ROWS || dim as usize != DIM || runs > MOST_RUNS || !sound {
            return Err(EncoderError::Damaged("its head"));
        }
        let charsmap = Charsmap::parse(&blocks.at_most(MOST_CHARSMAP)?)?;
        let scores = blocks.vector(rows)?;
        let lengths = blocks.exactly(rows)?;
        let texts = blocks.exactly(lengths.iter().map(|length| usize::from(*length)).sum())?;
        let pieces = Pieces::parse(special, scores, &lengths, texts)?;
        let runs = blocks.exactly(runs * 12)?;
        let embedding = Embedding::parse(&runs, blocks.exactly(rows * DIM)?, rows)?;
        let network = Network::read(&mut blocks, epsilon)?;
        Ok(Self {
            sha256: blocks.finish()?,
            charsmap,
            pieces,
            embedding,
            network,
        })
    }

    /// The rows of a text's tokens, beginning and end included.
    pub(super) fn rows(&self, text: &str) -> Vec<u32> {
        let end = text.char_indices().nth(LONGEST).map(|(end, _)| end);
        let normal = self.charsmap.normalise(&text[..end.unwrap_or(text.len())]);
        self.pieces.rows(&normal, MOST_TOKENS)
    }

    /// A piece as it is written.
    #[cfg(test)]
    pub(super) fn spelled(&self, row: u32) -> String {
        self.pieces.spelled(row)
    }

    fn forward(&self, stack: &[Vec<u32>]) -> Vec<Vec<f32>> {
        let lengths: Vec<usize> = stack.iter().map(Vec::len).collect();
        let mut embedded = vec![0.0; lengths.iter().sum::<usize>() * DIM];
        for (row, out) in stack.iter().flatten().zip(embedded.chunks_exact_mut(DIM)) {
            self.embedding.write(*row, out);
        }
        self.network.forward(&embedded, &lengths)
    }
}

impl Encoder for SentenceEncoder {
    fn id(&self) -> &str {
        &self.sha256
    }

    fn encode(&self, text: &str) -> Vec<f32> {
        self.encode_all(&[text]).pop().unwrap_or_default()
    }

    /// Stacks texts so that the matrices of the network are read once for several of them.
    fn encode_all(&self, texts: &[&str]) -> Vec<Vec<f32>> {
        let mut vectors = Vec::with_capacity(texts.len());
        let mut stack: Vec<Vec<u32>> = Vec::new();
        let mut tokens = 0;
        for text in texts {
            let rows = self.rows(text);
            if !stack.is_empty() && tokens + rows.len() > STACK {
                vectors.append(&mut self.forward(&stack));
                stack.clear();
                tokens = 0;
            }
            tokens += rows.len();
            stack.push(rows);
        }
        if !stack.is_empty() {
            vectors.append(&mut self.forward(&stack));
        }
        vectors
    }
}

impl std::fmt::Debug for SentenceEncoder {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("SentenceEncoder")
            .field("sha256", &self.sha256)
            .finish_non_exhaustive()
    }
}
