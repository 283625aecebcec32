//! Seeded chance. The generator is written out here, so that a published seed gives the same draws in every later version.

use std::sync::OnceLock;

/// xoshiro256++ of Blackman and Vigna (2019), started by splitmix64.
#[derive(Clone, Debug)]
pub struct Random {
    state: [u64; 4],
}

fn splitmix(state: &mut u64) -> u64 {
    *state = state.wrapping_add(0x9e37_79b9_7f4a_7c15);
    let mut mixed = *state;
    mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
    mixed ^ (mixed >> 31)
}

impl Random {
    /// The stream of a seed. Streams of one seed with different numbers do not repeat each other.
    pub fn new(seed: u64, stream: u64) -> Self {
        let mut start = seed;
        let mut state = splitmix(&mut start) ^ stream.wrapping_mul(0xd134_2543_de82_ef95);
        Self {
            state: std::array::from_fn(|_| splitmix(&mut state)),
        }
    }

    /// 64 random bits.
    #[inline]
    pub fn bits(&mut self) -> u64 {
        let [a, b, c, d] = self.state;
        let result = a.wrapping_add(d).rotate_left(23).wrapping_add(a);
        let mut next = [a, b, c ^ a, d ^ b];
        next[1] ^= next[2];
        next[0] ^= next[3];
        next[2] ^= b << 17;
        next[3] = next[3].rotate_left(45);
        self.state = next;
        result
    }

    /// From 0 to below 1.
    #[inline]
    pub fn unit(&mut self) -> f64 {
        (self.bits() >> 11) as f64 * (1.0 / (1u64 << 53) as f64)
    }

    /// A whole number below `bound`, which is above 0.
    pub fn below(&mut self, bound: usize) -> usize {
        ((u128::from(self.bits()) * bound as u128) >> 64) as usize
    }

    /// Gamma with this shape and scale 1, by Marsaglia and Tsang (2000).
    pub fn gamma(&mut self, shape: f64) -> f64 {
        if shape < 1.0 {
            let boost = (1.0 - self.unit()).powf(1.0 / shape);
            return self.gamma(shape + 1.0) * boost;
        }
        let d = shape - 1.0 / 3.0;
        let c = 1.0 / (9.0 * d).sqrt();
        let normal = Normal::get();
        loop {
            let x = normal.draw(self);
            let v = 1.0 + c * x;
            if v > 0.0 {
                let v = v * v * v;
                let u = 1.0 - self.unit();
                if u.ln() < 0.5 * x * x + d - d * v + d * v.ln() {
                    return d * v;
                }
            }
        }
    }

    /// Puts a slice into random order.
    pub fn shuffle<T>(&mut self, values: &mut [T]) {
        for last in (1..values.len()).rev() {
            values.swap(last, self.below(last + 1));
        }
    }
}

const LAYERS: usize = 256;
/// Where the tail begins, and the area of a layer: Marsaglia and Tsang (2000), 256 layers.
const TAIL: f64 = 3.654_152_885_361_009;
const AREA: f64 = 0.004_928_673_233_997_055;

/// Standard normal draws by the ziggurat of Marsaglia and Tsang (2000); layer and place come from different bits.
#[derive(Clone, Debug)]
pub struct Normal {
    edges: [f64; LAYERS + 1],
    heights: [f64; LAYERS + 1],
}

impl Normal {
    fn tables() -> Self {
        let density = |x: f64| (-0.5 * x * x).exp();
        let mut edges = [0.0; LAYERS + 1];
        edges[0] = AREA / density(TAIL);
        edges[1] = TAIL;
        for layer in 2..LAYERS {
            let above = AREA / edges[layer - 1] + density(edges[layer - 1]);
            edges[layer] = (-2.0 * above.ln()).sqrt();
        }
        Self {
            heights: edges.map(density),
            edges,
        }
    }

    /// The tables, made once.
    pub fn get() -> &'static Self {
        static TABLES: OnceLock<Normal> = OnceLock::new();
        TABLES.get_or_init(Self::tables)
    }

    /// One draw.
    #[inline]
    pub fn draw(&self, random: &mut Random) -> f64 {
        loop {
            let bits = random.bits();
            let layer = (bits & 0xff) as usize;
            let place = (bits >> 11) as f64 * (2.0 / (1u64 << 53) as f64) - 1.0;
            let x = place * self.edges[layer];
            if x.abs() < self.edges[layer + 1] {
                return x;
            }
            if layer == 0 {
                return self.tail(random, place < 0.0);
            }
            let low = self.heights[layer];
            let high = self.heights[layer + 1];
            if low + (high - low) * random.unit() < (-0.5 * x * x).exp() {
                return x;
            }
        }
    }

    #[cold]
    fn tail(&self, random: &mut Random, negative: bool) -> f64 {
        loop {
            let x = (1.0 - random.unit()).ln() / TAIL;
            let y = (1.0 - random.unit()).ln();
            if -2.0 * y >= x * x {
                return if negative { x - TAIL } else { TAIL - x };
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_seed_gives_the_same_bits_for_ever() {
        let mut random = Random::new(1, 0);
        let first = [random.bits(), random.bits()];
        assert_eq!(
            first,
            [8_089_978_747_140_965_633, 5_687_923_198_772_495_674]
        );
        assert!((Normal::get().draw(&mut random) - 0.660_284_328_311_462_1).abs() < 1e-12);
        assert_ne!(first[0], Random::new(1, 1).bits());
        assert_ne!(first[0], Random::new(2, 0).bits());
    }

    #[test]
    fn normal_draws_have_the_moments_and_tails_of_the_normal() {
        let normal = Normal::get();
        let mut random = Random::new(7, 0);
        let draws: Vec<f64> = (0..400_000).map(|_| normal.draw(&mut random)).collect();
        let moment = |power: i32| draws.iter().map(|x| x.powi(power)).sum::<f64>() / 400_000.0;
        assert!(moment(1).abs() < 0.006);
        assert!((moment(2) - 1.0).abs() < 0.01);
        assert!(moment(3).abs() < 0.02);
        assert!((moment(4) - 3.0).abs() < 0.06);
        let share = |limit: f64| draws.iter().filter(|x| x.abs() > limit).count() as f64 / 4e5;
        assert!((share(1.959_964) - 0.05).abs() < 0.002);
        assert!((share(3.7) - 0.000_215_6).abs() < 0.000_1);
    }

    #[test]
    fn gamma_draws_have_mean_and_variance_equal_to_the_shape() {
        let mut random = Random::new(3, 0);
        for shape in [0.5, 1.0, 7.5] {
            let draws: Vec<f64> = (0..100_000).map(|_| random.gamma(shape)).collect();
            let mean = draws.iter().sum::<f64>() / 1e5;
            let variance = draws.iter().map(|x| (x - mean).powi(2)).sum::<f64>() / 1e5;
            assert!((mean / shape - 1.0).abs() < 0.02, "{shape} {mean}");
            assert!((variance / shape - 1.0).abs() < 0.06, "{shape} {variance}");
        }
    }
}
