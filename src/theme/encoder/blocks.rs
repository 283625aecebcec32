//! The blocks of a model file: lengths and shapes are checked before anything is read.

use std::io::Read;

use sha2::{Digest, Sha256};

use super::EncoderError;

/// Reads a model file block by block, each a `u32` length and that many bytes, and digests all of it.
pub(super) struct Blocks<R> {
    input: R,
    hash: Sha256,
}

impl<R: Read> Blocks<R> {
    /// # Errors
    /// The file does not begin with `magic`.
    pub fn new(input: R, magic: &[u8]) -> Result<Self, EncoderError> {
        let mut blocks = Self {
            input,
            hash: Sha256::new(),
        };
        if blocks.bytes(magic.len())? == magic {
            Ok(blocks)
        } else {
            Err(EncoderError::Damaged("its beginning"))
        }
    }

    fn bytes(&mut self, length: usize) -> Result<Vec<u8>, EncoderError> {
        let mut bytes = Vec::with_capacity(length);
        let read = Read::take(&mut self.input, length as u64).read_to_end(&mut bytes);
        if read.ok() != Some(length) {
            return Err(EncoderError::Damaged("it ends early"));
        }
        self.hash.update(&bytes);
        Ok(bytes)
    }

    fn length(&mut self) -> Result<usize, EncoderError> {
        let bytes = self.bytes(4)?;
        Ok(words(&bytes).next().unwrap_or_default() as usize)
    }

    /// The next block, which must be `length` bytes long.
    pub fn exactly(&mut self, length: usize) -> Result<Vec<u8>, EncoderError> {
        if self.length()? == length {
            self.bytes(length)
        } else {
            Err(EncoderError::Damaged("the length of a block"))
        }
    }

    /// The next block, which may be up to `most` bytes long.
    pub fn at_most(&mut self, most: usize) -> Result<Vec<u8>, EncoderError> {
        let length = self.length()?;
        if length <= most {
            self.bytes(length)
        } else {
            Err(EncoderError::Damaged("the length of a block"))
        }
    }

    /// The next block as `length` numbers.
    pub fn vector(&mut self, length: usize) -> Result<Vec<f32>, EncoderError> {
        let bytes = self.exactly(length * 4)?;
        Ok(words(&bytes).map(f32::from_bits).collect())
    }

    /// The next block as a matrix of `rows` by `columns` numbers, row by row: smallest value, step, then one byte a number.
    pub fn matrix(&mut self, rows: usize, columns: usize) -> Result<Vec<f32>, EncoderError> {
        let bytes = self.exactly(8 + rows * columns)?;
        let (head, codes) = bytes.split_at(8);
        let mut head = words(head).map(f32::from_bits);
        let (least, step) = (
            head.next().unwrap_or_default(),
            head.next().unwrap_or_default(),
        );
        let values: Vec<f32> = (0..=u8::MAX)
            .map(|code| least + step * f32::from(code))
            .collect();
        Ok(codes
            .iter()
            .map(|code| values[usize::from(*code)])
            .collect())
    }

    /// SHA-256 of the whole file, hexadecimal.
    ///
    /// # Errors
    /// Something follows the last block.
    pub fn finish(mut self) -> Result<String, EncoderError> {
        let mut more = [0];
        match self.input.read(&mut more) {
            Ok(0) => Ok(hex::encode(self.hash.finalize())),
            _ => Err(EncoderError::Damaged("its end")),
        }
    }
}

/// Little-endian words of four bytes; a rest is left out.
pub(super) fn words(bytes: &[u8]) -> impl Iterator<Item = u32> + '_ {
    bytes
        .as_chunks::<4>()
        .0
        .iter()
        .map(|word| u32::from_le_bytes(*word))
}
