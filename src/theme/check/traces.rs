//! What a text is found by among many: its runs, of which an index keeps a sample, and how common each of them is.

use std::collections::HashMap;

use super::language::{Language, detect};
use super::normalise::Normal;
use super::shingles::{fingerprint, hash, series, shingles};
use super::text::Text;

/// Characters of title and synopsis that are read.
const READ: usize = 20_000;
/// Entries that every collection is thought to hold beside its own, so that weights mean something in a small one.
pub(super) const PRIOR: f64 = 100.0;
/// Runs that the shorter of two texts must have before a likeness counts; shorter ones must be identical.
pub(super) const LEAST: usize = 8;
/// Up to so many runs all are kept, up to twice as many every second one, and so on to one in [`RAREST`].
const WHOLE: usize = 64;
/// Of the longest texts one run in so many is kept.
const RAREST: usize = 8;
/// The most runs of one text that are looked up.
const SOUGHT: usize = 2_000;
/// A run that so many texts hold says nothing of any of them: it is called common, and its holders are forgotten.
pub const COMMON: usize = 200;

/// A text as an index of texts knows it. Equal words have equal traces, in every build.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Traces {
    /// The language of most of its words.
    pub language: Language,
    /// Of all letters and digits; none without any.
    pub whole: Option<u64>,
    /// The same of the title alone.
    pub title: Option<u64>,
    /// Of the title without its number, and the creator: the same for two parts of a series.
    pub series: Option<u64>,
    /// Every run once, sorted.
    shingles: Vec<u64>,
}

impl Traces {
    /// Reads title, synopsis and creator.
    pub fn of(text: &Text) -> Self {
        let title = Normal::of(&text.title);
        let all = format!("{}\n{}", text.title, text.synopsis);
        let cut = all
            .char_indices()
            .nth(READ)
            .map_or(all.as_str(), |(end, _)| &all[..end]);
        let all = Normal::of(cut);
        let creator = text.creator.as_deref().map(str::trim);
        let creator = creator.filter(|creator| !creator.is_empty());
        Self {
            language: detect(cut),
            whole: fingerprint(&all),
            title: fingerprint(&title),
            series: creator
                .zip(series(&title))
                .map(|(creator, name)| hash(creator.chars().chain(['\n']).chain(name.chars()))),
            shingles: shingles(&all),
        }
    }

    /// How many different runs it has.
    pub fn len(&self) -> usize {
        self.shingles.len()
    }

    /// Whether it has none.
    pub fn is_empty(&self) -> bool {
        self.shingles.is_empty()
    }

    pub(super) fn shingles(&self) -> &[u64] {
        &self.shingles
    }

    /// One run in so many is kept: 1 for a short text, 8 for a long one. Which ones depends on the runs alone, so two
    /// texts keep the same of those that they share.
    pub fn one_in(&self) -> usize {
        let wanted = self.len().div_ceil(WHOLE).next_power_of_two();
        wanted.clamp(1, RAREST)
    }

    /// The runs that an index keeps.
    pub fn kept(&self) -> Vec<i32> {
        let bits = self.one_in().trailing_zeros();
        let below = u64::MAX.checked_shr(bits).unwrap_or(u64::MAX);
        let kept = self.shingles.partition_point(|shingle| *shingle <= below);
        keys(&self.shingles[..kept])
    }

    /// The runs by which others are looked for: all of them, of a very long text those that are kept by most.
    pub fn sought(&self) -> Vec<i32> {
        keys(&self.shingles[..self.len().min(SOUGHT)])
    }
}

/// A run as an index keeps it: the lower half of its number. The upper half says in which samples it is.
fn key(shingle: u64) -> i32 {
    shingle as u32 as i32
}

fn keys(shingles: &[u64]) -> Vec<i32> {
    let mut keys: Vec<i32> = shingles.iter().copied().map(key).collect();
    keys.sort_unstable();
    keys.dedup();
    keys
}

/// What an index knows of a run.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Holders {
    /// So many kept texts hold it.
    Few(usize),
    /// [`COMMON`] of the first so many texts held it.
    Common(usize),
}

/// The kept texts, as far as weights depend on them.
#[derive(Debug, Clone, Default)]
pub struct Census {
    /// How many texts are kept.
    pub texts: usize,
    /// Of some of them, one run in how many is kept; see [`Traces::one_in`].
    pub one_in: Vec<usize>,
}

impl Census {
    /// The share of the texts that keep a run with this number when they hold it.
    fn share(&self, shingle: u64) -> f64 {
        if self.one_in.is_empty() {
            return 1.0;
        }
        let keeps = |one_in: &&usize| shingle <= u64::MAX >> one_in.trailing_zeros();
        self.one_in.iter().filter(keeps).count() as f64 / self.one_in.len() as f64
    }
}

/// What each run of a text weighs: the rarer the heavier. The weight of a run that `n` of `N` texts hold is
/// ln(1 + (N + 100) / n); n is counted, and for runs that only some texts keep, estimated from those.
#[derive(Debug)]
pub struct Weights {
    of: HashMap<u64, f64>,
    own: f64,
    /// What of them an index can answer for in texts of which it keeps all runs, every second, fourth and eighth.
    samples: [Sample; RAREST.trailing_zeros() as usize + 1],
}

/// The runs of a text that are in a sample.
#[derive(Debug, Clone, Copy, Default)]
struct Sample {
    runs: usize,
    /// Of them those that are not common: the holders of common ones are forgotten.
    found: usize,
    /// What these weigh.
    weight: f64,
}

impl Weights {
    /// `holders` says what the index knows of a run that was looked up; nothing when no text has it.
    pub fn new(traces: &Traces, census: &Census, holders: impl Fn(i32) -> Option<Holders>) -> Self {
        let texts = census.texts as f64;
        let mut of = HashMap::with_capacity(traces.len());
        let mut samples = [Sample::default(); RAREST.trailing_zeros() as usize + 1];
        let mut unknown = Vec::new();
        for (at, shingle) in traces.shingles.iter().copied().enumerate() {
            let share = census.share(shingle);
            let found = holders(key(shingle));
            let count = match found {
                _ if at >= SOUGHT => None,
                Some(Holders::Common(first)) => Some(COMMON as f64 * texts / first.max(1) as f64),
                Some(Holders::Few(count)) if share > 0.0 => Some(count as f64 / share),
                Some(Holders::Few(_)) => None,
                None => (share > 0.0).then_some(1.0),
            };
            match count {
                Some(count) => {
                    let weight = (1.0 + (texts + PRIOR) / count.clamp(1.0, texts.max(1.0))).ln();
                    of.insert(shingle, weight);
                    for sample in samples_of(&mut samples, shingle) {
                        sample.runs += 1;
                        if !matches!(found, Some(Holders::Common(_))) {
                            sample.found += 1;
                            sample.weight += weight;
                        }
                    }
                }
                None => unknown.push(shingle),
            }
        }
        let usual = match of.len() {
            0 => (1.0 + texts + PRIOR).ln(),
            known => of.values().sum::<f64>() / known as f64,
        };
        of.extend(unknown.into_iter().map(|shingle| (shingle, usual)));
        Self {
            own: of.values().sum(),
            of,
            samples,
        }
    }

    /// What a run of another text would weigh, by what the others of this one weigh.
    fn usual(&self) -> f64 {
        self.own / self.of.len().max(1) as f64
    }

    /// The weight of the runs with these keys, for [`Weights::estimate`].
    pub fn by_key(&self) -> HashMap<i32, f64> {
        self.of.iter().map(|(run, w)| (key(*run), *w)).collect()
    }

    /// How alike another text seems that has `len` runs of which it keeps one in `one_in`, when those that are kept and
    /// shared weigh `shared`. Compared are the samples of both, without common runs, and one run more that is in neither:
    /// of very few runs nothing much can be said.
    pub fn estimate(&self, shared: f64, len: usize, one_in: usize) -> f64 {
        let Some(sample) = self.samples.get(one_in.trailing_zeros() as usize) else {
            return 0.0;
        };
        if sample.found == 0 || self.of.len().min(len) < LEAST {
            return 0.0;
        }
        let usual = sample.weight / sample.found as f64;
        let share = sample.found as f64 / sample.runs as f64;
        let theirs = usual * share * len as f64 / one_in as f64;
        (shared / (sample.weight.min(theirs) + usual)).min(1.0)
    }

    /// The share of the shorter text's weight that is in the other, 0 to 1. `theirs` are the weights of the other's runs;
    /// without them, a run that this text has not is taken for one of the usual weight.
    pub fn likeness(&self, other: &Traces, theirs: Option<&Weights>) -> f64 {
        if self.of.len().min(other.len()) < LEAST {
            return 0.0;
        }
        let (mut shared, mut both) = (0.0, 0_usize);
        for shingle in &other.shingles {
            if let Some(weight) = self.of.get(shingle) {
                shared += weight;
                both += 1;
            }
        }
        let theirs = match theirs {
            Some(theirs) => theirs.own,
            None => shared + self.usual() * (other.len() - both) as f64,
        };
        let least = self.own.min(theirs);
        if least > 0.0 {
            (shared / least).min(1.0)
        } else {
            0.0
        }
    }
}

/// The samples that a run is in: that of all runs, and those of its half, quarter and eighth if it is among these.
fn samples_of(samples: &mut [Sample], shingle: u64) -> impl Iterator<Item = &mut Sample> {
    let sparsest = shingle.leading_zeros() as usize;
    samples.iter_mut().take(sparsest + 1)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn traces(synopsis: &str) -> Traces {
        Traces::of(&Text {
            synopsis: synopsis.into(),
            ..Text::default()
        })
    }

    fn words(from: usize, count: usize) -> String {
        let word = |n: usize| format!("w{:x}", hash(n.to_string().chars()));
        let words: Vec<String> = (from..from + count).map(word).collect();
        words.join(" ")
    }

    #[test]
    fn short_texts_are_kept_whole_and_long_ones_in_part() {
        let short = traces("three neighbours repair an old bridge");
        assert_eq!((short.one_in(), short.kept().len()), (1, short.len()));
        let long = traces(&words(0, 100));
        assert_eq!(long.one_in(), RAREST);
        let (kept, wanted) = (long.kept().len(), long.len() / RAREST);
        assert!(kept > wanted / 2 && kept < wanted * 2, "{kept} of {wanted}");
    }

    #[test]
    fn what_a_short_text_shares_with_a_long_one_is_kept_by_both() {
        let long = traces(&words(0, 200));
        let part = traces(&words(40, 10));
        let (of_long, of_part) = (long.kept(), part.kept());
        assert!(of_part.iter().any(|key| of_long.contains(key)));
        assert!(long.kept().iter().all(|key| long.sought().contains(key)));
    }

    #[test]
    fn the_numbers_of_runs_are_the_same_in_every_build() {
        assert_eq!(hash("мост".chars()), 0x0413_6c73_7a15_b318);
    }

    #[test]
    fn a_copy_seems_one_in_the_sample_of_a_long_text_most_of_whose_runs_are_common() {
        let original = words(0, 100);
        let edited = format!("{} {}", words(0, 85), words(500, 15));
        let (kept, copy) = (traces(&original), traces(&edited));
        let census = Census {
            texts: 100_000,
            one_in: vec![1, 8, 8, 8, 8, 8, 8, 8],
        };
        // Two of three runs that long texts keep are common; what only short ones keep, hardly any of them holds.
        let holders = |run: i32| (run % 3 != 0).then_some(Holders::Common(20_000));
        let sampled: Vec<i32> = kept.kept();
        let known = |run: i32| holders(run).filter(|_| sampled.contains(&run));
        let weights = Weights::new(&copy, &census, known);
        let by_key = weights.by_key();
        let shared: f64 = sampled
            .iter()
            .filter(|run| known(**run).is_none())
            .filter_map(|run| by_key.get(run))
            .sum();
        let likeness = weights.estimate(shared, kept.len(), kept.one_in());
        assert!(likeness > 0.5, "{likeness}");
        let few = weights.estimate(shared / 10.0, kept.len(), kept.one_in());
        assert!(few < 0.1, "{few}");
    }

    #[test]
    fn common_runs_weigh_little_and_a_copy_is_alike_to_the_last() {
        let text = traces(&words(0, 30));
        let census = Census {
            texts: 10_000,
            one_in: vec![1, 8],
        };
        let rare = Weights::new(&text, &census, |_| None);
        let common = Weights::new(&text, &census, |_| Some(Holders::Common(400)));
        assert!(common.own < rare.own / 4.0);
        assert!((rare.likeness(&text, None) - 1.0).abs() < 1e-9);
        assert!(rare.likeness(&traces(&words(0, 300)), None) > 0.99);
        assert!(rare.likeness(&traces(&words(500, 30)), None) < 0.05);
    }
}
