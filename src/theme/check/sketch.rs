//! Vectors in 64 bytes: which of 512 directions a vector points along. Two vectors differ in a share of the bits that is
//! the angle between them over π, so a scan of sketches finds the near ones without reading the vectors.
//!
//! M. Charikar, "Similarity estimation techniques from rounding algorithms", 2002. The directions are those of a random
//! rotation: random signs, then a Walsh–Hadamard transform.

/// Bits of a sketch.
const BITS: usize = 512;

/// The signs of a vector after a rotation that is the same for all.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Sketch([u64; BITS / 64]);

impl Sketch {
    /// Of a vector of up to 512 numbers; what it has beyond is not looked at.
    pub fn of(vector: &[f32]) -> Self {
        let mut numbers = [0.0_f32; BITS];
        let mut state = 0x2545_f491_4f6c_dd1d_u64;
        for (number, value) in numbers.iter_mut().zip(vector) {
            // xorshift64: only the signs are random.
            state ^= state << 13;
            state ^= state >> 7;
            state ^= state << 17;
            *number = if state >> 63 == 0 { *value } else { -*value };
        }
        let mut half = 1;
        while half < BITS {
            for block in numbers.chunks_exact_mut(half * 2) {
                let (left, right) = block.split_at_mut(half);
                for (a, b) in left.iter_mut().zip(right) {
                    (*a, *b) = (*a + *b, *a - *b);
                }
            }
            half *= 2;
        }
        let mut words = [0; BITS / 64];
        for (word, part) in words.iter_mut().zip(numbers.chunks_exact(64)) {
            for (bit, number) in part.iter().enumerate() {
                *word |= u64::from(*number >= 0.0) << bit;
            }
        }
        Self(words)
    }

    /// As it is kept: 64 bytes.
    pub fn to_bytes(self) -> Vec<u8> {
        self.0.iter().flat_map(|word| word.to_le_bytes()).collect()
    }

    /// None unless it is 64 bytes.
    pub fn from_bytes(bytes: &[u8]) -> Option<Self> {
        let (words, rest) = bytes.as_chunks::<8>();
        let words: &[[u8; 8]; BITS / 64] = words.try_into().ok()?;
        rest.is_empty().then(|| Self(words.map(u64::from_le_bytes)))
    }

    /// In how many bits two sketches differ.
    pub fn distance(&self, other: &Self) -> u32 {
        let pairs = self.0.iter().zip(&other.0);
        pairs.map(|(a, b)| (a ^ b).count_ones()).sum()
    }

    /// How many bits differ between two vectors of this cosine, save in one case of a thousand: three standard deviations
    /// above the mean.
    pub fn reach(cosine: f64) -> u32 {
        let share = cosine.clamp(-1.0, 1.0).acos() / std::f64::consts::PI;
        let bits = BITS as f64;
        let deviation = (bits * share * (1.0 - share)).sqrt();
        (bits * share + 3.0 * deviation).ceil() as u32
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Numbers of a bell's shape from one seed.
    fn vector(seed: u64) -> Vec<f64> {
        let mut state = seed.wrapping_mul(0x9e37_79b9_7f4a_7c15) | 1;
        let mut next = || {
            state ^= state << 13;
            state ^= state >> 7;
            state ^= state << 17;
            (state >> 11) as f64 / (1_u64 << 53) as f64
        };
        let vector: Vec<f64> = (0..BITS)
            .map(|_| (0..12).map(|_| next()).sum::<f64>() - 6.0)
            .collect();
        let length = vector.iter().map(|n| n * n).sum::<f64>().sqrt();
        vector.into_iter().map(|n| n / length).collect()
    }

    fn sketch(vector: &[f64]) -> Sketch {
        let vector: Vec<f32> = vector.iter().map(|n| *n as f32).collect();
        Sketch::of(&vector)
    }

    #[test]
    fn vectors_of_the_threshold_s_cosine_are_within_reach_and_others_are_not() {
        let cosine = 0.57_f64;
        let reach = Sketch::reach(cosine);
        let mut missed = 0;
        for seed in 1..500 {
            let (one, other) = (vector(seed), vector(seed + 10_000));
            let near: Vec<f64> = one
                .iter()
                .zip(&other)
                .map(|(a, b)| cosine * a + (1.0 - cosine * cosine).sqrt() * b)
                .collect();
            missed += u32::from(sketch(&one).distance(&sketch(&near)) > reach);
            assert!(sketch(&one).distance(&sketch(&other)) > reach);
        }
        assert!(missed <= 5, "{missed} of 499");
    }

    #[test]
    fn a_sketch_is_kept_in_64_bytes() {
        let made = sketch(&vector(7));
        let bytes = made.to_bytes();
        assert_eq!(bytes.len(), 64);
        assert_eq!(Sketch::from_bytes(&bytes), Some(made));
        assert_eq!(Sketch::from_bytes(&bytes[1..]), None);
        assert_eq!(made.distance(&made), 0);
    }
}
