//! Cutting a text into the model's pieces: the most probable way to write it with them (unigram model, Viterbi).

use super::EncoderError;
use super::blocks::words;

/// Rows with a meaning of their own, and what an unknown character costs.
#[derive(Debug, Clone, Copy)]
pub(super) struct Special {
    /// Stands for a character that no piece has.
    pub unknown: u32,
    pub begin: u32,
    pub end: u32,
    /// Log probability of an unknown character.
    pub unknown_score: f32,
}

/// No piece ends here.
const NONE: u32 = u32::MAX;

/// The pieces as a tree over characters: the children of a node stand together, sorted by their character.
pub(super) struct Pieces {
    special: Special,
    scores: Vec<f32>,
    /// By node: its character, the piece that ends there, its first child; the children end where the next node's begin.
    chars: Vec<char>,
    piece: Vec<u32>,
    children: Vec<u32>,
}

impl Pieces {
    /// `lengths` are bytes of each piece, `texts` the pieces one after another. The special rows match no text.
    pub fn parse(
        special: Special,
        scores: Vec<f32>,
        lengths: &[u8],
        texts: Vec<u8>,
    ) -> Result<Self, EncoderError> {
        const BAD: EncoderError = EncoderError::Damaged("the pieces");
        let texts = String::from_utf8(texts).map_err(|_| BAD)?;
        let mut sorted: Vec<(&str, u32)> = Vec::with_capacity(lengths.len());
        let mut at = 0;
        for (row, length) in (0..).zip(lengths) {
            let end = at + usize::from(*length);
            let piece = texts.get(at..end).filter(|piece| !piece.is_empty());
            sorted.push((piece.ok_or(BAD)?, row));
            at = end;
        }
        let special_rows = [special.unknown, special.begin, special.end];
        let rows = sorted.len();
        if at != texts.len()
            || scores.len() != rows
            || special_rows.iter().any(|row| *row as usize >= rows)
            || scores.iter().any(|score| !score.is_finite())
        {
            return Err(BAD);
        }
        sorted.retain(|(_, row)| !special_rows.contains(row));
        sorted.sort_unstable();
        let mut pieces = Self {
            special,
            scores,
            chars: vec!['\0'],
            piece: vec![NONE],
            children: Vec::new(),
        };
        pieces.grow(&sorted);
        Ok(pieces)
    }

    /// Builds the tree level by level from sorted pieces.
    fn grow(&mut self, sorted: &[(&str, u32)]) {
        // Of each node, in order: the pieces below it and the bytes of them that led there.
        let mut below = std::collections::VecDeque::from([(0..sorted.len(), 0)]);
        while let Some((mut range, depth)) = below.pop_front() {
            self.children.push(self.chars.len() as u32);
            while let Some(next) = sorted[range.clone()]
                .first()
                .map(|(text, _)| &text[depth..])
            {
                let Some(c) = next.chars().next() else {
                    range.start += 1;
                    continue;
                };
                let deeper = depth + c.len_utf8();
                let same = sorted[range.clone()]
                    .partition_point(|(text, _)| text[depth..].chars().next() <= Some(c));
                let child = range.start..range.start + same;
                range.start = child.end;
                self.chars.push(c);
                let ends = sorted[child.start];
                self.piece
                    .push(if ends.0.len() == deeper { ends.1 } else { NONE });
                below.push_back((child, deeper));
            }
        }
        self.children.push(self.chars.len() as u32);
    }

    fn child(&self, node: usize, c: char) -> Option<usize> {
        let first = self.children[node] as usize;
        let last = self.children[node + 1] as usize;
        let found = self.chars[first..last].binary_search(&c).ok()?;
        Some(first + found)
    }

    /// A piece as it is written, found the long way.
    #[cfg(test)]
    pub fn spelled(&self, row: u32) -> String {
        let Some(mut node) = self.piece.iter().position(|piece| *piece == row) else {
            return "<unk>".to_owned();
        };
        let mut chars = Vec::new();
        while node > 0 {
            chars.push(self.chars[node]);
            node = self
                .children
                .partition_point(|first| *first as usize <= node)
                - 1;
        }
        chars.iter().rev().collect()
    }

    /// The rows of a normalised text between those of its beginning and its end, at most `most` together.
    pub fn rows(&self, text: &str, most: usize) -> Vec<u32> {
        let chars: Vec<char> = text.chars().collect();
        // Best way to each place: its score, where its last piece began, which piece that was.
        let mut best = vec![(f32::NEG_INFINITY, 0, self.special.unknown); chars.len() + 1];
        best[0].0 = 0.0;
        for start in 0..chars.len() {
            let so_far = best[start].0;
            let mut offer = |end: usize, score: f32, piece: u32| {
                if so_far + score > best[end].0 {
                    best[end] = (so_far + score, start, piece);
                }
            };
            let (mut node, mut single) = (0, false);
            for (length, c) in (1..).zip(&chars[start..]) {
                let Some(child) = self.child(node, *c) else {
                    break;
                };
                node = child;
                let piece = self.piece[node];
                if let Some(score) = self.scores.get(piece as usize) {
                    single |= length == 1;
                    offer(start + length, *score, piece);
                }
            }
            if !single {
                offer(start + 1, self.special.unknown_score, self.special.unknown);
            }
        }
        let mut rows = Vec::with_capacity(chars.len() + 2);
        let mut at = chars.len();
        while at > 0 {
            let (_, start, piece) = best[at];
            rows.push(piece);
            at = start;
        }
        if rows.is_empty() {
            rows.push(self.special.unknown);
        }
        rows.push(self.special.begin);
        rows.reverse();
        rows.truncate(most.saturating_sub(1));
        rows.push(self.special.end);
        rows
    }
}

/// The embedding of every piece: codes of six bits a number, with a scale and an offset for each run of rows.
pub(super) struct Embedding {
    codes: Vec<u8>,
    /// Rows before the end of each run, its scale and offset.
    runs: Vec<(usize, f32, f32)>,
}

impl Embedding {
    /// `runs` holds the count, scale and offset of each run; `codes` one row a piece.
    pub fn parse(runs: &[u8], codes: Vec<u8>, rows: usize) -> Result<Self, EncoderError> {
        let numbers: Vec<u32> = words(runs).collect();
        let mut end = 0_usize;
        let runs: Vec<(usize, f32, f32)> = numbers
            .as_chunks::<3>()
            .0
            .iter()
            .map(|[count, scale, offset]| {
                end = end.saturating_add(*count as usize);
                (end, f32::from_bits(*scale), f32::from_bits(*offset))
            })
            .collect();
        if end != rows {
            return Err(EncoderError::Damaged("the runs of rows"));
        }
        Ok(Self { codes, runs })
    }

    /// Writes the embedding of a row into `out`, whose length is that of a row.
    pub fn write(&self, row: u32, out: &mut [f32]) {
        let row = row as usize;
        let run = self.runs.partition_point(|(end, ..)| *end <= row);
        let (Some((_, scale, offset)), Some(codes)) = (
            self.runs.get(run),
            self.codes.get(row * out.len()..(row + 1) * out.len()),
        ) else {
            return;
        };
        for (value, code) in out.iter_mut().zip(codes) {
            *value = f32::from(*code) * scale + offset;
        }
    }
}
